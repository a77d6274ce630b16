//! Our figures against the finance system's extract (docs/domain.md).
//!
//! What comes in: the lines of both sides. What leaves: what was compared and what was not; what belongs together; and
//! every difference with one cause, its evidence and a proposal. Every line that was compared stands in one group, so the
//! differences explain the totals to the cent. What it does not know: who is right.

mod assignment;
mod balances;
mod cause;
mod coverage;
mod late;
mod line;
mod matching;
mod nets;
mod open;
mod ours;
mod pace;
mod proposal;
mod relation;
mod theirs;
mod totals;

pub use cause::{Cause, Evidence, Finding};
pub use coverage::{Compared, Tally};
pub use line::{Dimension, Line, Side, Stranger, Written};
pub use matching::How;
pub use open::{ItemTally, Known, OpenItems, Roll, Went, age, is_open};
pub use proposal::{Remedy, Step};
pub use relation::{RateUsed, Rules};
pub use theirs::{Parties as OurParties, lines as their_lines};

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use rayon::prelude::*;
use smallvec::SmallVec;

use crate::config::Fund;
use crate::domain::facts::{Facts, FinanceKind};
use crate::domain::{Money, Month};
use crate::ledger::store::ClosedItems;
use crate::ledger::{Ledger, LedgerProblem, RateTable};

use balances::Balances;
use cause::Judge;
use coverage::Coverage;
use late::Stood;
use matching::{Found, OURS, THEIRS};
use pace::Pace;
use proposal::Parties;
use totals::InSums;

/// Lines of a side, by their indexes. Nearly always it is one: lists of few take no memory of their own.
pub type Indexes = SmallVec<[u32; 4]>;

/// Lines of both sides that belong together and agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Our lines, by their indexes in [`Reconciliation::ours`].
    pub ours: Indexes,
    /// Finance's, by their indexes in [`Reconciliation::theirs`].
    pub theirs: Indexes,
    /// How they were found.
    pub how: How,
}

/// Something on which the two sides differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Our lines, by their indexes in [`Reconciliation::ours`].
    pub ours: Indexes,
    /// Finance's, by their indexes in [`Reconciliation::theirs`].
    pub theirs: Indexes,
    /// How they were found.
    pub how: How,
    /// The kind of line: ours, else finance's.
    pub kind: FinanceKind,
    /// Ours less finance's, both in the direction of the kind: a charge beside a deposit takes away from it.
    pub amount: Money,
    /// What that does to the balance: income less cost, ours less finance's.
    pub effect: Money,
    /// What differs and what shows it; the first is the cause.
    pub findings: Vec<Finding>,
    /// What would correct it.
    pub proposal: Remedy,
}

impl Difference {
    /// The sums of the two sides up to a day, in the direction of the kind.
    pub fn sums(&self, of: &Reconciliation, as_of: NaiveDate) -> [Money; 2] {
        [(&self.ours, &of.ours), (&self.theirs, &of.theirs)].map(|(indexes, lines)| {
            let lines = indexes.iter().map(|index| &lines[*index as usize]).filter(|line| line.date <= as_of);
            lines.map(|line| line.toward(self.kind)).sum()
        })
    }

    /// What must be booked on a side for it to say what the other says: as proposed, where that is on this side.
    pub fn journal(&self, of: &Reconciliation, side: Side, as_of: NaiveDate) -> Vec<Line> {
        let proposed = self.proposal.steps.iter().filter_map(|step| match step {
            Step::Book { side: on, entries } if *on == side => Some(entries),
            Step::Book { .. } | Step::Quote { .. } | Step::Alias { .. } | Step::Await { .. } => None,
        });
        let proposed: Vec<Line> = proposed.flatten().cloned().collect();
        if !proposed.is_empty() {
            return proposed;
        }
        let sides = [(&self.ours, &of.ours), (&self.theirs, &of.theirs)].map(|(indexes, lines)| {
            let counted = indexes.iter().map(|index| (*index, &lines[*index as usize]));
            counted.filter(|(_, line)| line.date <= as_of).collect()
        });
        Parties { lines: sides, findings: &self.findings }.journal(side)
    }

    /// Whether somebody must decide about it: not where other differences explain it to the cent.
    pub fn asks(&self) -> bool {
        self.cause() != Cause::Follows
    }

    /// Why the two differ.
    pub fn cause(&self) -> Cause {
        self.findings.first().map_or(Cause::Unexplained, |finding| finding.cause)
    }
}

/// The totals of a kind of line, as far as it was compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindTotals {
    /// Our lines.
    pub ours: Tally,
    /// Finance's lines.
    pub theirs: Tally,
    /// Our lines that belong to a group without a difference.
    pub matched: usize,
    /// Ours less finance's, in the differences.
    pub differences: Money,
}

/// The reconciliation.
#[derive(Clone, Debug, Default)]
pub struct Reconciliation {
    /// Our lines.
    pub ours: Vec<Line>,
    /// Finance's lines.
    pub theirs: Vec<Line>,
    /// What agrees.
    pub matches: Vec<Match>,
    /// Every difference, by kind, largest first.
    pub differences: Vec<Difference>,
    /// By kind of line.
    pub totals: BTreeMap<FinanceKind, KindTotals>,
    /// What was compared and what was not, by kind and month.
    pub compared: BTreeMap<(FinanceKind, Month), Compared>,
    /// Lines of either side dated after the as-of date, which do not count.
    pub later: usize,
    /// The differences as they stand from month to month.
    pub open: OpenItems,
}

impl Reconciliation {
    /// How many differences somebody must decide about: all but the balances that the others explain.
    pub fn asked(&self) -> usize {
        self.differences.iter().filter(|difference| difference.asks()).count()
    }

    /// What the differences do to the balance that nobody accepted.
    pub fn open_effect(&self) -> Money {
        let accepted = self.open.standing.iter().filter(|(_, item)| !is_open(item)).map(|(_, item)| item.effect);
        self.effect() - accepted.sum()
    }

    /// What all differences do to the balance: income less cost, ours less finance's.
    pub fn effect(&self) -> Money {
        self.differences.iter().map(|difference| difference.effect).sum()
    }
}

/// Compares the ledger with finance's extract up to the ledger's day. `worked_out` are our lines that no input says: budgets,
/// support cost. `closes` are the items that closes left, the oldest first.
///
/// # Errors
/// With every line of the extract that has no value in base money.
pub fn reconcile(
    fund: &Fund,
    facts: &Facts,
    ledger: &Ledger,
    worked_out: Vec<Line>,
    closes: &[ClosedItems],
) -> Result<Reconciliation, Vec<LedgerProblem>> {
    let rates = RateTable::new(&facts.rates, fund.base_currency);
    let charges = &fund.charges;
    let usual_charges = [(FinanceKind::Fee, charges.administrative_fee), (FinanceKind::Levy, charges.levy)];
    let mut ours = ours::lines(facts, ledger, &rates);
    ours.extend(worked_out);
    let parties = OurParties {
        agreements: facts.agreements.iter().map(|agreement| &agreement.reference).collect(),
        donors: facts.donors.iter().map(|donor| (&donor.code, donor.name.as_str())).collect(),
    };
    let theirs = theirs::lines(&facts.finance, &ours, &parties, &rates)?;
    let rules = Rules { rates: &rates, usual_charges: &usual_charges, closes };
    let mut reconciliation = compare(ours, theirs, rules, ledger.as_of);
    let known = Known { closes, settlements: &facts.settlements, base: fund.base_currency, as_of: ledger.as_of };
    reconciliation.open = OpenItems::of(&reconciliation, known);
    Ok(reconciliation)
}

/// Compares two sides up to a day. Our closing balances follow from our lines.
pub fn compare(mut ours: Vec<Line>, mut theirs: Vec<Line>, rules: Rules<'_>, as_of: NaiveDate) -> Reconciliation {
    ours.retain(|line| line.kind != FinanceKind::ClosingBalance);
    balances::date(&mut theirs);
    totals::date(&mut theirs, as_of);
    totals::leave_out_repeated(&mut theirs);
    let kinds = balances::Kinds::of(&ours, &theirs);
    ours.extend(kinds.ours(&ours, &theirs));
    let lines = [ours.as_slice(), theirs.as_slice()];
    let mut in_sums = InSums::of(lines, as_of);
    let mut found = matching::groups(lines, &in_sums.summed, rules, as_of);
    in_sums.gather(&mut found, as_of);
    found.append(&mut in_sums.groups);
    let mut coverage = Coverage::of(&theirs, as_of);
    coverage.without(&only_by_mistake(lines, &found));
    let pace = Pace::of(lines, &found);
    let balances = Balances::of(&kinds, &theirs);
    let judge = Judge { lines, rules, balances, stood: Stood::at(rules.closes), as_of, pace };
    let beside_nothing = |found: &Found| match (found.lines[OURS].as_slice(), found.lines[THEIRS].as_slice()) {
        ([our], []) if found.how == How::Alone && !coverage.has(&ours[*our as usize]) => Some(*our),
        _ => None,
    };
    let judged: Vec<Result<Vec<Finding>, u32>> =
        found.par_iter().map(|found| beside_nothing(found).map_or_else(|| Ok(judge.findings(found)), Err)).collect();
    let (mut matches, mut differences) = (Vec::new(), Vec::new());
    let mut not_compared = BTreeSet::new();
    for (found, judged) in found.into_iter().zip(judged) {
        let [ours, theirs] = found.lines;
        match judged {
            Err(our) => drop(not_compared.insert(our)),
            Ok(findings) if findings.is_empty() => matches.push(Match { ours, theirs, how: found.how }),
            Ok(findings) => differences.push(difference([ours, theirs], found.how, findings, lines, as_of)),
        }
    }
    differences
        .sort_by_key(|difference| (difference.kind, std::cmp::Reverse(difference.amount.minor().unsigned_abs())));
    let later = lines.iter().flat_map(|side| side.iter()).filter(|line| line.date > as_of).count();
    matches.shrink_to_fit();
    let mut reconciliation = Reconciliation { matches, differences, later, ..Reconciliation::default() };
    reconciliation.count(lines, &not_compared, as_of);
    // What is kept until the reports are written takes no more memory than it needs.
    ours.shrink_to_fit();
    theirs.shrink_to_fit();
    Reconciliation { ours, theirs, ..reconciliation }
}

/// The kinds that finance's extract holds only here and there: where it took a line for another kind, or beside a line of
/// another kind that it names. With half as many of them as we have, it holds the kind all the same.
fn only_by_mistake(lines: [&[Line]; 2], found: &[Found]) -> BTreeSet<FinanceKind> {
    let quoted: HashSet<&str> = lines[THEIRS].iter().flat_map(Line::quotes).collect();
    let mut kinds_of: HashMap<&str, BTreeSet<FinanceKind>> = HashMap::new();
    let mut ours_of: BTreeMap<FinanceKind, usize> = BTreeMap::new();
    for line in lines.into_iter().flatten() {
        if let Some(number) = quoted.get(line.number().as_ref()) {
            kinds_of.entry(number).or_default().insert(line.kind);
        }
    }
    for line in lines[OURS] {
        *ours_of.entry(line.kind).or_default() += 1;
    }
    let mut by_itself: BTreeMap<FinanceKind, (bool, usize)> = BTreeMap::new();
    for found in found {
        let ours = found.lines[OURS].iter().map(|line| lines[OURS][*line as usize].kind);
        let ours: BTreeSet<FinanceKind> = ours.collect();
        for line in found.lines[THEIRS].iter().map(|line| &lines[THEIRS][*line as usize]) {
            let mut quoted = line.quotes().filter_map(|number| kinds_of.get(number));
            let beside = quoted.any(|kinds| kinds.iter().any(|kind| *kind != line.kind));
            let other = !ours.is_empty() && !ours.contains(&line.kind);
            let (alone, count) = by_itself.entry(line.kind).or_default();
            *alone |= !beside && !other;
            *count += 1;
        }
    }
    let few = |kind: &FinanceKind, count: usize| count * 2 < ours_of.get(kind).copied().unwrap_or(0);
    by_itself.into_iter().filter(|(kind, (alone, count))| !alone && few(kind, *count)).map(|(kind, _)| kind).collect()
}

fn difference(
    indexes: [Indexes; 2],
    how: How,
    findings: Vec<Finding>,
    lines: [&[Line]; 2],
    as_of: NaiveDate,
) -> Difference {
    let of = |side: usize| {
        let lines = indexes[side].iter().map(move |index| (*index, &lines[side][*index as usize]));
        lines.filter(move |(_, line)| line.date <= as_of).collect::<Vec<_>>()
    };
    let parties = Parties { lines: [of(OURS), of(THEIRS)], findings: &findings };
    let first = parties.lines[OURS].first().or(parties.lines[THEIRS].first());
    let kind = first.map_or(FinanceKind::Deposit, |(_, line)| line.kind);
    let sum = |side: usize| parties.lines[side].iter().map(|(_, line)| line.toward(kind)).sum::<Money>();
    let amount = sum(OURS) - sum(THEIRS);
    let effect = Money::from_minor(amount.minor() * kind.effect());
    let proposal = parties.proposal();
    let [ours, theirs] = indexes;
    Difference { ours, theirs, how, kind, amount, effect, findings, proposal }
}

impl Reconciliation {
    /// Counts what was compared, by kind and month, and what the differences explain.
    fn count(&mut self, lines: [&[Line]; 2], not_compared: &BTreeSet<u32>, as_of: NaiveDate) {
        for (side, lines) in lines.into_iter().enumerate() {
            for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.date <= as_of) {
                let compared = self.compared.entry((line.kind, Month::of(line.date))).or_default();
                if side == OURS && not_compared.contains(&(index as u32)) {
                    compared.not_compared.add(line);
                    continue;
                }
                let totals = self.totals.entry(line.kind).or_default();
                let (month, kind) = if side == OURS {
                    (&mut compared.ours, &mut totals.ours)
                } else {
                    (&mut compared.theirs, &mut totals.theirs)
                };
                month.add(line);
                kind.add(line);
            }
        }
        for found in &self.matches {
            for index in &found.ours {
                self.totals.entry(lines[OURS][*index as usize].kind).or_default().matched += 1;
            }
        }
        for difference in &self.differences {
            for (side, indexes) in [&difference.ours, &difference.theirs].into_iter().enumerate() {
                for line in indexes.iter().map(|index| &lines[side][*index as usize]).filter(|line| line.date <= as_of)
                {
                    let amount = if side == OURS { line.amount } else { -line.amount };
                    self.totals.entry(line.kind).or_default().differences += amount;
                }
            }
        }
    }
}
