//! Where the pages of a sheet begin.
//!
//! Excel and LibreOffice make columns differently wide, so that they shrink a sheet differently and would split it elsewhere.
//! Every page therefore ends where the program with less room has filled it, or before: no program begins one by itself, and
//! how far a page has come is known to the end of the longest table.

use super::{Sheet, Style};

/// How many rows of a table stand with its heading, and with its total.
const TOGETHER: u32 = 3;
/// A last page holds so much of a page, or takes rows from the page before.
const LEAST: u32 = 5;

/// The rows of a sheet, as pages are made of them.
pub(super) struct Pages {
    /// The height of all rows before each row.
    before: Vec<u32>,
    /// Whether a page may begin with a row, or it belongs to the row before it.
    begins: Vec<bool>,
    /// The rows that every page repeats.
    repeat: Option<(u32, u32)>,
    /// The height of what a page holds.
    room: u32,
}

impl Pages {
    /// Those of a sheet whose rows are so high.
    pub fn of(sheet: &Sheet, heights: &[u32], room: u32) -> Self {
        let mut before = vec![0];
        before.extend(heights.iter().scan(0, |sum, height| {
            *sum += height;
            Some(*sum)
        }));
        let begins = vec![true; heights.len()];
        let mut pages = Self { before, begins, repeat: sheet.print.repeat, room };
        pages.keep_together(sheet);
        pages
    }

    /// The rows of a part of the sheet that begin a page, but for its first one.
    pub fn split(&self, first: u32, end: u32) -> Vec<u32> {
        let mut breaks = Vec::new();
        let mut page = first;
        for row in first + 1..end {
            if self.taken(page, row + 1) > self.room {
                page = (page + 1..=row).rev().find(|row| self.may_begin(*row)).unwrap_or(row);
                breaks.push(page);
            }
        }
        self.fill_last(&mut breaks, first, end);
        breaks
    }

    /// Moves the beginning of the last page up until the page is no longer next to empty.
    fn fill_last(&self, breaks: &mut [u32], first: u32, end: u32) {
        let [.., last] = breaks else { return };
        let enough = |row: u32| self.height(row, end) * LEAST >= self.room;
        if enough(*last) {
            return;
        }
        let before = breaks.iter().rev().nth(1).copied().unwrap_or(first);
        let Some(last) = breaks.last_mut() else { return };
        let earlier = (before + 1..*last).rev().find(|row| self.may_begin(*row) && enough(*row));
        if let Some(row) = earlier.filter(|row| self.taken(*row, end) <= self.room) {
            *last = row;
        }
    }

    /// What stays on a page: of a table whose header every page repeats, its beginning and its end; any other table as
    /// a whole, unless it takes most of a page; with a table the note below it, and with every heading what it stands above.
    fn keep_together(&mut self, sheet: &Sheet) {
        let is = |row: u32, style: Style| sheet.cell(row, 0).is_some_and(|cell| cell.style == style);
        let is_header = |row: &u32| is(*row, Style::Header) || is(*row, Style::NumberHeader);
        for header in (0..sheet.next_row()).filter(is_header) {
            let last = sheet.end_of_table(header);
            let first =
                (header.saturating_sub(TOGETHER)..header).find(|row| is(*row, Style::Section)).unwrap_or(header);
            let noted = if is(last + 1, Style::Note) { last + 1 } else { last };
            let repeated = self.repeat.is_some_and(|(_, row)| row == header);
            let most = if repeated { self.room / 6 } else { self.room * 2 / 3 };
            if self.height(first, last + 1) <= most {
                self.join(first, noted);
                continue;
            }
            self.join(first, last.min(header + TOGETHER));
            self.join((last + 1).saturating_sub(TOGETHER).max(header), noted);
        }
        for row in (0..sheet.next_row()).filter(|row| is(*row, Style::Section)) {
            if self.begins.get(row as usize + 1).is_some_and(|begins| *begins) {
                self.join(row, row + TOGETHER);
            }
        }
    }

    /// Lets no page part these rows.
    fn join(&mut self, first: u32, last: u32) {
        let rows = self.begins.iter_mut().take(last as usize + 1).skip(first as usize + 1);
        rows.for_each(|begins| *begins = false);
    }

    fn may_begin(&self, row: u32) -> bool {
        self.begins.get(row as usize).is_some_and(|begins| *begins)
    }

    /// The height of some rows.
    fn height(&self, first: u32, end: u32) -> u32 {
        let before = |row: u32| self.before.get(row as usize).or(self.before.last()).copied().unwrap_or_default();
        before(end).saturating_sub(before(first))
    }

    /// How much of a page is taken where these rows are on it, those that it repeats with them.
    fn taken(&self, first: u32, end: u32) -> u32 {
        let repeated = self.repeat.filter(|(_, to)| first > *to).map_or(0, |(from, to)| self.height(from, to + 1));
        repeated + self.height(first, end)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Head, Table};
    use super::*;

    /// A sheet of a table of so many rows, whose header every page repeats, and a note below it.
    fn noted(rows: usize) -> Sheet {
        let mut sheet = Sheet::new("Sheet");
        let mut table = Table::new("Rows", "").totals("Total");
        table.column(Head::new("Place", 40), |_| "Place");
        table.column(Head::new("Amount", 40).summed(), |row| Cell::whole(*row));
        let area = table.put(&mut sheet, 0..rows);
        sheet.lead_by(&area);
        sheet.paragraph("A note", Style::Note);
        sheet
    }

    /// The rows that begin a page where all rows are equally high and a page holds so many.
    fn breaks(sheet: &Sheet, room: u32) -> Vec<u32> {
        let end = sheet.next_row();
        Pages::of(sheet, &vec![1; end as usize], room).split(0, end)
    }

    #[test]
    fn every_page_of_a_long_table_is_full_but_the_last_which_is_not_next_to_empty() {
        // A header, the rows, the total, the note: the header stands on every page.
        assert_eq!(breaks(&noted(37), 40), Vec::<u32>::new());
        assert_eq!(breaks(&noted(130), 40), [40, 79, 118], "the last page has fifteen rows of its own");
        assert_eq!(breaks(&noted(117), 40), [40, 79, 112], "eight rows, of which four belong together");
        assert_eq!(breaks(&noted(37 + 1), 40), [33], "of the second page as well");
    }

    #[test]
    fn what_belongs_together_is_on_one_page() {
        let mut sheet = noted(20);
        for text in ["One", "Two"] {
            sheet.section(text);
            (0..6).for_each(|_| sheet.paragraph("Words", Style::Paragraph));
        }
        let end = sheet.next_row();
        let is_parted = |room: u32, rows: std::ops::RangeInclusive<u32>| {
            breaks(&sheet, room).iter().any(|row| rows.contains(row) && row != rows.start())
        };
        for room in 8..=end {
            assert!(!is_parted(room, 0..=3), "{room}: the header with the first rows");
            assert!(!is_parted(room, 19..=22), "{room}: the total with the last rows and the note");
            assert!(!is_parted(room, 24..=27) && !is_parted(room, 32..=35), "{room}: a heading with what it heads");
        }
        assert!(breaks(&sheet, end).is_empty() && !breaks(&sheet, end - 1).is_empty());
    }
}
