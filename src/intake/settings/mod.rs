//! The settings in a fund's `inputs` folder, in whichever form they are.
//!
//! What comes in: the folder. What leaves: a fund, or its settings in another form or with more in them. A workbook is read in a
//! process apart, within bounds, as every file is that people send. What it does not know: what settings mean.

use std::io;
use std::path::{Component, Path, PathBuf};

use crate::config::{
    self, ConfigError, ConfigProblem, Fund, LedgerServer, Limits, Settings, SettingsForm, Sheets, Stands,
};
use crate::domain::picture::{self, Picture};
use crate::files;
use crate::intake::file::sandbox::{self, Isolation};
use crate::intake::file::workbook::{self, Cell, FileHead, Flow, Refusal, Request, Row, SheetDetails, Sink, Value};
use crate::intake::problems::ProblemCode;

#[cfg(test)]
mod tests;

/// No file of settings is longer, no workbook of settings has more cells, and none takes longer to read.
const MOST_BYTES: u64 = 16 << 20;
const MOST_CELLS: u64 = 200_000;
const MOST_SECONDS: u64 = 60;

/// Reads the settings in a fund's `inputs` folder, in whichever form they are.
///
/// # Errors
/// When the file is missing, there are two, it is not of the expected shape, or holds values that cannot stand.
pub fn read(inputs: &Path) -> Result<Settings, ConfigError> {
    read_with(inputs, &Isolation::default())
}

/// As [`read`], where a workbook is read as `isolation` says.
///
/// # Errors
/// As [`read`].
pub fn read_with(inputs: &Path, isolation: &Isolation) -> Result<Settings, ConfigError> {
    let form = SettingsForm::of(inputs)?;
    let text = text_of(inputs, form, isolation)?;
    let path = inputs.join(form.file()).display().to_string();
    let mut fund = config::parse(&text, &path)?;
    if let Some(file) = &fund.reports.logo {
        let picture = picture(inputs, file);
        let problem = |found| ConfigError::Values { path, problems: vec![no_picture(found)] };
        fund.reports.picture = Some(picture.map_err(problem)?.into());
    }
    Ok(Settings { fund, text })
}

/// A picture below the inputs; else what was found in its place.
fn picture(inputs: &Path, file: &str) -> Result<Picture, String> {
    let below = Path::new(file).components().all(|part| matches!(part, Component::Normal(_)));
    if !below {
        return Err(format!("{file:?}, which is not below the inputs"));
    }
    let bytes = files::read(&inputs.join(file), MOST_BYTES).map_err(|why| format!("{file:?}: {why}"))?;
    Picture::of(file, bytes).ok_or_else(|| format!("{file:?}, which is none"))
}

fn no_picture(found: String) -> ConfigProblem {
    ConfigProblem {
        key: "reports.logo".to_owned(),
        found,
        expected: picture::EXPECTED.to_owned(),
        fix: "Put such a picture there, or delete the setting.".to_owned(),
    }
}

/// The fund of [`read`] alone.
///
/// # Errors
/// As [`read`].
pub fn load(inputs: &Path) -> Result<Fund, ConfigError> {
    read(inputs).map(|settings| settings.fund)
}

/// The server that keeps the ledger of the fund with an `inputs` folder, whatever else its settings say; nothing where they
/// name none, and where there are none.
///
/// # Errors
/// When the settings cannot be read, or the server that they name cannot stand.
pub fn ledger_server(inputs: &Path) -> Result<Option<LedgerServer>, ConfigError> {
    let form = SettingsForm::of(inputs)?;
    let path = inputs.join(form.file());
    if !path.exists() {
        return Ok(None);
    }
    config::ledger_server(&text_of(inputs, form, &Isolation::default())?, path.display().to_string())
}

/// Adds TOML, such as an `[[input]]`, at the end of the settings in an `inputs` folder.
///
/// # Errors
/// When the file cannot be read or written; it is then as it was.
pub fn append(inputs: &Path, more: &str) -> Result<(), ConfigError> {
    let form = SettingsForm::of(inputs)?;
    let before = text_of(inputs, form, &Isolation::default())?;
    write(&inputs.join(form.file()), form, &format!("{}\n\n{more}", before.trim_end()))
}

/// Writes the settings in the other form, and puts those in the form that there was under another name beside them.
/// Remarks of a `fund.toml` are no settings, and stay behind in it. Gives the new file and the old one's new name.
///
/// # Errors
/// When there are none, or two, or they cannot be written in the other form; they are then as they were.
pub fn turn(inputs: &Path) -> Result<[PathBuf; 2], ConfigError> {
    let from = SettingsForm::of(inputs)?;
    let (old, text) = (inputs.join(from.file()), read(inputs)?.text);
    let to = match from {
        SettingsForm::Toml => SettingsForm::Workbook,
        SettingsForm::Workbook => SettingsForm::Toml,
    };
    let (new, aside) = (inputs.join(to.file()), inputs.join(format!("{} (replaced)", from.file())));
    let unwritable = |why| ConfigError::Unwritable { path: new.display().to_string(), why };
    if aside.exists() {
        let why = io::Error::new(io::ErrorKind::AlreadyExists, format!("{} is in the way", aside.display()));
        return Err(unwritable(why));
    }
    write(&new, to, &text)?;
    // Until this is done both are there, and whoever reads them is told so.
    std::fs::rename(&old, &aside).map_err(unwritable)?;
    Ok([new, aside])
}

/// The settings in a form as TOML.
fn text_of(inputs: &Path, form: SettingsForm, isolation: &Isolation) -> Result<String, ConfigError> {
    let path = inputs.join(form.file());
    let shown = path.display().to_string();
    let unreadable = |why| ConfigError::Unreadable { path: shown.clone(), why };
    if form == SettingsForm::Toml {
        return files::read_text(&path, MOST_BYTES).map_err(unreadable);
    }
    let mut cells = Cells::default();
    match sandbox::read(&path, &request(), isolation, &mut cells) {
        Ok(()) => config::toml_of(&cells.sheets).map_err(|problems| ConfigError::Values { path: shown, problems }),
        Err(Refusal { code: ProblemCode::Unreadable, found, .. }) => Err(unreadable(io::Error::other(found))),
        Err(refusal) => Err(ConfigError::Values { path: shown, problems: vec![refused(&refusal)] }),
    }
}

/// Writes settings in a form; what is written says what the text says.
fn write(path: &Path, form: SettingsForm, text: &str) -> Result<(), ConfigError> {
    let unwritable = |why| ConfigError::Unwritable { path: path.display().to_string(), why };
    let other = |why: &dyn std::fmt::Display| unwritable(io::Error::other(why.to_string()));
    let bytes = match form {
        SettingsForm::Toml => text.as_bytes().to_vec(),
        SettingsForm::Workbook => {
            let bytes = config::workbook_of(text).map_err(|why| other(&why))?;
            let said = |text: &str| toml::from_str(text).ok().map(|said| config::leveled(&said));
            let back = said_by(&bytes).ok().and_then(|back| said(&back));
            if back.is_none() || back != said(text) {
                return Err(other(&"the workbook would not say what the settings say"));
            }
            bytes
        }
    };
    files::replace(path, &bytes).map_err(unwritable)
}

/// What a workbook says that this program has just written.
fn said_by(bytes: &[u8]) -> Result<String, Vec<ConfigProblem>> {
    let mut cells = Cells::default();
    workbook::read(bytes, &request(), &mut cells).map_err(|refusal| vec![refused(&refusal)])?;
    config::toml_of(&cells.sheets)
}

/// How the workbook is read. Its own limits are not known yet.
fn request() -> Request {
    let limits = Limits {
        file_bytes: MOST_BYTES,
        inflated_bytes: 4 * MOST_BYTES,
        part_bytes: 4 * MOST_BYTES,
        cells: MOST_CELLS,
        text_bytes: MOST_BYTES,
        seconds: MOST_SECONDS,
        ..Limits::default()
    };
    Request { file: SettingsForm::Workbook.file().to_owned(), limits, ..Request::default() }
}

/// A workbook that is not read, as what is wrong with the settings.
fn refused(refusal: &Refusal) -> ConfigProblem {
    ConfigProblem {
        key: SettingsForm::Workbook.file().to_owned(),
        found: format!("{} ({}: {})", refusal.found, refusal.code.id(), refusal.code.title()),
        expected: "a workbook with the settings".to_owned(),
        fix: "Open it in Excel and save it, or put an earlier copy in its place.".to_owned(),
    }
}

/// Takes the cells of the workbook.
#[derive(Default)]
struct Cells {
    names: Vec<String>,
    sheets: Sheets,
}

impl Sink for Cells {
    fn file(&mut self, head: &FileHead) {
        self.names = head.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    }

    fn sheet(&mut self, number: usize, _: &SheetDetails) -> Flow {
        self.sheets.begin(self.names.get(number).map_or("", String::as_str));
        Flow::Continue
    }

    fn row(&mut self, row: &Row<'_>) -> Flow {
        for cell in &row.cells {
            if let Some(stands) = stands(cell) {
                self.sheets.put(row.number.saturating_sub(1), cell.column, stands);
            }
        }
        Flow::Continue
    }
}

/// What stands in a cell; nothing in a blank one.
fn stands(cell: &Cell<'_>) -> Option<Stands> {
    Some(match &cell.value {
        value if value.is_blank() => return None,
        Value::Text(text) => Stands::Text(text.clone().into_owned()),
        Value::Number(number) => Stands::Number(number.normalize().to_string()),
        Value::Date(day) => Stands::Text(day.to_string()),
        Value::Logical(truth) => Stands::Truth(*truth),
        Value::Error(_) | Value::NoResult | Value::Outside => Stands::Nothing(cell.value.show().into_owned()),
    })
}
