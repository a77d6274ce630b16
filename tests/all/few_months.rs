//! Few and large allocations from month to month, on the sample fund: pairs of agreement and cell that exist stay, and new
//! ones are few.

use std::collections::{BTreeMap, BTreeSet};

use poolfund::allocate::allocate;
use poolfund::attribute::live;
use poolfund::attribute::run::{Before, Cause, input};
use poolfund::config::Spread;
use poolfund::domain::{Money, Month};
use poolfund::ledger::Ledger;

use crate::life_sample::read;
use crate::support::root;

type Pair = (String, String);

/// What a month leaves: the pairs that have money, those that money was taken from, and those that the recommendation made.
struct Left {
    standing: BTreeMap<Pair, Money>,
    reduced: BTreeSet<Pair>,
    recommended: BTreeSet<Pair>,
    /// The most new pairs that there may be: agreements, cells and limits of the recommendation, less one.
    bound: usize,
}

/// The last months of the sample to October 2025, all before them open at the first, each closed where that is asked for.
fn months(spread: Spread, count: usize, closes: bool) -> Vec<Left> {
    let (mut fund, facts) = read(root());
    fund.allocation.spread = spread;
    let last = Month::parse("2025-10").unwrap();
    let mut months: Vec<Month> =
        std::iter::successors(Some(last), |month| Some(month.previous())).take(count).collect();
    months.reverse();
    let (mut before, mut all): (Before<'static>, Vec<Left>) = (Before::default(), Vec::new());
    for month in months {
        let ledger = Ledger::build(&facts, &fund, month.last_day()).unwrap();
        let run = input::run(&fund, &facts, &ledger, &ledger.spending, &before);
        let life = live(&run, &before, &[], &allocate).unwrap();
        let known = before.entries.len();
        let mut left =
            Left { standing: BTreeMap::new(), reduced: BTreeSet::new(), recommended: BTreeSet::new(), bound: 0 };
        for (number, entry) in life.entries.iter().enumerate() {
            let agreement = life.agreements[entry.agreement as usize].reference.to_string();
            let pair = (agreement, life.cells[entry.cell as usize].to_string());
            *left.standing.entry(pair.clone()).or_default() += entry.amount;
            if number >= known && entry.amount < Money::ZERO {
                left.reduced.insert(pair.clone());
            }
            if number >= known && entry.cause == Cause::Recommendation {
                left.recommended.insert(pair);
            }
        }
        left.standing.retain(|_, amount| !amount.is_zero());
        let side =
            |pairs: &BTreeSet<Pair>, of: fn(&Pair) -> &String| pairs.iter().map(of).collect::<BTreeSet<_>>().len();
        let limits: usize =
            run.agreements.iter().flat_map(|agreement| &agreement.terms).map(|terms| terms.limits.len()).sum();
        left.bound = side(&left.recommended, |pair| &pair.0) + side(&left.recommended, |pair| &pair.1) + limits;
        all.push(left);
        if closes {
            before = serde_json::from_str(&serde_json::to_string(&life.close()).unwrap()).unwrap();
        }
    }
    all
}

/// By month: pairs, and how many of the month before stand.
fn survivors(months: &[Left]) -> Vec<(usize, usize)> {
    let kept = |pair: &[Left]| {
        let stand = pair[0].standing.keys().filter(|one| pair[1].standing.contains_key(*one));
        (pair[0].standing.len(), stand.count())
    };
    months.windows(2).map(kept).collect()
}

#[test]
fn pairs_of_the_sample_stay_from_month_to_month_and_new_ones_are_few() {
    let closed = months(Spread::Few, 7, true);
    for (was, is) in closed.iter().zip(&closed[1..]) {
        for (pair, amount) in &was.standing {
            let stands = is.standing.get(pair).copied().unwrap_or_default();
            assert!(stands >= *amount || is.reduced.contains(pair), "{pair:?}: {amount:?} stood, {stands:?} stands");
        }
        let new = is.recommended.iter().filter(|pair| !was.standing.contains_key(*pair)).count();
        assert!(new < is.bound.max(1), "{new} new pairs, {} at most", is.bound);
    }
    // Where nothing is closed, every month is computed anew, and still most pairs come out again.
    let open = months(Spread::Few, 4, false);
    let (few, proportional) = (survivors(&open), survivors(&months(Spread::Proportional, 4, false)));
    eprintln!("few_months: closed {:?}, open {few:?}, proportional {proportional:?}", survivors(&closed));
    for (pairs, stand) in few {
        assert!(stand * 10 >= pairs * 9, "{stand} of {pairs}");
    }
}
