//! Scenarios: the month under other suppositions, by the command and in the page. Nothing of them is recorded.

use std::fs;

use serde_json::Value;

use crate::json::fits;
use crate::small_fund::{SmallFund, files};

/// Scenarios of a file, as the command says them.
fn told(fund: &SmallFund, text: &str) -> Value {
    let file = fund.path().join("scenarios.toml");
    fs::write(&file, text).unwrap();
    let output = fund.poolfund(&["scenario", "scenarios.toml", "--as-of", "2025-10-31", "--json"]);
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
    let kept = |files: Vec<(std::path::PathBuf, Vec<u8>)>| -> Vec<_> {
        let mut kept: Vec<_> =
            files.into_iter().filter(|(path, _)| !path.to_string_lossy().contains("ledger.lock")).collect();
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
