//! What the parser of a sheet hands over: rows and cells in their order, in batches, while it goes on.
//!
//! What comes in: the steps of one thread. What leaves: the same on another, through a gate. What it does not know: XML.

use std::borrow::Cow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::Book;
use super::strings::SharedStrings;
use crate::intake::file::workbook::gate::{FileCell, Gate};
use crate::intake::file::workbook::{Refusal, Style, Value};

/// How many steps a batch has about, and how many bytes of texts of its own. It ends with a row, but in one that has several times as
/// many.
const STEPS: usize = 4_096;
const BYTES: usize = 64 << 10;
const TIMES: usize = 5;

/// How many batches may wait: those that are parsed while the shared texts are read, some 40 MB.
const WAITING: usize = 200;

/// A step of the way through a sheet.
pub(super) enum Step {
    /// A row begins: its number from 0, and whether it is hidden.
    Row(u32, bool),
    /// A cell of it.
    Cell(RawCell),
}

/// A cell whose style and text are numbers yet.
pub(super) struct RawCell {
    pub column: u32,
    pub value: Option<Stored>,
    pub formula: bool,
    pub style: usize,
}

/// What a cell holds.
pub(super) enum Stored {
    /// A text that cells share, by its number.
    Shared(usize),
    /// A value of its own.
    Own(Value<'static>),
    /// A text of its own, all or some of whose letters are struck through.
    Struck(String),
}

/// Sends steps.
pub(super) struct Steps {
    batch: Vec<Step>,
    bytes: usize,
    /// Where in the batch the cells of the row begin; beyond it where the first of them were sent.
    row: usize,
    full: SyncSender<Vec<Step>>,
    /// Batches that were taken come back to be filled again.
    emptied: Receiver<Vec<Step>>,
}

/// Takes batches of steps.
pub(super) struct Taken {
    full: Receiver<Vec<Step>>,
    emptied: SyncSender<Vec<Step>>,
}

/// Two ends, for two threads.
pub(super) fn channel() -> (Steps, Taken) {
    let (full, taken) = sync_channel(WAITING);
    let (give_back, emptied) = sync_channel(WAITING + 2);
    (
        Steps { batch: Vec::with_capacity(STEPS), bytes: 0, row: 0, full, emptied },
        Taken { full: taken, emptied: give_back },
    )
}

impl Steps {
    /// Adds a step; whether more is wanted.
    pub fn add(&mut self, step: Step) -> bool {
        let begins = matches!(step, Step::Row(..));
        let more = !(begins && self.is_full(1)) || self.send();
        if let Step::Cell(RawCell { value: Some(Stored::Own(Value::Text(text))), .. }) = &step {
            self.bytes += text.len();
        }
        self.batch.push(step);
        if begins {
            self.row = self.batch.len();
        }
        more && (!self.is_full(TIMES) || self.send())
    }

    fn is_full(&self, times: usize) -> bool {
        self.batch.len() >= times * STEPS || self.bytes >= times * BYTES
    }

    /// The cells of the row so far, but for a row of so many that the first of them were sent.
    pub fn row(&mut self) -> &mut [Step] {
        self.batch.get_mut(self.row..).unwrap_or_default()
    }

    /// Hands over what was gathered; whether more is wanted.
    pub fn send(&mut self) -> bool {
        let next = self.emptied.try_recv().unwrap_or_else(|_| Vec::with_capacity(STEPS));
        (self.bytes, self.row) = (0, usize::MAX);
        self.full.send(std::mem::replace(&mut self.batch, next)).is_ok()
    }
}

/// Gives all steps through a gate, until they end or no more are wanted.
pub(super) fn give<'t>(
    taken: Taken,
    book: &Book,
    texts: &'t SharedStrings,
    gate: &mut Gate<'t, '_>,
) -> Result<(), Refusal> {
    while let Ok(mut batch) = taken.full.recv() {
        for step in batch.drain(..) {
            match step {
                Step::Row(row, hidden) => {
                    if !gate.begin(row, hidden)? {
                        return Ok(());
                    }
                }
                Step::Cell(cell) => gate.take(resolved(cell, book, texts)?)?,
            }
        }
        // The parser makes new ones where it gets none back.
        let _ = taken.emptied.try_send(batch);
    }
    Ok(())
}

/// A cell with its style and text.
fn resolved<'t>(cell: RawCell, book: &Book, texts: &'t SharedStrings) -> Result<FileCell<'t>, Refusal> {
    let RawCell { column, value, formula, style } = cell;
    let mut style: Style = book.styles.get(style).copied().unwrap_or_default();
    let value = match value {
        None => None,
        Some(Stored::Own(value)) => Some(value),
        Some(Stored::Struck(text)) => {
            style.struck = true;
            Some(Value::Text(Cow::Owned(text)))
        }
        Some(Stored::Shared(number)) => {
            let missing = || Refusal::damaged(format!("the text {number}, which the workbook does not have"));
            style.struck |= texts.is_struck(number);
            Some(Value::Text(Cow::Borrowed(texts.get(number).ok_or_else(missing)?)))
        }
    };
    Ok(FileCell { column, value, formula, style })
}

/// What was handed over, as text.
#[cfg(test)]
pub(super) fn seen(taken: Taken) -> Vec<String> {
    let Taken { full, emptied } = taken;
    drop(emptied);
    let steps = full.iter().flatten();
    let said = steps.map(|step| match step {
        Step::Row(row, hidden) => format!("row {row}{}", if hidden { " hidden" } else { "" }),
        Step::Cell(RawCell { column, value, formula, style }) => {
            let value = match value {
                None => "nothing".to_owned(),
                Some(Stored::Shared(number)) => format!("text {number}"),
                Some(Stored::Struck(text)) => format!("struck {text:?}"),
                Some(Stored::Own(value)) => format!("{value:?}"),
            };
            format!("{column} {value}, style {style}{}", if formula { ", formula" } else { "" })
        }
    });
    said.collect()
}
