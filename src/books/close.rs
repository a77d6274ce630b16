//! A close: a month becomes final. Its entries and charges stand, its figures and the closed edition of its reports are
//! recorded, and nothing that is written later changes it.

use std::path::Path;

use crate::domain::text::one_line;
use crate::domain::{Month, fingerprint};
use crate::files::{self, SetAside};
use crate::ledger::store::{self, Accepted, Batch, Close, Frozen, RunRecord, Store, StoredFile, Sum};
use crate::month::{self, Figures};
use crate::report::manifest::Status;
use crate::report::{self, Extras, Written};

use super::computed::{Computed, left_by, read_with};
use super::edition::{REPORT_BYTES, known, manifests, written};
use super::{Actor, AsOf, Books, BooksError, Checked, Item, Statement, Step, Watch, checklist, frozen, last_run};

/// What of the checklist may stay as it is, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acceptance {
    /// Items, each with its reason.
    items: Vec<(Item, String)>,
}

/// Something is to be accepted without a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a reason is needed for what is accepted")]
pub struct NoReason;

impl Acceptance {
    /// Items that may stay, for a reason.
    ///
    /// # Errors
    /// When there are items and no reason.
    pub fn new(items: Vec<Item>, reason: &str) -> Result<Self, NoReason> {
        Self::each(items.into_iter().map(|item| (item, reason.to_owned())).collect())
    }

    /// Items that may stay, each for a reason of its own.
    ///
    /// # Errors
    /// When one has no reason.
    pub fn each(mut items: Vec<(Item, String)>) -> Result<Self, NoReason> {
        for (_, reason) in &mut items {
            *reason = one_line(reason);
        }
        if items.iter().any(|(_, reason)| reason.is_empty()) { Err(NoReason) } else { Ok(Self { items }) }
    }

    /// Why an item may stay; nothing where it may not.
    fn reason(&self, item: Item) -> Option<&str> {
        let found = self.items.iter().find(|(accepted, _)| *accepted == item && item.may_be_accepted());
        found.map(|(_, reason)| reason.as_str())
    }
}

/// A month that was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// What names the close.
    pub id: String,
    /// The hash of its event in the ledger, which mails and later reports give.
    pub hash: String,
    /// The checklist.
    pub checklist: Vec<Checked>,
    /// What others keep of it.
    pub statement: Statement,
    /// Files of people that could not keep their names.
    pub set_aside: Vec<SetAside>,
}

impl Books {
    /// Closes a month.
    ///
    /// # Errors
    /// When the month is not over, it or a later one is closed, the checklist has open items that are not accepted, or
    /// something cannot be read or written.
    pub fn close(
        &mut self,
        month: Month,
        acceptance: &Acceptance,
        actor: &Actor,
        watch: Watch<'_>,
    ) -> Result<Closed, BooksError> {
        self.recovering(|books| books.close_once(month, acceptance, actor, watch))
    }

    fn close_once(
        &mut self,
        month: Month,
        acceptance: &Acceptance,
        actor: &Actor,
        watch: Watch<'_>,
    ) -> Result<Closed, BooksError> {
        let Looked { mut computed, run, mut checklist } = self.looked(month, actor, watch)?;
        let period = month.to_string();
        for checked in &mut checklist {
            checked.accepted = checked.found.is_some() && acceptance.reason(checked.item).is_some();
        }
        let Some(run) = run.filter(|_| !checklist.iter().any(Checked::is_open)) else {
            return Err(BooksError::Open { month, checklist });
        };
        let accepted = checklist.iter().filter(|checked| checked.accepted).filter_map(|checked| {
            let found = checked.found.as_ref()?.to_string();
            let reason = acceptance.reason(checked.item)?.to_owned();
            Some(Accepted { item: checked.item.name().to_owned(), found, reason })
        });
        let accepted = accepted.collect();
        let frozen = frozen_by(self.store(), &computed, &run, watch)?;
        computed.status = Status::Closed;
        let (reports, extras) = (self.reports(month), self.extras(month, &run)?);
        watch(Step::Writing);
        let edition = report::stage(&computed.figures, computed.provenance(), &reports, extras)?;
        let (pack, files) = kept(&edition)?;
        watch(Step::Recording);
        let close = Close { by: actor.name().to_owned(), run, accepted, placements: None, pack, lines: Sum::default() };
        let close = close.event(&period, frozen)?;
        let id = close.id();
        self.append(Batch { events: vec![close], files }, actor)?;
        let (event, close) = store::close_of(self.store(), &period)?.ok_or(BooksError::NotClosed { month })?;
        let statement = self.state((&event, &close), None).map_err(BooksError::unfinished)?;
        let manifests = manifests(self.store())?;
        let know = |folder: &Path| known(folder, &manifests);
        let placed = edition.put_in_place(&know).map_err(BooksError::file(&reports)).map_err(BooksError::unfinished);
        let (_, set_aside) = placed?;
        self.copy()?;
        Ok(Closed { id, hash: event.hash, checklist, statement, set_aside })
    }

    /// What the closed edition has beside the workbooks: what the last run made of them.
    fn extras(&self, month: Month, run: &RunRecord) -> Result<Extras, BooksError> {
        let reports = self.reports(month);
        let files = written(&reports, &run.manifest).map_err(BooksError::file(&reports))?;
        Ok(Extras::of(files.map_err(BooksError::Deviates)?.iter().map(|(file, _)| file.as_str())))
    }
}

/// A month that may be closed, and what is found in it.
struct Looked {
    computed: Computed,
    run: Option<RunRecord>,
    checklist: Vec<Checked>,
}

impl Books {
    /// What is looked at before a month is closed, and what is found. Nothing is closed.
    ///
    /// # Errors
    /// As [`Books::close`], but for open items.
    pub fn checklist(&mut self, month: Month, actor: &Actor, watch: Watch<'_>) -> Result<Vec<Checked>, BooksError> {
        self.recovering(|books| Ok(books.looked(month, actor, watch)?.checklist))
    }

    fn looked(&self, month: Month, actor: &Actor, watch: Watch<'_>) -> Result<Looked, BooksError> {
        if actor.today() <= month.last_day() {
            return Err(BooksError::NotOver { month, today: actor.today() });
        }
        self.refuse_closed(month)?;
        let period = month.to_string();
        let last = store::last_close(self.store(), None)?.and_then(|(event, _)| event.period);
        if let Some(later) = last.filter(|last| *last > period) {
            return Err(BooksError::LaterClosed { later });
        }
        let computed = read_with(self.folder(), AsOf::Day(month.last_day()), Some(self.store()), watch)?;
        let run = last_run(self.store(), Some(&period))?.map(|(_, run)| run);
        let checklist = checklist::look(self, &computed, run.as_ref())?;
        Ok(Looked { computed, run, checklist })
    }
}

/// What the close of a run of a month adds to what closes before it froze.
pub(super) fn frozen_by(
    store: &dyn Store,
    computed: &Computed,
    run: &RunRecord,
    watch: Watch<'_>,
) -> Result<Frozen, BooksError> {
    let Figures { fund, facts, ledger, .. } = &computed.figures;
    let after = run.after.as_ref().map(|close| store.event(close)).transpose()?.flatten();
    let kept = after.as_ref().map(|close| store::standing_after(close, store)).transpose()?;
    let kept = kept.map(|(kept, ..)| kept);
    let before = after.map(|close| left_by(store, close, watch)).transpose()?;
    let all = month::freeze((fund, facts), ledger.as_of, before.as_ref().map(|(_, before)| before))?;
    let items = computed.figures.reconciliation.open.kept();
    Ok(Frozen { items, ..frozen::added(&all, &kept.unwrap_or_default()) })
}

/// Files with the SHA-256 of each, and with their bytes.
type Pack = (Vec<(String, String)>, Vec<StoredFile>);

/// The files of the closed edition, as the ledger keeps them.
fn kept(edition: &Written) -> Result<Pack, BooksError> {
    let mut files = Vec::with_capacity(edition.files.len());
    for written in &edition.files {
        let path = edition.path().join(&written.file);
        let bytes = files::read(&path, REPORT_BYTES).map_err(BooksError::file(&path))?;
        if fingerprint::sha256(&bytes) != written.sha256 {
            return Err(BooksError::Changed { file: written.file.clone() });
        }
        files.push(StoredFile { name: written.file.clone(), sha256: written.sha256.clone(), bytes });
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok((files.iter().map(|file| (file.name.clone(), file.sha256.clone())).collect(), files))
}
