//! Lengths and counts in the attributes of ods spreadsheets.
//!
//! What comes in: texts and tags. What leaves: points, counts. What it does not know: what they are of.

use quick_xml::events::BytesStart;
use rust_decimal::Decimal;

use crate::intake::file::workbook::xml::attribute;

/// A length in points: `0.018cm`, `0.5pt`.
pub(super) fn points(length: &str) -> Option<Decimal> {
    let length = length.trim();
    let unit = length.find(|letter: char| letter.is_ascii_alphabetic())?;
    let (size, unit) = length.split_at_checked(unit)?;
    let in_points = match unit {
        "pt" | "px" => Decimal::ONE,
        "pc" => Decimal::from(12),
        "in" => Decimal::from(72),
        "cm" => Decimal::new(2_835, 2),
        "mm" => Decimal::new(2_835, 3),
        _ => return None,
    };
    size.parse::<Decimal>().ok()?.checked_mul(in_points)
}

/// Whether a group of rows or columns is folded away.
pub(super) fn is_folded(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "display").is_some_and(|display| display == "false")
}

/// How often something stands there, or how far it goes: at least once.
pub(super) fn count(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
}
