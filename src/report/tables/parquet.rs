//! Tables as Parquet.
//!
//! Amounts are decimals, made of whole minor units: nothing is cast or rounded on the way. The writer is polars' own, below
//! its data frames, which hold decimals only with a feature that would double what is compiled of them.

use std::collections::BTreeMap;

use polars::error::PolarsError;
use polars_arrow::array::Array;
use polars_arrow::datatypes::{ArrowDataType, ArrowSchema, Field};
use polars_arrow::record_batch::RecordBatchT;
use polars_parquet::write::{
    CompressionOptions, FileWriter, RowGroupIterator, StatisticsOptions, Version, WriteOptions, get_dtype_encoding,
};

use crate::domain::Month;

use super::columns::{Digits, Holds, Kind, ORIGINAL, RATE, Scale, texts};
use super::{Table, TableError};

/// How many rows are held at once; also the size of a row group.
const PART: usize = 1 << 14;

/// How the files are written.
pub(crate) const OPTIONS: WriteOptions = WriteOptions {
    statistics: StatisticsOptions {
        min_value: true,
        max_value: true,
        distinct_count: false,
        null_count: true,
        binary_statistics_truncate_length: None,
    },
    version: Version::V1,
    compression: CompressionOptions::Zstd(None),
    data_page_size: None,
};

impl Kind {
    /// The type of a column that holds it, where `money` is that of the fund's amounts.
    pub(crate) const fn arrow(self, money: Digits) -> ArrowDataType {
        match self {
            Self::Text => ArrowDataType::Utf8View,
            Self::Day => ArrowDataType::Date32,
            Self::Whole => ArrowDataType::Int64,
            Self::Money => money.arrow(),
            Self::Original => ORIGINAL.arrow(),
            Self::Rate => RATE.arrow(),
        }
    }
}

/// Of which fund and month tables are, and how its amounts are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Of<'f> {
    pub fund: &'f str,
    pub month: Month,
    /// The decimals of the fund's currency.
    pub decimals: u32,
    pub money: Digits,
}

impl Table<'_> {
    /// The schema of its files.
    pub(crate) fn schema(&self, money: Digits) -> ArrowSchema {
        let field = |name: &str, kind: Kind, required: bool| Field::new(name.into(), kind.arrow(money), !required);
        let whose = ["fund", "month"].map(|name| field(name, Kind::Text, true));
        let own = self.columns.iter().map(|column| field(column.name, column.kind, column.required));
        whose.into_iter().chain(own).map(|field| (field.name.clone(), field)).collect()
    }

    /// The bytes of a file with all of its rows.
    ///
    /// # Errors
    /// When a number does not fit its column, or the writer refuses.
    pub(super) fn bytes(&self, of: Of<'_>) -> Result<Vec<u8>, TableError> {
        self.bytes_of(&(0..self.rows).collect::<Vec<_>>(), of)
    }

    /// The files of its months, each with its bytes: where a month holds its own facts, every month that has any; else that
    /// of the tables.
    ///
    /// # Errors
    /// As [`Self::bytes`].
    pub(super) fn by_month(&self, of: Of<'_>) -> Result<Vec<(Month, Vec<u8>)>, TableError> {
        match self.holds {
            Holds::StateToDate => Ok(vec![(of.month, self.bytes(of)?)]),
            Holds::OwnFacts => {
                let mut months: BTreeMap<Month, Vec<usize>> = BTreeMap::new();
                for (index, month) in self.months.iter().enumerate() {
                    months.entry(*month).or_default().push(index);
                }
                months.entry(of.month).or_default();
                months.into_iter().map(|(month, rows)| Ok((month, self.bytes_of(&rows, of)?))).collect()
            }
        }
    }

    fn bytes_of(&self, rows: &[usize], of: Of<'_>) -> Result<Vec<u8>, TableError> {
        let schema = self.schema(of.money);
        let mut file = File::new(schema)?;
        for part in rows.chunks(PART) {
            let whose = |index: &usize| self.months.get(*index).copied().unwrap_or(of.month).to_string();
            let mut arrays: Vec<Box<dyn Array>> = vec![
                texts(part.iter().map(|_| Some(of.fund))).boxed(),
                texts(part.iter().map(|index| Some(whose(index)))).boxed(),
            ];
            arrays.extend((self.encode)(part, Scale { of_fund: of.decimals, written: of.money })?);
            file.add(part.len(), arrays)?;
        }
        Ok(file.finish()?)
    }
}

/// A Parquet file in memory, while row groups are added.
pub(crate) struct File {
    writer: FileWriter<Vec<u8>>,
    schema: ArrowSchema,
}

impl File {
    /// A file without rows.
    ///
    /// # Errors
    /// When a type has none in Parquet.
    pub fn new(schema: ArrowSchema) -> Result<Self, PolarsError> {
        Ok(Self { writer: FileWriter::try_new(Vec::new(), schema.clone(), OPTIONS)?, schema })
    }

    /// Adds a row group.
    ///
    /// # Errors
    /// When the writer refuses.
    pub fn add(&mut self, rows: usize, arrays: Vec<Box<dyn Array>>) -> Result<(), PolarsError> {
        let encodings = self.schema.iter_values().map(|field| get_dtype_encoding(&field.dtype)).collect();
        let part = RecordBatchT::try_new(rows, self.schema.clone().into(), arrays)?;
        for group in RowGroupIterator::try_new(std::iter::once(Ok(part)), &self.schema, OPTIONS, encodings)? {
            self.writer.write(u64::try_from(rows).unwrap_or(u64::MAX), group?)?;
        }
        Ok(())
    }

    /// Its bytes.
    ///
    /// # Errors
    /// When the writer refuses.
    pub fn finish(mut self) -> Result<Vec<u8>, PolarsError> {
        // Without Arrow's own schema: every reader takes the types from Parquet, where all of them are.
        self.writer.end(Some(Vec::new()))?;
        Ok(self.writer.into_inner())
    }
}
