//! A copy of a data set in few files, which engines open faster than one for each fund and month.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use polars_arrow::array::Array;
use polars_arrow::compute::concatenate::concatenate;
use polars_arrow::datatypes::ArrowSchema;

use crate::domain::fingerprint::sha256;
use crate::files::{Known, SetAside, StagedFolder, sha256_of, tidy};
use crate::report::tables::{self, Digits, File, TableError};

use super::DataSetError;
use super::data_set::{MARK, check, hold, mark, tables as files_of};
use super::read::{Table, refused};

/// The folder of the copy, in that of the data set.
const COPY: &str = "compact";
/// The file that names the others with their hashes, so that those that somebody changed are told from ours.
const LIST: &str = "files.sha256";
/// The list is no longer, in bytes.
const LONGEST_LIST: u64 = 16 << 20;
/// How many rows a row group has.
const GROUP: usize = 1 << 17;
/// After how many rows the next file begins.
const PART: usize = 1 << 22;

/// What was copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compacted {
    /// Where the copy is.
    pub folder: PathBuf,
    /// Files that were read.
    pub read: usize,
    /// Files that were written.
    pub written: usize,
    /// Rows of all tables.
    pub rows: usize,
    /// Files of people that could not keep their names.
    pub set_aside: Vec<SetAside>,
}

/// Copies a data set into few files, into its folder `compact`, which is a data set too and takes the place of the last
/// copy at once. The same data set gives the same bytes.
///
/// # Errors
/// When the folder is no data set, a file is not such as this program writes, or something cannot be written.
pub fn compact(folder: &Path) -> Result<Compacted, DataSetError> {
    check(folder)?;
    let _held = hold(folder)?;
    let set_aside = tidied(folder)?;
    let target = folder.join(COPY);
    let staged = StagedFolder::new(&target).map_err(DataSetError::at(&target))?;
    let mut compacted = Compacted { folder: target.clone(), set_aside, ..Compacted::default() };
    let mut list = String::new();
    for table in tables::all(None) {
        let schema = table.schema(Digits::OF_ALL_FUNDS);
        let mut copy = Copy {
            staged: &staged,
            name: table.name,
            schema: &schema,
            list: &mut list,
            part: GrowingFile::new(&schema)?,
        };
        for file in files_of(&folder.join(table.name))? {
            copy.add(&file, &mut compacted)?;
        }
        copy.finish(&mut compacted)?;
    }
    mark(staged.path())?;
    list.push_str(&format!(
        "{}  {MARK}\n",
        sha256_of(&staged.path().join(MARK), LONGEST_LIST).map_err(DataSetError::at(&target))?
    ));
    staged.write(LIST, list.as_bytes()).map_err(DataSetError::at(&target))?;
    compacted.set_aside.extend(staged.put_in_place(&known).map_err(DataSetError::at(&target))?);
    Ok(compacted)
}

/// Puts right what exports and copies that were cut off left in a data set, which nobody else writes; gives files of people
/// that could not keep their names.
pub(super) fn tidied(folder: &Path) -> Result<Vec<SetAside>, DataSetError> {
    Ok(tidy(folder, &known).map_err(DataSetError::at(folder))?.set_aside)
}

/// The files of a copy that were written here.
fn known(folder: &Path) -> std::io::Result<Known> {
    let list = match crate::files::read_text(&folder.join(LIST), LONGEST_LIST) {
        Ok(list) => list,
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => return Ok(Known::default()),
        Err(why) => return Err(why),
    };
    let files = list.lines().filter_map(|line| line.split_once("  "));
    let mut files: BTreeMap<String, String> =
        files.map(|(sha256, name)| (name.to_owned(), sha256.to_owned())).collect();
    files.insert(LIST.to_owned(), sha256(list.as_bytes()));
    Ok(Known { files, list: Some(LIST.to_owned()) })
}

/// A file of a table while it grows, and the rows that are no row group yet.
struct GrowingFile {
    file: File,
    waiting: Vec<Vec<Box<dyn Array>>>,
    /// Rows that wait, and rows of the file with them.
    rows: (usize, usize),
}

impl GrowingFile {
    fn new(schema: &ArrowSchema) -> Result<Self, DataSetError> {
        let file = File::new(schema.clone()).map_err(TableError::from)?;
        Ok(Self { file, waiting: schema.iter_values().map(|_| Vec::new()).collect(), rows: (0, 0) })
    }

    /// Makes a row group of what waits.
    fn group(&mut self) -> Result<(), TableError> {
        if self.rows.0 == 0 {
            return Ok(());
        }
        let columns = self.waiting.iter_mut().map(|waiting| {
            let arrays = std::mem::take(waiting);
            concatenate(&arrays.iter().map(AsRef::as_ref).collect::<Vec<_>>())
        });
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        self.file.add(self.rows.0, columns)?;
        self.rows.0 = 0;
        Ok(())
    }
}

/// A table while it is copied.
struct Copy<'c> {
    staged: &'c StagedFolder,
    name: &'static str,
    schema: &'c ArrowSchema,
    list: &'c mut String,
    part: GrowingFile,
}

impl Copy<'_> {
    fn add(&mut self, path: &Path, compacted: &mut Compacted) -> Result<(), DataSetError> {
        compacted.read += 1;
        let names: Vec<&str> = self.schema.iter_names().map(|name| name.as_str()).collect();
        let mut table = Table::open(path)?;
        for group in 0..table.groups() {
            let arrays = table.columns(group, &names).map_err(refused(path))?;
            let rows = arrays.first().map_or(0, |array| array.len());
            for (waiting, array) in self.part.waiting.iter_mut().zip(arrays) {
                waiting.push(array);
            }
            self.part.rows.0 += rows;
            self.part.rows.1 += rows;
            compacted.rows += rows;
            if self.part.rows.0 >= GROUP {
                self.part.group()?;
            }
            if self.part.rows.1 >= PART {
                self.next(compacted)?;
            }
        }
        Ok(())
    }

    /// Ends the file and begins the next.
    fn next(&mut self, compacted: &mut Compacted) -> Result<(), DataSetError> {
        let part = std::mem::replace(&mut self.part, GrowingFile::new(self.schema)?);
        self.write(part, compacted)
    }

    fn write(&mut self, mut part: GrowingFile, compacted: &mut Compacted) -> Result<(), DataSetError> {
        part.group()?;
        let bytes = part.file.finish().map_err(TableError::from)?;
        let number = self.list.lines().filter(|line| line.contains(&format!("  {}/", self.name))).count();
        let name = format!("{}/part-{number:05}.parquet", self.name);
        self.staged.write(&name, &bytes).map_err(DataSetError::at(&self.staged.path().join(&name)))?;
        self.list.push_str(&format!("{}  {name}\n", sha256(&bytes)));
        compacted.written += 1;
        Ok(())
    }

    fn finish(mut self, compacted: &mut Compacted) -> Result<(), DataSetError> {
        let part = std::mem::replace(&mut self.part, GrowingFile::new(self.schema)?);
        if part.rows.1 > 0 || !self.list.contains(&format!("  {}/", self.name)) {
            self.write(part, compacted)?;
        }
        Ok(())
    }
}
