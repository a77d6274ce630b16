//! Approvals that are signed: a typed name is not enough where the fund names approvers with their keys.

use std::fs;
use std::io::Cursor;

use minisign::KeyPair;
use poolfund::ledger::store::{Approval, Event, EventKind, Signed};

use crate::small_fund::SmallFund;
use crate::store_forged::{named, of_kind, write_anew};

fn keys() -> KeyPair {
    KeyPair::generate_unencrypted_keypair().unwrap()
}

fn signature(text: &str, keys: &KeyPair) -> String {
    minisign::sign(Some(&keys.pk), &keys.sk, Cursor::new(text), None, None).unwrap().into_string()
}

/// A fund whose approvers are Ben and Eve, each with a key, and whose September is closed.
fn closed(keys: [&KeyPair; 2]) -> SmallFund {
    closed_once_more(keys, "finance has sent no extract")
}

/// The same for another reason, so that the ledger is another one however fast it is made.
fn closed_once_more(keys: [&KeyPair; 2], reason: &str) -> SmallFund {
    let fund = SmallFund::new();
    let [ben, eve] = keys.map(|pair| pair.pk.to_base64());
    let approvers = format!(
        "[[approver]]\nname = \"Ben\"\nkey = \"{ben}\"\n\n[[approver]]\nname = \"Eve\"\nkey = \"{eve}\"\n\n[[input]]"
    );
    fund.set("[[input]]", &approvers);
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.works(&["close", "2025-09", "--as", "Ann", "--accept", "compared", "--reason", reason]);
    fund
}

const APPROVE: [&str; 4] = ["approve", "2025-09", "--as", "Ben"];
const STATEMENT: &str = "reports/statements/close-2025-09.txt";

#[test]
fn an_approval_is_signed_by_the_approver_whom_the_fund_named_and_under_this_close() {
    let (ben, eve) = (keys(), keys());
    let fund = closed([&ben, &eve]);
    let statement = fs::read_to_string(fund.path().join(STATEMENT)).unwrap();
    let refused = fund.refuses(&APPROVE, 1);
    assert!(refused.contains("the approval must be signed"), "{refused}");
    assert!(refused.contains(&format!("minisign -Sm {STATEMENT}")), "{refused}");
    let signed = |text: &str, keys: &KeyPair| {
        let file = fund.path().join("signature");
        fs::write(&file, signature(text, keys)).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let with =
        |file: &str| [&APPROVE[..], &["--signature", file][..]].concat().iter().map(ToString::to_string).collect();
    let refuses = |file: String, words: &str| {
        let arguments: Vec<String> = with(&file);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let said = fund.refuses(&arguments, 1);
        assert!(said.contains(words), "{words}: {said}");
    };
    refuses(signed(&statement, &eve), "is not that of Ben");
    refuses(signed(&statement.replace("700.00", "900.00"), &ben), "is not that of Ben");
    refuses(signed("", &ben), "is not that of Ben");
    fs::write(fund.path().join("signature"), "untrusted comment: none\n").unwrap();
    refuses(fund.path().join("signature").to_str().unwrap().to_owned(), "is not that of Ben");
    // A key that comes into the settings after the close signs nothing of before.
    let mallory = keys();
    fund.set(&eve.pk.to_base64(), &mallory.pk.to_base64());
    let file = signed(&statement, &mallory);
    assert!(
        fund.refuses(&["approve", "2025-09", "--as", "Eve", "--signature", &file], 1).contains("is not that of Eve")
    );
    let file = signed(&statement, &mallory);
    let stranger = ["approve", "2025-09", "--as", "Mallory", "--signature", &file];
    assert!(fund.refuses(&stranger, 1).contains("had no key for Mallory"));
    fund.set(&mallory.pk.to_base64(), &eve.pk.to_base64());
    let file = signed(&statement, &ben);
    let said = fund.works(&["approve", "2025-09", "--as", "ben ", "--signature", &file]);
    assert!(said.contains(&format!("Signature  by the key {}", ben.pk.to_base64())), "{said}");
    let audited = fund.works(&["audit"]);
    assert!(audited.contains("1 approvals of 1 closes") && !audited.contains("typed name"), "{audited}");
}

#[test]
fn a_signature_under_another_month_or_another_close_of_this_one_approves_nothing() {
    let (ben, eve) = (keys(), keys());
    let fund = closed([&ben, &eve]);
    let september = fs::read_to_string(fund.path().join(STATEMENT)).unwrap();
    let file = fund.path().join("signature");
    let with = |month: &str, fund: &SmallFund| {
        let path = file.to_str().unwrap();
        fund.poolfund(&["approve", month, "--as", "Ben", "--signature", path])
    };
    fs::write(&file, signature(&september, &ben)).unwrap();
    assert!(with("2025-09", &fund).status.success());
    fund.works(&["run", "--as-of", "2025-10-31"]);
    fund.closes("2025-10");
    // Ben's own signature under September, given for October, and the one under his approval of September.
    let approval = fs::read_to_string(fund.path().join("reports/statements/approval-2025-09.txt")).unwrap();
    for text in [&september, &approval] {
        fs::write(&file, signature(text, &ben)).unwrap();
        let refused = with("2025-10", &fund);
        let said = crate::small_fund::said(&refused);
        assert!(refused.status.code() == Some(1) && said.contains("is not that of Ben"), "{said}");
    }
    // Under the close of September in another ledger of the same fund.
    let other = closed_once_more([&ben, &eve], "finance is late");
    let elsewhere = fs::read_to_string(other.path().join(STATEMENT)).unwrap();
    assert_ne!(elsewhere, september);
    fs::write(&file, signature(&elsewhere, &ben)).unwrap();
    assert!(!with("2025-10", &fund).status.success());
    fs::write(&file, signature(&september, &ben)).unwrap();
    assert!(!with("2025-09", &other).status.success());
    let october = fs::read_to_string(fund.path().join("reports/statements/close-2025-10.txt")).unwrap();
    fs::write(&file, signature(&october, &ben)).unwrap();
    assert!(with("2025-10", &fund).status.success());
    fund.works(&["audit"]);
    // September's signed statement in October's approval, the history written anew.
    write_anew(&fund, |event: &mut Event| {
        if event.kind == EventKind::Approval && event.period.as_deref() == Some("2025-10") {
            let mut approval: Approval = event.read().unwrap();
            let signed = approval.signed.as_mut().unwrap();
            (signed.statement, signed.signature) = (september.clone(), signature(&september, &ben));
            event.payload = serde_json::to_string(&approval).unwrap();
        }
    });
    named(&fund, &["what was signed is another close"]);
}

#[test]
fn a_name_without_a_key_is_said_to_be_no_more_than_that() {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.closes("2025-09");
    let file = fund.path().join("signature");
    fs::write(&file, signature(&fs::read_to_string(fund.path().join(STATEMENT)).unwrap(), &keys())).unwrap();
    let unknown = [&APPROVE[..], &["--signature", file.to_str().unwrap()]].concat();
    assert!(fund.refuses(&unknown, 1).contains("had no key for Ben"));
    let said = fund.works(&APPROVE);
    assert!(said.contains("Signature  none: the name is what somebody typed"), "{said}");
    assert!(fund.works(&["audit"]).contains("approvals that are a typed name and no signature: 1"));
}

/// A change of a signed approval.
type Forge = fn(&mut Approval, &KeyPair);

#[test]
fn a_signed_approval_that_is_written_anew_is_found() {
    let forgeries: [(Forge, &str); 5] = [
        (|approval, _| approval.signed = None, "the approval must be signed"),
        (|approval, _| approval.by = "Eve".to_owned(), "had no key for Eve"),
        (|approval, _| approval.by = "Mallory".to_owned(), "had no key for Mallory"),
        (
            |approval, _| {
                let signed = approval.signed.as_mut().unwrap();
                signed.statement = signed.statement.replace("700.00", "900.00");
            },
            "is not that of Ben",
        ),
        (
            // Ben did sign this, but it is no statement of the close.
            |approval, ben| {
                let Signed { statement, signature, .. } = approval.signed.as_mut().unwrap();
                *statement = "Ledger     of another month\n".to_owned();
                *signature = self::signature(statement, ben);
            },
            "what was signed is another close",
        ),
    ];
    for (forge, words) in forgeries {
        let (ben, eve) = (keys(), keys());
        let fund = closed([&ben, &eve]);
        let file = fund.path().join("signature");
        let statement = fs::read_to_string(fund.path().join(STATEMENT)).unwrap();
        fs::write(&file, signature(&statement, &ben)).unwrap();
        fund.works(&[&APPROVE[..], &["--signature", file.to_str().unwrap()]].concat());
        let recorded: Approval = of_kind(&fund, EventKind::Approval).read().unwrap();
        assert_eq!(recorded.signed.as_ref().unwrap().statement, statement);
        write_anew(&fund, |event: &mut Event| {
            if event.kind == EventKind::Approval {
                let mut approval: Approval = event.read().unwrap();
                forge(&mut approval, &ben);
                event.payload = serde_json::to_string(&approval).unwrap();
            }
        });
        named(&fund, &[words]);
    }
}

#[test]
fn who_may_approve_is_named_once_with_a_key_of_ones_own() {
    let (one, other) = (keys().pk.to_base64(), keys().pk.to_base64());
    let told = |approvers: &[(&str, &str)]| {
        let fund = SmallFund::new();
        let approvers: String =
            approvers.iter().map(|(name, key)| format!("[[approver]]\nname = \"{name}\"\nkey = \"{key}\"\n")).collect();
        fund.set("[[input]]", &format!("{approvers}[[input]]"));
        let output = fund.poolfund(&["check"]);
        (output.status.code(), crate::small_fund::said(&output))
    };
    assert_eq!(told(&[("Ben", &one), ("Eve", &other)]).0, Some(0));
    for (approvers, words) in [
        (vec![("Ben", one.as_str()), ("BEN ", &other)], "twice"),
        (vec![("Ben", &one), ("Eve", &one)], "a key of one's own for each"),
        (vec![(" ", &one)], "a name of one line"),
        (vec![("Ben", "RWQ")], "is no public key of minisign"),
    ] {
        let (code, said) = told(&approvers);
        assert!(code == Some(1) && said.contains(words), "{words}: {code:?} {said}");
    }
}
