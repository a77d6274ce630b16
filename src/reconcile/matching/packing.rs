//! The heaviest choice of groups of which no two share a member.

use super::super::assignment::Union;

/// A group that may be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its members, by any numbering.
    pub members: Vec<u32>,
    /// Above zero.
    pub weight: i64,
}

/// Up to so many groups that share members with each other, every choice is tried; beyond, the heaviest goes first.
const EXACT: usize = 16;

/// The indexes of the chosen candidates, in order.
pub fn heaviest(candidates: &[Candidate]) -> Vec<usize> {
    let most = candidates.iter().flat_map(|candidate| &candidate.members).max().map_or(0, |most| *most as usize + 1);
    let mut union = Union::new(most + candidates.len());
    for (index, candidate) in candidates.iter().enumerate() {
        for &member in &candidate.members {
            union.join(most + index, member as usize);
        }
    }
    let mut parts: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
    for index in 0..candidates.len() {
        parts.entry(union.root(most + index)).or_default().push(index);
    }
    let mut chosen = Vec::new();
    for mut part in parts.into_values() {
        part.sort_by_key(|index| (std::cmp::Reverse(candidates[*index].weight), *index));
        chosen.extend(if part.len() <= EXACT { best(candidates, &part, &[]).1 } else { greedy(candidates, &part) });
    }
    chosen.sort_unstable();
    chosen
}

fn clash(candidates: &[Candidate], one: usize, other: usize) -> bool {
    candidates[one].members.iter().any(|member| candidates[other].members.contains(member))
}

/// The greatest weight that the rest can add to what is taken, and by what.
fn best(candidates: &[Candidate], rest: &[usize], taken: &[usize]) -> (i64, Vec<usize>) {
    let Some((&first, rest)) = rest.split_first() else { return (0, Vec::new()) };
    let without = || best(candidates, rest, taken);
    if taken.iter().any(|other| clash(candidates, first, *other)) {
        return without();
    }
    let (weight, mut chosen) = best(candidates, rest, &[taken, &[first]].concat());
    let with = weight + candidates[first].weight;
    let without = without();
    if without.0 > with {
        return without;
    }
    chosen.push(first);
    (with, chosen)
}

fn greedy(candidates: &[Candidate], part: &[usize]) -> Vec<usize> {
    let mut taken = std::collections::HashSet::new();
    let mut chosen = Vec::new();
    for &index in part {
        if candidates[index].members.iter().all(|member| !taken.contains(member)) {
            taken.extend(candidates[index].members.iter().copied());
            chosen.push(index);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_that_fit_outweigh_one_that_blocks_both() {
        let candidate = |members: &[u32], weight| Candidate { members: members.to_vec(), weight };
        let candidates =
            [candidate(&[1, 2, 3, 4], 10), candidate(&[1, 2], 6), candidate(&[3, 4], 6), candidate(&[9], 1)];
        assert_eq!(heaviest(&candidates), [1, 2, 3]);
    }
}
