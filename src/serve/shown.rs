//! What there is to say about inputs, as the pages show it.

use serde::Serialize;

use crate::books::{BooksError, Checked, Checkup, FactChanges, Found, SettingChange};
use crate::intake::{FileRead, NameKind, Problem};
use crate::ledger::LedgerProblem;
use crate::month::MonthError;

use super::answer::Refusal;

/// What a check says.
#[derive(Debug, Serialize)]
pub(super) struct ShownCheck {
    /// What is wrong, doubtful or worth knowing, worst first within a file.
    pub problems: Vec<ShownProblem>,
    /// The files that were read.
    pub files: Vec<ShownFile>,
    /// Why the month has no figures although no file has an error.
    pub refusal: Option<Refusal>,
}

/// Something at a cell.
#[derive(Debug, Serialize)]
pub(super) struct ShownProblem {
    /// Blank for what only all files together show.
    code: &'static str,
    severity: &'static str,
    file: String,
    sheet: Option<String>,
    row: Option<u32>,
    column: Option<u32>,
    cell: Option<String>,
    found: String,
    expected: String,
    fix: String,
    /// Of a name that nobody knows, or that may mean several: what it is of.
    name_of: Option<&'static str>,
}

/// A file that was read.
#[derive(Debug, Serialize)]
pub(super) struct ShownFile {
    file: String,
    sheets: Vec<ShownSheet>,
}

/// A sheet that was read.
#[derive(Debug, Serialize)]
struct ShownSheet {
    sheet: String,
    kind: &'static str,
    header_row: u32,
    rows: u64,
    facts: u64,
}

/// What becomes of the facts of a kind.
#[derive(Debug, Serialize)]
pub(super) struct ShownChanges {
    kind: &'static str,
    same: usize,
    other: usize,
    new: usize,
    gone: usize,
}

/// An item of the checklist.
#[derive(Debug, Serialize)]
pub(super) struct ShownItem {
    item: &'static str,
    found: Option<String>,
    accepted: bool,
    may_be_accepted: bool,
    /// Whether the month must be run again.
    run_again: bool,
}

impl ShownCheck {
    /// Of a check.
    pub(super) fn of(checkup: Checkup) -> Self {
        let mut problems: Vec<&Problem> = checkup.intake.problems.iter().collect();
        problems.sort_by_key(|problem| (problem.severity(), problem.location.clone()));
        let mut shown: Vec<ShownProblem> = problems.into_iter().map(ShownProblem::of).collect();
        let of_rows: Option<Vec<ShownProblem>> = match &checkup.refusal {
            Some(BooksError::Month(MonthError::Valuation(found))) => {
                Some(found.iter().map(ShownProblem::of_row).collect())
            }
            _ => None,
        };
        let refusal = checkup.refusal.filter(|_| of_rows.is_none()).map(Refusal::from);
        shown.splice(0..0, of_rows.unwrap_or_default());
        Self { problems: shown, files: checkup.intake.files.iter().map(ShownFile::of).collect(), refusal }
    }
}

impl ShownProblem {
    /// Of a problem.
    pub(super) fn of(problem: &Problem) -> Self {
        let location = &problem.location;
        Self {
            code: problem.code.id(),
            severity: problem.severity().name(),
            file: location.file.clone(),
            sheet: location.sheet.clone().filter(|sheet| !sheet.is_empty()),
            row: location.row,
            column: location.column,
            cell: location.shown(),
            found: problem.found.clone(),
            expected: problem.expected.clone(),
            fix: problem.fix.clone(),
            name_of: name_of(problem).map(NameKind::name),
        }
    }
}

impl ShownProblem {
    /// Of an amount that has no value yet.
    fn of_row(problem: &LedgerProblem) -> Self {
        let source = problem.source();
        let (found, fix) = if let LedgerProblem::NoRate { currency, date, .. } = problem {
            (
                format!("no rate of {currency} on {date}"),
                format!("Bring in a rate of {currency} from that day or before, in the file of exchange rates."),
            )
        } else {
            (problem.to_string(), String::new())
        };
        Self {
            code: "",
            severity: "error",
            file: source.sheet.file.clone(),
            sheet: (!source.sheet.sheet.is_empty()).then(|| source.sheet.sheet.clone()),
            row: Some(source.row),
            column: None,
            cell: Some(format!("A{}", source.row)),
            found,
            expected: String::new(),
            fix,
            name_of: None,
        }
    }
}

impl ShownFile {
    fn of(file: &FileRead) -> Self {
        let sheets = file.sheets.iter().map(|sheet| ShownSheet {
            sheet: sheet.source.sheet.clone(),
            kind: sheet.kind.name(),
            header_row: sheet.layout.header_row,
            rows: sheet.rows,
            facts: sheet.facts,
        });
        Self { file: file.file.clone(), sheets: sheets.collect() }
    }
}

/// A setting that a file changes.
#[derive(Debug, Serialize)]
pub(super) struct ShownSetting {
    key: String,
    before: String,
    after: String,
}

impl From<SettingChange> for ShownSetting {
    fn from(SettingChange { key, before, after }: SettingChange) -> Self {
        Self { key, before, after }
    }
}

impl From<FactChanges> for ShownChanges {
    fn from(FactChanges { kind, same, other, new, gone }: FactChanges) -> Self {
        Self { kind: kind.plural(), same, other, new, gone }
    }
}

impl From<&Checked> for ShownItem {
    fn from(checked: &Checked) -> Self {
        let run_again = matches!(checked.found, Some(Found::RunAgain { .. }));
        Self {
            item: checked.item.name(),
            found: checked
                .found
                .as_ref()
                .map(|found| if let Found::RunAgain { why, .. } = found { why.to_string() } else { by_clicks(found) }),
            accepted: checked.accepted,
            may_be_accepted: checked.item.may_be_accepted(),
            run_again,
        }
    }
}

/// What an item of the checklist found, without what could be typed into a terminal.
fn by_clicks(found: &Found) -> String {
    found
        .to_string()
        .replace("read it back: poolfund settle FILE.xlsx", "drop it in under Files")
        .replace("; `poolfund diff` shows what that changes", "")
}

/// What the name of a problem is of, where it is a name whose meaning can be recorded: the advice says so.
fn name_of(problem: &Problem) -> Option<NameKind> {
    NameKind::ALL.into_iter().find(|kind| problem.fix.contains(&format!("poolfund alias {}", kind.name())))
}
