//! Formulas that take their value from elsewhere, another file, another program, the web; and what plain sums of numbers and cells give.
//!
//! What comes in: the text of a formula, as xlsx, xlsb, xls and ods store it, and the numbers of cells. What leaves: whether it
//! reaches out, and what it gives. What it does not know: sheets.

use rust_decimal::Decimal;

use crate::domain::address::leading_cell;

/// Functions that ask another program or the web. A name may stand behind a prefix such as `_xlfn.`.
const REACHING: [&str; 8] =
    ["DDE", "RTD", "WEBSERVICE", "CALL", "REGISTER.ID", "SQL.REQUEST", "IMPORTDATA", "STOCKHISTORY"];

/// Whether a formula takes values from another file (`[1]Sheet1!A1`, `'C:\\[Book.xlsx]Sheet1'!A1`,
/// `'file:///book.ods'#$Sheet1.A1`), another program (`cmd|'/c calc'!A0`, `DDE(...)`) or the web.
pub(super) fn reaches_outside(formula: &str) -> bool {
    let mut rest = formula;
    let mut word = String::new();
    while let Some(letter) = rest.chars().next() {
        let after = rest.get(letter.len_utf8()..).unwrap_or_default();
        rest = match letter {
            '"' => after.split_once('"').map_or("", |(_, after)| after),
            '\'' => {
                let (quoted, after) = after.split_once('\'').unwrap_or((after, ""));
                let book = quoted.contains('[') && after.starts_with('!');
                if book || quoted.contains("://") || after.starts_with('#') {
                    return true;
                }
                after
            }
            '[' => {
                let (inside, after) = bracketed(after);
                // `Table[2024]` is a column of a table of this workbook, `[.A1]` a cell in ods.
                let book = word.is_empty() && sheet_follows(after);
                if book || reaches_outside(inside) {
                    return true;
                }
                after
            }
            '|' => return true,
            '(' if is_reaching(&word) => return true,
            _ => after,
        };
        if letter.is_alphanumeric() || matches!(letter, '_' | '.') {
            word.push(letter);
        } else {
            word.clear();
        }
    }
    false
}

/// What stands in brackets, whose opening one is read, and what comes after them.
fn bracketed(text: &str) -> (&str, &str) {
    let mut depth = 1;
    for (index, letter) in text.char_indices() {
        match letter {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (text.get(..index).unwrap_or_default(), text.get(index + 1..).unwrap_or_default());
        }
    }
    (text, "")
}

/// Whether the name of a sheet follows, up to its exclamation mark.
fn sheet_follows(text: &str) -> bool {
    let named =
        text.trim_start_matches(|letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '.' | '-' | ' '));
    named.starts_with('!')
}

/// Whether a function, perhaps with a prefix, asks another program or the web.
pub(super) fn is_reaching(word: &str) -> bool {
    let upper = word.to_ascii_uppercase();
    let name = ["_XLFN.", "_XLWS.", "_XLL.", "COM.SUN.STAR.SHEET.ADDIN."]
        .iter()
        .fold(upper.as_str(), |name, prefix| name.strip_prefix(prefix).unwrap_or(name));
    REACHING.contains(&name)
}

/// The longest formula that is worked out, in bytes, and the most brackets in brackets.
pub(super) const LONGEST_SUM: usize = 200;
const DEEPEST: usize = 16;

/// What a formula of numbers alone gives, such as `1250+480` or `(2*350)/4`; nothing of any other.
pub(super) fn constant(formula: &str) -> Option<Decimal> {
    let of_sum = |letter: u8| letter.is_ascii_digit() || b"+-*/().% ".contains(&letter);
    formula.bytes().all(of_sum).then(|| of_cells(formula, &|_| None)).flatten()
}

/// What a formula of numbers and cells gives, such as `D2*E2` or `SUM(F2:H2)-I2`, by the numbers of the cells: row from 1, column
/// from 0. Nothing of a formula with anything else, or with a cell that has no number.
pub(super) fn of_cells(formula: &str, numbers: &dyn Fn(CellName) -> Option<Decimal>) -> Option<Decimal> {
    if formula.len() > LONGEST_SUM || !formula.is_ascii() {
        return None;
    }
    let mut sum = Sum { rest: formula, numbers };
    let value = sum.sum(DEEPEST)?;
    sum.rest.trim_start().is_empty().then_some(value)
}

/// Whether a formula can give nothing but a number: it calculates, names no text, and no function that may give one.
pub(super) fn gives_number(formula: &str) -> bool {
    const FUNCTIONS: [&str; 17] = [
        "SUM",
        "ROUND",
        "ROUNDUP",
        "ROUNDDOWN",
        "PRODUCT",
        "SUMIF",
        "SUMIFS",
        "SUMPRODUCT",
        "SUBTOTAL",
        "AVERAGE",
        "COUNT",
        "COUNTA",
        "ABS",
        "INT",
        "MIN",
        "MAX",
        "AGGREGATE",
    ];
    if formula.len() > LONGEST_SUM || formula.contains(['"', '&', '\'', '!', '[', '=', '<', '>']) {
        return false;
    }
    let mut calls = formula.split('(').rev().skip(1).map(|before| {
        let name = before.rsplit(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
        name.is_empty() || FUNCTIONS.contains(&name.to_ascii_uppercase().as_str())
    });
    calls.all(|known| known) && formula.contains(['(', '+', '-', '*', '/'])
}

/// Whether a stored result is another number than the formula gives, as nobody's rounding makes it.
pub(super) fn contradicts(stored: Decimal, given: Decimal) -> bool {
    let half = Decimal::new(5, 1);
    given.checked_sub(stored).is_none_or(|difference| difference.abs() > half)
}

/// A cell that a formula names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CellName {
    /// Its row, from 1.
    pub row: u32,
    /// Its column, from 0.
    pub column: u32,
    /// Whether the row stays the same where the formula is copied: `F$2`.
    pub fixed_row: bool,
    /// Whether the column does: `$F2`.
    pub fixed_column: bool,
}

/// A formula that is being worked out.
struct Sum<'f> {
    rest: &'f str,
    numbers: &'f dyn Fn(CellName) -> Option<Decimal>,
}

impl Sum<'_> {
    /// Takes a sign that stands next, of some.
    fn sign(&mut self, signs: &[char]) -> Option<char> {
        let rest = self.rest.trim_start();
        let next = rest.chars().next().filter(|next| signs.contains(next))?;
        self.rest = rest.get(1..)?;
        Some(next)
    }

    fn sum(&mut self, depth: usize) -> Option<Decimal> {
        let mut sum = self.product(depth)?;
        while let Some(sign) = self.sign(&['+', '-']) {
            let next = self.product(depth)?;
            sum = if sign == '+' { sum.checked_add(next)? } else { sum.checked_sub(next)? };
        }
        Some(sum)
    }

    fn product(&mut self, depth: usize) -> Option<Decimal> {
        let mut product = self.number(depth)?;
        while let Some(sign) = self.sign(&['*', '/']) {
            let next = self.number(depth)?;
            product = if sign == '*' { product.checked_mul(next)? } else { product.checked_div(next)? };
        }
        Some(product)
    }

    /// A number, a cell, or a sum in brackets or of cells, with the signs before it and behind it.
    fn number(&mut self, depth: usize) -> Option<Decimal> {
        let depth = depth.checked_sub(1)?;
        if let Some(sign) = self.sign(&['+', '-']) {
            let number = self.number(depth)?;
            return Some(if sign == '-' { -number } else { number });
        }
        let mut number = if self.sign(&['(']).is_some() {
            let inside = self.sum(depth)?;
            self.sign(&[')'])?;
            inside
        } else if let Some(cell) = self.cell() {
            (self.numbers)(cell)?
        } else if let Some(inside) = self.rest.trim_start().strip_prefix("SUM(") {
            self.rest = inside;
            self.listed(depth)?
        } else {
            let text = self.rest.trim_start();
            let digits = text.bytes().take_while(|&byte| byte.is_ascii_digit() || byte == b'.').count();
            let (digits, after) = text.split_at(digits);
            self.rest = after;
            digits.parse().ok()?
        };
        while self.sign(&['%']).is_some() {
            number = number.checked_mul(Decimal::new(1, 2))?;
        }
        Some(number)
    }

    /// The sum of what stands in the brackets of `SUM`, up to their end.
    fn listed(&mut self, depth: usize) -> Option<Decimal> {
        let mut sum = Decimal::ZERO;
        loop {
            let before = self.rest;
            let part = match (self.cell(), self.sign(&[':'])) {
                (Some(first), Some(_)) => self.range(first)?,
                _ => {
                    self.rest = before;
                    self.sum(depth)?
                }
            };
            sum = sum.checked_add(part)?;
            if self.sign(&[',', ')'])? == ')' {
                return Some(sum);
            }
        }
    }

    /// The sum of the cells of one row from one to another.
    fn range(&mut self, first: CellName) -> Option<Decimal> {
        let last = self.cell()?;
        if (first.row, first.fixed_row) != (last.row, last.fixed_row) || first.column > last.column {
            return None;
        }
        let mut cells = (first.column..=last.column).map(|column| (self.numbers)(CellName { column, ..first }));
        cells.try_fold(Decimal::ZERO, |sum, number| sum.checked_add(number?))
    }

    /// Takes the name of a cell that stands next.
    fn cell(&mut self) -> Option<CellName> {
        let text = self.rest.trim_start();
        let (row, column, length) = leading_cell(text)?;
        let (name, after) = text.split_at(length);
        // `LOG10(2)`, `T01_2` and `Sheet1!A1` begin like one.
        if after.starts_with(|next: char| next.is_alphanumeric() || matches!(next, '(' | '_' | '.' | '!')) {
            return None;
        }
        self.rest = after;
        let fixed_row = name.get(1..).is_some_and(|name| name.contains('$'));
        Some(CellName { row, column, fixed_row, fixed_column: name.starts_with('$') })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_of_numbers_alone_are_worked_out() {
        for (formula, value) in [
            ("1250+480", Some("1730")),
            (" 2 * (350 - 50) / 4", Some("150")),
            ("-5+10*2", Some("15")),
            ("1000*1.5%", Some("15")),
            ("1/0.25", Some("4")),
            ("--3", Some("3")),
            ("1/0", None),
            ("A1+2", None),
            ("SUM(1)", None),
            ("(1+2", None),
            ("1 2", None),
            ("2^3", None),
            ("", None),
        ] {
            assert_eq!(constant(formula).map(|value| value.normalize().to_string()).as_deref(), value, "{formula}");
        }
        assert_eq!(constant(&"(".repeat(150)), None);
        assert_eq!(constant(&"-".repeat(150)), None);
    }

    #[test]
    fn formulas_of_the_cells_of_a_row_are_worked_out() {
        // Of row 2, B is 3, C is 100 and D is 0.5; E has no number.
        let numbers = |cell: CellName| {
            let row = [Some("0"), Some("3"), Some("100"), Some("0.5"), None];
            let text = row.get(cell.column as usize).copied().flatten().filter(|_| cell.row == 2)?;
            Some(text.parse().unwrap())
        };
        for (formula, value) in [
            ("B2*C2", Some("300")),
            ("$B2 * C$2 - $D$2", Some("299.5")),
            ("SUM(B2:D2)", Some("103.5")),
            ("SUM(B2,C2:D2,1)/2", Some("52.25")),
            ("-SUM(B2:C2)+C2*7%", Some("-96")),
            ("B2*E2", None),
            ("SUM(B2:E2)", None),
            ("SUM(B2:B3)", None),
            ("SUM(D2:B2)", None),
            ("B2*C3", None),
            ("ROUND(B2*C2,2)", None),
            ("Sheet1!B2", None),
            ("B2!C2", None),
            ("B2_x", None),
            ("B2^2", None),
            ("SUM(B2", None),
            ("SUM()", None),
            ("SUM(B2:C2", None),
        ] {
            assert_eq!(
                of_cells(formula, &numbers).map(|value| value.normalize().to_string()).as_deref(),
                value,
                "{formula}"
            );
        }
        let named = |name: CellName| Some(Decimal::from(u8::from(name.fixed_row) * 2 + u8::from(name.fixed_column)));
        for (formula, fixed) in [("A1", 0), ("$A1", 1), ("A$1", 2), ("$A$1", 3)] {
            assert_eq!(of_cells(formula, &named), Some(Decimal::from(fixed)), "{formula}");
        }
        assert_eq!(of_cells(&"SUM(".repeat(40), &numbers), None);
    }

    #[test]
    fn formulas_that_reach_outside_are_told_apart() {
        for formula in [
            "[1]Sheet1!A1",
            "SUM('[2]My file.xlsx'!A1)",
            "'C:\\tmp\\[Book 1.xlsx]Sheet 1'!$A$1",
            "[Book.xlsx]Sheet1!A1+1",
            "cmd|'/c calc'!A0",
            "A1+[1]!Name",
            "of:=['file:///tmp/book.ods'#$Sheet1.A1]",
            "of:=DDE(\"soffice\";\"book.ods\";\"A1\")",
            "_xlfn.WEBSERVICE(\"http://example.org\")",
            "1+rtd(\"prog\",,\"topic\")",
        ] {
            assert!(reaches_outside(formula), "{formula}");
        }
        for formula in [
            "SUM(A1:A5)",
            "Table1[2024]",
            "Table1[[#This Row],[2024]]",
            "Table1[2024]+Sheet2!B1",
            "SUM('My sheet'!A1:A2)",
            "IF(A1=\"a|b\",1,2)",
            "\"[1]Sheet1!A1\"",
            "of:=SUM([.A1:.A5])*[$'Other sheet'.B2]",
            "ADDED(1)",
            "Table1['#Total]",
        ] {
            assert!(!reaches_outside(formula), "{formula}");
        }
    }
}
