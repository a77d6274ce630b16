//! Results of the places and themes that the money went to, shared in proportion to it and said to be so.

use std::collections::{BTreeMap, BTreeSet};

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
    let mut sheet = context.sheet("sheet-results", "title-results", &[24, 34, 14, 26, 52, 16, 16]);
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
                ("share", &thousands(context, share)),
                ("all", &thousands(context, all)),
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
            Cell::whole(usize::try_from(share).unwrap_or_default()).from(Origin::Row(result.source.clone())),
        ]);
    }
    let place = table.filtered().place(&mut sheet);
    sheet.print.repeat = Some((place.header, place.header));
    Some(sheet)
}

fn thousands(context: &Context<'_>, number: i64) -> String {
    context.texts.amount(Money::from_minor(number), 0)
}

/// Each result of a cell that the money is in, with the whole number that falls to it: the result shared among all
/// placements of the cell by the one function that splits.
fn attributed<'a>(context: &'a Context<'_>) -> Vec<(&'a ResultFact, i64)> {
    let view = context.view;
    let cells = CellIndex::new(&view.facts.priorities);
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
        let number = Money::from_minor(i64::try_from(result.number).unwrap_or(i64::MAX));
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
