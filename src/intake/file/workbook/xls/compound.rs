//! Compound files: the container of xls workbooks.
//!
//! What comes in: bytes. What leaves: the streams at its root, by name, as far as they can be followed. What it does not
//! know: what they hold. Structures are those of Microsoft's [MS-CFB]; sectors that are missing, or that lead in a circle,
//! end a stream, as in the programs that people open such files with.

/// The first bytes of such a file.
pub(in crate::intake::file::workbook) const SIGNATURE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Numbers from here on name no sector: the end of a chain, free ones, those of the tables themselves.
const FIRST_SPECIAL: u32 = 0xffff_fffa;
const HEADER_TABLES: usize = 109;
const ENTRY: usize = 128;

const ROOT: u8 = 5;
const STREAM: u8 = 2;

/// A compound file.
pub(super) struct Compound<'b> {
    bytes: &'b [u8],
    /// The length of a sector, and of one of the smaller ones for short streams.
    sector: usize,
    small_sector: usize,
    /// Streams that are shorter lie in small sectors.
    cutoff: u64,
    next: Vec<u32>,
    next_small: Vec<u32>,
    small: Vec<u8>,
    entries: Vec<Entry>,
}

/// An entry of the directory.
struct Entry {
    name: String,
    kind: u8,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    length: u64,
}

impl<'b> Compound<'b> {
    /// Opens a file; `None` when it is none, or its directory cannot be found.
    pub fn open(bytes: &'b [u8]) -> Option<Self> {
        let shift = |offset| short(bytes, offset).filter(|shift| (6..=16).contains(shift));
        let mut file = Self {
            bytes,
            sector: 1 << shift(30)?,
            small_sector: 1 << shift(32)?,
            cutoff: u64::from(long(bytes, 56)?),
            next: Vec::new(),
            next_small: Vec::new(),
            small: Vec::new(),
            entries: Vec::new(),
        };
        if !bytes.starts_with(SIGNATURE) {
            return None;
        }
        file.next = file.table();
        file.next_small = longs(file.chain(long(bytes, 60)?));
        file.entries = file.chain(long(bytes, 48)?).chunks_exact(ENTRY).filter_map(Entry::of).collect();
        let root = file.entries.iter().find(|entry| entry.kind == ROOT)?;
        file.small = file.chain(root.start);
        Some(file)
    }

    /// The first stream of these names at the root.
    pub fn stream(&self, names: &[&str]) -> Option<Vec<u8>> {
        let at_root = self.at_root();
        names.iter().find_map(|name| {
            let named = |entry: &&&Entry| entry.kind == STREAM && entry.name.eq_ignore_ascii_case(name);
            at_root.iter().find(named).map(|entry| self.content(entry))
        })
    }

    /// What an entry holds.
    fn content(&self, entry: &Entry) -> Vec<u8> {
        let mut content =
            if entry.length < self.cutoff { self.small_chain(entry.start) } else { self.chain(entry.start) };
        content.truncate(usize::try_from(entry.length).unwrap_or(usize::MAX));
        content
    }

    /// The entries at the root; all of them where its tree is broken.
    fn at_root(&self) -> Vec<&Entry> {
        let root = self.entries.iter().find(|entry| entry.kind == ROOT);
        let mut wanted: Vec<u32> = root.map(|root| root.child).into_iter().collect();
        let mut seen = vec![false; self.entries.len()];
        let mut found = Vec::new();
        while let Some(number) = wanted.pop() {
            let Some((index, entry)) = usize::try_from(number).ok().and_then(|at| Some((at, self.entries.get(at)?)))
            else {
                continue;
            };
            if seen.get_mut(index).is_some_and(|seen| !std::mem::replace(seen, true)) {
                found.push(entry);
                wanted.extend([entry.left, entry.right]);
            }
        }
        if found.iter().any(|entry| entry.kind == STREAM) { found } else { self.entries.iter().collect() }
    }

    /// The table that says which sector follows which.
    fn table(&self) -> Vec<u32> {
        let per_sector = self.sector / 4;
        let mut parts: Vec<u32> = (0..HEADER_TABLES).filter_map(|index| long(self.bytes, 76 + 4 * index)).collect();
        let mut more = long(self.bytes, 68).unwrap_or(u32::MAX);
        // The rest of the list stands in sectors, the last number of each of which leads to the next.
        for _ in 0..self.bytes.len() / self.sector {
            let Some(sector) = self.sector_at(more) else { break };
            let mut numbers = longs(sector);
            more = numbers.get(per_sector - 1).copied().unwrap_or(u32::MAX);
            numbers.truncate(per_sector - 1);
            parts.extend(numbers);
        }
        let parts = parts.into_iter().filter(|&part| part < FIRST_SPECIAL).take(self.bytes.len() / self.sector);
        parts.filter_map(|part| self.sector_at(part)).flat_map(longs).collect()
    }

    /// A sector; the last one may be cut short.
    fn sector_at(&self, number: u32) -> Option<&'b [u8]> {
        let index = usize::try_from(number).ok().filter(|_| number < FIRST_SPECIAL)?;
        let start = index.checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty())?;
        Some(rest.get(..self.sector).unwrap_or(rest))
    }

    /// The sectors of a chain, one after the other.
    fn chain(&self, start: u32) -> Vec<u8> {
        follow(start, &self.next, self.bytes.len() / self.sector + 1, |number| self.sector_at(number))
    }

    /// The same of small sectors, which lie in the stream of the root.
    fn small_chain(&self, start: u32) -> Vec<u8> {
        let at = |number: u32| {
            let start = usize::try_from(number).ok()?.checked_mul(self.small_sector)?;
            let rest = self.small.get(start..).filter(|rest| !rest.is_empty())?;
            Some(rest.get(..self.small_sector).unwrap_or(rest))
        };
        follow(start, &self.next_small, self.small.len() / self.small_sector + 1, at)
    }
}

/// What lies in the sectors of a chain, of which there are at most so many.
fn follow<'s>(start: u32, next: &[u32], most: usize, sector: impl Fn(u32) -> Option<&'s [u8]>) -> Vec<u8> {
    let mut content = Vec::new();
    let mut number = start;
    for _ in 0..most {
        let Some(part) = sector(number) else { break };
        content.extend_from_slice(part);
        number = usize::try_from(number).ok().and_then(|index| next.get(index)).copied().unwrap_or(u32::MAX);
        if number >= FIRST_SPECIAL {
            break;
        }
    }
    content
}

impl Entry {
    fn of(data: &[u8]) -> Option<Self> {
        let length = usize::from(short(data, 64)?).saturating_sub(2).min(62);
        let units: Vec<u16> = data.get(..length)?.as_chunks().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
        Some(Self {
            name: String::from_utf16_lossy(&units),
            kind: *data.get(66)?,
            left: long(data, 68)?,
            right: long(data, 72)?,
            child: long(data, 76)?,
            start: long(data, 116)?,
            length: u64::from(long(data, 120)?),
        })
    }
}

fn short(data: &[u8], offset: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(offset..)?.first_chunk().copied()?))
}

fn long(data: &[u8], offset: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(offset..)?.first_chunk().copied()?))
}

fn longs(data: impl AsRef<[u8]>) -> Vec<u32> {
    data.as_ref().as_chunks().0.iter().map(|number| u32::from_le_bytes(*number)).collect()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;

    fn container(streams: &[(&str, &[u8])]) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
        file.create_storage("/MBD00000001").unwrap();
        for (name, content) in streams {
            file.create_stream(name).unwrap().write_all(content).unwrap();
        }
        file.into_inner().into_inner()
    }

    #[test]
    fn streams_at_the_root_are_found_long_or_short() {
        let long: Vec<u8> = (0..200_000_u32).flat_map(u32::to_le_bytes).collect();
        let bytes = container(&[
            ("/MBD00000001/Workbook", b"an embedded one"),
            ("/Workbook", &long),
            ("/Short", b"a few bytes"),
        ]);
        let file = Compound::open(&bytes).unwrap();
        assert_eq!(file.stream(&["Workbook", "Book"]).unwrap(), long);
        assert_eq!(file.stream(&["Book", "short"]).unwrap(), b"a few bytes");
        assert!(file.stream(&["Book"]).is_none());
    }

    #[test]
    fn whatever_is_missing_or_leads_in_a_circle_ends_a_stream() {
        let bytes = container(&[("/Workbook", &vec![7; 20_000])]);
        for cut in (0..bytes.len()).step_by(97) {
            let _ = Compound::open(&bytes[..cut]).map(|file| file.stream(&["Workbook"]));
        }
        let table = 512 * (1 + long(&bytes, 76).unwrap() as usize);
        for number in 0..60_u32 {
            let mut circle = bytes.clone();
            (0..40).for_each(|index| {
                circle[table + 4 * index..][..4].copy_from_slice(&(number % (index as u32 + 1)).to_le_bytes());
            });
            let stream = Compound::open(&circle).and_then(|file| file.stream(&["Workbook"]));
            assert!(stream.is_none_or(|stream| stream.len() <= circle.len()));
        }
    }
}
