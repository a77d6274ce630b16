//! Reports: grids of typed cells, and the writers that know a format.
//!
//! What comes in: the figures of a month. What leaves: workbooks, a page, tables and a manifest. What it does not
//! know: how figures come about. It adds them up by donor, branch of the programme and year, shares results out in
//! proportion to them, and decides nothing about money.
//!
//! Its rooms, in the order in which a figure passes them:
//!
//! | room | what comes in | what leaves |
//! | --- | --- | --- |
//! | [`view`] | figures | the same by donor, with names, and why cells lack money |
//! | [`phrasebook`] | a language | its words, one file a language in `phrases/` |
//! | [`grid`] | columns, cells, formulas | sheets and books as data: a column knows its heading, width, format and total |
//! | `sheets` | the figures of one donor, or of all | a file a sheet, of donors' workbooks and the fund's: columns of a report stand here |
//! | [`workbooks`] | figures | every workbook of the month: [`donor`], [`fund`], [`gap_tracker`], [`annual`], [`reconciliation`] |
//! | [`page`], [`tables`] | figures | the page for the screen and its figures; Parquet |
//! | [`xlsx`], [`pdf`] | books | files |
//!
//! Beside them: [`proposal`] (the committee's workbook), [`concept`], [`letter`], [`outbox`], [`journals`], [`explain`],
//! [`origin`] (where a figure comes from), [`read_back`] and [`manifest`].

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
mod limits;
pub mod manifest;
mod numbered;
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
pub(crate) mod told;
pub mod view;
pub mod workbooks;
mod write;
pub mod xlsx;

pub use file_names::FileNames;
pub use manifest::Provenance;
pub use view::View;
pub use workbooks::{DonorFiles, Workbook};
pub use write::{Extras, WriteError, Written, add, add_periods, checked, stage, written_as};
