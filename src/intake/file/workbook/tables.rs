//! Excel tables: what they are called and where they stand.
//!
//! What comes in: the parts of an xlsx package. What leaves: the tables by sheet. What it does not know: their rows. The
//! elements are those of ECMA-376, part 1, section 18.5.1.2 (table).

use std::collections::BTreeMap;
use std::io::Cursor;

use serde::{Deserialize, Serialize};
use zip::ZipArchive;

use super::package::{area, attribute, each_tag, related, small_part};
use super::{Limits, Refusal};

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

/// By sheet name, the tables on it; `sheets` gives the names of sheets by their part in lower case.
pub(super) fn of_sheets(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    sheets: &BTreeMap<String, String>,
    limits: &Limits,
) -> Result<BTreeMap<String, Vec<TableHead>>, Refusal> {
    let mut found = BTreeMap::new();
    for (part, sheet) in sheets {
        let Some((folder, file)) = part.rsplit_once('/') else { continue };
        let relations = small_part(archive, &format!("{folder}/_rels/{file}.rels"), limits)?;
        let mut tables = Vec::new();
        for target in related(&relations, folder)?.values().filter(|target| target.contains("/tables/")) {
            let part = small_part(archive, target, limits)?;
            each_tag(&part, "table", |tag| {
                let named = attribute(tag, "displayName").or_else(|| attribute(tag, "name"));
                let number = |name: &str| attribute(tag, name).and_then(|text| text.parse::<u32>().ok());
                if let (Some(name), Some(area)) = (named, attribute(tag, "ref").as_deref().and_then(area)) {
                    let headed = number("headerRowCount").is_none_or(|count| count > 0);
                    tables.push(TableHead { name, area, headed, totals: number("totalsRowCount").unwrap_or(0) });
                }
            })?;
        }
        if !tables.is_empty() {
            tables.sort_by_key(|table| table.area);
            found.insert(sheet.clone(), tables);
        }
    }
    Ok(found)
}
