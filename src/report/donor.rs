//! The workbook of one donor. It holds nothing of any other.

use crate::domain::facts::Donor;

use super::grid::Book;
use super::sheets::{Report, common};
use super::view::View;

/// Builds the workbook.
pub fn book(view: &View<'_>, donor: &Donor) -> Book {
    let mut report = Report::of_donor(view, donor);
    let title = report.phrases.with("book-donor", &[("donor", &donor.name)]);
    let sheets = common::sheets(&mut report);
    report.book(title, sheets)
}
