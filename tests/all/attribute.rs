//! Who pays for what, in the figures of a month: exact by line and by agreement, never beyond the money there is.

use poolfund::attribute::run::PendingCause;
use poolfund::domain::facts::*;
use poolfund::domain::*;
use poolfund::month::Figures;
use proptest::prelude::*;

use crate::builder::*;
use crate::report::figures;

/// The figures of two agreements without fee or levy, one cell, and some spending. Each deposit is what priorities can get
/// of it and 13% for support.
fn figures_with(deposits: [i64; 2], expenditure: Vec<Expenditure>) -> Figures {
    let agreements = ["A-1", "B-1"].map(|reference| Agreement {
        fee_rate: Some(Percent::ZERO),
        levy: Some(Levy::None),
        ..agreement(reference, "1000000", "USD")
    });
    let receipts = agreements.iter().zip(deposits).map(|(agreement, amount)| {
        let amount = original(&Money::from_minor(amount).to_decimal(2).to_string(), "USD");
        let reference = agreement.reference.as_str();
        receipt(&format!("R-{reference}"), reference, "2022-02-01", ReceiptKind::Deposit, amount)
    });
    figures(Facts {
        receipts: receipts.filter(|receipt| !receipt.amount.amount.is_zero()).collect(),
        agreements: agreements.to_vec(),
        priorities: vec![priority("MWI", "T01", 1_000_000)],
        expenditure: expenditure.into_iter().map(Into::into).collect(),
        ..Facts::default()
    })
}

fn charges(figures: &Figures) -> Vec<(usize, usize, Money)> {
    let spent = figures.attribution.spent.iter();
    spent.map(|share| (share.line(), share.agreement(), share.amount)).collect()
}

#[test]
fn named_lines_go_to_their_agreement_and_the_rest_to_those_who_pay_there() {
    let mut named = expenditure(1, "MWI", "T01", "2023-01-01", "60.00");
    named.agreement = Some(AgreementRef::new("A-1"));
    let figures = figures_with([11_300, 11_300], vec![named, expenditure(2, "MWI", "T01", "2023-02-01", "70.00")]);
    assert_eq!(charges(&figures), [(0, 0, dollars(60)), (1, 0, dollars(40)), (1, 1, dollars(30))]);
    let support = &figures.attribution.support_cost;
    // What A-1 has is spent, so that all its reserve is used; of B-1, 13% of 30.00.
    assert_eq!(support[&(AgreementRef::new("A-1"), 2023)], dollars(13));
    assert_eq!(support[&(AgreementRef::new("B-1"), 2023)], cents(390));
}

#[test]
fn what_no_money_can_pay_is_pending_with_its_cause() {
    let lines = vec![
        expenditure(1, "MWI", "T01", "2023-01-01", "150.00"),
        expenditure(2, "MWI", "T02", "2023-01-01", "5.00"),
        expenditure(3, "MWI", "T01", "2022-01-14", "7.00"),
    ];
    let figures = figures_with([11_300, 0], lines);
    let attribution = &figures.attribution;
    let mut causes: Vec<_> = attribution.pending.iter().map(|pending| (pending.cause, pending.amount)).collect();
    causes.sort();
    let (no_cell, early, no_money) = (PendingCause::NoCell, PendingCause::NotEligible, PendingCause::NoMoney);
    assert_eq!(causes, [(no_cell, dollars(5)), (early, dollars(7)), (no_money, dollars(50))]);
    assert_eq!(attribution.total_charged() + attribution.total_pending(), dollars(162));
}

#[test]
fn obligations_stand_beside_expenditure() {
    let mut obligation = expenditure(1, "MWI", "T01", "2023-01-01", "30.00");
    obligation.expenditure_type = ExpenditureType::Obligation;
    let figures = figures_with([11_300, 0], vec![obligation]);
    assert_eq!(figures.attribution.total_charged(), Money::ZERO);
    assert_eq!(figures.attribution.obligated[0].amount, dollars(30));
    assert!(figures.attribution.uncovered.is_empty());
}

#[test]
fn what_of_obligations_no_unspent_money_covers_is_named_line_by_line() {
    let line = |row, theme, amount| Expenditure {
        expenditure_type: ExpenditureType::Obligation,
        ..expenditure(row, "MWI", theme, "2023-01-01", amount)
    };
    let figures =
        figures_with([11_300, 0], vec![line(1, "T01", "70.00"), line(2, "T01", "50.00"), line(3, "T02", "9.00")]);
    let attribution = &figures.attribution;
    let covered: Vec<_> = attribution.obligated.iter().map(|share| (share.line(), share.amount)).collect();
    assert_eq!(covered, [(0, dollars(70)), (1, dollars(30))]);
    let uncovered: Vec<_> = attribution.uncovered.iter().map(|part| (part.line, part.amount)).collect();
    assert_eq!(uncovered, [(1, dollars(20)), (2, dollars(9))], "the last one has no cell");
    assert_eq!(attribution.total_uncovered(), dollars(29));
}

proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn every_line_is_whole_and_no_agreement_pays_more_than_it_has(
        amounts in prop::collection::vec(-5_000_i64..20_000, 1..30),
        deposits in prop::array::uniform2(0_i64..60_000),
    ) {
        let lines = amounts.iter().enumerate().map(|(row, amount)| {
            let text = Money::from_minor(*amount).to_decimal(2).to_string();
            expenditure(row as u32, "MWI", "T01", "2023-01-01", &text)
        });
        let figures = figures_with(deposits, lines.collect());
        let attribution = &figures.attribution;
        let spent: Money = figures.ledger.spending.iter().map(|line| line.base).sum();
        prop_assert_eq!(attribution.total_charged() + attribution.total_pending(), spent);
        for (number, amounts) in figures.book.amounts.iter().enumerate() {
            let shares = attribution.spent.iter().filter(|share| share.agreement() == number);
            let charged: Money = shares.map(|share| share.amount).sum();
            prop_assert_eq!(charged, amounts.charged);
            prop_assert!(Money::ZERO <= charged && charged <= amounts.programmable);
        }
    }
}
