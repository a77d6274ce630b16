//! A ledger that a PostgreSQL server keeps, for several people at once: the same events, lines and files as in a file, in a
//! schema whose tables only take what is added, by a role that may only add.
//!
//! Who writes holds a lock of the whole session, so that runs and closes follow each other; what is recorded names the event
//! that it follows, so that without the lock nothing but the first of two would be recorded either. Everything runs in
//! READ COMMITTED, in which who waited for the lock sees what was recorded meanwhile. Readers see one state of the ledger.

mod connect;
mod pgpass;
mod rows;
mod schema;
mod write;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use postgres::fallible_iterator::FallibleIterator;
use postgres::types::ToSql;
use postgres::{Client, Row};

use crate::config::LedgerServer;
use crate::domain::fingerprint;

use super::by_event::ByEvent;
use super::event::{Event, EventKind};
use super::lines::Line;
use super::{BEFORE_ALL, Balance, Batch, LinesTaker, Recorder, Store, StoreError, copy, packing};

use connect::fault;

pub use pgpass::Login;

/// A ledger on a server.
pub struct Postgres {
    /// What people know it by.
    name: String,
    server: LedgerServer,
    login: Login,
    /// The fund's folder, below which the certificate is that is trusted.
    folder: PathBuf,
    client: RefCell<Client>,
}

impl Postgres {
    /// Opens the ledger for writing: nobody else writes while it is open.
    ///
    /// # Errors
    /// When the server cannot be reached or trusted, keeps no ledger that this version knows, or gives the role more rights
    /// than to add; when somebody else goes on writing for ten seconds.
    pub fn open(server: &LedgerServer, login: &Login, folder: &Path) -> Result<Self, StoreError> {
        let mut this = Self::connected(server, login, folder)?;
        this.refuse_unknown()?;
        this.refuse_mighty()?;
        this.lock()?;
        this.refuse_newer()?;
        Ok(this)
    }

    /// Opens the ledger for reading: all that is read is of one moment.
    ///
    /// # Errors
    /// When the server cannot be reached or trusted, or keeps no ledger that this version knows.
    pub fn look(server: &LedgerServer, login: &Login, folder: &Path) -> Result<Self, StoreError> {
        let mut this = Self::connected(server, login, folder)?;
        this.refuse_unknown()?;
        this.execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
        Ok(this)
    }

    fn connected(server: &LedgerServer, login: &Login, folder: &Path) -> Result<Self, StoreError> {
        let client = RefCell::new(connect::connect(server, login, folder)?);
        let (name, server, login, folder) = (server.to_string(), server.clone(), login.clone(), folder.to_owned());
        Ok(Self { name, server, login, folder, client })
    }

    fn fault(&self, why: postgres::Error) -> StoreError {
        fault(&self.name, why)
    }

    fn execute(&mut self, text: &str) -> Result<(), StoreError> {
        let done = self.client.get_mut().batch_execute(text);
        done.map_err(|why| self.fault(why))
    }

    fn query(&self, text: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, StoreError> {
        self.client.borrow_mut().query(text, values).map_err(|why| self.fault(why))
    }

    /// Takes rows one after the other as the server sends them.
    fn each(
        &self,
        text: &str,
        value: Option<i64>,
        take: &mut dyn FnMut(&Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut client = self.client.borrow_mut();
        let mut rows = client.query_raw(text, value).map_err(|why| self.fault(why))?;
        while let Some(row) = rows.next().map_err(|why| self.fault(why))? {
            take(&row)?;
        }
        Ok(())
    }

    fn events_where(&self, condition: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Vec<Event>, StoreError> {
        let text = format!("SELECT {} FROM ONLY poolfund.events {condition}", rows::EVENT);
        let events = self.query(&text, values)?;
        events
            .iter()
            .map(|row| rows::event(row).map_err(|why| self.fault(why))?.ok_or_else(|| self.unknown_format()))
            .collect()
    }

    fn unknown_format(&self) -> StoreError {
        StoreError::Altered { path: self.name.clone(), what: "an event is of a format that is not known".to_owned() }
    }
}

impl Store for Postgres {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn append_if(
        &mut self,
        head: &str,
        batch: Batch,
        recorder: &Recorder,
        stands: &dyn Fn() -> bool,
    ) -> Result<Option<Vec<Event>>, StoreError> {
        self.record(head, batch, recorder, stands)
    }

    fn adopt(&mut self, other: &dyn Store) -> Result<usize, StoreError> {
        self.take_over(other)
    }

    fn head(&self) -> Result<String, StoreError> {
        let last = self.query("SELECT hash FROM ONLY poolfund.events ORDER BY seq DESC LIMIT 1", &[])?;
        let head = last.first().map(|row| row.try_get(0)).transpose().map_err(|why| self.fault(why))?;
        Ok(head.unwrap_or_else(|| BEFORE_ALL.to_owned()))
    }

    fn hashes(&self) -> Result<Vec<String>, StoreError> {
        let rows = self.query("SELECT hash FROM ONLY poolfund.events ORDER BY seq", &[])?;
        rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>().map_err(|why| self.fault(why))
    }

    fn events(&self, kind: Option<EventKind>) -> Result<Vec<Event>, StoreError> {
        match kind {
            Some(kind) => self.events_where("WHERE kind = $1 ORDER BY seq", &[&kind.name()]),
            None => self.events_where("ORDER BY seq", &[]),
        }
    }

    fn event(&self, id: &str) -> Result<Option<Event>, StoreError> {
        Ok(self.events_where("WHERE id = $1", &[&id])?.pop())
    }

    fn reading_of(&self, key: &str) -> Result<Option<Event>, StoreError> {
        let event = self.events_where("WHERE reading = $1 ORDER BY seq DESC LIMIT 1", &[&key])?.pop();
        match event {
            // The column is there to be searched; what counts is what is hashed.
            Some(event) if rows::reading_key(&event).as_deref() != Some(key) => {
                Err(event.changed("the key of a reading"))
            }
            event => Ok(event),
        }
    }

    fn lines(&self, event: &str) -> Result<Vec<Line>, StoreError> {
        let text = format!(
            "SELECT {} FROM ONLY poolfund.lines WHERE event = (SELECT seq FROM ONLY poolfund.events WHERE id = $1) ORDER BY number",
            rows::LINE
        );
        let rows = self.query(&text, &[&event])?;
        rows.iter().map(rows::line).collect::<Result<_, _>>().map_err(|why| self.fault(why))
    }

    fn each_lines(&self, after: i64, take: &mut LinesTaker<'_>) -> Result<(), StoreError> {
        let text =
            format!("SELECT {}, event FROM ONLY poolfund.lines WHERE event > $1 ORDER BY event, number", rows::LINE);
        let mut gathered = ByEvent::new(take);
        self.each(&text, Some(after), &mut |row| {
            let read = || Ok((row.try_get(rows::LINE_COLUMNS)?, rows::line(row)?));
            let (event, line) = read().map_err(|why| self.fault(why))?;
            gathered.add(event, line)
        })?;
        gathered.end()
    }

    fn balances(&self) -> Result<Vec<Balance>, StoreError> {
        // The sum of whole numbers is a number of any length there.
        let text =
            "SELECT kind, currency, count(*), coalesce(sum(amount), 0)::text FROM ONLY poolfund.lines GROUP BY 1, 2";
        let rows = self.query(text, &[])?;
        let balance = |row: &Row| -> Result<Balance, postgres::Error> {
            let amount: String = row.try_get(3)?;
            // Nine million million million lines of the largest amount are less than fits.
            let amount = amount.parse().unwrap_or(i128::MAX);
            Ok(Balance { kind: row.try_get(0)?, currency: row.try_get(1)?, lines: row.try_get(2)?, amount })
        };
        let balances = rows.iter().map(balance).collect::<Result<Vec<_>, _>>();
        let mut balances = balances.map_err(|why| self.fault(why))?;
        balances.sort_by(|one, two| (&one.kind, &one.currency).cmp(&(&two.kind, &two.currency)));
        Ok(balances)
    }

    fn file(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let text = "SELECT length, deflated, bytes FROM ONLY poolfund.files WHERE sha256 = $1";
        let Some(row) = self.query(text, &[&sha256])?.pop() else { return Ok(None) };
        let kept = rows::kept(&row, 0).map_err(|why| self.fault(why))?;
        Ok(packing::unpacked(kept))
    }

    fn files(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let rows = self.query("SELECT sha256, name FROM ONLY poolfund.files", &[])?;
        let files = rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?)));
        files.collect::<Result<_, _>>().map_err(|why| self.fault(why))
    }

    fn copy(&self, folder: &Path) -> Result<(), StoreError> {
        copy::follow(self, folder)
    }

    fn faults(&self) -> Result<Vec<String>, StoreError> {
        let mut faults = self.foreign_objects()?;
        let text = "SELECT sha256, length, deflated, bytes FROM ONLY poolfund.files ORDER BY sha256";
        self.each(text, None, &mut |row| {
            let read = || Ok((row.try_get(0)?, rows::kept(row, 1)?));
            let (sha256, kept): (String, _) = read().map_err(|why| self.fault(why))?;
            if packing::unpacked(kept).is_none_or(|file| fingerprint::sha256(&file) != sha256) {
                faults.push(format!("the kept file {sha256} is not as it was"));
            }
            Ok(())
        })?;
        Ok(faults)
    }
}
