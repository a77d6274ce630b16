//! A fund and its facts as they would be.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::allocate::reasons::Loosened;
use crate::config::Fund;
use crate::domain::facts::{Agreement, AgreementStage, Amendment, Facts, Priority, Rate, Receipt, ReceiptKind};
use crate::domain::tree::Tree;
use crate::domain::{
    AgreementRef, DonorCode, Earmark, EarmarkChange, GeographyCode, Money, Names, OriginalAmount, Percent, Source,
    Target, ThemeCode,
};
use crate::ledger::{self, RateTable};

use super::{ScenarioFault, Supposition};

pub(super) fn apply(
    supposition: &Supposition,
    number: usize,
    fund: &mut Fund,
    facts: &mut Facts,
    as_of: NaiveDate,
) -> Result<(), ScenarioFault> {
    match supposition {
        Supposition::Contribution { donor, amount, include } => {
            give((donor.as_ref(), *amount, include), number, facts, as_of);
        }
        Supposition::FallsThrough(reference) => {
            let agreement = known(facts, reference)?;
            agreement.stage = if agreement.stage.is_signed() { AgreementStage::Closed } else { AgreementStage::Lost };
        }
        Supposition::Rates { currency, factor } => {
            let table = RateTable::new(&facts.rates, fund.base_currency);
            let mut currencies: Vec<_> = facts.rates.iter().map(|rate| rate.currency).collect();
            currencies.sort_unstable();
            currencies.dedup();
            let moved = currencies.into_iter().filter(|one| currency.is_none_or(|wanted| wanted == *one));
            let moved = moved.filter_map(|currency| {
                let units_per_base = table.units_per_base(currency, as_of)?.checked_mul(*factor)?;
                Some(Rate {
                    currency,
                    units_per_base,
                    effective_on: as_of,
                    published_on: None,
                    source: Source::default(),
                })
            });
            let moved: Vec<Rate> = moved.collect();
            if moved.is_empty() {
                return Err(ScenarioFault::NoRate(
                    currency.map(|currency| currency.code().to_owned()).unwrap_or_default(),
                ));
            }
            facts
                .rates
                .retain(|rate| rate.effective_on != as_of || moved.iter().all(|moved| moved.currency != rate.currency));
            facts.rates.extend(moved);
        }
        Supposition::Loosened { agreement, side } => {
            let earmark = &known(facts, agreement)?.earmark;
            let change = loosened(earmark, *side, fund);
            facts.amendments.push(amendment(agreement, number, as_of, change));
        }
        Supposition::Need { place, theme, factor } => need((place, theme), *factor, fund, facts, as_of)?,
        Supposition::CountryShare(share) => {
            fund.allocation.country_share = (*share != Percent::ZERO).then_some(*share);
        }
    }
    Ok(())
}

fn known<'f>(facts: &'f mut Facts, reference: &AgreementRef) -> Result<&'f mut Agreement, ScenarioFault> {
    let mut agreements = facts.agreements.iter_mut();
    let found = agreements.find(|agreement| agreement.reference == *reference);
    found.ok_or_else(|| ScenarioFault::NoAgreement(reference.to_string()))
}

/// An agreement that is signed and paid on the day, and may pay for costs from then on.
fn give(
    (donor, amount, include): (Option<&DonorCode>, OriginalAmount, &[Target]),
    number: usize,
    facts: &mut Facts,
    as_of: NaiveDate,
) {
    let reference = AgreementRef::new(&format!("SCENARIO-{number}"));
    facts.agreements.push(Agreement {
        reference: reference.clone(),
        donor: donor.cloned().unwrap_or_else(|| DonorCode::new("SCENARIO")),
        stage: AgreementStage::Signed,
        signed_on: as_of,
        amount,
        earmark: Earmark {
            category: Earmark::derived_category(include, &[]),
            include: include.to_vec(),
            exclude: Vec::new(),
            window: None,
            limits: Vec::new(),
        },
        eligible_from: Some(as_of),
        funding_source: None,
        fee_rate: None,
        support_rate: None,
        levy: None,
        donor_reference: None,
        title: None,
        titles: Names::default(),
        notes: None,
        source: Source::default(),
    });
    facts.receipts.push(Receipt {
        number: reference.to_string(),
        agreement: Some(reference),
        to_agreement: None,
        date: as_of,
        kind: ReceiptKind::Deposit,
        amount,
        base_amount: None,
        notes: None,
        source: Source::default(),
    });
}

fn amendment(agreement: &AgreementRef, number: usize, effective_on: NaiveDate, earmark: EarmarkChange) -> Amendment {
    Amendment {
        agreement: agreement.clone(),
        number: format!("SCENARIO-{number}"),
        effective_on,
        amount: None,
        earmark,
        eligible_from: None,
        valid_from: None,
        valid_to: None,
        fee_rate: None,
        support_rate: None,
        levy: None,
        notes: None,
        source: Source::default(),
    }
}

/// The earmark with each place or theme replaced by the one above it, or without exclusions.
fn loosened(earmark: &Earmark, side: Loosened, fund: &Fund) -> EarmarkChange {
    fn above<'t, C: Clone + Eq + std::hash::Hash + AsRef<str>>(tree: &'t Tree<C>, code: &'t C) -> &'t C {
        tree.path(code).get(1).copied().unwrap_or(code)
    }
    let wider = |target: &Target| match side {
        Loosened::Geography => {
            Target { geography: above(&fund.geography, &target.geography).clone(), theme: target.theme.clone() }
        }
        Loosened::Theme => {
            Target { geography: target.geography.clone(), theme: above(&fund.themes, &target.theme).clone() }
        }
        Loosened::Exclusions => target.clone(),
    };
    EarmarkChange {
        category: None,
        include: Some(earmark.include.iter().map(wider).collect()),
        exclude: (side == Loosened::Exclusions).then(Vec::new),
        limits: None,
    }
}

/// Rows that hold from the day on, with the needs of a part times a factor; a ceiling that is the need goes along.
fn need(
    (place, theme): (&GeographyCode, &ThemeCode),
    factor: Decimal,
    fund: &Fund,
    facts: &mut Facts,
    as_of: NaiveDate,
) -> Result<(), ScenarioFault> {
    let target = Target { geography: place.clone(), theme: theme.clone() };
    let changed = |cell: &Priority| {
        let scaled = |amount: Money| Money::from_decimal(Decimal::from(amount.minor()) * factor, 0).unwrap_or(amount);
        let need = scaled(cell.need);
        let ceiling = if cell.ceiling == cell.need { need } else { cell.ceiling };
        Priority { need, ceiling, floor: cell.floor.min(ceiling), valid_from: Some(as_of), ..cell.clone() }
    };
    let holding = ledger::cells_on(&facts.priorities, as_of);
    let inside =
        holding.iter().filter(|cell| target.covers(&cell.geography, &cell.theme, &fund.geography, &fund.themes));
    let changed: Vec<Priority> = inside.map(changed).collect();
    if changed.is_empty() {
        return Err(ScenarioFault::NoCell(format!("{place}/{theme}")));
    }
    // Another row of the same day would say the opposite.
    facts
        .priorities
        .retain(|row| row.valid_from != Some(as_of) || changed.iter().all(|changed| changed.id() != row.id()));
    facts.priorities.extend(changed);
    Ok(())
}
