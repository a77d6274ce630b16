//! The rows of an unknown sheet that may be headers, each with the columns below it.
//!
//! What comes in: the first rows of a sheet. What leaves: tables: headers, and what stands below them. What it does not
//! know: which kind of sheet they are.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::assign::Headed;
use super::evidence::Evidence;
use super::labelled::{Labels, is_heading};
use super::likeness::Vocabulary;
use super::values::Values;
use super::{BELOW, Sheet};
use crate::domain::Currency;
use crate::domain::text::comparable;
use crate::intake::file::workbook::{Cell, Row, Value};
use crate::intake::row::text::is_error_text;
use crate::intake::sheet::header::{self, Candidate, DEEPEST_HEADER, LONGEST_HEADER, Texts, UpperRows};

/// The fewest rows below a header before those that part it from another table, and one more than blank rows within one.
const FEWEST_ROWS: usize = 3;
const MOST_BLANK: u32 = 2;

/// A row that may be a header, with the columns below it.
pub(super) struct Headers {
    pub texts: BTreeMap<u32, String>,
    /// Whether the columns stand side by side.
    pub whole: bool,
    pub columns: Vec<Headed>,
    pub row: u32,
}

/// What the cells below a row say, by column.
type Below = BTreeMap<u32, Rc<Values>>;

impl Sheet<'_> {
    /// The rows that may be headers, each with the columns below it.
    pub fn tables(&self, vocabulary: &mut Vocabulary) -> Vec<Headers> {
        let mut tables = Vec::new();
        let heads: Vec<Row<'static>> = self.rows.iter().take(DEEPEST_HEADER).map(heading_cells).collect();
        // Each row is looked at as a header, and as what may go on with the one above it.
        let made: Vec<OnceCell<Below>> = heads.iter().map(|_| OnceCell::new()).collect();
        let labels = self.labels(&heads, vocabulary);
        let width = |index: usize| heads.get(index).map_or(0, |row| row.cells.len());
        let below =
            |index: usize| made.get(index).map(|made| made.get_or_init(|| self.below(index, width(index), &labels)));
        for (index, row) in heads.iter().enumerate().filter(|(_, row)| header::could_be_header(row)) {
            let Some(values) = below(index) else { continue };
            let goes_on = |next: &Row<'static>| self.may_go_on(index + 1) && are_figures(next, below(index + 1));
            let next = heads.get(index + 1).filter(|_| !labels.holds(index + 1));
            if labels.holds(index) || is_of_values(row, values) || next.is_some_and(goes_on) {
                continue;
            }
            let said = self.currencies_below(index, &labels);
            for texts in self.ways(&heads, index) {
                for (headers, whole) in self.side_by_side(index, row, &texts.joined) {
                    let columns = columns(&headers, &texts, (values, &said), vocabulary);
                    tables.push(Headers { texts: headers, whole, columns, row: row.number });
                }
            }
        }
        tables
    }

    /// What the cells below a row of so many columns say: those of its labels and of headings between the rows are no data.
    fn below(&self, index: usize, columns: usize, labels: &Labels) -> Below {
        let below = self.evidence.iter().enumerate().take(self.end_of(index)).skip(index + 1);
        let data = below.filter(|(index, row)| !labels.holds(*index) && !is_heading(row, columns));
        let mut values: BTreeMap<u32, Values> = BTreeMap::new();
        for (column, evidence) in data.take(BELOW).flat_map(|(_, row)| row) {
            values.entry(*column).or_default().take(evidence);
        }
        values.into_iter().map(|(column, values)| (column, Rc::new(values))).collect()
    }

    /// Where the table below a row ends: behind its rows, some blank ones part it from another.
    fn end_of(&self, index: usize) -> usize {
        let says = |index: &usize| self.evidence.get(*index).is_some_and(|row| row.iter().any(|(_, cell)| cell.filled));
        let filled: Vec<usize> = (index..self.rows.len()).filter(says).collect();
        let number = |index: usize| self.rows.get(index).map_or(0, |row| row.number);
        let parted = filled.windows(2).skip(FEWEST_ROWS).find_map(|pair| match pair {
            [last, next] if number(*next) > number(*last) + MOST_BLANK => Some(last + 1),
            _ => None,
        });
        parted.unwrap_or(self.rows.len())
    }

    /// Whether a row may be more of the header above it: nothing but texts.
    fn may_go_on(&self, index: usize) -> bool {
        let words = self.evidence.get(index).is_some_and(|row| {
            row.iter().all(|(_, cell)| cell.is_word()) && !row.iter().all(|(_, cell)| cell.is_letter())
        });
        words && self.rows.get(index).is_some_and(may_go_on)
    }

    /// The ways to read a row as the last of a header: alone, and with the rows above it.
    fn ways(&self, heads: &[Row<'static>], index: usize) -> Vec<Texts> {
        let Some(row) = heads.get(index) else { return Vec::new() };
        let merged = &self.details.merged;
        let above = |rows: usize| index.checked_sub(rows).and_then(|first| heads.get(first..index));
        let texts = |above, part| Texts::of(&Candidate { row, above, part, merged });
        let mut ways = vec![texts(&[], UpperRows::Above)];
        // Figures and days stand in data: such a row goes on with no header.
        if !self.rows.get(index).is_some_and(may_go_on) {
            return ways;
        }
        let mut parts = vec![(1, UpperRows::Above)];
        // What stands above a blank row heads no groups of columns.
        if above(1).is_some_and(|above| above.iter().all(|upper| upper.number + 1 == row.number)) {
            parts.insert(0, (1, UpperRows::Groups));
        }
        if !merged.is_empty() {
            parts.extend([(1, UpperRows::Below), (2, UpperRows::Above), (2, UpperRows::Below)]);
        } else if above(2).is_some_and(|above| above.iter().all(|upper| heads_most(upper, row))) {
            parts.push((2, UpperRows::Above));
        }
        // A title stands above the first column alone.
        let titled = |above: &[Row<'static>]| {
            let first = row.cells.first().map(|cell| cell.column);
            let title = |upper: &Row<'static>| matches!(&*upper.cells, [cell] if Some(cell.column) == first);
            merged.is_empty() && row.cells.len() > 2 && above.iter().any(title)
        };
        let above = |rows| above(rows).filter(|above| !titled(above));
        ways.extend(parts.into_iter().filter_map(|(rows, part)| Some(texts(above(rows)?, part))));
        ways
    }

    /// The headers of a row as one table, and as the tables side by side that columns without a header separate or that
    /// the workbook declares; each with whether its columns stand side by side.
    fn side_by_side(
        &self,
        index: usize,
        row: &Row<'_>,
        headers: &BTreeMap<u32, String>,
    ) -> Vec<(BTreeMap<u32, String>, bool)> {
        let declared = self.details.tables.iter().filter(|table| table.headed && table.area[0] == row.number);
        let mut ranges: Vec<(u32, u32)> = declared.map(|table| (table.area[1], table.area[3])).collect();
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for &index in headers.keys() {
            match runs.last_mut() {
                Some(run) if run.1 + 1 == index => run.1 = index,
                Some(_) | None => runs.push((index, index)),
            }
        }
        let whole = runs.len() < 2 || self.goes_on(index, &runs, headers);
        ranges.extend(runs.into_iter().filter(|run| run.1 > run.0));
        let parts = ranges.into_iter().map(|(first, last)| {
            headers.range(first..=last).map(|(index, text)| (*index, text.clone())).collect::<BTreeMap<_, _>>()
        });
        let parts = parts.filter(|part| part.len() < headers.len()).map(|part| (part, true));
        let mut tables: Vec<_> = parts.collect();
        tables.push((headers.clone(), whole));
        tables
    }
}

impl Sheet<'_> {
    /// Whether what stands behind a column without a header goes on with the rows of the table before it: each row has something
    /// there, no header stands twice, and no title above says that it is another table.
    fn goes_on(&self, index: usize, runs: &[(u32, u32)], headers: &BTreeMap<u32, String>) -> bool {
        let mut texts: Vec<String> = headers.values().map(|text| comparable(text)).collect();
        texts.sort_unstable();
        let twice = texts.windows(2).any(|pair| pair.first() == pair.last());
        let titled = |(first, last): &(u32, u32)| {
            let above = index.checked_sub(1).and_then(|above| self.rows.get(above));
            above.is_some_and(|row| row.cells.iter().any(|cell| (*first..=*last).contains(&cell.column)))
        };
        let below = self.evidence.get(index + 1..).unwrap_or_default();
        let rows = |(first, last): &(u32, u32)| -> Vec<bool> {
            let inside =
                |(column, cell): &(u32, Rc<Evidence>)| (*first..=*last).contains(column) && cell.says_something();
            below.iter().take(BELOW).map(|row| row.iter().any(inside)).collect()
        };
        let Some((first, others)) = runs.split_first() else { return true };
        let of_first = rows(first);
        let enough = of_first.iter().filter(|filled| **filled).count() > 2;
        enough && !twice && others.iter().all(|run| !titled(run) && rows(run) == of_first)
    }
}

/// Whether some cells of a row stand above figures or days.
fn are_figures(row: &Row<'static>, below: Option<&Below>) -> bool {
    let figures = |cell: &&Cell<'_>| below.and_then(|below| below.get(&cell.column)).is_some_and(|v| v.are_figures());
    row.cells.iter().filter(figures).count() > 1
}

/// Whether texts of a row stand below it too: it is one of the rows, and no header that is repeated as a whole.
fn is_of_values(row: &Row<'static>, values: &Below) -> bool {
    let again = |cell: &&Cell<'_>| values.get(&cell.column).is_some_and(|values| values.holds(&cell.value.show()));
    let repeated = row.cells.iter().filter(again).count();
    repeated > 0 && repeated * 2 < row.cells.len()
}

/// Whether a row heads so many columns that it is no title above the header that ends in another row.
fn heads_most(upper: &Row<'_>, row: &Row<'_>) -> bool {
    upper.cells.len() > 2 && upper.cells.len() * 2 >= row.cells.len()
}

/// Whether a row may go on with the header above it: texts, and perhaps years.
fn may_go_on(row: &Row<'static>) -> bool {
    row.cells.iter().all(|cell| match &cell.value {
        Value::Text(_) | Value::Error(_) => true,
        Value::Number(number) => number.is_integer() && (1900..=2100).any(|year| *number == year.into()),
        Value::Date(_) | Value::Logical(_) | Value::NoResult | Value::Outside => false,
    })
}

/// The columns of a table: its headers, with what stands below each, and the currencies that rows of units say.
fn columns(
    headers: &BTreeMap<u32, String>,
    texts: &Texts,
    (values, said): (&Below, &BTreeMap<u32, Currency>),
    vocabulary: &mut Vocabulary,
) -> Vec<Headed> {
    let headed = headers.iter().map(|(&position, header)| Headed {
        position,
        header: header.clone(),
        told: vocabulary.told(header),
        called: vocabulary.look_up_each(header, texts.names.get(&position).map(Vec::as_slice).unwrap_or_default()),
        values: values.get(&position).cloned().unwrap_or_default(),
        currency: said.get(&position).copied(),
    });
    headed.collect()
}

/// The cells of a row that may head a column: short texts. An error value heads nothing.
fn heading_cells(row: &Row<'static>) -> Row<'static> {
    let heads = |cell: &&Cell<'_>| matches!(&cell.value, Value::Text(text) if !is_error_text(text.trim()) && text.trim().len() <= LONGEST_HEADER);
    Row { cells: row.cells.iter().filter(heads).cloned().collect(), ..*row }
}

/// The cells of a row in some of its columns.
pub(super) fn within(row: &Row<'static>, first: u32, last: u32) -> Row<'static> {
    let cells = row.cells.iter().filter(|cell| (first..=last).contains(&cell.column)).cloned().collect();
    Row { cells, ..*row }
}
