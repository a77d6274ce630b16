//! What would mend a difference with finance, in the words of a language.

use crate::domain::Money;
use crate::reconcile::{Fault, Proposal};

use super::sheets::Context;

impl Context<'_> {
    /// A proposal in words.
    pub fn proposal(&self, proposal: &Proposal) -> String {
        let texts = &self.texts;
        let number = |document: &Option<String>| document.clone().unwrap_or_else(|| texts.get("proposal-no-number"));
        match proposal {
            Proposal::OneMonth { ours, theirs } => {
                let (ours, theirs) = (texts.day(*ours), texts.day(*theirs));
                texts.with("proposal-one-month", &[("ours", &ours), ("theirs", &theirs)])
            }
            Proposal::OneDonor { ours, theirs } => {
                let (ours, theirs) = (self.donor_name(ours), self.donor_name(theirs));
                texts.with("proposal-one-donor", &[("ours", &ours), ("theirs", &theirs)])
            }
            Proposal::AddAlias { name, donor } => {
                texts.with("proposal-alias", &[("name", name), ("donor", &self.donor_name(donor))])
            }
            Proposal::Adjust { fault, document, by } => self.adjustment(*fault, document, *by),
            Proposal::AwaitThere { document, date } => {
                let (document, day) = (number(document), texts.day(*date));
                texts.with("proposal-await-there", &[("document", &document), ("day", &day)])
            }
            Proposal::BookThere { document, date, amount } => {
                let (document, day, amount) = (number(document), texts.day(*date), self.base_money(*amount));
                texts.with("proposal-book-there", &[("document", &document), ("day", &day), ("amount", &amount)])
            }
            Proposal::AwaitHere { document, date } => {
                texts.with("proposal-await-here", &[("document", document), ("day", &texts.day(*date))])
            }
            Proposal::BookHere { document, date, amount } => {
                let (day, amount) = (texts.day(*date), self.base_money(*amount));
                texts.with("proposal-book-here", &[("document", document), ("day", &day), ("amount", &amount)])
            }
            Proposal::Reverse { document, twin, amount } => {
                let amount = self.base_money(*amount);
                texts.with("proposal-reverse", &[("document", document), ("twin", twin), ("amount", &amount)])
            }
        }
    }

    fn adjustment(&self, fault: Fault, document: &str, by: Money) -> String {
        let texts = &self.texts;
        let why = match fault {
            Fault::Sign => texts.get("fault-sign"),
            Fault::Rounding => texts.get("fault-rounding"),
            Fault::RateOf(currency, day) => {
                texts.with("fault-rate-of", &[("currency", currency.code()), ("day", &texts.day(day))])
            }
            Fault::OtherRate(currency) => texts.with("fault-other-rate", &[("currency", currency.code())]),
            Fault::Transposed => texts.get("fault-transposed"),
            Fault::Amount => texts.get("fault-amount"),
        };
        let amount = self.base_money(by);
        texts.with("proposal-adjust", &[("why", &why), ("document", document), ("amount", &amount)])
    }

    /// An amount of base money with its currency.
    fn base_money(&self, money: Money) -> String {
        format!("{} {}", self.currency(), self.texts.amount(money, self.view.fund.exponent()))
    }
}
