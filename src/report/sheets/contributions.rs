//! Contributions: agreements, what each may pay for and got, those that have ended, pledges, and instalments.

use crate::domain::facts::AgreementStage;
use crate::domain::{Money, OriginalAmount};
use crate::ledger::{AgreementPosition, InstalmentPosition, InstalmentStatus};

use super::super::grid::{Cell, Content, Figure, Sheet, Style, Table, TableArea};
use super::super::origin::{Basis, Origin};
use super::data::{Data, Item, Slice};
use super::earmarks::{self, Earmarks};
use super::{Report, Whose, available, ended};

/// What other sheets show of the agreements.
pub(in super::super) struct Contributed {
    pub committed: Figure,
    pub paid: Figure,
    pub earmarks: Earmarks,
}

/// The sheets, and their main figures. A donor's tables stand on one sheet; the fund's are long, and each page of them
/// repeats the heading of its table, of which a sheet can have one.
pub(in super::super) fn sheets(report: &mut Report<'_>, data: &Data) -> (Vec<Sheet>, Contributed) {
    match report.whose {
        Whose::Donor(_) => of_donor(report, data),
        Whose::Fund => of_fund(report, data),
    }
}

fn of_donor(report: &mut Report<'_>, data: &Data) -> (Vec<Sheet>, Contributed) {
    let mut sheet = report.sheet("contributions");
    sheet.section(report.text("section-agreements"));
    let (committed, paid, _) = signed(report, data, &mut sheet);
    sheet.section(report.text("title-earmarks"));
    let (earmarks, _) = earmarks::part(report, data, &mut sheet);
    ended::part(report, &mut sheet);
    pledges(report, data, &mut sheet);
    sheet.section(report.text("title-instalments"));
    instalments(report, &mut sheet);
    sheet.freeze = Some((0, 1));
    (vec![sheet], Contributed { committed, paid, earmarks })
}

fn of_fund(report: &mut Report<'_>, data: &Data) -> (Vec<Sheet>, Contributed) {
    let [mut agreements, mut may_pay, mut announced, mut due] =
        ["contributions", "earmarks", "announced", "instalments"].map(|key| report.sheet(key));
    agreements.section(report.text("section-agreements"));
    let (committed, paid, area) = signed(report, data, &mut agreements);
    agreements.lead_by(&area);
    may_pay.skip(1);
    let (earmarks, area) = earmarks::part(report, data, &mut may_pay);
    may_pay.lead_by(&area);
    let heading = announced.next_row();
    ended::part(report, &mut announced);
    pledges(report, data, &mut announced);
    announced.freeze = Some((0, 1));
    due.skip(1);
    let area = instalments(report, &mut due);
    due.lead_by(&area);
    let mut sheets = vec![agreements, may_pay];
    sheets.extend(Some(announced).filter(|sheet| sheet.next_row() > heading));
    sheets.push(due);
    (sheets, Contributed { committed, paid, earmarks })
}

/// The table of agreements and what it says; gives what they are worth, and what was received of it.
fn signed(report: &mut Report<'_>, data: &Data, sheet: &mut Sheet) -> (Figure, Figure, TableArea) {
    let ([committed, paid, to_come], area) = agreements(report, data, sheet);
    report.check_equal("check-committed", &committed, &(paid.clone() + &to_come));
    sheet.line(report.text("note-at-signature"), Style::Note);
    if let Some(note) = available::due_after_end(report) {
        sheet.paragraph(note, Style::Note);
    }
    (committed, paid, area)
}

type Agreements<'a> = Table<'a, &'a AgreementPosition>;

fn of(position: &AgreementPosition, basis: Basis) -> Origin {
    Origin::of(basis).agreement(&position.agreement.reference)
}

/// The columns that say which agreement it is; `date` is the heading of its day.
fn particulars<'t>(report: &'t Report<'_>, table: &mut Agreements<'t>, date: &str) {
    table.column(report.head("h-agreement", 14), |position| position.agreement.reference.as_str());
    table.column(report.head("h-title", 44), |position| report.title(&position.agreement));
    table.column(report.head(date, 14), |position| position.agreement.signed_on);
    table.column(report.head("h-currency", 10), |position| position.agreement.amount.currency.code());
    table.column(report.head("h-original", 16), |position| {
        Cell::original(position.agreement.amount).from(of(position, Basis::OwnAmount))
    });
}

/// The table of agreements; gives what they are worth, what was received of it, and what is still to come.
fn agreements(report: &Report<'_>, data: &Data, sheet: &mut Sheet) -> ([Figure; 3], TableArea) {
    let live = |position: &AgreementPosition, item: Item, amount: Money, basis| -> Content {
        let slice = Slice::of_agreement(&position.agreement.reference);
        data.amount(report, Cell::money(amount).from(of(position, basis)), &[item], slice)
    };
    let mut table = Agreements::new("Agreements", report.text("none-agreements")).totals(report.text("total"));
    particulars(report, &mut table, "h-signed");
    let at_signature = table.column(report.head("h-at-signature", 15).summed(), |position| {
        live(position, "h-at-signature", position.at_signature, Basis::AtSignature)
    });
    let exchange = table.column(report.head("h-exchange", 15).summed(), |position| {
        live(position, "h-exchange", position.exchange_difference, Basis::ExchangeDifference)
    });
    let given_back = table.column(report.head("h-given-back", 15).summed(), |position| {
        let amount = -(position.refunded.money() + position.written_off);
        live(position, "h-given-back", amount, Basis::GivenBack)
    });
    let committed = table.computed(report.head("h-committed", 15).summed(), at_signature + exchange + given_back);
    let paid = table.column(report.head("h-paid", 15).summed(), |position| {
        live(position, "h-paid", position.net_deposited().money(), Basis::Receipts)
    });
    let to_come = table.column(report.head("h-to-come", 15).summed(), |position| {
        live(position, "h-to-come", position.open_value, Basis::ToCome)
    });
    let positions = report.holdings.positions.iter().copied();
    let signed = positions.filter(|position| position.is_signed() || !position.receipts.is_empty());
    let area = table.put(sheet, signed);
    ([committed, paid, to_come].map(|column| area.total(column)), area)
}

/// What is announced, and, for the fund itself, what is talked about: no donor sees that.
fn pledges(report: &Report<'_>, data: &Data, sheet: &mut Sheet) {
    announced(report, data, sheet, (AgreementStage::Pledged, "Pledges", "section-pledges"));
    if matches!(report.whose, Whose::Fund) {
        announced(report, data, sheet, (AgreementStage::Pipeline, "Pipeline", "section-pipeline"));
    }
}

fn announced(
    report: &Report<'_>,
    data: &Data,
    sheet: &mut Sheet,
    (stage, name, section): (AgreementStage, &'static str, &str),
) {
    let of_stage = |position: &&AgreementPosition| position.agreement.stage == stage && position.receipts.is_empty();
    let agreements: Vec<_> = report.holdings.positions.iter().copied().filter(of_stage).collect();
    if agreements.is_empty() {
        return;
    }
    sheet.section(report.text(section));
    let mut table = Agreements::new(name, "").totals(report.text("total"));
    particulars(report, &mut table, "h-announced");
    table.column(report.head("h-value", 15).summed(), |position| {
        let cell = Cell::money(position.open_value).from(of(position, Basis::Pledged));
        data.amount(report, cell, &["h-value"], Slice::of_agreement(&position.agreement.reference))
    });
    table.put(sheet, agreements);
}

/// An agreement and one of its instalments.
type Due<'a> = (&'a AgreementPosition, &'a InstalmentPosition);

fn instalments(report: &Report<'_>, sheet: &mut Sheet) -> TableArea {
    let positions = report.holdings.positions.iter().copied();
    let due = positions.flat_map(|position| position.instalments.iter().map(move |due| (position, due)));
    let mut table = Table::new("Instalments", report.text("none-instalments"));
    table.column(report.head("h-agreement", 14), |(position, _): &Due<'_>| position.agreement.reference.as_str());
    table.column(report.head("h-status", 14), |(position, due)| match report.is_due_after_end(position, due) {
        true => report.text("instalment-after-end"),
        false => report.instalment_status(due.status),
    });
    table.column(report.head("h-due", 14), |(_, due)| due.instalment.due_on);
    table.column(report.head("h-currency", 10), |(_, due)| due.instalment.amount.currency.code());
    let amount = table.column(report.head("h-amount", 15), |(_, due)| {
        Cell::original(due.instalment.amount).from(Origin::Row(due.instalment.source.clone()))
    });
    let paid = table.column(report.head("h-paid-part", 15), |(position, due)| {
        let rule = "what was received, to the oldest open instalment first";
        let paid = OriginalAmount { amount: due.paid, ..due.instalment.amount };
        Cell::original(paid).from(of(position, Basis::OwnDeposits).counting(rule))
    });
    table.column(report.head("h-open", 15), |(_, due)| match due.given_up.is_zero() {
        true => amount - paid,
        false => amount - paid - Figure::number(due.given_up, due.instalment.amount.decimals()),
    });
    // Bold, so that it is seen in black and white too.
    let table = table.styled(|(_, due)| match due.status {
        InstalmentStatus::Overdue => Style::Subtotal,
        InstalmentStatus::Paid | InstalmentStatus::Coming | InstalmentStatus::WrittenOff => Style::Body,
    });
    table.put(sheet, due)
}
