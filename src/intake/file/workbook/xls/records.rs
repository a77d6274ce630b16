//! The records of a stream of Excel, and the numbers and texts in them.
//!
//! What comes in: bytes. What leaves: records; texts of every version. What it does not know: what records mean. Structures
//! are those of Microsoft's [MS-XLS], sections 2.1.4 (Record) and 2.5.293 to 2.5.296 (strings); earlier versions as
//! OpenOffice's documentation of the Excel file format describes them.

use super::code_page;
use crate::intake::file::workbook::Refusal;
use crate::intake::problems::ProblemCode;

/// The version of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::intake::file::workbook) enum Biff {
    /// Excel 2, of 1987.
    Two,
    /// Excel 3, of 1990.
    Three,
    /// Excel 4, of 1992.
    Four,
    /// Excel 5 and 95.
    Five,
    /// Excel 97 to 2003.
    Eight,
    /// Excel 2007 and later, in xlsb.
    Twelve,
}

/// A record.
#[derive(Clone, Copy)]
pub(super) struct Record<'s> {
    /// Where it begins in its stream.
    pub start: usize,
    pub kind: u16,
    pub data: &'s [u8],
}

/// The records of a stream, until one is cut short.
#[derive(Clone)]
pub(super) struct Records<'s> {
    stream: &'s [u8],
    offset: usize,
}

impl<'s> Records<'s> {
    /// The records from an offset in a stream on.
    pub fn from(stream: &'s [u8], offset: usize) -> Self {
        Self { stream, offset }
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = Record<'s>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.offset;
        let rest = self.stream.get(start..)?;
        let (kind, length) = (short(rest, 0)?, usize::from(short(rest, 2)?));
        let data = rest.get(4..)?.get(..length)?;
        self.offset = start + 4 + length;
        Some(Record { start, kind, data })
    }
}

pub(in crate::intake::file::workbook) fn short(data: &[u8], offset: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(offset..)?.first_chunk().copied()?))
}

pub(super) fn long(data: &[u8], offset: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(offset..)?.first_chunk().copied()?))
}

/// How the texts of a workbook are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextCoding {
    pub biff: Biff,
    /// The code page of texts before Excel 97.
    pub page: u16,
}

impl TextCoding {
    /// The text at the start of some bytes, with its length before it in two bytes or in one; nothing where it is cut
    /// short.
    ///
    /// # Errors
    /// When its code page is not known.
    pub fn text(self, data: &[u8], wide_length: bool) -> Result<Option<String>, Refusal> {
        let (length, rest) = match (wide_length, data) {
            (true, [low, high, rest @ ..]) => (usize::from(u16::from_le_bytes([*low, *high])), rest),
            (false, [length, rest @ ..]) => (usize::from(*length), rest),
            _ => return Ok(None),
        };
        if self.biff < Biff::Eight {
            return rest.get(..length).map(|bytes| self.decode(bytes)).transpose();
        }
        // Some programs leave the flags out, as earlier versions do, and so the text ends the record.
        if rest.len() == length {
            return self.decode(rest).map(Some);
        }
        let mut letters = Letters::new([rest].into());
        Ok(letters.byte().and_then(|flags| letters.letters(length, flags & 1 != 0)))
    }

    fn decode(self, bytes: &[u8]) -> Result<String, Refusal> {
        let unknown = || {
            let found = format!("a text in the code page {} of Excel 95 or earlier", self.page);
            Refusal::new(ProblemCode::Encoding, found)
        };
        code_page::decode(bytes, self.page).ok_or_else(unknown)
    }
}

/// The texts that cells share, of a record and those that continue it, as far as they are whole.
pub(super) fn shared_texts(parts: Vec<&[u8]>) -> Vec<String> {
    let mut letters = Letters::new(parts);
    let mut texts = Vec::new();
    // How many there are in all, and how many different ones; some programs write that there are none.
    if letters.long().and(letters.long()).is_some() {
        texts.extend(std::iter::from_fn(|| letters.rich_text()));
    }
    texts
}

/// A text of Excel 97 or later, in a record and those that continue it.
pub(super) fn continued_text(parts: Vec<&[u8]>) -> Option<String> {
    let mut letters = Letters::new(parts);
    let length = usize::from(letters.short()?);
    let flags = letters.byte()?;
    letters.letters(length, flags & 1 != 0)
}

/// So many letters of Excel 97 or later, in some records that begin with how wide they are.
pub(super) fn continued_letters(parts: Vec<&[u8]>, count: usize) -> Option<String> {
    let mut letters = Letters::new(parts);
    let flags = letters.byte()?;
    letters.letters(count, flags & 1 != 0)
}

/// Bytes of a record and of those that continue it.
struct Letters<'s> {
    parts: Vec<&'s [u8]>,
    part: usize,
}

impl<'s> Letters<'s> {
    fn new(parts: Vec<&'s [u8]>) -> Self {
        Self { parts, part: 0 }
    }

    /// What is left of the part in which there is something left; whether it is another one than before.
    fn rest(&mut self) -> Option<(&mut &'s [u8], bool)> {
        let before = self.part;
        while self.parts.get(self.part)?.is_empty() {
            self.part += 1;
        }
        let moved = self.part > before;
        self.parts.get_mut(self.part).map(|part| (part, moved))
    }

    fn byte(&mut self) -> Option<u8> {
        let (part, _) = self.rest()?;
        let (&byte, rest) = part.split_first()?;
        *part = rest;
        Some(byte)
    }

    fn short(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn long(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes([self.byte()?, self.byte()?, self.byte()?, self.byte()?]))
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let (part, _) = self.rest()?;
            let taken = count.min(part.len());
            *part = part.get(taken..)?;
            count -= taken;
        }
        Some(())
    }

    /// A text with its formats and readings, which are left out.
    fn rich_text(&mut self) -> Option<String> {
        let length = usize::from(self.short()?);
        let flags = self.byte()?;
        let runs = if flags & 0x08 != 0 { usize::from(self.short()?) } else { 0 };
        let reading = if flags & 0x04 != 0 { usize::try_from(self.long()?).ok()? } else { 0 };
        let text = self.letters(length, flags & 1 != 0)?;
        // What is cut short behind the last text takes nothing from it.
        let _ = self.skip(runs * 4).and_then(|()| self.skip(reading));
        Some(text)
    }

    /// So many letters, in UTF-16 or its lower half; each record that continues them says anew in which.
    fn letters(&mut self, count: usize, mut wide: bool) -> Option<String> {
        let mut units: Vec<u16> = Vec::with_capacity(count.min(1 << 12));
        while units.len() < count {
            let (_, moved) = self.rest()?;
            if moved {
                wide = self.byte()? & 1 != 0;
            }
            let (part, _) = self.rest()?;
            let wanted = count - units.len();
            let size = if wide { 2 } else { 1 };
            let taken = (part.len() / size).min(wanted);
            let (bytes, rest) = part.split_at_checked(taken * size)?;
            if wide {
                units.extend(bytes.as_chunks().0.iter().map(|pair| u16::from_le_bytes(*pair)));
            } else {
                units.extend(bytes.iter().map(|&byte| u16::from(byte)));
            }
            // Half a letter at the end of a part is none.
            *part = if units.len() < count { &[] } else { rest };
        }
        Some(String::from_utf16_lossy(&units))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_go_on_in_the_next_record_in_another_width() {
        let first = [&[9, 0, 0, 0, 3, 0, 0, 0][..], &[4, 0, 0], b"one ", &[6, 0, 0], b"two"].concat();
        let next =
            [&[1][..], b"\x20\x00\xe9\x00\x21\x00", &[2, 0, 0x0c, 1, 0, 2, 0, 0, 0], b"ab", &[0; 4], b"xx"].concat();
        let texts = shared_texts(vec![&first, &[], &next]);
        assert_eq!(texts, ["one ", "two é!", "ab"]);
        // The letters alone may stand in the next record.
        let parted = shared_texts(vec![&[0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0], b"\0ab"]);
        assert_eq!(parted, ["ab"]);
        let cut = shared_texts(vec![&first]);
        assert_eq!(cut, ["one "]);
    }

    #[test]
    fn texts_of_all_versions_are_read() {
        let old = TextCoding { biff: Biff::Four, page: 1252 };
        assert_eq!(old.text(b"\x04Caf\xe9rest", false).unwrap().as_deref(), Some("Café"));
        assert_eq!(old.text(b"\x04\x00Caf", true).unwrap(), None);
        let new = TextCoding { biff: Biff::Eight, page: 1252 };
        assert_eq!(new.text(b"\x02\x00\x01a\x00\x16\x04", true).unwrap().as_deref(), Some("aЖ"));
        assert_eq!(new.text(b"\x03\x00AAA", true).unwrap().as_deref(), Some("AAA"), "without flags");
        let unknown = TextCoding { biff: Biff::Two, page: 9 };
        assert_eq!(unknown.text(b"\x01\xe9", false).unwrap_err().code, ProblemCode::Encoding);
    }
}
