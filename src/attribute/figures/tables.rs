//! Placements and shares of expenditure as polars tables, for adding up by donor, place, theme, category and year.

use polars::prelude::*;

use crate::config::Fund;
use crate::domain::Placement;
use crate::domain::facts::{ExpenditureCategory, Priority};
use crate::ledger::Ledger;
use crate::ledger::tables::{above, dates, minor, text, whole};

use super::{BookLine, Share};
use crate::attribute::outcome::PendingLine;

/// One row for each agreement and cell: what of the one is allocated to the other.
///
/// # Errors
/// When polars refuses a column.
pub fn allocated(
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
        minor("allocated_minor", all().map(|placement| placement.amount)),
    ])
}

/// One row for each entry of the allocation book.
///
/// # Errors
/// When polars refuses a column.
pub fn entries(ledger: &Ledger, entries: &[BookLine]) -> PolarsResult<DataFrame> {
    let all = || entries.iter();
    let agreement = |entry: &BookLine| &ledger.agreements[entry.agreement as usize].agreement;
    let cells: Vec<String> = ledger.cells.iter().map(Priority::id).collect();
    DataFrame::new_infer_height(vec![
        dates("date", all().map(|entry| entry.date))?,
        text("donor", all().map(|entry| agreement(entry).donor.as_str())),
        text("agreement", all().map(|entry| agreement(entry).reference.as_str())),
        text("cell", all().map(|entry| cells[entry.cell as usize].as_str())),
        text("cause", all().map(|entry| entry.cause.word())),
        text("reference", all().map(|entry| entry.reference.as_str())),
        minor("amount_minor", all().map(|entry| entry.amount)),
    ])
}

/// One row for each charge: a part of an expenditure line that an agreement pays.
///
/// # Errors
/// When polars refuses a column.
pub fn charges(ledger: &Ledger, fund: &Fund, shares: &[Share]) -> PolarsResult<DataFrame> {
    let all = || shares.iter();
    let fact = |share: &Share| &ledger.spending[share.line()].fact;
    let payer = |share: &Share| &ledger.agreements[share.agreement()].agreement;
    let lines = || all().map(|share| fact(share).as_ref());
    let cell = |share: &Share| &ledger.cells[share.cell()];
    let months: Vec<String> = all().map(|share| share.charged_in.to_string()).collect();
    DataFrame::new_infer_height(vec![
        whole("line", all().map(|share| i64::from(share.line))),
        text("donor", all().map(|share| payer(share).donor.as_str())),
        text("agreement", all().map(|share| payer(share).reference.as_str())),
        text("geography", all().map(|share| cell(share).geography.as_str())),
        above("region", all().map(|share| &cell(share).geography), |place| fund.geography.region(place).as_str()),
        text("theme", all().map(|share| cell(share).theme.as_str())),
        above("pillar", all().map(|share| &cell(share).theme), |theme| fund.themes.pillar(theme).as_str()),
        text("category", lines().map(|fact| fact.category.name())),
        dates("incurred_on", lines().map(|fact| fact.date))?,
        text("charged_in", months.iter().map(String::as_str)),
        whole("year", all().map(|share| i64::from(share.charged_in.year()))),
        minor("amount_minor", all().map(|share| share.amount)),
    ])
}

/// One row for each part of an expenditure line that nobody can be charged with yet.
///
/// # Errors
/// When polars refuses a column.
pub fn pending(ledger: &Ledger, pending: &[PendingLine]) -> PolarsResult<DataFrame> {
    let all = || pending.iter();
    let fact = |pending: &PendingLine| &ledger.spending[pending.line as usize].fact;
    DataFrame::new_infer_height(vec![
        whole("line", all().map(|pending| i64::from(pending.line))),
        text("geography", all().map(|pending| fact(pending).geography.as_str())),
        text("theme", all().map(|pending| fact(pending).theme.as_str())),
        dates("incurred_on", all().map(|pending| fact(pending).date))?,
        text("cause", all().map(|pending| pending.cause.word())),
        minor("amount_minor", all().map(|pending| pending.amount)),
    ])
}

/// The same for adding up, all as numbers: `payers` gives the donor for each index of an agreement in the ledger; cells
/// are indexes in the list of priorities, categories in [`ExpenditureCategory::ALL`].
///
/// # Errors
/// When polars refuses a column.
pub fn spent(ledger: &Ledger, payers: &[u32], shares: &[Share]) -> PolarsResult<DataFrame> {
    let fact = |share: &Share| &ledger.spending[share.line()].fact;
    let column = |name: &str, value: &dyn Fn(&Share) -> u32| {
        Series::new(name.into(), shares.iter().map(value).collect::<Vec<u32>>()).into_column()
    };
    let years: Vec<i32> = shares.iter().map(|share| share.charged_in.year()).collect();
    DataFrame::new_infer_height(vec![
        column("donor", &|share| payers[share.agreement()]),
        column("agreement", &|share| share.agreement),
        column("cell", &|share| share.cell),
        Series::new("year".into(), years).into_column(),
        column("category", &|share| category_number(fact(share).category)),
        minor("spent_minor", shares.iter().map(|share| share.amount)),
    ])
}

/// A category's index among all.
pub fn category_number(category: ExpenditureCategory) -> u32 {
    let index = ExpenditureCategory::ALL.iter().position(|one| *one == category);
    index.and_then(|index| u32::try_from(index).ok()).unwrap_or(u32::MAX)
}
