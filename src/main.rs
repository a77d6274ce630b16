//! The command `poolfund`.

use std::process::ExitCode;

fn main() -> ExitCode {
    match poolfund::intake::sandbox::child_main() {
        Some(code) => code,
        None => ExitCode::SUCCESS,
    }
}
