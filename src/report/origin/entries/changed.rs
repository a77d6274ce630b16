//! Entries behind what changed since a close, part by part: of each part its own rows and no others.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::attribute::figures::BookLine;
use crate::attribute::run::{Cause, REFUND};
use crate::attribute::{Attribution, Share};
use crate::domain::facts::ReceiptKind;
use crate::domain::{Money, Month};
use crate::month::{BookedReceipt, Figures};

use super::super::{Entry, Part, Query};

impl Query {
    /// The entries of the allocation book after a day, each with its cause.
    pub(super) fn entered(&self, figures: &Figures, day: NaiveDate) -> Vec<Entry> {
        let entries = figures.book.entries.iter().filter(|entry| entry.date > day);
        let entries = entries.filter(|entry| self.part.is_none_or(|wanted| wanted == part_of(entry)));
        let entry = |entry: &BookLine| {
            let payer = &figures.ledger.agreements[entry.agreement as usize].agreement.reference;
            let cell = figures.ledger.cells.get(entry.cell as usize)?;
            let wanted = self.has_agreement(figures, payer) && self.has_cell(figures, cell);
            let what = format!("{payer} in {}, {}: {}", cell.id(), entry.date, entry.cause.word());
            wanted.then(|| Entry::row(what, &cell.source, Some(entry.amount)))
        };
        entries.filter_map(entry).collect()
    }

    /// What is charged to agreements; of what changed since a close, the part that is asked for.
    pub(super) fn spent(&self, figures: &Figures) -> Vec<Entry> {
        let Attribution { spent, restated, .. } = &figures.attribution;
        match self.part {
            None => self.shares(figures, spent),
            Some(Part::Restated) => self.shares(figures, restated),
            Some(Part::New) => self.shares(figures, &less(spent, restated)),
            Some(Part::Decided | Part::Refunded | Part::WrittenOff | Part::Lapsed | Part::Exchange) => Vec::new(),
        }
    }

    /// Which receipts are in the part of what changed that is asked for.
    pub(super) fn changed_receipts<'f>(&self, figures: &'f Figures) -> ChangedReceipts<'f> {
        let Some((part, since)) = self.part.zip(self.since) else {
            return ChangedReceipts { part: None, before: BTreeSet::new() };
        };
        let rows = figures.standing.booked.iter().flatten();
        let booked = rows.filter(|row| row.month <= Month::of(since)).map(|row| (row.number.as_str(), row.kind));
        let facts = figures.facts.receipts.iter().filter(|receipt| receipt.date <= since);
        let dated = facts.map(|receipt| (receipt.number.as_str(), receipt.kind));
        ChangedReceipts { part: Some(part), before: booked.chain(dated).collect() }
    }
}

/// Which receipts are in a part of what changed since a close.
pub(super) struct ChangedReceipts<'f> {
    part: Option<Part>,
    /// Those that were booked by then, or are dated by then.
    before: BTreeSet<(&'f str, ReceiptKind)>,
}

impl ChangedReceipts<'_> {
    /// Whether a receipt that was booked after the close is one of them.
    pub(super) fn has(&self, row: &BookedReceipt) -> bool {
        let own = match (self.before.contains(&(row.number.as_str(), row.kind)), row.kind) {
            (true, _) => Part::Restated,
            (false, ReceiptKind::Refund) => Part::Refunded,
            (false, _) => Part::New,
        };
        self.part.is_none_or(|wanted| wanted == own)
    }
}

/// The part that an entry of the allocation book is of.
fn part_of(entry: &BookLine) -> Part {
    match entry.cause {
        Cause::Correction if entry.reference == REFUND => Part::Refunded,
        Cause::Correction => Part::Restated,
        Cause::Decision => Part::Decided,
        Cause::Lapse => Part::Lapsed,
        Cause::Opening | Cause::Cost | Cause::Cover | Cause::Recommendation => Part::New,
    }
}

/// Shares without what others take of them.
fn less(shares: &[Share], others: &[Share]) -> Vec<Share> {
    let key = |share: &Share| (share.line(), share.cell(), share.agreement(), share.charged_in);
    let mut taken: BTreeMap<_, Money> = BTreeMap::new();
    for share in others {
        *taken.entry(key(share)).or_default() += share.amount;
    }
    let left = shares.iter().map(|share| share.of(share.amount - taken.get(&key(share)).copied().unwrap_or_default()));
    left.filter(|share| !share.amount.is_zero()).collect()
}
