//! What is written into a ledger on a server: batches, and what another ledger has.
//!
//! Nothing is kept before the server says that all is. Where the connection is lost at that very moment, the server is asked
//! again what it has.

use std::collections::HashSet;
use std::io::{self, Write};

use postgres::{CopyInWriter, IsolationLevel, Transaction};

use crate::ledger::store::chain::{self, Chain};
use crate::ledger::store::event::{Event, NewEvent};
use crate::ledger::store::lines::Line;
use crate::ledger::store::{BEFORE_ALL, Batch, Recorder, ServerTrouble, Store, StoreError, StoredFile, packing};

use super::Postgres;
use super::connect::fault;
use super::rows::{self, CopyText};
use super::schema::refuse_unlocked;

/// Where events go, and lines.
const EVENTS: &str = "COPY poolfund.events
    (seq, format, id, kind, period, payload, recorded_at, recorded_by, previous, hash, reading) FROM STDIN";
const LINES: &str =
    "COPY poolfund.lines (event, number, kind, key, date, currency, amount, sheet, row, body) FROM STDIN";

impl Postgres {
    /// Records a batch, as [`Store::append_if`] promises.
    pub(super) fn record(
        &mut self,
        head: &str,
        batch: Batch,
        recorder: &Recorder,
        stands: &dyn Fn() -> bool,
    ) -> Result<Option<Vec<Event>>, StoreError> {
        let Batch { events, files } = batch;
        let done = self.whole(head, |transaction, ledger, mut chain| {
            let fault = |why| fault(ledger, why);
            let files = new_files(transaction, files).map_err(fault)?;
            write_files(transaction, files.into_iter().map(Ok), ledger)?;
            let events = new_events(transaction, chain::in_order(events)).map_err(fault)?;
            refuse_closed(transaction, &events, ledger)?;
            let mut recorded = Vec::with_capacity(events.len());
            for (id, new) in &events {
                recorded.push(chain.next(id.clone(), new, recorder));
            }
            write_events(transaction, &recorded, ledger)?;
            let mut writer = LineWriter::new(transaction, ledger)?;
            for (event, (_, new)) in recorded.iter().zip(&events) {
                new.lines(&mut |line| writer.add(event.seq, line))?;
            }
            writer.end()?;
            Ok(if stands() { Some(recorded) } else { None })
        });
        done.map_err(StoreError::unrecorded)
    }

    /// Takes what another ledger has beyond this one, as [`Store::adopt`] promises.
    pub(super) fn take_over(&mut self, other: &dyn Store) -> Result<usize, StoreError> {
        let own = self.hashes()?;
        let after = chain::common(&own, (&self.name, &other.name()), &other.hashes()?)?;
        let events = chain::to_adopt(other, after)?;
        let there = self.files()?;
        let count = events.len();
        let head = own.last().map_or(BEFORE_ALL, String::as_str);
        let done = self.whole(head, |transaction, ledger, _| {
            let missing = other.files()?.into_iter().filter(|(sha256, _)| !there.contains_key(sha256));
            let files = missing.map(|(sha256, name)| chain::file_to_adopt(other, sha256, name));
            write_files(transaction, files, ledger)?;
            write_events(transaction, &events, ledger)?;
            let mut writer = LineWriter::new(transaction, ledger)?;
            other.each_lines(after, &mut |event, lines| lines.iter().try_for_each(|line| writer.add(event, line)))?;
            writer.end()?;
            Ok(Some(events))
        });
        done.map_err(StoreError::unrecorded)?;
        Ok(count)
    }

    /// Does all of some work in one transaction after the event of a hash, or nothing: the work gives the events that it
    /// wrote, or none if they are not to stand.
    fn whole(
        &mut self,
        head: &str,
        work: impl FnOnce(&mut Transaction<'_>, &str, Chain) -> Result<Option<Vec<Event>>, StoreError>,
    ) -> Result<Option<Vec<Event>>, StoreError> {
        let ledger = self.name.clone();
        let fault = |why| fault(&ledger, why);
        let client = self.client.get_mut();
        let transaction = client.build_transaction().isolation_level(IsolationLevel::ReadCommitted).start();
        let mut transaction = transaction.map_err(fault)?;
        let last = "SELECT seq, hash FROM ONLY poolfund.events ORDER BY seq DESC LIMIT 1";
        let last = transaction.query_opt(last, &[]).map_err(fault)?;
        let last = last.map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).transpose().map_err(fault)?;
        let chain = Chain::after(last, head)?;
        refuse_unlocked(&mut transaction, &ledger)?;
        let Some(events) = work(&mut transaction, &ledger, chain).map_err(|why| overtaken(why, head))? else {
            return Ok(None); // What is not committed is rolled back.
        };
        // The work may have taken a while; whoever is gone by now has kept nothing for certain.
        refuse_unlocked(&mut transaction, &ledger)?;
        match transaction.commit() {
            Ok(()) => Ok(Some(events)),
            Err(why) => {
                let why = fault(why);
                let is_lost = matches!(why, StoreError::Server { trouble: ServerTrouble::Lost, .. });
                if is_lost { self.ask_again(events, why) } else { Err(overtaken(why, head)) }
            }
        }
    }

    /// Finds out whether what was to be kept when the connection was lost is kept, whoever recorded something since. Once
    /// this session has the lock again, the one that was lost is over, one way or the other.
    fn ask_again(&mut self, events: Vec<Event>, why: StoreError) -> Result<Option<Vec<Event>>, StoreError> {
        let unsure = || StoreError::Unsure { ledger: self.name.clone() };
        let again = Self::open(&self.server, &self.login, &self.folder).map_err(|_| unsure())?;
        let last = events.last().map(|last| again.event(&last.id)).transpose().map_err(|_| unsure())?.flatten();
        *self = again;
        // Files alone are no event: they are sent again where they were not kept.
        if last.is_some_and(|kept| events.last().is_some_and(|last| last.hash == kept.hash)) {
            return Ok(Some(events));
        }
        Err(why)
    }
}

/// Of files those that are not there.
fn new_files(
    transaction: &mut Transaction<'_>,
    mut files: Vec<StoredFile>,
) -> Result<Vec<StoredFile>, postgres::Error> {
    let wanted: Vec<&str> = files.iter().map(|file| file.sha256.as_str()).collect();
    let mut there = strings(transaction, "SELECT sha256 FROM ONLY poolfund.files WHERE sha256 = ANY ($1)", &wanted)?;
    files.retain(|file| there.insert(file.sha256.clone()));
    Ok(files)
}

/// Of events those that are not there.
fn new_events(
    transaction: &mut Transaction<'_>,
    mut events: Vec<(String, NewEvent)>,
) -> Result<Vec<(String, NewEvent)>, postgres::Error> {
    let wanted: Vec<&str> = events.iter().map(|(id, _)| id.as_str()).collect();
    let there = strings(transaction, "SELECT id FROM ONLY poolfund.events WHERE id = ANY ($1)", &wanted)?;
    events.retain(|(id, _)| !there.contains(id));
    Ok(events)
}

/// Refuses events that close a month which is closed.
fn refuse_closed(
    transaction: &mut Transaction<'_>,
    events: &[(String, NewEvent)],
    ledger: &str,
) -> Result<(), StoreError> {
    let closing: Vec<&str> = events.iter().filter_map(|(_, event)| chain::closes(event)).collect();
    if closing.is_empty() {
        return Ok(());
    }
    let text = "SELECT period FROM ONLY poolfund.events WHERE kind = 'close' AND period = ANY ($1)";
    let closed = strings(transaction, text, &closing).map_err(|why| fault(ledger, why))?;
    closed.into_iter().next().map_or(Ok(()), |period| Err(StoreError::ClosedTwice { period }))
}

fn strings(transaction: &mut Transaction<'_>, text: &str, wanted: &[&str]) -> Result<HashSet<String>, postgres::Error> {
    let rows = transaction.query(text, &[&wanted])?;
    rows.iter().map(|row| row.try_get(0)).collect()
}

/// That somebody else was first, where that is what the server refused.
fn overtaken(why: StoreError, head: &str) -> StoreError {
    if let StoreError::Server { trouble: ServerTrouble::Overtaken, why, .. } = &why {
        return StoreError::Moved { expected: head.to_owned(), found: why.to_string() };
    }
    why
}

/// Keeps files that are not there.
fn write_files(
    transaction: &mut Transaction<'_>,
    files: impl Iterator<Item = Result<StoredFile, StoreError>>,
    ledger: &str,
) -> Result<(), StoreError> {
    let fault = |why| fault(ledger, why);
    let text = "INSERT INTO poolfund.files (sha256, name, length, deflated, bytes) VALUES ($1, $2, $3, $4, $5)";
    let insert = transaction.prepare(text).map_err(fault)?;
    for file in files {
        let StoredFile { name, sha256, bytes } = file?;
        let deflated = packing::deflated(&bytes);
        let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let (is_deflated, bytes) = (deflated.is_some(), deflated.unwrap_or(bytes));
        transaction.execute(&insert, &[&sha256, &name, &length, &is_deflated, &bytes]).map_err(fault)?;
    }
    Ok(())
}

fn write_events(transaction: &mut Transaction<'_>, events: &[Event], ledger: &str) -> Result<(), StoreError> {
    let mut rows = CopyText::default();
    for event in events {
        rows.number(Some(event.seq))
            .number(Some(i64::from(event.format)))
            .field(Some(&event.id))
            .field(Some(event.kind.name()))
            .field(event.period.as_deref())
            .field(Some(&event.payload))
            .field(Some(&event.recorded_at))
            .field(Some(&event.recorded_by))
            .field(Some(&event.previous))
            .field(Some(&event.hash))
            .field(rows::reading_key(event).as_deref())
            .end();
    }
    let mut sent = transaction.copy_in(EVENTS).map_err(|why| fault(ledger, why))?;
    sent.write_all(rows.rest().as_bytes()).map_err(|why| of_copy(ledger, why))?;
    sent.finish().map(drop).map_err(|why| fault(ledger, why))
}

/// Writes the lines of events.
struct LineWriter<'t> {
    sent: CopyInWriter<'t>,
    rows: CopyText,
    ledger: &'t str,
}

impl<'t> LineWriter<'t> {
    fn new(transaction: &'t mut Transaction<'_>, ledger: &'t str) -> Result<Self, StoreError> {
        let sent = transaction.copy_in(LINES).map_err(|why| fault(ledger, why))?;
        Ok(Self { sent, rows: CopyText::default(), ledger })
    }

    fn add(&mut self, event: i64, line: &Line) -> Result<(), StoreError> {
        let Line { number, kind, key, date, currency, amount, sheet, row, body } = line;
        self.rows
            .number(Some(event))
            .number(Some(*number))
            .field(Some(kind))
            .field(Some(&rows::without_nul(key)))
            .field(date.map(|date| date.to_string()).as_deref())
            .field(currency.as_deref())
            .number(*amount)
            .number(sheet.map(i64::from))
            .number(row.map(i64::from))
            .field(Some(body))
            .end();
        self.rows.full().map_or(Ok(()), |rows| self.send(&rows))
    }

    fn end(mut self) -> Result<(), StoreError> {
        let rows = std::mem::take(&mut self.rows).rest();
        self.send(&rows)?;
        self.sent.finish().map(drop).map_err(|why| fault(self.ledger, why))
    }

    fn send(&mut self, rows: &str) -> Result<(), StoreError> {
        self.sent.write_all(rows.as_bytes()).map_err(|why| of_copy(self.ledger, why))
    }
}

/// What the server says to rows that are sent to it.
fn of_copy(ledger: &str, why: io::Error) -> StoreError {
    match why.downcast::<postgres::Error>() {
        Ok(why) => fault(ledger, why),
        Err(why) => StoreError::Server { ledger: ledger.to_owned(), trouble: ServerTrouble::Lost, why: Box::new(why) },
    }
}
