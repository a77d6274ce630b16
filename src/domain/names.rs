//! What something is called in the languages of reports.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::language::Language;

/// Names in the languages of reports, beside the one that is written for all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Names(BTreeMap<Language, String>);

impl Names {
    /// The name in a language, where there is one.
    pub fn get(&self, language: Language) -> Option<&str> {
        self.0.get(&language).map(|name| name.trim()).filter(|name| !name.is_empty())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in the order of the languages.
    pub fn iter(&self) -> impl Iterator<Item = (Language, &str)> {
        self.0.iter().map(|(language, name)| (*language, name.as_str()))
    }

    /// How a name that is written in `own` is called in `language`.
    ///
    /// ```
    /// use poolfund::domain::{Called, Language, Names};
    /// let names: Names = [(Language::French, "Belgique".to_owned())].into_iter().collect();
    /// let called = |language| names.called("Belgium", language, Language::English);
    /// assert_eq!(called(Language::French), Called { name: "Belgique", original: false });
    /// assert_eq!(called(Language::English), Called { name: "Belgium", original: false });
    /// assert_eq!(called(Language::Spanish), Called { name: "Belgium", original: true });
    /// ```
    pub fn called<'n>(&'n self, name: &'n str, language: Language, own: Language) -> Called<'n> {
        match self.get(language) {
            Some(name) => Called { name, original: false },
            None => Called { name, original: language != own },
        }
    }
}

impl FromIterator<(Language, String)> for Names {
    fn from_iter<I: IntoIterator<Item = (Language, String)>>(names: I) -> Self {
        Self(names.into_iter().collect())
    }
}

/// A name as a report in some language shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Called<'n> {
    /// The name.
    pub name: &'n str,
    /// Whether it stands as it was written, since it has no name in that language.
    pub original: bool,
}

impl Called<'_> {
    /// The sign behind a name that stands as it was written, which a note explains.
    pub const MARK: char = '¹';

    /// The name, with the sign where it stands as it was written.
    pub fn marked(self) -> String {
        let mut name = self.name.to_owned();
        if self.original {
            name.push(Self::MARK);
        }
        name
    }
}
