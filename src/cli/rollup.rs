//! `poolfund rollup`: the questions of a headquarters over the funds of a data set.

use std::path::PathBuf;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::rollup::{self, Answer, Engine, QUESTIONS};

use super::{CommandError, terminal};

/// Options of `rollup`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct RollupArguments {
    /// The data set's folder, or its compact copy
    #[arg(value_name = "DATASET")]
    data_set: PathBuf,
    /// One question [default: all of them]
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(QUESTIONS.map(|question| question.name)))]
    question: Option<String>,
    /// Print the answers as JSON on standard output
    #[arg(long, conflicts_with = "sql")]
    json: bool,
    /// Print the questions as SQL for an engine, with what loads the data set into it
    #[arg(long, value_name = "ENGINE", conflicts_with = "question")]
    sql: Option<ShownEngine>,
}

/// An engine of SQL.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum ShownEngine {
    #[value(name = "duckdb")]
    DuckDb,
    #[value(name = "spark")]
    Spark,
    #[value(name = "datafusion")]
    DataFusion,
}

/// An answer for programs: its JSON is described in `docs/json/rollup.schema.json`.
#[derive(Debug, Serialize)]
struct Shown {
    question: &'static str,
    rows: Vec<Map<String, Value>>,
}

/// Prints the answers: for people and sheets as CSV.
pub(super) fn run(arguments: &RollupArguments) -> Result<(), CommandError> {
    if let Some(engine) = arguments.sql {
        let engine = match engine {
            ShownEngine::DuckDb => Engine::DuckDb,
            ShownEngine::Spark => Engine::Spark,
            ShownEngine::DataFusion => Engine::DataFusion,
        };
        return terminal::output(rollup::script(engine, &arguments.data_set).trim_end());
    }
    let answers = rollup::answer(&arguments.data_set, arguments.question.as_deref())?;
    if arguments.json {
        return terminal::json(&answers.iter().map(shown).collect::<Vec<_>>());
    }
    for answer in &answers {
        if arguments.question.is_none() {
            let about =
                QUESTIONS.iter().find(|question| question.name == answer.question).map(|question| question.about);
            terminal::output(&format!("{}: {}", answer.question, about.unwrap_or_default()))?;
        }
        let csv = csv(answer).map_err(|why| CommandError::Internal(why.to_string()))?;
        terminal::output(csv.trim_end())?;
        if arguments.question.is_none() {
            terminal::output("")?;
        }
    }
    Ok(())
}

fn shown(answer: &Answer) -> Shown {
    let rows = answer.rows.iter().map(|row| {
        let keys = row.keys.iter().map(|key| key.clone().map_or(Value::Null, Value::String));
        let sums = row.sums.iter().map(|sum| Value::String(amount(*sum)));
        let values = keys.chain([Value::from(row.funds)]).chain(sums);
        answer.columns.iter().map(|column| (*column).to_owned()).zip(values).collect()
    });
    Shown { question: answer.question, rows: rows.collect() }
}

fn csv(answer: &Answer) -> Result<String, csv::Error> {
    let mut written = csv::Writer::from_writer(Vec::new());
    written.write_record(&answer.columns)?;
    for row in &answer.rows {
        let keys = row.keys.iter().map(|key| key.clone().unwrap_or_default());
        let sums = row.sums.iter().map(|sum| amount(*sum));
        written.write_record(keys.chain([row.funds.to_string()]).chain(sums))?;
    }
    let bytes = written.into_inner().map_err(|why| why.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A whole number of the fourth decimal, as engines print DECIMAL(38, 4).
fn amount(number: i128) -> String {
    let (sign, number) = (if number < 0 { "-" } else { "" }, number.unsigned_abs());
    format!("{sign}{}.{:04}", number / 10_000, number % 10_000)
}
