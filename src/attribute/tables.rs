//! Placements and shares of expenditure as polars tables, for adding up by donor, place, theme, category and year.

use chrono::Datelike;
use polars::prelude::*;

use crate::config::Fund;
use crate::domain::Placement;
use crate::domain::facts::Priority;
use crate::ledger::Ledger;
use crate::ledger::tables::{minor, text, whole};

use super::{Attribution, Share};

/// One row for each placement: what an agreement placed in a cell.
///
/// # Errors
/// When polars refuses a column.
pub fn placements(
    ledger: &Ledger,
    fund: &Fund,
    cells: &[Priority],
    placements: &[Placement],
) -> PolarsResult<DataFrame> {
    let all = || placements.iter();
    let cell = |placement: &Placement| &cells[placement.cell];
    let donor = |placement: &Placement| {
        ledger.agreement(&placement.agreement).map_or("", |position| position.agreement.donor.as_str())
    };
    let periods: Vec<String> = all().map(|placement| cell(placement).period.to_string()).collect();
    DataFrame::new_infer_height(vec![
        text("donor", all().map(donor)),
        text("agreement", all().map(|placement| placement.agreement.as_str())),
        text("geography", all().map(|placement| cells[placement.cell].geography.as_str())),
        text("region", all().map(|placement| fund.geography.region(&cells[placement.cell].geography).as_str())),
        text("theme", all().map(|placement| cells[placement.cell].theme.as_str())),
        text("pillar", all().map(|placement| fund.themes.pillar(&cells[placement.cell].theme).as_str())),
        text("period", periods.iter().map(String::as_str)),
        minor("placed_minor", all().map(|placement| placement.amount)),
    ])
}

/// One row for each share of an expenditure line.
///
/// # Errors
/// When polars refuses a column.
pub fn shares(ledger: &Ledger, fund: &Fund, attribution: &Attribution) -> PolarsResult<DataFrame> {
    let all = || attribution.spent.iter();
    let fact = |share: &Share| &ledger.spending[share.line].fact;
    let donor =
        |share: &Share| ledger.agreement(&share.agreement).map_or("", |position| position.agreement.donor.as_str());
    DataFrame::new_infer_height(vec![
        whole("line", all().map(|share| i64::try_from(share.line).unwrap_or(i64::MAX))),
        text("donor", all().map(donor)),
        text("agreement", all().map(|share| share.agreement.as_str())),
        text("geography", all().map(|share| ledger.spending[share.line].fact.geography.as_str())),
        text("region", all().map(|share| fund.geography.region(&ledger.spending[share.line].fact.geography).as_str())),
        text("theme", all().map(|share| ledger.spending[share.line].fact.theme.as_str())),
        text("pillar", all().map(|share| fund.themes.pillar(&ledger.spending[share.line].fact.theme).as_str())),
        text("category", all().map(|share| fact(share).category.name())),
        whole("year", all().map(|share| i64::from(fact(share).date.year()))),
        minor("spent_minor", all().map(|share| share.amount)),
    ])
}
