//! What was compared and what was not, by kind and month.
//!
//! Finance's extract says nothing about kinds that it lacks, nor about the months before its first line and after its
//! last: our lines there were not compared, and that is said, never taken for agreement.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::facts::FinanceKind;
use crate::domain::{Money, Month};

use super::line::Line;

/// How many lines, and their sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub lines: usize,
    /// Their sum.
    pub sum: Money,
}

impl Tally {
    /// Counts one more line.
    pub(super) fn add(&mut self, line: &Line) {
        self.lines += 1;
        self.sum += line.amount;
    }
}

/// A kind in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Our lines that were compared.
    pub ours: Tally,
    /// Finance's lines; all of them are compared.
    pub theirs: Tally,
    /// Our lines that were not: the extract lacks the kind, or ends before or begins after the month.
    pub not_compared: Tally,
}

/// The months of which finance's extract speaks, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Coverage(BTreeMap<FinanceKind, BTreeSet<Month>>);

impl Coverage {
    /// Each sheet of the extract speaks of the kinds that it holds, in all months from its first line to its last. A balance
    /// speaks of what comes after it as well as of what was before: with one a sheet may begin, and then does not go back.
    pub fn of(theirs: &[Line], as_of: NaiveDate) -> Self {
        /// The kinds that a sheet holds, its first and its last month.
        type Span = (BTreeSet<FinanceKind>, Month, Month);
        let mut sheets: BTreeMap<Option<(&str, &str)>, Span> = BTreeMap::new();
        let mut covered: BTreeMap<FinanceKind, BTreeSet<Month>> = BTreeMap::new();
        for line in theirs {
            let sheet = line.source().map(|source| (source.sheet.file.as_str(), source.sheet.sheet.as_str()));
            let (mut first, last) = (Month::of(line.date), Month::of(line.date));
            if line.kind == FinanceKind::ClosingBalance {
                covered.entry(line.kind).or_default().insert(last);
                first = line.date.succ_opt().map_or(last, Month::of);
            }
            let spans = sheets.entry(sheet).or_insert_with(|| (BTreeSet::new(), first, last));
            spans.1 = spans.1.min(first);
            spans.2 = spans.2.max(last);
            if line.date <= as_of {
                spans.0.insert(line.kind);
            }
        }
        for (kinds, first, last) in sheets.into_values() {
            let months: Vec<Month> = std::iter::successors(Some(first), |month| Some(month.next()))
                .take_while(|month| *month <= last)
                .collect();
            for kind in kinds {
                covered.entry(kind).or_default().extend(&months);
            }
        }
        Self(covered)
    }

    /// Whether the extract speaks of a line like this.
    pub fn has(&self, line: &Line) -> bool {
        self.0.get(&line.kind).is_some_and(|months| months.contains(&Month::of(line.date)))
    }

    /// Leaves out kinds that the extract holds only by mistake.
    pub fn without(&mut self, kinds: &BTreeSet<FinanceKind>) {
        self.0.retain(|kind, _| !kinds.contains(kind));
    }
}
