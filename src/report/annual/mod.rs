//! The annual report for the partners' meeting: one calendar year beside all years, of all donors together.

mod pages;

use std::collections::BTreeMap;

use crate::attribute::BookedResult;
use crate::attribute::run::INTEREST;
use crate::domain::facts::ExpenditureCategory;
use crate::domain::text::comparable;
use crate::domain::{AgreementRef, DonorCode, Money};

use super::grid::{Book, Cell, Figure, Head, Sheet, Style, Table};
use super::origin::{Basis, Origin};
use super::sheets::breakdown::{Branch, Breakdown};
use super::sheets::data::{Data, Item, More, Of, RECEIVED, Slice};
use super::sheets::flows::{self, Flow};
use super::sheets::{Report, common, results, statement};
use super::view::View;

/// Builds the workbook of a year.
pub fn book(view: &View<'_>, year: i32) -> Book {
    let mut report = Report::of_fund(view);
    let words = [("fund", report.fund_called().name), ("year", &year.to_string())];
    let title = report.phrases.with("book-annual", &words);
    let data = Data::of(&report, More { year: Some(year), gap: true, ..common::more(&report) });
    let (overview, spent) = overview(&report, &data, year);
    let donors = donors(&mut report, &data, year, &spent);
    let delivery = delivery(&mut report, &data, year, &spent);
    let results = reported(&report, year);
    let (statement, _, _) = statement::sheet(&mut report, &data, None);
    let mut sheets = vec![overview, donors, delivery];
    sheets.extend(results);
    sheets.push(statement);
    sheets.extend(pages::sheets(&report, &data, year));
    sheets.push(data.into_sheet());
    report.book(title, sheets)
}

/// A line of the overview: its text, where it comes from, what it is made of, and its amount in a year.
type Line = (&'static str, Basis, &'static [Item], fn(&Flow) -> Money);

const LINES: [Line; 7] = [
    ("annual-signed", Basis::AtSignature, &["annual-signed"], |flow| flow.committed),
    ("statement-deposits", Basis::Deposits, &["statement-promised", "statement-exchange"], |flow| flow.deposited),
    ("statement-refunds", Basis::Refunds, &["statement-refunds"], |flow| -flow.refunded),
    ("statement-fee", Basis::Fee, &["statement-fee"], |flow| flow.fee),
    ("statement-levy", Basis::Levy, &["statement-levy"], |flow| flow.levy),
    ("statement-spent", Basis::Spent, &["statement-spent"], |flow| flow.spent),
    ("statement-support", Basis::SupportCost, &["statement-support"], |flow| flow.support_cost),
];

/// The year's figures beside all years'; gives what was spent in the year.
fn overview(report: &Report<'_>, data: &Data, year: i32) -> (Sheet, Figure) {
    let mut sheet = report.sheet("annual");
    sheet.print.one_page = true;
    sheet.section(report.phrases.with("section-annual", &[("year", &year.to_string())]));
    let flows = flows::by_year(report.view, &report.holdings);
    let of_year = flows.get(&year).copied().unwrap_or_default();
    let mut table = Table::new("Year", "");
    table.column(report.head("h-figure", 58), |(key, ..): &Line| report.text(key));
    let here = table.column(Head::new(report.year_words(year), 22), |(_, basis, items, amount)| {
        let cell = Cell::money(amount(&of_year)).from(Origin::of(*basis).year(year));
        data.amount(report, cell, items, Slice::default().in_year(year))
    });
    // The year before, where there was one, stands beside it.
    if let Some(before) = flows.get(&(year - 1)).copied() {
        table.column(Head::new((year - 1).to_string(), 22), move |(_, basis, items, amount)| {
            let cell = Cell::money(amount(&before)).from(Origin::of(*basis).year(year - 1));
            data.amount(report, cell, items, Slice::default().in_year(year - 1))
        });
    }
    let all = table.column(report.head("h-cumulative", 22), |(_, basis, items, amount)| {
        let cell = Cell::money(flows.values().map(amount).sum()).from(Origin::of(*basis));
        data.amount(report, cell, items, Slice::default())
    });
    table.share(report.head("h-share-of-all", 16), here, all);
    let area = table.put(&mut sheet, LINES);
    sheet.skip(1);
    sheet.paragraph(report.text("note-annual"), Style::Note);
    let spent = LINES.iter().position(|(_, basis, ..)| *basis == Basis::Spent).unwrap_or_default();
    let spent = area.figure(&sheet, here, spent);
    (sheet, spent)
}

/// What each donor signed and paid in the year, and what was spent of its money, and of interest that was made programmable.
fn donors(report: &mut Report<'_>, data: &Data, year: i32, spent_in_year: &Figure) -> Sheet {
    /// Whose money, what that is called, its year, and what was paid in all years.
    type Row<'a> = (&'a DonorCode, String, Flow, Money);
    let mut sheet = report.sheet("donors");
    sheet.section(report.phrases.with("section-annual", &[("year", &year.to_string())]));
    let paid = |flow: &Flow| flow.deposited - flow.refunded;
    let from = |donor: &DonorCode, basis| Origin::of(basis).donor(donor);
    let own: &Report<'_> = report;
    let live = |donor: &DonorCode, cell: Cell, items: &[Item]| {
        data.amount(own, cell, items, Slice::of_donor(donor).in_year(year))
    };
    let mut table = Table::new("YearByDonor", report.text("none-agreements")).totals(report.text("total"));
    table.column(report.head("h-donor", 44), |(_, name, ..): &Row<'_>| name.clone());
    table.column(report.head("annual-signed", 20).summed(), |(donor, _, of_year, _)| {
        live(donor, Cell::money(of_year.committed).from(from(donor, Basis::AtSignature).year(year)), &["annual-signed"])
    });
    table.column(report.head("h-paid", 20).summed(), |(donor, _, of_year, _)| {
        live(donor, Cell::money(paid(of_year)).from(from(donor, Basis::Receipts).year(year)), &RECEIVED)
    });
    let spent = table.column(report.head("h-spent", 20).summed(), |(donor, _, of_year, _)| {
        live(donor, Cell::money(of_year.spent).from(from(donor, Basis::Spent).year(year)), &["statement-spent"])
    });
    table.column(report.head("annual-paid-all", 20).summed(), |(donor, .., all)| {
        let cell = Cell::money(*all).from(from(donor, Basis::Receipts));
        data.amount(own, cell, &RECEIVED, Slice::of_donor(donor))
    });
    let interest = own.view.ledger.agreement(&AgreementRef::new(INTEREST));
    let interest = interest.map(|position| (&position.agreement.donor, own.text("available-interest")));
    let donors = own.donors_by_name().into_iter();
    let donors = donors.map(|donor| (&donor.code, own.donor_called(donor).name.to_owned()));
    let rows = donors.chain(interest).map(|(donor, name)| {
        let flows = flows::by_year(own.view, &own.view.of(donor));
        (donor, name, flows.get(&year).copied().unwrap_or_default(), flows.values().map(paid).sum())
    });
    let area = table.put(&mut sheet, rows.collect::<Vec<_>>());
    sheet.lead_by(&area);
    check(report, &area.total(spent), spent_in_year, "sheet-donors");
    sheet
}

/// That a table adds up to what was spent in the year.
fn check(report: &mut Report<'_>, total: &Figure, spent: &Figure, table: &str) {
    let words = report.phrases.with("check-annual", &[("table", &report.text(table))]);
    report.check_that(words, total, spent);
}

/// Spent in the year by country, region, theme, pillar and category, beside what is placed and spent in all.
fn delivery(report: &mut Report<'_>, data: &Data, year: i32, spent: &Figure) -> Sheet {
    let mut sheet = report.sheet("expenditure");
    sheet.print.landscape = false;
    for breakdown in [Breakdown::Country, Breakdown::Region, Breakdown::Theme, Breakdown::Pillar] {
        let total = part(report, data, &mut sheet, (breakdown, year));
        check(report, &total, spent, breakdown.section());
    }
    let total = categories(report, data, &mut sheet, year);
    check(report, &total, spent, "section-by-category-alone");
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
fn part(report: &Report<'_>, data: &Data, sheet: &mut Sheet, (breakdown, year): (Breakdown, i32)) -> Figure {
    let live =
        |branch: &Branch, amount, origin: Origin, of| data.of_branch(Cell::money(amount).from(origin), of, branch);
    sheet.section(report.text(breakdown.section()));
    let name = match breakdown {
        Breakdown::Country => "YearByCountry",
        Breakdown::Region => "YearByRegion",
        Breakdown::Theme => "YearByTheme",
        Breakdown::Pillar => "YearByPillar",
    };
    let mut table = Table::new(name, report.text("none-placed")).totals(report.text("total"));
    table.column(breakdown.head(report, 44), |(branch, _): &(Branch, Sums)| branch.name(report));
    let in_year = table.column(spent_in(report, year), |(branch, sums)| {
        live(branch, sums.in_year, branch.of(Origin::of(Basis::Spent)).year(year), Of::InYear)
    });
    let placed = table.column(report.head("h-placed", 20).summed(), |(branch, sums)| {
        live(branch, sums.placed, branch.of(Origin::of(Basis::Placed)), Of::Allocated)
    });
    let spent = table.column(report.head("h-spent", 20).summed(), |(branch, sums)| {
        live(branch, sums.spent, branch.of(Origin::of(Basis::Spent)), Of::Charged)
    });
    table.share(report.head("h-delivery", 14), spent, placed);
    table.put(sheet, sums_of(report, breakdown, year)).total(in_year)
}

/// The head of what was spent in the year.
fn spent_in(report: &Report<'_>, year: i32) -> Head {
    Head::new(report.phrases.with("annual-spent", &[("year", &year.to_string())]), 20).summed()
}

/// The branches of a breakdown that money was placed or spent in, by name.
fn sums_of(report: &Report<'_>, breakdown: Breakdown, year: i32) -> Vec<(Branch, Sums)> {
    let view = report.view;
    let branch = |cell: usize| view.ledger.cells.get(cell).map(|cell| breakdown.branch(view.fund, cell));
    let mut sums: BTreeMap<Branch, Sums> = BTreeMap::new();
    for (delivered, amount) in &report.holdings.spent {
        let Some(branch) = branch(delivered.cell) else { continue };
        let of_branch = sums.entry(branch).or_default();
        of_branch.spent += *amount;
        if delivered.year == year {
            of_branch.in_year += *amount;
        }
    }
    for placement in &report.holdings.placements {
        if let Some(branch) = branch(placement.cell) {
            sums.entry(branch).or_default().placed += placement.amount;
        }
    }
    let mut sums: Vec<(Branch, Sums)> = sums.into_iter().collect();
    sums.sort_by_cached_key(|(branch, _)| (comparable(&branch.name(report)), branch.clone()));
    sums
}

/// The table of categories; gives what was spent in the year.
fn categories(report: &Report<'_>, data: &Data, sheet: &mut Sheet, year: i32) -> Figure {
    let mut sums: BTreeMap<ExpenditureCategory, Sums> = BTreeMap::new();
    for (delivered, amount) in &report.holdings.spent {
        let of_category = sums.entry(delivered.category).or_default();
        of_category.spent += *amount;
        if delivered.year == year {
            of_category.in_year += *amount;
        }
    }
    sheet.section(report.text("section-by-category-alone"));
    let from = |category: ExpenditureCategory| Origin::of(Basis::Spent).category(category);
    let mut table = Table::new("YearByCategory", "").totals(report.text("total"));
    table.column(report.head("h-category", 44), |(category, _): &(ExpenditureCategory, Sums)| {
        report.category(*category)
    });
    let live = |category: ExpenditureCategory, year: Option<i32>, cell: Cell| {
        let slice = Slice { category: Some(category), year, ..Slice::default() };
        data.amount(report, cell, &["statement-spent"], slice)
    };
    let in_year = table.column(spent_in(report, year), |(category, sums)| {
        live(*category, Some(year), Cell::money(sums.in_year).from(from(*category).year(year)))
    });
    table.column(report.head("h-spent", 20).summed(), |(category, sums)| {
        live(*category, None, Cell::money(sums.spent).from(from(*category)))
    });
    let rows =
        ExpenditureCategory::ALL.iter().map(|category| (*category, sums.get(category).copied().unwrap_or_default()));
    table.put(sheet, rows).total(in_year)
}

/// The results that were reported in the year; none when there is none.
fn reported(report: &Report<'_>, year: i32) -> Option<Sheet> {
    let view = report.view;
    let in_year = view.attribution.results.iter().filter(|result| result.month.year() == year && result.number != 0);
    let mut results: Vec<&BookedResult> = in_year.collect();
    if results.is_empty() {
        return None;
    }
    results.sort_by_cached_key(|result| results::in_order(report, result));
    let mut sheet = report.sheet("results");
    sheet.skip(1);
    let mut table = Table::new("YearResults", "").filtered();
    let late = results.iter().any(|result| result.is_late());
    results::reported(report, &mut table, late, |result: &&BookedResult| result);
    let area = table.put(&mut sheet, results);
    sheet.lead_by(&area);
    results::say_late(report, &mut sheet, late);
    Some(sheet)
}
