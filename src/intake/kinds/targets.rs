//! A row of the targets' sheet.

use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::facts::{ResultKind, ResultTarget};
use crate::intake::kinds::columns::{Column, Form, List, optional, required};
use crate::intake::kinds::headings::{COUNTRY_NAMES, PLACE_HINT, THEME_HINT, THEME_NAMES};
use crate::intake::kinds::{SheetSpec, Stage};
use crate::intake::row::record::{Checked, DayOf, Record};

/// The sheet.
pub(super) const SHEET: SheetSpec = SheetSpec {
    kind: InputKind::Facts(FactKind::Target),
    file: "results.xlsx",
    sheet: "Targets",
    title: "Targets",
    purpose: "One row for each target: what is to be reached in a country and theme.",
    columns: &[
        required(Column::Country, COUNTRY_NAMES, Form::Name(List::Places), 28, PLACE_HINT),
        required(Column::Theme, THEME_NAMES, Form::Name(List::Themes), 40, THEME_HINT),
        required(
            Column::Kind,
            &["Kind", "Kind of result", "Type", "Indicator"],
            Form::Word(ResultKind::NAMES),
            22,
            "institutional change counts changes; the others count people.",
        ),
        required(
            Column::Number,
            &["Target", "Target number", "Cible", "Meta"],
            Form::Whole,
            14,
            "How many are to be reached.",
        ),
        optional(Column::DueDate, &["By", "Target date", "Due"], Form::Date, 12, "By when."),
    ],
    key: Column::Number,
    asks_of_equal_rows: true,
    blank_may_mean_above: &[],
    amount: Some(Column::Number),
    stage: Stage::Others,
    read: |record, harvest| read(record).map(|fact| harvest.add(fact)),
};

fn read(record: &mut Record<'_, '_>) -> Checked<ResultTarget> {
    let geography = record.need(Column::Country, Record::geography);
    let theme = record.need(Column::Theme, Record::theme);
    let kind = record.need(Column::Kind, |record, column| record.word(column, ResultKind::ALL, ResultKind::parse));
    let number = record.need(Column::Number, Record::count);
    let by = record.date(Column::DueDate, DayOf::Last);
    Ok(ResultTarget {
        geography: geography?,
        theme: theme?,
        kind: kind?,
        number: number?,
        by: by?,
        source: record.source(),
    })
}
