//! Our figures against the finance system's extract (docs/domain.md, section 7).
//!
//! What comes in: the ledger, and finance's lines. What leaves: pairs, differences with cause and proposed entry, and
//! totals by kind whose difference the differences explain to the cent. What it does not know: who is right.

mod cause;
mod matching;
mod ours;
mod proposal;

pub use cause::DifferenceCause;
pub use ours::{Behind, OurLine};
pub use proposal::{Fault, Proposal};

use std::collections::BTreeMap;

use crate::config::Fund;
use crate::domain::Money;
use crate::domain::facts::{Facts, FinanceKind, FinanceLine};
use crate::ledger::Ledger;

use matching::Pairing;

/// Something on which the two sides differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The kind of line.
    pub kind: FinanceKind,
    /// Our line, if there is one.
    pub ours: Option<OurLine>,
    /// Finance's line, if there is one.
    pub theirs: Option<FinanceLine>,
    /// `ours - theirs`, in base money.
    pub amount: Money,
    /// Why.
    pub cause: DifferenceCause,
    /// What would mend it.
    pub proposal: Proposal,
}

/// The totals of a kind of line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindTotals {
    /// The sum of our lines.
    pub ours: Money,
    /// The sum of finance's lines.
    pub theirs: Money,
    /// The sum of the differences: `ours - theirs`.
    pub differences: Money,
    /// How many pairs there are.
    pub matched: usize,
}

/// The reconciliation.
#[derive(Clone, Debug, Default)]
pub struct Reconciliation {
    /// By kind of line; kinds that the extract lacks are not compared.
    pub totals: BTreeMap<FinanceKind, KindTotals>,
    /// Every difference, by kind, largest first.
    pub differences: Vec<Difference>,
    /// Finance's lines dated after the as-of date, which do not count.
    pub later: usize,
}

/// Compares the ledger with finance's extract up to the as-of date. Budgets issued are compared with `budgets`.
pub fn reconcile(fund: &Fund, facts: &Facts, ledger: &Ledger, budgets: Vec<OurLine>) -> Reconciliation {
    let mut ours: BTreeMap<FinanceKind, Vec<OurLine>> = BTreeMap::new();
    for line in ours::lines(ledger).into_iter().chain(budgets) {
        ours.entry(line.kind).or_default().push(line);
    }
    let mut theirs: BTreeMap<FinanceKind, Vec<&FinanceLine>> = BTreeMap::new();
    let mut reconciliation = Reconciliation::default();
    for line in &facts.finance {
        if line.date > ledger.as_of {
            reconciliation.later += 1;
        } else {
            theirs.entry(line.kind).or_default().push(line);
        }
    }
    let context = cause::Context::new(fund, facts, ledger.as_of);
    for (kind, theirs) in theirs {
        let ours = ours.remove(&kind).unwrap_or_default();
        let pairing = matching::pair(&ours, &theirs);
        let (totals, mut differences) = compare(kind, &ours, &theirs, &pairing, &context);
        reconciliation.totals.insert(kind, totals);
        differences.sort_by_key(|difference| std::cmp::Reverse(difference.amount.minor().unsigned_abs()));
        reconciliation.differences.append(&mut differences);
    }
    reconciliation
}

fn compare(
    kind: FinanceKind,
    ours: &[OurLine],
    theirs: &[&FinanceLine],
    pairing: &Pairing,
    context: &cause::Context<'_>,
) -> (KindTotals, Vec<Difference>) {
    let mut differences = Vec::new();
    for &(our, their) in &pairing.pairs {
        if let Some((cause, proposal)) = context.of_pair(&ours[our], theirs[their]) {
            differences.push(Difference {
                kind,
                amount: ours[our].amount - theirs[their].amount,
                ours: Some(ours[our].clone()),
                theirs: Some(theirs[their].clone()),
                cause,
                proposal,
            });
        }
    }
    for &our in &pairing.only_ours {
        let (cause, proposal) = context.only_ours(&ours[our]);
        let amount = ours[our].amount;
        differences.push(Difference { kind, ours: Some(ours[our].clone()), theirs: None, amount, cause, proposal });
    }
    for &their in &pairing.only_theirs {
        let twins = pairing.pairs.iter().map(|&(_, matched)| theirs[matched]);
        let (cause, proposal) = context.only_theirs(theirs[their], twins);
        let line = theirs[their].clone();
        differences.push(Difference { kind, ours: None, amount: -line.amount, theirs: Some(line), cause, proposal });
    }
    let totals = KindTotals {
        ours: ours.iter().map(|line| line.amount).sum(),
        theirs: theirs.iter().map(|line| line.amount).sum(),
        differences: differences.iter().map(|difference| difference.amount).sum(),
        matched: pairing.pairs.len(),
    };
    (totals, differences)
}
