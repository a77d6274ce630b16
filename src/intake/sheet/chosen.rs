//! Which rows of a sheet the mapping chooses, and which it leaves out.
//!
//! What comes in: the mapping's `where` and `skip`, and rows. What leaves: whether a row counts. What it does not know: facts.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::config::{Dash, InputMapping};
use crate::domain::text::comparable;
use crate::intake::file::workbook::{Row, Value};
use crate::intake::kinds::columns_of;
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::judge::Judge;
use crate::intake::row::text::is_dash;
use crate::intake::sheet::totals::addend;

/// Positions and texts by which rows are chosen, and by which they are left out.
pub(super) struct Chosen {
    only: Vec<(u32, Vec<String>)>,
    skip: Vec<(u32, Vec<String>)>,
}

impl Chosen {
    /// By the mapping of a sheet; a column that the sheet does not have is a problem.
    pub fn new(judge: &mut Judge<'_>) -> Self {
        let mapping = judge.mapping;
        Self { only: positions(judge, &mapping.only, "where"), skip: positions(judge, &mapping.skip, "skip") }
    }

    /// Whether a row counts.
    pub fn has(&self, row: &Row<'_>, mapping: &InputMapping) -> bool {
        let says = |(position, wanted): &(u32, Vec<String>)| {
            let cell = row.cells.iter().find(|cell| cell.column == *position);
            let is = |wanted: &str| match cell {
                Some(cell) => is_called(&cell.value, wanted, mapping),
                None => wanted.is_empty(),
            };
            wanted.iter().any(|wanted| is(wanted.trim()))
        };
        self.only.iter().all(says) && !self.skip.iter().any(says)
    }
}

/// Whether a cell says a text of the mapping; a number may be written in several ways, and a dash be declared nought.
fn is_called(value: &Value<'_>, wanted: &str, mapping: &InputMapping) -> bool {
    let same_number = || {
        let dash = matches!(value, Value::Text(text) if is_dash(text.trim())) && mapping.dash != Some(Dash::Zero);
        wanted.parse::<Decimal>().is_ok_and(|wanted| !dash && addend(value, mapping) == Some(wanted))
    };
    value.show().trim().eq_ignore_ascii_case(wanted) || same_number()
}

/// The positions of the columns by which rows are chosen or left out.
fn positions(judge: &mut Judge<'_>, by: &BTreeMap<String, Vec<String>>, key: &str) -> Vec<(u32, Vec<String>)> {
    let mut chosen = Vec::new();
    for (header, texts) in by {
        let wanted = comparable(header);
        let canonical = columns_of(judge.mapping.kind).iter().find(|spec| comparable(spec.canonical()) == wanted);
        let position = match judge.layout.headers.iter().find(|(_, found)| comparable(found) == wanted) {
            Some((&position, _)) => Some(position),
            None => canonical.and_then(|spec| judge.layout.position(spec.column)),
        };
        if let Some(position) = position {
            chosen.push((position, texts.clone()));
            continue;
        }
        let location = judge.location(Some(judge.layout.header_row), None);
        judge.problems.add(Problem::new(
            ProblemCode::NoSuchColumn,
            location,
            format!("no column {header:?}"),
            format!("the column that fund.toml names in {key}"),
            "Correct the header or the mapping.",
        ));
    }
    chosen
}
