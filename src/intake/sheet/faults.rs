//! Why no table was found: the sheet, the table or a column is not there, or nothing looks like a header.

use super::{Candidate, InputReader};
use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::address::{cell_name, column_letters};
use crate::intake::file::workbook::Carried;
use crate::intake::kinds::columns::{Column, ColumnSpec};
use crate::intake::problems::{Location, Problem, ProblemCode};
use crate::intake::sheet::header::{self, HeaderFault};
use crate::intake::sheet::units;

impl InputReader<'_> {
    /// What is wrong when the mapping names a table that is not there.
    fn no_table(&self) -> Option<Problem> {
        let wanted = self.mapping.table.as_ref().filter(|_| !self.table_seen)?;
        let found = table_names(&self.tables);
        let fix = "Correct the table's name in the file (Table Design, Table Name) or in fund.toml.";
        let expected = format!("a table named {wanted:?}");
        Some(Problem::new(ProblemCode::NoSuchTable, Location::file(&self.mapping.file), found, expected, fix))
    }

    /// Says why there is no header: the sheet is not there, columns are missing, or nothing looks like one.
    pub(super) fn no_header(&mut self) {
        let (file, mapping) = (self.mapping.file.as_str(), self.mapping);
        let sheets: Vec<String> =
            self.outcome.head.iter().flat_map(|head| &head.sheets).map(|sheet| sheet.name.clone()).collect();
        if let Some(wanted) = mapping.sheet.as_ref().filter(|wanted| !sheets.contains(wanted)) {
            let found =
                format!("the sheets {}", sheets.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", "));
            let fix = "Correct the sheet's name in the file or in fund.toml.";
            self.outcome.problems.push(Problem::new(
                ProblemCode::NoSuchSheet,
                Location::file(file),
                found,
                format!("a sheet named {wanted:?}"),
                fix,
            ));
            return;
        }
        if let Some(problem) = self.no_table() {
            self.outcome.problems.push(problem);
            return;
        }
        let kind = mapping.kind.name();
        let enough = self
            .best
            .as_ref()
            .is_some_and(|best| best.layout.columns.len() >= 2 || mapping.header_row.is_some() || self.table.is_some());
        let Some(best) = self.best.take().filter(|_| enough) else {
            let required: Vec<&str> = crate::intake::kinds::columns_of(mapping.kind)
                .iter()
                .filter(|spec| spec.required)
                .map(|spec| spec.canonical())
                .collect();
            let location = Location { sheet: mapping.sheet.clone(), ..Location::file(file) };
            let text = self.outcome.head.as_ref().and_then(|head| head.text.as_ref());
            let found = match text {
                Some(text) => format!("no row with these headers, in a text read as {text}"),
                None => "no row with these headers".to_owned(),
            };
            let fix = "Give the columns these headers, or say in fund.toml which column is which.";
            self.outcome.problems.push(Problem::new(
                ProblemCode::NoHeader,
                location,
                found,
                format!("a header for {kind} with {}", required.join(", ")),
                fix,
            ));
            return;
        };
        for fault in &best.faults {
            self.outcome.problems.push(header_problem(fault, &best, kind));
        }
    }
}

/// The warning that something in a file could act by itself.
pub(super) fn carried_problem(file: &str, carried: Carried) -> Problem {
    let fix = "Nothing of it was run. If the sheet was filled in by it, check its figures; saved as xlsx, it is gone.";
    let (code, expected) = match carried {
        Carried::Macros => (ProblemCode::Macros, "a workbook without macros"),
        Carried::Objects => (ProblemCode::EmbeddedObjects, "a workbook of sheets alone"),
    };
    Problem::new(code, Location::file(file), carried.name(), expected, fix)
}

/// The tables of a file, as people read them.
fn table_names(tables: &[String]) -> String {
    let names: Vec<String> = tables.iter().map(|name| format!("{name:?}")).collect();
    match names.as_slice() {
        [] => "no tables (only xlsx workbooks have them)".to_owned(),
        names => format!("the tables {}", names.join(", ")),
    }
}

/// How to read columns of amounts that each name a currency of their own.
fn in_currencies(spec: &ColumnSpec, columns: [u32; 2], best: &Candidate, kind: &str) -> Option<String> {
    let currency = |position: u32| units::of_header(best.layout.headers.get(&position)?).1.currency;
    let [first, second] = columns.map(|position| Some((currency(position)?, column_letters(position))));
    let ((one, first), (other, second)) = (first?, second?);
    let each = if kind == InputKind::Facts(FactKind::Finance).name() {
        format!("say in fund.toml: currencies = {{ {one} = \"={first}\", {other} = \"={second}\" }}")
    } else {
        "write the amounts into one column and their codes into a column Currency".to_owned()
    };
    (spec.column == Column::Amount && one != other).then(|| {
        format!(
            "If each row has its amount in one of them, {each}; if both say the same amount, say in fund.toml which one \
             counts: columns = {{ Amount = \"={first}\" }}."
        )
    })
}

fn missing(specs: &[&ColumnSpec], best: &Candidate, kind: &str) -> Problem {
    let names: Vec<&str> = specs.iter().map(|spec| spec.canonical()).collect();
    let headers = best.layout.headers.iter().filter(|(_, text)| !text.is_empty());
    let headers: Vec<(u32, String)> = headers.map(|(&place, text)| (place, text.clone())).collect();
    let found = format!("a header with {}", header::list(&headers));
    let fix = "Add the column, rename its header, or map it in fund.toml (columns, or defaults for a fixed value).";
    let expected = format!("for {kind} also: {}", names.join(", "));
    Problem::new(ProblemCode::MissingColumn, best.location.clone(), found, expected, fix)
}

fn header_problem(fault: &HeaderFault, best: &Candidate, kind: &str) -> Problem {
    let row = best.layout.header_row;
    match fault {
        HeaderFault::Missing(specs) => missing(specs, best, kind),
        HeaderFault::Twice(spec, first, second) => {
            let location = Location { column: Some(*second), ..best.location.clone() };
            let name = spec.canonical();
            let headed = |position: u32| {
                let text = best.layout.headers.get(&position).map_or(name, |text| text.trim());
                format!("{text:?} in {}", cell_name(row, position))
            };
            let found = format!("{} and {}, both of which may be {name}", headed(*first), headed(*second));
            let fix = in_currencies(spec, [*first, *second], best, kind).unwrap_or_else(|| {
                format!(
                    "Say in fund.toml which one counts: columns = {{ {name:?} = \"={}\" }} or columns = {{ {name:?} = \"={}\" }}; or \
                     rename one.",
                    column_letters(*first),
                    column_letters(*second)
                )
            });
            Problem::new(ProblemCode::ColumnTwice, location, found, "one column of that name", fix)
        }
        HeaderFault::Apart(spec, position, gap) => {
            let location = Location { column: Some(*position), ..best.location.clone() };
            let name = spec.canonical();
            let gap = column_letters(*gap);
            let found = format!("{name} in {}, while column {gap} has no header", cell_name(row, *position));
            let fix = format!(
                "Give column {gap} a header; or say in fund.toml whose this one is: columns = {{ {name:?} = \
                 \"={}\" }} takes it, {name:?} = \"\" leaves it out.",
                column_letters(*position)
            );
            Problem::new(ProblemCode::ColumnApart, location, found, "the columns of a table side by side", fix)
        }
        HeaderFault::Split(spec, first, last) => {
            let location = Location { column: Some(*first), ..best.location.clone() };
            let name = spec.canonical();
            let (first, last) = (column_letters(*first), column_letters(*last));
            let found = format!("the name of {name} over columns {first} to {last}");
            let fix = format!(
                "Write over each of them what it holds; or say in fund.toml which one counts: columns = {{ {name:?} = \"={first}\" }} takes it, {name:?} = \"\" leaves all out."
            );
            Problem::new(ProblemCode::SplitColumn, location, found, "one column of that name", fix)
        }
        HeaderFault::Unmapped(name, header) => {
            let found = format!("no column {header:?}");
            let fix = "Correct the header in the file or the mapping in fund.toml.";
            Problem::new(
                ProblemCode::NoSuchColumn,
                best.location.clone(),
                found,
                format!("the column that fund.toml maps to {name}"),
                fix,
            )
        }
    }
}
