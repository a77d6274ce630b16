//! How soon a side books what the other has, and up to which day its lines go: whether a line may still come.
//!
//! Both are read off the lines: the days between lines that were matched one to one, and the last day of each sheet. What it
//! does not know: what a line is, beside its kind and day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::domain::facts::FinanceKind;

use super::line::Line;
use super::matching::{Found, How, OURS, THEIRS};

/// Of ten lines that were matched, so many came within the days that are called usual.
const USUAL_OF_TEN: usize = 9;

/// The pace of both sides.
#[derive(Clone, Debug, Default)]
pub(super) struct Pace {
    /// By kind, within how many days of the other side it usually books.
    days: [BTreeMap<FinanceKind, u64>; 2],
    /// By kind, the last day of its sheets that hold the kind.
    ends: [BTreeMap<FinanceKind, NaiveDate>; 2],
    /// Its last day.
    end: [Option<NaiveDate>; 2],
}

impl Pace {
    /// That of lines and of what was matched of them.
    pub fn of(lines: [&[Line]; 2], found: &[Found]) -> Self {
        let end = lines.map(|side| side.iter().map(|line| line.date).max());
        Self { days: days(lines, found), ends: [BTreeMap::new(), ends(lines[THEIRS])], end }
    }

    /// Where a side may not have come yet to what a line of the other stands for: the last day of its lines, and within how
    /// many days it usually books.
    pub fn awaits(&self, side: usize, line: &Line) -> Option<(NaiveDate, u64)> {
        let end = self.ends[side].get(&line.kind).copied().or(self.end[side])?;
        let days = self.days[side].get(&line.kind).copied().unwrap_or(0);
        line.date.checked_add_days(Days::new(days)).filter(|day| *day > end).map(|_| (end, days))
    }
}

/// Within how many days of the other each side usually books, by kind.
fn days(lines: [&[Line]; 2], found: &[Found]) -> [BTreeMap<FinanceKind, u64>; 2] {
    let mut apart: [BTreeMap<FinanceKind, Vec<u64>>; 2] = Default::default();
    for found in found.iter().filter(|found| matches!(found.how, How::Number | How::Amount)) {
        let ([our], [their]) = (found.lines[OURS].as_slice(), found.lines[THEIRS].as_slice()) else { continue };
        let (our, their) = (&lines[OURS][*our as usize], &lines[THEIRS][*their as usize]);
        for (side, days) in [(OURS, our.date - their.date), (THEIRS, their.date - our.date)] {
            let days = u64::try_from(days.num_days()).unwrap_or(0);
            apart[side].entry(our.kind).or_default().push(days);
        }
    }
    let usual = |mut days: Vec<u64>| {
        days.sort_unstable();
        days.get(days.len().saturating_sub(1) * USUAL_OF_TEN / 10).copied().unwrap_or(0)
    };
    apart.map(|kinds| kinds.into_iter().map(|(kind, days)| (kind, usual(days))).collect())
}

/// The last day of the sheets that hold a kind, be it a line of another.
fn ends(lines: &[Line]) -> BTreeMap<FinanceKind, NaiveDate> {
    /// A file and a sheet.
    type Sheet<'a> = Option<(&'a str, &'a str)>;
    let mut last: BTreeMap<Sheet<'_>, NaiveDate> = BTreeMap::new();
    let mut holds: BTreeMap<FinanceKind, BTreeSet<Sheet<'_>>> = BTreeMap::new();
    for line in lines {
        let sheet = line.source().map(|source| (source.sheet.file.as_str(), source.sheet.sheet.as_str()));
        let day = last.entry(sheet).or_insert(line.date);
        *day = line.date.max(*day);
        holds.entry(line.kind).or_default().insert(sheet);
    }
    let end = |sheets: BTreeSet<Sheet<'_>>| sheets.iter().filter_map(|sheet| last.get(sheet)).copied().max();
    holds.into_iter().filter_map(|(kind, sheets)| Some((kind, end(sheets)?))).collect()
}
