//! Columns, comments and remarks that say of rows that their amounts are in thousands or millions.
//!
//! What comes in: the rows of a sheet, one by one. What leaves: errors at the cells that say so. What it does not know: titles
//! and headers of amounts, which say it of all rows.

use std::collections::BTreeMap;

use super::Tally;
use super::said::Said;
use crate::config::Scale;
use crate::intake::annotate::without_ours;
use crate::intake::file::workbook::{Remark, Row};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::Problem;
use crate::intake::row::judge::Judge;
use crate::intake::sheet::notes::scale_not_said;
use crate::intake::sheet::units::{self, Label};

/// What was said of rows.
#[derive(Default)]
pub(super) struct Scales {
    /// What the headers of columns that are not read are of, by position.
    labels: BTreeMap<u32, Label>,
    /// By position: what stood there first, the scale, and the rows.
    found: BTreeMap<u32, (String, Scale, Tally)>,
    rows: u64,
    /// Comments on cells below the header.
    comments: Vec<(Remark, Scale)>,
}

impl Scales {
    pub fn new(judge: &Judge<'_>, remarks: &[Remark]) -> Self {
        // A column of quantities has units of its own.
        let counts = |header: &String| {
            let parts = header.to_lowercase();
            ["quant", "qty", "cantidad", "menge", "unit price", "unit cost", "number of"]
                .iter()
                .any(|part| parts.contains(part))
        };
        let quantities = judge.layout.headers.values().any(counts);
        let label = |header: &str| Some(Label::of(header)).filter(|label| !(quantities && *label == Label::Unit));
        let unread = judge.layout.headers.iter().filter(|(position, _)| judge.column_at(**position).is_none());
        let labels = unread.filter_map(|(&position, header)| Some((position, label(header)?))).collect();
        let below = remarks.iter().filter(|remark| remark.row > judge.layout.header_row);
        let told = below.filter_map(|remark| {
            let text = without_ours(&remark.text);
            let mark = || Some(units::of_mark(text.trim()).scale).filter(|_| judge.adds_up(remark.column)).flatten();
            let scale = units::of_note(text.trim()).scale.or_else(mark)?;
            Some((remark.clone(), scale))
        });
        Self { labels, comments: told.collect(), ..Self::default() }
    }

    pub fn see(&mut self, row: &Row<'_>, said: &[Said], judge: &Judge<'_>) {
        self.rows += 1;
        let (first, last) = judge.layout.span;
        for (cell, said) in row.cells.iter().zip(said) {
            let label = match judge.column_at(cell.column) {
                None if cell.column + 1 < first || cell.column > last + 1 => continue,
                None => match self.labels.get(&cell.column) {
                    Some(label) => *label,
                    None if judge.layout.headers.contains_key(&cell.column) => continue,
                    None => Label::Blank,
                },
                Some(Column::Notes | Column::Description) => Label::Other,
                Some(_) => continue,
            };
            if matches!(label, Label::Other | Label::Blank) && !said.scale {
                continue;
            }
            if let Some(scale) = label.says(&cell.value) {
                let fresh = || (cell.value.show().trim().to_owned(), scale, Tally::default());
                self.found.entry(cell.column).or_insert_with(fresh).2.add(row, judge);
            }
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        let told = judge.mapping.scale;
        if judge.amounts.is_empty() || told == Some(Scale::Ones) {
            return;
        }
        let mixed = "Write the amounts of all rows in full, since one scale holds for the whole sheet; or say for this input in \
                     fund.toml: scale = \"ones\", if they are written so.";
        let mut problems = Vec::new();
        for (column, (text, scale, tally)) in &self.found {
            let all = tally.rows == self.rows;
            if all && told.is_some() {
                continue;
            }
            let header = judge.layout.headers.get(column).map_or("", |header| header.trim());
            let headed = if header.is_empty() {
                "a column without a header".to_owned()
            } else {
                format!("the column {header:?}")
            };
            let found = format!("{text:?} in {headed} ({})", tally.show(judge));
            let problem = scale_not_said(judge.location(tally.first, Some(*column)), found, *scale);
            problems.push(if all { problem } else { Problem { fix: mixed.into(), ..problem } });
        }
        for (remark, scale) in self.comments.iter().filter(|_| told.is_none()) {
            let found = format!("a comment {:?}", remark.text.trim());
            let problem = scale_not_said(judge.location(Some(remark.row), Some(remark.column)), found, *scale);
            problems.push(Problem { fix: mixed.into(), ..problem });
        }
        problems.into_iter().for_each(|problem| judge.problems.add(problem));
    }
}
