//! `poolfund init`: an empty fund to begin with.

use std::path::PathBuf;

use crate::cli::{CommandError, terminal};
use crate::domain::{Geography, Themes};

use super::{Offered, write};

/// Options of `init`.
#[derive(Clone, Debug, clap::Args)]
pub(in crate::cli) struct InitArguments {
    /// The folder of the new fund
    folder: PathBuf,
}

/// Writes the empty fund and says what to do next.
pub(in crate::cli) fn run(arguments: &InitArguments) -> Result<(), CommandError> {
    let written = write(&arguments.folder, &offered()).map_err(|why| CommandError::Use(why.to_string()))?;
    terminal::tell(&format!("An empty fund in {}:", arguments.folder.display()));
    for file in &written {
        terminal::tell(&format!("  {}", file.display()));
    }
    terminal::tell("\nEdit fund.toml, fill in the sheets, then run: poolfund run --fund DIR");
    Ok(())
}

/// What the drop-downs offer before the fund has places and themes of its own.
fn offered() -> Offered {
    let places = Geography::new(&[], &[]).unwrap_or_else(|_| Geography::empty());
    Offered {
        places: places.nodes().iter().map(|node| node.code.to_string()).collect(),
        themes: Themes::new().nodes().iter().map(|node| node.code.to_string()).collect(),
        currencies: ["USD", "EUR", "GBP", "CHF", "JPY", "CAD", "AUD", "SEK", "NOK", "DKK", "CNY", "KRW"]
            .map(str::to_owned)
            .to_vec(),
    }
}
