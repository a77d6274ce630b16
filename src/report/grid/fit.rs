//! How wide the columns of a sheet are, and how many lines its texts take, so that all of it can be read.

use std::collections::BTreeSet;

use super::{Cell, Paragraph, Sheet, Style, Value};

/// The room of a date with its month in letters, and of `VERDADERO`.
const DATE: u16 = 14;
/// The widest word for whose sake a column is widened; what is longer, such as a hash, is broken.
const LONGEST_WORD: u16 = 26;
/// How wide columns that stay in sight may be: half of what a phone shows.
const HALF_A_PHONE: u16 = 28;

impl Sheet {
    /// Turns the sheet where it needs that, gives running texts their room, and widens columns until every number and date of theirs can be read, where one
    /// without room shows as `####`, and until no word is broken. Columns stay in sight only where they leave room for
    /// others on a phone. `exponent` is the decimals of base money. The last thing to be done with a sheet.
    pub fn lay_out(&mut self, exponent: u32) {
        let running: BTreeSet<u32> = self.paragraphs.iter().map(|paragraph| paragraph.row).collect();
        for (row, cells) in (0..).zip(&self.rows) {
            for (cell, width) in cells.iter().zip(&mut self.widths) {
                let words = if running.contains(&row) { 0 } else { words(cell) };
                *width = (*width).max(letters(&cell.value, exponent)).max(words);
            }
        }
        self.turn();
        let (last_column, width) = self.first_page();
        for paragraph in &mut self.paragraphs {
            let text = self.rows.get(paragraph.row as usize).and_then(|cells| cells.first()).map(|cell| &cell.value);
            let lines = if let Some(Value::Text(text)) = text { lines_of(text, width) } else { 1 };
            *paragraph = Paragraph { lines, last_column, ..*paragraph };
        }
        self.freeze = self.freeze.and_then(|(row, columns)| {
            let wide: u16 = self.widths.iter().take(usize::from(columns)).sum();
            let columns = if wide > HALF_A_PHONE { 0 } else { columns };
            ((row, columns) != (0, 0)).then_some((row, columns))
        });
    }

    /// The width of all columns together, in characters.
    pub fn width(&self) -> u16 {
        self.widths.iter().copied().fold(0, u16::saturating_add)
    }
}

/// The width that the longest word of a cell needs, where its text goes on in a next line.
fn words(cell: &Cell) -> u16 {
    let Value::Text(text) = &cell.value else { return 0 };
    if !cell.style.wraps() {
        return 0;
    }
    let bold = matches!(cell.style, Style::Header | Style::NumberHeader | Style::Subtotal | Style::Total);
    let longest = text.split_whitespace().map(|word| word.chars().map(breadth).sum::<u32>()).max().unwrap_or(0);
    let longest = if bold { longest * 27 / 25 } else { longest };
    u16::try_from((longest + EDGES).div_ceil(ROOM)).map_or(LONGEST_WORD, |width| width.min(LONGEST_WORD))
}

/// How many lines a text takes in a column, broken between words. Rather one too many than one too few: what has no
/// room is not seen.
pub fn lines_of(text: &str, width: u16) -> u16 {
    let room = (u32::from(width) * ROOM).saturating_sub(EDGES).max(DIGIT);
    let lines: u32 = text.lines().map(|line| broken(line, room)).sum();
    u16::try_from(lines.max(1)).unwrap_or(u16::MAX)
}

/// The lines of a text without breaks of its own.
fn broken(text: &str, room: u32) -> u32 {
    let (mut lines, mut used) = (1, 0);
    for word in text.split_whitespace() {
        let length: u32 = word.chars().map(breadth).sum();
        let before = if used > 0 { used + breadth(' ') } else { 0 };
        if before > 0 && before + length > room {
            lines += 1;
            used = 0;
        } else {
            used = before;
        }
        used += length;
        // A word that is longer than a line is broken within.
        lines += (used - 1) / room;
        used = (used - 1) % room + 1;
    }
    lines
}

/// On paper a digit of a column has a little less room than a digit takes; the edges of a column and the indent of text in
/// tables take some more.
const ROOM: u32 = 52;
/// See [`ROOM`].
const EDGES: u32 = 60;

/// The breadth of a digit, by which columns are measured, in hundredths of the height of letters.
const DIGIT: u32 = 56;

/// How broad a letter is, as in Arial, in hundredths of the height of letters.
pub const fn breadth(letter: char) -> u32 {
    match letter {
        ' ' | '.' | ',' | ':' | ';' | '\'' | '’' | '!' | '|' | '/' | 'i' | 'j' | 'l' | 't' | 'f' | 'I' => 28,
        '(' | ')' | '[' | ']' | '-' | '"' | '·' | 'r' | '\u{a0}' | '\u{202f}' => 35,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 50,
        'm' | 'M' | 'W' | '%' | '@' | '…' | '—' => 95,
        'w' | 'A'..='Z' | 'À'..='Þ' => 71,
        '\u{2e80}'..='\u{ffdc}' => 105,
        _ => 56,
    }
}

/// The room that a value needs, in widths of a digit. Separators, the sign and the edge are half as wide.
fn letters(value: &Value, exponent: u32) -> u16 {
    let (whole, decimals) = match value {
        Value::Money(money) => {
            (money.minor().unsigned_abs() / 10_u64.checked_pow(exponent).unwrap_or(u64::MAX), exponent)
        }
        Value::Decimal(amount, decimals) => (u64::try_from(amount.trunc().abs()).unwrap_or(u64::MAX), *decimals),
        Value::Whole(number) => (number.unsigned_abs(), 0),
        Value::Year(year) => (u64::from(year.unsigned_abs()), 0),
        Value::Date(_) | Value::Truth(_) => return DATE,
        Value::Blank | Value::Text(_) | Value::Share(..) => return 0,
    };
    let digits = whole.checked_ilog10().unwrap_or_default() + 1;
    let marks = (digits - 1) / 3 + u32::from(decimals > 0) + 2;
    // Digits on paper are a twentieth broader than those that columns are measured by.
    let halves = (digits + decimals) * 2 + marks;
    u16::try_from((halves * 21).div_ceil(40) + 1).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::Cell;
    use super::*;
    use crate::domain::Money;

    #[test]
    fn a_column_is_as_wide_as_its_longest_number() {
        let mut sheet = Sheet::new("Sheet");
        sheet.widen([5, 40, 5]);
        sheet.push(vec![Cell::money(Money::from_minor(-12_345_678_901)), Cell::whole(7), Cell::text("a long text")]);
        sheet.lay_out(2);
        assert_eq!(sheet.widths, [16, 40, 5]);
    }

    #[test]
    fn no_word_is_broken_and_no_column_takes_a_phone() {
        let mut sheet = Sheet::new("Sheet");
        sheet.widen([5, 5, 5]);
        sheet.freeze = Some((0, 1));
        let hash = "0123456789".repeat(6);
        sheet.push(vec![Cell::text("Remboursements"), Cell::text("Title").style(Style::Title), Cell::text(&*hash)]);
        sheet.lay_out(2);
        assert_eq!(lines_of("Remboursements", sheet.widths[0]), 1);
        assert_eq!((sheet.widths[1], sheet.widths[2]), (5, LONGEST_WORD));
        assert_eq!(sheet.freeze, Some((0, 1)));
        sheet.widen([40]);
        sheet.lay_out(2);
        assert_eq!(sheet.freeze, None, "there is nothing left to keep in sight");
        sheet.freeze = Some((3, 1));
        sheet.lay_out(2);
        assert_eq!(sheet.freeze, Some((3, 0)), "the header stays");
    }

    #[test]
    fn text_is_broken_between_words() {
        assert_eq!(lines_of("", 10), 1);
        assert_eq!(lines_of("0123456789", 14), 1);
        assert_eq!(lines_of("Law, policy or scheme adopted", 30), 1);
        assert_eq!(lines_of("Adaptive protection, climate and fragile contexts", 24), 3);
        assert_eq!(lines_of("one\ntwo", 40), 2);
        assert_eq!(lines_of(&"W".repeat(40), 22), 4);
    }
}
