//! Rows of totals: recognised, checked against the rows above them, and not read as data.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::config::InputMapping;
use crate::domain::address::column_letters;
use crate::domain::currency_name;
use crate::domain::number;
use crate::domain::text::comparable;

use crate::intake::file::workbook::{Cell, Row, Value};
use crate::intake::problems::Problem;
use crate::intake::problems::ProblemCode;
use crate::intake::row::judge::Judge;

/// So few rows of which the last is the sum of the others may be chance (100, 200 and 300), and so few of which the first is.
const MOST_BY_CHANCE: [u32; 2] = [3, 4];

/// How many rows of totals of a sheet are remembered, for those that cover the rows since any of them.
const MOST_BOUNDS: usize = 10_000;

/// Words that head a row of totals, in their comparable form.
const WORDS: [&str; 36] = [
    "gesamt",
    "gesamtsumme",
    "zwischensumme",
    "summa",
    "toplam",
    "razem",
    "celkem",
    "osszesen",
    "overallsum",
    "summe",
    "totaal",
    "totale",
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "grandtotal",
    "sum",
    "sums",
    "totaux",
    "soustotal",
    "totalgeneral",
    "somme",
    "totales",
    "suma",
    "totalgeral",
    "totais",
    "soma",
    "итого",
    "всего",
    "المجموع",
    "الإجمالي",
    "总计",
    "合计",
    "小计",
    "overalltotal",
];

/// Words that head the sum of all rows above where a page ends or begins, in their comparable form.
const CARRIED: [&str; 18] = [
    "carriedforward",
    "carriedover",
    "carryforward",
    "carryover",
    "broughtforward",
    "broughtover",
    "cf",
    "bf",
    "areporter",
    "report",
    "reporte",
    "sumaysigue",
    "sumaanterior",
    "transporte",
    "atransportar",
    "ubertrag",
    "riporto",
    "transport",
];

/// The number in a cell, for adding up; `None` when there is none. A dash adds nothing, whatever it is declared to mean.
pub(super) fn addend(value: &Value<'_>, mapping: &InputMapping) -> Option<Decimal> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Text(text) if crate::intake::row::text::is_dash(text.trim()) => Some(Decimal::ZERO),
        // A share is no part of a sum.
        Value::Text(text) => {
            number::typed(text, mapping.decimal).ok().filter(|number| !number.percent).map(|number| number.value)
        }
        Value::Date(_) | Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside => None,
    }
}

/// Whether a word in its comparable form is one for a sum.
pub(super) fn is_word_for_sum(word: &str) -> bool {
    WORDS.contains(&word)
}

/// All of them.
pub(super) fn words_for_sums() -> impl Iterator<Item = &'static str> {
    WORDS.into_iter()
}

/// Whether two sums are the same but for the noise that adding up floats leaves: a millionth, or a
/// million-millionth of the sum, whichever is more.
fn same(one: Decimal, other: Decimal) -> bool {
    let noise = one.abs().checked_mul(Decimal::new(1, 12)).unwrap_or_default().max(Decimal::new(1, 6));
    one.checked_sub(other).is_some_and(|difference| difference.abs() <= noise)
}

/// Whether one text stands in several cells of a row, and no other: the label of a sum that was filled to the right.
fn one_label(row: &Row<'_>) -> bool {
    let mut texts = row.cells.iter().filter_map(|cell| match &cell.value {
        Value::Text(text) => Some(text.trim()),
        Value::Number(_) | Value::Date(_) | Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside => {
            None
        }
    });
    let Some(first) = texts.next() else { return false };
    let mut others = 0;
    texts.all(|text| {
        others += 1;
        text == first
    }) && others > 0
}

/// What was added up of a column.
#[derive(Clone, Debug, Default)]
struct Sum {
    /// The sum of all rows, and of those since the last row of totals.
    all: Decimal,
    since: Decimal,
    first_since: u32,
    first_row: u32,
    last_row: u32,
    /// The amounts of the first row and of the last.
    first: Decimal,
    last: Decimal,
    /// How many rows there are, and since the last row of totals.
    rows: u32,
    rows_since: u32,
    /// What the sum of all rows was at each row of totals: a total may cover the rows since any of them.
    bounds: Vec<Decimal>,
    /// A total above all rows, with its location.
    above: Option<(Decimal, u32, u32)>,
    uncertain: bool,
}

impl Sum {
    /// Whether a number is the average of rows, as people have tables show it in their last row.
    fn is_average(&self, number: Decimal) -> bool {
        let of = |sum: Decimal, rows: u32| {
            let times = number.checked_mul(Decimal::from(rows));
            rows > 1 && !number.is_zero() && times.is_some_and(|times| same(times, sum))
        };
        of(self.all, self.rows) || of(self.since, self.rows_since)
    }
}

/// The running sums of a sheet's amounts.
#[derive(Debug, Default)]
pub(in crate::intake) struct Totals {
    /// By position.
    sums: BTreeMap<u32, Sum>,
    checked: u32,
    unread: u32,
    first: Option<u32>,
}

impl Totals {
    /// Whether a row is one of totals: a required cell that is no amount is blank, and its first text says so, or there is
    /// no text and each amount is the sum of the rows above.
    pub fn is_total(&self, row: &Row<'_>, judge: &Judge<'_>) -> bool {
        let blank = |position: &u32| row.cells.iter().all(|cell| cell.column != *position);
        if !judge.required.iter().any(blank) && !one_label(row) {
            return false;
        }
        // In text files numbers are texts, too.
        let first_text = row.cells.iter().find_map(|cell| match &cell.value {
            Value::Text(text) => Some(text.as_ref()).filter(|_| addend(&cell.value, judge.mapping).is_none()),
            Value::Number(_)
            | Value::Date(_)
            | Value::Logical(_)
            | Value::Error(_)
            | Value::NoResult
            | Value::Outside => None,
        });
        let Some(text) = first_text else { return judge.required.iter().all(blank) && self.adds_up(row, judge) };
        if text.len() >= 60 {
            return false;
        }
        let word = comparable(text);
        let starts = ["total", "subtotal", "grandtotal", "soustotal"].iter().any(|start| word.starts_with(start));
        let named = starts || word.ends_with("total") || is_word_for_sum(&word);
        named
            || Self::names_nothing(text, row, judge) && self.adds_up(row, judge)
            || CARRIED.contains(&word.as_str()) && self.is_sum_so_far(row, judge)
    }

    /// Whether each amount of a row is the sum of all rows above, as the foot of a page and the head of the next have it.
    fn is_sum_so_far(&self, row: &Row<'_>, judge: &Judge<'_>) -> bool {
        let mut amounts = row.cells.iter().filter(|cell| judge.adds_up(cell.column)).peekable();
        let so_far = |cell: &Cell<'_>| {
            let sum = self.sums.get(&cell.column).filter(|sum| !sum.uncertain && sum.rows > 0);
            sum.zip(addend(&cell.value, judge.mapping)).is_some_and(|(sum, number)| same(number, sum.all))
        };
        amounts.peek().is_some() && amounts.all(so_far)
    }

    /// Whether a row has nothing of what every row needs but a text that names none of the fund's: the word for a sum in
    /// some other language.
    fn names_nothing(text: &str, row: &Row<'_>, judge: &Judge<'_>) -> bool {
        let filled = |position: &&u32| row.cells.iter().any(|cell| cell.column == **position);
        let names = &judge.context.names;
        judge.required.len() > 1
            && judge.required.iter().filter(filled).count() <= 1
            && names.place(text).is_err()
            && names.theme(text).is_err()
            && names.donor(text).is_err()
    }

    /// Whether the amounts of a row are sums of the rows above, at least one of them of two rows.
    pub fn adds_up(&self, row: &Row<'_>, judge: &Judge<'_>) -> bool {
        let mut several = false;
        let fits = row.cells.iter().filter(|cell| judge.adds_up(cell.column)).all(|cell| {
            let Some((sum, total)) = self.sums.get(&cell.column).zip(addend(&cell.value, judge.mapping)) else {
                return false;
            };
            several |= sum.last_row > sum.first_row;
            !sum.uncertain && (same(total, sum.since) || same(total, sum.all))
        });
        fits && several
    }

    /// Adds the amounts of a row of data.
    pub fn add(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        for cell in row.cells.iter().filter(|cell| judge.adds_up(cell.column)) {
            let sum = self.sums.entry(cell.column).or_default();
            let amount = addend(&cell.value, judge.mapping);
            let (all, since) = (
                amount.and_then(|amount| sum.all.checked_add(amount)),
                amount.and_then(|amount| sum.since.checked_add(amount)),
            );
            let (Some(all), Some(since)) = (all, since) else {
                sum.uncertain = true;
                continue;
            };
            (sum.all, sum.since, sum.last_row, sum.last) = (all, since, row.number, amount.unwrap_or_default());
            (sum.rows, sum.rows_since) = (sum.rows + 1, sum.rows_since + 1);
            if sum.first_since == 0 {
                sum.first_since = row.number;
            }
            if sum.first_row == 0 {
                (sum.first_row, sum.first) = (row.number, sum.last);
            }
        }
    }

    /// The row with which data end, or begin, if its amounts are the sums of all others, of which there are several: its number, and
    /// the column of the first of them. In a sheet with rows of totals there is none.
    pub fn unsaid_sum(&self) -> Option<(u32, u32)> {
        let [of_last, of_first] = MOST_BY_CHANCE;
        let is_sum = |sum: &Sum, amount: Decimal, few: u32| {
            let others = sum.all.checked_sub(amount).filter(|_| !sum.uncertain && sum.rows > few);
            !amount.is_zero() && others.is_some_and(|others| same(amount, others))
        };
        let of_row = |number: Option<u32>, few: u32, at: fn(&Sum) -> (u32, Decimal)| {
            let mut of_it = self.sums.iter().filter(|(_, sum)| Some(at(sum).0) == number).peekable();
            let column = of_it.peek().map(|(column, _)| **column)?;
            of_it.all(|(_, sum)| is_sum(sum, at(sum).1, few)).then_some((number?, column))
        };
        let rows = |row: fn(&Sum) -> u32| self.sums.values().map(row).filter(|row| *row > 0);
        let last = of_row(rows(|sum| sum.last_row).max(), of_last, |sum| (sum.last_row, sum.last));
        let either =
            last.or_else(|| of_row(rows(|sum| sum.first_row).min(), of_first, |sum| (sum.first_row, sum.first)));
        either.filter(|_| self.checked == 0)
    }

    /// Checks a row of totals against the rows since any of the last ones, or against all.
    pub fn check(&mut self, row: &Row<'_>, judge: &mut Judge<'_>) {
        self.checked += 1;
        self.first.get_or_insert(row.number);
        let in_currency = names_currency(row);
        for cell in &row.cells {
            if !judge.adds_up(cell.column) {
                continue;
            }
            let sum = self.sums.entry(cell.column).or_default();
            let Some(total) = addend(&cell.value, judge.mapping) else {
                self.unread += 1;
                continue;
            };
            if sum.first_row == 0 && sum.above.is_none() && !sum.uncertain {
                sum.above = Some((total, row.number, cell.column));
                continue;
            }
            let before = sum.all.checked_sub(total);
            let covers_more = before.is_some_and(|before| sum.bounds.iter().any(|&bound| same(bound, before)));
            if sum.uncertain || same(total, sum.since) || same(total, sum.all) || covers_more || sum.is_average(total) {
                continue;
            }
            // `Total in EUR` below the total.
            if in_currency && sum.rows_since == 0 && !sum.bounds.is_empty() {
                self.unread += 1;
                continue;
            }
            let (first, expected) =
                if sum.first_since == 0 { (sum.first_row, sum.all) } else { (sum.first_since, sum.since) };
            let found = (total, row.number, cell.column);
            judge.problems.add(differs(judge, found, expected, first, sum.last_row));
        }
        for sum in self.sums.values_mut() {
            if sum.bounds.len() < MOST_BOUNDS && sum.bounds.last() != Some(&sum.all) {
                sum.bounds.push(sum.all);
            }
            (sum.since, sum.first_since, sum.rows_since) = (Decimal::ZERO, 0, 0);
        }
    }

    /// Checks the totals that stand above their rows, once all rows are read.
    pub fn conclude(&self, judge: &mut Judge<'_>) {
        for sum in self.sums.values().filter(|sum| !sum.uncertain) {
            if let Some(found) = sum.above.filter(|(total, _, _)| !same(*total, sum.all)) {
                judge.problems.add(differs(judge, found, sum.all, sum.first_row, sum.last_row));
            }
        }
    }

    /// What was checked, in words.
    pub fn summary(&self) -> Option<String> {
        let first = self.first?;
        let rows = match self.checked {
            1 => format!("a row of totals (row {first})"),
            several => format!("{several} rows of totals (the first in row {first})"),
        };
        Some(if self.unread > 0 {
            match self.unread {
                1 => format!("{rows}; a cell of them holds no certain number"),
                several => format!("{rows}; {several} cells of them hold no certain number"),
            }
        } else {
            rows
        })
    }
}

/// Whether the label of a row names a currency.
fn names_currency(row: &Row<'_>) -> bool {
    let first = row.cells.iter().find_map(|cell| if let Value::Text(text) = &cell.value { Some(text) } else { None });
    first.is_some_and(|text| text.split_whitespace().any(|word| currency_name::named(word).is_some()))
}

/// The problem of a total, at its row and column, that is not the sum of the rows that it covers.
fn differs(
    judge: &Judge<'_>,
    (total, row, column): (Decimal, u32, u32),
    sum: Decimal,
    first_row: u32,
    last_row: u32,
) -> Problem {
    let letters = column_letters(column);
    let expected = match first_row {
        0 => "no total, since there are no rows".to_owned(),
        first => format!("{}, the sum of {letters}{first}:{letters}{last_row}", sum.normalize()),
    };
    let fix = "Correct the total or the rows that it covers, or delete the row of totals.";
    let location = judge.location(Some(row), Some(column));
    Problem::new(ProblemCode::TotalDiffers, location, total.to_string(), expected, fix)
}
