//! The exchange with the independent replay: documents of runs in, an answer a run out, both JSON.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::allocate::allocate;
use crate::domain::Month;

use crate::attribute::outcome::{Amounts, Life};
use crate::attribute::run::{Before, Cause, PendingCause, Run};
use crate::attribute::{LifeError, live};

/// Runs of one fund, made one after another.
#[derive(Clone, Debug, Deserialize)]
pub struct Document {
    /// The runs.
    runs: Vec<Made>,
}

/// A run, and whether its month is closed after it.
#[derive(Clone, Debug, Deserialize)]
struct Made {
    #[serde(flatten)]
    run: Run<'static>,
    close: bool,
}

/// What stands after a run: rows of one key added up, in the order of their keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    entries: Vec<EntryRow>,
    charges: Vec<ChargeRow>,
    pending: Vec<PendingRow>,
    agreements: Vec<AgreementRow>,
    /// What the best allocation placed in this run.
    recommended: Vec<RecommendedRow>,
    /// The numbers of decisions that could not act, sorted.
    refused: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct EntryRow {
    date: NaiveDate,
    agreement: String,
    cell: String,
    amount: i64,
    cause: Cause,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct ChargeRow {
    cost: String,
    agreement: String,
    cell: Option<String>,
    charged_in: Month,
    amount: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct PendingRow {
    cost: String,
    amount: i64,
    cause: PendingCause,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct AgreementRow {
    reference: String,
    #[serde(flatten)]
    amounts: Amounts,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct RecommendedRow {
    agreement: String,
    cell: String,
    amount: i64,
}

/// The answers of a document, a run each. A run that fails closes nothing.
pub fn answers(document: &Document) -> Vec<Result<Answer, LifeError>> {
    let mut before = Before::default();
    let mut answers = Vec::with_capacity(document.runs.len());
    for made in &document.runs {
        let (answer, closed) = match live(&made.run, &before, &[], &allocate) {
            Ok(life) => (Ok(Answer::new(&life)), made.close.then(|| life.close())),
            Err(error) => (Err(error), None),
        };
        answers.push(answer);
        before = closed.unwrap_or(before);
    }
    answers
}

impl Answer {
    /// What stands in a life.
    pub fn new(life: &Life<'_>) -> Self {
        let agreement = |number: u32| life.agreements[number as usize].reference.to_string();
        let cell = |number: u32| life.cells[number as usize].to_string();
        let id = |line: u32| life.lines[line as usize].id.to_owned();
        let entries = life.entries.iter();
        let entries = sums(entries.map(|entry| ((entry.date, entry.agreement, entry.cell, entry.cause), entry.amount)));
        let new =
            entries.iter().filter(|((date, .., cause), _)| *date == life.as_of && *cause == Cause::Recommendation);
        let charges = life.charges.iter();
        let charges = sums(
            charges.map(|charge| ((id(charge.line), charge.agreement, charge.cell, charge.charged_in), charge.amount)),
        );
        let pending = sums(life.pending.iter().map(|pending| ((id(pending.line), pending.cause), pending.amount)));
        let rows = life.agreements.iter().zip(life.amounts());
        let mut refused: Vec<String> = life.refused.iter().map(|refused| refused.number.clone()).collect();
        refused.sort();
        Self {
            refused,
            recommended: new
                .map(|(&(_, lot, at, _), &amount)| RecommendedRow { agreement: agreement(lot), cell: cell(at), amount })
                .collect(),
            entries: entries
                .iter()
                .map(|(&(date, payer, at, cause), &amount)| EntryRow {
                    date,
                    agreement: agreement(payer),
                    cell: cell(at),
                    amount,
                    cause,
                })
                .collect(),
            charges: charges
                .into_iter()
                .map(|((cost, payer, at, charged_in), amount)| ChargeRow {
                    cost,
                    agreement: agreement(payer),
                    cell: at.map(cell),
                    charged_in,
                    amount,
                })
                .collect(),
            pending: pending.into_iter().map(|((cost, cause), amount)| PendingRow { cost, amount, cause }).collect(),
            agreements: rows
                .map(|(party, amounts)| AgreementRow { reference: party.reference.to_string(), amounts: *amounts })
                .collect(),
        }
    }
}

/// Amounts by key, without those that come to nothing.
fn sums<K: Ord>(rows: impl Iterator<Item = (K, crate::domain::Money)>) -> BTreeMap<K, i64> {
    let mut sums = BTreeMap::new();
    for (key, amount) in rows {
        *sums.entry(key).or_default() += amount.minor();
    }
    sums.retain(|_, amount| *amount != 0);
    sums
}
