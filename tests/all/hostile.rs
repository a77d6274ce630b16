//! Odd, broken and hostile files: each ends in facts, a clear problem, or a refusal, in bounded time and memory.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use poolfund::intake::{Isolation, ProblemCode};
use rayon::prelude::*;
use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

use crate::builder::FUND;
use crate::sheets::*;
use crate::support::real_data;

/// What each process of a run may use: address space, and seconds of a processor, which are the same beside other work.
const MEMORY: u64 = 512 << 20;
const SECONDS: u64 = 10;
/// Seconds by the clock after which a run that uses no processor hangs.
const HANGS: u64 = 300;

/// Runs the program within bounds that the kernel holds it to: beyond them it is killed, and ends with no code of its own.
fn bounded(arguments: &[&str]) -> Output {
    let mut command = Command::new("timeout");
    let limits = format!("ulimit -v {}; ulimit -t {SECONDS}; exec \"$0\" \"$@\"", MEMORY >> 10);
    command.args([&HANGS.to_string(), "sh", "-c", &limits, env!("CARGO_BIN_EXE_poolfund")]);
    // A thread more needs address space for its stack and heap: the bound is for the work, not for the machine.
    command.args(arguments).env("RAYON_NUM_THREADS", "2").output().unwrap()
}

/// A fund whose inputs are these mappings, with the bounds as its limits.
fn fund(inputs: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let limits = format!(
        "[limits]\nseconds = {}\nmemory_bytes = {MEMORY}\ninflated_bytes = {}\ntext_bytes = {}\n",
        SECONDS - 2,
        1 << 30,
        64 << 20
    );
    std::fs::create_dir(folder.path().join("inputs")).unwrap();
    std::fs::write(folder.path().join("inputs/fund.toml"), format!("{FUND}\n{limits}\n{inputs}")).unwrap();
    folder
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// What became of a file.
struct Fate {
    file: String,
    codes: Vec<String>,
    rows: u64,
    marked: bool,
    mapped: bool,
}

/// Takes a file through everything that the program does with inputs: reading, looking for a header, reading rows by
/// columns that are given by letter, marking a copy, and proposing a mapping.
fn fate(path: &Path, file: &str) -> Fate {
    let name = format!("file.{}", path.extension().map_or_else(String::new, |ending| ending.display().to_string()));
    let letters = "Receipt = \"=A\", Date = \"=B\", Currency = \"=C\", Amount = \"=D\", Notes = \"=E\"";
    let folder = fund(&format!(
        "[[input]]\nkind = \"receipts\"\nfile = {name:?}\ncolumns = {{ {letters} }}\n\
         [[input]]\nkind = \"priorities\"\nfile = {name:?}\n"
    ));
    let copy = folder.path().join("inputs").join(&name);
    std::fs::copy(path, &copy).unwrap();
    let (fund, marked) = (folder.path().to_str().unwrap(), folder.path().join("marked"));
    let checked = bounded(&["check", "--fund", fund, "--json", "--annotate", marked.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&checked.stderr);
    let report: serde_json::Value =
        serde_json::from_slice(&checked.stdout).unwrap_or_else(|_| panic!("{file}: {:?} {said}", checked.status));
    assert!(matches!(checked.status.code(), Some(0 | 1)) && !said.contains("panicked"), "{file}: {said}");
    let proposed = bounded(&["map", "--fund", fund, copy.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&proposed.stderr);
    assert!(matches!(proposed.status.code(), Some(0 | 2)) && !said.contains("panicked"), "{file}: {said}");
    let problems = report["problems"].as_array().unwrap();
    let sheets = report["files"].as_array().unwrap().iter().flat_map(|file| file["sheets"].as_array().unwrap());
    Fate {
        file: file.to_owned(),
        codes: problems.iter().map(|problem| problem["code"].as_str().unwrap().to_owned()).collect(),
        rows: sheets.map(|sheet| sheet["rows"].as_u64().unwrap()).sum(),
        marked: std::fs::read_dir(marked).is_ok_and(|copies| copies.count() > 0),
        mapped: proposed.status.success(),
    }
}

/// The code that must be said of a file, where its name and the names of its parts tell what it is.
fn code_by_name(corpus: &Path, file: &str) -> Option<&'static str> {
    let ends = |endings: &[&str]| endings.iter().any(|ending| file.ends_with(ending));
    if file.contains("_password") && !file.contains("_plain") {
        Some("E104")
    } else if ends(&[".xlsm", ".xlam", ".xltm"]) {
        let bytes = std::fs::read(corpus.join(file)).unwrap();
        bytes.windows(10).any(|name| name == b"vbaProject").then_some("W105")
    } else if ends(&["rules/macro.ods"]) {
        Some("W105")
    } else {
        ends(&["WithEmbeddedwordDoc.ods", "odf_6_embedded.ods"]).then_some("W107")
    }
}

#[test]
fn no_file_of_the_corpus_does_harm() {
    let Some(corpus) = real_data("spreadsheets") else { return };
    let mut paths = Vec::new();
    files(&corpus, &mut paths);
    paths.sort();
    let shown = |path: &PathBuf| path.strip_prefix(&corpus).unwrap().display().to_string();
    let fates: Vec<Fate> = paths.par_iter().map(|path| fate(path, &shown(path))).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut unseen, mut wrong) = (Vec::new(), Vec::new());
    for Fate { file, codes, rows, marked, mapped } in &fates {
        let silent = *rows == 0 && !codes.iter().any(|code| code.starts_with('E'));
        wrong.extend(silent.then(|| format!("{file}: neither rows nor an error")));
        if let Some(word) = code_by_name(&corpus, file) {
            let said = codes.iter().any(|code| code == word);
            wrong.extend((!said).then(|| format!("{word} is not said of {file}: {codes:?}")));
        }
        let refused = codes.iter().find(|code| code.starts_with("E1"));
        *counts.entry(refused.map_or("read", |code| code)).or_default() += 1;
        *counts.entry("rows read").or_default() += usize::from(*rows > 0);
        *counts.entry("marked").or_default() += usize::from(*marked);
        *counts.entry("mapped").or_default() += usize::from(*mapped);
        unseen.extend(codes.iter().any(|code| code == "W213").then_some(file.as_str()));
        if std::env::var_os("SHOW").is_some() {
            eprintln!("{file}: {rows} rows, {codes:?}");
        }
    }
    eprintln!("{} files: {counts:?}, unseen {unseen:?}", fates.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Sheets in places that the standard does not name, a chart sheet, and bytes in the wrong order.
    assert!(unseen.len() <= 6, "{unseen:?}");
    assert!(
        fates.len() > 1_000 && counts["read"] > 800 && counts["rows read"] > 450 && counts["marked"] > 800,
        "{counts:?}"
    );
}

/// Checks one file of a kind within the bounds; the codes of what was found.
fn checked(kind: &str, file: &str, bytes: &[u8]) -> Vec<String> {
    let folder = fund(&format!("[[input]]\nkind = \"{kind}\"\nfile = \"{file}\"\n"));
    let path = folder.path().join("inputs").join(file);
    std::fs::write(&path, bytes).unwrap();
    let fund = folder.path().to_str().unwrap();
    let output = bounded(&["check", "--fund", fund, "--json", "--annotate", fund]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{:?} {said}", output.status);
    let output = bounded(&["map", "--fund", fund, path.to_str().unwrap()]);
    assert!(matches!(output.status.code(), Some(0 | 2)), "{:?}", output.status);
    let output = bounded(&["check", "--fund", fund, "--json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    report["problems"].as_array().unwrap().iter().map(|code| code["code"].as_str().unwrap().to_owned()).collect()
}

/// A workbook with one of its parts written anew.
fn with_part(book: &[u8], part: &str, text: &str) -> Vec<u8> {
    crate::intake::rewrite(
        book,
        |name, old| {
            if name == part {
                text.clone_into(old)
            }
        },
        None,
    )
}

#[test]
fn a_hostile_workbook_of_settings_is_read_apart_and_refused() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Settings").unwrap().write_string(1, 0, "fund.code").unwrap();
    let good = book.save_to_buffer().unwrap();
    let sheet = |rows: &str| {
        let space = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        let part = format!("<worksheet {space}><sheetData>{rows}</sheetData></worksheet>");
        with_part(&good, "xl/worksheets/sheet1.xml", &part)
    };
    let cells: String =
        (1..=300_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>")).collect();
    let empty = format!("<row r=\"1\"><c r=\"A1\">{}</c></row>", " ".repeat(300 << 20));
    let names = "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>fund.name</t></is></c><c r=\"B2\" t=\"inlineStr\"><is><t>X</t></is></c></row>";
    let row = "<row r=\"4294967295\"><c r=\"XFD4294967295\"><v>1</v></c></row>";
    let settings: [(&str, Vec<u8>); 7] = [
        ("no workbook", b"PK\x03\x04 and nothing more".to_vec()),
        ("protected by a password", [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 4096]].concat()),
        ("countless cells", sheet(&cells)),
        ("much of nothing", sheet(&empty)),
        ("rows that are none", sheet(row)),
        ("no XML", with_part(&good, "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r=")),
        ("settings of nothing", sheet(names)),
    ];
    for (what, bytes) in settings {
        let folder = TempDir::new().unwrap();
        std::fs::create_dir(folder.path().join("inputs")).unwrap();
        std::fs::write(folder.path().join("inputs/settings.xlsx"), bytes).unwrap();
        for command in ["check", "run"] {
            let output = bounded(&[command, "--fund", folder.path().to_str().unwrap()]);
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{what}: {said}");
            assert!(said.contains("settings.xlsx") && !said.contains("panicked"), "{what}: {said}");
        }
    }
}

#[test]
fn wide_sheets_long_names_and_countless_faults_hold_nothing_up() {
    let mut wide = Workbook::new();
    let sheet = wide.add_worksheet();
    for (row, column) in (0..100).flat_map(|row| (0..16_384).map(move |column| (row, column))) {
        sheet.write_string(row, column, format!("Währung {column}")).unwrap();
    }
    assert_eq!(checked("agreements", "wide.xlsx", &wide.save_to_buffer().unwrap()), ["E202"]);

    let mut text = "Country,Theme,Need\n".to_owned();
    (0..2_000)
        .for_each(|row| text.push_str(&format!("Kenia {row}{},Hellth,soon\n", "x".repeat(90_000 / (1 + row % 50)))));
    let codes = checked("priorities", "names.csv", text.as_bytes());
    assert_eq!(codes.iter().filter(|code| *code == "E402").count(), 1_000);

    let mut text = "Country,Theme,Need\n".to_owned();
    (0..300_000).for_each(|row| text.push_str(&format!("Kenia {row},Hellth,soon\n")));
    let codes = checked("priorities", "faults.csv", text.as_bytes());
    // A name that all rows have is one problem.
    assert_eq!(codes.iter().filter(|code| code.starts_with('E')).count(), 2_001);
}

#[test]
fn a_text_that_stands_in_countless_cells_is_a_bomb() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Country", "Theme", "Date", "Kind", "Number", "Description"]).unwrap();
    let long = "y".repeat(30_000);
    for row in 1..=20_000 {
        sheet.write_row(row, 0, ["Kenya", "T01", "2024-01-01", "adequacy", "5", &long]).unwrap();
    }
    let codes = checked("results", "bomb.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(codes.iter().filter(|code| code.starts_with('E')).collect::<Vec<_>>(), ["E108"]);
}

/// Inputs of three files of rates, read by a program that is this script.
fn read_by(script: &str, seconds: u64) -> (poolfund::intake::Intake, Duration) {
    let mut inputs = Inputs::new();
    for currency in ["EUR", "GBP", "CHF"] {
        let file = format!("{currency}.csv");
        let text = format!("Currency,Rate,Date\n{currency},0.9,2024-01-01\n");
        inputs = inputs.bytes(&file, text.as_bytes()).map("rates", &file, "");
    }
    let program = inputs.path("reader.sh");
    let script =
        format!("#!/bin/sh\nPATH=/usr/bin:/bin\n{}\n", script.replace("HERE", inputs.path("").to_str().unwrap()));
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    inputs.options.isolation = Isolation::Program(program);
    inputs.options.limits.seconds = seconds;
    let started = Instant::now();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    (pool.install(|| inputs.read()), started.elapsed())
}

#[test]
fn several_files_are_read_in_parallel() {
    // Each reader waits until all three have begun: one after the other they would wait in vain.
    let script = format!(
        ": > HERE/begun.$$\ncount() {{ echo $#; }}\ntries=0\n\
         until [ \"$(count HERE/begun.*)\" -ge 3 ]; do tries=$((tries + 1)); [ $tries -gt 300 ] && exit 1; sleep 0.1; done\n\
         exec {} \"$@\"",
        env!("CARGO_BIN_EXE_poolfund")
    );
    let (read, _) = read_by(&script, 60);
    assert_eq!(read.facts.rates.len(), 3, "{}", show(&read));
    let currencies: Vec<&str> = read.facts.rates.iter().map(|rate| rate.currency.code()).collect();
    assert_eq!(currencies, ["EUR", "GBP", "CHF"], "the facts are in the order of the inputs");
}

#[test]
fn whatever_the_reading_process_does_is_a_problem_of_its_file() {
    for script in [
        "exit 3",
        "kill -SEGV $$",
        "kill -ABRT $$",
        "exec sleep 60",
        "exec yes",
        "exec cat /dev/zero",
        "printf '\\001\\377\\377\\377\\377'; exec cat /dev/zero",
        "printf '\\003\\001\\000\\000\\000x'",
        "printf '\\004\\000\\000\\000\\000'",
        "exec 1>&-; exec sleep 60",
        "cat > /dev/null; printf '\\002\\010\\000\\000\\000\\377\\377\\377\\377\\377\\377\\377\\377\\004\\000\\000\\000\\000'",
    ] {
        let (read, took) = read_by(script, 1);
        assert!(took < Duration::from_secs(8), "{script:?} took {took:?}");
        let faulty = |problem: &poolfund::intake::Problem| {
            matches!(problem.code, ProblemCode::ReaderStopped | ProblemCode::NoHeader)
        };
        assert!(read.problems.len() == 3 && read.problems.iter().all(faulty), "{script:?}: {}", show(&read));
        assert!(read.facts.rates.is_empty());
    }
}
