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

    /// Whether a further problem of this code in this column would only be counted.
    pub fn is_full(&self, code: ProblemCode, location: &Location) -> bool {
        let column = Location { row: None, ..location.clone() };
        self.alike.get(&(code, column)).is_some_and(|alike| alike.count >= most(code))
    }

    /// The problems that were kept; the last of each column says how many more there are.
    pub fn into_problems(self) -> Vec<Problem> {
        let mut kept = self.kept;
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
    if code == ProblemCode::DateOfPeriod { 1 } else { MOST_ALIKE }
}
