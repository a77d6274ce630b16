//! Problems as they are found, many alike gathered into few.
//!
//! What comes in: problems one by one. What leaves: the first of each code and column, and how many more there are, so
//! that a sheet of a million faulty cells neither fills the memory nor the screen. What it does not know: what they say.

use std::collections::HashMap;

use crate::intake::problems::ProblemCode;
use crate::intake::problems::{Location, Problem};

/// How many problems of one code in one column are kept: more than anybody fixes one by one.
pub(in crate::intake) const MOST_ALIKE: u64 = 1_000;

/// Problems of one code in one column.
#[derive(Clone, Copy, Debug)]
struct Alike {
    /// How many were found.
    count: u64,
    /// The place of the last that was kept.
    last: usize,
}

/// Problems, of which few of a kind are kept.
#[derive(Debug, Default)]
pub(in crate::intake) struct ProblemLog {
    kept: Vec<Problem>,
    alike: HashMap<(ProblemCode, Location), Alike>,
    /// By code, column and name, which problem says so and how many rows have the name.
    named: HashMap<(ProblemCode, Location, String), (usize, u64)>,
}

impl ProblemLog {
    /// Takes a problem.
    pub fn add(&mut self, problem: Problem) {
        let most = most(problem.code);
        let alike = self.alike.entry(key(&problem)).or_insert(Alike { count: 0, last: 0 });
        alike.count += 1;
        if alike.count <= most {
            alike.last = self.kept.len();
            self.kept.push(problem);
        }
    }

    /// Takes a problem with a name, which many rows may have: it is kept once, with their number.
    pub fn add_named(&mut self, problem: Problem, name: &str) {
        let (code, column) = key(&problem);
        if let Some((_, rows)) = self.named.get_mut(&(code, column.clone(), name.to_owned())) {
            *rows += 1;
            return;
        }
        let before = self.kept.len();
        self.add(problem);
        if self.kept.len() > before {
            self.named.insert((code, column, name.to_owned()), (before, 1));
        }
    }

    /// Whether a further problem of this code with this name in this column would only be counted.
    pub fn has_named(&self, code: ProblemCode, location: &Location, name: &str) -> bool {
        let column = Location { row: None, ..location.clone() };
        self.alike.get(&(code, column.clone())).is_some_and(|alike| alike.count >= most(code))
            || self.named.contains_key(&(code, column, name.to_owned()))
    }

    /// The problems that were kept; the last of each column says how many more there are.
    pub fn into_problems(self) -> Vec<Problem> {
        let mut kept = self.kept;
        for (index, rows) in self.named.into_values().filter(|(_, rows)| *rows > 1) {
            if let Some(problem) = kept.get_mut(index) {
                problem.found = format!("{} (in {rows} rows)", problem.found);
            }
        }
        for ((code, _), alike) in self.alike {
            let more = alike.count.saturating_sub(most(code));
            if let Some(problem) = kept.get_mut(alike.last).filter(|_| more > 0) {
                problem.found = format!("{}; and {more} more in this column", problem.found);
            }
        }
        kept
    }
}

fn key(problem: &Problem) -> (ProblemCode, Location) {
    (problem.code, Location { row: None, ..problem.location.clone() })
}

/// How many problems of a code are kept of each column: of periods taken as days, one shows how they are all read.
fn most(code: ProblemCode) -> u64 {
    if matches!(code, ProblemCode::DateOfPeriod | ProblemCode::YearAsDay) { 1 } else { MOST_ALIKE }
}
