//! `poolfund show FILE`: what the program sees of any sheet.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::domain::address::{cell_name, column_letters};
use crate::domain::text::visible;
use crate::intake::workbook::{FileHead, Flow, Limits, Request, SheetDetails, SheetHead};
use crate::intake::{self, Isolation, SeenCell, Sight};

use super::summary::plural;
use super::{CommandError, FundFolder, terminal};

/// Options of `show`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ShowArguments {
    #[command(flatten)]
    folder: FundFolder,
    /// Any workbook or text file, an input of the fund or not
    file: PathBuf,
    /// The one sheet to show [default: all]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Write the cells as CSV into OUT, a new file; `-` for standard output
    #[arg(long, value_name = "OUT")]
    csv: Option<PathBuf>,
}

/// A table of cells that is being written.
type Table = Box<csv::Writer<Box<dyn std::io::Write>>>;

/// How much text is held before it is printed, in bytes.
const HELD: usize = 64 << 10;

/// Shows a file.
pub(super) fn run(arguments: &ShowArguments) -> Result<(), CommandError> {
    let file = arguments.folder.located(&arguments.file);
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let request =
        Request { file: name.clone(), sheet: arguments.sheet.clone(), limits: Limits::default(), ..Request::default() };
    let mut screen = match arguments.csv.as_deref() {
        Some(out) => Screen::Table(table(out)?),
        None => Screen::Lines(String::new()),
    };
    let mut found = Found::default();
    let refusal = intake::show(&file, &request, &Isolation::default(), &mut |sight| {
        found.see(sight);
        let shown = screen.see(sight);
        let flow = if shown.is_ok() { Flow::Continue } else { Flow::Stop };
        found.failed = shown.err();
        flow
    });
    if let Some(failed) = found.failed {
        return Err(failed);
    }
    screen.end()?;
    refusal.map_err(|refusal| {
        CommandError::Use(format!("{name}: {}: {} ({})", refusal.code.title(), refusal.found, refusal.code.id()))
    })?;
    if let Some(wanted) = arguments.sheet.as_ref().filter(|_| found.shown == 0) {
        let names: Vec<String> = found.sheets.iter().map(|sheet| format!("{sheet:?}")).collect();
        return Err(CommandError::Use(format!("{name} has no sheet {wanted:?}; its sheets are {}", names.join(", "))));
    }
    let cells = plural(found.cells, "cell", "no cells");
    terminal::tell(&format!("{}, {cells} that are not empty.", plural(found.shown, "sheet", "no sheets")));
    Ok(())
}

/// What was seen in all.
#[derive(Default)]
struct Found {
    sheets: Vec<String>,
    shown: usize,
    cells: usize,
    failed: Option<CommandError>,
}

impl Found {
    fn see(&mut self, sight: Sight<'_>) {
        match sight {
            Sight::File(head) => self.sheets = head.sheets.iter().map(|sheet| sheet.name.clone()).collect(),
            Sight::Sheet(..) => self.shown += 1,
            Sight::Row(_, cells) => self.cells += cells.len(),
        }
    }
}

/// A new table of cells.
fn table(out: &Path) -> Result<Table, CommandError> {
    let file_error = |why| CommandError::File { path: out.display().to_string(), why };
    let to: Box<dyn std::io::Write> = if out.as_os_str() == "-" {
        Box::new(terminal::Output)
    } else {
        Box::new(std::fs::File::create_new(out).map_err(file_error)?)
    };
    let mut table = Box::new(csv::Writer::from_writer(to));
    table.write_record(HEADER).map_err(unwritable)?;
    Ok(table)
}

const HEADER: [&str; 10] =
    ["sheet", "cell", "type", "value", "format", "formula", "hidden", "struck through", "merged", "comment"];

fn unwritable(error: csv::Error) -> CommandError {
    CommandError::File { path: "the table".to_owned(), why: std::io::Error::other(error.to_string()) }
}

/// Where the cells go.
enum Screen {
    /// To the terminal, with what is held of it.
    Lines(String),
    Table(Table),
}

impl Screen {
    fn see(&mut self, sight: Sight<'_>) -> Result<(), CommandError> {
        match self {
            Self::Lines(held) => {
                match sight {
                    Sight::File(head) => file(head, held),
                    Sight::Sheet(head, details) => sheet(head, details, held),
                    Sight::Row(_, cells) => cells.iter().for_each(|cell| line(cell, held)),
                }
                if held.len() < HELD { Ok(()) } else { print(held) }
            }
            Self::Table(table) => match sight {
                Sight::File(_) | Sight::Sheet(..) => Ok(()),
                Sight::Row(head, cells) => {
                    cells.iter().try_for_each(|cell| table.write_record(record(head, cell)).map_err(unwritable))
                }
            },
        }
    }

    fn end(self) -> Result<(), CommandError> {
        match self {
            Self::Lines(mut held) => print(&mut held),
            Self::Table(mut table) => {
                table.flush().map_err(|why| CommandError::File { path: "the table".to_owned(), why })
            }
        }
    }
}

fn print(held: &mut String) -> Result<(), CommandError> {
    let text = std::mem::take(held);
    if text.is_empty() { Ok(()) } else { terminal::output(text.trim_end_matches('\n')) }
}

fn file(head: &FileHead, out: &mut String) {
    if let Some(text) = &head.text {
        let _ = writeln!(out, "read as {text}");
    }
    for carried in &head.carried {
        let _ = writeln!(out, "carries {}, which were not run", carried.name());
    }
}

/// What a sheet says around its cells.
fn sheet(head: &SheetHead, details: &SheetDetails, out: &mut String) {
    let name = if head.name.is_empty() { "the only sheet".to_owned() } else { format!("sheet {:?}", head.name) };
    let runs = |[first, last]: &[u32; 2]| format!("{}:{}", column_letters(*first), column_letters(*last));
    let hidden = details.hidden_columns.iter().map(runs).collect::<Vec<_>>().join(", ");
    let areas = details.tables.iter().map(|table| {
        let [row, column, last_row, last] = table.area;
        format!("table {:?} ({}:{})", table.name, cell_name(row, column), cell_name(last_row, last))
    });
    let mut said: Vec<String> = areas.collect();
    said.extend(head.hidden.then(|| "hidden".to_owned()));
    said.extend((!hidden.is_empty()).then(|| format!("hidden columns {hidden}")));
    said.extend((!details.merged.is_empty()).then(|| plural(details.merged.len(), "merged area", "")));
    said.extend((!details.remarks.is_empty()).then(|| plural(details.remarks.len(), "comment", "")));
    said.extend(details.unseen.then(|| "what is hidden, merged or marked cannot be found out".to_owned()));
    let said = if said.is_empty() { String::new() } else { format!(": {}", said.join("; ")) };
    let _ = writeln!(out, "{}", visible(&format!("{name}{said}")));
}

/// A cell as a line.
fn line(cell: &SeenCell, out: &mut String) {
    let marks = [
        Some(cell.format.clone()).filter(|format| !format.is_empty()),
        cell.formula.then(|| "formula".to_owned()),
        cell.hidden.then(|| "hidden".to_owned()),
        cell.struck.then(|| "struck through".to_owned()),
        cell.merged.as_ref().map(|area| format!("merged {area}")),
        cell.comment.as_ref().map(|comment| format!("comment {:?}", comment.trim())),
    ];
    let marks = marks.into_iter().flatten().collect::<Vec<_>>().join("; ");
    let marks = if marks.is_empty() { marks } else { format!("   [{marks}]") };
    let _ = writeln!(out, "  {:<7} {:<8} {}{}", cell.name, cell.kind, visible(&cell.value), visible(&marks));
}

/// A cell as a record. A text that a spreadsheet program would take for a formula has an apostrophe before it.
fn record(head: &SheetHead, cell: &SeenCell) -> [String; 10] {
    let yes = |said: bool| if said { "yes".to_owned() } else { String::new() };
    let plain = |text: &str| {
        let acts = text.starts_with(['=', '+', '@', '\t', '\r']) || cell.kind == "text" && text.starts_with('-');
        if acts { format!("'{text}") } else { text.to_owned() }
    };
    [
        plain(&head.name),
        cell.name.clone(),
        cell.kind.to_owned(),
        plain(&cell.value),
        cell.format.clone(),
        yes(cell.formula),
        yes(cell.hidden),
        yes(cell.struck),
        cell.merged.clone().unwrap_or_default(),
        cell.comment.as_deref().map(plain).unwrap_or_default(),
    ]
}
