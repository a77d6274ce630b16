//! `poolfund alias`: records what a name means, with who decided it and when.

use std::path::Path;

use chrono::NaiveDate;

use crate::config::{self, InputKind};
use crate::files;
use crate::intake::{self, Decision, Layout, NameKind};

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

const NEW_FILE: &str = "aliases.csv";
const NEW_HEADER: &str = "Kind,As written,Means,Decided by,Decided on\n";

/// Records the decision.
pub(super) fn run(arguments: &AliasArguments) -> Result<(), CommandError> {
    let inputs = arguments.folder.inputs();
    let fund = config::load(&inputs)?;
    let kind = NameKind::parse(&arguments.kind)
        .ok_or_else(|| CommandError::Use(format!("{:?} is none of: donor, country, theme", arguments.kind)))?;
    let read = intake::read(&inputs, &fund);
    if !intake::code_exists(kind, &arguments.code, &read.facts, &fund) {
        return Err(CommandError::Use(format!("{:?} is no code of a {}", arguments.code, kind.name())));
    }
    let decision = Decision {
        kind,
        written: arguments.written.clone(),
        means: arguments.code.clone(),
        by: arguments.by.clone().unwrap_or_else(clock::user_name),
        on: arguments.on.unwrap_or_else(clock::today),
    };
    let known = read.files.iter().find_map(|file| {
        let sheet = file.sheets.iter().find(|sheet| sheet.kind == InputKind::Aliases)?;
        Some((file.file.clone(), sheet.source.sheet.clone(), sheet.layout.clone()))
    });
    let (file, sheet, layout) = match known {
        Some(known) => known,
        None => new_file(&inputs, &fund)?,
    };
    let path = inputs.join(&file);
    let bytes = std::fs::read(&path).map_err(|why| file_error(&path, why))?;
    let added = intake::add_decision(&bytes, &file, &sheet, &layout, &decision)
        .map_err(|error| CommandError::Use(format!("{file}: {error}")))?;
    replace(&path, &added)?;
    terminal::tell(&format!(
        "{file}: the {} {:?} means {} ({}, {}).",
        kind.name(),
        decision.written,
        decision.means,
        decision.by,
        decision.on
    ));
    Ok(())
}

/// Makes a file of aliases where the fund has none, and its input in `fund.toml`.
fn new_file(inputs: &Path, fund: &config::Fund) -> Result<(String, String, Layout), CommandError> {
    if let Some(mapping) = fund.inputs.iter().find(|mapping| mapping.kind == InputKind::Aliases) {
        let found = format!("{} cannot be read; mend it first: poolfund check {0}", mapping.file);
        return Err(CommandError::Use(found));
    }
    let path = inputs.join(NEW_FILE);
    if path.exists() {
        return Err(CommandError::Use(format!("{NEW_FILE} exists but fund.toml does not name it")));
    }
    std::fs::write(&path, NEW_HEADER).map_err(|why| file_error(&path, why))?;
    super::map::append_to_fund(inputs, &format!("[[input]]\nkind = \"aliases\"\nfile = \"{NEW_FILE}\"\n"))?;
    let fund = config::load(inputs)?;
    let read = intake::read(inputs, &fund);
    let sheets = read.files.iter().filter(|file| file.file == NEW_FILE).flat_map(|file| &file.sheets);
    let layout = sheets.map(|sheet| sheet.layout.clone()).next();
    let layout = layout.ok_or_else(|| CommandError::Internal(format!("the new {NEW_FILE} cannot be read")))?;
    Ok((NEW_FILE.to_owned(), String::new(), layout))
}

/// Writes beside the file and moves into its place, so that a failure leaves the old one.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), CommandError> {
    files::replace(path, bytes).map_err(|why| file_error(path, why))
}

fn file_error(path: &Path, why: std::io::Error) -> CommandError {
    CommandError::File { path: path.display().to_string(), why }
}
