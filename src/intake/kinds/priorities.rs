//! A row of the priorities' sheet: a cell. Amounts are in base currency.

use crate::config::InputKind;
use crate::domain::facts::Priority;
use crate::domain::{FactKind, Money, Weight};
use crate::intake::kinds::columns::{Column, Form, List, optional, required};
use crate::intake::kinds::headings::{COUNTRY_NAMES, NOTE_NAMES, PERIOD_NAMES, PLACE_HINT, THEME_HINT, THEME_NAMES};
use crate::intake::kinds::{SheetSpec, Stage};
use crate::intake::problems::ProblemCode;
use crate::intake::row::record::{Checked, DayOf, Record, Sign};

/// The sheet.
pub(super) const SHEET: SheetSpec = SheetSpec {
    kind: InputKind::Facts(FactKind::Priority),
    file: "priorities.xlsx",
    sheet: "Priorities",
    title: "Priorities: what is needed where",
    purpose: "One row for each place and theme: what is needed and what others fund already.",
    columns: &[
        required(Column::Country, COUNTRY_NAMES, Form::Name(List::Places), 30, PLACE_HINT),
        required(Column::Theme, THEME_NAMES, Form::Name(List::Themes), 44, THEME_HINT),
        optional(
            Column::Period,
            PERIOD_NAMES,
            Form::Text,
            12,
            "Years, such as 2021-2025; blank for the fund's period.",
        ),
        optional(
            Column::ValidFrom,
            &["Valid from", "In force from", "Holds from"],
            Form::Date,
            12,
            "From when the need holds; blank: from when it is read.",
        ),
        required(
            Column::Need,
            &[
                "Need",
                "Needs",
                "Requirement",
                "Requirements",
                "Need ({base})",
                "Amount needed",
                "Besoin",
                "Necesidad",
                "Necessidade",
                "Besoins",
                "Necesidades",
                "Necessidades",
                "Bedarf",
                "Finanzierungsbedarf",
            ],
            Form::Amount,
            16,
            "All that is needed, in the fund's currency.",
        ),
        optional(
            Column::Weight,
            &["Weight", "Priority weight", "Poids", "Peso"],
            Form::Rate,
            8,
            "How urgent it is beside the others; blank for 1.",
        ),
        optional(
            Column::Floor,
            &["Floor", "Minimum", "At least", "Floor ({base})"],
            Form::Amount,
            16,
            "The least it should have, outside funding included.",
        ),
        optional(
            Column::Ceiling,
            &["Ceiling", "Maximum", "At most", "Cap", "Ceiling ({base})"],
            Form::Amount,
            16,
            "The most it may have, outside funding included; blank for the need.",
        ),
        optional(
            Column::Outside,
            &["Outside funding", "Already funded", "Funded from outside", "Other funding", "Outside funding ({base})"],
            Form::Amount,
            16,
            "What is funded already by others than the pool.",
        ),
        optional(Column::Notes, NOTE_NAMES, Form::Text, 36, "Remarks for yourselves."),
    ],
    key: Column::Country,
    asks_of_equal_rows: true,
    blank_may_mean_above: &[],
    amount: Some(Column::Need),
    stage: Stage::Others,
    read: |record, harvest| read(record).map(|fact| harvest.add(fact)),
};

fn read(record: &mut Record<'_, '_>) -> Checked<Priority> {
    let geography = record.need(Column::Country, Record::geography);
    let theme = record.need(Column::Theme, Record::theme);
    let period = record.period(Column::Period);
    let valid_from = record.date(Column::ValidFrom, DayOf::First);
    let need = record.need(Column::Need, |record, column| record.money(column, Sign::NotNegative));
    let weight = record.weight(Column::Weight);
    let floor = record.money(Column::Floor, Sign::NotNegative);
    let ceiling = record.money(Column::Ceiling, Sign::NotNegative);
    let outside = record.money(Column::Outside, Sign::NotNegative);
    let notes = record.remark(Column::Notes);
    let need = need?;
    let (floor, ceiling) = (floor?, ceiling?);
    let stated = ceiling.is_some();
    let (floor, ceiling) = (floor.unwrap_or(Money::ZERO), ceiling.unwrap_or(need));
    if floor > ceiling {
        let fund = record.fund();
        let of = if stated { "ceiling" } else { "need, which is the ceiling where none is given" };
        let found = format!("{} above the {of}: {}", fund.show(floor), fund.show(ceiling));
        // The row stays, to be held against others of its place and theme.
        let _ = record.problem(
            ProblemCode::OutOfRange,
            Column::Floor,
            found,
            "a floor that is not above the ceiling",
            "Lower the floor or raise the ceiling.",
        );
    }
    Ok(Priority {
        geography: geography?,
        theme: theme?,
        period: period?.unwrap_or(record.fund().period),
        valid_from: valid_from?,
        need,
        weight: weight?.unwrap_or(Weight::ONE),
        floor,
        ceiling,
        outside: outside?.unwrap_or(Money::ZERO),
        notes: notes?,
        source: record.source(),
    })
}
