//! What belongs to whom: positions, placements, and what was spent, added up once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use polars::prelude::{DataFrame, PolarsResult};

use crate::attribute::Share;
use crate::attribute::figures::tables::spent;
use crate::attribute::outcome::Amounts;
use crate::domain::facts::ExpenditureCategory;
use crate::domain::{AgreementRef, DonorCode, Money, Placement};
use crate::ledger::tables::sum_by;
use crate::ledger::{AgreementPosition, Ledger};
use crate::month::Figures;

/// A part of what was spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in super::super) struct SpentOn {
    /// Index of the cell in the list of priorities.
    pub cell: usize,
    pub year: i32,
    pub category: ExpenditureCategory,
}

/// What belongs to one donor, or to all.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Holdings<'a> {
    pub positions: Vec<&'a AgreementPosition>,
    pub placements: Vec<&'a Placement>,
    /// What was spent, line by line, in the order of cells; for one donor only.
    pub charged: Vec<&'a Share>,
    /// All that was spent, added up: by cell, year and category, each once.
    pub spent: Vec<(SpentOn, Money)>,
    pub obligated: Vec<&'a Share>,
    /// Support cost by agreement and year.
    pub support_cost: BTreeMap<(&'a AgreementRef, i32), Money>,
    /// What the agreements have, in all.
    pub amounts: Amounts,
    /// Interest of the fund that is returned, by year; for one donor only.
    pub interest: BTreeMap<i32, Money>,
}

impl<'a> Holdings<'a> {
    /// What of it belongs to one agreement, which is given with its index in the ledger and what it has.
    pub(super) fn of_agreement(
        &self,
        position: &'a AgreementPosition,
        (index, amounts): (usize, Amounts),
        ledger: &Ledger,
    ) -> Self {
        let reference = &position.agreement.reference;
        let charged: Vec<&Share> = self.charged.iter().copied().filter(|share| share.agreement() == index).collect();
        let mut spent: BTreeMap<SpentOn, Money> = BTreeMap::new();
        for share in &charged {
            let fact = &ledger.spending[share.line()].fact;
            let (cell, year) = (share.cell(), share.charged_in.year());
            let on = SpentOn { cell, year, category: fact.category };
            *spent.entry(on).or_default() += share.amount;
        }
        let support_cost = self.support_cost.iter().filter(|((agreement, _), _)| *agreement == reference);
        Self {
            positions: vec![position],
            placements: self.placements.iter().copied().filter(|placed| placed.agreement == *reference).collect(),
            charged,
            spent: spent.into_iter().collect(),
            obligated: self.obligated.iter().copied().filter(|share| share.agreement() == index).collect(),
            support_cost: support_cost.map(|(key, cost)| (*key, *cost)).collect(),
            amounts,
            interest: BTreeMap::new(),
        }
    }
}

type ByDonor<'a> = BTreeMap<&'a DonorCode, Arc<Holdings<'a>>>;

/// What belongs to each donor, and to all together.
///
/// # Errors
/// When polars cannot add up what was spent.
pub(super) fn sorted(figures: &Figures) -> PolarsResult<(ByDonor<'_>, Holdings<'_>)> {
    let (ledger, attribution) = (&figures.ledger, &figures.attribution);
    let codes = figures.facts.donors.iter().map(|donor| &donor.code);
    let codes: BTreeSet<&DonorCode> =
        codes.chain(ledger.agreements.iter().map(|position| &position.agreement.donor)).collect();
    let ranks: HashMap<&DonorCode, u32> = codes.iter().copied().zip(0..).collect();
    let payer = |position: &AgreementPosition| ranks.get(&position.agreement.donor).copied().unwrap_or_default();
    let payers: Vec<u32> = ledger.agreements.iter().map(payer).collect();
    let donor = |agreement: usize| payers[agreement] as usize;
    let by_reference: HashMap<&AgreementRef, usize> =
        ledger.agreements.iter().map(|position| &position.agreement.reference).zip(0..).collect();
    let mut own: Vec<Holdings<'_>> = vec![Holdings::default(); codes.len()];
    for (position, donor) in ledger.agreements.iter().zip(&payers) {
        own[*donor as usize].positions.push(position);
    }
    for placement in figures.placements() {
        if let Some(&agreement) = by_reference.get(&placement.agreement) {
            own[donor(agreement)].placements.push(placement);
        }
    }
    for share in &attribution.spent {
        own[donor(share.agreement())].charged.push(share);
    }
    for share in &attribution.obligated {
        own[donor(share.agreement())].obligated.push(share);
    }
    for ((agreement, year), cost) in &attribution.support_cost {
        if let Some(&index) = by_reference.get(agreement) {
            own[donor(index)].support_cost.insert((agreement, *year), *cost);
        }
    }
    for (donor, amounts) in payers.iter().zip(&figures.book.amounts) {
        own[*donor as usize].amounts.add(amounts);
    }
    for returned in &figures.book.returned {
        if let Some(&donor) = ranks.get(&returned.donor) {
            *own[donor as usize].interest.entry(returned.month.year()).or_default() += returned.amount;
        }
    }
    let spent = add_up(ledger, &payers, &attribution.spent, &mut own)?;
    let all = together(&own, spent);
    Ok((codes.into_iter().zip(own.into_iter().map(Arc::new)).collect(), all))
}

/// How many shares are added up at once.
const PART: usize = 1 << 16;

/// Adds up what was spent for each donor; gives the sums of all.
fn add_up(
    ledger: &Ledger,
    payers: &[u32],
    mut shares: &[Share],
    own: &mut [Holdings<'_>],
) -> PolarsResult<Vec<(SpentOn, Money)>> {
    const AMOUNT: &str = "spent_minor";
    let mut all = Vec::new();
    while let Some(last) = shares.get(PART.min(shares.len()).wrapping_sub(1)) {
        // Shares stand in the order of their cells; all of a cell are added up at once, so that no sum is in two parts.
        let (part, rest) = shares.split_at(shares.partition_point(|share| share.cell() <= last.cell()));
        let table = spent(ledger, payers, part)?;
        let delivered = sum_by(&table, &["donor", "cell", "year", "category"], AMOUNT)?;
        for (donor, sum) in numbers(&delivered, "donor")?.zip(sums(&delivered, AMOUNT)?) {
            own[donor].spent.push(sum);
        }
        let together = sum_by(&delivered, &["cell", "year", "category"], AMOUNT)?;
        all.extend(sums(&together, AMOUNT)?);
        shares = rest;
    }
    own.iter_mut().for_each(|holdings| holdings.spent.shrink_to_fit());
    Ok(all)
}

fn numbers<'t>(table: &'t DataFrame, name: &str) -> PolarsResult<impl Iterator<Item = usize> + use<'t>> {
    Ok(table.column(name)?.u32()?.into_no_null_iter().map(|number| number as usize))
}

fn years(table: &DataFrame) -> PolarsResult<impl Iterator<Item = i32>> {
    Ok(table.column("year")?.i32()?.into_no_null_iter())
}

fn amounts<'t>(table: &'t DataFrame, name: &str) -> PolarsResult<impl Iterator<Item = Money> + use<'t>> {
    Ok(table.column(name)?.i64()?.into_no_null_iter().map(Money::from_minor))
}

/// The rows of a table of sums.
fn sums<'t>(table: &'t DataFrame, amount: &str) -> PolarsResult<impl Iterator<Item = (SpentOn, Money)> + use<'t>> {
    let categories = numbers(table, "category")?.map(|number| ExpenditureCategory::ALL[number]);
    let keys = numbers(table, "cell")?.zip(years(table)?).zip(categories);
    let keys = keys.map(|((cell, year), category)| SpentOn { cell, year, category });
    Ok(keys.zip(amounts(table, amount)?))
}

/// What belongs to all donors together, but for the shares one by one.
fn together<'a>(own: &[Holdings<'a>], spent: Vec<(SpentOn, Money)>) -> Holdings<'a> {
    let mut all = Holdings { spent, ..Holdings::default() };
    for holdings in own {
        all.positions.extend(&holdings.positions);
        all.placements.extend(&holdings.placements);
        all.obligated.extend(&holdings.obligated);
        all.support_cost.extend(&holdings.support_cost);
        all.amounts.add(&holdings.amounts);
    }
    all
}
