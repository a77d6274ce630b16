//! The records of the parts of xlsb workbooks.
//!
//! What comes in: a part. What leaves: its records, one held at a time, and the numbers and texts in them. What it does not
//! know: what they mean. Their shape is that of Microsoft's [MS-XLSB], section 2.1.4.

use std::io::{BufReader, Read};

/// The longest record that is held in memory, in bytes.
const LONGEST_RECORD: usize = 16 << 20;

/// The records of a part, one held at a time.
pub(super) struct Records<R: Read> {
    part: BufReader<R>,
    /// What the record holds.
    pub data: Vec<u8>,
}

impl<R: Read> Records<R> {
    pub fn new(part: R) -> Self {
        Self { part: BufReader::with_capacity(64 << 10, part), data: Vec::new() }
    }

    /// Goes to the next record: its kind, or nothing at the end of the part; `None` when one is cut short.
    pub fn next(&mut self) -> Option<Option<u32>> {
        let Some(first) = self.byte() else { return Some(None) };
        let mut kind = u32::from(first);
        if first & 0x80 != 0 {
            kind = u32::from(first & 0x7f) | u32::from(self.byte()? & 0x7f) << 7;
        }
        let mut length = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            length |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        if length > LONGEST_RECORD {
            return None;
        }
        self.data.resize(length, 0);
        self.part.read_exact(&mut self.data).ok()?;
        Some(Some(kind))
    }

    fn byte(&mut self) -> Option<u8> {
        let mut byte = [0];
        self.part.read_exact(&mut byte).ok()?;
        Some(byte[0])
    }

    pub fn short(&self, offset: usize) -> Option<u16> {
        Some(u16::from_le_bytes(self.data.get(offset..)?.first_chunk().copied()?))
    }

    pub fn long(&self, offset: usize) -> Option<u32> {
        Some(u32::from_le_bytes(self.data.get(offset..)?.first_chunk().copied()?))
    }

    /// A text in UTF-16 with its length before it, and where it ends.
    pub fn text(&self, offset: usize) -> Option<(String, usize)> {
        let length = self.long(offset)?;
        let length = if length == u32::MAX { 0 } else { usize::try_from(length).ok()? };
        let end = offset.checked_add(4)?.checked_add(length.checked_mul(2)?)?;
        let pairs = self.data.get(offset + 4..end)?.as_chunks().0;
        let units: Vec<u16> = pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
        Some((String::from_utf16_lossy(&units), end))
    }
}
