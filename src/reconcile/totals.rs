//! What is compared in sums: what finance gives as totals instead of lines, and kinds that are sums by their nature.
//!
//! A total covers what it says that it covers: the lines of its kind, in its period, of the agreement, project and whatever
//! else it names. All other lines are compared as lines. A line that names its counterpart on the other side is compared
//! with it, covered or not. A total that finance's own lines add up to says them once more, and counts for nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use crate::domain::facts::FinanceKind;
use crate::domain::text::comparable;
use crate::domain::{Money, Period};

use super::Indexes;
use super::line::{Dimension, Line};
use super::matching::{Found, How, OURS, THEIRS};

/// What lines say of each dimension; nothing of one that a total leaves out.
type Says<'a> = [Option<&'a str>; 5];
/// Of what finance's totals are of: a kind, and for each dimension whether they name it.
type Shape = (FinanceKind, [bool; 5]);
/// What a total covers.
type Scope<'a> = (FinanceKind, Says<'a>, Period);

/// Dates finance's totals of a period that is not over to the last day: they are sums to date.
pub(super) fn date(theirs: &mut [Line], as_of: NaiveDate) {
    for line in theirs.iter_mut().filter(|line| is_total(line) && line.date > as_of) {
        let period = line.total_of.filter(|period| period.to == line.date && period.contains(as_of));
        line.date = period.map_or(line.date, |_| as_of);
    }
}

/// Leaves out finance's totals that its own lines add up to, the narrowest first.
pub(super) fn leave_out_repeated(theirs: &mut Vec<Line>) {
    while theirs.iter().any(is_total) {
        let repeated = repeated(theirs);
        if !repeated.contains(&true) {
            break;
        }
        let mut repeated = repeated.into_iter();
        theirs.retain(|_| !repeated.next().unwrap_or_default());
    }
}

/// Of each line, whether it is a total to which all lines that it covers add up.
fn repeated(theirs: &[Line]) -> Vec<bool> {
    let scopes = Scopes::of(theirs);
    let mut said: BTreeMap<Scope<'_>, Money> = BTreeMap::new();
    let mut own: BTreeMap<Scope<'_>, Money> = BTreeMap::new();
    for line in theirs {
        let scope = scope_of(line);
        if is_total(line) {
            *said.entry(scope).or_default() += line.amount;
        }
        let within = |wider: &Scope<'_>| !is_total(line) || is_within(&scope, wider);
        for wider in scopes.covering(line).filter(within) {
            *own.entry(wider).or_default() += line.amount;
        }
    }
    let adds_up = |scope: &Scope<'_>| own.get(scope).is_some_and(|own| said.get(scope) == Some(own));
    theirs.iter().map(|line| is_total(line) && adds_up(&scope_of(line))).collect()
}

/// The lines of both sides that are compared in sums.
pub(super) struct InSums<'a> {
    lines: [&'a [Line]; 2],
    scopes: Scopes<'a>,
    /// Of each line, whether it is compared in a sum.
    pub summed: [Vec<bool>; 2],
    /// The sums.
    pub groups: Vec<Found>,
}

impl<'a> InSums<'a> {
    /// Those of two sides up to a day.
    pub fn of(lines: [&'a [Line]; 2], as_of: NaiveDate) -> Self {
        let scopes = Scopes::of(lines[THEIRS]);
        let mut summed = lines.map(|side| side.iter().map(|line| line.kind.is_to_date()).collect::<Vec<bool>>());
        let mut sums: BTreeMap<Scope<'a>, [Indexes; 2]> = BTreeMap::new();
        let numbers = numbers(lines[OURS].iter(), &scopes);
        for (side, lines) in lines.into_iter().enumerate() {
            for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.kind.is_to_date()) {
                let Some(scope) = scopes.nearest(line) else { continue };
                if side == THEIRS && !is_total(line) && names_one(line, &numbers) {
                    continue;
                }
                summed[side][index] = true;
                if line.date <= as_of {
                    sums.entry(scope).or_default()[side].push(index as u32);
                }
            }
        }
        let mut in_sums = Self { lines, scopes, summed, groups: Vec::new() };
        in_sums.let_go(&mut sums);
        in_sums.groups = sums.into_values().map(total).chain(by_nature(lines, as_of)).collect();
        in_sums
    }

    /// Lets go of our lines that finance's lines outside the sums name: the two are compared with each other.
    fn let_go(&mut self, sums: &mut BTreeMap<Scope<'a>, [Indexes; 2]>) {
        let singly = self.lines[THEIRS].iter().zip(&self.summed[THEIRS]).filter(|(_, summed)| !**summed);
        let named: Numbers = numbers(singly.map(|(line, _)| line), &self.scopes);
        let (ours, summed) = (self.lines[OURS], &mut self.summed[OURS]);
        for [sum, _] in sums.values_mut() {
            sum.retain(|index| {
                let stays = !names_one(&ours[*index as usize], &named);
                summed[*index as usize] = stays;
                stays
            });
        }
        sums.retain(|_, sum| sum.iter().any(|side| !side.is_empty()));
    }

    /// Makes sums of our lines that found nothing, where finance gives totals of others and no line of what they are of:
    /// what lacks is a total.
    pub fn gather(&self, found: &mut Vec<Found>, as_of: NaiveDate) {
        let mut itemised: HashSet<Scope<'a>> = HashSet::new();
        for (line, summed) in self.lines[THEIRS].iter().zip(&self.summed[THEIRS]) {
            if !summed {
                itemised.extend(self.scopes.like(line));
            }
        }
        let mut sums: BTreeMap<Scope<'a>, [Indexes; 2]> = BTreeMap::new();
        found.retain(|found| {
            let ([our], []) = (found.lines[OURS].as_slice(), found.lines[THEIRS].as_slice()) else { return true };
            let line = &self.lines[OURS][*our as usize];
            let scope =
                if found.how == How::Alone && line.date <= as_of { self.scopes.like(line).next() } else { None };
            let Some(scope) = scope.filter(|scope| !itemised.contains(scope)) else { return true };
            sums.entry(scope).or_default()[OURS].push(*our);
            false
        });
        found.extend(sums.into_values().map(total));
    }
}

fn total(lines: [Indexes; 2]) -> Found {
    Found { lines, how: How::Total, repeats: None }
}

/// Whether a line is a total that finance gives instead of lines.
fn is_total(line: &Line) -> bool {
    line.total_of.is_some() && !line.kind.is_to_date()
}

/// Numbers of lines, by kind.
type Numbers = HashSet<(FinanceKind, String)>;

/// The numbers of lines of kinds that have totals.
fn numbers<'l>(lines: impl Iterator<Item = &'l Line>, scopes: &Scopes<'_>) -> Numbers {
    let lines = lines.filter(|line| scopes.has(line.kind));
    lines.flat_map(|line| all_numbers(line).map(|number| (line.kind, number))).collect()
}

fn names_one(line: &Line, numbers: &Numbers) -> bool {
    all_numbers(line).any(|number| numbers.contains(&(line.kind, number)))
}

/// The number of a line and those that it quotes.
fn all_numbers(line: &Line) -> impl Iterator<Item = String> + '_ {
    std::iter::once(comparable(&line.number())).chain(line.quotes().map(comparable))
}

/// What finance's totals cover.
#[derive(Default)]
struct Scopes<'a> {
    /// By their shape, for each thing that they are of, the periods, the shortest first.
    shapes: BTreeMap<Shape, HashMap<Says<'a>, Vec<Period>>>,
    /// By their shape, all periods.
    periods: BTreeMap<Shape, BTreeSet<(i64, Period)>>,
}

impl<'a> Scopes<'a> {
    fn of(theirs: &'a [Line]) -> Self {
        let mut scopes = Self::default();
        for line in theirs.iter().filter(|line| is_total(line)) {
            let (kind, says, period) = scope_of(line);
            let shape = (kind, says.map(|said| said.is_some()));
            let periods = scopes.shapes.entry(shape).or_default().entry(says).or_default();
            if !periods.contains(&period) {
                periods.push(period);
                periods.sort_by_key(|period| (days(period), *period));
            }
            scopes.periods.entry(shape).or_default().insert((days(&period), period));
        }
        scopes
    }

    /// Whether there are totals of a kind.
    fn has(&self, kind: FinanceKind) -> bool {
        self.shapes.keys().any(|shape| shape.0 == kind)
    }

    /// All that cover a line.
    fn covering(&self, line: &'a Line) -> impl Iterator<Item = Scope<'a>> {
        self.shapes.iter().filter(|(shape, _)| shape.0 == line.kind).flat_map(move |((kind, named), of)| {
            let said = says(line, named);
            let periods = of.get(&said).map_or(&[][..], Vec::as_slice);
            let in_period = periods.iter().filter(|period| period.contains(line.date));
            in_period.map(move |period| (*kind, said, *period))
        })
    }

    /// The scope in which a line counts: its own, of a total; else the one that says most, of the shortest period.
    fn nearest(&self, line: &'a Line) -> Option<Scope<'a>> {
        if is_total(line) {
            return Some(scope_of(line));
        }
        let named = |says: &Says<'_>| says.iter().flatten().count();
        self.covering(line).min_by_key(|(_, says, period)| (usize::MAX - named(says), days(period), *period))
    }

    /// What a total of a line would be of, were there one like those that there are.
    fn like(&self, line: &'a Line) -> impl Iterator<Item = Scope<'a>> {
        self.periods.iter().filter(|(shape, _)| shape.0 == line.kind).flat_map(move |((kind, named), periods)| {
            let period = periods.iter().find(|(_, period)| period.contains(line.date));
            period.map(|(_, period)| (*kind, says(line, named), *period))
        })
    }
}

fn days(period: &Period) -> i64 {
    period.to.signed_duration_since(period.from).num_days()
}

/// What a total is of.
fn scope_of(line: &Line) -> Scope<'_> {
    let period = line.total_of.unwrap_or(Period { from: line.date, to: line.date });
    (line.kind, says(line, &[true; 5]), period)
}

/// Whether one scope lies within the period of another and is not the same.
fn is_within(one: &Scope<'_>, other: &Scope<'_>) -> bool {
    one != other && other.2.contains(one.2.from) && other.2.contains(one.2.to)
}

/// What a line says of the dimensions that are named.
fn says<'l>(line: &'l Line, named: &[bool; 5]) -> Says<'l> {
    let mut says = [None; 5];
    for ((said, dimension), named) in says.iter_mut().zip(Dimension::ALL).zip(named) {
        *said = value(line, dimension).filter(|_| *named);
    }
    says
}

/// What a line says of a dimension; of the donor, a strange name where it resembles nobody's.
fn value(line: &Line, dimension: Dimension) -> Option<&str> {
    let name = line.stranger().filter(|_| dimension == Dimension::Donor).map(|stranger| stranger.name.as_str());
    line.seems(dimension).or(name)
}

/// Kinds that are sums by their nature, by what finance says of them and of which period.
fn by_nature(lines: [&[Line]; 2], as_of: NaiveDate) -> Vec<Found> {
    let mut said: BTreeMap<FinanceKind, [bool; 5]> = BTreeMap::new();
    let mut periods: BTreeMap<FinanceKind, BTreeSet<Period>> = BTreeMap::new();
    for line in lines[THEIRS].iter().filter(|line| line.kind.is_to_date()) {
        let said = said.entry(line.kind).or_default();
        for (said, dimension) in said.iter_mut().zip(Dimension::ALL) {
            *said |= value(line, dimension).is_some();
        }
        periods.entry(line.kind).or_default().extend(line.total_of);
    }
    let mut sums: BTreeMap<(FinanceKind, Says<'_>, Option<Period>), [Indexes; 2]> = BTreeMap::new();
    let mut found = Vec::new();
    for (side, lines) in lines.into_iter().enumerate() {
        let counted = |line: &Line| line.kind.is_to_date() && line.date <= as_of;
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| counted(line)) {
            let known = periods.get(&line.kind);
            let in_period = || known?.iter().find(|period| period.contains(line.date)).copied();
            let period = line.total_of.or_else(in_period);
            let outside = period.is_none() && known.is_some_and(|periods| !periods.is_empty());
            match said.get(&line.kind).filter(|_| !outside) {
                Some(named) => {
                    sums.entry((line.kind, says(line, named), period)).or_default()[side].push(index as u32);
                }
                None => {
                    let mut lines = [Indexes::new(), Indexes::new()];
                    lines[side].push(index as u32);
                    found.push(Found { lines, how: How::Alone, repeats: None });
                }
            }
        }
    }
    found.extend(sums.into_values().map(total));
    found
}
