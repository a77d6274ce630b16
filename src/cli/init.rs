//! `poolfund init`: an empty fund to begin with.

use std::path::PathBuf;

use crate::books::new_fund::{self, Offered};

use super::{CommandError, terminal};

/// Options of `init`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct InitArguments {
    /// The folder of the new fund
    folder: PathBuf,
}

/// Writes the empty fund and says what to do next.
pub(super) fn run(arguments: &InitArguments) -> Result<(), CommandError> {
    let written =
        new_fund::write(&arguments.folder, &Offered::usual()).map_err(|why| CommandError::Use(why.to_string()))?;
    terminal::tell(&format!("An empty fund in {}:", arguments.folder.display()));
    for file in &written {
        terminal::tell(&format!("  {}", file.display()));
    }
    terminal::tell("\nEdit fund.toml, fill in the sheets, then run: poolfund run --fund DIR");
    Ok(())
}
