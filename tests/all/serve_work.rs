//! The month's work in a browser: the same ledger as by the commands' own functions, nothing lost by a kill; and a month with a mistake in it, by clicks alone.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use poolfund::books::{Acceptance, Actor, AsOf, Books, Item, Wanted};
use poolfund::domain::Month;
use poolfund::intake::sandbox;
use poolfund::report::Extras;
use poolfund::serve::{Options, Server};
use serde_json::{Value, json};

use crate::commands::poolfund;
use crate::iati_in::activity;
use crate::page::{node, passes};
use crate::site::Site;
use crate::small_fund::{RECEIPTS, SmallFund};
use crate::support::{office_python, program};

/// Does work to its end, and gives what came of it.
pub fn work(site: &Site, path: &str, body: &Value) -> Result<Value, Value> {
    let begun = site.post(path, body.to_string().as_bytes());
    if begun.status != 200 {
        return Err(begun.json());
    }
    let started = Instant::now();
    loop {
        let job = site.get("/api/work").json();
        if job["busy"] == false {
            assert_eq!(job["number"], begun.json()["number"]);
            return if job["refusal"].is_null() { Ok(job["outcome"].clone()) } else { Err(job["refusal"].clone()) };
        }
        assert!(started.elapsed() < Duration::from_secs(120), "{job}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Hands a file over, and gives what there is to say about it.
pub fn arrive(site: &Site, name: &str, bytes: &[u8]) -> Value {
    let begun = site.post(&format!("/api/arrive/{name}"), bytes);
    assert_eq!(begun.status, 200, "{}", begun.text());
    loop {
        let job = site.get("/api/work").json();
        if job["busy"] == false {
            assert!(job["refusal"].is_null(), "{job}");
            return job["outcome"].clone();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Donors to whom drafts can be written.
const DONORS: &str =
    "Code,Name,Type,Country,E-mail\nBEL,Belgium,government,BEL,b@example.org\nJPN,Japan,government,JPN,j@example.org\n";

pub fn mended() -> String {
    RECEIPTS.replace("450.00", "460.00")
}

#[test]
fn pages_that_can_be_read_only_change_nothing() {
    let fund = SmallFund::new();
    let site = Site::open(fund.path(), &[]);
    let before = fund_files(fund.path());
    for path in [
        "run",
        "checklist",
        "close",
        "approve",
        "another",
        "reprint",
        "outbox",
        "propose",
        "look",
        "let-in",
        "alias",
        "undo",
        "arrive/receipts.csv",
    ] {
        let answer = site.post(&format!("/api/{path}"), br#"{"month":"2025-09"}"#);
        assert_eq!((answer.status, &answer.json()["kind"]), (403, &json!("read_only")), "{path}");
    }
    assert_eq!(fund_files(fund.path()), before);
}

pub fn fund_files(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut all: Vec<_> = crate::small_fund::files(folder);
    all.sort();
    all
}

/// A time at which all is done.
fn noon() -> DateTime<Utc> {
    "2025-12-01T12:00:00Z".parse().unwrap()
}

#[test]
fn the_ledger_is_the_same_as_by_the_books_own_functions() {
    sandbox::read_in(env!("CARGO_BIN_EXE_poolfund").into());
    let (by_clicks, by_hand) = (SmallFund::new(), SmallFund::new());
    for fund in [&by_clicks, &by_hand] {
        fund.write("donors.csv", DONORS);
    }
    let options =
        Options { folder: by_clicks.path().to_owned(), port: 0, edit: true, user: "Ann Ivory".to_owned(), clock: noon };
    let server = Server::new(options).unwrap();
    let site = Site::at(server.way_in());
    let serving = std::thread::spawn(move || server.run().unwrap());
    let site = site.entered();
    work(&site, "/api/run", &json!({ "month": "2025-09" })).unwrap();
    let proposed = work(&site, "/api/propose", &json!({ "month": "2025-09" })).unwrap();
    assert!(proposed["rows"].as_u64().unwrap() > 0, "{proposed}");
    let path = proposed["file"].as_str().unwrap();
    assert!(site.get("/api/files/2025-09").text().contains(path), "it is listed");
    let copy = site.get(&format!("/files/{path}")).body;
    let looked = arrive(&site, "proposal-2025-09.xlsx", &copy);
    assert_eq!(looked["name"], "decisions/proposal-2025-09.xlsx", "it is known as the committee's: {looked}");
    let choice = json!({ "number": looked["number"], "name": looked["name"], "adopt": [] });
    assert_eq!(site.post("/api/let-in", choice.to_string().as_bytes()).status, 200);
    work(&site, "/api/run", &json!({ "month": "2025-09" })).unwrap();
    let open = work(&site, "/api/checklist", &json!({ "month": "2025-09" })).unwrap();
    let accept: Vec<&str> = open
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| !one["found"].is_null())
        .map(|one| one["item"].as_str().unwrap())
        .collect();
    assert!(!accept.is_empty());
    // Each item has its own reason, which stands in the ledger with it.
    let reasons: Value = accept.iter().map(|item| ((*item).to_owned(), json!(format!("agreed: {item}")))).collect();
    let close = json!({ "month": "2025-09", "by": "Ann Ivory", "accept": reasons });
    work(&site, "/api/close", &close).unwrap();
    let approve = json!({ "month": "2025-09", "by": "Ben Oak" });
    assert_eq!(work(&site, "/api/approve", &approve).unwrap_err()["kind"], "same_session");
    let other = site.post("/api/another", b"{}").json()["way_in"].as_str().unwrap().to_owned();
    let other = Site::at(Path::new(&other)).entered();
    assert_eq!(
        work(&other, "/api/approve", &json!({ "month": "2025-09", "by": "ann ivory" })).unwrap_err()["kind"],
        "same_person"
    );
    work(&other, "/api/approve", &approve).unwrap();
    let drafts = work(&site, "/api/outbox", &json!({ "month": "2025-09" })).unwrap();
    assert_eq!(drafts["drafts"], 2);
    assert_eq!(site.post("/api/end", b"{}").status, 204);
    serving.join().unwrap();

    let actor = |name: &str| Actor::new(name, noon()).unwrap();
    let month = Month::parse("2025-09").unwrap();
    let mut books = Books::open(by_hand.path()).unwrap();
    let wanted = Wanted { as_of: AsOf::Day(month.last_day()), prove: false, extras: Extras::default() };
    books.run(wanted, &actor("Ann Ivory"), &|_| {}).unwrap();
    drop(books);
    let (_, file) = poolfund::books::write_proposal(by_hand.path(), month, None, &|_| {}).unwrap();
    fs::create_dir(by_hand.path().join("inputs/decisions")).unwrap();
    fs::copy(&file, by_hand.path().join("inputs/decisions/proposal-2025-09.xlsx")).unwrap();
    let mut books = Books::open(by_hand.path()).unwrap();
    books.run(wanted, &actor("Ann Ivory"), &|_| {}).unwrap();
    let items = accept.iter().map(|word| (Item::parse(word).unwrap(), format!("agreed: {word}"))).collect();
    books.close(month, &Acceptance::each(items).unwrap(), &actor("Ann Ivory"), &|_| {}).unwrap();
    books.approve(month, &actor("Ben Oak"), None).unwrap();
    books.outbox(Some(month), &|_| {}).unwrap();
    let events = |folder: &Path| poolfund::books::ledger(folder).unwrap().unwrap().events(None).unwrap();
    assert_eq!(events(by_clicks.path()), events(by_hand.path()), "every event with its hash");
    drop(books);
    let reports = |folder: &Path| -> Vec<(std::path::PathBuf, Vec<u8>)> {
        let all = fund_files(&folder.join("reports")).into_iter();
        all.map(|(path, bytes)| (path.strip_prefix(folder).unwrap().to_owned(), bytes)).collect()
    };
    assert_eq!(reports(by_clicks.path()), reports(by_hand.path()), "every report, statement and draft");
}

#[test]
fn a_kill_during_any_request_loses_nothing() {
    let fund = SmallFund::new();
    let mut last = String::new();
    let (mut cut, mut whole) = (0, 0);
    for pause in [0, 20, 60, 120, 200, 300, 420, 600, 900, 1_500] {
        let mut site = Site::open(fund.path(), &["--edit"]);
        let receipts = RECEIPTS.replace("450.00", &format!("{}.00", 400 + pause / 20));
        let looked = arrive(&site, "receipts.csv", receipts.as_bytes());
        let choice = json!({ "number": looked["number"], "name": "receipts.csv", "adopt": [] });
        assert_eq!(site.post("/api/let-in", choice.to_string().as_bytes()).status, 200);
        assert_eq!(site.post("/api/run", br#"{"month":"2025-09"}"#).status, 200);
        std::thread::sleep(Duration::from_millis(pause));
        site.kill();
        last = receipts;
        assert_eq!(fs::read_to_string(fund.path().join("inputs/receipts.csv")).unwrap(), last, "what entered is there");
        // The ledger is whole, and says either that the month was run, or nothing of it.
        let audit = poolfund(fund.path(), &["audit"]);
        match audit.status.code() {
            Some(0) => whole += 1,
            _ => cut += 1,
        }
        let store = poolfund::books::ledger(fund.path()).unwrap();
        if let Some(store) = store {
            let events = store.events(None).unwrap();
            assert!(events.windows(2).all(|two| two[1].previous == two[0].hash), "the chain holds");
        }
    }
    assert!(cut + whole == 10 && whole > 0);
    let site = Site::open(fund.path(), &["--edit"]);
    work(&site, "/api/run", &json!({ "month": "2025-09" })).unwrap();
    assert_eq!(fs::read_to_string(fund.path().join("inputs/receipts.csv")).unwrap(), last);
    let audit = poolfund(fund.path(), &["audit"]);
    assert!(audit.status.success(), "{}", String::from_utf8_lossy(&audit.stderr));
}

#[test]
fn two_browsers_at_once_do_one_thing_at_a_time() {
    let fund = SmallFund::new();
    let site = Site::open(fund.path(), &["--edit"]);
    let other = site.enter(&site.key);
    let mut begun = 0;
    for _ in 0..6 {
        for cookie in [&site.cookie, &other] {
            let answer = site.post_as(cookie, "/api/run", br#"{"month":"2025-09"}"#);
            match answer.status {
                200 => begun += 1,
                409 => assert_eq!(answer.json()["kind"], "busy"),
                status => panic!("{status}: {}", answer.text()),
            }
        }
    }
    assert!((1..12).contains(&begun), "{begun} of 12");
    while site.get("/api/work").json()["busy"] == true {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(poolfund(fund.path(), &["audit"]).status.success());
    // Somebody in a terminal is told apart from a fault.
    let books = Books::open(fund.path()).unwrap();
    assert_eq!(work(&site, "/api/run", &json!({ "month": "2025-09" })).unwrap_err()["kind"], "locked");
    drop(books);
}

#[test]
fn what_people_wrote_is_text_wherever_it_is_shown() {
    const SCRIPT: &str = "</script><script>document.title=1</script>";
    let fund = SmallFund::new();
    fund.write(
        "donors.csv",
        &format!("Code,Name,Type,Country\nBEL,{SCRIPT},government,BEL\nJPN,=HYPERLINK(\"\"x\"\"),government,JPN\n"),
    );
    assert!(poolfund(fund.path(), &["run", "--as-of", "2025-09-30"]).status.success());
    let site = Site::open(fund.path(), &["--edit"]);
    for path in ["/", "/month/2025-09"] {
        let page = site.get(path).text();
        assert!(!page.contains("<script>document") && !page.contains("</script><script>"), "{path}");
    }
    let named = json!({ "kind": "donor", "written": SCRIPT, "means": "BEL" }).to_string();
    let answer = site.post("/api/alias", named.as_bytes());
    assert!(answer.head.contains("application/json"), "never a page");
    let run = json!({ "month": SCRIPT }).to_string();
    let refused = site.post("/api/close", run.as_bytes());
    assert!(refused.head.contains("application/json"));
}

#[test]
fn an_empty_folder_becomes_a_fund_by_answers() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::open(folder.path(), &["--edit"]);
    assert!(site.get("/").text().contains("\"is_there\":false"));
    let places = site.get("/api/places/fr").json();
    assert!(places.as_array().unwrap().iter().any(|place| place["name"] == "Ouganda"));
    assert_eq!(site.get("/api/places/xx").status, 404);
    let answers = json!({
        "name": "Water for all", "code": "WATER", "base_currency": "EUR", "period": "2025-2028", "language": "fr",
        "budget": "1000000", "own_resources": "100000", "ongoing_projects": "0",
        "themes": ["Wells", "Schools"], "places": ["MWI", "TGO"],
    });
    let wrong = json!({ "budget": "lots", "name": "", "code": "", "base_currency": "?", "period": "", "language": "", "own_resources": "", "ongoing_projects": "", "themes": [], "places": [] });
    assert_eq!(site.post("/api/init", wrong.to_string().as_bytes()).status, 409);
    assert!(!folder.path().join("inputs").exists(), "nothing is written by answers that make no fund");
    let made = site.post("/api/init", answers.to_string().as_bytes());
    assert_eq!(made.status, 200, "{}", made.text());
    assert_eq!(site.post("/api/init", answers.to_string().as_bytes()).json()["kind"], "exists");
    assert!(site.get("/").text().contains("Water for all"));
    let check = work(&site, "/api/check", &json!({})).unwrap();
    let errors = check["problems"].as_array().unwrap().iter().filter(|one| one["severity"] == "error").count();
    assert_eq!(errors, 0, "empty sheets are no errors: {check}");
}

#[test]
fn what_if_is_answered_at_once_and_leaves_nothing() {
    let fund = tempfile::tempdir().unwrap();
    crate::support::copy_sample(fund.path());
    let site = Site::open(fund.path(), &[]);
    let today = site.get("/api/today/en").json();
    assert!(today["places"].as_array().unwrap().len() > 40 && today["themes"].as_array().unwrap().len() > 10);
    let mut longest = Duration::ZERO;
    for amount in ["1000000", "5000000", "20000000"] {
        let text = format!(
            "[[scenario]]\nname = \"x\"\n[[scenario.contribution]]\namount = \"{amount}\"\nplaces = [\"TGO\"]\n"
        );
        let begun = Instant::now();
        let answer = site.post("/api/suppose", text.as_bytes());
        longest = longest.max(begun.elapsed());
        assert_eq!(answer.status, 200, "{}", answer.text());
        let then = answer.json()["scenarios"][0].clone();
        assert!(then["then"]["gap"].as_i64().unwrap() < today["figures"]["gap"].as_i64().unwrap());
        assert!(then["gain"][0]["cell"].as_str().unwrap().starts_with("TGO/"), "{then}");
    }
    eprintln!("a supposition on the sample took {longest:?} at most");
    // What is stored as a sheet is opened here, several side by side.
    let sheet = "Scenario,Supposition,Amount,Places,Change\nmore,contribution,1000000,TGO,\nless,needs,,,-10%\n";
    let opened = site.post("/api/suppose/stored.csv", sheet.as_bytes()).json();
    let names: Vec<&Value> = opened["scenarios"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["more", "less"]);
    for name in ["..%2fx.csv", ".x.toml", "a%5cb.csv"] {
        assert_eq!(site.post(&format!("/api/suppose/{name}"), sheet.as_bytes()).status, 404, "{name}");
    }
    assert_eq!(site.post("/api/suppose/x.xlsx", b"no workbook").json()["kind"], "figures");
    assert_eq!(
        site.post("/api/suppose", b"[[scenario]]\nname = \"x\"\nfalls-through = [\"NOBODY\"]\n").json()["kind"],
        "figures"
    );
    assert!(!fund.path().join("ledger.db").exists() && !fund.path().join("reports").exists());
}

#[test]
fn a_month_with_a_mistake_in_it_by_clicks_alone() {
    if program("chromium").is_none() {
        return;
    }
    let Some(mut node) = node() else { return };
    let fund = SmallFund::new();
    fund.write("donors.csv", DONORS);
    let folder = tempfile::tempdir().unwrap();
    let [good, faulty, restated] =
        ["good", "faulty", "restated"].map(|name| folder.path().join(name).join("receipts.csv"));
    // Nine more euros in August, which are ten dollars.
    let said = [mended(), RECEIPTS.replace("30000", "abc"), mended().replace("460.00", "469.00")];
    for (path, text) in [&good, &faulty, &restated].into_iter().zip(said) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let gifts = ["12O.00", "120.00"].map(|amount| {
        let gifts = folder.path().join(amount).join("gifts.xml");
        fs::create_dir(gifts.parent().unwrap()).unwrap();
        fs::write(&gifts, activity(&[("3", amount, "")])).unwrap();
        gifts
    });
    let site = Site::open(fund.path(), &["--edit"]);
    let empty = folder.path().join("poolfund");
    fs::create_dir(&empty).unwrap();
    let begun = Site::open(&empty, &["--edit"]);
    node.env("WAY_IN", &site.way_in).env("EMPTY_WAY_IN", &begun.way_in).env("GOOD", &good).env("FAULTY", &faulty);
    node.env("COPIES", folder.path()).env("RESTATED", &restated);
    node.env("FAULTY_GIFTS", &gifts[0]).env("GIFTS", &gifts[1]);
    let office = office_python();
    if let Some(python) = &office {
        let script = crate::support::root().join("tests/uno/fill_in.py");
        node.env("OFFICE_PYTHON", python.get_program()).env("FILL_IN", script);
    }
    passes(node, &["work"]);
    if office.is_some() {
        let as_of = AsOf::Day(Month::parse("2025-09").unwrap().last_day());
        let figures = poolfund::books::read(fund.path(), as_of, &|_| {}).unwrap().figures;
        let lower = |decision: &poolfund::domain::facts::Decision| decision.amount < decision.recommended;
        let decided = figures.facts.decisions.iter().find(|decision| lower(decision)).expect("the committee gave less");
        assert!(decided.reason.starts_with("The ministry starts later"), "{decided:?}");
    }
    assert!(poolfund(fund.path(), &["audit"]).status.success());
}
