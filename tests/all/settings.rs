//! What `fund.toml` may say, and how its numbers are read.

use poolfund::config::{self, ConfigError, Fund};
use poolfund::domain::Money;

use crate::builder::{FUND, cents};

const GROUP: &str = "\n[[allocation.group]]\nname = \"Africa\"\nscope = [\"TGO\"]\ncap = ";

/// The settings of the small fund with a cap; or what is wrong with them.
fn with_cap(cap: &str) -> Result<Fund, String> {
    config::parse(&format!("{FUND}{GROUP}{cap}\n"), "fund.toml").map_err(|error| match error {
        ConfigError::Values { problems, .. } => problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        other => other.to_string(),
    })
}

fn cap(text: &str) -> Option<Money> {
    with_cap(text).unwrap().allocation.groups[0].cap
}

#[test]
fn amounts_are_read_as_in_sheets() {
    for (text, amount) in [
        ("1500", 150_000),
        ("\"1500\"", 150_000),
        ("\"1500,50\"", 150_050),
        ("\"1500.50\"", 150_050),
        ("\"1,500,000.25\"", 150_000_025),
        ("\"1.500.000,25\"", 150_000_025),
        ("\"46 000 000\"", 4_600_000_000),
        ("\"USD 1500\"", 150_000),
    ] {
        assert_eq!(cap(text), Some(cents(amount)), "{text}");
    }
}

#[test]
fn amounts_that_can_be_read_in_two_ways_or_none_are_refused() {
    for text in ["\"1,500\"", "\"1.500\"", "\"1500,505\"", "\"-5\"", "\"EUR 5\"", "\"5%\"", "\"1_500\"", "\"many\""] {
        let found = with_cap(text).unwrap_err();
        assert!(found.contains("Africa") && found.contains("in one way only"), "{text}: {found}");
    }
}

/// A figure that cannot be read says so alone: another that is right is not called wrong.
#[test]
fn a_figure_that_cannot_be_read_makes_no_other_wrong() {
    let told = |settings: &str| match config::parse(settings, "fund.toml") {
        Err(ConfigError::Values { problems, .. }) => problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let line = FUND.lines().find(|line| line.trim().starts_with("own_resources")).unwrap();
    let told = told(&FUND.replace(line, "own_resources = \"200,000\""));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("programme.own_resources"), "{told:?}");
}

#[test]
fn a_fund_may_begin_on_any_day_and_the_message_says_how() {
    let with = |period: &str| {
        let line = FUND.lines().find(|line| line.trim().starts_with("period")).unwrap();
        config::parse(&FUND.replace(line, &format!("period = \"{period}\"")), "fund.toml")
    };
    assert_eq!(with("2025-06-01 to 2028-12-31").unwrap().period.to_string(), "2025-06-01/2028-12-31");
    let Err(ConfigError::Values { problems, .. }) = with("from June") else { panic!("no period") };
    assert!(problems[0].to_string().contains("2025-06-01 to 2028-12-31"), "{problems:?}");
}

#[test]
fn themes_have_names_of_their_own() {
    let told = |settings: &str| match config::parse(settings, "fund.toml") {
        Err(ConfigError::Values { problems, .. }) => problems.iter().map(ToString::to_string).collect(),
        other => panic!("{other:?}"),
    };
    let same: Vec<String> = told(&FUND.replace("\"Pensions\"", "\"HEALTH\""));
    assert_eq!(same.len(), 1, "{same:?}");
    assert!(same[0].contains("T01 and T02 are both called \"HEALTH\""), "{same:?}");
    let french = FUND.replace("name = \"Pensions\"", "name = \"Pensions\"\nnames = { fr = \"health\" }");
    assert!(told(&french)[0].contains("T01 and T02"), "T01 is called Health in French too");
    let pillar = FUND.replace("\"In-country support\"", "\"Health\"");
    assert!(config::parse(&pillar, "fund.toml").is_ok(), "a pillar and its theme may have one name");
}

#[test]
fn a_charge_of_one_without_a_sign_is_asked_about() {
    let with_fee = |fee: &str| {
        let settings = FUND.replace("administrative_fee = \"1%\"", &format!("administrative_fee = \"{fee}\""));
        assert!(fee == "1%" || settings != FUND);
        config::parse(&settings, "fund.toml")
            .map(|fund| fund.charges.administrative_fee)
            .map_err(|error| error.to_string())
    };
    for (fee, share) in [("1%", "1%"), ("0.01", "1%"), ("100%", "100%"), ("0", "0%")] {
        assert_eq!(with_fee(fee).ok(), poolfund::domain::Percent::parse(share), "{fee}");
    }
    for fee in ["1", "1.0", "7"] {
        assert!(with_fee(fee).is_err(), "{fee}");
    }
}
