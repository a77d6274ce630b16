//! Writes the inputs of the sample fund: `cargo run --example sample_fund -- inputs`; with a second argument also what differs in
//! finance's extract, in words. A test holds them against those that stand there.

#[path = "inputs.rs"]
mod inputs;

use std::fs;
use std::path::Path;

use inputs::book::Outcome;

fn main() -> Outcome<()> {
    let target = std::env::args().nth(1).ok_or("say into which folder: cargo run --example sample_fund -- inputs")?;
    let inputs = inputs::inputs()?;
    fs::create_dir_all(&target)?;
    for (name, bytes) in inputs.files {
        fs::write(Path::new(&target).join(name), bytes)?;
    }
    if let Some(facts) = std::env::args().nth(2) {
        fs::write(facts, inputs.planted.join("\n"))?;
    }
    Ok(())
}
