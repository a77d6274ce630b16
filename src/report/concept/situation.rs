//! The first page: what a place needs, what there is of it, from whom, and why the rest is missing.

use std::cmp::Reverse;

use crate::domain::{Money, ThemeCode};

use super::super::grid::{Bar, Cell, Chart, ChartKind, Figure, Formula, Series, Sheet, Style, Table, Value};
use super::super::sheets::Report;
use super::place_figures::{Funder, PlaceFigures, Row};

/// How wide the columns of names, of numbers and of shares are.
const NAME: u16 = 40;
const NUMBER: u16 = 15;
const SHARE: u16 = 10;
/// Its width, and how high it is at least, in pixels.
const CHART: (u32, u32) = (640, 100);
/// So many funders have a row of their own, and so many themes a name in a sentence.
const MOST_FUNDERS: usize = 10;
const MOST_NAMED: usize = 4;

pub(super) fn sheet(report: &Report<'_>, part: &PlaceFigures<'_>) -> Sheet {
    let mut sheet = super::page(report, "concept", &part.place);
    let all = &part.all;
    let words = [
        ("place", &*report.place(&part.place)),
        ("need", &report.in_base(all.need)),
        ("share", &report.phrases.percent(all.funded(), all.need)),
        ("missing", &report.in_base(all.lacking)),
    ];
    let lead = if all.lacking.is_zero() { "concept-lead-funded" } else { "concept-lead" };
    sheet.paragraph(report.phrases.with(lead, &words), Style::Paragraph);
    sheet.section(report.text("concept-need"));
    needs(report, part, &mut sheet);
    sheet.section(report.text("section-page-why"));
    why(report, part, &mut sheet);
    sheet.section(report.text("concept-funders"));
    funders(report, part, &mut sheet);
    sheet
}

fn needs(report: &Report<'_>, part: &PlaceFigures<'_>, sheet: &mut Sheet) {
    let all = &part.all;
    let mut table = Table::new("ConceptNeeds", "").plain().totals(report.text("total"));
    let name = table.column(report.head("h-theme", NAME), |row: &&Row| themes(report, &row.themes));
    let money = |key: &str| report.head(key, NUMBER).summed();
    let need = table.column(money("h-need"), |row| Cell::money(row.sums.need));
    table.column(money("h-outside"), |row| Cell::money(row.sums.outside));
    table.column(money("h-placed"), |row| Cell::money(row.sums.allocated));
    let missing = table.column(money("h-missing").bars(Bar::Lack), |row| Cell::money(row.sums.lacking));
    let funded = Figure::new(Value::Share(all.funded().minor(), all.need.minor()), Formula::nothing());
    table.column(report.head("h-funded", SHARE).bars(Bar::Progress).totalled(funded), |row| {
        Cell::share(row.sums.funded(), row.sums.need)
    });
    let area = table.put(sheet, &part.rows);
    let series = [("h-need", need), ("h-missing", missing)].map(|(key, column)| Series {
        name: report.text(key),
        categories: area.column(name),
        values: area.column(column),
    });
    let (unit, title) = report.chart_title("chart-concept", sheet, &series);
    sheet.charts.push(Chart {
        kind: ChartKind::Bar,
        alternative_text: report.phrases.with("chart-alternative", &[("title", &title)]),
        title,
        row: area.first,
        column: area.beside(),
        size: CHART,
        series: series.into(),
        unit,
    });
    if part.rows.len() > 1 {
        sheet.line(report.text("note-most-first"), Style::Note);
    }
    let above = all.outside + all.allocated + all.lacking - all.need;
    if !above.is_zero() {
        let words = report.phrases.with("concept-above", &[("amount", &report.in_base(above))]);
        sheet.line(words, Style::Note);
    }
}

/// The name of a theme, or how many others there are.
pub(super) fn themes(report: &Report<'_>, themes: &[ThemeCode]) -> String {
    match themes {
        [one] => report.theme(one).to_string(),
        several => report.phrases.counted("concept-other-themes", several.len()),
    }
}

fn why(report: &Report<'_>, part: &PlaceFigures<'_>, sheet: &mut Sheet) {
    if part.why.is_empty() {
        sheet.paragraph(report.text("page-nothing-missing"), Style::Paragraph);
        return;
    }
    let mut causes: Vec<_> = part.why.iter().collect();
    causes.sort_by_key(|(_, (amount, _))| Reverse(*amount));
    for (why, (amount, themes)) in causes {
        let mut named: Vec<String> =
            themes.iter().take(MOST_NAMED).map(|theme| report.theme(theme).to_string()).collect();
        if themes.len() > MOST_NAMED {
            named.push(report.phrases.counted("concept-other-themes", themes.len() - MOST_NAMED));
        }
        let words = [
            ("amount", &*report.in_base(*amount)),
            ("why", &report.why(*why)),
            ("themes", &report.phrases.listed(&named)),
        ];
        sheet.paragraph(report.phrases.with("concept-why", &words), Style::Paragraph);
    }
}

fn funders(report: &Report<'_>, part: &PlaceFigures<'_>, sheet: &mut Sheet) {
    let named = part.funders.iter().take(MOST_FUNDERS);
    let mut rows: Vec<(String, Money)> = named.map(|(funder, amount)| (called(report, funder), *amount)).collect();
    let rest: Money = part.funders.iter().skip(MOST_FUNDERS).map(|(_, amount)| *amount).sum();
    if !rest.is_zero() {
        rows.push((report.text("concept-more-funders"), rest));
    }
    if !part.all.outside.is_zero() {
        rows.push((report.text("h-outside"), part.all.outside));
    }
    let mut table = Table::new("ConceptFunders", report.text("concept-no-funders")).plain();
    table.column(report.head("concept-source", NAME), |(name, _): &(String, Money)| name.clone());
    table.column(report.head("h-amount", NUMBER), |(_, amount)| Cell::money(*amount));
    table.column(report.head("h-share-of-need", NUMBER), |(_, amount)| Cell::share(*amount, part.all.need));
    table.put(sheet, rows);
    let shows_several = part.funders.iter().take(MOST_FUNDERS).any(|(funder, _)| *funder == Funder::Others);
    if shows_several && part.several_have_of_named {
        sheet.paragraph(report.text("note-concept-several"), Style::Note);
    }
    let words = [("charged", &*report.in_base(part.all.charged)), ("allocated", &report.in_base(part.all.allocated))];
    sheet.line(report.phrases.with("concept-charged", &words), Style::Note);
}

fn called(report: &Report<'_>, funder: &Funder) -> String {
    match funder {
        Funder::Public(code) => {
            let donor = report.view.facts.donors.iter().find(|donor| donor.code == *code);
            donor.map_or_else(|| code.to_string(), |donor| report.donor_called(donor).marked())
        }
        Funder::Others => report.text("concept-several"),
    }
}
