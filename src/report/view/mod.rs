//! The figures of a month as reports look at them: by donor, with names.

mod holdings;
mod lacks;
mod names;

use std::collections::BTreeMap;
use std::sync::Arc;

use polars::prelude::PolarsResult;

use crate::allocate::fund::FundAllocation;
use crate::attribute::outcome::Amounts;
use crate::attribute::run::INTEREST;
use crate::attribute::{Attribution, Book};
use crate::config::Fund;
use crate::domain::facts::{Donor, Facts};
use crate::domain::{AgreementRef, DonorCode, Language, Lookup, Money, Placement};
use crate::gap::Gap;
use crate::ledger::store::SupportByMonth;
use crate::ledger::{AgreementPosition, CashLine, Ledger};
use crate::month::{BookedReceipt, Changes, Figures};
use crate::reconcile::Reconciliation;

use super::manifest::{Provenance, set_hash};

pub(super) use holdings::Holdings;
pub use lacks::Why;
pub(super) use lacks::{Lack, Lacks};

/// Everything that reports are made of, and what belongs to whom.
#[derive(Clone, Debug)]
pub struct View<'a> {
    /// The fund and its rules.
    pub fund: &'a Fund,
    /// What the inputs say.
    pub facts: &'a Facts,
    /// What they mean in base money.
    pub ledger: &'a Ledger,
    /// What is placed where.
    pub placements: &'a [Placement],
    /// The allocation book.
    pub book: &'a Book,
    /// How it came to be so, and why.
    pub allocation: &'a FundAllocation,
    /// Who pays for what was spent.
    pub attribution: &'a Attribution,
    /// The gap.
    pub gap: &'a Gap,
    /// Ours against finance's.
    pub reconciliation: &'a Reconciliation,
    /// Every receipt as it is booked.
    pub booked: &'a [BookedReceipt],
    /// What changed since the last closed month, where there is one.
    pub changes: Option<&'a Changes>,
    /// Support cost of agreements to the end of each month that was closed before.
    pub closed_support: &'a SupportByMonth,
    /// One hash over all inputs.
    pub inputs_hash: String,
    /// What the figures were read from, and by which version of the program.
    pub provenance: Provenance,
    /// Whether the cells of workbooks say where their figures come from.
    pub(super) says_origins: bool,
    /// Whether reports are to be printed, and say nothing that only a workbook has.
    pub(super) on_paper: bool,
    booked_of: Arc<Lookup<&'a AgreementRef, Vec<u32>>>,
    by_donor: BTreeMap<&'a DonorCode, Arc<Holdings<'a>>>,
    all: Arc<Holdings<'a>>,
}

impl<'a> View<'a> {
    /// Sorts the figures by donor.
    ///
    /// # Errors
    /// When polars cannot add up what was spent.
    pub fn new(figures: &'a Figures, provenance: Provenance) -> PolarsResult<Self> {
        let (by_donor, all) = holdings::sorted(figures)?;
        let booked = figures.standing.booked.as_deref().unwrap_or_default();
        let mut booked_of: Lookup<&AgreementRef, Vec<u32>> = Lookup::default();
        for (index, row) in (0_u32..).zip(booked) {
            if let Some(agreement) = &row.agreement {
                booked_of.entry(agreement).or_default().push(index);
            }
        }
        Ok(Self {
            fund: &figures.fund,
            facts: &figures.facts,
            ledger: &figures.ledger,
            placements: figures.placements(),
            book: &figures.book,
            allocation: &figures.allocation,
            attribution: &figures.attribution,
            gap: &figures.gap,
            reconciliation: &figures.reconciliation,
            booked,
            changes: figures.changes.as_ref(),
            closed_support: &figures.closed_support,
            inputs_hash: set_hash(&provenance.inputs),
            provenance,
            says_origins: true,
            on_paper: false,
            booked_of: Arc::new(booked_of),
            by_donor,
            all: Arc::new(all),
        })
    }

    /// The same for workbooks that are only written: no cell keeps where its figure comes from, which no file holds.
    #[must_use]
    pub fn to_be_written(self) -> Self {
        Self { says_origins: false, ..self }
    }

    /// The same for what is printed: no text speaks of what only a workbook has.
    #[must_use]
    pub fn on_paper(self) -> Self {
        Self { on_paper: true, ..self }
    }

    /// The donors that have an agreement, by code.
    pub fn donors(&self) -> impl Iterator<Item = &'a Donor> {
        let with_agreement =
            |donor: &&'a Donor| self.by_donor.get(&donor.code).is_some_and(|holdings| !holdings.positions.is_empty());
        let mut donors: Vec<&Donor> = self.facts.donors.iter().filter(with_agreement).collect();
        donors.sort_by(|one, other| one.code.cmp(&other.code));
        donors.into_iter()
    }

    /// What belongs to a donor.
    pub(super) fn of(&self, donor: &DonorCode) -> Arc<Holdings<'a>> {
        self.by_donor.get(donor).cloned().unwrap_or_default()
    }

    /// What belongs to all donors together, but for the shares one by one.
    pub(super) fn of_all(&self) -> Arc<Holdings<'a>> {
        Arc::clone(&self.all)
    }

    /// What was booked of the receipts of agreements, in the order of the books.
    pub(super) fn booked_by<'o>(&self, agreements: impl Iterator<Item = &'o AgreementRef>) -> Vec<&'a BookedReceipt> {
        let rows = agreements.filter_map(|agreement| self.booked_of.get(agreement));
        let mut rows: Vec<u32> = rows.flatten().copied().collect();
        rows.sort_unstable();
        rows.into_iter().filter_map(|row| self.booked.get(row as usize)).collect()
    }

    /// What an agreement has; nothing of one that there is not.
    pub(super) fn amounts(&self, agreement: &AgreementRef) -> Amounts {
        self.index_of(agreement).and_then(|index| self.book.amounts.get(index)).copied().unwrap_or_default()
    }

    /// What of a donor's belongs to one of its agreements. Interest is the donor's, and no agreement's.
    pub(super) fn of_agreement(&self, donor: &Holdings<'a>, position: &'a AgreementPosition) -> Holdings<'a> {
        let reference = &position.agreement.reference;
        let own = self.index_of(reference).zip(Some(self.amounts(reference)));
        own.map(|own| donor.of_agreement(position, own, self.ledger)).unwrap_or_default()
    }

    pub(super) fn index_of(&self, agreement: &AgreementRef) -> Option<usize> {
        let agreements = &self.ledger.agreements;
        agreements.binary_search_by(|position| position.agreement.reference.cmp(agreement)).ok()
    }

    /// Interest less bank charges that stays with the fund: nobody's part, and in no agreement.
    pub(super) fn interest_held(&self) -> Money {
        let returned: Money = self.book.returned.iter().map(|returned| returned.amount).sum();
        self.interest_not_programmable() - returned
    }

    /// Interest less bank charges that is in no agreement.
    pub(super) fn interest_not_programmable(&self) -> Money {
        self.interest() - self.amounts(&AgreementRef::new(INTEREST)).programmable
    }

    /// Interest less bank charges.
    pub(super) fn interest(&self) -> Money {
        let sum = |lines: &[CashLine]| lines.iter().map(|line| line.base).sum::<Money>();
        sum(&self.ledger.interest) - sum(&self.ledger.bank_charges)
    }

    /// The language of a donor's reports.
    pub fn language_of(&self, donor: &Donor) -> Language {
        donor.language.unwrap_or(self.fund.default_language)
    }

    /// The language of the fund's own reports.
    pub const fn language(&self) -> Language {
        self.fund.default_language
    }
}
