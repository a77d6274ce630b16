//! Cells of workbooks, against what another reader (calamine) finds in the same files.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, SheetType, Xlsx};
use poolfund::intake::Limits;
use poolfund::intake::workbook::{self, FileHead, Flow, Request, Row, SheetDetails, Sink, Value};
use rust_decimal::prelude::ToPrimitive;

use crate::support::real_data;

/// Cells by sheet, row and column from 0.
type Cells = BTreeMap<(String, u32, u32), String>;

#[derive(Default)]
struct Collect {
    names: Vec<String>,
    sheet: String,
    cells: Cells,
    formulas: Vec<(String, u32, u32)>,
}

impl Sink for Collect {
    fn file(&mut self, head: &FileHead) {
        self.names = head.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    }

    fn sheet(&mut self, number: usize, _: &SheetDetails) -> Flow {
        self.sheet = self.names[number].clone();
        Flow::Continue
    }

    fn row(&mut self, row: &Row<'_>) -> Flow {
        for cell in &row.cells {
            let place = (self.sheet.clone(), row.number - 1, cell.column);
            if cell.formula {
                self.formulas.push(place.clone());
            }
            self.cells.insert(place, shown(&cell.value));
        }
        Flow::Continue
    }
}

/// A value in a form that two readers have in common: numbers with 12 digits, days as such.
fn shown(value: &Value<'_>) -> String {
    match value {
        Value::Number(number) => number_shown(number.to_f64().unwrap()),
        Value::Date(day) => day.to_string(),
        Value::Text(text) => plain(text),
        Value::Logical(logical) => logical.to_string(),
        Value::Error(text) => text.to_string(),
        Value::NoResult => "no result".to_owned(),
        Value::Outside => "from outside".to_owned(),
    }
}

fn number_shown(number: f64) -> String {
    format!("{number:.11e}")
}

fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

fn other(data: &Data) -> Option<String> {
    Some(match data {
        Data::Int(whole) => number_shown(*whole as f64),
        Data::Float(float) => match float.to_string().len() {
            // Beyond what a decimal holds.
            _ if float.abs() > 7.9e28 => format!("{float:e}"),
            _ if float.abs() < 1e-28 => number_shown(0.0),
            _ => number_shown(*float),
        },
        Data::String(text) => plain(text),
        Data::Bool(logical) => logical.to_string(),
        Data::DateTime(moment) if moment.is_datetime() => match moment.as_datetime() {
            Some(day) => (day + chrono::Duration::milliseconds(500)).date().to_string(),
            None => number_shown(moment.as_f64()),
        },
        Data::DateTime(moment) => number_shown(moment.as_f64()),
        Data::DateTimeIso(text) => text.get(..10).filter(|day| day.contains('-')).unwrap_or(text).to_owned(),
        Data::DurationIso(text) => text.clone(),
        Data::Error(error) => error.to_string(),
        Data::Empty => return None,
    })
}

/// What calamine reads of a workbook; nothing where it reads none, or panics.
fn by_calamine(bytes: &[u8]) -> Option<Cells> {
    std::panic::catch_unwind(|| {
        let mut book = Xlsx::new(Cursor::new(bytes)).ok()?;
        let mut cells = Cells::new();
        for sheet in book.sheets_metadata().to_vec() {
            if sheet.typ != SheetType::WorkSheet {
                continue;
            }
            let mut read = book.worksheet_cells_reader(&sheet.name).ok()?;
            while let Some(cell) = read.next_cell().ok()? {
                let ((row, column), data) = (cell.get_position(), Data::from(cell.get_value().clone()));
                let place = (sheet.name.clone(), row, column);
                cells.extend(other(&data).filter(|text| !text.trim().is_empty()).map(|text| (place, text)));
            }
        }
        Some(cells)
    })
    .ok()
    .flatten()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

#[test]
fn xlsx_cells_are_those_that_calamine_reads() {
    let Some(corpus) = real_data("spreadsheets") else { return };
    let mut paths = Vec::new();
    files(&corpus, &mut paths);
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "xlsx" || ending == "xlsm"));
    // Files made to harm a reader are not for calamine in this process.
    paths.retain(|path| !path.starts_with(corpus.join("generated")));
    paths.sort();
    let (mut same, mut cells, mut differing) = (0, 0, Vec::new());
    for path in &paths {
        let name = path.strip_prefix(&corpus).unwrap().display().to_string();
        let bytes = std::fs::read(path).unwrap();
        let request = Request { file: "a.xlsx".to_owned(), limits: Limits::default(), ..Request::default() };
        let mut own = Collect::default();
        let read = workbook::read(&bytes, &request, &mut own);
        let Some(theirs) = by_calamine(&bytes) else { continue };
        if let Err(refusal) = read {
            differing.push(format!("{name}: refused: {}", refusal.found));
            continue;
        }
        // Results that nobody calculated and values from elsewhere are told apart on purpose.
        let differs = |(place, text): &(&(String, u32, u32), &String)| {
            let mine = own.cells.get(*place).map_or("nothing", String::as_str);
            mine != text.as_str() && !matches!(mine, "no result" | "from outside")
        };
        let more = own.cells.iter().find(|(place, text)| {
            !theirs.contains_key(*place) && !matches!(text.as_str(), "no result" | "from outside")
        });
        match theirs.iter().find(differs) {
            Some((place, text)) => {
                differing.push(format!("{name} {place:?}: calamine {text:?}, here {:?}", own.cells.get(place)));
            }
            None if more.is_some() => differing.push(format!("{name}: calamine nothing, here {more:?}")),
            None => (same, cells) = (same + 1, cells + theirs.len()),
        }
    }
    eprintln!(
        "{same} of {} files are read alike, with {cells} cells; otherwise:\n{}",
        paths.len(),
        differing.join("\n")
    );
    assert!(same > 420 && differing.len() <= 12, "{} differ", differing.len());
}
