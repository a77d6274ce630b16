//! A row of the results' sheet.

use crate::domain::facts::{ResultFact, ResultKind};
use crate::intake::kinds::columns::Column;
use crate::intake::row::record::{Checked, DayOf, Record};

pub(super) fn read(record: &mut Record<'_, '_>) -> Checked<ResultFact> {
    let geography = record.need(Column::Country, Record::geography);
    let theme = record.need(Column::Theme, Record::theme);
    let date = record.need(Column::Date, |record, column| record.date(column, DayOf::Last));
    let kind = record.need(Column::Kind, |record, column| record.word(column, ResultKind::ALL, ResultKind::parse));
    let number = record.need(Column::Number, Record::count);
    let description = record.text(Column::Description);
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
