//! What the reading process gives up on Linux, once its file is open.
//!
//! Two means of the kernel, each of which holds by itself. Landlock takes away files, TCP, abstract sockets and signals to
//! others. A seccomp filter lets through the calls that reading needs (memory, threads of its own, what is open already,
//! time and chance) and refuses every other: so no socket of any kind, no new process or program, no signal to others, no
//! look into another process, no file by any way. A kernel without one of the two keeps the other; the bounds on memory,
//! time and writing hold in any case.

use std::collections::BTreeMap;

use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetStatus, Scope};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    TargetArch, apply_filter,
};

/// Gives up, from here on and for every thread that this one starts, all that reading does not need.
pub(super) fn lock_down() {
    restricted();
    filtered();
}

/// Sets Landlock's rules for this thread; says how far they hold, and nothing where the kernel has none.
fn restricted() -> Option<RulesetStatus> {
    let ruleset = Ruleset::default()
        .handle_access(AccessFs::from_all(ABI::V6))
        .and_then(|ruleset| ruleset.handle_access(AccessNet::from_all(ABI::V6)))
        .and_then(|ruleset| ruleset.scope(Scope::from_all(ABI::V6)));
    let held = ruleset.and_then(Ruleset::create).and_then(landlock::RulesetCreated::restrict_self);
    held.ok().map(|status| status.ruleset)
}

/// Calls that reading needs, whatever they ask: of memory, of threads, of what is open already, of time and chance.
const ALLOWED: &[i64] = &[
    libc::SYS_brk,
    libc::SYS_madvise,
    libc::SYS_mmap,
    libc::SYS_mprotect,
    libc::SYS_mremap,
    libc::SYS_munmap,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_futex,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_restart_syscall,
    libc::SYS_rseq,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_yield,
    libc::SYS_set_robust_list,
    libc::SYS_sigaltstack,
    libc::SYS_close,
    libc::SYS_fstat,
    libc::SYS_lseek,
    libc::SYS_pread64,
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_clock_getres,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_getrandom,
    libc::SYS_gettimeofday,
    libc::SYS_nanosleep,
    // Answered by the filter below, so that threads are started by `clone`, whose flags can be seen.
    libc::SYS_clone3,
];

/// Filters the calls of this thread, and of all that it starts; nothing where the kernel has no filter.
fn filtered() -> Option<()> {
    let architecture = TargetArch::try_from(std::env::consts::ARCH).ok()?;
    let refused = |number: i32| SeccompAction::Errno(number.unsigned_abs());
    let no_clone3 = SeccompFilter::new(
        BTreeMap::from([(libc::SYS_clone3, Vec::new())]),
        SeccompAction::Allow,
        refused(libc::ENOSYS),
        architecture,
    );
    let needed = SeccompFilter::new(rules()?, refused(libc::EPERM), SeccompAction::Allow, architecture);
    let programs: [BpfProgram; 2] = [no_clone3.ok()?.try_into().ok()?, needed.ok()?.try_into().ok()?];
    // Of two answers the stricter one holds. The second filter refuses to take in a third.
    programs.iter().try_for_each(|program| apply_filter(program).ok())
}

/// The calls that are let through, and under which conditions.
fn rules() -> Option<BTreeMap<i64, Vec<SeccompRule>>> {
    let only = |argument: u8, operator: SeccompCmpOp, value: u64| {
        let condition = SeccompCondition::new(argument, SeccompCmpArgLen::Qword, operator, value).ok()?;
        SeccompRule::new(vec![condition]).ok().map(|rule| vec![rule])
    };
    let thread = u64::from(libc::CLONE_THREAD.unsigned_abs());
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = ALLOWED.iter().map(|&call| (call, Vec::new())).collect();
    rules.insert(libc::SYS_clone, only(0, SeccompCmpOp::MaskedEq(thread), thread)?);
    // By which a process ends itself.
    rules.insert(libc::SYS_tgkill, only(0, SeccompCmpOp::Eq, u64::from(std::process::id()))?);
    Some(rules)
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io;
    use std::io::ErrorKind::PermissionDenied;
    use std::net::{TcpListener, UdpSocket};
    use std::os::linux::net::SocketAddrExt;
    use std::os::unix::net::{SocketAddr, UnixDatagram, UnixListener, UnixStream};
    use std::process::Command;

    use super::*;

    /// What is tried by a thread that gave up `give_up`; what a thread gives up, others keep.
    fn tried<T: Send + 'static>(
        give_up: impl FnOnce() + Send + 'static,
        try_all: impl FnOnce() -> T + Send + 'static,
    ) -> T {
        let thread = std::thread::spawn(|| {
            give_up();
            try_all()
        });
        thread.join().unwrap()
    }

    fn refused<T>(outcome: io::Result<T>) -> bool {
        outcome.err().is_some_and(|error| error.kind() == PermissionDenied)
    }

    /// An abstract address that no other test has.
    fn abstract_address(name: &str) -> SocketAddr {
        SocketAddr::from_abstract_name(format!("poolfund {name} {}", std::process::id())).unwrap()
    }

    #[test]
    fn landlock_takes_files_connections_abstract_sockets_and_signals() {
        let listener = UnixListener::bind_addr(&abstract_address("landlock")).unwrap();
        let mut other = Command::new("sleep").arg("60").spawn().unwrap();
        let pid = other.id();
        let (status, done) = std::sync::mpsc::channel();
        let tried = tried(
            move || status.send(restricted()).unwrap(),
            move || {
                let signal = Command::new("kill").arg(pid.to_string()).output();
                [
                    ("reading a file", refused(File::open("/proc/self/status"))),
                    ("making a file", refused(File::create(std::env::temp_dir().join("poolfund-locked-down")))),
                    ("a TCP port", refused(TcpListener::bind("127.0.0.1:0"))),
                    ("an abstract socket", refused(UnixStream::connect_addr(&abstract_address("landlock")))),
                    // The program cannot be read, let alone send a signal.
                    ("a program", refused(signal)),
                ]
            },
        );
        other.kill().unwrap();
        other.wait().unwrap();
        drop(listener);
        // A kernel without Landlock keeps the filter; an older one knows fewer of these.
        if done.recv().unwrap() == Some(RulesetStatus::FullyEnforced) {
            assert!(tried.iter().all(|(_, refused)| *refused), "{tried:?}");
        }
    }

    #[test]
    fn the_filter_refuses_sockets_processes_signals_and_files_and_lets_threads_be() {
        let mut other = Command::new("sleep").arg("60").spawn().unwrap();
        let open = File::open("/proc/self/status").unwrap();
        let (held, done) = std::sync::mpsc::channel();
        let (tried, mut other) = tried(
            move || held.send(filtered().is_some()).unwrap(),
            move || {
                let datagram = UnixDatagram::unbound();
                let tried = [
                    ("a TCP socket", refused(TcpListener::bind("127.0.0.1:0"))),
                    ("a UDP socket", refused(UdpSocket::bind("127.0.0.1:0"))),
                    ("a unix socket", refused(datagram)),
                    ("an abstract socket", refused(UnixListener::bind_addr(&abstract_address("filter")))),
                    ("a pair of sockets", refused(UnixStream::pair())),
                    ("a process", Command::new("true").spawn().is_err()),
                    ("a signal to another", refused(other.kill())),
                    ("reading a file", refused(File::open("/proc/self/status"))),
                    ("making a file", refused(File::create(std::env::temp_dir().join("poolfund-filtered")))),
                    ("removing a file", refused(std::fs::remove_file("/proc/self/status"))),
                    ("looking at a file", refused(std::fs::metadata("/proc/self/status"))),
                    ("looking into a folder", refused(std::fs::read_dir("/").map(drop))),
                    ("reading what is open", io::read_to_string(open).is_ok()),
                    ("a thread of its own", std::thread::spawn(|| 1 + 1).join().is_ok_and(|two| two == 2)),
                ];
                (tried, other)
            },
        );
        other.kill().unwrap();
        other.wait().unwrap();
        let is_known = ["x86_64", "aarch64", "riscv64"].contains(&std::env::consts::ARCH);
        assert_eq!(done.recv().unwrap(), is_known);
        assert!(!is_known || tried.iter().all(|(_, held)| *held), "{tried:?}");
    }
}
