//! How styles look: fonts, colours, borders and number formats.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::domain::{Language, Money, Percentage};

use super::super::grid::{Book, Cell, Sheet, Style, Value, palette};
use super::super::phrasebook::{Phrasebook, words_of_truth};
use super::looks_like_formula;

const INK: Color = Color::RGB(palette::INK);
const PALE: Color = Color::RGB(palette::PALE);
const LINE: Color = Color::RGB(palette::LINE);
const FILL_IN: Color = Color::RGB(palette::FILL_IN);
const QUIET: Color = Color::RGB(palette::QUIET);
const ALARM: Color = Color::RGB(palette::ALARM);
const FONT: &str = "Arial";
/// Keeps a number as far off the right edge as the indent of the heading above it does: LibreOffice indents no number.
const EDGE: &str = "_M";

/// What decides a number format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Text,
    Money,
    Decimal(u32),
    Whole,
    Year,
    Share(Percentage),
    /// Of nothing, there is no share.
    NoShare,
    Date,
    Truth,
}

impl Kind {
    /// That of a share: what decides is how many decimals it has, and where none are enough, what it says instead.
    fn share(part: i64, whole: i64) -> Self {
        if whole == 0 {
            return Self::NoShare;
        }
        let shown = Percentage::of(part, whole);
        let said = if shown.lies == Ordering::Equal { 0 } else { shown.minor };
        Self::Share(Percentage { minor: said, ..shown })
    }
}

/// What decides how a cell looks, within one workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Look {
    style: Style,
    kind: Kind,
    quote: bool,
    /// Without a line below it.
    listed: bool,
}

impl Look {
    /// The look of a value in a style.
    pub fn of(style: Style, value: &Value) -> Self {
        let kind = match value {
            // What will be a day looks like one before it is written: a protected sheet gives it no format then.
            Value::Blank if style == Style::InputDay => Kind::Date,
            Value::Blank | Value::Text(_) => Kind::Text,
            Value::Money(_) => Kind::Money,
            Value::Decimal(_, decimals) => Kind::Decimal(*decimals),
            Value::Whole(_) => Kind::Whole,
            Value::Year(_) => Kind::Year,
            Value::Share(part, whole) => Kind::share(*part, *whole),
            Value::Date(_) => Kind::Date,
            Value::Truth(_) => Kind::Truth,
        };
        Self { style, kind, quote: looks_like_formula(value), listed: false }
    }

    /// The look of a cell of a sheet. A row of a list for filters has no line below it, so that a cell in which nothing stands
    /// needs no look.
    pub fn in_sheet(cell: &Cell, sheet: &Sheet) -> Self {
        Self { listed: sheet.data && cell.style == Style::Body, ..Self::of(cell.style, &cell.value) }
    }

    /// Whether it is that of a row of a list.
    pub const fn is_listed(&self) -> bool {
        self.listed
    }

    /// Whether a cell of this look must be in the file.
    pub fn is_needed(self, value: &Value) -> bool {
        !self.listed || *value != Value::Blank
    }
}

/// The formats of a workbook, each made once.
pub(super) struct Looks {
    exponent: u32,
    language: Language,
    made: BTreeMap<Look, Format>,
}

impl Looks {
    pub fn new(book: &Book) -> Self {
        Self { exponent: book.exponent, language: book.language, made: BTreeMap::new() }
    }

    /// The decimals of base money.
    pub const fn exponent(&self) -> u32 {
        self.exponent
    }

    /// The format of a look.
    pub fn of(&mut self, look: Look) -> &Format {
        let (exponent, language) = (self.exponent, self.language);
        self.made.entry(look).or_insert_with(|| {
            let style = if look.listed { Style::Paragraph } else { look.style };
            let format = numbered(styled(style), look.kind, exponent, language);
            let left = look.kind == Kind::Text && indented(look.style);
            let format = if left { format.set_align(FormatAlign::Left).set_indent(1) } else { format };
            if look.quote { format.set_quote_prefix() } else { format }
        })
    }
}

/// Text in tables keeps away from the number to its left, and a number from what is to its right.
fn indented(style: Style) -> bool {
    match style {
        Style::Header | Style::Body | Style::Input | Style::InputDay | Style::Subtotal | Style::Total => true,
        Style::NumberHeader | Style::Title | Style::Subtitle | Style::Mark | Style::Part | Style::Section => false,
        Style::Note | Style::Paragraph => false,
    }
}

/// Letters as they are where nothing else is said.
pub(super) fn plain() -> Format {
    Format::new().set_font_name(FONT).set_font_size(10)
}

fn styled(style: Style) -> Format {
    let plain = plain().set_align(FormatAlign::Top);
    let plain = if style.wraps() { plain.set_text_wrap() } else { plain };
    match style {
        Style::Title => plain.set_font_size(18).set_bold().set_font_color(INK),
        Style::Subtitle => plain.set_font_size(11).set_font_color(QUIET),
        Style::Mark => plain.set_bold().set_font_color(ALARM),
        Style::Part => plain.set_font_size(14).set_bold().set_font_color(INK).set_align(FormatAlign::Bottom),
        Style::Section => plain.set_font_size(12).set_bold().set_font_color(INK).set_align(FormatAlign::Bottom),
        Style::Header | Style::NumberHeader => {
            let align = if style == Style::Header { FormatAlign::Left } else { FormatAlign::Right };
            let header = plain
                .set_bold()
                .set_font_size(9)
                .set_font_color(Color::White)
                .set_background_color(INK)
                .set_align(align)
                .set_align(FormatAlign::VerticalCenter);
            if style == Style::Header { header } else { header.set_indent(1) }
        }
        Style::Body => plain.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(LINE),
        Style::Input | Style::InputDay => {
            let input = plain.set_background_color(FILL_IN).set_border(FormatBorder::Thin).set_border_color(LINE);
            input.set_unlocked()
        }
        Style::Subtotal => plain
            .set_bold()
            .set_background_color(PALE)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(LINE),
        Style::Total => plain
            .set_bold()
            .set_background_color(PALE)
            .set_border_top(FormatBorder::Thin)
            .set_border_top_color(INK)
            .set_border_bottom(FormatBorder::Double)
            .set_border_bottom_color(INK),
        Style::Note => plain.set_font_size(9).set_font_color(QUIET),
        Style::Paragraph => plain,
    }
}

fn numbered(format: Format, kind: Kind, exponent: u32, language: Language) -> Format {
    match kind {
        Kind::Text => format,
        Kind::Money => format.set_num_format(decimals(exponent, language)),
        Kind::Decimal(count) => format.set_num_format(decimals(count, language)),
        Kind::Whole => format.set_num_format(decimals(0, language)),
        Kind::Year => format.set_num_format(format!("0{EDGE}")),
        Kind::Share(shown) => format.set_num_format(share(shown, language)),
        Kind::NoShare => format.set_num_format(decimals(0, language)),
        Kind::Date => format.set_num_format(date(language)).set_align(FormatAlign::Left).set_indent(1),
        Kind::Truth => format.set_num_format(truth(language)).set_align(FormatAlign::Left).set_indent(1),
    }
}

/// Thousands, so many decimals, a minus, and a dash for nothing.
fn decimals(count: u32, language: Language) -> String {
    let decimals: String = std::iter::repeat_n('0', count as usize).collect();
    let number = if count == 0 { "#,##0".to_owned() } else { format!("#,##0.{decimals}") };
    let locale = locale(language);
    format!("{locale}{number}{EDGE};{locale}-{number}{EDGE};{locale}\"–\"{EDGE}")
}

/// A decimal in per cent, or more of them. A share so near to nothing or all that decimals do not tell it says that it is not, for as long as it is that near.
fn share(shown: Percentage, language: Language) -> String {
    let (locale, space) = (locale(language), language.before_percent());
    let with = |decimals: u32| format!("0.{}{space}%", "0".repeat(decimals as usize));
    let number = with(shown.decimals);
    let near = |[end, other]: [&str; 2], step: i64| {
        // What it is near to and the bound that is written, both as numbers.
        let [target, bound] = [shown.minor + step, shown.minor]
            .map(|minor| Money::from_minor(minor).to_decimal(shown.decimals + 2).normalize());
        let said = Phrasebook::new(language).percentage(shown);
        let plain = with(1);
        format!("{locale}[{end}{target}]{plain}{EDGE};{locale}[{other}{bound}]\"{said}\"{EDGE};{locale}{plain}{EDGE}")
    };
    match shown.lies {
        Ordering::Equal => format!("{locale}{number}{EDGE};{locale}-{number}{EDGE}"),
        Ordering::Less => near(["<=", "<"], -1),
        Ordering::Greater => near([">=", ">"], 1),
    }
}

/// The locale by which separators and months are written; none for English, where the reader's own holds.
pub(super) fn locale(language: Language) -> &'static str {
    match language {
        Language::English => "",
        Language::French => "[$-40C]",
        Language::Spanish => "[$-C0A]",
        Language::Portuguese => "[$-816]",
    }
}

/// Excel has its own words for true and false; LibreOffice takes these.
fn truth(language: Language) -> String {
    let [yes, no] = words_of_truth(language);
    format!("\"{yes}\";\"{yes}\";\"{no}\"")
}

fn date(language: Language) -> &'static str {
    match language {
        Language::English => "[$-809]d mmm yyyy",
        Language::French => "[$-40C]d mmm yyyy",
        Language::Spanish => "[$-C0A]d mmm yyyy",
        Language::Portuguese => "[$-816]d mmm yyyy",
    }
}
