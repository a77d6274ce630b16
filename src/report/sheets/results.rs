//! Results of the places and themes that the money was spent in, shared in proportion to it and said to be so.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::domain::facts::{ResultFact, ResultKind};
use crate::domain::{AgreementRef, GeographyCode, Money, ThemeCode};

use super::super::grid::{Cell, Sheet, Style, Table, Value};
use super::super::origin::{Basis, Origin};
use super::{Report, Whose, flows};

/// The sheet; `None` where the money reached no result.
pub(in super::super) fn sheet(report: &Report<'_>) -> Option<Sheet> {
    let rows = attributed(report);
    let against = match report.whose {
        Whose::Donor(_) => Vec::new(),
        Whose::Fund => against_targets(report),
    };
    if rows.is_empty() && against.is_empty() {
        return None;
    }
    let mut sheet = report.sheet("results");
    if !against.is_empty() {
        sheet.section(report.text("section-targets"));
        targets(report, &mut sheet, against);
    }
    if rows.is_empty() {
        return Some(sheet);
    }
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

/// What is to be reached of a kind of result in a place and theme, what was, and what was charged there. A target of the
/// whole programme has no place.
struct Against {
    place: Option<(GeographyCode, ThemeCode)>,
    kind: ResultKind,
    target: u64,
    reached: u64,
    charged: Option<Money>,
    origin: Origin,
}

/// The targets of the programme, then those of places and themes, each with the results of its kind there.
fn against_targets(report: &Report<'_>) -> Vec<Against> {
    let (view, as_of) = (report.view, report.view.ledger.as_of);
    let counted = || view.facts.results.iter().filter(move |fact| fact.date <= as_of);
    let reached = |kind, of: &dyn Fn(&ResultFact) -> bool| {
        counted().filter(|fact| fact.kind == kind && of(fact)).map(|fact| fact.number).sum()
    };
    let people = view.fund.programme.people.iter().flat_map(|people| {
        [
            (ResultKind::LegalCoverage, people.legal),
            (ResultKind::EffectiveCoverage, people.effective),
            (ResultKind::Adequacy, people.adequacy),
        ]
    });
    let of_programme = people.map(|(kind, target)| Against {
        place: None,
        kind,
        target,
        reached: reached(kind, &|_| true),
        charged: None,
        origin: Origin::of(Basis::Setting("programme.people")).counting("as it is configured"),
    });
    let spent = flows::delivery(view, &report.holdings, |cell| (cell.geography.clone(), cell.theme.clone()));
    let of_places = view.facts.targets.iter().map(|fact| {
        let place = (fact.geography.clone(), fact.theme.clone());
        Against {
            kind: fact.kind,
            target: fact.number,
            reached: reached(fact.kind, &|result| result.geography == place.0 && result.theme == place.1),
            charged: Some(spent.get(&place).map(|sum| sum.spent).unwrap_or_default()),
            origin: Origin::Row(fact.source.clone()),
            place: Some(place),
        }
    });
    of_programme.chain(of_places).collect()
}

fn targets(report: &Report<'_>, sheet: &mut Sheet, rows: Vec<Against>) {
    let whole = |number: u64| Value::Whole(i64::try_from(number).unwrap_or(i64::MAX));
    let mut table = Table::new("Targets", "").filtered();
    table.column(report.head("h-country", 20), |row: &Against| match &row.place {
        Some((place, _)) => report.place(place),
        None => report.text("whole-programme").into(),
    });
    table.column(report.head("h-theme", 30), |row| row.place.as_ref().map(|(_, theme)| report.theme(theme)));
    table.column(report.head("h-result", 24), |row| report.result_kind(row.kind));
    let target =
        table.column(report.head("h-target", 14), move |row| Cell::new(whole(row.target)).from(row.origin.clone()));
    let reached = table.column(report.head("h-reached", 14), move |row| {
        let origin = Origin::of(Basis::Results).result(row.kind);
        let origin = match &row.place {
            Some((place, theme)) => origin.place(place).theme(theme),
            None => origin,
        };
        Cell::new(whole(row.reached)).from(origin)
    });
    table.share(report.head("h-reached-share", 13), reached, target);
    table.column(report.head("h-spent", 15), |row| {
        let (charged, (place, theme)) = row.charged.zip(row.place.as_ref())?;
        let origin = Origin::of(Basis::Spent).place(place).theme(theme);
        Some(Cell::money(charged).from(origin))
    });
    table.put(sheet, rows);
}
