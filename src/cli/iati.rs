//! `poolfund iati`: the month for the International Aid Transparency Initiative, in its version 2.03.

use chrono::NaiveDate;

use crate::iati::{self, IatiError};
use crate::intake::settings;

use super::{CommandError, FundFolder, say_set_aside, standing, summary, terminal};

/// Options of `iati`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct IatiArguments {
    #[command(flatten)]
    folder: FundFolder,
    /// The last day that counts [default: the end of the last month that is over and has data]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<NaiveDate>,
}

/// Writes the files beside the month's reports.
pub(super) fn run(arguments: &IatiArguments) -> Result<(), CommandError> {
    let mut computed = standing(&arguments.folder, arguments.as_of)?;
    // What the files say beside the figures is no part of what a close recorded: it holds as it is written today.
    computed.figures.fund.iati = settings::load(&arguments.folder.inputs())?.iati;
    // Not in the month's own folder, which a close freezes.
    let target = arguments.folder.fund.join("reports/iati").join(computed.month().to_string());
    let published = iati::publish(&computed.figures, &target, iati::LARGEST_FILE)?;
    published.set_aside.iter().for_each(say_set_aside);
    let files = summary::plural(published.files.len(), "file", "no file");
    let activities = match published.activities {
        1 => "one activity".to_owned(),
        number => format!("{number} activities"),
    };
    terminal::output(&format!("{files} with {activities} in {}", target.display()))
}

/// What is missing or cannot stand in the settings, in words: a line each.
pub(super) fn words(error: &IatiError) -> Vec<String> {
    match error {
        IatiError::Settings(faults) => faults.iter().map(|fault| format!("  {fault}")).collect(),
        IatiError::System(_) => Vec::new(),
    }
}
