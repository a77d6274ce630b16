//! The lives of agreements: what their rows, amendments, instalments, deposits and opening balances say of each other.
//!
//! What comes in: all facts. What leaves: problems. What it does not know: money in base currency and rates.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::config::{Fund, InputKind};
use crate::domain::facts::{Agreement, Amendment, Facts, Opening, Priority, ReceiptKind};
use crate::domain::{AgreementRef, FactKind, Source, Terms, TermsOverTime};

use crate::intake::SheetRead;
use crate::intake::check::{Findings, location};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::log::ProblemLog;
use crate::intake::problems::{Problem, ProblemCode};

/// Agreements with their terms over time.
pub(super) type Lives<'f> = BTreeMap<&'f AgreementRef, (&'f Agreement, TermsOverTime)>;

/// The agreements among facts.
pub(super) fn of(facts: &Facts) -> Lives<'_> {
    let mut amendments: BTreeMap<&AgreementRef, Vec<&Amendment>> = BTreeMap::new();
    for amendment in &facts.amendments {
        amendments.entry(&amendment.agreement).or_default().push(amendment);
    }
    let lives = facts.agreements.iter().map(|agreement| {
        let amended = amendments.get(&agreement.reference).map_or(&[][..], Vec::as_slice);
        (&agreement.reference, (agreement, TermsOverTime::new(agreement, amended.iter().copied())))
    });
    lives.collect()
}

/// The row that says something of an agreement as it is in force on a day, or at last: the newest amendment that changes it, or
/// the agreement's own.
pub(super) fn stating<'f>(
    agreement: &'f Agreement,
    amendments: &'f [Amendment],
    day: Option<NaiveDate>,
    changes: impl Fn(&Amendment) -> bool,
) -> (&'f Source, FactKind) {
    let in_force = |one: &&Amendment| {
        one.agreement == agreement.reference && day.is_none_or(|day| one.effective_on <= day) && changes(one)
    };
    let last = amendments.iter().filter(in_force).max_by_key(|one| one.effective_on);
    last.map_or((&agreement.source, FactKind::Agreement), |one| (&one.source, FactKind::Amendment))
}

/// Checks the facts that belong to an agreement.
pub(super) fn check(facts: &Facts, lives: &Lives<'_>, fund: &Fund, findings: &mut Findings<'_>) {
    use FactKind::{Agreement, Amendment, Instalment, Priority};
    if findings.has_all(&[Agreement, Amendment]) {
        for (agreement, life) in facts.agreements.iter().filter_map(|agreement| lives.get(&agreement.reference)) {
            dates(agreement, &facts.amendments, life, findings.sheets, findings.problems);
            signature(agreement, &facts.amendments, life, findings);
        }
        deposits(facts, lives, fund, findings.sheets, findings.problems);
    }
    if findings.has_all(&[Agreement, Amendment, Instalment]) {
        instalments(facts, lives, findings.sheets, findings.problems);
    }
    let known = findings.has_all(&[Priority]).then_some(&*facts.priorities);
    openings(&facts.openings, known, findings.sheets, findings.problems);
}

/// The end of an agreement that was over before it was signed.
fn end_before_signature(agreement: &Agreement, life: &TermsOverTime) -> Option<NaiveDate> {
    life.iter().last().and_then(Terms::to).filter(|end| *end < agreement.signed_on)
}

/// An agreement that was over before it was signed.
fn signature(agreement: &Agreement, amendments: &[Amendment], life: &TermsOverTime, findings: &mut Findings<'_>) {
    let Some(end) = end_before_signature(agreement, life) else { return };
    let cell = findings.cell((&agreement.source, FactKind::Agreement, Column::SignedOn));
    let found = format!("{end} for {}", agreement.reference);
    let expected = format!("an end after {}, when it was signed ({cell})", agreement.signed_on);
    let fix = "Correct one of the two dates, unless it was signed after its end.".to_owned();
    let (source, kind) = stating(agreement, amendments, None, |one| one.valid_to.is_some());
    findings.say(ProblemCode::EndBeforeSignature, (source, kind, Column::ValidTo), [found, expected, fix]);
}

/// The dates of an agreement's row stand together with those that amendments change.
fn dates(
    agreement: &Agreement,
    amendments: &[Amendment],
    life: &TermsOverTime,
    sheets: &[&SheetRead],
    problems: &mut ProblemLog,
) {
    let stated = |terms: &&Terms| terms.eligible_from.or(terms.valid_from()).is_some();
    for terms in life.iter().filter(stated) {
        let Some(to) = terms.to().filter(|to| *to < terms.from()) else { continue };
        let amendment = amendments.iter().find(|amendment| {
            amendment.agreement == agreement.reference && Some(amendment.effective_on) == terms.effective_on
        });
        let (source, kind) = match amendment {
            Some(amendment) => (&amendment.source, InputKind::Facts(FactKind::Amendment)),
            None => (&agreement.source, InputKind::Facts(FactKind::Agreement)),
        };
        let found = format!("{} to {to} for {}", terms.from(), agreement.reference);
        let expected = "an end that is not before the beginning";
        let here = location(source, kind, Column::ValidTo, sheets);
        problems.add(Problem::new(ProblemCode::NotAPeriod, here, found, expected, "Correct one of the dates."));
    }
}

/// Instalments of an agreement should add up to its amount as last amended.
fn instalments(facts: &Facts, lives: &Lives<'_>, sheets: &[&SheetRead], problems: &mut ProblemLog) {
    let mut sums: BTreeMap<&AgreementRef, Decimal> = BTreeMap::new();
    for instalment in &facts.instalments {
        let sum = sums.entry(&instalment.agreement).or_default();
        *sum = sum.checked_add(instalment.amount.amount).unwrap_or(*sum);
    }
    for agreement in &facts.agreements {
        let amount = lives
            .get(&agreement.reference)
            .and_then(|(_, life)| life.iter().last())
            .map_or(agreement.amount.amount, |terms| terms.amount);
        let Some(sum) = sums.get(&agreement.reference).filter(|sum| **sum != amount) else { continue };
        let (source, kind) = stating(agreement, &facts.amendments, None, |one| one.amount.is_some());
        let here = location(source, InputKind::Facts(kind), Column::Amount, sheets);
        let found = format!("{} {} for {}", agreement.amount.currency, amount.normalize(), agreement.reference);
        let expected = format!("{}, the sum of its instalments", sum.normalize());
        let fix = "Correct the amount or the instalments.";
        problems.add(Problem::new(ProblemCode::InstalmentsDiffer, here, found, expected, fix));
    }
}

/// A deposit should come before its agreement's end: later money may pay for nothing.
fn deposits(facts: &Facts, lives: &Lives<'_>, fund: &Fund, sheets: &[&SheetRead], problems: &mut ProblemLog) {
    for receipt in facts.receipts.iter().filter(|receipt| receipt.kind == ReceiptKind::Deposit) {
        let Some(agreement) = &receipt.agreement else { continue };
        let Some((stated, life)) = lives.get(agreement) else { continue };
        let end = life.on(receipt.date).to().unwrap_or_else(|| fund.end_on(receipt.date));
        // Of an agreement that was over before it was signed that is said by itself.
        if receipt.date > end && end_before_signature(stated, life).is_none() {
            let here = location(&receipt.source, InputKind::Facts(FactKind::Receipt), Column::Date, sheets);
            let found = format!("{} for {agreement}, which ended on {end}", receipt.date);
            let (source, kind) = stating(stated, &facts.amendments, Some(receipt.date), |one| one.valid_to.is_some());
            let cell = location(source, InputKind::Facts(kind), Column::ValidTo, sheets);
            let expected = format!("a deposit up to {end} ({cell})");
            let fix = "Is an extension missing? Enter it as an amendment; else the money is to be returned.";
            problems.add(Problem::new(ProblemCode::DepositAfterEnd, here, found, expected, fix));
        }
    }
}

/// Opening balances stand in cells of the priorities, and are all of one day.
fn openings(openings: &[Opening], priorities: Option<&[Priority]>, sheets: &[&SheetRead], problems: &mut ProblemLog) {
    let cells = |priorities: &[Priority]| priorities.iter().map(Priority::id).collect::<BTreeSet<String>>();
    let cells = priorities.filter(|_| !openings.is_empty()).map(cells);
    let day = openings.iter().map(|opening| opening.as_at).max();
    for opening in openings {
        if cells.as_ref().is_some_and(|cells| !cells.contains(&opening.cell())) {
            let here = location(&opening.source, InputKind::Facts(FactKind::Opening), Column::Country, sheets);
            let fix = "Add the cell to the priorities (its need may be 0), or correct place, theme or period.";
            let expected = "a cell of the priorities";
            problems.add(Problem::new(ProblemCode::UnknownCell, here, opening.cell(), expected, fix));
        }
        if let Some(day) = day.filter(|day| *day != opening.as_at) {
            let here = location(&opening.source, InputKind::Facts(FactKind::Opening), Column::AsAt, sheets);
            let found = format!("{}, and {day} in other rows", opening.as_at);
            let fix = "Give all opening balances as at one day; what follows is receipts and expenditure.";
            problems.add(Problem::new(ProblemCode::OpeningDays, here, found, "one day", fix));
        }
    }
}
