//! Formulas that take their value from elsewhere: another file, another program, the web.
//!
//! What comes in: the text of a formula, as xlsx, xlsb, xls and ods store it. What leaves: whether it reaches out. What
//! it does not know: values.

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

#[cfg(test)]
mod tests {
    use super::*;

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
