//! The second page: what contributions would achieve, what was reached so far, and whom to ask.

use crate::domain::facts::ResultKind;
use crate::domain::{Money, Percent};

use super::super::grid::{Bar, Cell, Head, Sheet, Style, Table, Value};
use super::super::page::contract::{Contribution, Reached};
use super::super::sheets::Report;
use super::place_figures::{PlaceFigures, Row};
use super::situation::themes;

const NAME: u16 = 40;
const NUMBER: u16 = 15;
const SHARE: u16 = 12;
/// People who may be reached are said in so many.
const PEOPLE: i64 = 1000;

pub(super) fn sheet(report: &Report<'_>, part: &PlaceFigures<'_>) -> Sheet {
    let mut sheet = super::page(report, "concept-opportunities", &part.place);
    let useful = part.contributions.iter().any(|would| !would.allocated.is_zero());
    if useful {
        contributions(report, part, &mut sheet);
        by_theme(report, part, &mut sheet);
    } else {
        sheet.paragraph(report.text("concept-no-opportunities"), Style::Paragraph);
    }
    sheet.section(report.text("section-targets"));
    results(report, part, &mut sheet);
    sheet.section(report.text("concept-contact"));
    contact(report, &mut sheet);
    sheet
}

/// What each contribution would bring, how far the place would be funded, and whom it may reach.
fn contributions(report: &Report<'_>, part: &PlaceFigures<'_>, sheet: &mut Sheet) {
    let all = &part.all;
    let mut table = Table::new("ConceptContributions", "").plain();
    table.column(report.head("concept-contribution", 24), |would: &&Contribution| {
        report.in_base_round(would.contribution)
    });
    table.column(report.head("concept-to-priorities", NUMBER), |would| Cell::money(would.allocated));
    table.column(report.head("concept-still-missing", NUMBER), |would| Cell::money(all.lacking - would.allocated));
    table.column(report.head("concept-funded-then", SHARE).bars(Bar::Progress), |would| {
        Cell::share(all.funded() + would.allocated, all.need)
    });
    for reached in &part.reached {
        let head = Head::new(report.result_kind(kind(reached)), 18);
        table.column(head, |would| Cell::new(Value::Whole(people(would.allocated, reached))));
    }
    table.put(sheet, part.contributions.iter().copied());
    let fund = report.view.fund;
    let rate = |percent: Percent| report.phrases.numerals(&percent.to_string());
    let (fee, support) = (rate(fund.charges.administrative_fee), rate(fund.charges.support_cost));
    sheet.paragraph(report.phrases.with("concept-rules", &[("fee", &fee), ("support", &support)]), Style::Paragraph);
    if part.reached.is_empty() {
        sheet.paragraph(report.text("concept-too-few"), Style::Paragraph);
        return;
    }
    for reached in &part.reached {
        let number = |number: i64| report.phrases.amount(Money::from_minor(number), 0);
        let words = [
            ("kind", &*report.result_kind(kind(reached))),
            ("results", &report.phrases.counted("concept-results", reached.results)),
            ("people", &number(reached.people)),
            ("charged", &report.in_base(reached.charged)),
        ];
        sheet.paragraph(report.phrases.with("concept-basis", &words), Style::Paragraph);
    }
    sheet.paragraph(report.text("concept-estimate"), Style::Paragraph);
}

/// How many people money may reach at the cost of results so far.
fn people(amount: Money, reached: &Reached) -> i64 {
    let people = Money::from_minor(reached.people).scaled(amount.minor(), reached.charged.minor());
    people.scaled(1, PEOPLE).minor() * PEOPLE
}

fn kind(reached: &Reached) -> ResultKind {
    match reached.kind {
        "legal" => ResultKind::LegalCoverage,
        "effective" => ResultKind::EffectiveCoverage,
        _ => ResultKind::Adequacy,
    }
}

/// How far each theme that lacks money is funded, and would be.
fn by_theme(report: &Report<'_>, part: &PlaceFigures<'_>, sheet: &mut Sheet) {
    sheet.section(report.text("concept-by-theme"));
    let mut table = Table::new("ConceptThemes", "").plain();
    table.column(report.head("h-theme", NAME), |row: &&Row| themes(report, &row.themes));
    table.column(report.head("h-missing", NUMBER), |row| Cell::money(row.sums.lacking));
    table.column(report.head("concept-today", SHARE).bars(Bar::Progress), |row| {
        Cell::share(row.sums.funded(), row.sums.need)
    });
    for would in &part.contributions {
        let amount = report.in_base_round(would.contribution);
        let heading = report.phrases.with("concept-with", &[("amount", &amount)]);
        table.column(Head::new(heading, SHARE + 2).bars(Bar::Progress), |row| {
            Cell::share(row.sums.funded() + part.added(would, &row.themes), row.sums.need)
        });
    }
    table.put(sheet, part.rows.iter().filter(|row| row.sums.lacking > Money::ZERO));
}

fn results(report: &Report<'_>, part: &PlaceFigures<'_>, sheet: &mut Sheet) {
    if part.results.is_empty() {
        sheet.paragraph(report.text("page-no-results"), Style::Paragraph);
        return;
    }
    let whole = |number: u64| Value::Whole(i64::try_from(number).unwrap_or(i64::MAX));
    let mut table = Table::new("ConceptResults", "").plain();
    type Line<'a> = (&'a ResultKind, &'a (u64, i64));
    table.column(report.head("h-result", NAME), |(kind, _): &Line<'_>| report.result_kind(**kind));
    table.column(report.head("h-target", NUMBER), |(_, (target, _))| Cell::new(whole(*target)));
    table.column(report.head("h-reached", NUMBER), |(_, (_, reached))| Cell::new(Value::Whole(*reached)));
    table.column(report.head("h-reached-share", SHARE), |(_, (target, reached))| {
        Cell::new(Value::Share(*reached, i64::try_from(*target).unwrap_or(i64::MAX)))
    });
    table.put(sheet, &part.results);
}

/// Whom to ask, and what the fund does not promise.
fn contact(report: &Report<'_>, sheet: &mut Sheet) {
    let words = &report.view.fund.reports;
    let fund = report.fund_called().marked();
    let asked = match report.contact() {
        Some(contact) => report.phrases.labelled(&fund, &contact),
        None => fund,
    };
    sheet.paragraph(asked, Style::Paragraph);
    sheet.paragraph(report.text("concept-disclosure"), Style::Note);
    if let Some(disclaimer) = &words.disclaimer {
        sheet.paragraph(report.own_words(disclaimer, &words.disclaimers), Style::Note);
    }
}
