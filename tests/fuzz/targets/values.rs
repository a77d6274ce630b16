//! One number and one date as people type them: what is understood is understood again.

#![no_main]

#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|data: &[u8]| checks::values(data));
