//! From a fund, its facts and their value in base money to what the life of the money is computed from.
//!
//! What comes in: settings, facts, the ledger of the as-of day, and what the last close froze. What leaves: a [`Run`].
//! What it does not know: what happens in a month.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::allocate::fund::{group_specs, limit_specs, nodes, pairs, spread};
use crate::allocate::instance::PeriodSpec;
use crate::config::{self, Fund};
use crate::domain::facts::{self, ExpenditureType, Facts, Priority, ReceiptKind};
use crate::domain::{self, CellId, Money, Month, Percent};
use crate::ledger::{AgreementPosition, ChargeRates, Ledger, SpendingLine};

use super::CellIndex;
use super::ids::ids;
use super::{
    Action, Agreement, Before, Cause, Cell, Cost, Decision, DecisionStatus, Entry, Flow, FundEnd, FundRules,
    InterestUse, Mode, Need, Opening, Receipt, Run, SupportCost, Terms,
};

/// The run of a fund on its ledger's day. The ledger's lines may stand apart from it; costs are in the order of those of
/// expenditure.
pub fn run<'a>(
    fund: &Fund,
    facts: &Facts,
    ledger: &Ledger,
    spending: &'a [SpendingLine],
    before: &Before<'_>,
) -> Run<'a> {
    let index = CellIndex::new(&ledger.cells, fund, ledger.as_of);
    let decisions = decisions(facts, before);
    let succeeded = succeeded(&decisions, before);
    let costs = |wanted, known: &[Cost<'_>]| costs(spending, (&ledger.cells, &index, &succeeded), wanted, known);
    Run {
        as_of: ledger.as_of,
        fund: rules(fund),
        geographies: nodes(fund.geography.nodes()),
        themes: nodes(fund.themes.nodes()),
        groups: group_specs(fund),
        agreements: ledger.agreements.iter().map(|position| agreement(position, fund)).collect(),
        receipts: receipts(ledger),
        cells: cells(&facts.priorities, fund, ledger.as_of),
        costs: costs(ExpenditureType::Expenditure, &before.costs),
        obligations: costs(ExpenditureType::Obligation, &[]),
        openings: facts
            .openings
            .iter()
            .map(|opening| Opening {
                agreement: opening.agreement.clone(),
                cell: CellId::new(&opening.cell()),
                allocated: opening.allocated,
                charged: opening.charged,
                as_at: opening.as_at,
            })
            .collect(),
        decisions,
    }
}

/// The cells of the past in whose place others are by decision: a cost may name one when its row is gone.
fn succeeded<'b>(decisions: &[Decision], before: &'b Before<'_>) -> Vec<&'b Cell> {
    let adopted = decisions.iter().filter(|decision| decision.status == DecisionStatus::Adopted);
    let from = adopted.filter(|decision| decision.action == Action::Succeed).filter_map(|one| one.from_cell.as_ref());
    let from: BTreeSet<&CellId> = from.collect();
    before.cells.iter().filter(|cell| from.contains(&cell.id)).collect()
}

/// The decisions, with the codes of the cells that they name. A cell that the priorities do not have may be one that
/// the past knows; of a part of the programme that another succeeds, each cell is a decision of its own. Of moves that sheets of reallocations say, those are left out that a close before knew as entries only.
fn decisions(facts: &Facts, before: &Before<'_>) -> Vec<Decision> {
    let cell = |name: &Option<String>, day: NaiveDate| {
        let name = name.as_ref()?;
        let mut found: Vec<String> = facts::cells_called(&facts.priorities, name, day).into_iter().collect();
        if found.is_empty() {
            found = called_before(before, name);
        }
        let [one] = found.as_slice() else { return Some(CellId::new(name)) };
        Some(CellId::new(one))
    };
    let decision = |fact: &facts::Decision| Decision {
        number: fact.number.clone(),
        date: fact.date,
        status: fact.status,
        action: fact.action,
        agreement: fact.agreement.clone(),
        from_cell: cell(&fact.from_cell, fact.date),
        to_cell: cell(&fact.to_cell, fact.date),
        amount: fact.amount.unwrap_or_default(),
        recommended: fact.recommended.unwrap_or_default(),
        ends: fact.ends.clone(),
    };
    let decisions = |fact: &facts::Decision| match (&fact.from_cell, &fact.to_cell) {
        (Some(from), Some(to)) if facts::is_part(from) => {
            let mut cells = facts::cells_called(&facts.priorities, from, fact.date);
            cells.extend(called_before(before, from));
            let places = cells.into_iter().map(|cell| (facts::succeeding(&cell, to), cell));
            let goes = |(to, cell): &(String, String)| {
                !facts::cells_called(&facts.priorities, to, fact.date).is_empty() || !went_before(facts, fact, cell)
            };
            let each = places.filter(goes).map(|(to, cell)| Decision {
                number: format!("{} {cell}", fact.number),
                to_cell: Some(CellId::new(&to)),
                from_cell: Some(CellId::new(&cell)),
                ..decision(fact)
            });
            each.collect()
        }
        _ => vec![decision(fact)],
    };
    let known: BTreeSet<_> = before.entries.iter().filter(|entry| entry.cause == Cause::Decision).map(said).collect();
    // Opening entries stand for all that happened to their day.
    let opened_on = before.entries.iter().filter(|entry| entry.cause == Cause::Opening).map(|entry| entry.date).max();
    let moves = facts::moves(&facts.reallocations).into_iter().filter(|(fact, _)| {
        let to = (fact.date, fact.agreement.as_str(), fact.to_cell.as_str(), fact.amount, fact.reason.as_str());
        opened_on.is_none_or(|day| fact.date > day) && !known.contains(&to)
    });
    let stands = |fact: &&facts::Decision| !was_asked_again(before, fact);
    facts.decisions.iter().filter(stands).flat_map(decisions).chain(moves.map(|(_, moved)| decision(&moved))).collect()
}

/// Whether a decision only closes a cell that got less than was recommended in a closed month in which people decided all: no
/// close froze it, nothing was entered without them, and they were asked again in the months after.
pub fn was_asked_again(before: &Before<'_>, decision: &facts::Decision) -> bool {
    let is_closed = before.closed_on.is_some_and(|closed_on| decision.date <= closed_on);
    let acted = || before.decisions.iter().any(|acted| acted.decision.number == decision.number);
    let by_program =
        |cause: Cause| matches!(cause, Cause::Cost | Cause::Cover | Cause::Correction | Cause::Recommendation);
    let month = Month::of(decision.date);
    let entered = || before.entries.iter().any(|entry| Month::of(entry.date) == month && by_program(entry.cause));
    decision.is_for_less() && is_closed && !acted() && !entered()
}

/// Whether another cell took the place of one before a decision: nothing is left there that could go elsewhere.
fn went_before(facts: &Facts, decision: &facts::Decision, cell: &str) -> bool {
    let is_before = |other: &facts::Decision| (other.date, &other.number) < (decision.date, &decision.number);
    facts::is_succeeded(&facts.decisions, cell, is_before)
}

/// The cells that the past knows by a name.
fn called_before(before: &Before<'_>, name: &str) -> Vec<String> {
    let known = before.cells.iter().map(|cell| cell.id.as_str());
    known.filter(|id| facts::is_called(id, name)).map(str::to_owned).collect()
}

/// What an entry of a decision says: day, agreement, cell, amount and reference.
fn said(entry: &Entry) -> (NaiveDate, &str, &str, Money, &str) {
    (entry.date, entry.agreement.as_str(), entry.cell.as_str(), entry.amount, entry.reference.as_str())
}

impl From<config::Mode> for Mode {
    fn from(mode: config::Mode) -> Self {
        match mode {
            config::Mode::Automatic => Self::Automatic,
            config::Mode::Decided => Self::Decided,
        }
    }
}

fn rules(fund: &Fund) -> FundRules {
    let first = FundEnd { effective: None, to: fund.period.to };
    let later = fund.amendments.iter();
    let later = later.map(|amendment| FundEnd { effective: Some(amendment.effective_on), to: amendment.to });
    FundRules {
        from: fund.period.from,
        ends: std::iter::once(first).chain(later).collect(),
        support_cost: match fund.support_cost {
            config::SupportCost::Computed => SupportCost::Computed,
            config::SupportCost::Booked => SupportCost::Booked,
        },
        interest: match fund.interest {
            config::Interest::Held => InterestUse::Held,
            config::Interest::Returned => InterestUse::Returned,
            config::Interest::Programmable => InterestUse::Programmable,
        },
        country_share_ppm: fund.allocation.country_share.map(Percent::parts_per_million),
        mode: fund.allocation.mode.into(),
        spread: spread(fund),
        minimum: fund.allocation.minimum,
    }
}

fn agreement(position: &AgreementPosition, fund: &Fund) -> Agreement {
    Agreement {
        reference: position.agreement.reference.clone(),
        donor: position.agreement.donor.clone(),
        terms: position.terms.iter().map(|terms| terms_of(terms, fund)).collect(),
    }
}

fn terms_of(terms: &domain::Terms, fund: &Fund) -> Terms {
    let rates = ChargeRates::of(terms, fund);
    Terms {
        effective: terms.effective_on,
        from: terms.from(),
        to: terms.to(),
        fee: rates.fee,
        levy: rates.levy,
        support: rates.support,
        category: terms.earmark.category.number(),
        include: pairs(&terms.earmark.include),
        exclude: pairs(&terms.earmark.exclude),
        limits: limit_specs(&terms.earmark),
    }
}

/// Every receipt once: a transfer stands with both of its agreements in the ledger.
fn receipts(ledger: &Ledger) -> Vec<Receipt> {
    let of_agreements = ledger.agreements.iter().flat_map(|position| {
        let own = position.receipts.iter().filter(|line| {
            line.receipt.agreement.as_ref().is_some_and(|agreement| *agreement == position.agreement.reference)
        });
        own.map(|line| (&line.receipt, line.base))
    });
    let of_fund = ledger.interest.iter().chain(&ledger.bank_charges).map(|line| (&line.receipt, line.base));
    let receipts = of_agreements.chain(of_fund);
    receipts
        .map(|(receipt, base)| Receipt {
            number: receipt.number.clone(),
            kind: flow(receipt.kind),
            agreement: receipt.agreement.clone().filter(|_| receipt.kind.is_of_an_agreement()),
            to_agreement: receipt.to_agreement.clone(),
            date: receipt.date,
            base,
        })
        .collect()
}

const fn flow(kind: ReceiptKind) -> Flow {
    match kind {
        ReceiptKind::Deposit => Flow::Deposit,
        ReceiptKind::Refund => Flow::Refund,
        ReceiptKind::WriteOff => Flow::WriteOff,
        ReceiptKind::Interest => Flow::Interest,
        ReceiptKind::BankCharge => Flow::BankCharge,
        ReceiptKind::Transfer => Flow::Transfer,
    }
}

/// The cells with all their rows, by code.
fn cells(rows: &[Priority], fund: &Fund, as_of: NaiveDate) -> Vec<Cell> {
    let mut by_id: BTreeMap<String, Vec<&Priority>> = BTreeMap::new();
    for row in rows {
        by_id.entry(row.id()).or_default().push(row);
    }
    let cell = |(id, mut rows): (String, Vec<&Priority>)| {
        rows.sort_by_key(|row| row.valid_from);
        let first = rows.first()?;
        let period = fund.period_of_need(first.period, as_of);
        Some(Cell {
            id: CellId::new(&id),
            geography: first.geography.to_string(),
            theme: first.theme.to_string(),
            period: PeriodSpec { from: period.from, to: period.to },
            country: fund.geography.is_country(&first.geography),
            versions: rows.iter().map(|row| need(row)).collect(),
        })
    };
    by_id.into_iter().filter_map(cell).collect()
}

fn need(row: &Priority) -> Need {
    Need {
        valid_from: row.valid_from,
        need: row.need,
        weight_milli: i64::from(row.weight.thousandths()),
        floor: row.floor,
        ceiling: row.ceiling,
        outside: row.outside,
    }
}

fn costs<'a>(
    spending: &'a [SpendingLine],
    (cells, index, succeeded): (&[Priority], &CellIndex, &[&Cell]),
    wanted: ExpenditureType,
    known: &[Cost<'_>],
) -> Vec<Cost<'a>> {
    let mut names: HashMap<usize, CellId> = HashMap::new();
    let lines = spending.iter().filter(|line| line.fact.expenditure_type == wanted);
    let mut costs: Vec<Cost<'a>> = lines
        .map(|line| {
            let cell = index.find(&line.fact.geography, &line.fact.theme, line.fact.date);
            let cell = cell.map(|cell| names.entry(cell).or_insert_with(|| CellId::new(&cells[cell].id())).clone());
            cost(line, cell.or_else(|| was_there(succeeded, line)))
        })
        .collect();
    let named = ids(&costs, known);
    for (cost, id) in costs.iter_mut().zip(named) {
        cost.id = Cow::Owned(id);
    }
    costs
}

/// The cell of a line among those of the past.
fn was_there(cells: &[&Cell], line: &SpendingLine) -> Option<CellId> {
    let fact = &line.fact;
    let was = cells.iter().find(|cell| {
        (cell.geography.as_str(), cell.theme.as_str()) == (fact.geography.as_str(), fact.theme.as_str())
            && (cell.period.from..=cell.period.to).contains(&fact.date)
    });
    was.map(|cell| cell.id.clone())
}

fn cost(line: &SpendingLine, cell: Option<CellId>) -> Cost<'_> {
    let fact = &line.fact;
    Cost {
        id: Cow::Borrowed(""),
        date: fact.date,
        document: Cow::Borrowed(fact.document.as_deref().unwrap_or_default()),
        project: Cow::Borrowed(fact.project.as_str()),
        category: Cow::Borrowed(fact.category.name()),
        cell,
        geography: Some(fact.geography.clone()),
        theme: Some(fact.theme.clone()),
        agreement: fact.agreement.as_ref().map(|agreement| Cow::Borrowed(agreement.as_str())),
        obligation: fact.obligation.as_deref().map(Cow::Borrowed),
        base: line.base,
    }
}
