//! The rows of an unknown sheet that may be headers, each with the columns below it.
//!
//! What comes in: the first rows of a sheet. What leaves: tables: headers, and what stands below them. What it does not
//! know: which kind of sheet they are.

use std::collections::BTreeMap;

use super::assign::Headed;
use super::evidence::{Evidence, Values};
use super::likeness::Vocabulary;
use super::{BELOW, Sheet};
use crate::intake::file::workbook::{Cell, Row, Value};
use crate::intake::row::text::is_error_text;
use crate::intake::sheet::header::{self, DEEPEST_HEADER, LONGEST_HEADER};

/// A row that may be a header, with the columns below it.
pub(super) struct Headers {
    pub texts: BTreeMap<u32, String>,
    /// Whether the columns stand side by side.
    pub whole: bool,
    pub columns: Vec<Headed>,
    pub row: u32,
}

impl Sheet<'_> {
    /// The rows that may be headers, each with the columns below it.
    pub fn tables(&self, vocabulary: &mut Vocabulary) -> Vec<Headers> {
        let mut tables = Vec::new();
        for (index, row) in self.rows.iter().enumerate().take(DEEPEST_HEADER) {
            if !header::could_be_header(row) {
                continue;
            }
            let above = index.checked_sub(1).and_then(|index| self.rows.get(index));
            let above = above.map(|above| header::spread(above, &self.details.merged));
            let below = self.evidence.get(index + 1..).unwrap_or_default();
            let below = below.get(..BELOW).unwrap_or(below);
            let ways = std::iter::once(None).chain(above.as_ref().map(Some));
            for (texts, whole) in ways.flat_map(|above| self.side_by_side(row, headers(row, above))) {
                let columns = self.columns(&texts, below, vocabulary);
                tables.push(Headers { texts, whole, columns, row: row.number });
            }
        }
        tables
    }

    /// The headers of a row as one table, and as the tables side by side that columns without a header separate or that
    /// the workbook declares; each with whether its columns stand side by side.
    fn side_by_side(&self, row: &Row<'_>, headers: BTreeMap<u32, String>) -> Vec<(BTreeMap<u32, String>, bool)> {
        let declared = self.details.tables.iter().filter(|table| table.headed && table.area[0] == row.number);
        let mut ranges: Vec<(u32, u32)> = declared.map(|table| (table.area[1], table.area[3])).collect();
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for &index in headers.keys() {
            match runs.last_mut() {
                Some(run) if run.1 + 1 == index => run.1 = index,
                Some(_) | None => runs.push((index, index)),
            }
        }
        let whole = runs.len() < 2;
        ranges.extend(runs.into_iter().filter(|run| run.1 > run.0));
        let parts = ranges.into_iter().map(|(first, last)| {
            headers.range(first..=last).map(|(index, text)| (*index, text.clone())).collect::<BTreeMap<_, _>>()
        });
        let parts = parts.filter(|part| part.len() < headers.len()).map(|part| (part, true));
        let mut tables: Vec<_> = parts.collect();
        tables.push((headers, whole));
        tables
    }

    fn columns(
        &self,
        headers: &BTreeMap<u32, String>,
        below: &[Vec<(u32, Evidence)>],
        vocabulary: &mut Vocabulary,
    ) -> Vec<Headed> {
        let mut values: BTreeMap<u32, Values> = BTreeMap::new();
        for (column, evidence) in below.iter().flatten() {
            values.entry(*column).or_default().take(evidence);
        }
        let headed = headers.iter().map(|(&position, header)| Headed {
            position,
            header: header.clone(),
            called: vocabulary.look_up(header),
            values: values.remove(&position).unwrap_or_default(),
        });
        headed.collect()
    }
}

/// The texts of a row as headers, below those of the row above it; an error value heads nothing.
fn headers(row: &Row<'_>, above: Option<&Row<'_>>) -> BTreeMap<u32, String> {
    let text = |cell: &Cell<'_>| {
        let text = cell.value.show().trim().to_owned();
        let heads = matches!(cell.value, Value::Text(_)) && !is_error_text(&text) && text.len() <= LONGEST_HEADER;
        heads.then_some(text)
    };
    let mut headers: BTreeMap<u32, String> =
        row.cells.iter().filter_map(|cell| Some((cell.column, text(cell)?))).collect();
    for cell in above.iter().flat_map(|above| &above.cells) {
        let Some(above) = text(cell) else { continue };
        let below = headers.get(&cell.column).map(|below| format!(" {below}")).unwrap_or_default();
        headers.insert(cell.column, above + &below);
    }
    headers
}
