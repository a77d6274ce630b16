//! Drafts of mails to donors: from what the ledger recorded of a month, and nothing else.

use std::collections::HashMap;
use std::path::PathBuf;

use chrono::{DateTime, Utc};

use crate::domain::{Month, fingerprint};
use crate::files::{self, SetAside};
use crate::ledger::store::{self, EventKind, RunRecord, StoreError};
use crate::report::letter::Status;
use crate::report::outbox::{Drafts, Post, PostError, known, write_all};
use crate::report::{View, WriteError};

use super::edition::{Files, REPORT_BYTES, written};
use super::{Books, BooksError, Deviation, Watch, again, drafts_of, last_run};

/// Drafts that were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// The month.
    pub month: Month,
    /// Whether it is closed; the drafts of one that is not say so.
    pub closed: bool,
    /// Where they are.
    pub folder: PathBuf,
    /// Their names.
    pub drafts: Vec<String>,
    /// The donors without an address.
    pub without: Vec<String>,
    /// Files of people that could not keep their names.
    pub set_aside: Vec<SetAside>,
}

/// A month as it was recorded.
struct Recorded {
    run: RunRecord,
    /// When the run or close was recorded.
    at: String,
    /// The hash of the close's event, where there is one.
    close: Option<String>,
    /// The reports with their hashes.
    files: Files,
    /// Those of them that the ledger keeps.
    kept: HashMap<String, Vec<u8>>,
}

impl Books {
    /// Writes drafts of mails to the donors of a month, or of the last month that was run. Letters are written from the
    /// figures that were recorded, and every attachment must be the file that was recorded.
    ///
    /// # Errors
    /// When the month was never run, a report is not as it was written, this version computes other figures than were
    /// recorded, or something cannot be written.
    pub fn outbox(&mut self, month: Option<Month>, watch: Watch<'_>) -> Result<Posted, BooksError> {
        self.recovering(|books| books.outbox_once(month, watch))
    }

    fn outbox_once(&self, month: Option<Month>, watch: Watch<'_>) -> Result<Posted, BooksError> {
        let month = match month {
            Some(month) => month,
            None => self.last_month_run()?.ok_or(BooksError::NothingRun)?,
        };
        let recorded = self.recorded(month)?;
        let computed = again(self.store(), &recorded.run, watch)?;
        if super::standing::recorded(computed.figures.standing.clone()) != recorded.run.standing {
            return Err(BooksError::OtherFigures { month, version: recorded.run.version });
        }
        let view = View::new(&computed.figures, computed.provenance());
        let view = view.map_err(WriteError::from)?;
        let folder = drafts_of(self.folder()).join(month.to_string());
        let status = recorded.close.as_deref().map_or(Status::Draft, |hash| Status::Closed { hash });
        let date = DateTime::parse_from_rfc3339(&recorded.at).map_or(DateTime::UNIX_EPOCH, |at| at.with_timezone(&Utc));
        let attached = |name: &str| self.attached(month, &recorded, name);
        let post = Post { status, date, attached: &attached };
        let Drafts { drafts, without, set_aside } =
            write_all(&view, &post, &folder, &known).map_err(|why| match why {
                PostError::Attachment(why) => why,
                PostError::System(why) => BooksError::file(&folder)(why),
            })?;
        Ok(Posted { month, closed: recorded.close.is_some(), folder, drafts, without, set_aside })
    }

    fn last_month_run(&self) -> Result<Option<Month>, StoreError> {
        let runs = self.store.events(Some(EventKind::Run))?;
        Ok(runs.iter().filter_map(|run| Month::parse(run.period.as_deref()?)).max())
    }

    fn recorded(&self, month: Month) -> Result<Recorded, BooksError> {
        let period = month.to_string();
        if let Some((event, close)) = store::close_of(self.store(), &period)? {
            let kept = close.edition(self.store())?.files.into_iter().map(|file| (file.name, file.bytes)).collect();
            let (run, files) = (close.run, close.pack);
            return Ok(Recorded { run, at: event.recorded_at, close: Some(event.hash), files, kept });
        }
        let (event, run) = last_run(self.store(), Some(&period))?.ok_or(BooksError::NeverRun { month })?;
        let reports = self.reports(month);
        let files = written(&reports, &run.manifest).map_err(BooksError::file(&reports))?;
        let files = files.map_err(BooksError::Deviates)?;
        Ok(Recorded { run, at: event.recorded_at, close: None, files, kept: HashMap::new() })
    }

    /// The bytes of a report, which must be those that were recorded; nothing where there was no such report.
    fn attached(&self, month: Month, recorded: &Recorded, name: &str) -> Result<Option<Vec<u8>>, BooksError> {
        let Some((_, sha256)) = recorded.files.iter().find(|(file, _)| file == name) else { return Ok(None) };
        if let Some(bytes) = recorded.kept.get(name) {
            return Ok(Some(bytes.clone()));
        }
        let bytes = match files::read(&self.reports(month).join(name), REPORT_BYTES) {
            Ok(bytes) => bytes,
            Err(_) => return Err(BooksError::Deviates(Deviation::Missing(name.to_owned()))),
        };
        if fingerprint::sha256(&bytes) != *sha256 {
            return Err(BooksError::Deviates(Deviation::Changed(name.to_owned())));
        }
        Ok(Some(bytes))
    }
}
