//! Formulas that all give nothing: the program that wrote the file may never have calculated them.

use crate::intake::file::workbook::{Row, Value};
use crate::intake::kinds::columns::{Column, Form};
use crate::intake::kinds::columns_of;
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::judge::Judge;

/// How many formulas must all give zero before that is no chance; in a file that lacks a chain of calculation one does.
const FEWEST: u64 = 3;

/// The results of formulas in columns of amounts and of counts.
#[derive(Default)]
pub(super) struct Formulas {
    /// Whether the file lacks its chain of calculation.
    unchained: bool,
    /// These columns.
    columns: Vec<Column>,
    zeros: u64,
    others: u64,
    first: Option<(u32, u32)>,
}

impl Formulas {
    pub fn new(unchained: bool, judge: &Judge<'_>) -> Self {
        let counted =
            columns_of(judge.mapping.kind).iter().filter(|spec| matches!(spec.form, Form::Amount | Form::Whole));
        Self { unchained, columns: counted.map(|spec| spec.column).collect(), ..Self::default() }
    }

    pub fn see(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        for cell in row.cells.iter().filter(|cell| cell.formula) {
            if !judge.column_at(cell.column).is_some_and(|column| self.columns.contains(&column)) {
                continue;
            }
            if matches!(&cell.value, Value::Number(number) if number.is_zero()) {
                self.zeros += 1;
                self.first.get_or_insert((row.number, cell.column));
            } else {
                self.others += 1;
            }
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        let fewest = if self.unchained { 1 } else { FEWEST };
        let Some((row, column)) = self.first.filter(|_| self.others == 0 && self.zeros >= fewest) else { return };
        let found = match self.zeros {
            1 => "a formula with the result 0".to_owned(),
            several => format!("{several} formulas, all with the result 0"),
        };
        let fix = "Open the file in a spreadsheet program, let it calculate, and save it; or type the values.";
        let location = judge.location(Some(row), Some(column));
        judge.problems.add(Problem::new(ProblemCode::ZeroResults, location, found, "amounts", fix));
    }
}
