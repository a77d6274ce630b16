//! Finds the header below titles and notes, and says which column is which.
//!
//! What comes in: the first rows of a sheet and the mapping. What leaves: a [`Layout`], or what is missing. What it
//! does not know: rows of data.

pub(in crate::intake) mod search;
mod texts;

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

pub(in crate::intake) use texts::Texts;

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

    /// Whether a column is one of the table's, or stands just beside it.
    pub const fn is_near(&self, column: u32) -> bool {
        let (first, last) = self.span;
        column.saturating_add(1) >= first && column <= last.saturating_add(1)
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
    /// The name of this column stands over the first to the last of these, none of which it names for certain.
    Split(&'static ColumnSpec, u32, u32),
}

/// A row that may be the header, with the rows above it that may belong to it, and the merged areas of its sheet.
#[derive(Clone, Copy)]
pub(in crate::intake) struct Candidate<'r> {
    pub row: &'r Row<'r>,
    pub above: &'r [Row<'static>],
    pub part: UpperRows,
    pub merged: &'r [[u32; 4]],
}

/// What the rows above the last row of a header are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::intake) enum UpperRows {
    /// They head the columns together with it.
    Above,
    /// Headings of several of its columns, which names all that is required; what stands over one column or over all is none.
    Groups,
    /// They name all that is required; it names parts of what they head.
    Below,
}

/// Header cells and the columns that they name.
struct Named<'r> {
    row: Candidate<'r>,
    texts: Texts,
    /// The columns of amounts that the mapping places, each with its currency.
    currencies: Vec<(Currency, u32)>,
    /// The columns that the mapping places.
    mapped: Vec<(u32, &'static ColumnSpec)>,
    /// The columns that the mapping says the sheet does not have.
    left_out: Vec<&'static ColumnSpec>,
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
    faults.extend(split(&layout, &named, headings));
    for (&position, text) in named.texts.joined.iter().filter(|(position, _)| layout.columns.contains_key(position)) {
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
    for (&position, text) in named.texts.joined.iter().filter(|(_, text)| !text.is_empty()) {
        let only = || mapping.only.keys().any(|key| comparable(key) == comparable(text));
        if layout.columns.contains_key(&position) || in_currency(position) || only() {
            continue;
        }
        let inside = (layout.span.0..=layout.span.1).contains(&position);
        let list = if inside { &mut layout.unused } else { &mut layout.beside };
        list.push((position, text.clone()));
    }
    layout.headers = named.texts.joined;
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
    let said = [units, units::of_note(text)].into_iter().find(|units| !units.is_none());
    let within = || Some(units::within_header(text)).filter(|units| !units.is_none());
    said.or_else(within).unwrap_or_else(|| units::of_local_mark(text))
}

/// Finds which header cells name which columns.
fn name_columns<'r>(
    row: Candidate<'r>,
    mapping: &InputMapping,
    headings: &Headings,
    faults: &mut Vec<HeaderFault>,
) -> Named<'r> {
    let mut texts = Texts::of(&row);
    let (mapped, left_out) = mapped_columns(mapping, &texts, headings, faults);
    let mut currencies = Vec::with_capacity(mapping.currencies.len());
    for (currency, header) in &mapping.currencies {
        match position_of(header, &texts) {
            Some(position) => currencies.push((*currency, position)),
            None => faults.push(HeaderFault::Unmapped(format!("amounts in {currency}"), header.clone())),
        }
    }
    let in_currency = |position: &u32| currencies.iter().any(|(_, at)| at == position);
    let mut matches = mapped.clone();
    let mut said: Vec<(u32, String)> = Vec::new();
    let free = texts.names.iter().filter(|(position, _)| !in_currency(position));
    let free = free.filter(|(position, _)| mapped.iter().all(|(at, _)| at != *position));
    for (&position, names) in free {
        let placed = |spec: &&ColumnSpec| mapped.iter().any(|(_, taken)| taken == spec) || left_out.contains(spec);
        let named = names.iter().find_map(|name| Some((name, heading(name, headings)?)));
        if let Some((name, spec)) = named.filter(|(_, spec)| !placed(spec)) {
            matches.push((position, spec));
            said.push((position, name.clone()));
        }
    }
    let named: Vec<&ColumnSpec> = matches.iter().map(|(_, spec)| *spec).collect();
    let taken: Vec<u32> = matches.iter().map(|(position, _)| *position).collect();
    let free = texts.names.iter().filter(|(position, _)| !taken.contains(position) && !in_currency(position));
    for (&position, names) in free {
        // `Amount (EUR)`: the name without what it says of its amounts, where no other column has that name.
        let without_units = |text: &str| {
            let (name, units) = units::of_header(without_marks(text));
            headings.called(&name).filter(|spec| !units.is_none() && matches!(spec.form, Form::Amount | Form::Whole))
        };
        let free = |spec: &&ColumnSpec| !named.contains(spec) && !left_out.contains(spec);
        let mut short = names.iter().filter(|name| name.len() <= LONGEST_HEADER);
        let found = short.find_map(|name| Some((name, without_units(name).filter(free)?)));
        if let Some((name, spec)) = found {
            matches.push((position, spec));
            said.push((position, name.clone()));
        }
    }
    give_to_required(&mut matches, &mapped, &left_out, &texts, headings);
    texts.tell(said);
    matches.sort_by_key(|(position, _)| *position);
    Named { row, texts, currencies, mapped, left_out, matches }
}

/// Headings over several columns that name a column, which none of these is for certain.
fn split(layout: &Layout, named: &Named<'_>, headings: &Headings) -> Vec<HeaderFault> {
    let fault = |(first, last, text): &(u32, u32, String)| {
        let spec = heading(text, headings).filter(|spec| layout.position(spec.column).is_none())?;
        let in_currency = |at: u32| named.currencies.iter().any(|(_, position)| *position == at);
        let known = (*first..=*last).any(|at| layout.columns.contains_key(&at) || in_currency(at));
        let known = known || named.left_out.contains(&spec) || !(layout.span.0..=layout.span.1).contains(first);
        let parts = (*first..=*last).filter(|at| named.texts.own.contains_key(at)).count();
        (parts > 1 && !known).then_some(HeaderFault::Split(spec, *first, *last))
    };
    named.texts.groups.iter().filter_map(fault).collect()
}

/// `Amount (USD)` in a fund in USD is the booked amount beside another amount, and the amount where it stands alone.
fn give_to_required(
    matches: &mut [(u32, &'static ColumnSpec)],
    mapped: &[(u32, &'static ColumnSpec)],
    left_out: &[&'static ColumnSpec],
    texts: &Texts,
    headings: &Headings,
) {
    let required = headings.specs().iter().filter(|spec| spec.required && spec.form == Form::Amount);
    for spec in required.filter(|spec| !left_out.contains(spec)) {
        let plain = |text: &String| headings.called(&units::of_header(without_marks(text)).0);
        let meant =
            |at: u32| texts.names.get(&at).is_some_and(|names| names.iter().any(|name| plain(name) == Some(spec)));
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
            Some(before) if plainly(named, spec, before, position) == Some(before) => {}
            Some(before) if plainly(named, spec, before, position) == Some(position) => {
                layout.columns.remove(&before);
                layout.columns.insert(position, spec.column);
            }
            Some(before) => faults.push(HeaderFault::Twice(spec, before, position)),
            None if layout.columns.contains_key(&position) => drop(layout.also.insert(spec.column, position)),
            None => drop(layout.columns.insert(position, spec.column)),
        }
    }
}

/// Which of two columns is plainly meant: the one that is headed by the name of the column itself, where the other has another name
/// of it, as `Value date` beside `Date`. Two amounts are never the same money.
fn plainly(named: &Named<'_>, spec: &ColumnSpec, one: u32, other: u32) -> Option<u32> {
    let chosen = [one, other].iter().any(|at| named.mapped.iter().any(|(mapped, _)| mapped == at));
    let figures = matches!(spec.form, Form::Amount | Form::Whole | Form::Percent | Form::Rate);
    if chosen || figures || matches!(spec.column, Column::Currency) {
        return None;
    }
    let wanted = comparable(spec.canonical());
    let own = |at: u32| {
        let names = named.texts.names.get(&at);
        names.is_some_and(|names| names.iter().any(|name| comparable(without_marks(name)) == wanted))
    };
    match (own(one), own(other)) {
        (true, false) => Some(one),
        (false, true) => Some(other),
        (true, true) | (false, false) => None,
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
    texts: &Texts,
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
        match (spec, position_of(header, texts)) {
            (Some(spec), Some(position)) => mapped.push((position, spec)),
            (None, _) | (_, None) => faults.push(HeaderFault::Unmapped(name.clone(), header.clone())),
        }
    }
    (mapped, left_out)
}

/// Where a column stands that the mapping names by its header, or by its letter. What stands in the column alone counts where
/// nothing is called so as a whole.
fn position_of(header: &str, texts: &Texts) -> Option<u32> {
    if let Some(letters) = header.strip_prefix('=') {
        return column_number(letters);
    }
    let wanted = comparable(header);
    let longest = LONGEST_HEADER.max(2 * header.len());
    let heads = |text: &String| {
        text.len() <= longest && (comparable(text) == wanted || comparable(without_marks(text)) == wanted)
    };
    let whole = texts.joined.iter().find(|(_, text)| heads(text)).map(|(&at, _)| at);
    whole.or_else(|| texts.names.iter().find(|(_, names)| names.iter().any(heads)).map(|(&at, _)| at))
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
    let mut positions: Vec<u32> =
        named.texts.joined.keys().copied().chain(named.mapped.iter().map(|(at, _)| *at)).collect();
    positions.sort_unstable();
    let mut blocks: Vec<(u32, u32)> = Vec::new();
    for at in positions {
        let end = merged_to.get(&at).copied().filter(|_| named.texts.own.contains_key(&at)).unwrap_or(at);
        match blocks.last_mut() {
            Some(block) if block.1.saturating_add(1) >= at => block.1 = block.1.max(end),
            Some(_) | None => blocks.push((at, end)),
        }
    }
    blocks
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
