//! Words for thousands and millions in languages whose texts are not taken apart word by word.
//!
//! What comes in: a text. What leaves: the scale that it names. What it does not know: where the text stands.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::config::Scale;

/// What stands for a scale, in small letters, larger ones first where one contains another. Letters of ours are whole words; a
/// word that ends with a mark may go on.
const WORDS: [(&str, Scale); 79] = [
    ("百万", Scale::Millions),
    ("百萬", Scale::Millions),
    ("백만", Scale::Millions),
    ("十亿", Scale::Billions),
    ("億", Scale::HundredMillions),
    ("亿元", Scale::HundredMillions),
    ("亿美元", Scale::HundredMillions),
    ("억원", Scale::HundredMillions),
    ("억 원", Scale::HundredMillions),
    ("万元", Scale::TenThousands),
    ("萬元", Scale::TenThousands),
    ("万円", Scale::TenThousands),
    ("万美元", Scale::TenThousands),
    ("万欧元", Scale::TenThousands),
    ("만원", Scale::TenThousands),
    ("만 원", Scale::TenThousands),
    ("千元", Scale::Thousands),
    ("千円", Scale::Thousands),
    ("千美元", Scale::Thousands),
    ("千ドル", Scale::Thousands),
    ("千ユーロ", Scale::Thousands),
    ("천원", Scale::Thousands),
    ("천 원", Scale::Thousands),
    ("천달러", Scale::Thousands),
    ("천 달러", Scale::Thousands),
    ("тыс", Scale::Thousands),
    ("тис.", Scale::Thousands),
    ("тисяч", Scale::Thousands),
    ("хил.", Scale::Thousands),
    ("хиляд", Scale::Thousands),
    ("хиљад", Scale::Thousands),
    ("млн", Scale::Millions),
    ("миллион", Scale::Millions),
    ("мільйон", Scale::Millions),
    ("милион", Scale::Millions),
    ("млрд", Scale::Billions),
    ("миллиард", Scale::Billions),
    ("بالآلاف", Scale::Thousands),
    ("آلاف", Scale::Thousands),
    ("بالألف", Scale::Thousands),
    ("بالملايين", Scale::Millions),
    ("ملايين", Scale::Millions),
    ("هزار", Scale::Thousands),
    ("אלפי", Scale::Thousands),
    ("מיליוני", Scale::Millions),
    ("χιλιάδες", Scale::Thousands),
    ("χιλ.", Scale::Thousands),
    ("εκατ.", Scale::Millions),
    ("εκατομμύρια", Scale::Millions),
    ("हज़ार", Scale::Thousands),
    ("लाख", Scale::Lakhs),
    ("करोड़", Scale::Crores),
    ("หน่วย: พัน", Scale::Thousands),
    ("พันบาท", Scale::Thousands),
    ("ล้านบาท", Scale::Millions),
    ("duizend", Scale::Thousands),
    ("duizenden", Scale::Thousands),
    ("miljoen", Scale::Millions),
    ("miljoenen", Scale::Millions),
    ("migliaia", Scale::Thousands),
    ("milioni", Scale::Millions),
    ("tys", Scale::Thousands),
    ("tysiącach", Scale::Thousands),
    ("milionach", Scale::Millions),
    ("tis", Scale::Thousands),
    ("tisících", Scale::Thousands),
    ("tusen", Scale::Thousands),
    ("tusental", Scale::Thousands),
    ("tkr", Scale::Thousands),
    ("mkr", Scale::Millions),
    ("tuhat", Scale::Thousands),
    ("tuhansina", Scale::Thousands),
    ("ezer", Scale::Thousands),
    ("bin tl", Scale::Thousands),
    ("ribuan", Scale::Thousands),
    ("ribu", Scale::Thousands),
    ("juta", Scale::Millions),
    ("jutaan", Scale::Millions),
    ("triệu", Scale::Millions),
];

/// Signs that are numbers, before which such a word says how many of something there are.
const NUMERALS: &str = "一二三四五六七八九十百千数几幾数";

/// Finds all of the words in one pass over a text: wide sheets have headers by the ten thousand.
static SEARCH: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(WORDS.map(|(word, _)| word)).ok());

/// The scale that a text names, unless a number stands before the word: 5 тысяч is a number of something.
pub(super) fn scale(text: &str) -> Option<Scale> {
    let small = text.to_lowercase();
    let found = SEARCH.as_ref()?.find_overlapping_iter(&small).filter(|found| stands_alone(&small, found.range()));
    let (_, scale) = WORDS.get(found.map(|found| found.pattern().as_usize()).min()?)?;
    Some(*scale)
}

/// Whether a word in a text is a whole word of ours, or of letters that are not ours, and no number stands before it.
fn stands_alone(text: &str, range: Range<usize>) -> bool {
    let (Some(before), Some(word), Some(after)) =
        (text.get(..range.start), text.get(range.clone()), text.get(range.end..))
    else {
        return false;
    };
    let ours = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphabetic() && letter < '\u{370}');
    let inside = word.chars().all(|letter| letter < '\u{370}')
        && (ours(before.chars().next_back()) || ours(after.chars().next()));
    let spoken = before.trim_end().chars().next_back();
    !inside && !spoken.is_some_and(|letter| letter.is_numeric() || NUMERALS.contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_known_in_many_languages_and_numbers_of_something_are_none() {
        for (text, expected) in [
            ("Сумма (тыс. долл.)", Some(Scale::Thousands)),
            ("в млн руб.", Some(Scale::Millions)),
            ("单位：万元", Some(Scale::TenThousands)),
            ("単位：百万円", Some(Scale::Millions)),
            ("(단위: 천원)", Some(Scale::Thousands)),
            ("المبالغ بالآلاف", Some(Scale::Thousands)),
            ("Bedragen in duizenden", Some(Scale::Thousands)),
            ("in migliaia di euro", Some(Scale::Thousands)),
            ("w tys. zł", Some(Scale::Thousands)),
            ("v tis. Kč", Some(Scale::Thousands)),
            ("bin TL", Some(Scale::Thousands)),
            ("dalam jutaan rupiah", Some(Scale::Millions)),
            ("помощь для 5 тысяч семей", None),
            ("资助五千元", None),
            ("25万元的合同", None),
            ("Artist, tisane, Tysons, tkrs", None),
            ("Amount", None),
        ] {
            assert_eq!(scale(text), expected, "{text}");
        }
    }
}
