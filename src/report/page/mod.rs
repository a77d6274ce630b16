//! The page: one file that can be mailed, with the figures of the month inside; and the same figures as a file of their own.
//!
//! What comes in: the figures of a month. What leaves: `figures.json`, whose shape is [`contract`], and `dashboard.html`,
//! which holds the same JSON, the program of `src/web` that shows it, and the key figures for readers without script. Each
//! in two editions: for the fund, and for everybody. What it does not know: workbooks, and how the page looks.

pub mod contract;
mod disclosure;
mod figures;
mod folded;
mod html;
mod key_figures;
mod scenarios;
mod together;

pub use disclosure::public;
pub use figures::figures;
pub use html::{PROGRAM, STYLE, data, html, live};
pub use key_figures::escape;
pub use scenarios::scenarios;

/// The figures as a file of their own, for other tools.
///
/// # Errors
/// When they cannot be written as JSON.
pub fn json(figures: &contract::FiguresFile) -> serde_json::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec(figures)?;
    bytes.push(b'\n');
    Ok(bytes)
}
