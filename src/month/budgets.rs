//! The budgets that finance should have issued: one for each placement.

use crate::allocate::fund::FundAllocation;
use crate::domain::Placement;
use crate::domain::facts::FinanceKind;
use crate::ledger::Ledger;
use crate::reconcile::{Line, Written};

/// A line for each placement, dated to the ledger's day.
pub(super) fn budgets(ledger: &Ledger, allocation: &FundAllocation) -> Vec<Line> {
    let budget = |placement: &Placement| {
        let cell = &ledger.cells[placement.cell];
        let said = Written {
            number: format!("budget/{}/{}/{}", placement.agreement, cell.geography, cell.theme),
            agreement: Some(placement.agreement.clone()),
            donor: ledger.agreement(&placement.agreement).map(|position| position.agreement.donor.clone()),
            geography: Some(cell.geography.clone()),
            theme: Some(cell.theme.clone()),
            ..Written::default()
        };
        Line::written(FinanceKind::Budget, ledger.as_of, placement.amount, said)
    };
    allocation.scenarios.deposits.iter().map(budget).collect()
}
