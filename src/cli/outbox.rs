//! `poolfund outbox`: mail drafts to donors with the month's workbooks attached. Nothing is sent.

use std::io;

use chrono::NaiveDate;

use crate::books::{self, AsOf};
use crate::report::{View, manifest, outbox};

use super::progress::Progress;
use super::{CommandError, FundFolder, clock, say_newer, terminal};

/// Options of `outbox`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct OutboxArguments {
    #[command(flatten)]
    folder: FundFolder,
    /// The last day of the month whose reports are attached [default: the last month that is over and has data]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<NaiveDate>,
}

/// Writes the drafts beside the month's reports. Those of a closed month carry its closed edition.
pub(super) fn run(arguments: &OutboxArguments) -> Result<(), CommandError> {
    let folder = arguments.folder.fund.as_path();
    let progress = Progress::new();
    let sent = books::to_send(folder, AsOf::new(arguments.as_of, clock::today()), &|step| progress.step(step));
    progress.done();
    let (computed, edition) = sent?;
    say_newer(&computed);
    let month = computed.month();
    let reports = books::reports_of(folder, month);
    // Not in the month's own folder, which a close freezes.
    let target = folder.join("reports/outbox").join(month.to_string());
    let view = View::new(&computed.figures, manifest::set_hash(&computed.hashed()));
    let view = view.map_err(|why| CommandError::Internal(why.to_string()))?;
    let workbook = |name: &str| match &edition {
        Some(edition) => edition.file(name).map(<[u8]>::to_vec).ok_or_else(|| io::Error::other(format!("no {name}"))),
        None => std::fs::read(reports.join(name)),
    };
    let (drafts, without) = outbox::write_all(&view, workbook, &target)
        .map_err(|why| CommandError::File { path: reports.display().to_string(), why })?;
    terminal::output(&format!("{} drafts in {}", drafts.len(), target.display()))?;
    for name in without {
        terminal::tell(&format!("  no e-mail address: {name}"));
    }
    Ok(())
}
