//! What the program says of planted differences: seen, right cause, precision, sums.

use std::collections::{BTreeMap, HashMap};
use std::ops::RangeInclusive;
use std::sync::Arc;

use poolfund::domain::facts::FinanceLine;
use poolfund::ledger::store::ClosedItems;
use poolfund::reconcile::{
    Cause, Difference, Known, Line, OpenItems, OurParties, Reconciliation, Rules, Step, compare, their_lines,
};

use super::book::Book;
use super::fund::{Fund, Mode};
use super::plants::Plant;
use super::random::Random;

/// How one kind of difference fared.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fared {
    pub planted: usize,
    pub seen: usize,
    pub right: usize,
}

/// How one mode fared.
#[derive(Clone, Debug, Default)]
pub struct Score {
    pub by_plant: BTreeMap<Plant, Fared>,
    /// By reported cause: how often, and how often rightly.
    pub by_cause: BTreeMap<Cause, [usize; 2]>,
    /// Differences that nothing planted explains.
    pub false_rows: usize,
    /// Differences in funds in which nothing was planted.
    pub clean: usize,
    /// What was left or new when all proposals were followed at once; and in the month after.
    pub left: [usize; 2],
    pub trace: Vec<String>,
}

impl Score {
    /// How many were planted, and of how many the cause was right.
    pub fn in_all(&self) -> [usize; 2] {
        let sum = |of: fn(&Fared) -> usize| self.by_plant.values().map(of).sum();
        [sum(|fared| fared.planted), sum(|fared| fared.right)]
    }
}

/// How many differences there are in a fund without a fault.
pub fn clean(fund: &Fund) -> usize {
    let extract: Vec<Arc<FinanceLine>> = fund.theirs.iter().cloned().map(Arc::new).collect();
    reconcile(fund, fund.ours.clone(), &extract).differences.len()
}

/// Compares a fund's lines with an extract.
pub fn reconcile(fund: &Fund, ours: Vec<Line>, extract: &[Arc<FinanceLine>]) -> Reconciliation {
    let parties = OurParties {
        agreements: fund.agreements.iter().map(|agreement| &agreement.reference).collect(),
        donors: fund.agreements.iter().map(|agreement| (&agreement.donor, agreement.donor.as_str())).collect(),
    };
    let theirs = their_lines(extract, &ours, &parties, &fund.rates).unwrap();
    compare(ours, theirs, rules(fund, &[]), fund.as_of)
}

fn rules<'a>(fund: &'a Fund, closes: &'a [ClosedItems]) -> Rules<'a> {
    Rules { rates: &fund.rates, usual_charges: &fund.usual_charges, closes }
}

/// Plants `each` of every kind in a random fund, and scores what is said.
pub fn score(score: &mut Score, mode: Mode, seed: u64, each: usize) {
    let fund = Fund::random(mode, seed);
    let mut random = Random::new(seed.wrapping_mul(977) + 3);
    let mut book = Book::new(&fund, &mut random);
    for _ in 0..each {
        for plant in Plant::ALL.iter().filter(|plant| plant.shows_in(mode)) {
            book.plant(*plant);
        }
    }
    let extract: Vec<_> = book.extract().into_iter().map(Arc::new).collect();
    let said = reconcile(&fund, book.ours.clone(), &extract);
    sums(&said);
    let mut hits: HashMap<usize, Vec<&Difference>> = HashMap::new();
    for difference in &said.differences {
        let ours = difference.ours.iter().map(|place| *place as usize);
        let mut theirs = difference.theirs.iter().map(|place| *place as usize);
        let by_ours = |place: usize| book.planted.iter().position(|planted| planted.ours.contains(&place));
        let by_theirs = |place: usize| book.planted.iter().position(|planted| planted.theirs.contains(&place));
        let hit = theirs.find_map(by_theirs).or_else(|| {
            let mut ours = ours;
            ours.find_map(by_ours)
        });
        let tally = score.by_cause.entry(difference.cause()).or_default();
        tally[0] += 1;
        match hit {
            Some(hit) => {
                if book.planted[hit].plant.causes().contains(&difference.cause()) {
                    tally[1] += 1;
                }
                hits.entry(hit).or_default().push(difference);
            }
            None => {
                score.false_rows += 1;
                score.trace.push(format!("{mode:?} {seed} FALSE {}", shown(&said, difference)));
            }
        }
    }
    for (id, planted) in book.planted.iter().enumerate() {
        let fared = score.by_plant.entry(planted.plant).or_default();
        fared.planted += 1;
        let differences = hits.get(&id).map_or(&[][..], Vec::as_slice);
        let named = |difference: &Difference| {
            let [ours, theirs] = [(&difference.ours, &planted.ours), (&difference.theirs, &planted.theirs)]
                .map(|(lines, planted)| lines.iter().any(|line| planted.contains(&(*line as usize))));
            ours || theirs
        };
        fared.seen += usize::from(said.differences.iter().any(named));
        let right = matches!(differences, [only] if planted.plant.causes().contains(&only.cause()));
        fared.right += usize::from(right);
        if !right {
            let said: Vec<String> = differences.iter().map(|difference| shown(&said, difference)).collect();
            score.trace.push(format!("{mode:?} {seed} {:?}: {}", planted.plant, said.join(" | ")));
        }
    }
    for posted in [Posted::AtOnce, Posted::Later] {
        let after = followed(&said, &fund, posted);
        let left = after.differences.iter().filter(|left| posted == Posted::AtOnce || !of_months(&said, left));
        for left in left {
            score.left[posted as usize] += 1;
            score.trace.push(format!("{mode:?} {seed} LEFT {posted:?} {}", shown(&after, left)));
        }
    }
}

/// When what is proposed is booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posted {
    /// On the days that are proposed.
    AtOnce,
    /// In the month after, those days being closed.
    Later,
}

/// Whether a difference is what it was, and one of months that both sides have closed, which no later booking mends.
fn of_months(before: &Reconciliation, left: &Difference) -> bool {
    let shares = |was: &&Difference| {
        was.ours.iter().any(|line| left.ours.contains(line)) || was.theirs.iter().any(|line| left.theirs.contains(line))
    };
    let mut was = before.differences.iter().filter(shares);
    was.any(|was| was.findings.iter().any(|finding| finding.cause == Cause::Timing))
}

/// The differences explain the totals to the cent, and every line that counts stands in one place.
pub fn sums(said: &Reconciliation) {
    let mut places = [vec![0; said.ours.len()], vec![0; said.theirs.len()]];
    let groups = said.matches.iter().map(|found| [&found.ours, &found.theirs]);
    for group in groups.chain(said.differences.iter().map(|difference| [&difference.ours, &difference.theirs])) {
        for (side, lines) in group.into_iter().enumerate() {
            for line in lines {
                places[side][*line as usize] += 1;
            }
        }
    }
    assert!(places.iter().flatten().all(|times| *times <= 1), "a line stands in two groups");
    for (kind, totals) in &said.totals {
        assert_eq!(totals.ours.sum - totals.theirs.sum, totals.differences, "the differences explain {kind}");
    }
}

/// What is said in the month after a close, once every proposal was followed.
pub fn followed(said: &Reconciliation, fund: &Fund, posted: Posted) -> Reconciliation {
    let mut sides = [said.ours.clone(), said.theirs.clone()];
    for (number, difference) in said.differences.iter().enumerate() {
        for step in &difference.proposal.steps {
            match step {
                Step::Book { side, entries } => {
                    for (place, entry) in entries.iter().enumerate() {
                        let number = format!("{side:?}-{number}-{place}");
                        let mut entry = entry.clone();
                        if posted == Posted::Later {
                            entry.date = super::fund::day("2025-11-14");
                        }
                        entry.edit(|said| said.number = number);
                        sides[*side as usize].push(entry);
                    }
                }
                Step::Quote { side, lines, numbers } => {
                    for line in lines {
                        sides[*side as usize][*line as usize].edit(|said| said.quotes.extend(numbers.iter().cloned()));
                    }
                }
                Step::Alias { name, donor } => {
                    let called = |line: &Line| line.stranger().is_some_and(|stranger| stranger.name == *name);
                    for line in sides[1].iter_mut().filter(|line| called(line)) {
                        line.edit(|said| (said.stranger, said.donor) = (None, Some(donor.clone())));
                    }
                }
                // It comes with the next month.
                Step::Await { .. } => {}
            }
        }
    }
    let [ours, theirs] = sides;
    let known = Known { closes: &[], settlements: &[], base: fund.rates.base(), as_of: fund.as_of };
    let closed = ClosedItems { closed_on: fund.as_of, items: OpenItems::of(said, known).kept() };
    compare(ours, theirs, rules(fund, &[closed]), super::fund::day("2025-11-30"))
}

/// A difference in a line of text.
pub fn shown(said: &Reconciliation, difference: &Difference) -> String {
    let line = |line: &Line| {
        format!(
            "{} {} {} {:?} q{:?} {:?}/{:?}/{:?}/{:?}",
            line.kind,
            line.date,
            line.amount.format(2),
            line.number(),
            line.quotes().collect::<Vec<_>>(),
            line.donor(),
            line.agreement(),
            line.project(),
            line.geography(),
        )
    };
    let ours: Vec<String> = difference.ours.iter().map(|place| line(&said.ours[*place as usize])).collect();
    let theirs: Vec<String> = difference.theirs.iter().map(|place| line(&said.theirs[*place as usize])).collect();
    let causes: Vec<Cause> = difference.findings.iter().map(|finding| finding.cause).collect();
    format!(
        "{causes:?} {:?} {}: [{}] <> [{}]",
        difference.how,
        difference.amount.format(2),
        ours.join("; "),
        theirs.join("; ")
    )
}

/// How many differences of each kind are planted in a fund.
const EACH: usize = 20;

/// Every mode with its score, over random funds with differences, and as many others without.
pub fn measured(seeds: RangeInclusive<u64>) -> Vec<(Mode, Score)> {
    let of = |mode: Mode| {
        let mut total = Score::default();
        for seed in seeds.clone() {
            score(&mut total, mode, seed, EACH);
        }
        total.clean = seeds.clone().map(|seed| clean(&Fund::random(mode, seed + 100))).sum();
        (mode, total)
    };
    Mode::ALL.into_iter().map(of).collect()
}
