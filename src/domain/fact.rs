//! What all facts have in common, and the one list of their kinds.
//!
//! What comes in: the types of [`facts`](super::facts). What leaves: for each kind its word, its list, and how a fact of
//! it is named, dated and found again. Whoever works on facts of all kinds goes through [`FactKind::ALL`]; a new kind is
//! declared here once. What it does not know: columns of sheets, and how facts are stored.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::facts::{
    Agreement, Amendment, Decision, Donor, Expenditure, Facts, FinanceLine, Instalment, Opening, Priority, Rate,
    Reallocation, Receipt, ResultFact, ResultTarget, Settlement,
};
use super::source::Source;

/// What names a fact among those of its kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// This names one fact: a second one under it is the same row once more, or contradicts it.
    One(String),
    /// This names facts that belong together, such as the lines of a document.
    Several(String),
    /// Nothing names it.
    None,
}

impl Key {
    /// The name, where there is one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::One(name) | Self::Several(name) => Some(name),
            Self::None => None,
        }
    }
}

/// A row of the inputs, typed: what facts of every kind have.
pub trait Fact: Clone + PartialEq + Serialize + Send + Sync + 'static {
    /// Its kind.
    const KIND: FactKind;
    /// How [`Facts`] lists it: as it is, or shared where there are many.
    type Listed: Borrow<Self> + From<Self> + Clone + Send + Sync;

    /// What names it among those of its kind.
    fn key(&self) -> Key;

    /// Its day; `None` for a kind that has none.
    fn date(&self) -> Option<NaiveDate>;

    /// Where it stands.
    fn source(&self) -> &Source;

    /// The same fact, standing elsewhere.
    fn with_source(self, source: Source) -> Self;

    /// Those of its kind.
    fn list(facts: &Facts) -> &Vec<Self::Listed>;

    /// Those of its kind, to be changed.
    fn list_mut(facts: &mut Facts) -> &mut Vec<Self::Listed>;

    /// Whether the two say the same, wherever they stand.
    fn says_the_same_as(&self, other: &Self) -> bool {
        self.clone().with_source(other.source().clone()) == *other
    }
}

/// Works on facts of one kind, when only its [`FactKind`] is known.
pub trait FactVisitor {
    /// What comes of it.
    type Output;

    /// Works on facts of this type.
    fn visit<F: Fact>(self) -> Self::Output;
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $word:literal: $fact:ident in $list:ident ($listed:ty) {
        key: $key:expr, date: $date:expr
    })+) => {
        /// The kinds of facts, in the order in which they are kept.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FactKind { $($(#[$doc])* $kind),+ }

        impl FactKind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// Its word, which never changes: ledgers are written in it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $word),+ }
            }

            /// The word for many of them, as `fund.toml` names their sheets.
            pub const fn plural(self) -> &'static str {
                match self { $(Self::$kind => stringify!($list)),+ }
            }

            /// Lets a visitor work on facts of this kind.
            pub fn accept<V: FactVisitor>(self, visitor: V) -> V::Output {
                match self { $(Self::$kind => visitor.visit::<$fact>()),+ }
            }
        }

        $(impl Fact for $fact {
            const KIND: FactKind = FactKind::$kind;
            type Listed = $listed;

            fn key(&self) -> Key {
                let key: fn(&Self) -> Key = $key;
                key(self)
            }
            fn date(&self) -> Option<NaiveDate> {
                let date: fn(&Self) -> Option<NaiveDate> = $date;
                date(self)
            }
            fn source(&self) -> &Source {
                &self.source
            }
            fn with_source(self, source: Source) -> Self {
                Self { source, ..self }
            }
            fn list(facts: &Facts) -> &Vec<$listed> {
                &facts.$list
            }
            fn list_mut(facts: &mut Facts) -> &mut Vec<$listed> {
                &mut facts.$list
            }
        })+
    };
}

kinds! {
    /// A donor.
    Donor = "donor": Donor in donors (Donor) {
        key: |fact| Key::One(fact.code.to_string()), date: |_| None
    }
    /// An agreement.
    Agreement = "agreement": Agreement in agreements (Agreement) {
        key: |fact| Key::One(fact.reference.to_string()), date: |fact| Some(fact.signed_on)
    }
    /// A numbered change of an agreement.
    Amendment = "amendment": Amendment in amendments (Amendment) {
        key: |fact| Key::One(format!("{} amendment {}", fact.agreement, fact.number)),
        date: |fact| Some(fact.effective_on)
    }
    /// A payment that an agreement foresees.
    Instalment = "instalment": Instalment in instalments (Instalment) {
        key: |fact| match &fact.number {
            Some(number) => Key::One(format!("{} no. {number}", fact.agreement)),
            None => Key::Several(format!("{} due on {}", fact.agreement, fact.due_on)),
        },
        date: |fact| Some(fact.due_on)
    }
    /// A line of the receipts' sheet.
    Receipt = "receipt": Receipt in receipts (Receipt) {
        key: |fact| Key::One(fact.number.clone()), date: |fact| Some(fact.date)
    }
    /// A cell.
    Priority = "priority": Priority in priorities (Priority) {
        key: |fact| match fact.valid_from {
            Some(from) => Key::One(format!("{} from {from}", fact.id())),
            None => Key::One(fact.id()),
        },
        date: |fact| fact.valid_from
    }
    /// A line of expenditure or an open obligation.
    Expenditure = "expenditure": Expenditure in expenditure (Arc<Expenditure>) {
        key: |fact| fact.document.clone().map_or(Key::None, Key::Several), date: |fact| Some(fact.date)
    }
    /// An exchange rate.
    Rate = "rate": Rate in rates (Rate) {
        key: |fact| Key::One(format!("{} of {}", fact.currency, fact.effective_on)), date: |fact| Some(fact.effective_on)
    }
    /// A result.
    Result = "result": ResultFact in results (ResultFact) {
        key: |_| Key::None, date: |fact| Some(fact.date)
    }
    /// What is to be reached of a kind of result.
    Target = "target": ResultTarget in targets (ResultTarget) {
        key: |fact| Key::One(format!("{}/{} {}", fact.geography, fact.theme, fact.kind)), date: |_| None
    }
    /// A decision to move placed money.
    Reallocation = "reallocation": Reallocation in reallocations (Reallocation) {
        key: |_| Key::None, date: |fact| Some(fact.date)
    }
    /// A decision of people about allocated money.
    Decision = "decision": Decision in decisions (Decision) {
        key: |fact| Key::One(fact.number.clone()), date: |fact| Some(fact.date)
    }
    /// A balance with which the fund came to these books.
    Opening = "opening": Opening in openings (Opening) {
        key: |fact| Key::One(format!("{} in {}", fact.agreement, fact.cell())), date: |fact| Some(fact.as_at)
    }
    /// What was decided about an open item of the reconciliation.
    Settlement = "settlement": Settlement in settlements (Settlement) {
        key: |fact| Key::Several(fact.item.clone()), date: |fact| Some(fact.on)
    }
    /// A line of the finance system's extract.
    Finance = "finance": FinanceLine in finance (Arc<FinanceLine>) {
        key: |fact| Key::Several(format!("{} {}", fact.kind, fact.document)), date: |fact| Some(fact.date)
    }
}

impl FactKind {
    /// The kind of a word; `None` for a kind of another version of the program.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == word)
    }
}

impl fmt::Display for FactKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl Facts {
    /// Puts other facts behind these, kind by kind, without moving those of a long list where nothing stands before it.
    pub fn append(&mut self, mut more: Facts) {
        struct Append<'f>(&'f mut Facts, &'f mut Facts);
        impl FactVisitor for Append<'_> {
            type Output = ();
            fn visit<F: Fact>(self) {
                let (list, more) = (F::list_mut(self.0), std::mem::take(F::list_mut(self.1)));
                if list.is_empty() {
                    *list = more;
                } else {
                    list.extend(more);
                }
            }
        }
        for kind in FactKind::ALL {
            kind.accept(Append(self, &mut more));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_word_of_its_own() {
        for kind in FactKind::ALL {
            assert_eq!(FactKind::parse(kind.name()), Some(*kind));
        }
        assert_eq!(FactKind::parse("grant"), None);
    }
}
