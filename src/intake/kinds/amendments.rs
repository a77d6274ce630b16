//! A row of the amendments' sheet. A blank cell changes nothing.

use crate::domain::facts::{Amendment, Levy};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;
use crate::intake::row::record::{Checked, DayOf, Faulty, Record, Sign};

use super::earmark;

pub(super) fn read(record: &mut Record<'_, '_>) -> Checked<Amendment> {
    let agreement = record.need(Column::Agreement, Record::agreement);
    let number = record.need(Column::Number, Record::text);
    let effective_on = record.need(Column::EffectiveDate, |record, column| record.date(column, DayOf::First));
    let currency = match &agreement {
        Ok(agreement) => record.judge.context.agreements.get(agreement).copied().flatten().ok_or(Faulty),
        Err(faulty) => Err(*faulty),
    };
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
    let notes = record.text(Column::Notes);
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
