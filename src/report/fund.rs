//! The fund's consolidated report: all donors together.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::Money;
use crate::domain::facts::Donor;

use super::grid::{Book, Cell, Figure, Formula, Head, Sheet, Table};
use super::origin::{Origin, What};
use super::reconciliation;
use super::sheets::sums::{self, Flow, Totals};
use super::sheets::{Context, common};
use super::view::View;

/// Builds the workbook.
pub fn book(view: &View<'_>) -> Book {
    let mut context = Context::of_fund(view);
    let title = context.texts.with("book-fund", &[("fund", &view.fund.name)]);
    let mut sheets = common::sheets(&mut context);
    sheets.insert(1, donors(&mut context));
    sheets.extend(reconciliation::largest(&context));
    context.book(title, sheets)
}

fn donors(context: &mut Context<'_>) -> Sheet {
    let mut sheet = context.sheet("donors");
    sheet.section(context.text("section-donors"));
    let paid = positions(context, &mut sheet);
    sheet.section(context.text("section-donors-signed"));
    by_year(context, &mut sheet, ("SignedByYear", What::Agreements), |flow| flow.committed);
    sheet.section(context.text("section-donors-years"));
    let over_years =
        by_year(context, &mut sheet, ("PaidByYear", What::Receipts), |flow| flow.deposited - flow.refunded);
    sheet.freeze = Some((0, 1));
    context.check_equal("check-donors-years", &paid, &over_years);
    sheet
}

/// What each donor committed, paid and had spent; gives what all of them paid.
fn positions(context: &Context<'_>, sheet: &mut Sheet) -> Figure {
    let from = |donor: &Donor, what| Origin::of(what).donor(&donor.code);
    let mut table = Table::new("Donors", context.text("none-agreements")).totals(context.text("total"));
    table.column(context.head("h-donor", 38), |(donor, _): &(&Donor, Totals)| donor.name.clone());
    table.column(context.head("h-committed", 15).summed(), |(donor, totals)| {
        Cell::money(totals.committed).from(from(donor, What::Agreements))
    });
    let paid = table.column(context.head("h-paid", 15).summed(), |(donor, totals)| {
        Cell::money(totals.deposited).from(from(donor, What::Receipts))
    });
    let placed = table.column(context.head("h-placed", 15).summed(), |(donor, totals)| {
        Cell::money(totals.placed).from(from(donor, What::Placed))
    });
    let spent = table.column(context.head("h-spent", 15).summed(), |(donor, totals)| {
        Cell::money(totals.spent).from(from(donor, What::Spent))
    });
    table.column(context.head("h-balance", 15).summed(), |(donor, totals)| {
        Cell::money(totals.balance()).from(from(donor, What::Receipts).informing())
    });
    table.share(context.head("h-share-of-paid", 15), paid, paid.total());
    table.share(context.head("h-delivery", 15), spent, placed);
    let donors = context.view.donors().map(|donor| (donor, Totals::of(&context.view.of(&donor.code))));
    table.place(sheet, donors).total(paid)
}

/// An amount of each year by donor; gives the sum of all.
fn by_year(
    context: &Context<'_>,
    sheet: &mut Sheet,
    (name, what): (&'static str, What),
    amount: fn(&Flow) -> Money,
) -> Figure {
    let years: BTreeSet<i32> = sums::by_year(context.view, &context.belongings).into_keys().collect();
    let mut table = Table::new(name, context.text("none-agreements")).totals(context.text("total"));
    table.column(context.head("h-donor", 38), |(donor, _): &(&Donor, BTreeMap<i32, Flow>)| donor.name.clone());
    let of_years: Vec<_> = years
        .into_iter()
        .map(|year| {
            table.column(Head::new(year.to_string(), 15).summed(), move |(donor, flows)| {
                let amount = flows.get(&year).map(amount).unwrap_or_default();
                Cell::money(amount).from(Origin::of(what).donor(&donor.code).year(year))
            })
        })
        .collect();
    let all = table.computed(context.head("h-cumulative", 15).summed(), Formula::across(&of_years));
    let donors = context.view.donors();
    let donors = donors.map(|donor| (donor, sums::by_year(context.view, &context.view.of(&donor.code))));
    table.place(sheet, donors).total(all)
}
