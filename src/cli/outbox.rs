//! `poolfund outbox`: mail drafts to donors with the month's workbooks attached. Nothing is sent.

use chrono::NaiveDate;

use crate::books;
use crate::report::{View, manifest, outbox};

use super::{CommandError, FundFolder, computed, terminal};

/// Options of `outbox`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct OutboxArguments {
    #[command(flatten)]
    folder: FundFolder,
    /// The last day of the month whose reports are attached [default: the last month that is over and has data]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<NaiveDate>,
}

/// Writes the drafts beside the month's reports.
pub(super) fn run(arguments: &OutboxArguments) -> Result<(), CommandError> {
    let computed = computed(&arguments.folder, arguments.as_of)?;
    let month = computed.month();
    let reports = books::reports_of(&arguments.folder.fund, month);
    // Not in the month's own folder, which a close freezes.
    let target = arguments.folder.fund.join("reports/outbox").join(month.to_string());
    let view = View::new(&computed.figures, manifest::set_hash(&computed.hashed()));
    let view = view.map_err(|why| CommandError::Internal(why.to_string()))?;
    let (drafts, without) = outbox::write_all(&view, &reports, &target)
        .map_err(|why| CommandError::File { path: reports.display().to_string(), why })?;
    terminal::output(&format!("{} drafts in {}", drafts.len(), target.display()))?;
    for name in without {
        terminal::tell(&format!("  no e-mail address: {name}"));
    }
    Ok(())
}
