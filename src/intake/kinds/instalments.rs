//! A row of the instalments' sheet; amounts are in the agreement's currency.

use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::facts::Instalment;
use crate::intake::kinds::columns::{Column, Form, optional, required};
use crate::intake::kinds::headings::{AGREEMENT_HINT, AGREEMENT_NAMES, AMOUNT_NAMES, CURRENCY_OF_AGREEMENT};
use crate::intake::kinds::{SheetSpec, Stage};
use crate::intake::row::record::{Checked, DayOf, Record, Sign};

/// The sheet.
pub(super) const SHEET: SheetSpec = SheetSpec {
    kind: InputKind::Facts(FactKind::Instalment),
    file: "agreements.xlsx",
    sheet: "Instalments",
    title: "Instalments",
    purpose: "One row for each payment that an agreement foresees. They add up to the agreement.",
    columns: &[
        required(Column::Agreement, AGREEMENT_NAMES, Form::Text, 15, AGREEMENT_HINT),
        optional(
            Column::Number,
            &["No.", "Number", "Instalment", "Instalment no", "Installment", "Installment no", "Tranche", "N°"],
            Form::Whole,
            6,
            "1 for the first payment, 2 for the second.",
        ),
        required(
            Column::DueDate,
            &["Due date", "Due on", "Due", "Date due", "Date", "Échéance", "Vencimiento", "Vencimento"],
            Form::Date,
            12,
            "When it is due.",
        ),
        required(Column::Amount, AMOUNT_NAMES, Form::Amount, 18, "How much, in the currency of the agreement."),
        CURRENCY_OF_AGREEMENT,
    ],
    key: Column::Number,
    asks_of_equal_rows: true,
    blank_may_mean_above: &[],
    amount: Some(Column::Amount),
    stage: Stage::Others,
    read: |record, harvest| read(record).map(|fact| harvest.add(fact)),
};

fn read(record: &mut Record<'_, '_>) -> Checked<Instalment> {
    let agreement = record.need(Column::Agreement, Record::agreement);
    let number = record.text(Column::Number);
    let due_on = record.need(Column::DueDate, |record, column| record.date(column, DayOf::Last));
    let currency = record.currency_of_agreement(agreement.as_ref());
    let amount = match currency {
        Ok(currency) => record.need(Column::Amount, |record, column| record.original(column, currency, Sign::Positive)),
        Err(faulty) => Err(faulty),
    };
    Ok(Instalment { agreement: agreement?, number: number?, due_on: due_on?, amount: amount?, source: record.source() })
}
