//! Where the agreements and cells of a life stand in the ledger; what only the past names is put behind what the ledger has.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::config::Fund;
use crate::domain::facts::Priority;
use crate::domain::{AgreementRef, GeographyCode, Money, Period, Placement, Source, ThemeCode, Weight};
use crate::ledger::Ledger;

use super::{GoneAgreement, Share, short};
use crate::attribute::outcome::{Amounts, Life, LineCharge, Party};
use crate::attribute::run::INTEREST;

/// Where the agreements, cells and lines of a life stand in the ledger.
pub(super) struct Indexes {
    pub(super) agreements: Vec<u32>,
    pub(super) cells: Vec<u32>,
    pub(super) lines: Vec<u32>,
    /// Lines of opening balances, by agreement and cell of the life.
    pub(super) openings: HashMap<(u32, u32), u32>,
}

impl Indexes {
    /// Sums of money as placements, by cell and agreement.
    pub(super) fn placements(&self, sums: &[(u32, u32, Money)], ledger: &Ledger) -> Vec<Placement> {
        let placement = |&(agreement, cell, amount): &(u32, u32, Money)| {
            let position = &ledger.agreements[self.agreements[agreement as usize] as usize];
            let cell = self.cells[cell as usize] as usize;
            Placement { cell, agreement: position.agreement.reference.clone(), amount }
        };
        let mut placements: Vec<Placement> = sums.iter().map(placement).collect();
        placements.sort();
        placements
    }

    /// A charge of the life as the ledger has it; none without a cell, which the reserves pay.
    pub(super) fn share(&self, charge: &LineCharge) -> Option<Share> {
        let cell = charge.cell?;
        let line = self.line_of(charge.line, charge.agreement, cell);
        let (cell, agreement) = (self.cells[cell as usize], self.agreements[charge.agreement as usize]);
        Some(Share { cell, line, agreement, charged_in: charge.charged_in, amount: charge.amount })
    }

    fn line_of(&self, line: u32, agreement: u32, cell: u32) -> u32 {
        self.openings
            .get(&(agreement, cell))
            .copied()
            .filter(|_| self.is_opening(line))
            .unwrap_or_else(|| self.lines[line as usize])
    }

    /// Opening charges bear the last line of a life.
    fn is_opening(&self, line: u32) -> bool {
        line as usize + 1 == self.lines.len()
    }
}

/// The index of each agreement of a life.
pub(super) fn agreements(life: &Life<'_>, fund: &Fund, ledger: &mut Ledger) -> Result<Vec<u32>, GoneAgreement> {
    if life.agreements.iter().any(|party| party.reference.as_str() == INTEREST) {
        ledger.add_interest(AgreementRef::new(INTEREST), fund);
    }
    let index = |(party, amounts): (&Party, &Amounts)| {
        let found = ledger.agreements.binary_search_by(|position| position.agreement.reference.cmp(&party.reference));
        let gone = |_| GoneAgreement { agreement: party.reference.clone(), allocated: amounts.allocated };
        found.map(short).map_err(gone)
    };
    life.agreements.iter().zip(life.amounts()).map(index).collect()
}

/// The index of each cell of a life; those that are gone are put behind the others, without a need.
pub(super) fn cells(life: &Life<'_>, ledger: &mut Ledger) -> Vec<u32> {
    let mut by_id: HashMap<String, usize> =
        ledger.cells.iter().enumerate().map(|(index, cell)| (cell.id(), index)).collect();
    let mut indexes = Vec::with_capacity(life.cells.len());
    for (id, known) in life.cells.iter().zip(&life.known_cells) {
        let index = *by_id.entry(id.to_string()).or_insert_with(|| {
            ledger.cells.push(gone_cell(id.as_str(), &known.geography, &known.theme));
            ledger.cells.len() - 1
        });
        indexes.push(short(index));
    }
    indexes
}

/// A cell that only the past knows: it asks for nothing. Its code says what it was.
fn gone_cell(id: &str, geography: &str, theme: &str) -> Priority {
    let mut parts = id.splitn(3, '/');
    let (place, part, period) = (parts.next(), parts.next(), parts.next().and_then(Period::parse));
    let or = |known: &str, part: Option<&str>| match known {
        "" => part.unwrap_or_default().to_owned(),
        known => known.to_owned(),
    };
    Priority {
        geography: GeographyCode::new(&or(geography, place)),
        theme: ThemeCode::new(&or(theme, part)),
        period: period.unwrap_or(Period { from: NaiveDate::MIN, to: NaiveDate::MIN }),
        valid_from: None,
        need: Money::ZERO,
        weight: Weight::ONE,
        floor: Money::ZERO,
        ceiling: Money::ZERO,
        outside: Money::ZERO,
        notes: None,
        source: Source::default(),
    }
}
