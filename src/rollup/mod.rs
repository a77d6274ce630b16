//! Many funds: a data set of their months, and the questions that a headquarters asks of all of them.
//!
//! What comes in: the tables of a fund's month; a folder in which many funds put theirs. What leaves: files of Parquet
//! that every engine reads, and sums over all funds, by engines that exist with the views of `sql/views.sql`, or here on
//! one machine, file by file. What it does not know: how figures come about.
//!
//! A data set is a folder: `TABLE/fund=CODE/month=YYYY-MM/data.parquet`. Every file also holds `fund` and `month` as columns,
//! so that it says whose it is wherever it lies. The month of a fund is there once its file of `edition` is there, which
//! is written last: every question begins with it.

mod compact;
mod data_set;
mod export;
mod questions;
mod read;
mod sql;
mod sums;

pub use compact::{Compacted, compact};
pub use export::{Exported, export};
pub use questions::{QUESTIONS, Question};
pub use sql::{Engine, script};
pub use sums::{Answer, Row, answer};

use std::path::{Path, PathBuf};

use crate::report::tables::TableError;

/// Why something is not done with a data set.
#[derive(Debug, thiserror::Error)]
pub enum DataSetError {
    /// The folder is none.
    #[error("{0} holds no data set; `poolfund export` makes one in a folder that is empty or not there")]
    None(PathBuf),
    /// Its tables have another shape.
    #[error("{folder} has tables of shape {found}, this version writes {}", crate::report::tables::SCHEMA)]
    OtherShape {
        /// The data set.
        folder: PathBuf,
        /// The number of their shape.
        found: u32,
    },
    /// Another fund has this one's code.
    #[error(
        "the data set has {code} as the code of {there}, this fund is {here}. Change `code` in the settings of one of them, or \
         say --renamed where it is the same fund"
    )]
    OtherFund {
        /// The code.
        code: String,
        /// The fund that the data set has.
        there: String,
        /// This one.
        here: String,
    },
    /// A file is not such as this program writes.
    #[error("{file} is no table of this program: {why}")]
    Table {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// A sum has more digits than an amount can have.
    #[error("the sum of {column} for {row} has more digits than DECIMAL(38, 4)")]
    TooLarge {
        /// Of which column.
        column: &'static str,
        /// Of which row of the answer.
        row: String,
    },
    /// There is no such question.
    #[error("{asked:?} is none of the questions: {}", QUESTIONS.map(|question| question.name).join(", "))]
    NoQuestion {
        /// What was asked.
        asked: String,
    },
    /// Another export into the data set goes on.
    #[error(transparent)]
    Locked(#[from] crate::ledger::store::LockError),
    /// A table of the month cannot be written.
    #[error(transparent)]
    Written(#[from] TableError),
    /// The system refuses.
    #[error("{path}: {why}")]
    System {
        /// The file or folder.
        path: PathBuf,
        /// Its reason.
        why: std::io::Error,
    },
}

impl DataSetError {
    /// The system's refusal of a file or folder.
    fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |why| Self::System { path, why }
    }
}
