//! A row of the instalments' sheet; amounts are in the agreement's currency.

use crate::domain::facts::Instalment;
use crate::intake::kinds::columns::Column;
use crate::intake::row::record::{Checked, DayOf, Faulty, Record, Sign};

pub(super) fn read(record: &mut Record<'_, '_>) -> Checked<Instalment> {
    let agreement = record.need(Column::Agreement, Record::agreement);
    let number = record.text(Column::Number);
    let due_on = record.need(Column::DueDate, |record, column| record.date(column, DayOf::Last));
    let currency = match &agreement {
        Ok(agreement) => record.judge.context.agreements.get(agreement).copied().flatten().ok_or(Faulty),
        Err(faulty) => Err(*faulty),
    };
    let amount = match currency {
        Ok(currency) => record.need(Column::Amount, |record, column| record.original(column, currency, Sign::Positive)),
        Err(faulty) => Err(faulty),
    };
    Ok(Instalment { agreement: agreement?, number: number?, due_on: due_on?, amount: amount?, source: record.source() })
}
