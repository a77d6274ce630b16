//! Rows become facts, one file for each kind of sheet.
//!
//! What comes in: a record. What leaves: a fact with its source. What it does not know: other rows.

mod agreements;
mod aliases;
mod amendments;
pub mod columns;
mod donors;
mod earmark;
mod expenditure;
mod finance;
mod headings;
mod instalments;
mod openings;
mod priorities;
mod rates;
mod reallocations;
mod receipts;
mod results;

use serde::{Deserialize, Serialize};

use crate::config::InputKind;
use crate::domain::facts::Facts;
use crate::domain::{AgreementRef, Currency};

use crate::intake::problems::Place;
use crate::intake::row::name::NameKind;
use crate::intake::row::record::{Checked, Record};

/// A decision on a name, with where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AliasRow {
    /// What the name is of.
    pub kind: NameKind,
    /// The name as written.
    pub written: String,
    /// The code that it means.
    pub means: String,
    /// Where that is said.
    pub place: Place,
}

/// What rows become.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Harvest {
    /// The facts; kept beside all else, not in it, when it is written.
    #[serde(skip)]
    pub facts: Facts,
    /// Decisions on names.
    pub aliases: Vec<AliasRow>,
    /// Agreements whose rows were seen, even if not readable, with the currency where it is.
    pub agreements: Vec<(AgreementRef, Option<Currency>)>,
}

/// Reads a row of a kind into the harvest.
pub(in crate::intake) fn read(kind: InputKind, record: &mut Record<'_, '_>, harvest: &mut Harvest) -> Checked<()> {
    match kind {
        InputKind::Donors => donors::read(record).map(|fact| harvest.facts.donors.push(fact)),
        InputKind::Agreements => {
            agreements::read(record, &mut harvest.agreements).map(|fact| harvest.facts.agreements.push(fact))
        }
        InputKind::Amendments => amendments::read(record).map(|fact| harvest.facts.amendments.push(fact)),
        InputKind::Instalments => instalments::read(record).map(|fact| harvest.facts.instalments.push(fact)),
        InputKind::Receipts => receipts::read(record).map(|fact| harvest.facts.receipts.push(fact)),
        InputKind::Priorities => priorities::read(record).map(|fact| harvest.facts.priorities.push(fact)),
        InputKind::Expenditure => expenditure::read(record).map(|fact| harvest.facts.expenditure.push(fact.into())),
        InputKind::Rates => rates::read(record).map(|fact| harvest.facts.rates.push(fact)),
        InputKind::Reallocations => reallocations::read(record).map(|fact| harvest.facts.reallocations.push(fact)),
        InputKind::Openings => openings::read(record).map(|fact| harvest.facts.openings.push(fact)),
        InputKind::Results => results::read(record).map(|fact| harvest.facts.results.push(fact)),
        InputKind::Finance => finance::read(record).map(|fact| harvest.facts.finance.push(fact.into())),
        InputKind::Aliases => aliases::read(record).map(|row| harvest.aliases.push(row)),
    }
}
