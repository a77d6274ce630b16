//! What stands beside the program when it is installed: a page of the manual for the program and each of its commands, and
//! completions for the shells, all from the one declaration of the command line.

use std::fs;
use std::io;
use std::path::Path;

use clap_complete::Shell;

/// Writes the manual to `man` and the completions to `completions` in a folder.
pub fn write(folder: &Path) -> io::Result<()> {
    let (manual, completions) = (folder.join("man"), folder.join("completions"));
    fs::create_dir_all(&manual)?;
    fs::create_dir_all(&completions)?;
    let mut command = poolfund::cli::command();
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell] {
        clap_complete::generate_to(shell, &mut command, "poolfund", &completions)?;
    }
    clap_mangen::generate_to(command, &manual)
}
