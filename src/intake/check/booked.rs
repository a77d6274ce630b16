//! Booked base amounts against the table of rates: two witnesses of one thing (docs/domain.md, section 1).
//!
//! What comes in: all facts. What leaves: warnings that name both cells. What it does not know: what the money is used
//! for.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::config::Fund;
use crate::domain::facts::{Facts, Rate};
use crate::domain::{Currency, FactKind, Money, OriginalAmount, RateTable, Source};
use crate::intake::check::Findings;
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;

/// Checks booked amounts.
pub(super) fn check(facts: &Facts, fund: &Fund, findings: &mut Findings<'_>) {
    if !findings.has_all(&[FactKind::Rate]) {
        return;
    }
    let mut checker = Checker { facts, fund, findings };
    let table = RateTable::new(&facts.rates, fund.base_currency);
    checker.booked(&table);
}

struct Checker<'c, 's> {
    facts: &'c Facts,
    fund: &'c Fund,
    findings: &'c mut Findings<'s>,
}

/// An amount with the base amount that was booked for it.
struct Booked<'f> {
    kind: FactKind,
    source: &'f Source,
    day: NaiveDate,
    amount: OriginalAmount,
    base: Money,
    rate: Decimal,
}

/// How a booked amount differs from the value at the rate of its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Difference {
    /// As if the rate were the other way round.
    Inverse,
    /// As if the rate, or the amount, were so many times larger.
    Times(u32),
    /// As if it were so many times smaller.
    Part(u32),
    Other,
}

/// A booked amount, and how it differs.
type Judged<'f> = (Booked<'f>, Option<Difference>);

impl Difference {
    /// How a booked amount differs; nothing when it does not, by more than the tolerance.
    fn of(booked: &Booked<'_>, exponent: u32, tolerance: Decimal) -> Option<Self> {
        let base = booked.base.to_decimal(exponent);
        let implied = booked.amount.amount.checked_div(base)?;
        let ratio = implied.checked_div(booked.rate)?;
        let near = |wanted: Decimal, share: Decimal| {
            ratio.checked_sub(wanted).is_some_and(|difference| difference.abs() <= wanted * share)
        };
        // Small amounts are rounded: a cent is no difference.
        let value = booked.amount.amount.checked_div(booked.rate)?;
        let cent = Decimal::new(1, exponent);
        if near(Decimal::ONE, tolerance) || value.checked_sub(base)?.abs() <= cent {
            return None;
        }
        let rough = Decimal::new(2, 1);
        let squared = booked.rate.checked_mul(booked.rate)?;
        let inverse = Decimal::ONE.checked_div(squared)?;
        for times in [100, 1_000] {
            if near(Decimal::from(times), rough) {
                return Some(Self::Times(times));
            }
            if near(Decimal::ONE / Decimal::from(times), rough) {
                return Some(Self::Part(times));
            }
        }
        Some(if near(inverse, rough) { Self::Inverse } else { Self::Other })
    }

    fn words(self) -> String {
        match self {
            Self::Inverse => "as if the rate were the other way round".to_owned(),
            Self::Times(times) => format!("as if the rate were {times} times as large"),
            Self::Part(times) => format!("as if the rate were a {times}th"),
            Self::Other => "which the rate of the day does not give".to_owned(),
        }
    }
}

impl Checker<'_, '_> {
    fn rate_of(&self, currency: Currency, from: NaiveDate) -> Option<&Rate> {
        self.facts.rates.iter().find(|rate| rate.currency == currency && rate.effective_on == from)
    }

    /// Booked base amounts against the rate of their day: where all that a rate was used for differ alike, it is the rate.
    fn booked(&mut self, table: &RateTable) {
        let facts = self.facts;
        let receipts = facts
            .receipts
            .iter()
            .filter_map(|fact| Some((FactKind::Receipt, &fact.source, fact.date, fact.amount, fact.base_amount?)));
        let spent = facts
            .expenditure
            .iter()
            .filter_map(|fact| Some((FactKind::Expenditure, &fact.source, fact.date, fact.amount, fact.base_amount?)));
        let (exponent, tolerance) = (self.fund.exponent(), self.fund.plausibility.booked_tolerance.fraction());
        let mut by_rate: BTreeMap<(Currency, NaiveDate), Vec<Judged<'_>>> = BTreeMap::new();
        for (kind, source, day, amount, base) in receipts.chain(spent) {
            let in_force = table.in_force(amount.currency, day);
            let in_force = in_force.or((amount.currency == table.base()).then_some((NaiveDate::MIN, Decimal::ONE)));
            let Some((from, rate)) = in_force.filter(|_| !base.is_zero() && !amount.amount.is_zero()) else { continue };
            let booked = Booked { kind, source, day, amount, base, rate };
            // Of the fund's own currency nothing is converted.
            let tolerance = if amount.currency == table.base() { Decimal::ZERO } else { tolerance };
            let difference = Difference::of(&booked, exponent, tolerance);
            by_rate.entry((amount.currency, from)).or_default().push((booked, difference));
        }
        for ((currency, from), rows) in by_rate {
            let first = rows.first().and_then(|(_, difference)| *difference);
            let alike = rows.iter().all(|(_, difference)| *difference == first);
            match (first.filter(|first| alike && *first != Difference::Other), self.rate_of(currency, from)) {
                (Some(difference), Some(rate)) => {
                    let rate = rate.clone();
                    self.doubtful_rate(&rate, difference, &rows);
                }
                _ => rows.iter().for_each(|(booked, difference)| {
                    if let Some(difference) = difference {
                        self.booked_differs(booked, *difference, from);
                    }
                }),
            }
        }
    }

    fn doubtful_rate(&mut self, rate: &Rate, difference: Difference, rows: &[Judged<'_>]) {
        let Some((booked, _)) = rows.first() else { return };
        let (base, exponent) = (self.fund.base_currency, self.fund.exponent());
        let found = format!(
            "{} {} for one {base}; {} books {} for {} {}, {}",
            rate.units_per_base.normalize(),
            rate.currency,
            self.findings.cell((booked.source, booked.kind, Column::BaseAmount)),
            booked.base.format(exponent),
            booked.amount.currency,
            booked.amount.amount.normalize(),
            difference.words()
        );
        let expected = format!("units of {} for one {base}", rate.currency);
        let fix = "Correct the rate; or say in fund.toml what the rates of the sheet are: rates = \"base per unit\".";
        self.findings.say(
            ProblemCode::RateDoubtful,
            (&rate.source, FactKind::Rate, Column::UnitsPerBase),
            [found, expected, fix.to_owned()],
        );
    }

    fn booked_differs(&mut self, booked: &Booked<'_>, difference: Difference, from: NaiveDate) {
        let exponent = self.fund.exponent();
        let value = booked.amount.amount.checked_div(booked.rate);
        let value = value.and_then(|value| Money::from_decimal(value, exponent)).unwrap_or(Money::ZERO);
        let (amount, currency) = (booked.amount.amount.normalize(), booked.amount.currency);
        let rate = match self.rate_of(currency, from) {
            Some(rate) => {
                let cell = self.findings.cell((&rate.source, FactKind::Rate, Column::UnitsPerBase));
                format!("at {} of {cell}", booked.rate.normalize())
            }
            None => "in the fund's own currency".to_owned(),
        };
        let found = format!("{} for {currency} {amount}, {}", booked.base.format(exponent), difference.words());
        let expected = format!("about {}, {rate}", value.format(exponent));
        let fix = format!(
            "Correct the amount or the rate of {}; a difference that is right is taken with a larger booked_tolerance in \
             fund.toml.",
            booked.day
        );
        self.findings.say(
            ProblemCode::BookedDiffers,
            (booked.source, booked.kind, Column::BaseAmount),
            [found, expected, fix],
        );
    }
}
