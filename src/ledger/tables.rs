//! The ledger as polars tables: for adding up by any key, and for other tools as Parquet.
//!
//! Amounts are 64-bit integers of the base currency's minor units (columns ending in `_minor`); amounts in other
//! currencies are their exact decimal as text. Dates are dates.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use polars::prelude::*;

use crate::config::Fund;
use crate::domain::facts::{AgreementStage, ExpenditureCategory, ExpenditureType, ReceiptKind};
use crate::domain::{Money, Source};

use super::{AgreementPosition, Ledger};

/// A column of text.
pub fn text<'a>(name: &str, values: impl Iterator<Item = &'a str>) -> Column {
    Series::new(name.into(), values.collect::<Vec<_>>()).into_column()
}

/// A column of text that follows from a code: its region, its pillar.
pub fn above<'a, K: Eq + Hash + 'a>(
    name: &str,
    codes: impl Iterator<Item = &'a K>,
    of: impl Fn(&'a K) -> &'a str,
) -> Column {
    let mut known: HashMap<&K, &str> = HashMap::new();
    text(name, codes.map(|code| *known.entry(code).or_insert_with(|| of(code))))
}

/// A column of minor units.
pub fn minor(name: &str, values: impl Iterator<Item = Money>) -> Column {
    Series::new(name.into(), values.map(Money::minor).collect::<Vec<_>>()).into_column()
}

/// A column of whole numbers.
pub fn whole(name: &str, values: impl Iterator<Item = i64>) -> Column {
    Series::new(name.into(), values.collect::<Vec<_>>()).into_column()
}

/// A column of dates.
///
/// # Errors
/// When polars refuses the type.
pub fn dates(name: &str, values: impl Iterator<Item = NaiveDate>) -> PolarsResult<Column> {
    const UNIX_EPOCH_DAYS_FROM_CE: i32 = 719_163;
    let days: Vec<i32> = values.map(|day| day.num_days_from_ce() - UNIX_EPOCH_DAYS_FROM_CE).collect();
    Ok(Series::new(name.into(), days).cast(&DataType::Date)?.into_column())
}

/// Adds up an amount by some keys; the sums stand in the order in which their keys first appear, under the amount's
/// name.
///
/// # Errors
/// When a column is missing or of another type.
pub fn sum_by(table: &DataFrame, keys: &[&str], amount: &str) -> PolarsResult<DataFrame> {
    let groups = table.group_by_stable(keys.iter().copied())?.select([amount]);
    #[expect(deprecated, reason = "the lazy engine that should replace it doubles the time of the first build")]
    let mut sums = groups.sum()?;
    sums.rename(&format!("{amount}_sum"), amount.into())?;
    Ok(sums)
}

/// The columns that say where a fact stands.
pub fn source_columns<'a>(sources: impl Iterator<Item = &'a Source> + Clone) -> Vec<Column> {
    vec![
        text("source_file", sources.clone().map(|source| source.sheet.file.as_str())),
        text("source_sha256", sources.clone().map(|source| source.sheet.sha256.as_str())),
        text("source_sheet", sources.clone().map(|source| source.sheet.sheet.as_str())),
        whole("source_row", sources.map(|source| i64::from(source.row))),
    ]
}

/// One row for each agreement.
///
/// # Errors
/// When polars refuses a column.
pub fn agreements(ledger: &Ledger) -> PolarsResult<DataFrame> {
    let all = || ledger.agreements.iter();
    let money = |name: &str, value: fn(&AgreementPosition) -> Money| minor(name, all().map(value));
    let originals: Vec<String> = all().map(|position| position.agreement.amount.amount.to_string()).collect();
    let mut columns = vec![
        text("agreement", all().map(|position| position.agreement.reference.as_str())),
        text("donor", all().map(|position| position.agreement.donor.as_str())),
        text("stage", all().map(|position| stage(position.agreement.stage))),
        dates("signed_on", all().map(|position| position.agreement.signed_on))?,
        whole("year", all().map(|position| i64::from(position.agreement.signed_on.year()))),
        text("currency", all().map(|position| position.agreement.amount.currency.code())),
        text("original_amount", originals.iter().map(String::as_str)),
        whole("category", all().map(|position| i64::from(position.agreement.earmark.category.number()))),
        money("pledged_minor", |position| position.pledged.money()),
        money("committed_minor", |position| position.committed.money()),
        money("at_signature_minor", |position| position.at_signature),
        money("exchange_difference_minor", |position| position.exchange_difference),
        money("deposited_minor", |position| position.deposited.money()),
        money("refunded_minor", |position| position.refunded.money()),
        money("written_off_minor", |position| position.written_off),
        money("open_minor", |position| position.open_value),
        money("fee_minor", |position| position.fee),
        money("levy_minor", |position| position.levy),
        money("support_reserve_minor", |position| position.support_reserve),
        money("programmable_minor", |position| position.programmable),
    ];
    columns.extend(source_columns(all().map(|position| &position.agreement.source)));
    DataFrame::new_infer_height(columns)
}

/// The word of a stage in the tables, which months closed long ago have too.
const fn stage(stage: AgreementStage) -> &'static str {
    match stage {
        AgreementStage::Pledged => "pledge",
        AgreementStage::Signed => "commitment",
        AgreementStage::Pipeline | AgreementStage::Closed | AgreementStage::Lost => stage.name(),
    }
}

/// One row for each receipt of an agreement. `net_minor` is what it adds to net deposits.
///
/// # Errors
/// When polars refuses a column.
pub fn receipts(ledger: &Ledger) -> PolarsResult<DataFrame> {
    let rows: Vec<_> = ledger
        .agreements
        .iter()
        .flat_map(|position| position.receipts.iter().map(move |receipt| (position, receipt)))
        .collect();
    let all = || rows.iter();
    let originals: Vec<String> = all().map(|(_, line)| line.receipt.amount.amount.to_string()).collect();
    let rates: Vec<String> = all().map(|(_, line)| line.rate.to_string()).collect();
    let net = |kind: ReceiptKind, base: Money| match kind {
        ReceiptKind::Deposit => base,
        ReceiptKind::Refund => -base,
        ReceiptKind::WriteOff | ReceiptKind::Interest | ReceiptKind::BankCharge | ReceiptKind::Transfer => Money::ZERO,
    };
    let mut columns = vec![
        text("receipt", all().map(|(_, line)| line.receipt.number.as_str())),
        text("agreement", all().map(|(position, _)| position.agreement.reference.as_str())),
        text("donor", all().map(|(position, _)| position.agreement.donor.as_str())),
        text("kind", all().map(|(_, line)| line.receipt.kind.name())),
        dates("date", all().map(|(_, line)| line.receipt.date))?,
        whole("year", all().map(|(_, line)| i64::from(line.receipt.date.year()))),
        text("currency", all().map(|(_, line)| line.receipt.amount.currency.code())),
        text("original_amount", originals.iter().map(String::as_str)),
        text("units_per_base", rates.iter().map(String::as_str)),
        minor("base_minor", all().map(|(_, line)| line.base)),
        minor("net_minor", all().map(|(_, line)| net(line.receipt.kind, line.base))),
        minor("fee_minor", all().map(|(_, line)| line.fee)),
        minor("levy_minor", all().map(|(_, line)| line.levy)),
    ];
    columns.extend(source_columns(all().map(|(_, line)| &line.receipt.source)));
    DataFrame::new_infer_height(columns)
}

/// One row for each spending line from a place in [`Ledger::spending`] on, as many as wanted. `spent_minor` leaves obligations out, `direct_minor` indirect support too.
///
/// # Errors
/// When polars refuses a column.
pub fn spending(ledger: &Ledger, fund: &Fund, lines: Range<usize>) -> PolarsResult<DataFrame> {
    let all = || ledger.spending[lines.clone()].iter();
    let number = |line: usize| i64::try_from(line).unwrap_or(i64::MAX);
    let spent = |line: &super::SpendingLine| match line.fact.expenditure_type {
        ExpenditureType::Expenditure => line.base,
        ExpenditureType::Obligation => Money::ZERO,
    };
    let direct = |line: &super::SpendingLine| {
        if line.fact.category == ExpenditureCategory::IndirectSupport { Money::ZERO } else { spent(line) }
    };
    let originals: Vec<String> = all().map(|line| line.fact.amount.amount.to_string()).collect();
    let mut columns = vec![
        whole("line", lines.clone().map(number)),
        dates("date", all().map(|line| line.fact.date))?,
        whole("year", all().map(|line| i64::from(line.fact.date.year()))),
        text("project", all().map(|line| line.fact.project.as_str())),
        text("geography", all().map(|line| line.fact.geography.as_str())),
        above("region", all().map(|line| &line.fact.geography), |place| fund.geography.region(place).as_str()),
        text("theme", all().map(|line| line.fact.theme.as_str())),
        above("pillar", all().map(|line| &line.fact.theme), |theme| fund.themes.pillar(theme).as_str()),
        text("category", all().map(|line| line.fact.category.name())),
        text("type", all().map(|line| line.fact.expenditure_type.name())),
        text("currency", all().map(|line| line.fact.amount.currency.code())),
        text("original_amount", originals.iter().map(String::as_str)),
        minor("base_minor", all().map(|line| line.base)),
        minor("spent_minor", all().map(spent)),
        minor("direct_minor", all().map(direct)),
    ];
    columns.extend(source_columns(all().map(|line| &line.fact.source)));
    DataFrame::new_infer_height(columns)
}
