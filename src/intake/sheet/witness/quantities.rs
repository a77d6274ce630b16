//! Columns of a sheet of rates that are not read and may say for how many units each rate is: 1, 100, 1000.
//!
//! What comes in: the rows of a sheet, one by one. What leaves: an error at the first such column. What it does not know: rates.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::text::comparable;
use crate::intake::file::workbook::{Row, Value};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::judge::Judge;

/// The largest number of units for which rates are given.
const MOST: u32 = 1_000_000;

/// Words of headers whose numbers count no units: systems of finance number their clients and companies.
const NUMBERED: [&str; 6] = ["client", "mandant", "mandante", "company", "ledger", "version"];

/// What stood in columns that are not read, by position; nothing where something else than such numbers did.
#[derive(Default)]
pub(super) struct Quantities {
    asked: bool,
    columns: BTreeMap<u32, Option<Several>>,
}

/// The first row whose rate is for several units, as far as there is one, and for how many.
#[derive(Clone, Default)]
struct Several(Option<(u32, String)>);

impl Quantities {
    pub fn new(judge: &Judge<'_>) -> Self {
        let of_rates = judge.mapping.kind == InputKind::Facts(FactKind::Rate);
        // Where the mapping says which column it is, or that it is none, nothing is to be asked.
        let told =
            judge.mapping.columns.keys().any(|name| comparable(name) == comparable(judge.canonical(Column::Quantity)));
        let asked = of_rates && !told && judge.layout.position(Column::Quantity).is_none();
        Self { asked, ..Self::default() }
    }

    pub fn see(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        if !self.asked {
            return;
        }
        let numbered = |column: u32| {
            let header = judge.layout.headers.get(&column).map(|header| comparable(header)).unwrap_or_default();
            NUMBERED.iter().any(|word| header.starts_with(word))
        };
        let may_be =
            |column: u32| judge.layout.is_near(column) && judge.column_at(column).is_none() && !numbered(column);
        for cell in row.cells.iter().filter(|cell| may_be(cell.column)) {
            let seen = self.columns.entry(cell.column).or_insert_with(|| Some(Several::default()));
            match units(&cell.value) {
                Some(units) if units > Decimal::ONE => {
                    let fresh = || (row.number, units.normalize().to_string());
                    if let Some(several) = seen {
                        several.0.get_or_insert_with(fresh);
                    }
                }
                Some(_) => {}
                None => *seen = None,
            }
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        let several = self.columns.into_iter().find_map(|(column, seen)| Some((column, seen?.0?)));
        let Some((column, (row, units))) = several else { return };
        let letters = crate::domain::address::column_letters(column);
        let header = judge.layout.headers.get(&column).map(|header| header.trim()).filter(|header| !header.is_empty());
        let headed = header.map_or_else(|| format!("column {letters}"), |header| format!("the column {header:?}"));
        let found = format!("{units} in {headed}, which is not read, beside a rate");
        let fix = format!(
            "If the rate is for so many units, head the column Quantity, or say in fund.toml: columns = {{ Quantity = \
             \"={letters}\" }}; if not: columns = {{ Quantity = \"\" }}."
        );
        let location = judge.location(Some(row), Some(column));
        judge.problems.add(Problem::new(ProblemCode::RateQuote, location, found, "rates for one unit", fix));
    }
}

/// For how many units a rate may be, by a number that is one or a power of ten.
fn units(value: &Value<'_>) -> Option<Decimal> {
    let number = match value {
        Value::Number(number) => *number,
        Value::Text(text) => text.trim().replace([' ', ',', '\''], "").parse().ok()?,
        Value::Date(_) | Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside => return None,
    };
    let powers = std::iter::successors(Some(Decimal::ONE), |power| power.checked_mul(Decimal::TEN));
    powers.take_while(|power| *power <= Decimal::from(MOST)).find(|power| *power == number)
}
