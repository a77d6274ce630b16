//! The only place that writes to the terminal.

use std::io::Write;

use crate::books::{BooksError, TraceError};
use crate::config::ConfigError;
use crate::intake::{Problem, Severity};
use crate::month::MonthError;

use super::CommandError;

/// Text for people, on standard error. A closed terminal is no reason to fail.
pub(super) fn tell(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// A result that a program asked for, on standard output.
///
/// # Errors
/// When standard output cannot be written.
pub(super) fn output(text: &str) -> Result<(), CommandError> {
    let written = writeln!(std::io::stdout().lock(), "{text}");
    written.map_err(|why| CommandError::File { path: "standard output".to_owned(), why })
}

/// A result as JSON, on standard output.
///
/// # Errors
/// When it cannot be written.
pub(super) fn json(result: &impl serde::Serialize) -> Result<(), CommandError> {
    output(&serde_json::to_string_pretty(result).map_err(|why| CommandError::Internal(why.to_string()))?)
}

/// An error, with everything that there is to fix.
pub(super) fn error(error: &CommandError) {
    match error {
        CommandError::Checked => {}
        CommandError::Config(ConfigError::Values { problems, .. })
        | CommandError::Books(BooksError::Config(ConfigError::Values { problems, .. })) => {
            tell(&format!("{error}:"));
            problems.iter().for_each(|problem| tell(&format!("  {problem}")));
        }
        CommandError::Books(books) | CommandError::Trace(TraceError::Books(books)) => books_error(books),
        CommandError::Iati(iati) => {
            tell(&format!("poolfund: {error}"));
            super::iati::words(iati).iter().for_each(|line| tell(line));
        }
        CommandError::Config(_)
        | CommandError::Use(_)
        | CommandError::Trace(_)
        | CommandError::Faults(_)
        | CommandError::File { .. }
        | CommandError::Internal(_) => tell(&format!("poolfund: {error}")),
    }
}

/// An error of the books, with what to do about it on the command line.
fn books_error(error: &BooksError) {
    if let BooksError::Inputs(found) = error {
        problems(found);
        return tell("\nNothing was written. Fix the errors above and run again.");
    }
    for (index, line) in words(error).iter().enumerate() {
        tell(&if index == 0 { format!("poolfund: {line}") } else { format!("  {line}") });
    }
}

/// An error of the books in words: a sentence, then what it consists of.
pub(super) fn words(error: &BooksError) -> Vec<String> {
    let advice = advice(error).map_or(String::new(), |advice| format!(". {advice}"));
    let mut lines = vec![format!("{error}{advice}")];
    if let BooksError::Month(MonthError::Valuation(found)) = error {
        lines.extend(found.iter().map(ToString::to_string));
    }
    lines
}

/// What to type.
fn advice(error: &BooksError) -> Option<String> {
    match error {
        BooksError::NoMonth => Some("Name a day with --as-of".to_owned()),
        BooksError::Month(MonthError::Valuation(_)) => Some("Nothing was written: add what is missing".to_owned()),
        BooksError::Closed { .. } => {
            Some("Run a later month with --as-of, or look at this one with --dry-run".to_owned())
        }
        BooksError::Open { checklist, .. } => {
            let open = checklist.iter().filter(|checked| checked.is_open()).map(|checked| checked.item.name());
            let open = open.collect::<Vec<_>>().join(", ");
            Some(format!("Settle {open} first, or accept with --accept ITEM --reason TEXT what may stay"))
        }
        BooksError::NotClosed { month } => Some(format!("Close it first: poolfund close {month}")),
        BooksError::NeverRun { month } => Some(format!("Run it first: poolfund run --as-of {}", month.last_day())),
        BooksError::Inputs(_)
        | BooksError::Config(_)
        | BooksError::Month(_)
        | BooksError::Old { .. }
        | BooksError::Unproved(_)
        | BooksError::NoLedger(_)
        | BooksError::Currencies { .. }
        | BooksError::LaterClosed { .. }
        | BooksError::NotOver { .. }
        | BooksError::SamePerson { .. }
        | BooksError::Approved { .. }
        | BooksError::Deviates(_)
        | BooksError::Changed { .. }
        | BooksError::Lost(_)
        | BooksError::Store(_)
        | BooksError::Lock(_)
        | BooksError::Reports(_)
        | BooksError::File { .. } => None,
    }
}

/// Errors apart from warnings, each grouped by file; notes are only counted.
pub(super) fn problems(found: &[Problem]) {
    for (severity, title) in [(Severity::Error, "Errors"), (Severity::Warning, "Warnings")] {
        let of_severity: Vec<&Problem> = found.iter().filter(|problem| problem.severity() == severity).collect();
        if of_severity.is_empty() {
            continue;
        }
        tell(&format!("\n{title} ({})", of_severity.len()));
        for problem in of_severity {
            tell(&format!("  {problem}"));
        }
    }
}
