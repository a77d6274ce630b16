//! A row of the agreements' sheet.

use crate::domain::facts::{Agreement, AgreementStage, FundingSource, Levy};
use crate::domain::{AgreementRef, Currency};
use crate::intake::kinds::columns::Column;
use crate::intake::row::record::{Checked, DayOf, Record, Sign};

use super::earmark;

pub(super) fn read(
    record: &mut Record<'_, '_>,
    seen: &mut Vec<(AgreementRef, Option<Currency>)>,
) -> Checked<Agreement> {
    let reference = record.need(Column::Agreement, Record::text).map(|text| AgreementRef::new(&text));
    let currency = record.need(Column::Currency, Record::currency);
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
    let title = record.text(Column::Title);
    let notes = record.text(Column::Notes);
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
        title: title?,
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
