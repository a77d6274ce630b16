//! What a person sees while a command works; nothing when standard error is no terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::books::Step;
use crate::month;

/// A line that says what is being done. It appears only when a step lasts.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// A line on standard error.
    pub fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }

    /// Says which step begins.
    pub fn step(&self, step: Step) {
        self.0.set_message(words(step));
    }

    /// Removes the line.
    pub fn done(&self) {
        self.0.finish_and_clear();
    }
}

const fn words(step: Step) -> &'static str {
    match step {
        Step::Reading => "reading the inputs",
        Step::Month(month::Step::Ledger) => "valuing the facts",
        Step::Month(month::Step::Life) => "charging expenditure and allocating the rest",
        Step::Month(month::Step::Reasons) => "finding the reasons",
        Step::Month(month::Step::Reconciliation) => "reconciling with finance, and measuring the gap",
        Step::Month(month::Step::Changes) => "comparing with the last closed month",
        Step::Proving => "proving the allocation",
        Step::Writing => "writing the reports",
        Step::Recording => "recording the month",
        Step::Auditing => "checking the ledger",
        Step::Again => "computing a closed month again",
        Step::Cells => "reading the cells",
    }
}
