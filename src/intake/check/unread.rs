//! Columns of amounts that are not read and hold what was booked in the fund's currency.
//!
//! What comes in: the numbers in columns that no mapping names, and all facts. What leaves: warnings at the columns. What it
//! does not know: headers.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::config::Fund;
use crate::domain::facts::Facts;
use crate::domain::{OriginalAmount, RateTable, Source};
use crate::intake::problems::log::ProblemLog;
use crate::intake::problems::{Location, Problem, ProblemCode};
use crate::intake::sheet::UnreadAmounts;

/// How far a booked amount may be from the value at the rate of the day, in hundredths: rates of the books are others.
const NEAR: i64 = 10;

/// Says which columns hold values in the fund's currency of the amounts beside them.
pub(super) fn check(columns: &[UnreadAmounts], facts: &Facts, fund: &Fund, problems: &mut ProblemLog) {
    if columns.is_empty() {
        return;
    }
    let table = RateTable::new(&facts.rates, fund.base_currency);
    let receipts = facts.receipts.iter().map(|fact| (&fact.source, fact.amount, fact.date));
    let spent = facts.expenditure.iter().map(|fact| (&fact.source, fact.amount, fact.date));
    let sheet_of = |location: &Location| (location.file.clone(), location.sheet.clone().unwrap_or_default());
    let sheets: Vec<(String, String)> = columns.iter().map(|column| sheet_of(&column.location)).collect();
    let of_sheets = |(source, ..): &(&Source, OriginalAmount, _)| {
        sheets.iter().any(|(file, sheet)| *file == source.sheet.file && *sheet == source.sheet.sheet)
    };
    // By row: the amount, and its value at the rate of its day.
    let mut values: HashMap<(&str, &str, u32), (OriginalAmount, Decimal)> = HashMap::new();
    for (source, amount, day) in receipts.chain(spent).filter(of_sheets) {
        let rate = table.in_force(amount.currency, day).map(|(_, rate)| rate);
        let rate = rate.or((amount.currency == table.base()).then_some(Decimal::ONE));
        if let Some(value) = rate.and_then(|rate| amount.amount.checked_div(rate)) {
            values.insert((&source.sheet.file, &source.sheet.sheet, source.row), (amount, value));
        }
    }
    for (column, (file, sheet)) in columns.iter().zip(&sheets) {
        let rows = column.numbers.iter();
        let rows = rows.filter_map(|(row, number)| {
            let (amount, value) = values.get(&(file.as_str(), sheet.as_str(), *row))?;
            Some((*number, *amount, *value))
        });
        problems_of(column, rows, fund).into_iter().for_each(|problem| problems.add(problem));
    }
}

/// The warning of a column whose numbers are near the values of the amounts beside them, where these are in another currency.
fn problems_of(
    column: &UnreadAmounts,
    rows: impl Iterator<Item = (Decimal, OriginalAmount, Decimal)>,
    fund: &Fund,
) -> Option<Problem> {
    let (mut near, mut far) = (0_u32, 0_u32);
    for (number, amount, value) in rows.filter(|(number, ..)| !number.is_zero()) {
        // Where one unit is about one of the other, the amount itself is as near as its value.
        let tells = amount.currency != fund.base_currency && !is_near(amount.amount, value, 1);
        if is_near(number, value, NEAR) && !(tells && number == amount.amount) {
            near += u32::from(tells);
        } else {
            far += 1;
        }
    }
    if near == 0 || 10 * far > near {
        return None;
    }
    let rows = if near == 1 { "1 row".to_owned() } else { format!("{near} rows") };
    let header = Some(&column.header).filter(|header| !header.is_empty());
    let letters = crate::domain::address::column_letters(column.location.column.unwrap_or_default());
    let named = header.map_or_else(|| "without a header".to_owned(), |header| format!("headed {header:?}"));
    let base = fund.base_currency;
    let found = format!(
        "numbers near the values in {base} of the amounts beside them ({rows}) in a column {named}, which is not read"
    );
    let expected = format!("what was booked in {base} in the column Base amount");
    let fix = format!(
        "The amounts were valued at the rates of their days. If the column says what was booked, head it Base amount, or say \
         in fund.toml: columns = {{ \"Base amount\" = \"={letters}\" }}; if not: columns = {{ \"Base amount\" = \"\" }}."
    );
    Some(Problem::new(ProblemCode::BookedNotRead, column.location.clone(), found, expected, fix))
}

/// Whether a number is so many hundredths of another apart from it, or less.
fn is_near(number: Decimal, value: Decimal, hundredths: i64) -> bool {
    let most = value.abs().checked_mul(Decimal::new(hundredths, 2)).unwrap_or_default();
    number.checked_sub(value).is_some_and(|difference| difference.abs() <= most)
}
