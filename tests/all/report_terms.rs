//! The terms of four languages, each by its key: one word for one thing, plurals, and what was once wrong and is not said any more.

use std::collections::{BTreeMap, BTreeSet};

use poolfund::domain::Language;
use poolfund::report::phrasebook::Phrasebook;

use crate::report_texts::texts;
use crate::support::root;

const LANGUAGES: [Language; 4] = [Language::English, Language::French, Language::Spanish, Language::Portuguese];

#[test]
fn terms_are_those_of_the_field() {
    let table = std::fs::read_to_string(root().join("tests/data/terms.toml")).unwrap();
    let terms: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(&table).unwrap();
    assert_eq!(terms.len(), 69);
    for language in LANGUAGES {
        let texts = texts(language);
        for (key, terms) in &terms {
            assert!(texts[key].starts_with(&terms[language.code()]), "{language:?}: {key} is {}", texts[key]);
        }
        for (key, text) in &texts {
            assert!(!text.contains('\''), "{language:?}: {key} has a typewriter's apostrophe");
        }
    }
}

/// Texts of things that differ, so that no two may be called the same in a language.
const APART: &[&str] = &[
    "key-committed",
    "key-paid",
    "key-placed",
    "key-waiting",
    "key-lapsed",
    "key-over",
    "key-spent",
    "key-pending",
    "key-left",
    "h-left",
    "h-obligated",
    "h-earmark",
    "instalment-overdue",
    "instalment-coming",
    "statement-refunds",
    "statement-levy",
    "statement-fee",
];

#[test]
fn one_word_is_one_thing() {
    for language in LANGUAGES {
        let texts = texts(language);
        let mut called = BTreeSet::new();
        for key in APART {
            // Endings follow the noun: what is overdue in Spanish is `vencida`, what has lapsed is not `vencido`.
            let stem = texts[*key].to_lowercase();
            let stem = stem.trim_end_matches(['s', 'a', 'o', 'e']);
            assert!(called.insert(stem.to_owned()), "{language:?}: {key} is called as another: {}", texts[*key]);
        }
        let earmark = texts["h-earmark"].split(' ').next().unwrap_or_default().to_lowercase();
        assert!(!texts["key-placed"].to_lowercase().contains(&earmark), "{language:?}: earmarked is not allocated");
    }
}

/// What stood in the texts once, in any of them or in one, and must not come back.
const LOST: &[(Option<Language>, &[&str])] = &[
    (None, &["lacuna", "afeta", "brecha", "écart ouvert", "charged to nobody", "prestações acordadas"]),
    (Some(Language::English), &["organisation", "as of "]),
    (Some(Language::French), &["promesses", "déficit ouvert", "échu", "finances", "imputées à personne"]),
    (
        Some(Language::Spanish),
        &["céntimo", "socios", "obligaciones abiertas", "plazos de pago", "igualan a los por", "finanzas"],
    ),
    (Some(Language::Portuguese), &["bate certo", "porque a lacuna", "mapa", "encerrado", "as finanças"]),
];

#[test]
fn what_was_wrong_once_is_not_said() {
    for language in LANGUAGES {
        for (key, text) in texts(language) {
            // Words by which filled-in workbooks of before are read stay as they were.
            if key.starts_with("settle-") {
                continue;
            }
            let lost = LOST.iter().filter(|(of, _)| of.is_none_or(|of| of == language)).flat_map(|(_, words)| *words);
            let word = lost.into_iter().find(|word| text.to_lowercase().contains(**word));
            assert_eq!(word, None, "{language:?}: {key}: {text}");
        }
    }
}

#[test]
fn plurals_follow_the_rules_of_the_language() {
    let phrases = Phrasebook::new;
    let forms = |language, key| [0, 1, 2].map(|count| phrases(language).counted(key, count));
    let ends = [
        (Language::English, ["(0 eligible priorities).", "(1 eligible priority).", "(2 eligible priorities)."]),
        (Language::French, ["(0 priorité admissible).", "(1 priorité admissible).", "(2 priorités admissibles)."]),
        (Language::Spanish, ["(0 prioridades admisibles).", "(1 prioridad admisible).", "(2 prioridades admisibles)."]),
        (
            Language::Portuguese,
            ["(0 prioridades elegíveis).", "(1 prioridade elegível).", "(2 prioridades elegíveis)."],
        ),
    ];
    for (language, ends) in ends {
        for (text, end) in forms(language, "honoured").iter().zip(ends) {
            assert!(text.ends_with(end), "{language:?}: {text}");
        }
    }
    assert_eq!(phrases(Language::French).counted("other-countries", 1), "1 autre pays ou zone");
    assert_eq!(phrases(Language::English).counted("other-countries", 1_200), "1,200 other countries and areas");
}

#[test]
fn every_text_that_counts_has_a_form_for_one_and_one_for_many() {
    for language in LANGUAGES {
        let phrases = Phrasebook::new(language);
        let (mut counting, mut lists) = (0, 0);
        // The first of several is another matter than one of them.
        let counted = |(key, text): &(String, String)| text.contains("$count ->") && key != "due-quarter";
        for (key, text) in texts(language).into_iter().filter(counted) {
            if !text.contains("$number") {
                // A sentence above as many lines.
                let [none, one, two, five] = [0, 1, 2, 5].map(|count: usize| phrases.counted(&key, count));
                assert!(one != two && two == five, "{language:?}: {key}: {one} and {two}");
                assert_eq!(none, if language == Language::French { one } else { two }, "{language:?}: {key}");
                lists += 1;
                continue;
            }
            // What stands around the number, of none, one, two and five.
            let around = [0, 1, 2, 5].map(|count: usize| {
                let text = phrases.counted(&key, count);
                let number = count.to_string();
                assert!(text.contains(&number), "{language:?}: {key}: {text} does not say {count}");
                text.replacen(&number, "#", 1)
            });
            assert_eq!(around[2], around[3], "{language:?}: {key}");
            let none = if language == Language::French { 1 } else { 2 };
            assert_eq!(around[0], around[none], "{language:?}: {key}: none is counted as in the language");
            counting += 1;
        }
        assert!(counting >= 10 && lists >= 7, "{language:?}: {counting}, {lists}");
    }
}
