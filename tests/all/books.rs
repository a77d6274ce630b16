//! The life of a fund's books, by the library alone: the clock and the user's name are arguments.

use std::path::Path;

use poolfund::books::{self, Acceptance, Actor, AsOf, Books, BooksError, Fault, Finding, Item, Wanted};
use poolfund::domain::Month;
use poolfund::intake::sandbox;
use poolfund::report::Extras;
use poolfund::report::grid::Value;
use rust_decimal::Decimal;

use crate::builder::day;
use crate::small_fund::{RECEIPTS, SmallFund};

/// Somebody at noon of a day.
fn at(name: &str, date: &str) -> Actor {
    Actor::new(name, format!("{date}T12:00:00Z").parse().unwrap()).unwrap()
}

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn run(fund: &SmallFund, as_of: &str, extras: Extras) -> books::Ran {
    // Not this program but that of the tests reads files.
    sandbox::read_in(env!("CARGO_BIN_EXE_poolfund").into());
    let wanted = Wanted { as_of: AsOf::Day(day(as_of)), prove: true, extras };
    Books::open(fund.path()).unwrap().run(wanted, &at("Ann", "2025-11-25"), &|_| {}).unwrap()
}

/// The fund has no extract of finance's.
fn without_extract() -> Acceptance {
    Acceptance::new(vec![Item::Compared], "finance has sent no extract").unwrap()
}

fn close(fund: &SmallFund, name: &str, actor: &Actor) -> Result<books::Closed, BooksError> {
    Books::open(fund.path())?.close(month(name), &without_extract(), actor, &|_| {})
}

fn faults(folder: &Path) -> Vec<Fault> {
    books::audit(folder, None, &|_| {}).unwrap().into_iter().flat_map(|Finding { faults, .. }| faults).collect()
}

#[test]
fn a_month_is_run_closed_approved_and_audited() {
    let fund = SmallFund::new();
    let ran = run(&fund, "2025-09-30", Extras::default());
    assert_eq!((ran.computed.month(), ran.restated.len()), (month("2025-09"), 0));
    assert_eq!(ran.reports, fund.reports("2025-09"));
    let closed = close(&fund, "2025-09", &at("Ann", "2025-10-01")).unwrap();
    assert!(closed.checklist.iter().all(|checked| checked.found.is_none() || checked.item == Item::Compared));
    let again = close(&fund, "2025-09", &at("Ben", "2025-10-02"));
    assert!(matches!(again, Err(BooksError::Closed { by, .. }) if by == "Ann"));
    let approve =
        |name: &str| Books::open(fund.path()).unwrap().approve(month("2025-09"), &at(name, "2025-10-02"), None);
    // The Greek capital alpha looks like A; the other name has a letter without width.
    for same in ["Ann", " ANN ", "\u{391}nn", "An\u{200b}n"] {
        assert!(matches!(approve(same), Err(BooksError::SamePerson { .. })), "{same:?}");
    }
    assert_eq!(approve("Ben").unwrap().close, closed.id);
    assert!(matches!(approve("Eve"), Err(BooksError::Approved { by, .. }) if by == "Ben"));
    let found = faults(fund.path());
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn an_approval_by_the_same_person_is_found_however_it_came_there() {
    use poolfund::ledger::store::{self, Approval, Batch, EventKind, NewEvent, Recorder, Sqlite, Store};
    let fund = SmallFund::new();
    run(&fund, "2025-09-30", Extras::default());
    close(&fund, "2025-09", &at("Ann Ivory", "2025-10-01")).unwrap();
    let mut ledger = Sqlite::open(fund.path()).unwrap();
    let (close, _) = store::close_of(&ledger, "2025-09").unwrap().unwrap();
    let approval = Approval::of(&close, "\u{410}nn  lvory", None, &ledger).unwrap();
    let event = NewEvent::new(EventKind::Approval, Some("2025-09".into()), &approval).unwrap();
    let recorder = Recorder { at: "2025-10-02T12:00:00Z".into(), by: approval.by };
    let head = ledger.head().unwrap();
    ledger.append(&head, Batch { events: vec![event], files: Vec::new() }, &recorder).unwrap();
    drop(ledger);
    let found = faults(fund.path());
    assert!(matches!(found[..], [Fault::SamePerson { .. }]), "{found:?}");
}

#[test]
fn a_month_that_is_not_over_cannot_be_closed() {
    let fund = SmallFund::new();
    run(&fund, "2025-09-30", Extras::default());
    for today in ["2025-08-31", "2025-09-29", "2025-09-30"] {
        let refused = close(&fund, "2025-09", &at("Ann", today));
        assert!(matches!(refused, Err(BooksError::NotOver { .. })), "{today}");
    }
    close(&fund, "2025-09", &at("Ann", "2025-10-01")).unwrap();
}

#[test]
fn the_month_that_nobody_names_is_over_and_has_data() {
    let fund = SmallFund::new();
    sandbox::read_in(env!("CARGO_BIN_EXE_poolfund").into());
    // Money came on 10 August, 20 September and 5 October.
    let on = |today: &str| books::read(fund.path(), AsOf::LastMonth { today: day(today) }, &|_| {});
    for (today, name, newer) in [
        ("2026-03-01", "2025-10", None),
        ("2025-11-01", "2025-10", None),
        ("2025-10-31", "2025-09", Some("2025-10-05")),
        ("2025-10-01", "2025-09", Some("2025-10-05")),
        ("2025-09-30", "2025-08", Some("2025-10-05")),
    ] {
        let computed = on(today).unwrap();
        assert_eq!((computed.month(), computed.newer), (month(name), newer.map(day)), "{today}");
    }
    assert!(matches!(on("2025-08-31"), Err(BooksError::NoMonth)));
}

#[test]
fn a_month_closed_with_an_annual_report_is_computed_again_with_it() {
    let fund = SmallFund::new();
    let ran = run(&fund, "2025-09-30", Extras { annual: Some(2025), ..Extras::default() });
    assert!(ran.files.contains(&"annual-2025.xlsx".to_owned()));
    close(&fund, "2025-09", &at("Ann", "2025-10-01")).unwrap();
    assert!(faults(fund.path()).is_empty());
    // The annual report is among what is compared.
    let ledger = books::ledger(fund.path()).unwrap().unwrap();
    let run = books::run_of(ledger.as_ref(), month("2025-09")).unwrap();
    let computed = books::again(ledger.as_ref(), &run, &|_| {}).unwrap();
    assert_eq!(computed.settings.bytes, std::fs::read(fund.path().join("inputs/fund.toml")).unwrap());
}

#[test]
fn what_a_checklist_finds_is_accepted_with_a_reason_only() {
    assert!(Acceptance::new(vec![Item::Expiring], " \u{a0}").is_err());
    assert!(Acceptance::new(vec![Item::Expiring], "the donor knows").is_ok());
    assert!(Actor::new(" ", "2025-10-01T12:00:00Z".parse().unwrap()).is_err());
    let fund = SmallFund::new();
    run(&fund, "2025-09-30", Extras::default());
    fund.write("receipts.csv", &RECEIPTS.replace("450.00", "460.00"));
    let accepted = Acceptance::new(Item::ALL.to_vec(), "no matter").unwrap();
    let refused =
        Books::open(fund.path()).unwrap().close(month("2025-09"), &accepted, &at("Ann", "2025-10-01"), &|_| {});
    let Err(BooksError::Open { checklist, .. }) = refused else { panic!("{refused:?}") };
    let open: Vec<Item> = checklist.iter().filter(|checked| checked.is_open()).map(|checked| checked.item).collect();
    assert_eq!(open, [Item::Workbooks], "old reports are never accepted");
}

/// The small fund in yen, which have no decimals.
fn in_yen() -> SmallFund {
    let fund = SmallFund::new();
    fund.set("base_currency = \"USD\"", "base_currency = \"JPY\"");
    fund.write("rates.csv", "Currency,Units per JPY,Effective date\nEUR,0.006,2024-01-01\n");
    fund.write(
        "priorities.csv",
        "Country,Theme,Period,Need\nTGO,T01,2021-2025,400000\nTGO,T02,2021-2025,2000000\nVNM,T01,2021-2025,700000\n",
    );
    fund.write(
        "receipts.csv",
        "Receipt,Agreement,Date,Kind,Currency,Amount\nR-1,BEL-1,2025-08-10,deposit,EUR,1000.00\n\
         R-2,JPN-1,2025-10-20,deposit,JPY,30000\n",
    );
    fund
}

#[test]
fn amounts_are_shown_with_the_decimals_of_the_base_currency() {
    let fund = in_yen();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.works(&["run", "--as-of", "2025-10-31"]);
    let said = fund.works(&["diff", "2025-09", "2025-10"]);
    // 1,000 / 0.006, rounded half away from zero.
    assert!(said.contains("in JPY") && said.contains(" 166,667") && said.contains(" 196,667"), "{said}");
    assert!(!said.contains("1,666.67") && !said.contains(".00"), "{said}");
    let json = fund.works(&["diff", "2025-09", "2025-10", "--json"]);
    assert!(json.contains("\"opening\": \"166667\""), "{json}");
    let file = "reports/2025-10/fund-2025-10.xlsx";
    let said = fund.works(&["trace", file, "Summary!B7"]);
    assert!(said.contains("166,667  receipts.csv, F2 \"1000.00\"  deposit R-1"), "{said}");
    let refused = fund.refuses(&["trace", file, "Summary!A1"], 2);
    assert!(refused.contains("holds no figure"), "{refused}");
    fund.set("base_currency = \"JPY\"", "base_currency = \"USD\"");
    fund.write("rates.csv", "Currency,Units per USD,Effective date\nEUR,0.90,2024-01-01\nJPY,150,2024-01-01\n");
    fund.works(&["run", "--as-of", "2025-11-30"]);
    let refused = fund.refuses(&["diff", "2025-10", "2025-11"], 2);
    assert!(refused.contains("2025-10 was run in JPY and 2025-11 in USD"), "{refused}");
}

#[test]
fn a_trace_reads_as_far_as_the_fund_allows() {
    let fund = SmallFund::new();
    let long = "x".repeat(150_000);
    let noted = RECEIPTS.replace('\n', ",-\n").replace("Amount,-", "Amount,Remark of the bank");
    fund.write("receipts.csv", &noted.replace("450.00,-", &format!("450.00,{long}")));
    assert!(fund.refuses(&["run", "--as-of", "2025-09-30"], 1).contains("E108"));
    let settings = std::fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
    fund.write("fund.toml", &format!("{settings}\n[limits]\ncell_bytes = 200000\n"));
    run(&fund, "2025-09-30", Extras::default());
    let file = "2025-09/fund-2025-09.xlsx";
    let trace = books::trace(fund.path(), file, "Summary!B7", &|_| {}).unwrap();
    let entry = trace.cells.iter().flat_map(|cell| &cell.entries).find(|entry| entry.text.as_deref() == Some("450.00"));
    assert!(entry.unwrap().row.iter().any(|(_, text)| *text == long));
    assert!(trace.as_written && matches!(trace.cells[0].value, Value::Money(_)));
}

#[test]
fn what_a_run_refuses_a_check_refuses_too() {
    type Change = fn(&SmallFund);
    let cases: [(&str, &str, Change); 5] = [
        ("a rate that is missing", "no rate of JPY", |fund| {
            fund.write("rates.csv", "Currency,Units per USD,Effective date\nEUR,0.90,2024-01-01\n");
        }),
        ("a floor above its cap", "lies above its cap", |fund| {
            let group = "[[allocation.group]]\nname = \"Africa\"\nscope = [\"TGO\"]\ncap = \"10\"\nfloor = \"20\"\n\n";
            fund.set("[[pillar]]", &format!("{group}[[pillar]]"));
        }),
        ("groups that cross", "crosses another", |fund| {
            let group = |name: &str, theme: &str, place: &str| {
                format!(
                    "[[allocation.group]]\nname = \"{name}\"\nscope = [\"{place}\"]\nthemes = [\"{theme}\"]\ncap = \"10\"\n\n"
                )
            };
            let groups = group("one", "ALL", "TGO") + &group("two", "T01", "WORLD");
            fund.set("[[pillar]]", &format!("{groups}[[pillar]]"));
        }),
        ("themes that are called the same", "are both called", |fund| {
            fund.set("\"Pensions\"", "\"Health\"");
        }),
        ("no data", "in a month that is over", |fund| {
            fund.write("receipts.csv", RECEIPTS.lines().next().unwrap());
        }),
    ];
    for (what, said, change) in cases {
        let fund = SmallFund::new();
        fund.works(&["check"]);
        change(&fund);
        let code = if what == "no data" { 2 } else { 1 };
        let run = fund.refuses(&["run"], code);
        assert!(run.contains(said), "{what}: {run}");
        let check = fund.refuses(&["check"], 1);
        assert!(check.contains(said), "{what}: {check}");
        assert!(!fund.reports("2025-10").exists(), "{what}");
    }
}

#[test]
fn a_cell_that_asks_for_nothing_gets_nothing() {
    let fund = SmallFund::new();
    fund.write(
        "priorities.csv",
        "Country,Theme,Period,Need,Ceiling,Floor\nTGO,T01,2021-2025,0,500,\nTGO,T02,2021-2025,0.00,,\n\
         VNM,T01,2021-2025,700.00,,\n",
    );
    fund.works(&["check"]);
    let ran = run(&fund, "2025-10-31", Extras { annual: Some(2025), ..Extras::default() });
    let figures = &ran.computed.figures;
    assert!(!figures.placements().is_empty());
    assert!(figures.placements().iter().all(|placement| placement.cell == 2), "{:?}", figures.placements());
    let said = fund.works(&["explain", "TGO/T01", "--as-of", "2025-10-31"]);
    assert!(said.contains("Togo, Health: 0.00 of 0.00 allocated"), "{said}");
}

/// What an explanation says of a cell: what it has, what it asks for, and what is missing.
fn explained(fund: &SmallFund, cell: &str) -> [Decimal; 3] {
    let said = fund.works(&["explain", cell, "--as-of", "2025-10-31"]);
    let amount = |text: &str| -> Decimal { text.replace(',', "").parse().unwrap() };
    let before = |end: &str| said.split_once(end).map(|(begin, _)| amount(begin.rsplit(' ').next().unwrap()));
    let needed = said.split_once(" allocated by").unwrap().0.rsplit(' ').next().unwrap();
    [before(" of ").unwrap(), amount(needed), before(" is missing").unwrap_or_default()]
}

#[test]
fn what_lapsed_is_missing_in_an_explanation_too() {
    let fund = SmallFund::new();
    let kept = explained(&fund, "TGO/T02");
    let ended = "Agreement,Donor,Stage,Signed on,Currency,Amount,Valid to\n\
                 BEL-1,BEL,commitment,2024-01-15,EUR,1000.00,2025-10-31\nJPN-1,JPN,commitment,2024-02-15,JPY,90000,\n";
    fund.write("agreements.csv", ended);
    let mut lapsed = Decimal::ZERO;
    for (cell, need) in [("TGO/T01", 400), ("TGO/T02", 2000), ("VNM/T01", 700)] {
        let [placed, needed, missing] = explained(&fund, cell);
        assert_eq!((needed, missing), (Decimal::from(need), Decimal::from(need) - placed), "{cell}");
        lapsed += missing;
    }
    assert!(kept[2] > Decimal::ZERO && lapsed > Decimal::from(2600), "{kept:?} {lapsed}");
}

#[test]
fn nobody_acts_without_a_name_or_accepts_without_a_reason() {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    for arguments in [
        &["close", "2025-09", "--as", ""][..],
        &["close", "2025-09", "--as", " \u{200b}"],
        &["close", "2025-09", "--as", "Ann", "--reason", ""],
        &["close", "2025-09", "--as", "Ann", "--accept", "expiring", "--reason", "  "],
        &["approve", "2025-09", "--as", ""],
    ] {
        fund.refuses(arguments, 2);
    }
    fund.closes("2025-09");
}
