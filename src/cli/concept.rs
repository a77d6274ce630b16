//! `poolfund concept`: two pages about a place for whoever might fund something there, in every language.

use chrono::NaiveDate;

use crate::domain::GeographyCode;
use crate::report::{View, concept};

use super::{CommandError, FundFolder, say_set_aside, standing, summary, terminal};

/// Options of `concept`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ConceptArguments {
    /// Countries and other places, by name or code [default: all that have priorities]
    #[arg(value_name = "PLACE")]
    places: Vec<String>,
    #[command(flatten)]
    folder: FundFolder,
    /// The last day that counts [default: the end of the last month that is over and has data]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<NaiveDate>,
}

/// Writes the sheets beside the month's reports.
pub(super) fn run(arguments: &ConceptArguments) -> Result<(), CommandError> {
    crate::report::pdf::available().map_err(|why| CommandError::Use(why.to_string()))?;
    let computed = standing(&arguments.folder, arguments.as_of)?;
    let failed = |why: crate::report::WriteError| CommandError::Internal(why.to_string());
    let view = View::new(&computed.figures, computed.provenance()).map_err(|why| failed(why.into()))?;
    let wanted = wanted(&view, &arguments.places)?;
    // Not in the month's own folder, which a close freezes.
    let target = arguments.folder.fund.join("reports/concept");
    let written = concept::write(&computed.figures, computed.provenance(), &wanted, &target).map_err(failed)?;
    written.set_aside.iter().for_each(say_set_aside);
    let places = summary::plural(written.folders.len(), "place", "no place");
    terminal::output(&format!("concept sheets of {places} in {}", target.display()))
}

/// The places of these names among those that have priorities; all of them where none is named.
fn wanted(view: &View<'_>, names: &[String]) -> Result<Vec<GeographyCode>, CommandError> {
    let known = concept::places(view);
    if names.is_empty() {
        return Ok(known);
    }
    let found = names.iter().map(|name| {
        let called = view.fund.geography.called(name);
        let mut codes = called.iter().map(|node| &node.code).filter(|code| known.contains(code));
        let code = codes.next().cloned();
        code.ok_or_else(|| {
            CommandError::Use(format!("{name:?} is no place with priorities, such as {}", examples(&known)))
        })
    });
    found.collect()
}

/// So many places are named as examples.
const EXAMPLES: usize = 3;

fn examples(known: &[GeographyCode]) -> String {
    known.iter().take(EXAMPLES).map(GeographyCode::as_str).collect::<Vec<_>>().join(", ")
}
