//! A new fund: empty workbooks with drop-downs and instructions, and its settings, as a `fund.toml` with remarks or, from
//! answers to a few questions, as a workbook.
//!
//! What comes in: a folder and the names that drop-downs offer, or the answers. What leaves: the files of `inputs/`. What it does not
//! know: how inputs are read, and the clock: the same call writes the same bytes.

mod offered;
mod renewed;
pub mod sheets;

pub use offered::{LISTS, Offer, Offered};
pub use renewed::{Lists, TEMPLATES, fresh, renew};

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use offered::CURRENCIES;
use sheets::Styles;

use crate::config::{self, ConfigError, ConfigProblem, InputKind, NoWorkbook, SettingsForm};
use crate::domain::tree::Node;
use crate::domain::{FactKind, GeographyCode, number};
use crate::files::{self, Known, StagedFolder};
use crate::intake::SheetSpec;

/// `fund.toml` of a new fund, without its inputs.
const FUND: &str = include_str!("fund.toml");
/// How many rows get drop-downs.
const ROWS: u32 = 2_000;

/// Why a new fund cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum InitError {
    /// A file is already there; nothing was written.
    #[error("{0} is already there; nothing was written")]
    Exists(PathBuf),
    /// A file cannot be written.
    #[error("{path} cannot be written: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The answers make no fund, or the fund's own settings do not.
    #[error(transparent)]
    Answers(#[from] ConfigError),
    /// The settings cannot be written as a workbook.
    #[error(transparent)]
    Settings(#[from] NoWorkbook),
    /// A workbook cannot be made.
    #[error("the workbook {file} cannot be made: {source}")]
    Workbook {
        /// Its name.
        file: String,
        /// Why.
        source: XlsxError,
    },
}

/// Answers to what a new fund is asked. Amounts are in base currency, as people write them.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// The fund's name.
    pub name: String,
    /// A short name.
    pub code: String,
    /// The base currency, by its code.
    pub base_currency: String,
    /// The first and last year, as `2025-2028`.
    pub period: String,
    /// The language of its own reports, by its code.
    pub language: String,
    /// The overall budget.
    pub budget: String,
    /// What the organisation pays itself.
    pub own_resources: String,
    /// What ongoing projects outside the pool pay.
    pub ongoing_projects: String,
    /// The administrative agent's fee on each deposit, as a percentage; nothing where it is blank. So are the next two.
    #[serde(default)]
    pub administrative_fee: String,
    /// Programme support cost on direct expenditure.
    #[serde(default)]
    pub support_cost: String,
    /// The levy on tightly earmarked contributions.
    #[serde(default)]
    pub levy: String,
    /// Whether each month's recommendation is entered (`automatic`, also where it is blank), or `decided`.
    #[serde(default)]
    pub mode: String,
    /// The names of its themes.
    pub themes: Vec<String>,
    /// The codes of its countries and regions.
    pub places: Vec<String>,
    /// Regions of its own, beside the United Nations'.
    #[serde(default)]
    pub regions: Vec<OwnRegion>,
}

/// A region of a fund's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnRegion {
    /// Its name.
    pub name: String,
    /// The codes of its countries.
    pub countries: Vec<String>,
}

impl Answers {
    /// The settings that they make.
    fn settings(&self) -> String {
        let text = |text: &str| toml::Value::String(text.trim().to_owned()).to_string();
        let share = |share: &str| if share.trim().is_empty() { text("0%") } else { text(share) };
        let mode = if self.mode.trim().is_empty() { "automatic" } else { &self.mode };
        let head = format!(
            "[fund]\nname = {}\ncode = {}\nbase_currency = {}\nperiod = {}\ndefault_language = {}\n\n[programme]\n\
             budget = {}\nown_resources = {}\nongoing_projects = {}\ngap = {}\n\n[charges]\nadministrative_fee = {}\n\
             support_cost = {}\nlevy = {}\n\n[allocation]\nmode = {}\n{RATES}",
            text(&self.name),
            text(&self.code),
            text(&self.base_currency),
            text(&self.period),
            text(&self.language),
            text(&self.budget),
            text(&self.own_resources),
            text(&self.ongoing_projects),
            text(&self.gap()),
            share(&self.administrative_fee),
            share(&self.support_cost),
            share(&self.levy),
            text(mode),
        );
        let theme =
            |(number, name): (usize, &String)| format!("\n[[theme]]\ncode = \"T{number:02}\"\nname = {}\n", text(name));
        let region = |(number, region): (usize, &OwnRegion)| {
            let countries: Vec<String> = region.countries.iter().map(|code| text(code)).collect();
            let (name, countries) = (text(&region.name), countries.join(", "));
            format!("\n[[geography.region]]\ncode = \"R{number:02}\"\nname = {name}\ncountries = [{countries}]\n")
        };
        let regions = (1..).zip(&self.regions).map(region);
        std::iter::once(head).chain((1..).zip(&self.themes).map(theme)).chain(regions).chain(inputs()).collect()
    }

    /// What is to be raised; nothing where an amount cannot be read.
    fn gap(&self) -> String {
        let amount = |text: &str| number::typed(text.trim(), None).ok().map(|number| number.value);
        let less = |from: Decimal, text: &str| from.checked_sub(amount(text)?);
        let gap = amount(&self.budget).and_then(|budget| less(budget, &self.own_resources));
        gap.and_then(|rest| less(rest, &self.ongoing_projects)).map_or_else(String::new, |gap| gap.to_string())
    }

    /// What is wrong with the answers; what is to be raised is worked out of them, and no answer itself.
    fn refused(mut why: ConfigError) -> ConfigError {
        if let ConfigError::Values { problems, .. } = &mut why {
            let worked_out = |problem: &ConfigProblem| problem.key == "programme.gap";
            if !problems.iter().all(worked_out) {
                problems.retain(|problem| !worked_out(problem));
            }
        }
        why
    }
}

/// What a fund begins with that is not asked.
const RATES: &str = "expiry_notice_days = 180\n\n[gap]\npledge_weight = \"50%\"\n";

/// Writes an empty fund into `folder/inputs`; returns the files, `fund.toml` first.
///
/// # Errors
/// When one of the files is already there (then none is written), or cannot be written.
pub fn write(folder: &Path, offered: &Offered) -> Result<Vec<PathBuf>, InitError> {
    let text = std::iter::once(FUND.to_owned()).chain(inputs()).collect::<String>();
    create(folder, (SettingsForm::Toml, text.into_bytes()), offered)
}

/// Writes an empty fund by answers into `folder/inputs`, with the fund's own themes and places in the drop-downs; returns the
/// files, `settings.xlsx` first.
///
/// # Errors
/// When the answers make no fund; also as [`write`].
pub fn write_answered(folder: &Path, answers: &Answers) -> Result<Vec<PathBuf>, InitError> {
    let text = answers.settings();
    let fund = config::parse(&text, SettingsForm::Workbook.file()).map_err(Answers::refused)?;
    let mut currencies = vec![answers.base_currency.clone()];
    currencies.extend(CURRENCIES.map(str::to_owned).into_iter().filter(|code| *code != answers.base_currency));
    let chosen = |node: &&Node<GeographyCode>| {
        let code = node.code.as_str();
        answers.places.iter().any(|place| place == code)
            || answers.regions.iter().any(|region| region.name.trim() == node.name)
    };
    let places = offered::places(&fund.geography, fund.geography.nodes().iter().filter(chosen));
    let themes = answers.themes.clone();
    let offered = Offered { places, themes, currencies, ..Offered::default() };
    create(folder, (SettingsForm::Workbook, config::workbook_of(&text)?), &offered)
}

/// Writes the settings and the workbooks, none of which may be there.
fn create(
    folder: &Path,
    (form, settings): (SettingsForm, Vec<u8>),
    offered: &Offered,
) -> Result<Vec<PathBuf>, InitError> {
    let inputs = folder.join("inputs");
    let mut files = vec![(inputs.join(form.file()), settings)];
    for name in names(of_new_funds()) {
        let bytes = workbook(name, offered).map_err(|source| InitError::Workbook { file: name.to_owned(), source })?;
        files.push((inputs.join(name), bytes));
    }
    let both = SettingsForm::ALL.map(|form| inputs.join(form.file()));
    if let Some(path) = files.iter().map(|(path, _)| path).chain(&both).find(|path| path.exists()) {
        return Err(InitError::Exists(path.clone()));
    }
    if !inputs.exists() {
        let paths = files.iter().map(|(path, _)| path.clone()).collect();
        return whole(&inputs, files).map(|()| paths).map_err(|source| InitError::File { path: inputs, source });
    }
    let mut written = Vec::with_capacity(files.len());
    // The settings come last: a fund that was begun and cut off has none.
    for (path, bytes) in files.into_iter().rev() {
        // A file that appears in the meantime is not overwritten.
        let created = fs::OpenOptions::new().write(true).create_new(true).open(&path);
        let done = created.and_then(|mut file| file.write_all(&bytes));
        done.map_err(|source| InitError::File { path: path.clone(), source })?;
        written.push(path);
    }
    written.reverse();
    Ok(written)
}

/// Writes the folder of inputs, whole or not at all: what was cut off can be begun again.
fn whole(inputs: &Path, files: Vec<(PathBuf, Vec<u8>)>) -> io::Result<()> {
    fs::create_dir_all(inputs.parent().unwrap_or(Path::new(".")))?;
    files::remove_unfinished(inputs)?;
    let folder = StagedFolder::new(inputs)?;
    for (path, bytes) in files {
        folder.write(&path.file_name().unwrap_or_default().to_string_lossy(), &bytes)?;
    }
    folder.put_in_place(&|_| Ok(Known::default()))?;
    Ok(())
}

/// An input for each kind of a new fund, as TOML.
fn inputs() -> impl Iterator<Item = String> {
    of_new_funds().map(|spec| {
        let (kind, file, sheet) = (spec.kind.name(), spec.file, spec.sheet);
        format!("\n[[input]]\nkind = \"{kind}\"\nfile = \"{file}\"\nsheet = \"{sheet}\"\n")
    })
}

/// The kinds that people fill in: those that stand in workbooks.
fn filled_in() -> impl Iterator<Item = &'static SheetSpec> {
    SheetSpec::all().into_iter().filter(|spec| spec.file.ends_with(".xlsx"))
}

/// Those that a new fund begins with: what moves between priorities is one of its decisions, and needs no sheet of its own.
fn of_new_funds() -> impl Iterator<Item = &'static SheetSpec> {
    filled_in().filter(|spec| spec.kind != InputKind::Facts(FactKind::Reallocation))
}

/// The names of all workbooks that there are.
fn workbooks() -> Vec<&'static str> {
    names(filled_in())
}

/// The names of the workbooks of sheets, each once.
fn names(specs: impl Iterator<Item = &'static SheetSpec>) -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    for spec in specs {
        if !names.contains(&spec.file) {
            names.push(spec.file);
        }
    }
    names
}

/// An empty workbook: instructions, its sheets, the lists.
fn workbook(name: &str, offered: &Offered) -> Result<Vec<u8>, XlsxError> {
    let layouts: Vec<&SheetSpec> = filled_in().filter(|layout| layout.file == name).collect();
    let styles = Styles::default();
    let mut workbook = Workbook::new();
    let title = layouts.first().map_or("", |layout| layout.title);
    let made = ExcelDateTime::from_ymd(2025, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    sheets::add_instructions(&mut workbook, &styles, &layouts, &[])?;
    for layout in &layouts {
        let notes = [layout.purpose.to_owned()];
        let columns: Vec<_> = layout.on_new_sheets().collect();
        sheets::add_sheet(&mut workbook, &styles, layout, layout.sheet, &columns, &notes, ROWS)?;
    }
    offered.add_to(&mut workbook)?;
    workbook.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::intake::{Isolation, settings};

    #[test]
    fn writes_each_workbook_once_and_never_over_another() {
        let folder = std::env::temp_dir().join(format!("init-{}", std::process::id()));
        let offered = Offered {
            places: vec!["World".into(), "Malawi".into()],
            themes: vec!["Health".into()],
            currencies: vec!["USD".into()],
            ..Offered::default()
        };
        let files = write(&folder, &offered).unwrap();
        assert_eq!(files.len(), 12, "fund.toml and eleven workbooks");
        assert!(!files.iter().any(|file| file.ends_with("reallocations.xlsx")), "a move is a decision");
        let decisions = files.iter().find(|file| file.ends_with("decisions.xlsx")).unwrap();
        let decisions: calamine::Xlsx<_> = calamine::open_workbook(decisions).unwrap();
        let named = calamine::Reader::defined_names(&decisions);
        let own = named.iter().map(|(name, _)| name.as_str()).filter(|name| name.starts_with("Fund"));
        let (named, offers): (BTreeSet<&str>, _) = (own.collect(), Offer::ALL.map(Offer::name).into());
        assert_eq!(named, offers, "its drop-downs grow with the fund");
        assert!(matches!(write(&folder, &offered), Err(InitError::Exists(_))));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn answers_make_a_fund() {
        let folder = tempfile::tempdir().unwrap();
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let answers = Answers {
            name: "Fund of \"Ann\"".to_owned(),
            code: "ANN".to_owned(),
            base_currency: "EUR".to_owned(),
            period: "2025-2028".to_owned(),
            language: "fr".to_owned(),
            budget: "1,000,000".to_owned(),
            own_resources: "100 000".to_owned(),
            ongoing_projects: "0".to_owned(),
            support_cost: "8%".to_owned(),
            mode: "decided".to_owned(),
            themes: texts(&["Santé", "Water = life"]),
            places: texts(&["MWI", "FSM"]),
            regions: vec![OwnRegion { name: "Lakes".to_owned(), countries: texts(&["MWI", "TZA"]) }],
            ..Answers::default()
        };
        let files = write_answered(folder.path(), &answers).unwrap();
        assert!(files[0].ends_with("inputs/settings.xlsx"));
        let inputs = folder.path().join("inputs");
        let fund = settings::read_with(&inputs, &Isolation::None).unwrap().fund;
        assert_eq!((fund.name.as_str(), fund.inputs.len() > 9), ("Fund of \"Ann\"", true));
        assert_eq!(
            fund.programme.gap,
            fund.programme.budget - fund.programme.own_resources,
            "however amounts are typed"
        );
        assert_eq!((fund.charges.levy.to_string(), fund.charges.support_cost.to_string()), ("0%".into(), "8%".into()));
        assert!(fund.geography.nodes().iter().any(|node| node.name == "Lakes"));
        let mut donors: calamine::Xlsx<_> = calamine::open_workbook(inputs.join("priorities.xlsx")).unwrap();
        let lists = calamine::Reader::worksheet_range(&mut donors, LISTS).unwrap();
        let places: Vec<String> = (1..4).map(|row| lists.get((row, 1)).unwrap().to_string()).collect();
        let expected = ["Lakes", "Malawi", "Micronesia (Federated States of)"];
        assert_eq!(places, expected, "sorted; a region of the United Nations has the short name, too");
        assert!(
            matches!(write(folder.path(), &Offered::usual()), Err(InitError::Exists(_))),
            "settings in another form"
        );
        let wrong = Answers { base_currency: "no currency".to_owned(), ..answers };
        let other = tempfile::tempdir().unwrap();
        assert!(matches!(write_answered(other.path(), &wrong), Err(InitError::Answers(_))));
        let unclear = Answers { base_currency: "EUR".to_owned(), own_resources: "500.000".to_owned(), ..wrong };
        let Err(InitError::Answers(ConfigError::Values { problems, .. })) = write_answered(other.path(), &unclear)
        else {
            panic!("500.000 can be read in two ways");
        };
        let keys: Vec<&str> = problems.iter().map(|problem| problem.key.as_str()).collect();
        assert_eq!(keys, ["programme.own_resources"], "what is worked out of it is no answer");
        assert!(!other.path().join("inputs").exists());
    }
}
