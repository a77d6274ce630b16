//! Lines that come one after the other, gathered event by event.

use super::{Line, LinesTaker, StoreError};

/// Gathers the lines of one event and hands them on when the next one begins.
pub(super) struct ByEvent<'g, 't> {
    open: Option<(i64, Vec<Line>)>,
    take: &'g mut LinesTaker<'t>,
}

impl<'g, 't> ByEvent<'g, 't> {
    pub fn new(take: &'g mut LinesTaker<'t>) -> Self {
        Self { open: None, take }
    }

    /// Takes in the next line, of the event of a number.
    pub fn add(&mut self, event: i64, line: Line) -> Result<(), StoreError> {
        match &mut self.open {
            Some((open, lines)) if *open == event => lines.push(line),
            _ => {
                self.end()?;
                self.open = Some((event, vec![line]));
            }
        }
        Ok(())
    }

    /// Hands on the lines of the last event.
    pub fn end(&mut self) -> Result<(), StoreError> {
        self.open.take().map_or(Ok(()), |(event, lines)| (self.take)(event, lines))
    }
}
