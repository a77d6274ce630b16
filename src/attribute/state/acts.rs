//! Decisions that acted, and what those in force say.
//!
//! What comes in: the decisions as they act, with their entries. What leaves, after every change: by how much cells are
//! lowered that money left, what is closed to the program, what was returned and is kept for people, and what was put
//! where it must stay. What it does not know: how a decision acts (that is `decide`).

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use crate::domain::{Money, Month};

use super::living::Living;
use crate::attribute::outcome::{Refused, Withheld};
use crate::attribute::run::{Action, Decision, Flow, Mode};

/// A decision that acted.
#[derive(Clone, Debug)]
pub struct Act {
    pub decision: Decision,
    /// The day on which it acted.
    pub on: NaiveDate,
    pub from: Option<u32>,
    pub to: Option<u32>,
    pub agreement: Option<u32>,
    /// Whose money, and how much of each.
    pub parts: Vec<(u32, i64)>,
    /// Whether it was taken back since.
    pub reversed: bool,
    /// Whether it holds: neither taken back nor ended.
    pub in_force: bool,
}

/// An entry that a decision made.
#[derive(Clone, Copy, Debug)]
pub struct Made {
    pub act: usize,
    pub on: NaiveDate,
    pub agreement: u32,
    pub cell: u32,
    pub amount: i64,
}

/// An agreement that is not to pay for a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    pub act: usize,
    pub line: u32,
    pub agreement: u32,
    /// Whether it is heeded now.
    heeded: bool,
}

impl Bar {
    pub fn new(act: usize, line: u32, agreement: u32) -> Self {
        Self { act, line, agreement, heeded: false }
    }
}

/// All that acted.
pub struct Acts {
    /// In the order in which they acted.
    pub all: Vec<Act>,
    pub entries: Vec<Made>,
    pub bars: Vec<Bar>,
    /// Decisions that could not act.
    pub refused: Vec<Refused>,
    /// By cell: how much of its need left it by decision.
    pub cuts: Vec<i64>,
    /// By cell: whether it is closed to the program.
    pub closed_cells: Vec<bool>,
    /// By agreement: whether it is closed to the program.
    pub closed_agreements: Vec<bool>,
    /// By agreement: what it got back and is kept for people.
    pub returned: Vec<i64>,
    /// By agreement and cell: what was put there and is to stay.
    guarded: HashMap<(u32, u32), i64>,
}

impl Acts {
    /// Nothing was decided yet.
    pub fn new(agreements: usize, cells: usize) -> Self {
        Self {
            all: Vec::new(),
            entries: Vec::new(),
            bars: Vec::new(),
            refused: Vec::new(),
            cuts: vec![0; cells],
            closed_cells: vec![false; cells],
            closed_agreements: vec![false; agreements],
            returned: vec![0; agreements],
            guarded: HashMap::new(),
        }
    }

    /// A decision acts; gives its index. What an earlier version of it entered, before it changed, is its own.
    pub fn add(&mut self, act: Act) -> usize {
        let index = self.all.len();
        for made in &mut self.entries {
            if self.all[made.act].decision.number == act.decision.number {
                made.act = index;
            }
        }
        self.all.push(act);
        index
    }

    /// By cell, what decisions in force keep from the program.
    pub fn withheld(&self) -> Vec<Withheld> {
        let cells = self.closed_cells.iter().zip(&self.cuts);
        cells.map(|(&is_closed, &cut)| Withheld { is_closed, cut: Money::from_minor(cut) }).collect()
    }

    /// Whether another cell took the place of one.
    pub fn is_succeeded(&self, cell: u32) -> bool {
        self.all.iter().any(|act| act.in_force && act.decision.action == Action::Succeed && act.from == Some(cell))
    }

    /// What an agreement has in a cell by decision.
    pub fn guarded(&self, agreement: u32, cell: u32) -> i64 {
        self.guarded.get(&(agreement, cell)).copied().unwrap_or_default()
    }

    /// Whether an agreement was uncharged of a line.
    pub fn bars(&self, line: u32, agreement: u32) -> bool {
        self.bars.iter().any(|bar| bar.line == line && bar.agreement == agreement)
    }

    /// The agreements that must not pay for a line.
    fn barred(&self, line: u32) -> Vec<u32> {
        let bars = self.bars.iter().filter(|bar| bar.line == line && self.all[bar.act].in_force);
        bars.map(|bar| bar.agreement).collect()
    }

    /// What holds: not taken back, and not ended by a release that holds.
    fn settle_force(&mut self) {
        let releases = self.all.iter().filter(|act| !act.reversed && act.decision.action == Action::Release);
        let ended: HashSet<String> = releases.filter_map(|act| act.decision.ends.clone()).collect();
        for act in &mut self.all {
            act.in_force = !act.reversed && !ended.contains(&act.decision.number);
        }
    }

    /// Decisions in force that people made by themselves: what the program recommended is as if it had entered it.
    fn of_people(&self) -> impl Iterator<Item = &Act> {
        self.all.iter().filter(|act| act.in_force && !act.decision.is_recommended())
    }

    /// By cell, what left it by decision and did not come back by another.
    fn work_out_cuts(&mut self) {
        let mut cuts = vec![0; self.cuts.len()];
        for act in self.of_people() {
            let amount = act.decision.amount.minor();
            let (leaves, enters) = match act.decision.action {
                Action::Move => (act.from, act.to),
                Action::Return => (act.from, None),
                Action::Allocate => (None, act.to),
                Action::Hold | Action::Release | Action::Succeed | Action::Uncharge => (None, None),
            };
            if let Some(cell) = leaves {
                cuts[cell as usize] += amount;
            }
            if let Some(cell) = enters {
                cuts[cell as usize] = (cuts[cell as usize] - amount).max(0);
            }
        }
        self.cuts = cuts;
    }

    /// A cell that another took the place of is closed as one that is held, until it takes a place itself.
    fn work_out_holds(&mut self) {
        self.closed_cells.fill(false);
        self.closed_agreements.fill(false);
        for act in self.all.iter().filter(|act| act.in_force && act.decision.action == Action::Succeed) {
            if let Some((from, to)) = act.from.zip(act.to) {
                self.closed_cells[from as usize] = true;
                self.closed_cells[to as usize] = false;
            }
        }
        for act in self.all.iter().filter(|act| act.in_force && act.decision.action == Action::Hold) {
            for cell in act.from.iter().chain(&act.to) {
                self.closed_cells[*cell as usize] = true;
            }
            if let Some(agreement) = act.agreement {
                self.closed_agreements[agreement as usize] = true;
            }
        }
    }

    /// What decisions in force put somewhere is to stay. Of what the program recommended, and is asked about again, only what
    /// acted from a day on.
    fn work_out_guards(&mut self, asked_since: Option<NaiveDate>) {
        self.guarded.clear();
        let stays = |made: &&Made| {
            let act = &self.all[made.act];
            let again = asked_since.is_some_and(|since| made.on < since && act.decision.is_recommended());
            act.in_force && !again
        };
        let mut entries: Vec<&Made> = self.entries.iter().filter(stays).collect();
        entries.sort_by_key(|made| (made.on, &self.all[made.act].decision.number));
        for made in entries {
            let guarded = self.guarded.entry((made.agreement, made.cell)).or_default();
            *guarded = (*guarded + made.amount).max(0);
        }
    }
}

/// What changes what an agreement got back, in the order of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    Returned,
    AllocatedByPeople,
    Refunded,
}

impl Living<'_, '_> {
    /// Works out again what the decisions in force say.
    pub fn heed(&mut self) {
        if self.acts.all.is_empty() {
            return;
        }
        self.acts.settle_force();
        self.acts.work_out_cuts();
        self.acts.work_out_holds();
        let asked = self.numbers.run.fund.mode == Mode::Asked;
        self.acts.work_out_guards(asked.then(|| Month::of(self.today.day).first_day()));
        self.acts.returned = self.returned();
        self.heed_bars();
    }

    /// By agreement, what it got back by decision: a refund takes of it, and so does what people allocate.
    fn returned(&self) -> Vec<i64> {
        let mut turns: BTreeMap<u32, Vec<(NaiveDate, Turn, i64)>> = BTreeMap::new();
        for act in self.acts.of_people() {
            let turn = match act.decision.action {
                Action::Return => Turn::Returned,
                Action::Allocate => Turn::AllocatedByPeople,
                Action::Move | Action::Hold | Action::Release | Action::Succeed | Action::Uncharge => continue,
            };
            for &(agreement, amount) in &act.parts {
                turns.entry(agreement).or_default().push((act.on, turn, amount));
            }
        }
        let mut returned = vec![0; self.numbers.holders.len()];
        for (agreement, mut turns) in turns {
            let rate = self.numbers.holders[agreement as usize].calendar.on(self.today.day).support;
            let receipts = self.numbers.run.receipts.iter();
            let refunds = receipts.filter(|receipt| {
                let own = receipt.agreement.as_ref().and_then(|named| self.numbers.agreement(named.as_str()));
                receipt.kind == Flow::Refund && own == Some(agreement) && receipt.date <= self.today.day
            });
            turns.extend(refunds.map(|refund| (refund.date, Turn::Refunded, rate.taken_out_of(refund.base).minor())));
            turns.sort_unstable();
            returned[agreement as usize] = turns.chunk_by(|one, other| one.0 == other.0).fold(0, |left, of_day| {
                let left = of_day.iter().fold(left, |left, (_, turn, amount)| match turn {
                    Turn::Returned => left + amount,
                    Turn::AllocatedByPeople | Turn::Refunded => (left - amount).max(0),
                });
                match of_day {
                    [(day, Turn::Returned, _), ..] => left.min(self.unallocated_on(agreement, *day)),
                    _ => left,
                }
            });
        }
        returned
    }

    /// What of an agreement's money was not allocated on a day: of what is returned, the rest made good what was allocated
    /// beyond the money.
    fn unallocated_on(&self, agreement: u32, day: NaiveDate) -> i64 {
        let entries = self.book.entries.iter().filter(|entry| entry.agreement == agreement && entry.date <= day);
        let allocated: i64 = entries.map(|entry| entry.amount).sum();
        (self.purses[agreement as usize].programmable_on(day) - allocated).max(0)
    }

    /// Lines whose bars changed get their payers anew.
    fn heed_bars(&mut self) {
        let mut lines: Vec<u32> = Vec::new();
        for index in 0..self.acts.bars.len() {
            let in_force = self.acts.all[self.acts.bars[index].act].in_force;
            let bar = &mut self.acts.bars[index];
            if bar.heeded != in_force {
                bar.heeded = in_force;
                lines.push(bar.line);
            }
        }
        self.renew_payers(lines);
    }

    /// Works out the payers of lines again: their cell, or who is barred, is not what it was.
    pub fn renew_payers(&mut self, mut lines: Vec<u32>) {
        lines.sort_unstable();
        lines.dedup();
        for &line in &lines {
            let barred = self.acts.barred(line);
            self.sets.renew(self.numbers, line, &self.lines[line as usize], &barred);
        }
        if !lines.is_empty() {
            self.sets.order();
        }
    }

    /// What of an agreement's unspent money in a cell the program may take: not what a decision put there, which counts
    /// as spent last.
    pub fn loose(&self, agreement: u32, cell: u32) -> i64 {
        (self.book.at(agreement, cell).unspent() - self.acts.guarded(agreement, cell)).max(0)
    }

    /// Of what is not allocated, what decisions keep from the program.
    pub fn kept_for_people(&self, agreement: u32, unallocated: Money) -> Money {
        match self.acts.closed_agreements[agreement as usize] {
            true => unallocated,
            false => unallocated.min(Money::from_minor(self.acts.returned[agreement as usize])),
        }
    }
}
