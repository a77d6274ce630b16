//! Finds the header below titles and notes, and says which column is which.
//!
//! What comes in: the first rows of a sheet and the mapping. What leaves: a [`Layout`], or what is missing. What it
//! does not know: rows of data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::config::InputMapping;
use crate::domain::Currency;
use crate::domain::text::comparable;

use super::columns::{Column, ColumnSpec, columns_of};
use super::name::without_marks;
use super::problem::{column_letters, column_number};
use super::workbook::{Row, Value};

/// How many rows from the top the header may be away.
pub(super) const DEEPEST_HEADER: usize = 100;

/// Which column of the sheet is which, and what the mapping adds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// The row of the header (the last one, when it has two), from 1; 0 while it is not known.
    pub header_row: u32,
    /// By position in the sheet from 0, the column that stands there.
    pub columns: BTreeMap<u32, Column>,
    /// Text of header cells, by position.
    pub headers: BTreeMap<u32, String>,
    /// The first and last position of the table; columns beyond belong to other tables.
    pub span: (u32, u32),
    /// Header cells that name no column of this kind, within the table.
    pub unused: Vec<(u32, String)>,
    /// Header cells of another table beside this one.
    pub beside: Vec<(u32, String)>,
    /// Fields of the header's line, in text files.
    pub fields: Option<u32>,
}

impl Layout {
    /// Where a column stands.
    pub fn position(&self, column: Column) -> Option<u32> {
        self.columns.iter().find(|&(_, &found)| found == column).map(|(&position, _)| position)
    }
}

/// Why a row is not the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum HeaderFault {
    /// These required columns are missing.
    Missing(Vec<&'static ColumnSpec>),
    /// These positions have one name.
    Twice(&'static ColumnSpec, u32, u32),
    /// The mapping names a header that is not there.
    Unmapped(String, String),
}

/// Reads a row as header. `above` is the row before, for headers of two rows.
pub(super) fn read(
    row: &Row<'_>,
    above: Option<&Row<'_>>,
    mapping: &InputMapping,
    base: Currency,
) -> (Layout, Vec<HeaderFault>) {
    let mut names: BTreeMap<u32, String> = BTreeMap::new();
    for cell in &row.cells {
        names.insert(cell.column, cell.value.show().trim().to_owned());
    }
    let mut joined = names.clone();
    if let Some(above) = above {
        for cell in &above.cells {
            let below = names.get(&cell.column);
            let text = below.map_or_else(
                || cell.value.show().trim().to_owned(),
                |below| format!("{} {below}", cell.value.show().trim()),
            );
            joined.insert(cell.column, text);
        }
    }
    let mut layout = Layout { header_row: row.number, fields: row.fields, ..Layout::default() };
    let mut faults = Vec::new();
    let known = columns_of(mapping.kind);
    let mut matches: Vec<(u32, &'static ColumnSpec)> = Vec::new();
    let mapped = mapped_columns(mapping, &joined, known, base, &mut faults);
    let places: Vec<u32> = joined.keys().copied().collect();
    for position in places {
        if let Some((_, spec)) = mapped.iter().find(|(place, _)| *place == position) {
            matches.push((position, spec));
            continue;
        }
        let variants = [joined.get(&position), names.get(&position)];
        let spec = variants.into_iter().flatten().find_map(|text| {
            let header = comparable(without_marks(text));
            known.iter().find(|spec| spec.is_called(&header, base))
        });
        if let Some(spec) = spec.filter(|spec| !mapped.iter().any(|(_, taken)| taken.column == spec.column)) {
            matches.push((position, spec));
        }
    }
    matches.extend(mapped.iter().filter(|(place, _)| !joined.contains_key(place)).map(|&(place, spec)| (place, spec)));
    layout.span = best_block(&joined, &matches);
    take_matches(&mut layout, matches, &mut faults);
    let missing: Vec<&'static ColumnSpec> = known
        .iter()
        .filter(|spec| spec.required && layout.position(spec.column).is_none() && !has_default(mapping, spec, base))
        .collect();
    if !missing.is_empty() {
        faults.push(HeaderFault::Missing(missing));
    }
    for (&position, text) in
        joined.iter().filter(|(position, text)| !text.is_empty() && !layout.columns.contains_key(position))
    {
        let only = mapping.only.keys().any(|key| comparable(key) == comparable(text));
        if (layout.span.0..=layout.span.1).contains(&position) && !only {
            layout.unused.push((position, text.clone()));
        } else if !only {
            layout.beside.push((position, text.clone()));
        }
    }
    layout.headers = joined;
    (layout, faults)
}

fn take_matches(layout: &mut Layout, matches: Vec<(u32, &'static ColumnSpec)>, faults: &mut Vec<HeaderFault>) {
    let (first, last) = layout.span;
    for (position, spec) in matches {
        if !(first..=last).contains(&position) {
            continue;
        }
        match layout.position(spec.column) {
            Some(before) => faults.push(HeaderFault::Twice(spec, before, position)),
            None => {
                layout.columns.insert(position, spec.column);
            }
        }
    }
}

/// Whether the mapping gives a column a value for every row.
pub(super) fn has_default(mapping: &InputMapping, spec: &ColumnSpec, base: Currency) -> bool {
    mapping.defaults.keys().any(|name| spec.is_called(&comparable(name), base))
}

/// Positions that the mapping's `columns` give.
fn mapped_columns(
    mapping: &InputMapping,
    headers: &BTreeMap<u32, String>,
    known: &'static [ColumnSpec],
    base: Currency,
    faults: &mut Vec<HeaderFault>,
) -> Vec<(u32, &'static ColumnSpec)> {
    let mut mapped = Vec::new();
    for (name, header) in &mapping.columns {
        let spec = known.iter().find(|spec| spec.is_called(&comparable(name), base));
        let wanted = comparable(header);
        let position = match header.strip_prefix('=') {
            Some(letters) => column_number(letters),
            None => headers
                .iter()
                .find(|(_, text)| comparable(text) == wanted || comparable(without_marks(text)) == wanted)
                .map(|(&place, _)| place),
        };
        match (spec, position) {
            (Some(spec), Some(position)) => mapped.push((position, spec)),
            (None, _) | (_, None) => faults.push(HeaderFault::Unmapped(name.clone(), header.clone())),
        }
    }
    mapped
}

/// The table on a row of headers that holds most of the wanted columns: tables are parted by blank header cells. All
/// matches together when no column would stand twice.
fn best_block(headers: &BTreeMap<u32, String>, matches: &[(u32, &'static ColumnSpec)]) -> (u32, u32) {
    if matches.is_empty() {
        return (0, u32::MAX);
    }
    let mut columns: Vec<Column> = matches.iter().map(|(_, spec)| spec.column).collect();
    columns.sort_unstable();
    let whole = (matches.iter().map(|(place, _)| *place).min().unwrap_or(0), u32::MAX);
    if columns.windows(2).all(|pair| !matches!(pair, [one, other] if one == other)) {
        let last = matches.iter().map(|(place, _)| *place).max().unwrap_or(u32::MAX);
        let mut end = last;
        while headers.contains_key(&end.saturating_add(1)) {
            end += 1;
        }
        let mut start = whole.0;
        while start > 0 && headers.contains_key(&(start - 1)) {
            start -= 1;
        }
        return (start, end);
    }
    let mut blocks: Vec<(u32, u32)> = Vec::new();
    for &place in headers.keys() {
        match blocks.last_mut() {
            Some((_, end)) if end.saturating_add(1) == place => *end = place,
            _ => blocks.push((place, place)),
        }
    }
    let score = |&(first, last): &(u32, u32)| {
        matches.iter().filter(|(place, spec)| (first..=last).contains(place) && spec.required).count()
    };
    blocks.into_iter().rev().max_by_key(score).unwrap_or(whole)
}

/// A row of headers in which merged cells stand in each of their columns.
pub(super) fn spread(row: &Row<'_>, merged: &[[u32; 4]]) -> Row<'static> {
    let mut row = row.to_owned();
    for [first_row, first, last_row, last] in merged {
        let covers = (*first_row..=*last_row).contains(&row.number) && last.saturating_sub(*first) < 1000;
        let Some(cell) = row.cells.iter().find(|cell| cell.column == *first).filter(|_| covers).cloned() else {
            continue;
        };
        for column in first + 1..=*last {
            if row.cells.iter().all(|other| other.column != column) {
                row.cells.push(super::workbook::Cell { column, ..cell.clone() });
            }
        }
    }
    row.cells.sort_by_key(|cell| cell.column);
    row
}

/// A readable list of header cells: `"Fax" (F), "Notes 2" (G)`.
pub(super) fn list(cells: &[(u32, String)]) -> String {
    let shown: Vec<String> =
        cells.iter().take(12).map(|(place, text)| format!("{text:?} ({})", column_letters(*place))).collect();
    let more = cells.len().saturating_sub(12);
    if more == 0 { shown.join(", ") } else { format!("{} and {more} more", shown.join(", ")) }
}

/// Whether a row could be a header at all: at least one cell of text and no date or error.
pub(super) fn could_be_header(row: &Row<'_>) -> bool {
    row.cells.iter().any(|cell| matches!(cell.value, Value::Text(_)))
}
