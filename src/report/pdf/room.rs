//! The room of a page: in how many pieces a table prints, and how high the letters of a sheet are.
//!
//! Widths and heights are hundredths of the height of letters, what is said of paper is tenths of a point.

use super::super::grid::{lines_of, unbroken};
use super::chart::lowest;
use super::document::{Block, Cell, Chart, Row, Table, TextStyle};

/// Letters are so high where there is room for them; no smaller, however little room there is.
const USUAL: u32 = 90;
pub(super) const SMALLEST: u32 = 70;
/// Letters of a short table that stands upright are no smaller: what it shares its page with is in the same.
const READABLE: u32 = 80;
/// Up to here a last page holds a few lines, in thousandths of a page.
const FEW: u32 = 250;
/// A digit, by which columns are measured.
pub(super) const DIGIT: u32 = 56;
/// The edges of a column, and how much broader bold letters are, of a hundred.
pub(super) const EDGES: u32 = 45;
/// The same of a header.
pub(super) const HEAD_EDGES: u32 = 70;
pub(super) const BOLD: u32 = 108;
/// The height of a row of one line, and of every further line.
const ROW: u32 = 132;
const LINE: u32 = 127;
/// The room of the longest bar of a column.
const BAR: u32 = 350;
/// How many rows of a table that goes on stand with its header.
const BEGINNING: usize = 3;
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
    /// The width of its longest word, with its edges.
    pub word: u32,
}

impl Room {
    pub const fn of(landscape: bool) -> Self {
        if landscape { Self { across: 7_690, down: 5_060 } } else { Self { across: 5_230, down: 7_530 } }
    }

    /// That of an upright page for a short table, which would else have a page to itself.
    pub const fn of_short() -> Self {
        let upright = Self::of(false);
        Self { across: upright.across * SMALLEST / READABLE, ..upright }
    }

    /// Whether a table of a width has room in letters of the usual height.
    pub const fn holds(self, width: u32) -> bool {
        width * USUAL <= self.across * 100
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
            make_room(&mut columns, excess);
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

    /// The height of letters at which blocks have room across, and, where they are to be on one page, down. Letters that are small for
    /// want of room down leave some across, which texts of several lines get.
    pub fn size(self, blocks: &mut [Block], one_page: bool) -> u32 {
        let size = self.size_of(blocks, one_page);
        for table in blocks.iter_mut().filter_map(table_of) {
            table.beginning = height_of_rows(table, BEGINNING);
        }
        size
    }

    fn size_of(self, blocks: &mut [Block], one_page: bool) -> u32 {
        if one_page && blocks.iter().map(breadth).max().unwrap_or_default() * USUAL > self.across * 100 {
            narrow(blocks);
        }
        let across = |blocks: &[Block]| blocks.iter().map(breadth).max().unwrap_or_default().max(1);
        let down = |blocks: &[Block]| blocks.iter().map(height).sum::<u32>().max(1);
        let wide = USUAL.min(self.across * 100 / across(blocks)).max(SMALLEST);
        let high = self.down * 100 / down(blocks);
        if !one_page || high >= wide {
            return wide;
        }
        widen(blocks, (self.across * 100 / high.max(SMALLEST)).saturating_sub(across(blocks)));
        wide.min(self.across * 100 / across(blocks)).min(self.down * 100 / down(blocks)).max(SMALLEST)
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

/// Makes columns no wider than what stands in them needs on one line, in bold letters. A column is as wide in all tables.
fn narrow(blocks: &mut [Block]) {
    let mut needs: Vec<u32> = Vec::new();
    for table in blocks.iter_mut().filter_map(table_of) {
        for (cells, edges) in full_rows(table) {
            for (index, cell) in cells.iter().enumerate() {
                needs.extend((needs.len()..=index).map(|_| 0));
                let bar = if cell.bar.is_some() { BAR } else { 0 };
                needs[index] = needs[index].max(unbroken(&cell.text) * DIGIT * BOLD / 100 + edges + bar);
            }
        }
    }
    for table in blocks.iter_mut().filter_map(table_of) {
        table.widths.iter_mut().zip(&needs).for_each(|(width, need)| *width = (*width).min(*need));
    }
}

/// The rows of a table that have a cell in each column, its header among them, with the edges of their cells.
fn full_rows(table: &Table) -> impl Iterator<Item = (&Vec<Cell>, u32)> {
    let header = table.header.iter().map(|cells| (cells, HEAD_EDGES));
    let rows = header.chain(table.rows.iter().map(|row| (&row.cells, EDGES)));
    rows.filter(|(cells, _)| cells.len() == table.widths.len())
}

/// Gives columns whose texts take several lines of what is left across, first those that lack least. A column is as wide in all tables.
fn widen(blocks: &mut [Block], mut left: u32) {
    let mut lacks: Vec<(u32, usize)> = Vec::new();
    for table in blocks.iter_mut().filter_map(table_of) {
        for (cells, _) in full_rows(table) {
            for (index, (cell, width)) in cells.iter().zip(&table.widths).enumerate() {
                let lack = (unbroken(&cell.text) * DIGIT).saturating_sub(*width);
                lacks.extend((lacks.len()..=index).map(|index| (0, index)));
                lacks[index].0 = lacks[index].0.max(lack);
            }
        }
    }
    lacks.sort_unstable();
    for (lack, index) in lacks {
        let given = lack.min(left);
        left -= given;
        for table in blocks.iter_mut().filter_map(table_of) {
            table.widths.iter_mut().skip(index).take(1).for_each(|width| *width += given);
        }
    }
}

fn table_of(block: &mut Block) -> Option<&mut Table> {
    match block {
        Block::Table(table) | Block::Beside { table, .. } => Some(table),
        Block::Heading { .. } | Block::Text { .. } | Block::List { .. } | Block::Signature { .. } | Block::Chart(_) => {
            None
        }
    }
}

/// Takes so much from the columns of text, in proportion; where the others have room enough, none becomes narrower than its longest
/// word.
fn make_room(columns: &mut [Column], excess: u32) {
    let spare = |column: &Column| if column.text { column.width.saturating_sub(column.word) } else { 0 };
    let words_stay = columns.iter().map(spare).sum::<u32>() >= excess;
    let gives = |column: &Column| if words_stay { spare(column) } else { column.width * u32::from(column.text) };
    let mut left = excess;
    while left > 0 {
        let wide: u32 = columns.iter().filter(|column| gives(column) > 0).map(|column| column.width).sum();
        if wide == 0 {
            return;
        }
        let share = left;
        for column in columns.iter_mut() {
            let part = (column.width * share).div_ceil(wide).min(gives(column)).min(left);
            column.width -= part;
            left -= part;
        }
    }
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
    height_of_rows(table, table.rows.len())
}

/// How high a table is of which only so many rows are left, with its caption and its header.
fn height_of_rows(table: &Table, rows: usize) -> u32 {
    let high = |cells: &[Cell]| {
        let lines = cells.iter().zip(&table.widths).map(|(cell, width)| {
            let characters = u16::try_from(width / DIGIT).unwrap_or(u16::MAX);
            if cells.len() < table.widths.len() { 1 } else { u32::from(lines_of(&cell.text, characters)) }
        });
        ROW + LINE * (lines.max().unwrap_or(1) - 1)
    };
    let header = table.header.as_deref().map_or(0, high);
    180 + header + table.rows.iter().take(rows).map(|Row { cells, .. }| high(cells)).sum::<u32>()
}

#[cfg(test)]
mod tests {
    use super::super::document::RowStyle;
    use super::*;

    /// The widths of the pieces of a table of columns of these widths, the first of them of text.
    fn pieces(widths: &[u32]) -> Vec<Vec<u32>> {
        let columns =
            (0..).zip(widths).map(|(index, width)| Column { index, width: *width, text: index == 0, word: 0 });
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
    fn text_makes_room_where_its_words_leave_some() {
        let widths = |columns: [(u32, u32); 3]| {
            let columns =
                (0..).zip(columns).map(|(index, (width, word))| Column { index, width, text: index > 0, word });
            let pieces = Room::of(true).pieces(columns.collect());
            pieces.concat().iter().map(|column| column.width).collect::<Vec<_>>()
        };
        let of_words = widths([(8_000, 0), (1_000, 950), (4_000, 1_200)]);
        assert_eq!((of_words[0], of_words.iter().sum::<u32>()), (8_000, 10_985));
        assert!((950..=1_000).contains(&of_words[1]), "{of_words:?}: the narrow column keeps its word");
        let without = widths([(8_000, 0), (1_000, 1_000), (4_000, 4_000)]);
        assert!(without.iter().sum::<u32>() == 10_985 && without[1] < 700, "{without:?}: no word leaves room");
    }

    #[test]
    fn what_is_to_be_on_one_page_uses_the_whole_page_across() {
        let cell = |text: &str| Cell { number: false, text: text.to_owned(), bar: None };
        let long = "A text of some length that has no room in one line of its column";
        let rows =
            |count| (0..count).map(|_| Row { style: RowStyle::Body, cells: vec![cell(long), cell("1")] }).collect();
        let blocks = |count| {
            let table = |rows| Table::of(String::new(), vec![2_000, 1_000], None, rows);
            [Block::Table(table(rows(count))), Block::Table(table(Vec::new()))]
        };
        let widths = |blocks: &[Block]| -> Vec<Vec<u32>> {
            let of = |block: &Block| if let Block::Table(table) = block { table.widths.clone() } else { Vec::new() };
            blocks.iter().map(of).collect()
        };
        let room = Room::of(true);
        let mut few = blocks(5);
        assert_eq!((room.size(&mut few, true), widths(&few)), (USUAL, vec![vec![2_000, 1_000]; 2]), "there is room");
        let (mut many, mut narrow) = (blocks(40), blocks(40));
        let size = room.size(&mut many, true);
        let widened = widths(&many);
        assert!(widened[0] == widened[1] && widened[0][0] > 2_900 && widened[0][1] == 1_000, "{widened:?}");
        assert!((SMALLEST + 5..USUAL).contains(&size), "{size}: in as many lines as rows");
        assert_eq!((room.size(&mut narrow, false), widths(&narrow)), (USUAL, vec![vec![2_000, 1_000]; 2]));
    }

    #[test]
    fn what_is_to_be_on_one_page_has_no_columns_wider_than_their_texts_where_letters_would_be_small() {
        let cell = |text: &str| Cell { number: false, text: text.to_owned(), bar: None };
        let row = || Row { style: RowStyle::Body, cells: vec![cell("A short text"), cell("1")] };
        let table = |widths: [u32; 2]| Table::of(String::new(), widths.into(), None, vec![row()]);
        let room = Room::of(true);
        for (one_page, widths) in [(true, [6_000, 5_000]), (true, [2_000, 1_000]), (false, [6_000, 5_000])] {
            let mut blocks = [Block::Table(table(widths))];
            let size = room.size(&mut blocks, one_page);
            let [Block::Table(table)] = &blocks else { panic!("a table") };
            let narrowed = one_page && widths[0] == 6_000;
            assert_eq!(table.widths.iter().sum::<u32>() < 1_200, narrowed, "{:?}", table.widths);
            assert_eq!(size == USUAL, one_page, "{size}");
        }
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
