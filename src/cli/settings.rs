//! `poolfund settings`: the settings in their other form.

use crate::books;
use crate::intake::settings;

use super::{CommandError, FundFolder, terminal};

/// Options of `settings`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct SettingsArguments {
    #[command(flatten)]
    folder: FundFolder,
}

/// Turns the settings into their other form.
pub(super) fn run(arguments: &SettingsArguments) -> Result<(), CommandError> {
    let [new, old] =
        books::alone(&arguments.folder.fund, || Ok::<_, CommandError>(settings::turn(&arguments.folder.inputs())?))?;
    terminal::output(&format!("The settings are now in {}; {} is what they were.", new.display(), old.display()))
}
