//! Months that were closed by version 0.1.0, whose closes kept placements and no charges.
//!
//! What comes in: the facts of such a month as they were, and the placements that its close kept. What leaves: the charges
//! that its reports showed, made once more by the rule of then, so that they stand from now on. What it does not know:
//! how the ledger keeps them. Nothing else follows this rule.
//!
//! Within a cell, lines were taken by date. A line that names an agreement was charged to it, up to what it had there. The
//! rest was bundled by year and category and shared in proportion to what each agreement had left there; here each bundle
//! is cut into its lines again, in their order. A charge belonged to the year of its line; its month is that of its line.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};

use crate::attribute::run::{Before, Charge, Cost, Pending, PendingCause};
use crate::attribute::run::{CellIndex, input};
use crate::config::Fund;
use crate::domain::facts::{ExpenditureCategory, ExpenditureType, Facts};
use crate::domain::{AgreementRef, CellId, Money, Month, apportion};
use crate::ledger::{Ledger, LedgerProblem, SpendingLine};

use super::Standing;

/// Why a month that version 0.1.0 closed cannot go on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OldMonth {
    /// Its facts cannot be valued.
    #[error("some amounts of the month have no value in base currency")]
    Valuation(Vec<LedgerProblem>),
    /// The charges do not come to what was recorded.
    #[error("{agreement} was closed with {recorded} minor units spent, and comes to {found}")]
    Differs {
        /// The agreement.
        agreement: AgreementRef,
        /// What was recorded.
        recorded: i64,
        /// What comes out.
        found: i64,
    },
}

/// Completes what a close of version 0.1.0 left: `before` has its placements as entries, `standing` what it recorded.
///
/// # Errors
/// When facts cannot be valued, or what comes out is not what was recorded.
pub fn complete(
    fund: &Fund,
    facts: &Facts,
    as_of: NaiveDate,
    before: &mut Before<'static>,
    standing: &mut Standing,
) -> Result<(), OldMonth> {
    let ledger = Ledger::build(facts, fund, as_of).map_err(OldMonth::Valuation)?;
    let run = input::run(fund, facts, &ledger, &ledger.spending, &Before::default());
    before.costs = run.costs.iter().map(Cost::to_owned).collect();
    before.cells = run.cells;
    let ids: Vec<&str> = run.costs.iter().map(|cost| &*cost.id).collect();
    let charged = charged(&ledger, fund, before);
    let mut support: BTreeMap<(usize, i32), Money> = BTreeMap::new();
    let mut spent = vec![Money::ZERO; ledger.agreements.len()];
    let mut charges = Vec::new();
    for ((line, cell, payer), amount) in charged.charges.iter().filter(|(_, amount)| !amount.is_zero()) {
        let fact = &ledger.spending[charged.lines[*line]].fact;
        spent[*payer] += *amount;
        if fact.category != ExpenditureCategory::IndirectSupport {
            *support.entry((*payer, fact.date.year())).or_default() += *amount;
        }
        charges.push(Charge {
            cost: ids[*line].to_owned().into(),
            agreement: ledger.agreements[*payer].agreement.reference.clone(),
            cell: Some(CellId::new(&ledger.cells[*cell].id())),
            charged_in: Month::of(fact.date),
            amount: *amount,
            version: 0,
        });
    }
    charges.sort();
    before.charges = charges;
    let pending = charged.pending.iter().filter(|(_, (amount, _))| !amount.is_zero());
    before.pending = pending
        .map(|(line, (amount, cause))| {
            let cost = ids[*line].to_owned().into();
            Pending { cost, amount: *amount, cause: *cause, version: 0 }
        })
        .collect();
    recorded(&ledger, &spent, &support, standing)?;
    give_back(before, Month::of(as_of).next());
    Ok(())
}

/// The rule of then gave a credit to whoever had money in its cell, also to those who had paid nothing there. What
/// agreements are charged below nothing goes back to its credits in the month after: what was closed stays as it was, and
/// the credit waits for the cell's next costs.
fn give_back(before: &mut Before<'static>, month: Month) {
    let mut sums: BTreeMap<(AgreementRef, Option<CellId>), Money> = BTreeMap::new();
    for charge in &before.charges {
        *sums.entry((charge.agreement.clone(), charge.cell.clone())).or_default() += charge.amount;
    }
    let mut pending: BTreeMap<String, Pending<'static>> =
        before.pending.drain(..).map(|pending| (pending.cost.to_string(), pending)).collect();
    let credits: Vec<Charge<'static>> =
        before.charges.iter().rev().filter(|charge| charge.amount.is_negative()).cloned().collect();
    for credit in credits {
        let Some(sum) = sums.get_mut(&(credit.agreement.clone(), credit.cell.clone())) else { continue };
        let back = (-*sum).min(-credit.amount);
        if back <= Money::ZERO {
            continue;
        }
        *sum += back;
        let waits = pending.entry(credit.cost.to_string()).or_insert_with(|| Pending {
            cost: credit.cost.clone(),
            amount: Money::ZERO,
            cause: PendingCause::NoMoney,
            version: 0,
        });
        waits.amount -= back;
        before.charges.push(Charge { charged_in: month, amount: back, ..credit });
    }
    before.pending = pending.into_values().filter(|pending| !pending.amount.is_zero()).collect();
}

/// Holds the charges against what was recorded, and adds the support cost of each year to it.
fn recorded(
    ledger: &Ledger,
    spent: &[Money],
    direct: &BTreeMap<(usize, i32), Money>,
    standing: &mut Standing,
) -> Result<(), OldMonth> {
    for (payer, position) in ledger.agreements.iter().enumerate() {
        let (mut base, mut cost, mut by_year) = (Money::ZERO, Money::ZERO, BTreeMap::new());
        for ((_, year), amount) in direct.range((payer, i32::MIN)..=(payer, i32::MAX)) {
            base += *amount;
            let reached = position.rates.support.of(base);
            by_year.insert(*year, reached - cost);
            cost = reached;
        }
        let reference = &position.agreement.reference;
        let Some(kept) = standing.agreements.iter_mut().find(|kept| kept.agreement == *reference) else { continue };
        let found = spent[payer] + cost;
        if kept.charged != found {
            let (recorded, found) = (kept.charged.minor(), found.minor());
            return Err(OldMonth::Differs { agreement: reference.clone(), recorded, found });
        }
        kept.support_cost = by_year;
    }
    Ok(())
}

/// Charges by line, cell and payer; lines by their index among those of expenditure.
#[derive(Default)]
struct Charged {
    /// The index of each expenditure line in the ledger.
    lines: Vec<usize>,
    charges: BTreeMap<(usize, usize, usize), Money>,
    pending: BTreeMap<usize, (Money, PendingCause)>,
}

fn charged(ledger: &Ledger, fund: &Fund, before: &Before<'_>) -> Charged {
    let expenditure = |line: &SpendingLine| line.fact.expenditure_type == ExpenditureType::Expenditure;
    let indexes = ledger.spending.iter().enumerate().filter(|(_, line)| expenditure(line));
    let mut charged = Charged { lines: indexes.map(|(index, _)| index).collect(), ..Charged::default() };
    let cells = CellIndex::new(&ledger.cells, fund, ledger.as_of);
    let mut by_cell: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (line, &index) in charged.lines.iter().enumerate() {
        let spending = &ledger.spending[index];
        match cells.find(&spending.fact.geography, &spending.fact.theme, spending.fact.date) {
            Some(cell) => by_cell.entry(cell).or_default().push(line),
            None => drop(charged.pending.insert(line, (spending.base, PendingCause::NoCell))),
        }
    }
    let numbers: HashMap<&AgreementRef, usize> =
        ledger.agreements.iter().map(|position| &position.agreement.reference).zip(0..).collect();
    let cells: HashMap<String, usize> = ledger.cells.iter().map(|cell| cell.id()).zip(0..).collect();
    let mut placed: BTreeMap<(usize, usize), Money> = BTreeMap::new();
    for entry in &before.entries {
        if let (Some(&cell), Some(&agreement)) = (cells.get(entry.cell.as_str()), numbers.get(&entry.agreement)) {
            *placed.entry((cell, agreement)).or_default() += entry.amount;
        }
    }
    for (cell, mut lines) in by_cell {
        lines.sort_by_key(|&line| {
            let fact = &ledger.spending[charged.lines[line]].fact;
            (fact.date, &fact.source.sheet.file, &fact.source.sheet.sheet, fact.source.row)
        });
        let left = placed.range((cell, 0)..=(cell, usize::MAX)).map(|((_, payer), left)| (*payer, *left)).collect();
        let mut room = Room { cell, left, charged: &mut charged };
        let (named, free): (Vec<usize>, Vec<usize>) =
            lines.into_iter().partition(|&line| room.fact(ledger, line).fact.agreement.is_some());
        room.charge_named(ledger, &numbers, &named);
        room.charge_free(ledger, &free);
    }
    charged
}

/// What is left in a cell, by payer.
struct Room<'c> {
    cell: usize,
    left: Vec<(usize, Money)>,
    charged: &'c mut Charged,
}

impl Room<'_> {
    fn fact<'l>(&self, ledger: &'l Ledger, line: usize) -> &'l SpendingLine {
        &ledger.spending[self.charged.lines[line]]
    }

    fn charge(&mut self, line: usize, payer: usize, amount: Money) {
        *self.charged.charges.entry((line, self.cell, payer)).or_default() += amount;
    }

    fn wait(&mut self, line: usize, amount: Money) {
        let waits = self.charged.pending.entry(line).or_insert((Money::ZERO, PendingCause::NoMoney));
        waits.0 += amount;
    }

    /// Lines that name an agreement: cumulatively charged to it, up to what it had here.
    fn charge_named(&mut self, ledger: &Ledger, numbers: &HashMap<&AgreementRef, usize>, lines: &[usize]) {
        let limits = self.left.clone();
        let mut wanted = vec![Money::ZERO; self.left.len()];
        for &line in lines {
            let spending = self.fact(ledger, line);
            let amount = spending.base;
            let payer = spending.fact.agreement.as_ref().and_then(|named| numbers.get(named));
            let Some(index) = self.left.iter().position(|(holder, _)| Some(holder) == payer) else {
                self.wait(line, amount);
                continue;
            };
            let most = limits[index].1;
            let before = wanted[index].min(most);
            wanted[index] += amount;
            let charged = wanted[index].min(most) - before;
            self.left[index].1 -= charged;
            self.charge(line, self.left[index].0, charged);
            self.wait(line, amount - charged);
        }
    }

    /// The other lines: the growth of each agreement's share of the cumulative amount of the bundles, up to what is left.
    fn charge_free(&mut self, ledger: &Ledger, lines: &[usize]) {
        let mut bundles: BTreeMap<(i32, ExpenditureCategory), Vec<usize>> = BTreeMap::new();
        for &line in lines {
            let fact = &self.fact(ledger, line).fact;
            bundles.entry((fact.date.year(), fact.category)).or_default().push(line);
        }
        let weights: Vec<u64> = self.left.iter().map(|(_, left)| left.or_zero().minor().unsigned_abs()).collect();
        let limit: Money = self.left.iter().map(|(_, left)| left.or_zero()).sum();
        let (mut wanted, mut before) = (Money::ZERO, vec![Money::ZERO; weights.len()]);
        for bundle in bundles.into_values() {
            let amounts: Vec<Money> = bundle.iter().map(|&line| self.fact(ledger, line).base).collect();
            wanted += amounts.iter().copied().sum();
            let after = apportion(wanted.min(limit), &weights).unwrap_or_else(|| before.clone());
            let grown: Vec<Money> = after.iter().zip(&before).map(|(after, before)| *after - *before).collect();
            before = after;
            self.cut(&bundle, &amounts, &grown);
        }
    }

    /// Cuts a bundle into its lines: payers stand one behind the other, those of nobody last, and each line takes what lies
    /// between where the lines before it end and where it ends.
    fn cut(&mut self, lines: &[usize], amounts: &[Money], grown: &[Money]) {
        let mut reached = Money::ZERO;
        for (&line, &amount) in lines.iter().zip(amounts) {
            let (from, to) = (parts(reached, grown), parts(reached + amount, grown));
            for (index, (to, from)) in to.iter().zip(&from).enumerate() {
                match self.left.get(index) {
                    Some(&(payer, _)) => self.charge(line, payer, *to - *from),
                    None => self.wait(line, *to - *from),
                }
            }
            reached += amount;
        }
    }
}

/// How much of an amount falls to each of those who stand one behind the other, and to nobody, who takes all that is left.
/// Where the parts are below nothing, so is the whole.
fn parts(amount: Money, grown: &[Money]) -> Vec<Money> {
    let mut left = amount;
    let mut parts: Vec<Money> = Vec::with_capacity(grown.len() + 1);
    for part in grown {
        let taken =
            if part.is_negative() { left.max(*part).min(Money::ZERO) } else { left.min(*part).max(Money::ZERO) };
        left -= taken;
        parts.push(taken);
    }
    parts.push(left);
    parts
}
