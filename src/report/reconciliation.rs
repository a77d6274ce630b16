//! The reconciliation with finance: totals, and every difference with its cause and the entry that would settle it.

use crate::domain::Money;
use crate::domain::facts::FinanceKind;
use crate::reconcile::{Difference, DifferenceCause, KindTotals, OurLine};

use super::grid::{Book, Cell, Figure, Formula, Sheet, Style, Table, Value};
use super::origin::{Basis, Origin};
use super::sheets::Report;
use super::view::View;

/// How many differences the fund's own report shows.
const LARGEST: usize = 10;

/// Builds the workbook.
pub fn book(view: &View<'_>) -> Book {
    let mut report = Report::of_fund(view);
    let title = report.phrases.with("book-reconciliation", &[("fund", &view.fund.name)]);
    let (differences, listed) = differences(&report);
    let overview = overview(&mut report, &listed);
    report.book(title, vec![overview, differences])
}

/// The list of differences, as other sheets refer to it.
struct Listed {
    kinds: Formula,
    causes: Formula,
    amounts: Formula,
    difference: Figure,
}

fn overview(report: &mut Report<'_>, listed: &Listed) -> Sheet {
    let mut sheet = report.sheet("reconciliation");
    sheet.section(report.text("section-reconciliation"));
    let reconciliation = report.view.reconciliation;
    let empty = reconciliation.totals.is_empty();
    let head = |key, width| match report.head(key, width) {
        // Nothing is added up where nothing was compared.
        head if empty => head,
        head => head.summed(),
    };
    let number = |kind| reconciliation.differences.iter().filter(|difference| difference.kind == kind).count();
    let mut table = Table::new("Reconciliation", report.text("none-finance")).totals(report.text("total"));
    let kinds =
        table.column(report.head("h-what", 34), |(kind, _): &(&FinanceKind, &KindTotals)| kind_words(report, **kind));
    let ours = table
        .column(head("h-ours", 20), |(kind, totals)| Cell::money(totals.ours).from(Origin::of(Basis::Ours(**kind))));
    let theirs = table.column(head("h-theirs", 20), |(kind, totals)| {
        Cell::money(totals.theirs).from(Origin::of(Basis::Theirs(**kind)))
    });
    let apart = table.computed(head("h-difference", 20), ours - theirs);
    let explained = table.column(head("h-explained", 20), |(_, totals)| {
        let sum = Formula::sum_where(&listed.kinds, kinds, &listed.amounts);
        Figure::new(Value::Money(totals.differences), sum)
    });
    table.column(head("h-matched", 14), |(kind, totals)| {
        Cell::whole(totals.matched).from(Origin::of(Basis::Theirs(**kind)))
    });
    table.column(head("h-differences", 14), |(kind, _)| {
        Figure::new(Value::count(number(**kind)), Formula::count_where(&listed.kinds, kinds))
    });
    let area = table.place(&mut sheet, &reconciliation.totals);
    if !empty {
        report.check_equal("check-explained", &area.total(apart), &area.total(explained));
    }
    causes(report, &mut sheet, listed);
    sheet.skip(1);
    sheet.paragraph(report.text("note-reconciliation"), Style::Note);
    sheet
}

fn causes(report: &mut Report<'_>, sheet: &mut Sheet, listed: &Listed) {
    let differences = &report.view.reconciliation.differences;
    if differences.is_empty() {
        return;
    }
    sheet.section(report.text("section-causes"));
    let of_cause = |cause| differences.iter().filter(move |difference| difference.cause == cause);
    let mut table = Table::new("Causes", "").totals(report.text("total"));
    let causes = table.column(report.head("h-cause", 34), |cause: &DifferenceCause| cause_words(report, *cause));
    table.column(report.head("h-differences", 20).summed(), |cause| {
        Figure::new(Value::count(of_cause(*cause).count()), Formula::count_where(&listed.causes, causes))
    });
    let amount = table.column(report.head("h-amount", 20).summed(), |cause| {
        let sum = of_cause(*cause).map(|difference| difference.amount).sum();
        Figure::new(Value::Money(sum), Formula::sum_where(&listed.causes, causes, &listed.amounts))
    });
    let there = CAUSES.into_iter().filter(|cause| of_cause(*cause).next().is_some());
    let total = table.place(sheet, there).total(amount);
    report.check_equal("check-causes", &total, &listed.difference);
}

fn differences(report: &Report<'_>) -> (Sheet, Listed) {
    let mut sheet = report.sheet("differences");
    sheet.skip(1);
    let differences = report.view.reconciliation.differences.iter();
    let listed = list(report, &mut sheet, "Differences", differences.collect());
    (sheet, listed)
}

/// The largest differences, for the fund's own report; nothing when there is none.
pub(super) fn largest(report: &Report<'_>) -> Option<Sheet> {
    let mut differences: Vec<&Difference> = report.view.reconciliation.differences.iter().collect();
    let all = differences.len().to_string();
    differences.sort_by_key(|difference| std::cmp::Reverse(difference.amount.minor().unsigned_abs()));
    differences.truncate(LARGEST);
    if differences.is_empty() {
        return None;
    }
    let mut sheet = report.sheet("largest");
    let shown = differences.len().to_string();
    sheet.paragraph(report.phrases.with("note-largest", &[("shown", &shown), ("all", &all)]), Style::Note);
    sheet.skip(1);
    list(report, &mut sheet, "LargestDifferences", differences);
    Some(sheet)
}

/// Where our side of a difference comes from when it is no row: all rows of its kind, or no line at all.
fn missing(there: bool, basis: Basis) -> Origin {
    if there { Origin::of(basis).informing() } else { Origin::of(Basis::NoLine) }
}

fn list(report: &Report<'_>, sheet: &mut Sheet, name: &'static str, differences: Vec<&Difference>) -> Listed {
    let mut table = Table::new(name, report.text("none-differences")).totals(report.text("total"));
    if name == "Differences" {
        table = table.filtered();
    }
    let kinds = table.column(report.head("h-what", 13), |difference: &&Difference| kind_words(report, difference.kind));
    table.column(report.head("h-date", 14), |difference| {
        let ours = difference.ours.as_ref().map(|line| line.date);
        ours.or_else(|| difference.theirs.as_ref().map(|line| line.date))
    });
    table.column(report.head("h-document", 14), |difference| {
        let ours = difference.ours.as_ref().and_then(OurLine::document);
        ours.or_else(|| difference.theirs.as_ref().map(|line| line.document.as_str())).unwrap_or_default().to_owned()
    });
    table.column(report.head("h-reference", 14), |difference| {
        let ours = difference.ours.as_ref().map(OurLine::reference);
        let theirs = || difference.theirs.as_ref().and_then(|line| line.reference.as_deref());
        ours.or_else(theirs).unwrap_or_default().to_owned()
    });
    table.column(report.head("h-donor", 18), |difference| donor(report, difference));
    let ours = table.column(report.head("h-ours", 14).summed(), |difference| {
        let row = difference.ours.as_ref().and_then(OurLine::source).cloned().map(Origin::Row);
        let amount = difference.ours.as_ref().map_or(Money::ZERO, |line| line.amount);
        Cell::money(amount)
            .from(row.unwrap_or_else(|| missing(difference.ours.is_some(), Basis::Ours(difference.kind))))
    });
    let theirs = table.column(report.head("h-theirs", 14).summed(), |difference| {
        let row = difference.theirs.as_ref().map(|line| Origin::Row(line.source.clone()));
        let amount = difference.theirs.as_ref().map_or(Money::ZERO, |line| line.amount);
        Cell::money(amount).from(row.unwrap_or_else(|| Origin::of(Basis::NoLine)))
    });
    let amounts = table.computed(report.head("h-difference", 14).summed(), ours - theirs);
    let causes = table.column(report.head("h-cause", 13), |difference| cause_words(report, difference.cause));
    table.column(report.head("h-proposal", 32), |difference| report.proposal(&difference.proposal));
    table.column(report.head("h-source-ours", 16), |difference| {
        let source = difference.ours.as_ref().and_then(OurLine::source);
        source.map(|source| report.source(source)).unwrap_or_default()
    });
    table.column(report.head("h-source-theirs", 16), |difference| {
        difference.theirs.as_ref().map(|line| report.source(&line.source)).unwrap_or_default()
    });
    let area = table.place(sheet, differences);
    sheet.lead_by(&area);
    Listed {
        kinds: area.figures(kinds),
        causes: area.figures(causes),
        amounts: area.figures(amounts),
        difference: area.total(amounts),
    }
}

/// The donor that a difference is about, by name, or as finance writes it.
fn donor(report: &Report<'_>, difference: &Difference) -> String {
    let theirs = difference.theirs.as_ref().and_then(|line| line.donor.as_ref());
    let ours = difference.ours.as_ref().and_then(|line| line.donor().cloned());
    let code = ours.or_else(|| theirs.and_then(|donor| donor.code.clone()));
    let name = code.map(|code| report.donor_name(&code));
    name.or_else(|| theirs.map(|donor| donor.written.clone())).unwrap_or_default()
}

const CAUSES: [DifferenceCause; 9] = [
    DifferenceCause::MissingHere,
    DifferenceCause::MissingThere,
    DifferenceCause::Amount,
    DifferenceCause::ExchangeRate,
    DifferenceCause::Rounding,
    DifferenceCause::Timing,
    DifferenceCause::Duplicate,
    DifferenceCause::Sign,
    DifferenceCause::Alias,
];

fn cause_words(report: &Report<'_>, cause: DifferenceCause) -> String {
    report.text(match cause {
        DifferenceCause::MissingHere => "cause-missing-here",
        DifferenceCause::MissingThere => "cause-missing-there",
        DifferenceCause::Amount => "cause-amount",
        DifferenceCause::ExchangeRate => "cause-rate",
        DifferenceCause::Rounding => "cause-rounding",
        DifferenceCause::Timing => "cause-timing",
        DifferenceCause::Duplicate => "cause-duplicate",
        DifferenceCause::Sign => "cause-sign",
        DifferenceCause::Alias => "cause-alias",
    })
}

fn kind_words(report: &Report<'_>, kind: FinanceKind) -> String {
    report.text(match kind {
        FinanceKind::Deposit => "finance-deposit",
        FinanceKind::Refund => "finance-refund",
        FinanceKind::Budget => "finance-budget",
        FinanceKind::Expenditure => "finance-expenditure",
    })
}
