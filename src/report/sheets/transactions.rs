//! Every receipt as it is booked, and every charge of a cost to an agreement: one thing a row, numbers as numbers, to be
//! filtered and pivoted. Where a row was read from is said by `trace`; donors see its voucher.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use crate::domain::facts::{Expenditure, ReceiptKind};
use crate::domain::{AgreementRef, Money, Month, Source};
use crate::ledger::ReceiptPosition;

use super::super::grid::{Cell, Figure, Sheet, Style, Table};
use super::super::origin::{Basis, Origin};
use super::{Report, flows};

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
    /// The month in which it is charged; of a receipt, that in which it is booked.
    month: Month,
    agreement: &'a AgreementRef,
    /// Its row; none of a receipt that is no longer there.
    source: Option<&'a Source>,
    of: Of<'a>,
}

enum Of<'a> {
    Receipt(Received<'a>),
    /// Expenditure, and what of it the agreement pays.
    Expenditure(&'a Expenditure, Money),
}

/// What was booked of a receipt in a month.
#[derive(Clone, Copy)]
struct Received<'a> {
    number: &'a str,
    kind: ReceiptKind,
    /// What came in; money given back came in with a minus.
    amount: Money,
    /// The receipt as it is now, where it still is.
    line: Option<&'a ReceiptPosition>,
    /// Whether that is all that was ever booked of it, so that its amount in its own currency stands beside it.
    whole: bool,
}

impl<'a> Line<'a> {
    fn receipt(&self) -> Option<&'a ReceiptPosition> {
        match self.of {
            Of::Receipt(received) => received.line.filter(|_| received.whole),
            Of::Expenditure(..) => None,
        }
    }

    const fn expenditure(&self) -> Option<&'a Expenditure> {
        match self.of {
            Of::Receipt(_) => None,
            Of::Expenditure(fact, _) => Some(fact),
        }
    }

    const fn incoming(&self) -> Option<Money> {
        match self.of {
            Of::Receipt(received) => Some(received.amount),
            Of::Expenditure(..) => None,
        }
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
        amount.map(|amount| Cell::money(amount).from(origin(report, line, amount)))
    };
    let mut table =
        Table::new("Transactions", report.text("none-transactions")).totals(report.text("total")).filtered();
    table.column(report.head("h-date", 14), |line: &Line<'_>| line.date);
    let number = |number: i32, line: &Line<'_>| {
        Cell::whole(usize::try_from(number).unwrap_or_default()).from(origin(report, line, Money::ZERO))
    };
    table.column(report.head("h-year-charged", 9), move |line| number(line.month.year(), line));
    table.column(report.head("h-month-charged", 9), move |line| {
        number(line.month.first_day().month().try_into().unwrap_or_default(), line)
    });
    table.column(report.head("h-what", 12), |line| match line.of {
        Of::Receipt(received) => report.receipt_kind(received.kind).into(),
        Of::Expenditure(..) => Arc::clone(&expenditure),
    });
    table.column(report.head("h-agreement", 14), |line| Arc::<str>::from(line.agreement.clone()));
    table.column(report.head("h-country", 16), |line| line.expenditure().map(|fact| report.place(&fact.geography)));
    table.column(report.head("h-theme", 26), |line| line.expenditure().map(|fact| report.theme(&fact.theme)));
    table.column(report.head("h-category", 20), |line| line.expenditure().map(|fact| report.category(fact.category)));
    table.column(report.head("h-document", 15), |line: &Line<'a>| document(line));
    table.column(report.head_as_written("h-description", 21), |line: &Line<'a>| match line.of {
        Of::Receipt(received) => received.line.and_then(|line| line.receipt.notes.as_deref()),
        Of::Expenditure(fact, _) => fact.description.as_deref(),
    });
    table.column(report.head("h-currency", 10), |line| line.receipt().map(|of| of.receipt.amount.currency.code()));
    table.column(report.head("h-original", 16), |line| {
        line.receipt().map(|of| Cell::original(of.receipt.amount).from(Origin::Row(of.receipt.source.clone())))
    });
    table.column(report.head("h-rate", 11), |line| {
        line.receipt().map(|of| {
            let rate = of.rate.normalize();
            Cell::decimal(rate, rate.scale().max(2)).from(Origin::Row(of.receipt.source.clone()))
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
        Of::Receipt(received) => received.number,
        Of::Expenditure(fact, _) => fact.document.as_deref().unwrap_or(fact.project.as_str()),
    }
}

/// Where a line comes from: its row, or what was booked of a receipt that is no longer there.
fn origin(report: &Report<'_>, line: &Line<'_>, amount: Money) -> Origin {
    match line.source {
        Some(source) => Origin::Row(source.clone()),
        None => report.origin(Basis::NoLine).by("what was booked of it before is taken back", amount),
    }
}

/// Receipts and charges, by date, agreement, row and month.
fn lines<'a>(report: &'a Report<'_>) -> Vec<Line<'a>> {
    let mut lines = received(report);
    let ledger = report.view.ledger;
    lines.extend(report.holdings.charged.iter().map(|share| {
        let fact = &ledger.spending[share.line()].fact;
        Line {
            date: fact.date,
            month: share.charged_in,
            agreement: &ledger.agreements[share.agreement()].agreement.reference,
            source: Some(&fact.source),
            of: Of::Expenditure(fact, share.amount),
        }
    }));
    lines.sort_by(|one, other| {
        let key = |line: &Line<'a>| (line.date, line.agreement, line.source, line.month);
        key(one).cmp(&key(other))
    });
    lines
}

/// Receipts as they are booked: in a closed month with what they were then, and what changed since in the month in which
/// it is booked. What moves no money in agreements stands with its row alone.
fn received<'a>(report: &'a Report<'_>) -> Vec<Line<'a>> {
    let (mut lines, mut known) = (Vec::new(), BTreeMap::<_, Vec<(&ReceiptPosition, Money)>>::new());
    for position in &report.holdings.positions {
        let agreement = &position.agreement.reference;
        for line in &position.receipts {
            let (number, kind) = (line.receipt.number.as_str(), line.receipt.kind);
            if matches!(kind, ReceiptKind::Deposit | ReceiptKind::Refund | ReceiptKind::Transfer) {
                let base = if kind == ReceiptKind::Transfer { position.transferred(line) } else { line.base };
                known.entry((agreement, number, kind)).or_default().push((line, base));
                continue;
            }
            let received = Received { number, kind, amount: Money::ZERO, line: Some(line), whole: true };
            lines.push(receipt(agreement, Month::of(line.receipt.date), received));
        }
    }
    for row in flows::booked(report.view, &report.holdings) {
        let Some(agreement) = row.agreement.as_ref() else { continue };
        let now = known.get_mut(&(agreement, row.number.as_str(), row.kind));
        let is_whole =
            |(line, base): &(&ReceiptPosition, Money)| Month::of(line.receipt.date) == row.month && *base == row.base;
        let (line, whole) = match now {
            Some(now) => match now.iter().position(is_whole) {
                Some(place) => (Some(now.remove(place).0), true),
                None => (now.first().map(|(line, _)| *line), false),
            },
            None => (None, false),
        };
        let amount = if row.kind == ReceiptKind::Refund { -row.base } else { row.base };
        let received = Received { number: &row.number, kind: row.kind, amount, line, whole };
        lines.push(receipt(agreement, row.month, received));
    }
    lines
}

/// The line of a receipt: of its day where it is booked in that month, else of the month's last.
fn receipt<'a>(agreement: &'a AgreementRef, month: Month, received: Received<'a>) -> Line<'a> {
    let day = received.line.map(|line| line.receipt.date).filter(|day| Month::of(*day) == month);
    Line {
        date: day.unwrap_or_else(|| month.last_day()),
        month,
        agreement,
        source: received.line.map(|line| &line.receipt.source),
        of: Of::Receipt(received),
    }
}
