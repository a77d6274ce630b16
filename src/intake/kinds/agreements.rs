//! A row of the agreements' sheet.

use crate::config::InputKind;
use crate::domain::facts::{Agreement, AgreementStage, FundingSource, Levy};
use crate::domain::{AgreementRef, Currency, FactKind};
use crate::intake::kinds::columns::{Column, Form, List, optional, required};
use crate::intake::kinds::headings::{
    AGREEMENT_NAMES, AMOUNT_NAMES, CATEGORY_NAMES, CURRENCY_HINT, CURRENCY_NAMES, DONOR_NAMES, DONOR_REFERENCE_NAMES,
    ELIGIBLE_NAMES, EXCLUDING_NAMES, FEE_NAMES, LEVY_NAMES, LIMIT_NAMES, NOTE_NAMES, PLACES_NAMES, SUPPORT_NAMES,
    TARGET_THEME_NAMES, TITLE_NAMES, VALID_FROM_NAMES, VALID_TO_NAMES,
};
use crate::intake::kinds::{SheetSpec, Stage};
use crate::intake::row::record::{Checked, DayOf, Record, Sign};

use super::{earmark, translated};

/// The sheet.
pub(super) const SHEET: SheetSpec = SheetSpec {
    kind: InputKind::Facts(FactKind::Agreement),
    file: "agreements.xlsx",
    sheet: "Agreements",
    title: "Agreements and pledges",
    purpose: "One row for each pledge or signed agreement: how much, and what it may pay for.",
    columns: &[
        required(Column::Agreement, AGREEMENT_NAMES, Form::Text, 15, "A number that no other agreement has."),
        required(Column::Donor, DONOR_NAMES, Form::Name(List::Donors), 14, "The donor's code or name."),
        required(
            Column::Stage,
            &["Stage", "Status", "Pledge or commitment", "Étape", "Etapa"],
            Form::Word(AgreementStage::NAMES),
            13,
            "pipeline: talked about. pledged: announced. signed: binding. closed or lost: over.",
        ),
        required(
            Column::SignedOn,
            &[
                "Signed on",
                "Signature date",
                "Date signed",
                "Signed",
                "Date of signature",
                "Agreement date",
                "Announced on",
                "Signed or announced on",
                "Date",
                "Date de signature",
                "Fecha de firma",
                "Data de assinatura",
            ],
            Form::Date,
            12,
            "The day of signature; for a pledge the day it was announced.",
        ),
        required(Column::Currency, CURRENCY_NAMES, Form::Name(List::Currencies), 10, CURRENCY_HINT),
        required(Column::Amount, AMOUNT_NAMES, Form::Amount, 18, "The full amount, in the currency of the agreement."),
        optional(
            Column::Category,
            CATEGORY_NAMES,
            Form::Word(&["1", "2", "3", "4"]),
            10,
            "1 unearmarked, 2 softly earmarked, 3 earmarked, 4 tightly earmarked (one project). Blank: 1 or 2.",
        ),
        optional(
            Column::Places,
            PLACES_NAMES,
            Form::Text,
            40,
            "Parted by semicolons; blank for everywhere. A place may carry its own themes: Kenya (T03, T04); Malawi",
        ),
        optional(
            Column::Themes,
            TARGET_THEME_NAMES,
            Form::Text,
            22,
            "Themes or pillars, separated by semicolons; blank for all.",
        ),
        optional(
            Column::Excluding,
            EXCLUDING_NAMES,
            Form::Text,
            20,
            "What it may not pay for: Nigeria; Kenya (T03); (T16)",
        ),
        optional(
            Column::Limits,
            LIMIT_NAMES,
            Form::Text,
            30,
            "Shares, separated by semicolons: at least 30% to Malawi; at most 10% outside countries",
        ),
        optional(
            Column::EligibleFrom,
            ELIGIBLE_NAMES,
            Form::Date,
            12,
            "The first day whose costs it may pay, where it is before the signature or the validity.",
        ),
        optional(Column::ValidFrom, VALID_FROM_NAMES, Form::Date, 12, "From when the money may be used."),
        optional(Column::ValidTo, VALID_TO_NAMES, Form::Date, 12, "Until when the money may be used."),
        optional(
            Column::FundingSource,
            &["Source of funds", "Funding source", "Fund source"],
            Form::Word(FundingSource::NAMES),
            16,
            "Where the money stands in the organisation's books.",
        ),
        optional(Column::FeeRate, FEE_NAMES, Form::Percent, 9, "The administrative fee, where it is not the fund's."),
        optional(
            Column::SupportRate,
            SUPPORT_NAMES,
            Form::Percent,
            10,
            "The programme support rate, where it is not the fund's.",
        ),
        optional(
            Column::Levy,
            LEVY_NAMES,
            Form::Word(Levy::NAMES),
            10,
            "How the coordination levy is paid, where it is not by the fund's rule.",
        ),
        optional(
            Column::DonorReference,
            DONOR_REFERENCE_NAMES,
            Form::Text,
            18,
            "What the donor calls the agreement in its own books.",
        ),
        optional(Column::Title, TITLE_NAMES, Form::Text, 44, "The title of the agreement."),
        optional(Column::Notes, NOTE_NAMES, Form::Text, 36, "Remarks for yourselves."),
        translated::TITLE_FRENCH,
        translated::TITLE_SPANISH,
        translated::TITLE_PORTUGUESE,
        translated::TITLE_ENGLISH,
    ],
    key: Column::Agreement,
    asks_of_equal_rows: true,
    blank_may_mean_above: &[],
    amount: Some(Column::Amount),
    stage: Stage::Agreements,
    read: |record, harvest| read(record, &mut harvest.agreements).map(|fact| harvest.add(fact)),
};

fn read(record: &mut Record<'_, '_>, seen: &mut Vec<(AgreementRef, Option<Currency>)>) -> Checked<Agreement> {
    let reference = record.need(Column::Agreement, Record::reference).map(|text| AgreementRef::new(&text));
    let currency = record.need(Column::Currency, |record, _| record.currency_of(Column::Amount));
    if let Ok(reference) = &reference {
        seen.push((reference.clone(), currency.ok()));
    }
    let donor = record.need(Column::Donor, Record::donor);
    let stage = record.need(Column::Stage, |record, column| record.word(column, AgreementStage::ALL, stage));
    let signed_on = record.need(Column::SignedOn, |record, column| record.date(column, DayOf::Last));
    let amount = match currency {
        Ok(currency) => record.need(Column::Amount, |record, column| record.original(column, currency, Sign::Positive)),
        Err(faulty) => Err(faulty),
    };
    let earmark = earmark::read(record);
    let eligible_from = record.date(Column::EligibleFrom, DayOf::First);
    let funding_source = record.word(Column::FundingSource, FundingSource::ALL, FundingSource::parse);
    let fee_rate = record.percent(Column::FeeRate);
    let support_rate = record.percent(Column::SupportRate);
    let levy = record.word(Column::Levy, Levy::ALL, Levy::parse);
    let donor_reference = record.remark(Column::DonorReference);
    let title = record.remark(Column::Title);
    let titles = translated::read(record, &translated::TITLE);
    let notes = record.remark(Column::Notes);
    Ok(Agreement {
        reference: reference?,
        donor: donor?,
        stage: stage?,
        signed_on: signed_on?,
        amount: amount?,
        earmark: earmark?,
        eligible_from: eligible_from?,
        funding_source: funding_source?,
        fee_rate: fee_rate?,
        support_rate: support_rate?,
        levy: levy?,
        donor_reference: donor_reference?,
        title: title?,
        titles: titles?,
        notes: notes?,
        source: record.source(),
    })
}

/// The stage by its name, or by the words that other books use for it.
fn stage(text: &str) -> Option<AgreementStage> {
    AgreementStage::parse(text).or_else(|| match crate::domain::text::comparable(text).as_str() {
        "prospect" | "inpreparation" | "negotiation" => Some(AgreementStage::Pipeline),
        "pledge" | "announced" | "promesse" | "promesa" => Some(AgreementStage::Pledged),
        "commitment" | "committed" | "agreement" | "engagement" | "compromiso" | "compromisso" => {
            Some(AgreementStage::Signed)
        }
        "completed" | "ended" | "clos" | "cerrado" | "encerrado" => Some(AgreementStage::Closed),
        "withdrawn" | "cancelled" | "perdu" | "perdido" => Some(AgreementStage::Lost),
        _ => None,
    })
}
