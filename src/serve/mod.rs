//! The fund in a browser: the pages of its months, live, and the month's work by clicks, on this computer alone.
//!
//! What comes in: the fund's folder, a port, who sits at this computer, and its clock. What leaves: answers to a browser on the
//! same computer that came in by the private file, and to nobody else. What it does not know: the command line, any rule, and
//! how a figure comes about; what is done is a function of [`crate::books`].
//!
//! The parts, in the order in which a request passes them:
//!
//! | part | what comes in | what leaves |
//! | --- | --- | --- |
//! | `connections` | connections | requests, so many at a time, none for ever |
//! | `door` | requests | those of a browser that came in by the private file, with their session |
//! | `routes` | requests of a session | the part that answers |
//! | `shell` | the fund | pages whose programs come from here alone |
//! | `months` | the ledger | its months, and the page of each |
//! | `work` | something that takes its time | its steps, then its outcome; one at a time |
//! | `acts` | what is asked of the month | what the books did |
//! | `arrivals` | files that are dropped in | what the fund would be with them; on agreement, inputs |
//! | `sheets` | a file or a workbook | its cells, and the cells behind a figure |
//! | `supposed` | suppositions | the month as it would be; nothing is kept of it |
//! | `undo` | changes of the inputs | the inputs as they were |
//! | `folder` | a path below the fund's folder | a file, if it may be seen |

mod acts;
mod answer;
mod arrivals;
mod called;
mod connections;
mod door;
mod fault;
mod folder;
mod months;
mod routes;
mod shared;
mod sheets;
mod shell;
mod shown;
mod supposed;
mod undo;
mod work;
mod work_routes;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use shared::Shared;

/// How a fund is shown.
#[derive(Clone, Debug)]
pub struct Options {
    /// The fund's folder.
    pub folder: PathBuf,
    /// The port on 127.0.0.1; 0 for any that is free.
    pub port: u16,
    /// Whether anything may be changed.
    pub edit: bool,
    /// Who sits at this computer.
    pub user: String,
    /// The time by this computer's clock.
    pub clock: fn() -> DateTime<Utc>,
}

/// Why a fund is not shown.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The fund's folder is not there.
    #[error("{}: {why}", .folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// The system's reason.
        why: io::Error,
    },
    /// The port cannot be had.
    #[error("port {port} of 127.0.0.1 cannot be had ({why}); name another one, or none")]
    Port {
        /// The port.
        port: u16,
        /// The system's reason.
        why: io::Error,
    },
    /// The system gives no random numbers, without which no key is safe.
    #[error("the system gives no random numbers: {0}")]
    NoKey(getrandom::Error),
    /// Something of the system is missing.
    #[error("the pages cannot be shown: {0}")]
    System(#[from] io::Error),
}

/// A fund that is shown from [`Server::run`] on.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    shared: Arc<Shared>,
}

impl Server {
    /// Takes the port and writes the way in, a private file.
    ///
    /// # Errors
    /// When the folder or the port cannot be had, or the file cannot be written.
    pub fn new(options: Options) -> Result<Self, ServeError> {
        let folder =
            options.folder.canonicalize().map_err(|why| ServeError::Folder { folder: options.folder.clone(), why })?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
        let listener = TcpListener::bind(address).map_err(|why| ServeError::Port { port: options.port, why })?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let shared = Shared::new(Options { folder, ..options }, address)?;
        Ok(Self { listener, shared: Arc::new(shared) })
    }

    /// The file that leads a browser in. Only who may read it comes in.
    pub fn way_in(&self) -> &Path {
        self.shared.door.way_in()
    }

    /// Where the pages are.
    pub fn origin(&self) -> &str {
        self.shared.door.origin()
    }

    /// Answers until somebody who came in ends it.
    ///
    /// # Errors
    /// When the system refuses to go on.
    pub fn run(self) -> Result<(), ServeError> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(connections::answer(self.listener, self.shared))?;
        Ok(())
    }
}
