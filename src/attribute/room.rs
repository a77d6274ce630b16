//! How much may still be entered: ceilings, caps of groups, limits of agreements, the country share (docs/domain.md, section 3).
//!
//! And which of an agreement's cells is the best funded: money is taken from there first.

use std::cmp::Ordering;

use super::living::Living;

impl Living<'_, '_> {
    /// What a cell's ceiling leaves; below nothing when it has more.
    pub fn cell_room(&self, cell: u32) -> i64 {
        let need = self.today.needs[cell as usize];
        need.ceiling.minor() - need.outside.minor() - self.book.of_cell(cell).allocated
    }

    /// How much of what is allocated in a cell lies above its ceiling.
    pub fn over_full(&self, cell: u32) -> i64 {
        (-self.cell_room(cell)).clamp(0, self.book.of_cell(cell).allocated.max(0))
    }

    /// What an agreement may still enter into a cell.
    pub fn room(&self, agreement: u32, cell: u32) -> i64 {
        self.room_within(agreement, cell, None)
    }

    /// What an agreement may move into a cell from another of its own: what both are in does not change.
    pub fn room_from(&self, agreement: u32, cell: u32, source: u32) -> i64 {
        self.room_within(agreement, cell, Some(source))
    }

    fn room_within(&self, agreement: u32, cell: u32, source: Option<u32>) -> i64 {
        let mut room = self.cell_room(cell);
        let source_groups = source.map_or(&[][..], |source| &self.numbers.cells[source as usize].groups);
        for group in &self.numbers.cells[cell as usize].groups {
            let cap = self.numbers.run.groups[*group as usize].cap;
            if let Some(cap) = cap.filter(|_| !source_groups.contains(group)) {
                room = room.min(cap.saturating_sub(self.book.of_group(*group)));
            }
        }
        let version = self.today.versions[agreement as usize];
        let bounds = &self.numbers.holders[agreement as usize].versions[version].limits;
        let most = self.today.limits[agreement as usize].iter().zip(&self.today.in_limits[agreement as usize]);
        for (bound, (most, used)) in bounds.iter().zip(most) {
            let both = source.is_some_and(|source| bound.cells[source as usize]);
            if bound.cells[cell as usize] && !both {
                room = room.min(most - used);
            }
        }
        let country = |cell: u32| self.numbers.cells[cell as usize].cell.country;
        let leaves_countries = !country(cell) && source.is_none_or(country);
        if let Some(most) = self.today.most_outside.filter(|_| leaves_countries) {
            room = room.min(most - self.book.outside_countries());
        }
        room.max(0)
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
            (i128::from(funded.max(0)), i128::from(need.need.minor()) * i128::from(need.weight_milli))
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
