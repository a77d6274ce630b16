//! Many funds in one data set: added atomically, read by every engine, and answered alike.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use poolfund::config::{self, Fund};
use poolfund::domain::facts::*;
use poolfund::domain::*;
use poolfund::month::{self, Figures, Inputs};
use poolfund::report::{Provenance, View, tables};
use poolfund::rollup::{self, Answer, DataSetError, Engine, Exported, QUESTIONS};
use tempfile::TempDir;

use crate::builder::*;
use crate::json::fits;
use crate::small_fund::{SmallFund, files};
use crate::support::python_with;

/// The currencies of funds: of two, no and three decimals.
const CURRENCIES: [&str; 4] = ["USD", "EUR", "JPY", "TND"];
const COUNTRIES: [&str; 5] = ["MWI", "TGO", "VNM", "KHM", "SEN"];

/// Numbers that follow from a number, for funds that differ from each other.
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn amount(&mut self, most: u64, currency: Currency) -> OriginalAmount {
        let minor = i64::try_from(1 + self.below(most)).unwrap();
        OriginalAmount { amount: Money::from_minor(minor).to_decimal(currency.minor_units()), currency }
    }
}

fn settings(number: u64) -> Fund {
    let currency = CURRENCIES[usize::try_from(number % 4).unwrap()];
    // One code that no path takes as it is.
    let code = if number == 7 { "F/7 é".to_owned() } else { format!("F{number:03}") };
    let text = FUND.replace("\"TEST\"", &format!("\"{code}\"")).replace("\"Test fund\"", &format!("\"Fund {number}\""));
    config::parse(&text.replace("\"USD\"", &format!("\"{currency}\"")), "fund.toml").unwrap()
}

/// What happened in a fund: donors that others have too, a refund, interest, costs, credits, money that nobody can pay.
fn facts(number: u64, fund: &Fund) -> Facts {
    let (mut drawn, own) = (Drawn(number * 977 + 5), fund.base_currency);
    let donors = ["A", "B", "C", "D"];
    let mut facts = Facts::default();
    for (index, donor) in donors.iter().enumerate().take(2 + usize::try_from(number % 3).unwrap()) {
        let reference = format!("{donor}-{}", index + 1);
        let mut agreement = agreement(&reference, "1", own.code());
        agreement.amount = drawn.amount(90_000_000, own);
        for (at, date) in ["2023-02-01", "2024-05-10", "2025-08-20"].into_iter().enumerate() {
            let amount = drawn.amount(20_000_000, own);
            facts.receipts.push(receipt(&format!("R-{index}-{at}"), &reference, date, ReceiptKind::Deposit, amount));
        }
        if drawn.below(3) == 0 {
            let amount = drawn.amount(10_000, own);
            facts.receipts.push(receipt(
                &format!("R-{index}-b"),
                &reference,
                "2024-11-01",
                ReceiptKind::Refund,
                amount,
            ));
        }
        facts.agreements.push(agreement);
    }
    let interest = receipt("I-1", "A-1", "2024-12-31", ReceiptKind::Interest, drawn.amount(5_000, own));
    facts.receipts.push(Receipt { agreement: None, ..interest });
    for country in COUNTRIES {
        for theme in ["T01", "T02"] {
            if drawn.below(3) > 0 {
                facts.priorities.push(priority(country, theme, i64::try_from(1 + drawn.below(200_000)).unwrap()));
            }
        }
    }
    for row in 1..12 {
        let country = COUNTRIES[usize::try_from(drawn.below(5)).unwrap()];
        let theme = if drawn.below(2) == 0 { "T01" } else { "T02" };
        let date = format!("202{}-0{}-15", 3 + drawn.below(3), 1 + drawn.below(9));
        let mut line = expenditure(row, country, theme, &date, "1");
        line.amount = drawn.amount(1_500_000, own);
        if drawn.below(6) == 0 {
            line.amount.amount = -line.amount.amount;
        }
        facts.expenditure.push(line.into());
    }
    facts
}

fn computed(number: u64, as_of: &str) -> Figures {
    let fund = settings(number);
    let facts = facts(number, &fund);
    month::compute(Inputs { fund, facts, as_of: day(as_of), before: None }).unwrap()
}

fn exported(figures: &Figures, folder: &Path) -> Result<Exported, DataSetError> {
    rollup::export(&View::new(figures, Provenance::default()).unwrap(), folder, false)
}

/// A data set of so many funds; every tenth has three months.
fn data_set(funds: u64) -> TempDir {
    let folder = TempDir::new().unwrap();
    for number in 0..funds {
        let months: &[&str] =
            if number % 10 == 0 { &["2025-08-31", "2025-09-30", "2025-10-31"] } else { &["2025-10-31"] };
        for as_of in months {
            exported(&computed(number, as_of), folder.path()).unwrap();
        }
    }
    folder
}

/// An answer as text that is equal only where every digit is.
fn lines(answer: &Answer) -> Vec<Vec<String>> {
    let amount = |sum: &i128| {
        let sign = if *sum < 0 { "-" } else { "" };
        format!("{sign}{}.{:04}", sum.unsigned_abs() / 10_000, sum.unsigned_abs() % 10_000)
    };
    let line = |row: &rollup::Row| {
        let keys = row.keys.iter().map(|key| key.clone().unwrap_or_else(|| "NULL".to_owned()));
        keys.chain([row.funds.to_string()]).chain(row.sums.iter().map(amount)).collect()
    };
    answer.rows.iter().map(line).collect()
}

/// What an engine answers to every question over a data set.
fn by_engine(engine: Engine, name: &str, folder: &Path) -> Option<BTreeMap<String, Vec<Vec<String>>>> {
    let script = TempDir::new().unwrap();
    let file = script.path().join("script.sql");
    fs::write(&file, rollup::script(engine, folder)).unwrap();
    let module = if name == "spark" { "pyspark" } else { name };
    let mut python = python_with(module, "tables")?;
    python.args(["engines.py", name]).arg(&file).args(QUESTIONS.iter().map(|question| question.name));
    let output = python.output().unwrap();
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

fn compare(engine: Engine, name: &str, folder: &Path, answers: &[Answer]) {
    let Some(theirs) = by_engine(engine, name, folder) else { return };
    assert_eq!(theirs["no_sum_can_go_round"].len(), 6);
    assert!(theirs["no_sum_can_go_round"].iter().all(|row| row[1] == "True"), "{:?}", theirs["no_sum_can_go_round"]);
    for answer in answers {
        let ours = lines(answer);
        assert!(!ours.is_empty(), "{}", answer.question);
        assert_eq!(theirs[answer.question], ours, "{name}: {}", answer.question);
    }
}

#[test]
fn two_hundred_funds_give_the_same_digits_on_every_engine() {
    let folder = data_set(200);
    let answers = rollup::answer(folder.path(), None).unwrap();
    assert_eq!(answers.len(), QUESTIONS.len());
    compare(Engine::DuckDb, "duckdb", folder.path(), &answers);
    compare(Engine::DataFusion, "datafusion", folder.path(), &answers);
    // The copy in few files says the same, and is the same bytes when it is made again.
    let compacted = rollup::compact(folder.path()).unwrap();
    assert_eq!(compacted.written, tables::all(None).len(), "{compacted:?}");
    let before = files(&compacted.folder);
    assert_eq!(rollup::compact(folder.path()).unwrap().set_aside, []);
    assert!(before == files(&compacted.folder));
    assert_eq!(rollup::answer(&compacted.folder, None).unwrap(), answers);
    compare(Engine::DuckDb, "duckdb", &compacted.folder, &answers);
    compare(Engine::DataFusion, "datafusion", &compacted.folder, &answers);
    compare(Engine::Spark, "spark", &compacted.folder, &answers);
    assert_eq!(rollup::answer(folder.path(), None).unwrap(), answers, "the copy is no part of the data set itself");
}

#[test]
#[ignore = "takes minutes: Spark opens thousands of small files"]
fn two_hundred_funds_as_they_were_exported_give_the_same_digits_on_spark() {
    let folder = data_set(200);
    compare(Engine::Spark, "spark", folder.path(), &rollup::answer(folder.path(), None).unwrap());
}

#[test]
fn the_answers_are_those_of_the_figures() {
    let folder = data_set(8);
    let answers = rollup::answer(folder.path(), None).unwrap();
    let of = |question: &str| answers.iter().find(|answer| answer.question == question).unwrap();
    let dollars = [0_u64, 4].map(|number| computed(number, "2025-10-31"));
    let sum = |amount: &dyn Fn(&Figures) -> Money| dollars.iter().map(amount).sum::<Money>().minor();
    let in_dollars = |question: &str, column: &str| {
        let answer = of(question);
        let column = answer.columns.iter().position(|name| *name == column).unwrap() - answer.rows[0].keys.len() - 1;
        let rows = answer.rows.iter().filter(|row| row.keys[0].as_deref() == Some("USD"));
        rows.map(|row| row.sums[column]).sum::<i128>()
    };
    let hundredths = |minor: i64| i128::from(minor) * 100;
    let charged = sum(&|figures| figures.attribution.total_charged());
    assert_ne!(charged, 0);
    for by in ["charged_by_donor", "charged_by_country", "charged_by_theme", "charged_by_month"] {
        assert_eq!(in_dollars(by, "charged"), hundredths(charged), "{by}");
    }
    let unspent = sum(&|figures| figures.book.total(|amounts| amounts.unspent()));
    for by in ["unspent_by_donor", "unspent_by_country", "unspent_by_theme"] {
        assert_eq!(in_dollars(by, "unspent"), hundredths(unspent), "{by}");
    }
    let received = sum(&|figures| figures.gap.raising.received - figures.gap.raising.refunded);
    for by in ["received_by_donor", "received_by_month"] {
        assert_eq!(in_dollars(by, "net"), hundredths(received), "{by}");
    }
    assert_eq!(in_dollars("gap_by_fund", "gap"), hundredths(sum(&|figures| figures.gap.raising.gap)));
    for by in ["gap_by_country", "gap_by_theme"] {
        assert_eq!(in_dollars(by, "lacking"), hundredths(sum(&|figures| figures.gap.priorities.lacking)), "{by}");
    }
    assert_eq!(
        in_dollars("donor_positions", "balance"),
        hundredths(sum(&|figures| figures.book.total(|of| of.balance())))
    );
    // A state stands for itself each month: fund 0 has three, and only its own are there before October.
    let months = &of("gap_by_month").rows;
    let of_month =
        |month: &str| months.iter().find(|row| row.keys == [Some("USD".into()), Some(month.into())]).unwrap().funds;
    assert_eq!((of_month("2025-09"), of_month("2025-10")), (1, 2));
}

#[test]
fn a_month_that_is_there_stays_as_it_is_and_a_draft_gives_way() {
    let folder = TempDir::new().unwrap();
    let data_set = folder.path().join("new/set");
    let figures = computed(0, "2025-10-31");
    let first = exported(&figures, &data_set).unwrap();
    assert!(first.written > tables::all(None).len() && first.unchanged == 0, "{first:?}");
    let before = files(&data_set);
    let again = exported(&figures, &data_set).unwrap();
    assert_eq!((again.written, again.unchanged, again.removed), (0, first.written, 0));
    assert!(before == files(&data_set), "not a byte changes");
    // A cost of August is gone: the month of August has no charge of it any more, whichever month says so.
    let mut fewer = figures.facts.clone();
    fewer.expenditure.retain(|line| line.date < day("2024-01-01"));
    let fewer = Inputs { fund: settings(0), facts: fewer, as_of: day("2025-10-31"), before: None };
    let fewer = month::compute(fewer).unwrap();
    let other = exported(&fewer, &data_set).unwrap();
    assert!(other.written > 0 && other.removed > 0, "{other:?}");
    let answers = rollup::answer(&data_set, Some("charged_by_month")).unwrap();
    let charged: i128 = answers[0].rows.iter().map(|row| row.sums[0]).sum();
    assert_eq!(charged, i128::from(fewer.attribution.total_charged().minor()) * 100);
}

#[test]
fn what_is_no_data_set_or_another_fund_is_refused() {
    let folder = TempDir::new().unwrap();
    let figures = computed(0, "2025-10-31");
    fs::write(folder.path().join("thesis.docx"), "mine").unwrap();
    assert!(matches!(exported(&figures, folder.path()), Err(DataSetError::None(_))));
    assert!(matches!(rollup::answer(folder.path(), None), Err(DataSetError::None(_))));
    assert_eq!(files(folder.path()).len(), 1, "nothing is written");
    fs::remove_file(folder.path().join("thesis.docx")).unwrap();
    exported(&figures, folder.path()).unwrap();
    let mut other = figures.clone();
    other.fund.name = "Another fund".into();
    let before = files(folder.path());
    let refused = exported(&other, folder.path()).unwrap_err().to_string();
    assert!(refused.contains("F000") && refused.contains("Another fund") && refused.contains("Fund 0"), "{refused}");
    assert!(before == files(folder.path()), "nothing is written");
    rollup::export(&View::new(&other, Provenance::default()).unwrap(), folder.path(), true).unwrap();
    let refused = rollup::answer(folder.path(), Some("profit")).unwrap_err().to_string();
    assert!(refused.contains("\"profit\"") && refused.contains("donor_positions"), "{refused}");
    // A file that is none, or of another shape, is named.
    let charged = folder.path().join("charged/fund=F000/month=2025-10/data.parquet");
    fs::write(&charged, "PAR1 nothing PAR1").unwrap();
    let refused = rollup::answer(folder.path(), None).unwrap_err().to_string();
    assert!(refused.contains("month=2025-10") && refused.contains("is no table of this program"), "{refused}");
    let mark = folder.path().join("poolfund.json");
    fs::write(&mark, fs::read_to_string(&mark).unwrap().replace("\"schema_version\":1", "\"schema_version\":7"))
        .unwrap();
    let refused = exported(&figures, folder.path()).unwrap_err().to_string();
    assert!(refused.contains("shape 7"), "{refused}");
}

#[test]
fn the_largest_amounts_add_up_to_the_last_digit_and_beyond_them_it_is_said() {
    let Some(mut python) = python_with("pyarrow, duckdb, datafusion", "tables") else { return };
    let folder = data_set(1);
    let made = python.arg("largest.py").arg(folder.path()).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let answers = rollup::answer(folder.path(), None).unwrap();
    let charged = answers.iter().find(|answer| answer.question == "charged_by_theme").unwrap();
    // Of 100,000 rows with the largest amount of DECIMAL(23, 4).
    let largest = 100_000 * (10_i128.pow(23) - 1);
    assert!(
        charged.rows.iter().any(|row| row.sums == [largest] && row.keys[1].as_deref() == Some("HUGE")),
        "{charged:?}"
    );
    compare(Engine::DuckDb, "duckdb", folder.path(), &answers);
    compare(Engine::DataFusion, "datafusion", folder.path(), &answers);
    // Of larger ones, which this program writes nowhere, the sum is refused and does not go round.
    let Some(mut python) = python_with("pyarrow, duckdb, datafusion", "tables") else { return };
    let made = python.args(["largest.py", "--beyond"]).arg(folder.path()).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let refused = rollup::answer(folder.path(), Some("charged_by_theme")).unwrap_err();
    assert!(matches!(&refused, DataSetError::TooLarge { column: "charged", .. }), "{refused}");
}

/// The columns that a text declares for each table, with their types.
fn declared(text: &str) -> BTreeMap<String, Vec<(String, String)>> {
    let mut tables = BTreeMap::new();
    for statement in text.split(';') {
        let Some((_, rest)) = statement.split_once("TABLE ") else { continue };
        let (name, rest) = rest.split_once(" (\n").unwrap();
        let (columns, _) = rest.split_once("\n)").unwrap();
        let columns = columns.replace("(23, 4)", "(23;4)").replace('\n', " ");
        let columns = columns.split(',').map(|column| {
            let (name, kind) = column.trim().split_once(' ').unwrap();
            (name.to_owned(), kind.replace(';', ", "))
        });
        tables.insert(name.to_owned(), columns.collect());
    }
    tables
}

#[test]
fn what_engines_are_told_of_the_tables_is_what_the_code_writes() {
    for (engine, text) in [(Engine::Spark, "STRING"), (Engine::DataFusion, "VARCHAR")] {
        let declared = declared(&rollup::script(engine, Path::new("/set")));
        assert_eq!(declared.len(), 6);
        for (name, columns) in declared {
            let of_code = tables::all(None);
            let table = of_code.iter().find(|table| table.name == name).unwrap();
            assert_eq!(columns[..2], ["fund", "month"].map(|column| (column.to_owned(), text.to_owned())));
            for (column, kind) in &columns[2..] {
                let of_code = table.columns.iter().find(|one| one.name == column);
                let wanted = match of_code.unwrap_or_else(|| panic!("{name}.{column}")).kind {
                    tables::Kind::Money => "DECIMAL(23, 4)",
                    _ => text,
                };
                assert_eq!(kind, wanted, "{name}.{column}");
            }
        }
    }
    let views = rollup::script(Engine::DuckDb, Path::new("/it's/here"));
    assert!(views.contains("'/it''s/here/edition/**/*.parquet'"));
    let bare = views.lines().filter(|line| !line.starts_with("--")).collect::<Vec<_>>().join("\n");
    let bare = bare.replace("/**/*.parquet", "").replace("/it''s/here/", "");
    assert!(!bare.contains('/') && !bare.contains('"') && !bare.contains('%'), "no division, no quoted names");
    assert!(
        bare.matches("SUM(").count() == bare.matches("SUM(CAST(").count(),
        "every amount is cast before it is added"
    );
    for question in &QUESTIONS {
        assert!(bare.contains(&format!("CREATE VIEW {} AS", question.name)), "{}", question.name);
    }
}

#[test]
fn the_commands_export_a_closed_month_and_answer_as_it_is_described() {
    let (fund, folder) = (SmallFund::new(), TempDir::new().unwrap());
    let set: PathBuf = folder.path().join("set");
    let set = set.to_str().unwrap();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    assert!(fund.works(&["export", set, "--as-of", "2025-09-30"]).contains("2025-09 of Test fund"));
    fund.closes("2025-09");
    let said = fund.works(&["export", set, "--as-of", "2025-09-30", "--compact"]);
    assert!(said.contains("1 file written") && said.contains("compact"), "only the edition's state changes: {said}");
    assert!(fund.works(&["export", set, "--as-of", "2025-09-30"]).contains("no file written"));
    let json = fund.works(&["rollup", set, "--json"]);
    fits("rollup", &json);
    assert!(json.contains("\"700.0000\""), "{json}");
    let csv = fund.works(&["rollup", set, "received_by_month"]);
    assert_eq!(csv.lines().next(), Some("base_currency,booked_in,funds,net,transferred,fee,levy"), "{csv}");
    assert!(fund.works(&["rollup", set, "--sql", "spark"]).contains("recursiveFileLookup"));
    assert!(fund.refuses(&["rollup", fund.path().to_str().unwrap()], 2).contains("holds no data set"));
}
