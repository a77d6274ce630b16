//! Numbers, amounts and shares of a row.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Checked, Faulty, Record, Sign};
use crate::config::{Dash, InputKind, Scale};
use crate::domain::number::{self, NumberFault, TypedNumber};
use crate::domain::{Currency, FactKind, Money, OriginalAmount, Percent, Weight};
use crate::intake::file::workbook::{Shown, Value};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;
use crate::intake::row::text::{is_dash, tidy};

/// The most that a row may count.
const LARGEST_COUNT: u64 = 999_999_999_999;

/// How a value of another type is fixed.
const WRITE_NUMBER: &str = "Write the number; check the cell's format.";

/// What is smaller is no amount but the noise of a sum: no sheet shows it.
const LEAST: Decimal = Decimal::from_parts(1, 0, 0, false, 9);

impl<'r> Record<'r, '_> {
    /// A number with what stood around it: value, percent, currency.
    fn number(&mut self, column: Column) -> Checked<Option<TypedNumber>> {
        let Some(value) = self.value(column)? else { return Ok(None) };
        match value {
            Value::Number(value) => {
                let format = self.cell(column).map(|cell| cell.style.format).unwrap_or_default();
                if format.shown == Shown::Duration {
                    let found = format!("{value}, shown as hours, minutes or seconds");
                    let expected = format!("a number for {}", self.judge.named(column));
                    return Err(self.problem(ProblemCode::WrongKind, column, found, expected, WRITE_NUMBER));
                }
                let (currency, shared) = (format.currency, format.shared);
                Ok(Some(TypedNumber { value, percent: format.is_percent(), currency, shared }))
            }
            Value::Text(text) => {
                let text = tidy(&text);
                if is_dash(&text) {
                    let zero = TypedNumber { value: Decimal::ZERO, percent: false, currency: None, shared: None };
                    return Ok((self.judge.mapping.dash == Some(Dash::Zero)).then_some(zero));
                }
                if text.is_empty() {
                    return Ok(None);
                }
                match number::typed(&text, self.judge.mapping.decimal) {
                    Ok(mut number) => {
                        if number.percent {
                            number.value =
                                number.value.checked_mul(Decimal::new(1, 2)).unwrap_or(number.value).normalize();
                        }
                        Ok(Some(number))
                    }
                    Err(NumberFault::NotANumber) => Err(self.problem(
                        ProblemCode::NotANumber,
                        column,
                        format!("{text:?}"),
                        format!("a number for {}", self.judge.named(column)),
                        "Write the number in digits.",
                    )),
                    Err(NumberFault::Ambiguous) => {
                        let expected =
                            "a number that can be read in one way only (the mark may separate thousands or decimals)";
                        let fix = "Type it as a number, add or drop decimals, or set decimal = \".\" or \",\" for this input in fund.toml.";
                        Err(self.problem(ProblemCode::AmbiguousNumber, column, format!("{text:?}"), expected, fix))
                    }
                }
            }
            other @ (Value::Date(_) | Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside) => {
                let found = other.show().into_owned();
                Err(self.problem(
                    ProblemCode::WrongKind,
                    column,
                    found,
                    format!("a number for {}", self.judge.named(column)),
                    WRITE_NUMBER,
                ))
            }
        }
    }

    /// A plain number.
    pub fn decimal(&mut self, column: Column) -> Checked<Option<Decimal>> {
        Ok(self.number(column)?.map(|number| number.value))
    }

    /// A rate, which is no share of a hundred.
    pub fn rate(&mut self, column: Column) -> Checked<Option<Decimal>> {
        let Some(number) = self.number(column)? else { return Ok(None) };
        if !number.percent {
            return Ok(Some(number.value));
        }
        let found = format!("{}%", number.value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default().normalize());
        let expected = format!("a rate for {}", self.judge.named(column));
        Err(self.problem(ProblemCode::NotANumber, column, found, expected, "Write the rate without %."))
    }

    /// An amount in a currency, no finer than its minor unit and not beyond what intake takes.
    pub fn amount(&mut self, column: Column, currency: Currency, sign: Sign) -> Checked<Option<Decimal>> {
        self.amount_of(column, currency, currency.decimals(), sign)
    }

    /// The number as it is meant: times the thousands or millions in which the mapping says that amounts are written. A
    /// cell that shows such a word by its format, of which the mapping says nothing, is asked about.
    fn scaled(&mut self, column: Column, value: Decimal) -> Checked<Decimal> {
        let Some(scale) = self.judge.mapping.scale else {
            let shown = self.cell(column).and_then(|cell| cell.style.format.scale);
            return shown.map_or(Ok(value), |scale| Err(self.scale_problem(column, value, scale)));
        };
        let scaled = value.checked_mul(scale.factor());
        scaled.map(|scaled| scaled.normalize()).ok_or_else(|| {
            let expected = "an amount of at most 9,999,999,999,999.99";
            let fix = "Check the number of digits.";
            self.problem(ProblemCode::OutOfRange, column, value.to_string(), expected, fix)
        })
    }

    fn scale_problem(&mut self, column: Column, value: Decimal, scale: Scale) -> Faulty {
        let found = format!("{value}, shown in {}", scale.name());
        let fix = format!(
            "Write the amount in full; or say for this input in fund.toml: scale = \"{}\", or scale = \"ones\" if it is \
             the amount itself.",
            scale.name()
        );
        self.problem(ProblemCode::ScaleNotSaid, column, found, "an amount that is what it looks like", fix)
    }

    /// An amount with at most so many decimals; any number of them where none is said.
    fn amount_of(
        &mut self,
        column: Column,
        currency: Currency,
        decimals: Option<u32>,
        sign: Sign,
    ) -> Checked<Option<Decimal>> {
        let Some(mut number) = self.number(column)? else { return Ok(None) };
        number.value = self.scaled(column, number.value)?;
        if number.value.abs() < LEAST {
            number.value = Decimal::ZERO;
        }
        let units = self.units(column);
        number.currency = number.currency.or(units.currency);
        // Where no row names a currency the header is asked about once.
        let header = units.shared.filter(|_| self.cell(Column::Currency).is_some());
        number.shared = number.shared.or(header).filter(|shared| shared.contradicts(currency));
        if number.percent {
            let found = format!("{}%", number.value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default().normalize());
            return Err(self.problem(
                ProblemCode::NotANumber,
                column,
                found,
                format!("an amount for {}", self.judge.named(column)),
                "Write the amount.",
            ));
        }
        if let Some(shown) = number.currency.filter(|&shown| shown != currency) {
            let fix = "Correct the currency of the row, or the cell's amount or number format.";
            return Err(self.problem(
                ProblemCode::OtherCurrency,
                column,
                format!("{} {}", shown, number.value),
                format!("an amount in {currency} for {}", self.judge.named(column)),
                fix,
            ));
        }
        if let Some(shown) = number.shared.filter(|_| number.currency.is_none()) {
            let fix = "Correct the currency of the row, or the cell's amount or number format, or the header.";
            let found = format!("{} {}", shown.name(), number.value);
            return Err(self.problem(
                ProblemCode::OtherCurrency,
                column,
                found,
                format!("an amount in {currency} for {}", self.judge.named(column)),
                fix,
            ));
        }
        let mut value = number.value;
        if let Some(decimals) = decimals.filter(|decimals| value.scale() > *decimals) {
            let rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
            if rounded != value {
                value = self.round(column, value, rounded, (currency, decimals))?;
            }
        }
        self.in_range(column, value, currency, sign)?;
        Ok(Some(value))
    }

    fn round(
        &mut self,
        column: Column,
        value: Decimal,
        rounded: Decimal,
        (currency, places): (Currency, u32),
    ) -> Checked<Decimal> {
        let expected = format!("at most {places} decimals, as {currency} has");
        if self.judge.mapping.rounding {
            let _ = self.problem(ProblemCode::Rounded, column, format!("{value}, read as {rounded}"), expected, "");
            return Ok(rounded);
        }
        let fix = "Round the amount in the sheet, or set rounding = true for this input in fund.toml.";
        Err(self.problem(ProblemCode::TooFine, column, value.to_string(), expected, fix))
    }

    fn in_range(&mut self, column: Column, value: Decimal, currency: Currency, sign: Sign) -> Checked<()> {
        let minor = Money::from_decimal(value, currency.minor_units());
        let too_large = minor.is_none_or(|minor| minor > Money::LARGEST_INPUT || minor < -Money::LARGEST_INPUT);
        let (wrong, expected) = match sign {
            Sign::Positive => (value <= Decimal::ZERO, "an amount above zero"),
            Sign::NotNegative => (value < Decimal::ZERO, "an amount of zero or more"),
            Sign::Any => (false, "an amount"),
        };
        if too_large {
            let expected = "an amount of at most 9,999,999,999,999.99";
            return Err(self.problem(
                ProblemCode::OutOfRange,
                column,
                value.to_string(),
                expected,
                "Check the number of digits.",
            ));
        }
        if wrong {
            return Err(self.problem(
                ProblemCode::OutOfRange,
                column,
                value.to_string(),
                expected,
                "Check the sign; amounts are positive and the kind of the row says where they go.",
            ));
        }
        Ok(())
    }

    /// Where the amount of the row stands: in a column of its own, or in two, for debit and credit; then the first of them.
    pub fn amount_column(&self) -> Column {
        if self.cell(Column::Amount).is_some() {
            return Column::Amount;
        }
        let has = |column: Column| self.judge.layout.position(column).is_some();
        match (has(Column::Debit), has(Column::Credit)) {
            (false, false) => Column::Amount,
            (true, _) => Column::Debit,
            (false, true) => Column::Credit,
        }
    }

    /// What stands in the column for debit, less what stands in that for credit.
    pub fn debit_less_credit(&mut self, currency: Currency) -> Checked<Decimal> {
        let debit = self.amount(Column::Debit, currency, Sign::Any);
        let credit = self.amount(Column::Credit, currency, Sign::Any);
        match (debit?, credit?) {
            (None, None) => self.need(Column::Amount, |record, column| record.amount(column, currency, Sign::Any)),
            // Totals of finance's have both.
            (Some(debit), Some(credit))
                if !debit.is_zero()
                    && !credit.is_zero()
                    && self.judge.mapping.kind != InputKind::Facts(FactKind::Finance) =>
            {
                let found = format!("debit {} and credit {} in one row", debit.normalize(), credit.normalize());
                let fix = "Write two rows; or clear the one that is not meant.";
                Err(self.problem(
                    ProblemCode::OutOfRange,
                    Column::Credit,
                    found,
                    "an amount in one of the two columns",
                    fix,
                ))
            }
            (debit, credit) => Ok(debit.unwrap_or_default() - credit.unwrap_or_default()),
        }
    }

    /// What was booked in base currency. Beside columns for debit and credit it has the direction of their amount, whatever its
    /// sign: in most books it has none there, in others that of the fund's income.
    pub fn booked(&mut self, beside: Option<Decimal>, sign: Sign) -> Checked<Option<Money>> {
        let booked = self.money(Column::BaseAmount, if beside.is_some() { Sign::Any } else { sign })?;
        let against = |amount: Decimal| {
            amount < Decimal::ZERO && booked > Some(Money::ZERO) || amount > Decimal::ZERO && booked < Some(Money::ZERO)
        };
        Ok(booked.map(|booked| if beside.is_some_and(against) { -booked } else { booked }))
    }

    /// An amount in a currency, with that currency.
    pub fn original(&mut self, column: Column, currency: Currency, sign: Sign) -> Checked<Option<OriginalAmount>> {
        Ok(self.amount(column, currency, sign)?.map(|amount| OriginalAmount { amount, currency }))
    }

    /// An amount in base currency.
    pub fn money(&mut self, column: Column, sign: Sign) -> Checked<Option<Money>> {
        let currency = self.fund().base_currency;
        let amount = self.amount_of(column, currency, Some(currency.minor_units()), sign)?;
        Ok(amount.and_then(|amount| Money::from_decimal(amount, currency.minor_units())))
    }

    /// A share from 0 to 100%: `13%` in the cell or by its number format, or the fraction 0.13. A column whose header
    /// says per cent may hold 13, too. What may be either, such as 1 for one per cent or for the whole, is refused.
    pub fn percent(&mut self, column: Column) -> Checked<Option<Percent>> {
        let Some(mut number) = self.number(column)? else { return Ok(None) };
        let bare = !number.percent && number.value > Decimal::ZERO;
        let in_header = self.judge.layout.position(column).and_then(|place| self.judge.layout.headers.get(&place));
        let of_hundred = in_header.is_some_and(|header| header.contains('%'));
        if bare && (number.value == Decimal::ONE || of_hundred && number.value < Decimal::ONE) {
            let expected = "a share that can be read in one way only (of a hundred, or of one)";
            let fix = "Write it with a percent sign, as 13%.";
            return Err(self.problem(ProblemCode::AmbiguousNumber, column, number.value.to_string(), expected, fix));
        }
        if bare && of_hundred {
            number.value = number.value.checked_mul(Decimal::new(1, 2)).unwrap_or(number.value).normalize();
        }
        if number.value < Decimal::ZERO || number.value > Decimal::ONE {
            let fix = "Write it with a percent sign, as 13%.";
            return Err(self.problem(
                ProblemCode::OutOfRange,
                column,
                number.value.to_string(),
                "a share from 0% to 100%",
                fix,
            ));
        }
        Ok(Some(Percent::from_fraction(number.value.normalize())))
    }

    /// The weight of a cell.
    pub fn weight(&mut self, column: Column) -> Checked<Option<Weight>> {
        let Some(number) = self.decimal(column)? else { return Ok(None) };
        match Weight::from_decimal(number) {
            Some(weight) => Ok(Some(weight)),
            None => Err(self.problem(
                ProblemCode::OutOfRange,
                column,
                number.to_string(),
                "a weight from 0.001 to 1,000,000 with at most three decimals",
                "Write for example 1 or 2.5.",
            )),
        }
    }

    /// A whole number of people or things.
    pub fn count(&mut self, column: Column) -> Checked<Option<u64>> {
        use rust_decimal::prelude::ToPrimitive;
        let Some(number) = self.decimal(column)? else { return Ok(None) };
        let number = self.scaled(column, number)?;
        if number > Decimal::from(LARGEST_COUNT) {
            let expected = "a whole number of at most 999,999,999,999";
            let fix = "Check the number of digits.";
            return Err(self.problem(ProblemCode::OutOfRange, column, number.to_string(), expected, fix));
        }
        match number.to_u64().filter(|&whole| Decimal::from(whole) == number) {
            Some(whole) => Ok(Some(whole)),
            None => Err(self.problem(
                ProblemCode::OutOfRange,
                column,
                number.to_string(),
                "a whole number of zero or more",
                "Write the number without decimals.",
            )),
        }
    }
}
