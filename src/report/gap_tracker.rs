//! The gap tracker: what is missing, where, why, and since when.

use crate::attribute::outcome::Amounts;
use crate::domain::Money;
use crate::domain::facts::{AgreementStage, Priority};
use crate::gap::{GapRow, MonthPoint, Priorities};

use super::grid::{Bar, Book, Cell, Chart, ChartKind, Content, Figure, Handle, Series, Sheet, Style, Table, TableArea};
use super::origin::{Basis, Origin};
use super::sheets::breakdown::{BranchCode, Breakdown};
use super::sheets::data::{Amount, BridgeAmounts, Data, Item, More, Need, STRENGTHS, Slice, lacking_with};
use super::sheets::position::{RULE_LAPSED, RULE_OVER};
use super::sheets::{Report, available, notes, reasons};
use super::view::View;

/// The terms that are explained.
const TERMS: [&str; 8] = ["gap", "commitment", "paid", "fee", "levy", "support", "placed", "waiting"];

/// Builds the workbook.
pub fn book(view: &View<'_>) -> Book {
    let mut report = Report::of_fund(view);
    let title = report.phrases.with("book-gap", &[("fund", report.fund_called().name)]);
    let bridge = lacking(&report);
    let more = More { amounts: amounts(&report), bridge, gap: true, alone: true, ..More::default() };
    let data = Data::of(&report, more);
    let (overview, cells_gap) = overview(&mut report, &data);
    let places = by_place(&mut report, &data, &cells_gap);
    let themes = by_theme(&mut report, &data);
    let ([reasons, lacking], causes) = reasons::sheets(&report);
    report.check_equal("check-gap-causes", &causes, &cells_gap[0]);
    let months = by_month(&report);
    let notes = notes::brief(&report, &TERMS);
    report.book(title, vec![overview, reasons, places, themes, months, notes, lacking, data.into_sheet()])
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

/// The programme's figures at the three strengths, and the bridges to the cells'. Gives what the cells lack at each.
fn overview(report: &mut Report<'_>, data: &Data) -> (Sheet, [Figure; 3]) {
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
    let commitments = table.column(report.head("h-with-commitments", 22).summed(), |row| row.commitments.clone());
    let outlook = table.column(report.head("h-with-pledges", 22).summed(), |row| row.outlook.clone());
    let area = table.put(&mut sheet, rows);
    let weight = report.phrases.numerals(&fund.pledge_weight.to_string());
    sheet.line(report.phrases.with("note-pledge-weight", &[("weight", &weight)]), Style::Note);
    let to_raise =
        (1..=last).fold(area.figure(&sheet, deposits, 0), |sum, row| sum + &area.figure(&sheet, deposits, row));
    report.check_equal("check-programme-ties", &to_raise, &Figure::constant(fund.programme.gap, fund.exponent()));
    let gap = area.total(deposits);
    let mut to_raise: Vec<BridgeLine> = vec![("raising-gap", gap.into())];
    to_raise.extend(raising(report).into_iter().map(|amount| (amount.item, live(report, data, amount))));
    still_to_raise(report, &mut sheet, to_raise);
    if let Some(note) = available::due_after_end(report) {
        sheet.paragraph(note, Style::Note);
    }
    let gaps = [deposits, commitments, outlook].map(|strength| area.total(strength));
    let cells_gap = to_cells(report, data, &mut sheet, gaps);
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

/// The bridge from the gap to what is still to be raised.
fn still_to_raise(report: &Report<'_>, sheet: &mut Sheet, lines: Vec<BridgeLine>) {
    sheet.section(report.text("section-raising"));
    let mut table = Table::new("Raising", "").totals(report.text("raising-still"));
    table.column(report.head("h-figure", 62), |(key, _): &BridgeLine| report.text(key));
    table.column(report.head("h-amount", 20).summed(), |(_, amount)| amount.clone());
    table.put(sheet, lines);
}

/// The bridges from the gap to what the priorities lack, one at each strength of the pool; gives their ends.
fn to_cells(report: &Report<'_>, data: &Data, sheet: &mut Sheet, gaps: [Figure; 3]) -> [Figure; 3] {
    type Line = (&'static str, [Content; 3]);
    sheet.section(report.text("section-bridge"));
    let mut lines: Vec<Line> = vec![("gap-total", gaps.map(Content::from))];
    lines.extend(lacking(report).into_iter().map(|line| {
        let contents = std::array::from_fn(|strength| {
            let (amount, origin) = line.amounts[strength].clone();
            data.of_bridge(report, Cell::money(amount).from(origin), line.item, strength)
        });
        (line.item, contents)
    }));
    let mut table = Table::new("Bridge", "").totals(report.text("bridge-cells"));
    table.column(report.head("h-figure", 62), |(key, _): &Line| report.text(key));
    let columns: [Handle; 3] = std::array::from_fn(|strength| {
        table.column(report.head(STRENGTHS[strength], 22).summed(), move |(_, amounts)| amounts[strength].clone())
    });
    let area = table.put(sheet, lines);
    columns.map(|column| area.total(column))
}

/// What money that is still to come adds to a line between the gap and what the priorities lack.
const RULE_TO_COME: &str = "by what is still to come, by its odds, as it would best be allocated";

/// What lies between the gap and what the priorities lack, at each strength of the pool.
fn lacking(report: &Report<'_>) -> Vec<BridgeAmounts> {
    let gap = report.view.gap;
    let strengths = [&gap.priorities, &gap.priorities_signed, &gap.priorities_outlook];
    // With what is received, an amount is made of what stands; with more, of that and of what comes.
    let line = |item, received: Origin, of: &dyn Fn(&Priorities) -> Money| {
        let [there, signed, outlook] = strengths.map(of);
        let more = |amount: Money| {
            let terms = [("with what is received", there), (RULE_TO_COME, amount - there)];
            Origin::of(Basis::Agreements).made_of(terms.map(|(what, amount)| (what.to_owned(), amount)))
        };
        BridgeAmounts { item, amounts: [(there, received), (signed, more(signed)), (outlook, more(outlook))] }
    };
    let by_agreement = |item, what, rule: &str, own: fn(&Amounts) -> Money, of: fn(&Priorities) -> Money| {
        line(item, report.by_agreement(what, rule, own), &of)
    };
    let by_rule = |item, what, rule: &str, of: fn(&Priorities) -> Money| {
        line(item, Origin::of(what).by(rule, of(&gap.priorities)), &of)
    };
    let free = if gap.priorities.held.is_zero() { "bridge-unallocated" } else { "bridge-unallocated-free" };
    let mut lines = vec![
        by_agreement("bridge-fee", Basis::Fee, "administrative fee", |of| of.fee, |of| of.fee),
        by_agreement("bridge-levy", Basis::Levy, "levy", |of| of.levy, |of| of.levy),
        by_agreement(
            "bridge-support",
            Basis::Receipts,
            "kept for support cost",
            |of| of.reserve,
            |of| of.support_reserve,
        ),
        by_agreement(
            free,
            Basis::Placed,
            "unallocated, less what decisions hold",
            |of| of.unallocated - of.held,
            |of| of.unallocated - of.held,
        ),
        by_agreement("bridge-held", Basis::Held, "held by decisions", |of| of.held, |of| of.held),
        by_agreement("bridge-lapsed", Basis::Placed, RULE_LAPSED, |of| of.lapsed, |of| of.lapsed),
    ];
    // What few funds have is said where there is something.
    let above = "by cell: other funding + allocated - need, above nothing";
    let interest = "interest less bank charges, made programmable";
    let seldom = [
        by_rule("bridge-interest", Basis::Interest, interest, |of| -of.interest),
        by_rule("bridge-above", Basis::Placed, above, |of| of.above_need),
        by_agreement("bridge-over", Basis::Placed, RULE_OVER, |of| -of.over_allocated, |of| -of.over_allocated),
        by_rule("bridge-below", Basis::Receipts, "refunded beyond what was received", |of| -of.below_nothing),
    ];
    lines.extend(seldom);
    let always = ["bridge-fee", "bridge-levy", "bridge-support", free, "bridge-lapsed"];
    lines.retain(|line| always.contains(&line.item) || line.amounts.iter().any(|(amount, _)| !amount.is_zero()));
    let programme = &report.view.fund.programme;
    let sum = |of: fn(&Priority) -> Money| report.view.ledger.cells.iter().map(of).sum::<Money>();
    let needs = [("what the priorities need", sum(|cell| cell.need)), ("less the budget", -programme.budget)];
    let other = [
        ("own resources", programme.own_resources),
        ("ongoing projects", programme.ongoing_projects),
        ("less other funding of the priorities", -sum(|cell| cell.outside)),
    ];
    let made_of = |what, terms: &[(&str, Money)]| {
        Origin::of(what).made_of(terms.iter().map(|(words, amount)| ((*words).to_owned(), *amount)))
    };
    lines.push(line("bridge-needs", made_of(Basis::Needs, &needs), &|of| of.needs_less_budget));
    lines.push(line("bridge-other", made_of(Basis::Outside, &other), &|of| of.other_funding));
    lines
}

/// What a breakdown of the programme lacks; gives the table, and what it lacks at each strength of the pool, to be checked.
fn parts<K: BranchCode>(
    report: &Report<'_>,
    data: &Data,
    sheet: &mut Sheet,
    (breakdown, rows): (Breakdown, &[GapRow<K>]),
) -> (TableArea, [Figure; 3]) {
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
    let commitments = table.column(report.head("h-gap-commitments", 17).summed(), |row| {
        let origin = lacking_with(from(row, Basis::Gap), row, |of| of.commitments);
        live(row, row.gap.commitments, origin, Need::WithCommitments)
    });
    let outlook = table.column(report.head("h-gap-outlook", 17).summed(), |row| {
        let origin = lacking_with(from(row, Basis::Gap), row, |of| of.outlook);
        live(row, row.gap.outlook, origin, Need::WithOutlook)
    });
    let area = table.put(sheet, rows);
    let lacks = [gap, commitments, outlook].map(|strength| area.total(strength));
    (area, lacks)
}

/// Ties what two tables lack, or a table and its bridge, at each strength of the pool.
fn tie(report: &mut Report<'_>, key: &str, ones: &[Figure; 3], others: &[Figure; 3]) {
    for (heading, (one, other)) in STRENGTHS.into_iter().zip(ones.iter().zip(others)) {
        let words = report.phrases.labelled(&report.text(key), &report.text(heading));
        report.check_that(words, one, other);
    }
}

fn by_place(report: &mut Report<'_>, data: &Data, cells_gap: &[Figure; 3]) -> Sheet {
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
    tie(report, "check-gap-regions", &regions_gap, &countries_gap);
    tie(report, "check-gap-bridge", &countries_gap, cells_gap);
    sheet
}

fn by_theme(report: &mut Report<'_>, data: &Data) -> Sheet {
    let mut sheet = report.sheet("gap-themes");
    let gap = report.view.gap;
    let (_, pillars_gap) = parts(report, data, &mut sheet, (Breakdown::Pillar, &gap.by_pillar));
    let (themes, themes_gap) = parts(report, data, &mut sheet, (Breakdown::Theme, &gap.by_theme));
    sheet.freeze = Some((0, 1));
    sheet.repeat(&themes);
    tie(report, "check-gap-pillars", &pillars_gap, &themes_gap);
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
    let deposits = table.column(report.head("h-gap-received", 20), |point| from(point.gap.deposits, Basis::Receipts));
    let commitments =
        table.column(report.head("h-gap-signed", 20), |point| from(point.gap.commitments, Basis::Agreements));
    let outlook = table.column(report.head("h-gap-pledged", 20), |point| from(point.gap.outlook, Basis::Agreements));
    table.column(report.head("h-status", 18), |point| {
        report.text(if point.projected { "month-projected" } else { "month-actual" })
    });
    let area = table.put(&mut sheet, &report.view.gap.months);
    sheet.lead_by(&area);
    let series = [("h-gap-received", deposits), ("h-gap-signed", commitments), ("h-gap-pledged", outlook)];
    let series = series.map(|(name, column)| Series {
        name: report.text(name),
        categories: area.column(months),
        values: area.column(column),
    });
    let (unit, title) = report.chart_title("chart-gap", &sheet, &series);
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
        unit,
    });
    sheet.line(report.text("note-projection"), Style::Note);
    sheet
}
