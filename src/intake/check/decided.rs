//! Decisions against the cells and the decisions that they name.
//!
//! What comes in: all facts. What leaves: errors at the cell of the sheet. What it does not know: what is unspent, which
//! the month knows.

use crate::domain::FactKind;
use crate::domain::facts::{Decision, DecisionStatus, Facts, cells_called, is_part, is_succeeded, moves};
use crate::intake::check::Findings;
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;

/// Checks the cells that decisions name. One that money leaves may be gone from the priorities, and so may one that money
/// went to before another took its place.
pub(super) fn check(facts: &Facts, findings: &mut Findings<'_>) {
    for decision in facts.decisions.iter().filter(|decision| decision.status != DecisionStatus::Rejected) {
        cells(facts, (FactKind::Decision, decision), findings);
        ended(facts, decision, findings);
    }
    for (_, decision) in moves(&facts.reallocations) {
        cells(facts, (FactKind::Reallocation, &decision), findings);
    }
}

fn cells(facts: &Facts, (kind, decision): (FactKind, &Decision), findings: &mut Findings<'_>) {
    let named = [(Column::FromCell, &decision.from_cell, true), (Column::ToCell, &decision.to_cell, false)];
    for (column, name, may_be_gone) in named {
        if let Some(name) = name {
            cell(facts, (kind, decision), (column, name, may_be_gone), findings);
        }
    }
}

fn cell(
    facts: &Facts,
    (kind, decision): (FactKind, &Decision),
    (column, name, may_be_gone): (Column, &str, bool),
    findings: &mut Findings<'_>,
) {
    let cells = cells_called(&facts.priorities, name, decision.date);
    let here = (&decision.source, kind, column);
    if cells.len() > 1 && !is_part(name) {
        let several: Vec<String> = cells.into_iter().collect();
        let expected = format!("one cell, not {}", several.join(" or "));
        let texts = [name.to_owned(), expected, "Write the period behind place and theme.".to_owned()];
        findings.say(ProblemCode::AmbiguousName, here, texts);
    } else if findings.has_all(&[FactKind::Priority, FactKind::Decision])
        && cells.is_empty()
        && !may_be_gone
        && !goes_later(facts, decision, name)
    {
        let texts = [
            name.to_owned(),
            "a cell of the priorities".to_owned(),
            "Correct the cell, or add its row to the priorities.".to_owned(),
        ];
        findings.say(ProblemCode::UnknownCell, here, texts);
    }
}

/// Whether another cell took the place of one that is gone, on the day of a decision or later.
fn goes_later(facts: &Facts, decision: &Decision, name: &str) -> bool {
    is_succeeded(&facts.decisions, name, |other| other.number != decision.number && other.date >= decision.date)
}

/// What a release ends must be another decision.
fn ended(facts: &Facts, decision: &Decision, findings: &mut Findings<'_>) {
    let Some(number) = decision.ends.as_ref().filter(|_| findings.has_all(&[FactKind::Decision])) else { return };
    let known = |other: &&Decision| other.number == *number && other.number != decision.number;
    if !facts.decisions.iter().any(|other| known(&other)) {
        let texts = [
            number.clone(),
            "the number of another decision of this sheet".to_owned(),
            "Correct the number, or put the row of that decision back.".to_owned(),
        ];
        findings.say(ProblemCode::UnknownWord, (&decision.source, FactKind::Decision, Column::Ends), texts);
    }
}
