//! The funding gap: in total, by place, theme and pillar, and month by month (docs/domain.md, section 6).
//!
//! What comes in: the programme's figures, the ledger, the book, and what the allocation places at each strength.
//! What leaves: gap figures that tie with each other. What it does not know: how money is placed, workbooks.

mod bridges;
mod causes;
mod opportunities;
mod parts;
mod series;

pub use bridges::{Priorities, Raising};
pub use causes::Causes;
pub use opportunities::{Opportunity, lies_in, opportunities};
pub use parts::{GapRow, by_cell_key};
pub use series::MonthPoint;

use std::collections::BTreeMap;

use crate::allocate::fund::FundAllocation;
use crate::attribute::Book;
use crate::config::Fund;
use crate::domain::facts::{Facts, Priority};
use crate::domain::{GeographyCode, Money, Month, Percent, ThemeCode};
use crate::ledger::{AgreementPosition, Ledger, LedgerProblem};

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
    /// From the budget to the gap, and from there to what is still to be raised.
    pub raising: Raising,
    /// From the gap to what the priorities lack.
    pub priorities: Priorities,
    /// The same once what is signed has come.
    pub priorities_signed: Priorities,
    /// The same once what is announced or talked about has come too, by its odds.
    pub priorities_outlook: Priorities,
    /// What the priorities lack, by cause.
    pub causes: Causes,
}

/// The two bridges of the gap, which stand by themselves.
pub fn bridges(fund: &Fund, ledger: &Ledger, book: &Book) -> (Raising, Priorities) {
    let raising = Raising::new(fund, ledger);
    let priorities = Priorities::new(fund, ledger, book, &raising);
    (raising, priorities)
}

/// Computes the gap. `came` is what was received less what was refunded, by the month in which it is booked.
///
/// # Errors
/// When a fact cannot be valued at the end of some month.
pub fn compute(
    (fund, facts): (&Fund, &Facts),
    ledger: &Ledger,
    allocation: &FundAllocation,
    book: &Book,
    came: &BTreeMap<Month, Money>,
) -> Result<Gap, Vec<LedgerProblem>> {
    let (cells, scenarios) = (&ledger.cells, &allocation.scenarios);
    let pool = series::pool(ledger, fund);
    let (raising, priorities) = bridges(fund, ledger, book);
    let place = |cell: &Priority| cell.geography.clone();
    let region = |cell: &Priority| fund.geography.region(&cell.geography).clone();
    let theme = |cell: &Priority| cell.theme.clone();
    let pillar = |cell: &Priority| fund.themes.pillar(&cell.theme).clone();
    let signed = |position: &AgreementPosition| if position.is_signed() { Percent::WHOLE } else { Percent::ZERO };
    let by_odds = |position: &AgreementPosition| fund.odds(position.agreement.stage);
    Ok(Gap {
        pool,
        total: pool.map(|raised| raising.to_raise - raised),
        by_geography: by_cell_key(cells, scenarios, place),
        by_region: by_cell_key(cells, scenarios, region),
        by_theme: by_cell_key(cells, scenarios, theme),
        by_pillar: by_cell_key(cells, scenarios, pillar),
        months: series::months((fund, facts), ledger, came)?,
        causes: Causes::new(allocation, ledger, book),
        priorities_signed: priorities.with((ledger, book), signed, &scenarios.commitments),
        priorities_outlook: priorities.with((ledger, book), by_odds, &scenarios.outlook),
        priorities,
        raising,
    })
}
