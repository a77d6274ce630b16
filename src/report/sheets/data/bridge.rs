//! What lies between the gap and what the priorities lack: one line a row, at each strength of the pool.

use crate::domain::Money;

use super::super::super::grid::{Cell, Formula, Handle, Sheet, Table, TableArea};
use super::super::super::origin::Origin;
use super::super::Report;
use super::amounts::Item;

/// The headings of the strengths of the pool.
pub(in super::super::super) const STRENGTHS: [&str; 3] = ["h-deposits-only", "h-with-commitments", "h-with-pledges"];

/// A line: what it is, and its amount at each strength with where that comes from.
pub(in super::super::super) struct BridgeAmounts {
    pub item: Item,
    pub amounts: [(Money, Origin); 3],
}

/// The table, as formulas name it.
pub(super) struct Bridge {
    area: TableArea,
    item: Handle,
    amounts: [Handle; 3],
}

impl Bridge {
    /// The amount of a line at a strength.
    pub fn amount(&self, report: &Report<'_>, item: Item, strength: usize) -> Formula {
        let items = self.area.by_name(self.item);
        let wanted = Formula::words(&report.shared_text(item));
        Formula::sum_if(&self.area.by_name(self.amounts[strength]), &[(&items, wanted)])
    }
}

/// Adds the table.
pub(super) fn put(report: &Report<'_>, sheet: &mut Sheet, rows: Vec<BridgeAmounts>) -> Bridge {
    let mut table = Table::new("GapBridge", report.text("none-data")).filtered();
    let item = table.column(report.head("h-figure", 24), |row: &BridgeAmounts| report.shared_text(row.item));
    let amounts = std::array::from_fn(|strength| {
        table.column(report.head(STRENGTHS[strength], 15), move |row| {
            let (amount, origin) = row.amounts[strength].clone();
            Cell::money(amount).from(origin)
        })
    });
    Bridge { area: table.put(sheet, rows), item, amounts }
}
