//! A row of the aliases' sheet: a decision on what a name means.

use crate::config::InputKind;
use crate::intake::kinds::columns::{Column, Form, optional, required};
use crate::intake::kinds::{SheetSpec, Stage};
use crate::intake::row::name::NameKind;
use crate::intake::row::record::{Checked, Record};

use super::AliasRow;

/// The sheet.
pub(super) const SHEET: SheetSpec = SheetSpec {
    kind: InputKind::Aliases,
    file: "aliases.xlsx",
    sheet: "Aliases",
    title: "What other names mean",
    purpose: "One row for each name that someone else writes, and the code it stands for. Decided once, by a person.",
    columns: &[
        required(Column::Kind, &["Kind", "Type"], Form::Word(NameKind::NAMES), 10, "What the name is of."),
        required(
            Column::AsWritten,
            &["As written", "Written", "Alias", "Name"],
            Form::Text,
            48,
            "The name as they write it.",
        ),
        required(Column::Means, &["Means", "Meaning", "Code", "Stands for"], Form::Text, 12, "The code it stands for."),
        optional(Column::DecidedBy, &["Decided by", "By", "Who"], Form::Text, 24, "Who decided it."),
        optional(Column::DecidedOn, &["Decided on", "On", "When", "Date"], Form::Date, 12, "When."),
    ],
    key: Column::AsWritten,
    asks_of_equal_rows: false,
    blank_may_mean_above: &[],
    amount: None,
    stage: Stage::Aliases,
    read: |record, harvest| read(record).map(|row| harvest.aliases.push(row)),
};

fn read(record: &mut Record<'_, '_>) -> Checked<AliasRow> {
    let kind = record.need(Column::Kind, |record, column| record.word(column, &NameKind::ALL, NameKind::parse));
    let written = record.need(Column::AsWritten, Record::text);
    let means = record.need(Column::Means, Record::text);
    let location = record.judge.location(Some(record.row.number), record.judge.layout.position(Column::Means));
    Ok(AliasRow { kind: kind?, written: written?, means: means?, location })
}
