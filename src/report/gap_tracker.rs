//! The gap tracker: what is missing, where, why, and since when.

use crate::domain::Money;
use crate::gap::{GapRow, MonthPoint};

use super::grid::{Bar, Book, Cell, Chart, ChartKind, Content, Figure, Series, Sheet, Style, Table, TableArea};
use super::origin::{Origin, What};
use super::sheets::breakdown::{BranchCode, Breakdown};
use super::sheets::{Context, reasons};
use super::view::View;

/// Builds the workbook.
pub fn book(view: &View<'_>) -> Book {
    let mut context = Context::of_fund(view);
    let title = context.texts.with("book-gap", &[("fund", &view.fund.name)]);
    let (overview, cells_gap) = overview(&mut context);
    let places = by_place(&mut context, &cells_gap);
    let themes = by_theme(&mut context);
    let (reasons, causes) = reasons::sheet(&context);
    context.check_equal("check-gap-causes", &causes, &cells_gap);
    let months = by_month(&context);
    context.book(title, vec![overview, reasons, places, themes, months])
}

/// A line of the programme's figures at the three strengths of the pool.
struct Strengths {
    text: String,
    deposits: Cell,
    commitments: Cell,
    outlook: Cell,
}

/// The programme's figures at the three strengths, and the bridge to the cells'. Gives the gap of the cells.
fn overview(context: &mut Context<'_>) -> (Sheet, Figure) {
    let mut sheet = context.sheet("gap");
    sheet.print.one_page = true;
    sheet.section(context.text("section-gap-strengths"));
    let (fund, gap) = (context.view.fund, context.view.gap);
    let programme = &fund.programme;
    let configured = [
        ("gap-budget", "programme.budget", programme.budget),
        ("gap-own", "programme.own_resources", -programme.own_resources),
        ("gap-ongoing", "programme.ongoing_projects", -programme.ongoing_projects),
    ];
    let mut rows: Vec<Strengths> = Vec::new();
    for (key, setting, amount) in configured {
        let cell = Cell::money(amount).from(Origin::of(What::Setting(setting)));
        let text = context.text(key);
        rows.push(Strengths { text, deposits: cell.clone(), commitments: cell.clone(), outlook: cell });
    }
    let pool = gap.pool.map(|pool| -pool);
    let of_agreements = |amount| Cell::money(amount).from(Origin::of(What::Agreements).informing());
    rows.push(Strengths {
        text: context.text("gap-pool"),
        deposits: Cell::money(pool.deposits).from(Origin::of(What::Receipts)),
        commitments: of_agreements(pool.commitments),
        outlook: of_agreements(pool.outlook),
    });
    let mut table = Table::new("Gap", "").totals(context.text("gap-total"));
    table.column(context.head("h-figure", 62), |row: &Strengths| row.text.clone());
    let deposits = table.column(context.head("h-deposits-only", 20).summed(), |row| row.deposits.clone());
    table.column(context.head("h-with-commitments", 22).summed(), |row| row.commitments.clone());
    table.column(context.head("h-with-pledges", 22).summed(), |row| row.outlook.clone());
    let area = table.place(&mut sheet, rows);
    let weight = fund.pledge_weight.to_string();
    sheet.line(context.texts.with("note-pledge-weight", &[("weight", &weight)]), Style::Note);
    let to_raise = (1..configured.len())
        .fold(area.figure(&sheet, deposits, 0), |sum, row| sum + &area.figure(&sheet, deposits, row));
    context.check_equal("check-programme-ties", &to_raise, &Figure::constant(programme.gap, fund.exponent()));
    let gap = area.total(deposits);
    raising(context, &mut sheet, &gap);
    let cells_gap = lacking(context, &mut sheet, &gap);
    (sheet, cells_gap)
}

/// A line of a bridge: its text and its amount.
type BridgeLine = (&'static str, Content);

/// A bridge, from its first line to their sum; gives the sum.
fn bridge(
    context: &Context<'_>,
    sheet: &mut Sheet,
    (name, section, total): (&'static str, &str, &str),
    lines: Vec<BridgeLine>,
) -> Figure {
    sheet.section(context.text(section));
    let mut table = Table::new(name, "").totals(context.text(total));
    table.column(context.head("h-figure", 62), |(key, _): &BridgeLine| context.text(key));
    let amount = table.column(context.head("h-amount", 20).summed(), |(_, amount)| amount.clone());
    table.place(sheet, lines).total(amount)
}

/// From the gap to what is still to be raised.
fn raising(context: &Context<'_>, sheet: &mut Sheet, gap: &Figure) {
    let raising = context.view.gap.raising;
    let from = |amount: Money| Content::from(Cell::money(-amount).from(Origin::of(What::Agreements).informing()));
    let lines = vec![
        ("raising-gap", gap.clone().into()),
        ("raising-to-come", from(raising.to_come)),
        ("raising-pledged", from(raising.pledged)),
        ("raising-pipeline", from(raising.pipeline)),
    ];
    bridge(context, sheet, ("Raising", "section-raising", "raising-still"), lines);
}

/// From the gap to what the priorities lack; gives the latter.
fn lacking(context: &Context<'_>, sheet: &mut Sheet, gap: &Figure) -> Figure {
    let bridge_of = context.view.gap.priorities;
    let from = |amount: Money, what| Content::from(Cell::money(amount).from(Origin::of(what).informing()));
    let mut lines = vec![
        ("raising-gap", gap.clone().into()),
        ("bridge-fee", from(bridge_of.fee, What::Charges)),
        ("bridge-levy", from(bridge_of.levy, What::Charges)),
        ("bridge-support", from(bridge_of.support_reserve, What::Charges)),
        ("bridge-unallocated", from(bridge_of.unallocated, What::Placed)),
        ("bridge-lapsed", from(bridge_of.lapsed, What::Placed)),
    ];
    // What few funds have is said where there is something.
    let seldom = [
        ("bridge-interest", -bridge_of.interest, What::Interest),
        ("bridge-above", bridge_of.above_need, What::Placed),
        ("bridge-over", -bridge_of.over_allocated, What::Placed),
        ("bridge-below", -bridge_of.below_nothing, What::Receipts),
    ];
    let seldom = seldom.into_iter().filter(|(_, amount, _)| !amount.is_zero());
    lines.extend(seldom.map(|(key, amount, what)| (key, from(amount, what))));
    lines.push(("bridge-needs", from(bridge_of.needs_less_budget, What::Needs)));
    lines.push(("bridge-other", from(bridge_of.other_funding, What::Outside)));
    bridge(context, sheet, ("Bridge", "section-bridge", "bridge-cells"), lines)
}

/// The gap of a breakdown of the programme; gives the table and its gap, to be drawn and to be checked.
fn parts<K: BranchCode>(
    context: &Context<'_>,
    sheet: &mut Sheet,
    breakdown: Breakdown,
    rows: &[GapRow<K>],
) -> (TableArea, Figure) {
    sheet.section(context.text(breakdown.section()));
    let name = match breakdown {
        Breakdown::Country => "GapByCountry",
        Breakdown::Region => "GapByRegion",
        Breakdown::Theme => "GapByTheme",
        Breakdown::Pillar => "GapByPillar",
    };
    let from = |row: &GapRow<K>, what| row.key.branch(breakdown).of(Origin::of(what));
    let mut table = Table::new(name, context.text("none-cells")).totals(context.text("total"));
    table.column(breakdown.head(context, 38), |row: &&GapRow<K>| row.key.branch(breakdown).name(context));
    let need =
        table.column(context.head("h-need", 16).summed(), |row| Cell::money(row.need).from(from(row, What::Needs)));
    let outside = table
        .column(context.head("h-outside", 16).summed(), |row| Cell::money(row.outside).from(from(row, What::Outside)));
    let placed = table.column(context.head("h-placed", 16).summed(), |row| {
        Cell::money(row.placed.deposits).from(from(row, What::Placed))
    });
    let lacks = need - outside - placed;
    let above = rows.iter().any(|row| !row.above.deposits.is_zero()).then(|| {
        table.column(context.head("h-above", 16).summed(), |row| {
            Cell::money(row.above.deposits).from(from(row, What::Placed))
        })
    });
    let lacks = match above {
        Some(above) => lacks + above,
        None => lacks,
    };
    let gap = table.computed(context.head("h-gap", 16).summed().bars(Bar::Lack), lacks);
    table.share(context.head("h-funded", 10), outside + placed, need);
    table.column(context.head("h-gap-commitments", 17).summed(), |row| {
        Cell::money(row.gap.commitments).from(from(row, What::Gap).informing())
    });
    table.column(context.head("h-gap-outlook", 17).summed(), |row| {
        Cell::money(row.gap.outlook).from(from(row, What::Gap).informing())
    });
    let area = table.place(sheet, rows);
    let gap = area.total(gap);
    (area, gap)
}

fn by_place(context: &mut Context<'_>, cells_gap: &Figure) -> Sheet {
    let mut sheet = context.sheet("gap-places");
    let gap = context.view.gap;
    let (_, regions_gap) = parts(context, &mut sheet, Breakdown::Region, &gap.by_region);
    let mut rows = gap.by_geography.clone();
    rows.sort_by(|one, other| other.gap.deposits.cmp(&one.gap.deposits).then_with(|| one.key.cmp(&other.key)));
    let (countries, countries_gap) = parts(context, &mut sheet, Breakdown::Country, &rows);
    // The bars of the countries come first: they are what the sheet is about.
    sheet.rules.reverse();
    sheet.freeze = Some((0, 1));
    sheet.repeat(&countries);
    context.check_equal("check-gap-regions", &regions_gap, &countries_gap);
    context.check_equal("check-gap-bridge", &countries_gap, cells_gap);
    sheet
}

fn by_theme(context: &mut Context<'_>) -> Sheet {
    let mut sheet = context.sheet("gap-themes");
    let gap = context.view.gap;
    let (_, pillars_gap) = parts(context, &mut sheet, Breakdown::Pillar, &gap.by_pillar);
    let (themes, themes_gap) = parts(context, &mut sheet, Breakdown::Theme, &gap.by_theme);
    sheet.freeze = Some((0, 1));
    sheet.repeat(&themes);
    context.check_equal("check-gap-pillars", &pillars_gap, &themes_gap);
    sheet
}

fn by_month(context: &Context<'_>) -> Sheet {
    let mut sheet = context.sheet("gap-months");
    sheet.section(context.text("section-months"));
    let mut table = Table::new("GapByMonth", "");
    let months = table.column(context.head("h-month", 14), |point: &&MonthPoint| point.month.to_string());
    // The programme's figures less what came, or is to come: no sum of rows.
    let from = |amount, what| Cell::money(amount).from(Origin::of(what).informing());
    let deposits = table.column(context.head("h-deposits-only", 20), |point| from(point.gap.deposits, What::Receipts));
    let commitments =
        table.column(context.head("h-with-commitments", 20), |point| from(point.gap.commitments, What::Agreements));
    let outlook = table.column(context.head("h-with-pledges", 20), |point| from(point.gap.outlook, What::Agreements));
    table.column(context.head("h-status", 18), |point| {
        context.text(if point.projected { "month-projected" } else { "month-actual" })
    });
    let area = table.place(&mut sheet, &context.view.gap.months);
    sheet.lead_by(&area);
    let title = context.texts.with("chart-gap", &[("currency", context.currency())]);
    let series = [("h-deposits-only", deposits), ("h-with-commitments", commitments), ("h-with-pledges", outlook)];
    let series = series.map(|(name, column)| Series {
        name: context.text(name),
        categories: area.column(months),
        values: area.column(column),
    });
    sheet.widen_column(area.beside(), 60);
    sheet.charts.push(Chart {
        kind: ChartKind::Line,
        alternative_text: context.texts.with("chart-alternative", &[("title", &title)]),
        title,
        // Below the header, which is repeated on every printed page.
        row: area.first,
        column: area.beside(),
        size: (420, 300),
        series: series.into(),
    });
    sheet.line(context.text("note-projection"), Style::Note);
    sheet
}
