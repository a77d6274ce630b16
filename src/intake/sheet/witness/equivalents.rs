//! Columns that are not read and say that amounts are in another currency than the fund's, of which nothing else says the currency:
//! a rate of exchange, or the equivalent in the fund's currency.
//!
//! What comes in: the rows of a sheet of costs or receipts, one by one. What leaves: a warning at such a column. What it does not
//! know: sheets that name a currency, and rates of the fund's own.

use rust_decimal::Decimal;

use super::Tally;
use super::own_rates::heads_rates;
use super::words::{joined_words, words};
use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::text::comparable;
use crate::intake::file::workbook::Row;
use crate::intake::kinds::columns::Column;
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::judge::Judge;
use crate::intake::sheet::totals::addend;

/// What was seen of a sheet.
#[derive(Default)]
pub(super) struct Equivalents {
    /// The column of rates, and that of equivalents.
    rate: Option<u32>,
    equivalent: Option<u32>,
    /// Rows whose equivalent is another number than the amount, or whose rate is not one, and what the first says.
    rows: Tally,
    first: Option<(u32, String)>,
}

impl Equivalents {
    pub fn new(judge: &Judge<'_>) -> Self {
        let (layout, mapping) = (&judge.layout, judge.mapping);
        let moved = matches!(mapping.kind, InputKind::Facts(FactKind::Expenditure | FactKind::Receipt));
        let said = layout.position(Column::Currency).is_some()
            || mapping.currency.is_some()
            || judge.has_default(Column::Currency)
            || layout.units.values().any(|units| units.currency.is_some());
        if !moved || said {
            return Self::default();
        }
        let unread = || layout.headers.iter().filter(|(position, _)| judge.column_at(**position).is_none());
        let base = judge.context.fund.base_currency.code();
        let at =
            |heads: &dyn Fn(&str) -> bool| unread().find(|(_, header)| heads(header)).map(|(&position, _)| position);
        Self {
            rate: at(&|header| heads_rates(header) && !matches!(comparable(header).as_str(), "rate" | "taux")),
            equivalent: at(&|header| heads_equivalents(header, base)).or_else(|| layout.position(Column::BaseAmount)),
            ..Self::default()
        }
    }

    pub fn see(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        if self.rate.is_none() && self.equivalent.is_none() {
            return;
        }
        let figure = judge.figure.map(|(position, _)| position);
        let number = |position: Option<u32>| {
            let cell = row.cells.iter().find(|cell| Some(cell.column) == position)?;
            addend(&cell.value, judge.mapping).filter(|number| !number.is_zero())
        };
        let Some(amount) = number(figure) else { return };
        let told = match (number(self.equivalent), number(self.rate)) {
            (Some(equivalent), _) => (!is_near(equivalent, amount)).then_some((self.equivalent, equivalent)),
            (None, Some(rate)) if rate != Decimal::ONE => {
                let others =
                    row.cells.iter().filter(|cell| Some(cell.column) != figure && Some(cell.column) != self.rate);
                let mut numbers = others.filter_map(|cell| addend(&cell.value, judge.mapping));
                // An amount that was converted from a larger number of its row is in the fund's currency: it is the stronger one.
                let (above, below) = (rate.max(Decimal::ONE), rate.min(Decimal::ONE));
                let converted = numbers.any(|number| {
                    let value = number.checked_div(above).and_then(|value| value.checked_mul(below));
                    value.is_some_and(|value| is_near(value, amount))
                });
                (!converted).then_some((self.rate, rate))
            }
            (None, _) => None,
        };
        if let Some((position, number)) = told {
            self.rows.add(row, judge);
            if self.first.is_none() {
                self.first = position.map(|position| (position, number.normalize().to_string()));
            }
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        let (Some((column, number)), Some(row)) = (&self.first, self.rows.first) else { return };
        let header = judge.layout.headers.get(column).map_or("", |header| header.trim());
        let base = judge.context.fund.base_currency;
        let found = format!(
            "{number} in the column {header:?} beside amounts whose currency nothing says ({})",
            self.rows.show(judge)
        );
        let fix = format!(
            "The amounts were read in {base}. If they are in another currency, head a column Currency and write it there, or say for \
             this input in fund.toml: currency = \"...\"; if they are in {base}: currency = \"{base}\"."
        );
        let location = judge.location(Some(row), Some(*column));
        judge.problems.add(Problem::new(
            ProblemCode::BookedNotRead,
            location,
            found,
            "the currency of the amounts",
            fix,
        ));
    }
}

/// Whether two numbers are one but for rounding.
fn is_near(one: Decimal, other: Decimal) -> bool {
    let most = other.abs().checked_mul(Decimal::new(5, 3)).unwrap_or_default().max(Decimal::new(2, 2));
    one.checked_sub(other).is_some_and(|apart| apart.abs() <= most)
}

/// Whether a header is of what amounts are in the fund's currency: `USD eq.`, `Contre-valeur`, `Equivalent in USD`.
fn heads_equivalents(header: &str, base: &str) -> bool {
    const EQUIVALENT: [&str; 14] = [
        "eq",
        "eqv",
        "equiv",
        "equivalent",
        "equivalents",
        "equivalente",
        "countervalue",
        "contrevaleur",
        "contravalor",
        "contravaleur",
        "gegenwert",
        "converted",
        "converti",
        "convertido",
    ];
    let parts: Vec<String> = words(header).flat_map(joined_words).map(comparable).collect();
    let whole = comparable(header);
    let named = |name: &&str| parts.iter().any(|part| part == name) || name.len() > 6 && whole.contains(*name);
    let code = parts.iter().any(|part| part.eq_ignore_ascii_case(base));
    EQUIVALENT.iter().any(named) && (code || whole.len() > 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_equivalents() {
        for header in
            ["USD eq.", "Contre-valeur USD", "Equivalent in USD", "Contravalor", "Gegenwert USD", "Amount converted"]
        {
            assert!(heads_equivalents(header, "USD"), "{header}");
        }
        for header in ["Equipment", "USD", "Sequence", "Value", ""] {
            assert!(!heads_equivalents(header, "USD"), "{header}");
        }
    }
}
