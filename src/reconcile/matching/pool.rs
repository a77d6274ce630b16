//! The lines of both sides while they are matched: which are free, and which groups were made.

use std::cmp::Ordering;
use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;

use crate::domain::facts::FinanceKind;
use crate::domain::text::comparable;
use crate::domain::{Lookup, Money, OriginalAmount};
use crate::reconcile::Indexes;
use crate::reconcile::line::{Dimension, Line};
use crate::reconcile::relation::{Relation, Rules, Worth};

use super::odds::{Bits, FAULT, Rarity};
use super::{Found, Group, How};

/// Our side and finance's, as indexes in pairs.
pub const OURS: usize = 0;
/// Finance's side.
pub const THEIRS: usize = 1;

/// A text as a number of its own: equal texts, equal numbers. Zero for none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nameless(u32);

impl Nameless {
    /// Whether there is no text.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Whether there is a text.
    pub fn is_some(self) -> bool {
        self.0 != 0
    }

    /// Where a list of all names has it.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Gives out [`Nameless`] numbers.
#[derive(Default)]
struct Numbering(Lookup<String, u32>);

impl Numbering {
    fn of(&mut self, text: Option<&str>) -> Nameless {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Nameless::default() };
        if let Some(known) = self.0.get(text) {
            return Nameless(*known);
        }
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX - 1) + 1;
        self.0.insert(text.to_owned(), next);
        Nameless(next)
    }
}

/// A line, or several of one side that are matched as one, as matching sees it.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The first line, by its index on its side, and the others.
    pub line: u32,
    pub others: Box<[u32]>,
    pub kind: FinanceKind,
    pub day: i32,
    pub amount: i64,
    /// By [`Dimension`], in order.
    pub says: [Nameless; 5],
    pub number: Nameless,
    pub quotes: Box<[Nameless]>,
    /// Dated after the day to which both sides are compared.
    pub late: bool,
}

impl Unit {
    /// What it does to the balance, in minor units.
    pub fn effect(&self) -> i64 {
        self.amount * self.kind.effect()
    }

    /// All lines.
    pub fn lines(&self) -> impl Iterator<Item = u32> + '_ {
        std::iter::once(self.line).chain(self.others.iter().copied())
    }

    /// Days between two.
    pub fn apart(&self, other: &Unit) -> u32 {
        self.day.abs_diff(other.day)
    }
}

/// The lines of both sides, and what was made of them.
pub struct Pool<'a> {
    pub lines: [&'a [Line]; 2],
    pub units: [Vec<Unit>; 2],
    pub free: [Vec<bool>; 2],
    pub groups: Vec<Group>,
    /// For each unit, the group that holds it.
    pub held_by: [Vec<Option<u32>>; 2],
    pub rarity: Rarity,
    pub rules: Rules<'a>,
}

impl<'a> Pool<'a> {
    /// All lines free but those that are compared in sums, in an order that their indexes do not change: by date,
    /// kind, amount, number and what they say.
    pub fn new(lines: [&'a [Line]; 2], in_sums: &[Vec<bool>; 2], rules: Rules<'a>, as_of: NaiveDate) -> Self {
        let singly = [OURS, THEIRS].map(|side| {
            let lines = lines[side].iter().enumerate().filter(|(index, _)| !in_sums[side][*index]);
            // What mostly decides stands beside the line, so that few lines are gone to.
            let mut lines: Vec<(Dated, (u32, &Line))> =
                lines.map(|(index, line)| (dated(line), (index as u32, line))).collect();
            lines.par_sort_by(|(one, (_, line)), (other, (_, with))| one.cmp(other).then_with(|| order(line, with)));
            lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>()
        });
        let (says, numbers) = rayon::join(|| says(&singly), || numbers(&singly));
        let mut named = says.into_iter().zip(numbers);
        let units: [Vec<Unit>; 2] = singly.map(|side| {
            let units = side.into_iter().zip(&mut named);
            units.map(|((index, line), (says, numbers))| unit_of(index, line, as_of, says, numbers)).collect()
        });
        let mut rarity = Rarity::default();
        for (side, units) in units.iter().enumerate() {
            rarity.count(side, units.iter());
        }
        let free = [vec![true; units[OURS].len()], vec![true; units[THEIRS].len()]];
        let held_by = [vec![None; units[OURS].len()], vec![None; units[THEIRS].len()]];
        Self { lines, units, free, groups: Vec::new(), held_by, rarity, rules }
    }

    /// The free units of a side, in order.
    pub fn free_units(&self, side: usize) -> impl Iterator<Item = u32> + '_ {
        self.free[side].iter().enumerate().filter(|(_, free)| **free).map(|(unit, _)| unit as u32)
    }

    /// The units of a side that stand in a group, in order.
    pub fn held_units(&self, side: usize) -> impl Iterator<Item = u32> + '_ {
        self.held_by[side].iter().enumerate().filter(|(_, held)| held.is_some()).map(|(unit, _)| unit as u32)
    }

    /// How many units of a side are free, by kind.
    pub fn free_by_kind(&self, side: usize) -> HashMap<FinanceKind, u64> {
        let mut counts = HashMap::new();
        for unit in self.free_units(side) {
            *counts.entry(self.units[side][unit as usize].kind).or_default() += 1;
        }
        counts
    }

    pub fn unit(&self, side: usize, unit: u32) -> &Unit {
        &self.units[side][unit as usize]
    }

    /// Takes free units as a group.
    pub fn take(&mut self, how: How, ours: &[u32], theirs: &[u32]) -> u32 {
        let group = self.groups.len() as u32;
        for (side, units) in [ours, theirs].into_iter().enumerate() {
            for &unit in units {
                self.free[side][unit as usize] = false;
                self.held_by[side][unit as usize] = Some(group);
            }
        }
        self.groups.push(Group { units: [ours.into(), theirs.into()], how, repeats: None });
        group
    }

    /// Takes a free unit as the repetition of another of its side.
    pub fn repeat(&mut self, side: usize, unit: u32, twin: u32) {
        let units: [&[u32]; 2] = if side == OURS { [&[unit], &[]] } else { [&[], &[unit]] };
        let group = self.take(How::Repeated, units[OURS], units[THEIRS]);
        self.groups[group as usize].repeats = Some(twin);
    }

    /// Adds free units to a group.
    pub fn join(&mut self, group: u32, how: How, side: usize, units: &[u32]) {
        for &unit in units {
            self.free[side][unit as usize] = false;
            self.held_by[side][unit as usize] = Some(group);
        }
        let group = &mut self.groups[group as usize];
        group.units[side].extend_from_slice(units);
        group.how = how;
    }

    /// Makes one group of two.
    pub fn merge(&mut self, group: u32, other: u32, how: How) {
        let moved = std::mem::take(&mut self.groups[other as usize].units);
        for (side, units) in moved.iter().enumerate() {
            self.join(group, how, side, units);
        }
    }

    /// Makes one unit of several that their own side links, for as long as a partner is looked for; those that undo each
    /// other go as a group of their own. Gives back the new unit.
    pub fn link(&mut self, side: usize, units: &[u32]) -> Option<u32> {
        let first = self.unit(side, *units.first()?).clone();
        let all = units.iter().map(|unit| self.unit(side, *unit));
        let amount: i64 = all.clone().map(|unit| unit.amount).sum();
        if all.clone().any(|unit| unit.kind != first.kind) {
            return None;
        }
        if amount == 0 {
            let none: [&[u32]; 2] = if side == OURS { [units, &[]] } else { [&[], units] };
            self.take(How::Numbers, none[OURS], none[THEIRS]);
            return None;
        }
        let says = [0, 1, 2, 3, 4].map(|dimension| {
            let mut said = all.clone().map(|unit| unit.says[dimension]).filter(|name| name.is_some());
            let one = said.next().unwrap_or_default();
            if said.all(|other| other == one) { one } else { Nameless::default() }
        });
        let linked = Unit {
            others: all.clone().flat_map(Unit::lines).skip(1).collect(),
            day: all.clone().map(|unit| unit.day).min()?,
            late: all.clone().all(|unit| unit.late),
            amount,
            says,
            ..first
        };
        for &unit in units {
            self.free[side][unit as usize] = false;
        }
        self.units[side].push(linked);
        self.free[side].push(true);
        self.held_by[side].push(None);
        Some(self.units[side].len() as u32 - 1)
    }

    /// Frees the units of linked ones that found no partner; `parts` are the linked ones with what they were made of.
    pub fn break_up(&mut self, side: usize, linked: u32, parts: &[u32]) {
        if std::mem::replace(&mut self.free[side][linked as usize], false) {
            for &part in parts {
                self.free[side][part as usize] = true;
            }
        }
    }

    /// Whether more than two lines of its kind have a unit's amount.
    pub fn recurs(&self, side: usize, unit: u32) -> bool {
        let unit = self.unit(side, unit);
        self.rarity.count_of(unit.kind, unit.amount) > 2
    }

    /// The groups by lines, with what is left as groups of one. Lines that stand behind the last day do not count, and
    /// groups of nothing else are left out.
    pub fn found(self) -> Vec<Found> {
        let lines_of = |side: usize, units: &[u32]| -> Indexes {
            units.iter().flat_map(|unit| self.units[side][*unit as usize].lines()).collect()
        };
        let counts = |side: usize, units: &[u32]| units.iter().any(|unit| !self.units[side][*unit as usize].late);
        let mut found = Vec::with_capacity(self.groups.len());
        for group in &self.groups {
            let [ours, theirs] = &group.units;
            if !counts(OURS, ours) && !counts(THEIRS, theirs) {
                continue;
            }
            let side = if ours.is_empty() { THEIRS } else { OURS };
            let repeats = group.repeats.map(|twin| self.units[side][twin as usize].line);
            found.push(Found { lines: [lines_of(OURS, ours), lines_of(THEIRS, theirs)], how: group.how, repeats });
        }
        for side in [OURS, THEIRS] {
            for unit in self.free_units(side).filter(|unit| !self.unit(side, *unit).late) {
                let mut lines = [Indexes::new(), Indexes::new()];
                lines[side] = lines_of(side, &[unit]);
                found.push(Found { lines, how: How::Alone, repeats: None });
            }
        }
        found
    }

    /// What one amount is to the other.
    pub fn relation(&self, ours: u32, theirs: u32) -> Relation {
        self.rules.relation(&self.worth(OURS, ours), &self.worth(THEIRS, theirs))
    }

    /// What the sums of units of the two sides are to each other.
    pub fn relation_of_sums(&self, units: [&[u32]; 2]) -> Relation {
        let worth = |side: usize| {
            let of = units[side].iter().map(|unit| self.worth(side, *unit));
            of.reduce(|sum, unit| Worth {
                amount: sum.amount + unit.amount,
                lines: sum.lines + unit.lines,
                original: None,
                ..sum
            })
        };
        match (worth(OURS), worth(THEIRS)) {
            (Some(ours), Some(theirs)) => self.rules.relation(&ours, &theirs),
            _ => Relation::Apart,
        }
    }

    /// The amount of a unit of one line in the currency of its document.
    pub fn original(&self, side: usize, unit: &Unit) -> Option<OriginalAmount> {
        self.lines[side][unit.line as usize].original().filter(|_| unit.others.is_empty())
    }

    fn worth(&self, side: usize, unit: u32) -> Worth<'_> {
        let unit = self.unit(side, unit);
        let first = &self.lines[side][unit.line as usize];
        let amount = Money::from_minor(unit.amount);
        let lines = 1 + unit.others.len() as u64;
        let (kind, original, charges) = (unit.kind, self.original(side, unit), first.charges());
        Worth { kind, date: first.date, amount, original, charges, lines, step: 1 }
    }

    /// What speaks for two units of equal amount being one booking.
    pub fn equal_odds(&self, side: usize, unit: u32, other_side: usize, other: u32) -> Bits {
        let (one, other) = (self.unit(side, unit), self.unit(other_side, other));
        self.rarity.amount(one.kind, one.amount) + self.circumstances(one, other)
    }

    /// What speaks for two units but for their amounts: dates, dimensions, kinds.
    pub fn circumstances(&self, one: &Unit, other: &Unit) -> Bits {
        let (dimensions, _) = self.rarity.dimensions(one, other);
        let kinds = if one.kind == other.kind { 0 } else { FAULT };
        self.rarity.date(one.apart(other)) + dimensions - kinds
    }
}

/// What an order of lines goes by first: it does not depend on where they stand, as long as they differ at all.
type Dated = (NaiveDate, FinanceKind, Money);

fn dated(line: &Line) -> Dated {
    (line.date, line.kind, line.amount)
}

/// The order of lines that are alike in that.
fn order(one: &Line, other: &Line) -> Ordering {
    one.number()
        .cmp(&other.number())
        .then_with(|| {
            Dimension::ALL
                .map(|dimension| one.says(dimension))
                .cmp(&Dimension::ALL.map(|dimension| other.says(dimension)))
        })
        .then_with(|| one.quotes().cmp(other.quotes()))
}

/// What lines say by [`Dimension`], by names; of both sides one after the other.
fn says(sides: &[Vec<(u32, &Line)>; 2]) -> Vec<[Nameless; 5]> {
    let mut names = Numbering::default();
    let lines = sides.iter().flatten();
    lines.map(|(_, line)| Dimension::ALL.map(|dimension| names.of(line.seems(dimension)))).collect()
}

/// The number of a line, and those that it quotes.
type Numbers = (Nameless, Box<[Nameless]>);

/// The numbers of lines, of both sides one after the other.
fn numbers(sides: &[Vec<(u32, &Line)>; 2]) -> Vec<Numbers> {
    let texts = |(_, line): &(u32, &Line)| {
        let quotes: Vec<String> = line.quotes().map(comparable).collect();
        (comparable(&line.number()), quotes)
    };
    let texts: Vec<(String, Vec<String>)> = sides.par_iter().flat_map(|side| side.par_iter().map(texts)).collect();
    let mut names = Numbering::default();
    let mut number = |text: &String| names.of(Some(text.as_str()));
    texts.iter().map(|(own, quotes)| (number(own), quotes.iter().map(&mut number).collect())).collect()
}

fn unit_of(index: u32, line: &Line, as_of: NaiveDate, says: [Nameless; 5], (number, quotes): Numbers) -> Unit {
    Unit {
        line: index,
        others: Box::default(),
        kind: line.kind,
        day: line.date.num_days_from_ce(),
        amount: line.amount.minor(),
        says,
        number,
        quotes,
        late: line.date > as_of,
    }
}
