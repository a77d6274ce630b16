//! What reports in a language call donors, their desks and their agreements, places and themes.
//!
//! What comes in: names as the inputs and settings give them, those of countries. What leaves: for each the name in the language, or the
//! one that is written, and which of both it is. What it does not know: how a name that has none in the language is marked.

use crate::domain::facts::{Agreement, Donor};
use crate::domain::text::comparable;
use crate::domain::{Called, GeographyCode, Language, ThemeCode};

use super::View;

impl View<'_> {
    /// What a place is called.
    pub(in super::super) fn place_called<'n>(&'n self, code: &'n GeographyCode, language: Language) -> Called<'n> {
        self.fund.geography.called_in(code, language, self.language())
    }

    /// What a theme is called.
    pub(in super::super) fn theme_called<'n>(&'n self, code: &'n ThemeCode, language: Language) -> Called<'n> {
        self.fund.themes.called_in(code, language, self.language())
    }

    /// What a donor is called: as its row says for the language; a donor that is called as its country is, as that country. In the
    /// language of the fund's own reports that is so of a name from another language; a usual one besides stands as it was written.
    pub(in super::super) fn donor_called<'n>(&'n self, donor: &'n Donor, language: Language) -> Called<'n> {
        let called = donor.names.called(&donor.name, language, self.language());
        if donor.names.get(language).is_some() {
            return called;
        }
        let country = donor.country.as_ref().and_then(|country| self.fund.geography.get(country));
        let name = country.and_then(|country| {
            let name = country.names.get(&language)?;
            let usual = country.also.iter().chain([&country.name]).filter(|_| called.original);
            let known = country.names.values().chain(usual);
            let written = comparable(&donor.name);
            known.into_iter().any(|known| comparable(known) == written).then_some(name)
        });
        name.map_or(called, |name| Called { name, original: false })
    }

    /// Whom to write to at a donor's: its contact, or the donor.
    pub(in super::super) fn contact_called<'n>(&'n self, donor: &'n Donor, language: Language) -> Called<'n> {
        match &donor.contact {
            Some(contact) => donor.contacts.called(contact, language, self.language()),
            None => self.donor_called(donor, language),
        }
    }

    /// The title of an agreement, where it has one.
    pub(in super::super) fn title_called<'n>(
        &'n self,
        agreement: &'n Agreement,
        language: Language,
    ) -> Option<Called<'n>> {
        let title = agreement.title.as_deref().or_else(|| agreement.titles.get(language))?;
        Some(agreement.titles.called(title, language, self.language()))
    }
}
