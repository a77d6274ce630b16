//! Exceptions: all that somebody has to act on, with its age, who is to act, and what is to be done.
//!
//! What comes in: what is to be done about agreements and their limits, expenditure that is pending, obligations that nothing covers,
//! money above its limit, decisions
//! that wait.
//! What leaves: one row for each, the most pressing kind first. What it does not know: differences with finance, which have a workbook.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::attribute::PendingLine;
use crate::attribute::outcome::Over;
use crate::attribute::run::PendingCause;
use crate::domain::facts::{DecisionStatus, Expenditure};
use crate::domain::{Money, Source};
use crate::ledger::AgreementPosition;

use super::super::grid::{Cell, Sheet, Table, Value};
use super::super::limits::Impossible;
use super::super::numbered::Numbered;
use super::super::origin::{Basis, Origin};
use super::Report;
use super::attention::{self, Need, Room};
use super::ended::origin_of_over;
use super::{obligations, pending};

/// Something that somebody has to act on.
struct Exception {
    matter: String,
    donor: String,
    currency: &'static str,
    amount: Cell,
    /// Days since it was due, which leads to the row that says the day; blank where it is to come, or was not due on a day.
    age: Cell,
    who: &'static str,
    what: String,
}

/// The sheet.
pub(in super::super) fn sheet(report: &Report<'_>) -> Sheet {
    let mut sheet = report.sheet("exceptions");
    sheet.skip(1);
    let mut rows = of_agreements(report);
    rows.extend(of_pending(report));
    rows.extend(of_uncovered(report));
    rows.extend(of_over(report));
    rows.extend(of_overdrawn(report));
    rows.extend(of_limits(report));
    rows.extend(of_proposed(report));
    let mut actions = Numbered::default();
    let rows: Vec<(usize, Exception)> = rows.into_iter().map(|row| (actions.number(row.what.clone()), row)).collect();
    let from = Origin::of(Basis::Order).counting("the number of the action among all that are to be done");
    let mut table = Table::new("Exceptions", report.text("none-attention")).filtered();
    table.column(report.head("h-attention", 56), |(_, row): &(usize, Exception)| row.matter.clone());
    table.column(report.head("h-donor", 30), |(_, row)| row.donor.clone());
    table.column(report.head("h-currency", 10), |(_, row)| row.currency);
    table.column(report.head("h-amount", 16), |(_, row)| row.amount.clone());
    table.column(report.head("h-age-days", 10), |(_, row)| row.age.clone());
    table.column(report.head("h-who", 20), |(_, row)| report.text(row.who));
    table.column(report.head("h-action-number", 10), |(number, _)| Cell::whole(*number).from(from.clone()));
    // The long list stands last, so that every page that it goes on to repeats its header.
    if !actions.is_empty() {
        to_be_done(report, &mut sheet, &actions, &from);
        sheet.section(report.text("section-attention"));
    }
    let area = table.put(&mut sheet, rows);
    sheet.freeze = Some((0, 1));
    sheet.repeat(&area);
    sheet
}

/// What is to be done, each once, by the number that it has in the list.
fn to_be_done(report: &Report<'_>, sheet: &mut Sheet, actions: &Numbered, from: &Origin) {
    sheet.section(report.text("h-to-do"));
    let mut table = Table::new("Actions", "");
    table.column(report.head("h-to-do", 56), |(_, what): &(usize, &String)| what.to_string());
    table.column(report.head("h-action-number", 30), |(number, _)| Cell::whole(*number).from(from.clone()));
    table.put(sheet, actions.iter());
}

/// How many days ago something was, by the row that says the day; blank where it is to come.
fn since(report: &Report<'_>, day: NaiveDate, row: &Source) -> Cell {
    let days = report.days_since(day);
    if days < 0 { Cell::blank() } else { Cell::new(Value::Whole(days)).from(Origin::Days(day, row.clone())) }
}

/// The same of the oldest of costs.
fn since_oldest<'f>(report: &Report<'_>, costs: impl Iterator<Item = &'f Expenditure>) -> Cell {
    let oldest = costs.min_by_key(|fact| fact.date);
    oldest.map_or_else(Cell::blank, |fact| since(report, fact.date, &fact.source))
}

/// Late instalments, lapsed money, money that lapses soon, and instalments due after the end of their agreement.
fn of_agreements(report: &Report<'_>) -> Vec<Exception> {
    let items = report.attention().into_iter().filter(|item| item.need != Need::Next);
    let exception = |item: attention::Attention<'_>| Exception {
        matter: attention::matter(report, &item),
        donor: report.donor_name(&item.position.agreement.donor),
        currency: attention::currency(report, &item),
        amount: attention::amount(&item),
        age: since(report, item.day, attention::row_of_day(report, &item)),
        who: "who-partnerships",
        what: report.text(to_do(report, &item)),
    };
    items.map(exception).collect()
}

/// What the fund is to do; its donors are asked in their own reports.
fn to_do(report: &Report<'_>, item: &attention::Attention<'_>) -> &'static str {
    match item.need {
        Need::Overdue => match report.room_of(item.position) {
            Room::Open => "to-do-call",
            Room::Ending => "to-do-call-ending",
            Room::Ended => "to-do-call-ended",
        },
        Need::Lapsed => "to-do-settle",
        Need::AfterEnd => "to-do-agree-after-end",
        Need::Lapsing | Need::Next => "to-do-extend",
    }
}

/// Pending expenditure by cause, as old as its oldest line.
fn of_pending(report: &Report<'_>) -> Vec<Exception> {
    let ledger = report.view.ledger;
    let mut by_cause: BTreeMap<PendingCause, Vec<&PendingLine>> = BTreeMap::new();
    for pending in &report.view.attribution.pending {
        by_cause.entry(pending.cause).or_default().push(pending);
    }
    let fact = |line: &PendingLine| &ledger.spending[line.line as usize].fact;
    let exception = |(cause, lines): (PendingCause, Vec<&PendingLine>)| Exception {
        matter: report.phrases.counted(pending::counted(cause), lines.len()),
        donor: String::new(),
        currency: report.currency(),
        amount: Cell::money(lines.iter().map(|line| line.amount).sum()).from(Origin::of(Basis::Pending).cause(cause)),
        age: since_oldest(report, lines.iter().map(|line| &**fact(line))),
        who: pending::who(cause),
        what: report.text(pending::to_do(cause)),
    };
    by_cause.into_iter().map(exception).collect()
}

/// Open obligations that no allocated money covers, as old as the oldest.
fn of_uncovered(report: &Report<'_>) -> Option<Exception> {
    let lines: Vec<_> = obligations::uncovered(report).collect();
    (!lines.is_empty()).then(|| Exception {
        matter: report.phrases.counted("exception-uncovered", lines.len()),
        donor: String::new(),
        currency: report.currency(),
        amount: Cell::money(report.view.attribution.total_uncovered()).from(Origin::of(Basis::Uncovered)),
        age: since_oldest(report, lines.iter().map(|(_, fact)| *fact)),
        who: "who-committee",
        what: report.text("to-do-uncovered"),
    })
}

/// Money above what agreements have.
fn of_over(report: &Report<'_>) -> Vec<Exception> {
    let over = report.view.book.over.iter().filter_map(|over| match over {
        Over::Agreement { agreement, amount, cause, .. } => {
            let position = &report.view.ledger.agreements[*agreement as usize];
            let reference = position.agreement.reference.as_str();
            Some(Exception {
                matter: report.phrases.with("exception-over", &[("agreement", reference)]),
                donor: report.donor_name(&position.agreement.donor),
                currency: report.currency(),
                amount: Cell::money(*amount).from(origin_of_over(report, position, (*cause, *amount))),
                age: Cell::blank(),
                who: "who-committee",
                what: report.text("to-do-over"),
            })
        }
        Over::Cell { .. } => None,
    });
    over.collect()
}

/// Agreements of which more went back than came.
fn of_overdrawn(report: &Report<'_>) -> Vec<Exception> {
    let overdrawn = report.overdrawn().into_iter().map(|(position, amount)| {
        let agreement = &position.agreement.reference;
        let amounts = report.view.amounts(agreement);
        let beyond = (amounts.charged - amounts.programmable).or_zero();
        let terms = [
            ("charged beyond what is programmable", beyond),
            ("refunded beyond what was received", position.overdrawn),
            ("support cost booked beyond its reserve", amount - beyond - position.overdrawn),
        ];
        let terms = terms.map(|(what, part)| (what.to_owned(), part));
        let origin = Origin::of(Basis::Receipts).agreement(agreement).made_of(terms);
        Exception {
            matter: report.phrases.with("exception-overdrawn", &[("agreement", agreement.as_str())]),
            donor: report.donor_name(&position.agreement.donor),
            currency: report.currency(),
            amount: Cell::money(amount).from(origin),
            age: Cell::blank(),
            who: "who-partnerships",
            what: report.text("to-do-overdrawn"),
        }
    });
    overdrawn.collect()
}

/// Limits of agreements that go on, which what they have does not keep, or which nothing keeps.
fn of_limits(report: &Report<'_>) -> Vec<Exception> {
    let as_of = report.view.ledger.as_of;
    let goes_on = |position: &&AgreementPosition| {
        position.is_signed() && position.terms.on(as_of).to().is_none_or(|end| end >= as_of)
    };
    let exception =
        |position: &AgreementPosition, said: String, amount: Option<Money>, (who, what): (&'static str, &str)| {
            let reference = &position.agreement.reference;
            let amount = amount.map_or_else(Cell::blank, |amount| {
                let rule = format!("{reference}: beyond what its limit allows");
                Cell::money(amount).from(Origin::of(Basis::Placed).agreement(reference).by(rule, amount))
            });
            Exception {
                matter: report.phrases.labelled(reference.as_str(), &said),
                donor: report.donor_name(&position.agreement.donor),
                currency: report.currency(),
                amount,
                age: Cell::blank(),
                who,
                what: report.text(what),
            }
        };
    let mut found = Vec::new();
    for position in report.holdings.positions.iter().copied().filter(goes_on) {
        found.extend(report.impossible_limits(position).iter().map(|limits| {
            let said = match limits {
                Impossible::Outside(limit) => ("limit-outside", report.limit(limit)),
                Impossible::Together(limits) => {
                    let limits: Vec<String> = limits.iter().map(|limit| report.limit(limit)).collect();
                    ("limits-together", report.phrases.listed(&limits))
                }
            };
            let said = report.phrases.with(said.0, &[("limits", &said.1)]);
            exception(position, said, None, ("who-partnerships", "to-do-limits-agree"))
        }));
        found.extend(report.broken_limits(position).iter().map(|broken| {
            let said = report.not_kept(broken, position);
            exception(position, said, Some(broken.beyond), ("who-committee", "to-do-limit-broken"))
        }));
    }
    found
}

/// Decisions that are proposed and wait for the committee.
fn of_proposed(report: &Report<'_>) -> Vec<Exception> {
    let mut decisions = report.view.facts.all_decisions();
    decisions.retain(|decision| decision.status == DecisionStatus::Proposed);
    decisions.sort_by(|one, other| (one.date, &one.number).cmp(&(other.date, &other.number)));
    let proposed = decisions.into_iter().map(|decision| {
        let of = decision.agreement.as_ref().and_then(|reference| report.view.ledger.agreement(reference));
        let amount = |amount| Cell::money(amount).from(Origin::Row(decision.source.clone()));
        Exception {
            matter: report.phrases.with("exception-proposed", &[("number", &decision.number)]),
            donor: of.map_or_else(String::new, |position| report.donor_name(&position.agreement.donor)),
            currency: report.currency(),
            amount: decision.amount.map_or_else(Cell::blank, amount),
            age: since(report, decision.date, &decision.source),
            who: "who-committee",
            what: report.text("to-do-proposed"),
        }
    });
    proposed.collect()
}
