//! The budgets that finance should have issued: one for each placement.

use crate::domain::Placement;
use crate::domain::facts::FinanceKind;
use crate::ledger::Ledger;
use crate::reconcile::{Behind, OurLine};

/// A line for each placement, dated to the ledger's day.
pub(super) fn budgets(ledger: &Ledger, placements: &[Placement]) -> Vec<OurLine> {
    let budget = |placement: &Placement| {
        let cell = &ledger.cells[placement.cell];
        OurLine {
            kind: FinanceKind::Budget,
            date: ledger.as_of,
            amount: placement.amount,
            original: None,
            behind: Behind::Budget {
                agreement: placement.agreement.clone(),
                donor: ledger.agreement(&placement.agreement).map(|position| position.agreement.donor.clone()),
                geography: cell.geography.clone(),
                theme: cell.theme.clone(),
            },
        }
    };
    placements.iter().map(budget).collect()
}
