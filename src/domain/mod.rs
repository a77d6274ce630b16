//! The nouns of a pooled fund: values only, no input or output.
//!
//! What comes in: nothing. What leaves: types that cannot hold a wrong state. What it does not know: files,
//! spreadsheets, the clock, and which fund it serves.

pub mod address;
pub mod apportion;
pub mod code;
pub mod currency;
pub mod currency_mark;
pub mod currency_name;
pub mod earmark;
pub mod fact;
pub mod facts;
pub mod fingerprint;
pub mod geography;
pub mod language;
pub mod lookup;
pub mod money;
pub mod names;
pub mod number;
pub mod percentage;
pub mod period;
pub mod picture;
pub mod placement;
pub mod public_key;
pub mod rates;
pub mod reporting;
pub mod source;
pub mod stage;
pub mod terms;
pub mod text;
pub mod theme;
pub mod tree;

pub use apportion::apportion;
pub use code::{AgreementRef, CellId, DonorCode, GeographyCode, ProjectNumber, ThemeCode};
pub use currency::{Currency, OriginalAmount};
pub use earmark::{Earmark, EarmarkCategory, EarmarkChange, EarmarkLimit, LimitKind, LimitScope, Target, Weight};
pub use fact::{Fact, FactAmount, FactVisitor, Key};
pub use facts::FactKind;
pub use geography::Geography;
pub use language::Language;
pub use lookup::{Lookup, LookupSet};
pub use money::{Money, Percent};
pub use names::{Called, Names};
pub use percentage::Percentage;
pub use period::{Month, Period};
pub use picture::{Picture, PictureFormat};
pub use placement::Placement;
pub use public_key::PublicKey;
pub use rates::RateTable;
pub use reporting::ReportingPeriod;
pub use source::Source;
pub use stage::{Amount, Commitment, Deposit, Pipeline, Pledge};
pub use terms::{Terms, TermsOverTime};
pub use theme::Themes;
pub use tree::Tree;
