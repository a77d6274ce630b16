//! The answers, on one machine: every file is read once, row group by row group, and only sums are held.
//!
//! Amounts have up to 23 digits, which a 64-bit sum of polars' data frames does not hold, and beyond which it would go
//! round in silence. They are added up as 128-bit numbers, checked at every step.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::DataSetError;
use super::data_set::{check, part, tables};
use super::export::EDITION;
use super::questions::{Months, QUESTIONS, Question, Sum};
use super::read::{Column, Table, Value, refused, rows};

/// What a question is answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The question's name.
    pub question: &'static str,
    /// The names of the columns: the keys, `funds`, and the sums.
    pub columns: Vec<&'static str>,
    /// The rows, by their keys; nothing comes after everything.
    pub rows: Vec<Row>,
}

/// A row of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The base currency, and what the row is told by.
    pub keys: Vec<Option<String>>,
    /// How many funds are in it.
    pub funds: usize,
    /// The sums, as whole numbers of the fourth decimal.
    pub sums: Vec<i128>,
}

/// The largest number of digits of a sum is 38.
const MOST: u128 = 10_u128.pow(38);

/// The months of a fund that are there, each with the base currency.
type MonthsOf = BTreeMap<String, String>;
/// Every fund of a data set.
type Funds = HashMap<String, MonthsOf>;

/// What a row is told by, the currency first. Nothing is after everything: the first of each pair says whether it is nothing.
type Keys = Vec<(bool, String)>;

/// The sums of a row while they are taken.
#[derive(Default)]
struct Taken {
    funds: BTreeSet<String>,
    sums: Vec<i128>,
}

/// The rows of each question of a table while they are taken.
type Rows = Vec<BTreeMap<Keys, Taken>>;

/// Answers a question, or all of them.
///
/// # Errors
/// When the folder is no data set, a file is not such as this program writes, or a sum has too many digits.
pub fn answer(folder: &Path, asked: Option<&str>) -> Result<Vec<Answer>, DataSetError> {
    check(folder)?;
    let questions: Vec<&Question> = match asked {
        None => QUESTIONS.iter().collect(),
        Some(asked) => match QUESTIONS.iter().find(|question| question.name == asked) {
            Some(question) => vec![question],
            None => return Err(DataSetError::NoQuestion { asked: asked.to_owned() }),
        },
    };
    let funds = funds(folder)?;
    let mut by_table: BTreeMap<&str, Vec<&Question>> = BTreeMap::new();
    for question in &questions {
        by_table.entry(question.table).or_default().push(question);
    }
    let mut answers: BTreeMap<&str, Answer> = BTreeMap::new();
    for (table, of_table) in by_table {
        for answer in of_one_table(folder, table, &of_table, &funds)? {
            answers.insert(answer.question, answer);
        }
    }
    Ok(questions.iter().filter_map(|question| answers.remove(question.name)).collect())
}

/// The months of every fund, by the files of `edition`.
fn funds(folder: &Path) -> Result<Funds, DataSetError> {
    let mut funds = Funds::new();
    for file in tables(&folder.join(EDITION))? {
        rows(&file, &["fund", "month", "base_currency"], |row| {
            if let [Value::Text(fund), Value::Text(month), Value::Text(currency)] = row {
                funds.entry((*fund).to_owned()).or_default().insert((*month).to_owned(), (*currency).to_owned());
            }
            Ok(())
        })?;
    }
    Ok(funds)
}

/// The currency of a row of a fund and month, where a question takes it.
fn taken<'f>(months: Months, of_fund: &'f MonthsOf, month: &str) -> Option<&'f str> {
    let (newest, currency) = of_fund.last_key_value()?;
    match months {
        Months::Newest => (newest == month).then_some(currency.as_str()),
        Months::Each => of_fund.get(month).map(String::as_str),
        Months::ToNewest => (month <= newest.as_str()).then_some(currency.as_str()),
    }
}

/// The answers of the questions that one table is asked.
fn of_one_table(
    folder: &Path,
    table: &str,
    questions: &[&'static Question],
    funds: &Funds,
) -> Result<Vec<Answer>, DataSetError> {
    let only_newest = questions.iter().all(|question| question.months == Months::Newest);
    let newest = funds.iter().filter_map(|(fund, months)| Some((part("fund", fund), months.last_key_value()?.0)));
    let newest: HashMap<String, String> = newest.map(|(fund, month)| (fund, part("month", month))).collect();
    // A file whose path says that it is of another month is not opened.
    let wanted = |file: &PathBuf| {
        let mut above = file.ancestors().skip(1).filter_map(|folder| folder.file_name()?.to_str());
        let (month, fund) = (above.next(), above.next());
        let path = fund.and_then(|fund| newest.get(fund));
        !only_newest || path.is_none_or(|newest| month == Some(newest))
    };
    let files: Vec<PathBuf> = tables(&folder.join(table))?.into_iter().filter(wanted).collect();
    let nothing = || questions.iter().map(|_| BTreeMap::new()).collect::<Rows>();
    let rows = files
        .par_iter()
        .try_fold(nothing, |rows, file| of_file(rows, file, questions, funds))
        .try_reduce(nothing, |one, other| merged(one, other, questions))?;
    let answers = questions.iter().zip(rows).map(|(question, rows)| Answer {
        question: question.name,
        columns: question.columns(),
        rows: rows.into_iter().map(row).collect(),
    });
    Ok(answers.collect())
}

fn row((keys, taken): (Keys, Taken)) -> Row {
    let keys = keys.into_iter().map(|(nothing, key)| (!nothing).then_some(key)).collect();
    Row { keys, funds: taken.funds.len(), sums: taken.sums }
}

fn merged(mut one: Rows, other: Rows, questions: &[&'static Question]) -> Result<Rows, DataSetError> {
    for ((question, rows), more) in questions.iter().zip(&mut one).zip(other) {
        for (keys, Taken { funds, sums }) in more {
            add(question, rows, (&keys, funds), &sums)?;
        }
    }
    Ok(one)
}

/// What tells the rows of a row group apart: currency, fund, and what the question is told by.
type Told<'g> = (&'g str, &'g str, [Option<&'g str>; 2]);

/// The sums of a row group.
type Sums<'g> = HashMap<Told<'g>, Vec<i128>, foldhash::fast::RandomState>;

/// Takes a file into the rows of the questions.
fn of_file(mut rows: Rows, path: &Path, questions: &[&'static Question], funds: &Funds) -> Result<Rows, DataSetError> {
    let names: BTreeSet<&str> = questions.iter().flat_map(|question| question.needed()).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let mut table = Table::open(path)?;
    for group in 0..table.groups() {
        let arrays = table.columns(group, &names).map_err(refused(path))?;
        let columns = names.iter().zip(&arrays).map(|(name, array)| Ok((*name, Column::of(&**array)?)));
        let columns: polars::error::PolarsResult<HashMap<&str, Column<'_>>> = columns.collect();
        let group =
            Group { columns: columns.map_err(refused(path))?, rows: arrays.first().map_or(0, |array| array.len()) };
        for (question, rows) in questions.iter().zip(&mut rows) {
            for ((currency, fund, told), sums) in group.sums(question, funds)? {
                let told = told.into_iter().take(question.by.len());
                let keys = std::iter::once(Some(currency)).chain(told);
                let keys: Keys = keys.map(|key| (key.is_none(), key.unwrap_or_default().to_owned())).collect();
                add(question, rows, (&keys, Some(fund.to_owned())), &sums)?;
            }
        }
    }
    Ok(rows)
}

/// Adds sums of some funds to a row.
fn add(
    question: &Question,
    rows: &mut BTreeMap<Keys, Taken>,
    (keys, funds): (&Keys, impl IntoIterator<Item = String>),
    sums: &[i128],
) -> Result<(), DataSetError> {
    if !rows.contains_key(keys) {
        rows.insert(keys.clone(), Taken { funds: BTreeSet::new(), sums: vec![0; sums.len()] });
    }
    if let Some(taken) = rows.get_mut(keys) {
        taken.funds.extend(funds);
        for ((sum, more), (column, _)) in taken.sums.iter_mut().zip(sums).zip(question.sums) {
            *sum = together(*sum, *more).ok_or_else(|| too_large(column, keys.iter().map(|(_, key)| key.as_str())))?;
        }
    }
    Ok(())
}

/// Two amounts together; nothing where they have more digits than an amount can have.
fn together(one: i128, other: i128) -> Option<i128> {
    one.checked_add(other).filter(|sum| sum.unsigned_abs() < MOST)
}

fn too_large<'k>(column: &'static str, keys: impl Iterator<Item = &'k str>) -> DataSetError {
    DataSetError::TooLarge { column, row: keys.collect::<Vec<_>>().join(", ") }
}

/// A row group.
struct Group<'g> {
    columns: HashMap<&'g str, Column<'g>>,
    rows: usize,
}

impl<'g> Group<'g> {
    /// The sums of its rows for a question.
    fn sums<'f: 'g>(&self, question: &Question, funds: &'f Funds) -> Result<Sums<'g>, DataSetError> {
        let column = |name: &&str| self.columns.get(*name);
        let (fund, month) = (column(&"fund"), column(&"month"));
        let by: Vec<Option<&Column<'g>>> = question.by.iter().map(column).collect();
        let parts = |(name, parts): &Sum| {
            let parts = parts.iter().map(|(sign, of)| (i128::from(*sign), column(of)));
            (*name, parts.collect::<Vec<_>>())
        };
        let columns: Vec<_> = question.sums.iter().map(parts).collect();
        let mut sums = Sums::default();
        // Rows of a fund and month stand together: the currency is looked up once for them.
        let mut last: Option<((&str, &str), Option<&'f str>)> = None;
        for row in 0..self.rows {
            let whose = (text(fund, row).unwrap_or_default(), text(month, row).unwrap_or_default());
            let currency = match last {
                Some((before, currency)) if before == whose => currency,
                Some(_) | None => {
                    let (fund, month) = whose;
                    funds.get(fund).and_then(|months| taken(question.months, months, month))
                }
            };
            last = Some((whose, currency));
            let Some(currency) = currency else { continue };
            let mut told = [None; 2];
            for (told, by) in told.iter_mut().zip(&by) {
                *told = text(*by, row);
            }
            let of_row = sums.entry((currency, whose.0, told)).or_insert_with(|| vec![0; columns.len()]);
            for (sum, (name, parts)) in of_row.iter_mut().zip(&columns) {
                for (sign, column) in parts {
                    let amount = match column.map(|column| column.value(row)) {
                        Some(Value::Number(amount)) => amount * sign,
                        Some(Value::Nothing | Value::Text(_)) | None => 0,
                    };
                    *sum = together(*sum, amount).ok_or_else(|| too_large(name, told.into_iter().flatten()))?;
                }
            }
        }
        Ok(sums)
    }
}

/// The text of a row in a column, if it is there.
fn text<'g>(column: Option<&Column<'g>>, row: usize) -> Option<&'g str> {
    match column.map(|column| column.value(row)) {
        Some(Value::Text(text)) => Some(text),
        Some(Value::Nothing | Value::Number(_)) | None => None,
    }
}
