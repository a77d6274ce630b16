//! Rates and booked amounts, in ways that once gave a wrong figure without a word.

use crate::sheets::{Inputs, RATE_HEADER, RECEIPT_HEADER, show, workbook};
use crate::silent::{check, kind};

#[test]
fn rates_the_other_way_round_and_booked_amounts() {
    let title: &[&str] = &["US dollars per one unit of foreign currency"];
    let rates = |rows: &[&[&str]], more: &str| {
        Inputs::new().bytes("rates.xlsx", &workbook(rows, |_| {})).map("rates", "rates.xlsx", more)
    };
    let inverse: &[&[&str]] = &[title, &["Currency", "Rate", "Date"], &["EUR", "#1.25", "@2024-01-01"]];
    let hundred: &[&[&str]] = &[&["Currency", "Quantity", "Rate", "Date"], &["JPY", "#100", "#0.625", "@2024-01-01"]];
    let booked = |rate: &str, base: &str, day: &str| {
        let header = [RECEIPT_HEADER, &["Base amount"]].concat();
        Inputs::new()
            .agreement()
            .sheet("rates", &[RATE_HEADER, &["EUR", rate, "@2024-01-01"]])
            .sheet("receipts", &[&header, &["R-1", "BEL-1", day, "deposit", "EUR", "#800", base]])
    };
    check(vec![
        kind("a title of rates", rates(inverse, ""), &["E228"], "one USD in EUR 1.25"),
        kind("rates that are turned", rates(inverse, "rates = \"base per unit\""), &[], "one USD in EUR 0.8"),
        kind(
            "a title for a hundred",
            rates(&[&["EUR per 100 USD"], RATE_HEADER, &["EUR", "#90", "@2024-01-01"]], ""),
            &["E228", "W519"],
            "one USD in EUR 90",
        ),
        kind("rates of a hundred", rates(hundred, ""), &["E228"], ""),
        kind("turned", rates(hundred, "rates = \"base per unit\""), &[], "one USD in JPY 160"),
        kind(
            "a booked amount says otherwise",
            booked("#0.8", "#1300", "@2024-02-01"),
            &["W510"],
            "deposit EUR 800, one USD in EUR 0.8",
        ),
        kind(
            "a hundred times too large",
            booked("#0.8", "#100000", "@2024-02-01"),
            &["W509"],
            "deposit EUR 800, one USD in EUR 0.8",
        ),
        kind(
            "the rate is the other way round",
            booked("#1.25", "#1000", "@2024-02-01"),
            &["W509"],
            "deposit EUR 800, one USD in EUR 1.25",
        ),
        kind("within reason", booked("#0.8", "#1010", "@2024-02-01"), &[], "deposit EUR 800, one USD in EUR 0.8"),
        kind("an old rate", booked("#0.8", "", "@2025-06-01"), &["W511"], "deposit EUR 800, one USD in EUR 0.8"),
    ]);
}

#[test]
fn rates_beside_each_other() {
    let rates = |rows: &[[&str; 3]]| {
        let rows: Vec<&[&str]> = std::iter::once(RATE_HEADER).chain(rows.iter().map(|row| &row[..])).collect();
        Inputs::new().sheet("rates", &rows)
    };
    let euro = |rate, day| ["EUR", rate, day];
    let [january, february, march, later] = ["@2024-01-01", "@2024-02-01", "@2024-03-01", "@2025-12-01"];
    check(vec![
        kind(
            "a rate the other way round after others",
            rates(&[["SEK", "#10.889", january], ["SEK", "#0.0917", february]]),
            &["W519"],
            "one USD in SEK 10.9807",
        ),
        kind(
            "the only rate of its currency, the other way round",
            rates(&[["SEK", "#0.0917", january]]),
            &["W519"],
            "one USD in SEK 0.0917",
        ),
        kind("a rate for a hundred", rates(&[["JPY", "#1.47", january]]), &["W519"], "one USD in JPY 1.47"),
        kind(
            "a rate for a hundred after others",
            rates(&[["MWK", "#1683", january], ["MWK", "#16.83", february]]),
            &["W519"],
            "one USD in MWK 1699.83",
        ),
        kind(
            "near one, from one month to the next",
            rates(&[euro("#0.92", january), euro("#1.087", february)]),
            &["W519"],
            "one USD in EUR 2.007",
        ),
        kind(
            "a rate that moved within two years",
            rates(&[euro("#0.92", january), euro("#1.087", later), ["ARS", "#350", january], ["ARS", "#1400", later]]),
            &[],
            "one USD in ARS 1750, one USD in EUR 2.007",
        ),
    ]);
    let once = rates(&[euro("#0.92", january), euro("#92", february), euro("#0.93", march)]).read();
    let said: Vec<String> = once.problems.iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 1, "one that stands out is said once: {said:?}");
    assert!(
        said[0].contains("W519 rates.xlsx, Sheet1, B3") && said[0].contains("(rates.xlsx, Sheet1, B2)"),
        "{said:?}"
    );
}

#[test]
fn the_rate_of_what_is_still_to_come_grows_old() {
    let inputs = Inputs::new().agreement().sheet("rates", &[RATE_HEADER, &["EUR", "#0.8", "@2024-01-10"]]);
    let (read, fund) = (inputs.read(), inputs.fund());
    assert!(read.problems.is_empty(), "{}", show(&read));
    let on = |day: &str| {
        let said = poolfund::intake::on_day(day.parse().unwrap(), &read.facts, &read.files, &fund);
        said.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert!(on("2024-04-01").is_empty());
    assert!(on("2026-01-31").is_empty(), "the fund is over");
    let said = on("2024-06-30");
    assert_eq!(said.len(), 1);
    assert!(
        said[0].contains("W511 rates.xlsx, Sheet1, C2") && said[0].contains("agreements.xlsx, Sheet1, F2"),
        "{said:?}"
    );
}
