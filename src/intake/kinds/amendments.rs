//! A row of the amendments' sheet. A blank cell changes nothing.

use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::facts::{Amendment, Levy};
use crate::intake::kinds::columns::{Column, Form, optional, required};
use crate::intake::kinds::headings::{
    AGREEMENT_HINT, AGREEMENT_NAMES, CATEGORY_NAMES, CURRENCY_OF_AGREEMENT, ELIGIBLE_NAMES, EXCLUDING_NAMES, FEE_NAMES,
    LEVY_NAMES, LIMIT_NAMES, NOTE_NAMES, PLACES_NAMES, SUPPORT_NAMES, TARGET_THEME_NAMES, VALID_FROM_NAMES,
    VALID_TO_NAMES,
};
use crate::intake::kinds::{SheetSpec, Stage};
use crate::intake::problems::ProblemCode;
use crate::intake::row::record::{Checked, DayOf, Record, Sign};

use super::earmark;

/// The sheet.
pub(super) const SHEET: SheetSpec = SheetSpec {
    kind: InputKind::Facts(FactKind::Amendment),
    file: "agreements.xlsx",
    sheet: "Amendments",
    title: "Amendments of agreements",
    purpose: "One row for each amendment: from when it holds and what changes. A blank cell changes nothing; places and themes \
              are written together.",
    columns: &[
        required(Column::Agreement, AGREEMENT_NAMES, Form::Text, 15, AGREEMENT_HINT),
        required(
            Column::Number,
            &[
                "Amendment",
                "Amendment no",
                "Amendment number",
                "No.",
                "Number",
                "Avenant",
                "Enmienda",
                "Aditamento",
                "N°",
            ],
            Form::Text,
            11,
            "1 for the first amendment of the agreement, 2 for the second.",
        ),
        required(
            Column::EffectiveDate,
            &["Effective date", "Effective", "Effective from", "Effective on", "In force from", "Date d'effet"],
            Form::Date,
            14,
            "From when the change holds.",
        ),
        optional(
            Column::Amount,
            &["New amount", "Amount", "Amended amount", "Montant", "Importe", "Monto", "Montante"],
            Form::Amount,
            18,
            "The whole amount from then on, in the agreement's currency; blank where it stays.",
        ),
        optional(Column::Category, CATEGORY_NAMES, Form::Word(&["1", "2", "3", "4"]), 10, "The category from then on."),
        optional(
            Column::Places,
            PLACES_NAMES,
            Form::Text,
            40,
            "The places from then on; World for all. The themes must be written beside them.",
        ),
        optional(
            Column::Themes,
            TARGET_THEME_NAMES,
            Form::Text,
            22,
            "The themes from then on; All for all. The places must be written beside them.",
        ),
        optional(
            Column::Excluding,
            EXCLUDING_NAMES,
            Form::Text,
            20,
            "What it may not pay for from then on; none for nothing.",
        ),
        optional(Column::Limits, LIMIT_NAMES, Form::Text, 30, "The limits from then on; none for no limits."),
        optional(Column::EligibleFrom, ELIGIBLE_NAMES, Form::Date, 12, "The first day whose costs it may pay."),
        optional(Column::ValidFrom, VALID_FROM_NAMES, Form::Date, 12, "From when the agreement is valid."),
        optional(Column::ValidTo, VALID_TO_NAMES, Form::Date, 12, "Until when the agreement is valid."),
        optional(Column::FeeRate, FEE_NAMES, Form::Percent, 9, "The administrative fee from then on."),
        optional(Column::SupportRate, SUPPORT_NAMES, Form::Percent, 10, "The programme support rate from then on."),
        optional(
            Column::Levy,
            LEVY_NAMES,
            Form::Word(Levy::NAMES),
            10,
            "How the coordination levy is paid from then on.",
        ),
        optional(Column::Notes, NOTE_NAMES, Form::Text, 36, "Remarks for yourselves."),
        CURRENCY_OF_AGREEMENT,
    ],
    key: Column::Number,
    asks_of_equal_rows: true,
    blank_may_mean_above: &[],
    amount: Some(Column::Amount),
    stage: Stage::Others,
    read: |record, harvest| read(record).map(|fact| harvest.add(fact)),
};

fn read(record: &mut Record<'_, '_>) -> Checked<Amendment> {
    let agreement = record.need(Column::Agreement, Record::agreement);
    let number = record.need(Column::Number, Record::text);
    let effective_on = record.need(Column::EffectiveDate, |record, column| record.date(column, DayOf::First));
    let currency = record.currency_of_agreement(agreement.as_ref());
    let amount = match currency {
        Ok(currency) => record.original(Column::Amount, currency, Sign::Positive),
        Err(faulty) => Err(faulty),
    };
    let earmark = earmark::change(record);
    let eligible_from = record.date(Column::EligibleFrom, DayOf::First);
    let valid_from = record.date(Column::ValidFrom, DayOf::First);
    let valid_to = record.date(Column::ValidTo, DayOf::Last);
    let fee_rate = record.percent(Column::FeeRate);
    let support_rate = record.percent(Column::SupportRate);
    let levy = record.word(Column::Levy, Levy::ALL, Levy::parse);
    let notes = record.remark(Column::Notes);
    let amendment = Amendment {
        agreement: agreement?,
        number: number?,
        effective_on: effective_on?,
        amount: amount?,
        earmark: earmark?,
        eligible_from: eligible_from?,
        valid_from: valid_from?,
        valid_to: valid_to?,
        fee_rate: fee_rate?,
        support_rate: support_rate?,
        levy: levy?,
        notes: notes?,
        source: record.source(),
    };
    if amendment.changes_nothing() {
        return Err(record.problem(
            ProblemCode::Blank,
            Column::EffectiveDate,
            "an amendment with nothing beside its date",
            "an amount, an earmark, a date or a rate that changes",
            "Fill in what changes, or delete the row.",
        ));
    }
    Ok(amendment)
}
