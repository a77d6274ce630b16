//! Reasons in plain words, as a partnerships officer would write them to a donor.

use std::collections::BTreeSet;

use crate::config::Fund;
use crate::domain::facts::{Donor, Priority};
use crate::domain::{AgreementRef, Earmark, Money, Target};
use crate::ledger::Ledger;

use super::fund::FundAllocation;
use super::reasons::{CellReason, Loosened, LotReason, Relaxation};

/// At most so many lots or cells are named in a sentence; the rest are counted.
const NAMED: usize = 4;

/// What the sentences take their names and figures from.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// The fund: places, themes, currency.
    pub fund: &'a Fund,
    /// The cells.
    pub cells: &'a [Priority],
    /// The donors.
    pub donors: &'a [Donor],
    /// The agreements.
    pub ledger: &'a Ledger,
    /// The allocation.
    pub allocation: &'a FundAllocation,
}

impl Words<'_> {
    fn show(&self, minor: i64) -> String {
        self.fund.show(Money::from_minor(minor))
    }

    /// A cell: `Togo, workers in the informal economy`, with its period when others share place and theme.
    pub fn cell_name(&self, cell: usize) -> String {
        let cell = &self.cells[cell];
        let place = self.fund.geography.name(&cell.geography, "en");
        let theme = self.fund.themes.name(&cell.theme, "en");
        if cell.period == self.fund.period {
            format!("{place}, {theme}")
        } else {
            format!("{place}, {theme}, {}", cell.period)
        }
    }

    /// An agreement with its donor: `Luxembourg LUX-07`.
    fn lot_name(&self, reference: &str) -> String {
        let position = self.ledger.agreement(&AgreementRef::new(reference));
        let donor = position.and_then(|position| {
            self.donors.iter().find(|donor| donor.code == position.agreement.donor).map(|donor| donor.name.as_str())
        });
        donor.map_or_else(|| reference.to_owned(), |donor| format!("{donor} {reference}"))
    }

    /// What an earmark allows, in words: `Viet Nam, Lao PDR: Social health protection`.
    pub fn earmark(&self, earmark: &Earmark) -> String {
        let mut words = self.targets(&earmark.include);
        if !earmark.exclude.is_empty() {
            words += &format!(", except {}", self.targets(&earmark.exclude));
        }
        if let Some(window) = earmark.window {
            words += &format!(", {window}");
        }
        words
    }

    fn targets(&self, targets: &[Target]) -> String {
        let mut themes: Vec<(BTreeSet<&str>, Vec<&str>)> = Vec::new();
        let mut places: Vec<&crate::domain::GeographyCode> = targets.iter().map(|target| &target.geography).collect();
        places.dedup();
        for place in places {
            let of_place = targets.iter().filter(|target| &target.geography == place);
            let topics: BTreeSet<&str> = of_place.map(|target| self.fund.themes.name(&target.theme, "en")).collect();
            let name = self.fund.geography.name(place, "en");
            match themes.iter_mut().find(|(known, _)| *known == topics) {
                Some((_, names)) => names.push(name),
                None => themes.push((topics, vec![name])),
            }
        }
        let group = |(topics, names): (BTreeSet<&str>, Vec<&str>)| {
            let everything = topics.contains(self.fund.themes.name(self.fund.themes.root(), "en"));
            let names = names.join(", ");
            if everything { names } else { format!("{names}: {}", topics.into_iter().collect::<Vec<_>>().join(", ")) }
        };
        themes.into_iter().map(group).collect::<Vec<_>>().join("; ")
    }

    fn lots(&self, lots: &[(String, i64)]) -> String {
        let named = lots.iter().take(NAMED).map(|(lot, left)| {
            let earmark =
                self.ledger.agreement(&AgreementRef::new(lot)).map(|found| self.earmark(&found.agreement.earmark));
            format!("{} ({}; {} left)", self.lot_name(lot), earmark.unwrap_or_default(), self.show(*left))
        });
        let mut words = named.collect::<Vec<_>>().join("; ");
        if lots.len() > NAMED {
            words += &format!("; and {} more", lots.len() - NAMED);
        }
        words
    }

    /// Why a cell has what it has, in one paragraph.
    pub fn cell(&self, cell: usize) -> String {
        let id = self.cells[cell].id();
        let found = self.allocation.allocation.cells.iter().position(|result| result.id == id);
        let Some(rank) = found else { return format!("{id} is no cell of the allocation.") };
        let (result, spec) = (&self.allocation.allocation.cells[rank], &self.cells[cell]);
        let needed = (spec.need - spec.outside).or_zero();
        let head = format!(
            "{}: {} of {} placed by the pool (need {}, {} funded from outside).",
            self.cell_name(cell),
            self.show(result.placed),
            self.show(needed.minor()),
            self.fund.show(spec.need),
            self.fund.show(spec.outside),
        );
        let missing = self.show(result.shortfall);
        let why = match &self.allocation.reasons.cells[rank] {
            CellReason::Funded => "It is fully funded.".to_owned(),
            CellReason::Ceiling => {
                format!("{missing} of its need lie above its ceiling of {}.", self.fund.show(spec.ceiling))
            }
            CellReason::NoMoney => format!("{missing} are missing: there is no money left to place."),
            CellReason::Earmarks { lots } => {
                let left: i64 = lots.iter().map(|(_, left)| left).sum();
                format!(
                    "{missing} are missing. The {} still unplaced may not be used here: {}.",
                    self.show(left),
                    self.lots(lots)
                )
            }
            CellReason::Policy { lots } => format!(
                "{missing} are missing. A cap, a limit or the share of countries keeps away money that could be used here: {}.",
                self.lots(lots)
            ),
        };
        format!("{head} {why}")
    }

    /// Why an agreement's money is where it is, in one paragraph.
    pub fn agreement(&self, reference: &AgreementRef) -> String {
        let name = self.lot_name(reference.as_str());
        let found = self.allocation.allocation.lots.iter().position(|lot| lot.id == reference.as_str());
        let Some(rank) = found else { return format!("{name} has no money to place yet.") };
        let lot = &self.allocation.allocation.lots[rank];
        let earmark = self.ledger.agreement(reference).map(|found| self.earmark(&found.agreement.earmark));
        let head = format!(
            "{name} ({}): {} of {} placed.",
            earmark.unwrap_or_default(),
            self.show(lot.placed),
            self.show(lot.placed + lot.unplaced)
        );
        let left = self.show(lot.unplaced);
        let why = match self.allocation.reasons.lots[rank] {
            LotReason::Used => "All of it is used.".to_owned(),
            LotReason::NoCell => format!("{left} wait: the programme has no priority that it may pay for."),
            LotReason::CellsFull { cells: 1 } => format!("{left} wait: the only priority that it may pay for is full."),
            LotReason::CellsFull { cells } => {
                format!("{left} wait: all {cells} priorities that it may pay for are full.")
            }
            LotReason::Policy { cells } => {
                format!(
                    "{left} wait: {cells} priorities could take it, but a cap, a limit or the share of countries binds."
                )
            }
        };
        format!("{head} {why}")
    }

    /// What loosening an earmark would bring, in one sentence.
    pub fn relaxation(&self, relaxation: &Relaxation) -> String {
        let how = match relaxation.loosened {
            Loosened::Geography => "its places widened by one level",
            Loosened::Theme => "its themes widened by one level",
            Loosened::Exclusions => "its exclusions dropped",
        };
        format!("{} with {how}: {} more could be placed.", self.lot_name(&relaxation.lot), self.show(relaxation.closes))
    }

    /// Where the money of an agreement went, the largest parts first: the cell's name and the amount.
    pub fn destinations(&self, reference: &AgreementRef) -> Vec<(String, Money)> {
        let placed = self.allocation.scenarios.deposits.iter().filter(|placement| &placement.agreement == reference);
        let mut parts: Vec<(String, Money)> =
            placed.map(|placement| (self.cell_name(placement.cell), placement.amount)).collect();
        parts.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
        parts
    }

    /// Who pays for a cell, the largest parts first: the agreement's name and the amount.
    pub fn payers(&self, cell: usize) -> Vec<(String, Money)> {
        let placed = self.allocation.scenarios.deposits.iter().filter(|placement| placement.cell == cell);
        let mut parts: Vec<(String, Money)> =
            placed.map(|placement| (self.lot_name(placement.agreement.as_str()), placement.amount)).collect();
        parts.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
        parts
    }
}
