//! What each donor signed and paid in the year, and what was spent of its money, and of interest that was made programmable.
//!
//! What comes in: what came and went of each donor. What leaves: a row for each that is named, and one for all that are told
//! together.

use std::sync::Arc;

use crate::attribute::run::INTEREST;
use crate::domain::{AgreementRef, DonorCode, Money};

use super::super::grid::{Cell, Figure, Sheet, Style, Table};
use super::super::origin::{Basis, Origin};
use super::super::sheets::Report;
use super::super::sheets::data::{Data, Item, Slice};
use super::super::sheets::flows;

/// A donor, or several that are told together.
struct Row<'a> {
    donors: Vec<&'a DonorCode>,
    name: String,
    signed: Money,
    paid: Money,
    spent: Money,
    /// What was paid in all years.
    paid_all: Money,
}

impl Row<'_> {
    fn from(&self, basis: Basis) -> Origin {
        self.donors.iter().fold(Origin::of(basis), |origin, donor| origin.donor(donor))
    }

    /// Its part of the data; all its donors stand there under one label.
    fn slice(&self) -> Slice<'_> {
        Slice { donor: self.donors.first().copied(), ..Slice::default() }
    }
}

pub(super) fn sheet(report: &mut Report<'_>, data: &Data, year: i32, spent_in_year: &Figure) -> Sheet {
    let mut sheet = report.sheet("donors");
    sheet.section(report.phrases.with("section-annual", &[("year", &year.to_string())]));
    let own: &Report<'_> = report;
    let live = |row: &Row<'_>, cell: Cell, items: &[Item]| data.amount(own, cell, items, row.slice().in_year(year));
    let mut table = Table::new("YearByDonor", report.text("none-agreements")).totals(report.text("total"));
    table.column(report.head("h-donor", 44), |row: &Row<'_>| row.name.clone());
    table.column(report.head("annual-signed", 20).summed(), |row| {
        live(row, Cell::money(row.signed).from(row.from(Basis::AtSignature).year(year)), &["annual-signed"])
    });
    table.column(report.head("h-paid", 20).summed(), |row| {
        live(row, Cell::money(row.paid).from(row.from(Basis::Receipts).year(year)), &["annual-paid"])
    });
    let spent = table.column(report.head("h-spent", 20).summed(), |row| {
        live(row, Cell::money(row.spent).from(row.from(Basis::Spent).year(year)), &["statement-spent"])
    });
    table.column(report.head("annual-paid-all", 20).summed(), |row| {
        data.amount(own, Cell::money(row.paid_all).from(row.from(Basis::Receipts)), &["annual-paid"], row.slice())
    });
    let rows = rows(own, year);
    let is_named = |donor: &&DonorCode| *own.donor_label(donor) == *donor.as_str();
    let all_are_named = rows.iter().flat_map(|row| &row.donors).all(is_named);
    let area = table.put(&mut sheet, rows);
    if !all_are_named {
        sheet.paragraph(report.text("note-told-together"), Style::Note);
    }
    sheet.lead_by(&area);
    super::check(report, &area.total(spent), spent_in_year, "sheet-donors");
    sheet
}

/// Donors that are named, by name, then those that are told together, then interest that was made programmable.
fn rows<'a>(report: &'a Report<'_>, year: i32) -> Vec<Row<'a>> {
    let row = |donor: &'a DonorCode, name: String| {
        let flows = flows::by_year(report.view, &report.view.of(donor));
        let paid = |flow: &flows::Flow| flow.deposited - flow.refunded;
        let of_year = flows.get(&year).copied().unwrap_or_default();
        let paid_all = flows.values().map(paid).sum();
        Row {
            donors: vec![donor],
            name,
            signed: of_year.committed,
            paid: paid(&of_year),
            spent: of_year.spent,
            paid_all,
        }
    };
    let (mut named, mut together): (Vec<Row<'a>>, Vec<(Arc<str>, Row<'a>)>) = (Vec::new(), Vec::new());
    for donor in report.donors_by_name() {
        let label = report.donor_label(&donor.code);
        if *label == *donor.code.as_str() {
            named.push(row(&donor.code, report.donor_called(donor).name.to_owned()));
            continue;
        }
        let own = row(&donor.code, label.to_string());
        match together.iter_mut().find(|(of, _)| *of == label) {
            Some((_, sum)) => {
                sum.donors.extend(own.donors);
                sum.signed += own.signed;
                sum.paid += own.paid;
                sum.spent += own.spent;
                sum.paid_all += own.paid_all;
            }
            None => together.push((label, own)),
        }
    }
    together.sort_by(|(one, _), (other, _)| one.cmp(other));
    named.extend(together.into_iter().map(|(_, row)| row));
    let interest = report.view.ledger.agreement(&AgreementRef::new(INTEREST));
    named.extend(interest.map(|position| row(&position.agreement.donor, report.text("available-interest"))));
    named
}
