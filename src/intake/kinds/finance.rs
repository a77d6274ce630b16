//! A line of the finance system's extract. References stay as written there: reconciliation resolves them. So does a
//! donor's name that is none of ours: it is a difference to be settled, not a fault of the file.

use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::facts::{FinanceDonor, FinanceKind, FinanceLine};
use crate::intake::kinds::columns::{Column, Form, List, optional, required};
use crate::intake::kinds::headings::{COUNTRY_NAMES, DONOR_NAMES, PLACE_HINT, THEME_HINT, THEME_NAMES};
use crate::intake::kinds::{SheetSpec, Stage};
use crate::intake::row::record::{Checked, DayOf, Record, Sign};

/// The sheet.
pub(super) const SHEET: SheetSpec = SheetSpec {
    kind: InputKind::Facts(FactKind::Finance),
    file: "finance-extract.xlsx",
    sheet: "Extract",
    title: "Extract of the finance system",
    purpose: "One row for each booking there, in the fund's currency, for the reconciliation.",
    columns: &[
        required(
            Column::Document,
            &["Document", "Document no", "Doc", "Doc no", "Voucher", "Entry"],
            Form::Text,
            16,
            "The number of the booking.",
        ),
        required(
            Column::Kind,
            &["Kind", "Type", "Entry type", "Transaction type"],
            Form::Word(FinanceKind::NAMES),
            13,
            "What it is.",
        ),
        required(
            Column::Date,
            &["Date", "Posting date", "Booking date"],
            Form::Date,
            12,
            "The day it was booked there.",
        ),
        optional(Column::Donor, DONOR_NAMES, Form::Text, 34, "The donor as written there."),
        optional(
            Column::Reference,
            &["Reference", "Ref", "Agreement", "Receipt", "Project"],
            Form::Text,
            16,
            "The agreement, receipt or project it refers to.",
        ),
        optional(Column::Country, COUNTRY_NAMES, Form::Name(List::Places), 28, PLACE_HINT),
        optional(Column::Theme, THEME_NAMES, Form::Text, 10, THEME_HINT),
        required(
            Column::Amount,
            &[
                "Amount",
                "Amount ({base})",
                "Amount in {base}",
                "{base} amount",
                "Montant",
                "Importe",
                "Monto",
                "Montante",
                "Valor",
            ],
            Form::Amount,
            18,
            "How much, in the fund's currency.",
        ),
    ],
    key: Column::Document,
    asks_of_equal_rows: false,
    blank_may_mean_above: &[],
    amount: Some(Column::Amount),
    stage: Stage::Others,
    read: |record, harvest| read(record).map(|fact| harvest.add(fact)),
};

fn read(record: &mut Record<'_, '_>) -> Checked<FinanceLine> {
    let document = record.need(Column::Document, Record::reference);
    let kind = record.need(Column::Kind, |record, column| record.word(column, FinanceKind::ALL, FinanceKind::parse));
    let date = record.need(Column::Date, |record, column| record.date(column, DayOf::Last));
    let donor = record.text(Column::Donor);
    let donor = donor.map(|name| name.map(|written| FinanceDonor { code: record.donor_called(&written), written }));
    let reference = record.reference(Column::Reference);
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
