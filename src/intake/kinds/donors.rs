//! A row of the donors' sheet.

use crate::config::InputKind;
use crate::domain::facts::{Donor, DonorType};
use crate::domain::{DonorCode, FactKind};
use crate::intake::kinds::columns::{Column, Form, optional, required};
use crate::intake::kinds::{SheetSpec, Stage};
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

/// The sheet.
pub(super) const SHEET: SheetSpec = SheetSpec {
    kind: InputKind::Facts(FactKind::Donor),
    file: "donors.xlsx",
    sheet: "Donors",
    title: "Donors",
    purpose: "One row for each donor: who gives, and in which language it gets its report.",
    columns: &[
        required(
            Column::Code,
            &["Code", "Donor code", "Donor ID", "ID"],
            Form::Text,
            10,
            "A short code of your own, such as BEL. It names the donor everywhere.",
        ),
        required(
            Column::Name,
            &["Name", "Donor", "Donor name", "Nom", "Nombre", "Nome"],
            Form::Text,
            62,
            "The name as it stands on the report.",
        ),
        optional(
            Column::Type,
            &["Type", "Donor type", "Kind", "Category"],
            Form::Word(DonorType::NAMES),
            14,
            "What kind of organisation it is.",
        ),
        optional(
            Column::Country,
            &["Country", "Pays", "País"],
            Form::Text,
            20,
            "Where it sits: a country by name or ISO code.",
        ),
        optional(
            Column::Language,
            &["Language", "Report language", "Langue", "Idioma"],
            Form::Word(&["en", "fr", "es", "pt"]),
            11,
            "The language of its reports.",
        ),
        optional(
            Column::Contact,
            &["Contact", "Contact person", "Focal point"],
            Form::Text,
            26,
            "The person or desk to write to.",
        ),
        optional(
            Column::Email,
            &["E-mail", "Email address", "Courriel"],
            Form::Text,
            34,
            "The address of that person or desk.",
        ),
    ],
    key: Column::Code,
    asks_of_equal_rows: true,
    blank_may_mean_above: &[],
    amount: None,
    stage: Stage::Donors,
    read: |record, harvest| read(record).map(|fact| harvest.add(fact)),
};

fn read(record: &mut Record<'_, '_>) -> Checked<Donor> {
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
