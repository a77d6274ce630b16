//! What decisions of the day promise to costs: costs first and cover take no more than that, where people decide.
//!
//! What comes in: amounts, each from its act. What leaves: what costs took of each, and the rest. What it does not know:
//! how a decision acts, which costs come first.

use std::collections::BTreeMap;

/// An agreement, the cell that its money leaves (none where it was not allocated), and the cell that it enters.
pub type Way = (u32, Option<u32>, u32);

/// What is left to give of decisions, by way: each act with its rest.
#[derive(Default)]
pub struct Budgets {
    left: BTreeMap<Way, Vec<(usize, i64)>>,
}

impl Budgets {
    /// Promises an amount of an act.
    pub fn add(&mut self, key: Way, act: usize, amount: i64) {
        if amount > 0 {
            self.left.entry(key).or_default().push((act, amount));
        }
    }

    /// What is left for an agreement, from a cell or from what is not allocated, to a cell.
    pub fn left(&self, agreement: u32, from: Option<u32>, to: u32) -> i64 {
        self.left.get(&(agreement, from, to)).map_or(0, |parts| parts.iter().map(|(_, left)| left).sum())
    }

    /// The agreements that have something to give.
    pub fn agreements(&self) -> impl Iterator<Item = u32> + '_ {
        self.left.keys().map(|(agreement, ..)| *agreement)
    }

    /// Takes an amount, from the oldest decision first: the acts, with what each gives.
    pub fn take(&mut self, agreement: u32, from: Option<u32>, to: u32, mut amount: i64) -> Vec<(usize, i64)> {
        let mut taken = Vec::new();
        for (act, left) in self.left.get_mut(&(agreement, from, to)).into_iter().flatten() {
            let part = amount.min(*left);
            if part > 0 {
                taken.push((*act, part));
                (*left, amount) = (*left - part, amount - part);
            }
        }
        taken
    }

    /// What was not taken: way, act, amount.
    pub fn rest(self) -> impl Iterator<Item = (Way, usize, i64)> {
        let parts =
            self.left.into_iter().flat_map(|(way, parts)| parts.into_iter().map(move |(act, left)| (way, act, left)));
        parts.filter(|(.., left)| *left > 0)
    }
}
