//! A row of the results' sheet.

use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::facts::{ResultFact, ResultKind};
use crate::intake::kinds::columns::{Column, Form, List, optional, required};
use crate::intake::kinds::headings::{COUNTRY_NAMES, DESCRIPTION_NAMES, PLACE_HINT, THEME_HINT, THEME_NAMES};
use crate::intake::kinds::{SheetSpec, Stage};
use crate::intake::row::record::{Checked, DayOf, Record};

/// The sheet.
pub(super) const SHEET: SheetSpec = SheetSpec {
    kind: InputKind::Facts(FactKind::Result),
    file: "results.xlsx",
    sheet: "Results",
    title: "Results",
    purpose: "One row for each result: a law or scheme that changed, or people newly covered.",
    columns: &[
        required(Column::Country, COUNTRY_NAMES, Form::Name(List::Places), 28, PLACE_HINT),
        required(Column::Theme, THEME_NAMES, Form::Name(List::Themes), 40, THEME_HINT),
        required(Column::Date, &["Date", "Achieved on", "Reported on"], Form::Date, 12, "When it was achieved."),
        required(
            Column::Kind,
            &["Kind", "Kind of result", "Type", "Result"],
            Form::Word(ResultKind::NAMES),
            22,
            "institutional change counts changes; the others count people.",
        ),
        required(Column::Number, &["Number", "People", "Value", "Count"], Form::Whole, 14, "How many."),
        optional(Column::Description, DESCRIPTION_NAMES, Form::Text, 60, "In a sentence."),
    ],
    key: Column::Number,
    asks_of_equal_rows: true,
    blank_may_mean_above: &[],
    amount: Some(Column::Number),
    stage: Stage::Others,
    read: |record, harvest| read(record).map(|fact| harvest.add(fact)),
};

fn read(record: &mut Record<'_, '_>) -> Checked<ResultFact> {
    let geography = record.need(Column::Country, Record::geography);
    let theme = record.need(Column::Theme, Record::theme);
    let date = record.need(Column::Date, |record, column| record.date(column, DayOf::Last));
    let kind = record.need(Column::Kind, |record, column| record.word(column, ResultKind::ALL, ResultKind::parse));
    let number = record.need(Column::Number, Record::count);
    let description = record.remark(Column::Description);
    Ok(ResultFact {
        geography: geography?,
        theme: theme?,
        date: date?,
        kind: kind?,
        number: number?,
        description: description?,
        source: record.source(),
    })
}
