//! Why cells lack money: the one place where it is found out. Sheets, the page, concept notes and `explain` have their words
//! for it.
//!
//! What comes in: the reasons of the allocation, the book, decisions. What leaves: one reason a cell, and whose money it is
//! about. What it does not know: languages.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use crate::allocate::reasons::CellReason;
use crate::attribute::outcome::DecisionState;
use crate::attribute::run::{Action, Cause};
use crate::config::Mode;
use crate::domain::facts::{self, DecisionStatus, Priority};
use crate::domain::{CellId, Money, Month};

use super::View;

/// Why a cell lacks money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It lacks none.
    Funded,
    /// Decisions closed it or took money from it.
    Decided,
    /// Its money lapsed on the as-of day.
    Lapsed,
    /// Money that may be used here waits for a decision.
    Waits,
    /// It has all that its ceiling allows.
    Ceiling,
    /// The rest of its need is kept for expenditure that is pending.
    Pending,
    /// There is no money left.
    NoMoney,
    /// There is none left but what decisions hold, or what waits for one.
    LeftToPeople,
    /// Decisions hold money that may be used here.
    Held,
    /// The money left may not be used here.
    Earmarks,
    /// A cap, a limit or the share of countries keeps away the money left.
    Limits,
}

/// Agreements, by name, with the money that they keep.
pub type Kept = Vec<(String, i64)>;

/// Why a cell lacks money, and whose money it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack<'v> {
    /// Why; of one for a part of which money waits, why it lacks the rest.
    pub why: Why,
    /// What would be allocated to it, and waits for a decision.
    pub waits: Money,
    /// Whether money of its own lapsed on the as-of day, after the allocation counted it.
    pub lapsed: bool,
    /// Agreements with unallocated money: those that limits keep away, or whose earmarks do not allow the cell.
    pub away: &'v [(String, i64)],
    /// Agreements that may pay for it, of whose unallocated money decisions keep some.
    pub held: Kept,
    /// The decisions in force that close it or took money from it, where they are why.
    pub decisions: Vec<&'v str>,
    /// Decisions of the month against an allocation to it.
    pub rejected: Vec<&'v str>,
}

/// What is known of all cells.
pub struct Lacks<'v> {
    view: &'v View<'v>,
    /// By cell: why the allocation did not fill it.
    reasons: HashMap<&'v str, &'v CellReason>,
    /// By cell: what is recommended and not entered.
    waits: HashMap<&'v str, Money>,
    /// By index: cells that lapsed money left on the as-of day.
    lapsed: BTreeSet<usize>,
    /// Whether there is money that only people may allocate.
    left_to_people: bool,
}

impl<'v> Lacks<'v> {
    /// Looks at the cells of a view.
    pub fn new(view: &'v View<'v>) -> Self {
        let allocation = &view.allocation.allocation;
        let cells = allocation.cells.iter().zip(&view.allocation.reasons.cells);
        let mut waits: HashMap<&str, Money> = HashMap::new();
        if view.fund.allocation.mode == Mode::Decided {
            for (cell, amount) in allocation.pools.iter().flat_map(|pool| &pool.cells) {
                *waits.entry(allocation.cells[*cell].id.as_str()).or_default() += Money::from_minor(*amount);
            }
        }
        let lapses = view.book.entries.iter();
        let lapses = lapses.filter(|entry| entry.date == view.ledger.as_of && entry.cause == Cause::Lapse);
        Self {
            view,
            reasons: cells.map(|(cell, reason)| (cell.id.as_str(), reason)).collect(),
            left_to_people: !waits.is_empty() || view.book.amounts.iter().any(|amounts| !amounts.held.is_zero()),
            waits,
            lapsed: lapses.map(|entry| entry.cell as usize).collect(),
        }
    }

    /// Why a cell of the ledger lacks so much.
    pub fn of(&self, index: usize, lacking: Money) -> Lack<'v> {
        let cell = &self.view.ledger.cells[index];
        let id = cell.id();
        let waits = self.waits.get(id.as_str()).copied().unwrap_or_default().min(lacking.or_zero());
        let held = if lacking > Money::ZERO { self.held_for(cell) } else { Kept::new() };
        let lapsed = self.lapsed.contains(&index);
        let mut lack =
            Lack { why: Why::Funded, waits, lapsed, away: &[], held, decisions: Vec::new(), rejected: Vec::new() };
        if lacking <= Money::ZERO {
            return lack;
        }
        lack.rejected = self.rejected(&id);
        if waits == lacking {
            lack.why = Why::Waits;
            return lack;
        }
        let held = !lack.held.is_empty();
        (lack.why, lack.away) = match self.reasons.get(id.as_str()) {
            None | Some(CellReason::Funded) => {
                lack.decisions = self.taken_by_decision(&id);
                (if lapsed && lack.decisions.is_empty() { Why::Lapsed } else { Why::Decided }, &[][..])
            }
            // What is pending keeps its place below the ceiling.
            Some(CellReason::Ceiling) if cell.ceiling >= cell.need => (Why::Pending, &[][..]),
            Some(CellReason::Ceiling) => (Why::Ceiling, &[][..]),
            Some(CellReason::NoMoney) if held => (Why::Held, &[][..]),
            Some(CellReason::NoMoney) if self.left_to_people => (Why::LeftToPeople, &[][..]),
            Some(CellReason::NoMoney) => (Why::NoMoney, &[][..]),
            Some(CellReason::Earmarks { lots }) => (if held { Why::Held } else { Why::Earmarks }, lots.as_slice()),
            Some(CellReason::Policy { lots }) => (Why::Limits, lots.as_slice()),
        };
        lack
    }

    /// The decisions of the as-of day's month that reject an allocation to a cell.
    fn rejected(&self, id: &str) -> Vec<&'v str> {
        let month = Month::of(self.view.ledger.as_of);
        let against = self.view.facts.decisions.iter().filter(|decision| {
            let to = || decision.to_cell.as_ref().is_some_and(|cell| facts::is_called(id, cell));
            decision.status == DecisionStatus::Rejected && Month::of(decision.date) == month && to()
        });
        against.map(|decision| decision.number.as_str()).collect()
    }

    /// The decisions in force that close a cell, or that took money from it.
    fn taken_by_decision(&self, id: &str) -> Vec<&'v str> {
        let called = |cell: &Option<CellId>| cell.as_ref().is_some_and(|cell| cell.as_str() == id);
        let taken = self.view.book.decisions.iter().filter(|acted| {
            let decision = &acted.decision;
            let leaves = matches!(decision.action, Action::Move | Action::Return) && called(&decision.from_cell);
            let closes = matches!(decision.action, Action::Hold | Action::Succeed) && called(&decision.from_cell)
                || decision.action == Action::Hold && called(&decision.to_cell);
            acted.state == DecisionState::InForce && (leaves || closes)
        });
        taken.map(|acted| acted.decision.number.as_str()).collect()
    }

    /// The agreements that may pay for a cell of whose money decisions keep some.
    fn held_for(&self, cell: &Priority) -> Kept {
        let (fund, ledger) = (self.view.fund, self.view.ledger);
        let held = ledger.agreements.iter().zip(&self.view.book.amounts).filter(|(position, amounts)| {
            let earmark = &position.agreement.earmark;
            let allows = || earmark.allows(&cell.geography, &cell.theme, cell.period, &fund.geography, &fund.themes);
            !amounts.held.is_zero() && allows()
        });
        held.map(|(position, amounts)| (position.agreement.reference.to_string(), amounts.held.minor())).collect()
    }
}
