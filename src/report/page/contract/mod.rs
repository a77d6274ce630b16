//! The data contract between the figures of a month and whoever shows them: `figures.json`.
//!
//! What comes in: nothing. What leaves: the types whose JSON `docs/json/figures.schema.json` describes; the page, which has
//! the same file inside, takes its own types from that schema. What it does not know: where the values come from.
//!
//! Amounts are whole minor units of the fund's base currency. Lists refer to each other by index: `donor`, `agreement`
//! and `cell` are indices of the lists of that name, counted from 0.

mod cells;
mod decisions;
mod donors;
mod gap;

pub use cells::*;
pub use decisions::*;
pub use donors::*;
pub use gap::*;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::{Called, Language, Money};
use crate::report::manifest::Status;

/// The version of the contract: raised when a key goes or means something else, not when one is added.
pub const VERSION: u32 = 1;

/// A text in each language, by its code.
pub type Words = BTreeMap<&'static str, String>;

/// What something is called.
#[derive(Clone, Debug, Serialize)]
pub struct Named {
    /// Its name in each language.
    pub names: Words,
    /// The languages in which it has none, and stands as it was written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub original: Vec<&'static str>,
}

impl Named {
    /// What it is called in each language.
    pub fn by<'n>(called: impl Fn(Language) -> Called<'n>) -> Self {
        let all = || Language::ALL.iter().map(|language| (language.code(), called(*language)));
        let original = all().filter(|(_, called)| called.original).map(|(language, _)| language);
        Self {
            original: original.collect(),
            names: all().map(|(code, called)| (code, called.name.to_owned())).collect(),
        }
    }

    /// Nothing has no name in any language.
    pub fn nothing() -> Self {
        Self::by(|_| Called { name: "", original: false })
    }
}

/// For whom the figures are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Edition {
    /// For the fund itself: everything but contacts.
    Internal,
    /// For everybody: no more of a donor than its row in the donors' sheet allows.
    Public,
}

/// The figures of a month.
#[derive(Clone, Debug, Serialize)]
pub struct FiguresFile {
    /// [`VERSION`].
    pub version: u32,
    /// For whom it is.
    pub edition: Edition,
    /// Which program made it.
    pub program: Program,
    /// The fund.
    pub fund: FundHead,
    /// Whether the month is closed.
    pub status: Status,
    /// The last day that counts.
    pub as_of: NaiveDate,
    /// One hash over all inputs.
    pub inputs_sha256: String,
    /// The rates and weights that hold where an agreement has none of its own.
    pub rules: Rules,
    /// Places that have cells, and all above them; those above come first.
    pub places: Vec<Place>,
    /// Themes that have cells, and all above them; those above come first.
    pub themes: Vec<Theme>,
    /// All agreements together.
    pub totals: Sums,
    /// What is told together with other money; nothing in the fund's own edition.
    pub together: Vec<Folded>,
    /// Open obligations that no allocated money covers; those of [`Sums`] are the others.
    pub uncovered_obligations: Money,
    /// Interest and investment income of the fund.
    pub interest: Money,
    /// Charges of the bank.
    pub bank_charges: Money,
    /// The gap.
    pub gap: GapFigures,
    /// People to be reached and reached, and institutional changes.
    pub reach: Vec<Reach>,
    /// Donors with an agreement.
    pub donors: Vec<Donor>,
    /// Agreements.
    pub agreements: Vec<Agreement>,
    /// Receipts of agreements.
    pub receipts: Vec<Receipt>,
    /// Instalments of signed agreements that are overdue or still to come.
    pub instalments: Vec<Instalment>,
    /// Money that no cell takes and whose time ends soon, the soonest first.
    pub expiring: Vec<Expiring>,
    /// What ended agreements owe.
    pub lapses: Vec<Lapse>,
    /// What is over-allocated and charged already.
    pub over_allocations: Vec<OverAllocation>,
    /// From what was received to what is available to decide about.
    pub available: Vec<BridgeLine>,
    /// What people decided, and what waits to be decided, by day.
    pub decisions: Vec<Decision>,
    /// The cells.
    pub cells: Vec<Cell>,
    /// What each agreement has in each cell.
    pub holdings: Vec<Holding>,
    /// Expenditure of each cell and year, charged or pending.
    pub costs: Vec<Cost>,
    /// Expenditure that no agreement is charged with.
    pub pending: Vec<Pending>,
    /// Results.
    pub results: Vec<ResultLine>,
    /// What a contribution would do.
    pub opportunities: Vec<Opportunity>,
    /// What people reached have cost so far, where there are enough results to say so.
    pub basis: Vec<Basis>,
    /// What donors say that they would like to fund, and what they would achieve.
    pub interests: Vec<Interest>,
    /// How many differences with finance are open; nothing where finance sent no extract.
    pub differences: Option<usize>,
    /// The month under other suppositions; none in the reports of a month.
    pub scenarios: Vec<Scenario>,
    /// The sheets of the inputs that rows were read from.
    pub sheets: Vec<SheetRef>,
}

/// The program.
#[derive(Clone, Debug, Serialize)]
pub struct Program {
    /// Its name.
    pub name: &'static str,
    /// The version: of a run that is recorded, the one that ran it.
    pub version: String,
}

/// The fund.
#[derive(Clone, Debug, Serialize)]
pub struct FundHead {
    /// Its full name, as it was written.
    pub name: String,
    /// What it is called.
    #[serde(flatten)]
    pub called: Named,
    /// Its short code.
    pub code: String,
    /// The currency of its books, by ISO 4217.
    pub base_currency: &'static str,
    /// How many decimals that currency has.
    pub decimals: u32,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day, as in force.
    pub to: NaiveDate,
    /// Whether its figures are illustrative.
    pub illustrative: bool,
    /// A remark for all reports.
    pub note: String,
    /// The same in other languages, where it is given in them.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub notes: Words,
    /// The language of its own reports.
    pub language: &'static str,
}

/// Rates and weights, as `13%`.
#[derive(Clone, Debug, Serialize)]
pub struct Rules {
    /// Of each deposit.
    pub administrative_fee: String,
    /// Of direct expenditure.
    pub support_cost: String,
    /// Of tightly earmarked deposits.
    pub levy: String,
    /// How much of a pledge counts.
    pub pledge_weight: String,
    /// How much of the pipeline counts.
    pub pipeline_weight: String,
    /// The least share of what is allocated that goes to countries.
    pub country_share: Option<String>,
}

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceKind {
    /// The world.
    World,
    /// Just below the world.
    Region,
    /// Between a region and a country, or a part of the fund's own.
    Area,
    /// A country or territory.
    Country,
}

/// A place.
#[derive(Clone, Debug, Serialize)]
pub struct Place {
    /// Its code.
    pub code: String,
    /// The code of the place above it.
    pub parent: Option<String>,
    /// The codes of other places that it lies in besides: of a country in a region of the fund's own, its region of the United
    /// Nations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also_in: Vec<String>,
    /// The code of the region that it is in or is.
    pub region: String,
    /// What it is.
    pub kind: PlaceKind,
    /// What it is called.
    #[serde(flatten)]
    pub called: Named,
}

/// A theme, a pillar, or all themes.
#[derive(Clone, Debug, Serialize)]
pub struct Theme {
    /// Its code.
    pub code: String,
    /// The code of the theme or pillar above it.
    pub parent: Option<String>,
    /// The code of the pillar that it is in or is.
    pub pillar: String,
    /// What it is called.
    #[serde(flatten)]
    pub called: Named,
}
