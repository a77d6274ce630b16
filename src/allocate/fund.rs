//! A fund's money and cells as instances of the allocation, and their results as placements.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::config::{self, AllocationGroup, Fund};
use crate::domain::facts::Priority;
use crate::domain::tree::Node;
use crate::domain::{
    AgreementRef, Earmark, EarmarkLimit, LimitKind, LimitScope, Money, Percent, Period, Placement, Target,
};
use crate::ledger::{AgreementPosition, Ledger};

use super::instance::{
    CellSpec, GroupSpec, Instance, LimitSpec, LimitSpecKind, LotSpec, NodeSpec, Pair, PeriodSpec, PlacedSpec,
    PolicySpec, Spread,
};
use super::reasons::{Reasons, reasons};
use super::{AllocateError, Allocation, allocate};

/// What is placed in all at each strength of the pool, each an allocation of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scenarios {
    /// Deposits only: the real allocation.
    pub deposits: Vec<Placement>,
    /// With signed commitments too.
    pub commitments: Vec<Placement>,
    /// With weighted pledges too.
    pub outlook: Vec<Placement>,
}

/// The allocation of a fund.
#[derive(Clone, Debug)]
pub struct FundAllocation {
    /// What was asked.
    pub instance: Instance,
    /// The real allocation: of deposits.
    pub allocation: Allocation,
    /// Why it is as it is.
    pub reasons: Reasons,
    /// Placements at each strength.
    pub scenarios: Scenarios,
}

impl FundAllocation {
    /// Places deposits, then what signed commitments and weighted pledges would add. `closed` are the placements of
    /// closed months, which stay.
    ///
    /// # Errors
    /// When limits contradict each other.
    pub fn compute(
        fund: &Fund,
        cells: &[Priority],
        ledger: &Ledger,
        closed: &[Placement],
    ) -> Result<Self, AllocateError> {
        let with_commitments = |position: &AgreementPosition| {
            if position.is_signed() { position.programmable_when_paid } else { position.programmable }
        };
        let with_pledges = |position: &AgreementPosition| match position.is_signed() {
            true => position.programmable_when_paid,
            false => position.programmable + fund.odds(position.agreement.stage).of(position.programmable_when_paid),
        };
        let place = |money: &(dyn Fn(&AgreementPosition) -> Money + Sync)| -> Result<_, AllocateError> {
            let instance = instance(fund, cells, ledger, money, closed);
            let allocation = allocate(&instance)?;
            Ok((instance, allocation))
        };
        let real = || -> Result<_, AllocateError> {
            let (instance, allocation) = place(&|position| position.programmable)?;
            let reasons = reasons(&instance, &allocation)?;
            Ok((instance, allocation, reasons))
        };
        let (real, (commitments, outlook)) =
            rayon::join(real, || rayon::join(|| place(&with_commitments), || place(&with_pledges)));
        let (instance, allocation, reasons) = real?;
        let scenarios = Scenarios {
            deposits: placements(cells, &allocation),
            commitments: placements(cells, &commitments?.1),
            outlook: placements(cells, &outlook?.1),
        };
        Ok(Self { instance, allocation, reasons, scenarios })
    }

    /// Money that no cell may use and whose window ends soon: unplaced, and no longer usable so many days after the
    /// ledger's day, the soonest first.
    pub fn expiring(&self, ledger: &Ledger, notice_days: u32) -> Vec<Expiring> {
        let limit = ledger.as_of.checked_add_days(chrono::Days::new(notice_days.into())).unwrap_or(ledger.as_of);
        let unplaced: HashMap<&str, i64> =
            self.allocation.lots.iter().map(|lot| (lot.id.as_str(), lot.unplaced)).collect();
        let expiring = ledger.agreements.iter().filter_map(|position| {
            let agreement = &position.agreement;
            let until = agreement.earmark.window?.to;
            let unplaced = Money::from_minor(*unplaced.get(agreement.reference.as_str())?);
            let soon = until <= limit && unplaced > Money::ZERO;
            soon.then(|| Expiring { until, agreement: agreement.reference.clone(), unplaced })
        });
        let mut expiring: Vec<Expiring> = expiring.collect();
        expiring.sort();
        expiring
    }
}

/// Money about to expire.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expiring {
    /// The last day on which it may be used.
    pub until: NaiveDate,
    /// The agreement.
    pub agreement: AgreementRef,
    /// How much of it is not placed.
    pub unplaced: Money,
}

/// The instance of a fund on the ledger's day: a lot for each agreement that has money.
pub fn instance(
    fund: &Fund,
    cells: &[Priority],
    ledger: &Ledger,
    money: impl Fn(&AgreementPosition) -> Money,
    placed: &[Placement],
) -> Instance {
    let lots = ledger.agreements.iter().map(|position| (position, money(position)));
    let lots = lots.filter(|(_, available)| *available > Money::ZERO);
    Instance {
        geographies: nodes(fund.geography.nodes()),
        themes: nodes(fund.themes.nodes()),
        lots: lots.map(|(position, available)| lot(position, available)).collect(),
        cells: cells.iter().map(|cell| cell_spec(cell, fund)).collect(),
        groups: group_specs(fund),
        policy: fund
            .allocation
            .country_share
            .map(|share: Percent| PolicySpec { country_share_ppm: share.parts_per_million() }),
        placed: placed
            .iter()
            .map(|placement| PlacedSpec {
                lot: placement.agreement.to_string(),
                cell: cells[placement.cell].id(),
                amount: placement.amount.minor(),
            })
            .collect(),
        spread: spread(fund),
        minimum: fund.allocation.minimum.minor(),
    }
}

/// Caps and floors of a fund's parts.
pub(crate) fn group_specs(fund: &Fund) -> Vec<GroupSpec> {
    let spec = |group: &AllocationGroup| GroupSpec {
        id: group.name.clone(),
        scope: pairs(&group.scope),
        floor: group.floor.minor(),
        cap: group.cap.map(Money::minor),
    };
    fund.allocation.groups.iter().map(spec).collect()
}

/// How a fund spreads its agreements.
pub(crate) const fn spread(fund: &Fund) -> Spread {
    match fund.allocation.spread {
        config::Spread::Few => Spread::Few,
        config::Spread::Proportional => Spread::Proportional,
    }
}

/// The nodes of a tree, parents first.
pub(crate) fn nodes<C: AsRef<str>>(nodes: &[Node<C>]) -> Vec<NodeSpec> {
    let code = |node: &Node<C>| node.code.as_ref().to_owned();
    nodes
        .iter()
        .map(|node| NodeSpec { code: code(node), parent: node.parent.map(|above| code(&nodes[above])) })
        .collect()
}

/// The pairs of place and theme that targets are.
pub(crate) fn pairs(targets: &[Target]) -> Vec<Pair> {
    targets.iter().map(|target| (target.geography.to_string(), target.theme.to_string())).collect()
}

fn period(period: Period) -> PeriodSpec {
    PeriodSpec { from: period.from, to: period.to }
}

fn lot(position: &AgreementPosition, available: Money) -> LotSpec {
    let earmark = &position.agreement.earmark;
    LotSpec {
        id: position.agreement.reference.to_string(),
        available: available.minor(),
        category: earmark.category.number(),
        include: pairs(&earmark.include),
        exclude: pairs(&earmark.exclude),
        window: earmark.window.map(period),
        limits: limit_specs(earmark),
    }
}

/// The limits of an earmark.
pub(crate) fn limit_specs(earmark: &Earmark) -> Vec<LimitSpec> {
    earmark.limits.iter().map(limit_spec).collect()
}

fn limit_spec(limit: &EarmarkLimit) -> LimitSpec {
    let (scope, outside_countries) = match &limit.scope {
        LimitScope::Target(target) => (pairs(std::slice::from_ref(target)), false),
        LimitScope::OutsideCountries => (Vec::new(), true),
    };
    let kind = match limit.kind {
        LimitKind::AtLeast => LimitSpecKind::AtLeast,
        LimitKind::AtMost => LimitSpecKind::AtMost,
    };
    LimitSpec { kind, share_ppm: limit.share.parts_per_million(), scope, outside_countries, elsewhere: false }
}

fn cell_spec(cell: &Priority, fund: &Fund) -> CellSpec {
    CellSpec {
        id: cell.id(),
        geography: cell.geography.to_string(),
        theme: cell.theme.to_string(),
        period: period(cell.period),
        need: cell.need.minor(),
        weight_milli: i64::from(cell.weight.thousandths()),
        floor: if cell.need.is_zero() { 0 } else { cell.floor.minor() },
        // What asks for nothing gets nothing.
        ceiling: if cell.need.is_zero() { 0 } else { cell.ceiling.minor() },
        outside: cell.outside.minor(),
        country: fund.geography.is_country(&cell.geography),
    }
}

/// The result as placements, by cell and agreement.
fn placements(cells: &[Priority], allocation: &Allocation) -> Vec<Placement> {
    let by_id: HashMap<String, usize> = cells.iter().enumerate().map(|(place, cell)| (cell.id(), place)).collect();
    let placed = allocation.placements().into_iter().filter_map(|placed| {
        let agreement = AgreementRef::new(&placed.lot);
        by_id.get(&placed.cell).map(|&cell| Placement { cell, agreement, amount: Money::from_minor(placed.amount) })
    });
    let mut placements: Vec<Placement> = placed.collect();
    placements.sort();
    placements
}
