//! The allocation book and the charges: what stands in each cell, for each agreement.
//!
//! What comes in: entries and charges, one by one. What leaves: their sums, at any moment, by agreement, cell, group and
//! limit. What it does not know: why an entry is made, and days (but for the one that an entry bears).

use chrono::NaiveDate;

use crate::attribute::run::Cause;
use crate::attribute::terms::numbers::Numbers;

/// What stands for an agreement in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub agreement: u32,
    pub allocated: i64,
    pub charged: i64,
}

impl Position {
    /// Allocated and not charged.
    pub fn unspent(&self) -> i64 {
        self.allocated - self.charged
    }
}

/// Allocated and charged in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    pub allocated: i64,
    pub charged: i64,
}

impl Sums {
    /// What is allocated and not charged.
    pub const fn unspent(self) -> i64 {
        self.allocated - self.charged
    }
}

/// An entry, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Booked {
    pub date: NaiveDate,
    pub agreement: u32,
    pub cell: u32,
    pub cause: Cause,
    /// What made it, by its index in [`Book::references`]; 0 for nothing in particular.
    pub reference: u32,
    pub amount: i64,
}

/// A charge, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charged {
    /// The line; [`OPENED`] for what was charged before the fund came.
    pub line: u32,
    pub agreement: u32,
    /// The cell; [`RESERVE`] where a reserve pays.
    pub cell: u32,
    pub month: i32,
    pub amount: i64,
}

/// The line of opening charges.
pub const OPENED: u32 = u32::MAX;
/// The cell of what reserves pay.
pub const RESERVE: u32 = u32::MAX;

/// What stands.
#[derive(Clone)]
pub struct Book {
    /// By cell, in the order of agreements.
    positions: Vec<Vec<Position>>,
    /// The cells in which an agreement has a position, in the order of cells.
    cells_of: Vec<Vec<u32>>,
    by_agreement: Vec<Sums>,
    by_cell: Vec<Sums>,
    /// What is allocated in each group, and outside countries.
    by_group: Vec<i64>,
    outside_countries: i64,
    groups_of: Vec<Vec<u32>>,
    country: Vec<bool>,
    /// All entries: those of the steps so far in order, and those of the current step as they came.
    pub entries: Vec<Booked>,
    current: usize,
    /// All charges.
    pub charges: Vec<Charged>,
    /// What entries refer to; the first is nothing in particular.
    pub references: Vec<String>,
}

impl Book {
    /// An empty book.
    pub fn new(numbers: &Numbers<'_>) -> Self {
        Self {
            positions: vec![Vec::new(); numbers.cells.len()],
            cells_of: vec![Vec::new(); numbers.holders.len()],
            by_agreement: vec![Sums::default(); numbers.holders.len()],
            by_cell: vec![Sums::default(); numbers.cells.len()],
            by_group: vec![0; numbers.run.groups.len()],
            outside_countries: 0,
            groups_of: numbers.cells.iter().map(|cell| cell.groups.clone()).collect(),
            country: numbers.cells.iter().map(|cell| cell.cell.country).collect(),
            entries: Vec::new(),
            current: 0,
            charges: Vec::new(),
            references: vec![String::new()],
        }
    }

    /// The index of a reference, for [`Booked::reference`].
    pub fn reference(&mut self, text: &str) -> u32 {
        let index = self.references.iter().rposition(|known| known == text);
        let index = index.unwrap_or_else(|| {
            self.references.push(text.to_owned());
            self.references.len() - 1
        });
        u32::try_from(index).unwrap_or(u32::MAX)
    }

    /// Makes an entry.
    pub fn enter(&mut self, entry: Booked) {
        if entry.amount == 0 {
            return;
        }
        self.position(entry.agreement, entry.cell).allocated += entry.amount;
        self.by_agreement[entry.agreement as usize].allocated += entry.amount;
        self.by_cell[entry.cell as usize].allocated += entry.amount;
        for &group in &self.groups_of[entry.cell as usize] {
            self.by_group[group as usize] += entry.amount;
        }
        if !self.country[entry.cell as usize] {
            self.outside_countries += entry.amount;
        }
        self.entries.push(entry);
    }

    /// Makes a charge.
    pub fn charge(&mut self, charge: Charged) {
        if charge.amount == 0 {
            return;
        }
        if charge.cell != RESERVE {
            self.position(charge.agreement, charge.cell).charged += charge.amount;
            self.by_agreement[charge.agreement as usize].charged += charge.amount;
            self.by_cell[charge.cell as usize].charged += charge.amount;
        }
        self.charges.push(charge);
    }

    fn position(&mut self, agreement: u32, cell: u32) -> &mut Position {
        let positions = &mut self.positions[cell as usize];
        let index = positions.binary_search_by_key(&agreement, |position| position.agreement);
        let index = index.unwrap_or_else(|index| {
            positions.insert(index, Position { agreement, allocated: 0, charged: 0 });
            let cells = &mut self.cells_of[agreement as usize];
            if let Err(index) = cells.binary_search(&cell) {
                cells.insert(index, cell);
            }
            index
        });
        &mut positions[index]
    }

    /// The entries of the current step in order, those of one pair and cause in one; a new step begins.
    pub fn settle(&mut self) {
        let step = &mut self.entries[self.current..];
        step.sort_unstable();
        let mut kept = self.current;
        for index in self.current..self.entries.len() {
            let entry = self.entries[index];
            let same = |last: &Booked| Booked { amount: 0, ..*last } == Booked { amount: 0, ..entry };
            if kept > self.current && same(&self.entries[kept - 1]) {
                self.entries[kept - 1].amount += entry.amount;
            } else {
                self.entries[kept] = entry;
                kept += 1;
            }
        }
        self.entries.truncate(kept);
        let start = self.current;
        let mut index = 0;
        self.entries.retain(|entry| {
            index += 1;
            index <= start || entry.amount != 0
        });
        self.current = self.entries.len();
    }

    /// The positions of a cell.
    pub fn positions(&self, cell: u32) -> &[Position] {
        &self.positions[cell as usize]
    }

    /// What stands for an agreement in a cell.
    pub fn at(&self, agreement: u32, cell: u32) -> Position {
        let positions = &self.positions[cell as usize];
        let index = positions.binary_search_by_key(&agreement, |position| position.agreement);
        index.map_or(Position { agreement, allocated: 0, charged: 0 }, |index| positions[index])
    }

    /// The cells in which an agreement has a position.
    pub fn cells_of(&self, agreement: u32) -> &[u32] {
        &self.cells_of[agreement as usize]
    }

    /// The sums of an agreement.
    pub fn of_agreement(&self, agreement: u32) -> Sums {
        self.by_agreement[agreement as usize]
    }

    /// The sums of a cell.
    pub fn of_cell(&self, cell: u32) -> Sums {
        self.by_cell[cell as usize]
    }

    /// What is allocated in a group.
    pub fn of_group(&self, group: u32) -> i64 {
        self.by_group[group as usize]
    }

    /// What is allocated outside countries.
    pub fn outside_countries(&self) -> i64 {
        self.outside_countries
    }
}
