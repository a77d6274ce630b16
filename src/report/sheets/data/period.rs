//! What came and went before a reporting period and in it: one amount a row.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::facts::ExpenditureCategory;
use crate::domain::{AgreementRef, GeographyCode, Money, Month};
use crate::ledger::AgreementPosition;

use super::super::super::grid::{Cell, Formula, Handle, Sheet, Table, TableArea};
use super::super::super::origin::{Basis, Origin};
use super::super::Report;
use super::super::flows::{self, Flow};
use super::super::period::{Days, support_to};
use super::amounts::Item;

/// An amount of the table.
struct Moved<'m> {
    days: Days,
    agreement: Option<&'m AgreementRef>,
    item: Item,
    category: Option<ExpenditureCategory>,
    place: Option<GeographyCode>,
    amount: Money,
    origin: Origin,
}

/// The table, as formulas name it.
pub(super) struct Period {
    area: TableArea,
    days: Handle,
    item: Handle,
    category: Handle,
    place: Handle,
    amount: Handle,
}

/// Of which amounts a sum is; what is not said is not limited.
#[derive(Clone, Copy, Default)]
pub(in super::super::super) struct DaysSlice<'p> {
    pub category: Option<ExpenditureCategory>,
    pub place: Option<&'p GeographyCode>,
}

impl Period {
    /// The sum of an item in some days.
    pub fn sum(&self, report: &Report<'_>, (days, item): (Days, Item), part: DaysSlice<'_>) -> Formula {
        let column = |handle| self.area.by_name(handle);
        let mut limits = vec![
            (column(self.days), Formula::words(&days.heading(report))),
            (column(self.item), Formula::words(&report.shared_text(item))),
        ];
        limits.extend(part.category.map(|of| (column(self.category), Formula::words(&report.category(of)))));
        limits.extend(part.place.map(|place| (column(self.place), Formula::words(place.as_str()))));
        let conditions: Vec<(&Formula, Formula)> =
            limits.iter().map(|(column, wanted)| (column, wanted.clone())).collect();
        Formula::sum_if(&column(self.amount), &conditions)
    }
}

/// Adds the table of a period that begins with a month.
pub(super) fn put(report: &Report<'_>, sheet: &mut Sheet, from: Month) -> Period {
    let rows: Vec<Moved<'_>> = Days::around(report, from).into_iter().flat_map(|days| moved(report, days)).collect();
    let mut table = Table::new("PeriodAmounts", report.text("none-data")).filtered();
    table.column(report.head("h-agreement", 22), |row: &Moved<'_>| {
        row.agreement.map(|agreement| Arc::<str>::from(agreement.clone()))
    });
    let days = table.column(report.head("h-period", 24), |row| row.days.heading(report));
    let item = table.column(report.head("h-figure", 24), |row| report.shared_text(row.item));
    let category = table.column(report.head("h-category", 20), |row| row.category.map(|of| report.category(of)));
    let place = table.column(report.head("h-country-code", 10), |row| row.place.clone().map(Arc::<str>::from));
    let amount = table.column(report.head("h-amount", 15), |row| Cell::money(row.amount).from(row.origin.clone()));
    let area = table.put(sheet, rows);
    Period { area, days, item, category, place, amount }
}

/// What moved in some days.
fn moved<'m>(report: &'m Report<'_>, days: Days) -> Vec<Moved<'m>> {
    let mut flows: BTreeMap<&AgreementRef, Flow> = BTreeMap::new();
    for row in flows::booked(report.view, &report.holdings).filter(|row| days.hold(row.month)) {
        if let Some(agreement) = &row.agreement {
            flows.entry(agreement).or_default().receive(row);
        }
    }
    let flow_of = |position: &AgreementPosition| flows.get(&position.agreement.reference).copied().unwrap_or_default();
    let positions = report.holdings.positions.iter();
    let mut rows: Vec<Moved<'m>> =
        positions.flat_map(|position| of_agreement(report, (position, flow_of(position)), days)).collect();
    let mut places: BTreeMap<(&AgreementRef, ExpenditureCategory, Option<GeographyCode>), Money> = BTreeMap::new();
    let ledger = report.view.ledger;
    for share in report.holdings.charged.iter().filter(|share| days.hold(share.charged_in)) {
        let agreement = &ledger.agreements[share.agreement()].agreement.reference;
        let category = ledger.spending[share.line()].fact.category;
        let place = ledger.cells.get(share.cell()).map(|cell| cell.geography.clone());
        *places.entry((agreement, category, place)).or_default() += share.amount;
    }
    rows.extend(places.into_iter().map(|((agreement, category, place), amount)| {
        let origin = days.limit(report.origin(Basis::Spent).agreement(agreement), (Basis::Spent, amount));
        let origin = place.iter().fold(origin.category(category), |origin, place| origin.place(place));
        let (item, agreement, category) = ("statement-spent", Some(agreement), Some(category));
        Moved { days, agreement, item, category, place, amount, origin }
    }));
    let interest = days.interest(report);
    if !interest.is_zero() {
        let origin = days.limit(report.origin(Basis::InterestPart), (Basis::InterestPart, interest));
        let item = "statement-interest-part";
        rows.push(Moved { days, agreement: None, item, category: None, place: None, amount: interest, origin });
    }
    rows
}

/// What moved of an agreement in some days, but for what was charged to it; with what was booked of it then.
fn of_agreement<'m>(
    report: &Report<'_>,
    (position, booked): (&'m AgreementPosition, Flow),
    days: Days,
) -> Vec<Moved<'m>> {
    let agreement = &position.agreement.reference;
    let before = days.after.map_or(Money::ZERO, |day| support_to(report, position, day));
    let flow = Flow { support_cost: support_to(report, position, days.until) - before, ..booked };
    let lines = flow.lines().into_iter().filter(|(.., amount)| !amount.is_zero());
    let row = |(item, basis, amount)| {
        let origin = days.limit(report.origin(basis).agreement(agreement), (basis, amount));
        Moved { days, agreement: Some(agreement), item, category: None, place: None, amount, origin }
    };
    lines.map(row).collect()
}
