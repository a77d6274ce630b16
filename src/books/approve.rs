//! An approval: someone else vouches for a close.
//!
//! A name by itself is evidence, not enforcement: whoever may write the folder may type any name. Where the fund names
//! approvers with their keys, the approval is signed. Signed or not, it is bound to the close by its hash, and any later
//! change shows in the audit.

use crate::domain::Month;
use crate::ledger::store::{self, Approval, Batch, EventKind, NewEvent};

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
    /// Approves the close of a month. `signature` is the text that minisign wrote under the statement of the close; it is
    /// needed where the fund named approvers when the month was closed.
    ///
    /// # Errors
    /// When the month is not closed, was closed by the same person or approved already, its reports are not those that
    /// were closed, or the signature is not the approver's.
    pub fn approve(&mut self, month: Month, actor: &Actor, signature: Option<&str>) -> Result<Approved, BooksError> {
        self.recovering(|books| books.approve_once(month, actor, signature))
    }

    fn approve_once(&mut self, month: Month, actor: &Actor, signature: Option<&str>) -> Result<Approved, BooksError> {
        let period = month.to_string();
        let closed = store::close_of(self.store(), &period)?;
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
        let signed = self.signed((&event, &close), actor.name(), signature)?;
        let key = signed.as_ref().map(|signed| signed.key.clone());
        let approval = Approval::of(&event, actor.name(), signed, self.store())?;
        let approval = NewEvent::new(EventKind::Approval, Some(period), &approval)?;
        let id = approval.id();
        self.append(Batch { events: vec![approval], files: Vec::new() }, actor)?;
        let approval = self.store.event(&id)?.ok_or_else(|| BooksError::Lost("the approval".to_owned()))?;
        let approved = ApprovedBy { name: actor.name(), key: key.as_ref(), event: &approval };
        let statement = self.state((&event, &close), Some(&approved)).map_err(BooksError::unfinished)?;
        self.copy()?;
        Ok(Approved { close: event.id, statement })
    }
}
