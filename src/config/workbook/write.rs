//! Settings as a workbook.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook,
    Worksheet, XlsxError,
};
use toml::{Table, Value};

use super::NoWorkbook;
use super::cells::{Written, written};
use super::layout::{self, Form, HEADINGS, IATI, SETTINGS, SHEET, Setting, TABLES};

/// How many rows get drop-downs.
const ROWS: u32 = 200;

/// The text of a `fund.toml` as a workbook. The same text gives the same bytes.
///
/// # Errors
/// When the text is no TOML, a setting has no cell, or the workbook cannot be written.
pub fn workbook_of(text: &str) -> Result<Vec<u8>, NoWorkbook> {
    let mut settings: Table = toml::from_str(text)?;
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2025, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title("Settings of the fund").set_creation_datetime(&made));
    let styles = Styles::new();
    singles(&mut workbook, &styles, &mut settings)?;
    for table in TABLES {
        several(&mut workbook, &styles, table, taken(&mut settings, table.key))?;
    }
    match left(&settings, "") {
        Some(key) => Err(NoWorkbook::Key { key }),
        None => Ok(workbook.save_to_buffer()?),
    }
}

struct Styles {
    head: Format,
    text: Format,
    hint: Format,
}

impl Styles {
    fn new() -> Self {
        let wrapped = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Self {
            head: wrapped().set_bold().set_background_color(Color::RGB(0x1F_3864)).set_font_color(Color::White),
            text: wrapped().set_num_format("@"),
            hint: wrapped().set_italic().set_font_color(Color::RGB(0x59_5959)),
        }
    }
}

/// The sheet of single settings.
fn singles(workbook: &mut Workbook, styles: &Styles, settings: &mut Table) -> Result<(), NoWorkbook> {
    let publishes = settings.contains_key(IATI).then_some(Value::Boolean(true));
    let sheet = workbook.add_worksheet().set_name(SHEET)?;
    for (column, (heading, width)) in (0..).zip(HEADINGS.into_iter().zip([30, 60, 60])) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, heading, &styles.head)?;
    }
    for (row, setting) in (1..).zip(SETTINGS) {
        sheet.write_string(row, 0, setting.key)?;
        sheet.write_string_with_format(row, 2, setting.hint, &styles.hint)?;
        offer(sheet, setting, (row, row, 1))?;
        let value = if setting.key == IATI { publishes.clone() } else { taken(settings, setting.key) };
        write(sheet, styles, (row, 1), setting, value.as_ref(), setting.key)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

/// The sheet of settings of which there are several.
fn several(
    workbook: &mut Workbook,
    styles: &Styles,
    table: &layout::Table,
    rows: Option<Value>,
) -> Result<(), NoWorkbook> {
    let sheet = workbook.add_worksheet().set_name(table.sheet)?;
    sheet.write_string_with_format(0, 0, table.hint, &styles.hint)?;
    for (column, setting) in (0..).zip(table.columns) {
        sheet.set_column_width(column, if matches!(setting.form, Form::Pairs | Form::List) { 34 } else { 18 })?;
        sheet.write_string_with_format(1, column, setting.key, &styles.head)?;
        sheet.write_string_with_format(2, column, setting.hint, &styles.hint)?;
        offer(sheet, setting, (3, 3 + ROWS, column))?;
    }
    let rows = rows.and_then(|rows| rows.as_array().cloned()).unwrap_or_default();
    for (at, row) in (3..).zip(rows) {
        let mut row = row.as_table().cloned().unwrap_or_default();
        for (column, setting) in (0..).zip(table.columns) {
            let key = format!("{}.{}", table.key, setting.key);
            write(sheet, styles, (at, column), setting, row.remove(setting.key).as_ref(), &key)?;
        }
        if let Some(key) = left(&row, table.key) {
            return Err(NoWorkbook::Key { key });
        }
    }
    sheet.set_freeze_panes(3, 1)?;
    Ok(())
}

/// Offers the words of a setting in a drop-down.
fn offer(sheet: &mut Worksheet, setting: &Setting, (first, last, column): (u32, u32, u16)) -> Result<(), XlsxError> {
    let rule = match setting.form {
        Form::Word(words) => DataValidation::new().allow_list_strings(words)?,
        Form::Truth => DataValidation::new().allow_list_strings(&["TRUE", "FALSE"])?,
        Form::Text
        | Form::Percent
        | Form::Whole
        | Form::Amount
        | Form::List
        | Form::Pairs
        | Form::PairsOfLists
        | Form::PairsOfTexts => return Ok(()),
    };
    let rule = rule.set_error_style(DataValidationErrorStyle::Warning).set_input_message(setting.hint)?;
    sheet.add_data_validation(first, column, last, column, &rule).map(|_| ())
}

fn write(
    sheet: &mut Worksheet,
    styles: &Styles,
    (row, column): (u32, u16),
    setting: &Setting,
    value: Option<&Value>,
    key: &str,
) -> Result<(), NoWorkbook> {
    let Some(value) = value else {
        sheet.write_blank(row, column, &styles.text)?;
        return Ok(());
    };
    match written(value, setting.form).ok_or_else(|| NoWorkbook::Key { key: key.to_owned() })? {
        Written::Text(text) => sheet.write_string_with_format(row, column, text, &styles.text)?,
        Written::Whole(number) => match i32::try_from(number) {
            Ok(number) => sheet.write_number(row, column, number)?,
            // A number of Excel is exact only so far.
            Err(_) => sheet.write_string_with_format(row, column, number.to_string(), &styles.text)?,
        },
        Written::Truth(truth) => sheet.write_boolean(row, column, truth)?,
    };
    Ok(())
}

/// Takes a value out by its key.
fn taken(settings: &mut Table, key: &str) -> Option<Value> {
    match key.split_once('.') {
        None => settings.remove(key),
        Some((first, rest)) => taken(settings.get_mut(first)?.as_table_mut()?, rest),
    }
}

/// The key of something that nobody took.
fn left(settings: &Table, above: &str) -> Option<String> {
    settings.iter().find_map(|(name, value)| {
        let key = if above.is_empty() { name.clone() } else { format!("{above}.{name}") };
        match value.as_table() {
            Some(table) => left(table, &key),
            None => Some(key),
        }
    })
}
