//! The gap tracker: what is missing, where, why, and since when.

use crate::attribute::outcome::Amounts;
use crate::domain::Money;
use crate::domain::facts::{AgreementStage, Priority};
use crate::gap::{GapRow, MonthPoint};

use super::grid::{Bar, Book, Cell, Chart, ChartKind, Content, Figure, Series, Sheet, Style, Table, TableArea};
use super::origin::{Basis, Origin};
use super::sheets::breakdown::{BranchCode, Breakdown};
use super::sheets::data::{Amount, Data, Item, More, Need, Slice, lacking_with};
use super::sheets::position::{RULE_LAPSED, RULE_OVER, RULE_UNALLOCATED};
use super::sheets::{Report, reasons};
use super::view::View;

/// Builds the workbook.
pub fn book(view: &View<'_>) -> Book {
    let mut report = Report::of_fund(view);
    let title = report.phrases.with("book-gap", &[("fund", report.fund_called().name)]);
    let data = Data::of(&report, More { amounts: amounts(&report), gap: true, alone: true, ..More::default() });
    let (overview, cells_gap) = overview(&mut report, &data);
    let places = by_place(&mut report, &data, &cells_gap);
    let themes = by_theme(&mut report, &data);
    let ([reasons, lacking], causes) = reasons::sheets(&report);
    report.check_equal("check-gap-causes", &causes, &cells_gap);
    let months = by_month(&report);
    report.book(title, vec![overview, reasons, places, themes, months, lacking, data.into_sheet()])
}

/// The programme's figures as they are configured: the budget, less what is raised elsewhere.
fn configured<'m>(report: &Report<'_>) -> [Amount<'m>; 3] {
    let programme = &report.view.fund.programme;
    let configured = [
        ("gap-budget", "programme.budget", programme.budget),
        ("gap-own", "programme.own_resources", -programme.own_resources),
        ("gap-ongoing", "programme.ongoing_projects", -programme.ongoing_projects),
    ];
    configured.map(|(item, setting, amount)| {
        Amount::new(item, amount, Origin::of(Basis::Setting(setting)).by("as it is configured", amount))
    })
}

/// What is still to come and lessens the gap, each stage by its odds.
fn raising<'m>(report: &Report<'_>) -> [Amount<'m>; 3] {
    let raising = report.view.gap.raising;
    /// An item, its amount, and whether an agreement of a stage has a part in it.
    type Line = (Item, Money, fn(AgreementStage) -> bool);
    let lines: [Line; 3] = [
        ("raising-to-come", raising.to_come, AgreementStage::is_signed),
        ("raising-pledged", raising.pledged, |stage| stage == AgreementStage::Pledged),
        ("raising-pipeline", raising.pipeline, |stage| stage == AgreementStage::Pipeline),
    ];
    let positions = &report.view.ledger.agreements;
    lines.map(|(item, amount, wanted)| {
        let of_stage = positions.iter().filter(|position| wanted(position.agreement.stage));
        let terms = of_stage.map(|position| {
            let what = format!("{}: still to come, by its odds, rounded", position.agreement.reference);
            (what, -position.weighted_open(report.view.fund))
        });
        Amount::new(item, -amount, Origin::of(Basis::Agreements).made_of(terms))
    })
}

/// What the pool takes from the gap with what is received.
fn pool<'m>(report: &Report<'_>) -> Amount<'m> {
    Amount::new("gap-pool", -report.view.gap.pool.deposits, Origin::of(Basis::Receipts))
}

/// All amounts that the gap is made of.
fn amounts<'m>(report: &Report<'_>) -> Vec<Amount<'m>> {
    let [to_come, pledged, pipeline] = raising(report);
    let mut amounts: Vec<Amount<'_>> = configured(report).into();
    amounts.extend([pool(report), to_come, pledged, pipeline]);
    amounts.extend(lacking(report));
    amounts
}

/// An amount of the data, on another sheet.
fn live(report: &Report<'_>, data: &Data, amount: Amount<'_>) -> Content {
    let cell = Cell::money(amount.amount).from(amount.origin);
    data.amount(report, cell, &[amount.item], Slice::default())
}

/// A line of the programme's figures at the three strengths of the pool.
struct Strengths {
    text: String,
    deposits: Content,
    commitments: Content,
    outlook: Content,
}

/// The programme's figures at the three strengths, and the bridge to the cells'. Gives the gap of the cells.
fn overview(report: &mut Report<'_>, data: &Data) -> (Sheet, Figure) {
    let mut sheet = report.sheet("gap");
    sheet.print.one_page = true;
    sheet.section(report.text("section-gap-strengths"));
    let (fund, configured) = (report.view.fund, configured(report));
    let last = configured.len() - 1;
    let mut rows: Vec<Strengths> = Vec::new();
    for amount in configured {
        let text = report.text(amount.item);
        let content = live(report, data, amount);
        rows.push(Strengths { text, deposits: content.clone(), commitments: content.clone(), outlook: content });
    }
    rows.push(pool_line(report, data));
    let mut table = Table::new("Gap", "").totals(report.text("gap-total"));
    table.column(report.head("h-figure", 62), |row: &Strengths| row.text.clone());
    let deposits = table.column(report.head("h-deposits-only", 20).summed(), |row| row.deposits.clone());
    table.column(report.head("h-with-commitments", 22).summed(), |row| row.commitments.clone());
    table.column(report.head("h-with-pledges", 22).summed(), |row| row.outlook.clone());
    let area = table.put(&mut sheet, rows);
    let weight = report.phrases.numerals(&fund.pledge_weight.to_string());
    sheet.line(report.phrases.with("note-pledge-weight", &[("weight", &weight)]), Style::Note);
    let to_raise =
        (1..=last).fold(area.figure(&sheet, deposits, 0), |sum, row| sum + &area.figure(&sheet, deposits, row));
    report.check_equal("check-programme-ties", &to_raise, &Figure::constant(fund.programme.gap, fund.exponent()));
    let gap = area.total(deposits);
    let from_gap = |amounts: Vec<Amount<'_>>| {
        let mut lines: Vec<BridgeLine> = vec![("raising-gap", gap.clone().into())];
        lines.extend(amounts.into_iter().map(|amount| (amount.item, live(report, data, amount))));
        lines
    };
    let to_raise = from_gap(raising(report).into());
    bridge(report, &mut sheet, ("Raising", "section-raising", "raising-still"), to_raise);
    let lacking = from_gap(lacking(report));
    let cells_gap = bridge(report, &mut sheet, ("Bridge", "section-bridge", "bridge-cells"), lacking);
    sheet.paragraph(report.text("note-bridge"), Style::Note);
    (sheet, cells_gap)
}

/// The pool at its three strengths.
fn pool_line(report: &Report<'_>, data: &Data) -> Strengths {
    let (pool, raised) = (report.view.gap.pool, report.view.gap.raising);
    let of = |amount: Money, more: &[(&str, Money)], items: &[Item]| {
        let received = ("received less refunded", raised.received - raised.refunded);
        let terms = [received].into_iter().chain(more.iter().copied());
        let terms = terms.map(|(what, amount)| (what.to_owned(), -amount));
        let cell = Cell::money(-amount).from(Origin::of(Basis::Agreements).made_of(terms));
        data.amount(report, cell, items, Slice::default())
    };
    let signed = ("signed and still to come", raised.to_come);
    let weighted = [signed, ("pledged, by its odds", raised.pledged), ("pipeline, by its odds", raised.pipeline)];
    Strengths {
        text: report.text("gap-pool"),
        deposits: live(report, data, self::pool(report)),
        commitments: of(pool.commitments, &[signed], &["gap-pool", "raising-to-come"]),
        outlook: of(pool.outlook, &weighted, &["gap-pool", "raising-to-come", "raising-pledged", "raising-pipeline"]),
    }
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

/// What lies between the gap and what the priorities lack.
fn lacking<'m>(report: &Report<'_>) -> Vec<Amount<'m>> {
    let bridge_of = report.view.gap.priorities;
    let by_agreement = |item, amount: Money, what, rule: &str, of: fn(&Amounts) -> Money| {
        Amount::new(item, amount, report.by_agreement(what, rule, of))
    };
    let fund = report.view.fund;
    let sum = |of: fn(&Priority) -> Money| report.view.ledger.cells.iter().map(of).sum::<Money>();
    let needs = [("what the priorities need", sum(|cell| cell.need)), ("less the budget", -fund.programme.budget)];
    let other = [
        ("own resources", fund.programme.own_resources),
        ("ongoing projects", fund.programme.ongoing_projects),
        ("less other funding of the priorities", -sum(|cell| cell.outside)),
    ];
    let made_of = |item, amount: Money, what, terms: &[(&str, Money)]| {
        let terms = terms.iter().map(|(words, amount)| ((*words).to_owned(), *amount));
        Amount::new(item, amount, Origin::of(what).made_of(terms))
    };
    let mut lines = vec![
        by_agreement("bridge-fee", bridge_of.fee, Basis::Fee, "administrative fee", |of| of.fee),
        by_agreement("bridge-levy", bridge_of.levy, Basis::Levy, "levy", |of| of.levy),
        by_agreement("bridge-support", bridge_of.support_reserve, Basis::Receipts, "kept for support cost", |of| {
            of.reserve
        }),
        by_agreement("bridge-unallocated", bridge_of.unallocated, Basis::Placed, RULE_UNALLOCATED, |of| of.unallocated),
        by_agreement("bridge-lapsed", bridge_of.lapsed, Basis::Placed, RULE_LAPSED, |of| of.lapsed),
    ];
    // What few funds have is said where there is something.
    let by_rule = |item, amount: Money, what, rule: &str| Amount::new(item, amount, Origin::of(what).by(rule, amount));
    let above = "by cell: other funding + allocated - need, above nothing";
    let seldom = [
        by_rule(
            "bridge-interest",
            -bridge_of.interest,
            Basis::Interest,
            "interest less bank charges, made programmable",
        ),
        by_rule("bridge-above", bridge_of.above_need, Basis::Placed, above),
        by_agreement("bridge-over", -bridge_of.over_allocated, Basis::Placed, RULE_OVER, |of| -of.over_allocated),
        by_rule("bridge-below", -bridge_of.below_nothing, Basis::Receipts, "refunded beyond what was received"),
    ];
    lines.extend(seldom.into_iter().filter(|line| !line.amount.is_zero()));
    lines.push(made_of("bridge-needs", bridge_of.needs_less_budget, Basis::Needs, &needs));
    lines.push(made_of("bridge-other", bridge_of.other_funding, Basis::Outside, &other));
    lines
}

/// The gap of a breakdown of the programme; gives the table and its gap, to be drawn and to be checked.
fn parts<K: BranchCode>(
    report: &Report<'_>,
    data: &Data,
    sheet: &mut Sheet,
    (breakdown, rows): (Breakdown, &[GapRow<K>]),
) -> (TableArea, Figure) {
    sheet.section(report.text(breakdown.section()));
    let name = match breakdown {
        Breakdown::Country => "GapByCountry",
        Breakdown::Region => "GapByRegion",
        Breakdown::Theme => "GapByTheme",
        Breakdown::Pillar => "GapByPillar",
    };
    let from = |row: &GapRow<K>, basis| row.key.branch(breakdown).of(Origin::of(basis));
    let live = |row: &GapRow<K>, amount: Money, origin, need| {
        data.need_of(Cell::money(amount).from(origin), need, &row.key.branch(breakdown))
    };
    let mut table = Table::new(name, report.text("none-cells")).totals(report.text("total"));
    table.column(breakdown.head(report, 38), |row: &&GapRow<K>| row.key.branch(breakdown).name(report));
    let need = table
        .column(report.head("h-need", 16).summed(), |row| live(row, row.need, from(row, Basis::Needs), Need::Asked));
    let outside = table.column(report.head("h-outside", 16).summed(), |row| {
        live(row, row.outside, from(row, Basis::Outside), Need::Outside)
    });
    let placed = table.column(report.head("h-placed", 16).summed(), |row| {
        live(row, row.placed.deposits, from(row, Basis::Placed), Need::Allocated)
    });
    let lacks = need - outside - placed;
    let above = rows.iter().any(|row| !row.above.deposits.is_zero()).then(|| {
        table.column(report.head("h-above", 16).summed(), |row| {
            let rule = "by cell: other funding + allocated - need, above nothing";
            let origin = from(row, Basis::Placed).by(rule, row.above.deposits);
            live(row, row.above.deposits, origin, Need::Above)
        })
    });
    let lacks = match above {
        Some(above) => lacks + above,
        None => lacks,
    };
    let gap = table.computed(report.head("h-gap", 16).summed().bars(Bar::Lack), lacks);
    table.share(report.head("h-funded", 10), outside + placed, need);
    table.column(report.head("h-gap-commitments", 17).summed(), |row| {
        let origin = lacking_with(from(row, Basis::Gap), row, |of| of.commitments);
        live(row, row.gap.commitments, origin, Need::WithCommitments)
    });
    table.column(report.head("h-gap-outlook", 17).summed(), |row| {
        let origin = lacking_with(from(row, Basis::Gap), row, |of| of.outlook);
        live(row, row.gap.outlook, origin, Need::WithOutlook)
    });
    let area = table.put(sheet, rows);
    let gap = area.total(gap);
    (area, gap)
}

fn by_place(report: &mut Report<'_>, data: &Data, cells_gap: &Figure) -> Sheet {
    let mut sheet = report.sheet("gap-places");
    let gap = report.view.gap;
    let (_, regions_gap) = parts(report, data, &mut sheet, (Breakdown::Region, &gap.by_region));
    let mut rows = gap.by_geography.clone();
    rows.sort_by(|one, other| other.gap.deposits.cmp(&one.gap.deposits).then_with(|| one.key.cmp(&other.key)));
    let (countries, countries_gap) = parts(report, data, &mut sheet, (Breakdown::Country, &rows));
    // The bars of the countries come first: they are what the sheet is about.
    sheet.rules.reverse();
    sheet.freeze = Some((0, 1));
    sheet.repeat(&countries);
    report.check_equal("check-gap-regions", &regions_gap, &countries_gap);
    report.check_equal("check-gap-bridge", &countries_gap, cells_gap);
    sheet
}

fn by_theme(report: &mut Report<'_>, data: &Data) -> Sheet {
    let mut sheet = report.sheet("gap-themes");
    let gap = report.view.gap;
    let (_, pillars_gap) = parts(report, data, &mut sheet, (Breakdown::Pillar, &gap.by_pillar));
    let (themes, themes_gap) = parts(report, data, &mut sheet, (Breakdown::Theme, &gap.by_theme));
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
