//! The annual report for the partners' meeting: one calendar year beside all years, of all donors together.

use std::collections::BTreeMap;

use crate::domain::facts::ExpenditureCategory;
use crate::domain::{GeographyCode, Money, ThemeCode};

use super::grid::{Book, Cell, Sheet, Style, Table, TablePlace};
use super::origin::{Origin, What};
use super::sheets::sums::{self, Flow};
use super::sheets::{Context, checks, share, statement};
use super::view::View;

/// Builds the workbook of a year.
pub fn book(view: &View<'_>, year: i32) -> Book {
    let mut context = Context::of_fund(view);
    let words = [("fund", view.fund.name.as_str()), ("year", &year.to_string())];
    let title = context.texts.with("book-annual", &words);
    let (overview, spent) = overview(&mut context, year);
    let donors = donors(&mut context, year, &spent);
    let delivery = delivery(&mut context, year, &spent);
    let results = results(&context, year);
    let (statement, _) = statement::sheet(&mut context, None);
    let mut sheets = vec![overview, donors, delivery];
    sheets.extend(results);
    sheets.extend([statement, checks::sheet(&context)]);
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

/// The year's figures beside all years'. Gives the address of what was spent in the year, and the amount.
fn overview(context: &mut Context<'_>, year: i32) -> (Sheet, (String, Money)) {
    let mut sheet = context.sheet("sheet-annual", "title-annual", &[58, 22, 22, 16]);
    sheet.print.one_page = true;
    sheet.section(context.texts.with("section-annual", &[("year", &year.to_string())]));
    let flows = sums::by_year(context.view, &context.belongings);
    let of_year = flows.get(&year).copied().unwrap_or_default();
    let headers =
        vec![context.text("h-figure"), year.to_string(), context.text("h-cumulative"), context.text("h-share")];
    let mut table = Table::new("Year", headers, "");
    for (key, what, amount) in LINES {
        let (here, all) = (amount(&of_year), flows.values().map(amount).sum::<Money>());
        table.row(vec![
            Cell::text(context.text(key)),
            Cell::money(here).from(Origin::of(what).year(year)),
            Cell::money(all).from(Origin::of(what)),
            share(here, all, "B{row}", "C{row}"),
        ]);
    }
    let place = table.place(&mut sheet);
    sheet.skip(1);
    sheet.paragraph(context.text("note-annual"), Style::Note);
    let spent = sheet.address(place.first + 5, 1);
    (sheet, (spent, of_year.spent))
}

/// What each donor signed and paid in the year, and what was spent of its money.
fn donors(context: &mut Context<'_>, year: i32, spent: &(String, Money)) -> Sheet {
    let mut sheet = context.sheet("sheet-donors", "title-donors", &[44, 20, 20, 20, 20]);
    sheet.section(context.texts.with("section-annual", &[("year", &year.to_string())]));
    let headers = context.texts(["h-donor", "annual-signed", "h-paid", "h-spent", "annual-paid-all"]);
    let mut table = Table::new("YearByDonor", headers, context.text("none-agreements"));
    for donor in context.view.donors() {
        let flows = sums::by_year(context.view, &context.view.of(&donor.code));
        let of_year = flows.get(&year).copied().unwrap_or_default();
        let paid = |flow: &Flow| flow.deposited - flow.refunded;
        let from = |what| Origin::of(what).donor(&donor.code);
        table.row(vec![
            Cell::text(donor.name.as_str()),
            Cell::money(of_year.committed).from(from(What::Agreements).year(year)),
            Cell::money(paid(&of_year)).from(from(What::Receipts).year(year)),
            Cell::money(of_year.spent).from(from(What::Spent).year(year)),
            Cell::money(flows.values().map(paid).sum()).from(from(What::Receipts)),
        ]);
    }
    let place = table.totals(context.text("total"), &[1, 2, 3, 4], vec![]).place(&mut sheet);
    sheet.lead_by(&place);
    check(context, (&place.total_of(3), spent.1), spent, "sheet-donors");
    sheet
}

/// That a table adds up to what was spent in the year.
fn check(context: &mut Context<'_>, total: (&str, Money), spent: &(String, Money), table: &str) {
    let words = context.texts.with("check-annual", &[("table", &context.text(table))]);
    context.check_that(words, total, (&spent.0, spent.1));
}

/// Spent in the year by country, region, theme, pillar and category, beside what is placed and spent in all.
fn delivery(context: &mut Context<'_>, year: i32, spent: &(String, Money)) -> Sheet {
    let mut sheet = context.sheet("sheet-expenditure", "title-expenditure", &[44, 20, 20, 20, 14]);
    sheet.print.landscape = false;
    let (view, language) = (context.view, context.texts.language());
    let country = |cell: usize| view.ledger.cells.get(cell).map(|cell| cell.geography.clone());
    let theme = |cell: usize| view.ledger.cells.get(cell).map(|cell| cell.theme.clone());
    let region = |cell: usize| country(cell).map(|code| view.fund.geography.region(&code).clone());
    let pillar = |cell: usize| theme(cell).map(|code| view.fund.themes.pillar(&code).clone());
    let place_name = |code: &GeographyCode| view.place(code, language);
    let theme_name = |code: &ThemeCode| view.theme(code, language);
    let in_place = |what, code: &GeographyCode| Origin::of(what).place(code);
    let of_theme = |what, code: &ThemeCode| Origin::of(what).theme(code);
    let tables = [
        part(
            context,
            &mut sheet,
            ("YearByCountry", "section-by-country", "h-country"),
            year,
            country,
            place_name,
            in_place,
        ),
        part(
            context,
            &mut sheet,
            ("YearByRegion", "section-by-region", "h-region"),
            year,
            region,
            place_name,
            in_place,
        ),
        part(context, &mut sheet, ("YearByTheme", "section-by-theme", "h-theme"), year, theme, theme_name, of_theme),
        part(
            context,
            &mut sheet,
            ("YearByPillar", "section-by-pillar", "h-pillar"),
            year,
            pillar,
            theme_name,
            of_theme,
        ),
    ];
    let categories = categories(context, &mut sheet, year);
    let sections =
        ["section-by-country", "section-by-region", "section-by-theme", "section-by-pillar", "section-by-category"];
    for (place, section) in tables.iter().chain([&categories]).zip(sections) {
        check(context, (&place.total_of(1), spent.1), spent, section);
    }
    sheet
}

fn part<K: Ord + Clone>(
    context: &Context<'_>,
    sheet: &mut Sheet,
    (name, section, header): (&'static str, &str, &str),
    year: i32,
    key: impl Fn(usize) -> Option<K>,
    named: impl Fn(&K) -> String,
    from: impl Fn(What, &K) -> Origin,
) -> TablePlace {
    let mut rows: BTreeMap<K, (Money, Money, Money)> = BTreeMap::new();
    for (delivered, amount) in &context.belongings.delivered {
        let Some(key) = key(delivered.cell) else { continue };
        let row = rows.entry(key).or_default();
        row.2 += *amount;
        if delivered.year == year {
            row.0 += *amount;
        }
    }
    for placement in &context.belongings.placements {
        if let Some(key) = key(placement.cell) {
            rows.entry(key).or_default().1 += placement.amount;
        }
    }
    sheet.section(context.text(section));
    let headers = vec![
        context.text(header),
        context.texts.with("annual-spent", &[("year", &year.to_string())]),
        context.text("h-placed"),
        context.text("h-spent"),
        context.text("h-delivery"),
    ];
    let mut table = Table::new(name, headers, context.text("none-placed"));
    let (mut placed_all, mut spent_all) = (Money::ZERO, Money::ZERO);
    let mut rows: Vec<(String, K, (Money, Money, Money))> =
        rows.into_iter().map(|(key, row)| (named(&key), key, row)).collect();
    rows.sort_by(|one, two| one.0.cmp(&two.0).then_with(|| one.1.cmp(&two.1)));
    for (label, key, (here, placed, all)) in rows {
        placed_all += placed;
        spent_all += all;
        table.row(vec![
            Cell::text(label),
            Cell::money(here).from(from(What::Spent, &key).year(year)),
            Cell::money(placed).from(from(What::Placed, &key)),
            Cell::money(all).from(from(What::Spent, &key)),
            share(all, placed, "D{row}", "C{row}"),
        ]);
    }
    let rate = share(spent_all, placed_all, "D{total}", "C{total}");
    table.totals(context.text("total"), &[1, 2, 3], vec![(4, rate)]).place(sheet)
}

fn categories(context: &Context<'_>, sheet: &mut Sheet, year: i32) -> TablePlace {
    let mut sums: BTreeMap<ExpenditureCategory, (Money, Money)> = BTreeMap::new();
    for (delivered, amount) in &context.belongings.delivered {
        let sum = sums.entry(delivered.category).or_default();
        sum.1 += *amount;
        if delivered.year == year {
            sum.0 += *amount;
        }
    }
    sheet.section(context.text("section-by-category"));
    let headers = vec![
        context.text("h-category"),
        context.texts.with("annual-spent", &[("year", &year.to_string())]),
        context.text("h-spent"),
    ];
    let mut table = Table::new("YearByCategory", headers, "");
    for category in ExpenditureCategory::ALL {
        let (here, all) = sums.get(category).copied().unwrap_or_default();
        let from = || Origin::of(What::Spent).category(*category);
        table.row(vec![
            Cell::text(context.category(*category)),
            Cell::money(here).from(from().year(year)),
            Cell::money(all).from(from()),
        ]);
    }
    table.totals(context.text("total"), &[1, 2], vec![]).place(sheet)
}

/// The results that were reported in the year; none when there is none.
fn results(context: &Context<'_>, year: i32) -> Option<Sheet> {
    let view = context.view;
    let in_year = |date: chrono::NaiveDate| crate::ledger::year(date) == year && date <= view.ledger.as_of;
    let mut results: Vec<_> = view.facts.results.iter().filter(|result| in_year(result.date)).collect();
    if results.is_empty() {
        return None;
    }
    results.sort_by(|one, two| (one.date, &one.geography, &one.theme).cmp(&(two.date, &two.geography, &two.theme)));
    let mut sheet = context.sheet("sheet-results", "title-results", &[20, 30, 14, 24, 44, 13]);
    sheet.skip(1);
    let headers = context.texts(["h-country", "h-theme", "h-date", "h-result", "h-description", "h-result-all"]);
    let mut table = Table::new("YearResults", headers, "");
    for result in results {
        let number = Cell::whole(usize::try_from(result.number).unwrap_or(usize::MAX));
        table.row(vec![
            Cell::text(view.place(&result.geography, context.texts.language())),
            Cell::text(view.theme(&result.theme, context.texts.language())),
            Cell::date(result.date),
            Cell::text(context.result_kind(result.kind)),
            Cell::text(result.description.clone().unwrap_or_default()),
            number.from(Origin::Row(result.source.clone())),
        ]);
    }
    let place = table.filtered().place(&mut sheet);
    sheet.lead_by(&place);
    Some(sheet)
}
