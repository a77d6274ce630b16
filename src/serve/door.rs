//! The door: who comes in.
//!
//! What comes in: requests. What leaves: the session of those that a browser of this computer sent which came in by a
//! private file; a refusal for all others. What it does not know: what is asked for.
//!
//! Anybody on this computer can reach the port, and so can any page in the browser, by a name of its own that it lets stand
//! for 127.0.0.1 (DNS rebinding) or by having the browser send a form. So `Host` and `Origin` are compared with the literal
//! address and port, never with each other; the key travels by a file that only its owner may read, never on a command line;
//! and the cookie that takes its place is out of reach of scripts and of other sites. A cookie holds for all ports of a host,
//! so its name has the port in it.

use std::fmt::Write as _;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::fingerprint;
use crate::files::{self, Scratch};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};

use super::ServeError;
use super::answer::Refusal;

/// The address at which a key becomes a cookie.
pub(super) const ENTER: &str = "/enter";

/// Somebody's way of being here, from one private file.
#[derive(Debug)]
pub(super) struct Session {
    /// The hash of the key in its file.
    key: String,
    /// The hash of its cookie.
    cookie: String,
    cookie_text: String,
    /// Which one it is, from 1, in the order in which they were made.
    pub number: usize,
    /// Whether whoever is here may change anything.
    pub may_edit: bool,
}

/// The door of one server.
#[derive(Debug)]
pub(super) struct Door {
    host: String,
    origin: String,
    cookie: String,
    /// Where the private files are: a folder that only its owner may open.
    folder: Scratch,
    first: PathBuf,
    may_edit: bool,
    sessions: Mutex<Vec<Arc<Session>>>,
}

impl Door {
    /// A door with one way in.
    pub(super) fn new(address: SocketAddr, may_edit: bool) -> Result<Self, ServeError> {
        let host = address.to_string();
        let door = Self {
            origin: format!("http://{host}"),
            host,
            cookie: format!("poolfund-{}", address.port()),
            folder: Scratch::new()?,
            first: PathBuf::new(),
            may_edit,
            sessions: Mutex::default(),
        };
        let first = door.add()?;
        Ok(Self { first, ..door })
    }

    /// Where the pages are.
    pub(super) fn origin(&self) -> &str {
        &self.origin
    }

    /// The first private file.
    pub(super) fn way_in(&self) -> &Path {
        &self.first
    }

    /// Another way in: a private file, and the session of whoever opens it.
    pub(super) fn add(&self) -> Result<PathBuf, ServeError> {
        let (key, cookie) = (random()?, random()?);
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let number = sessions.len() + 1;
        let path = self.folder.path().join(format!("open-{number}.html"));
        let address = format!("{}{ENTER}?key={key}", self.origin);
        files::write(&path, redirect(&address).as_bytes())?;
        private(&path)?;
        sessions.push(Arc::new(Session {
            key: fingerprint::sha256(key.as_bytes()),
            cookie: fingerprint::sha256(cookie.as_bytes()),
            cookie_text: cookie,
            number,
            may_edit: self.may_edit,
        }));
        Ok(path)
    }

    /// The session of a request that may pass.
    ///
    /// # Errors
    /// With what is wrong with it.
    pub(super) fn judge(&self, method: &Method, headers: &HeaderMap) -> Result<Arc<Session>, Refusal> {
        self.judge_place(method, headers)?;
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
        let given = cookies
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|cookie| cookie.trim().split_once('='))
            .find(|(name, _)| *name == self.cookie)
            .map(|(_, value)| fingerprint::sha256(value.as_bytes()));
        let given = given.ok_or_else(no_session)?;
        self.session(|session| session.cookie == given).ok_or_else(no_session)
    }

    /// Whether a request was sent to this very address, and by a page from here where it was sent by a page.
    fn judge_place(&self, method: &Method, headers: &HeaderMap) -> Result<(), Refusal> {
        let only = |name: header::HeaderName| -> Option<&[u8]> {
            let mut all = headers.get_all(name).iter();
            all.next().filter(|_| all.next().is_none()).map(|value| value.as_bytes())
        };
        if only(header::HOST) != Some(self.host.as_bytes()) {
            return Err(Refusal::new(
                StatusCode::MISDIRECTED_REQUEST,
                "door",
                "This is not the address of these pages.",
            ));
        }
        let other = || Refusal::new(StatusCode::FORBIDDEN, "door", "Only pages from here may ask for this.");
        let origin = only(header::ORIGIN);
        let is_ours = origin == Some(self.origin.as_bytes());
        if headers.contains_key(header::ORIGIN) && !is_ours {
            return Err(other());
        }
        let changes = !matches!(*method, Method::GET | Method::HEAD);
        if changes && !is_ours { Err(other()) } else { Ok(()) }
    }

    /// The cookie for a key, as a header.
    ///
    /// # Errors
    /// When the key opens nothing.
    pub(super) fn enter(&self, uri: &Uri, headers: &HeaderMap) -> Result<String, Refusal> {
        self.judge_place(&Method::GET, headers)?;
        let key = uri.query().and_then(|query| query.strip_prefix("key=")).ok_or_else(no_session)?;
        let key = fingerprint::sha256(key.as_bytes());
        let session = self.session(|session| session.key == key).ok_or_else(no_session)?;
        Ok(format!("{}={}; HttpOnly; SameSite=Strict; Path=/", self.cookie, session.cookie_text))
    }

    /// Keys and cookies are compared by their hashes, so that how long it takes says nothing about them.
    fn session(&self, is: impl Fn(&Session) -> bool) -> Option<Arc<Session>> {
        let sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.iter().find(|session| is(session)).cloned()
    }
}

fn no_session() -> Refusal {
    Refusal::new(
        StatusCode::FORBIDDEN,
        "door",
        "These pages open by the program's menu entry, or by the file that it names. Open that again.",
    )
}

/// 256 random bits in hexadecimal.
fn random() -> Result<String, ServeError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(ServeError::NoKey)?;
    Ok(bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
}

/// A page that leads on to an address.
fn redirect(address: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={address}\">\n<title>poolfund</title>\n</head>\n<body>\n\
         <p><a href=\"{address}\">poolfund</a></p>\n</body>\n</html>\n"
    )
}

/// Lets nobody but its owner read a file in such a folder.
fn private(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn door() -> Door {
        Door::new(SocketAddr::from(([127, 0, 0, 1], 4321)), true).unwrap()
    }

    fn headers(list: &[(header::HeaderName, &str)]) -> HeaderMap {
        list.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect()
    }

    fn key(door: &Door) -> Uri {
        let page = std::fs::read_to_string(door.way_in()).unwrap();
        let (_, rest) = page.split_once("url=").unwrap();
        rest.split_once('"').unwrap().0.parse().unwrap()
    }

    #[test]
    fn the_key_of_the_private_file_opens_and_no_other_does() {
        let door = door();
        let host = headers(&[(header::HOST, "127.0.0.1:4321")]);
        let cookie = door.enter(&key(&door), &host).unwrap();
        let (pair, rest) = cookie.split_once(';').unwrap();
        assert!(pair.starts_with("poolfund-4321=") && rest == " HttpOnly; SameSite=Strict; Path=/");
        let with = headers(&[(header::HOST, "127.0.0.1:4321"), (header::COOKIE, &format!("a=b; {pair}"))]);
        assert_eq!(door.judge(&Method::GET, &with).unwrap().number, 1);
        assert!(door.judge(&Method::POST, &with).is_err(), "what changes something says where it comes from");
        assert!(door.judge(&Method::GET, &host).is_err(), "no cookie");
        for wrong in ["/enter", "/enter?key=", "/enter?key=0", "/enter?other=1"] {
            assert!(door.enter(&wrong.parse().unwrap(), &host).is_err(), "{wrong}");
        }
    }

    #[test]
    fn another_way_in_is_another_session() {
        let door = door();
        let path = door.add().unwrap();
        assert_ne!(std::fs::read(&path).unwrap(), std::fs::read(door.way_in()).unwrap());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&path), mode(path.ancestors().nth(2).unwrap())), (0o600, 0o700));
        }
    }
}
