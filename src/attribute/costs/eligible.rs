//! Who may pay for a line: the agreements eligible on the day it was incurred, by dates and by the earmark of that day.
//!
//! What comes in: agreements with their windows, and the lines. What leaves: for each line a set of agreements, each set
//! kept once, with its order among sets. What it does not know: money.
//!
//! Sets of one target change only where a window opens or closes, so they are swept once, day by day, beside the lines.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::lines::Line;
use crate::attribute::terms::numbers::Numbers;

/// The set of nobody.
pub const NOBODY: u32 = 0;

/// Sets of agreements, each once.
pub struct Sets {
    words: usize,
    bits: Vec<u64>,
    numbers: HashMap<Box<[u64]>, u32>,
    /// Where each stands among all: the smaller first, then the one with the lowest reference, then by all of them.
    rank: Vec<u32>,
    /// The set of each line.
    of_line: Vec<u32>,
    /// Whether the set of a line counts agreements that ended before it was incurred, as it settles an obligation.
    settles: Vec<bool>,
}

impl Sets {
    /// The sets of all lines.
    pub fn new(numbers: &Numbers<'_>, lines: &[Line<'_>]) -> Self {
        let words = numbers.holders.len().div_ceil(64).max(1);
        let mut sets = Self {
            words,
            bits: Vec::new(),
            numbers: HashMap::new(),
            rank: Vec::new(),
            of_line: vec![NOBODY; lines.len()],
            settles: vec![false; lines.len()],
        };
        sets.number(&vec![0; words]);
        let mut by_target: Vec<Vec<u32>> = vec![Vec::new(); numbers.targets()];
        for (number, line) in (0_u32..).zip(lines) {
            if let Some(cell) = line.cell.map(|cell| &numbers.cells[cell as usize]).filter(|cell| cell.listed) {
                by_target[cell.target as usize].push(number);
            }
        }
        let turns = turns(numbers);
        for (target, of_target) in (0_u32..).zip(&by_target) {
            sets.sweep(numbers, target, lines, of_target, &turns);
        }
        sets.order();
        sets
    }

    /// The sets of the lines of one target, which come by day.
    fn sweep(&mut self, numbers: &Numbers<'_>, target: u32, lines: &[Line<'_>], of_target: &[u32], turns: &[Turn]) {
        let mut here =
            turns.iter().filter(|turn| numbers.covers_target(turn.agreement, turn.version, target)).peekable();
        let mut bits = vec![0_u64; self.words];
        let mut current = None;
        for &number in of_target {
            let line = &lines[number as usize];
            while let Some(turn) = here.next_if(|turn| turn.day <= line.date) {
                flip(&mut bits, turn.agreement);
                current = None;
            }
            let settling = line.obligation.filter(|day| *day <= line.date);
            let with_ended = settling.and_then(|day| self.with_ended(numbers, &bits, target, line.date, day));
            self.of_line[number as usize] = match with_ended {
                Some(wider) => {
                    self.settles[number as usize] = true;
                    self.number(&wider)
                }
                None => *current.get_or_insert_with(|| self.number(&bits)),
            };
        }
    }

    /// The set with those agreements that had ended by then, but not when the obligation was made: for them the cost
    /// counts as incurred on their last day (docs/domain.md, section 3). `None` where there are none.
    fn with_ended(
        &self,
        numbers: &Numbers<'_>,
        bits: &[u64],
        target: u32,
        day: NaiveDate,
        obliged_on: NaiveDate,
    ) -> Option<Vec<u64>> {
        let mut wider: Option<Vec<u64>> = None;
        for (agreement, holder) in (0_u32..).zip(&numbers.holders) {
            let end = holder.calendar.end_on(day);
            if has(bits, agreement) || day <= end || obliged_on > end {
                continue;
            }
            let eligible = holder.calendar.eligible_on(end);
            if eligible.is_some_and(|version| numbers.covers_target(agreement, version, target)) {
                flip(wider.get_or_insert_with(|| bits.to_vec()), agreement);
            }
        }
        wider
    }

    fn number(&mut self, bits: &[u64]) -> u32 {
        if let Some(&number) = self.numbers.get(bits) {
            return number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(bits.into(), number);
        self.bits.extend_from_slice(bits);
        number
    }

    /// The payers of a line anew, without those that are barred; [`Sets::order`] comes after all that are renewed.
    pub fn renew(&mut self, numbers: &Numbers<'_>, number: u32, line: &Line<'_>, barred: &[u32]) {
        let mut bits = vec![0_u64; self.words];
        let cell = line.cell.map(|cell| &numbers.cells[cell as usize]).filter(|cell| cell.listed);
        for (agreement, holder) in (0_u32..).zip(&numbers.holders) {
            let version = holder.calendar.eligible_on(line.date);
            let covers =
                cell.zip(version).is_some_and(|(cell, version)| numbers.covers_target(agreement, version, cell.target));
            if covers {
                flip(&mut bits, agreement);
            }
        }
        let settling = line.obligation.filter(|day| *day <= line.date).zip(cell);
        let wider = settling.and_then(|(day, cell)| self.with_ended(numbers, &bits, cell.target, line.date, day));
        self.settles[number as usize] = wider.is_some();
        let mut bits = wider.unwrap_or(bits);
        for &agreement in barred {
            bits[agreement as usize / 64] &= !(1 << (agreement % 64));
        }
        self.of_line[number as usize] = self.number(&bits);
    }

    /// Ranks the sets.
    pub fn order(&mut self) {
        let members: Vec<Vec<u32>> = (0..self.numbers.len() as u32).map(|set| self.members(set).collect()).collect();
        let mut order: Vec<u32> = (0..members.len() as u32).collect();
        let key = |set: u32| (members[set as usize].len(), &members[set as usize]);
        order.sort_by(|&one, &other| key(one).cmp(&key(other)));
        self.rank = vec![0; order.len()];
        for (rank, set) in (0..).zip(order) {
            self.rank[set as usize] = rank;
        }
    }

    /// The set of a line.
    pub fn of(&self, line: u32) -> u32 {
        self.of_line[line as usize]
    }

    /// Whether the set of a line counts agreements that had ended.
    pub fn settles(&self, line: u32) -> bool {
        self.settles[line as usize]
    }

    /// Where a set stands among all.
    pub fn rank(&self, set: u32) -> u32 {
        self.rank[set as usize]
    }

    /// How many sets there are.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether an agreement is in a set.
    pub fn has(&self, set: u32, agreement: u32) -> bool {
        has(self.words_of(set), agreement)
    }

    /// Whether a set shares an agreement with others.
    pub fn meets(&self, set: u32, others: &[u64]) -> bool {
        self.words_of(set).iter().zip(others).any(|(one, other)| one & other != 0)
    }

    /// The agreements of a set, by rank.
    pub fn members(&self, set: u32) -> impl Iterator<Item = u32> + '_ {
        (0_u32..).zip(self.words_of(set)).flat_map(|(index, &word)| bits_of(word).map(move |bit| index * 64 + bit))
    }

    /// The agreements that a set shares with others, by rank.
    pub fn members_within<'s>(&'s self, set: u32, others: &'s [u64]) -> impl Iterator<Item = u32> + 's {
        let shared = self.words_of(set).iter().zip(others).map(|(one, other)| one & other);
        (0_u32..).zip(shared).flat_map(|(index, word)| bits_of(word).map(move |bit| index * 64 + bit))
    }

    /// Whether an agreement is in a set and among others.
    pub fn has_within(&self, set: u32, others: &[u64], agreement: u32) -> bool {
        self.has(set, agreement) && has(others, agreement)
    }

    /// An empty set to fill, as words.
    pub fn blank(&self) -> Vec<u64> {
        vec![0; self.words]
    }

    fn words_of(&self, set: u32) -> &[u64] {
        &self.bits[set as usize * self.words..][..self.words]
    }
}

/// Adds an agreement to words, or takes it out.
pub fn flip(bits: &mut [u64], agreement: u32) {
    bits[agreement as usize / 64] ^= 1 << (agreement % 64);
}

/// The bits that are set in a word.
fn bits_of(mut word: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = (word != 0).then(|| word.trailing_zeros());
        word &= word.wrapping_sub(1);
        bit
    })
}

fn has(bits: &[u64], agreement: u32) -> bool {
    bits[agreement as usize / 64] >> (agreement % 64) & 1 == 1
}

/// A window that opens, or has closed.
struct Turn {
    day: NaiveDate,
    agreement: u32,
    version: usize,
}

/// All openings and closings, by day.
fn turns(numbers: &Numbers<'_>) -> Vec<Turn> {
    let mut turns = Vec::new();
    for (agreement, holder) in (0_u32..).zip(&numbers.holders) {
        for window in &holder.windows {
            turns.push(Turn { day: window.from, agreement, version: window.version });
            if let Some(day) = window.to.succ_opt() {
                turns.push(Turn { day, agreement, version: window.version });
            }
        }
    }
    turns.sort_by_key(|turn| (turn.day, turn.agreement));
    turns
}
