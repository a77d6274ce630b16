//! What each cell of the programme needs, and has from elsewhere: one cell a row.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::domain::facts::Priority;
use crate::domain::{Money, Percentage, placement};
use crate::gap::{GapRow, Strengths, by_cell_key};

use super::super::super::grid::{Cell, Formula, Handle, Sheet, Table, TableArea};
use super::super::super::origin::{Basis, Origin};
use super::super::breakdown::Branch;
use super::super::{Report, Whose};
use super::{Parts, sum_where};

/// What is asked of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super::super) enum Need {
    /// What it needs.
    Asked,
    /// What it has from elsewhere.
    Outside,
    /// Which share of it all sources together fund.
    AllSources,
    /// What the pool gives, with what is received.
    Allocated,
    Above,
    /// What is lacking once what is signed has come.
    WithCommitments,
    /// The same, and pledges by their odds.
    WithOutlook,
}

/// The columns of the gap.
struct OfGap {
    allocated: Handle,
    above: Handle,
    commitments: Handle,
    outlook: Handle,
}

/// The table, as formulas name it.
pub(super) struct Needs {
    area: TableArea,
    parts: Parts,
    need: Handle,
    outside: Handle,
    /// In the data of a donor.
    all_sources: Option<Handle>,
    gap: Option<OfGap>,
}

impl Needs {
    fn column(&self, need: Need) -> Handle {
        let of_gap = |of: fn(&OfGap) -> Handle| self.gap.as_ref().map_or(self.need, of);
        match need {
            Need::Asked => self.need,
            Need::Outside => self.outside,
            Need::AllSources => self.all_sources.unwrap_or(self.need),
            Need::Allocated => of_gap(|gap| gap.allocated),
            Need::Above => of_gap(|gap| gap.above),
            Need::WithCommitments => of_gap(|gap| gap.commitments),
            Need::WithOutlook => of_gap(|gap| gap.outlook),
        }
    }

    pub fn of_cell(&self, need: Need, id: &str) -> Formula {
        sum_where(&self.area, self.column(need), self.parts.id, id)
    }

    pub fn of_pair(&self, need: Need, place: &Branch, theme: &Branch) -> Formula {
        self.parts.sum(&self.area, self.column(need), &[place, theme])
    }

    pub fn of_branch(&self, need: Need, branch: &Branch) -> Formula {
        self.parts.sum(&self.area, self.column(need), &[branch])
    }
}

/// A cell by its index, and what it lacks.
type Row<'a> = (usize, Option<&'a GapRow<String>>);

/// Adds the table: of the cells of the report, or, where the gap is asked for, of all with what they lack.
pub(super) fn put(report: &Report<'_>, sheet: &mut Sheet, gap: bool) -> Needs {
    let ledger = report.view.ledger;
    let lacks =
        if gap { by_cell_key(&ledger.cells, &report.view.allocation.scenarios, Priority::id) } else { Vec::new() };
    let funded = all_sources(report);
    let mut table = Table::new("Needs", report.text("none-cells")).filtered();
    let parts = super::parts(report, &mut table, true, |(cell, _): &Row<'_>| *cell);
    let of = |(cell, _): &Row<'_>, basis| {
        let cell = &ledger.cells[*cell];
        Origin::of(basis).place(&cell.geography).theme(&cell.theme).period(cell.period)
    };
    let need = table
        .column(report.head("h-need", 15), |row| Cell::money(ledger.cells[row.0].need).from(of(row, Basis::Needs)));
    let outside = table.column(report.head("h-outside", 15), |row| {
        Cell::money(ledger.cells[row.0].outside).from(of(row, Basis::Outside))
    });
    let all_sources = matches!(report.whose, Whose::Donor(_)).then(|| {
        table.column(report.head("h-funded-share", 14), |row| {
            let percentage = funded.get(row.0).copied().flatten()?;
            let decimals = percentage.decimals + 2;
            let cell = Cell::decimal(Decimal::new(percentage.minor, decimals), decimals);
            Some(cell.from(of(row, Basis::Placed).counting("other funding and what all agreements have, of the need")))
        })
    });
    let with = |row: &Row<'_>, value: fn(&GapRow<String>) -> Money| row.1.map(value).unwrap_or_default();
    let of_gap = gap.then(|| {
        let allocated = table.column(report.head("h-placed", 15), |row| {
            Cell::money(with(row, |of| of.placed.deposits)).from(of(row, Basis::Placed))
        });
        let above = table.column(report.head("h-above", 15), |row| {
            let (above, allocated) = (with(row, |of| of.above.deposits), with(row, |of| of.placed.deposits));
            let cell = &ledger.cells[row.0];
            let parts = [("other funding", cell.outside), ("allocated", allocated), ("less need", -cell.need)];
            Cell::money(above).from(of(row, Basis::Placed).by_parts("above nothing", above, parts))
        });
        let mut lacking = |key, strength: fn(&Strengths) -> Money| {
            table.column(report.head(key, 15), move |row| {
                let origin = of(row, Basis::Gap);
                match row.1 {
                    Some(lacks) => Cell::money(strength(&lacks.gap)).from(lacking_with(origin, lacks, strength)),
                    None => Cell::blank(),
                }
            })
        };
        let commitments = lacking("h-gap-commitments", |of| of.commitments);
        let outlook = lacking("h-gap-outlook", |of| of.outlook);
        OfGap { allocated, above, commitments, outlook }
    });
    let indexes: BTreeMap<String, usize> = ledger.cells.iter().map(Priority::id).zip(0..).collect();
    let rows: Vec<Row<'_>> = if gap {
        lacks.iter().filter_map(|row| Some((*indexes.get(&row.key)?, Some(row)))).collect()
    } else {
        held(report).into_iter().map(|cell| (cell, None)).collect()
    };
    let area = table.put(sheet, rows);
    Needs { area, parts, need, outside, all_sources, gap: of_gap }
}

/// What of the need of each cell all sources together fund; nothing of one that needs nothing. Rounded, so that nobody learns from
/// it to the cent what others gave.
pub(in super::super::super) fn all_sources(report: &Report<'_>) -> Vec<Option<Percentage>> {
    let cells = &report.view.ledger.cells;
    let placed = placement::by_cell(cells.len(), report.view.placements);
    let funded = cells.iter().zip(placed).map(|(cell, placed)| {
        let funded = cell.outside + placed;
        (!cell.need.is_zero()).then(|| Percentage::of(funded.minor(), cell.need.minor()))
    });
    funded.collect()
}

/// What a part of the programme lacks at a strength of the pool: where that comes from.
pub(in super::super::super) fn lacking_with<K>(
    origin: Origin,
    row: &GapRow<K>,
    strength: fn(&Strengths) -> Money,
) -> Origin {
    let terms = [
        ("need", row.need),
        ("less other funding", -row.outside),
        ("less what the best allocation at this strength gives", -strength(&row.placed)),
        ("above need", strength(&row.above)),
    ];
    origin.made_of(terms.map(|(what, amount)| (what.to_owned(), amount)))
}

/// The cells that the report's agreements have something in.
fn held(report: &Report<'_>) -> BTreeSet<usize> {
    let (holdings, cells) = (&report.holdings, report.view.ledger.cells.len());
    let placed = holdings.placements.iter().map(|placement| placement.cell);
    let spent = holdings.spent.iter().map(|(part, _)| part.cell);
    let bound = holdings.obligated.iter().map(|share| share.cell());
    placed.chain(spent).chain(bound).filter(|cell| *cell < cells).collect()
}
