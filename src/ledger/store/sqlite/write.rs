//! What is written into a ledger's file: batches, and what another ledger has.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::ledger::store::chain::{self, Chain};
use crate::ledger::store::{BEFORE_ALL, Batch, Event, Line, Recorder, Store, StoreError};

use super::{Sqlite, database, packing};

impl Sqlite {
    /// Records a batch, as [`Store::append_if`] promises.
    pub(super) fn record(
        &mut self,
        head: &str,
        batch: Batch,
        recorder: &Recorder,
        stands: &dyn Fn() -> bool,
    ) -> Result<Option<Vec<Event>>, StoreError> {
        let path = self.path.clone();
        let fault = |why| database(&path, why);
        let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate);
        let transaction = transaction.map_err(fault)?;
        let mut chain = Chain::after(last(&transaction).map_err(fault)?, head)?;
        for file in &batch.files {
            packing::insert(&transaction, file).map_err(fault)?;
        }
        let is_there = |condition: &str, value: &str| {
            let text = format!("SELECT 1 FROM events WHERE {condition}");
            transaction.prepare_cached(&text).and_then(|mut there| there.exists([value])).map_err(fault)
        };
        let mut recorded = Vec::new();
        let mut write = line_writer(&transaction).map_err(fault)?;
        for (id, new) in chain::in_order(batch.events) {
            if is_there("id = ?1", &id)? {
                continue;
            }
            if let Some(period) = chain::closes(&new)
                && is_there("kind = 'close' AND period = ?1", period)?
            {
                return Err(StoreError::ClosedTwice { period: period.to_owned() });
            }
            let event = chain.next(id, &new, recorder);
            insert_event(&transaction, &event).map_err(fault)?;
            new.lines(&mut |line| write(event.seq, line).map_err(fault))?;
            recorded.push(event);
        }
        drop(write);
        if !stands() {
            return Ok(None); // What is not committed is rolled back.
        }
        transaction.commit().map_err(fault)?;
        Ok(Some(recorded))
    }

    /// Takes what another ledger has beyond this one, as [`Store::adopt`] promises.
    pub(super) fn take_over(&mut self, other: &dyn Store) -> Result<usize, StoreError> {
        let own = self.hashes()?;
        let after = chain::common(&own, (&self.name(), &other.name()), &other.hashes()?)?;
        let events = chain::to_adopt(other, after)?;
        let path = self.path.clone();
        let fault = |why| database(&path, why);
        let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate);
        let transaction = transaction.map_err(fault)?;
        Chain::after(last(&transaction).map_err(fault)?, own.last().map_or(BEFORE_ALL, String::as_str))?;
        let mut there = transaction.prepare_cached("SELECT 1 FROM files WHERE sha256 = ?1").map_err(fault)?;
        for (sha256, name) in other.files()? {
            if !there.exists([&sha256]).map_err(fault)? {
                packing::insert(&transaction, &chain::file_to_adopt(other, sha256, name)?).map_err(fault)?;
            }
        }
        drop(there);
        events.iter().try_for_each(|event| insert_event(&transaction, event)).map_err(fault)?;
        let mut write = line_writer(&transaction).map_err(fault)?;
        other.each_lines(after, &mut |event, lines| {
            lines.iter().try_for_each(|line| write(event, line)).map_err(fault)
        })?;
        drop(write);
        transaction.commit().map_err(fault)?;
        Ok(events.len())
    }
}

/// The number and the hash of the last event.
pub(super) fn last(connection: &Connection) -> rusqlite::Result<Option<(i64, String)>> {
    let last = "SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1";
    connection.query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()
}

/// Writes an event.
fn insert_event(transaction: &Transaction<'_>, event: &Event) -> rusqlite::Result<()> {
    let text = "INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let mut insert = transaction.prepare_cached(text)?;
    let values = params![
        event.seq,
        i64::from(event.format),
        event.id,
        event.kind.name(),
        event.period,
        event.payload,
        event.recorded_at,
        event.recorded_by,
        event.previous,
        event.hash
    ];
    insert.execute(values).map(drop)
}

/// What writes the lines of events.
fn line_writer<'t>(
    transaction: &'t Transaction<'_>,
) -> rusqlite::Result<impl FnMut(i64, &Line) -> rusqlite::Result<()> + 't> {
    let text = "INSERT INTO lines VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let mut insert = transaction.prepare_cached(text)?;
    Ok(move |event: i64, line: &Line| {
        let Line { number, kind, key, date, currency, amount, sheet, row, body } = line;
        let date = date.map(|date| date.to_string());
        insert.execute(params![event, number, kind, key, date, currency, amount, sheet, row, body]).map(drop)
    })
}
