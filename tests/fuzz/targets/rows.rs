//! Rows below a good header: facts or problems, and none lost.

#![no_main]

#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|data: &[u8]| checks::rows(data));
