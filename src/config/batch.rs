//! The batch file for the accounting system of finance: which columns it has, and which accounts it books on.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::facts::FinanceKind;

/// What a column of the batch file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BatchField {
    /// The open item that the entry settles.
    Item,
    /// The value date.
    Date,
    /// The kind of line.
    Kind,
    /// The account of the kind.
    Account,
    /// The numbers that it quotes.
    Quotes,
    /// The donor's code.
    Donor,
    /// The agreement.
    Agreement,
    /// The project.
    Project,
    /// The code of the place.
    Country,
    /// The code of the theme.
    Theme,
    /// How much, in base currency: positive for what the kind says.
    Amount,
    /// The same in a column of its own, where it is a cost.
    Debit,
    /// The same where it is income.
    Credit,
    /// The base currency.
    Currency,
    /// Why the two sides differ.
    Cause,
    /// Why it is booked, in the words of whoever decided it.
    Reason,
}

/// A column of the batch file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchColumn {
    /// Its heading.
    pub heading: String,
    /// What it holds.
    pub holds: BatchField,
}

/// The batch file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// Its columns, from the left.
    #[serde(default = "usual", rename = "column")]
    pub columns: Vec<BatchColumn>,
    /// The account of each kind of line.
    #[serde(default)]
    pub accounts: BTreeMap<FinanceKind, String>,
}

impl Default for Batch {
    fn default() -> Self {
        Self { columns: usual(), accounts: BTreeMap::new() }
    }
}

/// The columns where the settings name none.
fn usual() -> Vec<BatchColumn> {
    let columns = [
        ("Item", BatchField::Item),
        ("Date", BatchField::Date),
        ("Kind", BatchField::Kind),
        ("Reference", BatchField::Quotes),
        ("Donor", BatchField::Donor),
        ("Agreement", BatchField::Agreement),
        ("Project", BatchField::Project),
        ("Country", BatchField::Country),
        ("Theme", BatchField::Theme),
        ("Amount", BatchField::Amount),
        ("Currency", BatchField::Currency),
        ("Reason", BatchField::Reason),
    ];
    columns.map(|(heading, holds)| BatchColumn { heading: heading.to_owned(), holds }).into()
}
