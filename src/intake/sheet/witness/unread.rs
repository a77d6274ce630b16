//! What decides whether a row counts, and is not read: columns of states, columns of currencies, rows that are struck
//! through, comments.

use std::collections::{BTreeMap, BTreeSet};

use super::Tally;
use super::federal;
use super::heading::{Heading, Says};
use super::others_pay::says_another_pays;
use super::plans::{FEW, Found, Plans, Verdict};
use super::said::Said;
use super::sum_words::says_other_row;
use super::words::{remark_says, says_state};
use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::currency_name::CurrencyName;
use crate::domain::text::comparable;
use crate::intake::annotate::without_ours;
use crate::intake::file::workbook::{Cell, Remark, Row, Value};
use crate::intake::kinds::columns::Column;
use crate::intake::kinds::columns_of;
use crate::intake::problems::{Location, Problem, ProblemCode};
use crate::intake::row::judge::Judge;
use crate::intake::row::text::says_nothing;

/// How many words of a column are shown.
const SHOWN: usize = 4;

/// What was seen in columns that are not read.
pub(super) struct Unread {
    /// By position.
    columns: BTreeMap<u32, Seen>,
    /// Those of them in which a blank may say that its row does not count.
    may_be_blank: Vec<u32>,
    /// Positions by whose text the mapping chooses the rows that count. Those that it only leaves rows out by may say more.
    chosen: BTreeSet<u32>,
    /// Whether rows may name a currency and do not.
    wants_currency: bool,
    struck: Tally,
    /// Rows of which something that is read is not shown, and the column of the first.
    unseen: Tally,
    first_unseen: Option<u32>,
    /// Rows of whose remark a whole column is such a word: where it stands, and the word.
    remarked: Tally,
    remark: Option<(u32, String)>,
    /// Lines of a text file that begin with a mark by which lines are left out in many programs.
    marked: Tally,
    rows: u64,
    /// Comments that say of their cell that it does not count, by row.
    remarks: BTreeMap<u32, Remark>,
    commented: Tally,
    comment: Option<Remark>,
}

#[derive(Default)]
struct Seen {
    heading: Heading,
    /// Whether rows are of plans; nothing where a header of states has every word asked about that is not known.
    plans: Option<Plans>,
    states: Tally,
    words: BTreeSet<String>,
    /// Rows that say something which is not known, where states stand, and some of the words.
    unknown: Tally,
    unknown_words: BTreeSet<String>,
    /// What says that a row counts, where it first stood, and the rows that say nothing.
    counts: Option<String>,
    blank: Tally,
    codes: Tally,
    currencies: BTreeSet<&'static str>,
    /// Whether one of them is not the fund's.
    foreign: bool,
    others: u64,
}

impl Seen {
    fn below(header: &str, judge: &Judge<'_>) -> Self {
        let heading = Heading::of(header, judge.mapping.kind);
        Self { heading, plans: heading.may_name().then(|| Plans::of(header)), ..Self::default() }
    }

    /// Whether words that are not known may be states, and not names of people, places or things.
    fn asks_of_unknown(&self) -> bool {
        let known = self.counts.is_some() || self.states.rows > 0;
        let many = self.unknown_words.len() > FEW;
        let parts = !known && self.heading.is_shared() && federal::are_parts(self.unknown_words.iter());
        !(parts || self.heading.is_shared() && !known && many || self.heading.may_name() && many)
    }

    /// Takes rows of plans among those of which something else says that they do not count. What is not known of plans.
    fn take_plans(&mut self) -> Option<Found> {
        match self.plans.take()?.verdict()? {
            Verdict::Planned(planned) => {
                self.states.join(&planned.rows);
                self.words.extend(planned.words);
                None
            }
            Verdict::Unknown(found) => Some(found).filter(|_| self.unknown.rows == 0 && self.states.rows == 0),
        }
    }

    /// Sees whether a cell names a currency and nothing else.
    fn see_currency(&mut self, cell: &Cell<'_>, said: Said, row: &Row<'_>, judge: &Judge<'_>) -> bool {
        let Some(name) = said.currency else {
            self.others += u64::from(cell.value.is_certain());
            return false;
        };
        let base = judge.context.fund.base_currency;
        let (shown, foreign) = match name {
            CurrencyName::One(currency) => (currency.code(), currency != base),
            CurrencyName::Shared(shared) => (shared.name(), !shared.is_of(base)),
        };
        self.codes.add(row, judge);
        self.foreign |= foreign;
        self.currencies.insert(shown);
        true
    }
}

impl Unread {
    pub fn new(judge: &Judge<'_>, mut remarks: Vec<Remark>) -> Self {
        let layout = &judge.layout;
        let mapping = judge.mapping;
        let names: BTreeSet<String> = mapping.only.keys().map(|name| comparable(name)).collect();
        let chosen = layout.headers.iter().filter(|(_, header)| names.contains(&comparable(header)));
        let columns = layout.headers.iter().filter(|(position, _)| judge.column_at(**position).is_none());
        let seen = |header: &str| Seen::below(header, judge);
        let columns: BTreeMap<u32, Seen> = columns.map(|(&position, header)| (position, seen(header))).collect();
        let chosen: BTreeSet<u32> = chosen.map(|(&position, _)| position).collect();
        let may_be_blank =
            columns.iter().filter(|(position, seen)| seen.heading.asks_blanks() && !chosen.contains(position));
        let has = |column| columns_of(mapping.kind).iter().any(|spec| spec.column == column);
        let named = layout.position(Column::Currency).is_some() || mapping.currency.is_some();
        let in_header = layout.units.values().any(|units| units.currency.is_some());
        let by_default = mapping.defaults.keys().any(|name| comparable(name) == "currency");
        remarks.iter_mut().for_each(|remark| remark.text = without_ours(&remark.text));
        let costs = matches!(mapping.kind, InputKind::Facts(FactKind::Expenditure | FactKind::Finance));
        let another = |text: &str| costs && says_another_pays(text);
        remarks.retain(|remark| says_state(&remark.text) || says_other_row(&remark.text) || another(&remark.text));
        Self {
            may_be_blank: may_be_blank.map(|(&position, _)| position).collect(),
            chosen,
            columns,
            wants_currency: (has(Column::Currency) || !judge.amounts.is_empty()) && !named && !in_header && !by_default,
            struck: Tally::default(),
            unseen: Tally::default(),
            first_unseen: None,
            remarked: Tally::default(),
            remark: None,
            marked: Tally::default(),
            rows: 0,
            remarks: remarks.into_iter().rev().map(|remark| (remark.row, remark)).collect(),
            commented: Tally::default(),
            comment: None,
        }
    }

    pub fn see(&mut self, row: &Row<'_>, said: &[Said], judge: &Judge<'_>) {
        let (mut struck, mut unseen) = (false, None);
        for (cell, said) in row.cells.iter().zip(said) {
            if let Some(column) = judge.column_at(cell.column) {
                struck |= cell.style.struck;
                unseen = unseen.or(cell.style.unseen.then_some(cell.column));
                if said.state || matches!(column, Column::Receipt | Column::Document) && ends_in_state(&cell.value) {
                    self.see_remark(cell, row, judge);
                }
                if self.wants_currency && matches!(column, Column::Notes | Column::Description) {
                    self.columns.entry(cell.column).or_default().see_currency(cell, *said, row, judge);
                }
            } else if !self.chosen.contains(&cell.column) {
                if judge.layout.is_near(cell.column) {
                    self.see_cell(cell, *said, row, judge);
                } else if said.state {
                    // A word that somebody typed beside the row.
                    self.see_remark(cell, row, judge);
                }
            }
        }
        self.see_blanks(row, judge);
        self.rows += 1;
        if row.fields.is_some() && row.cells.first().is_some_and(|cell| leaves_out(&cell.value)) {
            self.marked.add(row, judge);
        }
        if struck {
            self.struck.add(row, judge);
        }
        if unseen.is_some() {
            self.unseen.add(row, judge);
            self.first_unseen = self.first_unseen.or(unseen);
        }
        if let Some(remark) = self.remarks.get(&row.number) {
            self.comment.get_or_insert_with(|| remark.clone());
            self.commented.add(row, judge);
        }
    }

    /// A remark that is such a word and nothing else, or begins with one that says it of what is done already.
    fn see_remark(&mut self, cell: &Cell<'_>, row: &Row<'_>, judge: &Judge<'_>) {
        self.remark.get_or_insert_with(|| (cell.column, cell.value.show().trim().to_owned()));
        self.remarked.add(row, judge);
    }

    fn see_cell(&mut self, cell: &Cell<'_>, said: Said, row: &Row<'_>, judge: &Judge<'_>) {
        let seen = self.columns.entry(cell.column).or_insert_with(|| Seen::below("", judge));
        let is_text = matches!(&cell.value, Value::Text(_));
        let says = if is_text && seen.heading.is_of_anything() && !said.state {
            Says::Nothing
        } else {
            seen.heading.says(&cell.value)
        };
        if let Some(plans) = &mut seen.plans {
            let class = plans.class(&cell.value);
            plans.see(class, &cell.value, says == Says::CountsNot, (row, judge));
            if says == Says::Unknown && plans.knows(class) {
                return;
            }
        }
        if says != Says::CountsNot && seen.see_currency(cell, said, row, judge) {
            return;
        }
        match says {
            Says::Nothing => {}
            Says::Counts if seen.counts.is_some() => {}
            Says::Counts => seen.counts = Some(cell.value.show().trim().to_owned()),
            Says::CountsNot => {
                seen.states.add(row, judge);
                if seen.words.len() < SHOWN {
                    seen.words.insert(cell.value.show().trim().to_owned());
                }
            }
            Says::Unknown => {
                seen.unknown.add(row, judge);
                if seen.unknown_words.len() <= FEW {
                    seen.unknown_words.insert(cell.value.show().trim().to_owned());
                }
            }
        }
    }

    /// Sees the columns in which a row says nothing.
    fn see_blanks(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        for position in &self.may_be_blank {
            let Some(seen) = self.columns.get_mut(position) else { continue };
            let says = |value: &Value<'_>| {
                if let Value::Text(text) = value {
                    !says_nothing(text.trim()) || seen.heading.says(value) != Says::Nothing
                } else {
                    value.is_certain()
                }
            };
            let filled = row.cells.iter().any(|cell| cell.column == *position && says(&cell.value));
            if !filled {
                seen.blank.add(row, judge);
            }
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        let mut problems = Vec::new();
        for (position, mut seen) in self.columns {
            let header = judge.layout.headers.get(&position).map_or("", String::as_str).trim();
            let unknown_plans = seen.take_plans();
            let seen = &seen;
            problems
                .extend(unknown_plans.and_then(|found| unknown(judge, (position, header), &found.words, &found.rows)));
            problems.extend(states(judge, position, header, seen));
            if seen.asks_of_unknown() {
                problems.extend(unknown(judge, (position, header), &seen.unknown_words, &seen.unknown));
            }
            problems.extend(blanks(judge, position, header, seen));
            if self.wants_currency && seen.foreign && seen.others == 0 {
                problems.push(currencies(judge, position, header, seen));
            }
        }
        let columns = judge.layout.columns.keys().next().copied();
        if let Some(row) = self.struck.first {
            let found = format!("rows that are struck through ({})", self.struck.show(judge));
            let location = judge.location(Some(row), columns);
            let fix = "They were read like the others. Delete them if they should not count, or take the line off.";
            problems.push(Problem::new(ProblemCode::Struck, location, found, "rows that count", fix));
        }
        if let (Some(row), Some(column)) = (self.unseen.first, self.first_unseen) {
            let found = format!(
                "cells in the colour of what they stand on, or whose format shows nothing ({})",
                self.unseen.show(judge)
            );
            let fix = "They were read like the others. Show them, and delete the rows that should not count.";
            let location = judge.location(Some(row), Some(column));
            problems.push(Problem::new(ProblemCode::NotShown, location, found, "cells that can be seen", fix));
        }
        if let Some(row) = self.marked.first.filter(|_| self.marked.rows < self.rows) {
            let found = format!("lines that begin with a mark of remarks ({})", self.marked.show(judge));
            let fix = "They were read like the others. Delete them if they should not count, or else the mark.";
            let location = judge.location(Some(row), None);
            problems.push(Problem::new(ProblemCode::StateNotRead, location, found, "rows that count", fix));
        }
        if let (Some((column, word)), Some(row)) = (&self.remark, self.remarked.first) {
            let found = format!("the remark {word:?}, which decides nothing ({})", self.remarked.show(judge));
            let fix = "The rows were read like the others. Delete them if they should not count, or leave them out with skip \
                       in fund.toml.";
            let location = judge.location(Some(row), Some(*column));
            problems.push(Problem::new(ProblemCode::StateNotRead, location, found, "rows that count", fix));
        }
        if let (Some(remark), Some(_)) = (&self.comment, self.commented.first) {
            let found = format!("a comment {:?} ({})", remark.text.trim(), self.commented.show(judge));
            let location = judge.location(Some(remark.row), Some(remark.column));
            let fix = "The row was read like the others. Delete it if it should not count, or else the comment.";
            problems.push(Problem::new(ProblemCode::StateNotRead, location, found, "rows that count", fix));
        }
        problems.into_iter().for_each(|problem| judge.problems.add(problem));
    }
}

/// Whether a number ends in a word that says that its row does not count: `R-1001 (void)`, `EV-12 REVERSED`.
fn ends_in_state(value: &Value<'_>) -> bool {
    let Value::Text(text) = value else { return false };
    let last = text.trim_end().trim_end_matches([')', ']']).bytes().rev();
    let in_word = |byte: &u8| !byte.is_ascii_digit() && !matches!(byte, b' ' | b'(' | b'[' | b'-' | b'_' | b'/');
    last.take_while(in_word).count() > 3 && remark_says(text)
}

/// Whether a text begins as lines do that programs leave out: `# R-1`, `// R-1`.
fn leaves_out(value: &Value<'_>) -> bool {
    matches!(value, Value::Text(text) if text.starts_with("//") || text.strip_prefix('#').is_some_and(|rest| !rest.trim().is_empty()))
}

/// The warning that a column, which is not read, says of rows that they do not count.
fn states(judge: &Judge<'_>, position: u32, header: &str, seen: &Seen) -> Option<Problem> {
    let row = seen.states.first?;
    let words = quoted(&seen.words);
    let (shown, more) = (words.len().min(SHOWN), if words.len() > SHOWN { ", others" } else { "" });
    let named = words.get(..shown).unwrap_or_default().join(", ");
    let rows = seen.states.show(judge);
    let found = format!("{named}{more} in the column {header:?}, which is not read ({rows})");
    let skipped = match words.as_slice() {
        [word] => word.clone(),
        several => format!("[{}]", several.join(", ")),
    };
    let fix = format!(
        "The rows were read like the others. If they should not count, say so in fund.toml: skip = {{ {header:?} = \
         {skipped} }}, or where = {{ {header:?} = \"...\" }} with the word of the rows that count."
    );
    Some(undecided(judge, (row, position), found, fix))
}

/// The warning that a column of states, which is not read, says something of rows that is not known to say that they count.
fn unknown(
    judge: &Judge<'_>,
    (position, header): (u32, &str),
    words: &BTreeSet<String>,
    rows: &Tally,
) -> Option<Problem> {
    let row = rows.first?;
    let mut words = quoted(words);
    if words.len() > SHOWN {
        words.truncate(SHOWN);
        words.push("others".to_owned());
    }
    let found = format!(
        "{} in the column {header:?}, which is not read; whether such rows count is not known ({})",
        words.join(", "),
        rows.show(judge)
    );
    let fix = format!(
        "The rows were read like the others. Say in fund.toml which count: where = {{ {header:?} = [\"...\"] }} with the \
         words of all rows that do. If all do, or the column says nothing of the kind, nothing is to be done."
    );
    Some(undecided(judge, (row, position), found, fix))
}

/// The warning that rows say nothing where others say that they count.
fn blanks(judge: &Judge<'_>, position: u32, header: &str, seen: &Seen) -> Option<Problem> {
    let row = seen.blank.first?;
    let counts = seen.counts.as_ref()?;
    let found = format!(
        "blank cells in the column {header:?}, which is not read, where other rows say {counts:?} ({})",
        seen.blank.show(judge)
    );
    let fix = format!(
        "The rows were read like the others. If they should not count, say so in fund.toml: where = {{ {header:?} = \
         [\"...\"] }} with the words of the rows that count."
    );
    Some(undecided(judge, (row, position), found, fix))
}

fn undecided(judge: &Judge<'_>, (row, position): (u32, u32), found: String, fix: String) -> Problem {
    Problem::new(ProblemCode::StateNotRead, judge.location(Some(row), Some(position)), found, "rows that count", fix)
}

fn quoted(words: &BTreeSet<String>) -> Vec<String> {
    words.iter().map(|word| format!("{word:?}")).collect()
}

/// The error that a column, which is not read, holds the currencies of the amounts.
fn currencies(judge: &Judge<'_>, position: u32, header: &str, seen: &Seen) -> Problem {
    let codes: Vec<&str> = seen.currencies.iter().copied().take(SHOWN).collect();
    let letters = crate::domain::address::column_letters(position);
    let headed = if header.is_empty() { "without a header".to_owned() } else { format!("{header:?}") };
    let base = judge.context.fund.base_currency;
    let found = format!("currencies ({}) in column {letters} ({headed}), which is not read", codes.join(", "));
    let has = columns_of(judge.mapping.kind).iter().any(|spec| spec.column == Column::Currency);
    let (expected, fix) = if has {
        let fix = format!("Head it Currency, or say in fund.toml: columns = {{ Currency = \"={letters}\" }}.");
        ("a column headed Currency".to_owned(), fix)
    } else {
        (format!("amounts in {base}"), format!("Convert the amounts to {base}, or leave other rows out with where."))
    };
    let location = Location { column: Some(position), ..judge.location(seen.codes.first, None) };
    Problem::new(ProblemCode::CurrencyNotRead, location, found, expected, fix)
}
