//! What was decided about open items of the reconciliation. The reconciliation's workbook has such a sheet, too: rows in
//! which nothing was decided and nobody named say nothing.

use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::facts::{Resolution, Settlement};
use crate::intake::kinds::columns::{Column, Form, optional, required};
use crate::intake::kinds::{SheetSpec, Stage};
use crate::intake::row::record::{Checked, DayOf, Faulty, Record, Sign};

/// The sheet.
pub(super) const SHEET: SheetSpec = SheetSpec {
    kind: InputKind::Facts(FactKind::Settlement),
    file: "settlements.csv",
    sheet: "Settlements",
    title: "What was decided about differences with finance",
    purpose: "One row for each decision about an open item of the reconciliation; `poolfund settle` writes it.",
    columns: &[
        required(Column::Item, &["Item", "Open item"], Form::Text, 13, "The item, as D-1a2b3c4d."),
        required(
            Column::Settlement,
            &["Settlement", "Resolution"],
            Form::Word(Resolution::NAMES),
            18,
            "What is done about it.",
        ),
        optional(
            Column::Amount,
            &["Amount", "Difference"],
            Form::Amount,
            16,
            "What it amounted to, in the fund's currency; with another amount it is asked about again.",
        ),
        optional(Column::Reason, &["Reason", "Why"], Form::Text, 40, "Why; needed to accept it."),
        optional(Column::Owner, &["Owner", "Responsible"], Form::Text, 20, "Who sees to it."),
        required(Column::DecidedBy, &["Decided by", "By"], Form::Text, 20, "Who decided."),
        required(Column::DecidedOn, &["Decided on", "On"], Form::Date, 12, "When."),
        optional(
            Column::AsAt,
            &["As at", "As of", "Reconciled to"],
            Form::Date,
            12,
            "The last day of the reconciliation that it is about; to wait holds for that one. Blank: the day of the decision.",
        ),
    ],
    key: Column::Item,
    asks_of_equal_rows: false,
    blank_may_mean_above: &[],
    amount: Some(Column::Amount),
    stage: Stage::Others,
    read: |record, harvest| {
        if let Some(settlement) = read(record)? {
            harvest.add(settlement);
        }
        Ok(())
    },
};

fn read(record: &mut Record<'_, '_>) -> Checked<Option<Settlement>> {
    let item = record.need(Column::Item, Record::reference);
    let resolution = record.word(Column::Settlement, Resolution::ALL, Resolution::parse);
    let amount = record.money(Column::Amount, Sign::Any);
    let owner = record.named(Column::Owner);
    let reason = match resolution {
        Ok(Some(Resolution::Accept)) => record.need(Column::Reason, Record::remark).map(Some),
        Ok(_) | Err(Faulty) => record.remark(Column::Reason),
    };
    if let (Ok(None), Ok(None)) = (&resolution, &owner) {
        return Ok(None);
    }
    let by = record.need(Column::DecidedBy, Record::text);
    let on = record.need(Column::DecidedOn, |record, column| record.date(column, DayOf::Last));
    let as_of = record.date(Column::AsAt, DayOf::Last);
    Ok(Some(Settlement {
        item: item?,
        resolution: resolution?,
        amount: amount?,
        reason: reason?,
        owner: owner?,
        by: by?,
        on: on?,
        as_of: as_of?,
        source: record.source(),
    }))
}
