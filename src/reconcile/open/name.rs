//! Names of differences that stay the same from month to month: hashes of what their lines are known by, not of amounts.

use std::collections::{HashMap, HashSet};

use crate::domain::fingerprint;
use crate::reconcile::line::{Dimension, Line};
use crate::reconcile::{Difference, How, Reconciliation};

/// How many hexadecimal digits a name has.
const DIGITS: usize = 8;

/// A name for each difference, in their order. No two are the same.
pub(super) fn names(reconciliation: &Reconciliation) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut known: HashMap<String, u32> = HashMap::new();
    let name = |difference: &Difference| {
        let text = known_by(reconciliation, difference);
        // Of two that are known by the same, the second is told apart by its number.
        let first = known.entry(text.clone()).and_modify(|number| *number += 1).or_default();
        let tries = (*first..).map(|number| {
            let hash = fingerprint::sha256(format!("{text}{number}").as_bytes());
            format!("D-{}", hash.get(..DIGITS).unwrap_or(&hash))
        });
        let mut free = tries.filter(|name| taken.insert(name.clone()));
        free.next().unwrap_or_default()
    };
    reconciliation.differences.iter().map(name).collect()
}

fn known_by(reconciliation: &Reconciliation, difference: &Difference) -> String {
    // Our lines come one by one to what finance gives as a total.
    let of_finance = difference.how == How::Total && !difference.theirs.is_empty();
    let ours: &[u32] = if of_finance { &[] } else { &difference.ours };
    let sides = [(ours, &reconciliation.ours), (difference.theirs.as_slice(), &reconciliation.theirs)];
    let mut all: Vec<String> = Vec::new();
    for ((indexes, lines), side) in sides.into_iter().zip(["here", "there"]) {
        for line in indexes.iter().map(|index| &lines[*index as usize]) {
            all.push(if difference.how == How::Total { of_total(line) } else { of_line(line, side) });
        }
    }
    all.sort_unstable();
    all.dedup();
    all.join("\n")
}

fn said(line: &Line) -> String {
    Dimension::ALL.map(|dimension| line.says(dimension).unwrap_or_default().to_owned()).join("|")
}

/// Sums gather lines as time goes by: they are known by what they are of.
fn of_total(line: &Line) -> String {
    let period = line.total_of.map(|period| format!("{}/{}", period.from, period.to)).unwrap_or_default();
    format!("total|{}|{}|{period}\n", line.kind, said(line))
}

/// A line that the program worked out is dated to the day of the reconciliation, and is known without it.
fn of_line(line: &Line, side: &str) -> String {
    let date = line.source().map(|_| line.date.to_string()).unwrap_or_default();
    format!("{side}|{}|{}|{date}|{}\n", line.kind, line.number(), said(line))
}
