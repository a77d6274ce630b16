//! The order of a month, month after month (docs/domain.md, section 3).
//!
//! What comes in: a [`Run`] and what the last close froze. What leaves: the [`Life`] of the money to the as-of day. Every
//! open month gets its credits, corrections, costs and cover, and its lapse; what is left is allocated once, on the
//! as-of day. What it does not know: spreadsheets, reports, and how the best allocation is found.

pub mod answer;
mod conclude;
mod propose;

pub use propose::propose;

use chrono::NaiveDate;

use crate::domain::Month;

use crate::attribute::LifeError;
use crate::attribute::allocation::recommend::Solver;
use crate::attribute::allocation::{certificate, correct, outlook, recommend};
use crate::attribute::charges::differences::differences;
use crate::attribute::charges::{charge, costs_first, cover, credits, support};
use crate::attribute::costs::lines::{Fate, Lines, Span};
use crate::attribute::decisions::decide;
use crate::attribute::decisions::docket::Docket;
use crate::attribute::month_end::lapse::Obligations;
use crate::attribute::month_end::{hold, interest, lapse};
use crate::attribute::outcome::{Life, MonthAmounts, Recommendation, ToCome};
use crate::attribute::run::{Before, Mode, Run};
use crate::attribute::state::living::Living;
use crate::attribute::terms::numbers::Numbers;
use crate::attribute::terms::purse::Purse;

/// Lives through the open months of a run. `solver` finds the best allocation of the as-of day, and again that of each
/// scenario: money to come beside what is there.
///
/// # Errors
/// When the run contradicts itself (a name that stands twice, a receipt of an agreement that there is not), the
/// allocation fails, or a rule that must hold does not.
pub fn live<'a>(
    run: &'a Run<'a>,
    before: &'a Before<'a>,
    scenarios: &[Vec<ToCome>],
    solver: Solver<'_>,
) -> Result<Life<'a>, LifeError> {
    let span = span(run, before)?;
    let numbers = Numbers::new(run, before)?;
    let lines = Lines::new(&numbers, before, span)?;
    let mut living = Living::new(&numbers, lines, before, span)?;
    let obligations = Obligations::new(&living);
    let spent = hold::Spent::new(&living);
    let mut entering = entering(&living);
    let mut returned = before.returned.clone();
    let mut docket = Docket::new(vec![]);
    let automatic = run.fund.mode != Mode::Decided;
    let (mut months, mut recommendation) = (Vec::new(), Recommendation::default());
    let last = Month::of(span.as_of).number();
    for number in span.open..=last {
        let Some(month) = Month::numbered(number) else { break };
        let day = month.last_day().min(span.as_of);
        living.begin(number, day, month.last_day());
        living.heed();
        let charges = living.book.charges.len();
        if number == span.open {
            differences(&mut living);
            docket = Docket::new(decide::due(&mut living));
        }
        while let Some((_, line)) = entering.next_if(|(month, _)| *month <= number) {
            living.open[line as usize] = living.lines[line as usize].cost.base.minor();
            living.arrive(line);
        }
        docket.open(&mut living);
        credits::credits(&mut living);
        docket.returns(&mut living);
        if automatic {
            correct::correct(&mut living);
        }
        credits::settle_fresh(&mut living);
        charge::charge(&mut living);
        docket.costs(&mut living);
        if automatic {
            costs_first::costs_first(&mut living, None);
            cover::cover(&mut living, None);
        }
        support::support(&mut living);
        if number == last {
            recommendation = recommend::recommend(&mut living, solver)?;
        }
        lapse::lapse(&mut living, &obligations);
        living.book.settle();
        hold::hold(&living, charges, &spent)?;
        let amounts = conclude::amounts(&living);
        interest::give_back(&living, month, &amounts, &mut returned);
        months.push(MonthAmounts { month, day, amounts });
        living.purses.iter_mut().for_each(Purse::end);
    }
    let certificate = certificate::certificate(&living)?;
    let outlooks = outlook::outlooks(&mut living, scenarios, solver)?;
    Ok(conclude::conclude(living, months, recommendation, returned, certificate, outlooks))
}

/// The lines that enter, by month.
fn entering(living: &Living<'_, '_>) -> std::iter::Peekable<std::vec::IntoIter<(i32, u32)>> {
    let mut entering: Vec<(i32, u32)> = (0_u32..)
        .zip(&living.lines)
        .filter_map(|(number, line)| match line.fate {
            Fate::Enters(month) => Some((month, number)),
            Fate::Stands | Fate::Adjusted(_) | Fate::Gone | Fate::Rebooked(_) | Fate::Former | Fate::Moved => None,
        })
        .collect();
    entering.sort_unstable();
    entering.into_iter().peekable()
}

/// The days between which months are open. Opening balances close their day; before any close the first month is that
/// of the fund's start or of the earliest fact.
fn span(run: &Run<'_>, before: &Before<'_>) -> Result<Span, LifeError> {
    let opened_on = run.openings.iter().map(|opening| opening.as_at).max();
    let closed_on = before.closed_on.or(opened_on);
    if let Some(closed_on) = closed_on.filter(|closed_on| run.as_of <= *closed_on) {
        return Err(LifeError::Closed { as_of: run.as_of, closed_on });
    }
    let facts = run.receipts.iter().map(|receipt| receipt.date).chain(run.costs.iter().map(|cost| cost.date));
    let first = || facts.chain([run.fund.from]).filter(|day| *day <= run.as_of).min().unwrap_or(run.as_of);
    let first: NaiveDate = closed_on.map_or_else(first, |day| day.succ_opt().unwrap_or(day));
    Ok(Span { opened_on, first: closed_on.is_none(), open: Month::of(first).number(), as_of: run.as_of })
}
