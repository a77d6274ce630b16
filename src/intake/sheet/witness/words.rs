//! Words by which sheets say of rows that they do not count, or not yet, in several languages.
//!
//! What comes in: texts of cells, headers, comments and titles. What leaves: whether they say so. What it does not know: rows.

use std::borrow::Cow;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};

use super::beginnings::Beginnings;
use super::state_words::{COUNTS, NEGATIONS, NOT_YET, OTHER_STATES, UNDONE};
use crate::domain::text::comparable;

/// The longest word that is looked at, in bytes.
pub(super) const LONGEST_WORD: usize = 60;

/// All words that say that something does not count, or not yet.
fn states() -> impl Iterator<Item = &'static String> {
    UNDONE.iter().chain(NOT_YET.iter()).chain(OTHER_STATES.iter())
}

/// Whether a text in its comparable form is such a word.
pub(super) fn is_state(plain: &str) -> bool {
    [&UNDONE, &NOT_YET, &OTHER_STATES].into_iter().any(|words| words.contains(plain))
}

/// Whether a text under the header of a state says that its row counts: all that it says are such words.
pub(super) fn says_it_counts(text: &str) -> bool {
    const BETWEEN: [&str; 10] = ["and", "in", "by", "et", "y", "und", "e", "the", "fully", "full"];
    let plain = comparable(text);
    if COUNTS.contains(plain.as_str()) || is_yes(text.trim()) {
        return true;
    }
    let mut known = words(text).map(comparable).filter(|word| !BETWEEN.contains(&word.as_str())).peekable();
    known.peek().is_some() && known.all(|word| COUNTS.contains(word.as_str()))
}

/// Whether a remark is such a word and nothing else, or says somewhere that something was undone.
pub(super) fn remark_says(text: &str) -> bool {
    let said_alone = || {
        let plain = comparable(text);
        is_state(&plain) || asks_not_to_count(&plain)
    };
    text.len() <= LONGEST_WORD && said_alone() || says_undone(text)
}

/// Finds those that are long, in one pass.
static LONG_STATES: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(states().filter(|state| state.len() >= 8)).ok());

/// Whether a comment says of its cell that it does not count: one of its words is such a word, or some words are together.
pub(super) fn says_state(text: &str) -> bool {
    let text = &*without_returned_things(text);
    let plain = comparable(text);
    // Longer ones may be several words among others: en attente de validation.
    let long = || LONG_STATES.as_ref().is_some_and(|states| states.is_match(&plain));
    asks_not_to_count(&plain) || words(text).any(|word| is_state(&comparable(word))) || long() || says_wrong(text)
}

/// A text without what is said of things that came back, which is nothing of its row: `returned funds`, `the returned goods`.
fn without_returned_things(text: &str) -> Cow<'_, str> {
    const RETURNED: [&str; 4] = ["returned", "refunded", "unused", "rejected"];
    const THINGS: [&str; 18] = [
        "funds",
        "money",
        "monies",
        "cash",
        "goods",
        "items",
        "equipment",
        "materials",
        "advance",
        "advances",
        "balance",
        "balances",
        "deposit",
        "deposits",
        "refugees",
        "migrants",
        "unspent",
        "tickets",
    ];
    let is = |word: &str, list: &[&str]| list.iter().any(|known| known.eq_ignore_ascii_case(word));
    let mut said = words(text).peekable();
    let mut found = None;
    while let Some(word) = said.next() {
        if is(word, &RETURNED) && said.peek().is_some_and(|next| is(next, &THINGS)) {
            found = Some(word);
            break;
        }
    }
    found.map_or(Cow::Borrowed(text), |word| Cow::Owned(text.replacen(word, "", 1)))
}

/// Whether a comment says no more than that its cell is wrong, or there twice.
fn says_wrong(text: &str) -> bool {
    const WRONG: [&str; 17] = [
        "please",
        "double",
        "doppelt",
        "doble",
        "dobro",
        "twice",
        "wrong",
        "delete",
        "remove",
        "falsch",
        "faux",
        "erreur",
        "incorrect",
        "mistake",
        "errado",
        "erroneo",
        "erro",
    ];
    // Who wrote it stands before it.
    text.split(['\n', ':']).any(|part| {
        let mut words = words(part).peekable();
        words.peek().is_some() && words.all(|word| WRONG.contains(&comparable(word).as_str()))
    })
}

/// What texts say, in their comparable form, that ask not to count something, or say that it is not there yet.
const ASKING: [&str; 137] = [
    "convertedlater",
    "tobeconverted",
    "notconverted",
    "aconvertir",
    "nonconverti",
    "sinconvertir",
    "porconvertir",
    "naoconvertido",
    "nichtumgerechnet",
    "memoonly",
    "reversesnext",
    "reversenext",
    "reversesin",
    "autorevers",
    "toreverse",
    "willbereversed",
    "aextourner",
    "seraextourne",
    "areverser",
    "areversar",
    "pararevertir",
    "aestornar",
    "donotcount",
    "donotinclude",
    "donotuse",
    "notcounted",
    "notpaid",
    "notreceived",
    "notyet",
    "asupprimer",
    "aannuler",
    "necompterpas",
    "nepascompter",
    "nocontabilizar",
    "nocontar",
    "naocontar",
    "noprocede",
    "novalid",
    "tobedeleted",
    "toberemoved",
    "tobecancelled",
    "tobereversed",
    "zuloschen",
    "zustornieren",
    "nichterfolgt",
    "nichtbezahlt",
    "nichtgebucht",
    "nichtzahlen",
    "paymentbounced",
    "chequebounced",
    "nichtbuchen",
    "nichtberucksichtigen",
    "nichtmitzahlen",
    "nepasinclure",
    "noincluir",
    "naoincluir",
    "donotpost",
    "nietmeetellen",
    "returnedbybank",
    "returnedbythebank",
    "disregard",
    "postedtwice",
    "paidtwice",
    "bookedtwice",
    "enteredtwice",
    "recordedtwice",
    "countedtwice",
    "wrongaccount",
    "wrongfund",
    "wrongproject",
    "postedinerror",
    "enteredinerror",
    "bookedinerror",
    "bymistake",
    "parerreur",
    "porerror",
    "irrtumlich",
    "nepasprendreencompte",
    "asientoduplicado",
    "duplicidade",
    "enduplicado",
    "endouble",
    "deuxfois",
    "dosveces",
    "duasvezes",
    "doppeltgebucht",
    "doppelterfasst",
    "doppelbuchung",
    "dishonoured",
    "dishonored",
    "chequestopped",
    "stoppedcheque",
    "testtransaction",
    "testentry",
    "testbooking",
    "notours",
    "belongstoanother",
    "samepayment",
    "nuletnonavenu",
    "nulleetnonavenue",
    "sinefecto",
    "semefeito",
    "gegenstandslos",
    "movedto202",
    "nopaymentmade",
    "neverpaid",
    "neverreceived",
    "doubleentry",
    "pledgeonly",
    "stilloutstanding",
    "willbereturned",
    "willberefunded",
    "tobereturned",
    "toberefunded",
    "sentback",
    "wronglycredited",
    "wronglybooked",
    "wronglyposted",
    "wronglypaid",
    "wronglyentered",
    "receivedbyerror",
    "receivedinerror",
    "paidinerror",
    "creditedinerror",
    "sentinerror",
    "ignorethis",
    "deletethis",
    "removethis",
    "nochnicht",
    "pasencore",
    "aindanao",
    "todaviano",
    "zuruckgenommen",
    "ruckgebucht",
    "sansprovision",
    "chequedevuelto",
    "chequedevolvido",
];

/// What texts begin with, in their comparable form, that say that something is yet to come; elsewhere they may be of people who wait.
const BEGINNING: [&str; 14] = [
    "awaiting",
    "enattente",
    "pendientede",
    "aguarda",
    "promisedby",
    "expectedin",
    "expectedby",
    "expectedon",
    "expectednext",
    "voraussichtlich",
    "attenduen",
    "prevuen",
    "previstopara",
    "esperadoen",
];

/// Finds all of them in one pass.
static ASKS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(ASKING).ok());

/// Whether a text in its comparable form asks not to count something, or says that it is not there yet.
pub(super) fn asks_not_to_count(plain: &str) -> bool {
    ASKS.as_ref().is_some_and(|asks| asks.is_match(plain)) || BEGINNING.iter().any(|start| plain.starts_with(start))
}

pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The same in their comparable form.
pub(super) fn plain_words(text: &str) -> Vec<String> {
    words(text).map(comparable).collect()
}

/// Whether a word is a year of our time.
pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (1990..=2100).contains(&year))
}

/// Finds any of some parts in a text, in one pass and whatever the case of their ASCII letters.
pub(super) fn finder<const PARTS: usize>(parts: [&str; PARTS]) -> Option<AhoCorasick> {
    AhoCorasickBuilder::new().ascii_case_insensitive(true).build(parts).ok()
}

/// The words of a name in which each begins with a capital: `PaymentState`.
pub(super) fn joined_words(name: &str) -> impl Iterator<Item = &str> {
    let mut before = false;
    let turns = name.char_indices().filter(move |(_, letter)| {
        let turns = before && letter.is_uppercase();
        before = letter.is_lowercase();
        turns
    });
    let turns: Vec<usize> = turns.map(|(index, _)| index).collect();
    let starts = std::iter::once(0).chain(turns.clone());
    starts.zip(turns.into_iter().chain([name.len()])).filter_map(|(start, end)| name.get(start..end))
}

/// The first letters of each word that says that something was undone.
static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::of(UNDONE.iter().map(String::as_str)));

/// Whether one of the words of a text says that something was undone, and none before it turns that round; or the text asks
/// not to count something.
pub(super) fn says_undone(text: &str) -> bool {
    const LONGEST_REMARK: usize = 400;
    if text.len() > LONGEST_REMARK {
        return false;
    }
    // A copy of a thing is not undone by that; what is one as a whole says so elsewhere.
    let copy = |plain: &str| ["dupl", "doubl"].iter().any(|part| plain.starts_with(part));
    let mut before = [""; 3];
    for (index, word) in words(text).enumerate() {
        if BEGINNINGS.may_begin(word).unwrap_or(word.len() > 3) {
            let plain = comparable(word);
            let is_undone = UNDONE.contains(plain.as_str()) && (index == 0 || !copy(&plain)) && !leads(text, word);
            let turned = || before.iter().any(|word| NEGATIONS.contains(&comparable(word).as_str()));
            if is_undone && !turned()
                || is_unspaced(word) && UNDONE.iter().any(|state| is_unspaced(state) && plain.contains(state.as_str()))
            {
                return true;
            }
        }
        if is_use(word) && NEGATIONS.contains(&comparable(before[2]).as_str()) {
            return true;
        }
        before = [before[1], before[2], word];
    }
    let asks = || comparable(text).starts_with("donotcount");
    text.get(..3).is_some_and(|first| first.eq_ignore_ascii_case("do ")) && asks()
}

/// Whether a word is the verb of `no usar`, `ne pas utiliser`, `nicht verwenden`.
fn is_use(word: &str) -> bool {
    const USES: [&str; 7] = ["usar", "utilizar", "utiliser", "verwenden", "benutzen", "usare", "gebruiken"];
    USES.iter().any(|verb| verb.eq_ignore_ascii_case(word))
}

/// Whether a word is tied to the next one by a hyphen, of which it says something: `Cancelled-debt workshop`.
fn leads(text: &str, word: &str) -> bool {
    let mut behind = text.split(word).skip(1).filter_map(|rest| rest.strip_prefix('-'));
    behind.any(|rest| {
        let next = words(rest).next().unwrap_or_default();
        rest.starts_with(char::is_lowercase) && !UNDONE.contains(comparable(next).as_str())
    })
}

/// Whether a word is in a script that puts no spaces between words.
fn is_unspaced(word: &str) -> bool {
    word.chars().next().is_some_and(|letter| {
        matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{11ff}' | '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
    })
}

/// Whether a title or the name of a sheet, which are short, says of all rows that they do not count, or not yet.
pub(in crate::intake::sheet) fn titles_state(text: &str) -> bool {
    const LONGEST_TITLE: usize = 60;
    let says = |word: &str| UNDONE.contains(word) || NOT_YET.contains(word);
    text.len() <= LONGEST_TITLE && words(text).any(|word| says(comparable(word).as_str()))
}

pub(super) fn is_no(text: &str) -> bool {
    const NO: [&str; 21] = [
        "no",
        "n",
        "false",
        "non",
        "nao",
        "nein",
        "0",
        "nee",
        "nej",
        "nei",
        "nie",
        "ne",
        "faux",
        "falso",
        "falsch",
        "нет",
        "ні",
        "否",
        "いいえ",
        "لا",
        "tidak",
    ];
    matches!(text, "✗" | "✘" | "✕" | "❌" | "☐") || NO.contains(&comparable(text).as_str())
}

pub(super) fn is_yes(text: &str) -> bool {
    const YES: [&str; 21] = [
        "yes",
        "y",
        "true",
        "x",
        "1",
        "oui",
        "si",
        "sim",
        "ja",
        "o",
        "j",
        "vrai",
        "verdadero",
        "wahr",
        "да",
        "так",
        "是",
        "はい",
        "نعم",
        "evet",
        "tak",
    ];
    matches!(text, "✓" | "✔" | "☑" | "✅" | "●" | "•" | "*") || YES.contains(&comparable(text).as_str())
}
