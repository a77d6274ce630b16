//! Formulas that ask: comparisons, choices, and sums of what answers to conditions.

use super::{Formula, Node};

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
}
