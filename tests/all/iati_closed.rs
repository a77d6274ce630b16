//! Closed months for IATI.

use crate::commands::poolfund;
use crate::small_fund::SmallFund;

#[test]
fn a_closed_month_is_published_by_the_settings_of_today() {
    let fund = SmallFund::new();
    let done = |arguments: &[&str]| poolfund(fund.path(), arguments);
    assert!(done(&["run", "--as-of", "2025-09-30"]).status.success());
    let close = ["close", "2025-09", "--as", "Ann", "--accept", "compared", "--reason", "no extract"];
    assert!(done(&close).status.success());
    poolfund::intake::settings::append(&fund.path().join("inputs"), "[iati]\nprefix = \"XI-IATI-EXAMPLE\"\n").unwrap();
    let said = done(&["iati", "--as-of", "2025-09-30"]);
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    // The settings lack more than this one; what was written after the close is read.
    assert!(said.contains("iati.organisation.identifier") && said.contains("XI-IATI-EXAMPLE"), "{said}");
}
