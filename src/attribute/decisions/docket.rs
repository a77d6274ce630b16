//! Decisions of a month, in the order of its steps (docs/domain.md, section 3).
//!
//! What acts before the day of the step acts at its start. What acts on that day itself acts where the program makes the
//! same, so that a recommendation that people adopt unchanged comes out as if the program had entered it: what is
//! returned with the corrections; what is allocated and moved pays pending costs in the order of costs first and cover,
//! up to the amounts decided, and the rest of it stands.

use chrono::NaiveDate;

use crate::domain::Money;

use super::decide::{Due, Reserved, act, givers, named};
use crate::attribute::charges::budgets::{Budgets, Way};
use crate::attribute::charges::costs_first::costs_first;
use crate::attribute::charges::cover::cover;
use crate::attribute::outcome::{Refusal, Refused};
use crate::attribute::run::Action;
use crate::attribute::state::acts::Made;
use crate::attribute::state::living::Living;
use crate::attribute::state::room::By;

/// The decisions of the open months that have not acted yet, in their order.
pub struct Docket<'a> {
    due: std::vec::IntoIter<Due<'a>>,
    /// Those that act on the day of the step.
    late: Vec<Due<'a>>,
}

impl<'a> Docket<'a> {
    /// What is to act.
    pub fn new(due: Vec<Due<'a>>) -> Self {
        Self { due: due.into_iter(), late: Vec::new() }
    }

    /// The start of a step.
    pub fn open(&mut self, living: &mut Living<'_, 'a>) {
        let today = living.today.day;
        let is_late = |due: &Due<'_>| {
            due.on == today && matches!(due.decision.action, Action::Allocate | Action::Move | Action::Return)
        };
        while self.due.as_slice().first().is_some_and(|due| due.month <= living.today.month) {
            match self.due.next() {
                Some(due) if is_late(&due) => self.late.push(due),
                Some(due) => act(living, due),
                None => break,
            }
        }
    }

    /// What is returned on the day of the step.
    pub fn returns(&mut self, living: &mut Living<'_, 'a>) {
        let (returns, rest): (Vec<Due<'a>>, Vec<Due<'a>>) =
            std::mem::take(&mut self.late).into_iter().partition(|due| due.decision.action == Action::Return);
        self.late = rest;
        for due in returns {
            act(living, due);
        }
    }

    /// What is allocated and moved on the day of the step: first to pending costs.
    pub fn costs(&mut self, living: &mut Living<'_, 'a>) {
        if self.late.is_empty() {
            return;
        }
        let (mut budgets, mut reserved) = (Budgets::default(), Reserved::default());
        let mut late = std::mem::take(&mut self.late);
        // What says whose money it allocates has it before what leaves that to the program.
        late.sort_by_key(|due| due.decision.action == Action::Allocate && due.decision.agreement.is_none());
        for due in &late {
            if let Some(cell) = due.decision.from_cell.as_ref().and_then(|cell| living.numbers.cell(cell.as_str())) {
                *reserved.room.entry(cell).or_default() -= due.decision.amount.minor();
            }
        }
        for due in late {
            if let Err(why) = promise(living, due, &mut budgets, &mut reserved) {
                living.acts.refused.push(Refused { number: due.decision.number.clone(), why });
            }
        }
        costs_first(living, Some(&mut budgets));
        cover(living, Some(&mut budgets));
        stand(living, budgets);
        living.heed();
    }
}

/// Promises what a decision of the day gives.
fn promise(
    living: &mut Living<'_, '_>,
    due: Due<'_>,
    budgets: &mut Budgets,
    reserved: &mut Reserved,
) -> Result<(), Refusal> {
    let mut decided = named(living, due)?;
    let givings = givers(living, &decided, Some(reserved))?;
    decided.parts = givings.iter().map(|giving| (giving.agreement, giving.amount)).collect();
    let (from, to) = (decided.from, decided.to);
    let index = living.acts.add(decided);
    let Some(to) = to else { return Ok(()) };
    for giving in givings {
        let (agreement, unallocated) = (giving.agreement, giving.amount - giving.unspent);
        budgets.add((agreement, None, to), index, unallocated);
        budgets.add((agreement, from, to), index, giving.unspent);
        *reserved.free.entry(agreement).or_default() += unallocated;
        if let Some(from) = from {
            *reserved.unspent.entry((agreement, from)).or_default() += giving.unspent;
        }
        *reserved.room.entry(to).or_default() += giving.amount;
    }
    Ok(())
}

/// What no cost took stands, where it may: what is moved first, then what is allocated, and what finds no room before
/// another made it after that other.
fn stand(living: &mut Living<'_, '_>, budgets: Budgets) {
    let on: NaiveDate = living.today.day;
    let mut parts: Vec<(Way, usize, i64)> = budgets.rest().collect();
    parts.sort_by_key(|((_, from, _), ..)| from.is_none());
    while !parts.is_empty() {
        let before = parts.len();
        parts.retain(|&((agreement, from, to), act, amount)| {
            let fits = living.may_lie(agreement, to, on) && living.room_of_cell(to, By::People) >= amount;
            if fits {
                if let Some(cell) = from {
                    living.enter_decided(Made { act, on, agreement, cell, amount: -amount });
                }
                living.enter_decided(Made { act, on, agreement, cell: to, amount });
            }
            !fits
        });
        if parts.len() == before {
            break;
        }
    }
    for ((agreement, _, to), act, amount) in parts {
        let why = match living.may_lie(agreement, to, on) {
            true => Refusal::NoRoom { room: Money::from_minor(living.room_of_cell(to, By::People).max(0)) },
            false => Refusal::NotAllowed,
        };
        give_up(living, act, agreement, amount, why);
    }
}

/// What no cost took and what may not stand is not entered: of that the decision does not act.
fn give_up(living: &mut Living<'_, '_>, act: usize, agreement: u32, amount: i64, why: Refusal) {
    let acted = &mut living.acts.all[act];
    acted.parts.iter_mut().filter(|(of, _)| *of == agreement).for_each(|(_, part)| *part -= amount);
    acted.parts.retain(|(_, part)| *part > 0);
    acted.reversed = acted.parts.is_empty();
    living.acts.refused.push(Refused { number: acted.decision.number.clone(), why });
}
