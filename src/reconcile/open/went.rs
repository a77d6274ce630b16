//! How items went: their lines are matched now, belong to other items, or stand no longer.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::ledger::store::OpenItem;
use crate::reconcile::{How, Reconciliation};

/// How an item went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Went {
    /// Its lines agree with lines of the other side now.
    Matched,
    /// Its lines belong to other items now.
    Became,
    /// Its lines stand no longer.
    Vanished,
}

impl Went {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Matched, Self::Became, Self::Vanished];

    /// The word for it in the ledger.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Matched => "matched",
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

/// The items of before that stand no longer, each with how it went.
pub(super) fn gone(
    reconciliation: &Reconciliation,
    before: &[OpenItem],
    standing: &[(usize, OpenItem)],
) -> Vec<OpenItem> {
    let stands: HashSet<&str> = standing.iter().map(|(_, item)| item.id.as_str()).collect();
    let gone: Vec<&OpenItem> = before.iter().filter(|item| !stands.contains(item.id.as_str())).collect();
    let lines: HashSet<Numbered> = gone.iter().flat_map(|item| lines_of(item)).collect();
    let now = locations(reconciliation, &lines);
    let names: HashMap<usize, &str> = standing.iter().map(|(index, item)| (*index, item.id.as_str())).collect();
    let close = |item: &&OpenItem| {
        let (went, with) = how(item, reconciliation, &now, &names);
        OpenItem { went: Some(went.word().to_owned()), with, ..(*item).clone() }
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

/// How an item went, with the numbers of the other side's lines, or with other items.
fn how(
    item: &OpenItem,
    reconciliation: &Reconciliation,
    now: &HashMap<Numbered, Vec<Now>>,
    names: &HashMap<usize, &str>,
) -> (Went, Vec<String>) {
    let own: HashSet<Numbered> = lines_of(item).collect();
    let (mut others, mut items) = (BTreeSet::new(), BTreeSet::new());
    let mut matched = false;
    for index in own.iter().filter_map(|line| now.get(line)).flatten() {
        match index {
            Now::Difference(index) => items.extend(names.get(index).map(|name| (*name).to_owned())),
            Now::Match(index) => {
                matched = true;
                let found = &reconciliation.matches[*index];
                if found.how == How::Total {
                    continue;
                }
                let new = numbered(reconciliation, &found.ours, &found.theirs).filter(|line| !own.contains(line));
                others.extend(new.map(|(_, number)| number));
            }
        }
    }
    match (items.is_empty(), matched) {
        (false, _) => (Went::Became, items.into_iter().collect()),
        (true, true) => (Went::Matched, others.into_iter().collect()),
        (true, false) => (Went::Vanished, Vec::new()),
    }
}
