//! A ledger of format 1 goes on in format 2: its events stay as they were recorded, in tables of today.

use crate::ledger::store::StoreError;

use super::{SCHEMA, Sqlite, VERSION, database};

/// Puts the tables of format 1 aside.
const ASIDE: &str = include_str!("upgrade.sql");
/// Takes everything from there.
const COPY: &str = include_str!("copy.sql");

impl Sqlite {
    /// Moves all that is there into the tables of today, or leaves everything as it is.
    pub(super) fn upgrade(&mut self) -> Result<(), StoreError> {
        let path = self.path.clone();
        let fault = |why| database(&path, why);
        // Tables that were changed would lose what shows it.
        if let Some(what) = self.foreign_objects()?.into_iter().next() {
            return Err(StoreError::Altered { path: path.display().to_string(), what });
        }
        let behavior = rusqlite::TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(behavior).map_err(fault)?;
        let count = |table: &str| -> Result<i64, StoreError> {
            transaction.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).map_err(fault)
        };
        let before = count("facts")?;
        transaction.execute_batch(ASIDE).map_err(fault)?;
        transaction.execute_batch(SCHEMA).map_err(fault)?;
        transaction.execute_batch(COPY).map_err(fault)?;
        if count("lines")? != before {
            let what = "it has facts of imports that are not there".to_owned();
            return Err(StoreError::Altered { path: path.display().to_string(), what });
        }
        transaction.execute_batch(&format!("PRAGMA user_version = {VERSION}")).map_err(fault)?;
        transaction.commit().map_err(fault)
    }
}
