//! Codes: short identifiers that are compared, ordered and shown, one type for each noun so that they cannot be mixed.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(from = "String", into = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the code as it stands (already trimmed and resolved by intake).
            pub fn new(text: &str) -> Self {
                Self(Arc::from(text))
            }

            /// The code as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(Arc::from(text))
            }
        }

        impl From<$name> for Arc<str> {
            fn from(code: $name) -> Self {
                code.0
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.0.to_string()
            }
        }
    };
}

code!(
    /// A donor, as in the donors' sheet: `BEL`, `BMGF`.
    DonorCode
);
code!(
    /// The reference of an agreement: `BEL-01`.
    AgreementRef
);
code!(
    /// A node of the geography tree: `WORLD`, a region of the fund, M49 digits, or ISO 3166 alpha-3.
    GeographyCode
);
code!(
    /// A node of the theme tree: `ALL`, a pillar, or a theme.
    ThemeCode
);
code!(
    /// The number of a project, as it is written: `PRJ-017`.
    ProjectNumber
);
code!(
    /// The code of a cell, as people write it: place, theme and period.
    CellId
);
