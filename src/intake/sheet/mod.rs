//! Follows the rows of a sheet: titles, header, data, totals, remarks.
//!
//! What comes in: the events of a file that is read, and the mapping of one input. What leaves: its facts and
//! problems. What it does not know: how the file is stored, and other inputs.

mod chosen;
mod cover;
mod faults;
mod footer;
pub(in crate::intake) mod header;
pub(in crate::intake) mod labels;
mod merged;
mod names_below;
mod notes;
mod receivers;
mod table;
mod table_area;
mod template;
mod totals;
pub(in crate::intake) mod units;
mod witness;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::source::SourceSheet;

use crate::config::{InputMapping, Scale};
use crate::intake::file::workbook::{FileHead, Flow, Refusal, Row, SheetDetails, SheetHead, Sink, TableHead};
use crate::intake::kinds::columns::{Form, Headings};
use crate::intake::kinds::{Harvest, columns_of};
use crate::intake::problems::ProblemCode;
use crate::intake::problems::{Location, Problem};
use crate::intake::row::context::Context;
use crate::intake::row::judge::{Judge, ShortPlaces};
use crate::intake::sheet::cover::Cover;
use crate::intake::sheet::faults::carried_problem;
use crate::intake::sheet::header::search::{Next, Search, Unfit, Wanted, says_more};
use crate::intake::sheet::header::{DEEPEST_HEADER, HeaderFault, Layout};
use crate::intake::sheet::notes::{Notes, scale_first, scale_not_said};
use crate::intake::sheet::receivers::Receivers;
use crate::intake::sheet::table::{Counts, TableReader};
use crate::intake::sheet::table_area::RowArea;

pub use witness::UnreadAmounts;

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
    /// Places of two letters, of which only the priorities tell whether they are codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub short_places: Vec<ShortPlaces>,
    /// Columns of amounts that are not read, of which only the rates tell what they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread_amounts: Vec<UnreadAmounts>,
}

/// What a sheet gave beside its facts.
struct Concluded<'m> {
    judge: Judge<'m>,
    counts: Counts,
    /// Places of two letters, which only the priorities can judge.
    places: Vec<ShortPlaces>,
    /// Columns of amounts that are not read, which only the rates can judge.
    amounts: Vec<UnreadAmounts>,
    /// Rows, first and last, that have one figure between them: none of them has it for certain.
    unsure: Vec<[u32; 2]>,
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
    Searching(Search),
    Reading(Box<TableReader<'m>>),
    /// The input's sheet is read; another one is only looked at.
    Beyond(Search),
    /// Another sheet than the one that the mapping names, which may say something of it.
    Beside,
}

/// Reads one input.
pub(in crate::intake) struct InputReader<'m> {
    context: &'m Context<'m>,
    mapping: &'m InputMapping,
    headings: Headings,
    state: State<'m>,
    current: usize,
    details: SheetDetails,
    /// The notes above the header of the sheet that is searched.
    notes: Notes,
    /// Whether the sheet at hand may be a cover, and what covers say of the scale of amounts.
    cover: Cover,
    told: Vec<(Location, String, Scale)>,
    receivers: Receivers,
    /// Whether the table of the mapping was on a sheet.
    table_seen: bool,
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
            notes: Notes::default(),
            cover: Cover::default(),
            told: Vec::new(),
            receivers: Receivers::default(),
            table_seen: false,
            tables: Vec::new(),
            table: None,
            best: None,
            outcome: Outcome::default(),
        }
    }

    /// What was read, after the last event; `refusal` when reading ended early.
    pub fn finish(mut self, refusal: Option<Refusal>) -> Outcome {
        // What stops the reader while it only looks at another sheet takes nothing from the one that was read.
        let looked = matches!(self.state, State::Beyond { .. } | State::Beside) && !self.outcome.sheets.is_empty();
        self.end_sheet();
        self.covers();
        if let Some(refusal) = refusal.filter(|_| !looked) {
            self.outcome.problems.push(crate::intake::problems::refusals::problem(&self.mapping.file, &refusal));
            self.outcome.incomplete = true;
        } else if self.outcome.sheets.is_empty() {
            self.outcome.incomplete = true;
            self.no_header();
        }
        scale_first(&mut self.outcome.problems);
        self.outcome
    }

    /// Asks about covers that say the scale of amounts, of which the mapping has no word.
    fn covers(&mut self) {
        let counts = columns_of(self.mapping.kind).iter().any(|spec| spec.form == Form::Amount);
        if counts && self.mapping.scale.is_none() && !self.outcome.sheets.is_empty() {
            let told = std::mem::take(&mut self.told).into_iter();
            let problem = |(location, text, scale): (Location, String, Scale)| {
                scale_not_said(location, format!("{text:?} on another sheet of the workbook"), scale)
            };
            self.outcome.problems.extend(told.map(problem));
        }
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

    fn wanted(&self) -> Wanted<'_> {
        Wanted { mapping: self.mapping, headings: &self.headings, merged: &self.details.merged }
    }

    fn candidate(&self, row: u32, unfit: Unfit) -> Candidate {
        let (layout, faults) = *unfit;
        Candidate { location: self.location(Some(row)), layout, faults }
    }

    /// Keeps what is the most like a header, although it is none.
    fn keep_best(&mut self, row: u32, unfit: Unfit) {
        let (layout, faults) = &*unfit;
        let better = self.best.as_ref().is_none_or(|best| says_more(layout, faults, &best.layout, &best.faults));
        if better && !layout.columns.is_empty() {
            self.best = Some(self.candidate(row, unfit));
        }
    }

    /// Begins to read below a header, with the rows that were seen already.
    fn begin(&mut self, layout: Layout, below: &[Row<'static>]) {
        let sha256 = self.outcome.head.as_ref().map_or_else(String::new, |head| head.sha256.clone());
        let source = Arc::new(SourceSheet { file: self.mapping.file.clone(), sha256, sheet: self.sheet_name() });
        let judge = Judge::new(self.context, self.mapping, source, layout);
        let hidden = self.head().is_some_and(|head| head.hidden);
        self.state =
            State::Reading(Box::new(TableReader::new(judge, hidden, &self.details, std::mem::take(&mut self.notes))));
        for row in below {
            let _ = self.row(row);
        }
    }

    /// Looks for the header in a row, or for its end.
    fn search(&mut self, row: &Row<'_>, mut search: Search) -> Flow {
        match search.go_on(row, self.wanted()) {
            Some(Next::More) => {
                self.state = State::Searching(search);
                return Flow::Continue;
            }
            Some(Next::Over(layout, below)) => {
                self.begin(*layout, &below);
                return self.row(row);
            }
            Some(Next::Unfit(unfit)) => {
                self.best = Some(self.candidate(row.number, unfit));
                return Flow::Stop;
            }
            None => {}
        }
        let (found, flow) = self.search_row(row, &mut search);
        // The header of a table of the workbook is one row.
        let whole = if self.table.is_some() { search.end() } else { None };
        if let Some((layout, below)) = whole {
            self.begin(layout, &below);
            return flow;
        }
        if !found {
            search.pass(row);
            self.notes.see_title(row);
        }
        self.state = State::Searching(search);
        flow
    }

    /// Whether a row is the last of a header so far, and how to go on.
    fn search_row(&mut self, row: &Row<'_>, search: &mut Search) -> (bool, Flow) {
        let wanted = self.mapping.header_row;
        // The first row of a table is its header, whatever stands there; a table without headers has none.
        let heads_table = self.table.as_ref().map(|table| table.headed && row.number == table.area[0]);
        let tried = match (wanted, heads_table) {
            (Some(wanted), _) => row.number == wanted,
            (None, Some(heads_table)) => heads_table,
            (None, None) => header::could_be_header(row),
        };
        let unfit = if tried { search.try_row(row, self.wanted()).err() } else { None };
        let found = tried && unfit.is_none();
        let split = |fault: &HeaderFault| matches!(fault, HeaderFault::Split(..));
        if let Some(unfit) = unfit {
            // A header but for a name over several columns: no other row is meant.
            if unfit.1.iter().all(split) {
                self.best = Some(self.candidate(row.number, unfit));
                return (false, Flow::Stop);
            }
            self.keep_best(row.number, unfit);
        }
        let go_on = match (wanted, heads_table) {
            (Some(wanted), _) => row.number < wanted,
            (None, Some(_)) => false,
            (None, None) => search.rows < DEEPEST_HEADER,
        };
        (found, if found || go_on { Flow::Continue } else { Flow::NextSheet })
    }

    /// Whether another sheet is looked at once the input's is read: not when the mapping names its own, nor when an
    /// input reads the other.
    fn beyond(&mut self, name: &str) -> Flow {
        let mapping = self.mapping;
        let others = self.context.fund.inputs.iter().filter(|other| *other != mapping && other.file == mapping.file);
        let read = |other: &InputMapping| other.sheet.as_deref().is_none_or(|sheet| sheet == name);
        if others.clone().any(read) {
            return Flow::NextSheet;
        }
        if mapping.sheet.is_some() || mapping.table.is_some() || mapping.header_row.is_some() {
            self.state = State::Beside;
            return Flow::Continue;
        }
        self.state = State::Beyond(Search::default());
        Flow::Continue
    }

    /// Looks for this input's header on a sheet that no input reads.
    fn look(&mut self, row: &Row<'_>, mut search: Search) -> Flow {
        if header::could_be_header(row) && search.try_row(row, self.wanted()).is_ok() {
            let expected = format!("one sheet of {}", self.mapping.kind.name());
            let fix = "Give it an [[input]] of its own in fund.toml, or name there the one sheet that counts.";
            let (location, found) =
                (self.location(Some(row.number)), "a sheet with the same header, which is not read");
            self.outcome.problems.push(Problem::new(ProblemCode::SecondSheet, location, found, expected, fix));
            return Flow::NextSheet;
        }
        search.pass(row);
        let flow = if search.rows <= DEEPEST_HEADER { Flow::Continue } else { Flow::NextSheet };
        self.state = State::Beyond(search);
        flow
    }

    /// Sees a row of a sheet that may be a cover of others.
    fn see_beside(&mut self, row: &Row<'_>) -> Flow {
        if self.cover.see(row) {
            self.notes.see_title(row);
            return Flow::Continue;
        }
        Flow::NextSheet
    }

    fn end_sheet(&mut self) {
        if let State::Searching(search) = &mut self.state
            && let Some((layout, below)) = search.end()
        {
            self.begin(layout, &below);
        }
        if !matches!(self.state, State::Reading(_) | State::Waiting) && self.cover.is_one() {
            let sheet = self.location(None);
            let told = self.notes.scales(|row, column| Location { row, column, ..sheet.clone() });
            self.told.extend(told);
        }
        if let State::Reading(reading) = std::mem::replace(&mut self.state, State::Waiting) {
            let Concluded { judge, counts, places, amounts, unsure } = reading.conclude();
            self.outcome.short_places.extend(places);
            self.outcome.unread_amounts.extend(amounts);
            let left_out = self.outcome.harvest.leave_out(self.mapping.kind, &judge.source, &unsure);
            self.outcome.problems.extend(judge.problems.into_problems());
            let sheet = self.location(None);
            self.outcome.problems.extend(self.receivers.conclude(self.mapping, sheet));
            self.outcome.sheets.push(SheetRead {
                source: judge.source,
                kind: self.mapping.kind,
                layout: judge.layout,
                rows: counts.rows,
                filtered: counts.filtered,
                facts: counts.facts.saturating_sub(left_out),
            });
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
        (self.cover, self.notes, self.table) = (Cover::default(), Notes::default(), None);
        if !self.outcome.sheets.is_empty() {
            return self.beyond(&name);
        }
        if self.mapping.sheet.as_ref().is_some_and(|wanted| *wanted != name) {
            self.state = State::Beside;
            return Flow::Continue;
        }
        if let Some(wanted) = &self.mapping.table {
            self.table = table_area::on_sheet(details, wanted).cloned();
            if self.table.is_none() {
                return Flow::NextSheet;
            }
            self.table_seen = true;
        }
        self.notes = Notes::on_sheet(&name, &self.mapping.file, details, self.outcome.head.as_ref());
        self.state = State::Searching(Search::default());
        Flow::Continue
    }

    fn row(&mut self, row: &Row<'_>) -> Flow {
        let cut;
        let row = match self.table.as_ref().map(|table| table_area::cut(table, row)) {
            None => row,
            Some(RowArea::Outside) => return Flow::Continue,
            Some(RowArea::Totals(row)) => {
                if let State::Reading(reading) = &mut self.state {
                    reading.total(&row);
                }
                return Flow::Continue;
            }
            Some(RowArea::Inside(row)) => {
                cut = row;
                &cut
            }
        };
        match &mut self.state {
            State::Waiting => Flow::NextSheet,
            State::Reading(reading) => {
                self.receivers.see(row, self.mapping);
                reading.row(row, &mut self.outcome.harvest);
                Flow::Continue
            }
            State::Beside => self.see_beside(row),
            State::Beyond(search) => {
                let search = std::mem::take(search);
                if self.cover.see(row) {
                    self.notes.see_title(row);
                }
                self.look(row, search)
            }
            State::Searching(search) => {
                let search = std::mem::take(search);
                self.cover.see(row);
                self.search(row, search)
            }
        }
    }
}
