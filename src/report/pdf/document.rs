//! A document as data: what the template `paper.typ` sets, and nothing of how.
//!
//! What comes in: texts that were made [ready to be set](super::glyphs::Glyphs), and lengths in hundredths of the letters'
//! height. What leaves: JSON. No text in it is ever read as markup.

use serde::Serialize;

use crate::domain::Picture;

use super::super::grid::palette;

/// A document.
#[derive(Debug, Serialize)]
pub(super) struct Document {
    /// Its language by ISO 639, and the country whose customs it is written by.
    pub language: [&'static str; 2],
    pub title: String,
    pub subject: String,
    pub author: String,
    /// What every page but the first says at its head, beside the title.
    pub mark: String,
    /// What every page says at its foot, above the name of its part.
    pub foot: String,
    /// What is said after the caption of a table that goes on.
    pub continued: String,
    pub palette: Palette,
    pub attachment: Option<Attachment>,
    pub logo: Option<Logo>,
    pub parts: Vec<Section>,
}

#[cfg(test)]
impl Document {
    /// One of parts, without a picture or an attachment.
    pub fn of_parts(title: &str, parts: Vec<Section>) -> Self {
        Self {
            language: ["en", "GB"],
            title: title.to_owned(),
            subject: String::new(),
            author: String::new(),
            mark: String::new(),
            foot: String::new(),
            continued: String::new(),
            palette: Palette::default(),
            attachment: None,
            logo: None,
            parts,
        }
    }
}

/// The colours of reports, as the template writes them.
#[derive(Debug, Serialize)]
pub(super) struct Palette {
    ink: String,
    progress: String,
    lack: String,
    pale: String,
    line: String,
    quiet: String,
    alarm: String,
    series: [String; 4],
}

impl Default for Palette {
    fn default() -> Self {
        let written = |colour: u32| format!("#{colour:06X}");
        Self {
            ink: written(palette::INK),
            progress: written(palette::PROGRESS),
            lack: written(palette::LACK),
            pale: written(palette::PALE),
            line: written(palette::LINE),
            quiet: written(palette::QUIET),
            alarm: written(palette::ALARM),
            series: palette::SERIES.map(written),
        }
    }
}

/// A file that goes along, whose bytes are given apart.
#[derive(Debug, Serialize)]
pub(super) struct Attachment {
    pub name: String,
    pub description: String,
}

/// A picture above the first page's text, whose bytes are given apart.
#[derive(Debug, Serialize)]
pub(super) struct Logo {
    pub format: &'static str,
    pub alternative: String,
    /// Its width and height, in tenths of a millimetre.
    pub size: (u32, u32),
}

/// The room of a picture above the first page's text, in tenths of a millimetre.
const LOGO: (u32, u32) = (430, 120);

impl Logo {
    pub fn of(picture: &Picture, alternative: String) -> Self {
        Self { format: picture.format.name(), alternative, size: picture.within(LOGO) }
    }
}

/// Pages of one kind.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    /// What its pages say at their foot.
    pub name: String,
    pub landscape: bool,
    /// With wide margins and room between paragraphs, as a letter.
    pub loose: bool,
    /// Whether all of it is to be on one page.
    #[serde(skip)]
    pub one_page: bool,
    /// The height of letters, in tenths of a point.
    pub size: u32,
    /// Whether the rows of its tables stand closer than usual.
    pub close: bool,
    pub blocks: Vec<Block>,
}

/// What stands below each other.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Block {
    Heading {
        level: u8,
        text: String,
        /// Whether it begins a page.
        page: bool,
    },
    Text {
        style: TextStyle,
        text: String,
    },
    List {
        items: Vec<String>,
    },
    /// Who signs, below room for a signature.
    Signature {
        lines: Vec<String>,
    },
    Table(Table),
    Chart(Chart),
    /// A table with a chart to its right.
    Beside {
        table: Table,
        chart: Chart,
    },
}

/// What running text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum TextStyle {
    /// Who writes, at the head of a letter.
    Letterhead,
    Subtitle,
    Mark,
    Note,
    Paragraph,
}

/// A table.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    pub caption: String,
    /// The widths of its columns, in hundredths of the height of letters.
    pub widths: Vec<u32>,
    /// None where its first row is a row like all others.
    pub header: Option<Vec<Cell>>,
    pub rows: Vec<Row>,
    /// About how high its caption, its header and its first rows are, in hundredths of the height of letters: they stand on one page.
    pub beginning: u32,
}

impl Table {
    pub fn of(caption: String, widths: Vec<u32>, header: Option<Vec<Cell>>, rows: Vec<Row>) -> Self {
        Self { caption, widths, header, rows, beginning: 0 }
    }
}

/// A row; where it has fewer cells than there are columns, the last one goes on to the edge.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub style: RowStyle,
    pub cells: Vec<Cell>,
}

/// How a row stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RowStyle {
    Body,
    Subtotal,
    Total,
}

/// A cell. The first of a row names the row.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Cell {
    pub text: String,
    /// Whether it stands to the right of its column.
    pub number: bool,
    /// The bar beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bar: Option<Length>,
}

/// A bar: its length in thousandths of what its column has beside its figures, its colour, and how broad the figures are, in
/// hundredths of the height of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Length(pub u32, pub Colour, pub u32);

/// Colours by what they are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Colour {
    Progress,
    Lack,
}

/// A chart.
#[derive(Debug, Serialize)]
pub(super) struct Chart {
    pub title: String,
    pub alternative: String,
    pub drawn: Drawn,
    /// Width and height in hundredths of the height of letters.
    pub size: [u32; 2],
    pub names: Vec<String>,
    /// The part of a hundred of its width that names of bars have.
    pub room: u32,
    pub series: Vec<Series>,
    /// Where nothing is, in thousandths of the axis.
    pub zero: u32,
    pub ticks: Vec<Tick>,
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Drawn {
    Bars,
    Columns,
    Lines,
}

/// A series of a chart: where its values lie, in thousandths of the axis.
#[derive(Debug, Serialize)]
pub(super) struct Series {
    pub name: String,
    pub values: Vec<u32>,
}

/// A number at an axis, and where it stands, in thousandths of the axis.
#[derive(Debug, Serialize)]
pub(super) struct Tick {
    pub text: String,
    pub at: u32,
}
