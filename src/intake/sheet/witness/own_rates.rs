//! Rows of an extract of finance's that contradict themselves: amount, currency, rate and what was booked do not go together.
//!
//! What comes in: the rows of a sheet, one by one. What leaves: a warning at each such row. What it does not know: the fund's own
//! rates, with which the reconciliation compares.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::words::{joined_words, words};
use crate::config::InputKind;
use crate::domain::address::cell_name;
use crate::domain::text::comparable;
use crate::domain::{Currency, FactKind};
use crate::intake::file::workbook::{Row, Value};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::judge::Judge;
use crate::intake::sheet::totals::addend;

/// How many rows are remembered.
const MOST: usize = 10_000;

/// A hundred or a thousand units for which rates may be is taken for meant where so many rows of a currency say so, and all.
const LEAST_ROWS: usize = 3;

/// How what was booked follows from an amount and a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// The rate counts units of the document's currency.
    Divided,
    /// It counts units of the fund's.
    Multiplied,
    /// It is for so many units.
    Of(u32),
}

const WAYS: [Way; 4] = [Way::Divided, Way::Multiplied, Way::Of(100), Way::Of(1_000)];

/// A row with an amount, what was booked, and a rate, perhaps.
struct Booked {
    row: u32,
    /// Both without their signs.
    amount: Decimal,
    booked: Decimal,
    /// Whether the amount is below nothing, and whether one of the two alone is.
    negative: bool,
    turned: bool,
    rate: Option<Decimal>,
}

/// What was seen of a sheet.
pub(super) struct OwnRates {
    amount: Option<u32>,
    booked: Option<u32>,
    currency: Option<u32>,
    /// Columns that are not read and are headed as rates.
    rate: Option<u32>,
    /// By the currency of the rows.
    rows: BTreeMap<String, Vec<Booked>>,
    kept: usize,
}

impl OwnRates {
    pub fn new(judge: &Judge<'_>) -> Self {
        let finance = judge.mapping.kind == InputKind::Facts(FactKind::Finance);
        let at = |column| judge.layout.position(column).filter(|_| finance);
        let unread = judge.layout.headers.iter().filter(|(position, _)| judge.column_at(**position).is_none());
        let mut rates = unread.filter(|(_, header)| heads_rates(header));
        Self {
            amount: at(Column::Amount),
            booked: at(Column::BaseAmount),
            currency: at(Column::Currency),
            rate: rates.next().map(|(position, _)| *position),
            rows: BTreeMap::new(),
            kept: 0,
        }
    }

    pub fn see(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        let (Some(_), Some(_)) = (self.amount, self.booked) else { return };
        let value =
            |position: Option<u32>| row.cells.iter().find(|cell| Some(cell.column) == position).map(|cell| &cell.value);
        let number = |position: Option<u32>| value(position).and_then(|value| addend(value, judge.mapping));
        let (Some(amount), Some(booked)) = (number(self.amount), number(self.booked)) else { return };
        if amount.is_zero() || booked.is_zero() || self.kept == MOST {
            return;
        }
        let currency = match value(self.currency) {
            Some(Value::Text(text)) => text.trim().to_uppercase(),
            Some(_) | None => String::new(),
        };
        self.kept += 1;
        let rate = number(self.rate).filter(|rate| *rate > Decimal::ZERO);
        let negative = amount.is_sign_negative();
        let turned = negative != booked.is_sign_negative();
        let (amount, booked) = (amount.abs(), booked.abs());
        let booked = Booked { row: row.number, amount, booked, negative, turned, rate };
        self.rows.entry(currency).or_default().push(booked);
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        let (base, tolerance) =
            (judge.context.fund.base_currency, judge.context.fund.plausibility.booked_tolerance.fraction());
        // Some systems write the amounts of documents without signs.
        let signed = self.rows.values().flatten().any(|row| row.negative);
        for (name, rows) in &self.rows {
            let currency = Currency::parse(name).unwrap_or(base);
            let is_base = currency == base;
            let (way, counted) = usual_way(rows, tolerance);
            for one in rows {
                let cells = |columns: &[Option<u32>]| {
                    let cells = columns.iter().flatten().map(|column| cell_name(one.row, *column));
                    cells.collect::<Vec<_>>().join(" and ")
                };
                let sign = |negative: bool| if negative { "-" } else { "" };
                let (amount, booked) = (sign(one.negative), sign(one.negative != one.turned));
                let said = format!("{booked}{} for {name} {amount}{}", one.booked.normalize(), one.amount.normalize());
                let (found, expected) = if one.turned && signed {
                    (format!("{said} ({})", cells(&[self.amount])), "two amounts of one sign".to_owned())
                } else if is_base {
                    if (one.amount - one.booked).abs() <= Decimal::new(1, base.minor_units()) {
                        continue;
                    }
                    let found = format!("{said} ({})", cells(&[self.amount]));
                    (found, format!("{}: nothing of {base} is converted", one.amount.normalize()))
                } else {
                    let Some(rate) = one.rate.filter(|rate| counted && !way.gives(one, *rate, tolerance)) else {
                        continue;
                    };
                    let found = format!("{said} at {} ({})", rate.normalize(), cells(&[self.amount, self.rate]));
                    let Some(value) = way.value(one.amount, rate) else { continue };
                    (found, format!("about {}, as amount and rate give", value.round_dp(base.minor_units())))
                };
                let fix = "The row was read as it stands. Correct what is wrong of amount, currency, rate and what was booked, or ask \
                           finance.";
                let location = judge.location(Some(one.row), self.booked);
                judge.problems.add(Problem::new(ProblemCode::BookedDiffers, location, found, expected, fix));
            }
        }
    }
}

impl Way {
    /// What is booked of an amount at a rate.
    fn value(self, amount: Decimal, rate: Decimal) -> Option<Decimal> {
        match self {
            Self::Divided => amount.checked_div(rate),
            Self::Multiplied => amount.checked_mul(rate),
            Self::Of(units) => amount.checked_mul(rate)?.checked_div(Decimal::from(units)),
        }
    }

    fn gives(self, row: &Booked, rate: Decimal, tolerance: Decimal) -> bool {
        let near = |value: Decimal| {
            let difference = (value - row.booked).abs();
            difference <= Decimal::new(2, 2)
                || difference <= row.booked.abs().checked_mul(tolerance).unwrap_or_default()
        };
        self.value(row.amount, rate).is_some_and(near)
    }
}

/// The way in which most rows of a currency were booked, and whether any row shows it.
fn usual_way(rows: &[Booked], tolerance: Decimal) -> (Way, bool) {
    let rated = || rows.iter().filter_map(|row| Some((row, row.rate?)));
    let fitting = |way: Way| rated().filter(|(row, rate)| way.gives(row, *rate, tolerance)).count();
    let all = rated().count();
    let counts = |way: Way| match way {
        Way::Divided | Way::Multiplied => fitting(way),
        Way::Of(_) => Some(fitting(way)).filter(|fit| *fit >= LEAST_ROWS && *fit == all).unwrap_or(0),
    };
    // Of equal ones the first.
    let best = WAYS.into_iter().rev().max_by_key(|way| counts(*way)).unwrap_or(Way::Divided);
    (best, all > 0)
}

/// Whether a header is of rates of exchange.
pub(super) fn heads_rates(header: &str) -> bool {
    const WHOLE: [&str; 16] = [
        "rate",
        "fx",
        "exrate",
        "xrate",
        "fxrate",
        "roe",
        "taux",
        "cours",
        "kurs",
        "cambio",
        "cotizacion",
        "cotacao",
        "koers",
        "wechselkurs",
        "umrechnungskurs",
        "unore",
    ];
    const EXCHANGE: [&str; 9] =
        ["exchange", "exch", "conversion", "fx", "change", "cambio", "conversao", "wechselkurs", "umrechnungskurs"];
    const RATE: [&str; 8] = ["rate", "rates", "taux", "tipo", "tasa", "taxa", "kurs", "cours"];
    let parts: Vec<String> = words(header).flat_map(joined_words).map(comparable).collect();
    let any = |names: &[&str]| parts.iter().any(|part| names.contains(&part.as_str()));
    WHOLE.contains(&comparable(header).as_str()) || any(&EXCHANGE) && any(&RATE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_rates_of_exchange_are_told_from_other_rates() {
        for header in
            ["Exchange rate", "Rate", "FX rate", "Taux de change", "Tipo de cambio", "Taxa de câmbio", "Kurs", "UNORE"]
        {
            assert!(heads_rates(header), "{header}");
        }
        for header in ["Support rate", "Delivery rate", "Interest rate", "Rate of tax", "Change", "Currency", ""] {
            assert!(!heads_rates(header), "{header}");
        }
    }
}
