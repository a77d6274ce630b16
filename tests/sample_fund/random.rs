//! Numbers that look random and are the same in every run.

/// A linear congruential generator (Knuth's MMIX constants); its high bits are used.
pub struct Random(u64);

impl Random {
    /// A generator that starts at a seed.
    pub fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// A number from `low` to `high`, both possible.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.abs_diff(low).saturating_add(1);
        low.saturating_add_unsigned(self.next() % span)
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: i64) -> bool {
        self.between(1, times) == 1
    }

    /// One of a list, by weights.
    pub fn weighted<'a, T>(&mut self, items: &'a [(i64, T)]) -> Option<&'a T> {
        let total: i64 = items.iter().map(|(weight, _)| weight).sum();
        let mut drawn = self.between(1, total.max(1));
        items.iter().find_map(|(weight, item)| {
            drawn -= weight;
            (drawn <= 0).then_some(item)
        })
    }

    /// One of a list.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let last = i64::try_from(items.len()).ok()?.checked_sub(1).filter(|last| *last >= 0)?;
        let place = self.between(0, last);
        usize::try_from(place).ok().and_then(|place| items.get(place))
    }
}

/// Splits a total by weights: whole units, exact, the largest remainders first.
pub fn split(total: i64, weights: &[i64]) -> Vec<i64> {
    let sum: i128 = weights.iter().map(|&weight| i128::from(weight)).sum::<i128>().max(1);
    let mut parts: Vec<i64> = Vec::with_capacity(weights.len());
    let mut rests: Vec<(i128, usize)> = Vec::with_capacity(weights.len());
    for (place, &weight) in weights.iter().enumerate() {
        let exact = i128::from(total) * i128::from(weight);
        parts.push(i64::try_from(exact.div_euclid(sum)).unwrap_or(0));
        rests.push((-exact.rem_euclid(sum), place));
    }
    rests.sort_unstable();
    let missing = usize::try_from(total - parts.iter().sum::<i64>()).unwrap_or(0);
    for &(_, place) in rests.iter().take(missing) {
        if let Some(part) = parts.get_mut(place) {
            *part += 1;
        }
    }
    parts
}
