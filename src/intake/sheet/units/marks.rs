//! Marks and names of currencies that say so in the header of amounts alone, since they are words or letters of other meanings
//! elsewhere: `Amount Le`, `Montant ME`, `Importe (Q)`, `Eurobetrag`.
//!
//! What comes in: the header of a column of amounts, in which nothing else names a currency or a scale. What leaves: its units. What
//! it does not know: titles, and rows.

use std::borrow::Cow;

use super::words::words;
use super::{Units, leads_amounts};
use crate::config::Scale;
use crate::domain::Currency;
use crate::domain::currency_mark::marked;
use crate::domain::currency_name::{self, CurrencyName, SharedName};
use crate::domain::text::comparable;

/// The units that a mark says at the end of the header of amounts, or in its brackets.
pub(in crate::intake) fn of_local_mark(text: &str) -> Units {
    let hyphened = text.replace('-', " ");
    let words = words(&hyphened);
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Units::default() };
    let alone = words.len() == 1;
    // `Amount Le`; a single letter may number a header of one word, or one without a word for amounts.
    let mark = |word: &str| {
        let units = marked(word.trim_end_matches([':', '*'])).map(of_name);
        units.filter(|units| !alone || units.shared != Some(SharedName::Letter))
    };
    let plain: Vec<String> = words.iter().map(|word| comparable(word)).collect();
    let local = plain.len() == 2 && plain.iter().any(|word| LOCAL.contains(&word.as_str()));
    // `Eurobetrag`, `Euro-Betrag`
    let joined = || {
        let rest = ["Euro", "EURO", "euro"].iter().find_map(|euro| first.strip_prefix(euro));
        rest.is_some_and(|rest| if rest.is_empty() { !alone && is_amount(last) } else { is_amount(rest) })
    };
    mark(last)
        .or_else(|| mark(first).filter(|units| units.currency.is_some()))
        .or_else(|| scaled(last))
        .or_else(|| joined().then(|| Units { currency: Currency::parse("EUR"), ..Units::default() }))
        .or_else(|| local.then(|| of_name(CurrencyName::Shared(SharedName::Local))))
        .unwrap_or_default()
}

/// Words that say beside one for an amount, and nothing else, that it is in the currency of some place: `Local amount`.
const LOCAL: [&str; 7] = ["local", "locale", "foreign", "fx", "orig", "original", "originale"];

/// The units that a note says by such a mark: `Amounts in Le`.
pub(super) fn at_end_of_note(words: &[Cow<'_, str>]) -> Units {
    match words {
        [first, .., joins, last] if leads_amounts(first) && matches!(&**joins, "in" | "en" | "em") => marked(last)
            .filter(|name| *name != CurrencyName::Shared(SharedName::Letter))
            .map(of_name)
            .unwrap_or_default(),
        _ => Units::default(),
    }
}

fn of_name(name: CurrencyName) -> Units {
    match name {
        CurrencyName::One(currency) => Units { currency: Some(currency), ..Units::default() },
        CurrencyName::Shared(name) => Units { shared: Some(name), ..Units::default() },
    }
}

/// Whether a word is one for an amount, as it is joined to the name of a currency: `Eurobetrag`.
fn is_amount(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "betrag" | "beträge" | "kosten" | "amount" | "bedrag" | "belopp" | "wert")
}

/// A mark with a letter for thousands or millions before it: `ME`, `kF`, `ML`.
fn scaled(word: &str) -> Option<Units> {
    let (letter, rest) = word.split_at_checked(1)?;
    let scale = match letter {
        "k" | "K" => Scale::Thousands,
        "M" => Scale::Millions,
        _ => return None,
    };
    let units = match rest {
        "E" => Units { currency: Currency::parse("EUR"), ..Units::default() },
        "L" | "D" => Units { shared: Some(SharedName::Local), ..Units::default() },
        _ => of_name(marked(rest).or_else(|| currency_name::named(rest))?),
    };
    Some(Units { scale: Some(scale), ..units })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{shared, units};
    use super::*;

    #[test]
    fn marks_count_at_the_end_of_a_header_of_amounts() {
        for (text, expected) in [
            ("Amount Le", shared(SharedName::Leones, None)),
            ("Amount (NLe)", units("SLE", None)),
            ("Montant F", shared(SharedName::Francs, None)),
            ("Importe Q", shared(SharedName::Letter, None)),
            ("Amount L.E.", units("EGP", None)),
            ("Amount Tk", units("BDT", None)),
            ("HK$", units("HKD", None)),
            ("Montant ME", units("EUR", Some(Scale::Millions))),
            ("Montant ML", shared(SharedName::Local, Some(Scale::Millions))),
            ("Montant KE", units("EUR", Some(Scale::Thousands))),
            ("Montant kF", shared(SharedName::Francs, Some(Scale::Thousands))),
            ("Eurobetrag", units("EUR", None)),
            ("Euro-Betrag", units("EUR", None)),
            ("Local amount", shared(SharedName::Local, None)),
            ("Amount (local)", shared(SharedName::Local, None)),
            ("Cost of local staff", Units::default()),
            ("Amount", Units::default()),
            ("Q", Units::default()),
            ("Amount ME project", Units::default()),
            ("Le montant", Units::default()),
            ("Gasto Real", Units::default()),
            ("Amount TTC", Units::default()),
            ("Amount HT", Units::default()),
            ("Net cost", Units::default()),
        ] {
            assert_eq!(of_local_mark(text), expected, "{text}");
        }
    }
}
