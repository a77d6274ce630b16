//! The reconciliation with finance: what was compared, the bridge from one side's balance to the other's, every difference
//! with its cause and what shows it, the lines behind it, and the entries that would correct it.

mod bridge;
mod compared;
mod differences;
mod entries;
mod groups;
mod items;
mod movement;
mod words;

use std::collections::BTreeMap;

use crate::domain::Language;
use crate::domain::facts::Resolution;

use super::grid::Book;
use super::phrasebook::Phrasebook;
use super::sheets::{Report, notes};
use super::view::View;

/// The terms that are explained.
const TERMS: [&str; 6] = ["fee", "levy", "support", "placed", "spent", "obligation"];

/// Builds the workbook.
pub fn book(view: &View<'_>) -> Book {
    let mut report = Report::of_fund(view);
    let title = report.phrases.with("book-reconciliation", &[("fund", report.fund_called().name)]);
    let (differences, listed) = differences::sheet(&report);
    let (lines, of_lines) = differences::lines(&report);
    let bridge = bridge::sheet(&mut report, &listed, &of_lines);
    let compared = compared::sheet(&report);
    let (items, of_items) = items::sheet(&report);
    let movement = movement::sheet(&mut report, &of_items);
    let mut sheets = vec![bridge, items, movement, compared, differences, lines];
    sheets.extend(entries::sheet(&report));
    sheets.extend(groups::sheet(&report));
    sheets.push(notes::brief(&report, &TERMS));
    report.book(title, sheets)
}

/// The headings and words of the sheet of open items in a language, by which it is read back: each as it stands there,
/// with what it is in the settings.
pub fn settling(language: Language) -> Settling {
    let phrases = Phrasebook::new(language);
    let columns = [
        ("Item", "h-item"),
        ("Settlement", "h-settlement"),
        ("Amount", "h-difference"),
        ("Reason", "h-reason"),
        ("Owner", "h-owner"),
        ("As at", "h-as-at"),
    ];
    Settling {
        sheet: phrases.get("sheet-open-items"),
        columns: columns.map(|(column, key)| (column.to_owned(), phrases.get(key))).into(),
        words: Resolution::ALL
            .iter()
            .map(|resolution| (phrases.get(words::resolution_key(*resolution)), resolution.name().to_owned()))
            .collect(),
    }
}

/// How the sheet of open items is read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settling {
    /// Its name.
    pub sheet: String,
    /// The columns of the settings, each with its heading.
    pub columns: BTreeMap<String, String>,
    /// The words of its drop-downs, each with the word that it stands for.
    pub words: BTreeMap<String, String>,
}
