//! A row of the sheet of opening balances. Amounts are in base currency.

use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::facts::Opening;
use crate::intake::kinds::columns::{Column, Form, List, optional, required};
use crate::intake::kinds::headings::{
    AGREEMENT_HINT, AGREEMENT_NAMES, COUNTRY_NAMES, PERIOD_NAMES, PLACE_HINT, THEME_HINT, THEME_NAMES,
};
use crate::intake::kinds::{SheetSpec, Stage};
use crate::intake::problems::ProblemCode;
use crate::intake::row::record::{Checked, DayOf, Record, Sign};

/// The sheet.
pub(super) const SHEET: SheetSpec = SheetSpec {
    kind: InputKind::Facts(FactKind::Opening),
    file: "openings.xlsx",
    sheet: "Openings",
    title: "Opening balances",
    purpose: "For a fund that begins with us in mid-life: one row for each agreement and cell. Otherwise leave it empty.",
    columns: &[
        required(Column::Agreement, AGREEMENT_NAMES, Form::Text, 15, AGREEMENT_HINT),
        required(Column::Country, COUNTRY_NAMES, Form::Name(List::Places), 28, PLACE_HINT),
        required(Column::Theme, THEME_NAMES, Form::Name(List::Themes), 40, THEME_HINT),
        optional(
            Column::Period,
            PERIOD_NAMES,
            Form::Text,
            12,
            "Years, such as 2021-2025; blank for the fund's period.",
        ),
        required(
            Column::Allocated,
            &["Allocated", "Allocation", "Amount allocated", "Alloué", "Asignado", "Alocado"],
            Form::Amount,
            16,
            "What the agreement had allocated to this cell by then, in the fund's currency.",
        ),
        required(
            Column::Charged,
            &["Charged", "Spent", "Expenditure", "Amount charged", "Dépensé", "Gastado", "Gasto"],
            Form::Amount,
            16,
            "What was charged to it there by then; later costs come from the sheet of expenditure.",
        ),
        required(
            Column::AsAt,
            &["As at", "As of", "Balance date", "Date", "Au", "A fecha de", "Em"],
            Form::Date,
            12,
            "The last day that the balances hold: one day for all rows.",
        ),
    ],
    key: Column::Agreement,
    asks_of_equal_rows: true,
    blank_may_mean_above: &[],
    amount: Some(Column::Allocated),
    stage: Stage::Others,
    read: |record, harvest| read(record).map(|fact| harvest.add(fact)),
};

fn read(record: &mut Record<'_, '_>) -> Checked<Opening> {
    let agreement = record.need(Column::Agreement, Record::agreement);
    let geography = record.need(Column::Country, Record::geography);
    let theme = record.need(Column::Theme, Record::theme);
    let period = record.period(Column::Period);
    let allocated = record.need(Column::Allocated, |record, column| record.money(column, Sign::NotNegative));
    let charged = record.need(Column::Charged, |record, column| record.money(column, Sign::NotNegative));
    let as_at = record.need(Column::AsAt, |record, column| record.date(column, DayOf::Last));
    let (allocated, charged) = (allocated?, charged?);
    if charged > allocated {
        let fund = record.fund();
        let found = format!("{}, more than the {} that was allocated", fund.show(charged), fund.show(allocated));
        return Err(record.problem(
            ProblemCode::OutOfRange,
            Column::Charged,
            found,
            "what was charged to the agreement in this cell, at most what was allocated",
            "Correct one of the two amounts.",
        ));
    }
    Ok(Opening {
        agreement: agreement?,
        geography: geography?,
        theme: theme?,
        period: period?.unwrap_or(record.fund().period),
        allocated,
        charged,
        as_at: as_at?,
        source: record.source(),
    })
}
