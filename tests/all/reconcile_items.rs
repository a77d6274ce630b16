//! Open items: differences from month to month, what is decided about them, and how they go.

use std::collections::BTreeMap;

use calamine::{Data, Reader, Xlsx, open_workbook};
use poolfund::domain::facts::{FinanceKind, Resolution, Settlement};
use poolfund::domain::{AgreementRef, Currency, Money};
use poolfund::ledger::RateTable;
use poolfund::ledger::store::{ClosedItems, OpenItem};
use poolfund::reconcile::{
    Cause, Evidence, Known, Line, OpenItems, Reconciliation, Roll, Rules, Went, compare, is_open,
};

use crate::builder::{cents, day, source};
use crate::small_fund::SmallFund;
use crate::support::filled_in_by_office;

fn compared(ours: &[Line], theirs: &[Line], as_of: &str) -> Reconciliation {
    compared_after(&[], ours, theirs, as_of)
}

/// What is said after closes.
fn compared_after(closes: &[ClosedItems], ours: &[Line], theirs: &[Line], as_of: &str) -> Reconciliation {
    let rates = RateTable::new(&[], Currency::USD);
    compare(ours.to_vec(), theirs.to_vec(), Rules { rates: &rates, usual_charges: &[], closes }, day(as_of))
}

fn items(said: &Reconciliation, before: &[OpenItem], settlements: &[Settlement], as_of: &str) -> OpenItems {
    let closes = [ClosedItems { closed_on: day("2025-09-30"), items: before.to_vec() }];
    OpenItems::of(said, Known { closes: &closes, settlements, base: Currency::USD, as_of: day(as_of) })
}

fn line(kind: FinanceKind, number: &str, date: &str, amount: i64) -> Line {
    let mut line = Line::new(kind, number, day(date), cents(amount));
    line.edit(|said| {
        said.agreement = Some(AgreementRef::new("BEL-01"));
        said.source = Some(source(3));
    });
    line
}

fn deposit(number: &str, date: &str, amount: i64) -> Line {
    line(FinanceKind::Deposit, number, date, amount)
}

fn settled(item: &str, resolution: Resolution, amount: Option<Money>, on: &str) -> Settlement {
    Settlement {
        item: item.to_owned(),
        resolution: Some(resolution),
        amount,
        reason: Some("the bank confirmed it".to_owned()),
        owner: Some("Eve".to_owned()),
        by: "Ann".to_owned(),
        on: day(on),
        as_of: None,
        source: source(2),
    }
}

fn months() -> [Vec<Line>; 2] {
    let ours = vec![
        deposit("R1", "2025-08-04", 123_456),
        deposit("R2", "2025-08-20", 765_432),
        deposit("R3", "2025-09-11", 55_501),
    ];
    let theirs = vec![deposit("R1", "2025-08-04", 123_456), deposit("R3", "2025-09-11", 44_444)];
    [ours, theirs]
}

/// What opened, came and went makes what is left, by whatever it is sorted.
fn rolls_add_up(open: &OpenItems) {
    let amount = |item: &OpenItem| item.effect;
    let all = [
        open.rolls(|_| String::new(), amount),
        open.rolls(|item| item.currency.code().to_owned(), amount),
        open.rolls(|item| format!("{:?}", item.agreement), amount),
        open.rolls(|item| format!("{:?}", item.project), amount),
        open.rolls(|item| item.kind.name().to_owned(), |item| item.amount),
    ];
    let closing = open.standing.iter().filter(|(_, item)| is_open(item)).count();
    for rolls in all {
        assert!(rolls.values().all(Roll::adds_up), "{rolls:?}");
        assert_eq!(rolls.values().map(|roll| roll.closing.items).sum::<usize>(), closing);
    }
}

#[test]
fn an_item_keeps_its_name_and_the_day_on_which_it_was_first_seen() {
    let [ours, theirs] = months();
    let first = items(&compared(&ours, &theirs, "2025-09-30"), &[], &[], "2025-09-30");
    assert_eq!(first.standing.len(), 2);
    let kept = first.kept();
    let later = [ours.clone(), vec![deposit("R4", "2025-10-08", 9_900)]].concat();
    let theirs = [theirs, vec![deposit("R4", "2025-10-08", 9_900), deposit("X9", "2025-10-09", 12)]].concat();
    let second = items(&compared(&later, &theirs, "2025-10-31"), &kept, &[], "2025-10-31");
    assert_eq!(second.standing.len(), 3);
    for item in &kept {
        let now = second.standing.iter().map(|(_, now)| now).find(|now| now.id == item.id).unwrap();
        assert_eq!((now.first_seen, now.amount), (day("2025-09-30"), item.amount));
    }
    let new = second.standing.iter().map(|(_, item)| item).find(|item| item.theirs == ["X9"]).unwrap();
    assert_eq!(new.first_seen, day("2025-10-31"));
    assert!(new.id.starts_with("D-") && new.id.len() == 10, "{}", new.id);
    rolls_add_up(&first);
    rolls_add_up(&second);
    // The order of the lines changes no name.
    let turned =
        items(&compared(&later.into_iter().rev().collect::<Vec<_>>(), &theirs, "2025-10-31"), &kept, &[], "2025-10-31");
    let names = |items: &OpenItems| {
        let mut names: Vec<String> = items.standing.iter().map(|(_, item)| item.id.clone()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&turned), names(&second));
}

#[test]
fn what_goes_is_kept_with_how_it_went() {
    let [ours, theirs] = months();
    let kept = items(&compared(&ours, &theirs, "2025-09-30"), &[], &[], "2025-09-30").kept();
    // Finance books the missing deposit under a number of its own; ours loses the other line.
    let theirs = vec![theirs[0].clone(), deposit("F7", "2025-08-21", 765_432)];
    let second = items(&compared(&ours[..2], &theirs, "2025-10-31"), &kept, &[], "2025-10-31");
    assert_eq!(second.standing.len(), 0);
    let went = |number: &str| {
        let item = second.gone.iter().find(|item| item.ours == [number]).unwrap();
        (item.went.as_deref().and_then(Went::parse).unwrap(), item.with.clone())
    };
    assert_eq!(went("R2"), (Went::Matched, vec!["F7".to_owned()]));
    assert_eq!(went("R3"), (Went::Vanished, vec![]));
    rolls_add_up(&second);
    let all = second.rolls(|_| (), |item| item.effect);
    assert_eq!((all[&()].opening.items, all[&()].resolved.items, all[&()].closing.items), (2, 2, 0));
    // The next close carries them no further.
    let third = items(&compared(&ours[..2], &theirs, "2025-11-30"), &second.kept(), &[], "2025-11-30");
    assert_eq!((third.before.len(), third.gone.len()), (0, 0));
}

#[test]
fn a_settlement_holds_while_the_amount_does_and_waiting_until_the_next_month() {
    let [ours, theirs] = months();
    let said = compared(&ours, &theirs, "2025-09-30");
    let first = items(&said, &[], &[], "2025-09-30");
    let missing = first.standing.iter().map(|(_, item)| item).find(|item| item.ours == ["R2"]).unwrap().clone();
    let wrong = first.standing.iter().map(|(_, item)| item).find(|item| item.ours == ["R3"]).unwrap().clone();
    assert_eq!(first.unsettled().count(), 2);
    let decided = [
        settled(&missing.id, Resolution::Accept, Some(missing.amount), "2025-10-04"),
        settled(&wrong.id, Resolution::Wait, Some(wrong.amount), "2025-10-05"),
    ];
    let september = items(&said, &[], &decided, "2025-09-30");
    assert_eq!(september.unsettled().count(), 0, "the close asks for nothing");
    rolls_add_up(&september);
    let closing = september.rolls(|_| (), |item| item.effect)[&()].closing;
    assert_eq!((closing.items, closing.sum), (1, wrong.effect), "what is accepted is open no longer");
    let kept = september.kept();
    assert_eq!(kept.iter().filter(|item| item.settled.is_some()).count(), 2, "who settled what is kept");
    // In October, what waited is asked about again; what is accepted is not, until its amount is another.
    let october = items(&compared(&ours, &theirs, "2025-10-31"), &kept, &decided, "2025-10-31");
    let asked: Vec<&str> = october.unsettled().map(|item| item.id.as_str()).collect();
    assert_eq!(asked, [wrong.id.as_str()]);
    assert!(october.standing.iter().all(|(_, item)| item.owner.as_deref() == Some("Eve")));
    let mut other = theirs.clone();
    other.push(deposit("R2", "2025-08-20", 700_000));
    let changed = items(&compared(&ours, &other, "2025-10-31"), &kept, &decided, "2025-10-31");
    rolls_add_up(&changed);
    assert!(changed.unsettled().count() >= 2, "{changed:?}");
}

#[test]
fn waiting_holds_for_the_month_it_was_given_in_whatever_the_clock_says() {
    let [ours, theirs] = months();
    let said = compared(&ours, &theirs, "2025-09-30");
    let first = items(&said, &[], &[], "2025-09-30");
    let item = &first.standing[0].1;
    // Decided late, on a day after the ends of both months.
    let waits = Settlement {
        as_of: Some(day("2025-09-30")),
        ..settled(&item.id, Resolution::Wait, Some(item.amount), "2025-11-25")
    };
    let september = items(&said, &[], std::slice::from_ref(&waits), "2025-09-30");
    assert!(september.unsettled().all(|asked| asked.id != item.id), "the close of September does not ask");
    let said = compared(&ours, &theirs, "2025-10-31");
    let october = items(&said, &september.kept(), &[waits], "2025-10-31");
    assert!(october.unsettled().any(|asked| asked.id == item.id), "the close of October asks again");
}

#[test]
fn who_waits_in_two_months_settled_on_one_day_is_asked_in_each() {
    let fund = with_extract();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let item = item_of(&fund, "2025-09", "X-1");
    let wait = [("Settlement", "wait"), ("Reason", "finance looks into it")];
    // The file of somebody who settled before there was a column for the day of the reconciliation.
    let old =
        "Item,Settlement,Amount,Reason,Owner,Decided by,Decided on\nD-00000000,wait,1.00,\"a, b\",,Ann,2025-10-02\n";
    fund.write("settlements.csv", old);
    fund.set("[[input]]", "[[input]]\nkind = \"settlements\"\nfile = \"settlements.csv\"\n\n[[input]]");
    let book = filled_in(&fund, "2025-09", &item, &wait);
    fund.works(&["settle", &book, "--as", "Ann"]);
    let kept = std::fs::read_to_string(fund.path().join("inputs/settlements.csv")).unwrap();
    assert!(kept.starts_with("Item,Settlement,Amount,Reason,Owner,Decided by,Decided on,As at\n"), "{kept}");
    assert!(kept.contains("D-00000000,wait,1.00,\"a, b\",,Ann,2025-10-02,\n"), "{kept}");
    assert!(kept.trim_end().ends_with(",2025-09-30"), "{kept}");
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let settled = |month: &str| {
        let items = open_items(&fund, month);
        items.into_iter().find(|of| of["Item"] == item).unwrap()["Settlement"].clone()
    };
    assert_eq!(settled("2025-09"), "wait");
    fund.works(&["run", "--as-of", "2025-10-31"]);
    assert_eq!(settled("2025-10"), "", "October asks again, on the same day");
    let book = filled_in(&fund, "2025-10", &item, &wait);
    assert!(fund.works(&["settle", &book, "--as", "Ann"]).contains("1 settlement is recorded"));
    assert!(fund.works(&["settle", &book, "--as", "Ann"]).contains("nothing is new"));
    fund.works(&["run", "--as-of", "2025-10-31"]);
    assert_eq!(settled("2025-10"), "wait");
}

#[test]
fn closing_balances_follow_from_the_lines_or_are_unexplained_loudly() {
    let [ours, mut theirs] = months();
    let stated = |amount: i64| Line::new(FinanceKind::ClosingBalance, "B", day("2025-09-30"), cents(amount));
    let of_balance = |theirs: &[Line]| {
        let said = compared(&ours, theirs, "2025-09-30");
        let found = said.differences.iter().find(|difference| difference.kind == FinanceKind::ClosingBalance).cloned();
        (found, said)
    };
    // Finance's lines add up to its balance: the differences of the lines explain it, and nobody must decide about it.
    theirs.push(stated(123_456 + 44_444));
    let (found, said) = of_balance(&theirs);
    let found = found.unwrap();
    assert_eq!((found.cause(), found.amount), (Cause::Follows, cents(765_432 + 55_501 - 44_444)));
    assert_eq!(found.effect, Money::ZERO, "a balance is no movement");
    assert_eq!(items(&said, &[], &[], "2025-09-30").standing.len(), 2);
    // They do not: that is an item of its own.
    *theirs.last_mut().unwrap() = stated(123_456 + 44_444 + 777);
    let (found, said) = of_balance(&theirs);
    assert_eq!(found.unwrap().findings[0].evidence, Evidence::Residue(cents(777)));
    assert_eq!(items(&said, &[], &[], "2025-09-30").standing.len(), 3);
    // Agreeing lines and an agreeing balance are nothing.
    let theirs = [ours.clone(), vec![stated(123_456 + 765_432 + 55_501)]].concat();
    assert_eq!(compared(&ours, &theirs, "2025-09-30").differences, []);
}

/// A small fund whose extract lacks a deposit and has one of another amount.
pub fn with_extract() -> SmallFund {
    let fund = SmallFund::new();
    fund.write(
        "finance.csv",
        "Document,Kind,Date,Reference,Amount\nR-1,deposit,2025-08-10,BEL-1,500.00\nX-1,deposit,2025-08-12,BEL-1,77.00\n",
    );
    let settings = fund.path().join("inputs/fund.toml");
    let text = std::fs::read_to_string(&settings).unwrap();
    let more = format!("{text}\n[[input]]\nkind = \"finance\"\nfile = \"finance.csv\"\n");
    std::fs::write(settings, more).unwrap();
    fund
}

/// The name of the only open item in which a document stands.
pub fn item_of(fund: &SmallFund, month: &str, document: &str) -> String {
    let book = fund.reports(month).join(format!("reconciliation-{month}.xlsx"));
    let sheet = open_workbook::<Xlsx<_>, _>(book).unwrap().worksheet_range("Open items").unwrap();
    let row = sheet.rows().find(|row| row.get(3).is_some_and(|cell| cell == document)).unwrap();
    row[0].to_string()
}

#[test]
fn a_close_asks_for_what_was_not_compared_and_for_unsettled_items_only() {
    let fund = with_extract();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let told = fund.refuses(&["close", "2025-09", "--as", "Ann"], 1);
    assert!(
        told.contains("OPEN     compared") && told.contains("OPEN     differences: 1 difference with finance"),
        "{told}"
    );
    let item = item_of(&fund, "2025-09", "X-1");
    let refused = fund.refuses(&["settle", &item, "--how", "accept", "--as", "Ann"], 2);
    assert!(refused.contains("needs a --reason"), "{refused}");
    fund.refuses(&["settle", "D-00000000", "--how", "wait", "--as", "Ann", "--as-of", "2025-09-30"], 2);
    let how =
        ["settle", &item, "--how", "correct in finance", "--owner", "Eve", "--as", "Ann", "--as-of", "2025-09-30"];
    fund.works(&how);
    let stale = fund.refuses(&["close", "2025-09", "--as", "Ann"], 1);
    assert!(stale.contains("the inputs changed") && stale.contains("ok       differences"), "{stale}");
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let compared = ["close", "2025-09", "--as", "Ann", "--accept", "compared", "--reason", "budgets are not in it"];
    fund.works(&compared);
    // The auditor's question, once finance has put it right.
    let mended = "Document,Kind,Date,Reference,Amount\nR-1,deposit,2025-08-10,BEL-1,500.00\n";
    fund.write("finance.csv", mended);
    fund.works(&["run", "--as-of", "2025-10-31"]);
    let accepted =
        ["--accept", "compared", "--accept", "differences", "--accept", "restatements", "--accept", "expiring"];
    let october = ["close", "2025-10", "--as", "Ann", "--reason", "the extract ends in August"];
    fund.works(&[&october[..], &accepted[..]].concat());
    let told = fund.works(&["trace", &item]);
    for said in
        ["2025-09", "77.00", "missing-here", "correct in finance", "Ann", "owner Eve", "2025-10", "went: vanished"]
    {
        assert!(told.contains(said), "{said} is not in {told}");
    }
}

/// The open items of a month's workbook as somebody saved them, with cells changed by their headings.
pub fn filled_in(fund: &SmallFund, month: &str, item: &str, changes: &[(&str, &str)]) -> String {
    let book = fund.reports(month).join(format!("reconciliation-{month}.xlsx"));
    let sheet = open_workbook::<Xlsx<_>, _>(book).unwrap().worksheet_range("Open items").unwrap();
    let mut copy = rust_xlsxwriter::Workbook::new();
    let to = copy.add_worksheet().set_name("Open items").unwrap();
    let header = sheet.rows().find(|row| row[0] == "Item").unwrap().to_vec();
    for (row, cells) in (0..).zip(sheet.rows()) {
        for (column, cell) in (0..).zip(cells) {
            let heading = header[usize::from(column)].to_string();
            let changed = changes.iter().find(|(name, _)| *name == heading && cells[0] == item);
            match (changed, cell) {
                (Some((_, text)), _) => drop(to.write_string(row, column, *text).unwrap()),
                (None, Data::Float(number)) => drop(to.write_number(row, column, *number).unwrap()),
                (None, Data::DateTime(date)) => {
                    let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
                    to.write_number_with_format(row, column, date.as_f64(), &format).unwrap();
                }
                (None, Data::Empty) => {}
                (None, other) => drop(to.write_string(row, column, other.to_string()).unwrap()),
            }
        }
    }
    let path = fund.path().join("filled-in.xlsx");
    copy.save(&path).unwrap();
    path.display().to_string()
}

#[test]
fn the_workbook_is_read_back_and_the_journal_of_what_finance_corrects_is_written() {
    let fund = with_extract();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let item = item_of(&fund, "2025-09", "X-1");
    let changes = [("Settlement", "correct in finance"), ("Owner", "Eve"), ("Reason", "booked twice")];
    let book = filled_in(&fund, "2025-09", &item, &changes);
    let told = fund.works(&["settle", &book, "--as", "Ann"]);
    assert!(told.contains("1 settlement is recorded"), "{told}");
    let kept = std::fs::read_to_string(fund.path().join("inputs/settlements.csv")).unwrap();
    assert!(kept.contains(&format!("{item},correct in finance,-77.00,booked twice,Eve,Ann,")), "{kept}");
    let again = fund.works(&["settle", &book, "--as", "Ben"]);
    assert!(again.contains("nothing is new"), "{again}");
    let told = fund.works(&["run", "--as-of", "2025-09-30"]);
    assert!(told.contains("1 difference"), "{told}");
    let journal = std::fs::read_to_string(fund.reports("2025-09").join("journals-2025-09.csv")).unwrap();
    let lines: Vec<&str> = journal.lines().collect();
    assert_eq!(lines.len(), 2, "{journal}");
    assert!(lines[1].starts_with(&format!("{item},2025-08-12,deposit,X-1,")), "{journal}");
    assert!(lines[1].contains(",-77.00,USD,booked twice"), "{journal}");
    // Without a reason nothing is accepted.
    let book = filled_in(&fund, "2025-09", &item, &[("Settlement", "accept"), ("Reason", "")]);
    assert!(fund.refuses(&["settle", &book, "--as", "Ann"], 1).contains("Reason"));
}

/// The open items of a month, by their headings, in their order.
fn open_items(fund: &SmallFund, month: &str) -> Vec<BTreeMap<String, String>> {
    let book = fund.reports(month).join(format!("reconciliation-{month}.xlsx"));
    let sheet = open_workbook::<Xlsx<_>, _>(book).unwrap().worksheet_range("Open items").unwrap();
    let mut rows = sheet.rows().skip_while(|row| row[0] != "Item");
    let headings: Vec<String> = rows.next().unwrap().iter().map(ToString::to_string).collect();
    let items = rows.take_while(|row| row[0].to_string().starts_with("D-"));
    items.map(|row| headings.iter().cloned().zip(row.iter().map(ToString::to_string)).collect()).collect()
}

#[test]
fn the_workbook_is_filled_in_by_libreoffice_and_read_back() {
    let fund = with_extract();
    let extract = std::fs::read_to_string(fund.path().join("inputs/finance.csv")).unwrap();
    let more =
        "X-2,deposit,2025-08-13,JPN-1,11.00\nX-3,deposit,2025-08-14,JPN-1,13.00\nX-4,deposit,2025-08-15,BEL-1,9.00\n";
    fund.write("finance.csv", &format!("{extract}{more}"));
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let before = open_items(&fund, "2025-09");
    let row = |number: &str| before.iter().position(|item| item["Document"] == number).unwrap();
    let of = |number: &str| before[row(number)]["Item"].clone();
    let choices = ["accept", "correct in the fund", "correct in finance", "wait"];
    let numbers = ["X-1", "X-2", "X-3", "X-4"];
    let filled = numbers.iter().zip(choices).flat_map(|(number, choice)| {
        let cell = |heading: &str, text: &str| serde_json::json!([row(number), heading, text]);
        [cell("Settlement", choice), cell("Owner", "Eve"), cell("Reason", &format!("{number}: the bank’s letter"))]
    });
    let what = serde_json::json!({ "1": filled.collect::<Vec<_>>() });
    let book = fund.reports("2025-09").join("reconciliation-2025-09.xlsx");
    let copy = fund.path().join("filled in.xlsx");
    let Some(said) = filled_in_by_office(&book, &copy, &what) else { return };
    assert_eq!(said["lists"]["Settlement"], serde_json::json!(choices), "the drop-down offers the four ways");
    let told = fund.works(&["settle", &copy.display().to_string(), "--as", "Ann"]);
    assert!(told.contains("4 settlements are recorded"), "{told}");
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let after = open_items(&fund, "2025-09");
    for (number, choice) in numbers.into_iter().zip(choices) {
        let item = after.iter().find(|item| item["Item"] == of(number)).unwrap();
        let said = ["Settlement", "Owner", "Reason", "Settled by"].map(|heading| item[heading].as_str());
        assert_eq!(said, [choice, "Eve", &format!("{number}: the bank’s letter"), "Ann"]);
    }
    let told = fund.refuses(&["close", "2025-09", "--as", "Ann"], 1);
    let asked = format!("{} ", after.len() - numbers.len());
    assert!(told.contains(&format!("differences: {asked}")) || told.contains("ok       differences"), "{told}");
}

#[test]
fn the_batch_file_has_the_columns_and_accounts_that_the_settings_name() {
    let fund = with_extract();
    let path = fund.path().join("inputs/fund.toml");
    let column =
        |(heading, holds): (&str, &str)| format!("[[batch.column]]\nheading = \"{heading}\"\nholds = \"{holds}\"\n");
    let columns = [
        ("Belegdatum", "date"),
        ("Konto", "account"),
        ("Soll", "debit"),
        ("Haben", "credit"),
        ("Verweis", "quotes"),
        ("Grund", "cause"),
        ("Posten", "item"),
    ];
    let columns: String = columns.into_iter().map(column).collect();
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{text}\n[batch]\naccounts = {{ deposit = \"4010\" }}\n{columns}")).unwrap();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let item = item_of(&fund, "2025-09", "X-1");
    fund.works(&["settle", &item, "--how", "correct in finance", "--as", "Ann", "--as-of", "2025-09-30"]);
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let journal = std::fs::read_to_string(fund.reports("2025-09").join("journals-2025-09.csv")).unwrap();
    // Finance takes back a deposit: it debits what it had credited.
    let expected =
        format!("Belegdatum,Konto,Soll,Haben,Verweis,Grund,Posten\n2025-08-12,4010,77.00,,X-1,missing-here,{item}\n");
    assert_eq!(journal, expected);
}

#[test]
fn without_an_extract_nothing_is_reconciled() {
    let fund = SmallFund::new();
    let told = fund.works(&["run", "--as-of", "2025-09-30"]);
    assert!(told.contains("nothing compared") && !told.contains("reconciled"), "{told}");
    let told = fund.refuses(&["close", "2025-09", "--as", "Ann"], 1);
    assert!(told.contains("OPEN     compared: nothing was compared"), "{told}");
}
