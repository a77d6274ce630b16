//! What a row of finance's extract says of money: its amounts, and what is left after it.
//!
//! What comes in: the row, and what it says that it is. What leaves: the amount in the document's currency and that in base
//! currency, positive for what the kind says. What it does not know: references, donors and agreements.

use rust_decimal::Decimal;

use crate::config::Signs;
use crate::domain::facts::FinanceKind;
use crate::domain::{Currency, OriginalAmount};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;
use crate::intake::row::record::{Checked, Record, Sign};

use super::Said;

/// The amounts of a row, positive for what it says that it is. One that moves nothing, such as the first of most extracts, may
/// have its figure below the running balances, and nothing or nought where amounts stand.
pub(super) fn amounts_of(record: &mut Record<'_, '_>, said: Said) -> Checked<(Option<OriginalAmount>, Decimal)> {
    let below_balances = said.is_balance() && record.cell(Column::Balance).is_some();
    if below_balances
        && !has_amounts(record)
        && let Some(balance) = balance(record)?
    {
        return Ok((None, balance));
    }
    let amounts = turned_amounts(record, said.kind())?;
    let nothing = amounts == (None, Decimal::ZERO);
    let balance = if below_balances && nothing { balance(record)? } else { None };
    Ok(balance.map_or(amounts, |balance| (None, balance)))
}

/// Whether anything stands where a row has its amounts.
fn has_amounts(record: &Record<'_, '_>) -> bool {
    let in_columns = [Column::Amount, Column::Debit, Column::Credit, Column::BaseAmount];
    let currencies = &record.judge.layout.currencies;
    in_columns.into_iter().any(|column| record.cell(column).is_some())
        || record.row.cells.iter().any(|cell| currencies.iter().any(|(_, position)| *position == cell.column))
}

/// What is left after a booking, positive where it is the fund's. Of several currencies in one column no balance can be read.
pub(super) fn balance(record: &mut Record<'_, '_>) -> Checked<Option<Decimal>> {
    let base = record.fund().base_currency;
    if record.currency_of(Column::Balance)?.is_some_and(|currency| currency != base) {
        return Ok(None);
    }
    let Some(balance) = record.amount(Column::Balance, base, Sign::Any)? else { return Ok(None) };
    let in_two_columns = record.judge.layout.position(Column::Debit).is_some();
    let turned = turns(record.judge.mapping.signs, FinanceKind::ClosingBalance, in_two_columns);
    Ok(Some(if turned { -balance } else { balance }))
}

/// The amounts of a row, positive for what its kind says.
fn turned_amounts(record: &mut Record<'_, '_>, kind: FinanceKind) -> Checked<(Option<OriginalAmount>, Decimal)> {
    let (original, booked) = amounts(record)?;
    let turned = turns(record.judge.mapping.signs, kind, in_two_columns(record));
    let turn = |amount: Decimal| if turned { -amount } else { amount };
    Ok((original.map(|original| OriginalAmount { amount: turn(original.amount), ..original }), turn(booked)))
}

/// The amount in the document's currency, where that is another than the base or finance gives both, and the amount in base
/// currency: nothing where finance gives none.
fn amounts(record: &mut Record<'_, '_>) -> Checked<(Option<OriginalAmount>, Decimal)> {
    let base = record.fund().base_currency;
    if !record.judge.layout.currencies.is_empty() {
        return in_columns_of_currencies(record, base);
    }
    let in_one_column = record.cell(Column::Amount).is_some();
    let currency = record.currency_of(if in_one_column { Column::Amount } else { Column::Debit })?.unwrap_or(base);
    let amount = if in_one_column {
        record.need(Column::Amount, |record, column| record.amount(column, currency, Sign::Any))?
    } else {
        record.debit_less_credit(currency)?
    };
    let booked = record.booked(Some(amount).filter(|_| !in_one_column), Sign::Any)?;
    let booked = booked.map(|booked| booked.to_decimal(base.minor_units()));
    let original = OriginalAmount { amount, currency };
    Ok(match booked {
        Some(booked) => (Some(original), booked),
        None if currency == base => (None, amount),
        None => (Some(original), Decimal::ZERO),
    })
}

/// The amounts of a sheet with a column for each currency: one of them holds the amount, and that of the base currency,
/// where both do, what was booked.
fn in_columns_of_currencies(record: &mut Record<'_, '_>, base: Currency) -> Checked<(Option<OriginalAmount>, Decimal)> {
    let (mut booked, mut others, mut filled) = (None, Vec::new(), false);
    for (currency, position) in record.judge.layout.currencies.clone() {
        record.look_at(Column::Amount, position);
        let Some(amount) = record.amount(Column::Amount, currency, Sign::Any)? else { continue };
        filled = true;
        if currency == base {
            booked = Some(amount);
        } else if !amount.is_zero() {
            others.push(OriginalAmount { amount, currency });
        }
    }
    match others.as_slice() {
        [] if filled => Ok((None, booked.unwrap_or_default())),
        [] => record.need(Column::Amount, |_, _| Ok(None)).map(|amount| (None, amount)),
        [only] => Ok((Some(*only), booked.unwrap_or_default())),
        several => {
            let found: Vec<String> = several.iter().map(|one| format!("{} {}", one.currency, one.amount)).collect();
            let fix = "Correct the row, or write a row for each of the amounts.";
            let expected = format!("an amount in one currency, and in {base} what was booked");
            Err(record.problem(ProblemCode::OtherCurrency, Column::Amount, found.join(" and "), expected, fix))
        }
    }
}

/// Whether an amount must be turned to be positive for what its kind says. `in_two_columns`: it is debit less credit, of
/// which credit is income unless the settings say otherwise.
const fn turns(signs: Option<Signs>, kind: FinanceKind, in_two_columns: bool) -> bool {
    let income = match kind {
        FinanceKind::Deposit | FinanceKind::Interest | FinanceKind::Transfer | FinanceKind::ClosingBalance => true,
        FinanceKind::Refund
        | FinanceKind::BankCharge
        | FinanceKind::Fee
        | FinanceKind::Levy
        | FinanceKind::SupportCost
        | FinanceKind::Budget
        | FinanceKind::Expenditure
        | FinanceKind::Obligation => false,
    };
    match signs {
        Some(Signs::ByKind) => false,
        Some(Signs::IncomePositive) => !income,
        Some(Signs::IncomeNegative) => income,
        None => in_two_columns && income,
    }
}

pub(super) fn in_two_columns(record: &Record<'_, '_>) -> bool {
    record.judge.layout.currencies.is_empty() && record.cell(Column::Amount).is_none()
}
