//! What a command prints: what goes where, and that what stands in cells, names of files and settings never acts on the terminal
//! or in a shell.

use std::cell::Cell;
use std::fs;
use std::process::Command;

use crate::small_fund::{RECEIPTS, SmallFund};

/// Sequences that set the title, clear the screen, turn the line around, and go back to its beginning.
const ESCAPES: &str = "\u{1b}]0;PWNED\u{7}\u{1b}[2J\u{9b}31m\u{202e}\u{7f}";

/// A fund whose texts try all of that.
fn hostile() -> SmallFund {
    let fund = SmallFund::new();
    fund.write(
        "donors.csv",
        &format!("Code,Name,Type,Country,E-mail\nBEL,Belgium{ESCAPES},government,BEL,\nJPN,Japan,government,JPN,\n"),
    );
    let agreements = "Agreement,Donor,Stage,Signed on,Currency,Amount,Countries,Themes,Valid to\n";
    fund.write(
        "agreements.csv",
        &format!(
            "{agreements}BEL-1{ESCAPES},BEL,commitment,2024-01-15,EUR,1000.00,Senegal,,2025-12-31\n\
             JPN-1,JPN,commitment,2024-02-15,JPY,90000,,,\n"
        ),
    );
    fund.write("receipts.csv", &RECEIPTS.replace("BEL-1", &format!("BEL-1{ESCAPES}")));
    fund
}

#[test]
fn nothing_that_a_command_prints_acts_on_the_terminal() {
    let fund = hostile();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let (mut shown, mut commands) = (0, 0);
    let first = fs::read_dir(fund.reports("2025-09").join("donors")).unwrap().next().unwrap().unwrap().path();
    let first = first.to_str().unwrap().to_owned();
    for arguments in [
        &["check"][..],
        &["check", "--json"],
        &["run", "--as-of", "2025-09-30"],
        &["run", "--as-of", "2025-09-30", "--json"],
        &["run", "--as-of", "2025-09-30", "--dry-run"],
        &["map", "inputs/donors.csv"],
        &["map", "inputs/agreements.csv"],
        &["outbox"],
        &["explain"],
        &["explain", "TGO/T01"],
        &["explain", ESCAPES],
        &["trace", &first, "Contributions!A8"],
        &["trace", &first, ESCAPES],
        &["close", "2025-09", "--as", ESCAPES],
        &["close", "2025-09", "--as", "Ann\u{1b}[2J", "--accept", "expiring", "--reason", ESCAPES],
        &["approve", "2025-09", "--as", "Ben\u{9b}"],
        &["run", "--as-of", "2025-10-31"],
        &["diff", "2025-09", "2025-10"],
        &["diff", "2025-09", "2025-10", "--json"],
        &["audit"],
        &["audit", "--json"],
        &["alias", "donor", ESCAPES, "BEL"],
        // What is wrong with the arguments themselves.
        &[ESCAPES],
        &["run", ESCAPES],
        &["run", &format!("--{ESCAPES}")],
        &["run", "--as-of", ESCAPES],
        &["approve", "2025-09", "--as", "Ben", "--signature", ESCAPES],
    ] {
        commands += 1;
        let output = fund.poolfund(arguments);
        for bytes in [&output.stdout, &output.stderr] {
            let text = String::from_utf8(bytes.clone()).unwrap();
            let acting = text.chars().find(|letter| *letter != '\n' && poolfund::domain::text::is_control(*letter));
            assert_eq!(acting, None, "{arguments:?}: {text}");
            shown += usize::from(text.contains("PWNED"));
        }
    }
    assert!(shown >= 5, "the texts were hardly printed at all: {shown}");
    assert_eq!(commands, WITH_TEXTS, "tests/README.md says how many");
}

/// A link that some terminals follow (OSC 8), a title, a clipboard (OSC 52), and marks that turn a line around.
const LINK: &str = "\u{1b}]8;;http://evil.example\u{1b}\\PWNED\u{1b}]8;;\u{1b}\\\u{1b}]52;c;UFdORUQ=\u{7}\u{2066}\u{202e}\u{2028}\u{85}";

#[test]
fn names_of_files_sheets_folders_and_settings_do_not_act_on_the_terminal_either() {
    let commands = Cell::new(0);
    let silent = |fund: &SmallFund, arguments: &[&str]| {
        commands.set(commands.get() + 1);
        let output = fund.poolfund(arguments);
        let mut shown = false;
        for bytes in [&output.stdout, &output.stderr] {
            let text = String::from_utf8_lossy(bytes);
            let acting = text.chars().find(|letter| *letter != '\n' && poolfund::domain::text::is_control(*letter));
            assert_eq!(acting, None, "{arguments:?}: {text}");
            shown |= text.contains("PWNED");
        }
        shown
    };
    // A file's own name, which has no slash.
    let name = format!("donors {}.csv", LINK.replace('/', "|"));
    let fund = SmallFund::new();
    fund.write(&name, "Code,Name,Type\nBEL,Belgium,government\nJPN,Japan,gouvernement de travers\n");
    let escaped: String = name.chars().map(|letter| format!("\\U{:08X}", u32::from(letter))).collect();
    fund.set("file = \"donors.csv\"", &format!("file = \"{escaped}\""));
    let path = format!("inputs/{name}");
    let mut shown = 0;
    for arguments in [
        &["check"][..],
        &["check", "--json"],
        &["check", &path],
        &["run", "--as-of", "2025-09-30"],
        &["map", &path],
        &["show", &path],
        &["map", LINK],
        &["show", LINK],
        &["settle", LINK],
        &["scenario", LINK],
        &["audit", "--head", LINK],
        &["run", "--fund", LINK],
        &["reprint", "2025-09", "--to", LINK],
        &["explain", LINK],
        &["trace", LINK],
        &["alias", LINK, LINK, LINK],
        &["init", LINK],
        &[LINK, LINK],
    ] {
        shown += usize::from(silent(&fund, arguments));
    }
    assert!(shown >= 9, "the names were hardly printed at all: {shown}");
    // The name of a sheet, and a table of it.
    let fund = SmallFund::new();
    let sheet = "PWNED \u{202e}\u{2066}";
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let page = workbook.add_worksheet().set_name(sheet).unwrap();
    for (column, text) in (0..).zip(["Code", "Name", LINK]) {
        page.write(0, column, text).unwrap();
    }
    page.write(1, 0, LINK).unwrap();
    workbook.save(fund.path().join("inputs/donors.xlsx")).unwrap();
    fund.set("file = \"donors.csv\"", "file = \"donors.xlsx\"");
    for arguments in [
        &["check"][..],
        &["check", "--json"],
        &["map", "inputs/donors.xlsx"],
        &["show", "inputs/donors.xlsx"],
        &["run", "--as-of", "2025-09-30"],
    ] {
        silent(&fund, arguments);
    }
    // Settings that are none: what stands there is shown.
    for settings in [
        format!("[fund]\nname = {LINK}\n"),
        format!("# {LINK}\n[fund\n"),
        "[fund]\n\"PWNED\\u001b[2J\" = 1\n".to_owned(),
        "[fund]\nname = \"PWNED\\u001b]0;x\\u0007\\u202e\"\n".to_owned(),
    ] {
        let fund = SmallFund::new();
        fund.write("fund.toml", &settings);
        for arguments in [&["check"][..], &["check", "--json"], &["run"], &["explain"], &["audit"]] {
            silent(&fund, arguments);
        }
    }
    assert_eq!(commands.get(), WITH_NAMES, "tests/README.md says how many");
}

/// How many commands are given where texts of cells try to act, and where names of files, sheets, folders and settings do.
const WITH_TEXTS: usize = 27;
const WITH_NAMES: usize = 43;

#[test]
fn the_table_of_what_was_measured_counts_the_commands() {
    let table = fs::read_to_string(crate::support::root().join("tests/README.md")).unwrap();
    let row = format!("| {} commands, {} names | none acts |", WITH_TEXTS + WITH_NAMES, NAMES.len());
    assert!(table.contains(&row), "{row}");
}

/// Names that a shell would take for more than a word, and one that it does not.
const NAMES: [&str; 10] = [
    "Zed $(touch PWNED)",
    "Zed `touch PWNED`",
    "Zed\"; touch PWNED; \"",
    "Zed'; touch PWNED; '",
    "Zed\\\"; touch PWNED; \\\"",
    "$(touch${IFS}PWNED)",
    "Zed & touch PWNED",
    "Zed\u{a0}| touch PWNED",
    "--by=x",
    "Zed's (MFA) & Co",
];

#[test]
fn advice_can_be_pasted_into_a_shell_whatever_stood_in_the_cell() {
    for name in NAMES {
        let fund = SmallFund::new();
        let quoted = name.replace('"', "\"\"");
        fund.write(
            "agreements.csv",
            &format!(
                "Agreement,Donor,Stage,Signed on,Currency,Amount\nBEL-1,\"{quoted}\",commitment,2024-01-15,EUR,1000.00\n\
                 JPN-1,JPN,commitment,2024-02-15,JPY,90000\n"
            ),
        );
        let said = fund.refuses(&["check"], 1);
        let start = said.find("poolfund alias").unwrap_or_else(|| panic!("{name}: {said}"));
        let advice = said[start..].lines().next().unwrap();
        let advice = advice.split_once(" CODE.").map_or(advice.trim_end_matches("`."), |(advice, _)| advice);
        assert!(advice.contains("Zed's (MFA) & Co") == (name == "Zed's (MFA) & Co"), "{advice}");
        let script = format!("poolfund() {{ printf '%s\\n' \"$@\" > words; }}; {advice}");
        let ran = Command::new("sh").args(["-c", &script]).current_dir(fund.path()).output().unwrap();
        assert!(ran.status.success(), "{advice}: {}", String::from_utf8_lossy(&ran.stderr));
        assert!(!fund.path().join("PWNED").exists(), "{advice}");
        let words = fs::read_to_string(fund.path().join("words")).unwrap();
        assert!(words.starts_with("alias\ndonor\n"), "{words}");
    }
}

#[test]
fn control_characters_never_reach_the_parts_of_a_workbook() {
    let fund = hostile();
    fund.works(&["run", "--as-of", "2025-09-30", "--annual", "2025"]);
    let mut parts = 0;
    for (path, _) in crate::small_fund::files(&fund.reports("2025-09")) {
        if path.extension().is_none_or(|ending| ending != "xlsx") {
            continue;
        }
        let mut archive = zip::ZipArchive::new(fs::File::open(&path).unwrap()).unwrap();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            let mut text = String::new();
            if std::io::Read::read_to_string(&mut part, &mut text).is_err() {
                continue;
            }
            let illegal = text
                .chars()
                .find(|letter| letter.is_control() && !"\t\n\r\u{7f}".contains(*letter) && u32::from(*letter) < 0x20);
            assert_eq!(illegal, None, "{}: {:?}", path.display(), part.name());
            parts += 1;
        }
    }
    assert!(parts > 40, "{parts}");
    // Settings with such characters are refused, whatever is named.
    for (before, after) in [
        ("name = \"Test fund\"", "name = \"Test\\u001b fund\""),
        ("name = \"Health\"", "name = \"Hea\\u0007lth\""),
        ("name = \"In-country support\"", "name = \"In\\u0000country\""),
        ("name = \"Health\"", "name = \"\""),
        ("name = \"Health\"", "name = \"Total\""),
        ("name = \"Health\"", "name = \" TOTAL \""),
        ("name = \"Health\"", "name = \"pensions\""),
    ] {
        let fund = SmallFund::new();
        fund.set(before, after);
        for command in [&["check"][..], &["run", "--as-of", "2025-09-30"]] {
            let said = fund.refuses(command, 1);
            assert!(said.contains("fund.toml has one setting to fix"), "{after}: {said}");
        }
    }
}

#[test]
fn a_reader_that_stops_early_ends_no_command_with_an_error() {
    let fund = crate::small_fund::SmallFund::new();
    let file = "inputs/receipts.csv";
    for arguments in [&["explain", "E303"][..], &["show", file], &["show", file, "--csv", "-"]] {
        let mut command = fund.command(arguments);
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = command.stdout(writer).spawn().unwrap().wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && !said.contains("roken pipe"), "{arguments:?}: {said}");
    }
}

/// What a command puts out and what it says beside it, when it ends with an exit code.
fn put_out(fund: &SmallFund, arguments: &[&str], code: i32) -> [String; 2] {
    let output = fund.poolfund(arguments);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {output:?}");
    [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap())
}

#[test]
fn what_was_asked_for_goes_to_standard_output_and_advice_to_standard_error() {
    let fund = SmallFund::new();
    fund.write(
        "../costs.csv",
        "Date,Project,Country,Theme,UNSDG category,Currency,Amount\n2025-09-30,P-1,TGO,T01,travel,USD,5.00\n",
    );
    fund.works(&["run", "--as-of", "2025-09-30"]);
    for (arguments, result, advice) in [
        (&["run", "--as-of", "2025-10-31"][..], "Received", "W511"),
        (&["diff", "2025-09", "2025-10"], "received", ""),
        (&["explain", "TGO/T01", "--as-of", "2025-10-31"], "allocated by the pool", ""),
        (&["trace", "reports/2025-10/fund-2025-10.xlsx", "Summary!B7"], "deposit R-1", ""),
        (&["check"], "W511", ""),
        (&["map", "costs.csv", "--yes"], "kind = \"expenditure\"", "poolfund check"),
        (&["alias", "donor", "Royaume", "BEL"], "\"Royaume\" means BEL", ""),
        (&["settings"], "The settings are now in", ""),
        (&["init", "new"], "new/inputs/donors.xlsx", "poolfund run"),
        (&["init", "new"], "The fund is there", ""),
    ] {
        let [out, err] = put_out(&fund, arguments, 0);
        assert!(out.contains(result) && !err.contains(result), "{arguments:?}: {out}\n---\n{err}");
        assert!(err.contains(advice) && err.is_empty() == advice.is_empty(), "{arguments:?}: {err}");
    }
    let [out, _] = put_out(&fund, &["run", "--as-of", "2025-10-31"], 0);
    let unallocated = out.lines().find(|line| line.starts_with("Unallocated")).unwrap();
    assert!(unallocated.ends_with(" 0.00"), "nothing is said of money that is not there: {unallocated:?}");
    let [out, err] = put_out(&fund, &["alias", "donor", "Royaume", "XXX"], 2);
    assert!(out.is_empty() && err.contains("XXX"), "{out}\n---\n{err}");
}
