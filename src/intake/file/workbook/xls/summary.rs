//! The properties of an xls workbook: its title, subject, keywords and comments.
//!
//! What comes in: the stream of a compound file that holds them. What leaves: lines of text. What it does not know: sheets. The
//! structures are those of Microsoft's [MS-OLEPS], sections 2.21 (PropertySetStream) and 2.15 (TypedPropertyValue).

use super::code_page::decode;
use crate::intake::file::workbook::printed;

/// The stream's name.
pub(super) const STREAM: &str = "\u{5}SummaryInformation";

const CODE_PAGE: u32 = 1;
/// Title, subject, keywords, comments.
const TEXTS: [u32; 4] = [2, 3, 5, 6];
const BYTES: u32 = 0x1e;
const WIDE: u32 = 0x1f;
const WIDE_PAGE: u16 = 1200;

/// What the properties say, as far as they can be followed.
pub(super) fn properties(stream: &[u8]) -> Vec<String> {
    let found = section(stream).unwrap_or_default();
    let page = found.iter().find(|(id, _)| *id == CODE_PAGE).and_then(|(_, value)| short(value, 4)).unwrap_or(1252);
    let texts = TEXTS.iter().filter_map(|wanted| found.iter().find(|(id, _)| id == wanted));
    texts.filter_map(|(_, value)| text(value, page)).flat_map(|text| printed::lines(&text)).collect()
}

/// The values of the first section, each with its number.
fn section(stream: &[u8]) -> Option<Vec<(u32, &[u8])>> {
    let section = stream.get(usize::try_from(long(stream, 44)?).ok()?..)?;
    let count = usize::try_from(long(section, 4)?).ok()?.min(100);
    let value = |index: usize| {
        let at = 8 + 8 * index;
        Some((long(section, at)?, section.get(usize::try_from(long(section, at + 4)?).ok()?..)?))
    };
    Some((0..count).filter_map(value).collect())
}

fn text(value: &[u8], page: u16) -> Option<String> {
    let length = usize::try_from(long(value, 4)?).ok()?;
    let text = match long(value, 0)? {
        BYTES if page != WIDE_PAGE => decode(value.get(8..)?.get(..length)?, page)?,
        BYTES => wide(value.get(8..)?.get(..length)?),
        WIDE => wide(value.get(8..)?.get(..length.checked_mul(2)?)?),
        _ => return None,
    };
    Some(text.trim_end_matches('\0').to_owned())
}

fn wide(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.as_chunks().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    String::from_utf16_lossy(&units)
}

fn short(bytes: &[u8], offset: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(offset..)?.first_chunk()?))
}

fn long(bytes: &[u8], offset: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(offset..)?.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_comments_are_read_and_what_is_cut_short_harms_nothing() {
        let values = [
            [&2_u32.to_le_bytes()[..], &1252_u32.to_le_bytes()].concat(),
            [&BYTES.to_le_bytes()[..], &8_u32.to_le_bytes(), b"Co\xfbts\0\0\0"].concat(),
            [&WIDE.to_le_bytes()[..], &4_u32.to_le_bytes(), b"E\0U\0R\0\0\0"].concat(),
        ];
        let mut section = [0_u32, 3].map(u32::to_le_bytes).concat();
        let mut offset = 8 + 8 * 3;
        for (id, value) in [CODE_PAGE, 2, 6].into_iter().zip(&values) {
            section.extend([id, offset].map(u32::to_le_bytes).concat());
            offset += u32::try_from(value.len()).unwrap();
        }
        section.extend(values.concat());
        let stream = [&[0; 44][..], &48_u32.to_le_bytes(), &section].concat();
        assert_eq!(properties(&stream), ["Coûts", "EUR"]);
        for cut in 0..stream.len() {
            let _ = properties(&stream[..cut]);
        }
    }
}
