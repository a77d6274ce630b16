//! Files and names that are brought in by a browser: looked at before they enter, taken back, and nothing let in that was not asked
//! for.

use std::fs;
use std::io::Cursor;

use calamine::{Reader, Xlsx};
use serde_json::{Value, json};

use crate::reconcile_items::{filled_in, item_of, with_extract};

use crate::serve_work::{arrive, fund_files, mended, work};
use crate::site::Site;
use crate::small_fund::{RECEIPTS, SmallFund};

#[test]
fn a_file_is_looked_at_before_it_enters_and_can_be_taken_back() {
    let fund = SmallFund::new();
    let site = Site::open(fund.path(), &["--edit"]);
    let there = fund.path().join("inputs/receipts.csv");
    let before = fs::read(&there).unwrap();
    let faulty = arrive(&site, "receipts.csv", RECEIPTS.replace("30000", "abc").as_bytes());
    let problem = &faulty["check"]["problems"][0];
    assert_eq!(
        (&problem["code"], &problem["cell"], &problem["severity"]),
        (&json!("E302"), &json!("F3"), &json!("error"))
    );
    assert_eq!((&faulty["replaces"], &faulty["same"]), (&json!(true), &json!(false)));
    let asked = json!({ "file": "receipts.csv", "sheet": null, "rows": [1, 3], "number": faulty["number"] });
    let rows = site.post("/api/rows", asked.to_string().as_bytes()).json();
    assert_eq!((&rows["rows"][0]["cells"]["F1"], &rows["rows"][1]["cells"]["F3"]), (&json!("Amount"), &json!("abc")));
    assert_eq!(fs::read(&there).unwrap(), before, "nothing entered");

    let good = arrive(&site, "receipts.csv", mended().as_bytes());
    assert_eq!(
        good["check"]["problems"].as_array().unwrap().iter().filter(|one| one["severity"] == "error").count(),
        0
    );
    let receipts = good["changes"].as_array().unwrap().iter().find(|one| one["kind"] == "receipts").unwrap();
    assert_eq!(
        (&receipts["same"], &receipts["other"], &receipts["new"], &receipts["gone"]),
        (&json!(2), &json!(1), &json!(0), &json!(0))
    );
    let choice = json!({ "number": good["number"], "name": "receipts.csv", "adopt": [] });
    assert_eq!(site.post("/api/let-in", choice.to_string().as_bytes()).status, 200);
    assert_eq!(fs::read_to_string(&there).unwrap(), mended());
    assert_eq!(site.post("/api/undo", b"{}").status, 200);
    assert_eq!(fs::read(&there).unwrap(), before, "as it was");
    assert_eq!(site.post("/api/undo", b"{}").status, 404, "and no further");
}

#[test]
fn an_unknown_file_is_adopted_in_a_preview_and_both_are_taken_back() {
    let fund = SmallFund::new();
    let site = Site::open(fund.path(), &["--edit"]);
    let settings = fs::read(fund.path().join("inputs/fund.toml")).unwrap();
    let text = "Date,Project,Category,Currency,Country,Theme,Expenditure\n2025-09-10,P-1,Staff,USD,TGO,T01,20.00\n";
    let looked = arrive(&site, "spent.csv", text.as_bytes());
    assert_eq!((&looked["replaces"], &looked["proposals"][0]["kind"]), (&json!(false), &json!("expenditure")));
    assert_eq!(looked["adopt"], json!([0]), "{looked}");
    let new = looked["changes"].as_array().unwrap().iter().find(|one| one["kind"] == "expenditure").unwrap();
    assert_eq!(new["new"], 1);
    assert_eq!(fs::read(fund.path().join("inputs/fund.toml")).unwrap(), settings);
    let choice = json!({ "number": looked["number"], "name": "spent.csv", "adopt": [0] });
    assert_eq!(site.post("/api/let-in", choice.to_string().as_bytes()).status, 200);
    let ran = work(&site, "/api/run", &json!({ "month": "2025-09" })).unwrap();
    assert_eq!(ran["month"], "2025-09");
    assert_eq!(site.post("/api/undo", b"{}").status, 200);
    assert_eq!(fs::read(fund.path().join("inputs/fund.toml")).unwrap(), settings);
    assert!(!fund.path().join("inputs/spent.csv").exists());
}

#[test]
fn a_name_is_decided_by_a_click_and_taken_back() {
    let fund = SmallFund::new();
    let agreements = fs::read_to_string(fund.path().join("inputs/agreements.csv")).unwrap();
    fund.write("agreements.csv", &agreements.replace("BEL-1,BEL", "BEL-1,Royaume"));
    let site = Site::open(fund.path(), &["--edit"]);
    let problems = |site: &Site| -> Vec<Value> {
        let check = work(site, "/api/check", &json!({})).unwrap();
        let all = check["problems"].as_array().unwrap().clone();
        all.into_iter().filter(|one| one["severity"] == "error").collect()
    };
    let found = problems(&site);
    assert_eq!((&found[0]["code"], &found[0]["name_of"]), (&json!("E401"), &json!("donor")));
    let meanings = site.get("/api/meanings/donor/en").json();
    assert_eq!(meanings[0], json!({ "code": "BEL", "name": "Belgium" }));
    let named = json!({ "kind": "donor", "written": "Royaume", "means": "BEL" });
    assert_eq!(site.post("/api/alias", named.to_string().as_bytes()).status, 200);
    assert!(problems(&site).is_empty());
    assert_eq!(site.post("/api/undo", b"{}").status, 200);
    assert_eq!(problems(&site).len(), 1);
    let nonsense = json!({ "kind": "donor", "written": "Royaume", "means": "NOBODY" });
    assert_eq!(site.post("/api/alias", nonsense.to_string().as_bytes()).status, 422);
}

/// Begins a fund by answers.
fn begun(site: &Site) {
    let answers = json!({
        "name": "Water for all", "code": "WATER", "base_currency": "EUR", "period": "2025-2028", "language": "en",
        "budget": "1,000,000", "own_resources": "100 000", "ongoing_projects": "0", "mode": "decided",
        "themes": ["Wells", "Schools"], "places": ["MWI", "FSM"],
    });
    let made = site.post("/api/init", answers.to_string().as_bytes());
    assert_eq!(made.status, 200, "{}", made.text());
}

/// A workbook of one sheet with these rows.
fn workbook(sheet: &str, rows: &[&[&str]]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name(sheet).unwrap();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            sheet.write_string(row, column, *text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// The names that a workbook's list offers, as somebody gets the workbook from the pages.
fn offered(site: &Site, file: &str, column: u32) -> Vec<String> {
    let bytes = site.get(&format!("/files/inputs/{file}")).body;
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let lists = book.worksheet_range("Lists").unwrap();
    let names = (1..lists.height() as u32).filter_map(|row| lists.get_value((row, column)).map(ToString::to_string));
    names.filter(|name| !name.is_empty()).collect()
}

#[test]
fn the_programs_own_workbooks_come_back_as_what_they_are_and_their_drop_downs_follow() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::open(folder.path(), &["--edit"]);
    begun(&site);
    assert_eq!(offered(&site, "agreements.xlsx", 0), Vec::<String>::new(), "no donor yet");
    let before = fs::read(folder.path().join("inputs/agreements.xlsx")).unwrap();
    // What was handed out is taken for what it is, not for the committee's, and its lists are no table.
    for file in ["agreements.xlsx", "donors.xlsx", "decisions.xlsx"] {
        let looked = arrive(&site, file, &site.get(&format!("/files/inputs/{file}")).body);
        assert_eq!((&looked["name"], &looked["proposals"]), (&json!(file), &json!([])), "{looked}");
    }
    let donors = workbook("Donors", &[&["Code", "Name", "Type"], &["NOR", "Norway", "government"]]);
    let looked = arrive(&site, "donors.xlsx", &donors);
    assert_eq!(looked["check"]["refusal"]["kind"], "no_month", "a fund that begins has no month, and no error");
    let choice = json!({ "number": looked["number"], "name": "donors.xlsx", "adopt": [] });
    assert_eq!(site.post("/api/let-in", choice.to_string().as_bytes()).status, 200);
    assert_eq!(offered(&site, "agreements.xlsx", 0), ["NOR"], "the list follows");
    // A name that may mean two places is none to choose; those that were chosen come first.
    let mut first = offered(&site, "priorities.xlsx", 1)[..2].to_vec();
    first.sort();
    assert_eq!(first, ["Malawi", "Micronesia (Federated States of)"]);
    assert_eq!(fs::read(folder.path().join("inputs/agreements.xlsx")).unwrap(), before, "and the file is as it was");
}

#[test]
fn a_name_that_may_mean_two_places_is_decided_by_a_click() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::open(folder.path(), &["--edit"]);
    begun(&site);
    let needs = workbook("Priorities", &[&["Country", "Theme", "Need"], &["Micronesia", "Wells", "500"]]);
    let looked = arrive(&site, "priorities.xlsx", &needs);
    let problem = looked["check"]["problems"].as_array().unwrap().iter().find(|one| one["code"] == "E404").unwrap();
    assert_eq!((&problem["cell"], &problem["name_of"]), (&json!("A2"), &json!("country")), "{problem}");
    let named = json!({ "kind": "country", "written": "Micronesia", "means": "FSM" });
    assert_eq!(site.post("/api/alias", named.to_string().as_bytes()).status, 200);
    let choice = json!({ "number": looked["number"], "name": "priorities.xlsx", "adopt": [] });
    let again = work(&site, "/api/look", &choice).unwrap();
    assert!(again["check"]["problems"].as_array().unwrap().iter().all(|one| one["severity"] != "error"), "{again}");
}

#[test]
fn settings_that_change_are_named_before_they_enter_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::open(folder.path(), &["--edit"]);
    begun(&site);
    let path = folder.path().join("inputs/settings.xlsx");
    let before = fs::read(&path).unwrap();
    let text = poolfund::intake::settings::read(&folder.path().join("inputs")).unwrap().text;
    let other = poolfund::config::workbook_of(&text.replace("Water for all", "Wells for all")).unwrap();
    let looked = arrive(&site, "settings.xlsx", &other);
    let changed = json!([{ "key": "fund.name", "before": "\"Water for all\"", "after": "\"Wells for all\"" }]);
    assert_eq!((&looked["settings"], &looked["changed_settings"]), (&json!(true), &changed));
    let choice = json!({ "number": looked["number"], "name": "settings.xlsx", "adopt": [] });
    assert_eq!(site.post("/api/let-in", choice.to_string().as_bytes()).status, 200);
    assert_eq!(site.post("/api/undo", b"{}").status, 200);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn what_is_done_about_differences_comes_in_by_the_reconciliations_workbook() {
    let fund = with_extract();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let item = item_of(&fund, "2025-09", "X-1");
    let changes = [("Settlement", "correct in finance"), ("Owner", "Eve"), ("Reason", "booked twice")];
    let book = fs::read(filled_in(&fund, "2025-09", &item, &changes)).unwrap();
    let site = Site::open(fund.path(), &["--edit"]);
    let list = work(&site, "/api/checklist", &json!({ "month": "2025-09" })).unwrap().to_string();
    assert!(list.contains("drop it in under Files") && !list.contains("poolfund "), "nobody types here: {list}");
    let settings = fs::read(fund.path().join("inputs/fund.toml")).unwrap();
    let looked = arrive(&site, "reconciliation-2025-09.xlsx", &book);
    assert_eq!((&looked["name"], &looked["replaces"]), (&json!("settlements.csv"), &json!(false)), "{looked}");
    let settled = looked["changes"].as_array().unwrap().iter().find(|one| one["kind"] == "settlements").unwrap();
    assert_eq!(settled["new"], 1);
    let kept = fund.path().join("inputs/settlements.csv");
    assert!(!kept.exists(), "nothing entered");
    let choice = json!({ "number": looked["number"], "name": "settlements.csv", "adopt": [] });
    assert_eq!(site.post("/api/let-in", choice.to_string().as_bytes()).status, 200);
    let text = fs::read_to_string(&kept).unwrap();
    assert!(text.contains(&format!("{item},correct in finance,-77.00,booked twice,Eve,Ann Ivory,")), "{text}");
    // The same workbook once more says nothing new.
    let again = arrive(&site, "reconciliation-2025-09.xlsx", &book);
    assert_eq!(again["same"], true, "{again}");
    assert_eq!(site.post("/api/undo", b"{}").status, 200);
    assert!(!kept.exists() && fs::read(fund.path().join("inputs/fund.toml")).unwrap() == settings, "taken back");
}

#[test]
fn no_file_enters_under_a_name_that_leads_elsewhere_and_none_that_is_too_long() {
    let fund = SmallFund::new();
    let site = Site::open(fund.path(), &["--edit"]);
    let before = fund_files(fund.path());
    for name in ["..%2fledger.db", ".hidden", "NUL.xlsx", "a%2fb.xlsx", "a%5cb.xlsx", "%00", "x."] {
        let answer = site.post(&format!("/api/arrive/{name}"), b"x");
        assert!(matches!(answer.status, 400 | 404 | 422), "{name}: {}", answer.status);
    }
    assert_eq!(site.post("/api/arrive/long.csv", &vec![b'x'; 100 << 20]).status, 413);
    let looked = arrive(&site, "receipts.csv", mended().as_bytes());
    for name in ["../receipts.csv", "/etc/passwd", "settings.xlsx", "a/../../b", ".git/config", "C:\\x"] {
        let choice = json!({ "number": looked["number"], "name": name, "adopt": [] });
        assert!(matches!(site.post("/api/let-in", choice.to_string().as_bytes()).status, 422), "{name}");
    }
    // What is no settings does not take their place.
    let choice = json!({ "number": looked["number"], "name": "fund.toml", "adopt": [] });
    assert_eq!(site.post("/api/let-in", choice.to_string().as_bytes()).json()["kind"], "settings");
    for file in ["../secret", "/etc/passwd", "fund.toml/..", "..\\x"] {
        let asked = json!({ "file": file, "sheet": null, "rows": [1] });
        assert_eq!(site.post("/api/rows", asked.to_string().as_bytes()).status, 404, "{file}");
    }
    assert_eq!(fund_files(fund.path()), before);
}
