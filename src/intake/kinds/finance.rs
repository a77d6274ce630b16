//! A line of the finance system's extract. References stay as written there: reconciliation resolves them. So does a
//! donor's name that is none of ours: it is a difference to be settled, not a fault of the file.

use crate::domain::facts::{FinanceDonor, FinanceKind, FinanceLine};
use crate::intake::kinds::columns::Column;
use crate::intake::row::record::{Checked, DayOf, Record, Sign};

pub(super) fn read(record: &mut Record<'_, '_>) -> Checked<FinanceLine> {
    let document = record.need(Column::Document, Record::text);
    let kind = record.need(Column::Kind, |record, column| record.word(column, FinanceKind::ALL, FinanceKind::parse));
    let date = record.need(Column::Date, |record, column| record.date(column, DayOf::Last));
    let donor = record.text(Column::Donor);
    let donor = donor.map(|name| name.map(|written| FinanceDonor { code: record.donor_called(&written), written }));
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
        agreement: None,
        project: None,
        amount: amount?,
        original: None,
        total_of: None,
        source: record.source(),
    })
}
