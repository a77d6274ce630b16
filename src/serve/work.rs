//! Work that takes its time: one at a time, in view of everybody who asks how far it is.
//!
//! What comes in: something to do. What leaves: its step while it is done, and its outcome until the next one begins. What it
//! does not know: what is done. Nobody else's request waits for it; who wants to begin another one learns what is under way.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::http::StatusCode;
use serde::Serialize;
use serde_json::Value;

use crate::books::{Step, Watch};
use crate::month;

use super::answer::Refusal;

/// Work that was begun last.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Job {
    /// Which one it is, from 1.
    pub number: u64,
    /// What it is.
    pub what: &'static str,
    /// What it is about: a month, a file.
    pub about: String,
    /// What is being done.
    pub step: &'static str,
    /// Whether it is under way.
    pub busy: bool,
    /// What came of it.
    pub outcome: Option<Value>,
    /// Why nothing came of it.
    pub refusal: Option<Refusal>,
}

/// The work of one server.
#[derive(Debug, Default)]
pub(super) struct Work {
    job: Arc<Mutex<Option<Job>>>,
}

impl Work {
    /// Begins something, and says which one it is.
    ///
    /// # Errors
    /// When something else is under way.
    pub(super) fn begin(
        &self,
        what: &'static str,
        about: &str,
        work: impl FnOnce(Watch<'_>) -> Result<Value, Refusal> + Send + 'static,
    ) -> Result<Job, Refusal> {
        let job = {
            let mut last = locked(&self.job);
            if last.as_ref().is_some_and(|job| job.busy) {
                return Err(busy());
            }
            let number = last.as_ref().map_or(1, |job| job.number + 1);
            let about = about.to_owned();
            let begun = Job { number, what, about, step: "begin", busy: true, outcome: None, refusal: None };
            last.insert(begun).clone()
        };
        let (at, done) = (Arc::clone(&self.job), Arc::clone(&self.job));
        let working = tokio::task::spawn_blocking(move || {
            work(&|step| {
                if let Some(job) = locked(&at).as_mut() {
                    job.step = word(step);
                }
            })
        });
        tokio::spawn(async move {
            let outcome = working.await.unwrap_or_else(|why| Err(Refusal::failed(why)));
            if let Some(job) = locked(&done).as_mut() {
                job.busy = false;
                match outcome {
                    Ok(outcome) => job.outcome = Some(outcome),
                    Err(refusal) => job.refusal = Some(refusal),
                }
            }
        });
        Ok(job)
    }

    /// Does something at once that must not meet other work.
    ///
    /// # Errors
    /// When work is under way, or as `act` says.
    pub(super) fn at_once<T>(&self, act: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
        let job = locked(&self.job);
        if job.as_ref().is_some_and(|job| job.busy) {
            return Err(busy());
        }
        act()
    }

    /// What was begun last.
    pub(super) fn last(&self) -> Option<Job> {
        locked(&self.job).clone()
    }
}

fn locked(job: &Mutex<Option<Job>>) -> MutexGuard<'_, Option<Job>> {
    job.lock().unwrap_or_else(PoisonError::into_inner)
}

fn busy() -> Refusal {
    Refusal::new(StatusCode::CONFLICT, "busy", "The program is at work on something else.")
}

/// The word for a step.
const fn word(step: Step) -> &'static str {
    match step {
        Step::Reading => "reading",
        Step::Month(month::Step::Ledger) => "ledger",
        Step::Month(month::Step::Life) => "life",
        Step::Month(month::Step::Reasons) => "reasons",
        Step::Month(month::Step::Reconciliation) => "reconciliation",
        Step::Month(month::Step::Changes) => "changes",
        Step::Proving => "proving",
        Step::Writing => "writing",
        Step::Recording => "recording",
        Step::Auditing => "auditing",
        Step::Again => "again",
        Step::Cells => "cells",
    }
}
