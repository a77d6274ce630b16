//! `poolfund explain CODE`: the page of a problem.

use crate::intake::ProblemCode;

use super::{CommandError, terminal};

/// Options of `explain`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ExplainArguments {
    /// The code, such as E302; all codes are listed without one
    code: Option<String>,
}

/// Prints the page, or the list of codes.
pub(super) fn run(arguments: &ExplainArguments) -> Result<(), CommandError> {
    let Some(wanted) = &arguments.code else {
        let lines: Vec<String> =
            ProblemCode::ALL.iter().map(|code| format!("{}  {}", code.id(), code.title())).collect();
        return terminal::output(&lines.join("\n"));
    };
    match ProblemCode::parse(wanted) {
        Some(code) => terminal::output(code.page().trim_end()),
        None => Err(CommandError::Use(format!("{wanted} is no code of a problem; poolfund explain lists them all"))),
    }
}
