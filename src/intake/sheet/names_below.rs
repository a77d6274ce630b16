//! Names of columns that stand below the header, where nobody would look for them.
//!
//! What comes in: a row above the first one of data. What leaves: the first name of a column that the header lacks. What it does
//! not know: how headers of several rows are read.

use crate::intake::file::workbook::{Cell, Row, Value};
use crate::intake::kinds::columns::{ColumnSpec, Headings};
use crate::intake::row::judge::Judge;
use crate::intake::row::name::without_marks;
use crate::intake::sheet::header::LONGEST_HEADER;

/// Whether a row names its columns once more, in another language or other words: whatever stands in a column that is read is a name
/// of that column, in two at least.
pub(super) fn names_columns(row: &Row<'_>, judge: &Judge<'_>) -> bool {
    let headings = Headings::of(judge.mapping.kind, judge.context.fund.base_currency);
    let mut named = 0;
    let all = row.cells.iter().filter_map(|cell| Some((cell, judge.column_at(cell.column)?))).all(|(cell, column)| {
        let Value::Text(text) = &cell.value else { return false };
        let text = text.trim();
        let names = text.len() <= LONGEST_HEADER
            && headings.called(without_marks(text)).is_some_and(|spec| spec.column == column);
        named += usize::from(names);
        names
    });
    all && named > 1
}

/// The first name of a column that the header lacks, in a row in which nothing stands in columns that are read: where it stands.
pub(super) fn first_name(row: &Row<'_>, judge: &Judge<'_>) -> Option<(u32, &'static ColumnSpec)> {
    if row.cells.iter().any(|cell| judge.column_at(cell.column).is_some()) {
        return None;
    }
    let headings = Headings::of(judge.mapping.kind, judge.context.fund.base_currency);
    let left_out = |spec: &ColumnSpec| {
        judge.mapping.columns.iter().any(|(name, header)| {
            header.trim().is_empty() && headings.called(name).is_some_and(|found| found.column == spec.column)
        })
    };
    let (first, mut last) = judge.layout.span;
    let mut near = |cell: &&Cell<'_>| {
        let near = cell.column.saturating_add(1) >= first && cell.column <= last.saturating_add(1);
        last = if near { last.max(cell.column) } else { last };
        near
    };
    row.cells.iter().filter(|cell| near(cell)).find_map(|cell| {
        let Value::Text(text) = &cell.value else { return None };
        let text = Some(text.trim()).filter(|text| text.len() <= LONGEST_HEADER)?;
        let spec = headings.called(without_marks(text))?;
        let lacks = judge.layout.position(spec.column).is_none() && !judge.has_default(spec.column) && !left_out(spec);
        lacks.then_some((cell.column, spec))
    })
}
