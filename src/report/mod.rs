//! Reports: grids of typed cells, and the writers that know a format.
//!
//! What comes in: the figures of a month. What leaves: workbooks, a page, tables and a manifest. What it does not
//! know: how figures come about. It adds them up by donor, branch of the programme and year, shares results out in
//! proportion to them, and decides nothing about money.

pub mod annual;
mod available;
pub mod concept;
pub mod donor;
pub mod donor_packs;
pub mod explain;
mod file_names;
pub mod fund;
pub mod gap_tracker;
pub mod grid;
pub mod journals;
pub mod letter;
pub mod manifest;
pub mod origin;
pub mod outbox;
pub mod page;
pub mod pdf;
pub mod phrasebook;
pub mod proposal;
pub mod read_back;
mod reasons;
pub mod reconciliation;
mod sheets;
pub mod tables;
pub mod view;
pub mod workbooks;
mod write;
pub mod xlsx;

pub use file_names::FileNames;
pub use manifest::Provenance;
pub use view::View;
pub use workbooks::{DonorFiles, Workbook};
pub use write::{Extras, WriteError, Written, add, add_periods, checked, stage, written_as};
