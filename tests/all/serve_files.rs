//! Files and names that are brought in by a browser: looked at before they enter, taken back, and nothing let in that was not asked
//! for.

use std::fs;

use serde_json::{Value, json};

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
    let meanings = site.get("/api/meanings/donor").json();
    assert_eq!(meanings[0], json!({ "code": "BEL", "name": "Belgium" }));
    let named = json!({ "kind": "donor", "written": "Royaume", "means": "BEL" });
    assert_eq!(site.post("/api/alias", named.to_string().as_bytes()).status, 200);
    assert!(problems(&site).is_empty());
    assert_eq!(site.post("/api/undo", b"{}").status, 200);
    assert_eq!(problems(&site).len(), 1);
    let nonsense = json!({ "kind": "donor", "written": "Royaume", "means": "NOBODY" });
    assert_eq!(site.post("/api/alias", nonsense.to_string().as_bytes()).status, 422);
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
