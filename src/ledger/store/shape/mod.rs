//! The shape in which the ledger writes what it keeps line by line.
//!
//! What comes in: facts, and what a close freezes. What leaves: for each a record of named fields as JSON, and the way
//! back. A value is a text, a list of values, or a record. A field that has its default is not written, and one that is
//! not written has its default. Names of fields and words never change their meaning; new ones may come. What it does
//! not know: how the types of the domain are laid out for any other purpose, so that they can change without a change
//! of the ledger.

mod body;
mod facts;
mod frozen;
mod values;

pub(super) use body::{Body, Item};
pub(super) use facts::accept;
pub use frozen::{
    ActedDecision, Charge, Cost, CostVersion, DecisionPart, Entry, GoneCost, KnownCell, Netting, OpenItem, Pending,
    ReturnedInterest, Settled, UnchargedCost,
};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::Fact;

/// A text that is not what it should be, in words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Misfit(pub String);

impl Misfit {
    fn new(found: &str, expected: &str) -> Self {
        Self(format!("{found:?} is not {expected}"))
    }

    fn within(self, field: &str) -> Self {
        Self(format!("{field}: {}", self.0))
    }
}

/// A field of which two versions of a fact say different things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The field; `earmark.include` for one of a record within.
    pub field: String,
    /// What it said; empty where it said nothing.
    pub old: String,
    /// What it says.
    pub new: String,
}

/// Something that stands in a field.
pub(super) trait Value: Sized + PartialEq {
    /// Writes it.
    fn write(&self, body: &mut Body<'_>);

    /// Reads it; fields that are not known are named in `unknown`.
    fn read(item: &Item<'_>, unknown: &mut BTreeSet<String>) -> Result<Self, Misfit>;

    /// What it is where nothing is written; `None` where something must be.
    fn unwritten() -> Option<Self> {
        None
    }

    /// Adds what another value of the field says differently.
    fn compare(&self, other: &Self, field: &str, comparison: &mut Comparison) {
        let shown = |value: &Self| match Self::unwritten() {
            Some(unwritten) if unwritten == *value => String::new(),
            Some(_) | None => Body::shown(value, comparison.minor_units),
        };
        let (old, new) = (shown(self), shown(other));
        comparison.found.push(Difference { field: field.to_owned(), old, new });
    }
}

/// Two values that are compared.
pub(super) struct Comparison {
    /// Decimals of the base currency, for amounts that are shown.
    minor_units: u32,
    found: Vec<Difference>,
}

/// A value of named fields.
pub(super) trait Record: Value {
    /// The names of its fields, in the order in which they are written.
    const FIELDS: &'static [&'static str];
}

/// A fact that the ledger keeps.
pub(super) trait Kept: Fact + Record {}

impl<F: Fact + Record> Kept for F {}

/// Works on facts of one kind, when only its [`FactKind`](crate::domain::FactKind) is known, as the ledger keeps them.
pub(super) trait KeptVisitor {
    /// What comes of it.
    type Output;

    /// Works on facts of this type.
    fn visit<F: Kept>(self) -> Self::Output;
}

/// Declares the fields of records: the name in the ledger, the field of the type, and the default where it has one. A
/// field of the type that is forgotten does not compile.
macro_rules! record {
    ($($record:ident $(beside $beside:ident)? {
        $($name:literal => $field:ident $(or $default:expr)?),+ $(,)?
    })+) => {
        $(impl $crate::ledger::store::shape::Record for $record {
            const FIELDS: &'static [&'static str] = &[$($name),+];
        }
        impl $crate::ledger::store::shape::Value for $record {
            fn write(&self, body: &mut $crate::ledger::store::shape::Body<'_>) {
                let Self { $($field),+ $(, $beside: _)? } = self;
                body.open();
                $(body.field($name, $field, record!(@default $($default)?));)+
                body.close();
            }
            fn read(
                item: &$crate::ledger::store::shape::Item<'_>,
                unknown: &mut std::collections::BTreeSet<String>,
            ) -> Result<Self, $crate::ledger::store::shape::Misfit> {
                let fields = item.fields()?;
                let record = Self {
                    $($field: $crate::ledger::store::shape::body::field(
                        fields, $name, record!(@default $($default)?), unknown,
                    )?,)+
                    $($beside: Default::default(),)?
                };
                $crate::ledger::store::shape::body::name_unknown(
                    fields, <Self as $crate::ledger::store::shape::Record>::FIELDS, unknown,
                )?;
                Ok(record)
            }
            fn compare(
                &self,
                other: &Self,
                field: &str,
                comparison: &mut $crate::ledger::store::shape::Comparison,
            ) {
                let path = |name: &str| if field.is_empty() { name.to_owned() } else { format!("{field}.{name}") };
                $(if self.$field != other.$field {
                    $crate::ledger::store::shape::Value::compare(
                        &self.$field, &other.$field, &path($name), comparison,
                    );
                })+
            }
        })+
    };
    (@default) => { $crate::ledger::store::shape::Value::unwritten() };
    (@default $default:expr) => { Some($default) };
}

/// Declares the words of types that are one of several. A variant that is forgotten does not compile.
macro_rules! words {
    ($($choice:ident, $what:literal { $($variant:ident = $word:literal),+ $(,)? })+) => {
        $(impl $crate::ledger::store::shape::Value for $choice {
            fn write(&self, body: &mut $crate::ledger::store::shape::Body<'_>) {
                body.text(match self { $(Self::$variant => $word),+ });
            }
            fn read(
                item: &$crate::ledger::store::shape::Item<'_>,
                _: &mut std::collections::BTreeSet<String>,
            ) -> Result<Self, $crate::ledger::store::shape::Misfit> {
                match item.text()? {
                    $($word => Ok(Self::$variant),)+
                    other => Err($crate::ledger::store::shape::Misfit::new(other, $what)),
                }
            }
        })+
    };
}

use {record, words};

/// What two versions of a record say differently, in the order of its fields, among the `wanted` ones. Amounts in base
/// money are shown with so many decimals.
pub(super) fn differences<R: Record>(old: &R, new: &R, wanted: &[&str], minor_units: u32) -> Vec<Difference> {
    let mut comparison = Comparison { minor_units, found: Vec::new() };
    old.compare(new, "", &mut comparison);
    comparison.found.retain(|difference| {
        let field = difference.field.split('.').next().unwrap_or_default();
        wanted.contains(&field)
    });
    comparison.found
}
