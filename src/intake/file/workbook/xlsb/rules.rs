//! The rules of an xlsb sheet by which cells are shown otherwise, and the comments on its cells.
//!
//! What comes in: records. What leaves: rules that strike cells through or hide them, what rules make of cells, and comments. What it
//! does not know: cells. The records are those of Microsoft's [MS-XLSB], sections 2.4.31 (BrtBeginCFRule), 2.4.35
//! (BrtBeginConditionalFormatting), 2.4.36 (BrtBeginComment), 2.4.334 (BrtCommentText) and 2.4.355 (BrtDXF).

use std::io::Read;

use super::book::colour_of;
use super::records::Records;
use crate::intake::file::workbook::colour::unseen;
use crate::intake::file::workbook::number_format::of_code;
use crate::intake::file::workbook::rule::{FormatRule, MOST_AREAS};
use crate::intake::file::workbook::xls::records::{Biff, short};
use crate::intake::file::workbook::xls::rules::of_tokens;
use crate::intake::file::workbook::{MOST_REMARKS, Remark, Style};

const BEGIN_COMMENT: u32 = 635;
const COMMENT_TEXT: u32 = 637;

/// The areas of the rules that follow.
pub(super) fn areas(records: &Records<impl Read>) -> Option<Vec<[u32; 4]>> {
    let count = usize::try_from(records.long(8)?).ok()?.min(MOST_AREAS);
    let one = |index: usize| {
        let at = |place: usize| records.long(12 + 16 * index + 4 * place);
        Some([at(0)?.checked_add(1)?, at(2)?, at(1)?.checked_add(1)?, at(3)?])
    };
    (0..count).map(one).collect()
}

/// A rule for some areas; nothing where it neither strikes through nor hides, or is cut short.
pub(super) fn rule(records: &Records<impl Read>, areas: &[[u32; 4]], made: &[Style]) -> Option<FormatRule> {
    let style = *made.get(usize::try_from(records.long(8)?).ok()?)?;
    let (kind, operator) = (records.long(0)?, records.long(16)?);
    let has_formula = records.long(30)? > 0;
    let (_, end) = records.text(42)?;
    let size = if has_formula { usize::try_from(records.long(end)?).ok()? } else { 0 };
    let tokens = records.data.get(end + 4..).and_then(|rest| rest.get(..size)).unwrap_or_default();
    of_tokens(style, areas, (kind, operator), (tokens, Biff::Twelve))
}

/// What a rule makes of cells: properties, each with its number and size.
pub(super) fn made(data: &[u8]) -> Option<Style> {
    let mut rest = data.get(6..)?;
    let (mut style, mut hidden, mut ink, mut paper) = (Style::default(), false, None, None);
    for _ in 0..short(data, 4)? {
        let (kind, size) = (short(rest, 0)?, usize::from(short(rest, 2)?));
        let value = rest.get(4..size)?;
        match kind {
            2 => paper = colour_of(value),
            5 => ink = colour_of(value),
            29 => style.struck = value.first().is_some_and(|strikes| *strikes != 0),
            38 => {
                let units: Vec<u16> =
                    value.get(4..)?.as_chunks().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
                let hides = of_code(&String::from_utf16_lossy(&units)).hides;
                hidden = hides.positive || hides.negative || hides.text;
            }
            _ => {}
        }
        rest = rest.get(size..)?;
    }
    style.unseen = hidden || unseen(ink.as_ref(), paper.as_ref());
    Some(style)
}

/// The comments of a sheet, as far as their part is whole.
pub(super) fn comments(part: impl Read) -> Vec<Remark> {
    let mut records = Records::new(part);
    let (mut remarks, mut place) = (Vec::new(), None);
    while let Some(Some(kind)) = records.next() {
        match kind {
            BEGIN_COMMENT => place = records.long(4).and_then(|row| row.checked_add(1)).zip(records.long(12)),
            COMMENT_TEXT if remarks.len() < MOST_REMARKS => {
                let text = records.text(1).map(|(text, _)| text);
                remarks.extend(place.zip(text).map(|((row, column), text)| Remark { row, column, text }));
            }
            _ => {}
        }
    }
    remarks
}
