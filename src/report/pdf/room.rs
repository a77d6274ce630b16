//! The room of a page: in how many pieces a table prints, and how high the letters of a sheet are.
//!
//! Widths and heights are hundredths of the height of letters, what is said of paper is tenths of a point.

use super::super::grid::lines_of;
use super::chart::lowest;
use super::document::{Block, Cell, Chart, Row, Table, TextStyle};

/// Letters are so high where there is room for them; no smaller, however little room there is.
const USUAL: u32 = 90;
const SMALLEST: u32 = 70;
/// Up to here a last page holds a few lines, in thousandths of a page.
const FEW: u32 = 250;
/// A digit, by which columns are measured.
pub(super) const DIGIT: u32 = 56;
/// The height of a row of one line, and of every further line.
const ROW: u32 = 132;
const LINE: u32 = 127;
/// A column of text gives no more than so much of a hundred of its width for others.
const GIVEN: u32 = 45;

/// What a page holds: A4 without margins, header and footer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    across: u32,
    down: u32,
}

/// A column of a table before it is known how the table prints.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub index: u16,
    pub width: u32,
    /// Whether it holds text, which can take more lines.
    pub text: bool,
}

impl Room {
    pub const fn of(landscape: bool) -> Self {
        if landscape { Self { across: 7_690, down: 5_060 } } else { Self { across: 5_230, down: 7_530 } }
    }

    /// How wide a table may be in the smallest letters.
    const fn widest(self) -> u32 {
        self.across * 100 / SMALLEST
    }

    /// The columns of each piece of a table, its first column in all of them. Where texts can make room, there is one piece;
    /// else the columns are shared out evenly.
    pub fn pieces(self, mut columns: Vec<Column>) -> Vec<Vec<Column>> {
        let widest = self.widest();
        let excess = width(&columns).saturating_sub(widest);
        let text: u32 = columns.iter().filter(|column| column.text).map(|column| column.width).sum();
        if excess * 100 <= text * GIVEN {
            for column in columns.iter_mut().filter(|column| column.text) {
                column.width -= (column.width * excess).div_ceil(text.max(1));
            }
            return vec![columns];
        }
        let Some((first, others)) = columns.split_first() else { return Vec::new() };
        let most = shared_out(*first, others, widest);
        let even = first.width + width(others).div_ceil(u32::try_from(most.len()).unwrap_or(1).max(1));
        // The largest column may stand in the way of equal shares.
        let fair = shared_out(*first, others, even + others.iter().map(|column| column.width / 2).max().unwrap_or(0));
        if fair.len() == most.len() { fair } else { most }
    }

    /// Puts a chart to the right of a table, where it has room there.
    pub fn beside(self, table: Table, mut chart: Chart) -> Vec<Block> {
        if table.widths.iter().sum::<u32>() + chart.size[0] > self.widest() {
            return vec![Block::Table(table), Block::Chart(chart)];
        }
        chart.size[1] = chart.size[1].min(height_of_table(&table).max(lowest(chart.drawn, chart.names.len())));
        vec![Block::Beside { table, chart }]
    }

    /// The height of letters at which blocks have room across, and, where they are to be on one page, down.
    pub fn size(self, blocks: &[Block], one_page: bool) -> u32 {
        let across = blocks.iter().map(breadth).max().unwrap_or_default().max(1);
        let mut size = USUAL.min(self.across * 100 / across);
        if one_page {
            let down: u32 = blocks.iter().map(height).sum();
            size = size.min(self.down * 100 / down.max(1));
        }
        size.max(SMALLEST)
    }
}

/// The height of letters at which a part of so many pages takes one less, by how far it goes on the last, in thousandths of a
/// page; none where the last page holds more than a few lines, or the letters would be too small.
pub(super) fn without_rest(size: u32, pages: u32, last: u32) -> Option<u32> {
    if pages < 2 || last > FEW {
        return None;
    }
    // What stays together does not fill pages to their last line.
    let smaller = size * (pages - 1) * 980 / ((pages - 1) * 1000 + last);
    (smaller >= SMALLEST).then_some(smaller)
}

/// Columns in pieces that are no wider than this, each after the first column.
fn shared_out(first: Column, others: &[Column], widest: u32) -> Vec<Vec<Column>> {
    let mut pieces = vec![vec![first]];
    for column in others {
        match pieces.last_mut() {
            Some(piece) if piece.len() == 1 || width(piece) + column.width <= widest => piece.push(*column),
            Some(_) | None => pieces.push(vec![first, *column]),
        }
    }
    pieces
}

fn width(columns: &[Column]) -> u32 {
    columns.iter().map(|column| column.width).sum()
}

fn breadth(block: &Block) -> u32 {
    match block {
        Block::Table(table) => table.widths.iter().sum(),
        Block::Chart(chart) => chart.size[0],
        Block::Beside { table, chart } => table.widths.iter().sum::<u32>() + 100 + chart.size[0],
        Block::Heading { .. } | Block::Text { .. } | Block::List { .. } | Block::Signature { .. } => 0,
    }
}

/// About how high a block is, with the room before it.
fn height(block: &Block) -> u32 {
    match block {
        Block::Heading { level: 1, .. } => 180,
        Block::Heading { .. } => 250,
        Block::Text { style: TextStyle::Note, .. } => 145,
        Block::Text { text, .. } => 155 + LINE * u32::from(lines_of(text, 150) - 1),
        Block::List { items } => items.iter().map(|_| LINE).sum(),
        Block::Signature { lines } => 400 + lines.iter().map(|_| LINE).sum::<u32>(),
        Block::Table(table) => height_of_table(table),
        Block::Chart(chart) => height_of_chart(chart),
        Block::Beside { table, chart } => height_of_table(table).max(height_of_chart(chart)),
    }
}

fn height_of_chart(chart: &Chart) -> u32 {
    chart.size[1] + 180
}

fn height_of_table(table: &Table) -> u32 {
    let high = |cells: &[Cell]| {
        let lines = cells.iter().zip(&table.widths).map(|(cell, width)| {
            let characters = u16::try_from(width / DIGIT).unwrap_or(u16::MAX);
            if cells.len() < table.widths.len() { 1 } else { u32::from(lines_of(&cell.text, characters)) }
        });
        ROW + LINE * (lines.max().unwrap_or(1) - 1)
    };
    let header = table.header.as_deref().map_or(0, high);
    180 + header + table.rows.iter().map(|Row { cells, .. }| high(cells)).sum::<u32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The widths of the pieces of a table of columns of these widths, the first of them of text.
    fn pieces(widths: &[u32]) -> Vec<Vec<u32>> {
        let columns = (0..).zip(widths).map(|(index, width)| Column { index, width: *width, text: index == 0 });
        let pieces = Room::of(true).pieces(columns.collect()).into_iter();
        pieces.map(|columns| columns.iter().map(|column| column.width).collect()).collect()
    }

    #[test]
    fn text_makes_room_before_a_table_is_split() {
        assert_eq!(Room::of(true).widest(), 10_985);
        assert_eq!(pieces(&[4_000, 3_000, 3_000]), [[4_000, 3_000, 3_000]]);
        assert_eq!(pieces(&[4_000, 4_000, 4_000]), [[2_985, 4_000, 4_000]]);
        assert_eq!(pieces(&[4_000, 3_000, 3_000, 3_000]), [vec![4_000, 3_000, 3_000], vec![4_000, 3_000]]);
        assert_eq!(pieces(&[4_000]), [[4_000]]);
    }

    #[test]
    fn a_last_page_of_a_few_lines_is_none_where_letters_need_not_be_too_small() {
        assert_eq!(without_rest(90, 1, 40), None, "there is no page before it");
        assert_eq!(without_rest(90, 2, 40), Some(84));
        assert_eq!(without_rest(90, 3, 100), Some(84), "two pages share what goes on");
        assert_eq!(without_rest(90, 2, FEW), Some(70));
        assert_eq!(without_rest(90, 2, FEW + 1), None, "these are more than a few");
        assert_eq!((without_rest(74, 2, 40), without_rest(75, 2, 40)), (None, Some(70)), "no letters are smaller");
    }
}
