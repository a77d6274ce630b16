//! Results of the places and themes that the money went to, shared in proportion to it and said to be so.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::attribute::CellIndex;
use crate::domain::facts::{ResultFact, ResultKind};
use crate::domain::{AgreementRef, Money, Placement, apportion};

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
                ("share", &report.phrases.amount(Money::from_minor(share), places(kind))),
                ("all", &report.phrases.amount(Money::from_minor(all), 0)),
            ],
        );
        sheet.paragraph(words, Style::Paragraph);
    }
    sheet.section(report.text("section-results"));
    let mut table = Table::new("Results", "").filtered();
    reported(report, &mut table, |(result, _): &(&ResultFact, i64)| result);
    table.column(report.head(share_header, 13), |(result, share)| {
        let places = places(result.kind);
        Cell::decimal(Decimal::new(*share, places), places).from(Origin::Row(result.source.clone()))
    });
    let area = table.place(&mut sheet, rows);
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

/// Changes come one by one, so that the share in one is a fraction; people are shared as whole people.
const fn places(kind: ResultKind) -> u32 {
    match kind {
        ResultKind::InstitutionalChange => 2,
        ResultKind::LegalCoverage | ResultKind::EffectiveCoverage | ResultKind::Adequacy => 0,
    }
}

/// Each result of a cell that the money is in, with what falls to it, in the smallest part that is shared: the result
/// shared among all placements of the cell by the one function that splits.
fn attributed<'a>(report: &'a Report<'_>) -> Vec<(&'a ResultFact, i64)> {
    let view = report.view;
    let cells = CellIndex::new(&view.ledger.cells);
    let mut placed: BTreeMap<usize, Vec<&Placement>> = BTreeMap::new();
    for placement in view.placements {
        placed.entry(placement.cell).or_default().push(placement);
    }
    let agreements: BTreeSet<&AgreementRef> =
        report.holdings.positions.iter().map(|position| &position.agreement.reference).collect();
    let own = |placement: &Placement| agreements.contains(&placement.agreement);
    let mut rows = Vec::new();
    for result in view.facts.results.iter().filter(|result| result.date <= view.ledger.as_of) {
        let Some(cell) = cells.find(&result.geography, &result.theme, result.date) else { continue };
        let Some(placements) = placed.get(&cell) else { continue };
        let weights: Vec<u64> = placements.iter().map(|placement| placement.amount.minor().unsigned_abs()).collect();
        let parts = 10_u64.pow(places(result.kind));
        let number = Money::from_minor(i64::try_from(result.number.saturating_mul(parts)).unwrap_or(i64::MAX));
        let Some(shares) = apportion(number, &weights) else { continue };
        let mine = placements.iter().zip(&shares).filter(|(placement, _)| own(placement));
        let (mut here, mut share) = (false, 0);
        for (_, part) in mine {
            here = true;
            share += part.minor();
        }
        if here {
            rows.push((result, share));
        }
    }
    rows
}
