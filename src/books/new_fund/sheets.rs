//! The sheets of a fund as people fill them in: columns, hints, drop-downs.
//!
//! What comes in: a workbook. What leaves: sheets with a title, notes, a header, widths, formats and drop-downs, and a sheet of
//! instructions. What it does not know: any fund, rows of data, and the names that drop-downs offer.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, Format, FormatAlign, FormatBorder, Formula,
    Workbook, Worksheet, XlsxError,
};

use super::offered::Offer;
use crate::intake::{ColumnSpec, Form, SheetSpec};

/// The name of the sheet with the instructions.
pub const INSTRUCTIONS: &str = "Instructions";

/// The formats of a workbook.
#[derive(Clone, Debug)]
pub struct Styles {
    title: Format,
    note: Format,
    required: Format,
    optional: Format,
    /// Text in cells.
    pub text: Format,
    /// Text that runs over several lines.
    pub wrapped: Format,
    /// Dates.
    pub date: Format,
    /// Money.
    pub amount: Format,
    /// Whole numbers.
    pub whole: Format,
    /// Percentages.
    pub percent: Format,
    /// Rates.
    pub rate: Format,
    /// The label of a row of totals.
    pub total_label: Format,
    /// The amounts of a row of totals.
    pub total: Format,
}

impl Default for Styles {
    fn default() -> Self {
        let header = || {
            let format = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter);
            format.set_border_bottom(FormatBorder::Thin)
        };
        let total = || Format::new().set_bold().set_border_top(FormatBorder::Thin);
        let number = |pattern: &str| Format::new().set_num_format(pattern);
        Self {
            title: Format::new().set_bold().set_font_size(14).set_font_color(Color::RGB(0x1F_3864)),
            note: Format::new().set_italic().set_font_color(Color::RGB(0x59_5959)),
            required: header().set_background_color(Color::RGB(0x1F_3864)).set_font_color(Color::White),
            optional: header().set_background_color(Color::RGB(0xD9_E2F3)),
            text: Format::new(),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            date: number("yyyy-mm-dd"),
            amount: number("#,##0.00"),
            whole: number("#,##0"),
            percent: number("0.0%"),
            rate: number("#,##0.000000"),
            total_label: total(),
            total: total().set_num_format("#,##0.00"),
        }
    }
}

impl Styles {
    /// The format of a column's header.
    pub const fn header(&self, column: &ColumnSpec) -> &Format {
        if column.required { &self.required } else { &self.optional }
    }

    /// The format of a column's cells.
    pub const fn of(&self, form: Form) -> &Format {
        match form {
            Form::Text | Form::Word(_) | Form::Name(_) => &self.text,
            Form::Date => &self.date,
            Form::Amount => &self.amount,
            Form::Whole => &self.whole,
            Form::Percent => &self.percent,
            Form::Rate => &self.rate,
        }
    }
}

/// Adds a sheet of these columns, with its title, notes, header, widths, formats and drop-downs for `rows` rows of data. Returns
/// it and the row of the first data, from 0.
///
/// # Errors
/// When the writer refuses a text or a name.
pub fn add_sheet<'w>(
    workbook: &'w mut Workbook,
    styles: &Styles,
    layout: &SheetSpec,
    name: &str,
    columns: &[&ColumnSpec],
    notes: &[String],
    rows: u32,
) -> Result<(&'w mut Worksheet, u32), XlsxError> {
    let sheet = workbook.add_worksheet().set_name(name)?;
    sheet.write_string_with_format(0, 0, layout.title, &styles.title)?;
    let mut row = 1;
    for note in notes {
        sheet.write_string_with_format(row, 0, note, &styles.note)?;
        row += 1;
    }
    let header = row + 1;
    let first = header + 1;
    for (index, column) in (0_u16..).zip(columns.iter().copied()) {
        sheet.write_string_with_format(header, index, column.canonical(), styles.header(column))?;
        sheet.set_column_width(index, column.width)?;
        sheet.set_column_format(index, styles.of(column.form))?;
        let rule = match Offer::to(layout, column) {
            Some(offer) => offered(column, offer)?,
            None => validation(column)?,
        };
        sheet.add_data_validation(first, index, first + rows, index, &rule)?;
    }
    sheet.set_row_height(header, 30)?;
    sheet.set_freeze_panes(first, 1)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(header, header)?;
    Ok((sheet, first))
}

/// The drop-down of names, with the column's hint. What is not offered is taken as well: a name may be known as an alias, by
/// its code, or be newer than the list.
fn offered(column: &ColumnSpec, offer: Offer) -> Result<DataValidation, XlsxError> {
    let names = Formula::new(format!("={}", offer.name()));
    let rule = DataValidation::new().allow_list_formula(names).show_error_message(false);
    rule.set_input_title(title(column))?.set_input_message(column.hint)
}

/// A title as short as Excel takes.
fn title(column: &ColumnSpec) -> String {
    column.canonical().chars().take(32).collect()
}

/// The drop-down of words, or the rule for numbers, of a column with its hint. What does not fit is questioned, not refused.
fn validation(column: &ColumnSpec) -> Result<DataValidation, XlsxError> {
    let free = || DataValidation::new().allow_any_value();
    let rule = match column.form {
        Form::Word(words) => DataValidation::new().allow_list_strings(words)?,
        Form::Amount | Form::Rate => {
            DataValidation::new().allow_decimal_number(DataValidationRule::Between(-1e15, 1e15))
        }
        Form::Whole => DataValidation::new().allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
        Form::Text | Form::Date | Form::Percent | Form::Name(_) => free(),
    };
    let rule = rule.set_error_style(DataValidationErrorStyle::Warning);
    let rule = rule.set_input_title(title(column))?.set_input_message(column.hint)?;
    rule.set_error_title("Please check")?.set_error_message(column.hint)
}

/// Adds the sheet that says how to fill in the sheets of this workbook.
///
/// # Errors
/// When the writer refuses a text.
pub fn add_instructions(
    workbook: &mut Workbook,
    styles: &Styles,
    layouts: &[&SheetSpec],
    notes: &[String],
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name(INSTRUCTIONS)?;
    for (column, width) in [(0, 24), (1, 12), (2, 100)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 0, "How to fill in this workbook", &styles.title)?;
    let mut row = 1;
    for line in RULES.iter().copied().chain(notes.iter().map(String::as_str)) {
        sheet.write_string(row, 0, line)?;
        row += 1;
    }
    for layout in layouts {
        row += 1;
        sheet.write_string_with_format(row, 0, format!("Sheet \"{}\"", layout.sheet), &styles.title)?;
        sheet.write_string_with_format(row + 1, 0, layout.purpose, &styles.note)?;
        row += 2;
        for (column, text) in [(0, "Column"), (1, "Needed"), (2, "What to write")] {
            sheet.write_string_with_format(row, column, text, &styles.optional)?;
        }
        for column in layout.on_new_sheets() {
            row += 1;
            let needed = if column.required { "always" } else { "if known" };
            sheet.write_string_with_format(row, 0, column.canonical(), &styles.wrapped)?;
            sheet.write_string_with_format(row, 1, needed, &styles.wrapped)?;
            sheet.write_string_with_format(row, 2, column.hint, &styles.wrapped)?;
        }
        row += 1;
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

const RULES: &[&str] = &[
    "Columns with a dark header are needed in every row; the others may stay blank.",
    "One row is one fact. Titles and notes above the header, rows of totals and footnotes below are left out.",
    "Click a cell to see what belongs there; most columns with fixed words offer a list.",
    "Write dates as 2025-10-31 and amounts as plain numbers. A cell that cannot be read is named, never guessed.",
    "The lists of donors, agreements, places, themes and priorities are those of the fund when this workbook was made or downloaded; a new download, or `poolfund init`, renews them.",
    "Columns may change places, and columns of your own may be added; the settings say which file holds what.",
];
