//! The life of the money in terms of the ledger's lists, as reports want it.
//!
//! What comes in: a [`Life`] and the ledger that it was made of. What leaves: the [`Book`] and the [`Attribution`], which
//! refer to the ledger's agreements, cells and lines by their place. The ledger is completed with what only the past
//! names (cells and lines that are gone, opening balances, the agreement that programmable interest is), and its
//! positions take the amounts that depend on what was charged. What it does not know: how the life came about.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::allocate::allocate;
use crate::config::Fund;
use crate::domain::facts::{Expenditure, ExpenditureCategory, ExpenditureType, Facts, Opening, Priority};
use crate::domain::{
    AgreementRef, GeographyCode, Money, Month, OriginalAmount, Period, Placement, Source, ThemeCode, Weight, apportion,
};
use crate::ledger::{Ledger, SpendingLine};

use super::outcome::{Amounts, Beyond, BoundOf, Certificate, Lapse, Life, LineOf, Over, Party, ToCome};
use super::run::{Before, Cause, INTEREST, OPENING, PendingCause, Returned, Run};
use super::{CellIndex, LifeError, Recommendation, ResultShares, input, live, sharing};

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
}

/// An entry of the allocation book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookLine {
    /// The day from which it stands.
    pub date: NaiveDate,
    /// Place of the agreement in [`Ledger::agreements`].
    pub agreement: u32,
    /// Place of the cell in [`Ledger::cells`].
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
/// There are hundreds of thousands of them, so places are held as short numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share {
    pub(super) cell: u32,
    pub(super) line: u32,
    pub(super) agreement: u32,
    /// The month in which it is charged; of an obligation, the month of its day.
    pub charged_in: Month,
    /// How much of the line; below zero for a credit, and where a charge was taken back.
    pub amount: Money,
}

impl Share {
    /// A share of a line, by places.
    pub(super) fn new(cell: usize, line: usize, agreement: u32, charged_in: Month, amount: Money) -> Self {
        Self { cell: short(cell), line: short(line), agreement, charged_in, amount }
    }

    /// Place of the line in [`Ledger::spending`].
    pub const fn line(&self) -> usize {
        self.line as usize
    }

    /// Place of the cell in [`Ledger::cells`].
    pub const fn cell(&self) -> usize {
        self.cell as usize
    }

    /// Place of the agreement that pays in [`Ledger::agreements`].
    pub const fn agreement(&self) -> usize {
        self.agreement as usize
    }
}

fn short(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// A part of an expenditure line that no agreement can be charged with yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PendingLine {
    /// Place of the line in [`Ledger::spending`].
    pub line: usize,
    /// The cell, where there is one.
    pub cell: Option<usize>,
    /// How much; below zero for what is left of a credit.
    pub amount: Money,
    /// Why.
    pub cause: PendingCause,
}

/// Expenditure and obligations by agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// Charges of direct expenditure, by cell, line and agreement.
    pub spent: Vec<Share>,
    /// Open obligations by those who are to pay: by name, else in proportion to what they have unspent in the cell.
    pub obligated: Vec<Share>,
    /// What nobody can be charged with yet, in the order of lines.
    pub pending: Vec<PendingLine>,
    /// Expenditure lines that name no agreement, by cell: their places in [`Ledger::spending`], by date.
    pub shared: BTreeMap<usize, Vec<usize>>,
    /// Programme support cost of each agreement and year.
    pub support_cost: BTreeMap<(AgreementRef, i32), Money>,
    /// Results up to the as-of day by those who paid, in the order of the facts.
    pub results: Vec<AttributedResult>,
}

/// A result and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributedResult {
    /// Place of the result in the facts.
    pub result: usize,
    /// By place of the agreement in [`Ledger::agreements`], in units of the kind's last decimal. Empty where nobody was
    /// charged for what was done by then.
    pub parts: Vec<(u32, i64)>,
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

/// Support cost of closed years, by agreement: what a close recorded.
pub type SupportByYear = BTreeMap<(AgreementRef, i32), Money>;

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
    /// Lines that stand behind the ledger's own from now on.
    added: Vec<SpendingLine>,
}

/// Lives through the open months of a fund. `closed` is the support cost of closed years; each scenario is money to come.
/// The ledger is completed with what only the past names.
///
/// # Errors
/// When there is no life of the money, or an agreement that closed months allocated is not in the ledger.
pub fn lived(
    (fund, facts): (&Fund, &Facts),
    ledger: &mut Ledger,
    before: &Before<'_>,
    closed: &SupportByYear,
    scenarios: &[Vec<ToCome>],
) -> Result<Lived, LivedError> {
    let mut spending = std::mem::take(&mut ledger.spending);
    let run = input::run(fund, facts, ledger, &spending, before);
    let life = live(&run, before, scenarios, &allocate)?;
    let mut lived = told(life, (fund, facts, &run), &spending, ledger, closed)?;
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
fn told(
    life: Life<'_>,
    (fund, facts, run): (&Fund, &Facts, &Run<'_>),
    spending: &[SpendingLine],
    ledger: &mut Ledger,
    closed: &SupportByYear,
) -> Result<Lived, GoneAgreement> {
    let index = CellIndex::new(&ledger.cells, fund, ledger.as_of);
    let agreements = agreements(&life, fund, ledger)?;
    let cells = cells(&life, ledger);
    let Lines { places: lines, openings, added } = lines(&life, run, &cells, (fund, facts), (spending, ledger));
    let places = Places { agreements, cells, lines, openings };
    let book = book(&life, &places, ledger);
    let mut spent: Vec<Share> = Vec::with_capacity(life.charges.len());
    for charge in &life.charges {
        let Some(cell) = charge.cell else { continue };
        let line = places.line_of(charge.line, charge.agreement, cell);
        let (cell, agreement) = (places.cells[cell as usize], places.agreements[charge.agreement as usize]);
        spent.push(Share { cell, line, agreement, charged_in: charge.charged_in, amount: charge.amount });
    }
    let spent = added_up(spent);
    let pending = life.pending.iter().map(|pending| PendingLine {
        line: places.lines[pending.line as usize] as usize,
        cell: pending.cell.map(|cell| places.cells[cell as usize] as usize),
        amount: pending.amount,
        cause: pending.cause,
    });
    let pending = pending.collect();
    let by_cell = by_cell(spending, &index);
    let obligated = obligated((spending, ledger), &book, &spent, &by_cell);
    let shared = by_cell.into_iter().map(|(cell, lines)| (cell, lines.unnamed)).collect();
    let support_cost = support_cost(&life, &places, ledger, closed);
    let results = results(&life, &places, facts, &index);
    let outlooks = life.outlooks.iter().map(|outlook| places.placements(&outlook.placements, ledger)).collect();
    let attribution = Attribution { spent, obligated, pending, shared, support_cost, results };
    Ok(Lived { book, attribution, recommendation: life.recommendation, outlooks, added })
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

/// Where the agreements, cells and lines of a life stand in the ledger.
struct Places {
    agreements: Vec<u32>,
    cells: Vec<u32>,
    lines: Vec<u32>,
    /// Lines of opening balances, by agreement and cell of the life.
    openings: HashMap<(u32, u32), u32>,
}

impl Places {
    /// Sums of money as placements, by cell and agreement.
    fn placements(&self, sums: &[(u32, u32, Money)], ledger: &Ledger) -> Vec<Placement> {
        let placement = |&(agreement, cell, amount): &(u32, u32, Money)| {
            let position = &ledger.agreements[self.agreements[agreement as usize] as usize];
            let cell = self.cells[cell as usize] as usize;
            Placement { cell, agreement: position.agreement.reference.clone(), amount }
        };
        let mut placements: Vec<Placement> = sums.iter().map(placement).collect();
        placements.sort();
        placements
    }

    fn line_of(&self, line: u32, agreement: u32, cell: u32) -> u32 {
        self.openings.get(&(agreement, cell)).copied().filter(|_| self.is_opening(line)).unwrap_or_else(|| {
            self.lines[line as usize]
        })
    }

    /// Opening charges bear the last line of a life.
    fn is_opening(&self, line: u32) -> bool {
        line as usize + 1 == self.lines.len()
    }
}

/// The place of each agreement of a life.
fn agreements(life: &Life<'_>, fund: &Fund, ledger: &mut Ledger) -> Result<Vec<u32>, GoneAgreement> {
    if life.agreements.iter().any(|party| party.reference.as_str() == INTEREST) {
        ledger.add_interest(AgreementRef::new(INTEREST), fund);
    }
    let place = |(party, amounts): (&Party, &Amounts)| {
        let found = ledger.agreements.binary_search_by(|position| position.agreement.reference.cmp(&party.reference));
        let gone = |_| GoneAgreement { agreement: party.reference.clone(), allocated: amounts.allocated };
        found.map(short).map_err(gone)
    };
    life.agreements.iter().zip(life.amounts()).map(place).collect()
}

/// The place of each cell of a life; those that are gone are put behind the others, without a need.
fn cells(life: &Life<'_>, ledger: &mut Ledger) -> Vec<u32> {
    let mut index: HashMap<String, usize> =
        ledger.cells.iter().enumerate().map(|(place, cell)| (cell.id(), place)).collect();
    let mut places = Vec::with_capacity(life.cells.len());
    for (id, known) in life.cells.iter().zip(&life.known_cells) {
        let place = *index.entry(id.to_string()).or_insert_with(|| {
            ledger.cells.push(gone_cell(id.as_str(), &known.geography, &known.theme));
            ledger.cells.len() - 1
        });
        places.push(short(place));
    }
    places
}

/// A cell that only the past knows: it asks for nothing. Its code says what it was.
fn gone_cell(id: &str, geography: &str, theme: &str) -> Priority {
    let mut parts = id.splitn(3, '/');
    let (place, part, period) = (parts.next(), parts.next(), parts.next().and_then(Period::parse));
    let or = |known: &str, part: Option<&str>| match known {
        "" => part.unwrap_or_default().to_owned(),
        known => known.to_owned(),
    };
    Priority {
        geography: GeographyCode::new(&or(geography, place)),
        theme: ThemeCode::new(&or(theme, part)),
        period: period.unwrap_or(Period { from: NaiveDate::MIN, to: NaiveDate::MIN }),
        valid_from: None,
        need: Money::ZERO,
        weight: Weight::ONE,
        floor: Money::ZERO,
        ceiling: Money::ZERO,
        outside: Money::ZERO,
        notes: None,
        source: Source::default(),
    }
}

/// Where lines stand.
struct Lines {
    /// By line of the life.
    places: Vec<u32>,
    /// Those of opening balances, by agreement and cell of the life.
    openings: HashMap<(u32, u32), u32>,
    /// Those that stand behind the ledger's own.
    added: Vec<SpendingLine>,
}

/// The place of each line of a life. Lines that are gone are put behind the others, with nothing: what was charged of
/// them was taken back. So are opening balances, with what was charged.
fn lines(
    life: &Life<'_>,
    run: &Run<'_>,
    cells: &[u32],
    (fund, facts): (&Fund, &Facts),
    (spending, ledger): (&[SpendingLine], &Ledger),
) -> Lines {
    let expenditure = (0_u32..).zip(spending);
    let expenditure = expenditure.filter(|(_, line)| line.fact.expenditure_type == ExpenditureType::Expenditure);
    let by_id: HashMap<&str, u32> = run.costs.iter().map(|cost| &*cost.id).zip(expenditure.map(|(at, _)| at)).collect();
    let rank: HashMap<&str, u32> = life.cells.iter().map(|id| id.as_str()).zip(0..).collect();
    let mut added: Vec<SpendingLine> = Vec::new();
    let mut add = |line: SpendingLine| {
        added.push(line);
        short(spending.len() + added.len() - 1)
    };
    let place = |line: &LineOf<'_>| {
        let current = by_id.get(line.id).copied().filter(|_| line.current);
        let cell = line.cost.and_then(|cost| cost.cell.as_deref()).and_then(|cell| rank.get(cell));
        let cell = cell.map(|&cell| &ledger.cells[cells[cell as usize] as usize]);
        current.unwrap_or_else(|| add(gone_line(line, cell, fund, ledger.as_of)))
    };
    let places = life.lines.iter().map(place).collect();
    let agreements: HashMap<&AgreementRef, u32> =
        life.agreements.iter().map(|party| &party.reference).zip(0..).collect();
    let openings = facts.openings.iter().filter_map(|opening| {
        let key = (*agreements.get(&opening.agreement)?, *rank.get(opening.cell().as_str())?);
        Some((key, opening))
    });
    let openings: Vec<((u32, u32), &Opening)> = openings.collect();
    let openings = openings.into_iter().map(|(key, opening)| (key, add(opening_line(opening, fund)))).collect();
    Lines { places, openings, added }
}

/// What was charged before the fund came to these books, as a line.
fn opening_line(opening: &Opening, fund: &Fund) -> SpendingLine {
    let fact = Expenditure {
        date: opening.as_at,
        project: String::new(),
        geography: opening.geography.clone(),
        theme: opening.theme.clone(),
        category: ExpenditureCategory::Opening,
        amount: OriginalAmount {
            amount: opening.charged.to_decimal(fund.exponent()),
            currency: fund.base_currency,
        },
        base_amount: Some(opening.charged),
        agreement: Some(opening.agreement.clone()),
        obligation: None,
        expenditure_type: ExpenditureType::Expenditure,
        document: None,
        description: None,
        source: opening.source.clone(),
    };
    SpendingLine { fact: Arc::new(fact), base: opening.charged }
}

/// A line that only the past knows.
fn gone_line(line: &LineOf<'_>, cell: Option<&Priority>, fund: &Fund, as_of: NaiveDate) -> SpendingLine {
    let cost = line.cost;
    let category = cost.and_then(|cost| ExpenditureCategory::parse(&cost.category));
    let fact = Expenditure {
        date: cost.map_or(as_of, |cost| cost.date),
        project: cost.map_or_else(String::new, |cost| cost.project.to_string()),
        geography: cell.map_or_else(|| GeographyCode::new("WORLD"), |cell| cell.geography.clone()),
        theme: cell.map_or_else(|| ThemeCode::new("ALL"), |cell| cell.theme.clone()),
        category: category.unwrap_or(ExpenditureCategory::Opening),
        amount: OriginalAmount { amount: Decimal::ZERO, currency: fund.base_currency },
        base_amount: Some(Money::ZERO),
        agreement: cost.and_then(|cost| cost.agreement.as_deref()).map(AgreementRef::new),
        obligation: cost.and_then(|cost| cost.obligation.as_deref()).map(str::to_owned),
        expenditure_type: ExpenditureType::Expenditure,
        document: Some(line.id.to_owned()).filter(|_| line.id != OPENING),
        description: None,
        source: Source::default(),
    };
    SpendingLine { fact: Arc::new(fact), base: Money::ZERO }
}

fn book(life: &Life<'_>, places: &Places, ledger: &mut Ledger) -> Book {
    let agreement = |number: u32| places.agreements[number as usize];
    let cell = |number: u32| places.cells[number as usize];
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
    for (&place, of_life) in places.agreements.iter().zip(life.amounts()) {
        amounts[place as usize] = *of_life;
        let position = &mut ledger.agreements[place as usize];
        position.programmable = of_life.programmable;
        position.support_reserve = of_life.reserve;
    }
    let placements = standing.into_iter().filter(|(_, amount)| !amount.is_zero()).map(|((cell, place), amount)| {
        let agreement = ledger.agreements[place as usize].agreement.reference.clone();
        Placement { cell: cell as usize, agreement, amount }
    });
    Book {
        placements: placements.collect(),
        over: life.over.iter().map(|over| over.placed(agreement, cell)).collect(),
        beyond: life.beyond.iter().map(|beyond| beyond.placed(agreement)).collect(),
        lapses: life.lapses.iter().map(|lapse| Lapse { agreement: agreement(lapse.agreement), ..*lapse }).collect(),
        returned: life.returned.clone(),
        certificate: life.certificate,
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

/// The lines of a cell by their places in the ledger, by date.
#[derive(Default)]
struct CellLines {
    /// Expenditure that names no agreement.
    unnamed: Vec<usize>,
    /// Open obligations.
    obligations: Vec<usize>,
}

fn by_cell(spending: &[SpendingLine], index: &CellIndex) -> BTreeMap<usize, CellLines> {
    let mut cells: BTreeMap<usize, CellLines> = BTreeMap::new();
    for (place, line) in spending.iter().enumerate() {
        let Some(cell) = index.find(&line.fact.geography, &line.fact.theme, line.fact.date) else { continue };
        let lines = cells.entry(cell).or_default();
        match line.fact.expenditure_type {
            ExpenditureType::Obligation => lines.obligations.push(place),
            ExpenditureType::Expenditure if line.fact.agreement.is_none() => lines.unnamed.push(place),
            ExpenditureType::Expenditure => {}
        }
    }
    for lines in cells.values_mut() {
        for list in [&mut lines.unnamed, &mut lines.obligations] {
            list.sort_by_key(|&place| order(&spending[place]));
        }
    }
    cells
}

/// The order in which lines of a cell are told: by date, then by where they stand in the inputs.
fn order(line: &SpendingLine) -> (NaiveDate, &str, &str, u32) {
    let source = &line.fact.source;
    (line.fact.date, &source.sheet.file, &source.sheet.sheet, source.row)
}

/// Open obligations by those who are to pay them, out of what is unspent.
fn obligated(
    (spending, ledger): (&[SpendingLine], &Ledger),
    book: &Book,
    spent: &[Share],
    cells: &BTreeMap<usize, CellLines>,
) -> Vec<Share> {
    let mut unspent: BTreeMap<(usize, u32), Money> = BTreeMap::new();
    let numbers: HashMap<&AgreementRef, u32> =
        ledger.agreements.iter().map(|position| &position.agreement.reference).zip(0..).collect();
    for placement in &book.placements {
        if let Some(&agreement) = numbers.get(&placement.agreement) {
            *unspent.entry((placement.cell, agreement)).or_default() += placement.amount;
        }
    }
    for share in spent {
        *unspent.entry((share.cell(), share.agreement)).or_default() -= share.amount;
    }
    let mut shares = Vec::new();
    for (&cell, lines) in cells.iter().filter(|(_, lines)| !lines.obligations.is_empty()) {
        let holders = unspent.range((cell, 0)..=(cell, u32::MAX));
        let holders = holders.filter(|(_, amount)| **amount > Money::ZERO);
        let holders = holders.map(|((_, agreement), amount)| (*agreement, *amount)).collect();
        sharing::share(spending, cell, holders, &numbers, &lines.obligations, &mut shares);
    }
    shares
}

/// Every result up to the as-of day, shared among those who paid for what was done by then.
fn results(life: &Life<'_>, places: &Places, facts: &Facts, index: &CellIndex) -> Vec<AttributedResult> {
    let shares = ResultShares::new(life);
    let cells: HashMap<u32, u32> = places.cells.iter().copied().zip(0..).collect();
    let dated = facts.results.iter().enumerate().filter(|(_, fact)| fact.date <= life.as_of);
    let attributed = dated.map(|(result, fact)| {
        let cell = index.find(&fact.geography, &fact.theme, fact.date);
        let cell = cell.and_then(|cell| cells.get(&short(cell)));
        let payers = cell.map(|&cell| shares.of(cell, fact.date)).unwrap_or_default();
        let weights: Vec<u64> = payers.iter().map(|(_, weight)| *weight).collect();
        let number = fact.number.checked_mul(10_u64.pow(fact.kind.decimals()));
        let number = number.and_then(|number| i64::try_from(number).ok()).unwrap_or(i64::MAX);
        let parts = apportion(Money::from_minor(number), &weights).unwrap_or_default();
        let payers = payers.into_iter().map(|(agreement, _)| places.agreements[agreement as usize]);
        AttributedResult { result, parts: payers.zip(parts.into_iter().map(Money::minor)).collect() }
    });
    attributed.collect()
}

/// Support cost by year: that of closed years as recorded, the rest as the growth over what was recorded or lived through.
fn support_cost(life: &Life<'_>, places: &Places, ledger: &Ledger, closed: &SupportByYear) -> SupportByYear {
    let mut by_year = closed.clone();
    let reference = |place: u32| &ledger.agreements[place as usize].agreement.reference;
    let mut reached: HashMap<&AgreementRef, Money> = HashMap::new();
    for ((agreement, _), amount) in closed {
        *reached.entry(agreement).or_default() += *amount;
    }
    for month in &life.months {
        for (&place, amounts) in places.agreements.iter().zip(&month.amounts) {
            let before = reached.entry(reference(place)).or_default();
            let grown = amounts.support_cost - *before;
            if !grown.is_zero() {
                *by_year.entry((reference(place).clone(), month.day.year())).or_default() += grown;
                *before = amounts.support_cost;
            }
        }
    }
    by_year.retain(|_, amount| !amount.is_zero());
    by_year
}
