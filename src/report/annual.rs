//! The annual report for the partners' meeting: one calendar year beside all years, of all donors together.

use std::collections::BTreeMap;

use crate::domain::Money;
use crate::domain::facts::{Donor, ExpenditureCategory, ResultFact};

use super::grid::{Book, Cell, Figure, Head, Sheet, Style, Table};
use super::origin::{Origin, What};
use super::sheets::breakdown::{Branch, Breakdown};
use super::sheets::sums::{self, Flow};
use super::sheets::{Context, results, statement};
use super::view::View;

/// Builds the workbook of a year.
pub fn book(view: &View<'_>, year: i32) -> Book {
    let mut context = Context::of_fund(view);
    let words = [("fund", view.fund.name.as_str()), ("year", &year.to_string())];
    let title = context.texts.with("book-annual", &words);
    let (overview, spent) = overview(&mut context, year);
    let donors = donors(&mut context, year, &spent);
    let delivery = delivery(&mut context, year, &spent);
    let results = reported(&context, year);
    let (statement, _) = statement::sheet(&mut context, None);
    let mut sheets = vec![overview, donors, delivery];
    sheets.extend(results);
    sheets.push(statement);
    context.book(title, sheets)
}

/// A line of the overview: its text, where it comes from, and its amount in a year.
type Line = (&'static str, What, fn(&Flow) -> Money);

const LINES: [Line; 7] = [
    ("annual-signed", What::Agreements, |flow| flow.committed),
    ("statement-deposits", What::Deposits, |flow| flow.deposited),
    ("statement-refunds", What::GivenBack, |flow| -flow.refunded),
    ("statement-fee", What::Charges, |flow| flow.fee),
    ("statement-levy", What::Charges, |flow| flow.levy),
    ("statement-spent", What::Spent, |flow| flow.spent),
    ("statement-support", What::SupportCost, |flow| flow.support_cost),
];

/// The year's figures beside all years'; gives what was spent in the year.
fn overview(context: &mut Context<'_>, year: i32) -> (Sheet, Figure) {
    let mut sheet = context.sheet("annual");
    sheet.print.one_page = true;
    sheet.section(context.texts.with("section-annual", &[("year", &year.to_string())]));
    let flows = sums::by_year(context.view, &context.belongings);
    let of_year = flows.get(&year).copied().unwrap_or_default();
    let mut table = Table::new("Year", "");
    table.column(context.head("h-figure", 58), |(key, ..): &Line| context.text(key));
    let here = table.column(Head::new(year.to_string(), 22), |(_, what, amount)| {
        Cell::money(amount(&of_year)).from(Origin::of(*what).year(year))
    });
    let all = table.column(context.head("h-cumulative", 22), |(_, what, amount)| {
        Cell::money(flows.values().map(amount).sum()).from(Origin::of(*what))
    });
    table.share(context.head("h-share", 16), here, all);
    let area = table.place(&mut sheet, LINES);
    sheet.skip(1);
    sheet.paragraph(context.text("note-annual"), Style::Note);
    let spent = LINES.iter().position(|(_, what, _)| *what == What::Spent).unwrap_or_default();
    let spent = area.figure(&sheet, here, spent);
    (sheet, spent)
}

/// What each donor signed and paid in the year, and what was spent of its money.
fn donors(context: &mut Context<'_>, year: i32, spent_in_year: &Figure) -> Sheet {
    /// A donor, its year, and what it paid in all years.
    type Row<'a> = (&'a Donor, Flow, Money);
    let mut sheet = context.sheet("donors");
    sheet.section(context.texts.with("section-annual", &[("year", &year.to_string())]));
    let paid = |flow: &Flow| flow.deposited - flow.refunded;
    let from = |donor: &Donor, what| Origin::of(what).donor(&donor.code);
    let mut table = Table::new("YearByDonor", context.text("none-agreements")).totals(context.text("total"));
    table.column(context.head("h-donor", 44), |(donor, ..): &Row<'_>| donor.name.clone());
    table.column(context.head("annual-signed", 20).summed(), |(donor, of_year, _)| {
        Cell::money(of_year.committed).from(from(donor, What::Agreements).year(year))
    });
    table.column(context.head("h-paid", 20).summed(), |(donor, of_year, _)| {
        Cell::money(paid(of_year)).from(from(donor, What::Receipts).year(year))
    });
    let spent = table.column(context.head("h-spent", 20).summed(), |(donor, of_year, _)| {
        Cell::money(of_year.spent).from(from(donor, What::Spent).year(year))
    });
    table.column(context.head("annual-paid-all", 20).summed(), |(donor, _, all)| {
        Cell::money(*all).from(from(donor, What::Receipts))
    });
    let rows = context.view.donors().map(|donor| {
        let flows = sums::by_year(context.view, &context.view.of(&donor.code));
        (donor, flows.get(&year).copied().unwrap_or_default(), flows.values().map(paid).sum())
    });
    let area = table.place(&mut sheet, rows);
    sheet.lead_by(&area);
    check(context, &area.total(spent), spent_in_year, "sheet-donors");
    sheet
}

/// That a table adds up to what was spent in the year.
fn check(context: &mut Context<'_>, total: &Figure, spent: &Figure, table: &str) {
    let words = context.texts.with("check-annual", &[("table", &context.text(table))]);
    context.check_that(words, total, spent);
}

/// Spent in the year by country, region, theme, pillar and category, beside what is placed and spent in all.
fn delivery(context: &mut Context<'_>, year: i32, spent: &Figure) -> Sheet {
    let mut sheet = context.sheet("expenditure");
    sheet.print.landscape = false;
    for breakdown in [Breakdown::Country, Breakdown::Region, Breakdown::Theme, Breakdown::Pillar] {
        let total = part(context, &mut sheet, breakdown, year);
        check(context, &total, spent, breakdown.section());
    }
    let total = categories(context, &mut sheet, year);
    check(context, &total, spent, "section-by-category");
    sheet
}

/// Money of a branch: spent in the year; placed and spent in all years.
#[derive(Clone, Copy, Default)]
struct Sums {
    in_year: Money,
    placed: Money,
    spent: Money,
}

/// The table of a breakdown; gives what was spent in the year.
fn part(context: &Context<'_>, sheet: &mut Sheet, breakdown: Breakdown, year: i32) -> Figure {
    sheet.section(context.text(breakdown.section()));
    let name = match breakdown {
        Breakdown::Country => "YearByCountry",
        Breakdown::Region => "YearByRegion",
        Breakdown::Theme => "YearByTheme",
        Breakdown::Pillar => "YearByPillar",
    };
    let mut table = Table::new(name, context.text("none-placed")).totals(context.text("total"));
    table.column(breakdown.head(context, 44), |(branch, _): &(Branch, Sums)| branch.name(context));
    let in_year = table.column(spent_in(context, year), |(branch, sums)| {
        Cell::money(sums.in_year).from(branch.of(Origin::of(What::Spent)).year(year))
    });
    let placed = table.column(context.head("h-placed", 20).summed(), |(branch, sums)| {
        Cell::money(sums.placed).from(branch.of(Origin::of(What::Placed)))
    });
    let spent = table.column(context.head("h-spent", 20).summed(), |(branch, sums)| {
        Cell::money(sums.spent).from(branch.of(Origin::of(What::Spent)))
    });
    table.share(context.head("h-delivery", 14), spent, placed);
    table.place(sheet, sums_of(context, breakdown, year)).total(in_year)
}

/// The head of what was spent in the year.
fn spent_in(context: &Context<'_>, year: i32) -> Head {
    Head::new(context.texts.with("annual-spent", &[("year", &year.to_string())]), 20).summed()
}

/// The branches of a breakdown that money was placed or spent in, by name.
fn sums_of(context: &Context<'_>, breakdown: Breakdown, year: i32) -> Vec<(Branch, Sums)> {
    let view = context.view;
    let branch = |cell: usize| view.ledger.cells.get(cell).map(|cell| breakdown.branch(view.fund, cell));
    let mut sums: BTreeMap<Branch, Sums> = BTreeMap::new();
    for (delivered, amount) in &context.belongings.delivered {
        let Some(branch) = branch(delivered.cell) else { continue };
        let of_branch = sums.entry(branch).or_default();
        of_branch.spent += *amount;
        if delivered.year == year {
            of_branch.in_year += *amount;
        }
    }
    for placement in &context.belongings.placements {
        if let Some(branch) = branch(placement.cell) {
            sums.entry(branch).or_default().placed += placement.amount;
        }
    }
    let mut sums: Vec<(Branch, Sums)> = sums.into_iter().collect();
    sums.sort_by_cached_key(|(branch, _)| (branch.name(context), branch.clone()));
    sums
}

/// The table of categories; gives what was spent in the year.
fn categories(context: &Context<'_>, sheet: &mut Sheet, year: i32) -> Figure {
    let mut sums: BTreeMap<ExpenditureCategory, Sums> = BTreeMap::new();
    for (delivered, amount) in &context.belongings.delivered {
        let of_category = sums.entry(delivered.category).or_default();
        of_category.spent += *amount;
        if delivered.year == year {
            of_category.in_year += *amount;
        }
    }
    sheet.section(context.text("section-by-category"));
    let from = |category: ExpenditureCategory| Origin::of(What::Spent).category(category);
    let mut table = Table::new("YearByCategory", "").totals(context.text("total"));
    table.column(context.head("h-category", 44), |(category, _): &(ExpenditureCategory, Sums)| {
        context.category(*category)
    });
    let in_year = table
        .column(spent_in(context, year), |(category, sums)| Cell::money(sums.in_year).from(from(*category).year(year)));
    table
        .column(context.head("h-spent", 20).summed(), |(category, sums)| Cell::money(sums.spent).from(from(*category)));
    let rows =
        ExpenditureCategory::ALL.iter().map(|category| (*category, sums.get(category).copied().unwrap_or_default()));
    table.place(sheet, rows).total(in_year)
}

/// The results that were reported in the year; none when there is none.
fn reported(context: &Context<'_>, year: i32) -> Option<Sheet> {
    let view = context.view;
    let in_year = |date: chrono::NaiveDate| crate::ledger::year(date) == year && date <= view.ledger.as_of;
    let mut facts: Vec<&ResultFact> = view.facts.results.iter().filter(|result| in_year(result.date)).collect();
    if facts.is_empty() {
        return None;
    }
    facts.sort_by(|one, two| (one.date, &one.geography, &one.theme).cmp(&(two.date, &two.geography, &two.theme)));
    let mut sheet = context.sheet("results");
    sheet.skip(1);
    let mut table = Table::new("YearResults", "").filtered();
    results::reported(context, &mut table, |fact: &&ResultFact| fact);
    let area = table.place(&mut sheet, facts);
    sheet.lead_by(&area);
    Some(sheet)
}
