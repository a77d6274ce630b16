//! A fund's `inputs/`: `fund.toml` and comma-separated files.

use std::error::Error;
use std::path::{Path, PathBuf};

/// The folder being filled.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(fund: &Path) -> Result<Self, Box<dyn Error>> {
        let inputs = fund.join("inputs");
        std::fs::create_dir_all(&inputs)?;
        Ok(Self(inputs))
    }

    pub fn table(&self, name: &str, header: &[&str], rows: &[Vec<String>]) -> Result<(), Box<dyn Error>> {
        let mut writer = csv::Writer::from_path(self.0.join(name))?;
        writer.write_record(header)?;
        for row in rows {
            writer.write_record(row)?;
        }
        Ok(writer.flush()?)
    }

    pub fn settings(&self, text: &str) -> Result<(), Box<dyn Error>> {
        Ok(std::fs::write(self.0.join("fund.toml"), text)?)
    }
}

/// The `[[input]]` entries of files named after their kind.
pub fn inputs(kinds: &[&str]) -> String {
    kinds.iter().map(|kind| format!("[[input]]\nkind = \"{kind}\"\nfile = \"{kind}.csv\"\n\n")).collect()
}
