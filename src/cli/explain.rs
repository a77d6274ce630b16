//! `poolfund explain`: why a cell lacks money, or where an agreement's money is, in words for a mail to a donor.

use chrono::NaiveDate;

use crate::config::Fund;
use crate::domain::{AgreementRef, GeographyCode, Language, ThemeCode};
use crate::intake::ProblemCode;
use crate::report::explain::Explainer;
use crate::report::{Provenance, View};

use super::{CommandError, FundFolder, standing, terminal};

/// Options of `explain`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ExplainArguments {
    /// A cell (TGO/T02 or TGO/T02/2021-2025), an agreement (LUX-07), or the code of a problem (E302); none for the
    /// gap as a whole
    subject: Option<String>,
    #[command(flatten)]
    folder: FundFolder,
    /// The last day that counts [default: the end of the last month that is over and has data]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<NaiveDate>,
}

/// Prints the explanation on standard output.
pub(super) fn run(arguments: &ExplainArguments) -> Result<(), CommandError> {
    if let Some(code) = arguments.subject.as_deref().and_then(ProblemCode::parse) {
        return terminal::output(code.page());
    }
    let figures = standing(&arguments.folder, arguments.as_of)?.figures;
    let view = View::new(&figures, Provenance::default()).map_err(|why| CommandError::Internal(why.to_string()))?;
    let explainer = Explainer::new(&view, Language::English);
    let Some(subject) = arguments.subject.as_deref() else { return terminal::output(&explainer.gap()) };
    let reference = AgreementRef::new(subject);
    if figures.ledger.agreement(&reference).is_some() {
        return terminal::output(&explainer.agreement(&reference));
    }
    let subject = &subject.split('/').map(str::trim).collect::<Vec<_>>().join("/");
    let named = |id: &str| id == subject || id.starts_with(&format!("{subject}/"));
    let cells = figures.ledger.cells.iter().enumerate().filter(|(_, cell)| named(&cell.id()));
    let explained: Vec<String> = cells.filter_map(|(cell, _)| explainer.cell(cell)).collect();
    if explained.is_empty() && is_place_and_theme(subject, &figures.fund) {
        let said = "a place and theme of the fund without a priority; add its row to the priorities";
        return Err(CommandError::Use(format!("{subject}: {said}")));
    }
    if explained.is_empty() {
        let expected = "it is no cell (TGO/T02), agreement (LUX-07) or problem code (E302) of this fund";
        return Err(CommandError::Use(format!("{subject:?}: {expected}")));
    }
    explained.iter().try_for_each(|words| terminal::output(words))
}

/// Whether a text is the codes of a place and of a theme.
fn is_place_and_theme(text: &str, fund: &Fund) -> bool {
    text.split_once('/').is_some_and(|(place, theme)| {
        let place = fund.geography.get(&GeographyCode::new(place)).is_some();
        place && fund.themes.get(&ThemeCode::new(theme)).is_some()
    })
}
