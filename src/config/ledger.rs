//! The server that keeps a fund's ledger, where that is not a file in the fund's folder.

use std::fmt;

use serde::Deserialize;

use crate::domain::text::visible;

use super::{ConfigError, ConfigProblem};

/// Where PostgreSQL listens unless the settings say otherwise.
const PORT: u16 = 5432;

/// A server that keeps a ledger. Who asks it, and the password, are no settings: these are kept for ever, and are the same for
/// everybody who works on the fund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerServer {
    /// Its name or address; of a socket of this computer, the folder, which begins with `/`.
    pub host: String,
    /// The port.
    pub port: u16,
    /// The database.
    pub database: String,
    /// The file of the certificate that the server must show or that vouches for it, in PEM, below the fund's folder;
    /// nothing for a socket of this computer.
    pub trust: Option<String>,
}

impl fmt::Display for LedgerServer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.port {
            PORT => write!(formatter, "{}/{}", self.host, self.database),
            port => write!(formatter, "{}:{port}/{}", self.host, self.database),
        }
    }
}

/// What the table may not say: it is refused, and never shown.
const SECRETS: [&str; 3] = ["user", "username", "password"];

/// The table as it is typed.
#[derive(Default, Deserialize)]
#[serde(try_from = "toml::Table")]
pub(super) struct RawLedger {
    address: RawAddress,
    secrets: Vec<&'static str>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAddress {
    host: Option<String>,
    port: Option<u16>,
    database: Option<String>,
    trust: Option<String>,
}

impl TryFrom<toml::Table> for RawLedger {
    type Error = toml::de::Error;

    fn try_from(mut table: toml::Table) -> Result<Self, Self::Error> {
        let secrets = SECRETS.into_iter().filter(|key| table.remove(*key).is_some()).collect();
        Ok(Self { address: table.try_into()?, secrets })
    }
}

impl RawLedger {
    /// The server, or all that is wrong with it.
    pub(super) fn server(self) -> Result<LedgerServer, Vec<ConfigProblem>> {
        let mut problems = Vec::new();
        let mut problem = |key: &str, found: &str, expected: &str, fix: &str| {
            problems.push(ConfigProblem {
                key: format!("ledger.{key}"),
                found: visible(found),
                expected: expected.to_owned(),
                fix: fix.to_owned(),
            });
        };
        for key in self.secrets {
            let fix = "Take it out: the settings are kept for ever, and are everybody's. PGUSER and PGPASSWORD say who asks, \
                        or a line of .pgpass does.";
            problem(key, &format!("a {key}"), "nothing", fix);
        }
        let RawAddress { host, port, database, trust } = self.address;
        let host = host.unwrap_or_default();
        let is_socket = host.starts_with('/');
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_' | ':');
        if host.is_empty() || host.chars().any(char::is_control) || !(is_socket || host.chars().all(is_name)) {
            let expected = "the name or address of a server alone, or the folder of a socket of this computer";
            // What is typed here may be a whole address with a password in it.
            let found = if host.contains('@') { "an address with somebody's name in it" } else { host.as_str() };
            problem("host", found, expected, "Write it as ledger.example.org.");
        }
        let database = database.unwrap_or_default();
        if database.is_empty() || database.chars().any(char::is_control) {
            problem("database", &database, "the name of the database", "Ask whoever keeps the server.");
        }
        match &trust {
            None if !is_socket => {
                let fix = "Ask whoever keeps the server for its certificate, and put it into the fund's folder.";
                problem("trust", "nothing", "the file of the certificate that the server shows", fix);
            }
            Some(file) if is_socket || file.is_empty() || file.chars().any(char::is_control) => {
                let expected = if is_socket { "nothing for a socket of this computer" } else { "the name of a file" };
                problem("trust", file, expected, "Correct it.");
            }
            Some(_) | None => {}
        }
        if problems.is_empty() {
            Ok(LedgerServer { host, port: port.unwrap_or(PORT), database, trust })
        } else {
            Err(problems)
        }
    }
}

/// The server that keeps the ledger, by the text of the settings of `path` alone, whatever else they say; nothing where they
/// name none.
///
/// # Errors
/// When the text is no settings, or the server that they name cannot stand.
pub fn ledger_server(text: &str, path: String) -> Result<Option<LedgerServer>, ConfigError> {
    #[derive(Deserialize)]
    struct Named {
        ledger: Option<RawLedger>,
    }
    let named: Named = toml::from_str(text).map_err(|why| ConfigError::Shape { path: path.clone(), why })?;
    let server = named.ledger.map(RawLedger::server).transpose();
    server.map_err(|problems| ConfigError::Values { path, problems })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(text: &str) -> Result<LedgerServer, Vec<ConfigProblem>> {
        toml::from_str::<RawLedger>(text).unwrap().server()
    }

    #[test]
    fn a_server_is_named_without_who_asks_it() {
        let named = server("host = \"ledger.example.org\"\ndatabase = \"fund\"\ntrust = \"ledger.pem\"\n").unwrap();
        assert_eq!((named.port, named.to_string().as_str()), (5432, "ledger.example.org/fund"));
        let socket = server("host = \"/run/postgresql\"\nport = 5433\ndatabase = \"fund\"\n").unwrap();
        assert_eq!(socket.to_string(), "/run/postgresql:5433/fund");
        let problems = server(
            "host = \"postgres://ann:secret@ledger.example.org\"\ndatabase = \"\"\nuser = \"ann\"\npassword = \"secret\"\n",
        );
        let problems = problems.unwrap_err();
        let keys: Vec<&str> = problems.iter().map(|problem| problem.key.as_str()).collect();
        assert_eq!(keys, ["ledger.user", "ledger.password", "ledger.host", "ledger.database", "ledger.trust"]);
        let said: String = problems.iter().map(ToString::to_string).collect();
        assert!(said.contains("PGPASSWORD") && !said.contains("secret") && !said.contains("ann:"), "{said}");
        let other = toml::from_str::<RawLedger>("sslmode = \"disable\"\n").err().unwrap().to_string();
        assert!(
            other.contains("unknown field `sslmode`, expected one of `host`, `port`, `database`, `trust`"),
            "{other}"
        );
    }
}
