//! Terms of a day: amendments, eligibility, transfers, needs and the fund's own period through time.

use poolfund::config;
use poolfund::domain::facts::*;
use poolfund::domain::*;
use poolfund::ledger::{InstalmentStatus, Ledger, LedgerProblem};
use rust_decimal::Decimal;

use crate::builder::*;
use crate::sheets::*;

const AMENDMENT_HEADER: &[&str] = &["Agreement", "Amendment", "Effective date"];

fn amendment(agreement: &str, number: &str, effective: &str) -> Amendment {
    Amendment {
        agreement: AgreementRef::new(agreement),
        number: number.into(),
        effective_on: day(effective),
        amount: None,
        earmark: EarmarkChange::default(),
        eligible_from: None,
        valid_from: None,
        valid_to: None,
        fee_rate: None,
        support_rate: None,
        levy: None,
        notes: None,
        source: source(8),
    }
}

fn usd(reference: &str, amount: &str) -> Agreement {
    agreement(reference, amount, "USD")
}

fn position(facts: &Facts, reference: &str, as_of: &str) -> poolfund::ledger::AgreementPosition {
    let ledger = Ledger::build(facts, &fund(), day(as_of)).unwrap();
    ledger.agreement(&AgreementRef::new(reference)).unwrap().clone()
}

#[test]
fn each_day_has_the_terms_that_are_in_force() {
    let agreement = usd("BEL-01", "1000");
    let bound = EarmarkChange { include: Some(vec![target("MWI", "T01")]), ..EarmarkChange::default() };
    let second = Amendment { earmark: bound, ..amendment("BEL-01", "10", "2023-06-01") };
    let first = Amendment { amount: Some(original("1500", "USD")), ..amendment("BEL-01", "2", "2023-06-01") };
    let last = Amendment { valid_to: Some(day("2026-06-30")), ..amendment("BEL-01", "11", "2025-12-01") };
    for amendments in [[&first, &second, &last], [&last, &second, &first]] {
        let life = TermsOverTime::new(&agreement, amendments);
        let on = |date: &str| life.on(day(date));
        assert_eq!(on("2023-05-31").amount, Decimal::from(1000));
        assert_eq!((on("2023-06-01").amount, on("2023-06-01").earmark.include.len()), (Decimal::from(1500), 1));
        assert_eq!(on("2023-06-01").earmark.include, [target("MWI", "T01")]);
        assert_eq!((on("2025-11-30").to(), on("2025-12-01").to()), (None, Some(day("2026-06-30"))));
        assert_eq!(life.iter().count(), 3);
    }
}

#[test]
fn eligibility_starts_with_the_column_then_the_validity_then_the_signature() {
    let mut agreement = usd("BEL-01", "1000");
    let from = |agreement: &Agreement| TermsOverTime::new(agreement, []).on(day("2024-01-01")).from().to_string();
    assert_eq!(from(&agreement), "2022-01-15");
    agreement.earmark.window = Period::open(Some(day("2022-03-01")), None);
    assert_eq!(from(&agreement), "2022-03-01");
    agreement.eligible_from = Some(day("2021-07-01"));
    assert_eq!(from(&agreement), "2021-07-01");
}

#[test]
fn a_category_that_was_stated_goes_on_and_one_that_new_targets_contradict_does_not() {
    let agreement = usd("BEL-01", "1000");
    let category = |change: EarmarkChange| agreement.earmark.with(&change).category;
    assert_eq!(category(EarmarkChange::default()), EarmarkCategory::SoftlyEarmarked);
    let free = Earmark { category: EarmarkCategory::Unearmarked, ..agreement.earmark.clone() };
    let bound = EarmarkChange { include: Some(vec![target("MWI", "ALL")]), ..EarmarkChange::default() };
    assert_eq!(free.with(&bound).category, EarmarkCategory::SoftlyEarmarked);
    let strict = EarmarkChange { category: Some(EarmarkCategory::Earmarked), ..bound };
    assert_eq!(free.with(&strict).category, EarmarkCategory::Earmarked);
}

#[test]
fn a_deposit_pays_fee_and_levy_of_its_own_day() {
    let lower = Amendment { fee_rate: Some(Percent::ZERO), ..amendment("BEL-01", "1", "2023-01-01") };
    let facts = Facts {
        agreements: vec![usd("BEL-01", "2000")],
        amendments: vec![lower],
        receipts: vec![
            receipt("R1", "BEL-01", "2022-12-31", ReceiptKind::Deposit, original("1000", "USD")),
            receipt("R2", "BEL-01", "2023-01-01", ReceiptKind::Deposit, original("1000", "USD")),
        ],
        ..Facts::default()
    };
    assert_eq!(position(&facts, "BEL-01", "2023-12-31").fee, dollars(10));
}

#[test]
fn an_amended_amount_is_open_and_valued_at_the_rate_of_its_own_day() {
    let more = Amendment { amount: Some(original("1500", "EUR")), ..amendment("BEL-01", "1", "2024-01-01") };
    let facts = Facts {
        agreements: vec![agreement("BEL-01", "1000", "EUR")],
        amendments: vec![more],
        rates: vec![rate("EUR", "0.8", "2022-01-01"), rate("EUR", "1", "2024-01-01")],
        ..Facts::default()
    };
    let before = position(&facts, "BEL-01", "2023-12-31");
    assert_eq!((before.open_value, before.at_signature), (dollars(1_250), dollars(1_250)));
    let after = position(&facts, "BEL-01", "2024-12-31");
    assert_eq!((after.open_value, after.at_signature), (dollars(1_500), dollars(1_750)));
    assert_eq!(after.agreement.amount, original("1500", "EUR"));
    assert_eq!(after.exchange_difference, dollars(-250));
}

#[test]
fn a_transfer_moves_net_money_and_what_is_promised_and_received_stays() {
    let mut transfer = receipt("T1", "BEL-01", "2023-03-01", ReceiptKind::Transfer, original("400", "USD"));
    transfer.to_agreement = Some(AgreementRef::new("BEL-02"));
    let less = Amendment { amount: Some(original("600", "USD")), ..amendment("BEL-01", "1", "2023-03-01") };
    let facts = Facts {
        agreements: vec![usd("BEL-01", "1000"), usd("BEL-02", "400")],
        amendments: vec![less],
        receipts: vec![receipt("R1", "BEL-01", "2022-06-01", ReceiptKind::Deposit, original("1000", "USD")), transfer],
        ..Facts::default()
    };
    let (from, to) = (position(&facts, "BEL-01", "2023-12-31"), position(&facts, "BEL-02", "2023-12-31"));
    assert_eq!((from.deposited.money(), from.transferred_out, from.fee), (dollars(1000), dollars(400), dollars(10)));
    assert_eq!((to.deposited.money(), to.transferred_in, to.fee), (Money::ZERO, dollars(400), Money::ZERO));
    assert_eq!((from.open_value, to.open_value), (Money::ZERO, Money::ZERO));
    assert_eq!(from.programmable, cents(52_212)); // (1000 - 400 - 10) / 1.13
    assert_eq!(to.programmable, cents(35_398)); // 400 / 1.13
}

#[test]
fn what_goes_back_beyond_what_came_is_overdrawn_and_named() {
    let facts = Facts {
        agreements: vec![usd("BEL-01", "1000")],
        receipts: vec![
            receipt("R1", "BEL-01", "2022-06-01", ReceiptKind::Deposit, original("100", "USD")),
            receipt("R2", "BEL-01", "2022-07-01", ReceiptKind::Refund, original("100", "USD")),
        ],
        ..Facts::default()
    };
    let position = position(&facts, "BEL-01", "2023-12-31");
    assert_eq!((position.programmable, position.support_reserve), (Money::ZERO, Money::ZERO));
    assert_eq!(position.overdrawn, dollars(1)); // the fee of the deposit does not come back
}

#[test]
fn a_write_off_above_what_is_open_is_an_error_at_its_row() {
    let facts = Facts {
        agreements: vec![usd("BEL-01", "1000")],
        receipts: vec![receipt("R1", "BEL-01", "2022-06-01", ReceiptKind::WriteOff, original("1000.01", "USD"))],
        ..Facts::default()
    };
    let problems = Ledger::build(&facts, &fund(), day("2023-12-31")).unwrap_err();
    assert_eq!(
        problems[0].to_string(),
        "test.xlsx, Sheet, row 3: USD 1000.01 cannot be written off: USD 1000 is open. Correct the amount or the agreement"
    );
}

#[test]
fn a_written_off_instalment_is_neither_overdue_nor_coming() {
    let facts = Facts {
        agreements: vec![usd("BEL-01", "1000")],
        instalments: vec![
            instalment("BEL-01", "2022-03-01", original("300", "USD")),
            instalment("BEL-01", "2023-03-01", original("300", "USD")),
            instalment("BEL-01", "2026-03-01", original("400", "USD")),
        ],
        receipts: vec![
            receipt("R1", "BEL-01", "2022-03-10", ReceiptKind::Deposit, original("250", "USD")),
            receipt("R2", "BEL-01", "2023-02-01", ReceiptKind::WriteOff, original("150", "USD")),
            receipt("R3", "BEL-01", "2023-03-10", ReceiptKind::Deposit, original("300", "USD")),
        ],
        ..Facts::default()
    };
    let lines = position(&facts, "BEL-01", "2025-10-31").instalments;
    let seen: Vec<_> = lines.iter().map(|line| (line.paid.to_string(), line.open().to_string(), line.status)).collect();
    // The write-off took 50 that was due, and 100 of what comes last.
    let of = |paid: &str, open: &str, status| (paid.to_owned(), open.to_owned(), status);
    assert_eq!(
        seen,
        [
            of("250", "0", InstalmentStatus::WrittenOff),
            of("300", "0", InstalmentStatus::Paid),
            of("0", "300", InstalmentStatus::Coming),
        ]
    );
    let closed =
        Facts { agreements: vec![Agreement { stage: AgreementStage::Closed, ..usd("BEL-01", "1000") }], ..facts };
    let position = position(&closed, "BEL-01", "2025-10-31");
    assert_eq!((position.open_value, position.instalments[2].status), (Money::ZERO, InstalmentStatus::WrittenOff));
}

#[test]
fn each_stage_counts_by_its_odds() {
    let text = FUND.replace("pledge_weight = \"50%\"", "pledge_weight = \"50%\"\npipeline_weight = \"10%\"");
    let fund = config::parse(&text, "fund.toml").unwrap();
    let at = |stage: AgreementStage| {
        let facts = Facts { agreements: vec![Agreement { stage, ..usd("BEL-01", "1000") }], ..Facts::default() };
        Ledger::build(&facts, &fund, day("2025-10-31")).unwrap()
    };
    for (stage, pipeline, pledged, committed, weighted) in [
        (AgreementStage::Pipeline, 1000, 0, 0, 100),
        (AgreementStage::Pledged, 0, 1000, 0, 500),
        (AgreementStage::Signed, 0, 0, 1000, 1000),
        (AgreementStage::Closed, 0, 0, 0, 0),
        (AgreementStage::Lost, 0, 0, 0, 0),
    ] {
        let ledger = at(stage);
        let totals = ledger.totals();
        let money = (totals.pipeline.money(), totals.pledged.money(), totals.committed.money());
        assert_eq!(money, (dollars(pipeline), dollars(pledged), dollars(committed)), "{stage}");
        assert_eq!(ledger.agreements[0].weighted_open(&fund), dollars(weighted), "{stage}");
    }
}

#[test]
fn of_several_rows_of_a_cell_the_newest_valid_one_holds() {
    let from = |date: &str, need| Priority { valid_from: Some(day(date)), ..priority("MWI", "T01", need) };
    let rows =
        vec![from("2024-01-01", 300), priority("MWI", "T01", 100), priority("TGO", "T02", 50), from("2023-01-01", 200)];
    let late = vec![from("2024-01-01", 300), from("2023-01-01", 200)];
    let needs = |rows: &[Priority], date: &str| -> Vec<Money> {
        let facts = Facts { priorities: rows.to_vec(), ..Facts::default() };
        Ledger::build(&facts, &fund(), day(date)).unwrap().cells.iter().map(|cell| cell.need).collect()
    };
    assert_eq!(needs(&rows, "2022-12-31"), [dollars(100), dollars(50)]);
    assert_eq!(needs(&rows, "2023-12-31"), [dollars(200), dollars(50)]);
    assert_eq!(needs(&rows, "2024-01-01"), [dollars(300), dollars(50)]);
    // Known, and asking for nothing yet.
    assert_eq!(needs(&late, "2022-12-31"), [Money::ZERO]);
}

#[test]
fn the_funds_own_end_is_that_of_the_day() {
    let extended = "period = \"2021-2025\"\n[[fund.amendment]]\neffective = \"2025-06-30\"\nto = \"2026-12-31\"";
    let fund = config::parse(&FUND.replace("period = \"2021-2025\"", extended), "fund.toml").unwrap();
    let ends = ["2025-06-29", "2025-06-30"].map(|date| fund.end_on(day(date)).to_string());
    assert_eq!(ends, ["2025-12-31", "2026-12-31"]);
    let wrong = FUND.replace("period = \"2021-2025\"", &extended.replace("2026-12-31", "the end of 2026"));
    assert!(config::parse(&wrong, "fund.toml").is_err());
}

#[test]
fn amounts_that_cannot_be_added_up_name_their_row() {
    let largest = |row: u32| {
        let mut receipt =
            receipt(&row.to_string(), "BEL-01", "2022-06-01", ReceiptKind::Interest, original("1", "USD"));
        receipt.base_amount = Some(Money::LARGEST_INPUT);
        Receipt { source: source(row), ..receipt }
    };
    let facts = Facts { receipts: (1..=9_500).map(largest).collect(), ..Facts::default() };
    let problems = Ledger::build(&facts, &fund(), day("2023-12-31")).unwrap_err();
    assert!(
        matches!(&problems[0], LedgerProblem::TooMuchInAll { source_of } if source_of.row == 577),
        "{}",
        problems[0]
    );
    let result = |row: u32| ResultFact {
        geography: GeographyCode::new("MWI"),
        theme: ThemeCode::new("T01"),
        date: day("2022-06-01"),
        kind: ResultKind::LegalCoverage,
        number: 1 << 52,
        description: None,
        source: source(row),
    };
    let facts = Facts { results: (1..=3).map(result).collect(), ..Facts::default() };
    let problems = Ledger::build(&facts, &fund(), day("2023-12-31")).unwrap_err();
    assert!(matches!(&problems[0], LedgerProblem::TooManyInAll { source_of } if source_of.row == 3), "{}", problems[0]);
}

#[test]
fn amendments_are_read_with_what_they_change() {
    let header =
        [AMENDMENT_HEADER, &["Amount", "Countries", "Themes", "Excluding", "Valid to", "Support rate"]].concat();
    let rows: &[&[&str]] = &[
        &header,
        &["BEL-1", "#1", "@2024-06-01", "#1200", "", "", "", "", ""],
        &["BEL-1", "#2", "@2024-09-01", "", "Malawi; Kenya (T02)", "T01", "none", "@2026-06-30", "7%"],
    ];
    let read = Inputs::new().agreement().sheet("amendments", rows).read();
    assert!(!read.has_errors(), "{}", show(&read));
    let [first, second] = &read.facts.amendments[..] else { panic!("{}", show(&read)) };
    assert_eq!((first.amount, &first.earmark), (Some(original("1200", "EUR")), &EarmarkChange::default()));
    assert_eq!(second.earmark.include, Some(vec![target("KEN", "T02"), target("MWI", "T01")]));
    assert_eq!(second.earmark.exclude, Some(vec![]));
    assert_eq!((second.valid_to, second.amount), (Some(day("2026-06-30")), None));
}

#[test]
fn half_an_earmark_an_empty_amendment_and_an_end_before_the_beginning_are_refused() {
    let refused = |more: &[&str], cells: &[&str]| {
        let header = [AMENDMENT_HEADER, more].concat();
        let row = [&["BEL-1", "#1", "@2024-06-01"], cells].concat();
        let read = Inputs::new().agreement().sheet("amendments", &[&header, &row]).read();
        show(&read)
    };
    assert!(refused(&["Countries", "Themes"], &["Malawi", ""]).contains("E301 amendments.xlsx, Sheet1, E2"));
    assert!(refused(&["Countries", "Themes"], &["", "T01"]).contains("E301 amendments.xlsx, Sheet1, D2"));
    assert!(refused(&["Notes"], &["nothing"]).contains("E301 amendments.xlsx, Sheet1, C2"));
    let dates = refused(&["Eligible from", "Valid to"], &["@2025-01-01", "@2024-12-31"]);
    assert!(dates.contains("E317 amendments.xlsx, Sheet1, E2"), "{dates}");
}

#[test]
fn transfers_name_their_target_and_only_they() {
    let read = |cells: &[&str]| {
        let header = [RECEIPT_HEADER, &["To agreement"]].concat();
        let agreements: &[&[&str]] = &[
            AGREEMENT_HEADER,
            &["BEL-1", "BEL", "signed", "@2024-01-15", "EUR", "#1000"],
            &["BEL-2", "BEL", "signed", "@2024-01-15", "EUR", "#400"],
        ];
        Inputs::new().donors().sheet("agreements", agreements).sheet("receipts", &[&header, cells]).read()
    };
    let good = read(&["T-1", "BEL-1", "@2024-02-01", "transfer", "EUR", "#400", "BEL-2"]);
    assert_eq!(good.facts.receipts[0].to_agreement, Some(AgreementRef::new("BEL-2")), "{}", show(&good));
    for (kind, target, code) in [("transfer", "", "E301"), ("transfer", "BEL-1", "E405"), ("deposit", "BEL-2", "E318")]
    {
        let refused = show(&read(&["T-1", "BEL-1", "@2024-02-01", kind, "EUR", "#400", target]));
        assert!(refused.contains(&format!("{code} receipts.xlsx, Sheet1, G2")), "{refused}");
    }
}

#[test]
fn a_currency_without_a_minor_unit_keeps_its_decimals() {
    let read = Inputs::new()
        .sheet("receipts", &[RECEIPT_HEADER, &["R-1", "", "@2024-02-01", "interest", "XDR", "#12.34567"]])
        .read();
    assert_eq!(
        read.facts.receipts.first().map(|receipt| receipt.amount),
        Some(original("12.34567", "XDR")),
        "{}",
        show(&read)
    );
}

#[test]
fn stages_are_read_by_the_words_of_old_and_new_books() {
    for (word, stage) in [
        ("pipeline", AgreementStage::Pipeline),
        ("pledge", AgreementStage::Pledged),
        ("Pledged", AgreementStage::Pledged),
        ("commitment", AgreementStage::Signed),
        ("signed", AgreementStage::Signed),
        ("closed", AgreementStage::Closed),
        ("lost", AgreementStage::Lost),
    ] {
        let row: &[&str] = &["BEL-1", "BEL", word, "@2024-01-15", "EUR", "#1000"];
        let read = Inputs::new().donors().sheet("agreements", &[AGREEMENT_HEADER, row]).read();
        assert_eq!(read.facts.agreements.first().map(|agreement| agreement.stage), Some(stage), "{}", show(&read));
    }
}

#[test]
fn an_opening_balance_is_charged_at_most_what_was_allocated() {
    let read = |charged: &str| {
        let row: &[&str] = &["BEL-1", "Malawi", "T01", "#50", charged, "@2024-06-30"];
        Inputs::new()
            .agreement()
            .sheet("priorities", &[&["Country", "Theme", "Need"], &["Malawi", "T01", "#100"]])
            .sheet("openings", &[OPENING_HEADER, row])
            .read()
    };
    assert_eq!(read("#50").facts.openings[0].cell(), "MWI/T01/2021-2025");
    let refused = show(&read("#50.01"));
    assert!(refused.contains("E306 openings.xlsx, Sheet1, E2"), "{refused}");
}
