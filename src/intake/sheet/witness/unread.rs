//! What decides whether a row counts, and is not read: columns of states, columns of currencies, rows that are struck
//! through, comments.

use std::collections::{BTreeMap, BTreeSet};

use super::Tally;
use crate::domain::Currency;
use crate::domain::text::comparable;
use crate::intake::annotate::without_ours;
use crate::intake::file::workbook::{Cell, Remark, Row, Value};
use crate::intake::kinds::columns::Column;
use crate::intake::kinds::columns_of;
use crate::intake::problems::{Location, Problem, ProblemCode};
use crate::intake::row::judge::Judge;

/// Words that say of a row that it does not count, or not yet, in their comparable form.
const STATES: [&str; 69] = [
    "annule",
    "annulee",
    "anulada",
    "anulado",
    "aprevoir",
    "archived",
    "awaitingapproval",
    "borrador",
    "brouillon",
    "cancelada",
    "cancelado",
    "canceled",
    "cancelled",
    "canceledbyuser",
    "declined",
    "deleted",
    "disputed",
    "donotcount",
    "donotuse",
    "draft",
    "duplicate",
    "enattente",
    "error",
    "estornado",
    "excluded",
    "extourne",
    "failed",
    "forecast",
    "ignore",
    "inactive",
    "invalid",
    "notapproved",
    "notcounted",
    "notpaid",
    "notreceived",
    "notspent",
    "notvalid",
    "onhold",
    "pending",
    "pendiente",
    "pendente",
    "planned",
    "planifie",
    "planificado",
    "prevu",
    "previsto",
    "projected",
    "proposed",
    "rascunho",
    "rechazado",
    "refused",
    "rejected",
    "rejete",
    "reversal",
    "reversed",
    "reverted",
    "revertido",
    "storniert",
    "storno",
    "suspended",
    "tentative",
    "test",
    "unapproved",
    "unconfirmed",
    "unpaid",
    "void",
    "voided",
    "withdrawn",
    "writtenoff",
];

/// Those of them that say that something was undone, whatever stands beside them.
const UNDONE: [&str; 16] = [
    "annule",
    "annulee",
    "anulado",
    "anulada",
    "canceled",
    "cancelled",
    "cancelado",
    "cancelada",
    "rejected",
    "rejete",
    "reversed",
    "reverted",
    "storniert",
    "storno",
    "void",
    "voided",
];

/// Those that say in a title that something is yet to be.
const NOT_YET: [&str; 13] = [
    "borrador",
    "brouillon",
    "draft",
    "forecast",
    "pending",
    "planifie",
    "planificado",
    "planned",
    "previsto",
    "prevu",
    "projected",
    "proposed",
    "rascunho",
];

/// Headers of columns that hold states, in their comparable form: there a word among others says so, too.
const STATE_HEADERS: [&str; 9] =
    ["status", "state", "statut", "etat", "estado", "situacao", "workflow", "approval", "condition"];

/// Headers under which a mere yes says so, in their comparable form.
const HEADERS: [&str; 16] = [
    "reversed",
    "reverted",
    "cancelled",
    "canceled",
    "void",
    "voided",
    "deleted",
    "duplicate",
    "draft",
    "pending",
    "ignore",
    "exclude",
    "excluded",
    "annule",
    "anulado",
    "cancelado",
];

/// Headers under which a mere no says so, in their comparable form.
const GOOD_HEADERS: [&str; 18] = [
    "active",
    "approved",
    "aprobado",
    "aprovado",
    "approuve",
    "booked",
    "certified",
    "confirmed",
    "counts",
    "include",
    "included",
    "paid",
    "posted",
    "received",
    "valid",
    "validated",
    "valide",
    "verified",
];

/// The longest word that is looked at, in bytes.
const LONGEST_WORD: usize = 30;

/// How many words of a column are shown.
const SHOWN: usize = 4;

/// What was seen in columns that are not read.
pub(super) struct Unread {
    /// By position.
    columns: BTreeMap<u32, Seen>,
    /// Positions by whose text the mapping chooses the rows that count. Those that it only leaves rows out by may say more.
    chosen: BTreeSet<u32>,
    /// Whether rows may name a currency and do not.
    wants_currency: bool,
    struck: Tally,
    /// Rows of whose remark a whole column is such a word: where it stands, and the word.
    remarked: Tally,
    remark: Option<(u32, String)>,
    /// Comments that say of their cell that it does not count, by row.
    remarks: BTreeMap<u32, Remark>,
    commented: Tally,
    comment: Option<Remark>,
}

#[derive(Default)]
struct Seen {
    says_yes: bool,
    says_no: bool,
    says_state: bool,
    states: Tally,
    words: BTreeSet<String>,
    codes: Tally,
    currencies: BTreeSet<Currency>,
    others: u64,
}

impl Unread {
    pub fn new(judge: &Judge<'_>, mut remarks: Vec<Remark>) -> Self {
        let layout = &judge.layout;
        let mapping = judge.mapping;
        let names: BTreeSet<String> = mapping.only.keys().map(|name| comparable(name)).collect();
        let chosen = layout.headers.iter().filter(|(_, header)| names.contains(&comparable(header)));
        let columns = layout.headers.iter().filter(|(position, _)| judge.column_at(**position).is_none());
        let ends = |header: &str, names: &[&str]| names.iter().any(|name| comparable(header).ends_with(name));
        let seen = |header: &str| Seen {
            says_yes: ends(header, &HEADERS),
            says_no: ends(header, &GOOD_HEADERS) && !ends(header, &HEADERS),
            says_state: ends(header, &STATE_HEADERS),
            ..Seen::default()
        };
        let has = |column| columns_of(mapping.kind).iter().any(|spec| spec.column == column);
        let named = layout.position(Column::Currency).is_some() || mapping.currency.is_some();
        let in_header = layout.units.values().any(|units| units.currency.is_some());
        let by_default = mapping.defaults.keys().any(|name| comparable(name) == "currency");
        remarks.iter_mut().for_each(|remark| remark.text = without_ours(&remark.text));
        remarks.retain(|remark| says_state(&remark.text));
        Self {
            chosen: chosen.map(|(&position, _)| position).collect(),
            columns: columns.map(|(&position, header)| (position, seen(header))).collect(),
            wants_currency: (has(Column::Currency) || !judge.amounts.is_empty()) && !named && !in_header && !by_default,
            struck: Tally::default(),
            remarked: Tally::default(),
            remark: None,
            remarks: remarks.into_iter().rev().map(|remark| (remark.row, remark)).collect(),
            commented: Tally::default(),
            comment: None,
        }
    }

    pub fn see(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        let mut struck = false;
        for cell in &row.cells {
            if let Some(column) = judge.column_at(cell.column) {
                struck |= cell.style.struck;
                if matches!(column, Column::Notes | Column::Description) {
                    self.see_remark(cell, row, judge);
                }
            } else if !self.chosen.contains(&cell.column) {
                self.see_cell(cell, row, judge);
            }
        }
        if struck {
            self.struck.add(row, judge);
        }
        if let Some(remark) = self.remarks.get(&row.number) {
            self.comment.get_or_insert_with(|| remark.clone());
            self.commented.add(row, judge);
        }
    }

    /// A remark that is such a word and nothing else, or begins with one that says it of what is done already.
    fn see_remark(&mut self, cell: &Cell<'_>, row: &Row<'_>, judge: &Judge<'_>) {
        if let Value::Text(text) = &cell.value
            && (text.len() <= LONGEST_WORD && is_state(text) || begins_undone(text))
        {
            self.remark.get_or_insert_with(|| (cell.column, text.trim().to_owned()));
            self.remarked.add(row, judge);
        }
    }

    fn see_cell(&mut self, cell: &Cell<'_>, row: &Row<'_>, judge: &Judge<'_>) {
        let (first, last) = judge.layout.span;
        if cell.column < first || cell.column > last.saturating_add(1) {
            return;
        }
        let seen = self.columns.entry(cell.column).or_default();
        let state = match &cell.value {
            Value::Text(text) if text.len() <= LONGEST_WORD => {
                let text = text.trim();
                let code = (text.len() == 3 && text.bytes().all(|letter| letter.is_ascii_uppercase()))
                    .then(|| Currency::parse(text))
                    .flatten();
                match code {
                    Some(currency) => {
                        seen.codes.add(row, judge);
                        seen.currencies.insert(currency);
                        return;
                    }
                    None => seen.others += 1,
                }
                let of_state = seen.says_state && (says_state(text) || is_unfinished(text));
                is_state(text) || of_state || seen.says_yes && is_yes(text) || seen.says_no && is_no(text)
            }
            Value::Logical(true) => seen.says_yes,
            Value::Logical(false) if seen.says_no => true,
            Value::Number(number) if seen.says_no && number.is_zero() => true,
            Value::Text(_) | Value::Number(_) | Value::Date(_) | Value::Logical(false) => {
                seen.others += 1;
                seen.says_yes
                    && matches!(&cell.value, Value::Number(number) if number.is_integer() && !number.is_zero())
            }
            Value::Error(_) | Value::NoResult | Value::Outside => false,
        };
        if state {
            seen.states.add(row, judge);
            if seen.words.len() < SHOWN {
                seen.words.insert(cell.value.show().trim().to_owned());
            }
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        let mut problems = Vec::new();
        for (&position, seen) in &self.columns {
            let header = judge.layout.headers.get(&position).map_or("", String::as_str).trim();
            if let Some(row) = seen.states.first {
                problems.push(states(judge, (row, position), header, seen));
            }
            let other = seen.currencies.iter().any(|&currency| currency != judge.context.fund.base_currency);
            if self.wants_currency && other && seen.others == 0 {
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

/// The warning that a column, which is not read, says of rows that they do not count.
fn states(judge: &Judge<'_>, (row, position): (u32, u32), header: &str, seen: &Seen) -> Problem {
    let words: Vec<String> = seen.words.iter().map(|word| format!("{word:?}")).collect();
    let found =
        format!("{} in the column {header:?}, which is not read ({})", words.join(", "), seen.states.show(judge));
    let skipped = match words.as_slice() {
        [word] => word.clone(),
        several => format!("[{}]", several.join(", ")),
    };
    let fix = format!(
        "The rows were read like the others. If they should not count, say so in fund.toml: skip = {{ {header:?} = \
         {skipped} }}, or where = {{ {header:?} = \"...\" }} with the word of the rows that count."
    );
    Problem::new(ProblemCode::StateNotRead, judge.location(Some(row), Some(position)), found, "rows that count", fix)
}

/// The error that a column, which is not read, holds the currencies of the amounts.
fn currencies(judge: &Judge<'_>, position: u32, header: &str, seen: &Seen) -> Problem {
    let codes: Vec<&str> = seen.currencies.iter().map(|currency| currency.code()).take(SHOWN).collect();
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

fn is_state(text: &str) -> bool {
    STATES.contains(&comparable(text).as_str())
}

/// Whether a comment says of its cell that it does not count: one of its words is such a word, or some words are together.
fn says_state(text: &str) -> bool {
    let phrase = ["donotcount", "donotuse", "notcounted"].iter().any(|phrase| comparable(text).contains(phrase));
    phrase || words(text).any(is_state)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a text begins with a word that says that something was undone.
fn begins_undone(text: &str) -> bool {
    // Most texts do not begin as any of the words does; rows are many.
    let likely = |word: &&str| {
        word.len() <= LONGEST_WORD && word.starts_with(['A', 'C', 'R', 'S', 'V', 'a', 'c', 'r', 's', 'v'])
    };
    words(text).next().filter(likely).is_some_and(|word| UNDONE.contains(&comparable(word).as_str()))
}

/// Whether a title or the name of a sheet, which are short, says of all rows that they do not count, or not yet.
pub(in crate::intake::sheet) fn titles_state(text: &str) -> bool {
    const LONGEST_TITLE: usize = 60;
    let says = |word: &str| UNDONE.contains(&word) || NOT_YET.contains(&word);
    text.len() <= LONGEST_TITLE && words(text).any(|word| says(comparable(word).as_str()))
}

/// Whether a state is one on the way to another.
fn is_unfinished(text: &str) -> bool {
    const WORDS: [&str; 8] =
        ["inprogress", "inprocess", "encours", "enproceso", "submitted", "underreview", "requested", "tobeconfirmed"];
    WORDS.contains(&comparable(text).as_str())
}

fn is_no(text: &str) -> bool {
    matches!(comparable(text).as_str(), "no" | "n" | "false" | "non" | "nao" | "0")
}

fn is_yes(text: &str) -> bool {
    matches!(comparable(text).as_str(), "yes" | "y" | "true" | "x" | "1" | "oui" | "si" | "sim")
}
