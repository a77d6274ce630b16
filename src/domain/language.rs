//! The languages of reports and letters, declared once.
//!
//! A further language is a further entry here. Whatever else it needs (its texts, its names of places, how it writes
//! numbers and dates) is asked for by a `match` over all languages, so that nothing compiles until it is there.

use serde::{Deserialize, Serialize};

use super::text::comparable;

macro_rules! languages {
    ($($(#[$docs:meta])* $name:ident { code: $code:literal, tag: $tag:literal, called: $called:expr })*) => {
        /// A language that reports are written in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Language {
            $($(#[$docs])* #[serde(rename = $code)] $name,)*
        }

        impl Language {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Their codes, in the same order.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// Its two-letter code by ISO 639.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// Its tag by BCP 47, with the country whose separators it is written with.
            pub const fn tag(self) -> &'static str {
                match self { $(Self::$name => $tag,)* }
            }

            /// What people call it, in each of the languages, as names are compared.
            const fn called(self) -> &'static [&'static str] {
                match self { $(Self::$name => &$called,)* }
            }
        }
    };
}

languages! {
    /// English.
    English { code: "en", tag: "en-GB", called: ["english", "anglais", "ingles"] }
    /// French.
    French { code: "fr", tag: "fr-FR", called: ["french", "francais", "frances"] }
    /// Spanish.
    Spanish { code: "es", tag: "es-ES", called: ["spanish", "espagnol", "espanol", "castellano", "espanhol"] }
    /// Portuguese.
    Portuguese { code: "pt", tag: "pt-PT", called: ["portuguese", "portugais", "portugues"] }
}

impl Language {
    /// The language of a code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|language| language.code() == code)
    }

    /// What stands between a number and its percent sign.
    pub const fn before_percent(self) -> &'static str {
        match self {
            Self::French | Self::Spanish => "\u{a0}",
            Self::English | Self::Portuguese => "",
        }
    }

    /// What stands between the parts of a list whose parts have commas.
    pub const fn between_parts(self) -> &'static str {
        match self {
            Self::French => "\u{a0}; ",
            Self::English | Self::Spanish | Self::Portuguese => "; ",
        }
    }

    /// The language that a text names, by its code or as people call it.
    ///
    /// ```
    /// use poolfund::domain::Language;
    /// assert_eq!(Language::parse("Français"), Some(Language::French));
    /// assert_eq!(Language::parse("PT"), Some(Language::Portuguese));
    /// assert_eq!(Language::parse("Latin"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let wanted = comparable(text);
        let named = |language: &Self| language.code() == wanted || language.called().contains(&wanted.as_str());
        Self::ALL.iter().copied().find(named)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_code_and_by_its_names() {
        for (language, code) in Language::ALL.iter().zip(Language::CODES) {
            assert_eq!((language.code(), Language::of_code(code)), (*code, Some(*language)));
            assert!(language.tag().starts_with(code));
            for name in language.called() {
                assert_eq!((comparable(name), Language::parse(name)), ((*name).to_owned(), Some(*language)));
            }
            assert_eq!(serde_json::to_string(language).unwrap(), format!("\"{code}\""), "as ledgers hold it");
        }
        assert_eq!(Language::of_code("English"), None);
    }
}
