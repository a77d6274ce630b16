//! Scenarios: money to come, beside what is there (docs/domain.md, section 3).
//!
//! What comes in: the state on the as-of day, and what each scenario expects of each agreement. What leaves: what would
//! stand allocated. Book and charges are kept; the money to come enters on the as-of day, then corrections and the best
//! allocation run again. The scenarios are solved side by side.

use rayon::prelude::*;

use super::correct::correct;
use super::recommend::{Solver, instance};
use crate::attribute::LifeError;
use crate::attribute::outcome::{Outlook, Recommendation, ToCome};
use crate::attribute::state::living::Living;
use crate::attribute::state::room::By;

/// What would stand in each scenario.
///
/// # Errors
/// When the allocation of one fails.
pub fn outlooks(
    living: &mut Living<'_, '_>,
    scenarios: &[Vec<ToCome>],
    solver: Solver<'_>,
) -> Result<Vec<Outlook>, LifeError> {
    let asked: Vec<_> = scenarios.iter().map(|scenario| asked(living, scenario)).collect();
    let found: Result<Vec<_>, _> =
        asked.into_par_iter().map(|instance| Recommendation::find(instance, solver)).collect();
    Ok(found?.into_iter().map(|found| outlook(living, &found)).collect())
}

/// What the allocation of a scenario is asked. The state stays as it was.
fn asked(living: &mut Living<'_, '_>, scenario: &[ToCome]) -> crate::allocate::Instance {
    let book = living.book.clone();
    let expect = |living: &mut Living<'_, '_>, sign: i64| {
        for to_come in scenario {
            if let Some(agreement) = living.numbers.agreement(to_come.agreement.as_str()) {
                living.purses[agreement as usize].expect(sign * to_come.programmable.minor());
            }
        }
        living.measure();
    };
    expect(living, 1);
    correct(living);
    let instance = instance(living, By::Program);
    living.book = book;
    expect(living, -1);
    instance
}

fn outlook(living: &Living<'_, '_>, found: &Recommendation) -> Outlook {
    let placed = found.allocation.placements();
    let number = |spec: &crate::allocate::PlacedSpec| {
        let (agreement, cell) = (living.numbers.agreement(&spec.lot)?, living.numbers.cell(&spec.cell)?);
        Some((agreement, cell, crate::domain::Money::from_minor(spec.amount)))
    };
    let mut placements: Vec<_> = placed.iter().filter_map(number).collect();
    placements.sort_unstable();
    Outlook { placements }
}
