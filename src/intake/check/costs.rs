//! Costs against each other and against the priorities.
//!
//! What comes in: all facts. What leaves: warnings at costs that may stand twice, at those that no priority is for, and at support
//! cost that is booked and computed. What it does not know: money.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;

use super::flows::is_far;
use super::{Findings, twice};
use crate::config::{Fund, SupportCost};
use crate::domain::facts::{Expenditure, ExpenditureCategory, Facts, is_succeeded};
use crate::domain::text::comparable;
use crate::domain::{FactKind, GeographyCode, Percent, Period, ThemeCode};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;

/// Costs that say the same, once with the number of a document and once without: they may be one.
pub(super) fn without_document(facts: &Facts, findings: &mut Findings<'_>) {
    let alike = |cost: &Arc<Expenditure>| {
        let mut hasher = DefaultHasher::new();
        (cost.date, cost.amount.currency, cost.amount.amount.normalize()).hash(&mut hasher);
        (cost.project.as_str(), cost.geography.as_str(), cost.theme.as_str()).hash(&mut hasher);
        (cost.category.name(), cost.expenditure_type.name()).hash(&mut hasher);
        (!cost.amount.amount.is_zero()).then(|| hasher.finish())
    };
    let blank = facts.expenditure.iter().filter(|cost| cost.document.is_none()).count();
    if blank == 0 || blank == facts.expenditure.len() {
        return;
    }
    let hashes: Vec<Option<u64>> = facts.expenditure.par_iter().with_min_len(10_000).map(alike).collect();
    let several = twice(&hashes);
    let mut groups: HashMap<u64, [Vec<&Expenditure>; 2]> = HashMap::new();
    let mut order = Vec::new();
    for (cost, hash) in facts.expenditure.iter().zip(&hashes) {
        let Some(hash) = hash.filter(|hash| several.contains(hash)) else { continue };
        let group = groups.entry(hash).or_insert_with(|| {
            order.push(hash);
            Default::default()
        });
        group[usize::from(cost.document.is_some())].push(cost);
    }
    for [without, with] in order.iter().filter_map(|hash| groups.get(hash)) {
        // Each document is that of one cost.
        let mut taken = vec![false; with.len()];
        for cost in without {
            let free = |(place, other): &(usize, &&Expenditure)| !taken[*place] && may_be_one_cost(cost, other);
            let Some((place, other)) = with.iter().enumerate().find(free) else { continue };
            taken[place] = true;
            let number = other.document.as_deref().unwrap_or_default();
            let cell = findings.cell((&other.source, FactKind::Expenditure, Column::Document));
            let amount = &cost.amount;
            let found = format!("{} {} without a document, as with {number} in {cell}", amount.currency, amount.amount);
            let fix = "Both were kept. If it is one cost, delete one of the two; if not, give this one its own number.";
            let texts = [found, "rows that differ".to_owned(), fix.to_owned()];
            findings.say(
                ProblemCode::PossibleDuplicate,
                (&cost.source, FactKind::Expenditure, Column::Document),
                texts,
            );
        }
    }
}

/// Whether nothing that both say differs.
fn may_be_one_cost(one: &Expenditure, other: &Expenditure) -> bool {
    let text = |one: &Option<String>, other: &Option<String>| {
        one.as_ref().zip(other.as_ref()).is_none_or(|(one, other)| comparable(one) == comparable(other))
    };
    text(&one.description, &other.description)
        && text(&one.obligation, &other.obligation)
        && one.agreement.as_ref().zip(other.agreement.as_ref()).is_none_or(|(one, other)| one == other)
        && one.base_amount.zip(other.base_amount).is_none_or(|(one, other)| one == other)
}

/// Costs of which some are told: the first, and how many more there are like it.
struct Told<'f> {
    first: &'f Expenditure,
    more: usize,
}

/// Costs of indirect support in a fund that computes support cost, which would have it twice.
pub(super) fn support_twice(facts: &Facts, fund: &Fund, findings: &mut Findings<'_>) {
    if fund.support_cost == SupportCost::Booked || fund.charges.support_cost == Percent::ZERO {
        return;
    }
    let indirect = |cost: &&Arc<Expenditure>| cost.category == ExpenditureCategory::IndirectSupport;
    let mut costs = facts.expenditure.iter().filter(indirect).filter(|cost| !is_far(cost.date, fund));
    let Some(first) = costs.next() else { return };
    let amount = format!("{} {} of indirect support", first.amount.currency, first.amount.amount);
    let found = format!("{amount}{}", and_more(costs.count()));
    let expected =
        format!("none: this fund computes support cost, {} of direct expenditure", fund.charges.support_cost);
    let fix = "If finance books support cost, write support_cost = \"booked\" under [money] in fund.toml. If it does not, correct the \
               category. As it is, support cost is charged on these costs too.";
    let here = (&first.source, FactKind::Expenditure, Column::Category);
    findings.say(ProblemCode::SupportTwice, here, [found, expected, fix.to_owned()]);
}

/// How many more there are like one that is told.
fn and_more(more: usize) -> String {
    match more {
        0 => String::new(),
        1 => "; 1 more cost is like it".to_owned(),
        more => format!("; {more} more costs are like it"),
    }
}

/// Costs for whose place and theme there is no priority, or none on their day: nothing can be charged with them. Of files whose
/// names are doubtful nothing is said.
pub(super) fn without_priority(facts: &Facts, fund: &Fund, doubtful: &HashSet<&str>, findings: &mut Findings<'_>) {
    if facts.priorities.is_empty() || !findings.has_all(&[FactKind::Priority]) {
        return;
    }
    let mut periods: HashMap<(&GeographyCode, &ThemeCode), Vec<Period>> = HashMap::new();
    for priority in &facts.priorities {
        let period = fund.period_of_need(priority.period, NaiveDate::MAX);
        periods.entry((&priority.geography, &priority.theme)).or_default().push(period);
    }
    let mut succeeded: HashMap<(&GeographyCode, &ThemeCode), bool> = HashMap::new();
    let booked = fund.support_cost == SupportCost::Booked;
    let direct = |cost: &&Arc<Expenditure>| !(booked && cost.category == ExpenditureCategory::IndirectSupport);
    let mut told: BTreeMap<(&GeographyCode, &ThemeCode, bool, bool), Told<'_>> = BTreeMap::new();
    for cost in facts
        .expenditure
        .iter()
        .filter(|cost| direct(cost) && !is_far(cost.date, fund))
        .filter(|cost| !doubtful.contains(cost.source.sheet.file.as_str()))
    {
        let place = (&cost.geography, &cost.theme);
        let of_place = periods.get(&place).map_or(&[][..], Vec::as_slice);
        let mut gone = || {
            let is_gone = || is_succeeded(&facts.decisions, &format!("{}/{}", place.0, place.1), |_| true);
            *succeeded.entry(place).or_insert_with(is_gone)
        };
        if of_place.iter().any(|period| period.contains(cost.date)) || of_place.is_empty() && gone() {
            continue;
        }
        let before = of_place.iter().all(|period| cost.date < period.from);
        let key = (place.0, place.1, of_place.is_empty(), before);
        told.entry(key).and_modify(|told| told.more += 1).or_insert(Told { first: cost, more: 0 });
    }
    let mut told: Vec<_> = told.into_iter().collect();
    told.sort_by(|(_, one), (_, other)| one.first.source.cmp(&other.first.source));
    for ((geography, theme, unknown, _), Told { first, more }) in told {
        let more = and_more(more);
        let fix = "Correct the date, the place or the theme; or record the priority. Until then the cost is pending.";
        let (column, found, expected) = if unknown {
            (
                Column::Country,
                format!("a cost of {geography}/{theme}{more}"),
                "a place and theme of the priorities".to_owned(),
            )
        } else {
            let of_place = periods.get(&(geography, theme)).map_or(&[][..], Vec::as_slice);
            let days: Vec<String> = of_place.iter().map(|period| format!("{} to {}", period.from, period.to)).collect();
            let expected = format!("a day of the priority of {geography}/{theme}, {}", days.join(" or "));
            (Column::Date, format!("a cost of {}{more}", first.date), expected)
        };
        let here = (&first.source, FactKind::Expenditure, column);
        findings.say(ProblemCode::CostWithoutPriority, here, [found, expected, fix.to_owned()]);
    }
}
