//! The parts of a package (xlsx, xlsb, ods) and how they lead to each other.
//!
//! What comes in: a zip archive. What leaves: its parts, inflated within the limits, and their relations. What it does not
//! know: cells. Parts that nobody asks for are never inflated. Packages are those of ECMA-376, part 2.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::xml::{Xml, attribute};
use super::{Limits, Refusal};
use crate::intake::problems::ProblemCode;

/// The most bytes of a part that only describes others.
const LONGEST_DESCRIPTION: u64 = 16 << 20;

/// A zip archive of parts. Clones read side by side and share what may still be inflated.
#[derive(Clone)]
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// By its plain name, the name of each part as it is written.
    names: BTreeMap<String, String>,
    limits: Limits,
    /// How many bytes may still be inflated.
    left: Arc<AtomicU64>,
}

impl<'b> Package<'b> {
    /// Opens an archive.
    pub fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(Refusal::damaged)?;
        if archive.len() > limits.parts {
            return Err(Refusal::new(ProblemCode::TooLarge, format!("{} parts", archive.len())));
        }
        let mut names = BTreeMap::new();
        for name in archive.file_names() {
            let name = name.map_err(Refusal::damaged)?;
            names.entry(plain(&name)).or_insert_with(|| name.into_owned());
        }
        let left = Arc::new(AtomicU64::new(limits.inflated_bytes));
        Ok(Self { archive, names, limits: limits.clone(), left })
    }

    /// The plain names of the parts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// Whether there is a part of this name.
    pub fn has(&self, part: &str) -> bool {
        self.names.contains_key(&plain(part))
    }

    /// A part to be read as a stream, of which only the limit for the whole package holds; nothing when it is not there.
    pub fn stream(&mut self, part: &str) -> Result<Option<PackagePart<'_, 'b>>, Refusal> {
        self.open_part(part, u64::MAX)
    }

    /// A part that is read into memory by whoever asks.
    pub fn held(&mut self, part: &str) -> Result<Option<PackagePart<'_, 'b>>, Refusal> {
        self.open_part(part, self.limits.part_bytes)
    }

    /// The bytes of a part that describes others; none when it is not there.
    pub fn description(&mut self, part: &str) -> Result<Vec<u8>, Refusal> {
        let most = self.limits.part_bytes.min(LONGEST_DESCRIPTION);
        let mut bytes = Vec::new();
        if let Some(mut part) = self.open_part(part, most)? {
            part.read_to_end(&mut bytes).map_err(Refusal::inflating)?;
        }
        Ok(bytes)
    }

    /// How many bytes a part says that it has.
    pub fn size(&mut self, part: &str) -> Result<Option<u64>, Refusal> {
        Ok(self.open_part(part, u64::MAX)?.map(|part| part.file.size()))
    }

    fn open_part(&mut self, part: &str, most: u64) -> Result<Option<PackagePart<'_, 'b>>, Refusal> {
        let Some(name) = self.names.get(&plain(part)) else { return Ok(None) };
        let file = self.archive.by_name(name).map_err(|error| {
            let secret = matches!(error, ZipError::UnsupportedArchive(_));
            let code = if secret { ProblemCode::Encrypted } else { ProblemCode::Damaged };
            Refusal::new(code, format!("the part {name}: {error}"))
        })?;
        Ok(Some(PackagePart { file, name: name.clone(), most, read: 0, left: Arc::clone(&self.left) }))
    }

    /// The relations of a part; of the package itself for an empty name.
    pub fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Refusal> {
        let (relations, read) = self.relations_as_far(part)?;
        read.map(|()| relations)
    }

    /// The relations of a part as far as they can be read, and what is wrong with the rest.
    pub fn relations_as_far(&mut self, part: &str) -> Result<(Vec<Relation>, Result<(), Refusal>), Refusal> {
        let part = plain(part);
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", &part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let bytes = self.description(&format!("{folder}{slash}_rels/{file}.rels"))?;
        let mut relations = Vec::new();
        let read = Xml::new(bytes.as_slice()).each("Relationship", |tag| {
            let (id, kind) = (attribute(tag, "Id"), attribute(tag, "Type").unwrap_or_default());
            let outside = attribute(tag, "TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("External"));
            if let (Some(id), Some(target)) = (id, attribute(tag, "Target")) {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = if outside { target } else { within(folder, &target) };
                relations.push(Relation { id, kind, target, outside });
            }
        });
        Ok((relations, read))
    }
}

/// Where one part leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relation {
    /// Its name among the relations of its part.
    pub id: String,
    /// The last word of its type, such as `worksheet`.
    pub kind: String,
    /// The plain name of the part that it leads to, or what it leads to outside.
    pub target: String,
    /// Whether it leads out of the package.
    pub outside: bool,
}

/// A part's name as the standard has it: some writers use capitals, backslashes or a slash at the start.
pub(super) fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// The plain name of a target that is written in a part of a folder.
fn within(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/").to_ascii_lowercase();
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            name => path.push(name),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

/// A part that is being inflated, counted against the limits.
pub(super) struct PackagePart<'p, 'b> {
    file: ZipFile<'p, Cursor<&'b [u8]>>,
    name: String,
    most: u64,
    read: u64,
    left: Arc<AtomicU64>,
}

impl Read for PackagePart<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let name = &self.name;
        let count = self
            .file
            .read(buffer)
            .map_err(|error| io::Error::new(error.kind(), format!("the part {name}: {error}")))?;
        self.read += count as u64;
        let taken = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(count as u64));
        if self.read > self.most {
            return Err(too_large(format!("more than {} bytes in the part {name}", self.most)));
        }
        if taken.is_err() {
            return Err(too_large(format!("more bytes than the limit, reached in the part {name}")));
        }
        Ok(count)
    }
}

fn too_large(found: String) -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, found)
}

impl Refusal {
    /// What a failure to inflate a part means.
    pub(super) fn inflating(error: io::Error) -> Self {
        let code =
            if error.kind() == io::ErrorKind::FileTooLarge { ProblemCode::TooLarge } else { ProblemCode::Damaged };
        Self::new(code, error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_from_the_folder_of_their_part() {
        for (folder, target, part) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/Sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/worksheets", "../tables/table1.xml", "xl/tables/table1.xml"),
            ("xl/worksheets", "..\\comments1.xml", "xl/comments1.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
            ("xl", "./styles.xml", "xl/styles.xml"),
            ("xl", "../../../etc/passwd", "etc/passwd"),
        ] {
            assert_eq!(within(folder, target), part, "{folder} {target}");
        }
    }
}
