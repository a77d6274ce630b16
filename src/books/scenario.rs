//! A month under other suppositions, beside the month as it is. Nothing is written, and nothing enters the ledger.

use std::path::Path;

use crate::config::Fund;
use crate::domain::facts::Facts;
use crate::month::scenario::{self, Scenario};
use crate::month::{Before, Figures};

use super::computed::{self, At, Inputs};
use super::{AsOf, BooksError, Watch};

/// A month as it is, ready to be looked at under suppositions.
#[derive(Debug)]
pub struct Today {
    fund: Fund,
    facts: Facts,
    before: Option<Before>,
    /// As it is.
    pub figures: Figures,
}

impl Today {
    /// Computes the month of a fund as it is.
    ///
    /// # Errors
    /// When the inputs have errors, or the month has no figures.
    pub fn read(folder: &Path, as_of: AsOf, watch: Watch<'_>) -> Result<Self, BooksError> {
        let store = super::ledger(folder)?;
        let store = store.as_deref();
        let Inputs { fund, intake, .. } = computed::inputs(folder, store, watch)?;
        if intake.has_errors() {
            return Err(BooksError::Inputs(intake.problems));
        }
        let facts = intake.facts;
        let At { as_of, before, .. } = At::of(&facts, as_of, store, watch)?;
        let figures = computed::compute(fund.clone(), facts.clone(), as_of, before.as_ref(), watch)?;
        Ok(Self { fund, facts, before, figures })
    }

    /// Computes the month by each of the suppositions in a file's text.
    ///
    /// # Errors
    /// When the text supposes something of what there is not, or a month has no figures.
    pub fn suppose(&self, text: &str, watch: Watch<'_>) -> Result<Vec<(Scenario, Figures)>, BooksError> {
        let day = self.figures.ledger.as_of;
        let supposed = scenario::read(text, &self.fund, &self.facts)?.into_iter().map(|scenario| {
            let (fund, facts) = scenario.apply(&self.fund, &self.facts, day)?;
            let figures = computed::compute(fund, facts, day, self.before.as_ref(), watch)?;
            Ok((scenario, figures))
        });
        supposed.collect()
    }
}

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
/// As [`Today::read`] and [`Today::suppose`].
pub fn scenarios(folder: &Path, as_of: AsOf, text: &str, watch: Watch<'_>) -> Result<Compared, BooksError> {
    let today = Today::read(folder, as_of, watch)?;
    let scenarios = today.suppose(text, watch)?;
    Ok(Compared { today: today.figures, scenarios })
}
