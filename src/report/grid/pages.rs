//! Where the pages of a sheet begin.
//!
//! Excel and LibreOffice make columns differently wide, so that they shrink a sheet differently and would split it elsewhere.
//! Every page therefore ends where the program with less room has filled it, or before: no program begins one by itself, and
//! how far a page has come is known to the end of the longest table.

use super::{Sheet, Style};

/// How many rows of a table stand with its heading, and with its total.
const TOGETHER: u32 = 3;
/// A last page holds at least this part of a page, or takes rows from the page before.
const LEAST: u32 = 4;

/// A table of a sheet, by its rows.
#[derive(Clone, Copy)]
struct Tabled {
    /// What stays with it above it.
    first: u32,
    /// The heading above it, or its header.
    heading: u32,
    header: u32,
    last: u32,
    /// The note or remark below it, or its last row.
    noted: u32,
    /// Whether every page repeats its header.
    repeated: bool,
}

fn is(sheet: &Sheet, row: u32, style: Style) -> bool {
    sheet.cell(row, 0).is_some_and(|cell| cell.style == style)
}

fn is_remark(sheet: &Sheet, row: u32) -> bool {
    sheet.cell(row, 0).is_some_and(|cell| cell.style.is_remark())
}

/// The parts of a sheet: the first row of each, and the row after its last. The sheet's own heading stands with the first.
fn parts(sheet: &Sheet) -> Vec<(u32, u32)> {
    let end_of = |place: usize| sheet.parts.get(place + 1).copied().unwrap_or(sheet.next_row());
    let trimmed = |first: u32, end: u32| (first..end).rev().find(|row| sheet.first_cell(*row).is_some());
    let parts = sheet.parts.iter().enumerate().map(|(place, first)| (*first, trimmed(*first, end_of(place))));
    let mut parts: Vec<(u32, u32)> = parts.filter_map(|(first, last)| Some((first, last? + 1))).collect();
    if let Some((first, _)) = parts.first_mut() {
        *first = 0;
    }
    parts
}

/// The rows of a sheet, as pages are made of them.
pub(super) struct Pages {
    /// The height of all rows before each row.
    before: Vec<u32>,
    /// Whether a page may begin with a row, or it belongs to the row before it.
    begins: Vec<bool>,
    /// Whether nothing stands in a row: no page begins with such a one.
    blank: Vec<bool>,
    /// The rows of parts that no page has room for, which therefore begin one.
    high: Vec<u32>,
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
        let blank = (0..).take(heights.len()).map(|row| sheet.first_cell(row).is_none()).collect();
        let mut pages = Self { before, begins, blank, high: Vec::new(), repeat: sheet.print.repeat, room };
        pages.keep_together(sheet);
        pages
    }

    /// The height of the highest of a sheet's tables that no page goes on with, since none repeats its header, and that a
    /// page of such a height has room for: with the heading above it, and the sheet's own above the first.
    pub fn highest(sheet: &Sheet, heights: &[u32], most: u32) -> u32 {
        let pages = Self::of(sheet, heights, most);
        let own = pages.tables(sheet).into_iter().filter(|table| !table.repeated);
        let tables = own.map(|table| pages.height(table.first, table.noted + 1));
        let parts = parts(sheet).into_iter().map(|(first, end)| pages.height(first, end));
        tables.chain(parts).filter(|height| *height <= most).max().unwrap_or(0)
    }

    /// The rows that begin a page, but for the first, and how much of it the last page has.
    pub fn split(&self, first: u32, end: u32) -> (Vec<u32>, u32) {
        let mut breaks = Vec::new();
        let mut page = first;
        for row in first + 1..end {
            if self.must_begin(row) {
                page = row;
                breaks.push(page);
            } else if self.taken(page, row + 1) > self.room {
                page = (page + 1..=row).rev().find(|row| self.may_begin(*row)).unwrap_or(row);
                page = (page..end).find(|row| !self.is_blank(*row)).unwrap_or(end);
                breaks.extend((page < end).then_some(page));
            }
        }
        self.fill_last(&mut breaks, first, end);
        let last = breaks.last().copied().unwrap_or(first);
        (breaks, self.taken(last, end))
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
    /// a whole, where a page has room for it; with a table the note below it, and with every heading what it stands above.
    fn keep_together(&mut self, sheet: &Sheet) {
        for (first, end) in parts(sheet) {
            if self.height(first, end) <= self.room {
                self.join(first, end - 1);
            } else if self.height(0, first) > self.room / 2 {
                self.high.push(first);
            }
        }
        for table in self.tables(sheet) {
            let most = if table.repeated { self.room / 6 } else { self.room };
            if self.height(table.first, table.noted + 1) <= most {
                self.join(table.first, table.noted);
                continue;
            }
            let Tabled { heading, header, last, noted, .. } = table;
            self.join(heading, last.min(header + TOGETHER));
            self.join((last + 1).saturating_sub(TOGETHER).max(header), noted);
        }
        let is_heading = |row: &u32| is(sheet, *row, Style::Section) || is(sheet, *row, Style::Part);
        for row in (0..sheet.next_row()).filter(is_heading) {
            if self.begins.get(row as usize + 1).is_some_and(|begins| *begins) {
                self.join(row, row + TOGETHER);
            }
        }
    }

    /// The tables of a sheet.
    fn tables(&self, sheet: &Sheet) -> Vec<Tabled> {
        let is_header = |row: &u32| is(sheet, *row, Style::Header) || is(sheet, *row, Style::NumberHeader);
        let headers = (0..sheet.next_row()).filter(is_header);
        let table = |header: u32| {
            let last = sheet.end_of_table(header);
            let remarks = (0..header).rev().take_while(|row| is_remark(sheet, *row)).last().unwrap_or(header);
            let mut above = remarks.saturating_sub(TOGETHER)..header;
            let heading = above.find(|row| is(sheet, *row, Style::Section)).unwrap_or(header);
            let below = last + 1 + u32::from(sheet.first_cell(last + 1).is_none());
            let noted = if is_remark(sheet, below) { below } else { last };
            let repeated = self.repeat.is_some_and(|(_, row)| row == header);
            Tabled { first: heading, heading, header, last, noted, repeated }
        };
        let mut tables: Vec<Tabled> = headers.map(table).collect();
        // Nothing but the sheet's own heading is to be on a page before the first table.
        if let Some(first) = tables.first_mut().filter(|first| !first.repeated && self.repeat.is_none()) {
            first.first = 0;
        }
        // Nor is a small table to be on one of its own, where the page of the large one before it, in the same part, has room for both.
        for place in 1..tables.len() {
            let [.., before, table] = &mut tables[..=place] else { continue };
            let height = |table: &Tabled| self.height(table.first, table.noted + 1);
            let small = !before.repeated && !table.repeated && height(table) * LEAST < self.room;
            let large = height(before) * 2 > self.room;
            let parted = sheet.parts.iter().any(|part| (before.header..table.header).contains(part));
            if small && large && !parted && self.height(before.first, table.noted + 1) <= self.room {
                table.first = before.first;
            }
        }
        tables
    }

    /// Lets no page part these rows.
    fn join(&mut self, first: u32, last: u32) {
        let rows = self.begins.iter_mut().take(last as usize + 1).skip(first as usize + 1);
        rows.for_each(|begins| *begins = false);
    }

    fn is_blank(&self, row: u32) -> bool {
        self.blank.get(row as usize).is_some_and(|blank| *blank)
    }

    fn must_begin(&self, row: u32) -> bool {
        self.high.contains(&row)
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
        Pages::of(sheet, &vec![1; end as usize], room).split(0, end).0
    }

    #[test]
    fn every_page_of_a_long_table_is_full_but_the_last_which_is_not_next_to_empty() {
        // A header, the rows, the total, an empty row, the note: the header stands on every page.
        assert_eq!(breaks(&noted(36), 40), Vec::<u32>::new());
        assert_eq!(breaks(&noted(129), 40), [40, 79, 118], "the last page has fifteen rows of its own");
        assert_eq!(breaks(&noted(116), 40), [40, 79, 110], "ten rows, of which four belong together");
        assert_eq!(breaks(&noted(36 + 1), 40), [31], "of the second page as well");
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
            assert!(!is_parted(room, 19..=23), "{room}: the total with the last rows and the note");
            let mut remarked = noted(20);
            remarked.paragraph("A remark", Style::Paragraph);
            remarked.rows.remove(23);
            let breaks = breaks(&remarked, room);
            assert!(!breaks.iter().any(|row| (20..=23).contains(row)), "{room}: or with the remark: {breaks:?}");
            assert!(!is_parted(room, 25..=28) && !is_parted(room, 33..=36), "{room}: a heading with what it heads");
        }
        assert!(breaks(&sheet, end).is_empty() && !breaks(&sheet, end - 1).is_empty());
    }

    #[test]
    fn parts_share_a_page_that_has_room_for_all_of_them_and_a_higher_one_begins_one() {
        let mut sheet = Sheet::new("Sheet");
        for rows in [6, 6, 6, 50, 6] {
            sheet.part("Part");
            (0..rows).for_each(|_| sheet.paragraph("Words", Style::Paragraph));
        }
        // Each has a heading and its rows; an empty row is before the first, two are before every other.
        assert_eq!(sheet.parts, [1, 10, 19, 28, 81]);
        assert_eq!(breaks(&sheet, 25), [19, 28, 53, 78], "two have room, the fourth has two pages and a rest");
        assert_eq!(breaks(&sheet, 51), [28, 81], "three have room, the fourth fills a page");
    }
}
