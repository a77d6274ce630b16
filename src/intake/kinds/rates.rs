//! A row of the rates' sheet.

use rust_decimal::Decimal;

use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::facts::Rate;
use crate::intake::kinds::columns::{Column, Form, List, optional, required};
use crate::intake::kinds::headings::{CURRENCY_HINT, CURRENCY_NAMES};
use crate::intake::kinds::{SheetSpec, Stage};
use crate::intake::problems::ProblemCode;
use crate::intake::row::record::{Checked, DayOf, Record};

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
    let units = record.need(Column::UnitsPerBase, Record::decimal);
    let effective_on = record.need(Column::EffectiveDate, |record, column| record.date(column, DayOf::First));
    let published_on = record.date(Column::PublicationDate, DayOf::First);
    let units_per_base = units?;
    if units_per_base <= Decimal::ZERO {
        let found = units_per_base.to_string();
        return Err(record.problem(
            ProblemCode::OutOfRange,
            Column::UnitsPerBase,
            found,
            "a rate above zero",
            "Write how many units one unit of the base currency buys.",
        ));
    }
    Ok(Rate {
        currency: currency?,
        units_per_base,
        effective_on: effective_on?,
        published_on: published_on?,
        source: record.source(),
    })
}
