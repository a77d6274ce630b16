//! Columns that are not read and say how much of the amount beside them is the fund's: `% charged to fund` with 50%, `Share` with 1/2.
//!
//! What comes in: the rows of a sheet of costs, receipts or finance's bookings, one by one. What leaves: a warning at the first row of
//! which a part alone is the fund's. What it does not know: columns whose header says that they are shares of a sum.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::words::{joined_words, words};
use super::{Tally, amount_of, filled, is_of_movements};
use crate::domain::number;
use crate::domain::text::comparable;
use crate::intake::file::workbook::{Row, Value};
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::judge::Judge;
use crate::intake::sheet::totals::addend;

/// What was seen in columns of shares, by position; nothing where something else stood there, or the amounts are those shares already.
#[derive(Default)]
pub(super) struct Shares {
    columns: BTreeMap<u32, Option<Seen>>,
}

#[derive(Default)]
struct Seen {
    /// The first share that is not the whole, and the rows that have one.
    first: Option<String>,
    rows: Tally,
    /// What all amounts are shares of, as far as it is one: then they are those shares already.
    whole: Option<Decimal>,
    several: bool,
    all: u64,
    /// Rows in which another number times the share is the amount.
    applied: u64,
}

impl Shares {
    pub fn new(judge: &Judge<'_>) -> Self {
        let moves = is_of_movements(judge);
        let unread = judge.layout.headers.iter().filter(|(position, _)| moves && judge.column_at(**position).is_none());
        let shares = unread.filter(|(_, header)| heads_shares(header));
        Self { columns: shares.map(|(&position, _)| (position, Some(Seen::default()))).collect() }
    }

    pub fn see(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        for (position, seen) in &mut self.columns {
            let Some(found) = seen else { continue };
            let Some(cell) = filled(row, *position) else { continue };
            let Some(share) = share(&cell.value, judge) else {
                *seen = None;
                continue;
            };
            found.all += 1;
            found.see_whole(share, row, judge);
            if share == Decimal::ONE || share == Decimal::ONE_HUNDRED {
                // What stands beside a whole is no part of it.
                found.several = true;
                continue;
            }
            let applied = is_applied(share, *position, row, judge);
            found.applied += u64::from(applied);
            if !applied {
                found.first.get_or_insert_with(|| cell.value.show().trim().to_owned());
                found.rows.add(row, judge);
            }
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        for (column, seen) in self.columns {
            let Some(seen) = seen.filter(|seen| seen.applied == 0 && (seen.several || seen.all < 2)) else {
                continue;
            };
            let Some(first) = &seen.first else { continue };
            let header = judge.layout.headers.get(&column).map_or("", |header| header.trim());
            let found = format!(
                "{first:?} in the column {header:?}, which is not read and may say how much of an amount counts ({})",
                seen.rows.show(judge)
            );
            let fix = "The amounts were read in full. If a part alone is the fund's, write that part into the column of amounts; if the \
                       amounts are those parts already, nothing is to be done.";
            let location = judge.location(seen.rows.first, Some(column));
            let expected = "the part of each amount that counts";
            judge.problems.add(Problem::new(ProblemCode::StateNotRead, location, found, expected, fix));
        }
    }
}

impl Seen {
    /// Sees of what an amount may be a share.
    fn see_whole(&mut self, share: Decimal, row: &Row<'_>, judge: &Judge<'_>) {
        let whole = amount_of(row, judge).and_then(|amount| amount.checked_div(share));
        let noise = whole.and_then(|whole| whole.abs().checked_mul(Decimal::new(1, 3))).unwrap_or_default();
        let same = match (self.whole, whole) {
            (Some(before), Some(whole)) => before.checked_sub(whole).is_some_and(|apart| apart.abs() <= noise),
            (before, whole) => before.is_none() && whole.is_some(),
        };
        self.several |= !same;
        self.whole = self.whole.or(whole);
    }
}

/// Whether the amount is the share of another number of its row.
fn is_applied(share: Decimal, position: u32, row: &Row<'_>, judge: &Judge<'_>) -> bool {
    let Some(amount) = amount_of(row, judge) else { return false };
    let others =
        row.cells.iter().filter(|cell| cell.column != position && judge.figure.is_none_or(|(at, _)| cell.column != at));
    let near = |whole: Decimal, share: Decimal| {
        let part = whole.checked_mul(share);
        part.and_then(|part| part.checked_sub(amount)).is_some_and(|apart| apart.abs() <= Decimal::new(2, 2))
    };
    let mut numbers = others.filter_map(|cell| addend(&cell.value, judge.mapping)).filter(|number| !number.is_zero());
    let hundredth = share.checked_div(Decimal::ONE_HUNDRED).unwrap_or_default();
    !amount.is_zero() && numbers.any(|whole| near(whole, share) || near(whole, hundredth))
}

/// The share that a value says: `0.5`, `50%`, `1/2`, `50`, or how many times an amount counts.
fn share(value: &Value<'_>, judge: &Judge<'_>) -> Option<Decimal> {
    let share = match value {
        Value::Number(number) => *number,
        Value::Text(text) => {
            let text = text.trim();
            let typed = |text: &str| number::typed(text, judge.mapping.decimal).ok();
            match text.split_once('/') {
                Some((one, whole)) => typed(one)?.value.checked_div(typed(whole)?.value)?,
                None => {
                    let number = typed(text)?;
                    if number.percent { number.value.checked_div(Decimal::ONE_HUNDRED)? } else { number.value }
                }
            }
        }
        Value::Date(_) | Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside => return None,
    };
    (!share.is_sign_negative() && share <= Decimal::ONE_HUNDRED).then_some(share)
}

/// Headers that are of shares or of times by themselves.
const WHOLE: [&str; 27] = [
    "costshare",
    "share",
    "shares",
    "prorata",
    "quotepart",
    "quota",
    "quotaparte",
    "part",
    "anteil",
    "anteilig",
    "kostenanteil",
    "cuota",
    "cuotaparte",
    "prorrata",
    "prorrateo",
    "rateio",
    "times",
    "factor",
    "multiplier",
    "multiplicateur",
    "multiplicador",
    "faktor",
    "veces",
    "vezes",
    "fois",
    "split",
    "apportionment",
];

/// Words for a share.
const SHARE: [&str; 20] = [
    "share",
    "part",
    "partie",
    "quote",
    "quota",
    "cuota",
    "anteil",
    "percent",
    "percentage",
    "pct",
    "pourcentage",
    "porcentaje",
    "percentagem",
    "porcentagem",
    "prozent",
    "portion",
    "rata",
    "prorata",
    "taux",
    "quotepart",
];

/// Words for what a share is the fund's of.
const OF_FUND: [&str; 27] = [
    "fund",
    "funds",
    "fonds",
    "fondo",
    "fundo",
    "project",
    "projet",
    "proyecto",
    "projeto",
    "projekt",
    "charged",
    "charge",
    "chargeable",
    "chargeback",
    "allocation",
    "allocated",
    "allocable",
    "donor",
    "grant",
    "our",
    "impute",
    "imputee",
    "imputado",
    "imputable",
    "cargo",
    "apportioned",
    "eligible",
];

/// Words for shares of something else.
const OF_OTHERS: [&str; 17] = [
    "of",
    "total",
    "budget",
    "budgeted",
    "spent",
    "executed",
    "done",
    "complete",
    "completion",
    "delivery",
    "holder",
    "capital",
    "sdg",
    "gender",
    "code",
    "date",
    "name",
];

/// Whether a header is of the share of a cost that is the fund's, or of how many times it counts. Shares of a sum, of a budget or
/// of work that is done are others.
fn heads_shares(header: &str) -> bool {
    let plain = comparable(header);
    let parts: Vec<String> = words(header).flat_map(joined_words).map(comparable).collect();
    let any = |list: &[&str]| parts.iter().any(|part| list.contains(&part.as_str()));
    let share = header.contains('%') || any(&SHARE);
    // `Share of fund (%)`
    let of_fund = ["offund", "ofthefund", "ofproject", "ofgrant", "ofdonor"].iter().any(|words| plain.contains(words));
    WHOLE.contains(&plain.as_str()) || share && any(&OF_FUND) && (of_fund || !any(&OF_OTHERS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_shares_that_count() {
        for header in [
            "% charged to fund",
            "Share",
            "Fund share",
            "Pro rata",
            "Allocation %",
            "Quote-part",
            "Anteil",
            "Project share",
            "% imputé",
            "Percent charged",
            "Part du projet",
            "% eligible",
            "Factor",
            "Share of fund (%)",
            "Cost share",
        ] {
            assert!(heads_shares(header), "{header}");
        }
        for header in [
            "% of total",
            "Share of total",
            "% spent",
            "Project",
            "Percentage of budget spent",
            "Allocation",
            "Grant",
            "Delivery %",
            "Partner",
            "Fund code",
            "",
        ] {
            assert!(!heads_shares(header), "{header}");
        }
    }
}
