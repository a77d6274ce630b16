//! What the code of a number format says of the numbers that it shows.
//!
//! What comes in: codes as Excel writes them, and the numbers of those that need none. What leaves: whether a number is a
//! share, a date or an amount of some currency, and whether it is shown in thousands or millions. What it does not know:
//! cells. The codes are those of ECMA-376, part 1, section 18.8.30 (numFmt) and 18.8.31 (numFmts).

use crate::config::Scale;
use crate::domain::Currency;

/// What a number is shown as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// A number.
    #[default]
    Number,
    /// A share, in per cent.
    Percent,
    /// A day, or a time of a day.
    Date,
    /// So many hours, minutes or seconds.
    Duration,
}

/// The scale that a word or letter of a format or a header names: `0.0"m"`, `USD '000`.
pub(in crate::intake) fn scale_named(word: &str) -> Option<Scale> {
    match word.trim().trim_matches(['.', '(', ')']).to_lowercase().as_str() {
        "k" | "th" | "thousand" | "thousands" | "000" | "'000" | "’000" | "000s" | "'000s" | "’000s" | "milliers"
        | "miles" | "mil" | "milhares" | "tsd" => Some(Scale::Thousands),
        "m" | "mn" | "mln" | "mio" | "mm" | "million" | "millions" | "millones" | "milhões" | "milhoes" => {
            Some(Scale::Millions)
        }
        "bn" | "b" | "billion" | "billions" | "milliards" | "mrd" => Some(Scale::Billions),
        _ => None,
    }
}

/// What a number format says of the numbers that it shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NumberFormat {
    /// What they are shown as.
    pub shown: Shown,
    /// The currency that they are shown with.
    pub currency: Option<Currency>,
    /// The word for thousands or millions that they are shown with, while the number itself is that much smaller.
    pub scale: Option<Scale>,
}

impl NumberFormat {
    /// A format that only says what numbers are shown as.
    pub const fn of(shown: Shown) -> Self {
        Self { shown, currency: None, scale: None }
    }

    /// Whether numbers are shown in per cent.
    pub fn is_percent(self) -> bool {
        self.shown == Shown::Percent
    }
}

/// What the code of a format says; of its sections the first counts, which is for numbers above zero.
pub(super) fn of_code(code: &str) -> NumberFormat {
    let pieces = Pieces::of(code);
    let literal: String = pieces.literals.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    let currency = pieces.currency.or_else(|| currency_in(&literal)).or_else(|| currency_of(&pieces.bare));
    let shown = match () {
        () if pieces.percent => Shown::Percent,
        () if pieces.elapsed => Shown::Duration,
        () if pieces.date => Shown::Date,
        () => Shown::Number,
    };
    // A comma behind the last digit divides what is shown, so that a word for thousands there says nothing of the number.
    let scale =
        if shown == Shown::Number && !pieces.divided { literal.split_whitespace().find_map(scale_named) } else { None };
    NumberFormat { shown, currency, scale }
}

/// What one of the formats says that are known by number alone. Those of dates differ by language from 27 on, and are
/// dates in all of them.
pub(super) fn built_in(number: u16) -> NumberFormat {
    NumberFormat::of(match number {
        9 | 10 => Shown::Percent,
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Shown::Date,
        46 => Shown::Duration,
        _ => Shown::Number,
    })
}

/// The currency that a code or a sign names, where the sign belongs to one only.
pub(super) fn currency_of(literal: &str) -> Option<Currency> {
    match literal.trim() {
        "€" => Currency::parse("EUR"),
        "£" => Currency::parse("GBP"),
        "US$" => Currency::parse("USD"),
        text if text.len() == 3 => Currency::parse(text),
        text => ['€', '£']
            .into_iter()
            .find(|&sign| text.contains(sign))
            .and_then(|sign| Currency::parse(if sign == '€' { "EUR" } else { "GBP" })),
    }
}

/// The currency that one of several words names.
fn currency_in(literals: &str) -> Option<Currency> {
    literals.split_whitespace().find_map(currency_of)
}

/// The first section of a code, taken apart.
#[derive(Default)]
struct Pieces {
    /// Texts in quotation marks or behind a backslash.
    literals: Vec<String>,
    /// What stands bare, without placeholders of digits.
    bare: String,
    /// The currency of `[$EUR]`.
    currency: Option<Currency>,
    percent: bool,
    date: bool,
    /// Hours, minutes or seconds in brackets, which go on beyond a day.
    elapsed: bool,
    /// A comma behind the last digit.
    divided: bool,
}

impl Pieces {
    fn of(code: &str) -> Self {
        let mut pieces = Self::default();
        let general = code.trim().eq_ignore_ascii_case("general");
        let mut letters = code.chars().peekable();
        let mut literal = String::new();
        while let Some(letter) = letters.next() {
            match letter {
                '"' => literal.extend(letters.by_ref().take_while(|&letter| letter != '"')),
                '\\' => literal.extend(letters.next()),
                '_' | '*' => drop(letters.next()),
                '[' => pieces.bracket(&letters.by_ref().take_while(|&letter| letter != ']').collect::<String>()),
                ';' => break,
                '%' => pieces.percent = true,
                ',' => pieces.divided = !letters.peek().is_some_and(|next| matches!(next, '0' | '#' | '?')),
                '0' | '#' | '?' | '.' => pieces.divided = false,
                _ => {
                    pieces.date |=
                        !general && matches!(letter, 'd' | 'D' | 'y' | 'Y' | 'm' | 'M' | 'h' | 'H' | 's' | 'S');
                    pieces.bare.push(letter);
                }
            }
            if !matches!(letter, '"' | '\\') && !literal.is_empty() {
                pieces.literals.push(std::mem::take(&mut literal));
            }
        }
        if !literal.is_empty() {
            pieces.literals.push(literal);
        }
        pieces
    }

    fn bracket(&mut self, inside: &str) {
        if let Some(rest) = inside.strip_prefix('$') {
            self.currency = self.currency.or_else(|| currency_of(rest.split('-').next().unwrap_or_default()));
        } else if !inside.is_empty() && inside.chars().all(|letter| matches!(letter, 'h' | 'H' | 'm' | 'M' | 's' | 'S'))
        {
            self.elapsed = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_name_currencies() {
        for (code, currency) in [
            ("[$EUR] #,##0.00", Some("EUR")),
            ("[$€-407] #,##0", Some("EUR")),
            ("#,##0.00\\ [$EUR]", Some("EUR")),
            ("\"CHF\" 0.00", Some("CHF")),
            ("#,##0 \"EUR\";[Red]-#,##0 \"EUR\"", Some("EUR")),
            ("#,##0.00 €", Some("EUR")),
            ("#,##0.00", None),
            ("$#,##0", None),
            ("_-* #,##0.00_-", None),
        ] {
            assert_eq!(of_code(code).currency.map(Currency::code), currency, "{code}");
        }
    }

    #[test]
    fn codes_say_what_numbers_are_shown_as() {
        for (code, shown) in [
            ("0.0%", Shown::Percent),
            ("0.0\"%\"", Shown::Number),
            ("General", Shown::Number),
            ("yyyy-mm-dd", Shown::Date),
            ("[$-409]d\\-mmm\\-yy;@", Shown::Date),
            ("[$-411]ggge\"年\"m\"月\"d\"日\"", Shown::Date),
            ("[h]:mm", Shown::Duration),
            ("[Red]0.00", Shown::Number),
            ("#,##0\" days\"", Shown::Number),
            ("0.00E+00", Shown::Number),
            ("\"Date\" 0", Shown::Number),
            ("@", Shown::Number),
        ] {
            assert_eq!(of_code(code).shown, shown, "{code}");
        }
        assert_eq!(
            [9, 14, 46, 57, 2].map(|number| built_in(number).shown),
            [Shown::Percent, Shown::Date, Shown::Duration, Shown::Date, Shown::Number]
        );
    }

    #[test]
    fn words_for_thousands_and_millions_are_seen_unless_the_number_is_divided() {
        for (code, scale) in [
            ("0.0\"m\"", Some(Scale::Millions)),
            ("#,##0\\k", Some(Scale::Thousands)),
            ("$0.0\" million\"", Some(Scale::Millions)),
            ("#,##0 \"'000\"", Some(Scale::Thousands)),
            ("0.0,,\"m\"", None),
            ("#,##0,\"k\"", None),
            ("#,##0,", None),
            ("#,##0\" months\"", None),
            ("mm/dd/yyyy", None),
        ] {
            assert_eq!(of_code(code).scale, scale, "{code}");
        }
    }
}
