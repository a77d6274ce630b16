//! Looks for the header among the first rows of a sheet: in one row, together with those above it, and going on below it.
//!
//! What comes in: rows, one after the other. What leaves: the layout of the table, once the header is over, or what it lacks.
//! What it does not know: data, and notes.

use super::{Candidate, HeaderFault, Layout, UpperRows, read, texts};
use crate::config::InputMapping;
use crate::domain::text::comparable;
use crate::intake::file::workbook::{Cell, Row, Value};
use crate::intake::kinds::columns::Headings;
use crate::intake::sheet::labels::{is_numbering, is_tags};

/// How many rows above a row may belong to its header.
const ROWS_ABOVE: usize = 2;

/// How many rows below its first one a header may have.
const ROWS_BELOW: u32 = 5;

/// What is looked for, and the merged areas of the sheet.
#[derive(Clone, Copy)]
pub(in crate::intake) struct Wanted<'w> {
    pub mapping: &'w InputMapping,
    pub headings: &'w Headings,
    pub merged: &'w [[u32; 4]],
}

/// A row with what it lacks as a header.
pub(in crate::intake) type Unfit = Box<(Layout, Vec<HeaderFault>)>;

/// The rows that were looked at.
#[derive(Default)]
pub(in crate::intake) struct Search {
    /// The last rows, of which none ends a header.
    above: Vec<Row<'static>>,
    /// How many there were.
    pub rows: usize,
    held: Option<Held>,
}

/// A header that may go on in the next row.
#[derive(Clone)]
struct Held {
    rows: Vec<Row<'static>>,
    layout: Layout,
    /// The header without its last rows, where these name nothing known: only a row below them tells whether they are of it.
    settled: Option<Box<Held>>,
}

impl Held {
    /// The header for certain, and the rows below it that were taken for more of it.
    fn settle(mut self) -> (Layout, Vec<Row<'static>>) {
        match self.settled {
            Some(settled) => (settled.layout, self.rows.split_off(settled.rows.len())),
            None => (self.layout, Vec::new()),
        }
    }
}

/// What a row below a header is to it.
pub(in crate::intake) enum Next {
    /// One more row of it.
    More,
    /// A row below it, with those before this one that are below it, too.
    Over(Box<Layout>, Vec<Row<'static>>),
    /// One more row, with which it is none.
    Unfit(Unfit),
}

impl Search {
    /// Takes a row that ends no header.
    pub fn pass(&mut self, row: &Row<'_>) {
        self.rows += 1;
        if self.above.len() == ROWS_ABOVE {
            self.above.remove(0);
        }
        self.above.push(row.to_owned());
    }

    /// Tries a row as the last of a header, which is held until it is over.
    pub fn try_row(&mut self, row: &Row<'_>, wanted: Wanted<'_>) -> Result<(), Unfit> {
        find(row, &self.above, wanted).map(|held| self.held = Some(held))
    }

    /// The header, where its end was not seen, and the rows below it.
    pub fn end(&mut self) -> Option<(Layout, Vec<Row<'static>>)> {
        self.held.take().map(Held::settle)
    }

    /// What a row is to the header that is held; nothing while there is none.
    pub fn go_on(&mut self, row: &Row<'_>, wanted: Wanted<'_>) -> Option<Next> {
        let held = self.held.take()?;
        Some(match more(&held, row, wanted) {
            None => {
                let (layout, below) = held.settle();
                Next::Over(Box::new(layout), below)
            }
            Some(Err(unfit)) => Next::Unfit(unfit),
            Some(Ok(held)) => {
                self.held = Some(held);
                Next::More
            }
        })
    }
}

/// The layout of a sheet whose header ends in, or goes on below, a row of this place.
pub(in crate::intake) fn read_at(rows: &[Row<'static>], index: usize, wanted: Wanted<'_>) -> Option<Layout> {
    let above = rows.get(index.saturating_sub(ROWS_ABOVE)..index)?;
    let mut held = find(rows.get(index)?, above, wanted).ok()?;
    for row in rows.get(index + 1..)? {
        match more(&held, row, wanted) {
            None => break,
            Some(further) => held = further.ok()?,
        }
    }
    Some(held.settle().0)
}

/// Reads a row as the last of a header: alone, with the headings of groups above it, with the rows above it, or as one that
/// goes on with the header above it.
fn find(row: &Row<'_>, above: &[Row<'static>], wanted: Wanted<'_>) -> Result<Held, Unfit> {
    let read_with = |above: &[Row<'static>], part: UpperRows| {
        read(Candidate { row, above, part, merged: wanted.merged }, wanted.mapping, wanted.headings)
    };
    let held = |above: &[Row<'static>], layout: Layout| {
        let rows = above.iter().cloned().chain([row.to_owned()]).collect();
        Held { rows, layout, settled: None }
    };
    let (alone, faults) = read_with(&[], UpperRows::Above);
    if faults.is_empty() {
        if above.is_empty() {
            return Ok(held(&[], alone));
        }
        let (grouped, faults) = read_with(above, UpperRows::Groups);
        if faults.iter().any(|fault| matches!(fault, HeaderFault::Split(..))) {
            return Err(Box::new((grouped, faults)));
        }
        let better = faults.is_empty() && grouped.columns != alone.columns;
        return Ok(if better { held(above, grouped) } else { held(&[], alone) });
    }
    let mut best = (alone, faults);
    let merged = !wanted.merged.is_empty();
    for rows in (1..=above.len()).filter(|rows| *rows == 1 || merged) {
        let above = above.get(above.len() - rows..).unwrap_or_default();
        let (layout, faults) = read_with(above, UpperRows::Above);
        if faults.is_empty() {
            return Ok(held(above, layout));
        }
        if says_more(&layout, &faults, &best.0, &best.1) {
            best = (layout, faults);
        }
    }
    // Where the settings name the row, that above it was not tried.
    if let Some(header_row) = wanted.mapping.header_row
        && let Some((last, above)) = above.split_last()
        && let Ok(before) = find(last, above, wanted)
        && let Some(held) = more(&before, row, wanted)
        && (row.number < header_row || !held.as_ref().is_ok_and(|held| held.settled.is_some()))
    {
        return held;
    }
    Err(Box::new(best))
}

/// Whether what a header lacks says more of what is meant than that of another one: it names more columns, or as many and all
/// that are required.
pub(in crate::intake) fn says_more(
    layout: &Layout,
    faults: &[HeaderFault],
    other: &Layout,
    of_other: &[HeaderFault],
) -> bool {
    let lacks = |faults: &[HeaderFault]| faults.iter().any(|fault| matches!(fault, HeaderFault::Missing(_)));
    let (count, of_other_count) = (layout.columns.len(), other.columns.len());
    count > of_other_count || count == of_other_count && lacks(of_other) && !lacks(faults)
}

/// The header with one more row; nothing where the row is none of it.
fn more(held: &Held, row: &Row<'_>, wanted: Wanted<'_>) -> Option<Result<Held, Unfit>> {
    let (first, last) = (held.rows.first()?, held.rows.last()?);
    if row.number > last.number.saturating_add(ROWS_BELOW) || row.number > first.number.saturating_add(ROWS_BELOW) {
        return None;
    }
    let merged = is_merged_into(held, row, first.number, wanted.merged);
    let parted = if merged { false } else { parts(held, row, last, wanted.merged)? };
    let candidate = Candidate { row, above: &held.rows, part: UpperRows::Below, merged: wanted.merged };
    let (layout, faults) = read(candidate, wanted.mapping, wanted.headings);
    let gains = layout.columns.len() > held.layout.columns.len() && faults.is_empty();
    let adds = merged || gains || parted && row.number == last.number + 1;
    if !faults.is_empty() {
        return adds.then(|| Err(Box::new((layout, faults))));
    }
    let before = || held.settled.clone().unwrap_or_else(|| Box::new(held.clone()));
    let settled = (!adds).then(before);
    let rows = held.rows.iter().cloned().chain([row.to_owned()]).collect();
    Some(Ok(Held { rows, layout, settled }))
}

/// Whether names of the header are merged downwards into a row, in which no figure or day stands below another name.
fn is_merged_into(held: &Held, row: &Row<'_>, first: u32, merged: &[[u32; 4]]) -> bool {
    let columns = &held.layout.columns;
    let into = |area: &&[u32; 4]| {
        first <= area[0]
            && area[0] <= held.layout.header_row
            && row.number <= area[2]
            && area[2] - area[0] <= ROWS_BELOW
    };
    if !merged.iter().filter(into).any(|area| columns.contains_key(&area[1])) {
        return false;
    }
    let covered = |column: u32| merged.iter().filter(into).any(|area| (area[1]..=area[3]).contains(&column));
    let heads = |cell: &Cell<'_>| {
        matches!(cell.value, Value::Text(_)) || !columns.contains_key(&cell.column) || covered(cell.column)
    };
    row.cells.iter().all(heads)
}

/// Whether a row names parts of what the header heads, and nothing stands in it below another known name; nothing where it is
/// none of the header for certain.
fn parts(held: &Held, row: &Row<'_>, last: &Row<'_>, merged: &[[u32; 4]]) -> Option<bool> {
    let texts: Vec<_> = row.cells.iter().map(|cell| (cell.column, cell.value.show())).collect();
    if !texts::may_go_on(row) || is_tags(&texts) || is_numbering(&texts) {
        return None;
    }
    let headers = &held.layout.headers;
    let here = |column: u32| texts.iter().any(|(at, _)| *at == column);
    let wide = |column: u32| {
        let over =
            |area: &[u32; 4]| area[1] == column && area[3] > column && (area[0]..=area[2]).contains(&last.number);
        merged.iter().any(over)
    };
    let same = |one: u32, other: Option<u32>| {
        let text = other.and_then(|other| headers.get(&other));
        text.is_some_and(|text| headers.get(&one).is_some_and(|own| comparable(own) == comparable(text)))
    };
    let heads_group = |column: u32| {
        let next = column.saturating_add(1);
        let blank_behind = !headers.contains_key(&next) && here(next);
        blank_behind || wide(column) || same(column, Some(next)) || same(column, column.checked_sub(1))
    };
    let (mut parted, mut new) = (false, false);
    for (column, text) in &texts {
        match headers.get(column) {
            Some(above) if comparable(above) == comparable(text) => {}
            Some(_) if heads_group(*column) => parted = true,
            Some(_) if held.layout.columns.contains_key(column) => return None,
            Some(_) | None => new = true,
        }
    }
    (parted || new).then_some(parted)
}
