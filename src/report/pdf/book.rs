//! From a book's sheets to a document: each sheet a part with its heading, tables, texts and charts.
//!
//! What comes in: the same grid that the workbook is written from. What leaves: a [`Document`]. A table whose columns have
//! no room beside each other in letters that can be read is split, its first column before every piece.

use super::super::grid::{self, Bar, Book, Cell, Range, Sheet, Style, Value};
use super::chart::chart;
use super::document::{self, Attachment, Block, Colour, Document, Part, Row, RowStyle, Table, TextStyle};
use super::glyphs::Glyphs;
use super::values::Writer;

/// The room of a page for columns and for rows, in tenths of a point: A4 without margins, header and footer.
const LANDSCAPE: [u32; 2] = [7_700, 4_900];
const PORTRAIT: [u32; 2] = [5_240, 7_340];
/// Letters are so high, in tenths of a point, where there is room for them; no smaller, however little room there is.
const USUAL: u32 = 90;
const SMALLEST: u32 = 70;
/// A digit by which columns are measured, and the edges of a column, in hundredths of the height of letters.
const DIGIT: u32 = 56;
const EDGES: u32 = 45;
/// The height of letters of the workbook, in tenths of a point.
const WORKBOOK: u32 = 100;

/// The document of a book; `attached` is the name of the workbook that goes along.
pub(super) fn document(book: &Book, attached: &str) -> Document {
    let (writer, mut glyphs) = (Writer::of(book), Glyphs::default());
    let mut parts = Vec::new();
    let mut tables = 0;
    for sheet in book.sheets.iter().filter(|sheet| !sheet.data) {
        let mut reading = Reading { sheet, writer: &writer, glyphs: &mut glyphs, tables, first: parts.is_empty() };
        parts.push(reading.part(book));
        tables = reading.tables;
    }
    let mark = parts.first().and_then(|part: &Part| part.blocks.iter().find_map(marked)).unwrap_or_default();
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
        attachment: Some(Attachment { name: attached.to_owned(), description: title.clone() }),
        title,
        parts,
    }
}

/// Language and country of a tag.
pub(super) fn tag(tag: &'static str) -> [&'static str; 2] {
    tag.split_once('-').map_or([tag, ""], |(language, country)| [language, country])
}

fn marked(block: &Block) -> Option<String> {
    match block {
        Block::Text { style: TextStyle::Mark, text } => Some(text.clone()),
        Block::Text { .. } | Block::Heading { .. } | Block::List { .. } | Block::Signature { .. } => None,
        Block::Table(_) | Block::Chart(_) | Block::Beside { .. } => None,
    }
}

/// A sheet on its way to a part.
struct Reading<'r> {
    sheet: &'r Sheet,
    writer: &'r Writer,
    glyphs: &'r mut Glyphs,
    /// How many tables there were so far.
    tables: usize,
    /// Whether it is the first of the document.
    first: bool,
}

impl Reading<'_> {
    fn part(&mut self, book: &Book) -> Part {
        let mut blocks = Vec::new();
        if self.first {
            blocks.push(Block::Heading { level: 1, text: self.glyphs.ready(&book.title) });
        }
        self.head(&mut blocks);
        self.body(&mut blocks);
        let (landscape, size) = (self.sheet.print.landscape, self.size());
        Part { name: self.glyphs.ready(&self.sheet.name), landscape, size, blocks }
    }

    /// The sheet's heading: its title, and, once in the document, for whom and as of when it is.
    fn head(&mut self, blocks: &mut Vec<Block>) {
        let head = self.sheet.rows.iter().take(self.sheet.print.heading as usize);
        let (titles, others): (Vec<&Cell>, Vec<&Cell>) =
            head.filter_map(|cells| cells.first()).partition(|cell| cell.style == Style::Title);
        if self.first {
            blocks.extend(others.into_iter().filter_map(|cell| self.text(cell)));
        }
        blocks.extend(titles.into_iter().map(|cell| Block::Heading { level: 2, text: self.shown(cell) }));
    }

    fn body(&mut self, blocks: &mut Vec<Block>) {
        let (mut row, end) = (self.sheet.print.heading, self.sheet.next_row());
        let mut heading = self.sheet.rows.iter().flatten().find(|cell| cell.style == Style::Title).cloned();
        while row < end {
            let Some(first) = self.first_cell(row) else {
                row += 1;
                continue;
            };
            if let Some(text) = self.text(first) {
                blocks.push(text);
            } else if first.style == Style::Section {
                blocks.push(Block::Heading { level: 3, text: self.shown(first) });
                heading = Some(first.clone());
            } else {
                let last = self.last_row(row);
                let title = heading.as_ref().map(|cell| self.shown(cell)).unwrap_or_default();
                self.table(Range { first_row: row, first_column: 0, last_row: last, last_column: 0 }, &title, blocks);
                row = last;
            }
            row += 1;
        }
        let drawn = self.sheet.charts.iter().filter(|chart| self.first_cell(chart.row).is_none());
        for undrawn in drawn {
            blocks.push(Block::Chart(chart(self.sheet, undrawn, self.writer, self.glyphs)));
        }
    }

    /// The first cell of a row that holds anything.
    fn first_cell(&self, row: u32) -> Option<&'_ Cell> {
        let cells = self.sheet.rows.get(row as usize)?;
        cells.iter().any(|cell| cell.value != Value::Blank).then(|| cells.first()).flatten()
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
            Style::Title | Style::Section | Style::Header | Style::NumberHeader => return None,
            Style::Body | Style::Input | Style::InputDay | Style::Subtotal | Style::Total => return None,
        };
        Some(Block::Text { style, text: self.shown(cell) })
    }

    /// The last row of the table that begins in a row: before a gap, a text, a heading or another header.
    fn last_row(&self, first: u32) -> u32 {
        let goes_on = |row: &u32| {
            self.first_cell(*row).is_some_and(|cell| {
                matches!(cell.style, Style::Body | Style::Input | Style::InputDay | Style::Subtotal | Style::Total)
            })
        };
        (first + 1..self.sheet.next_row()).take_while(goes_on).last().unwrap_or(first)
    }

    /// A table with the charts that stand beside it, in as many pieces as its columns need.
    fn table(&mut self, rows: Range, title: &str, blocks: &mut Vec<Block>) {
        self.tables += 1;
        let columns = self.columns(rows);
        let pieces = self.pieces(columns);
        let (count, number) = (pieces.len(), self.tables.to_string());
        let beside: Vec<&grid::Chart> =
            self.sheet.charts.iter().filter(|chart| (rows.first_row..=rows.last_row).contains(&chart.row)).collect();
        for (piece, columns) in (1..).zip(pieces) {
            let mut words = vec![("number", number.as_str()), ("title", title)];
            let (piece, pieces) = (piece.to_string(), count.to_string());
            words.extend([("piece", piece.as_str()), ("pieces", &pieces)]);
            let key = if count > 1 { "table-caption-piece" } else { "table-caption" };
            let caption = self.writer.phrases.with(key, &words);
            blocks.push(Block::Table(self.piece(rows, &columns, caption)));
        }
        for drawn in beside {
            let drawn = chart(self.sheet, drawn, self.writer, self.glyphs);
            match blocks.pop() {
                Some(Block::Table(table)) if self.has_room(&table, &drawn) => {
                    blocks.push(Block::Beside { table, chart: drawn });
                }
                other => {
                    blocks.extend(other);
                    blocks.push(Block::Chart(drawn));
                }
            }
        }
    }

    /// How many columns the rows of a table have.
    fn columns(&self, rows: Range) -> u16 {
        let rows = self.sheet.rows.iter().take(rows.last_row as usize + 1).skip(rows.first_row as usize);
        u16::try_from(rows.map(Vec::len).max().unwrap_or_default()).unwrap_or(u16::MAX)
    }

    /// The columns of each piece of a table.
    fn pieces(&self, columns: u16) -> Vec<Vec<u16>> {
        let room = self.room()[0] * 100 / SMALLEST;
        let first = self.width(0);
        let (mut pieces, mut used) = (vec![vec![0]], first);
        for column in 1..columns {
            let width = self.width(column);
            if used + width > room && used > first {
                pieces.push(vec![0]);
                used = first;
            }
            used += width;
            if let Some(piece) = pieces.last_mut() {
                piece.push(column);
            }
        }
        pieces
    }

    fn piece(&mut self, rows: Range, columns: &[u16], caption: String) -> Table {
        let has_header = self.first_cell(rows.first_row).is_some_and(|cell| is_header(cell.style));
        let header = has_header.then(|| self.cells(rows.first_row, columns));
        let first = rows.first_row + u32::from(has_header);
        let rows = (first..=rows.last_row).map(|row| Row {
            style: self.first_cell(row).map_or(RowStyle::Body, |cell| match cell.style {
                Style::Total => RowStyle::Total,
                Style::Subtotal => RowStyle::Subtotal,
                Style::Body | Style::Input | Style::InputDay | Style::Title | Style::Subtitle => RowStyle::Body,
                Style::Mark | Style::Section | Style::Header | Style::NumberHeader => RowStyle::Body,
                Style::Note | Style::Paragraph => RowStyle::Body,
            }),
            cells: self.cells(row, columns),
        });
        let rows = rows.collect();
        Table { caption, widths: columns.iter().map(|column| self.width(*column)).collect(), header, rows }
    }

    /// The cells of a row in some columns; where only the first has anything, it alone, to go on to the edge.
    fn cells(&mut self, row: u32, columns: &[u16]) -> Vec<document::Cell> {
        let sheet = self.sheet;
        let cells = columns.iter().map(|column| (*column, sheet.cell(row, *column)));
        let cells: Vec<document::Cell> = cells.map(|(column, cell)| self.cell((row, column), cell)).collect();
        let alone = sheet.rows.get(row as usize).is_some_and(|cells| cells.len() == 1);
        if alone { cells.into_iter().take(1).collect() } else { cells }
    }

    fn cell(&mut self, (row, column): (u32, u16), cell: Option<&Cell>) -> document::Cell {
        let Some(cell) = cell else { return document::Cell { text: String::new(), number: false, bar: None } };
        let text = self.writer.text(&cell.value);
        let number = cell.value.is_number() || cell.style == Style::NumberHeader;
        let text = if cell.value.is_number() { text } else { self.broken(&text, column) };
        document::Cell { text, number, bar: self.bar(row, column, &cell.value) }
    }

    fn broken(&mut self, text: &str, column: u16) -> String {
        let width = self.width(column);
        self.glyphs.in_column(text, width - EDGES)
    }

    /// The bar of a cell: a share of one, or of the largest number of its column.
    fn bar(&self, row: u32, column: u16, value: &Value) -> Option<(u32, Colour)> {
        let holds = |range: &Range| {
            (range.first_row..=range.last_row).contains(&row)
                && (range.first_column..=range.last_column).contains(&column)
        };
        let rule = self.sheet.rules.iter().find(|rule| holds(&rule.range))?;
        let (part, whole) = match value {
            Value::Share(part, whole) => (*part, *whole),
            _ => {
                let largest = self.sheet.values(rule.range).filter_map(Value::whole).max();
                (value.whole()?, largest?)
            }
        };
        let length = i128::from(part) * 1000 / i128::from(whole).max(1);
        let colour = match rule.bar {
            Bar::Progress => Colour::Progress,
            Bar::Lack => Colour::Lack,
        };
        Some((u32::try_from(length).unwrap_or_default().min(1000), colour))
    }

    /// Whether a chart has room to the right of a table.
    fn has_room(&self, table: &Table, chart: &document::Chart) -> bool {
        let width = table.widths.iter().sum::<u32>() + chart.size[0];
        width * self.size() / 100 <= self.room()[0]
    }

    /// The width of a column with its edges, in hundredths of the height of letters.
    fn width(&self, column: u16) -> u32 {
        let width = self.sheet.widths.get(usize::from(column)).copied().unwrap_or_default();
        u32::from(width) * DIGIT + EDGES
    }

    fn room(&self) -> [u32; 2] {
        if self.sheet.print.landscape { LANDSCAPE } else { PORTRAIT }
    }

    /// The height of letters, so that the widest piece of a table has room beside itself, and the sheet on its page.
    fn size(&self) -> u32 {
        let columns = u16::try_from(self.sheet.widths.len()).unwrap_or(u16::MAX);
        let pieces = self.pieces(columns);
        let width = |piece: &Vec<u16>| piece.iter().map(|column| self.width(*column)).sum::<u32>();
        let widest = pieces.iter().map(width).max().unwrap_or(1).max(1);
        let [across, down] = self.room();
        let mut size = USUAL.min(across * 100 / widest);
        if self.sheet.print.one_page {
            let rows = self.sheet.row_heights().into_iter();
            let usual = grid::ROW_PIXELS * 3 / 4;
            let height: u32 = rows.map(|height| height.unwrap_or(usual) * 10).sum();
            size = size.min(down * WORKBOOK / height.max(1));
        }
        size.max(SMALLEST)
    }
}

const fn is_header(style: Style) -> bool {
    matches!(style, Style::Header | Style::NumberHeader)
}
