//! A row of the donors' sheet.

use crate::domain::facts::{Donor, DonorType};
use crate::domain::{DonorCode, Language};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;
use crate::intake::row::name::without_marks;
use crate::intake::row::record::{Checked, Record};

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

fn language(record: &mut Record<'_, '_>) -> Checked<Option<Language>> {
    let Some(text) = record.text(Column::Language)? else { return Ok(None) };
    if let Some(language) = Language::parse(&text) {
        return Ok(Some(language));
    }
    let expected = format!("one of: {}", Language::CODES.join(", "));
    let found = format!("{text:?}");
    Err(record.problem(ProblemCode::UnknownWord, Column::Language, found, expected, "Write one of these."))
}
