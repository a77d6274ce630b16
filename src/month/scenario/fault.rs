//! Why suppositions cannot be followed.

/// Why suppositions cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScenarioFault {
    /// It is no such file.
    #[error("{0}")]
    Shape(String),
    /// It supposes nothing.
    #[error("there is no {0} in it")]
    Nothing(&'static str),
    /// A number or share is none.
    #[error(
        "{0:?} is no amount, share or change; write amounts as \"2000000\", shares as \"70%\", changes as \"+10%\""
    )]
    Number(String),
    /// There is no such currency.
    #[error("{0:?} is no currency of ISO 4217")]
    Currency(String),
    /// There is no such donor.
    #[error("there is no donor {0:?}")]
    NoDonor(String),
    /// There is no such agreement.
    #[error("there is no agreement {0:?}")]
    NoAgreement(String),
    /// There is no such place.
    #[error("{0:?} is no place")]
    NoPlace(String),
    /// There is no such theme.
    #[error("{0:?} is no theme")]
    NoTheme(String),
    /// The fund has no priority there.
    #[error("there is no priority in {0}")]
    NoCell(String),
    /// There is no rate to move.
    #[error("there is no rate of {0} to move")]
    NoRate(String),
    /// A sheet has no such column.
    #[error("the sheet has no column {0:?}; its columns are {1}")]
    NoColumn(String, String),
    /// A row lacks what its supposition needs.
    #[error("{0:?} needs something in the column {1:?}")]
    Lacks(String, &'static str),
    /// A row has something that its supposition does not use.
    #[error("{0:?} makes no use of the column {1:?}; clear the cell")]
    Unused(String, &'static str),
    /// A word that stands for no supposition.
    #[error("{found:?} is none of: {words}")]
    Word {
        /// What stands there.
        found: String,
        /// What may.
        words: String,
    },
    /// What is wrong in a row of a sheet.
    #[error("row {row}: {why}")]
    Row {
        /// The row, from 1.
        row: u32,
        /// What is wrong.
        why: Box<ScenarioFault>,
    },
}
