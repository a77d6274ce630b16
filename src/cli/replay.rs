//! `poolfund replay`: the life of the money as JSON, a fund a line, for the independent replay.

use std::io::BufRead;

use crate::attribute::life::answer::{Document, answers};

use super::{CommandError, terminal};

/// Reads a document of runs a line from standard input; writes an answer a run, or `{"error": ...}`, a line each.
pub(super) fn run() -> Result<(), CommandError> {
    let internal = |why: serde_json::Error| CommandError::Internal(why.to_string());
    let error = |why: String| serde_json::to_string(&serde_json::json!({ "error": why })).map_err(internal);
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|why| CommandError::File { path: "standard input".to_owned(), why })?;
        let document: Document = match serde_json::from_str(&line) {
            Ok(document) => document,
            Err(why) => {
                terminal::output(&error(why.to_string())?)?;
                continue;
            }
        };
        for answer in answers(&document) {
            let shown = match answer {
                Ok(answer) => serde_json::to_string(&answer).map_err(internal)?,
                Err(why) => error(why.to_string())?,
            };
            terminal::output(&shown)?;
        }
    }
    Ok(())
}
