//! Reports: grids of typed cells, and the writers that know a format.
//!
//! What comes in: the figures of a month. What leaves: workbooks, a page, tables and a manifest. What it does not
//! know: how figures come about.

pub mod figures;

pub use figures::Figures;
