//! A setting as the text of a cell, and back.

use std::collections::BTreeMap;
use std::str::FromStr;

use rust_decimal::Decimal;
use toml::{Table, Value};

use crate::domain::text::toml_quoted;

use super::layout::Form;

/// What a cell is written as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Written {
    Text(String),
    Whole(i64),
    Truth(bool),
}

/// What stands in a cell that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    /// A text, or a day.
    Text(String),
    /// A number, in its shortest form.
    Number(String),
    /// True or false.
    Truth(bool),
    /// What gives no value, in words: an error, a formula without a result.
    Nothing(String),
}

/// The cells of a workbook.
#[derive(Clone, Debug, Default)]
pub struct Sheets(Vec<(String, Sheet)>);

impl Sheets {
    /// Begins a sheet.
    pub fn begin(&mut self, name: &str) {
        self.0.push((name.to_owned(), Sheet::default()));
    }

    /// Puts what stands in a cell, by its row and column from 0, into the sheet that was begun last.
    pub fn put(&mut self, row: u32, column: u32, stands: Stands) {
        if let Some((_, sheet)) = self.0.last_mut() {
            sheet.end = (sheet.end.0.max(row), sheet.end.1.max(column));
            sheet.cells.insert((row, column), stands);
        }
    }

    /// The sheet of a name.
    pub(super) fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.0.iter().find(|(called, _)| called == name).map(|(_, sheet)| sheet)
    }
}

/// The cells of a sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    cells: BTreeMap<(u32, u32), Stands>,
    end: (u32, u32),
}

impl Sheet {
    /// The last row and the last column that are not blank.
    pub fn end(&self) -> (u32, u32) {
        self.end
    }

    /// What stands in a cell; nothing in a blank one.
    pub fn stands(&self, row: u32, column: u32) -> Option<&Stands> {
        self.cells.get(&(row, column))
    }
}

/// Text that stands for one without a letter, which a blank cell does not.
const EMPTY: &str = "\"\"";

/// A value as its cell has it; nothing where the form has no room for it.
pub(super) fn written(value: &Value, form: Form) -> Option<Written> {
    let lines = |lines: Option<Vec<String>>| lines.map(|lines| Written::Text(lines.join("\n")));
    match form {
        Form::Text | Form::Word(_) | Form::Percent => Some(Written::Text(quoted_if_empty(value.as_str()?))),
        Form::Whole => value.as_integer().map(Written::Whole),
        Form::Amount => match (value.as_integer(), value.as_str()) {
            (Some(number), _) => Some(Written::Whole(number)),
            // A whole amount is a number to Excel, and means the same either way.
            (None, Some(text)) => Some(match text.parse::<i64>().ok().filter(|number| number.to_string() == text) {
                Some(number) => Written::Whole(number),
                None => Written::Text(quoted_if_empty(text)),
            }),
            (None, None) => None,
        },
        Form::Truth => value.as_bool().map(Written::Truth),
        Form::List => lines(value.as_array()?.iter().map(|text| Some(line(text.as_str()?, false))).collect()),
        Form::Pairs => lines(pairs(value, |second| Some(line(second.as_str()?, true)))),
        Form::PairsOfTexts => lines(pairs(value, |second| match second.as_array() {
            None => Some(line(second.as_str()?, true)),
            Some(texts) => texts
                .iter()
                .map(|text| Some(line(text.as_str()?, true)))
                .collect::<Option<Vec<_>>>()
                .map(|texts| texts.join(", ")),
        })),
        Form::PairsOfLists => lines(pairs(value, |second| {
            let texts: Option<Vec<String>> =
                second.as_array()?.iter().map(|text| Some(line(text.as_str()?, true))).collect();
            Some(texts?.join(", "))
        })),
    }
}

fn quoted_if_empty(text: &str) -> String {
    if text.is_empty() { EMPTY.to_owned() } else { text.to_owned() }
}

fn pairs(value: &Value, second: impl Fn(&Value) -> Option<String>) -> Option<Vec<String>> {
    value.as_table()?.iter().map(|(first, value)| Some(format!("{} = {}", line(first, true), second(value)?))).collect()
}

/// A text on a line of its own, or in a pair; in quotation marks, as TOML has it, where it could be read otherwise.
fn line(text: &str, in_pair: bool) -> String {
    let odd = |letter: char| letter.is_control() || in_pair && (letter == '=' || letter == ',');
    let plain = !text.is_empty() && text.trim() == text && !text.contains(odd) && !text.contains(['"', '\'', '\\']);
    if plain { text.to_owned() } else { toml_quoted(text) }
}

/// The value that a cell says, or what was expected.
pub(super) fn value(stands: &Stands, form: Form) -> Result<Value, &'static str> {
    if matches!(stands, Stands::Nothing(_)) {
        return Err("a value");
    }
    let text = || match stands {
        Stands::Text(text) | Stands::Number(text) | Stands::Nothing(text) => text.trim().to_owned(),
        Stands::Truth(truth) => truth.to_string(),
    };
    match form {
        Form::Text | Form::Word(_) => Ok(Value::String(unquoted_if_empty(&text()))),
        Form::Percent => Ok(Value::String(match stands {
            Stands::Number(number) => percent(number).ok_or("a percentage, as 13%")?,
            Stands::Text(_) | Stands::Truth(_) | Stands::Nothing(_) => unquoted_if_empty(&text()),
        })),
        Form::Whole => text().parse().map(Value::Integer).map_err(|_| "a whole number"),
        Form::Amount => {
            let text = text();
            Ok(text.parse().map_or_else(|_| Value::String(unquoted_if_empty(&text)), Value::Integer))
        }
        Form::Truth => match (stands, text().to_lowercase().as_str()) {
            (Stands::Truth(truth), _) => Ok(Value::Boolean(*truth)),
            (_, "true" | "yes") => Ok(Value::Boolean(true)),
            (_, "false" | "no") => Ok(Value::Boolean(false)),
            (Stands::Text(_) | Stands::Number(_) | Stands::Nothing(_), _) => Err("TRUE or FALSE"),
        },
        Form::List => {
            lines(&text()).map(|line| unquoted(line).map(Value::String)).collect::<Result<_, _>>().map(Value::Array)
        }
        Form::Pairs => table(&text(), |second| unquoted(second).map(Value::String)),
        Form::PairsOfTexts => table(&text(), |second| {
            let texts = pieces(second, ',').into_iter().map(|text| unquoted(text.trim()).map(Value::String));
            let mut texts: Vec<Value> = texts.collect::<Result<_, _>>()?;
            Ok(if texts.len() == 1 { texts.remove(0) } else { Value::Array(texts) })
        }),
        Form::PairsOfLists => table(&text(), |second| {
            let texts = pieces(second, ',').into_iter().map(|text| unquoted(text.trim()).map(Value::String));
            texts.collect::<Result<_, _>>().map(Value::Array)
        }),
    }
}

fn unquoted_if_empty(text: &str) -> String {
    if text == EMPTY { String::new() } else { text.to_owned() }
}

/// A number as a percentage: 0.13 as 13%.
fn percent(number: &str) -> Option<String> {
    let hundredfold = Decimal::from_str(number).ok()?.checked_mul(Decimal::ONE_HUNDRED)?;
    Some(format!("{}%", hundredfold.normalize()))
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn table(text: &str, second: impl Fn(&str) -> Result<Value, &'static str>) -> Result<Value, &'static str> {
    let mut found = Table::new();
    for line in lines(text) {
        let first = pieces(line, '=').first().copied().unwrap_or_default();
        let Some(rest) = line.get(first.len() + 1..) else { return Err("lines as: this = that") };
        let first = unquoted(first.trim())?;
        if found.insert(first, second(rest.trim())?).is_some() {
            return Err("each only once");
        }
    }
    Ok(Value::Table(found))
}

/// Parts of a line between marks that stand in no quotation marks.
fn pieces(line: &str, mark: char) -> Vec<&str> {
    let (mut parts, mut start, mut open, mut escaped) = (Vec::new(), 0, None, false);
    for (at, letter) in line.char_indices() {
        match (open, letter) {
            (Some('"'), '\\') if !escaped => {
                escaped = true;
                continue;
            }
            (Some(quote), letter) if letter == quote && !escaped => open = None,
            (None, '"' | '\'') if line.get(start..at).is_some_and(|before| before.trim().is_empty()) => {
                open = Some(letter)
            }
            (None, letter) if letter == mark => {
                parts.extend(line.get(start..at));
                start = at + letter.len_utf8();
            }
            _ => {}
        }
        escaped = false;
    }
    parts.extend(line.get(start..));
    parts
}

/// A text without the quotation marks of TOML, if it has them.
fn unquoted(text: &str) -> Result<String, &'static str> {
    if !text.starts_with(['"', '\'']) {
        return Ok(text.to_owned());
    }
    let read: Result<Table, _> = toml::from_str(&format!("text = {text}"));
    let text = read.ok().and_then(|read| read.get("text").and_then(Value::as_str).map(str::to_owned));
    text.ok_or("quotation marks that close")
}

/// Settings in which whole numbers are text, and a list of one is that one: both mean the same where either may stand.
pub fn leveled(value: &Value) -> Value {
    match value {
        Value::Integer(number) => Value::String(number.to_string()),
        Value::Array(values) => match values.as_slice() {
            [one @ Value::String(_)] => one.clone(),
            several => Value::Array(several.iter().map(leveled).collect()),
        },
        Value::Table(table) => Value::Table(table.iter().map(|(key, value)| (key.clone(), leveled(value))).collect()),
        Value::String(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => value.clone(),
    }
}
