//! An amount of base money, as people read it and as programs do.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::domain::{Currency, Money};

/// An amount of base money. Shown with marks between thousands; in JSON the exact decimal as text (`-1234.50`), which no
/// reader turns into a float.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount(pub Money, pub Currency);

impl fmt::Display for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0.format(self.1.minor_units()))
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.to_decimal(self.1.minor_units()))
    }
}
