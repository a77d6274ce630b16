//! Who gets the money of an activity file: a donor may give to others in it, too.
//!
//! What comes in: the rows of its sheets. What leaves: an error where several get money and the settings name none of them.
//! What it does not know: which of them is the fund.

use std::collections::BTreeSet;

use crate::config::InputMapping;
use crate::domain::text::comparable;
use crate::intake::file::workbook::iati::{RECEIVER, RECEIVER_COLUMN};
use crate::intake::file::workbook::{FileType, Row};
use crate::intake::problems::{Location, Problem, ProblemCode};

/// How many receivers a problem names.
const NAMED: usize = 3;

/// The receivers of the rows of a sheet; nothing stands for a row that names none.
#[derive(Debug, Default)]
pub(super) struct Receivers(BTreeSet<String>);

impl Receivers {
    /// Takes a row below the header.
    pub fn see(&mut self, row: &Row<'_>, mapping: &InputMapping) {
        if FileType::named(&mapping.file) == Some(FileType::Iati) {
            let receiver = row.cells.iter().find(|cell| cell.column == RECEIVER_COLUMN);
            self.0.insert(receiver.map(|cell| cell.value.show().into_owned()).unwrap_or_default());
        }
    }

    /// What is to be said of a sheet at its end; the next begins anew.
    pub fn conclude(&mut self, mapping: &InputMapping, sheet: Location) -> Option<Problem> {
        let receivers = std::mem::take(&mut self.0);
        let chosen = mapping.only.keys().chain(mapping.skip.keys());
        if receivers.len() < 2 || chosen.into_iter().any(|header| comparable(header) == comparable(RECEIVER)) {
            return None;
        }
        let named: Vec<&str> = receivers.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
        let mut found = named.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        match named.len().saturating_sub(NAMED) {
            0 if named.len() < receivers.len() => found.push_str(", and rows that name none"),
            0 => {}
            more => found.push_str(&format!(", and {more} more")),
        }
        let fix = format!(
            "Say in fund.toml which of them is the fund: where = {{ {RECEIVER} = \"{}\" }}",
            named.first().copied().unwrap_or_default()
        );
        Some(Problem::new(ProblemCode::SeveralReceivers, sheet, found, "money that the fund gets", fix))
    }
}
