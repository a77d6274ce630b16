//! A row of the rates' sheet.

use rust_decimal::Decimal;

use crate::domain::facts::Rate;
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;
use crate::intake::row::record::{Checked, DayOf, Record};

pub(super) fn read(record: &mut Record<'_, '_>) -> Checked<Rate> {
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
