//! The reconciliation with finance: totals, and every difference with its cause and the entry that would mend it.

use crate::domain::Money;
use crate::domain::facts::FinanceKind;
use crate::reconcile::{Difference, DifferenceCause, OurLine};

use super::grid::{Book, Cell, Sheet, Style, Table, TablePlace};
use super::origin::{Origin, What};
use super::sheets::{Context, checks};
use super::view::View;

/// How many differences the fund's own report shows.
const LARGEST: usize = 10;
/// The widths of a list of differences.
const WIDTHS: [u16; 12] = [13, 14, 14, 14, 18, 14, 14, 14, 13, 32, 16, 16];

/// Builds the workbook.
pub fn book(view: &View<'_>) -> Book {
    let mut context = Context::of_fund(view);
    let title = context.texts.with("book-reconciliation", &[("fund", &view.fund.name)]);
    let (differences, listed) = differences(&context);
    let overview = overview(&mut context, &listed);
    let checks = checks::sheet(&context);
    context.book(title, vec![overview, differences, checks])
}

fn overview(context: &mut Context<'_>, listed: &TablePlace) -> Sheet {
    let mut sheet = context.sheet("sheet-reconciliation", "title-reconciliation", &[34, 20, 20, 20, 20, 14, 14]);
    sheet.section(context.text("section-reconciliation"));
    let headers =
        context.texts(["h-what", "h-ours", "h-theirs", "h-difference", "h-explained", "h-matched", "h-differences"]);
    let mut table = Table::new("Reconciliation", headers, context.text("none-finance"));
    let reconciliation = context.view.reconciliation;
    let kinds = listed_column(listed, "A");
    let amounts = listed_column(listed, "H");
    for (kind, totals) in &reconciliation.totals {
        let number = reconciliation.differences.iter().filter(|difference| difference.kind == *kind).count();
        table.row(vec![
            Cell::text(kind_words(context, *kind)),
            Cell::money(totals.ours).from(Origin::of(What::Ours(*kind))),
            Cell::money(totals.theirs).from(Origin::of(What::Theirs(*kind))),
            Cell::money(totals.ours - totals.theirs).formula("B{row}-C{row}"),
            Cell::money(totals.differences).formula(format!("SUMIF({kinds},A{{row}},{amounts})")),
            Cell::whole(totals.matched).from(Origin::of(What::Theirs(*kind))),
            Cell::whole(number).formula(format!("COUNTIF({kinds},A{{row}})")),
        ]);
    }
    let empty = reconciliation.totals.is_empty();
    let sums: &[u16] = if empty { &[] } else { &[1, 2, 3, 4, 5, 6] };
    let place = table.totals(context.text("total"), sums, vec![]).place(&mut sheet);
    let explained: Money = reconciliation.totals.values().map(|totals| totals.differences).sum();
    let apart: Money = reconciliation.totals.values().map(|totals| totals.ours - totals.theirs).sum();
    if !empty {
        context.check_equal("check-explained", (&place.total_of(3), apart), (&place.total_of(4), explained));
    }
    causes(context, &mut sheet, listed);
    sheet.skip(1);
    sheet.paragraph(context.text("note-reconciliation"), Style::Note);
    sheet
}

fn causes(context: &mut Context<'_>, sheet: &mut Sheet, listed: &TablePlace) {
    let differences = &context.view.reconciliation.differences;
    if differences.is_empty() {
        return;
    }
    sheet.section(context.text("section-causes"));
    let (causes, amounts) = (listed_column(listed, "I"), listed_column(listed, "H"));
    let mut table = Table::new("Causes", context.texts(["h-cause", "h-differences", "h-amount"]), "");
    for cause in CAUSES {
        let of_cause: Vec<&Difference> = differences.iter().filter(|difference| difference.cause == cause).collect();
        if of_cause.is_empty() {
            continue;
        }
        let sum = of_cause.iter().map(|difference| difference.amount).sum();
        table.row(vec![
            Cell::text(cause_words(context, cause)),
            Cell::whole(of_cause.len()).formula(format!("COUNTIF({causes},A{{row}})")),
            Cell::money(sum).formula(format!("SUMIF({causes},A{{row}},{amounts})")),
        ]);
    }
    let place = table.totals(context.text("total"), &[1, 2], vec![]).place(sheet);
    let all: Money = differences.iter().map(|difference| difference.amount).sum();
    context.check_equal("check-causes", (&place.total_of(2), all), (&listed.total_of(7), all));
}

fn differences(context: &Context<'_>) -> (Sheet, TablePlace) {
    let mut sheet = context.sheet("sheet-differences", "title-differences", &WIDTHS);
    sheet.skip(1);
    let listed = context.view.reconciliation.differences.iter();
    let place = list(context, "Differences", listed).filtered().place(&mut sheet);
    sheet.lead_by(&place);
    (sheet, place)
}

/// The largest differences, for the fund's own report; nothing when there is none.
pub(super) fn largest(context: &Context<'_>) -> Option<Sheet> {
    let mut differences: Vec<&Difference> = context.view.reconciliation.differences.iter().collect();
    let all = differences.len().to_string();
    differences.sort_by_key(|difference| std::cmp::Reverse(difference.amount.minor().unsigned_abs()));
    differences.truncate(LARGEST);
    if differences.is_empty() {
        return None;
    }
    let mut sheet = context.sheet("sheet-differences", "title-largest", &WIDTHS);
    let shown = differences.len().to_string();
    sheet.paragraph(context.texts.with("note-largest", &[("shown", &shown), ("all", &all)]), Style::Note);
    sheet.skip(1);
    let place = list(context, "LargestDifferences", differences.into_iter()).place(&mut sheet);
    sheet.lead_by(&place);
    Some(sheet)
}

fn list<'a>(context: &Context<'_>, name: &'static str, listed: impl Iterator<Item = &'a Difference>) -> Table {
    let headers = context.texts([
        "h-what",
        "h-date",
        "h-document",
        "h-reference",
        "h-donor",
        "h-ours",
        "h-theirs",
        "h-difference",
        "h-cause",
        "h-proposal",
        "h-source-ours",
        "h-source-theirs",
    ]);
    let mut table = Table::new(name, headers, context.text("none-differences"));
    for difference in listed {
        table.row(row(context, difference));
    }
    table.totals(context.text("total"), &[5, 6, 7], vec![])
}

fn row(context: &Context<'_>, difference: &Difference) -> Vec<Cell> {
    let (ours, theirs) = (difference.ours.as_ref(), difference.theirs.as_ref());
    let date = ours.map(|line| line.date).or_else(|| theirs.map(|line| line.date));
    let document = ours.and_then(OurLine::document).or_else(|| theirs.map(|line| line.document.as_str()));
    let reference = ours.map(OurLine::reference).or_else(|| theirs.and_then(|line| line.reference.as_deref()));
    let meant = theirs.and_then(|line| line.donor.as_ref());
    let code = ours.and_then(|line| line.donor().cloned()).or_else(|| meant.and_then(|donor| donor.code.clone()));
    let named = code.map(|code| context.donor_name(&code));
    let donor = named.or_else(|| meant.map(|donor| donor.written.clone()));
    let our_row = ours.and_then(OurLine::source).cloned().map(Origin::Row);
    let our_origin = our_row.unwrap_or_else(|| Origin::of(What::Ours(difference.kind)));
    let their_row = theirs.map(|line| Origin::Row(line.source.clone()));
    let their_origin = their_row.unwrap_or_else(|| Origin::of(What::Theirs(difference.kind)));
    let our_source = ours.and_then(OurLine::source).map(|source| context.source(source));
    vec![
        Cell::text(kind_words(context, difference.kind)),
        date.map_or_else(Cell::blank, Cell::date),
        Cell::text(document.unwrap_or_default()),
        Cell::text(reference.unwrap_or_default()),
        Cell::text(donor.unwrap_or_default()),
        Cell::money(ours.map_or(Money::ZERO, |line| line.amount)).from(our_origin),
        Cell::money(theirs.map_or(Money::ZERO, |line| line.amount)).from(their_origin),
        Cell::money(difference.amount).formula("F{row}-G{row}"),
        Cell::text(cause_words(context, difference.cause)),
        Cell::text(context.proposal(&difference.proposal)),
        Cell::text(our_source.unwrap_or_default()),
        Cell::text(theirs.map(|line| context.source(&line.source)).unwrap_or_default()),
    ]
}

fn listed_column(place: &TablePlace, column: &str) -> String {
    let sheet = super::grid::quoted(&place.sheet);
    format!("{sheet}!${column}${}:${column}${}", place.first + 1, place.last + 1)
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

fn cause_words(context: &Context<'_>, cause: DifferenceCause) -> String {
    context.text(match cause {
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

fn kind_words(context: &Context<'_>, kind: FinanceKind) -> String {
    context.text(match kind {
        FinanceKind::Deposit => "finance-deposit",
        FinanceKind::Refund => "finance-refund",
        FinanceKind::Budget => "finance-budget",
        FinanceKind::Expenditure => "finance-expenditure",
    })
}
