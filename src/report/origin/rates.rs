//! The rates by which rows in another currency were valued.

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;

use crate::domain::{Currency, Source};
use crate::month::Figures;

use super::{Counts, Entry};

/// The rates behind entries, each once with its row: that of the day of each row in another currency, or of the signature where the
/// entry is the value at it. A row whose amount in base money is booked has none.
pub fn rates_behind(entries: &[Entry], figures: &Figures) -> Vec<Entry> {
    let sources = |counts: Counts| -> HashSet<&Source> {
        let valued = entries.iter().filter(|entry| entry.amount.is_some() && entry.counts == counts);
        valued.filter_map(|entry| entry.source.as_ref()).collect()
    };
    let (of_the_day, at_signature) = (sources(Counts::Booked), sources(Counts::Original));
    let mut days: BTreeSet<(Currency, NaiveDate)> = BTreeSet::new();
    let base = figures.fund.base_currency;
    for cost in figures.facts.expenditure.iter().filter(|cost| cost.amount.currency != base) {
        if cost.base_amount.is_none() && of_the_day.contains(&cost.source) {
            days.insert((cost.amount.currency, cost.date));
        }
    }
    for receipt in &figures.facts.receipts {
        if receipt.base_amount.is_none() && of_the_day.contains(&receipt.source) {
            days.insert((receipt.amount.currency, receipt.date));
        }
        let promised = receipt.agreement.as_ref().filter(|_| at_signature.contains(&receipt.source));
        if let Some(position) = promised.and_then(|reference| figures.ledger.agreement(reference)) {
            days.insert((position.agreement.amount.currency, position.agreement.signed_on));
        }
    }
    let mut rates: Vec<Entry> = Vec::new();
    for (currency, day) in days {
        let rate = rate_on(figures, currency, day).map(|rate| Entry { units: None, ..rate });
        rates.extend(rate.filter(|rate| !rates.contains(rate)));
    }
    rates
}

/// The rate of a currency that holds on a day; none of the base currency.
pub(super) fn rate_on(figures: &Figures, currency: Currency, day: NaiveDate) -> Option<Entry> {
    let known = figures.facts.rates.iter().filter(|rate| rate.currency == currency && rate.effective_on <= day);
    let rate = known.max_by_key(|rate| rate.effective_on).filter(|_| currency != figures.fund.base_currency)?;
    let (units, base) = (rate.units_per_base.normalize(), figures.fund.base_currency);
    let what = format!("rate of {}: {units} {currency} for one {base}", rate.effective_on);
    Some(Entry { counts: Counts::Booked, ..Entry::counted(what, &rate.source, rate.units_per_base) })
}
