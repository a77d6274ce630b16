//! A row of the expenditure sheet; a negative amount is a credit.

use crate::domain::facts::{Expenditure, ExpenditureCategory, ExpenditureType};
use crate::intake::kinds::columns::Column;
use crate::intake::row::record::{Checked, DayOf, Record, Sign};

pub(super) fn read(record: &mut Record<'_, '_>) -> Checked<Expenditure> {
    let date = record.need(Column::Date, |record, column| record.date(column, DayOf::Last));
    let project = record.need(Column::Project, Record::text);
    let geography = record.need(Column::Country, Record::geography);
    let theme = record.need(Column::Theme, Record::theme);
    let category = record.need(Column::Category, |record, column| {
        let booked = |word: &ExpenditureCategory| ExpenditureCategory::BOOKED.contains(word);
        record.word(column, ExpenditureCategory::BOOKED, |text| ExpenditureCategory::parse(text).filter(booked))
    });
    let currency = record.currency(Column::Currency).map(|currency| currency.unwrap_or(record.fund().base_currency));
    let amount = match currency {
        Ok(currency) => record.need(Column::Amount, |record, column| record.original(column, currency, Sign::Any)),
        Err(faulty) => Err(faulty),
    };
    let base_amount = record.money(Column::BaseAmount, Sign::Any);
    let agreement = record.agreement(Column::Agreement);
    let obligation = record.text(Column::Obligation);
    let expenditure_type = record.word(Column::Type, ExpenditureType::ALL, ExpenditureType::parse);
    let document = record.text(Column::Document);
    let description = record.text(Column::Description);
    Ok(Expenditure {
        date: date?,
        project: project?,
        geography: geography?,
        theme: theme?,
        category: category?,
        amount: amount?,
        base_amount: base_amount?,
        agreement: agreement?,
        obligation: obligation?,
        expenditure_type: expenditure_type?.unwrap_or(ExpenditureType::Expenditure),
        document: document?,
        description: description?,
        source: record.source(),
    })
}
