//! Drafts of mails are made from what was recorded, and from nothing else.

use std::fs;
use std::path::PathBuf;

use poolfund::books;
use poolfund::domain::fingerprint::sha256;
use poolfund::ledger::store::EventKind;

use crate::kept::DONORS;
use crate::small_fund::{RECEIPTS, SmallFund, files};

/// A fund with addresses whose September was run.
fn run() -> SmallFund {
    let fund = SmallFund::new();
    fund.write("donors.csv", DONORS);
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund
}

fn workbooks(fund: &SmallFund) -> [PathBuf; 2] {
    let all = files(&fund.reports("2025-09").join("donors"));
    [all[0].0.clone(), all[1].0.clone()]
}

/// What a draft says: its headers, and the parts with what their base64 holds.
struct Draft {
    head: String,
    text: String,
    attachments: Vec<(String, Vec<u8>)>,
}

fn draft(fund: &SmallFund, code: &str) -> Draft {
    let folder = fund.path().join("reports/outbox/2025-09");
    let all = files(&folder);
    let (_, bytes) = all
        .iter()
        .find(|(path, _)| path.file_name().unwrap().to_str().unwrap().starts_with(code))
        .unwrap_or_else(|| panic!("no draft for {code}"));
    let mail = String::from_utf8(bytes.clone()).unwrap();
    let parts: Vec<&str> = mail.split("--=_poolfund_part_=").collect();
    let alternatives: Vec<&str> = parts[1].split("--=_poolfund_body_=").collect();
    let alternative = |index: usize| {
        let (_, body) = alternatives[index].split_once("\r\n\r\n").unwrap();
        String::from_utf8(base64(body)).unwrap()
    };
    let decoded: Vec<(String, Vec<u8>)> = parts[2..parts.len() - 1]
        .iter()
        .map(|part| {
            let (head, body) = part.split_once("\r\n\r\n").unwrap();
            (head.to_owned(), base64(body))
        })
        .collect();
    let (text, html) = (alternative(1), alternative(2));
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("<html lang="), "{html}");
    let subject: String = parts[0]
        .split("=?utf-8?B?")
        .skip(1)
        .map(|word| String::from_utf8(base64(word.split("?=").next().unwrap())).unwrap())
        .collect();
    Draft { head: format!("{}\nSubject in words: {subject}", parts[0]), text, attachments: decoded }
}

fn base64(text: &str) -> Vec<u8> {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut length) = (Vec::new(), 0_u32, 0);
    for value in text.chars().filter_map(|letter| LETTERS.find(letter)) {
        bits = (bits << 6 | value as u32) & 0xFFFF;
        length += 6;
        if length >= 8 {
            length -= 8;
            bytes.push((bits >> length & 0xFF) as u8);
        }
    }
    bytes
}

#[test]
fn nothing_is_mailed_that_the_run_did_not_write() {
    let fund = run();
    let [belgium, japan] = workbooks(&fund);
    let (ours, theirs) = (fs::read(&belgium).unwrap(), fs::read(&japan).unwrap());
    fs::write(&belgium, &theirs).unwrap();
    assert!(fund.refuses(&["outbox"], 1).contains("was changed"));
    fs::remove_file(&belgium).unwrap();
    assert!(fund.refuses(&["outbox"], 1).contains("is missing"));
    fs::create_dir(&belgium).unwrap();
    assert!(fund.refuses(&["outbox"], 1).contains("is missing"));
    fs::remove_dir(&belgium).unwrap();
    fs::write(&belgium, &ours).unwrap();
    // A manifest that vouches for what was exchanged.
    let manifest = fund.reports("2025-09").join("manifest.json");
    let before = fs::read_to_string(&manifest).unwrap();
    fs::write(&belgium, &theirs).unwrap();
    fs::write(&manifest, before.replace(&sha256(&ours), &sha256(&theirs))).unwrap();
    assert!(fund.refuses(&["outbox"], 1).contains("does not know the run that wrote"));
    assert!(!fund.path().join("reports/outbox/2025-09").exists(), "nothing was drafted");
    fs::write(&manifest, before).unwrap();
    fs::write(&belgium, &ours).unwrap();
    fund.works(&["outbox"]);
    let mail = draft(&fund, "bel");
    assert_eq!(mail.attachments.len(), 1);
    assert_eq!(mail.attachments[0].1, ours);
    assert!(mail.attachments[0].0.contains("filename=\"bel-belgium-2025-09.xlsx\""), "{}", mail.attachments[0].0);
}

#[test]
fn the_drafts_of_a_month_that_is_not_closed_say_so_and_those_of_one_that_is_name_the_close() {
    let fund = run();
    assert!(fund.works(&["outbox"]).contains("2025-09 is not closed: the drafts say so"));
    let (french, english) = (draft(&fund, "bel"), draft(&fund, "jpn"));
    assert!(english.head.contains("Subject in words: Japan: draft report as at 30 September 2025"), "{}", english.head);
    assert!(
        french.head.contains("Subject in words: Belgique\u{a0}: rapport provisoire au 30 septembre 2025"),
        "{}",
        french.head
    );
    assert!(english.text.contains("This is a draft: the month is not closed"), "{}", english.text);
    assert!(french.text.contains("le mois n’est pas clôturé"), "{}", french.text);
    // The date is that of the run; who sends it is not known.
    assert!(english.head.contains("\r\nDate: ") && !english.head.contains("\r\nFrom: "), "{}", english.head);

    fund.closes("2025-09");
    fund.works(&["outbox"]);
    let close = books::ledger(fund.path()).unwrap().unwrap().events(Some(EventKind::Close)).unwrap().remove(0);
    let closed = draft(&fund, "jpn");
    assert!(closed.head.contains("Subject in words: Japan: report as at 30 September 2025"), "{}", closed.head);
    assert!(closed.text.contains(&close.hash), "{}", closed.text);
    assert!(!closed.text.contains("draft"));
}

#[test]
fn a_closed_month_is_mailed_as_it_was_closed_whatever_became_of_inputs_and_reports() {
    let fund = run();
    fund.closes("2025-09");
    fund.works(&["outbox"]);
    let before = draft(&fund, "bel");
    fund.write("receipts.csv", &RECEIPTS.replace("450.00", "77.00"));
    fund.write("donors.csv", &DONORS.replace("anne@", "somebody.else@"));
    for report in workbooks(&fund) {
        fs::write(report, "exchanged").unwrap();
    }
    fund.works(&["outbox", "--as-of", "2025-09-30"]);
    let now = draft(&fund, "bel");
    assert_eq!((&now.head, &now.text, &now.attachments), (&before.head, &before.text, &before.attachments));
    fs::remove_dir_all(fund.reports("2025-09")).unwrap();
    fund.works(&["outbox"]);
    assert_eq!(draft(&fund, "bel").attachments, before.attachments);
}

#[test]
fn what_was_never_run_is_not_mailed() {
    let fund = SmallFund::new();
    assert!(fund.refuses(&["outbox"], 2).contains("no month was run yet"));
    fund.works(&["run", "--as-of", "2025-09-30"]);
    assert!(fund.refuses(&["outbox", "--as-of", "2025-08-31"], 2).contains("2025-08 was never run"));
}

#[test]
fn the_funds_address_sends_and_a_printed_version_goes_along() {
    let fund = SmallFund::new();
    fund.write("donors.csv", DONORS);
    fund.set("period = \"2021-2025\"", "period = \"2021-2025\"\n email = \"fund@example.org\"");
    let printed = cfg!(feature = "pdf");
    let mut arguments = vec!["run", "--as-of", "2025-09-30"];
    arguments.extend(printed.then_some("--pdf"));
    fund.works(&arguments);
    fund.works(&["outbox"]);
    let mail = draft(&fund, "jpn");
    assert!(mail.head.contains("\r\nFrom: fund@example.org\r\n"), "{}", mail.head);
    assert_eq!(mail.attachments.len(), if printed { 2 } else { 1 });
    if printed {
        assert!(mail.attachments[1].0.contains("application/pdf") && mail.attachments[1].1.starts_with(b"%PDF-"));
    }
}
