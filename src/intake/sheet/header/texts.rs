//! The texts of a header of one or several rows: what stands in each column, below which headings of groups.
//!
//! What comes in: the rows of a header, and the merged areas of its sheet. What leaves: by column its text, and the names that
//! it may have. What it does not know: kinds of sheet, and which names are known.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::text::comparable;
use crate::intake::file::workbook::{Cell, Row, Value};

use super::{Candidate, LONGEST_HEADER, UpperRows, WIDEST_HEADER};

/// How many merged areas over one row are looked at: no header has as many.
const MOST_ABREAST: usize = 1_024;

/// What heads a column, from the top down.
#[derive(Default)]
struct Headed {
    levels: Vec<Level>,
}

struct Level {
    text: String,
    /// Whether the text heads further columns, too.
    group: bool,
    /// Whether it stands over the column only by the blank cells behind it.
    carried: bool,
}

/// The texts of a header.
#[derive(Default)]
pub(in crate::intake) struct Texts {
    /// What stands at each position in the last row.
    pub own: BTreeMap<u32, String>,
    /// And with what stands above it.
    pub joined: BTreeMap<u32, String>,
    /// The names that a column may have, most telling first: all texts above one another, the heading of a group before or
    /// behind its part, the part alone; where the rows above name all that is required, also the heading of this column alone.
    pub names: BTreeMap<u32, Vec<String>>,
    /// Headings of several columns with texts below: the first column and the last, and the text.
    pub groups: Vec<(u32, u32, String)>,
}

impl Texts {
    /// Those of a header.
    pub fn of(candidate: &Candidate<'_>) -> Self {
        let own = level(candidate.row, &Areas::over(candidate.row.number, candidate.merged));
        let mut below: BTreeSet<u32> = own.keys().copied().collect();
        let mut headed: BTreeMap<u32, Headed> = BTreeMap::new();
        let mut groups = Vec::new();
        for (&position, text) in &own {
            headed.entry(position).or_default().levels.push(Level { text: text.clone(), group: false, carried: false });
        }
        for row in candidate.above.iter().rev() {
            let areas = Areas::over(row.number, candidate.merged);
            let texts = level(row, &areas);
            for Group { first, last, text, merged } in spread(&texts, &below, &areas) {
                let several = last > first;
                if candidate.part == UpperRows::Groups && !(several && is_part(first, last, &below)) {
                    continue;
                }
                if several {
                    groups.push((first, last, text.to_owned()));
                }
                let heads = |at: &u32| texts.get(at).is_none_or(|other| other == text);
                for position in (first..=last).filter(heads) {
                    let carried = !merged && !texts.contains_key(&position);
                    headed
                        .entry(position)
                        .or_default()
                        .levels
                        .insert(0, Level { text: text.to_owned(), group: several, carried });
                }
            }
            below.extend(texts.keys());
        }
        let join = |headed: &Headed| joined(headed.levels.iter().filter(|level| !level.carried));
        Self {
            joined: headed.iter().map(|(&position, headed)| (position, join(headed))).collect(),
            names: headed
                .iter()
                .map(|(&position, headed)| (position, names(headed, candidate.part == UpperRows::Below)))
                .collect(),
            own,
            groups,
        }
    }

    /// Takes the names by which columns are known for their texts, where the cells above them do not say as much.
    pub(super) fn tell(&mut self, said: Vec<(u32, String)>) {
        for (position, name) in said {
            if let Some(text) = self.joined.get_mut(&position).filter(|text| !says(text, &name)) {
                *text = name;
            }
        }
    }
}

/// Whether all words of a name stand in a text.
fn says(text: &str, name: &str) -> bool {
    let text = comparable(text);
    name.split_whitespace().all(|word| text.contains(&comparable(word)))
}

/// Whether a heading stands over some of the columns that have a text, and not over all of them as a title does.
fn is_part(first: u32, last: u32, below: &BTreeSet<u32>) -> bool {
    below.range(first..=last).count() > 1 && below.iter().any(|position| !(first..=last).contains(position))
}

/// The merged areas over a row.
struct Areas {
    /// By first column, the last.
    from: BTreeMap<u32, u32>,
    /// The columns in which an area covers what stands there, since it begins above.
    covered: BTreeSet<u32>,
}

impl Areas {
    fn over(row: u32, merged: &[[u32; 4]]) -> Self {
        let mut areas = Self { from: BTreeMap::new(), covered: BTreeSet::new() };
        let over = merged.iter().filter(|area| (area[0]..=area[2]).contains(&row));
        for &[first_row, first, _, last] in over.take(MOST_ABREAST) {
            let last = last.min(WIDEST_HEADER);
            if first_row < row {
                areas.covered.extend(first..=last);
            } else {
                areas.from.insert(first, last);
            }
        }
        areas
    }
}

/// The texts of a row that nothing covers.
fn level(row: &Row<'_>, areas: &Areas) -> BTreeMap<u32, String> {
    let seen = |cell: &&Cell<'_>| cell.column < WIDEST_HEADER && !areas.covered.contains(&cell.column);
    row.cells.iter().filter(seen).map(|cell| (cell.column, text(cell))).collect()
}

fn text(cell: &Cell<'_>) -> String {
    cell.value.show().trim().to_owned()
}

/// A text with the columns over which it stands.
struct Group<'t> {
    first: u32,
    last: u32,
    text: &'t str,
    /// Whether a merged area says so, not the blank cells behind it.
    merged: bool,
}

/// Over which columns the texts of a row stand: those of their merged area; else, where texts stand below it and the columns
/// behind it, up to the next text.
fn spread<'t>(texts: &'t BTreeMap<u32, String>, below: &BTreeSet<u32>, areas: &Areas) -> Vec<Group<'t>> {
    let mut groups: Vec<Group<'t>> = Vec::with_capacity(texts.len());
    for (&first, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
        let wide = areas.from.get(&first).filter(|last| **last > first && text.len() <= LONGEST_HEADER);
        if let Some(&last) = wide {
            groups.push(Group { first, last, text, merged: true });
            continue;
        }
        match groups.last_mut() {
            // The same text over the columns side by side: what was merged once.
            Some(group) if group.last + 1 == first && group.text == text && below.contains(&first) => {
                group.last = first
            }
            Some(_) | None => {
                let parts = (first + 1..WIDEST_HEADER).take_while(|at| below.contains(at) && !texts.contains_key(at));
                let last = parts.last().filter(|_| below.contains(&first)).unwrap_or(first);
                groups.push(Group { first, last, text, merged: false });
            }
        }
    }
    groups
}

/// Texts above one another as one; what stands twice stands once.
fn joined<'l>(levels: impl Iterator<Item = &'l Level>) -> String {
    let mut out: Vec<&str> = Vec::new();
    for level in levels.filter(|level| !level.text.is_empty()) {
        if out.last().is_none_or(|before| comparable(before) != comparable(&level.text)) {
            out.push(&level.text);
        }
    }
    out.join(" ")
}

/// The names that a column may have, most telling first.
fn names(headed: &Headed, adds: bool) -> Vec<String> {
    let Some((part, above)) = headed.levels.split_last() else { return Vec::new() };
    let mut names = vec![joined(headed.levels.iter())];
    for level in above.iter().rev() {
        names.push(joined([level, part].into_iter()));
        names.push(joined([part, level].into_iter()));
    }
    names.push(part.text.clone());
    if adds {
        names.extend(above.iter().rev().filter(|level| !level.group).map(|level| level.text.clone()));
    }
    let mut seen = BTreeSet::new();
    names.retain(|name| !name.is_empty() && seen.insert(comparable(name)));
    names
}

/// Whether a row may go on with the header of the row above it: nothing but short texts.
pub(super) fn may_go_on(row: &Row<'_>) -> bool {
    let short = |cell: &Cell<'_>| matches!(&cell.value, Value::Text(text) if text.len() <= LONGEST_HEADER);
    row.cells.iter().all(short)
}
