//! The formulas of rules by which cells are shown otherwise, as far as they are plain comparisons.
//!
//! What comes in: the text of a formula, and the cell for which it is written. What leaves: when it holds, where that can be told.
//! What it does not know: cells, and how files keep rules.

use super::rule::{Comparison, Operand, Subject, When};
use crate::domain::address::leading_cell;

/// Whether a formula is one of those by which templates hide errors and blanks, which are none of our figures.
pub(super) fn hides_errors(formula: &str) -> bool {
    const FUNCTIONS: [&str; 6] = ["ISERROR(", "ISERR(", "ISNA(", "ISBLANK(", "LEN(TRIM(", "IFERROR("];
    // What is no error, or is found, is hidden where it is turned round.
    let formula =
        formula.to_uppercase().replace("NOT(ISERROR(", "").replace("NOT(ISERR(", "").replace("NOT(ISBLANK(", "");
    FUNCTIONS.iter().any(|function| formula.contains(function))
}

/// When a formula holds that is written for a cell, whose row is counted from 1 and its column from 0; nothing where it is no
/// plain comparison.
pub(super) fn of_formula(formula: &str, cell: (u32, u32)) -> Option<When> {
    compared(formula, cell).or_else(|| found(formula, cell))
}

/// How an operator compares.
pub(super) fn comparison(operator: &str) -> Option<Comparison> {
    Some(match operator {
        "equal" | "=" => Comparison::Equal,
        "notEqual" | "<>" => Comparison::NotEqual,
        "greaterThan" | ">" => Comparison::More,
        "greaterThanOrEqual" | ">=" => Comparison::NotLess,
        "lessThan" | "<" => Comparison::Less,
        "lessThanOrEqual" | "<=" => Comparison::NotMore,
        _ => return None,
    })
}

/// A number or a text in quotation marks.
pub(super) fn operand(text: &str) -> Option<Operand> {
    let text = text.trim();
    let quoted = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    match quoted {
        Some(inner) => {
            let plain = inner.replace("\"\"", "");
            (!plain.contains('"')).then(|| Operand::Text(inner.replace("\"\"", "\"")))
        }
        None => text.parse().ok().map(Operand::Number),
    }
}

/// `$H2="cancelled"`, written for a cell of row 2.
fn compared(formula: &str, cell: (u32, u32)) -> Option<When> {
    let (subject, rest) = reference(formula.trim().trim_start_matches('='), cell)?;
    let rest = rest.trim_start();
    let sign = rest.find(|letter| !matches!(letter, '=' | '<' | '>'))?;
    let (sign, rest) = rest.split_at_checked(sign)?;
    Some(When::Compares(subject, comparison(sign)?, operand(rest)?))
}

/// `ISNUMBER(SEARCH("cancel",$H2))`, `NOT(ISERROR(SEARCH("cancel",$H2)))`.
fn found(formula: &str, cell: (u32, u32)) -> Option<When> {
    let formula = formula.trim().trim_start_matches('=');
    let turned = || formula.strip_prefix("NOT(ISERROR(")?.strip_suffix(")))");
    let inner = formula.strip_prefix("ISNUMBER(").and_then(|inner| inner.strip_suffix("))")).or_else(turned)?;
    let inner = inner.strip_prefix("SEARCH(").or_else(|| inner.strip_prefix("FIND("))?;
    let (text, subject) = inner.rsplit_once(',')?;
    let (subject, rest) = reference(subject, cell)?;
    let text = operand(text).filter(|text| matches!(text, Operand::Text(_)))?;
    rest.trim().is_empty().then_some(When::Compares(subject, Comparison::Contains, text))
}

/// A cell in the row of the rule, and what follows it. The first cell of its areas is the one for which it is written.
fn reference(formula: &str, (row, column): (u32, u32)) -> Option<(Subject, &str)> {
    let (fixed, text) =
        formula.trim_start().strip_prefix('$').map_or((false, formula.trim_start()), |text| (true, text));
    // With a mark before its row it is the same cell for all rows.
    let (said_row, said_column, length) = leading_cell(text)?;
    let rest = text.get(length..)?;
    let said = text.get(..length)?;
    if said_row != row || said.contains('$') || rest.starts_with([':', '!', '(']) {
        return None;
    }
    let behind = i32::try_from(said_column).ok()? - i32::try_from(column).ok()?;
    Some((if fixed { Subject::Column(said_column) } else { Subject::Behind(behind) }, rest))
}
