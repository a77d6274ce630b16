//! Results of the sample fund: laws and schemes that changed, people newly covered. All invented.

use chrono::Days;
use rust_decimal::Decimal;

use super::book::{Entry, Outcome, text};
use super::cells::Cell;
use super::places::{is_country, place_name, theme_name};
use super::random::Random;
use super::receipts::day;

/// Kind, the largest number in thousands, what happened.
const KINDS: &[(i64, (&str, i64, &str))] = &[
    (4, ("institutional change", 0, "Law, policy or scheme adopted")),
    (3, ("legal coverage", 520, "People newly entitled by law")),
    (4, ("effective coverage", 610, "People newly insured or receiving benefits")),
    (2, ("adequacy", 280, "People whose benefits were raised")),
];

/// The columns of the sheet of results.
pub const COLUMNS: &[&str] = &["Country", "Theme", "Date", "Kind", "Number", "Description"];

/// The rows of the sheet of results.
pub fn rows(cells: &[Cell]) -> Outcome<Vec<Vec<Entry>>> {
    let mut random = Random::new(61);
    let mut rows = Vec::new();
    for cell in cells.iter().filter(|cell| is_country(cell.place)).step_by(4) {
        let (kind, most, what) = random.weighted(KINDS).ok_or("there are kinds")?;
        let start = if cell.period.starts_with("2024") { "2024-06-01" } else { "2021-11-01" };
        let span = if cell.period.is_empty() { 1_400 } else { 480 };
        let date = day(start)? + Days::new(u64::try_from(random.between(0, span))?);
        let number = if *most == 0 { 1 } else { random.between(8, *most) * 1_000 };
        rows.push(vec![
            text(place_name(cell.place)),
            text(theme_name(cell.theme)),
            Entry::Date(date),
            text(kind),
            Entry::Number(Decimal::from(number)),
            text(&format!("{what} (illustrative)")),
        ]);
    }
    Ok(rows)
}
