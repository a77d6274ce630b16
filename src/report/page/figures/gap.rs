//! The gap and its two bridges.

use crate::allocate::reasons::Loosened as Side;
use crate::domain::{AgreementRef, Money};

use super::super::contract::{BridgeLine, Causes, Cell, GapFigures, LineKind, Loosened, MonthPoint, Sums};
use super::Builder;

const fn line(key: &'static str, kind: LineKind, amount: Money) -> BridgeLine {
    BridgeLine { key, kind, amount }
}

impl Builder<'_> {
    pub(super) fn gap(&self, cells: &[Cell], totals: &Sums) -> GapFigures {
        let view = self.view;
        let raising = self.raising(totals);
        let amount = view.gap.total.deposits;
        let causes = view.allocation.reasons.causes;
        let month = |point: &crate::gap::MonthPoint| MonthPoint {
            month: point.month.to_string(),
            received: point.gap.deposits,
            signed: point.gap.commitments,
            outlook: point.gap.outlook,
            projected: point.projected,
        };
        GapFigures {
            amount,
            raising,
            priorities: self.priorities(amount, cells, totals),
            causes: Causes {
                short_of_money: Money::from_minor(causes.short_of_money),
                locked_by_earmarks: Money::from_minor(causes.locked_by_earmarks),
                locked_by_limits: Money::from_minor(causes.locked_by_policy),
            },
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
    fn raising(&self, totals: &Sums) -> Vec<BridgeLine> {
        let programme = &self.view.fund.programme;
        let to_raise = programme.budget - programme.own_resources - programme.ongoing_projects;
        let gap = to_raise - totals.received + totals.refunded;
        let still = gap - totals.to_come - totals.pledged_weighted - totals.pipeline_weighted;
        vec![
            line("budget", LineKind::Start, programme.budget),
            line("own_resources", LineKind::Step, -programme.own_resources),
            line("ongoing_projects", LineKind::Step, -programme.ongoing_projects),
            line("to_raise", LineKind::Sum, to_raise),
            line("received", LineKind::Step, -totals.received),
            line("refunded", LineKind::Step, totals.refunded),
            line("gap", LineKind::Sum, gap),
            line("to_come", LineKind::Step, -totals.to_come),
            line("pledged", LineKind::Step, -totals.pledged_weighted),
            line("pipeline", LineKind::Step, -totals.pipeline_weighted),
            line("still_to_raise", LineKind::Sum, still),
        ]
    }

    /// From the gap to what the priorities lack.
    fn priorities(&self, gap: Money, cells: &[Cell], totals: &Sums) -> Vec<BridgeLine> {
        let programme = &self.view.fund.programme;
        let needs: Money = cells.iter().map(|cell| cell.need).sum();
        let outside: Money = cells.iter().map(|cell| cell.outside).sum();
        let above_need = cells.iter().map(|cell| (cell.outside + cell.allocated - cell.need).or_zero()).sum();
        vec![
            line("gap", LineKind::Start, gap),
            line("fee", LineKind::Step, totals.fee),
            line("levy", LineKind::Step, totals.levy),
            line("support_reserve", LineKind::Step, totals.support_reserve),
            line("unallocated", LineKind::Step, totals.unallocated),
            line("lapsed", LineKind::Step, totals.lapsed),
            line("above_need", LineKind::Step, above_need),
            line("over_allocated", LineKind::Step, -totals.over_allocated),
            line("needs_less_budget", LineKind::Step, needs - programme.budget),
            line("other_funding", LineKind::Step, programme.own_resources + programme.ongoing_projects - outside),
            line("lacking", LineKind::Sum, cells.iter().map(|cell| cell.lacking).sum()),
        ]
    }
}
