//! Control totals: how many numbers a sheet holds that no formula makes, what they add up to, and how many formulas there are.
//!
//! What comes in: a sheet. What leaves: for each kind of number, a formula that is true as long as none of them is changed, added or
//! taken away, and one that is true as long as no number is written over a formula. Results of formulas are not added up: one that
//! follows a changed number would make up for it. Whoever changes a number must change the control total too, and can be seen to have
//! done so.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Cell, Figure, Formula, Range, Sheet, Style, Value};

/// Most rectangles that one formula names: spreadsheet programs take 255 arguments.
const MOST_RECTANGLES: usize = 120;

/// Decimals to which sums of amounts in other currencies and of rates are compared.
const DECIMALS: u32 = 6;

/// Decimals of a share in such a sum: so many that what is cut off is nothing in it.
const SHARE_DECIMALS: u32 = 12;

/// The kinds of number that are added up apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Controlled {
    /// Amounts of base money.
    Money,
    /// Amounts in other currencies, rates: a sum that means nothing but that all are there.
    Decimals,
    /// Counts.
    Counts,
    /// Days, as spreadsheet programs number them.
    Days,
    /// Shares.
    Shares,
    /// Formulas, which are counted and not added up.
    Formulas,
}

impl Controlled {
    /// The kind of a cell that no formula makes; `None` of text, truth and formulas.
    fn of(cell: &Cell) -> Option<Self> {
        // What the reader fills in is the reader's.
        if cell.formula.is_some() || matches!(cell.style, Style::Input | Style::InputDay) {
            return None;
        }
        match cell.value {
            Value::Money(_) => Some(Self::Money),
            Value::Decimal(..) => Some(Self::Decimals),
            Value::Whole(_) | Value::Year(_) => Some(Self::Counts),
            Value::Date(_) => Some(Self::Days),
            Value::Share(..) => Some(Self::Shares),
            Value::Blank | Value::Text(_) | Value::Truth(_) => None,
        }
    }
}

/// A control total.
#[derive(Clone, Debug)]
pub struct Control {
    /// What is added up.
    pub kind: Controlled,
    /// How many numbers there are.
    pub count: usize,
    /// Their sum.
    pub sum: Decimal,
    /// Whether they still are so many and add up to it.
    pub holds: Figure,
}

impl Sheet {
    /// The control totals of its numbers; `exponent` is the number of decimals of base money.
    pub fn controls(&self, exponent: u32) -> Vec<Control> {
        let rectangles = self.rectangles();
        let totals = rectangles.iter().flat_map(|(kind, ranges)| self.controls_of(*kind, ranges, exponent));
        totals.chain(self.formulas()).collect()
    }

    /// How many formulas it has, if any: a figure in the place of one is noticed even where others make up for it, as the rest of a
    /// total does.
    fn formulas(&self) -> Option<Control> {
        let count = self.rows.iter().flatten().filter(|cell| cell.formula.is_some()).count();
        let width = self.rows.iter().map(Vec::len).max().filter(|_| count > 0)?;
        let (row, column) = (u32::try_from(self.rows.len()).ok()?, u16::try_from(width).ok()?);
        let name: Arc<str> = Arc::from(self.name.as_str());
        let all =
            Range { first_row: 0, last_row: row.checked_sub(1)?, first_column: 0, last_column: column.checked_sub(1)? };
        let holds = Figure::new(Value::Truth(true), Formula::counted_formulas(&name, all, count));
        Some(Control { kind: Controlled::Formulas, count, sum: Decimal::ZERO, holds })
    }

    fn controls_of(&self, kind: Controlled, rectangles: &[Range], exponent: u32) -> Vec<Control> {
        let name: Arc<str> = Arc::from(self.name.as_str());
        let decimals = match kind {
            Controlled::Money => exponent,
            Controlled::Decimals | Controlled::Shares => DECIMALS,
            Controlled::Counts | Controlled::Days | Controlled::Formulas => 0,
        };
        let control = |rectangles: &[Range]| {
            let numbers = rectangles.iter().flat_map(|range| self.numbers(*range, exponent));
            let (count, sum) = numbers.fold((0, Decimal::ZERO), |(count, sum), number| (count + 1, sum + number));
            let formula = Formula::controlled(&name, rectangles, (count, sum.normalize()), decimals);
            Control { kind, count, sum, holds: Figure::new(Value::Truth(true), formula) }
        };
        rectangles.chunks(MOST_RECTANGLES).map(control).collect()
    }

    fn numbers(&self, range: Range, exponent: u32) -> impl Iterator<Item = Decimal> {
        self.values(range).filter_map(move |value| match value {
            Value::Money(money) => Some(money.to_decimal(exponent)),
            Value::Decimal(amount, _) => Some(*amount),
            Value::Whole(number) => Some(Decimal::from(*number)),
            Value::Year(year) => Some(Decimal::from(*year)),
            Value::Date(day) => Some(Decimal::from(serial(*day))),
            Value::Share(part, whole) => {
                let share = Decimal::from(*part).checked_div(Decimal::from(*whole)).unwrap_or_default();
                Some(share.round_dp(SHARE_DECIMALS))
            }
            Value::Blank | Value::Text(_) | Value::Truth(_) => None,
        })
    }

    /// For each kind, rectangles that hold all its numbers that no formula makes, and no other number. Text and empty
    /// cells are among them, which sums and counts do not see.
    fn rectangles(&self) -> BTreeMap<Controlled, Vec<Range>> {
        let mut kinds: BTreeMap<Controlled, Vec<Range>> = BTreeMap::new();
        for (column, runs) in (0_u16..).zip(self.runs()) {
            for (kind, first, last) in runs {
                let rectangles = kinds.entry(kind).or_default();
                let left = rectangles.iter_mut().rev().find(|range| {
                    range.last_column + 1 == column && (range.first_row, range.last_row) == (first, last)
                });
                match left {
                    Some(left) => left.last_column = column,
                    None => rectangles.push(Range::column(column, first, last)),
                }
            }
        }
        kinds
    }

    /// For each column, its longest pieces from a number of a kind to another without a number of any other kind between:
    /// the kind, and the first and the last row.
    fn runs(&self) -> Vec<Vec<(Controlled, u32, u32)>> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut runs: Vec<Vec<(Controlled, u32, u32)>> = vec![Vec::new(); columns];
        let mut open = vec![false; columns];
        for (row, cells) in (0_u32..).zip(&self.rows) {
            for ((cell, runs), open) in cells.iter().zip(&mut runs).zip(&mut open) {
                if let Some(kind) = Controlled::of(cell) {
                    match runs.last_mut() {
                        Some((of, _, last)) if *open && *of == kind => *last = row,
                        _ => runs.push((kind, row, row)),
                    }
                    *open = true;
                } else if !matches!(cell.value, Value::Blank | Value::Text(_)) || cell.formula.is_some() {
                    *open = false;
                }
            }
        }
        runs
    }
}

/// The number by which spreadsheet programs know a day: days since 30 December 1899.
fn serial(day: NaiveDate) -> i64 {
    const EPOCH_FROM_CE: i32 = 693_594;
    i64::from(chrono::Datelike::num_days_from_ce(&day) - EPOCH_FROM_CE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Money;

    fn money(minor: i64) -> Cell {
        Cell::money(Money::from_minor(minor))
    }

    /// The formulas of a sheet's control totals.
    fn formulas(sheet: &Sheet) -> Vec<String> {
        let position = super::super::formula::Position { row: 0, column: 0, first: 0, last: 0, total: None };
        sheet.controls(2).iter().map(|control| control.holds.formula.text(&position)).collect()
    }

    #[test]
    fn numbers_that_no_formula_makes_are_counted_and_added_up() {
        let mut sheet = Sheet::new("It's");
        sheet.push(vec![Cell::text("Head"), Cell::text("Paid"), Cell::text("Spent"), Cell::text("People")]);
        sheet.push(vec![Cell::text("Togo"), money(1_050), money(-50), Cell::whole(7)]);
        sheet.push(vec![Cell::text("Peru"), Cell::blank(), Cell::blank(), Cell::blank()]);
        sheet.push(vec![Cell::text("Mali"), money(200), money(300), Cell::whole(5)]);
        sheet.push(vec![Cell::text("Total"), money(1_250).formula("SUM(B2:B4)".to_owned())]);
        sheet.push(vec![Cell::text("Below"), money(1)]);
        assert_eq!(
            formulas(&sheet),
            [
                "AND(COUNT('It''s'!$B$2:$C$4,'It''s'!$B$6:$B$6)=5,ROUND(SUM('It''s'!$B$2:$C$4,'It''s'!$B$6:$B$6)-15.01,2)=0)",
                "AND(COUNT('It''s'!$D$2:$D$4)=2,ROUND(SUM('It''s'!$D$2:$D$4)-12,0)=0)",
                "SUMPRODUCT(-(-_xlfn.ISFORMULA('It''s'!$A$1:$D$6)))=1",
            ]
        );
    }

    #[test]
    fn shares_are_added_up_too_and_formulas_are_counted() {
        let mut sheet = Sheet::new("S");
        let third = || Cell::share(Money::from_minor(1), Money::from_minor(3));
        sheet.push(vec![third(), Cell::share(Money::from_minor(1), Money::ZERO), third().formula("A1/A2".to_owned())]);
        assert_eq!(
            formulas(&sheet),
            [
                "AND(COUNT('S'!$A$1:$B$1)=2,ROUND(SUM('S'!$A$1:$B$1)-0.333333333333,6)=0)",
                "SUMPRODUCT(-(-_xlfn.ISFORMULA('S'!$A$1:$C$1)))=1",
            ]
        );
    }

    #[test]
    fn days_are_numbered_as_spreadsheet_programs_do() {
        let day = |text: &str| serial(text.parse().unwrap());
        assert_eq!((day("1900-03-01"), day("2025-10-31")), (61, 45_961));
        let mut sheet = Sheet::new("S");
        sheet.push(vec![Cell::date("2025-10-31".parse().unwrap()), Cell::decimal(Decimal::new(15, 1), 2)]);
        assert_eq!(
            formulas(&sheet),
            [
                "AND(COUNT('S'!$B$1:$B$1)=1,ROUND(SUM('S'!$B$1:$B$1)-1.5,6)=0)",
                "AND(COUNT('S'!$A$1:$A$1)=1,ROUND(SUM('S'!$A$1:$A$1)-45961,0)=0)",
            ]
        );
    }
}
