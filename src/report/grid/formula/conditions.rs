//! Formulas that ask: comparisons, choices, and sums of what answers to conditions.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Formula, Node, Range};

/// A cell counts fewer times than this in a control total with weights. It is prime.
const WEIGHTS: u32 = 97;

/// How often a cell counts in a control total with weights, by its row and column from 0: what is taken from one cell and given to
/// another does not add up to the same.
pub(in super::super) fn weight(row: u32, column: u16) -> u32 {
    (row + u32::from(column) + 2) % WEIGHTS
}

/// What a control total asks of the numbers of some rectangles.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Asked {
    /// How many there are.
    pub count: usize,
    /// Their sum, and the decimals to which it is compared.
    pub sum: (Decimal, i32),
    /// Their sum with each as often as its weight, and the decimals, or tens, to which it is compared.
    pub weighted: (Decimal, i32),
}

impl Formula {
    /// One text where a condition is true, else another.
    pub fn choice(condition: impl Into<Self>, yes: &str, no: &str) -> Self {
        Self::either(condition, Self::words(yes), Self::words(no))
    }

    /// One formula where a condition is true, else another.
    pub fn either(condition: impl Into<Self>, yes: impl Into<Self>, no: impl Into<Self>) -> Self {
        Self(Node::Call("IF", vec![condition.into().0, yes.into().0, no.into().0]))
    }

    /// A text as it is.
    pub fn words(text: &str) -> Self {
        Self(Node::Text(text.to_owned()))
    }

    /// A number rounded to so many decimals, half away from nothing.
    pub fn rounded(number: impl Into<Self>, decimals: u32) -> Self {
        Self(Node::Call("ROUND", vec![number.into().0, Node::Number(decimals.to_string())]))
    }

    /// The smaller of two numbers.
    pub fn smaller(one: impl Into<Self>, other: impl Into<Self>) -> Self {
        Self(Node::Call("MIN", vec![one.into().0, other.into().0]))
    }

    /// Nothing, as an amount.
    pub fn nothing() -> Self {
        Self(Node::Number("0".to_owned()))
    }

    /// Whether two formulas have the same result. Texts are the same whatever their case.
    pub fn same(one: impl Into<Self>, other: impl Into<Self>) -> Self {
        Self(Node::Compare(Box::new(one.into().0), "=", Box::new(other.into().0)))
    }

    /// Whether all of some conditions are true.
    pub fn every(conditions: impl IntoIterator<Item = Self>) -> Self {
        Self(Node::Call("AND", conditions.into_iter().map(|condition| condition.0).collect()))
    }

    /// Whether an amount is nothing or more, rounded to so many decimals.
    pub fn not_below_nothing(amount: impl Into<Self>, decimals: u32) -> Self {
        let rounded = Node::Call("ROUND", vec![amount.into().0, Node::Number(decimals.to_string())]);
        Self(Node::Compare(Box::new(rounded), ">=", Box::new(Node::Number("0".to_owned()))))
    }

    /// How many of some cells hold a text.
    pub fn count_of(cells: &Self, text: &str) -> Self {
        Self(Node::Call("COUNTIF", vec![cells.0.clone(), Node::Text(text.to_owned())]))
    }

    /// The sum of those of some cells beside which other cells hold these texts, or what a column of the own row holds.
    pub fn sum_if(cells: &Self, conditions: &[(&Self, Self)]) -> Self {
        let conditions = conditions.iter().flat_map(|(neighbours, wanted)| [neighbours.0.clone(), wanted.0.clone()]);
        Self(Node::Call("SUMIFS", std::iter::once(cells.0.clone()).chain(conditions).collect()))
    }

    /// Whether rectangles of a sheet hold so many numbers, and their sums are these.
    pub(in super::super) fn controlled(sheet: &Arc<str>, ranges: &[Range], asked: Asked) -> Self {
        let cells = move || ranges.iter().map(move |range| Self::cells(sheet, *range).0);
        let counted = Node::Equals(Box::new(Node::Call("COUNT", cells().collect())), asked.count.to_string());
        let is = |sum: Self, (number, decimals): (Decimal, i32)| {
            let expected = Self::number(number);
            let expected = if number.is_sign_negative() { expected.grouped() } else { expected };
            (sum - expected).rounds_to_zero(decimals).0
        };
        let weighted = cells().map(|cells| {
            let [row, column] = ["ROW", "COLUMN"].map(|of| Self(Node::Call(of, vec![cells.clone()])));
            let weight = Node::Call("MOD", vec![(row + column).0, Node::Number(WEIGHTS.to_string())]);
            Self(Node::Call("SUMPRODUCT", vec![cells, weight]))
        });
        let sum = is(Self(Node::Call("SUM", cells().collect())), asked.sum);
        let weighted = weighted.reduce(|one, other| one + other).map(|weighted| is(weighted, asked.weighted));
        Self(Node::Call("AND", [counted, sum].into_iter().chain(weighted).collect()))
    }

    /// Whether a rectangle of a sheet holds so many formulas.
    pub(in super::super) fn counted_formulas(sheet: &Arc<str>, range: Range, count: usize) -> Self {
        let are = Node::Call("_xlfn.ISFORMULA", vec![Self::cells(sheet, range).0]);
        let ones = Node::Negate(Box::new(Node::Negate(Box::new(are))));
        Self(Node::Equals(Box::new(Node::Call("SUMPRODUCT", vec![ones])), count.to_string()))
    }
}
