//! The writer of workbooks: from a [`Book`] to the bytes of an xlsx file.
//!
//! What comes in: a book. What leaves: bytes, the same for the same book. What it does not know: what the figures mean.
//! This is one of the two files of the program that touch floating point, because xlsx holds numbers as such: each
//! exact amount becomes the nearest double, whose shortest text is that amount again.
#![allow(clippy::float_arithmetic, reason = "xlsx holds numbers as floating point; this is the border")]

mod charts;
mod language;
mod look;
mod margins;
mod runs;

use calamine::DataType;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Color, ConditionalFormatDataBar, ConditionalFormatType, DataValidation, DocProperties, Formula, Image,
    ProtectionOptions, Table, TableColumn, TableStyle, Workbook, Worksheet, XlsxError,
};

use crate::domain::address::column_letters;
use crate::domain::text::visible;

use super::grid::{
    Bar, Book, COLUMN_PIXELS, Cell, Choice, Logo, LogoPlace, Margins, Paragraph, ROW_PIXELS, Range, Rule, Sheet, Style,
    Value, Words, palette, quoted,
};
use look::{Look, Looks};
use runs::Runs;

/// How hard the file is compressed, from 1 to 9: at this level a workbook takes a tenth more room than at 6, which is
/// usual, and half the time.
const COMPRESSION: u8 = 3;
/// How many breaks between pages Excel takes in a sheet.
const MOST_BREAKS: usize = 1023;

/// Writes a book.
///
/// # Errors
/// When the book breaks a rule of the format: a sheet's name, two tables of one name, a chart out of bounds.
pub fn write(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Columns are measured in digits of this font. With the usual one, which few but Excel have, they would be broader
    // elsewhere and print smaller.
    workbook.set_default_format(&look::plain(), ROW_PIXELS, COLUMN_PIXELS)?;
    workbook.set_properties(&properties(book)?);
    let mut looks = Looks::new(book);
    for sheet in &book.sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&sheet.name)?;
        write_cells(worksheet, sheet, book.exponent, &mut looks)?;
        lay_out(worksheet, sheet, book)?;
        decorate(worksheet, sheet, &mut looks)?;
        if sheet.protected {
            worksheet.protect_with_options(&protection());
        }
        if let Some(logo) = &sheet.logo {
            insert(worksheet, logo, sheet.logo_place(logo))?;
        }
        for chart in &sheet.charts {
            let offset = (6, 6);
            worksheet.insert_chart_with_offset(
                chart.row,
                chart.column,
                &charts::chart(chart, sheet, book.language),
                offset.0,
                offset.1,
            )?;
        }
    }
    for (sheet, (name, range)) in book.sheets.iter().flat_map(|sheet| sheet.names.iter().map(move |name| (sheet, name)))
    {
        let column = column_letters(u32::from(range.first_column));
        let cell = format!("={}!${column}${}", quoted(&sheet.name), range.first_row + 1);
        workbook.define_name(*name, &cell)?;
    }
    workbook.set_zip_compression_level(COMPRESSION);
    language::written_into(&workbook.save_to_buffer()?, book.language)
}

/// Puts a picture at the head of a sheet. A picture of other dots to an inch would be drawn larger or smaller.
fn insert(worksheet: &mut Worksheet, logo: &Logo, place: LogoPlace) -> Result<(), XlsxError> {
    const USUAL_DOTS: f64 = 96.0;
    let image = Image::new_from_buffer(&logo.picture.bytes)?;
    let width = f64::from(place.size.0) * image.width_dpi() / USUAL_DOTS;
    let height = f64::from(place.size.1) * image.height_dpi() / USUAL_DOTS;
    let image = image.set_scale_to_size(width, height, false).set_alt_text(&logo.alternative_text);
    let (column, offset) = place.column;
    worksheet.insert_image_with_offset(0, column, &image, offset, 2)?;
    Ok(())
}

/// The number that the file holds for a value; `None` for what is no number.
pub fn number(value: &Value, exponent: u32) -> Option<f64> {
    match value {
        Value::Money(money) => quotient(money.minor(), exponent).or_else(|| money.to_decimal(exponent).to_f64()),
        Value::Decimal(amount, _) => amount.normalize().to_f64(),
        Value::Whole(number) => number.to_f64(),
        Value::Year(year) => year.to_f64(),
        Value::Share(_, 0) => Some(0.0),
        Value::Share(part, whole) => Some(nearest(*part) / nearest(*whole)),
        Value::Blank | Value::Text(_) | Value::Date(_) | Value::Truth(_) => None,
    }
}

/// Whether a cell read from a file holds a value's number.
pub(super) fn holds(value: &Value, exponent: u32, read: &impl DataType) -> bool {
    let written = number(value, exponent);
    !read.is_string() && written.zip(read.as_f64()).is_some_and(|(written, read)| written == read)
}

/// Minor units as units. Where numerator and divisor are whole numbers that a double holds, their quotient is the nearest
/// double (IEEE 754: division rounds correctly); nothing for larger amounts.
fn quotient(minor: i64, exponent: u32) -> Option<f64> {
    const EXACT: u64 = 1 << 53;
    let divisor = 10_u32.checked_pow(exponent)?;
    (minor.unsigned_abs() <= EXACT).then(|| minor as f64 / f64::from(divisor))
}

fn nearest(number: i64) -> f64 {
    Decimal::from(number).to_f64().unwrap_or_default()
}

fn properties(book: &Book) -> Result<DocProperties, XlsxError> {
    let midnight = rust_xlsxwriter::ExcelDateTime::parse_from_str(&book.as_of.format("%Y-%m-%d").to_string())?;
    Ok(DocProperties::new()
        .set_title(visible(&book.title))
        .set_subject(visible(&book.subject))
        .set_author(visible(&book.organisation))
        .set_company(visible(&book.organisation))
        .set_creation_datetime(&midnight)
        .set_custom_property("Language", book.language.code())
        .set_custom_property("As of", book.as_of.to_string().as_str()))
}

fn write_cells(worksheet: &mut Worksheet, sheet: &Sheet, exponent: u32, looks: &mut Looks) -> Result<(), XlsxError> {
    for (column, width) in (0_u16..).zip(&sheet.widths) {
        worksheet.set_column_width(column, *width)?;
    }
    let usual = if sheet.data { usual_looks(sheet) } else { Vec::new() };
    for (column, look) in (0_u16..).zip(&usual) {
        if let Some(look) = look {
            worksheet.set_column_format(column, looks.of(*look))?;
        }
    }
    let mut runs = Runs::default();
    for (row, cells) in (0_u32..).zip(&*sheet.as_written()) {
        for (column, cell) in (0_u16..).zip(cells) {
            write_cell(worksheet, row, column, cell, exponent)?;
            let look = Look::in_sheet(cell, sheet);
            if look.is_needed(&cell.value)
                && usual.get(usize::from(column)).copied().flatten() != Some(look)
                && let Some(run) = runs.go_on(row, column, look)
            {
                run.put_on(worksheet, looks)?;
            }
        }
    }
    for run in runs.end() {
        run.put_on(worksheet, looks)?;
    }
    for paragraph in &sheet.paragraphs {
        let Some(cell) = sheet.cell(paragraph.row, 0) else { continue };
        let Value::Text(text) = &cell.value else { continue };
        let format = looks.of(Look::of(cell.style, &cell.value));
        let Paragraph { row, first_column, last_column, .. } = *paragraph;
        if last_column > first_column {
            let format = format.clone().set_text_wrap();
            worksheet.merge_range(row, first_column, row, last_column, text, &format)?;
        }
    }
    Ok(())
}

/// How each column of a list looks: its last row that is no total. It is the column's look, which its cells need not repeat.
fn usual_looks(sheet: &Sheet) -> Vec<Option<Look>> {
    let listed = |column: usize| {
        let cells = sheet.rows.iter().rev().filter_map(|row| row.get(column));
        cells.filter(|cell| cell.value != Value::Blank).map(|cell| Look::in_sheet(cell, sheet)).find(Look::is_listed)
    };
    (0..sheet.widths.len()).map(listed).collect()
}

/// A cell's value. What it looks like is set later, for whole runs.
fn write_cell(worksheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, exponent: u32) -> Result<(), XlsxError> {
    if let Some(formula) = &cell.formula {
        let formula = Formula::new(formula.as_ref()).set_result(result(&cell.value, exponent));
        worksheet.write_formula(row, column, formula)?;
        return Ok(());
    }
    match &cell.value {
        // A row in which nothing stands has no cells of its own; those that are filled in must be there.
        Value::Blank if matches!(cell.style, Style::Input | Style::InputDay) => {
            worksheet.write_blank(row, column, &look::plain())?
        }
        Value::Blank => worksheet,
        Value::Text(text) => worksheet.write_string(row, column, text.as_ref())?,
        Value::Truth(truth) => worksheet.write_boolean(row, column, *truth)?,
        Value::Date(day) => worksheet.write_datetime(row, column, day)?,
        Value::Money(_) | Value::Decimal(..) | Value::Whole(_) | Value::Year(_) | Value::Share(..) => {
            worksheet.write_number(row, column, number(&cell.value, exponent).unwrap_or_default())?
        }
    };
    Ok(())
}

/// The result of a formula as the file holds it.
fn result(value: &Value, exponent: u32) -> String {
    match value {
        Value::Blank => String::new(),
        Value::Text(text) => text.to_string(),
        Value::Truth(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        Value::Date(day) => {
            let first = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
            day.signed_duration_since(first).num_days().to_string()
        }
        Value::Money(_) | Value::Decimal(..) | Value::Whole(_) | Value::Year(_) | Value::Share(..) => {
            number(value, exponent).unwrap_or_default().to_string()
        }
    }
}

/// Freezing, paper, pages, headers and footers.
fn lay_out(worksheet: &mut Worksheet, sheet: &Sheet, book: &Book) -> Result<(), XlsxError> {
    let Margins { side, top, bottom } = sheet.margins();
    let [side, top, bottom] = [side, top, bottom].map(|length| f64::from(length) / 720.0);
    worksheet.set_paper_size(9).set_screen_gridlines(false).set_margins(side, side, top, bottom, 0.3, 0.3);
    if sheet.print.landscape {
        worksheet.set_landscape();
    } else {
        worksheet.set_portrait();
    }
    let (pages, heights) = (sheet.pages_wide(), sheet.row_heights());
    let one_page = sheet.on_one_page(&heights);
    worksheet.set_print_fit_to_pages(pages, u16::from(one_page));
    if pages > 1 {
        worksheet.set_repeat_columns(0, 0)?.set_header(margins::header(sheet));
    }
    // Header and footer keep their own size, however small the page had to be made.
    worksheet.set_header_footer_scale_with_doc(false);
    worksheet.set_footer(margins::footer(sheet, &book.title));
    if let Some((first, last)) = sheet.print.repeat.filter(|_| !sheet.data) {
        worksheet.set_repeat_rows(first, last)?;
    }
    if let Some((row, column)) = sheet.freeze {
        worksheet.set_freeze_panes(row, column)?;
    }
    let Range { first_row, first_column, last_row, mut last_column } = sheet.printed();
    // Programs shrink a sheet to the width of what is printed, whatever they make of its columns.
    if let Some(width) = sheet.beside(&heights).filter(|_| !one_page) {
        last_column += 1;
        worksheet.set_column_width(last_column, width)?;
    }
    worksheet.set_print_area(first_row, first_column, last_row, last_column)?;
    for (row, height) in (0_u32..).zip(&heights) {
        if let Some(height) = height {
            worksheet.set_row_height(row, *height)?;
        }
    }
    let mut breaks = sheet.page_breaks(&heights);
    breaks.truncate(MOST_BREAKS);
    worksheet.set_page_breaks(&breaks)?;
    Ok(())
}

/// Tables and conditional formats.
fn decorate(worksheet: &mut Worksheet, sheet: &Sheet, looks: &mut Looks) -> Result<(), XlsxError> {
    for table in &sheet.tables {
        let range = table.range;
        let columns: Vec<TableColumn> = (range.first_column..=range.last_column)
            .map(|column| {
                let cell = sheet.cell(range.first_row, column).cloned().unwrap_or_else(Cell::blank);
                let Value::Text(header) = &cell.value else { return TableColumn::new() };
                TableColumn::new()
                    .set_header(header.as_ref())
                    .set_header_format(looks.of(Look::of(cell.style, &cell.value)))
            })
            .collect();
        let described = Table::new()
            .set_name(&table.name)
            .set_columns(&columns)
            .set_style(TableStyle::None)
            .set_autofilter(table.filter);
        worksheet.add_table(range.first_row, range.first_column, range.last_row, range.last_column, &described)?;
    }
    for rule in &sheet.rules {
        add_rule(worksheet, (sheet, looks.exponent()), rule)?;
    }
    for Choice { range, words } in &sheet.choices {
        let one_of = match words {
            Words::These(words) => {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                DataValidation::new().allow_list_strings(&words)?
            }
            Words::Standing(cells) => DataValidation::new().allow_list_formula(Formula::new(cells)),
        };
        worksheet.add_data_validation(
            range.first_row,
            range.first_column,
            range.last_row,
            range.last_column,
            &one_of,
        )?;
    }
    Ok(())
}

/// What may still be done with a protected sheet: columns and rows made wider, rows sorted out by the filter.
fn protection() -> ProtectionOptions {
    ProtectionOptions { format_columns: true, format_rows: true, use_autofilter: true, ..ProtectionOptions::default() }
}

/// Bars only: rules that restyle cells make LibreOffice 7.4 crash when it prints a sheet with a print area. The longest ends where
/// the figures of its column begin, which stand to its right: a scale goes on beyond its largest figure by their part of the column.
fn add_rule(worksheet: &mut Worksheet, (sheet, exponent): (&Sheet, u32), rule: &Rule) -> Result<(), XlsxError> {
    let at = rule.range;
    let width = sheet.widths.get(usize::from(at.first_column)).copied().unwrap_or_default();
    let beyond = f64::from(width.max(1)) / f64::from(width.saturating_sub(rule.figures).max(1));
    let (color, bars) = match rule.bar {
        Bar::Progress => {
            let bars = ConditionalFormatDataBar::new().set_maximum(ConditionalFormatType::Number, beyond);
            (palette::PROGRESS, bars)
        }
        Bar::Lack => {
            // LibreOffice 7.4 takes no formula here.
            let largest = sheet.values(at).filter_map(|value| number(value, exponent)).fold(0.0, f64::max);
            let bars = ConditionalFormatDataBar::new().set_maximum(ConditionalFormatType::Number, largest * beyond);
            (palette::LACK, bars)
        }
    };
    let bars = bars
        .set_fill_color(Color::RGB(color))
        .set_solid_fill(true)
        .set_border_off(true)
        .set_minimum(ConditionalFormatType::Number, 0);
    worksheet.add_conditional_format(at.first_row, at.first_column, at.last_row, at.last_column, &bars)?;
    Ok(())
}

/// A part of one, from thousandths.
pub(super) fn part(thousandths: u32) -> f64 {
    f64::from(thousandths) / 1000.0
}

/// Text that a spreadsheet program might take for a formula.
pub(super) fn looks_like_formula(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']))
}
