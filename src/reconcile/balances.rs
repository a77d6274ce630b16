//! Closing balances: what finance states at the end of a day, beside what our lines add up to.
//!
//! Only kinds that the extract holds are added up, so that a balance is one of what was compared; where it holds balances
//! alone, all kinds are. A balance that differs by no more than the lines do needs no explanation of its own: the extract
//! adds up to it, from its beginning or from the balance before. What it does not know: what each line's difference is.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

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

/// What a line says of each dimension.
type Says<'a> = [Option<&'a str>; 5];

fn says(line: &Line) -> Says<'_> {
    Dimension::ALL.map(|dimension| line.seems(dimension))
}

/// The kinds that balances are made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(BTreeSet<FinanceKind>);

impl Kinds {
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
        let sums = Sums::of(self, ours, theirs);
        let mut known: HashSet<(NaiveDate, Says<'_>)> = HashSet::new();
        let stated = theirs.iter().filter(|line| is_balance(line));
        let first = stated.filter(|line| known.insert((line.date, says(line))));
        let balance = |stated: &Line| {
            let said = Written {
                number: format!("closing balance {}", stated.date),
                donor: stated.donor().cloned(),
                agreement: stated.agreement().cloned(),
                project: stated.project().map(str::to_owned),
                geography: stated.geography().cloned(),
                theme: stated.theme().cloned(),
                ..Written::default()
            };
            let amount = sums.until(stated, stated.date);
            let mut line = Line::written(FinanceKind::ClosingBalance, stated.date, amount, said);
            line.total_of = stated.total_of;
            line
        };
        first.map(balance).collect()
    }
}

fn is_balance(line: &Line) -> bool {
    line.kind == FinanceKind::ClosingBalance
}

/// What lines add up to by the end of each day, by what they say.
type Running<'a> = HashMap<Says<'a>, Vec<(NaiveDate, Money)>>;

/// What lines do to the balances that they are part of, day by day.
///
/// A balance is of lines that say what it says, and whatever they like of what it does not say.
#[derive(Clone, Debug, Default)]
struct Sums<'a>(HashMap<[bool; 5], Running<'a>>);

impl<'a> Sums<'a> {
    /// Those of lines, for each shape of the balances that are stated.
    fn of(kinds: &Kinds, lines: &'a [Line], stated: &[Line]) -> Self {
        let shapes: HashSet<[bool; 5]> = stated.iter().filter(|line| is_balance(line)).map(shape).collect();
        let counted = lines.iter().filter(|line| kinds.0.contains(&line.kind));
        let mut lines: Vec<&Line> = counted.filter(|_| !shapes.is_empty()).collect();
        lines.sort_by_key(|line| line.date);
        let of_shape = |shape: [bool; 5]| {
            let mut sums: Running<'a> = HashMap::new();
            for line in &lines {
                let sums = sums.entry(narrowed(says(line), shape)).or_default();
                let before = sums.last().map(|(_, sum)| *sum).unwrap_or_default();
                sums.push((line.date, before + line.effect()));
            }
            (shape, sums)
        };
        Self(shapes.into_iter().map(of_shape).collect())
    }

    /// What they do to a balance up to a day.
    fn until(&self, stated: &Line, day: NaiveDate) -> Money {
        let sums = self.0.get(&shape(stated)).and_then(|sums| sums.get(&says(stated)));
        let sums = sums.map_or(&[][..], Vec::as_slice);
        let last = sums.partition_point(|(date, _)| *date <= day).checked_sub(1);
        last.and_then(|last| sums.get(last)).map(|(_, sum)| *sum).unwrap_or_default()
    }
}

/// Of which dimensions a line says something.
fn shape(line: &Line) -> [bool; 5] {
    says(line).map(|said| said.is_some())
}

fn narrowed(mut says: Says<'_>, shape: [bool; 5]) -> Says<'_> {
    for (said, named) in says.iter_mut().zip(shape) {
        *said = said.filter(|_| named);
    }
    says
}

/// What finance's balances and its lines say of each other.
#[derive(Clone, Debug, Default)]
pub(super) struct Balances<'a> {
    sums: Sums<'a>,
    /// What is stated, by what it is of and day.
    stated: HashMap<Says<'a>, BTreeMap<NaiveDate, Money>>,
}

impl<'a> Balances<'a> {
    /// Those of an extract.
    pub fn of(kinds: &Kinds, theirs: &'a [Line]) -> Self {
        let mut stated: HashMap<Says<'a>, BTreeMap<NaiveDate, Money>> = HashMap::new();
        for line in theirs.iter().filter(|line| is_balance(line)) {
            *stated.entry(says(line)).or_default().entry(line.date).or_default() += line.amount;
        }
        Self { sums: Sums::of(kinds, theirs, theirs), stated }
    }

    /// By how much a balance that finance states is more than its own lines add up to.
    pub fn residue(&self, stated: &Line) -> Money {
        let days = self.stated.get(&says(stated));
        let on = |day: NaiveDate| days.and_then(|days| days.get(&day)).copied().unwrap_or_default();
        let before = days.and_then(|days| days.range(..stated.date).next_back()).map(|(day, _)| *day);
        let moved =
            self.sums.until(stated, stated.date) - before.map(|day| self.sums.until(stated, day)).unwrap_or_default();
        on(stated.date) - before.map(on).unwrap_or_default() - moved
    }
}
