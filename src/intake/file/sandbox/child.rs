//! The reading process: it opens one file, gives up its rights, reads, and writes rows to its standard output.

use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;

use super::wire::Sender;
use super::{Task, Work};
use crate::intake::annotate::{self, AnnotateError};
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
    let file = super::open(&task.path);
    restrict(limits)?;
    let mut sender = Sender::new(BufWriter::with_capacity(PIPE, io::stdout().lock()));
    let bytes = file.and_then(|file| {
        let mut bytes = Vec::new();
        file.take(limits.file_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    });
    let outcome = match bytes {
        Ok(bytes) => work(&task, &bytes, &mut sender),
        Err(error) => Err(Refusal::new(ProblemCode::Unreadable, super::unreadable(&error))),
    };
    sender.finish(outcome)
}

fn work(task: &Task, bytes: &[u8], sender: &mut Sender<impl Write>) -> Result<(), Refusal> {
    match &task.work {
        Work::Read => workbook::read(bytes, &task.request, sender),
        Work::Annotate(problems) => {
            match annotate::annotate(bytes, &task.request.file, problems, &task.request.limits) {
                Ok(copy) => sender.copy(&copy),
                Err(AnnotateError::Unreadable(refusal)) => return Err(refusal),
                Err(AnnotateError::Unwritable(why)) => sender.unwritable(&why),
            };
            Ok(())
        }
    }
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
    // A kernel without Landlock keeps the bounds above only.
    #[cfg(target_os = "linux")]
    let _ = lock_down();
    Ok(())
}

/// No file and no network from here on, where the kernel has Landlock; says how far it holds.
#[cfg(target_os = "linux")]
fn lock_down() -> Option<landlock::RulesetStatus> {
    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr};
    let ruleset = Ruleset::default()
        .handle_access(AccessFs::from_all(ABI::V5))
        .and_then(|ruleset| ruleset.handle_access(AccessNet::from_all(ABI::V5)));
    let held = ruleset.and_then(Ruleset::create).and_then(landlock::RulesetCreated::restrict_self);
    held.ok().map(|status| status.ruleset)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::fs::File;
    use std::io::ErrorKind;
    use std::net::TcpListener;

    use landlock::RulesetStatus;

    use super::*;

    #[test]
    fn a_process_that_is_locked_down_opens_no_file_and_no_connection() {
        // What is given up is given up by the thread, so that other tests keep theirs.
        let tried = std::thread::spawn(|| {
            let held = lock_down();
            let refused = |error: io::Error| error.kind() == ErrorKind::PermissionDenied;
            let file = File::open("/proc/self/status").err().is_some_and(refused);
            let made = File::create(std::env::temp_dir().join("poolfund-locked-down")).err().is_some_and(refused);
            let port = TcpListener::bind("127.0.0.1:0").err().is_some_and(refused);
            (held, file, made, port)
        });
        let (held, file, made, port) = tried.join().unwrap();
        // A kernel without Landlock keeps the other bounds only; an old one knows files and no network.
        match held {
            Some(RulesetStatus::FullyEnforced) => assert!(file && made && port, "{file} {made} {port}"),
            Some(RulesetStatus::PartiallyEnforced) => assert!(file && made, "{file} {made}"),
            Some(RulesetStatus::NotEnforced) | None => {}
        }
    }
}
