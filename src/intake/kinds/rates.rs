//! A row of the rates' sheet.

use rust_decimal::Decimal;

use crate::config::{InputKind, Quote};
use crate::domain::FactKind;
use crate::domain::facts::Rate;
use crate::intake::kinds::columns::{Column, Form, List, optional, required};
use crate::intake::kinds::headings::{CURRENCY_HINT, CURRENCY_NAMES};
use crate::intake::kinds::{SheetSpec, Stage};
use crate::intake::problems::ProblemCode;
use crate::intake::row::record::{Checked, DayOf, Record};

/// As many digits as are kept of a rate that is turned round.
const KEPT_DIGITS: u32 = 18;

/// The sheet.
pub(super) const SHEET: SheetSpec = SheetSpec {
    kind: InputKind::Facts(FactKind::Rate),
    file: "rates.xlsx",
    sheet: "Rates",
    title: "Exchange rates",
    purpose: "One row for each currency and date. The newest rate not after a day holds on that day.",
    columns: &[
        required(Column::Currency, CURRENCY_NAMES, Form::Name(List::Currencies), 10, CURRENCY_HINT),
        required(
            Column::UnitsPerBase,
            &[
                "Units per base",
                "Units per {base}",
                "Rate",
                "Exchange rate",
                "Rate per {base}",
                "Units for 1 {base}",
                "Taux",
                "Tasa",
            ],
            Form::Rate,
            16,
            "Units of it for one unit of the fund's currency.",
        ),
        required(
            Column::EffectiveDate,
            &["Effective date", "Effective", "Effective from", "Date", "Valid from"],
            Form::Date,
            14,
            "From when it holds.",
        ),
        optional(
            Column::PublicationDate,
            &["Publication date", "Published", "Published on"],
            Form::Date,
            16,
            "When it was published.",
        ),
        optional(
            Column::Quantity,
            &["Quantity", "Quantity of units", "Nominal", "Multiplier", "Unités", "Cantidad"],
            Form::Whole,
            10,
            "If it is for more than 1: for example 100.",
        ),
    ],
    key: Column::Currency,
    asks_of_equal_rows: true,
    blank_may_mean_above: &[],
    amount: Some(Column::UnitsPerBase),
    stage: Stage::Others,
    read: |record, harvest| read(record).map(|fact| harvest.add(fact)),
};

fn read(record: &mut Record<'_, '_>) -> Checked<Rate> {
    let currency = record.need(Column::Currency, Record::currency);
    let units = record.need(Column::UnitsPerBase, Record::rate);
    let effective_on = record.need(Column::EffectiveDate, |record, column| record.date(column, DayOf::First));
    let published_on = record.date(Column::PublicationDate, DayOf::First);
    let quantity = record.decimal(Column::Quantity);
    let (rate, quantity) = (units?, quantity?.unwrap_or(Decimal::ONE));
    let units_per_base = units_per_base(record, rate, quantity)?;
    let (currency, base) = (currency?, record.fund().base_currency);
    if currency == base && units_per_base != Decimal::ONE {
        let fix = "Write 1, leave the row out, or correct its currency.";
        let (found, expected) = (rate.to_string(), format!("1, since {base} is the fund's own currency"));
        return Err(record.problem(ProblemCode::OutOfRange, Column::UnitsPerBase, found, expected, fix));
    }
    Ok(Rate {
        currency,
        units_per_base,
        effective_on: effective_on?,
        published_on: published_on?,
        source: record.source(),
    })
}

/// How many units one unit of the base currency buys, of a rate as it is quoted.
fn units_per_base(record: &mut Record<'_, '_>, rate: Decimal, quantity: Decimal) -> Checked<Decimal> {
    for (column, value) in [(Column::UnitsPerBase, rate), (Column::Quantity, quantity)] {
        if value <= Decimal::ZERO {
            let fix = "Write how many units one unit of the base currency buys.";
            return Err(record.problem(ProblemCode::OutOfRange, column, value.to_string(), "a rate above zero", fix));
        }
    }
    let quoted = match record.judge.mapping.rates {
        Some(Quote::BasePerUnit) => quantity.checked_div(rate),
        Some(Quote::UnitsPerBase) => rate.checked_div(quantity),
        None if quantity == Decimal::ONE => return Ok(rate),
        None => {
            let found = format!("a rate for {quantity}");
            let fix = "Say for this input in fund.toml: rates = \"base per unit\", or rates = \"units per base\".";
            return Err(record.problem(ProblemCode::RateQuote, Column::Quantity, found, "a rate for 1", fix));
        }
    };
    let kept = quoted.and_then(|quoted| quoted.round_sf(KEPT_DIGITS)).map(|quoted| quoted.normalize());
    kept.filter(|kept| *kept > Decimal::ZERO).ok_or_else(|| {
        let fix = "Check the rate and its quantity.";
        record.problem(ProblemCode::OutOfRange, Column::UnitsPerBase, rate.to_string(), "a rate above zero", fix)
    })
}
