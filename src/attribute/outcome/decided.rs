//! What became of decisions.

use chrono::NaiveDate;

use crate::domain::{AgreementRef, CellId, Money};

use crate::attribute::run::Decision;

/// A decision that acted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionOf {
    /// The decision; its number is the reference of its entries.
    pub decision: Decision,
    /// The day on which it acted: its own, or the first of the months that were open.
    pub acted_on: NaiveDate,
    /// Whose money it was about: agreement and amount.
    pub parts: Vec<(u32, Money)>,
    /// Whether it holds.
    pub state: DecisionState,
}

impl DecisionOf {
    /// The same, with agreements by another numbering.
    pub(in super::super) fn placed(&self, agreement: impl Fn(u32) -> u32) -> Self {
        Self { parts: self.parts.iter().map(|&(of, amount)| (agreement(of), amount)).collect(), ..self.clone() }
    }
}

/// Whether a decision holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecisionState {
    /// It holds.
    InForce,
    /// A release ended it: its entries stand, and the program is free again.
    Ended,
    /// It was withdrawn or changed after its month was closed: its entries were taken back.
    TakenBack,
}

/// What decisions in force keep of a cell from the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// Whether it is closed: the program puts nothing more there.
    pub is_closed: bool,
    /// How much of its need, and of its ceiling, left it.
    pub cut: Money,
}

/// A decision that could not act: it changed nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its number.
    pub number: String,
    /// Why.
    pub why: Refusal,
}

/// Why a decision could not act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Another decision has its number.
    NumberTwice,
    /// Something that its action needs is not there, or of no use (from a cell to itself).
    Incomplete,
    /// There is no such agreement.
    UnknownAgreement {
        /// What it names.
        agreement: AgreementRef,
    },
    /// There is no such cell on its day.
    UnknownCell {
        /// What it names.
        cell: CellId,
    },
    /// The earmark in force does not allow the cell, or the agreement's time is over.
    NotAllowed,
    /// Not so much is unspent, unallocated or charged on its day.
    NotThere {
        /// How much is.
        there: Money,
        /// The day on which it was to act.
        on: NaiveDate,
        /// The first later day on which all of it is there; nothing where there is none.
        all_there: Option<NaiveDate>,
    },
    /// The cell's ceiling or a limit of the agreement leaves less.
    NoRoom {
        /// How much they leave.
        room: Money,
    },
    /// It ends no decision that holds.
    NothingToEnd,
}
