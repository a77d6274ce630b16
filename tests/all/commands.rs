//! The commands about inputs, as a user types them.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use poolfund::intake::{self, Options, settings};
use rust_decimal::Decimal;

use crate::builder::FUND;
use crate::sheets::*;

/// A fund's folder with donors, agreements and rates; one rate is `abc`.
pub fn folder() -> tempfile::TempDir {
    let folder = tempfile::TempDir::new().unwrap();
    let inputs = folder.path().join("inputs");
    std::fs::create_dir(&inputs).unwrap();
    let write = |file: &str, rows: &[&[&str]]| std::fs::write(inputs.join(file), workbook(rows, |_| {})).unwrap();
    write("donors.xlsx", &[DONOR_HEADER, &["BEL", "Belgium", "government", "BEL"]]);
    write("agreements.xlsx", &[AGREEMENT_HEADER, &["B-1", "Royaume", "pledge", "@2024-01-15", "EUR", "#1000"]]);
    write("rates.xlsx", &[RATE_HEADER, &["EUR", "abc", "@2024-01-01"]]);
    let mappings =
        ["donors", "agreements", "rates"].map(|kind| format!("[[input]]\nkind = \"{kind}\"\nfile = \"{kind}.xlsx\"\n"));
    std::fs::write(inputs.join("fund.toml"), format!("{FUND}\n{}", mappings.join("\n"))).unwrap();
    folder
}

pub fn poolfund(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_poolfund")).current_dir(folder).args(arguments).output().unwrap()
}

/// What was asked for, then what was said on the way.
pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn check_names_the_cells_and_ends_with_one() {
    let folder = folder();
    let output = poolfund(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(said(&output), @r#"
    agreements.xlsx
      error E401 Sheet1 B2: no donor of that name
          found     "Royaume"
          expected  a donor of the donors' sheet
          fix       Correct the name, or record what it means: poolfund alias donor "Royaume" CODE.

    rates.xlsx
      error E302 Sheet1 B2: not a number
          found     "abc"
          expected  a number for Units per USD
          fix       Write the number in digits.

    3 files, 3 rows: 2 errors, no warnings, no notes. What a code means: poolfund explain CODE
    "#);
    let only = poolfund(folder.path(), &["check", "inputs/rates.xlsx", "--annotate", "marked"]);
    assert!(!said(&only).contains("Royaume") && folder.path().join("marked/rates-annotated.xlsx").exists());
    assert_eq!(poolfund(folder.path(), &["check", "nothing.xlsx"]).status.code(), Some(2));
}

#[test]
fn check_speaks_json_to_machines() {
    let folder = folder();
    let output = poolfund(folder.path(), &["check", "--json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["errors"], 2);
    assert_eq!((&report["problems"][1]["code"], &report["problems"][1]["cell"]), (&"E302".into(), &"B2".into()));
    assert_eq!(report["files"][2]["sheets"][0]["kind"], "rates");
}

#[test]
fn an_alias_is_recorded_and_holds_from_then_on() {
    let folder = folder();
    let by = ["--by", "Ann", "--on", "2025-11-01"];
    for name in ["Royaume", "Royaume de \"Belgique\""] {
        let output = poolfund(folder.path(), &[&["alias", "donor", name, "BEL"][..], &by].concat());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
    let file = std::fs::read_to_string(folder.path().join("inputs/aliases.csv")).unwrap();
    insta::assert_snapshot!(file, @r#"
    Kind,As written,Means,Decided by,Decided on
    donor,Royaume,BEL,Ann,2025-11-01
    donor,"Royaume de ""Belgique""",BEL,Ann,2025-11-01
    "#);
    assert!(!said(&poolfund(folder.path(), &["check"])).contains("Royaume"));
    assert_eq!(poolfund(folder.path(), &["alias", "donor", "Nobody", "XXX"]).status.code(), Some(2));
}

#[test]
fn an_alias_that_says_nothing_or_contradicts_is_not_recorded() {
    let folder = folder();
    let alias = |more: &[&str]| poolfund(folder.path(), &[&["alias", "donor"][..], more].concat());
    let inputs = folder.path().join("inputs");
    let settings = std::fs::read_to_string(inputs.join("fund.toml")).unwrap();
    for nothing in [["", "BEL", "--by=Ann"], [" - ", "BEL", "--by=Ann"], ["Royaume", "BEL", "--by="]] {
        assert_eq!(alias(&nothing).status.code(), Some(2), "{nothing:?}");
    }
    assert!(!inputs.join("aliases.csv").exists());
    assert_eq!(std::fs::read_to_string(inputs.join("fund.toml")).unwrap(), settings);
    assert!(alias(&["Royaume", "BEL", "--by=Ann"]).status.success());
    let first = std::fs::read(inputs.join("aliases.csv")).unwrap();
    let again = alias(&["ROYAUME ", "BEL", "--by=Bob"]);
    assert!(again.status.success() && said(&again).contains("says already"), "{}", said(&again));
    let donors: &[&[&str]] =
        &[DONOR_HEADER, &["BEL", "Belgium", "government", "BEL"], &["JPN", "Japan", "government", "JPN"]];
    std::fs::write(inputs.join("donors.xlsx"), workbook(donors, |_| {})).unwrap();
    let other = alias(&["Royaume", "JPN", "--by=Bob"]);
    assert!(
        other.status.code() == Some(2) && said(&other).contains("aliases.csv, C2 says already"),
        "{}",
        said(&other)
    );
    assert_eq!(std::fs::read(inputs.join("aliases.csv")).unwrap(), first, "nothing was appended");
}

#[test]
fn an_alias_whose_recording_was_cut_off_is_recorded_by_the_next_call() {
    let folder = folder();
    let inputs = folder.path().join("inputs");
    // The file is there and fund.toml does not name it yet: that is where a recording may be cut off.
    let begun = "Kind,As written,Means,Decided by,Decided on\ndonor,Royaume,BEL,Ann,2025-11-01\n";
    std::fs::write(inputs.join("aliases.csv"), begun).unwrap();
    let output = poolfund(folder.path(), &["alias", "donor", "Royaume", "BEL", "--by=Ann"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(std::fs::read_to_string(inputs.join("aliases.csv")).unwrap(), begun);
    assert!(!said(&poolfund(folder.path(), &["check"])).contains("Royaume"));
    // A file of that name that holds something else is not taken for one.
    let folder = self::folder();
    std::fs::write(folder.path().join("inputs/aliases.csv"), "Name,Fax\nAnn,12\n").unwrap();
    let output = poolfund(folder.path(), &["alias", "donor", "Royaume", "BEL", "--by=Ann"]);
    assert!(output.status.code() == Some(2) && said(&output).contains("cannot be read"), "{}", said(&output));
}

#[test]
fn an_alias_goes_into_a_workbook_below_its_rows() {
    let folder = folder();
    let rows: &[&[&str]] = &[
        &["Decisions"],
        &["Kind", "As written", "Means", "Decided by", "Decided on"],
        &["donor", "Belgica", "BEL", "Bob", "@2025-01-01"],
    ];
    std::fs::write(folder.path().join("inputs/names.xlsx"), workbook(rows, |_| {})).unwrap();
    let toml = folder.path().join("inputs/fund.toml");
    let before = std::fs::read_to_string(&toml).unwrap();
    std::fs::write(&toml, format!("{before}\n[[input]]\nkind = \"aliases\"\nfile = \"names.xlsx\"\n")).unwrap();
    let output = poolfund(folder.path(), &["alias", "donor", "Royaume", "BEL", "--by", "Ann", "--on", "2025-11-01"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let checked = said(&poolfund(folder.path(), &["check"]));
    assert!(!checked.contains("Royaume") && checked.contains("4 files, 5 rows: 1 error"), "{checked}");
}

#[cfg(unix)]
#[test]
fn the_row_of_an_alias_is_added_in_a_reading_process() {
    use poolfund::intake::{Decision, Isolation, NameKind, Options, record_decision};
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let inputs = folder.path().join("inputs");
    let rows: &[&[&str]] = &[
        &["Kind", "As written", "Means", "Decided by", "Decided on"],
        &["donor", "Belgica", "BEL", "Bob", "@2025-01-01"],
    ];
    std::fs::write(inputs.join("names.xlsx"), workbook(rows, |_| {})).unwrap();
    settings::append(&inputs, "[[input]]\nkind = \"aliases\"\nfile = \"names.xlsx\"\n").unwrap();
    // A program that notes what it is asked for and hands it on.
    let (program, asked) = (folder.path().join("program"), folder.path().join("asked"));
    let script =
        format!("#!/bin/sh\n/usr/bin/tee -a {} | {} \"$@\"\n", asked.display(), env!("CARGO_BIN_EXE_poolfund"));
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let fund = settings::load(&inputs).unwrap();
    let options = Options { isolation: Isolation::Program(program), ..Options::of(&fund) };
    let on = "2025-11-01".parse().unwrap();
    let (written, means, by) = ("Royaume".to_owned(), "BEL".to_owned(), "Ann".to_owned());
    let decision = Decision { kind: NameKind::parse("donor").unwrap(), written, means, by, on };
    let recorded = record_decision(&inputs, &fund, &options, &decision).unwrap();
    let tasks = std::fs::read_to_string(&asked).unwrap();
    let added: Vec<&str> = tasks.split("{\"path\"").filter(|task| task.contains("\"Add\"")).collect();
    assert!(added.len() == 1 && added[0].contains("names.xlsx") && added[0].contains("Royaume"), "{tasks}");
    let bytes = recorded.bytes.unwrap();
    assert_ne!(bytes, std::fs::read(inputs.join("names.xlsx")).unwrap());
    std::fs::write(inputs.join("names.xlsx"), bytes).unwrap();
    assert!(!said(&poolfund(folder.path(), &["check"])).contains("Royaume"));
}

#[test]
fn a_proposed_mapping_is_written_on_agreement() {
    let folder = folder();
    let rows: &[&[&str]] = &[
        &["Payments"],
        &["Receipt no.", "Agreement", "Value date", "Currency", "Amount", "Teller", "Drawer", "Queue"],
        &["R-1", "B-1", "@2024-02-01", "EUR", "#5", "Ann"],
    ];
    std::fs::write(folder.path().join("payments.xlsx"), workbook(rows, |_| {})).unwrap();
    let asked = poolfund(folder.path(), &["map", "payments.xlsx"]);
    assert!(said(&asked).contains("receipts with the header in row 2"), "{}", said(&asked));
    assert!(said(&asked).contains("\n  not read: F Teller, G Drawer, H Queue\n"), "{}", said(&asked));
    assert!(!folder.path().join("inputs/payments.xlsx").exists());
    let written = poolfund(folder.path(), &["map", "payments.xlsx", "--yes"]);
    assert_eq!(written.status.code(), Some(0), "{}", said(&written));
    let checked = said(&poolfund(folder.path(), &["check", "payments.xlsx"]));
    assert!(checked.contains("1 file, 1 row: no errors"), "{checked}");
}

#[test]
fn map_takes_the_sheet_that_is_asked_for_and_never_twice() {
    let folder = folder();
    let mut book = rust_xlsxwriter::Workbook::new();
    fill(book.add_worksheet().set_name("Rates").unwrap(), &[RATE_HEADER, &["GBP", "#0.8", "@2024-01-01"]]);
    let rows: &[&[&str]] = &[
        &["Spending, “all” of it"],
        &["Posting", "Project", "Country", "Theme", "UNSDG", "Amount"],
        &["date", "no", "", "", "category", "spent"],
        &["@2024-05-31", "P-1", "Kenya", "T01", "travel", "#5"],
        &["@2024-05-31", "P-1", "Kenia", "T01", "travel", "1.234"],
    ];
    fill(book.add_worksheet().set_name("Spent \u{a0}\"2024\"").unwrap(), rows);
    std::fs::write(folder.path().join("book.xlsx"), book.save_to_buffer().unwrap()).unwrap();
    let sheet = ["map", "book.xlsx", "--sheet", "Spent \u{a0}\"2024\"", "--yes"];
    let open = poolfund(folder.path(), &sheet);
    assert_eq!(open.status.code(), Some(2), "{}", said(&open));
    assert!(said(&open).contains("Say it to this command: --set 'decimal=.|,'"), "{}", said(&open));
    let written = poolfund(folder.path(), &[&sheet[..], &["--set", "decimal=."]].concat());
    assert_eq!(written.status.code(), Some(0), "{}", said(&written));
    assert!(said(&written).contains("expenditure with the header in row 3"), "{}", said(&written));
    assert!(said(&written).contains("2 errors, no warnings in book.xlsx.\n  error E402"), "{}", said(&written));
    let checked = said(&poolfund(folder.path(), &["check", "book.xlsx"]));
    assert!(checked.contains("1 file, 2 rows: 2 errors"), "{checked}");
    let again = poolfund(folder.path(), &sheet);
    assert!(again.status.code() == Some(2) && said(&again).contains("reads book.xlsx already"), "{}", said(&again));
    let best = poolfund(folder.path(), &["map", "inputs/book.xlsx", "--yes"]);
    assert!(best.status.success() && said(&best).contains("sheet = \"Rates\""), "{}", said(&best));
    let other = workbook(&[RATE_HEADER, &["CHF", "#0.9", "@2024-01-01"]], |_| {});
    std::fs::write(folder.path().join("book.xlsx"), other).unwrap();
    let other = poolfund(folder.path(), &["map", "book.xlsx", "--yes"]);
    assert!(other.status.code() == Some(2) && said(&other).contains("another file of that name"), "{}", said(&other));
}

/// What a command says whose questions are answered in turn.
fn answered(folder: &Path, arguments: &[&str], answers: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_poolfund"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn map_asks_what_a_sheet_leaves_open_and_takes_the_answers() {
    let folder = folder();
    let rows: &[&[&str]] = &[
        &["Importes en miles de euros"],
        &["Fecha", "Proyecto", "País", "Tema", "Categoría", "Importe"],
        &["03/02/2024", "P-1", "Malawi", "T01", "travel", "#12.345"],
        &["04/02/2024", "P-2", "Malawi", "T01", "travel", "#0.5"],
    ];
    let path = folder.path().join("inputs/gastos.xlsx");
    std::fs::write(&path, workbook(rows, |_| {})).unwrap();
    let settings = || std::fs::read_to_string(folder.path().join("inputs/fund.toml")).unwrap();
    let before = settings();
    // Asked and not answered, or not asked: nothing is written, and what to say is said.
    for (arguments, answers) in [(&["map", "gastos.xlsx"][..], "y\n"), (&["map", "gastos.xlsx", "--yes"][..], "")] {
        let open = answered(folder.path(), arguments, answers);
        let text = said(&open);
        assert_eq!(open.status.code(), Some(2), "{text}");
        for setting in ["'scale=ones|thousands|millions|billions'", "'dates=dmy|mdy|ymd'"] {
            assert!(text.contains(&format!("--set {setting}")), "{text}");
        }
        assert_eq!(settings(), before);
    }
    let wrong = answered(folder.path(), &["map", "gastos.xlsx", "--set", "scale=dozens"], "");
    assert!(wrong.status.code() == Some(1) && said(&wrong).contains("dozens"), "{}", said(&wrong));
    let declined = answered(folder.path(), &["map", "gastos.xlsx"], "thousands\ndmy\nEUR\nn\n");
    assert_eq!((declined.status.code(), settings()), (Some(0), before), "{}", said(&declined));
    let written = answered(folder.path(), &["map", "gastos.xlsx", "--set", "scale=thousands"], "dmy\nEUR\ny\n");
    assert_eq!(written.status.code(), Some(0), "{}", said(&written));
    assert!(settings().contains("scale = \"thousands\"") && settings().contains("dates = \"dmy\""), "{}", settings());
    let fund = settings::load(&folder.path().join("inputs")).unwrap();
    let read = intake::read_with(
        &folder.path().join("inputs"),
        &fund,
        &Options { isolation: isolated(), ..Options::of(&fund) },
        None,
    );
    let sum: Decimal = read.facts.expenditure.iter().map(|line| line.amount.amount).sum();
    assert_eq!(sum, Decimal::from(12_845));
}

#[test]
fn a_column_that_map_does_not_know_can_be_said() {
    let folder = folder();
    let rows: &[&[&str]] = &[
        &["Receipt no.", "Agreement", "Value date", "Currency", "Sum one", "Sum two"],
        &["R-1", "B-1", "@2024-02-01", "EUR", "#5", "#6"],
    ];
    std::fs::write(folder.path().join("paid.xlsx"), workbook(rows, |_| {})).unwrap();
    let unsure = poolfund(folder.path(), &["map", "paid.xlsx", "--yes"]);
    assert!(said(&unsure).contains("say which it is") && unsure.status.code() == Some(2), "{}", said(&unsure));
    let sure = poolfund(folder.path(), &["map", "paid.xlsx", "--yes", "--set", "columns.Amount=Sum two"]);
    assert_eq!(sure.status.code(), Some(0), "{}", said(&sure));
    let checked = said(&poolfund(folder.path(), &["check", "paid.xlsx"]));
    assert!(checked.contains("1 file, 1 row: no errors"), "{checked}");
}

#[test]
fn the_kind_that_map_does_not_know_can_be_said() {
    let folder = folder();
    let rows = "Beleg;Datum;Art;Vereinbarung;Währung;Betrag\nR-1;2024-02-23;deposit;B-1;EUR;5,00\nR-2;2024-02-24;interest;;EUR;7,00\n";
    std::fs::write(folder.path().join("register.csv"), rows).unwrap();
    let unsure = poolfund(folder.path(), &["map", "register.csv", "--yes"]);
    let text = said(&unsure);
    assert_eq!(unsure.status.code(), Some(2), "{text}");
    assert!(text.contains("it may be receipts or finance") && text.contains("--set kind=receipts"), "{text}");
    let sure = poolfund(folder.path(), &["map", "register.csv", "--yes", "--set", "kind=receipts"]);
    assert_eq!(sure.status.code(), Some(0), "{}", said(&sure));
    let checked = said(&poolfund(folder.path(), &["check", "register.csv"]));
    assert!(checked.contains("1 file, 2 rows: no errors"), "{checked}");
    let none = poolfund(folder.path(), &["map", "register.csv", "--yes", "--set", "kind=socks"]);
    assert!(none.status.code() != Some(0) && said(&none).contains("socks"), "{}", said(&none));
}

/// The parts of a workbook by their names.
fn parts(path: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut parts = std::collections::BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        parts.insert(part.name().unwrap().into_owned(), bytes);
    }
    parts
}

#[test]
fn init_of_a_fund_that_is_there_renews_the_lists_of_its_drop_downs_and_nothing_else() {
    let folder = tempfile::TempDir::new().unwrap();
    assert!(poolfund(folder.path(), &["init", "new"]).status.success());
    let fund = folder.path().join("new");
    let inputs = fund.join("inputs");
    let settings = inputs.join("fund.toml");
    let themes = "[[theme]]\ncode = \"T99\"\nname = \"Health & <care>\"\n";
    std::fs::write(&settings, std::fs::read_to_string(&settings).unwrap() + themes).unwrap();
    // A workbook of somebody's own making, without the lists of ours.
    let donors = workbook(&[DONOR_HEADER, &["BEL", "Belgium", "government", "BEL"]], |_| {});
    std::fs::write(inputs.join("donors.xlsx"), &donors).unwrap();
    let text = std::fs::read_to_string(&settings).unwrap().replace("sheet = \"Donors\"\n", "");
    std::fs::write(&settings, &text).unwrap();
    let before = parts(&inputs.join("expenditure.xlsx"));

    let renewed = poolfund(folder.path(), &["init", "new"]);
    assert_eq!(renewed.status.code(), Some(0), "{}", said(&renewed));
    let line = |words: &str, file: &str| said(&renewed).lines().any(|line| line.contains(words) && line.contains(file));
    assert!(line("renewed", "expenditure.xlsx") && line("left alone", "donors.xlsx"), "{}", said(&renewed));
    assert_eq!(std::fs::read(inputs.join("donors.xlsx")).unwrap(), donors);
    assert_eq!(std::fs::read_to_string(&settings).unwrap(), text);
    let after = parts(&inputs.join("expenditure.xlsx"));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let changed: Vec<&String> = before.keys().filter(|part| before[*part] != after[*part]).collect();
    assert_eq!(changed.len(), 1, "the sheet of lists alone: {changed:?}");
    for book in [inputs.join("expenditure.xlsx"), fund.join("templates/donors.xlsx")] {
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(book).unwrap();
        let lists = calamine::Reader::worksheet_range(&mut book, "Lists").unwrap();
        let names = |column: usize| -> Vec<String> {
            let filled =
                |row: &[calamine::Data]| row.get(column).map(ToString::to_string).filter(|text| !text.is_empty());
            lists.rows().filter_map(filled).collect()
        };
        assert_eq!(names(0), ["Donor codes", "BEL"]);
        assert_eq!(names(2).first().unwrap(), "Themes and pillars");
        assert!(names(2).contains(&"Health & <care>".to_owned()), "{:?}", names(2));
        assert!(names(1).contains(&"Malawi".to_owned()) && names(3).contains(&"USD".to_owned()));
        let ranges = calamine::Reader::defined_names(&book);
        assert!(ranges.iter().any(|(name, range)| name == "FundThemes" && range.contains("COUNTA")), "{ranges:?}");
    }
    let again = poolfund(folder.path(), &["init", "new"]);
    assert!(said(&again).contains("as they should be") && !said(&again).contains("renewed "), "{}", said(&again));
    // The lists are no data.
    assert!(said(&poolfund(&fund, &["check"])).contains("no errors, no warnings"));
}

#[test]
fn check_says_that_the_rates_of_the_day_are_old() {
    let folder = folder();
    let rates = workbook(&[RATE_HEADER, &["EUR", "#0.9", "@2024-01-01"]], |_| {});
    std::fs::write(folder.path().join("inputs/rates.xlsx"), rates).unwrap();
    let agreements =
        workbook(&[AGREEMENT_HEADER, &["B-1", "BEL", "commitment", "@2024-01-15", "EUR", "#1000"]], |_| {});
    std::fs::write(folder.path().join("inputs/agreements.xlsx"), agreements).unwrap();
    let fresh = said(&poolfund(folder.path(), &["check", "--as-of", "2024-03-31"]));
    assert!(fresh.contains("no errors, no warnings"), "{fresh}");
    let old = said(&poolfund(folder.path(), &["check", "--as-of", "2024-07-31"]));
    assert!(old.contains("warning W511 Sheet1 C2") && old.contains("used 212 days later, on 2024-07-31"), "{old}");
    let beyond = poolfund(folder.path(), &["run", "--as-of", "3000-12-31"]);
    let refused = "poolfund: 3000-12-31 cannot be a day of a fund's books; choose one from 1945 to 2150\n";
    assert_eq!((beyond.status.code(), said(&beyond).as_str()), (Some(1), refused));
}
