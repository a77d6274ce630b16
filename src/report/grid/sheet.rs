//! A sheet: rows of cells, and what stands around them.

use std::borrow::Cow;
use std::sync::Arc;

use crate::domain::Picture;

use super::{Cell, Handle, Style, TableArea, Unit, Value};

/// A rectangle of cells, rows and columns from 0, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// First row.
    pub first_row: u32,
    /// First column.
    pub first_column: u16,
    /// Last row.
    pub last_row: u32,
    /// Last column.
    pub last_column: u16,
}

impl Range {
    /// A piece of a column.
    pub const fn column(column: u16, first_row: u32, last_row: u32) -> Self {
        Self { first_row, first_column: column, last_row, last_column: column }
    }
}

/// A named table: a header and the rows below it.
#[derive(Clone, Debug)]
pub(crate) struct NamedTable {
    pub name: String,
    pub range: Range,
    pub filter: bool,
}

/// Running text over several columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The row.
    pub row: u32,
    /// The first column that it covers in a workbook: not that which every page beside the first repeats, where it would be
    /// cut.
    pub first_column: u16,
    /// The last column that it covers.
    pub last_column: u16,
    /// How many lines it takes.
    pub lines: u16,
}

/// The kinds of chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// Bars to the right, one beside the other.
    Bar,
    /// Columns, one beside the other.
    Column,
    /// Lines over time.
    Line,
}

/// A series of a chart, from cells of its own sheet.
#[derive(Clone, Debug)]
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// The names of its points.
    pub categories: Range,
    /// Its values.
    pub values: Range,
}

/// A chart.
#[derive(Clone, Debug)]
pub struct Chart {
    /// How it is drawn.
    pub kind: ChartKind,
    /// Its title.
    pub title: String,
    /// What it shows, for those who cannot see it.
    pub alternative_text: String,
    /// The row of its upper left corner.
    pub row: u32,
    /// The column of its upper left corner.
    pub column: u16,
    /// Its width and height in pixels.
    pub size: (u32, u32),
    /// Its series.
    pub series: Vec<Series>,
    /// The unit in which its axis shows them.
    pub unit: Unit,
}

/// The colour family of bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// Something good grows.
    Progress,
    /// Something missing grows.
    Lack,
}

/// A picture at the head of a sheet, to its right.
#[derive(Clone, Debug)]
pub struct Logo {
    /// The picture.
    pub picture: Arc<Picture>,
    /// What it shows, for those who cannot see it.
    pub alternative_text: String,
}

/// A conditional format: a bar in each cell by its value.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Where.
    pub range: Range,
    /// The colour family.
    pub bar: Bar,
    /// How wide the figures of its column are, in characters; known once the sheet is [laid out](Sheet::lay_out).
    pub figures: u16,
}

impl Rule {
    /// One whose column has no room yet.
    pub const fn of(range: Range, bar: Bar) -> Self {
        Self { range, bar, figures: 0 }
    }
}

/// Cells that take one of a few words, or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The cells.
    pub range: Range,
    /// The words.
    pub words: Words,
}

/// Words that cells take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// These.
    These(Vec<String>),
    /// Those that stand in cells of a sheet, as a formula names them.
    Standing(String),
}

/// How a sheet is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Print {
    /// Wider than high.
    pub landscape: bool,
    /// On one page; else as many pages as it needs, one page wide.
    pub one_page: bool,
    /// The rows repeated on every page.
    pub repeat: Option<(u32, u32)>,
    /// How many rows at the top say what the sheet is: title, owner, day, mark.
    pub heading: u32,
}

/// A sheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The widths of its columns, in characters.
    pub widths: Vec<u16>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// Rows above and columns left of this cell stay in sight.
    pub freeze: Option<(u32, u16)>,
    /// How it is printed.
    pub print: Print,
    /// A picture at its head.
    pub logo: Option<Logo>,
    /// Its charts.
    pub charts: Vec<Chart>,
    /// Its conditional formats.
    pub rules: Vec<Rule>,
    /// Its cells that take one of a few words.
    pub choices: Vec<Choice>,
    /// Its running texts.
    pub paragraphs: Vec<Paragraph>,
    /// Rows in which people write by hand, from one to another: they are higher.
    pub by_hand: Vec<(u32, u32)>,
    /// Whether only the cells that the reader fills in can be changed.
    pub protected: bool,
    /// Cells that formulas of the reader's own may call by a name.
    pub names: Vec<(&'static str, Range)>,
    /// Rows that begin a part, which a page has whole where there is room for it.
    pub parts: Vec<u32>,
    /// Whether it is a list for filters and pivots, and not for paper.
    pub data: bool,
    /// Whether the cells of its tables keep where their figures come from.
    pub says_origins: bool,
    pub(crate) tables: Vec<NamedTable>,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            widths: Vec::new(),
            rows: Vec::new(),
            freeze: None,
            print: Print { landscape: true, one_page: false, repeat: None, heading: 0 },
            logo: None,
            charts: Vec::new(),
            rules: Vec::new(),
            choices: Vec::new(),
            paragraphs: Vec::new(),
            by_hand: Vec::new(),
            protected: false,
            names: Vec::new(),
            parts: Vec::new(),
            data: false,
            says_origins: true,
            tables: Vec::new(),
        }
    }

    /// Makes columns, from the first, at least so wide.
    pub fn widen(&mut self, widths: impl IntoIterator<Item = u16>) {
        for (column, width) in (0..).zip(widths) {
            self.widen_column(column, width);
        }
    }

    /// Makes a column at least so wide.
    pub fn widen_column(&mut self, column: u16, width: u16) {
        let column = usize::from(column);
        if self.widths.len() <= column {
            self.widths.resize(column + 1, 0);
        }
        if let Some(there) = self.widths.get_mut(column) {
            *there = width.max(*there);
        }
    }

    /// The row that comes next, from 0.
    pub fn next_row(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// Adds a row; gives its number from 0.
    pub fn push(&mut self, cells: Vec<Cell>) -> u32 {
        self.rows.push(cells);
        self.next_row() - 1
    }

    /// Adds empty rows.
    pub fn skip(&mut self, rows: usize) {
        self.rows.extend(std::iter::repeat_n(Vec::new(), rows));
    }

    /// Adds a line of text in a style; a remark keeps a row's distance from a table before it.
    pub fn line(&mut self, text: impl Into<Arc<str>>, style: Style) -> u32 {
        let last = self.rows.last().and_then(|cells| cells.first());
        let below_table = last.is_some_and(|cell| cell.style.is_tabled());
        self.skip(usize::from(below_table && style.is_remark()));
        self.push(vec![Cell::text(text).style(style)])
    }

    /// Adds a heading, an empty row before it.
    pub fn section(&mut self, text: impl Into<Arc<str>>) {
        self.skip(1);
        self.line(text, Style::Section);
    }

    /// Adds the heading of a part.
    pub fn part(&mut self, text: impl Into<Arc<str>>) {
        self.skip(if self.parts.is_empty() { 1 } else { 2 });
        let row = self.line(text, Style::Part);
        self.parts.push(row);
    }

    /// Gives the sheet another title, which may take more than a line.
    pub fn entitle(&mut self, title: &str) {
        let titles = (0..).zip(&mut self.rows).filter_map(|(row, cells)| Some((row, cells.first_mut()?)));
        for (row, cell) in titles.filter(|(_, cell)| cell.style == Style::Title) {
            *cell = Cell::text(title).style(Style::Title);
            self.paragraphs.push(Paragraph { row, first_column: 0, last_column: 0, lines: 1 });
        }
    }

    /// Adds running text over all columns of the first page. How far it goes and how high it is is known once the sheet
    /// is [laid out](Self::lay_out).
    pub fn paragraph(&mut self, text: impl Into<String>, style: Style) {
        let row = self.line(text.into(), style);
        self.paragraphs.push(Paragraph { row, first_column: 0, last_column: 0, lines: 1 });
    }

    /// The tables for the spreadsheet program: their names, and the header with the rows below it.
    pub fn tables(&self) -> impl Iterator<Item = (&str, Range)> {
        self.tables.iter().map(|table| (table.name.as_str(), table.range))
    }

    /// Its rows as a workbook has them: running text begins where it is to be seen on paper.
    pub fn as_written(&self) -> Cow<'_, [Vec<Cell>]> {
        let mut rows = Cow::Borrowed(self.rows.as_slice());
        for paragraph in self.paragraphs.iter().filter(|paragraph| paragraph.first_column > 0) {
            if let Some(cells) = rows.to_mut().get_mut(paragraph.row as usize) {
                let style = cells.first().map_or(Style::Paragraph, |cell| cell.style);
                cells.insert(0, Cell::blank().style(style));
            }
        }
        rows
    }

    /// The cell at a position.
    pub fn cell(&self, row: u32, column: u16) -> Option<&Cell> {
        self.rows.get(row as usize).and_then(|cells| cells.get(usize::from(column)))
    }

    /// The first cell of a row that holds anything.
    pub fn first_cell(&self, row: u32) -> Option<&Cell> {
        let cells = self.rows.get(row as usize)?;
        cells.iter().any(|cell| cell.value != Value::Blank).then(|| cells.first()).flatten()
    }

    /// The last row of the table that begins in a row: before a gap, a text or another header. A heading without a gap
    /// before it heads rows of the same table.
    pub fn end_of_table(&self, first: u32) -> u32 {
        let goes_on = |row: &u32| {
            let style = self.first_cell(*row).map(|cell| cell.style);
            style.is_some_and(|style| style.is_tabled() || style == Style::Section)
        };
        (first + 1..self.next_row()).take_while(goes_on).last().unwrap_or(first)
    }

    /// Lets the cells of a column in some rows of a table take only words that stand in a column of another table.
    pub fn offer(&mut self, range: Range, (table, column): (&TableArea, Handle)) {
        self.choices.push(Choice { range, words: Words::Standing(table.named(column)) });
    }

    /// The values of a range, row by row.
    pub fn values(&self, range: Range) -> impl Iterator<Item = &Value> {
        let columns = range.first_column..=range.last_column;
        let rows = range.first_row..=range.last_row;
        rows.flat_map(move |row| columns.clone().map(move |column| self.value(row, column)))
    }

    /// The value at a position.
    pub fn value(&self, row: u32, column: u16) -> &Value {
        self.cell(row, column).map_or(&Value::Blank, |cell| &cell.value)
    }
}
