//! What the code of a number format says of the numbers that it shows.
//!
//! What comes in: codes as Excel writes them, and the numbers of those that need none. What leaves: whether a number is a
//! share, a date or an amount of some currency, and whether it is shown in thousands or millions. What it does not know:
//! cells. The codes are those of ECMA-376, part 1, section 18.8.30 (numFmt) and 18.8.31 (numFmts).

use super::Value;
use crate::config::Scale;
use crate::domain::Currency;
use crate::domain::currency_mark;
use crate::domain::currency_name::{self, CurrencyName, SharedName};

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

/// The longest word for a scale, in bytes.
const LONGEST_SCALE: usize = 16;

/// The scale that a word or letter of a format or a header names: `0.0"m"`, `USD '000`.
pub(in crate::intake) fn scale_named(word: &str) -> Option<Scale> {
    let word = word.trim().trim_matches(['.', '(', ')']);
    if word.len() > LONGEST_SCALE {
        return None;
    }
    match word.to_lowercase().as_str() {
        "k" | "kilo" | "th" | "ths" | "thds" | "thsd" | "thous" | "thou" | "thousand" | "thousands" | "000" | "ooo"
        | "'000" | "’000" | "000s" | "'000s" | "’000s" | "000's" | "1000s" | "1000's" | "x1000" | "×1000"
        | "millier" | "milliers" | "mille" | "miles" | "millares" | "mil" | "milhar" | "milhares" | "tsd"
        | "tausend" | "10³" | "10^3" | "тыс" | "千" | "천" => Some(Scale::Thousands),
        "m" | "mn" | "mln" | "mio" | "mill" | "mm" | "million" | "millions" | "millones" | "millón" | "milhões"
        | "milhoes" | "milhão" | "millionen" | "10⁶" | "10^6" | "млн" | "百万" | "百萬" | "백만" => {
            Some(Scale::Millions)
        }
        "万" | "萬" | "만" => Some(Scale::TenThousands),
        "亿" | "億" | "억" => Some(Scale::HundredMillions),
        "cents" | "centimes" | "centavos" | "céntimos" | "cêntimos" | "pence" => Some(Scale::Cents),
        "hundreds" | "centaines" | "cientos" | "centenas" => Some(Scale::Hundreds),
        "lakh" | "lakhs" | "lac" | "lacs" => Some(Scale::Lakhs),
        "crore" | "crores" => Some(Scale::Crores),
        "bn" | "b" | "billion" | "billions" | "milliard" | "milliards" | "mrd" | "bilhões" | "milliarden" => {
            Some(Scale::Billions)
        }
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
    /// The name of several currencies that they are shown with, where it is none of one.
    pub shared: Option<SharedName>,
    /// The word for thousands or millions that they are shown with, while the number itself is that much smaller.
    pub scale: Option<Scale>,
    /// What it shows nothing of.
    pub hides: Hides,
}

/// The values of which a format shows nothing: `;;;`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hides {
    /// Numbers above zero.
    pub positive: bool,
    /// Numbers below zero.
    pub negative: bool,
    /// Texts.
    pub text: bool,
}

impl NumberFormat {
    /// A format that only says what numbers are shown as.
    pub const fn of(shown: Shown) -> Self {
        Self {
            shown,
            currency: None,
            shared: None,
            scale: None,
            hides: Hides { positive: false, negative: false, text: false },
        }
    }

    /// Whether it shows nothing of a value.
    pub fn hides(self, value: &Value<'_>) -> bool {
        match value {
            Value::Number(number) if number.is_sign_negative() => self.hides.negative,
            Value::Number(number) => self.hides.positive && !number.is_zero(),
            Value::Date(_) => self.hides.positive,
            Value::Text(_) => self.hides.text,
            Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside => false,
        }
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
    let bare = || name_of(&pieces.bare);
    let name = pieces.name.or_else(|| literal.split_whitespace().find_map(name_of)).or_else(bare);
    let (currency, shared) = parted(name);
    let shown = match () {
        () if pieces.percent => Shown::Percent,
        () if pieces.elapsed => Shown::Duration,
        () if pieces.date => Shown::Date,
        () => Shown::Number,
    };
    let scale = if shown == Shown::Number { split(code).into_iter().find_map(scale_in) } else { None };
    NumberFormat { shown, currency, shared, scale, hides: hides(code) }
}

/// The scale that a section of a code shows beside its number. A comma behind the last digit divides what is shown, so that a
/// word for thousands there says nothing of the number.
fn scale_in(section: &str) -> Option<Scale> {
    let pieces = Pieces::of(section);
    let mut literals = pieces.literals.iter().filter(|_| !pieces.divided);
    literals.find_map(|literal| literal.split_whitespace().find_map(scale_of))
}

/// The scale that a word of a literal names, perhaps joined with a currency, or as the noughts of a number: `m`, `M$`, `kEUR`,
/// `,000`.
pub(super) fn scale_of(word: &str) -> Option<Scale> {
    let word = word.trim_matches(['$', '€', '£', '¥']);
    let noughts = word.trim_start_matches([',', '.', '\'', '’', '\u{a0}', '\u{202f}']).trim_end_matches(".00");
    let beside = |code: &str| word.strip_suffix(code).or_else(|| word.strip_prefix(code));
    let joined = || {
        let code = word.get(..3).into_iter().chain(word.len().checked_sub(3).and_then(|cut| word.get(cut..)));
        code.filter(|code| Currency::parse(code).is_some()).find_map(|code| scale_named(beside(code)?))
    };
    scale_named(word).or_else(|| scale_named(noughts)).or_else(joined)
}

/// The sections of a code.
fn split(code: &str) -> Vec<&str> {
    let (mut sections, mut start, mut quoted, mut escaped) = (Vec::new(), 0, false, false);
    for (index, letter) in code.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '"' => quoted = !quoted,
            '\\' if !quoted => escaped = true,
            ';' if !quoted => {
                sections.extend(code.get(start..index));
                start = index + 1;
            }
            _ => {}
        }
    }
    sections.extend(code.get(start..));
    sections
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

/// What a code shows nothing of, by its sections for numbers above zero, below zero, zero, and texts. A single section, or
/// the first of two or three, holds for texts, too.
fn hides(code: &str) -> Hides {
    let sections = sections(code);
    let shows = |index: usize| sections.get(index).copied();
    // Alone, an empty section is none; but quotation marks around nothing show nothing, and white letters are not seen.
    let quoted = code.contains('"') && code.chars().all(|letter| letter == '"' || letter.is_whitespace());
    let white = || split(code).first().is_some_and(|section| is_white(section));
    let positive = shows(0) == Some(false) && (sections.len() > 1 || quoted || white());
    Hides { positive, negative: shows(1).map_or(positive, |shows| !shows), text: shows(3) == Some(false) }
}

/// What stands before a mark, which is taken, too.
fn literal(letters: &mut std::str::Chars<'_>, mark: char) -> String {
    letters.by_ref().take_while(|&letter| letter != mark).collect()
}

/// Whether a section of a code has its numbers written in white.
fn is_white(section: &str) -> bool {
    let colour = section.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
    colour.is_some_and(|(colour, _)| {
        ["white", "color2", "color 2"].iter().any(|white| colour.eq_ignore_ascii_case(white))
    })
}

/// Whether each section of a code shows anything.
fn sections(code: &str) -> Vec<bool> {
    let mut sections = vec![false];
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        let shows = match letter {
            ';' => {
                sections.push(false);
                continue;
            }
            '"' => literal(&mut letters, '"').contains(|letter: char| !letter.is_whitespace()),
            '\\' => letters.next().is_some_and(|letter| !letter.is_whitespace()),
            '_' | '*' => {
                letters.next();
                false
            }
            '[' => literal(&mut letters, ']').contains('$'),
            letter => !letter.is_whitespace(),
        };
        sections.last_mut().into_iter().for_each(|section| *section |= shows);
    }
    sections.iter().zip(split(code)).map(|(shows, section)| *shows && !is_white(section)).collect()
}

/// The currency that a literal of a format names, or the name that several share.
pub(super) fn name_of(literal: &str) -> Option<CurrencyName> {
    let literal = literal.trim().trim_end_matches('.');
    let sign = || ["€", "£"].into_iter().find(|sign| literal.contains(sign)).and_then(currency_name::named);
    let code = || Some(CurrencyName::One(Currency::parse(literal)?));
    // A letter may say what the numbers are, as E does of estimates.
    let mark = || currency_mark::marked(literal).filter(|mark| *mark != CurrencyName::Shared(SharedName::Letter));
    currency_name::named(literal).or_else(code).or_else(sign).or_else(mark)
}

/// The one currency of a name, and the name that several share.
pub(super) fn parted(name: Option<CurrencyName>) -> (Option<Currency>, Option<SharedName>) {
    match name {
        Some(CurrencyName::One(currency)) => (Some(currency), None),
        Some(CurrencyName::Shared(shared)) => (None, Some(shared)),
        None => (None, None),
    }
}

/// The first section of a code, taken apart.
#[derive(Default)]
struct Pieces {
    /// Texts in quotation marks or behind a backslash.
    literals: Vec<String>,
    /// What stands bare, without placeholders of digits.
    bare: String,
    /// The currency of `[$EUR]`.
    name: Option<CurrencyName>,
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
            let text = rest.split('-').next().unwrap_or_default();
            self.name = self.name.or_else(|| name_of(text));
            if self.name.is_none() {
                self.literals.push(text.to_owned());
            }
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
            ("#,##0 \"CFA\"", None),
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
    fn formats_hide_what_their_sections_show_nothing_of() {
        let hides = |positive, negative, text| Hides { positive, negative, text };
        for (code, hidden) in [
            (";;;", hides(true, true, true)),
            (";;;@", hides(true, true, false)),
            ("\"\";\"\";\"\"", hides(true, true, false)),
            ("0;;;@", hides(false, true, false)),
            ("0;-0;;@", hides(false, false, false)),
            ("_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)", hides(false, false, false)),
            ("General", hides(false, false, false)),
            ("[Red]0;[Blue]", hides(false, true, false)),
        ] {
            assert_eq!(of_code(code).hides, hidden, "{code}");
        }
        assert_eq!(of_code("$#,##0").shared, Some(SharedName::Dollars));
        assert_eq!(of_code("#,##0 \"CFA\"").shared, Some(SharedName::Cfa));
    }

    #[test]
    fn words_for_thousands_and_millions_are_seen_unless_the_number_is_divided() {
        for (code, scale) in [
            ("0.0\"m\"", Some(Scale::Millions)),
            ("#,##0\\k", Some(Scale::Thousands)),
            ("$0.0\" million\"", Some(Scale::Millions)),
            ("#,##0 \"'000\"", Some(Scale::Thousands)),
            ("#,##0\",000.00\"", Some(Scale::Thousands)),
            ("[=0]\"-\";0.00\"k\"", Some(Scale::Thousands)),
            ("#,##0.00[$ k]", Some(Scale::Thousands)),
            ("0.00\" MUSD\"", Some(Scale::Millions)),
            ("0.00\"万\"", Some(Scale::TenThousands)),
            ("0\" cents\"", Some(Scale::Cents)),
            ("[$$-409]#,##0.00", None),
            ("[>=1000000]0.0,,\"M\";[>=1000]0.0,\"K\";0", None),
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
