//! The past, as the last close froze it: entries, charges, what was pending, and opening balances.
//!
//! What comes in: [`Before`]. What leaves: the state of the day of the close. What it does not know: the open months.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::Month;

use super::acts::{Act, Bar, Made};
use super::book::{Booked, Charged, OPENED, RESERVE};
use super::living::Living;
use crate::attribute::LifeError;
use crate::attribute::costs::lines::{Fate, Index};
use crate::attribute::run::{Acted, Before, Cause, OPENING, Payer};
use crate::attribute::terms::purse::Purse;

/// Loads what was frozen, with the lines that it is about.
///
/// # Errors
/// When an entry or charge names what there is not; the stand-ins of the border leave none.
pub(super) fn load<'a>(
    living: &mut Living<'_, 'a>,
    before: &'a Before<'a>,
    index: &Index<'a>,
) -> Result<(), LifeError> {
    let numbers = living.numbers;
    let find = |agreement: &str, cell: &str| match (numbers.agreement(agreement), numbers.cell(cell)) {
        (Some(agreement), Some(cell)) => Ok((agreement, cell)),
        (None, Some(_) | None) => Err(LifeError::Broken { what: format!("an entry names {agreement}") }),
        (Some(_), None) => Err(LifeError::Broken { what: format!("an entry names {cell}") }),
    };
    for acted in &before.decisions {
        living.acts.all.push(act(living, acted));
    }
    let acts: HashMap<&str, usize> =
        before.decisions.iter().enumerate().map(|(index, acted)| (&*acted.decision.number, index)).collect();
    for entry in &before.entries {
        let (agreement, cell) = find(entry.agreement.as_str(), entry.cell.as_str())?;
        let reference = living.book.reference(&entry.reference);
        let (date, cause, amount) = (entry.date, entry.cause, entry.amount.minor());
        living.book.enter(Booked { date, agreement, cell, cause, reference, amount });
        if let Some(&act) = acts.get(&*entry.reference).filter(|_| cause == Cause::Decision) {
            living.acts.entries.push(Made { act, on: date, agreement, cell, amount });
        }
    }
    for charge in &before.charges {
        let cell = charge.cell.as_ref().map_or("", |cell| cell.as_str());
        let (agreement, cell) = match charge.cell {
            None => (numbers.agreement(charge.agreement.as_str()).unwrap_or_default(), RESERVE),
            Some(_) => find(charge.agreement.as_str(), cell)?,
        };
        let line = match index.find(&charge.cost, charge.version) {
            Some(line) => line,
            None if charge.cost == OPENING => OPENED,
            None => living.ghost(&charge.cost, charge.version),
        };
        let (month, amount) = (charge.charged_in.number(), charge.amount.minor());
        living.book.charge(Charged { line, agreement, cell, month, amount });
    }
    if before.closed_on.is_none() {
        for opening in &numbers.run.openings {
            let (agreement, cell) = find(opening.agreement.as_str(), opening.cell.as_str())?;
            let (date, amount) = (opening.as_at, opening.allocated.minor());
            living.book.enter(Booked { date, agreement, cell, cause: Cause::Opening, reference: 0, amount });
            let (month, amount) = (Month::of(opening.as_at).number(), opening.charged.minor());
            living.book.charge(Charged { line: OPENED, agreement, cell, month, amount });
        }
    }
    living.book.settle();
    live_through(living);
    for pending in &before.pending {
        let Some(line) = index.find(&pending.cost, pending.version) else { continue };
        living.open[line as usize] = pending.amount.minor();
        match living.lines[line as usize].fate {
            Fate::Stands | Fate::Former => living.park(line),
            Fate::Enters(_) | Fate::Adjusted(_) | Fate::Gone | Fate::Rebooked(_) | Fate::Moved => {}
        }
    }
    let settled = |id: &str, version: u32| index.find(id, version).unwrap_or(OPENED);
    let netted = before.netted.iter().map(|netting| {
        let credit = settled(&netting.credit, netting.credit_version);
        (credit, settled(&netting.cost, netting.cost_version), netting.amount.minor())
    });
    living.netted = netted.collect();
    for uncharged in &before.uncharged {
        let line = index.find(&uncharged.cost, uncharged.version);
        let agreement = numbers.agreement(uncharged.agreement.as_str());
        if let Some(((&act, line), agreement)) = acts.get(&*uncharged.decision).zip(line).zip(agreement) {
            living.acts.bars.push(Bar::new(act, line, agreement));
        }
    }
    Ok(())
}

/// A decision that a close froze.
fn act(living: &Living<'_, '_>, acted: &Acted) -> Act {
    let numbers = living.numbers;
    let cell = |id: &Option<crate::domain::CellId>| id.as_ref().and_then(|id| numbers.cell(id.as_str()));
    let part = |part: &Payer| Some((numbers.agreement(part.agreement.as_str())?, part.amount.minor()));
    let decision = acted.decision.clone();
    Act {
        on: acted.acted_on,
        from: cell(&decision.from_cell),
        to: cell(&decision.to_cell),
        agreement: decision.agreement.as_ref().and_then(|agreement| numbers.agreement(agreement.as_str())),
        parts: acted.parts.iter().filter_map(part).collect(),
        reversed: false,
        in_force: true,
        decision,
    }
}

/// The purses live through the closed months: what was charged on the eve of each change of a rate, and support cost.
fn live_through(living: &mut Living<'_, '_>) {
    let mut charges: Vec<Charged> = living.book.charges.clone();
    charges.sort_by_key(|charge| charge.month);
    let mut charges = charges.into_iter().peekable();
    let Some(first) = charges.peek().map(|charge| charge.month) else { return };
    for month in first..=living.span.open {
        let closed = month < living.span.open;
        let last_day = Month::numbered(month).map_or(NaiveDate::MAX, Month::last_day);
        if closed {
            for (holder, purse) in living.numbers.holders.iter().zip(&mut living.purses) {
                purse.begin(last_day, holder.calendar.on(last_day).support);
            }
        }
        while let Some(charge) = charges.next_if(|charge| charge.month <= month) {
            let purse = &mut living.purses[charge.agreement as usize];
            match charge.cell {
                RESERVE => purse.pay_support(charge.amount),
                _ => purse.charge(charge.amount),
            }
        }
        if closed {
            living.purses.iter_mut().for_each(Purse::end);
        }
    }
}
