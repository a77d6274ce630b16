//! An approval: someone else vouches for a close.
//!
//! On one machine this is evidence, not enforcement: whoever may write the folder may type any name. The approval is
//! bound to the close by its hash, and any later change shows in the audit.

use crate::domain::Month;
use crate::ledger::store::{self, Approval, Batch, EventKind, NewEvent, Store};

use super::edition::first_deviation;
use super::person::same_person;
use super::statement::ApprovedBy;
use super::{Actor, Books, BooksError, Statement};

/// A month whose close was approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    /// The close, by its id.
    pub close: String,
    /// What others keep of it.
    pub statement: Statement,
}

impl Books {
    /// Approves the close of a month.
    ///
    /// # Errors
    /// When the month is not closed, was closed by the same person or approved already, or its reports are not those
    /// that were closed.
    pub fn approve(&mut self, month: Month, actor: &Actor) -> Result<Approved, BooksError> {
        self.mended(|books| books.approve_once(month, actor))
    }

    fn approve_once(&mut self, month: Month, actor: &Actor) -> Result<Approved, BooksError> {
        let period = month.to_string();
        let closed = store::close_of(&self.store, &period)?;
        let (event, close) = closed.ok_or(BooksError::NotClosed { month })?;
        if same_person(actor.name(), &close.by) {
            return Err(BooksError::SamePerson { month, by: close.by });
        }
        for approval in self.store.events(Some(EventKind::Approval))? {
            let approval: Approval = approval.read()?;
            if approval.close == event.id {
                return Err(BooksError::Approved { month, by: approval.by });
            }
        }
        let reports = self.reports(month);
        if let Some(deviation) = first_deviation(&reports, &close.pack).map_err(BooksError::file(&reports))? {
            return Err(BooksError::Deviates(deviation));
        }
        let approval = Approval::of(&event, actor.name(), &self.store)?;
        let approval = NewEvent::new(EventKind::Approval, Some(period), &approval)?;
        let id = approval.id();
        self.append(Batch { events: vec![approval], files: Vec::new() }, actor)?;
        let approval = self.store.event(&id)?.ok_or_else(|| BooksError::Lost("the approval".to_owned()))?;
        let approved = ApprovedBy { name: actor.name(), event: &approval };
        let statement = self.state((&event, &close), Some(&approved)).map_err(BooksError::unfinished)?;
        self.copy()?;
        Ok(Approved { close: event.id, statement })
    }
}
