//! Forgeries that keep every hash right: events that were only added, histories that were written anew from the first event
//! on. What events say of each other, and of what comes out again, still names them.

use poolfund::ledger::store::{
    Approval, Batch, Event, EventKind, Format, Line, NewEvent, Recorder, Sqlite, Store, StoredFile, reading, recall,
};
use serde_json::{Value, json};

use crate::small_fund::SmallFund;
use crate::store_forged::{change, closed, events, history_anew, of_kind, root, write_anew};
use crate::store_forged_around::log_beside;

/// Adds events as the program would: the chain, the guards and the copy are right.
fn added(fund: &SmallFund, by: &str, events: Vec<NewEvent>, files: Vec<StoredFile>) {
    let mut ledger = Sqlite::open(fund.path()).unwrap();
    let head = ledger.head().unwrap();
    let recorder = Recorder { at: "2026-11-01T08:00:00Z".into(), by: by.into() };
    ledger.append(&head, Batch { events, files }, &recorder).unwrap();
    ledger.copy(fund.path()).unwrap();
}

fn new(kind: EventKind, period: Option<&str>, said: &Value) -> NewEvent {
    NewEvent::new(kind, period.map(str::to_owned), said).unwrap()
}

/// What an event of a kind says, the last one.
fn said(fund: &SmallFund, kind: EventKind) -> Value {
    of_kind(fund, kind).read().unwrap()
}

/// An import of the receipts and its reading, in which one amount is another.
fn other_receipts(fund: &SmallFund) -> [NewEvent; 2] {
    let ledger = Sqlite::open_to_read(fund.path()).unwrap().unwrap();
    let readings = ledger.events(Some(EventKind::Reading)).unwrap();
    let of_receipts = readings.iter().rfind(|event| event.payload.contains("receipts.csv")).unwrap();
    let key = of_receipts.read::<Value>().unwrap()["key"].as_str().unwrap().to_owned();
    let mut outcome = recall(&key, &ledger).unwrap().unwrap();
    outcome.harvest.facts.receipts[0].amount.amount = "900".parse().unwrap();
    reading(&key, outcome).unwrap()
}

/// A forgery, and what the audit says of it.
pub type Forgery = (&'static str, fn(&SmallFund), &'static str);

/// Events that are only added, as the program would record them.
pub const ADDED: [Forgery; 11] = [
    (
        "an import without a reading",
        |fund| added(fund, "Eve", vec![Vec::from(other_receipts(fund)).remove(0)], vec![]),
        "was recorded without reading receipts.csv",
    ),
    (
        "an import that no run used",
        |fund| added(fund, "Eve", Vec::from(other_receipts(fund)), vec![]),
        "receipt R-1: amount was EUR 900.00, is EUR 450.00",
    ),
    (
        "a reading of what is not there",
        |fund| {
            let event = json!({"key": "k", "rules": 1, "import": "0".repeat(64), "rest": null});
            added(fund, "Eve", vec![new(EventKind::Reading, None, &event)], vec![]);
        },
        "(reading) names an import that was not recorded before it",
    ),
    (
        "a run of what is not there",
        |fund| {
            let mut run = said(fund, EventKind::Run);
            run["imports"][0] = json!("0".repeat(64));
            added(fund, "Eve", vec![new(EventKind::Run, Some("2025-09"), &run)], vec![]);
        },
        "(run) names an import that was not recorded before it",
    ),
    (
        "a restatement that no run made",
        |fund| {
            let event = json!({"before": [], "now": [], "list": []});
            added(fund, "Eve", vec![new(EventKind::Restatement, Some("2025-09"), &event)], vec![]);
        },
        "says what no run restated",
    ),
    (
        "a second approval",
        |fund| {
            let ledger = Sqlite::open_to_read(fund.path()).unwrap().unwrap();
            let approval = Approval::of(&of_kind(fund, EventKind::Close), "Eve", None, &ledger).unwrap();
            let event = NewEvent::new(EventKind::Approval, Some("2025-09".into()), &approval).unwrap();
            added(fund, "Eve", vec![event], vec![]);
        },
        "approves what was approved before",
    ),
    (
        "an approval in another's name",
        |fund| {
            let ledger = Sqlite::open_to_read(fund.path()).unwrap().unwrap();
            let approval = Approval::of(&of_kind(fund, EventKind::Close), "Eve", None, &ledger).unwrap();
            let event = NewEvent::new(EventKind::Approval, Some("2025-09".into()), &approval).unwrap();
            added(fund, "Mallory", vec![event], vec![]);
        },
        "says that Eve did it, and was recorded by Mallory",
    ),
    (
        "a second close of the month under another name of it",
        |fund| {
            let event = new(EventKind::Close, Some("2025-9"), &said(fund, EventKind::Close));
            added(fund, "Ann", vec![event], vec![]);
        },
        "(close) is not of the month that it says",
    ),
    (
        "an event of a format that is gone",
        |fund| added(fund, "Eve", vec![new(EventKind::Placements, None, &json!([]))], vec![]),
        "is written in a format that is older",
    ),
    (
        "a file that no event names",
        |fund| {
            let bytes = b"Receipt,Amount\n".to_vec();
            let sha256 = poolfund::domain::fingerprint::sha256(&bytes);
            let file = StoredFile { name: "other.csv".into(), sha256, bytes };
            added(fund, "Eve", vec![], vec![file]);
        },
        "the file other.csv is kept, and no event names it",
    ),
    (
        "a run that does not follow the close",
        |fund| {
            let mut run = said(fund, EventKind::Run);
            run["as_of"] = json!("2025-10-31");
            run["before"] = Value::Null;
            added(fund, "Eve", vec![new(EventKind::Run, Some("2025-10"), &run)], vec![]);
        },
        "(run) does not follow the run and the close before it",
    ),
];

/// Changes what events of a kind say, and writes the history anew.
fn say(fund: &SmallFund, kind: &EventKind, change: impl Fn(&mut Value)) {
    write_anew(fund, |event| {
        if event.kind == *kind {
            let mut said: Value = event.read().unwrap();
            change(&mut said);
            event.payload = said.to_string();
        }
    });
}

/// Changes the runs, and closes of them, to say the same.
fn say_of_runs(fund: &SmallFund, change: impl Fn(&mut Value)) {
    write_anew(fund, |event| {
        let mut said: Value = event.read().unwrap_or_default();
        match event.kind {
            EventKind::Run => change(&mut said),
            EventKind::Close => change(&mut said["run"]),
            _ => return,
        }
        event.payload = said.to_string();
    });
}

/// Changes a line that the close froze, and the hash of all of them.
fn freeze(fund: &SmallFund, statement: &str) {
    let close = of_kind(fund, EventKind::Close);
    let lines = || -> Vec<Line> { Sqlite::open_to_read(fund.path()).unwrap().unwrap().lines(&close.id).unwrap() };
    let before = root(&lines());
    change(fund, |database| assert_eq!(database.execute(statement, []).unwrap(), 1, "{statement}"));
    let after = root(&lines());
    assert_ne!(before, after);
    write_anew(fund, |event| event.payload = event.payload.replace(&before, &after));
}

pub fn of(event: &Event, kind: &EventKind) -> bool {
    event.kind == *kind
}

/// Histories that were written anew from the first event on, in the ledger and its copy.
pub const ANEW: [Forgery; 22] = [
    (
        "a close moved to another month",
        |fund| {
            write_anew(fund, |event| {
                if of(event, &EventKind::Close) {
                    event.period = Some("2025-08".into());
                }
            });
        },
        "(close) is not of the month that it says",
    ),
    (
        "a run moved to another month",
        |fund| {
            write_anew(fund, |event| {
                if of(event, &EventKind::Run) {
                    event.period = Some("2025-08".into());
                }
            });
        },
        "(run) is not of the month that it says",
    ),
    (
        "an approval moved to another month",
        |fund| {
            write_anew(fund, |event| {
                if of(event, &EventKind::Approval) {
                    event.period = Some("2025-08".into());
                }
            });
        },
        "(approval) is not of the month that it says",
    ),
    (
        "an import of a month",
        |fund| {
            write_anew(fund, |event| {
                if of(event, &EventKind::Import) {
                    event.period = Some("2025-09".into());
                }
            });
        },
        "(import) is not of the month that it says",
    ),
    (
        "an approval in an older format, which binds less",
        |fund| {
            write_anew(fund, |event| {
                if of(event, &EventKind::Approval) {
                    event.format = Format::One;
                }
            });
        },
        "is written in a format that is older",
    ),
    (
        "all of it in an older format",
        |fund| write_anew(fund, |event| event.format = Format::One),
        "is written in a format that is older",
    ),
    (
        "a month that was closed before it was over",
        |fund| write_anew(fund, |event| event.recorded_at = "2025-09-15T09:00:00Z".into()),
        "closed its month before that was over",
    ),
    (
        "a time that is none",
        |fund| write_anew(fund, |event| event.recorded_at = "a fine day".into()),
        "was recorded at \"a fine day\", which is no time",
    ),
    (
        "somebody else's hand",
        |fund| write_anew(fund, |event| event.recorded_by = "Eve".into()),
        "says that Ann did it, and was recorded by Eve",
    ),
    (
        "somebody else's name",
        |fund| say(fund, &EventKind::Close, |close| close["by"] = json!("Eve")),
        "says that Eve did it, and was recorded by Ann",
    ),
    (
        "restatements that say nothing",
        |fund| say(fund, &EventKind::Restatement, |restated| restated["list"] = json!([])),
        "restated of the run before it is not recorded as it was",
    ),
    (
        "restatements that are gone",
        |fund| history_anew(fund, |events| events.retain(|event| !of(event, &EventKind::Restatement))),
        "restated of the run before it is not recorded as it was",
    ),
    (
        "a run that is gone",
        |fund| {
            history_anew(fund, |events| {
                let first = events.iter().position(|event| of(event, &EventKind::Run)).unwrap();
                events.remove(first);
            });
        },
        "(run) does not follow the run and the close before it",
    ),
    (
        "an approval before its close",
        |fund| {
            history_anew(fund, |events| {
                let close = events.iter().position(|event| of(event, &EventKind::Close)).unwrap();
                events.swap(close, close + 1);
            });
        },
        "approves another close, or another ledger",
    ),
    (
        "a close before its run",
        |fund| {
            history_anew(fund, |events| {
                let close = events.iter().position(|event| of(event, &EventKind::Close)).unwrap();
                events.swap(close, close - 1);
            });
        },
        "closes a run that is not the last one recorded of its month",
    ),
    (
        "a close of the run before the last",
        |fund| {
            let first = events(fund).into_iter().find(|event| of(event, &EventKind::Run)).unwrap();
            let first: Value = first.read().unwrap();
            say(fund, &EventKind::Close, |close| close["run"] = first.clone());
        },
        "closes a run that is not the last one recorded of its month",
    ),
    (
        "inputs of the run before the last",
        |fund| {
            let first = events(fund).into_iter().find(|event| of(event, &EventKind::Run)).unwrap();
            let first: Value = first.read().unwrap();
            say_of_runs(fund, |run| run["imports"] = first["imports"].clone());
        },
        "comes out otherwise than it was closed",
    ),
    (
        "other figures of agreements",
        |fund| say_of_runs(fund, |run| run["standing"]["agreements"][0]["placed"] = json!(1)),
        "recorded are not those that the month gives",
    ),
    (
        "something that no version says",
        |fund| say(fund, &EventKind::Close, |close| close["bonus"] = json!("10%")),
        "says \"bonus\", which this version does not know",
    ),
    (
        "a report that was not there",
        |fund| {
            say(fund, &EventKind::Close, |close| {
                close["pack"].as_array_mut().unwrap().push(json!(["extra.xlsx", "0".repeat(64)]));
            });
        },
        "extra.xlsx",
    ),
    (
        "an entry that was frozen",
        |fund| {
            let of_entry = "(SELECT min(number) FROM lines WHERE kind = 'entry')";
            freeze(
                fund,
                &format!(
                    "UPDATE lines SET body = replace(body, 'TGO', 'VNM') WHERE number = {of_entry} AND kind = 'entry'"
                ),
            );
        },
        "(close) froze is not what the month gives",
    ),
    (
        "a cell that was frozen",
        |fund| {
            let last = "(SELECT max(number) FROM lines WHERE kind = 'known cell')";
            freeze(fund, &format!("DELETE FROM lines WHERE kind = 'known cell' AND number = {last}"));
        },
        "froze",
    ),
];

/// Changes of the tables, in the ledger and its copy.
pub const TABLES: [Forgery; 7] = [
    (
        "a kept file under another name",
        |fund| {
            change(fund, |database| {
                database.execute_batch("UPDATE files SET name = 'donors-2.csv' WHERE name = 'donors.csv'").unwrap()
            })
        },
        "a file is kept as donors-2.csv",
    ),
    (
        "a date where there was none",
        |fund| {
            change(fund, |database| {
                database.execute_batch("UPDATE lines SET date = 'soon' WHERE kind = 'donor'").unwrap()
            })
        },
        "a date that is no day, as \"soon\"",
    ),
    (
        "a date in other letters",
        |fund| {
            change(fund, |database| {
                database.execute_batch("UPDATE lines SET date = '2025-8-10' WHERE key = 'R-1'").unwrap()
            })
        },
        "a date that is no day",
    ),
    (
        "a virtual table",
        |fund| change(fund, |database| database.execute_batch("CREATE VIRTUAL TABLE notes USING fts5(text)").unwrap()),
        "the table \"notes\" is no part of a ledger",
    ),
    (
        "statistics by which the database plans",
        |fund| change(fund, |database| database.execute_batch("ANALYZE").unwrap()),
        "is no part of a ledger",
    ),
    (
        "a schema that says otherwise",
        |fund| {
            change(fund, |database| {
                database
                    .execute_batch(
                        "PRAGMA writable_schema = ON;
                         UPDATE sqlite_schema SET sql = replace(sql, 'amount INTEGER,', 'amount REAL,') WHERE name = 'lines'",
                    )
                    .unwrap();
            });
        },
        "the table lines of the ledger was changed",
    ),
    ("a log of changes beside the ledger", log_beside, "(close) was changed"),
];

/// Each is named by the audit of a fund in which nothing else is wrong.
pub fn all_named(forgeries: &[Forgery]) {
    for (what, forge, words) in forgeries {
        let fund = closed();
        forge(&fund);
        let said = fund.poolfund(&["audit"]);
        let text = String::from_utf8_lossy(&said.stdout).into_owned() + &String::from_utf8_lossy(&said.stderr);
        assert!(text.contains(words) && said.status.code() == Some(1), "{what}: {words:?} is not in:\n{text}");
    }
}

#[test]
fn events_that_are_only_added_are_named() {
    all_named(&ADDED);
}

#[test]
fn histories_that_were_written_anew_are_named_by_what_they_say_of_each_other() {
    all_named(&ANEW);
}

#[test]
fn what_tables_hold_beside_what_is_hashed_is_named() {
    all_named(&TABLES);
}
