//! What must hold after the last step of every open month (docs/domain.md, section 3): a broken rule stops with its name.

use super::LifeError;
use super::book::{OPENED, RESERVE};
use super::lines::Fate;
use super::living::Living;

/// Checks what stands at the end of a step; `charges` is how many charges there were when it began.
///
/// # Errors
/// When a rule is broken: a fault of the program.
pub(super) fn hold(living: &Living<'_, '_>, charges: usize) -> Result<(), LifeError> {
    positions(living)?;
    agreements(living)?;
    charged_by_the_eligible(living, charges)?;
    conserved(living)
}

fn broken(what: String) -> LifeError {
    LifeError::Broken { what }
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
            if position.unspent() > 0 && !allowed() {
                return Err(broken(format!("unspent where it may not be: {}", name(living, position.agreement, cell))));
            }
        }
        let sums = living.book.of_cell(cell);
        if (sums.allocated, sums.charged) != (allocated, charged) {
            return Err(broken(format!("the sums of {}", living.numbers.cells[cell as usize].cell.id)));
        }
        if living.over_full(cell) > 0 && allocated > charged {
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
        if allocated > programmable && allocated > charged {
            return Err(broken(format!("{reference} above its money on {}", living.today.day)));
        }
    }
    Ok(())
}

/// Every new charge is of an agreement that was eligible on the day incurred, in the line's own cell.
fn charged_by_the_eligible(living: &Living<'_, '_>, charges: usize) -> Result<(), LifeError> {
    for charge in living.book.charges[charges..].iter().filter(|charge| charge.amount > 0 && charge.cell != RESERVE) {
        let eligible = living.sets.has(living.sets.of(charge.line), charge.agreement);
        if !eligible || living.lines[charge.line as usize].cell != Some(charge.cell) {
            let payer = name(living, charge.agreement, charge.cell);
            let cost = &living.lines[charge.line as usize].cost.id;
            return Err(broken(format!("{cost} charged to {payer}")));
        }
    }
    Ok(())
}

/// Charged and pending make up what was spent, to the cent.
fn conserved(living: &Living<'_, '_>) -> Result<(), LifeError> {
    let counts = |fate: Fate| match fate {
        Fate::Enters(month) => month <= living.today.month,
        Fate::Stands | Fate::Moved => true,
        Fate::Gone | Fate::Rebooked(_) | Fate::Former => false,
    };
    let spent: i64 = living.lines.iter().filter(|line| counts(line.fate)).map(|line| line.cost.base.minor()).sum();
    let charged: i64 =
        living.book.charges.iter().filter(|charge| charge.line != OPENED).map(|charge| charge.amount).sum();
    let pending: i64 = living.open.iter().sum();
    match charged + pending == spent {
        true => Ok(()),
        false => Err(broken(format!("charged {charged} and pending {pending} make up no {spent} spent"))),
    }
}
