//! What the words of a header, a title or a name say beside naming a column: that a day is one of booking, that an amount is in the
//! currency of the books, that a list is of donors.
//!
//! What comes in: meanings of words. What leaves: marks. What it does not know: columns, and what stands below a header.

use super::meaning::{Meaning, Meanings, Reading};

/// What a text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A day is that of booking, which counts where others stand beside it.
    Booked,
    /// Codes, which may stand beside the names of the same things.
    Coded,
    /// Of a day that it is another than that of the row: when it was written down, or is to be.
    OtherDay,
    /// Amounts in the currency of a document.
    OfDocument,
    /// In that of the place: that of the books beside amounts in that of the document.
    OfPlace,
    /// In that of the books.
    OfBooks,
    /// The number of any document, and not of one of money that came in.
    AnyDocument,
    /// A number was reached.
    Reached,
    /// Donors.
    Donors,
    /// Organisations, and nothing else.
    Anybody,
    /// What is needed.
    Needs,
    /// Money that came in.
    Receipts,
    /// Those whom the fund pays.
    Suppliers,
    /// Years, and nothing else.
    Years,
    /// A sum.
    Sum,
    /// Accounts of a ledger.
    Accounts,
    /// Agreements that were changed.
    Amendments,
    /// What holds after a change.
    New,
    /// What is sold, or taxed as sales are.
    Sales,
    /// What is spent.
    Costs,
    /// A ledger, or bookings.
    Ledger,
    /// Rates the other way round.
    Inverse,
    /// What something is turned into.
    Into,
    /// Rates and prices that are none of the books': of forward contracts, of interest, of allowances.
    OtherRates,
    /// A budget.
    Budget,
    /// Somebody with whom a deal is made, or who is paid.
    Payees,
    /// What is counted or measured, and nothing else.
    Unit,
}

/// Which words say it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Any that may mean one of these.
    May,
    /// Any that means one of these whatever it means.
    Must,
    /// All may mean one of these, beside words that say nothing.
    All,
}

/// The meanings that a mark has.
const MEANS: [(Mark, Rule, &[&str]); 27] = [
    (Mark::Booked, Rule::May, &["booking"]),
    (Mark::Coded, Rule::May, &["code"]),
    (
        Mark::OtherDay,
        Rule::Must,
        &["due", "entered", "requested", "document", "invoice", "start", "end", "from", "to", "report", "previous"],
    ),
    (Mark::OfDocument, Rule::Must, &["original", "document", "movement", "currency", "entered"]),
    (Mark::OfPlace, Rule::May, &["local"]),
    (Mark::OfBooks, Rule::May, &["base"]),
    (Mark::AnyDocument, Rule::May, &["document"]),
    (Mark::Reached, Rule::May, &["achieved"]),
    (Mark::Donors, Rule::May, &["donor"]),
    (Mark::Anybody, Rule::All, &["organisation", "partner", "name", "code", "number"]),
    (Mark::Needs, Rule::May, &["need", "cell"]),
    (Mark::Receipts, Rule::May, &["receipt", "received", "donor", "bank", "customer"]),
    (Mark::Suppliers, Rule::May, &["supplier"]),
    (Mark::Years, Rule::All, &["year", "period"]),
    (Mark::Sum, Rule::May, &["total"]),
    (Mark::Accounts, Rule::May, &["account"]),
    (Mark::Amendments, Rule::May, &["amendment"]),
    (Mark::New, Rule::May, &["new"]),
    (Mark::Sales, Rule::May, &["sale"]),
    (Mark::Costs, Rule::May, &["spent"]),
    (Mark::Ledger, Rule::May, &["account", "booking"]),
    (Mark::Inverse, Rule::May, &["inverse"]),
    (Mark::Into, Rule::May, &["to", "target"]),
    (Mark::OtherRates, Rule::Must, &["other rate"]),
    (Mark::Budget, Rule::Must, &["budget", "due"]),
    (Mark::Payees, Rule::Must, &["payee", "supplier"]),
    (Mark::Unit, Rule::All, &["people", "percent", "quantity", "year", "month"]),
];

/// What says nothing of what a thing is.
const NOTHING: [&str; 2] = ["joining", "our"];

/// The marks of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(u32);

impl Marks {
    /// Whether the text says so.
    pub const fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u16) != 0
    }
}

/// The meanings of all marks.
pub(super) struct Marking {
    rules: Vec<(Mark, Rule, Meaning)>,
    nothing: Meaning,
}

impl Marking {
    pub fn new(meanings: &Meanings) -> Self {
        let rules = MEANS.iter().map(|(mark, rule, means)| (*mark, *rule, meanings.bits(means)));
        Self { rules: rules.collect(), nothing: meanings.bits(&NOTHING) }
    }

    /// What a text says by the words of it that are known, each with all that it may mean.
    pub fn of(&self, reading: &Reading) -> Marks {
        let words = reading.words();
        let empty = |word: &Vec<Meaning>| word.iter().any(|meaning| meaning & !self.nothing == 0);
        let telling = || words.iter().filter(|word| !empty(word));
        let says = |rule: Rule, bits: Meaning| match rule {
            Rule::May => telling().any(|word| word.iter().any(|meaning| meaning & bits != 0)),
            Rule::Must => telling().any(|word| word.iter().all(|meaning| meaning & bits != 0)),
            Rule::All => {
                reading.is_known()
                    && telling().next().is_some()
                    && telling().all(|word| word.iter().any(|meaning| meaning & !bits == 0))
            }
        };
        let said = self.rules.iter().filter(|(_, rule, bits)| says(*rule, *bits));
        Marks(said.fold(0, |all, (mark, ..)| all | (1 << *mark as u16)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;
    use crate::intake::propose::likeness::Vocabulary;

    #[test]
    fn words_say_more_than_columns() {
        let vocabulary = Vocabulary::new(Currency::USD);
        let has = |text: &str, mark: Mark| vocabulary.marks(text).has(mark);
        for text in ["Posting date", "Date comptable", "Buchungsdatum", "Fecha contable"] {
            assert!(has(text, Mark::Booked) && !has(text, Mark::OtherDay), "{text}");
        }
        for text in ["Due date", "Date de saisie", "Start", "Rechnungsdatum", "Fecha prevista"] {
            assert!(has(text, Mark::OtherDay), "{text}");
        }
        assert!(has("Amount in local currency", Mark::OfPlace) && has("Montant en devise", Mark::OfDocument));
        assert!(has("Group currency", Mark::OfBooks) && has("USD equivalent", Mark::OfBooks));
        assert!(has("Donor_list", Mark::Donors) && has("Annuaire des bailleurs", Mark::Donors));
        assert!(!has("FinanceType", Mark::Donors) && !has("Finance partners", Mark::Donors));
        assert!(has("FiscalYear", Mark::Years) && !has("Donor since year", Mark::Years));
        assert!(has("Vendor", Mark::Suppliers) && has("Lieferantennummer", Mark::Suppliers));
        for text in
            ["Forward rate", "Ventes à terme de devises", "Mark-to-market", "Zinssatz", "Tasa de interés", "DSA rates"]
        {
            assert!(has(text, Mark::OtherRates), "{text}");
        }
        assert!(has("Budget rates 2026", Mark::Budget) && !has("Exchange rates", Mark::Budget));
        assert!(has("persons", Mark::Unit) && has("année", Mark::Unit) && !has("Country", Mark::Unit));
        assert!(has("Costed plan", Mark::Needs) && has("Necesidades por país", Mark::Needs));
    }
}
