//! Sheets as people keep them: a title, notes, a header, rows, remarks, totals.

use chrono::NaiveDate;
use poolfund::domain::Money;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

pub const MARK: &str = "Illustrative figures: all amounts below the programme's published totals are invented.";

/// What stands in a cell.
pub enum Value {
    Text(String),
    Amount(Decimal),
    Number(i64),
    Date(NaiveDate),
    Blank,
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        if text.is_empty() { Value::Blank } else { Value::Text(text.to_owned()) }
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::from(text.as_str())
    }
}
impl From<Money> for Value {
    fn from(money: Money) -> Self {
        Value::Amount(money.to_decimal(2))
    }
}
impl From<Decimal> for Value {
    fn from(amount: Decimal) -> Self {
        Value::Amount(amount)
    }
}
impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Self {
        Value::Date(date)
    }
}
impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Number(number)
    }
}

/// A table to be written: title, headers with widths, rows; `total` names the columns that are summed below.
pub struct Table<'a> {
    pub sheet: &'a str,
    pub title: &'a str,
    pub headers: &'a [(&'a str, f64)],
    pub rows: Vec<Vec<Value>>,
    pub total: &'a [usize],
    pub remarks: &'a [&'a str],
    pub lists: Vec<(usize, Vec<String>)>,
    /// A blank row after so many rows, and a hidden row.
    pub untidy: Option<(usize, usize)>,
}

pub fn workbook() -> Workbook {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2025, 11, 3).expect("a date");
    let properties = DocProperties::new().set_author("Partnerships unit").set_creation_datetime(&created);
    workbook.set_properties(&properties);
    workbook
}

pub fn add(workbook: &mut Workbook, table: &Table<'_>) -> Result<(), XlsxError> {
    let lists = list_sheet_ranges(workbook, table)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(table.sheet)?;
    let title = Format::new().set_bold().set_font_size(14).set_font_color(Color::RGB(0x1F_3864));
    let note = Format::new().set_italic().set_font_color(Color::RGB(0x59_5959));
    sheet.write_with_format(0, 0, table.title, &title)?;
    sheet.write_with_format(1, 0, MARK, &note)?;
    let header = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_background_color(Color::RGB(0xD9_E2F3))
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter);
    for (column, (name, width)) in table.headers.iter().enumerate() {
        sheet.write_with_format(3, column as u16, *name, &header)?;
        sheet.set_column_width(column as u16, *width)?;
    }
    sheet.set_freeze_panes(4, 1)?;
    let last = rows(sheet, table)?;
    totals(sheet, table, last)?;
    for (place, remark) in table.remarks.iter().enumerate() {
        sheet.write_with_format(last + 3 + place as u32, 0, *remark, &note)?;
    }
    for (column, formula) in lists {
        let validation = DataValidation::new()
            .allow_list_formula(formula.as_str().into())
            .set_error_title("Not in the list")?
            .set_error_message("Choose one from the list, or add it to the sheet Lists.")?;
        sheet.add_data_validation(4, column as u16, last + 200, column as u16, &validation)?;
    }
    Ok(())
}

/// Writes the choices of the drop-downs into a sheet of their own, and gives the range of each.
fn list_sheet_ranges(workbook: &mut Workbook, table: &Table<'_>) -> Result<Vec<(usize, String)>, XlsxError> {
    if table.lists.is_empty() {
        return Ok(Vec::new());
    }
    let name = format!("Lists {}", table.sheet);
    let sheet = workbook.add_worksheet();
    sheet.set_name(&name)?;
    let mut ranges = Vec::new();
    for (place, (column, choices)) in table.lists.iter().enumerate() {
        sheet.write(0, place as u16, format!("Choices for {}", table.headers[*column].0))?;
        sheet.set_column_width(place as u16, 28)?;
        for (row, choice) in choices.iter().enumerate() {
            sheet.write(row as u32 + 1, place as u16, choice)?;
        }
        let letter = char::from(b'A' + place as u8);
        ranges.push((*column, format!("='{name}'!${letter}$2:${letter}${}", choices.len() + 1)));
    }
    Ok(ranges)
}

fn rows(sheet: &mut Worksheet, table: &Table<'_>) -> Result<u32, XlsxError> {
    let amount = Format::new().set_num_format("#,##0.00");
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let mut row = 4;
    for (place, values) in table.rows.iter().enumerate() {
        if table.untidy.is_some_and(|(blank, _)| place == blank) {
            row += 1;
        }
        for (column, value) in values.iter().enumerate() {
            let column = column as u16;
            match value {
                Value::Text(text) => sheet.write(row, column, text)?,
                Value::Amount(number) => {
                    sheet.write_with_format(row, column, number.to_f64().unwrap_or_default(), &amount)?
                }
                Value::Number(number) => sheet.write(row, column, *number as f64)?,
                Value::Date(date) => sheet.write_with_format(row, column, date, &day)?,
                Value::Blank => sheet,
            };
        }
        if table.untidy.is_some_and(|(_, hidden)| place == hidden) {
            sheet.set_row_hidden(row)?;
        }
        row += 1;
    }
    Ok(row - 1)
}

fn totals(sheet: &mut Worksheet, table: &Table<'_>, last: u32) -> Result<(), XlsxError> {
    if table.total.is_empty() {
        return Ok(());
    }
    let format = Format::new().set_bold().set_num_format("#,##0.00").set_border_top(FormatBorder::Thin);
    sheet.write_with_format(last + 1, 0, "Total", &format)?;
    for &column in table.total {
        let sum: Decimal = table
            .rows
            .iter()
            .map(|row| if let Value::Amount(amount) = row[column] { amount } else { Decimal::ZERO })
            .sum();
        let letter = char::from(b'A' + column as u8);
        let formula = rust_xlsxwriter::Formula::new(format!("=SUM({letter}5:{letter}{})", last + 1))
            .set_result(sum.to_string());
        sheet.write_formula_with_format(last + 1, column as u16, formula, &format)?;
    }
    Ok(())
}
