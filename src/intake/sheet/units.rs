//! What headers, titles and notes say of amounts: their currency, and whether they are in thousands or millions.
//!
//! What comes in: the text of a header or of a cell outside the table. What leaves: its units, and the header without
//! them. What it does not know: rows.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::config::Scale;
use crate::domain::Currency;
use crate::intake::file::workbook::scale_named;

/// The units that a text names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Units {
    /// The currency.
    pub currency: Option<Currency>,
    /// Thousands, millions or more.
    pub scale: Option<Scale>,
}

impl Units {
    /// Whether it names none.
    pub fn is_none(self) -> bool {
        self == Self::default()
    }

    fn or(self, other: Self) -> Self {
        Self { currency: self.currency.or(other.currency), scale: self.scale.or(other.scale) }
    }
}

/// The longest text that is looked at as a title or a note, in bytes.
const LONGEST_NOTE: usize = 300;

/// Words that join units to what they are of.
const JOINING: [&str; 14] =
    ["in", "en", "em", "of", "de", "of which", "x", "*", "the", "-", "/", ":", "amounts", "figures"];

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
        match of_words(content, false) {
            Some(found) => (units, name) = (units.or(found), name + before + " "),
            None => {
                name = name + before + inside.get(..close.map_or(inside.len(), |close| close + 1)).unwrap_or_default()
            }
        }
        rest = close.and_then(|close| inside.get(close + 1..)).unwrap_or_default();
    }
    name.push_str(rest);
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.len() > 1 {
        let last = words.last().copied().unwrap_or_default().trim_matches([',', ';', ':']);
        let Some(found) = of_word(last, loud) else { break };
        units = units.or(found);
        words.pop();
        while words.len() > 1 && words.last().is_some_and(|word| is_joining(word)) {
            words.pop();
        }
    }
    while words.len() > 1
        && let Some(found) = words.first().and_then(|word| of_word(word, loud))
    {
        units = units.or(found);
        words.remove(0);
    }
    let name = words.join(" ");
    (if units.is_none() { name } else { name.trim_end_matches([',', ';', ':']).to_owned() }, units)
}

/// The text with `x 1,000`, `×1000` or `* 1 000 000` as a word for it.
fn spelled(text: &str) -> Cow<'_, str> {
    let sign = |letter: char| matches!(letter, 'x' | 'X' | '×' | '*');
    if !text.contains(sign) || !text.contains("000") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find(sign) {
        let (before, from) = rest.split_at(place);
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

/// The units that a text consists of, with nothing else than words that join them.
fn of_words(text: &str, loud: bool) -> Option<Units> {
    let mut units = Units::default();
    for word in text.split([' ', '\u{a0}', ',']).filter(|word| !word.is_empty()) {
        match of_word(word, loud) {
            Some(found) => units = units.or(found),
            None if is_joining(word) => {}
            None => return None,
        }
    }
    (!units.is_none()).then_some(units)
}

/// The unit that a word is. In a text of capitals only, three letters are no code for certain.
fn of_word(word: &str, loud: bool) -> Option<Units> {
    let word = word.trim_matches(['.', ';', ':', '"']);
    let sign = match word {
        "€" | "Euro" | "Euros" | "euro" | "euros" => Some("EUR"),
        "£" => Some("GBP"),
        "US$" | "$US" | "USD$" => Some("USD"),
        _ => None,
    };
    let code = word.len() == 3 && !loud && word.bytes().all(|letter| letter.is_ascii_uppercase());
    let currency = sign.or(code.then_some(word)).and_then(Currency::parse);
    if currency.is_some() {
        return Some(Units { currency, scale: None });
    }
    if let Some(scale) = word.len().gt(&1).then(|| scale_named(word)).flatten() {
        return Some(Units { currency: None, scale: Some(scale) });
    }
    // `USD'000`, `€k`, `USDm`, `EUR/1000`
    let start = word.find(['\'', '’', '/']).or_else(|| word.char_indices().nth(3).map(|(place, _)| place))?;
    let (before, after) = word.split_at_checked(start)?;
    let currency = of_word_plain(before)?;
    let after = after.trim_start_matches('/');
    let scale = if after == "1000" { Some(Scale::Thousands) } else { scale_named(after) };
    scale.map(|scale| Units { currency: Some(currency), scale: Some(scale) })
}

fn of_word_plain(word: &str) -> Option<Currency> {
    match word {
        "€" => Currency::parse("EUR"),
        "£" => Currency::parse("GBP"),
        "US$" => Currency::parse("USD"),
        code if code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase()) => Currency::parse(code),
        _ => None,
    }
}

/// Codes of currencies that are words, too: alone they name none.
const WORDS: [&str; 8] = ["ALL", "ANG", "CUP", "GEL", "MAD", "SOS", "TOP", "TRY"];

/// The units that a title or a note names for the amounts of its sheet: `All figures in thousands of euros`,
/// `(USD '000)`, `Currency: EUR`. A sum that is told in words (`EUR 5 million of Belgium`) names none.
pub(in crate::intake) fn of_note(text: &str) -> Units {
    if text.len() > LONGEST_NOTE {
        return Units::default();
    }
    let spaced = spelled(text).replace(['(', ')', '[', ']', ',', ';'], " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut units = Units::default();
    let mut currencies = 0;
    for (place, word) in words.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|place| words.get(place)).copied().unwrap_or_default();
        let after = words.get(place + 1).copied().unwrap_or_default();
        if WORDS.contains(word)
            || has_digit(before) && !before.starts_with(['\'', '’'])
            || has_digit(after) && !is_thousands(after)
        {
            continue;
        }
        let (found, before) = match (of_word(word, false), dollars(word, before)) {
            (None, Some(dollars)) => {
                (dollars, place.checked_sub(2).and_then(|place| words.get(place)).copied().unwrap_or_default())
            }
            (found, _) => (found.unwrap_or_default(), before),
        };
        if let Some(currency) = found.currency {
            currencies += 1;
            let told =
                before.is_empty() || is_joining(before) || scale_named(before).is_some() || before.ends_with(':');
            if told || words.len() <= 3 || scale_named(after).is_some() || is_thousands(after) || found.scale.is_some()
            {
                units.currency = units.currency.or(Some(currency));
            }
        }
        let told =
            is_joining(before) || of_word_plain(before).is_some() || words.len() <= 3 || found.currency.is_some();
        if let Some(scale) = found.scale.filter(|_| told) {
            units.scale = units.scale.or(Some(scale));
        }
    }
    if currencies > 1 {
        units.currency = None;
    }
    units
}

/// What a text says that it counts per what, as far as it does: `US dollars`, `unit` of `US dollars per unit`.
pub(in crate::intake) fn quotation(text: &str) -> Option<(String, String)> {
    let lower = text.to_lowercase();
    [" per ", " par ", " por "].into_iter().find_map(|word| {
        let (before, after) = lower.split_once(word).filter(|_| text.len() <= LONGEST_NOTE)?;
        Some((before.to_owned(), after.to_owned()))
    })
}

/// The number above one that the words begin with: `100 yen`, `1,000 units`.
pub(in crate::intake) fn several(words: &str) -> Option<u32> {
    let first = words.split_whitespace().next()?.replace([',', '\''], "");
    first.parse().ok().filter(|&number| number > 1)
}

/// Whether the words name a currency by its code or as people call it.
pub(in crate::intake) fn names(words: &str, currency: Currency) -> bool {
    let called: &[&str] = match currency.code() {
        "USD" => &["us$", "dollar", "dollars"],
        "EUR" => &["€", "euro", "euros"],
        "GBP" => &["£", "pound", "pounds", "sterling"],
        _ => &[],
    };
    let code = currency.code().to_lowercase();
    let mut words = words.split(|letter: char| letter.is_whitespace() || matches!(letter, '(' | ')' | ',' | ':' | ';'));
    words.any(|word| word == code || called.contains(&word))
}

/// `US dollars`.
fn dollars(word: &str, before: &str) -> Option<Units> {
    let american = matches!(before, "US" | "U.S." | "United" | "American") && word.to_lowercase().starts_with("dollar");
    american.then(|| Units { currency: Currency::parse("USD"), scale: None })
}

fn has_digit(word: &str) -> bool {
    word.contains(|letter: char| letter.is_ascii_digit())
}

fn is_thousands(word: &str) -> bool {
    matches!(word, "'000" | "’000" | "000" | "000s" | "'000s" | "’000s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_has_two_sides() {
        let usd = Currency::parse("USD").unwrap();
        let (before, after) = quotation("US dollars per one unit of foreign currency").unwrap();
        assert!(names(&before, usd) && !names(&after, usd));
        let (before, after) = quotation("Units per USD").unwrap();
        assert!(!names(&before, usd) && names(&after, usd));
        assert_eq!(quotation("Rates of the month"), None);
        let (_, after) = quotation("USD per 1,000 units").unwrap();
        assert_eq!((several(&after), several("1 unit"), several("unit")), (Some(1_000), None, None));
    }

    fn units(currency: &str, scale: Option<Scale>) -> Units {
        Units { currency: Currency::parse(currency), scale }
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
    fn notes_name_the_units_of_their_sheet_and_no_others() {
        for (text, expected) in [
            ("All figures in thousands of USD", units("USD", Some(Scale::Thousands))),
            ("Amounts in EUR", units("EUR", None)),
            ("(USD '000)", units("USD", Some(Scale::Thousands))),
            ("in thousands", units("", Some(Scale::Thousands))),
            ("Expressed in millions of US dollars", units("USD", Some(Scale::Millions))),
            ("Currency: EUR", units("EUR", None)),
            ("En milliers d'euros", units("", Some(Scale::Thousands))),
            ("Valores em milhares de EUR", units("EUR", Some(Scale::Thousands))),
            ("Contribution of EUR 5,000,000 by Belgium", Units::default()),
            ("EUR 5 million of Belgium", Units::default()),
            ("3 million people reached", Units::default()),
            ("Exchange rates EUR and USD", Units::default()),
            ("Ministry of Finance, 31 October 2025", Units::default()),
            ("Report to ALL donors", Units::default()),
            ("ALL DONORS", Units::default()),
            ("USD '000", units("USD", Some(Scale::Thousands))),
            ("All amounts x 1,000", units("", Some(Scale::Thousands))),
            ("All amounts × 1'000'000", units("", Some(Scale::Millions))),
            ("Cash for 1,000 households", Units::default()),
            ("Spent EUR", units("EUR", None)),
        ] {
            assert_eq!(of_note(text), expected, "{text}");
        }
    }
}
