//! The letter that goes with a donor's workbook, in the donor's language.

use crate::domain::facts::Donor;

use super::sheets::Report;
use super::sheets::flows::Totals;
use super::view::View;

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// What it is about, in one line.
    pub subject: String,
    /// Its text, its lines separated by `\n`.
    pub body: String,
}

/// What a letter says of the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status<'s> {
    /// It is not closed: figures may change.
    Draft,
    /// It is closed.
    Closed {
        /// The hash of the close in the ledger.
        hash: &'s str,
    },
}

/// Writes the letter to a donor; it says whether the month is closed where that is given.
pub fn letter(view: &View<'_>, donor: &Donor, status: Option<Status<'_>>) -> Letter {
    let report = Report::of_donor(view, donor);
    let phrases = &report.phrases;
    let totals = Totals::of(&report.holdings);
    let day = phrases.day(view.ledger.as_of);
    let amount = |money| phrases.amount(money, view.fund.exponent());
    let name = donor.contact.as_deref().unwrap_or(&donor.name);
    let parts = [
        phrases.with("letter-attention", &[("name", name)]),
        phrases.get("letter-greeting"),
        phrases.with("letter-body", &[("donor", &donor.name), ("day", &day)]),
        phrases.with(
            "letter-figures",
            &[
                ("currency", report.currency()),
                ("committed", &amount(totals.committed)),
                ("paid", &amount(totals.deposited)),
                ("placed", &amount(totals.placed)),
                ("spent", &amount(totals.spent)),
            ],
        ),
        match status {
            Some(Status::Draft) => phrases.get("letter-draft"),
            Some(Status::Closed { hash }) => phrases.with("letter-closed", &[("hash", hash)]),
            None => String::new(),
        },
        if view.fund.illustrative { phrases.get("illustrative") } else { String::new() },
        phrases.get("letter-close"),
        view.fund.name.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let subject = phrases.with("letter-subject", &[("fund", &view.fund.name), ("day", &day)]);
    let subject = match status {
        Some(Status::Draft) => phrases.with("letter-subject-draft", &[("subject", &subject)]),
        Some(Status::Closed { .. }) | None => subject,
    };
    Letter { subject, body: parts.join("\n\n") + "\n" }
}
