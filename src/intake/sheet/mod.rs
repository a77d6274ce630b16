//! Follows the rows of a sheet: titles, header, data, totals, remarks.
//!
//! What comes in: the events of a file that is read, and the mapping of one input. What leaves: its facts and
//! problems. What it does not know: how the file is stored, and other inputs.

pub(in crate::intake) mod header;
mod table;
mod table_area;
pub(in crate::intake) mod totals;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::address::{cell_name, column_letters};
use crate::domain::source::SourceSheet;

use crate::config::InputMapping;
use crate::intake::file::workbook::{Carried, FileHead, Flow, Refusal, Row, SheetDetails, SheetHead, Sink, TableHead};
use crate::intake::kinds::Harvest;
use crate::intake::kinds::columns::Headings;
use crate::intake::problems::ProblemCode;
use crate::intake::problems::{Location, Problem};
use crate::intake::row::record::{Context, Judge};
use crate::intake::sheet::header::{DEEPEST_HEADER, HeaderFault, Layout};
use crate::intake::sheet::table::Reading;
use crate::intake::sheet::table_area::Part;

/// What was read of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetRead {
    /// Which sheet of which file.
    pub source: Arc<SourceSheet>,
    /// What it holds.
    pub kind: crate::config::InputKind,
    /// Where its columns stand.
    pub layout: Layout,
    /// Rows that were read as data.
    pub rows: u64,
    /// Rows that the mapping's `where` left out.
    pub filtered: u64,
    /// Rows that became facts.
    pub facts: u64,
}

/// What one input gave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The file; none when it could not be opened.
    pub head: Option<FileHead>,
    /// Its sheets that were read.
    pub sheets: Vec<SheetRead>,
    /// What the rows became.
    pub harvest: Harvest,
    /// What is wrong, doubtful or worth knowing.
    pub problems: Vec<Problem>,
    /// Whether the file or sheet could not be read, so that facts are missing.
    pub incomplete: bool,
}

/// A header that is not quite one.
struct Candidate {
    location: Location,
    layout: Layout,
    faults: Vec<HeaderFault>,
}

/// The state of the sheet that is read.
enum State<'m> {
    Waiting,
    Searching {
        previous: Option<Row<'static>>,
        rows: usize,
    },
    Reading(Box<Reading<'m>>),
    /// The input's sheet is read; another one is only looked at.
    Beyond {
        previous: Option<Row<'static>>,
        rows: usize,
    },
}

/// Reads one input.
pub(in crate::intake) struct InputReader<'m> {
    context: &'m Context<'m>,
    mapping: &'m InputMapping,
    headings: Headings,
    state: State<'m>,
    current: usize,
    details: SheetDetails,
    /// The names of the tables on the sheets that were looked at.
    tables: Vec<String>,
    table: Option<TableHead>,
    best: Option<Candidate>,
    outcome: Outcome,
}

impl<'m> InputReader<'m> {
    pub fn new(context: &'m Context<'m>, mapping: &'m InputMapping) -> Self {
        Self {
            context,
            mapping,
            headings: Headings::of(mapping.kind, context.fund.base_currency),
            state: State::Waiting,
            current: 0,
            details: SheetDetails::default(),
            tables: Vec::new(),
            table: None,
            best: None,
            outcome: Outcome::default(),
        }
    }

    /// What was read, after the last event; `refusal` when reading ended early.
    pub fn finish(mut self, refusal: Option<Refusal>) -> Outcome {
        // What stops the reader while it only looks at another sheet takes nothing from the one that was read.
        let looked = matches!(self.state, State::Beyond { .. });
        self.end_sheet();
        if let Some(refusal) = refusal.filter(|_| !looked) {
            self.outcome.problems.push(crate::intake::problems::refusals::problem(&self.mapping.file, &refusal));
            self.outcome.incomplete = true;
        } else if self.outcome.sheets.is_empty() {
            self.outcome.incomplete = true;
            self.no_header();
        }
        self.outcome
    }

    /// The head of the sheet that is read.
    fn head(&self) -> Option<&SheetHead> {
        self.outcome.head.as_ref()?.sheets.get(self.current)
    }

    fn sheet_name(&self) -> String {
        self.head().map_or_else(String::new, |sheet| sheet.name.clone())
    }

    fn location(&self, row: Option<u32>) -> Location {
        let sheet = Some(self.sheet_name()).filter(|name| !name.is_empty());
        Location { file: self.mapping.file.clone(), sheet, row, column: None }
    }

    /// Tries a row as header.
    fn try_header(&mut self, row: &Row<'_>, above: Option<&Row<'_>>) -> bool {
        let merged = &self.details.merged;
        let above = above.map(|above| header::spread(above, merged));
        let candidate = header::Candidate { row, above: above.as_ref(), merged };
        let (layout, faults) = header::read(candidate, self.mapping, &self.headings);
        if faults.is_empty() {
            self.begin(layout);
            return true;
        }
        let better = self.best.as_ref().is_none_or(|best| layout.columns.len() > best.layout.columns.len());
        if better && !layout.columns.is_empty() {
            self.best = Some(Candidate { location: self.location(Some(row.number)), layout, faults });
        }
        false
    }

    fn begin(&mut self, layout: Layout) {
        let sha256 = self.outcome.head.as_ref().map_or_else(String::new, |head| head.sha256.clone());
        let source = Arc::new(SourceSheet { file: self.mapping.file.clone(), sha256, sheet: self.sheet_name() });
        let judge = Judge::new(self.context, self.mapping, source, layout);
        let hidden = self.head().is_some_and(|head| head.hidden);
        self.state = State::Reading(Box::new(Reading::new(judge, hidden, &self.details)));
    }

    fn search(&mut self, row: &Row<'_>, previous: Option<Row<'static>>, rows: usize) -> Flow {
        if let Some(wanted) = self.mapping.header_row {
            let two = |reader: &mut Self| previous.as_ref().is_some_and(|above| reader.try_header(row, Some(above)));
            let found = row.number == wanted && (self.try_header(row, None) || two(self));
            let go_on = found || row.number < wanted;
            if !found {
                self.state = State::Searching { previous: Some(row.to_owned()), rows: rows + 1 };
            }
            return if go_on { Flow::Continue } else { Flow::NextSheet };
        }
        if let Some(table) = &self.table {
            // The first row of a table is its header, whatever stands there; a table without headers has none.
            let found = table.headed && row.number == table.area[0] && self.try_header(row, None);
            return if found { Flow::Continue } else { Flow::NextSheet };
        }
        let found = header::could_be_header(row)
            && (self.try_header(row, None) || previous.as_ref().is_some_and(|above| self.try_header(row, Some(above))));
        if !found {
            self.state = State::Searching { previous: Some(row.to_owned()), rows: rows + 1 };
        }
        if found || rows < DEEPEST_HEADER { Flow::Continue } else { Flow::NextSheet }
    }

    /// What is wrong when the mapping names a table that is not there.
    fn no_table(&self) -> Option<Problem> {
        let wanted = self.mapping.table.as_ref().filter(|_| self.table.is_none())?;
        let found = table_names(&self.tables);
        let fix = "Correct the table's name in the file (Table Design, Table Name) or in fund.toml.";
        let expected = format!("a table named {wanted:?}");
        Some(Problem::new(ProblemCode::NoSuchTable, Location::file(&self.mapping.file), found, expected, fix))
    }

    /// Whether another sheet is looked at once the input's is read: not when the mapping names its own, nor when an
    /// input reads the other.
    fn beyond(&mut self, name: &str) -> Flow {
        let mapping = self.mapping;
        let others = self.context.fund.inputs.iter().filter(|other| *other != mapping && other.file == mapping.file);
        let read = |other: &InputMapping| other.sheet.as_deref().is_none_or(|sheet| sheet == name);
        if mapping.sheet.is_some() || mapping.table.is_some() || mapping.header_row.is_some() {
            return Flow::Stop;
        }
        if others.clone().any(read) {
            return Flow::NextSheet;
        }
        self.state = State::Beyond { previous: None, rows: 0 };
        Flow::Continue
    }

    /// Looks for this input's header on a sheet that no input reads.
    fn look(&mut self, row: &Row<'_>, above: Option<&Row<'static>>, rows: usize) -> Flow {
        let fits = |above| {
            let candidate = header::Candidate { row, above, merged: &[] };
            header::read(candidate, self.mapping, &self.headings).1.is_empty()
        };
        if header::could_be_header(row) && (fits(None) || above.is_some_and(|above| fits(Some(above)))) {
            let expected = format!("one sheet of {}", self.mapping.kind.name());
            let fix = "Give it an [[input]] of its own in fund.toml, or name there the one sheet that counts.";
            let (location, found) =
                (self.location(Some(row.number)), "a sheet with the same header, which is not read");
            self.outcome.problems.push(Problem::new(ProblemCode::SecondSheet, location, found, expected, fix));
            return Flow::NextSheet;
        }
        self.state = State::Beyond { previous: Some(row.to_owned()), rows: rows + 1 };
        if rows < DEEPEST_HEADER { Flow::Continue } else { Flow::NextSheet }
    }

    fn end_sheet(&mut self) {
        if let State::Reading(reading) = std::mem::replace(&mut self.state, State::Waiting) {
            let mut reading = *reading;
            reading.conclude();
            let Reading { judge, counts, .. } = reading;
            self.outcome.problems.extend(judge.problems.into_problems());
            self.outcome.sheets.push(SheetRead {
                source: judge.source,
                kind: self.mapping.kind,
                layout: judge.layout,
                rows: counts.rows,
                filtered: counts.filtered,
                facts: counts.facts,
            });
        }
    }

    /// Says why there is no header: the sheet is not there, columns are missing, or nothing looks like one.
    fn no_header(&mut self) {
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
            let found = "no row with these headers".to_owned();
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
fn carried_problem(file: &str, carried: Carried) -> Problem {
    let fix = "Nothing of it was run. If the sheet was filled in by it, check its figures; saved as xlsx, it is gone.";
    let (code, found, expected) = match carried {
        Carried::Macros => (ProblemCode::Macros, "macros", "a workbook without macros"),
        Carried::Objects => {
            (ProblemCode::EmbeddedObjects, "embedded objects or controls", "a workbook of sheets alone")
        }
    };
    Problem::new(code, Location::file(file), found, expected, fix)
}

/// The tables of a file, as people read them.
fn table_names(tables: &[String]) -> String {
    let names: Vec<String> = tables.iter().map(|name| format!("{name:?}")).collect();
    match names.as_slice() {
        [] => "no tables (only xlsx workbooks have them)".to_owned(),
        names => format!("the tables {}", names.join(", ")),
    }
}

fn header_problem(fault: &HeaderFault, best: &Candidate, kind: &str) -> Problem {
    let row = best.layout.header_row;
    match fault {
        HeaderFault::Missing(specs) => {
            let names: Vec<&str> = specs.iter().map(|spec| spec.canonical()).collect();
            let headers: Vec<(u32, String)> = best
                .layout
                .headers
                .iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(&place, text)| (place, text.clone()))
                .collect();
            let found = format!("a header with {}", header::list(&headers));
            let fix =
                "Add the column, rename its header, or map it in fund.toml (columns, or defaults for a fixed value).";
            Problem::new(
                ProblemCode::MissingColumn,
                best.location.clone(),
                found,
                format!("for {kind} also: {}", names.join(", ")),
                fix,
            )
        }
        HeaderFault::Twice(spec, first, second) => {
            let location = Location { column: Some(*second), ..best.location.clone() };
            let (first, second) = (cell_name(row, *first), cell_name(row, *second));
            let found = format!("{} in {first} and {second}", spec.canonical());
            Problem::new(
                ProblemCode::ColumnTwice,
                location,
                found,
                "one column of that name",
                "Rename one, or say in fund.toml which it is (columns).",
            )
        }
        HeaderFault::Apart(spec, position) => {
            let location = Location { column: Some(*position), ..best.location.clone() };
            let name = spec.canonical();
            let found = format!("{name} in {}, behind a column without a header", cell_name(row, *position));
            let fix = format!(
                "Delete the blank column; or say in fund.toml whose it is: columns = {{ {name:?} = \"={}\" }} takes it, \
                 {name:?} = \"\" leaves it out.",
                column_letters(*position)
            );
            Problem::new(ProblemCode::ColumnApart, location, found, "the columns of a table side by side", fix)
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

impl Sink for InputReader<'_> {
    fn file(&mut self, head: &FileHead) {
        if let Some(how) = &head.text {
            let location = Location::file(&self.mapping.file);
            self.outcome.problems.push(Problem::new(
                ProblemCode::TextFile,
                location,
                how.clone(),
                "text in any encoding",
                "",
            ));
        }
        self.outcome.problems.extend(head.carried.iter().map(|&carried| carried_problem(&self.mapping.file, carried)));
        self.outcome.head = Some(head.clone());
    }

    fn sheet(&mut self, number: usize, details: &SheetDetails) -> Flow {
        self.end_sheet();
        self.current = number;
        self.details.clone_from(details);
        self.tables.extend(details.tables.iter().map(|table| table.name.clone()));
        let name = self.sheet_name();
        if !self.outcome.sheets.is_empty() {
            return self.beyond(&name);
        }
        if self.mapping.sheet.as_ref().is_some_and(|wanted| *wanted != name) {
            return Flow::NextSheet;
        }
        if let Some(wanted) = &self.mapping.table {
            self.table = table_area::on_sheet(details, wanted).cloned();
            if self.table.is_none() {
                return Flow::NextSheet;
            }
        }
        self.state = State::Searching { previous: None, rows: 0 };
        Flow::Continue
    }

    fn row(&mut self, row: &Row<'_>) -> Flow {
        let cut;
        let row = match self.table.as_ref().map(|table| table_area::cut(table, row)) {
            None => row,
            Some(Part::Outside) => return Flow::Continue,
            Some(Part::Totals(row)) => {
                if let State::Reading(reading) = &mut self.state {
                    reading.total(&row);
                }
                return Flow::Continue;
            }
            Some(Part::Inside(row)) => {
                cut = row;
                &cut
            }
        };
        match &mut self.state {
            State::Waiting => Flow::NextSheet,
            State::Reading(reading) => {
                reading.row(row, &mut self.outcome.harvest);
                Flow::Continue
            }
            State::Beyond { previous, rows } => {
                let (previous, rows) = (previous.take(), *rows);
                self.look(row, previous.as_ref(), rows)
            }
            State::Searching { previous, rows } => {
                let (previous, rows) = (previous.take(), *rows);
                self.search(row, previous, rows)
            }
        }
    }
}
