//! What the headers and footers of first and of even pages say, which stand in a record of their own.
//!
//! What comes in: the record. What leaves: lines of text. What it does not know: the header and footer of the other pages. The
//! record is that of Microsoft's [MS-XLS], section 2.4.137 (HeaderFooter).

use super::records::{TextCoding, short};
use crate::intake::file::workbook::{Refusal, printed};

/// Where the lengths of the four codes stand, behind a head, the name of a view and flags; the codes follow them.
const LENGTHS: usize = 30;
const CODES: usize = 8;

/// The lines of the header and footer of even pages, and of those of the first one; of a record that is cut short, those before.
///
/// # Errors
/// When the code page of the file is not known.
pub(super) fn of_other_pages(data: &[u8], texts: TextCoding) -> Result<Vec<String>, Refusal> {
    let (lengths, mut codes) = data.get(LENGTHS..).and_then(|rest| rest.split_at_checked(CODES)).unwrap_or_default();
    let mut said = Vec::new();
    for length in lengths.chunks_exact(2).filter_map(|length| short(length, 0)).filter(|length| *length > 0) {
        // A code has its length once more, flags, and letters of one or two bytes.
        let wide = codes.get(2).is_some_and(|flags| flags & 1 != 0);
        let Some((code, rest)) = codes.split_at_checked(3 + (usize::from(length) << u32::from(wide))) else { break };
        said.extend(printed::of_code(&texts.text(code, true)?.unwrap_or_default()));
        codes = rest;
    }
    Ok(said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::file::workbook::xls::records::Biff;

    #[test]
    fn codes_of_both_widths_are_read_and_none_is_taken_for_another() {
        let texts = TextCoding { biff: Biff::Eight, page: 1252 };
        let wide: Vec<u8> = "&C€ k".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let lengths = [[0, 0], [4, 0], [5, 0], [0, 0]].concat();
        let codes = [&[4, 0, 0][..], b"in k", &[5, 0, 1], &wide].concat();
        let record = [&[0; LENGTHS][..], &lengths, &codes].concat();
        assert_eq!(of_other_pages(&record, texts).unwrap(), ["in k", "€ k"]);
        for cut in 0..record.len() {
            assert!(of_other_pages(&record[..cut], texts).unwrap().len() < 2);
        }
    }
}
