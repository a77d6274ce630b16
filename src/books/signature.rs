//! Signatures of approvals: where the fund names who may approve, with keys, a typed name is not enough.
//!
//! The approver signs the statement of the close with a key that nobody else has. Who may sign is what `fund.toml` said
//! when the month was closed: the statement binds that too, so that a key which is put there later signs nothing that was
//! closed before.

use crate::config::{self, Approver};
use crate::domain::Month;
use crate::ledger::store::{Approval, Close, Event, Signed, Store};

use super::person::same_person;
use super::statement;
use super::{Books, BooksError};

/// What is wrong with the signature of an approval.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureFault {
    /// There must be one.
    #[error("fund.toml had a key for {by} when {month} was closed, so that the approval must be signed")]
    Needed {
        /// Who approves.
        by: String,
        /// The month.
        month: Month,
    },
    /// There is no key by which it could be checked.
    #[error("fund.toml had no key for {by} when {month} was closed")]
    NoKey {
        /// Who approves.
        by: String,
        /// The month.
        month: Month,
    },
    /// It is another's, or of something else.
    #[error("the signature is not that of {by} under the statement of the close of {month}: {why}")]
    Wrong {
        /// Who approves.
        by: String,
        /// The month.
        month: Month,
        /// The reason.
        why: String,
    },
}

impl Books {
    /// What somebody signed of a close; nothing where a name is enough.
    pub(super) fn signed(
        &self,
        (event, close): (&Event, &Close),
        by: &str,
        signature: Option<&str>,
    ) -> Result<Option<Signed>, BooksError> {
        let month = Month::of(close.run.as_of);
        let approvers = approvers(self.store(), close)?;
        let Some(approver) = of_name(&approvers, by) else {
            let wanted = signature.is_some() || !approvers.is_empty();
            return if wanted { Err(SignatureFault::NoKey { by: by.to_owned(), month }.into()) } else { Ok(None) };
        };
        let by = approver.name.clone();
        let Some(signature) = signature else { return Err(SignatureFault::Needed { by, month }.into()) };
        let statement = statement::text(self.store(), (event, close), None)?;
        let wrong = |why| SignatureFault::Wrong { by, month, why };
        approver.key.verify(statement.as_bytes(), signature).map_err(wrong)?;
        Ok(Some(Signed { statement, key: approver.key.clone(), signature: signature.to_owned() }))
    }
}

/// Who may approve a close, with their keys.
fn approvers(store: &dyn Store, close: &Close) -> Result<Vec<Approver>, BooksError> {
    let lost = || BooksError::Lost("fund.toml as it was".to_owned());
    let settings = store.file(&close.run.settings)?.ok_or_else(lost)?;
    Ok(config::approvers(&String::from_utf8_lossy(&settings), "fund.toml")?)
}

fn of_name<'a>(approvers: &'a [Approver], name: &str) -> Option<&'a Approver> {
    approvers.iter().find(|approver| same_person(&approver.name, name))
}

/// What is wrong with the signature of an approval that was recorded: it is checked as it was when it was given.
pub(super) fn fault(
    approval: &Approval,
    close: (&Event, &Close),
    store: &dyn Store,
) -> Result<Option<SignatureFault>, BooksError> {
    let (event, close) = close;
    let (by, month) = (approval.by.clone(), Month::of(close.run.as_of));
    let approvers = approvers(store, close)?;
    let approver = of_name(&approvers, &approval.by);
    let Some(signed) = &approval.signed else {
        return Ok(match approver {
            Some(_) => Some(SignatureFault::Needed { by, month }),
            None if approvers.is_empty() => None,
            None => Some(SignatureFault::NoKey { by, month }),
        });
    };
    if approver.is_none_or(|approver| approver.key != signed.key) {
        return Ok(Some(SignatureFault::NoKey { by, month }));
    }
    let is_of_close = signed.statement.lines().any(|line| line.split_whitespace().eq(["Ledger", &event.hash]));
    let checked = match is_of_close {
        true => signed.key.verify(signed.statement.as_bytes(), &signed.signature),
        false => Err("what was signed is another close".to_owned()),
    };
    Ok(checked.err().map(|why| SignatureFault::Wrong { by, month, why }))
}
