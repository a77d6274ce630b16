//! A chart of a sheet's cells as places on an axis of round numbers.

use rust_decimal::Decimal;

use super::super::grid::{self, Range, Sheet, Unit, Value};
use super::super::phrasebook::Phrasebook;
use super::document::{Chart, Drawn, Series, Tick};
use super::glyphs::Glyphs;
use super::values::Writer;
use crate::domain::Money;

/// Pixels of the workbook in hundredths of the height of its letters: 96 pixels are 72 points, letters are 10 points high.
const fn letters_of(pixels: u32) -> u32 {
    pixels * 15 / 2
}

/// The parts of a hundred of a chart's width that names of bars have, at least and at most.
const NAMES: (u32, u32) = (30, 45);
/// The least room of a name below a chart; of names that have less, every second or third is left.
const NARROWEST: u32 = 420;
/// A bar's height with its name, and the height of a chart without its bars, in hundredths of the height of letters.
const BAR: u32 = 115;
const AROUND: u32 = 480;

/// No chart of so many points is lower.
pub(super) fn lowest(drawn: Drawn, points: usize) -> u32 {
    match drawn {
        Drawn::Bars => u32::try_from(points).unwrap_or(u32::MAX).saturating_mul(BAR) + AROUND,
        Drawn::Columns | Drawn::Lines => 1200,
    }
}

/// How broad a text is, in hundredths of the height of its letters.
fn breadth(text: &str) -> u32 {
    text.chars().map(grid::breadth).sum()
}

/// The beginning of a name that has so much room; the table has it whole.
fn shortened(name: &str, room: u32) -> String {
    let name = name.replace('\n', " ");
    if breadth(&name) <= room {
        return name;
    }
    let mut used = grid::breadth('…');
    let fits = |letter: &char| {
        used += grid::breadth(*letter);
        used <= room
    };
    let mut kept: String = name.chars().take_while(fits).collect();
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

/// In how many lines a name stands: below a chart, one that says something of what it names has a second one.
fn lines_of(drawn: Drawn, name: &str) -> u32 {
    1 + u32::from(drawn != Drawn::Bars && name.contains(' '))
}

/// At most so many steps of an axis.
const STEPS: i128 = 5;

/// The chart.
pub(super) fn chart(sheet: &Sheet, chart: &grid::Chart, writer: &Writer) -> Chart {
    // Its texts stand in the sheet as well, where they are counted.
    let mut glyphs = Glyphs::default();
    let values_of = |range: Range| sheet.values(range).cloned().collect::<Vec<Value>>();
    let series: Vec<(&str, Vec<i128>)> = (chart.series.iter())
        .map(|series| {
            let values =
                values_of(series.values).into_iter().map(|value| i128::from(value.whole().unwrap_or_default()));
            (series.name.as_str(), values.collect())
        })
        .collect();
    let first = chart.series.first();
    let names = first.map(|series| values_of(series.categories)).unwrap_or_default();
    let decimals = first.map(|series| values_of(series.values)).and_then(|values| values.into_iter().next());
    let decimals = decimals.map_or(0, |value| writer.decimals(&value));
    let axis = Axis::over(series.iter().flat_map(|(_, values)| values.iter().copied()));
    let ticks = axis
        .ticks()
        .map(|at| Tick { text: in_unit(at, decimals, (chart.unit, axis.step), &writer.phrases), at: axis.place(at) });
    let drawn = match chart.kind {
        grid::ChartKind::Bar => Drawn::Bars,
        grid::ChartKind::Column => Drawn::Columns,
        grid::ChartKind::Line => Drawn::Lines,
    };
    let [width, height] = [chart.size.0, chart.size.1].map(letters_of);
    let names: Vec<String> = names.iter().map(|name| glyphs.ready(&writer.text(name))).collect();
    let part = |of_hundred: u32| width * of_hundred / 100;
    let room = match drawn {
        Drawn::Bars => names.iter().map(|name| breadth(name)).max().unwrap_or(0).clamp(part(NAMES.0), part(NAMES.1)),
        Drawn::Columns | Drawn::Lines => (width / u32::try_from(names.len()).unwrap_or(1).max(1)).max(NARROWEST),
    };
    Chart {
        title: glyphs.ready(&chart.title),
        alternative: glyphs.ready(&chart.alternative_text),
        drawn,
        size: [width, height.max(lowest(drawn, names.len()))],
        names: names.iter().map(|name| shortened(name, lines_of(drawn, name) * room)).collect(),
        room: (room * 100).div_ceil(width.max(1)),
        zero: axis.place(0),
        ticks: ticks.collect(),
        series: (series.iter())
            .map(|(name, values)| Series {
                name: glyphs.ready(name),
                values: values.iter().map(|value| axis.place(*value)).collect(),
            })
            .collect(),
    }
}

/// A number in a unit, with the decimals that it has at least, or with as many as the steps of its axis need.
fn in_unit(number: i128, decimals: u32, (unit, step): (Unit, i128), phrases: &Phrasebook) -> String {
    let scaled = |number| Decimal::from_i128_with_scale(number, decimals + unit.powers());
    let exact = scaled(number);
    let places = scaled(step).normalize().scale().max(unit.decimals());
    let shown = Money::from_decimal(exact, places).map(|shown| shown.format(places));
    phrases.numerals(&shown.unwrap_or_else(|| exact.to_string()))
}

/// An axis from a round number to a round number, nothing between them or at an end.
struct Axis {
    low: i128,
    high: i128,
    step: i128,
}

impl Axis {
    fn over(values: impl Iterator<Item = i128>) -> Self {
        let (low, high) = values.fold((0, 0), |(low, high), value| (value.min(low), value.max(high)));
        let rough = ((high - low + STEPS - 1) / STEPS).max(1);
        let tens = 10_i128.pow(rough.ilog10());
        let step = [1, 2, 5, 10].into_iter().map(|times| times * tens).find(|step| *step >= rough).unwrap_or(rough);
        let up = |value: i128| (value + step - 1) / step * step;
        Self { low: -up(-low), high: up(high).max(step), step }
    }

    /// Where a number stands, in thousandths.
    fn place(&self, value: i128) -> u32 {
        u32::try_from((value - self.low) * 1000 / (self.high - self.low)).unwrap_or_default()
    }

    fn ticks(&self) -> impl Iterator<Item = i128> {
        let (low, step) = (self.low, self.step);
        (0..=(self.high - low) / step).map(move |number| low + number * step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;

    #[test]
    fn an_axis_says_numbers_as_people_of_the_language_write_them() {
        let said = |language, number, of| in_unit(number, 0, of, &Phrasebook::new(language));
        let millions = (Unit::Millions, 500_000_000);
        assert_eq!(said(Language::English, 1_500_000_000, millions), "1,500.00");
        assert_eq!(said(Language::Spanish, -1_500_000_000, millions), "-1.500,00");
        assert_eq!(said(Language::English, 12_345_678, (Unit::Millions, 1)), "12.345678");
        assert_eq!(said(Language::English, 40_000, (Unit::Thousands, 20_000)), "40");
        assert_eq!(in_unit(500_000, 2, (Unit::Ones, 50_000), &Phrasebook::new(Language::French)), "5\u{202f}000");
    }

    #[test]
    fn an_axis_ends_in_round_numbers_beyond_its_values() {
        let axis = |values: &[i128]| {
            let axis = Axis::over(values.iter().copied());
            (axis.ticks().collect::<Vec<_>>(), axis.place(0))
        };
        assert_eq!(axis(&[0, 0]), (vec![0, 1], 0));
        assert_eq!(axis(&[7, 93]), (vec![0, 20, 40, 60, 80, 100], 0));
        assert_eq!(axis(&[-30, 100]), (vec![-50, 0, 50, 100], 333));
        assert_eq!(axis(&[-41]), (vec![-50, -40, -30, -20, -10, 0, 10], 833));
    }
}
