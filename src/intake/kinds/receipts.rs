//! A row of the receipts' sheet.

use std::fmt::Display;

use rust_decimal::Decimal;

use crate::config::{InputKind, Signs};
use crate::domain::facts::{Receipt, ReceiptKind};
use crate::domain::{AgreementRef, Currency, FactKind, OriginalAmount};
use crate::intake::kinds::columns::{Column, Form, List, one_way, optional, required, required_unless};
use crate::intake::kinds::headings::{
    AGREEMENT_NAMES, BASE_NAMES, CREDIT_NAMES, CURRENCY_HINT, CURRENCY_NAMES, DEBIT_NAMES, NOTE_NAMES,
    TO_AGREEMENT_NAMES, movement_names, voucher_names,
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
            voucher_names![
                "Receipt",
                "Receipt no",
                "Receipt number",
                "Document",
                "Document no",
                "Reçu",
                "Recibo",
                "N° de reçu",
                "Numéro de reçu",
                "N° de recibo",
                "Número de recibo",
                "Quittung",
                "Quittungsnummer"
            ],
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
                "Date de réception",
                "Date d'encaissement",
                "Date comptable",
                "Fecha de recepción",
                "Fecha de ingreso",
                "Fecha contable",
                "Data de receção",
                "Data de recebimento",
                "Data contabilística",
                "Datum",
                "Eingangsdatum",
                "Zahlungseingang",
                "Buchungsdatum",
            ],
            Form::Date,
            12,
            "The day it was booked.",
        ),
        optional(
            Column::Kind,
            movement_names!("Receipt type"),
            Form::Word(ReceiptKind::NAMES),
            13,
            "Blank means deposit.",
        ),
        required(Column::Currency, CURRENCY_NAMES, Form::Name(List::Currencies), 10, CURRENCY_HINT),
        required_unless(
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
                "Montant reçu",
                "Importe recibido",
                "Monto recibido",
                "Montante recebido",
                "Valor recebido",
                "Betrag",
                "Eingegangener Betrag",
            ],
            Form::Amount,
            18,
            "How much, in that currency; always positive.",
            &[Column::Debit, Column::Credit],
        ),
        one_way(Column::Debit, DEBIT_NAMES, "In place of the amount: what goes out, as on a bank's statement."),
        one_way(Column::Credit, CREDIT_NAMES, "In place of the amount: what comes in, as on a bank's statement."),
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
    blank_may_mean_above: &[Column::Kind],
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
    let currency = record.need(Column::Currency, |record, _| record.currency_of(record.amount_column()));
    let amount = match (currency, kind) {
        (Ok(currency), _) if record.amount_column() == Column::Amount => {
            record.need(Column::Amount, |record, column| record.original(column, currency, Sign::Positive))
        }
        (Ok(currency), Ok(kind)) => in_two_columns(record, currency, kind),
        (Err(faulty), _) | (_, Err(faulty)) => Err(faulty),
    };
    let beside = amount.as_ref().ok().filter(|_| record.amount_column() != Column::Amount);
    let base_amount = record.booked(beside.map(|original| original.amount), Sign::Positive);
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

/// The amount of a row that has it in the column for debit or in that for credit. On a bank's statement credit is what comes
/// in; in the fund's own books it is debit, which the settings say.
fn in_two_columns(record: &mut Record<'_, '_>, currency: Currency, kind: ReceiptKind) -> Checked<OriginalAmount> {
    let debit_less_credit = record.debit_less_credit(currency)?;
    let comes_in = match record.judge.mapping.signs {
        Some(Signs::IncomePositive) => debit_less_credit,
        Some(Signs::ByKind | Signs::IncomeNegative) | None => -debit_less_credit,
    };
    let amount = match kind {
        ReceiptKind::Deposit | ReceiptKind::Interest => comes_in,
        ReceiptKind::Refund | ReceiptKind::WriteOff | ReceiptKind::BankCharge | ReceiptKind::Transfer => -comes_in,
    };
    if amount > Decimal::ZERO {
        return Ok(OriginalAmount { amount, currency });
    }
    let column = if debit_less_credit > Decimal::ZERO { Column::Debit } else { Column::Credit };
    let found = format!("{} of a {kind}", debit_less_credit.abs().normalize());
    let fix = "Correct the kind or the column; or say in fund.toml which view it is: signs = \"income positive\" where debit is \
               what comes in, as in the fund's own books, signs = \"income negative\" where credit is.";
    Err(record.problem(
        ProblemCode::OutOfRange,
        column,
        found,
        "credit for what comes in, debit for what goes out",
        fix,
    ))
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
