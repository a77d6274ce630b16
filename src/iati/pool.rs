//! The money of the pool as a whole: what comes in, and what the fund costs.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::config::SupportCost;
use crate::domain::facts::{AgreementStage, ExpenditureCategory, ReceiptKind};
use crate::domain::{AgreementRef, Money};
use crate::ledger::{AgreementPosition, CashLine, SpendingLine};

use super::settings::{AidTypes, Publisher, reported};
use super::transaction::{Kind, Transaction};

/// The transactions of the pool's activity, by date and kind.
pub(super) fn transactions<'a>(publisher: &Publisher<'a>) -> Vec<Transaction<'a>> {
    let (mut all, mut hidden) = (Vec::new(), Vec::new());
    for position in reported(publisher.ledger()) {
        let told = if publisher.names(position) { &mut all } else { &mut hidden };
        promised(publisher, position, told);
        received(publisher, position, told);
    }
    all.extend(unnamed(publisher, hidden));
    let ledger = publisher.ledger();
    all.extend(ledger.interest.iter().map(|line| interest(publisher, line)));
    let charges = ledger.bank_charges.iter();
    all.extend(charges.map(|line| cost(publisher, line.receipt.date, line.base, publisher.fund_aid(), BANK_CHARGE)));
    support(publisher, &mut all);
    all.retain(|transaction| !transaction.amount.is_zero());
    all.sort_by_key(|transaction| (transaction.date, transaction.kind));
    all
}

/// Whether a cost is one of the fund as a whole: support cost that finance books.
pub(super) fn is_of_the_fund(publisher: &Publisher<'_>, line: &SpendingLine) -> bool {
    publisher.fund().support_cost == SupportCost::Booked && line.fact.category == ExpenditureCategory::IndirectSupport
}

const FEE: &str = "Administrative agent fee";
const LEVY: &str = "Coordination levy";
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

/// What came in under agreements whose donors are not told as public: nobody is named, and what is alike stands as one amount
/// a year, on the year's last day or the as-of day.
fn unnamed<'a>(publisher: &Publisher<'a>, own: Vec<Transaction<'a>>) -> Vec<Transaction<'a>> {
    let mut years = BTreeMap::new();
    for transaction in own {
        let Transaction { kind, amount, description, aid, .. } = transaction;
        let date = end_of_year(publisher, transaction.date.year());
        let whole =
            Transaction { date, valued_on: date, amount: Money::ZERO, reference: "", provider: None, ..transaction };
        years.entry((date, kind, description, aid)).or_insert(whole).amount += amount;
    }
    years.into_values().collect()
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

/// Support cost by agreement and year, on the year's last day; and what of it nobody can be charged with yet.
fn support<'a>(publisher: &Publisher<'a>, all: &mut Vec<Transaction<'a>>) {
    let (ledger, attribution) = (publisher.ledger(), &publisher.figures.attribution);
    let aid = |agreement: &AgreementRef, day| match ledger.agreement(agreement) {
        Some(position) => publisher.aid(position, day),
        None => publisher.fund_aid(),
    };
    for ((agreement, year), amount) in &attribution.support_cost {
        let day = end_of_year(publisher, *year);
        all.push(cost(publisher, day, *amount, aid(agreement, day), SUPPORT));
    }
    for pending in &attribution.pending {
        let line = &ledger.spending[pending.line as usize];
        if is_of_the_fund(publisher, line) {
            all.push(cost(publisher, line.fact.date, pending.amount, publisher.fund_aid(), SUPPORT));
        }
    }
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
