//! Extracts as finance systems give them: debit and credit, signs, currencies, words of their own, totals, balances.

use std::path::Path;

use poolfund::config;
use poolfund::domain::ProjectNumber;
use poolfund::domain::facts::{FinanceKind, FinanceLine};
use poolfund::intake::{self, Intake, Options, settings};

use crate::sheets::isolated;
use crate::small_fund::SmallFund;

/// What a fund reads of extracts, each with what the settings say of it.
pub fn read(extracts: &[(&str, &str)]) -> Intake {
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
    let fund = settings::load(&inputs).unwrap();
    let options = Options { isolation: isolated(), ..Options::default() };
    intake::read_with(&inputs, &fund, &options, None)
}

/// A line as kind, day, minor units of base money, and the original where there is one.
pub type Told = (FinanceKind, String, i64, Option<String>);

pub fn lines(settings: &str, text: &str) -> Vec<Told> {
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
fn base_money_beside_debit_and_credit_goes_their_way_whatever_its_sign() {
    let header = "Document,Kind,Date,Currency,Debit,Credit,Base amount";
    for [deposit, cost, back] in
        [["500.00", "123.45", "3.45"], ["500.00", "-123.45", "3.45"], ["-500.00", "123.45", "-3.45"]]
    {
        let rows = format!(
            "{header}\nF-1,deposit,2025-08-10,EUR,,450.00,{deposit}\nF-2,expenditure,2025-08-11,EUR,111.11,,{cost}\n\
             F-3,expenditure,2025-08-12,EUR,,3.11,{back}\n"
        );
        assert_eq!(amounts("", &rows), MOVED, "{rows}");
    }
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

/// Headings as finance systems write them in other languages: number, kind, day, what it is of, currency, amounts, balance.
const ABROAD: [[&str; 9]; 4] = [
    ["N° de pièce", "Nature", "Date comptable", "Accord", "Projet", "Devise", "Débit", "Crédit", "Solde"],
    ["Comprobante", "Tipo", "Fecha contable", "Acuerdo", "Proyecto", "Moneda", "Debe", "Haber", "Saldo"],
    ["N° de documento", "Tipo", "Data", "Acordo", "Projeto", "Moeda", "Débito", "Crédito", "Saldo"],
    ["Belegnummer", "Buchungsart", "Buchungsdatum", "Vereinbarung", "Projekt", "Währung", "Soll", "Haben", "Saldo"],
];
/// The same with one amount in base currency: number, kind, day, donor, reference, country, theme, amount.
const ABROAD_SIGNED: [[&str; 8]; 4] = [
    ["Pièce", "Type d'opération", "Date d'écriture", "Bailleur", "Référence", "Pays", "Thème", "Montant (USD)"],
    ["Documento", "Tipo de movimiento", "Fecha", "Donante", "Referencia", "País", "Tema", "Importe en USD"],
    ["Documento", "Tipo de movimento", "Data", "Doador", "Referência", "País", "Tema", "Montante (USD)"],
    ["Beleg-Nr.", "Art", "Datum", "Geber", "Referenz", "Land", "Thema", "Betrag in USD"],
];

#[test]
fn headings_in_other_languages_are_known_without_settings() {
    for headings in ABROAD {
        let text = format!(
            "{}\nF-1,deposit,2025-08-10,BEL-1,,USD,,500.00,-500.00\nF-2,expenditure,2025-08-11,,P-1,USD,123.45,,-376.55\n\
             F-3,expenditure,2025-08-12,,P-1,USD,,3.45,-380.00\n",
            headings.join(",")
        );
        let [first, second, third] = MOVED;
        let balance = (FinanceKind::ClosingBalance, 38_000);
        let mut said = amounts("", &text);
        said.sort_by_key(|(kind, _)| *kind == FinanceKind::ClosingBalance);
        assert_eq!(said, [first, second, third, balance], "{headings:?}");
    }
    for headings in ABROAD_SIGNED {
        let text = format!(
            "{}\nF-1,deposit,2025-08-10,Belgium,BEL-1,,,500.00\nF-2,expenditure,2025-08-11,,,,,123.45\n\
             F-3,expenditure,2025-08-12,,,,,-3.45\n",
            headings.join(",")
        );
        assert_eq!(amounts("", &text), MOVED, "{headings:?}");
    }
}

#[test]
fn each_row_has_its_currency_with_or_without_the_booked_amount() {
    let text = "Document,Kind,Date,Currency,Amount,Amount (USD)\nF-1,deposit,2025-08-10,EUR,450.00,500.00\n\
                F-2,deposit,2025-08-11,USD,77.00,\nF-3,deposit,2025-08-12,JPY,30000,\n";
    let read = lines("", text);
    assert_eq!(read[0].2, 50_000);
    assert_eq!(read[0].3.as_deref(), Some("EUR 450"));
    assert_eq!((read[1].2, read[1].3.as_deref()), (7_700, None));
    assert_eq!((read[2].2, read[2].3.as_deref()), (0, Some("JPY 30000")), "worth what the rate of its day makes of it");
}

#[test]
fn a_transfer_in_one_row_leaves_one_agreement_and_comes_to_the_other() {
    let legs = |settings: &str, text: &str| -> Vec<(Option<String>, i64)> {
        let read = read(&[(settings, text)]);
        assert!(!read.has_errors(), "{:?}", read.problems);
        let leg = |line: &FinanceLine| (line.agreement.as_ref().map(ToString::to_string), line.amount.minor());
        read.facts.finance.iter().map(|line| leg(line)).collect()
    };
    let both = |from: &str, to: &str| vec![(Some(from.to_owned()), -10_000), (Some(to.to_owned()), 10_000)];
    let header = "Document,Kind,Date,Agreement,To agreement";
    let row = "T-1,transfer,2025-03-04,BEL-1,JPN-1";
    assert_eq!(legs("", &format!("{header},Amount\n{row},100.00\n")), both("BEL-1", "JPN-1"));
    let signed = "signs = \"income positive\"\n";
    assert_eq!(legs(signed, &format!("{header},Amount\n{row},-100.00\n")), both("BEL-1", "JPN-1"));
    assert_eq!(legs("", &format!("{header},Debit,Credit\n{row},100.00,\n")), both("BEL-1", "JPN-1"));
    // In two rows, each of one agreement, each says what its own gets.
    let text = "Document,Kind,Date,Agreement,Amount\nT-1,transfer,2025-03-04,BEL-1,-100.00\nT-2,transfer,2025-03-04,JPN-1,100.00\n";
    assert_eq!(legs("", text), both("BEL-1", "JPN-1"));
    // Nothing else goes to another agreement.
    let read = read(&[("", &format!("{header},Amount\nD-1,deposit,2025-03-04,BEL-1,JPN-1,100.00\n"))]);
    let said: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
    assert!(read.has_errors() && said.iter().any(|said| said.contains("only a transfer")), "{said:?}");
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
    let one = "Document,Kind,Date,Agreement,Project,Amount\nF-1,deposit,2025-08-10,bel-1,,500.00\n";
    let two = "Document,Kind,Date,Agreement,Project,Amount\nF-2,expenditure,2025-08-11,NOR-9,PRJ-7,5.00\n";
    let read = read(&[("", one), ("", two)]);
    assert!(!read.has_errors(), "{:?}", read.problems);
    let said = |line: &FinanceLine| (line.agreement.as_ref().map(ToString::to_string), line.project.clone());
    let all: Vec<_> = read.facts.finance.iter().map(|line| said(line)).collect();
    assert_eq!(all, [(Some("BEL-1".to_owned()), None), (Some("NOR-9".to_owned()), Some(ProjectNumber::new("PRJ-7")))]);
}

#[test]
fn an_agreement_is_known_whatever_marks_finance_writes_between_its_parts() {
    let means = |agreements: &str, written: &str| {
        let fund = SmallFund::new();
        fund.write("agreements.csv", agreements);
        fund.write(
            "finance.csv",
            &format!("Document,Kind,Date,Agreement,Amount\nF-1,deposit,2025-08-10,{written},5.00\n"),
        );
        fund.set("[[input]]", "[[input]]\nkind = \"finance\"\nfile = \"finance.csv\"\n\n[[input]]");
        let read = read_below(fund.path());
        assert!(!read.has_errors(), "{:?}", read.problems);
        read.facts.finance[0].agreement.as_ref().unwrap().to_string()
    };
    let header = "Agreement,Donor,Stage,Signed on,Currency,Amount\n";
    let row = |reference: &str| format!("{reference},BEL,commitment,2024-01-15,EUR,1000.00\n");
    let one = format!("{header}{}{}", row("BEL-1"), row("JPN-1").replace("BEL", "JPN"));
    for written in ["BEL-1", "bel 1", "BEL 1", "BEL/1", "BEL_1", "BEL1", "Bel.1"] {
        assert_eq!(means(&one, written), "BEL-1", "{written}");
    }
    assert_eq!(means(&one, "BEL 2"), "BEL 2", "another one stays as it is written");
    // Where two agreements differ by their marks alone, only the one that has marks in the same places is meant.
    let two = format!("{one}{}", row("B-EL1"));
    assert_eq!(
        (means(&two, "BEL1"), means(&two, "B-EL1"), means(&two, "BEL 1")),
        ("BEL1".into(), "B-EL1".into(), "BEL-1".into())
    );
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

const IN_CURRENCIES: &str = "Document,Kind,Date,Amount USD,Amount EUR,Amount JPY\n\
                             F-1,deposit,2025-08-10,500.00,450.00,\nF-2,deposit,2025-08-11,77.00,,\n\
                             F-3,deposit,2025-08-12,,0.00,30000\n";

#[test]
fn each_currency_may_have_a_column_of_its_own() {
    let settings = "currencies = { EUR = \"Amount EUR\", USD = \"=D\", JPY = \"amount jpy\" }";
    let read_of = lines(settings, IN_CURRENCIES);
    let found: Vec<_> = read_of.iter().map(|(_, _, amount, original)| (*amount, original.as_deref())).collect();
    assert_eq!(found, [(50_000, Some("EUR 450")), (7_700, None), (0, Some("JPY 30000"))]);
    // As with one column, plus and minus may be those of an account.
    let turned = IN_CURRENCIES.replace("500.00,450.00", "-500.00,-450.00").replace(",77.00", ",-77.00");
    let turned = lines(&format!("{settings}\nsigns = \"income negative\""), &turned.replace("30000", "-30000"));
    assert_eq!(turned, read_of);
    let refused = |text: &str, words: &str| {
        let read = read(&[(settings, text)]);
        let said: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
        assert!(read.has_errors() && said.iter().any(|said| said.contains(words)), "{words}: {said:?}");
    };
    refused(&IN_CURRENCIES.replace("450.00,", "450.00,7"), "EUR 450 and JPY 7");
    refused(&IN_CURRENCIES.replace(",77.00,", ",,"), "blank");
    refused(&IN_CURRENCIES.replace("Amount JPY", "Yen"), "amount jpy");
    refused(&format!("{IN_CURRENCIES}Total,,,577.00,451.00,30000\n"), "451");
    assert_eq!(lines(settings, &format!("{IN_CURRENCIES}Total,,,577.00,450.00,30000\n")), read_of);
    // No other sheet has them, and only currencies do.
    for wrong in ["kind = \"receipts\"", "kind = \"finance\"\ncurrencies = { ZZZ = \"Z\" }"] {
        let input = format!("\n[[input]]\nfile = \"x.csv\"\n{wrong}\n");
        let input = if wrong.contains("ZZZ") { input } else { format!("{input}{settings}\n") };
        assert!(config::parse(&format!("{}{input}", crate::builder::FUND), "fund.toml").is_err(), "{wrong}");
    }
}

/// What `map` proposes for an extract, as it stands in the settings; and the lines that it then gives.
fn proposed(text: &str) -> (String, Vec<Told>) {
    let fund = SmallFund::new();
    let path = fund.path().join("finance-0.csv");
    std::fs::write(&path, text).unwrap();
    let settings = settings::load(&fund.path().join("inputs")).unwrap();
    let options = Options { isolation: isolated(), ..Options::default() };
    let proposals = intake::propose(&path, &settings, &options).unwrap();
    assert!(proposals[0].is_sure(), "{proposals:?}");
    let toml = poolfund::intake::ProposedInput::new(&proposals[0], "finance-0.csv").toml();
    let told: String =
        toml.lines().filter(|line| !line.starts_with("[[") && !line.starts_with("kind")).collect::<Vec<_>>().join("\n");
    let told = told.replace("file = \"finance-0.csv\"\n", "");
    (toml, lines(&told, text))
}

#[test]
fn map_proposes_what_plus_and_minus_mean_and_a_column_for_each_currency() {
    let rows = |header: &str, rows: [&str; 3]| {
        format!(
            "Document,Kind,Date,{header}\nF-1,deposit,2025-08-10,{}\nF-2,expenditure,2025-08-11,{}\nF-3,expenditure,2025-08-12,{}\n",
            rows[0], rows[1], rows[2]
        )
    };
    let cost = |cost: &str, back: &str| [cost.to_owned(), back.to_owned()];
    for (header, deposit, [paid, back], signs) in [
        ("Amount", "500.00", cost("123.45", "-3.45"), None),
        ("Amount", "-500.00", cost("123.45", "-3.45"), Some("income negative")),
        ("Amount", "500.00", cost("-123.45", "3.45"), Some("income positive")),
        ("Debit,Credit", ",500.00", cost("123.45,", ",3.45"), None),
        ("Debit,Credit", "500.00,", cost(",123.45", "3.45,"), Some("income positive")),
    ] {
        // Costs are more often costs than credits.
        let text = rows(header, [deposit, &paid, &back]) + &format!("F-4,expenditure,2025-08-13,{paid}\n");
        let (toml, read) = proposed(&text);
        let found =
            toml.lines().find_map(|line| line.strip_prefix("signs = ")).map(|found| found.trim_matches('"').to_owned());
        assert_eq!(found.as_deref(), signs, "{text}{toml}");
        let read: Vec<(FinanceKind, i64)> = read.into_iter().map(|(kind, _, amount, _)| (kind, amount)).collect();
        assert_eq!(read[..3], MOVED, "{text}{toml}");
    }
    let (toml, read) = proposed(IN_CURRENCIES);
    assert!(
        toml.contains("currencies = { EUR = \"Amount EUR\", JPY = \"Amount JPY\", USD = \"Amount USD\" }"),
        "{toml}"
    );
    assert_eq!(read.len(), 3);
}

#[test]
fn map_takes_accounts_for_kinds_and_asks_what_each_stands_for() {
    let fund = SmallFund::new();
    let path = fund.path().join("books.csv");
    let text = "Document,Account,Posting date,Amount\nF-1,4010,2025-08-10,-500.00\nF-2,7200,2025-08-11,123.45\n\
                F-3,7200,2025-08-12,-3.45\nF-4,4010,2025-08-13,-7.00\nF-5,7200,2025-08-14,8.00\n";
    std::fs::write(&path, text).unwrap();
    let file = path.display().to_string();
    let asked = fund.refuses(&["map", &file, "--yes"], 2);
    for question in ["Account", "words.4010=deposit|refund", "words.7200=deposit|refund"] {
        assert!(asked.contains(question), "{question}: {asked}");
    }
    let said = ["--set", "words.4010=deposit", "--set", "words.7200=expenditure"];
    fund.works(&[&["map", file.as_str(), "--yes"][..], &said[..]].concat());
    let settings = std::fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
    assert!(settings.contains("signs = \"income negative\""), "{settings}");
    let read = read_below(fund.path());
    assert!(!read.has_errors(), "{:?}", read.problems);
    let lines: Vec<(FinanceKind, i64)> =
        read.facts.finance.iter().map(|line| (line.kind, line.amount.minor())).collect();
    assert_eq!(lines[..3], MOVED);
    // A single unknown word is a slip, which is no question.
    std::fs::write(
        fund.path().join("typed.csv"),
        text.replace("4010", "deposit").replacen("7200", "expence", 1).replace("7200", "expenditure"),
    )
    .unwrap();
    let told = fund.works(&["map", &fund.path().join("typed.csv").display().to_string(), "--yes"]);
    assert!(told.contains("E315"), "{told}");
}

#[test]
fn a_running_balance_is_the_closing_balance_of_each_month() {
    let rows = [
        "F-1,opening balance,2025-08-01,10.00,10.00",
        "F-2,deposit,2025-08-10,500.00,510.00",
        "F-3,expenditure,2025-08-31,-100.00,410.00",
        "F-4,expenditure,2025-08-31,-23.45,386.55",
        "F-5,expenditure,2025-09-02,-6.55,380.00",
    ];
    let header = "Document,Kind,Date,Amount,Balance\n";
    let told = |rows: &[&str], settings: &str| -> Vec<(String, i64)> {
        let text = format!("{header}{}\n", rows.join("\n"));
        let mut balances: Vec<(String, i64)> = lines(&format!("signs = \"income positive\"{settings}"), &text)
            .into_iter()
            .filter(|(kind, day, ..)| *kind == FinanceKind::ClosingBalance && day != "2025-07-31")
            .map(|(_, day, amount, _)| (day, amount))
            .collect();
        balances.sort();
        balances
    };
    let expected = [("2025-08-31".to_owned(), 38_655), ("2025-09-02".to_owned(), 38_000)];
    assert_eq!(told(&rows, ""), expected);
    let newest_first: Vec<&str> = rows.into_iter().rev().collect();
    assert_eq!(told(&newest_first, ""), expected, "the last booking of a day stands first here");
    // A row of totals adds up the amounts and not the balances.
    let total = "Total,,,370.00,380.00";
    assert_eq!(told(&[&rows[1..], &[total]].concat(), ""), expected);
}

#[test]
fn a_running_balance_is_held_against_our_own_lines() {
    let fund = SmallFund::new();
    // EUR 450.00 at 0.90 are 500.00, JPY 30,000 at 150 are 200.00.
    let extract =
        "Document,Kind,Date,Amount,Balance\nR-1,deposit,2025-08-10,500.00,500.00\nR-2,deposit,2025-09-20,200.00,";
    fund.set("[[input]]", "[[input]]\nkind = \"finance\"\nfile = \"finance.csv\"\n\n[[input]]");
    fund.write("finance.csv", &format!("{extract}700.00\n"));
    let told = fund.works(&["run", "--as-of", "2025-09-30"]);
    assert!(told.contains("no difference"), "{told}");
    fund.write("finance.csv", &format!("{extract}690.00\n"));
    let told = fund.works(&["run", "--as-of", "2025-09-30"]);
    assert!(told.contains("1 difference"), "a booking of 10.00 is not in the extract: {told}");
}
