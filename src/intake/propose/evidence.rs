//! What a column of an unknown sheet says of itself: by the words of its header, and by what stands below.
//!
//! What comes in: a header's text, and values below it. What leaves: how well they fit a column of a kind of sheet. What
//! it does not know: other columns.

use std::collections::BTreeSet;

use crate::domain::Currency;
use crate::domain::number::{self, NumberFault};
use crate::domain::text::comparable;
use crate::intake::file::workbook::{Cell, Value};
use crate::intake::kinds::columns::{ColumnSpec, Form, List};
use crate::intake::row::date::{self, DateFault};
use crate::intake::row::name::{Names, similarity, without_marks};
use crate::intake::row::text::{is_error_text, says_nothing, tidy};
use crate::intake::sheet::units;

/// How many different texts of a column are kept.
const MOST_TEXTS: usize = 60;

/// The longest text that names or numbers anything, in characters.
const LONGEST_NAME: usize = 80;

/// What stands below a header.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    /// Cells that say something.
    filled: usize,
    numbers: usize,
    /// Of them, those between 1990 and 2100 without decimals: they may be years.
    years: usize,
    dates: usize,
    currencies: usize,
    places: usize,
    themes: usize,
    long: usize,
    /// Texts with digits, or short ones of capitals: numbers and codes.
    codes: usize,
    /// The different texts, in their comparable form.
    texts: BTreeSet<String>,
}

impl Values {
    /// Takes a cell.
    pub fn take(&mut self, cell: &Cell<'_>, names: &Names<'_>) {
        match &cell.value {
            Value::Number(number) => {
                self.filled += 1;
                self.numbers += 1;
                self.years += usize::from(number.is_integer() && (1990..=2100).any(|year| *number == year.into()));
                self.keep(number.to_string());
            }
            Value::Date(day) => {
                self.filled += 1;
                self.dates += 1;
                self.keep(day.to_string());
            }
            Value::Text(text) => self.text(&tidy(text), names),
            Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside => self.filled += 1,
        }
    }

    fn text(&mut self, text: &str, names: &Names<'_>) {
        if text.is_empty() || says_nothing(text) || is_error_text(text) {
            return;
        }
        self.filled += 1;
        self.currencies += usize::from(text.len() == 3 && Currency::parse(text).is_some());
        if text.chars().count() > LONGEST_NAME {
            self.long += 1;
            return;
        }
        let number = !matches!(number::typed(text, None), Err(NumberFault::NotANumber));
        self.numbers += usize::from(number);
        if number {
            self.keep(comparable(text));
            return;
        }
        self.dates += usize::from(!matches!(date::typed(text, None), Err(DateFault::NotADate)));
        let capitals = text.len() <= 12 && !text.chars().any(|letter| letter.is_lowercase() || letter.is_whitespace());
        self.codes += usize::from(capitals || text.contains(|letter: char| letter.is_ascii_digit()));
        self.places += usize::from(names.place(text).is_ok());
        self.themes += usize::from(names.theme(text).is_ok());
        self.keep(comparable(text));
    }

    fn keep(&mut self, text: String) {
        if self.texts.len() < MOST_TEXTS {
            self.texts.insert(text);
        }
    }

    /// Whether a part of the filled cells is at least so many per cent.
    fn mostly(&self, part: usize, percent: usize) -> bool {
        part * 100 >= self.filled * percent
    }

    /// How well the values fit a column; `key` when they should tell rows apart.
    pub fn fit(&self, spec: &ColumnSpec, key: bool) -> Fit {
        if self.filled == 0 {
            return Fit::Unknown;
        }
        let share = |part: usize, least: usize, some: usize| {
            if self.mostly(part, least) { Fit::Yes } else { Fit::no_if(!self.mostly(part, some)) }
        };
        match spec.form {
            Form::Amount if self.years > 2 && self.years == self.numbers => Fit::No,
            Form::Amount | Form::Rate | Form::Whole | Form::Percent => share(self.numbers, 80, 50),
            Form::Date => share(self.dates, 80, 30),
            Form::Word(words) => {
                let known: BTreeSet<String> = words.iter().map(|word| comparable(word)).collect();
                let found = self.texts.iter().filter(|text| known.contains(*text)).count();
                let other = self.mostly(self.dates, 50) || self.mostly(self.long, 50);
                let words = found > 0 && found * 100 >= self.texts.len() * 60;
                if words { Fit::Yes } else { Fit::no_if(other || self.mostly(self.numbers, 80)) }
            }
            Form::Name(List::Currencies) => share(self.currencies, 80, 30),
            Form::Name(List::Places) => share(self.places, 60, 20),
            Form::Name(List::Themes) if self.mostly(self.themes, 50) => Fit::Yes,
            Form::Name(List::Themes | List::Donors) => {
                Fit::no_if(self.mostly(self.dates, 50) || self.mostly(self.long, 50))
            }
            Form::Text if key => {
                let same = self.texts.len() < MOST_TEXTS && self.texts.len() * 2 < self.filled;
                let other = same || self.mostly(self.dates, 50) || self.mostly(self.long, 50);
                if other { Fit::No } else { self.numbered() }
            }
            Form::Text if self.mostly(self.dates, 80) => Fit::No,
            Form::Text => self.numbered(),
        }
    }

    /// Whether they are numbers or codes, as references are.
    fn numbered(&self) -> Fit {
        if self.mostly(self.codes + self.numbers, 80) { Fit::Yes } else { Fit::Unknown }
    }

    /// Whether the values alone show what the column is: codes of currencies, names of places or themes. Days do not show
    /// what happened on them.
    pub fn shows(&self, spec: &ColumnSpec) -> bool {
        let clear = match spec.form {
            Form::Name(List::Currencies) => self.mostly(self.currencies, 95),
            Form::Name(List::Places) => self.mostly(self.places, 80),
            Form::Name(List::Themes) => self.mostly(self.themes, 80),
            Form::Text
            | Form::Date
            | Form::Amount
            | Form::Whole
            | Form::Percent
            | Form::Rate
            | Form::Word(_)
            | Form::Name(List::Donors) => false,
        };
        self.filled >= 3 && clear
    }
}

/// How well values fit a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// They are something else.
    No,
    /// They may be.
    Unknown,
    /// They are what the column takes.
    Yes,
}

impl Fit {
    const fn no_if(other: bool) -> Self {
        if other { Self::No } else { Self::Unknown }
    }
}

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
    "recu",
    "recibido",
    "recebido",
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
const WITH_PLACES: &[&str] =
    &["recipient", "beneficiary", "project", "activity", "implementation", "name", "iso", "code"];
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
        Form::Amount | Form::Rate | Form::Whole | Form::Percent => WITH_AMOUNTS,
        Form::Date => WITH_DATES,
        Form::Name(List::Places) => WITH_PLACES,
        Form::Name(List::Themes) => WITH_THEMES,
        Form::Name(List::Donors) => WITH_DONORS,
        Form::Name(List::Currencies) => WITH_CURRENCIES,
        Form::Text => WITH_TEXTS,
        Form::Word(_) => WITH_WORDS,
    }
}

/// How well a header names a column; nothing when it does not.
pub(super) fn likeness(header: &str, spec: &ColumnSpec, base: Currency) -> Option<Likeness> {
    let plain = without_marks(header);
    let (without_units, _) = units::of_header(plain);
    let names = || spec.names.iter().map(|name| name.replace("{base}", base.code()));
    let known = |text: &str| names().any(|name| comparable(&name) == comparable(text));
    if known(plain) {
        return Some(Likeness::Name);
    }
    if spec.form == Form::Amount && known(&without_units) {
        return Some(Likeness::Units);
    }
    let words = words(if spec.form == Form::Amount { &without_units } else { plain });
    let of_name = |name: String| {
        let wanted = self::words(&name);
        // A name of one short word (`No.`, `To`) stands in too many headers.
        let telling = wanted.len() > 1 || wanted.iter().any(|word| word.chars().count() >= 4);
        let holds = wanted.iter().all(|word| words.iter().any(|own| same(own, word)));
        let mut more = words.iter().filter(|own| !wanted.iter().any(|word| same(own, word)));
        let known = |word: &String| HARMLESS.contains(&word.as_str()) || harmless(spec.form).contains(&word.as_str());
        let likeness = if more.all(known) { Likeness::Words } else { Likeness::Doubtful };
        (telling && holds).then_some(likeness)
    };
    if let Some(likeness) = names().filter_map(of_name).max() {
        return Some(likeness);
    }
    const LIKE_ENOUGH: u32 = 920;
    let text = comparable(plain);
    let near = |name: String| {
        let name = comparable(&name);
        name.chars().count() >= 5 && similarity(&text, &name) >= LIKE_ENOUGH
    };
    names().any(near).then_some(Likeness::Spelling)
}

/// The words of a header, without accents and in small letters; `AmountReceived` is two.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut small = false;
    for letter in text.chars() {
        let starts = letter.is_uppercase() && small;
        if (starts || !letter.is_alphanumeric()) && !word.is_empty() {
            words.push(comparable(&std::mem::take(&mut word)));
        }
        if letter.is_alphanumeric() {
            word.push(letter);
        }
        small = letter.is_lowercase();
    }
    words.push(comparable(&word));
    words.retain(|word| !word.is_empty());
    words
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
    use crate::config::InputKind;
    use crate::domain::FactKind;
    use crate::intake::kinds::columns_of;

    fn like(kind: FactKind, column: &str, header: &str) -> Option<Likeness> {
        let columns = columns_of(InputKind::Facts(kind));
        let spec = columns.iter().find(|spec| spec.canonical() == column).unwrap();
        likeness(header, spec, Currency::USD)
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
        ] {
            assert_eq!(like(kind, column, header), expected, "{header} as {column}");
        }
    }
}
