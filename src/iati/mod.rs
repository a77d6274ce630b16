//! The fund for the International Aid Transparency Initiative (IATI), version 2.03: what donors' systems read.
//!
//! What comes in: the figures of a month, with the fund's settings. What leaves: a file about the reporting organisation
//! and files of activities, or what is missing for them, each with the key of `fund.toml` to fill in. What it does not
//! know: the spreadsheets, the commands, the other reports.
//!
//! The pool is an activity, and below it stands one for each country or cell. **Nothing counts twice**: money that comes
//! in, and what the fund as a whole costs, stand on the pool's activity only; what is spent, and what is allocated, on
//! those below it only. So all expenditure together is what the statement says is charged, support cost, fee, levy and
//! bank charges, and what is pending beside it.

mod activity;
mod children;
mod codes;
mod faults;
mod files;
mod outcomes;
mod pool;
mod settings;
mod shares;
mod transaction;
mod unnamed;
mod xml;

pub use files::{IatiError, LARGEST_FILE, Published, publish};

use crate::config::ConfigProblem;
use crate::month::Figures;

use settings::Publisher;

/// What is missing in the settings for valid files, or cannot stand there. Nothing where all is well.
pub fn faults(figures: &Figures) -> Vec<ConfigProblem> {
    Publisher::new(figures).err().unwrap_or_default()
}
