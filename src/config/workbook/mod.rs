//! The settings as a workbook, `settings.xlsx`: an equal form of `fund.toml` for people who know Excel.
//!
//! What comes in: settings in one of the two forms. What leaves: the same in the other, nothing lost but remarks. What it does
//! not know: what settings mean, and how the file of a workbook is read. The text that a workbook gives is followed and kept as that of a `fund.toml` is, so that all
//! that comes after knows one form only.

mod cells;
mod layout;
mod read;
mod write;

pub use cells::{Sheets, Stands, leveled};
#[cfg(test)]
pub(crate) use layout::{Form, IATI, SETTINGS, TABLES};
pub use read::toml_of;
pub use write::workbook_of;

/// A setting has no cell: a fault of the program, or of a TOML that no reading would accept.
#[derive(Debug, thiserror::Error)]
pub enum NoWorkbook {
    /// No cell of the workbook is for a key.
    #[error("the workbook has no cell for {key}")]
    Key {
        /// The key.
        key: String,
    },
    /// The text is no TOML.
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
    /// The workbook cannot be written.
    #[error("the workbook cannot be written: {0}")]
    Write(#[from] rust_xlsxwriter::XlsxError),
}

#[cfg(test)]
mod tests;
