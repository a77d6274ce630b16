//! Donors, places, themes and agreements that a row names.

use std::collections::HashMap;

use super::{Checked, Faulty, Record};
use crate::domain::text::shell_word;
use crate::domain::{AgreementRef, DonorCode, GeographyCode, ThemeCode};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;
use crate::intake::problems::shorten;
use crate::intake::row::name::{NameFault, NameKind, without_marks};

impl Record<'_, '_> {
    /// A donor.
    pub fn donor(&mut self, column: Column) -> Checked<Option<DonorCode>> {
        let Some(text) = self.text(column)? else { return Ok(None) };
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
        let Some(text) = self.text(column)? else { return Ok(None) };
        self.place_called(column, &text).map(Some)
    }

    /// The place of a name that stands in the cell of a column.
    pub fn place_called(&mut self, column: Column, text: &str) -> Checked<GeographyCode> {
        let names = &self.judge.context.names;
        let meaning = remembered(&mut self.judge.places, text, || names.place(text));
        meaning.map_err(|fault| self.name_problem(NameKind::Country, column, text, &fault))
    }

    /// A theme.
    pub fn theme(&mut self, column: Column) -> Checked<Option<ThemeCode>> {
        let Some(text) = self.text(column)? else { return Ok(None) };
        self.theme_called(column, &text).map(Some)
    }

    /// The theme of a name that stands in the cell of a column.
    pub fn theme_called(&mut self, column: Column, text: &str) -> Checked<ThemeCode> {
        let names = &self.judge.context.names;
        let meaning = remembered(&mut self.judge.themes, text, || names.theme(text));
        meaning.map_err(|fault| self.name_problem(NameKind::Theme, column, text, &fault))
    }

    fn name_problem(&mut self, kind: NameKind, column: Column, text: &str, fault: &NameFault) -> Faulty {
        let (code, thing) = match kind {
            NameKind::Donor => (ProblemCode::UnknownDonor, "a donor of the donors' sheet"),
            NameKind::Country => (ProblemCode::UnknownPlace, "a country or region"),
            NameKind::Theme => (ProblemCode::UnknownTheme, "a theme or pillar of the fund"),
        };
        let decide = match shell_word(text).filter(|_| shorten(text) == text) {
            Some(word) => format!("or record what it means: poolfund alias {} {word} CODE.", kind.name()),
            None => format!("or record what it means, by `poolfund alias {}`.", kind.name()),
        };
        match fault {
            NameFault::Unknown => {
                let place = self.judge.place(Some(self.row.number), self.judge.layout.position(column));
                // Looking for names that are alike takes long; nobody reads it of the thousandth.
                let full = self.judge.problems.is_full(code, &place);
                let nearest = if full { Vec::new() } else { self.judge.context.names.nearest(kind, text) };
                let mean = match nearest.as_slice() {
                    [] => String::new(),
                    names => format!("Did you mean {}? ", names.join(" or ")),
                };
                self.problem(code, column, format!("{text:?}"), thing, format!("{mean}Mend the name, {decide}"))
            }
            NameFault::Ambiguous(several) => {
                let expected = format!("{thing} that is certain, not {}", several.join(" or "));
                self.problem(
                    ProblemCode::AmbiguousName,
                    column,
                    format!("{text:?}"),
                    expected,
                    format!("Write the code, {decide}"),
                )
            }
        }
    }

    /// The reference of an agreement that must be known.
    pub fn agreement(&mut self, column: Column) -> Checked<Option<AgreementRef>> {
        let Some(text) = self.text(column)? else { return Ok(None) };
        for name in [text.as_str(), without_marks(&text)] {
            if let Some((known, _)) = self.judge.context.agreements.get_key_value(&AgreementRef::new(name)) {
                return Ok(Some(known.clone()));
            }
        }
        if self.judge.context.agreements_incomplete {
            return Err(Faulty);
        }
        Err(self.problem(
            ProblemCode::UnknownAgreement,
            column,
            format!("{text:?}"),
            "the reference of an agreement in the agreements' sheet",
            "Mend the reference, or add the agreement.",
        ))
    }
}

/// What a name meant before, or what it means now.
fn remembered<T: Clone>(
    known: &mut HashMap<String, Result<T, NameFault>>,
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
