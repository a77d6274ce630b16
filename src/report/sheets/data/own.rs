//! What was received of agreements in their own currencies: one agreement a row.

use rust_decimal::Decimal;

use crate::domain::facts::ReceiptKind;
use crate::domain::{AgreementRef, Money};
use crate::ledger::AgreementPosition;

use super::super::super::grid::{Cell, Formula, Handle, Sheet, Table, TableArea};
use super::super::super::origin::{Basis, Origin};
use super::super::Report;

/// Decimals of the average rate of what was received: so many that what was received is, at this rate, what was received.
pub(in super::super::super) const RATE_DECIMALS: u32 = 12;
/// How many of them are shown.
pub(in super::super::super) const RATE_SHOWN: u32 = 6;

/// What was received of an agreement in its own currency, and what that was booked at.
#[derive(Clone, Copy, Debug)]
pub(in super::super::super) struct OwnReceived {
    pub own: Decimal,
    pub base: Money,
}

impl OwnReceived {
    /// Of an agreement; nothing where its currency is that of the fund, or where something was received in another.
    pub fn of(report: &Report<'_>, position: &AgreementPosition) -> Option<Self> {
        let currency = position.agreement.amount.currency;
        let deposits = || position.receipts.iter().filter(|line| line.receipt.kind == ReceiptKind::Deposit);
        let foreign = currency != report.view.fund.base_currency && deposits().next().is_some();
        let alone = deposits().all(|line| line.receipt.amount.currency == currency);
        (foreign && alone).then(|| Self {
            own: deposits().map(|line| line.receipt.amount.amount).sum(),
            base: deposits().map(|line| line.base).sum(),
        })
    }
}

/// The table, as formulas name it.
pub(super) struct Own {
    area: TableArea,
    agreement: Handle,
    own: Handle,
    base: Handle,
}

impl Own {
    /// The average rate of what was received of an agreement.
    pub fn rate(&self, agreement: &AgreementRef) -> Formula {
        let sum = |column| super::sum_where(&self.area, column, self.agreement, agreement.as_str());
        Formula::rounded(Formula::share(sum(self.own), sum(self.base)), RATE_DECIMALS)
    }
}

/// Adds the table.
pub(super) fn put(report: &Report<'_>, sheet: &mut Sheet) -> Own {
    type Row<'a> = (&'a AgreementPosition, OwnReceived);
    let mut table = Table::new("OwnCurrency", report.text("none-data")).filtered();
    let from = |(position, _): &Row<'_>, basis| Origin::of(basis).agreement(&position.agreement.reference);
    let agreement =
        table.column(report.head("h-agreement", 22), |(position, _): &Row<'_>| position.agreement.reference.as_str());
    table.column(report.head("h-currency", 10), |(position, _)| position.agreement.amount.currency.code());
    let own = table.column(report.head("h-original", 15), |row| {
        let decimals = row.0.agreement.amount.currency.minor_units();
        Cell::decimal(row.1.own, decimals).from(from(row, Basis::OwnDeposits))
    });
    let base =
        table.column(report.head("h-amount", 15), |row| Cell::money(row.1.base).from(from(row, Basis::Deposits)));
    let positions = report.holdings.positions.iter().copied();
    let rows = positions.filter_map(|position| Some((position, OwnReceived::of(report, position)?)));
    let area = table.put(sheet, rows);
    Own { area, agreement, own, base }
}
