//! The workbook of one donor. It holds nothing of any other.

use crate::domain::facts::Donor;

use super::grid::Book;
use super::sheets::{Context, common};
use super::view::View;

/// Builds the workbook.
pub fn book(view: &View<'_>, donor: &Donor) -> Book {
    let mut context = Context::of_donor(view, donor);
    let title = context.texts.with("book-donor", &[("donor", &donor.name)]);
    let sheets = common::sheets(&mut context);
    context.book(title, sheets)
}
