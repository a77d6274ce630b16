//! What the header of a column, which is not read, lets its cells say of their rows.
//!
//! What comes in: a header, a kind of sheet, and values. What leaves: whether their rows count. What it does not know: rows.

use rust_decimal::Decimal;

use super::plan_words::{ACTUAL, PLANNED, PLANS};
use super::state_words::{
    ACTS, BANK, BANK_DAYS, CHANCES, CONFIRMED_BY_BANK, COUNTS, CREDITED, DATED, GOOD_HEADERS, HEADERS, HELD, ON_DAY,
    PAPERS, PROGRESS, RETURNED, SHARED_HEADERS, STATE_HEADERS, UNDOING, UNDOING_HEADERS, UNDONE, UNFINISHED, WITH_BANK,
    Words,
};
use super::words::{
    LONGEST_WORD, asks_not_to_count, is_no, is_state, is_yes, joined_words, says_it_counts, says_state, says_undone,
    words,
};
use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::text::comparable;
use crate::intake::file::workbook::Value;
use crate::intake::row::text::says_nothing;

/// What the header of a column, which is not read, lets its cells say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Heading {
    /// Whatever stands there says that the row was undone: a day, a name, a mark.
    undone: bool,
    yes: bool,
    no: bool,
    state: bool,
    /// It is plainly of states: a word there that is not known may be one.
    decides: bool,
    /// It may also be of something else, such as a part of a country.
    shared: bool,
    /// It says how far something has come: nothing is done yet where it is nought.
    progress: bool,
    /// It says how likely something is: what is not certain does not count yet.
    chance: bool,
    /// A day there says that the row counts.
    dated: bool,
    /// It is of something else than its row, such as a report on an agreement.
    another: bool,
    /// Its rows stand whether something came of them already: only what was undone or is held back does not count.
    standing: bool,
    /// It is of people: a word among others is a part of a name.
    people: bool,
    /// It is of funds or of those who pay: others are not this one.
    funds: bool,
    /// A number there is that of a document by which a row was cleared.
    cleared: bool,
    /// Whatever stands there, and does not deny it, says that somebody confirmed the row: a mark, a name, a number.
    confirmed: bool,
}

/// What a cell says of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// Nothing, under this header.
    Nothing,
    /// That it counts.
    Counts,
    /// That it does not count, or not yet.
    CountsNot,
    /// Something that is not known, where others say whether their row counts.
    Unknown,
}

impl Heading {
    /// That of a column in a sheet of a kind.
    pub fn of(header: &str, kind: InputKind) -> Self {
        let plain = comparable(header);
        let parts = without_flag(words(header).flat_map(joined_words).map(comparable).collect());
        let confirmed = is_of_money_that_moved(kind) && says_confirmed(&parts, &plain, kind);
        // The last words, as in `Is approved`; an account is no count. Other scripts have no spaces between them.
        let last: Vec<String> =
            (0..parts.len()).rev().take(3).filter_map(|from| Some(parts.get(from..)?.concat())).collect();
        let ends_in = |last: &[String], names: &[&str]| last.iter().any(|word| names.contains(&word.as_str()));
        let ends = |names: &Words| {
            last.iter().any(|words| names.contains(words))
                || !plain.is_ascii() && names.iter().any(|name| !name.is_ascii() && plain.ends_with(name.as_str()))
        };
        let any = |says: &dyn Fn(&str) -> bool| parts.iter().any(|word| says(word));
        let undoing = |word: &str| UNDOING.iter().any(|part| word.starts_with(part));
        let people = last.first().is_some_and(|word| PEOPLE.contains(&word.as_str()));
        let funds = ends_in(&last, &FUNDS);
        let on_day = last.first().is_some_and(|word| ON_DAY.contains(&word.as_str()));
        let undone = any(&|word| undoing(word) || word.strip_prefix("is").is_some_and(undoing))
            || on_day && any(&|word| RETURNED.iter().any(|start| word.starts_with(start)))
            || UNDOING_HEADERS.contains(&plain.as_str());
        let other_script = |name: &&String| !name.is_ascii() && plain.contains(name.as_str());
        // In a long header it may be a verb: `state whether owner or tenant`.
        let names_states =
            |word: &str| STATE_HEADERS.contains(word) && (parts.len() < LONG_HEADER || !SHARED_HEADERS.contains(&word));
        let decides = any(&names_states)
            || ["status", "statut", "zustand"].iter().any(|end| plain.ends_with(end))
            || STATE_HEADERS.iter().any(|name| plain == *name || other_script(&name))
            || names_both(header);
        let marked = ["ok", "tick", "check", "done", "complete", "completed"].contains(&plain.as_str());
        // An agreement stands whether or not it is paid.
        let receipt = kind == InputKind::Facts(FactKind::Receipt);
        let promise = matches!(kind, InputKind::Facts(FactKind::Agreement | FactKind::Amendment | FactKind::Priority));
        let paid = promise && parts.last().is_some_and(|word| PAID.contains(&word.as_str()));
        // `Include in report`
        let marked = marked || parts.first().is_some_and(|first| matches!(first.as_str(), "include" | "included"));
        let by_bank = confirmed && !people;
        let no = (ends(&GOOD_HEADERS) || marked || by_bank) && !undone && !paid && !ends(&HEADERS);
        Self {
            undone,
            yes: ends(&HEADERS),
            no,
            state: decides || any(&|word| ACTS.contains(&word)),
            decides: decides && !any(&|word| matches!(word, "condition" | "date" | "datum" | "fecha" | "data")),
            shared: any(&|word| SHARED_HEADERS.contains(&word)),
            progress: any(&|word| PROGRESS.contains(&word)),
            chance: any(&|word| CHANCES.contains(&word)),
            dated: !undone
                && any(&|word| {
                    DATED.contains(&word) || !promise && PAID.contains(&word) || receipt && CREDITED.contains(&word)
                })
                || !undone && receipt && BANK_DAYS.contains(&plain.as_str()),
            another: !is_of_money(kind) && is_of_paper(&parts),
            standing: matches!(kind, InputKind::Facts(FactKind::Donor | FactKind::Instalment)),
            people: people && !undone && !funds,
            funds: funds && matches!(kind, InputKind::Facts(FactKind::Expenditure | FactKind::Finance)),
            confirmed: confirmed && !undone,
            cleared: receipt && any(&|word| CLEARED.contains(&word)) && any(&|word| DOCUMENTS.contains(&word)),
        }
    }

    /// Whether a blank below it, beside cells that say that their rows count, may say that its own does not.
    pub fn asks_blanks(self) -> bool {
        let tells = (self.no || self.decides || self.dated || self.cleared) && !self.people;
        (tells || self.confirmed) && !self.another && !self.standing
    }

    /// Whether words that are not known may be of something else than states, so that some known one must stand beside them.
    pub fn is_shared(self) -> bool {
        self.shared
    }

    /// Whether words that are not known may be names of people or things, which say nothing where there are many.
    pub fn may_name(self) -> bool {
        !self.decides
    }

    /// Whether a text below it says no more than any remark does.
    pub fn is_of_anything(self) -> bool {
        Self { shared: false, ..self } == Self::default()
    }

    /// What a cell below it says of its row.
    pub fn says(self, value: &Value<'_>) -> Says {
        if self.another || self.standing {
            return if !self.another && self.undoes(value) { Says::CountsNot } else { Says::Nothing };
        }
        if self.denies(value) {
            return Says::CountsNot;
        }
        match value {
            Value::Text(text) if self.confirmed && text.contains(char::is_alphanumeric) => confirms(text.trim()),
            Value::Number(_) | Value::Date(_) if self.confirmed => Says::Counts,
            Value::Text(text) if self.no && is_yes(text.trim()) => Says::Counts,
            Value::Text(text) if self.dated && may_be_day(text.trim()) => Says::Counts,
            Value::Text(text) if self.cleared && text.contains(|letter: char| letter.is_ascii_digit()) => Says::Counts,
            Value::Number(_) if self.cleared => Says::Counts,
            // Who strikes out a mark of approval says something, which a blank or "not applicable" does not.
            Value::Text(text) if self.no && is_struck_out(text.trim()) => Says::Unknown,
            Value::Text(text) if self.decides && !says_nothing(text.trim()) => {
                if says_it_counts(text) {
                    Says::Counts
                } else {
                    Says::Unknown
                }
            }
            // Under a mark of approval, or of what is a draft, a word that is neither yes nor no.
            Value::Text(text) if (self.no || self.yes) && asks_back(text.trim()) => Says::Unknown,
            Value::Logical(true) if self.no || self.decides => Says::Counts,
            Value::Logical(false) if self.decides => Says::Unknown,
            Value::Number(number) if self.no && number.is_integer() => Says::Counts,
            Value::Number(number) if self.decides && number.is_integer() && number.mantissa().abs() < 1000 => {
                Says::Unknown
            }
            Value::Date(_) if self.dated => Says::Counts,
            Value::Text(_)
            | Value::Number(_)
            | Value::Date(_)
            | Value::Logical(_)
            | Value::Error(_)
            | Value::NoResult
            | Value::Outside => Says::Nothing,
        }
    }

    /// Whether a cell below it says of its row that it was undone or is held back.
    fn undoes(self, value: &Value<'_>) -> bool {
        match value {
            Value::Text(text) => {
                let plain = comparable(text);
                UNDONE.contains(plain.as_str())
                    || HELD.contains(&plain.as_str())
                    || says_undone(text)
                    || self.undone && self.yes && is_yes(text.trim())
                    || self.undone
                        && !is_no(text.trim())
                        && !says_nothing(text.trim())
                        && !COUNTS.contains(plain.as_str())
            }
            Value::Logical(logical) => *logical && self.undone,
            Value::Number(number) => self.undone && number.is_integer() && !number.is_zero(),
            Value::Date(_) => self.undone,
            Value::Error(_) | Value::NoResult | Value::Outside => false,
        }
    }

    /// Whether a cell below it says of its row that it does not count, or not yet.
    fn denies(self, value: &Value<'_>) -> bool {
        match value {
            Value::Text(text) if text.len() <= LONGEST_WORD => {
                let text = text.trim();
                let plain = comparable(text);
                if self.people {
                    return is_state(&plain);
                }
                let numbered = plain.trim_start_matches(|letter: char| letter.is_ascii_digit());
                is_state(&plain)
                    || self.state && (says_state(text) || UNFINISHED.contains(numbered))
                    || self.undone && !is_no(text) && !says_nothing(text) && !COUNTS.contains(plain.as_str())
                    || self.yes && is_yes(text)
                    || self.no && (is_no(text) || plain.starts_with("not") || matches!(plain.as_str(), "nok" | "ko"))
                    || self.progress && matches!(plain.as_str(), "0" | "00" | "000")
                    || self.chance && text.strip_suffix('%').is_some_and(|share| share.trim() != "100")
                    || asks_not_to_count(&plain)
                    || says_undone(text)
            }
            Value::Text(text) => !self.people && (says_undone(text) || self.state && says_state(text)),
            Value::Logical(logical) => *logical && (self.yes || self.undone) || !logical && self.no,
            Value::Number(number) if self.chance => *number != Decimal::ONE && *number != Decimal::ONE_HUNDRED,
            Value::Number(number) if number.is_zero() => self.no || self.progress,
            // Under a header that wants yes or no, any number but one is an amount or the number of something.
            Value::Number(number) => number.is_integer() && (self.undone || self.yes && *number == Decimal::ONE),
            Value::Date(_) => self.undone,
            Value::Error(_) | Value::NoResult | Value::Outside => false,
        }
    }
}

/// From how many words on a header is a sentence.
const LONG_HEADER: usize = 8;

/// The last word of headers of people.
const PEOPLE: [&str; 8] = ["by", "par", "por", "von", "durch", "da", "door", "av"];

/// The last words of headers of funds and of those who pay.
const FUNDS: [&str; 24] = [
    "fund",
    "funds",
    "fonds",
    "fondo",
    "fondos",
    "fundo",
    "funding",
    "fundingsource",
    "sourceoffunds",
    "financing",
    "financement",
    "financiamiento",
    "financiacion",
    "financiamento",
    "finanzierung",
    "bailleur",
    "donor",
    "donante",
    "doador",
    "geldgeber",
    "paidby",
    "fundedby",
    "financedby",
    "chargedto",
];

/// Words of headers of what clears a row, and of its documents.
const CLEARED: [&str; 6] = ["clearing", "clrng", "ausgleich", "ausgleichsbeleg", "lettrage", "compensacion"];
const DOCUMENTS: [&str; 8] = ["doc", "document", "docno", "no", "number", "ausgleichsbeleg", "lettrage", "documento"];

/// The last word of headers that say of a promise what came of it, in their comparable form.
const PAID: [&str; 14] = [
    "paid",
    "received",
    "cashed",
    "disbursed",
    "banked",
    "pagado",
    "pago",
    "paye",
    "recu",
    "encaissee",
    "bezahlt",
    "recibido",
    "recebido",
    "betaald",
];

/// The words of a header without that for a flag, which says no more than that a yes or no stands there: `void_flag`. Alone it is of
/// states.
fn without_flag(mut parts: Vec<String>) -> Vec<String> {
    let is_flag = |word: &String| matches!(word.as_str(), "flag" | "flags");
    if !parts.iter().all(is_flag) {
        parts.retain(|word| !is_flag(word));
    }
    parts
}

/// Whether a header is of what a bank, or a person, confirmed: `Confirmed by bank`, `Reconciled by`. Who approved a cost is often noted of
/// some costs alone, which says nothing of the others.
fn says_confirmed(parts: &[String], plain: &str, kind: InputKind) -> bool {
    const OF_COSTS: [&str; 7] =
        ["reconciled", "matched", "confirmed", "rapproche", "rapprochee", "conciliado", "conciliada"];
    if CONFIRMED_BY_BANK.contains(plain) {
        return true;
    }
    let by = |word: &String| PEOPLE.contains(&word.as_str());
    let bank = |word: &String| BANK.contains(&word.as_str());
    let joins = |word: &String| by(word) || WITH_BANK.contains(&word.as_str());
    let before = parts.iter().rposition(|word| !bank(word) && !joins(word)).map_or(0, |last| last + 1);
    let (said, rest) = parts.split_at_checked(before).unwrap_or_default();
    let person = matches!(rest, [by_whom] if by(by_whom));
    // Who paid or fetched something says nothing of what became of it.
    let unsaid = |word: &String| {
        ["paid", "received", "charged", "released", "banked", "signed", "collected", "deposited"]
            .contains(&word.as_str())
            || kind != InputKind::Facts(FactKind::Receipt) && !OF_COSTS.contains(&word.as_str())
    };
    let good = said.last().is_some_and(|word| GOOD_HEADERS.contains(word) && !(person && unsaid(word)));
    good && (person || rest.iter().any(bank))
}

/// What a text says under a header of what was confirmed.
fn confirms(text: &str) -> Says {
    if says_nothing(text) { Says::Nothing } else { Says::Counts }
}

/// Whether the rows of a kind are of money that moved.
const fn is_of_money_that_moved(kind: InputKind) -> bool {
    matches!(kind, InputKind::Facts(FactKind::Receipt | FactKind::Expenditure | FactKind::Finance))
}

/// Whether the rows of a kind are of money that moved: there a report may be that on the cost itself.
fn is_of_money(kind: InputKind) -> bool {
    !matches!(
        kind,
        InputKind::Facts(
            FactKind::Agreement
                | FactKind::Amendment
                | FactKind::Instalment
                | FactKind::Donor
                | FactKind::Priority
                | FactKind::Result
                | FactKind::Target
        )
    )
}

/// Whether a header is of a paper beside its row: its name stands before the word of a state (`Report status`), or right behind
/// it (`Status of the report`).
fn is_of_paper(parts: &[String]) -> bool {
    let Some(paper) = parts.iter().position(|part| PAPERS.contains(&part.as_str())) else { return false };
    let state = parts.iter().position(|part| STATE_HEADERS.contains(part));
    let of = |part: &String| matches!(part.as_str(), "of" | "the" | "du" | "des" | "de" | "del" | "do" | "der");
    state.is_none_or(|state| paper < state || parts.get(state + 1..paper).is_some_and(|between| between.iter().all(of)))
}

/// Whether a header names two states by a word each, of which one counts: `Live/Dead`, `Active/Inactive`. Plans and what came of
/// them are others.
fn names_both(header: &str) -> bool {
    let parts: Vec<String> = header.split(['/', '|', '\\']).map(|part| part.trim().to_owned()).collect();
    let [one, other] = parts.as_slice() else { return false };
    let counts = |part: &String| COUNTS.contains(comparable(part).as_str());
    let word = |part: &String| part.chars().count() > 2 && part.chars().all(char::is_alphabetic);
    let other_meaning = |part: &String| {
        let plain = comparable(part);
        is_yes(part) || is_no(part) || [&PLANNED, &ACTUAL, &PLANS].into_iter().any(|words| words.contains(&plain))
    };
    word(one) && word(other) && counts(one) != counts(other) && !other_meaning(one) && !other_meaning(other)
}

/// Whether a text is marks alone, as people strike a cell out.
fn is_struck_out(text: &str) -> bool {
    !text.is_empty() && says_nothing(text) && !text.contains(char::is_alphanumeric)
}

/// Whether a text under a header that wants yes or no is neither, and no day, number or name of many digits.
fn asks_back(text: &str) -> bool {
    !says_nothing(text)
        && !is_yes(text)
        && !is_no(text)
        && !says_it_counts(text)
        && !text.contains(|letter: char| letter.is_ascii_digit())
}

/// Whether a text may be a day: digits at its start, and marks between them.
fn may_be_day(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.len() <= LONGEST_WORD
        && digits >= 4
        && text.starts_with(|letter: char| letter.is_ascii_digit())
        && text.contains(['-', '/', '.'])
}
