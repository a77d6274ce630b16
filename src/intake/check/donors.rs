//! Donors that may be one in two spellings: `Govt of Norway` and `Government of Norway`.
//!
//! What comes in: the donors, and the names of countries. What leaves: a warning at the second of two. What it does not know:
//! aliases, and what donors gave.

use std::collections::HashMap;

use super::Findings;
use crate::config::Fund;
use crate::domain::facts::{Donor, Facts};
use crate::domain::text::{comparable, look_of_reference};
use crate::domain::{FactKind, Source};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;
use crate::intake::row::name::without_marks;

/// Says which donors may be one. Each is named once, with the first that it looks like.
pub(super) fn check(facts: &Facts, fund: &Fund, findings: &mut Findings<'_>) {
    let mut first: HashMap<String, (&Donor, &str)> = HashMap::new();
    for donor in &facts.donors {
        let names = std::iter::once(donor.name.as_str()).chain(donor.names.iter().map(|(_, name)| name));
        let spelled: Vec<(Vec<String>, &str)> = names.map(|name| (looks(name, fund), name)).collect();
        let before = spelled.iter().find_map(|(looks, name)| {
            let other = |look: &String| first.get(look).filter(|(other, _)| other.code != donor.code);
            let (other, called) = looks.iter().find_map(other)?;
            Some((*name, *other, *called))
        });
        if let Some((name, other, called)) = before {
            let cell = findings.cell(here(&other.source));
            let found = format!("{name:?} ({}), which may be {called:?} ({}) in {cell}", donor.code, other.code);
            let fix = "Both were kept, each with its own agreements and reports. If it is one donor, delete one of the two rows and \
                       write the other's code in its agreements; if not, nothing is to be done.";
            let texts = [found, "each donor in one row".to_owned(), fix.to_owned()];
            findings.say(ProblemCode::PossibleDuplicate, here(&donor.source), texts);
        }
        for (looks, name) in spelled {
            for look in looks {
                first.entry(look).or_insert((donor, name));
            }
        }
    }
}

/// The fewest letters of a word that may be misspelt.
const LONG_WORD: usize = 5;

/// How a name looks, of which two of one donor have one in common: a country by its code, whatever it is called there; any other
/// name as it is, and with each letter of its long words left out, but for those of countries, which are alike.
fn looks(name: &str, fund: &Fund) -> Vec<String> {
    let country = |name: &str| {
        let found = fund.geography.called(name);
        found
            .first()
            .filter(|place| found.len() == 1 && fund.geography.is_country(&place.code))
            .map(|place| place.code.clone())
    };
    let federal = |part: &&str| matches!(comparable(part).as_str(), "federal" | "federative" | "federale");
    let bare: Vec<&str> = parts(name).filter(|part| told_by(part).is_some() && !federal(part)).collect();
    if let Some(code) = country(without_marks(name)).or_else(|| country(&bare.join(" "))) {
        return [format!("={code}"), look(name)].into_iter().filter(|look| !look.is_empty()).collect();
    }
    let look = look(name);
    if look.is_empty() {
        return Vec::new();
    }
    let words: Vec<&str> = look.split(' ').collect();
    let long = |word: &str| {
        word.chars().count() >= LONG_WORD && word.chars().all(char::is_alphabetic) && country(word).is_none()
    };
    let mut looks = vec![look.clone(), format!("-{look}")];
    for (index, word) in words.iter().enumerate().filter(|(_, word)| long(word)) {
        for (at, letter) in word.char_indices() {
            let (before, after) = word.split_at(at);
            let mut misspelt: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            misspelt.get_mut(index).into_iter().for_each(|word| {
                *word = format!("{before}{}", after.get(letter.len_utf8()..).unwrap_or_default());
            });
            looks.push(format!("-{}", misspelt.join(" ")));
        }
    }
    looks
}

/// The parts of a name between its marks.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’' | '.'))
        .filter(|part| !part.is_empty())
}

/// A word as names are compared by it: in full, in the letters that it looks written in; none of those that names go with or without.
fn told_by(word: &str) -> Option<String> {
    let full = in_full(&comparable(&latin(word)));
    (!full.is_empty() && !LEFT_OUT.contains(&full.as_str())).then_some(full)
}

fn here(source: &Source) -> (&Source, FactKind, Column) {
    (source, FactKind::Donor, Column::Name)
}

/// How a name looks: its words whatever their order, short forms in full, without those that names go with or without, letters of
/// other scripts as those that they look like.
fn look(name: &str) -> String {
    let mut words: Vec<String> = parts(name).filter_map(told_by).collect();
    words.sort_unstable();
    words.join(" ")
}

/// A word in the letters that it looks written in, where it mixes scripts or has digits among its letters: `Nоrway`, `N0rway`.
fn latin(word: &str) -> String {
    let digits = word.chars().any(|letter| letter.is_ascii_digit());
    if word.chars().any(|letter| letter.is_ascii_alphabetic()) && (digits || !word.is_ascii()) {
        let look = look_of_reference(word).replace('-', "");
        let mixed = look.is_ascii() && word.chars().any(|letter| matches!(letter, '\u{370}'..='\u{52f}'));
        let nought = |index: usize| {
            let near =
                |index: Option<usize>| index.and_then(|index| word.chars().nth(index)).is_some_and(char::is_alphabetic);
            near(index.checked_sub(1)) && near(index.checked_add(1))
        };
        if mixed {
            return look;
        }
        let spelled = word.chars().enumerate().map(|(index, letter)| match letter {
            '0' if nought(index) => 'o',
            '1' if nought(index) => 'l',
            letter => letter,
        });
        return spelled.collect();
    }
    word.to_owned()
}

/// Words that names of donors go with or without, in their comparable form.
const LEFT_OUT: [&str; 26] = [
    "the",
    "of",
    "and",
    "for",
    "government",
    "kingdom",
    "republic",
    "de",
    "du",
    "des",
    "la",
    "le",
    "l",
    "et",
    "gouvernement",
    "royaume",
    "republique",
    "gobierno",
    "reino",
    "republica",
    "del",
    "do",
    "da",
    "governo",
    "y",
    "e",
];

/// The word that a short form stands for.
fn in_full(word: &str) -> String {
    let full = match word {
        "govt" | "gov" | "gvt" | "gvmt" | "government" => "government",
        "gouv" | "gouvt" => "gouvernement",
        "gob" => "gobierno",
        "min" | "minist" => "ministry",
        "dept" | "dep" | "dpt" => "department",
        "intl" | "int" | "internat" => "international",
        "dev" | "devt" => "development",
        "rep" => "republic",
        "fed" => "federal",
        "fdn" | "fndn" | "found" => "foundation",
        "org" | "organisation" => "organization",
        "coop" | "cooperation" => "cooperation",
        "assoc" | "assn" => "association",
        "univ" => "university",
        "natl" | "nat" => "national",
        "progr" | "prog" | "programme" => "program",
        other => other,
    };
    full.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_look_alike_and_other_names_do_not() {
        for (one, other) in [
            ("Govt of Norway", "Government of Norway"),
            ("Norway, Government of", "The Government of Norway"),
            ("NORWAY", "Norway"),
            ("Nоrway", "Norway"),
            ("N0rway", "Norway"),
            ("Confédération suisse", "CONFEDERATION SUISSE"),
            ("Dept. for International Development", "Department for Intl. Development"),
            ("Royaume de Belgique", "Belgique"),
            ("Gobierno de España", "España"),
        ] {
            assert_eq!(look(one), look(other), "{one} and {other}");
        }
        for (one, other) in [
            ("Niger", "Nigeria"),
            ("Iran", "Iraq"),
            ("Republic of the Congo", "Democratic Republic of the Congo"),
            ("Fund 1", "Fund 2"),
            ("Austria", "Australia"),
            ("Government of Norway", "Norway, Ministry of Foreign Affairs"),
            ("Ministry of Health of Chad", "Ministry of Health of Mali"),
        ] {
            assert_ne!(look(one), look(other), "{one} and {other}");
        }
    }
}
