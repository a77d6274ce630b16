//! Expenditure charged to the agreements that pay for it (docs/domain.md, section 5).
//!
//! What comes in: spending lines in base money, the cells, and what each agreement placed in each cell. What leaves: a
//! share of every line for every agreement that pays for it, and the exceptions. What it does not know: earmarks (the
//! placements already honour them), reports.
//!
//! Within a cell lines are taken in order of date. A line that names an agreement is charged to it. The rest is bundled
//! by year and category and shared in proportion to what each agreement still has there after what was charged to it by
//! name. The shares of the cumulative amount come from [`apportion`](crate::domain::apportion()), which is monotone, so
//! that a bundle's share is the growth of its agreement's cumulative share: never negative for spending above nothing,
//! and exact both by bundle and by agreement.

mod acts;
pub mod answer;
mod book;
mod cells;
mod certificate;
mod charge;
mod correct;
mod costs_first;
mod cover;
mod credits;
mod decide;
mod differences;
mod docket;
mod eligible;
mod former;
mod hold;
mod ids;
pub mod input;
mod interest;
mod lapse;
mod life;
mod lines;
mod living;
mod money;
mod numbers;
pub mod outcome;
mod outlook;
mod past;
mod propose;
mod recommend;
mod results;
mod room;
pub mod run;
mod sharing;
mod support;
pub mod tables;
mod terms;
mod told;

pub use cells::CellIndex;
pub use former::former_close;
pub use life::live;
pub use propose::propose;
pub use recommend::{Place, Recommendation};
pub use results::ResultShares;
use sharing::Lot;

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::allocate::AllocateError;
use crate::domain::facts::{ExpenditureCategory, ExpenditureType};
use crate::domain::{AgreementRef, Money, Placement};
use crate::ledger::{AgreementPosition, Ledger, SpendingLine};

/// A share of a spending line, or of a bundle of lines of one cell, year and category.
///
/// There are millions of them, so places are held as short numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    line: u32,
    cell: u32,
    agreement: u32,
    /// How many lines it is a share of.
    pub lines: u32,
    /// How much of the line; negative for a credit.
    pub amount: Money,
}

impl Share {
    /// Place of the line in [`Ledger::spending`]; of a bundle, its last one.
    pub const fn line(&self) -> usize {
        self.line as usize
    }

    /// Place of the cell in the list of priorities.
    pub const fn cell(&self) -> usize {
        self.cell as usize
    }

    /// Place of the agreement that pays in [`Ledger::agreements`].
    pub const fn agreement(&self) -> usize {
        self.agreement as usize
    }
}

/// Why a part of a line is charged to nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExceptionCause {
    /// The fund has no cell for this place, theme and date.
    NoCell,
    /// Beyond what the named agreement has in the cell.
    BeyondAgreement,
    /// Beyond what the cell was allocated.
    BeyondAllocation,
}

impl ExceptionCause {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NoCell => "no priority cell for this place, theme and date",
            Self::BeyondAgreement => "beyond what the named agreement has in this cell",
            Self::BeyondAllocation => "beyond what this cell was allocated",
        }
    }
}

/// A part of a line or bundle that is charged to nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Place of the line in [`Ledger::spending`]; of a bundle, its last one.
    pub line: usize,
    /// The cell, where there is one.
    pub cell: Option<usize>,
    /// How much of the line.
    pub amount: Money,
    /// Why.
    pub cause: ExceptionCause,
}

/// Expenditure and obligations by agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// Shares of expenditure lines.
    pub spent: Vec<Share>,
    /// Shares of open obligations.
    pub obligated: Vec<Share>,
    /// What is charged to nobody.
    pub exceptions: Vec<Exception>,
    /// Expenditure lines that name no agreement, by cell: their places in [`Ledger::spending`], by date.
    pub shared: BTreeMap<usize, Vec<usize>>,
    /// Programme support cost on each agreement's direct expenditure, at its rate.
    pub support_cost: BTreeMap<AgreementRef, Money>,
}

impl Attribution {
    /// Expenditure charged to agreements, without support cost.
    pub fn total_spent(&self) -> Money {
        self.spent.iter().map(|share| share.amount).sum()
    }

    /// Exceptions of expenditure lines (not of obligations).
    pub fn total_exceptions(&self, ledger: &Ledger) -> Money {
        let of_expenditure = |exception: &&Exception| {
            ledger.spending[exception.line].fact.expenditure_type == ExpenditureType::Expenditure
        };
        self.exceptions.iter().filter(of_expenditure).map(|exception| exception.amount).sum()
    }

    /// All support cost.
    pub fn total_support_cost(&self) -> Money {
        self.support_cost.values().copied().sum()
    }
}

/// Charges every spending line to agreements.
pub fn attribute(ledger: &Ledger, cells: &CellIndex, placements: &[Placement]) -> Attribution {
    let mut attribution = Attribution::default();
    let mut by_cell: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (line, spending) in ledger.spending.iter().enumerate() {
        match cells.find(&spending.fact.geography, &spending.fact.theme, spending.fact.date) {
            Some(cell) => by_cell.entry(cell).or_default().push(line),
            None => attribution.exceptions.push(Exception {
                line,
                cell: None,
                amount: spending.base,
                cause: ExceptionCause::NoCell,
            }),
        }
    }
    let agreements: HashMap<&AgreementRef, u32> =
        ledger.agreements.iter().map(|position| &position.agreement.reference).zip(0..).collect();
    let mut lots: BTreeMap<usize, Vec<Lot>> = BTreeMap::new();
    for placement in placements {
        if let Some(&agreement) = agreements.get(&placement.agreement) {
            lots.entry(placement.cell).or_default().push(Lot { agreement, amount: placement.amount });
        }
    }
    for (cell, lines) in by_cell {
        let lots = lots.get(&cell).map_or(&[][..], Vec::as_slice);
        let mut room = sharing::Room::new(cell, lots, &agreements);
        let of_type = |wanted: ExpenditureType| {
            let mut lines: Vec<usize> =
                lines.iter().copied().filter(|&line| ledger.spending[line].fact.expenditure_type == wanted).collect();
            lines.sort_by_key(|&line| order(&ledger.spending[line]));
            lines
        };
        let spent = of_type(ExpenditureType::Expenditure);
        room.share(&ledger.spending, &spent, &mut attribution.spent);
        let shared = spent.into_iter().filter(|&line| ledger.spending[line].fact.agreement.is_none());
        attribution.shared.insert(cell, shared.collect());
        room.share(&ledger.spending, &of_type(ExpenditureType::Obligation), &mut attribution.obligated);
        attribution.exceptions.append(&mut room.exceptions);
    }
    attribution.exceptions.sort_by_key(|exception| exception.line);
    attribution.support_cost = support_cost(ledger, &attribution.spent);
    attribution
}

/// The order in which lines of a cell are taken: by date, then by where they stand in the inputs.
fn order(spending: &SpendingLine) -> (chrono::NaiveDate, &str, &str, u32) {
    let source = &spending.fact.source;
    (spending.fact.date, &source.sheet.file, &source.sheet.sheet, source.row)
}

/// Support cost is a percentage of direct expenditure; recorded lines of indirect support are no part of its base.
fn support_cost(ledger: &Ledger, spent: &[Share]) -> BTreeMap<AgreementRef, Money> {
    let mut direct: Vec<Option<Money>> = vec![None; ledger.agreements.len()];
    for share in spent {
        if ledger.spending[share.line()].fact.category != ExpenditureCategory::IndirectSupport {
            *direct[share.agreement()].get_or_insert_default() += share.amount;
        }
    }
    let bases = ledger.agreements.iter().zip(direct);
    let cost = |(position, base): (&AgreementPosition, Option<Money>)| {
        Some((position.agreement.reference.clone(), position.support_rate.of(base?)))
    };
    bases.filter_map(cost).collect()
}

/// Why there is no life of the money.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LifeError {
    /// The as-of day lies in a closed month.
    #[error("{as_of} is closed: the last close was on {closed_on}")]
    Closed {
        /// The day.
        as_of: NaiveDate,
        /// The day of the last close.
        closed_on: NaiveDate,
    },
    /// A receipt names an agreement that there is not.
    #[error("receipt {receipt} names no agreement that there is")]
    UnknownAgreement {
        /// The receipt.
        receipt: String,
    },
    /// An agreement has no terms.
    #[error("agreement {agreement} has no terms")]
    NoTerms {
        /// The agreement.
        agreement: AgreementRef,
    },
    /// A name stands twice.
    #[error("{name} stands twice")]
    Twice {
        /// The agreement, cell or cost.
        name: String,
    },
    /// Amounts that cannot be added up.
    #[error("with {name} the amounts are more than can be added up")]
    TooMuch {
        /// The row with which they become too much.
        name: String,
    },
    /// There is no best allocation.
    #[error(transparent)]
    Allocation(#[from] AllocateError),
    /// A rule that must hold does not.
    #[error("a rule does not hold: {what}; this is a fault of the program")]
    Broken {
        /// Which, and where.
        what: String,
    },
}
