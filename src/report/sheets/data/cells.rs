//! What each agreement has in each cell of the programme: one agreement and cell a row. What the codes mean stands in the
//! table of needs.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::attribute::Share;
use crate::domain::{AgreementRef, DonorCode, Money};
use crate::ledger::AgreementPosition;

use super::super::super::grid::{Cell, Formula, Handle, Head, Sheet, Table, TableArea};
use super::super::super::origin::{Basis, Origin};
use super::super::Report;
use super::super::breakdown::Branch;
use super::{Parts, sum_where};

/// What an amount of a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super::super) enum Of {
    Allocated,
    Charged,
    Obligated,
    /// Charged in the year that the report is about.
    InYear,
}

/// The table, as formulas name it.
pub(super) struct Cells {
    area: TableArea,
    /// None where no agreement stands alone.
    agreement: Option<Handle>,
    donor: Option<Handle>,
    parts: Parts,
    allocated: Handle,
    charged: Handle,
    obligated: Handle,
    in_year: Option<Handle>,
}

impl Cells {
    fn column(&self, of: Of) -> Handle {
        match of {
            Of::Allocated => self.allocated,
            Of::Charged => self.charged,
            Of::Obligated => self.obligated,
            Of::InYear => self.in_year.unwrap_or(self.charged),
        }
    }

    pub fn of_cell(&self, of: Of, id: &str) -> Formula {
        sum_where(&self.area, self.column(of), self.parts.id, id)
    }

    pub fn of_branch(&self, of: Of, branch: &Branch) -> Formula {
        self.parts.sum(&self.area, self.column(of), &[branch])
    }

    pub fn of_pair(&self, of: Of, place: &Branch, theme: &Branch) -> Formula {
        self.parts.sum(&self.area, self.column(of), &[place, theme])
    }

    pub fn of_agreement(&self, of: Of, agreement: &AgreementRef) -> Formula {
        self.of(of, self.agreement, agreement.as_str())
    }

    pub fn of_donor(&self, of: Of, donor: &DonorCode) -> Formula {
        self.of(of, self.donor, donor.as_str())
    }

    /// What stands where a column holds a code; nothing where there is no such column.
    fn of(&self, of: Of, column: Option<Handle>, code: &str) -> Formula {
        column.map_or_else(Formula::nothing, |column| sum_where(&self.area, self.column(of), column, code))
    }

    pub fn of_all(&self, of: Of) -> Formula {
        Formula::sum_of(&self.area.by_name(self.column(of)))
    }
}

/// What an agreement has in a cell.
#[derive(Clone, Copy, Default)]
struct Sums {
    allocated: Money,
    charged: Money,
    obligated: Money,
    in_year: Money,
}

/// An agreement, the index of a cell, and what it has there; of all agreements together where none stands alone.
type Row<'a> = (Option<&'a AgreementPosition>, usize, Sums);

/// Adds the table, with what was charged in a year where it is given.
pub(super) fn put(report: &Report<'_>, sheet: &mut Sheet, year: Option<i32>) -> Cells {
    let mut table = Table::new("Cells", report.text("none-placed")).filtered();
    let of_each = !report.is_for_others();
    let agreement = of_each.then(|| {
        table.column(report.head("h-agreement", 22), |(position, ..): &Row<'_>| {
            position.map(|position| Arc::<str>::from(position.agreement.reference.clone()))
        })
    });
    let donor = of_each
        .then(|| super::donors(report, &mut table, |(position, ..): &Row<'_>| position.map(|of| &of.agreement.donor)));
    let donor = donor.flatten();
    let parts = super::parts(report, &mut table, false, |(_, cell, _)| *cell);
    let of = |(position, cell, _): &Row<'_>, basis| {
        let cell = &report.view.ledger.cells[*cell];
        let of_all = report.origin(basis);
        let origin = match position {
            Some(position) => of_all.agreement(&position.agreement.reference),
            None => of_all,
        };
        origin.place(&cell.geography).theme(&cell.theme).period(cell.period)
    };
    let mut amount = |head: Head, basis: Basis, of_year: Option<i32>, value: fn(&Sums) -> Money| {
        let from = move |origin: Origin| match of_year {
            Some(year) => origin.year(year),
            None => origin,
        };
        table.column(head, move |row: &Row<'_>| Cell::money(value(&row.2)).from(from(of(row, basis))))
    };
    let allocated = amount(report.head("h-placed", 15), Basis::Placed, None, |sums| sums.allocated);
    let charged = amount(report.head("h-spent", 15), Basis::Spent, None, |sums| sums.charged);
    let obligated = amount(report.head("h-obligated", 15), Basis::Obligated, None, |sums| sums.obligated);
    let in_year = year.map(|year| {
        let words = report.phrases.with("annual-spent", &[("year", &year.to_string())]);
        amount(Head::new(words, 15), Basis::Spent, Some(year), |sums| sums.in_year)
    });
    let area = table.put(sheet, rows(report, year));
    Cells { area, agreement, donor, parts, allocated, charged, obligated, in_year }
}

/// Each agreement in each cell that it has something in, by agreement and cell.
fn rows<'a>(report: &Report<'a>, year: Option<i32>) -> Vec<Row<'a>> {
    let ledger = report.view.ledger;
    let mut sums: BTreeMap<(Option<&AgreementRef>, usize), Sums> = BTreeMap::new();
    let key = |agreement: &'a AgreementRef, cell: usize| (Some(agreement).filter(|_| !report.is_for_others()), cell);
    for placement in &report.holdings.placements {
        sums.entry(key(&placement.agreement, placement.cell)).or_default().allocated += placement.amount;
    }
    let reference = |share: &Share| &ledger.agreements[share.agreement()].agreement.reference;
    super::charged(report, |share| {
        let of = sums.entry(key(reference(share), share.cell())).or_default();
        of.charged += share.amount;
        if year == Some(share.charged_in.year()) {
            of.in_year += share.amount;
        }
    });
    for share in &report.holdings.obligated {
        sums.entry(key(reference(share), share.cell())).or_default().obligated += share.amount;
    }
    let rows = sums.into_iter().filter_map(|((agreement, cell), sums)| {
        ledger.cells.get(cell)?;
        let position = match agreement {
            Some(agreement) => Some(ledger.agreement(agreement)?),
            None => None,
        };
        Some((position, cell, sums))
    });
    rows.collect()
}
