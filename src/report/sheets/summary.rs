//! The summary: one printed page with the key figures and two charts.

use crate::domain::{GeographyCode, Money};

use super::super::grid::{Cell, Chart, ChartKind, Content, Figure, Formula, Handle, ROW_PIXELS, Series};
use super::super::grid::{Sheet, Table, TableArea};
use super::super::origin::{Origin, What};
use super::allocation::Allocated;
use super::contributions::Contributed;
use super::statement::Stated;
use super::sums::Flow;
use super::{Context, Whose, sums};

/// How many countries the summary names; the rest is added up.
const COUNTRIES: usize = 8;

/// The figures of the other sheets that the summary shows.
pub(in super::super) struct Sources {
    pub contributed: Contributed,
    pub allocated: Allocated,
    pub stated: Stated,
}

/// The sheet.
pub(in super::super) fn sheet(context: &Context<'_>, sources: &Sources) -> Sheet {
    let mut sheet = context.sheet("summary");
    sheet.print.one_page = true;
    sheet.skip(1);
    key_figures(context, &mut sheet, sources);
    let countries = countries(context, &mut sheet);
    let years = years(context, &mut sheet);
    sheet.charts.extend(countries.into_iter().chain(years));
    sheet
}

/// A key figure.
struct Key {
    text: String,
    amount: Content,
    share: Share,
    means: String,
}

/// What a key figure is shown a share of.
enum Share {
    Nothing,
    /// The key figure of that index.
    Of(usize),
    /// Of it, the key figure of that index.
    Holds(usize),
    /// A share that no formula makes.
    Given(Cell),
}

fn key_figures(context: &Context<'_>, sheet: &mut Sheet, sources: &Sources) {
    let Sources { contributed, allocated, stated } = sources;
    let mut keys: Vec<Key> = Vec::new();
    let mut key = |key: &str, amount: Figure, share| {
        let (text, means) = (context.text(&format!("key-{key}")), context.text(&format!("key-{key}-means")));
        keys.push(Key { text, amount: amount.into(), share, means });
        keys.len() - 1
    };
    let committed = key("committed", contributed.committed.clone(), Share::Nothing);
    let paid = key("paid", stated.deposits.clone(), Share::Of(committed));
    key("kept", -allocated.charges.clone() - &allocated.support, Share::Of(paid));
    let placed = key("placed", allocated.placed.clone(), Share::Of(paid));
    key("waiting", allocated.waiting.clone(), Share::Of(paid));
    key("spent", stated.spent.clone(), Share::Of(placed));
    key("support", stated.support_cost.clone(), Share::Nothing);
    key("left", stated.closing.clone(), Share::Of(paid));
    keys.extend(of_fund(context, paid));
    let mut table = Table::new("KeyFigures", "");
    table.column(context.head("h-figure", 44), |key: &Key| key.text.clone());
    let amount = table.column(context.head("h-amount", 18), |key| key.amount.clone());
    table.column(context.head("h-share", 15), |key| match &key.share {
        Share::Nothing => Content::from(Cell::blank()),
        Share::Of(whole) => Formula::share(amount, amount.at(*whole)).into(),
        Share::Holds(part) => Formula::share(amount.at(*part), amount).into(),
        Share::Given(share) => share.clone().into(),
    });
    table.column(context.head("h-meaning", 78), |key| key.means.clone());
    table.place(sheet, keys);
}

/// The donor's part of the fund, and the gap of the programme.
fn of_fund(context: &Context<'_>, paid: usize) -> Vec<Key> {
    let mut keys = Vec::new();
    if let Whose::Donor(_) = context.whose {
        let all = context.view.ledger.totals().deposited.money();
        keys.push(Key {
            text: context.text("key-fund"),
            amount: Cell::money(all).from(Origin::of(What::Receipts)).into(),
            share: Share::Holds(paid),
            means: context.text("key-fund-means"),
        });
    }
    let programme = &context.view.fund.programme;
    let gap = context.view.gap.total.deposits;
    let budget = context.texts.amount(programme.budget, context.view.fund.exponent());
    let from = |setting| Origin::of(What::Setting(setting));
    keys.push(Key {
        text: context.text("key-gap"),
        amount: Cell::money(gap).from(from("programme, less the pool's deposits")).into(),
        share: Share::Given(Cell::share(gap, programme.budget).from(from("programme.budget"))),
        means: context.texts.with("key-gap-means", &[("currency", context.currency()), ("budget", &budget)]),
    });
    keys
}

/// One country, or the rest together.
struct Country {
    name: String,
    places: Vec<GeographyCode>,
    placed: Money,
    spent: Money,
}

impl Country {
    fn from(&self, origin: Origin) -> Origin {
        self.places.iter().fold(origin, |origin, place| origin.place(place))
    }
}

fn countries(context: &Context<'_>, sheet: &mut Sheet) -> Option<Chart> {
    sheet.section(context.text("section-where"));
    let sums = sums::delivery(context.view, &context.belongings, |cell| cell.geography.clone()).into_iter();
    let country = |(place, sum): (GeographyCode, sums::Delivery)| Country {
        name: context.place(&place).to_string(),
        places: vec![place],
        placed: sum.placed,
        spent: sum.spent,
    };
    let mut rows: Vec<Country> = sums.map(country).collect();
    rows.sort_by(|one, other| other.placed.cmp(&one.placed).then_with(|| one.name.cmp(&other.name)));
    let named = rows.len().min(COUNTRIES);
    let rest = rows.split_off(named);
    if !rest.is_empty() {
        let name = context.texts.with("other-countries", &[("number", &rest.len().to_string())]);
        let (placed, spent) = (rest.iter().map(|row| row.placed).sum(), rest.iter().map(|row| row.spent).sum());
        let places = rest.into_iter().flat_map(|row| row.places).collect();
        rows.push(Country { name, places, placed, spent });
    }
    let mut table = Table::new("TopCountries", context.text("none-placed")).totals(context.text("total"));
    let names = table.column(context.head("h-country", 44), |row: &Country| row.name.clone());
    let placed = table.column(context.head("h-placed", 18).summed(), |row| {
        Cell::money(row.placed).from(row.from(context.origin(What::Placed)))
    });
    let spent = table.column(context.head("h-spent", 15).summed(), |row| {
        Cell::money(row.spent).from(row.from(context.origin(What::Spent)))
    });
    // The chart leaves out the rest, which would dwarf the countries that have a name.
    let area = table.place(sheet, rows).first_rows(named);
    let series = [("h-placed", placed), ("h-spent", spent)];
    chart_beside(context, sheet, &area, (ChartKind::Bar, "chart-where"), (names, series))
}

fn years(context: &Context<'_>, sheet: &mut Sheet) -> Option<Chart> {
    sheet.section(context.text("section-over-years"));
    let mut table = Table::new("OverTheYears", "").totals(context.text("total"));
    let names = table.column(context.head("h-year", 44), |(year, _): &(i32, Flow)| year.to_string());
    let net = table.column(context.head("h-net", 18).summed(), |(year, flow)| {
        Cell::money(flow.deposited - flow.refunded).from(context.origin(What::Receipts).year(*year))
    });
    let spent = table.column(context.head("h-spent", 15).summed(), |(year, flow)| {
        Cell::money(flow.spent).from(context.origin(What::Spent).year(*year))
    });
    let area = table.place(sheet, sums::by_year(context.view, &context.belongings));
    let series = [("h-net", net), ("h-spent", spent)];
    chart_beside(context, sheet, &area, (ChartKind::Column, "chart-years"), (names, series))
}

/// A chart to the right of its table, in the column of meanings; none where there is nothing to be drawn. `names` are the
/// points, `series` the columns with their names in the legend.
fn chart_beside(
    context: &Context<'_>,
    sheet: &mut Sheet,
    area: &TableArea,
    (kind, key): (ChartKind, &str),
    (names, series): (Handle, [(&str, Handle); 2]),
) -> Option<Chart> {
    let drawn = |column: Handle| sheet.values(area.column(column)).any(|value| !value.is_nothing());
    if !series.iter().any(|(_, column)| drawn(*column)) {
        return None;
    }
    let title = context.texts.with(key, &[("currency", context.currency())]);
    let series = series.map(|(name, column)| Series {
        name: context.text(name),
        categories: area.column(names),
        values: area.column(column),
    });
    let chart = Chart {
        kind,
        alternative_text: context.texts.with("chart-alternative", &[("title", &title)]),
        title,
        row: area.header,
        column: area.beside(),
        size: (540, 236),
        series: series.into(),
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
