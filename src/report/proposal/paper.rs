//! The first page: what is available, recommended and decided, whether it adds up, and who signs.

use crate::attribute::run::Action;
use crate::domain::Money;
use crate::domain::facts::DecisionStatus;
use crate::month::Proposed;

use super::super::grid::{Cell, Content, Figure, Formula, Handle, Sheet, Style, Table, Value};
use super::super::sheets::Report;
use super::super::sheets::decisions::{action_key, status_key};
use super::{Decided, recommendation};

/// What the page adds up.
pub(super) struct Sums<'a> {
    pub past: Option<&'a Decided>,
    pub recommended: &'a Decided,
    pub added: &'a Decided,
    pub available: Figure,
    /// What to know of it where the fund enters recommendations by itself.
    pub entered: Option<String>,
    /// What priorities get on balance.
    pub reached: Figure,
}

/// The head of the sheet, and what is decided about the costs of past months, where there are any.
pub(super) fn begin(report: &Report<'_>, past: &[&Proposed]) -> (Sheet, Option<Figure>) {
    let mut sheet = report.sheet("proposal");
    sheet.print.one_page = true;
    sheet.print.landscape = false;
    sheet.skip(1);
    sheet.paragraph(report.text("proposal-about"), Style::Paragraph);
    let status = (!past.is_empty()).then(|| past_costs(report, &mut sheet, past));
    (sheet, status)
}

/// One line for all that would pay the costs of past months; gives its status.
fn past_costs(report: &Report<'_>, sheet: &mut Sheet, past: &[&Proposed]) -> Figure {
    sheet.section(report.text("section-proposal-past"));
    // What is returned does not add up with what is allocated.
    let allocated: Vec<&Proposed> = past.iter().copied().filter(|row| row.action == Action::Allocate).collect();
    let amount: Money = allocated.iter().map(|row| row.amount()).sum();
    let text = report.phrases.counted("proposal-past", allocated.len());
    let mut table = Table::new("ProposalPast", "");
    table.column(report.head("h-figure", 50), |_: &()| text.clone());
    table.column(report.head("h-recommended", 20), |_| Cell::money(amount).from(recommendation::paid(&allocated)));
    let statuses = recommendation::statuses(report);
    let status = table
        .column(report.head("h-status", 20).filled_in(statuses), |_| report.text(status_key(DecisionStatus::Adopted)));
    let area = table.put(sheet, [()]);
    area.figure(sheet, status, 0)
}

/// The rest of the sheet.
pub(super) fn end(report: &mut Report<'_>, sheet: &mut Sheet, sums: &Sums<'_>) {
    sheet.section(report.text("section-proposal-money"));
    money(report, sheet, sums);
    by_action(report, sheet, sums);
    sheet.section(report.text("section-proposal-checks"));
    checks(report, sheet, sums);
    sheet.section(report.text("section-proposal-how"));
    for step in ["proposal-how-decide", "proposal-how-add", "proposal-how-back"] {
        sheet.paragraph(report.text(step), Style::Paragraph);
    }
    sheet.section(report.text("section-proposal-signed"));
    signatures(report, sheet);
}

/// A line: its text, what was recommended, what is decided.
struct Line {
    text: String,
    recommended: Content,
    decided: Content,
}

fn money(report: &Report<'_>, sheet: &mut Sheet, sums: &Sums<'_>) {
    let Sums { past, recommended, added, available, .. } = sums;
    let taken = |key: &str, decided: &Decided| Line {
        text: report.text(key),
        recommended: decided.recommended.clone().map_or_else(|| Cell::blank().into(), |sum| (-sum.grouped()).into()),
        decided: (-decided.taken.clone().grouped()).into(),
    };
    let mut lines = vec![Line {
        text: report.text("available-now"),
        recommended: available.clone().into(),
        decided: available.clone().into(),
    }];
    lines.extend(past.map(|past| taken("proposal-takes-past", past)));
    lines.push(taken("proposal-takes", recommended));
    lines.push(taken("proposal-takes-own", added));
    // What would lapse is not available, and is not taken of what is.
    let of_lapsed = past.iter().copied().chain([*recommended]).filter_map(|decided| decided.of_lapsed.clone());
    if let Some([adopted, recommended]) = of_lapsed.reduce(|[one, all], [more, rest]| [one + &more, all + &rest]) {
        let text = report.text("proposal-of-lapsed");
        lines.push(Line { text, recommended: recommended.into(), decided: adopted.into() });
    }
    let mut table = Table::new("ProposalMoney", "").totals(report.text("proposal-left"));
    table.column(report.head("h-figure", 50), |line: &Line| line.text.clone());
    table.column(report.head("h-recommended", 20).summed(), |line| line.recommended.clone());
    table.column(report.head("h-decided", 20).summed(), |line| line.decided.clone());
    table.put(sheet, lines);
    if let Some(entered) = &sums.entered {
        sheet.paragraph(entered.clone(), Style::Note);
    }
}

/// What is allocated, what is returned and what is moved, each with its sum; nothing where the recommendation is of one kind.
fn by_action(report: &Report<'_>, sheet: &mut Sheet, sums: &Sums<'_>) {
    if sums.recommended.by_action.is_empty() {
        return;
    }
    sheet.section(report.text("section-proposal-actions"));
    let mut table = Table::new("ProposalActions", "");
    table.column(report.head("h-action", 50), |(action, _): &&(Action, [Figure; 2])| report.text(action_key(*action)));
    table.column(report.head("h-recommended", 20), |(_, [recommended, _])| recommended.clone());
    table.column(report.head("h-decided", 20), |(_, [_, decided])| decided.clone());
    table.put(sheet, &sums.recommended.by_action);
}

/// What must hold before the committee signs.
fn checks(report: &mut Report<'_>, sheet: &mut Sheet, sums: &Sums<'_>) {
    let Sums { past, recommended, added, available, reached, .. } = sums;
    let exponent = report.view.fund.exponent();
    let all = || past.iter().copied().chain([*recommended, *added]);
    let left = all().fold(available.clone(), |left, decided| left - &decided.taken.clone().grouped());
    let of_lapsed = all().filter_map(|decided| decided.of_lapsed.as_ref());
    let left = of_lapsed.fold(left, |left, [adopted, _]| left + &adopted.clone().grouped());
    let net = all().map(|decided| decided.net.clone().grouped()).reduce(|sum, more| sum + &more);
    let enough = Formula::not_below_nothing(&left, exponent);
    let holds = left.value().whole().is_some_and(|left| left >= 0);
    let mut lines = vec![(report.text("proposal-check-money"), Figure::new(Value::Truth(holds), enough))];
    if let Some(unexplained) = &recommended.unexplained {
        let none = Formula::same(unexplained, Formula::nothing());
        lines.push((report.text("proposal-check-remarks"), Figure::new(Value::Truth(true), none)));
    }
    // A priority that is misspelt, or that the list does not have, gets nothing.
    lines.extend(net.map(|net| (report.text("proposal-check-reached"), reached.equals(&net, exponent))));
    let mut table = Table::new("ProposalChecks", "");
    table.column(report.head("h-check", 50), |(words, _): &(String, Figure)| words.clone());
    let holds: Handle = table.column(report.head("h-holds", 20), |(_, holds)| holds.clone());
    table.column(report.head("h-mark", 20), move |(_, tied)| {
        let sign = if *tied.value() == Value::Truth(true) { "✓" } else { "✗ ✗ ✗" };
        Figure::new(Value::Text(sign.into()), Formula::choice(holds, "✓", "✗ ✗ ✗"))
    });
    table.put(sheet, lines);
}

fn signatures(report: &Report<'_>, sheet: &mut Sheet) {
    let lines = ["sign-body", "sign-date", "sign-chair", "sign-secretary"];
    let mut table = Table::new("Signatures", "");
    table.column(report.head("h-sign-role", 50), |key: &&str| report.text(key));
    table.column(report.head("h-sign-name", 20).filled_in(Vec::new()), |_| Cell::blank());
    table.column(report.head("h-sign-hand", 20).filled_in(Vec::new()), |_| Cell::blank());
    let area = table.put(sheet, lines);
    sheet.by_hand.push((area.first, area.last));
}
