//! `poolfund alias`: records what a name means, with who decided it and when.

use chrono::NaiveDate;

use crate::config;
use crate::files;
use crate::intake::{self, Decision, NameKind, Options};

use super::{CommandError, FundFolder, clock, terminal};

/// Options of `alias`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct AliasArguments {
    #[command(flatten)]
    folder: FundFolder,
    /// What the name is of: donor, country or theme
    kind: String,
    /// The name as it is written in the sheets
    written: String,
    /// The code that it means
    code: String,
    /// Who decides [default: the user's name on this computer]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The day of the decision [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<NaiveDate>,
}

/// Records the decision.
pub(super) fn run(arguments: &AliasArguments) -> Result<(), CommandError> {
    let inputs = arguments.folder.inputs();
    let fund = config::load(&inputs)?;
    let kind = NameKind::parse(&arguments.kind)
        .ok_or_else(|| CommandError::Use(format!("{:?} is none of: donor, country, theme", arguments.kind)))?;
    let decision = Decision {
        kind,
        written: arguments.written.trim().to_owned(),
        means: arguments.code.trim().to_owned(),
        by: arguments.by.clone().unwrap_or_else(clock::user_name),
        on: arguments.on.unwrap_or_else(clock::today),
    };
    let recorded = intake::record_decision(&inputs, &fund, &Options::of(&fund), &decision)
        .map_err(|error| CommandError::Use(error.to_string()))?;
    let file = &recorded.file;
    if let Some(bytes) = &recorded.bytes {
        let path = inputs.join(file);
        files::replace(&path, bytes).map_err(|why| CommandError::File { path: path.display().to_string(), why })?;
    }
    if let Some(input) = &recorded.input {
        config::append(&inputs, input)?;
    }
    let Decision { written, means, by, on, .. } = &decision;
    let kind = kind.name();
    terminal::tell(&match recorded.bytes {
        Some(_) => format!("{file}: the {kind} {written:?} means {means} ({by}, {on})."),
        None => format!("{file} says already that the {kind} {written:?} means {means}."),
    });
    Ok(())
}
