//! Ledgers on servers, where the program was built to know them.

#[cfg(feature = "postgres")]
pub(super) use known::{look, open, prepare};
#[cfg(not(feature = "postgres"))]
pub(super) use unknown::{look, open, prepare};

#[cfg(feature = "postgres")]
mod known {
    use std::path::Path;

    use crate::config::LedgerServer;
    use crate::ledger::store::postgres::{Login, Postgres};
    use crate::ledger::store::{Store, StoreError};

    pub fn open(server: &LedgerServer, folder: &Path) -> Result<Box<dyn Store>, StoreError> {
        Ok(Box::new(Postgres::open(server, &Login::found(server)?, folder)?))
    }

    pub fn look(server: &LedgerServer, folder: &Path) -> Result<Box<dyn Store>, StoreError> {
        Ok(Box::new(Postgres::look(server, &Login::found(server)?, folder)?))
    }

    pub fn prepare(server: &LedgerServer, folder: &Path, members: Option<&str>) -> Result<Vec<i32>, StoreError> {
        Postgres::prepare(server, &Login::found(server)?, folder, members)
    }
}

#[cfg(not(feature = "postgres"))]
mod unknown {
    use std::path::Path;

    use crate::config::LedgerServer;
    use crate::ledger::store::{Store, StoreError};

    pub fn open(server: &LedgerServer, _folder: &Path) -> Result<Box<dyn Store>, StoreError> {
        Err(StoreError::NoServers { ledger: server.to_string() })
    }

    pub fn look(server: &LedgerServer, folder: &Path) -> Result<Box<dyn Store>, StoreError> {
        open(server, folder)
    }

    pub fn prepare(server: &LedgerServer, _folder: &Path, _members: Option<&str>) -> Result<Vec<i32>, StoreError> {
        Err(StoreError::NoServers { ledger: server.to_string() })
    }
}
