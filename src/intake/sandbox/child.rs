//! The reading process: it opens one file, gives up its rights, reads, and writes rows to its standard output.

use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;

use super::wire::Sender;
use super::{Task, Work};
use crate::intake::annotate::{self, AnnotateError};
use crate::intake::code::ProblemCode;
use crate::intake::workbook::{self, Limits, Refusal};

/// Does the task on standard input.
pub(super) fn main() -> ExitCode {
    // A crash is told by the exit status; its text would only disturb the parent's terminal.
    std::panic::set_hook(Box::new(|_| {}));
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
    let mut sender = Sender::new(BufWriter::with_capacity(256 << 10, io::stdout().lock()));
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
    #[cfg(target_os = "linux")]
    lock_down();
    Ok(())
}

/// No file and no network from here on, where the kernel has Landlock.
#[cfg(target_os = "linux")]
fn lock_down() {
    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr};
    let ruleset = Ruleset::default()
        .handle_access(AccessFs::from_all(ABI::V5))
        .and_then(|ruleset| ruleset.handle_access(AccessNet::from_all(ABI::V5)));
    // A kernel without Landlock keeps the bounds of `restrict` only.
    let _ = ruleset.and_then(Ruleset::create).and_then(landlock::RulesetCreated::restrict_self);
}
