//! The cells of an xlsx sheet, in one pass over its part.
//!
//! What comes in: the part of a sheet, and what the workbook says of styles. What leaves: rows and cells, whose shared texts
//! are numbers yet. What it does not know: other sheets. The elements are those of ECMA-376, part 1, section 18.3.1.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::BufRead;

use quick_xml::events::BytesStart;
use rust_decimal::Decimal;

use super::Book;
use super::steps::{RawCell, Step, Steps, Stored};
use super::strings::{rich_text, unescape};
use crate::domain::address::leading_cell;
use crate::intake::file::workbook::formula::reaches_outside;
use crate::intake::file::workbook::number_format::Shown;
use crate::intake::file::workbook::xml::{Node, Xml, attribute, is_yes, local, says_yes};
use crate::intake::file::workbook::{Refusal, Style, Value};
use crate::intake::row::number;

/// What the cells of a sheet are read with.
pub(super) struct Cells<'w, R: BufRead> {
    xml: Xml<R>,
    book: &'w Book,
    /// The row that is read and the next column, from 0.
    row: u32,
    column: u32,
    /// Whether rows are hidden that say nothing of their own.
    rows_hidden: bool,
    /// By the number of a shared formula, whether it reaches outside the workbook.
    shared: BTreeMap<String, bool>,
    text: String,
    out: Steps,
}

impl<'w, R: BufRead> Cells<'w, R> {
    pub fn new(part: R, book: &'w Book, out: Steps) -> Self {
        let (xml, shared) = (Xml::of(part), BTreeMap::new());
        Self { xml, book, row: 0, column: 0, rows_hidden: false, shared, text: String::new(), out }
    }

    /// Hands all cells on, until no more are wanted; also those before a failure.
    pub fn read(mut self) -> Result<(), Refusal> {
        let read = self.read_rows();
        self.out.send();
        read
    }

    fn read_rows(&mut self) -> Result<(), Refusal> {
        let mut rows = 0_u32;
        loop {
            match self.xml.next()? {
                Node::Start(tag) => match local(&tag) {
                    "sheetFormatPr" => self.rows_hidden = says_yes(&tag, "zeroHeight"),
                    "row" => {
                        let (number, hidden) = row_of(&tag, self.rows_hidden);
                        // A row without a number follows the one before it.
                        self.row = number.unwrap_or(rows);
                        self.column = 0;
                        rows = self.row.saturating_add(1);
                        if !self.out.add(Step::Row(self.row, hidden)) {
                            return Ok(());
                        }
                    }
                    "c" => {
                        let head = Head::of(&tag);
                        if !self.cell(head)? {
                            return Ok(());
                        }
                    }
                    _ => {}
                },
                Node::End(tag) if tag.local_name().as_ref() == "sheetData" => return Ok(()),
                Node::End(_) | Node::Text(_) | Node::Other => {}
                Node::Eof => return Ok(()),
            }
        }
    }

    /// Hands a cell on; whether more is wanted.
    fn cell(&mut self, head: Head) -> Result<bool, Refusal> {
        if let Some((row, column)) = head.address {
            self.column = column;
            // A cell may say another row than the one that it stands in; its own word counts.
            if row != self.row {
                self.row = row;
                if !self.out.add(Step::Row(row, false)) {
                    return Ok(false);
                }
            }
        }
        let style = self.book.styles.get(head.style).copied().unwrap_or_default();
        let (stored, formula) = self.content(head.kind, style)?;
        let value = match formula {
            Some(true) => Some(Stored::Own(Value::Outside)),
            Some(false) => Some(self.result(stored)),
            None => stored,
        };
        let cell = RawCell { column: self.column, value, formula: formula.is_some(), style: head.style };
        self.column = self.column.saturating_add(1);
        Ok(self.out.add(Step::Cell(cell)))
    }

    /// The result of a formula; none where the program that wrote the file calculated nothing and stored zeros.
    fn result(&self, stored: Option<Stored>) -> Stored {
        match stored {
            Some(Stored::Own(Value::Number(number))) if self.book.uncalculated && number.is_zero() => {
                Stored::Own(Value::NoResult)
            }
            Some(stored) => stored,
            None => Stored::Own(Value::NoResult),
        }
    }

    /// The stored value of a cell, and whether its formula reaches outside the workbook, where it has one.
    fn content(&mut self, kind: Kind, style: Style) -> Result<(Option<Stored>, Option<bool>), Refusal> {
        let (mut stored, mut formula) = (None, None);
        loop {
            match self.xml.next()? {
                Node::Start(tag) => match local(&tag) {
                    "v" => {
                        self.text.clear();
                        self.xml.text(&mut self.text)?;
                        if kind != Kind::Inline && (!self.text.is_empty() || kind == Kind::Text) {
                            stored = Some(self.value(kind, style)?);
                        }
                    }
                    "is" => {
                        let mut text = String::new();
                        rich_text(&mut self.xml, &mut text)?;
                        stored = Some(Stored::Own(Value::Text(Cow::Owned(text))));
                    }
                    "f" => {
                        let (kind, index) = (attribute(&tag, "t"), attribute(&tag, "si"));
                        self.text.clear();
                        self.xml.text(&mut self.text)?;
                        formula = Some(self.formula(kind.as_deref(), index));
                    }
                    _ => self.xml.skip()?,
                },
                Node::End(tag) if tag.local_name().as_ref() == "c" => return Ok((stored, formula)),
                Node::End(_) | Node::Text(_) | Node::Other => {}
                Node::Eof => return Err(Refusal::damaged("a cell that does not end")),
            }
        }
    }

    /// Whether the formula whose text was read reaches outside the workbook. A shared one has its text in one cell only.
    fn formula(&mut self, kind: Option<&str>, index: Option<String>) -> bool {
        let reaches = reaches_outside(&self.text);
        match index.filter(|_| kind == Some("shared")) {
            Some(index) if self.text.is_empty() => self.shared.get(&index).copied().unwrap_or(false),
            Some(index) => {
                self.shared.insert(index, reaches);
                reaches
            }
            None => reaches,
        }
    }

    /// The value that the text of a cell stands for.
    fn value(&self, kind: Kind, style: Style) -> Result<Stored, Refusal> {
        let text = self.text.as_str();
        let as_it_is = || Cow::Owned(text.to_owned());
        Ok(Stored::Own(match kind {
            Kind::Shared => {
                let missing = |_| Refusal::damaged(format!("the text {text:?}, which the workbook does not have"));
                return text.trim().parse().map(Stored::Shared).map_err(missing);
            }
            Kind::Inline => Value::Text(as_it_is()),
            Kind::Text => {
                let mut text = text.to_owned();
                unescape(&mut text);
                Value::Text(Cow::Owned(text))
            }
            Kind::Logical => Value::Logical(is_yes(&text.to_lowercase())),
            Kind::Error => Value::Error(as_it_is()),
            Kind::Date => match text.get(..10).and_then(|day| day.parse().ok()) {
                Some(date) => Value::Date(date),
                None => Value::Text(as_it_is()),
            },
            Kind::Number => {
                let Some(number) = number::stored(text) else { return Ok(Stored::Own(Value::Text(as_it_is()))) };
                let is_date = style.format.shown == Shown::Date;
                let day = is_date.then(|| number::serial_day(number, self.book.epoch_1904)).flatten();
                day.map_or(Value::Number(number), Value::Date)
            }
        }))
    }
}

/// What a row says of itself: its number, from 0, and whether it is hidden.
fn row_of(tag: &BytesStart<'_>, hidden_by_default: bool) -> (Option<u32>, bool) {
    let (mut number, mut hidden, mut height) = (None, None, None);
    for attribute in tag.attributes().with_checks(false).flatten() {
        match attribute.key.local_name().as_ref() {
            "r" => number = attribute.value.trim().parse::<u32>().ok().and_then(|number| number.checked_sub(1)),
            "hidden" => hidden = Some(is_yes(&attribute.value)),
            "ht" => height = Some(is_nothing(&attribute.value)),
            _ => {}
        }
    }
    let of_no_height = height.unwrap_or(hidden_by_default && hidden.is_none());
    (number, hidden.unwrap_or(false) || of_no_height)
}

/// Whether a height or a width is nothing, or so little that nothing is seen.
pub(super) fn is_nothing(text: &str) -> bool {
    number::stored(text.trim()).is_some_and(|number| number < LEAST_SEEN)
}

/// Half a point of height, or half a digit of width.
const LEAST_SEEN: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// What type a cell says that its value has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Inline,
    /// The result of a formula.
    Text,
    Logical,
    Error,
    Date,
}

/// What a cell says before its value.
struct Head {
    /// Row and column from 0.
    address: Option<(u32, u32)>,
    style: usize,
    kind: Kind,
}

impl Head {
    fn of(tag: &BytesStart<'_>) -> Self {
        Self::usual(tag.attributes_raw()).unwrap_or_else(|| Self::in_any_spelling(tag))
    }

    /// The head of a cell as programs write it: attributes of one letter, one space before each, in double quotes. Nothing of
    /// any other spelling, which is as good.
    fn usual(attributes: &str) -> Option<Self> {
        let mut head = Self { address: None, style: 0, kind: Kind::Number };
        let mut rest = attributes.as_bytes();
        while let [b' ', key, b'=', b'"', after @ ..] = rest {
            let length = after.iter().position(|&byte| byte == b'"')?;
            let (value, behind) = after.split_at_checked(length)?;
            match key {
                b'r' => head.address = Some(plain_address(value)?),
                b's' => head.style = plain_number(value)?,
                b't' => head.kind = Kind::named(std::str::from_utf8(value).ok().filter(|value| !value.contains('&'))?),
                _ => return None,
            }
            rest = behind.get(1..)?;
        }
        rest.is_empty().then_some(head)
    }

    fn in_any_spelling(tag: &BytesStart<'_>) -> Self {
        let mut head = Self { address: None, style: 0, kind: Kind::Number };
        for attribute in tag.attributes().with_checks(false).flatten() {
            match attribute.key.local_name().as_ref() {
                "r" => {
                    let cell = leading_cell(attribute.value.trim());
                    head.address = cell.map(|(row, column, _)| (row.saturating_sub(1), column));
                }
                "s" => head.style = attribute.value.trim().parse().unwrap_or(0),
                "t" => head.kind = Kind::named(attribute.value.trim()),
                _ => {}
            }
        }
        head
    }
}

impl Kind {
    /// The type of this name.
    fn named(name: &str) -> Self {
        match name {
            "s" => Self::Shared,
            "inlineStr" | "is" => Self::Inline,
            "str" => Self::Text,
            "b" => Self::Logical,
            "e" => Self::Error,
            "d" => Self::Date,
            _ => Self::Number,
        }
    }
}

/// Row and column, from 0, of an address that is capitals and digits alone: `AB12`.
fn plain_address(address: &[u8]) -> Option<(u32, u32)> {
    let letters = address.iter().take_while(|letter| letter.is_ascii_uppercase()).count();
    let (letters, digits) =
        address.split_at_checked(letters).filter(|(letters, _)| (1..=3).contains(&letters.len()))?;
    let column = letters.iter().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
    let row = u32::try_from(plain_number(digits)?).ok()?;
    Some((row.checked_sub(1)?, column - 1)).filter(|(_, column)| *column < COLUMNS)
}

/// How many columns a sheet has.
const COLUMNS: u32 = 16_384;

/// The number of a few digits.
fn plain_number(digits: &[u8]) -> Option<usize> {
    let plain = (1..=9).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    plain.then(|| digits.iter().fold(0, |number, digit| number * 10 + usize::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use super::*;

    #[test]
    fn a_cell_says_the_same_in_whatever_spelling() {
        let head = |xml: &str| {
            let mut reader = Reader::from_str(xml);
            let Ok(Event::Empty(tag)) = reader.read_event() else { panic!("{xml}") };
            let (usual, any) = (Head::usual(tag.attributes_raw()), Head::in_any_spelling(&tag));
            let said = |head: &Head| (head.address, head.style, head.kind);
            assert!(usual.is_none_or(|usual| said(&usual) == said(&any)), "{xml}");
            (said(&any), Head::usual(tag.attributes_raw()).is_some())
        };
        let expected = (Some((11, 27)), 3, Kind::Shared);
        assert_eq!(head(r#"<c r="AB12" s="3" t="s"/>"#), (expected, true));
        for xml in [
            r#"<c r='AB12' s='3' t='s'/>"#,
            r#"<c  s="3"  t="s" r="AB12" />"#,
            r#"<c r="ab12" s="3" t="s"/>"#,
            r#"<c x:r="AB12" x:s="3" x:t="s"/>"#,
            r#"<c r="AB12" s="3" t="s" cm="1"/>"#,
        ] {
            assert_eq!(head(xml), (expected, false), "{xml}");
        }
        assert_eq!(head(r#"<c/>"#), ((None, 0, Kind::Number), true));
        assert_eq!(head(r#"<c r="XFD1048576" t="str"/>"#), ((Some((1_048_575, 16_383)), 0, Kind::Text), true));
        for xml in [r#"<c r="XFE1"/>"#, r#"<c r="A0"/>"#, r#"<c r="12"/>"#, r#"<c r="A1" s="99999999999"/>"#] {
            assert!(!head(xml).1, "{xml}");
        }
    }
}
