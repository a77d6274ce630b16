//! Rows of the server's tables as what they say, and back.

use postgres::Row;
use serde::Deserialize;

use crate::ledger::store::event::{Event, EventKind, Format};
use crate::ledger::store::lines::Line;
use crate::ledger::store::packing::Packed;

/// The columns of an event.
pub(super) const EVENT: &str = "seq, format, id, kind, period, payload, recorded_at, recorded_by, previous, hash";
/// The columns of a line.
pub(super) const LINE: &str = "number, kind, key, date, currency, amount, sheet, row, body";
/// How many they are.
pub(super) const LINE_COLUMNS: usize = 9;

/// An event; nothing where it is of a format that this version does not know.
pub(super) fn event(row: &Row) -> Result<Option<Event>, postgres::Error> {
    let (format, kind): (i32, String) = (row.try_get(1)?, row.try_get(3)?);
    let Some(format) = Format::of(i64::from(format)) else { return Ok(None) };
    Ok(Some(Event {
        seq: row.try_get(0)?,
        format,
        id: row.try_get(2)?,
        kind: EventKind::of(&kind),
        period: row.try_get(4)?,
        payload: row.try_get(5)?,
        recorded_at: row.try_get(6)?,
        recorded_by: row.try_get(7)?,
        previous: row.try_get(8)?,
        hash: row.try_get(9)?,
    }))
}

/// A line.
pub(super) fn line(row: &Row) -> Result<Line, postgres::Error> {
    let (key, date): (String, Option<String>) = (row.try_get(2)?, row.try_get(3)?);
    // A number that is none of a sheet or a row is not what was recorded, which the hash of the lines shows.
    let number = |found: Option<i64>| found.and_then(|number| u32::try_from(number).ok());
    Ok(Line {
        number: row.try_get(0)?,
        kind: row.try_get::<_, String>(1)?.into(),
        key: with_nul(&key),
        date: date.and_then(|date| date.parse().ok()),
        currency: row.try_get::<_, Option<String>>(4)?.map(Into::into),
        amount: row.try_get(5)?,
        sheet: number(row.try_get(6)?),
        row: number(row.try_get(7)?),
        body: row.try_get(8)?,
    })
}

/// A kept file, whose columns `length`, `deflated` and `bytes` begin at an index.
pub(super) fn kept(row: &Row, at: usize) -> Result<Packed, postgres::Error> {
    Ok(Packed { length: row.try_get(at)?, deflated: row.try_get(at + 1)?, bytes: row.try_get(at + 2)? })
}

/// The key of a reading.
pub(super) fn reading_key(event: &Event) -> Option<String> {
    #[derive(Deserialize)]
    struct Keyed {
        key: String,
    }
    if event.kind != EventKind::Reading {
        return None;
    }
    serde_json::from_str::<Keyed>(&event.payload).ok().map(|keyed| keyed.key)
}

/// A text that may hold the character of number 0, which the server keeps in no text.
pub(super) fn without_nul(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\0', "\\0")
}

fn with_nul(text: &str) -> String {
    let (mut plain, mut letters) = (String::with_capacity(text.len()), text.chars());
    while let Some(letter) = letters.next() {
        plain.push(match letter {
            '\\' if letters.next() == Some('0') => '\0',
            letter => letter,
        });
    }
    plain
}

/// Rows as the server's COPY reads them: fields apart by tabs, rows by line feeds.
#[derive(Default)]
pub(super) struct CopyText(String);

impl CopyText {
    /// The next field.
    pub fn field(&mut self, text: Option<&str>) -> &mut Self {
        let Some(text) = text else { return self.raw("\\N") };
        for letter in text.chars() {
            match letter {
                '\\' => self.0.push_str("\\\\"),
                '\n' => self.0.push_str("\\n"),
                '\r' => self.0.push_str("\\r"),
                '\t' => self.0.push_str("\\t"),
                letter => self.0.push(letter),
            }
        }
        self.0.push('\t');
        self
    }

    /// The next field, a number.
    pub fn number(&mut self, number: Option<i64>) -> &mut Self {
        self.raw(&number.map_or_else(|| "\\N".to_owned(), |number| number.to_string()))
    }

    fn raw(&mut self, text: &str) -> &mut Self {
        self.0.push_str(text);
        self.0.push('\t');
        self
    }

    /// Ends the row.
    pub fn end(&mut self) {
        self.0.pop();
        self.0.push('\n');
    }

    /// What there is, if it is worth sending.
    pub fn full(&mut self) -> Option<String> {
        (self.0.len() >= 1 << 16).then(|| std::mem::take(&mut self.0))
    }

    /// All that is left.
    pub fn rest(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_comes_back_from_a_column_that_keeps_no_nul() {
        for text in ["", "a", "\\", "\0", "\\0", "a\0\\\\b", "\\\0", "\0\0"] {
            assert!(!without_nul(text).contains('\0'));
            assert_eq!(with_nul(&without_nul(text)), text);
        }
    }

    #[test]
    fn rows_are_written_as_copy_reads_them() {
        let mut rows = CopyText::default();
        rows.field(Some("a\tb\\c\nd\re")).field(None).number(Some(-7)).number(None).field(Some("")).end();
        assert_eq!((rows.full(), rows.rest().as_str()), (None, "a\\tb\\\\c\\nd\\re\t\\N\t-7\t\\N\t\n"));
    }
}
