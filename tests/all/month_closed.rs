//! What later workbooks say of closed months is what they said at the close, whatever came since: every row of the list of
//! transactions, and every year of the statement that is over.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use poolfund::month::Figures;
use poolfund::report::grid::{Book, Sheet, Value};
use poolfund::report::{Provenance, View, Workbook};

use crate::month_life::in_every_month;

/// The workbooks of the fund and of its donors, by name.
fn workbooks(figures: &Figures) -> Vec<(String, Book)> {
    let view = View::new(figures, Provenance::default()).unwrap();
    let named = Workbook::of_month(&view, None).into_iter();
    named.map(|(name, workbook)| (name.to_string(), workbook.build(&view))).collect()
}

fn sheet<'b>(book: &'b Book, name: &str) -> Option<&'b Sheet> {
    book.sheets.iter().find(|sheet| sheet.name == name)
}

fn text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        other => format!("{other:?}"),
    }
}

/// The columns of the list that a closed month keeps. What a receipt says of its day, its own currency and its purpose is of
/// the row as it is now.
const KEPT: [&str; 10] = [
    "Year charged",
    "Month charged",
    "What",
    "Agreement",
    "Country or area",
    "Theme",
    "Expenditure category",
    "Document",
    "Money in",
    "Money out",
];

/// How often each line stands in a list.
type Lines = BTreeMap<Vec<String>, usize>;

/// Lines of the list by all that closed months keep of them, to a month: how often each stands there.
fn listed(book: &Book, to: NaiveDate) -> Lines {
    let mut lines = BTreeMap::new();
    let Some(sheet) = sheet(book, "Transactions") else { return lines };
    let Some(head) = sheet.rows.iter().position(|row| row.iter().any(|cell| text(&cell.value) == KEPT[0])) else {
        return lines;
    };
    let place = |name: &&str| sheet.rows[head].iter().position(|cell| text(&cell.value) == **name);
    let places: Vec<usize> = KEPT.iter().map(|name| place(name).unwrap_or_else(|| panic!("{name}"))).collect();
    let number = |value: &Value| match value {
        Value::Whole(number) => Some(*number),
        _ => None,
    };
    for row in &sheet.rows[head + 1..] {
        let cell = |place: usize| row.get(places[place]).map(|cell| &cell.value);
        let (Some(year), Some(month)) = (cell(0).and_then(number), cell(1).and_then(number)) else { continue };
        if (year, month) <= (i64::from(to.year()), i64::from(to.month())) {
            let line = (0..KEPT.len()).map(|place| cell(place).map(text).unwrap_or_default()).collect();
            *lines.entry(line).or_default() += 1;
        }
    }
    lines
}

#[test]
fn the_lines_of_closed_months_are_the_same_in_every_later_workbook() {
    let mut kept = 0;
    for seed in 5_000..5_024 {
        let mut closes: Vec<(NaiveDate, BTreeMap<String, Lines>)> = Vec::new();
        let mut last = None;
        in_every_month(seed, |_, before, figures, place| {
            let closed_on = before.and_then(|before| before.frozen.closed_on);
            closes.extend(last.take().filter(|(day, _)| closed_on == Some(*day)));
            let books = workbooks(figures);
            // Names of files say the month.
            let whose = |name: &str| name.split("-202").next().unwrap_or_default().to_owned();
            let lines = |to: NaiveDate| -> BTreeMap<String, Lines> {
                books.iter().map(|(name, book)| (whose(name), listed(book, to))).collect()
            };
            for (day, then) in &closes {
                let now = lines(*day);
                for (name, then) in then {
                    assert_eq!(now.get(name), Some(then), "{name} to {day}: {place}");
                    kept += then.values().sum::<usize>();
                }
            }
            let day = figures.ledger.as_of;
            last = Some((day, lines(day)));
        });
    }
    assert!(kept > 200, "{kept}");
}
