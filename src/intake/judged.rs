//! A file that is no input of the fund, judged as if it were one.
//!
//! What comes in: any file. What leaves: how its sheets would be read, and what is wrong with them. What it does not know:
//! whether anybody wants it as an input.

use std::path::Path;

use crate::config::{Fund, InputMapping};
use crate::intake::problems::{Location, Problem, ProblemCode, refusals};
use crate::intake::{Intake, Options, SheetProposal, propose, read_with};

/// What is said of a file.
#[derive(Debug, Default)]
pub struct Judged {
    /// How its sheets may be read, best first.
    pub proposals: Vec<SheetProposal>,
    /// What they give when those that are certain are read beside the fund's inputs: the problems of the file, and its
    /// sheets. A file that is refused, or in which nothing is certain, has that as its problem.
    pub read: Intake,
}

/// Judges the file at a path, which is called `name` in what is said of it. `inputs` is the fund's folder of inputs, by
/// whose donors, names and agreements it is judged.
pub fn judge(inputs: &Path, fund: &Fund, options: &Options, (path, name): (&Path, &str)) -> Judged {
    let proposals = match propose(path, fund, options) {
        Ok(proposals) => proposals,
        Err(refusal) => return Judged { proposals: Vec::new(), read: only(refusals::problem(name, &refusal)) },
    };
    let sure: Vec<&SheetProposal> = proposals.iter().filter(|proposal| proposal.is_sure()).collect();
    let read = if sure.is_empty() {
        let fix = "`poolfund show` prints what is seen of the file, `poolfund map` how far it is understood.";
        let expected = "a sheet of donors, agreements, receipts or another kind that the fund reads";
        let found = "no sheet that is one of a fund for certain";
        only(Problem::new(ProblemCode::NoHeader, Location::file(name), found, expected, fix))
    } else {
        let mappings: Vec<InputMapping> = sure.iter().map(|proposal| proposal.mapping(name)).collect();
        read_beside(inputs, fund, options, &mappings, (path, name))
    };
    Judged { proposals, read }
}

fn only(problem: Problem) -> Intake {
    Intake { problems: vec![problem], ..Intake::default() }
}

/// Reads the file at a path by mappings, beside the inputs of the fund but for those that read the same sheets of the file
/// of that name already. The problems and sheets of the file alone, under its name; the facts of all.
pub fn read_beside(
    inputs: &Path,
    fund: &Fund,
    options: &Options,
    mappings: &[InputMapping],
    (path, name): (&Path, &str),
) -> Intake {
    let mut tried = fund.clone();
    tried.inputs.retain(|mapping| {
        mapping.file != name || mappings.iter().all(|tried| mapping.sheet.is_none() || mapping.sheet != tried.sheet)
    });
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let file = path.to_string_lossy().into_owned();
    tried.inputs.extend(mappings.iter().map(|mapping| InputMapping { file: file.clone(), ..mapping.clone() }));
    let mut read = read_with(inputs, &tried, options, None);
    read.problems.retain(|problem| problem.location.file == file);
    for problem in &mut read.problems {
        problem.location.file = name.to_owned();
    }
    read.problems.sort_by_key(Problem::severity);
    read.files.retain(|read| read.file == file);
    read
}
