//! Facts against each other: keys that stand twice, rows that may be one, agreements and what names them, amounts
//! and rates.
//!
//! What comes in: all facts. What leaves: problems; rows that were given twice are taken once, and that is said. What
//! it does not know: what the money is used for.

mod alike;
mod booked;
mod costs;
mod decided;
mod donors;
mod extracts;
mod flows;
mod later;
mod lives;
mod parts;
mod places;
mod rates;
mod unread;

use std::borrow::Borrow;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::config::{Fund, InputKind, InputMapping};
use crate::domain::facts::Facts;
use crate::domain::text::{comparable, look_of_reference, reference_key};
use crate::domain::{Fact, FactKind, FactVisitor, Key, Source};

use crate::intake::kinds::columns::Column;
use crate::intake::kinds::{AliasRow, Harvest, SheetSpec};
use crate::intake::problems::ProblemCode;
use crate::intake::problems::log::ProblemLog;
use crate::intake::problems::{Location, Problem};
use crate::intake::row::name::KnownNames;
use crate::intake::sheet::{Outcome, UnreadAmounts};
use crate::intake::{FileRead, Intake, SheetRead, ShortPlaces};

/// Learns an alias, or says why it cannot stand.
pub(super) fn alias(names: &mut KnownNames<'_>, row: &AliasRow, donors_incomplete: bool) -> Option<Problem> {
    if comparable(&row.written).is_empty() {
        let expected = "a name with letters or digits";
        let found = format!("{:?}", row.written);
        return Some(Problem::new(ProblemCode::BadAlias, row.location.clone(), found, expected, "Delete the row."));
    }
    let unsure = donors_incomplete && row.kind == crate::intake::row::name::NameKind::Donor;
    if !names.exists(row.kind, &row.means) && !unsure {
        let expected = format!("the code of a {}", row.kind.name());
        return Some(Problem::new(
            ProblemCode::BadAlias,
            row.location.clone(),
            format!("{:?}", row.means),
            expected,
            "Write a code that exists.",
        ));
    }
    let before = names.add_alias(row.kind, &row.written, &row.means)?;
    let found = format!("{:?} means {} here and {before} above", row.written, row.means);
    Some(Problem::new(ProblemCode::BadAlias, row.location.clone(), found, "one meaning", "Delete one of the two rows."))
}

/// The same sheet of the same bytes under two file names is no change: it is taken once, and that is said. `outcomes`
/// are in the order of the fund's inputs.
pub(super) fn same_files(outcomes: &mut [(usize, Outcome)], fund: &Fund) {
    let mut seen: Vec<(InputMapping, String, String)> = Vec::new();
    for (input, outcome) in outcomes {
        let (Some(mapping), Some(sheet)) = (fund.inputs.get(*input), outcome.sheets.first()) else { continue };
        let read = (mapping.clone(), sheet.source.sha256.clone(), sheet.source.sheet.clone());
        let same = |other: &&(InputMapping, String, String)| {
            other.0.file != mapping.file
                && other.1 == read.1
                && other.2 == read.2
                && InputMapping { file: mapping.file.clone(), ..other.0.clone() } == *mapping
        };
        if let Some(before) = seen.iter().find(same) {
            let found = format!("the same file as {}", before.0.file);
            let fix = "Delete one of the two; it was taken once.";
            outcome.problems.push(Problem::new(
                ProblemCode::Repeated,
                Location::file(&mapping.file),
                found,
                "each file once",
                fix,
            ));
            outcome.harvest = Harvest::default();
        } else {
            seen.push(read);
        }
    }
}

/// What was seen of sheets beside their facts, of which only all facts together tell what it means.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// Places of two letters.
    pub places: Vec<ShortPlaces>,
    /// Columns of amounts that are not read.
    pub amounts: Vec<UnreadAmounts>,
    /// Kinds of which rows could not be read: what follows from those that could would be no finding.
    pub lost: BTreeSet<FactKind>,
}

impl Beside {
    /// Sees what an input of a kind gave.
    pub fn see(&mut self, kind: InputKind, outcome: &mut Outcome) {
        if !places::names_its_places(kind) {
            self.places.append(&mut outcome.short_places);
        }
        self.amounts.append(&mut outcome.unread_amounts);
        let lost = outcome.incomplete || outcome.sheets.iter().any(|sheet| sheet.facts < sheet.rows);
        if let InputKind::Facts(kind) = kind
            && lost
        {
            self.lost.insert(kind);
        }
    }
}

/// Checks all facts, with what was seen beside them; rows that were given twice under one key are taken once.
pub(super) fn facts(intake: &mut Intake, mut beside: Beside, fund: &Fund) {
    let mut problems = ProblemLog::default();
    let sheets: Vec<&SheetRead> = intake.files.iter().flat_map(|file| &file.sheets).collect();
    for &kind in FactKind::ALL {
        if kind.accept(Twice { facts: &mut intake.facts, sheets: &sheets, problems: &mut problems }) {
            beside.lost.insert(kind);
        }
    }
    let facts = &mut intake.facts;
    let mut findings = Findings { sheets: &sheets, problems: &mut problems, lost: &beside.lost };
    extracts::check(&mut facts.finance, &mut findings);
    alike::check(facts, &mut findings);
    let lives = lives::of(facts);
    donors::check(facts, fund, &mut findings);
    lives::check(facts, &lives, fund, &mut findings);
    booked::check(facts, fund, &mut findings);
    rates::check(facts, fund, &mut findings);
    decided::check(facts, &mut findings);
    flows::check(facts, &lives, fund, &mut findings);
    parts::check(facts, fund, &mut findings);
    costs::without_document(facts, &mut findings);
    costs::support_twice(facts, fund, &mut findings);
    let doubtful = places::check(&beside.places, facts, fund, findings.problems);
    let named = intake.problems.iter().filter(|problem| problem.code == ProblemCode::AmbiguousName);
    let doubtful: HashSet<&str> = named.map(|problem| problem.location.file.as_str()).chain(doubtful).collect();
    costs::without_priority(facts, fund, &doubtful, &mut findings);
    unread::check(&beside.amounts, facts, fund, &mut problems);
    intake.problems.extend(problems.into_problems());
}

/// What there is to say on the day of a month's figures: rates at which what is still to come is valued, and what is dated later.
pub(super) fn on_day(day: NaiveDate, facts: &Facts, files: &[FileRead], fund: &Fund) -> Vec<Problem> {
    let mut problems = ProblemLog::default();
    let sheets: Vec<&SheetRead> = files.iter().flat_map(|file| &file.sheets).collect();
    let mut findings = Findings { sheets: &sheets, problems: &mut problems, lost: &BTreeSet::new() };
    rates::on_day(facts, &lives::of(facts), day, fund, &mut findings);
    later::check(day, facts, &mut findings);
    problems.into_problems()
}

/// Says what was found at the cells of facts.
struct Findings<'c> {
    sheets: &'c [&'c SheetRead],
    problems: &'c mut ProblemLog,
    lost: &'c BTreeSet<FactKind>,
}

impl Findings<'_> {
    /// Whether all rows of some kinds could be read, and none contradicts another.
    fn has_all(&self, kinds: &[FactKind]) -> bool {
        kinds.iter().all(|kind| !self.lost.contains(kind))
    }

    /// The cell at the column of a fact of a kind, in words.
    fn cell(&self, (source, kind, column): (&Source, FactKind, Column)) -> String {
        location(source, InputKind::Facts(kind), column, self.sheets).to_string()
    }

    /// Adds what was found, what was expected and how to fix it, at the column of a fact of a kind.
    fn say(&mut self, code: ProblemCode, (source, kind, column): (&Source, FactKind, Column), texts: [String; 3]) {
        let here = location(source, InputKind::Facts(kind), column, self.sheets);
        let [found, expected, fix] = texts;
        self.problems.add(Problem::new(code, here, found, expected, fix));
    }
}

/// Looks among the facts of a kind for those that stand twice: whether a key has two contents.
struct Twice<'c> {
    facts: &'c mut Facts,
    sheets: &'c [&'c SheetRead],
    problems: &'c mut ProblemLog,
}

impl FactVisitor for Twice<'_> {
    type Output = bool;

    fn visit<F: Fact>(self) -> bool {
        let contradict = keys::<F>(F::list_mut(self.facts), self.sheets, self.problems);
        alike_keys::<F>(F::list(self.facts), self.sheets, self.problems);
        if SheetSpec::of(InputKind::Facts(F::KIND)).asks_of_equal_rows {
            equal_rows::<F>(F::list(self.facts), self.sheets, self.problems);
        }
        contradict
    }
}

/// Where the column of a fact's name stands.
fn key_location<F: Fact>(fact: &F, sheets: &[&SheetRead]) -> Location {
    let kind = InputKind::Facts(F::KIND);
    location(fact.source(), kind, SheetSpec::of(kind).key, sheets)
}

/// Where a fact's column stands.
pub(super) fn location(source: &Source, kind: InputKind, column: Column, sheets: &[&SheetRead]) -> Location {
    let sheet = sheets.iter().find(|sheet| sheet.kind == kind && sheet.source == source.sheet);
    Location {
        file: source.sheet.file.clone(),
        sheet: Some(source.sheet.sheet.clone()).filter(|name| !name.is_empty()),
        row: Some(source.row),
        column: sheet.and_then(|sheet| sheet.layout.position(column)),
    }
}

/// Takes rows that stand twice once. Whether a key has two contents.
fn keys<F: Fact>(facts: &mut Vec<F::Listed>, sheets: &[&SheetRead], problems: &mut ProblemLog) -> bool {
    let mut contradicted: HashSet<String> = HashSet::new();
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut drop = HashSet::new();
    for (index, fact) in facts.iter().map(Borrow::borrow).enumerate() {
        let fact: &F = fact;
        let Key::One(key) = fact.key() else { continue };
        let comparable = reference_key(&key);
        let before = first.get(&comparable).and_then(|&before| facts.get(before)).map(Borrow::<F>::borrow);
        let Some(before) = before else {
            first.insert(comparable, index);
            continue;
        };
        let here = key_location(fact, sheets);
        if before.says_the_same_as(fact) {
            drop.insert(index);
            let found = format!("{key} as in {}", before.source());
            problems.add(Problem::new(
                ProblemCode::Repeated,
                here,
                found,
                "each row once",
                "Delete one of the two; it was taken once.",
            ));
        } else if before.key() == Key::One(key.clone()) {
            let says = |other: &F| format!("{key}, which also stands in {} with other contents", other.source());
            let fix = "Decide which is right and delete the other, or give one another number.";
            let at = |here: Location, other: &F| {
                Problem::new(ProblemCode::Restatement, here, says(other), "one row for each", fix)
            };
            if contradicted.insert(comparable) {
                problems.add(at(key_location(before, sheets), fact));
            }
            problems.add(at(here, before));
        } else {
            let written = before.key().name().unwrap_or_default().to_owned();
            let found = format!("{key}, which is {written} in {}", before.source());
            let fix = "Both were kept. If it is one entry, delete one of the two; if not, give one another number.";
            problems.add(Problem::new(ProblemCode::PossibleDuplicate, here, found, "one number for each", fix));
        }
    }
    let mut index = 0;
    facts.retain(|_| {
        index += 1;
        !drop.contains(&(index - 1))
    });
    !contradicted.is_empty()
}

/// Keys that people may take for one another, such as R-1 and R1: both are kept and named.
fn alike_keys<F: Fact>(facts: &[F::Listed], sheets: &[&SheetRead], problems: &mut ProblemLog) {
    let look = |fact: &F| {
        let Key::One(key) = fact.key() else { return None };
        Some(hash_of(look_of_reference(&key)))
    };
    for (fact, before) in of_one_look::<F>(facts, look) {
        let (one, other) = (fact.key(), before.key());
        let (Some(key), Some(written)) = (one.name(), other.name()) else { continue };
        if reference_key(key) == reference_key(written) {
            continue;
        }
        let found = format!("{key}, which may be {written} in {}", before.source());
        let fix = "Both were kept. If it is one entry, delete one of the two; if not, nothing is to be done.";
        let expected = "numbers that nobody takes for one another";
        problems.add(Problem::new(ProblemCode::PossibleDuplicate, key_location(fact, sheets), found, expected, fix));
    }
}

fn hash_of(what: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}

/// Each fact that looks as one before it does, with the first that does. Few do, and only those are compared as a whole.
fn of_one_look<F: Fact>(facts: &[F::Listed], look: impl Fn(&F) -> Option<u64> + Sync) -> Vec<(&F, &F)> {
    let looks: Vec<Option<u64>> = facts.par_iter().with_min_len(10_000).map(|fact| look(fact.borrow())).collect();
    let several = twice(&looks);
    let mut first: HashMap<u64, &F> = HashMap::new();
    let mut pairs = Vec::new();
    for (fact, look) in facts.iter().map(Borrow::<F>::borrow).zip(&looks) {
        let Some(look) = look.filter(|look| several.contains(look)) else { continue };
        match first.entry(look) {
            Entry::Occupied(before) => pairs.push((fact, *before.get())),
            Entry::Vacant(place) => drop(place.insert(fact)),
        }
    }
    pairs
}

/// The hashes that stand twice.
fn twice(hashes: &[Option<u64>]) -> HashSet<u64> {
    let mut sorted: Vec<u64> = hashes.iter().flatten().copied().collect();
    sorted.par_sort_unstable();
    let twice = |pair: &[u64]| if let [one, next] = pair { (one == next).then_some(*one) } else { None };
    sorted.windows(2).filter_map(twice).collect()
}

/// Equal rows that no key names: two equal payments on one day are real, so both are kept and named.
fn equal_rows<F: Fact>(facts: &[F::Listed], sheets: &[&SheetRead], problems: &mut ProblemLog) {
    // Few rows have day and name in common with another; only those are compared as a whole.
    let alike: Vec<Option<u64>> =
        facts.par_iter().with_min_len(10_000).map(|fact| likeness(Borrow::<F>::borrow(fact))).collect();
    let several = twice(&alike);
    let mut first: HashMap<String, usize> = HashMap::new();
    for (index, likeness) in alike.iter().enumerate() {
        if likeness.is_none_or(|likeness| !several.contains(&likeness)) {
            continue;
        }
        let Some(fact) = facts.get(index).map(Borrow::<F>::borrow) else { continue };
        let Some(contents) = contents(fact) else { continue };
        let before = *first.entry(contents).or_insert(index);
        let Some(before) = facts.get(before).map(Borrow::<F>::borrow).filter(|_| before != index) else { continue };
        let here = Location { column: None, ..key_location(fact, sheets) };
        let found = format!("the same row as in {}", before.source());
        problems.add(Problem::new(
            ProblemCode::PossibleDuplicate,
            here,
            found,
            "rows that differ",
            "Both were kept. If it is one entry, delete one of the two.",
        ));
    }
}

/// A hash that equal facts have in common, and few others; nothing for a fact that a key names.
fn likeness<F: Fact>(fact: &F) -> Option<u64> {
    let key = fact.key();
    (!matches!(key, Key::One(_))).then(|| hash_of((fact.date(), key.name().map(reference_key))))
}

/// All that a fact says, its texts as business numbers are compared; nothing of one that cannot be written in full.
fn contents<F: Fact>(fact: &F) -> Option<String> {
    fn compared(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::String(text) => *text = reference_key(text),
            serde_json::Value::Array(items) => items.iter_mut().for_each(compared),
            serde_json::Value::Object(fields) => fields.values_mut().for_each(compared),
            serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
        }
    }
    let mut said = serde_json::to_value(fact).ok()?;
    compared(&mut said);
    Some(said.to_string())
}
