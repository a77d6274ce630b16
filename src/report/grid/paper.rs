//! A sheet on paper: how high its rows are, on how many pages beside each other it prints, and where pages begin.
//!
//! Lengths are tenths of a point, of a sheet before it is shrunk to its pages.

use super::{Cell, Logo, Sheet, Style, Value, lines_of};

/// The height of a row and the width of a column that nothing is said of, as they are in the font of the workbook.
pub const ROW_PIXELS: u32 = 17;
/// See [`ROW_PIXELS`].
pub const COLUMN_PIXELS: u32 = 64;
/// Pixels of a column for each character that it is wide.
const COLUMN_WIDTH_PIXELS: u32 = 7;
/// Points of height of a row in which people write by hand.
const BY_HAND: u32 = 30;
/// Points of height of a line of running text.
const LINE: u32 = 13;
/// A4, the longer side first.
const A4: (u32, u32) = (8_419, 5_953);
/// How many characters of body text a page takes side by side before it prints smaller than 6.5 points.
const PORTRAIT: u16 = 138;
const LANDSCAPE: u16 = 206;
/// How much of the height of a page a sheet may take by reckoning, so that it surely fits: scales are whole per cents.
const SURE: (u32, u32) = (97, 100);
/// How many rows of a table stand with its heading, and with its total.
const TOGETHER: u32 = 3;

/// The room of a picture at the head of a sheet, in pixels.
const LOGO: (u32, u32) = (200, 56);

/// Where a picture goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogoPlace {
    /// The column where it begins, and how many pixels after its beginning.
    pub column: (u16, u32),
    /// How wide and high it is, in pixels.
    pub size: (u32, u32),
}

/// What stays empty, or is taken by header and footer, around a page; in tenths of a point of the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margins {
    /// To the left and to the right.
    pub side: u32,
    /// Above.
    pub top: u32,
    /// Below.
    pub bottom: u32,
}

/// Rows that belong together.
struct Block {
    first: u32,
    last: u32,
    /// Whether they are a table's heading and what comes first, and not what comes last.
    heads: bool,
}

impl Sheet {
    /// The height of each row in points where it is not the usual one. Programs that open the file do not all find it.
    pub fn row_heights(&self) -> Vec<Option<u32>> {
        let mut heights: Vec<Option<u32>> = self.rows.iter().map(|cells| self.row_height(cells)).collect();
        for paragraph in &self.paragraphs {
            if let Some(height) = heights.get_mut(paragraph.row as usize) {
                *height = Some(LINE * u32::from(paragraph.lines) + 2);
            }
        }
        for &(first, last) in &self.by_hand {
            heights.iter_mut().take(last as usize + 1).skip(first as usize).for_each(|height| *height = Some(BY_HAND));
        }
        heights
    }

    fn row_height(&self, cells: &[Cell]) -> Option<u32> {
        let lines = |(cell, width): (&Cell, &u16)| {
            let Value::Text(text) = &cell.value else { return 1 };
            // A third as many letters as the column is wide fit even where all are of the broadest.
            let may_break = cell.style.wraps() && text.len() * 3 >= usize::from(*width);
            if may_break { u32::from(lines_of(text, *width)) } else { 1 }
        };
        let most = cells.iter().zip(&self.widths).map(lines).max().unwrap_or(1);
        match cells.first().map(|cell| cell.style) {
            Some(Style::Title) => Some(if self.logo.is_some() { LOGO.1 * 3 / 4 + 3 } else { 26 }),
            Some(Style::Section) => Some(22),
            Some(Style::Header | Style::NumberHeader) => Some(LINE * most + 5),
            Some(_) if most > 1 => Some(LINE * most),
            Some(_) | None => None,
        }
    }

    /// Where the picture at its head goes: to the right end of the first page.
    pub fn logo_place(&self, logo: &Logo) -> LogoPlace {
        let size = logo.picture.within(LOGO);
        let pixels = |width: &u16| u32::from(*width) * COLUMN_WIDTH_PIXELS + 5;
        let (last, _) = self.first_page();
        let end: u32 = self.widths.iter().take(usize::from(last) + 1).map(pixels).sum();
        let mut rest = end.saturating_sub(size.0);
        let mut column = 0;
        for width in self.widths.iter().map(pixels) {
            if rest < width || column == last {
                break;
            }
            rest -= width;
            column += 1;
        }
        LogoPlace { column: (column, rest), size }
    }

    /// How many pages it is wide on paper, so that its letters do not shrink below what can be read.
    pub fn pages_wide(&self) -> u16 {
        let (page, width) = (self.page_width(), self.width());
        if width <= page || self.data {
            return 1;
        }
        // Every page begins with the first column again, and a column that is cut by its edge goes to the next.
        let first = self.widths.first().copied().unwrap_or_default();
        let broadest = self.widths.iter().skip(1).copied().max().unwrap_or_default();
        let room = page.saturating_sub(first).saturating_sub(broadest / 2).max(page / 2);
        (width - first).div_ceil(room).max(2)
    }

    /// The last column that is printed.
    pub fn printed_columns(&self) -> u16 {
        let last = u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or_default();
        if self.data { self.first_page().0 } else { last }
    }

    /// Turns an upright sheet that has no room beside itself.
    pub(super) fn turn(&mut self) {
        self.print.landscape |= self.width() > PORTRAIT;
    }

    /// How many of its first rows are printed: of a list that is there for filters, what stands above it.
    pub fn printed_rows(&self) -> u32 {
        let charts = self.charts.iter().map(|chart| chart.row + chart.size.1.div_ceil(ROW_PIXELS) + 2);
        let all = charts.max().unwrap_or_default().max(self.next_row());
        let list = self.tables.first().filter(|_| self.data);
        list.map_or(all, |table| self.end_of_text(table.range.first_row))
    }

    /// How many rows come before a table but for its heading.
    fn end_of_text(&self, table: u32) -> u32 {
        let text = |row: &u32| {
            let first = self.cell(*row, 0);
            first.is_some_and(|cell| cell.value != Value::Blank && cell.style != Style::Section)
        };
        (0..table).rev().find(text).map_or(table, |row| row + 1)
    }

    /// Whether it is printed on one page: where that is asked for, and where that makes its letters no smaller than
    /// those of the widest page are. `heights` are those of its rows.
    pub fn on_one_page(&self, heights: &[Option<u32>]) -> bool {
        let rows: u32 = heights.iter().take(self.printed_rows() as usize).copied().map(tenths).sum();
        let below = self.printed_rows().saturating_sub(self.next_row()) * tenths(None);
        let smallest = self.height_across(u32::from(self.page_width()) * COLUMN_WIDTH_PIXELS);
        self.print.one_page
            || (self.pages.is_empty() && self.pages_wide() == 1 && rows + below <= smallest * SURE.0 / SURE.1)
    }

    /// The margins of its pages: those of a sheet of several pages beside each other hold its heading, which would be cut
    /// between them.
    pub fn margins(&self) -> Margins {
        Margins { side: 360, top: if self.pages_wide() > 1 { 864 } else { 432 }, bottom: 432 }
    }

    /// The last column of the first page, and the width up to it: running text goes no further.
    pub(super) fn first_page(&self) -> (u16, u16) {
        // A sheet of several pages is shrunk to them, but never enlarged to fill them.
        let unshrunk = self.page_width() * 7 / 10;
        let shrunk = if self.data { 0 } else { self.width() / self.pages_wide() };
        let room = shrunk.max(unshrunk) * 9 / 10;
        let (mut last, mut width) = (0, 0);
        for (column, more) in (0_u16..).zip(&self.widths) {
            if column > 0 && width + more > room && (self.pages_wide() > 1 || self.data) {
                break;
            }
            (last, width) = (column, width + more);
        }
        (last, width)
    }

    /// The rows that begin a page because what belongs together has no room on the page before: the heading of a part
    /// with the first rows of its table, and the last rows of a table with its total. `heights` are those of its rows.
    ///
    /// Excel and LibreOffice make columns differently wide, so that they shrink a sheet differently and split it
    /// elsewhere. A page begins where either would split what belongs together; but the end of a long table, after which it
    /// is not known how far a page has come, is left as it falls.
    pub fn page_breaks(&self, heights: &[Option<u32>]) -> Vec<u32> {
        let mut breaks = Vec::new();
        if self.on_one_page(heights) {
            return breaks;
        }
        let height_of = |first: u32, last: u32| -> u32 {
            let rows = heights.iter().take(last as usize + 1).skip(first as usize);
            rows.copied().map(tenths).sum()
        };
        let room = self.page_height();
        let blocks = self.blocks(room, height_of);
        let rooms = [room, room * 12 / 11];
        let (mut used, mut turned, mut turned_at) = ([0, 0], 0, None);
        let first = if self.pages_wide() > 1 { self.print.heading } else { 0 };
        for row in first..self.printed_rows().min(self.next_row()) {
            let repeated = match self.print.repeat {
                Some((from, to)) if row > to => height_of(from, to),
                Some(_) | None => 0,
            };
            let block = blocks.iter().find(|block| block.first == row && (block.heads || turned < 2));
            let without_room = |page: usize| {
                block
                    .is_some_and(|block| used[page] + height_of(row, block.last) > rooms[page] && used[page] > repeated)
            };
            let own = self.pages.contains(&row);
            let split = own || without_room(0) || without_room(1);
            // Where one program has just begun a page, and the other has no room for what comes, both begin it there.
            let together = turned_at.filter(|_| !own && !without_room(0));
            if split {
                breaks.push(together.unwrap_or(row));
                used = together.map_or([repeated; 2], |_| [used[0]; 2]);
                (turned, turned_at) = (0, None);
            }
            let height = height_of(row, row);
            if !split && used[0] + height > room {
                turned += 1;
                turned_at = Some(row);
            }
            for (used, room) in used.iter_mut().zip(rooms) {
                if *used + height > room {
                    *used = repeated;
                }
                *used += height;
            }
        }
        breaks
    }

    /// What stays on a page: of a table whose header every page repeats, its beginning and its end; any other table as
    /// a whole, unless it takes most of a page of so much room; and every heading with what it stands above.
    fn blocks(&self, room: u32, height: impl Fn(u32, u32) -> u32) -> Vec<Block> {
        let mut blocks = Vec::new();
        let begins_part = |row: u32| self.cell(row, 0).is_some_and(|cell| cell.style == Style::Section);
        for table in &self.tables {
            let (header, last) = (table.range.first_row, table.range.last_row);
            let first = (header.saturating_sub(TOGETHER)..header).find(|row| begins_part(*row)).unwrap_or(header);
            let total = self.cell(last + 1, 0).is_some_and(|cell| cell.style == Style::Total);
            let last = if total { last + 1 } else { last };
            let repeated = self.print.repeat.is_some_and(|(_, row)| row == header);
            let most = if repeated { room / 6 } else { room * 2 / 3 };
            if height(first, last) <= most {
                blocks.push(Block { first, last, heads: true });
                continue;
            }
            blocks.push(Block { first, last: last.min(header + TOGETHER), heads: true });
            if total {
                blocks.push(Block { first: (last + 1).saturating_sub(TOGETHER).max(header), last, heads: false });
            }
        }
        let headings = (0..self.next_row()).filter(|row| begins_part(*row));
        let bare: Vec<u32> = headings.filter(|row| blocks.iter().all(|block| block.first != *row)).collect();
        blocks.extend(bare.into_iter().map(|row| Block { first: row, last: row + TOGETHER, heads: true }));
        blocks
    }

    /// The height of what a page holds.
    fn page_height(&self) -> u32 {
        let pixels = |width: &u16| u32::from(*width) * COLUMN_WIDTH_PIXELS + 5;
        let columns: u32 = self.widths.iter().map(pixels).sum();
        let again = self.widths.first().map_or(0, pixels) * u32::from(self.pages_wide() - 1);
        self.height_across(columns + again)
    }

    /// The height of what a page holds of a sheet that is so many pixels wide.
    fn height_across(&self, pixels: u32) -> u32 {
        let (width, height) = if self.print.landscape { A4 } else { (A4.1, A4.0) };
        let (pages, margins) = (u32::from(self.pages_wide()), self.margins());
        let (height, width) = (height - margins.top - margins.bottom, (width - 2 * margins.side) * pages);
        let across = pixels * 15 / 2;
        let height = u64::from(height) * u64::from(across.max(width)) / u64::from(width);
        u32::try_from(height).unwrap_or(u32::MAX)
    }

    fn page_width(&self) -> u16 {
        if self.print.landscape { LANDSCAPE } else { PORTRAIT }
    }
}

/// The height of a row in tenths of a point, by its height in points where it is not the usual one.
fn tenths(points: Option<u32>) -> u32 {
    points.map_or(ROW_PIXELS * 15 / 2, |points| points * 10)
}

#[cfg(test)]
mod tests {
    use super::super::{Head, Print, Table};
    use super::*;

    #[test]
    fn a_wide_sheet_takes_more_pages_rather_than_smaller_letters() {
        let mut sheet = Sheet::new("Sheet");
        sheet.widen([100, 92]);
        assert_eq!(sheet.pages_wide(), 1);
        sheet.print = Print { landscape: false, ..sheet.print };
        assert_eq!(sheet.pages_wide(), 2);
        sheet.turn();
        assert!(sheet.print.landscape && sheet.pages_wide() == 1, "it has room lengthwise");
    }

    #[test]
    fn a_list_prints_its_heading_alone_and_a_short_sheet_is_one_page() {
        let mut sheet = two_tables(10);
        assert!(sheet.on_one_page(&[None; 80]));
        assert!(!two_tables(60).on_one_page(&[None; 120]));
        assert_eq!(sheet.printed_rows(), sheet.next_row());
        sheet.data = true;
        assert_eq!((sheet.printed_rows(), sheet.pages_wide()), (2, 1), "a blank row and the first heading");
        sheet.widen([150, 90, 90]);
        assert_eq!(sheet.printed_columns(), 0, "what a page has room for");
    }

    /// A sheet of a table of so many rows, a row for each, and another table below it.
    fn two_tables(rows: usize) -> Sheet {
        let mut sheet = Sheet::new("Sheet");
        for (name, rows) in [("One", rows), ("Two", 20)] {
            sheet.section(name);
            let mut table = Table::new(name, "").totals("Total");
            table.column(Head::new("Place", 40), |_| "Place");
            table.column(Head::new("Amount", 40).summed(), |row| Cell::whole(*row));
            table.put(&mut sheet, 0..rows);
        }
        sheet
    }

    #[test]
    fn a_heading_stays_with_its_table_and_a_total_with_its_rows() {
        // A page of 5,089 tenths of a point holds 40 rows of 127; the second table begins four rows below the first.
        assert_eq!(two_tables(10).page_breaks(&[None; 80]), Vec::<u32>::new());
        assert_eq!(two_tables(30).page_breaks(&[None; 80]), [35], "the second heading begins a page");
        assert_eq!(two_tables(38).page_breaks(&[None; 80]), [39], "two rows go on with the total");
        let long: Vec<Option<u32>> = vec![None; 300];
        assert_eq!(two_tables(200).page_breaks(&long).len(), 1, "of a long table the end is left as it falls");
        let mut one_page = two_tables(30);
        one_page.print.one_page = true;
        assert_eq!(one_page.page_breaks(&[None; 80]), Vec::<u32>::new());
    }
}
