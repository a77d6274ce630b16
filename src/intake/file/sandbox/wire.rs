//! How the reading process hands rows to the one that asked: frames on a pipe.
//!
//! A frame is a kind (one byte), a length (four bytes, little end first) and so many bytes. Rows are packed, since
//! there are many; heads and refusals are JSON, since there are few.

use std::borrow::Cow;
use std::io::{self, Read, Write};

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::domain::Currency;
use crate::domain::currency_name::SharedName;
use crate::intake::annotate::AnnotateError;
use crate::intake::file::workbook::{
    Cell, FileHead, Flow, NumberFormat, Refusal, Row, Scale, SheetDetails, Shown, Sink, Style, Value,
};

/// The longest frame that is taken, in bytes: the widest row of a sheet with two thousand bytes in each of its cells.
const LONGEST_FRAME: usize = 32 << 20;

/// How many bytes of a copy a frame holds at most.
const PART_OF_COPY: usize = 1 << 20;

const HEAD: u8 = 1;
const SHEET: u8 = 2;
const ROW: u8 = 3;
const END: u8 = 4;
const REFUSAL: u8 = 5;
const COPY: u8 = 6;
const UNWRITABLE: u8 = 7;

/// Writes what is read as frames. After a failed write nothing more is wanted.
pub(super) struct Sender<W: Write> {
    pipe: W,
    frame: Vec<u8>,
}

impl<W: Write> Sender<W> {
    pub fn new(pipe: W) -> Self {
        Self { pipe, frame: Vec::with_capacity(1024) }
    }

    fn send(&mut self, kind: u8, bytes: &[u8]) -> Flow {
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes();
        let [one, two, three, four] = length;
        let sent = self.pipe.write_all(&[kind, one, two, three, four]).and_then(|()| self.pipe.write_all(bytes));
        if sent.is_ok() { Flow::Continue } else { Flow::Stop }
    }

    /// Hands a copy of the file over.
    pub fn copy(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(PART_OF_COPY) {
            self.send(COPY, part);
        }
    }

    /// Says why there is no copy.
    pub fn unwritable(&mut self, why: &str) {
        self.send(UNWRITABLE, why.as_bytes());
    }

    /// Says how reading ended.
    pub fn finish(mut self, outcome: Result<(), Refusal>) -> io::Result<()> {
        match outcome {
            Ok(()) => self.send(END, &[]),
            Err(refusal) => self.send(REFUSAL, &serde_json::to_vec(&refusal)?),
        };
        self.pipe.flush()
    }
}

impl<W: Write> Sink for Sender<W> {
    fn file(&mut self, head: &FileHead) {
        let bytes = serde_json::to_vec(head).unwrap_or_default();
        self.send(HEAD, &bytes);
    }

    fn sheet(&mut self, number: usize, details: &SheetDetails) -> Flow {
        let bytes = serde_json::to_vec(&(number, details)).unwrap_or_default();
        self.send(SHEET, &bytes)
    }

    fn row(&mut self, row: &Row<'_>) -> Flow {
        let mut frame = std::mem::take(&mut self.frame);
        frame.clear();
        pack_row(row, &mut frame);
        let flow = self.send(ROW, &frame);
        self.frame = frame;
        flow
    }
}

fn pack_row(row: &Row<'_>, out: &mut Vec<u8>) {
    pack_number(u64::from(row.number), out);
    out.push(u8::from(row.hidden));
    pack_number(row.fields.map_or(0, |fields| u64::from(fields) + 1), out);
    pack_number(row.cells.len() as u64, out);
    for cell in &row.cells {
        pack_number(u64::from(cell.column), out);
        let Style { format, struck, unseen } = cell.style;
        let more = format.scale.is_some() || format.shared.is_some() || unseen || format.shown == Shown::Duration;
        let flags = u8::from(cell.formula)
            | u8::from(format.is_percent()) << 1
            | u8::from(format.currency.is_some()) << 2
            | u8::from(struck) << 6
            | u8::from(more) << 7;
        let (kind, text): (u8, Option<&str>) = match &cell.value {
            Value::Text(text) => (0, Some(text)),
            Value::Number(_) => (1, None),
            Value::Date(_) => (2, None),
            Value::Logical(false) => (3, None),
            Value::Logical(true) => (4, None),
            Value::Error(text) => (5, Some(text)),
            Value::NoResult => (6, None),
            Value::Outside => (7, None),
        };
        out.push(kind << 3 | flags);
        if let Some(currency) = format.currency {
            out.extend_from_slice(currency.code().as_bytes());
        }
        if more {
            pack_more(cell.style, out);
        }
        match &cell.value {
            Value::Number(number) => out.extend_from_slice(&number.serialize()),
            Value::Date(date) => out.extend_from_slice(&date.num_days_from_ce().to_le_bytes()),
            Value::Text(_) | Value::Error(_) | Value::Logical(_) | Value::NoResult | Value::Outside => {}
        }
        if let Some(text) = text {
            pack_number(text.len() as u64, out);
            out.extend_from_slice(text.as_bytes());
        }
    }
}

/// What few styles say: the scale, a name that several currencies share, hours, and whether nobody sees the cell.
fn pack_more(style: Style, out: &mut Vec<u8>) {
    let scale = match style.format.scale {
        None => 0,
        Some(Scale::Ones) => 1,
        Some(Scale::Thousands) => 2,
        Some(Scale::Millions) => 3,
        Some(Scale::Billions) => 4,
        Some(Scale::Hundreds) => 5,
        Some(Scale::Lakhs) => 6,
        Some(Scale::Crores) => 7,
        Some(Scale::TenThousands) => 8,
        Some(Scale::HundredMillions) => 9,
        Some(Scale::Cents) => 10,
    };
    let index = |name: SharedName| SharedName::ALL.iter().position(|one| *one == name);
    let shared = style.format.shared.and_then(index).map_or(0, |index| index as u8 + 1);
    let lasts = style.format.shown == Shown::Duration;
    out.extend_from_slice(&[scale | u8::from(lasts) << 6 | u8::from(style.unseen) << 7, shared]);
}

/// Seven bits a byte, the lowest first.
fn pack_number(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// How the other side ended.
pub(super) enum Ending {
    /// It said so.
    Said(Result<(), Refusal>),
    /// Nothing more was wanted.
    Enough,
    /// The pipe ended, or what came made no sense.
    Broken,
}

/// Reads frames into a sink until they end.
pub(super) fn receive(pipe: &mut impl Read, sink: &mut dyn Sink) -> Ending {
    let mut frame = Vec::new();
    let mut skip = true;
    loop {
        let Some(kind) = read_frame(pipe, &mut frame) else { return Ending::Broken };
        let flow = match kind {
            HEAD => {
                let Ok(head) = serde_json::from_slice::<FileHead>(&frame) else { return Ending::Broken };
                sink.file(&head);
                Flow::Continue
            }
            SHEET => {
                let Ok((number, details)) = serde_json::from_slice::<(usize, SheetDetails)>(&frame) else {
                    return Ending::Broken;
                };
                let flow = sink.sheet(number, &details);
                skip = flow != Flow::Continue;
                flow
            }
            ROW if skip => Flow::Continue,
            ROW => {
                let Some(row) = (Unpacker { rest: &frame }).row() else { return Ending::Broken };
                let flow = sink.row(&row);
                skip = flow != Flow::Continue;
                flow
            }
            END => return Ending::Said(Ok(())),
            REFUSAL => match serde_json::from_slice(&frame) {
                Ok(refusal) => return Ending::Said(Err(refusal)),
                Err(_) => return Ending::Broken,
            },
            _ => return Ending::Broken,
        };
        if flow == Flow::Stop {
            return Ending::Enough;
        }
    }
}

/// Reads the parts of a copy of at most so many bytes, or why there is none.
pub(super) fn receive_copy(pipe: &mut impl Read, most: u64, copy: &mut Result<Vec<u8>, AnnotateError>) -> Ending {
    let mut frame = Vec::new();
    loop {
        let Some(kind) = read_frame(pipe, &mut frame) else { return Ending::Broken };
        match (kind, &mut *copy) {
            (COPY, Ok(bytes)) if (bytes.len() + frame.len()) as u64 <= most => bytes.extend_from_slice(&frame),
            (UNWRITABLE, _) => *copy = Err(AnnotateError::Unwritable(String::from_utf8_lossy(&frame).into_owned())),
            (END, _) => return Ending::Said(Ok(())),
            (REFUSAL, _) => {
                return serde_json::from_slice(&frame).map_or(Ending::Broken, |refusal| Ending::Said(Err(refusal)));
            }
            _ => return Ending::Broken,
        }
    }
}

fn read_frame(pipe: &mut impl Read, frame: &mut Vec<u8>) -> Option<u8> {
    let mut start = [0; 5];
    pipe.read_exact(&mut start).ok()?;
    let [kind, length @ ..] = start;
    let length = usize::try_from(u32::from_le_bytes(length)).ok().filter(|&length| length <= LONGEST_FRAME)?;
    frame.resize(length, 0);
    pipe.read_exact(frame).ok()?;
    Some(kind)
}

/// Takes a packed row apart; texts are borrowed from the frame.
struct Unpacker<'f> {
    rest: &'f [u8],
}

impl<'f> Unpacker<'f> {
    fn row(&mut self) -> Option<Row<'f>> {
        let number = u32::try_from(self.number()?).ok()?;
        let hidden = self.byte()? != 0;
        let fields = self.number()?.checked_sub(1).map(u32::try_from).transpose().ok()?;
        let count = usize::try_from(self.number()?).ok()?;
        let mut cells = Vec::with_capacity(count.min(64));
        for _ in 0..count {
            cells.push(self.cell()?);
        }
        self.rest.is_empty().then_some(Row { number, hidden, fields, cells })
    }

    fn cell(&mut self) -> Option<Cell<'f>> {
        let column = u32::try_from(self.number()?).ok()?;
        let flags = self.byte()?;
        let currency =
            if flags & 4 != 0 { Some(Currency::parse(std::str::from_utf8(self.bytes(3)?).ok()?)?) } else { None };
        let shown = if flags & 2 == 0 { Shown::Number } else { Shown::Percent };
        let format = NumberFormat { currency, ..NumberFormat::of(shown) };
        let style = Style { format, struck: flags & 0x40 != 0, unseen: false };
        let style = if flags & 0x80 == 0 { style } else { self.more(style)? };
        let value = match flags >> 3 & 7 {
            0 => Value::Text(Cow::Borrowed(self.text()?)),
            1 => Value::Number(Decimal::deserialize(self.bytes(16)?.try_into().ok()?)),
            2 => {
                Value::Date(NaiveDate::from_num_days_from_ce_opt(i32::from_le_bytes(self.bytes(4)?.try_into().ok()?))?)
            }
            3 => Value::Logical(false),
            4 => Value::Logical(true),
            5 => Value::Error(Cow::Borrowed(self.text()?)),
            6 => Value::NoResult,
            7 => Value::Outside,
            _ => return None,
        };
        Some(Cell { column, value, formula: flags & 1 != 0, style })
    }

    /// A style with its scale, the shared name of its currency, hours, and whether nobody sees the cell.
    fn more(&mut self, mut style: Style) -> Option<Style> {
        let (said, shared) = (self.byte()?, self.byte()?);
        style.format.scale = match said & 0x3f {
            0 => None,
            1 => Some(Scale::Ones),
            2 => Some(Scale::Thousands),
            3 => Some(Scale::Millions),
            4 => Some(Scale::Billions),
            5 => Some(Scale::Hundreds),
            6 => Some(Scale::Lakhs),
            7 => Some(Scale::Crores),
            8 => Some(Scale::TenThousands),
            9 => Some(Scale::HundredMillions),
            10 => Some(Scale::Cents),
            _ => return None,
        };
        style.format.shared = match usize::from(shared).checked_sub(1) {
            None => None,
            Some(index) => Some(*SharedName::ALL.get(index)?),
        };
        if said & 0x40 != 0 {
            style.format.shown = Shown::Duration;
        }
        style.unseen = said & 0x80 != 0;
        Some(style)
    }

    fn text(&mut self) -> Option<&'f str> {
        let length = usize::try_from(self.number()?).ok()?;
        std::str::from_utf8(self.bytes(length)?).ok()
    }

    fn bytes(&mut self, count: usize) -> Option<&'f [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(byte)
    }

    fn number(&mut self) -> Option<u64> {
        let (mut number, mut shift) = (0_u64, 0);
        loop {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
            shift += 7;
            if shift > 63 {
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_out_as_they_went_in() {
        let format = NumberFormat {
            currency: Some(Currency::USD),
            shared: Some(SharedName::Several),
            scale: Some(Scale::Millions),
            ..NumberFormat::of(Shown::Percent)
        };
        let style = Style { format, struck: true, unseen: true };
        let values = [
            Value::Text(Cow::Borrowed("Côte d'Ivoire")),
            Value::Number("-1234567.89".parse().unwrap()),
            Value::Date(NaiveDate::from_ymd_opt(2025, 10, 31).unwrap()),
            Value::Logical(true),
            Value::Logical(false),
            Value::Error(Cow::Borrowed("#REF!")),
            Value::NoResult,
            Value::Outside,
        ];
        let cells = values.into_iter().enumerate().map(|(column, value)| Cell {
            column: column as u32 * 200,
            value,
            formula: column % 2 == 0,
            style: match column {
                3 => Style::default(),
                1 => Style { format: NumberFormat::of(Shown::Duration), ..Style::default() },
                _ => style,
            },
        });
        let row = Row { number: 1_048_576, hidden: true, fields: Some(9), cells: cells.collect() };
        let mut packed = Vec::new();
        pack_row(&row, &mut packed);
        assert_eq!(Unpacker { rest: &packed }.row().unwrap(), row);
        for cut in 0..packed.len() {
            assert!(Unpacker { rest: &packed[..cut] }.row().is_none());
        }
    }
}
