//! The letter that goes with a donor's workbook, in the donor's language.

use crate::domain::facts::Donor;

use super::sheets::Context;
use super::sheets::sums::Totals;
use super::view::View;

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// What it is about, in one line.
    pub subject: String,
    /// Its text, lines parted by `\n`.
    pub body: String,
}

/// Writes the letter to a donor.
pub fn letter(view: &View<'_>, donor: &Donor) -> Letter {
    let context = Context::of_donor(view, donor);
    let texts = &context.texts;
    let totals = Totals::of(&context.belongings);
    let day = texts.day(view.ledger.as_of);
    let amount = |money| texts.amount(money, view.fund.exponent());
    let name = donor.contact.as_deref().unwrap_or(&donor.name);
    let parts = [
        texts.with("letter-greeting", &[("name", name)]),
        texts.with("letter-body", &[("donor", &donor.name), ("day", &day)]),
        texts.with(
            "letter-figures",
            &[
                ("currency", context.currency()),
                ("committed", &amount(totals.committed)),
                ("paid", &amount(totals.deposited)),
                ("placed", &amount(totals.placed)),
                ("spent", &amount(totals.spent)),
            ],
        ),
        if view.fund.illustrative { texts.get("illustrative") } else { String::new() },
        texts.get("letter-close"),
        view.fund.name.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let subject = texts.with("letter-subject", &[("fund", &view.fund.name), ("day", &day)]);
    Letter { subject, body: parts.join("\n\n") + "\n" }
}
