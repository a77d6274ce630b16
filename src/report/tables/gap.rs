//! The tables of the gap, and of what differs from finance.

use crate::domain::Money;
use crate::gap::MonthPoint;
use crate::ledger::store::OpenItem;
use crate::reconcile::is_open;

use super::columns::Rows;
use super::{Table, View, of};

/// The bridges of the gap: from the budget to what is still to be raised, and from the gap to what the priorities lack, at each
/// strength of the pool.
const BRIDGES: [&str; 4] = ["raising", "priorities", "priorities_committed", "priorities_outlook"];

pub(super) fn gap<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| {
        let [raising, strengths @ ..] = BRIDGES;
        let lines = view.gap.raising.lines().into_iter().enumerate().map(move |line| (raising, line));
        let gap = view.gap;
        let priorities = strengths.into_iter().zip([gap.priorities, gap.priorities_signed, gap.priorities_outlook]);
        lines.chain(
            priorities.flat_map(|(name, bridge)| bridge.lines().into_iter().enumerate().map(move |line| (name, line))),
        )
    });
    let about = "one row for each line of the bridges of the gap, with its sign; sums stand where they are reached";
    Rows::new("gap", about, rows)
        .key(&["fund", "month", "bridge", "line"])
        .text(
            "bridge",
            "`raising`: from the budget to what is still to be raised; `priorities`: from the gap to what they lack, with what \
             is received; `priorities_committed` and `priorities_outlook`: the same with what is to come",
            |(bridge, _): &(&'static str, (usize, (&'static str, Money)))| *bridge,
        )
        .whole("line", "its place in the bridge, from 1", |(_, (index, _))| index + 1)
        .text("name", "what it is", |(_, (_, (name, _)))| *name)
        .money("amount", "how much", |(_, (_, (_, amount)))| *amount)
        .state_to_date()
}

pub(super) fn gap_months<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| &view.gap.months);
    Rows::new(
        "gap_months",
        "one row for each month from the fund's start, and of the projection: pool and gap at its end",
        rows,
    )
    .key(&["fund", "month", "at_end_of"])
    .text("at_end_of", "the month", |point: &&MonthPoint| point.month.to_string())
    .text("projected", "`yes` where it lies after the as-of day", |point| if point.projected { "yes" } else { "no" })
    .money("pool_received", "deposits less refunds", |point| point.pool.deposits)
    .money("pool_committed", "the same with what is signed and still to come", |point| point.pool.commitments)
    .money("pool_outlook", "the same with what is announced, by its odds", |point| point.pool.outlook)
    .money("gap_received", "what is to raise less `pool_received`", |point| point.gap.deposits)
    .money("gap_committed", "what is to raise less `pool_committed`", |point| point.gap.commitments)
    .money("gap_outlook", "what is to raise less `pool_outlook`", |point| point.gap.outlook)
    .state_to_date()
}

pub(super) fn differences<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| view.reconciliation.open.standing.iter().map(|(_, item)| item));
    Rows::new("differences", "one row for each difference with finance that stands", rows)
        .key(&["fund", "month", "item"])
        .text("item", "what names it from month to month", |item: &&'v OpenItem| item.id.as_str())
        .text("kind", "what kind of line it is about", |item| item.kind.name())
        .text("cause", "why the two sides differ", |item| item.cause.as_str())
        .some_text("agreement", "the agreement", |item| item.agreement.as_ref().map(|agreement| agreement.as_str()))
        .some_text("project", "the project", |item| item.project.as_deref())
        .text("currency", "the currency of the documents", |item| item.currency.code())
        .day("dated", "the day of its oldest line", |item| item.dated)
        .day("first_seen", "the as-of day that saw it first", |item| item.first_seen)
        .money("amount", "ours less finance's, in the direction of the kind", |item| item.amount)
        .money("effect", "what that does to the balance", |item| item.effect)
        .text("open", "`yes` unless it was accepted", |item| if is_open(item) { "yes" } else { "no" })
        .some_text("owner", "who sees to it", |item| item.owner.as_deref())
        .some_text("resolution", "what was decided about it", |item| {
            item.settled.as_ref().map(|settled| settled.resolution.name())
        })
        .state_to_date()
}
