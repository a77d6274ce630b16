//! A month under other suppositions, beside the month as it is. Nothing is written, and nothing enters the ledger.

use std::path::Path;

use crate::month::Figures;
use crate::month::scenario::{self, Scenario};

use super::computed::{self, Inputs};
use super::{AsOf, BooksError, Watch};

/// A month as it is, and as it would be.
#[derive(Debug)]
pub struct Compared {
    /// As it is.
    pub today: Figures,
    /// As it would be, by what is supposed.
    pub scenarios: Vec<(Scenario, Figures)>,
}

/// Computes the month of a fund as it is and by each of the suppositions in a file's text.
///
/// # Errors
/// When the inputs have errors, the text supposes something of what there is not, or a month has no figures.
pub fn scenarios(folder: &Path, as_of: AsOf, text: &str, watch: Watch<'_>) -> Result<Compared, BooksError> {
    let store = super::ledger(folder)?;
    let store = store.as_ref().map(|store| store as &dyn crate::ledger::store::Store);
    let Inputs { fund, intake, .. } = computed::inputs(folder, store, watch)?;
    if intake.has_errors() {
        return Err(BooksError::Inputs(intake.problems));
    }
    let facts = intake.facts;
    let supposed = scenario::read(text, &fund, &facts)?;
    let today = computed::figures(fund.clone(), facts.clone(), as_of, store, watch)?;
    let day = today.ledger.as_of;
    let mut scenarios = Vec::with_capacity(supposed.len());
    for scenario in supposed {
        let (fund, facts) = scenario.apply(&fund, &facts, day)?;
        let figures = computed::figures(fund, facts, AsOf::Day(day), store, watch)?;
        scenarios.push((scenario, figures));
    }
    Ok(Compared { today, scenarios })
}
