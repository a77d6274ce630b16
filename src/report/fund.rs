//! The fund's consolidated report: all donors together.

use std::collections::BTreeSet;

use crate::domain::Money;

use super::donor::common;
use super::grid::{Book, Cell, Sheet, Table, TablePlace, column_name};
use super::origin::{Origin, What};
use super::reconciliation;
use super::sheets::sums::{self, Flow, Totals};
use super::sheets::{Context, checks, share};
use super::view::View;

/// Builds the workbook.
pub fn book(view: &View<'_>) -> Book {
    let mut context = Context::of_fund(view);
    let title = context.texts.with("book-fund", &[("fund", &view.fund.name)]);
    let mut sheets = common(&mut context);
    let donors = donors(&mut context);
    sheets.insert(1, donors);
    // The checks of the sheet just added come too late for the sheet of checks that stands already.
    sheets.pop();
    sheets.extend(reconciliation::largest(&context));
    sheets.push(checks::sheet(&context));
    context.book(title, sheets)
}

fn donors(context: &mut Context<'_>) -> Sheet {
    let years: BTreeSet<i32> = sums::by_year(context.view, &context.belongings).into_keys().collect();
    let mut widths = vec![38];
    widths.extend(std::iter::repeat_n(15, (years.len() + 1).max(7)));
    let mut sheet = context.sheet("sheet-donors", "title-donors", &widths);
    sheet.section(context.text("section-donors"));
    let positions = positions(context).place(&mut sheet);
    sheet.section(context.text("section-donors-signed"));
    by_year(context, &years, ("SignedByYear", What::Agreements), |flow| flow.committed).place(&mut sheet);
    sheet.section(context.text("section-donors-years"));
    let paid = by_year(context, &years, ("PaidByYear", What::Receipts), |flow| flow.deposited - flow.refunded)
        .place(&mut sheet);
    sheet.freeze = Some((0, 1));
    let totals = Totals::of(&context.belongings);
    let last = u16::try_from(years.len() + 1).unwrap_or(u16::MAX);
    check(context, &positions, &paid, last, totals);
    sheet
}

fn check(context: &mut Context<'_>, positions: &TablePlace, paid: &TablePlace, last: u16, totals: Totals) {
    context.check_equal(
        "check-donors-years",
        (&positions.total_of(2), totals.deposited),
        (&paid.total_of(last), totals.deposited),
    );
}

fn positions(context: &Context<'_>) -> Table {
    let headers =
        ["h-donor", "h-committed", "h-paid", "h-placed", "h-spent", "h-balance", "h-share-of-paid", "h-delivery"];
    let mut table = Table::new("Donors", context.texts(headers), context.text("none-agreements"));
    let all = Totals::of(&context.belongings);
    for donor in context.view.donors() {
        let totals = Totals::of(&context.view.of(&donor.code));
        let from = |what| Origin::of(what).donor(&donor.code);
        table.row(vec![
            Cell::text(donor.name.as_str()),
            Cell::money(totals.committed).from(from(What::Agreements)),
            Cell::money(totals.deposited).from(from(What::Receipts)),
            Cell::money(totals.placed).from(from(What::Placed)),
            Cell::money(totals.spent).from(from(What::Spent)),
            Cell::money(totals.balance()).from(from(What::Receipts)),
            share(totals.deposited, all.deposited, "C{row}", "C${total}"),
            share(totals.spent, totals.placed, "E{row}", "D{row}"),
        ]);
    }
    let others = vec![
        (6, share(all.deposited, all.deposited, "C{total}", "C{total}")),
        (7, share(all.spent, all.placed, "E{total}", "D{total}")),
    ];
    table.totals(context.text("total"), &[1, 2, 3, 4, 5], others)
}

/// An amount of each year by donor.
fn by_year(
    context: &Context<'_>,
    years: &BTreeSet<i32>,
    (name, what): (&'static str, What),
    amount: fn(&Flow) -> Money,
) -> Table {
    let mut headers = vec![context.text("h-donor")];
    headers.extend(years.iter().map(i32::to_string));
    headers.push(context.text("h-cumulative"));
    let mut table = Table::new(name, headers, context.text("none-agreements"));
    let last = column_name(u16::try_from(years.len()).unwrap_or(u16::MAX));
    for donor in context.view.donors() {
        let flows = sums::by_year(context.view, &context.view.of(&donor.code));
        let mut cells = vec![Cell::text(donor.name.as_str())];
        cells.extend(years.iter().map(|year| {
            let amount = flows.get(year).map(amount).unwrap_or_default();
            Cell::money(amount).from(Origin::of(what).donor(&donor.code).year(*year))
        }));
        let sum: Money = flows.values().map(amount).sum();
        cells.push(Cell::money(sum).formula(format!("SUM(B{{row}}:{last}{{row}})")));
        table.row(cells);
    }
    let columns: Vec<u16> = (1..=u16::try_from(years.len() + 1).unwrap_or(u16::MAX)).collect();
    table.totals(context.text("total"), &columns, vec![])
}
