//! The questions as text for engines of SQL.

use std::path::Path;

/// The views: one text for every engine.
const VIEWS: &str = include_str!("sql/views.sql");
/// What stands for the data set's folder in the text that loads its tables.
const DATA_SET: &str = "DATA_SET";

/// An engine that the data set can be loaded into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// DuckDB.
    DuckDb,
    /// Apache Spark.
    Spark,
    /// Apache DataFusion.
    DataFusion,
}

impl Engine {
    const fn load(self) -> &'static str {
        match self {
            Self::DuckDb => include_str!("sql/load-duckdb.sql"),
            Self::Spark => include_str!("sql/load-spark.sql"),
            Self::DataFusion => include_str!("sql/load-datafusion.sql"),
        }
    }
}

/// The text that loads a data set into an engine and declares the views.
pub fn script(engine: Engine, folder: &Path) -> String {
    let folder = folder.display().to_string().replace('\'', "''");
    format!("{}\n{VIEWS}", engine.load().replace(DATA_SET, folder.trim_end_matches('/')))
}
