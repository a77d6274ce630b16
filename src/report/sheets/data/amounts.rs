//! What agreements have, and what came and went in a year: one amount a row.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::attribute::outcome::Amounts as Held;
use crate::domain::facts::ExpenditureCategory;
use crate::domain::{AgreementRef, DonorCode, Money};
use crate::ledger::{AgreementPosition, year};

use super::super::super::grid::{Cell, Formula, Handle, Sheet, Table, TableArea};
use super::super::super::origin::{Basis, Origin};
use super::super::flows::{self, Flow};
use super::super::position::HeldFrom;
use super::super::{Report, Whose};
use super::{RECEIVED, Slice};

/// What an amount is: the key of its text.
pub(in super::super::super) type Item = &'static str;

/// An amount of the table.
#[derive(Clone)]
pub(in super::super::super) struct Amount<'m> {
    pub agreement: Option<&'m AgreementRef>,
    pub donor: Option<&'m DonorCode>,
    /// The year in which it came or went; nothing of what stands.
    pub year: Option<i32>,
    pub item: Item,
    pub category: Option<ExpenditureCategory>,
    pub amount: Money,
    pub origin: Origin,
}

impl Amount<'_> {
    /// An amount that is no agreement's.
    pub fn new(item: Item, amount: Money, origin: Origin) -> Self {
        Self { agreement: None, donor: None, year: None, item, category: None, amount, origin }
    }
}

/// The table, as formulas name it.
pub(super) struct Amounts {
    area: TableArea,
    /// None where no agreement stands alone.
    agreement: Option<Handle>,
    donor: Option<Handle>,
    year: Handle,
    item: Handle,
    category: Handle,
    amount: Handle,
}

impl Amounts {
    /// The sum of some items of a slice.
    pub fn sum(&self, report: &Report<'_>, items: &[Item], slice: Slice<'_>) -> Formula {
        let column = |handle| self.area.by_name(handle);
        let mut limits: Vec<(Formula, Formula)> = Vec::new();
        limits.extend(slice.year.map(|year| (column(self.year), Formula::whole(year))));
        let agreement = self.agreement.zip(slice.agreement);
        limits.extend(agreement.map(|(of, code)| (column(of), Formula::words(code.as_str()))));
        let donor = self.donor.zip(slice.donor);
        limits.extend(donor.map(|(of, code)| (column(of), Formula::words(&report.donor_label(code)))));
        limits
            .extend(slice.category.map(|category| (column(self.category), Formula::words(&report.category(category)))));
        let (amounts, of_items) = (column(self.amount), column(self.item));
        let sums = items.iter().map(|item| {
            let mut conditions = vec![(&of_items, Formula::words(&report.shared_text(item)))];
            conditions.extend(limits.iter().map(|(column, wanted)| (column, wanted.clone())));
            Formula::sum_if(&amounts, &conditions)
        });
        sums.reduce(|sum, more| sum + more).unwrap_or_else(Formula::nothing)
    }
}

/// Adds the table, `more` amounts at its end, or `alone`.
pub(super) fn put(report: &Report<'_>, sheet: &mut Sheet, (more, alone): (Vec<Amount<'_>>, bool)) -> Amounts {
    let mut rows = Vec::new();
    if !alone {
        rows.extend(of_years(report));
        rows.extend(standing(report));
        rows.extend(of_nobody(report));
    }
    rows.extend(more);
    if report.is_for_others() {
        rows = together(report, rows);
    }
    let mut table = Table::new("Amounts", report.text("none-data")).filtered();
    let agreement = (!report.is_for_others()).then(|| {
        table.column(report.head("h-agreement", 22), |row: &Amount<'_>| {
            row.agreement.map(|agreement| Arc::<str>::from(agreement.clone()))
        })
    });
    let donor = super::donors(report, &mut table, |row: &Amount<'_>| row.donor);
    let year = table.column(report.head("h-year", 10), |row| {
        row.year.map(|year| Cell::year(year).from(row.origin.clone().counting("the year in which it is booked")))
    });
    let item = table.column(report.head("h-figure", 24), |row| report.shared_text(row.item));
    let category = table.column(report.head("h-category", 20), |row| row.category.map(|of| report.category(of)));
    let amount = table.column(report.head("h-amount", 15), |row| Cell::money(row.amount).from(row.origin.clone()));
    let area = table.put(sheet, rows);
    Amounts { area, agreement, donor, year, item, category, amount }
}

/// What others than the fund read by donor. All else is the fund's in all: of donors that are told together it may be one donor's.
const BY_DONOR: [Item; 3] = ["annual-signed", "annual-paid", "statement-spent"];

/// What of that which stands they read, in all: what the position of the funds shows.
const STANDING: [Item; 5] = ["position-unallocated", "h-lapsed", "h-over", "position-below", "position-reserve"];

/// A row as others than the fund read it: what was received stands by donor net of refunds, and what is one donor's alone with other
/// money.
fn for_others<'m>(report: &Report<'_>, row: Amount<'m>) -> Vec<Amount<'m>> {
    if BY_DONOR.contains(&row.item) {
        return vec![row];
    }
    let of_year = row.agreement.zip(row.year);
    if row.agreement.is_some() && of_year.is_none() && !STANDING.contains(&row.item) {
        return Vec::new();
    }
    let from = |basis| of_year.map(|(agreement, year)| Origin::of(basis).agreement(agreement).year(year));
    let net = from(Basis::Receipts).filter(|_| RECEIVED.contains(&row.item));
    let net = net.map(|origin| Amount { item: "annual-paid", origin, ..row.clone() });
    let told = report.folds.told_as(row.item).and_then(|(item, basis)| Some((item, from(basis)?)));
    let in_all = match told {
        Some((item, origin)) => Amount { donor: None, item, origin, ..row },
        None => Amount { donor: None, ..row },
    };
    net.into_iter().chain([in_all]).collect()
}

/// What all agreements of a donor have of an item, and all donors that are told together.
fn together<'m>(report: &Report<'_>, rows: Vec<Amount<'m>>) -> Vec<Amount<'m>> {
    type Key = (Option<Arc<str>>, Option<i32>, Item, Option<ExpenditureCategory>);
    let mut sums: BTreeMap<Key, Amount<'m>> = BTreeMap::new();
    for row in rows.into_iter().flat_map(|row| for_others(report, row)) {
        let key = (row.donor.map(|donor| report.donor_label(donor)), row.year, row.item, row.category);
        match sums.remove(&key) {
            Some(sum) => {
                let origin = sum.origin.and(row.origin);
                sums.insert(key, Amount { amount: sum.amount + row.amount, origin, ..sum });
            }
            None => {
                sums.insert(key, Amount { agreement: None, ..row });
            }
        }
    }
    sums.into_values().filter(|sum| !sum.amount.is_zero()).collect()
}

/// What came and went of each agreement in each year.
fn of_years<'a>(report: &'a Report<'_>) -> Vec<Amount<'a>> {
    let mut flows: BTreeMap<(&AgreementRef, i32), Flow> = BTreeMap::new();
    for position in report.holdings.positions.iter().filter(|position| position.is_signed()) {
        for promise in &position.promises {
            flows.entry((&position.agreement.reference, year(promise.on))).or_default().committed += promise.base;
        }
    }
    for row in flows::booked(report.view, &report.holdings) {
        if let Some(agreement) = &row.agreement {
            flows.entry((agreement, row.month.year())).or_default().receive(row);
        }
    }
    for ((agreement, year), cost) in &report.holdings.support_cost {
        flows.entry((agreement, *year)).or_default().support_cost += *cost;
    }
    let charged = charged(report);
    let mut rows = Vec::new();
    for position in &report.holdings.positions {
        let agreement = &position.agreement.reference;
        let own = flows.range((agreement, i32::MIN)..=(agreement, i32::MAX));
        rows.extend(own.flat_map(|((_, year), flow)| of_flow(report, position, *year, flow)));
        let own = report.view.index_of(agreement).into_iter().flat_map(|index| {
            let own = charged.range((index, i32::MIN, ExpenditureCategory::ALL[0])..);
            own.take_while(move |((of, ..), _)| *of == index)
        });
        rows.extend(own.map(|((_, year, category), amount)| {
            let origin = report.origin(Basis::Spent).agreement(agreement).year(*year).category(*category);
            let category = Some(*category);
            row(position, Some(*year), ("statement-spent", *amount, origin)).with_category(category)
        }));
    }
    rows
}

impl Amount<'_> {
    fn with_category(self, category: Option<ExpenditureCategory>) -> Self {
        Self { category, ..self }
    }
}

/// An item of an agreement, its amount, and where that comes from.
type Line = (Item, Money, Origin);

fn row<'a>(position: &'a AgreementPosition, year: Option<i32>, (item, amount, origin): Line) -> Amount<'a> {
    let agreement = &position.agreement;
    Amount {
        agreement: Some(&agreement.reference),
        donor: Some(&agreement.donor),
        year,
        ..Amount::new(item, amount, origin)
    }
}

/// The amounts of an agreement in a year.
fn of_flow<'a>(report: &Report<'_>, position: &'a AgreementPosition, year: i32, flow: &Flow) -> Vec<Amount<'a>> {
    let lines = [("annual-signed", Basis::AtSignature, flow.committed)].into_iter().chain(flow.lines());
    let lines = lines.filter(|(.., amount)| !amount.is_zero());
    let of = |basis| report.origin(basis).agreement(&position.agreement.reference).year(year);
    lines.map(|(item, basis, amount)| row(position, Some(year), (item, amount, of(basis)))).collect()
}

/// What was charged to each agreement, by its index in the ledger, year and category.
fn charged(report: &Report<'_>) -> BTreeMap<(usize, i32, ExpenditureCategory), Money> {
    let ledger = report.view.ledger;
    let mut sums = BTreeMap::new();
    super::charged(report, |share| {
        let category = ledger.spending[share.line()].fact.category;
        *sums.entry((share.agreement(), share.charged_in.year(), category)).or_default() += share.amount;
    });
    sums
}

/// What each agreement has.
fn standing<'a>(report: &'a Report<'_>) -> Vec<Amount<'a>> {
    let mut rows = Vec::new();
    for position in &report.holdings.positions {
        let held = report.view.amounts(&position.agreement.reference);
        let lines = has(report, position, &held).into_iter().filter(|(_, amount, _)| !amount.is_zero());
        rows.extend(lines.map(|line| row(position, None, line)));
    }
    rows
}

fn has(report: &Report<'_>, position: &AgreementPosition, held: &Held) -> Vec<Line> {
    let of = |basis| report.origin(basis).agreement(&position.agreement.reference);
    let made = HeldFrom::of(position, held);
    if !position.is_signed() && position.receipts.is_empty() && position.programmable.is_zero() {
        // Of what is only announced there is what it is worth.
        return vec![("h-value", position.open_value, of(Basis::Pledged))];
    }
    vec![
        ("h-at-signature", position.at_signature, of(Basis::AtSignature)),
        ("h-exchange", position.exchange_difference, of(Basis::ExchangeDifference)),
        ("h-given-back", -(position.refunded.money() + position.written_off), of(Basis::GivenBack)),
        ("h-paid", position.net_deposited().money(), of(Basis::Receipts)),
        ("h-to-come", position.open_value, of(Basis::ToCome)),
        ("h-transferred", position.moved(), of(Basis::Transfers)),
        ("h-charges", -(position.fee + position.levy), of(Basis::FeeAndLevy)),
        ("h-support-kept", -position.support_reserve, made.kept),
        ("h-programmable", position.programmable, made.programmable),
        ("position-unallocated", held.unallocated, made.unallocated),
        ("h-lapsed", held.lapsed, made.lapsed),
        ("h-over", held.over_allocated, made.over),
        (
            "position-below",
            -position.overdrawn,
            of(Basis::Receipts).by("refunded beyond what was received", -position.overdrawn),
        ),
        ("position-reserve", held.reserve - held.support_cost, made.unused),
    ]
}

/// Interest and bank charges of the fund, or a donor's part of them.
fn of_nobody<'a>(report: &Report<'_>) -> Vec<Amount<'a>> {
    let mut flows = BTreeMap::new();
    if matches!(report.whose, Whose::Fund) {
        super::super::statement::add_fund_flows(report, &mut flows);
    }
    for (year, interest) in &report.holdings.interest {
        flows.entry(*year).or_default().interest += *interest;
    }
    let interest = match report.whose {
        Whose::Donor(_) => ("statement-interest-part", Basis::InterestPart),
        Whose::Fund => ("statement-interest", Basis::Interest),
    };
    let of_year = |(year, flow): (i32, Flow)| {
        let lines = [(interest, flow.interest), (("statement-bank", Basis::BankCharges), flow.bank_charges)];
        let lines = lines.into_iter().filter(|(_, amount)| !amount.is_zero());
        let amount = |((item, basis), amount): ((Item, Basis), Money)| {
            let origin = report.origin(basis).year(year);
            Amount { year: Some(year), ..Amount::new(item, amount, origin) }
        };
        lines.map(amount).collect::<Vec<_>>()
    };
    flows.into_iter().flat_map(of_year).collect()
}
