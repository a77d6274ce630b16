//! What closes and approvals leave in the ledger: the figures of a month as they stay, its reports as they were, and who
//! vouches for them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::fingerprint;
use crate::domain::{AgreementRef, Money, Month, PublicKey};

use super::event::{Detail, Event, EventKind, Format, NewEvent, Sum};
use super::lines::{self, Line, Root};
use super::record::{RunRecord, StoredFile};
use super::shape::{
    ActedDecision, Charge, Cost, CostVersion, Entry, GoneCost, KnownCell, Netting, OpenItem, Pending, ReturnedInterest,
    UnchargedCost,
};
use super::{Store, StoreError};

/// The file of reports that says what was written.
pub const MANIFEST: &str = "manifest.json";

/// Something that a close accepts, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Accepted {
    /// The item of the checklist.
    pub item: String,
    /// What was found.
    pub found: String,
    /// Why it may stay.
    pub reason: String,
}

/// A month was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Close {
    /// Who closed it.
    pub by: String,
    /// The run that it closes.
    pub run: RunRecord,
    /// What the checklist found and was accepted.
    pub accepted: Vec<Accepted>,
    /// Of a close of format 1, the event that holds its placements, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placements: Option<String>,
    /// The closed edition: every file of the reports, by its path below the month's folder, and its SHA-256. The bytes are
    /// among the files that the ledger keeps; closes of format 1 kept none.
    pub pack: Vec<(String, String)>,
    /// What the close freezes, which are the lines of its event.
    #[serde(default)]
    pub lines: Sum,
}

/// A close was approved: a certificate beside it. It says what the ledger was when it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The close, by its id.
    pub close: String,
    /// Who approved it.
    pub by: String,
    /// The hash of the close's event, which covers who closed it and when. Format 1 did not say it.
    #[serde(default)]
    pub close_hash: String,
    /// The hash of the last event of the ledger as it was approved. Format 1 did not say it.
    #[serde(default)]
    pub head: String,
    /// What was signed, where the fund wants approvals to be signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Signed>,
}

/// What an approver signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// The statement of the close.
    pub statement: String,
    /// The public key of who signed it.
    pub key: PublicKey,
    /// The signature, as minisign writes it.
    pub signature: String,
}

impl Approval {
    /// The approval of a close by somebody, of the ledger as it is.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn of(close: &Event, by: &str, signed: Option<Signed>, store: &dyn Store) -> Result<Self, StoreError> {
        let head = store.head()?;
        Ok(Self { close: close.id.clone(), by: by.to_owned(), close_hash: close.hash.clone(), head, signed })
    }
}

/// Money that stayed where it was placed, as format 1 kept it: cumulatively.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Placement {
    agreement: AgreementRef,
    cell: String,
    amount: Money,
}

/// What closes freeze.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frozen {
    /// Entries of the allocation book.
    pub entries: Vec<Entry>,
    /// Charges.
    pub charges: Vec<Charge>,
    /// What was pending on the close's as-of day.
    pub pending: Vec<Pending>,
    /// What credits settled.
    pub netted: Vec<Netting>,
    /// Costs as they stood on that day; of a close by itself, those that are new or changed since the one before.
    pub costs: Vec<Cost>,
    /// Costs that stood at the close before and are no more.
    pub gone: Vec<GoneCost>,
    /// Versions of costs that changed after a close.
    pub versions: Vec<CostVersion>,
    /// Interest that went back to donors.
    pub returned: Vec<ReturnedInterest>,
    /// Cells that the rest may name; of a close by itself, those that are new or changed since the one before.
    pub cells: Vec<KnownCell>,
    /// Items of the reconciliation that stood on that day, or that went since the close before.
    pub items: Vec<OpenItem>,
    /// Decisions that acted and were not taken back, in the order in which they acted.
    pub decisions: Vec<ActedDecision>,
    /// Costs that agreements are not to be charged with again.
    pub uncharged: Vec<UnchargedCost>,
}

/// The items of the reconciliation of a close.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClosedItems {
    /// The as-of day of the close.
    pub closed_on: NaiveDate,
    /// Those that stood on that day, or that went since the close before.
    pub items: Vec<OpenItem>,
}

/// The cause of the entries as which a close of format 1 enters the allocation book.
pub const OPENING: &str = "opening";

impl Close {
    /// The close as an event, with what it freezes.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn event(mut self, period: &str, frozen: Frozen) -> Result<NewEvent, StoreError> {
        self.lines = sum(&frozen)?;
        Ok(NewEvent {
            detail: Detail::Frozen(frozen),
            ..NewEvent::new(EventKind::Close, Some(period.to_owned()), &self)?
        })
    }

    /// Whether this is what was frozen. Of a close of format 1 nothing can be said.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn froze(&self, frozen: &Frozen) -> Result<bool, StoreError> {
        Ok(self.placements.is_some() || sum(frozen)? == self.lines)
    }

    /// Whether lines are those that were frozen.
    pub fn holds(&self, lines: &[Line]) -> bool {
        let mut root = Root::new(Format::Two);
        lines.iter().for_each(|line| root.add(line));
        self.placements.is_some() || root.end() == self.lines
    }

    /// What the close of an event froze by itself: the entries and charges of its own months. A close of format 1 gives
    /// all placements to its as-of day, as opening entries of that day; its charges it did not keep.
    ///
    /// # Errors
    /// When the ledger cannot be read, or does not hold what was frozen.
    pub fn frozen(&self, event: &Event, store: &dyn Store) -> Result<Frozen, StoreError> {
        if let Some(placements) = &self.placements {
            let kept = store.event(placements)?.ok_or_else(|| event.unreadable("its placements are not there"))?;
            let placements: Vec<Placement> = kept.read()?;
            let entry = |Placement { agreement, cell, amount }| Entry {
                date: self.run.as_of,
                agreement,
                cell,
                amount,
                cause: OPENING.to_owned(),
                reference: event.period.clone(),
            };
            return Ok(Frozen { entries: placements.into_iter().map(entry).collect(), ..Frozen::default() });
        }
        let lines = store.lines(&event.id)?;
        if !self.holds(&lines) {
            return Err(event.changed("what it froze"));
        }
        let (frozen, unknown) =
            lines::frozen(&lines).map_err(|(line, misfit)| event.unreadable(&format!("line {line}: {misfit}")))?;
        if unknown.is_empty() { Ok(frozen) } else { Err(event.unreadable(&unknown.to_string())) }
    }

    /// SHA-256 of the manifest of the closed edition; of a close of format 1, of the run that it closed.
    pub fn manifest(&self) -> &str {
        let found = self.pack.iter().find(|(file, _)| file == MANIFEST);
        found.map_or(self.run.manifest.as_str(), |(_, sha256)| sha256)
    }

    /// The files of the closed edition as they were.
    ///
    /// # Errors
    /// When the ledger cannot be read. A file that it does not hold, or not as it was, is in the list of the missing.
    pub fn edition(&self, store: &dyn Store) -> Result<Edition, StoreError> {
        let mut edition = Edition::default();
        for (name, sha256) in &self.pack {
            match store.file(sha256)?.filter(|bytes| fingerprint::sha256(bytes) == *sha256) {
                Some(bytes) => {
                    edition.files.push(StoredFile { name: name.clone(), sha256: sha256.clone(), bytes });
                }
                None => edition.missing.push(name.clone()),
            }
        }
        Ok(edition)
    }
}

/// How many lines something is that is frozen, and one hash for all of them.
fn sum(frozen: &Frozen) -> Result<Sum, StoreError> {
    let mut root = Root::new(Format::Two);
    lines::of_frozen(frozen, &mut |line| {
        root.add(line);
        Ok::<(), StoreError>(())
    })?;
    Ok(root.end())
}

/// The closed edition of a month's reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// The files that the ledger keeps.
    pub files: Vec<StoredFile>,
    /// The names of those that it does not.
    pub missing: Vec<String>,
}

impl Edition {
    /// The bytes of a file.
    pub fn file(&self, name: &str) -> Option<&[u8]> {
        self.files.iter().find(|file| file.name == name).map(|file| file.bytes.as_slice())
    }
}

/// Support cost of each agreement to the end of months.
pub type SupportByMonth = BTreeMap<Month, BTreeMap<AgreementRef, Money>>;

/// All that stands after a close: the entries, charges and settlements of every close to it, and what was pending at it.
/// Beside it, the items of the reconciliation of each of them, the oldest first, and the support cost that each recorded.
///
/// # Errors
/// When the ledger cannot be read, or does not hold what was frozen.
pub fn standing_after(
    close: &Event,
    store: &dyn Store,
) -> Result<(Frozen, Vec<ClosedItems>, SupportByMonth), StoreError> {
    let mut links = vec![(close.clone(), close.read::<Close>()?)];
    while let Some((event, last)) = links.last()
        && last.placements.is_none()
        && let Some(before) = &last.run.after
    {
        let before = store.event(before)?.ok_or_else(|| event.unreadable("the close before it is not there"))?;
        // A close names one that was there before it, so that this ends.
        if before.seq >= event.seq {
            return Err(event.unreadable("the close before it came after it"));
        }
        let read = before.read()?;
        links.push((before, read));
    }
    let (mut all, mut items) = (Frozen::default(), Vec::with_capacity(links.len()));
    let (mut costs, mut cells, mut support) = (BTreeMap::new(), BTreeMap::new(), SupportByMonth::new());
    for (event, close) in links.iter().rev() {
        let own = close.frozen(event, store)?;
        all.entries.extend(own.entries);
        all.charges.extend(own.charges);
        all.netted.extend(own.netted);
        all.returned.extend(own.returned);
        all.pending = own.pending;
        items.push(ClosedItems { closed_on: close.run.as_of, items: own.items });
        all.versions = own.versions;
        (all.decisions, all.uncharged) = (own.decisions, own.uncharged);
        costs.extend(own.costs.into_iter().map(|cost| (cost.id.clone(), cost)));
        own.gone.iter().for_each(|gone| drop(costs.remove(&gone.id)));
        cells.extend(own.cells.into_iter().map(|cell| (cell.id.clone(), cell)));
        // A close of format 1 did not record it.
        if close.placements.is_none() {
            let agreements = close.run.standing.agreements.iter();
            let to_date = agreements.map(|one| (one.agreement.clone(), one.support_cost.values().copied().sum()));
            support.insert(Month::of(close.run.as_of), to_date.collect());
        }
    }
    all.netted = Netting::added_up(all.netted);
    all.costs = costs.into_values().collect();
    all.cells = cells.into_values().collect();
    Ok((all, items, support))
}

/// The last close of a month before one, or of any month.
///
/// # Errors
/// When the ledger cannot be read.
pub fn last_close(store: &dyn Store, before: Option<&str>) -> Result<Option<(Event, Close)>, StoreError> {
    let mut closes = store.events(Some(EventKind::Close))?;
    closes.retain(|close| before.is_none_or(|before| close.period.as_deref().is_some_and(|period| period < before)));
    closes.sort_by(|one, two| one.period.cmp(&two.period));
    closes.pop().map(|close| close.read().map(|read| (close, read))).transpose()
}

/// The close of a month.
///
/// # Errors
/// When the ledger cannot be read.
pub fn close_of(store: &dyn Store, period: &str) -> Result<Option<(Event, Close)>, StoreError> {
    let closes = store.events(Some(EventKind::Close))?;
    let found = closes.into_iter().find(|close| close.period.as_deref() == Some(period));
    found.map(|close| close.read().map(|read| (close, read))).transpose()
}
