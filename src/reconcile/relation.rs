//! What one amount is to another: the same, its negative, its digits transposed, its value at the rate of another day.
//!
//! What it does not know: lines, and whether these two belong together.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use crate::domain::facts::FinanceKind;
use crate::domain::{Currency, Money, OriginalAmount, Percent};
use crate::ledger::RateTable;
use crate::ledger::store::ClosedItems;

/// The largest difference, in minor units, that is called rounding wherever it appears.
const ROUNDING_MINOR: u64 = 5;
/// The powers of ten, in major units, to which an amount of seven digits or more may have been rounded.
const MANY_UNITS: [i64; 3] = [10, 100, 1_000];
/// The least number of seven digits.
const SEVEN_DIGITS: i64 = 1_000_000;
/// An amount must be so many times the unit to which it is called rounded, and so many times a charge that it lacks.
const MANY_TIMES: i64 = 20;
/// The largest charge of a bank, in major units, that a payment is taken to lack without any other witness.
const LARGEST_CHARGE: i64 = 100;
/// How many places a decimal point may have moved.
const SHIFTS: u32 = 3;
/// How many days a rate may have been in force before or after the date.
const RATE_DAYS: u64 = 92;
/// Two values at one rate agree to the minor unit, and within one part in so many.
const RATE_PARTS: u64 = 5_000_000;

/// An amount with what is known about it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Worth<'a> {
    pub kind: FinanceKind,
    pub date: NaiveDate,
    pub amount: Money,
    pub original: Option<OriginalAmount>,
    pub charges: &'a [(FinanceKind, Money)],
    /// How many lines it is the sum of.
    pub lines: u64,
    /// The largest power of ten, in minor units, of which all of them are multiples.
    pub step: i64,
}

/// What finance's amount is to ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Same,
    Sign,
    Rounding,
    /// One is the other, rounded or cut to multiples of this.
    WholeUnits(Money),
    /// One is the other's amount in this currency, taken for base money.
    Currency(Currency),
    /// One is the original amount at this rate of the table.
    AtRate(RateUsed),
    Transposed,
    /// The decimal point moved by so many places.
    Shift(u32),
    /// One lacks a charge: of this kind by the fund's rules, or of the size that banks charge.
    Net(FinanceKind, Money),
    Apart,
}

/// How many amounts are a rounding of one; and how many lack a charge of a bank, which most often is a multiple of five units.
const ROUNDED_VALUES: u64 = 11;
const CHARGE_VALUES: u64 = 100;
const ROUND_CHARGE_VALUES: u64 = 20;
const ROUND_CHARGE_MINOR: i64 = 500;

impl Relation {
    /// How many amounts have this relation to one, where they are few and near it: a rounding, or a small charge.
    pub(super) fn values(self) -> Option<u64> {
        match self {
            Self::Rounding => Some(ROUNDED_VALUES),
            Self::WholeUnits(unit) => Some(2 * unit.minor().unsigned_abs()),
            Self::Net(_, charge) if charge.minor() % ROUND_CHARGE_MINOR == 0 => Some(ROUND_CHARGE_VALUES),
            Self::Net(..) => Some(CHARGE_VALUES),
            Self::Same
            | Self::Sign
            | Self::Currency(_)
            | Self::AtRate(_)
            | Self::Transposed
            | Self::Shift(_)
            | Self::Apart => None,
        }
    }
}

/// A rate of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateUsed {
    /// The currency.
    pub currency: Currency,
    /// From when it held.
    pub effective_on: NaiveDate,
    /// Units of it for one of base.
    pub units_per_base: Decimal,
}

/// What amounts are judged by.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// The rates of the table, and the base currency.
    pub rates: &'a RateTable,
    /// The charges that are usual in the fund, as shares of a payment.
    pub usual_charges: &'a [(FinanceKind, Percent)],
    /// What closes left open, the oldest first: what is booked after one of them is late, and in its right month.
    pub closes: &'a [ClosedItems],
}

impl Rules<'_> {
    /// One major unit of base money.
    pub(super) fn unit(&self) -> Money {
        Money::from_decimal(Decimal::ONE, self.rates.base().minor_units()).unwrap_or(Money::from_minor(1))
    }

    fn minor(&self, amount: Decimal) -> Option<Money> {
        Money::from_decimal(amount, self.rates.base().minor_units())
    }

    fn foreign(&self, original: Option<OriginalAmount>) -> Option<OriginalAmount> {
        original.filter(|original| original.currency != self.rates.base())
    }

    /// The minor units that a foreign amount would have if it were base money.
    pub(super) fn as_base(&self, original: OriginalAmount) -> Option<u64> {
        self.minor(self.foreign(Some(original))?.amount).map(|money| money.minor().unsigned_abs())
    }

    /// The rate in force nearest to a date, within the window, at which an amount has a value.
    fn explaining(&self, original: OriginalAmount, value: Money, date: NaiveDate) -> Option<RateUsed> {
        let first = date.checked_sub_days(Days::new(RATE_DAYS))?;
        let last = date.checked_add_days(Days::new(RATE_DAYS))?;
        let explains = |units: Decimal| {
            let at_rate = original.amount.checked_div(units).and_then(|value| self.minor(value));
            at_rate.is_some_and(|at_rate| {
                let apart = (at_rate - value).minor().unsigned_abs();
                apart <= 1 + value.minor().unsigned_abs() / RATE_PARTS
            })
        };
        let found = self.rates.in_force_between(original.currency, first, last).filter(|(_, units)| explains(*units));
        let nearest = found.min_by_key(|(effective, _)| date.signed_duration_since(*effective).num_days().abs());
        nearest.map(|(effective_on, units_per_base)| RateUsed {
            currency: original.currency,
            effective_on,
            units_per_base,
        })
    }

    /// What finance's amount is to ours, by the most specific explanation.
    pub(super) fn relation(&self, ours: &Worth<'_>, theirs: &Worth<'_>) -> Relation {
        let (our, their) = (ours.amount, theirs.amount);
        if our == their {
            return Relation::Same;
        }
        if our == -their {
            return Relation::Sign;
        }
        let apart = (our - their).minor().unsigned_abs();
        let rounding = ROUNDING_MINOR.max(self.rounding_of(ours)).max(self.rounding_of(theirs));
        if apart <= rounding && our.minor().unsigned_abs() > 20 * rounding {
            return Relation::Rounding;
        }
        if let Some(currency) = self.unconverted(ours, theirs) {
            return Relation::Currency(currency);
        }
        if let Some(places) = shift(our.minor(), their.minor()) {
            return Relation::Shift(places);
        }
        if let Some((kind, charge)) = self.net_of_rules(ours, theirs) {
            return Relation::Net(kind, charge);
        }
        if self.one_unit(our.minor(), their.minor()) {
            return Relation::WholeUnits(self.unit());
        }
        if let Some(rate) = self.at_another_rate(ours, theirs) {
            return Relation::AtRate(rate);
        }
        if transposed(our.minor(), their.minor()) {
            return Relation::Transposed;
        }
        if let Some(charge) = self.small_charge(ours, theirs) {
            return Relation::Net(FinanceKind::BankCharge, charge);
        }
        self.many_units(ours, theirs).map_or(Relation::Apart, Relation::WholeUnits)
    }

    /// A tenth of the major unit, in minor ones: the coarsest in which lines of a sum are taken to be kept.
    fn tenth(&self) -> i64 {
        (self.unit().minor() / 10).max(1)
    }

    /// What rounding each of its lines, to the minor unit or to a tenth of the major one, makes of a sum.
    fn rounding_of(&self, sum: &Worth<'_>) -> u64 {
        if sum.lines > 1 { drift(sum.lines, sum.step.min(self.tenth()).unsigned_abs()) } else { 0 }
    }

    /// The currency whose amount one side took for base money, or wrote another currency's code to.
    fn unconverted(&self, ours: &Worth<'_>, theirs: &Worth<'_>) -> Option<Currency> {
        let as_base = |original: Option<OriginalAmount>, amount: Money| {
            let original = self.foreign(original)?;
            (self.minor(original.amount) == Some(amount)).then_some(original.currency)
        };
        let mislabelled = || {
            let (our, their) = (ours.original?, theirs.original?);
            (our.amount == their.amount && our.currency != their.currency).then_some(their.currency)
        };
        as_base(ours.original, theirs.amount).or_else(|| as_base(theirs.original, ours.amount)).or_else(mislabelled)
    }

    fn at_another_rate(&self, ours: &Worth<'_>, theirs: &Worth<'_>) -> Option<RateUsed> {
        match (self.foreign(ours.original), self.foreign(theirs.original)) {
            (Some(our), Some(their)) if our != their => None,
            (Some(original), _) => self.explaining(original, theirs.amount, ours.date),
            (None, Some(original)) => self.explaining(original, ours.amount, theirs.date),
            (None, None) => None,
        }
    }

    /// Whether one amount is the other, rounded to major units or cut down to them.
    fn one_unit(&self, our: i64, their: i64) -> bool {
        let unit = self.unit().minor();
        let one_is_whole = (our % unit == 0) != (their % unit == 0);
        one_is_whole && our.abs_diff(their) < unit.unsigned_abs() && our.abs() >= unit * MANY_TIMES
    }

    /// The tenths of a major unit to which one side rounded or cut, beside what rounding its lines adds; or the tens, hundreds or
    /// thousands, where it keeps seven digits, as spreadsheets and programs do. Coarser than that nobody rounds a booking:
    /// such amounts differ. Our own round payments are mostly what was agreed.
    fn many_units(&self, ours: &Worth<'_>, theirs: &Worth<'_>) -> Option<Money> {
        let (our, their, unit) = (ours.amount.minor(), theirs.amount.minor(), self.unit().minor());
        let lines = ours.lines.max(theirs.lines);
        let adds = if lines > 1 { drift(lines, 1) } else { 0 };
        let fits = |units: &i64| {
            // A tenth may have been cut, or rounded twice.
            let tenth = *units < unit;
            let (most, times) = if tenth { (*units - 1, MANY_TIMES) } else { (*units / 2, SEVEN_DIGITS) };
            let by_chance = |other: i64| other % unit.min(*units) == 0 && !(tenth && lines > 1);
            let rounded = |whole: i64, other: i64| whole % units == 0 && !by_chance(other);
            let here = rounded(our, their) && !is_payment(ours.kind);
            let nearest = our.abs_diff(their) <= most.unsigned_abs() + adds;
            nearest && (here || rounded(their, our)) && our.abs() >= units.saturating_mul(times)
        };
        [self.tenth()].into_iter().chain(MANY_UNITS.map(|units| units * unit)).find(fits).map(Money::from_minor)
    }

    /// The charge by the agreement's rules, or else by the fund's, that finance's amount lacks, to the minor unit.
    fn net_of_rules(&self, ours: &Worth<'_>, theirs: &Worth<'_>) -> Option<(FinanceKind, Money)> {
        let lacks = ours.amount - theirs.amount;
        if !is_payment(ours.kind) || lacks <= Money::ZERO {
            return None;
        }
        let all: Money = ours.charges.iter().map(|(_, charge)| *charge).sum();
        let usual = self.usual_charges.iter().map(|(kind, rate)| (*kind, rate.of(ours.amount)));
        let first = ours.charges.first().map(|(kind, _)| (*kind, all));
        let mut charges =
            ours.charges.iter().copied().chain(first).chain(usual).filter(|(_, charge)| !charge.is_zero());
        let found = charges.find(|(_, charge)| (*charge - lacks).minor().abs() <= 1);
        found.map(|(kind, _)| (kind, lacks))
    }

    /// A round sum that one side of a payment lacks, of the size that banks charge.
    fn small_charge(&self, ours: &Worth<'_>, theirs: &Worth<'_>) -> Option<Money> {
        let (apart, unit) = ((ours.amount - theirs.amount).minor().abs(), self.unit().minor());
        let net = ours.amount.minor().abs().min(theirs.amount.minor().abs());
        let fits = is_payment(ours.kind) && ours.kind == theirs.kind && apart % unit == 0;
        (fits && apart <= LARGEST_CHARGE * unit && net >= apart * MANY_TIMES).then_some(Money::from_minor(apart))
    }
}

/// How far the sum of lines may be from the sum of what was rounded to multiples of a step: half a step a line, and of many
/// lines, which err to both sides, no more than their root makes likely (seven standard deviations).
fn drift(lines: u64, step: u64) -> u64 {
    (lines * step).div_ceil(2).min(2 * step * (lines.isqrt() + 1))
}

/// The largest power of ten, up to a thousand million, of which all amounts are multiples: how coarse they are.
pub(super) fn power_of_ten(amounts: &[i64]) -> i64 {
    let mut power = 1;
    while power < 1_000_000_000 && amounts.iter().all(|amount| amount % (power * 10) == 0) {
        power *= 10;
    }
    power
}

fn is_payment(kind: FinanceKind) -> bool {
    matches!(kind, FinanceKind::Deposit | FinanceKind::Refund | FinanceKind::Interest)
}

/// What share one amount is of a larger one, in hundredths of a per cent, where it is one to the cent.
pub(super) fn share(one: Money, other: Money) -> Option<u32> {
    let (part, whole) = if one.minor().abs() < other.minor().abs() { (one, other) } else { (other, one) };
    let hundredths = part.scaled(10_000, 1).minor().checked_div(whole.minor())?;
    let found = [hundredths, hundredths + 1].into_iter().find(|share| {
        // Among ten thousand shares one fits to the cent by chance unless the amount is large.
        let apart = (whole.scaled(*share, 10_000) - part).minor().unsigned_abs();
        apart * 1_000_000 <= whole.minor().unsigned_abs()
    });
    found.filter(|share| (1..10_000).contains(share)).and_then(|share| u32::try_from(share).ok())
}

/// By how many places the decimal point moved.
fn shift(one: i64, other: i64) -> Option<u32> {
    (1..=SHIFTS).find(|places| {
        let factor = 10_i64.pow(*places);
        let moved = |small: i64, large: i64| small.checked_mul(factor).is_some_and(|product| product == large);
        let cut = |small: i64, large: i64| {
            small.unsigned_abs() > 100 && Money::from_minor(large).scaled(1, factor).minor() == small
        };
        one != 0 && other != 0 && (moved(one, other) || moved(other, one) || cut(one, other) || cut(other, one))
    })
}

/// Whether two neighbouring digits changed places, and nothing else.
fn transposed(one: i64, other: i64) -> bool {
    if (one < 0) != (other < 0) {
        return false;
    }
    let (mut one, mut other) = (one.unsigned_abs(), other.unsigned_abs());
    while one % 10 == other % 10 && one != other {
        (one, other) = (one / 10, other / 10);
    }
    let swapped = |number: u64| number % 10 * 10 + number / 10 % 10;
    one != other && one / 100 == other / 100 && swapped(one) == other % 100 && one >= 10 && other >= 10
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::facts::Rate;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn rates() -> RateTable {
        let rate = |units: &str, from: &str| Rate {
            currency: Currency::parse("EUR").unwrap(),
            units_per_base: units.parse().unwrap(),
            effective_on: day(from),
            published_on: None,
            source: Default::default(),
        };
        RateTable::new(
            &[rate("0.90", "2024-01-01"), rate("0.92", "2024-02-01"), rate("0.80", "2025-10-01")],
            Currency::USD,
        )
    }

    fn between(ours: i64, theirs: i64) -> Relation {
        let worth = |amount| Worth {
            kind: FinanceKind::Deposit,
            date: day("2024-01-20"),
            amount: Money::from_minor(amount),
            original: None,
            charges: &[],
            lines: 1,
            step: 1,
        };
        Rules { rates: &rates(), usual_charges: &[], closes: &[] }.relation(&worth(ours), &worth(theirs))
    }

    #[test]
    fn amounts_are_told_apart_by_what_happened_to_them() {
        let whole = |units| Relation::WholeUnits(Money::from_minor(units));
        let bank = |minor| Relation::Net(FinanceKind::BankCharge, Money::from_minor(minor));
        for (ours, theirs, relation) in [
            (123_456, 123_456, Relation::Same),
            (123_456, -123_456, Relation::Sign),
            (123_456, 123_459, Relation::Rounding),
            (123_456, 132_456, Relation::Transposed),
            (123_456, 213_456, Relation::Transposed),
            (123_456, 1_234_560, Relation::Shift(1)),
            (123_456, 1_235, Relation::Shift(2)),
            (123_456, 123_500, whole(100)),
            (123_456, 123_400, whole(100)),
            (12_345_678, 12_300_000, Relation::Apart),
            (4_584_906, 4_600_000, Relation::Apart),
            (1_997_916_663, 1_997_917_000, whole(1_000)),
            (4_600_000, 4_584_906, Relation::Apart),
            (4_584_906, 4_585_000, whole(100)),
            (12_345_678, 12_343_178, bank(2_500)),
            (12_343_178, 12_345_678, bank(2_500)),
            (123_456, 150_000, Relation::Apart),
            (9, 7, Relation::Apart),
        ] {
            assert_eq!(between(ours, theirs), relation, "{ours} and {theirs}");
        }
    }

    #[test]
    fn a_sum_is_rounded_by_no_more_than_rounding_its_lines_can_make() {
        let of = |lines, step, theirs| {
            let one = Worth {
                kind: FinanceKind::Expenditure,
                date: day("2024-01-20"),
                amount: Money::from_minor(987_654_321),
                original: None,
                charges: &[],
                lines: 1,
                step: 1,
            };
            let ours = Worth { lines, step, ..one };
            let theirs = Worth { amount: Money::from_minor(theirs), ..one };
            Rules { rates: &rates(), usual_charges: &[], closes: &[] }.relation(&ours, &theirs)
        };
        // Half a cent a line; half a tenth a line, where all lines are tenths.
        assert_eq!(of(16, 1, 987_654_329), Relation::Rounding);
        assert_eq!(of(16, 1, 987_654_330), Relation::Apart);
        assert_eq!(of(16, 10, 987_654_401), Relation::Rounding);
        // 150.94 is much for 4,000 lines, and for 40,000: those that err up make up for those that err down.
        for (lines, step) in [(4_000, 1), (4_000, 10), (40_000, 1)] {
            assert_eq!(of(lines, step, 987_654_321 + 15_094), Relation::Apart, "{lines} lines, in {step}");
        }
    }

    #[test]
    fn a_share_is_told_where_it_is_one() {
        let share = |one, other| share(Money::from_minor(one), Money::from_minor(other));
        assert_eq!(share(35_086_490, 29_823_516), Some(8_500));
        assert_eq!(share(300_000_000, 296_999_996), Some(9_900));
        assert_eq!(share(35_086_490, 29_823_000), None);
        assert_eq!(share(0, 0), None);
    }

    #[test]
    fn only_a_rate_of_the_table_near_the_date_explains() {
        let original = OriginalAmount { amount: Decimal::from(900), currency: Currency::parse("EUR").unwrap() };
        let at = |theirs: i64| {
            let ours = Worth {
                kind: FinanceKind::Deposit,
                date: day("2024-01-20"),
                amount: Money::from_minor(100_000),
                original: Some(original),
                charges: &[(FinanceKind::Fee, Money::from_minor(1_000))],
                lines: 1,
                step: 1,
            };
            Rules { rates: &rates(), usual_charges: &[], closes: &[] }
                .relation(&ours, &Worth { amount: Money::from_minor(theirs), original: None, charges: &[], ..ours })
        };
        let Relation::AtRate(used) = at(97_826) else { panic!("the rate of February explains it") };
        assert_eq!(used.effective_on, day("2024-02-01"));
        assert_eq!(at(112_500), Relation::Apart, "the rate of the year after does not");
        assert_eq!(at(90_000), Relation::Currency(original.currency));
        assert_eq!(at(99_000), Relation::Net(FinanceKind::Fee, Money::from_minor(1_000)));
    }
}
