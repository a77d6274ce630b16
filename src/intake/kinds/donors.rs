//! A row of the donors' sheet.

use crate::config::InputKind;
use crate::domain::facts::{Donor, DonorType, Visibility};
use crate::domain::{DonorCode, FactKind, Language, ReportingPeriod};
use crate::intake::kinds::columns::{Column, Form, optional, required};
use crate::intake::kinds::{SheetSpec, Stage, earmark, translated};
use crate::intake::problems::ProblemCode;
use crate::intake::row::name::without_marks;
use crate::intake::row::record::{Checked, Record};

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
            Form::Word(Language::CODES),
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
        optional(
            Column::Visibility,
            &["Visibility", "Publication", "Visibilité", "Visibilidad", "Visibilidade"],
            Form::Word(Visibility::NAMES),
            13,
            "How much of this donor the public page shows; internal when blank.",
        ),
        optional(
            Column::Reporting,
            &["Reporting period", "Reporting year", "Période de rapport", "Período de informe", "Período de relatório"],
            Form::Text,
            20,
            "A statement for this period beside that by year: month, quarter, half-year or year; year from April.",
        ),
        optional(
            Column::InterestPlaces,
            &[
                "Countries of interest",
                "Places of interest",
                "Geographic interests",
                "Pays d'intérêt",
                "Países de interés",
                "Países de interesse",
            ],
            Form::Text,
            30,
            "Where it would like to fund more, separated by semicolons: Africa; Togo. A place may carry its themes.",
        ),
        optional(
            Column::InterestThemes,
            &["Themes of interest", "Thematic interests", "Thèmes d'intérêt", "Temas de interés", "Temas de interesse"],
            Form::Text,
            22,
            "The themes or pillars that it would like to fund more, separated by semicolons.",
        ),
        translated::NAME_FRENCH,
        translated::NAME_SPANISH,
        translated::NAME_PORTUGUESE,
        translated::CONTACT_FRENCH,
        translated::CONTACT_SPANISH,
        translated::CONTACT_PORTUGUESE,
        translated::NAME_ENGLISH,
        translated::CONTACT_ENGLISH,
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
    let visibility = record.word(Column::Visibility, Visibility::ALL, Visibility::parse);
    let reporting = reporting(record);
    let interests = earmark::targets(record, Column::InterestPlaces, Column::InterestThemes);
    let names = translated::read(record, &translated::NAME);
    let contacts = translated::read(record, &translated::CONTACT);
    Ok(Donor {
        code: DonorCode::new(&code?),
        name: without_marks(&name?).to_owned(),
        names: names?,
        donor_type: donor_type?,
        country: country?,
        language: language?,
        contact: contact?,
        contacts: contacts?,
        email: email?,
        visibility: visibility?,
        reporting: reporting?,
        interests: interests?,
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

fn reporting(record: &mut Record<'_, '_>) -> Checked<Option<ReportingPeriod>> {
    let Some(text) = record.text(Column::Reporting)? else { return Ok(None) };
    if let Some(period) = ReportingPeriod::parse(&text) {
        return Ok(Some(period));
    }
    let expected = "month, quarter, half-year or year; with its first month, as year from April".to_owned();
    let found = format!("{text:?}");
    Err(record.problem(ProblemCode::UnknownWord, Column::Reporting, found, expected, "Write one of these."))
}
