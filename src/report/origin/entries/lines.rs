//! Entries that are lines as they stand: rates, open items, both sides of the reconciliation, receipts as they were booked,
//! decisions that took charges back, obligations that no money covers.

use std::collections::BTreeSet;

use crate::attribute::Book;
use crate::attribute::outcome::{DecisionOf, DecisionState};
use crate::attribute::run::Action;
use crate::domain::facts::{DecisionAction, FinanceKind, Receipt};
use crate::domain::{AgreementRef, Currency, GeographyCode, Money, Month, ThemeCode};
use crate::ledger::Ledger;
use crate::month::{BookedReceipt, Figures};
use crate::reconcile::Line;

use super::super::Entry;
use super::super::rates::rate_on;

/// The rate of a currency on the day of the report.
pub(super) fn rates(figures: &Figures, currency: Currency) -> Vec<Entry> {
    rate_on(figures, currency, figures.ledger.as_of).into_iter().collect()
}

/// The open items of the month and of the last close, each with the first row of its lines where it stands.
pub(super) fn items(figures: &Figures) -> Vec<Entry> {
    let reconciliation = &figures.reconciliation;
    let standing = reconciliation.open.standing.iter().map(|(index, item)| {
        let difference = &reconciliation.differences[*index];
        let ours = difference.ours.iter().map(|line| &reconciliation.ours[*line as usize]);
        let theirs = difference.theirs.iter().map(|line| &reconciliation.theirs[*line as usize]);
        let source = ours.chain(theirs).find_map(|line| line.source().cloned());
        Entry { source, ..Entry::said(item.id.clone(), None) }
    });
    let before = reconciliation.open.before.iter();
    let before = before.map(|item| Entry::said(format!("{}, as it was closed", item.id), None));
    standing.chain(before).collect()
}

/// Our side of a kind of line, as reconciliation takes it: with the rows of those that were read.
pub(super) fn ours(figures: &Figures, kind: FinanceKind) -> Vec<Entry> {
    let lines = figures.reconciliation.ours.iter().filter(|line| line.kind == kind);
    let counts = |line: &&Line| line.date <= figures.ledger.as_of;
    let entry = |line: &Line| Entry {
        source: line.source().cloned(),
        ..Entry::said(format!("{kind} {}", line.number()), Some(line.amount))
    };
    lines.filter(counts).map(entry).collect()
}

/// Finance's side of it.
pub(super) fn theirs(figures: &Figures, kind: FinanceKind) -> Vec<Entry> {
    let lines = figures.reconciliation.theirs.iter().filter(|line| line.kind == kind);
    let counts = |line: &&Line| line.date <= figures.ledger.as_of;
    let entry = |line: &Line| Entry {
        source: line.source().cloned(),
        ..Entry::said(format!("finance's {}", line.number()), Some(line.amount))
    };
    lines.filter(counts).map(entry).collect()
}

/// A receipt as it was booked, with its row among those that are there.
pub(super) fn booked_entry<'a>(
    row: &BookedReceipt,
    mut lines: impl Iterator<Item = &'a Receipt>,
    amount: Money,
) -> Entry {
    let found = lines.find(|receipt| receipt.number == row.number && receipt.kind == row.kind);
    let of_its_day = found.is_some_and(|receipt| Month::of(receipt.date) == row.month);
    let booked = if of_its_day { String::new() } else { format!(", booked in {}", row.month) };
    let what = format!("{} {}{booked}", row.kind, row.number);
    Entry { source: found.map(|receipt| receipt.source.clone()), ..Entry::said(what, Some(amount)) }
}

/// The decisions that took charges of agreements back in some months.
pub(super) fn uncharged(figures: &Figures, taken_back: &BTreeSet<(usize, Month)>) -> Vec<Entry> {
    let facts = figures.facts.all_decisions();
    let acted = figures.book.decisions.iter().filter(|acted| acted.decision.action == DecisionAction::Uncharge);
    let entry = |acted: &DecisionOf| {
        let (_, amount) =
            acted.parts.iter().find(|(payer, _)| taken_back.contains(&(*payer as usize, Month::of(acted.acted_on))))?;
        let (number, amount) = (&acted.decision.number, amount.format(figures.fund.exponent()));
        let fact = facts.iter().find(|fact| fact.is_called(number))?;
        let what = format!("decision {number} of {} ({}), which took back {amount}", fact.date, fact.reason);
        Some(Entry::row(what, &fact.source, None))
    };
    acted.filter_map(entry).collect()
}

/// The decisions in force that keep money of an agreement from the program.
pub(in super::super::super) fn keeping<'f>(
    book: &'f Book,
    ledger: &'f Ledger,
    reference: &'f AgreementRef,
) -> impl Iterator<Item = &'f DecisionOf> {
    let payer = |index: u32| &ledger.agreements[index as usize].agreement.reference;
    book.decisions.iter().filter(move |acted| {
        let named = acted.decision.agreement.as_ref() == Some(reference);
        let pays = acted.parts.iter().any(|(index, _)| payer(*index) == reference);
        let keeps = matches!(acted.decision.action, Action::Return | Action::Hold);
        acted.state == DecisionState::InForce && keeps && (named || pays)
    })
}

/// The decisions that keep money of some agreements, each once.
pub(super) fn held(figures: &Figures, is_wanted: &dyn Fn(&AgreementRef) -> bool) -> Vec<Entry> {
    let facts = figures.facts.all_decisions();
    let agreements = figures.ledger.agreements.iter().map(|position| &position.agreement.reference);
    let mut entries: Vec<Entry> = Vec::new();
    for reference in agreements.filter(|reference| is_wanted(reference)) {
        for acted in keeping(&figures.book, &figures.ledger, reference) {
            let number = &acted.decision.number;
            let Some(fact) = facts.iter().find(|fact| fact.is_called(number)) else { continue };
            let what = format!("decision {number} of {} ({}), which holds what is free", fact.date, fact.reason);
            let entry = Entry::row(what, &fact.source, None);
            if !entries.contains(&entry) {
                entries.push(entry);
            }
        }
    }
    entries
}

/// What of open obligations no unspent money covers, of the places and themes that `is_at` says.
pub(super) fn uncovered(figures: &Figures, is_at: impl Fn(&GeographyCode, &ThemeCode) -> bool) -> Vec<Entry> {
    let parts = figures.attribution.uncovered.iter().filter_map(|part| {
        let fact = &figures.ledger.spending.get(part.line as usize)?.fact;
        let what = format!("of {}, no unspent money covers", fact.document.as_deref().unwrap_or(fact.project.as_str()));
        is_at(&fact.geography, &fact.theme).then(|| Entry::row(what, &fact.source, Some(part.amount)))
    });
    parts.collect()
}
