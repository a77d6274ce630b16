//! The reading process: it opens one file, gives up its rights, reads, and writes rows to its standard output.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;

use super::Task;
use super::wire::Sender;
use crate::files;
use crate::intake::annotate::AnnotateError;
use crate::intake::file::workbook::{self, Limits, Refusal};
use crate::intake::problems::ProblemCode;

/// How many bytes are written at once: no more than a pipe takes while nobody reads, so that this process goes on while
/// the other judges what it has read.
const PIPE: usize = 32 << 10;

/// A process that cannot have so many bytes more has come to the end of its memory.
const SPARE: usize = 1 << 20;

/// Does the task on standard input.
pub(super) fn main() -> ExitCode {
    // A crash shows in the exit status; its text would only disturb the parent's terminal. Some libraries panic where
    // memory ends, others abort: either is reported as lack of memory.
    std::panic::set_hook(Box::new(|_| {
        if Vec::<u8>::new().try_reserve_exact(SPARE).is_err() {
            std::process::abort();
        }
    }));
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn run() -> io::Result<()> {
    let mut text = Vec::new();
    io::stdin().lock().read_to_end(&mut text)?;
    let task: Task = serde_json::from_slice(&text)?;
    let limits = &task.request.limits;
    // Once its rights are given up nothing can be asked of a file.
    let file = files::open(&files::path_of(task.path.clone())).and_then(|file| Ok((file.metadata()?.len(), file)));
    restrict(limits)?;
    let mut sender = Sender::new(BufWriter::with_capacity(PIPE, io::stdout().lock()));
    let bytes = file.map_err(|error| unreadable(&error)).and_then(|file| whole(file, limits));
    let outcome = bytes.and_then(|bytes| work(&task, &bytes, &mut sender));
    sender.finish(outcome)
}

/// The bytes of a file, whose length was asked before anything is read.
fn whole((length, file): (u64, File), limits: &Limits) -> Result<Vec<u8>, Refusal> {
    workbook::refuse_longer(length, limits)?;
    let mut bytes = Vec::new();
    // It may grow while it is read.
    file.take(limits.file_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    Ok(bytes)
}

fn unreadable(error: &io::Error) -> Refusal {
    Refusal::new(ProblemCode::Unreadable, super::unreadable(error))
}

fn work(task: &Task, bytes: &[u8], sender: &mut Sender<impl Write>) -> Result<(), Refusal> {
    match task.work.copy(bytes, &task.request) {
        None => return workbook::read(bytes, &task.request, sender),
        Some(Ok(copy)) => sender.copy(&copy),
        Some(Err(AnnotateError::Unreadable(refusal))) => return Err(refusal),
        Some(Err(AnnotateError::Unwritable(why))) => {
            sender.unwritable(&why);
        }
    }
    Ok(())
}

/// Bounds memory and processor time, and gives up files and network. What the kernel cannot do is left out; the bounds
/// must hold.
fn restrict(limits: &Limits) -> io::Result<()> {
    #[cfg(unix)]
    {
        use rlimit::{Resource, setrlimit};
        setrlimit(Resource::AS, limits.memory_bytes, limits.memory_bytes)?;
        setrlimit(Resource::CPU, limits.seconds, limits.seconds.saturating_add(1))?;
        setrlimit(Resource::FSIZE, 0, 0)?;
        setrlimit(Resource::CORE, 0, 0)?;
    }
    #[cfg(not(unix))]
    let _ = limits;
    // What a kernel does not have is left out; the bounds above hold.
    #[cfg(target_os = "linux")]
    super::lock_down::lock_down();
    Ok(())
}
