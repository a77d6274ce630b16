//! Funds whose inputs are small workbooks written on the fly.

use std::path::PathBuf;

use poolfund::config::{self, Fund};
use poolfund::intake::{self, Intake, Isolation, Options};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use tempfile::TempDir;

use crate::builder::FUND;

/// A folder of inputs.
pub struct Inputs {
    folder: TempDir,
    mappings: String,
    pub options: Options,
}

/// Reading in processes of the program under test.
pub fn isolated() -> Isolation {
    Isolation::Program(env!("CARGO_BIN_EXE_poolfund").into())
}

impl Inputs {
    /// A folder without inputs.
    pub fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            mappings: String::new(),
            options: Options { isolation: isolated(), ..Options::default() },
        }
    }

    /// The path of a file in the folder.
    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    /// Adds a mapping; `more` are further lines of TOML.
    pub fn map(mut self, kind: &str, file: &str, more: &str) -> Self {
        self.mappings.push_str(&format!("[[input]]\nkind = \"{kind}\"\nfile = \"{file}\"\n{more}\n"));
        self
    }

    /// Adds a file of bytes.
    pub fn bytes(self, file: &str, bytes: &[u8]) -> Self {
        std::fs::write(self.path(file), bytes).unwrap();
        self
    }

    /// Adds a workbook of one sheet (`Sheet1`) and its mapping.
    pub fn sheet(self, kind: &str, rows: &[&[&str]]) -> Self {
        let file = format!("{kind}.xlsx");
        let workbook = workbook(rows, |_| {});
        self.bytes(&file, &workbook).map(kind, &file, "")
    }

    /// The donors Belgium and Japan, and the agreement BEL-1 of EUR 1,000.00 without earmark.
    pub fn agreement(self) -> Self {
        self.donors()
            .sheet("agreements", &[AGREEMENT_HEADER, &["BEL-1", "BEL", "commitment", "@2024-01-15", "EUR", "#1000"]])
    }

    /// The donors Belgium and Japan.
    pub fn donors(self) -> Self {
        self.sheet(
            "donors",
            &[DONOR_HEADER, &["BEL", "Belgium", "government", "BEL"], &["JPN", "Japan", "government", "JPN"]],
        )
    }

    /// The fund that these inputs belong to.
    pub fn fund(&self) -> Fund {
        config::parse(&format!("{FUND}\n{}", self.mappings), "fund.toml").unwrap()
    }

    /// The folder of a fund with these inputs, as the program reads it.
    pub fn in_a_fund(&self) -> TempDir {
        let fund = TempDir::new().unwrap();
        let inputs = fund.path().join("inputs");
        std::fs::create_dir(&inputs).unwrap();
        for file in std::fs::read_dir(self.folder.path()).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), inputs.join(file.file_name())).unwrap();
        }
        std::fs::write(inputs.join("fund.toml"), format!("{FUND}\n{}", self.mappings)).unwrap();
        fund
    }

    /// Reads everything.
    pub fn read(&self) -> Intake {
        intake::read_with(self.folder.path(), &self.fund(), &self.options, None)
    }
}

pub const DONOR_HEADER: &[&str] = &["Code", "Name", "Type", "Country"];
pub const AGREEMENT_HEADER: &[&str] = &["Agreement", "Donor", "Stage", "Signed on", "Currency", "Amount"];
pub const OPENING_HEADER: &[&str] = &["Agreement", "Country", "Theme", "Allocated", "Charged", "As at"];
pub const RATE_HEADER: &[&str] = &["Currency", "Units per USD", "Effective date"];
pub const RECEIPT_HEADER: &[&str] = &["Receipt", "Agreement", "Date", "Kind", "Currency", "Amount"];

/// A workbook of one sheet. Cells: `#12.5` a number, `@2025-10-31` a date, `=A1|5` a formula with its result, others
/// text.
pub fn workbook(rows: &[&[&str]], more: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    fill(sheet, rows);
    more(sheet);
    workbook.save_to_buffer().unwrap()
}

/// An ods spreadsheet of these automatic styles and tables.
pub fn spreadsheet(styles: &str, tables: &str) -> Vec<u8> {
    spreadsheet_with(styles, tables, &[])
}

/// The same with further parts.
pub fn spreadsheet_with(styles: &str, tables: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let names = ["office", "table", "text", "style"]
        .map(|name| format!("xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""));
    let content = format!(
        "<office:document-content {} xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\">\
         <office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}\
         </office:spreadsheet></office:body></office:document-content>",
        names.join(" "),
    );
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest = format!(
        "<m:manifest xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">\
         <m:file-entry m:full-path=\"/\" m:media-type=\"{kind}\"/></m:manifest>"
    );
    let files = [("mimetype", kind), ("META-INF/manifest.xml", &manifest), ("content.xml", &content)];
    for &(name, text) in files.iter().chain(more) {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Writes rows into a sheet, as [`workbook`] does.
pub fn fill(sheet: &mut Worksheet, rows: &[&[&str]]) {
    let dates = Format::new().set_num_format("yyyy-mm-dd");
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            let (row, column) = (row as u32, column as u16);
            if let Some(Ok(number)) = text.strip_prefix('#').map(str::parse::<f64>) {
                sheet.write_number(row, column, number).unwrap();
            } else if let Some(date) = text.strip_prefix('@') {
                let date: chrono::NaiveDate = date.parse().unwrap();
                sheet.write_datetime_with_format(row, column, date, &dates).unwrap();
            } else if let Some((formula, result)) = text.strip_prefix('=').and_then(|text| text.split_once('|')) {
                sheet.write_formula(row, column, Formula::new(formula).set_result(result)).unwrap();
            } else if !text.is_empty() {
                sheet.write_string(row, column, *text).unwrap();
            }
        }
    }
}

/// The problems as text, one a line.
pub fn show(intake: &Intake) -> String {
    intake.problems.iter().map(|problem| format!("{problem}\n")).collect()
}
