//! Rows of an unknown sheet that are neither its header nor its data: units and numbers of columns below a header, headings between
//! the rows.
//!
//! What comes in: the first rows of a sheet. What leaves: which of them label what stands around them, and the currencies that they
//! say. What it does not know: kinds of sheet.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::Sheet;
use super::evidence::Evidence;
use super::likeness::Vocabulary;
use super::marks::Mark;
use crate::domain::Currency;
use crate::domain::text::comparable;
use crate::intake::file::workbook::Row;
use crate::intake::sheet::labels::{is_hint, is_numbering, is_tags};
use crate::intake::sheet::units;

/// How many rows of labels a header has below it at the most.
const MOST_LABELS: u32 = 2;

/// The longest text that is a unit, in bytes, and the most words of it.
const LONGEST_UNIT: usize = 24;
const MOST_WORDS: usize = 2;

/// The fewest columns of a table among whose rows a single text is a heading.
const FEWEST_COLUMNS: usize = 3;

/// The texts of a row with their columns.
fn texts<'r>(row: &'r Row<'static>) -> Vec<(u32, Cow<'r, str>)> {
    row.cells.iter().map(|cell| (cell.column, cell.value.show())).collect()
}

/// Which of the first rows label the columns of the header above them.
pub(super) struct Labels(Vec<bool>);

impl Labels {
    /// Whether a row does.
    pub fn holds(&self, index: usize) -> bool {
        self.0.get(index).copied().unwrap_or_default()
    }
}

impl Sheet<'_> {
    /// Which of the rows label the columns of the header right above them, of those that may be headers.
    pub(super) fn labels(&self, heads: &[Row<'static>], vocabulary: &Vocabulary) -> Labels {
        let mut labels = Vec::with_capacity(heads.len());
        let mut header: Option<&Row<'static>> = None;
        for (row, head) in self.rows.iter().zip(heads) {
            let below = header.filter(|above| row.number <= above.number.saturating_add(MOST_LABELS));
            let label = below.is_some_and(|above| self.is_label(labels.len(), above, vocabulary));
            if !label {
                header = Some(head);
            }
            labels.push(label);
        }
        Labels(labels)
    }

    /// Whether a row says of the columns of a header what numbers they have, or in what units they are.
    fn is_label(&self, index: usize, header: &Row<'static>, vocabulary: &Vocabulary) -> bool {
        let Some(row) = self.rows.get(index) else { return false };
        if row.cells.len() > header.cells.len() || row.cells.is_empty() {
            return false;
        }
        let texts = texts(row);
        if is_numbering(&texts) || is_tags(&texts) {
            return true;
        }
        let words = self.evidence.get(index).is_some_and(|row| {
            let unit = |column: &u32| texts.iter().any(|(at, text)| at == column && (is_scale(text) || is_range(text)));
            row.iter().all(|(column, cell)| cell.is_word() || unit(column))
        });
        words && is_of_units(&texts, header, vocabulary)
    }

    /// The currencies that rows below a header say of its columns.
    pub(super) fn currencies_below(&self, index: usize, labels: &Labels) -> BTreeMap<u32, Currency> {
        let below = (index + 1..).take_while(|below| labels.holds(*below)).filter_map(|below| self.rows.get(below));
        let cells = below.flat_map(texts);
        cells.filter_map(|(column, text)| Some((column, units::of_note(&text).currency?))).collect()
    }
}

/// Whether a text says that amounts are in thousands or millions, as `'000`: written so it is no figure.
fn is_scale(text: &str) -> bool {
    let text = text.trim().trim_matches(['(', ')']);
    let digits = text.trim_start_matches(['\'', '\u{2018}', '\u{2019}', '`']);
    digits.len() < text.len() && matches!(digits, "000" | "000s" | "000 000" | "000,000" | "000000")
}

/// Whether a text is the range of figures that stand below it, as `1-5`.
fn is_range(text: &str) -> bool {
    let figure = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|letter| letter.is_ascii_digit());
    text.trim().split_once(['-', '–']).is_some_and(|(first, last)| figure(first.trim()) && figure(last.trim()))
}

/// Whether all texts are units, or words that are none of a table: they stand below names of columns, each below another one.
fn is_of_units(texts: &[(u32, Cow<'_, str>)], header: &Row<'static>, vocabulary: &Vocabulary) -> bool {
    // `Currency (USD)` is a name with its unit.
    let of_amounts = |text: &str| {
        is_scale(text)
            || text.len() <= LONGEST_UNIT
                && !text.trim().chars().skip(1).any(|letter| letter == '(')
                && !units::of_note(text).is_none()
    };
    // `Number`, `Code` and `Date` are names, too; a pattern is none.
    let pattern = |text: &str| is_hint(text) && text.contains(|letter: char| !letter.is_alphabetic());
    let counted = |text: &str| text.trim() == "%" || vocabulary.marks(text).has(Mark::Unit);
    let other = |text: &str| {
        let words = text.split_whitespace().count();
        words <= MOST_WORDS && text.len() <= LONGEST_UNIT && !text.contains(|letter: char| letter.is_ascii_digit())
    };
    let all = |is: &dyn Fn(&str) -> bool| texts.iter().all(|(_, text)| is(text));
    let any = |is: &dyn Fn(&str) -> bool| texts.iter().any(|(_, text)| is(text));
    let first_is_blank = || {
        let (first, named) = (texts.first(), header.cells.first());
        first.zip(named).is_some_and(|((column, _), named)| *column > named.column)
    };
    let alone = all(&|text| of_amounts(text) || is_hint(text) || is_range(text))
        && any(&|text| of_amounts(text) || pattern(text));
    let among_others = || {
        all(&|text| of_amounts(text) || is_hint(text) || is_range(text) || counted(text) || other(text))
            && any(&|text| of_amounts(text) || pattern(text) || counted(text))
    };
    (alone || first_is_blank() && among_others()) && names_each(header, texts)
}

/// Whether a header names each of some columns, and each otherwise: below a name of several, units tell them apart.
fn names_each(header: &Row<'static>, texts: &[(u32, Cow<'_, str>)]) -> bool {
    let names: BTreeMap<u32, String> =
        header.cells.iter().map(|cell| (cell.column, comparable(&cell.value.show()))).collect();
    let mut below: Vec<&String> = texts.iter().filter_map(|(column, _)| names.get(column)).collect();
    below.sort_unstable();
    below.len() == texts.len() && below.windows(2).all(|pair| pair.first() != pair.last())
}

/// Whether a row is a heading between the rows of a table of so many columns: a single text; or a sum below them, as `Q1` with a figure.
pub(super) fn is_heading(row: &[(u32, Rc<Evidence>)], columns: usize) -> bool {
    let said: Vec<&Evidence> = row.iter().map(|(_, cell)| &**cell).filter(|cell| cell.says_something()).collect();
    match said.as_slice() {
        [text] => columns >= FEWEST_COLUMNS && text.is_word(),
        [text, figure] => columns >= 2 * FEWEST_COLUMNS && text.is_word() && figure.number,
        _ => false,
    }
}
