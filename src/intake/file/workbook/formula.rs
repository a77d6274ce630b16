//! Formulas that take their value from elsewhere, another file, another program, the web; and those that are sums of numbers alone.
//!
//! What comes in: the text of a formula, as xlsx, xlsb, xls and ods store it. What leaves: whether it reaches out, and what
//! it gives, where it names no cell. What it does not know: values of cells.

use rust_decimal::Decimal;

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

/// The longest formula of numbers that is worked out, in bytes, and the most brackets in brackets.
const LONGEST_SUM: usize = 200;
const DEEPEST: usize = 16;

/// What a formula of numbers alone gives, such as `1250+480` or `(2*350)/4`; nothing of any other.
pub(super) fn constant(formula: &str) -> Option<Decimal> {
    let of_sum = |letter: u8| letter.is_ascii_digit() || b"+-*/().% ".contains(&letter);
    let plain = formula.len() <= LONGEST_SUM && formula.bytes().all(of_sum);
    let mut rest = Some(formula).filter(|_| plain)?;
    let sum = sum(&mut rest, DEEPEST)?;
    rest.trim_start().is_empty().then_some(sum)
}

/// Whether a stored result is another number than the formula of numbers gives, as nobody's rounding makes it.
pub(super) fn contradicts(stored: Decimal, constant: Decimal) -> bool {
    let half = Decimal::new(5, 1);
    constant.checked_sub(stored).is_none_or(|difference| difference.abs() > half)
}

/// Takes a sign that stands next, of some.
fn sign(rest: &mut &str, signs: &[char]) -> Option<char> {
    let next = rest.trim_start().chars().next().filter(|next| signs.contains(next))?;
    *rest = rest.trim_start().get(1..)?;
    Some(next)
}

fn sum(rest: &mut &str, depth: usize) -> Option<Decimal> {
    let mut sum = product(rest, depth)?;
    while let Some(sign) = sign(rest, &['+', '-']) {
        let next = product(rest, depth)?;
        sum = if sign == '+' { sum.checked_add(next)? } else { sum.checked_sub(next)? };
    }
    Some(sum)
}

fn product(rest: &mut &str, depth: usize) -> Option<Decimal> {
    let mut product = number(rest, depth)?;
    while let Some(sign) = sign(rest, &['*', '/']) {
        let next = number(rest, depth)?;
        product = if sign == '*' { product.checked_mul(next)? } else { product.checked_div(next)? };
    }
    Some(product)
}

/// A number, or a sum in brackets, with the signs before it and behind it.
fn number(rest: &mut &str, depth: usize) -> Option<Decimal> {
    let depth = depth.checked_sub(1)?;
    if let Some(sign) = sign(rest, &['+', '-']) {
        let number = number(rest, depth)?;
        return Some(if sign == '-' { -number } else { number });
    }
    let mut number = if sign(rest, &['(']).is_some() {
        let inside = sum(rest, depth)?;
        sign(rest, &[')'])?;
        inside
    } else {
        let text = rest.trim_start();
        let (digits, after) =
            text.split_at(text.bytes().take_while(|&byte| byte.is_ascii_digit() || byte == b'.').count());
        *rest = after;
        digits.parse().ok()?
    };
    while sign(rest, &['%']).is_some() {
        number = number.checked_mul(Decimal::new(1, 2))?;
    }
    Some(number)
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
