//! Transfers between agreements, and what they do to the promises of donors.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::domain::facts::{Facts, Receipt, ReceiptKind};
use crate::domain::{AgreementRef, Currency, Money, OriginalAmount, TermsOverTime};

use super::LedgerProblem;
use super::position::Basis;

/// What agreements take over of the promises of others: for each transfer, by its number, so much of its amount.
pub(super) type TakenOver<'f> = HashMap<&'f str, Decimal>;

/// What is taken over by each transfer. Between agreements of one donor the one that gets money also takes over that part
/// of the promise, as far as it still has something to come; the other's is open again. Another donor's money pays for
/// nobody's promise.
pub(super) fn taken_over<'f>(
    facts: &'f Facts,
    terms: &[TermsOverTime],
    receipts: &HashMap<&AgreementRef, Vec<&'f Receipt>>,
    basis: &Basis<'_>,
) -> TakenOver<'f> {
    let donors: HashMap<_, _> = facts.agreements.iter().map(|one| (&one.reference, &one.donor)).collect();
    let mut taken = TakenOver::new();
    for (agreement, terms) in facts.agreements.iter().zip(terms) {
        let received = receipts.get(&agreement.reference).map_or(&[][..], Vec::as_slice);
        // What has no rate is said where the receipt itself is taken.
        let original = |receipt: &Receipt| {
            let value = basis.rates.convert(receipt.amount, agreement.amount.currency, receipt.date, &receipt.source);
            value.unwrap_or_default()
        };
        let into = |receipt: &Receipt| {
            receipt.kind == ReceiptKind::Transfer && receipt.to_agreement.as_ref() == Some(&agreement.reference)
        };
        let paid = received.iter().filter(|one| matches!(one.kind, ReceiptKind::Deposit | ReceiptKind::WriteOff));
        let paid: Decimal = paid.map(|receipt| original(receipt)).sum();
        let mut room = (terms.on(basis.as_of).amount - paid).max(Decimal::ZERO);
        for receipt in received.iter().copied().filter(|receipt| into(receipt)) {
            let from = receipt.agreement.as_ref().and_then(|from| donors.get(from));
            let (whole, currency) = (original(receipt), agreement.amount.currency);
            let part = if from == Some(&&agreement.donor) { whole.min(room) } else { Decimal::ZERO };
            room -= part;
            let in_its_own = || {
                let part = OriginalAmount { amount: part, currency };
                basis.rates.convert(part, receipt.amount.currency, receipt.date, &receipt.source).unwrap_or_default()
            };
            taken.insert(&receipt.number, if part == whole { receipt.amount.amount } else { in_its_own() });
        }
    }
    taken
}

/// What a transfer takes over of a promise: in a currency, and in base money.
pub(super) fn promised_part(
    receipt: &Receipt,
    (original, base): (Decimal, Money),
    currency: Currency,
    basis: &Basis<'_>,
    taken_over: &TakenOver<'_>,
) -> Result<(Decimal, Money), LedgerProblem> {
    let amount = taken_over.get(receipt.number.as_str()).copied().unwrap_or_default();
    if amount == receipt.amount.amount {
        return Ok((original, base));
    }
    let part = OriginalAmount { amount, ..receipt.amount };
    let (day, source) = (receipt.date, &receipt.source);
    Ok((basis.rates.convert(part, currency, day, source)?, basis.rates.value(part, day, source)?))
}
