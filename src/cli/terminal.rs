//! The only place that writes to the terminal. Whatever texts of cells, files and settings hold, no character of theirs
//! acts on it.

use std::io::{self, ErrorKind, Write};

use crate::books::{BooksError, Loss, SignatureFault, TraceError};
use crate::config::ConfigError;
use crate::domain::text::{is_control, visible};
use crate::intake::{Problem, Severity};
use crate::month::MonthError;

use super::CommandError;

/// Text for people, on standard error. A closed terminal is no reason to fail.
pub(super) fn tell(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", clean(text));
}

/// The text with nothing in it that acts but the ends of its lines.
fn clean(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

/// Standard output. A reader that reads no further, as `head`, has what it wanted: that is no reason to fail.
pub(super) struct Output;

impl Output {
    fn if_read<T>(done: io::Result<T>, unread: T) -> io::Result<T> {
        match done {
            Err(why) if why.kind() == ErrorKind::BrokenPipe => Ok(unread),
            done => done,
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Self::if_read(io::stdout().lock().write(bytes), bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Self::if_read(io::stdout().lock().flush(), ())
    }
}

/// A result that a program asked for, on standard output.
///
/// # Errors
/// When standard output cannot be written.
pub(super) fn output(text: &str) -> Result<(), CommandError> {
    written(&clean(text))
}

fn written(text: &str) -> Result<(), CommandError> {
    writeln!(Output, "{text}").map_err(|why| CommandError::File { path: "standard output".to_owned(), why })
}

/// A result as JSON, on standard output.
///
/// # Errors
/// When it cannot be written.
pub(super) fn json(result: &impl serde::Serialize) -> Result<(), CommandError> {
    let text = serde_json::to_string_pretty(result).map_err(|why| CommandError::Internal(why.to_string()))?;
    written(&escaped(&text))
}

/// JSON in which every character that would act stands as its escape: such characters are in its texts only.
fn escaped(json: &str) -> String {
    let mut shown = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter != '\n' && is_control(letter) {
            letter.encode_utf16(&mut [0; 2]).iter().for_each(|unit| shown.push_str(&format!("\\u{unit:04x}")));
        } else {
            shown.push(letter);
        }
    }
    shown
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
        | CommandError::Serve(_)
        | CommandError::Trace(_)
        | CommandError::Faults(_)
        | CommandError::File { .. }
        | CommandError::DataSet(_)
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
        BooksError::LedgerLost { in_copy, is_shared: true, .. } => Some(advice_on_shared_loss(*in_copy).to_owned()),
        BooksError::LedgerLost { loss, in_copy, .. } => Some(advice_on_loss(loss, *in_copy).to_owned()),
        BooksError::TwoLedgers { .. } => {
            let advice = "If it is the ledger of before, copy it (`poolfund ledger copy ledger.db server`), then move the \
                          file away";
            Some(advice.to_owned())
        }
        BooksError::NotKept { .. } => {
            let advice = "The ledger has their hashes only, as version 0.1.0 kept them. Put the reports back from a backup: \
                          poolfund audit checks each by its hash";
            Some(advice.to_owned())
        }
        BooksError::Deviates(_) => {
            Some("Run an open month again; `poolfund reprint MONTH` puts back what was closed".to_owned())
        }
        BooksError::NoFolder(_) => Some("Move it away and run again".to_owned()),
        BooksError::OtherFigures { .. } => {
            Some("Run the month again, or write the drafts with that version where the month is closed".to_owned())
        }
        BooksError::NotClosed { month } => Some(format!("Close it first: poolfund close {month}")),
        BooksError::NeverRun { month } => Some(format!("Run it first: poolfund run --as-of {}", month.last_day())),
        BooksError::Signature(fault) => advice_on_signature(fault),
        BooksError::Inputs(_)
        | BooksError::Config(_)
        | BooksError::Month(_)
        | BooksError::Old { .. }
        | BooksError::Unproved(_)
        | BooksError::NoLedger(_)
        | BooksError::Scenario(_)
        | BooksError::Currencies { .. }
        | BooksError::LaterClosed { .. }
        | BooksError::NotOver { .. }
        | BooksError::SamePerson { .. }
        | BooksError::Approved { .. }
        | BooksError::Changed { .. }
        | BooksError::Lost(_)
        | BooksError::Store(_)
        | BooksError::Unfinished(_)
        | BooksError::NothingRun
        | BooksError::Lock(_)
        | BooksError::Reports(_)
        | BooksError::File { .. } => None,
    }
}

/// How an approval is signed.
fn advice_on_signature(fault: &SignatureFault) -> Option<String> {
    match fault {
        SignatureFault::Needed { month, .. } | SignatureFault::Wrong { month, .. } => {
            let file = format!("reports/statements/close-{month}.txt");
            Some(format!("Sign {file} (minisign -Sm {file}) and name what it writes: --signature {file}.minisig"))
        }
        SignatureFault::NoKey { .. } => None,
    }
}

/// What to do about a ledger that lost something.
fn advice_on_loss(loss: &Loss, in_copy: bool) -> &'static str {
    match loss {
        _ if in_copy => "The next `poolfund run` puts it back from ledger.db.copy, which is whole",
        Loss::Apart { .. } => "Find out which of the two is right, and move the other away",
        Loss::UnknownReports { .. } => {
            "It is an older ledger, or another: put the newest one back. If these reports came from elsewhere, move their \
             folder away"
        }
        Loss::Missing | Loss::Empty | Loss::Damaged(_) | Loss::Older { .. } => {
            "Nothing whole stands beside it: put it back from your backup. If the fund really begins anew, move what is \
             left of it and the folder reports away first"
        }
    }
}

/// What to do about a ledger on a server that lost something.
fn advice_on_shared_loss(in_copy: bool) -> &'static str {
    if in_copy {
        "ledger.db.copy is whole and has it. Tell whoever keeps the server; into a ledger that only lacks the last events, and \
         into a new one, `poolfund ledger copy ledger.db.copy server` puts them back"
    } else {
        "Tell whoever keeps the server, and compare with the colleagues' copies before anybody goes on: `poolfund audit` says \
         more"
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_of_a_text_acts_on_the_terminal() {
        assert_eq!(clean("a\u{1b}]0;x\u{7}\nb\u{9b}\r"), "a<U+001B>]0;x<U+0007>\nb<U+009B><U+000D>");
        let text = "a\u{1b}\u{7f}\u{9b}\u{202e}\u{e0041}\n日本";
        let json = escaped(&serde_json::to_string_pretty(&[text]).unwrap());
        assert!(json.chars().all(|letter| letter == '\n' || !is_control(letter)), "{json:?}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), [text]);
    }
}
