//! The summary: one printed page with the key figures and two charts.

use crate::domain::{GeographyCode, Money};

use super::super::grid::{Cell, Chart, ChartKind, Content, Figure, Formula, Handle, ROW_PIXELS, Series};
use super::super::grid::{Sheet, Table, TableArea};
use super::super::origin::{Basis, Origin};
use super::breakdown::Branch;
use super::contributions::Contributed;
use super::data::{Amount, Data, Of, RECEIVED, Slice};
use super::flows::Flow;
use super::statement::Stated;
use super::{Report, Whose, attention, flows};

/// How many countries the summary names; the rest is added up.
const COUNTRIES: usize = 7;
/// The heights of charts in pixels: as high as the table of countries, and lower, so that all has room on one page.
const HIGH: u32 = 170;
const LOW: u32 = 140;

/// The figures of the other sheets that the summary shows.
pub(in super::super) struct Sources {
    pub contributed: Contributed,
    pub stated: Stated,
    /// Where something is pending, and the fund is reported on.
    pub pending: Option<Figure>,
}

/// The sheet.
pub(in super::super) fn sheet(report: &mut Report<'_>, data: &Data, sources: &Sources) -> Sheet {
    let mut sheet = report.sheet("summary");
    sheet.print.one_page = true;
    sheet.skip(1);
    let [leads_to, balance] = key_figures(report, data, &mut sheet, sources);
    report.check_equal("check-summary-balance", &leads_to, &balance);
    attention::part(report, &mut sheet);
    let countries = countries(report, data, &mut sheet);
    let years = years(report, data, &mut sheet);
    sheet.charts.extend(countries.into_iter().chain(years));
    sheet
}

/// A key figure.
struct Key {
    /// By which formulas of the reader's own may call it.
    name: Option<&'static str>,
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
    /// Its own share of something that no line shows: the share, and that.
    Given(Cell, Formula),
}

/// The table; gives what its lines from what was received lead to, and the balance.
fn key_figures(report: &Report<'_>, data: &Data, sheet: &mut Sheet, sources: &Sources) -> [Figure; 2] {
    let Sources { contributed, stated, pending } = sources;
    let allocated = &contributed.earmarks;
    let lapsed = report.in_base(report.holdings.amounts.lapsed);
    let mut keys: Vec<Key> = Vec::new();
    let mut key = |key: &'static str, amount: Figure, share| {
        let means = match (key, &stated.interest) {
            ("left", None) => "left-own",
            ("spent", _) if !report.holdings.amounts.lapsed.is_zero() => "spent-lapsed",
            (key, _) => report.meant(key),
        };
        let means = report.phrases.with(&format!("key-{means}-means"), &[("lapsed", &lapsed)]);
        let text = report.text(&format!("key-{key}"));
        keys.push(Key { name: named(key), text, amount: amount.into(), share, means });
        keys.len() - 1
    };
    let committed = key("committed", contributed.committed.clone(), Share::Nothing);
    let paid = key("paid", stated.deposits.clone(), Share::Of(committed));
    // What few agreements have stands where it is.
    let transferred = stated.incoming.clone() - &stated.deposits;
    let transferred = (!transferred.value().is_nothing()).then(|| key("transferred", transferred, Share::Of(paid)));
    let charges = key("charges", -allocated.charges.clone(), Share::Of(paid));
    key("reserve", -allocated.support.clone(), Share::Of(paid));
    let placed = key("placed", allocated.placed.clone(), Share::Of(paid));
    key("waiting", allocated.waiting.clone(), Share::Of(paid));
    if let Some(lapsed) = &allocated.lapsed {
        key("lapsed", lapsed.clone(), Share::Of(paid));
    }
    if let Some(over) = &allocated.over {
        key("over", over.clone(), Share::Of(paid));
    }
    let spent = key("spent", stated.spent.clone(), Share::Of(placed));
    let support = key("support", stated.support_cost.clone(), Share::Nothing);
    let of_interest = match report.whose {
        Whose::Donor(_) => "interest-part",
        Whose::Fund => "interest",
    };
    let interest = stated.interest.clone().map(|interest| key(of_interest, interest, Share::Nothing));
    if let Some(pending) = pending {
        key("pending", pending.clone(), Share::Nothing);
    }
    let left = key("left", stated.closing.clone(), Share::Of(paid));
    keys.extend(of_fund(report, data, paid));
    let mut table = Table::new("KeyFigures", "");
    table.column(report.head("h-figure", 44), |key: &Key| key.text.clone());
    let amount = table.column(report.head("h-amount", 18), |key| key.amount.clone());
    table.column(report.head("h-share", 19), |key| match &key.share {
        Share::Nothing => Content::from(Cell::blank()),
        Share::Of(whole) => Formula::share(amount, amount.at(*whole)).into(),
        Share::Holds(part) => Formula::share(amount.at(*part), amount).into(),
        Share::Given(share, whole) => Content::live(share.clone(), Formula::share(amount, whole.clone())),
    });
    table.column(report.head("h-meaning", 98), |key| key.means.clone());
    let names: Vec<Option<&'static str>> = keys.iter().map(|key| key.name).collect();
    let area = table.put(sheet, keys);
    let named = names.into_iter().enumerate().filter_map(|(row, name)| Some((name?, area.cell(amount, row))));
    sheet.names.extend(named);
    let figure = |line| area.figure(sheet, amount, line);
    let came = [transferred, interest].into_iter().flatten().fold(figure(paid), |sum, line| sum + &figure(line));
    let leads_to = [charges, spent, support].into_iter().fold(came, |left, line| left - &figure(line));
    [leads_to, figure(left)]
}

/// The defined name of a key figure: the same in every language, for formulas that a reader keeps from month to month.
fn named(key: &str) -> Option<&'static str> {
    let name = match key {
        "committed" => "Signed_contributions",
        "paid" => "Received",
        "placed" => "Allocated",
        "waiting" => "Unallocated",
        "lapsed" => "Lapsed",
        "spent" => "Charged",
        "support" => "Support_cost",
        "pending" => "Pending_costs",
        "left" => "Balance",
        _ => return None,
    };
    Some(name)
}

/// What the summary says of the whole fund: what all donors paid, in a donor's report, and the gap of the programme.
pub(in super::super) fn amounts<'m>(report: &Report<'_>) -> Vec<Amount<'m>> {
    let mut amounts = Vec::new();
    if let Whose::Donor(_) = report.whose {
        let all = report.view.ledger.totals().deposited.money();
        amounts.push(Amount::new("key-fund", all, Origin::of(Basis::Receipts)));
    }
    let budget = report.view.fund.programme.budget;
    amounts.push(Amount::new(
        "gap-budget",
        budget,
        Origin::of(Basis::Setting("programme.budget")).by("as it is configured", budget),
    ));
    amounts.push(Amount::new("key-gap", report.view.gap.total.deposits, gap_from(report)));
    amounts
}

/// Where the gap comes from.
fn gap_from(report: &Report<'_>) -> Origin {
    let raising = report.view.gap.raising;
    let terms = [
        ("budget", raising.budget),
        ("less own resources", -raising.own_resources),
        ("less ongoing projects", -raising.ongoing_projects),
        ("less received", -raising.received),
        ("refunded", raising.refunded),
    ];
    let terms = terms.map(|(what, amount)| (what.to_owned(), amount));
    Origin::of(Basis::Setting("programme")).made_of(terms)
}

/// The donor's part of the fund, and the gap of the programme.
fn of_fund(report: &Report<'_>, data: &Data, paid: usize) -> Vec<Key> {
    let live = |cell: Cell, item| data.amount(report, cell, &[item], Slice::default());
    let mut keys = Vec::new();
    if let Whose::Donor(_) = report.whose {
        let all = report.view.ledger.totals().deposited.money();
        keys.push(Key {
            name: None,
            text: report.text("key-fund"),
            amount: live(Cell::money(all).from(Origin::of(Basis::Receipts)), "key-fund"),
            share: Share::Holds(paid),
            means: report.text("key-fund-means"),
        });
    }
    let programme = &report.view.fund.programme;
    let gap = report.view.gap.total.deposits;
    let budget = report.in_base(programme.budget);
    let from = gap_from(report);
    let whole = data.sum(report, &["gap-budget"], Slice::default());
    keys.push(Key {
        name: Some("Funding_gap"),
        text: report.text("key-gap"),
        amount: live(Cell::money(gap).from(from.clone()), "key-gap"),
        share: Share::Given(Cell::share(gap, programme.budget).from(from), whole),
        means: report.phrases.with("key-gap-means", &[("budget", &budget)]),
    });
    keys
}

/// Adds the gap of the programme to a sheet, in a line.
pub(in super::super) fn gap(report: &Report<'_>, data: &Data, sheet: &mut Sheet) {
    sheet.section(report.text("key-gap"));
    let from = gap_from(report);
    let (gap, budget) = (report.view.gap.total.deposits, report.view.fund.programme.budget);
    let mut table = Table::new("ProgrammeGap", "");
    table.column(report.head("h-figure", 58), |(): &()| {
        report.phrases.with("key-gap-means", &[("budget", &report.in_base(budget))])
    });
    let amount = table.column(report.head("h-amount", 22), |()| {
        data.amount(report, Cell::money(gap).from(from.clone()), &["key-gap"], Slice::default())
    });
    let whole = data.sum(report, &["gap-budget"], Slice::default());
    table.column(report.head("h-share", 22), move |()| {
        Content::live(Cell::share(gap, budget).from(gap_from(report)), Formula::share(amount, whole.clone()))
    });
    table.put(sheet, [()]);
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

/// What a country has; of the rest, what all have less those that are named.
fn of_country(data: &Data, (cell, of): (Cell, Of), country: &Country, named: usize) -> Content {
    match country.places.as_slice() {
        [place] => data.of_branch(cell, of, &Branch::Place(place.clone())),
        _ => Content::live(cell, data.of_all(of) - Formula::sum_of_rows(0, named.saturating_sub(1))),
    }
}

fn countries(report: &Report<'_>, data: &Data, sheet: &mut Sheet) -> Option<Chart> {
    sheet.section(report.text("section-where"));
    let sums = flows::delivery(report.view, &report.holdings, |cell| cell.geography.clone()).into_iter();
    let country = |(place, sum): (GeographyCode, flows::Delivery)| Country {
        name: report.place_alone(&place).to_string(),
        places: vec![place],
        placed: sum.placed,
        spent: sum.spent,
    };
    let mut rows: Vec<Country> = sums.map(country).collect();
    rows.sort_by(|one, other| other.placed.cmp(&one.placed).then_with(|| one.name.cmp(&other.name)));
    let named = rows.len().min(COUNTRIES);
    let rest = rows.split_off(named);
    if !rest.is_empty() {
        let name = report.phrases.counted("other-countries", rest.len());
        let (placed, spent) = (rest.iter().map(|row| row.placed).sum(), rest.iter().map(|row| row.spent).sum());
        let places = rest.into_iter().flat_map(|row| row.places).collect();
        rows.push(Country { name, places, placed, spent });
    }
    let mut table = Table::new("TopCountries", report.text("none-placed")).totals(report.text("total"));
    let names = table.column(report.head("h-country", 44), |row: &Country| row.name.clone());
    let placed = table.column(report.head("h-placed", 18).summed(), |row| {
        let cell = Cell::money(row.placed).from(row.from(report.origin(Basis::Placed)));
        of_country(data, (cell, Of::Allocated), row, named)
    });
    let spent = table.column(report.head("h-spent", 15).summed(), |row| {
        let cell = Cell::money(row.spent).from(row.from(report.origin(Basis::Spent)));
        of_country(data, (cell, Of::Charged), row, named)
    });
    // The chart leaves out the rest, which would dwarf the countries that have a name.
    let area = table.put(sheet, rows).first_rows(named);
    let series = [("h-placed", placed), ("h-spent", spent)];
    chart_beside(report, sheet, &area, (ChartKind::Bar, "chart-where"), (names, series))
}

fn years(report: &Report<'_>, data: &Data, sheet: &mut Sheet) -> Option<Chart> {
    sheet.section(report.text("section-over-years"));
    let mut table = Table::new("OverTheYears", "").totals(report.text("total"));
    let names = table.column(report.head("h-year", 44), |(year, _): &(i32, Flow)| report.year_words(*year));
    let net = table.column(report.head("h-net", 18).summed(), |(year, flow)| {
        let net = Cell::money(flow.deposited - flow.refunded).from(report.origin(Basis::Receipts).year(*year));
        data.amount(report, net, &RECEIVED, Slice::default().in_year(*year))
    });
    let spent = table.column(report.head("h-spent", 15).summed(), |(year, flow)| {
        let spent = Cell::money(flow.spent).from(report.origin(Basis::Spent).year(*year));
        data.amount(report, spent, &["statement-spent"], Slice::default().in_year(*year))
    });
    let area = table.put(sheet, flows::by_year(report.view, &report.holdings));
    let series = [("h-net", net), ("h-spent", spent)];
    chart_beside(report, sheet, &area, (ChartKind::Column, "chart-years"), (names, series))
}

/// A chart to the right of its table, in the column of meanings; none where there is nothing to be drawn. `names` are the
/// points, `series` the columns with their names in the legend.
fn chart_beside(
    report: &Report<'_>,
    sheet: &mut Sheet,
    area: &TableArea,
    (kind, key): (ChartKind, &str),
    (names, series): (Handle, [(&str, Handle); 2]),
) -> Option<Chart> {
    let drawn = |column: Handle| sheet.values(area.column(column)).any(|value| !value.is_nothing());
    if !series.iter().any(|(_, column)| drawn(*column)) {
        return None;
    }
    let series = series.map(|(name, column)| Series {
        name: report.text(name),
        categories: area.column(names),
        values: area.column(column),
    });
    let (unit, title) = report.chart_title(key, sheet, &series);
    let chart = Chart {
        kind,
        alternative_text: report.phrases.with("chart-alternative", &[("title", &title)]),
        title,
        row: area.header,
        column: area.beside(),
        size: (540, if kind == ChartKind::Bar { HIGH } else { LOW }),
        series: series.into(),
        unit,
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
