//! What a name means, recorded among the inputs.

use std::path::Path;

use crate::files;
use crate::intake::{self, AliasError, Decision, Options, Recorded, settings};

use super::BooksError;

/// Why a decision on a name is not recorded.
#[derive(Debug, thiserror::Error)]
pub enum NotRecorded {
    /// It cannot stand.
    #[error(transparent)]
    Decision(#[from] AliasError),
    /// The inputs cannot be read or written.
    #[error(transparent)]
    Books(#[from] BooksError),
}

/// Records what a name means in the fund's file of aliases, which the settings name from then on.
///
/// # Errors
/// When the decision cannot stand, or a file cannot be read or written.
pub fn record_alias(folder: &Path, decision: &Decision) -> Result<Recorded, NotRecorded> {
    let inputs = folder.join("inputs");
    let fund = settings::load(&inputs).map_err(BooksError::from)?;
    let recorded = intake::record_decision(&inputs, &fund, &Options::of(&fund), decision)?;
    if let Some(bytes) = &recorded.bytes {
        let path = inputs.join(&recorded.file);
        files::replace(&path, bytes).map_err(BooksError::file(&path))?;
    }
    if let Some(input) = &recorded.input {
        settings::append(&inputs, input).map_err(BooksError::from)?;
    }
    Ok(recorded)
}
