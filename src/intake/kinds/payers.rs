//! Who pays for a recommendation: agreements with their amounts in one cell, and the decisions that these make.
//!
//! What comes in: the text of a cell, `LUX-07 = 120 000.00; BEL-01 = 30 000.00`, and what was decided of it. What leaves: a
//! decision for each agreement, and one for what was decided beyond them, of which the program says who pays it.

use rust_decimal::Decimal;

use crate::domain::facts::{Decision, DecisionAction, DecisionStatus};
use crate::domain::{AgreementRef, Money};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;
use crate::intake::row::record::{Checked, Faulty, Record};

/// The agreements of the cell with their amounts.
pub(super) fn shares(record: &mut Record<'_, '_>) -> Checked<Vec<(AgreementRef, Money)>> {
    let Some(text) = record.named(Column::PaidBy)? else { return Ok(Vec::new()) };
    text.split(';').map(str::trim).filter(|part| !part.is_empty()).map(|part| share(record, part)).collect()
}

fn share(record: &mut Record<'_, '_>, part: &str) -> Checked<(AgreementRef, Money)> {
    let read = part.rsplit_once('=').and_then(|(agreement, amount)| {
        let digits: String = amount.chars().filter(|letter| !letter.is_whitespace()).collect();
        let amount = Money::from_decimal(digits.parse::<Decimal>().ok()?, record.fund().exponent())?;
        (amount > Money::ZERO).then(|| (agreement.trim().to_owned(), amount))
    });
    let Some((agreement, amount)) = read else { return Err(fault(record, part)) };
    Ok((record.agreement_called(Column::PaidBy, &agreement)?, amount))
}

fn fault(record: &mut Record<'_, '_>, part: &str) -> Faulty {
    let expected = "an agreement and its amount, as LUX-07 = 120 000.00";
    let fix = "Copy the cell from the workbook that `poolfund propose` wrote.";
    record.problem(ProblemCode::NotANumber, Column::PaidBy, format!("{part:?}"), expected, fix)
}

/// The decision by its payers: each up to its share, from the first on; what was decided beyond all of them, by whom the
/// program says. A share of which nothing was decided is rejected. Without shares it is one decision.
pub(super) fn decisions(decision: Decision, shares: &[(AgreementRef, Money)]) -> Vec<Decision> {
    let nothing = decision.amount.is_some_and(Money::is_zero);
    let status = if nothing { DecisionStatus::Rejected } else { decision.status };
    if shares.is_empty() {
        return vec![Decision { status, ..decision }];
    }
    let decided = decision.amount.unwrap_or_default();
    let adopts = status == DecisionStatus::Adopted;
    let mut left = decided;
    let mut parts: Vec<Decision> = Vec::with_capacity(shares.len() + 1);
    for (agreement, share) in shares {
        let amount = left.min(*share);
        left -= amount;
        let status = if adopts && amount.is_zero() { DecisionStatus::Rejected } else { status };
        let agreement = Some(agreement.clone());
        parts.push(Decision { status, agreement, amount: Some(amount), recommended: Some(*share), ..decision.clone() });
    }
    if left > Money::ZERO {
        let agreement = decision.agreement.clone();
        parts.push(Decision { agreement, amount: Some(left), recommended: Some(Money::ZERO), ..decision.clone() });
    }
    if parts.len() > 1 {
        for (index, part) in parts.iter_mut().enumerate() {
            part.number = format!("{}.{}", part.number, index + 1);
        }
    }
    parts
}

/// What closes a cell to the program that gets less than was recommended; nothing where it gets as much.
pub(super) fn hold(decision: &Decision) -> Option<Decision> {
    let adopts = decision.status == DecisionStatus::Adopted;
    let enters = matches!(decision.action, DecisionAction::Allocate | DecisionAction::Move);
    let decided = decision.amount.filter(|_| adopts).unwrap_or_default();
    let less = enters && decision.recommended.is_some_and(|recommended| decided < recommended);
    less.then(|| Decision {
        number: format!("{}.H", decision.number),
        status: DecisionStatus::Adopted,
        action: DecisionAction::Hold,
        agreement: None,
        from_cell: None,
        amount: None,
        recommended: Some(Money::ZERO),
        ..decision.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(amount: i64, status: DecisionStatus) -> Vec<(String, Option<String>, i64, i64, DecisionStatus)> {
        let decision = Decision {
            number: "M/1".into(),
            date: "2025-10-31".parse().unwrap(),
            body: None,
            status,
            action: DecisionAction::Allocate,
            agreement: None,
            from_cell: None,
            to_cell: Some("TGO/T02".into()),
            amount: Some(Money::from_minor(amount)),
            recommended: Some(Money::from_minor(150)),
            ends: None,
            recipient: None,
            reason: "Why".into(),
            source: Default::default(),
        };
        let shares =
            [(AgreementRef::new("A"), Money::from_minor(100)), (AgreementRef::new("B"), Money::from_minor(50))];
        let minor = |money: Option<Money>| money.unwrap_or_default().minor();
        let parts = decisions(decision, &shares).into_iter();
        parts
            .map(|part| {
                let agreement = part.agreement.map(|agreement| agreement.to_string());
                (part.number, agreement, minor(part.amount), minor(part.recommended), part.status)
            })
            .collect()
    }

    #[test]
    fn what_is_decided_is_of_the_first_payers_and_what_is_beyond_them_of_whom_the_program_says() {
        use DecisionStatus::{Adopted, Proposed, Rejected};
        let part = |number: &str, agreement: Option<&str>, amount, recommended, status| {
            (number.to_owned(), agreement.map(str::to_owned), amount, recommended, status)
        };
        let both = |first, second, status| {
            vec![part("M/1.1", Some("A"), first, 100, Adopted), part("M/1.2", Some("B"), second, 50, status)]
        };
        assert_eq!(decided(150, Adopted), both(100, 50, Adopted));
        assert_eq!(decided(130, Adopted), both(100, 30, Adopted));
        assert_eq!(decided(70, Adopted), both(70, 0, Rejected));
        let mut more = both(100, 50, Adopted);
        more.push(part("M/1.3", None, 10, 0, Adopted));
        assert_eq!(decided(160, Adopted), more);
        assert!(decided(0, Adopted).iter().all(|part| part.4 == Rejected));
        assert!(decided(150, Proposed).iter().all(|part| part.4 == Proposed));
    }
}
