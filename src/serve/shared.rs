//! What all requests share.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use chrono::{DateTime, Utc};
use tokio::sync::Notify;

use super::arrivals::Arrivals;
use super::door::Door;
use super::months::Months;
use super::supposed::Supposed;
use super::undo::Undo;
use super::work::Work;
use super::{Options, ServeError};

/// A fund that is shown.
#[derive(Debug)]
pub(super) struct Shared {
    folder: PathBuf,
    edit: bool,
    user: String,
    clock: fn() -> DateTime<Utc>,
    pub door: Door,
    pub months: Months,
    pub work: Work,
    pub arrivals: Arrivals,
    pub undo: Undo,
    pub supposed: Supposed,
    /// The session in which each month was closed, so that another one approves it.
    pub closers: Mutex<HashMap<String, usize>>,
    /// Told when these pages are to end.
    pub end: Notify,
}

impl Shared {
    /// What is shown by options whose folder is absolute.
    pub(super) fn new(options: Options, address: SocketAddr) -> Result<Self, ServeError> {
        let Options { folder, edit, user, clock, .. } = options;
        Ok(Self {
            months: Months::new(folder.clone()),
            folder,
            edit,
            user,
            clock,
            door: Door::new(address, edit)?,
            work: Work::default(),
            arrivals: Arrivals::new()?,
            undo: Undo::default(),
            supposed: Supposed::default(),
            closers: Mutex::default(),
            end: Notify::new(),
        })
    }

    /// The fund's folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of its inputs.
    pub(super) fn inputs(&self) -> PathBuf {
        self.folder.join("inputs")
    }

    /// Whether anything may be changed.
    pub(super) fn may_edit(&self) -> bool {
        self.edit
    }

    /// Who sits at this computer.
    pub(super) fn user(&self) -> &str {
        &self.user
    }

    /// The time.
    pub(super) fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }
}
