//! What a month says of interest, results, its certificate and its letters, worked out by hand.

use chrono::NaiveDate;
use poolfund::attribute::outcome::Certificate;
use poolfund::attribute::run::INTEREST;
use poolfund::books::{self, AsOf, Computed};
use poolfund::domain::AgreementRef;
use poolfund::domain::facts::ResultKind;
use poolfund::intake::sandbox;
use poolfund::report::View;
use poolfund::report::grid::Value;
use poolfund::report::letter::letter;

use crate::builder::{FUND, cents, day};
use crate::small_fund::SmallFund;

const DONORS: &str = "Code,Name,Type,Country,Language\nBEL,Belgium,government,BEL,en\nFRA,France,government,FRA,fr\n\
                      JPN,Japan,government,JPN,en\n";
const AGREEMENTS: &str = "Agreement,Donor,Stage,Signed on,Currency,Amount,Countries,Themes,Eligible from,Valid to\n";
const RECEIPTS: &str = "Receipt,Agreement,Date,Kind,Currency,Amount\n";
const COSTS: &str = "Date,Project,Country,Theme,Category,Currency,Amount,Document,Agreement\n";
const NEEDS: &str = "Country,Theme,Period,Need\nTGO,T01,2021-2025,100000.00\nVNM,T01,2021-2025,100000.00\n";

/// A fund without charges, by its rows, with something more in its settings; as it is on a day.
fn month(rows: [(&str, &str, &str); 4], money: &str, as_of: &str) -> Computed {
    as_it_is(&house(rows, money), as_of)
}

fn as_it_is(fund: &SmallFund, as_of: &str) -> Computed {
    books::read(fund.path(), AsOf::Day(day(as_of)), &|_| {}).unwrap_or_else(|why| panic!("{why}: {why:?}"))
}

fn house(rows: [(&str, &str, &str); 4], money: &str) -> SmallFund {
    sandbox::read_in(env!("CARGO_BIN_EXE_poolfund").into());
    let fund = SmallFund::new();
    let mut settings = FUND.replace("\"1%\"", "\"0%\"").replace("\"13%\"", "\"0%\"");
    settings.push_str(money);
    for (kind, header, rows) in [("donors", DONORS, ""), ("priorities", NEEDS, "")].into_iter().chain(rows) {
        settings.push_str(&format!("\n[[input]]\nkind = \"{kind}\"\nfile = \"{kind}.csv\"\n"));
        fund.write(&format!("{kind}.csv"), &format!("{header}{rows}"));
    }
    fund.write("fund.toml", &settings);
    fund
}

const RESULTS: &str = "Country,Theme,Date,Kind,Number,Description\n";

/// Two donors, 300.00 and 100.00; in September 12.00 of interest less 2.00 of the bank, in October 3.40, and a cost of 60.00
/// that the second pays.
fn with_interest(money: &str) -> Computed {
    let agreements =
        "BEL-1,BEL,signed,2025-01-15,USD,300.00,World,All,,\nJPN-1,JPN,signed,2025-01-15,USD,100.00,World,All,,\n";
    let receipts = "R-1,BEL-1,2025-08-10,deposit,USD,300.00\nR-2,JPN-1,2025-08-20,deposit,USD,100.00\n\
                    I-1,,2025-09-15,interest,USD,12.00\nB-1,,2025-09-20,bank charge,USD,2.00\nI-2,,2025-10-15,interest,USD,3.40\n";
    let costs = "2025-10-03,P-1,TGO,T01,travel,USD,60.00,V-1,JPN-1\n";
    let rows = [
        ("agreements", AGREEMENTS, agreements),
        ("receipts", RECEIPTS, receipts),
        ("expenditure", COSTS, costs),
        ("results", RESULTS, ""),
    ];
    month(rows, money, "2025-10-31")
}

/// What all agreements can program, and what the fund's own agreement of interest can, and has allocated.
fn programmable(computed: &Computed) -> [i64; 3] {
    let figures = &computed.figures;
    let agreements = figures.ledger.agreements.iter().map(|position| position.agreement.reference.as_str());
    let all: Vec<_> = agreements.zip(&figures.book.amounts).collect();
    let of_interest = all.iter().find(|(reference, _)| *reference == INTEREST).map(|(_, amounts)| **amounts);
    let of_interest = of_interest.unwrap_or_default();
    let sum = all.iter().map(|(_, amounts)| amounts.programmable.minor()).sum();
    [sum, of_interest.programmable.minor(), of_interest.allocated.minor()]
}

#[test]
fn interest_less_bank_charges_is_held_or_returned_or_programmable() {
    let held = with_interest("");
    assert_eq!((held.figures.book.returned.len(), programmable(&held)), (0, [40_000, 0, 0]));
    // At the end of September the balances are 300.00 and 100.00: 10.00 is 7.50 and 2.50. At the end of October they are
    // 300.00 and 40.00: 3.40 is 3.00 and 0.40.
    let returned = with_interest("\n[money]\ninterest = \"returned\"\n");
    let parts: Vec<(String, &str, i64)> = returned
        .figures
        .book
        .returned
        .iter()
        .map(|part| (part.month.to_string(), part.donor.as_str(), part.amount.minor()))
        .collect();
    let part = |month: &str, donor, minor| (month.to_owned(), donor, minor);
    let expected = [
        part("2025-09", "BEL", 750),
        part("2025-09", "JPN", 250),
        part("2025-10", "BEL", 300),
        part("2025-10", "JPN", 40),
    ];
    assert_eq!(parts, expected);
    assert_eq!(programmable(&returned), [40_000, 0, 0]);
    // 13.40 is money of the fund's own, without fee or support, and allocated like any other.
    let own = with_interest("\n[money]\ninterest = \"programmable\"\n");
    assert_eq!((own.figures.book.returned.len(), programmable(&own)), (0, [41_340, 1_340, 1_340]));
}

/// Of a result, how much falls to which agreement.
type Parts = Vec<(String, i64)>;

#[test]
fn a_result_falls_to_who_paid_for_what_was_done_by_its_day() {
    // In Togo Belgium pays 40.00 of March and Japan, eligible from September, 60.00 of September. In Viet Nam France pays
    // for May, but its money came in July.
    let agreements = "BEL-1,BEL,signed,2025-01-02,USD,500.00,TGO,All,2025-01-02,\n\
                      JPN-1,JPN,signed,2025-09-01,USD,500.00,TGO,All,2025-09-01,\n\
                      FRA-1,FRA,signed,2025-01-02,USD,500.00,VNM,All,2025-01-02,\n";
    let receipts = "R-1,BEL-1,2025-01-10,deposit,USD,500.00\nR-2,JPN-1,2025-09-02,deposit,USD,500.00\n\
                    R-3,FRA-1,2025-07-20,deposit,USD,500.00\n";
    let costs = "2025-03-05,P-1,TGO,T01,travel,USD,40.00,V-1,BEL-1\n2025-09-10,P-1,TGO,T01,travel,USD,60.00,V-2,JPN-1\n\
                 2025-05-05,P-1,VNM,T01,travel,USD,30.00,V-3,\n";
    let results = "TGO,T01,2025-02-01,legal coverage,1000,before anything was done\n\
                   TGO,T01,2025-03-31,legal coverage,1000,Belgium alone\n\
                   TGO,T01,2025-08-31,institutional change,1,Belgium still\n\
                   TGO,T01,2025-10-15,legal coverage,1000,both\n\
                   TGO,T01,2025-10-20,institutional change,1,both\n\
                   VNM,T01,2025-05-04,legal coverage,1000,before anything was done\n\
                   VNM,T01,2025-05-31,legal coverage,1000,paid for in July\n";
    let rows = [
        ("agreements", AGREEMENTS, agreements),
        ("receipts", RECEIPTS, receipts),
        ("expenditure", COSTS, costs),
        ("results", RESULTS, results),
    ];
    let computed = month(rows, "", "2025-10-31");
    let figures = &computed.figures;
    let mut found: Vec<(NaiveDate, ResultKind, String, Parts)> = figures
        .attribution
        .results
        .iter()
        .map(|result| {
            let parts = result.parts.iter().map(|(agreement, units)| (agreement.to_string(), *units)).collect();
            (result.date, result.kind, result.geography.to_string(), parts)
        })
        .collect();
    found.sort_by_key(|(date, _, place, _)| (place.clone(), *date));
    let of = |parts: &[(&str, i64)]| parts.iter().map(|(name, units)| ((*name).to_owned(), *units)).collect::<Parts>();
    let expected = [
        of(&[]),
        of(&[("BEL-1", 1_000)]),
        of(&[("BEL-1", 100)]),
        of(&[("BEL-1", 400), ("JPN-1", 600)]),
        of(&[("BEL-1", 40), ("JPN-1", 60)]),
        of(&[]),
        of(&[("FRA-1", 1_000)]),
    ];
    for ((date, kind, place, parts), expected) in found.iter().zip(&expected) {
        assert_eq!(parts, expected, "{kind} of {place} on {date}");
    }
    assert_eq!(found.len(), expected.len());
}

#[test]
fn the_certificate_is_the_most_that_any_allocation_could_charge() {
    // Belgium ends sooner and pays first: Togo's cost takes all that it has, so that nobody is left for Viet Nam's, which
    // Japan may not pay. Another allocation could charge both.
    let agreements = "BEL-1,BEL,signed,2025-01-02,USD,100.00,World,All,2025-01-02,2025-11-30\n\
                      JPN-1,JPN,signed,2025-01-02,USD,100.00,TGO,All,2025-01-02,2025-12-31\n";
    let receipts = "R-1,BEL-1,2025-01-10,deposit,USD,100.00\nR-2,JPN-1,2025-01-10,deposit,USD,100.00\n";
    let costs = "2025-03-02,P-1,TGO,T01,travel,USD,100.00,V-1,\n2025-03-20,P-1,VNM,T01,travel,USD,100.00,V-2,\n";
    let certificate = |costs: &str| {
        let rows = [
            ("agreements", AGREEMENTS, agreements),
            ("receipts", RECEIPTS, receipts),
            ("expenditure", COSTS, costs),
            ("results", RESULTS, ""),
        ];
        let computed = month(rows, "", "2025-03-31");
        let waiting = computed.figures.attribution.total_pending();
        (computed.figures.book.certificate, waiting)
    };
    assert_eq!(certificate(costs), (Certificate { charged: cents(10_000), most: cents(20_000) }, cents(10_000)));
    // A cost of before either was eligible can be charged by no allocation, and one that names its payer by no other.
    let early = "2024-12-20,P-1,TGO,T01,travel,USD,100.00,V-1,\n2025-03-20,P-1,VNM,T01,travel,USD,70.00,V-2,BEL-1\n";
    assert_eq!(certificate(early), (Certificate { charged: cents(7_000), most: cents(7_000) }, cents(10_000)));
}

#[test]
fn a_letter_asks_about_agreements_that_have_ended_and_names_those_that_are_overdrawn() {
    // Of Belgium's 100.00 30.00 are left when its agreement ends; of France's, 80.00 are spent when August is closed, and
    // then 60.00 go back.
    let agreements = "BEL-1,BEL,signed,2025-01-02,USD,100.00,World,All,2025-01-02,2025-06-30\n\
                      FRA-1,FRA,signed,2025-01-02,USD,100.00,World,All,2025-01-02,\n\
                      JPN-1,JPN,signed,2025-01-02,USD,100.00,World,All,2025-01-02,\n";
    let receipts = "R-1,BEL-1,2025-01-10,deposit,USD,100.00\nR-2,FRA-1,2025-01-10,deposit,USD,100.00\n";
    let costs =
        "2025-03-05,P-1,TGO,T01,travel,USD,70.00,V-1,BEL-1\n2025-03-05,P-1,TGO,T01,travel,USD,80.00,V-2,FRA-1\n";
    let rows = [
        ("agreements", AGREEMENTS, agreements),
        ("receipts", RECEIPTS, receipts),
        ("expenditure", COSTS, costs),
        ("results", RESULTS, ""),
    ];
    let fund = house(rows, "");
    fund.works(&["run", "--as-of", "2025-08-31"]);
    let accepted = ["--accept", "compared", "--accept", "lapsed", "--accept", "duplicates", "--reason", "known"];
    fund.works(&[&["close", "2025-08", "--as", "Ann"][..], &accepted].concat());
    fund.write("receipts.csv", &format!("{RECEIPTS}{receipts}R-3,FRA-1,2025-09-10,refund,USD,60.00\n"));
    let computed = as_it_is(&fund, "2025-09-30");
    let view = View::new(&computed.figures, computed.provenance()).unwrap();
    let body = |code: &str| {
        let donor = view.donors().find(|donor| donor.code.as_str() == code).unwrap();
        // French has its own spaces before a colon and in numbers.
        letter(&view, donor, None).body.replace(['\u{a0}', '\u{202f}'], " ")
    };
    let belgium = body("BEL");
    let ended = "This agreement has ended. Please let us know whether what is left is to be returned, or the agreement \
                 extended:\nBEL-1, ended 30 June 2025: USD 30.00, of which 0.00 of support reserve\n";
    assert!(belgium.contains(ended), "{belgium}");
    assert!(!belgium.contains("overdrawn") && !belgium.contains("FRA-1"), "{belgium}");
    let france = body("FRA");
    assert!(france.contains("Cet accord est à découvert :\nFRA-1 : 40,00 USD\n"), "{france}");
    assert!(!france.contains("terminés") && !france.contains("BEL-1"), "{france}");
    let japan = body("JPN");
    assert!(!japan.contains("ended") && !japan.contains("overdrawn"), "{japan}");
    assert!(computed.figures.ledger.agreement(&AgreementRef::new("JPN-1")).is_some());
    let book = poolfund::report::fund::book(&view);
    let exceptions = book.sheets.iter().find(|sheet| sheet.name == "Exceptions").unwrap();
    let overdrawn = exceptions
        .rows
        .iter()
        .find(|row| row.first().is_some_and(|cell| cell.value == Value::Text("FRA-1: overdrawn".into())));
    let overdrawn = overdrawn.unwrap();
    assert_eq!(overdrawn[3].value, Value::Money(cents(4_000)), "what keeps the month open waits for somebody");
}
