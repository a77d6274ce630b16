//! From a book's sheets to a document: each sheet a part with its heading, tables, texts and charts.
//!
//! What comes in: the same grid that the workbook is written from. What leaves: a [`Document`]. A table whose columns have
//! no room beside each other in letters that can be read is split, its first column before every piece.

use std::ops::RangeInclusive;

use crate::domain::text::clause;

use super::super::grid::{self, Bar, Book, Cell, Range, Sheet, Style, Value, breadth};
use super::chart::chart;
use super::document::{
    self, Attachment, Block, Colour, Document, Length, Logo, Palette, Row, RowStyle, Section, Table, TextStyle,
};
use super::glyphs::Glyphs;
use super::room::{BOLD, Column, DIGIT, EDGES, HEAD_EDGES, Room};
use super::values::Writer;

/// A sheet with no more rows below the headers of its tables does not lie across a page by itself.
const SHORT: u32 = 4;

/// The document of a book; `attached` is the name of the workbook that goes along, where one does.
pub(super) fn document(book: &Book, attached: Option<&str>) -> Document {
    let (writer, mut glyphs) = (Writer::of(book), Glyphs::default());
    let mut parts = Vec::new();
    let mut tables = 0;
    for sheet in book.sheets.iter().filter(|sheet| !sheet.data) {
        let mut reading = Typesetting {
            sheet,
            writer: &writer,
            glyphs: &mut glyphs,
            charts: sheet.charts.iter().collect(),
            tables,
            first: parts.is_empty(),
        };
        parts.push(reading.part(book));
        tables = reading.tables;
    }
    let mark = parts.first().and_then(|part: &Section| part.blocks.iter().find_map(marked)).unwrap_or_default();
    if let Some(part) = parts.last_mut().filter(|_| glyphs.unknown > 0) {
        let text = writer.phrases.counted("letters-unknown", glyphs.unknown);
        part.blocks.push(Block::Text { style: TextStyle::Note, text });
    }
    let title = glyphs.ready(&book.title);
    Document {
        language: tag(book.language.tag()),
        subject: glyphs.ready(&book.subject),
        author: glyphs.ready(&book.organisation),
        mark,
        foot: glyphs.ready(&book.foot),
        continued: writer.phrases.get("table-continued"),
        palette: Palette::default(),
        attachment: attached.map(|name| Attachment { name: name.to_owned(), description: title.clone() }),
        logo: book
            .sheets
            .iter()
            .find_map(|sheet| sheet.logo.as_ref())
            .map(|logo| Logo::of(&logo.picture, glyphs.ready(&logo.alternative_text))),
        title,
        parts,
    }
}

/// Language and country of a tag.
pub(super) fn tag(tag: &'static str) -> [&'static str; 2] {
    tag.split_once('-').map_or([tag, ""], |(language, country)| [language, country])
}

/// What pages but the first say of a mark: the first has it whole.
fn marked(block: &Block) -> Option<String> {
    match block {
        Block::Text { style: TextStyle::Mark, text } => Some(clause(text).to_owned()),
        Block::Text { .. } | Block::Heading { .. } | Block::List { .. } | Block::Signature { .. } => None,
        Block::Table(_) | Block::Chart(_) | Block::Beside { .. } => None,
    }
}

/// A sheet on its way to a part.
struct Typesetting<'r> {
    sheet: &'r Sheet,
    writer: &'r Writer,
    glyphs: &'r mut Glyphs,
    /// Its charts that stand nowhere yet.
    charts: Vec<&'r grid::Chart>,
    /// How many tables there were so far.
    tables: usize,
    /// Whether it is the first of the document.
    first: bool,
}

impl<'r> Typesetting<'r> {
    fn part(&mut self, book: &Book) -> Section {
        let mut blocks = Vec::new();
        if self.first {
            blocks.push(Block::Heading { level: 1, text: self.glyphs.ready(&book.title), page: false });
        }
        self.head(&mut blocks);
        self.body(&mut blocks);
        let (landscape, one_page) = (self.lies_across(), self.sheet.print.one_page);
        let size = self.room().size(&mut blocks, one_page);
        let name = self.glyphs.ready(&self.sheet.name);
        Section { name, landscape, loose: false, one_page, size, close: false, blocks }
    }

    /// The sheet's heading: its title, and, once in the document, for whom and as of when it is.
    fn head(&mut self, blocks: &mut Vec<Block>) {
        let head = self.sheet.rows.iter().take(self.sheet.print.heading as usize);
        let (titles, others): (Vec<&Cell>, Vec<&Cell>) =
            head.filter_map(|cells| cells.first()).partition(|cell| cell.style == Style::Title);
        if self.first {
            blocks.extend(others.into_iter().filter_map(|cell| self.text(cell)));
        }
        // The title of the first is the document's.
        let text = match titles.first() {
            Some(title) if !self.first => self.shown(title),
            Some(_) | None => self.glyphs.ready(&self.sheet.name),
        };
        blocks.push(Block::Heading { level: 2, text, page: false });
    }

    fn body(&mut self, blocks: &mut Vec<Block>) {
        let (mut row, end) = (self.sheet.print.heading, self.sheet.next_row());
        let title = self.sheet.rows.iter().flatten().find(|cell| cell.style == Style::Title).cloned();
        let mut heading = if self.first { Some(Cell::text(self.sheet.name.as_str())) } else { title };
        while row < end {
            let Some(first) = self.sheet.first_cell(row) else {
                row += 1;
                continue;
            };
            if let Some(text) = self.text(first) {
                blocks.push(text);
            } else if matches!(first.style, Style::Part | Style::Section) {
                let is_part = first.style == Style::Part;
                let in_part = self.sheet.parts.iter().any(|part| *part < row);
                let level = if in_part && !is_part { 4 } else { 3 };
                blocks.push(Block::Heading { level, text: self.shown(first), page: is_part && in_part });
                heading = Some(first.clone());
            } else {
                let last = self.sheet.end_of_table(row);
                let title = heading.as_ref().map(|cell| self.shown(cell)).unwrap_or_default();
                self.table(row..=last, &title, blocks);
                row = last;
            }
            row += 1;
        }
        for alone in std::mem::take(&mut self.charts) {
            blocks.push(Block::Chart(chart(self.sheet, alone, self.writer)));
        }
    }

    fn shown(&mut self, cell: &Cell) -> String {
        let text = self.writer.text(&cell.value);
        self.glyphs.ready(&text)
    }

    /// Running text; nothing where the cell belongs to a table.
    fn text(&mut self, cell: &Cell) -> Option<Block> {
        let style = match cell.style {
            Style::Subtitle => TextStyle::Subtitle,
            Style::Mark => TextStyle::Mark,
            Style::Note => TextStyle::Note,
            Style::Paragraph => TextStyle::Paragraph,
            Style::Title | Style::Part | Style::Section | Style::Header | Style::NumberHeader => return None,
            Style::Body | Style::Input | Style::InputDay | Style::Subtotal | Style::Total => return None,
        };
        Some(Block::Text { style, text: self.shown(cell) })
    }

    /// A table with the charts that stand beside it, in as many pieces as its columns need.
    fn table(&mut self, rows: RangeInclusive<u32>, title: &str, blocks: &mut Vec<Block>) {
        self.tables += 1;
        let room = if self.is_short() { Room::of_short() } else { self.room() };
        let pieces = room.pieces(self.columns(rows.clone()));
        let (count, number) = (pieces.len(), self.tables.to_string());
        for (piece, columns) in (1..).zip(pieces) {
            let (piece, pieces) = (piece.to_string(), count.to_string());
            let words = [("number", &*number), ("title", title), ("piece", &piece), ("pieces", &pieces)];
            let key = if count > 1 { "table-caption-piece" } else { "table-caption" };
            let caption = self.writer.phrases.with(key, &words);
            blocks.push(Block::Table(self.piece(rows.clone(), &columns, caption)));
        }
        let (beside, others): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.charts).into_iter().partition(|chart| rows.contains(&chart.row));
        self.charts = others;
        for drawn in beside {
            let drawn = chart(self.sheet, drawn, self.writer);
            match blocks.pop() {
                Some(Block::Table(table)) => blocks.extend(self.room().beside(table, drawn)),
                other => blocks.extend(other.into_iter().chain([Block::Chart(drawn)])),
            }
        }
    }

    /// The columns of a table.
    fn columns(&self, rows: RangeInclusive<u32>) -> Vec<Column> {
        let cells = |row: u32| self.sheet.rows.get(row as usize).map(Vec::as_slice).unwrap_or_default();
        let count = rows.clone().map(|row| cells(row).len()).max().unwrap_or_default();
        let column = |index: usize| {
            let number = |row: u32| {
                cells(row).get(index).is_some_and(|cell| cell.value.is_number() || matches!(cell.value, Value::Date(_)))
            };
            let width = self.sheet.widths.get(index).copied().unwrap_or_default();
            Column {
                index: u16::try_from(index).unwrap_or(u16::MAX),
                width: width_of(width),
                text: !rows.clone().any(number),
                word: rows
                    .clone()
                    .filter_map(|row| cells(row).get(index))
                    .map(|cell| self.longest_word(cell))
                    .max()
                    .unwrap_or(0),
            }
        };
        (0..count).map(column).collect()
    }

    /// How wide a column is with the longest word of a cell, in the bold letters of headers and totals.
    fn longest_word(&self, cell: &Cell) -> u32 {
        let Value::Text(text) = &cell.value else { return 0 };
        let edges = if is_header(cell.style) { HEAD_EDGES } else { EDGES };
        let width = |word: &str| word.chars().map(breadth).sum::<u32>() * BOLD / 100 + edges;
        text.split_whitespace().map(width).max().unwrap_or(0)
    }

    fn piece(&mut self, rows: RangeInclusive<u32>, columns: &[Column], caption: String) -> Table {
        let (first, last) = rows.into_inner();
        let has_header = self.sheet.first_cell(first).is_some_and(|cell| is_header(cell.style));
        let header = has_header.then(|| self.cells(first, columns));
        let rows = (first + u32::from(has_header)..=last).map(|row| Row {
            style: self.sheet.first_cell(row).map_or(RowStyle::Body, |cell| match cell.style {
                Style::Total => RowStyle::Total,
                Style::Subtotal | Style::Section => RowStyle::Subtotal,
                Style::Body | Style::Input | Style::InputDay | Style::Title | Style::Subtitle => RowStyle::Body,
                Style::Mark | Style::Part | Style::Header | Style::NumberHeader => RowStyle::Body,
                Style::Note | Style::Paragraph => RowStyle::Body,
            }),
            cells: self.cells(row, columns),
        });
        let rows = rows.collect();
        Table::of(caption, columns.iter().map(|column| column.width).collect(), header, rows)
    }

    /// The cells of a row in some columns; where the row has one only, it alone, to go on to the edge.
    fn cells(&mut self, row: u32, columns: &[Column]) -> Vec<document::Cell> {
        let sheet = self.sheet;
        if let Some([cell]) = sheet.rows.get(row as usize).map(Vec::as_slice) {
            return vec![document::Cell { text: self.shown(cell), number: false, bar: None }];
        }
        columns.iter().map(|column| self.cell(row, column, sheet.cell(row, column.index))).collect()
    }

    fn cell(&mut self, row: u32, column: &Column, cell: Option<&Cell>) -> document::Cell {
        let Some(cell) = cell else { return document::Cell { text: String::new(), number: false, bar: None } };
        let number = cell.value.is_number();
        let text = self.writer.text(&cell.value);
        let edges = if is_header(cell.style) { HEAD_EDGES } else { EDGES };
        document::Cell {
            text: if number { text } else { self.glyphs.in_column(&text, column.width - edges) },
            number: number || cell.style == Style::NumberHeader,
            bar: self.bar(row, column.index, &cell.value),
        }
    }

    /// The bar of a cell: a share of one, or of the largest number of its column.
    fn bar(&self, row: u32, column: u16, value: &Value) -> Option<Length> {
        let holds = |range: &Range| {
            (range.first_row..=range.last_row).contains(&row)
                && (range.first_column..=range.last_column).contains(&column)
        };
        let rule = self.sheet.rules.iter().find(|rule| holds(&rule.range))?;
        let (part, whole) = if let Value::Share(part, whole) = value {
            (*part, *whole)
        } else {
            let largest = self.sheet.values(rule.range).filter_map(Value::whole).max();
            (value.whole()?, largest?)
        };
        let length = i128::from(part) * 1000 / i128::from(whole).max(1);
        let colour = match rule.bar {
            Bar::Progress => Colour::Progress,
            Bar::Lack => Colour::Lack,
        };
        let length = u32::try_from(length).unwrap_or_default().min(1000);
        Some(Length(length, colour, u32::from(rule.figures) * DIGIT))
    }

    fn room(&self) -> Room {
        Room::of(self.lies_across())
    }

    /// Whether its pages lie across: not where all columns have room on an upright page, on which other parts may follow.
    fn lies_across(&self) -> bool {
        let sheet = self.sheet;
        let columns = sheet.rows.iter().map(Vec::len).max().unwrap_or_default();
        let width: u32 = sheet.widths.iter().take(columns).map(|width| width_of(*width)).sum();
        let stays = sheet.print.one_page || !sheet.charts.is_empty() || !Room::of(false).holds(width);
        sheet.print.landscape && stays && !self.is_short()
    }

    /// Whether it is so short that it stands upright where its texts make room, and shares a page with other parts.
    fn is_short(&self) -> bool {
        let sheet = self.sheet;
        let tables = self.tables_of();
        let rows: u32 = tables.iter().map(|rows| rows.end() - rows.start()).sum();
        let is_whole = |rows: &RangeInclusive<u32>| Room::of_short().pieces(self.columns(rows.clone())).len() == 1;
        let is_free = !sheet.print.one_page && sheet.charts.is_empty() && sheet.parts.is_empty();
        is_free && rows <= SHORT && tables.iter().all(is_whole)
    }

    /// The rows of its tables.
    fn tables_of(&self) -> Vec<RangeInclusive<u32>> {
        let (mut row, end) = (self.sheet.print.heading, self.sheet.next_row());
        let mut tables = Vec::new();
        while row < end {
            let is_table = |cell: &Cell| {
                !cell.style.is_remark()
                    && !matches!(
                        cell.style,
                        Style::Title | Style::Subtitle | Style::Mark | Style::Part | Style::Section
                    )
            };
            if self.sheet.first_cell(row).is_some_and(is_table) {
                let last = self.sheet.end_of_table(row);
                tables.push(row..=last);
                row = last;
            }
            row += 1;
        }
        tables
    }
}

/// The width of a column that is so many characters wide.
fn width_of(characters: u16) -> u32 {
    u32::from(characters) * DIGIT + EDGES
}

const fn is_header(style: Style) -> bool {
    matches!(style, Style::Header | Style::NumberHeader)
}
