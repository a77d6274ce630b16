//! The life of the money in terms of the ledger's lists, as reports want it.
//!
//! What comes in: a [`Life`] and the ledger that it was made of. What leaves: the [`Book`] and the [`Attribution`], which
//! refer to the ledger's agreements, cells and lines by their index. The ledger is completed with what only the past
//! names (cells and lines that are gone, opening balances, the agreement that programmable interest is), and its
//! positions take the amounts that depend on what was charged. What it does not know: how the life came about.

mod indexes;
mod lines;
mod obligations;
mod results;
mod shares;
pub mod tables;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::allocate::allocate;
use crate::config::Fund;
use crate::domain::facts::Facts;
use crate::domain::{AgreementRef, Money, Month, Placement};
use crate::ledger::{Ledger, SpendingLine};

use crate::attribute::outcome::{
    Amounts, Beyond, BoundOf, Certificate, DecisionOf, Lapse, Life, Over, PendingLine, Recommendation, Refused, ToCome,
    Withheld,
};
use crate::attribute::run::{Before, Cause, Mode, Returned, Run};
use crate::attribute::run::{CellIndex, input};
use crate::attribute::{LifeError, live};
use indexes::Indexes;
use lines::Lines;
pub use results::{BookedResult, ResultShares};

/// The allocation book and what stands by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// The entries, in the order in which they were made.
    pub entries: Vec<BookLine>,
    /// What stands, by cell and agreement: sums of the entries.
    pub placements: Vec<Placement>,
    /// The amounts of each agreement of [`Ledger::agreements`].
    pub amounts: Vec<Amounts>,
    /// What is above its money or its ceiling.
    pub over: Vec<Over>,
    /// What costs took beyond a cap, a limit or the country share.
    pub beyond: Vec<Beyond>,
    /// Ended agreements that owe something: to be returned or extended.
    pub lapses: Vec<Lapse>,
    /// Interest that went back to donors, month by month.
    pub returned: Vec<Returned>,
    /// What is charged in cells, and the most that any allocation could have charged.
    pub certificate: Certificate,
    /// Decisions that acted; their parts name agreements by their index in [`Ledger::agreements`].
    pub decisions: Vec<DecisionOf>,
    /// What decisions in force keep from the program, by cell of [`Ledger::cells`].
    pub withheld: Vec<Withheld>,
}

/// An entry of the allocation book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookLine {
    /// The day from which it stands.
    pub date: NaiveDate,
    /// Index of the agreement in [`Ledger::agreements`].
    pub agreement: u32,
    /// Index of the cell in [`Ledger::cells`].
    pub cell: u32,
    /// How much; below zero where money leaves the cell.
    pub amount: Money,
    /// Why.
    pub cause: Cause,
    /// What made it; empty where the cause says it.
    pub reference: String,
}

impl Book {
    /// The sum of an amount over all agreements.
    pub fn total(&self, amount: impl Fn(&Amounts) -> Money) -> Money {
        self.amounts.iter().map(amount).sum()
    }
}

/// A part of a spending line that an agreement is charged with, or bound to.
///
/// There are hundreds of thousands of them, so indexes are held as short numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share {
    cell: u32,
    line: u32,
    agreement: u32,
    /// The month in which it is charged; of an obligation, the month of its day.
    pub charged_in: Month,
    /// How much of the line; below zero for a credit, and where a charge was taken back.
    pub amount: Money,
}

impl Share {
    /// A share of a line, by indexes.
    fn new(cell: usize, line: usize, agreement: u32, charged_in: Month, amount: Money) -> Self {
        Self { cell: short(cell), line: short(line), agreement, charged_in, amount }
    }

    /// The same of another amount.
    pub(crate) const fn of(self, amount: Money) -> Self {
        Self { amount, ..self }
    }

    /// Index of the line in [`Ledger::spending`].
    pub const fn line(&self) -> usize {
        self.line as usize
    }

    /// Index of the cell in [`Ledger::cells`].
    pub const fn cell(&self) -> usize {
        self.cell as usize
    }

    /// Index of the agreement that pays in [`Ledger::agreements`].
    pub const fn agreement(&self) -> usize {
        self.agreement as usize
    }
}

fn short(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// What of an open obligation no unspent money of its cell is left to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uncovered {
    /// Index of the line in [`Ledger::spending`].
    pub line: u32,
    /// How much of it.
    pub amount: Money,
}

/// Expenditure and obligations by agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// Charges of direct expenditure, by cell, line and agreement.
    pub spent: Vec<Share>,
    /// Open obligations by those who are to pay: by name, else in proportion to what they have unspent in the cell.
    pub obligated: Vec<Share>,
    /// What of open obligations falls to nobody yet, since no money is unspent in their cells, in the order of lines.
    pub uncovered: Vec<Uncovered>,
    /// What nobody can be charged with yet, in the order of lines.
    pub pending: Vec<PendingLine>,
    /// Programme support cost of each agreement and year.
    pub support_cost: BTreeMap<(AgreementRef, i32), Money>,
    /// Of direct expenditure charged since the last close, what comes of facts that are not what they were at that close, or came
    /// late.
    pub restated: Vec<Share>,
    /// The support cost of that, by agreement of [`Ledger::agreements`].
    pub restated_support: Vec<Money>,
    /// Results up to the as-of day as they are booked: those of closed months, what changed of them, then those of open
    /// months in the order of the facts.
    pub results: Vec<BookedResult>,
}

impl Attribution {
    /// Expenditure charged to agreements, without support cost.
    pub fn total_charged(&self) -> Money {
        self.spent.iter().map(|share| share.amount).sum()
    }

    /// Expenditure that nobody can be charged with yet.
    pub fn total_pending(&self) -> Money {
        self.pending.iter().map(|pending| pending.amount).sum()
    }

    /// Open obligations that no unspent money covers.
    pub fn total_uncovered(&self) -> Money {
        self.uncovered.iter().map(|part| part.amount).sum()
    }

    /// All support cost.
    pub fn total_support_cost(&self) -> Money {
        self.support_cost.values().copied().sum()
    }
}

/// An agreement that a closed month allocated money of, and that the facts have no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoneAgreement {
    /// The agreement.
    pub agreement: AgreementRef,
    /// What was allocated of it.
    pub allocated: Money,
}

/// Support cost by agreement and year.
pub type SupportByYear = BTreeMap<(AgreementRef, i32), Money>;

/// What closed months recorded of figures that follow from charges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// Support cost of closed years.
    pub support: SupportByYear,
    /// Results as they were booked; nothing where a close did not keep them.
    pub results: Option<Vec<BookedResult>>,
}

/// What a life means for the ledger.
#[derive(Clone, Debug)]
pub struct Lived {
    /// The allocation book.
    pub book: Book,
    /// Who pays for what.
    pub attribution: Attribution,
    /// The best allocation of the as-of day: what was asked, and what was found.
    pub recommendation: Recommendation,
    /// What would stand in all in each scenario, by cell and agreement.
    pub outlooks: Vec<Vec<Placement>>,
    /// Decisions that could not act.
    pub refused: Vec<Refused>,
    /// Lines that stand behind the ledger's own from now on.
    added: Vec<SpendingLine>,
}

/// Lives through the open months of a fund, after what closed months recorded, in the fund's own mode or another; each scenario is
/// money to come. The ledger is completed with what only the past names.
///
/// # Errors
/// When there is no life of the money, or an agreement that closed months allocated is not in the ledger.
pub fn lived(
    (fund, facts, mode): (&Fund, &Facts, Mode),
    ledger: &mut Ledger,
    before: &Before<'_>,
    closed: &Recorded,
    scenarios: &[Vec<ToCome>],
) -> Result<Lived, LivedError> {
    let mut spending = std::mem::take(&mut ledger.spending);
    let mut run = input::run(fund, facts, ledger, &spending, before);
    run.fund.mode = mode;
    let life = live(&run, before, scenarios, &allocate)?;
    let mut lived = in_ledger_terms(life, (fund, facts, &run), &spending, ledger, (before, closed))?;
    drop(run);
    spending.append(&mut lived.added);
    ledger.spending = spending;
    Ok(lived)
}

/// Why there are no figures of a life.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LivedError {
    /// There is no life of the money.
    #[error(transparent)]
    Life(#[from] LifeError),
    /// An agreement is gone.
    #[error("closed months allocated money of {}, but the agreements have it no longer", .0.agreement)]
    Gone(GoneAgreement),
}

impl From<GoneAgreement> for LivedError {
    fn from(gone: GoneAgreement) -> Self {
        Self::Gone(gone)
    }
}

/// Says what a life is in terms of the ledger that its run was made of. The ledger's own lines are apart.
fn in_ledger_terms(
    life: Life<'_>,
    (fund, facts, run): (&Fund, &Facts, &Run<'_>),
    spending: &[SpendingLine],
    ledger: &mut Ledger,
    (before, closed): (&Before<'_>, &Recorded),
) -> Result<Lived, GoneAgreement> {
    let index = CellIndex::new(&ledger.cells, fund, ledger.as_of);
    let agreements = indexes::agreements(&life, fund, ledger)?;
    let cells = indexes::cells(&life, ledger);
    let Lines { indexes: lines, openings, added } = lines::lines(&life, run, &cells, (fund, facts), (spending, ledger));
    let indexes = Indexes { agreements, cells, lines, openings };
    let book = book(&life, &indexes, ledger);
    let mut spent: Vec<Share> = Vec::with_capacity(life.charges.len());
    spent.extend(life.charges.iter().filter_map(|charge| indexes.share(charge)));
    let spent = added_up(spent);
    let pending = life.pending.iter().map(|pending| PendingLine {
        line: indexes.lines[pending.line as usize],
        cell: pending.cell.map(|cell| indexes.cells[cell as usize]),
        ..*pending
    });
    let pending = pending.collect();
    let by_cell = shares::obligations_by_cell(spending, &index);
    let obligated = shares::obligated((spending, ledger), &book, &spent, &by_cell);
    let uncovered = shares::uncovered(spending, &obligated);
    let support_cost = shares::support_cost(&life, &indexes, ledger, &closed.support);
    let restated = added_up(shares::restated(&life, &indexes, before));
    let restated_support = shares::support_of(&restated, fund, ledger);
    let kept = before.closed_on.zip(closed.results.as_deref());
    let results = results::booked((&life, &indexes), facts, &index, kept);
    let outlooks = life.outlooks.iter().map(|outlook| indexes.placements(&outlook.placements, ledger)).collect();
    let attribution =
        Attribution { spent, obligated, uncovered, pending, support_cost, restated, restated_support, results };
    let refused = life.refused;
    Ok(Lived { book, attribution, recommendation: life.recommendation, outlooks, refused, added })
}

/// Shares of one cell, line, agreement and month as one, without those that come to nothing.
fn added_up(mut shares: Vec<Share>) -> Vec<Share> {
    shares.sort_unstable();
    shares.dedup_by(|next, kept| {
        let same = (next.cell, next.line, next.agreement, next.charged_in)
            == (kept.cell, kept.line, kept.agreement, kept.charged_in);
        if same {
            kept.amount += next.amount;
        }
        same
    });
    shares.retain(|share| !share.amount.is_zero());
    shares
}

fn book(life: &Life<'_>, indexes: &Indexes, ledger: &mut Ledger) -> Book {
    let agreement = |number: u32| indexes.agreements[number as usize];
    let cell = |number: u32| indexes.cells[number as usize];
    let mut standing: BTreeMap<(u32, u32), Money> = BTreeMap::new();
    let mut entries = Vec::with_capacity(life.entries.len());
    for entry in &life.entries {
        let (agreement, cell) = (agreement(entry.agreement), cell(entry.cell));
        *standing.entry((cell, agreement)).or_default() += entry.amount;
        entries.push(BookLine {
            date: entry.date,
            agreement,
            cell,
            amount: entry.amount,
            cause: entry.cause,
            reference: entry.reference.clone(),
        });
    }
    let mut amounts = vec![Amounts::default(); ledger.agreements.len()];
    for (&index, of_life) in indexes.agreements.iter().zip(life.amounts()) {
        amounts[index as usize] = *of_life;
        let position = &mut ledger.agreements[index as usize];
        position.programmable = of_life.programmable;
        position.support_reserve = of_life.reserve;
    }
    let placements = standing.into_iter().filter(|(_, amount)| !amount.is_zero()).map(|((cell, index), amount)| {
        let agreement = ledger.agreements[index as usize].agreement.reference.clone();
        Placement { cell: cell as usize, agreement, amount }
    });
    let mut withheld = vec![Withheld::default(); ledger.cells.len()];
    for (number, of_cell) in (0..).zip(&life.withheld) {
        withheld[cell(number) as usize] = *of_cell;
    }
    Book {
        placements: placements.collect(),
        withheld,
        over: life.over.iter().map(|over| over.placed(agreement, cell)).collect(),
        beyond: life.beyond.iter().map(|beyond| beyond.placed(agreement)).collect(),
        lapses: life.lapses.iter().map(|lapse| Lapse { agreement: agreement(lapse.agreement), ..*lapse }).collect(),
        returned: life.returned.clone(),
        certificate: life.certificate,
        decisions: life.decisions.iter().map(|decision| decision.placed(agreement)).collect(),
        entries,
        amounts,
    }
}

impl Over {
    /// The same, by other numbers of agreements and cells.
    fn placed(&self, agreement: impl Fn(u32) -> u32, cell: impl Fn(u32) -> u32) -> Self {
        match self {
            Self::Agreement { agreement: number, amount, cause, cells } => Self::Agreement {
                agreement: agreement(*number),
                amount: *amount,
                cause: *cause,
                cells: cells.iter().map(|number| cell(*number)).collect(),
            },
            Self::Cell { cell: number, amount, cause, agreements } => Self::Cell {
                cell: cell(*number),
                amount: *amount,
                cause: *cause,
                agreements: agreements.iter().map(|number| agreement(*number)).collect(),
            },
        }
    }
}

impl Beyond {
    /// The same, by other numbers of agreements.
    fn placed(&self, agreement: impl Fn(u32) -> u32) -> Self {
        let bound = match &self.bound {
            BoundOf::Limit { agreement: number, limit } => {
                BoundOf::Limit { agreement: agreement(*number), limit: *limit }
            }
            bound @ (BoundOf::Group(_) | BoundOf::CountryShare) => bound.clone(),
        };
        Self { bound, amount: self.amount }
    }
}
