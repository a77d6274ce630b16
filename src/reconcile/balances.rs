//! Closing balances: what finance states at the end of a day, beside what our lines add up to.
//!
//! Only kinds that the extract holds are added up, so that a balance is one of what was compared; where it holds balances
//! alone, all kinds are. A balance that differs by no more than the lines do needs no explanation of its own: the extract
//! adds up to it, from its beginning or from the balance before. What it does not know: what each line's difference is.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::facts::FinanceKind;
use crate::domain::{Money, Period};

use super::line::{Dimension, Line, Written};

/// Says of each balance which day it is of.
pub(super) fn date(theirs: &mut [Line]) {
    for line in theirs.iter_mut().filter(|line| line.kind == FinanceKind::ClosingBalance) {
        line.total_of = line.total_of.or_else(|| Period::new(line.date, line.date));
    }
}

/// The kinds that balances are made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Balances(BTreeSet<FinanceKind>);

impl Balances {
    /// Those of an extract.
    pub fn of(ours: &[Line], theirs: &[Line]) -> Self {
        let moving = |lines: &[Line]| -> BTreeSet<FinanceKind> {
            lines.iter().map(|line| line.kind).filter(|kind| kind.effect() != 0).collect()
        };
        let held = moving(theirs);
        Self(if held.is_empty() { moving(ours) } else { held })
    }

    /// Our balance for each that finance states, once for each day and what it is of.
    pub fn ours(&self, ours: &[Line], theirs: &[Line]) -> Vec<Line> {
        let mut known: Vec<Line> = Vec::new();
        for stated in theirs.iter().filter(|line| line.kind == FinanceKind::ClosingBalance) {
            if known.iter().any(|line| line.date == stated.date && alike(line, stated)) {
                continue;
            }
            let said = Written {
                number: format!("closing balance {}", stated.date),
                donor: stated.donor().cloned(),
                agreement: stated.agreement().cloned(),
                project: stated.project().map(str::to_owned),
                geography: stated.geography().cloned(),
                theme: stated.theme().cloned(),
                ..Written::default()
            };
            let amount = self.effect(ours, stated, None);
            let mut line = Line::written(FinanceKind::ClosingBalance, stated.date, amount, said);
            line.total_of = stated.total_of;
            known.push(line);
        }
        known
    }

    /// What lines do to the balance up to the day of a stated one, after another day, among those that it is of.
    fn effect(&self, lines: &[Line], stated: &Line, after: Option<NaiveDate>) -> Money {
        let counts = |line: &&Line| {
            self.0.contains(&line.kind)
                && line.date <= stated.date
                && after.is_none_or(|after| line.date > after)
                && Dimension::ALL.iter().all(|dimension| {
                    let said = stated.seems(*dimension);
                    said.is_none() || said == line.seems(*dimension)
                })
        };
        lines.iter().filter(counts).map(Line::effect).sum()
    }

    /// By how much a balance that finance states is more than its own lines add up to.
    pub fn residue(&self, theirs: &[Line], stated: &Line) -> Money {
        let balances = |line: &&Line| line.kind == FinanceKind::ClosingBalance && alike(line, stated);
        let sum = |day: NaiveDate| -> Money {
            theirs.iter().filter(balances).filter(|line| line.date == day).map(|line| line.amount).sum()
        };
        let before = theirs.iter().filter(balances).map(|line| line.date).filter(|date| *date < stated.date).max();
        sum(stated.date) - before.map(sum).unwrap_or_default() - self.effect(theirs, stated, before)
    }
}

/// Whether two balances are of the same.
fn alike(one: &Line, other: &Line) -> bool {
    Dimension::ALL.iter().all(|dimension| one.seems(*dimension) == other.seems(*dimension))
}
