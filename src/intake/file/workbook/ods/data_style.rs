//! Data styles: how an OpenDocument file says that numbers are shown (OpenDocument 1.3, part 3, section 16.29).
//!
//! What comes in: the parts of a style, one after another. What leaves: a number format by name. What it does not know: cells.

use super::super::number_format::{NumberFormat, Shown, name_of, parted, scale_of};

/// A data style that is being declared.
pub(super) struct DataStyle {
    name: String,
    /// How it shows a number, as far as is known.
    pub format: NumberFormat,
    /// What stands around the number.
    pub literal: String,
    /// Whether that is being said.
    pub in_literal: bool,
    /// Whether the number is divided before it is shown.
    pub divided: bool,
}

impl DataStyle {
    /// A style of an element and a name.
    pub fn of(element: &str, name: String) -> Self {
        let shown = if element == "percentage-style" { Shown::Percent } else { Shown::Number };
        let format = NumberFormat::of(shown);
        Self { name, format, literal: String::new(), in_literal: false, divided: false }
    }

    /// Its name and its format, once all of it was said.
    pub fn declared(mut self) -> (String, NumberFormat) {
        let scale = self.literal.split_whitespace().find_map(scale_of);
        if self.format.currency.is_none() && self.format.shared.is_none() {
            let name = self.literal.split_whitespace().find_map(name_of);
            (self.format.currency, self.format.shared) = parted(name);
        }
        self.format.scale = scale.filter(|_| !self.divided && self.format.shown == Shown::Number);
        (self.name, self.format)
    }
}
