//! How agreements stood, from a month's figures to the shape of the ledger and back.

use crate::attribute::BookedResult;
use crate::domain::Source;
use crate::ledger::Promise;
use crate::ledger::store::{
    RunAgreement, RunBooked, RunDeviation, RunPart, RunPromise, RunReceipt, RunResult, RunStanding, RunWorst,
    RunWrittenOff,
};
use crate::month::{AgreementStanding, BookedReceipt, Deviation, ReceiptStanding, Standing, WrittenOff};

/// As the ledger records it.
pub(super) fn recorded(standing: Standing) -> RunStanding {
    let receipt = |receipt: ReceiptStanding| {
        let ReceiptStanding { number, date, amount, base } = receipt;
        RunReceipt { amount, base, date, number }
    };
    let agreement = |one: AgreementStanding| RunAgreement {
        agreement: one.agreement,
        amount: one.amount,
        committed: one.committed,
        currency: one.currency,
        donor: one.donor,
        placed: one.allocated,
        receipts: one.receipts.into_iter().map(receipt).collect(),
        signed_on: one.signed_on,
        spent: one.charged,
        support_cost: one.support_cost,
        written_off: one.written_off.map(|WrittenOff { amount, base }| RunWrittenOff { amount, base }),
        corrected: one.corrected,
        refunded: one.refunded,
        lapsed: one.lapsed,
        restated: one.restated,
        restated_support: one.restated_support,
        amended: one.amended.into_iter().map(|Promise { on, amount, base }| RunPromise { amount, base, on }).collect(),
        decided: one.decided,
    };
    let booked = |one: BookedReceipt| {
        let BookedReceipt { number, kind, agreement, month, base, exchange, fee, levy } = one;
        RunBooked { agreement, base, exchange, fee, kind, levy, month, number }
    };
    RunStanding {
        agreements: standing.agreements.into_iter().map(agreement).collect(),
        as_of: standing.as_of,
        booked: standing.booked.map(|all| all.into_iter().map(booked).collect()),
        results: standing.results.map(|all| all.into_iter().map(result).collect()),
    }
}

/// As months are compared.
pub(super) fn standing(recorded: RunStanding) -> Standing {
    let receipt = |receipt: RunReceipt| {
        let RunReceipt { amount, base, date, number } = receipt;
        ReceiptStanding { number, date, amount, base }
    };
    let agreement = |one: RunAgreement| AgreementStanding {
        agreement: one.agreement,
        donor: one.donor,
        signed_on: one.signed_on,
        currency: one.currency,
        amount: one.amount,
        committed: one.committed,
        receipts: one.receipts.into_iter().map(receipt).collect(),
        allocated: one.placed,
        charged: one.spent,
        support_cost: one.support_cost,
        written_off: one.written_off.map(|RunWrittenOff { amount, base }| WrittenOff { amount, base }),
        corrected: one.corrected,
        refunded: one.refunded,
        lapsed: one.lapsed,
        restated: one.restated,
        restated_support: one.restated_support,
        amended: one.amended.into_iter().map(|RunPromise { amount, base, on }| Promise { on, amount, base }).collect(),
        decided: one.decided,
    };
    let booked = |one: RunBooked| {
        let RunBooked { agreement, base, exchange, fee, kind, levy, month, number } = one;
        BookedReceipt { number, kind, agreement, month, base, exchange, fee, levy }
    };
    Standing {
        as_of: recorded.as_of,
        agreements: recorded.agreements.into_iter().map(agreement).collect(),
        booked: recorded.booked.map(|all| all.into_iter().map(booked).collect()),
        results: recorded.results.map(|all| all.into_iter().map(booked_result).collect()),
    }
}

fn result(one: BookedResult) -> RunResult {
    let BookedResult { geography, theme, date, kind, description, month, number, parts, source: _ } = one;
    let parts = parts.into_iter().map(|(agreement, part)| RunPart { agreement, part }).collect();
    RunResult { date, description, geography, kind, month, number, parts, theme }
}

/// Where its row stands is for the month to find that goes on from it.
fn booked_result(one: RunResult) -> BookedResult {
    let RunResult { date, description, geography, kind, month, number, parts, theme } = one;
    let parts = parts.into_iter().map(|RunPart { agreement, part }| (agreement, part)).collect();
    BookedResult { geography, theme, date, kind, description, month, number, parts, source: Source::default() }
}

/// What decisions cost, as the ledger records it.
pub(super) fn deviation(deviation: &Deviation) -> RunDeviation {
    let worst = deviation.worst.as_ref().map(|worst| RunWorst {
        cell: worst.cell.to_string(),
        need: worst.need,
        recommended: worst.recommended,
        decided: worst.decided,
    });
    let Deviation { decisions, recommended, decided, .. } = deviation;
    RunDeviation { decisions: decisions.len(), recommended: *recommended, decided: *decided, worst }
}
