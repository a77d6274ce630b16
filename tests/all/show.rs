//! `show` and `check` of any file: what is seen of it, and whether it could be an input.

use rust_xlsxwriter::{Format, Note};

use crate::commands::{folder, poolfund, said};
use crate::sheets::{RATE_HEADER, workbook};
use crate::support::real_data;

/// A sheet that says something of each kind about itself.
fn told() -> Vec<u8> {
    let rows: &[&[&str]] = &[
        RATE_HEADER,
        &["EUR", "#0.9", "@2024-01-01"],
        &["GBP", "=B2*2|1.8", "@2024-01-02"],
        &["CHF", "=1/0|#DIV/0!", "@2024-01-03"],
    ];
    workbook(rows, |sheet| {
        let plain = Format::new();
        sheet.set_row_hidden(1).unwrap();
        sheet.set_column_hidden(2).unwrap();
        sheet.write_number_with_format(1, 1, 0.9, &Format::new().set_num_format("[$EUR] 0.0")).unwrap();
        sheet.write_with_format(2, 0, "GBP", &Format::new().set_font_strikethrough()).unwrap();
        sheet.merge_range(5, 0, 6, 0, "=SUM of it", &plain).unwrap();
        sheet.insert_note(3, 0, &Note::new("not yet\nsure").add_author_prefix(false)).unwrap();
    })
}

#[test]
fn show_prints_what_is_seen_of_any_sheet() {
    let folder = folder();
    std::fs::write(folder.path().join("rates.xlsx"), told()).unwrap();
    let shown = poolfund(folder.path(), &["show", "rates.xlsx"]);
    assert_eq!(shown.status.code(), Some(0), "{}", said(&shown));
    insta::assert_snapshot!(String::from_utf8(shown.stdout).unwrap(), @r#"
    sheet "Sheet1": hidden columns C:C; 1 merged area; 1 comment
      A1      text     Currency
      B1      text     Units per USD
      C1      text     Effective date   [hidden]
      A2      text     EUR   [hidden]
      B2      number   0.9   [EUR; hidden]
      C2      date     2024-01-01   [hidden]
      A3      text     GBP   [struck through]
      B3      number   1.8   [formula]
      C3      date     2024-01-02   [hidden]
      A4      text     CHF   [comment "not yet\nsure"]
      B4      error    #DIV/0!   [formula]
      C4      date     2024-01-03   [hidden]
      A6      text     =SUM of it   [merged A6:A7]
    "#);
    assert_eq!(String::from_utf8(shown.stderr).unwrap(), "1 sheet, 13 cells that are not empty.\n");
    let other = poolfund(folder.path(), &["show", "rates.xlsx", "--sheet", "Rates"]);
    assert!(other.status.code() == Some(2) && said(&other).contains("no sheet \"Rates\"; its sheets are \"Sheet1\""));
    let none = poolfund(folder.path(), &["show", "inputs/fund.toml"]);
    assert!(none.status.code() == Some(2) && said(&none).contains("E103"), "{}", said(&none));
}

#[test]
fn show_writes_a_table_of_cells() {
    let folder = folder();
    std::fs::write(folder.path().join("rates.xlsx"), told()).unwrap();
    let shown = poolfund(folder.path(), &["show", "rates.xlsx", "--csv", "-"]);
    insta::assert_snapshot!(String::from_utf8(shown.stdout.clone()).unwrap(), @r#"
    sheet,cell,type,value,format,formula,hidden,struck through,merged,comment
    Sheet1,A1,text,Currency,,,,,,
    Sheet1,B1,text,Units per USD,,,,,,
    Sheet1,C1,text,Effective date,,,yes,,,
    Sheet1,A2,text,EUR,,,yes,,,
    Sheet1,B2,number,0.9,EUR,,yes,,,
    Sheet1,C2,date,2024-01-01,,,yes,,,
    Sheet1,A3,text,GBP,,,,yes,,
    Sheet1,B3,number,1.8,,yes,,,,
    Sheet1,C3,date,2024-01-02,,,yes,,,
    Sheet1,A4,text,CHF,,,,,,"not yet
    sure"
    Sheet1,B4,error,#DIV/0!,,yes,,,,
    Sheet1,C4,date,2024-01-03,,,yes,,,
    Sheet1,A6,text,'=SUM of it,,,,,A6:A7,
    "#);
    let written = poolfund(folder.path(), &["show", "rates.xlsx", "--csv", "cells.csv"]);
    assert_eq!(written.status.code(), Some(0), "{}", said(&written));
    assert_eq!(std::fs::read(folder.path().join("cells.csv")).unwrap(), shown.stdout);
    let again = poolfund(folder.path(), &["show", "rates.xlsx", "--csv", "cells.csv"]);
    assert_eq!(again.status.code(), Some(2), "a file of somebody is not written over");
}

#[test]
fn check_judges_a_file_that_is_no_input() {
    let folder = folder();
    let rows: &[&[&str]] = &[RATE_HEADER, &["EUR", "#0.9", "@2024-01-01"], &["GBP", "#-0.8", "@2024-01-01"]];
    std::fs::write(folder.path().join("more.xlsx"), workbook(rows, |_| {})).unwrap();
    std::fs::write(folder.path().join("fax.csv"), "Name,Fax\nAnn,12\n").unwrap();
    std::fs::write(folder.path().join("letter.xlsx"), "%PDF-1.7").unwrap();
    let more = poolfund(folder.path(), &["check", "more.xlsx"]);
    let text = said(&more);
    assert!(more.status.code() == Some(1) && text.contains("more.xlsx is no input of this fund."), "{text}");
    assert!(text.contains("rates with the header in row 1") && text.contains("E306 Sheet1 B3"), "{text}");
    assert!(text.contains("1 file, 2 rows: 1 error"), "{text}");
    for (file, code) in [("fax.csv", "E202"), ("letter.xlsx", "E103")] {
        let judged = poolfund(folder.path(), &["check", file]);
        assert!(judged.status.code() == Some(1) && said(&judged).contains(code), "{}", said(&judged));
    }
    let both = poolfund(folder.path(), &["check", "inputs/donors.xlsx", "fax.csv", "--json"]);
    let report: serde_json::Value = serde_json::from_slice(&both.stdout).unwrap();
    assert_eq!(report["problems"].as_array().unwrap().iter().filter(|problem| problem["code"] == "E202").count(), 1);
}

#[test]
fn workbooks_of_other_programmes_are_shown_and_said_to_be_none_of_ours() {
    let Some(returns) = real_data("returns") else { return };
    let folder = folder();
    let mut files: Vec<_> = std::fs::read_dir(returns).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert_eq!(files.len(), 5);
    for file in files {
        let path = file.to_str().unwrap();
        let judged = poolfund(folder.path(), &["check", path]);
        assert!(judged.status.code() == Some(1) && said(&judged).contains("E202"), "{}", said(&judged));
        let shown = poolfund(folder.path(), &["show", path]);
        let text = String::from_utf8(shown.stdout).unwrap();
        assert!(shown.status.success() && text.lines().count() > 50, "{path}");
        assert_eq!(text.contains("carries macros, which were not run"), path.ends_with(".xlsm"), "{path}");
    }
}
