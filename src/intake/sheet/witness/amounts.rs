//! Columns of amounts that are not read, in a sheet that may also say what was booked in the fund's currency.
//!
//! What comes in: the rows of a sheet, one by one. What leaves: the numbers in such columns, for those who know the rates.
//! What it does not know: rates.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::text::comparable;
use crate::intake::file::workbook::{Row, Value};
use crate::intake::kinds::columns::Column;
use crate::intake::kinds::columns_of;
use crate::intake::problems::Location;
use crate::intake::row::judge::Judge;
use crate::intake::row::text::says_nothing;
use crate::intake::sheet::totals::addend;

/// A column of numbers that is not read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadAmounts {
    /// The file, sheet and column.
    pub location: Location,
    /// Its header.
    pub header: String,
    /// Rows and their numbers: as many as tell what they are.
    pub numbers: Vec<(u32, Decimal)>,
}

/// The columns of numbers of a sheet.
#[derive(Debug, Default)]
pub(super) struct Amounts {
    columns: BTreeMap<u32, Vec<(u32, Decimal)>>,
}

impl Amounts {
    /// None where the sheet says what was booked in the fund's currency, or the mapping says that it does not.
    pub fn new(judge: &Judge<'_>) -> Self {
        let (layout, mapping) = (&judge.layout, judge.mapping);
        let has = |column: Column| columns_of(mapping.kind).iter().any(|spec| spec.column == column);
        let said = mapping.columns.keys().any(|name| comparable(name) == comparable("Base amount"));
        let foreign = layout.position(Column::Currency).is_some() || mapping.currency.is_some();
        let foreign = foreign || layout.units.values().any(|units| units.currency.is_some());
        if said || !foreign || !has(Column::BaseAmount) || layout.position(Column::BaseAmount).is_some() {
            return Self::default();
        }
        let unread = layout.headers.keys().filter(|position| judge.column_at(**position).is_none());
        Self { columns: unread.map(|&position| (position, Vec::new())).collect() }
    }

    pub fn see(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        /// Rows that are kept of each column.
        const KEPT: usize = 2_000;
        if self.columns.is_empty() {
            return;
        }
        let currency = judge.layout.position(Column::Currency);
        let currency = currency.and_then(|position| row.cells.iter().find(|cell| cell.column == position));
        let base = judge.context.fund.base_currency.code();
        // What is in the fund's currency already tells little.
        let own = currency.is_some_and(|cell| cell.value.show().trim() == base);
        for cell in &row.cells {
            let Some(numbers) = self.columns.get_mut(&cell.column) else { continue };
            let blank = matches!(&cell.value, Value::Text(text) if says_nothing(text.trim()));
            match addend(&cell.value, judge.mapping) {
                Some(number) if numbers.len() < if own { KEPT / 10 } else { KEPT } => {
                    numbers.push((row.number, number));
                }
                Some(_) => {}
                None if blank => {}
                None => drop(self.columns.remove(&cell.column)),
            }
        }
    }

    /// The columns that hold numbers and nothing else.
    pub fn conclude(self, judge: &Judge<'_>) -> Vec<UnreadAmounts> {
        let filled = self.columns.into_iter().filter(|(_, numbers)| !numbers.is_empty());
        let column = |(position, numbers): (u32, Vec<(u32, Decimal)>)| UnreadAmounts {
            location: judge.location(None, Some(position)),
            header: judge.layout.headers.get(&position).map_or_else(String::new, |header| header.trim().to_owned()),
            numbers,
        };
        filled.map(column).collect()
    }
}
