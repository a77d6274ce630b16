//! The statement for a donor's own reporting period: what stood before it, what came and went in it, and what it leaves.
//!
//! What comes in: the first month of the period, which ends with the month of the report. What leaves: a sheet whose columns
//! add up to the statement by year. What it does not know: how a support cost comes about; it takes the difference of two
//! days, as docs/domain.md says, section 1.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::facts::{ExpenditureCategory, Receipt};
use crate::domain::{AgreementRef, DonorCode, GeographyCode, Money, Month};
use crate::ledger::AgreementPosition;
use crate::month::BookedReceipt;

use super::super::grid::{Cell, Figure, Sheet, Style, Table};
use super::super::origin::{Basis, Origin};
use super::data::{Data, DaysSlice};
use super::flows::{self, Flow};
use super::statement::{LABEL, Of, Shown, Span, Stated, YEAR, statement};
use super::{Report, Whose};

/// The sheet; `stated` is the statement by year.
pub(in super::super) fn sheet(report: &mut Report<'_>, data: &Data, from: Month, stated: &Stated) -> Sheet {
    let mut sheet = report.sheet("period");
    sheet.widen([LABEL, YEAR, YEAR, YEAR]);
    sheet.print.landscape = false;
    let [before, within] = Days::around(report, from);
    let day = |day| report.phrases.day(day);
    let words = [("from", &*day(from.first_day())), ("to", &day(within.until))];
    sheet.paragraph(report.phrases.with("period-between", &words), Style::Paragraph);
    sheet.skip(1);
    let spans = [before, within].map(|days| span(report, days));
    let of_period = statement(report, data, &mut sheet, (&spans, Shown { by_category: true, own: None }));
    report.check_equal("check-period", &of_period.closing, &stated.closing);
    sheet.section(report.text("section-period-receipts"));
    let received = receipts(report, &mut sheet, before.until);
    report.check_equal("check-period-receipts", &received, &of_period.deposits_last);
    sheet.section(report.text("section-period-countries"));
    let charged = countries(report, data, &mut sheet, within);
    report.check_equal("check-period-charged", &charged, &of_period.spent_last);
    sheet
}

/// The days before a reporting period, or those of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Days {
    /// The day before the first; none before what came before all.
    pub after: Option<NaiveDate>,
    pub until: NaiveDate,
}

impl Days {
    /// Those before a period that begins with a month, and those of the period, which ends with the day of the report.
    pub fn around(report: &Report<'_>, from: Month) -> [Self; 2] {
        let eve = from.previous().last_day();
        [Self { after: None, until: eve }, Self { after: Some(eve), until: report.view.ledger.as_of }]
    }

    /// Whether a month is among them: the last one as far as it has come.
    pub fn hold(self, month: Month) -> bool {
        self.after.is_none_or(|after| month > Month::of(after)) && month <= Month::of(self.until)
    }

    /// The heading of their column.
    pub fn heading(self, report: &Report<'_>) -> String {
        let key = if self.after.is_some() { "h-in-period" } else { "h-before-period" };
        report.phrases.with(key, &[("day", &report.phrases.day(self.until))])
    }

    /// Where a figure of them comes from, by where it comes from in all; `amount` is the figure.
    pub fn limit(self, origin: Origin, (basis, amount): (Basis, Money)) -> Origin {
        let origin = self.after.map_or(origin.clone(), |day| origin.since(day)).until(self.until);
        if basis == Basis::SupportCost {
            return origin.by("support cost to the last day, less that to the day before the first", amount);
        }
        origin
    }

    /// The donor's part of the fund's interest in them.
    pub fn interest(self, report: &Report<'_>) -> Money {
        let own = |donor: &DonorCode| matches!(report.whose, Whose::Donor(of) if of.code == *donor);
        let returned = report.view.book.returned.iter().filter(|returned| own(&returned.donor));
        returned.filter(|returned| self.hold(returned.month)).map(|returned| returned.amount).sum()
    }
}

/// What came and went in some days.
fn span(report: &Report<'_>, days: Days) -> Span {
    let view = report.view;
    let mut flow = Flow { interest: days.interest(report), ..Flow::default() };
    flows::booked(view, &report.holdings).filter(|row| days.hold(row.month)).for_each(|row| flow.receive(row));
    for position in &report.holdings.positions {
        let before = days.after.map_or(Money::ZERO, |day| support_to(report, position, day));
        flow.support_cost += support_to(report, position, days.until) - before;
    }
    let mut by_category: BTreeMap<ExpenditureCategory, Money> = BTreeMap::new();
    for share in report.holdings.charged.iter().filter(|share| days.hold(share.charged_in)) {
        flow.spent += share.amount;
        *by_category.entry(view.ledger.spending[share.line()].fact.category).or_default() += share.amount;
    }
    Span { heading: days.heading(report), flow, by_category, of: Of::Days(days) }
}

/// Support cost of an agreement to the end of a month. Of a month that no close recorded, it is that of the years before,
/// and of its own year a part in proportion to what was charged in it by then.
pub(super) fn support_to(report: &Report<'_>, position: &AgreementPosition, day: NaiveDate) -> Money {
    let reference = &position.agreement.reference;
    let costs = report.holdings.support_cost.iter().filter(|((agreement, _), _)| *agreement == reference);
    let costs = costs.map(|((_, year), cost)| (*year, *cost));
    if day >= report.view.ledger.as_of {
        return costs.map(|(_, cost)| cost).sum();
    }
    if let Some(recorded) = report.view.closed_support.get(&Month::of(day)) {
        return recorded.get(reference).copied().unwrap_or_default();
    }
    let (mut before, mut in_year) = (Money::ZERO, Money::ZERO);
    let month = Month::of(day);
    for (year, cost) in costs.filter(|(year, _)| *year <= month.year()) {
        if year < month.year() { before += cost } else { in_year += cost }
    }
    let agreements = &report.view.ledger.agreements;
    let own = report.holdings.charged.iter().filter(|share| {
        agreements[share.agreement()].agreement.reference == *reference && share.charged_in.year() == month.year()
    });
    let charged = |until: &dyn Fn(Month) -> bool| -> Money {
        own.clone().filter(|share| until(share.charged_in)).map(|share| share.amount).sum()
    };
    let (by_then, all) = (charged(&|of| of <= month), charged(&|_| true));
    if all.is_zero() { before } else { before + in_year.scaled(by_then.minor(), all.minor()) }
}

/// What was booked of each receipt in the period; gives what was received, less what was refunded.
fn receipts(report: &Report<'_>, sheet: &mut Sheet, eve: NaiveDate) -> Figure {
    type Row<'a> = (&'a BookedReceipt, Option<&'a Receipt>, NaiveDate);
    let positions = report.holdings.positions.iter();
    let known: BTreeMap<(&AgreementRef, &str), &Receipt> = positions
        .flat_map(|position| {
            let own = position.receipts.iter().map(|line| &line.receipt);
            own.map(|receipt| ((&position.agreement.reference, receipt.number.as_str()), receipt))
        })
        .collect();
    let booked = flows::booked(report.view, &report.holdings).filter(|row| row.month.last_day() > eve);
    let mut lines: Vec<Row<'_>> = booked
        .map(|row| {
            let receipt = row.agreement.as_ref().and_then(|of| known.get(&(of, row.number.as_str())).copied());
            let day = receipt.map(|receipt| receipt.date).filter(|day| Month::of(*day) == row.month);
            (row, receipt, day.unwrap_or_else(|| row.month.last_day()))
        })
        .collect();
    lines.sort_by_key(|(row, _, day)| (*day, row.number.clone()));
    let mut table = Table::new("PeriodReceipts", report.text("none-period-receipts")).totals(report.text("total"));
    table.column(report.head("h-document", LABEL), |(row, ..): &Row<'_>| row.number.clone());
    table.column(report.head("h-date", YEAR), |(.., day)| *day);
    table.column(report.head("h-what", YEAR), |(row, ..)| report.receipt_kind(row.kind));
    table.column(report.head("h-agreement", YEAR), |(row, ..)| {
        row.agreement.as_ref().map(|agreement| agreement.as_str().to_owned()).unwrap_or_default()
    });
    let amount = table.column(report.head("h-net", YEAR).summed(), |(row, receipt, _)| {
        let mut flow = Flow::default();
        flow.receive(row);
        let net = Cell::money(flow.deposited - flow.refunded);
        match receipt {
            Some(receipt) => net.from(Origin::Row(receipt.source.clone())),
            None => {
                let rule = "what was booked of it before is taken back";
                net.from(report.origin(Basis::NoLine).by(rule, flow.deposited - flow.refunded))
            }
        }
    });
    table.put(sheet, lines).total(amount)
}

/// What was charged in the period by country or area; gives the sum.
fn countries(report: &Report<'_>, data: &Data, sheet: &mut Sheet, days: Days) -> Figure {
    let mut sums: BTreeMap<GeographyCode, Money> = BTreeMap::new();
    for share in report.holdings.charged.iter().filter(|share| days.hold(share.charged_in)) {
        let Some(cell) = report.view.ledger.cells.get(share.cell()) else { continue };
        *sums.entry(cell.geography.clone()).or_default() += share.amount;
    }
    let mut rows: Vec<(GeographyCode, Money)> = sums.into_iter().collect();
    rows.sort_by_cached_key(|(place, _)| report.place_in_order(place));
    let mut table = Table::new("PeriodCountries", report.text("none-period-charged")).totals(report.text("total"));
    table.column(report.head("h-country", LABEL), |(place, _): &(GeographyCode, Money)| report.place_alone(place));
    let amount = table.column(report.head("h-spent", YEAR).summed(), |(place, amount)| {
        let origin = report.origin(Basis::Spent).place(place);
        let cell = Cell::money(*amount).from(days.limit(origin, (Basis::Spent, *amount)));
        let part = DaysSlice { category: None, place: Some(place) };
        data.of_days(report, cell, (days, "statement-spent"), part)
    });
    table.put(sheet, rows).total(amount)
}
