//! `poolfund init`: an empty fund to begin with; for a fund that is there, the lists of its drop-downs anew.

use std::path::{Path, PathBuf};

use crate::books;
use crate::books::new_fund::{self, InitError, Lists, Offered};
use crate::config::SettingsForm;

use super::{CommandError, terminal};

/// Options of `init`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct InitArguments {
    /// The folder of the new fund, or of a fund whose drop-downs are to offer its donors, agreements and themes of today
    folder: PathBuf,
}

/// Writes the empty fund, or renews the lists of the one that is there, and says what to do next.
pub(super) fn run(arguments: &InitArguments) -> Result<(), CommandError> {
    let inputs = arguments.folder.join("inputs");
    if SettingsForm::ALL.iter().any(|form| inputs.join(form.file()).exists()) {
        return renew(&arguments.folder);
    }
    let written = new_fund::write(&arguments.folder, &Offered::usual()).map_err(refused)?;
    terminal::output(&format!("An empty fund in {}:", arguments.folder.display()))?;
    for file in &written {
        terminal::output(&format!("  {}", file.display()))?;
    }
    terminal::tell("\nEdit fund.toml, fill in the sheets, then run: poolfund run --fund DIR");
    terminal::tell("Once it has donors and themes, `poolfund init DIR` puts them into the drop-downs.");
    Ok(())
}

fn renew(folder: &Path) -> Result<(), CommandError> {
    let all = books::alone(folder, || new_fund::renew(folder).map_err(refused))?;
    terminal::output("The fund is there. Its rows and settings stay as they are; the lists of its drop-downs:")?;
    for lists in &all {
        terminal::output(&match lists {
            Lists::Renewed(path) => format!("  renewed           {}", path.display()),
            Lists::Current(path) => format!("  as they should be {}", path.display()),
            Lists::Left { workbook, why, beside } => {
                let beside = match beside {
                    Some(beside) => format!("an empty workbook with today's lists is {}", beside.display()),
                    None => format!("an empty workbook is in {} already", new_fund::TEMPLATES),
                };
                format!("  left alone        {}: {why}; {beside}", workbook.display())
            }
        })?;
    }
    Ok(())
}

/// Settings that cannot stand are listed one by one; all else is said in a sentence.
fn refused(why: InitError) -> CommandError {
    match why {
        InitError::Answers(settings) => CommandError::Config(settings),
        why @ (InitError::Exists(_) | InitError::File { .. } | InitError::Settings(_) | InitError::Workbook { .. }) => {
            CommandError::Use(why.to_string())
        }
    }
}
