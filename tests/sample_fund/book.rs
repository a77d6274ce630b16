//! Rows of entries, written below the common layout of a sheet, with the untidiness of real files.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Formula, Workbook, Worksheet, XlsxError};

use poolfund::books::new_fund::Offered;
use poolfund::books::new_fund::sheets::{self, Styles};
use poolfund::config::InputKind;
use poolfund::intake::{ColumnSpec, Form, SheetSpec};

/// What goes wrong: the writer refuses something, or a figure of the sample does not fit.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// The line that every sheet carries.
pub const MARK: &str = "Illustrative figures: only the programme's published totals are real; every amount, date and \
                        agreement on this sheet is invented.";

/// What a cell holds.
#[derive(Clone, Debug)]
pub enum Entry {
    /// Nothing.
    Blank,
    /// A text.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A date.
    Date(NaiveDate),
}

/// A text.
pub fn text(text: &str) -> Entry {
    if text.is_empty() { Entry::Blank } else { Entry::Text(text.to_owned()) }
}

/// Base money, from cents.
pub fn cents(cents: i64) -> Entry {
    Entry::Number(Decimal::new(cents, 2))
}

/// An amount as text with thousands separators: `1,250,000.00`.
pub fn grouped(amount: Decimal) -> Entry {
    let plain = amount.abs().to_string();
    let (whole, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let mut shown = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    let sign = if amount.is_sign_negative() { "-" } else { "" };
    Entry::Text(format!("{sign}{shown}{rest}"))
}

/// A row below the data: the total of a column, with its label.
pub struct Total<'a> {
    /// What stands in the first column.
    pub label: &'a str,
    /// The columns that are added up.
    pub columns: &'a [&'a str],
}

/// A table to be written.
pub struct Table<'a> {
    /// What it holds.
    pub layout: &'static SheetSpec,
    /// Its columns; every row has an entry for each.
    pub columns: Vec<&'static ColumnSpec>,
    /// The name of the sheet.
    pub name: &'a str,
    /// Notes above the header, after the mark.
    pub notes: &'a [&'a str],
    /// Other headers than the layout's.
    pub renamed: &'a [(&'a str, &'a str)],
    /// The data.
    pub rows: &'a [Vec<Entry>],
    /// The row of totals.
    pub total: Option<Total<'a>>,
    /// Footnotes below the table.
    pub footnotes: &'a [&'a str],
    /// Rows of data, from 0, that are hidden.
    pub hidden: &'a [usize],
    /// Rows of data, from 0, after which a blank row stands.
    pub gaps: &'a [usize],
}

impl<'a> Table<'a> {
    /// A tidy table of a kind, with these of its columns.
    pub fn new(kind: InputKind, columns: &[&str], rows: &'a [Vec<Entry>]) -> Outcome<Self> {
        let layout = SheetSpec::of(kind);
        let unknown = |name: &str| format!("the sheet {} has no column {name}", layout.sheet);
        let columns: Vec<_> =
            columns.iter().map(|name| layout.column(name).ok_or_else(|| unknown(name))).collect::<Result<_, _>>()?;
        if let Some(row) = rows.iter().find(|row| row.len() != columns.len()) {
            return Err(format!("{} columns of {}, and {row:?}", columns.len(), layout.sheet).into());
        }
        let nothing = &[];
        Ok(Self {
            layout,
            columns,
            name: layout.sheet,
            notes: &[],
            renamed: &[],
            rows,
            total: None,
            footnotes: &[],
            hidden: nothing,
            gaps: nothing,
        })
    }
}

/// A workbook of tables, with its lists and instructions, as bytes.
pub fn workbook(title: &str, names: &Offered, tables: &[Table<'_>]) -> Outcome<Vec<u8>> {
    let styles = Styles::default();
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2025, 11, 3)?.and_hms(9, 0, 0)?;
    let properties = DocProperties::new().set_title(title).set_author("poolfund sample fund");
    workbook.set_properties(&properties.set_comment(MARK).set_creation_datetime(&made));
    for table in tables {
        let rows = u32::try_from(table.rows.len())?;
        let mark = std::iter::once(&MARK).chain(table.notes);
        let notes: Vec<String> = mark.map(|note| (*note).to_owned()).collect();
        let (sheet, first) =
            sheets::add_sheet(&mut workbook, &styles, table.layout, table.name, &table.columns, &notes, rows + 200)?;
        for (place, column) in (0_u16..).zip(table.columns.iter().copied()) {
            if let Some((_, other)) = table.renamed.iter().find(|(header, _)| *header == column.canonical()) {
                sheet.write_string_with_format(first - 1, place, *other, styles.header(column))?;
            }
        }
        fill(sheet, &styles, table, first)?;
    }
    let mut layouts: Vec<&SheetSpec> = Vec::new();
    for table in tables {
        if !layouts.iter().any(|layout| layout.kind == table.layout.kind) {
            layouts.push(table.layout);
        }
    }
    sheets::add_instructions(&mut workbook, &styles, &layouts, &[MARK.to_owned()])?;
    names.add_to(&mut workbook)?;
    Ok(workbook.save_to_buffer()?)
}

fn fill(sheet: &mut Worksheet, styles: &Styles, table: &Table<'_>, first: u32) -> Outcome<()> {
    let mut row = first;
    for (place, entries) in table.rows.iter().enumerate() {
        write_row(sheet, styles, &table.columns, row, entries)?;
        if table.hidden.contains(&place) {
            sheet.set_row_hidden(row)?;
        }
        row += if table.gaps.contains(&place) { 2 } else { 1 };
    }
    if let Some(total) = &table.total {
        let label = if row > first { total.label } else { "" };
        sheet.write_string_with_format(row, 0, label, &styles.total_label)?;
        for header in total.columns {
            let place = table.columns.iter().position(|column| column.canonical() == *header);
            let place = place.ok_or_else(|| format!("no column {header} to add up"))?;
            let sum = sum_of(table.rows, place);
            let place = u16::try_from(place)?;
            let letter = char::from(b'A'.saturating_add(u8::try_from(place)?));
            let formula = Formula::new(format!("=SUM({letter}{}:{letter}{row})", first + 1));
            let formula = formula.set_result(sum.normalize().to_string());
            sheet.write_formula_with_format(row, place, formula, &styles.total)?;
        }
        row += 1;
    }
    for note in table.footnotes {
        row += 1;
        sheet.write_string(row, 0, *note)?;
    }
    Ok(())
}

/// The sum of the numbers in a column.
pub fn sum_of(rows: &[Vec<Entry>], place: usize) -> Decimal {
    let number = |entries: &Vec<Entry>| match entries.get(place) {
        Some(Entry::Number(number)) => Some(*number),
        Some(Entry::Blank | Entry::Text(_) | Entry::Date(_)) | None => None,
    };
    rows.iter().filter_map(number).sum()
}

fn write_row(
    sheet: &mut Worksheet,
    styles: &Styles,
    columns: &[&ColumnSpec],
    row: u32,
    entries: &[Entry],
) -> Result<(), XlsxError> {
    for ((place, column), entry) in (0_u16..).zip(columns).zip(entries) {
        match entry {
            Entry::Blank => {}
            Entry::Text(text) => {
                sheet.write_string_with_format(row, place, text, &styles.text)?;
            }
            Entry::Number(number) => {
                let value = number.to_f64().unwrap_or_default();
                sheet.write_number_with_format(row, place, value, styles.of(column.form))?;
            }
            Entry::Date(date) => {
                sheet.write_datetime_with_format(row, place, date, styles.of(Form::Date))?;
            }
        }
    }
    Ok(())
}
