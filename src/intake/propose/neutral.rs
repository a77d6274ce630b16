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

/// What else a header may say that is still that of the column.
pub(super) fn neutral(spec: &ColumnSpec) -> impl Iterator<Item = &'static str> {
    let (whose, more): (&[&str], &[&str]) = match (spec.form, spec.column) {
        (_, Column::Notes) => (
            &WHOSE,
            &[
                "body", "country", "donor", "unit", "receipt", "received", "account", "contact", "budget", "need",
                "reason", "type",
            ],
        ),
        (Form::Name(List::Currencies), _) => (
            &WHOSE,
            &[
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
            ],
        ),
        (Form::Name(List::Places), _) | (Form::Text, Column::Places) => (
            &WHOSE,
            &[
                "recipient",
                "need",
                "report",
                "unit",
                "result",
                "target",
                "earmark",
                "budget",
                "spent",
                "name",
                "allocated",
                "theme",
            ],
        ),
        (Form::Name(List::Themes), _) | (Form::Text, Column::Themes) => (
            &WHOSE,
            &[
                "recipient",
                "need",
                "result",
                "target",
                "earmark",
                "budget",
                "spent",
                "name",
                "category",
                "allocated",
                "support",
            ],
        ),
        (Form::Word(_), _) => (
            &WHOSE,
            &["pledge", "commitment", "receipt", "received", "movement", "donor", "decision", "result", "actual"],
        ),
        (Form::Date, _) => (&WHOSE, &["actual", "donor"]),
        (Form::Amount, _) => (&WHOSE, &["donor", "country", "place", "theme"]),
        (
            Form::Text,
            Column::Contact | Column::Email | Column::InterestPlaces | Column::InterestThemes | Column::Language,
        ) => (&WHOSE, &["donor", "name", "person", "country"]),
        (Form::Text | Form::Whole | Form::Percent | Form::Rate | Form::Name(List::Donors), _) => (&[], &[]),
    };
    whose.iter().chain(more).copied()
}
