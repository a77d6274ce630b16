//! Kinds that are compared in sums: where finance gives totals instead of lines, and what is a sum by its nature: budgets,
//! support cost and closing balances.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::Period;
use crate::domain::facts::FinanceKind;

use super::line::{Dimension, Line};
use super::matching::{Found, How, THEIRS};

/// The kinds that are compared in sums.
pub(super) fn kinds(theirs: &[Line]) -> BTreeSet<FinanceKind> {
    let given = theirs.iter().filter(|line| line.total_of.is_some()).map(|line| line.kind);
    given.chain([FinanceKind::Budget, FinanceKind::SupportCost, FinanceKind::ClosingBalance]).collect()
}

/// What a sum is of: what finance says of its kind, and in which period; nothing of a dimension that finance leaves out.
type Scope<'a> = (FinanceKind, [Option<&'a str>; 5], Option<Period>);

/// The lines of both sides by what finance's totals are of.
pub(super) fn groups(lines: [&[Line]; 2], kinds: &BTreeSet<FinanceKind>, as_of: NaiveDate) -> Vec<Found> {
    let mut said: BTreeMap<FinanceKind, [bool; 5]> = BTreeMap::new();
    let mut periods: BTreeMap<FinanceKind, BTreeSet<Period>> = BTreeMap::new();
    for line in lines[THEIRS].iter().filter(|line| kinds.contains(&line.kind)) {
        let said = said.entry(line.kind).or_default();
        for (index, dimension) in Dimension::ALL.into_iter().enumerate() {
            said[index] |= value(line, dimension).is_some();
        }
        periods.entry(line.kind).or_default().extend(line.total_of);
    }
    let mut sums: BTreeMap<Scope<'_>, [Vec<u32>; 2]> = BTreeMap::new();
    let mut alone = Vec::new();
    for (side, lines) in lines.into_iter().enumerate() {
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| kinds.contains(&line.kind)) {
            let index = index as u32;
            let in_period = || periods.get(&line.kind)?.iter().find(|period| period.contains(line.date)).copied();
            let period = line.total_of.or_else(in_period);
            let outside = period.is_none() && periods.get(&line.kind).is_some_and(|periods| !periods.is_empty());
            if line.date > as_of {
                continue;
            }
            let Some(said) = said.get(&line.kind).filter(|_| !outside) else {
                alone.push((side, index));
                continue;
            };
            let mut of = Dimension::ALL.map(|dimension| value(line, dimension));
            for (value, _) in of.iter_mut().zip(said).filter(|(_, said)| !**said) {
                *value = None;
            }
            sums.entry((line.kind, of, period)).or_default()[side].push(index);
        }
    }
    let mut found: Vec<Found> =
        sums.into_values().map(|lines| Found { lines, how: How::Total, repeats: None }).collect();
    for (side, index) in alone {
        let mut lines = [Vec::new(), Vec::new()];
        lines[side] = vec![index];
        found.push(Found { lines, how: How::Alone, repeats: None });
    }
    found
}

/// What a line says of a dimension; of the donor, a strange name where it resembles nobody's.
fn value(line: &Line, dimension: Dimension) -> Option<&str> {
    let name = line.stranger().filter(|_| dimension == Dimension::Donor).map(|stranger| stranger.name.as_str());
    line.seems(dimension).or(name)
}
