//! The gap, its bridges, and how far people are reached.

use serde::Serialize;

use crate::domain::Money;

/// What a line of a bridge is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LineKind {
    /// The figure that the bridge begins with.
    Start,
    /// Added to what came before; below nothing where it is subtracted.
    Step,
    /// The sum of all lines before it that are no sums.
    Sum,
}

/// A line of a bridge.
#[derive(Clone, Debug, Serialize)]
pub struct BridgeLine {
    /// Which figure it is.
    pub key: &'static str,
    /// What it is in the bridge.
    pub kind: LineKind,
    /// Its amount, with its sign.
    pub amount: Money,
}

/// The gap and what it is made of.
#[derive(Clone, Debug, Serialize)]
pub struct GapFigures {
    /// `budget - own resources - ongoing projects - received + refunded`.
    pub amount: Money,
    /// From the budget to the gap, and from there to what is still to be raised.
    pub raising: Vec<BridgeLine>,
    /// From the gap to what the priorities lack.
    pub priorities: Vec<BridgeLine>,
    /// The same once what is signed has come.
    pub priorities_signed: Vec<BridgeLine>,
    /// The same once weighted pledges and pipeline have come too.
    pub priorities_outlook: Vec<BridgeLine>,
    /// What the priorities lack, by cause.
    pub causes: Causes,
    /// Month by month, then the projection.
    pub months: Vec<MonthPoint>,
    /// Earmarks that, loosened by one level, would close most.
    pub loosened: Vec<Loosened>,
}

/// Why priorities lack money; the parts add up to what they lack.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Causes {
    /// Missing even if all money could go anywhere.
    pub short_of_money: Money,
    /// Locked by earmarks.
    pub locked_by_earmarks: Money,
    /// Locked by ceilings, caps, limits and the share of countries.
    pub locked_by_limits: Money,
    /// What agreements that ended with the as-of day had where it is lacking now.
    pub lapsed: Money,
    /// There, but held or kept away by decisions, or waiting for one.
    pub decided: Money,
}

impl From<crate::gap::Causes> for Causes {
    fn from(of: crate::gap::Causes) -> Self {
        let crate::gap::Causes { short_of_money, locked_by_earmarks, locked_by_limits, lapsed, decided } = of;
        Self { short_of_money, locked_by_earmarks, locked_by_limits, lapsed, decided }
    }
}

/// The gap at the end of a month.
#[derive(Clone, Debug, Serialize)]
pub struct MonthPoint {
    /// The month, `YYYY-MM`.
    pub month: String,
    /// With what is received.
    pub received: Money,
    /// With what is signed too.
    pub signed: Money,
    /// With weighted pledges and pipeline too.
    pub outlook: Money,
    /// Whether it lies after the as-of date.
    pub projected: bool,
}

/// An earmark that, loosened by one level, would allocate more.
#[derive(Clone, Debug, Serialize)]
pub struct Loosened {
    /// The agreement.
    pub agreement: usize,
    /// Which side of its earmark: `geography`, `theme` or `exclusions`.
    pub side: &'static str,
    /// How much more could be allocated.
    pub closes: Money,
}

/// How far people are reached.
#[derive(Clone, Debug, Serialize)]
pub struct Reach {
    /// `legal`, `effective`, `adequacy` or `change`.
    pub kind: &'static str,
    /// How many were to be reached.
    pub target: Option<u64>,
    /// How many are.
    pub reached: i64,
    /// From how many results.
    pub results: usize,
}

/// The month under other suppositions.
#[derive(Clone, Debug, Serialize)]
pub struct Scenario {
    /// What it is called.
    pub name: String,
    /// The gap.
    pub gap: Money,
    /// What nobody has promised.
    pub still_to_raise: Money,
    /// What priorities can get.
    pub programmable: Money,
    /// Allocated.
    pub allocated: Money,
    /// Programmable and not allocated.
    pub unallocated: Money,
    /// What the priorities lack.
    pub lacking: Money,
    /// Cells that would be otherwise: the cell, then what it would need and have allocated.
    pub cells: Vec<(usize, Money, Money)>,
}
