//! The only place that writes to the terminal.

use std::io::Write;

use crate::intake::{Problem, Severity};

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

/// An error, with everything that there is to mend.
pub(super) fn error(error: &CommandError) {
    match error {
        CommandError::Checked => {}
        CommandError::Input(found) => {
            problems(found);
            tell("\nNothing was written. Mend the errors above and run again.");
        }
        CommandError::Config(crate::config::ConfigError::Values { problems, .. }) => {
            tell(&format!("{error}:"));
            for problem in problems {
                tell(&format!("  {problem}"));
            }
        }
        CommandError::Valuation(found) => {
            tell(&format!("poolfund: {error}:"));
            for problem in found {
                tell(&format!("  {problem}"));
            }
            tell("\nNothing was written. Add the missing rates and run again.");
        }
        CommandError::Config(_)
        | CommandError::Allocation(_)
        | CommandError::Use(_)
        | CommandError::Closed { .. }
        | CommandError::Unready(_)
        | CommandError::Audit(_)
        | CommandError::Store(_)
        | CommandError::Lock(_)
        | CommandError::File { .. }
        | CommandError::Internal(_) => {
            tell(&format!("poolfund: {error}"));
        }
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
