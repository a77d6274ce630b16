//! Scenarios: a month under other suppositions, beside the month as it is.
//!
//! What comes in: suppositions (a contribution, a promise that falls through, rates that move, an earmark that is loosened,
//! needs that change, another share of countries), as a file or a sheet says them. What leaves: a fund and facts as they would be, of
//! which the month is computed as any other. What it does not know: the ledger; nothing of it is ever recorded.
//!
//! All suppositions hold from the as-of day on: what was, stays.

mod apply;
mod difference;
mod fault;
mod file;
mod sheet;

pub use difference::{CellDifference, Difference};
pub use fault::ScenarioFault;
pub use file::read;
pub use sheet::read_rows;

use crate::config::Fund;
use crate::domain::facts::Facts;
use crate::domain::{AgreementRef, Currency, DonorCode, GeographyCode, OriginalAmount, Percent, Target, ThemeCode};
use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::allocate::reasons::Loosened;

/// Suppositions that hold together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// What they are called.
    pub name: String,
    /// The suppositions.
    pub suppositions: Vec<Supposition>,
}

/// Something that might be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Supposition {
    /// A donor gives, and the money is there on the as-of day.
    Contribution {
        /// Who; nobody in particular where none is said.
        donor: Option<DonorCode>,
        /// How much.
        amount: OriginalAmount,
        /// What it may pay for.
        include: Vec<Target>,
    },
    /// Nothing more comes of an agreement: of a pledge nothing at all, of a signed one nothing beyond what came.
    FallsThrough(AgreementRef),
    /// A unit of the base currency buys so much more or less of a currency, or of each.
    Rates {
        /// The currency; every one that has a rate where none is said.
        currency: Option<Currency>,
        /// The factor, above zero.
        factor: Decimal,
    },
    /// An earmark is wider by one level on one side.
    Loosened {
        /// The agreement.
        agreement: AgreementRef,
        /// Which side.
        side: Loosened,
    },
    /// Cells need more or less.
    Need {
        /// The place, with all in it.
        place: GeographyCode,
        /// The theme, with all of it.
        theme: ThemeCode,
        /// The factor.
        factor: Decimal,
    },
    /// Another least share of what is allocated goes to countries; none where it is 0%.
    CountryShare(Percent),
}

impl Scenario {
    /// The fund and its facts as they would be.
    ///
    /// # Errors
    /// When something is supposed of what there is not.
    pub fn apply(&self, fund: &Fund, facts: &Facts, as_of: NaiveDate) -> Result<(Fund, Facts), ScenarioFault> {
        let (mut fund, mut facts) = (fund.clone(), facts.clone());
        for (number, supposition) in self.suppositions.iter().enumerate() {
            apply::apply(supposition, number + 1, &mut fund, &mut facts, as_of)?;
        }
        Ok((fund, facts))
    }
}
