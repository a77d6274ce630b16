//! From the state on the as-of day to the [`Life`]: numbers with their names, amounts, what is to be named.

use chrono::NaiveDate;

use crate::domain::{Money, Month};

use crate::attribute::costs::lines::{Fate, Named};
use crate::attribute::outcome::{
    Amounts, Beyond, BookEntry, BoundOf, Certificate, DecisionOf, DecisionState, Lapse, Life, LineCharge, LineNetting,
    LineOf, MonthAmounts, Outlook, Over, OverCause, Party, PendingLine, Recommendation,
};
use crate::attribute::run::{Cell, OPENING, PendingCause, Returned};
use crate::attribute::state::acts::Bar;
use crate::attribute::state::book::{OPENED, RESERVE};
use crate::attribute::state::living::{Living, share};
use crate::attribute::terms::numbers::WHOLE;

/// Every agreement's amounts on the day of the step.
pub(super) fn amounts(living: &Living<'_, '_>) -> Vec<Amounts> {
    let day = living.today.day;
    let amounts = |agreement: u32| {
        let purse = &living.purses[agreement as usize];
        let (flows, sums) = (purse.flows_on(day), living.book.of_agreement(agreement));
        let (net, programmable) = (flows.net(), purse.programmable_on(day));
        let left = (programmable - sums.allocated).max(0);
        let ended = living.ended(agreement);
        let reserve = net.max(0) - programmable;
        let money = Money::from_minor;
        Amounts {
            received: money(flows.received),
            refunded: money(flows.refunded),
            transferred_in: money(flows.transferred_in),
            transferred_out: money(flows.transferred_out),
            fee: money(flows.fee),
            levy: money(flows.levy),
            programmable: money(programmable),
            allocated: money(sums.allocated),
            charged: money(sums.charged),
            support_cost: money(purse.support_on(day)),
            reserve: money(reserve),
            lapsed: money(if ended { left } else { 0 }),
            unallocated: money(if ended { 0 } else { left }),
            held: living.kept_for_people(agreement, money(if ended { 0 } else { left })),
            over_allocated: money((sums.allocated - programmable).max(0)),
            // Booked support that the reserve no longer covers, after a refund, is spent too.
            overdrawn: money((sums.charged - programmable).max(0) + (-net).max(0) + (purse.booked() - reserve).max(0)),
        }
    };
    (0..living.numbers.holders.len() as u32).map(amounts).collect()
}

/// What the state on the as-of day comes to.
pub(super) fn conclude<'a>(
    living: Living<'_, 'a>,
    months: Vec<MonthAmounts>,
    recommendation: Recommendation,
    returned: Vec<Returned>,
    certificate: Certificate,
    outlooks: Vec<Outlook>,
) -> Life<'a> {
    let known = living.lines.len();
    let opened = (known + living.ghosts.len()) as u32;
    let current = |fate: Fate| match fate {
        Fate::Stands | Fate::Adjusted(_) | Fate::Moved | Fate::Enters(_) => true,
        Fate::Gone | Fate::Rebooked(_) | Fate::Former => false,
    };
    let of_lines = living.lines.iter().map(|line| LineOf {
        id: &line.cost.id,
        version: line.version,
        cost: Some(line.cost),
        current: current(line.fate),
        stays_in: line.stays_in,
    });
    let named = |(id, version): (&'a str, u32)| LineOf { id, version, cost: None, current: false, stays_in: None };
    let ghosts = living.ghosts.iter().copied().chain([(OPENING, 0)]).map(named);
    let month = |number: i32| Month::numbered(number).unwrap_or(Month::of(living.span.as_of));
    let charges = living.book.charges.iter().map(|charge| LineCharge {
        line: if charge.line == OPENED { opened } else { charge.line },
        agreement: charge.agreement,
        cell: (charge.cell != RESERVE).then_some(charge.cell),
        charged_in: month(charge.month),
        amount: Money::from_minor(charge.amount),
    });
    let entries = living.book.entries.iter().map(|entry| BookEntry {
        date: entry.date,
        agreement: entry.agreement,
        cell: entry.cell,
        amount: Money::from_minor(entry.amount),
        cause: entry.cause,
        reference: living.book.references[entry.reference as usize].clone(),
    });
    let some = |line: u32| (line != OPENED).then_some(line);
    let netting = |credit: u32, cost: u32, amount: i64| LineNetting {
        credit: some(credit),
        cost: some(cost),
        amount: Money::from_minor(amount),
    };
    let holders = living.numbers.holders.iter();
    let known_cells =
        living.numbers.cells.iter().map(|spotted| Cell { versions: vec![], ..spotted.cell.clone().into_owned() });
    Life {
        as_of: living.span.as_of,
        agreements: holders
            .map(|holder| Party { reference: holder.reference.clone(), donor: holder.donor.clone() })
            .collect(),
        cells: living.numbers.cells.iter().map(|cell| cell.cell.id.clone()).collect(),
        lines: of_lines.chain(ghosts).collect(),
        entries: entries.collect(),
        charges: charges.collect(),
        pending: pending(&living),
        netted: living.netted.iter().map(|&(credit, cost, amount)| netting(credit, cost, amount)).collect(),
        over: over(&living, &months),
        beyond: beyond(&living),
        lapses: months.last().map_or(vec![], |month| lapses(&living, &month.amounts)),
        known_cells: known_cells.collect(),
        decisions: decisions(&living),
        withheld: living.acts.withheld(),
        refused: living.acts.refused.clone(),
        uncharged: living.acts.bars.iter().filter(|bar| !living.acts.all[bar.act].reversed).copied().map(bar).collect(),
        months,
        recommendation,
        outlooks,
        returned,
        certificate,
    }
}

fn bar(bar: Bar) -> (usize, u32, u32) {
    (bar.act, bar.line, bar.agreement)
}

/// Decisions that acted, also those that were taken back since.
fn decisions(living: &Living<'_, '_>) -> Vec<DecisionOf> {
    let acts = living.acts.all.iter();
    acts.map(|act| DecisionOf {
        decision: act.decision.clone(),
        acted_on: act.on,
        parts: act.parts.iter().map(|&(agreement, amount)| (agreement, Money::from_minor(amount))).collect(),
        state: match (act.reversed, act.in_force) {
            (true, _) => DecisionState::TakenBack,
            (false, true) => DecisionState::InForce,
            (false, false) => DecisionState::Ended,
        },
    })
    .collect()
}

/// What is pending, each with its cause on the as-of day.
fn pending(living: &Living<'_, '_>) -> Vec<PendingLine> {
    let open = (0_u32..).zip(&living.open).filter(|(_, open)| **open != 0);
    let pending = open.map(|(line, &amount)| {
        let spec = &living.lines[line as usize];
        let cell = spec.cell.filter(|cell| living.numbers.cells[*cell as usize].listed);
        PendingLine { line, cell, amount: Money::from_minor(amount), cause: cause(living, line, amount, cell) }
    });
    pending.collect()
}

fn cause(living: &Living<'_, '_>, line: u32, amount: i64, cell: Option<u32>) -> PendingCause {
    let spec = &living.lines[line as usize];
    if spec.indirect {
        return PendingCause::NoMoney;
    }
    let Some(cell) = cell else { return PendingCause::NoCell };
    if amount < 0 {
        return PendingCause::NoMoney;
    }
    let set = living.sets.of(line);
    let eligible = match spec.named {
        Named::Nobody => living.sets.members(set).next().is_some(),
        Named::Agreement(agreement) => living.sets.has(set, agreement),
        Named::Unknown => false,
    };
    match (eligible, living.cell_room(cell) > 0) {
        (false, _) => PendingCause::NotEligible,
        (true, false) => PendingCause::BeyondNeed,
        (true, true) => PendingCause::NoMoney,
    }
}

/// What stands above its money or its ceiling.
fn over(living: &Living<'_, '_>, months: &[MonthAmounts]) -> Vec<Over> {
    let mut over = Vec::new();
    for agreement in 0..living.numbers.holders.len() as u32 {
        let programmable = living.purses[agreement as usize].programmable_on(living.today.day);
        let excess = living.book.of_agreement(agreement).allocated - programmable;
        if excess > 0 {
            let cells = living.book.cells_of(agreement).iter().copied();
            over.push(Over::Agreement {
                agreement,
                amount: Money::from_minor(excess),
                cause: money_cause(living, agreement, months),
                cells: cells.filter(|&cell| living.book.at(agreement, cell).allocated > 0).collect(),
            });
        }
        let listed = |cell: u32| living.numbers.cells[cell as usize].listed;
        let allowed = |cell: u32| living.numbers.allowed(agreement, cell, living.today.day);
        let misplaced = living.unspent_in(agreement).filter(|&cell| listed(cell) && !allowed(cell));
        let misplaced: Vec<u32> = misplaced.collect();
        let amount: i64 = misplaced.iter().map(|&cell| living.book.at(agreement, cell).unspent()).sum();
        if amount > 0 {
            let (amount, cause) = (Money::from_minor(amount), OverCause::Earmark);
            over.push(Over::Agreement { agreement, amount, cause, cells: misplaced });
        }
    }
    for cell in 0..living.numbers.cells.len() as u32 {
        let listed = living.numbers.cells[cell as usize].listed;
        let excess = match !listed && living.acts.is_succeeded(cell) {
            // It may go: what was spent there was spent.
            true => living.over_full(cell).min(living.book.of_cell(cell).unspent()),
            false => living.over_full(cell),
        };
        if excess > 0 {
            let positions = living.book.positions(cell).iter().filter(|position| position.allocated > 0);
            over.push(Over::Cell {
                cell,
                amount: Money::from_minor(excess),
                cause: if listed { OverCause::LowerNeed } else { OverCause::CellGone },
                agreements: positions.map(|position| position.agreement).collect(),
            });
        }
    }
    over
}

/// Why an agreement has less than is allocated of it: what took money away in the newest month in which it fell short.
fn money_cause(living: &Living<'_, '_>, agreement: u32, months: &[MonthAmounts]) -> OverCause {
    let short = |month: &&MonthAmounts| month.amounts[agreement as usize].over_allocated > Money::ZERO;
    let since = months.iter().rev().take_while(short).last().map_or(living.today.day, |month| month.day);
    let first = Month::of(since).first_day();
    let eve = first.pred_opt().unwrap_or(first);
    let purse = &living.purses[agreement as usize];
    let (was, is) = (purse.flows_on(eve), purse.flows_on(since));
    let calendar = &living.numbers.holders[agreement as usize].calendar;
    if is.refunded > was.refunded {
        OverCause::Refund
    } else if is.transferred_out > was.transferred_out {
        OverCause::Transfer
    } else if calendar.on(since).support > calendar.on(eve).support {
        OverCause::SupportRate
    } else {
        OverCause::CorrectedReceipt
    }
}

/// What stands above caps, limits and the country share.
fn beyond(living: &Living<'_, '_>) -> Vec<Beyond> {
    let mut beyond = Vec::new();
    let mut add = |bound: BoundOf, amount: i64| {
        if amount > 0 {
            beyond.push(Beyond { bound, amount: Money::from_minor(amount) });
        }
    };
    for (group, spec) in living.numbers.run.groups.iter().enumerate() {
        let allocated = living.book.of_group(group as u32);
        add(BoundOf::Group(group), spec.cap.map_or(0, |cap| allocated.saturating_sub(cap)));
    }
    for agreement in 0..living.numbers.holders.len() as u32 {
        let limits = living.today.limits[agreement as usize].iter().zip(&living.today.in_limits[agreement as usize]);
        for (limit, (most, used)) in limits.enumerate() {
            add(BoundOf::Limit { agreement, limit }, used - most);
        }
    }
    if let Some(country) = living.numbers.run.fund.country_share_ppm {
        let all =
            (0..living.numbers.holders.len() as u32).map(|agreement| living.book.of_agreement(agreement).allocated);
        add(BoundOf::CountryShare, living.book.outside_countries() - share(all.sum(), WHOLE - country));
    }
    beyond
}

/// Ended agreements with something to return, or to extend.
fn lapses(living: &Living<'_, '_>, amounts: &[Amounts]) -> Vec<Lapse> {
    let day: NaiveDate = living.today.day;
    let lapse = |(agreement, amounts): (u32, &Amounts)| {
        let rate = living.numbers.holders[agreement as usize].calendar.on(day).support;
        let kept = amounts.unspent();
        // What is left of the reserve goes with the lapsed money, but for the part that the kept money will need.
        let reserve = (amounts.reserve - amounts.support_cost - rate.of(kept)).or_zero();
        let owes =
            living.ended(agreement) && (amounts.lapsed > Money::ZERO || kept > Money::ZERO || reserve > Money::ZERO);
        owes.then(|| Lapse {
            agreement,
            ended_on: living.today.ends[agreement as usize],
            lapsed: amounts.lapsed,
            reserve,
            kept,
        })
    };
    (0_u32..).zip(amounts).filter_map(lapse).collect()
}
