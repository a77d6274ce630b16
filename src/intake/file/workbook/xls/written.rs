//! The formulas of rules in xls and xlsb workbooks, as people would write them.
//!
//! What comes in: the tokens of a formula, and the cell for which it is written. What leaves: its text, where all of its tokens are
//! of those that comparisons are made of. What it does not know: values. Tokens are those of Microsoft's [MS-XLS], section 2.5.198.

use super::records::{Biff, long, short};
use super::tokens::{FUNCTION, VARIABLE, length};
use crate::domain::address::column_letters;
use crate::intake::row::number;

const OPERATORS: [&str; 12] = ["+", "-", "*", "/", "^", "&", "<", "<=", "=", ">=", ">", "<>"];
const TEXT: u8 = 0x17;
const ATTRIBUTE: u8 = 0x19;
const REFERENCE: u8 = 0x24;
const NEAR_REFERENCE: u8 = 0x2c;

/// The text of a formula that is written for a cell, whose row and column are counted from 0.
pub(in crate::intake::file::workbook) fn written(tokens: &[u8], biff: Biff, cell: (u32, u32)) -> Option<String> {
    let mut stack: Vec<String> = Vec::new();
    let mut rest = tokens;
    while let Some((&token, data)) = rest.split_first() {
        let token = if token < 0x20 { token } else { token & 0x1f | 0x20 };
        match token {
            0x03..=0x0e => {
                let (right, left) = (stack.pop()?, stack.pop()?);
                stack.push(left + OPERATORS.get(usize::from(token - 0x03))? + &right);
            }
            0x13 => {
                let negated = stack.pop()?;
                stack.push(format!("-{negated}"));
            }
            0x15 => {
                let inner = stack.pop()?;
                stack.push(format!("({inner})"));
            }
            ATTRIBUTE => {}
            TEXT => stack.push(format!("\"{}\"", text(data, biff)?.replace('"', "\"\""))),
            0x1d => stack.push(if *data.first()? == 0 { "FALSE" } else { "TRUE" }.to_owned()),
            0x1e => stack.push(short(data, 0)?.to_string()),
            0x1f => stack.push(number::exact_of_bytes(*data.first_chunk()?)?.to_string()),
            REFERENCE | NEAR_REFERENCE => stack.push(reference(data, biff, cell, token == NEAR_REFERENCE)?),
            FUNCTION | VARIABLE => {
                let number = short(data, usize::from(token == VARIABLE))? & 0x7fff;
                let known = FUNCTIONS.iter().find(|(known, _)| *known == number);
                let name = known.map_or_else(|| format!("FUNCTION{number}"), |(_, name)| (*name).to_owned());
                // What is not known by name takes one or it is said how many.
                let count = if token == VARIABLE { usize::from(data.first()? & 0x7f) } else { 1 };
                let arguments = stack.split_off(stack.len().checked_sub(count)?);
                stack.push(format!("{name}({})", arguments.join(",")));
            }
            _ => return None,
        }
        rest = data.get(length(token, data, biff)?..)?;
    }
    let (only, None) = (stack.pop()?, stack.pop()) else { return None };
    Some(only)
}

/// Functions by number, those of which rules are mostly made.
const FUNCTIONS: [(u16, &str); 16] = [
    (1, "IF"),
    (2, "ISNA"),
    (3, "ISERROR"),
    (32, "LEN"),
    (36, "AND"),
    (37, "OR"),
    (38, "NOT"),
    (82, "SEARCH"),
    (112, "LOWER"),
    (113, "UPPER"),
    (115, "LEFT"),
    (118, "TRIM"),
    (124, "FIND"),
    (126, "ISERR"),
    (128, "ISNUMBER"),
    (129, "ISBLANK"),
];

/// A text in quotation marks.
fn text(data: &[u8], biff: Biff) -> Option<String> {
    let wide = |bytes: &[u8]| {
        let units: Vec<u16> = bytes.as_chunks().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
        String::from_utf16_lossy(&units)
    };
    if biff == Biff::Twelve {
        return data.get(2..2 + 2 * usize::from(short(data, 0)?)).map(wide);
    }
    let count = usize::from(*data.first()?);
    match (biff == Biff::Eight).then(|| data.get(1).map(|flags| flags & 1 != 0)) {
        Some(Some(true)) => data.get(2..2 + 2 * count).map(wide),
        Some(Some(false)) => data.get(2..2 + count).map(|bytes| bytes.iter().map(|&byte| char::from(byte)).collect()),
        Some(None) => None,
        None => data.get(1..1 + count).map(|bytes| bytes.iter().map(|&byte| char::from(byte)).collect()),
    }
}

/// A cell, which is counted from the one of the formula where it is near: rows and columns beyond the last are the first again.
fn reference(data: &[u8], biff: Biff, (row, column): (u32, u32), near: bool) -> Option<String> {
    let (said_row, said_column, rows, columns) = match biff {
        Biff::Twelve => (long(data, 0)?, short(data, 4)?, 1 << 20, 1 << 14),
        Biff::Eight => (short(data, 0)?.into(), short(data, 2)?, 1 << 16, 1 << 8),
        Biff::Two | Biff::Three | Biff::Four | Biff::Five => return None,
    };
    let (moves_column, moves_row) = (said_column & 0x4000 != 0, said_column & 0x8000 != 0);
    let said_column = u32::from(said_column & 0x3fff);
    let placed = |said: u32, own: u32, moves: bool, count: u32| {
        if near && moves { said.wrapping_add(own) % count } else { said % count }
    };
    let fixed = |moves: bool| if moves { "" } else { "$" };
    Some(format!(
        "{}{}{}{}",
        fixed(moves_column),
        column_letters(placed(said_column, column, moves_column, columns)),
        fixed(moves_row),
        placed(said_row, row, moves_row, rows) + 1
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_are_written_and_other_tokens_are_not_known() {
        let eight = |tokens: &[u8]| written(tokens, Biff::Eight, (1, 0));
        // In a formula for A2: the cell in column F of the same row.
        let far = [0x44, 1, 0, 5, 0x80];
        let near = [0x4c, 0, 0, 5, 0xc0];
        let x = [0x17, 1, 0, b'x'];
        assert_eq!(eight(&[&far[..], &x, &[0x0b]].concat()).as_deref(), Some("$F2=\"x\""));
        assert_eq!(eight(&[&near[..], &[0x1e, 6, 0], &[0x0d]].concat()).as_deref(), Some("F2>6"));
        assert_eq!(eight(&[0x4c, 0xff, 0xff, 0xff, 0xc0]).as_deref(), Some("IV1"), "one row and one column before");
        let search = [&[0x17, 2, 1, b'a', 0, 0x31, 4][..], &far, &[0x42, 2, 82, 0, 0x41, 128, 0]].concat();
        assert_eq!(eight(&search).as_deref(), Some("ISNUMBER(SEARCH(\"a\u{431}\",$F2))"));
        let both = [&far[..], &x, &[0x0b], &near, &[0x1e, 6, 0, 0x0d, 0x42, 2, 36, 0]].concat();
        assert_eq!(eight(&both).as_deref(), Some("AND($F2=\"x\",F2>6)"));
        let twelve = [&[0x44, 1, 0, 0, 0, 5, 0x80][..], &[0x17, 1, 0, b'x', 0, 0x0b]].concat();
        assert_eq!(written(&twelve, Biff::Twelve, (1, 0)).as_deref(), Some("$F2=\"x\""));
        assert_eq!(eight(&[0x25, 0, 0, 0, 0, 0, 0, 0, 0]), None, "an area");
        assert_eq!(eight(&[0x0b]), None);
        for cut in 0..both.len() - 1 {
            assert_ne!(eight(&both[..cut]).as_deref(), Some("AND($F2=\"x\",F2>6)"));
        }
    }
}
