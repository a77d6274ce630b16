//! How agreements stood, from a month's figures to the shape of the ledger and back.

use crate::ledger::store::{RunAgreement, RunReceipt, RunStanding};
use crate::month::{AgreementStanding, ReceiptStanding, Standing};

/// As the ledger records it.
pub(super) fn recorded(standing: Standing) -> RunStanding {
    let receipt = |receipt: ReceiptStanding| {
        let ReceiptStanding { number, date, amount, base } = receipt;
        RunReceipt { amount, base, date, number }
    };
    let agreement = |one: AgreementStanding| {
        let receipts = one.receipts.into_iter().map(receipt).collect();
        RunAgreement {
            agreement: one.agreement,
            amount: one.amount,
            committed: one.committed,
            currency: one.currency,
            donor: one.donor,
            placed: one.placed,
            receipts,
            signed_on: one.signed_on,
            spent: one.spent,
            support_cost: one.support_cost,
        }
    };
    RunStanding { agreements: standing.agreements.into_iter().map(agreement).collect(), as_of: standing.as_of }
}

/// As months are compared.
pub(super) fn standing(recorded: RunStanding) -> Standing {
    let receipt = |receipt: RunReceipt| {
        let RunReceipt { amount, base, date, number } = receipt;
        ReceiptStanding { number, date, amount, base }
    };
    let agreement = |one: RunAgreement| {
        let receipts = one.receipts.into_iter().map(receipt).collect();
        AgreementStanding {
            agreement: one.agreement,
            donor: one.donor,
            signed_on: one.signed_on,
            currency: one.currency,
            amount: one.amount,
            committed: one.committed,
            receipts,
            placed: one.placed,
            spent: one.spent,
            support_cost: one.support_cost,
        }
    };
    Standing { as_of: recorded.as_of, agreements: recorded.agreements.into_iter().map(agreement).collect() }
}
