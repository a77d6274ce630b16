//! Untrusted files are read in a process of their own, which cannot harm this one.
//!
//! What comes in: a file and a sink. What leaves: its rows, or a refusal, whatever the reading process does. What it
//! does not know: spreadsheets and funds.

mod child;
mod wire;

use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::code::ProblemCode;
use super::workbook::{self, Limits, Refusal, Request, Sink};
use wire::Ending;

/// The hidden subcommand by which the program reads a file for itself.
const SUBCOMMAND: &str = "read-sheet";

/// The program that answers to [`SUBCOMMAND`], once `main` has said so.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Where files are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Isolation {
    /// In a process of this program (its main function calls [`child_main`]).
    Program(PathBuf),
    /// In this process: for tests and measurements only.
    None,
}

impl Default for Isolation {
    /// A process of the running program when its main function called [`child_main`].
    fn default() -> Self {
        PROGRAM.get().map_or(Self::None, |program| Self::Program(program.clone()))
    }
}

/// What the reading process is to do.
#[derive(Debug, Serialize, Deserialize)]
struct Task {
    path: PathBuf,
    request: Request,
}

/// To be called first in `main`. In a reading process it reads and gives the exit code; otherwise it notes that this
/// program can be started as one.
pub fn child_main() -> Option<ExitCode> {
    if std::env::args_os().nth(1).is_some_and(|argument| argument == SUBCOMMAND) {
        return Some(child::main());
    }
    if let Ok(program) = std::env::current_exe() {
        PROGRAM.get_or_init(|| program);
    }
    None
}

/// Reads a file into a sink.
///
/// # Errors
/// With a [`Refusal`] when the file is not read, or not to its end, for whatever reason.
pub fn read(path: &Path, request: &Request, isolation: &Isolation, sink: &mut dyn Sink) -> Result<(), Refusal> {
    match isolation {
        Isolation::Program(program) => read_apart(program, path, request, sink),
        Isolation::None => {
            let bytes =
                std::fs::read(path).map_err(|error| Refusal::new(ProblemCode::Unreadable, unreadable(&error)))?;
            workbook::read(&bytes, request, sink)
        }
    }
}

fn read_apart(program: &Path, path: &Path, request: &Request, sink: &mut dyn Sink) -> Result<(), Refusal> {
    let stopped = |found: String| Refusal::new(ProblemCode::ReaderStopped, found);
    let task = Task { path: path.to_owned(), request: request.clone() };
    let task = serde_json::to_vec(&task).map_err(|error| stopped(error.to_string()))?;
    let mut child = Command::new(program)
        .arg(SUBCOMMAND)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| stopped(format!("no reading process: {error}")))?;
    // A child that ended already is told by its exit status below.
    let _ = child.stdin.take().map(|mut pipe| pipe.write_all(&task));
    let ending = match child.stdout.take() {
        Some(pipe) => wire::receive(&mut BufReader::with_capacity(256 << 10, pipe), sink),
        None => Ending::Broken,
    };
    let enough = matches!(ending, Ending::Enough);
    if enough {
        let _ = child.kill();
    }
    let status = child.wait().map_err(|error| stopped(error.to_string()))?;
    match ending {
        Ending::Said(outcome) => outcome,
        Ending::Enough => Ok(()),
        Ending::Broken => Err(stopped(cause(status, &request.limits))),
    }
}

/// Why a reading process ended early, as far as its status tells.
fn cause(status: ExitStatus, limits: &Limits) -> String {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        const ABORTED: i32 = 6;
        const KILLED: i32 = 9;
        const OUT_OF_TIME: i32 = 24;
        match status.signal() {
            Some(OUT_OF_TIME | KILLED) => return format!("a file that takes more than {} s to read", limits.seconds),
            Some(ABORTED) => {
                return format!("a file that takes more than {} MiB of memory to read", limits.memory_bytes >> 20);
            }
            Some(_) | None => {}
        }
    }
    #[cfg(not(unix))]
    let _ = limits;
    match status.code() {
        Some(code) => format!("a file on which the reader crashed (status {code})"),
        None => "a file on which the reader crashed".to_owned(),
    }
}

/// Why a file cannot be opened, in words that are the same on every system.
fn unreadable(error: &std::io::Error) -> String {
    if error.kind() == std::io::ErrorKind::NotFound {
        "no file of that name".to_owned()
    } else {
        error.kind().to_string()
    }
}
