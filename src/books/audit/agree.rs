//! Events against each other: a month is that of its run, a close closes the last run of its month, every import was read,
//! restatements are those that the inputs make, and nothing is written in an older way than what came before it.
//!
//! Whoever writes the whole chain anew can make every hash right; what events say of each other must be made right too.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveDate};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::config::{self, Spread};
use crate::domain::Month;
use crate::ledger::store::{
    self, Approval, Close, ClosedTo, Event, EventKind, Format, Import, Restatement, RunRecord, Store,
};

use super::super::BooksError;
use super::super::computed::{LOGO, SETTINGS};
use super::{Audited, Fault, Finding};

/// The version of the program that recorded events of format 1.
const OF_FORMAT_1: &str = "0.1.";

/// What is known of the events so far.
struct Agree<'e> {
    store: &'e dyn Store,
    /// The newest format so far.
    format: Format,
    /// The runs so far, the last one last.
    runs: Vec<(&'e Event, RunRecord)>,
    /// The closes so far.
    closes: Vec<(&'e Event, Close)>,
    /// The imports so far, by id.
    imports: HashSet<&'e str>,
    /// What restatements say, of those that are recorded so far.
    said: Vec<Vec<Restatement>>,
    /// What the runs so far restate.
    restated: Vec<Vec<Restatement>>,
    /// When the event before was recorded.
    recorded: Option<DateTime<chrono::FixedOffset>>,
    /// Decimals of the base currency, by the hash of the settings.
    minor_units: HashMap<String, Option<u32>>,
    finding: Finding,
}

/// All events against each other.
pub(super) fn agree(store: &dyn Store, events: &[Event]) -> Result<Finding, BooksError> {
    let mut agree = Agree {
        store,
        format: Format::One,
        runs: Vec::new(),
        closes: Vec::new(),
        imports: HashSet::new(),
        said: Vec::new(),
        restated: Vec::new(),
        recorded: None,
        minor_units: HashMap::new(),
        finding: Finding::new(Audited::Agreement(events.len()), Vec::new()),
    };
    for event in events {
        agree.written(event);
        match event.kind {
            EventKind::Import => drop(agree.imports.insert(&event.id)),
            EventKind::Reading => agree.reading(event),
            EventKind::Run => agree.run(event)?,
            EventKind::Close => agree.close(event),
            EventKind::Approval => agree.approval(event),
            EventKind::Restatement => agree.said.extend(Restatement::of(event).map(without_reason)),
            EventKind::Placements | EventKind::Other(_) => {}
        }
    }
    agree.unread(events);
    agree.restatements(events);
    agree.files(events)?;
    Ok(agree.finding)
}

impl<'e> Agree<'e> {
    fn fault(&mut self, fault: Fault) {
        self.finding.faults.push(fault);
    }

    /// How an event is written, and when.
    fn written(&mut self, event: &Event) {
        let seq = event.seq;
        if event.format < self.format || (event.format == Format::Two && event.kind == EventKind::Placements) {
            self.fault(Fault::Older { seq });
        }
        self.format = self.format.max(event.format);
        match DateTime::parse_from_rfc3339(&event.recorded_at) {
            Ok(at) => {
                if self.recorded.is_some_and(|before| at < before) {
                    let note = format!("event {seq} was recorded before event {} by the clock", seq - 1);
                    self.finding.notes.push(note);
                }
                self.recorded = Some(at);
            }
            Err(_) => self.fault(Fault::NoTime { seq, at: event.recorded_at.clone() }),
        }
        let dated =
            matches!(event.kind, EventKind::Run | EventKind::Close | EventKind::Approval | EventKind::Restatement);
        let wrong = match &event.period {
            Some(period) => Month::parse(period).is_none_or(|month| month.to_string() != *period) || !dated,
            None => dated,
        };
        if wrong && event.format == Format::Two && !matches!(event.kind, EventKind::Other(_)) {
            self.fault(Fault::Period { seq, kind: event.kind.clone() });
        }
    }

    /// Reads an event; what is not known of it is named, and one that cannot be read is named elsewhere.
    fn read<T: DeserializeOwned + Serialize>(&mut self, event: &Event) -> Option<T> {
        let read: T = event.read().ok()?;
        if event.format == Format::Two {
            let said: Value = event.read().ok()?;
            let understood = serde_json::to_value(&read).ok()?;
            let mut unknown = BTreeSet::new();
            not_understood(&said, &understood, &mut unknown);
            self.finding.faults.extend(unknown.into_iter().map(|name| Fault::UnknownField { seq: event.seq, name }));
        }
        Some(read)
    }

    fn reading(&mut self, event: &Event) {
        if store::import_read(event).is_ok_and(|import| !self.imports.contains(import.as_str())) {
            self.fault(Fault::NoImport { seq: event.seq, kind: event.kind.clone() });
        }
    }

    fn run(&mut self, event: &'e Event) -> Result<(), BooksError> {
        let Some(run) = self.read::<RunRecord>(event) else { return Ok(()) };
        let seq = event.seq;
        self.of_month(event, run.as_of);
        if run.imports.iter().any(|import| !self.imports.contains(import.as_str())) {
            self.fault(Fault::NoImport { seq, kind: EventKind::Run });
        }
        if event.format == Format::One && !run.version.starts_with(OF_FORMAT_1) {
            self.fault(Fault::Older { seq });
        }
        let before = self.last_run(event.period.as_deref()).map(|(before, _)| before.id.clone());
        let after = self.closes.iter().map(|(close, _)| close).filter(|close| close.period < event.period);
        let after = after.max_by(|one, other| one.period.cmp(&other.period)).map(|close| close.id.clone());
        if event.format == Format::Two && (run.before != before || run.after != after) {
            self.fault(Fault::Follows { seq });
        }
        self.restates(event, &run)?;
        self.runs.push((event, run));
        Ok(())
    }

    /// The last run of a month so far.
    fn last_run(&self, period: Option<&str>) -> Option<&(&'e Event, RunRecord)> {
        self.runs.iter().rfind(|(run, _)| run.period.as_deref() == period)
    }

    /// What a run restates of the one before it.
    fn restates(&mut self, event: &Event, run: &RunRecord) -> Result<(), BooksError> {
        let Some((_, before)) = self.runs.last() else { return Ok(()) };
        let Some(period) = event.period.as_deref().filter(|_| run.version == env!("CARGO_PKG_VERSION")) else {
            return Ok(());
        };
        let (before, settings) = (before.imports.clone(), run.settings.clone());
        let Some(minor_units) = self.minor_units(&settings)? else { return Ok(()) };
        let closed = self.closes.iter().max_by(|one, other| one.0.period.cmp(&other.0.period));
        let closed = closed.map(|(_, close)| ClosedTo { day: close.run.as_of, imports: &close.run.imports });
        // Imports that are damaged are named elsewhere.
        let Ok(restated) = store::restate(&before, (&run.imports, &[]), (period, closed), minor_units, self.store)
        else {
            return Ok(());
        };
        if let Some((_, list)) = restated {
            let list = without_reason(list);
            if !self.said.contains(&list) {
                self.fault(Fault::Unrestated { seq: event.seq });
            }
            self.restated.push(list);
        }
        Ok(())
    }

    /// Decimals of the base currency of a run's settings, where they can be read.
    fn minor_units(&mut self, settings: &str) -> Result<Option<u32>, BooksError> {
        if let Some(known) = self.minor_units.get(settings) {
            return Ok(*known);
        }
        let read = |bytes: Vec<u8>| {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            config::parse_with(&text, "fund.toml", Spread::Proportional).ok().map(|fund| fund.exponent())
        };
        let minor_units = self.store.file(settings)?.and_then(read);
        self.minor_units.insert(settings.to_owned(), minor_units);
        Ok(minor_units)
    }

    fn close(&mut self, event: &'e Event) {
        let Some(close) = self.read::<Close>(event) else { return };
        let seq = event.seq;
        self.of_month(event, close.run.as_of);
        if self.last_run(event.period.as_deref()).is_none_or(|(_, run)| *run != close.run) {
            self.fault(Fault::NoRun { seq });
        }
        self.by(event, &close.by);
        let day = DateTime::parse_from_rfc3339(&event.recorded_at).map(|at| at.date_naive());
        if event.format == Format::Two && day.is_ok_and(|day| day <= close.run.as_of) {
            self.fault(Fault::TooEarly { seq });
        }
        self.closes.push((event, close));
    }

    fn approval(&mut self, event: &'e Event) {
        let Some(approval) = self.read::<Approval>(event) else { return };
        self.by(event, &approval.by);
        // An approval of no close is named with the approvals.
        let closed = self.closes.iter().find(|(close, _)| close.id == approval.close);
        if closed.is_some_and(|(close, _)| close.period != event.period) {
            self.fault(Fault::Period { seq: event.seq, kind: EventKind::Approval });
        }
    }

    /// Whether an event is of the month of its day.
    fn of_month(&mut self, event: &Event, as_of: NaiveDate) {
        if event.period.as_deref() != Some(Month::of(as_of).to_string().as_str()) {
            self.fault(Fault::Period { seq: event.seq, kind: event.kind.clone() });
        }
    }

    /// Who did what an event says recorded it.
    fn by(&mut self, event: &Event, by: &str) {
        if event.recorded_by != by {
            self.fault(Fault::OtherHand { seq: event.seq, by: by.to_owned(), recorded_by: event.recorded_by.clone() });
        }
    }

    /// Imports that no reading gave.
    fn unread(&mut self, events: &[Event]) {
        let readings = events.iter().filter(|event| event.kind == EventKind::Reading);
        let read: HashSet<String> = readings.filter_map(|event| store::import_read(event).ok()).collect();
        for event in events.iter().filter(|event| event.kind == EventKind::Import && event.format == Format::Two) {
            if !read.contains(&event.id)
                && let Ok(import) = Import::of(event)
            {
                self.fault(Fault::Unread { seq: event.seq, file: import.file });
            }
        }
    }

    /// Restatements that no run makes. Another version of the program may have told them otherwise.
    fn restatements(&mut self, events: &[Event]) {
        let of_today = self.runs.iter().all(|(_, run)| run.version == env!("CARGO_PKG_VERSION"));
        let made =
            |event: &&Event| Restatement::of(event).is_ok_and(|list| self.restated.contains(&without_reason(list)));
        let restatements = events.iter().filter(|event| event.kind == EventKind::Restatement);
        for event in restatements.filter(|event| event.format == Format::Two && !made(event)) {
            if of_today {
                self.finding.faults.push(Fault::NotRestated { seq: event.seq });
            } else {
                self.finding.notes.push(format!("event {} restates what this version does not", event.seq));
            }
        }
    }

    /// Kept files against the events that name them.
    fn files(&mut self, events: &[Event]) -> Result<(), BooksError> {
        let mut named: HashMap<String, HashSet<String>> = HashMap::new();
        let mut name = |sha256: &str, file: &str| {
            named.entry(sha256.to_owned()).or_default().insert(file.to_owned());
        };
        for event in events.iter().filter(|event| event.kind == EventKind::Import) {
            if let Ok(import) = Import::of(event) {
                name(&import.sha256, &import.file);
            }
        }
        let runs = self.runs.iter().map(|(_, run)| run).chain(self.closes.iter().map(|(_, close)| &close.run));
        for run in runs {
            name(&run.settings, SETTINGS);
            run.logo.iter().for_each(|logo| name(logo, LOGO));
        }
        for (_, close) in &self.closes {
            close.pack.iter().for_each(|(file, sha256)| name(sha256, file));
        }
        for (sha256, file) in self.store.files()? {
            match named.get(&sha256) {
                Some(names) if names.contains(&file) => {}
                Some(_) => self.fault(Fault::OtherName { file }),
                // A run that was cut off keeps its settings and its picture with its imports.
                None if file == SETTINGS || file == LOGO => {}
                None => self.fault(Fault::Kept { file }),
            }
        }
        Ok(())
    }
}

/// What is restated, without the reason: by which rules a file was read may have come to be known later.
fn without_reason(list: Vec<Restatement>) -> Vec<Restatement> {
    list.into_iter().map(|one| Restatement { reason: String::new(), reread: None, again: false, ..one }).collect()
}

/// The names of what is said and not understood.
fn not_understood(said: &Value, understood: &Value, unknown: &mut BTreeSet<String>) {
    match (said, understood) {
        (Value::Object(said), Value::Object(understood)) => {
            for (name, value) in said {
                match understood.get(name) {
                    Some(other) => not_understood(value, other, unknown),
                    None => drop(unknown.insert(name.clone())),
                }
            }
        }
        (Value::Array(said), Value::Array(understood)) => {
            said.iter().zip(understood).for_each(|(one, other)| not_understood(one, other, unknown));
        }
        (
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_),
            _,
        ) => {}
    }
}
