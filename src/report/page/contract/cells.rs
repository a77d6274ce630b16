//! The cells, who has what in them, what was spent there, what came of it, and what more money would do.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::Money;

use super::super::super::view::Why;
use super::{Named, Row, Words};

/// A cell: a place, a theme and a period of need.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// The code of its place.
    pub place: String,
    /// The code of its theme.
    pub theme: String,
    /// Its period: years, or days where it is not whole years.
    pub period: String,
    /// What it needs.
    pub need: Money,
    /// Its weight in fairness, in thousandths.
    pub weight_thousandths: u32,
    /// What it should have at least, outside money included.
    pub floor: Money,
    /// What it may have at most, outside money included.
    pub ceiling: Money,
    /// What is funded from outside the pool.
    pub outside: Money,
    /// Allocated by the pool.
    pub allocated: Money,
    /// What would be, with what is signed too.
    pub allocated_signed: Money,
    /// What would be, with weighted pledges and pipeline too.
    pub allocated_outlook: Money,
    /// Need less outside less allocated, where above nothing.
    pub lacking: Money,
    /// Expenditure charged.
    pub charged: Money,
    /// Open obligations that unspent money covers.
    pub obligated: Money,
    /// Expenditure that no agreement is charged with.
    pub pending: Money,
    /// Why it lacks money; where money for a part of it waits, why it lacks the rest.
    pub why: Why,
    /// What would be allocated to it, and waits for a decision.
    pub waits: Money,
    /// The agreements whose money limits keep away.
    pub kept_away: Vec<usize>,
    /// The agreements that may pay for it, of whose unallocated money decisions keep some.
    pub held: Vec<usize>,
    /// Where its row is.
    pub source: Option<Row>,
}

/// What an agreement has in the cells, or several donors together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Holding {
    /// The donor.
    pub donor: usize,
    /// The agreement; none in sums of several.
    pub agreement: Option<usize>,
    /// By cell.
    pub cells: Vec<Held>,
}

/// What is had in a cell: the cell, then allocated, charged and obligated. There are many, so they have no names in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Held(pub usize, pub Money, pub Money, pub Money);

/// Expenditure of a cell and year from one sheet, charged or pending.
#[derive(Clone, Debug, Serialize)]
pub struct Cost {
    /// The cell.
    pub cell: usize,
    /// The year.
    pub year: i32,
    /// How much.
    pub amount: Money,
    /// How many lines.
    pub lines: usize,
    /// The index of the sheet.
    pub sheet: usize,
    /// The rows, as `12-14, 18`.
    pub rows: String,
}

/// Expenditure of a place, theme and cause that no agreement is charged with.
#[derive(Clone, Debug, Serialize)]
pub struct Pending {
    /// The code of the place.
    pub place: String,
    /// The code of the theme.
    pub theme: String,
    /// The cell, where there is one.
    pub cell: Option<usize>,
    /// Why: `no_cell`, `not_eligible`, `beyond_need` or `no_money`.
    pub cause: &'static str,
    /// How much.
    pub amount: Money,
    /// The day of the oldest line.
    pub since: NaiveDate,
    /// Where that line is.
    pub source: Option<Row>,
}

/// A result.
#[derive(Clone, Debug, Serialize)]
pub struct ResultLine {
    /// The code of the place.
    pub place: String,
    /// The code of the theme.
    pub theme: String,
    /// When.
    pub date: NaiveDate,
    /// `legal`, `effective`, `adequacy` or `change`.
    pub kind: &'static str,
    /// How many; below zero where a closed month had too many.
    pub number: i64,
    /// In words.
    pub description: String,
    /// Where its row is.
    pub source: Option<Row>,
}

/// What a contribution would do: allocated by the rules of the fund on top of what stands.
#[derive(Clone, Debug, Serialize)]
pub struct Contribution {
    /// The contribution.
    pub contribution: Money,
    /// What of it priorities can get, after fee and support reserve.
    pub programmable: Money,
    /// What of that cells take.
    pub allocated: Money,
    /// The cells that take some, and how much.
    pub cells: Vec<(usize, Money)>,
}

/// What a contribution to a part of the programme would do.
#[derive(Clone, Debug, Serialize)]
pub struct Opportunity {
    /// The code of the place whose cells it may pay for.
    pub place: String,
    /// The code of the theme whose cells it may pay for.
    pub theme: String,
    /// What it would do.
    #[serde(flatten)]
    pub would: Contribution,
}

/// What people reached have cost so far.
#[derive(Clone, Debug, Serialize)]
pub struct Reached {
    /// `legal`, `effective` or `adequacy`.
    pub kind: &'static str,
    /// From how many results.
    pub results: usize,
    /// How many people they reached.
    pub people: i64,
    /// Expenditure charged in all cells of the same part of the programme.
    pub charged: Money,
}

/// What people reached have cost so far in a part of the programme.
#[derive(Clone, Debug, Serialize)]
pub struct Basis {
    /// The code of the place.
    pub place: String,
    /// The code of the theme.
    pub theme: String,
    /// What they cost.
    #[serde(flatten)]
    pub reached: Reached,
}

/// What a donor says that it would like to fund, and what it would achieve.
#[derive(Clone, Debug, Serialize)]
pub struct Interest {
    /// The donor's code.
    pub code: String,
    /// Its name, as it was written.
    pub name: String,
    /// What it is called.
    #[serde(flatten)]
    pub called: Named,
    /// Where it is among the donors, if it has an agreement.
    pub donor: Option<usize>,
    /// What it would like to fund.
    pub wishes: Words,
    /// The cells of it that lack money, the worst funded first.
    pub cells: Vec<usize>,
    /// Its other cells, which lack nothing.
    pub funded: Vec<usize>,
    /// What contributions to all of it would do.
    pub contributions: Vec<Contribution>,
    /// What people reached have cost there, where there are enough results to say so.
    pub basis: Vec<Reached>,
    /// Where its row is.
    pub source: Option<Row>,
}
