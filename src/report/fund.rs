//! The fund's consolidated report: all donors together.

use std::collections::{BTreeMap, BTreeSet};

use crate::attribute::run::INTEREST;
use crate::domain::facts::Donor;
use crate::domain::{AgreementRef, Money};

use super::grid::{Book, Cell, Content, Figure, Formula, Head, Sheet, Style, Table};
use super::origin::{Basis, Origin};
use super::sheets::data::{Amount, Data, Item, More, Of, RECEIVED, Slice};
use super::sheets::flows::{self, Flow, Totals};
use super::sheets::{Report, available, common, exceptions};
use super::view::View;

/// Builds the workbook.
pub fn book(view: &View<'_>) -> Book {
    let mut report = Report::of_fund(view);
    let title = report.phrases.with("book-fund", &[("fund", report.fund_called().name)]);
    let data = Data::of(&report, more(&report));
    let (mut sheets, closing) = common::sheets(&mut report, &data, None);
    sheets.insert(1, exceptions::sheet(&report));
    sheets.insert(2, donors(&mut report, &data, &closing));
    sheets.insert(3, available::sheet(&report).0);
    sheets.push(data.into_sheet());
    report.book(title, sheets)
}

/// What the data holds beside what every workbook does: what of the interest is whose.
fn more<'m>(report: &Report<'m>) -> More<'m> {
    let mut more = common::more(report);
    more.amounts.extend(held(report));
    for donor in report.view.donors() {
        let interest: Money = report.view.of(&donor.code).interest.values().copied().sum();
        let origin = Origin::of(Basis::InterestPart).donor(&donor.code);
        let amount = Amount::new("statement-interest-part", interest, origin);
        more.amounts.push(Amount { donor: Some(&donor.code), ..amount });
    }
    more
}

fn donors(report: &mut Report<'_>, data: &Data, closing: &Figure) -> Sheet {
    let mut sheet = report.sheet("donors");
    sheet.section(report.text("section-donors"));
    let (paid, of_donors) = positions(report, data, &mut sheet);
    if let Some(note) = report.note_on_delivery() {
        sheet.paragraph(note, Style::Note);
    }
    let all = balances(report, data, &mut sheet, of_donors);
    report.check_equal("check-donor-balances", &all, closing);
    sheet.section(report.text("section-donors-signed"));
    by_year(report, data, &mut sheet, ("SignedByYear", Basis::AtSignature, &["annual-signed"], |flow| flow.committed));
    sheet.section(report.text("section-donors-years"));
    let over_years = by_year(
        report,
        data,
        &mut sheet,
        ("PaidByYear", Basis::Receipts, &RECEIVED, |flow| flow.deposited - flow.refunded),
    );
    sheet.freeze = Some((0, 1));
    report.check_equal("check-donors-years", &paid, &over_years);
    sheet
}

/// What of the fund's balance is no donor's: the item, the amount, and where it comes from.
fn held<'m>(report: &Report<'_>) -> Vec<Amount<'m>> {
    let view = report.view;
    let terms = [
        ("interest less bank charges".to_owned(), view.interest()),
        ("less what was made programmable".to_owned(), view.interest_not_programmable() - view.interest()),
        ("less what is returned to donors".to_owned(), view.interest_held() - view.interest_not_programmable()),
    ];
    let from = Origin::of(Basis::Interest).made_of(terms);
    let mut held = vec![Amount::new("balance-held", view.interest_held(), from)];
    let interest = AgreementRef::new(INTEREST);
    let programmable = view.amounts(&interest);
    if !programmable.programmable.is_zero() {
        let left = programmable.programmable - programmable.charged;
        let from = Origin::of(Basis::Placed).agreement(&interest).by("programmable less charged", left);
        held.push(Amount::new("balance-interest", left, from));
    }
    held
}

/// What all donors have together.
struct OfDonors {
    placed: Figure,
    spent: Figure,
    balance: Figure,
}

/// A line from what all donors have to what the fund has.
struct Line {
    key: Item,
    placed: Content,
    spent: Content,
    balance: Content,
}

/// From what all donors have to what the fund has, where interest was made programmable with what it was allocated and charged, too;
/// gives the fund's balance.
fn balances(report: &Report<'_>, data: &Data, sheet: &mut Sheet, of_donors: OfDonors) -> Figure {
    let interest = AgreementRef::new(INTEREST);
    let of_interest = report.view.amounts(&interest);
    let OfDonors { placed, spent, balance } = of_donors;
    let mut lines =
        vec![Line { key: "balance-donors", placed: placed.into(), spent: spent.into(), balance: balance.into() }];
    lines.extend(held(report).into_iter().map(|held| {
        let part = |amount, basis, of| match held.item {
            "balance-interest" => {
                data.of_agreement(Cell::money(amount).from(Origin::of(basis).agreement(&interest)), of, &interest)
            }
            _ => Cell::blank().into(),
        };
        let cell = Cell::money(held.amount).from(held.origin);
        Line {
            key: held.item,
            placed: part(of_interest.allocated, Basis::Placed, Of::Allocated),
            spent: part(of_interest.charged, Basis::Spent, Of::Charged),
            balance: data.amount(report, cell, &[held.item], Slice::default()),
        }
    }));
    sheet.section(report.text("section-donor-balances"));
    let mut table = Table::new("Balances", "").totals(report.text("balance-fund"));
    table.column(report.head("h-figure", 38), |line: &Line| report.text(line.key));
    if !of_interest.programmable.is_zero() {
        table.column(report.head("h-placed", 15).summed(), |line| line.placed.clone());
        table.column(report.head("h-spent", 15).summed(), |line| line.spent.clone());
    }
    let amount = table.column(report.head("h-balance", 15).summed(), |line| line.balance.clone());
    table.put(sheet, lines).total(amount)
}

/// What each donor signed, paid and was charged; gives what all of them paid, and what they have.
fn positions(report: &Report<'_>, data: &Data, sheet: &mut Sheet) -> (Figure, OfDonors) {
    let live =
        |donor: &Donor, cell: Cell, items: &[Item]| data.amount(report, cell, items, Slice::of_donor(&donor.code));
    let from = |donor: &Donor, basis| Origin::of(basis).donor(&donor.code);
    let mut table = Table::new("Donors", report.text("none-agreements")).totals(report.text("total"));
    table
        .column(report.head("h-donor", 28), |(donor, _): &(&Donor, Totals)| report.donor_called(donor).name.to_owned());
    table.column(report.head("h-committed", 15).summed(), |(donor, totals)| {
        live(donor, Cell::money(totals.committed).from(from(donor, Basis::Agreements)), &["h-paid", "h-to-come"])
    });
    let paid = table.column(report.head("h-paid", 15).summed(), |(donor, totals)| {
        live(donor, Cell::money(totals.deposited).from(from(donor, Basis::Receipts)), &["h-paid"])
    });
    let placed = table.column(report.head("h-placed", 15).summed(), |(donor, totals)| {
        data.of_donor(Cell::money(totals.placed).from(from(donor, Basis::Placed)), Of::Allocated, &donor.code)
    });
    let spent = table.column(report.head("h-spent", 15).summed(), |(donor, totals)| {
        data.of_donor(Cell::money(totals.spent).from(from(donor, Basis::Spent)), Of::Charged, &donor.code)
    });
    let balance = table.column(report.head("h-balance", 15).summed(), |(donor, totals)| {
        let terms = [
            ("received less refunded", totals.deposited),
            ("from other agreements, less to others", totals.transferred),
            ("part of the interest", totals.interest),
            ("fee and levy", -totals.charges),
            ("charged", -totals.spent),
            ("support cost", -totals.support_cost),
        ];
        let terms = terms.map(|(what, amount)| (what.to_owned(), amount));
        let cell = Cell::money(totals.balance()).from(from(donor, Basis::Receipts).made_of(terms));
        let slice = Slice::of_donor(&donor.code);
        let came = data.sum(report, &["h-paid", "h-transferred", "h-charges", "statement-interest-part"], slice);
        Content::live(cell, came - spent - data.sum(report, &["statement-support"], slice))
    });
    table.share(report.head("h-share-of-paid", 15), paid, paid.total());
    table.share(report.head("h-delivery", 15), spent, placed);
    let donors = report.donors_by_name().into_iter();
    let donors = donors.map(|donor| (donor, Totals::of(&report.view.of(&donor.code))));
    let area = table.put(sheet, donors);
    let of_donors = OfDonors { placed: area.total(placed), spent: area.total(spent), balance: area.total(balance) };
    (area.total(paid), of_donors)
}

/// A table of amounts by year: its name, where they come from, what they are made of, and what they are in a year.
type Yearly = (&'static str, Basis, &'static [Item], fn(&Flow) -> Money);

/// An amount of each year by donor; gives the sum of all.
fn by_year(report: &Report<'_>, data: &Data, sheet: &mut Sheet, (name, basis, items, amount): Yearly) -> Figure {
    let years: BTreeSet<i32> = flows::by_year(report.view, &report.holdings).into_keys().collect();
    let mut table = Table::new(name, report.text("none-agreements")).totals(report.text("total"));
    table.column(report.head("h-donor", 28), |(donor, _): &(&Donor, BTreeMap<i32, Flow>)| {
        report.donor_called(donor).name.to_owned()
    });
    let of_years: Vec<_> = years
        .into_iter()
        .map(|year| {
            table.column(Head::new(report.year_words(year), 15).summed(), move |(donor, flows)| {
                let amount = flows.get(&year).map(amount).unwrap_or_default();
                let cell = Cell::money(amount).from(Origin::of(basis).donor(&donor.code).year(year));
                data.amount(report, cell, items, Slice::of_donor(&donor.code).in_year(year))
            })
        })
        .collect();
    let all = table.computed(report.head("h-cumulative", 15).summed(), Formula::across(&of_years));
    let donors = report.donors_by_name().into_iter();
    let donors = donors.map(|donor| (donor, flows::by_year(report.view, &report.view.of(&donor.code))));
    table.put(sheet, donors).total(all)
}
