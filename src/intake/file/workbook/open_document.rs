//! Hidden rows, merged areas and number formats of ods spreadsheets, which calamine does not tell.
//!
//! What comes in: the XML parts. What leaves: sheet marks by sheet name. What it does not know: values. The elements are
//! those of OASIS OpenDocument 1.3, part 3, sections 9.1 (tables), 16.3 (styles) and 16.29 (data styles).

use std::collections::BTreeMap;
use std::io::{BufReader, Read};

use quick_xml::events::{BytesStart, Event};

use super::NumberFormat;
use super::package::attribute;
use super::sheet_marks::{SheetMarks, currency_of};

/// What the parts read so far say.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// By sheet name.
    pub sheets: BTreeMap<String, SheetMarks>,
    /// By the name of a data style.
    data_styles: BTreeMap<String, NumberFormat>,
    /// By the name of a style of cells.
    styles: BTreeMap<String, NumberFormat>,
}

/// Where in the XML the reader is.
#[derive(Default)]
struct Position {
    data_style: Option<String>,
    symbol: Option<String>,
    sheet: Option<(String, SheetMarks)>,
    /// Tables within a sheet, such as those of drawings.
    inner_tables: u32,
    /// By the first column, the last one and the format that cells without a style have.
    columns: Vec<(u32, u32, NumberFormat)>,
    next_column: u32,
    /// For each group of rows, and of columns, around, whether it is folded away.
    folded: Vec<bool>,
    folded_columns: Vec<bool>,
    row: Row,
    next_row: u32,
}

/// The row that is read, and how often it stands there.
#[derive(Default)]
struct Row {
    first: u32,
    last: u32,
    format: Option<NumberFormat>,
    next_column: u32,
}

impl Said {
    /// Reads a part, `styles.xml` before `content.xml`; `None` when it is no XML.
    pub fn read(&mut self, part: impl Read) -> Option<()> {
        let mut reader = quick_xml::Reader::from_reader(BufReader::with_capacity(64 << 10, part));
        let mut buffer = Vec::new();
        let mut position = Position::default();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).ok()? {
                Event::Start(tag) => self.open(&tag, &mut position, false),
                Event::Empty(tag) => self.open(&tag, &mut position, true),
                Event::Text(text) => {
                    if let Some(symbol) = &mut position.symbol {
                        symbol.push_str(&text);
                    }
                }
                Event::End(tag) => self.close(tag.local_name().as_ref(), &mut position),
                Event::Eof => return Some(()),
                Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_)
                | Event::GeneralRef(_) => {}
            }
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>, position: &mut Position, empty: bool) {
        match tag.local_name().as_ref() {
            "currency-style" | "percentage-style" if !empty => {
                position.data_style = attribute(tag, "name");
                let percent = tag.local_name().as_ref() == "percentage-style";
                if let Some(name) = &position.data_style {
                    self.data_styles.insert(name.clone(), NumberFormat { percent, currency: None });
                }
            }
            "currency-symbol" if !empty => position.symbol = Some(String::new()),
            "style" => {
                let own = attribute(tag, "data-style-name").and_then(|name| self.data_styles.get(&name).copied());
                let parent = || attribute(tag, "parent-style-name").and_then(|name| self.styles.get(&name).copied());
                if let (Some(name), Some(format)) = (attribute(tag, "name"), own.or_else(parent)) {
                    self.styles.insert(name, format);
                }
            }
            "table" if position.sheet.is_some() => position.inner_tables += u32::from(!empty),
            "table" if !empty => {
                let name = attribute(tag, "name").filter(|name| !self.sheets.contains_key(name));
                *position = Position { sheet: name.map(|name| (name, SheetMarks::default())), ..Position::default() };
            }
            name if position.sheet.is_some() && position.inner_tables == 0 => {
                self.open_in_sheet(name, tag, position, empty);
            }
            _ => {}
        }
    }

    fn open_in_sheet(&self, name: &str, tag: &BytesStart<'_>, position: &mut Position, empty: bool) {
        match name {
            "table-column" => {
                let (first, count) = (position.next_column, count(tag, "number-columns-repeated"));
                position.next_column = first.saturating_add(count);
                let hidden = is_hidden(tag) || position.folded_columns.contains(&true);
                if let Some((_, said)) = position.sheet.as_mut().filter(|_| hidden) {
                    said.hidden_columns.push([first, position.next_column - 1]);
                }
                if let Some(format) = self.style(tag, "default-cell-style-name") {
                    position.columns.push((first, position.next_column - 1, format));
                }
            }
            "table-row-group" if !empty => position.folded.push(is_folded(tag)),
            "table-column-group" if !empty => position.folded_columns.push(is_folded(tag)),
            "table-row" => {
                let first = position.next_row.saturating_add(1);
                let last = position.next_row.saturating_add(count(tag, "number-rows-repeated"));
                position.next_row = last;
                let hidden = is_hidden(tag) || position.folded.contains(&true);
                if let Some((_, said)) = position.sheet.as_mut().filter(|_| hidden) {
                    said.hide(first, last);
                }
                let format = self.style(tag, "default-cell-style-name");
                position.row = Row { first, last, format, next_column: 0 };
            }
            "table-cell" | "covered-table-cell" => self.cell(tag, position),
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
            said.merged.push([row.first, column, end.0, end.1]);
        }
        let Some(kind) = attribute(tag, "value-type") else { return };
        if !matches!(kind.as_str(), "float" | "currency" | "percentage") {
            return;
        }
        let of_column = || {
            let inside = |(first, last, _): &&(u32, u32, NumberFormat)| (*first..=*last).contains(&column);
            position.columns.iter().find(inside).map(|(_, _, format)| *format)
        };
        let style = self.style(tag, "style-name").or(row.format).or_else(of_column).unwrap_or_default();
        let named = attribute(tag, "currency").and_then(|code| currency_of(&code));
        let format =
            NumberFormat { percent: kind == "percentage" || style.percent, currency: named.or(style.currency) };
        said.format((row.first, row.last), (column, row.next_column - 1), format);
    }

    /// The format of the style that an attribute names.
    fn style(&self, tag: &BytesStart<'_>, name: &str) -> Option<NumberFormat> {
        attribute(tag, name).map(|style| self.styles.get(&style).copied().unwrap_or_default())
    }

    fn close(&mut self, name: &str, position: &mut Position) {
        match name {
            "currency-symbol" => {
                let currency = position.symbol.take().and_then(|symbol| currency_of(&symbol));
                let style = position.data_style.as_ref().and_then(|style| self.data_styles.get_mut(style));
                if let Some(style) = style {
                    style.currency = style.currency.or(currency);
                }
            }
            "currency-style" | "percentage-style" => position.data_style = None,
            "table-row-group" if position.inner_tables == 0 => drop(position.folded.pop()),
            "table-column-group" if position.inner_tables == 0 => drop(position.folded_columns.pop()),
            "table" if position.inner_tables > 0 => position.inner_tables -= 1,
            "table" => {
                if let Some((name, said)) = position.sheet.take() {
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
            <style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>
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
            </table:table-row></table:table-row-group><table:table-row/>
            </table:table></office:body></office:document-content>"#;
        let mut said = Said::default();
        said.read(xml.as_bytes()).unwrap();
        let said = said.sheets.remove("Data").unwrap();
        let hidden: Vec<u32> = (1..6).filter(|&row| said.is_hidden(row)).collect();
        assert_eq!(hidden, [1, 2, 4]);
        assert_eq!(said.hidden_columns, [[2, 3], [5, 5]]);
        assert_eq!(said.merged, [[4, 0, 6, 1]]);
        assert_eq!(said.format_at(2, 1).currency, Currency::parse("EUR"));
        assert!(said.format_at(3, 0).percent);
        assert_eq!(said.format_at(3, 1).currency, Currency::parse("SEK"));
    }
}
