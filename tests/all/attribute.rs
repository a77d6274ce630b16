//! Expenditure charged to agreements: exact by line and by agreement, never beyond what was placed.

use poolfund::attribute::{CellIndex, ExceptionCause, attribute};
use poolfund::domain::facts::*;
use poolfund::domain::*;
use poolfund::ledger::Ledger;
use proptest::prelude::*;

use crate::builder::*;

fn placement(agreement: &str, amount: Money) -> Placement {
    Placement { cell: 0, agreement: AgreementRef::new(agreement), amount }
}

fn ledger(expenditure: Vec<Expenditure>) -> (Ledger, CellIndex) {
    let facts = Facts {
        agreements: vec![agreement("A-1", "1000000", "USD"), agreement("B-1", "1000000", "USD")],
        priorities: vec![priority("MWI", "T01", 1_000_000)],
        expenditure: expenditure.into_iter().map(Into::into).collect(),
        ..Facts::default()
    };
    let cells = CellIndex::new(&facts.priorities);
    (Ledger::build(&facts, &fund(), day("2025-12-31")).unwrap(), cells)
}

#[test]
fn named_lines_go_to_their_agreement_and_the_rest_by_what_is_left() {
    let mut named = expenditure(1, "MWI", "T01", "2023-01-01", "60.00");
    named.agreement = Some(AgreementRef::new("A-1"));
    let (ledger, cells) = ledger(vec![named, expenditure(2, "MWI", "T01", "2023-02-01", "70.00")]);
    let placements = [placement("A-1", dollars(100)), placement("B-1", dollars(100))];
    let attribution = attribute(&ledger, &cells, &placements);
    let shares: Vec<_> =
        attribution.spent.iter().map(|share| (share.line(), share.agreement(), share.amount)).collect();
    assert_eq!(shares, [(0, 0, dollars(60)), (1, 0, dollars(20)), (1, 1, dollars(50))]);
    assert_eq!(attribution.support_cost[&AgreementRef::new("A-1")], cents(1040));
}

#[test]
fn what_goes_beyond_the_allocation_is_listed_and_charged_to_nobody() {
    let (ledger, cells) = ledger(vec![
        expenditure(1, "MWI", "T01", "2023-01-01", "150.00"),
        expenditure(2, "MWI", "T02", "2023-01-01", "5.00"),
    ]);
    let attribution = attribute(&ledger, &cells, &[placement("A-1", dollars(100))]);
    let causes: Vec<_> = attribution.exceptions.iter().map(|exception| (exception.cause, exception.amount)).collect();
    assert_eq!(causes, [(ExceptionCause::BeyondAllocation, dollars(50)), (ExceptionCause::NoCell, dollars(5))]);
    assert_eq!(attribution.total_spent() + attribution.total_exceptions(&ledger), dollars(155));
}

#[test]
fn obligations_stand_beside_expenditure() {
    let mut obligation = expenditure(1, "MWI", "T01", "2023-01-01", "30.00");
    obligation.expenditure_type = ExpenditureType::Obligation;
    let (ledger, cells) = ledger(vec![obligation]);
    let attribution = attribute(&ledger, &cells, &[placement("A-1", dollars(100))]);
    assert_eq!(attribution.total_spent(), Money::ZERO);
    assert_eq!(attribution.obligated[0].amount, dollars(30));
}

proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_bundle_is_whole_and_no_agreement_pays_more_than_it_placed(
        amounts in prop::collection::vec(-5_000_i64..20_000, 1..30),
        placed in prop::collection::vec(0_i64..60_000, 2),
    ) {
        let lines = amounts.iter().enumerate().map(|(row, amount)| {
            let text = Money::from_minor(*amount).to_decimal(2).to_string();
            expenditure(row as u32, "MWI", "T01", "2023-01-01", &text)
        });
        let (ledger, cells) = ledger(lines.collect());
        let placements = [placement("A-1", cents(placed[0])), placement("B-1", cents(placed[1]))];
        let attribution = attribute(&ledger, &cells, &placements);
        // All lines are of one cell, year and category: one bundle.
        let spent: Money = attribution.spent.iter().map(|share| share.amount).sum();
        let beyond: Money = attribution.exceptions.iter().map(|exception| exception.amount).sum();
        prop_assert_eq!(spent + beyond, ledger.spending.iter().map(|line| line.base).sum::<Money>());
        for (place, placement) in placements.iter().enumerate() {
            let shares = attribution.spent.iter().filter(|share| share.agreement() == place);
            prop_assert!(shares.map(|share| share.amount).sum::<Money>() <= placement.amount);
        }
    }
}
