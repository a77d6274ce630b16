//! The settings as a workbook: an equal form of `fund.toml`, from which a month comes out the same.

use std::fs;
use std::path::Path;

use poolfund::books;
use poolfund::config::{self, ConfigError, SettingsForm};
use poolfund::intake::sandbox;
use poolfund::intake::settings;

use crate::commands::poolfund;
use crate::small_fund::SmallFund;
use crate::support::root;

fn run(fund: &SmallFund) {
    let done = poolfund(fund.path(), &["run", "--as-of", "2025-09-30"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn report(fund: &SmallFund, file: &str) -> Vec<u8> {
    fs::read(fund.path().join("reports/2025-09").join(file)).unwrap()
}

#[test]
fn the_samples_settings_go_through_both_forms() {
    sandbox::read_in(env!("CARGO_BIN_EXE_poolfund").into());
    let folder = tempfile::tempdir().unwrap();
    fs::copy(root().join("inputs/fund.toml"), folder.path().join("fund.toml")).unwrap();
    let before = settings::read(folder.path()).unwrap();
    let [new, old] = settings::turn(folder.path()).unwrap();
    assert!(new.ends_with("settings.xlsx") && old.ends_with("fund.toml (replaced)"));
    assert_eq!(SettingsForm::of(folder.path()).unwrap(), SettingsForm::Workbook);
    let workbook = settings::read(folder.path()).unwrap();
    assert_eq!(leveled(&workbook.text), leveled(&before.text), "every setting, but no remark");
    settings::turn(folder.path()).unwrap();
    let back = settings::read(folder.path()).unwrap();
    assert_eq!(leveled(&back.text), leveled(&before.text));
    let shown = |fund: &config::Fund| {
        format!("{:?} {:?} {:?} {:?} {:?}", fund.programme, fund.charges, fund.allocation, fund.inputs, fund.iati)
    };
    assert_eq!(shown(&back.fund), shown(&before.fund));
}

/// Settings in which a whole number is what the same digits are as text: an amount may be written either way.
fn leveled(text: &str) -> toml::Value {
    fn level(value: &toml::Value) -> toml::Value {
        match value {
            toml::Value::Integer(number) => number.to_string().into(),
            toml::Value::Array(values) => values.iter().map(level).collect::<Vec<_>>().into(),
            toml::Value::Table(table) => {
                toml::Value::Table(table.iter().map(|(key, value)| (key.clone(), level(value))).collect())
            }
            other => other.clone(),
        }
    }
    level(&toml::Value::Table(toml::from_str(text).unwrap()))
}

#[test]
fn a_month_comes_out_the_same_of_either_form_and_the_ledger_recomputes_both() {
    sandbox::read_in(env!("CARGO_BIN_EXE_poolfund").into());
    let fund = SmallFund::new();
    run(&fund);
    let (figures, gap) = (report(&fund, "figures.json"), report(&fund, "gap-2025-09.xlsx"));
    let again = |fund: &SmallFund| {
        let store = books::ledger(fund.path()).unwrap().unwrap();
        let run = books::run_of(store.as_ref(), poolfund::domain::Month::parse("2025-09").unwrap()).unwrap();
        let computed = books::again(store.as_ref(), &run, &|_| {}).unwrap();
        (format!("{:?}", computed.figures.standing), run.settings)
    };
    let (standing, toml) = again(&fund);
    let turned = poolfund(fund.path(), &["settings"]);
    assert!(turned.status.success(), "{}", String::from_utf8_lossy(&turned.stderr));
    run(&fund);
    let same = |file: &str, before: &[u8]| {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        // The page names one hash over all inputs, of which the settings are one.
        let without = |text: String| {
            let (head, rest) = text.split_once("\"inputs_sha256\":\"").unwrap();
            format!("{head}{}", rest.split_once('"').unwrap().1)
        };
        assert_eq!(without(text(&report(&fund, file))), without(text(before)), "{file}");
    };
    same("figures.json", &figures);
    assert_eq!(report(&fund, "gap-2025-09.xlsx").len(), gap.len());
    let (of_workbook, workbook) = again(&fund);
    assert_eq!(of_workbook, standing);
    assert_ne!(workbook, toml, "each run keeps the settings that it followed");
    assert!(poolfund(fund.path(), &["audit"]).status.success());
    // A mapping that is adopted goes into the workbook.
    settings::append(&fund.path().join("inputs"), "[[input]]\nkind = \"results\"\nfile = \"results.csv\"\n").unwrap();
    assert_eq!(settings::load(&fund.path().join("inputs")).unwrap().inputs.last().unwrap().file, "results.csv");
}

#[test]
fn two_settings_are_none() {
    let fund = SmallFund::new();
    let inputs = fund.path().join("inputs");
    fs::write(inputs.join("settings.xlsx"), "x").unwrap();
    assert!(matches!(settings::read(&inputs), Err(ConfigError::Both { .. })));
    let refused = poolfund(fund.path(), &["run"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("move the other one away"));
}

#[test]
fn what_cannot_stand_in_the_workbook_is_named_by_its_cell() {
    sandbox::read_in(env!("CARGO_BIN_EXE_poolfund").into());
    let folder = tempfile::tempdir().unwrap();
    let write = |text: &str| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet().set_name("Settings").unwrap();
        for (row, line) in (0..).zip(text.lines()) {
            for (column, cell) in (0..).zip(line.split('|')) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
        book.save(folder.path().join("settings.xlsx")).unwrap();
    };
    let said = |folder: &Path| match settings::read(folder) {
        Err(ConfigError::Values { problems, .. }) => problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    write("Setting|Value\nfund.nmae|X\nprogramme.people.legal|many\nfund.code|A\nfund.code|B");
    insta::assert_snapshot!(said(folder.path()).join("\n"), @r#"
    Settings!A2: found "fund.nmae", expected the name of a setting. Correct it, or clear the row.
    Settings!B3: found "many", expected a whole number. Correct the cell.
    Settings!A5: found "fund.code" in rows 4 and 5, expected each setting once. Clear one of the two rows.
    "#);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Settings").unwrap();
    sheet
        .write_string(1, 0, "fund.code")
        .unwrap()
        .write_formula(1, 1, "=1/0")
        .unwrap()
        .set_formula_result(1, 1, "#DIV/0!");
    book.save(folder.path().join("settings.xlsx")).unwrap();
    assert!(
        said(folder.path())[0].starts_with("Settings!B2: found #DIV/0!, expected a value"),
        "{:?}",
        said(folder.path())
    );
    fs::write(folder.path().join("settings.xlsx"), "no workbook").unwrap();
    assert_eq!(said(folder.path()).len(), 1);
}

#[test]
fn problems_name_the_settings_as_they_stand() {
    let fund = SmallFund::new();
    let said = |fund: &SmallFund| fund.works(&["check"]);
    let before = said(&fund);
    assert!(before.contains("set stale_rate_days under [plausibility] in fund.toml"), "{before}");
    settings::turn(&fund.path().join("inputs")).unwrap();
    let after = said(&fund);
    let named = "set plausibility.stale_rate_days on the sheet Settings of settings.xlsx";
    assert!(after.contains(named) && !after.contains("fund.toml"), "{after}");
    run(&fund);
}
