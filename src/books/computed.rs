//! A month's figures from the fund's folder, or from what the ledger keeps of a run.

use std::cell::RefCell;
use std::path::Path;

use chrono::NaiveDate;

use crate::allocate::verify;
use crate::attribute::outcome::Refusal;
use crate::config::{self, Fund, Settings, Spread};
use crate::domain::facts::Facts;
use crate::domain::{Month, Picture, fingerprint};
use crate::intake::{self, Column, FileRead, Intake, Memory, Options, Problem, Reading, settings};
use crate::ledger::store::{self, Close, Event, Import, RunRecord, Store, StoreError, StoredFile};
use crate::month::{self, Before, Figures, MonthError};
use crate::report::manifest::{AfterClose, Hashed, Provenance, Status};

use super::standing::standing;
use super::{BooksError, Step, Watch, copies, frozen};

/// The file of the fund's settings.
pub(super) const SETTINGS: &str = "fund.toml";
/// The name under which the ledger keeps the picture at the head of reports, whatever its file is called.
pub(super) const LOGO: &str = "logo";

/// The last day that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// A day.
    Day(NaiveDate),
    /// The end of the last month that is over and has data.
    LastMonth {
        /// The day by the clock.
        today: NaiveDate,
    },
}

impl AsOf {
    /// A day, or the end of the last month that is over by the clock.
    pub fn new(day: Option<NaiveDate>, today: NaiveDate) -> Self {
        day.map_or(Self::LastMonth { today }, Self::Day)
    }
}

/// A month's figures, and what they were computed from.
#[derive(Debug)]
pub struct Computed {
    /// The figures.
    pub figures: Figures,
    /// What there is to say about the inputs; no errors.
    pub problems: Vec<Problem>,
    /// The files that were read.
    pub files: Vec<FileRead>,
    /// `fund.toml` with its bytes.
    pub settings: StoredFile,
    /// How each input came to be known, where a ledger was asked.
    pub readings: Vec<Reading>,
    /// The close that came before, by its id.
    pub after: Option<String>,
    /// The same as reports name it.
    pub after_close: Option<AfterClose>,
    /// The version of the program: of a run that is recorded, the one that ran it.
    pub version: String,
    /// The newest receipt or expenditure, where it is dated after a month that was chosen for its data.
    pub newer: Option<NaiveDate>,
    /// Which edition of the month's reports these figures make.
    pub status: Status,
}

impl Computed {
    /// The month.
    pub fn month(&self) -> Month {
        Month::of(self.figures.ledger.as_of)
    }

    /// Proves the allocation from its instance and result alone.
    ///
    /// # Errors
    /// With the first fault.
    pub fn prove(&self) -> Result<(), BooksError> {
        let allocation = &self.figures.allocation;
        verify::verify(&allocation.instance, &allocation.allocation).map_err(BooksError::Unproved)
    }

    /// The files that the figures come from, `fund.toml` included, with their hashes.
    pub fn hashed(&self) -> Vec<Hashed> {
        let files = self.files.iter();
        let hashed =
            files.map(|file| Hashed { file: file.file.clone(), sha256: file.sha256.clone(), bytes: file.bytes });
        let logo = self.figures.fund.reports.picture.as_deref();
        let logo = logo.map(|picture| Hashed::of(&picture.file, &picture.bytes));
        hashed.chain([Hashed::of(SETTINGS, &self.settings.bytes)]).chain(logo).collect()
    }

    /// What reports say of where they come from.
    pub fn provenance(&self) -> Provenance {
        let (version, after) = (self.version.clone(), self.after_close.clone());
        Provenance { inputs: self.hashed(), version, after, status: self.status }
    }
}

/// Reads the inputs of a fund, but for those that its ledger knows, and computes the month. Nothing is written.
///
/// # Errors
/// When the inputs have errors, the month has no figures, or something cannot be read.
pub fn read(folder: &Path, as_of: AsOf, watch: Watch<'_>) -> Result<Computed, BooksError> {
    let store = super::ledger(folder)?;
    read_with(folder, as_of, store.as_deref(), watch)
}

/// As [`read`]; a month that is closed stands as its close recorded it, whatever the inputs say by now.
///
/// # Errors
/// As [`read`], and as [`again`].
pub fn read_standing(folder: &Path, as_of: AsOf, watch: Watch<'_>) -> Result<Computed, BooksError> {
    let Some(store) = super::ledger(folder)? else { return read(folder, as_of, watch) };
    let store = store.as_ref();
    if let AsOf::Day(day) = as_of
        && let Some(run) = closed(store, day)?
    {
        return again(store, &run, watch);
    }
    let (ready, readings) = ready(folder, as_of, Some(store), watch)?;
    match closed(store, ready.at.as_of)? {
        Some(run) => Ok(Computed { newer: ready.at.newer, ..again(store, &run, watch)? }),
        None => Ok(Computed { readings, ..ready.compute(watch)? }),
    }
}

/// The run that the close of a month recorded, where it closed that day. A close of the ledger's format 1 kept no charges
/// to stand by.
fn closed(store: &dyn Store, day: NaiveDate) -> Result<Option<RunRecord>, StoreError> {
    let close = store::close_of(store, &Month::of(day).to_string())?.map(|(_, close)| close);
    Ok(close.filter(|close| close.run.as_of == day && close.placements.is_none()).map(|close| close.run))
}

/// As [`read`], with a ledger that is open already.
pub(super) fn read_with(
    folder: &Path,
    as_of: AsOf,
    store: Option<&dyn Store>,
    watch: Watch<'_>,
) -> Result<Computed, BooksError> {
    let (ready, readings) = ready(folder, as_of, store, watch)?;
    Ok(Computed { readings, ..ready.compute(watch)? })
}

/// A month of which all is read that its figures are computed from.
pub(super) struct Ready {
    /// `fund.toml` with its bytes.
    pub settings: StoredFile,
    /// The files that were read.
    pub files: Vec<FileRead>,
    fund: Fund,
    facts: Facts,
    problems: Vec<Problem>,
    at: At,
    after_close: Option<AfterClose>,
}

/// Reads what a month is computed from; and how each input came to be known.
pub(super) fn ready(
    folder: &Path,
    as_of: AsOf,
    store: Option<&dyn Store>,
    watch: Watch<'_>,
) -> Result<(Ready, Vec<Reading>), BooksError> {
    let Inputs { fund, settings, intake } = inputs(folder, store, watch)?;
    if intake.has_errors() {
        return Err(BooksError::Inputs(intake.problems));
    }
    let Intake { facts, mut problems, files, readings, .. } = intake;
    let at = At::of(&facts, as_of, store, watch)?;
    problems.extend(intake::on_day(at.as_of, &facts, &files, &fund));
    intake::name_settings(&folder.join("inputs"), &mut problems);
    let after_close = named(store, at.after.as_deref())?;
    Ok((Ready { settings, files, fund, facts, problems, at, after_close }, readings))
}

impl Ready {
    /// The month.
    pub fn month(&self) -> Month {
        Month::of(self.at.as_of)
    }

    /// The picture at the head of its reports, as the ledger keeps it.
    pub fn logo(&self) -> Option<StoredFile> {
        let picture = self.fund.reports.picture.as_deref()?;
        Some(StoredFile { name: LOGO.to_owned(), sha256: picture.sha256(), bytes: picture.bytes.clone() })
    }

    /// Computes its figures.
    pub fn compute(self, watch: Watch<'_>) -> Result<Computed, BooksError> {
        let Self { settings, files, fund, facts, problems, at, after_close } = self;
        let At { as_of, newer, after, before } = at;
        let figures = compute(fund, facts, as_of, before.as_ref(), watch).map_err(|why| at_cells(why, &files))?;
        let (version, readings, status) = (env!("CARGO_PKG_VERSION").to_owned(), Vec::new(), Status::Draft);
        Ok(Computed { figures, problems, files, settings, readings, after, after_close, version, newer, status })
    }
}

/// What a fund's folder holds.
pub(super) struct Inputs {
    pub fund: Fund,
    /// `fund.toml` with its bytes.
    pub settings: StoredFile,
    pub intake: Intake,
}

/// Reads the settings and the inputs of a fund, but for those that its ledger knows.
pub(super) fn inputs(folder: &Path, store: Option<&dyn Store>, watch: Watch<'_>) -> Result<Inputs, BooksError> {
    let inputs = folder.join("inputs");
    watch(Step::Reading);
    let Settings { mut fund, text } = settings::read(&inputs)?;
    let mut found = copies::found(&inputs)?;
    found.retain(|file| fund.inputs.iter().all(|mapping| mapping.file != *file));
    copies::add(&mut fund, &found);
    copies::in_their_languages(&mut fund, &inputs);
    let settings = stored(text.into_bytes());
    let broken = RefCell::new(None);
    let memory = store.map(|store| Memory {
        basis: fingerprint::sha256(format!("{}\n{}", store::basis(), settings.sha256).as_bytes()),
        recall: Box::new(|key| {
            store::recall(key, store).unwrap_or_else(|why| {
                broken.replace(Some(why));
                None
            })
        }),
    });
    let mut intake = intake::read_with(&inputs, &fund, &Options::of(&fund), memory.as_ref());
    let of_copies = intake.problems.iter_mut().filter(|problem| found.contains(&problem.location.file));
    of_copies.for_each(Problem::leave_out_settings);
    drop(memory);
    if let Some(why) = broken.into_inner() {
        return Err(why.into());
    }
    Ok(Inputs { fund, settings, intake })
}

/// The day of a month's figures, and what the ledger holds of the months before.
pub(super) struct At {
    pub as_of: NaiveDate,
    /// See [`Computed::newer`].
    newer: Option<NaiveDate>,
    /// The close that came before, by its id.
    after: Option<String>,
    pub before: Option<Before>,
}

impl At {
    pub(super) fn of(
        facts: &Facts,
        as_of: AsOf,
        store: Option<&dyn Store>,
        watch: Watch<'_>,
    ) -> Result<Self, BooksError> {
        let (as_of, newer) = match as_of {
            AsOf::Day(day) => (day, None),
            AsOf::LastMonth { today } => {
                let last = month::last_month(facts, today).ok_or(BooksError::NoMonth)?;
                (last.month.last_day(), last.newer)
            }
        };
        let (after, before) = left_before(store, Month::of(as_of), watch)?.unzip();
        Ok(Self { as_of, newer, after, before })
    }
}

/// Computes a month again, from what the ledger keeps of its run alone.
///
/// # Errors
/// When the ledger lacks what the run was made of, or the month has no figures with this version of the program.
pub fn again(store: &dyn Store, run: &RunRecord, watch: Watch<'_>) -> Result<Computed, BooksError> {
    let (fund, settings, read) = recalled(store, run, watch)?;
    let lost = || BooksError::Lost("the close before the month".to_owned());
    let close = run.after.as_ref().map(|close| store.event(close)?.ok_or_else(lost));
    let (after, before) = close.transpose()?.map(|close| left_by(store, close, watch)).transpose()?.unzip();
    let Intake { problems, files, facts, .. } = read;
    let figures = compute(fund, facts, run.as_of, before.as_ref(), watch)?;
    let (after_close, version) = (named(Some(store), after.as_deref())?, run.version.clone());
    let closed = store::close_of(store, &Month::of(run.as_of).to_string())?;
    let status = if closed.is_some_and(|(_, close)| close.run == *run) { Status::Closed } else { Status::Draft };
    let (readings, newer) = (Vec::new(), None);
    Ok(Computed { figures, problems, files, settings, readings, after, after_close, version, newer, status })
}

/// The settings and the inputs of a run, as the ledger keeps them.
pub(super) fn recalled(
    store: &dyn Store,
    run: &RunRecord,
    watch: Watch<'_>,
) -> Result<(Fund, StoredFile, Intake), BooksError> {
    let lost = |what: &str| BooksError::Lost(what.to_owned());
    watch(Step::Reading);
    let settings = stored(store.file(&run.settings)?.ok_or_else(|| lost("fund.toml as it was"))?);
    let spread = run.spread.unwrap_or(Spread::Proportional);
    let mut fund = config::parse_with(&String::from_utf8_lossy(&settings.bytes), SETTINGS, spread)?;
    copies::add(&mut fund, &run.decisions);
    if let (Some(sha256), Some(file)) = (&run.logo, &fund.reports.logo) {
        let bytes = store.file(sha256)?.ok_or_else(|| lost("the picture of its reports"))?;
        fund.reports.picture = Picture::of(file, bytes).map(Into::into);
    }
    let mut outcomes = Vec::new();
    for (input, id) in run.imports.iter().enumerate() {
        let event = store.event(id)?.ok_or_else(|| lost("an import of the month"))?;
        outcomes.push((input, Import::outcome(&event, store)?));
    }
    let read = intake::assemble(outcomes, &fund);
    Ok((fund, settings, read))
}

/// A close by its id, as reports of later months name it.
fn named(store: Option<&dyn Store>, close: Option<&str>) -> Result<Option<AfterClose>, StoreError> {
    let (Some(store), Some(close)) = (store, close) else { return Ok(None) };
    let event = store.event(close)?;
    Ok(event.and_then(|event| Some(AfterClose { month: event.period?, hash: event.hash })))
}

fn stored(bytes: Vec<u8>) -> StoredFile {
    StoredFile { name: SETTINGS.to_owned(), sha256: fingerprint::sha256(&bytes), bytes }
}

/// The figures of a month.
pub(super) fn compute(
    fund: Fund,
    facts: Facts,
    as_of: NaiveDate,
    before: Option<&Before>,
    watch: Watch<'_>,
) -> Result<Figures, MonthError> {
    month::compute_watched(month::Inputs { fund, facts, as_of, before }, &mut |step| watch(Step::Month(step)))
}

/// The refusal of decisions with the cells of the files that are to be looked at.
pub(super) fn at_cells(mut why: MonthError, files: &[FileRead]) -> MonthError {
    if let MonthError::Decisions(faults) = &mut why {
        for fault in faults {
            let column = match fault.why {
                Refusal::NumberTwice => Column::Number,
                Refusal::UnknownAgreement { .. } => Column::Agreement,
                Refusal::UnknownCell { .. } | Refusal::NotAllowed => Column::ToCell,
                Refusal::NotThere { .. } | Refusal::NoRoom { .. } => Column::Amount,
                Refusal::NothingToEnd => Column::Ends,
                Refusal::Incomplete => Column::Action,
            };
            let source = fault.decision.as_ref().map(|decision| &decision.source);
            fault.cell = source.and_then(|source| intake::cell_of(source, column, files)).map(|cell| cell.to_string());
        }
    }
    why
}

/// The last close before a month, by its id, and what it leaves.
pub(super) fn left_before(
    store: Option<&dyn Store>,
    month: Month,
    watch: Watch<'_>,
) -> Result<Option<(String, Before)>, BooksError> {
    let Some(store) = store else { return Ok(None) };
    let last = store::last_close(store, Some(&month.to_string()))?;
    last.map(|(event, _)| left_by(store, event, watch)).transpose()
}

/// The id of a close, and what it leaves to the months after it.
pub(super) fn left_by(store: &dyn Store, event: Event, watch: Watch<'_>) -> Result<(String, Before), BooksError> {
    let close: Close = event.read()?;
    let (kept, items, support) = store::standing_after(&event, store)?;
    let mut frozen = frozen::of_ledger(kept, close.run.as_of, &event)?;
    let old = close.placements.is_some();
    let mut standing = standing(close.run.standing.clone());
    if old {
        let (fund, _, read) = recalled(store, &close.run, watch)?;
        let complete = month::format_1::complete(&fund, &read.facts, close.run.as_of, &mut frozen, &mut standing);
        complete.map_err(|why| BooksError::Old { month: Month::of(close.run.as_of), why })?;
    }
    Ok((event.id, Before { frozen, standing, items, support }))
}
