//! The formulas of xls workbooks, as far as they say that a value comes from elsewhere.
//!
//! What comes in: the tokens of a formula, and what the workbook says of the sheets and names that they refer to. What
//! leaves: whether it reaches outside. What it does not know: values. Tokens are those of Microsoft's [MS-XLS], section
//! 2.5.198, in earlier versions with shorter references.

use super::records::{Biff, TextCoding, long, short};
use crate::intake::file::workbook::Refusal;
use crate::intake::file::workbook::formula::is_reaching;

/// What a formula takes its value from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::intake::file::workbook) enum Reach {
    /// The workbook itself.
    Inside,
    /// Another file or program.
    Outside,
    /// What the formula of an area takes it from, which stands at this row and column.
    Of(u16, u16),
}

/// What a workbook refers to.
#[derive(Debug, Default)]
pub(in crate::intake::file::workbook) struct References {
    /// Whether each book that is referred to is another one.
    books: Vec<bool>,
    /// Whether each sheet that is referred to is one of another book.
    sheets: Vec<bool>,
    /// Whether each name stands for something from elsewhere.
    names: Vec<bool>,
}

impl References {
    /// Takes a book that is referred to, and whether it is another one.
    pub fn add_book(&mut self, other: bool) {
        self.books.push(other);
    }

    /// Takes the sheets that an xlsb workbook refers to ([MS-XLSB] 2.4.665, BrtExternSheet).
    pub fn binary_sheets(&mut self, data: &[u8]) {
        let entries = data.get(4..).unwrap_or_default().chunks_exact(12);
        let book = |entry: &[u8]| usize::try_from(long(entry, 0)?).ok().and_then(|book| self.books.get(book).copied());
        self.sheets = entries.map(|entry| book(entry).unwrap_or(false)).collect();
    }

    /// Takes a name of an xlsb workbook, and its formula.
    pub fn binary_name(&mut self, name: &str, tokens: &[u8]) {
        self.names.push(is_reaching(name) || self.reach(tokens, Biff::Twelve) == Reach::Outside);
    }

    /// Takes a record that declares a book, in Excel 97 and later.
    pub fn book(&mut self, data: &[u8]) {
        const ITSELF: u16 = 0x0401;
        const ADD_IN: u16 = 0x3a01;
        self.books.push(!matches!(short(data, 2), Some(ITSELF | ADD_IN)));
    }

    /// Takes a record that declares sheets: all of them in Excel 97 and later, one of them before.
    pub fn sheet(&mut self, data: &[u8], biff: Biff) {
        if biff < Biff::Eight {
            // What stands first says whether it is a sheet of this book, of another, or nothing.
            self.sheets.push(matches!(data.get(1), Some(1)));
            return;
        }
        let entries = data.get(2..).unwrap_or_default().chunks_exact(6);
        let outside = |entry: &[u8]| short(entry, 0).and_then(|book| self.books.get(usize::from(book)).copied());
        self.sheets = entries.map(|entry| outside(entry).unwrap_or(false)).collect();
    }

    /// Takes a record that gives a name to a formula.
    ///
    /// # Errors
    /// When the name is in a code page that is not known.
    pub(super) fn name(&mut self, data: &[u8], texts: TextCoding) -> Result<(), Refusal> {
        let reaches = match (data.get(3), short(data, 4), data.get(14..)) {
            (Some(&length), Some(size), Some(rest)) if texts.biff >= Biff::Five => {
                let counted = [&[length][..], rest].concat();
                let name = texts.text(&counted, false)?.unwrap_or_default();
                let start = match texts.biff {
                    Biff::Eight if rest.first().is_some_and(|flags| flags & 1 != 0) => 1 + 2 * usize::from(length),
                    Biff::Eight | Biff::Twelve => 1 + usize::from(length),
                    Biff::Two | Biff::Three | Biff::Four | Biff::Five => usize::from(length),
                };
                let tokens = rest.get(start..).and_then(|rest| rest.get(..usize::from(size))).unwrap_or_default();
                is_reaching(&name) || self.reach(tokens, texts.biff) == Reach::Outside
            }
            _ => false,
        };
        self.names.push(reaches);
        Ok(())
    }

    /// What a formula takes its value from, as far as its tokens can be followed.
    pub fn reach(&self, tokens: &[u8], biff: Biff) -> Reach {
        let mut rest = tokens;
        while let Some((&token, data)) = rest.split_first() {
            let token = if token < 0x20 { token } else { token & 0x1f | 0x20 };
            match self.token(token, data, biff) {
                Some(Reach::Inside) => {}
                Some(other) => return other,
                None => return Reach::Inside,
            }
            let Some(after) = length(token, data, biff).and_then(|length| data.get(length..)) else { break };
            rest = after;
        }
        Reach::Inside
    }

    /// What one token refers to; nothing where it is cut short.
    fn token(&self, token: u8, data: &[u8], biff: Biff) -> Option<Reach> {
        let outside = |reaches: bool| if reaches { Reach::Outside } else { Reach::Inside };
        Some(match token {
            // The index stands behind the formula.
            EXPRESSION if biff == Biff::Twelve => Reach::Of(0, 0),
            EXPRESSION if biff > Biff::Two => Reach::Of(short(data, 0)?, short(data, 2)?),
            EXPRESSION => Reach::Of(short(data, 0)?, u16::from(*data.get(2)?)),
            OTHER_SHEET => outside((Biff::Three..=Biff::Four).contains(&biff)),
            FUNCTION | VARIABLE => outside(REACHING.contains(&function(token, data, biff)?)),
            NAME if biff >= Biff::Five => {
                let index = usize::from(short(data, 0)?).checked_sub(1)?;
                outside(self.names.get(index).copied().unwrap_or(false))
            }
            NAME_ELSEWHERE | REFERENCE | AREA | LOST_REFERENCE | LOST_AREA => outside(self.of_sheet(data, biff)?),
            _ => Reach::Inside,
        })
    }

    /// Whether the sheet at the start of a token is one of another book.
    fn of_sheet(&self, data: &[u8], biff: Biff) -> Option<bool> {
        let number = short(data, 0)?;
        let index = match biff {
            Biff::Eight | Biff::Twelve => usize::from(number),
            // Below nothing are the sheets of the book itself.
            Biff::Two | Biff::Three | Biff::Four | Biff::Five if number & 0x8000 != 0 => return Some(false),
            Biff::Two | Biff::Three | Biff::Four | Biff::Five => usize::from(number).checked_sub(1)?,
        };
        Some(self.sheets.get(index).copied().unwrap_or(false))
    }
}

const EXPRESSION: u8 = 0x01;
const TEXT: u8 = 0x17;
const ATTRIBUTE: u8 = 0x19;
const OTHER_SHEET: u8 = 0x1a;
pub(super) const FUNCTION: u8 = 0x21;
pub(super) const VARIABLE: u8 = 0x22;
const NAME: u8 = 0x23;
const NAME_ELSEWHERE: u8 = 0x39;
const REFERENCE: u8 = 0x3a;
const AREA: u8 = 0x3b;
const LOST_REFERENCE: u8 = 0x3c;
const LOST_AREA: u8 = 0x3d;

/// Functions that ask another program: CALL, REGISTER.ID, RTD.
const REACHING: [u16; 3] = [150, 267, 379];

/// The number of a function.
fn function(token: u8, data: &[u8], biff: Biff) -> Option<u16> {
    let offset = usize::from(token == VARIABLE);
    if biff >= Biff::Four {
        short(data, offset).map(|number| number & 0x7fff)
    } else {
        data.get(offset).map(|&number| number.into())
    }
}

/// How many bytes follow a token.
pub(super) fn length(token: u8, data: &[u8], biff: Biff) -> Option<usize> {
    if let Some(length) = (biff == Biff::Twelve).then(|| binary_length(token, data)).flatten() {
        return Some(length);
    }
    let of = |two: usize, until_five: usize, eight: usize| match biff {
        Biff::Two => two,
        Biff::Three | Biff::Four | Biff::Five => until_five,
        Biff::Eight | Biff::Twelve => eight,
    };
    let five = |five: usize, eight: usize| (biff >= Biff::Five).then(|| of(0, five, eight));
    Some(match token {
        EXPRESSION | 0x02 => of(3, 4, 4),
        0x03..=0x16 => 0,
        TEXT => {
            let letters = usize::from(*data.first()?);
            let wide = biff == Biff::Eight && data.get(1)? & 1 != 0;
            of(1, 1, 2) + if wide { 2 * letters } else { letters }
        }
        0x18 => 5,
        ATTRIBUTE => {
            const CHOOSE: u8 = 0x04;
            let size = of(1, 2, 2);
            let choose = data.first()? & CHOOSE != 0;
            let cases = if biff == Biff::Two { data.get(1).map(|&count| count.into()) } else { short(data, 1) };
            1 + size + if choose { (usize::from(cases?) + 1) * size } else { 0 }
        }
        0x1c | 0x1d => 1,
        0x1e => 2,
        0x1f => 8,
        0x20 => of(6, 7, 7),
        FUNCTION if biff < Biff::Four => 1,
        FUNCTION => 2,
        VARIABLE if biff < Biff::Four => 2,
        VARIABLE => 3,
        NAME if biff == Biff::Five => 14,
        NAME => of(7, 10, 4),
        0x24 | 0x2a | 0x2c => of(3, 3, 4),
        0x25 | 0x2b | 0x2d => of(6, 6, 8),
        0x26..=0x28 => of(4, 6, 6),
        0x29 | 0x2e | 0x2f => of(1, 2, 2),
        NAME_ELSEWHERE => five(24, 6)?,
        REFERENCE | LOST_REFERENCE => five(17, 6)?,
        AREA | LOST_AREA => five(20, 10)?,
        _ => return None,
    })
}

/// How many bytes follow a token in xlsb, where these are others than in Excel 97.
fn binary_length(token: u8, data: &[u8]) -> Option<usize> {
    const TABLE: u8 = 0x19;
    Some(match token {
        TEXT => 2 + 2 * usize::from(short(data, 0)?),
        0x18 if data.first() == Some(&TABLE) => 13,
        0x20 => 14,
        0x24 | 0x2a | 0x2c => 6,
        0x25 | 0x2b | 0x2d => 12,
        REFERENCE | LOST_REFERENCE => 8,
        AREA | LOST_AREA => 14,
        _ => return None,
    })
}

/// The first formula of an area that shares it: where it stands, and its tokens ([MS-XLS] 2.4.4, Array).
pub(super) fn of_area(data: &[u8], biff: Biff) -> Option<((u16, u16), &[u8])> {
    let cell = (short(data, 0)?, u16::from(*data.get(4)?));
    let (size, start) = match biff {
        Biff::Two => (usize::from(*data.get(7)?), 8),
        Biff::Three | Biff::Four => (usize::from(short(data, 8)?), 10),
        Biff::Five | Biff::Eight | Biff::Twelve => (usize::from(short(data, 12)?), 14),
    };
    Some((cell, data.get(start..)?.get(..size)?))
}

/// The tokens of a formula ([MS-XLS] 2.4.127) behind its result.
pub(super) fn of_cell(data: &[u8], biff: Biff) -> Option<&[u8]> {
    let (size, start) = match biff {
        Biff::Two => (usize::from(*data.get(16)?), 17),
        Biff::Three | Biff::Four => (usize::from(short(data, 16)?), 18),
        Biff::Five | Biff::Eight | Biff::Twelve => (usize::from(short(data, 20)?), 22),
    };
    data.get(start..)?.get(..size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_that_reach_outside_are_told_apart() {
        let mut references = References::default();
        references.book(&[1, 0, 1, 4]);
        references.book(&[1, 0, 8, 0, 0, 1]);
        references.sheet(&[2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0], Biff::Eight);
        let texts = TextCoding { biff: Biff::Eight, page: 1252 };
        let name = [&[0, 0, 0, 16, 0, 0][..], &[0; 8], &[0], b"_xlfn.WEBSERVICE"].concat();
        references.name(&name, texts).unwrap();
        references
            .name(&[&[0, 0, 0, 1, 7, 0][..], &[0; 8], &[0], b"x", &[0x5a, 1, 0, 0, 0, 0, 0]].concat(), texts)
            .unwrap();
        references.name(&[&[0, 0, 0, 1, 3, 0][..], &[0; 8], &[0], b"y", &[0x1e, 1, 0]].concat(), texts).unwrap();
        let sum = [0x19, 0x10, 0, 0];
        for (tokens, reach) in [
            (&[0x3a, 0, 0, 0, 0, 0, 0][..], Reach::Inside),
            (&[0x5a, 1, 0, 0, 0, 0, 0], Reach::Outside),
            (&[0x17, 2, 0, b'a', b'b', 0x17, 1, 1, 0, 1, 0x08, 0x5b, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0], Reach::Outside),
            (&[&sum[..], &[0x44, 0, 0, 0, 0, 0x05]].concat(), Reach::Inside),
            (&[0x23, 1, 0, 0, 0, 0x42, 1, 255, 0], Reach::Outside),
            (&[0x23, 2, 0, 0, 0], Reach::Outside),
            (&[0x23, 3, 0, 0, 0], Reach::Inside),
            (&[0x42, 3, 0x7b, 1], Reach::Outside),
            (&[0x01, 7, 0, 2, 0], Reach::Of(7, 2)),
            (&[0x19, 0x04, 1, 0, 0, 0, 0, 0, 0x42, 2, 150, 0], Reach::Outside),
            (&[0x3a, 1], Reach::Inside),
        ] {
            assert_eq!(references.reach(tokens, Biff::Eight), reach, "{tokens:x?}");
        }
        let mut old = References::default();
        old.sheet(b"\x09\x01book.xls", Biff::Five);
        old.sheet(b"\x06\x03Sheet1", Biff::Five);
        let reference = |sheet: u16| [&[0x3a][..], &sheet.to_le_bytes(), &[0; 15]].concat();
        assert_eq!(old.reach(&reference(1), Biff::Five), Reach::Outside);
        assert_eq!(old.reach(&reference(2), Biff::Five), Reach::Inside);
        assert_eq!(old.reach(&reference(0xffff), Biff::Five), Reach::Inside);
        let mut binary = References::default();
        binary.add_book(false);
        binary.add_book(true);
        let sheet = |book: u8| [&[book, 0, 0, 0][..], &[0; 8]].concat();
        binary.binary_sheets(&[&[2, 0, 0, 0][..], &sheet(0), &sheet(1)].concat());
        binary.binary_name("_xlfn.WEBSERVICE", &[]);
        let sum = [&[0x17, 1, 0, b'a', 0, 0x18, 0x19][..], &[0; 12], &[0x44], &[0; 6], &[0x05]].concat();
        let of_sheet = |sheet: u8| [&sum[..], &[0x5a, sheet], &[0; 7]].concat();
        assert_eq!(binary.reach(&of_sheet(0), Biff::Twelve), Reach::Inside);
        assert_eq!(binary.reach(&of_sheet(1), Biff::Twelve), Reach::Outside);
        assert_eq!(binary.reach(&[&sum[..], &[0x23, 1, 0, 0, 0]].concat(), Biff::Twelve), Reach::Outside);
        assert_eq!(old.reach(&[0x1a, 0, 0], Biff::Four), Reach::Outside);
        assert_eq!(old.reach(&[0x44, 0, 0, 0, 0x41, 150], Biff::Three), Reach::Outside);
    }
}
