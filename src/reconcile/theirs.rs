//! Finance's side: the lines of its extract, with what their references mean to us.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::domain::facts::FinanceLine;
use crate::domain::text::comparable;
use crate::domain::{AgreementRef, DonorCode, Money, ProjectNumber};
use crate::ledger::{LedgerProblem, RateTable};

use super::line::{Line, Meaning, Stranger};

/// The shortest part of a longer reference that is taken for a number when it is all digits.
const SHORTEST_NUMBER: usize = 4;
/// The shortest name that may be like another.
const SHORTEST_NAME: usize = 5;

/// Whom and what finance may name.
#[derive(Clone, Debug, Default)]
pub struct Parties<'a> {
    /// The agreements.
    pub agreements: Vec<&'a AgreementRef>,
    /// The donors, with their names.
    pub donors: Vec<(&'a DonorCode, &'a str)>,
}

/// What a reference may mean.
#[derive(Default)]
struct Known<'a> {
    /// The names that are no donor's, each with the one donor whose name is like it.
    resembled: HashMap<&'a str, Option<&'a DonorCode>>,
    agreements: HashMap<String, &'a AgreementRef>,
    projects: HashMap<String, ProjectNumber>,
    /// The numbers of both sides, as [`comparable`] writes them.
    numbers: HashSet<String>,
}

impl<'a> Known<'a> {
    fn new(ours: &'a [Line], parties: &Parties<'a>, theirs: &'a [Arc<FinanceLine>]) -> Self {
        let agreements = parties.agreements.iter().map(|agreement| (comparable(agreement.as_str()), *agreement));
        let mut known =
            Self { agreements: agreements.collect(), resembled: resembled(theirs, parties), ..Self::default() };
        let projects: HashSet<&str> = ours.iter().filter_map(Line::project).collect();
        let number = |project: &str| (comparable(project), ProjectNumber::new(project));
        known.projects = projects.into_iter().map(number).collect();
        let of_theirs = theirs.par_iter().map(|line| comparable(&line.document));
        let numbers: Vec<String> = of_theirs.chain(ours.par_iter().map(|line| comparable(&line.number()))).collect();
        known.numbers = numbers.into_iter().collect();
        known
    }

    /// Adds what a reference means, or a part of one that begins at `from`; false where it means nothing to us.
    fn resolve(&self, text: &str, from: usize, meaning: &mut Meaning) -> bool {
        let key = comparable(text);
        if let Some(agreement) = self.agreements.get(&key) {
            meaning.agreement.get_or_insert_with(|| (*agreement).clone());
        } else if let Some(project) = self.projects.get(&key) {
            meaning.project.get_or_insert_with(|| project.clone());
        } else if self.numbers.contains(&key) {
            let at = u32::try_from(from).and_then(|start| Ok(start..u32::try_from(from + text.len())?));
            meaning.quotes.extend(at);
        } else {
            return false;
        }
        true
    }
}

/// Finance's lines. A reference may name an agreement, a project, or numbers of either side, several with `,`, `;`, `|` or
/// blanks between them.
///
/// # Errors
/// With every line that has no value in base money: finance gives none, and there is no rate of its day.
pub fn lines(
    theirs: &[Arc<FinanceLine>],
    ours: &[Line],
    parties: &Parties<'_>,
    rates: &RateTable,
) -> Result<Vec<Line>, Vec<LedgerProblem>> {
    let known = Known::new(ours, parties, theirs);
    let valued = theirs.par_iter().map(|fact| value(fact, rates).map(|amount| line(fact, amount, &known)));
    let valued: Vec<Result<Line, LedgerProblem>> = valued.collect();
    let (mut lines, mut problems) = (Vec::with_capacity(theirs.len()), Vec::new());
    for valued in valued {
        match valued {
            Ok(line) => lines.push(line),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(lines) } else { Err(problems) }
}

/// What a line is in base money: what finance says, else the amount in its currency at the rate of the day.
fn value(fact: &FinanceLine, rates: &RateTable) -> Result<Money, LedgerProblem> {
    match fact.original {
        Some(original) if fact.amount.is_zero() => rates.value(original, fact.date, &fact.source),
        Some(_) | None => Ok(fact.amount),
    }
}

fn line(fact: &Arc<FinanceLine>, amount: Money, known: &Known<'_>) -> Line {
    let mut meaning = Meaning::default();
    if let Some(donor) = fact.donor.as_ref().filter(|donor| donor.code.is_none()) {
        let resembles = known.resembled.get(donor.written.as_str()).copied().flatten().cloned();
        meaning.stranger = Some(Box::new(Stranger { resembles, name: donor.written.clone() }));
    }
    if let Some(project) = &fact.project {
        meaning.project = known.projects.get(&comparable(project.as_str())).cloned();
    }
    if let Some(reference) = &fact.reference
        && !known.resolve(reference, 0, &mut meaning)
    {
        let mut from = 0;
        for part in reference.split([' ', ',', ';', '|']) {
            if is_number(part) {
                known.resolve(part, from, &mut meaning);
            }
            from += part.len() + 1;
        }
    }
    Line::extract(Arc::clone(fact), amount, meaning)
}

/// The names of finance's that are no donor's, each with the one donor whose name is like it.
fn resembled<'a>(theirs: &'a [Arc<FinanceLine>], parties: &Parties<'a>) -> HashMap<&'a str, Option<&'a DonorCode>> {
    let donors: Vec<(&DonorCode, String)> =
        parties.donors.iter().map(|(code, name)| (*code, comparable(name))).collect();
    let strangers = theirs.iter().filter_map(|line| line.donor.as_ref()).filter(|donor| donor.code.is_none());
    let strangers: HashSet<&str> = strangers.map(|donor| donor.written.as_str()).collect();
    let one = |written: &'a str| {
        let name = comparable(written);
        let mut like = donors.iter().filter(|(_, donor)| alike(donor, &name)).map(|(code, _)| *code);
        let only = like.next();
        (written, only.filter(|_| like.next().is_none()))
    };
    strangers.into_par_iter().map(one).collect()
}

/// Whether of two names one holds the other, or one in five letters differ at most.
fn alike(one: &str, other: &str) -> bool {
    let shorter = one.len().min(other.len());
    if shorter < SHORTEST_NAME {
        return false;
    }
    let letters_apart = one.chars().count().abs_diff(other.chars().count());
    let near = letters_apart * 5 <= shorter && strsim::osa_distance(one, other) * 5 <= shorter;
    near || one.contains(other) || other.contains(one)
}

/// Whether a part of a reference may be a number: it has a digit, and is long enough, or has a letter beside it, to be no
/// accident.
fn is_number(part: &str) -> bool {
    let letters = part.contains(|letter: char| letter.is_alphabetic());
    (letters || part.len() >= SHORTEST_NUMBER) && part.contains(|letter: char| letter.is_ascii_digit())
}
