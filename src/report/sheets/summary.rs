//! The summary: one printed page with the key figures and two charts.

use crate::domain::{GeographyCode, Money};

use super::super::grid::{Cell, Chart, ChartKind, ROW_PIXELS, Series, Sheet, Table, TablePlace};
use super::super::origin::{Origin, What};
use super::statement::Lines;
use super::sums::Totals;
use super::{Context, Whose, share, sums};

/// How many countries the summary names; the rest is added up.
const COUNTRIES: usize = 8;

/// Where the figures of the summary stand on the other sheets.
pub(in super::super) struct Places {
    pub contributions: TablePlace,
    pub earmarks: TablePlace,
    pub statement: Lines,
}

/// The sheet.
pub(in super::super) fn sheet(context: &Context<'_>, places: &Places) -> Sheet {
    let mut sheet = context.sheet("sheet-summary", "title-summary", &[44, 18, 15, 78]);
    sheet.print.one_page = true;
    sheet.skip(1);
    key_figures(context, &mut sheet, places);
    let countries = countries(context, &mut sheet);
    let years = years(context, &mut sheet);
    sheet.charts.extend(countries.into_iter().chain(years));
    sheet
}

/// A key figure: its text, amount, formula, and the whole it is a share of (amount and row of the table).
struct Key<'a> {
    key: &'a str,
    amount: Money,
    formula: String,
    of: Option<(Money, &'a str)>,
}

fn key_figures(context: &Context<'_>, sheet: &mut Sheet, places: &Places) {
    let totals = Totals::of(&context.belongings);
    let headers = ["h-figure", "h-amount", "h-share", "h-meaning"].map(|key| context.text(key));
    let first = sheet.next_row() + 2;
    let cell = |row: u32| format!("B{}", first + row);
    let (committed, paid, placed) = (cell(0), cell(1), cell(3));
    let statement = &places.statement;
    let keys = [
        Key {
            key: "committed",
            amount: sums::signed(&context.belongings),
            formula: places.contributions.total_of(8),
            of: None,
        },
        Key {
            key: "paid",
            amount: totals.deposited,
            formula: statement.deposits.clone(),
            of: Some((sums::signed(&context.belongings), &committed)),
        },
        Key {
            key: "kept",
            amount: totals.charges + totals.support_reserve,
            formula: format!("-{}-{}", places.earmarks.total_of(4), places.earmarks.total_of(5)),
            of: Some((totals.deposited, &paid)),
        },
        Key {
            key: "placed",
            amount: totals.placed,
            formula: places.earmarks.total_of(7),
            of: Some((totals.deposited, &paid)),
        },
        Key {
            key: "waiting",
            amount: totals.programmable - totals.placed,
            formula: places.earmarks.total_of(8),
            of: Some((totals.deposited, &paid)),
        },
        Key {
            key: "spent",
            amount: totals.spent,
            formula: statement.spent.clone(),
            of: Some((totals.placed, &placed)),
        },
        Key { key: "support", amount: totals.support_cost, formula: statement.support_cost.clone(), of: None },
        Key {
            key: "left",
            amount: balance(context, &totals),
            formula: statement.closing.clone(),
            of: Some((totals.deposited, &paid)),
        },
    ];
    let mut table = Table::new("KeyFigures", headers.to_vec(), "");
    for key in &keys {
        let part = match key.of {
            Some((whole, at)) => share(key.amount, whole, "B{row}", at),
            None => Cell::blank(),
        };
        table.row(vec![
            Cell::text(context.text(&format!("key-{}", key.key))),
            Cell::money(key.amount).formula(key.formula.as_str()),
            part,
            Cell::text(context.text(&format!("key-{}-means", key.key))),
        ]);
    }
    fund_rows(context, &mut table, &totals, &paid);
    table.place(sheet);
}

/// The donor's part of the fund, and the gap of the programme.
fn fund_rows(context: &Context<'_>, table: &mut Table, totals: &Totals, paid: &str) {
    let ledger = context.view.ledger.totals();
    let all = ledger.deposited.money();
    if let Whose::Donor(_) = context.whose {
        table.row(vec![
            Cell::text(context.text("key-fund")),
            Cell::money(all).from(Origin::of(What::Receipts)),
            share(totals.deposited, all, paid, "B{row}"),
            Cell::text(context.text("key-fund-means")),
        ]);
    }
    let programme = &context.view.fund.programme;
    let gap = context.view.gap.total.deposits;
    let budget = context.texts.amount(programme.budget, context.view.fund.exponent());
    table.row(vec![
        Cell::text(context.text("key-gap")),
        Cell::money(gap).from(Origin::of(What::Setting("programme, less the pool's deposits"))),
        Cell::share(gap, programme.budget).from(Origin::of(What::Setting("programme.budget"))),
        Cell::text(context.texts.with("key-gap-means", &[("currency", context.currency()), ("budget", &budget)])),
    ]);
}

fn balance(context: &Context<'_>, totals: &Totals) -> Money {
    totals.balance() + super::statement::fund_extra(context)
}

fn countries(context: &Context<'_>, sheet: &mut Sheet) -> Option<Chart> {
    sheet.section(context.text("section-where"));
    let language = context.texts.language();
    let sums = sums::delivery(context.view, &context.belongings, |cell| cell.geography.clone());
    let mut rows: Vec<(String, sums::Delivery, Vec<GeographyCode>)> =
        sums.into_iter().map(|(place, sum)| (context.view.place(&place, language), sum, vec![place])).collect();
    rows.sort_by(|(one_name, one, _), (other_name, other, _)| {
        other.placed.cmp(&one.placed).then(one_name.cmp(other_name))
    });
    let named = rows.len().min(COUNTRIES);
    let rest = rows.split_off(rows.len().min(COUNTRIES));
    if !rest.is_empty() {
        let number = rest.len().to_string();
        let mut sum = sums::Delivery::default();
        let mut places = Vec::new();
        for (_, delivery, place) in rest {
            places.extend(place);
            sum.placed += delivery.placed;
            sum.spent += delivery.spent;
        }
        rows.push((context.texts.with("other-countries", &[("number", &number)]), sum, places));
    }
    let mut table =
        Table::new("TopCountries", context.texts(["h-country", "h-placed", "h-spent"]), context.text("none-placed"));
    for (name, sum, places) in rows {
        let from = |what| places.iter().fold(context.origin(what), |origin, place| origin.place(place));
        let (placed, spent) = (from(What::Placed), from(What::Spent));
        table.row(vec![Cell::text(name), Cell::money(sum.placed).from(placed), Cell::money(sum.spent).from(spent)]);
    }
    let place = table.totals(context.text("total"), &[1, 2], vec![]).place(sheet);
    // The chart leaves out the rest, which would dwarf the countries that have a name.
    let last = place.first + u32::try_from(named.saturating_sub(1)).unwrap_or_default();
    let place = TablePlace { last: last.max(place.first), ..place };
    chart_beside(context, sheet, &place, (ChartKind::Bar, "chart-where"), &["h-placed", "h-spent"])
}

fn years(context: &Context<'_>, sheet: &mut Sheet) -> Option<Chart> {
    sheet.section(context.text("section-over-years"));
    let headers = context.texts(["h-year", "h-net", "h-spent"]);
    let mut table = Table::new("OverTheYears", headers, "");
    for (year, flow) in sums::by_year(context.view, &context.belongings) {
        table.row(vec![
            Cell::text(year.to_string()),
            Cell::money(flow.deposited - flow.refunded).from(context.origin(What::Receipts).year(year)),
            Cell::money(flow.spent).from(context.origin(What::Spent).year(year)),
        ]);
    }
    let place = table.totals(context.text("total"), &[1, 2], vec![]).place(sheet);
    chart_beside(context, sheet, &place, (ChartKind::Column, "chart-years"), &["h-net", "h-spent"])
}

/// A chart to the right of its table; none where there is nothing to be drawn.
fn chart_beside(
    context: &Context<'_>,
    sheet: &mut Sheet,
    place: &TablePlace,
    (kind, key): (ChartKind, &str),
    names: &[&str],
) -> Option<Chart> {
    let drawn = |row: u32| (1_u16..).zip(names).any(|(column, _)| !sheet.value(row, column).is_nothing());
    if !(place.first..=place.last).any(drawn) {
        return None;
    }
    let title = context.texts.with(key, &[("currency", context.currency())]);
    let series = (1_u16..).zip(names).map(|(column, name)| Series {
        name: context.text(name),
        categories: place.column(0),
        values: place.column(column),
    });
    let chart = Chart {
        kind,
        alternative_text: context.texts.with("chart-alternative", &[("title", &title)]),
        title,
        row: place.header,
        column: 3,
        size: (540, 236),
        series: series.collect(),
    };
    room_for(sheet, &chart);
    Some(chart)
}

/// Empty rows so that the next part begins below the chart.
fn room_for(sheet: &mut Sheet, chart: &Chart) {
    let below = chart.row + chart.size.1.div_ceil(ROW_PIXELS);
    let missing = below.saturating_sub(sheet.next_row());
    sheet.skip(usize::try_from(missing).unwrap_or_default());
}
