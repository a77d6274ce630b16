//! Attacks on the month's work in a browser: text that would be a formula, two people at once, a key of
//! a program that is gone, what is too large, names that are read another way than they are written. Nothing is lost, nothing gets
//! out, and each is answered in plain words.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use serde_json::{Value, json};

use crate::commands::poolfund;
use crate::reconcile_items::{filled_in, item_of, with_extract};
use crate::serve_work::{arrive, fund_files, mended, work};
use crate::site::{Answer, Site};
use crate::small_fund::{RECEIPTS, SmallFund};

/// How a text begins that a spreadsheet program takes for a formula.
const BEGINS: [&str; 5] = ["=HYPERLINK(\"http://x\")", "+1+1", "-1+1", "@SUM(1)", "\t=1+1"];
/// What tells such a text apart.
const MARK: &str = "&CANARY";

pub fn let_in(site: &Site, name: &str, bytes: &[u8]) -> Value {
    let looked = arrive(site, name, bytes);
    let choice = json!({ "number": looked["number"], "name": looked["name"], "adopt": looked["adopt"] });
    let answer = site.post("/api/let-in", choice.to_string().as_bytes());
    assert_eq!(answer.status, 200, "{}", answer.text());
    looked
}

/// A refusal in sentences, of a kind.
fn refused(answer: &Answer, status: u16, kind: &str) -> String {
    assert_eq!(answer.status, status, "{}", answer.text());
    let said = answer.json();
    let words: Vec<&str> = said["words"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
    assert_eq!(said["kind"], kind, "{said}");
    assert!(words.iter().all(|words| words.ends_with('.') && words.contains(' ')), "sentences: {words:?}");
    words.join(" ")
}

/// A row of CSV.
fn row(fields: &[&str]) -> String {
    let quoted: Vec<String> = fields.iter().map(|field| format!("\"{}\"", field.replace('"', "\"\""))).collect();
    format!("{}\n", quoted.join(","))
}

/// A month of a fund with a text in every field that may hold words, by uploads, names, reasons and signatures.
fn month_with(text: &str) -> SmallFund {
    let fund = with_extract();
    let site = Site::open(fund.path(), &["--edit"]);
    let donor = |code: &str| row(&[code, &format!("{text} {code}"), "government", text, "a@example.org", text]);
    let donors = format!("Code,Name,Type,Contact,E-mail,Notes\n{}{}", donor("BEL"), donor("JPN"));
    let_in(&site, "donors.csv", donors.as_bytes());
    let agreement = |reference: &str, donor: &str, signed: &str, currency: &str, amount: &str| {
        row(&[reference, donor, "commitment", signed, currency, amount, text, text])
    };
    let agreements = format!(
        "Agreement,Donor,Stage,Signed on,Currency,Amount,Title,Notes\n{}{}",
        agreement("BEL-1", "BEL", "2024-01-15", "EUR", "1000.00"),
        agreement("JPN-1", "JPN", "2024-02-15", "JPY", "90000")
    );
    let_in(&site, "agreements.csv", agreements.as_bytes());
    let receipts: String = RECEIPTS.lines().skip(1).map(|line| format!("{line},{}", row(&[text]))).collect();
    let_in(&site, "receipts.csv", format!("Receipt,Agreement,Date,Kind,Currency,Amount,Notes\n{receipts}").as_bytes());
    // The project and the category are codes to the fund, and words to whoever types them; the country is a name to be decided.
    let spent = row(&["2025-09-10", text, text, "USD", &format!("{text} land"), "T01", "20.00", text]);
    let spent = format!("Date,Project,Category,Currency,Country,Theme,Expenditure,Description\n{spent}");
    let looked = arrive(&site, "spent.csv", spent.as_bytes());
    let named = json!({ "kind": "country", "written": format!("{text} land"), "means": "TGO", "by": text });
    let answer = site.post("/api/alias", named.to_string().as_bytes());
    assert_eq!(answer.status, 200, "{}", answer.text());
    let choice = json!({ "number": looked["number"], "name": "spent.csv", "adopt": [0] });
    assert_eq!(site.post("/api/let-in", choice.to_string().as_bytes()).status, 200);
    let month = json!({ "month": "2025-09", "by": text });
    work(&site, "/api/run", &month).unwrap();
    let changes = [("Settlement", "correct in finance"), ("Owner", text), ("Reason", text)];
    let book = fs::read(filled_in(&fund, "2025-09", &item_of(&fund, "2025-09", "X-1"), &changes)).unwrap();
    let_in(&site, "reconciliation-2025-09.xlsx", &book);
    assert_eq!(arrive(&site, "reconciliation-2025-09.xlsx", &book)["same"], true, "nothing new once it is there");
    work(&site, "/api/run", &month).unwrap();
    work(&site, "/api/propose", &month).unwrap();
    let open = work(&site, "/api/checklist", &month).unwrap();
    let open = open.as_array().unwrap().iter().filter(|one| !one["found"].is_null());
    let accept: Value = open.map(|one| (one["item"].as_str().unwrap().to_owned(), json!(text))).collect();
    let close = json!({ "month": "2025-09", "by": text, "accept": accept });
    work(&site, "/api/close", &close).unwrap();
    let other = site.post("/api/another", b"{}").json()["way_in"].as_str().unwrap().to_owned();
    let other = Site::at(Path::new(&other)).entered();
    work(&other, "/api/approve", &json!({ "month": "2025-09", "by": format!("{text} Ben") })).unwrap();
    work(&site, "/api/outbox", &month).unwrap();
    work(&site, "/api/reprint", &json!({ "month": "2025-09", "by": text, "pack": true })).unwrap();
    fund
}

/// How often the mark stands in a workbook as text; it stands in no formula.
fn marks_of(path: &Path, bytes: Vec<u8>) -> usize {
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut found = 0;
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).unwrap();
        let run = formulas.used_cells().find(|(_, _, formula)| formula.contains("CANARY"));
        assert!(run.is_none(), "{} {sheet}: {run:?}", path.display());
        let range = book.worksheet_range(&sheet).unwrap();
        found += range
            .used_cells()
            .filter(|(_, _, cell)| matches!(cell, Data::String(text) if text.contains("CANARY")))
            .count();
    }
    found
}

/// Checks all that a month wrote; gives in how many cells of workbooks and fields of text files the mark stands.
fn judged(fund: &SmallFund, uploaded: &[&str]) -> (usize, usize) {
    let (mut cells, mut fields) = (0, 0);
    for (path, bytes) in fund_files(fund.path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".xlsx") {
            cells += marks_of(&path, bytes);
        } else if name.ends_with(".csv") && !uploaded.contains(&name.as_str()) {
            let text = String::from_utf8(bytes).unwrap();
            for record in
                csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes()).records()
            {
                for field in record.unwrap().iter().filter(|field| field.contains("CANARY")) {
                    assert!(!field.starts_with(['=', '+', '-', '@', '\t', '\r']), "{name}: {field:?}");
                    fields += 1;
                }
            }
        }
    }
    (cells, fields)
}

#[test]
fn text_that_begins_like_a_formula_is_text_in_every_field() {
    const UPLOADED: [&str; 4] = ["donors.csv", "agreements.csv", "receipts.csv", "spent.csv"];
    let begins = if std::env::var_os("CI").is_some() { &BEGINS[..1] } else { &BEGINS[..] };
    for begin in begins {
        let fund = month_with(&format!("{begin}{MARK}"));
        let (cells, fields) = judged(&fund, &UPLOADED);
        assert!(cells > 20, "{begin:?}: in workbooks, as text: {cells}");
        // What a name means, who said so, and what is done about a difference.
        assert!(fields >= 4, "{begin:?}: in the text files that the program writes: {fields}");
        assert!(poolfund(fund.path(), &["audit"]).status.success());
    }
}

#[test]
fn a_fund_that_begins_with_formulas_is_a_fund_of_words() {
    for begin in BEGINS {
        let text = format!("{begin}{MARK}");
        let folder = tempfile::tempdir().unwrap();
        let site = Site::open(folder.path(), &["--edit"]);
        let answers = json!({
            "name": text, "code": "WATER", "base_currency": "EUR", "period": "2025-2028", "language": "en",
            "budget": "1000000", "own_resources": "0", "ongoing_projects": "0", "mode": "decided",
            "themes": [format!("{text} one"), format!("{text} two")], "places": ["MWI"],
            "regions": [{ "name": format!("{text} lakes"), "countries": ["MWI", "TZA"] }],
        });
        let made = site.post("/api/init", answers.to_string().as_bytes());
        assert_eq!(made.status, 200, "{}", made.text());
        let cells: usize = fund_files(folder.path())
            .into_iter()
            .map(
                |(path, bytes)| {
                    if path.extension().is_some_and(|end| end == "xlsx") { marks_of(&path, bytes) } else { 0 }
                },
            )
            .sum();
        assert!(cells > 4, "{begin:?}: {cells}");
        // What is handed out has the lists of today in it.
        assert!(marks_of(Path::new("priorities.xlsx"), site.get("/files/inputs/priorities.xlsx").body) > 2);
        for wrong in ["code", "base_currency", "period", "budget", "administrative_fee", "mode"] {
            let mut answers = answers.clone();
            answers[wrong] = json!(text);
            let other = tempfile::tempdir().unwrap();
            let site = Site::open(other.path(), &["--edit"]);
            let answer = site.post("/api/init", answers.to_string().as_bytes());
            assert!(answer.status == 409 || wrong == "code", "{wrong}: {} {}", answer.status, answer.text());
        }
    }
}

#[test]
fn a_closed_month_is_printed_again_by_a_click_as_it_was() {
    let fund = SmallFund::new();
    let site = Site::open(fund.path(), &["--edit"]);
    let month = json!({ "month": "2025-09" });
    work(&site, "/api/run", &month).unwrap();
    let open = work(&site, "/api/reprint", &month).unwrap_err();
    assert_eq!(open["kind"], "not_closed", "{open}");
    let close = json!({ "month": "2025-09", "accept": { "compared": "finance has sent no extract" } });
    work(&site, "/api/close", &close).unwrap();
    let closed = fund_files(&fund.reports("2025-09"));
    // What came since changes nothing of it; what was lost or changed is there again, and nobody's changes are lost.
    let_in(&site, "receipts.csv", mended().as_bytes());
    let reports = fund.reports("2025-09");
    fs::remove_file(reports.join("gap-2025-09.xlsx")).unwrap();
    fs::write(reports.join("fund-2025-09.xlsx"), "changed by somebody").unwrap();
    let done = work(&site, "/api/reprint", &month).unwrap();
    assert_eq!((&done["files"], &done["set_aside"]), (&json!(closed.len()), &json!(1)));
    let after = fund_files(&reports);
    assert!(closed.iter().all(|file| after.contains(file)), "as it was closed");
    let more: Vec<_> = after.iter().filter(|file| !closed.contains(file)).collect();
    assert!(matches!(more.as_slice(), [(_, bytes)] if bytes == b"changed by somebody"), "{more:?}");
    // With a pack it is written beside, and listed there.
    work(&site, "/api/reprint", &json!({ "month": "2025-09", "pack": true })).unwrap();
    let listed = site.get("/api/files/2025-09").json();
    let reprinted = listed["reprinted"].as_array().unwrap().iter().map(|one| one["path"].as_str().unwrap());
    let mut same = 0;
    for path in reprinted.filter(|path| path.ends_with(".xlsx")) {
        let name = path.strip_prefix("reports/reprint/2025-09/").unwrap();
        assert_eq!(site.get(&format!("/files/{path}")).body, fs::read(reports.join(name)).unwrap(), "{name}");
        same += 1;
    }
    assert!(same > 3 && listed["reprinted"].to_string().contains(".zip"), "{listed}");
}

#[test]
fn two_people_who_bring_the_same_file_leave_one_of_the_two() {
    let fund = SmallFund::new();
    let (ann, ben) = (Site::open(fund.path(), &["--edit"]), Site::open(fund.path(), &["--edit"]));
    let texts: Vec<String> = ["470.00", "480.00"].map(|amount| RECEIPTS.replace("450.00", amount)).into();
    let there = fund.path().join("inputs/receipts.csv");
    for _ in 0..10 {
        std::thread::scope(|both| {
            for (site, text) in [&ann, &ben].into_iter().zip(&texts) {
                both.spawn(move || {
                    let looked = arrive(site, "receipts.csv", text.as_bytes());
                    let choice = json!({ "number": looked["number"], "name": "receipts.csv", "adopt": [] });
                    let answer = site.post("/api/let-in", choice.to_string().as_bytes());
                    // Whoever comes while the other one's file enters is told so.
                    assert!(
                        answer.status == 200 || answer.status == 409 && answer.json()["kind"] == "locked",
                        "{}",
                        answer.text()
                    );
                });
            }
        });
        assert!(texts.contains(&fs::read_to_string(&there).unwrap()), "whole, of one of the two");
    }
    // What Ann brought and Ben replaced is not taken back over Ben's.
    let_in(&ann, "receipts.csv", texts[0].as_bytes());
    let_in(&ben, "receipts.csv", texts[1].as_bytes());
    let said = refused(&ann.post("/api/undo", b"{}"), 409, "changed_since");
    assert!(said.contains("changed since"), "{said}");
    assert_eq!(fs::read_to_string(&there).unwrap(), texts[1]);
    assert_eq!(ben.post("/api/undo", b"{}").status, 200);
    // One runs while the other one's program runs too: one of them is told that somebody is at work.
    let outcomes: Vec<Result<Value, Value>> = std::thread::scope(|both| {
        let runs = [&ann, &ben].map(|site| both.spawn(move || work(site, "/api/run", &json!({ "month": "2025-09" }))));
        runs.map(|run| run.join().unwrap()).into()
    });
    assert!(outcomes.iter().any(Result::is_ok), "{outcomes:?}");
    assert!(outcomes.iter().flat_map(|one| one.as_ref().err()).all(|why| why["kind"] == "locked"), "{outcomes:?}");
    assert!(poolfund(fund.path(), &["audit"]).status.success());
}

#[test]
fn a_key_of_a_program_that_is_gone_opens_nothing_and_says_what_to_do() {
    let fund = SmallFund::new();
    let mut site = Site::open(fund.path(), &["--edit"]);
    let port = site.host.split_once(':').unwrap().1.to_owned();
    let (cookie, key) = (site.cookie.clone(), site.key.clone());
    site.kill();
    // The next program at the same address, with the browser's cookie of the one before.
    let next = Site::open(fund.path(), &["--edit", "--port", &port]);
    assert_eq!(next.get("/api/months").status, 200);
    let host = [("Host", next.host.as_str())];
    let said = refused(&next.ask("GET", &key, &host, b""), 403, "door");
    assert!(said.contains("menu entry") && said.contains("Open that again"), "{said}");
    refused(&next.post_as(&cookie, "/api/run", b"{}"), 403, "door");
    let page = next.ask("GET", "/", &[host[0], ("Cookie", &cookie)], b"");
    refused(&page, 403, "door");
}

#[test]
fn what_is_too_large_or_no_request_is_refused_in_sentences() {
    let fund = SmallFund::new();
    let site = Site::open(fund.path(), &["--edit"]);
    let before = fund_files(fund.path());
    refused(&site.post("/api/arrive/long.csv", &vec![b'x'; 100 << 20]), 413, "too_long");
    refused(&site.post("/api/alias", &vec![b'x'; 300 << 10]), 413, "too_long");
    refused(&site.get("/api/run"), 404, "nothing");
    refused(&site.post("/api/months", b"{}"), 404, "nothing");
    refused(&site.get("/api/files/%ff"), 400, "request");
    refused(&site.get("/nothing/here"), 404, "nothing");
    assert_eq!(fund_files(fund.path()), before);
    // Each refusal forbids what the pages do not need, as every answer does.
    assert!(site.get("/api/run").head.contains("content-security-policy: default-src 'none'"));
}

#[test]
fn what_is_read_another_way_than_it_is_written_enters_under_no_name() {
    let fund = SmallFund::new();
    let site = Site::open(fund.path(), &["--edit"]);
    let before = fund_files(fund.path());
    // As it is shown, it ends in .xlsx; as it is, in .csv.
    for name in [
        "receipts%E2%80%AExslx.csv",
        "a%E2%81%A6b.csv",
        "a%E2%80%8Bb.csv",
        "a%E2%80%8Fb.csv",
        "%EF%BB%BFa.csv",
        "a%09b.csv",
    ] {
        let said = refused(&site.post(&format!("/api/arrive/{name}"), b"x"), 422, "name");
        assert!(!said.contains('\u{202e}') && said.contains("Give the file another name"), "{said}");
    }
    assert_eq!(fund_files(fund.path()), before);
    // Names in other scripts are names.
    let_in(&site, "receipts.csv", mended().as_bytes());
    arrive(
        &site,
        "\u{645}\u{627}\u{644}.csv".bytes().map(|byte| format!("%{byte:02X}")).collect::<String>().as_str(),
        b"a,b\n1,2\n",
    );
    // Whoever acts is recorded by the letters that are read.
    work(&site, "/api/run", &json!({ "month": "2025-09" })).unwrap();
    let (turned, reason) = ("Ann \u{202e}yrovI\u{202c}", "all is \u{202e}doog\u{202c} and \u{200b}well");
    let close = json!({ "month": "2025-09", "by": turned, "accept": { "compared": reason } });
    let closed = work(&site, "/api/close", &close).unwrap();
    let statement = closed["statement"].as_str().unwrap();
    assert!(
        statement.contains("Ann yrovI") && !statement.contains(['\u{202e}', '\u{202c}', '\u{200b}']),
        "{statement}"
    );
    let nobody = json!({ "month": "2025-09", "by": "\u{200b}\u{202e}" });
    assert_eq!(work(&site, "/api/close", &nobody).unwrap_err()["kind"], "no_name");
    let events = poolfund::books::ledger(fund.path()).unwrap().unwrap().events(None).unwrap();
    assert!(events.iter().all(|event| !format!("{event:?}").contains("u{202e}")), "nor in the ledger");
}
