//! Formulas added, subtracted and negated.

use std::ops::{Add, Neg, Sub};

use super::{Formula, Handle, Node};

impl<T: Into<Self>> Add<T> for Formula {
    type Output = Self;
    fn add(self, other: T) -> Self {
        Self(Node::Add(Box::new(self.0), Box::new(other.into().0)))
    }
}

impl<T: Into<Self>> Sub<T> for Formula {
    type Output = Self;
    fn sub(self, other: T) -> Self {
        Self(Node::Subtract(Box::new(self.0), Box::new(other.into().0)))
    }
}

impl Neg for Formula {
    type Output = Self;
    fn neg(self) -> Self {
        Self(Node::Negate(Box::new(self.0)))
    }
}

impl<T: Into<Formula>> Add<T> for Handle {
    type Output = Formula;
    fn add(self, other: T) -> Formula {
        Formula::from(self) + other
    }
}

impl<T: Into<Formula>> Sub<T> for Handle {
    type Output = Formula;
    fn sub(self, other: T) -> Formula {
        Formula::from(self) - other
    }
}
