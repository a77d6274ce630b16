//! Why the books did not do something, as an answer: what is wrong in sentences, and a word by which the pages know what to
//! advise in the reader's language.

use std::path::Path;

use axum::http::StatusCode;

use crate::books::{BooksError, TraceError};
use crate::config::ConfigError;
use crate::ledger::store::StoreError;
use crate::month::MonthError;
use crate::report::WriteError;

use super::answer::{Refusal, is_in_use};

impl From<BooksError> for Refusal {
    fn from(error: BooksError) -> Self {
        let (status, kind) = status_and_kind(&error);
        let mut refusal = Self::new(status, kind, in_words(&error));
        refusal.words.extend(details(&error));
        refusal
    }
}

impl From<ConfigError> for Refusal {
    fn from(error: ConfigError) -> Self {
        BooksError::from(error).into()
    }
}

impl From<TraceError> for Refusal {
    fn from(error: TraceError) -> Self {
        match error {
            TraceError::Books(error) => error.into(),
            TraceError::NoReport(_)
            | TraceError::NoSheetNamed { .. }
            | TraceError::UnknownSheet { .. }
            | TraceError::NoCell(_)
            | TraceError::NoFigure { .. }
            | TraceError::Refused { .. } => Self::new(StatusCode::UNPROCESSABLE_ENTITY, "trace", error.to_string()),
        }
    }
}

/// What an error says. Settings that were dropped in are looked at in a folder that nobody need know of: their name says enough.
fn in_words(error: &BooksError) -> String {
    let said = error.to_string();
    let BooksError::Config(ConfigError::Values { path, .. } | ConfigError::Shape { path, .. }) = error else {
        return said;
    };
    match Path::new(path).file_name() {
        Some(name) => said.replace(path, &name.to_string_lossy()),
        None => said,
    }
}

/// What an error consists of, a sentence each.
fn details(error: &BooksError) -> Vec<String> {
    if let BooksError::Config(ConfigError::Values { problems, .. }) = error {
        return problems.iter().map(ToString::to_string).collect();
    }
    if let BooksError::Month(MonthError::Valuation(found)) = error {
        return found.iter().map(ToString::to_string).collect();
    }
    if let BooksError::Inputs(problems) = error {
        return problems.iter().filter(|problem| problem.is_error()).map(ToString::to_string).collect();
    }
    Vec::new()
}

fn status_and_kind(error: &BooksError) -> (StatusCode, &'static str) {
    let (conflict, failed) = (StatusCode::CONFLICT, StatusCode::INTERNAL_SERVER_ERROR);
    match error {
        BooksError::Inputs(_) => (conflict, "inputs"),
        BooksError::Config(_) => (conflict, "settings"),
        BooksError::Month(_) | BooksError::Scenario(_) => (conflict, "figures"),
        BooksError::NoMonth | BooksError::NothingRun | BooksError::NoLedger(_) => (conflict, "no_month"),
        BooksError::NeverRun { .. } => (conflict, "never_run"),
        BooksError::Closed { .. } => (conflict, "closed"),
        BooksError::LaterClosed { .. } => (conflict, "later_closed"),
        BooksError::NotOver { .. } => (conflict, "not_over"),
        BooksError::Open { .. } => (conflict, "open"),
        BooksError::NotClosed { .. } => (conflict, "not_closed"),
        BooksError::SamePerson { .. } => (conflict, "same_person"),
        BooksError::Approved { .. } => (conflict, "approved"),
        BooksError::Signature(_) => (conflict, "signature"),
        BooksError::Deviates(_) => (conflict, "deviates"),
        BooksError::Changed { .. } => (conflict, "changed"),
        BooksError::Lock(_) | BooksError::Store(StoreError::Held { .. }) => (conflict, "locked"),
        BooksError::OtherFigures { .. } | BooksError::Old { .. } => (conflict, "version"),
        BooksError::Currencies { .. } => (conflict, "currencies"),
        BooksError::LedgerLost { .. }
        | BooksError::TwoLedgers { .. }
        | BooksError::Lost(_)
        | BooksError::NotKept { .. }
        | BooksError::Store(_) => (failed, "ledger"),
        BooksError::File { why, .. } | BooksError::Reports(WriteError::System(why)) if is_in_use(why) => {
            (conflict, "in_use")
        }
        BooksError::Unproved(_)
        | BooksError::Unfinished(_)
        | BooksError::NoFolder(_)
        | BooksError::Reports(_)
        | BooksError::File { .. } => (failed, "failed"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn a_file_that_is_open_elsewhere_is_told_from_one_that_fails() {
        let file = |kind: ErrorKind| BooksError::File { path: PathBuf::from("reports"), why: Error::from(kind) };
        let reports = |kind: ErrorKind| BooksError::Reports(WriteError::System(Error::from(kind)));
        for error in [file(ErrorKind::PermissionDenied), reports(ErrorKind::PermissionDenied)] {
            assert_eq!(Refusal::from(error).kind, "in_use");
        }
        for error in [file(ErrorKind::StorageFull), reports(ErrorKind::StorageFull)] {
            assert_eq!(Refusal::from(error).kind, "failed");
        }
        assert_eq!(Refusal::file("a.xlsx", &Error::from(ErrorKind::PermissionDenied)).kind, "in_use");
    }
}
