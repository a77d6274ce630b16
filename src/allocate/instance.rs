//! An allocation as data: trees, lots, cells, groups, policy. Also the shape of the JSON that the oracle reads.
//!
//! Amounts are minor units of the base currency.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A node of a tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeSpec {
    /// Its code.
    pub code: String,
    /// The node above; `None` for the root.
    pub parent: Option<String>,
    /// Other nodes that it lies in besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_in: Vec<String>,
}

/// Days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PeriodSpec {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl PeriodSpec {
    /// Whether the two share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

/// Which way a limit binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitSpecKind {
    /// At least.
    AtLeast,
    /// At most.
    AtMost,
}

/// A pair of a geography code and a theme code: everything under both.
pub type Pair = (String, String);

/// A limit on where the money of a lot goes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LimitSpec {
    /// Which way it binds.
    pub kind: LimitSpecKind,
    /// The share of the lot's available money, in millionths.
    pub share_ppm: i64,
    /// The part it is about.
    pub scope: Vec<Pair>,
    /// Whether it is about all that is in no country too.
    #[serde(default)]
    pub outside_countries: bool,
    /// Whether it is about everything but that part: "at least a share here" as "at most the rest elsewhere".
    #[serde(default)]
    pub elsewhere: bool,
}

/// Allocatable money of one agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotSpec {
    /// Its name.
    pub id: String,
    /// All of its allocatable money, what closed placements used included.
    pub available: i64,
    /// The category of its earmark, 1 to 4.
    pub category: u8,
    /// Where it may go: any of these.
    pub include: Vec<Pair>,
    /// Where it may not.
    pub exclude: Vec<Pair>,
    /// When it may be used; `None` for always.
    pub window: Option<PeriodSpec>,
    /// Limits on where it goes.
    #[serde(default)]
    pub limits: Vec<LimitSpec>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellSpec {
    /// Its name.
    pub id: String,
    /// Its place.
    pub geography: String,
    /// Its theme.
    pub theme: String,
    /// Its period of need.
    pub period: PeriodSpec,
    /// What it needs, above zero.
    pub need: i64,
    /// Its weight in thousandths.
    pub weight_milli: i64,
    /// What it should have at least, outside money included.
    pub floor: i64,
    /// What it may have at most, outside money included.
    pub ceiling: i64,
    /// What it has from outside.
    pub outside: i64,
    /// Whether it counts as a country cell.
    pub country: bool,
}

/// A cap or floor of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupSpec {
    /// Its name.
    pub id: String,
    /// The part.
    pub scope: Vec<Pair>,
    /// The least it should have, outside money included.
    pub floor: i64,
    /// The most that may be placed there; `None` for no cap.
    pub cap: Option<i64>,
}

/// The share policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicySpec {
    /// The least share of all that is placed that goes to country cells, in millionths.
    pub country_share_ppm: i64,
}

/// How lots are spread over the cells that their totals allow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spread {
    /// Few and large allocations: a basic solution; pairs that exist first.
    #[default]
    Few,
    /// Each lot in proportion over its cells.
    Proportional,
}

/// A closed placement: kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PlacedSpec {
    /// The lot.
    pub lot: String,
    /// The cell.
    pub cell: String,
    /// How much.
    pub amount: i64,
}

/// An allocation to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// The tree of places, parents first.
    pub geographies: Vec<NodeSpec>,
    /// The tree of themes, parents first.
    pub themes: Vec<NodeSpec>,
    /// The money.
    pub lots: Vec<LotSpec>,
    /// The needs.
    pub cells: Vec<CellSpec>,
    /// Caps and floors of parts.
    #[serde(default)]
    pub groups: Vec<GroupSpec>,
    /// The share policy.
    #[serde(default)]
    pub policy: Option<PolicySpec>,
    /// Closed placements.
    #[serde(default)]
    pub placed: Vec<PlacedSpec>,
    /// How lots are spread.
    #[serde(default)]
    pub spread: Spread,
    /// The amount below which a new allocation of a lot to a cell is small: as few of them as can be found, with `Few`.
    #[serde(default)]
    pub minimum: i64,
}
