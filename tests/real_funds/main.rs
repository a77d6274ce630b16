//! Makes fund folders of public data of the United Nations, so that the program runs on real money of others:
//! `cargo run --release --example real_fund -- cbpf DIR TARGET` (OCHA country-based pooled funds, 2019) and
//! `... -- cerf DIR TARGET` (OCHA CERF contributions, 2026). `DIR` holds the files as OCHA publishes them.

mod cbpf;
mod cerf;
mod folder;

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(which), Some(from), Some(to)) = (arguments.next(), arguments.next(), arguments.next()) else {
        return Err("usage: real_fund cbpf|cerf DIR TARGET".into());
    };
    let (from, to) = (PathBuf::from(from), PathBuf::from(to));
    match which.to_str() {
        Some("cbpf") => cbpf::write(&from, &to),
        Some("cerf") => cerf::write(&from, &to),
        _ => Err("the first argument is cbpf or cerf".into()),
    }
}
