//! Excel tables: what they are called and where they stand.
//!
//! What comes in: the part of a table. What leaves: its name and area. What it does not know: its rows. The elements are
//! those of ECMA-376, part 1, section 18.5.1.2 (table).

use serde::{Deserialize, Serialize};

use crate::domain::address::leading_cell;
use crate::intake::file::workbook::Refusal;
use crate::intake::file::workbook::xml::{Xml, attribute, number};

/// A table that the workbook names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableHead {
    /// Its name.
    pub name: String,
    /// First row and column, last row and column; rows from 1, columns from 0.
    pub area: [u32; 4],
    /// Whether its first row holds headers.
    pub headed: bool,
    /// How many rows at its end hold totals.
    pub totals: u32,
}

/// The tables that a part declares: one.
pub(super) fn read(part: &[u8]) -> Result<Vec<TableHead>, Refusal> {
    let mut tables = Vec::new();
    Xml::new(part).each("table", |tag| {
        let named = attribute(tag, "displayName").or_else(|| attribute(tag, "name"));
        if let (Some(name), Some(area)) = (named, attribute(tag, "ref").as_deref().and_then(area)) {
            let headed = number(tag, "headerRowCount").is_none_or(|count| count > 0);
            tables.push(TableHead { name, area, headed, totals: number(tag, "totalsRowCount").unwrap_or(0) });
        }
    })?;
    Ok(tables)
}

/// `A1:C2` as first row, first column, last row, last column; rows from 1, columns from 0.
pub(super) fn area(text: &str) -> Option<[u32; 4]> {
    let (first, last) = text.split_once(':')?;
    let (first_row, first_column, _) = leading_cell(first.trim())?;
    let (last_row, last_column, _) = leading_cell(last.trim())?;
    Some([first_row, first_column, last_row, last_column])
}
