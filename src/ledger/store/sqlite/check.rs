//! What the database itself finds wrong, and what is no part of a ledger.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::domain::fingerprint;
use crate::ledger::store::StoreError;
use crate::ledger::store::packing::{Packed, unpacked};

use super::{SCHEMA, Sqlite, VERSION_1};

/// The tables of format 1.
const SCHEMA_1: &str = include_str!("format_1.sql");

/// The tables, indexes, triggers and views of a database, by type and name, as they were made.
type Objects = BTreeMap<(String, String), String>;

impl Sqlite {
    /// All that is wrong.
    pub(super) fn check(&self) -> Result<Vec<String>, StoreError> {
        let mut faults = Vec::new();
        for check in ["PRAGMA integrity_check", "PRAGMA foreign_key_check"] {
            let mut statement = self.connection.prepare(check).map_err(|why| self.fault(why))?;
            let found = statement.query_map([], |row| row.get::<_, String>(0));
            let found: Vec<String> = found.and_then(Iterator::collect).map_err(|why| self.fault(why))?;
            faults.extend(found.into_iter().filter(|line| line != "ok").map(|line| format!("the database: {line}")));
        }
        faults.extend(self.foreign_objects()?);
        faults.extend(self.foreign_mark()?);
        faults.extend(self.odd_dates()?);
        faults.extend(self.changed_files()?);
        Ok(faults)
    }

    /// What is missing of the tables and guards of a ledger, was changed, or is no part of one.
    pub(super) fn foreign_objects(&self) -> Result<Vec<String>, StoreError> {
        let version = self.version_on_file()?;
        foreign_objects(&self.connection, "main", version).map_err(|why| self.fault(why))
    }

    /// The number by which a program marks its databases, where there is one: a ledger has none.
    fn foreign_mark(&self) -> Result<Option<String>, StoreError> {
        let mark = self.connection.query_row("PRAGMA application_id", [], |row| row.get::<_, i64>(0));
        let mark = mark.map_err(|why| self.fault(why))?;
        Ok((mark != 0).then(|| format!("the database: it has the mark of another program, {mark}")))
    }

    /// Dates that are no days of the calendar as a ledger writes them: their lines' hash takes each as the day that it is.
    fn odd_dates(&self) -> Result<Option<String>, StoreError> {
        let of = if self.version_on_file()? == VERSION_1 { "facts" } else { "lines" };
        let text = format!(
            "SELECT count(*), min(date) FROM {of} WHERE date IS NOT NULL AND date IS NOT strftime('%Y-%m-%d', date)"
        );
        let odd = self.connection.query_row(&text, [], |row| Ok((row.get(0)?, row.get(1)?)));
        let (count, first): (i64, Option<String>) = odd.map_err(|why| self.fault(why))?;
        Ok(first.map(|first| format!("{count} lines have a date that is no day, as {first:?}")))
    }

    /// Kept files whose bytes are not those of their hash.
    fn changed_files(&self) -> Result<Vec<String>, StoreError> {
        let columns =
            if self.version_on_file()? == VERSION_1 { "length(bytes), 0, bytes" } else { "length, deflated, bytes" };
        let mut statement = self
            .connection
            .prepare(&format!("SELECT sha256, {columns} FROM files ORDER BY sha256"))
            .map_err(|why| self.fault(why))?;
        let mut rows = statement.query([]).map_err(|why| self.fault(why))?;
        let mut faults = Vec::new();
        while let Some(row) = rows.next().map_err(|why| self.fault(why))? {
            let read = || -> rusqlite::Result<(String, Packed)> {
                Ok((row.get(0)?, Packed { length: row.get(1)?, deflated: row.get(2)?, bytes: row.get(3)? }))
            };
            let (sha256, kept) = read().map_err(|why| self.fault(why))?;
            if unpacked(kept).is_none_or(|file| fingerprint::sha256(&file) != sha256) {
                faults.push(format!("the kept file {sha256} is not as it was"));
            }
        }
        Ok(faults)
    }
}

/// What is missing of the tables and guards of a ledger in a database of a connection, was changed, or is no part of one.
pub(super) fn foreign_objects(connection: &Connection, database: &str, version: i64) -> rusqlite::Result<Vec<String>> {
    let model = Connection::open_in_memory()?;
    model.execute_batch(if version == VERSION_1 { SCHEMA_1 } else { SCHEMA })?;
    let (expected, found) = (objects(&model, "main")?, objects(connection, database)?);
    let mut faults = Vec::new();
    for ((kind, name), text) in &expected {
        match found.get(&(kind.clone(), name.clone())) {
            None => faults.push(format!("the {kind} {name} of the ledger was removed")),
            Some(other) if other != text => faults.push(format!("the {kind} {name} of the ledger was changed")),
            Some(_) => {}
        }
    }
    let foreign = found.keys().filter(|object| !expected.contains_key(*object));
    faults.extend(foreign.map(|(kind, name)| format!("the {kind} {name:?} is no part of a ledger")));
    Ok(faults)
}

fn objects(connection: &Connection, database: &str) -> rusqlite::Result<Objects> {
    let text = format!("SELECT type, name, coalesce(sql, '') FROM {database}.sqlite_schema");
    let mut statement = connection.prepare(&text)?;
    let objects = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
    objects.collect()
}
