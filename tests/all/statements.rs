//! Statements of closes and approvals, which somebody outside the folder keeps, and what reports carry of them.

use std::fs;
use std::io::Read;
use std::path::Path;

use poolfund::books;
use poolfund::ledger::store::EventKind;

use crate::small_fund::{SmallFund, files};

/// A fund whose September is closed and approved, with what both said.
fn closed() -> (SmallFund, [String; 2]) {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let said = [fund.closes("2025-09"), fund.works(&["approve", "2025-09", "--as", "Ben"])];
    (fund, said)
}

fn last(fund: &SmallFund, kind: EventKind) -> String {
    books::ledger(fund.path()).unwrap().unwrap().events(Some(kind)).unwrap().pop().unwrap().hash
}

#[test]
fn a_close_and_an_approval_leave_a_statement_that_the_audit_confirms() {
    let (fund, said) = closed();
    let statements = fund.path().join("reports/statements");
    let [close, approval] = ["close-2025-09.txt", "approval-2025-09.txt"]
        .map(|name| fs::read_to_string(statements.join(name)).unwrap_or_else(|why| panic!("{name}: {why}")));
    assert!(said[0].contains(&close) && said[1].contains(&approval), "{said:?}");
    let (closed, approved) = (last(&fund, EventKind::Close), last(&fund, EventKind::Approval));
    for (statement, head) in [(&close, &closed), (&approval, &approved)] {
        for line in [
            "Fund       Test fund (TEST)",
            "Month      2025-09, to 2025-09-30",
            "Closed     by Ann, recorded 20",
            "Signed     ",
            "Received   700.00 USD",
            "Allocated  ",
            "Refunded   0.00 USD",
            "Charged    0.00 USD\nSupport    0.00 USD, programme support cost of what is charged\n",
            &format!("Ledger     {head}"),
            &format!("It is checked with: poolfund audit --head {head}"),
        ] {
            assert!(statement.contains(line), "{line} is not in\n{statement}");
        }
        let said = fund.works(&["audit", "--head", head]);
        assert!(said.contains("what stands before it is what it was then"), "{said}");
    }
    assert!(approval.contains("Approved   by Ben") && !close.contains("Approved"));
    fund.works(&["audit", "--head", &closed.to_uppercase()]);
    assert!(fund.refuses(&["audit", "--head", &"0".repeat(64)], 1).contains("no event has this hash"));
    // What goes on after it leaves it as it is.
    fund.works(&["run", "--as-of", "2025-10-31"]);
    fund.works(&["audit", "--head", &approved]);
}

#[test]
fn a_statement_can_be_mailed_to_whoever_keeps_it() {
    let fund = SmallFund::new();
    fund.set("code = \"TEST\"", "code = \"TEST\"\nemail = \"fund@example.org\"");
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.closes("2025-09");
    fund.works(&["approve", "2025-09", "--as", "Ben"]);
    let statements = fund.path().join("reports/statements");
    for (what, kind) in [("close", EventKind::Close), ("approval", EventKind::Approval)] {
        let draft = fs::read_to_string(statements.join(format!("{what}-2025-09.eml"))).unwrap();
        for line in ["X-Unsent: 1", "From: fund@example.org"] {
            assert!(draft.contains(line), "{line} is not in\n{draft}");
        }
        assert!(!draft.contains("\nTo:"), "who keeps it is for the sender to say");
        // What it says and what is attached, as a mail program takes them out, are the statement.
        let script = "import email, sys; from email import policy; \
                      message = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=policy.default); \
                      body = message.get_body(('plain',)).get_content(); \
                      attached = [part.get_content() for part in message.iter_attachments()]; \
                      attached = [text.decode() if isinstance(text, bytes) else text for text in attached]; \
                      sys.stdout.write(message['Subject'] + '\\x00' + body.replace('\\r\\n', '\\n') + '\\x00' + attached[0].replace('\\r\\n', '\\n'))";
        let path = statements.join(format!("{what}-2025-09.eml"));
        let said = std::process::Command::new("python3").args(["-c", script]).arg(&path).output().unwrap();
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        let said = String::from_utf8(said.stdout).unwrap();
        let text = fs::read_to_string(statements.join(format!("{what}-2025-09.txt"))).unwrap();
        let [subject, body, attached] = said.split('\0').collect::<Vec<_>>()[..] else { panic!("{said}") };
        assert_eq!(subject, format!("Statement of the {what} of 2025-09 (TEST)"));
        assert_eq!((body.trim_end(), attached), (text.trim_end(), text.as_str()));
        let kept = fund.path().join("kept.txt");
        fs::write(&kept, attached).unwrap();
        fund.works(&["audit", "--head", kept.to_str().unwrap()]);
        assert!(text.contains(&last(&fund, kind)));
    }
    // One that is gone, as after a kill between the two, comes back with the next command.
    fs::remove_file(statements.join("close-2025-09.eml")).unwrap();
    fund.works(&["run", "--as-of", "2025-10-31"]);
    assert!(statements.join("close-2025-09.eml").exists());
    assert_eq!(files(&statements).len(), 4);
}

#[test]
fn a_statement_is_never_written_over() {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let statements = fund.path().join("reports/statements");
    fs::create_dir_all(&statements).unwrap();
    fs::write(statements.join("close-2025-09.txt"), "of another fund").unwrap();
    let said = fund.closes("2025-09");
    assert!(said.contains("close-2025-09 (2).txt"), "{said}");
    assert_eq!(fs::read_to_string(statements.join("close-2025-09.txt")).unwrap(), "of another fund");
    assert_eq!(files(&statements).len(), 3, "both, and a draft of a mail");
}

/// All text of a workbook's parts.
fn text_of(workbook: &Path) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(workbook).unwrap()).unwrap();
    let mut all = String::new();
    for index in 0..archive.len() {
        let _ = archive.by_index(index).unwrap().read_to_string(&mut all);
    }
    all
}

#[test]
fn workbooks_and_the_manifest_carry_their_inputs_and_the_last_close_before_their_month() {
    let (fund, _) = closed();
    let head = last(&fund, EventKind::Close);
    let manifest = |month: &str| -> serde_json::Value {
        serde_json::from_slice(&fs::read(fund.reports(month).join("manifest.json")).unwrap()).unwrap()
    };
    assert!(manifest("2025-09")["after_close"].is_null(), "nothing was closed before it");
    fund.works(&["run", "--as-of", "2025-10-31"]);
    let october = manifest("2025-10");
    assert_eq!(october["after_close"]["month"], "2025-09");
    assert_eq!(october["after_close"]["hash"], head.as_str());
    let workbooks = files(&fund.reports("2025-10")).into_iter().map(|(path, _)| path);
    let workbooks: Vec<_> = workbooks
        .filter(|path| path.extension().is_some_and(|ending| ending == "xlsx"))
        .filter(|path| text_of(path).contains("SHA-256 of the set of inputs"))
        .collect();
    assert!(workbooks.len() >= 3, "{workbooks:?}");
    for workbook in &workbooks {
        let text = text_of(workbook);
        let name = workbook.display();
        assert!(text.contains(october["inputs_sha256"].as_str().unwrap()), "{name} has no hash of its inputs");
        assert!(
            text.contains(&format!("After the close of September 2025, recorded in the ledger with the hash {head}")),
            "{name}"
        );
    }
    // The same inputs after the same close give the same bytes.
    let before = files(&fund.reports("2025-10"));
    fund.works(&["run", "--as-of", "2025-10-31"]);
    assert_eq!(files(&fund.reports("2025-10")), before);
    let accepted = ["--accept", "restatements", "--accept", "compared", "--reason", "none"];
    fund.works(&[&["close", "2025-10", "--as", "Ann"][..], &accepted[..]].concat());
    fund.works(&["audit"]);
}
