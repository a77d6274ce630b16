//! Numbers as people type them, exactly.
//!
//! What comes in: text of a cell or a setting. What leaves: an exact decimal with what stood around it, or why there is
//! none. What it does not know: columns, files, and in what currency an amount should be.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Currency;
use super::currency_name::{CurrencyName, SIGNS, SharedName};

/// The mark before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DecimalMark {
    /// 1,234.56
    #[serde(rename = ".")]
    Point,
    /// 1.234,56
    #[serde(rename = ",")]
    Comma,
}

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// It is none.
    NotANumber,
    /// It is one, but which is not certain: the mark may group thousands or come before decimals.
    Ambiguous,
}

/// A number as typed, with what stood around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypedNumber {
    /// Its value, before a percent sign is applied.
    pub value: Decimal,
    /// Whether a percent sign stood with it.
    pub percent: bool,
    /// The currency that stood with it.
    pub currency: Option<Currency>,
    /// The sign that stood with it and that several currencies share.
    pub shared: Option<SharedName>,
}

/// Reads a number as people type it: thousands grouped by spaces, apostrophes, commas or points; lakhs and crores by
/// commas (`12,34,567.00`); a decimal comma or point, or a dash in the place of decimals; a plus, a leading or trailing
/// minus, or parentheses; a percent sign; a currency's code or sign.
///
/// A single comma or point before exactly three digits is ambiguous unless the mark is declared.
///
/// # Errors
/// When it is no number, or may be two different ones.
pub fn typed(text: &str, mark: Option<DecimalMark>) -> Result<TypedNumber, NumberFault> {
    if !text.bytes().any(|letter| letter.is_ascii_digit()) {
        return Err(NumberFault::NotANumber);
    }
    let mut body = text.trim_matches(is_space);
    // Spreadsheet programs put an apostrophe before what is to be a text.
    body = body.strip_prefix(['\'', '\u{2018}', '\u{2019}']).filter(|rest| !rest.starts_with('\'')).unwrap_or(body);
    let (mut signed, mut negative) = (false, false);
    if let Some(inner) = body.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        (body, signed, negative) = (inner.trim_matches(is_space), true, true);
    }
    let mut no_cents = None;
    let mut number = TypedNumber { value: Decimal::ZERO, percent: false, currency: None, shared: None };
    loop {
        let before = body.len();
        if let Some((rest, mark)) = without_cents(body).filter(|_| no_cents.is_none()) {
            (body, no_cents) = (rest, Some(mark));
        } else if let Some(rest) = body.strip_prefix(is_minus).or_else(|| body.strip_suffix(is_minus)) {
            if signed {
                return Err(NumberFault::NotANumber);
            }
            (body, signed, negative) = (rest, true, true);
        } else if let Some(rest) = body.strip_prefix('+') {
            if signed {
                return Err(NumberFault::NotANumber);
            }
            (body, signed) = (rest, true);
        } else if let Some(rest) = body.strip_suffix('%').filter(|_| !number.percent) {
            (body, number.percent) = (rest, true);
        } else if let Some((name, rest)) = strip_currency(body) {
            // A shared sign and a code may stand together ($150 USD), but neither of them twice.
            let before = match name {
                CurrencyName::One(currency) => number.currency.replace(currency).is_some(),
                CurrencyName::Shared(name) => number.shared.replace(name).is_some(),
            };
            if before {
                return Err(NumberFault::NotANumber);
            }
            body = rest;
        }
        body = body.trim_matches(is_space);
        if body.len() == before {
            break;
        }
    }
    let value = match no_cents {
        Some(point) => plain(&format!("{body}{point}0"), mark)?,
        None => plain(body, mark)?,
    };
    number.value = if negative { -value } else { value };
    Ok(number)
}

/// `480.-`, `1'250,--`: a dash in the place of cents says that there are none. The number before its mark, and the mark.
fn without_cents(text: &str) -> Option<(&str, char)> {
    let rest = text.trim_end_matches(|letter| is_minus(letter) || letter == '\u{2014}');
    let mark = rest.chars().next_back().filter(|mark| rest.len() < text.len() && matches!(mark, '.' | ','))?;
    let number = rest.strip_suffix(mark)?.trim_end_matches(is_space);
    number.ends_with(|letter: char| letter.is_ascii_digit()).then_some((number, mark))
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' | '\u{feff}' | '\u{200b}' | '\u{ad}')
}

fn is_minus(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}

/// Takes a currency's code or sign from either end. Several currencies share a bare `$` or `¥`.
fn strip_currency(text: &str) -> Option<(CurrencyName, &str)> {
    const DOLLARS: [(&str, &str); 8] = [
        ("US$", "USD"),
        ("CA$", "CAD"),
        ("A$", "AUD"),
        ("NZ$", "NZD"),
        ("R$", "BRL"),
        ("SFr.", "CHF"),
        ("€", "EUR"),
        ("£", "GBP"),
    ];
    const SHARED: [(&str, SharedName); 7] = [
        ("$", SharedName::Dollars),
        ("¥", SharedName::Yen),
        ("Fr.", SharedName::Francs),
        ("Rs.", SharedName::Rupees),
        ("Rs", SharedName::Rupees),
        ("₨", SharedName::Rupees),
        ("₩", SharedName::Won),
    ];
    let stripped = |sign: &str| text.strip_prefix(sign).or_else(|| text.strip_suffix(sign));
    for (sign, code) in DOLLARS.into_iter().chain(SIGNS) {
        if let Some(rest) = stripped(sign) {
            return Some((CurrencyName::One(Currency::parse(code)?), rest));
        }
    }
    for (sign, name) in SHARED {
        if let Some(rest) = stripped(sign) {
            return Some((CurrencyName::Shared(name), rest));
        }
    }
    let head = text.get(..3).filter(|code| code.bytes().all(|letter| letter.is_ascii_alphabetic()));
    if let Some(currency) = head.and_then(Currency::parse) {
        return Some((CurrencyName::One(currency), text.get(3..)?));
    }
    let cut = text.len().checked_sub(3)?;
    let tail = text.get(cut..).filter(|code| code.bytes().all(|letter| letter.is_ascii_alphabetic()))?;
    Some((CurrencyName::One(Currency::parse(tail)?), text.get(..cut)?))
}

/// How often each kind of mark stands between digits.
#[derive(Default)]
struct Marks {
    points: usize,
    commas: usize,
    others: usize,
}

/// Reads digits with marks between them.
fn plain(body: &str, mark: Option<DecimalMark>) -> Result<Decimal, NumberFault> {
    if body.bytes().all(|letter| letter.is_ascii_digit()) && (1..=28).contains(&body.len()) {
        return body.parse().map_err(|_| NumberFault::NotANumber);
    }
    let mut marks = Marks::default();
    for letter in body.chars() {
        match letter {
            '0'..='9' => {}
            '.' => marks.points += 1,
            ',' => marks.commas += 1,
            letter if is_grouping(letter) => marks.others += 1,
            _ => return Err(NumberFault::NotANumber),
        }
    }
    let decimal = decimal_mark(body, &marks, mark)?;
    let (whole, fraction) = match decimal.and_then(|decimal| body.rsplit_once(decimal)) {
        Some((whole, fraction)) => (whole, fraction),
        None => (body, ""),
    };
    if !fraction.bytes().all(|letter| letter.is_ascii_digit()) || !well_grouped(whole) {
        return Err(NumberFault::NotANumber);
    }
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() && fraction.is_empty() {
        return Err(NumberFault::NotANumber);
    }
    let whole = if digits.is_empty() { "0" } else { &digits };
    let value = Decimal::from_str_exact(&format!("{whole}.{}", if fraction.is_empty() { "0" } else { fraction }))
        .map_err(|_| NumberFault::NotANumber)?;
    // What stands behind fifteen digits is the noise of a program that wrote its numbers in full.
    let noisy = !fraction.is_empty() && whole.trim_start_matches('0').len() + fraction.len() > CERTAIN_DIGITS;
    let value = if noisy { value.round_sf(CERTAIN_DIGITS as u32).unwrap_or(value) } else { value };
    Ok(value.normalize())
}

/// How many digits of a number a spreadsheet program shows and keeps.
const CERTAIN_DIGITS: usize = 15;

fn is_grouping(letter: char) -> bool {
    is_space(letter) || matches!(letter, '\'' | '\u{2019}')
}

/// Which mark comes before the decimals, if any; `Ambiguous` when one mark could do both.
fn decimal_mark(body: &str, marks: &Marks, declared: Option<DecimalMark>) -> Result<Option<char>, NumberFault> {
    let declared = declared.map(|mark| match mark {
        DecimalMark::Point => '.',
        DecimalMark::Comma => ',',
    });
    let found = match (marks.points, marks.commas) {
        (0, 0) => return Ok(None),
        (1, 0) => '.',
        (0, 1) => ',',
        (_, 0) | (0, _) => {
            let grouping = if marks.points > 0 { '.' } else { ',' };
            return if declared == Some(grouping) { Err(NumberFault::NotANumber) } else { Ok(None) };
        }
        (points, commas) => {
            let last = if body.rfind('.') > body.rfind(',') { '.' } else { ',' };
            let times = if last == '.' { points } else { commas };
            let fits = times == 1 && declared.is_none_or(|mark| mark == last);
            return if fits { Ok(Some(last)) } else { Err(NumberFault::NotANumber) };
        }
    };
    if let Some(mark) = declared {
        return Ok((mark == found).then_some(found));
    }
    let (before, after) = body.split_once(found).unwrap_or((body, ""));
    let could_group =
        after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0') && marks.others == 0;
    if could_group { Err(NumberFault::Ambiguous) } else { Ok(Some(found)) }
}

/// Whether the digits of the whole part stand alone, or with one and the same mark between: in groups of three; or, as in
/// India and its neighbours, the last three of them and before these groups of two, which only commas part.
fn well_grouped(whole: &str) -> bool {
    let Some(mark) = whole.chars().find(|letter| !letter.is_ascii_digit()) else {
        return true;
    };
    let groups: Vec<&str> = whole.split(mark).collect();
    let [first, middle @ .., last] = groups.as_slice() else { return false };
    let digits = whole.chars().all(|letter| letter == mark || letter.is_ascii_digit());
    let of_three = (1..=3).contains(&first.len()) && middle.iter().all(|group| group.len() == 3);
    let of_two = mark == ',' && (1..=2).contains(&first.len()) && middle.iter().all(|group| group.len() == 2);
    digits && last.len() == 3 && (of_three || of_two)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, mark: Option<DecimalMark>) -> Result<String, NumberFault> {
        typed(text, mark).map(|number| number.value.to_string())
    }

    #[test]
    fn reads_what_people_type() {
        for (text, expected) in [
            ("1234", "1234"),
            ("1,234.50", "1234.5"),
            ("1.234,50", "1234.5"),
            ("1 234,5", "1234.5"),
            ("1\u{202f}234\u{202f}567,89", "1234567.89"),
            ("1'234'567.89", "1234567.89"),
            ("1’234", "1234"),
            ("1,234,567", "1234567"),
            ("1.234.567", "1234567"),
            ("0.125", "0.125"),
            ("1234.567", "1234.567"),
            ("(1,234.50)", "-1234.5"),
            ("1,234.50-", "-1234.5"),
            ("\u{2212}12", "-12"),
            ("USD 1,234.50", "1234.5"),
            ("1,234.50 EUR", "1234.5"),
            ("€1.234,50", "1234.5"),
            ("(US$ 10.00)", "-10"),
            ("12.5%", "12.5"),
            (".5", "0.5"),
            ("5.", "5"),
            ("1 234.567", "1234.567"),
            ("+0.90", "0.9"),
            ("$150", "150"),
            ("$150 USD", "150"),
            ("USD $150", "150"),
            ("+ 12.5 %", "12.5"),
            ("480.-", "480"),
            ("1'250.-", "1250"),
            ("1 250,-", "1250"),
            ("1,250.--", "1250"),
            ("CHF 480.\u{2014}", "480"),
            ("480.\u{2013} CHF", "480"),
            ("-480.-", "-480"),
            ("480 .-", "480"),
            ("Fr. 480.\u{2014}", "480"),
            ("₹ 12,34,567", "1234567"),
            ("'480", "480"),
            ("'1,250.50", "1250.5"),
            ("\u{2018}480", "480"),
            ("\u{ff0d}480", "-480"),
            ("\u{2011}480", "-480"),
            ("1234.5600000000002", "1234.56"),
            ("0.30000000000000004", "0.3"),
            ("12,34,567.00", "1234567"),
            ("INR 1,23,45,678", "12345678"),
            ("(1,00,000)", "-100000"),
        ] {
            assert_eq!(value(text, None).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn asks_where_two_readings_are_possible() {
        for text in ["1.234", "1,234", "12,345", "123.456", "USD 1,234"] {
            assert_eq!(value(text, None), Err(NumberFault::Ambiguous), "{text}");
        }
        assert_eq!(value("1.234", Some(DecimalMark::Point)).as_deref(), Ok("1.234"));
        assert_eq!(value("1.234", Some(DecimalMark::Comma)).as_deref(), Ok("1234"));
        assert_eq!(value("1,234", Some(DecimalMark::Comma)).as_deref(), Ok("1.234"));
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in [
            "",
            "abc",
            "1.2.3",
            "12.34.567",
            "12 34 567",
            "123,45,678",
            "12,34,56",
            "12,345,67,890",
            "1-2",
            "--1",
            "(-1)",
            "1,23.4,5",
            "1e5",
            "-",
            "%",
            "1 23",
            "USD",
            "٣",
            "++0.90",
            "+-1",
            "-+1",
            "$$150",
            "€1€",
            "USD 1 EUR",
        ] {
            assert_eq!(value(text, None), Err(NumberFault::NotANumber), "{text}");
        }
        assert_eq!(value("1,234.50", Some(DecimalMark::Comma)), Err(NumberFault::NotANumber));
        assert_eq!(value("12,3", Some(DecimalMark::Point)), Err(NumberFault::NotANumber));
    }
}
