//! The files of a data set, read row group by row group: never more than one is held.

use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use polars::error::{PolarsError, PolarsResult};
use polars_arrow::array::{Array, PrimitiveArray, Utf8ViewArray};
use polars_arrow::datatypes::{ArrowDataType, ArrowSchema};
use polars_parquet::read::{
    BasicDecompressor, FileMetadata, PageReader, RowGroupMetadata, column_iter_to_arrays, infer_schema, read_metadata,
};

use super::DataSetError;

/// A value of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value<'v> {
    /// Nothing.
    Nothing,
    /// Text.
    Text(&'v str),
    /// A decimal, as a whole number of its last place; or a whole number.
    Number(i128),
}

/// A file that is open.
pub(super) struct Table {
    file: File,
    metadata: FileMetadata,
    pub schema: ArrowSchema,
}

impl Table {
    /// Opens a file.
    ///
    /// # Errors
    /// When it cannot be read, or is no Parquet.
    pub fn open(path: &Path) -> Result<Self, DataSetError> {
        let mut file = crate::files::open(path).map_err(DataSetError::at(path))?;
        let metadata = read_metadata(&mut file).map_err(refused(path))?;
        let schema = infer_schema(&metadata).map_err(refused(path))?;
        Ok(Self { file, metadata, schema })
    }

    /// Its row groups.
    pub fn groups(&self) -> usize {
        self.metadata.row_groups.len()
    }

    /// Some columns of a row group, in the order given.
    ///
    /// # Errors
    /// When a column is not there, or its bytes are not such as its description says.
    pub fn columns(&mut self, group: usize, names: &[&str]) -> PolarsResult<Vec<Box<dyn Array>>> {
        let Self { file, metadata, schema } = self;
        let group = metadata.row_groups.get(group).ok_or_else(|| fault("a row group is missing".to_owned()))?;
        names.iter().map(|name| column(file, schema, group, name)).collect()
    }
}

fn fault(why: String) -> PolarsError {
    PolarsError::ComputeError(why.into())
}

fn column(file: &mut File, schema: &ArrowSchema, group: &RowGroupMetadata, name: &str) -> PolarsResult<Box<dyn Array>> {
    let missing = || fault(format!("it has no column {name}"));
    let field = schema.get(name).ok_or_else(missing)?;
    let chunk = group.columns_under_root_iter(name).and_then(|mut columns| columns.next()).ok_or_else(missing)?;
    let range = chunk.byte_range();
    file.seek(SeekFrom::Start(range.start))?;
    let mut bytes = Vec::new();
    file.take(range.end.saturating_sub(range.start)).read_to_end(&mut bytes)?;
    let pages = PageReader::new(Cursor::new(bytes.into()), chunk, Vec::new(), usize::MAX);
    let types = vec![&chunk.descriptor().descriptor.primitive_type];
    let pages = vec![BasicDecompressor::new(pages, Vec::new())];
    let (mut arrays, _) = column_iter_to_arrays(pages, types, field.clone(), None)?;
    match arrays.pop() {
        Some(array) if arrays.is_empty() && array.len() == group.num_rows() => Ok(array),
        Some(_) | None => Err(fault(format!("its column {name} is not as long as its rows"))),
    }
}

/// What is wrong with a file.
pub(super) fn refused(path: &Path) -> impl Fn(PolarsError) -> DataSetError {
    let file = path.to_owned();
    move |why| DataSetError::Table { file: file.clone(), why: why.to_string() }
}

/// Hands on some columns of every row of a file.
///
/// # Errors
/// When the file is not such as this program writes, or a row is not taken.
pub(super) fn rows(
    path: &Path,
    names: &[&str],
    mut take: impl FnMut(&[Value<'_>]) -> Result<(), DataSetError>,
) -> Result<(), DataSetError> {
    let mut table = Table::open(path)?;
    for group in 0..table.groups() {
        let arrays = table.columns(group, names).map_err(refused(path))?;
        let columns: PolarsResult<Vec<Column<'_>>> = arrays.iter().map(|array| Column::of(&**array)).collect();
        let columns = columns.map_err(refused(path))?;
        let length = arrays.first().map_or(0, |array| array.len());
        let mut row = Vec::with_capacity(columns.len());
        for index in 0..length {
            row.clear();
            row.extend(columns.iter().map(|column| column.value(index)));
            take(&row)?;
        }
    }
    Ok(())
}

/// A column whose kind is known.
pub(super) enum Column<'c> {
    Text(&'c Utf8ViewArray),
    Decimal(&'c PrimitiveArray<i128>),
    Whole(&'c PrimitiveArray<i64>),
}

impl<'c> Column<'c> {
    /// A column of text, of amounts, or of whole numbers.
    ///
    /// # Errors
    /// When it is of another kind.
    pub fn of(array: &'c dyn Array) -> PolarsResult<Self> {
        let any = array.as_any();
        if let Some(texts) = any.downcast_ref() {
            return Ok(Self::Text(texts));
        }
        if let Some(numbers) = any.downcast_ref() {
            return Ok(Self::Whole(numbers));
        }
        // Amounts are added up with each other: all must have the same decimals.
        match any.downcast_ref().filter(|_| matches!(array.dtype(), ArrowDataType::Decimal(_, 4))) {
            Some(amounts) => Ok(Self::Decimal(amounts)),
            None => Err(fault(format!("it has a column of the type {:?}", array.dtype()))),
        }
    }

    /// The value of a row.
    pub fn value(&self, index: usize) -> Value<'c> {
        let number = |number: Option<i128>| number.map_or(Value::Nothing, Value::Number);
        match self {
            Self::Text(array) => array.get(index).map_or(Value::Nothing, Value::Text),
            Self::Decimal(array) => number(array.is_valid(index).then(|| array.value(index))),
            Self::Whole(array) => number(array.is_valid(index).then(|| array.value(index).into())),
        }
    }
}
