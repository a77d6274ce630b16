//! Where the lines of a life stand in the ledger. Lines that are gone, and opening balances, stand behind its own.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::config::Fund;
use crate::domain::facts::{Expenditure, ExpenditureCategory, ExpenditureType, Facts, Opening, Priority};
use crate::domain::{AgreementRef, GeographyCode, Lookup, Money, OriginalAmount, ProjectNumber, Source, ThemeCode};
use crate::ledger::{Ledger, SpendingLine};

use super::short;
use crate::attribute::outcome::{Life, LineOf};
use crate::attribute::run::{OPENING, Run};

/// Where lines stand.
pub(super) struct Lines {
    /// By line of the life.
    pub(super) indexes: Vec<u32>,
    /// Those of opening balances, by agreement and cell of the life.
    pub(super) openings: HashMap<(u32, u32), u32>,
    /// Those that stand behind the ledger's own.
    pub(super) added: Vec<SpendingLine>,
}

/// The index of each line of a life. Lines that are gone are put behind the others, with nothing: what was charged of
/// them was taken back. So are opening balances, with what was charged.
pub(super) fn lines(
    life: &Life<'_>,
    run: &Run<'_>,
    cells: &[u32],
    (fund, facts): (&Fund, &Facts),
    (spending, ledger): (&[SpendingLine], &Ledger),
) -> Lines {
    let expenditure = (0_u32..).zip(spending);
    let expenditure = expenditure.filter(|(_, line)| line.fact.expenditure_type == ExpenditureType::Expenditure);
    let by_id: Lookup<&str, u32> = run.costs.iter().map(|cost| &*cost.id).zip(expenditure.map(|(at, _)| at)).collect();
    let rank: HashMap<&str, u32> = life.cells.iter().map(|id| id.as_str()).zip(0..).collect();
    let mut added: Vec<SpendingLine> = Vec::new();
    let mut add = |line: SpendingLine| {
        added.push(line);
        short(spending.len() + added.len() - 1)
    };
    let index = |line: &LineOf<'_>| {
        let current = by_id.get(line.id).copied().filter(|_| line.current);
        let cell = line.cost.and_then(|cost| cost.cell_code()).and_then(|cell| rank.get(cell));
        let cell = cell.map(|&cell| &ledger.cells[cells[cell as usize] as usize]);
        current.unwrap_or_else(|| add(gone_line(line, cell, fund, ledger.as_of)))
    };
    let indexes = life.lines.iter().map(index).collect();
    let agreements: HashMap<&AgreementRef, u32> =
        life.agreements.iter().map(|party| &party.reference).zip(0..).collect();
    let openings = facts.openings.iter().filter_map(|opening| {
        let key = (*agreements.get(&opening.agreement)?, *rank.get(opening.cell().as_str())?);
        Some((key, opening))
    });
    let openings: Vec<((u32, u32), &Opening)> = openings.collect();
    let openings = openings.into_iter().map(|(key, opening)| (key, add(opening_line(opening, fund)))).collect();
    Lines { indexes, openings, added }
}

/// What was charged before the fund came to these books, as a line.
fn opening_line(opening: &Opening, fund: &Fund) -> SpendingLine {
    let fact = Expenditure {
        date: opening.as_at,
        project: ProjectNumber::new(""),
        geography: opening.geography.clone(),
        theme: opening.theme.clone(),
        category: ExpenditureCategory::Opening,
        amount: OriginalAmount { amount: opening.charged.to_decimal(fund.exponent()), currency: fund.base_currency },
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
    // What a close of an earlier version did not record is that of its cell.
    let geography = cost.and_then(|cost| cost.geography.clone()).or_else(|| Some(cell?.geography.clone()));
    let theme = cost.and_then(|cost| cost.theme.clone()).or_else(|| Some(cell?.theme.clone()));
    let category = cost.and_then(|cost| ExpenditureCategory::parse(&cost.category));
    let fact = Expenditure {
        date: cost.map_or(as_of, |cost| cost.date),
        project: ProjectNumber::new(cost.map_or("", |cost| &cost.project)),
        geography: geography.unwrap_or_else(|| GeographyCode::new("WORLD")),
        theme: theme.unwrap_or_else(|| ThemeCode::new("ALL")),
        category: category.unwrap_or(ExpenditureCategory::Opening),
        amount: OriginalAmount { amount: Decimal::ZERO, currency: fund.base_currency },
        base_amount: Some(Money::ZERO),
        agreement: cost.and_then(|cost| cost.agreement.as_deref()).map(AgreementRef::new),
        obligation: cost.and_then(|cost| cost.obligation.as_deref()).map(str::to_owned),
        expenditure_type: ExpenditureType::Expenditure,
        document: match cost {
            Some(cost) => Some(cost.document.to_string()).filter(|document| !document.is_empty()),
            None => Some(line.id.to_owned()).filter(|_| line.id != OPENING),
        },
        description: None,
        source: Source::default(),
    };
    SpendingLine { fact: Arc::new(fact), base: Money::ZERO }
}
