//! Reports as files: the same figures give the same bytes, text stays text, a workbook is read back.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use poolfund::config::Fund;
use poolfund::domain::facts::*;
use poolfund::domain::*;
use poolfund::files::Known;
use poolfund::month::{self, Figures, Inputs};
use poolfund::report::grid::{Cell, Value};
use poolfund::report::manifest::Hashed;
use poolfund::report::{Extras, Provenance, View, donor, read_back, stage, xlsx};
use sha2::{Digest, Sha256};

use crate::builder::*;

/// Unique words of a donor, planted in every field that is its own.
pub fn tokens(code: &str) -> [String; 5] {
    ["name", "title", "notes", "document", "description"].map(|field| format!("CANARY{field}{code}"))
}

pub fn donor_of(code: &str, language: &str, name: &str) -> Donor {
    Donor {
        code: DonorCode::new(code),
        name: format!("{name}{}", tokens(code)[0]),
        names: Names::default(),
        donor_type: None,
        country: None,
        language: Language::of_code(language),
        contact: None,
        contacts: Names::default(),
        email: None,
        visibility: None,
        reporting: None,
        interests: Vec::new(),
        source: source(1),
    }
}

/// Four donors, one in each language: a formula as a name, two hundred letters and no payment, and two that share
/// cells.
pub fn facts() -> Facts {
    let long = "Ministère des affaires étrangères et du développement international ".repeat(3);
    let names = [("AAA", "en", "=HYPERLINK(\"http://x\")"), ("BBB", "fr", "@Baltia "), ("CCC", "es", "Costa ")];
    let donors = names.iter().map(|(code, language, name)| donor_of(code, language, name)).collect();
    let mut facts = Facts { donors, ..Facts::default() };
    facts.donors.push(donor_of("DDD", "pt", &long));
    facts.donors[1].reporting = ReportingPeriod::parse("year from April");
    for (number, code) in ["AAA", "BBB", "CCC"].into_iter().enumerate() {
        let words = tokens(code);
        let reference = format!("{code}-01");
        let mut signed = agreement(&reference, &format!("{}7654.3{number}", number + 3), "EUR");
        signed.title = Some(words[1].clone());
        facts.agreements.push(signed);
        let amount = original(&format!("{}7001.1{number}", number + 2), "EUR");
        facts.instalments.push(instalment(&reference, "2022-03-01", amount));
        let mut paid = receipt(&format!("R-{code}"), &reference, "2022-04-01", ReceiptKind::Deposit, amount);
        paid.notes = Some(words[2].clone());
        facts.receipts.push(paid);
        let mut named = expenditure(20 + number as u32, "MWI", "T01", "2023-05-01", &format!("101{number}.07"));
        named.agreement = Some(AgreementRef::new(&reference));
        named.document = Some(words[3].clone());
        named.description = Some(words[4].clone());
        facts.expenditure.push(named.into());
    }
    facts.agreements.push(agreement("DDD-01", "55117.29", "USD"));
    facts.instalments.push(instalment("DDD-01", "2025-12-01", original("55117.29", "USD")));
    facts.receipts.push(receipt("R-REF", "AAA-01", "2023-06-01", ReceiptKind::Refund, original("120.5", "EUR")));
    facts.expenditure.push(expenditure(40, "TGO", "T02", "2024-02-01", "3333.33").into());
    facts.expenditure.push(expenditure(41, "TGO", "T02", "2025-02-01", "-17.01").into());
    facts.rates.push(rate("EUR", "0.91", "2021-01-01"));
    facts.priorities = vec![priority("MWI", "T01", 50_000), priority("TGO", "T02", 90_000)];
    facts.results.push(ResultFact {
        geography: GeographyCode::new("TGO"),
        theme: ThemeCode::new("T02"),
        date: day("2024-06-30"),
        kind: ResultKind::EffectiveCoverage,
        number: 1001,
        description: None,
        source: source(50),
    });
    facts.finance.push(finance("R-AAA", FinanceKind::Deposit, "2022-04-01", cents(1)).into());
    facts
}

pub fn figures(facts: Facts) -> Figures {
    figures_of(fund(), facts)
}

/// The figures of a fund at the end of October 2025.
pub fn figures_of(fund: Fund, facts: Facts) -> Figures {
    month::compute(Inputs { fund, facts, as_of: day("2025-10-31"), before: None }).unwrap()
}

/// Writes the reports of the small fund; gives the folder and the files.
pub fn written(folder: &Path) -> (PathBuf, Vec<String>) {
    let target = folder.join("reports/2025-10");
    let inputs = vec![Hashed::of("test.xlsx", b"facts")];
    let files = stage(&figures(facts()), Provenance { inputs, ..Provenance::default() }, &target, Extras::default())
        .unwrap()
        .put_in_place(&|_| Ok(Known::default()))
        .unwrap()
        .0;
    (target, files)
}

/// All parts of a zipped file as text, names included.
pub fn parts(path: &Path) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut parts = BTreeMap::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let name = part.name().unwrap().into_owned();
        parts.insert(name, String::from_utf8_lossy(&bytes).into_owned());
    }
    parts
}

#[test]
fn the_same_figures_give_the_same_bytes_and_the_manifest_names_them() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let [(one, files), (other, same)] = folders.each_ref().map(|folder| written(folder.path()));
    assert_eq!(files, same);
    for file in &files {
        assert_eq!(fs::read(one.join(file)).unwrap(), fs::read(other.join(file)).unwrap(), "{file}");
    }
    let manifest: serde_json::Value = serde_json::from_slice(&fs::read(one.join("manifest.json")).unwrap()).unwrap();
    let outputs = manifest["outputs"].as_array().unwrap();
    assert_eq!(outputs.len() + 1, files.len());
    for output in outputs {
        let bytes = fs::read(one.join(output["file"].as_str().unwrap())).unwrap();
        let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(output["sha256"], hash.as_str());
    }
    assert_eq!(manifest["inputs"][0]["file"], "test.xlsx");
}

#[test]
fn text_that_looks_like_a_formula_stays_text() {
    let folder = tempfile::tempdir().unwrap();
    let mut facts = facts();
    facts.receipts[0].number = "-2+3".into();
    let first = Arc::make_mut(&mut facts.expenditure[0]);
    first.description = Some("@SUM(A1)".into());
    first.document = Some("+5".into());
    facts.agreements[0].title = Some("=1+1".into());
    facts.receipts[0].notes = Some("any".into());
    facts.donors[0].name.insert(0, '\t');
    let figures = figures(facts);
    let target = folder.path().join("out");
    let files = stage(&figures, Provenance::default(), &target, Extras::default())
        .unwrap()
        .put_in_place(&|_| Ok(Known::default()))
        .unwrap()
        .0;
    let file = files.iter().find(|file| file.starts_with("donors/aaa")).unwrap();
    let parts = parts(&target.join(file));
    let strings: Vec<&str> = parts["xl/sharedStrings.xml"].split("<si>").skip(1).collect();
    let formats = parts["xl/styles.xml"].split("<cellXfs").nth(1).unwrap().split("</cellXfs>").next().unwrap();
    let quoted: Vec<bool> = formats
        .split("<xf ")
        .skip(1)
        .map(|format| format.split('>').next().unwrap().contains("quotePrefix=\"1\""))
        .collect();
    for text in ["=1+1", "-2+3", "@SUM(A1)", "+5", "\t=HYPERLINK"] {
        let held = |string: &str| string.split('>').any(|piece| piece.starts_with(text));
        let index = strings.iter().position(|string| held(string)).unwrap_or_else(|| panic!("{text:?} is a text"));
        let formula = format!("<f>{}</f>", text.trim_start_matches('='));
        assert!(parts.values().all(|part| !part.contains(&formula)), "{text} is no formula");
        // Wherever the text stands, its cell is marked as text.
        let sheets = parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet"));
        let cells = sheets.flat_map(|(_, sheet)| sheet.split("<c ").skip(1));
        let holders: Vec<&str> =
            cells.filter(|cell| cell.contains("t=\"s\"") && cell.contains(&format!("<v>{index}</v>"))).collect();
        assert!(!holders.is_empty(), "{text:?} stands somewhere");
        for cell in holders {
            let style: usize = cell.split("s=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
            assert!(quoted[style], "{text:?} is quoted in {cell}");
        }
    }
}

#[test]
fn a_workbook_that_differs_by_a_cent_does_not_pass() {
    let figures = figures(facts());
    let view = View::new(&figures, Provenance::default()).unwrap();
    let mut book = donor::book(&view, view.donors().next().unwrap());
    let bytes = xlsx::write(&book).unwrap();
    read_back::check(&book, &bytes).unwrap();
    let cells = book.sheets.iter_mut().flat_map(|sheet| &mut sheet.rows).flatten();
    let money = |cell: &&mut Cell| matches!(cell.value, Value::Money(_)) && cell.formula.is_none();
    let cell = cells.into_iter().find(money).unwrap();
    if let Value::Money(money) = &mut cell.value {
        *money += cents(1);
    }
    assert!(read_back::check(&book, &bytes).unwrap_err().to_string().contains("should hold"));
}
