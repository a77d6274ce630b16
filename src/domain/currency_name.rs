//! Currencies as people name them: by code, by sign, by word.
//!
//! What comes in: one word. What leaves: the currency that it names, or the name that several share. What it does not know:
//! where the word stands.

use std::collections::HashMap;
use std::sync::LazyLock;

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
    /// Dinars.
    Dinars = "dinars": ["BHD", "DZD", "IQD", "JOD", "KWD", "LYD", "RSD", "TND"];
    /// Dirhams.
    Dirhams = "dirhams": ["AED", "MAD"];
    /// Riyals and rials.
    Riyals = "riyals": ["IRR", "OMR", "QAR", "SAR", "YER"];
    /// Liras.
    Liras = "liras": ["LBP", "SYP", "TRY"];
    /// Leones, before and after they lost noughts.
    Leones = "leones": ["SLE", "SLL"];
    /// The sign of the won of both Koreas.
    Won = "₩": ["KPW", "KRW"];
    /// Manats of two countries.
    Manats = "manats": ["AZN", "TMT"];
    /// Lei of two countries.
    Lei = "lei": ["MDL", "RON"];
    /// A letter that may be the mark of one of these.
    Letter = "a letter that may be the mark of a currency": [
        "BWP", "GMD", "GTQ", "HNL", "HTG", "LSL", "NAD", "NGN", "PGK", "PHP", "SZL", "ZAR",
    ];
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

/// Words for one currency, in their comparable form.
const NAMES: [(&str, &str); 125] = [
    ("swissfranc", "CHF"),
    ("swissfrancs", "CHF"),
    ("francsuisse", "CHF"),
    ("francssuisses", "CHF"),
    ("schweizerfranken", "CHF"),
    ("francossuizos", "CHF"),
    ("francossuicos", "CHF"),
    ("usdollar", "USD"),
    ("usdollars", "USD"),
    ("americandollars", "USD"),
    ("dollarsus", "USD"),
    ("poundsterling", "GBP"),
    ("poundssterling", "GBP"),
    ("britishpounds", "GBP"),
    ("canadiandollars", "CAD"),
    ("australiandollars", "AUD"),
    ("norwegiankroner", "NOK"),
    ("swedishkronor", "SEK"),
    ("danishkroner", "DKK"),
    ("kenyashillings", "KES"),
    ("kenyanshillings", "KES"),
    ("indianrupees", "INR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("sterling", "GBP"),
    ("yen", "JPY"),
    ("yens", "JPY"),
    ("kwanza", "AOA"),
    ("kwanzas", "AOA"),
    ("rand", "ZAR"),
    ("rands", "ZAR"),
    ("afghani", "AFN"),
    ("afghanis", "AFN"),
    ("gourde", "HTG"),
    ("gourdes", "HTG"),
    ("kyat", "MMK"),
    ("kyats", "MMK"),
    ("riel", "KHR"),
    ("riels", "KHR"),
    ("rupiah", "IDR"),
    ("ringgit", "MYR"),
    ("dong", "VND"),
    ("tenge", "KZT"),
    ("somoni", "TJS"),
    ("forint", "HUF"),
    ("nakfa", "ERN"),
    ("ouguiya", "MRU"),
    ("ouguiyas", "MRU"),
    ("maloti", "LSL"),
    ("emalangeni", "SZL"),
    ("pula", "BWP"),
    ("escudos", "CVE"),
    ("dobras", "STN"),
    ("colones", "CRC"),
    ("cordobas", "NIO"),
    ("soles", "PEN"),
    ("naira", "NGN"),
    ("nairas", "NGN"),
    ("birr", "ETB"),
    ("cedi", "GHS"),
    ("cedis", "GHS"),
    ("taka", "BDT"),
    ("baht", "THB"),
    ("ariary", "MGA"),
    ("metical", "MZN"),
    ("meticais", "MZN"),
    ("dalasi", "GMD"),
    ("lempiras", "HNL"),
    ("quetzales", "GTQ"),
    ("reais", "BRL"),
    ("yuan", "CNY"),
    ("renminbi", "CNY"),
    ("rmb", "CNY"),
    ("zloty", "PLN"),
    ("zlotys", "PLN"),
    ("hryvnia", "UAH"),
    ("hryvnias", "UAH"),
    ("roubles", "RUB"),
    ("rubles", "RUB"),
    ("bolivianos", "BOB"),
    ("guaranies", "PYG"),
    ("ksh", "KES"),
    ("kshs", "KES"),
    ("tsh", "TZS"),
    ("tshs", "TZS"),
    ("ush", "UGX"),
    ("ushs", "UGX"),
    ("ugsh", "UGX"),
    ("drams", "AMD"),
    ("denars", "MKD"),
    ("denari", "MKD"),
    ("ngultrum", "BTN"),
    ("tugrik", "MNT"),
    ("tugriks", "MNT"),
    ("togrog", "MNT"),
    ("dalasis", "GMD"),
    ("lilangeni", "SZL"),
    ("balboas", "PAB"),
    ("escudo", "CVE"),
    ("kips", "LAK"),
    ("leke", "ALL"),
    ("patacas", "MOP"),
    ("birrs", "ETB"),
    ("forints", "HUF"),
    ("sdr", "XDR"),
    ("грн", "UAH"),
    ("гривень", "UAH"),
    ("евро", "EUR"),
    ("يورو", "EUR"),
    ("اليورو", "EUR"),
    ("باليورو", "EUR"),
    ("欧元", "EUR"),
    ("歐元", "EUR"),
    ("ユーロ", "EUR"),
    ("美元", "USD"),
    ("人民币", "CNY"),
    ("人民幣", "CNY"),
    ("日元", "JPY"),
    ("英镑", "GBP"),
    ("瑞士法郎", "CHF"),
    ("рубль", "RUB"),
    ("рублей", "RUB"),
    ("рубли", "RUB"),
    ("руб", "RUB"),
    ("тенге", "KZT"),
];

/// Words for currencies of one name, in their comparable form.
const SHARED_NAMES: [(&str, SharedName); 57] = [
    ("cfafranc", SharedName::Cfa),
    ("cfafrancs", SharedName::Cfa),
    ("francscfa", SharedName::Cfa),
    ("francoscfa", SharedName::Cfa),
    ("dollar", SharedName::Dollars),
    ("dollars", SharedName::Dollars),
    ("dolares", SharedName::Dollars),
    ("franc", SharedName::Francs),
    ("francs", SharedName::Francs),
    ("francos", SharedName::Francs),
    ("franken", SharedName::Francs),
    ("franchi", SharedName::Francs),
    ("fcfa", SharedName::Cfa),
    ("pounds", SharedName::Pounds),
    ("rupees", SharedName::Rupees),
    ("roupies", SharedName::Rupees),
    ("pesos", SharedName::Pesos),
    ("shillings", SharedName::Shillings),
    ("kwacha", SharedName::Kwacha),
    ("kroner", SharedName::Crowns),
    ("kronor", SharedName::Crowns),
    ("dinar", SharedName::Dinars),
    ("dinars", SharedName::Dinars),
    ("dinares", SharedName::Dinars),
    ("dinare", SharedName::Dinars),
    ("dirham", SharedName::Dirhams),
    ("dirhams", SharedName::Dirhams),
    ("dirhames", SharedName::Dirhams),
    ("riyal", SharedName::Riyals),
    ("riyals", SharedName::Riyals),
    ("rial", SharedName::Riyals),
    ("rials", SharedName::Riyals),
    ("riales", SharedName::Riyals),
    ("lira", SharedName::Liras),
    ("liras", SharedName::Liras),
    ("lire", SharedName::Liras),
    ("leone", SharedName::Leones),
    ("leones", SharedName::Leones),
    ("kronen", SharedName::Crowns),
    ("krona", SharedName::Crowns),
    ("krone", SharedName::Crowns),
    ("koruna", SharedName::Crowns),
    ("koronas", SharedName::Crowns),
    ("bolivar", SharedName::Bolivars),
    ("bolivares", SharedName::Bolivars),
    ("shilling", SharedName::Shillings),
    ("schilling", SharedName::Shillings),
    ("manat", SharedName::Manats),
    ("manats", SharedName::Manats),
    ("доллар", SharedName::Dollars),
    ("долларов", SharedName::Dollars),
    ("долларах", SharedName::Dollars),
    ("доллары", SharedName::Dollars),
    ("долл", SharedName::Dollars),
    ("دولار", SharedName::Dollars),
    ("دولارات", SharedName::Dollars),
    ("بالدولار", SharedName::Dollars),
];

/// All of these words, with what they name.
static IN_WORDS: LazyLock<HashMap<&str, CurrencyName>> = LazyLock::new(|| {
    let one = NAMES.into_iter().filter_map(|(name, code)| Some((name, CurrencyName::One(Currency::parse(code)?))));
    one.chain(SHARED_NAMES.map(|(name, shared)| (name, CurrencyName::Shared(shared)))).collect()
});

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
    // `non-USD`: any other.
    let other = ["non-", "Non-", "NON-"].iter().find_map(|start| word.strip_prefix(start));
    if other.is_some_and(|other| named(other).is_some()) {
        return Some(CurrencyName::Shared(SharedName::Local));
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
        "CFA" | "F CFA" | "CFAF" | "F.CFA" => return shared(SharedName::Cfa),
        "Bs" | "Bs." => return shared(SharedName::Bolivars),
        "₩" => return shared(SharedName::Won),
        "₨" => return shared(SharedName::Rupees),
        "kr" | "Kr" => return shared(SharedName::Crowns),
        "LC" | "LCU" | "LCY" => return shared(SharedName::Local),
        "Fr" => return shared(SharedName::Francs),
        "Rs" => return shared(SharedName::Rupees),
        "Kz" | "KZ" => return one("AOA"),
        "Kč" => return one("CZK"),
        "zł" => return one("PLN"),
        "Lei" | "lei" => return shared(SharedName::Lei),
        "DH" | "Dh" | "Dhs" | "DHS" => return shared(SharedName::Dirhams),
        "MTn" => return one("MZN"),
        "MK" => return one("MWK"),
        "Rp" => return one("IDR"),
        "GH₵" | "GH¢" | "GHC" => return one("GHS"),
        _ => {}
    }
    if let Some((_, code)) = SIGNS.iter().find(|(sign, _)| *sign == word) {
        return one(code);
    }
    let capitals = word.bytes().all(|letter| letter.is_ascii_uppercase());
    let is_code = word.len() == 3 && (capitals || SMALL.contains(&word.to_ascii_lowercase().as_str()));
    let named = || IN_WORDS.get(comparable(word).as_str()).copied();
    is_code.then(|| one(word)).flatten().or_else(named)
}
