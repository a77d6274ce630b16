//! What a sheet shows of itself beside its columns: of finance's lines, what plus and minus mean, and in which column the
//! amounts of each currency stand; of rates, what they count.
//!
//! What comes in: the rows below a header, and its columns. What leaves: settings for the input. What it does not know:
//! what the lines are for.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Found, Sheet};
use crate::config::{InputKind, Quote, Signs};
use crate::domain::FactKind;
use crate::domain::facts::{FinanceKind, FinanceLine};
use crate::domain::number;
use crate::domain::text::comparable;
use crate::domain::{Currency, Money};
use crate::intake::file::workbook::{Cell, Row, Value};
use crate::intake::kinds::columns::Column;
use crate::intake::row::name::without_marks;
use crate::intake::row::text::tidy;
use crate::intake::sheet::units;

/// Settings of an input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extract {
    /// What plus and minus mean, where it is not what is taken without a word.
    pub signs: Option<Signs>,
    /// Where the amounts of each currency stand, by the headers of the columns.
    pub currencies: Vec<(Currency, String)>,
    /// What the rates say, where it is not what is taken without a word.
    pub rates: Option<Quote>,
    /// The currency of the amounts, where only a row of units says it.
    pub currency: Option<Currency>,
}

/// Positions of the columns that say how amounts are signed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    pub kind: u32,
    pub amount: Option<u32>,
    pub debit: Option<u32>,
    pub credit: Option<u32>,
}

/// How many lines of income, or of cost, are above and below nothing.
#[derive(Clone, Copy, Default)]
struct Count {
    above: usize,
    below: usize,
}

impl Count {
    /// Whether most are above nothing; nothing where there are none, or as many of both.
    fn is_above(self) -> Option<bool> {
        (self.above != self.below).then_some(self.above > self.below)
    }
}

impl Sheet<'_> {
    /// What the sheet shows beside its columns.
    pub(super) fn extract(&self, found: &Found) -> Extract {
        let taken = |column: Column| found.assignment.taken.get(&column).map(|(position, _)| *position);
        let header = |position: u32| found.headers.get(&position).cloned().unwrap_or_default();
        if found.kind == InputKind::Facts(FactKind::Rate) {
            let titles = self.rows.iter().filter(|row| row.number < found.row).flat_map(|row| &row.cells);
            let titles = titles.map(|cell| cell.value.show().into_owned());
            let rates = taken(Column::UnitsPerBase).map(header);
            let rates = rates.and_then(|header| quote(&header, titles, self.fund.base_currency));
            let rates = found.assignment.rates.or(rates);
            return Extract { rates, ..Extract::default() };
        }
        let currency = found.assignment.currency;
        if found.kind != InputKind::Facts(FactKind::Finance) {
            return Extract { currency, ..Extract::default() };
        }
        let currencies = found.currencies.iter().map(|(currency, position)| (*currency, header(*position))).collect();
        let rows = self.rows.iter().filter(|row| row.number > found.row);
        let amount = taken(Column::Amount).or_else(|| found.currencies.first().map(|(_, position)| *position));
        let (debit, credit) = (taken(Column::Debit), taken(Column::Credit));
        let columns = taken(Column::Kind).map(|kind| Columns { kind, amount, debit, credit });
        Extract { signs: columns.and_then(|columns| signs(rows, columns)), currencies, rates: None, currency }
    }
}

/// What the rows say of plus and minus: income and cost of one sign each, by what most lines of them have.
pub(super) fn signs<'r>(rows: impl Iterator<Item = &'r Row<'static>>, columns: Columns) -> Option<Signs> {
    let (mut income, mut cost) = (Count::default(), Count::default());
    for row in rows {
        let cell = |position: u32| row.cells.iter().find(|cell| cell.column == position);
        let Some(kind) = cell(columns.kind).and_then(|cell| FinanceKind::parse(&tidy(&cell.value.show()))) else {
            continue;
        };
        let amount = |position: Option<u32>| position.and_then(cell).and_then(number_of);
        let amount = match (amount(columns.amount), amount(columns.debit), amount(columns.credit)) {
            (Some(amount), ..) => amount,
            (None, None, None) => continue,
            (None, debit, credit) => debit.unwrap_or_default() - credit.unwrap_or_default(),
        };
        let count = match kind.effect() {
            1 => &mut income,
            -1 => &mut cost,
            _ => continue,
        };
        count.above += usize::from(amount > Decimal::ZERO);
        count.below += usize::from(amount < Decimal::ZERO);
    }
    let found = match (income.is_above(), cost.is_above()) {
        (Some(true), Some(true)) => Signs::ByKind,
        (Some(true), _) if columns.amount.is_none() => Signs::IncomePositive,
        (Some(true), Some(false)) | (None, Some(false)) => Signs::IncomePositive,
        (Some(false), Some(true) | None) => Signs::IncomeNegative,
        // Nothing, or lines of both sides with a minus, which no view of an account has.
        (Some(true) | None, None | Some(true)) | (Some(false), Some(false)) => return None,
    };
    let usual = if columns.amount.is_some() { Signs::ByKind } else { Signs::IncomeNegative };
    (found != usual).then_some(found)
}

/// What plus and minus mean in lines that were read without a word about it; nothing where they mean what was taken.
pub fn signs_of(lines: &[Arc<FinanceLine>]) -> Option<Signs> {
    let (mut income, mut cost) = (Count::default(), Count::default());
    for line in lines {
        let count = match line.kind.effect() {
            1 => &mut income,
            -1 => &mut cost,
            _ => continue,
        };
        let original = line.original.map_or(Decimal::ZERO, |original| original.amount);
        count.above += usize::from(line.amount > Money::ZERO || original > Decimal::ZERO);
        count.below += usize::from(line.amount < Money::ZERO || original < Decimal::ZERO);
    }
    match (income.is_above(), cost.is_above()) {
        (Some(false), Some(true)) => Some(Signs::IncomeNegative),
        (_, Some(false)) => Some(Signs::IncomePositive),
        (_, Some(true) | None) => None,
    }
}

/// Whether a text says of rates that they are in the fund's currency: `USD per unit`.
pub(super) fn is_of_base(text: &str, base: Currency) -> bool {
    units::quotation(text).is_some_and(|(counted, unit)| units::names(&counted, base) && !units::names(&unit, base))
}

/// What rates say by the header of their column, or else by the titles above it.
pub(super) fn quote(header: &str, titles: impl Iterator<Item = String>, base: Currency) -> Option<Quote> {
    let says_other = units::quotation(header).is_some() && !is_of_base(header, base);
    let titled = |mut titles: Vec<String>| {
        titles.retain(|title| units::quotation(title).is_some());
        !titles.is_empty() && titles.iter().all(|title| is_of_base(title, base))
    };
    let found = is_of_base(header, base) || !says_other && titled(titles.collect());
    found.then_some(Quote::BasePerUnit)
}

fn number_of(cell: &Cell<'_>) -> Option<Decimal> {
    match &cell.value {
        Value::Number(number) => Some(*number),
        Value::Text(text) => number::typed(&tidy(text), None).ok().map(|number| number.value),
        Value::Date(_) | Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside => None,
    }
}

/// The columns that are called the same but for the currency that each names, of which there are at least two.
pub(super) fn currencies(headers: &BTreeMap<u32, String>, is_amount: impl Fn(&str) -> bool) -> Vec<(Currency, u32)> {
    let mut by_name: BTreeMap<String, Vec<(Currency, u32)>> = BTreeMap::new();
    for (&position, header) in headers {
        let (name, units) = units::of_header(without_marks(header));
        if let Some(currency) = units.currency.filter(|_| units.scale.is_none() && is_amount(&name)) {
            by_name.entry(comparable(&name)).or_default().push((currency, position));
        }
    }
    let mut several: Vec<Vec<(Currency, u32)>> = by_name.into_values().filter(|columns| columns.len() > 1).collect();
    several.retain(|columns| {
        columns
            .iter()
            .enumerate()
            .all(|(index, (currency, _))| columns.iter().take(index).all(|(other, _)| other != currency))
    });
    if several.len() == 1 { several.remove(0) } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_say_in_what_they_are() {
        let says = |header: &str, titles: &[&str]| {
            quote(header, titles.iter().map(|title| (*title).to_owned()), Currency::USD)
        };
        for (header, titles) in [
            ("USD per unit", &[][..]),
            ("US$ por unidad", &[]),
            ("Rate", &["US dollars per one unit of foreign currency"]),
        ] {
            assert_eq!(says(header, titles), Some(Quote::BasePerUnit), "{header}");
        }
        for (header, titles) in
            [("Units per USD", &["USD per unit: see annex"][..]), ("Rate", &[]), ("Rate", &["Units per US dollar"])]
        {
            assert_eq!(says(header, titles), None, "{header}");
        }
    }

    #[test]
    fn columns_of_one_name_in_several_currencies_are_found() {
        let headers =
            |texts: &[&str]| (0..).zip(texts).map(|(position, text)| (position, (*text).to_owned())).collect();
        let found = |texts: &[&str]| currencies(&headers(texts), |name| comparable(name) == "amount");
        let eur = Currency::parse("EUR").unwrap();
        assert_eq!(found(&["Date", "Amount EUR", "Amount (USD)"]), [(eur, 1), (Currency::USD, 2)]);
        assert_eq!(found(&["Date", "Amount", "Amount (USD)"]), [], "an amount and what was booked");
        assert_eq!(found(&["Amount EUR", "Amount in EUR"]), [], "the same currency twice");
        assert_eq!(found(&["Balance EUR", "Balance USD"]), []);
    }
}
