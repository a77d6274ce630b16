//! A proposal as it stands in the settings, with what somebody says of it.
//!
//! What comes in: a proposal, the name of its file, and settings by their keys. What leaves: an `[[input]]`, as text and as the
//! mapping that it makes. What it does not know: who says the settings, and where they are kept.

use toml::{Table, Value};

use crate::config::{self, ConfigError, InputMapping};
use crate::intake::SheetProposal;

/// The keys of an input that stand first, in this order.
const FIRST: [&str; 5] = ["kind", "file", "sheet", "table", "header_row"];

/// The settings of an input that is proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposedInput(Table);

impl ProposedInput {
    /// A proposal for the file of a name below `inputs/`.
    pub fn new(proposal: &SheetProposal, file: &str) -> Self {
        let mapping = proposal.mapping(file);
        let mut table = Table::new();
        let mut put = |key: &str, value: Option<Value>| drop(value.map(|value| table.insert(key.to_owned(), value)));
        put("kind", Some(mapping.kind.name().into()));
        put("file", Some(file.into()));
        put("sheet", mapping.sheet.map(Value::from));
        put("table", mapping.table.map(Value::from));
        put("header_row", mapping.header_row.map(|row| i64::from(row).into()));
        put("columns", texts(mapping.columns));
        put(
            "currencies",
            texts(mapping.currencies.into_iter().map(|(currency, header)| (currency.to_string(), header))),
        );
        put("currency", mapping.currency.map(|currency| currency.to_string().into()));
        put("rates", mapping.rates.and_then(|rates| Value::try_from(rates).ok()));
        put("signs", mapping.signs.map(|signs| signs.name().into()));
        Self(table)
    }

    /// Adds a setting, as `scale` or, of a table, `columns.Amount`. The value may be written as TOML; what is no TOML is text.
    ///
    /// # Errors
    /// With what was expected, when a key has no name or lies in what is no table.
    pub fn set(&mut self, key: &str, said: &str) -> Result<(), &'static str> {
        let read: Option<Table> = toml::from_str(&format!("value = {said}")).ok();
        let value = read.filter(|read| read.len() == 1).and_then(|mut read| read.remove("value"));
        let value = value.unwrap_or_else(|| Value::String(said.to_owned()));
        let (name, below) = match key.split_once('.') {
            Some((name, below)) => (name.trim(), Some(below.trim())),
            None => (key.trim(), None),
        };
        if name.is_empty() || below.is_some_and(str::is_empty) {
            return Err("a setting as scale=thousands, or columns.Amount=Paid");
        }
        match below {
            None => drop(self.0.insert(name.to_owned(), value)),
            Some(below) => {
                let table = self.0.entry(name).or_insert_with(|| Value::Table(Table::new()));
                let table = table.as_table_mut().ok_or("a setting that is no table")?;
                table.insert(below.to_owned(), value);
            }
        }
        Ok(())
    }

    /// Whether a setting was said, as `scale` or, of a table, `columns.Amount`.
    pub fn has(&self, key: &str) -> bool {
        match key.split_once('.') {
            None => self.0.contains_key(key),
            Some((name, below)) => {
                self.0.get(name).and_then(Value::as_table).is_some_and(|table| table.contains_key(below))
            }
        }
    }

    /// The `[[input]]` of the settings.
    pub fn toml(&self) -> String {
        let first = FIRST.iter().filter_map(|key| self.0.get_key_value(*key));
        let rest = self.0.iter().filter(|(key, _)| !FIRST.contains(&key.as_str()));
        let lines = first.chain(rest).map(|(key, value)| format!("{key} = {value}\n"));
        std::iter::once("[[input]]\n".to_owned()).chain(lines).collect()
    }

    /// How the sheet is read.
    ///
    /// # Errors
    /// When a setting has no such name or cannot have such a value.
    pub fn mapping(&self) -> Result<InputMapping, ConfigError> {
        config::input(&self.toml())
    }
}

fn texts(pairs: impl IntoIterator<Item = (String, String)>) -> Option<Value> {
    let table: Table = pairs.into_iter().map(|(key, text)| (key, text.into())).collect();
    (!table.is_empty()).then_some(Value::Table(table))
}
