//! Finds the header below titles and notes, and says which column is which.
//!
//! What comes in: the first rows of a sheet and the mapping. What leaves: a [`Layout`], or what is missing. What it
//! does not know: rows of data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::config::InputMapping;
use crate::domain::Currency;
use crate::domain::address::{column_letters, column_number};
use crate::domain::text::comparable;

use crate::intake::file::workbook::{Row, Value};
use crate::intake::kinds::columns::{Column, ColumnSpec, Form, Headings};
use crate::intake::row::name::without_marks;
use crate::intake::sheet::units::{self, Units};

/// How many rows from the top the header may be away.
pub(in crate::intake) const DEEPEST_HEADER: usize = 100;

/// How many columns are looked at for names: a wider sheet is no table, and a hostile one has thousands of headers in
/// each row. Columns that the mapping gives by letter may stand anywhere.
const WIDEST_HEADER: u32 = 1_024;

/// The most bytes of a cell that heads a column: no known name is nearly as long, and longer texts are titles or notes.
pub(in crate::intake) const LONGEST_HEADER: usize = 300;

/// Which column of the sheet is which, and what the mapping adds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// The row of the header (the last one, when it has two), from 1; 0 while it is not known.
    pub header_row: u32,
    /// By position in the sheet from 0, the column that stands there.
    pub columns: BTreeMap<u32, Column>,
    /// Columns that stand where another does: one column of the file for two meanings.
    #[serde(default)]
    pub also: BTreeMap<Column, u32>,
    /// Where the column of amounts in a currency stands, in a sheet with one for each.
    #[serde(default)]
    pub currencies: Vec<(Currency, u32)>,
    /// What headers say of amounts, by position.
    #[serde(default)]
    pub units: BTreeMap<u32, Units>,
    /// Text of header cells, by position.
    pub headers: BTreeMap<u32, String>,
    /// The first and last position of the table; columns beyond belong to other tables, unless the mapping places them.
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
        let own = self.columns.iter().find(|&(_, &found)| found == column).map(|(&position, _)| position);
        own.or_else(|| self.also.get(&column).copied())
    }
}

/// Why a row is not the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::intake) enum HeaderFault {
    /// These required columns are missing.
    Missing(Vec<&'static ColumnSpec>),
    /// These positions have one name.
    Twice(&'static ColumnSpec, u32, u32),
    /// The mapping names a header that is not there.
    Unmapped(String, String),
    /// This column stands beside a table that is whole without it, and may belong to another; last, the column without a
    /// header between them.
    Apart(&'static ColumnSpec, u32, u32),
}

/// A row that may be the header, with what stands above it for headers of two rows, and the merged areas of its sheet.
#[derive(Clone, Copy)]
pub(in crate::intake) struct Candidate<'r> {
    pub row: &'r Row<'r>,
    pub above: Option<&'r Row<'r>>,
    pub merged: &'r [[u32; 4]],
}

/// Header cells and the columns that they name.
struct Named<'r> {
    row: Candidate<'r>,
    /// What stands at each position: the text of the row, and with the row above.
    own: BTreeMap<u32, String>,
    joined: BTreeMap<u32, String>,
    /// The columns of amounts that the mapping places, each with its currency.
    currencies: Vec<(Currency, u32)>,
    /// The columns that the mapping places.
    mapped: Vec<(u32, &'static ColumnSpec)>,
    /// All columns: those that the mapping places, and those that are headed by a known name.
    matches: Vec<(u32, &'static ColumnSpec)>,
}

/// Reads a row as header.
pub(in crate::intake) fn read(
    row: Candidate<'_>,
    mapping: &InputMapping,
    headings: &Headings,
) -> (Layout, Vec<HeaderFault>) {
    let mut faults = Vec::new();
    let named = name_columns(row, mapping, headings, &mut faults);
    let mut layout = Layout { header_row: row.row.number, fields: row.row.fields, ..Layout::default() };
    let defaults: Vec<_> = mapping.defaults.keys().filter_map(|name| headings.called(name)).collect();
    let several;
    (layout.span, several) = span(&named, headings, &defaults);
    take_matches(&mut layout, &named, &mut faults);
    if !several {
        faults.extend(apart(&layout, &named));
    }
    for (&position, text) in named.joined.iter().filter(|(position, _)| layout.columns.contains_key(position)) {
        let units = units_of(text, position, &layout, headings);
        if !units.is_none() {
            layout.units.insert(position, units);
        }
    }
    layout.currencies.clone_from(&named.currencies);
    let in_currency = |position: u32| layout.currencies.iter().any(|(_, at)| *at == position);
    let currency = mapping.currency.is_some() || layout.units.values().any(|units| units.currency.is_some());
    let absent = |spec: &&ColumnSpec| {
        let replaced = spec.unless.iter().any(|column| layout.position(*column).is_some());
        let in_currencies = spec.column == Column::Amount && !layout.currencies.is_empty();
        let elsewhere = replaced || in_currencies || spec.column == Column::Currency && currency;
        layout.position(spec.column).is_none() && !defaults.contains(spec) && !elsewhere
    };
    let missing: Vec<_> = headings.specs().iter().filter(|spec| spec.required).filter(absent).collect();
    if !missing.is_empty() {
        faults.push(HeaderFault::Missing(missing));
    }
    for (&position, text) in named.joined.iter().filter(|(_, text)| !text.is_empty()) {
        let only = || mapping.only.keys().any(|key| comparable(key) == comparable(text));
        if layout.columns.contains_key(&position) || in_currency(position) || only() {
            continue;
        }
        let inside = (layout.span.0..=layout.span.1).contains(&position);
        let list = if inside { &mut layout.unused } else { &mut layout.beside };
        list.push((position, text.clone()));
    }
    layout.headers = named.joined;
    (layout, faults)
}

/// What the header of a column says of its amounts. A header that is a known name as a whole says nothing else, but for a
/// letter behind it that is no footnote: `Amount (m)`.
fn units_of(text: &str, position: u32, layout: &Layout, headings: &Headings) -> Units {
    let Some(&column) = layout.columns.get(&position) else { return Units::default() };
    let counts = |spec: &&ColumnSpec| spec.column == column && matches!(spec.form, Form::Amount | Form::Whole);
    if !headings.specs().iter().any(|spec| counts(&spec)) {
        return Units::default();
    }
    let (name, units) = units::of_header(text);
    if heading(text, headings).is_some_and(|spec| spec.column == column) {
        // `Units per USD`, `Amount (USD)` are names; `Amount (€)` is one and a sign, which names are compared without.
        let beside = headings.called(&name).is_some_and(|spec| spec.column == column);
        let mark = text.trim().get(without_marks(text).len()..).unwrap_or_default();
        return if beside { units } else { units::of_mark(mark) };
    }
    if units.is_none() { units::of_note(text) } else { units }
}

/// Finds which header cells name which columns.
fn name_columns<'r>(
    row: Candidate<'r>,
    mapping: &InputMapping,
    headings: &Headings,
    faults: &mut Vec<HeaderFault>,
) -> Named<'r> {
    let text = |cell: &crate::intake::file::workbook::Cell<'_>| cell.value.show().trim().to_owned();
    let near = |cell: &&crate::intake::file::workbook::Cell<'_>| cell.column < WIDEST_HEADER;
    let own: BTreeMap<u32, String> = row.row.cells.iter().filter(near).map(|cell| (cell.column, text(cell))).collect();
    let mut joined = own.clone();
    for cell in row.above.iter().flat_map(|above| &above.cells).filter(near) {
        let below = own.get(&cell.column).map(|below| format!(" {below}")).unwrap_or_default();
        joined.insert(cell.column, text(cell) + &below);
    }
    let (mapped, left_out) = mapped_columns(mapping, &joined, headings, faults);
    let mut currencies = Vec::with_capacity(mapping.currencies.len());
    for (currency, header) in &mapping.currencies {
        match position_of(header, &joined) {
            Some(position) => currencies.push((*currency, position)),
            None => faults.push(HeaderFault::Unmapped(format!("amounts in {currency}"), header.clone())),
        }
    }
    let in_currency = |position: &u32| currencies.iter().any(|(_, at)| at == position);
    let mut matches = mapped.clone();
    let free = joined.iter().filter(|(position, _)| !in_currency(position));
    let free = free.filter(|(position, _)| mapped.iter().all(|(at, _)| at != *position));
    for (&position, text) in free {
        let own = own.get(&position).filter(|own| *own != text);
        let spec = [Some(text), own].into_iter().flatten().find_map(|text| heading(text, headings));
        let placed = |spec: &&ColumnSpec| mapped.iter().any(|(_, taken)| taken == spec) || left_out.contains(spec);
        matches.extend(spec.filter(|spec| !placed(spec)).map(|spec| (position, spec)));
    }
    let named: Vec<&ColumnSpec> = matches.iter().map(|(_, spec)| *spec).collect();
    let taken: Vec<u32> = matches.iter().map(|(position, _)| *position).collect();
    let free = joined.iter().filter(|(position, _)| !taken.contains(position) && !in_currency(position));
    let free = free.filter(|(_, text)| text.len() <= LONGEST_HEADER);
    for (&position, text) in free {
        // `Amount (EUR)`: the name without what it says of its amounts, where no other column has that name.
        let (name, units) = units::of_header(without_marks(text));
        let spec =
            headings.called(&name).filter(|spec| !units.is_none() && matches!(spec.form, Form::Amount | Form::Whole));
        let free = |spec: &&ColumnSpec| !named.contains(spec) && !left_out.contains(spec);
        matches.extend(spec.filter(free).map(|spec| (position, spec)));
    }
    give_to_required(&mut matches, &mapped, &left_out, &joined, headings);
    matches.sort_by_key(|(position, _)| *position);
    Named { row, own, joined, currencies, mapped, matches }
}

/// `Amount (USD)` in a fund in USD is the booked amount beside another amount, and the amount where it stands alone.
fn give_to_required(
    matches: &mut [(u32, &'static ColumnSpec)],
    mapped: &[(u32, &'static ColumnSpec)],
    left_out: &[&'static ColumnSpec],
    joined: &BTreeMap<u32, String>,
    headings: &Headings,
) {
    let required = headings.specs().iter().filter(|spec| spec.required && spec.form == Form::Amount);
    for spec in required.filter(|spec| !left_out.contains(spec)) {
        let plain = |position: u32| joined.get(&position).map(|text| units::of_header(without_marks(text)).0);
        let meant = |position: u32| plain(position).and_then(|name| headings.called(&name)) == Some(spec);
        if matches.iter().any(|(_, found)| *found == spec) {
            continue;
        }
        let free = |position: u32, found: &'static ColumnSpec| {
            !found.required && found.form == Form::Amount && !mapped.contains(&(position, found)) && meant(position)
        };
        if let Some((_, found)) = matches.iter_mut().find(|(position, found)| free(*position, found)) {
            *found = spec;
        }
    }
}

/// The column that a header cell names.
fn heading(text: &str, headings: &Headings) -> Option<&'static ColumnSpec> {
    Some(text).filter(|text| text.len() <= LONGEST_HEADER).and_then(|text| headings.called(without_marks(text)))
}

/// Places the named columns that are part of the table.
fn take_matches(layout: &mut Layout, named: &Named<'_>, faults: &mut Vec<HeaderFault>) {
    let (first, last) = layout.span;
    let inside = |position: u32| (first..=last).contains(&position);
    let taken = |position: u32, spec| inside(position) || named.mapped.contains(&(position, spec));
    for &(position, spec) in named.matches.iter().filter(|(position, spec)| taken(*position, spec)) {
        match layout.position(spec.column) {
            Some(before) => faults.push(HeaderFault::Twice(spec, before, position)),
            None if layout.columns.contains_key(&position) => drop(layout.also.insert(spec.column, position)),
            None => drop(layout.columns.insert(position, spec.column)),
        }
    }
}

/// Columns beside a table that is whole without them, and that says nothing of its own about them.
fn apart<'n>(layout: &'n Layout, named: &'n Named<'_>) -> impl Iterator<Item = HeaderFault> + 'n {
    let free = named.matches.iter().filter(|(_, spec)| layout.position(spec.column).is_none());
    let blocks = blocks(named);
    free.map(move |&(position, spec)| {
        let block = blocks.iter().find(|(first, last)| (*first..=*last).contains(&position));
        let (first, last) = block.copied().unwrap_or((position, position));
        let gap = if position > layout.span.1 { first.saturating_sub(1) } else { last.saturating_add(1) };
        HeaderFault::Apart(spec, position, gap)
    })
}

/// Positions that the mapping's `columns` give, and the columns that it says the sheet does not have.
fn mapped_columns(
    mapping: &InputMapping,
    headers: &BTreeMap<u32, String>,
    headings: &Headings,
    faults: &mut Vec<HeaderFault>,
) -> (Vec<(u32, &'static ColumnSpec)>, Vec<&'static ColumnSpec>) {
    let (mut mapped, mut left_out) = (Vec::new(), Vec::new());
    for (name, header) in &mapping.columns {
        let spec = headings.called(name);
        if let Some(spec) = spec.filter(|_| header.trim().is_empty()) {
            left_out.push(spec);
            continue;
        }
        match (spec, position_of(header, headers)) {
            (Some(spec), Some(position)) => mapped.push((position, spec)),
            (None, _) | (_, None) => faults.push(HeaderFault::Unmapped(name.clone(), header.clone())),
        }
    }
    (mapped, left_out)
}

/// Where a column stands that the mapping names by its header, or by its letter.
fn position_of(header: &str, headers: &BTreeMap<u32, String>) -> Option<u32> {
    if let Some(letters) = header.strip_prefix('=') {
        return column_number(letters);
    }
    let wanted = comparable(header);
    let heads = |text: &str| comparable(text) == wanted || comparable(without_marks(text)) == wanted;
    let mut short = headers.iter().filter(|(_, text)| text.len() <= LONGEST_HEADER.max(2 * header.len()));
    short.find(|(_, text)| heads(text)).map(|(&at, _)| at)
}

/// The first and last position of the table among the header cells. Tables are separated by columns without a header: the
/// one that holds most of the wanted columns is meant. When none is whole and no column would stand twice, the parts are
/// one table with gaps. Also whether there are several tables for certain, since a column stands twice.
fn span(named: &Named<'_>, headings: &Headings, defaults: &[&ColumnSpec]) -> ((u32, u32), bool) {
    let (Some((first, _)), Some((last, _))) = (named.matches.first(), named.matches.last()) else {
        return ((0, u32::MAX), false);
    };
    let blocks = blocks(named);
    let found = |spec: &&ColumnSpec| named.matches.iter().any(|(_, found)| found == spec);
    let wanted = headings.specs().iter().filter(|spec| spec.required && !defaults.contains(spec));
    let all = wanted.filter(found).count();
    let inside = |&(first, last): &(u32, u32)| {
        named.matches.iter().filter(move |(at, _)| (first..=last).contains(at)).map(|(_, spec)| *spec)
    };
    let score = |block: &(u32, u32)| {
        let mut required: Vec<Column> = inside(block).filter(|spec| spec.required).map(|spec| spec.column).collect();
        required.sort_unstable();
        required.dedup();
        required.len()
    };
    let best = blocks.iter().rev().copied().max_by_key(score).unwrap_or((*first, *last));
    let mut columns: Vec<Column> = named.matches.iter().map(|(_, spec)| spec.column).collect();
    columns.sort_unstable();
    let twice = columns.windows(2).any(|pair| matches!(pair, [one, other] if one == other));
    if twice || score(&best) >= all && all > 0 {
        return (best, twice);
    }
    let holds = |at: u32| blocks.iter().find(|(first, last)| (*first..=*last).contains(&at));
    let whole = (holds(*first).map_or(*first, |block| block.0), holds(*last).map_or(*last, |block| block.1));
    (whole, false)
}

/// The runs of columns that are headed or mapped. Within a merged header cell there is no gap.
fn blocks(named: &Named<'_>) -> Vec<(u32, u32)> {
    let number = named.row.row.number;
    let here = named.row.merged.iter().filter(|area| (area[0]..=area[2]).contains(&number));
    let merged_to: BTreeMap<u32, u32> = here.map(|area| (area[1], area[3])).collect();
    let mut positions: Vec<u32> = named.joined.keys().copied().chain(named.mapped.iter().map(|(at, _)| *at)).collect();
    positions.sort_unstable();
    let mut blocks: Vec<(u32, u32)> = Vec::new();
    for at in positions {
        let end = merged_to.get(&at).copied().filter(|_| named.own.contains_key(&at)).unwrap_or(at);
        match blocks.last_mut() {
            Some(block) if block.1.saturating_add(1) >= at => block.1 = block.1.max(end),
            Some(_) | None => blocks.push((at, end)),
        }
    }
    blocks
}

/// A row of headers in which merged cells stand in each of their columns.
pub(in crate::intake) fn spread(row: &Row<'_>, merged: &[[u32; 4]]) -> Row<'static> {
    let mut row = row.to_owned();
    for [first_row, first, last_row, last] in merged {
        if !(*first_row..=*last_row).contains(&row.number) || last.saturating_sub(*first) >= 1000 {
            continue;
        }
        let short = |cell: &&crate::intake::file::workbook::Cell<'_>| cell.value.show().len() <= LONGEST_HEADER;
        let Some(cell) = row.cells.iter().find(|cell| cell.column == *first).filter(short).cloned() else {
            continue;
        };
        for column in first + 1..=*last {
            if row.cells.iter().all(|other| other.column != column) {
                row.cells.push(crate::intake::file::workbook::Cell { column, ..cell.clone() });
            }
        }
    }
    row.cells.sort_by_key(|cell| cell.column);
    row
}

/// A readable list of header cells: `"Fax" (F), "Notes 2" (G)`.
pub(in crate::intake) fn list(cells: &[(u32, String)]) -> String {
    let shown: Vec<String> =
        cells.iter().take(12).map(|(at, text)| format!("{text:?} ({})", column_letters(*at))).collect();
    let more = cells.len().saturating_sub(12);
    if more == 0 { shown.join(", ") } else { format!("{} and {more} more", shown.join(", ")) }
}

/// Whether a row could be a header at all: at least one cell of text and no date or error.
pub(in crate::intake) fn could_be_header(row: &Row<'_>) -> bool {
    row.cells.iter().any(|cell| matches!(cell.value, Value::Text(_)))
}
