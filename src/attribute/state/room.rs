//! How much may still be entered: ceilings, caps of groups, limits of agreements, the country share (docs/domain.md, section 3).
//!
//! And which of an agreement's cells is the best funded: money is taken from there first.

use std::cmp::Ordering;

use super::living::Living;

/// Who asks for room: what decisions lowered or closed binds the program, and not people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Program,
    People,
}

impl Living<'_, '_> {
    /// What a cell's ceiling leaves, lowered by what left it by decision; below nothing when it has more.
    pub fn cell_room(&self, cell: u32) -> i64 {
        let need = self.today.needs[cell as usize];
        let ceiling = (need.ceiling.minor() - self.acts.cuts[cell as usize]).max(0);
        ceiling - need.outside.minor() - self.book.of_cell(cell).allocated
    }

    /// What a cell's ceiling leaves for whom.
    pub fn room_of_cell(&self, cell: u32, by: By) -> i64 {
        let need = self.today.needs[cell as usize];
        match by {
            By::Program if self.acts.closed_cells[cell as usize] => 0,
            By::Program => self.cell_room(cell),
            By::People => need.ceiling.minor() - need.outside.minor() - self.book.of_cell(cell).allocated,
        }
    }

    /// How much of what is allocated in a cell lies above its ceiling.
    pub fn over_full(&self, cell: u32) -> i64 {
        (-self.cell_room(cell)).clamp(0, self.book.of_cell(cell).allocated.max(0))
    }

    /// How much lies above the ceiling as it is without what decisions took out: only of that they are undone.
    pub fn over_full_for_people(&self, cell: u32) -> i64 {
        (-self.room_of_cell(cell, By::People)).clamp(0, self.book.of_cell(cell).allocated.max(0))
    }

    /// What may still be entered into a cell of an agreement, from nowhere or from another of its cells: what both are in
    /// does not change.
    pub fn room_for(&self, agreement: u32, cell: u32, source: Option<u32>, by: By) -> i64 {
        self.shared_room(cell, source, by).min(self.own_room(agreement, cell, source)).max(0)
    }

    /// What the cell, the caps of groups and the country share leave.
    fn shared_room(&self, cell: u32, source: Option<u32>, by: By) -> i64 {
        let mut room = self.room_of_cell(cell, by);
        let source_groups = source.map_or(&[][..], |source| &self.numbers.cells[source as usize].groups);
        for group in &self.numbers.cells[cell as usize].groups {
            let cap = self.numbers.run.groups[*group as usize].cap;
            if let Some(cap) = cap.filter(|_| !source_groups.contains(group)) {
                room = room.min(cap.saturating_sub(self.book.of_group(*group)));
            }
        }
        let country = |cell: u32| self.numbers.cells[cell as usize].cell.country;
        let leaves_countries = !country(cell) && source.is_none_or(country);
        match self.today.most_outside.filter(|_| leaves_countries) {
            Some(most) => room.min(most - self.book.outside_countries()),
            None => room,
        }
    }

    /// What may be entered by decision: the fund's own caps and country share do not bind people, what they put beyond
    /// them is listed.
    pub fn room_to_decide(&self, agreement: u32, cell: u32, source: Option<u32>) -> i64 {
        self.room_of_cell(cell, By::People).min(self.own_room(agreement, cell, source)).max(0)
    }

    /// What the agreement's own limits leave.
    pub fn own_room(&self, agreement: u32, cell: u32, source: Option<u32>) -> i64 {
        let version = self.today.versions[agreement as usize];
        let bounds = &self.numbers.holders[agreement as usize].versions[version].limits;
        let most = self.today.limits[agreement as usize].iter().zip(&self.today.in_limits[agreement as usize]);
        let binding = bounds.iter().zip(most).filter(|(bound, _)| {
            let both = source.is_some_and(|source| bound.cells[source as usize]);
            bound.cells[cell as usize] && !both
        });
        binding.map(|(_, (most, used))| most - used).min().unwrap_or(i64::MAX)
    }

    /// The best-funded cell of some: the highest (outside + allocated) / (need x weight), needs of nothing first, ties
    /// to the lower code.
    pub fn best_funded(&self, cells: impl Iterator<Item = u32>) -> Option<u32> {
        cells.reduce(|best, cell| if self.funding(cell, best) == Ordering::Greater { cell } else { best })
    }

    fn funding(&self, one: u32, other: u32) -> Ordering {
        let parts = |cell: u32| {
            let need = self.today.needs[cell as usize];
            let funded = need.outside.minor() + self.book.of_cell(cell).allocated;
            let need_left = (need.need.minor() - self.acts.cuts[cell as usize]).max(0);
            (i128::from(funded.max(0)), i128::from(need_left) * i128::from(need.weight_milli))
        };
        let ((funded, size), (other_funded, other_size)) = (parts(one), parts(other));
        match (size <= 0, other_size <= 0) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Greater,
            (false, true) => Ordering::Less,
            (false, false) => compare(funded, size, other_funded, other_size),
        }
    }

    /// The cells in which an agreement has unspent money.
    pub fn unspent_in(&self, agreement: u32) -> impl Iterator<Item = u32> + '_ {
        let cells = self.book.cells_of(agreement).iter().copied();
        cells.filter(move |&cell| self.book.at(agreement, cell).unspent() > 0)
    }
}

/// `a / b` against `c / d`, for a and c not below and b and d above nothing, without a product that could overflow.
fn compare(mut a: i128, mut b: i128, mut c: i128, mut d: i128) -> Ordering {
    loop {
        let whole = (a / b).cmp(&(c / d));
        let (rest, other) = (a % b, c % d);
        match (whole, rest == 0, other == 0) {
            (Ordering::Equal, true, true) => return Ordering::Equal,
            (Ordering::Equal, true, false) => return Ordering::Less,
            (Ordering::Equal, false, true) => return Ordering::Greater,
            // The rests r / b and s / d compare as d / s and b / r.
            (Ordering::Equal, false, false) => (a, b, c, d) = (d, other, b, rest),
            (Ordering::Less | Ordering::Greater, ..) => return whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn fractions_compare_as_their_products_do(a in 0_i128..999, b in 1_i128..99, c in 0_i128..999, d in 1_i128..99) {
            prop_assert_eq!(compare(a, b, c, d), (a * d).cmp(&(c * b)));
        }
    }

    #[test]
    fn fractions_beyond_a_product_compare_too() {
        let large = 10_i128.pow(30);
        assert_eq!(compare(large, 3, large + 1, 3), Ordering::Less);
        assert_eq!(compare(large, large + 1, large + 1, large + 2), Ordering::Less);
    }
}
