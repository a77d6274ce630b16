//! A row of the receipts' sheet.

use crate::domain::facts::{Receipt, ReceiptKind};
use crate::intake::kinds::columns::Column;
use crate::intake::row::record::{Checked, DayOf, Faulty, Record, Sign};

pub(super) fn read(record: &mut Record<'_, '_>) -> Checked<Receipt> {
    let number = record.need(Column::Receipt, Record::text);
    let kind = record
        .word(Column::Kind, ReceiptKind::ALL, ReceiptKind::parse)
        .map(|kind| kind.unwrap_or(ReceiptKind::Deposit));
    let agreement = match kind {
        Ok(ReceiptKind::Interest | ReceiptKind::BankCharge) => record.agreement(Column::Agreement),
        Ok(ReceiptKind::Deposit | ReceiptKind::Refund | ReceiptKind::WriteOff) => {
            record.need(Column::Agreement, Record::agreement).map(Some)
        }
        Err(Faulty) => Err(Faulty),
    };
    let date = record.need(Column::Date, |record, column| record.date(column, DayOf::Last));
    let currency = record.need(Column::Currency, Record::currency);
    let amount = match currency {
        Ok(currency) => record.need(Column::Amount, |record, column| record.original(column, currency, Sign::Positive)),
        Err(faulty) => Err(faulty),
    };
    let base_amount = record.money(Column::BaseAmount, Sign::Positive);
    let notes = record.text(Column::Notes);
    Ok(Receipt {
        number: number?,
        agreement: agreement?,
        date: date?,
        kind: kind?,
        amount: amount?,
        base_amount: base_amount?,
        notes: notes?,
        source: record.source(),
    })
}
