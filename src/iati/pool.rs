//! The money of the pool as a whole: what comes in, and what the fund costs.

use chrono::{Datelike, NaiveDate};

use crate::attribute::run::INTEREST;
use crate::config::SupportCost;
use crate::domain::facts::{AgreementStage, ExpenditureCategory, ReceiptKind};
use crate::domain::{AgreementRef, Money};
use crate::ledger::{AgreementPosition, CashLine, SpendingLine};

use super::settings::{AidTypes, Publisher, reported};
use super::transaction::{Kind, Transaction};
use super::unnamed;

/// The transactions of the pool's activity, by date and kind.
pub(super) fn transactions<'a>(publisher: &Publisher<'a>) -> Vec<Transaction<'a>> {
    let (mut all, mut hidden) = (Vec::new(), Vec::new());
    for position in reported(publisher.ledger()) {
        let mut own = Vec::new();
        promised(publisher, position, &mut own);
        received(publisher, position, &mut own);
        support(publisher, position, &mut own);
        match publisher.names(position) {
            true => all.extend(own),
            false => hidden.extend(own.into_iter().map(|one| (&position.agreement.donor, in_its_year(publisher, one)))),
        }
    }
    all.extend(unnamed::sums(hidden, publisher.fund_aid()));
    let ledger = publisher.ledger();
    // Interest that was made programmable bears support cost, too.
    let programmable = ledger.agreement(&AgreementRef::new(INTEREST));
    programmable.into_iter().for_each(|position| support(publisher, position, &mut all));
    all.extend(ledger.interest.iter().map(|line| interest(publisher, line)));
    let charges = ledger.bank_charges.iter();
    all.extend(charges.map(|line| cost(publisher, line.receipt.date, line.base, publisher.fund_aid(), BANK_CHARGE)));
    all.extend(pending_support(publisher));
    all.retain(|transaction| !transaction.amount.is_zero());
    all.sort_by_key(|transaction| (transaction.date, transaction.kind));
    all
}

/// Whether a cost is one of the fund as a whole: support cost that finance books.
pub(super) fn is_of_the_fund(publisher: &Publisher<'_>, line: &SpendingLine) -> bool {
    publisher.fund().support_cost == SupportCost::Booked && line.fact.category == ExpenditureCategory::IndirectSupport
}

pub(super) const FEE: &str = "Administrative agent fee";
pub(super) const LEVY: &str = "Coordination levy";
const SUPPORT: &str = "Programme support cost";
const BANK_CHARGE: &str = "Bank charge";

/// Pledges and commitments. What is talked about and not announced is nobody else's business yet.
fn promised<'a>(publisher: &Publisher<'a>, position: &'a AgreementPosition, all: &mut Vec<Transaction<'a>>) {
    let (agreement, as_of) = (&position.agreement, publisher.as_of());
    let provider = Some((publisher.donor(&agreement.donor), publisher.donor_activity(position)));
    let mut add = |kind, date: NaiveDate, valued_on, amount| {
        if date <= as_of {
            let aid = publisher.aid(position, date);
            let (description, reference) = ("", "");
            all.push(Transaction { kind, date, valued_on, amount, description, reference, provider, aid });
        }
    };
    match agreement.stage {
        AgreementStage::Pledged => {
            add(Kind::IncomingPledge, agreement.signed_on, as_of, position.pledged.money());
        }
        AgreementStage::Signed | AgreementStage::Closed => {
            for promise in &position.promises {
                add(Kind::IncomingCommitment, promise.on, promise.on, promise.base);
            }
        }
        AgreementStage::Pipeline | AgreementStage::Lost => {}
    }
}

/// Receipts, and what was taken out of them. Transfers between agreements stay in the pool.
fn received<'a>(publisher: &Publisher<'a>, position: &'a AgreementPosition, all: &mut Vec<Transaction<'a>>) {
    let donor = publisher.donor(&position.agreement.donor);
    let provider = Some((donor, publisher.donor_activity(position)));
    for line in &position.receipts {
        let (date, aid) = (line.receipt.date, publisher.aid(position, line.receipt.date));
        let (kind, amount, description) = match line.receipt.kind {
            ReceiptKind::Deposit => (Kind::IncomingFunds, line.base, ""),
            ReceiptKind::Refund => (Kind::IncomingFunds, -line.base, "Refund to the donor"),
            ReceiptKind::WriteOff => (Kind::IncomingCommitment, -line.base, "Commitment that was given up"),
            ReceiptKind::Interest | ReceiptKind::BankCharge | ReceiptKind::Transfer => continue,
        };
        let reference = line.receipt.number.as_str();
        all.push(Transaction { kind, date, valued_on: date, amount, description, reference, provider, aid });
        all.push(cost(publisher, date, line.fee, aid, FEE));
        all.push(cost(publisher, date, line.levy, aid, LEVY));
    }
}

/// A transaction of a donor that is not named, on its year's last day or the as-of day.
fn in_its_year<'a>(publisher: &Publisher<'a>, own: Transaction<'a>) -> Transaction<'a> {
    let date = end_of_year(publisher, own.date.year());
    Transaction { date, valued_on: date, ..own }
}

/// The last day of a year, or the as-of day where that is earlier.
fn end_of_year(publisher: &Publisher<'_>, year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(publisher.as_of()).min(publisher.as_of())
}

fn interest<'a>(publisher: &Publisher<'a>, line: &'a CashLine) -> Transaction<'a> {
    Transaction {
        kind: Kind::IncomingFunds,
        date: line.receipt.date,
        valued_on: line.receipt.date,
        amount: line.base,
        description: "Interest and investment income",
        reference: &line.receipt.number,
        provider: None,
        aid: publisher.fund_aid(),
    }
}

/// Support cost of an agreement by year, on the year's last day.
fn support<'a>(publisher: &Publisher<'a>, position: &'a AgreementPosition, all: &mut Vec<Transaction<'a>>) {
    let reference = &position.agreement.reference;
    let costs = &publisher.figures.attribution.support_cost;
    for ((_, year), amount) in costs.range((reference.clone(), i32::MIN)..=(reference.clone(), i32::MAX)) {
        let day = end_of_year(publisher, *year);
        all.push(cost(publisher, day, *amount, publisher.aid(position, day), SUPPORT));
    }
}

/// Support cost that finance booked and nobody can be charged with yet.
fn pending_support<'a>(publisher: &Publisher<'a>) -> impl Iterator<Item = Transaction<'a>> {
    let ledger = publisher.ledger();
    let lines = publisher.figures.attribution.pending.iter();
    let booked = lines.map(|pending| (&ledger.spending[pending.line as usize], pending.amount));
    let booked = booked.filter(|(line, _)| is_of_the_fund(publisher, line));
    booked.map(|(line, amount)| cost(publisher, line.fact.date, amount, publisher.fund_aid(), SUPPORT))
}

/// A cost of the fund as a whole; no day of it lies after the as-of day.
fn cost<'a>(
    publisher: &Publisher<'a>,
    date: NaiveDate,
    amount: Money,
    aid: AidTypes<'a>,
    description: &'static str,
) -> Transaction<'a> {
    let date = date.min(publisher.as_of());
    Transaction {
        kind: Kind::Expenditure,
        date,
        valued_on: date,
        amount,
        description,
        reference: "",
        provider: None,
        aid,
    }
}
