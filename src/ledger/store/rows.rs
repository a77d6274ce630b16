//! Facts as rows of the ledger, and back.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::facts::{
    Agreement, Amendment, Donor, Expenditure, Facts, FinanceLine, Instalment, Opening, Priority, Rate, Reallocation,
    Receipt, ResultFact,
};
use crate::domain::fingerprint::{self, Hasher};
use crate::domain::source::SourceSheet;
use crate::domain::{Fact, FactKind, Key, OriginalAmount, Source};

use super::StoreError;

/// A fact as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactRow {
    /// Its number among the facts of its import.
    pub number: i64,
    /// What kind of fact it is.
    pub kind: String,
    /// What names it in its file: its business key, or a hash of it where it has none; unique in its import.
    pub key: String,
    /// Its day.
    pub date: Option<NaiveDate>,
    /// The currency of its amount; nothing for base currency.
    pub currency: Option<String>,
    /// Its amount in minor units.
    pub amount: Option<i64>,
    /// Its sheet, by place in the import's list.
    pub sheet: i64,
    /// Its row.
    pub row: u32,
    /// The fact as JSON, without its source.
    pub body: String,
}

/// A fact that the ledger keeps.
trait Kept: Fact + Serialize + DeserializeOwned {
    /// Its amount in minor units, and the currency where it is not the base.
    fn amount(&self) -> (Option<String>, Option<i64>);
}

fn original(amount: &OriginalAmount) -> (Option<String>, Option<i64>) {
    let minor = amount.amount.checked_mul(Decimal::from(10_i64.pow(amount.currency.minor_units())));
    (
        Some(amount.currency.code().to_owned()),
        minor.filter(|minor| minor.fract().is_zero()).and_then(|minor| minor.to_i64()),
    )
}

macro_rules! kept {
    ($($fact:ident: $amount:expr;)+) => {
        $(impl Kept for $fact {
            fn amount(&self) -> (Option<String>, Option<i64>) {
                let amount: fn(&Self) -> (Option<String>, Option<i64>) = $amount;
                amount(self)
            }
        })+

        /// Hands on all facts as rows, one after the other; gives the sheets that they stand in.
        pub(super) fn each(facts: &Facts, take: &mut Taker<'_>) -> Result<Vec<SourceSheet>, StoreError> {
            let mut writer = Writer::default();
            $(writer.give::<$fact>(facts, take)?;)+
            Ok(writer.sheets.into_iter().map(|sheet| (*sheet).clone()).collect())
        }

        /// Facts from their rows.
        pub(super) fn facts(rows: &[FactRow], sheets: &[SourceSheet]) -> serde_json::Result<Facts> {
            let sheets: Vec<Arc<SourceSheet>> = sheets.iter().cloned().map(Arc::new).collect();
            let mut facts = Facts::default();
            for row in rows {
                match FactKind::parse(&row.kind) {
                    $(Some($fact::KIND) => read::<$fact>(row, &sheets, &mut facts)?,)+
                    None => {}
                }
            }
            Ok(facts)
        }
    };
}

const NO_AMOUNT: (Option<String>, Option<i64>) = (None, None);

kept! {
    Donor: |_| NO_AMOUNT;
    Agreement: |fact| original(&fact.amount);
    Amendment: |fact| fact.amount.as_ref().map_or(NO_AMOUNT, original);
    Instalment: |fact| original(&fact.amount);
    Receipt: |fact| original(&fact.amount);
    Priority: |fact| (None, Some(fact.need.minor()));
    Expenditure: |fact| original(&fact.amount);
    Rate: |_| NO_AMOUNT;
    ResultFact: |_| NO_AMOUNT;
    Reallocation: |fact| (None, Some(fact.amount.minor()));
    FinanceLine: |fact| (None, Some(fact.amount.minor()));
    Opening: |fact| (None, Some(fact.allocated.minor()));
}

/// What is done with each row.
pub(super) type Taker<'t> = dyn FnMut(&FactRow) -> Result<(), StoreError> + 't;

#[derive(Default)]
struct Writer {
    /// How many rows there were.
    number: i64,
    sheets: Vec<Arc<SourceSheet>>,
    /// How often each key of the kind was seen.
    seen: HashMap<String, u32>,
}

impl Writer {
    fn give<F: Kept>(&mut self, facts: &Facts, take: &mut Taker<'_>) -> Result<(), StoreError> {
        self.seen.clear();
        for fact in F::list(facts) {
            let fact: &F = fact.borrow();
            let body = serde_json::to_string(fact)?;
            let mut key = match fact.key() {
                Key::One(key) | Key::Several(key) => key,
                Key::None => format!("= {:.16}", fingerprint::sha256(body.as_bytes())),
            };
            match self.seen.get_mut(&key) {
                Some(seen) => {
                    *seen += 1;
                    key = format!("{key} ({seen})");
                }
                None => drop(self.seen.insert(key.clone(), 1)),
            }
            let (currency, amount) = fact.amount();
            let date = fact.date();
            let source = fact.source();
            let sheet = match self.sheets.iter().position(|sheet| *sheet == source.sheet) {
                Some(sheet) => sheet,
                None => {
                    self.sheets.push(Arc::clone(&source.sheet));
                    self.sheets.len() - 1
                }
            };
            take(&FactRow {
                number: self.number,
                kind: F::KIND.name().to_owned(),
                key,
                date,
                currency,
                amount,
                sheet: sheet as i64,
                row: source.row,
                body,
            })?;
            self.number += 1;
        }
        Ok(())
    }
}

fn read<F: Kept>(row: &FactRow, sheets: &[Arc<SourceSheet>], facts: &mut Facts) -> serde_json::Result<()> {
    let fact: F = serde_json::from_str(&row.body)?;
    let sheet = usize::try_from(row.sheet).ok().and_then(|sheet| sheets.get(sheet)).cloned().unwrap_or_default();
    F::list_mut(facts).push(fact.with_source(Source { sheet, row: row.row }).into());
    Ok(())
}

/// One hash for rows, in their order.
#[derive(Default)]
pub(super) struct Root {
    hasher: Hasher,
    rows: usize,
}

impl Root {
    /// Takes the next row in.
    pub fn add(&mut self, row: &FactRow) {
        let date = row.date.map_or(String::new(), |date| date.to_string());
        let amount = row.amount.map_or(String::new(), |amount| amount.to_string());
        let currency = row.currency.as_deref().unwrap_or("");
        let head = format!(
            "{}\t{}\t{}\t{date}\t{currency}\t{amount}\t{}\t{}\t",
            row.number, row.kind, row.key, row.sheet, row.row
        );
        self.hasher.update(head.as_bytes());
        self.hasher.update(row.body.as_bytes());
        self.hasher.update(b"\n");
        self.rows += 1;
    }

    /// How many rows there were, and their hash.
    pub fn end(self) -> (usize, String) {
        (self.rows, self.hasher.finish())
    }
}
