//! How well a header of an unknown sheet names a column of a kind of sheet.
//!
//! What comes in: headers. What leaves: the columns that each may be, by its words. What it does not know: what stands
//! below it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::config::InputKind;
use crate::domain::Currency;
use crate::domain::text::comparable;
use crate::intake::kinds::columns::{ColumnSpec, Form};
use crate::intake::kinds::columns_of;
use crate::intake::propose::marks::{Marking, Marks};
use crate::intake::propose::meaning::{Meaning, Meanings, Reading, Sayings};
use crate::intake::propose::neutral::{given, neutral};
use crate::intake::row::name::{similarity, without_marks};
use crate::intake::sheet::units::{self, Units};

/// How well a header names a column, best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// It is one of its names with a letter wrong.
    Spelling,
    /// It holds all words of one of its names, among words that may change what it means.
    Doubtful,
    /// Its words say it beside others that change nothing, or with what its values must say.
    Loosely,
    /// Its words say it, beside some that are not known.
    Partly,
    /// Its words say it.
    Likely,
    /// It is one of its names, with a currency or a scale.
    Units,
    /// It is one of its names.
    Name,
}

/// A column that a header may name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Called {
    pub kind: InputKind,
    pub spec: &'static ColumnSpec,
    pub likeness: Likeness,
    /// That of its whole text, where it has several.
    pub whole: Option<Likeness>,
    /// How well its words say the column, best lowest; the last of all where they do not.
    pub rank: usize,
}

/// How alike a header and a name are that differ in spelling only, in thousandths.
const LIKE_ENOUGH: u32 = 920;

/// The fewest letters of a name of one word: shorter ones (`No.`, `To`) stand in too many headers.
const TELLING: usize = 4;

/// The most words of a header that make it less like a column than one that says it in fewer.
const MOST_WORDS: usize = 8;

/// The fewest letters of a name that may be misspelt.
const SPELT: usize = 5;

/// The names of the columns of all kinds. A header is looked up once: tables hold the same ones again and again.
pub(super) struct Vocabulary {
    known: Vec<Known>,
    meanings: Meanings,
    marking: Marking,
    seen: Seen,
    /// The same of names that are compared letter by letter.
    named: Seen,
    /// What texts tell beside.
    told: RefCell<HashMap<String, Told>>,
}

/// What a text says beside naming columns.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    /// Whether its words say what stands below it.
    pub telling: bool,
    /// Whether they say no more than that it is a number.
    pub number: bool,
    /// Whether they say that below it stand the accounts on which finance books, which stand for kinds.
    pub accounts: bool,
    pub marks: Marks,
    /// The units that it names.
    pub units: Units,
}

/// The columns that headers may name, by header.
type Seen = HashMap<String, Rc<[Called]>>;

/// A column with its names.
struct Known {
    kind: InputKind,
    spec: &'static ColumnSpec,
    names: Vec<Text>,
    /// What its headers say.
    sayings: Option<Sayings>,
    /// What its values say already, and what its headers may say beside.
    beside: (Meaning, Meaning),
}

/// A header as it is judged.
struct Header {
    text: Text,
    without_units: Text,
    /// What its words say.
    reading: Option<Reading>,
    reading_without_units: Option<Reading>,
}

/// A text as it is compared.
struct Text {
    comparable: String,
    letters: usize,
    words: Vec<String>,
}

impl Text {
    fn of(text: &str) -> Self {
        let comparable = comparable(text);
        Self { letters: comparable.chars().count(), comparable, words: words(text) }
    }
}

impl Vocabulary {
    /// That of a fund in this base currency.
    pub fn new(base: Currency) -> Self {
        let of_kind = |kind| columns_of(kind).iter().map(move |spec| (kind, spec));
        let mut sayings = Meanings::sayings();
        let meanings = Meanings::new(base);
        let known = InputKind::ALL.into_iter().flat_map(of_kind).map(|(kind, spec)| {
            let names = spec.names.iter().map(|name| Text::of(&name.replace("{base}", base.code())));
            let sayings = sayings.remove(&(kind.name(), spec.canonical()));
            let beside = (meanings.bits(given(spec)), meanings.bits(&neutral(spec).collect::<Vec<_>>()));
            Known { kind, spec, names: names.collect(), sayings, beside }
        });
        let known = known.collect();
        Self {
            known,
            marking: Marking::new(&meanings),
            meanings,
            seen: Seen::new(),
            named: Seen::new(),
            told: RefCell::default(),
        }
    }

    /// The columns that a header may name.
    pub fn look_up(&mut self, header: &str) -> Rc<[Called]> {
        called(&mut self.seen, (&self.known, &self.meanings), header, Known::likeness)
    }

    /// The kinds of sheet that a name, of a sheet or a file, says.
    pub fn kinds(&self, name: &str) -> Vec<InputKind> {
        InputKind::ALL.into_iter().filter(|kind| self.meanings.says_kind(name, kind.name())).collect()
    }

    /// What a text says beside naming a column.
    pub fn told(&self, text: &str) -> Told {
        if let Some(told) = self.told.borrow().get(text) {
            return *told;
        }
        let units = units::of_header(text).1;
        let told = self.meanings.read(without_marks(text)).map(|reading| Told {
            units,
            telling: reading.is_telling(),
            number: self.meanings.is_number(&reading),
            accounts: self.meanings.is_of_accounts(&reading),
            marks: self.marking.of(&reading),
        });
        let told = told.unwrap_or(Told { units, ..Told::default() });
        self.told.borrow_mut().insert(text.to_owned(), told);
        told
    }

    /// What it says as marks.
    pub fn marks(&self, text: &str) -> Marks {
        self.told(text).marks
    }

    /// The columns that a header of several texts may name: as a whole, or by a known name of its texts; by the words of the last
    /// of them where the whole names none of a kind; and by those together with the heading that stands over several columns.
    pub fn look_up_each(&mut self, header: &str, names: &[String]) -> Rc<[Called]> {
        let whole = self.look_up(header);
        let mut called: Vec<Called> = whole.to_vec();
        for name in names.iter().filter(|name| *name != header) {
            for other in &*self::called(&mut self.named, (&self.known, &self.meanings), name, Known::called) {
                match called.iter_mut().find(|one| one.kind == other.kind && one.spec == other.spec) {
                    Some(one) => one.likeness = one.likeness.max(other.likeness),
                    None => called.push(Called { whole: None, ..*other }),
                }
            }
        }
        // The last text alone, or with that above it, of which it may be no more than the unit.
        let parts = names.last().into_iter().chain(names.get(1));
        let headed = names.first();
        for part in parts.chain(headed).filter(|name| *name != header) {
            for other in self.look_up(part).iter().filter(|other| other.likeness == Likeness::Likely) {
                let same = |one: &Called| one.kind == other.kind && (Some(part) != headed || one.spec == other.spec);
                if !called.iter().any(same) {
                    called.push(Called { whole: None, ..*other });
                }
            }
        }
        called.into()
    }
}

/// The columns that a header names by a judgement of each, which is made once.
fn called(
    seen: &mut Seen,
    (known, meanings): (&[Known], &Meanings),
    header: &str,
    judge: fn(&Known, &Header) -> Option<Likeness>,
) -> Rc<[Called]> {
    if let Some(found) = seen.get(header) {
        return Rc::clone(found);
    }
    let plain = without_marks(header);
    let plain_units = units::of_header(plain).0;
    let text = Header {
        text: Text::of(plain),
        without_units: Text::of(&plain_units),
        reading: meanings.read(plain),
        reading_without_units: meanings.read(&plain_units),
    };
    let named = known.iter().filter_map(|known| {
        let likeness = judge(known, &text)?;
        let more = known.reading(&text).map_or(0, |reading| meanings.length(reading).min(MOST_WORDS - 1));
        let rank = known.rank(&text).map_or(usize::MAX, |rank| rank * MOST_WORDS + more);
        Some(Called { kind: known.kind, spec: known.spec, likeness, whole: Some(likeness), rank })
    });
    let mut found: Vec<Called> = named.collect();
    // The dimensions of a system, each with what it is used for: `Class: Theme`.
    if let Some((_, used)) = plain.split_once(": ") {
        let used = called(seen, (known, meanings), used, judge);
        let new = |used: &&Called| !found.iter().any(|one| one.kind == used.kind && one.spec == used.spec);
        let likely = |used: &Called| Called { likeness: used.likeness.min(Likeness::Likely), ..*used };
        let new: Vec<Called> = used.iter().filter(new).map(likely).collect();
        found.extend(new);
    }
    if let Some((one, other)) = plain.split_once(" / ").or_else(|| plain.split_once('\n')) {
        let known = (known, meanings);
        in_two_languages(&mut found, &called(seen, known, one, judge), &called(seen, known, other, judge));
    }
    let found: Rc<[Called]> = found.into();
    seen.insert(header.to_owned(), Rc::clone(&found));
    found
}

/// Adds the columns that both halves of a header name.
fn in_two_languages(found: &mut Vec<Called>, one: &[Called], other: &[Called]) {
    let named = |called: &&Called| called.likeness >= Likeness::Likely;
    for half in one.iter().filter(named) {
        let is = |called: &&Called| called.kind == half.kind && called.spec == half.spec;
        if other.iter().filter(named).any(|called| is(&called)) {
            match found.iter_mut().find(|called| is(&&**called)) {
                Some(whole) => whole.likeness = whole.likeness.max(Likeness::Likely),
                None => found.push(Called { likeness: Likeness::Likely, whole: Some(Likeness::Likely), ..*half }),
            }
        }
    }
}

impl Known {
    /// Whether a header is a name of the column, alone or with the units of its amounts.
    fn called(&self, Header { text, without_units, .. }: &Header) -> Option<Likeness> {
        let is = |text: &Text| self.names.iter().any(|name| name.comparable == text.comparable);
        if is(text) {
            return Some(Likeness::Name);
        }
        (self.spec.form == Form::Amount && is(without_units)).then_some(Likeness::Units)
    }

    /// How well a header names the column; nothing when it does not.
    fn likeness(&self, header: &Header) -> Option<Likeness> {
        if let Some(likeness) = self.called(header) {
            return Some(likeness);
        }
        let Some(reading) = self.sayings.as_ref().and_then(|_| self.reading(header)) else {
            return self.by_names(header);
        };
        match (self.rank(header), reading.is_known()) {
            (Some(_), true) => Some(Likeness::Likely),
            (Some(_), false) if reading.is_telling() => Some(Likeness::Partly),
            (None, _) if self.is_said_loosely(reading) => Some(Likeness::Loosely),
            // All its words are known, and say something else.
            (None, true) => None,
            (_, false) => self.by_names(header),
        }
    }

    /// The words of a header, without the units of amounts.
    fn reading<'h>(&self, header: &'h Header) -> Option<&'h Reading> {
        let amount = self.spec.form == Form::Amount;
        if amount { header.reading_without_units.as_ref() } else { header.reading.as_ref() }
    }

    /// Whether the words of a header say the column beside others that change nothing, or with what its values must say.
    fn is_said_loosely(&self, reading: &Reading) -> bool {
        let (given, more) = self.beside;
        let said = |sayings: &Sayings| sayings.rank_with(reading, given, more).is_some();
        (reading.is_known() || reading.is_telling()) && self.sayings.as_ref().is_some_and(said)
    }

    /// How well the words of a header say the column; nothing when they do not.
    fn rank(&self, header: &Header) -> Option<usize> {
        let (sayings, reading) = (self.sayings.as_ref()?, self.reading(header)?);
        // A day is one of what the header says: `Approved` as `Date of approval`.
        let (given, _) = self.beside;
        if self.spec.form == Form::Date { sayings.rank_with(reading, given, 0) } else { sayings.rank(reading) }
    }

    /// How well a header names the column by the words of its names; nothing when it does not.
    fn by_names(&self, Header { text, without_units, .. }: &Header) -> Option<Likeness> {
        let words = if self.spec.form == Form::Amount { &without_units.words } else { &text.words };
        if self.names.iter().any(|name| holds(words, &name.words)) {
            return Some(Likeness::Doubtful);
        }
        let near = |name: &Text| {
            name.letters >= SPELT
                && name.letters.abs_diff(text.letters) <= 2
                && similarity(&text.comparable, &name.comparable) >= LIKE_ENOUGH
        };
        self.names.iter().any(near).then_some(Likeness::Spelling)
    }
}

/// Whether a header holds all words of a name that says something.
fn holds(words: &[String], wanted: &[String]) -> bool {
    let telling = wanted.len() > 1 || wanted.iter().any(|word| word.chars().count() >= TELLING);
    telling && wanted.iter().all(|word| words.iter().any(|own| same(own, word)))
}

/// Words that programs shorten in their headers.
const SHORTENED: [(&str, &str); 24] = [
    ("amt", "amount"),
    ("pstng", "posting"),
    ("doc", "document"),
    ("ctry", "country"),
    ("txn", "transaction"),
    ("trx", "transaction"),
    ("acct", "account"),
    ("curr", "currency"),
    ("ccy", "currency"),
    ("dt", "date"),
    ("desc", "description"),
    ("proj", "project"),
    ("agmt", "agreement"),
    ("qty", "quantity"),
    ("cod", "code"),
    ("codigo", "code"),
    ("cd", "code"),
    ("f", "fecha"),
    ("trans", "transaction"),
    ("cur", "currency"),
    ("cat", "category"),
    ("bud", "budget"),
    ("agr", "agreement"),
    ("orig", "original"),
];

/// A word in its comparable form, and in full.
fn word_of(text: &str) -> String {
    let word = comparable(text);
    SHORTENED.iter().find(|(short, _)| *short == word).map_or(word, |(_, whole)| (*whole).to_owned())
}

/// The words of a header, without accents and in small letters; `AmountReceived` is two, the sign of `n.º` is none.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut small = false;
    for letter in text.chars() {
        let starts = letter.is_uppercase() && small;
        let of_word = letter.is_alphanumeric() && !matches!(letter, 'º' | 'ª');
        if (starts || !of_word) && !word.is_empty() {
            words.push(word_of(&std::mem::take(&mut word)));
        }
        if of_word {
            word.push(letter);
        }
        small = letter.is_lowercase();
    }
    words.push(word_of(&word));
    words.retain(|word| !word.is_empty());
    words
}

/// Whether two words are one, but for a plural.
fn same(one: &str, other: &str) -> bool {
    let plural = |many: &str, one: &str| {
        many.strip_suffix('s') == Some(one)
            || many.strip_suffix("ies").is_some_and(|stem| Some(stem) == one.strip_suffix('y'))
    };
    let day = |word: &str| matches!(word, "date" | "data" | "fecha" | "datum");
    one == other || plural(one, other) || plural(other, one) || day(one) && day(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::FactKind;

    fn like(kind: FactKind, column: &str, header: &str) -> Option<Likeness> {
        let called = Vocabulary::new(Currency::USD).look_up(header);
        let is = |called: &&Called| called.kind == InputKind::Facts(kind) && called.spec.canonical() == column;
        called.iter().find(is).map(|called| called.likeness)
    }

    #[test]
    fn headers_are_compared_word_by_word() {
        for (kind, column, header, expected) in [
            (FactKind::Receipt, "Amount", "Amount", Some(Likeness::Name)),
            (FactKind::Receipt, "Amount", "Amount (EUR)", Some(Likeness::Units)),
            (FactKind::Receipt, "Amount", "Amount Awarded", None),
            (FactKind::Receipt, "Amount", "Amount Applied For", None),
            (FactKind::Receipt, "Amount", "GrantAmount", Some(Likeness::Likely)),
            (FactKind::Receipt, "Amount", "Budget amount", None),
            (FactKind::Donor, "Name", "Contact name", None),
            (FactKind::Receipt, "Amount", "Ammount", Some(Likeness::Partly)),
            (FactKind::Priority, "Country", "Recipient countries", Some(Likeness::Likely)),
            (FactKind::Priority, "Country", "Country of work", Some(Likeness::Likely)),
            (FactKind::Priority, "Country", "allocationSourceId", None),
            (FactKind::Priority, "Theme", "Guatemala", None),
            (FactKind::Donor, "Code", "Postcode", None),
            (FactKind::Receipt, "Receipt", "N.º de movimento", Some(Likeness::Likely)),
            (FactKind::Agreement, "Signed on", "Award date", Some(Likeness::Likely)),
            (FactKind::Priority, "Country", "Pays / Country", Some(Likeness::Likely)),
            (FactKind::Finance, "Debit", "Debit / Credit", None),
            (FactKind::Agreement, "Amount", "Monto aprobado", Some(Likeness::Likely)),
            (FactKind::Agreement, "Amount", "Monto solicitado", None),
            (FactKind::Expenditure, "Date", "Dt. contabilística", Some(Likeness::Likely)),
            (FactKind::Expenditure, "Date", "Pstng Dt", Some(Likeness::Likely)),
            (FactKind::Agreement, "Amount", "Total awarded (USD)", Some(Likeness::Likely)),
            (FactKind::Agreement, "Amount", "Total amount requested", None),
        ] {
            assert_eq!(like(kind, column, header), expected, "{header} as {column}");
        }
    }
}
