//! A table: columns that know what stands in them, rows of anything that columns can be made of, and a row of totals.
//!
//! What comes in: columns, and rows. What leaves: cells on a sheet, and a [`TableArea`] by which other sheets refer to
//! them. A column's letter, a row's number and the width of the sheet's columns follow from them.

use std::sync::Arc;

use super::formula::{Line, Position};
use super::sheet::{Choice, NamedTable, Words};
use super::{Bar, Cell, Figure, Formula, Handle, Range, Rule, Sheet, Style, TableArea, Value};

/// What a cell of a table holds: a value by itself, or what a formula makes of other cells.
#[derive(Clone, Debug)]
pub struct Content {
    /// `None` where the value is the formula's result.
    cell: Option<Cell>,
    formula: Option<Formula>,
}

impl Content {
    /// A cell that says where its figure comes from, and a formula that makes the figure of the data in the workbook.
    pub fn live(cell: Cell, formula: impl Into<Formula>) -> Self {
        Self { cell: Some(cell), formula: Some(formula.into()) }
    }
}

impl<T: Into<Cell>> From<T> for Content {
    fn from(cell: T) -> Self {
        Self { cell: Some(cell.into()), formula: None }
    }
}

impl From<Formula> for Content {
    fn from(formula: Formula) -> Self {
        Self { cell: None, formula: Some(formula) }
    }
}

impl From<Figure> for Content {
    fn from(figure: Figure) -> Self {
        Self { cell: Some(Cell::new(figure.value)), formula: Some(figure.formula) }
    }
}

/// What stands below a column in the row of totals.
#[derive(Clone, Debug)]
enum Total {
    Nothing,
    /// The sum of the column's figures.
    Sum,
    /// What the column's formula makes of the totals of other columns.
    OfTotals(Formula),
    Given(Figure),
}

/// The head of a column: its heading, its width in characters, and what its figures add up to.
#[derive(Clone, Debug)]
pub struct Head {
    heading: String,
    width: u16,
    total: Total,
    bar: Option<Bar>,
    /// Whether the reader fills it in; with one of these words, where there are any.
    filled_in: Option<Vec<String>>,
    /// Whether it is filled in with days.
    days: bool,
}

impl Head {
    /// A column without a total. Where tables share a sheet, its columns are as wide as the widest of them.
    pub fn new(heading: impl Into<String>, width: u16) -> Self {
        Self { heading: heading.into(), width, total: Total::Nothing, bar: None, filled_in: None, days: false }
    }

    /// With the sum of its figures in the row of totals.
    #[must_use]
    pub fn summed(mut self) -> Self {
        self.total = Total::Sum;
        self
    }

    /// With this in the row of totals.
    #[must_use]
    pub fn totalled(mut self, total: Figure) -> Self {
        self.total = Total::Given(total);
        self
    }

    /// To be filled in by the reader: with one of these words, or with any text where there are none.
    #[must_use]
    pub fn filled_in(mut self, words: Vec<String>) -> Self {
        self.filled_in = Some(words);
        self
    }

    /// To be filled in by the reader, with days.
    #[must_use]
    pub fn filled_in_with_days(self) -> Self {
        Self { days: true, ..self.filled_in(Vec::new()) }
    }

    /// With a bar in each cell by its figure.
    #[must_use]
    pub fn bars(mut self, bar: Bar) -> Self {
        self.bar = Some(bar);
        self
    }
}

struct Column<'a, R> {
    head: Head,
    content: Box<dyn Fn(&R) -> Content + 'a>,
}

/// A table to be placed on a sheet, of rows `R`.
pub struct Table<'a, R> {
    name: &'static str,
    columns: Vec<Column<'a, R>>,
    total: Option<String>,
    style: Box<dyn Fn(&R) -> Style + 'a>,
    filter: bool,
    plain: bool,
    empty: String,
}

impl<'a, R> Table<'a, R> {
    /// A table without columns. `name` is unique in the workbook; `empty` stands in place of rows where there are none.
    pub fn new(name: &'static str, empty: impl Into<String>) -> Self {
        Self {
            name,
            columns: Vec::new(),
            total: None,
            style: Box::new(|_| Style::Body),
            filter: false,
            plain: false,
            empty: empty.into(),
        }
    }

    /// Adds a column to the right of those that are there.
    pub fn column<C: Into<Content>>(&mut self, head: Head, content: impl Fn(&R) -> C + 'a) -> Handle {
        let column = u16::try_from(self.columns.len()).unwrap_or(u16::MAX);
        self.columns.push(Column { head, content: Box::new(move |row| content(row).into()) });
        Handle { table: self.name, column }
    }

    /// Adds a column that a formula makes of columns to its left.
    pub fn computed(&mut self, head: Head, formula: impl Into<Formula>) -> Handle {
        let formula = formula.into();
        self.column(head, move |_| formula.clone())
    }

    /// Adds a column of shares, the total's among them.
    pub fn share(&mut self, head: Head, part: impl Into<Formula>, whole: impl Into<Formula>) -> Handle {
        let share = Formula::share(part, whole);
        self.computed(Head { total: Total::OfTotals(share.clone()), ..head }, share)
    }

    /// With a row of totals of that name.
    #[must_use]
    pub fn totals(mut self, name: impl Into<String>) -> Self {
        self.total = Some(name.into());
        self
    }

    /// With buttons to filter by.
    #[must_use]
    pub fn filtered(mut self) -> Self {
        self.filter = true;
        self
    }

    /// With rows that look different from each other.
    #[must_use]
    pub fn styled(mut self, style: impl Fn(&R) -> Style + 'a) -> Self {
        self.style = Box::new(style);
        self
    }

    /// No table for the spreadsheet program, which wants all headings to differ and rows that are alike. Nothing stands
    /// to the right of a row's last value.
    #[must_use]
    pub fn plain(mut self) -> Self {
        self.plain = true;
        self
    }

    /// Places the table at the end of a sheet, and widens the sheet's columns to its own.
    pub fn put(self, sheet: &mut Sheet, rows: impl IntoIterator<Item = R>) -> TableArea {
        let rows: Vec<R> = rows.into_iter().collect();
        let (header, first) = (sheet.next_row(), sheet.next_row() + 1);
        let last = header + u32::try_from(rows.len().max(1)).unwrap_or(u32::MAX);
        let area = TableArea {
            sheet: Arc::from(sheet.name.as_str()),
            table: self.name,
            header,
            first,
            last,
            columns: u16::try_from(self.columns.len()).unwrap_or(u16::MAX),
            headings: self.columns.iter().map(|column| Arc::from(column.head.heading.as_str())).collect(),
            totals: (last + 1, Vec::new()),
        };
        sheet.widen(self.columns.iter().map(|column| column.head.width));
        let (cells, totals) = self.cells(&rows, &area, sheet.says_origins);
        let number = |column: usize| {
            let mut cells = cells.iter().chain([&totals]).filter_map(|row| row.get(column));
            cells.any(|cell| cell.value.is_number())
        };
        let headers = self.columns.iter().enumerate().map(|(column, of)| {
            let style = if number(column) { Style::NumberHeader } else { Style::Header };
            Cell::text(of.head.heading.as_str()).style(style)
        });
        sheet.push(headers.collect());
        if cells.is_empty() {
            sheet.push(vec![Cell::text(self.empty.as_str())]);
        }
        for (row, mut cells) in rows.iter().zip(cells) {
            if self.plain {
                let end = cells.iter().rposition(|cell| cell.value != Value::Blank).map_or(0, |end| end + 1);
                cells.truncate(end);
            }
            let style = (self.style)(row);
            let styles = self.columns.iter().map(|column| match (&column.head.filled_in, column.head.days) {
                (None, _) => style,
                (Some(_), true) => Style::InputDay,
                (Some(_), false) => Style::Input,
            });
            cells.iter_mut().zip(styles).for_each(|(cell, style)| cell.style = style);
            sheet.push(cells);
        }
        let values = totals.iter().map(|cell| cell.value.clone()).collect();
        if self.total.is_some() && rows.is_empty() {
            // Nothing adds up to nothing: what refers to a total finds a blank.
            sheet.push(Vec::new());
        } else if self.total.is_some() {
            sheet.push(totals.into_iter().map(|cell| cell.style(Style::Total)).collect());
        }
        self.register(sheet, &area);
        TableArea { totals: (last + 1, values), ..area }
    }

    /// What the spreadsheet program is to know of it.
    fn register(&self, sheet: &mut Sheet, area: &TableArea) {
        let (first_row, last_row, last_column) = (area.header, area.last, area.columns.saturating_sub(1));
        if !self.plain {
            sheet.tables.push(NamedTable {
                name: self.name.to_owned(),
                range: Range { first_row, first_column: 0, last_row, last_column },
                filter: self.filter,
            });
        }
        for (column, of) in (0_u16..).zip(&self.columns) {
            if let Some(bar) = of.head.bar {
                sheet.rules.push(Rule::of(Range::column(column, area.first, area.last), bar));
            }
            if let Some(words) = of.head.filled_in.clone().filter(|words| !words.is_empty()) {
                let range = Range::column(column, area.first, area.last);
                sheet.choices.push(Choice { range, words: Words::These(words) });
            }
        }
    }

    /// The cells of the rows and of the row of totals, a column after the other, as formulas name columns to their left.
    fn cells(&self, rows: &[R], area: &TableArea, says_origins: bool) -> (Vec<Vec<Cell>>, Vec<Cell>) {
        let mut cells: Vec<Vec<Cell>> = rows.iter().map(|_| Vec::with_capacity(self.columns.len())).collect();
        let mut totals: Vec<Cell> = Vec::with_capacity(self.columns.len());
        let last_row = self.total.as_ref().map(|_| area.last + 1);
        for (number, column) in (0_u16..).zip(&self.columns) {
            let position = |row| Position { row, column: number, first: area.first, last: area.last, total: last_row };
            for (line, (of, row)) in rows.iter().zip(area.first..).enumerate() {
                let cell = self.settled((column.content)(of), &position(row), (&cells, &totals, Some(line)));
                let origin = cell.origin.filter(|_| says_origins);
                cells[line].push(Cell { origin, ..cell });
            }
            let total = match (&column.head.total, &self.total) {
                (Total::Nothing, Some(name)) if number == 0 => Content::from(Cell::text(name.as_str())),
                (Total::Nothing, _) | (_, None) => Content::from(Cell::blank()),
                (Total::Sum, Some(_)) => Content::from(Formula::sum()),
                (Total::OfTotals(formula), Some(_)) => Content::from(formula.clone()),
                (Total::Given(figure), Some(_)) => Content::from(figure.clone()),
            };
            let total = self.settled(total, &position(area.last + 1), (&cells, &totals, None));
            totals.push(total);
        }
        (cells, totals)
    }

    /// A cell with its formula as text and with its value. `line` is its row; `None` for the row of totals.
    fn settled(
        &self,
        content: Content,
        position: &Position,
        (cells, totals, line): (&[Vec<Cell>], &[Cell], Option<usize>),
    ) -> Cell {
        let Some(formula) = content.formula else { return content.cell.unwrap_or_else(Cell::blank) };
        let text = formula.text(position);
        let value_at = |column: Option<Handle>, at: Line| {
            let column = column.map_or(position.column, |handle| {
                assert_eq!(handle.table, self.name, "a formula names columns of its own table");
                handle.column
            });
            let column = usize::from(column);
            let row = match (at, line) {
                (Line::Number(row) | Line::Fixed(row), _) | (Line::Own, Some(row)) => cells.get(row),
                (Line::Own, None) | (Line::Total, _) => return totals.get(column).map(|cell| cell.value.clone()),
            };
            row.and_then(|row| row.get(column)).map(|cell| cell.value.clone())
        };
        let value_of = |column, at| value_at(column, at).unwrap_or(Value::Blank);
        let cell = content.cell.or_else(|| formula.result(&value_of, cells.len()).map(Cell::new));
        cell.unwrap_or_else(Cell::blank).formula(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Money, Percentage};

    /// A name, an amount and what is spent of it.
    type Row = (&'static str, i64, i64);

    fn money(minor: i64) -> Cell {
        Cell::money(Money::from_minor(minor))
    }

    /// A value as text, exactly: a share in per cent with a decimal.
    fn text(value: &Value) -> String {
        match value {
            Value::Blank => String::new(),
            Value::Text(text) => text.to_string(),
            Value::Money(money) => money.format(2),
            Value::Decimal(amount, decimals) => format!("{amount:.decimals$}", decimals = *decimals as usize),
            Value::Whole(number) => number.to_string(),
            Value::Year(year) => year.to_string(),
            Value::Share(part, whole) => Percentage::of(*part, *whole).format(),
            Value::Date(day) => day.to_string(),
            Value::Truth(truth) => truth.to_string(),
        }
    }

    /// The rows of a sheet as text: formulas where there are any, else values.
    fn shown(sheet: &Sheet) -> Vec<String> {
        let cell = |cell: &Cell| match (&cell.formula, &cell.value) {
            (Some(formula), value) => format!("={formula} {}", text(value)),
            (None, value) => text(value),
        };
        sheet.rows.iter().map(|cells| cells.iter().map(cell).collect::<Vec<_>>().join(" | ")).collect()
    }

    /// A table of what is spent, with a column before the amounts or without.
    fn delivery(with_note: bool) -> (Sheet, Figure, Figure) {
        let mut table = Table::new("Delivery", "nothing").totals("Total");
        table.column(Head::new("Name", 10), |(name, ..): &Row| *name);
        if with_note {
            table.column(Head::new("Note", 20), |_| "a note");
        }
        let placed = table.column(Head::new("Placed", 12).summed(), |(_, placed, _)| money(*placed));
        let spent = table.column(Head::new("Spent", 12).summed(), |(.., spent)| money(*spent));
        let left = table.computed(Head::new("Left", 12).summed(), placed - spent);
        table.share(Head::new("Delivery", 8), spent, placed);
        table.share(Head::new("Of all", 8), placed, placed.total());
        table.computed(Head::new("Both", 12).summed(), Formula::across(&[placed, spent]));
        let mut sheet = Sheet::new("It's one");
        sheet.skip(1);
        let area = table.put(&mut sheet, [("Togo", 40_000, 10_000), ("Peru", 60_000, 0)]);
        (sheet, area.total(spent), area.total(placed) - &area.total(left))
    }

    #[test]
    fn formulas_are_written_where_the_columns_stand() {
        let (sheet, spent, difference) = delivery(false);
        assert_eq!(
            shown(&sheet),
            [
                "",
                "Name | Placed | Spent | Left | Delivery | Of all | Both",
                "Togo | 400.00 | 100.00 | =B3-C3 300.00 | =IF(B3=0,0,C3/B3) 25.0% | =IF(B$5=0,0,B3/B$5) 40.0% | \
                 =SUM(B3:C3) 500.00",
                "Peru | 600.00 | 0.00 | =B4-C4 600.00 | =IF(B4=0,0,C4/B4) 0.0% | =IF(B$5=0,0,B4/B$5) 60.0% | \
                 =SUM(B4:C4) 600.00",
                "Total | =SUM(B3:B4) 1,000.00 | =SUM(C3:C4) 100.00 | =SUM(D3:D4) 900.00 | =IF(B5=0,0,C5/B5) 10.0% | \
                 =IF(B5=0,0,B5/B5) 100.0% | =SUM(G3:G4) 1,100.00",
            ]
        );
        assert_eq!(sheet.widths, [10, 12, 12, 12, 8, 8, 12]);
        let tied = spent.equals(&difference, 2);
        assert_eq!(*tied.value(), Value::Truth(true));
        let mut checks = Table::new("Checks", "");
        checks.column(Head::new("Holds", 5), |_: &()| tied.clone());
        let mut sheet = Sheet::new("Checks");
        checks.put(&mut sheet, [()]);
        assert_eq!(shown(&sheet)[1], "=ROUND('It''s one'!$C$5-('It''s one'!$B$5-'It''s one'!$D$5),2)=0 true");
    }

    #[test]
    fn a_new_column_moves_every_formula() {
        let (sheet, ..) = delivery(true);
        assert_eq!(
            shown(&sheet)[2],
            "Togo | a note | 400.00 | 100.00 | =C3-D3 300.00 | =IF(C3=0,0,D3/C3) 25.0% | =IF(C$5=0,0,C3/C$5) 40.0% | \
             =SUM(C3:D3) 500.00"
        );
    }

    #[test]
    fn rows_of_a_plain_table_refer_to_each_other() {
        let mut table = Table::new("Statement", "").plain();
        table.column(Head::new("Line", 20), |(name, _): &(&str, Content)| *name);
        let amount = table.column(Head::new("Amount", 10), |(_, amount)| amount.clone());
        table.column(Head::new("Share", 10), |(name, _)| match *name {
            "Heading" => Content::from(Cell::blank()),
            _ => Formula::share(amount, amount.fixed_at(1)).into(),
        });
        let mut sheet = Sheet::new("Statement");
        let rows = [
            ("Heading", Content::from(Cell::blank())),
            ("Paid", money(9_000).into()),
            ("Spent", money(3_000).into()),
            ("Both", Formula::sum_of_rows(1, 2).into()),
            ("Left", (Formula::above(1) - Formula::above(2) - amount.at(2)).into()),
        ];
        table.put(&mut sheet, rows);
        assert_eq!(
            shown(&sheet)[1..],
            [
                "Heading",
                "Paid | 90.00 | =IF(B$3=0,0,B3/B$3) 100.0%",
                "Spent | 30.00 | =IF(B$3=0,0,B4/B$3) 33.3%",
                "Both | =SUM(B3:B4) 120.00 | =IF(B$3=0,0,B5/B$3) 133.3%",
                "Left | =B3-B4-B4 30.00 | =IF(B$3=0,0,B6/B$3) 33.3%",
            ]
        );
        assert!(sheet.tables.is_empty());
    }

    #[test]
    fn an_empty_table_says_so_and_adds_up_to_nothing() {
        let mut table = Table::new("Delivery", "nothing yet").totals("Total");
        table.column(Head::new("Name", 10), |(name, ..): &Row| *name);
        let placed = table.column(Head::new("Placed", 12).summed(), |(_, placed, _)| money(*placed));
        let mut sheet = Sheet::new("Sheet");
        let area = table.put(&mut sheet, []);
        assert_eq!(shown(&sheet), ["Name | Placed", "nothing yet", ""]);
        assert_eq!(*area.total(placed).value(), Value::Money(Money::ZERO));
    }
}
