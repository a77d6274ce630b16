//! Control totals: how many numbers a sheet holds that no formula makes, what they add up to, and how many formulas there are.
//!
//! What comes in: a sheet. What leaves: for each kind of number, a formula that is true as long as none of them is changed, added or
//! taken away, and nothing is moved from one to another; and one that is true as long as no number is written over a formula. Results
//! of formulas are not added up: one that follows a changed number would make up for it. Whoever changes a number must change the
//! control total too, and can be seen to have done so.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::formula::conditions::{Asked, weight};
use super::{Cell, Figure, Formula, Range, Sheet, Style, Value};

/// Most rectangles that one formula names, five times each: spreadsheet programs take 8,192 letters.
const MOST_RECTANGLES: usize = 20;

/// Digits to which sums with weights are compared: spreadsheet programs reckon with 15, and lose some where they add many up.
const DIGITS: i32 = 12;

/// Decimals to which sums of amounts in other currencies and of rates are compared.
const DECIMALS: i32 = 6;

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
            Controlled::Money => exponent.cast_signed(),
            Controlled::Decimals | Controlled::Shares => DECIMALS,
            Controlled::Counts | Controlled::Days | Controlled::Formulas => 0,
        };
        let control = |rectangles: &[Range]| {
            let numbers: Vec<_> = rectangles.iter().flat_map(|range| self.numbers(*range, exponent)).collect();
            let sum: Decimal = numbers.iter().map(|(_, number)| number).sum();
            let weighted = |(weight, number): &(u32, Decimal)| number * Decimal::from(*weight);
            let all: Decimal = numbers.iter().map(weighted).sum();
            let size: Decimal = numbers.iter().map(|number| weighted(number).abs()).sum();
            let asked = Asked {
                count: numbers.len(),
                sum: (sum.normalize(), decimals),
                weighted: (all.normalize(), decimals.min(DIGITS - digits(size))),
            };
            let formula = Formula::controlled(&name, rectangles, asked);
            Control { kind, count: asked.count, sum, holds: Figure::new(Value::Truth(true), formula) }
        };
        rectangles.chunks(MOST_RECTANGLES).map(control).collect()
    }

    /// The numbers of a rectangle, each with its weight.
    fn numbers(&self, range: Range, exponent: u32) -> impl Iterator<Item = (u32, Decimal)> {
        let columns = range.first_column..=range.last_column;
        let places =
            (range.first_row..=range.last_row).flat_map(move |row| columns.clone().map(move |column| (row, column)));
        let number = move |value: &Value| match value {
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
        };
        places
            .zip(self.values(range))
            .filter_map(move |((row, column), value)| Some((weight(row, column), number(value)?)))
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

/// How many digits stand before the point.
fn digits(number: Decimal) -> i32 {
    i32::try_from(number.trunc().abs().to_string().len()).unwrap_or(i32::MAX)
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

    /// What a control total asks of rectangles whose numbers add up to something, and by their weights to something else.
    fn asked(sheet: &str, ranges: &[&str], (count, sum, weighted): (usize, &str, &str), decimals: i32) -> String {
        let names: Vec<String> = ranges.iter().map(|range| format!("'{sheet}'!{range}")).collect();
        let all = names.join(",");
        let weights = names.iter().map(|name| format!("SUMPRODUCT({name},MOD(ROW({name})+COLUMN({name}),97))"));
        let weights = weights.collect::<Vec<_>>().join("+");
        let rounded = |sum: &str, expected: &str| format!("ROUND({sum}-{expected},{decimals})=0");
        let (sum, weighted) = (rounded(&format!("SUM({all})"), sum), rounded(&weights, weighted));
        format!("AND(COUNT({all})={count},{sum},{weighted})")
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
                asked("It''s", &["$B$2:$C$4", "$B$6:$B$6"], (5, "15.01", "72.58"), 2),
                asked("It''s", &["$D$2:$D$4"], (2, "12", "82"), 0),
                "SUMPRODUCT(-(-_xlfn.ISFORMULA('It''s'!$A$1:$D$6)))=1".to_owned(),
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
                asked("S", &["$A$1:$B$1"], (2, "0.333333333333", "0.666666666666"), 6),
                "SUMPRODUCT(-(-_xlfn.ISFORMULA('S'!$A$1:$C$1)))=1".to_owned(),
            ]
        );
    }

    #[test]
    fn large_sums_with_weights_are_compared_to_as_many_digits_as_spreadsheet_programs_reckon_with() {
        let mut sheet = Sheet::new("S");
        sheet.push(vec![money(10_000_000_000_000_000)]);
        assert!(formulas(&sheet)[0].ends_with("-200000000000000,-3)=0)"), "{:?}", formulas(&sheet));
        assert_eq!([0, 9, 10, 123_456].map(|number| digits(Decimal::from(number))), [1, 1, 2, 6]);
    }

    #[test]
    fn days_are_numbered_as_spreadsheet_programs_do() {
        let day = |text: &str| serial(text.parse().unwrap());
        assert_eq!((day("1900-03-01"), day("2025-10-31")), (61, 45_961));
        let mut sheet = Sheet::new("S");
        sheet.push(vec![Cell::date("2025-10-31".parse().unwrap()), Cell::decimal(Decimal::new(15, 1), 2)]);
        assert_eq!(
            formulas(&sheet),
            [asked("S", &["$B$1:$B$1"], (1, "1.5", "4.5"), 6), asked("S", &["$A$1:$A$1"], (1, "45961", "91922"), 0),]
        );
    }
}
