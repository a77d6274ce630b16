//! Programs that are killed in front of a call by which they change what is on a disk: `tests/kill/at_call.c` counts the calls
//! of all threads.

use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::support::{program, root};

/// What kills.
pub struct Killer {
    library: PathBuf,
    folder: TempDir,
}

/// What kills; nothing where it cannot be compiled, which is said, and fails in CI.
pub fn killer() -> Option<&'static Killer> {
    static KILLER: OnceLock<Option<Killer>> = OnceLock::new();
    let made = || {
        let (mut compiler, folder) = (program("cc")?, TempDir::new().unwrap());
        let library = folder.path().join("at_call.so");
        let made =
            compiler.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(root().join("tests/kill/at_call.c"));
        let made = made.arg("-ldl").output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        Some(Killer { library, folder })
    };
    KILLER.get_or_init(made).as_ref()
}

impl Killer {
    /// Runs a command, which is killed in front of its call of a number, from 1; gives whether it came so far.
    pub fn kills(&self, mut command: Command, number: usize) -> bool {
        command.env("LD_PRELOAD", &self.library).env("KILL_AT", number.to_string());
        let ended = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
        assert!(ended.success() || ended.signal() == Some(9), "{command:?} killed at call {number}: {ended}");
        !ended.success()
    }

    /// Runs a command to its end; gives how many calls there were.
    pub fn calls(&self, mut command: Command) -> usize {
        let count = tempfile::Builder::new().tempfile_in(self.folder.path()).unwrap();
        command.env("LD_PRELOAD", &self.library).env("KILL_COUNT", count.path());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
        std::fs::read_to_string(count.path()).unwrap().parse().unwrap()
    }
}

/// The calls that the system sees, of all threads, by which a program changes what is on a disk.
const SEEN: &str = "write,writev,pwrite64,ftruncate,fallocate,openat,rename,renameat,renameat2,link,linkat,symlinkat,unlink,unlinkat,\
                    mkdir,mkdirat,rmdir,fsync,fdatasync,chmod,fchmod,fchmodat,copy_file_range,sendfile,truncate";

/// Whether a line of strace is of a call that changes a file.
fn changes_a_file(line: &str) -> bool {
    let Some((call, arguments)) = line.split_once(' ').and_then(|(_, call)| call.trim_start().split_once('(')) else {
        return false;
    };
    match call {
        "openat" => arguments.contains("O_CREAT") || arguments.contains("O_TRUNC"),
        "write" | "writev" | "pwrite64" => {
            let file = arguments.split_once('<').map_or("", |(_, file)| file);
            file.starts_with('/') && !["/dev/null", "/dev/pts", "/dev/tty"].iter().any(|other| file.starts_with(other))
        }
        call => SEEN.split(',').any(|one| one == call),
    }
}

#[test]
fn every_call_of_every_thread_is_counted() {
    let (Some(killer), Some(mut strace)) = (killer(), program("strace")) else { return };
    let funds = [(); 2].map(|()| crate::small_fund::SmallFund::new());
    let run = |fund: &crate::small_fund::SmallFund| {
        let mut command = fund.command(&["run", "--as-of", "2025-09-30", "--pack"]);
        command.env("RAYON_NUM_THREADS", "1");
        command
    };
    let counted = killer.calls(run(&funds[0]));
    let log = funds[1].path().join("log");
    strace.args(["-f", "-qq", "-y", "-e", &format!("trace={SEEN}"), "-o"]).arg(&log);
    let command = run(&funds[1]);
    strace.arg(command.get_program()).args(command.get_args()).current_dir(funds[1].path());
    let output = strace.env("RAYON_NUM_THREADS", "1").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let log = std::fs::read_to_string(log).unwrap();
    let seen: Vec<&str> = log.lines().filter(|line| changes_a_file(line)).collect();
    let threads: std::collections::BTreeSet<&str> = seen.iter().filter_map(|line| line.split(' ').next()).collect();
    assert!(seen.len() > 200 && threads.len() > 1, "{} calls of {} threads", seen.len(), threads.len());
    assert_eq!(counted, seen.len());
}
