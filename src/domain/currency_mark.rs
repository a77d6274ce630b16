//! Local marks of currencies, and names that are words of other meanings: `Le`, `Tk`, `RM`, `F`, `Peso`.
//!
//! What comes in: one word, as it is written. What leaves: the currency that it is the mark of, or the name that several share. What it
//! does not know: where the word stands. They count where nothing but a currency can stand, which is for who asks to know.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Currency;
use super::currency_name::{CurrencyName, SharedName};

/// Marks as people write them, each with the code of its currency.
const MARKS: &str = "NLe SLE LE EGP L.E. EGP ZK ZMW MT MZN Mt MZN Mts MZN MTs MZN Ar MGA FC CDF FBu BIF FBU BIF FRW RWF FRw RWF \
    Frw RWF RF RWF FG GNF Fdj DJF FDJ DJF FD DJF Nfk ERN UM MRU DA DZD DT TND Kip LAK kip LAK Ks MMK Tk BDT TK BDT Afs AFN Som KGS Lek ALL \
    lek ALL Leva BGN leva BGN lev BGN Lv BGN Dram AMD dram AMD Denar MKD Kuna HRK Ft HUF S/ PEN S/. PEN Gs PYG Gds HTG Gdes HTG \
    Gde HTG Kina PGK Tala WST Vatu VUV RM MYR PhP PHP Php PHP Can$ CAD HK$ HKD S$ SGD NT$ TWD J$ JMD TT$ TTD EC$ XCD BZ$ BZD G$ GYD \
    Bds$ BBD N$ NAD L$ LRD LD LRD FJ$ FJD SI$ SBD WS$ WST T$ TOP Z$ ZWL Nu BTN Nu. BTN TL TRY SR SAR QR QAR KD KWD JD JOD BD BHD LL LBP \
    L.L. LBP KM BAM Leu RON leu RON RD$ DOP MX$ MXN COL$ COP B/. PAB Bds BBD so'm UZS So'm UZS Soum UZS lari GEL Lari GEL";

/// Those that several currencies have.
const SHARED: [(&str, SharedName); 15] = [
    ("Le", SharedName::Leones),
    ("Le.", SharedName::Leones),
    ("F", SharedName::Francs),
    ("Frs", SharedName::Francs),
    ("Peso", SharedName::Pesos),
    ("peso", SharedName::Pesos),
    ("Pound", SharedName::Pounds),
    ("pound", SharedName::Pounds),
    ("Frankenbetrag", SharedName::Francs),
    ("Dollarbetrag", SharedName::Dollars),
    ("UA", SharedName::Local),
    ("TC", SharedName::Local),
    ("FW", SharedName::Local),
    ("FX", SharedName::Local),
    ("D", SharedName::Letter),
];

/// Letters that are marks of currencies behind a word for an amount.
const LETTERS: &str = "E G L N P Q R";

/// All of them.
static ALL: LazyLock<HashMap<&str, CurrencyName>> = LazyLock::new(|| {
    let marks: Vec<&str> = MARKS.split_whitespace().collect();
    let one = marks.chunks_exact(2).filter_map(|pair| match pair {
        [mark, code] => Some((*mark, CurrencyName::One(Currency::parse(code)?))),
        _ => None,
    });
    let several = SHARED.map(|(mark, name)| (mark, CurrencyName::Shared(name)));
    let letters = LETTERS.split_whitespace().map(|mark| (mark, CurrencyName::Shared(SharedName::Letter)));
    one.chain(several).chain(letters).collect()
});

/// The currency of a mark, or the name that several share.
///
/// ```
/// use poolfund::domain::Currency;
/// use poolfund::domain::currency_mark::marked;
/// use poolfund::domain::currency_name::CurrencyName;
/// assert_eq!(marked("Tk"), Currency::parse("BDT").map(CurrencyName::One));
/// assert_eq!(marked("TTC"), None);
/// ```
pub fn marked(mark: &str) -> Option<CurrencyName> {
    ALL.get(mark).copied()
}
