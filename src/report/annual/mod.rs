//! The annual report for the partners' meeting: one calendar year beside all years, of all donors together. Partners are not
//! the fund: donors that are not named are told together, and no agreement stands alone.

mod donors;
mod pages;

use std::collections::BTreeMap;

use crate::attribute::BookedResult;
use crate::domain::Money;
use crate::domain::facts::ExpenditureCategory;
use crate::domain::text::comparable;

use super::grid::{Book, Cell, Content, Figure, Formula, Head, Sheet, Style, Table};
use super::origin::{Basis, Origin};
use super::sheets::breakdown::{Branch, Breakdown};
use super::sheets::data::{Data, Item, More, Of, Slice};
use super::sheets::flows::{self, Flow};
use super::sheets::folds::{FEE_AND_LEVY, NET};
use super::sheets::{Report, common, notes, results, statement, summary};
use super::view::View;

/// The terms that are explained.
const TERMS: [&str; 12] = [
    "commitment",
    "paid",
    "exchange",
    "fee",
    "levy",
    "support",
    "placed",
    "spent",
    "obligation",
    "category",
    "delivery",
    "gap",
];

/// Builds the workbook of a year.
pub fn book(view: &View<'_>, year: i32) -> Book {
    let mut report = Report::for_others(view);
    let words = [("fund", report.fund_called().name), ("year", &year.to_string())];
    let title = report.phrases.with("book-annual", &words);
    let data = Data::of(&report, More { year: Some(year), gap: true, ..common::more(&report) });
    let (overview, spent, balance) = overview(&report, &data, year);
    let donors = donors::sheet(&mut report, &data, year, &spent);
    let delivery = delivery(&mut report, &data, year, &spent);
    let results = reported(&report, year);
    let (statement, stated, _) = statement::sheet(&mut report, &data, None);
    report.check_equal("check-annual-balance", &balance, &stated.closing);
    let mut sheets = vec![overview, donors, delivery];
    sheets.extend(results);
    sheets.push(statement);
    sheets.extend(pages::sheets(&report, &data, year));
    sheets.push(notes::brief(&report, &TERMS));
    sheets.push(data.into_sheet());
    report.book(title, sheets)
}

/// A line of the overview.
struct Line {
    text: &'static str,
    /// Where it comes from, what it is made of, and its amount in a year.
    basis: Basis,
    items: &'static [Item],
    amount: fn(&Flow) -> Money,
    /// What it does to the balance: what is signed does nothing, refunds are below nothing.
    effect: i8,
}

/// The lines, of which refunds and the levy stand with other money where they are one donor's alone.
fn lines(report: &Report<'_>) -> Vec<Line> {
    let line = |text, basis, items: &'static [Item], effect, amount| Line { text, basis, items, amount, effect };
    let received = ["statement-promised", "statement-exchange"].as_slice();
    let mut lines = vec![line("annual-signed", Basis::AtSignature, &["annual-signed"], 0, |flow| flow.committed)];
    lines.extend(match report.folds.refunds {
        true => vec![line(NET, Basis::Receipts, &[NET], 1, |flow| flow.deposited - flow.refunded)],
        false => vec![
            line("statement-deposits", Basis::Deposits, received, 1, |flow| flow.deposited),
            line("statement-refunds", Basis::Refunds, &["statement-refunds"], 1, |flow| -flow.refunded),
        ],
    });
    lines.extend(match report.folds.levy {
        true => vec![line(FEE_AND_LEVY, Basis::FeeAndLevy, &[FEE_AND_LEVY], -1, |flow| flow.fee + flow.levy)],
        false => vec![
            line("statement-fee", Basis::Fee, &["statement-fee"], -1, |flow| flow.fee),
            line("statement-levy", Basis::Levy, &["statement-levy"], -1, |flow| flow.levy),
        ],
    });
    lines.extend([
        line("statement-spent", Basis::Spent, &["statement-spent"], -1, |flow| flow.spent),
        line("statement-support", Basis::SupportCost, &["statement-support"], -1, |flow| flow.support_cost),
        line("statement-interest", Basis::Interest, &["statement-interest"], 1, |flow| flow.interest),
        line("statement-bank", Basis::BankCharges, &["statement-bank"], -1, |flow| flow.bank_charges),
    ]);
    lines
}

/// A row of the overview: a line, or the balance of lines with what each does to it.
enum Row {
    Line(Line),
    Balance(Vec<i8>),
}

impl Row {
    /// Its content in a column, where `line` gives that of a line.
    fn content(&self, line: impl FnOnce(&Line) -> Content) -> Content {
        match self {
            Self::Line(of) => line(of),
            Self::Balance(effects) => {
                let acting = effects.iter().enumerate().filter(|(_, effect)| **effect != 0);
                let terms = acting.map(|(row, effect)| (*effect, Formula::above(row)));
                // What was received comes first.
                let balance = terms.reduce(|(first, sum), (effect, above)| {
                    (first, if effect > 0 { sum + above } else { sum - above })
                });
                balance.map_or_else(Formula::nothing, |(_, balance)| balance).into()
            }
        }
    }
}

/// What a row holds in a year, of which the flow is given.
fn in_year<'a>(report: &'a Report<'_>, data: &'a Data, (of_year, year): (Flow, i32)) -> impl Fn(&Row) -> Content + 'a {
    move |row| {
        row.content(|line| {
            let cell = Cell::money((line.amount)(&of_year)).from(Origin::of(line.basis).year(year));
            data.amount(report, cell, line.items, Slice::default().in_year(year))
        })
    }
}

/// The year's figures beside all years', and the gap; gives what was spent in the year, and the balance of all years.
fn overview(report: &Report<'_>, data: &Data, year: i32) -> (Sheet, Figure, Figure) {
    let mut sheet = report.sheet("annual");
    sheet.print.one_page = true;
    sheet.section(report.phrases.with("section-annual", &[("year", &year.to_string())]));
    let mut flows = flows::by_year(report.view, &report.holdings);
    statement::add_fund_flows(report, &mut flows);
    let mut table = Table::new("Year", "").styled(|row: &Row| match row {
        Row::Line(_) => Style::Body,
        Row::Balance(_) => Style::Subtotal,
    });
    table.column(report.head("h-figure", 58), |row| match row {
        Row::Line(line) => report.text(line.text),
        Row::Balance(_) => report.text("annual-balance"),
    });
    let of_year = flows.get(&year).copied().unwrap_or_default();
    let here = table.column(Head::new(report.year_words(year), 22), in_year(report, data, (of_year, year)));
    // The year before, where there was one, stands beside it.
    if let Some(before) = flows.get(&(year - 1)).copied() {
        table.column(Head::new((year - 1).to_string(), 22), in_year(report, data, (before, year - 1)));
    }
    let all = table.column(report.head("h-cumulative", 22), |row| {
        row.content(|line| {
            let cell = Cell::money(flows.values().map(line.amount).sum()).from(Origin::of(line.basis));
            data.amount(report, cell, line.items, Slice::default())
        })
    });
    // What changed in a year is no share of the balance.
    table.column(report.head("h-share-of-all", 16), |row| match row {
        Row::Line(_) => Content::from(Formula::share(here, all)),
        Row::Balance(_) => Cell::blank().into(),
    });
    let lines = lines(report);
    let effects: Vec<i8> = lines.iter().map(|line| line.effect).collect();
    let (spent_at, balance_at) =
        (lines.iter().position(|line| line.basis == Basis::Spent).unwrap_or_default(), lines.len());
    let area = table.put(&mut sheet, lines.into_iter().map(Row::Line).chain([Row::Balance(effects)]));
    sheet.skip(1);
    sheet.paragraph(report.text("note-annual"), Style::Note);
    summary::gap(report, data, &mut sheet);
    let spent = area.figure(&sheet, here, spent_at);
    let balance = area.figure(&sheet, all, balance_at);
    (sheet, spent, balance)
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
    Head::new(report.phrases.with("annual-spent", &[("year", &report.year_words(year))]), 20).summed()
}

/// The branches of a breakdown that money was placed or spent in, places by name.
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
    // Themes stand in the order of the programme.
    if matches!(breakdown, Breakdown::Country | Breakdown::Region) {
        sums.sort_by_cached_key(|(branch, _)| (comparable(&branch.name(report)), branch.clone()));
    }
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
    table.put(sheet, sums).total(in_year)
}

/// The targets with what was reached of them in all years, and the results that were reported in the year; none where there is neither.
fn reported(report: &Report<'_>, year: i32) -> Option<Sheet> {
    let view = report.view;
    let in_year = view.attribution.results.iter().filter(|result| result.month.year() == year && result.number != 0);
    let mut results: Vec<&BookedResult> = in_year.collect();
    let mut sheet = report.sheet("results");
    let has_targets = results::against(report, &mut sheet);
    if results.is_empty() {
        return has_targets.then_some(sheet);
    }
    results.sort_by_cached_key(|result| results::in_order(report, result));
    sheet.section(report.phrases.with("section-results-year", &[("year", &year.to_string())]));
    let mut table = Table::new("YearResults", "").filtered();
    let late = results.iter().any(|result| result.is_late());
    results::reported(report, &mut table, late, |result: &&BookedResult| result);
    let area = table.put(&mut sheet, results);
    sheet.freeze = Some((0, 1));
    sheet.repeat(&area);
    results::say_late(report, &mut sheet, late);
    Some(sheet)
}
