//! The first page: control totals of both sides by kind, what was not compared, the bridge from the balance by our records to
//! that by finance's, and room to sign.

use std::collections::BTreeMap;

use crate::domain::facts::FinanceKind;
use crate::domain::{Money, Month};
use crate::reconcile::{Cause, Difference, KindTotals, Tally};
use crate::report::grid::{Cell, Content, Figure, Formula, Sheet, Style, Table, Value};
use crate::report::origin::{Basis, Origin};
use crate::report::sheets::Report;

use super::differences::{Listed, OfLines};
use super::words::{cause_words, kind_words};

/// The rule of a tally of lines that were compared, and of one of those that were not.
const COMPARED: &str = "the lines of this kind that were compared";
const NOT_COMPARED: &str = "the lines of this kind that were not compared";

/// Who signs, by the keys of the words.
const SIGNATURES: [&str; 3] = ["sign-prepared", "sign-reviewed", "sign-approved"];

pub(super) fn sheet(report: &mut Report<'_>, listed: &Listed, of_lines: &OfLines) -> Sheet {
    let mut sheet = report.sheet("reconciliation");
    let reconciliation = report.view.reconciliation;
    if reconciliation.theirs.is_empty() {
        sheet.paragraph(report.text("note-no-extract"), Style::Mark);
    }
    not_compared(report, &mut sheet);
    sheet.section(report.text("section-reconciliation"));
    let [ours, theirs] = totals(report, &mut sheet, of_lines);
    bridge(report, &mut sheet, listed, [&ours, &theirs]);
    sheet.paragraph(report.text("note-reconciliation"), Style::Note);
    sign(report, &mut sheet);
    sheet.print.one_page = true;
    sheet
}

/// Our lines that finance's extract says nothing about, loudly.
fn not_compared(report: &Report<'_>, sheet: &mut Sheet) {
    let mut kinds: BTreeMap<FinanceKind, (Tally, String, String)> = BTreeMap::new();
    for ((kind, month), compared) in &report.view.reconciliation.compared {
        if compared.not_compared.lines > 0 {
            let of_kind = kinds.entry(*kind).or_insert_with(|| (Tally::default(), month.to_string(), String::new()));
            of_kind.0.lines += compared.not_compared.lines;
            of_kind.0.sum += compared.not_compared.sum;
            of_kind.2 = month.to_string();
        }
    }
    if kinds.is_empty() {
        return;
    }
    sheet.section(report.text("section-not-compared"));
    sheet.paragraph(report.text("note-not-compared"), Style::Paragraph);
    // What the fund computes up to its day is no matter of that month alone.
    let last = Month::of(report.view.ledger.as_of).to_string();
    let mut table = Table::new("NotCompared", "");
    table.column(report.head("h-what", 30), |(kind, _): &(FinanceKind, (Tally, String, String))| {
        kind_words(report, *kind)
    });
    table.column(report.head("h-lines", 10), |(kind, (tally, ..))| {
        Cell::whole(tally.lines).from(Origin::of(Basis::Ours(*kind)).counting(NOT_COMPARED))
    });
    table.column(report.head("h-ours", 18), |(kind, (tally, ..))| {
        Cell::money(tally.sum).from(Origin::of(Basis::Ours(*kind)).by(NOT_COMPARED, tally.sum))
    });
    table.column(report.head("h-from", 10), |(kind, (_, from, to))| {
        let to_date = kind.is_to_date() && from == to && *to == last;
        if to_date { "–".to_owned() } else { from.clone() }
    });
    table.column(report.head("h-to", 10), |(_, (.., to))| to.clone());
    table.put(sheet, kinds);
}

/// What a column's amounts do to the balance.
fn effect(kind: FinanceKind, column: impl Into<Formula>) -> Formula {
    let column = column.into();
    match kind.effect() {
        1 => column,
        -1 => -column,
        _ => column.clone() - column,
    }
}

/// Both sides by kind, and what they do to the balance; gives the balance by ours and by finance's.
fn totals(report: &mut Report<'_>, sheet: &mut Sheet, of_lines: &OfLines) -> [Figure; 2] {
    type Row<'a> = (&'a FinanceKind, &'a KindTotals);
    let reconciliation = report.view.reconciliation;
    let of = |kind: FinanceKind, amount: Money| Value::Money(Money::from_minor(amount.minor() * kind.effect()));
    let mut table = Table::new("Reconciliation", report.text("none-finance")).totals(report.text("total"));
    let what = table.column(report.head("h-what", 30), |(kind, _): &Row<'_>| kind_words(report, **kind));
    table.column(report.head("h-lines-ours", 10), |(kind, totals)| {
        Cell::whole(totals.ours.lines).from(Origin::of(Basis::Ours(**kind)).counting(COMPARED))
    });
    let ours = table.column(report.head("h-ours", 18), |(kind, totals)| {
        Cell::money(totals.ours.sum).from(Origin::of(Basis::Ours(**kind)).by(COMPARED, totals.ours.sum))
    });
    table.column(report.head("h-lines-theirs", 10), |(kind, totals)| {
        Cell::whole(totals.theirs.lines).from(Origin::of(Basis::Theirs(**kind)).counting(COMPARED))
    });
    let theirs = table.column(report.head("h-theirs", 18), |(kind, totals)| {
        Cell::money(totals.theirs.sum).from(Origin::of(Basis::Theirs(**kind)).by(COMPARED, totals.theirs.sum))
    });
    let apart = table.computed(report.head("h-difference", 18), ours - theirs);
    table.column(report.head("h-matched", 10), |(kind, totals)| {
        Cell::whole(totals.matched)
            .from(Origin::of(Basis::Theirs(**kind)).counting("lines with a partner on the other side"))
    });
    let explained = table.column(report.head("h-explained", 18), |(_, totals)| {
        let sum = |side: &Formula| Formula::sum_where(&of_lines.kinds, what, side);
        Figure::new(Value::Money(totals.differences), sum(&of_lines.ours) - sum(&of_lines.theirs))
    });
    let by_ours = table.column(report.head("h-effect-ours", 18).summed(), |(kind, totals)| {
        Figure::new(of(**kind, totals.ours.sum), effect(**kind, ours))
    });
    let by_theirs = table.column(report.head("h-effect-theirs", 18).summed(), |(kind, totals)| {
        Figure::new(of(**kind, totals.theirs.sum), effect(**kind, theirs))
    });
    let area = table.put(sheet, &reconciliation.totals);
    for (row, kind) in reconciliation.totals.keys().enumerate() {
        let words = report.phrases.with("check-explained", &[("kind", &kind_words(report, *kind))]);
        report.check_that(words, &area.figure(sheet, apart, row), &area.figure(sheet, explained, row));
    }
    [area.total(by_ours), area.total(by_theirs)]
}

/// From the balance by our records, cause by cause, to that by finance's.
fn bridge(report: &mut Report<'_>, sheet: &mut Sheet, listed: &Listed, [ours, theirs]: [&Figure; 2]) {
    let differences = &report.view.reconciliation.differences;
    let of_cause = |cause: Cause| -> Vec<&Difference> {
        differences.iter().filter(|difference| difference.cause() == cause).collect()
    };
    let causes: Vec<(Cause, Vec<&Difference>)> =
        Cause::ALL.into_iter().map(|cause| (cause, of_cause(cause))).filter(|(_, of)| !of.is_empty()).collect();
    sheet.section(report.text("section-balances"));
    type Row = (String, Content, Content);
    let mut table = Table::new("Bridge", "").plain();
    let line = table.column(report.head("h-line", 30), |(words, ..): &Row| words.clone());
    table.column(report.head("h-differences", 10), |(_, count, _)| count.clone());
    let amount = table.column(report.head("h-towards-theirs", 18), |(.., amount)| amount.clone());
    let mut rows: Vec<Row> = vec![(report.text("bridge-ours"), Cell::blank().into(), Content::from(ours.clone()))];
    for (cause, of) in &causes {
        let words = cause_words(report, *cause);
        let sum: Money = of.iter().map(|difference| difference.effect).sum();
        let effect = Figure::new(Value::Money(-sum), -Formula::sum_where(&listed.causes, line, &listed.effects));
        let count = Figure::new(Value::count(of.len()), Formula::count_where(&listed.causes, line));
        rows.push((words, count.into(), effect.into()));
    }
    let last = causes.len();
    let all: Money = differences.iter().map(|difference| difference.effect).sum();
    let reached = Money::from_minor(ours.value().whole().unwrap_or_default()) - all;
    rows.push((
        report.text("bridge-theirs"),
        count_of(differences.len(), last),
        Figure::new(Value::Money(reached), Formula::sum_of_rows(0, last)).into(),
    ));
    let area = table.put(sheet, rows);
    let end = area.figure(sheet, amount, last + 1);
    report.check_equal("check-balances", &end, theirs);
}

/// How many differences there are, as the sum of those of each cause.
fn count_of(differences: usize, causes: usize) -> Content {
    match causes {
        0 => Cell::whole(differences).from(Origin::of(Basis::NoLine)).into(),
        last => Figure::new(Value::count(differences), Formula::sum_of_rows(1, last)).into(),
    }
}

/// Room for names, days and signatures.
fn sign(report: &Report<'_>, sheet: &mut Sheet) {
    sheet.section(report.text("section-sign"));
    let mut table = Table::new("SignOff", "").plain();
    table.column(report.head("h-sign", 30), |key: &&str| report.text(key));
    for (key, width) in [("h-name", 10), ("h-date", 18), ("h-signature", 10)] {
        table.column(report.head(key, width), |_| Cell::text(" "));
    }
    table.put(sheet, SIGNATURES.iter().copied());
}
