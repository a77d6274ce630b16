//! How wide the columns of a sheet are, and how many lines its texts take, so that all of it can be read.

use std::collections::BTreeSet;

use crate::domain::Percentage;

use super::{Cell, Paragraph, Rule, Sheet, Style, Value};

/// The room of a date with its month in letters, and of `VERDADERO`.
const DATE: u16 = 14;
/// The widest word for whose sake a column is widened; what is longer, such as a hash, is broken.
const LONGEST_WORD: u16 = 26;
/// How wide columns that stay in sight may be: half of what a phone shows.
const HALF_A_PHONE: u16 = 28;
/// A column is made up to a quarter wider where that spares a text its second line; those of a sheet that is several pages wide only
/// by so much together.
const SPARED: u16 = 4;
const SPARED_OF_WIDE: u16 = 6;
/// How many pixels a sheet has for each character of a page's width, of a hundred, where its letters are of seven points.
const PIXELS_OF_PAGE: u32 = 700;
/// The room of the longest bar of a column, beside its figures.
const BAR: u16 = 7;

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
        self.make_room_for_bars(exponent);
        self.turn();
        self.spare_lines(&running);
        self.ease();
        let (last_column, width) = self.first_page();
        let repeated = self.widths.first().copied().filter(|_| self.pages_wide() > 1 && last_column > 0);
        let logo = self.logo.as_ref().map(|logo| self.logo_place(logo).column.0);
        let beside_logo = match logo {
            Some(column) => (column.saturating_sub(1), self.widths.iter().take(usize::from(column)).sum()),
            None => (last_column, width),
        };
        for paragraph in &mut self.paragraphs {
            let cell = self.rows.get(paragraph.row as usize).and_then(|cells| cells.first());
            let repeated = repeated.filter(|_| paragraph.row >= self.print.heading);
            let is_title = cell.is_some_and(|cell| cell.style == Style::Title);
            let (last_column, width) = if is_title { beside_logo } else { (last_column, width) };
            let width = width - repeated.unwrap_or(0);
            let columns = last_column + 1 - u16::from(repeated.is_some());
            let lines = cell.map_or(1, |cell| lines_over(cell, width, columns));
            *paragraph = Paragraph { lines, first_column: repeated.is_some().into(), last_column, ..*paragraph };
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

    /// Makes columns of bars so wide that the longest bar ends before the figures begin.
    fn make_room_for_bars(&mut self, exponent: u32) {
        for index in 0..self.rules.len() {
            let figures = self.rules.get(index).map_or(0, |rule| self.widest_figure(rule, exponent));
            if let Some(rule) = self.rules.get_mut(index) {
                rule.figures = figures;
                let column = rule.range.first_column;
                self.widen_column(column, figures + BAR);
            }
        }
    }

    fn widest_figure(&self, rule: &Rule, exponent: u32) -> u16 {
        self.values(rule.range).map(|value| letters(value, exponent)).max().unwrap_or_default()
    }

    /// Makes the broadest column a little narrower where the edges of many columns would make letters too small.
    fn ease(&mut self) {
        let most = u32::from(self.page_width()) * PIXELS_OF_PAGE / 100;
        let excess = self.pixels_wide().saturating_sub(most).div_ceil(7);
        let is_free = self.pages_wide() == 1 && !self.print.one_page && !self.data;
        let broadest = self.widths.iter_mut().max().filter(|width| is_free && **width > LONGEST_WORD);
        if let Some(width) = broadest {
            let excess = u16::try_from(excess).unwrap_or(u16::MAX);
            *width -= excess.min(*width - LONGEST_WORD).min(*width / SPARED);
        }
    }

    /// Makes columns a little wider where a text then has room on one line, as long as the sheet has room for that on paper: its letters
    /// are not to be the smallest, but for those of a sheet on one page, which lines make small as well.
    fn spare_lines(&mut self, running: &BTreeSet<u32>) {
        if self.data {
            return;
        }
        let (pages, before) = (self.pages_wide(), self.widths.clone());
        let page = if self.print.one_page { self.page_width() } else { self.page_width() * 24 / 25 };
        let room = page.saturating_sub(self.width());
        let mut left = if pages > 1 { SPARED_OF_WIDE } else { room };
        for column in 0..self.widths.len() {
            let width = self.widths.get(column).copied().unwrap_or_default();
            let most = width + (width / SPARED).min(left);
            let rows = (0..).zip(&self.rows).filter(|(row, _)| !running.contains(row));
            let cells = rows.filter_map(|(_, cells)| cells.get(column)).filter(|cell| cell.style.wraps());
            let whole = cells.filter_map(|cell| {
                let Value::Text(text) = &cell.value else { return None };
                // Letters are no narrower than a third of a digit's room and no broader than three; none has more than four bytes.
                let may_be = usize::from(width) <= text.len() * 3 && text.len() <= usize::from(most) * 12;
                if !may_be {
                    return None;
                }
                u16::try_from(unbroken_at(text, size(cell.style))).ok()
            });
            let spared = whole.filter(|whole| (width + 1..=most).contains(whole)).max().unwrap_or(width);
            left -= spared - width;
            if let Some(there) = self.widths.get_mut(column) {
                *there = spared;
            }
        }
        if self.pages_wide() > pages {
            self.widths = before;
        }
    }
}

/// The words of a text: what a line is not broken within, such as an amount with its spaces and its currency.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let breaks = |letter: char| letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}');
    text.split(breaks).filter(|word| !word.is_empty())
}

/// How broad letters of a style are, bold ones being broader, in hundredths of those of usual text.
const fn size(style: Style) -> u32 {
    match style {
        Style::Title => 195,
        Style::Part => 152,
        Style::Section => 130,
        Style::Subtitle => 110,
        Style::Header | Style::NumberHeader => 98,
        Style::Mark | Style::Subtotal | Style::Total => 108,
        Style::Note => 90,
        Style::Body | Style::Input | Style::InputDay | Style::Paragraph => 100,
    }
}

/// The width that the longest word of a cell needs, where its text goes on in a next line.
fn words(cell: &Cell) -> u16 {
    let Value::Text(text) = &cell.value else { return 0 };
    if !cell.style.wraps() {
        return 0;
    }
    let longest = words_of(text).map(measured).max().unwrap_or(0) * size(cell.style) / 100;
    u16::try_from((longest + EDGES).div_ceil(ROOM)).map_or(LONGEST_WORD, |width| width.min(LONGEST_WORD))
}

/// How many lines the text of a cell takes in a column; one where it is no text.
pub(super) fn lines_in(cell: &Cell, width: u16) -> u16 {
    if let Value::Text(text) = &cell.value { lines_at(text, width, size(cell.style)) } else { 1 }
}

/// How many lines running text takes over so many columns: these have their edges too, and no indent.
fn lines_over(cell: &Cell, width: u16, columns: u16) -> u16 {
    let Value::Text(text) = &cell.value else { return 1 };
    let room = u32::from(width) * ROOM + u32::from(columns) * EDGE - EDGE;
    lines_within(text, room.max(DIGIT) * 100 / size(cell.style))
}

/// How many lines a text takes in a column, broken between words. Rather one too many than one too few: what has no
/// room is not seen.
pub fn lines_of(text: &str, width: u16) -> u16 {
    lines_at(text, width, 100)
}

fn lines_at(text: &str, width: u16, size: u32) -> u16 {
    lines_within(text, (u32::from(width) * ROOM).saturating_sub(EDGES).max(DIGIT) * 100 / size)
}

fn lines_within(text: &str, room: u32) -> u16 {
    let lines: u32 = text.lines().map(|line| broken(line, room)).sum();
    u16::try_from(lines.max(1)).unwrap_or(u16::MAX)
}

/// How wide a column is in which no line of a text is broken.
pub fn unbroken(text: &str) -> u32 {
    unbroken_at(text, 100)
}

fn unbroken_at(text: &str, size: u32) -> u32 {
    let longest = text.lines().map(measured).max().unwrap_or_default();
    ((longest * size).div_ceil(100) + EDGES).div_ceil(ROOM)
}

/// The lines of a text without breaks of its own.
fn broken(text: &str, room: u32) -> u32 {
    let (mut lines, mut used) = (1, 0);
    for word in words_of(text) {
        let length = measured(word);
        let before = if used > 0 { used + thousandths(' ') } else { 0 };
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

/// What a column has for letters, for each digit that it is wide, in thousandths of their height: on paper a little less than a
/// digit takes. Its edges, and the indent of what stands in tables, take some of that.
const ROOM: u32 = 522;
/// See [`ROOM`].
const EDGES: u32 = 640;
/// What a column has beside that, where text goes on over it, in a sheet that is shrunk.
const EDGE: u32 = 340;

/// The breadth of a digit, by which columns are measured, in thousandths of the height of letters.
const DIGIT: u32 = 556;

/// How broad a text is, in thousandths of the height of letters.
fn measured(text: &str) -> u32 {
    text.chars().map(thousandths).sum()
}

/// How broad a letter is, in hundredths of the height of letters.
pub const fn breadth(letter: char) -> u32 {
    thousandths(letter).div_ceil(10)
}

/// How broad a letter is, as in Arial and what has its measures, in thousandths of the height of letters.
const fn thousandths(letter: char) -> u32 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '‘' | '’' => 222,
        ' '
        | '.'
        | ','
        | ':'
        | ';'
        | '!'
        | '|'
        | '/'
        | '\\'
        | 't'
        | 'f'
        | 'I'
        | 'Ì'..='Ï'
        | 'ì'..='ï'
        | '['
        | ']'
        | '\u{a0}' => 278,
        '(' | ')' | '-' | 'r' | '·' | '“' | '”' | '"' | '¹' | '\u{202f}' => 350,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'ç' | 'ý' | 'ÿ' | 'J' => 500,
        'F' | 'T' | 'Z' | 'L' => 611,
        'A' | 'B' | 'E' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' | 'À'..='Å' | 'È'..='Ë' | 'Ý' | '&' => 667,
        'C' | 'D' | 'H' | 'N' | 'R' | 'U' | 'w' | 'Ç' | 'Ñ' | 'Ù'..='Ü' => 722,
        'G' | 'O' | 'Q' | 'Ò'..='Ö' | 'Ø' => 778,
        'm' | 'M' | '%' => 889,
        'W' | 'Æ' | 'Œ' | 'œ' | 'æ' | '@' | '…' | '—' => 1015,
        '0'..='9' | 'a'..='z' | 'à'..='å' | 'è'..='ë' | 'ñ'..='ö' | 'ù'..='ü' | '–' | '«' | '»' => 556,
        '\u{2e80}'..='\u{ffdc}' => 1050,
        // Of other alphabets some letters are broad.
        'Ā'..='῿' => 720,
        _ => 600,
    }
}

/// The room that a value needs, in widths of a digit. Separators, the sign and the edges are half as wide.
fn letters(value: &Value, exponent: u32) -> u16 {
    let (whole, decimals) = match value {
        Value::Money(money) => {
            (money.minor().unsigned_abs() / 10_u64.checked_pow(exponent).unwrap_or(u64::MAX), exponent)
        }
        Value::Decimal(amount, decimals) => (u64::try_from(amount.trunc().abs()).unwrap_or(u64::MAX), *decimals),
        Value::Whole(number) => (number.unsigned_abs(), 0),
        Value::Year(year) => (u64::from(year.unsigned_abs()), 0),
        // Per cents with their decimals, and a sign that is nearly as broad as two digits.
        Value::Share(part, whole) => {
            let whole_percents = part.unsigned_abs().saturating_mul(100) / whole.unsigned_abs().max(1);
            (whole_percents, Percentage::of(*part, *whole).decimals + 2)
        }
        Value::Date(_) | Value::Truth(_) => return DATE,
        Value::Blank | Value::Text(_) => return 0,
    };
    let digits = whole.checked_ilog10().unwrap_or_default() + 1;
    let marks = (digits - 1) / 3 + u32::from(decimals > 0) + 3;
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
    fn a_text_is_not_broken_in_a_column_that_is_wide_enough_for_it() {
        let text = "A text of some length that has no room in one line of its column\nand another";
        let width = u16::try_from(unbroken(text)).unwrap();
        assert_eq!((lines_of(text, width), lines_of(text, width - 2)), (2, 3));
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
    fn running_text_is_not_in_the_column_that_pages_beside_each_other_repeat() {
        let sheet_of = |width: u16| {
            let mut sheet = Sheet::new("Sheet");
            sheet.widen([12, 60, 60, width]);
            sheet.line("Title", Style::Title);
            sheet.print.heading = sheet.next_row();
            sheet.paragraph("Words that say what is below", Style::Paragraph);
            sheet.lay_out(2);
            sheet
        };
        let (narrow, wide) = (sheet_of(20), sheet_of(200));
        assert_eq!((narrow.pages_wide(), narrow.paragraphs[0].first_column), (1, 0));
        assert!(wide.pages_wide() > 1 && wide.paragraphs[0].first_column == 1);
        assert_eq!(narrow.as_written(), narrow.rows);
        let written = wide.as_written();
        assert_eq!((&written[1][0].value, &written[1][1]), (&Value::Blank, &wide.rows[1][0]));
        assert_eq!(written[0], wide.rows[0]);
    }

    #[test]
    fn text_is_broken_between_words() {
        assert_eq!(lines_of("", 10), 1);
        assert_eq!(lines_of("0123456789", 14), 1);
        assert_eq!(lines_of("Law, policy or scheme adopted", 30), 1);
        assert_eq!(lines_of("Adaptive protection, climate and fragile contexts", 24), 3);
        assert_eq!(words(&Cell::text("3\u{202f}000\u{202f}000,00\u{a0}NOK")), 18, "an amount is one word");
        assert_eq!(lines_of("one\ntwo", 40), 2);
        assert_eq!(lines_of(&"W".repeat(40), 22), 4);
    }
}
