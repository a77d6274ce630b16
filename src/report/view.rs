//! The figures of a month as reports look at them: by donor, with names.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::allocate::fund::FundAllocation;
use crate::attribute::{Attribution, Share};
use crate::config::Fund;
use crate::domain::facts::{Donor, ExpenditureCategory, Facts};
use crate::domain::{AgreementRef, DonorCode, GeographyCode, Money, Placement, ThemeCode};
use crate::gap::Gap;
use crate::ledger::{AgreementPosition, Ledger, year};
use crate::reconcile::Reconciliation;

use super::grid::Language;
use super::{Changes, Figures};

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
    /// How it came to be so, and why.
    pub allocation: &'a FundAllocation,
    /// Who pays for what was spent.
    pub attribution: &'a Attribution,
    /// The gap.
    pub gap: &'a Gap,
    /// Ours against finance's.
    pub reconciliation: &'a Reconciliation,
    /// What changed since the last closed month, where there is one.
    pub changes: Option<&'a Changes>,
    /// One hash over all inputs.
    pub inputs_hash: String,
    by_donor: BTreeMap<&'a DonorCode, Belongings<'a>>,
    placed_in_cell: Vec<Money>,
}

/// A part of what was spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Delivered {
    /// Place of the cell in the list of priorities.
    pub cell: usize,
    pub year: i32,
    pub category: ExpenditureCategory,
}

/// What belongs to one donor.
#[derive(Clone, Debug, Default)]
pub(super) struct Belongings<'a> {
    pub positions: Vec<&'a AgreementPosition>,
    pub placements: Vec<&'a Placement>,
    pub spent: Vec<&'a Share>,
    /// The same added up, which most sheets want: by cell, year and category.
    pub delivered: BTreeMap<Delivered, Money>,
    /// The same but for indirect support, by agreement and year.
    pub direct: BTreeMap<(&'a AgreementRef, i32), Money>,
    pub obligated: Vec<&'a Share>,
    pub support_cost: BTreeMap<&'a AgreementRef, Money>,
}

impl<'a> Belongings<'a> {
    /// Takes the parts of what was spent and adds them up.
    fn deliver(&mut self, spent: Vec<&'a Share>, ledger: &Ledger) {
        let mut delivered: HashMap<Delivered, Money> = HashMap::new();
        for share in &spent {
            let fact = &ledger.spending[share.line].fact;
            let part = Delivered { cell: share.cell, year: year(fact.date), category: fact.category };
            *delivered.entry(part).or_default() += share.amount;
            if part.category != ExpenditureCategory::IndirectSupport {
                *self.direct.entry((&share.agreement, part.year)).or_default() += share.amount;
            }
        }
        self.delivered = delivered.into_iter().collect();
        self.spent = spent;
    }
}

impl<'a> View<'a> {
    /// Sorts the figures by donor.
    pub fn new(figures: &'a Figures, inputs_hash: String) -> Self {
        let cells = figures.facts.priorities.len();
        let mut view = Self {
            fund: &figures.fund,
            facts: &figures.facts,
            ledger: &figures.ledger,
            placements: figures.placements(),
            allocation: &figures.allocation,
            attribution: &figures.attribution,
            gap: &figures.gap,
            reconciliation: &figures.reconciliation,
            changes: figures.changes.as_ref(),
            inputs_hash,
            by_donor: BTreeMap::new(),
            placed_in_cell: vec![Money::ZERO; cells],
        };
        for donor in &figures.facts.donors {
            view.by_donor.insert(&donor.code, Belongings::default());
        }
        view.sort();
        view
    }

    fn sort(&mut self) {
        let mut owner: BTreeMap<&AgreementRef, &'a DonorCode> = BTreeMap::new();
        for position in &self.ledger.agreements {
            owner.insert(&position.agreement.reference, &position.agreement.donor);
            self.by_donor.entry(&position.agreement.donor).or_default().positions.push(position);
        }
        let mut of = |agreement: &AgreementRef, add: &mut dyn FnMut(&mut Belongings<'a>)| {
            if let Some(belongings) = owner.get(agreement).and_then(|donor| self.by_donor.get_mut(donor)) {
                add(belongings);
            }
        };
        for placement in self.placements {
            of(&placement.agreement, &mut |belongings| belongings.placements.push(placement));
            if let Some(placed) = self.placed_in_cell.get_mut(placement.cell) {
                *placed += placement.amount;
            }
        }
        for share in &self.attribution.obligated {
            of(&share.agreement, &mut |belongings| belongings.obligated.push(share));
        }
        for (agreement, cost) in &self.attribution.support_cost {
            of(agreement, &mut |belongings| {
                belongings.support_cost.insert(agreement, *cost);
            });
        }
        let places: HashMap<&DonorCode, usize> = self.by_donor.keys().copied().zip(0..).collect();
        let payers: HashMap<&AgreementRef, usize> =
            owner.into_iter().filter_map(|(agreement, donor)| Some((agreement, *places.get(donor)?))).collect();
        let mut spent: Vec<Vec<&'a Share>> = vec![Vec::new(); places.len()];
        for share in &self.attribution.spent {
            if let Some(donor) = payers.get(&share.agreement) {
                spent[*donor].push(share);
            }
        }
        let ledger = self.ledger;
        self.by_donor
            .values_mut()
            .zip(spent)
            .par_bridge()
            .for_each(|(belongings, spent)| belongings.deliver(spent, ledger));
    }

    /// The donors that have an agreement, by code.
    pub fn donors(&self) -> impl Iterator<Item = &'a Donor> {
        let with_agreement = |donor: &&'a Donor| {
            self.by_donor.get(&donor.code).is_some_and(|belongings| !belongings.positions.is_empty())
        };
        let mut donors: Vec<&Donor> = self.facts.donors.iter().filter(with_agreement).collect();
        donors.sort_by(|one, other| one.code.cmp(&other.code));
        donors.into_iter()
    }

    /// What belongs to a donor.
    pub(super) fn of(&self, donor: &DonorCode) -> Belongings<'a> {
        self.by_donor.get(donor).cloned().unwrap_or_default()
    }

    /// What belongs to all donors together, but for the shares one by one.
    pub(super) fn of_all(&self) -> Belongings<'a> {
        let mut all = Belongings::default();
        for belongings in self.by_donor.values() {
            all.positions.extend(&belongings.positions);
            all.placements.extend(&belongings.placements);
            for (part, amount) in &belongings.delivered {
                *all.delivered.entry(*part).or_default() += *amount;
            }
            all.direct.extend(&belongings.direct);
            all.obligated.extend(&belongings.obligated);
            all.support_cost.extend(&belongings.support_cost);
        }
        all
    }

    /// What all donors placed in a cell.
    pub fn placed_in(&self, cell: usize) -> Money {
        self.placed_in_cell.get(cell).copied().unwrap_or_default()
    }

    /// The language of a donor's reports.
    pub fn language_of(&self, donor: &Donor) -> Language {
        Language::of(donor.language.as_deref().unwrap_or(&self.fund.default_language))
    }

    /// The language of the fund's own reports.
    pub fn language(&self) -> Language {
        Language::of(&self.fund.default_language)
    }

    /// A place's name.
    pub fn place(&self, code: &GeographyCode, language: Language) -> String {
        self.fund.geography.name(code, language.code()).to_owned()
    }

    /// A theme's name.
    pub fn theme(&self, code: &ThemeCode, language: Language) -> String {
        self.fund.themes.name(code, language.code()).to_owned()
    }
}
