//! What two sides say, in sums: by month, agreement, project, place or theme.

use std::collections::BTreeMap;

use crate::domain::Money;

use super::line::Line;

/// Sums by what lines say, those of nothing left out.
pub(super) fn nets<K: Ord>(lines: &[&Line], key: impl Fn(&Line) -> Option<K>) -> BTreeMap<K, Money> {
    let mut nets: BTreeMap<K, Money> = BTreeMap::new();
    for line in lines {
        if let Some(key) = key(line) {
            *nets.entry(key).or_default() += line.weight();
        }
    }
    nets.retain(|_, net| !net.is_zero());
    nets
}

/// Whether two sides say different things: the sums by what they say differ, or, where the sums of all differ anyway, what
/// they say does.
pub(super) fn apart<K: Ord + Clone>(ours: &BTreeMap<K, Money>, theirs: &BTreeMap<K, Money>) -> bool {
    let all = |nets: &BTreeMap<K, Money>| nets.values().copied().sum::<Money>();
    if ours.is_empty() || theirs.is_empty() {
        return false;
    }
    match all(ours) == all(theirs) {
        true => ours != theirs,
        false => !ours.keys().eq(theirs.keys()),
    }
}
