//! Expenditure by cell and year, and what of it no agreement is charged with.

use std::collections::BTreeMap;

use crate::attribute::CellIndex;
use crate::attribute::run::PendingCause;
use crate::domain::Money;
use crate::ledger::year;

use super::super::contract::{Cost, Pending};
use super::sheets::{Sheets, ranges};
use super::{Builder, is_spent};

/// The words of a cause.
const fn cause(cause: PendingCause) -> &'static str {
    match cause {
        PendingCause::NoCell => "no_cell",
        PendingCause::NotEligible => "not_eligible",
        PendingCause::BeyondNeed => "beyond_need",
        PendingCause::NoMoney => "no_money",
    }
}

impl Builder<'_> {
    pub(super) fn costs(&self, sheets: &mut Sheets) -> Vec<Cost> {
        let ledger = self.view.ledger;
        let cells = CellIndex::new(&ledger.cells, self.view.fund, ledger.as_of);
        let mut costs: BTreeMap<(usize, i32, usize), (Money, Vec<u32>)> = BTreeMap::new();
        for line in ledger.spending.iter().filter(|line| is_spent(line.fact.expenditure_type)) {
            let fact = &line.fact;
            let Some(cell) = cells.find(&fact.geography, &fact.theme, fact.date) else { continue };
            let sheet = sheets.index(&fact.source.sheet);
            let (amount, rows) = costs.entry((cell, year(fact.date), sheet)).or_default();
            *amount += line.base;
            rows.push(fact.source.row);
        }
        let cost = |((cell, year, sheet), (amount, rows)): (_, (Money, Vec<u32>))| Cost {
            cell,
            year,
            amount,
            lines: rows.len(),
            sheet,
            rows: ranges(rows),
        };
        costs.into_iter().map(cost).collect()
    }

    /// By place, theme, cell and cause.
    pub(super) fn pending(&self, sheets: &mut Sheets) -> Vec<Pending> {
        let ledger = self.view.ledger;
        let mut pending: BTreeMap<_, Pending> = BTreeMap::new();
        for part in &self.view.attribution.pending {
            let fact = &ledger.spending[part.line as usize].fact;
            let row = sheets.row(&fact.source);
            let new = || Pending {
                place: fact.geography.to_string(),
                theme: fact.theme.to_string(),
                cell: part.cell.map(|cell| cell as usize),
                cause: cause(part.cause),
                amount: Money::ZERO,
                since: fact.date,
                source: Some(row),
            };
            let key = (&fact.geography, &fact.theme, part.cell, part.cause);
            let line = pending.entry(key).or_insert_with(new);
            line.amount += part.amount;
            if fact.date < line.since {
                (line.since, line.source) = (fact.date, Some(row));
            }
        }
        pending.into_values().collect()
    }
}
