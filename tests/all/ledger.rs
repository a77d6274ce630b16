//! Positions of agreements: values, charges, instalments.

use poolfund::domain::facts::*;
use poolfund::domain::*;
use poolfund::ledger::{InstalmentStatus, Ledger, LedgerProblem};
use rust_decimal::Decimal;

use crate::builder::*;

fn euro_facts() -> Facts {
    Facts {
        agreements: vec![agreement("BEL-01", "1000000", "EUR")],
        instalments: vec![
            instalment("BEL-01", "2022-03-01", original("400000", "EUR")),
            instalment("BEL-01", "2023-03-01", original("300000", "EUR")),
            instalment("BEL-01", "2026-03-01", original("300000", "EUR")),
        ],
        receipts: vec![receipt("R1", "BEL-01", "2022-03-10", ReceiptKind::Deposit, original("500000", "EUR"))],
        rates: vec![rate("EUR", "0.8", "2022-01-01"), rate("EUR", "1", "2025-10-01")],
        ..Facts::default()
    }
}

#[test]
fn open_commitments_are_revalued_and_the_exchange_difference_stands_apart() {
    let ledger = Ledger::build(&euro_facts(), &fund(), day("2025-10-31")).unwrap();
    let position = ledger.agreement(&AgreementRef::new("BEL-01")).unwrap();
    assert_eq!(position.at_signature, dollars(1_250_000));
    assert_eq!(position.deposited.money(), dollars(625_000));
    assert_eq!(position.open_value, dollars(500_000));
    assert_eq!(position.committed.money(), dollars(1_125_000));
    assert_eq!(position.exchange_difference, dollars(-125_000));
    let statuses: Vec<_> = position.instalments.iter().map(|line| (line.paid, line.status)).collect();
    assert_eq!(
        statuses,
        [
            (Decimal::from(400_000), InstalmentStatus::Paid),
            (Decimal::from(100_000), InstalmentStatus::Overdue),
            (Decimal::ZERO, InstalmentStatus::Coming),
        ]
    );
}

#[test]
fn charges_leave_programmable_money_and_everything_adds_up() {
    let ledger = Ledger::build(&euro_facts(), &fund(), day("2025-10-31")).unwrap();
    let position = ledger.agreement(&AgreementRef::new("BEL-01")).unwrap();
    assert_eq!(position.fee, dollars(6_250));
    assert_eq!(position.levy, Money::ZERO);
    assert_eq!(position.programmable, cents(54_756_637)); // 618,750.00 / 1.13
    assert_eq!(position.programmable + position.support_reserve + position.fee, dollars(625_000));
}

#[test]
fn the_levy_is_for_tightly_earmarked_money_unless_the_agreement_says_otherwise() {
    let mut facts = euro_facts();
    facts.agreements[0].earmark.category = EarmarkCategory::TightlyEarmarked;
    let levy = |facts: &Facts| Ledger::build(facts, &fund(), day("2025-10-31")).unwrap().agreements[0].levy;
    assert_eq!(levy(&facts), dollars(6_250));
    facts.agreements[0].levy = Some(Levy::OnTop);
    assert_eq!(levy(&facts), Money::ZERO);
}

#[test]
fn refunds_and_write_offs_reduce_their_stage() {
    let mut facts = euro_facts();
    facts.receipts.push(receipt("R2", "BEL-01", "2022-06-01", ReceiptKind::Refund, original("80000", "EUR")));
    facts.receipts.push(receipt("R3", "BEL-01", "2022-07-01", ReceiptKind::WriteOff, original("100000", "EUR")));
    let ledger = Ledger::build(&facts, &fund(), day("2025-10-31")).unwrap();
    let position = &ledger.agreements[0];
    assert_eq!(position.net_deposited().money(), dollars(525_000));
    assert_eq!(position.open_value, dollars(400_000));
    assert_eq!(position.committed.money(), dollars(925_000));
    assert_eq!(ledger.totals().deposited.money(), dollars(525_000));
    assert_eq!(
        position.at_signature + position.exchange_difference,
        position.committed.money() + position.refunded.money() + position.written_off
    );
}

#[test]
fn a_missing_rate_is_a_problem_of_the_fact_that_needs_it() {
    let mut facts = euro_facts();
    facts.rates.clear();
    let problems = Ledger::build(&facts, &fund(), day("2025-10-31")).unwrap_err();
    assert!(matches!(&problems[0], LedgerProblem::NoRate { currency, .. } if currency.code() == "EUR"));
}

#[test]
fn a_pledge_is_outlook_only() {
    let mut facts = euro_facts();
    facts.agreements[0].stage = AgreementStage::Pledged;
    facts.receipts.clear();
    let totals = Ledger::build(&facts, &fund(), day("2025-10-31")).unwrap().totals();
    assert_eq!(totals.pledged.money(), dollars(1_000_000));
    assert_eq!(totals.committed.money(), Money::ZERO);
}

#[test]
fn what_is_dated_later_does_not_count_and_is_counted() {
    let ledger = Ledger::build(&euro_facts(), &fund(), day("2022-03-09")).unwrap();
    assert_eq!(ledger.totals().deposited.money(), Money::ZERO);
    assert_eq!(ledger.later, 1);
}
