//! Results of the places and themes that the money was spent in, shared in proportion to it and said to be so.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::domain::facts::{ResultFact, ResultKind};
use crate::domain::{AgreementRef, Money};

use super::super::grid::{Cell, Sheet, Style, Table};
use super::super::origin::Origin;
use super::{Report, Whose};

/// The sheet; `None` where the money reached no result.
pub(in super::super) fn sheet(report: &Report<'_>) -> Option<Sheet> {
    let rows = attributed(report);
    if rows.is_empty() {
        return None;
    }
    let mut sheet = report.sheet("results");
    sheet.paragraph(report.text("note-results"), Style::Paragraph);
    sheet.section(report.text("section-results-total"));
    let mut sums: BTreeMap<ResultKind, (i64, i64)> = BTreeMap::new();
    for (result, share) in &rows {
        let sum = sums.entry(result.kind).or_default();
        sum.0 += i64::try_from(result.number).unwrap_or(i64::MAX);
        sum.1 += share;
    }
    let share_header = match report.whose {
        Whose::Donor(_) => "h-result-share",
        Whose::Fund => "h-result-pool",
    };
    for (kind, (all, share)) in sums {
        let words = report.phrases.with(
            "results-line",
            &[
                ("kind", &report.result_kind(kind)),
                ("share", &report.phrases.amount(Money::from_minor(share), kind.decimals())),
                ("all", &report.phrases.amount(Money::from_minor(all), 0)),
            ],
        );
        sheet.paragraph(words, Style::Paragraph);
    }
    sheet.section(report.text("section-results"));
    let mut table = Table::new("Results", "").filtered();
    reported(report, &mut table, |(result, _): &(&ResultFact, i64)| result);
    table.column(report.head(share_header, 13), |(result, share)| {
        let decimals = result.kind.decimals();
        Cell::decimal(Decimal::new(*share, decimals), decimals).from(Origin::Row(result.source.clone()))
    });
    let area = table.put(&mut sheet, rows);
    sheet.freeze = Some((0, 1));
    sheet.repeat(&area);
    Some(sheet)
}

/// The columns that say what was reported; `fact` finds the result in a row.
pub(in super::super) fn reported<'a, R>(
    report: &'a Report<'_>,
    table: &mut Table<'a, R>,
    fact: impl Fn(&R) -> &ResultFact + Copy + 'a,
) {
    table.column(report.head("h-country", 20), move |row| report.place(&fact(row).geography));
    table.column(report.head("h-theme", 30), move |row| report.theme(&fact(row).theme));
    table.column(report.head("h-date", 14), move |row| fact(row).date);
    table.column(report.head("h-result", 24), move |row| report.result_kind(fact(row).kind));
    table.column(report.head("h-description", 44), move |row| fact(row).description.clone().unwrap_or_default());
    table.column(report.head("h-result-all", 13), move |row| {
        let number = usize::try_from(fact(row).number).unwrap_or(usize::MAX);
        Cell::whole(number).from(Origin::Row(fact(row).source.clone()))
    });
}

/// Each result that one of the agreements has a part in, with that part in the smallest unit that is shared.
fn attributed<'a>(report: &'a Report<'_>) -> Vec<(&'a ResultFact, i64)> {
    let view = report.view;
    let agreements: BTreeSet<&AgreementRef> =
        report.holdings.positions.iter().map(|position| &position.agreement.reference).collect();
    let own: Vec<bool> =
        view.ledger.agreements.iter().map(|position| agreements.contains(&position.agreement.reference)).collect();
    let attributed = view.attribution.results.iter().filter_map(|result| {
        let fact = view.facts.results.get(result.result)?;
        let mut parts = result.parts.iter().filter(|(agreement, _)| own[*agreement as usize]).peekable();
        parts.peek()?;
        Some((fact, parts.map(|(_, part)| *part).sum()))
    });
    attributed.collect()
}
