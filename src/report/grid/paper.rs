//! A sheet on paper: how high its rows are, on how many pages beside each other it prints, and where pages begin.
//!
//! Lengths are tenths of a point, of a sheet before it is shrunk to its pages.

use super::fit::lines_in;
use super::pages::Pages;
use super::{Cell, Logo, Range, Sheet, Style, Value};

/// The height of a row and the width of a column that nothing is said of, as they are in the font of the workbook.
pub const ROW_PIXELS: u32 = 17;
/// See [`ROW_PIXELS`].
pub const COLUMN_PIXELS: u32 = 64;
/// Pixels of a column for each character that it is wide.
const COLUMN_WIDTH_PIXELS: u32 = 7;
/// Points of height of a row in which people write by hand.
const BY_HAND: u32 = 30;
/// Points of height of a line of text, of a heading of columns, and of a sheet's title.
const LINE: u32 = 13;
const HEADER_LINE: u32 = 11;
const TITLE_LINE: u32 = 23;
/// A4, the longer side first.
const A4: (u32, u32) = (8_419, 5_953);
/// How many characters of body text a page takes side by side before it prints smaller than 6.5 points.
const PORTRAIT: u16 = 138;
const LANDSCAPE: u16 = 206;
/// A sheet of fewer breaks is made a little smaller if it then takes one page less, one of many more where its last page is nearly
/// empty; in so many steps.
const FEW_PAGES: usize = 3;
const MANY_PAGES: usize = 30;
const STEPS: u32 = 12;
/// How much of the height of a page a sheet may take by reckoning, so that it surely fits: scales are whole per cents.
const SURE: (u32, u32) = (97, 100);

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

impl Sheet {
    /// The height of each row in points where it is not the usual one. Programs that open the file do not all find it.
    pub fn row_heights(&self) -> Vec<Option<u32>> {
        let mut heights: Vec<Option<u32>> = self.rows.iter().map(|cells| self.row_height(cells)).collect();
        for paragraph in &self.paragraphs {
            let title = self.cell(paragraph.row, 0).is_some_and(|cell| cell.style == Style::Title);
            if let Some(height) = heights.get_mut(paragraph.row as usize) {
                let lines = u32::from(paragraph.lines) * if title { TITLE_LINE } else { LINE };
                *height = Some(if title { lines.max(height.unwrap_or_default()) } else { lines + 2 });
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
            // What is read on screens only has less room there than on paper: letters are of whole pixels.
            let width = &width.saturating_sub(self.data.into());
            // A third as many letters as the column is wide fit even where all are of the broadest.
            let may_break = cell.style.wraps() && text.len() * 3 >= usize::from(*width);
            if may_break { u32::from(lines_in(cell, *width)) } else { 1 }
        };
        let most = cells.iter().zip(&self.widths).map(lines).max().unwrap_or(1);
        match cells.first().map(|cell| cell.style) {
            Some(Style::Title) => Some(if self.logo.is_some() { LOGO.1 * 3 / 4 + 3 } else { 26 }),
            Some(Style::Part) => Some(26),
            Some(Style::Section) => Some(22),
            Some(Style::Header | Style::NumberHeader) => Some(HEADER_LINE * most + 7),
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

    /// The cells that are printed. Of a list that is there for filters that is a cell in which nothing stands, beyond all others: a
    /// sheet without such an area would be printed whole, one with an empty area takes no page.
    pub fn printed(&self) -> Range {
        let (rows, columns) = (self.printed_rows(), u16::try_from(self.widths.len()).unwrap_or(u16::MAX));
        if self.data {
            let (row, column) = (self.next_row(), columns);
            return Range { first_row: row, first_column: column, last_row: row, last_column: column };
        }
        let first_row = if self.pages_wide() > 1 { self.print.heading } else { 0 };
        let (last_row, last_column) = (rows.saturating_sub(1), columns.saturating_sub(1));
        Range { first_row, first_column: 0, last_row, last_column }
    }

    /// Turns an upright sheet that has no room beside itself.
    pub(super) fn turn(&mut self) {
        self.print.landscape |= self.width() > PORTRAIT;
    }

    /// How many of its first rows are printed: none of a list that is there for filters.
    fn printed_rows(&self) -> u32 {
        let charts = self.charts.iter().map(|chart| chart.row + chart.size.1.div_ceil(ROW_PIXELS) + 2);
        let all = charts.max().unwrap_or_default().max(self.next_row());
        if self.data { 0 } else { all }
    }

    /// Whether it is printed on one page: where that is asked for, and where that makes its letters no smaller than
    /// those of the widest page are. `heights` are those of its rows.
    pub fn on_one_page(&self, heights: &[Option<u32>]) -> bool {
        let rows: u32 = heights.iter().take(self.printed_rows() as usize).copied().map(tenths).sum();
        let below = self.printed_rows().saturating_sub(self.next_row()) * tenths(None);
        let smallest = self.height_across(u32::from(self.page_width()) * COLUMN_WIDTH_PIXELS);
        self.print.one_page || (self.pages_wide() == 1 && rows + below <= smallest * SURE.0 / SURE.1)
    }

    /// The margins of its pages: those of a sheet of several pages beside each other hold its heading, which would be cut
    /// between them.
    pub fn margins(&self) -> Margins {
        let top = match self.pages_wide() {
            1 if self.print.one_page => 288,
            1 => 432,
            _ => 864,
        };
        Margins { side: 360, top, bottom: 432 }
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

    /// The rows that begin a page, so that what belongs together has room on it. `heights` are those of its rows.
    pub fn page_breaks(&self, heights: &[Option<u32>]) -> Vec<u32> {
        if self.on_one_page(heights) {
            return Vec::new();
        }
        let end = self.printed_rows().min(self.next_row());
        let heights: Vec<u32> = heights.iter().take(end as usize).copied().map(tenths).collect();
        self.split(&heights, self.room(&heights)).0
    }

    /// The rows that begin a page where pages hold so much, and how much of it the last one has.
    fn split(&self, heights: &[u32], room: u32) -> (Vec<u32>, u32) {
        let first = if self.pages_wide() > 1 { self.print.heading } else { 0 };
        Pages::of(self, heights, room).split(first, u32::try_from(heights.len()).unwrap_or(u32::MAX))
    }

    /// How many characters wide an empty column beside the sheet is with which it prints so small that a table is on one page
    /// whose header no page repeats; nothing where it needs none.
    pub fn beside(&self, heights: &[Option<u32>]) -> Option<u16> {
        let end = self.printed_rows().min(self.next_row());
        let heights: Vec<u32> = heights.iter().take(end as usize).copied().map(tenths).collect();
        let room = self.room(&heights);
        let (height, width) = self.on_paper();
        let across = |room: u32| (room * SURE.1).div_ceil(SURE.0) * width / height * 2 / 15;
        let is_less = self.page_height() * SURE.0 / SURE.1 < room;
        let more = across(room).checked_sub(self.pixels_wide()).filter(|_| is_less)?;
        u16::try_from(more.div_ceil(COLUMN_WIDTH_PIXELS)).ok()
    }

    /// The height of what a page surely holds, of rows of such heights.
    fn room(&self, heights: &[u32]) -> u32 {
        let sure = |height: u32| height * SURE.0 / SURE.1;
        let usual = sure(self.page_height());
        if self.pages_wide() > 1 {
            return usual;
        }
        let smallest = sure(self.height_across(u32::from(self.page_width()) * COLUMN_WIDTH_PIXELS));
        let wanted = Pages::highest(self, heights, smallest).max(usual);
        self.spared(heights, wanted, smallest).unwrap_or(wanted)
    }

    /// How much a page holds at least with which a sheet of few pages, or one whose last page is nearly empty, takes one less.
    fn spared(&self, heights: &[u32], wanted: u32, smallest: u32) -> Option<u32> {
        let smallest = smallest * 24 / 25;
        let (breaks, last) = self.split(heights, wanted);
        let pages = breaks.len();
        let is_worth_it = pages < FEW_PAGES || (pages < MANY_PAGES && last <= wanted / 3);
        if smallest <= wanted || pages == 0 || !is_worth_it {
            return None;
        }
        let steps = (1..=STEPS).map(|step| wanted + (smallest - wanted) * step / STEPS);
        steps
            .map(|room| (room, self.split(heights, room).0.len()))
            .find(|(_, count)| *count < pages)
            .map(|(room, _)| room)
    }

    /// The height of what a page holds.
    fn page_height(&self) -> u32 {
        self.height_across(self.pixels_wide())
    }

    /// How many pixels its pages beside each other are wide, those that they repeat counted again.
    pub(super) fn pixels_wide(&self) -> u32 {
        let pixels = |width: &u16| u32::from(*width) * COLUMN_WIDTH_PIXELS + 5;
        let columns: u32 = self.widths.iter().map(pixels).sum();
        columns + self.widths.first().map_or(0, pixels) * u32::from(self.pages_wide() - 1)
    }

    /// The height of what a page holds of a sheet that is so many pixels wide.
    fn height_across(&self, pixels: u32) -> u32 {
        let (height, width) = self.on_paper();
        let width = width * u32::from(self.pages_wide());
        let across = pixels * 15 / 2;
        let height = u64::from(height) * u64::from(across.max(width)) / u64::from(width);
        u32::try_from(height).unwrap_or(u32::MAX)
    }

    /// The height and the width of a page between its margins, on the paper.
    fn on_paper(&self) -> (u32, u32) {
        let (width, height) = if self.print.landscape { A4 } else { (A4.1, A4.0) };
        let margins = self.margins();
        (height - margins.top - margins.bottom, width - 2 * margins.side)
    }

    /// How far it is from margin to margin, in tenths of a point.
    pub fn across(&self) -> u32 {
        self.on_paper().1
    }

    pub(super) fn page_width(&self) -> u16 {
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
    fn a_list_prints_an_empty_cell_beyond_it_and_a_short_sheet_is_one_page() {
        let mut sheet = two_tables(10);
        assert!(sheet.on_one_page(&[None; 80]));
        assert!(!two_tables(60).on_one_page(&[None; 120]));
        assert_eq!(sheet.printed_rows(), sheet.next_row());
        sheet.data = true;
        sheet.widen([150, 90, 90]);
        assert_eq!((sheet.printed_rows(), sheet.pages_wide()), (0, 1));
        let row = sheet.next_row();
        assert_eq!(sheet.printed(), Range { first_row: row, first_column: 3, last_row: row, last_column: 3 });
    }

    #[test]
    fn a_list_that_is_read_on_screens_has_room_for_letters_of_whole_pixels() {
        let mut sheet = Sheet::new("Sheet");
        sheet.widen([26]);
        sheet.push(vec![Cell::text("Statistiques, suivi et résultats")]);
        assert_eq!(sheet.row_heights(), [None]);
        sheet.data = true;
        assert_eq!(sheet.row_heights(), [Some(26)]);
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
        // A page surely holds 4,936 tenths of a point, 38 rows of 127; the second table begins four rows below the first.
        assert_eq!(two_tables(10).page_breaks(&[None; 80]), Vec::<u32>::new());
        assert_eq!(two_tables(30).page_breaks(&[None; 80]), [35], "the second heading begins a page");
        assert_eq!(two_tables(30).beside(&[None; 80]), None);
        assert_eq!(two_tables(38).page_breaks(&[None; 80]), [43], "as small as makes the first table one page");
        // 42 rows are 5,334 tenths of a point, which fill 97% of a page that is shrunk to 1,109 pixels; the columns have 570.
        assert_eq!(two_tables(38).beside(&[None; 80]), Some(77));
        let long = two_tables(60);
        assert_eq!(long.page_breaks(&[None; 120]).len(), 1, "letters that can be read spare it a third page");
        assert_eq!(two_tables(300).beside(&[None; 400]), None, "they would not");
        assert!(long.page_breaks(&[None; 120]).iter().all(|row| !(60..65).contains(row)), "rows go on with the total");
        let mut one_page = two_tables(30);
        one_page.print.one_page = true;
        assert_eq!(one_page.page_breaks(&[None; 80]), Vec::<u32>::new());
    }
}
