//! The cells that a formula of ours takes its value from.

use crate::domain::address::leading_cell;

use super::Range;

/// The ranges that a formula names, each with its sheet where it is another one.
pub fn references(formula: &str) -> Vec<(Option<String>, Range)> {
    let mut found = Vec::new();
    let mut rest = formula;
    let mut sheet: Option<String> = None;
    let mut word = false;
    while let Some(first) = rest.chars().next() {
        if first == '"' {
            rest = rest.get(1..).and_then(|text| text.split_once('"')).map_or("", |(_, after)| after);
        } else if first == '[' {
            // The heading of a column of a table, with whatever letters.
            rest = after_heading(rest);
        } else if first == '\'' {
            let (name, after) = quoted(rest);
            sheet = Some(name);
            rest = after.strip_prefix('!').unwrap_or(after);
            continue;
        } else if !word && let Some((range, length)) = range(rest) {
            found.push((sheet.take(), range));
            rest = rest.get(length..).unwrap_or("");
        } else {
            rest = rest.get(first.len_utf8()..).unwrap_or("");
        }
        word = first.is_ascii_alphanumeric() || first == '_' || first == '$';
    }
    found
}

/// What follows a heading in brackets; marked brackets are a part of it.
fn after_heading(text: &str) -> &str {
    let mut letters = text.char_indices().skip(1);
    while let Some((index, letter)) = letters.next() {
        match letter {
            '\'' => drop(letters.next()),
            ']' => return text.get(index + 1..).unwrap_or(""),
            _ => {}
        }
    }
    ""
}

/// A sheet's name in quotes, doubled ones within, and what follows.
fn quoted(text: &str) -> (String, &str) {
    let mut name = String::new();
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((index, letter)) = letters.next() {
        if letter != '\'' {
            name.push(letter);
        } else if letters.peek().is_some_and(|(_, next)| *next == '\'') {
            name.push('\'');
            letters.next();
        } else {
            return (name, text.get(index + 1..).unwrap_or(""));
        }
    }
    (name, "")
}

/// A cell at the beginning, row and column from 0, and the length of its address.
pub fn cell(text: &str) -> Option<(u32, u16, usize)> {
    let (row, column, length) = leading_cell(text)?;
    Some((row - 1, u16::try_from(column).ok()?, length))
}

/// A cell or a range at the beginning, and its length.
fn range(text: &str) -> Option<(Range, usize)> {
    let (row, column, length) = cell(text)?;
    let after = text.get(length..).unwrap_or("");
    if after.starts_with('(') || after.starts_with(|letter: char| letter.is_ascii_alphanumeric()) {
        return None;
    }
    let end = after.strip_prefix(':').and_then(cell);
    let (last_row, last_column, more) = end.map_or((row, column, 0), |(row, column, length)| (row, column, length + 1));
    Some((Range { first_row: row, first_column: column, last_row, last_column }, length + more))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(formula: &str) -> Vec<String> {
        let show = |(sheet, range): (Option<String>, Range)| {
            let Range { first_row, first_column, last_row, last_column } = range;
            format!("{}:{first_row},{first_column}-{last_row},{last_column}", sheet.unwrap_or_default())
        };
        references(formula).into_iter().map(show).collect()
    }

    #[test]
    fn formulas_name_their_cells() {
        assert_eq!(named("SUM(B2:B4)+$C$5"), [":1,1-3,1", ":4,2-4,2"]);
        assert_eq!(named("IF('It''s one'!$A$1=0,0,B2/C$3)"), ["It's one:0,0-0,0", ":1,1-1,1", ":2,2-2,2"]);
        assert_eq!(named("IF(B2,\"A1 ✓\",\"x\")"), [":1,1-1,1"]);
        assert_eq!(named("ROUND('S'!$D$9-(75000000),2)=0"), ["S:8,3-8,3"]);
        assert_eq!(named("SUMIFS(Cells[A1],Cells[l''an '[B2']],C3)"), [":2,2-2,2"]);
        assert_eq!(named("SUMIF('S'!$A$2:$A$9,A3,'S'!$H$2:$H$9)"), ["S:1,0-8,0", ":2,0-2,0", "S:1,7-8,7"]);
    }
}
