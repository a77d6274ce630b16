//! Columns that are not read and say of each row whether it is of a plan or what came of it: `Record type` with ACT and BUD.
//!
//! What comes in: headers and values. What leaves: which rows are of a budget, a forecast, a commitment, or of what nobody
//! knows. What it does not know: other states.

use std::collections::{BTreeMap, BTreeSet};

use super::Tally;
use super::plan_words::{
    ACTUAL, ALTERNATIVES, ENTRIES, KINDS, MOVES, OF_KINDS, PASSED_OVER, PLANNED, PLANS, VALUE_TYPES,
};
use super::words::{joined_words, words};
use crate::domain::text::comparable;
use crate::intake::file::workbook::{Row, Value};
use crate::intake::row::judge::Judge;
use crate::intake::row::text::says_nothing;

/// As many words that are not known are shown, and no more are asked about where the column may name people or things.
pub(super) const FEW: usize = 6;

/// The longest text that is looked at, in bytes.
const LONGEST: usize = 60;

/// What a header lets its cells say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Header {
    /// It says nothing of plans.
    #[default]
    Other,
    /// It names a kind of rows that moves money: `Entry type`.
    Moves,
    /// It names a kind of rows or figures: `Record type`.
    Kind,
    /// It names plans, or what came of them: `Budget/Actual`, `Ledger`.
    Plan,
}

/// What a value says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Nothing,
    /// What came of a plan.
    Actual,
    /// A row of the books, which stands beside plans: `Invoice`.
    Entry,
    Planned,
    Letter(char),
    Number(u32),
    Other,
}

/// Values of one kind, and their rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub words: BTreeSet<String>,
    pub rows: Tally,
}

impl Found {
    fn add(&mut self, value: &Value<'_>, row: &Row<'_>, judge: &Judge<'_>) {
        self.rows.add(row, judge);
        if self.words.len() <= FEW {
            self.words.insert(value.show().trim().to_owned());
        }
    }

    fn join(&mut self, other: Self) {
        self.rows.join(&other.rows);
        self.words.extend(other.words);
    }
}

/// What a column says.
#[derive(Debug)]
pub(super) enum Verdict {
    /// Rows are of a plan.
    Planned(Found),
    /// Some rows are what came of a plan; of these it is not known.
    Unknown(Found),
}

/// What was seen in a column.
#[derive(Debug, Default)]
pub(super) struct Plans {
    header: Header,
    /// Numbers below it are types of values in a ledger.
    numbers: bool,
    /// Its values are alternatives, of which one counts.
    alternatives: bool,
    /// Nothing more is to be found in it.
    over: bool,
    actual: bool,
    entry: bool,
    planned: Option<Found>,
    letters: BTreeMap<char, Found>,
    types: BTreeMap<u32, Found>,
    other: Found,
    /// The last text and what it said: rows of a kind follow each other.
    last: Option<(String, Class)>,
}

impl Plans {
    /// Those of a column.
    pub fn of(header: &str) -> Self {
        let parts: Vec<String> = words(header).flat_map(joined_words).map(comparable).collect();
        let plain = comparable(header);
        let any = |names: &super::state_words::Words| parts.iter().any(|part| names.contains(part));
        let numbers = VALUE_TYPES.contains(&plain) || any(&VALUE_TYPES);
        let of_kind = any(&KINDS) || KINDS.contains(&plain);
        let named = if any(&PLANS) || PLANS.contains(&plain) || chooses_plans(&parts) {
            Header::Plan
        } else if of_kind && any(&MOVES) {
            Header::Moves
        } else if numbers || of_kind && any(&OF_KINDS) || OF_KINDS.contains(&plain) && KINDS.contains(&plain) {
            Header::Kind
        } else {
            Header::Other
        };
        Self { header: named, numbers, alternatives: any(&ALTERNATIVES), ..Self::default() }
    }

    /// What a cell says, unless nothing more is to be found in its column.
    pub fn class(&mut self, value: &Value<'_>) -> Class {
        if self.over {
            return Class::Nothing;
        }
        let class = match value {
            Value::Text(text) => {
                let text = text.trim();
                if let Some((_, class)) = self.last.as_ref().filter(|(last, _)| last == text) {
                    return *class;
                }
                let class = class_of(text, self.numbers);
                self.last = Some((text.to_owned(), class));
                class
            }
            Value::Number(number) if self.numbers => number_of(&number.normalize().to_string()),
            Value::Number(_) | Value::Date(_) | Value::Logical(_) => Class::Other,
            Value::Error(_) | Value::NoResult | Value::Outside => Class::Nothing,
        };
        // Under another header they may be numbers of documents.
        let other = || matches!(class, Class::Letter(_) | Class::Other) || is_numbered(&value.show());
        self.over = self.header == Header::Other && class != Class::Nothing && other();
        class
    }

    /// Whether a value is one of those that its header asks for.
    pub fn knows(&self, class: Class) -> bool {
        self.header == Header::Plan && !matches!(class, Class::Nothing | Class::Other)
    }

    /// Takes what a cell says of its row. What says already that its row does not count is not added once more.
    pub fn see(&mut self, class: Class, value: &Value<'_>, said: bool, (row, judge): (&Row<'_>, &Judge<'_>)) {
        match class {
            Class::Nothing => {}
            Class::Actual => self.actual = true,
            Class::Entry => self.entry = true,
            Class::Planned => {
                let planned = self.planned.get_or_insert_default();
                if !said {
                    planned.add(value, row, judge);
                }
            }
            Class::Letter(letter) => self.letters.entry(letter).or_default().add(value, row, judge),
            Class::Number(number) => self.types.entry(number).or_default().add(value, row, judge),
            Class::Other if said => {}
            Class::Other => self.other.add(value, row, judge),
        }
    }

    /// What the column says, all in all.
    pub fn verdict(mut self) -> Option<Verdict> {
        if self.over || self.header == Header::Other && !(self.actual || self.entry) {
            return None;
        }
        let mut planned = self.planned.take().unwrap_or_default();
        self.take_letters(&mut planned);
        self.take_types(&mut planned);
        if planned.rows.rows > 0 {
            return Some(Verdict::Planned(planned));
        }
        let other = self.other;
        let several = self.alternatives && (other.words.len() > 1 || self.actual && !other.words.is_empty());
        let beside = self.header != Header::Other && self.actual && (1..=FEW).contains(&other.words.len());
        (several || beside).then_some(Verdict::Unknown(other))
    }

    /// Takes the letters of plans where one of them stands for what came of it.
    fn take_letters(&mut self, planned: &mut Found) {
        const ACTUAL: [char; 5] = ['a', 'r', 'i', 'e', 'x'];
        const ALWAYS: [char; 4] = ['b', 'f', 'p', 's'];
        const BESIDE: [char; 10] = ['b', 'f', 'p', 's', 'c', 'e', 'k', 'o', 'u', 'v'];
        let tell: &[char] = match self.header {
            Header::Other => &[],
            Header::Moves => &['a'],
            Header::Kind => &['a', 'r', 'i'],
            Header::Plan => &ACTUAL,
        };
        let actual = tell.iter().copied().find(|letter| self.letters.contains_key(letter));
        let plan: &[char] = match self.header {
            _ if actual.is_some() || self.actual => &BESIDE,
            Header::Plan => &ALWAYS,
            Header::Other | Header::Moves | Header::Kind => &[],
        };
        for (letter, found) in std::mem::take(&mut self.letters) {
            if Some(letter) != actual && plan.contains(&letter) {
                planned.join(found);
            } else if Some(letter) != actual {
                self.other.join(found);
            }
        }
        self.actual |= actual.is_some();
    }

    /// Takes the types of values in a ledger but for that of actual ones.
    fn take_types(&mut self, planned: &mut Found) {
        const ACTUAL: [u32; 2] = [4, 10];
        let actual = ACTUAL.into_iter().find(|number| self.types.contains_key(number));
        for (number, found) in std::mem::take(&mut self.types) {
            if Some(number) != actual {
                planned.join(found);
            }
        }
    }
}

/// Whether a text says no more than that something is of a plan.
pub(super) fn says_planned(text: &str) -> bool {
    text.chars().filter(|letter| letter.is_alphabetic()).nth(3).is_some()
        && class_of(text.trim(), false) == Class::Planned
}

/// What a text says.
fn class_of(text: &str, numbers: bool) -> Class {
    if text.is_empty() || says_nothing(text) {
        return Class::Nothing;
    }
    if text.len() > LONGEST {
        return Class::Other;
    }
    if numbers && text.bytes().all(|letter| letter.is_ascii_digit()) {
        return number_of(text);
    }
    let mut letters = text.chars().filter(|letter| letter.is_alphanumeric());
    if let (Some(letter), None) = (letters.next(), letters.next())
        && letter.is_ascii_alphabetic()
    {
        return Class::Letter(letter.to_ascii_lowercase());
    }
    let whole = comparable(text);
    let whole = whole.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let known = |word: &str| {
        let sets = [(&PLANNED, Class::Planned), (&ACTUAL, Class::Actual), (&ENTRIES, Class::Entry)];
        sets.into_iter().find(|(words, _)| words.contains(word)).map(|(_, class)| class)
    };
    if let Some(class) = known(whole) {
        return class;
    }
    let mut said = None;
    for word in words(text).flat_map(joined_words).map(comparable) {
        // A year or the number of a version behind a word: BUD25, FC2, Q3.
        let word = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
        if word.chars().count() < 2 || PASSED_OVER.contains(word) {
            continue;
        }
        let Some(class) = known(word) else { return Class::Other };
        said = match (said, class) {
            (Some(Class::Planned), _) | (_, Class::Planned) => Some(Class::Planned),
            (Some(Class::Actual), _) | (_, Class::Actual) => Some(Class::Actual),
            _ => Some(class),
        };
    }
    said.unwrap_or(Class::Other)
}

/// Whether a text has a number in it that is no year and no part of one.
fn is_numbered(text: &str) -> bool {
    let numbers = text.split(|letter: char| !letter.is_ascii_digit());
    numbers.into_iter().any(|number| match number.len() {
        0..=2 => false,
        4 => !number.starts_with("20"),
        _ => true,
    })
}

fn number_of(text: &str) -> Class {
    text.parse().ok().filter(|number| *number < 1_000).map_or(Class::Other, Class::Number)
}

/// Whether a header names a plan and what came of it by a letter each: `A/B`, `P/A`.
fn chooses_plans(parts: &[String]) -> bool {
    const ACTUAL: [&str; 4] = ["a", "e", "i", "r"];
    const PLANNED: [&str; 4] = ["b", "f", "p", "s"];
    let has = |letters: &[&str]| parts.iter().any(|part| letters.contains(&part.as_str()));
    (2..=3).contains(&parts.len()) && parts.iter().all(|part| part.len() == 1) && has(&ACTUAL) && has(&PLANNED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_plans_and_of_what_came_of_them() {
        let planned = "BUD|Bud.|BUD25|FC1|FC 2025|RF2|Fcst Q3|Original budget|Revised Budget 2025|COM|ENC|Encumbrance|\
                       Pre-encumbrance|PlannedCost|Open PO|Engagement|Engagé|Crédits ouverts|Presupuesto|PPTO|Compromiso|Previsto|\
                       Orçamento|ORÇ|Empenho|Plan|SOLL|Obligo|Mittelvormerkung|Prognose|Outgoing Commitment|BA|Budget amount|LE3";
        for text in planned.split('|') {
            assert_eq!(class_of(text.trim(), false), Class::Planned, "{text}");
        }
        for text in ["ACT", "Actuals 2025", "Réalisé", "REAL", "Ejecutado", "Executado", "Ist", "IST-Kosten", "AA"] {
            assert_eq!(class_of(text, false), Class::Actual, "{text}");
        }
        for text in ["Invoice", "PV-112", "Expenditure"] {
            assert_eq!(class_of(text, false), Class::Entry, "{text}");
        }
        for text in ["Budget support", "Malawi", "General ledger of the office", "2025", "Community", "Enclosure"] {
            assert_eq!(class_of(text, false), Class::Other, "{text}");
        }
        assert_eq!((class_of("010", true), class_of("n/a", true)), (Class::Number(10), Class::Nothing));
    }

    #[test]
    fn headers_of_plans() {
        let named = |header: &str| Plans::of(header).header;
        for header in ["Scenario", "Budget/Actual", "A/B", "Ledger", "Versão", "Plan/Ist", "Szenario", "BvA"] {
            assert_eq!(named(header), Header::Plan, "{header}");
        }
        for header in ["Record type", "RecordType", "Rec. type", "Type d'enregistrement", "Tipo de saldo", "Satzart"] {
            assert_eq!(named(header), Header::Kind, "{header}");
        }
        for header in ["Entry type", "Type d'écriture", "Tipo de lançamento", "Buchungsart", "Transaction kind"] {
            assert_eq!(named(header), Header::Moves, "{header}");
        }
        for header in ["Type", "Notes", "Supplier", "Line no", "Value", "Planet", "", "Explanation"] {
            assert_eq!(named(header), Header::Other, "{header}");
        }
    }
}
