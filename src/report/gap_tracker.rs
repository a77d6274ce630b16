//! The gap tracker: what is missing, where, why, and since when.

use crate::domain::{GeographyCode, Money, ThemeCode};
use crate::gap::GapRow;

use super::grid::{Bar, Book, Cell, Chart, ChartKind, Series, Sheet, Style, Table};
use super::origin::{Origin, What};
use super::sheets::{Context, checks, reasons, share};
use super::view::View;

/// Builds the workbook.
pub fn book(view: &View<'_>) -> Book {
    let mut context = Context::of_fund(view);
    let title = context.texts.with("book-gap", &[("fund", &view.fund.name)]);
    let (overview, programme) = overview(&mut context);
    let places = by_place(&mut context, &programme);
    let themes = by_theme(&mut context);
    let (reasons, causes) = reasons::sheet(&mut context);
    let all = context.view.gap.bridge.cell_gap;
    context.check_equal("check-gap-causes", (&causes.total_of(2), all), (&programme, all));
    let months = by_month(&context);
    let checks = checks::sheet(&context);
    context.book(title, vec![overview, reasons, places, themes, months, checks])
}

/// The programme's figures at the three strengths, and the bridge to the cells'. Gives the address of the cells' gap.
fn overview(context: &mut Context<'_>) -> (Sheet, String) {
    let mut sheet = context.sheet("sheet-gap", "title-gap", &[62, 20, 22, 22]);
    sheet.print.one_page = true;
    sheet.section(context.text("section-gap-strengths"));
    let headers = context.texts(["h-figure", "h-deposits-only", "h-with-commitments", "h-with-pledges"]);
    let (fund, gap) = (context.view.fund, context.view.gap);
    let programme = &fund.programme;
    let mut table = Table::new("Gap", headers, "");
    for (key, setting, amount) in [
        ("gap-budget", "programme.budget", programme.budget),
        ("gap-own", "programme.own_resources", -programme.own_resources),
        ("gap-ongoing", "programme.ongoing_projects", -programme.ongoing_projects),
    ] {
        let mut cells = vec![Cell::text(context.text(key))];
        cells.extend(std::iter::repeat_n(Cell::money(amount).from(Origin::of(What::Setting(setting))), 3));
        table.row(cells);
    }
    let pool = gap.pool.map(|pool| -pool);
    let mut cells = vec![Cell::text(context.text("gap-pool"))];
    let strengths =
        [(pool.deposits, What::Receipts), (pool.commitments, What::Agreements), (pool.outlook, What::Agreements)];
    cells.extend(strengths.map(|(amount, what)| Cell::money(amount).from(Origin::of(what))));
    table.row(cells);
    let place = table.totals(context.text("gap-total"), &[1, 2, 3], vec![]).place(&mut sheet);
    let weight = fund.pledge_weight.to_string();
    sheet.line(context.texts.with("note-pledge-weight", &[("weight", &weight)]), Style::Note);
    let at = place.total_of(1);
    let own = format!("{}+{}+{}", address(&place, 0), address(&place, 1), address(&place, 2));
    let target = programme.budget - programme.own_resources - programme.ongoing_projects;
    context.check_equal("check-programme-ties", (&own, target), (&major(context, programme.gap), programme.gap));
    let cells_gap = bridge(context, &mut sheet, &at);
    (sheet, cells_gap)
}

fn address(place: &super::grid::TablePlace, row: u32) -> String {
    format!("{}!$B${}", super::grid::quoted(&place.sheet), place.first + row + 1)
}

/// A configured amount as a number in a formula.
fn major(context: &Context<'_>, money: Money) -> String {
    money.to_decimal(context.view.fund.exponent()).normalize().to_string()
}

fn bridge(context: &mut Context<'_>, sheet: &mut Sheet, programme_gap: &str) -> String {
    sheet.section(context.text("section-bridge"));
    sheet.paragraph(context.text("note-bridge"), Style::Note);
    let bridge = context.view.gap.bridge;
    let mut table = Table::new("Bridge", context.texts(["h-figure", "h-amount"]), "");
    for (key, amount, formula) in [
        ("bridge-programme", bridge.programme_gap, Ok(programme_gap)),
        ("bridge-charges", bridge.fee_and_levy, Err(What::Charges)),
        ("bridge-support", bridge.support_reserve, Err(What::Charges)),
        ("bridge-unplaced", bridge.unplaced, Err(What::Charges)),
        ("bridge-needs", bridge.needs_beyond_programme, Err(What::Needs)),
    ] {
        let cell = Cell::money(amount);
        let cell = match formula {
            Ok(formula) => cell.formula(formula),
            Err(what) => cell.from(Origin::of(what)),
        };
        table.row(vec![Cell::text(context.text(key)), cell]);
    }
    let place = table.totals(context.text("bridge-cells"), &[1], vec![]).place(sheet);
    place.total_of(1)
}

/// One table of parts of the programme: column 1 need, 4 gap.
fn parts<K>(
    context: &Context<'_>,
    name: &'static str,
    header: &str,
    rows: &[GapRow<K>],
    named: impl Fn(&K) -> String,
    from: impl Fn(What, &K) -> Origin,
) -> Table {
    let headers = context.texts([
        header,
        "h-need",
        "h-outside",
        "h-placed",
        "h-gap",
        "h-funded",
        "h-gap-commitments",
        "h-gap-outlook",
    ]);
    let mut table = Table::new(name, headers, context.text("none-cells"));
    let (mut need, mut funded) = (Money::ZERO, Money::ZERO);
    for row in rows {
        let here = row.outside + row.placed.deposits;
        need += row.need;
        funded += here;
        table.row(vec![
            Cell::text(named(&row.key)),
            Cell::money(row.need).from(from(What::Needs, &row.key)),
            Cell::money(row.outside).from(from(What::Outside, &row.key)),
            Cell::money(row.placed.deposits).from(from(What::Placed, &row.key)),
            Cell::money(row.gap.deposits).formula("B{row}-C{row}-D{row}"),
            share(here, need_of(row), "(C{row}+D{row})", "B{row}"),
            Cell::money(row.gap.commitments).from(from(What::Gap, &row.key)),
            Cell::money(row.gap.outlook).from(from(What::Gap, &row.key)),
        ]);
    }
    let rate = share(funded, need, "(C{total}+D{total})", "B{total}");
    table.totals(context.text("total"), &[1, 2, 3, 4, 6, 7], vec![(5, rate)])
}

fn in_place(what: What, place: &GeographyCode) -> Origin {
    Origin::of(what).place(place)
}

fn of_theme(what: What, theme: &ThemeCode) -> Origin {
    Origin::of(what).theme(theme)
}

fn need_of<K>(row: &GapRow<K>) -> Money {
    row.need
}

const WIDTHS: [u16; 8] = [38, 16, 16, 16, 16, 10, 17, 17];

fn by_place(context: &mut Context<'_>, cells_gap: &str) -> Sheet {
    let mut sheet = context.sheet("sheet-gap-places", "title-gap-places", &WIDTHS);
    let language = context.texts.language();
    let gap = context.view.gap;
    sheet.section(context.text("section-by-region"));
    let named = |code: &GeographyCode| context.view.place(code, language);
    let regions = parts(context, "GapByRegion", "h-region", &gap.by_region, named, in_place).place(&mut sheet);
    sheet.section(context.text("section-by-country"));
    let mut rows = gap.by_geography.clone();
    rows.sort_by(|one, other| other.gap.deposits.cmp(&one.gap.deposits).then_with(|| one.key.cmp(&other.key)));
    let countries = parts(context, "GapByCountry", "h-country", &rows, named, in_place).place(&mut sheet);
    sheet.bars(&countries, 4, Bar::Lack);
    sheet.freeze = Some((0, 1));
    sheet.print.repeat = Some((countries.header, countries.header));
    sheet.bars(&regions, 4, Bar::Lack);
    let all = gap.bridge.cell_gap;
    context.check_equal("check-gap-regions", (&regions.total_of(4), all), (&countries.total_of(4), all));
    context.check_equal("check-gap-bridge", (&countries.total_of(4), all), (cells_gap, all));
    sheet
}

fn by_theme(context: &mut Context<'_>) -> Sheet {
    let mut sheet = context.sheet("sheet-gap-themes", "title-gap-themes", &WIDTHS);
    let language = context.texts.language();
    let gap = context.view.gap;
    let named = |code: &ThemeCode| context.view.theme(code, language);
    sheet.section(context.text("section-by-pillar"));
    let pillars = parts(context, "GapByPillar", "h-pillar", &gap.by_pillar, named, of_theme).place(&mut sheet);
    sheet.section(context.text("section-by-theme"));
    let themes = parts(context, "GapByTheme", "h-theme", &gap.by_theme, named, of_theme).place(&mut sheet);
    sheet.bars(&pillars, 4, Bar::Lack);
    sheet.bars(&themes, 4, Bar::Lack);
    sheet.freeze = Some((0, 1));
    sheet.print.repeat = Some((themes.header, themes.header));
    let all = gap.bridge.cell_gap;
    context.check_equal("check-gap-pillars", (&pillars.total_of(4), all), (&themes.total_of(4), all));
    sheet
}

fn by_month(context: &Context<'_>) -> Sheet {
    let mut sheet = context.sheet("sheet-gap-months", "title-gap-months", &[14, 20, 20, 20, 18, 60]);
    sheet.section(context.text("section-months"));
    let headers = context.texts(["h-month", "h-deposits-only", "h-with-commitments", "h-with-pledges", "h-status"]);
    let mut table = Table::new("GapByMonth", headers, "");
    for point in &context.view.gap.months {
        let status = if point.projected { "month-projected" } else { "month-actual" };
        table.row(vec![
            Cell::text(point.month.to_string()),
            Cell::money(point.gap.deposits).from(Origin::of(What::Receipts)),
            Cell::money(point.gap.commitments).from(Origin::of(What::Agreements)),
            Cell::money(point.gap.outlook).from(Origin::of(What::Agreements)),
            Cell::text(context.text(status)),
        ]);
    }
    let place = table.place(&mut sheet);
    sheet.lead_by(&place);
    let title = context.texts.with("chart-gap", &[("currency", context.currency())]);
    let series = (1_u16..).zip(["h-deposits-only", "h-with-commitments", "h-with-pledges"]).map(|(column, name)| {
        Series { name: context.text(name), categories: place.column(0), values: place.column(column) }
    });
    sheet.charts.push(Chart {
        kind: ChartKind::Line,
        alternative_text: context.texts.with("chart-alternative", &[("title", &title)]),
        title,
        // Below the header, which is repeated on every printed page.
        row: place.first,
        column: 5,
        size: (420, 300),
        series: series.collect(),
    });
    sheet.line(context.text("note-projection"), Style::Note);
    sheet
}
