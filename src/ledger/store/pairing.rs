//! Which fact of before became which one of now.
//!
//! What comes in: the facts of one name, as they stood and as they stand. What leaves: pairs, in which one may lack. What it
//! does not know: what they say beside their fields, and of which day they are.

use std::collections::{HashMap, VecDeque};

use super::shape::{Body, Kept};

/// Takes out what says the same before and now, as often as it stands in both.
pub(super) fn settle<F: Kept>(old: &mut Vec<&F>, new: &mut Vec<&F>, fields: &[&'static str]) {
    // One of each is compared as it is.
    if old.is_empty() || new.is_empty() || (old.len() == 1 && new.len() == 1) {
        return;
    }
    let mut standing: HashMap<String, usize> = HashMap::with_capacity(new.len());
    for fact in new.iter() {
        *standing.entry(Body::alike(*fact, fields)).or_default() += 1;
    }
    let mut settled: HashMap<String, usize> = HashMap::new();
    old.retain(|fact| {
        let text = Body::alike(*fact, fields);
        match standing.get_mut(&text).filter(|count| **count > 0) {
            Some(count) => {
                *count -= 1;
                *settled.entry(text).or_default() += 1;
                false
            }
            None => true,
        }
    });
    new.retain(|fact| match settled.get_mut(&Body::alike(*fact, fields)).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            false
        }
        None => true,
    });
}

/// Which fact became which: those of one row, then, where they have a name, in their order. What is left over is gone, or
/// new.
pub(super) fn pairs<'f, F: Kept>(
    old: Vec<&'f F>,
    new: Vec<&'f F>,
    are_named: bool,
) -> Vec<(Option<&'f F>, Option<&'f F>)> {
    let location = |fact: &F| (fact.source().sheet.file.clone(), fact.source().sheet.sheet.clone(), fact.source().row);
    let mut by_row: HashMap<_, &F> = new.iter().map(|fact| (location(fact), *fact)).collect();
    let partners: Vec<Option<&F>> = old.iter().map(|fact| by_row.remove(&location(fact))).collect();
    let mut rest: VecDeque<&F> = new.into_iter().filter(|fact| by_row.contains_key(&location(fact))).collect();
    let mut pairs = Vec::with_capacity(old.len());
    for (was, partner) in old.into_iter().zip(partners) {
        let is = partner.or_else(|| if are_named { rest.pop_front() } else { None });
        pairs.push((Some(was), is));
    }
    pairs.extend(rest.into_iter().map(|is| (None, Some(is))));
    pairs
}
