//! What would settle a difference with finance, in the words of a language.

use crate::domain::Money;
use crate::reconcile::{Fault, Proposal};

use super::sheets::Report;

impl Report<'_> {
    /// A proposal in words.
    pub fn proposal(&self, proposal: &Proposal) -> String {
        let phrases = &self.phrases;
        let number = |document: &Option<String>| document.clone().unwrap_or_else(|| phrases.get("proposal-no-number"));
        match proposal {
            Proposal::OneMonth { ours, theirs } => {
                let (ours, theirs) = (phrases.day(*ours), phrases.day(*theirs));
                phrases.with("proposal-one-month", &[("ours", &ours), ("theirs", &theirs)])
            }
            Proposal::OneDonor { ours, theirs } => {
                let (ours, theirs) = (self.donor_name(ours), self.donor_name(theirs));
                phrases.with("proposal-one-donor", &[("ours", &ours), ("theirs", &theirs)])
            }
            Proposal::AddAlias { name, donor } => {
                phrases.with("proposal-alias", &[("name", name), ("donor", &self.donor_name(donor))])
            }
            Proposal::Adjust { fault, document, by } => self.adjustment(*fault, document, *by),
            Proposal::AwaitThere { document, date } => {
                let (document, day) = (number(document), phrases.day(*date));
                phrases.with("proposal-await-there", &[("document", &document), ("day", &day)])
            }
            Proposal::BookThere { document, date, amount } => {
                let (document, day, amount) = (number(document), phrases.day(*date), self.base_money(*amount));
                phrases.with("proposal-book-there", &[("document", &document), ("day", &day), ("amount", &amount)])
            }
            Proposal::AwaitHere { document, date } => {
                phrases.with("proposal-await-here", &[("document", document), ("day", &phrases.day(*date))])
            }
            Proposal::BookHere { document, date, amount } => {
                let (day, amount) = (phrases.day(*date), self.base_money(*amount));
                phrases.with("proposal-book-here", &[("document", document), ("day", &day), ("amount", &amount)])
            }
            Proposal::Reverse { document, twin, amount } => {
                let amount = self.base_money(*amount);
                phrases.with("proposal-reverse", &[("document", document), ("twin", twin), ("amount", &amount)])
            }
        }
    }

    fn adjustment(&self, fault: Fault, document: &str, by: Money) -> String {
        let phrases = &self.phrases;
        let why = match fault {
            Fault::Sign => phrases.get("fault-sign"),
            Fault::Rounding => phrases.get("fault-rounding"),
            Fault::RateOf(currency, day) => {
                phrases.with("fault-rate-of", &[("currency", currency.code()), ("day", &phrases.day(day))])
            }
            Fault::OtherRate(currency) => phrases.with("fault-other-rate", &[("currency", currency.code())]),
            Fault::Transposed => phrases.get("fault-transposed"),
            Fault::Amount => phrases.get("fault-amount"),
        };
        let amount = self.base_money(by);
        phrases.with("proposal-adjust", &[("why", &why), ("document", document), ("amount", &amount)])
    }

    /// An amount of base money with its currency.
    fn base_money(&self, money: Money) -> String {
        format!("{} {}", self.currency(), self.phrases.amount(money, self.view.fund.exponent()))
    }
}
