//! The workbook of one donor. It holds nothing of any other.

use crate::domain::Month;
use crate::domain::facts::Donor;

use super::grid::Book;
use super::sheets::data::{Data, More};
use super::sheets::{Report, common};
use super::view::View;

/// Builds the workbook, with a statement for the donor's reporting period where it wants one.
pub fn book(view: &View<'_>, donor: &Donor) -> Book {
    let month = Month::of(view.ledger.as_of);
    of(view, donor, donor.reporting.map(|period| period.begins(month)))
}

/// Builds the workbook with a statement for a period from a month on, which ends with the month of the report.
pub fn book_from(view: &View<'_>, donor: &Donor, from: Month) -> Book {
    of(view, donor, Some(from))
}

fn of(view: &View<'_>, donor: &Donor, from: Option<Month>) -> Book {
    let mut report = Report::of_donor(view, donor);
    let title = report.phrases.with("book-donor", &[("donor", &report.donor_called(donor).marked())]);
    let data = Data::of(&report, More { period: from, ..common::more(&report) });
    let (mut sheets, _) = common::sheets(&mut report, &data, from);
    sheets.push(data.into_sheet());
    report.book(title, sheets)
}
