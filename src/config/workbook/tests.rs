//! The workbook has a cell for every setting.

use super::layout::{IATI, SETTINGS, TABLES};
use crate::config::raw::Raw;

/// The keys that `fund.toml` may have at a place, as its reader names them where it meets another.
fn allowed(place: &str) -> Vec<String> {
    let error = toml::from_str::<Raw>(place).err().unwrap().to_string();
    let list = error.split("expected one of ").nth(1).or_else(|| error.split("expected ").nth(1)).unwrap();
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_workbook_has_a_cell_for_every_setting_that_there_is() {
    let cells: Vec<String> = SETTINGS
        .iter()
        .map(|setting| setting.key.to_owned())
        .chain(TABLES.iter().flat_map(|table| table.columns.iter().map(|one| format!("{}.{}", table.key, one.key))))
        .collect();
    let mut open = vec![(String::new(), "unknown = 1\n".to_owned())];
    let lists: Vec<&str> = TABLES.iter().map(|table| table.key).collect();
    let mut found = 0;
    while let Some((above, text)) = open.pop() {
        for key in allowed(&text) {
            let key = if above.is_empty() { key } else { format!("{above}.{key}") };
            if cells.contains(&key) && key != IATI {
                found += 1;
                continue;
            }
            let head = if lists.contains(&key.as_str()) { format!("[[{key}]]") } else { format!("[{key}]") };
            assert!(cells.iter().any(|cell| cell.starts_with(&format!("{key}."))), "no cell for {key}");
            open.push((key, format!("{head}\nunknown = 1\n")));
        }
    }
    assert_eq!(found, cells.len() - 1, "no cell for what there is not");
}
