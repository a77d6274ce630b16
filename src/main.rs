//! The command `poolfund`: hands the command line to the library and turns its answer into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    poolfund::cli::main(std::env::args_os())
}
