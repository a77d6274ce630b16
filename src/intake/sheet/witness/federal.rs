//! Parts of countries that are called states: below a header such as State or Estado they say where something is, and nothing of
//! whether its row counts.
//!
//! What comes in: the words of a column. What leaves: whether all are such parts. What it does not know: rows.

use std::sync::LazyLock;

use super::state_words::{Words, set};
use crate::domain::text::comparable;

/// Codes of two letters: of the United States, Brazil, and the like, that are no words for states of a row.
static CODES: Words = LazyLock::new(|| {
    set(
        "AK AL AZ FL GA HI IA ID IL KS KY LA MA MD ME MI MN MO MS MT NC NE NH NJ NM NV NY OH OR RI SC SD TN TX UT VA VT WA WI WV WY \
         AM BA CE DF ES GO MG PB PE PI RJ RN RS SP SE TO",
    )
});

/// Codes that may be words for states of a row, too: cancelled, committed, paid, approved.
static SHARED_CODES: Words = LazyLock::new(|| set("AC AP AR CA CO CT DC DE IN MS ND OK PA PR RO RR"));

/// Names.
static NAMES: Words = LazyLock::new(|| {
    set(
        "Abia Adamawa Akwa_Ibom Anambra Bauchi Bayelsa Benue Borno Cross_River Delta Ebonyi Edo Ekiti Enugu FCT Gombe Imo Jigawa \
         Kaduna Kano Katsina Kebbi Kogi Kwara Lagos Nasarawa Niger Ogun Ondo Osun Oyo Plateau Rivers Sokoto Taraba Yobe Zamfara \
         Central_Equatoria Eastern_Equatoria Western_Equatoria Jonglei Unity Upper_Nile Lakes Warrap Northern_Bahr_el_Ghazal \
         Western_Bahr_el_Ghazal Khartoum Kassala Gedaref Gezira Sennar Blue_Nile White_Nile North_Darfur South_Darfur West_Darfur \
         East_Darfur Central_Darfur North_Kordofan South_Kordofan West_Kordofan Red_Sea River_Nile Northern Puntland Jubaland \
         Hirshabelle Galmudug South_West Somaliland Banadir Kachin Kayah Kayin Chin Mon Rakhine Shan Assam Bihar Gujarat Kerala \
         Karnataka Maharashtra Odisha Rajasthan Punjab Tamil_Nadu Telangana Uttar_Pradesh Madhya_Pradesh Andhra_Pradesh West_Bengal \
         Jharkhand Haryana Goa Manipur Meghalaya Mizoram Nagaland Sikkim Tripura Johor Kedah Kelantan Melaka Pahang Perak Perlis \
         Sabah Sarawak Selangor Terengganu Chiapas Oaxaca Guerrero Veracruz Jalisco Sonora Tabasco Yucatán Zulia Táchira Bolívar \
         Miranda Lara Apure Amazonas Pará Bahia Ceará Maranhão Pernambuco Roraima Acre São_Paulo California Texas Florida New_York \
         Missouri Virginia Maryland Massachusetts Georgia Washington Bayern Hessen Sachsen",
    )
});

/// Whether all of some words are parts of countries, and at least one can be nothing else.
pub(super) fn are_parts<'w>(words: impl Iterator<Item = &'w String>) -> bool {
    let mut certain = false;
    let mut all = words.map(|word| {
        let plain = comparable(word.trim().trim_end_matches(" State"));
        let code = word.trim().bytes().all(|letter| letter.is_ascii_uppercase());
        let known = NAMES.contains(&plain) || code && CODES.contains(&plain);
        certain |= known;
        known || code && SHARED_CODES.contains(&plain)
    });
    let parts = all.all(|part| part);
    parts && certain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_of_countries_are_told_from_those_of_rows() {
        let parts = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
            are_parts(words.iter())
        };
        for words in [&["MO"][..], &["MO", "CA"], &["Borno", "Yobe State"], &["São Paulo"], &["SP", "RJ"]] {
            assert!(parts(words), "{words:?}");
        }
        for words in [&["CA"][..], &["OK", "CO"], &["MO", "NO"], &["mo"], &["Borno", "void"], &[]] {
            assert!(!parts(words), "{words:?}");
        }
    }
}
