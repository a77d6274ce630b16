//! The kept bytes of files, read again: they must say what was recorded of them.
//!
//! Each import is read once, with the settings and the other inputs of the first run that used it; one that no run used,
//! as a run that was cut off leaves it, with those that were there when it was recorded. Where the rules by
//! which files are read are still those of then, a difference is a forgery; where they are others, it may be the rules,
//! and is only noted.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Component, Path};

use crate::config::{self, Fund, InputMapping};
use crate::domain::fingerprint;
use crate::files::Scratch;
use crate::intake::{self, Memory, Options, Outcome, RULES, Reading};
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
    inputs: Scratch,
    finding: Finding,
}

/// Reads all files again that runs used.
pub(super) fn reread(store: &dyn Store, events: &[Event]) -> Result<Finding, BooksError> {
    let inputs = Scratch::new().map_err(BooksError::file(Path::new("a temporary folder")))?;
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
    for event in events.iter().filter(|event| event.kind == EventKind::Import) {
        if !reread.seen.contains(&event.id) && reread.of_today.contains(&event.id) {
            reread.unused(event, events)?;
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
        let mut fund = match fund {
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
        copies::in_their_languages(&mut fund, self.inputs.path());
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

    /// Reads an import again that no run used: by one of the settings that are kept its file must say it.
    fn unused(&mut self, event: &Event, events: &[Event]) -> Result<(), BooksError> {
        let import = Import::of(event)?;
        let mut closest = None;
        for (sha256, _) in self.store.files()?.into_iter().filter(|(_, name)| name == "fund.toml") {
            let Some(settings) = self.store.file(&sha256)? else { continue };
            let Ok(fund) = config::parse(&String::from_utf8_lossy(&settings), "fund.toml") else { continue };
            let of_file = |mapping: &InputMapping| mapping.file == import.file && mapping.kind.name() == import.kind;
            if !fund.inputs.iter().any(of_file) || !self.place_beside(&fund, (event, &import), events)? {
                continue;
            }
            let basis = fingerprint::sha256(format!("{}\n{sha256}", store::basis()).as_bytes());
            let memory = Memory { basis, recall: Box::new(|_| None) };
            let readings = intake::read_with(self.inputs.path(), &fund, &Options::of(&fund), Some(&memory)).readings;
            let of_mapping = |reading: &Reading| fund.inputs.get(reading.input).is_some_and(of_file);
            for reading in readings.into_iter().filter(of_mapping) {
                let Some(outcome) = reading.fresh else { continue };
                let [again, _] = store::reading(&reading.key, outcome.clone())?;
                if again.id() == event.id {
                    self.seen.insert(event.id.clone());
                    return Ok(());
                }
                closest = Some((reading.key, outcome, fund.exponent()));
            }
        }
        self.seen.insert(event.id.clone());
        if let Some((key, outcome, minor_units)) = closest {
            return self.compare(&event.id, &key, &outcome, minor_units);
        }
        let (file, seq) = (import.file, event.seq);
        let what = "no settings that are kept read it".to_owned();
        self.finding.faults.push(Fault::Forged { seq, file, what });
        Ok(())
    }

    /// Puts the file of an import where it is read, and beside it the other inputs as they were last when it was recorded;
    /// says whether all are there.
    fn place_beside(
        &mut self,
        fund: &Fund,
        (event, import): (&Event, &Import),
        events: &[Event],
    ) -> Result<bool, BooksError> {
        // What is read together is recorded together: imports one after the other, at one time.
        let together = |other: &&Event| other.seq <= event.seq || other.recorded_at == event.recorded_at;
        let mut files: HashMap<String, String> = HashMap::new();
        for other in events.iter().filter(|other| other.kind == EventKind::Import).filter(together) {
            let Import { file, sha256, .. } = Import::of(other)?;
            files.insert(file, sha256);
        }
        files.insert(import.file.clone(), import.sha256.clone());
        for mapping in &fund.inputs {
            let Some(sha256) = files.get(&mapping.file) else { return Ok(false) };
            if !self.put(&mapping.file, sha256)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Puts the files of a run where they are read; says whether all are there.
    fn place(&mut self, fund: &Fund, run: &RunRecord) -> Result<bool, BooksError> {
        for (mapping, id) in fund.inputs.iter().zip(&run.imports) {
            let Some(event) = self.store.event(id)? else { return Ok(false) };
            if !self.put(&mapping.file, &Import::of(&event)?.sha256)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Puts the kept bytes of a file where it is read; says whether there are any.
    fn put(&self, name: &str, sha256: &str) -> Result<bool, BooksError> {
        let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        let Some(bytes) = self.store.file(sha256)?.filter(|_| inside) else { return Ok(false) };
        let path = self.inputs.path().join(name);
        let file = BooksError::file(&path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(&file)?;
        }
        fs::write(&path, bytes).map_err(&file)?;
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
