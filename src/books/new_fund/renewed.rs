//! The drop-downs of a fund's workbooks, renewed: they offer the donors, agreements, places, themes and priorities of today.
//!
//! What comes in: a fund's folder. What leaves: its workbooks with new lists, all else in them as people left it; or new empty
//! workbooks beside those that have no lists to renew. What it does not know: what people wrote.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{InitError, LISTS, Offered, workbook, workbooks};
use crate::config::Fund;
use crate::files;
use crate::intake::annotate::AnnotateError;
use crate::intake::workbook::{Flow, Request};
use crate::intake::{self, Isolation, Sight, sandbox, settings};

/// The folder of new empty workbooks, beside `inputs/`.
pub const TEMPLATES: &str = "templates";

/// What became of the lists of a workbook.
#[derive(Debug)]
pub enum Lists {
    /// They were renewed.
    Renewed(PathBuf),
    /// They offer what they should.
    Current(PathBuf),
    /// They cannot be renewed without touching more.
    Left {
        /// The workbook, as it was.
        workbook: PathBuf,
        /// Why.
        why: AnnotateError,
        /// A new empty workbook with the lists of today; none where one is there that somebody may have filled in.
        beside: Option<PathBuf>,
    },
}

/// Renews the lists of the workbooks in `folder/inputs`.
///
/// # Errors
/// When the settings cannot stand, or a file cannot be written; those before it are renewed then.
pub fn renew(folder: &Path) -> Result<Vec<Lists>, InitError> {
    let inputs = folder.join("inputs");
    let fund = settings::load(&inputs)?;
    let offered = Offered::of(&fund, &intake::read(&inputs, &fund).facts);
    let mut all = Vec::new();
    for name in workbooks() {
        let path = inputs.join(name);
        if path.exists() {
            all.push(lists(&fund, &offered, (folder, name), path)?);
        }
    }
    Ok(all)
}

/// A workbook of a new fund, as it stands in `folder/inputs`, with the lists of today, in which places that it offered come first;
/// nothing of another file, or of one whose lists cannot be renewed.
pub fn fresh(folder: &Path, name: &str) -> Option<Vec<u8>> {
    let name = workbooks().into_iter().find(|known| *known == name)?;
    let inputs = folder.join("inputs");
    let (path, fund) = (inputs.join(name), settings::load(&inputs).ok()?);
    let mut offered = Offered::of(&fund, &intake::read(&inputs, &fund).facts);
    let request = Request { file: name.to_owned(), limits: fund.limits.clone(), ..Request::default() };
    let known = listed_places(&path, &request);
    offered.places.sort_by_key(|place| !known.contains(place));
    sandbox::with_lists(&path, &request, &offered.fresh(), &Isolation::default()).ok()
}

/// The places that a workbook offers.
fn listed_places(path: &Path, request: &Request) -> BTreeSet<String> {
    let request = Request { sheet: Some(LISTS.to_owned()), ..request.clone() };
    let mut places = BTreeSet::new();
    // Of a workbook that cannot be read no list is renewed.
    let _ = intake::show(path, &request, &Isolation::default(), &mut |sight| {
        if let Sight::Row(_, cells) = sight {
            places.extend(cells.iter().filter(|cell| cell.name.starts_with('B')).map(|cell| cell.value.clone()));
        }
        Flow::Continue
    });
    places
}

/// Renews the lists of one workbook.
fn lists(fund: &Fund, offered: &Offered, (folder, name): (&Path, &str), path: PathBuf) -> Result<Lists, InitError> {
    let unwritable = |path: &Path| {
        let path = path.to_owned();
        move |source: io::Error| InitError::File { path, source }
    };
    let request = Request { file: name.to_owned(), limits: fund.limits.clone(), ..Request::default() };
    let why = match sandbox::with_lists(&path, &request, &offered.fresh(), &Isolation::default()) {
        Ok(bytes) => {
            let before = files::read(&path, fund.limits.file_bytes).map_err(unwritable(&path))?;
            if before == bytes {
                return Ok(Lists::Current(path));
            }
            files::replace(&path, &bytes).map_err(unwritable(&path))?;
            return Ok(Lists::Renewed(path));
        }
        Err(why) => why,
    };
    let templates = folder.join(TEMPLATES);
    let beside = templates.join(name);
    if beside.exists() {
        return Ok(Lists::Left { workbook: path, why, beside: None });
    }
    let bytes = workbook(name, offered).map_err(|source| InitError::Workbook { file: name.to_owned(), source })?;
    fs::create_dir_all(&templates).map_err(unwritable(&templates))?;
    files::replace(&beside, &bytes).map_err(unwritable(&beside))?;
    Ok(Lists::Left { workbook: path, why, beside: Some(beside) })
}
