//! Proposes how an unknown workbook is to be read.
//!
//! What comes in: the first rows of each sheet. What leaves: proposals, best first, each with what is missing or may be
//! meant otherwise. What it does not know: whether the user agrees.

mod amounts;
mod assign;
mod claims;
mod doubts;
mod elimination;
mod evidence;
mod extract;
mod headers;
mod labelled;
mod likeness;
mod marks;
mod meaning;
mod neutral;
mod questions;
mod readable;
mod spellings;
mod value_words;
mod values;
mod words;
mod written;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use crate::config::{Fund, InputKind, InputMapping};
use crate::domain::text::comparable;
use crate::domain::{Currency, FactKind};
use crate::intake::Options;
use crate::intake::file::sandbox;
use crate::intake::file::workbook::{
    Cell, FileHead, FileType, Flow, Refusal, Request, Row, SheetDetails, SheetHead, Sink, TableHead, Value,
};
use crate::intake::kinds::columns::Column;
use crate::intake::kinds::{SheetSpec, columns_of};
use crate::intake::propose::assign::{Assignment, Headed, assign};
use crate::intake::propose::evidence::{Evidence, Seen};
use crate::intake::propose::headers::Headers;
use crate::intake::propose::likeness::{Likeness, Vocabulary};
use crate::intake::row::name::{KnownNames, without_marks};
use crate::intake::sheet::header::{DEEPEST_HEADER, LONGEST_HEADER};

pub use assign::Recognised;
pub use extract::{Extract, signs_of};
pub use questions::{Question, questions};
pub use written::ProposedInput;

/// A column of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedColumn {
    /// Its canonical name.
    pub name: &'static str,
    /// Its position from 0.
    pub position: u32,
    /// Its header in the file.
    pub header: String,
    /// How it was recognised.
    pub how: Recognised,
}

/// A way to read a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetProposal {
    /// What the sheet seems to hold.
    pub kind: InputKind,
    /// The sheet; empty for text.
    pub sheet: String,
    /// The Excel table whose header this is.
    pub table: Option<String>,
    /// The row of the header, from 1.
    pub header_row: u32,
    /// Its columns.
    pub columns: Vec<ProposedColumn>,
    /// Columns that the sheet does not have, although it has a header of their name: something else stands below.
    pub left_out: Vec<&'static str>,
    /// Columns with a header that are none of these, with their positions from 0.
    pub unread: Vec<(u32, String)>,
    /// Required columns that no column is for certain, with the headers that each may be.
    pub missing: Vec<(&'static str, Vec<String>)>,
    /// Another kind that the sheet may be as well.
    pub rival: Option<InputKind>,
    /// Whether all columns are mapped by their letters, since another table of the sheet has headers of the same names.
    pub by_letters: bool,
    /// Of finance's lines and of rates, what the sheet shows beside its columns.
    pub extract: Extract,
}

impl SheetProposal {
    /// Whether it can be written: nothing is missing, and the sheet is of one kind.
    pub fn is_sure(&self) -> bool {
        self.missing.is_empty() && self.rival.is_none()
    }

    /// The mapping for `fund.toml`.
    pub fn mapping(&self, file: &str) -> InputMapping {
        let unsure = self.columns.iter().filter(|column| self.by_letters || column.how != Recognised::Name);
        let mapped = unsure.map(|column| {
            let letter = || format!("={}", crate::domain::address::column_letters(column.position));
            let header = Some(column.header.clone()).filter(|header| !header.is_empty() && !self.by_letters);
            (column.name.to_owned(), header.unwrap_or_else(letter))
        });
        let left_out = self.left_out.iter().map(|name| ((*name).to_owned(), String::new()));
        InputMapping {
            sheet: Some(self.sheet.clone()).filter(|sheet| self.table.is_none() && !sheet.is_empty()),
            table: self.table.clone(),
            header_row: Some(self.header_row).filter(|_| self.table.is_none()),
            columns: mapped.chain(left_out).collect(),
            signs: self.extract.signs,
            currencies: self.extract.currencies.clone(),
            rates: self.extract.rates,
            currency: self.extract.currency,
            ..InputMapping::of(self.kind, file)
        }
    }
}

/// How many columns of a sheet are looked at, how many rows below a header, and how many rows of all sheets: a header
/// stands at the top left, and a hostile file may have millions of cells.
const WIDEST: u32 = 256;
const BELOW: usize = 50;
const MOST_ROWS: usize = 2_000;

/// How far a kind must be ahead of every other one that fits too, in points.
const AHEAD: i32 = 8;

/// Looks at the first rows of each sheet.
struct Tops<'f> {
    file: String,
    fund: &'f Fund,
    /// What the sheets hold, where somebody says so.
    kind: Option<InputKind>,
    names: KnownNames<'f>,
    vocabulary: Vocabulary,
    seen: Seen,
    heads: Vec<SheetHead>,
    current: SheetHead,
    details: SheetDetails,
    rows: Vec<Row<'static>>,
    /// How many rows of a sheet are looked at.
    deepest: usize,
    rows_left: usize,
    proposals: Vec<(i32, SheetProposal)>,
}

impl Tops<'_> {
    fn end_sheet(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        let mut of_cell = |cell: &Cell<'_>| (cell.column, self.seen.evidence(cell, &self.names));
        let evidence: Vec<Vec<_>> = rows.iter().map(|row| row.cells.iter().map(&mut of_cell).collect()).collect();
        let (file, head, details, fund, kind) = (&*self.file, &self.current, &self.details, self.fund, self.kind);
        let said = (self.vocabulary.kinds(&head.name), self.vocabulary.kinds(file));
        let sheet = Sheet { file, head, details, rows: &rows, evidence: &evidence, fund, kind, said };
        self.proposals.extend(sheet.best(&mut self.vocabulary));
    }
}

impl Sink for Tops<'_> {
    fn file(&mut self, head: &FileHead) {
        self.heads.clone_from(&head.sheets);
    }

    fn sheet(&mut self, number: usize, details: &SheetDetails) -> Flow {
        self.end_sheet();
        self.details.clone_from(details);
        self.current = self.heads.get(number).cloned().unwrap_or_default();
        if self.rows_left > 0 { Flow::Continue } else { Flow::Stop }
    }

    fn row(&mut self, row: &Row<'_>) -> Flow {
        let short = |cell: &&Cell<'_>| match &cell.value {
            Value::Text(text) | Value::Error(text) => cell.column < WIDEST && text.len() <= 2 * LONGEST_HEADER,
            Value::Number(_) | Value::Date(_) | Value::Logical(_) | Value::NoResult | Value::Outside => {
                cell.column < WIDEST
            }
        };
        let cells = row.cells.iter().filter(short).cloned().collect();
        self.rows.push(Row { cells, ..*row }.to_owned());
        self.rows_left = self.rows_left.saturating_sub(1);
        if self.rows.len() < self.deepest && self.rows_left > 0 { Flow::Continue } else { Flow::NextSheet }
    }
}

/// Ways to read the sheets of a file, best first; one for each sheet that looks like one of a fund.
///
/// # Errors
/// With a [`Refusal`] when the file cannot be read.
pub fn propose(path: &Path, fund: &Fund, options: &Options) -> Result<Vec<SheetProposal>, Refusal> {
    propose_as(path, fund, options, None)
}

/// As [`propose`], of sheets that somebody says to be of a kind.
///
/// # Errors
/// With a [`Refusal`] when the file cannot be read.
pub fn propose_as(
    path: &Path,
    fund: &Fund,
    options: &Options,
    kind: Option<InputKind>,
) -> Result<Vec<SheetProposal>, Refusal> {
    let request = Request { file: path.display().to_string(), limits: options.limits.clone(), ..Request::default() };
    let mut tops = Tops {
        file: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        fund,
        kind,
        names: KnownNames::new(fund),
        vocabulary: Vocabulary::new(fund.base_currency),
        seen: Seen::default(),
        heads: Vec::new(),
        current: SheetHead::default(),
        details: SheetDetails::default(),
        rows: Vec::new(),
        // The headers of an activity file are our own, whatever stands below them.
        deepest: if FileType::named(&request.file) == Some(FileType::Iati) { 1 } else { DEEPEST_HEADER + BELOW },
        rows_left: MOST_ROWS,
        proposals: Vec::new(),
    };
    sandbox::read(path, &request, &options.isolation, &mut tops)?;
    tops.end_sheet();
    let mut proposals = tops.proposals;
    proposals.sort_by_key(|(points, proposal)| std::cmp::Reverse((proposal.is_sure(), *points)));
    Ok(proposals.into_iter().map(|(_, proposal)| proposal).collect())
}

/// The top of a sheet.
struct Sheet<'t> {
    /// The name of its file.
    file: &'t str,
    head: &'t SheetHead,
    details: &'t SheetDetails,
    rows: &'t [Row<'static>],
    /// What the cells of the rows say, with their columns.
    evidence: &'t [Vec<(u32, Rc<Evidence>)>],
    fund: &'t Fund,
    kind: Option<InputKind>,
    /// The kinds that its name says, and those that the name of its file does.
    said: (Vec<InputKind>, Vec<InputKind>),
}

/// A row as header, and what a kind makes of the table below it.
struct Found {
    kind: InputKind,
    row: u32,
    headers: BTreeMap<u32, String>,
    /// Whether its columns stand side by side.
    whole: bool,
    assignment: Assignment,
    /// Where the amounts of each currency stand, in a sheet of finance's lines with a column for each.
    currencies: Vec<(Currency, u32)>,
    by_letters: bool,
}

impl Found {
    /// What is better: nothing missing, then columns side by side, then what speaks most for itself.
    fn rank(&self) -> (bool, bool, i32) {
        (self.assignment.missing.is_empty(), self.whole, self.assignment.points)
    }
}

impl Found {
    /// Whether all that another kind needs is something here, too.
    fn explains(&self, other: &Self) -> bool {
        let needed = columns_of(other.kind).iter().filter(|spec| spec.required);
        let mut positions = needed.filter_map(|spec| other.assignment.taken.get(&spec.column));
        positions.all(|(position, _)| self.assignment.taken.values().any(|(taken, _)| taken == position))
    }
}

impl Sheet<'_> {
    /// The best proposal for the sheet; nothing when it looks like none.
    fn best(&self, vocabulary: &mut Vocabulary) -> Option<(i32, SheetProposal)> {
        let mut of_kinds: BTreeMap<InputKind, Found> = BTreeMap::new();
        for Headers { texts: headers, whole, columns: table, row } in self.tables(vocabulary) {
            for kind in InputKind::ALL.into_iter().filter(|kind| self.kind.is_none_or(|said| said == *kind)) {
                let currencies = currencies(kind, &headers, vocabulary);
                let free: Vec<Headed> =
                    table.iter().filter(|column| !has(&currencies, column.position)).cloned().collect();
                let mut assignment = assign(SheetSpec::of(kind), &free, self.fund.base_currency);
                if !currencies.is_empty() {
                    assignment.missing.retain(|(spec, _)| !matches!(spec.column, Column::Amount | Column::Currency));
                    assignment.points += 10 * i32::try_from(currencies.len()).unwrap_or(0);
                }
                let found =
                    Found { kind, row, headers: headers.clone(), whole, assignment, currencies, by_letters: false };
                let better = of_kinds.get(&kind).is_none_or(|before| found.rank() > before.rank());
                if found.assignment.taken.len() >= 2
                    && better
                    && let Some(found) = self.readable(found, vocabulary)
                {
                    of_kinds.insert(kind, found);
                }
            }
        }
        with_accounts(&mut of_kinds, vocabulary);
        let mut ranked: Vec<Found> =
            of_kinds.into_values().filter_map(|found| self.readable(found, vocabulary)).collect();
        ranked.retain(|found| self.kind.is_some() || self.says_its_kind(found, vocabulary));
        self.keep_named(&mut ranked, vocabulary);
        // What explains far more of the sheet is meant, although it lacks a column or two.
        ranked.sort_by_key(|found| std::cmp::Reverse(self.points(found)));
        let near = |found: &Found, other: &Found| {
            let (own, most) = (self.points(found), self.points(other));
            // What it needs and no other kind has speaks for itself, where it is no small part of the sheet.
            let meant = own * 2 >= most && !other.explains(found);
            other.assignment.missing.len() <= 2 && own + AHEAD <= most && !meant
        };
        let whole: Vec<InputKind> = ranked
            .iter()
            .filter(|found| found.assignment.missing.is_empty() && !ranked.iter().any(|other| near(found, other)))
            .map(|found| found.kind)
            .collect();
        ranked.sort_by_key(|found| std::cmp::Reverse(whole.contains(&found.kind)));
        let rival = self.rival(&ranked, vocabulary);
        let best = ranked.into_iter().next().filter(|best| best.assignment.points > 0)?;
        Some((best.assignment.points, self.proposal(best, rival)))
    }

    /// What speaks for a kind; more when the sheet is called as the kind is.
    fn points(&self, found: &Found) -> i32 {
        let spec = SheetSpec::of(found.kind);
        let called = [comparable(spec.sheet), comparable(spec.title), comparable(spec.kind.name())];
        let named = |name: &str| called.iter().any(|called| comparable(name).contains(called.as_str()));
        let of_sheet = if named(&self.head.name) || self.said.0.contains(&found.kind) { AHEAD } else { 0 };
        let of_file = if named(self.file) || self.said.1.contains(&found.kind) { AHEAD / 2 } else { 0 };
        found.assignment.points + of_sheet + of_file
    }

    fn proposal(&self, found: Found, rival: Option<InputKind>) -> SheetProposal {
        let table = self.declared(&found).map(|table| table.name.clone());
        SheetProposal { table, ..self.proposal_of(&found, rival) }
    }

    /// The table of the workbook that holds all columns of what was found.
    fn declared(&self, found: &Found) -> Option<&TableHead> {
        self.details.tables.iter().find(|table| {
            let [row, first, _, last] = table.area;
            let inside = |(position, _): &(u32, Recognised)| (first..=last).contains(position);
            table.headed && row == found.row && found.assignment.taken.values().all(inside)
        })
    }

    fn proposal_of(&self, found: &Found, rival: Option<InputKind>) -> SheetProposal {
        let canonical = |column: Column| {
            columns_of(found.kind).iter().find(|spec| spec.column == column).map_or("", |spec| spec.canonical())
        };
        let mut columns: Vec<ProposedColumn> = found
            .assignment
            .taken
            .iter()
            .map(|(&column, &(position, how))| ProposedColumn {
                name: canonical(column),
                position,
                header: found.headers.get(&position).cloned().unwrap_or_default(),
                how,
            })
            .collect();
        columns.sort_by_key(|column| column.position);
        let read = |position: &u32| {
            columns.iter().any(|column| column.position == *position) || has(&found.currencies, *position)
        };
        let unread = found.headers.iter().filter(|(position, header)| !read(position) && !header.is_empty());
        let unread = unread.map(|(position, header)| (*position, header.clone())).collect();
        SheetProposal {
            kind: found.kind,
            sheet: self.head.name.clone(),
            table: None,
            header_row: found.row,
            columns,
            unread,
            left_out: found.assignment.left_out.iter().map(|spec| spec.canonical()).collect(),
            missing: found
                .assignment
                .missing
                .iter()
                .map(|(spec, headers)| (spec.canonical(), headers.clone()))
                .collect(),
            rival,
            by_letters: found.by_letters,
            extract: self.extract(found),
        }
    }
}

/// Lets the column of accounts stand for the kind of finance's lines, where they lack nothing else and any other kind of sheet
/// for which more speaks lacks more. What each account stands for is asked.
fn with_accounts(of_kinds: &mut BTreeMap<InputKind, Found>, vocabulary: &Vocabulary) {
    let finance = InputKind::Facts(FactKind::Finance);
    let Some(points) = of_kinds.get(&finance).map(|found| found.assignment.points) else { return };
    let rivals = |(kind, found): &(&InputKind, &Found)| **kind != finance && found.assignment.points > points;
    if of_kinds.iter().filter(rivals).any(|(_, found)| found.assignment.missing.len() < 2) {
        return;
    }
    let Some(found) = of_kinds.get_mut(&finance) else { return };
    let assignment = &mut found.assignment;
    let taken = |position: &u32| assignment.taken.values().any(|(taken, _)| taken == position);
    let headers = found.headers.iter().filter(|(position, _)| !taken(position));
    let accounts: Vec<u32> =
        headers.filter(|(_, header)| vocabulary.told(header).accounts).map(|(position, _)| *position).collect();
    let only_kind = matches!(assignment.missing.as_slice(), [(spec, _)] if spec.column == Column::Kind);
    if let [position] = accounts.as_slice()
        && only_kind
    {
        assignment.taken.insert(Column::Kind, (*position, Recognised::Words));
        assignment.missing.clear();
        assignment.by_accounts = true;
    }
}

/// Where the amounts of each currency stand, in a sheet of finance's lines with a column for each.
fn currencies(kind: InputKind, headers: &BTreeMap<u32, String>, vocabulary: &mut Vocabulary) -> Vec<(Currency, u32)> {
    if kind != InputKind::Facts(FactKind::Finance) {
        return Vec::new();
    }
    let named = |header: &&String| vocabulary.told(without_marks(header)).units.currency.is_some();
    let named: BTreeMap<u32, String> = headers
        .iter()
        .filter(|(_, header)| named(header))
        .map(|(position, header)| (*position, header.clone()))
        .collect();
    let vocabulary = RefCell::new(vocabulary);
    extract::currencies(&named, |name| {
        let called = vocabulary.borrow_mut().look_up(name);
        called.iter().any(|called| {
            called.kind == kind && called.spec.column == Column::Amount && called.likeness == Likeness::Name
        })
    })
}

fn has(currencies: &[(Currency, u32)], position: u32) -> bool {
    currencies.iter().any(|(_, at)| *at == position)
}
