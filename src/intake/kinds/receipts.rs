//! A row of the receipts' sheet.

use std::fmt::Display;

use crate::config::InputKind;
use crate::domain::facts::{Receipt, ReceiptKind};
use crate::domain::{AgreementRef, FactKind};
use crate::intake::kinds::columns::{Column, Form, List, optional, required};
use crate::intake::kinds::headings::{
    AGREEMENT_NAMES, BASE_NAMES, CURRENCY_HINT, CURRENCY_NAMES, NOTE_NAMES, TO_AGREEMENT_NAMES,
};
use crate::intake::kinds::{SheetSpec, Stage};
use crate::intake::problems::ProblemCode;
use crate::intake::row::record::{Checked, DayOf, Faulty, Record, Sign};

/// The sheet.
pub(super) const SHEET: SheetSpec = SheetSpec {
    kind: InputKind::Facts(FactKind::Receipt),
    file: "receipts.xlsx",
    sheet: "Receipts",
    title: "Receipts, refunds, interest and bank charges",
    purpose: "One row for each movement of cash. Amounts are positive: the kind gives the sign.",
    columns: &[
        required(
            Column::Receipt,
            &["Receipt", "Receipt no", "Receipt number", "Document", "Document no", "Reçu", "Recibo"],
            Form::Text,
            13,
            "A number that no other receipt has.",
        ),
        optional(
            Column::Agreement,
            AGREEMENT_NAMES,
            Form::Text,
            15,
            "The number of the agreement; blank for interest and bank charges.",
        ),
        optional(
            Column::ToAgreement,
            TO_AGREEMENT_NAMES,
            Form::Text,
            15,
            "For a transfer: the agreement that takes the money.",
        ),
        required(
            Column::Date,
            &[
                "Date",
                "Date received",
                "Receipt date",
                "Received on",
                "Deposit date",
                "Booking date",
                "Value date",
                "Fecha",
                "Data",
            ],
            Form::Date,
            12,
            "The day it was booked.",
        ),
        optional(
            Column::Kind,
            &["Kind", "Type", "Receipt type", "Transaction type"],
            Form::Word(ReceiptKind::NAMES),
            13,
            "Blank means deposit.",
        ),
        required(Column::Currency, CURRENCY_NAMES, Form::Name(List::Currencies), 10, CURRENCY_HINT),
        required(
            Column::Amount,
            &[
                "Amount",
                "Amount received",
                "Original amount",
                "Amount in original currency",
                "Montant",
                "Importe",
                "Monto",
                "Montante",
                "Valor",
            ],
            Form::Amount,
            18,
            "How much, in that currency; always positive.",
        ),
        optional(
            Column::BaseAmount,
            BASE_NAMES,
            Form::Amount,
            18,
            "What was booked in the fund's currency; blank: by the rate of the day.",
        ),
        optional(Column::Notes, NOTE_NAMES, Form::Text, 36, "Remarks for yourselves."),
    ],
    key: Column::Receipt,
    asks_of_equal_rows: true,
    blank_may_mean_above: &[],
    amount: Some(Column::Amount),
    stage: Stage::Others,
    read: |record, harvest| read(record).map(|fact| harvest.add(fact)),
};

fn read(record: &mut Record<'_, '_>) -> Checked<Receipt> {
    let number = record.need(Column::Receipt, Record::reference);
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
        Ok(kind) => only_of_transfers(record, kind).map(|()| None),
        Err(Faulty) => Err(Faulty),
    };
    let date = record.need(Column::Date, |record, column| record.date(column, DayOf::Last));
    let currency = record.need(Column::Currency, |record, _| record.currency_of(Column::Amount));
    let amount = match currency {
        Ok(currency) => record.need(Column::Amount, |record, column| record.original(column, currency, Sign::Positive)),
        Err(faulty) => Err(faulty),
    };
    let base_amount = record.money(Column::BaseAmount, Sign::Positive);
    let notes = record.remark(Column::Notes);
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
pub(super) fn only_of_transfers(record: &mut Record<'_, '_>, kind: impl Display) -> Checked<()> {
    match record.text(Column::ToAgreement)? {
        None => Ok(()),
        Some(text) => Err(record.problem(
            ProblemCode::WrongKind,
            Column::ToAgreement,
            format!("{text:?} for a row of kind {kind}"),
            "a blank cell: only a transfer goes to another agreement",
            "Write the kind transfer, or clear the cell.",
        )),
    }
}
