//! Reports: grids of typed cells, and the writers that know a format.
//!
//! What comes in: the figures of a month. What leaves: workbooks, a page, tables and a manifest. What it does not
//! know: how figures come about.

pub mod figures;

pub use figures::Figures;

/// Writes nothing yet.
///
/// # Errors
/// Never.
pub fn write_all(
    _figures: &Figures,
    _files: &[crate::intake::FileRead],
    _target: &std::path::Path,
) -> Result<Vec<String>, std::io::Error> {
    Ok(vec![])
}
