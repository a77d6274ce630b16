//! Scenarios: the month under other suppositions, by the command and in the page. Nothing of them is recorded.

use std::fs;

use chrono::NaiveDate;
use poolfund::books::{AsOf, Today};
use poolfund::month::scenario::Difference;
use poolfund::month::{self, Brief, Inputs};
use serde_json::Value;

use crate::json::fits;
use crate::small_fund::{SmallFund, files};

/// Scenarios in TOML, as the command says them.
fn told(fund: &SmallFund, text: &str) -> Value {
    fs::write(fund.path().join("scenarios.toml"), text).unwrap();
    told_in(fund, "scenarios.toml")
}

/// Scenarios of a file of the fund's folder, as the command says them.
fn told_in(fund: &SmallFund, file: &str) -> Value {
    let output = fund.poolfund(&["scenario", file, "--as-of", "2025-10-31", "--json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    fits("scenario", &text);
    serde_json::from_str(&text).unwrap()
}

/// An amount in minor units.
fn minor(amount: &Value) -> i64 {
    amount.as_str().unwrap().replace('.', "").parse().unwrap()
}

/// By how much a figure of the first scenario differs from today's.
fn change(told: &Value, figure: &str) -> i64 {
    minor(&told["scenarios"][0][figure]) - minor(&told["today"][figure])
}

#[test]
fn a_contribution_is_there_less_what_is_taken_out_and_goes_where_it_may() {
    let fund = SmallFund::new();
    let told = told(
        &fund,
        "[[scenario]]\nname = \"Japan gives for Viet Nam\"\n\
         [[scenario.contribution]]\ndonor = \"JPN\"\namount = \"100.00\"\nplaces = [\"Viet Nam\"]\n",
    );
    assert_eq!(told["scenarios"][0]["name"], "Japan gives for Viet Nam");
    // 100.00 less a fee of 1%, and out of the rest 13% of what can be programmed.
    assert_eq!((change(&told, "gap"), change(&told, "programmable")), (-10_000, 8_761));
    assert_eq!(change(&told, "allocated") + change(&told, "unallocated"), 8_761);
    // Money that may go elsewhere makes room for it, so that others gain too; in all they gain what is allocated more.
    let cells = told["scenarios"][0]["cells"].as_array().unwrap();
    let gains = cells.iter().map(|cell| minor(&cell["allocated"]) - minor(&cell["allocated_today"]));
    assert_eq!(gains.sum::<i64>(), change(&told, "allocated"));
    assert!(change(&told, "allocated") > 0);
}

#[test]
fn amounts_of_scenarios_are_written_as_in_sheets() {
    let fund = SmallFund::new();
    let given = |amount: &str| {
        told(&fund, &format!("[[scenario]]\nname = \"g\"\n[[scenario.contribution]]\namount = \"{amount}\"\n"))
    };
    let plain = given("1000.00");
    for amount in ["1'000.00", "1 000,00", "1,000.00", "1000.-"] {
        assert_eq!(given(amount)["scenarios"][0]["gap"], plain["scenarios"][0]["gap"], "{amount}");
    }
    assert_eq!(change(&plain, "gap"), -100_000);
}

#[test]
fn what_falls_through_is_to_be_raised() {
    let fund = SmallFund::new();
    let told = told(&fund, "[[scenario]]\nname = \"Less\"\nfalls-through = [\"BEL-1\"]\n");
    // EUR 1,000.00 less 530.00 were to come, at 0.80.
    assert_eq!((change(&told, "gap"), change(&told, "still_to_raise")), (0, 58_750));
    assert_eq!(change(&told, "allocated"), 0);
}

#[test]
fn rates_move_what_is_still_to_come_and_nothing_that_came() {
    let fund = SmallFund::new();
    let told = told(&fund, "[[scenario]]\nname = \"r\"\n[[scenario.rate]]\ncurrency = \"EUR\"\nchange = \"+25%\"\n");
    // EUR 470.00 are open: 587.50 at 0.80, 470.00 at 1.00.
    assert_eq!((change(&told, "gap"), change(&told, "still_to_raise")), (0, 11_750));
}

#[test]
fn needs_change_what_priorities_lack() {
    let fund = SmallFund::new();
    let text = "[[scenario]]\nname = \"n\"\n[[scenario.need]]\nplace = \"TGO\"\ntheme = \"T02\"\nchange = \"+10%\"\n";
    let told = told(&fund, text);
    assert_eq!(change(&told, "lacking") + change(&told, "allocated"), 20_000);
    let cells = told["scenarios"][0]["cells"].as_array().unwrap();
    let cell = cells.iter().find(|cell| cell["cell"].as_str().unwrap().starts_with("TGO/T02/")).unwrap();
    assert_eq!((minor(&cell["need_today"]), minor(&cell["need"])), (200_000, 220_000));
}

/// A fund whose Belgian money may only be spent on one theme of Togo, and must mostly go to countries.
fn earmarked() -> SmallFund {
    let fund = SmallFund::new();
    fund.write(
        "agreements.csv",
        "Agreement,Donor,Stage,Signed on,Currency,Amount,Countries or regions,Themes\n\
         BEL-1,BEL,commitment,2024-01-15,EUR,1000.00,Togo,T01\nJPN-1,JPN,commitment,2024-02-15,JPY,90000,,\n",
    );
    fund
}

#[test]
fn an_earmark_that_is_loosened_lets_money_go_where_it_could_not() {
    let fund = earmarked();
    let loosened = |side: &str| {
        let text =
            format!("[[scenario]]\nname = \"l\"\n[[scenario.loosened]]\nagreement = \"BEL-1\"\nside = \"{side}\"\n");
        told(&fund, &text)
    };
    let by_theme = loosened("theme");
    let cells = by_theme["scenarios"][0]["cells"].as_array().unwrap();
    let gain = |cell: &Value| minor(&cell["allocated"]) - minor(&cell["allocated_today"]);
    assert!(change(&by_theme, "allocated") > 0, "money that waited is allocated: {by_theme}");
    assert_eq!(change(&by_theme, "allocated"), -change(&by_theme, "unallocated"));
    assert_eq!(change(&by_theme, "gap"), 0, "no money came");
    let second = cells.iter().find(|cell| cell["cell"].as_str().unwrap().starts_with("TGO/T02/")).unwrap();
    assert!(gain(second) > 0, "{second}");
    assert_eq!(cells.iter().map(gain).sum::<i64>(), change(&by_theme, "allocated"));
    // Wider by place, the money may go to the first theme of Viet Nam, too: other cells, another scenario.
    assert_ne!(loosened("geography")["scenarios"][0]["cells"], by_theme["scenarios"][0]["cells"]);
    assert_eq!(loosened("exclusions")["scenarios"][0]["cells"], Value::Array(Vec::new()), "nothing is excluded");
}

#[test]
fn another_share_of_countries_moves_what_regions_may_get() {
    let fund = SmallFund::new();
    fund.write(
        "priorities.csv",
        "Country,Theme,Period,Need\nTGO,T01,2021-2025,100.00\nWorld,T02,2021-2025,2000.00\nVNM,T01,2021-2025,100.00\n",
    );
    let allocated = |share: &str| {
        let told = told(&fund, &format!("[[scenario]]\nname = \"s\"\ncountry-share = \"{share}\"\n"));
        minor(&told["scenarios"][0]["allocated"])
    };
    let (most, half, all) = (allocated("0%"), allocated("50%"), allocated("80%"));
    // Countries need 200.00, which is half of 400.00 and four fifths of 250.00.
    assert!(most > 40_000, "without a share all of it is allocated: {most}");
    assert_eq!((half, all), (40_000, 25_000));
}

#[test]
fn several_scenarios_stand_side_by_side_each_by_itself() {
    let fund = SmallFund::new();
    let one = "[[scenario]]\nname = \"gives\"\n[[scenario.contribution]]\namount = \"100\"\nplaces = [\"VNM\"]\n";
    let other = "[[scenario]]\nname = \"less\"\nfalls-through = [\"BEL-1\"]\n";
    let both = told(&fund, &format!("{one}{other}"));
    let of = |told: &Value, at: usize| told["scenarios"][at].clone();
    assert_eq!((of(&both, 0), of(&both, 1)), (of(&told(&fund, one), 0), of(&told(&fund, other), 0)));
    let said = fund.works(&["scenario", "scenarios.toml", "--as-of", "2025-10-31"]);
    assert!(said.contains("less") && said.contains("Allocated") && said.contains("Gap"), "{said}");
}

/// Every supposition there is, in TOML.
const ALL: &str = r#"
[[scenario]]
name = "all"
falls-through = ["JPN-1"]
country-share = "70%"
[[scenario.contribution]]
donor = "JPN"
amount = "250.5"
currency = "EUR"
places = ["TGO", "Viet Nam"]
themes = ["T01"]
[[scenario.rate]]
currency = "EUR"
change = "+25%"
[[scenario.loosened]]
agreement = "BEL-1"
side = "theme"
[[scenario.need]]
place = "TGO"
theme = "T02"
change = "-12.5%"
[[scenario]]
name = "rates of all"
[[scenario.rate]]
change = "-10%"
"#;

/// The same as rows of a sheet.
const ROWS: [[&str; 10]; 8] = [
    ["Scenario", "Supposition", "Donor", "Agreement", "Amount", "Currency", "Places", "Themes", "Change", "Side"],
    ["all", "contribution", "JPN", "", "250.5", "EUR", "TGO; Viet Nam", "T01", "", ""],
    ["all", "falls through", "", "JPN-1", "", "", "", "", "", ""],
    ["all", "rates", "", "", "", "EUR", "", "", "+25%", ""],
    ["all", "loosened", "", "BEL-1", "", "", "", "", "", "theme"],
    ["all", "needs", "", "", "", "", "TGO", "T02", "-12.5%", ""],
    ["all", "country share", "", "", "", "", "", "", "70%", ""],
    ["rates of all", "rates", "", "", "", "", "", "", "-10%", ""],
];

#[test]
fn a_sheet_says_the_same_as_toml() {
    let fund = earmarked();
    let by_toml = told(&fund, ALL);
    assert_eq!(by_toml["scenarios"].as_array().unwrap().len(), 2);
    let quoted = |row: &[&str; 10]| row.map(|text| format!("\"{text}\"")).join(",");
    fs::write(fund.path().join("s.csv"), ROWS.iter().map(quoted).collect::<Vec<_>>().join("\n")).unwrap();
    assert_eq!(told_in(&fund, "s.csv"), by_toml, "text");
    // Amounts and shares are numbers in Excel, and a title may stand above; the next sheet is nobody's business.
    let mut book = rust_xlsxwriter::Workbook::new();
    let share = rust_xlsxwriter::Format::new().set_num_format("0.0%");
    let sheet = book.add_worksheet();
    for (row, cells) in (2..).zip(ROWS) {
        for (column, text) in (0..).zip(cells) {
            let number = text.trim_end_matches('%').parse::<f64>().ok().filter(|_| !text.is_empty());
            match number {
                Some(number) if text.ends_with('%') => {
                    sheet.write_number_with_format(row, column, number / 100.0, &share).unwrap()
                }
                Some(number) => sheet.write_number(row, column, number).unwrap(),
                None => sheet.write_string(row, column, text).unwrap(),
            };
        }
    }
    book.add_worksheet().write_string(0, 0, "notes").unwrap();
    book.save(fund.path().join("s.xlsx")).unwrap();
    assert_eq!(told_in(&fund, "s.xlsx"), by_toml, "a workbook");
}

#[test]
fn what_a_row_cannot_mean_is_named_by_its_row() {
    let fund = SmallFund::new();
    let head = "Scenario,Supposition,Donor,Agreement,Amount,Currency,Places,Themes,Change,Side\n";
    let said = |text: &str| {
        fs::write(fund.path().join("s.csv"), text).unwrap();
        fund.refuses(&["scenario", "s.csv", "--as-of", "2025-10-31"], 2)
    };
    for (row, why) in [
        ("x,contribution,,,,,,,,", "row 3: \"contribution\" needs something in the column \"Amount\""),
        ("x,contribution,NOBODY,,5,,,,,", "row 3: there is no donor \"NOBODY\""),
        ("x,falls through,,BEL-1,,,,,5%,", "row 3: \"falls through\" makes no use of the column \"Change\""),
        ("x,wonders,,,,,,,,", "row 3: \"wonders\" is none of: contribution, falls through, rates"),
        ("x,loosened,,BEL-1,,,,,,left", "row 3: \"left\" is none of: geography, theme, exclusions"),
        ("x,needs,,,,,Atlantis,,5%,", "row 3: \"Atlantis\" is no place"),
        (",needs,,,,,,,5%,", "row 3: \"\" needs something in the column \"Scenario\""),
    ] {
        let refused = said(&format!("{head}y,needs,,,,,,,5%,\n{row}\n"));
        assert!(refused.contains(why), "{row}: {refused}");
    }
    assert!(said("Scenario,Colour\nx,red\n").contains("no column \"Colour\""));
    assert!(said(head).contains("no row below the headings"));
}

#[test]
fn a_month_in_brief_is_the_month() {
    let fund = SmallFund::new();
    let day = NaiveDate::from_ymd_opt(2025, 10, 31).unwrap();
    fund.works(&["run", "--as-of", "2025-08-31"]);
    fund.closes("2025-08");
    let today = Today::read(fund.path(), AsOf::Day(day), &|_| {}).unwrap();
    let figures = today.figures(&|_| {}).unwrap();
    assert_eq!(Brief::of(&figures), today.brief);
    // Of a scenario, too: computed whole, without what was closed, and held against what is said of it.
    let fund = earmarked();
    let today = Today::read(fund.path(), AsOf::Day(day), &|_| {}).unwrap();
    for scenario in today.described(ALL).unwrap() {
        let (fund, facts) = scenario.apply(&today.fund, &today.facts, day).unwrap();
        let whole = month::compute(Inputs { fund, facts, as_of: day, before: None }).unwrap();
        let difference = Difference::between(&today.brief, &Brief::of(&whole));
        assert_ne!(difference.then, difference.today, "{}", scenario.name);
        assert_eq!(today.suppose(&scenario).unwrap(), difference, "{}", scenario.name);
    }
}

#[test]
fn nothing_of_a_scenario_is_recorded() {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-10-31"]);
    let before = files(fund.path());
    fs::write(
        fund.path().join("scenarios.toml"),
        "[[scenario]]\nname = \"More\"\n[[scenario.contribution]]\namount = \"50\"\n",
    )
    .unwrap();
    let page = "with-scenarios.html";
    let said = fund.works(&["scenario", "scenarios.toml", "--as-of", "2025-10-31", "--page", page]);
    assert!(said.contains("More") && said.contains("Still to raise"), "{said}");
    let html = fs::read_to_string(fund.path().join(page)).unwrap();
    assert!(html.contains("\"scenarios\":[{\"name\":\"More\""));
    for added in ["scenarios.toml", page] {
        fs::remove_file(fund.path().join(added)).unwrap();
    }
    // Whoever reads the ledger leaves the files by which SQLite knows its readers.
    let passing = |path: &std::path::Path| {
        let name = path.to_string_lossy();
        name.ends_with("ledger.lock") || name.contains("ledger.db-")
    };
    let kept = |files: Vec<(std::path::PathBuf, Vec<u8>)>| -> Vec<_> {
        let mut kept: Vec<_> = files.into_iter().filter(|(path, _)| !passing(path)).collect();
        kept.sort();
        kept
    };
    let (before, after) = (kept(before), kept(files(fund.path())));
    let changed: Vec<_> =
        before.iter().zip(&after).filter(|(one, other)| one != other).map(|(one, _)| &one.0).collect();
    assert!(before.len() == after.len() && changed.is_empty(), "changed: {changed:?}");
}

#[test]
fn what_there_is_not_cannot_be_supposed() {
    let fund = SmallFund::new();
    for (text, said) in [
        ("", "no [[scenario]]"),
        ("[[scenario]]\nname = \"x\"\nfalls-through = [\"BEL-9\"]\n", "no agreement \"BEL-9\""),
        (
            "[[scenario]]\nname = \"x\"\n[[scenario.contribution]]\namount = \"1\"\nplaces = [\"Atlantis\"]\n",
            "Atlantis",
        ),
        ("[[scenario]]\nname = \"x\"\n[[scenario.contribution]]\namount = \"1,000\"\n", "no amount"),
        ("[[scenario]]\nname = \"x\"\n[[scenario.rate]]\nchange = \"10\"\n", "no amount, share or change"),
        ("[[scenario]]\nname = \"x\"\n[[scenario.need]]\nplace = \"MWI\"\nchange = \"+1%\"\n", "no priority in MWI"),
        ("[[scenario]]\nname = \"x\"\ncolour = \"red\"\n", "colour"),
    ] {
        fs::write(fund.path().join("scenarios.toml"), text).unwrap();
        let refused = fund.refuses(&["scenario", "scenarios.toml", "--as-of", "2025-10-31"], 2);
        assert!(refused.contains(said), "{text}: {refused}");
    }
}
