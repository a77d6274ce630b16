//! Results of the places and themes that the money was spent in, shared in proportion to it and said to be so. Each is reported
//! whole, and shared among the fund's agreements alone: beside it stands what share of the need there their money is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::attribute::BookedResult;
use crate::domain::facts::{Priority, ResultKind};
use crate::domain::{AgreementRef, GeographyCode, Money, ThemeCode};

use super::super::grid::{Cell, Sheet, Style, Table, Value};
use super::super::origin::{Basis, Origin};
use super::breakdown::Branch;
use super::data::Data;
use super::{Report, Whose, flows};

/// A list of no more results stands upright, as the statements before it do.
const FEW: usize = 12;

/// The sheet; `None` where the money reached no result.
pub(in super::super) fn sheet(report: &Report<'_>, data: &Data) -> Option<Sheet> {
    let rows = attributed(report);
    let mut sheet = report.sheet("results");
    sheet.print.landscape = rows.len() > FEW;
    let has_targets = matches!(report.whose, Whose::Fund) && against(report, &mut sheet);
    if rows.is_empty() {
        return has_targets.then_some(sheet);
    }
    let [note, line, money_header] = match report.whose {
        Whose::Donor(_) => ["note-results", "results-line", "h-result-money"],
        Whose::Fund => ["note-results-pool", "results-line-pool", "h-result-money-pool"],
    };
    sheet.paragraph(report.text(note), Style::Paragraph);
    sheet.section(report.text("section-results-total"));
    let mut sums: BTreeMap<ResultKind, (i64, i64)> = BTreeMap::new();
    for (result, share) in &rows {
        let sum = sums.entry(result.kind).or_default();
        sum.0 += result.number;
        sum.1 += share;
    }
    for (kind, (all, share)) in sums {
        let words = report.phrases.with(
            line,
            &[
                ("kind", &report.result_kind(kind)),
                ("share", &report.phrases.amount(Money::from_minor(share), kind.decimals())),
                ("all", &report.phrases.amount(Money::from_minor(all), 0)),
            ],
        );
        sheet.paragraph(words, Style::Paragraph);
    }
    sheet.section(report.text("section-results"));
    let money = money_of_need(report);
    let mut table = Table::new("Results", "").filtered();
    let late = rows.iter().any(|(result, _)| result.is_late());
    reported(report, &mut table, late, |(result, _): &(&BookedResult, i64)| result);
    // All agreements together have the whole result, which would read as if nobody else had paid.
    if let Whose::Donor(_) = report.whose {
        table.column(report.head("h-result-share", 12), |(result, share)| {
            let decimals = result.kind.decimals();
            Cell::decimal(Decimal::new(*share, decimals), decimals).from(Origin::Row(result.source.clone()))
        });
    }
    table.column(report.head(money_header, 12), |(result, _)| {
        let pair = (result.geography.clone(), result.theme.clone());
        let (allocated, need) = money.get(&pair).copied().unwrap_or_default();
        let from = report.origin(Basis::Placed).place(&pair.0).theme(&pair.1);
        let (place, theme) = (Branch::Place(pair.0), Branch::Theme(pair.1));
        data.share_of_need(Cell::share(allocated, need).from(from), (&place, &theme))
    });
    let area = table.put(&mut sheet, rows);
    sheet.freeze = Some((0, 1));
    sheet.repeat(&area);
    say_late(report, &mut sheet, late);
    Some(sheet)
}

/// Puts what was to be reached beside what was; says whether anything was to be.
pub(in super::super) fn against(report: &Report<'_>, sheet: &mut Sheet) -> bool {
    let against = against_targets(report);
    if against.is_empty() {
        return false;
    }
    sheet.section(report.text("section-targets"));
    targets(report, sheet, against);
    let note = if report.is_for_others() { "note-results-all" } else { "note-targets" };
    sheet.paragraph(report.text(note), Style::Note);
    true
}

/// What the report's agreements have allocated to each place and theme, and what the cells need in which they have something.
fn money_of_need(report: &Report<'_>) -> BTreeMap<(GeographyCode, ThemeCode), (Money, Money)> {
    let held = flows::delivery(report.view, &report.holdings, Priority::id);
    let mut sums: BTreeMap<_, (Money, Money)> = BTreeMap::new();
    for cell in &report.view.ledger.cells {
        let Some(of_cell) = held.get(&cell.id()) else { continue };
        let sum = sums.entry((cell.geography.clone(), cell.theme.clone())).or_default();
        sum.0 += of_cell.placed;
        sum.1 += cell.need;
    }
    sums
}

/// Says below a list of results what it means that some count in a later month than that of their day.
pub(in super::super) fn say_late(report: &Report<'_>, sheet: &mut Sheet, late: bool) {
    if late {
        sheet.skip(1);
        sheet.paragraph(report.text("note-results-late"), Style::Note);
    }
}

/// The columns that say what was reported, and where some count `late`, in which month; `fact` finds the result in a row.
pub(in super::super) fn reported<'a, R>(
    report: &'a Report<'_>,
    table: &mut Table<'a, R>,
    late: bool,
    fact: impl Fn(&R) -> &BookedResult + Copy + 'a,
) {
    table.column(report.head("h-country", 17), move |row| report.place(&fact(row).geography));
    table.column(report.head("h-theme", 24), move |row| report.theme(&fact(row).theme));
    table.column(report.head("h-date", 14), move |row| fact(row).date);
    if late {
        table.column(report.head("h-counted-in", 12), move |row| fact(row).month.to_string());
    }
    table.column(report.head("h-result", 20), move |row| report.result_kind(fact(row).kind));
    table.column(report.head_as_written("h-description", 26), move |row| {
        fact(row).description.clone().unwrap_or_default()
    });
    table.column(report.head("h-result-all", 12), move |row| {
        Cell::new(Value::Whole(fact(row).number)).from(Origin::Row(fact(row).source.clone()))
    });
}

/// Each result that one of the agreements has a part in, with that part in the smallest unit that is shared; by the names of
/// places, since no heading says anything of regions.
fn attributed<'a>(report: &'a Report<'_>) -> Vec<(&'a BookedResult, i64)> {
    let agreements: BTreeSet<&AgreementRef> =
        report.holdings.positions.iter().map(|position| &position.agreement.reference).collect();
    let attributed = report.view.attribution.results.iter().filter_map(|result| {
        let mut parts = result.parts.iter().filter(|(agreement, _)| agreements.contains(agreement)).peekable();
        parts.peek()?;
        Some((result, parts.map(|(_, part)| *part).sum()))
    });
    let mut attributed: Vec<(&BookedResult, i64)> = attributed.collect();
    attributed.sort_by_cached_key(|(result, _)| in_order(report, result));
    attributed
}

/// A result's place by name, its theme, its day and its kind.
pub(in super::super) fn in_order(
    report: &Report<'_>,
    result: &BookedResult,
) -> ((String, Arc<str>), Arc<str>, NaiveDate, ResultKind) {
    (report.place_in_order(&result.geography), report.theme(&result.theme), result.date, result.kind)
}

/// What is to be reached of a kind of result in a place and theme, what was, and what was charged there. A target of the
/// whole programme has no place.
struct Against {
    place: Option<(GeographyCode, ThemeCode)>,
    kind: ResultKind,
    target: u64,
    reached: i64,
    charged: Option<Money>,
    origin: Origin,
}

/// The targets of the programme, then those of places and themes, each with the results of its kind there.
fn against_targets(report: &Report<'_>) -> Vec<Against> {
    let view = report.view;
    let reached = |kind, of: &dyn Fn(&BookedResult) -> bool| {
        let counted = view.attribution.results.iter().filter(|result| result.kind == kind && of(result));
        counted.map(|result| result.number).sum()
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
    let mut of_places: Vec<Against> = of_places.collect();
    of_places.sort_by_cached_key(|row| {
        let names = row.place.as_ref().map(|(place, theme)| (report.place_in_order(place), report.theme(theme)));
        (names, row.kind)
    });
    of_programme.chain(of_places).collect()
}

fn targets(report: &Report<'_>, sheet: &mut Sheet, rows: Vec<Against>) {
    let whole = |number: u64| Value::Whole(i64::try_from(number).unwrap_or(i64::MAX));
    // What only targets of places have stands where there are some.
    let of_places = rows.iter().any(|row| row.place.is_some());
    let mut table = Table::new("Targets", "").filtered();
    table.column(report.head("h-country", 20), |row: &Against| match &row.place {
        Some((place, _)) => report.place(place),
        None => report.text("whole-programme").into(),
    });
    if of_places {
        table.column(report.head("h-theme", 30), |row| row.place.as_ref().map(|(_, theme)| report.theme(theme)));
    }
    table.column(report.head("h-result", 24), |row| report.result_kind(row.kind));
    let target =
        table.column(report.head("h-target", 14), move |row| Cell::new(whole(row.target)).from(row.origin.clone()));
    let reached = table.column(report.head("h-reached", 14), move |row| {
        let origin = Origin::of(Basis::Results).result(row.kind);
        let origin = match &row.place {
            Some((place, theme)) => origin.place(place).theme(theme),
            None => origin,
        };
        Cell::new(Value::Whole(row.reached)).from(origin)
    });
    table.share(report.head("h-reached-share", 13), reached, target);
    if of_places {
        table.column(report.head("h-spent", 15), |row| {
            let (charged, (place, theme)) = row.charged.zip(row.place.as_ref())?;
            let origin = Origin::of(Basis::Spent).place(place).theme(theme);
            Some(Cell::money(charged).from(origin))
        });
    }
    table.put(sheet, rows);
}
