//! `poolfund solve`: allocations as JSON, a line each, for the oracle and other checkers.

use std::io::BufRead;

use crate::allocate::{Allocation, Instance, PlacedSpec, allocate};

use super::{CommandError, terminal};

/// A result with every placement written out.
#[derive(serde::Serialize)]
struct Shown<'a> {
    placements: Vec<PlacedSpec>,
    #[serde(flatten)]
    result: &'a Allocation,
}

/// Reads an instance a line from standard input; writes its result, or `{"error": ...}`, a line each.
pub(super) fn run() -> Result<(), CommandError> {
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|why| CommandError::File { path: "standard input".to_owned(), why })?;
        let result = serde_json::from_str::<Instance>(&line)
            .map_err(|error| error.to_string())
            .and_then(|instance| allocate(&instance).map_err(|error| error.to_string()));
        let shown = match result {
            Ok(allocation) => {
                serde_json::to_string(&Shown { placements: allocation.placements(), result: &allocation })
            }
            Err(error) => serde_json::to_string(&serde_json::json!({ "error": error })),
        };
        terminal::output(&shown.map_err(|why| CommandError::Internal(why.to_string()))?)?;
    }
    Ok(())
}
