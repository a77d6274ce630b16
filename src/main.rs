//! The command `poolfund`: hands the command line to the library and turns its answer into an exit code.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Threads hand what one made to the next all along the way; the system's allocator keeps what they free apart, so that a
/// month took a tenth more memory with it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    match poolfund::intake::sandbox::child_main() {
        Some(code) => code,
        None => poolfund::cli::main(std::env::args_os()),
    }
}
