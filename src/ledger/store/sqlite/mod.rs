//! A ledger in one SQLite file: write-ahead log, full synchronisation, strict tables, triggers that refuse change.

mod check;
mod copy;
mod packing;
mod upgrade;
mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode, OpenFlags, Row};

use crate::files;

use super::by_event::ByEvent;
use super::event::{Event, EventKind, Format};
use super::lines::Line;
use super::{BEFORE_ALL, Balance, Batch, LinesTaker, Recorder, Store, StoreError, Trouble};

/// The tables of today.
const SCHEMA: &str = include_str!("schema.sql");
/// Their version, in the file's `user_version`: the format in which events are recorded.
const VERSION: i64 = 2;
/// The version of ledgers of format 1.
const VERSION_1: i64 = 1;

/// A ledger in a file.
#[derive(Debug)]
pub struct Sqlite {
    path: PathBuf,
    connection: Connection,
    /// The version of the file's tables.
    version: i64,
}

impl Sqlite {
    /// The ledger's file in a fund's folder.
    pub fn path(folder: &Path) -> PathBuf {
        folder.join("ledger.db")
    }

    /// A ledger of nothing, in memory alone: what stands where one is closed for a while.
    ///
    /// # Errors
    /// When there is no memory.
    pub fn closed() -> Result<Self, StoreError> {
        let path = PathBuf::from(":memory:");
        let connection = Connection::open_in_memory().map_err(|why| database(&path, why))?;
        Ok(Self { connection, path, version: VERSION })
    }

    /// Opens a fund's ledger for writing, and makes it when there is none. One of format 1 goes on in format 2.
    ///
    /// # Errors
    /// When the file cannot be made, is damaged, or is not a ledger.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        Self::open_at(Self::path(folder), "WAL")
    }

    /// Opens a ledger for writing in a file that stands alone, without a log beside it, and makes it when there is none.
    pub(super) fn open_alone(path: &Path) -> Result<Self, StoreError> {
        Self::open_at(path.to_owned(), "DELETE")
    }

    fn open_at(path: PathBuf, journal: &str) -> Result<Self, StoreError> {
        refuse_endless(&path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&path, flags).map_err(|why| database(&path, why))?;
        let mut this = Self { connection, path, version: VERSION };
        this.prepare(journal)?;
        Ok(this)
    }

    /// Opens a fund's ledger for reading; nothing when there is none.
    ///
    /// # Errors
    /// When the file is damaged or is not a ledger.
    pub fn open_to_read(folder: &Path) -> Result<Option<Self>, StoreError> {
        Self::read_at(&Self::path(folder))
    }

    /// Opens a file for reading; nothing when it is not there or nothing is in it.
    pub(super) fn read_at(path: &Path) -> Result<Option<Self>, StoreError> {
        if !path.exists() {
            return Ok(None);
        }
        refuse_endless(path)?;
        let open = |name: &Path, flags| -> Result<Self, StoreError> {
            let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(name, flags).map_err(|why| database(path, why))?;
            let mut this = Self { connection, path: path.to_owned(), version: VERSION };
            this.version = this.version_on_file()?;
            Ok(this)
        };
        let beside = |end: &str| {
            let mut name = path.as_os_str().to_owned();
            name.push(end);
            Path::new(&name).exists()
        };
        let this = match open(path, OpenFlags::SQLITE_OPEN_READ_ONLY) {
            // What was being written when a run was cut off is undone by whoever may write.
            Err(_) if beside("-journal") => open(path, OpenFlags::SQLITE_OPEN_READ_WRITE),
            // In a folder that may not be written nobody writes: the file is read as it is, without its log.
            Err(_) if !beside("-wal") => {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
                open(Path::new(&unchanging(path)), flags)
            }
            opened => opened,
        }?;
        match this.version {
            0 if this.is_empty()? => Ok(None),
            VERSION_1 | VERSION => Ok(Some(this)),
            version => Err(StoreError::Foreign { path: this.path.display().to_string(), version }),
        }
    }

    /// Whether nothing was ever made in the file.
    fn is_empty(&self) -> Result<bool, StoreError> {
        let objects = "SELECT count(*) FROM sqlite_schema";
        let objects: i64 = self.connection.query_row(objects, [], |row| row.get(0)).map_err(|why| self.fault(why))?;
        Ok(objects == 0)
    }

    fn version_on_file(&self) -> Result<i64, StoreError> {
        self.connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(|why| self.fault(why))
    }

    fn prepare(&mut self, journal: &str) -> Result<(), StoreError> {
        let settings = format!(
            "PRAGMA journal_mode = {journal}; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
             PRAGMA busy_timeout = 2000; PRAGMA trusted_schema = OFF;"
        );
        self.connection.execute_batch(&settings).map_err(|why| self.fault(why))?;
        match self.version_on_file()? {
            0 if self.is_empty()? => {
                let make = format!("BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;");
                self.connection.execute_batch(&make).map_err(|why| self.fault(why))
            }
            VERSION_1 => self.upgrade(),
            VERSION => self.refuse_newer(),
            version => Err(StoreError::Foreign { path: self.path.display().to_string(), version }),
        }
    }

    /// What this version does not know may change what it does know: nothing is recorded after it.
    fn refuse_newer(&self) -> Result<(), StoreError> {
        let mut statement =
            self.connection.prepare("SELECT DISTINCT kind FROM events ORDER BY 1").map_err(|why| self.fault(why))?;
        let kinds = statement.query_map([], |row| row.get::<_, String>(0));
        let kinds: Vec<String> = kinds.and_then(Iterator::collect).map_err(|why| self.fault(why))?;
        let unknown = |kind: &String| matches!(EventKind::of(kind), EventKind::Other(_));
        let kinds: Vec<String> = kinds.into_iter().filter(unknown).collect();
        if kinds.is_empty() {
            return Ok(());
        }
        Err(StoreError::Newer { path: self.path.display().to_string(), kinds })
    }

    fn fault(&self, why: rusqlite::Error) -> StoreError {
        database(&self.path, why)
    }

    fn query(&self, condition: &str, value: Option<&str>) -> Result<Vec<Event>, StoreError> {
        let format = if self.version == VERSION_1 { "1" } else { "format" };
        let columns = format!("seq, {format}, id, kind, period, payload, recorded_at, recorded_by, previous, hash");
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT {columns} FROM events {condition} ORDER BY seq"))
            .map_err(|why| self.fault(why))?;
        let events = match value {
            Some(value) => statement.query_map([value], event),
            None => statement.query_map([], event),
        };
        events.and_then(Iterator::collect).map_err(|why| self.fault(why))
    }
}

/// Refuses what is there and no regular file, in the place of the file or of what the database keeps beside it: a pipe would
/// never open.
fn refuse_endless(path: &Path) -> Result<(), StoreError> {
    for end in ["", "-wal", "-shm", "-journal"] {
        let mut beside = path.as_os_str().to_owned();
        beside.push(end);
        if std::fs::metadata(&beside).is_ok_and(|there| !files::ends(&there)) {
            let why = std::io::Error::new(std::io::ErrorKind::InvalidInput, "it is no regular file");
            return Err(StoreError::File { path: Path::new(&beside).display().to_string(), why });
        }
    }
    Ok(())
}

/// The address of a file that does not change while it is read.
fn unchanging(path: &Path) -> String {
    let mut address = "file:".to_owned();
    for byte in files::bytes_of(path) {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => address.push(char::from(byte)),
            other => address.push_str(&format!("%{other:02X}")),
        }
    }
    address + "?immutable=1"
}

fn database(path: &Path, why: rusqlite::Error) -> StoreError {
    let trouble = match why.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Trouble::Damaged,
        Some(ErrorCode::DiskFull) => Trouble::Full,
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Trouble::Forbidden,
        Some(ErrorCode::SystemIoFailure) => Trouble::System,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Trouble::Busy,
        Some(_) | None => Trouble::Other,
    };
    StoreError::Database { ledger: path.display().to_string(), trouble, why: Box::new(why) }
}

fn event(row: &Row<'_>) -> rusqlite::Result<Event> {
    let kind: String = row.get(3)?;
    let format = row.get(1)?;
    Ok(Event {
        seq: row.get(0)?,
        format: Format::of(format).ok_or(rusqlite::Error::IntegralValueOutOfRange(1, format))?,
        id: row.get(2)?,
        kind: EventKind::of(&kind),
        period: row.get(4)?,
        payload: row.get(5)?,
        recorded_at: row.get(6)?,
        recorded_by: row.get(7)?,
        previous: row.get(8)?,
        hash: row.get(9)?,
    })
}

/// The columns of a line.
const LINE: &str = "number, kind, key, date, currency, amount, sheet, row, body";

fn line(row: &Row<'_>) -> rusqlite::Result<Line> {
    let date: Option<String> = row.get(3)?;
    Ok(Line {
        number: row.get(0)?,
        kind: row.get::<_, String>(1)?.into(),
        key: row.get(2)?,
        date: date.and_then(|date| date.parse().ok()),
        currency: row.get::<_, Option<String>>(4)?.map(Into::into),
        amount: row.get(5)?,
        sheet: row.get(6)?,
        row: row.get(7)?,
        body: row.get(8)?,
    })
}

impl Store for Sqlite {
    fn name(&self) -> String {
        self.path.display().to_string()
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
        let last = write::last(&self.connection).map_err(|why| self.fault(why))?;
        Ok(last.map_or_else(|| BEFORE_ALL.to_owned(), |(_, hash)| hash))
    }

    fn hashes(&self) -> Result<Vec<String>, StoreError> {
        let text = "SELECT hash FROM events ORDER BY seq";
        let mut statement = self.connection.prepare_cached(text).map_err(|why| self.fault(why))?;
        let hashes = statement.query_map([], |row| row.get(0));
        hashes.and_then(Iterator::collect).map_err(|why| self.fault(why))
    }

    fn events(&self, kind: Option<EventKind>) -> Result<Vec<Event>, StoreError> {
        match kind {
            Some(kind) => self.query("WHERE kind = ?1", Some(kind.name())),
            None => self.query("", None),
        }
    }

    fn event(&self, id: &str) -> Result<Option<Event>, StoreError> {
        Ok(self.query("WHERE id = ?1", Some(id))?.pop())
    }

    fn reading_of(&self, key: &str) -> Result<Option<Event>, StoreError> {
        let readings = self.query("WHERE kind = 'reading' AND json_extract(payload, '$.key') = ?1", Some(key))?;
        Ok(readings.into_iter().next_back())
    }

    fn lines(&self, event: &str) -> Result<Vec<Line>, StoreError> {
        let of = if self.version == VERSION_1 {
            "facts WHERE import = ?1"
        } else {
            "lines WHERE event = (SELECT seq FROM events WHERE id = ?1)"
        };
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT {LINE} FROM {of} ORDER BY number"))
            .map_err(|why| self.fault(why))?;
        let lines = statement.query_map([event], line);
        lines.and_then(Iterator::collect).map_err(|why| self.fault(why))
    }

    fn each_lines(&self, after: i64, take: &mut LinesTaker<'_>) -> Result<(), StoreError> {
        let of = if self.version == VERSION_1 {
            "(SELECT seq AS event, facts.* FROM facts JOIN events ON events.id = facts.import)"
        } else {
            "lines"
        };
        let text = format!("SELECT {LINE}, event FROM {of} WHERE event > ?1 ORDER BY event, number");
        let mut statement = self.connection.prepare_cached(&text).map_err(|why| self.fault(why))?;
        let mut rows = statement.query([after]).map_err(|why| self.fault(why))?;
        let mut gathered = ByEvent::new(take);
        while let Some(row) = rows.next().map_err(|why| self.fault(why))? {
            let read = || Ok((row.get(9)?, line(row)?));
            let (event, line) = read().map_err(|why| self.fault(why))?;
            gathered.add(event, line)?;
        }
        gathered.end()
    }

    fn balances(&self) -> Result<Vec<Balance>, StoreError> {
        let of = if self.version == VERSION_1 { "facts" } else { "lines" };
        // Added up in two halves: the sum of amounts that each fit need not fit itself.
        let sums = format!(
            "SELECT kind, currency, count(*), coalesce(sum(amount / {HALF}), 0), coalesce(sum(amount % {HALF}), 0)
             FROM {of} GROUP BY 1, 2 ORDER BY 1, 2"
        );
        let mut statement = self.connection.prepare_cached(&sums).map_err(|why| self.fault(why))?;
        let balance = |row: &Row<'_>| {
            let (high, low): (i64, i64) = (row.get(3)?, row.get(4)?);
            let amount = i128::from(high) * i128::from(HALF) + i128::from(low);
            Ok(Balance { kind: row.get(0)?, currency: row.get(1)?, lines: row.get(2)?, amount })
        };
        let balances = statement.query_map([], balance);
        balances.and_then(Iterator::collect).map_err(|why| self.fault(why))
    }

    fn file(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.kept_file(sha256)
    }

    fn files(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let text = "SELECT sha256, name FROM files";
        let mut statement = self.connection.prepare_cached(text).map_err(|why| self.fault(why))?;
        let files = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        files.and_then(Iterator::collect).map_err(|why| self.fault(why))
    }

    fn copy(&self, folder: &Path) -> Result<(), StoreError> {
        self.copy_into(folder)
    }

    fn faults(&self) -> Result<Vec<String>, StoreError> {
        self.check()
    }
}

/// Where amounts are cut in two to be added up: four thousand million lines of the largest still fit.
const HALF: i64 = 1 << 31;
