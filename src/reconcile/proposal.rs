//! What would correct a difference: journals for the side that is to change, numbers to quote, names to learn.
//!
//! A journal turns what a side has into what the other side has, and quotes the numbers of both, so that who follows it
//! finds nothing left next time. What it does not know: which side is right. It names the side on which such a fault
//! usually lies.

use std::collections::{BTreeMap, HashSet};

use crate::domain::facts::FinanceKind;
use crate::domain::{DonorCode, Money, Month};

use super::cause::{Cause, Evidence, Finding};
use super::line::{Dimension, Line, Side, Written};
use super::matching::{OURS, THEIRS};

/// What would correct a difference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remedy {
    /// What to do, in order.
    pub steps: Vec<Step>,
}

/// A step of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Book these lines.
    Book {
        /// In whose books.
        side: Side,
        /// The lines, each quoting what it corrects and what it stands for. Dated as what they stand for: where that
        /// month is closed they are posted in the open one, and this is their value date.
        entries: Vec<Line>,
    },
    /// Add these numbers to the reference of lines that are there: the money is right.
    Quote {
        /// In whose books.
        side: Side,
        /// The lines, by their indexes on that side.
        lines: Vec<u32>,
        /// The numbers.
        numbers: Vec<String>,
    },
    /// Add the name to the aliases of a donor.
    Alias {
        /// As finance writes it.
        name: String,
        /// Whom it means.
        donor: DonorCode,
    },
    /// Book nothing: it is expected in these books with the next month.
    Await {
        /// In whose books.
        side: Side,
    },
}

/// The lines of a difference that count, with their indexes.
pub(super) struct Parties<'a> {
    pub lines: [Vec<(u32, &'a Line)>; 2],
    pub findings: &'a [Finding],
}

impl Parties<'_> {
    /// What would correct it.
    pub fn proposal(&self) -> Remedy {
        let Some(cause) = self.findings.first() else { return Remedy::default() };
        if let Some(alias) = self.alias() {
            let rest: Vec<Finding> = self.findings.iter().filter(|finding| !is_stranger(finding)).cloned().collect();
            let others = Parties { lines: self.lines.clone(), findings: &rest }.proposal();
            return Remedy { steps: [vec![alias], others.steps].concat() };
        }
        if cause.cause == Cause::CutOff {
            return Remedy { steps: vec![Step::Await { side: self.lacking() }] };
        }
        // Whatever corrects the other differences corrects a balance, or nobody knows yet what is wrong with it.
        if self.lines.iter().flatten().any(|(_, line)| line.kind == FinanceKind::ClosingBalance) {
            return Remedy::default();
        }
        let net = cause.cause == Cause::NettedCharge;
        let mut steps = if net { self.gross(&cause.evidence) } else { self.turned_into(self.faulty(cause)) };
        if steps.iter().all(|step| matches!(step, Step::Book { entries, .. } if entries.is_empty())) {
            steps = self.quoting();
        }
        Remedy { steps }
    }

    /// The side that has fewer lines: what it lacks is awaited or booked there.
    fn lacking(&self) -> Side {
        if self.lines[OURS].len() < self.lines[THEIRS].len() { Side::Here } else { Side::There }
    }

    /// The side on which a fault of this kind usually lies.
    fn faulty(&self, cause: &Finding) -> Side {
        match cause.cause {
            Cause::MissingHere | Cause::MissingThere | Cause::ChargeNotBooked | Cause::NettedCharge => self.lacking(),
            Cause::Duplicate => self.lacking().other(),
            Cause::Timing => Side::Here,
            Cause::Amount
            | Cause::Transposed
            | Cause::DecimalShift
            | Cause::Rounding
            | Cause::ExchangeRate
            | Cause::Sign
            | Cause::Currency
            | Cause::Split
            | Cause::Merged
            | Cause::Reversed
            | Cause::Kind
            | Cause::Donor
            | Cause::Agreement
            | Cause::Project
            | Cause::Place
            | Cause::Theme
            | Cause::CutOff
            | Cause::Follows
            | Cause::Unexplained => Side::There,
        }
    }

    /// The journal that turns one side's lines into the other's.
    fn turned_into(&self, side: Side) -> Vec<Step> {
        vec![Step::Book { side, entries: self.journal(side) }]
    }

    /// What must be booked on a side for it to say what the other says.
    pub fn journal(&self, side: Side) -> Vec<Line> {
        let late = |finding: &Finding| matches!(finding.evidence, Evidence::BookedLate(_));
        entries(self.of(side), self.of(side.other()), self.findings.iter().any(late))
    }

    fn of(&self, side: Side) -> Vec<&Line> {
        let index = if side == Side::Here { OURS } else { THEIRS };
        self.lines[index].iter().map(|(_, line)| *line).collect()
    }

    /// A payment booked net becomes gross, with the charge beside it; the charge is booked on the other side too where
    /// no rule of the fund has it there. Where the charge stands beside the gross payment already, the net side gets both.
    fn gross(&self, evidence: &Evidence) -> Vec<Step> {
        let [Some(our), Some(their)] = [OURS, THEIRS].map(|side| self.lines[side].first().map(|(_, line)| *line))
        else {
            return self.turned_into(self.lacking());
        };
        let sums = [OURS, THEIRS].map(|side| self.lines[side].iter().map(|(_, line)| line.amount).sum::<Money>());
        let mut kinds = self.lines.iter().flatten().map(|(_, line)| line.kind);
        let Evidence::KeptBack(kind, charge) = evidence else { return self.turned_into(Side::There) };
        if !kinds.all(|kind| kind == our.kind) {
            return self.turned_into(self.lacking());
        }
        let (side, net, gross) =
            if sums[OURS] < sums[THEIRS] { (Side::Here, our, their) } else { (Side::There, their, our) };
        let line = |kind: FinanceKind, amount: Money, like: &Line| {
            let said = Written { quotes: self.numbers(side), number: String::new(), ..bare(like) };
            Line::written(kind, like.date, amount, said)
        };
        let near = |amount: Money| (amount - *charge).minor().abs() <= 1;
        let known = gross.charges().iter().filter(|(_, amount)| !amount.is_zero());
        let by_rule: Vec<(FinanceKind, Money)> = match known.clone().find(|(_, amount)| near(*amount)) {
            Some(one) => vec![*one],
            None if near(known.clone().map(|(_, amount)| *amount).sum()) => known.copied().collect(),
            None => Vec::new(),
        };
        let of_bank = *kind == FinanceKind::BankCharge;
        if by_rule.is_empty() && !of_bank {
            // No rule of the agreement knows such a charge: the payment was due in full.
            return self.turned_into(side);
        }
        let charges = if of_bank { vec![(*kind, *charge)] } else { by_rule };
        let booked = charges.iter().map(|(kind, amount)| line(*kind, *amount, net));
        let entries = self.journal(side).into_iter().chain(booked).collect();
        let mut steps = vec![Step::Book { side, entries }];
        if of_bank {
            steps.push(Step::Book { side: side.other(), entries: vec![line(*kind, *charge, gross)] });
        }
        steps
    }

    /// The numbers of all lines, those of a side first.
    fn numbers(&self, first: Side) -> Vec<String> {
        let lines = self.of(first).into_iter().chain(self.of(first.other()));
        let mut seen = HashSet::new();
        lines.map(|line| line.number().into_owned()).filter(|number| seen.insert(number.clone())).collect()
    }

    fn alias(&self) -> Option<Step> {
        let name = self.findings.iter().find_map(|finding| {
            let Evidence::Stranger(name) = &finding.evidence else { return None };
            Some(name.clone())
        })?;
        let donor = self.lines[OURS].iter().find_map(|(_, line)| line.donor().cloned())?;
        Some(Step::Alias { name, donor })
    }

    /// The numbers by which the side with more lines should name what the other has: the money is the same.
    fn quoting(&self) -> Vec<Step> {
        let index = if self.lines[OURS].len() > self.lines[THEIRS].len() { OURS } else { THEIRS };
        let side = if index == OURS { Side::Here } else { Side::There };
        let numbers = |index: usize| self.lines[index].iter().map(|(_, line)| line.number().into_owned());
        let mut all: Vec<String> = numbers(THEIRS - index).chain(numbers(index).take(1)).collect();
        all.dedup();
        let lines = self.lines[index].iter().map(|(line, _)| *line).collect();
        vec![Step::Quote { side, lines, numbers: all }]
    }
}

fn is_stranger(finding: &Finding) -> bool {
    matches!(finding.evidence, Evidence::Stranger(_))
}

/// What a line says but for its numbers, its charges and where it stands.
fn bare(line: &Line) -> Written {
    let (quotes, charges, number) = (Vec::new(), Vec::new(), String::new());
    Written { number, quotes, charges, original: None, source: None, stranger: None, ..line.all() }
}

type Key = (FinanceKind, Option<Month>, [Option<String>; 5]);

/// What must be added to `current` for it to say what `target` says. What one of them does not say at all is taken from
/// the other, where that is one thing. Of what was booked late, in part, the rest is booked with the first of it.
fn entries(current: Vec<&Line>, target: Vec<&Line>, late: bool) -> Vec<Line> {
    let mut sums: BTreeMap<Key, (Line, Vec<String>)> = BTreeMap::new();
    for (lines, others, sign) in [(&current, &target, -1), (&target, &current, 1)] {
        for &line in lines {
            let mut booked = Line::written(line.kind, line.date, Money::ZERO, bare(line));
            booked.total_of = line.total_of;
            for dimension in Dimension::ALL {
                if booked.says(dimension).is_none()
                    && let Some(other) = common(others, dimension)
                {
                    booked.say_as(dimension, other);
                }
            }
            let said = Dimension::ALL.map(|dimension| booked.says(dimension).map(str::to_owned));
            let month = (!late).then(|| Month::of(line.date));
            let (sum, quotes) = sums.entry((line.kind, month, said)).or_insert_with(|| (booked, Vec::new()));
            if late {
                sum.date = sum.date.min(line.date);
            }
            sum.amount += Money::from_minor(line.amount.minor() * sign);
            quotes.push(line.number().into_owned());
        }
    }
    let firsts = [current.first(), target.first()].map(|line| line.map(|line| line.number().into_owned()));
    let booked = sums.into_values().filter(|(line, _)| !line.amount.is_zero()).map(|(mut line, mut quotes)| {
        quotes.extend(firsts.iter().flatten().cloned());
        let mut seen = HashSet::new();
        quotes.retain(|number| seen.insert(number.clone()));
        line.edit(|said| said.quotes = quotes);
        line
    });
    booked.collect()
}

/// The line that says what all of them say of a dimension.
fn common<'a>(lines: &[&'a Line], dimension: Dimension) -> Option<&'a Line> {
    let first = lines.first()?;
    let same = lines.iter().all(|line| line.says(dimension) == first.says(dimension));
    first.says(dimension).filter(|_| same).map(|_| *first)
}
