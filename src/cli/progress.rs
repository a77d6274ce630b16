//! What a person sees while a command works; nothing when standard error is no terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

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

    /// Names the step that begins.
    pub fn step(&self, name: &str) {
        self.0.set_message(name.to_owned());
    }

    /// Removes the line.
    pub fn done(&self) {
        self.0.finish_and_clear();
    }
}
