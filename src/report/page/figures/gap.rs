//! The gap and its two bridges.

use crate::allocate::reasons::Loosened as Side;
use crate::domain::{AgreementRef, Money};
use crate::gap::Priorities;

use super::super::contract::{BridgeLine, GapFigures, LineKind, Loosened, MonthPoint};
use super::Builder;

const fn line(key: &'static str, kind: LineKind, amount: Money) -> BridgeLine {
    BridgeLine { key, kind, amount }
}

impl Builder<'_> {
    pub(super) fn gap(&self) -> GapFigures {
        let view = self.view;
        let month = |point: &crate::gap::MonthPoint| MonthPoint {
            month: point.month.to_string(),
            received: point.gap.deposits,
            signed: point.gap.commitments,
            outlook: point.gap.outlook,
            projected: point.projected,
        };
        GapFigures {
            amount: view.gap.raising.gap,
            raising: self.raising(),
            priorities: priorities(&view.gap.priorities),
            priorities_signed: priorities(&view.gap.priorities_signed),
            priorities_outlook: priorities(&view.gap.priorities_outlook),
            causes: view.gap.causes.into(),
            months: view.gap.months.iter().map(month).collect(),
            loosened: self.loosened(),
        }
    }

    fn loosened(&self) -> Vec<Loosened> {
        let relaxations = self.view.allocation.reasons.relaxations.iter();
        let loosened = relaxations.filter_map(|relaxation| {
            let side = match relaxation.loosened {
                Side::Geography => "geography",
                Side::Theme => "theme",
                Side::Exclusions => "exclusions",
            };
            let agreement = *self.agreements.get(&AgreementRef::new(&relaxation.lot))?;
            Some(Loosened { agreement, side, closes: Money::from_minor(relaxation.closes) })
        });
        loosened.collect()
    }

    /// From the budget to the gap, and from there to what is still to be raised.
    fn raising(&self) -> Vec<BridgeLine> {
        let bridge = &self.view.gap.raising;
        vec![
            line("budget", LineKind::Start, bridge.budget),
            line("own_resources", LineKind::Step, -bridge.own_resources),
            line("ongoing_projects", LineKind::Step, -bridge.ongoing_projects),
            line("to_raise", LineKind::Sum, bridge.to_raise),
            line("received", LineKind::Step, -bridge.received),
            line("refunded", LineKind::Step, bridge.refunded),
            line("gap", LineKind::Sum, bridge.gap),
            line("to_come", LineKind::Step, -bridge.to_come),
            line("pledged", LineKind::Step, -bridge.pledged),
            line("pipeline", LineKind::Step, -bridge.pipeline),
            line("still_to_raise", LineKind::Sum, bridge.still_to_raise),
        ]
    }
}

/// From a gap to what the priorities lack.
fn priorities(bridge: &Priorities) -> Vec<BridgeLine> {
    vec![
        line("gap", LineKind::Start, bridge.gap),
        line("fee", LineKind::Step, bridge.fee),
        line("levy", LineKind::Step, bridge.levy),
        line("support_reserve", LineKind::Step, bridge.support_reserve),
        line("unallocated", LineKind::Step, bridge.unallocated),
        line("lapsed", LineKind::Step, bridge.lapsed),
        line("interest", LineKind::Step, -bridge.interest),
        line("above_need", LineKind::Step, bridge.above_need),
        line("over_allocated", LineKind::Step, -bridge.over_allocated),
        line("below_nothing", LineKind::Step, -bridge.below_nothing),
        line("needs_less_budget", LineKind::Step, bridge.needs_less_budget),
        line("other_funding", LineKind::Step, bridge.other_funding),
        line("lacking", LineKind::Sum, bridge.lacking),
    ]
}
