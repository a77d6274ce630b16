//! A transaction in the words of the standard.

use std::io::{self, Write};

use chrono::NaiveDate;

use crate::domain::Money;

use super::activity::{Narrator, narrative};
use super::settings::{AidTypes, Organisation};
use super::xml::{Xml, tag};

/// What a transaction is, of IATI's list of types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Money received; below nothing where it went back.
    IncomingFunds,
    /// Money spent.
    Expenditure,
    /// Money promised in an agreement; below nothing where it was given up.
    IncomingCommitment,
    /// Money announced.
    IncomingPledge,
}

impl Kind {
    const fn code(self) -> &'static str {
        match self {
            Self::IncomingFunds => "1",
            Self::Expenditure => "4",
            Self::IncomingCommitment => "11",
            Self::IncomingPledge => "13",
        }
    }
}

/// A transaction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Transaction<'a> {
    pub(super) kind: Kind,
    pub(super) date: NaiveDate,
    /// The day whose exchange rates the amount was worked out by.
    pub(super) valued_on: NaiveDate,
    /// In base money.
    pub(super) amount: Money,
    /// In English; empty where the type says it.
    pub(super) description: &'static str,
    /// The number of the receipt, where it is one.
    pub(super) reference: &'a str,
    /// Who gives, and from which activity of theirs, where it comes from outside.
    pub(super) provider: Option<(Organisation<'a>, &'a str)>,
    pub(super) aid: AidTypes<'a>,
}

impl Transaction<'_> {
    /// Writes the element. `exponent` is the decimals of the base currency; `receiver` writes who gets incoming money.
    pub(super) fn write<W: Write>(
        &self,
        xml: &mut Xml<W>,
        narrator: Narrator,
        exponent: u32,
        receiver: impl FnOnce(&mut Xml<W>) -> io::Result<()>,
    ) -> io::Result<()> {
        xml.element(tag("transaction").with("ref", self.reference), |xml| {
            xml.empty(tag("transaction-type").with("code", self.kind.code()))?;
            xml.empty(tag("transaction-date").with("iso-date", &self.date.to_string()))?;
            value(xml, "value", self.amount, exponent, self.valued_on)?;
            if !self.description.is_empty() {
                xml.element(tag("description"), |xml| narrator.english(xml, self.description))?;
            }
            if let Some((provider, activity)) = &self.provider {
                let organisation = tag("provider-org")
                    .with("provider-activity-id", activity)
                    .with("type", provider.kind)
                    .with("ref", provider.identifier);
                xml.element(organisation, |xml| narrative(xml, provider.name))?;
                receiver(xml)?;
            }
            let aid_type =
                |vocabulary: &str, code: &str| tag("aid-type").with("code", code).with("vocabulary", vocabulary);
            xml.empty(aid_type("1", self.aid.dac))?;
            if let Some((category, modality)) = self.aid.earmarking {
                xml.empty(aid_type("2", &category.to_string()))?;
                xml.empty(aid_type("3", modality))?;
            }
            Ok(())
        })
    }
}

/// An amount of base money, without a mark between thousands.
pub(super) fn value<W: Write>(
    xml: &mut Xml<W>,
    name: &'static str,
    amount: Money,
    exponent: u32,
    valued_on: NaiveDate,
) -> io::Result<()> {
    xml.text(tag(name).with("value-date", &valued_on.to_string()), &amount.to_decimal(exponent).to_string())
}
