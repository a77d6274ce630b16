//! Whatever stands in a sheet, reading it ends in facts or problems, and every row is accounted for.

use poolfund::config::InputKind;
use poolfund::intake::{Isolation, columns_of};
use proptest::prelude::*;

use crate::checks;
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
    fn rows_become_facts_or_problems(kind in 0..InputKind::ALL.len(), rows in prop::collection::vec(prop::collection::vec(text(), 40), 0..12)) {
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
            prop_assert!(!problem.to_string().is_empty() && !problem.location.file.is_empty());
        }
    }

    #[test]
    fn any_text_file_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut inputs = Inputs::new().bytes("any.csv", &bytes).map("rates", "any.csv", "");
        inputs.options.isolation = Isolation::None;
        prop_assert!(inputs.read().has_errors());
    }
}

/// A check of the fuzzer's.
type Check = fn(&[u8]);

const CHECKS: [(&str, Check); 4] =
    [("rows", checks::rows), ("header", checks::header), ("values", checks::values), ("text", checks::text)];

/// Bytes by a seed (xorshift), of which many are letters, digits and marks.
fn bytes(seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let length = next() % 600;
    let byte = |draw: u64| match draw % 4 {
        0 => (draw >> 8) as u8,
        1 => b"0123456789.,-/ '()%"[(draw >> 8) as usize % 19],
        2 => b"JanFebMarQ12345:TZ\t\n\";|"[(draw >> 8) as usize % 23],
        _ => b' ' + (draw >> 8) as u8 % 95,
    };
    (0..length).map(|_| byte(next())).collect()
}

#[test]
fn what_the_fuzzer_checks_holds_for_many_seeds() {
    for (name, check) in CHECKS {
        for seed in 0..200 {
            let data = bytes(seed);
            if std::panic::catch_unwind(|| check(&data)).is_err() {
                panic!("{name} fails for seed {seed}");
            }
        }
    }
}

#[test]
fn what_once_broke_holds() {
    for (name, check) in CHECKS {
        let folder = crate::support::root().join("tests/fuzz/crashes").join(name);
        let Ok(found) = std::fs::read_dir(folder) else { continue };
        found.for_each(|file| check(&std::fs::read(file.unwrap().path()).unwrap()));
    }
}
