//! ods spreadsheets: values through calamine, and beside them what it does not give: hidden rows, merged areas, styles,
//! and formulas whose result is an empty text.
//!
//! What comes in: the parts of the package. What leaves: sheet marks by sheet name. The elements are those of OASIS
//! OpenDocument 1.3, part 3, sections 9.1 (tables), 16.3 (styles) and 16.29 (data styles).

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Ods, Reader as _};
use quick_xml::events::BytesStart;

mod data_style;
mod rules;

use super::calamined::{self, whole_sheet};
use super::colour::{Colour, unseen};
use super::marks::SheetMarks;
use super::number_format::{NumberFormat, Shown, name_of, parted};
use super::package::Package;
use super::xml::{Node, Nodes, Xml, attribute};
use super::{Carried, Refusal, Request, Sink, Style, repaired};
use crate::intake::problems::ProblemCode;
use data_style::DataStyle;
use rules::{Map, SheetRules};

/// Reads a spreadsheet into a sink.
pub(super) fn read(bytes: &[u8], sha256: String, request: &Request, sink: &mut dyn Sink) -> Result<(), Refusal> {
    let mut package = Package::open(bytes, &request.limits)?;
    let carried = carried(&mut package)?;
    let mut said = Said::default();
    if let Some(part) = package.held("styles.xml")? {
        said.read(part)?;
    }
    if let Some(part) = package.stream("content.xml")? {
        said.read(part)?;
    }
    drop(package);
    let repaired;
    let mut workbook: Ods<Cursor<&[u8]>> = match Ods::new(Cursor::new(bytes)).map_err(refusal) {
        Ok(workbook) => workbook,
        Err(refusal) if refusal.code == ProblemCode::Encrypted => return Err(refusal),
        Err(first) => {
            repaired = repaired::repaired(bytes).ok_or(first)?;
            Ods::new(Cursor::new(repaired.as_slice())).map_err(refusal)?
        }
    };
    let metadata = workbook.sheets_metadata().to_vec();
    let file = calamined::File { bytes: bytes.len() as u64, sha256, carried, marks: &said.sheets, request };
    calamined::each_sheet(&file, &metadata, sink, &mut |sheet, gate| {
        let values = workbook.worksheet_range(sheet.name).map_err(Refusal::damaged)?;
        let formulas = workbook.worksheet_formula(sheet.name).unwrap_or_default();
        whole_sheet(&values, &formulas, sheet, gate)
    })
}

fn refusal(error: calamine::OdsError) -> Refusal {
    if matches!(error, calamine::OdsError::Password) {
        Refusal::new(ProblemCode::Encrypted, "an encrypted spreadsheet")
    } else if let calamine::OdsError::CellLimitExceeded { requested, .. } = error {
        Refusal::new(ProblemCode::TooLarge, format!("{requested} cells"))
    } else {
        Refusal::damaged(error)
    }
}

/// What the package carries that could act by itself, by its manifest. Charts are documents, too, but only show what the
/// sheets hold.
///
/// # Errors
/// When the spreadsheet is encrypted.
pub(super) fn carried(package: &mut Package<'_>) -> Result<Vec<Carried>, Refusal> {
    let manifest = package.description("META-INF/manifest.xml")?;
    let (mut carried, mut encrypted) = (Vec::new(), false);
    let mut xml = Xml::new(manifest.as_slice());
    // A manifest that is no XML names nothing; what it would have named is not opened anyway.
    while let Ok(event) = xml.next() {
        let tag = match event {
            Node::Start(tag) => tag,
            Node::End(_) | Node::Text(_) | Node::Other => continue,
            Node::Eof => break,
        };
        encrypted |= tag.local_name().as_ref() == "encryption-data";
        if tag.local_name().as_ref() != "file-entry" {
            continue;
        }
        let path = attribute(&tag, "full-path").unwrap_or_default();
        let kind = attribute(&tag, "media-type").unwrap_or_default();
        let document = kind.starts_with("application/vnd.oasis.opendocument.") && !kind.ends_with(".chart");
        if path != "/" && (document || kind == "application/vnd.sun.star.oleobject") {
            carried.push(Carried::Objects);
        }
        if ["Basic/", "Scripts/"].iter().any(|folder| path.starts_with(folder)) && !path.ends_with('/') {
            carried.push(Carried::Macros);
        }
    }
    if encrypted {
        return Err(Refusal::new(ProblemCode::Encrypted, "an encrypted spreadsheet"));
    }
    carried.sort_unstable();
    carried.dedup();
    Ok(carried)
}

/// What the parts read so far say.
#[derive(Debug, Default)]
struct Said {
    /// By sheet name.
    pub sheets: BTreeMap<String, SheetMarks>,
    /// By the name of a data style.
    data_styles: BTreeMap<String, NumberFormat>,
    /// By the name of a style of cells.
    styles: BTreeMap<String, Style>,
    /// By the name of a style of cells, the rules by which its cells are shown otherwise.
    maps: BTreeMap<String, Vec<Map>>,
}

/// Where in the XML the reader is.
#[derive(Default)]
struct Position {
    data_style: Option<DataStyle>,
    symbol: Option<String>,
    /// The style of cells that is being declared, with the colours of its text and of what it stands on.
    style: Option<String>,
    /// Another name of it, by which rules call it.
    shown_name: Option<String>,
    ink: Option<Colour>,
    paper: Option<Colour>,
    /// A formula whose result is a text, perhaps.
    formula: Option<TextResult>,
    sheet: Option<(String, SheetMarks)>,
    /// Tables within a sheet, such as those of drawings.
    inner_tables: u32,
    /// By the first column, the last one and the format that cells without a style have.
    columns: Vec<(u32, u32, Style)>,
    /// The same by name, for styles that have rules.
    ruled_columns: Vec<(u32, u32, String)>,
    rules: SheetRules,
    next_column: u32,
    /// For each group of rows, and of columns, around, whether it is folded away.
    folded: Vec<bool>,
    folded_columns: Vec<bool>,
    row: Row,
    next_row: u32,
}

/// The result of a formula, as far as it is a text. LibreOffice writes an empty paragraph for an empty text; where there is
/// none, nothing was calculated.
struct TextResult {
    column: u32,
    text: String,
    is_shown: bool,
}

/// The row that is read, and how often it stands there.
#[derive(Default)]
struct Row {
    first: u32,
    last: u32,
    style: Option<Style>,
    /// The name of that style, where it has rules.
    ruled: Option<String>,
    next_column: u32,
}

impl Said {
    /// Reads a part, `styles.xml` before `content.xml`.
    fn read(&mut self, part: impl Read) -> Result<(), Refusal> {
        let mut xml = Xml::new(part);
        let mut position = Position::default();
        loop {
            match xml.next()? {
                Node::Start(tag) => self.open(&tag, &mut position),
                Node::End(tag) => self.close(tag.local_name().as_ref(), &mut position),
                Node::Other => {}
                Node::Eof => return Ok(()),
                Node::Text(piece) => {
                    if let Some(symbol) = &mut position.symbol {
                        piece.add_to(symbol);
                    }
                    if let Some(result) = &mut position.formula {
                        piece.add_to(&mut result.text);
                    }
                    if let Some(style) = position.data_style.as_mut().filter(|style| style.in_literal) {
                        piece.add_to(&mut style.literal);
                    }
                }
            }
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>, position: &mut Position) {
        match tag.local_name().as_ref() {
            kind @ ("currency-style" | "percentage-style" | "number-style") => {
                position.data_style = attribute(tag, "name").map(|name| DataStyle::of(kind, name));
            }
            "currency-symbol" => position.symbol = Some(String::new()),
            "text" => position.data_style.iter_mut().for_each(|style| style.in_literal = true),
            "number" => {
                let divided = attribute(tag, "display-factor").is_some();
                position.data_style.iter_mut().for_each(|style| style.divided |= divided);
            }
            "style" => self.open_style(tag, position),
            "map" => {
                if let (Some(style), Some(map)) = (&position.style, Map::of(tag, "condition")) {
                    self.maps.entry(style.clone()).or_default().push(map);
                }
            }
            "text-properties" => {
                let line =
                    attribute(tag, "text-line-through-style").or_else(|| attribute(tag, "text-line-through-type"));
                let style = position.style.as_ref().and_then(|name| self.styles.get_mut(name));
                if let (Some(line), Some(style)) = (line, style) {
                    style.struck = line != "none";
                }
                let ink = attribute(tag, "color").map(|colour| Colour::of_hex(&colour, ""));
                position.ink = ink.or(position.ink.take());
            }
            "table-cell-properties" => {
                let paper = attribute(tag, "background-color").filter(|colour| colour != "transparent");
                position.paper = paper.map(|colour| Colour::of_hex(&colour, "")).or(position.paper.take());
            }
            "table" if position.sheet.is_some() => position.inner_tables += 1,
            "table" => {
                let name = attribute(tag, "name").filter(|name| !self.sheets.contains_key(name));
                *position = Position { sheet: name.map(|name| (name, SheetMarks::default())), ..Position::default() };
            }
            name if position.sheet.is_some() && position.inner_tables == 0 => {
                self.open_in_sheet(name, tag, position);
            }
            _ => {}
        }
    }

    fn open_style(&mut self, tag: &BytesStart<'_>, position: &mut Position) {
        let Some(name) = attribute(tag, "name") else { return };
        let parent = attribute(tag, "parent-style-name").and_then(|name| self.styles.get(&name).copied());
        let own = attribute(tag, "data-style-name").and_then(|name| self.data_styles.get(&name).copied());
        let parent = parent.unwrap_or_default();
        let inherited = attribute(tag, "parent-style-name").and_then(|name| self.maps.get(&name).cloned());
        self.maps.extend(inherited.map(|maps| (name.clone(), maps)));
        position.shown_name = attribute(tag, "display-name");
        self.styles.insert(name.clone(), Style { format: own.unwrap_or(parent.format), ..parent });
        position.style = Some(name);
        (position.ink, position.paper) = (None, None);
    }

    fn open_in_sheet(&self, name: &str, tag: &BytesStart<'_>, position: &mut Position) {
        match name {
            "table-column" => {
                let (first, count) = (position.next_column, count(tag, "number-columns-repeated"));
                position.next_column = first.saturating_add(count);
                let hidden = is_hidden(tag) || position.folded_columns.contains(&true);
                if let Some((_, said)) = position.sheet.as_mut().filter(|_| hidden) {
                    said.details.hidden_columns.push([first, position.next_column - 1]);
                }
                let last = position.next_column - 1;
                if let Some(style) = self.style(tag, "default-cell-style-name") {
                    position.columns.push((first, last, style));
                }
                if let Some(name) = self.ruled(tag, "default-cell-style-name") {
                    position.ruled_columns.push((first, last, name));
                }
            }
            "table-row-group" => position.folded.push(is_folded(tag)),
            "table-column-group" => position.folded_columns.push(is_folded(tag)),
            "table-row" => {
                let first = position.next_row.saturating_add(1);
                let last = position.next_row.saturating_add(count(tag, "number-rows-repeated"));
                position.next_row = last;
                let hidden = is_hidden(tag) || position.folded.contains(&true);
                if let Some((_, said)) = position.sheet.as_mut().filter(|_| hidden) {
                    said.hide(first, last);
                }
                let style = self.style(tag, "default-cell-style-name");
                let ruled = self.ruled(tag, "default-cell-style-name");
                position.row = Row { first, last, style, ruled, next_column: 0 };
            }
            "table-cell" | "covered-table-cell" => self.cell(tag, position),
            "conditional-format" => position.rules.begin(tag),
            "condition" => position.rules.take(tag),
            "p" => position.formula.iter_mut().for_each(|result| result.is_shown = true),
            _ => {}
        }
    }

    fn cell(&self, tag: &BytesStart<'_>, position: &mut Position) {
        let row = &mut position.row;
        let column = row.next_column;
        row.next_column = column.saturating_add(count(tag, "number-columns-repeated"));
        let Some((_, said)) = &mut position.sheet else { return };
        let (down, across) = (count(tag, "number-rows-spanned"), count(tag, "number-columns-spanned"));
        if down > 1 || across > 1 {
            let end = (row.first.saturating_add(down - 1), column.saturating_add(across - 1));
            said.details.merged.push([row.first, column, end.0, end.1]);
        }
        let kind = attribute(tag, "value-type");
        if attribute(tag, "formula").is_some() && kind.as_ref().is_none_or(|kind| kind == "string") {
            let text = attribute(tag, "string-value").unwrap_or_default();
            position.formula = Some(TextResult { column, text, is_shown: kind.is_some() });
        }
        let Some(kind) = kind else { return };
        let of_column = || {
            let inside = |(first, last, _): &&(u32, u32, Style)| (*first..=*last).contains(&column);
            position.columns.iter().find(inside).map(|(_, _, style)| *style)
        };
        let own = attribute(tag, "style-name").is_some();
        let of_row = || row.ruled.clone().filter(|_| !own);
        let of_columns = || {
            let inside = |(first, last, _): &&(u32, u32, String)| (*first..=*last).contains(&column);
            let ruled = position.ruled_columns.iter().find(inside).map(|(_, _, name)| name.clone());
            ruled.filter(|_| !own && row.style.is_none())
        };
        if let Some(name) = self.ruled(tag, "style-name").or_else(of_row).or_else(of_columns) {
            position.rules.see(&name, [row.first, column, row.last, row.next_column - 1]);
        }
        let mut style = self.style(tag, "style-name").or(row.style).or_else(of_column).unwrap_or_default();
        style.format.shown = if kind == "percentage" { Shown::Percent } else { style.format.shown };
        if let Some(name) = attribute(tag, "currency").and_then(|code| name_of(&code)) {
            (style.format.currency, style.format.shared) = parted(Some(name));
        }
        if !matches!(kind.as_str(), "float" | "currency" | "percentage") {
            style.format = NumberFormat::default();
        }
        said.style((row.first, row.last), (column, row.next_column - 1), style);
    }

    /// The name of the style that an attribute names, where it has rules.
    fn ruled(&self, tag: &BytesStart<'_>, name: &str) -> Option<String> {
        if self.maps.is_empty() {
            return None;
        }
        attribute(tag, name).filter(|style| self.maps.contains_key(style))
    }

    /// The style that an attribute names.
    fn style(&self, tag: &BytesStart<'_>, name: &str) -> Option<Style> {
        attribute(tag, name).map(|style| self.styles.get(&style).copied().unwrap_or_default())
    }

    fn close(&mut self, name: &str, position: &mut Position) {
        match name {
            "currency-symbol" => {
                let name = position.symbol.take().and_then(|symbol| name_of(&symbol));
                if let Some(style) = position.data_style.as_mut().filter(|style| style.format.currency.is_none()) {
                    (style.format.currency, style.format.shared) = parted(name);
                }
            }
            "text" => position.data_style.iter_mut().for_each(|style| style.in_literal = false),
            "currency-style" | "percentage-style" | "number-style" => {
                self.data_styles.extend(position.data_style.take().map(DataStyle::declared));
            }
            "style" => {
                let (ink, paper) = (position.ink.take(), position.paper.take());
                let Some(style) = position.style.take().and_then(|name| self.styles.get_mut(&name)) else { return };
                if ink.is_some() || paper.is_some() {
                    style.unseen = unseen(ink.as_ref(), paper.as_ref());
                }
                let style = *style;
                if let Some(name) = position.shown_name.take() {
                    self.styles.insert(name, style);
                }
            }
            "table-cell" | "covered-table-cell" if position.inner_tables == 0 => {
                if let (Some(result), Some((_, said))) = (position.formula.take(), &mut position.sheet)
                    && result.is_shown
                    && result.text.trim().is_empty()
                {
                    said.blank_results.insert((position.row.first.saturating_sub(1), result.column));
                }
            }
            "table-row-group" if position.inner_tables == 0 => drop(position.folded.pop()),
            "table-column-group" if position.inner_tables == 0 => drop(position.folded_columns.pop()),
            "table" if position.inner_tables > 0 => position.inner_tables -= 1,
            "table" => {
                if let Some((name, mut said)) = position.sheet.take() {
                    said.details.rules = std::mem::take(&mut position.rules).conclude(&self.styles, &self.maps);
                    self.sheets.insert(name, said.settle());
                }
            }
            _ => {}
        }
    }
}

/// Whether a row or column cannot be seen.
fn is_hidden(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "visibility").is_some_and(|how| how != "visible")
}

/// Whether a group of rows or columns is folded away.
fn is_folded(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "display").is_some_and(|display| display == "false")
}

/// How often something stands there, or how far it goes: at least once.
fn count(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;

    #[test]
    fn elements_tell_what_is_hidden_formats_and_merged_areas() {
        let xml = r#"<office:document-content><office:automatic-styles>
            <number:currency-style style:name="N1"><number:number/><number:text> </number:text>
              <number:currency-symbol>€</number:currency-symbol></number:currency-style>
            <number:number-style style:name="N2"><number:number/><number:text>m</number:text></number:number-style>
            <style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>
            <style:style style:name="ce2" style:parent-style-name="ce1" style:data-style-name="N2">
              <style:text-properties style:text-line-through-style="solid"/></style:style>
            </office:automatic-styles><office:body><table:table table:name="Data">
            <table:table-column/><table:table-column table:default-cell-style-name="ce1"/>
            <table:table-column table:visibility="collapse" table:number-columns-repeated="2"/><table:table-column/>
            <table:table-column-group table:display="false"><table:table-column/></table:table-column-group>
            <table:table-column/>
            <table:table-row table:number-rows-repeated="2" table:visibility="collapse"><table:table-cell/>
              <table:table-cell office:value-type="float" office:value="1"/></table:table-row>
            <table:table-row><table:table-cell office:value-type="percentage" office:value="0.1"/>
              <table:table-cell office:value-type="currency" office:currency="SEK" office:value="1"/></table:table-row>
            <table:table-row-group table:display="false">
            <table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3"/>
            </table:table-row></table:table-row-group><table:table-row>
              <table:table-cell table:style-name="ce2" office:value-type="float" office:value="1"/>
              <table:table-cell table:formula="of:=IF(1;&quot;&quot;;1)" office:value-type="string"><text:p/></table:table-cell>
              <table:table-cell table:formula="of:=A1" office:value-type="string"><text:p>x</text:p></table:table-cell>
            </table:table-row>
            </table:table></office:body></office:document-content>"#;
        let mut said = Said::default();
        said.read(xml.as_bytes()).unwrap();
        let said = said.sheets.remove("Data").unwrap();
        let hidden: Vec<u32> = (1..6).filter(|&row| said.is_hidden(row)).collect();
        assert_eq!(hidden, [1, 2, 4]);
        assert_eq!(said.details.hidden_columns, [[2, 3], [5, 5]]);
        assert_eq!(said.details.merged, [[4, 0, 6, 1]]);
        assert_eq!(said.style_at(2, 1).format.currency, Currency::parse("EUR"));
        assert!(said.style_at(3, 0).format.is_percent());
        assert_eq!(said.style_at(3, 1).format.currency, Currency::parse("SEK"));
        assert!(said.style_at(5, 0).struck && said.style_at(5, 0).format.scale == Some(crate::config::Scale::Millions));
        assert!(said.is_blank_result((4, 1)) && !said.is_blank_result((4, 2)));
    }
}
