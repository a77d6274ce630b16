//! Which donors are told apart in what others than the fund read: the public page, concept sheets, the
//! annual report, the files for IATI.
//!
//! What comes in: how much everybody may know of each donor, and what it gave. What leaves: under what each is told, so that
//! what all that are not named gave is never one donor's gift, nor becomes one where the others are taken off the total.

use std::collections::BTreeMap;

use crate::domain::facts::{Donor, Visibility};
use crate::domain::{AgreementRef, DonorCode, Money};

use super::Ledger;

/// Under what each of some donors is told, of which how much everybody may know and what it gave come in. One anonymous donor
/// alone is told with those that are internal, all anonymous ones with one that is internal alone, and where there is no
/// other, the donor that gave least with it.
/// `K` is how much may be known: of it, what anonymous donors have and what internal ones have is given beside.
pub fn apart<K: Copy + PartialEq>(donors: &[(K, Money)], anonymous: K, internal: K) -> Vec<K> {
    let mut told: Vec<K> = donors.iter().map(|(known, _)| *known).collect();
    let givers = |told: &[K], of| {
        let gave = told.iter().zip(donors).filter(|(told, (_, gave))| **told == of && *gave > Money::ZERO);
        gave.count()
    };
    if givers(&told, anonymous) < 2 || givers(&told, internal) == 1 {
        told.iter_mut().filter(|of| **of == anonymous).for_each(|of| *of = internal);
    }
    if givers(&told, internal) == 1 {
        let named = (0..donors.len()).filter(|index| told[*index] != internal);
        let gave = named.filter(|index| donors[*index].1 > Money::ZERO);
        if let Some(least) = gave.min_by_key(|index| (donors[*index].1, *index)) {
            told[least] = internal;
        }
    }
    told
}

/// Under what each donor of a month is told.
#[derive(Clone, Debug)]
pub struct Told {
    donors: BTreeMap<DonorCode, Visibility>,
}

impl Told {
    /// Of some donors of a ledger, by what they gave. A donor of which nothing is said is internal.
    pub fn of<'a>(donors: impl Iterator<Item = &'a Donor>, ledger: &Ledger) -> Self {
        let gave = |donor: &DonorCode| {
            let own = ledger.agreements.iter().filter(|position| position.agreement.donor == *donor);
            own.map(|position| position.deposited.money()).sum::<Money>()
        };
        let donors: Vec<_> = donors.collect();
        let visibility = |donor: &Donor| donor.visibility.unwrap_or(Visibility::Internal);
        let known: Vec<_> = donors.iter().map(|donor| (visibility(donor), gave(&donor.code))).collect();
        let told = apart(&known, Visibility::Anonymous, Visibility::Internal);
        Self { donors: donors.iter().map(|donor| donor.code.clone()).zip(told).collect() }
    }

    /// Under what a donor is told; nothing of what is no donor's.
    pub fn visibility(&self, donor: &DonorCode) -> Option<Visibility> {
        self.donors.get(donor).copied()
    }

    /// Whether among donors that are not named and told together one alone is such.
    pub fn is_one_alone(&self, is_such: impl Fn(&DonorCode) -> bool) -> bool {
        [Visibility::Anonymous, Visibility::Internal].into_iter().any(|told| {
            let together = self.donors.iter().filter(|(_, of)| **of == told);
            together.filter(|(donor, _)| is_such(donor)).count() == 1
        })
    }

    /// Whether an agreement may be named: it is of a donor that is public, or of none.
    pub fn names(&self, ledger: &Ledger, agreement: &AgreementRef) -> bool {
        let donor = ledger.agreement(agreement).map(|position| &position.agreement.donor);
        let told = donor.and_then(|donor| self.visibility(donor));
        told.is_none_or(|told| told == Visibility::Public)
    }
}
