//! A line of the finance system's extract, or a total of it. References stay as written there: reconciliation resolves
//! them. So does a donor's name that is none of ours: it is a difference to be settled, not a fault of the file.
//!
//! Amounts stand in one column, in two for debit and credit, or in one for each currency (`currencies` of the input); in base
//! currency, in that of the document, or in both. What plus and minus mean is a setting of the input; words and account codes of
//! the system stand for kinds by its `words`. A running balance beside them is the closing balance of each month; a row that moves
//! nothing, such as the first of most extracts, may have its figure there.

mod amounts;

use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::config::{InputKind, Signs};
use crate::domain::facts::{FinanceDonor, FinanceKind, FinanceLine};
use crate::domain::text::comparable;
use crate::domain::{AgreementRef, FactKind, Money, Month, OriginalAmount};
use crate::intake::kinds::columns::{Column, Form, List, optional, required, required_unless};
use crate::intake::kinds::headings::{
    BASE_NAMES, COUNTRY_NAMES, CREDIT_NAMES, CURRENCY_NAMES, DEBIT_NAMES, DONOR_NAMES, PLACE_HINT, THEME_HINT,
    THEME_NAMES, TO_AGREEMENT_NAMES, movement_names, voucher_names,
};
use crate::intake::kinds::receipts::only_of_transfers;
use crate::intake::kinds::{SheetSpec, Stage};
use crate::intake::row::record::{Checked, DayOf, Record};

use amounts::{amounts_of, balance, in_two_columns};

/// The sheet.
pub(super) const SHEET: SheetSpec = SheetSpec {
    kind: InputKind::Facts(FactKind::Finance),
    file: "finance-extract.xlsx",
    sheet: "Extract",
    title: "Extract of the finance system",
    purpose: "One row for each booking there, or for each total of a period, for the reconciliation.",
    columns: &[
        required_unless(
            Column::Document,
            voucher_names!["Document", "Document no", "Doc", "Doc no", "Voucher", "Entry", "Numéro de pièce"],
            Form::Text,
            16,
            "The number of the booking; a total needs none.",
            &[Column::Period],
        ),
        required(Column::Kind, movement_names!("Entry type"), Form::Word(FinanceKind::NAMES), 16, "What it is."),
        required_unless(
            Column::Date,
            &[
                "Date",
                "Posting date",
                "Booking date",
                "Date comptable",
                "Date d'écriture",
                "Fecha",
                "Fecha contable",
                "Data",
                "Data contabilística",
                "Datum",
                "Buchungsdatum",
            ],
            Form::Date,
            12,
            "The day it was booked there.",
            &[Column::Period],
        ),
        optional(Column::Donor, DONOR_NAMES, Form::Text, 34, "The donor as written there."),
        optional(
            Column::Reference,
            &["Reference", "Ref", "Receipt", "Référence", "Referencia", "Referência", "Referenz"],
            Form::Text,
            16,
            "The agreement, receipt or project it refers to.",
        ),
        optional(
            Column::Agreement,
            &[
                "Agreement",
                "Agreement no",
                "Agreement number",
                "Grant",
                "Grant no",
                "Contribution",
                "Accord",
                "Acuerdo",
                "Acordo",
                "Vereinbarung",
            ],
            Form::Text,
            15,
            "The agreement, where a column of its own names it.",
        ),
        optional(
            Column::ToAgreement,
            TO_AGREEMENT_NAMES,
            Form::Text,
            15,
            "For a transfer in one row: the agreement that takes the money.",
        ),
        optional(
            Column::Project,
            &["Project", "Project code", "Project no", "Projet", "Proyecto", "Projeto", "Projekt"],
            Form::Text,
            14,
            "The project, where a column of its own names it.",
        ),
        optional(Column::Country, COUNTRY_NAMES, Form::Name(List::Places), 28, PLACE_HINT),
        optional(Column::Theme, THEME_NAMES, Form::Text, 10, THEME_HINT),
        required_unless(
            Column::Amount,
            &[
                "Amount",
                "Document amount",
                "Transaction amount",
                "Montant",
                "Importe",
                "Monto",
                "Montante",
                "Valor",
                "Betrag",
            ],
            Form::Amount,
            18,
            "How much, in the currency of the row, else in the fund's.",
            &[Column::Debit],
        ),
        optional(Column::Debit, DEBIT_NAMES, Form::Amount, 16, "In place of the amount."),
        optional(Column::Credit, CREDIT_NAMES, Form::Amount, 16, "In place of the amount."),
        optional(Column::Currency, CURRENCY_NAMES, Form::Name(List::Currencies), 10, "Blank: the fund's."),
        optional(
            Column::BaseAmount,
            BASE_NAMES,
            Form::Amount,
            18,
            "What was booked in the fund's currency; blank: by the rate of the day.",
        ),
        // No amount that a row of totals adds up.
        optional(
            Column::Balance,
            &["Balance", "Running balance", "Solde", "Solde courant", "Saldo", "Kontostand"],
            Form::Rate,
            18,
            "What is left after the booking, in the fund's currency.",
        ),
        optional(
            Column::Period,
            &["Total of", "Total for", "Total pour", "Total de", "Summe für"],
            Form::Text,
            12,
            "Of a total: the period that it sums up, such as 2025 or 2025-10.",
        ),
    ],
    key: Column::Document,
    asks_of_equal_rows: false,
    blank_may_mean_above: &[Column::Currency],
    amount: Some(Column::Amount),
    stage: Stage::Others,
    read: |record, harvest| {
        let fact = read(record)?;
        if fact.kind != FinanceKind::ClosingBalance
            && let Some(balance) = running_balance(record, fact.date)?
        {
            keep_last(balance, &mut harvest.facts.finance);
        }
        match receiving(record, fact.kind)? {
            Some(to) => legs(record, fact, to).into_iter().for_each(|leg| harvest.add(leg)),
            None => harvest.add(fact),
        }
        Ok(())
    },
};

/// What a row says that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Kind(FinanceKind),
    /// The balance with which a day begins: that with which the day before ended.
    OpeningBalance,
}

const OPENING_BALANCE: &str = "opening balance";

impl Said {
    fn all() -> Vec<Self> {
        FinanceKind::ALL.iter().map(|kind| Self::Kind(*kind)).chain([Self::OpeningBalance]).collect()
    }

    fn parse(text: &str) -> Option<Self> {
        let opening = comparable(text) == comparable(OPENING_BALANCE);
        FinanceKind::parse(text).map(Self::Kind).or(opening.then_some(Self::OpeningBalance))
    }

    const fn kind(self) -> FinanceKind {
        match self {
            Self::Kind(kind) => kind,
            Self::OpeningBalance => FinanceKind::ClosingBalance,
        }
    }

    fn is_balance(self) -> bool {
        self.kind() == FinanceKind::ClosingBalance
    }
}

impl fmt::Display for Said {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind(kind) => kind.fmt(formatter),
            Self::OpeningBalance => formatter.write_str(OPENING_BALANCE),
        }
    }
}

fn read(record: &mut Record<'_, '_>) -> Checked<FinanceLine> {
    let total_of = record.period(Column::Period);
    let written = record.reference(Column::Document);
    let said = record.need(Column::Kind, |record, column| record.word(column, &Said::all(), Said::parse));
    let document = match (written, &total_of, said) {
        (Ok(None), Ok(Some(period)), _) => Ok(format!("{period} row {}", record.row.number)),
        (Ok(None), _, Ok(said)) if said.is_balance() => Ok(format!("{said} row {}", record.row.number)),
        (Ok(None), ..) => record.need(Column::Document, Record::reference),
        (document, ..) => document.map(Option::unwrap_or_default),
    };
    let date = match (record.date(Column::Date, DayOf::Last), &total_of) {
        (Ok(None), Ok(Some(period))) => Ok(period.to),
        (Ok(None), _) => record.need(Column::Date, |record, column| record.date(column, DayOf::Last)),
        (date, _) => date.map(Option::unwrap_or_default),
    };
    let donor = record.text(Column::Donor);
    let donor_of = |written: String| Box::new(FinanceDonor { code: record.donor_called(&written), written });
    let donor = donor.map(|name| name.map(donor_of));
    let reference = record.reference(Column::Reference);
    let agreement = record.named(Column::Agreement).map(|name| name.map(|name| agreement_called(record, &name)));
    let project = record.named(Column::Project).map(|number| number.map(|number| record.project(number)));
    let geography = record.geography(Column::Country);
    let theme = record.theme(Column::Theme);
    let said = said?;
    let (original, booked) = amounts_of(record, said)?;
    let minor_units = record.fund().base_currency.minor_units();
    Ok(FinanceLine {
        document: document?,
        kind: said.kind(),
        date: dated(said, date?),
        donor: donor?,
        reference: reference?,
        geography: geography?,
        theme: theme?,
        agreement: agreement?,
        project: project?,
        amount: Money::from_decimal(booked, minor_units).unwrap_or_default(),
        original,
        total_of: total_of?,
        source: record.source(),
    })
}

/// The agreement that takes what a row transfers; nothing where the row is of one agreement alone.
fn receiving(record: &mut Record<'_, '_>, kind: FinanceKind) -> Checked<Option<AgreementRef>> {
    let to = record.named(Column::ToAgreement)?.map(|name| agreement_called(record, &name));
    if kind == FinanceKind::Transfer {
        return Ok(to);
    }
    only_of_transfers(record, kind).map(|()| None)
}

/// The two lines of a transfer in one row. Where signs say what income is, the amount is what the row's agreement gets; else
/// it is what goes from it to the other.
fn legs(record: &Record<'_, '_>, fact: FinanceLine, to: AgreementRef) -> [FinanceLine; 2] {
    let turned = |line: &FinanceLine| FinanceLine {
        amount: -line.amount,
        original: line.original.map(|original| OriginalAmount { amount: -original.amount, ..original }),
        ..line.clone()
    };
    let signed = matches!(record.judge.mapping.signs, Some(Signs::IncomePositive | Signs::IncomeNegative));
    let leaves = if signed || in_two_columns(record) { fact } else { turned(&fact) };
    let comes = FinanceLine { agreement: Some(to), ..turned(&leaves) };
    [leaves, comes]
}

/// A running balance, as the closing balance of its month.
fn running_balance(record: &mut Record<'_, '_>, date: NaiveDate) -> Checked<Option<FinanceLine>> {
    let Some(balance) = balance(record)? else { return Ok(None) };
    let minor_units = record.fund().base_currency.minor_units();
    Ok(Some(FinanceLine {
        document: format!("balance of {}", Month::of(date)),
        kind: FinanceKind::ClosingBalance,
        date,
        donor: None,
        reference: None,
        geography: None,
        theme: None,
        agreement: None,
        project: None,
        amount: Money::from_decimal(balance, minor_units).unwrap_or_default(),
        original: None,
        total_of: None,
        source: record.source(),
    }))
}

/// Keeps the balance after the last booking of a month. Bookings of one day stand in the order of the sheet, which may begin
/// with the newest.
fn keep_last(balance: FinanceLine, lines: &mut Vec<Arc<FinanceLine>>) {
    let newest_first = lines.first().is_some_and(|first| first.date > balance.date);
    match lines.iter_mut().rfind(|line| line.kind == balance.kind && line.document == balance.document) {
        Some(kept) if balance.date > kept.date || balance.date == kept.date && !newest_first => {
            *kept = Arc::new(balance);
        }
        Some(_) => {}
        None => lines.push(Arc::new(balance)),
    }
}

/// The agreement that a name means; one that is unknown is a difference, and no fault of the file.
fn agreement_called(record: &Record<'_, '_>, name: &str) -> AgreementRef {
    let meant = record.judge.context.agreements.written_elsewhere(name);
    meant.cloned().unwrap_or_else(|| AgreementRef::new(name))
}

/// An opening balance is the closing balance of the day before.
fn dated(said: Said, date: NaiveDate) -> NaiveDate {
    if said == Said::OpeningBalance { date.pred_opt().unwrap_or(date) } else { date }
}
