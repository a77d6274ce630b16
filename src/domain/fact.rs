//! What all facts have in common.
//!
//! What comes in: the list of kinds in [`facts`](super::facts). What leaves: for each kind its word, its list, and how a
//! fact of it is named, dated, valued and found again. Whoever works on facts of all kinds goes through
//! [`FactKind::ALL`]. What it does not know: columns of sheets, and how facts are stored.

use std::borrow::Borrow;
use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use super::currency::OriginalAmount;
use super::facts::{FactKind, Facts};
use super::money::Money;
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

/// The amount of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactAmount<'f> {
    /// It has none.
    None,
    /// In base currency.
    Base(Money),
    /// In the currency in which it was written.
    Original(&'f OriginalAmount),
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

    /// Its amount.
    fn amount(&self) -> FactAmount<'_>;

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

/// Declares the kinds of facts: the word of each in ledgers, its type, its list, and how a fact of it is named, dated and
/// valued.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $word:literal: $fact:ident in $list:ident ($listed:ty) {
        key: $key:expr, date: $date:expr, amount: $amount:expr
    })+) => {
        /// Everything that the inputs say. The kinds that there are many of are shared by all who keep them.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Facts {
            $(#[doc = concat!("Every [`", stringify!($fact), "`], in the order in which they stand.")]
            pub $list: Vec<$listed>,)+
        }

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
            pub fn accept<V: $crate::domain::fact::FactVisitor>(self, visitor: V) -> V::Output {
                match self { $(Self::$kind => visitor.visit::<$fact>()),+ }
            }
        }

        $(impl $crate::domain::fact::Fact for $fact {
            const KIND: FactKind = FactKind::$kind;
            type Listed = $listed;

            fn key(&self) -> $crate::domain::fact::Key {
                let key: fn(&Self) -> $crate::domain::fact::Key = $key;
                key(self)
            }
            fn date(&self) -> Option<NaiveDate> {
                let date: fn(&Self) -> Option<NaiveDate> = $date;
                date(self)
            }
            fn amount(&self) -> $crate::domain::fact::FactAmount<'_> {
                let amount: fn(&Self) -> $crate::domain::fact::FactAmount<'_> = $amount;
                amount(self)
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

pub(super) use kinds;

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
