//! The costs of past months as a committee reads them on paper, beside the list of all of them.

use std::collections::BTreeMap;
use std::path::Path;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use poolfund::domain::Money;
use poolfund::domain::text::comparable;

/// The costs of past months by priority: each is the sum of its rows in the list of all, by name, and together they are what is
/// recommended for these months.
pub fn past_by_priority(workbook: &Path, past: Money) {
    let mut workbook: Xlsx<_> = open_workbook(workbook).unwrap();
    let mut rows = |name: &str| -> Vec<Vec<Data>> {
        workbook.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect()
    };
    let minor = |cell: &Data| (cell.as_f64().unwrap_or_default() * 100.0).round() as i64;
    let mut listed: BTreeMap<String, i64> = BTreeMap::new();
    for row in rows("Past costs").iter().filter(|row| row[0].to_string().starts_with("20") && row[2].is_string()) {
        *listed.entry(row[2].to_string()).or_default() += minor(&row[4]);
    }
    let by_priority = rows("Past costs by priority");
    let by_priority: Vec<&Vec<Data>> =
        by_priority.iter().filter(|row| listed.contains_key(&row[0].to_string())).collect();
    assert!(by_priority.len() > 50 && by_priority.len() == listed.len(), "{} of {}", by_priority.len(), listed.len());
    for row in &by_priority {
        assert_eq!(minor(&row[2]), listed[&row[0].to_string()], "{row:?}");
    }
    assert_eq!(listed.values().sum::<i64>(), past.minor());
    let by_parts = |name: String| name.split(" / ").map(comparable).collect::<Vec<_>>();
    let names: Vec<Vec<String>> = by_priority.iter().map(|row| by_parts(row[0].to_string())).collect();
    assert!(names.is_sorted(), "{names:?}");
}

/// Why priorities will still lack money is a number in their rows; what it means stands once, below.
pub fn reasons_stand_once(workbook: &Path) {
    let mut workbook: Xlsx<_> = open_workbook(workbook).unwrap();
    let sheet = workbook.worksheet_range_at(3).unwrap().unwrap();
    let texts: Vec<String> = sheet.rows().flatten().map(ToString::to_string).collect();
    let numbered = |number: usize| texts.iter().filter(|text| **text == number.to_string()).count();
    let said: Vec<&String> = texts
        .iter()
        .filter(|text| text.starts_with(|first: char| first.is_ascii_digit()) && text.contains(". "))
        .collect();
    assert!((1..10).contains(&said.len()), "{said:?}");
    for number in 1..=said.len() {
        assert!(said[number - 1].starts_with(&format!("{number}. ")) && numbered(number) > 0, "{said:?}");
    }
    assert!(numbered(1) > 100, "many priorities have one reason: {}", numbered(1));
}
