//! `poolfund export`: the fund's month into a data set of many funds.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::report::{View, WriteError};
use crate::rollup;

use super::{CommandError, FundFolder, say_set_aside, standing, summary, terminal};

/// Options of `export`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ExportArguments {
    /// The data set's folder, which is made where it is empty or not there
    #[arg(value_name = "DATASET")]
    data_set: PathBuf,
    #[command(flatten)]
    folder: FundFolder,
    /// The last day that counts [default: the end of the last month that is over and has data]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<NaiveDate>,
    /// The fund has the same code in the data set under another name
    #[arg(long)]
    renamed: bool,
    /// Also copy the whole data set into few files, in its folder `compact`
    #[arg(long)]
    compact: bool,
}

/// Adds the month; a closed one as it was closed.
pub(super) fn run(arguments: &ExportArguments) -> Result<(), CommandError> {
    let computed = standing(&arguments.folder, arguments.as_of)?;
    let view = View::new(&computed.figures, computed.provenance()).map_err(WriteError::from);
    let view = view.map_err(crate::books::BooksError::from)?;
    let exported = rollup::export(&view, &arguments.data_set, arguments.renamed)?;
    exported.set_aside.iter().for_each(say_set_aside);
    let files = |number| summary::plural(number, "file", "no file");
    terminal::output(&format!(
        "{} of {} in {}: {} written, {} unchanged, {} removed",
        computed.month(),
        view.fund.name,
        arguments.data_set.display(),
        files(exported.written),
        files(exported.unchanged),
        files(exported.removed)
    ))?;
    if !arguments.compact {
        return Ok(());
    }
    let compacted = rollup::compact(&arguments.data_set)?;
    compacted.set_aside.iter().for_each(say_set_aside);
    let (read, written) = (files(compacted.read), files(compacted.written));
    terminal::output(&format!("{written} made of {read} in {}", compacted.folder.display()))
}
