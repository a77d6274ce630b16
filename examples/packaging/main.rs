//! Writes what stands beside the program when it is installed: `cargo run --release --example packaging -- target/packaging`.

mod write;

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("say into which folder")?);
    Ok(write::write(&folder)?)
}
