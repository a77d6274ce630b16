//! Proposes how an unknown workbook is to be read.
//!
//! What comes in: the first rows of each sheet. What leaves: proposals, best first, each with its confidence. What it
//! does not know: whether the user agrees.

use std::path::Path;

use crate::config::{InputKind, InputMapping};
use crate::domain::Currency;
use crate::domain::text::comparable;
use crate::intake::Options;
use crate::intake::file::sandbox;
use crate::intake::file::workbook::{
    Cell, FileHead, Flow, Refusal, Request, Row, SheetDetails, SheetHead, Sink, Value,
};
use crate::intake::kinds::columns::{Column, ColumnSpec, Headings};
use crate::intake::kinds::columns_of;
use crate::intake::row::name::{similarity, without_marks};
use crate::intake::sheet::header::{self, DEEPEST_HEADER, LONGEST_HEADER, Layout};

/// How a column of a proposal was recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedColumn {
    /// Its canonical name.
    pub name: &'static str,
    /// Its position from 0.
    pub position: u32,
    /// Its header in the file.
    pub header: String,
    /// Whether the header is one of the known names; otherwise it only looks like one.
    pub certain: bool,
}

/// A way to read a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
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
    /// Required columns that nothing looks like.
    pub missing: Vec<&'static str>,
    /// Per cent of the required columns, those that are not certain counted half.
    pub confidence: u32,
}

impl Proposal {
    /// The mapping for `fund.toml`.
    pub fn mapping(&self, file: &str) -> InputMapping {
        let unsure = self.columns.iter().filter(|column| !column.certain);
        InputMapping {
            sheet: Some(self.sheet.clone()).filter(|sheet| self.table.is_none() && !sheet.is_empty()),
            table: self.table.clone(),
            header_row: Some(self.header_row).filter(|_| self.table.is_none()),
            columns: unsure.map(|column| (column.name.to_owned(), column.header.clone())).collect(),
            ..InputMapping::of(self.kind, file)
        }
    }

    /// The mapping as it stands in `fund.toml`.
    pub fn toml(&self, file: &str) -> String {
        let mapping = self.mapping(file);
        let mut out = format!("[[input]]\nkind = \"{}\"\nfile = {}\n", self.kind.name(), quoted(file));
        if let Some(sheet) = &mapping.sheet {
            out.push_str(&format!("sheet = {}\n", quoted(sheet)));
        }
        match &mapping.table {
            Some(table) => out.push_str(&format!("table = {}\n", quoted(table))),
            None => out.push_str(&format!("header_row = {}\n", self.header_row)),
        }
        if !mapping.columns.is_empty() {
            let pair = |(name, header): (&String, &String)| format!("{} = {}", quoted(name), quoted(header));
            let pairs: Vec<String> = mapping.columns.iter().map(pair).collect();
            out.push_str(&format!("columns = {{ {} }}\n", pairs.join(", ")));
        }
        out
    }
}

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            _ if letter.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(letter))),
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// How many columns of a sheet are looked at, how many of its headers are compared with names that they only resemble,
/// and how many rows of all sheets: a header stands at the top left, and a hostile file may have millions of cells.
const WIDEST: u32 = 256;
const MOST_LIKE: usize = 64;
const MOST_ROWS: usize = 2_000;

/// How far down a row may be the header although none of its cells is certain.
const UNSURE_HEADER: u32 = 30;

/// Looks at the first rows of each sheet.
struct Tops {
    headings: Vec<(InputKind, Headings)>,
    heads: Vec<SheetHead>,
    current: SheetHead,
    details: SheetDetails,
    rows: Vec<Row<'static>>,
    rows_left: usize,
    proposals: Vec<Proposal>,
}

impl Tops {
    fn end_sheet(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        self.proposals.extend(best_of_sheet(&self.current, &self.details, &rows, &self.headings));
    }
}

impl Sink for Tops {
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
            Value::Text(text) | Value::Error(text) => cell.column < WIDEST && text.len() <= LONGEST_HEADER,
            Value::Number(_) | Value::Date(_) | Value::Logical(_) | Value::NoResult | Value::Outside => {
                cell.column < WIDEST
            }
        };
        let cells = row.cells.iter().filter(short).cloned().collect();
        self.rows.push(Row { cells, ..*row }.to_owned());
        self.rows_left = self.rows_left.saturating_sub(1);
        if self.rows.len() < DEEPEST_HEADER && self.rows_left > 0 { Flow::Continue } else { Flow::NextSheet }
    }
}

/// Ways to read the sheets of a file, best first; one for each sheet.
///
/// # Errors
/// With a [`Refusal`] when the file cannot be read.
pub fn propose(path: &Path, base: Currency, options: &Options) -> Result<Vec<Proposal>, Refusal> {
    let request = Request { file: path.display().to_string(), limits: options.limits.clone(), ..Request::default() };
    let mut tops = Tops {
        headings: InputKind::ALL.into_iter().map(|kind| (kind, Headings::of(kind, base))).collect(),
        heads: Vec::new(),
        current: SheetHead::default(),
        details: SheetDetails::default(),
        rows: Vec::new(),
        rows_left: MOST_ROWS,
        proposals: Vec::new(),
    };
    sandbox::read(path, &request, &options.isolation, &mut tops)?;
    tops.end_sheet();
    let mut proposals = tops.proposals;
    proposals.sort_by_key(|proposal| std::cmp::Reverse((proposal.confidence, proposal.columns.len())));
    Ok(proposals)
}

fn best_of_sheet(
    head: &SheetHead,
    details: &SheetDetails,
    rows: &[Row<'static>],
    headings: &[(InputKind, Headings)],
) -> Option<Proposal> {
    let above: Vec<Row<'static>> = rows.iter().map(|row| header::spread(row, &details.merged)).collect();
    let above = std::iter::once(None).chain(above.iter().map(Some));
    let candidates = rows.iter().zip(above).filter(|(row, _)| header::could_be_header(row));
    // Of a header of one row and the same with the row above it, the last is taken when they are equally good.
    let candidates: Vec<header::Candidate<'_>> = candidates
        .flat_map(|(row, above)| [above, None].map(|above| header::Candidate { row, above, merged: &details.merged }))
        .collect();
    let every = headings
        .iter()
        .flat_map(|(kind, headings)| candidates.iter().filter_map(move |row| of_row(head, *row, *kind, headings)));
    let best = every.filter(|proposal| proposal.columns.len() >= 2).max_by_key(|proposal| {
        (
            proposal.confidence,
            proposal.columns.iter().filter(|column| column.certain).count(),
            std::cmp::Reverse(proposal.header_row),
        )
    })?;
    let table = details.tables.iter().find(|table| {
        let [row, first, _, last] = table.area;
        let inside = |column: &ProposedColumn| (first..=last).contains(&column.position);
        table.headed && row == best.header_row && best.columns.iter().all(inside)
    });
    Some(Proposal { table: table.map(|table| table.name.clone()), ..best })
}

fn of_row(
    sheet: &SheetHead,
    candidate: header::Candidate<'_>,
    kind: InputKind,
    headings: &Headings,
) -> Option<Proposal> {
    let row = candidate.row;
    let (layout, _) = header::read(candidate, &InputMapping::of(kind, ""), headings);
    if layout.columns.is_empty() && (row.number > UNSURE_HEADER || candidate.above.is_some()) {
        return None;
    }
    let named = |position: u32| layout.headers.get(&position).cloned().unwrap_or_default();
    let mut columns: Vec<ProposedColumn> = layout
        .columns
        .iter()
        .map(|(&position, &column)| ProposedColumn {
            name: canonical(kind, column),
            position,
            header: named(position),
            certain: true,
        })
        .collect();
    let mut missing = Vec::new();
    let (mut points, mut required) = (0, 0);
    for spec in headings.specs().iter().filter(|spec| spec.required) {
        required += 2;
        if layout.position(spec.column).is_some() {
            points += 2;
        } else if let Some((position, header)) = look_alike(spec, &layout, &columns) {
            columns.push(ProposedColumn { name: spec.canonical(), position, header, certain: false });
            points += 1;
        } else {
            missing.push(spec.canonical());
        }
    }
    columns.sort_by_key(|column| column.position);
    Some(Proposal {
        kind,
        sheet: sheet.name.clone(),
        table: None,
        header_row: row.number,
        columns,
        missing,
        confidence: points * 100 / required.max(1),
    })
}

fn canonical(kind: InputKind, column: Column) -> &'static str {
    columns_of(kind).iter().find(|spec| spec.column == column).map_or("", ColumnSpec::canonical)
}

/// The header that looks most like one of a column's names and is not taken.
fn look_alike(spec: &ColumnSpec, layout: &Layout, taken: &[ProposedColumn]) -> Option<(u32, String)> {
    const LIKE_ENOUGH: u32 = 880;
    let free = layout.headers.iter().filter(|(position, _)| taken.iter().all(|column| column.position != **position));
    let scored = free.take(MOST_LIKE).filter_map(|(&position, header)| {
        let text = comparable(without_marks(header));
        let score = spec.names.iter().map(|name| likeness(&text, &comparable(name))).max()?;
        (score >= LIKE_ENOUGH).then_some((score, position, header.clone()))
    });
    scored
        .max_by_key(|(score, position, _)| (*score, std::cmp::Reverse(*position)))
        .map(|(_, position, header)| (position, header))
}

/// How alike two headers are, in thousandths; one that holds the other whole is nearly the same.
fn likeness(header: &str, name: &str) -> u32 {
    let holds = name.chars().count() >= 4 && header.contains(name);
    if holds { 950 } else { similarity(header, name) }
}
