//! What tells each cost from every other, the same from run to run, although vouchers have several lines, lines change,
//! and some have no document.
//!
//! A cost is named after its document; lines that share one are numbered. A line that stands as it stood at the last
//! close keeps the name that it had there. Of what is left, lines of one document that differ least are the same line,
//! changed; the rest is new. The order of the rows changes nothing.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use chrono::NaiveDate;

use crate::domain::{GeographyCode, Money, ThemeCode};

use super::Cost;

/// What names a cost, before lines that share it are numbered.
fn document<'c>(cost: &'c Cost<'_>) -> Cow<'c, str> {
    match cost.document.is_empty() {
        true => format!("{} {}", cost.project, cost.date).into(),
        false => Cow::Borrowed(&cost.document),
    }
}

/// The contents of a line, in the order in which lines of a document are numbered.
type Contents<'c> = (NaiveDate, &'c str, &'c str, Place<'c>, Money, &'c str, &'c str);

/// The cell of a line, and its own place and theme.
type Place<'c> = (&'c str, &'c str, &'c str);

const NOWHERE: Place<'static> = ("", "", "");

fn contents<'c>(cost: &'c Cost<'_>) -> Contents<'c> {
    let cell = cost.cell_code().unwrap_or_default();
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
    let mut taken = Taken { known: known.iter().map(|cost| &*cost.id).collect(), given: HashSet::new() };
    let mut before: HashMap<Cow<'_, str>, Vec<&Cost<'_>>> = HashMap::new();
    for cost in known {
        before.entry(document(cost)).or_default().push(cost);
    }
    let mut now: Vec<(Cow<'_, str>, usize)> = costs.iter().map(document).zip(0..).collect();
    now.sort();
    let mut names = vec![String::new(); costs.len()];
    for of_document in now.chunk_by(|(one, _), (other, _)| one == other) {
        let Some((document, _)) = of_document.first() else { continue };
        let mut lines: Vec<usize> = of_document.iter().map(|(_, line)| *line).collect();
        lines.sort_by(|&one, &other| contents(&costs[one]).cmp(&contents(&costs[other])));
        let mut old = before.remove(document).unwrap_or_default();
        old.sort_by(|one, other| contents(one).cmp(&contents(other)).then_with(|| one.id.cmp(&other.id)));
        let mut free = candidates(document);
        for line in kept(costs, lines, old, &mut names) {
            names[line] = taken.first_of(&mut free);
        }
    }
    names
}

/// Gives lines of a document the names of the lines that they were; returns those that are new.
fn kept(costs: &[Cost<'_>], mut lines: Vec<usize>, mut old: Vec<&Cost<'_>>, names: &mut [String]) -> Vec<usize> {
    for may_differ in CHANGES {
        if old.is_empty() {
            break;
        }
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

/// Names that no other line may have.
struct Taken<'c> {
    known: HashSet<&'c str>,
    /// Of the names given so far those that end as a number does: no other is a candidate of two documents.
    given: HashSet<String>,
}

impl Taken<'_> {
    /// The first name that no other line has.
    fn first_of(&mut self, names: &mut impl Iterator<Item = String>) -> String {
        let name = names.find(|name| !self.has(name)).unwrap_or_default();
        if ends_as_numbered(&name) {
            self.given.insert(name.clone());
        }
        name
    }

    fn has(&self, name: &str) -> bool {
        self.known.contains(name) || ends_as_numbered(name) && self.given.contains(name)
    }
}

/// The names that lines of a document may have, each once: the document, then with a number.
fn candidates(document: &str) -> impl Iterator<Item = String> {
    std::iter::once(document.to_owned()).chain((2_u64..).map(move |number| format!("{document} ({number})")))
}

fn ends_as_numbered(name: &str) -> bool {
    name.ends_with(')')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::CellId;

    fn cost(id: &'static str, document: &'static str, cell: &'static str, base: i64) -> Cost<'static> {
        Cost {
            id: Cow::Borrowed(id),
            date: chrono::NaiveDate::default(),
            document: Cow::Borrowed(document),
            project: Cow::Borrowed("P"),
            category: Cow::Borrowed("staff"),
            cell: Some(CellId::new(cell)),
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
    fn a_document_that_is_named_like_a_numbered_line_keeps_its_name() {
        let lines = ["V1", "V1 (2)", "V1", "V1"].map(|document| cost("", document, "A", 3));
        let names: HashSet<String> = ids(&lines, &[]).into_iter().collect();
        assert_eq!(names, ["V1", "V1 (2)", "V1 (3)", "V1 (2) (2)"].map(str::to_owned).into());
        let known = [cost("V1", "V1", "B", 9)];
        assert_eq!(ids(&[cost("", "V1", "A", 3), cost("", "V1", "B", 9)], &known), ["V1 (2)", "V1"]);
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
