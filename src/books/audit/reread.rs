//! The kept bytes of files, read again: they must say what was recorded of them.
//!
//! Each import is read once, with the settings and the other inputs of the first run that used it. Where the rules by
//! which files are read are still those of then, a difference is a forgery; where they are others, it may be the rules,
//! and is only noted.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Component, Path};

use crate::config::{self, Fund};
use crate::domain::fingerprint;
use crate::intake::{self, Memory, Options, Outcome, RULES};
use crate::ledger::store::{self, Event, EventKind, Format, Import, ReadBy, Restatement, RunRecord, Store};

use super::super::{BooksError, copies};
use super::{Audited, Fault, Finding};

/// What is known so far.
struct Reread<'s> {
    store: &'s dyn Store,
    /// The imports that were read by the rules of today, and can say all that these can.
    of_today: HashSet<String>,
    /// The imports that were looked at.
    seen: HashSet<String>,
    /// What was read, by key.
    read: RefCell<HashMap<String, Outcome>>,
    /// The folder in which files are read.
    inputs: tempfile::TempDir,
    finding: Finding,
}

/// Reads all files again that runs used.
pub(super) fn reread(store: &dyn Store, events: &[Event]) -> Result<Finding, BooksError> {
    let inputs = tempfile::tempdir().map_err(BooksError::file(Path::new("a temporary folder")))?;
    let mut reread = Reread {
        store,
        of_today: of_today(events)?,
        seen: HashSet::new(),
        read: RefCell::default(),
        inputs,
        finding: Finding::new(Audited::Reread(0), Vec::new()),
    };
    for event in events.iter().filter(|event| event.kind == EventKind::Run) {
        let run: RunRecord = match event.read() {
            Ok(run) => run,
            Err(why) => {
                reread.finding.faults.push(Fault::Store(why.to_string()));
                continue;
            }
        };
        if run.imports.iter().any(|id| !reread.seen.contains(id)) {
            reread.run(event, &run)?;
        }
    }
    let Reread { mut finding, seen, .. } = reread;
    finding.audited = Audited::Reread(seen.len());
    Ok(finding)
}

/// The imports that were read by the rules of today.
fn of_today(events: &[Event]) -> Result<HashSet<String>, BooksError> {
    let mut imports = HashSet::new();
    for event in events.iter().filter(|event| event.kind == EventKind::Reading) {
        if let Some(ReadBy { rules: RULES, import }) = ReadBy::of(event) {
            imports.insert(import);
        }
    }
    for event in events.iter().filter(|event| event.kind == EventKind::Import) {
        if event.format == Format::One || !Import::of(event)?.says_all_of_today() {
            imports.remove(&event.id);
        }
    }
    Ok(imports)
}

impl Reread<'_> {
    /// Reads the inputs of a run again.
    fn run(&mut self, event: &Event, run: &RunRecord) -> Result<(), BooksError> {
        let note = |what: &str| format!("the inputs of event {} (run) cannot be read again: {what}", event.seq);
        let Some(settings) = self.store.file(&run.settings)? else {
            self.finding.faults.push(Fault::NoBytes { file: "fund.toml".to_owned(), seq: event.seq });
            return Ok(());
        };
        let fund = config::parse(&String::from_utf8_lossy(&settings), "fund.toml").map(|mut fund| {
            copies::add(&mut fund, &run.decisions);
            fund
        });
        let fund = match fund {
            Ok(fund) if fund.inputs.len() == run.imports.len() => fund,
            Ok(_) => {
                self.finding.notes.push(note("this version finds other inputs in fund.toml"));
                return Ok(());
            }
            Err(why) => {
                self.finding.notes.push(note(&why.to_string()));
                return Ok(());
            }
        };
        if !self.place(&fund, run)? {
            return Ok(());
        }
        let basis = fingerprint::sha256(format!("{}\n{}", store::basis(), run.settings).as_bytes());
        let memory = Memory { basis, recall: Box::new(|key| self.read.borrow().get(key).cloned()) };
        let readings = intake::read_with(self.inputs.path(), &fund, &Options::of(&fund), Some(&memory)).readings;
        drop(memory);
        for reading in readings {
            let outcome = match reading.fresh {
                Some(outcome) => outcome,
                None => match self.read.borrow().get(&reading.key) {
                    Some(outcome) => outcome.clone(),
                    None => continue,
                },
            };
            if let Some(id) = run.imports.get(reading.input)
                && self.seen.insert(id.clone())
            {
                self.compare(id, &reading.key, &outcome, fund.exponent())?;
            }
            self.read.borrow_mut().insert(reading.key, outcome);
        }
        Ok(())
    }

    /// Puts the files of a run where they are read; says whether all are there.
    fn place(&mut self, fund: &Fund, run: &RunRecord) -> Result<bool, BooksError> {
        for (mapping, id) in fund.inputs.iter().zip(&run.imports) {
            let Some(event) = self.store.event(id)? else { return Ok(false) };
            let import = Import::of(&event)?;
            let inside = Path::new(&mapping.file).components().all(|part| matches!(part, Component::Normal(_)));
            let Some(bytes) = self.store.file(&import.sha256)?.filter(|_| inside) else { return Ok(false) };
            let path = self.inputs.path().join(&mapping.file);
            let file = BooksError::file(&path);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(&file)?;
            }
            fs::write(&path, bytes).map_err(&file)?;
        }
        Ok(true)
    }

    /// Holds what was recorded of a file against what it says.
    fn compare(&mut self, id: &str, key: &str, outcome: &Outcome, minor_units: u32) -> Result<(), BooksError> {
        let [import, reading] = store::reading(key, outcome.clone())?;
        let Some(event) = self.store.event(id)? else { return Ok(()) };
        let is_of_today = self.of_today.contains(id);
        if import.id() == id {
            let recorded = self.store.reading_of(key)?.filter(|recorded| is_of_today && recorded.id != reading.id());
            if let Some(recorded) = recorded {
                let file = Import::of(&event)?.file;
                self.finding.faults.push(Fault::Remembered { seq: recorded.seq, file });
            }
            return Ok(());
        }
        let recorded = Import::of(&event)?;
        let (facts, _) = recorded.facts(&event, &self.store.lines(id)?)?;
        let differences = store::compare((&recorded, &facts), &import, minor_units)?;
        let (file, seq) = (recorded.file.clone(), event.seq);
        let mut told: Vec<String> = differences.iter().map(Restatement::read_again).collect();
        if is_of_today {
            if told.is_empty() {
                told.push("where its rows stand".to_owned());
            }
            let forged = told.into_iter().map(|what| Fault::Forged { seq, file: file.clone(), what });
            self.finding.faults.extend(forged);
        } else {
            let read =
                told.into_iter().map(|what| format!("{file} (event {seq}) is read otherwise by this version: {what}"));
            self.finding.notes.extend(read);
        }
        Ok(())
    }
}
