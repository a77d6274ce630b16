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
use super::results::{Formula, Results};
use super::steps::{RawCell, Step, Steps, Stored};
use super::strings::{rich_text, unescape};
use crate::domain::address::leading_cell;
use crate::intake::file::workbook::formula::reaches_outside;
use crate::intake::file::workbook::number_format::Shown;
use crate::intake::file::workbook::window::{Window, Windows};
use crate::intake::file::workbook::xml::{Node, Nodes, attribute, is_yes, local, says_yes};
use crate::intake::file::workbook::{LEAST_HEIGHT, Refusal, Value};
use crate::intake::row::number;

/// Reads the cells of a sheet, and hands them on until no more are wanted; also those before a failure.
pub(super) fn read(part: impl BufRead, book: &Book, out: Steps) -> Result<(), Refusal> {
    let mut cells = Cells::of(book, out);
    let read = Windows::on(part).steps(|window| cells.step(window));
    cells.results.settle(cells.out.row());
    cells.out.send();
    read
}

/// What the cells of a sheet are read with.
struct Cells<'w> {
    book: &'w Book,
    /// The row that is read and the next column, and the row that follows it; from 0.
    row: u32,
    column: u32,
    next_row: u32,
    /// Whether rows are hidden that say nothing of their own.
    rows_hidden: bool,
    /// By the number of a shared formula, whether it reaches outside the workbook, and what it says.
    shared: BTreeMap<String, (bool, Option<Formula>)>,
    /// What the formula of the cell says.
    formula: Option<Formula>,
    /// The formulas of the row.
    results: Results,
    text: String,
    out: Steps,
}

impl<'w> Cells<'w> {
    fn of(book: &'w Book, out: Steps) -> Self {
        let (shared, results, text) = (BTreeMap::new(), Results::default(), String::new());
        let formula = None;
        Self { book, row: 0, column: 0, next_row: 0, rows_hidden: false, shared, formula, results, text, out }
    }

    /// Reads a cell, or what stands around cells; whether more is wanted. One that is cut off is read again from its start.
    fn step(&mut self, window: &mut Window<'_>) -> Result<bool, Refusal> {
        if let Some((head, text, length)) = window.ahead().and_then(usual_cell) {
            window.leave_out(length);
            if !self.move_to(&head) {
                return Ok(false);
            }
            let stored = text.map(|text| self.stored(&head, text)).transpose()?.flatten();
            return Ok(self.put(&head, stored, false));
        }
        match window.next()? {
            Node::Start(tag) => match local(&tag) {
                "sheetFormatPr" => self.rows_hidden = says_yes(&tag, "zeroHeight"),
                "row" => {
                    let (number, hidden) = row_of(&tag, self.rows_hidden);
                    // A row without a number follows the one before it.
                    self.row = number.unwrap_or(self.next_row);
                    self.column = 0;
                    self.next_row = self.row.saturating_add(1);
                    return Ok(self.begin(hidden));
                }
                "c" => {
                    let head = Head::of(&tag);
                    return self.cell(&head, window);
                }
                _ => {}
            },
            Node::End(tag) if tag.local_name().as_ref() == "sheetData" => return Ok(false),
            Node::End(_) | Node::Text(_) | Node::Other | Node::Eof => {}
        }
        Ok(true)
    }

    /// Hands a cell on; whether more is wanted.
    fn cell(&mut self, head: &Head, window: &mut Window<'_>) -> Result<bool, Refusal> {
        if !self.move_to(head) {
            return Ok(false);
        }
        let (stored, formula) = self.content(head, window)?;
        let value = match formula {
            Some(true) => Some(Stored::Own(Value::Outside)),
            Some(false) => {
                let result = self.result(stored);
                self.results.add(self.formula.take(), (self.row, self.column));
                Some(result)
            }
            None => stored,
        };
        Ok(self.put(head, value, formula.is_some()))
    }

    /// Goes to where a cell says that it stands; whether more is wanted.
    fn move_to(&mut self, head: &Head) -> bool {
        let Some((row, column)) = head.address else { return true };
        self.column = column;
        // A cell may say another row than the one that it stands in; its own word counts.
        if row == self.row {
            return true;
        }
        self.row = row;
        self.begin(false)
    }

    /// Begins the row; whether more is wanted.
    fn begin(&mut self, hidden: bool) -> bool {
        self.results.settle(self.out.row());
        self.out.add(Step::Row(self.row, hidden))
    }

    fn put(&mut self, head: &Head, value: Option<Stored>, formula: bool) -> bool {
        let cell = RawCell { column: self.column, value, formula, style: head.style };
        self.column = self.column.saturating_add(1);
        self.out.add(Step::Cell(cell))
    }

    /// The result of a formula; none where the program that wrote the file calculated nothing and stored zeros.
    fn result(&self, stored: Option<Stored>) -> Stored {
        match stored {
            Some(Stored::Own(Value::Number(number))) if self.book.uncalculated && number.is_zero() => {
                Stored::Own(Value::NoResult)
            }
            Some(Stored::Own(Value::Text(text)))
                if text.is_empty() && self.formula.as_ref().is_some_and(Formula::gives_number) =>
            {
                Stored::Own(Value::NoResult)
            }
            Some(stored) => stored,
            None => Stored::Own(Value::NoResult),
        }
    }

    /// The stored value of a cell, and whether its formula reaches outside the workbook, where it has one.
    fn content(&mut self, head: &Head, xml: &mut impl Nodes) -> Result<(Option<Stored>, Option<bool>), Refusal> {
        let (mut stored, mut formula) = (None, None);
        loop {
            match xml.next()? {
                Node::Start(tag) => match local(&tag) {
                    "v" => {
                        self.text.clear();
                        xml.text(&mut self.text)?;
                        stored = self.stored(head, &self.text)?.or(stored);
                    }
                    "is" => {
                        let mut text = String::new();
                        stored = Some(if rich_text(xml, &mut text)? {
                            Stored::Struck(text)
                        } else {
                            Stored::Own(Value::Text(Cow::Owned(text)))
                        });
                    }
                    "f" => {
                        let (kind, index) = (attribute(&tag, "t"), attribute(&tag, "si"));
                        self.text.clear();
                        xml.text(&mut self.text)?;
                        formula = Some(self.formula(kind.as_deref(), index));
                    }
                    _ => xml.skip()?,
                },
                Node::End(tag) if tag.local_name().as_ref() == "c" => return Ok((stored, formula)),
                Node::End(_) | Node::Text(_) | Node::Other => {}
                Node::Eof => return Err(Refusal::damaged("a cell that does not end")),
            }
        }
    }

    /// Whether the formula whose text was read reaches outside the workbook. A shared one has its text in one cell only.
    fn formula(&mut self, kind: Option<&str>, index: Option<String>) -> bool {
        let shared = index.filter(|_| kind == Some("shared"));
        if let Some(index) = shared.as_ref().filter(|_| self.text.is_empty()) {
            let (reaches, formula) = self.shared.get(index).cloned().unwrap_or_default();
            self.formula = formula;
            return reaches;
        }
        let reaches = reaches_outside(&self.text);
        self.formula = kind
            .is_none_or(|kind| kind == "shared")
            .then(|| Formula::of(&self.text, (self.row, self.column)))
            .flatten();
        if let Some(index) = shared {
            self.shared.insert(index, (reaches, self.formula.clone()));
        }
        reaches
    }

    /// What the text of a cell's value stands for; nothing where it is none.
    fn stored(&self, head: &Head, text: &str) -> Result<Option<Stored>, Refusal> {
        if head.kind == Kind::Inline || text.is_empty() && head.kind != Kind::Text {
            return Ok(None);
        }
        let as_it_is = || Cow::Owned(text.to_owned());
        Ok(Some(Stored::Own(match head.kind {
            Kind::Shared => {
                let missing = |_| Refusal::damaged(format!("the text {text:?}, which the workbook does not have"));
                return text.trim().parse().map(|number| Some(Stored::Shared(number))).map_err(missing);
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
                let Some(number) = number::stored(text) else {
                    // Other programs read the number before the comma; nobody knows which one was meant.
                    let begins =
                        text.trim_start_matches(['-', '+']).starts_with(|letter: char| letter.is_ascii_digit());
                    let cut = begins && text.contains(',');
                    return Ok(Some(Stored::Own(if cut { Value::Error(as_it_is()) } else { Value::Text(as_it_is()) })));
                };
                let is_date = self.book.styles.get(head.style).is_some_and(|style| style.format.shown == Shown::Date);
                let day = is_date.then(|| number::serial_day(number, self.book.epoch_1904)).flatten();
                day.map_or(Value::Number(number), Value::Date)
            }
        })))
    }
}

/// What a row says of itself: its number, from 0, and whether it is hidden.
fn row_of(tag: &BytesStart<'_>, hidden_by_default: bool) -> (Option<u32>, bool) {
    let (mut number, mut hidden, mut height) = (None, None, None);
    for attribute in tag.attributes().with_checks(false).flatten() {
        match attribute.key.local_name().as_ref() {
            "r" => number = attribute.value.trim().parse::<u32>().ok().and_then(|number| number.checked_sub(1)),
            "hidden" => hidden = Some(is_yes(&attribute.value)),
            "ht" => height = Some(is_below(&attribute.value, LEAST_HEIGHT)),
            _ => {}
        }
    }
    let of_no_height = height.unwrap_or(hidden_by_default && hidden.is_none());
    (number, hidden.unwrap_or(false) || of_no_height)
}

/// Whether a height or a width is so little that nothing is seen.
pub(super) fn is_below(text: &str, least: u8) -> bool {
    number::stored(text.trim()).is_some_and(|number| number < Decimal::from(least))
}

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
pub(super) struct Head {
    /// Row and column from 0.
    address: Option<(u32, u32)>,
    style: usize,
    kind: Kind,
}

impl Head {
    fn of(tag: &BytesStart<'_>) -> Self {
        let usual = Self::usual(tag.attributes_raw().as_bytes());
        usual.filter(|(_, rest)| rest.is_empty()).map_or_else(|| Self::in_any_spelling(tag), |(head, _)| head)
    }

    /// The head of a cell as programs write it, and what follows: attributes of one letter, one space before each, in double
    /// quotes. Nothing of any other spelling, which is as good.
    fn usual(mut rest: &[u8]) -> Option<(Self, &[u8])> {
        let mut head = Self { address: None, style: 0, kind: Kind::Number };
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
        Some((head, rest))
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

/// A cell as programs write nearly all of them, `<c r="A1" s="2" t="s"><v>3</v></c>`: its head, the text of its value, and how
/// many bytes it has with the spaces before it. Nothing of any other spelling, which is as good and for the parser.
pub(super) fn usual_cell(bytes: &[u8]) -> Option<(Head, Option<&str>, usize)> {
    let (head, rest) = Head::usual(bytes.trim_ascii_start().strip_prefix(b"<c")?)?;
    let (text, rest) = match rest {
        [b'/', b'>', rest @ ..] => (None, rest),
        [b'>', b'<', b'/', b'c', b'>', rest @ ..] => (None, rest),
        [b'>', b'<', b'v', b'>', rest @ ..] => {
            // A reference stands for another letter, and so may the end of a line.
            let length = rest.iter().position(|letter| matches!(letter, b'<' | b'&' | b'\r'))?;
            let (text, rest) = rest.split_at_checked(length)?;
            (Some(std::str::from_utf8(text).ok()?), rest.strip_prefix(b"</v></c>")?)
        }
        _ => return None,
    };
    Some((head, text, bytes.len() - rest.len()))
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

    use super::super::steps;
    use super::*;

    #[test]
    fn a_cell_says_the_same_in_whatever_spelling() {
        let head = |xml: &str| {
            let mut reader = Reader::from_str(xml);
            let Ok(Event::Empty(tag)) = reader.read_event() else { panic!("{xml}") };
            let usual = Head::usual(tag.attributes_raw().as_bytes()).filter(|(_, rest)| rest.is_empty());
            let any = Head::in_any_spelling(&tag);
            let said = |head: &Head| (head.address, head.style, head.kind);
            assert!(usual.as_ref().is_none_or(|(usual, _)| said(usual) == said(&any)), "{xml}");
            (said(&any), usual.is_some())
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

    /// The rows and cells of a sheet.
    fn cells(rows: &str) -> Result<Vec<String>, Refusal> {
        let (out, taken) = steps::channel();
        let ended =
            read(format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").as_bytes(), &Book::default(), out);
        ended.map(|()| steps::seen(taken))
    }

    #[test]
    fn a_value_says_the_same_in_whatever_spelling() {
        let usual = r#"<row r="1"><c r="A1"><v>12.5</v></c><c r="C1" t="s"><v>3</v></c><c r="D1" s="4"/><c/><c r="G1" t="str"><v></v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c><c><v></v></c></row><row><c><v>x</v></c><c r="B9" t="str"><v>a_x0041_é</v></c></row>"#;
        let plain = cells(usual).unwrap();
        assert_eq!(plain.len(), 13, "{plain:?}");
        for (what, rows) in [
            ("other quotes", usual.replace('"', "'")),
            ("spaces", usual.replace("><", ">\n  <").replace("<v>\n  </v>", "<v></v>")),
            ("spaces in tags", usual.replace("/>", " />").replace("</c>", "</c >").replace("<v>", "<v >")),
            ("CDATA", usual.replace("<v>", "<v><![CDATA[").replace("</v>", "]]></v>")),
            ("references", usual.replace('x', "&#120;").replace("12.5", "1&#50;.5")),
            ("comments", usual.replace("<v>", "<!-- <c><v>1</v></c> --><v>").replace("<c>", "<!-- c --><c>")),
            (
                "namespaces",
                usual.replace("</", "</x:").replace("<c", "<x:c").replace("<v", "<x:v").replace("<row", "<x:row"),
            ),
            ("other elements", usual.replace("</v>", "</v><extLst><ext><v>7</v></ext></extLst>")),
        ] {
            assert_eq!(cells(&rows).unwrap(), plain, "{what}: {rows}");
        }
        // What a comment or a text holds is no cell, wherever it stands.
        let commented = format!(r#"<!--{usual}--><row r="1"><![CDATA[<c r="A1"><v>12.5</v></c>]]></row>"#);
        assert_eq!(cells(&commented).unwrap(), ["row 0"]);
    }
}
