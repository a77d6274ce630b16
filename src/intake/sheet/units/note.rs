//! What titles and notes say of the amounts of their sheet.
//!
//! What comes in: a text outside a table. What leaves: the units that it names. What it does not know: headers and rows.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::marks::at_end_of_note;
use super::words::{WORDS, of_letter, of_number, of_word, words};
use super::{LONGEST_NOTE, TIMES, Units, abroad, is_joining, leads, leads_amounts, of_words, spelled};
use crate::config::Scale;
use crate::domain::Currency;
use crate::domain::currency_name::SharedName;
use crate::domain::text::comparable;

/// Words by which a note says how figures are rounded, not what they are written in, in their comparable form.
const ROUNDED: [&str; 7] = ["rounded", "rounding", "nearest", "arrondi", "arrondis", "redondeado", "gerundet"];

/// Words for thousands and millions that mean other things, too: they need another that joins them.
const DOUBTFUL: [&str; 8] = ["miles", "mil", "mill", "mille", "kilo", "mm", "th", "000"];

/// Words for one thousand or million, which begin names, too: `Million Trees`.
const SINGULAR: [&str; 5] = ["thousand", "million", "billion", "millón", "milhão"];

/// Words that turn round what stands behind them: `not in thousands`.
const NEGATIONS: [&str; 12] =
    ["not", "no", "non", "nicht", "kein", "keine", "pas", "sin", "não", "nao", "ohne", "never"];

/// The years that stand before units as the period of a sheet: `Expenditure 2025 kUSD`.
const YEARS: std::ops::RangeInclusive<u32> = 2000..=2049;

/// The units that a title or a note names for the amounts of its sheet: `All figures in thousands of euros`,
/// `(USD '000)`, `Currency: EUR`. A sum that is written in words (`EUR 5 million of Belgium`) names none.
pub(in crate::intake) fn of_note(text: &str) -> Units {
    if text.len() > LONGEST_NOTE {
        return Units::default();
    }
    let spelled = spelled(without_number(text));
    let plain = without_rounding(&spelled);
    let words = words(&plain);
    let told: Vec<Told> = (0..words.len()).filter_map(|index| Told::at(index, &words)).collect();
    let mut units = told.iter().fold(Units::default(), |units, told| units.and(told.named(words.len())));
    // A text that speaks of two currencies is about them, such as a note on rates.
    if units.shared == Some(SharedName::Several) {
        units.shared = None;
    }
    if units.currency.is_none() && units.shared.is_none() {
        let found = Some(set_apart(&plain)).filter(|found| !found.is_none());
        units = Units { scale: units.scale, ..found.unwrap_or_else(|| of_account(&words)) };
    }
    if units.currency.is_none() && units.shared.is_none() {
        units = Units { scale: units.scale, ..at_end_of_note(&words) };
    }
    let scale = units.scale.or_else(|| in_brackets(&plain)).or_else(|| abroad::scale(text));
    let scale = scale.or_else(|| without_noughts(text)).or_else(|| multiplied(&words)).or_else(|| of_example(text));
    Units { scale, ..units.settled() }
}

/// The currency in brackets that hold nothing else, or behind the last mark: `Expenditure (CFA francs)`, `As per ledger, TZS`.
fn set_apart(text: &str) -> Units {
    let mut groups = text.split(['(', '[', '（']).skip(1).filter_map(|group| group.split([')', ']', '）']).next());
    let last = text.rsplit_once([',', ';', ':', '|', '–', '—', '：', '，']).map(|(_, last)| last);
    let code = |last: &&str| words(last).len() == 1 && unit(last.trim()).is_some_and(|units| units.currency.is_some());
    let named = |group: &str| of_words(group).filter(|units| units.currency.is_some() || units.shared.is_some());
    let found = groups.find_map(named).or_else(|| last.filter(code).and_then(named)).unwrap_or_default();
    // Two that are named are spoken of.
    Units { shared: found.shared.filter(|shared| *shared != SharedName::Several), scale: None, ..found }
}

/// The currency of the account that a note names: `Office of Lomé, XOF account 4711`, `EUR-Konto`.
fn of_account(words: &[Cow<'_, str>]) -> Units {
    const ACCOUNTS: [&str; 8] = ["account", "acct", "konto", "compte", "cuenta", "conta", "conto", "rekening"];
    let names = |word: &str| ACCOUNTS.contains(&comparable(word).as_str());
    let code = |word: &str| Currency::parse(word).filter(|_| !WORDS.contains(&word));
    let pairs = words.windows(2).filter_map(|pair| match pair {
        [word, next] => Some((&**word, &**next)),
        _ => None,
    });
    let joined = words.iter().filter_map(|word| word.split_once('-'));
    let mut found = pairs.chain(joined).filter(|(_, account)| names(account)).filter_map(|(word, _)| code(word));
    Units { currency: found.next(), ..Units::default() }
}

/// The scale of a note by whose number amounts are to be multiplied, or were divided: `multiply by 1,000`, `à multiplier par 1 000`.
fn multiplied(words: &[Cow<'_, str>]) -> Option<Scale> {
    const STEMS: [&str; 8] = ["multipl", "multipel", "divid", "divis", "geteilt", "vermal", "mnoż", "умнож"];
    let told = words.iter().position(|word| {
        let small = word.to_lowercase();
        STEMS.iter().any(|stem| small.starts_with(stem))
    })?;
    let scale = |word: &Cow<'_, str>| of_number(word).or_else(|| unit(word).and_then(|units| units.scale));
    let before = told.checked_sub(1).and_then(|index| words.get(index)).and_then(|word| of_number(word));
    before.or_else(|| words.get(told + 1..)?.iter().take(4).find_map(scale))
}

/// The scale of a note that gives an example: `12.5 = USD 12,500`.
fn of_example(text: &str) -> Option<Scale> {
    let (before, after) = text.split_once('=')?;
    let number =
        |word: &str| -> Option<Decimal> { word.trim_end_matches(['.', ',']).replace([',', '\''], "").parse().ok() };
    let one = number(before.split_whitespace().next_back()?)?;
    let meant = after.split_whitespace().take(2).find_map(number)?;
    let times = meant.checked_div(one)?;
    [Scale::Thousands, Scale::Millions].into_iter().find(|scale| scale.factor() == times)
}

/// The scale in brackets that hold nothing else: `Expenditure (000)`. Letters but k may number a table.
fn in_brackets(text: &str) -> Option<Scale> {
    let mut groups = text.split(['(', '[']).skip(1).filter_map(|group| group.split([')', ']']).next());
    groups.find_map(|group| {
        let told = group.chars().nth(1).is_some() || matches!(group, "k" | "K");
        of_words(group).filter(|_| told)?.scale
    })
}

/// The scale of a note that says how many noughts were left out: `add three zeros`, `last 3 digits dropped`, `000 omitted`.
fn without_noughts(text: &str) -> Option<Scale> {
    const ADD: [&str; 8] = [
        "addthreezeros",
        "addthreenoughts",
        "addthreezeroes",
        "add3zeros",
        "add3noughts",
        "ajoutertroiszeros",
        "ajouter3zeros",
        "agregartresceros",
    ];
    const LEFT_OUT: [&str; 14] = [
        "omit",
        "drop",
        "remov",
        "truncat",
        "suppress",
        "leftout",
        "takenoff",
        "cutoff",
        "supprim",
        "retir",
        "weggelassen",
        "gestrichen",
        "elimin",
        "suprim",
    ];
    const NOUGHTS: [&str; 7] = ["zero", "nought", "digits", "ceros", "nullen", "chiffres", "cifras"];
    // Few texts say so.
    let likely = ["zero", "Zero", "nought", "igit", "mit", "zéro", "Zéro", "cero", "000", "Nullen", "chiffre", "cifra"];
    let plain = if likely.iter().any(|part| text.contains(part)) { comparable(text) } else { return None };
    let any = |phrases: &[&str]| phrases.iter().any(|phrase| plain.contains(phrase));
    // `000 omitted`, and no sum of `3,000 omitted`.
    let thousand = |omitted: &&str| {
        let mut told = [format!("000{omitted}"), format!("000s{omitted}")].into_iter();
        let number = |before: &str| before.ends_with(|letter: char| letter.is_ascii_digit());
        told.any(|told| plain.split_once(&told).is_some_and(|(before, _)| !number(before)))
            || plain.ends_with(&format!("{omitted}000"))
    };
    let counted = |numbers: &[&str]| {
        any(&LEFT_OUT)
            && numbers.iter().any(|number| NOUGHTS.iter().any(|nought| plain.contains(&format!("{number}{nought}"))))
    };
    if any(&["addsixzeros", "add6zeros", "000000omitted"]) || counted(&["six", "6", "sechs", "seis"]) {
        return Some(Scale::Millions);
    }
    let three = any(&ADD) || counted(&["three", "3", "trois", "tres", "drei"]) || LEFT_OUT.iter().any(thousand);
    three.then_some(Scale::Thousands)
}

/// A note without the number by which the table refers to it: `1) in thousands`, `1/ in thousands`.
fn without_number(text: &str) -> &str {
    let text = text.trim_start();
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let numbered = (1..=2).contains(&(text.len() - rest.len()));
    rest.strip_prefix([')', '/', '.']).filter(|rest| numbered && rest.starts_with(' ')).unwrap_or(text)
}

/// A text without what stands behind a word on rounding, up to the next mark: `Rounded to thousands, in USD k`.
fn without_rounding(text: &str) -> Cow<'_, str> {
    if !["nd", "ND", "earest", "EAREST"].iter().any(|letters| text.contains(letters)) {
        return Cow::Borrowed(text);
    }
    let rounds = |part: &str| part.split_whitespace().position(|word| ROUNDED.contains(&comparable(word).as_str()));
    if rounds(&text.replace(MARKS, " ")).is_none() {
        return Cow::Borrowed(text);
    }
    let clauses = text.split(MARKS).map(|clause| {
        let kept = rounds(clause).unwrap_or(usize::MAX);
        clause.split_whitespace().take(kept).collect::<Vec<_>>().join(" ")
    });
    Cow::Owned(clauses.collect::<Vec<_>>().join(" "))
}

/// Marks between the clauses of a note.
const MARKS: [char; 6] = [',', ';', '(', ')', '.', '|'];

/// A word of a note that names units, and what stands beside it.
struct Told {
    units: Units,
    /// Whether it is a letter or a number, which says so beside others alone.
    short: bool,
    /// Whether a word before it leads to it.
    led: bool,
    /// Whether it is the first or the last word.
    at_edge: bool,
    first: bool,
    /// Whether a currency, or a scale, stands beside it.
    beside_currency: bool,
    beside_scale: bool,
    /// Whether names begin so, too.
    begins_name: bool,
    doubtful: bool,
    /// Whether nothing stands behind it, or what joins more to it.
    ends: bool,
}

impl Told {
    fn at(index: usize, words: &[Cow<'_, str>]) -> Option<Self> {
        let word = |index: Option<usize>| index.and_then(|index| words.get(index)).map_or("", Cow::as_ref);
        let (here, before, after) = (word(Some(index)), word(index.checked_sub(1)), word(Some(index + 1)));
        let (named, single) = (unit(here), of_letter(here));
        // `in USD 1,000`, `in 1,000 USD`
        let lead = if is_currency(before) { word(index.checked_sub(2)) } else { before };
        let number = of_number(here).filter(|_| multiplies(lead) || here.starts_with(TIMES));
        let period = named.is_some_and(|units| units.scale.is_some()) && is_year(before);
        let counted = is_number(before) && !period || is_number(after);
        if named.is_none() && number.is_none() && single.is_none() || counted || is_negated(index, words) {
            return None;
        }
        // `Contribution of USD 1,000`
        if of_number(after).is_some() && of_letter(after).is_none() && !multiplies(before) {
            return None;
        }
        // `in m`, `(k)` alone, `Unit: k`
        let introduced = before.len() > 1 && is_joining(before) || before.ends_with(':') && leads_amounts(before);
        let last = index + 1 == words.len() && introduced;
        let letter = single.filter(|_| is_currency(before) || is_currency(after) || last);
        let short = letter.or(number).map(Units::scaled);
        // `10³` alone is a number; beside a currency it says thousands of it.
        let named = named.filter(|_| of_number(here).is_none());
        let short_scale = |word: &str| of_letter(word).or(of_number(word)).is_some();
        let scaled = is_scale(before) || is_scale(after) || of_letter(before).is_some() || short_scale(after);
        // `thousands of dollars`
        let beyond = words.iter().skip(index + 1).find(|word| !is_joining(word)).map_or("", Cow::as_ref);
        Some(Self {
            units: short.or(named)?,
            short: short.is_some(),
            led: leads(before) || is_currency(here) && names_country(before) && leads(word(index.checked_sub(2))),
            at_edge: index == 0 || index + 1 == words.len(),
            first: index == 0,
            beside_currency: is_currency(before) || is_currency(beyond),
            beside_scale: scaled,
            begins_name: index == 0 && SINGULAR.contains(&here.to_lowercase().as_str()),
            doubtful: DOUBTFUL.contains(&here.trim_end_matches('.').to_lowercase().as_str()),
            ends: after.is_empty() || is_joining(after),
        })
    }

    /// What it names of the amounts of its sheet, in a note of so many words.
    fn named(&self, words: usize) -> Units {
        let units = self.units;
        let in_short = words <= 3 && self.at_edge;
        let scaled = self.beside_scale || units.scale.is_some();
        let currency = self.led || self.first || in_short || scaled;
        // Names that several currencies share are words of other meanings, too.
        let shared = self.led || scaled || words == 1;
        let joined = units.currency.is_some() || units.shared.is_some() || self.beside_currency;
        let led = self.led && (!self.doubtful || self.ends);
        let alone = words == 1 || !self.doubtful && !self.begins_name;
        let scale = self.short || led || joined || in_short && alone;
        Units {
            currency: units.currency.filter(|_| currency),
            shared: units.shared.filter(|_| shared),
            scale: units.scale.filter(|_| scale),
        }
    }
}

/// Whether a word may be the name of a country before that of its currency: `in Malawi kwacha`.
fn names_country(word: &str) -> bool {
    word.chars().nth(3).is_some() && word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic)
}

/// The units that a word names, unless it is a word of other meanings, too.
fn unit(word: &str) -> Option<Units> {
    Some(word).filter(|word| !WORDS.contains(word)).and_then(|word| of_word(word, false))
}

fn is_currency(word: &str) -> bool {
    unit(word).is_some_and(|units| units.currency.is_some() || units.shared.is_some())
}

fn is_scale(word: &str) -> bool {
    unit(word).is_some_and(|units| units.scale.is_some())
}

fn is_year(word: &str) -> bool {
    word.trim_end_matches([':', '|']).parse().is_ok_and(|year| YEARS.contains(&year))
}

/// Whether a word turns round the one at a place: right before it, or before what joins them.
fn is_negated(index: usize, words: &[Cow<'_, str>]) -> bool {
    let before =
        |back: usize| index.checked_sub(back).and_then(|index| words.get(index)).map(|word| word.to_lowercase());
    let turns = |word: Option<String>| word.is_some_and(|word| NEGATIONS.contains(&word.as_str()));
    let joins = |word: Option<String>| {
        word.is_some_and(|word| is_joining(&word) || matches!(word.as_str(), "enter" | "use" | "by" | "as" | "to"))
    };
    turns(before(1)) || joins(before(1)) && turns(before(2))
}

/// Whether a word before a number of thousands says that amounts are to be taken so many times.
pub(super) fn multiplies(word: &str) -> bool {
    matches!(
        word.trim_end_matches(':').to_lowercase().as_str(),
        "in" | "en"
            | "em"
            | "x"
            | "×"
            | "÷"
            | "*"
            | "="
            | "unit"
            | "units"
            | "unité"
            | "unidad"
            | "unidade"
            | "factor"
            | "facteur"
            | "by"
            | "scale"
    )
}

/// Whether a word is a number, which says of a currency beside it how much is meant.
fn is_number(word: &str) -> bool {
    word.contains(|letter: char| letter.is_ascii_digit())
        && of_word(word, false).is_none()
        && of_number(word).is_none()
        && of_letter(word).is_none()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{shared, units};
    use super::*;
    use crate::config::Scale;

    #[test]
    fn notes_name_the_units_of_their_sheet_and_no_others() {
        for (text, expected) in [
            ("All figures in thousands of USD", units("USD", Some(Scale::Thousands))),
            ("Amounts in EUR", units("EUR", None)),
            ("(USD '000)", units("USD", Some(Scale::Thousands))),
            ("in thousands", units("", Some(Scale::Thousands))),
            ("Expressed in millions of US dollars", units("USD", Some(Scale::Millions))),
            ("Currency: EUR", units("EUR", None)),
            ("En milliers d'euros", units("EUR", Some(Scale::Thousands))),
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
            ("In USD m", units("USD", Some(Scale::Millions))),
            ("Expenditure, kUSD", units("USD", Some(Scale::Thousands))),
            ("Unit: 1,000 USD", units("USD", Some(Scale::Thousands))),
            ("in USD 1,000", units("USD", Some(Scale::Thousands))),
            ("Montants en milliers d'euros", units("EUR", Some(Scale::Thousands))),
            ("(en milliers de dollars EU)", units("USD", Some(Scale::Thousands))),
            ("Importes en miles de dólares", shared(SharedName::Dollars, Some(Scale::Thousands))),
            ("Beträge in Tsd. EUR", units("EUR", Some(Scale::Thousands))),
            ("Reported in Swiss francs", units("CHF", None)),
            ("Amounts in local currency", shared(SharedName::Local, None)),
            ("Contribution of USD 1,000 by Belgium", units("", None)),
            ("Miles travelled", Units::default()),
            ("One million people", Units::default()),
            ("Amounts rounded to the nearest thousand", Units::default()),
            ("E3 USD", units("USD", Some(Scale::Thousands))),
            ("USD 10^6", units("USD", Some(Scale::Millions))),
            ("10³ EUR", units("EUR", Some(Scale::Thousands))),
            ("All amounts x 10^3", units("", Some(Scale::Thousands))),
            ("Amounts are in Malawi kwacha", shared(SharedName::Kwacha, None)),
            ("in Kenyan shillings", shared(SharedName::Shillings, None)),
            ("Costs, last three digits omitted", units("", Some(Scale::Thousands))),
            ("Add three zeros to all figures", units("", Some(Scale::Thousands))),
            ("zeros are left out", Units::default()),
            ("Annex E3", Units::default()),
            ("Expenditure of the Lomé office (CFA francs)", shared(SharedName::Cfa, None)),
            ("Amounts as per local ledger, TZS", units("TZS", None)),
            ("Les montants sont à multiplier par 1 000", units("", Some(Scale::Thousands))),
            ("Alle Beträge mit 1.000 multiplizieren", units("", Some(Scale::Thousands))),
            ("Rounded to USD thousand: 12.5 = USD 12,500", units("", Some(Scale::Thousands))),
            ("Omit 000", units("", Some(Scale::Thousands))),
            ("Costs of Nairobi (see annex), ALL", Units::default()),
            ("Contribution of Belgium (EUR 5,000)", Units::default()),
            ("E3", Units::default()),
            ("K Programme 2025", Units::default()),
            ("Region M", Units::default()),
            ("M", Units::default()),
            ("MM/YYYY", Units::default()),
            ("Pounds delivered", Units::default()),
        ] {
            assert_eq!(of_note(text), expected, "{text}");
        }
    }
}
