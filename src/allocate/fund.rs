//! A fund's money and cells as instances of the allocation, and their results as placements.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use crate::config::{self, AllocationGroup, Fund};
use crate::domain::tree::Node;
use crate::domain::{AgreementRef, Earmark, EarmarkLimit, LimitKind, LimitScope, Money, Placement, Target};
use crate::ledger::Ledger;

use super::instance::{GroupSpec, Instance, LimitSpec, LimitSpecKind, NodeSpec, Pair, Spread};
use super::reasons::{Reach, Reasons, reach, reasons};
use super::{AllocateError, Allocation};

/// What stands in all at each strength of the pool; with money to come, what would stand.
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
    /// How much of the needs could be met, had decisions closed, lowered and held nothing; nothing where there are none.
    pub undecided: Option<Reach>,
    /// Placements at each strength.
    pub scenarios: Scenarios,
}

impl FundAllocation {
    /// The allocation of a fund, from what was asked on the ledger's day and what came of it; and from what would have been
    /// asked without decisions.
    ///
    /// # Errors
    /// When limits contradict each other.
    pub fn new(
        (instance, allocation): (Instance, Allocation),
        undecided: Option<&Instance>,
        scenarios: Scenarios,
    ) -> Result<Self, AllocateError> {
        let reasons = reasons(&instance, &allocation)?;
        Ok(Self { instance, allocation, reasons, undecided: undecided.map(reach).transpose()?, scenarios })
    }

    /// The last day on which an agreement's money may be used, where its time has an end.
    pub fn usable_until(&self, reference: &AgreementRef) -> Option<NaiveDate> {
        let mut lots = self.instance.lots.iter();
        lots.find(|lot| lot.id == reference.as_str())?.window.map(|window| window.to)
    }

    /// Money that no cell may use and whose window ends soon: unplaced, and no longer usable so many days after the
    /// ledger's day, the soonest first.
    pub fn expiring(&self, ledger: &Ledger, notice_days: u32) -> Vec<Expiring> {
        let unplaced: HashMap<&str, i64> =
            self.allocation.lots.iter().map(|lot| (lot.id.as_str(), lot.unplaced)).collect();
        let until: HashMap<&str, NaiveDate> =
            self.instance.lots.iter().filter_map(|lot| Some((lot.id.as_str(), lot.window?.to))).collect();
        let expiring = ledger.agreements.iter().filter_map(|position| {
            let reference = &position.agreement.reference;
            let (until, unplaced) = (*until.get(reference.as_str())?, *unplaced.get(reference.as_str())?);
            Expiring::soon(reference, (until, unplaced), ledger.as_of, notice_days)
        });
        let mut expiring: Vec<Expiring> = expiring.collect();
        expiring.sort();
        expiring
    }

    /// The same of one agreement; nothing where none of its money ends soon.
    pub fn expiring_of(&self, reference: &AgreementRef, as_of: NaiveDate, notice_days: u32) -> Option<Expiring> {
        let lot = self.allocation.lots.iter().find(|lot| lot.id == reference.as_str())?;
        Expiring::soon(reference, (self.usable_until(reference)?, lot.unplaced), as_of, notice_days)
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

impl Expiring {
    /// Unplaced money of an agreement, where it ends within days of notice or has ended.
    fn soon(
        agreement: &AgreementRef,
        (until, unplaced): (NaiveDate, i64),
        as_of: NaiveDate,
        days: u32,
    ) -> Option<Self> {
        let limit = as_of.checked_add_days(Days::new(days.into())).unwrap_or(as_of);
        let soon = until <= limit && unplaced > 0;
        soon.then(|| Self { until, agreement: agreement.clone(), unplaced: Money::from_minor(unplaced) })
    }
}

/// Caps and floors of a fund's parts.
pub(crate) fn group_specs(fund: &Fund) -> Vec<GroupSpec> {
    let groups = fund.allocation.groups.iter();
    let spec = |group: &AllocationGroup| GroupSpec {
        id: group.name.clone(),
        scope: pairs(&group.scope),
        floor: group.floor.minor(),
        cap: group.cap.map(Money::minor),
    };
    groups.map(spec).collect()
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
        .map(|node| NodeSpec {
            code: code(node),
            parent: node.parent.map(|above| code(&nodes[above])),
            also_in: node.also_in.iter().map(|other| code(&nodes[*other])).collect(),
        })
        .collect()
}

/// The pairs of place and theme that targets are.
pub(crate) fn pairs(targets: &[Target]) -> Vec<Pair> {
    targets.iter().map(|target| (target.geography.to_string(), target.theme.to_string())).collect()
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
