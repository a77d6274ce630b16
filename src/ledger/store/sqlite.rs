//! A ledger in one SQLite file: write-ahead log, full synchronisation, strict tables, triggers that refuse change.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, Transaction, params};

use super::{BEFORE_ALL, Balance, Batch, Event, EventKind, FactRow, NewEvent, Recorder, Store, StoreError, rows};
use crate::domain::facts::Facts;
use crate::domain::fingerprint;
use crate::files::{self, StagedFile};

const SCHEMA: &str = include_str!("schema.sql");
/// The version of the schema, in the file's `user_version`.
const VERSION: i64 = 1;
/// The guards that must be there.
const GUARDS: [&str; 6] = ["events_stay", "events_remain", "facts_stay", "facts_remain", "files_stay", "files_remain"];

/// A ledger in a file.
#[derive(Debug)]
pub struct Sqlite {
    path: PathBuf,
    connection: Connection,
}

impl Sqlite {
    /// The ledger's file in a fund's folder.
    pub fn path(folder: &Path) -> PathBuf {
        folder.join("ledger.db")
    }

    /// The copy that is made after every change.
    pub fn copy_path(folder: &Path) -> PathBuf {
        folder.join("ledger.db.copy")
    }

    /// Opens a fund's ledger for writing, and makes it when there is none.
    ///
    /// # Errors
    /// When the file cannot be made, is damaged, or is not a ledger.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let path = Self::path(folder);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Connection::open_with_flags(&path, flags);
        let mut this = Self { connection: opened.map_err(|why| database(&path, why))?, path };
        this.prepare()?;
        Ok(this)
    }

    /// Opens a fund's ledger for reading; nothing when there is none.
    ///
    /// # Errors
    /// When the file is damaged or is not a ledger.
    pub fn open_to_read(folder: &Path) -> Result<Option<Self>, StoreError> {
        let path = Self::path(folder);
        if !path.exists() {
            return Ok(None);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = |name: &Path, flags| {
            let connection = Connection::open_with_flags(name, flags).map_err(|why| database(&path, why))?;
            let this = Self { connection, path: path.clone() };
            this.version().map(|version| (this, version))
        };
        let opened = match open(&path, flags) {
            // In a folder that may not be written nobody writes: the file is read as it is, without its log.
            Err(_) if !folder.join("ledger.db-wal").exists() => {
                open(Path::new(&unchanging(&path)), flags | OpenFlags::SQLITE_OPEN_URI)
            }
            opened => opened,
        };
        let (this, version) = opened?;
        match version {
            0 => Ok(None),
            VERSION => Ok(Some(this)),
            version => Err(StoreError::Foreign { path: this.path.display().to_string(), version }),
        }
    }

    fn version(&self) -> Result<i64, StoreError> {
        self.connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(|why| self.fault(why))
    }

    fn prepare(&mut self) -> Result<(), StoreError> {
        let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
                        PRAGMA busy_timeout = 2000; PRAGMA trusted_schema = OFF;";
        self.connection.execute_batch(settings).map_err(|why| self.fault(why))?;
        match self.version()? {
            0 => {
                let make = format!("BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;");
                self.connection.execute_batch(&make).map_err(|why| self.fault(why))
            }
            VERSION => Ok(()),
            version => Err(StoreError::Foreign { path: self.path.display().to_string(), version }),
        }
    }

    fn fault(&self, why: rusqlite::Error) -> StoreError {
        database(&self.path, why)
    }

    /// Makes a whole copy of the ledger beside it, in place of the one before.
    ///
    /// # Errors
    /// When it cannot be written; the copy before stays.
    pub fn copy(&self, folder: &Path) -> Result<(), StoreError> {
        let copy = Self::copy_path(folder);
        let file = |why| StoreError::File { path: copy.display().to_string(), why };
        files::remove_unfinished(&copy).map_err(file)?;
        let staged = StagedFile::new(&copy).map_err(file)?;
        let into = staged.path().display().to_string();
        self.connection.execute("VACUUM INTO ?1", [into]).map_err(|why| self.fault(why))?;
        staged.put_in_place().map_err(file)
    }

    /// Puts the copy in the place of a damaged ledger, which is kept under another name. Gives that name; nothing when
    /// there is no whole copy.
    ///
    /// # Errors
    /// When the files cannot be moved.
    pub fn restore(folder: &Path) -> Result<Option<PathBuf>, StoreError> {
        let (path, copy) = (Self::path(folder), Self::copy_path(folder));
        if !copy.exists() {
            return Ok(None);
        }
        let file = |why| StoreError::File { path: path.display().to_string(), why };
        let sha256 = files::sha256_of(&path).map_err(file)?;
        let aside = folder.join(format!("ledger.db.damaged-{sha256:.12}"));
        fs::rename(&path, &aside).map_err(file)?;
        for log in ["ledger.db-wal", "ledger.db-shm"] {
            let log = folder.join(log);
            if log.exists() {
                fs::remove_file(log).map_err(file)?;
            }
        }
        fs::copy(&copy, &path).map_err(file)?;
        Ok(Some(aside))
    }

    fn insert(path: &Path, transaction: &Transaction<'_>, event: &Event, facts: &Facts) -> Result<(), StoreError> {
        let fault = |why| database(path, why);
        let mut insert = transaction
            .prepare_cached("INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
            .map_err(fault)?;
        insert
            .execute(params![
                event.seq,
                event.id,
                event.kind.name(),
                event.period,
                event.payload,
                event.recorded_at,
                event.recorded_by,
                event.previous,
                event.hash
            ])
            .map_err(fault)?;
        let text = "INSERT INTO facts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
        let mut insert = transaction.prepare_cached(text).map_err(fault)?;
        rows::each(facts, &mut |fact| {
            let date = fact.date.map(|date| date.to_string());
            insert
                .execute(params![
                    event.id,
                    fact.number,
                    fact.kind,
                    fact.key,
                    date,
                    fact.currency,
                    fact.amount,
                    fact.sheet,
                    fact.row,
                    fact.body
                ])
                .map_err(fault)?;
            Ok(())
        })?;
        Ok(())
    }

    fn query(&self, condition: &str, value: Option<&str>) -> Result<Vec<Event>, StoreError> {
        let columns = "seq, id, kind, period, payload, recorded_at, recorded_by, previous, hash";
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

/// The address of a file that does not change while it is read.
fn unchanging(path: &Path) -> String {
    let mut address = "file:".to_owned();
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => address.push(char::from(byte)),
            other => address.push_str(&format!("%{other:02X}")),
        }
    }
    address + "?immutable=1"
}

fn database(path: &Path, why: rusqlite::Error) -> StoreError {
    StoreError::Database { path: path.display().to_string(), why }
}

fn event(row: &Row<'_>) -> rusqlite::Result<Event> {
    let kind: String = row.get(2)?;
    let unknown = || rusqlite::Error::InvalidColumnType(2, kind.clone(), rusqlite::types::Type::Text);
    Ok(Event {
        seq: row.get(0)?,
        id: row.get(1)?,
        kind: EventKind::parse(&kind).ok_or_else(unknown)?,
        period: row.get(3)?,
        payload: row.get(4)?,
        recorded_at: row.get(5)?,
        recorded_by: row.get(6)?,
        previous: row.get(7)?,
        hash: row.get(8)?,
    })
}

fn fact(row: &Row<'_>) -> rusqlite::Result<FactRow> {
    let date: Option<String> = row.get(3)?;
    Ok(FactRow {
        number: row.get(0)?,
        kind: row.get(1)?,
        key: row.get(2)?,
        date: date.and_then(|date| date.parse().ok()),
        currency: row.get(4)?,
        amount: row.get(5)?,
        sheet: row.get(6)?,
        row: row.get(7)?,
        body: row.get(8)?,
    })
}

impl Store for Sqlite {
    fn append(&mut self, batch: Batch, recorder: &Recorder) -> Result<Vec<Event>, StoreError> {
        let path = self.path.clone();
        let fault = |why| database(&path, why);
        let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate);
        let transaction = transaction.map_err(fault)?;
        let last: Option<(i64, String)> = transaction
            .query_row("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()
            .map_err(fault)?;
        let (mut seq, mut previous) = last.unwrap_or((0, BEFORE_ALL.to_owned()));
        for file in &batch.files {
            transaction
                .execute("INSERT OR IGNORE INTO files VALUES (?1, ?2, ?3)", params![file.sha256, file.name, file.bytes])
                .map_err(fault)?;
        }
        let mut events: Vec<(String, NewEvent)> = batch.events.into_iter().map(|event| (event.id(), event)).collect();
        events.sort_by(|one, two| (one.1.kind, &one.0).cmp(&(two.1.kind, &two.0)));
        events.dedup_by(|one, two| one.0 == two.0);
        let mut recorded = Vec::new();
        for (id, new) in events {
            let known = transaction
                .query_row("SELECT 1 FROM events WHERE id = ?1", [&id], |_| Ok(()))
                .optional()
                .map_err(fault)?;
            if known.is_some() {
                continue;
            }
            seq += 1;
            let mut event = Event {
                seq,
                id,
                kind: new.kind,
                period: new.period,
                payload: new.payload,
                recorded_at: recorder.at.clone(),
                recorded_by: recorder.by.clone(),
                previous,
                hash: String::new(),
            };
            event.hash = event.expected_hash();
            previous = event.hash.clone();
            Self::insert(&path, &transaction, &event, &new.facts)?;
            recorded.push(event);
        }
        transaction.commit().map_err(fault)?;
        Ok(recorded)
    }

    fn head(&self) -> Result<String, StoreError> {
        let head = self
            .connection
            .query_row("SELECT hash FROM events ORDER BY seq DESC LIMIT 1", [], |row| row.get(0))
            .optional();
        Ok(head.map_err(|why| self.fault(why))?.unwrap_or_else(|| BEFORE_ALL.to_owned()))
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

    fn import_of(&self, key: &str) -> Result<Option<Event>, StoreError> {
        let imports = self.query("WHERE kind = 'import' AND json_extract(payload, '$.key') = ?1", Some(key))?;
        Ok(imports.into_iter().next_back())
    }

    fn facts(&self, import: &str) -> Result<Vec<FactRow>, StoreError> {
        let columns = "number, kind, key, date, currency, amount, sheet, row, body";
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT {columns} FROM facts WHERE import = ?1 ORDER BY number"))
            .map_err(|why| self.fault(why))?;
        let rows = statement.query_map([import], fact);
        rows.and_then(Iterator::collect).map_err(|why| self.fault(why))
    }

    fn balances(&self) -> Result<Vec<Balance>, StoreError> {
        let sums = "SELECT kind, currency, count(*), coalesce(sum(amount), 0) FROM facts GROUP BY 1, 2 ORDER BY 1, 2";
        let mut statement = self.connection.prepare_cached(sums).map_err(|why| self.fault(why))?;
        let balance = |row: &Row<'_>| {
            Ok(Balance { kind: row.get(0)?, currency: row.get(1)?, facts: row.get(2)?, amount: row.get(3)? })
        };
        let balances = statement.query_map([], balance);
        balances.and_then(Iterator::collect).map_err(|why| self.fault(why))
    }

    fn file(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let found = self.connection.query_row("SELECT bytes FROM files WHERE sha256 = ?1", [sha256], |row| row.get(0));
        found.optional().map_err(|why| self.fault(why))
    }

    fn faults(&self) -> Result<Vec<String>, StoreError> {
        let mut faults = Vec::new();
        for check in ["PRAGMA integrity_check", "PRAGMA foreign_key_check"] {
            let mut statement = self.connection.prepare(check).map_err(|why| self.fault(why))?;
            let found = statement.query_map([], |row| row.get::<_, String>(0));
            let found: Vec<String> = found.and_then(Iterator::collect).map_err(|why| self.fault(why))?;
            faults.extend(found.into_iter().filter(|line| line != "ok").map(|line| format!("the database: {line}")));
        }
        let mut statement = self
            .connection
            .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            .map_err(|why| self.fault(why))?;
        let found = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
        let found: Vec<(String, String)> = found.and_then(Iterator::collect).map_err(|why| self.fault(why))?;
        for guard in GUARDS {
            if !found.iter().any(|(name, text)| name == guard && SCHEMA.contains(text.as_str())) {
                faults.push(format!("the guard {guard} of the append-only tables was removed or changed"));
            }
        }
        let mut statement =
            self.connection.prepare("SELECT sha256, bytes FROM files").map_err(|why| self.fault(why))?;
        let files = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?)));
        for file in files.map_err(|why| self.fault(why))? {
            let (sha256, bytes) = file.map_err(|why| self.fault(why))?;
            if fingerprint::sha256(&bytes) != sha256 {
                faults.push(format!("the kept file {sha256} is not as it was"));
            }
        }
        Ok(faults)
    }
}
