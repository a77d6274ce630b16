//! What a header may say beside, so that it still says a column: whose or what for something is does not change what it is.
//!
//! What comes in: columns. What leaves: what their values say already, and what else their headers may say. What it does not know:
//! headers, and what stands below them.

use crate::intake::kinds::columns::{Column, ColumnSpec, Form, List};

/// Whose it is, and what it is for.
const WHOSE: [&str; 8] = ["fund", "funded", "agreement", "organisation", "partner", "project", "activity", "line"];

/// What the values of a column say of it where they are what it takes: a day below `Approved` is that of an approval.
pub(super) const fn given(spec: &ColumnSpec) -> &'static [&'static str] {
    match spec.form {
        Form::Date => &["date"],
        Form::Amount => &["amount"],
        Form::Name(List::Currencies) => &["currency"],
        Form::Text | Form::Whole | Form::Percent | Form::Rate | Form::Word(_) | Form::Name(_) => &[],
    }
}

/// What the header of a column of currencies may say of the amounts beside it.
const OF_CURRENCIES: [&str; 16] = [
    "amount",
    "donor",
    "pledge",
    "commitment",
    "receipt",
    "received",
    "credit",
    "paid",
    "movement",
    "spent",
    "instalment",
    "signed",
    "approved",
    "amendment",
    "due",
    "local",
];

/// What a place or a theme is for, in any kind of sheet.
const OF_CELLS: [&str; 9] =
    ["recipient", "need", "result", "target", "earmark", "budget", "spent", "name", "allocated"];

/// What else a header may say that is still that of the column.
pub(super) fn neutral(spec: &ColumnSpec) -> impl Iterator<Item = &'static str> {
    let (shared, more): (&[&str], &[&str]) = match (spec.form, spec.column) {
        (_, Column::Notes) => (
            &[],
            &[
                "body", "country", "donor", "unit", "receipt", "received", "account", "contact", "budget", "need",
                "reason", "type",
            ],
        ),
        (Form::Name(List::Currencies), _) => (&[], &OF_CURRENCIES),
        (Form::Name(List::Places), _) | (Form::Text, Column::Places) => (&OF_CELLS, &["report", "unit", "theme"]),
        (Form::Name(List::Themes), _) | (Form::Text, Column::Themes) => (&OF_CELLS, &["category", "support"]),
        (Form::Word(_), _) => {
            (&[], &["pledge", "commitment", "receipt", "received", "movement", "donor", "decision", "result", "actual"])
        }
        (Form::Date, _) => (&[], &["actual", "donor"]),
        (Form::Amount, _) => (&[], &["donor", "country", "place", "theme"]),
        (
            Form::Text,
            Column::Contact | Column::Email | Column::InterestPlaces | Column::InterestThemes | Column::Language,
        ) => (&[], &["donor", "name", "person", "country"]),
        (Form::Text | Form::Whole | Form::Percent | Form::Rate | Form::Name(List::Donors), _) => {
            return Vec::new().into_iter();
        }
    };
    [WHOSE.as_slice(), shared, more].concat().into_iter()
}
