//! Addresses of cells as spreadsheet programs write them: rows from 1, columns `A` to `XFD`, `$` before what stays.
//!
//! Columns are counted from 0 here, as everywhere in the program.

/// How many columns a sheet has (Excel 2007 and later): `A` to `XFD`.
const COLUMNS: u32 = 16_384;

/// The letters of a column, counted from 0.
///
/// ```
/// use poolfund::domain::address::column_letters;
/// assert_eq!((column_letters(0), column_letters(27)), ("A".to_owned(), "AB".to_owned()));
/// ```
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// The number, from 0, of a column by its letters; `None` for anything else or beyond column XFD.
pub fn column_number(letters: &str) -> Option<u32> {
    let letters = letters.trim();
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let number = letters.chars().try_fold(0_u32, |number, letter| {
        let letter = letter.to_ascii_uppercase();
        letter.is_ascii_uppercase().then(|| number * 26 + (u32::from(letter) - u32::from('A') + 1))
    })?;
    (number <= COLUMNS).then(|| number - 1)
}

/// The address of a cell: the row as spreadsheet programs number it, from 1; the column from 0.
///
/// ```
/// assert_eq!(poolfund::domain::address::cell_name(12, 1), "B12");
/// ```
pub fn cell_name(row: u32, column: u32) -> String {
    format!("{}{row}", column_letters(column))
}

/// The cell whose address a text begins with (`B12`, `$B$12`): its row from 1, its column from 0, and the length of the
/// address.
///
/// ```
/// use poolfund::domain::address::leading_cell;
/// assert_eq!(leading_cell("$B12:C14"), Some((12, 1, 4)));
/// assert_eq!(leading_cell("SUM(B2)"), None);
/// ```
pub fn leading_cell(text: &str) -> Option<(u32, u32, usize)> {
    let dollar = |text: &str| usize::from(text.starts_with('$'));
    let letters_from = dollar(text);
    let letters = text.get(letters_from..)?.chars().take_while(char::is_ascii_alphabetic).count();
    let column = column_number(text.get(letters_from..letters_from + letters)?)?;
    let digits_from = letters_from + letters + dollar(text.get(letters_from + letters..)?);
    let digits = text.get(digits_from..)?.chars().take_while(char::is_ascii_digit).count();
    let row: u32 = text.get(digits_from..digits_from + digits)?.parse().ok()?;
    (row > 0).then_some((row, column, digits_from + digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (number, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(column_letters(number), letters);
            assert_eq!(column_number(letters), Some(number));
        }
        assert_eq!((column_number("XFE"), column_number("A1"), column_number("")), (None, None, None));
    }

    #[test]
    fn an_address_has_letters_then_a_number_from_1() {
        assert_eq!(leading_cell("AA10)"), Some((10, 26, 4)));
        assert_eq!(leading_cell("A$7"), Some((7, 0, 3)));
        for wrong in ["", "$", "A", "A0", "7", "ABCD1", "$$A1", "A-1", "Ä1"] {
            assert_eq!(leading_cell(wrong), None, "{wrong}");
        }
    }
}
