//! What is known before a sheet is read: the fund, names, and the agreements of the sheets before.
//!
//! What comes in: facts of the stages before. What leaves: answers to what a row names. What it does not know: rows.

use std::collections::{BTreeMap, HashMap};

use crate::config::Fund;
use crate::domain::text::{comparable, reference_key};
use crate::domain::{AgreementRef, Currency};
use crate::intake::row::name::{KnownNames, similarity};

/// What is known before a sheet is read.
#[derive(Debug)]
pub(in crate::intake) struct Context<'f> {
    /// The fund.
    pub fund: &'f Fund,
    /// Names of donors, places, themes.
    pub names: KnownNames<'f>,
    /// Agreements whose rows were seen.
    pub agreements: Agreements,
    /// A file of donors could not be read: unknown donors are its fault.
    pub donors_incomplete: bool,
    /// A file of agreements could not be read: unknown agreements are its fault.
    pub agreements_incomplete: bool,
}

impl<'f> Context<'f> {
    /// What is known of a fund before any sheet.
    pub fn new(fund: &'f Fund) -> Self {
        let named = fund.iati.iter().flat_map(|iati| &iati.agreements);
        let activities = named.map(|named| (named.activity.clone(), AgreementRef::new(&named.reference)));
        Self {
            fund,
            names: KnownNames::new(fund),
            agreements: Agreements { activities: activities.collect(), ..Agreements::default() },
            donors_incomplete: false,
            agreements_incomplete: false,
        }
    }
}

/// Agreements by reference, with their currency where it could be read.
#[derive(Debug, Default)]
pub(in crate::intake) struct Agreements {
    currencies: BTreeMap<AgreementRef, Option<Currency>>,
    /// By the comparable form of a reference, those that are written in any such way.
    keys: HashMap<String, Vec<AgreementRef>>,
    /// By its letters and digits alone, the reference that has them; nothing where several have.
    letters: HashMap<String, Option<AgreementRef>>,
    /// By a donor's activity in IATI, the agreement that the settings name for it.
    activities: HashMap<String, AgreementRef>,
}

impl Agreements {
    /// Learns an agreement.
    pub fn add(&mut self, reference: &AgreementRef, currency: Option<Currency>) {
        if let Some(known) = self.currencies.get_mut(reference) {
            *known = known.or(currency);
            return;
        }
        self.currencies.insert(reference.clone(), currency);
        self.keys.entry(reference_key(reference.as_str())).or_default().push(reference.clone());
        let only = self.letters.entry(comparable(reference.as_str()));
        only.and_modify(|only| *only = None).or_insert_with(|| Some(reference.clone()));
    }

    /// The currency of an agreement, where it is known.
    pub fn currency(&self, reference: &AgreementRef) -> Option<Currency> {
        self.currencies.get(reference).copied().flatten()
    }

    /// The agreements that a reference may mean: the one that is written so, or those that are written nearly so.
    pub fn called(&self, written: &str) -> &[AgreementRef] {
        let all = self.keys.get(&reference_key(written)).map_or(&[][..], Vec::as_slice);
        let exact = all.iter().position(|reference| reference.as_str() == written);
        exact.and_then(|place| all.get(place..=place)).unwrap_or(all)
    }

    /// The agreement for which a donor's activity in IATI stands, by the settings.
    pub fn of_activity(&self, activity: &str) -> Option<&AgreementRef> {
        self.activities.get(activity).filter(|reference| self.currencies.contains_key(reference))
    }

    /// The agreement that a sheet of somebody else's means, in which the marks between letters and digits may be others than
    /// ours: `BEL 1` is BEL-1 where no other agreement has these letters and digits.
    pub fn written_elsewhere(&self, written: &str) -> Option<&AgreementRef> {
        match self.called(written) {
            [only] => Some(only),
            [] => self.letters.get(&comparable(written))?.as_ref(),
            [_, ..] => None,
        }
    }

    /// The reference that looks most like one that is not known.
    pub fn nearest(&self, written: &str) -> Option<&AgreementRef> {
        const LIKE_ENOUGH: u32 = 900;
        let wanted = reference_key(written);
        let scored = self.keys.iter().filter_map(|(key, references)| {
            let score = similarity(&wanted, key);
            (score >= LIKE_ENOUGH).then_some((score, std::cmp::Reverse(references.first()?)))
        });
        scored.max().map(|(_, std::cmp::Reverse(reference))| reference)
    }
}
