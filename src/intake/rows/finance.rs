//! A line of the finance system's extract. Names of donors and references stay as written there: reconciliation
//! resolves them.

use crate::domain::facts::{FinanceKind, FinanceLine};
use crate::intake::columns::Column;
use crate::intake::record::{Checked, DayOf, Record, Sign};

pub(super) fn read(record: &mut Record<'_, '_>) -> Checked<FinanceLine> {
    let document = record.need(Column::Document, Record::text);
    let kind = record.need(Column::Kind, |record, column| record.word(column, FinanceKind::ALL, FinanceKind::parse));
    let date = record.need(Column::Date, |record, column| record.date(column, DayOf::Last));
    let donor = record.text(Column::Donor);
    let reference = record.text(Column::Reference);
    let geography = record.geography(Column::Country);
    let theme = record.theme(Column::Theme);
    let amount = record.need(Column::Amount, |record, column| record.money(column, Sign::Any));
    Ok(FinanceLine {
        document: document?,
        kind: kind?,
        date: date?,
        donor: donor?,
        reference: reference?,
        geography: geography?,
        theme: theme?,
        amount: amount?,
        source: record.source(),
    })
}
