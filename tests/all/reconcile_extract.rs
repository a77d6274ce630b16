//! Extracts as finance systems give them: debit and credit, signs, currencies, words of their own, totals, balances.

use std::path::Path;

use poolfund::config;
use poolfund::domain::facts::{FinanceKind, FinanceLine};
use poolfund::intake::{self, Intake, Options};

use crate::sheets::isolated;
use crate::small_fund::SmallFund;

/// What a fund reads of extracts, each with what the settings say of it.
fn read(extracts: &[(&str, &str)]) -> Intake {
    let fund = SmallFund::new();
    for (place, (settings, text)) in extracts.iter().enumerate() {
        fund.write(&format!("finance-{place}.csv"), text);
        let path = fund.path().join("inputs/fund.toml");
        let before = std::fs::read_to_string(&path).unwrap();
        let input = format!("{before}\n[[input]]\nkind = \"finance\"\nfile = \"finance-{place}.csv\"\n{settings}\n");
        std::fs::write(path, input).unwrap();
    }
    read_below(fund.path())
}

fn read_below(folder: &Path) -> Intake {
    let inputs = folder.join("inputs");
    let fund = config::load(&inputs).unwrap();
    let options = Options { isolation: isolated(), ..Options::default() };
    intake::read_with(&inputs, &fund, &options, None)
}

/// Each line as kind, day, minor units of base money, and the original where there is one.
fn lines(settings: &str, text: &str) -> Vec<(FinanceKind, String, i64, Option<String>)> {
    let read = read(&[(settings, text)]);
    assert!(!read.has_errors(), "{:?}", read.problems);
    let of = |line: &FinanceLine| {
        let original = line.original.map(|original| format!("{} {}", original.currency, original.amount));
        (line.kind, line.date.to_string(), line.amount.minor(), original)
    };
    read.facts.finance.iter().map(|line| of(line)).collect()
}

fn amounts(settings: &str, text: &str) -> Vec<(FinanceKind, i64)> {
    lines(settings, text).into_iter().map(|(kind, _, amount, _)| (kind, amount)).collect()
}

const MOVED: [(FinanceKind, i64); 3] =
    [(FinanceKind::Deposit, 50_000), (FinanceKind::Expenditure, 12_345), (FinanceKind::Expenditure, -345)];

#[test]
fn one_setting_says_what_plus_and_minus_mean() {
    let rows = |amounts: [&str; 3]| {
        let [deposit, cost, credit] = amounts;
        format!(
            "Document,Kind,Date,Amount\nF-1,deposit,2025-08-10,{deposit}\nF-2,expenditure,2025-08-11,{cost}\n\
             F-3,expenditure,2025-08-12,{credit}\n"
        )
    };
    assert_eq!(amounts("", &rows(["500.00", "123.45", "-3.45"])), MOVED);
    assert_eq!(amounts("signs = \"income negative\"", &rows(["-500.00", "123.45", "-3.45"])), MOVED);
    assert_eq!(amounts("signs = \"income positive\"", &rows(["500.00", "-123.45", "3.45"])), MOVED);
}

#[test]
fn debit_and_credit_stand_in_columns_of_their_own() {
    let accounts = "Document,Kind,Date,Debit,Credit\nF-1,deposit,2025-08-10,,500.00\n\
                    F-2,expenditure,2025-08-11,123.45,\nF-3,expenditure,2025-08-12,0.00,3.45\n";
    assert_eq!(amounts("", accounts), MOVED);
    let bank = "Document,Kind,Date,Debit,Credit\nF-1,deposit,2025-08-10,500.00,\n\
                F-2,expenditure,2025-08-11,,123.45\nF-3,expenditure,2025-08-12,3.45,\n";
    assert_eq!(amounts("signs = \"income positive\"", bank), MOVED);
    let neither = read(&[("", "Document,Kind,Date,Debit,Credit\nF-1,deposit,2025-08-10,,\n")]);
    assert!(neither.has_errors(), "a row without an amount is a fault of the file");
}

#[test]
fn account_codes_and_foreign_words_stand_for_kinds() {
    let settings = "columns = { Kind = \"Konto\" }\nwords = { \"4010\" = \"deposit\", \"Aufwand\" = \"expenditure\" }";
    let text = "Document,Konto,Date,Amount\nF-1,4010,2025-08-10,500.00\nF-2,Aufwand,2025-08-11,123.45\n\
                F-3,aufwand,2025-08-12,-3.45\n";
    assert_eq!(amounts(settings, text), MOVED);
    let unknown = read(&[("columns = { Kind = \"Konto\" }", "Document,Konto,Date,Amount\nF-1,4711,2025-08-10,1.00\n")]);
    assert!(unknown.problems.iter().any(|problem| problem.found.contains("4711")), "{:?}", unknown.problems);
}

#[test]
fn each_row_has_its_currency_with_or_without_the_booked_amount() {
    let text = "Document,Kind,Date,Currency,Amount,Amount (USD)\nF-1,deposit,2025-08-10,EUR,450.00,500.00\n\
                F-2,deposit,2025-08-11,USD,77.00,\nF-3,deposit,2025-08-12,JPY,30000,\n";
    let read = lines("", text);
    assert_eq!(read[0].2, 50_000);
    assert_eq!(read[0].3.as_deref(), Some("EUR 450.00"));
    assert_eq!((read[1].2, read[1].3.as_deref()), (7_700, None));
    assert_eq!((read[2].2, read[2].3.as_deref()), (0, Some("JPY 30000")), "worth what the rate of its day makes of it");
}

#[test]
fn totals_and_balances_need_neither_number_nor_day() {
    let text = "Kind,Total of,Agreement,Amount\ndeposit,2025,BEL-1,500.00\ndeposit,2025-09,JPN-1,200.00\n";
    let read_of = read(&[("", text)]);
    assert!(!read_of.has_errors(), "{:?}", read_of.problems);
    let first = &read_of.facts.finance[0];
    assert_eq!(
        (first.date.to_string(), first.total_of.unwrap().to_string()),
        ("2025-12-31".to_owned(), "2025".to_owned())
    );
    assert_eq!(first.agreement.as_ref().unwrap().as_str(), "BEL-1");
    let balances =
        "Document,Kind,Date,Amount\nB-1,opening balance,2025-08-01,10.00\nB-2,closing balance,2025-08-31,510.00\n";
    let days: Vec<String> = lines("", balances).into_iter().map(|(_, day, ..)| day).collect();
    assert_eq!(days, ["2025-07-31", "2025-08-31"], "a day begins with what the day before ended with");
}

#[test]
fn agreements_that_nobody_knows_are_no_fault_of_the_file_and_several_files_are_one_extract() {
    let one = "Document,Kind,Date,Agreement,Project,Amount\nF-1,deposit,2025-08-10,BEL 1,,500.00\n";
    let two = "Document,Kind,Date,Agreement,Project,Amount\nF-2,expenditure,2025-08-11,NOR-9,PRJ-7,5.00\n";
    let read = read(&[("", one), ("", two)]);
    assert!(!read.has_errors(), "{:?}", read.problems);
    let said = |line: &FinanceLine| (line.agreement.as_ref().map(ToString::to_string), line.project.clone());
    let all: Vec<_> = read.facts.finance.iter().map(|line| said(line)).collect();
    assert_eq!(all, [(Some("BEL-1".to_owned()), None), (Some("NOR-9".to_owned()), Some("PRJ-7".to_owned()))]);
}

#[test]
fn an_extract_in_another_currency_is_compared_at_the_rate_of_its_day() {
    let fund = SmallFund::new();
    fund.write("finance.csv", "Document,Kind,Date,Currency,Amount\nR-1,deposit,2025-08-10,EUR,450.00\n");
    let path = fund.path().join("inputs/fund.toml");
    let before = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{before}\n[[input]]\nkind = \"finance\"\nfile = \"finance.csv\"\n")).unwrap();
    let told = fund.works(&["run", "--as-of", "2025-08-31"]);
    assert!(told.contains("no difference"), "{told}");
    fund.write("finance.csv", "Document,Kind,Date,Currency,Amount\nR-1,deposit,2025-08-10,CHF,450.00\n");
    let told = fund.refuses(&["run", "--as-of", "2025-08-31"], 1);
    assert!(told.contains("CHF"), "{told}");
}
