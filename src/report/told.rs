//! Which donors are told apart in what others than the fund read: the public page, concept sheets, the
//! annual report, the files for IATI.
//!
//! What comes in: how much everybody may know of each donor, and what it gave. What leaves: under what each is told, so that
//! what all that are not named gave is never one donor's gift, nor becomes one where the others are taken off the total.

use std::collections::BTreeMap;

use crate::domain::facts::{Donor, Visibility};
use crate::domain::{AgreementRef, DonorCode, Money};
use crate::ledger::Ledger;

use super::page::contract::Disclosure;
use super::view::View;

/// What the donors' sheet says, as the contract has it.
pub(super) const fn disclosure(visibility: Option<Visibility>) -> Disclosure {
    match visibility {
        Some(Visibility::Public) => Disclosure::Public,
        Some(Visibility::TotalsOnly) => Disclosure::Totals,
        Some(Visibility::Anonymous) => Disclosure::Anonymous,
        Some(Visibility::Internal) | None => Disclosure::Internal,
    }
}

/// Under what each of some donors is told, of which how much everybody may know and what it gave come in. One anonymous donor
/// alone is told with those that are internal, all anonymous ones with one that is internal alone, and where there is no
/// other, the donor that gave least with it.
pub(super) fn apart(donors: &[(Disclosure, Money)]) -> Vec<Disclosure> {
    let mut told: Vec<Disclosure> = donors.iter().map(|(disclosure, _)| *disclosure).collect();
    let givers = |told: &[Disclosure], of| {
        let gave = told.iter().zip(donors).filter(|(told, (_, gave))| **told == of && *gave > Money::ZERO);
        gave.count()
    };
    if givers(&told, Disclosure::Anonymous) < 2 || givers(&told, Disclosure::Internal) == 1 {
        told.iter_mut().filter(|of| **of == Disclosure::Anonymous).for_each(|of| *of = Disclosure::Internal);
    }
    if givers(&told, Disclosure::Internal) == 1 {
        let named = (0..donors.len()).filter(|index| told[*index] != Disclosure::Internal);
        let gave = named.filter(|index| donors[*index].1 > Money::ZERO);
        if let Some(least) = gave.min_by_key(|index| (donors[*index].1, *index)) {
            told[least] = Disclosure::Internal;
        }
    }
    told
}

/// Under what each donor of a month is told.
pub(crate) struct Told {
    donors: BTreeMap<DonorCode, Disclosure>,
}

impl Told {
    pub fn of(view: &View<'_>) -> Self {
        Self::among(view.donors(), view.ledger)
    }

    /// As of some donors of a ledger.
    pub fn among<'a>(donors: impl Iterator<Item = &'a Donor>, ledger: &Ledger) -> Self {
        let gave = |donor: &DonorCode| {
            let own = ledger.agreements.iter().filter(|position| position.agreement.donor == *donor);
            own.map(|position| position.deposited.money()).sum::<Money>()
        };
        let donors: Vec<_> = donors.collect();
        let known: Vec<_> = donors.iter().map(|donor| (disclosure(donor.visibility), gave(&donor.code))).collect();
        Self { donors: donors.iter().map(|donor| donor.code.clone()).zip(apart(&known)).collect() }
    }

    /// Under what a donor is told; nothing of what is no donor's.
    pub fn disclosure(&self, donor: &DonorCode) -> Option<Disclosure> {
        self.donors.get(donor).copied()
    }

    /// Whether an agreement may be named: it is of a donor that is public, or of none.
    pub fn names(&self, view: &View<'_>, agreement: &AgreementRef) -> bool {
        let donor = view.ledger.agreement(agreement).map(|position| &position.agreement.donor);
        let told = donor.and_then(|donor| self.disclosure(donor));
        told.is_none_or(|told| told == Disclosure::Public)
    }
}
