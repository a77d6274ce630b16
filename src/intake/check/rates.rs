//! Rates against each other, against what is usual, and their age.
//!
//! What comes in: all facts. What leaves: warnings at rates, which name the other cell. What it does not know: booked amounts.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::config::Fund;
use crate::domain::facts::{Agreement, AgreementStage, Facts, Rate};
use crate::domain::{Currency, FactKind, RateTable, Source};
use crate::intake::check::Findings;
use crate::intake::check::lives::Lives;
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;

/// Checks the rates against each other, and the age of those that receipts, expenditure and signatures need.
pub(super) fn check(facts: &Facts, fund: &Fund, findings: &mut Findings<'_>) {
    let mut by_currency: BTreeMap<Currency, Vec<&Rate>> = BTreeMap::new();
    for rate in &facts.rates {
        by_currency.entry(rate.currency).or_default().push(rate);
    }
    for rates in by_currency.values_mut() {
        rates.sort_by_key(|rate| rate.effective_on);
        of_one(rates, fund, findings);
        series(rates, fund, findings);
    }
    if findings.has_all(&[FactKind::Rate]) {
        stale(uses(facts), facts, fund, findings);
    }
}

/// The age of the rates at which what is still to come of agreements is valued on a day.
pub(super) fn on_day(facts: &Facts, lives: &Lives<'_>, day: NaiveDate, fund: &Fund, findings: &mut Findings<'_>) {
    let open = lives.values().filter(|(agreement, life)| {
        let over = life.on(day).to().unwrap_or_else(|| fund.end_on(day)) < day;
        let lost = matches!(agreement.stage, AgreementStage::Closed | AgreementStage::Lost);
        agreement.signed_on <= day && !over && !lost
    });
    let uses = open.map(|(agreement, _)| Use { day, ..Use::of_agreement(agreement) });
    stale(uses.collect(), facts, fund, findings);
}

/// Currencies that are held at par with another.
const AT_PAR: [&str; 14] =
    ["BMD", "BND", "BSD", "BTN", "FKP", "GIP", "LSL", "NAD", "PAB", "SGD", "SHP", "SZL", "ZAR", "INR"];

/// A rate of a currency that is one, which no other of it is near: those of its sheet may be for one of that currency.
fn of_one(rates: &[&Rate], fund: &Fund, findings: &mut Findings<'_>) {
    let base = fund.base_currency;
    let is_one = |rate: &&&Rate| rate.units_per_base == Decimal::ONE;
    let Some(first) = rates.iter().find(is_one) else { return };
    let at_par = AT_PAR.contains(&first.currency.code()) || AT_PAR.contains(&base.code());
    let near = |rate: &&Rate| (rate.units_per_base - Decimal::ONE).abs() < Decimal::new(3, 2);
    if first.currency == base || at_par || rates.iter().any(|rate| !is_one(&rate) && near(rate)) {
        return;
    }
    let currency = first.currency;
    let found = format!("1 {currency} for one {base}, as if all rates were for one {currency}");
    let expected = format!("units of {currency} for one {base}");
    let fix =
        format!("Correct the rate; or write all rates for one {base}, if those of this sheet are for one {currency}.");
    findings.say(
        ProblemCode::RateUnlike,
        (&first.source, FactKind::Rate, Column::UnitsPerBase),
        [found, expected, fix],
    );
}

/// How a rate differs from another of its currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unlike {
    /// It is about what the other is the other way round.
    Inverse,
    /// It is about so many times as large.
    Times(u32),
    /// It is about so many times smaller.
    Part(u32),
    /// It is more than twice as large, or less than half.
    Far,
}

impl Unlike {
    /// How a rate differs from the one before it.
    fn of(before: &Rate, now: &Rate) -> Option<Self> {
        let ratio = now.units_per_base.checked_div(before.units_per_base)?;
        let product = now.units_per_base.checked_mul(before.units_per_base)?;
        let days = now.effective_on.signed_duration_since(before.effective_on).num_days();
        let within = |value: Decimal, percent: i64| (value - Decimal::ONE).abs() <= Decimal::new(percent, 2);
        let moved = |least: Decimal| ratio >= least || ratio <= Decimal::ONE / least;
        // Near one, a rate and its inverse are so close that only a sudden change tells them apart.
        let clearly = within(product, 10) && moved(Decimal::TWO);
        let suddenly = within(product, 2) && moved(Decimal::new(108, 2)) && days <= SUDDEN_DAYS;
        if clearly || suddenly {
            return Some(Self::Inverse);
        }
        let inverse = Decimal::ONE.checked_div(ratio)?;
        for times in [10, 100, 1_000] {
            if within(ratio / Decimal::from(times), 25) {
                return Some(Self::Times(times));
            }
            if within(inverse / Decimal::from(times), 25) {
                return Some(Self::Part(times));
            }
        }
        (moved(Decimal::TWO) && days <= FAR_DAYS).then_some(Self::Far)
    }

    /// How a rate differs from what is usual, of which no more than its size is known.
    fn of_usual(usual: Decimal, rate: Decimal) -> Option<Self> {
        let (ratio, product) = (rate.checked_div(usual)?, rate.checked_mul(usual)?);
        let about =
            |value: Decimal, wanted: Decimal, times: Decimal| value >= wanted / times && value <= wanted * times;
        let plausible = about(ratio, Decimal::ONE, Decimal::from(9));
        if about(product, Decimal::ONE, Decimal::from(3)) && !plausible {
            return Some(Self::Inverse);
        }
        let inverse = Decimal::ONE.checked_div(ratio)?;
        for times in [100, 1_000] {
            if about(ratio, Decimal::from(times), Decimal::TWO) {
                return Some(Self::Times(times));
            }
            if about(inverse, Decimal::from(times), Decimal::TWO) {
                return Some(Self::Part(times));
            }
        }
        None
    }

    fn words(self) -> String {
        match self {
            Self::Inverse => "as if it were the other way round".to_owned(),
            Self::Times(times) => format!("as if it were {times} times as large"),
            Self::Part(times) => format!("as if it were for {times} units, or {times} times too small"),
            Self::Far => "which is a change by more than half".to_owned(),
        }
    }
}

/// Within so many days a rate does not cross one by chance, and does not double.
const SUDDEN_DAYS: i64 = 100;
const FAR_DAYS: i64 = 400;

/// The rates of a currency, by the day from which they hold, each against the one before; the first against what is usual.
fn series(rates: &[&Rate], fund: &Fund, findings: &mut Findings<'_>) {
    if let Some(first) = rates.first()
        && let Some(usual) = usual(first.currency, fund.base_currency)
        && let Some(unlike) = Unlike::of_usual(usual, first.units_per_base)
    {
        let other = format!("usual is about {}", usual.round_sf(2).unwrap_or(usual).normalize());
        differs(first, unlike, &other, fund, findings);
    }
    let mut stands_out = false;
    for (index, pair) in rates.windows(2).enumerate() {
        let [before, now] = pair else { continue };
        // One rate that stands out is said once, not again for the next, which is as those before it.
        let as_before = || index.checked_sub(1).and_then(|index| rates.get(index)).and_then(|one| Unlike::of(one, now));
        let unlike = Unlike::of(before, now).filter(|_| !stands_out || as_before().is_some());
        stands_out = unlike.is_some();
        if let Some(unlike) = unlike {
            let cell = findings.cell((&before.source, FactKind::Rate, Column::UnitsPerBase));
            let other = format!("{} from {} ({cell})", before.units_per_base.normalize(), before.effective_on);
            differs(now, unlike, &other, fund, findings);
        }
    }
}

fn differs(rate: &Rate, unlike: Unlike, other: &str, fund: &Fund, findings: &mut Findings<'_>) {
    let base = fund.base_currency;
    let (units, currency) = (rate.units_per_base.normalize(), rate.currency);
    let found = format!("{units} {currency} for one {base}; {other}; {}", unlike.words());
    let expected = format!("units of {currency} for one {base}, near those of other days");
    let fix = "Correct the rate; or say in fund.toml what all rates of the sheet are: rates = \"base per unit\".";
    let here = (&rate.source, FactKind::Rate, Column::UnitsPerBase);
    findings.say(ProblemCode::RateUnlike, here, [found, expected, fix.to_owned()]);
}

/// What needs the rate of a day.
#[derive(Clone, Copy)]
struct Use<'f> {
    currency: Currency,
    day: NaiveDate,
    source: &'f Source,
    kind: FactKind,
}

impl<'f> Use<'f> {
    fn of_agreement(agreement: &'f Agreement) -> Self {
        let (currency, day) = (agreement.amount.currency, agreement.signed_on);
        Self { currency, day, source: &agreement.source, kind: FactKind::Agreement }
    }
}

/// What needs a rate, day by day.
fn uses(facts: &Facts) -> Vec<Use<'_>> {
    let receipts = facts.receipts.iter().filter(|fact| fact.base_amount.is_none());
    let receipts = receipts.map(|fact| (fact.amount.currency, fact.date, &fact.source, FactKind::Receipt));
    let spent = facts.expenditure.iter().filter(|fact| fact.base_amount.is_none());
    let spent = spent.map(|fact| (fact.amount.currency, fact.date, &fact.source, FactKind::Expenditure));
    let uses = receipts.chain(spent).map(|(currency, day, source, kind)| Use { currency, day, source, kind });
    uses.chain(facts.agreements.iter().map(Use::of_agreement)).collect()
}

/// Rates that are used long after their day, each once with its last use.
fn stale(uses: Vec<Use<'_>>, facts: &Facts, fund: &Fund, findings: &mut Findings<'_>) {
    let table = RateTable::new(&facts.rates, fund.base_currency);
    let mut last: BTreeMap<(Currency, NaiveDate), Use<'_>> = BTreeMap::new();
    for used in uses.into_iter().filter(|used| used.currency != fund.base_currency) {
        let Some((from, _)) = table.in_force(used.currency, used.day) else { continue };
        let before = last.entry((used.currency, from)).or_insert(used);
        if used.day > before.day {
            *before = used;
        }
    }
    let most = fund.plausibility.stale_rate_days;
    for ((currency, from), used) in last {
        let age = used.day.signed_duration_since(from).num_days();
        let rate = facts.rates.iter().find(|rate| rate.currency == currency && rate.effective_on == from);
        let Some(rate) = rate.filter(|_| age > i64::from(most)) else { continue };
        let cell = findings.cell((used.source, used.kind, Column::Amount));
        let found = format!("{currency} of {from}, used {age} days later, on {}, in {cell}", used.day);
        let expected = format!("a rate of {most} days at most");
        let fix = "Add newer rates; or set stale_rate_days under [plausibility] in fund.toml.".to_owned();
        let here = (&rate.source, FactKind::Rate, Column::EffectiveDate);
        findings.say(ProblemCode::RateStale, here, [found, expected, fix]);
    }
}

/// About how many units of a currency one unit of another buys; nothing where that changes by more than a few times within a
/// fund's life, or is not known.
fn usual(currency: Currency, base: Currency) -> Option<Decimal> {
    let per_dollar = |currency: Currency| {
        let known = PER_DOLLAR.iter().find(|(code, _)| *code == currency.code());
        known.map(|(_, thousandths)| Decimal::new(*thousandths, 3))
    };
    per_dollar(currency)?.checked_div(per_dollar(base)?)
}

/// About how many thousandths of a unit one US dollar bought between 2015 and 2025, for currencies that kept their size.
const PER_DOLLAR: [(&str, i64); 66] = [
    ("AED", 3_670),
    ("AUD", 1_400),
    ("BDT", 95_000),
    ("BHD", 376),
    ("BOB", 6_900),
    ("BRL", 4_500),
    ("CAD", 1_300),
    ("CHF", 950),
    ("CLP", 800_000),
    ("CNY", 6_900),
    ("COP", 3_600_000),
    ("CRC", 560_000),
    ("CZK", 23_000),
    ("DKK", 6_700),
    ("DOP", 55_000),
    ("EUR", 900),
    ("FJD", 2_150),
    ("GBP", 770),
    ("GNF", 9_000_000),
    ("GTQ", 7_700),
    ("HKD", 7_800),
    ("HNL", 24_500),
    ("HUF", 320_000),
    ("IDR", 14_700_000),
    ("ILS", 3_550),
    ("INR", 76_000),
    ("JOD", 709),
    ("JPY", 125_000),
    ("KES", 112_000),
    ("KHR", 4_080_000),
    ("KRW", 1_230_000),
    ("KWD", 305),
    ("KZT", 420_000),
    ("LKR", 220_000),
    ("MAD", 9_700),
    ("MDL", 18_000),
    ("MGA", 4_000_000),
    ("MXN", 19_000),
    ("MYR", 4_300),
    ("MZN", 64_000),
    ("NAD", 15_500),
    ("NIO", 35_000),
    ("NOK", 9_300),
    ("NPR", 122_000),
    ("NZD", 1_520),
    ("OMR", 385),
    ("PEN", 3_600),
    ("PHP", 53_000),
    ("PLN", 3_950),
    ("PYG", 6_800_000),
    ("QAR", 3_640),
    ("RWF", 1_000_000),
    ("SAR", 3_750),
    ("SEK", 9_500),
    ("SGD", 1_360),
    ("THB", 33_500),
    ("TND", 2_900),
    ("TZS", 2_350_000),
    ("UGX", 3_680_000),
    ("USD", 1_000),
    ("VND", 23_300_000),
    ("XAF", 590_000),
    ("XDR", 730),
    ("XOF", 590_000),
    ("XPF", 107_000),
    ("ZAR", 16_000),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_rates_are_of_known_currencies_each_once_in_order() {
        assert!(PER_DOLLAR.is_sorted_by(|(one, _), (next, _)| one < next));
        let own = |(code, thousandths): (&str, i64)| {
            let currency = Currency::parse(code).unwrap();
            let usual = usual(currency, Currency::USD).unwrap();
            assert_eq!(usual, Decimal::new(thousandths, 3));
            // What is as usual differs in no way; what is the other way round does, but for those that are near one.
            assert_eq!(Unlike::of_usual(usual, usual), None, "{code}");
            let near = (333..=3_000).contains(&thousandths);
            assert_eq!(Unlike::of_usual(usual, Decimal::ONE / usual).is_none(), near, "{code}");
        };
        PER_DOLLAR.into_iter().for_each(own);
    }
}
