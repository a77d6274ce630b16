//! A row of the aliases' sheet: a decision on what a name means.

use crate::intake::kinds::columns::Column;
use crate::intake::row::name::NameKind;
use crate::intake::row::record::{Checked, Record};

use super::AliasRow;

pub(super) fn read(record: &mut Record<'_, '_>) -> Checked<AliasRow> {
    let kind = record.need(Column::Kind, |record, column| record.word(column, &NameKind::ALL, NameKind::parse));
    let written = record.need(Column::AsWritten, Record::text);
    let means = record.need(Column::Means, Record::text);
    let place = record.judge.place(Some(record.row.number), record.judge.layout.position(Column::Means));
    Ok(AliasRow { kind: kind?, written: written?, means: means?, place })
}
