//! The program of the menu entry: shows a fund in the browser, without a terminal or a console window.
//!
//! What comes in: nothing, or the fund's folder that was dropped on it. What leaves: `poolfund serve --open --edit` at work on
//! that folder, else on `poolfund` in the user's own folder, which it makes. The program is the one that stands beside it. What
//! it does not know: anything of funds. What goes wrong is written to `poolfund.log` in that folder, since nobody sees a console.

#![cfg_attr(windows, windows_subsystem = "windows")]

use std::env;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// Where the user's own folder is said to be.
const HOME: &str = if cfg!(windows) { "USERPROFILE" } else { "HOME" };

fn main() -> ExitCode {
    let Some(folder) = folder() else { return ExitCode::from(2) };
    match shown(&folder) {
        Ok(code) => code,
        Err(why) => {
            // Where not even this can be written, nothing is left to be said to.
            let _ = log(&folder).and_then(|mut log| writeln!(log, "poolfund cannot be started: {why}"));
            ExitCode::from(2)
        }
    }
}

/// The folder that was dropped, else `poolfund` in the user's own.
fn folder() -> Option<PathBuf> {
    let dropped = env::args_os().nth(1).filter(|dropped| !dropped.is_empty()).map(PathBuf::from);
    dropped.or_else(|| env::var_os(HOME).map(|home| Path::new(&home).join("poolfund")))
}

/// Shows the fund until somebody quits it on its pages.
fn shown(folder: &Path) -> io::Result<ExitCode> {
    fs::create_dir_all(folder)?;
    let beside = env::current_exe()?.with_file_name(format!("poolfund{}", env::consts::EXE_SUFFIX));
    let mut program = Command::new(beside);
    program.args(["serve", "--open", "--edit", "--fund"]).arg(folder);
    let faults = log(folder)?;
    let ended = without_console(&mut program).stdin(Stdio::null()).stdout(Stdio::null()).stderr(faults).status()?;
    Ok(ended.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}

fn log(folder: &Path) -> io::Result<File> {
    File::create(folder.join("poolfund.log"))
}

/// A program of the console opens a window of its own there, unless it is told not to.
#[cfg(windows)]
fn without_console(program: &mut Command) -> &mut Command {
    use std::os::windows::process::CommandExt as _;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    program.creation_flags(CREATE_NO_WINDOW)
}

#[cfg(not(windows))]
fn without_console(program: &mut Command) -> &mut Command {
    program
}
