//! The workbook of one donor. It holds nothing of any other.

use crate::domain::facts::Donor;

use super::grid::Book;
use super::sheets::data::Data;
use super::sheets::{PeriodStart, Report, common};
use super::view::View;

/// Builds the workbook.
pub fn book(view: &View<'_>, donor: &Donor) -> Book {
    of(view, donor, None)
}

/// Builds the workbook with a statement for the donor's reporting period, which ends with the month.
pub fn book_from(view: &View<'_>, donor: &Donor, start: &PeriodStart) -> Book {
    of(view, donor, Some(start))
}

fn of(view: &View<'_>, donor: &Donor, start: Option<&PeriodStart>) -> Book {
    let mut report = Report::of_donor(view, donor);
    let title = report.phrases.with("book-donor", &[("donor", &donor.name)]);
    let data = Data::of(&report, common::more(&report));
    let (mut sheets, _) = common::sheets(&mut report, &data, start);
    sheets.push(data.into_sheet());
    report.book(title, sheets)
}
