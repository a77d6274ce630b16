//! What everybody may know: the public edition, made from the fund's own.
//!
//! Every field of the contract is named here, so that a new one is not published before somebody decides it.

use std::collections::BTreeMap;

use crate::domain::Money;
use crate::domain::facts::Visibility;
use crate::ledger::apart;

use super::contract::{
    Agreement, Cell, Disclosure, Donor, Edition, FiguresFile, GapFigures, Held, Holding, Loosened, Named, Pending,
    Receipt, ResultLine, Sums,
};
use super::folded;
use super::together::{Kept, Pairs, tells_one, told_together};

/// Where the donors and agreements of the fund's own edition are in the public one.
struct Published {
    donors: Vec<Donor>,
    /// By donor: its index among the published, and how much is known of it.
    donor: Vec<(usize, Disclosure)>,
    agreements: Vec<Agreement>,
    /// By agreement: its index among the published, where it has one.
    agreement: Vec<Option<usize>>,
    /// The index of all that is told together in cells.
    several: usize,
}

/// What the donors' sheet says, as the contract has it.
pub(super) const fn disclosure(visibility: Option<Visibility>) -> Disclosure {
    match visibility {
        Some(Visibility::Public) => Disclosure::Public,
        Some(Visibility::TotalsOnly) => Disclosure::Totals,
        Some(Visibility::Anonymous) => Disclosure::Anonymous,
        Some(Visibility::Internal) | None => Disclosure::Internal,
    }
}

/// The figures as everybody may know them. A donor that is public is shown with its agreements; one of totals with its
/// name and sums; several anonymous ones together, without names; what is internal is in the fund's totals alone, and what all
/// that are not public have in a cell is one sum. No such sum is of one donor, as far as others can be told together with it: see
/// `ledger::told` and `together`. What donors would like to fund, rows of the inputs, what is due, what is about to expire, what people decide and
/// words that they wrote freely are left out.
pub fn public(own: FiguresFile) -> FiguresFile {
    let (disclosures, together) = disclosures(&own);
    let own = folded::folded(own, &disclosures);
    let published = Published::of(own.donors, own.agreements, disclosures);
    let holdings = published.holdings(&own.holdings, &together);
    FiguresFile {
        version: own.version,
        edition: Edition::Public,
        status: own.status,
        program: own.program,
        fund: own.fund,
        as_of: own.as_of,
        inputs_sha256: own.inputs_sha256,
        rules: own.rules,
        places: own.places,
        themes: own.themes,
        totals: own.totals,
        together: own.together,
        uncovered_obligations: own.uncovered_obligations,
        interest: own.interest,
        bank_charges: own.bank_charges,
        gap: GapFigures {
            amount: own.gap.amount,
            raising: own.gap.raising,
            priorities: own.gap.priorities,
            priorities_signed: own.gap.priorities_signed,
            priorities_outlook: own.gap.priorities_outlook,
            causes: own.gap.causes,
            months: own.gap.months,
            loosened: own.gap.loosened.into_iter().filter_map(|one| published.loosened(one)).collect(),
        },
        reach: own.reach,
        receipts: own.receipts.into_iter().filter_map(|one| published.receipt(one)).collect(),
        instalments: Vec::new(),
        expiring: Vec::new(),
        lapses: Vec::new(),
        over_allocations: Vec::new(),
        available: Vec::new(),
        decisions: Vec::new(),
        cells: own.cells.into_iter().map(|one| published.cell(one)).collect(),
        holdings,
        costs: Vec::new(),
        pending: own.pending.into_iter().map(|one| Pending { source: None, ..one }).collect(),
        results: own
            .results
            .into_iter()
            .map(|one| ResultLine { description: String::new(), source: None, ..one })
            .collect(),
        opportunities: own.opportunities,
        basis: own.basis,
        interests: Vec::new(),
        differences: None,
        scenarios: own.scenarios,
        sheets: Vec::new(),
        donors: published.donors,
        agreements: published.agreements,
    }
}

/// Under what each donor is told, and what of public agreements is told together in cells. What is no donor's, as interest that was made
/// programmable, is in the fund's totals alone. Where the sum of those that are anonymous would tell what one donor has in some cells,
/// they are among the others.
fn disclosures(own: &FiguresFile) -> (Vec<Disclosure>, Pairs) {
    let is_donor = |donor: &&Donor| donor.source.is_some();
    let donors = own.donors.iter();
    let known: Vec<_> = donors.filter(is_donor).map(|donor| (donor.disclosure, donor.sums.received)).collect();
    let mut told = apart(&known, Disclosure::Anonymous, Disclosure::Internal).into_iter();
    let of = |donor: &Donor| match donor.source {
        Some(_) => told.next().unwrap_or(Disclosure::Internal),
        None => Disclosure::Internal,
    };
    let mut disclosures: Vec<Disclosure> = own.donors.iter().map(of).collect();
    let kept = |holding: &Holding| match (disclosures[holding.donor], &own.donors[holding.donor].source) {
        (Disclosure::Public, _) => Kept::Public,
        (_, None) => Kept::Fund,
        (Disclosure::Totals, Some(_)) => Kept::Named(holding.donor),
        (Disclosure::Anonymous | Disclosure::Internal | Disclosure::Several, Some(_)) => Kept::Not(holding.donor),
    };
    let together = told_together(&own.holdings, own.cells.len(), &kept);
    let is_anonymous = |donor: usize| disclosures[donor] == Disclosure::Anonymous;
    if tells_one((&own.holdings, own.cells.len()), &kept, &together, is_anonymous) {
        let anonymous = disclosures.iter_mut().filter(|told| **told == Disclosure::Anonymous);
        anonymous.for_each(|told| *told = Disclosure::Internal);
    }
    (disclosures, together)
}

impl Published {
    fn of(own_donors: Vec<Donor>, own_agreements: Vec<Agreement>, disclosures: Vec<Disclosure>) -> Self {
        let mut donors: Vec<Donor> = Vec::new();
        let mut donor = Vec::with_capacity(own_donors.len());
        let together = |disclosure| Donor {
            code: String::new(),
            name: String::new(),
            called: Named::nothing(),
            kind: None,
            disclosure,
            sums: Sums::default(),
            source: None,
        };
        let (mut anonymous, mut internal) = (together(Disclosure::Anonymous), together(Disclosure::Internal));
        let named = |told: &&Disclosure| matches!(told, Disclosure::Public | Disclosure::Totals);
        let count = disclosures.iter().filter(named).count();
        for (own, disclosure) in own_donors.into_iter().zip(disclosures) {
            let index = match disclosure {
                Disclosure::Public | Disclosure::Totals => {
                    donors.push(Donor { source: None, ..own });
                    donors.len() - 1
                }
                Disclosure::Anonymous => {
                    anonymous.sums += own.sums;
                    count
                }
                Disclosure::Internal | Disclosure::Several => {
                    internal.sums += own.sums;
                    count + 1
                }
            };
            donor.push((index, disclosure));
        }
        donors.extend([anonymous, internal, together(Disclosure::Several)]);
        let mut published = Self { donors, donor, agreements: Vec::new(), agreement: Vec::new(), several: count + 2 };
        for own in own_agreements {
            let (donor, disclosure) = published.donor[own.donor];
            let index = (disclosure == Disclosure::Public).then_some(published.agreements.len());
            if index.is_some() {
                published.agreements.push(Agreement { donor, source: None, ..own });
            }
            published.agreement.push(index);
        }
        published
    }

    fn loosened(&self, own: Loosened) -> Option<Loosened> {
        Some(Loosened { agreement: self.agreement[own.agreement]?, ..own })
    }

    fn receipt(&self, own: Receipt) -> Option<Receipt> {
        Some(Receipt { agreement: self.agreement[own.agreement]?, source: None, ..own })
    }

    fn cell(&self, own: Cell) -> Cell {
        let kept_away = own.kept_away.iter().filter_map(|agreement| self.agreement[*agreement]).collect();
        Cell { kept_away, held: Vec::new(), source: None, ..own }
    }

    /// Public donors by agreement, and all that is told together.
    fn holdings(&self, own: &[Holding], together: &Pairs) -> Vec<Holding> {
        let mut sums: BTreeMap<(usize, Option<usize>), BTreeMap<usize, [Money; 3]>> = BTreeMap::new();
        for (number, holding) in own.iter().enumerate() {
            let (index, disclosure) = self.donor[holding.donor];
            let whose = match disclosure {
                Disclosure::Public => (index, holding.agreement.and_then(|agreement| self.agreement[agreement])),
                Disclosure::Totals | Disclosure::Anonymous | Disclosure::Internal | Disclosure::Several => {
                    (self.several, None)
                }
            };
            for Held(cell, allocated, charged, obligated) in &holding.cells {
                let hidden = together.contains(&(number, *cell));
                let of_whose = sums.entry(if hidden { (self.several, None) } else { whose }).or_default();
                for (sum, amount) in of_whose.entry(*cell).or_default().iter_mut().zip([allocated, charged, obligated])
                {
                    *sum += *amount;
                }
            }
        }
        let held =
            |(cell, [allocated, charged, obligated]): (usize, [Money; 3])| Held(cell, allocated, charged, obligated);
        let holding = |((donor, agreement), cells): (_, BTreeMap<_, _>)| Holding {
            donor,
            agreement,
            cells: cells.into_iter().map(held).collect(),
        };
        sums.into_iter().map(holding).collect()
    }
}
