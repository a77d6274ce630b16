//! Amounts in another currency lead to the rates that they were valued by.

use chrono::{Days, NaiveDate};
use poolfund::domain::facts::{Expenditure, Rate};
use poolfund::domain::{Currency, Money, OriginalAmount};
use poolfund::month::Figures;
use poolfund::report::origin::{Number, Origin, rates_behind};

use crate::builder::{rate, source};
use crate::life_funds::Random;
use crate::report::{facts, figures};
use crate::small_fund::SmallFund;

/// How much rows of facts in another currency came to in base money, by the rates that are said to be behind them.
fn by_rates_behind(figures: &Figures) -> usize {
    let base = figures.fund.base_currency;
    let costs = figures
        .ledger
        .spending
        .iter()
        .map(|line| (&line.fact.source, line.fact.amount, line.fact.base_amount, line.base));
    let receipts = figures.ledger.agreements.iter().flat_map(|position| &position.receipts);
    let receipts =
        receipts.map(|line| (&line.receipt.source, line.receipt.amount, line.receipt.base_amount, line.base));
    let mut valued = 0;
    for (source, amount, booked, value) in costs.chain(receipts) {
        let entries = Origin::Row(source.clone()).entries(Number { money: Some(value), units: None }, figures);
        let rates = rates_behind(&entries, figures);
        if amount.currency == base || booked.is_some() {
            assert!(rates.is_empty(), "{source:?}: {rates:?}");
            continue;
        }
        assert_eq!(rates.len(), 1, "{source:?}");
        let rate = figures.facts.rates.iter().find(|rate| Some(&rate.source) == rates[0].source.as_ref()).unwrap();
        let by_rate = Money::from_decimal(amount.amount / rate.units_per_base, base.minor_units()).unwrap();
        assert_eq!(by_rate, value, "{source:?}, {}", rates[0].what);
        valued += 1;
    }
    valued
}

/// The small fund with a rate for each month, and money in another currency on any days.
fn with_many_rates(seed: u64) -> Figures {
    let (mut facts, mut random) = (facts(), Random::new(seed));
    facts.rates.clear();
    for month in 0..60 {
        let (units, day) = (random.between(700, 999), format!("{}-{:02}-01", 2021 + month / 12, month % 12 + 1));
        facts.rates.push(Rate { source: source(500 + month), ..rate("EUR", &format!("0.{units}"), &day) });
    }
    let mut later = |day: NaiveDate| day + Days::new(random.between(0, 300).unsigned_abs());
    for (row, receipt) in (100..).zip(&mut facts.receipts) {
        (receipt.source, receipt.date) = (source(row), later(receipt.date));
    }
    for (row, cost) in (200..).zip(&mut facts.expenditure) {
        let amount = OriginalAmount { currency: Currency::parse("EUR").unwrap(), ..cost.amount };
        *cost = Expenditure { source: source(row), date: later(cost.date), amount, ..(**cost).clone() }.into();
    }
    facts.receipts[0].base_amount = Some(Money::from_minor(2_900_000));
    figures(facts)
}

#[test]
fn a_row_in_another_currency_leads_to_the_rate_that_makes_its_amount() {
    let valued: usize = (1..=20).map(|seed| by_rates_behind(&with_many_rates(seed))).sum();
    assert!(valued > 120, "{valued}");
}

#[test]
fn the_value_at_signature_leads_to_the_rate_of_the_signature() {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let file = "reports/2025-09/donors/bel-belgium-2025-09.xlsx";
    let said = fund.works(&["trace", file, "Sources and uses!D7"]);
    assert!(said.contains("rates.csv") && said.contains("EUR for one USD"), "{said}");
    let said = fund.works(&["trace", file, "Summary!B7"]);
    assert!(said.contains("EUR for one USD"), "the rate of the deposit's day: {said}");
}
