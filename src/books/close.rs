//! A close: a month becomes final. Its placements stay where they are, its figures and the hashes of its reports are
//! recorded, and nothing that is written later changes it.

use std::collections::HashMap;

use crate::domain::{Money, Month};
use crate::ledger::store::{self, Accepted, Batch, Close, EventKind, FrozenPlacement, NewEvent};
use crate::month::Figures;

use super::computed::read_with;
use super::edition::files_of;
use super::{Actor, AsOf, Books, BooksError, Checked, Item, Watch, checklist, last_run};

/// What of the checklist may stay as it is, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acceptance {
    items: Vec<Item>,
    reason: String,
}

/// Something is to be accepted without a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a reason is needed for what is accepted")]
pub struct NoReason;

impl Acceptance {
    /// Items that may stay, for a reason.
    ///
    /// # Errors
    /// When there are items and no reason.
    pub fn new(items: Vec<Item>, reason: &str) -> Result<Self, NoReason> {
        let reason = reason.trim();
        if reason.is_empty() && !items.is_empty() {
            return Err(NoReason);
        }
        Ok(Self { items, reason: reason.to_owned() })
    }

    fn covers(&self, item: Item) -> bool {
        item.may_be_accepted() && self.items.contains(&item)
    }
}

/// A month that was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// What names the close: its hash.
    pub id: String,
    /// The checklist.
    pub checklist: Vec<Checked>,
}

impl Books {
    /// Closes a month.
    ///
    /// # Errors
    /// When the month is not over, it or a later one is closed, the checklist has open items that are not accepted, or
    /// something cannot be read or written.
    pub fn close(
        &mut self,
        month: Month,
        acceptance: &Acceptance,
        actor: &Actor,
        watch: Watch<'_>,
    ) -> Result<Closed, BooksError> {
        if actor.today() <= month.last_day() {
            return Err(BooksError::NotOver { month, today: actor.today() });
        }
        self.refuse_closed(month)?;
        let period = month.to_string();
        let last = store::last_close(&self.store, None)?.and_then(|(event, _)| event.period);
        if let Some(later) = last.filter(|last| *last > period) {
            return Err(BooksError::LaterClosed { later });
        }
        let computed = read_with(&self.folder, AsOf::Day(month.last_day()), Some(&self.store), watch)?;
        let run = last_run(&self.store, Some(&period))?.map(|(_, run)| run);
        let mut checklist = checklist::look(self, &computed, run.as_ref())?;
        for checked in &mut checklist {
            checked.accepted = checked.found.is_some() && acceptance.covers(checked.item);
        }
        let Some(run) = run.filter(|_| !checklist.iter().any(Checked::is_open)) else {
            return Err(BooksError::Open { month, checklist });
        };
        let accepted = checklist.iter().filter(|checked| checked.accepted).filter_map(|checked| {
            let found = checked.found.as_ref()?.to_string();
            Some(Accepted { item: checked.item.name().to_owned(), found, reason: acceptance.reason.clone() })
        });
        let placements = NewEvent::new(EventKind::Placements, Some(period.clone()), &frozen(&computed.figures))?;
        let reports = self.reports(month);
        let pack = files_of(&reports).map_err(BooksError::file(&reports))?;
        let by = actor.name().to_owned();
        let close = Close { by, run, accepted: accepted.collect(), placements: placements.id(), pack };
        let close = NewEvent::new(EventKind::Close, Some(period), &close)?;
        let id = close.id();
        self.append(Batch { events: vec![placements, close], files: Vec::new() }, actor)?;
        Ok(Closed { id, checklist })
    }
}

fn frozen(figures: &Figures) -> Vec<FrozenPlacement> {
    let mut sums: HashMap<(String, String), Money> = HashMap::new();
    for placement in figures.placements() {
        if let Some(cell) = figures.ledger.cells.get(placement.cell) {
            *sums.entry((placement.agreement.to_string(), cell.id())).or_default() += placement.amount;
        }
    }
    let mut frozen: Vec<FrozenPlacement> =
        sums.into_iter().map(|((agreement, cell), amount)| FrozenPlacement { agreement, cell, amount }).collect();
    frozen.sort();
    frozen
}
