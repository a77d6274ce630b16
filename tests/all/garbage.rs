//! Whatever stands in a sheet, reading it ends in facts or problems, and every row is accounted for.

use poolfund::config::InputKind;
use poolfund::intake::{Isolation, columns_of};
use proptest::prelude::*;

use crate::sheets::Inputs;

/// Texts that look like what cells hold, and texts that do not.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,12}",
        "\\PC{0,6}",
        "[0-9]{1,12}[.,][0-9]{0,4}",
        "-?[0-9]{1,3}([ ,.'][0-9]{3}){0,4}",
        "[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}",
        Just("Total".to_owned()),
        Just("Kenya (T01, T02); Malawi".to_owned()),
        Just("at least 30% to Malawi".to_owned()),
        Just("BEL".to_owned()),
        Just("USD".to_owned()),
        Just(String::new()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_become_facts_or_problems(kind in 0..InputKind::ALL.len(), rows in prop::collection::vec(prop::collection::vec(text(), 20), 0..12)) {
        let kind = InputKind::ALL[kind];
        let columns = columns_of(kind);
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(columns.iter().map(|spec| spec.canonical().replace("{base}", "USD"))).unwrap();
        for row in &rows {
            writer.write_record(row.iter().take(columns.len())).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let mut inputs = Inputs::new().bytes("any.csv", &bytes).map(kind.name(), "any.csv", "");
        inputs.options.isolation = Isolation::None;
        let read = inputs.read();
        let sheet = read.files.first().and_then(|file| file.sheets.first());
        let Some(sheet) = sheet else { return Err(TestCaseError::fail("no sheet")) };
        prop_assert!(sheet.facts <= sheet.rows);
        prop_assert!(sheet.facts == sheet.rows || read.has_errors());
        for problem in &read.problems {
            prop_assert!(!problem.to_string().is_empty() && !problem.place.file.is_empty());
        }
    }

    #[test]
    fn any_text_file_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut inputs = Inputs::new().bytes("any.csv", &bytes).map("rates", "any.csv", "");
        inputs.options.isolation = Isolation::None;
        prop_assert!(inputs.read().has_errors());
    }
}
