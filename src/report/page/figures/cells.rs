//! The cells, and who has what in them.

use std::collections::BTreeMap;

use crate::domain::placement::by_cell;
use crate::domain::{AgreementRef, Money};

use super::super::super::view::{Lacks, Why};
use super::super::contract::{Cell, Held, Holding};
use super::Builder;
use super::sheets::Sheets;

impl Builder<'_> {
    pub(super) fn cells(&self, sheets: &mut Sheets) -> Vec<Cell> {
        let (ledger, attribution) = (self.view.ledger, &self.view.attribution);
        let count = ledger.cells.len();
        let scenarios = &self.view.allocation.scenarios;
        let allocated = by_cell(count, self.view.placements);
        let (signed, outlook) = (by_cell(count, &scenarios.commitments), by_cell(count, &scenarios.outlook));
        let (mut charged, mut obligated) = (vec![Money::ZERO; count], vec![Money::ZERO; count]);
        attribution.spent.iter().for_each(|share| charged[share.cell()] += share.amount);
        attribution.obligated.iter().for_each(|share| obligated[share.cell()] += share.amount);
        let mut pending = vec![Money::ZERO; count];
        for part in &attribution.pending {
            if let Some(cell) = part.cell {
                pending[cell as usize] += part.amount;
            }
        }
        let lacks = Lacks::new(self.view);
        let cell = |(index, cell): (usize, &crate::domain::facts::Priority)| {
            let lacking = cell.lacks(allocated[index]);
            let lack = lacks.of(index, lacking);
            let kept_away = if lack.why == Why::Limits { lack.away } else { &[] };
            Cell {
                place: cell.geography.to_string(),
                theme: cell.theme.to_string(),
                period: cell.period.to_string(),
                need: cell.need,
                weight_thousandths: cell.weight.thousandths(),
                floor: cell.floor,
                ceiling: cell.ceiling,
                outside: cell.outside,
                allocated: allocated[index],
                allocated_signed: signed[index],
                allocated_outlook: outlook[index],
                lacking,
                charged: charged[index],
                obligated: obligated[index],
                pending: pending[index],
                why: lack.why,
                waits: lack.waits,
                kept_away: self.indexes(kept_away),
                held: self.indexes(&lack.held),
                source: Some(sheets.row(&cell.source)),
            }
        };
        ledger.cells.iter().enumerate().map(cell).collect()
    }

    /// The indexes of agreements that keep money.
    fn indexes(&self, kept: &[(String, i64)]) -> Vec<usize> {
        kept.iter().filter_map(|(lot, _)| self.agreements.get(&AgreementRef::new(lot)).copied()).collect()
    }

    /// By agreement and cell.
    pub(super) fn holdings(&self) -> Vec<Holding> {
        let (ledger, attribution) = (self.view.ledger, &self.view.attribution);
        let mut held: BTreeMap<(usize, usize), [Money; 3]> = BTreeMap::new();
        let mut add = |agreement: usize, cell: usize, what: usize, amount: Money| {
            held.entry((agreement, cell)).or_default()[what] += amount;
        };
        for placement in self.view.placements {
            if let Some(agreement) = self.agreements.get(&placement.agreement) {
                add(*agreement, placement.cell, 0, placement.amount);
            }
        }
        attribution.spent.iter().for_each(|share| add(share.agreement(), share.cell(), 1, share.amount));
        attribution.obligated.iter().for_each(|share| add(share.agreement(), share.cell(), 2, share.amount));
        let mut codes: Vec<_> = ledger.agreements.iter().map(|position| &position.agreement.donor).collect();
        codes.sort_unstable();
        codes.dedup();
        let donor = |agreement: usize| codes.binary_search(&&ledger.agreements[agreement].agreement.donor);
        let mut holdings: Vec<Holding> = Vec::new();
        for ((agreement, cell), [allocated, charged, obligated]) in held {
            if holdings.last().is_none_or(|last| last.agreement != Some(agreement)) {
                let donor = donor(agreement).unwrap_or_default();
                holdings.push(Holding { donor, agreement: Some(agreement), cells: Vec::new() });
            }
            if let Some(last) = holdings.last_mut() {
                last.cells.push(Held(cell, allocated, charged, obligated));
            }
        }
        holdings
    }
}
