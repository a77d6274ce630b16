//! Results of the places and themes that the money went to, shared in proportion to it and said to be so.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::attribute::CellIndex;
use crate::domain::facts::{ResultFact, ResultKind};
use crate::domain::{AgreementRef, Money, Placement, apportion};

use super::super::grid::{Cell, Sheet, Style, Table};
use super::super::origin::Origin;
use super::{Context, Whose};

/// The sheet; `None` where the money reached no result.
pub(in super::super) fn sheet(context: &Context<'_>) -> Option<Sheet> {
    let rows = attributed(context);
    if rows.is_empty() {
        return None;
    }
    let mut sheet = context.sheet("sheet-results", "title-results", &[20, 30, 14, 24, 44, 13, 13]);
    sheet.paragraph(context.text("note-results"), Style::Paragraph);
    sheet.section(context.text("section-results-total"));
    let mut sums: BTreeMap<ResultKind, (i64, i64)> = BTreeMap::new();
    for (result, share) in &rows {
        let sum = sums.entry(result.kind).or_default();
        sum.0 += i64::try_from(result.number).unwrap_or(i64::MAX);
        sum.1 += share;
    }
    let share_header = match context.whose {
        Whose::Donor(_) => "h-result-share",
        Whose::Fund => "h-result-pool",
    };
    for (kind, (all, share)) in sums {
        let words = context.texts.with(
            "results-line",
            &[
                ("kind", &context.result_kind(kind)),
                ("share", &context.texts.amount(Money::from_minor(share), places(kind))),
                ("all", &context.texts.amount(Money::from_minor(all), 0)),
            ],
        );
        sheet.paragraph(words, Style::Paragraph);
    }
    sheet.section(context.text("section-results"));
    let headers =
        context.texts(["h-country", "h-theme", "h-date", "h-result", "h-description", "h-result-all", share_header]);
    let mut table = Table::new("Results", headers, "");
    let language = context.texts.language();
    for (result, share) in rows {
        table.row(vec![
            Cell::text(context.view.place(&result.geography, language)),
            Cell::text(context.view.theme(&result.theme, language)),
            Cell::date(result.date),
            Cell::text(context.result_kind(result.kind)),
            Cell::text(result.description.clone().unwrap_or_default()),
            Cell::whole(usize::try_from(result.number).unwrap_or(usize::MAX)).from(Origin::Row(result.source.clone())),
            Cell::decimal(Decimal::new(share, places(result.kind)), places(result.kind))
                .from(Origin::Row(result.source.clone())),
        ]);
    }
    let place = table.filtered().place(&mut sheet);
    sheet.freeze = Some((0, 1));
    sheet.print.repeat = Some((place.header, place.header));
    Some(sheet)
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
fn attributed<'a>(context: &'a Context<'_>) -> Vec<(&'a ResultFact, i64)> {
    let view = context.view;
    let cells = CellIndex::new(&view.ledger.cells);
    let mut placed: BTreeMap<usize, Vec<&Placement>> = BTreeMap::new();
    for placement in view.placements {
        placed.entry(placement.cell).or_default().push(placement);
    }
    let agreements: BTreeSet<&AgreementRef> =
        context.belongings.positions.iter().map(|position| &position.agreement.reference).collect();
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
