//! The gap tracker: what is missing, where, why, and since when.

use crate::attribute::outcome::Amounts;
use crate::domain::Money;
use crate::domain::facts::Priority;
use crate::gap::{self, GapRow, MonthPoint};

use super::grid::{Bar, Book, Cell, Chart, ChartKind, Content, Figure, Series, Sheet, Style, Table, TableArea};
use super::origin::{Basis, Origin};
use super::sheets::breakdown::{BranchCode, Breakdown};
use super::sheets::position::{RULE_LAPSED, RULE_OVER, RULE_UNALLOCATED};
use super::sheets::{Report, reasons};
use super::view::View;

/// Builds the workbook.
pub fn book(view: &View<'_>) -> Book {
    let mut report = Report::of_fund(view);
    let title = report.phrases.with("book-gap", &[("fund", &view.fund.name)]);
    let (overview, cells_gap) = overview(&mut report);
    let places = by_place(&mut report, &cells_gap);
    let themes = by_theme(&mut report);
    let ([reasons, lacking], causes) = reasons::sheets(&report);
    report.check_equal("check-gap-causes", &causes, &cells_gap);
    let months = by_month(&report);
    report.book(title, vec![overview, reasons, places, themes, months, lacking])
}

/// A line of the programme's figures at the three strengths of the pool.
struct Strengths {
    text: String,
    deposits: Cell,
    commitments: Cell,
    outlook: Cell,
}

/// The programme's figures at the three strengths, and the bridge to the cells'. Gives the gap of the cells.
fn overview(report: &mut Report<'_>) -> (Sheet, Figure) {
    let mut sheet = report.sheet("gap");
    sheet.print.one_page = true;
    sheet.section(report.text("section-gap-strengths"));
    let (fund, gap) = (report.view.fund, report.view.gap);
    let programme = &fund.programme;
    let configured = [
        ("gap-budget", "programme.budget", programme.budget),
        ("gap-own", "programme.own_resources", -programme.own_resources),
        ("gap-ongoing", "programme.ongoing_projects", -programme.ongoing_projects),
    ];
    let mut rows: Vec<Strengths> = Vec::new();
    for (key, setting, amount) in configured {
        let cell = Cell::money(amount).from(Origin::of(Basis::Setting(setting)).by("as it is configured", amount));
        let text = report.text(key);
        rows.push(Strengths { text, deposits: cell.clone(), commitments: cell.clone(), outlook: cell });
    }
    let pool = gap.pool.map(|pool| -pool);
    let raised = gap.raising;
    let pool_of = |amount: Money, more: &[(&str, Money)]| {
        let received = ("received less refunded", raised.received - raised.refunded);
        let terms = [received].into_iter().chain(more.iter().copied());
        let terms = terms.map(|(what, amount)| (what.to_owned(), -amount));
        Cell::money(amount).from(Origin::of(Basis::Agreements).made_of(terms))
    };
    let signed = ("signed and still to come", raised.to_come);
    let weighted = [signed, ("pledged, by its odds", raised.pledged), ("pipeline, by its odds", raised.pipeline)];
    rows.push(Strengths {
        text: report.text("gap-pool"),
        deposits: Cell::money(pool.deposits).from(Origin::of(Basis::Receipts)),
        commitments: pool_of(pool.commitments, &[signed]),
        outlook: pool_of(pool.outlook, &weighted),
    });
    let mut table = Table::new("Gap", "").totals(report.text("gap-total"));
    table.column(report.head("h-figure", 62), |row: &Strengths| row.text.clone());
    let deposits = table.column(report.head("h-deposits-only", 20).summed(), |row| row.deposits.clone());
    table.column(report.head("h-with-commitments", 22).summed(), |row| row.commitments.clone());
    table.column(report.head("h-with-pledges", 22).summed(), |row| row.outlook.clone());
    let area = table.put(&mut sheet, rows);
    let weight = report.phrases.numerals(&fund.pledge_weight.to_string());
    sheet.line(report.phrases.with("note-pledge-weight", &[("weight", &weight)]), Style::Note);
    let to_raise = (1..configured.len())
        .fold(area.figure(&sheet, deposits, 0), |sum, row| sum + &area.figure(&sheet, deposits, row));
    report.check_equal("check-programme-ties", &to_raise, &Figure::constant(programme.gap, fund.exponent()));
    let gap = area.total(deposits);
    raising(report, &mut sheet, &gap);
    let cells_gap = lacking(report, &mut sheet, &gap);
    (sheet, cells_gap)
}

/// A line of a bridge: its text and its amount.
type BridgeLine = (&'static str, Content);

/// A bridge, from its first line to their sum; gives the sum.
fn bridge(
    report: &Report<'_>,
    sheet: &mut Sheet,
    (name, section, total): (&'static str, &str, &str),
    lines: Vec<BridgeLine>,
) -> Figure {
    sheet.section(report.text(section));
    let mut table = Table::new(name, "").totals(report.text(total));
    table.column(report.head("h-figure", 62), |(key, _): &BridgeLine| report.text(key));
    let amount = table.column(report.head("h-amount", 20).summed(), |(_, amount)| amount.clone());
    table.put(sheet, lines).total(amount)
}

/// From the gap to what is still to be raised.
fn raising(report: &Report<'_>, sheet: &mut Sheet, gap: &Figure) {
    let raising = report.view.gap.raising;
    let from = |amount: Money| {
        let rule = "what is still to come of each agreement of the stage, by its odds, rounded";
        Content::from(Cell::money(-amount).from(Origin::of(Basis::Agreements).by(rule, -amount)))
    };
    let lines = vec![
        ("raising-gap", gap.clone().into()),
        ("raising-to-come", from(raising.to_come)),
        ("raising-pledged", from(raising.pledged)),
        ("raising-pipeline", from(raising.pipeline)),
    ];
    bridge(report, sheet, ("Raising", "section-raising", "raising-still"), lines);
}

/// From the gap to what the priorities lack; gives the latter.
fn lacking(report: &Report<'_>, sheet: &mut Sheet, gap: &Figure) -> Figure {
    let bridge_of = report.view.gap.priorities;
    let by_agreement = |amount: Money, what, rule: &str, of: fn(&Amounts) -> Money| {
        Content::from(Cell::money(amount).from(report.by_agreement(what, rule, of)))
    };
    let by =
        |amount: Money, what, rule: &str| Content::from(Cell::money(amount).from(Origin::of(what).by(rule, amount)));
    let fund = report.view.fund;
    let sum = |of: fn(&Priority) -> Money| report.view.ledger.cells.iter().map(of).sum::<Money>();
    let needs = [("what the priorities need", sum(|cell| cell.need)), ("less the budget", -fund.programme.budget)];
    let other = [
        ("own resources", fund.programme.own_resources),
        ("ongoing projects", fund.programme.ongoing_projects),
        ("less other funding of the priorities", -sum(|cell| cell.outside)),
    ];
    let made_of = |amount: Money, what, terms: &[(&str, Money)]| {
        let terms = terms.iter().map(|(words, amount)| ((*words).to_owned(), *amount));
        Content::from(Cell::money(amount).from(Origin::of(what).made_of(terms)))
    };
    let mut lines = vec![
        ("raising-gap", gap.clone().into()),
        ("bridge-fee", by_agreement(bridge_of.fee, Basis::Fee, "administrative fee", |of| of.fee)),
        ("bridge-levy", by_agreement(bridge_of.levy, Basis::Levy, "levy", |of| of.levy)),
        (
            "bridge-support",
            by_agreement(bridge_of.support_reserve, Basis::Receipts, "kept for support cost", |of| of.reserve),
        ),
        (
            "bridge-unallocated",
            by_agreement(bridge_of.unallocated, Basis::Placed, RULE_UNALLOCATED, |of| of.unallocated),
        ),
        ("bridge-lapsed", by_agreement(bridge_of.lapsed, Basis::Placed, RULE_LAPSED, |of| of.lapsed)),
    ];
    // What few funds have is said where there is something.
    let seldom = [
        ("bridge-interest", -bridge_of.interest, Basis::Interest, "interest less bank charges, made programmable"),
        (
            "bridge-above",
            bridge_of.above_need,
            Basis::Placed,
            "by cell: other funding + allocated - need, above nothing",
        ),
        ("bridge-over", -bridge_of.over_allocated, Basis::Placed, RULE_OVER),
        ("bridge-below", -bridge_of.below_nothing, Basis::Receipts, "refunded beyond what was received"),
    ];
    let seldom = seldom.into_iter().filter(|(_, amount, ..)| !amount.is_zero());
    lines.extend(seldom.map(|(key, amount, what, rule)| (key, by(amount, what, rule))));
    lines.push(("bridge-needs", made_of(bridge_of.needs_less_budget, Basis::Needs, &needs)));
    lines.push(("bridge-other", made_of(bridge_of.other_funding, Basis::Outside, &other)));
    let total = bridge(report, sheet, ("Bridge", "section-bridge", "bridge-cells"), lines);
    sheet.paragraph(report.text("note-bridge"), Style::Note);
    total
}

/// The gap of a breakdown of the programme; gives the table and its gap, to be drawn and to be checked.
fn parts<K: BranchCode>(
    report: &Report<'_>,
    sheet: &mut Sheet,
    breakdown: Breakdown,
    rows: &[GapRow<K>],
) -> (TableArea, Figure) {
    sheet.section(report.text(breakdown.section()));
    let name = match breakdown {
        Breakdown::Country => "GapByCountry",
        Breakdown::Region => "GapByRegion",
        Breakdown::Theme => "GapByTheme",
        Breakdown::Pillar => "GapByPillar",
    };
    let from = |row: &GapRow<K>, basis| row.key.branch(breakdown).of(Origin::of(basis));
    let mut table = Table::new(name, report.text("none-cells")).totals(report.text("total"));
    table.column(breakdown.head(report, 38), |row: &&GapRow<K>| row.key.branch(breakdown).name(report));
    let need =
        table.column(report.head("h-need", 16).summed(), |row| Cell::money(row.need).from(from(row, Basis::Needs)));
    let outside = table
        .column(report.head("h-outside", 16).summed(), |row| Cell::money(row.outside).from(from(row, Basis::Outside)));
    let placed = table.column(report.head("h-placed", 16).summed(), |row| {
        Cell::money(row.placed.deposits).from(from(row, Basis::Placed))
    });
    let lacks = need - outside - placed;
    let above = rows.iter().any(|row| !row.above.deposits.is_zero()).then(|| {
        table.column(report.head("h-above", 16).summed(), |row| {
            let rule = "by cell: other funding + allocated - need, above nothing";
            Cell::money(row.above.deposits).from(from(row, Basis::Placed).by(rule, row.above.deposits))
        })
    });
    let lacks = match above {
        Some(above) => lacks + above,
        None => lacks,
    };
    let gap = table.computed(report.head("h-gap", 16).summed().bars(Bar::Lack), lacks);
    table.share(report.head("h-funded", 10), outside + placed, need);
    table.column(report.head("h-gap-commitments", 17).summed(), |row| {
        Cell::money(row.gap.commitments).from(lacking_with(from(row, Basis::Gap), row, |of| of.commitments))
    });
    table.column(report.head("h-gap-outlook", 17).summed(), |row| {
        Cell::money(row.gap.outlook).from(lacking_with(from(row, Basis::Gap), row, |of| of.outlook))
    });
    let area = table.put(sheet, rows);
    let gap = area.total(gap);
    (area, gap)
}

/// What a row lacks at a strength of the pool: where that comes from.
fn lacking_with<K>(origin: Origin, row: &GapRow<K>, strength: fn(&gap::Strengths) -> Money) -> Origin {
    let terms = [
        ("need", row.need),
        ("less other funding", -row.outside),
        ("less what the best allocation at this strength gives", -strength(&row.placed)),
        ("above need", strength(&row.above)),
    ];
    origin.made_of(terms.map(|(what, amount)| (what.to_owned(), amount)))
}

fn by_place(report: &mut Report<'_>, cells_gap: &Figure) -> Sheet {
    let mut sheet = report.sheet("gap-places");
    let gap = report.view.gap;
    let (_, regions_gap) = parts(report, &mut sheet, Breakdown::Region, &gap.by_region);
    let mut rows = gap.by_geography.clone();
    rows.sort_by(|one, other| other.gap.deposits.cmp(&one.gap.deposits).then_with(|| one.key.cmp(&other.key)));
    let (countries, countries_gap) = parts(report, &mut sheet, Breakdown::Country, &rows);
    // The bars of the countries come first: they are what the sheet is about.
    sheet.rules.reverse();
    sheet.freeze = Some((0, 1));
    sheet.repeat(&countries);
    report.check_equal("check-gap-regions", &regions_gap, &countries_gap);
    report.check_equal("check-gap-bridge", &countries_gap, cells_gap);
    sheet
}

fn by_theme(report: &mut Report<'_>) -> Sheet {
    let mut sheet = report.sheet("gap-themes");
    let gap = report.view.gap;
    let (_, pillars_gap) = parts(report, &mut sheet, Breakdown::Pillar, &gap.by_pillar);
    let (themes, themes_gap) = parts(report, &mut sheet, Breakdown::Theme, &gap.by_theme);
    sheet.freeze = Some((0, 1));
    sheet.repeat(&themes);
    report.check_equal("check-gap-pillars", &pillars_gap, &themes_gap);
    sheet
}

fn by_month(report: &Report<'_>) -> Sheet {
    let mut sheet = report.sheet("gap-months");
    sheet.section(report.text("section-months"));
    let mut table = Table::new("GapByMonth", "");
    let months = table.column(report.head("h-month", 14), |point: &&MonthPoint| point.month.to_string());
    // The programme's figures less what came, or is to come: no sum of rows.
    let to_raise = report.view.gap.raising.to_raise;
    let from = |amount: Money, basis| {
        let terms = [
            ("budget less own resources and ongoing projects".to_owned(), to_raise),
            ("less the pool at the end of the month".to_owned(), amount - to_raise),
        ];
        Cell::money(amount).from(Origin::of(basis).made_of(terms))
    };
    let deposits = table.column(report.head("h-deposits-only", 20), |point| from(point.gap.deposits, Basis::Receipts));
    let commitments =
        table.column(report.head("h-with-commitments", 20), |point| from(point.gap.commitments, Basis::Agreements));
    let outlook = table.column(report.head("h-with-pledges", 20), |point| from(point.gap.outlook, Basis::Agreements));
    table.column(report.head("h-status", 18), |point| {
        report.text(if point.projected { "month-projected" } else { "month-actual" })
    });
    let area = table.put(&mut sheet, &report.view.gap.months);
    sheet.lead_by(&area);
    let title = report.phrases.with("chart-gap", &[("currency", report.currency())]);
    let series = [("h-deposits-only", deposits), ("h-with-commitments", commitments), ("h-with-pledges", outlook)];
    let series = series.map(|(name, column)| Series {
        name: report.text(name),
        categories: area.column(months),
        values: area.column(column),
    });
    sheet.widen_column(area.beside(), 60);
    sheet.charts.push(Chart {
        kind: ChartKind::Line,
        alternative_text: report.phrases.with("chart-alternative", &[("title", &title)]),
        title,
        // Below the header, which is repeated on every printed page.
        row: area.first,
        column: area.beside(),
        size: (420, 300),
        series: series.into(),
    });
    sheet.line(report.text("note-projection"), Style::Note);
    sheet
}
