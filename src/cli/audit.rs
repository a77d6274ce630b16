//! `poolfund audit`: is everything as it was recorded?

use serde::Serialize;

use crate::books::{self, Finding, Witness};

use super::progress::Progress;
use super::{CommandError, FundFolder, terminal};

/// Options of `audit`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct AuditArguments {
    #[command(flatten)]
    folder: FundFolder,
    /// Hold the ledger against a statement of a close or an approval: the hash in it, or the file that somebody kept
    #[arg(long, value_name = "HASH|FILE")]
    head: Option<String>,
    /// Print what was found as JSON on standard output
    #[arg(long)]
    json: bool,
}

/// A finding for programs.
#[derive(Debug, Serialize)]
struct Shown {
    checked: String,
    faults: Vec<String>,
    notes: Vec<String>,
}

impl From<&Finding> for Shown {
    fn from(finding: &Finding) -> Self {
        Self {
            checked: finding.audited.to_string(),
            faults: finding.faults.iter().map(ToString::to_string).collect(),
            notes: finding.notes.clone(),
        }
    }
}

/// Checks all, and says so line by line.
pub(super) fn run(arguments: &AuditArguments) -> Result<(), CommandError> {
    let kept = arguments.head.as_deref().map(Witness::given).transpose()?;
    let progress = Progress::new();
    let findings = books::audit(&arguments.folder.fund, kept.as_ref(), &|step| progress.step(step));
    progress.done();
    let findings: Vec<Shown> = findings?.iter().map(Shown::from).collect();
    if arguments.json {
        terminal::json(&findings)?;
    } else {
        findings.iter().try_for_each(|finding| terminal::output(&text(finding)))?;
    }
    match findings.iter().map(|finding| finding.faults.len()).sum() {
        0 => Ok(()),
        faults => Err(CommandError::Faults(faults)),
    }
}

fn text(finding: &Shown) -> String {
    let mark = if finding.faults.is_empty() { "ok   " } else { "FAULT" };
    let below = finding.faults.iter().chain(&finding.notes).map(|line| format!("\n          {line}"));
    format!("  {mark} {}{}", finding.checked, below.collect::<String>())
}
