//! Charts as the spreadsheet program draws them.

use rust_xlsxwriter::{
    Chart as Drawn, ChartAxisCrossing, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType,
    ChartSolidFill, ChartType, Color,
};

use crate::domain::Language;
use crate::domain::text::visible;

use super::super::grid::{Chart, ChartKind, Range, palette};
use super::look::locale;

/// Lines differ by their dashes too, for who does not see colours and for print in black.
const DASHES: [ChartLineDashType; 4] =
    [ChartLineDashType::Solid, ChartLineDashType::Dash, ChartLineDashType::RoundDot, ChartLineDashType::LongDashDot];

/// Amounts in millions with two decimals.
const MILLIONS: &str = "#,##0.00,,";

/// A chart of a sheet's cells.
pub(super) fn chart(chart: &Chart, sheet: &str, language: Language) -> Drawn {
    let mut drawn = Drawn::new(match chart.kind {
        ChartKind::Bar => ChartType::Bar,
        ChartKind::Column => ChartType::Column,
        ChartKind::Line => ChartType::Line,
    });
    let range = |range: Range| (sheet, range.first_row, range.first_column, range.last_row, range.last_column);
    let looks = palette::SERIES.map(Color::RGB).into_iter().zip(DASHES).cycle();
    for (series, (color, dashes)) in chart.series.iter().zip(looks) {
        let mut format = ChartFormat::new();
        match chart.kind {
            ChartKind::Bar | ChartKind::Column => format.set_solid_fill(ChartSolidFill::new().set_color(color)),
            ChartKind::Line => format.set_line(ChartLine::new().set_color(color).set_width(2).set_dash_type(dashes)),
        };
        let added = drawn.add_series();
        added
            .set_name(visible(&series.name).as_str())
            .set_categories(range(series.categories))
            .set_values(range(series.values))
            .set_format(&mut format);
        match chart.kind {
            ChartKind::Bar | ChartKind::Column => added.set_gap(60).set_overlap(-5),
            ChartKind::Line => added,
        };
    }
    let font = |size: u16| {
        let mut font = ChartFont::new();
        font.set_name("Arial").set_size(size);
        font
    };
    let mut title = font(12);
    title.set_bold().set_color(Color::RGB(palette::INK));
    drawn.title().set_name(visible(&chart.title).as_str()).set_font(&title);
    drawn.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10));
    let mut pale = ChartLine::new();
    pale.set_color(Color::RGB(palette::LINE));
    let millions = format!("{}{MILLIONS}", locale(language));
    // In a bar chart the writer's x axis is the horizontal one, which holds the values.
    match chart.kind {
        ChartKind::Bar => {
            // The first row of the table stands on top, the amounts below all.
            let names = drawn.y_axis().set_font(&font(9)).set_major_gridlines(false);
            names.set_reverse().set_crossing(ChartAxisCrossing::Max);
            drawn.x_axis().set_font(&font(9)).set_num_format(&millions).set_major_gridlines_line(&pale);
        }
        ChartKind::Column | ChartKind::Line => {
            drawn.x_axis().set_font(&font(9)).set_major_gridlines(false);
            drawn.y_axis().set_font(&font(9)).set_num_format(&millions).set_major_gridlines_line(&pale);
        }
    }
    drawn.set_width(chart.size.0).set_height(chart.size.1).set_alt_text(chart.alternative_text.as_str());
    drawn
}
