//! Workbooks that the program wrote and people fill in: which one a file is, and in which language it was written.
//!
//! What comes in: a file. What leaves: the answer, by the names of its sheets alone, for which it is opened once. What it does
//! not know: what stands in the sheets.

use std::collections::BTreeSet;
use std::path::Path;

use crate::config::Fund;
use crate::domain::Language;
use crate::intake::workbook::{Flow, Request};
use crate::intake::{self, Isolation, Sight};
use crate::report::proposal::readings;
use crate::report::reconciliation::settling;

/// How the names of workbooks end.
const EXTENSIONS: [&str; 3] = ["xlsx", "ods", "xlsm"];

/// What a file is of those workbooks, each with the language that it was written in: the fund's may have been another then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnWorkbook {
    /// The committee's, which belongs among the copies: it has every sheet that is read back.
    pub committees: Option<Language>,
    /// The reconciliation's, in which people say what is done about differences.
    pub reconciliation: Option<Language>,
}

impl OwnWorkbook {
    /// Looks at a file. One that cannot be read is none of them.
    pub fn of(path: &Path, fund: &Fund) -> Self {
        let there = sheets_of(path, fund);
        let all = |language: Language| readings(language, fund.allocation.mode).map(|reading| reading.sheet);
        Self {
            committees: languages(fund).find(|language| all(*language).iter().all(|sheet| there.contains(sheet))),
            reconciliation: languages(fund).find(|language| there.contains(&settling(*language).sheet)),
        }
    }
}

/// Whether a file is a workbook by its name.
pub(super) fn is_workbook(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
}

/// The languages that a workbook of a fund may be written in, likeliest first.
fn languages(fund: &Fund) -> impl Iterator<Item = Language> {
    let own = fund.default_language;
    std::iter::once(own).chain(Language::ALL.iter().copied().filter(move |language| *language != own))
}

/// The names of a workbook's sheets; none of what is no workbook, or cannot be read.
fn sheets_of(path: &Path, fund: &Fund) -> BTreeSet<String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut there = BTreeSet::new();
    if is_workbook(&name) {
        let limits = fund.limits.clone();
        let request = Request { file: name.into_owned(), limits, ..Request::default() };
        // A file that is refused has given no names.
        let _ = intake::show(path, &request, &Isolation::default(), &mut |sight| {
            if let Sight::File(head) = sight {
                there.extend(head.sheets.iter().map(|sheet| sheet.name.clone()));
            }
            Flow::Stop
        });
    }
    there
}
