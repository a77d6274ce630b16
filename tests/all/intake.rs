//! Reading of messy sheets, as examples of use.

use std::io::{Cursor, Read, Write};

use poolfund::domain::{AgreementRef, EarmarkCategory, LimitKind, LimitScope, Money};
use poolfund::intake::{Options, Severity};

use crate::sheets::*;

/// A compound file with a directory entry of this name, as encrypted workbooks have.
pub fn compound(name: &str) -> Vec<u8> {
    let mut bytes = vec![0; 2048];
    bytes[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    for (place, unit) in name.encode_utf16().enumerate() {
        bytes[1024 + 2 * place..][..2].copy_from_slice(&unit.to_le_bytes());
    }
    bytes
}

/// The workbook with one more part, to which the workbook's part leads by a relation of this type.
pub fn add_related(workbook: &[u8], name: &str, kind: &str) -> Vec<u8> {
    let target = name.strip_prefix("xl/").unwrap();
    let more =
        format!("<Relationship Id=\"more\" Type=\"http://schemas/{kind}\" Target=\"{target}\"/></Relationships>");
    let relate = |part: &str, text: &mut String| {
        if part == "xl/_rels/workbook.xml.rels" {
            *text = text.replace("</Relationships>", &more);
        }
    };
    rewrite(workbook, relate, Some((name, b"content")))
}

/// The workbook with its parts changed by `change`.
pub fn rewrite(workbook: &[u8], change: impl Fn(&str, &mut String), more: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        change(&name, &mut text);
        writer.start_file(name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    if let Some((name, content)) = more {
        writer.start_file(name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A rate that is a formula whose result was never stored.
pub fn formula_without_result() -> Vec<u8> {
    let book = workbook(&[RATE_HEADER, &["EUR", "=9/10|0.9", "@2024-01-01"]], |_| {});
    rewrite(&book, |_, text| *text = text.replace("<f>9/10</f><v>0.9</v>", "<f>9/10</f>"), None)
}

#[test]
fn the_header_stands_below_titles_and_may_have_two_rows() {
    let rows: &[&[&str]] = &[
        &["Ministry of Finance"],
        &["Exchange rates, all years"],
        &[],
        &["Currency", "Units", "Effective"],
        &["", "per USD", "date"],
        &["EUR*", "#0.9", "@2024-01-01"],
    ];
    let read = Inputs::new().sheet("rates", rows).read();
    assert_eq!(read.facts.rates.len(), 1, "{}", show(&read));
    assert_eq!(read.facts.rates[0].source.row, 6);
    assert_eq!(read.count(Severity::Error), 0, "{}", show(&read));
}

#[test]
fn earmarks_are_read_with_places_themes_exclusions_and_limits() {
    let header =
        [AGREEMENT_HEADER, &["Countries or regions", "Themes", "Excluding", "Limits", "Valid to", "Fee rate"]].concat();
    let row = [
        "BEL-1",
        "Belgique",
        "signed",
        "15 Jan 2024",
        "EUR",
        "1,000,000.50",
        "Africa (T01, Pensions); Népal; Iran (Islamic Republic of)",
        "Health",
        "Kenya; (T02)",
        "at least 30% to Malawi; at most 10% outside countries",
        "@2025-12-31",
        "0.5%",
    ];
    let read = Inputs::new().donors().sheet("agreements", &[&header, &row]).read();
    assert_eq!(read.count(Severity::Error), 0, "{}", show(&read));
    let agreement = &read.facts.agreements[0];
    assert_eq!((agreement.reference.clone(), agreement.donor.as_str()), (AgreementRef::new("BEL-1"), "BEL"));
    assert_eq!(agreement.amount.amount.to_string(), "1000000.5");
    let earmark = &agreement.earmark;
    assert_eq!(earmark.category, EarmarkCategory::SoftlyEarmarked);
    let shown: Vec<String> =
        earmark.include.iter().map(|target| format!("{}/{}", target.geography, target.theme)).collect();
    assert_eq!(shown, ["002/T01", "002/T02", "IRN/T01", "NPL/T01"]);
    let shown: Vec<String> =
        earmark.exclude.iter().map(|target| format!("{}/{}", target.geography, target.theme)).collect();
    assert_eq!(shown, ["KEN/ALL", "WORLD/T02"]);
    assert_eq!((earmark.limits[0].kind, &earmark.limits[1].scope), (LimitKind::AtLeast, &LimitScope::OutsideCountries));
    assert_eq!(earmark.window.unwrap().to.to_string(), "2025-12-31");
    assert_eq!(agreement.fee_rate.unwrap().to_string(), "0.5%");
}

#[test]
fn text_files_are_read_whatever_their_delimiter_and_encoding() {
    let line = "Pays;Thème;Besoin\r\nCôte d'Ivoire;Health;1.234,50\r\n";
    let latin: Vec<u8> = line.chars().map(|letter| letter as u8).collect();
    let wide: Vec<u8> = [0xfeff].into_iter().chain(line.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let marked = [&[0xef, 0xbb, 0xbf], line.as_bytes()].concat();
    let big_end: Vec<u8> = line.encode_utf16().flat_map(u16::to_be_bytes).collect();
    // Beyond the first plane, letters have bytes of zero where others have none.
    let rare: Vec<u8> = format!("{line}* \u{10400} remark\r\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let tabs = line.replace(';', "\t");
    for (bytes, how) in [
        (line.as_bytes(), "UTF-8, fields separated by semicolons"),
        (&latin, "windows-1252, fields separated by semicolons"),
        (&wide, "UTF-16LE, fields separated by semicolons"),
        (&big_end, "UTF-16BE, fields separated by semicolons"),
        (&rare, "UTF-16LE, fields separated by semicolons"),
        (&marked, "UTF-8, fields separated by semicolons"),
        (tabs.as_bytes(), "UTF-8, fields separated by tabs"),
    ] {
        let read = Inputs::new().bytes("needs.csv", bytes).map("priorities", "needs.csv", "").read();
        assert_eq!(read.count(Severity::Error), 0, "{}", show(&read));
        assert_eq!(read.problems[0].found, how);
        assert_eq!(read.facts.priorities.len(), 1, "{bytes:?} {}", show(&read));
        let cell = &read.facts.priorities[0];
        assert_eq!((cell.geography.as_str(), cell.need), ("CIV", Money::from_minor(123_450)));
    }
    let longer: Vec<u8> = line.chars().flat_map(|letter| u32::from(letter).to_be_bytes()).collect();
    let read = Inputs::new().bytes("needs.csv", &longer).map("priorities", "needs.csv", "").read();
    assert!(show(&read).contains("E110 needs.csv: found text in UTF-32"), "{}", show(&read));
}

#[test]
fn rows_that_are_wrong_are_all_named_and_none_is_dropped_silently() {
    let rows: &[&[&str]] =
        &[RATE_HEADER, &["EUR", "abc", "soon"], &["XXY", "#0.9", "@2024-01-01"], &["GBP", "#0.8", "@2024-01-01"]];
    let read = Inputs::new().sheet("rates", rows).read();
    assert_eq!(read.facts.rates.len(), 1);
    let cells: Vec<String> = read
        .problems
        .iter()
        .filter(|problem| problem.is_error())
        .filter_map(|problem| problem.location.cell())
        .collect();
    assert_eq!(cells, ["B2", "C2", "A3"]);
}

#[test]
fn the_sample_fund_reads_without_errors() {
    let inputs = crate::support::root().join("inputs");
    let fund = poolfund::intake::settings::load(&inputs).unwrap();
    let options = Options { isolation: isolated(), ..Options::default() };
    let read = poolfund::intake::read_with(&inputs, &fund, &options, None);
    assert_eq!(read.count(Severity::Error), 0, "{}", show(&read));
    assert!(read.facts.expenditure.len() > 4_000 && read.facts.agreements.len() > 50);
    assert_eq!(read.files.len(), 10);
}
