//! The tables of a ledger on a server: how they are made, which version they have, and what is not as it was made.

use std::collections::BTreeMap;
use std::path::Path;

use postgres::error::SqlState;
use postgres::types::{FromSqlOwned, ToSql};
use postgres::{GenericClient, Row};

use crate::config::LedgerServer;
use crate::ledger::store::event::EventKind;
use crate::ledger::store::{ServerTrouble, StoreError};

use super::connect::{connect, fault};
use super::{Login, Postgres};

/// What makes tables of each version from those of the one before, from 1 on.
const MIGRATIONS: [&str; 1] = [include_str!("schema.sql")];
/// The version of the tables of today.
const VERSION: i32 = 1;
/// What the schema of a ledger consists of: kind, name, and all that matters of it, apart by tabs.
const OBJECTS: &str = include_str!("objects.tsv");
/// What finds it.
const FIND_OBJECTS: &str = include_str!("objects.sql");
/// The number of the lock that a session holds while it writes: the letters of `poolfund`.
const LOCK: i64 = 0x706F_6F6C_6675_6E64;
/// Asks whether this session holds it.
const HOLDS_LOCK: &str = "SELECT EXISTS (SELECT FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND granted
    AND pid = pg_catalog.pg_backend_pid() AND classid::bigint << 32 | objid::bigint = $1)";
/// Asks who holds it.
const LOCKED_BY: &str = "SELECT usename::text FROM pg_catalog.pg_locks JOIN pg_catalog.pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND classid::bigint << 32 | objid::bigint = $1
    AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())";

impl Postgres {
    /// Makes the tables of a ledger, or brings them to the version of today; the members of a role may add to them and read
    /// them from then on. Gives the versions that were made now.
    ///
    /// # Errors
    /// When the server cannot be reached or trusted, or does not let this role make tables. All is as it was then.
    pub fn prepare(
        server: &LedgerServer,
        login: &Login,
        folder: &Path,
        members: Option<&str>,
    ) -> Result<Vec<i32>, StoreError> {
        let ledger = server.to_string();
        let fault = |why| fault(&ledger, why);
        let mut client = connect(server, login, folder)?;
        let mut transaction = client.transaction().map_err(fault)?;
        let encoding: String =
            one(&mut transaction, "SELECT pg_catalog.current_setting('server_encoding')", &[]).map_err(fault)?;
        if encoding != "UTF8" {
            let what = format!("its texts are in {encoding}: make the database with the encoding UTF8");
            return Err(StoreError::Altered { path: ledger, what });
        }
        transaction.execute("SELECT pg_catalog.pg_advisory_xact_lock($1)", &[&LOCK]).map_err(fault)?;
        let before = version(&mut transaction).map_err(fault)?.unwrap_or(0);
        if before > VERSION {
            return Err(StoreError::NewerTables { ledger, version: before, known: VERSION });
        }
        let mut made = Vec::new();
        for (version, text) in (1..).zip(MIGRATIONS).filter(|(version, _)| *version > before) {
            transaction.batch_execute(text).map_err(fault)?;
            let record = "INSERT INTO poolfund.migrations (version, program) VALUES ($1, $2)";
            transaction.execute(record, &[&version, &env!("CARGO_PKG_VERSION")]).map_err(fault)?;
            made.push(version);
        }
        if let Some(members) = members {
            let quoted: String =
                one(&mut transaction, "SELECT pg_catalog.quote_ident($1)", &[&members]).map_err(fault)?;
            let grant = format!(
                "GRANT USAGE ON SCHEMA poolfund TO {quoted}; GRANT SELECT ON ALL TABLES IN SCHEMA poolfund TO {quoted};
                 GRANT INSERT ON poolfund.events, poolfund.lines, poolfund.files TO {quoted};"
            );
            transaction.batch_execute(&grant).map_err(fault)?;
        }
        transaction.commit().map_err(fault)?;
        Ok(made)
    }

    /// Refuses a database without a ledger, and one whose tables are of another version.
    pub(super) fn refuse_unknown(&mut self) -> Result<(), StoreError> {
        let ledger = self.name.clone();
        match version(self.client.get_mut()).map_err(|why| self.fault(why))? {
            Some(VERSION) => Ok(()),
            Some(version) if version > VERSION => Err(StoreError::NewerTables { ledger, version, known: VERSION }),
            Some(_) | None => Err(StoreError::NotPrepared { ledger }),
        }
    }

    /// Refuses to write as somebody who could change what is recorded.
    pub(super) fn refuse_mighty(&mut self) -> Result<(), StoreError> {
        let asked =
            "SELECT session_user::text, pg_catalog.bool_or(pg_catalog.has_table_privilege('poolfund.' || name, rights))
            FROM pg_catalog.unnest(ARRAY['events', 'lines', 'files', 'migrations']) AS name,
                pg_catalog.unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) AS rights";
        let row = self.client.get_mut().query_one(asked, &[]).map_err(|why| self.fault(why))?;
        let read = || -> Result<(String, bool), postgres::Error> { Ok((row.try_get(0)?, row.try_get(1)?)) };
        let (role, is_mighty) = read().map_err(|why| self.fault(why))?;
        if is_mighty { Err(StoreError::Mighty { ledger: self.name.clone(), role }) } else { Ok(()) }
    }

    /// Takes the lock of those who write, and waits for it a while.
    pub(super) fn lock(&mut self) -> Result<(), StoreError> {
        let name = self.name.clone();
        let client = self.client.get_mut();
        let mut locked = || {
            client.batch_execute("SET lock_timeout = '10s'")?;
            client.execute("SELECT pg_catalog.pg_advisory_lock($1)", &[&LOCK])?;
            client.batch_execute("SET lock_timeout = 0")
        };
        match locked() {
            Err(why) if why.code() == Some(&SqlState::LOCK_NOT_AVAILABLE) => {
                let holders = self.query(LOCKED_BY, &[&LOCK])?;
                let who = holders.first().and_then(|row| row.try_get(0).ok()).unwrap_or_else(|| "somebody".to_owned());
                Err(StoreError::Held { ledger: name, who })
            }
            locked => locked.map_err(|why| fault(&name, why)),
        }
    }

    /// What this version does not know may change what it does know: nothing is recorded after it.
    pub(super) fn refuse_newer(&mut self) -> Result<(), StoreError> {
        let kinds = self.query("SELECT DISTINCT kind FROM ONLY poolfund.events ORDER BY 1", &[])?;
        let kinds = kinds.iter().map(|row| row.try_get(0)).collect::<Result<Vec<String>, _>>();
        let mut kinds = kinds.map_err(|why| self.fault(why))?;
        kinds.retain(|kind| matches!(EventKind::of(kind), EventKind::Other(_)));
        if kinds.is_empty() { Ok(()) } else { Err(StoreError::Newer { path: self.name.clone(), kinds }) }
    }

    /// What is missing of the tables and guards of a ledger, was changed, or is no part of one.
    pub(super) fn foreign_objects(&self) -> Result<Vec<String>, StoreError> {
        let expected: BTreeMap<(&str, &str), &str> = OBJECTS.lines().filter_map(object).collect();
        let rows = self.query(FIND_OBJECTS, &[])?;
        let read =
            |row: &Row| -> Result<_, postgres::Error> { Ok(((row.try_get(0)?, row.try_get(1)?), row.try_get(2)?)) };
        let found: Result<BTreeMap<(String, String), String>, _> = rows.iter().map(read).collect();
        let found = found.map_err(|why| self.fault(why))?;
        let mut faults = Vec::new();
        for ((kind, name), text) in &expected {
            match found.get(&((*kind).to_owned(), (*name).to_owned())) {
                None => faults.push(format!("the {kind} {name} of the ledger was removed")),
                Some(other) if other.trim() != text.trim() => {
                    faults.push(format!("the {kind} {name} of the ledger was changed"));
                }
                Some(_) => {}
            }
        }
        let is_foreign = |(kind, name): &&(String, String)| !expected.contains_key(&(kind.as_str(), name.as_str()));
        let foreign = found.keys().filter(is_foreign);
        faults.extend(foreign.map(|(kind, name)| format!("the {kind} {name:?} is no part of a ledger")));
        Ok(faults)
    }
}

/// Refuses to go on where the session does not hold the lock that it took.
pub(super) fn refuse_unlocked(client: &mut impl GenericClient, ledger: &str) -> Result<(), StoreError> {
    if one(client, HOLDS_LOCK, &[&LOCK]).map_err(|why| fault(ledger, why))? {
        return Ok(());
    }
    let why = "the session does not hold its lock any more: nothing between here and the server may share sessions";
    Err(StoreError::Server { ledger: ledger.to_owned(), trouble: ServerTrouble::Other, why: why.into() })
}

fn object(line: &str) -> Option<((&str, &str), &str)> {
    let mut parts = line.splitn(3, '\t');
    Some(((parts.next()?, parts.next()?), parts.next()?))
}

/// The version of the tables; nothing where there are none.
fn version(client: &mut impl GenericClient) -> Result<Option<i32>, postgres::Error> {
    let there = "SELECT EXISTS (SELECT FROM pg_catalog.pg_class WHERE relname = 'migrations'
        AND relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = 'poolfund'))";
    if one(client, there, &[])? {
        one(client, "SELECT max(version) FROM ONLY poolfund.migrations", &[])
    } else {
        Ok(None)
    }
}

fn one<T: FromSqlOwned>(
    client: &mut impl GenericClient,
    text: &str,
    values: &[&(dyn ToSql + Sync)],
) -> Result<T, postgres::Error> {
    client.query_one(text, values)?.try_get(0)
}
