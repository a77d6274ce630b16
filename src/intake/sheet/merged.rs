//! Merged cells among the data: the value stands for all rows that the area covers.
//!
//! What comes in: the merged areas of a sheet, and its rows. What leaves: rows in which the value stands in each, and a
//! warning; an error where one amount stands for several rows. What it does not know: what the columns mean.

use crate::domain::address::cell_name;
use crate::intake::file::workbook::{Cell, Row};
use crate::intake::kinds::columns::Form;
use crate::intake::kinds::columns_of;
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::judge::Judge;

/// How many areas that lie over one row are looked at: no table is as wide, and a hostile sheet has any number of them.
const MOST_ABREAST: usize = 512;

/// The merged areas below a header, by their first row, of which the first few so many were met; and those that may lie
/// over the next row.
pub(super) struct Merged {
    areas: Vec<Area>,
    met: usize,
    open: Vec<usize>,
}

struct Area {
    first_row: u32,
    last_row: u32,
    column: u32,
    last_column: u32,
    /// The cell at its top, once it was read.
    cell: Option<Cell<'static>>,
    /// How many rows took its value.
    filled: u32,
}

impl Merged {
    /// The areas that go over several rows below the header; rows from 1, columns from 0.
    pub fn new(merged: &[[u32; 4]], header_end: u32) -> Self {
        let below = merged.iter().filter(|area| area[0] > header_end && area[2] > area[0]);
        let areas = below.map(|&[first_row, column, last_row, last_column]| Area {
            first_row,
            last_row,
            column,
            last_column,
            cell: None,
            filled: 0,
        });
        let mut areas: Vec<Area> = areas.collect();
        areas.sort_by_key(|area| (area.first_row, area.column));
        Self { areas, met: 0, open: Vec::new() }
    }

    /// Finds the areas that lie over a row; rows come in their order.
    fn over(&mut self, row: u32) {
        while self.areas.get(self.met).is_some_and(|area| area.first_row <= row) {
            self.open.push(self.met);
            self.met += 1;
        }
        let areas = &self.areas;
        self.open.retain(|&place| areas.get(place).is_some_and(|area| row <= area.last_row));
        self.open.truncate(MOST_ABREAST);
    }

    /// The row with the values of the areas that it lies in; nothing when it lies in none.
    pub fn fill(&mut self, row: &Row<'_>, judge: &mut Judge<'_>) -> Option<Row<'static>> {
        self.over(row.number);
        let mut filled: Option<Row<'static>> = None;
        for &place in &self.open {
            let Some(area) = self.areas.get_mut(place) else { continue };
            let own = row.cells.iter().find(|cell| cell.column == area.column);
            if row.number == area.first_row {
                area.cell = own.map(owned);
                continue;
            }
            let Some(cell) = area.cell.as_ref().filter(|_| own.is_none() && judge.column_at(area.column).is_some())
            else {
                continue;
            };
            let filled = filled.get_or_insert_with(|| row.to_owned());
            filled.cells.push(cell.clone());
            area.filled += 1;
        }
        if let Some(row) = &mut filled {
            row.cells.sort_by_key(|cell| cell.column);
        }
        filled
    }

    /// Says which areas gave their value to several rows.
    pub fn conclude(&self, judge: &mut Judge<'_>) {
        for area in self.areas.iter().filter(|area| area.filled > 0) {
            let Some(column) = judge.column_at(area.column) else { continue };
            let location = judge.location(Some(area.first_row), Some(area.column));
            let corners = (cell_name(area.first_row, area.column), cell_name(area.last_row, area.last_column));
            let found = format!("the merged area {}:{}", corners.0, corners.1);
            let form = columns_of(judge.mapping.kind).iter().find(|spec| spec.column == column).map(|spec| spec.form);
            let problem = if matches!(form, Some(Form::Amount | Form::Whole)) {
                let fix = "Unmerge the cells and write into each row what is its own.";
                let found = format!("{found}, with one figure for {} rows", area.filled + 1);
                Problem::new(ProblemCode::MergedFigure, location, found, "a figure for each row", fix)
            } else {
                let fix = "Its value was read for each row that it covers. Unmerge the cells and fill each row to be certain.";
                Problem::new(ProblemCode::Merged, location, found, "a value in each row", fix)
            };
            judge.problems.add(problem);
        }
    }
}

fn owned(cell: &Cell<'_>) -> Cell<'static> {
    Cell { column: cell.column, value: cell.value.clone().into_owned(), formula: cell.formula, style: cell.style }
}
