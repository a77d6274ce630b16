//! A file on its way into the inputs: what the fund would be with it, before it enters.
//!
//! What comes in: the fund's folder, a file that stands elsewhere, and the name that it is to have among the inputs. What
//! leaves: what a check would say, and which facts would be new, other, or gone. What it does not know: who brings the file,
//! and whether it enters. Nothing of the fund is changed: it is tried in a folder of its own.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::config;
use crate::domain::facts::Facts;
use crate::domain::{Fact, FactKind, FactVisitor, Key, Source};
use crate::files::Scratch;
use crate::intake::settings;

use super::check::checked;
use super::computed::inputs;
use super::{AsOf, BooksError, Checkup, Watch, ledger};

/// A file that is to enter.
#[derive(Clone, Copy, Debug)]
pub struct Arrival<'a> {
    /// Where it stands now.
    pub file: &'a Path,
    /// Its name among the inputs. One that is there already is replaced.
    pub name: &'a str,
    /// How it is read, as TOML, where the settings do not say it; else nothing.
    pub input: &'a str,
}

/// What a fund would be with a file.
#[derive(Debug)]
pub struct Weighed {
    /// What a check would say.
    pub checkup: Checkup,
    /// What becomes of the facts, by kinds of which there are any.
    pub changes: Vec<FactChanges>,
    /// The settings that change.
    pub settings: Vec<SettingChange>,
}

/// A setting that changes, each side in TOML; empty where it is not said. Of a list of tables only those that differ, a line each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingChange {
    /// Its key, such as `fund.name`, or `region` for a list of tables.
    pub key: String,
    /// What it is.
    pub before: String,
    /// What it would be.
    pub after: String,
}

/// What becomes of the facts of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactChanges {
    /// The kind.
    pub kind: FactKind,
    /// How many say what they say now.
    pub same: usize,
    /// How many say something else under the same name.
    pub other: usize,
    /// How many are not there now.
    pub new: usize,
    /// How many would be gone.
    pub gone: usize,
}

/// Says what a fund would be with a file among its inputs.
///
/// # Errors
/// When the settings cannot stand, with the file or without; when the ledger cannot be read, or a folder to try it in
/// cannot be written.
pub fn weigh(folder: &Path, as_of: AsOf, arrival: &Arrival<'_>, watch: Watch<'_>) -> Result<Weighed, BooksError> {
    let store = ledger(folder)?;
    let store = store.as_deref();
    let before = inputs(folder, store, watch)?;
    let trial = Scratch::new().map_err(BooksError::file(folder))?;
    arrange(&folder.join("inputs"), arrival, trial.path())?;
    let after = inputs(trial.path(), store, watch)?;
    let changes = FactKind::ALL.iter().map(|kind| compare(*kind, &before.intake.facts, &after.intake.facts));
    let changes = changes.filter(|changes| changes.same + changes.other + changes.new + changes.gone > 0).collect();
    let settings = setting_changes(&before.settings.bytes, &after.settings.bytes);
    Ok(Weighed { checkup: checked(trial.path(), after, as_of, store, watch), changes, settings })
}

/// The settings that differ between two texts in TOML, in the order of their keys.
fn setting_changes(before: &[u8], after: &[u8]) -> Vec<SettingChange> {
    let said = |bytes: &[u8]| {
        let mut flat = BTreeMap::new();
        let table = toml::from_str::<toml::Table>(&String::from_utf8_lossy(bytes)).unwrap_or_default();
        flatten("", &config::leveled(&toml::Value::Table(table)), &mut flat);
        flat
    };
    let (before, after) = (said(before), said(after));
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differ = keys.into_iter().filter(|key| before.get(*key) != after.get(*key));
    let change = |key: &String| {
        let (before, after) = (before.get(key), after.get(key));
        SettingChange { key: key.clone(), before: text_beside(before, after), after: text_beside(after, before) }
    };
    differ.map(change).collect()
}

/// A setting in TOML beside what it is on the other side: of a list of tables those that are not there, a line each.
fn text_beside(setting: Option<&toml::Value>, other: Option<&toml::Value>) -> String {
    let Some(setting) = setting else { return String::new() };
    let Some(tables) = setting.as_array().filter(|list| !list.is_empty() && list.iter().all(toml::Value::is_table))
    else {
        return setting.to_string();
    };
    let others: &[toml::Value] = other.and_then(toml::Value::as_array).map_or(&[], Vec::as_slice);
    let line = |table: &toml::Value| {
        let entries = table.as_table().into_iter().flatten();
        entries.map(|(key, value)| format!("{key} = {value}")).collect::<Vec<_>>().join(", ")
    };
    tables.iter().filter(|table| !others.contains(table)).map(line).collect::<Vec<_>>().join("\n")
}

/// The settings below a key, each under its own.
fn flatten(key: &str, value: &toml::Value, flat: &mut BTreeMap<String, toml::Value>) {
    match value {
        toml::Value::Table(table) => {
            for (name, value) in table {
                let key = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
                flatten(&key, value, flat);
            }
        }
        toml::Value::Array(_)
        | toml::Value::String(_)
        | toml::Value::Integer(_)
        | toml::Value::Float(_)
        | toml::Value::Boolean(_)
        | toml::Value::Datetime(_) => {
            flat.insert(key.to_owned(), value.clone());
        }
    }
}

/// Lays the inputs out in another folder as they would be. A link to a file does as well as a copy: nothing is written there.
fn arrange(inputs: &Path, arrival: &Arrival<'_>, trial: &Path) -> Result<(), BooksError> {
    let there = trial.join("inputs");
    let mut open = vec![inputs.to_owned()];
    while let Some(folder) = open.pop() {
        let to = there.join(folder.strip_prefix(inputs).unwrap_or(Path::new("")));
        fs::create_dir_all(&to).map_err(BooksError::file(&to))?;
        for entry in fs::read_dir(&folder).map_err(BooksError::file(&folder))? {
            let from = entry.map_err(BooksError::file(&folder))?.path();
            let to = to.join(from.file_name().unwrap_or_default());
            if from.is_dir() {
                open.push(from);
            } else if to != there.join(arrival.name) && from.is_file() && fs::hard_link(&from, &to).is_err() {
                fs::copy(&from, &to).map_err(BooksError::file(&from))?;
            }
        }
    }
    let to = there.join(arrival.name);
    to.parent().map(fs::create_dir_all).transpose().map_err(BooksError::file(&to))?;
    fs::copy(arrival.file, &to).map_err(BooksError::file(arrival.file))?;
    if arrival.input.is_empty() { Ok(()) } else { Ok(settings::append(&there, arrival.input)?) }
}

/// What becomes of the facts of a kind.
fn compare(kind: FactKind, before: &Facts, after: &Facts) -> FactChanges {
    struct Compared<'f>(&'f Facts, &'f Facts);
    impl FactVisitor for Compared<'_> {
        type Output = [usize; 4];
        fn visit<F: Fact>(self) -> [usize; 4] {
            let mut before: HashMap<Value, Vec<&F>> = HashMap::new();
            for fact in F::list(self.0).iter().map(Borrow::<F>::borrow) {
                before.entry(identity(fact)).or_default().push(fact);
            }
            let [mut same, mut other, mut new] = [0; 3];
            for fact in F::list(self.1).iter().map(Borrow::<F>::borrow) {
                match before.get_mut(&identity(fact)).and_then(Vec::pop) {
                    Some(known) if fact.says_the_same_as(known) => same += 1,
                    Some(_) => other += 1,
                    None => new += 1,
                }
            }
            [same, other, new, before.values().map(Vec::len).sum()]
        }
    }
    let [same, other, new, gone] = kind.accept(Compared(before, after));
    FactChanges { kind, same, other, new, gone }
}

/// By what a fact is found again: its name, or else all that it says.
fn identity<F: Fact>(fact: &F) -> Value {
    match fact.key() {
        Key::One(name) => Value::String(name),
        Key::Several(_) | Key::None => {
            serde_json::to_value(fact.clone().with_source(Source::default())).unwrap_or_default()
        }
    }
}
