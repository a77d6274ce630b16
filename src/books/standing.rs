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
        let AgreementStanding { agreement, donor, signed_on, currency, amount, committed, receipts, placed, spent } =
            one;
        let receipts = receipts.into_iter().map(receipt).collect();
        RunAgreement { agreement, amount, committed, currency, donor, placed, receipts, signed_on, spent }
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
        let RunAgreement { agreement, amount, committed, currency, donor, placed, receipts, signed_on, spent } = one;
        let receipts = receipts.into_iter().map(receipt).collect();
        AgreementStanding { agreement, donor, signed_on, currency, amount, committed, receipts, placed, spent }
    };
    Standing { as_of: recorded.as_of, agreements: recorded.agreements.into_iter().map(agreement).collect() }
}
