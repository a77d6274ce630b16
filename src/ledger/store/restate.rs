//! What a later version of an input says otherwise.
//!
//! A row that changed or vanished is taken back and replaced in the open month; one that came late for a closed month
//! is entered in the open one. The closed month stays as it was.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{Currency, Money};

use super::rows::FactRow;
use super::{Import, StoreError};

/// A row as it was or is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its file.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Its sheet.
    pub sheet: String,
    /// Its row.
    pub row: u32,
    /// Its day.
    pub date: Option<NaiveDate>,
    /// The currency of the amount; nothing for base currency.
    pub currency: Option<String>,
    /// The amount that is entered, in minor units: of a reversal it is the opposite of what stood there.
    pub amount: Option<i64>,
    /// What it says, as JSON.
    pub body: String,
}

/// A reversal and its replacement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restatement {
    /// What kind of fact.
    pub kind: String,
    /// What names it.
    pub key: String,
    /// The open month in which both are entered.
    pub entered_in: String,
    /// Whether it is about a closed month.
    pub closed: bool,
    /// What is taken back.
    pub reversal: Option<Entry>,
    /// What stands instead.
    pub replacement: Option<Entry>,
    /// Why.
    pub reason: String,
}

impl fmt::Display for Restatement {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = |entry: &Entry| format!("{}, {}, row {}", entry.file, entry.sheet, entry.row);
        let closed = if self.closed { ", of a closed month" } else { "" };
        write!(formatter, "Restated{closed}: {} {}: ", self.kind, self.key)?;
        match (&self.reversal, &self.replacement) {
            (Some(was), Some(is)) => {
                write!(formatter, "was {} ({}), is {} ({})", was.shown(-1), place(was), is.shown(1), place(is))
            }
            (Some(was), None) => write!(formatter, "was {} ({}), is gone", was.shown(-1), place(was)),
            (None, Some(is)) => write!(formatter, "came late: {} ({})", is.shown(1), place(is)),
            (None, None) => Ok(()),
        }
    }
}

impl Entry {
    /// Its amount with its currency, times a sign.
    fn shown(&self, sign: i64) -> String {
        let Some(amount) = self.amount else { return "another row".to_owned() };
        let currency = self.currency.as_deref();
        let units = currency.and_then(Currency::parse).map_or(2, Currency::minor_units);
        format!("{} {}", currency.unwrap_or(""), Money::from_minor(amount * sign).format(units)).trim().to_owned()
    }
}

/// What differs between two versions of an input. `closed_to` is the last closed day.
///
/// # Errors
/// When something cannot be read.
pub fn restatements(
    before: (&Import, &[FactRow]),
    now: (&Import, &[FactRow]),
    closed_to: Option<NaiveDate>,
    entered_in: &str,
) -> Result<Vec<Restatement>, StoreError> {
    let by_key = |rows: &[FactRow]| -> BTreeMap<(String, String), FactRow> {
        rows.iter().map(|row| ((row.kind.clone(), row.key.clone()), row.clone())).collect()
    };
    let (old, mut new) = (by_key(before.1), by_key(now.1));
    let is_closed = |row: &FactRow| row.date.is_some_and(|date| closed_to.is_some_and(|closed| date <= closed));
    let mut found = Vec::new();
    for ((kind, key), row) in old {
        let replacement = new.remove(&(kind.clone(), key.clone()));
        if replacement.as_ref().is_some_and(|new| new.body == row.body) {
            continue;
        }
        let reason = match replacement {
            Some(_) => format!("{} says otherwise than before", now.0.file),
            None => format!("{} has it no longer", now.0.file),
        };
        found.push(Restatement {
            closed: is_closed(&row) || replacement.as_ref().is_some_and(is_closed),
            kind,
            key,
            entered_in: entered_in.to_owned(),
            reversal: Some(entry(before.0, &row, true)),
            replacement: replacement.map(|row| entry(now.0, &row, false)),
            reason,
        });
    }
    let late = new.into_iter().filter(|(_, row)| is_closed(row)).map(|((kind, key), row)| Restatement {
        kind,
        key,
        entered_in: entered_in.to_owned(),
        closed: true,
        reversal: None,
        replacement: Some(entry(now.0, &row, false)),
        reason: format!("{} has it of a closed month, and had it not before", now.0.file),
    });
    found.extend(late);
    Ok(found)
}

fn entry(import: &Import, row: &FactRow, reversed: bool) -> Entry {
    let sheet = usize::try_from(row.sheet).ok().and_then(|sheet| import.sheets.get(sheet));
    Entry {
        file: import.file.clone(),
        sha256: import.sha256.clone(),
        sheet: sheet.map(|sheet| sheet.sheet.clone()).unwrap_or_default(),
        row: row.row,
        date: row.date,
        currency: row.currency.clone(),
        amount: row.amount.map(|amount| if reversed { -amount } else { amount }),
        body: row.body.clone(),
    }
}
