//! Who asks the server: the user and the password of the environment, or of the file `.pgpass` that PostgreSQL's own
//! programs read too (<https://www.postgresql.org/docs/15/libpq-pgpass.html>).

use std::env;
use std::path::{Path, PathBuf};

use crate::config::LedgerServer;
use crate::files;
use crate::ledger::store::{ServerTrouble, StoreError};

/// No such file is longer.
const MOST_BYTES: u64 = 1 << 20;

/// Who asks a server.
#[derive(Clone)]
pub struct Login {
    /// The name on the server.
    pub user: String,
    /// The password; nothing where the server asks for none.
    pub password: Option<String>,
}

impl Login {
    /// The user and the password for a server: `PGUSER` and `PGPASSWORD` where they are set; else what the first line of
    /// `.pgpass` says that fits.
    ///
    /// # Errors
    /// When nothing names a user, or the file may be read by others.
    pub fn found(server: &LedgerServer) -> Result<Self, StoreError> {
        let refused = |why: String| StoreError::Server {
            ledger: server.to_string(),
            trouble: ServerTrouble::Refused,
            why: why.into(),
        };
        login(server).map_err(refused)
    }
}

fn login(asked: &LedgerServer) -> Result<Login, String> {
    let set = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let (name, password) = (set("PGUSER"), set("PGPASSWORD"));
    if let (Some(name), Some(password)) = (&name, &password) {
        return Ok(Login { user: name.clone(), password: Some(password.clone()) });
    }
    let text = file().map_or(Ok(String::new()), |file| read(&file))?;
    let line = text.lines().filter_map(fields).find(|line| fits(line, asked, name.as_deref()));
    let (of_line, kept) = line.map(|[_, _, _, user, kept]| (user, kept)).unzip();
    let user = name.or(of_line).ok_or_else(|| {
        let wanted = format!("{}:{}:{}:USER:PASSWORD", escaped(&asked.host), asked.port, escaped(&asked.database));
        format!("nothing says who asks: set PGUSER, or write a line {wanted} into .pgpass")
    })?;
    Ok(Login { user, password: password.or(kept) })
}

/// Where the file is; nothing where there is none.
fn file() -> Option<PathBuf> {
    let named = env::var_os("PGPASSFILE").map(PathBuf::from);
    let home = || {
        if cfg!(windows) {
            Some(PathBuf::from(env::var_os("APPDATA")?).join("postgresql").join("pgpass.conf"))
        } else {
            Some(PathBuf::from(env::var_os("HOME")?).join(".pgpass"))
        }
    };
    named.or_else(home).filter(|file| file.exists())
}

fn read(file: &Path) -> Result<String, String> {
    if is_open_to_others(file) {
        return Err(format!("{0} may be read by others: chmod 600 {0}", file.display()));
    }
    files::read_text(file, MOST_BYTES).map_err(|why| format!("{}: {why}", file.display()))
}

#[cfg(unix)]
fn is_open_to_others(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(file).is_ok_and(|there| there.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_file: &Path) -> bool {
    false
}

/// The five fields of a line: host, port, database, user, password; nothing for a remark and what is no such line.
fn fields(line: &str) -> Option<[String; 5]> {
    if line.starts_with('#') {
        return None;
    }
    let mut fields = vec![String::new()];
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ':' if fields.len() < 5 => fields.push(String::new()),
            letter => fields.last_mut()?.push(if letter == '\\' { letters.next()? } else { letter }),
        }
    }
    fields.try_into().ok()
}

fn fits([host, port, database, user, _]: &[String; 5], asked: &LedgerServer, name: Option<&str>) -> bool {
    let is = |field: &str, wanted: &str| field == "*" || field == wanted;
    // A socket of this computer is `localhost` there.
    let host_fits = is(host, &asked.host) || (asked.host.starts_with('/') && host == "localhost");
    let user_fits = name.map_or(user != "*", |name| is(user, name));
    host_fits && is(port, &asked.port.to_string()) && is(database, &asked.database) && user_fits
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(':', "\\:")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, host: &str, name: Option<&str>) -> Option<(String, String)> {
        let asked = LedgerServer { host: host.into(), port: 5432, database: "fund".into(), trust: None };
        let line = text.lines().filter_map(fields).find(|line| fits(line, &asked, name));
        line.map(|[_, _, _, user, password]| (user, password))
    }

    #[test]
    fn the_first_line_that_fits_says_who_asks() {
        let text =
            "# a remark\nshort:line\n*:*:other:eve:no\nledger.example.org:5432:fund:ann:a\\:b\\\\c:d\n*:*:*:*:any\n";
        let pair = |user: &str, password: &str| Some((user.to_owned(), password.to_owned()));
        assert_eq!(found(text, "ledger.example.org", None), pair("ann", "a:b\\c:d"));
        assert_eq!(found(text, "ledger.example.org", Some("ben")), pair("*", "any"));
        assert_eq!(found(text, "elsewhere.example.org", None), None, "a line for everybody names nobody");
        assert_eq!(found("localhost:5432:fund:ann:x", "/run/postgresql", None), pair("ann", "x"));
        assert_eq!(found("2001\\:db8\\:\\:1:*:*:ann:x", "2001:db8::1", None), pair("ann", "x"));
    }
}
