//! The way to the server: how the server is known to be the one that is meant, and what its refusals mean.

use std::error::Error;
use std::io;
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use postgres::config::SslMode;
use postgres::error::{DbError, SqlState};
use postgres::{Client, Config, NoTls};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::config::LedgerServer;
use crate::ledger::store::{ServerTrouble, StoreError};

use super::Login;

/// How long a server may take to answer at first, and how long one may be silent before it is taken for gone.
const PATIENCE: Duration = Duration::from_secs(10);
const SILENCE: Duration = Duration::from_secs(30);

/// What holds of every session. Whatever the role or the database has as its default, what is recorded depends on none of it.
const SESSION: &str = "SET search_path = ''; SET client_encoding = 'UTF8'; SET statement_timeout = 0;
    SET idle_in_transaction_session_timeout = 0; SET default_transaction_isolation = 'read committed';
    SET default_transaction_read_only = off; SET row_security = off; SET synchronous_commit = on;";

/// Connects to a server.
pub(super) fn connect(server: &LedgerServer, login: &Login, folder: &Path) -> Result<Client, StoreError> {
    let ledger = server.to_string();
    let refused =
        |trouble, why: Box<dyn Error + Send + Sync>| StoreError::Server { ledger: ledger.clone(), trouble, why };
    let mut config = Config::new();
    config
        .host(&server.host)
        .port(server.port)
        .dbname(&server.database)
        .user(&login.user)
        .application_name(concat!("poolfund ", env!("CARGO_PKG_VERSION")))
        .connect_timeout(PATIENCE)
        .keepalives_idle(PATIENCE)
        .tcp_user_timeout(SILENCE);
    if let Some(password) = &login.password {
        config.password(password);
    }
    let tls = server.trust.as_ref().map(|file| trusting(&folder.join(file))).transpose();
    let tls = tls.map_err(|why| refused(ServerTrouble::Untrusted, why))?;
    let is_encrypted = tls.is_some();
    let at_first = |why: postgres::Error| refused(trouble_at_first(&why, is_encrypted), Box::new(Explained(why)));
    let silent = || refused(ServerTrouble::Unreachable, "it takes the connection and says nothing".into());
    let mut client =
        within(PATIENCE + PATIENCE, move || connected(&mut config, tls)).ok_or_else(silent)?.map_err(at_first)?;
    client.batch_execute(SESSION).map_err(|why| fault(&ledger, why))?;
    Ok(client)
}

fn connected(config: &mut Config, tls: Option<ClientConfig>) -> Result<Client, postgres::Error> {
    match tls {
        Some(tls) => config.ssl_mode(SslMode::Require).connect(MakeRustlsConnect::new(tls)),
        // Only a socket of this computer has none, which the settings see to.
        None => config.ssl_mode(SslMode::Disable).connect(NoTls),
    }
}

/// What comes of some work, if it comes in time. Work that does not is left to itself: nothing can end it.
fn within<T: Send + 'static>(time: Duration, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (done, when_done) = mpsc::channel();
    std::thread::spawn(move || done.send(work()));
    when_done.recv_timeout(time).ok()
}

/// Trust in the certificates of a file, and in no other.
fn trusting(file: &Path) -> Result<ClientConfig, Box<dyn Error + Send + Sync>> {
    let said = |why: &dyn std::fmt::Display| format!("{}: {why}", file.display());
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(file).map_err(|why| said(&why))? {
        roots.add(certificate.map_err(|why| said(&why))?).map_err(|why| said(&why))?;
    }
    if roots.is_empty() {
        return Err(said(&"it holds no certificate").into());
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

/// What the server says, or that it says nothing any more.
pub(super) fn fault(ledger: &str, why: postgres::Error) -> StoreError {
    let trouble =
        trouble(&why).unwrap_or(if is_of_connection(&why) { ServerTrouble::Lost } else { ServerTrouble::Other });
    StoreError::Server { ledger: ledger.to_owned(), trouble, why: Box::new(Explained(why)) }
}

/// What keeps a connection from being made.
fn trouble_at_first(why: &postgres::Error, is_encrypted: bool) -> ServerTrouble {
    match trouble(why) {
        Some(trouble) => trouble,
        None if chain(why).any(is_of_tls) => ServerTrouble::Untrusted,
        None if is_of_connection(why) => ServerTrouble::Unreachable,
        // A server that does not encrypt at all.
        None if is_encrypted => ServerTrouble::Untrusted,
        None => ServerTrouble::Other,
    }
}

/// What the server calls it.
fn trouble(why: &postgres::Error) -> Option<ServerTrouble> {
    let code = why.code()?;
    // Copying a ledger in which a month is closed twice is no race.
    if why.as_db_error().and_then(DbError::constraint) == Some("one_close_a_month") {
        return Some(ServerTrouble::Other);
    }
    let known = [
        (SqlState::UNIQUE_VIOLATION, ServerTrouble::Overtaken),
        (SqlState::T_R_SERIALIZATION_FAILURE, ServerTrouble::Overtaken),
        (SqlState::DISK_FULL, ServerTrouble::Full),
        (SqlState::OUT_OF_MEMORY, ServerTrouble::Full),
        (SqlState::DATA_CORRUPTED, ServerTrouble::Damaged),
        (SqlState::INDEX_CORRUPTED, ServerTrouble::Damaged),
        (SqlState::INSUFFICIENT_PRIVILEGE, ServerTrouble::Forbidden),
        (SqlState::INVALID_PASSWORD, ServerTrouble::Refused),
        (SqlState::INVALID_AUTHORIZATION_SPECIFICATION, ServerTrouble::Refused),
        (SqlState::INVALID_CATALOG_NAME, ServerTrouble::Refused),
        (SqlState::ADMIN_SHUTDOWN, ServerTrouble::Lost),
        (SqlState::CRASH_SHUTDOWN, ServerTrouble::Lost),
        (SqlState::CANNOT_CONNECT_NOW, ServerTrouble::Unreachable),
        (SqlState::TOO_MANY_CONNECTIONS, ServerTrouble::Unreachable),
    ];
    known.into_iter().find(|(state, _)| state == code).map(|(_, trouble)| trouble)
}

fn is_of_connection(why: &postgres::Error) -> bool {
    why.is_closed() || chain(why).any(|one| one.is::<io::Error>())
}

fn is_of_tls(why: &(dyn Error + 'static)) -> bool {
    let inner = why.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    why.is::<rustls::Error>() || inner.is_some_and(|inner| inner.is::<rustls::Error>())
}

fn chain<'e>(why: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(Some(why), |why| (*why).source())
}

/// What the server says, with what it says beside its message.
#[derive(Debug)]
struct Explained(postgres::Error);

impl std::fmt::Display for Explained {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0.as_db_error() {
            Some(said) => write!(formatter, "{} (SQLSTATE {})", said.message(), said.code().code()),
            None => {
                let all: Vec<String> = chain(&self.0).map(ToString::to_string).collect();
                formatter.write_str(&all.join(": "))
            }
        }
    }
}

impl Error for Explained {}
