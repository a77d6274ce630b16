//! Charts as the spreadsheet program draws them.

use rust_xlsxwriter::{
    Chart as Drawn, ChartAxisCrossing, ChartFont, ChartFormat, ChartLayout, ChartLegendPosition, ChartLine,
    ChartLineDashType, ChartSolidFill, ChartType, Color,
};

use crate::domain::Language;
use crate::domain::text::visible;

use super::super::grid::{Chart, ChartKind, Range, Sheet, Unit, Value, breadth, palette};
use super::look::locale;
use super::part;

/// Lines differ by their dashes too, for who does not see colours and for print in black.
const DASHES: [ChartLineDashType; 4] =
    [ChartLineDashType::Solid, ChartLineDashType::Dash, ChartLineDashType::RoundDot, ChartLineDashType::LongDashDot];

/// How many names have room below an axis.
const MOST_NAMES: u32 = 8;

/// Points of height of the letters of bars' names and of a legend.
const NAME: u32 = 8;
const LEGEND: u32 = 10;
/// Pixels above and below bars, for the title and the amounts, and beside names and the legend.
const ABOVE: u32 = 34;
const BELOW: u32 = 28;
const BESIDE: u32 = 16;
const SIGN: u32 = 40;

/// Where the bars of a chart are, in thousandths of its width and height: from the left, from above, how wide and how high. Each name
/// has room on a line: LibreOffice breaks names that it finds too long, and lays one over the next.
fn bars(chart: &Chart, sheet: &Sheet) -> [u32; 4] {
    let pixels = |texts: Vec<String>, points: u32| {
        let broadest = texts.iter().map(|text| text.chars().map(breadth).sum::<u32>()).max();
        broadest.unwrap_or_default() * points * 4 / 300
    };
    let names = chart.series.first().map(|series| sheet.values(series.categories)).into_iter().flatten();
    let names = names.filter_map(|value| if let Value::Text(text) = value { Some(text.to_string()) } else { None });
    let (width, height) = chart.size;
    let left = (pixels(names.collect(), NAME) + BESIDE).min(width / 2);
    let right = pixels(chart.series.iter().map(|series| series.name.clone()).collect(), LEGEND) + SIGN;
    let part_of = |pixels: u32, whole: u32| pixels * 1000 / whole.max(1);
    [
        part_of(left, width),
        part_of(ABOVE, height),
        part_of(width.saturating_sub(left + right), width),
        part_of(height.saturating_sub(ABOVE + BELOW), height),
    ]
}

/// How amounts in a unit are shown.
const fn format_of(unit: Unit) -> &'static str {
    match unit {
        Unit::Ones => "#,##0",
        Unit::Thousands => "#,##0,",
        Unit::Millions => "#,##0.00,,",
    }
}

/// A chart of a sheet's cells.
pub(super) fn chart(chart: &Chart, sheet: &Sheet, language: Language) -> Drawn {
    let mut drawn = Drawn::new(match chart.kind {
        ChartKind::Bar => ChartType::Bar,
        ChartKind::Column => ChartType::Column,
        ChartKind::Line => ChartType::Line,
    });
    let range =
        |range: Range| (sheet.name.as_str(), range.first_row, range.first_column, range.last_row, range.last_column);
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
            // Beside each other: one in front of the other hides it, or is read as a part of it.
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
    // Charts of bars and columns are low and broad.
    let legend = if chart.kind == ChartKind::Line { ChartLegendPosition::Bottom } else { ChartLegendPosition::Right };
    drawn.legend().set_position(legend).set_font(&font(10));
    let mut pale = ChartLine::new();
    pale.set_color(Color::RGB(palette::LINE));
    let amounts = format!("{}{}", locale(language), format_of(chart.unit));
    // In a bar chart the writer's x axis is the horizontal one, which holds the values.
    match chart.kind {
        ChartKind::Bar => {
            // The first row of the table stands on top, the amounts below all.
            // Every bar has its name: LibreOffice leaves out some where it is not said that they are not turned.
            let names = drawn.y_axis().set_font(font(8).set_rotation(0)).set_major_gridlines(false);
            names.set_reverse().set_crossing(ChartAxisCrossing::Max);
            drawn.x_axis().set_font(&font(9)).set_num_format(&amounts).set_major_gridlines_line(&pale);
            let [left, above, width, height] = bars(chart, sheet).map(part);
            let layout = ChartLayout::new().set_offset(left, above).set_dimensions(width, height);
            drawn.plot_area().set_layout(&layout);
        }
        ChartKind::Column | ChartKind::Line => {
            let points = chart.series.first().map_or(0, |series| series.values.last_row - series.values.first_row + 1);
            if points > MOST_NAMES {
                // Excel leaves out names as it is told. LibreOffice leaves out what has no room, but for names that are level:
                // those it slants.
                let every = u16::try_from(points.div_ceil(MOST_NAMES)).unwrap_or(u16::MAX);
                drawn.x_axis().set_font(font(8).set_rotation(1)).set_label_interval(every).set_tick_interval(every);
            } else {
                drawn.x_axis().set_font(&font(9));
            }
            drawn.x_axis().set_major_gridlines(false);
            drawn.y_axis().set_font(&font(9)).set_num_format(&amounts).set_major_gridlines_line(&pale);
        }
    }
    drawn.set_width(chart.size.0).set_height(chart.size.1).set_alt_text(chart.alternative_text.as_str());
    drawn
}

#[cfg(test)]
mod tests {
    use super::super::super::grid::Series;
    use super::*;

    #[test]
    fn every_bar_has_room_for_its_name_on_a_line_beside_it() {
        let of = |name: &str| {
            let mut sheet = Sheet::new("Sheet");
            sheet.push(vec![Value::Text(name.into()).into(), Value::Whole(1).into()]);
            let series = Series {
                name: "Received".to_owned(),
                categories: Range::column(0, 0, 0),
                values: Range::column(1, 0, 0),
            };
            let chart = Chart {
                kind: ChartKind::Bar,
                title: String::new(),
                alternative_text: String::new(),
                row: 0,
                column: 2,
                size: (540, 170),
                series: vec![series],
                unit: Unit::Ones,
            };
            bars(&chart, &sheet)
        };
        let name = "United Republic of Tanzania";
        let [left, above, width, height] = of(name);
        let letters: u32 = name.chars().map(breadth).sum();
        assert!(left * 540 / 1000 > letters * NAME * 4 / 300, "{left}");
        assert!(left + width < 850 && above + height < 850, "the legend and the amounts have room");
        assert!(of("Chad")[0] < left && of(&"Tanzania ".repeat(20))[0] == 500);
    }
}
