//! What must hold after the last step of every open month (docs/domain.md, section 3): a broken rule stops with its name.

use std::collections::BTreeMap;

use crate::attribute::LifeError;
use crate::attribute::costs::lines::Fate;
use crate::attribute::run::Mode;
use crate::attribute::state::book::{Charged, OPENED, RESERVE};
use crate::attribute::state::living::Living;

/// Checks what stands at the end of a step; `charges` is how many charges there were when it began, `spent` what the
/// lines say.
///
/// # Errors
/// When a rule is broken: a fault of the program.
pub fn hold(living: &Living<'_, '_>, charges: usize, spent: &Spent) -> Result<(), LifeError> {
    positions(living)?;
    agreements(living)?;
    charged_by_the_eligible(living, charges)?;
    conserved(living, spent)
}

fn broken(what: String) -> LifeError {
    LifeError::Broken { what }
}

/// Whether the program corrects what is not there or may not be there; else people do, and it is named.
fn corrected(living: &Living<'_, '_>) -> bool {
    living.numbers.run.fund.mode != Mode::Decided
}

fn name(living: &Living<'_, '_>, agreement: u32, cell: u32) -> String {
    let reference = &living.numbers.holders[agreement as usize].reference;
    format!("{reference} in {} on {}", living.numbers.cells[cell as usize].cell.id, living.today.day)
}

/// Nothing below nothing; unspent money only where it may be; no cell above its ceiling but by what is charged.
fn positions(living: &Living<'_, '_>) -> Result<(), LifeError> {
    for cell in 0..living.numbers.cells.len() as u32 {
        let (mut allocated, mut charged) = (0, 0);
        for position in living.book.positions(cell) {
            allocated += position.allocated;
            charged += position.charged;
            if position.charged < 0 || position.unspent() < 0 {
                return Err(broken(format!("a balance below nothing: {}", name(living, position.agreement, cell))));
            }
            let allowed = || living.numbers.allowed(position.agreement, cell, living.today.day);
            if corrected(living) && position.unspent() > 0 && !allowed() {
                return Err(broken(format!("unspent where it may not be: {}", name(living, position.agreement, cell))));
            }
        }
        let sums = living.book.of_cell(cell);
        if (sums.allocated, sums.charged) != (allocated, charged) {
            return Err(broken(format!("the sums of {}", living.numbers.cells[cell as usize].cell.id)));
        }
        let loose =
            |over: i64| over > 0 && living.book.positions(cell).iter().any(|at| living.loose(at.agreement, cell) > 0);
        let unspent = |over: i64| over > 0 && allocated > charged;
        let above = loose(living.over_full(cell)) || unspent(living.over_full_for_people(cell));
        if corrected(living) && above {
            return Err(broken(format!("{} above its ceiling", living.numbers.cells[cell as usize].cell.id)));
        }
    }
    Ok(())
}

/// No agreement above its money but by what is charged.
fn agreements(living: &Living<'_, '_>) -> Result<(), LifeError> {
    for agreement in 0..living.numbers.holders.len() as u32 {
        let cells = living.book.cells_of(agreement).iter().map(|&cell| living.book.at(agreement, cell));
        let (allocated, charged) =
            cells.fold((0, 0), |sums, position| (sums.0 + position.allocated, sums.1 + position.charged));
        let sums = living.book.of_agreement(agreement);
        let reference = &living.numbers.holders[agreement as usize].reference;
        if (sums.allocated, sums.charged) != (allocated, charged) {
            return Err(broken(format!("the sums of {reference}")));
        }
        let programmable = living.purses[agreement as usize].programmable_on(living.today.day);
        if corrected(living) && allocated > programmable && allocated > charged {
            return Err(broken(format!("{reference} above its money on {}", living.today.day)));
        }
    }
    Ok(())
}

/// Every new charge is of an agreement that was eligible on the day incurred, in the line's own cell.
fn charged_by_the_eligible(living: &Living<'_, '_>, charges: usize) -> Result<(), LifeError> {
    for charge in living.book.charges[charges..].iter().filter(|charge| charge.amount > 0 && charge.cell != RESERVE) {
        let eligible = living.sets.has(living.sets.of(charge.line), charge.agreement);
        let line = &living.lines[charge.line as usize];
        // What was re-booked into a cell before a decision took the cost elsewhere, or back, was charged to who could pay.
        let decided = line.formerly == Some(charge.cell) || living.acts.bars(charge.line, charge.agreement);
        let here = line.cell == Some(charge.cell) && eligible || decided;
        if !here && !stays(living, charge, (charges, eligible)) {
            let payer = name(living, charge.agreement, charge.cell);
            let cost = &line.cost.id;
            return Err(broken(format!("{cost} charged to {payer}")));
        }
    }
    Ok(())
}

/// Whether a charge only stays with who paid it: the same was taken off the other version of the line.
fn stays(living: &Living<'_, '_>, charge: &Charged, (charges, eligible): (usize, bool)) -> bool {
    let other = |line: u32| match living.lines.get(line as usize).map(|line| line.fate) {
        Some(Fate::Rebooked(to)) => Some(to),
        _ => None,
    };
    living.book.charges[charges..].iter().any(|back| {
        let versions = other(back.line) == Some(charge.line) || other(charge.line) == Some(back.line);
        let same = (back.agreement, back.cell, back.amount) == (charge.agreement, charge.cell, -charge.amount);
        let alike = || living.lines[back.line as usize].cost.date == living.lines[charge.line as usize].cost.date;
        versions && same && (eligible || alike() || living.lines[charge.line as usize].cost.base.is_negative())
    })
}

/// What was spent to each month, by the lines that count: what charged and pending must make up.
pub struct Spent(Vec<(i32, i64)>);

impl Spent {
    /// What the lines of a life say.
    pub fn new(living: &Living<'_, '_>) -> Self {
        let mut by_month: BTreeMap<i32, i64> = BTreeMap::new();
        for line in &living.lines {
            let since = match line.fate {
                Fate::Enters(month) => month,
                Fate::Stands | Fate::Adjusted(_) | Fate::Moved => i32::MIN,
                Fate::Gone | Fate::Rebooked(_) | Fate::Former => continue,
            };
            *by_month.entry(since).or_default() += line.cost.base.minor();
        }
        let mut sum = 0;
        let to_date = by_month.into_iter().map(|(month, amount)| {
            sum += amount;
            (month, sum)
        });
        Self(to_date.collect())
    }

    fn to(&self, month: i32) -> i64 {
        let past = self.0.partition_point(|(of, _)| *of <= month);
        past.checked_sub(1).map_or(0, |index| self.0[index].1)
    }
}

/// Charged and pending make up what was spent, to the cent.
fn conserved(living: &Living<'_, '_>, spent: &Spent) -> Result<(), LifeError> {
    let charged: i64 =
        living.book.charges.iter().filter(|charge| charge.line != OPENED).map(|charge| charge.amount).sum();
    let pending: i64 = living.open.iter().sum();
    let spent = spent.to(living.today.month);
    match charged + pending == spent {
        true => Ok(()),
        false => Err(broken(format!("charged {charged} and pending {pending} make up no {spent} spent"))),
    }
}
