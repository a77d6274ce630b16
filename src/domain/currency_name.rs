//! Currencies as people name them: by code, by sign, by word.
//!
//! What comes in: one word. What leaves: the currency that it names, or the name that several share. What it does not know:
//! where the word stands.

use serde::{Deserialize, Serialize};

use super::Currency;
use super::text::comparable;

/// What a word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurrencyName {
    /// One currency.
    One(Currency),
    /// A name that several currencies share.
    Shared(SharedName),
}

macro_rules! shared {
    ($($(#[$doc:meta])* $variant:ident = $name:literal: $codes:expr;)+) => {
        /// A name that several currencies share, or that names none at all.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum SharedName { $($(#[$doc])* $variant),+ }

        impl SharedName {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// How people write it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The codes of the currencies that have it.
            const fn codes(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &$codes),+ }
            }
        }
    };
}

shared! {
    /// Dollars.
    Dollars = "$": [
        "AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "FJD", "GYD", "HKD", "JMD", "KYD", "LRD", "NAD", "NZD", "SBD",
        "SGD", "SRD", "TTD", "TWD", "USD", "XCD", "ZWL",
    ];
    /// Francs.
    Francs = "francs": ["BIF", "CDF", "CHF", "DJF", "GNF", "KMF", "RWF", "XAF", "XOF", "XPF"];
    /// Francs of the two unions in Africa.
    Cfa = "CFA": ["XAF", "XOF"];
    /// The sign of the yen and the yuan.
    Yen = "¥": ["CNY", "JPY"];
    /// Pounds.
    Pounds = "pounds": ["EGP", "FKP", "GBP", "GIP", "LBP", "SDG", "SHP", "SSP", "SYP"];
    /// Rupees.
    Rupees = "rupees": ["INR", "LKR", "MUR", "NPR", "PKR", "SCR"];
    /// Pesos.
    Pesos = "pesos": ["ARS", "CLP", "COP", "CUP", "DOP", "MXN", "PHP", "UYU"];
    /// Shillings.
    Shillings = "shillings": ["KES", "SOS", "TZS", "UGX"];
    /// Kwacha.
    Kwacha = "kwacha": ["MWK", "ZMW"];
    /// Crowns.
    Crowns = "crowns": ["CZK", "DKK", "ISK", "NOK", "SEK"];
    /// Bolivianos and bolivars.
    Bolivars = "Bs": ["BOB", "VED", "VES"];
    /// The sign of the won of both Koreas.
    Won = "₩": ["KPW", "KRW"];
    /// The currency of some place or document.
    Local = "local currency": [];
    /// Two different currencies stand there.
    Several = "several currencies": [];
}

impl SharedName {
    /// Whether an amount of a currency cannot be shown with this name. Of local currency any may be.
    pub fn contradicts(self, currency: Currency) -> bool {
        !self.codes().is_empty() && !self.is_of(currency)
    }

    /// Whether a currency has this name.
    pub fn is_of(self, currency: Currency) -> bool {
        self.codes().contains(&currency.code())
    }
}

/// Signs that one currency has.
pub(super) const SIGNS: [(&str, &str); 19] = [
    ("₹", "INR"),
    ("₦", "NGN"),
    ("₱", "PHP"),
    ("₫", "VND"),
    ("₺", "TRY"),
    ("₽", "RUB"),
    ("₴", "UAH"),
    ("฿", "THB"),
    ("₵", "GHS"),
    ("৳", "BDT"),
    ("₪", "ILS"),
    ("₭", "LAK"),
    ("₮", "MNT"),
    ("₸", "KZT"),
    ("₾", "GEL"),
    ("₼", "AZN"),
    ("₡", "CRC"),
    ("₲", "PYG"),
    ("៛", "KHR"),
];

/// Codes that are read in small letters, too: they are no words.
const SMALL: [&str; 12] = ["eur", "usd", "gbp", "chf", "jpy", "cad", "aud", "sek", "nok", "dkk", "xof", "xaf"];

/// The longest text that is looked at, in bytes: a name with marks around it, in letters of several bytes.
const LONGEST_NAME: usize = 60;

/// What a word names: `EUR`, `€`, `Euros`, `US$`; `$`, `CFA` and `francs` are shared.
///
/// ```
/// use poolfund::domain::currency_name::{CurrencyName, SharedName, named};
/// use poolfund::domain::Currency;
/// assert_eq!(named("€"), Currency::parse("EUR").map(CurrencyName::One));
/// assert_eq!(named("FCFA"), Some(CurrencyName::Shared(SharedName::Cfa)));
/// assert_eq!(named("₦"), named("Naira"));
/// assert_eq!(named("salaries"), None);
/// ```
pub fn named(word: &str) -> Option<CurrencyName> {
    // No name has a digit, or so many letters.
    if word.len() > LONGEST_NAME || word.bytes().any(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let one = |code: &str| Currency::parse(code).map(CurrencyName::One);
    let shared = |name: SharedName| Some(CurrencyName::Shared(name));
    match word {
        "€" => return one("EUR"),
        "£" => return one("GBP"),
        "US$" | "$US" | "USD$" | "U$S" => return one("USD"),
        "CA$" | "C$" => return one("CAD"),
        "A$" => return one("AUD"),
        "NZ$" => return one("NZD"),
        "R$" => return one("BRL"),
        "SFr" | "sFr" => return one("CHF"),
        "$" => return shared(SharedName::Dollars),
        "¥" => return shared(SharedName::Yen),
        "CFA" | "F CFA" => return shared(SharedName::Cfa),
        "Bs" | "Bs." => return shared(SharedName::Bolivars),
        "₩" => return shared(SharedName::Won),
        "₨" => return shared(SharedName::Rupees),
        "kr" | "Kr" => return shared(SharedName::Crowns),
        "LC" | "LCU" | "LCY" => return shared(SharedName::Local),
        "Fr" => return shared(SharedName::Francs),
        "Rs" => return shared(SharedName::Rupees),
        _ => {}
    }
    if let Some((_, code)) = SIGNS.iter().find(|(sign, _)| *sign == word) {
        return one(code);
    }
    let capitals = word.len() == 3 && word.bytes().all(|letter| letter.is_ascii_uppercase());
    if capitals || word.len() == 3 && SMALL.contains(&word.to_ascii_lowercase().as_str()) {
        return one(word);
    }
    match comparable(word).as_str() {
        "euro" | "euros" => one("EUR"),
        "sterling" => one("GBP"),
        "yen" | "yens" => one("JPY"),
        "dollar" | "dollars" | "dolares" => shared(SharedName::Dollars),
        "franc" | "francs" | "francos" => shared(SharedName::Francs),
        "fcfa" => shared(SharedName::Cfa),
        "pounds" => shared(SharedName::Pounds),
        "rupees" | "roupies" => shared(SharedName::Rupees),
        "pesos" => shared(SharedName::Pesos),
        "shillings" => shared(SharedName::Shillings),
        "kwacha" => shared(SharedName::Kwacha),
        "kroner" | "kronor" => shared(SharedName::Crowns),
        "naira" | "nairas" => one("NGN"),
        "birr" => one("ETB"),
        "cedi" | "cedis" => one("GHS"),
        "taka" => one("BDT"),
        "baht" => one("THB"),
        "ariary" => one("MGA"),
        "metical" | "meticais" => one("MZN"),
        "dalasi" => one("GMD"),
        "lempiras" => one("HNL"),
        "quetzales" => one("GTQ"),
        "reais" => one("BRL"),
        "yuan" | "renminbi" | "rmb" => one("CNY"),
        "zloty" | "zlotys" => one("PLN"),
        "hryvnia" | "hryvnias" => one("UAH"),
        "roubles" | "rubles" => one("RUB"),
        "bolivianos" => one("BOB"),
        "guaranies" => one("PYG"),
        "ksh" | "kshs" => one("KES"),
        "tsh" | "tshs" => one("TZS"),
        "ush" | "ushs" | "ugsh" => one("UGX"),
        _ => None,
    }
}
