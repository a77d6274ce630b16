//! How well a header of an unknown sheet names a column of a kind of sheet.
//!
//! What comes in: headers. What leaves: the columns that each may be, by its words. What it does not know: what stands
//! below it.

use std::collections::HashMap;
use std::rc::Rc;

use crate::config::InputKind;
use crate::domain::Currency;
use crate::domain::text::comparable;
use crate::intake::kinds::columns::{ColumnSpec, Form, List};
use crate::intake::kinds::columns_of;
use crate::intake::propose::likely::likely_names;
use crate::intake::row::name::{similarity, without_marks};
use crate::intake::sheet::units;

/// How well a header names a column, best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// It is one of its names with a letter wrong.
    Spelling,
    /// It holds all words of one of its names, among words that may change what it means.
    Doubtful,
    /// It holds all words of one of its names, and others that change nothing.
    Words,
    /// It is one of its names, with a currency or a scale.
    Units,
    /// It is one of its names.
    Name,
}

/// Words that may stand with a name without changing what it means, for every column and by what its cells take. Any
/// other word may change it: what was applied for is not what was given.
const HARMLESS: &[&str] = &["of", "the", "in", "de", "du", "la", "le", "el", "do", "da", "del", "and"];
const WITH_AMOUNTS: &[&str] = &[
    "amount",
    "awarded",
    "received",
    "paid",
    "actual",
    "deposited",
    "booked",
    "original",
    "transaction",
    "payment",
    "grant",
    "contribution",
    "currency",
    "value",
    "local",
    "funding",
    "recu",
    "recibido",
    "recebido",
    "total",
    "en",
    "devise",
    "divisa",
    "tranche",
    "instalment",
    "pledge",
    "agreed",
    "document",
    "dc",
];
const WITH_DATES: &[&str] = &[
    "date",
    "day",
    "received",
    "payment",
    "transaction",
    "booking",
    "posting",
    "document",
    "value",
    "actual",
    "receipt",
];
const WITH_RATES: &[&str] = &["used", "official", "operational", "monthly", "exchange", "value"];
const WITH_PLACES: &[&str] =
    &["recipient", "beneficiary", "project", "activity", "implementation", "work", "name", "iso", "code"];
const WITH_THEMES: &[&str] = &["name", "code", "main", "primary", "programme", "priority"];
const WITH_DONORS: &[&str] = &["name", "code", "organisation", "organization", "agency", "funding", "government"];
const WITH_CURRENCIES: &[&str] = &["code", "iso", "original", "transaction", "payment", "grant", "agreement", "amount"];
const WITH_TEXTS: &[&str] = &[
    "no",
    "number",
    "id",
    "ref",
    "reference",
    "code",
    "identifier",
    "official",
    "full",
    "legal",
    "our",
    "internal",
    "unique",
    "n",
    "nr",
    "num",
    "numero",
];
const WITH_WORDS: &[&str] = &["name", "code", "transaction", "entry", "current", "receipt", "expenditure", "agreement"];

/// The words that may stand with the name of a column.
const fn harmless(form: Form) -> &'static [&'static str] {
    match form {
        Form::Amount | Form::Whole | Form::Percent => WITH_AMOUNTS,
        Form::Rate => WITH_RATES,
        Form::Date => WITH_DATES,
        Form::Name(List::Places) => WITH_PLACES,
        Form::Name(List::Themes) => WITH_THEMES,
        Form::Name(List::Donors) => WITH_DONORS,
        Form::Name(List::Currencies) => WITH_CURRENCIES,
        Form::Text => WITH_TEXTS,
        Form::Word(_) => WITH_WORDS,
    }
}

/// A column that a header may name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Called {
    pub kind: InputKind,
    pub spec: &'static ColumnSpec,
    pub likeness: Likeness,
}

/// How alike a header and a name are that differ in spelling only, in thousandths.
const LIKE_ENOUGH: u32 = 920;

/// The fewest letters of a name of one word: shorter ones (`No.`, `To`) stand in too many headers.
const TELLING: usize = 4;

/// The fewest letters of a name that may be misspelt.
const SPELT: usize = 5;

/// The names of the columns of all kinds. A header is looked up once: tables hold the same ones again and again.
pub(super) struct Vocabulary {
    known: Vec<Known>,
    seen: Seen,
    /// The same of names that are compared letter by letter.
    named: Seen,
}

/// The columns that headers may name, by header.
type Seen = HashMap<String, Rc<[Called]>>;

/// A column with its names.
struct Known {
    kind: InputKind,
    spec: &'static ColumnSpec,
    names: Vec<Text>,
    /// Names that say less for certain.
    likely: Vec<Text>,
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
        let known = InputKind::ALL.into_iter().flat_map(of_kind).map(|(kind, spec)| {
            let names = spec.names.iter().map(|name| Text::of(&name.replace("{base}", base.code())));
            let likely = likely_names(spec.column).iter().map(|name| Text::of(name));
            Known { kind, spec, names: names.collect(), likely: likely.collect() }
        });
        Self { known: known.collect(), seen: Seen::new(), named: Seen::new() }
    }

    /// The columns that a header may name.
    pub fn look_up(&mut self, header: &str) -> Rc<[Called]> {
        called(&mut self.seen, &self.known, header, Known::likeness)
    }

    /// The columns that a header of several texts may name: as a whole, or by a known name of its texts.
    pub fn look_up_each(&mut self, header: &str, names: &[String]) -> Rc<[Called]> {
        let whole = self.look_up(header);
        let mut called: Vec<Called> = whole.to_vec();
        for name in names.iter().filter(|name| *name != header) {
            for other in &*self::called(&mut self.named, &self.known, name, Known::called) {
                match called.iter_mut().find(|one| one.kind == other.kind && one.spec == other.spec) {
                    Some(one) => one.likeness = one.likeness.max(other.likeness),
                    None => called.push(*other),
                }
            }
        }
        called.into()
    }
}

/// The columns that a header names by a judgement of each, which is made once.
fn called(
    seen: &mut Seen,
    known: &[Known],
    header: &str,
    judge: impl Fn(&Known, &Text, &Text) -> Option<Likeness>,
) -> Rc<[Called]> {
    if let Some(called) = seen.get(header) {
        return Rc::clone(called);
    }
    let plain = without_marks(header);
    let (text, without_units) = (Text::of(plain), Text::of(&units::of_header(plain).0));
    let called = known.iter().filter_map(|known| {
        let likeness = judge(known, &text, &without_units)?;
        Some(Called { kind: known.kind, spec: known.spec, likeness })
    });
    let called: Rc<[Called]> = called.collect();
    seen.insert(header.to_owned(), Rc::clone(&called));
    called
}

impl Known {
    /// Whether a header is a name of the column, alone or with the units of its amounts.
    fn called(&self, text: &Text, without_units: &Text) -> Option<Likeness> {
        let is = |text: &Text| self.names.iter().any(|name| name.comparable == text.comparable);
        if is(text) {
            return Some(Likeness::Name);
        }
        (self.spec.form == Form::Amount && is(without_units)).then_some(Likeness::Units)
    }

    /// How well a header names the column; nothing when it does not.
    fn likeness(&self, text: &Text, without_units: &Text) -> Option<Likeness> {
        if let Some(likeness) = self.called(text, without_units) {
            return Some(likeness);
        }
        let amount = self.spec.form == Form::Amount;
        let (words, whole) = if amount { (&without_units.words, without_units) } else { (&text.words, text) };
        if self.likely.iter().any(|name| name.comparable == whole.comparable) {
            return Some(Likeness::Words);
        }
        let names = self.names.iter().chain(&self.likely);
        if let Some(likeness) = names.filter_map(|name| self.by_words(words, &name.words)).max() {
            return Some(likeness);
        }
        let near = |name: &Text| {
            name.letters >= SPELT
                && name.letters.abs_diff(text.letters) <= 2
                && similarity(&text.comparable, &name.comparable) >= LIKE_ENOUGH
        };
        self.names.iter().any(near).then_some(Likeness::Spelling)
    }

    /// Whether a header holds all words of a name, and whether its other words change what it means.
    fn by_words(&self, words: &[String], wanted: &[String]) -> Option<Likeness> {
        let telling = wanted.len() > 1 || wanted.iter().any(|word| word.chars().count() >= TELLING);
        let mut needed = wanted.iter().filter(|word| wanted.len() < 3 || !HARMLESS.contains(&word.as_str()));
        if !telling || !needed.all(|word| words.iter().any(|own| same(own, word))) {
            return None;
        }
        let mut more = words.iter().filter(|own| !wanted.iter().any(|word| same(own, word)));
        let known =
            |word: &String| HARMLESS.contains(&word.as_str()) || harmless(self.spec.form).contains(&word.as_str());
        Some(if more.all(known) { Likeness::Words } else { Likeness::Doubtful })
    }
}

/// Words that programs shorten in their headers.
const SHORTENED: [(&str, &str); 14] = [
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

/// Whether one of the words of a header is among these.
pub(super) fn has_word(header: &str, among: &[&str]) -> bool {
    words(header).iter().any(|word| among.contains(&word.as_str()))
}

/// Whether two words are one, but for a plural.
fn same(one: &str, other: &str) -> bool {
    let plural = |many: &str, one: &str| {
        many.strip_suffix('s') == Some(one)
            || many.strip_suffix("ies").is_some_and(|stem| Some(stem) == one.strip_suffix('y'))
    };
    one == other || plural(one, other) || plural(other, one)
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
            (FactKind::Receipt, "Amount", "Amount Awarded", Some(Likeness::Words)),
            (FactKind::Receipt, "Amount", "Amount Applied For", Some(Likeness::Doubtful)),
            (FactKind::Receipt, "Amount", "GrantAmount", Some(Likeness::Words)),
            (FactKind::Receipt, "Amount", "Budget amount", Some(Likeness::Doubtful)),
            (FactKind::Donor, "Name", "Contact name", Some(Likeness::Doubtful)),
            (FactKind::Receipt, "Amount", "Ammount", Some(Likeness::Spelling)),
            (FactKind::Priority, "Country", "Recipient countries", Some(Likeness::Words)),
            (FactKind::Priority, "Country", "Country of work", Some(Likeness::Words)),
            (FactKind::Priority, "Country", "allocationSourceId", None),
            (FactKind::Priority, "Theme", "Guatemala", None),
            (FactKind::Donor, "Code", "Postcode", None),
            (FactKind::Receipt, "Receipt", "N.º de movimento", Some(Likeness::Words)),
            (FactKind::Agreement, "Signed on", "Award date", Some(Likeness::Words)),
            (FactKind::Expenditure, "Date", "Pstng Dt", Some(Likeness::Words)),
            (FactKind::Agreement, "Amount", "Total awarded (USD)", Some(Likeness::Words)),
            (FactKind::Agreement, "Amount", "Total amount requested", Some(Likeness::Doubtful)),
        ] {
            assert_eq!(like(kind, column, header), expected, "{header} as {column}");
        }
    }
}
