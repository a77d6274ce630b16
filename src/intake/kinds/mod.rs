//! The kinds of input, one file for each: which columns its sheet has, and how a row becomes a fact.
//!
//! What comes in: a record. What leaves: a fact with its source. What it does not know: other rows, and how the sheet was
//! found.
//!
//! A fact is declared in [`domain::facts`](crate::domain::facts), with its word and its key; its sheet is declared here. A kind
//! that has no sheet yet does not compile.

mod agreements;
mod aliases;
mod amendments;
pub mod columns;
mod decisions;
mod donors;
mod earmark;
mod expenditure;
mod finance;
mod headings;
mod instalments;
mod openings;
mod payers;
mod priorities;
mod rates;
mod reallocations;
mod receipts;
mod results;
mod settlements;
mod targets;
mod translated;

use std::borrow::Borrow;

use serde::{Deserialize, Serialize};

use crate::config::InputKind;
use crate::domain::facts::Facts;
use crate::domain::source::SourceSheet;
use crate::domain::{AgreementRef, Currency, Fact, FactKind, FactVisitor};
use crate::intake::kinds::columns::{Column, ColumnSpec};

use crate::intake::problems::Location;
use crate::intake::row::name::NameKind;

use crate::intake::row::record::{Checked, Record};

/// A decision on a name, with where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AliasRow {
    /// What the name is of.
    pub kind: NameKind,
    /// The name as written.
    pub written: String,
    /// The code that it means.
    pub means: String,
    /// Where that is said.
    #[serde(alias = "place")]
    pub location: Location,
}

/// What rows become.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Harvest {
    /// The facts; kept beside all else, not in it, when it is written.
    #[serde(skip)]
    pub facts: Facts,
    /// Decisions on names.
    pub aliases: Vec<AliasRow>,
    /// Agreements whose rows were seen, even if not readable, with the currency where it is.
    pub agreements: Vec<(AgreementRef, Option<Currency>)>,
}

impl Harvest {
    /// Takes a fact in.
    pub(super) fn add<F: Fact>(&mut self, fact: F) {
        F::list_mut(&mut self.facts).push(fact.into());
    }

    /// Leaves out what rows of a sheet gave, from first to last: how many facts.
    pub(super) fn leave_out(&mut self, kind: InputKind, sheet: &SourceSheet, rows: &[[u32; 2]]) -> u64 {
        match kind {
            InputKind::Facts(kind) if !rows.is_empty() => kind.accept(LeftOut { facts: &mut self.facts, sheet, rows }),
            InputKind::Facts(_) | InputKind::Aliases => 0,
        }
    }
}

/// Leaves out facts of a kind that stand in some rows of a sheet.
struct LeftOut<'h> {
    facts: &'h mut Facts,
    sheet: &'h SourceSheet,
    rows: &'h [[u32; 2]],
}

impl FactVisitor for LeftOut<'_> {
    type Output = u64;

    fn visit<F: Fact>(self) -> u64 {
        let list = F::list_mut(self.facts);
        let before = list.len();
        list.retain(|fact| {
            let source = Borrow::<F>::borrow(fact).source();
            *source.sheet != *self.sheet
                || !self.rows.iter().any(|[first, last]| (*first..=*last).contains(&source.row))
        });
        (before - list.len()) as u64
    }
}

/// When a kind is read: each needs the names of those before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Decisions on names, which all others may have.
    Aliases,
    /// The donors, whom all below name.
    Donors,
    /// Agreements, which name donors.
    Agreements,
    /// Everything else.
    Others,
}

impl Stage {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Aliases, Self::Donors, Self::Agreements, Self::Others];
}

/// The declaration of a kind of input. Reading, checking, `map`, `init` and `trace` follow from it.
#[derive(Debug)]
pub struct SheetSpec {
    /// Which kind.
    pub kind: InputKind,
    /// The workbook of a new fund that it stands in.
    pub file: &'static str,
    /// The name of its sheet there.
    pub sheet: &'static str,
    /// The title above the table.
    pub title: &'static str,
    /// What belongs there.
    pub purpose: &'static str,
    /// Its columns, in their usual order.
    pub columns: &'static [ColumnSpec],
    /// The column that shows which row is meant.
    pub key: Column,
    /// Whether equal rows without a number of their own are asked about. Those of finance's extract are not: they are
    /// differences, which the reconciliation finds.
    pub(super) asks_of_equal_rows: bool,
    /// Optional columns in which a blank cell below a filled one may mean the same as above.
    pub(super) blank_may_mean_above: &'static [Column],
    /// The column of its figure, where it has one.
    pub amount: Option<Column>,
    /// When it is read.
    pub(super) stage: Stage,
    /// Makes a row what it becomes.
    pub(super) read: fn(&mut Record<'_, '_>, &mut Harvest) -> Checked<()>,
}

impl SheetSpec {
    /// The declaration of a kind.
    pub const fn of(kind: InputKind) -> &'static Self {
        match kind {
            InputKind::Facts(FactKind::Donor) => &donors::SHEET,
            InputKind::Facts(FactKind::Agreement) => &agreements::SHEET,
            InputKind::Facts(FactKind::Amendment) => &amendments::SHEET,
            InputKind::Facts(FactKind::Instalment) => &instalments::SHEET,
            InputKind::Facts(FactKind::Opening) => &openings::SHEET,
            InputKind::Facts(FactKind::Receipt) => &receipts::SHEET,
            InputKind::Facts(FactKind::Priority) => &priorities::SHEET,
            InputKind::Facts(FactKind::Expenditure) => &expenditure::SHEET,
            InputKind::Facts(FactKind::Rate) => &rates::SHEET,
            InputKind::Facts(FactKind::Result) => &results::SHEET,
            InputKind::Facts(FactKind::Target) => &targets::SHEET,
            InputKind::Facts(FactKind::Finance) => &finance::SHEET,
            InputKind::Facts(FactKind::Settlement) => &settlements::SHEET,
            InputKind::Aliases => &aliases::SHEET,
            InputKind::Facts(FactKind::Reallocation) => &reallocations::SHEET,
            InputKind::Facts(FactKind::Decision) => &decisions::SHEET,
        }
    }

    /// All kinds, in the order in which they are read.
    pub fn all() -> Vec<&'static Self> {
        let mut all: Vec<_> = InputKind::ALL.into_iter().map(Self::of).collect();
        all.sort_by_key(|spec| spec.stage);
        all
    }

    /// The columns of a new sheet.
    pub fn on_new_sheets(&self) -> impl Iterator<Item = &'static ColumnSpec> + use<> {
        self.columns.iter().filter(|column| column.on_new_sheets)
    }

    /// The column of a canonical name.
    pub fn column(&self, name: &str) -> Option<&'static ColumnSpec> {
        self.columns.iter().find(|column| column.canonical() == name)
    }
}

/// The columns of a kind, in their usual order.
pub const fn columns_of(kind: InputKind) -> &'static [ColumnSpec] {
    SheetSpec::of(kind).columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_declares_itself() {
        for kind in InputKind::ALL {
            let spec = SheetSpec::of(kind);
            assert_eq!(spec.kind, kind);
            let has = |column: Column| spec.columns.iter().any(|spec| spec.column == column);
            assert!(has(spec.key) && spec.amount.is_none_or(has), "{kind:?}");
        }
    }
}
