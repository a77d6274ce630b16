//! Files on their way into the inputs: handed over, looked at, and let in or not.
//!
//! What comes in: the bytes of a file, and what its bringer decides. What leaves: what the fund would be with it, and on
//! agreement the file among the inputs. What it does not know: how files are read. Until somebody agrees, a file stands in a
//! folder of this server's own, and nothing of the fund is touched.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use axum::body::Body;
use axum::http::StatusCode;
use http_body_util::BodyExt;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::books::new_fund::{self, sheets::INSTRUCTIONS};
use crate::books::{self, Arrival, AsOf, OwnWorkbook, Watch, settle};
use crate::config::{Fund, InputMapping, SettingsForm};
use crate::domain::fingerprint;
use crate::files::{self, Scratch};
use crate::intake::{self, Options, ProposedInput, Recognised, SheetProposal, settings};

use super::acts::actor;
use super::answer::Refusal;
use super::folder::is_plain;
use super::shared::Shared;
use super::shown::{ShownChanges, ShownCheck, ShownSetting};
use super::undo::Before;

/// How many bytes a file may have.
pub(super) const FILE_BYTES: usize = 64 << 20;
/// How many files wait at most; the oldest makes room.
const WAITING: usize = 12;

/// A file that was handed over.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    number: u64,
    /// As its bringer calls it.
    name: String,
    path: PathBuf,
}

/// The files that wait.
#[derive(Debug)]
pub(super) struct Arrivals {
    folder: Scratch,
    /// The number that was given last. Files come side by side, and each gets its own before any of it is here.
    given: AtomicU64,
    waiting: Mutex<Vec<Waiting>>,
}

/// What is decided about a file: the name that it gets, and the sheets that the settings are to name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choice {
    /// Which file.
    pub number: u64,
    /// The name among the inputs; that of a file that is there says that this one takes its place.
    pub name: String,
    /// Which of the proposals are adopted, by their position.
    #[serde(default)]
    adopt: Vec<usize>,
    /// Who decided what the file says of differences with finance.
    #[serde(default)]
    by: Option<String>,
}

/// What there is to say about a file.
#[derive(Debug, Serialize)]
struct Looked {
    number: u64,
    name: String,
    /// Whether a file of that name is there, which this one would replace.
    replaces: bool,
    /// Whether it is the settings.
    settings: bool,
    /// Whether it looks like the committee's workbook.
    decides: bool,
    /// Whether it is the same file, byte for byte.
    same: bool,
    /// Why it cannot be looked into.
    unreadable: Option<String>,
    /// The files that hold the same kinds of facts, which this one may be a newer copy of.
    like: Vec<String>,
    proposals: Vec<ShownProposal>,
    /// The proposals with which the fund was tried.
    adopt: Vec<usize>,
    check: ShownCheck,
    changes: Vec<ShownChanges>,
    changed_settings: Vec<ShownSetting>,
}

/// How a sheet may be read.
#[derive(Debug, Serialize)]
struct ShownProposal {
    sheet: String,
    kind: &'static str,
    header_row: u32,
    sure: bool,
    columns: Vec<ShownColumn>,
    missing: Vec<&'static str>,
    /// Another kind that it may be as well.
    rival: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct ShownColumn {
    header: String,
    name: &'static str,
    how: &'static str,
}

impl Arrivals {
    /// None yet.
    pub(super) fn new() -> std::io::Result<Self> {
        Ok(Self { folder: Scratch::new()?, given: AtomicU64::new(0), waiting: Mutex::default() })
    }

    /// Takes a file over, piece by piece.
    ///
    /// # Errors
    /// When its name is none that a file may have, it is too long, or breaks off.
    pub(super) async fn take(&self, name: &str, body: Body) -> Result<Waiting, Refusal> {
        if !is_plain(name) {
            return Err(no_name(name));
        }
        let number = self.given.fetch_add(1, Ordering::Relaxed) + 1;
        // Under its own name, since the end of it says what it is.
        let path = self.folder.path().join(number.to_string()).join(name);
        path.parent().map(std::fs::create_dir).transpose().map_err(Refusal::failed)?;
        if let Err(why) = received(&path, body).await {
            let _ = path.parent().map(std::fs::remove_dir_all);
            return Err(why);
        }
        let arrived = Waiting { number, name: name.to_owned(), path };
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() >= WAITING {
            let gone = waiting.remove(0);
            let _ = gone.path.parent().map(std::fs::remove_dir_all);
        }
        waiting.push(arrived.clone());
        Ok(arrived)
    }

    /// A file that waits.
    ///
    /// # Errors
    /// When it does not wait any more.
    pub(super) fn of(&self, number: u64) -> Result<Waiting, Refusal> {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let found = waiting.iter().find(|one| one.number == number).cloned();
        found.ok_or_else(|| {
            Refusal::new(StatusCode::NOT_FOUND, "nothing", "This file does not wait any more. Drop it in again.")
        })
    }
}

/// Writes what comes, piece by piece.
async fn received(path: &Path, mut body: Body) -> Result<(), Refusal> {
    let mut file = std::fs::File::create(path).map_err(Refusal::failed)?;
    while let Some(piece) = body.frame().await {
        if let Ok(bytes) = piece.map_err(|_| Refusal::too_long())?.into_data() {
            tokio::task::block_in_place(|| file.write_all(&bytes)).map_err(Refusal::failed)?;
        }
    }
    Ok(())
}

impl Waiting {
    /// Its path.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// As its bringer calls it.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// What its bringer is asked about first: by its own name, with every sheet that is read for certain.
    pub(super) fn first_choice(&self) -> Choice {
        Choice { number: self.number, name: self.name.clone(), adopt: Vec::new(), by: None }
    }
}

/// What the settings say, how the sheets of a file that they do not name may be read, and why the file cannot be looked into.
fn proposals(
    inputs: &Path,
    waiting: &Waiting,
    name: &str,
) -> Result<(Fund, Vec<SheetProposal>, Option<String>), Refusal> {
    let fund = settings::load(inputs)?;
    let sheets = || intake::propose(&waiting.path, &fund, &Options::of(&fund));
    let is_known = is_settings(name) || books::is_copy(name) || name == settle::FILE;
    let looked = if is_known { Ok(Vec::new()) } else { sheets() };
    let (named, unreadable) = match looked {
        Ok(named) => (named, None),
        Err(refusal) => (Vec::new(), Some(format!("{}: {}", refusal.code.title(), refusal.found))),
    };
    let is_read = |proposal: &SheetProposal| {
        let mapping = proposal.mapping(name);
        let same = |input: &&InputMapping| {
            let sheet = input.sheet == mapping.sheet || input.sheet.is_none() && input.kind == mapping.kind;
            input.file == name && input.table == mapping.table && sheet
        };
        fund.inputs.iter().any(|input| same(&input))
    };
    // Sheets that the program itself put beside those that are filled in.
    let is_ours = |proposal: &SheetProposal| [new_fund::LISTS, INSTRUCTIONS].contains(&proposal.sheet.as_str());
    let open = named.into_iter().filter(|proposal| !is_read(proposal) && !is_ours(proposal)).collect();
    Ok((fund, open, unreadable))
}

/// The settings that a choice adds.
fn added(proposals: &[SheetProposal], choice: &Choice) -> String {
    let adopted = choice.adopt.iter().filter_map(|at| proposals.get(*at)).filter(|proposal| proposal.is_sure());
    adopted.map(|proposal| ProposedInput::new(proposal, &choice.name).toml()).collect::<Vec<_>>().join("\n")
}

/// What enters with a file.
struct Entering {
    file: PathBuf,
    /// What the settings are to say of it, as TOML.
    input: String,
}

/// What enters by a choice: the file itself, or of a reconciliation's workbook what was decided in it, behind what was decided
/// before.
fn entering(
    shared: &Shared,
    waiting: &Waiting,
    choice: &Choice,
    proposals: &[SheetProposal],
) -> Result<Entering, Refusal> {
    let inputs = shared.inputs();
    let fund = settings::load(&inputs)?;
    if choice.name != settle::FILE || OwnWorkbook::of(&waiting.path, &fund).reconciliation.is_none() {
        return Ok(Entering { file: waiting.path.clone(), input: added(proposals, choice) });
    }
    let actor = actor(choice.by.as_deref(), shared)?;
    let settlements = settle::read_back(&inputs, &fund, &waiting.path, &actor)?;
    let file = waiting.path.with_file_name(settle::FILE);
    files::write(&file, &settle::file_with(&inputs, &fund, &settlements)?).map_err(Refusal::failed)?;
    let is_named = fund.inputs.iter().any(|input| input.file == settle::FILE);
    Ok(Entering { file, input: if is_named { String::new() } else { settle::INPUT.to_owned() } })
}

/// What the fund would be with a file, by a choice. The first time, a committee's workbook is taken for one, so is one in which
/// differences are settled, and the sheets that are certain are taken in where the settings name nothing of the file.
pub(super) fn look(
    shared: &Shared,
    waiting: &Waiting,
    choice: &Choice,
    first: bool,
    watch: Watch<'_>,
) -> Result<Value, Refusal> {
    let inputs = shared.inputs();
    judge_name(&inputs, &choice.name)?;
    let mut choice = choice.clone();
    let own = OwnWorkbook::of(&waiting.path, &settings::load(&inputs)?);
    if first {
        if own.committees.is_some() {
            choice.name = books::copy_called(&waiting.name);
        } else if own.reconciliation.is_some() {
            settle::FILE.clone_into(&mut choice.name);
        }
    }
    let (fund, proposals, unreadable) = proposals(&inputs, waiting, &choice.name)?;
    let is_named = fund.inputs.iter().any(|input| input.file == choice.name);
    if first && !is_named {
        choice.adopt =
            (0..proposals.len()).filter(|at| proposals.get(*at).is_some_and(SheetProposal::is_sure)).collect();
    }
    let Entering { file, input } = entering(shared, waiting, &choice, &proposals)?;
    let arrival = Arrival { file: &file, name: &choice.name, input: &input };
    let as_of = AsOf::LastMonth { today: shared.now().date_naive() };
    let weighed = books::weigh(shared.folder(), as_of, &arrival, watch)?;
    let target = inputs.join(&choice.name);
    let hash = |path: &Path| files::sha256_of(path, u64::MAX).ok();
    let kinds: Vec<_> = proposals.iter().map(|proposal| proposal.kind).collect();
    let mut like: Vec<String> =
        fund.inputs.iter().filter(|input| kinds.contains(&input.kind)).map(|input| input.file.clone()).collect();
    like.sort();
    like.dedup();
    like.retain(|file| *file != choice.name);
    let looked = Looked {
        number: choice.number,
        replaces: target.exists(),
        settings: is_settings(&choice.name),
        decides: own.committees.is_some(),
        name: choice.name,
        unreadable,
        same: hash(&target).is_some_and(|there| Some(there) == hash(&file)),
        like,
        proposals: proposals.iter().map(ShownProposal::of).collect(),
        adopt: choice.adopt,
        check: ShownCheck::of(weighed.checkup),
        changes: weighed.changes.into_iter().map(ShownChanges::from).collect(),
        changed_settings: weighed.settings.into_iter().map(ShownSetting::from).collect(),
    };
    serde_json::to_value(looked).map_err(Refusal::failed)
}

/// Lets a file in, and gives what was there before.
pub(super) fn let_in(shared: &Shared, waiting: &Waiting, choice: &Choice) -> Result<Before, Refusal> {
    let inputs = shared.inputs();
    judge_name(&inputs, &choice.name)?;
    let (_, proposals, _) = proposals(&inputs, waiting, &choice.name)?;
    let Entering { file, input } = entering(shared, waiting, choice, &proposals)?;
    let bytes = files::read(&file, FILE_BYTES as u64).map_err(Refusal::failed)?;
    if is_settings(&choice.name) {
        let trial = Scratch::new().map_err(Refusal::failed)?;
        files::write(&trial.path().join(&choice.name), &bytes).map_err(Refusal::failed)?;
        settings::load(trial.path())?;
    }
    let target = inputs.join(&choice.name);
    let before = Before::of(&[target.clone(), settings(&inputs)?])?;
    let refused = |why: std::io::Error| Refusal::file(&choice.name, &why);
    target.parent().map(std::fs::create_dir_all).transpose().map_err(refused)?;
    files::replace(&target, &bytes).map_err(refused)?;
    // The settings come last, since a file that they name must be there.
    if !input.is_empty() {
        settings::append(&inputs, &input)?;
    }
    let there = files::sha256_of(&target, u64::MAX).map_err(Refusal::failed)?;
    if there != fingerprint::sha256(&bytes) {
        return Err(Refusal::failed(format!("{} is not as it was written", choice.name)));
    }
    Ok(before)
}

/// The file of the settings.
pub(super) fn settings(inputs: &Path) -> Result<PathBuf, Refusal> {
    Ok(inputs.join(SettingsForm::of(inputs)?.file()))
}

fn is_settings(name: &str) -> bool {
    SettingsForm::ALL.iter().any(|form| form.file() == name)
}

/// A file of the inputs may stand in a folder of its own there, as the settings name it. Settings take the place of settings
/// in the same form only: of two files of settings, nobody could say which one holds.
fn judge_name(inputs: &Path, name: &str) -> Result<(), Refusal> {
    let other = is_settings(name) && SettingsForm::of(inputs)?.file() != name;
    if other || !name.split('/').all(is_plain) { Err(no_name(name)) } else { Ok(()) }
}

fn no_name(name: &str) -> Refusal {
    let words = format!("{name:?} cannot be the name of a file here. Give the file another name.");
    Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "name", words)
}

impl ShownProposal {
    fn of(proposal: &SheetProposal) -> Self {
        let column = |column: &intake::ProposedColumn| ShownColumn {
            header: column.header.clone(),
            name: column.name,
            how: match column.how {
                Recognised::Name => "name",
                Recognised::Words => "words",
                Recognised::Values => "values",
            },
        };
        Self {
            sheet: proposal.sheet.clone(),
            kind: proposal.kind.name(),
            header_row: proposal.header_row,
            sure: proposal.is_sure(),
            columns: proposal.columns.iter().map(column).collect(),
            missing: proposal.missing.iter().map(|(column, _)| *column).collect(),
            rival: proposal.rival.map(|kind| kind.name()),
        }
    }
}
