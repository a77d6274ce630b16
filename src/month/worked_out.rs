//! What finance should have booked and no input says: budgets for what is placed, and programme support cost.

use std::collections::BTreeMap;

use crate::domain::facts::FinanceKind;
use crate::domain::{AgreementRef, Money, Placement};
use crate::ledger::Ledger;
use crate::reconcile::{Line, Written};

/// A line for each placement, dated to the ledger's day.
pub(super) fn budgets(ledger: &Ledger, placements: &[Placement]) -> Vec<Line> {
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
    placements.iter().map(budget).collect()
}

/// A line of support cost for each agreement that has any: all to the ledger's day, since finance books it in a rhythm of its
/// own.
pub(super) fn support<'a>(ledger: &Ledger, costs: impl Iterator<Item = (&'a AgreementRef, Money)>) -> Vec<Line> {
    let mut sums: BTreeMap<&AgreementRef, Money> = BTreeMap::new();
    for (agreement, cost) in costs {
        *sums.entry(agreement).or_default() += cost;
    }
    let line = |(agreement, cost): (&AgreementRef, Money)| {
        let said = Written {
            number: format!("support/{agreement}"),
            agreement: Some(agreement.clone()),
            donor: ledger.agreement(agreement).map(|position| position.agreement.donor.clone()),
            ..Written::default()
        };
        Line::written(FinanceKind::SupportCost, ledger.as_of, cost, said)
    };
    sums.into_iter().filter(|(_, cost)| !cost.is_zero()).map(line).collect()
}
