//! `poolfund alias`: records what a name means, with who decided it and when.

use chrono::NaiveDate;

use crate::books::{self, NotRecorded};
use crate::intake::{Decision, NameKind};

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
    #[arg(long = "as", visible_alias = "by", value_name = "NAME")]
    by: Option<String>,
    /// The day of the decision [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<NaiveDate>,
}

/// Records the decision.
pub(super) fn run(arguments: &AliasArguments) -> Result<(), CommandError> {
    let kind = NameKind::parse(&arguments.kind)
        .ok_or_else(|| CommandError::Use(format!("{:?} is none of: donor, country, theme", arguments.kind)))?;
    let decision = Decision {
        kind,
        written: arguments.written.trim().to_owned(),
        means: arguments.code.trim().to_owned(),
        by: arguments.by.clone().unwrap_or_else(clock::user_name),
        on: arguments.on.unwrap_or_else(clock::today),
    };
    let recorded = books::alone(&arguments.folder.fund, || books::record_alias(&arguments.folder.fund, &decision))
        .map_err(|why| match why {
            NotRecorded::Decision(why) => CommandError::Use(why.to_string()),
            NotRecorded::Books(why) => why.into(),
        })?;
    let file = &recorded.file;
    let Decision { written, means, by, on, .. } = &decision;
    let kind = kind.name();
    terminal::output(&match recorded.bytes {
        Some(_) => format!("{file}: the {kind} {written:?} means {means} ({by}, {on})."),
        None => format!("{file} says already that the {kind} {written:?} means {means}."),
    })
}
