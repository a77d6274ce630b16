//! Untrusted files are read in a process of their own, which cannot harm this one.
//!
//! What comes in: a file and a sink. What leaves: its rows, or a refusal, whatever the reading process does. What it
//! does not know: spreadsheets and funds.

mod child;
#[cfg(target_os = "linux")]
mod lock_down;
mod wire;

use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitCode, ExitStatus, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError, mpsc};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::files;
use crate::intake::added_row::AddedRow;
use crate::intake::annotate::{self, AnnotateError};
use crate::intake::file::workbook::{self, Limits, Refusal, Request, Sink};
use crate::intake::fresh_lists::FreshLists;
use crate::intake::problems::Problem;
use crate::intake::problems::ProblemCode;
use wire::Ending;

/// The hidden subcommand by which the program reads a file for itself.
const SUBCOMMAND: &str = "read-sheet";

/// What a reading process says.
type Pipe = BufReader<ChildStdout>;

/// The program that answers to [`SUBCOMMAND`], once `main` has said so.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Where files are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Isolation {
    /// In a process of this program (its main function calls [`child_main`]).
    Program(PathBuf),
    /// In this process: for tests and measurements only, never for files that somebody sent.
    None,
    /// Nowhere: nobody said which program reads. Every file is refused, with what is to be done.
    Unset,
}

impl Default for Isolation {
    /// A process of the running program when its main function called [`child_main`], or of the one that
    /// [`read_in`] named.
    fn default() -> Self {
        PROGRAM.get().map_or(Self::Unset, |program| Self::Program(program.clone()))
    }
}

/// Why nothing is read where nobody said which program reads.
const UNSET: &str = "a program that did not say how files are read: its main function must first call \
                     poolfund::intake::sandbox::child_main";

/// What the reading process is to do with the file at a path.
#[derive(Debug, Serialize, Deserialize)]
struct Task {
    /// The bytes of its path.
    path: Vec<u8>,
    request: Request,
    work: Work,
}

#[derive(Debug, Serialize, Deserialize)]
enum Work {
    /// Hand over its rows.
    Read,
    /// Hand over a copy of it in which these problems are marked.
    Annotate(Vec<Problem>),
    /// Hand over a copy of it with one more row.
    Add(AddedRow),
    /// Hand over a copy of it with other lists for its drop-downs.
    Lists(FreshLists),
}

impl Work {
    /// The copy that is asked for; `None` where none is.
    fn copy(&self, bytes: &[u8], request: &Request) -> Option<Result<Vec<u8>, AnnotateError>> {
        match self {
            Self::Read => None,
            Self::Annotate(problems) => Some(annotate::annotate(bytes, &request.file, problems, &request.limits)),
            Self::Add(row) => Some(row.add_to(bytes, request)),
            Self::Lists(lists) => Some(lists.put_into(bytes, request)),
        }
    }
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

/// Names the program by which files are read, for a process that cannot be started as one: a test, a plug-in. The
/// program's main function must call [`child_main`]. The first one named holds.
pub fn read_in(program: PathBuf) {
    PROGRAM.get_or_init(|| program);
}

/// Reads a file into a sink.
///
/// # Errors
/// With a [`Refusal`] when the file is not read, or not to its end, for whatever reason.
pub fn read(path: &Path, request: &Request, isolation: &Isolation, sink: &mut dyn Sink) -> Result<(), Refusal> {
    match isolation {
        Isolation::Program(program) => {
            let task = Task { path: files::bytes_of(path), request: request.clone(), work: Work::Read };
            apart(program, &task, |pipe| wire::receive(pipe, sink))
        }
        Isolation::None => workbook::read(&whole(path)?, request, sink),
        Isolation::Unset => Err(Refusal::new(ProblemCode::ReaderStopped, UNSET)),
    }
}

/// A copy of a file in which its problems are marked, as [`annotate::annotate`] makes it.
///
/// # Errors
/// When the file is refused, or the copy cannot be made.
pub fn annotate(
    path: &Path,
    request: &Request,
    problems: &[Problem],
    isolation: &Isolation,
) -> Result<Vec<u8>, AnnotateError> {
    copy(path, request, Work::Annotate(problems.to_vec()), isolation)
}

/// A copy of a file with one more row, as [`AddedRow::add_to`] makes it.
///
/// # Errors
/// When the file is refused, or the copy cannot be made.
pub fn with_row(
    path: &Path,
    request: &Request,
    row: &AddedRow,
    isolation: &Isolation,
) -> Result<Vec<u8>, AnnotateError> {
    copy(path, request, Work::Add(row.clone()), isolation)
}

/// A copy of a workbook with other lists for its drop-downs, as [`FreshLists::put_into`] makes it.
///
/// # Errors
/// When the file is refused, or the copy cannot be made.
pub fn with_lists(
    path: &Path,
    request: &Request,
    lists: &FreshLists,
    isolation: &Isolation,
) -> Result<Vec<u8>, AnnotateError> {
    copy(path, request, Work::Lists(lists.clone()), isolation)
}

fn copy(path: &Path, request: &Request, work: Work, isolation: &Isolation) -> Result<Vec<u8>, AnnotateError> {
    match isolation {
        Isolation::Program(program) => {
            let task = Task { path: files::bytes_of(path), request: request.clone(), work };
            let mut copy = Ok(Vec::new());
            let most = request.limits.inflated_bytes;
            apart(program, &task, |pipe| wire::receive_copy(pipe, most, &mut copy))
                .map_err(AnnotateError::Unreadable)?;
            copy
        }
        Isolation::None => {
            let bytes = whole(path).map_err(AnnotateError::Unreadable)?;
            work.copy(&bytes, request).unwrap_or(Ok(bytes))
        }
        Isolation::Unset => Err(AnnotateError::Unreadable(Refusal::new(ProblemCode::ReaderStopped, UNSET))),
    }
}

/// The bytes of a file.
fn whole(path: &Path) -> Result<Vec<u8>, Refusal> {
    let bytes = files::read(path, u64::MAX);
    bytes.map_err(|error| Refusal::new(ProblemCode::Unreadable, unreadable(&error)))
}

/// Lets a process of the program do a task and receives what it says.
fn apart(program: &Path, task: &Task, receive: impl FnOnce(&mut Pipe) -> Ending) -> Result<(), Refusal> {
    let stopped = |found: String| Refusal::new(ProblemCode::ReaderStopped, found);
    let limits = &task.request.limits;
    let task = serde_json::to_vec(&task).map_err(|error| stopped(error.to_string()))?;
    let mut child = Command::new(program)
        .arg(SUBCOMMAND)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| stopped(format!("no reading process: {error}")))?;
    // A child that ended already shows in its exit status below.
    let _ = child.stdin.take().map(|mut pipe| pipe.write_all(&task));
    let pipe = child.stdout.take();
    let (ending, status) = watched(child, limits.seconds, |kill| {
        let ending = match pipe {
            Some(pipe) => receive(&mut BufReader::with_capacity(256 << 10, pipe)),
            None => Ending::Broken,
        };
        if matches!(ending, Ending::Enough) {
            kill();
        }
        ending
    });
    match ending {
        Ending::Said(outcome) => outcome,
        Ending::Enough => Ok(()),
        Ending::Broken => Err(stopped(status.map_or_else(|error| error.to_string(), |status| cause(status, limits)))),
    }
}

/// Does something while a child runs and waits for its end; the child is killed when it takes longer than `seconds`.
/// The work is given a way to kill it earlier.
fn watched<T>(child: Child, seconds: u64, work: impl FnOnce(&dyn Fn()) -> T) -> (T, std::io::Result<ExitStatus>) {
    let child = Mutex::new(child);
    let lock = || child.lock().unwrap_or_else(PoisonError::into_inner);
    let kill = || drop(lock().kill());
    let (done, ended) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        let (kill, lock) = (&kill, &lock);
        scope.spawn(move || {
            if ended.recv_timeout(Duration::from_secs(seconds)) == Err(mpsc::RecvTimeoutError::Timeout) {
                kill();
            }
        });
        let result = work(kill);
        let status = loop {
            match lock().try_wait() {
                Ok(Some(status)) => break Ok(status),
                Ok(None) => {}
                Err(error) => break Err(error),
            }
            std::thread::sleep(Duration::from_micros(200));
        };
        drop(done);
        (result, status)
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Limits;
    use crate::intake::workbook::{FileHead, Flow, Row, SheetDetails};

    struct Nothing;

    impl Sink for Nothing {
        fn file(&mut self, _: &FileHead) {}
        fn sheet(&mut self, _: usize, _: &SheetDetails) -> Flow {
            Flow::Continue
        }
        fn row(&mut self, _: &Row<'_>) -> Flow {
            Flow::Continue
        }
    }

    #[test]
    fn who_forgot_to_say_how_files_are_read_is_told_and_reads_none() {
        // No test of the library calls `child_main`.
        let isolation = Isolation::default();
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "Code,Name\nBEL,Belgium\n").unwrap();
        let request = Request { file: "donors.csv".into(), limits: Limits::default(), ..Request::default() };
        let refusal = read(file.path(), &request, &isolation, &mut Nothing).unwrap_err();
        assert_eq!(refusal.code, ProblemCode::ReaderStopped);
        assert!(refusal.found.contains("child_main"), "{}", refusal.found);
        assert!(annotate(file.path(), &request, &[], &isolation).is_err());
        read(file.path(), &request, &Isolation::None, &mut Nothing).unwrap();
    }
}
