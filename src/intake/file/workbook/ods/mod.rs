//! ods spreadsheets: values through calamine, and beside them what it does not give: hidden rows, merged areas, styles,
//! and formulas whose result is an empty text.
//!
//! What comes in: the parts of the package. What leaves: sheet marks by sheet name. The elements are those of OASIS
//! OpenDocument 1.3, part 3, sections 9.1 (tables), 16.3 (styles) and 16.29 (data styles).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use calamine::{Ods, Reader as _};
use quick_xml::events::BytesStart;
use rust_decimal::Decimal;

mod data_style;
mod lengths;
mod manifest;
mod pages;
mod rules;
#[cfg(test)]
mod tests;

use super::calamined::{self, whole_sheet};
use super::colour::{Colour, unseen};
use super::marks::SheetMarks;
use super::number_format::{NumberFormat, Shown, name_of, parted};
use super::package::Package;
use super::printed;
use super::xml::{Node, Nodes, Xml, attribute};
use super::{LEAST_HEIGHT, MOST_REMARKS, Refusal, Remark, Request, Sink, Style, repaired};
use crate::intake::problems::ProblemCode;
use data_style::DataStyle;
use lengths::{count, is_folded, points};
use manifest::carried;
use pages::Pages;
use rules::{Map, SheetRules};

/// Reads a spreadsheet into a sink.
pub(super) fn read(bytes: &[u8], sha256: String, request: &Request, sink: &mut dyn Sink) -> Result<(), Refusal> {
    let mut package = Package::open(bytes, &request.limits)?;
    let carried = carried(&mut package)?;
    let properties = printed::said(&package.description("meta.xml").unwrap_or_default());
    let mut styles = Vec::new();
    if let Some(mut part) = package.held("styles.xml")? {
        part.read_to_end(&mut styles).map_err(Refusal::inflating)?;
    }
    let mut said = Said { pages: Pages::read(&styles), ..Said::default() };
    said.read(styles.as_slice())?;
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
    let file = calamined::File { bytes: bytes.len() as u64, sha256, carried, properties, marks: &said.sheets, request };
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
    /// The names of styles of rows and columns that leave nothing to be seen.
    flat: BTreeSet<String>,
    pages: Pages,
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
    /// Whether its letters are so small that nobody reads them.
    tiny: Option<bool>,
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
    /// The comment that is read, and the column of the cell before it.
    remark: Option<String>,
    column: u32,
    styled: Option<Styled>,
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

/// A cell with a value: where it stands and how it is shown, with its text as far as that is read.
struct Styled {
    rows: (u32, u32),
    columns: (u32, u32),
    style: Style,
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

impl Position {
    /// Takes a comment that is whole.
    fn take_remark(&mut self) {
        let (row, column) = (self.row.first, self.column);
        let kept = self.sheet.as_mut().map(|(_, said)| &mut said.details.remarks);
        if let (Some(text), Some(remarks)) = (self.remark.take(), kept.filter(|remarks| remarks.len() < MOST_REMARKS)) {
            remarks.push(Remark { row, column, text: text.trim().to_owned() });
        }
    }
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
                    if let Some(remark) = &mut position.remark {
                        piece.add_to(remark);
                    } else if let Some(result) = &mut position.formula {
                        piece.add_to(&mut result.text);
                    } else if let Some(styled) = &mut position.styled {
                        piece.add_to(&mut styled.text);
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
                let size = attribute(tag, "font-size").and_then(|size| points(&size));
                position.tiny = size.map(|size| size < Decimal::from(LEAST_HEIGHT)).or(position.tiny);
            }
            "table-row-properties" => self.see_size(tag, "row-height", position),
            "table-column-properties" => self.see_size(tag, "column-width", position),
            "table-cell-properties" => {
                let paper = attribute(tag, "background-color").filter(|colour| colour != "transparent");
                position.paper = paper.map(|colour| Colour::of_hex(&colour, "")).or(position.paper.take());
            }
            "table" if position.sheet.is_some() => position.inner_tables += 1,
            "table" => {
                let name = attribute(tag, "name").filter(|name| !self.sheets.contains_key(name));
                let mut marks = SheetMarks::default();
                marks.details.printed = self.pages.of_sheet(tag);
                *position = Position { sheet: name.map(|name| (name, marks)), ..Position::default() };
            }
            name if position.sheet.is_some() && position.inner_tables == 0 => {
                self.open_in_sheet(name, tag, position);
            }
            _ => {}
        }
    }

    /// Keeps the style that is declared among those that leave nothing to be seen, where it does.
    fn see_size(&mut self, tag: &BytesStart<'_>, name: &str, position: &Position) {
        let points = attribute(tag, name).and_then(|size| points(&size));
        if points.is_some_and(|points| points < Decimal::from(LEAST_HEIGHT)) {
            self.flat.extend(position.style.clone());
        }
    }

    /// Whether a row or column cannot be seen.
    fn is_hidden(&self, tag: &BytesStart<'_>) -> bool {
        attribute(tag, "visibility").is_some_and(|how| how != "visible")
            || !self.flat.is_empty() && attribute(tag, "style-name").is_some_and(|style| self.flat.contains(&style))
    }

    fn open_style(&mut self, tag: &BytesStart<'_>, position: &mut Position) {
        let Some(name) = attribute(tag, "name") else { return };
        let parent = attribute(tag, "parent-style-name").and_then(|name| self.styles.get(&name).copied());
        let own = attribute(tag, "data-style-name").and_then(|name| self.data_styles.get(&name).copied());
        let parent = parent.unwrap_or_default();
        let inherited = attribute(tag, "parent-style-name").and_then(|name| self.maps.get(&name).cloned());
        self.maps.extend(inherited.map(|maps| (name.clone(), maps)));
        position.shown_name = attribute(tag, "display-name");
        self.pages.see_style(&name, tag);
        self.styles.insert(name.clone(), Style { format: own.unwrap_or(parent.format), ..parent });
        position.style = Some(name);
        (position.ink, position.paper, position.tiny) = (None, None, None);
    }

    fn open_in_sheet(&self, name: &str, tag: &BytesStart<'_>, position: &mut Position) {
        match name {
            "table-column" => {
                let (first, count) = (position.next_column, count(tag, "number-columns-repeated"));
                position.next_column = first.saturating_add(count);
                let hidden = self.is_hidden(tag) || position.folded_columns.contains(&true);
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
                let hidden = self.is_hidden(tag) || position.folded.contains(&true);
                if let Some((_, said)) = position.sheet.as_mut().filter(|_| hidden) {
                    said.hide(first, last);
                }
                let style = self.style(tag, "default-cell-style-name");
                let ruled = self.ruled(tag, "default-cell-style-name");
                position.row = Row { first, last, style, ruled, next_column: 0 };
            }
            "annotation" => position.remark = Some(String::new()),
            "p" if position.remark.is_some() => position.remark.iter_mut().for_each(|remark| {
                // Who wrote it, and when, stands before its first paragraph.
                if !remark.contains('\n') {
                    remark.clear();
                }
                remark.push('\n');
            }),
            _ if position.remark.is_some() => {}
            "table-cell" | "covered-table-cell" => self.cell(tag, position),
            "conditional-format" => position.rules.begin(tag),
            "condition" => position.rules.take(tag),
            "p" => {
                position.formula.iter_mut().for_each(|result| result.is_shown = true);
                position.styled.iter_mut().for_each(|styled| styled.is_shown = true);
            }
            _ => {}
        }
    }

    fn cell(&self, tag: &BytesStart<'_>, position: &mut Position) {
        let row = &mut position.row;
        let column = row.next_column;
        position.column = column;
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
        let (rows, columns) = ((row.first, row.last), (column, row.next_column - 1));
        position.styled = Some(Styled { rows, columns, style, text: String::new(), is_shown: false });
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
            "text" => position.data_style.iter_mut().for_each(|style| {
                style.in_literal = false;
                style.literal.push(' ');
            }),
            "currency-style" | "percentage-style" | "number-style" => {
                self.data_styles.extend(position.data_style.take().map(DataStyle::declared));
            }
            "style" => {
                let (ink, paper, tiny) = (position.ink.take(), position.paper.take(), position.tiny.take());
                let Some(style) = position.style.take().and_then(|name| self.styles.get_mut(&name)) else { return };
                if ink.is_some() || paper.is_some() {
                    style.unseen = unseen(ink.as_ref(), paper.as_ref());
                }
                style.unseen |= tiny == Some(true);
                let style = *style;
                if let Some(name) = position.shown_name.take() {
                    self.styles.insert(name, style);
                }
            }
            "table-cell" | "covered-table-cell" if position.inner_tables == 0 => {
                if let (Some(styled), Some((_, said))) = (position.styled.take(), &mut position.sheet) {
                    // A value of which nothing is shown, as by the format `;;;`.
                    let unseen = styled.is_shown && styled.text.trim().is_empty() && position.formula.is_none();
                    let style = Style { unseen: styled.style.unseen || unseen, ..styled.style };
                    said.style(styled.rows, styled.columns, style);
                }
                if let (Some(result), Some((_, said))) = (position.formula.take(), &mut position.sheet)
                    && result.is_shown
                    && result.text.trim().is_empty()
                {
                    said.blank_results.insert((position.row.first.saturating_sub(1), result.column));
                }
            }
            "annotation" => position.take_remark(),
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
