//! The dictionary of the tables, `docs/tables.md`: made of their declarations.

use crate::domain::text::sentence_case;
use std::fmt::Write;

use super::columns::{Column, Digits, Holds, Kind, ORIGINAL, RATE};
use super::{SCHEMA, Table, all};

/// What stands above the tables.
const BEFORE: &str = "# The tables of a month

Every run writes the month as Parquet into `reports/YYYY-MM/ledger/`, one file a table, with `datapackage.json` (Frictionless
Data Package) beside them. `poolfund export DATASET` adds the same tables to a data set of many funds ([rollup.md](rollup.md)).
This page is made from the code (`INSTA_UPDATE=always` with the test `the_dictionary_is_of_the_code`).

- Amounts are exact decimals in major units, made of whole minor units: in the reports with the decimals of the fund's
  currency (`DECIMAL(19, 2)` for USD, `DECIMAL(19, 0)` for JPY), in a data set always `DECIMAL(23, 4)`, since funds of different
  currencies stand side by side. Nothing is rounded: no currency of ISO 4217 has more than four decimals.
- Amounts of other currencies are `DECIMAL(38, 6)`, exact for every currency with a minor unit; where ISO 4217 sets none
  (XDR), rounded to six. Rates, shares and weights are `DECIMAL(38, 12)`, rounded there.
- Every table begins with `fund`, the fund's code, and `month`, as `2025-10`, so that a file alone says whose it is.
- A month holds either **its own facts**, which no other month has, so that months may be added up; or **the state to date**:
  all that stands at its end. Adding up states counts twice; take one month.
- A table without rows is there, with its columns.
";

/// The dictionary in Markdown.
pub fn dictionary() -> String {
    let mut text = BEFORE.to_owned();
    let _ = write!(text, "\nThe shape of the tables has the number {SCHEMA} (`schema_version` in `edition`). ");
    text.push_str("It grows when a column goes or comes to mean something else; a new column leaves it.\n");
    for table in all(None) {
        described(&mut text, &table);
    }
    text
}

fn described(text: &mut String, table: &Table<'_>) {
    let holds = match table.holds {
        Holds::OwnFacts => "its own facts: months may be added up",
        Holds::StateToDate => "the state to date: months must not be added up",
    };
    let _ = write!(text, "\n## {}\n\n{}.\n\nA month holds {holds}.", table.name, sentence_case(table.about));
    if !table.key.is_empty() {
        let _ = write!(text, " A row is identified by `{}`.", table.key.join("`, `"));
    }
    text.push_str("\n\n| column | type | meaning |\n| --- | --- | --- |\n");
    for Column { name, kind, required, about } in &table.columns {
        let empty = if *required { "" } else { ", or empty" };
        let _ = writeln!(text, "| `{name}` | {}{empty} | {about} |", kind.in_words());
    }
}

impl Kind {
    fn in_words(self) -> String {
        let decimal = |Digits { all, decimals }| format!("DECIMAL({all}, {decimals})");
        match self {
            Self::Text => "text".to_owned(),
            Self::Day => "date".to_owned(),
            Self::Whole => "whole number".to_owned(),
            Self::Money => "amount".to_owned(),
            Self::Original => decimal(ORIGINAL),
            Self::Rate => decimal(RATE),
        }
    }
}
