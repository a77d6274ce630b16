//! Columns and labels that say beside amounts whether they are in thousands or millions.
//!
//! What comes in: a header or label, and what stands below or beside it. What leaves: the scale that it says. What it does not
//! know: rows.

use super::words::{of_letter, of_number, words};
use super::{Units, leads_amounts, of_note, of_words, says_currency};
use crate::config::Scale;
use crate::domain::text::comparable;
use crate::intake::file::workbook::Value;

/// What a header or label is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::intake) enum Label {
    /// Of anything: only words that say nothing else than thousands or millions of a currency count.
    Other,
    /// None: a mark beside amounts may be their unit, too.
    Blank,
    /// Of units, which may be those of things, too.
    Unit,
    /// Of how often amounts are to be taken.
    Scale,
    /// Of a power of ten, or of how often.
    Power,
}

/// The longest text of a cell that is looked at, in bytes.
const LONGEST: usize = 40;

/// Words for thousands that mean other things, too, where nothing stands beside them; in their comparable form.
const WORDS: [&str; 9] = ["mil", "mill", "mille", "miles", "kilo", "mm", "th", "b", "lac"];

impl Label {
    /// What a header is of.
    pub fn of(header: &str) -> Self {
        match comparable(header).as_str() {
            "scale" | "scalefactor" | "scaling" | "multiplier" | "factor" | "magnitude" | "orderofmagnitude"
            | "denomination" | "powercode" | "x" | "echelle" | "escala" | "facteur" | "multiplicateur"
            | "multiplicador" | "faktor" | "multiplikator" => Self::Scale,
            "exponent" | "power" | "poweroften" | "powerof10" | "unitmult" | "unitmultiplier" => Self::Power,
            "unit" | "units" | "unitofmeasure" | "uom" | "currencyunit" | "unitofcurrency" | "unitofamount"
            | "amountunit" | "unite" | "unites" | "unidad" | "unidade" | "einheit" => Self::Unit,
            "" => Self::Blank,
            _ => Self::Other,
        }
    }

    /// Whether it is of units or scales, so that numbers below it say something, too.
    fn tells(self) -> bool {
        !matches!(self, Self::Other | Self::Blank)
    }

    /// The scale that a value below it, or beside it, says.
    pub fn says(self, value: &Value<'_>) -> Option<Scale> {
        match value {
            Value::Text(text) => self.says_text(text.trim()),
            Value::Number(number) if self.tells() && number.is_integer() => {
                self.says_number(&number.normalize().to_string())
            }
            Value::Number(_)
            | Value::Date(_)
            | Value::Logical(_)
            | Value::Error(_)
            | Value::NoResult
            | Value::Outside => None,
        }
    }

    /// Whether a text says a scale wherever it stands.
    pub fn says_anywhere(text: &str) -> bool {
        [Self::Other, Self::Blank].into_iter().any(|label| label.says_text(text.trim()).is_some())
    }

    /// Whether a text is short enough to say so, or ends with brackets or a comma and something behind it.
    fn may_say(self, text: &str) -> bool {
        text.len() <= LONGEST
            && (self.tells() || text.split_whitespace().nth(5).is_none() || text.contains(['(', '[', ',']))
    }

    fn says_text(self, text: &str) -> Option<Scale> {
        if !self.may_say(text) {
            return None;
        }
        // A number under any other header is that of a thing, such as an account.
        if !text.contains(char::is_alphabetic) && !text.contains(['\'', '’']) {
            let number = text.replace([',', ' '], "");
            return Some(self).filter(|label| label.tells())?.says_number(&number);
        }
        if text.chars().nth(1).is_none() {
            // Metres, tonnes and men are shortened so, too.
            let plain = matches!(text, "k" | "K") && self != Self::Other;
            return of_letter(text).filter(|_| plain || matches!(self, Self::Scale | Self::Power));
        }
        if !self.tells() && WORDS.contains(&comparable(text).as_str()) {
            return None;
        }
        let whole = || Some(text).filter(|text| text.split_whitespace().nth(5).is_none()).and_then(of_words)?.scale;
        let bracket = || {
            let (_, inside) = text.split_once(['(', '['])?;
            let inside = inside.trim_end_matches([')', ']']);
            Some(inside).filter(|inside| inside.chars().nth(1).is_some()).and_then(of_words)?.scale
        };
        // `Salaries, USD k`
        let end =
            || text.rsplit_once(',').map(|(_, end)| end.trim()).filter(|end| end.len() > 3).and_then(of_words)?.scale;
        let amounts = || text.split_whitespace().next().is_some_and(leads_amounts);
        let told = || Some(text).filter(|_| self.tells() || amounts()).and_then(|text| of_note(text).scale);
        whole().or_else(bracket).or_else(end).or_else(told)
    }

    fn says_number(self, number: &str) -> Option<Scale> {
        match (number, self) {
            ("2", Self::Power) | ("100", _) => Some(Scale::Hundreds),
            ("3", Self::Power) => Some(Scale::Thousands),
            ("6", Self::Power) => Some(Scale::Millions),
            ("9", Self::Power) | ("1000000000", _) => Some(Scale::Billions),
            _ => of_number(number),
        }
        .filter(|_| self != Self::Unit || number != "100")
    }
}

/// The scale that a row says of the amounts of its sheet by a label and a number beside it: `Multiplier: 1000`.
pub(in crate::intake) fn of_pair(label: &str, number: &Value<'_>) -> Option<Scale> {
    if !matches!(number, Value::Number(_)) {
        return None;
    }
    let label = Label::of(label);
    Some(label).filter(|label| label.tells())?.says(number)
}

/// The units that a name of the workbook says by its text or number: `Multiplier = 1000`, `Reporting_Currency = EUR`.
pub(in crate::intake) fn of_constant(name: &str, value: &str) -> Units {
    let named = Label::of(name);
    let scale = Some(named).filter(|named| named.tells()).and_then(|named| match value.parse() {
        Ok(number) => named.says(&Value::Number(number)),
        Err(_) => named.says(&Value::Text(value.into())),
    });
    let of_currency = words(name).iter().any(|word| says_currency(&comparable(word)));
    let currency = if of_currency { of_words(value) } else { None };
    Units { scale, ..currency.unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_workbook_say_units_by_what_they_are_called() {
        let said = |name: &str, value: &str| {
            let units = of_constant(name, value);
            (units.currency.map(|currency| currency.code()), units.scale)
        };
        for (name, value, expected) in [
            ("Currency", "EUR", (Some("EUR"), None)),
            ("Reporting_Currency", "CHF", (Some("CHF"), None)),
            ("Multiplier", "1000", (None, Some(Scale::Thousands))),
            ("Units", "thousands", (None, Some(Scale::Thousands))),
            ("Scale_Factor", "1000000", (None, Some(Scale::Millions))),
            ("Multiplier", "1", (None, None)),
            ("Total_EUR", "1000", (None, None)),
            ("Currency", "2", (None, None)),
            ("EUR", "1.08", (None, None)),
        ] {
            assert_eq!(said(name, value), expected, "{name} = {value}");
        }
    }

    #[test]
    fn cells_say_thousands_under_headers_that_are_of_them() {
        let text = |text: &'static str| Value::Text(text.into());
        let number = |number: i64| Value::Number(number.into());
        for (header, value, expected) in [
            ("Unit", text("k"), Some(Scale::Thousands)),
            ("Unit", text("USD '000"), Some(Scale::Thousands)),
            ("Unit", text("m"), None),
            ("Unit", text("pcs"), None),
            ("Unit", number(100), None),
            ("Scale", text("m"), Some(Scale::Millions)),
            ("Multiplier", number(1000), Some(Scale::Thousands)),
            ("Multiplier", text("1,000"), Some(Scale::Thousands)),
            ("Multiplier", number(1), None),
            ("UNIT_MULT", number(6), Some(Scale::Millions)),
            ("Remarks", text("in thousands"), Some(Scale::Thousands)),
            ("Description", text("Salaries (USD '000)"), Some(Scale::Thousands)),
            ("Description", text("Salaries for 1000 days"), None),
            ("Remarks", text("amounts in k"), Some(Scale::Thousands)),
            ("Description", text("Salaries, USD k"), Some(Scale::Thousands)),
            ("Unit multiplier", text("3"), Some(Scale::Thousands)),
            ("Company code", text("1000"), None),
            ("", text("1000"), None),
            ("", text("k"), Some(Scale::Thousands)),
            ("Gender", text("M"), None),
            ("Remarks", number(1000), None),
            ("Town", text("Mille"), None),
        ] {
            assert_eq!(Label::of(header).says(&value), expected, "{header}: {value:?}");
        }
    }
}
