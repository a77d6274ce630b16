//! Columns that give a name in one of the languages of reports, beside the column that gives it for all.
//!
//! What comes in: a record. What leaves: the names that it gives, by language. What it does not know: which kinds have such
//! columns.

use crate::domain::{Language, Names};
use crate::intake::row::name::without_marks;
use crate::intake::row::record::{Checked, Record};

use super::columns::{Column, ColumnSpec, in_language};

pub(super) const NAME_ENGLISH: ColumnSpec =
    in_language(Column::NameEnglish, &["Name (en)", "Name in English", "English name", "Nom anglais"], 40);
pub(super) const NAME_FRENCH: ColumnSpec = in_language(
    Column::NameFrench,
    &["Name (fr)", "Name in French", "French name", "Nom (fr)", "Nom en français", "Nom français"],
    40,
);
pub(super) const NAME_SPANISH: ColumnSpec = in_language(
    Column::NameSpanish,
    &["Name (es)", "Name in Spanish", "Spanish name", "Nombre (es)", "Nombre en español"],
    40,
);
pub(super) const NAME_PORTUGUESE: ColumnSpec = in_language(
    Column::NamePortuguese,
    &["Name (pt)", "Name in Portuguese", "Portuguese name", "Nome (pt)", "Nome em português"],
    40,
);
pub(super) const CONTACT_ENGLISH: ColumnSpec =
    in_language(Column::ContactEnglish, &["Contact (en)", "Contact in English"], 26);
pub(super) const CONTACT_FRENCH: ColumnSpec =
    in_language(Column::ContactFrench, &["Contact (fr)", "Contact in French", "Contact en français"], 26);
pub(super) const CONTACT_SPANISH: ColumnSpec =
    in_language(Column::ContactSpanish, &["Contact (es)", "Contact in Spanish", "Contacto en español"], 26);
pub(super) const CONTACT_PORTUGUESE: ColumnSpec =
    in_language(Column::ContactPortuguese, &["Contact (pt)", "Contact in Portuguese", "Contacto em português"], 26);
pub(super) const TITLE_ENGLISH: ColumnSpec =
    in_language(Column::TitleEnglish, &["Title (en)", "Title in English", "English title"], 44);
pub(super) const TITLE_FRENCH: ColumnSpec = in_language(
    Column::TitleFrench,
    &["Title (fr)", "Title in French", "French title", "Titre (fr)", "Titre en français"],
    44,
);
pub(super) const TITLE_SPANISH: ColumnSpec = in_language(
    Column::TitleSpanish,
    &["Title (es)", "Title in Spanish", "Spanish title", "Título (es)", "Título en español"],
    44,
);
pub(super) const TITLE_PORTUGUESE: ColumnSpec = in_language(
    Column::TitlePortuguese,
    &["Title (pt)", "Title in Portuguese", "Portuguese title", "Título (pt)", "Título em português"],
    44,
);

/// The columns of a text in the languages of reports: English, French, Spanish, Portuguese.
pub(super) struct InLanguages([Column; 4]);

/// Of a donor's name.
pub(super) const NAME: InLanguages =
    InLanguages([Column::NameEnglish, Column::NameFrench, Column::NameSpanish, Column::NamePortuguese]);
/// Of a donor's contact.
pub(super) const CONTACT: InLanguages =
    InLanguages([Column::ContactEnglish, Column::ContactFrench, Column::ContactSpanish, Column::ContactPortuguese]);
/// Of an agreement's title.
pub(super) const TITLE: InLanguages =
    InLanguages([Column::TitleEnglish, Column::TitleFrench, Column::TitleSpanish, Column::TitlePortuguese]);

impl InLanguages {
    const fn of(&self, language: Language) -> Column {
        let Self([english, french, spanish, portuguese]) = *self;
        match language {
            Language::English => english,
            Language::French => french,
            Language::Spanish => spanish,
            Language::Portuguese => portuguese,
        }
    }
}

/// The names that a row gives in the columns of its languages.
pub(super) fn read(record: &mut Record<'_, '_>, columns: &InLanguages) -> Checked<Names> {
    let mut names = Vec::new();
    for &language in Language::ALL {
        let name = record.remark(columns.of(language))?;
        names.extend(name.map(|name| (language, without_marks(&name).to_owned())));
    }
    Ok(names.into_iter().collect())
}
