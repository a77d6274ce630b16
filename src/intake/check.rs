//! Facts against each other: keys that stand twice, rows that may be one, instalments that do not add up.
//!
//! What comes in: all facts. What leaves: problems; rows that were given twice are taken once, and that is said. What
//! it does not know: money and rates.

use std::borrow::Borrow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

use rayon::prelude::*;
use rust_decimal::Decimal;

use crate::config::{Fund, InputKind, InputMapping};
use crate::domain::facts::{Agreement, Expenditure, Instalment, Reallocation, ResultFact};
use crate::domain::{Fact, Key, Source};

use crate::intake::kinds::columns::Column;
use crate::intake::kinds::{AliasRow, Harvest, SheetSpec};
use crate::intake::problems::ProblemCode;
use crate::intake::problems::log::ProblemLog;
use crate::intake::problems::{Place, Problem};
use crate::intake::row::name::Names;
use crate::intake::sheet::Outcome;
use crate::intake::{Intake, SheetRead};

/// Learns an alias, or says why it cannot stand.
pub(super) fn alias(names: &mut Names<'_>, row: &AliasRow, donors_incomplete: bool) -> Option<Problem> {
    let unsure = donors_incomplete && row.kind == crate::intake::row::name::NameKind::Donor;
    if !names.exists(row.kind, &row.means) && !unsure {
        let expected = format!("the code of a {}", row.kind.name());
        return Some(Problem::new(
            ProblemCode::BadAlias,
            row.place.clone(),
            format!("{:?}", row.means),
            expected,
            "Write a code that exists.",
        ));
    }
    let before = names.add_alias(row.kind, &row.written, &row.means)?;
    let found = format!("{:?} means {} here and {before} above", row.written, row.means);
    Some(Problem::new(ProblemCode::BadAlias, row.place.clone(), found, "one meaning", "Delete one of the two rows."))
}

/// The same sheet of the same bytes under two file names is no change: it is taken once, and that is said. `outcomes`
/// are in the order of the fund's inputs.
pub(super) fn same_files(outcomes: &mut [(usize, Outcome)], fund: &Fund) {
    let mut seen: Vec<(InputMapping, String, String)> = Vec::new();
    for (place, outcome) in outcomes {
        let (Some(mapping), Some(sheet)) = (fund.inputs.get(*place), outcome.sheets.first()) else { continue };
        let read = (mapping.clone(), sheet.source.sha256.clone(), sheet.source.sheet.clone());
        let same = |other: &&(InputMapping, String, String)| {
            other.0.file != mapping.file
                && other.1 == read.1
                && other.2 == read.2
                && InputMapping { file: mapping.file.clone(), ..other.0.clone() } == *mapping
        };
        if let Some(before) = seen.iter().find(same) {
            let found = format!("the same file as {}", before.0.file);
            let mend = "Delete one of the two; it was taken once.";
            outcome.problems.push(Problem::new(
                ProblemCode::Repeated,
                Place::file(&mapping.file),
                found,
                "each file once",
                mend,
            ));
            outcome.harvest = Harvest::default();
        } else {
            seen.push(read);
        }
    }
}

/// Checks all facts; rows that were given twice under one key are taken once.
pub(super) fn facts(intake: &mut Intake) {
    let mut problems = ProblemLog::default();
    let sheets: Vec<&SheetRead> = intake.files.iter().flat_map(|file| &file.sheets).collect();
    let facts = &mut intake.facts;
    keys(&mut facts.donors, InputKind::Donors, &sheets, &mut problems);
    keys(&mut facts.agreements, InputKind::Agreements, &sheets, &mut problems);
    keys(&mut facts.instalments, InputKind::Instalments, &sheets, &mut problems);
    keys(&mut facts.receipts, InputKind::Receipts, &sheets, &mut problems);
    keys(&mut facts.priorities, InputKind::Priorities, &sheets, &mut problems);
    keys(&mut facts.rates, InputKind::Rates, &sheets, &mut problems);
    equal_rows(&facts.expenditure, InputKind::Expenditure, &sheets, &mut problems, expenditure_hash);
    equal_rows(&facts.results, InputKind::Results, &sheets, &mut problems, |fact: &ResultFact, hasher| {
        (&fact.geography, &fact.theme, fact.date, fact.kind, fact.number).hash(hasher);
    });
    equal_rows(
        &facts.reallocations,
        InputKind::Reallocations,
        &sheets,
        &mut problems,
        |fact: &Reallocation, hasher| {
            (&fact.agreement, &fact.from_cell, &fact.to_cell, fact.date, fact.amount).hash(hasher);
        },
    );
    instalments(&facts.agreements, &facts.instalments, &sheets, &mut problems);
    intake.problems.extend(problems.into_problems());
}

/// Where a fact's column stands.
fn place(source: &Source, kind: InputKind, column: Column, sheets: &[&SheetRead]) -> Place {
    let sheet = sheets.iter().find(|sheet| sheet.kind == kind && sheet.source == source.sheet);
    Place {
        file: source.sheet.file.clone(),
        sheet: Some(source.sheet.sheet.clone()).filter(|name| !name.is_empty()),
        row: Some(source.row),
        column: sheet.and_then(|sheet| sheet.layout.position(column)),
    }
}

fn keys<T: Fact<Listed = T>>(facts: &mut Vec<T>, kind: InputKind, sheets: &[&SheetRead], problems: &mut ProblemLog) {
    let mut first: HashMap<String, usize> = HashMap::with_capacity(facts.len());
    let mut drop = HashSet::new();
    for (index, fact) in facts.iter().enumerate() {
        let Key::One(key) = fact.key() else { continue };
        let Some(before) = first.get(&key).and_then(|&before| facts.get(before)) else {
            first.insert(key, index);
            continue;
        };
        let here = place(fact.source(), kind, SheetSpec::of(kind).key, sheets);
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
        } else {
            let found = format!("{key}, which also stands in {} with other contents", before.source());
            let mend = "Decide which is right and delete the other, or give one another number.";
            problems.add(Problem::new(ProblemCode::Restatement, here, found, "one row for each", mend));
        }
    }
    let mut index = 0;
    facts.retain(|_| {
        index += 1;
        !drop.contains(&(index - 1))
    });
}

fn expenditure_hash(fact: &Expenditure, hasher: &mut DefaultHasher) {
    (fact.date, &fact.project, &fact.geography, &fact.theme, fact.category, fact.amount.amount, fact.amount.currency)
        .hash(hasher);
    (&fact.document, &fact.agreement).hash(hasher);
}

/// Takes hashes as they are.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash.rotate_left(8) ^ u64::from(*byte));
    }
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
    fn finish(&self) -> u64 {
        self.0
    }
}

/// Equal rows without a key: two equal payments on one day are real, so both are kept and named.
fn equal_rows<T: Fact>(
    facts: &[T::Listed],
    kind: InputKind,
    sheets: &[&SheetRead],
    problems: &mut ProblemLog,
    hash: impl Fn(&T, &mut DefaultHasher) + Sync,
) {
    let hash_of = |fact: &T| {
        let mut hasher = DefaultHasher::new();
        hash(fact, &mut hasher);
        hasher.finish()
    };
    let hashes: Vec<u64> = facts.par_iter().with_min_len(10_000).map(|fact| hash_of(fact.borrow())).collect();
    let mut first: HashMap<u64, usize, BuildHasherDefault<Hashed>> =
        HashMap::with_capacity_and_hasher(facts.len(), BuildHasherDefault::default());
    for (index, (fact, hash)) in facts.iter().map(Borrow::borrow).zip(hashes).enumerate() {
        let before = *first.entry(hash).or_insert(index);
        let Some(before) = facts.get(before).map(Borrow::borrow).filter(|_| before != index) else { continue };
        if before.says_the_same_as(fact) {
            let here = place(fact.source(), kind, SheetSpec::of(kind).key, sheets);
            let here = Place { column: None, ..here };
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
}

/// Instalments of an agreement should add up to its amount.
fn instalments(agreements: &[Agreement], instalments: &[Instalment], sheets: &[&SheetRead], problems: &mut ProblemLog) {
    let mut sums: BTreeMap<&str, Decimal> = BTreeMap::new();
    for instalment in instalments {
        let sum = sums.entry(instalment.agreement.as_str()).or_default();
        *sum = sum.checked_add(instalment.amount.amount).unwrap_or(*sum);
    }
    for agreement in agreements {
        let Some(sum) = sums.get(agreement.reference.as_str()).filter(|sum| **sum != agreement.amount.amount) else {
            continue;
        };
        let here = place(&agreement.source, InputKind::Agreements, Column::Amount, sheets);
        let found = format!(
            "{} {} for {}",
            agreement.amount.currency,
            agreement.amount.amount.normalize(),
            agreement.reference
        );
        let expected = format!("{}, the sum of its instalments", sum.normalize());
        problems.add(Problem::new(
            ProblemCode::InstalmentsDiffer,
            here,
            found,
            expected,
            "Mend the amount or the instalments.",
        ));
    }
}
