//! What titles and headers say of how rates are quoted.
//!
//! What comes in: a text. What leaves: what it counts per what, and in which currency. What it does not know: rates.

use super::LONGEST_NOTE;
use crate::domain::Currency;
use crate::domain::text::comparable;

/// What a text says that it counts per what, as far as it does: `US dollars`, `unit` of `US dollars per unit`; `1.25 usd` for
/// `1 eur` of `1 EUR = 1.25 USD`.
pub(in crate::intake) fn quotation(text: &str) -> Option<(String, String)> {
    let lower = text.to_lowercase();
    if text.len() > LONGEST_NOTE {
        return None;
    }
    let parted = |mark: &str| lower.split_once(mark).map(|(before, after)| (before.to_owned(), after.to_owned()));
    let one = |after: &str| {
        let first = after.split_whitespace().next().unwrap_or_default();
        matches!(first, "1" | "one" | "each" | "un" | "una" | "une" | "um" | "uma") || several(after).is_some()
    };
    let per = [" per ", " par ", " por ", " pro "].into_iter().find_map(parted);
    let of_one = || [" for ", " pour ", " para "].into_iter().find_map(parted).filter(|(_, after)| one(after));
    let equals = || parted("=").filter(|(before, _)| before.contains(|letter: char| letter.is_ascii_digit()));
    per.or_else(of_one).or_else(|| equals().map(|(unit, counted)| (counted, unit)))
}

/// Whether a text may say how rates are quoted.
pub(in crate::intake) fn may_quote(text: &str) -> bool {
    quotation(text).is_some() || pair(text).is_some() || speaks_of_value(text)
}

/// Whether a text says of rates that they are amounts of a currency, or names it beside another as markets do, where both
/// orders are usual: `USD equivalent`, `Value in USD`, `EUR/USD`.
pub(in crate::intake) fn quotes_in(text: &str, currency: Currency) -> bool {
    let lower = text.to_lowercase();
    let beside = pair(text).is_some_and(|(one, other)| (one == currency) != (other == currency));
    let alone = lower.strip_prefix("in ").or_else(|| lower.strip_prefix("en ")).or_else(|| lower.strip_prefix("em "));
    beside
        || (speaks_of_value(text) || alone.is_some_and(|rest| rest.split_whitespace().count() <= 2))
            && names(&lower, currency)
}

/// The two currencies of `EUR/USD`.
fn pair(text: &str) -> Option<(Currency, Currency)> {
    text.split_whitespace().find_map(|word| {
        let (one, other) = word.trim_matches(['(', ')', ',']).split_once('/')?;
        Currency::parse(one).zip(Currency::parse(other)).filter(|_| one.len() == 3 && other.len() == 3)
    })
}

fn speaks_of_value(text: &str) -> bool {
    const VALUES: [&str; 9] =
        ["equivalent", "equivalente", "value", "valeur", "valor", "worth", "contrevaleur", "contravalor", "gegenwert"];
    text.len() <= LONGEST_NOTE && text.split_whitespace().any(|word| VALUES.contains(&comparable(word).as_str()))
}

/// The number of units, such as 100 or 1,000, that the words begin with: `100 yen`, `1,000 units`.
pub(in crate::intake) fn several(words: &str) -> Option<u32> {
    let first = words.split_whitespace().next()?.replace([',', '\''], "");
    let zeros = first.strip_prefix('1').filter(|zeros| !zeros.is_empty() && zeros.bytes().all(|digit| digit == b'0'));
    zeros.and_then(|_| first.parse().ok())
}

/// Whether the words name a currency by its code or as people call it.
pub(in crate::intake) fn names(words: &str, currency: Currency) -> bool {
    let called: &[&str] = match currency.code() {
        "USD" => &["us$", "dollar", "dollars", "dólar", "dólares", "dolares"],
        "EUR" => &["€", "euro", "euros"],
        "GBP" => &["£", "pound", "pounds", "sterling"],
        _ => &[],
    };
    let code = currency.code().to_lowercase();
    let mut words = words.split(|letter: char| letter.is_whitespace() || matches!(letter, '(' | ')' | ',' | ':' | ';'));
    words.any(|word| word == code || called.contains(&word))
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
        assert_eq!(quotation("Exchange rates in USD for 2025"), None);
        let (before, after) = quotation("1 EUR = 1.25 USD").unwrap();
        assert!(names(&before, usd) && !names(&after, usd));
        let (before, after) = quotation("USD for 1 unit").unwrap();
        assert!(names(&before, usd) && !names(&after, usd));
        for text in ["USD equivalent", "Value of one unit in US dollars", "In USD", "EUR/USD", "Rate (USD/EUR)"] {
            assert!(may_quote(text) || text == "In USD", "{text}");
            assert!(quotes_in(text, usd), "{text}");
        }
        assert!(!quotes_in("EUR/GBP", usd) && !quotes_in("Units per USD", usd) && !quotes_in("Rate", usd));
        let (_, after) = quotation("USD per 1,000 units").unwrap();
        assert_eq!((several(&after), several("1 unit"), several("unit")), (Some(1_000), None, None));
    }
}
