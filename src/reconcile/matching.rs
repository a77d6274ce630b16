//! Pairs of our lines and finance's, one to one: first by reference, then by amount, date window and donor.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::Money;
use crate::domain::facts::FinanceLine;
use crate::domain::text::comparable;

use super::OurLine;

/// How many days two lines of one amount may lie apart.
const WINDOW_DAYS: u64 = 15;

/// Which line goes with which, by place in the lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pairing {
    pub pairs: Vec<(usize, usize)>,
    pub only_ours: Vec<usize>,
    pub only_theirs: Vec<usize>,
}

pub(super) fn pair(ours: &[OurLine], theirs: &[&FinanceLine]) -> Pairing {
    let mut matcher = Matcher { ours, theirs, our_pair: vec![None; ours.len()], taken: vec![false; theirs.len()] };
    matcher.by_key(OurLine::document, |line| [Some(line.document.as_str()), line.reference.as_deref()]);
    matcher.by_key(|line| Some(line.reference()), |line| [line.reference.as_deref(), None]);
    matcher.by_amount();
    matcher.finish()
}

struct Matcher<'a> {
    ours: &'a [OurLine],
    theirs: &'a [&'a FinanceLine],
    our_pair: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Matcher<'_> {
    /// Pairs lines that share a reference. Where several do, the same amount first, then the nearest date. A shared
    /// agreement or project alone is not enough: there the amount must be the same too, or nearly.
    fn by_key(
        &mut self,
        our_key: impl Fn(&OurLine) -> Option<&str>,
        their_keys: impl Fn(&FinanceLine) -> [Option<&str>; 2],
    ) {
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, line) in self.theirs.iter().enumerate().filter(|(place, _)| !self.taken[*place]) {
            let mut keys: Vec<String> = their_keys(line).into_iter().flatten().map(comparable).collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                by_key.entry(key).or_default().push(place);
            }
        }
        let mut candidates = Vec::new();
        for (our, line) in self.ours.iter().enumerate().filter(|(our, _)| self.our_pair[*our].is_none()) {
            let Some(key) = our_key(line) else { continue };
            let own_number = line.document() == Some(key);
            for &their in by_key.get(&comparable(key)).map_or(&[][..], Vec::as_slice) {
                let theirs = self.theirs[their];
                if own_number || near(line.amount, theirs.amount) && days(line.date, theirs.date) <= WINDOW_DAYS {
                    let rank = (line.amount != theirs.amount, days(line.date, theirs.date));
                    candidates.push((rank, our, their));
                }
            }
        }
        self.take(candidates);
    }

    /// Pairs lines of one amount whose dates are near and whose donors (or places) do not speak against it.
    fn by_amount(&mut self) {
        let mut by_amount: HashMap<Money, Vec<usize>> = HashMap::new();
        for (place, line) in self.theirs.iter().enumerate().filter(|(place, _)| !self.taken[*place]) {
            by_amount.entry(line.amount).or_default().push(place);
        }
        let mut candidates = Vec::new();
        for (our, line) in self.ours.iter().enumerate().filter(|(our, _)| self.our_pair[*our].is_none()) {
            for &their in by_amount.get(&line.amount).map_or(&[][..], Vec::as_slice) {
                let theirs = self.theirs[their];
                let apart = days(line.date, theirs.date);
                if apart <= WINDOW_DAYS && Self::compatible(line, theirs) {
                    candidates.push(((false, apart), our, their));
                }
            }
        }
        self.take(candidates);
    }

    fn compatible(ours: &OurLine, theirs: &FinanceLine) -> bool {
        let donor = theirs.donor.as_ref().and_then(|donor| donor.code.as_ref());
        let same_donor = donor.is_none() || ours.donor().is_none() || donor == ours.donor();
        let (place, theme) = ours.target().unzip();
        let same_place = theirs.geography.is_none() || place.is_none() || theirs.geography.as_ref() == place;
        let same_theme = theirs.theme.is_none() || theme.is_none() || theirs.theme.as_ref() == theme;
        same_donor && same_place && same_theme
    }

    fn take(&mut self, mut candidates: Vec<((bool, u64), usize, usize)>) {
        candidates.sort();
        for (_, our, their) in candidates {
            if self.our_pair[our].is_none() && !self.taken[their] {
                self.our_pair[our] = Some(their);
                self.taken[their] = true;
            }
        }
    }

    fn finish(self) -> Pairing {
        let mut pairing = Pairing::default();
        for (our, pair) in self.our_pair.iter().enumerate() {
            match pair {
                Some(their) => pairing.pairs.push((our, *their)),
                None => pairing.only_ours.push(our),
            }
        }
        pairing.only_theirs =
            self.taken.iter().enumerate().filter(|(_, taken)| !**taken).map(|(their, _)| their).collect();
        pairing
    }
}

/// Days between two dates.
pub(super) fn days(one: NaiveDate, other: NaiveDate) -> u64 {
    one.signed_duration_since(other).num_days().unsigned_abs()
}

/// Within a tenth of each other, or the same but for the sign.
fn near(one: Money, other: Money) -> bool {
    let apart = u128::from((one - other).minor().unsigned_abs());
    let size = u128::from(one.minor().unsigned_abs());
    apart * 10 <= size || one == -other
}
