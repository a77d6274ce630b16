//! Writes what stands beside the program when it is installed: `cargo run --release --example packaging -- target/packaging`.
//!
//! What comes in: a folder. What leaves: a page of the manual for the program and each of its commands, and completions for the
//! shells, all from the one declaration of the command line.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use clap_complete::Shell;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("say into which folder")?);
    let (manual, completions) = (folder.join("man"), folder.join("completions"));
    fs::create_dir_all(&manual)?;
    fs::create_dir_all(&completions)?;
    let mut command = poolfund::cli::command();
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell] {
        clap_complete::generate_to(shell, &mut command, "poolfund", &completions)?;
    }
    clap_mangen::generate_to(command, &manual)?;
    Ok(())
}
