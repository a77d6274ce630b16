//! A row of the expenditure sheet; a negative amount is a credit.

use crate::config::InputKind;
use crate::domain::facts::{Expenditure, ExpenditureCategory, ExpenditureType};
use crate::domain::{FactKind, OriginalAmount};
use crate::intake::kinds::columns::{Column, Form, List, one_way, optional, required, required_unless};
use crate::intake::kinds::headings::{
    AGREEMENT_NAMES, BASE_NAMES, COUNTRY_NAMES, CREDIT_NAMES, CURRENCY_NAMES, DEBIT_NAMES, DESCRIPTION_NAMES,
    PLACE_HINT, THEME_HINT, THEME_NAMES, voucher_names,
};
use crate::intake::kinds::{SheetSpec, Stage};
use crate::intake::row::record::{Checked, DayOf, Record, Sign};

/// The sheet.
pub(super) const SHEET: SheetSpec = SheetSpec {
    kind: InputKind::Facts(FactKind::Expenditure),
    file: "expenditure.xlsx",
    sheet: "Expenditure",
    title: "Expenditure and open obligations",
    purpose: "One row for each booking of a project.",
    columns: &[
        required(
            Column::Date,
            &[
                "Date",
                "Booking date",
                "Posting date",
                "Date booked",
                "Fecha",
                "Data",
                "Date comptable",
                "Date d'écriture",
                "Fecha contable",
                "Data contabilística",
                "Datum",
                "Buchungsdatum",
            ],
            Form::Date,
            12,
            "The day it was booked.",
        ),
        required(
            Column::Project,
            &[
                "Project",
                "Project no",
                "Project code",
                "Project number",
                "Projet",
                "Proyecto",
                "Projeto",
                "Code projet",
                "N° de projet",
                "Código del proyecto",
                "Código do projeto",
                "Projekt",
                "Projektnummer",
            ],
            Form::Text,
            14,
            "The number of the project.",
        ),
        required(Column::Country, COUNTRY_NAMES, Form::Name(List::Places), 28, PLACE_HINT),
        required(Column::Theme, THEME_NAMES, Form::Name(List::Themes), 40, THEME_HINT),
        required(
            Column::Category,
            &[
                "Category",
                "Expenditure category",
                "UNSDG category",
                "Budget category",
                "Catégorie",
                "Categoría",
                "Categoria",
                "Catégorie de dépense",
                "Categoría de gasto",
                "Categoria de despesa",
                "Kategorie",
                "Kostenart",
            ],
            Form::Word(ExpenditureCategory::NAMES),
            22,
            "The category of the UN Sustainable Development Group.",
        ),
        optional(
            Column::Currency,
            CURRENCY_NAMES,
            Form::Name(List::Currencies),
            10,
            "The ISO code of the currency. Blank means the fund's, as long as no row names another.",
        ),
        required_unless(
            Column::Amount,
            &[
                "Amount",
                "Expenditure",
                "Original amount",
                "Amount spent",
                "Amount disbursed",
                "Montant",
                "Importe",
                "Monto",
                "Montante",
                "Valor",
                "Dépense",
                "Dépenses",
                "Gasto",
                "Despesa",
                "Betrag",
                "Ausgabe",
                "Ausgaben",
            ],
            Form::Amount,
            16,
            "How much, in that currency; negative for a credit.",
            &[Column::Debit],
        ),
        one_way(Column::Debit, DEBIT_NAMES, "In place of the amount: what was spent."),
        one_way(Column::Credit, CREDIT_NAMES, "In place of the amount: what came back."),
        optional(
            Column::BaseAmount,
            BASE_NAMES,
            Form::Amount,
            16,
            "What was booked in the fund's currency; blank: by the rate of the day.",
        ),
        optional(
            Column::Agreement,
            AGREEMENT_NAMES,
            Form::Text,
            15,
            "The agreement that pays for it, where the booking names one.",
        ),
        optional(
            Column::Obligation,
            &["Obligation", "Obligation no", "Purchase order", "PO number", "PO"],
            Form::Text,
            14,
            "The obligation that it settles, where there was one.",
        ),
        optional(
            Column::Type,
            &["Type", "Expenditure type", "Expenditure or obligation", "Tipo", "Art"],
            Form::Word(ExpenditureType::NAMES),
            12,
            "obligation: bound, not yet spent.",
        ),
        optional(
            Column::Document,
            voucher_names!["Document", "Document no", "Voucher", "Voucher no"],
            Form::Text,
            16,
            "The number of the voucher.",
        ),
        optional(Column::Description, DESCRIPTION_NAMES, Form::Text, 40, "What it was for."),
    ],
    key: Column::Document,
    asks_of_equal_rows: true,
    blank_may_mean_above: &[Column::Currency, Column::Agreement, Column::Type],
    amount: Some(Column::Amount),
    stage: Stage::Others,
    read: |record, harvest| read(record).map(|fact| harvest.add(fact)),
};

fn read(record: &mut Record<'_, '_>) -> Checked<Expenditure> {
    let date = record.need(Column::Date, |record, column| record.date(column, DayOf::Last));
    let project = record.need(Column::Project, Record::reference).map(|number| record.project(number));
    let geography = record.need(Column::Country, Record::geography);
    let theme = record.need(Column::Theme, Record::theme);
    let category = record.need(Column::Category, |record, column| {
        let booked = |word: &ExpenditureCategory| ExpenditureCategory::BOOKED.contains(word);
        record.word(column, ExpenditureCategory::BOOKED, |text| ExpenditureCategory::parse(text).filter(booked))
    });
    let column = record.amount_column();
    let currency = record.currency_of(column).map(|currency| currency.unwrap_or(record.fund().base_currency));
    let amount = match currency {
        Ok(currency) if column == Column::Amount => {
            record.need(Column::Amount, |record, column| record.original(column, currency, Sign::Any))
        }
        Ok(currency) => record.debit_less_credit(currency).map(|amount| OriginalAmount { amount, currency }),
        Err(faulty) => Err(faulty),
    };
    let beside = amount.as_ref().ok().filter(|_| column != Column::Amount).map(|original| original.amount);
    let base_amount = record.booked(beside, Sign::Any);
    let agreement = record.agreement(Column::Agreement);
    let obligation = record.reference(Column::Obligation);
    let expenditure_type = record.word(Column::Type, ExpenditureType::ALL, ExpenditureType::parse);
    let document = record.reference(Column::Document);
    let description = record.remark(Column::Description);
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
