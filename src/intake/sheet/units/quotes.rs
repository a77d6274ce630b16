//! What titles and headers say of how rates are quoted.
//!
//! What comes in: a text. What leaves: what it counts per what, and in which currency. What it does not know: rates.

use super::LONGEST_NOTE;
use crate::domain::Currency;
use crate::domain::text::comparable;

/// What a text says that it counts per what, as far as it does: `US dollars`, `unit` of `US dollars per unit`; `1.25 usd` for
/// `1 eur` of `1 EUR = 1.25 USD`.
pub(in crate::intake) fn quotation(text: &str) -> Option<(String, String)> {
    if text.len() > LONGEST_NOTE {
        return None;
    }
    let lower = format!(" {}", text.to_lowercase());
    let parted =
        |mark: &str| lower.split_once(mark).map(|(before, after)| (before.trim().to_owned(), after.to_owned()));
    let one = |after: &str| {
        let first = after.split_whitespace().next().unwrap_or_default();
        matches!(first, "1" | "one" | "each" | "un" | "una" | "une" | "um" | "uma") || several(after).is_some()
    };
    let per = [" per ", " par ", " por ", " pro ", " je ", " за "].into_iter().find_map(parted);
    let of_one = || [" for ", " pour ", " para "].into_iter().find_map(parted).filter(|(_, after)| one(after));
    let equals = || parted("=").filter(|(before, _)| before.contains(|letter: char| letter.is_ascii_digit()));
    per.or_else(of_one).or_else(|| equals().map(|(unit, counted)| (counted, unit)))
}

/// Whether a text may say how rates are quoted.
pub(in crate::intake) fn may_quote(text: &str) -> bool {
    let to = |word: &&str| matches!(*word, "to" | "into" | "vers");
    quotation(text).is_some()
        || pair(text).is_some()
        || speaks_of_value(text)
        || speaks_of_inverse(text)
        || text.len() <= LONGEST_NOTE && text.split_whitespace().any(|word| to(&word.to_lowercase().as_str()))
}

/// Whether a text says of rates that they are amounts of a currency, or names it beside another as markets do, where both
/// orders are usual, or says that they are turned: `USD equivalent`, `Value in USD`, `EUR/USD`, `Inverse rates`.
pub(in crate::intake) fn quotes_in(text: &str, currency: Currency) -> bool {
    if speaks_of_inverse(text) {
        return true;
    }
    let lower = text.to_lowercase();
    let beside = pair(text).is_some_and(|(one, other)| (one == Some(currency)) != (other == Some(currency)));
    let alone = lower.strip_prefix("in ").or_else(|| lower.strip_prefix("en ")).or_else(|| lower.strip_prefix("em "));
    beside
        || leads_to(&lower, currency)
        || (speaks_of_value(text) || alone.is_some_and(|rest| rest.split_whitespace().count() <= 2))
            && names(&lower, currency)
}

/// The two currencies of `EUR/USD`; of `USD/LCU` and `USD/unit` the one that has a code.
fn pair(text: &str) -> Option<(Option<Currency>, Option<Currency>)> {
    const ANY: [&str; 9] = ["lcu", "fcu", "fcy", "fc", "lc", "unit", "xxx", "ccy", "local"];
    text.split_whitespace().find_map(|word| {
        let (one, other) = word.trim_matches(['(', ')', ',', ':', ';']).split_once('/')?;
        let currency = |side: &str| Currency::parse(side).filter(|_| side.len() == 3);
        let any = |side: &str| ANY.contains(&side.to_lowercase().as_str());
        let two = (currency(one), currency(other));
        match two {
            (Some(_), Some(_)) => Some(two),
            (Some(_), None) => any(other).then_some(two),
            (None, Some(_)) => any(one).then_some(two),
            (None, None) => None,
        }
    })
}

/// Whether a text says that something is converted to a currency: `Rates to USD`, but not `Units to 1 USD`.
fn leads_to(lower: &str, currency: Currency) -> bool {
    let mut after = [" to ", " into ", " vers "].into_iter().filter_map(|word| Some(lower.rsplit_once(word)?.1));
    after.any(|after| {
        let mut words = after.split_whitespace().filter(|word| !matches!(*word, "the" | "us" | "le" | "get"));
        words.next().is_some_and(|word| names(word, currency))
    })
}

/// Whether a text says that rates are turned, or are those of the other side: `Inverse rates`, `Reciprocal`, `Kehrwerte`.
fn speaks_of_inverse(text: &str) -> bool {
    const BEGINNINGS: [&str; 6] = ["invers", "invert", "reciproc", "reziprok", "kehrwert", "обратн"];
    if text.len() > LONGEST_NOTE {
        return false;
    }
    let plain = comparable(text);
    // What is direct in one country is indirect in the other.
    ["directquot", "directrate"].iter().any(|words| plain.contains(words))
        || text.split_whitespace().any(|word| {
            let plain = comparable(word);
            BEGINNINGS.iter().any(|beginning| plain.starts_with(beginning))
        })
}

/// The currency other than the fund's for one of which a text says that units are: `Units of currency per EUR`.
pub(in crate::intake) fn of_another(before: &str, after: &str, base: Currency) -> Option<Currency> {
    const OF_ONE: [&str; 6] = ["one", "1", "each", "un", "una", "uno"];
    let mut words = after.split_whitespace().filter(|word| !OF_ONE.contains(word));
    let unit = words.next()?.trim_matches(|letter: char| !letter.is_alphabetic() && letter != '€');
    let code = Currency::parse(&unit.to_uppercase()).filter(|_| unit.len() == 3);
    let named = || match unit {
        "euro" | "€" => Currency::parse("EUR"),
        _ => None,
    };
    code.or_else(named).filter(|unit| *unit != base && !names(before, base) && !names(after, base))
}

fn speaks_of_value(text: &str) -> bool {
    const VALUES: [&str; 17] = [
        "price",
        "prix",
        "precio",
        "preco",
        "preis",
        "multiply",
        "multiplied",
        "multiplier",
        "equivalent",
        "equivalente",
        "value",
        "valeur",
        "valor",
        "worth",
        "contrevaleur",
        "contravalor",
        "gegenwert",
    ];
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
        for text in [
            "USD equivalent",
            "Value of one unit in US dollars",
            "In USD",
            "EUR/USD",
            "Rate (USD/EUR)",
            "USD/LCU",
            "Rates to USD",
            "Conversion to US dollars (multiply)",
            "Multiply by the rate to get USD",
            "Price of one unit in dollars",
            "Direct quotation",
            "Inverse rates",
            "Taux inversés",
            "Kehrwerte der Kurse",
        ] {
            assert!(may_quote(text) || text == "In USD", "{text}");
            assert!(quotes_in(text, usd), "{text}");
        }
        assert!(!quotes_in("Units to 1 USD", usd) && !quotes_in("Annex to the report, in all", usd));
        let other = |text: &str| {
            let (before, after) = quotation(text).unwrap();
            of_another(&before, &after, usd).map(|currency| currency.code())
        };
        assert_eq!((other("Units of currency per EUR"), other("Units per 1 EUR")), (Some("EUR"), Some("EUR")));
        assert_eq!((other("Units per USD"), other("1 EUR = 1.25 USD"), other("Units per month")), (None, None, None));
        assert_eq!(quotation("per 100 units").map(|(_, after)| several(&after)), Some(Some(100)));
        assert!(!may_quote("and/or N/A") && !may_quote("Investment rates"));
        assert!(!quotes_in("EUR/GBP", usd) && !quotes_in("Units per USD", usd) && !quotes_in("Rate", usd));
        let (_, after) = quotation("USD per 1,000 units").unwrap();
        assert_eq!((several(&after), several("1 unit"), several("unit")), (Some(1_000), None, None));
    }
}
