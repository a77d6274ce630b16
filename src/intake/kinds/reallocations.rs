//! A row of the reallocations' sheet. Amounts are in base currency.

use crate::domain::facts::Reallocation;
use crate::intake::kinds::columns::Column;
use crate::intake::row::record::{Checked, DayOf, Record, Sign};

pub(super) fn read(record: &mut Record<'_, '_>) -> Checked<Reallocation> {
    let date = record.need(Column::Date, |record, column| record.date(column, DayOf::Last));
    let agreement = record.need(Column::Agreement, Record::agreement);
    let from_cell = record.need(Column::FromCell, Record::text);
    let to_cell = record.need(Column::ToCell, Record::text);
    let amount = record.need(Column::Amount, |record, column| record.money(column, Sign::Positive));
    let reason = record.need(Column::Reason, Record::text);
    Ok(Reallocation {
        date: date?,
        agreement: agreement?,
        from_cell: from_cell?,
        to_cell: to_cell?,
        amount: amount?,
        reason: reason?,
        source: record.source(),
    })
}
