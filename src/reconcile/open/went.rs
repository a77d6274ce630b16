//! How items went: their lines are matched now, belong to other items, or stand no longer.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use crate::ledger::store::OpenItem;
use crate::reconcile::{How, Match, Reconciliation};

/// How an item went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Went {
    /// Its lines agree with lines of the other side now.
    Matched,
    /// They do, since what lacked was booked after the close at which it stood open.
    BookedLate,
    /// Its lines belong to other items now.
    Became,
    /// Its lines stand no longer.
    Vanished,
}

impl Went {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Matched, Self::BookedLate, Self::Became, Self::Vanished];

    /// The word for it in the ledger.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Matched => "matched",
            Self::BookedLate => "booked-late",
            Self::Became => "became",
            Self::Vanished => "vanished",
        }
    }

    /// The way of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|went| went.word() == word)
    }
}

/// A line by its side, ours or theirs, and its number there.
type Numbered = (bool, String);

/// Where a line is now.
enum Now {
    /// Among what agrees, by its index.
    Match(usize),
    /// Among the differences, by its index.
    Difference(usize),
}

/// The items of before that stand no longer, each with how it went; beside them, the day on which they were closed.
pub(super) fn gone(
    reconciliation: &Reconciliation,
    (closed_on, before): (Option<NaiveDate>, &[OpenItem]),
    standing: &[(usize, OpenItem)],
) -> Vec<OpenItem> {
    let stands: HashSet<&str> = standing.iter().map(|(_, item)| item.id.as_str()).collect();
    let gone: Vec<&OpenItem> = before.iter().filter(|item| !stands.contains(item.id.as_str())).collect();
    let lines: HashSet<Numbered> = gone.iter().flat_map(|item| lines_of(item)).collect();
    let now = locations(reconciliation, &lines);
    let names: HashMap<usize, &str> = standing.iter().map(|(index, item)| (*index, item.id.as_str())).collect();
    let close = |item: &&OpenItem| {
        let Gone { went, with, booked_on } = how(item, reconciliation, &now, &names);
        let booked_on = booked_on.filter(|day| went == Went::Matched && closed_on.is_some_and(|closed| *day > closed));
        let went = if booked_on.is_some() { Went::BookedLate } else { went };
        OpenItem { went: Some(went.word().to_owned()), with, booked_on, ..(*item).clone() }
    };
    gone.iter().map(close).collect()
}

fn lines_of(item: &OpenItem) -> impl Iterator<Item = Numbered> {
    let ours = item.ours.iter().map(|number| (true, number.clone()));
    ours.chain(item.theirs.iter().map(|number| (false, number.clone())))
}

/// Lines by their sides and numbers.
fn numbered<'a>(
    reconciliation: &'a Reconciliation,
    ours: &'a [u32],
    theirs: &'a [u32],
) -> impl Iterator<Item = Numbered> + 'a {
    let ours = ours.iter().map(|line| (true, reconciliation.ours[*line as usize].number().into_owned()));
    ours.chain(theirs.iter().map(|line| (false, reconciliation.theirs[*line as usize].number().into_owned())))
}

/// Where lines are now.
fn locations(reconciliation: &Reconciliation, wanted: &HashSet<Numbered>) -> HashMap<Numbered, Vec<Now>> {
    let mut locations: HashMap<Numbered, Vec<Now>> = HashMap::new();
    if wanted.is_empty() {
        return locations;
    }
    let mut find = |ours: &[u32], theirs: &[u32], now: &dyn Fn() -> Now| {
        for line in numbered(reconciliation, ours, theirs).filter(|line| wanted.contains(line)) {
            locations.entry(line).or_default().push(now());
        }
    };
    for (index, found) in reconciliation.matches.iter().enumerate() {
        find(&found.ours, &found.theirs, &|| Now::Match(index));
    }
    for (index, difference) in reconciliation.differences.iter().enumerate() {
        find(&difference.ours, &difference.theirs, &|| Now::Difference(index));
    }
    locations
}

/// How an item went.
struct Gone {
    went: Went,
    /// The numbers of the other side's lines, or other items.
    with: Vec<String>,
    /// The day of the newest line with which it agrees.
    booked_on: Option<NaiveDate>,
}

/// How an item went.
fn how(
    item: &OpenItem,
    reconciliation: &Reconciliation,
    now: &HashMap<Numbered, Vec<Now>>,
    names: &HashMap<usize, &str>,
) -> Gone {
    let own: HashSet<Numbered> = lines_of(item).collect();
    let (mut others, mut items) = (BTreeSet::new(), BTreeSet::new());
    let (mut matched, mut booked_on) = (false, None);
    for index in own.iter().filter_map(|line| now.get(line)).flatten() {
        match index {
            Now::Difference(index) => items.extend(names.get(index).map(|name| (*name).to_owned())),
            Now::Match(index) => {
                matched = true;
                let found = &reconciliation.matches[*index];
                if found.how == How::Total {
                    continue;
                }
                booked_on = booked_on.max(newest(reconciliation, found));
                let new = numbered(reconciliation, &found.ours, &found.theirs).filter(|line| !own.contains(line));
                others.extend(new.map(|(_, number)| number));
            }
        }
    }
    let (went, with) = match (items.is_empty(), matched) {
        (false, _) => (Went::Became, items.into_iter().collect()),
        (true, true) => (Went::Matched, others.into_iter().collect()),
        (true, false) => (Went::Vanished, Vec::new()),
    };
    Gone { went, with, booked_on }
}

/// The day of the newest line of a match.
fn newest(reconciliation: &Reconciliation, found: &Match) -> Option<NaiveDate> {
    let ours = found.ours.iter().map(|line| reconciliation.ours[*line as usize].date);
    ours.chain(found.theirs.iter().map(|line| reconciliation.theirs[*line as usize].date)).max()
}
