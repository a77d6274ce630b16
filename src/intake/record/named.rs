//! Donors, places, themes and agreements that a row names.

use super::{Checked, Faulty, Record};
use crate::domain::{AgreementRef, DonorCode, GeographyCode, ThemeCode};
use crate::intake::code::ProblemCode;
use crate::intake::columns::Column;
use crate::intake::name::{NameFault, NameKind, without_marks};

impl Record<'_, '_> {
    /// A donor.
    pub fn donor(&mut self, column: Column) -> Checked<Option<DonorCode>> {
        let Some(text) = self.text(column)? else { return Ok(None) };
        if let Some(known) = self.judge.donors.get(&text) {
            return Ok(Some(known.clone()));
        }
        match self.judge.context.names.donor(&text) {
            Ok(code) => {
                self.judge.donors.insert(text, code.clone());
                Ok(Some(code))
            }
            Err(NameFault::Unknown(_)) if self.judge.context.donors_incomplete => Err(Faulty),
            Err(fault) => Err(self.name_problem(NameKind::Donor, column, &text, &fault)),
        }
    }

    /// The donor of a name that need not be one of ours.
    pub fn donor_called(&mut self, text: &str) -> Option<DonorCode> {
        if let Some(known) = self.judge.donors.get(text) {
            return Some(known.clone());
        }
        let code = self.judge.context.names.donor(text).ok()?;
        self.judge.donors.insert(text.to_owned(), code.clone());
        Some(code)
    }

    /// A place.
    pub fn geography(&mut self, column: Column) -> Checked<Option<GeographyCode>> {
        let Some(text) = self.text(column)? else { return Ok(None) };
        self.place_called(column, &text).map(Some)
    }

    /// The place of a name that stands in the cell of a column.
    pub fn place_called(&mut self, column: Column, text: &str) -> Checked<GeographyCode> {
        if let Some(known) = self.judge.places.get(text) {
            return Ok(known.clone());
        }
        match self.judge.context.names.place(text) {
            Ok(code) => {
                self.judge.places.insert(text.to_owned(), code.clone());
                Ok(code)
            }
            Err(fault) => Err(self.name_problem(NameKind::Country, column, text, &fault)),
        }
    }

    /// A theme.
    pub fn theme(&mut self, column: Column) -> Checked<Option<ThemeCode>> {
        let Some(text) = self.text(column)? else { return Ok(None) };
        self.theme_called(column, &text).map(Some)
    }

    /// The theme of a name that stands in the cell of a column.
    pub fn theme_called(&mut self, column: Column, text: &str) -> Checked<ThemeCode> {
        if let Some(known) = self.judge.themes.get(text) {
            return Ok(known.clone());
        }
        match self.judge.context.names.theme(text) {
            Ok(code) => {
                self.judge.themes.insert(text.to_owned(), code.clone());
                Ok(code)
            }
            Err(fault) => Err(self.name_problem(NameKind::Theme, column, text, &fault)),
        }
    }

    fn name_problem(&mut self, kind: NameKind, column: Column, text: &str, fault: &NameFault) -> Faulty {
        let (code, thing) = match kind {
            NameKind::Donor => (ProblemCode::UnknownDonor, "a donor of the donors' sheet"),
            NameKind::Country => (ProblemCode::UnknownPlace, "a country or region"),
            NameKind::Theme => (ProblemCode::UnknownTheme, "a theme or pillar of the fund"),
        };
        let decide = format!("or record what it means: poolfund alias {} {text:?} CODE.", kind.name());
        match fault {
            NameFault::Unknown(nearest) if nearest.is_empty() => {
                self.problem(code, column, format!("{text:?}"), thing, format!("Mend the name, {decide}"))
            }
            NameFault::Unknown(nearest) => self.problem(
                code,
                column,
                format!("{text:?}"),
                thing,
                format!("Did you mean {}? Mend the name, {decide}", nearest.join(" or ")),
            ),
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
