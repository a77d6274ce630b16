//! The command `poolfund`: hands the command line to the library and turns its answer into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    match poolfund::intake::sandbox::child_main() {
        Some(code) => code,
        None => poolfund::cli::main(std::env::args_os()),
    }
}
