//! Limits of agreements that are not kept, or that nothing keeps: the fund is told on its sheet of exceptions.

use poolfund::domain::facts::*;
use poolfund::domain::*;
use poolfund::report::grid::Value;
use poolfund::report::{Provenance, View, fund};

use crate::builder::target;
use crate::report::{facts, figures};

fn limit(kind: LimitKind, share: &str, place: &str) -> EarmarkLimit {
    let share = Percent::parse(share).unwrap();
    EarmarkLimit { kind, share, scope: LimitScope::Target(target(place, "ALL")) }
}

/// What the sheet of exceptions says of an agreement with limits: the matter, and who is to act.
fn said_of(limits: Vec<EarmarkLimit>) -> Vec<(String, String)> {
    let mut facts: Facts = facts();
    facts.agreements[0].earmark.limits = limits;
    let figures = figures(facts);
    let view = View::new(&figures, Provenance::default()).unwrap();
    let book = fund::book(&view);
    let sheet = book.sheets.iter().find(|sheet| sheet.name == "Exceptions").unwrap();
    let text = |row: u32, column: u16| match sheet.value(row, column) {
        Value::Text(text) => text.to_string(),
        _ => String::new(),
    };
    let rows = (0..sheet.next_row()).map(|row| (text(row, 0), text(row, 5)));
    rows.filter(|(matter, _)| matter.starts_with("AAA-01: ") && matter.contains('%')).collect()
}

#[test]
fn limits_that_nothing_keeps_are_said_to_the_partnerships_unit() {
    use LimitKind::{AtLeast, AtMost};
    let said = said_of(vec![limit(AtLeast, "30%", "VNM")]);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].0.contains("No priority that the earmark allows lies within its limit: At least 30%"), "{said:?}");
    assert_eq!(said[0].1, "Partnerships unit");
    for together in [
        [limit(AtLeast, "60%", "MWI"), limit(AtLeast, "50%", "TGO")],
        [limit(AtLeast, "60%", "MWI"), limit(AtMost, "50%", "002")],
    ] {
        let said = said_of(together.into());
        let (matter, who) = said.first().unwrap();
        assert!(matter.contains("These limits cannot be kept together: At least 60%"), "{said:?}");
        assert!(matter.contains("50%") && who == "Partnerships unit", "{said:?}");
    }
    let possible = [limit(AtLeast, "60%", "MWI"), limit(AtLeast, "40%", "TGO"), limit(AtMost, "70%", "MWI")];
    let said = said_of(possible.into());
    assert!(said.iter().all(|(matter, _)| !matter.contains("together") && !matter.contains("lies within")), "{said:?}");
}

#[test]
fn a_limit_that_charges_broke_is_said_to_the_committee() {
    let said = said_of(vec![limit(LimitKind::AtMost, "1%", "MWI")]);
    let (matter, who) = said.first().expect("1,010 are charged in Malawi, which is more");
    assert!(matter.contains("Not kept: At most 1%"), "{matter}");
    assert_eq!(who, "Committee");
    assert_eq!(said_of(vec![limit(LimitKind::AtMost, "99%", "MWI")]), []);
}
