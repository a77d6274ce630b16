//! Delimited text: encoding and delimiter are found out, and reported.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Cell, FileHead, Flow, Refusal, Request, Row, SheetDetails, SheetHead, Sink, Style, Value};
use crate::intake::problems::ProblemCode;

/// Reads the lines of a text file into a sink, as the one sheet without a name.
pub(super) fn read(bytes: &[u8], sha256: String, request: &Request, sink: &mut dyn Sink) -> Result<(), Refusal> {
    let (text, encoding) = decode(bytes)?;
    let (body, delimiter) = match request.delimiter.and_then(|declared| u8::try_from(declared).ok()) {
        Some(declared) => (text.as_ref(), declared),
        None => delimiter(&text),
    };
    let how = format!("{encoding}, fields separated by {}", name_of(delimiter));
    let sheet = SheetHead::default();
    let head = FileHead {
        sha256,
        bytes: bytes.len() as u64,
        sheets: vec![sheet],
        text: Some(how),
        carried: Vec::new(),
        properties: Vec::new(),
        constants: Vec::new(),
    };
    sink.file(&head);
    if sink.sheet(0, &SheetDetails::default()) != Flow::Continue {
        return Ok(());
    }
    let skipped_lines = text
        .len()
        .checked_sub(body.len())
        .map_or(0, |cut| text.as_bytes().iter().take(cut).filter(|&&byte| byte == b'\n').count());
    rows(body, delimiter, skipped_lines as u64, request, sink)
}

fn rows(body: &str, delimiter: u8, skipped: u64, request: &Request, sink: &mut dyn Sink) -> Result<(), Refusal> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(body.as_bytes());
    let mut record = csv::StringRecord::new();
    let (mut counted, mut lines, mut inner_lines, mut cells) = (0, skipped, 0, 0);
    while reader.read_record(&mut record).map_err(Refusal::damaged)? {
        let start = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(counted);
        let ends = body.as_bytes().iter().skip(start).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        lines += line_ends(body.as_bytes().get(counted..start + ends).unwrap_or_default());
        counted = start + ends;
        // A record is a row for a spreadsheet program, however many lines its quoted texts have.
        let number = u32::try_from((lines + 1).saturating_sub(inner_lines)).unwrap_or(u32::MAX);
        let mut row = Row { number, hidden: false, fields: Some(record.len() as u32), cells: Vec::new() };
        for (column, field) in record.iter().enumerate() {
            if field.len() > request.limits.cell_bytes {
                let found = format!("a field of {} bytes (is a quotation mark left open?)", field.len());
                return Err(Refusal { row: Some(number), ..Refusal::new(ProblemCode::TooLarge, found) });
            }
            inner_lines += line_ends(field.as_bytes());
            let value = Value::Text(Cow::Borrowed(field));
            if !value.is_blank() {
                row.cells.push(Cell { column: column as u32, value, formula: false, style: Style::default() });
            }
        }
        cells += row.cells.len() as u64;
        if cells > request.limits.cells {
            return Err(Refusal::new(ProblemCode::TooLarge, format!("more than {} cells", request.limits.cells)));
        }
        if !row.cells.is_empty() && sink.row(&row) != Flow::Continue {
            return Ok(());
        }
    }
    Ok(())
}

/// How many lines end: at each line feed, and at each carriage return that none follows.
fn line_ends(bytes: &[u8]) -> u64 {
    let feeds = bytes.iter().filter(|&&byte| byte == b'\n').count();
    let returns = bytes
        .iter()
        .enumerate()
        .filter(|&(index, &byte)| byte == b'\r' && bytes.get(index + 1) != Some(&b'\n'))
        .count();
    (feeds + returns) as u64
}

/// Whether the bytes look like UTF-16 without a mark: most of every second byte are zero, and few of the others.
pub(super) fn looks_wide(bytes: &[u8]) -> bool {
    let sample = bytes.get(..bytes.len().min(512) & !1).unwrap_or_default();
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|&&byte| byte == 0).count();
    let half = sample.len() / 2;
    let wide = |zeros: usize, others: usize| zeros * 10 >= half * 6 && others * 20 <= half;
    half >= 2 && (wide(zeros(0), zeros(1)) || wide(zeros(1), zeros(0)))
}

fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), Refusal> {
    let wide = looks_wide(bytes);
    let (encoding, mark): (&Encoding, usize) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None if wide && bytes.first() == Some(&0) => (UTF_16BE, 0),
        None if wide => (UTF_16LE, 0),
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, 0),
        None => (WINDOWS_1252, 0),
    };
    let body = bytes.get(mark..).unwrap_or_default();
    // Old programs end a text file with a mark of its own.
    let body = body.strip_suffix(b"\x1a").unwrap_or(body);
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(body) else {
        return Err(Refusal::new(ProblemCode::Encoding, format!("bytes that are not {}", encoding.name())));
    };
    // Windows-1252 has no character for these five bytes; a text that seems to use them is in another encoding.
    let unassigned = |letter| matches!(letter, '\u{81}' | '\u{8d}' | '\u{8f}' | '\u{90}' | '\u{9d}');
    if text.chars().any(|letter| letter == '\0' || encoding == WINDOWS_1252 && unassigned(letter)) {
        return Err(Refusal::new(ProblemCode::Encoding, "characters that no text has"));
    }
    Ok((text, encoding.name()))
}

/// The delimiter that gives the largest table, and the text after a `sep=` line.
fn delimiter(text: &str) -> (&str, u8) {
    if let Some((first, rest)) = text.split_once('\n')
        && let Some(declared) = first.trim_end_matches('\r').trim_matches('"').strip_prefix("sep=")
        && let [byte] = declared.as_bytes()
    {
        return (rest, *byte);
    }
    let sample: String = text.chars().take(64 << 10).collect();
    let best = [b',', b';', b'\t', b'|']
        .into_iter()
        .max_by_key(|&candidate| (table_size(&sample, candidate), candidate == b','));
    (text, best.unwrap_or(b','))
}

/// How many fields the table has that a delimiter gives, without its first column: of the lines with the same number of
/// fields, the most. Titles with commas and amounts with decimal commas give narrow tables only.
fn table_size(sample: &str, delimiter: u8) -> usize {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(sample.as_bytes());
    let mut sizes = std::collections::BTreeMap::new();
    for record in reader.byte_records().take(200).flatten() {
        *sizes.entry(record.len()).or_insert(0_usize) += 1;
    }
    sizes.into_iter().map(|(fields, lines)| fields.saturating_sub(1) * lines).max().unwrap_or(0)
}

fn name_of(delimiter: u8) -> String {
    match delimiter {
        b',' => "commas".to_owned(),
        b';' => "semicolons".to_owned(),
        b'\t' => "tabs".to_owned(),
        other => format!("{:?}", char::from(other)),
    }
}
