//! Donors, places, themes and agreements that a row names.

use super::{Checked, Faulty, Record};
use crate::domain::text::{comparable, shell_word};
use crate::domain::{AgreementRef, DonorCode, GeographyCode, Lookup, Period, ThemeCode};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;
use crate::intake::problems::{Problem, shorten};
use crate::intake::row::judge::SHARED_PLACES;
use crate::intake::row::name::{NameFault, NameKind, without_marks};

impl Record<'_, '_> {
    /// A donor.
    pub fn donor(&mut self, column: Column) -> Checked<Option<DonorCode>> {
        let Some(text) = self.seen_name(column)? else { return Ok(None) };
        let names = &self.judge.context.names;
        match remembered(&mut self.judge.donors, &text, || names.donor(&text)) {
            Ok(code) => Ok(Some(code)),
            Err(NameFault::Unknown) if self.judge.context.donors_incomplete => Err(Faulty),
            Err(fault) => Err(self.name_problem(NameKind::Donor, column, &text, &fault)),
        }
    }

    /// The donor of a name that need not be one of ours.
    pub fn donor_called(&mut self, text: &str) -> Option<DonorCode> {
        let names = &self.judge.context.names;
        remembered(&mut self.judge.donors, text, || names.donor(text)).ok()
    }

    /// A place.
    pub fn geography(&mut self, column: Column) -> Checked<Option<GeographyCode>> {
        let Some(text) = self.seen_name(column)? else { return Ok(None) };
        self.place_called(column, &text).map(Some)
    }

    /// The place of a name that stands in the cell of a column.
    pub fn place_called(&mut self, column: Column, text: &str) -> Checked<GeographyCode> {
        let names = &self.judge.context.names;
        let meaning = remembered(&mut self.judge.places, text, || names.place(text));
        if let Ok(code) = &meaning {
            self.see_place(column, text, code);
        }
        meaning.map_err(|fault| self.name_problem(NameKind::Country, column, text, &fault))
    }

    /// Remembers rows that name a place by two letters: they may be a word of the office (RO, ME, LA) among names.
    fn see_place(&mut self, column: Column, text: &str, code: &GeographyCode) {
        let letters = text.trim();
        // `M.W.` and `s. o.` are read by their letters. UK and US are names that everybody writes, and no other words in capitals.
        let plain = if letters.len() <= 6 { comparable(letters) } else { String::new() };
        let a_name = matches!(plain.as_str(), "uk" | "us") && !letters.contains(char::is_lowercase);
        let short = plain.len() == 2 && !a_name;
        let seen = self.judge.short_places.entry(column).or_default();
        if short {
            if seen.found.len() < SHORT_PLACES_KEPT {
                seen.found.push((self.row.number, letters.to_owned(), code.clone()));
            }
            return;
        }
        if letters.len() > 3 && !seen.names {
            seen.names = self.judge.context.fund.geography.is_country(code);
        }
        let shares = |code: &str| SHARED_PLACES.iter().any(|(_, codes)| codes.contains(&code));
        if shares(code.as_str()) {
            let plain = comparable(letters);
            if !SHARED_PLACES.iter().any(|(name, _)| *name == plain) {
                seen.told_apart |= matches!(code.as_str(), "COD" | "SXM");
            } else if seen.shared.len() < SHORT_PLACES_KEPT
                && !self.judge.context.names.is_decided(NameKind::Country, letters)
            {
                seen.shared.push((self.row.number, letters.to_owned(), code.clone()));
            }
        } else if is_word_of_a_code(letters, code) && seen.words.len() < SHORT_PLACES_KEPT {
            seen.words.push((self.row.number, letters.to_owned(), code.clone()));
        }
    }

    /// A theme.
    pub fn theme(&mut self, column: Column) -> Checked<Option<ThemeCode>> {
        let Some(text) = self.seen_name(column)? else { return Ok(None) };
        self.theme_called(column, &text).map(Some)
    }

    /// The theme of a name that stands in the cell of a column.
    pub fn theme_called(&mut self, column: Column, text: &str) -> Checked<ThemeCode> {
        let names = &self.judge.context.names;
        let meaning = remembered(&mut self.judge.themes, text, || names.theme(text));
        meaning.map_err(|fault| self.name_problem(NameKind::Theme, column, text, &fault))
    }

    /// The part of the programme of a text that names one alone: a theme as `*/T02`, a place as `TGO/*`, a period as
    /// `*/*/2021-2025`. Nothing of any other text.
    pub fn part_called(&self, text: &str) -> Option<String> {
        let names = &self.judge.context.names;
        let (theme, place) = (names.theme(text).ok(), names.place(text).ok());
        let period = Period::parse(text).map(|period| format!("*/*/{period}"));
        let theme = theme.map(|theme| format!("*/{theme}"));
        theme.or_else(|| place.map(|place| format!("{place}/*"))).or(period)
    }

    fn name_problem(&mut self, kind: NameKind, column: Column, text: &str, fault: &NameFault) -> Faulty {
        let (code, thing) = match kind {
            NameKind::Donor => (ProblemCode::UnknownDonor, "a donor of the donors' sheet"),
            NameKind::Country => (ProblemCode::UnknownPlace, "a country or region"),
            NameKind::Theme => (ProblemCode::UnknownTheme, "a theme or pillar of the fund"),
        };
        let code = if matches!(fault, NameFault::Ambiguous(_)) { ProblemCode::AmbiguousName } else { code };
        // Putting it into words and looking for names that are alike takes long; nobody reads it of the thousandth, nor of the
        // same again.
        if self.only_counts(code, column, Some(text)) {
            return Faulty;
        }
        let decide = match shell_word(text).filter(|_| shorten(text) == text) {
            Some(word) => format!("or record what it means: poolfund alias {} {word} CODE.", kind.name()),
            None => format!("or record what it means, by `poolfund alias {}`.", kind.name()),
        };
        match fault {
            NameFault::Unknown => {
                if let Some(fix) = self.several_names(kind, column, text) {
                    return self.name_unknown(code, column, text, thing, fix);
                }
                let nearest = self.judge.context.names.nearest(kind, text);
                let mean = match nearest.as_slice() {
                    [] => likely_cause(kind, text).to_owned(),
                    names => format!("Did you mean {}? ", names.join(" or ")),
                };
                self.name_unknown(code, column, text, thing, format!("{mean}Correct the name, {decide}"))
            }
            NameFault::Ambiguous(several) => {
                let expected = format!("{thing} that is certain, not {}", several.join(" or "));
                let fix = format!("Write the code, {decide}");
                self.name_unknown(code, column, text, &expected, fix)
            }
        }
    }

    /// What to do where a text is several names, of which most are known.
    fn several_names(&self, kind: NameKind, column: Column, text: &str) -> Option<String> {
        let names = parts_of(text);
        let names_of = &self.judge.context.names;
        let known = |name: &&&str| match kind {
            NameKind::Donor => names_of.donor(name).is_ok(),
            NameKind::Country => names_of.place(name).is_ok(),
            NameKind::Theme => names_of.theme(name).is_ok(),
        };
        if names.len() < 2 || 2 * names.iter().filter(known).count() <= names.len() {
            return None;
        }
        let unknown: Vec<String> = names.iter().filter(|name| !known(name)).map(|name| format!("{name:?}")).collect();
        let correct = if unknown.is_empty() { String::new() } else { format!(" Correct {}.", unknown.join(" and ")) };
        let lists = [Column::Places, Column::Themes, Column::Excluding];
        Some(if lists.contains(&column) {
            format!("Separate them by semicolons: \"{}\".{correct}", names.join("; "))
        } else {
            format!("These are several: give each a row of its own.{correct}")
        })
    }

    /// The reference of an agreement that must be known.
    pub fn agreement(&mut self, column: Column) -> Checked<Option<AgreementRef>> {
        let Some(text) = self.seen_name(column)? else { return Ok(None) };
        self.agreement_called(column, &text).map(Some)
    }

    /// The agreement of a reference that stands in the cell of a column.
    pub fn agreement_called(&mut self, column: Column, text: &str) -> Checked<AgreementRef> {
        let agreements = &self.judge.context.agreements;
        for name in [text, without_marks(text)] {
            match agreements.called(name) {
                [known] => return Ok(known.clone()),
                [] => {}
                several => {
                    let names: Vec<&str> = several.iter().map(AgreementRef::as_str).collect();
                    let expected = format!("the reference of one agreement, not of {}", names.join(" and "));
                    let fix = "Write it exactly as on the sheet of agreements, where these two should be one.";
                    return Err(self.problem(ProblemCode::AmbiguousName, column, format!("{text:?}"), expected, fix));
                }
            }
        }
        if let Some(known) = agreements.of_activity(text) {
            return Ok(known.clone());
        }
        if self.judge.context.agreements_incomplete {
            return Err(Faulty);
        }
        if self.only_counts(ProblemCode::UnknownAgreement, column, Some(text)) {
            return Err(Faulty);
        }
        let nearest = agreements.nearest(text).map(|near| format!("Did you mean {near}? ")).unwrap_or_default();
        let fix = format!("{nearest}Correct the reference, or add the agreement.");
        let expected = "the reference of an agreement in the agreements' sheet";
        Err(self.name_unknown(ProblemCode::UnknownAgreement, column, text, expected, fix))
    }

    /// Records that a name is not known: once, with the number of rows that have it.
    fn name_unknown(&mut self, code: ProblemCode, column: Column, text: &str, expected: &str, fix: String) -> Faulty {
        let location = self.judge.location(Some(self.row.number), self.position(column));
        let problem = Problem::new(code, location, format!("{text:?}"), expected, fix);
        self.judge.problems.add_named(problem, text);
        Faulty
    }
}

/// The names in a text that parts them by commas, strokes or words, and not by semicolons.
fn parts_of(text: &str) -> Vec<&str> {
    const AND: [&str; 9] = ["and", "et", "y", "e", "und", "or", "ou", "o", "oder"];
    const LONGEST: usize = 200;
    if text.len() > LONGEST {
        return Vec::new();
    }
    let mut parts = Vec::new();
    for part in text.split([',', '/', '&', '+', '|', ';', '\n']) {
        // The rest of the part, and where the next word in it begins.
        let (mut rest, mut from) = (part, 0);
        while let Some(space) = rest.get(from..).and_then(|later| later.find(' ')).map(|space| from + space) {
            let word = rest.get(space + 1..).unwrap_or_default().split(' ').next().unwrap_or_default();
            from = space + 1;
            if AND.iter().any(|and| word.eq_ignore_ascii_case(and)) {
                parts.push(rest.get(..space).unwrap_or_default());
                rest = rest.get(space + 1 + word.len()..).unwrap_or_default();
                from = 0;
            }
        }
        parts.push(rest);
    }
    // What an "and" begins: Uganda, Ethiopia, and Tanzania.
    let bare = |part: &str| AND.iter().any(|and| part.eq_ignore_ascii_case(and));
    let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty() && !bare(part));
    parts.collect()
}

/// What may be wrong with a name that looks like none.
fn likely_cause(kind: NameKind, text: &str) -> &'static str {
    if kind != NameKind::Donor && text.contains([';', '/', '\n']) {
        "If these are several, give each a row of its own. "
    } else {
        ""
    }
}

/// Whether three letters that are not all capitals are the code of their place, and no name of it: `Mar`, `per`.
fn is_word_of_a_code(letters: &str, code: &GeographyCode) -> bool {
    const NAMES: [&str; 2] = ["LAO", "USA"];
    letters.len() == 3
        && letters.bytes().any(|letter| letter.is_ascii_lowercase())
        && letters.eq_ignore_ascii_case(code.as_str())
        && !NAMES.contains(&code.as_str())
}

/// How many places of two letters are kept of a column.
const SHORT_PLACES_KEPT: usize = 1_000;

/// What a name meant before, or what it means now.
fn remembered<T: Clone>(
    known: &mut Lookup<String, Result<T, NameFault>>,
    text: &str,
    find: impl FnOnce() -> Result<T, NameFault>,
) -> Result<T, NameFault> {
    if let Some(meaning) = known.get(text) {
        return meaning.clone();
    }
    let meaning = find();
    known.insert(text.to_owned(), meaning.clone());
    meaning
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_one_text() {
        for (text, names) in [
            ("W2, W3", &["W2", "W3"][..]),
            ("Uganda, Ethiopia and Tanzania", &["Uganda", "Ethiopia", "Tanzania"]),
            ("Uganda, Ethiopia, and Tanzania", &["Uganda", "Ethiopia", "Tanzania"]),
            ("Malawi et Zambie", &["Malawi", "Zambie"]),
            ("W1/W2 & W3", &["W1", "W2", "W3"]),
            ("Trinidad and Tobago", &["Trinidad", "Tobago"]),
            ("Andorra", &["Andorra"]),
            ("", &[]),
        ] {
            assert_eq!(parts_of(text), names, "{text}");
        }
    }
}
