//! The rules of an xls sheet by which cells are shown otherwise, and the comments on its cells.
//!
//! What comes in: records. What leaves: rules that strike cells through or hide them, and comments. What it does not know: cells.
//! The records are those of Microsoft's [MS-XLS], sections 2.4.42 (CF), 2.4.56 (CondFmt), 2.4.179 (Note), 2.4.181 (Obj), 2.4.329
//! (TxO) and 2.5.91 (DXFN).

use std::collections::BTreeMap;

use super::area;
use super::book::Book;
use super::records::{Biff, continued_letters, long, short};
use super::written::written;
use crate::intake::file::workbook::colour::unseen;
use crate::intake::file::workbook::condition;
use crate::intake::file::workbook::number_format::of_code;
use crate::intake::file::workbook::rule::{Comparison, FormatRule, MOST_AREAS, Subject, When};
use crate::intake::file::workbook::{MOST_REMARKS, Refusal, Remark, Style};

/// The areas of the rules that follow.
pub(super) fn areas(data: &[u8]) -> Vec<[u32; 4]> {
    let count = usize::from(short(data, 12).unwrap_or(0)).min(MOST_AREAS);
    let listed = data.get(14..).unwrap_or_default().chunks_exact(8).take(count);
    listed.filter_map(area).collect()
}

/// A rule for some areas; nothing where it neither strikes through nor hides.
pub(super) fn rule(data: &[u8], areas: &[[u32; 4]], book: &Book) -> Option<FormatRule> {
    let [kind, operator] = *data.first_chunk()?;
    let (first, second) = (usize::from(short(data, 2)?), usize::from(short(data, 4)?));
    let start = data.len().checked_sub(first + second)?;
    let style = style(data.get(6..start)?, book)?;
    let tokens = data.get(start..start + first)?;
    of_tokens(style, areas, (kind.into(), operator.into()), (tokens, Biff::Eight))
}

/// A rule of a kind, 1 for a comparison of the cell itself by an operator, 2 for a formula.
pub(in crate::intake::file::workbook) fn of_tokens(
    style: Style,
    areas: &[[u32; 4]],
    (kind, operator): (u32, u32),
    (tokens, biff): (&[u8], Biff),
) -> Option<FormatRule> {
    const ITSELF: u32 = 1;
    let &[row, column, ..] = areas.first()?;
    let formula = written(tokens, biff, (row.checked_sub(1)?, column));
    let text = formula.clone().unwrap_or_else(|| "a formula".to_owned());
    let (when, shown) = if kind == ITSELF {
        let sign = match operator {
            3 => "=",
            4 => "<>",
            5 => ">",
            6 => "<",
            7 => ">=",
            8 => "<=",
            _ => "between",
        };
        let comparison: Option<Comparison> = condition::comparison(sign);
        let operand = formula.as_deref().and_then(condition::operand);
        let compares = comparison.zip(operand);
        (compares.map(|(how, with)| When::Compares(Subject::Behind(0), how, with)), format!("{sign} {text}"))
    } else {
        (formula.as_deref().and_then(|formula| condition::of_formula(formula, (row, column))), text)
    };
    let harmless = formula.as_deref().is_some_and(condition::hides_errors);
    FormatRule::of(style, areas, when.unwrap_or(When::Unknown), shown, harmless)
}

/// What a rule makes of cells.
fn style(data: &[u8], book: &Book) -> Option<Style> {
    const NUMBER: u32 = 1 << 25;
    const FONT: u32 = 1 << 26;
    const ALIGNMENT: u32 = 1 << 27;
    const BORDER: u32 = 1 << 28;
    const FILL: u32 = 1 << 29;
    const NO_PAPER: u32 = 1 << 18;
    const STRIKES: u32 = 0x80;
    let (flags, of_user) = (long(data, 0)?, short(data, 4)? & 1 != 0);
    let has = |flag: u32| flags & flag != 0;
    let mut rest = data.get(6..)?;
    let mut style = Style::default();
    let mut hidden = false;
    if has(NUMBER) {
        let size = if of_user { usize::from(short(rest, 0)?) } else { 2 };
        if of_user {
            let code = book.texts.text(rest.get(2..size)?, true).ok().flatten().unwrap_or_default();
            let hides = of_code(&code).hides;
            hidden = hides.positive || hides.negative || hides.text;
        }
        rest = rest.get(size..)?;
    }
    let (mut ink, mut paper) = (None, None);
    if has(FONT) {
        style.struck = long(rest, 68)? & STRIKES != 0 && long(rest, 88)? & STRIKES == 0;
        ink = u16::try_from(long(rest, 80)?).ok();
        rest = rest.get(118..)?;
    }
    rest = rest.get(if has(ALIGNMENT) { 8 } else { 0 }..)?;
    rest = rest.get(if has(BORDER) { 8 } else { 0 }..)?;
    if has(FILL) && !has(NO_PAPER) {
        paper = Some(short(rest, 2)? >> 7 & 0x7f);
    }
    let colour = |number: Option<u16>| number.and_then(|number| book.colour(number));
    style.unseen = hidden || unseen(colour(ink).as_ref(), colour(paper).as_ref());
    Some(style)
}

/// The comments of a sheet, whose texts stand in objects before them.
#[derive(Debug, Default)]
pub(super) struct Comments {
    object: u16,
    texts: BTreeMap<u16, String>,
}

impl Comments {
    /// Takes the number of an object.
    pub fn object(&mut self, data: &[u8]) {
        self.object = short(data, 6).unwrap_or(0);
    }

    /// Takes the text of the object before it: what it says of itself, and the records that continue it.
    pub fn text(&mut self, data: &[u8], parts: Vec<&[u8]>) {
        let length = short(data, 10).map_or(0, usize::from);
        if let Some(text) = continued_letters(parts, length).filter(|_| self.texts.len() < MOST_REMARKS) {
            self.texts.insert(self.object, text);
        }
    }

    /// The comment of a record, whose text it holds itself before Excel 97.
    ///
    /// # Errors
    /// When its code page is not known.
    pub fn remark(&self, data: &[u8], book: &Book) -> Result<Option<Remark>, Refusal> {
        let text = if book.texts.biff == Biff::Eight {
            short(data, 6).and_then(|object| self.texts.get(&object)).cloned()
        } else {
            book.texts.text(data.get(4..).unwrap_or_default(), true)?
        };
        let place = short(data, 0).zip(short(data, 2));
        Ok(place.zip(text).map(|((row, column), text)| Remark { row: u32::from(row) + 1, column: column.into(), text }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::file::workbook::rule::Operand;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
    }

    /// A workbook without sheets, in Excel 97 or Excel 5.
    fn book(version: u8) -> Vec<u8> {
        [record(0x0809, &[0, version, 5, 0]), record(0x000a, &[])].concat()
    }

    /// What a rule makes of letters: whether it strikes them through, and their colour.
    fn font(strikes: bool, colour: u32) -> Vec<u8> {
        let mut font = vec![0; 118];
        font[68] = u8::from(strikes) << 7;
        font[80..84].copy_from_slice(&colour.to_le_bytes());
        [&(1_u32 << 26).to_le_bytes()[..], &[0, 0], &font].concat()
    }

    fn rule_of(kind: u8, operator: u8, made: &[u8], tokens: &[u8]) -> Option<FormatRule> {
        let stream = book(6);
        let book = Book::read(&stream).unwrap();
        let areas = areas(&[&[1, 0, 0, 0, 1, 0, 8, 0, 0, 0, 5, 0, 1, 0][..], &[1, 0, 8, 0, 0, 0, 5, 0]].concat());
        assert_eq!(areas, [[2, 0, 9, 5]]);
        let head = [kind, operator, tokens.len() as u8, 0, 0, 0];
        let whole = [&head[..], made, tokens].concat();
        for cut in 0..whole.len() {
            let _ = rule(&whole[..cut], &areas, &book);
        }
        rule(&whole, &areas, &book)
    }

    #[test]
    fn rules_that_strike_through_or_hide_are_read() {
        const NONE: u32 = u32::MAX;
        let marked = [0x4c, 0, 0, 5, 0x80, 0x17, 1, 0, b'x', 0x0b];
        let struck = rule_of(2, 0, &font(true, NONE), &marked).unwrap();
        assert_eq!((struck.strikes, struck.written.as_str()), (true, "$F2=\"x\""));
        let when = When::Compares(Subject::Column(5), Comparison::Equal, Operand::Text("x".to_owned()));
        assert_eq!(struck.when, when);
        assert_eq!(rule_of(2, 0, &font(false, NONE), &marked), None, "neither");
        let white = rule_of(1, 5, &font(false, 9), &[0x1e, 6, 0]).unwrap();
        assert_eq!((white.strikes, white.written.as_str()), (false, "> 6"));
        assert_eq!(white.when, When::Compares(Subject::Behind(0), Comparison::More, Operand::Number(6.into())));
        // A format of nothing, and a paper in the colour of its ink.
        let code = [&(1_u32 << 25).to_le_bytes()[..], &[1, 0, 8, 0, 3, 0, 0], b";;;"].concat();
        assert!(rule_of(2, 0, &code, &marked).is_some_and(|rule| !rule.strikes));
        let mut black = font(false, 8);
        black[..4].copy_from_slice(&(1_u32 << 26 | 1 << 29).to_le_bytes());
        black.extend([0, 0, 0, 4]);
        assert!(rule_of(2, 0, &black, &marked).is_some_and(|rule| !rule.strikes));
    }

    #[test]
    fn comments_are_those_of_their_objects() {
        let (new, old) = (book(6), book(5));
        let (new, old) = (Book::read(&new).unwrap(), Book::read(&old).unwrap());
        let mut comments = Comments::default();
        comments.object(&[0x15, 0, 0x12, 0, 0x19, 0, 7, 0]);
        comments.text(&[&[0; 10][..], &[4, 0], &[0; 6]].concat(), vec![&b"\0Vo"[..], &b"\0id"[..], &[0; 8][..]]);
        let note = [2, 0, 4, 0, 0, 0, 7, 0, 1, 0, 0, b'A'];
        let said = |remark: Option<Remark>| remark.map(|remark| (remark.row, remark.column, remark.text));
        assert_eq!(said(comments.remark(&note, &new).unwrap()), Some((3, 4, "Void".to_owned())));
        assert_eq!(said(comments.remark(&note[..6], &new).unwrap()), None);
        let before = [&[2, 0, 4, 0, 4, 0][..], b"Void"].concat();
        assert_eq!(said(Comments::default().remark(&before, &old).unwrap()), Some((3, 4, "Void".to_owned())));
    }
}
