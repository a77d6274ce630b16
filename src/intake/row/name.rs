//! Names of donors, places and themes, and what they mean.
//!
//! What comes in: names as written, the fund's trees, the donors and the decided aliases. What leaves: codes, or the
//! nearest names. What it does not know: sheets. Nothing is guessed: a name that is not known exactly is not known.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::config::Fund;
use crate::domain::facts::{Donor, DonorType};
use crate::domain::text::comparable;
use crate::domain::{DonorCode, GeographyCode, ThemeCode};

/// A name without footnote marks behind it: `Australia*`, `Belgium 1/`, `Chad ²`, `Peru [3]`, `Mali (a)`.
pub fn without_marks(name: &str) -> &str {
    let mut rest = name.trim();
    loop {
        let before = rest;
        rest = rest.trim_end_matches(|letter: char| {
            matches!(letter, '*' | '†' | '‡' | '§' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '\u{a0}' | '\u{200b}')
                || letter.is_whitespace()
        });
        if let Some(inner) = rest.strip_suffix('/') {
            let base = inner.trim_end_matches(|letter: char| letter.is_ascii_digit());
            if base.len() < inner.len() && base.ends_with([' ', '\u{a0}', ')']) {
                rest = base;
            }
        }
        for (open, close) in [('[', ']'), ('(', ')')] {
            if let Some((base, mark)) = rest.strip_suffix(close).and_then(|inner| inner.rsplit_once(open)) {
                let digits = !mark.is_empty() && mark.len() <= 2 && mark.bytes().all(|letter| letter.is_ascii_digit());
                let letter = mark.len() == 1 && mark.bytes().all(|letter| letter.is_ascii_lowercase());
                if (digits || letter) && !base.trim().is_empty() {
                    rest = base;
                }
            }
        }
        if rest == before {
            return rest;
        }
    }
}

/// What kind of thing a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NameKind {
    /// A donor.
    Donor,
    /// A country, region or area.
    Country,
    /// A theme or pillar.
    Theme,
}

impl NameKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Donor, Self::Country, Self::Theme];

    /// Their words, in the same order.
    pub const NAMES: &'static [&'static str] = &[Self::Donor.name(), Self::Country.name(), Self::Theme.name()];

    /// The word in the aliases' sheet.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Donor => "donor",
            Self::Country => "country",
            Self::Theme => "theme",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        let wanted = comparable(text);
        Self::ALL.into_iter().find(|kind| kind.name() == wanted)
    }
}

impl std::fmt::Display for NameKind {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name())
    }
}

/// Why a name means nothing certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameFault {
    /// It is not known.
    Unknown,
    /// It may mean any of these.
    Ambiguous(Vec<String>),
}

/// All names that are known.
#[derive(Clone, Debug)]
pub struct KnownNames<'f> {
    fund: &'f Fund,
    donors: BTreeMap<String, BTreeSet<DonorCode>>,
    shown: BTreeMap<DonorCode, String>,
    /// The only government donor of a country.
    governments: BTreeMap<GeographyCode, BTreeSet<DonorCode>>,
    aliases: BTreeMap<(NameKind, String), String>,
}

impl<'f> KnownNames<'f> {
    /// The names of a fund, before its donors and aliases are read.
    pub fn new(fund: &'f Fund) -> Self {
        Self {
            fund,
            donors: BTreeMap::new(),
            shown: BTreeMap::new(),
            governments: BTreeMap::new(),
            aliases: BTreeMap::new(),
        }
    }

    /// Whether a text names a country, not a region.
    pub fn is_country(&self, text: &str) -> bool {
        self.place(text).is_ok_and(|place| self.fund.geography.is_country(&place))
    }

    /// Learns a donor: its code, its name, and for a government the names of its country.
    pub fn add_donor(&mut self, donor: &Donor) {
        for name in [comparable(donor.code.as_str()), comparable(&donor.name), comparable(without_marks(&donor.name))] {
            self.donors.entry(name).or_default().insert(donor.code.clone());
        }
        self.shown.insert(donor.code.clone(), donor.name.clone());
        if let (Some(DonorType::Government), Some(country)) = (donor.donor_type, &donor.country) {
            self.governments.entry(country.clone()).or_default().insert(donor.code.clone());
        }
    }

    /// Learns a decision on a name; the earlier one when there is another.
    pub fn add_alias(&mut self, kind: NameKind, written: &str, means: &str) -> Option<String> {
        let key = (kind, comparable(written));
        match self.aliases.get(&key) {
            Some(before) if before != means => Some(before.clone()),
            _ => {
                self.aliases.insert(key, means.to_owned());
                None
            }
        }
    }

    /// Whether it was decided what a name means.
    pub fn is_decided(&self, kind: NameKind, name: &str) -> bool {
        self.alias(kind, name).is_some()
    }

    fn alias(&self, kind: NameKind, name: &str) -> Option<&str> {
        self.aliases.get(&(kind, comparable(name))).map(String::as_str)
    }

    /// The donor of a code, a name, or a decided alias; a government also by its country's name in any language.
    ///
    /// # Errors
    /// When it is unknown or may be several.
    pub fn donor(&self, written: &str) -> Result<DonorCode, NameFault> {
        for name in [written, without_marks(written)] {
            if let Some(code) = self.alias(NameKind::Donor, name) {
                return Ok(DonorCode::new(code));
            }
            if let Some(codes) = self.donors.get(&comparable(name)) {
                return one(codes.iter(), |code| {
                    format!("{} ({code})", self.shown.get(*code).map_or("", String::as_str))
                })
                .cloned();
            }
        }
        let countries = self.fund.geography.called(without_marks(written));
        if let [country] = countries.as_slice()
            && let Some(codes) = self.governments.get(&country.code)
        {
            return one(codes.iter(), |code| format!("{} ({code})", self.shown.get(*code).map_or("", String::as_str)))
                .cloned();
        }
        Err(NameFault::Unknown)
    }

    /// The place of a code, a name in any language, or a decided alias. `everywhere` and `global` mean the world.
    ///
    /// # Errors
    /// When it is unknown or may be several.
    pub fn place(&self, written: &str) -> Result<GeographyCode, NameFault> {
        let tree = &self.fund.geography;
        for name in [written, without_marks(written)] {
            if let Some(code) = self.alias(NameKind::Country, name) {
                return Ok(GeographyCode::new(code));
            }
            let found = if comparable(name).is_empty() { Vec::new() } else { tree.called(name) };
            if !found.is_empty() {
                return one(found.into_iter(), |node| format!("{} ({})", node.name, node.code))
                    .map(|node| node.code.clone());
            }
        }
        if matches!(comparable(written).as_str(), "global" | "worldwide" | "everywhere") {
            return Ok(tree.root().clone());
        }
        Err(NameFault::Unknown)
    }

    /// The theme or pillar of a code, a name in any language, or a decided alias. `all` means every theme.
    ///
    /// # Errors
    /// When it is unknown or may be several.
    pub fn theme(&self, written: &str) -> Result<ThemeCode, NameFault> {
        let tree = &self.fund.themes;
        for name in [written, without_marks(written)] {
            if let Some(code) = self.alias(NameKind::Theme, name) {
                return Ok(ThemeCode::new(code));
            }
            let found = if comparable(name).is_empty() { Vec::new() } else { tree.called(name) };
            if !found.is_empty() {
                return one(found.into_iter(), |node| format!("{} ({})", node.name, node.code))
                    .map(|node| node.code.clone());
            }
        }
        Err(NameFault::Unknown)
    }

    /// Up to three known names that look like the written one, best first.
    pub fn nearest(&self, kind: NameKind, written: &str) -> Vec<String> {
        match kind {
            NameKind::Donor => nearest(written, self.shown.iter().map(|(code, name)| (name.as_str(), code.as_str()))),
            NameKind::Country => {
                let nodes = self.fund.geography.nodes().iter();
                nearest(written, nodes.map(|node| (node.name.as_str(), node.code.as_str())))
            }
            NameKind::Theme => {
                let nodes = self.fund.themes.nodes().iter();
                nearest(written, nodes.map(|node| (node.name.as_str(), node.code.as_str())))
            }
        }
    }

    /// Whether a code exists, for the meaning of an alias.
    pub fn exists(&self, kind: NameKind, code: &str) -> bool {
        match kind {
            NameKind::Donor => self.shown.contains_key(&DonorCode::new(code)),
            NameKind::Country => self.fund.geography.get(&GeographyCode::new(code)).is_some(),
            NameKind::Theme => self.fund.themes.get(&ThemeCode::new(code)).is_some(),
        }
    }
}

/// The only one, or all as an ambiguity.
fn one<T>(mut found: impl ExactSizeIterator<Item = T>, show: impl Fn(&T) -> String) -> Result<T, NameFault> {
    match (found.len(), found.next()) {
        (1, Some(only)) => Ok(only),
        (_, first) => Err(NameFault::Ambiguous(first.into_iter().chain(found).map(|item| show(&item)).collect())),
    }
}

/// How alike two names in their comparable form are, in thousandths (Jaro-Winkler).
pub(in crate::intake) fn similarity(one: &str, other: &str) -> u32 {
    crate::intake::row::number::thousandths(strsim::jaro_winkler(one, other))
}

/// The most bytes of a name that is compared with others: a longer text is none.
const LONGEST_NAME: usize = 200;

fn nearest<'n>(written: &str, known: impl Iterator<Item = (&'n str, &'n str)>) -> Vec<String> {
    if written.len() > LONGEST_NAME {
        return Vec::new();
    }
    let wanted = comparable(without_marks(written));
    let mut scored: Vec<(u32, String)> = known
        .filter_map(|(name, code)| {
            let known = comparable(name);
            let long = known.chars().count().min(wanted.chars().count()) >= 4;
            let holds = long && (wanted.contains(&known) || known.contains(&wanted));
            let score = if holds { 900 } else { similarity(&wanted, &known) };
            (score >= 800).then(|| (score, format!("{name} ({code})")))
        })
        .collect();
    scored.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    scored.into_iter().take(3).map(|(_, shown)| shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footnote_marks_are_taken_off() {
        for (written, name) in [
            ("Australia*", "Australia"),
            ("Belgium 1/", "Belgium"),
            ("Chad ²", "Chad"),
            ("Peru [3]", "Peru"),
            ("Mali (a)", "Mali"),
            ("Korea (Republic of)", "Korea (Republic of)"),
            ("T01", "T01"),
            ("Congo (12) **", "Congo"),
            ("2024/1/", "2024/1/"),
        ] {
            assert_eq!(without_marks(written), name, "{written}");
        }
    }
}
