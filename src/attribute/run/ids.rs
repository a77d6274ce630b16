//! What tells each cost from every other, the same from run to run, although vouchers have several lines, lines change,
//! and some have no document.
//!
//! A cost is named after its document; lines that share one are numbered. A line that stands as it stood at the last
//! close keeps the name that it had there. Of what is left, lines of one document that differ least are the same line,
//! changed; the rest is new. The order of the rows changes nothing.

use std::collections::{BTreeMap, HashSet, VecDeque};

use chrono::NaiveDate;

use crate::domain::{GeographyCode, Money, ThemeCode};

use super::Cost;

/// What names a cost, before lines that share it are numbered.
fn document(cost: &Cost<'_>) -> String {
    match cost.document.is_empty() {
        true => format!("{} {}", cost.project, cost.date),
        false => cost.document.to_string(),
    }
}

/// The contents of a line, in the order in which lines of a document are numbered.
type Contents<'c> = (NaiveDate, &'c str, &'c str, Place<'c>, Money, &'c str, &'c str);

/// The cell of a line, and its own place and theme.
type Place<'c> = (&'c str, &'c str, &'c str);

const NOWHERE: Place<'static> = ("", "", "");

fn contents<'c>(cost: &'c Cost<'_>) -> Contents<'c> {
    let cell = cost.cell.as_deref().unwrap_or_default();
    let agreement = cost.agreement.as_deref().unwrap_or_default();
    let obligation = cost.obligation.as_deref().unwrap_or_default();
    let geography = cost.geography.as_ref().map_or("", GeographyCode::as_str);
    let theme = cost.theme.as_ref().map_or("", ThemeCode::as_str);
    (cost.date, &cost.project, &cost.category, (cell, geography, theme), cost.base, agreement, obligation)
}

/// What may differ between two versions of a line, the likeliest change first.
const CHANGES: [fn(Contents<'_>) -> Contents<'_>; 10] = [
    |same| same,
    |(date, project, category, (cell, ..), base, agreement, obligation)| {
        (date, project, category, (cell, "", ""), base, agreement, obligation)
    },
    |(date, project, category, _, base, agreement, obligation)| {
        (date, project, category, NOWHERE, base, agreement, obligation)
    },
    |(date, project, category, (cell, ..), _, agreement, obligation)| {
        (date, project, category, (cell, "", ""), Money::ZERO, agreement, obligation)
    },
    |(date, project, category, (cell, ..), base, _, _)| (date, project, category, (cell, "", ""), base, "", ""),
    |(date, project, _, (cell, ..), base, _, _)| (date, project, "", (cell, "", ""), base, "", ""),
    |(date, _, category, (cell, ..), base, _, _)| (date, "", category, (cell, "", ""), base, "", ""),
    |(_, project, category, (cell, ..), _, _, _)| {
        (NaiveDate::MIN, project, category, (cell, "", ""), Money::ZERO, "", "")
    },
    |(_, project, category, _, _, _, _)| (NaiveDate::MIN, project, category, NOWHERE, Money::ZERO, "", ""),
    |_| (NaiveDate::MIN, "", "", NOWHERE, Money::ZERO, "", ""),
];

/// The name of each cost; `known` are those of the last close, with their names.
pub(super) fn ids(costs: &[Cost<'_>], known: &[Cost<'_>]) -> Vec<String> {
    let mut taken: HashSet<String> = known.iter().map(|cost| cost.id.to_string()).collect();
    let mut before: BTreeMap<String, Vec<&Cost<'_>>> = BTreeMap::new();
    for cost in known {
        before.entry(document(cost)).or_default().push(cost);
    }
    let mut now: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, cost) in costs.iter().enumerate() {
        now.entry(document(cost)).or_default().push(number);
    }
    let mut names = vec![String::new(); costs.len()];
    for (document, mut lines) in now {
        lines.sort_by(|&one, &other| contents(&costs[one]).cmp(&contents(&costs[other])));
        let mut old = before.remove(&document).unwrap_or_default();
        old.sort_by(|one, other| contents(one).cmp(&contents(other)).then_with(|| one.id.cmp(&other.id)));
        for line in kept(costs, lines, old, &mut names) {
            let name = free(&document, &taken);
            taken.insert(name.clone());
            names[line] = name;
        }
    }
    names
}

/// Gives lines of a document the names of the lines that they were; returns those that are new.
fn kept(costs: &[Cost<'_>], mut lines: Vec<usize>, mut old: Vec<&Cost<'_>>, names: &mut [String]) -> Vec<usize> {
    for may_differ in CHANGES {
        let mut by_contents: BTreeMap<Contents<'_>, VecDeque<&Cost<'_>>> = BTreeMap::new();
        for was in old {
            by_contents.entry(may_differ(contents(was))).or_default().push_back(was);
        }
        lines.retain(|&line| {
            let was = by_contents.get_mut(&may_differ(contents(&costs[line]))).and_then(VecDeque::pop_front);
            if let Some(was) = was {
                names[line] = was.id.to_string();
            }
            was.is_none()
        });
        old = by_contents.into_values().flatten().collect();
        old.sort_by(|one, other| contents(one).cmp(&contents(other)).then_with(|| one.id.cmp(&other.id)));
    }
    lines
}

/// The document, or with the first number that no other line has.
fn free(document: &str, taken: &HashSet<String>) -> String {
    let numbered = (2_u64..).map(|number| format!("{document} ({number})"));
    let mut names = std::iter::once(document.to_owned()).chain(numbered);
    names.find(|name| !taken.contains(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    fn cost(id: &'static str, document: &'static str, cell: &'static str, base: i64) -> Cost<'static> {
        Cost {
            id: Cow::Borrowed(id),
            date: chrono::NaiveDate::default(),
            document: Cow::Borrowed(document),
            project: Cow::Borrowed("P"),
            category: Cow::Borrowed("staff"),
            cell: Some(Cow::Borrowed(cell)),
            geography: None,
            theme: None,
            agreement: None,
            obligation: None,
            base: Money::from_minor(base),
        }
    }

    #[test]
    fn lines_of_one_document_are_numbered_whatever_their_order() {
        let lines = [cost("", "V1", "A", 5), cost("", "V1", "A", 3), cost("", "V2", "A", 1), cost("", "V1", "A", 3)];
        assert_eq!(ids(&lines, &[]), ["V1 (3)", "V1", "V2", "V1 (2)"]);
    }

    #[test]
    fn a_line_keeps_its_name_when_it_changes_and_a_new_one_gets_its_own() {
        let known = [cost("V1", "V1", "A", 3), cost("V1 (2)", "V1", "A", 5)];
        // Re-booked to B; the other as it was; one more.
        let now = [cost("", "V1", "B", 3), cost("", "V1", "A", 5), cost("", "V1", "A", 4)];
        assert_eq!(ids(&now, &known), ["V1", "V1 (2)", "V1 (3)"]);
    }

    #[test]
    fn many_lines_without_a_document_are_named_fast_enough() {
        let lines: Vec<Cost<'_>> = (0..2_000).map(|base| cost("", "", "A", base)).collect();
        let names = ids(&lines, &[]);
        assert_eq!(names.iter().collect::<HashSet<_>>().len(), 2_000);
    }
}
