//! Every receipt, and every charge of a cost to an agreement: one thing a row, numbers as numbers, to be filtered and
//! pivoted. Where a row was read from is said by `trace`; donors see its voucher.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use crate::domain::facts::{Expenditure, ReceiptKind};
use crate::domain::{AgreementRef, Money, Month, Source};
use crate::ledger::ReceiptPosition;

use super::super::grid::{Cell, Figure, Sheet, Style, Table};
use super::super::origin::Origin;
use super::Report;

/// What moved in the lines of a donor.
pub(in super::super) struct Moved {
    pub incoming: Figure,
    pub outgoing: Figure,
}

/// The sheet, and its totals.
pub(in super::super) fn sheet(report: &Report<'_>) -> (Sheet, Moved) {
    let mut sheet = report.sheet("transactions");
    sheet.data = true;
    sheet.paragraph(report.text("note-list"), Style::Note);
    sheet.skip(1);
    let moved = table(report, &mut sheet);
    (sheet, moved)
}

/// A receipt, or what an agreement is charged with of a cost in a month.
struct Line<'a> {
    date: NaiveDate,
    /// The month in which it is charged; of a receipt, that of its day.
    month: Month,
    agreement: &'a AgreementRef,
    source: &'a Source,
    /// What a transfer moved into the agreement.
    transferred: Money,
    of: Of<'a>,
}

enum Of<'a> {
    Receipt(&'a ReceiptPosition),
    /// Expenditure, and what of it the agreement pays.
    Expenditure(&'a Expenditure, Money),
}

impl<'a> Line<'a> {
    const fn receipt(&self) -> Option<&'a ReceiptPosition> {
        match self.of {
            Of::Receipt(line) => Some(line),
            Of::Expenditure(..) => None,
        }
    }

    const fn expenditure(&self) -> Option<&'a Expenditure> {
        match self.of {
            Of::Receipt(_) => None,
            Of::Expenditure(fact, _) => Some(fact),
        }
    }

    /// What came in; money given back came in with a minus.
    fn incoming(&self) -> Option<Money> {
        self.receipt().map(|line| match line.receipt.kind {
            ReceiptKind::Deposit => line.base,
            ReceiptKind::Refund => -line.base,
            ReceiptKind::Transfer => self.transferred,
            ReceiptKind::WriteOff | ReceiptKind::Interest | ReceiptKind::BankCharge => Money::ZERO,
        })
    }

    const fn outgoing(&self) -> Option<Money> {
        match self.of {
            Of::Receipt(_) => None,
            Of::Expenditure(_, amount) => Some(amount),
        }
    }
}

fn table<'a>(report: &'a Report<'_>, sheet: &mut Sheet) -> Moved {
    let expenditure: Arc<str> = report.text("transaction-expenditure").into();
    let from = |line: &Line<'_>, amount: Option<Money>| {
        amount.map(|amount| Cell::money(amount).from(Origin::Row(line.source.clone())))
    };
    let mut table =
        Table::new("Transactions", report.text("none-transactions")).totals(report.text("total")).filtered();
    table.column(report.head("h-date", 14), |line: &Line<'_>| line.date);
    let number = |number: i32, line: &Line<'_>| {
        Cell::whole(usize::try_from(number).unwrap_or_default()).from(Origin::Row(line.source.clone()))
    };
    table.column(report.head("h-year-charged", 9), move |line| number(line.month.year(), line));
    table.column(report.head("h-month-charged", 9), move |line| {
        number(line.month.first_day().month().try_into().unwrap_or_default(), line)
    });
    table.column(report.head("h-what", 12), |line| match line.of {
        Of::Receipt(line) => report.receipt_kind(line.receipt.kind).into(),
        Of::Expenditure(..) => Arc::clone(&expenditure),
    });
    table.column(report.head("h-agreement", 14), |line| Arc::<str>::from(line.agreement.clone()));
    table.column(report.head("h-country", 16), |line| line.expenditure().map(|fact| report.place(&fact.geography)));
    table.column(report.head("h-theme", 26), |line| line.expenditure().map(|fact| report.theme(&fact.theme)));
    table.column(report.head("h-category", 20), |line| line.expenditure().map(|fact| report.category(fact.category)));
    table.column(report.head("h-document", 15), |line: &Line<'a>| document(line));
    table.column(report.head("h-description", 21), |line: &Line<'a>| match line.of {
        Of::Receipt(line) => line.receipt.notes.as_deref(),
        Of::Expenditure(fact, _) => fact.description.as_deref(),
    });
    table.column(report.head("h-currency", 10), |line| line.receipt().map(|of| of.receipt.amount.currency.code()));
    table.column(report.head("h-original", 16), |line| {
        line.receipt().map(|of| Cell::original(of.receipt.amount).from(Origin::Row(line.source.clone())))
    });
    table.column(report.head("h-rate", 11), |line| {
        line.receipt().map(|of| {
            let rate = of.rate.normalize();
            Cell::decimal(rate, rate.scale().max(2)).from(Origin::Row(line.source.clone()))
        })
    });
    let incoming = table.column(report.head("h-in", 14).summed(), |line| from(line, line.incoming()));
    let outgoing = table.column(report.head("h-out", 14).summed(), |line| from(line, line.outgoing()));
    let area = table.put(sheet, lines(report));
    sheet.lead_by(&area);
    Moved { incoming: area.total(incoming), outgoing: area.total(outgoing) }
}

fn document<'a>(line: &Line<'a>) -> &'a str {
    match line.of {
        Of::Receipt(line) => line.receipt.number.as_str(),
        Of::Expenditure(fact, _) => fact.document.as_deref().unwrap_or(&fact.project),
    }
}

/// Receipts and charges, by date, agreement, row and month.
fn lines<'a>(report: &'a Report<'_>) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for position in &report.holdings.positions {
        lines.extend(position.receipts.iter().map(|line| Line {
            date: line.receipt.date,
            month: Month::of(line.receipt.date),
            agreement: &position.agreement.reference,
            source: &line.receipt.source,
            transferred: position.transferred(line),
            of: Of::Receipt(line),
        }));
    }
    let ledger = report.view.ledger;
    lines.extend(report.holdings.charged.iter().map(|share| {
        let fact = &ledger.spending[share.line()].fact;
        Line {
            date: fact.date,
            month: share.charged_in,
            agreement: &ledger.agreements[share.agreement()].agreement.reference,
            source: &fact.source,
            transferred: Money::ZERO,
            of: Of::Expenditure(fact, share.amount),
        }
    }));
    lines.sort_by(|one, other| {
        let key = |line: &Line<'a>| (line.date, line.agreement, line.source, line.month);
        key(one).cmp(&key(other))
    });
    lines
}
