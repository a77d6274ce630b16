//! `poolfund settle`: what is done about open items of the reconciliation, read back from its workbook or said of one item.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::books::{self, settle};
use crate::config::Fund;
use crate::domain::Source;
use crate::domain::facts::{Resolution, Settlement};
use crate::files;
use crate::intake::settings;

use super::{CommandError, FundFolder, clock, computed, terminal};

/// Options of `settle`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct SettleArguments {
    #[command(flatten)]
    folder: FundFolder,
    /// The reconciliation's workbook, filled in; or an open item, as D-1a2b3c4d
    what: PathBuf,
    /// Who decides [default: the computer's user]
    #[arg(long = "as", value_name = "NAME")]
    by: Option<String>,
    /// Of an item: what is done about it: accept, correct in the fund, correct in finance, or wait
    #[arg(long, value_name = "WORDS")]
    how: Option<String>,
    /// Of an item: why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Of an item: who sees to it
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    /// Of an item: the last day of the reconciliation [default: the end of the last month that is over and has data]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<NaiveDate>,
}

/// Records what is done.
pub(super) fn run(arguments: &SettleArguments) -> Result<(), CommandError> {
    let inputs = arguments.folder.inputs();
    let fund = settings::load(&inputs)?;
    let settlements = match settle::item_name(&arguments.what) {
        Some(item) => vec![of_item(arguments, item)?],
        None => {
            let actor = clock::actor(arguments.by.as_deref())?;
            settle::read_back(&inputs, &fund, &arguments.what, &actor)?
        }
    };
    if !settlements.is_empty() {
        books::alone(&arguments.folder.fund, || record(&inputs, &fund, &settlements))?;
    }
    for one in &settlements {
        let done = one.resolution.map_or("is named", |resolution| resolution.name());
        let owner = one.owner.as_ref().map(|owner| format!(", owner {owner}")).unwrap_or_default();
        terminal::output(&format!("  {}: {done}{owner} ({}, {})", one.item, one.by, one.on))?;
    }
    let said = match settlements.len() {
        0 => "nothing is new".to_owned(),
        1 => "1 settlement is recorded".to_owned(),
        count => format!("{count} settlements are recorded"),
    };
    terminal::output(&format!("{said}."))?;
    terminal::tell("Run the month again to see it in the reports.");
    Ok(())
}

/// What the arguments say of an item, which must stand in the month.
fn of_item(arguments: &SettleArguments, item: &str) -> Result<Settlement, CommandError> {
    let unknown = |word: &str| {
        let words: Vec<&str> = Resolution::ALL.iter().map(|resolution| resolution.name()).collect();
        CommandError::Use(format!("--how {word:?} is none of: {}", words.join(", ")))
    };
    let how = arguments.how.as_deref();
    let resolution = how.map(|word| Resolution::parse(word).ok_or_else(|| unknown(word))).transpose()?;
    if resolution.is_none() && arguments.owner.is_none() {
        return Err(CommandError::Use("say --how it is settled, or who its --owner is".to_owned()));
    }
    let reason = arguments.reason.clone().filter(|reason| !reason.trim().is_empty());
    if resolution == Some(Resolution::Accept) && reason.is_none() {
        return Err(CommandError::Use("what is accepted needs a --reason".to_owned()));
    }
    let month = computed(&arguments.folder, arguments.as_of)?;
    let standing = &month.figures.reconciliation.open.standing;
    let found = standing.iter().map(|(_, found)| found).find(|found| found.id == item);
    let found = found.ok_or_else(|| CommandError::Use(format!("{item} is no open item of {}", month.month())))?;
    let actor = clock::actor(arguments.by.as_deref())?;
    Ok(Settlement {
        item: item.to_owned(),
        resolution,
        amount: Some(found.amount),
        reason,
        owner: arguments.owner.clone(),
        by: actor.name().to_owned(),
        on: actor.today(),
        as_of: Some(month.figures.ledger.as_of),
        source: Source::default(),
    })
}

/// Adds settlements to their file among the inputs, and the file to the settings where they do not name it.
fn record(inputs: &Path, fund: &Fund, settlements: &[Settlement]) -> Result<(), CommandError> {
    let path = inputs.join(settle::FILE);
    let after = settle::file_with(inputs, fund, settlements)?;
    files::replace(&path, &after).map_err(|why| CommandError::File { path: path.display().to_string(), why })?;
    if fund.inputs.iter().all(|input| input.file != settle::FILE) {
        settings::append(inputs, settle::INPUT)?;
    }
    Ok(())
}
