//! Facts that people decided: what the committee resolved, and how differences with finance are settled.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::{DecisionAction, DecisionStatus, Resolution};
use crate::domain::code::AgreementRef;
use crate::domain::money::Money;
use crate::domain::source::Source;

/// What is done about an open item of the reconciliation, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Settlement {
    /// The item, as `D-1a2b3c4d`.
    pub item: String,
    /// What is done; nothing where only an owner is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolution: Option<Resolution>,
    /// What the item amounted to, in base currency; with another amount it must be settled anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who sees to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Who decided it.
    pub by: String,
    /// When.
    pub on: NaiveDate,
    /// The last day of the reconciliation about which it was decided; rows that people write may not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// A decision to move money from one cell to another, as the sheets of older funds say it; see [`moves`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reallocation {
    /// From when it holds.
    pub date: NaiveDate,
    /// The agreement whose money moves.
    pub agreement: AgreementRef,
    /// The cell that gives it up, by its name: `TGO/T02/2021-2025`.
    pub from_cell: String,
    /// The cell that takes it.
    pub to_cell: String,
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: String,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// A decision of people about allocated money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// Its number: no other has it.
    pub number: String,
    /// When it was decided.
    pub date: NaiveDate,
    /// Who decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Whether it acts.
    pub status: DecisionStatus,
    /// What it does.
    pub action: DecisionAction,
    /// Whose money; `None` where the program says which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementRef>,
    /// The cell that money leaves, or that is closed or succeeded: `TGO/T02`, with its period where it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_cell: Option<String>,
    /// The cell that money enters, or that succeeds, written alike.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_cell: Option<String>,
    /// How much, where the action has an amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// What the program recommended, where it answers a recommendation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommended: Option<Money>,
    /// The number of the decision that a release ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends: Option<String>,
    /// Who gets the money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// Why.
    pub reason: String,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// The moves that sheets of reallocations say, as decisions, each with the row that it is of. Their number is what they
/// say; of equal rows the later ones are counted.
pub fn moves(reallocations: &[Reallocation]) -> Vec<(&Reallocation, Decision)> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut decision = |fact: &Reallocation| {
        let Reallocation { date, agreement, from_cell, to_cell, amount, reason, source } = fact;
        let said = format!("{date} {agreement} {from_cell} > {to_cell} {}", amount.minor());
        let times = seen.entry(said.clone()).or_default();
        *times += 1;
        Decision {
            number: if *times == 1 { said } else { format!("{said} ({times})") },
            date: *date,
            body: None,
            status: DecisionStatus::Adopted,
            action: DecisionAction::Move,
            agreement: Some(agreement.clone()),
            from_cell: Some(from_cell.clone()),
            to_cell: Some(to_cell.clone()),
            amount: Some(*amount),
            recommended: None,
            ends: None,
            recipient: None,
            reason: reason.clone(),
            source: source.clone(),
        }
    };
    reallocations.iter().map(|fact| (fact, decision(fact))).collect()
}

impl Decision {
    /// Whether it closes a cell that got less than was recommended: nobody wrote it, it follows from an answer.
    pub fn is_for_less(&self) -> bool {
        self.action == DecisionAction::Hold && self.recommended.is_some()
    }

    /// Whether an entry of this number is one of the decision: of several cells, each has the cell behind the number.
    pub fn is_called(&self, number: &str) -> bool {
        number.strip_prefix(self.number.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    }
}

/// The adopted decisions by which another cell takes the place of one, or of a part of the programme, each with the name of
/// what it takes the place of.
pub fn successions(decisions: &[Decision]) -> impl Iterator<Item = (&Decision, &str)> {
    let succeeds =
        |decision: &&Decision| decision.status == DecisionStatus::Adopted && decision.action == DecisionAction::Succeed;
    decisions.iter().filter(succeeds).filter_map(|decision| Some((decision, decision.from_cell.as_deref()?)))
}

/// Whether, among decisions that `counts` names, one lets another cell take the place of a cell, or of what a name may be of.
pub fn is_succeeded(decisions: &[Decision], name: &str, counts: impl Fn(&Decision) -> bool) -> bool {
    successions(decisions).any(|(other, from)| counts(other) && may_be_one(from, name))
}

/// What stands for any place, theme or period in the name of a part of the programme.
const ANY: &str = "*";

/// Whether a name is of a part of the programme, such as a theme (`*/T02`), and not of a cell.
pub fn is_part(name: &str) -> bool {
    name.split('/').any(|code| code == ANY)
}

/// Whether the cell of a code is called so: by its code, by its place and theme, or as one of a part of the programme.
pub fn is_called(cell: &str, name: &str) -> bool {
    let codes: Vec<&str> = cell.splitn(3, '/').collect();
    let mut names = name.splitn(3, '/').zip(&codes);
    name.splitn(3, '/').count() <= codes.len() && names.all(|(name, code)| name == ANY || name == *code)
}

/// Whether two names may be of one cell: of places, themes and periods that both say, each is the same or any.
fn may_be_one(one: &str, other: &str) -> bool {
    let mut codes = one.splitn(3, '/').zip(other.splitn(3, '/'));
    codes.all(|(one, other)| one == ANY || other == ANY || one == other)
}

/// The code of the cell that takes the place of another when a part of the programme succeeds one: `TGO/T06` of `TGO/T02`,
/// where `*/T06` succeeds.
pub fn succeeding(cell: &str, part: &str) -> String {
    let mut names = part.splitn(3, '/');
    let codes = cell.splitn(3, '/').map(|code| names.next().filter(|name| *name != ANY).unwrap_or(code));
    codes.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_the_programme_is_all_of_its_cells_and_each_has_its_successor() {
        let cell = "TGO/T02/2024-01-01/2024-06-30";
        for name in [cell, "TGO/T02", "*/T02", "TGO/*", "*/*/2024-01-01/2024-06-30"] {
            assert!(is_called(cell, name), "{name}");
        }
        for name in ["TGO/T0", "*/T03", "TG", "*/*/2024", "TGO/T02/2024-01-01"] {
            assert!(!is_called(cell, name), "{name}");
        }
        assert_eq!(succeeding(cell, "*/T06"), "TGO/T06/2024-01-01/2024-06-30");
        assert_eq!(succeeding("TGO/T02/2021-2025", "*/*/2026-2030"), "TGO/T02/2026-2030");
        assert_eq!(succeeding("TGO/T02/2021-2025", "BEN/*"), "BEN/T02/2021-2025");
    }
}
