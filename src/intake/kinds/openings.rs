//! A row of the sheet of opening balances. Amounts are in base currency.

use crate::domain::facts::Opening;
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;
use crate::intake::row::record::{Checked, DayOf, Record, Sign};

pub(super) fn read(record: &mut Record<'_, '_>) -> Checked<Opening> {
    let agreement = record.need(Column::Agreement, Record::agreement);
    let geography = record.need(Column::Country, Record::geography);
    let theme = record.need(Column::Theme, Record::theme);
    let period = record.period(Column::Period);
    let allocated = record.need(Column::Allocated, |record, column| record.money(column, Sign::NotNegative));
    let charged = record.need(Column::Charged, |record, column| record.money(column, Sign::NotNegative));
    let as_at = record.need(Column::AsAt, |record, column| record.date(column, DayOf::Last));
    let (allocated, charged) = (allocated?, charged?);
    if charged > allocated {
        let fund = record.fund();
        let found = format!("{}, more than the {} that was allocated", fund.show(charged), fund.show(allocated));
        return Err(record.problem(
            ProblemCode::OutOfRange,
            Column::Charged,
            found,
            "what was charged to the agreement in this cell, at most what was allocated",
            "Correct one of the two amounts.",
        ));
    }
    Ok(Opening {
        agreement: agreement?,
        geography: geography?,
        theme: theme?,
        period: period?.unwrap_or(record.fund().period),
        allocated,
        charged,
        as_at: as_at?,
        source: record.source(),
    })
}
