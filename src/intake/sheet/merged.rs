//! Merged cells among the data: the value stands for all rows that the area covers.
//!
//! What comes in: the merged areas of a sheet, and its rows. What leaves: rows in which the value stands in each, and a
//! warning; an error where one amount stands for several rows; a warning of values that an area covers, which nobody sees.
//! What it does not know: what the columns mean.

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
    /// The first cell that it covers and that has a value of its own, and how many there are.
    covered: Option<(u32, u32)>,
    count: u32,
}

impl Merged {
    /// The areas below the header; rows from 1, columns from 0.
    pub fn new(merged: &[[u32; 4]], header_end: u32) -> Self {
        let below = merged.iter().filter(|area| area[0] > header_end);
        let areas = below.map(|&[first_row, column, last_row, last_column]| Area {
            first_row,
            last_row,
            column,
            last_column,
            cell: None,
            filled: 0,
            covered: None,
            count: 0,
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
            area.see_covered(row, judge);
            let own = row.cells.iter().find(|cell| cell.column == area.column);
            if row.number == area.first_row {
                area.cell = own.map(owned);
                continue;
            }
            let beside = area.column <= judge.layout.span.1.saturating_add(1);
            let Some(cell) = area.cell.as_ref().filter(|_| own.is_none() && beside) else {
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

    /// Says which areas gave their value to several rows, and which cover others. The rows, first and last, that have one
    /// figure between them.
    pub fn conclude(&self, judge: &mut Judge<'_>) -> Vec<[u32; 2]> {
        let mut unsure = Vec::new();
        for area in &self.areas {
            let Some((row, column)) = area.covered else { continue };
            let values = if area.count == 1 { "a value".to_owned() } else { format!("{} values", area.count) };
            let found = format!("{values} below the merged area {}", area.name());
            let fix =
                "They were read like the others. Unmerge the cells to see them, and delete what should not count.";
            let location = judge.location(Some(row), Some(column));
            judge.problems.add(Problem::new(ProblemCode::NotShown, location, found, "cells that can be seen", fix));
        }
        for area in self.areas.iter().filter(|area| area.filled > 0) {
            let Some(column) = judge.column_at(area.column) else { continue };
            let location = judge.location(Some(area.first_row), Some(area.column));
            let found = format!("the merged area {}", area.name());
            let form = columns_of(judge.mapping.kind).iter().find(|spec| spec.column == column).map(|spec| spec.form);
            let problem = if matches!(form, Some(Form::Amount | Form::Whole)) {
                unsure.push([area.first_row, area.last_row]);
                let fix = "Unmerge the cells and write into each row what is its own.";
                let found = format!("{found}, with one figure for {} rows", area.filled + 1);
                Problem::new(ProblemCode::MergedFigure, location, found, "a figure for each row", fix)
            } else {
                let fix = "Its value was read for each row that it covers. Unmerge the cells and fill each row to be certain.";
                Problem::new(ProblemCode::Merged, location, found, "a value in each row", fix)
            };
            judge.problems.add(problem);
        }
        unsure
    }
}

impl Area {
    /// Sees the values in a row that the area covers: all but the first cell's.
    fn see_covered(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        let covers = |cell: &&Cell<'_>| {
            (self.column..=self.last_column).contains(&cell.column)
                && (row.number, cell.column) != (self.first_row, self.column)
                && cell.value.is_certain()
                && judge.column_at(cell.column).is_some()
        };
        let covered: Vec<u32> = row.cells.iter().filter(covers).map(|cell| cell.column).collect();
        for column in covered {
            self.covered.get_or_insert((row.number, column));
            self.count += 1;
        }
    }

    fn name(&self) -> String {
        let last = cell_name(self.last_row, self.last_column);
        format!("{}:{last}", cell_name(self.first_row, self.column))
    }
}

fn owned(cell: &Cell<'_>) -> Cell<'static> {
    Cell { column: cell.column, value: cell.value.clone().into_owned(), formula: cell.formula, style: cell.style }
}
