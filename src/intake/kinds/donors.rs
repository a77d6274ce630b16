//! A row of the donors' sheet.

use crate::domain::DonorCode;
use crate::domain::facts::{Donor, DonorType};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;
use crate::intake::row::name::without_marks;
use crate::intake::row::record::{Checked, Record};

/// Languages in which reports can be written.
const LANGUAGES: [(&str, &[&str]); 4] = [
    ("en", &["en", "english", "anglais", "ingles"]),
    ("fr", &["fr", "french", "francais", "frances"]),
    ("es", &["es", "spanish", "espanol", "espagnol"]),
    ("pt", &["pt", "portuguese", "portugues", "portugais"]),
];

pub(super) fn read(record: &mut Record<'_, '_>) -> Checked<Donor> {
    let code = record.need(Column::Code, Record::text);
    let name = record.need(Column::Name, Record::text);
    let donor_type = record.word(Column::Type, DonorType::ALL, DonorType::parse);
    let country = record.geography(Column::Country);
    let language = language(record);
    let contact = record.text(Column::Contact);
    let email = record.text(Column::Email);
    Ok(Donor {
        code: DonorCode::new(&code?),
        name: without_marks(&name?).to_owned(),
        donor_type: donor_type?,
        country: country?,
        language: language?,
        contact: contact?,
        email: email?,
        source: record.source(),
    })
}

fn language(record: &mut Record<'_, '_>) -> Checked<Option<String>> {
    let Some(text) = record.text(Column::Language)? else { return Ok(None) };
    let wanted = crate::domain::text::comparable(&text);
    match LANGUAGES.iter().find(|(_, names)| names.contains(&wanted.as_str())) {
        Some((code, _)) => Ok(Some((*code).to_owned())),
        None => Err(record.problem(
            ProblemCode::UnknownWord,
            Column::Language,
            format!("{text:?}"),
            "one of: en, fr, es, pt",
            "Write one of these.",
        )),
    }
}
