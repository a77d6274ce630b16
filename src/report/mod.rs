//! Reports: grids of typed cells, and the writers that know a format.
//!
//! What comes in: the figures of a month. What leaves: workbooks, a page, tables and a manifest. What it does not
//! know: how figures come about.

pub mod annual;
pub mod dashboard;
pub mod donor;
pub mod explain;
pub mod formula;
pub mod fund;
pub mod gap_tracker;
pub mod grid;
pub mod letter;
pub mod manifest;
pub mod origin;
pub mod outbox;
pub mod pack;
pub mod pdf;
pub mod read_back;
mod reasons;
pub mod reconciliation;
mod safe_name;
mod sheets;
mod tables;
pub mod terminal;
pub mod texts;
pub mod view;
pub mod workbooks;
mod write;
pub mod xlsx;

pub use safe_name::Names;
pub use view::View;
pub use workbooks::{DonorFiles, Workbook};
pub use write::{Extras, WriteError, Written, stage, written_as};
