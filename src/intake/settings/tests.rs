//! Every setting goes through both forms and comes out as it went in.

use toml::{Table, Value};

use super::said_by;
use crate::config::workbook::{Form, IATI, SETTINGS, TABLES};
use crate::config::workbook_of;

fn there_and_back(text: &str) -> Table {
    let bytes = workbook_of(text).unwrap();
    assert_eq!(bytes, workbook_of(text).unwrap(), "the same text gives the same bytes");
    toml::from_str(&said_by(&bytes).unwrap()).unwrap()
}

fn put(settings: &mut Table, key: &str, value: Value) {
    match key.split_once('.') {
        None => drop(settings.insert(key.to_owned(), value)),
        Some((first, rest)) => {
            let below = settings.entry(first).or_insert_with(|| Value::Table(Table::new()));
            put(below.as_table_mut().unwrap(), rest, value);
        }
    }
}

/// Texts that a workbook could read otherwise.
const ODD: [&str; 12] = [
    "plain",
    "a = b",
    "\"quoted\"",
    "'single'",
    "a, b",
    "two\nlines",
    " blanks ",
    "007",
    "13%",
    "=1+1",
    "back\\slash",
    "é ’ 中",
];

fn samples(form: Form) -> Vec<Value> {
    let text = |text: &str| Value::String(text.to_owned());
    let list = || Value::Array(ODD.map(text).to_vec());
    match form {
        // A cell is trimmed, as people expect; no setting of one text needs blanks around it.
        Form::Text => ODD.into_iter().filter(|odd| odd.trim() == *odd).map(text).chain([text("")]).collect(),
        Form::Word(words) => words.iter().copied().map(text).collect(),
        Form::Percent => ["13%", "0.5%", "100%"].map(text).to_vec(),
        Form::Whole => [0, 7, 160_000_000, 274_877_906_944, i64::MAX].map(Value::Integer).to_vec(),
        Form::Amount => vec![Value::Integer(160_000_000), text("1234.50"), text("0.01")],
        Form::Truth => vec![Value::Boolean(true), Value::Boolean(false)],
        Form::List => vec![list(), Value::Array(vec![text("one")])],
        Form::Pairs => {
            vec![Value::Table(ODD.into_iter().map(|odd| (odd.to_owned(), text(odd))).collect())]
        }
        Form::PairsOfTexts => {
            let several =
                Value::Table([("a".to_owned(), list()), ("b, c".to_owned(), text("d, e"))].into_iter().collect());
            vec![Value::Table(ODD.into_iter().map(|odd| (odd.to_owned(), text(odd))).collect()), several]
        }
        Form::PairsOfLists => {
            vec![Value::Table([("T01".to_owned(), list()), ("a = b".to_owned(), list())].into_iter().collect())]
        }
    }
}

#[test]
fn every_setting_goes_through_both_forms() {
    for setting in SETTINGS.iter().filter(|setting| setting.key != IATI) {
        for sample in samples(setting.form) {
            let mut settings = Table::new();
            put(&mut settings, setting.key, sample);
            let text = toml::to_string(&settings).unwrap();
            assert_eq!(there_and_back(&text), settings, "{}", setting.key);
        }
    }
    for table in TABLES {
        for setting in table.columns {
            let rows = samples(setting.form)
                .into_iter()
                .map(|sample| Value::Table([(setting.key.to_owned(), sample)].into_iter().collect()));
            let mut settings = Table::new();
            put(&mut settings, table.key, Value::Array(rows.collect()));
            let text = toml::to_string(&settings).unwrap();
            assert_eq!(there_and_back(&text), settings, "{}.{}", table.key, setting.key);
        }
    }
    assert_eq!(there_and_back("[iati]\n"), toml::from_str("[iati]\n").unwrap(), "nothing said of IATI, but that it is");
}
