//! A row of the receipts' sheet.

use crate::domain::AgreementRef;
use crate::domain::facts::{Receipt, ReceiptKind};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;
use crate::intake::row::record::{Checked, DayOf, Faulty, Record, Sign};

pub(super) fn read(record: &mut Record<'_, '_>) -> Checked<Receipt> {
    let number = record.need(Column::Receipt, Record::text);
    let kind = record
        .word(Column::Kind, ReceiptKind::ALL, ReceiptKind::parse)
        .map(|kind| kind.unwrap_or(ReceiptKind::Deposit));
    let agreement = match kind {
        Ok(ReceiptKind::Interest | ReceiptKind::BankCharge) => record.agreement(Column::Agreement),
        Ok(ReceiptKind::Deposit | ReceiptKind::Refund | ReceiptKind::WriteOff | ReceiptKind::Transfer) => {
            record.need(Column::Agreement, Record::agreement).map(Some)
        }
        Err(Faulty) => Err(Faulty),
    };
    let to_agreement = match kind {
        Ok(ReceiptKind::Transfer) => target(record, agreement.as_ref().ok().and_then(Option::as_ref)).map(Some),
        Ok(kind) => none(record, kind).map(|()| None),
        Err(Faulty) => Err(Faulty),
    };
    let date = record.need(Column::Date, |record, column| record.date(column, DayOf::Last));
    let currency = record.need(Column::Currency, Record::currency);
    let amount = match currency {
        Ok(currency) => record.need(Column::Amount, |record, column| record.original(column, currency, Sign::Positive)),
        Err(faulty) => Err(faulty),
    };
    let base_amount = record.money(Column::BaseAmount, Sign::Positive);
    let notes = record.text(Column::Notes);
    Ok(Receipt {
        number: number?,
        agreement: agreement?,
        to_agreement: to_agreement?,
        date: date?,
        kind: kind?,
        amount: amount?,
        base_amount: base_amount?,
        notes: notes?,
        source: record.source(),
    })
}

/// The agreement that a transfer goes to: another one.
fn target(record: &mut Record<'_, '_>, from: Option<&AgreementRef>) -> Checked<AgreementRef> {
    let to = record.need(Column::ToAgreement, Record::agreement)?;
    if from == Some(&to) {
        return Err(record.problem(
            ProblemCode::UnknownAgreement,
            Column::ToAgreement,
            format!("{to}, from which the money comes"),
            "another agreement",
            "Write the agreement that takes the money.",
        ));
    }
    Ok(to)
}

/// Only a transfer has a target.
fn none(record: &mut Record<'_, '_>, kind: ReceiptKind) -> Checked<()> {
    match record.text(Column::ToAgreement)? {
        None => Ok(()),
        Some(text) => Err(record.problem(
            ProblemCode::WrongKind,
            Column::ToAgreement,
            format!("{text:?} for a receipt of kind {kind}"),
            "a blank cell: only a transfer goes to another agreement",
            "Write the kind transfer, or clear the cell.",
        )),
    }
}
