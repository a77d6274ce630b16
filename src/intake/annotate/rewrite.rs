//! Writes the values of a file that is no xlsx workbook into a new one, with the problems marked.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, Note, Url, Workbook, Worksheet, XlsxError};

use super::{AnnotateError, HEADERS, SHEET_NAME, WIDTHS, cell_of, comment, line};
use crate::intake::file::workbook::{self, FileHead, Flow, Request, Row, SheetDetails, Sink, Value};
use crate::intake::problems::{Problem, Severity};
use crate::intake::row::number;

/// The colours of marks: light red and light yellow.
const ERROR: u32 = 0x00FF_C7CE;
const WARNING: u32 = 0x00FF_EB9C;

/// The most characters that a cell of Excel holds.
const LONGEST_TEXT: usize = 32_767;

/// The workbook that is written, with what the marks need.
struct Copy<'p> {
    workbook: Workbook,
    names: Vec<String>,
    marks: BTreeMap<(String, u32, u32), Vec<&'p Problem>>,
    date: Format,
    fault: Option<XlsxError>,
}

pub(super) fn workbook(bytes: &[u8], request: &Request, problems: &[&Problem]) -> Result<Vec<u8>, AnnotateError> {
    let mut marks: BTreeMap<(String, u32, u32), Vec<&Problem>> = BTreeMap::new();
    for problem in problems {
        if let Some((row, column)) = cell_of(problem) {
            let sheet = problem.location.sheet.clone().unwrap_or_default();
            marks.entry((sheet, row, column)).or_default().push(problem);
        }
    }
    let mut copy = Copy {
        workbook: Workbook::new(),
        names: Vec::new(),
        marks,
        date: Format::new().set_num_format("yyyy-mm-dd"),
        fault: None,
    };
    workbook::read(bytes, request, &mut copy).map_err(AnnotateError::Unreadable)?;
    let unwritable = |error: XlsxError| AnnotateError::Unwritable(error.to_string());
    if let Some(fault) = copy.fault.take() {
        return Err(unwritable(fault));
    }
    for sheet in copy.workbook.worksheets_mut() {
        sheet.autofit();
    }
    add_list(&mut copy.workbook, &copy.names, problems).map_err(unwritable)?;
    copy.workbook.save_to_buffer().map_err(unwritable)
}

fn add_list(workbook: &mut Workbook, names: &[String], problems: &[&Problem]) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    if !names.iter().any(|name| name == SHEET_NAME) {
        sheet.set_name(SHEET_NAME)?;
    }
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.write_row_with_format(0, 0, HEADERS, &text.clone().set_background_color(Color::RGB(WARNING)))?;
    for (row, problem) in (1..).zip(problems) {
        sheet.write_row_with_format(row, 0, line(problem), &text)?;
        if let (Some(name), Some(cell)) = (&problem.location.sheet, problem.location.cell()) {
            let target = Url::new(format!("internal:'{}'!{cell}", name.replace('\'', "''")))
                .set_text(problem.location.shown().unwrap_or_default());
            sheet.write_url_with_format(row, 3, target, &text)?;
        }
    }
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 0)?.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

impl Sink for Copy<'_> {
    fn file(&mut self, head: &FileHead) {
        self.names = head.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    }

    fn sheet(&mut self, number: usize, _: &SheetDetails) -> Flow {
        let name = self.names.get(number).cloned().unwrap_or_default();
        // A name that Excel does not allow is left out: the sheet then has the usual one.
        let _ = self.workbook.add_worksheet().set_name(name);
        Flow::Continue
    }

    fn row(&mut self, row: &Row<'_>) -> Flow {
        match self.write(row) {
            Ok(()) => Flow::Continue,
            Err(fault) => {
                self.fault = Some(fault);
                Flow::Stop
            }
        }
    }
}

impl Copy<'_> {
    fn write(&mut self, row: &Row<'_>) -> Result<(), XlsxError> {
        let place = self.workbook.worksheets().len().saturating_sub(1);
        let name = self.names.get(place).cloned().unwrap_or_default();
        let here: Vec<_> = self.marks.range((name.clone(), row.number, 0)..=(name, row.number, u32::MAX)).collect();
        let sheet = self.workbook.worksheet_from_index(place)?;
        let line = row.number.saturating_sub(1);
        for cell in &row.cells {
            let column = u16::try_from(cell.column).unwrap_or(u16::MAX);
            match &cell.value {
                Value::Number(number) => sheet.write_number(line, column, number::float(*number))?,
                Value::Date(date) => sheet.write_date_with_format(line, column, date, &self.date)?,
                Value::Logical(logical) => sheet.write_boolean(line, column, *logical)?,
                Value::Text(_) | Value::Error(_) | Value::NoResult | Value::Outside => {
                    let text: String = cell.value.show().chars().take(LONGEST_TEXT).collect();
                    sheet.write_string(line, column, text)?
                }
            };
        }
        for ((_, _, column), problems) in here {
            mark(sheet, line, u16::try_from(*column).unwrap_or(u16::MAX), problems)?;
        }
        Ok(())
    }
}

fn mark(sheet: &mut Worksheet, row: u32, column: u16, problems: &[&Problem]) -> Result<(), XlsxError> {
    let error = problems.iter().any(|problem| problem.severity() == Severity::Error);
    let colour = Color::RGB(if error { ERROR } else { WARNING });
    let texts: Vec<String> = problems.iter().map(|problem| comment(problem)).collect();
    sheet.set_cell_format(row, column, &Format::new().set_background_color(colour))?;
    sheet.insert_note(row, column, &Note::new(texts.join("\n\n")).set_author("poolfund"))?;
    Ok(())
}
