//! What headers, titles and notes say of amounts: their currency, and whether they are in thousands or millions.
//!
//! What comes in: the text of a header or of a cell outside the table. What leaves: its units, and the header without
//! them. What it does not know: rows.

mod abroad;
mod label;
mod marks;
mod note;
mod quotes;
mod words;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::config::Scale;
use crate::domain::Currency;
use crate::domain::currency_name::SharedName;
use crate::domain::text::comparable;
use crate::intake::file::workbook::scale_named;

pub(in crate::intake) use label::{Label, of_constant, of_pair};
pub(in crate::intake) use marks::of_local_mark;
use note::multiplies;
pub(in crate::intake) use note::of_note;
pub(in crate::intake) use quotes::{may_quote, names, of_another, quotation, quotes_in, several};
use words::{WORDS, of_letter, of_number, of_word, words};

/// The units that a text names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Units {
    /// The currency.
    pub currency: Option<Currency>,
    /// A name that several currencies share.
    #[serde(default)]
    pub shared: Option<SharedName>,
    /// Thousands, millions or more.
    pub scale: Option<Scale>,
}

impl Units {
    /// A scale alone.
    fn scaled(scale: Scale) -> Self {
        Self { scale: Some(scale), ..Self::default() }
    }

    /// Whether it names none.
    pub fn is_none(self) -> bool {
        self == Self::default()
    }

    /// Both, where they do not contradict each other; of two different currencies none is certain.
    fn and(self, other: Self) -> Self {
        let two = self.currency.zip(other.currency).is_some_and(|(one, other)| one != other);
        Self {
            currency: self.currency.or(other.currency).filter(|_| !two),
            shared: if two { Some(SharedName::Several) } else { self.shared.or(other.shared) },
            scale: self.scale.or(other.scale),
        }
    }

    /// Whether amounts of a currency may be meant.
    pub fn allows(self, currency: Currency) -> bool {
        self.currency.is_none_or(|named| named == currency) && self.shared.is_none_or(|shared| shared.is_of(currency))
    }

    /// The same, where a name that several currencies share is made certain by one of them that is named, too: `CHF, Fr.`.
    fn settled(self) -> Self {
        let shared = self.shared.filter(|shared| !self.currency.is_some_and(|named| shared.is_of(named)));
        Self { shared, ..self }
    }
}

/// The longest text that is looked at as a title or a note, in bytes.
const LONGEST_NOTE: usize = 300;

/// Signs that say before a number that amounts are to be taken so many times, or were divided by it.
const TIMES: [char; 5] = ['x', '×', '*', '/', '÷'];

/// Words that join units to what they are of.
const JOINING: [&str; 20] = [
    "в", "i", "in", "en", "em", "of", "de", "des", "del", "dos", "which", "x", "×", "*", "÷", "the", "-", "–", "/", ":",
];

/// Words that a text begins with which says the units of its sheet.
const INTRODUCING: [&str; 35] = [
    "المبالغ",
    "المبلغ",
    "суммы",
    "сумма",
    "金额",
    "all",
    "amount",
    "amounts",
    "figures",
    "values",
    "montants",
    "montant",
    "importe",
    "valor",
    "monto",
    "betrag",
    "beträge",
    "bedrag",
    "belopp",
    "beløp",
    "importes",
    "valores",
    "unit",
    "units",
    "unité",
    "unidad",
    "unidade",
    "einheit",
    "scale",
    "échelle",
    "escala",
    "currency",
    "devise",
    "moneda",
    "moeda",
];

/// The name in a header, and the units that stand in brackets, at its end or before it: `Amount (EUR '000)`,
/// `Amount in EUR`, `USD amount`.
pub(in crate::intake) fn of_header(text: &str) -> (String, Units) {
    let loud = !text.chars().any(char::is_lowercase);
    let (mut name, mut units) = (String::new(), Units::default());
    let spelled = spelled(text);
    let mut rest = spelled.as_ref();
    while let Some(start) = rest.find(['(', '[']) {
        let (before, inside) = rest.split_at(start);
        let close = inside.find([')', ']']);
        let content = inside.get(1..close.unwrap_or(inside.len())).unwrap_or_default();
        match of_words(content) {
            Some(found) => (units, name) = (units.and(found), name + before + " "),
            None => {
                name = name + before + inside.get(..close.map_or(inside.len(), |close| close + 1)).unwrap_or_default()
            }
        }
        rest = close.and_then(|close| inside.get(close + 1..)).unwrap_or_default();
    }
    name.push_str(rest);
    let mut words = words(&name);
    while words.len() > 1
        && let Some((found, taken)) = at_end(&words, loud)
    {
        units = units.and(found);
        words.truncate(words.len().saturating_sub(taken).max(1));
        while words.len() > 1 && words.last().is_some_and(|word| is_joining(word)) {
            words.pop();
        }
    }
    while words.len() > 1
        && let Some(found) = at_start(&words, loud)
    {
        units = units.and(found);
        words.remove(0);
    }
    if units.is_none() {
        return (name.split_whitespace().collect::<Vec<_>>().join(" "), units);
    }
    let name = words.join(" ");
    // `Thousands of USD`
    let alone = Some(name.as_str()).filter(|name| name.chars().nth(1).is_some()).and_then(scale_named);
    let scale = units.scale.or(alone).or_else(|| abroad::scale(text));
    (name.trim_end_matches([',', ';', ':']).to_owned(), Units { scale, ..units.settled() })
}

/// The units of what stands behind a header and looks like the mark of a footnote: `(m)`, `[k]`.
pub(in crate::intake) fn of_mark(mark: &str) -> Units {
    of_words(mark).unwrap_or_default()
}

/// The currency that stands anywhere else in the header of amounts, and the scale within its brackets: `Betrag EUR brutto`,
/// `Document currency amount`, `Target (mn people)`.
pub(in crate::intake) fn within_header(text: &str) -> Units {
    let words = words(text);
    let named = |word: &Cow<'_, str>| {
        Some(word.as_ref()).filter(|word| !WORDS.contains(word)).and_then(|word| of_word(word, false))
    };
    let scale =
        text.split_once(['(', '[']).and_then(|(_, group)| of_word(group.split_whitespace().next()?, false)?.scale);
    let named = words.iter().filter_map(named).map(|units| Units { scale, ..units });
    let units = named.fold(Units { scale, ..Units::default() }, Units::and).settled();
    let plain: Vec<String> = words.iter().map(|word| comparable(word)).collect();
    let other = || {
        let own = |word: &String| OWN_CURRENCY.contains(&word.as_str());
        plain.iter().any(|word| says_currency(word)) && !plain.iter().any(own)
    };
    if units.currency.is_none() && units.shared.is_none() && other() {
        Units { shared: Some(SharedName::Local), ..units }
    } else {
        units
    }
}

/// Words beside that for a currency which say that it is the fund's, in their comparable form.
const OWN_CURRENCY: [&str; 8] = ["fund", "base", "reporting", "report", "reported", "fonds", "fondo", "fundo"];

/// Whether a word in its comparable form says currency, short or in full.
fn says_currency(plain: &str) -> bool {
    const NAMES: [&str; 11] =
        ["currency", "curr", "cur", "ccy", "crcy", "devise", "devises", "monnaie", "moneda", "moeda", "valuta"];
    NAMES.contains(&plain) || plain.ends_with("wahrung") || plain.ends_with("waehrung")
}

/// The units in the last word of some, or in the last two: `USD m`, `m USD`. With how many words they are.
fn at_end(words: &[Cow<'_, str>], loud: bool) -> Option<(Units, usize)> {
    let last = words.last()?;
    let before = words.len().checked_sub(2).and_then(|index| words.get(index));
    let pair = before.filter(|_| words.len() > 2).and_then(|before| {
        let scale = |word: &str| of_letter(word).or_else(|| of_number(word));
        let both = [(before, last), (last, before)];
        both.into_iter().find_map(|(currency, letter)| {
            let units = of_word(currency, loud).filter(|units| units.scale.is_none())?;
            Some(Units { scale: Some(scale(letter)?), ..units })
        })
    });
    let alone = || before.and_then(|before| behind(before, last)).map(Units::scaled);
    pair.map(|units| (units, 2)).or_else(|| Some((of_word(last, loud).or_else(alone)?, 1)))
}

/// The units in the first word of some: `USD amount`, and `k Amount` or `1000 USD Amount` where they stand above it.
fn at_start(words: &[Cow<'_, str>], loud: bool) -> Option<Units> {
    let (first, next) = (words.first()?, words.get(1)?);
    let before = || behind(next, first).filter(|_| !is_joining(next));
    let counted = || of_number(first).filter(|_| of_word(next, loud).is_some_and(|units| units.scale.is_none()));
    of_word(first, loud).or_else(|| counted().or_else(before).map(Units::scaled))
}

/// The scale that a letter or number says behind a word of a header: `Amount k`, `Amount/1000`. Other letters than k say it of
/// amounts alone, since they may stand for men, or tonnes.
fn behind(word: &str, letter: &str) -> Option<Scale> {
    let amount = || is_joining(word) || INTRODUCING.contains(&word.trim_end_matches(',').to_lowercase().as_str());
    of_letter(letter).or_else(|| of_number(letter)).filter(|_| matches!(letter, "k" | "K") || amount())
}

/// The text with `x 1,000`, `×1000` or `* 1 000 000` as a word for it.
fn spelled(text: &str) -> Cow<'_, str> {
    let sign = |letter: char| matches!(letter, 'x' | 'X' | '×' | '*');
    if !text.contains(sign) || !text.contains("000") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(index) = rest.find(sign) {
        let (before, from) = rest.split_at(index);
        out.push_str(before);
        let after = from.get(from.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default();
        let number: String = after
            .chars()
            .take_while(|letter| {
                letter.is_ascii_digit() || matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | ',' | '.' | '\'')
            })
            .collect();
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let alone = out.chars().next_back().is_none_or(|letter| !letter.is_alphanumeric());
        let word = match digits.as_str() {
            "1000" if alone => Some("'000 "),
            "1000000" if alone => Some("millions "),
            _ => None,
        };
        rest = match word {
            Some(word) => {
                out.push_str(word);
                after.get(number.len()..).unwrap_or_default()
            }
            None => {
                out.push_str(from.get(..from.len() - after.len()).unwrap_or_default());
                after
            }
        };
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn is_joining(word: &str) -> bool {
    JOINING.contains(&word.trim_matches([',', ';']).to_lowercase().as_str())
}

/// Whether a word leads to one that says units.
fn leads(word: &str) -> bool {
    word.ends_with(':') || is_joining(word) || leads_amounts(word)
}

/// Whether a word begins what is said of amounts.
fn leads_amounts(word: &str) -> bool {
    INTRODUCING.contains(&word.trim_matches([',', ';', ':']).to_lowercase().as_str())
}

/// The units that a text consists of, with nothing else than words that join them.
fn of_words(text: &str) -> Option<Units> {
    let words = words(text);
    let in_currency = words.iter().any(|word| of_word(word, false).is_some());
    let multiplied = words.first().is_some_and(|first| multiplies(first));
    let mut units = Units::default();
    for word in &words {
        // A letter or a number says so beside a currency, or where nothing else stands.
        let alone = in_currency || words.len() == 1;
        let scale = of_letter(word).filter(|_| alone).or_else(|| of_number(word).filter(|_| alone || multiplied));
        match scale.map(Units::scaled).or_else(|| of_word(word, false)) {
            Some(found) => units = units.and(found),
            None if leads(word) => {}
            None => return None,
        }
    }
    (!units.is_none()).then_some(units.settled())
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn units(currency: &str, scale: Option<Scale>) -> Units {
        Units { currency: Currency::parse(currency), scale, shared: None }
    }

    pub(super) fn shared(name: SharedName, scale: Option<Scale>) -> Units {
        Units { shared: Some(name), scale, currency: None }
    }

    #[test]
    fn headers_name_their_units() {
        for (text, name, expected) in [
            ("Amount (EUR)", "Amount", units("EUR", None)),
            ("USD '000 Amount", "Amount", units("USD", Some(Scale::Thousands))),
            ("Amount [USD '000]", "Amount", units("USD", Some(Scale::Thousands))),
            ("Amount in EUR", "Amount", units("EUR", None)),
            ("Montant en EUR", "Montant", units("EUR", None)),
            ("Amount, EUR million", "Amount", units("EUR", Some(Scale::Millions))),
            ("USD amount", "amount", units("USD", None)),
            ("Amount (in thousands of USD)", "Amount", units("USD", Some(Scale::Thousands))),
            ("Amount US$", "Amount", units("USD", None)),
            ("Amount €", "Amount", units("EUR", None)),
            ("Amount (USD'000)", "Amount", units("USD", Some(Scale::Thousands))),
            ("Amount (000s)", "Amount", units("", Some(Scale::Thousands))),
            ("Amount x 1,000", "Amount", units("", Some(Scale::Thousands))),
            ("Amount (x1000)", "Amount", units("", Some(Scale::Thousands))),
            ("Max 1000 Amount", "Max 1000 Amount", Units::default()),
            ("Need (millions)", "Need", units("", Some(Scale::Millions))),
            ("Amount (USD m)", "Amount", units("USD", Some(Scale::Millions))),
            ("Amount USD m", "Amount", units("USD", Some(Scale::Millions))),
            ("Amount (m USD)", "Amount", units("USD", Some(Scale::Millions))),
            ("Amount (kEUR)", "Amount", units("EUR", Some(Scale::Thousands))),
            ("Amount in TEUR", "Amount", units("EUR", Some(Scale::Thousands))),
            ("Amount (M€)", "Amount", units("EUR", Some(Scale::Millions))),
            ("Amount (Mio. EUR)", "Amount", units("EUR", Some(Scale::Millions))),
            ("Amount in EUR thousand", "Amount", units("EUR", Some(Scale::Thousands))),
            ("Amount (USD 1,000)", "Amount", units("USD", Some(Scale::Thousands))),
            ("Amount (in 1 000 USD)", "Amount", units("USD", Some(Scale::Thousands))),
            ("Amount (USD’000)", "Amount", units("USD", Some(Scale::Thousands))),
            ("Importe (miles de dólares estadounidenses)", "Importe", units("USD", Some(Scale::Thousands))),
            ("Montant (milliers d’euros)", "Montant", units("EUR", Some(Scale::Thousands))),
            ("AMOUNT EUR", "AMOUNT", units("EUR", None)),
            ("Amount_EUR", "Amount", units("EUR", None)),
            ("Amount/EUR", "Amount", units("EUR", None)),
            ("Amount in Swiss francs", "Amount", units("CHF", None)),
            ("Amount (m$)", "Amount", shared(SharedName::Dollars, Some(Scale::Millions))),
            ("Amount (FCFA)", "Amount", shared(SharedName::Cfa, None)),
            ("Amount (local currency)", "Amount", shared(SharedName::Local, None)),
            ("Amount (EUR/USD)", "Amount", shared(SharedName::Several, None)),
            ("Amount k", "Amount", units("", Some(Scale::Thousands))),
            ("Amount/1000", "Amount", units("", Some(Scale::Thousands))),
            ("m Amount", "Amount", units("", Some(Scale::Millions))),
            ("1000 USD Amount", "Amount", units("USD", Some(Scale::Thousands))),
            ("Amount*1,000", "Amount", units("", Some(Scale::Thousands))),
            ("Amount ÷ 1,000", "Amount", units("", Some(Scale::Thousands))),
            ("AmountThousands", "Amount", units("", Some(Scale::Thousands))),
            ("amountInK", "amount", units("", Some(Scale::Thousands))),
            ("Thousands of USD", "Thousands", units("USD", Some(Scale::Thousands))),
            ("Amount (thsd)", "Amount", units("", Some(Scale::Thousands))),
            ("Amount (mill.)", "Amount", units("", Some(Scale::Millions))),
            ("Amount (US cents)", "Amount", units("", Some(Scale::Cents))),
            ("amount_cents", "amount", units("", Some(Scale::Cents))),
            ("Fee per cent", "Fee per cent", Units::default()),
            ("Amount (k)", "Amount", units("", Some(Scale::Thousands))),
            ("Amount in m", "Amount", units("", Some(Scale::Millions))),
            ("Amount E3 USD", "Amount", units("USD", Some(Scale::Thousands))),
            ("Amount (10^6 EUR)", "Amount", units("EUR", Some(Scale::Millions))),
            ("Reached M", "Reached M", Units::default()),
            ("Amount (a)", "Amount (a)", Units::default()),
            ("Total Amount", "Total Amount", Units::default()),
            ("Need of Maud", "Need of Maud", Units::default()),
            ("Date (dd/mm/yyyy)", "Date (dd/mm/yyyy)", Units::default()),
            ("Amount", "Amount", Units::default()),
            ("Agreement no. (ours)", "Agreement no. (ours)", Units::default()),
            ("ALL", "ALL", Units::default()),
            ("AMOUNT TOP", "AMOUNT TOP", Units::default()),
            ("Date (of signature)", "Date (of signature)", Units::default()),
        ] {
            assert_eq!(of_header(text), (name.to_owned(), expected), "{text}");
        }
    }

    #[test]
    fn headers_name_their_units_with_marks_and_in_other_languages() {
        for (text, name, expected) in [
            ("MM USD", "MM", units("USD", Some(Scale::Millions))),
            ("Amount EUR*", "Amount", units("EUR", None)),
            ("Amount CFAF", "Amount", shared(SharedName::Cfa, None)),
            ("Amount (non-USD)", "Amount", shared(SharedName::Local, None)),
            ("Betrag in Franken", "Betrag", shared(SharedName::Francs, None)),
            ("Betrag (Schweizer Franken)", "Betrag", units("CHF", None)),
            ("Valor em Kz", "Valor", units("AOA", None)),
            ("Amount thds", "Amount", units("", Some(Scale::Thousands))),
        ] {
            assert_eq!(of_header(text), (name.to_owned(), expected), "{text}");
        }
    }

    #[test]
    fn headers_of_amounts_name_a_currency_anywhere() {
        for (text, expected) in [
            ("Betrag EUR brutto", units("EUR", None)),
            ("Document currency amount", shared(SharedName::Local, None)),
            ("Amount in doc. curr.", shared(SharedName::Local, None)),
            ("Betrag in Hauswährung", shared(SharedName::Local, None)),
            ("Amount in base currency", Units::default()),
            ("Amount in reporting currency", Units::default()),
            ("Target (mn people)", units("", Some(Scale::Millions))),
            ("Amount paid to ALL partners", Units::default()),
            ("Montant versé", Units::default()),
        ] {
            assert_eq!(within_header(text), expected, "{text}");
        }
    }
}
