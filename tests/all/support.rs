//! What several tests need: real data and outside programs that may be absent on a user's machine, never in CI.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file or folder of the real data beside the repository. Absent: says so and gives `None`, but fails in CI.
pub fn real_data(name: &str) -> Option<PathBuf> {
    let path = root().join("../shared/data").join(name);
    if path.exists() {
        return Some(path);
    }
    absent(&format!("real data {name}"))
}

/// A program on the path. Absent: says so and gives `None`, but fails in CI.
pub fn program(name: &str) -> Option<Command> {
    let found = Command::new("sh").args(["-c", &format!("command -v {name}")]).output();
    if found.is_ok_and(|output| output.status.success()) {
        return Some(Command::new(name));
    }
    absent(&format!("the program {name}"))
}

fn absent<T>(what: &str) -> Option<T> {
    assert!(std::env::var_os("CI").is_none(), "{what} is absent, and in CI nothing is skipped");
    eprintln!("not run: {what} is absent");
    None
}
