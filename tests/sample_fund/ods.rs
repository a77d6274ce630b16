//! A spreadsheet in the OpenDocument format, written by hand: the sheet of priorities.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::book::{Entry, MARK, Outcome, Table, sum_of};
use poolfund::books::new_fund::{LISTS, Offer, Offered};
use poolfund::intake::{Form, List};

const TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";
const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"#;
const NAMESPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3""#;
const STYLES: &str = r##"<office:automatic-styles>
<number:number-style style:name="N1"><number:number number:decimal-places="2" number:min-decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>
<style:style style:name="title" style:family="table-cell"><style:text-properties fo:font-weight="bold" fo:font-size="14pt" fo:color="#1f3864"/></style:style>
<style:style style:name="note" style:family="table-cell"><style:text-properties fo:font-style="italic" fo:color="#595959"/></style:style>
<style:style style:name="needed" style:family="table-cell"><style:table-cell-properties fo:background-color="#1f3864" fo:wrap-option="wrap"/><style:text-properties fo:font-weight="bold" fo:color="#ffffff"/></style:style>
<style:style style:name="free" style:family="table-cell"><style:table-cell-properties fo:background-color="#d9e2f3" fo:wrap-option="wrap"/><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="amount" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="total" style:family="table-cell" style:data-style-name="N1"><style:table-cell-properties fo:border-top="0.75pt solid #000000"/><style:text-properties fo:font-weight="bold"/></style:style>
"##;
const SETTINGS: &str = r#"<office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry><config:config-item config:name="ActiveTable" config:type="string">Priorities</config:config-item><config:config-item-map-named config:name="Tables"><config:config-item-map-entry config:name="Priorities"><config:config-item config:name="VerticalSplitMode" config:type="short">2</config:config-item><config:config-item config:name="VerticalSplitPosition" config:type="int">{rows}</config:config-item><config:config-item config:name="PositionBottom" config:type="int">{rows}</config:config-item></config:config-item-map-entry></config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>"#;

/// A workbook of one table and its lists, as bytes.
pub fn workbook(table: &Table<'_>, names: &Offered) -> Outcome<Vec<u8>> {
    let head = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
    let frozen = (3 + table.notes.len()).to_string();
    let settings = SETTINGS.replace("{rows}", &frozen);
    let meta = "<office:meta><meta:generator>poolfund sample fund</meta:generator><dc:title>Priorities</dc:title>\
                <dc:date>2025-11-03T09:00:00</dc:date></office:meta>";
    let parts = [
        (
            "content.xml",
            format!(
                "{head}\n<office:document-content {NAMESPACES}>{}</office:document-content>",
                content(table, names)?
            ),
        ),
        (
            "styles.xml",
            format!("{head}\n<office:document-styles {NAMESPACES}><office:styles/></office:document-styles>"),
        ),
        (
            "settings.xml",
            format!("{head}\n<office:document-settings {NAMESPACES}>{settings}</office:document-settings>"),
        ),
        ("meta.xml", format!("{head}\n<office:document-meta {NAMESPACES}>{meta}</office:document-meta>")),
        ("META-INF/manifest.xml", MANIFEST.to_owned()),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    writer.start_file("mimetype", options.compression_method(CompressionMethod::Stored))?;
    writer.write_all(TYPE.as_bytes())?;
    for (name, text) in parts {
        writer.start_file(name, options.compression_method(CompressionMethod::Deflated))?;
        writer.write_all(text.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

fn content(table: &Table<'_>, names: &Offered) -> Outcome<String> {
    let mut out = String::from(STYLES);
    for (place, column) in table.columns.iter().enumerate() {
        let tenths = u32::from(column.width) * 2;
        let (whole, rest) = (tenths / 10, tenths % 10);
        write!(
            out,
            "<style:style style:name=\"w{place}\" style:family=\"table-column\"><style:table-column-properties \
             style:column-width=\"{whole}.{rest}cm\"/></style:style>"
        )?;
    }
    out.push_str("</office:automatic-styles><office:body><office:spreadsheet><table:content-validations>");
    for (place, list) in List::ALL.iter().enumerate() {
        let letter = ["A", "B", "C", "D"].get(place).copied().unwrap_or("A");
        let length = names.names(Offer::Names(*list)).len() + 1;
        write!(
            out,
            "<table:content-validation table:name=\"{}\" \
             table:condition=\"of:cell-content-is-in-list([${LISTS}.${letter}$2:${LISTS}.${letter}${length}])\" \
             table:allow-empty-cell=\"true\" table:base-cell-address=\"Priorities.A1\"><table:error-message \
             table:message-type=\"warning\" table:display=\"true\"/></table:content-validation>",
            validation(*list)
        )?;
    }
    write!(out, "</table:content-validations><table:table table:name=\"{}\">", table.name)?;
    for place in 0..table.columns.len() {
        write!(out, "<table:table-column table:style-name=\"w{place}\"/>")?;
    }
    head(&mut out, table)?;
    for row in table.rows {
        out.push_str("<table:table-row>");
        for (entry, column) in row.iter().zip(&table.columns) {
            cell(&mut out, entry, column.form)?;
        }
        out.push_str("</table:table-row>\n");
    }
    foot(&mut out, table)?;
    write!(
        out,
        "</table:table><table:table table:name=\"{LISTS}\"><table:table-column table:number-columns-repeated=\"4\"/>"
    )?;
    let lists = || List::ALL.map(|list| names.names(Offer::Names(list)));
    let longest = lists().iter().map(|list| list.len()).max().unwrap_or(0);
    out.push_str("<table:table-row>");
    for list in List::ALL {
        label(&mut out, Offer::Names(list).header(), "free")?;
    }
    out.push_str("</table:table-row>");
    for place in 0..longest {
        out.push_str("<table:table-row>");
        for list in lists() {
            label(&mut out, list.get(place).map_or("", String::as_str), "")?;
        }
        out.push_str("</table:table-row>");
    }
    out.push_str("</table:table></office:spreadsheet></office:body>");
    Ok(out)
}

const fn validation(list: List) -> &'static str {
    match list {
        List::Donors => "donors",
        List::Places => "places",
        List::Themes => "themes",
        List::Currencies => "currencies",
    }
}

/// Title, notes, a blank row and the header.
fn head(out: &mut String, table: &Table<'_>) -> std::fmt::Result {
    let notes = std::iter::once(&MARK).chain(table.notes).map(|note| (*note, "note"));
    for (line, style) in std::iter::once((table.layout.title, "title")).chain(notes).chain([("", "")]) {
        out.push_str("<table:table-row>");
        label(out, line, style)?;
        out.push_str("</table:table-row>");
    }
    out.push_str("<table:table-row>");
    for column in &table.columns {
        let renamed = table.renamed.iter().find(|(from, _)| *from == column.canonical());
        let header = renamed.map_or(column.canonical(), |(_, to)| *to);
        label(out, header, if column.required { "needed" } else { "free" })?;
    }
    out.push_str("</table:table-row>\n");
    Ok(())
}

/// The row of totals and the footnotes.
fn foot(out: &mut String, table: &Table<'_>) -> std::fmt::Result {
    let first = 4 + table.notes.len() + 1;
    let last = first + table.rows.len() - 1;
    if let Some(total) = &table.total {
        out.push_str("<table:table-row>");
        for (place, (column, letter)) in table.columns.iter().zip('A'..).enumerate() {
            if place == 0 {
                label(out, total.label, "total")?;
            } else if total.columns.contains(&column.canonical()) {
                let sum = sum_of(table.rows, place);
                write!(
                    out,
                    "<table:table-cell table:style-name=\"total\" table:formula=\"of:=SUM([.{letter}{first}:.{letter}{last}])\" \
                     office:value-type=\"float\" office:value=\"{sum}\"><text:p>{sum}</text:p></table:table-cell>"
                )?;
            } else {
                out.push_str("<table:table-cell/>");
            }
        }
        out.push_str("</table:table-row>");
    }
    for note in [""].iter().chain(table.footnotes) {
        out.push_str("<table:table-row>");
        label(out, note, "")?;
        out.push_str("</table:table-row>");
    }
    Ok(())
}

fn cell(out: &mut String, entry: &Entry, form: Form) -> std::fmt::Result {
    let list = match form {
        Form::Name(list) => format!(" table:content-validation-name=\"{}\"", validation(list)),
        Form::Text | Form::Date | Form::Amount | Form::Whole | Form::Percent | Form::Rate | Form::Word(_) => {
            String::new()
        }
    };
    match entry {
        Entry::Blank => write!(out, "<table:table-cell{list}/>"),
        Entry::Text(text) => {
            let text = escaped(text);
            write!(
                out,
                "<table:table-cell{list} office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
            )
        }
        Entry::Number(number) => {
            let style = if form == Form::Amount { " table:style-name=\"amount\"" } else { "" };
            write!(
                out,
                "<table:table-cell{style} office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}</text:p></table:table-cell>"
            )
        }
        Entry::Date(date) => write!(
            out,
            "<table:table-cell office:value-type=\"date\" office:date-value=\"{date}\"><text:p>{date}</text:p></table:table-cell>"
        ),
    }
}

fn label(out: &mut String, text: &str, style: &str) -> std::fmt::Result {
    if text.is_empty() {
        return write!(out, "<table:table-cell/>");
    }
    let style = if style.is_empty() { String::new() } else { format!(" table:style-name=\"{style}\"") };
    let text = escaped(text);
    write!(out, "<table:table-cell{style} office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
