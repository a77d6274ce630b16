//! A small OpenDocument spreadsheet, written by hand: one sheet of text, numbers and a total.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::book::{MARK, Value};

const NAMESPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.2""#;
const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#;
const STYLES: &str = r##"<office:automatic-styles><number:number-style style:name="N4"><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style><style:style style:name="amount" style:family="table-cell" style:data-style-name="N4"/><style:style style:name="head" style:family="table-cell"><style:table-cell-properties fo:background-color="#d9e2f3"/><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="title" style:family="table-cell"><style:text-properties fo:font-weight="bold" fo:font-size="14pt"/></style:style><style:style style:name="wide" style:family="table-column"><style:table-column-properties style:column-width="4cm"/></style:style></office:automatic-styles>"##;

/// The bytes of a file with one sheet.
pub fn file(sheet: &str, title: &str, headers: &[&str], rows: &[Vec<Value>], total: &[Value]) -> Vec<u8> {
    let mut body = String::new();
    let _ = write!(body, r#"<table:table-column table:style-name="wide" table:number-columns-repeated="{}"/>"#, headers.len());
    line(&mut body, &[Value::from(title)], "title");
    line(&mut body, &[Value::from(MARK)], "");
    line(&mut body, &[], "");
    line(&mut body, &headers.iter().map(|name| Value::from(*name)).collect::<Vec<_>>(), "head");
    for row in rows {
        line(&mut body, row, "");
    }
    line(&mut body, total, "head");
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}>{STYLES}<office:body><office:spreadsheet><table:table table:name="{sheet}">{body}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for (name, text, method) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet", CompressionMethod::Stored),
        ("META-INF/manifest.xml", MANIFEST, CompressionMethod::Deflated),
        ("content.xml", &content, CompressionMethod::Deflated),
    ] {
        archive.start_file(name, stored.compression_method(method)).expect("a part");
        archive.write_all(text.as_bytes()).expect("memory");
    }
    archive.finish().expect("an archive").into_inner()
}

fn line(body: &mut String, values: &[Value], style: &str) {
    let styled = if style.is_empty() { String::new() } else { format!(r#" table:style-name="{style}""#) };
    body.push_str("<table:table-row>");
    for value in values {
        let _ = match value {
            Value::Text(text) => {
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                write!(body, r#"<table:table-cell{styled} office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
            }
            Value::Amount(amount) => write!(
                body,
                r#"<table:table-cell table:style-name="amount" office:value-type="float" office:value="{amount}"><text:p>{amount}</text:p></table:table-cell>"#
            ),
            Value::Number(number) => write!(
                body,
                r#"<table:table-cell{styled} office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell>"#
            ),
            Value::Date(date) => write!(
                body,
                r#"<table:table-cell office:value-type="date" office:date-value="{date}"><text:p>{date}</text:p></table:table-cell>"#
            ),
            Value::Blank => write!(body, "<table:table-cell/>"),
        };
    }
    body.push_str("</table:table-row>");
}
