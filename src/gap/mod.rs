//! The funding gap: in total, by place, theme and pillar, and month by month (docs/domain.md, section 6).
//!
//! What comes in: the programme's figures, the ledger, the cells, and what the allocation places at each strength.
//! What leaves: gap figures that tie with each other. What it does not know: how money is placed, workbooks.

mod opportunities;
mod parts;
mod series;

pub use opportunities::{Opportunity, opportunities};
pub use parts::{GapRow, by_cell_key};
pub use series::MonthPoint;

use crate::allocate::fund::Scenarios;
use crate::config::Fund;
use crate::domain::facts::{Facts, Priority};
use crate::domain::{GeographyCode, Money, Placement, ThemeCode};
use crate::ledger::{Ledger, LedgerProblem};

/// A figure at the three strengths of the pool.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Strengths {
    /// With deposits only.
    pub deposits: Money,
    /// With signed commitments too.
    pub commitments: Money,
    /// With weighted pledges too.
    pub outlook: Money,
}

impl Strengths {
    /// The same step on each strength.
    pub fn map(self, step: impl Fn(Money) -> Money) -> Self {
        Self { deposits: step(self.deposits), commitments: step(self.commitments), outlook: step(self.outlook) }
    }
}

/// The bridge from the gap of the programme to the gap of its cells, at deposits. Its lines sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GapBridge {
    /// `budget - own resources - ongoing projects - net deposits`.
    pub programme_gap: Money,
    /// Administrative fees and levies taken from deposits.
    pub fee_and_levy: Money,
    /// Kept for programme support.
    pub support_reserve: Money,
    /// Programmable money that no cell could take.
    pub unplaced: Money,
    /// Needs of the cells, less outside funding, beyond the programme's `budget - own - ongoing`.
    pub needs_beyond_programme: Money,
    /// `need - outside funding - placed` over all cells; the sum of the lines above.
    pub cell_gap: Money,
}

/// The gap.
#[derive(Clone, Debug)]
pub struct Gap {
    /// The pool at each strength, in contributions before charges.
    pub pool: Strengths,
    /// `budget - own resources - ongoing projects - pool`.
    pub total: Strengths,
    /// By place that has cells.
    pub by_geography: Vec<GapRow<GeographyCode>>,
    /// By region.
    pub by_region: Vec<GapRow<GeographyCode>>,
    /// By theme.
    pub by_theme: Vec<GapRow<ThemeCode>>,
    /// By pillar.
    pub by_pillar: Vec<GapRow<ThemeCode>>,
    /// Month by month from the start of the fund, then the projection.
    pub months: Vec<MonthPoint>,
    /// From the programme's gap to the cells'.
    pub bridge: GapBridge,
}

/// Computes the gap.
///
/// # Errors
/// When a fact cannot be valued at the end of some month.
pub fn compute(fund: &Fund, facts: &Facts, ledger: &Ledger, scenarios: &Scenarios) -> Result<Gap, Vec<LedgerProblem>> {
    let cells = &ledger.cells;
    let pool = series::pool(ledger, fund.pledge_weight);
    let target = fund.programme.budget - fund.programme.own_resources - fund.programme.ongoing_projects;
    let place = |cell: &Priority| cell.geography.clone();
    let region = |cell: &Priority| fund.geography.region(&cell.geography).clone();
    let theme = |cell: &Priority| cell.theme.clone();
    let pillar = |cell: &Priority| fund.themes.pillar(&cell.theme).clone();
    Ok(Gap {
        pool,
        total: pool.map(|raised| target - raised),
        by_geography: by_cell_key(cells, scenarios, place),
        by_region: by_cell_key(cells, scenarios, region),
        by_theme: by_cell_key(cells, scenarios, theme),
        by_pillar: by_cell_key(cells, scenarios, pillar),
        months: series::months(fund, facts, ledger)?,
        bridge: bridge(target, cells, ledger, &scenarios.deposits),
    })
}

fn bridge(target: Money, cells: &[Priority], ledger: &Ledger, placements: &[Placement]) -> GapBridge {
    let net: Money = ledger.agreements.iter().map(|position| position.net_deposited().money()).sum();
    let placed: Money = placements.iter().map(|placement| placement.amount).sum();
    let fee_and_levy: Money = ledger.agreements.iter().map(|position| position.fee + position.levy).sum();
    let programmable: Money = ledger.agreements.iter().map(|position| position.programmable).sum();
    let net_need: Money = cells.iter().map(|cell| cell.need - cell.outside).sum();
    GapBridge {
        programme_gap: target - net,
        fee_and_levy,
        support_reserve: net - fee_and_levy - programmable,
        unplaced: programmable - placed,
        needs_beyond_programme: net_need - target,
        cell_gap: net_need - placed,
    }
}
