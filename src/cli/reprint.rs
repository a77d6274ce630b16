//! `poolfund reprint`: the reports of a closed month, as they were closed.

use std::path::PathBuf;

use crate::books::{self, Reprinted};
use crate::report::Extras;

use super::progress::Progress;
use super::{CommandError, FundFolder, terminal};

/// Options of `reprint`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ReprintArguments {
    /// The closed month, as 2025-09
    month: String,
    #[command(flatten)]
    folder: FundFolder,
    /// Where the reports are written [default: where they were; with --pdf, --pack or --annual, reports/reprint/MONTH]
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    /// Print each donor's workbook as PDF too, by LibreOffice
    #[arg(long)]
    pdf: bool,
    /// Pack each donor's files with a cover letter
    #[arg(long)]
    pack: bool,
    /// Write the report of a calendar year too, as the closed month knows it
    #[arg(long, value_name = "YEAR")]
    annual: Option<i32>,
}

/// Hands out the closed edition.
pub(super) fn run(arguments: &ReprintArguments) -> Result<(), CommandError> {
    let month = super::month_name(&arguments.month)?;
    let extras = Extras { pdf: arguments.pdf, pack: arguments.pack, annual: arguments.annual };
    let (folder, to) = (arguments.folder.fund.as_path(), arguments.to.as_deref());
    let reprinted = if extras == Extras::default() {
        books::reprint(folder, month, to)?
    } else {
        let progress = Progress::new();
        let reprinted = books::reprint_with(folder, month, to, extras, &|step| progress.step(step));
        progress.done();
        reprinted?
    };
    for name in &reprinted.lost {
        terminal::tell(&format!("  cannot come back: {name}"));
    }
    terminal::output(&said(&reprinted))
}

fn said(reprinted: &Reprinted) -> String {
    let Reprinted { folder, written, there, lost } = reprinted;
    let mut said = format!("{} files written to {}", written.len(), folder.display());
    if *there > 0 {
        said += &format!("; {there} are there as they were closed");
    }
    if !lost.is_empty() {
        said += &format!("; the ledger keeps only the hashes of {}", lost.len());
    }
    said
}
