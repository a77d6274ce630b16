//! The months that the ledger knows, and the page of each.
//!
//! What comes in: the fund's folder. What leaves: the months with their state, and pages as bytes that any number of readers
//! share. A page is made once, of the month as it was run or closed, and kept until the ledger changes.

use std::path::PathBuf;

use axum::body::Bytes;
use serde::Serialize;
use tokio::sync::Mutex;

use crate::books::{self, BooksError};
use crate::domain::Month;
use crate::ledger::store::{Approval, Close, Event, EventKind, Stamp, Storage};
use crate::report::{View, WriteError, page};

/// How many pages are kept.
const PAGES: usize = 6;

/// A month that was run.
#[derive(Clone, Debug, Serialize)]
pub(super) struct MonthState {
    /// Its name, as `2025-10`.
    pub month: String,
    /// When its last run was recorded.
    pub run_at: String,
    /// By whom.
    pub run_by: String,
    /// Its close, where it is closed.
    pub closed: Option<Act>,
    /// The approval of its close.
    pub approved: Option<Act>,
}

/// Something that somebody did.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Act {
    /// Who says so.
    pub by: String,
    /// When it was recorded.
    pub at: String,
}

#[derive(Debug, Default)]
struct Kept {
    /// What the ledger was when this was read.
    stamp: Option<Stamp>,
    months: Vec<MonthState>,
    /// The page that was asked for last stands last.
    pages: Vec<(String, Bytes)>,
}

/// The months of a fund.
#[derive(Debug)]
pub(super) struct Months {
    folder: PathBuf,
    kept: Mutex<Kept>,
}

impl Months {
    /// The months of the fund in a folder.
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder, kept: Mutex::default() }
    }

    /// The months, the newest first.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub(super) async fn list(&self) -> Result<Vec<MonthState>, BooksError> {
        let mut kept = self.kept.lock().await;
        self.renew(&mut kept).await?;
        Ok(kept.months.clone())
    }

    /// The page of a month; nothing where it was never run. Of those who ask at once, the first lets it be made.
    ///
    /// # Errors
    /// When the ledger cannot be read, or the month has no figures with this version.
    pub(super) async fn page(&self, month: &str, edit: bool) -> Result<Option<Bytes>, BooksError> {
        let mut kept = self.kept.lock().await;
        self.renew(&mut kept).await?;
        let Some(asked) = Month::parse(month).filter(|_| kept.months.iter().any(|known| known.month == month)) else {
            return Ok(None);
        };
        let bytes = match kept.pages.iter().position(|(name, _)| name == month) {
            Some(at) => kept.pages.remove(at).1,
            None => {
                let (folder, months) = (self.folder.clone(), kept.months.clone());
                let made =
                    apart(move || made(&folder, asked, &Around { month: asked.to_string(), months, edit })).await?;
                Bytes::from(made)
            }
        };
        if kept.pages.len() >= PAGES {
            kept.pages.remove(0);
        }
        kept.pages.push((month.to_owned(), bytes.clone()));
        Ok(Some(bytes))
    }

    /// Reads the months anew where the ledger changed.
    async fn renew(&self, kept: &mut Kept) -> Result<(), BooksError> {
        let folder = self.folder.clone();
        let stamp = Some(apart(move || Ok(Storage::of(&folder)?.stamp()?)).await?);
        if kept.stamp != stamp {
            let folder = self.folder.clone();
            let months = apart(move || months_of(&folder)).await?;
            *kept = Kept { stamp, months, pages: Vec::new() };
        }
        Ok(())
    }
}

/// Does long work where it keeps no other request waiting.
pub(super) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BooksError> + Send + 'static,
) -> Result<T, BooksError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(why) => match why.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Err(BooksError::NothingRun),
        },
    }
}

fn months_of(folder: &std::path::Path) -> Result<Vec<MonthState>, BooksError> {
    let Some(store) = books::ledger(folder)? else { return Ok(Vec::new()) };
    let mut months: Vec<MonthState> = Vec::new();
    for event in store.events(Some(EventKind::Run))? {
        let Some(month) = event.period.clone() else { continue };
        months.retain(|known| known.month != month);
        let (run_at, run_by) = (event.recorded_at, event.recorded_by);
        months.push(MonthState { month, run_at, run_by, closed: None, approved: None });
    }
    let act = |event: &Event, by: String| Some(Act { by, at: event.recorded_at.clone() });
    for event in store.events(Some(EventKind::Close))? {
        let by = event.read::<Close>()?.by;
        if let Some(month) = months.iter_mut().find(|known| Some(&known.month) == event.period.as_ref()) {
            month.closed = act(&event, by);
        }
    }
    for event in store.events(Some(EventKind::Approval))? {
        let by = event.read::<Approval>()?.by;
        if let Some(month) = months.iter_mut().find(|known| Some(&known.month) == event.period.as_ref()) {
            month.approved = act(&event, by);
        }
    }
    months.sort_by(|one, other| other.month.cmp(&one.month));
    Ok(months)
}

/// What stands around the figures of a month.
#[derive(Serialize)]
struct Around {
    month: String,
    months: Vec<MonthState>,
    edit: bool,
}

/// The page of a month as it was run or closed.
fn made(folder: &std::path::Path, month: Month, around: &Around) -> Result<Vec<u8>, BooksError> {
    let store = books::ledger(folder)?.ok_or_else(|| BooksError::NoLedger(folder.to_owned()))?;
    let computed = books::again(store.as_ref(), &books::run_of(store.as_ref(), month)?, &|_| {})?;
    let written = || -> Result<String, WriteError> {
        let view = View::new(&computed.figures, computed.provenance())?;
        Ok(page::live(&page::figures(&view)?, around)?)
    };
    Ok(written()?.into_bytes())
}
