//! The storages of ledgers, so that a test can be made of each: a file, and, where the program is built to know servers, a
//! PostgreSQL server.

use std::path::Path;

use poolfund::ledger::store::{Sqlite, Store};

/// A place for a ledger, empty at first.
pub trait Keeping {
    /// Opens it for writing.
    fn open(&self) -> Box<dyn Store>;

    /// Opens it for reading.
    fn look(&self) -> Box<dyn Store>;

    /// Why it cannot be opened for writing.
    fn refusal(&self) -> String;

    /// Changes what is recorded as somebody does who may do anything there: a statement of SQL, before which the guards are
    /// taken away from a table.
    fn forge(&self, table: &str, statement: &str);
}

/// A ledger in a file.
pub struct InFile(tempfile::TempDir);

impl InFile {
    /// A new one.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn folder(&self) -> &Path {
        self.0.path()
    }
}

impl Keeping for InFile {
    fn open(&self) -> Box<dyn Store> {
        Box::new(Sqlite::open(self.folder()).unwrap())
    }

    fn look(&self) -> Box<dyn Store> {
        Box::new(Sqlite::open_to_read(self.folder()).unwrap().unwrap())
    }

    fn refusal(&self) -> String {
        Sqlite::open(self.folder()).unwrap_err().to_string()
    }

    fn forge(&self, table: &str, statement: &str) {
        let database = rusqlite::Connection::open(self.folder().join("ledger.db")).unwrap();
        database.execute_batch(&format!("DROP TRIGGER {table}_stay; {statement}")).unwrap();
    }
}

/// Lets a test run with each pair of storages, both of them new.
pub fn in_each_pair(test: impl Fn(&dyn Keeping, &dyn Keeping)) {
    test(&InFile::new(), &InFile::new());
    #[cfg(feature = "postgres")]
    if let Some(cluster) = crate::cluster::shared() {
        test(&InFile::new(), &cluster.ledger());
        test(&cluster.ledger(), &InFile::new());
        test(&cluster.ledger(), &cluster.ledger());
    }
}

/// Lets a test run with each storage.
pub fn in_each(test: impl Fn(&dyn Keeping)) {
    test(&InFile::new());
    #[cfg(feature = "postgres")]
    if let Some(cluster) = crate::cluster::shared() {
        test(&cluster.ledger());
    }
}
