//! A row of the reallocations' sheet. Amounts are in base currency.

use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::facts::Reallocation;
use crate::intake::kinds::columns::{Column, Form, required};
use crate::intake::kinds::headings::{
    AGREEMENT_NAMES, AMOUNT_NAMES, DECIDED_ON_NAMES, FROM_CELL_NAMES, REASON_NAMES, TO_CELL_NAMES,
};
use crate::intake::kinds::{SheetSpec, Stage};
use crate::intake::row::record::{Checked, DayOf, Record, Sign};

/// The sheet.
pub(super) const SHEET: SheetSpec = SheetSpec {
    kind: InputKind::Facts(FactKind::Reallocation),
    file: "reallocations.xlsx",
    sheet: "Reallocations",
    title: "Money moved between priorities",
    purpose: "One row for each decision to move money that a closed month placed from one priority to another.",
    columns: &[
        required(Column::Date, DECIDED_ON_NAMES, Form::Date, 12, "The day from which it holds."),
        required(Column::Agreement, AGREEMENT_NAMES, Form::Text, 15, "The agreement whose money moves."),
        required(
            Column::FromCell,
            FROM_CELL_NAMES,
            Form::Text,
            26,
            "The cell that gives it up: place, theme and period, such as TGO/T02/2021-2025.",
        ),
        required(Column::ToCell, TO_CELL_NAMES, Form::Text, 26, "The cell that takes it, written the same way."),
        required(Column::Amount, AMOUNT_NAMES, Form::Amount, 18, "How much, in the fund's currency."),
        required(Column::Reason, REASON_NAMES, Form::Text, 44, "Why; it is shown beside the figures."),
    ],
    key: Column::Amount,
    asks_of_equal_rows: true,
    blank_may_mean_above: &[],
    amount: Some(Column::Amount),
    stage: Stage::Others,
    read: |record, harvest| read(record).map(|fact| harvest.add(fact)),
};

fn read(record: &mut Record<'_, '_>) -> Checked<Reallocation> {
    let date = record.need(Column::Date, |record, column| record.date(column, DayOf::Last));
    let agreement = record.need(Column::Agreement, Record::agreement);
    let from_cell = record.need(Column::FromCell, Record::text);
    let to_cell = record.need(Column::ToCell, Record::text);
    let amount = record.need(Column::Amount, |record, column| record.money(column, Sign::Positive));
    let reason = record.need(Column::Reason, Record::remark);
    Ok(Reallocation {
        date: date?,
        agreement: agreement?,
        from_cell: from_cell?,
        to_cell: to_cell?,
        amount: amount?,
        reason: reason?,
        source: record.source(),
    })
}
