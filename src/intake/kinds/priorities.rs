//! A row of the priorities' sheet: a cell. Amounts are in base currency.

use crate::domain::facts::Priority;
use crate::domain::{Money, Weight};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;
use crate::intake::row::record::{Checked, DayOf, Record, Sign};

pub(super) fn read(record: &mut Record<'_, '_>) -> Checked<Priority> {
    let geography = record.need(Column::Country, Record::geography);
    let theme = record.need(Column::Theme, Record::theme);
    let period = record.period(Column::Period);
    let valid_from = record.date(Column::ValidFrom, DayOf::First);
    let need = record.need(Column::Need, |record, column| record.money(column, Sign::NotNegative));
    let weight = record.weight(Column::Weight);
    let floor = record.money(Column::Floor, Sign::NotNegative);
    let ceiling = record.money(Column::Ceiling, Sign::NotNegative);
    let outside = record.money(Column::Outside, Sign::NotNegative);
    let notes = record.text(Column::Notes);
    let need = need?;
    let (floor, ceiling) = (floor?.unwrap_or(Money::ZERO), ceiling?.unwrap_or(need));
    if floor > ceiling {
        let fund = record.fund();
        let found = format!("{} above the ceiling of {}", fund.show(floor), fund.show(ceiling));
        return Err(record.problem(
            ProblemCode::OutOfRange,
            Column::Floor,
            found,
            "a floor that is not above the ceiling",
            "Lower the floor or raise the ceiling.",
        ));
    }
    Ok(Priority {
        geography: geography?,
        theme: theme?,
        period: period?.unwrap_or(record.fund().period),
        valid_from: valid_from?,
        need,
        weight: weight?.unwrap_or(Weight::ONE),
        floor,
        ceiling,
        outside: outside?.unwrap_or(Money::ZERO),
        notes: notes?,
        source: record.source(),
    })
}
