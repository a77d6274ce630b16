//! The words by which people name currencies, thousands and millions.
//!
//! What comes in: a text. What leaves: its words, and what a word names. What it does not know: where the text stands.

use std::borrow::Cow;

use super::{TIMES, Units};
use crate::config::Scale;
use crate::domain::currency_name::{self, CurrencyName, SharedName};
use crate::domain::text::comparable;
use crate::intake::file::workbook::scale_named;

/// Codes of currencies that are words, too: in a text of capitals, or of words, they name none.
pub(super) const WORDS: [&str; 15] =
    ["ALL", "ANG", "BAM", "BOB", "COP", "CUP", "GEL", "MAD", "MOP", "PEN", "RON", "SDG", "SOS", "TOP", "TRY"];

/// Several words that name one currency, in their comparable form, with the word that stands for them.
const PHRASES: [(&[&str], &str); 47] = [
    (&["us", "cents"], "cents"),
    (&["minor", "units"], "cents"),
    (&["us", "dollars"], "USD"),
    (&["us", "dollar"], "USD"),
    (&["united", "states", "dollars"], "USD"),
    (&["united", "states", "dollar"], "USD"),
    (&["american", "dollars"], "USD"),
    (&["dollars", "us"], "USD"),
    (&["dollars", "eu"], "USD"),
    (&["dollars", "americains"], "USD"),
    (&["dollars", "des", "etatsunis"], "USD"),
    (&["dolares", "estadounidenses"], "USD"),
    (&["dolares", "americanos"], "USD"),
    (&["dolares", "eeuu"], "USD"),
    (&["dolares", "eua"], "USD"),
    (&["dolares", "dos", "eua"], "USD"),
    (&["dolares", "de", "los", "eeuu"], "USD"),
    (&["dolares", "de", "los", "estados", "unidos"], "USD"),
    (&["swiss", "francs"], "CHF"),
    (&["swiss", "franc"], "CHF"),
    (&["francs", "suisses"], "CHF"),
    (&["francos", "suizos"], "CHF"),
    (&["francos", "suicos"], "CHF"),
    (&["francs", "cfa"], "CFA"),
    (&["franc", "cfa"], "CFA"),
    (&["cfa", "francs"], "CFA"),
    (&["cfa", "franc"], "CFA"),
    (&["schweizer", "franken"], "CHF"),
    (&["franchi", "svizzeri"], "CHF"),
    (&["francos", "cfa"], "CFA"),
    (&["f", "cfa"], "CFA"),
    (&["pounds", "sterling"], "GBP"),
    (&["pound", "sterling"], "GBP"),
    (&["livres", "sterling"], "GBP"),
    (&["libras", "esterlinas"], "GBP"),
    (&["japanese", "yen"], "JPY"),
    (&["local", "currency"], "LCU"),
    (&["national", "currency"], "LCU"),
    (&["original", "currency"], "LCU"),
    (&["foreign", "currency"], "LCU"),
    (&["transaction", "currency"], "LCU"),
    (&["monnaie", "locale"], "LCU"),
    (&["monnaie", "nationale"], "LCU"),
    (&["moneda", "local"], "LCU"),
    (&["moneda", "nacional"], "LCU"),
    (&["moeda", "local"], "LCU"),
    (&["moeda", "nacional"], "LCU"),
];

/// The words of a text, without brackets, commas and semicolons between them; several that name one currency are one, and so
/// are the groups of a number that says thousands or millions: `1 000` is `1000`.
pub(super) fn words(text: &str) -> Vec<Cow<'_, str>> {
    let between = |letter: char| {
        letter.is_whitespace() || matches!(letter, '(' | ')' | '[' | ']' | ';' | '|' | '_' | '（' | '）' | '：' | '，')
    };
    let mut words: Vec<Cow<'_, str>> = Vec::new();
    for piece in text.split(between) {
        let piece = piece.trim_matches(',');
        for word in parts(piece).filter(|word| !word.is_empty()) {
            let (name, code) = scaled_apart(word).unwrap_or_else(|| apart(word));
            words.extend([name, code].into_iter().filter(|part| !part.is_empty()).map(tidy));
        }
    }
    join_numbers(&mut words);
    join_phrases(&mut words);
    join_countries(&mut words);
    words
}

/// Words for a country before the name of what its currency is one of, in their comparable form, with its code.
const OF_COUNTRIES: [(&str, &str, &str); 34] = [
    ("liberian", "dollar", "LRD"),
    ("zimbabwe", "dollar", "ZWL"),
    ("zimbabwean", "dollar", "ZWL"),
    ("namibian", "dollar", "NAD"),
    ("namibia", "dollar", "NAD"),
    ("fiji", "dollar", "FJD"),
    ("fijian", "dollar", "FJD"),
    ("solomon", "dollar", "SBD"),
    ("bahamian", "dollar", "BSD"),
    ("barbados", "dollar", "BBD"),
    ("barbadian", "dollar", "BBD"),
    ("jamaican", "dollar", "JMD"),
    ("jamaica", "dollar", "JMD"),
    ("trinidad", "dollar", "TTD"),
    ("belize", "dollar", "BZD"),
    ("guyana", "dollar", "GYD"),
    ("guyanese", "dollar", "GYD"),
    ("suriname", "dollar", "SRD"),
    ("surinamese", "dollar", "SRD"),
    ("caribbean", "dollar", "XCD"),
    ("singapore", "dollar", "SGD"),
    ("taiwan", "dollar", "TWD"),
    ("canadian", "dollar", "CAD"),
    ("australian", "dollar", "AUD"),
    ("zealand", "dollar", "NZD"),
    ("kong", "dollar", "HKD"),
    ("brunei", "dollar", "BND"),
    ("sudan", "pound", "SDG"),
    ("sudanese", "pound", "SDG"),
    ("egyptian", "pound", "EGP"),
    ("lebanese", "pound", "LBP"),
    ("syrian", "pound", "SYP"),
    ("moldovan", "lei", "MDL"),
    ("romanian", "lei", "RON"),
];

/// Makes one word of the name of a country and that of its currency: `Liberian dollars`, `South Sudanese pounds`.
fn join_countries(words: &mut Vec<Cow<'_, str>>) {
    let mut index = words.len();
    while let Some(start) = index.checked_sub(2) {
        index -= 1;
        let (Some(country), Some(name)) = (words.get(start), words.get(start + 1)) else { continue };
        let (country, name) = (comparable(country), comparable(name));
        let one = name.strip_suffix('s').unwrap_or(&name);
        let Some((_, _, code)) = OF_COUNTRIES.iter().find(|(of, noun, _)| *of == country && *noun == one) else {
            continue;
        };
        let south = *code == "SDG"
            && start
                .checked_sub(1)
                .and_then(|before| words.get(before))
                .is_some_and(|before| comparable(before) == "south");
        let (from, code) = if south { (start - 1, "SSP") } else { (start, *code) };
        words.splice(from..start + 2, [Cow::Borrowed(code)]);
        index = index.min(from + 1);
    }
}

/// The parts of a word on both sides of a comma between letters, or of a stroke before the code of a currency or a number that
/// says thousands or millions: `EUR,thousand`, `Amount/EUR`, `Amount/1000`.
fn parts(piece: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(piece);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut marks = text.match_indices(['/', ',', '÷', '*', '×']);
        let cut = marks.find(|(index, mark)| {
            let before = text.get(..*index).and_then(|before| before.chars().next_back());
            let after = text.get(index + mark.len()..).unwrap_or_default();
            let code = || after == "€" || after.get(..3).is_some_and(|code| of_currency(code, false).is_some());
            let number = || matches!(after.replace([',', '.', '\''], "").as_str(), "1000" | "1000000");
            let splits = match *mark {
                "," => after.starts_with(char::is_alphabetic),
                mark => mark == "/" && code() || number(),
            };
            splits && before.is_some_and(char::is_alphabetic)
        });
        let (part, after) = match cut {
            Some((index, mark)) => (text.get(..index), text.get(index + mark.len()..)),
            None => (Some(text), None),
        };
        rest = after;
        part
    })
}

/// A word and the code that is joined to it: `AmountEUR`.
fn apart(word: &str) -> (&str, &str) {
    let cut = word.len().checked_sub(3).and_then(|cut| word.split_at_checked(cut));
    let joined = cut.filter(|(name, code)| {
        name.len() > 2
            && name.ends_with(|letter: char| letter.is_lowercase())
            && code.bytes().all(|letter| letter.is_ascii_uppercase())
            && of_currency(code, false).is_some()
    });
    joined.unwrap_or((word, ""))
}

/// A word and the scale that is joined to it, which begins with a capital: `AmountThousands`, `amountInK`.
fn scaled_apart(word: &str) -> Option<(&str, &str)> {
    let turn = word.rmatch_indices(char::is_uppercase).map(|(index, _)| index).next()?;
    let (name, scale) = word.split_at_checked(turn)?;
    let plain = name.strip_suffix("In").unwrap_or(name);
    let named = scale == "K" || scale.chars().nth(3).is_some() && scale_named(scale).is_some();
    (named && plain.len() > 3 && name.ends_with(char::is_lowercase)).then_some((plain, scale))
}

/// A word with one kind of apostrophe, and without the article or preposition that French joins to it.
fn tidy(word: &str) -> Cow<'_, str> {
    let mut word = Cow::Borrowed(word);
    if word.contains(['\u{2019}', '\u{2018}', '`', '\u{b4}']) {
        word = Cow::Owned(word.replace(['\u{2019}', '\u{2018}', '`', '\u{b4}'], "'"));
    }
    let joined = word
        .split_once('\'')
        .filter(|(before, after)| matches!(*before, "d" | "D" | "l" | "L") && after.starts_with(char::is_alphabetic));
    match joined.map(|(_, after)| after.to_owned()) {
        Some(after) => Cow::Owned(after),
        None => word,
    }
}

/// Makes one word of `1` and `000`, and writes `1,000` and `1'000` as 1000.
fn join_numbers(words: &mut Vec<Cow<'_, str>>) {
    let mut index = 0;
    while let Some(word) = words.get(index) {
        let mut number = word.replace([',', '.', '\''], "");
        let mut taken = 1;
        if number == "1" {
            while words.get(index + taken).is_some_and(|next| next == "000") {
                number.push_str("000");
                taken += 1;
            }
        }
        if matches!(number.as_str(), "1000" | "1000000") {
            words.splice(index..index + taken, [Cow::Owned(number)]);
        }
        index += 1;
    }
}

fn join_phrases(words: &mut Vec<Cow<'_, str>>) {
    let plain: Vec<String> = words.iter().map(|word| comparable(word)).collect();
    let mut index = words.len();
    while let Some(start) = index.checked_sub(1) {
        let here = plain.get(start..).unwrap_or_default();
        let found = PHRASES
            .iter()
            .filter(|(phrase, _)| here.iter().map(String::as_str).take(phrase.len()).eq(phrase.iter().copied()));
        if let Some((phrase, word)) = found.max_by_key(|(phrase, _)| phrase.len())
            && start + phrase.len() <= words.len()
        {
            words.splice(start..start + phrase.len(), [Cow::Borrowed(*word)]);
        }
        index = start;
    }
}

/// Whether a word is a number that says thousands or millions: 1000.
pub(super) fn of_number(word: &str) -> Option<Scale> {
    let word = word.trim_start_matches(TIMES);
    match word.strip_prefix("1:").unwrap_or(word) {
        "1000" => Some(Scale::Thousands),
        "1000000" => Some(Scale::Millions),
        _ => of_power(word),
    }
}

/// Whether a word is a power of ten that says thousands or millions: E3, 10^3.
fn of_power(word: &str) -> Option<Scale> {
    match word {
        "E3" | "E+3" | "E03" | "E+03" | "1E3" | "1E+3" | "1E+03" | "1e3" | "10^3" | "10³" | "10**3" => {
            Some(Scale::Thousands)
        }
        "E6" | "E+6" | "E06" | "E+06" | "1E6" | "1E+6" | "1E+06" | "1e6" | "10^6" | "10⁶" | "10**6" => {
            Some(Scale::Millions)
        }
        _ => None,
    }
}

/// The scale that a single letter, or a power of ten, says beside a currency: `USD m`, `E3 USD`.
pub(super) fn of_letter(word: &str) -> Option<Scale> {
    match word.trim_matches(['\'', '"']) {
        "k" | "K" | "T" => Some(Scale::Thousands),
        "m" | "M" | "mi" => Some(Scale::Millions),
        "Md" | "Mds" | "Mia" => Some(Scale::Billions),
        _ => of_power(word),
    }
}

/// The unit that a word is. In a text of capitals only, three letters that are a word are no code.
pub(super) fn of_word(word: &str, loud: bool) -> Option<Units> {
    let word = word.trim_matches(['.', ':', '"', '!']).trim_end_matches(['*', '†', '‡', '¹', '²']);
    if let Some(units) = of_currency(word, loud) {
        return Some(units);
    }
    if let Some(scale) = word.chars().nth(1).and_then(|_| scale_named(word)) {
        return Some(Units { scale: Some(scale), ..Units::default() });
    }
    joined(word, loud)
}

/// A currency and its scale in one word: `USD'000`, `€k`, `USDm`, `EUR/1000`, `kEUR`, `m$`, `TCHF`, `000USD`.
fn joined(word: &str, loud: bool) -> Option<Units> {
    let with = |currency: &str, scale: &str, before: bool| {
        let scale = scale.trim_matches(['/', '.', '-']);
        let of_word = || scale_named(scale).filter(|_| !before || scale != "b");
        let scale =
            of_number(scale).or_else(|| if scale == "T" && before { Some(Scale::Thousands) } else { of_word() })?;
        let units = of_currency(currency, loud).filter(|_| !WORDS.contains(&currency))?;
        // `Mfr`, `Maud`: letters that only begin like a scale.
        let small = currency.starts_with(|letter: char| letter.is_ascii_lowercase());
        let certain = units.currency.is_some() || matches!(units.shared, Some(SharedName::Dollars | SharedName::Cfa));
        (certain && (!small || matches!(currency, "eur" | "usd"))).then_some(Units { scale: Some(scale), ..units })
    };
    let cuts = word.char_indices().map(|(index, _)| index).skip(1);
    let mut cuts = cuts.filter_map(|index| word.split_at_checked(index));
    cuts.find_map(|(before, after)| with(before, after, false).or_else(|| with(after, before, true)))
}

/// The currency that a word is, as its code, its sign or its name.
fn of_currency(word: &str, loud: bool) -> Option<Units> {
    Some(match currency_name::named(word).filter(|_| !(loud && WORDS.contains(&word)))? {
        CurrencyName::One(currency) => Units { currency: Some(currency), ..Units::default() },
        CurrencyName::Shared(name) => Units { shared: Some(name), ..Units::default() },
    })
}
