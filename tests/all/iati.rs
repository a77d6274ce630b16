//! The files for IATI: valid by the standard's schemas, rules and codelists, and equal to the statement to the cent.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader, Xlsx, open_workbook};
use poolfund::config::{self, Fund};
use poolfund::domain::facts::*;
use poolfund::domain::*;
use poolfund::iati::{self, LARGEST_FILE, Published, publish};
use poolfund::month::{self, Figures, Inputs};
use serde_json::Value;
use tempfile::TempDir;

use crate::builder::*;
use crate::small_fund::{SmallFund, files};
use crate::support::{copy_sample, python_with, real_data};

const IATI: &str = r#"
    [iati]
    prefix = "XI-IATI-TEST-FUND"
    description = "A fund for tests & trials."
    children = "country"
    aid_type = "B032"
    modalities = { 1 = "C", 2 = "E", 3 = "H", 4 = "I" }
    [iati.organisation]
    identifier = "XI-IATI-TEST"
    name = "Test <organisation>"
    type = "40"
    [iati.contact]
    email = "fund@organisation.example"
"#;

/// The settings of the small fund with sectors, and with those for IATI, of which a part may be another.
pub fn settings(replaced: &[(&str, &str)]) -> Fund {
    let sectors = FUND.replace("name = \"Health\"", "name = \"Health\"\nsector = \"12220\"");
    let sectors = sectors.replace("name = \"Pensions\"", "name = \"Pensions\"\nsector = \"16013\"");
    let mut text = format!("{sectors}{IATI}");
    for (before, after) in replaced {
        assert!(text.contains(before), "{before}");
        text = text.replacen(before, after, 1);
    }
    config::parse(&text, "fund.toml").unwrap()
}

const AS_OF: &str = "2025-10-31";

pub fn computed(fund: Fund, facts: Facts) -> Figures {
    month::compute(Inputs { fund, facts, as_of: day(AS_OF), before: None }).unwrap()
}

/// A figure of everything that can happen to money: pledges, amendments, refunds, write-offs, transfers, interest, bank
/// charges, a cost in no cell, one that nobody can pay, a credit, results, and places of all kinds.
pub fn eventful() -> Facts {
    let pledge = Agreement { stage: AgreementStage::Pledged, ..agreement("B-2", "5000", "EUR") };
    let mut tight = agreement("B-1", "300000", "USD");
    tight.earmark.category = EarmarkCategory::TightlyEarmarked;
    let amendment = Amendment {
        agreement: AgreementRef::new("A-1"),
        number: "1".into(),
        effective_on: day("2023-05-01"),
        amount: Some(original("450000", "EUR")),
        earmark: EarmarkChange { category: Some(EarmarkCategory::Earmarked), ..EarmarkChange::default() },
        eligible_from: None,
        valid_from: None,
        valid_to: None,
        fee_rate: None,
        support_rate: None,
        levy: None,
        notes: None,
        source: source(8),
    };
    let of_the_fund = |number: &str, kind, amount: &str| Receipt {
        agreement: None,
        ..receipt(number, "A-1", "2024-03-31", kind, original(amount, "USD"))
    };
    let transfer = Receipt {
        to_agreement: Some(AgreementRef::new("B-1")),
        ..receipt("R-5", "A-1", "2024-02-01", ReceiptKind::Transfer, original("1000", "USD"))
    };
    let result = |place: &str, kind, number| ResultFact {
        geography: GeographyCode::new(place),
        theme: ThemeCode::new("T01"),
        date: day("2024-06-30"),
        kind,
        number,
        description: None,
        source: source(9),
    };
    Facts {
        donors: ["A", "B"].map(donor).to_vec(),
        agreements: vec![agreement("A-1", "400000", "EUR"), tight, pledge],
        amendments: vec![amendment],
        receipts: vec![
            receipt("R-1", "A-1", "2022-02-01", ReceiptKind::Deposit, original("200000", "EUR")),
            receipt("R-2", "B-1", "2023-02-01", ReceiptKind::Deposit, original("100000.37", "USD")),
            receipt("R-3", "A-1", "2024-01-10", ReceiptKind::Refund, original("5000", "EUR")),
            receipt("R-4", "B-1", "2024-01-11", ReceiptKind::WriteOff, original("20000", "USD")),
            transfer,
            of_the_fund("R-6", ReceiptKind::Interest, "123.45"),
            of_the_fund("R-7", ReceiptKind::BankCharge, "7.89"),
        ],
        priorities: vec![
            priority("MWI", "T01", 100_000),
            priority("TGO", "T02", 50_000),
            priority("202", "T01", 30_000),
            priority("WORLD", "ALL", 20_000),
        ],
        expenditure: [
            expenditure(1, "MWI", "T01", "2023-06-15", "12345.67"),
            expenditure(2, "TGO", "T02", "2024-02-29", "60000.00"),
            expenditure(3, "VNM", "T02", "2024-03-01", "99.99"),
            expenditure(4, "MWI", "T01", "2024-04-01", "-345.67"),
            expenditure(5, "202", "T01", "2025-10-15", "10.00"),
        ]
        .map(Into::into)
        .to_vec(),
        rates: vec![rate("EUR", "0.9", "2022-01-01"), rate("EUR", "0.8", "2023-04-01")],
        results: vec![
            result("MWI", ResultKind::InstitutionalChange, 3),
            result("MWI", ResultKind::LegalCoverage, 12_000),
            result("202", ResultKind::InstitutionalChange, 1),
        ],
        ..Facts::default()
    }
}

fn donor(code: &str) -> Donor {
    Donor {
        code: DonorCode::new(code),
        name: format!("Donor \"{code}\" & <sons>\u{1}"),
        donor_type: Some(DonorType::Government),
        country: None,
        language: None,
        contact: None,
        contacts: Names::default(),
        names: Names::default(),
        email: None,
        visibility: Some(Visibility::Public),
        reporting: None,
        interests: Vec::new(),
        source: source(1),
    }
}

fn validator() -> Option<Command> {
    let data = real_data("iati")?;
    let mut python = python_with("lxml", "iati")?;
    python.arg("validate.py").arg(data.parent().unwrap());
    Some(python)
}

/// What files hold, when they are valid.
fn held(folder: &Path, published: &Published) -> Option<Value> {
    let paths: Vec<PathBuf> = published.files.iter().map(|file| folder.join(file)).collect();
    let output = validator()?.arg(AS_OF).args(&paths).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.is_empty(), "{told}");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// The files of figures, and what they hold.
pub fn published(figures: &Figures) -> Option<Value> {
    let folder = TempDir::new().unwrap();
    let target = folder.path().join("iati");
    let published = publish(figures, &target, LARGEST_FILE).unwrap();
    held(&target, &published)
}

/// The sums of a kind of what files hold, in cents.
pub fn sums(held: &Value) -> BTreeMap<String, Money> {
    let sums = held["sums"].as_object().unwrap().iter();
    let cents = |text: &Value| Money::from_decimal(text.as_str().unwrap().parse().unwrap(), 2).unwrap();
    sums.map(|(key, text)| (key.clone(), cents(text))).collect()
}

/// What the files are to hold, from the figures: each amount once, at one level.
fn expected(figures: &Figures) -> BTreeMap<String, Money> {
    let (ledger, book, attribution) = (&figures.ledger, &figures.book, &figures.attribution);
    let cash = |lines: &[poolfund::ledger::CashLine]| lines.iter().map(|line| line.base).sum::<Money>();
    let all = |amount: fn(&poolfund::ledger::AgreementPosition) -> Money| ledger.agreements.iter().map(amount).sum();
    let signed: Money = ledger.agreements.iter().filter(|one| one.is_signed()).map(|one| one.at_signature).sum();
    let received: Money = all(|one| one.deposited.money() - one.refunded.money());
    let written_off: Money = all(|one| one.written_off);
    let charges: Money = all(|one| one.fee + one.levy);
    let of_the_fund = |pending: &&poolfund::attribute::PendingLine| {
        ledger.spending[pending.line as usize].fact.category == ExpenditureCategory::IndirectSupport
    };
    let support_pending: Money = attribution.pending.iter().filter(of_the_fund).map(|one| one.amount).sum();
    let spent = attribution.total_charged() + attribution.total_pending() - support_pending;
    let pool = charges + attribution.total_support_cost() + cash(&ledger.bank_charges) + support_pending;
    let sums = [
        ("1/1", received + cash(&ledger.interest)),
        ("1/11", signed - written_off),
        ("1/13", ledger.totals().pledged.money()),
        ("1/4", pool),
        ("2/4", spent),
        ("2/budget", book.placements.iter().map(|placement| placement.amount).sum()),
    ];
    let sums = sums.into_iter().filter(|(_, amount)| !amount.is_zero());
    sums.map(|(key, amount)| (key.to_owned(), amount)).collect()
}

#[test]
fn the_validator_judges_the_standards_own_test_files_right() {
    let Some(mut validator) = validator() else { return };
    let output = validator.arg("itself").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn what_happens_to_money_is_told_once_and_ties() {
    for children in ["country", "cell"] {
        let fund = settings(&[("children = \"country\"", &format!("children = \"{children}\""))]);
        let figures = computed(fund, eventful());
        let Some(held) = published(&figures) else { return };
        assert_eq!(sums(&held), expected(&figures), "{children}");
        assert_eq!(held["results"]["2/actual"], 12_004);
        // A transaction of incoming funds for each deposit, refund and interest.
        assert_eq!(pool_of(&figures).matches("<transaction-type code=\"1\"/>").count(), 4);
    }
}

#[test]
fn texts_of_the_program_say_that_they_are_english() {
    let french =
        "period = \"2021-2025\"\ndefault_language = \"fr\"\nnote = \"Fictif.\"\nnotes = { en = \"Invented.\" }";
    let fund = settings(&[("period = \"2021-2025\"", french)]);
    let figures = computed(fund, eventful());
    let text = pool_of(&figures);
    assert!(text.contains("<narrative xml:lang=\"en\">Refund to the donor</narrative>"), "{text}");
    assert!(text.contains("<narrative>Monde</narrative>"), "{text}");
    let [own, other] = ["<narrative>Fictif.</narrative>", "<narrative xml:lang=\"en\">Invented.</narrative>"];
    assert!(text.contains(own) && text.contains(other), "{text}");
    published(&figures);
}

#[test]
fn support_cost_that_finance_books_is_the_pools() {
    let fund = settings(&[("[gap]", "[money]\nsupport_cost = \"booked\"\ninterest = \"programmable\"\n[gap]")]);
    let mut facts = eventful();
    for (row, amount) in [(20, "100.00"), (21, "9000000.00")] {
        let line = Expenditure {
            category: ExpenditureCategory::IndirectSupport,
            ..expenditure(row, "WORLD", "ALL", "2023-06-20", amount)
        };
        facts.expenditure.push(line.into());
    }
    let figures = computed(fund, facts);
    let Some(held) = published(&figures) else { return };
    let sums = sums(&held);
    assert_eq!(sums, expected(&figures));
    assert!(sums["1/4"] > dollars(8_000_000), "what is beyond the reserves is pending, and the pool's: {sums:?}");
}

#[test]
fn a_fund_without_money_has_a_valid_pool() {
    let Some(held) = published(&computed(settings(&[]), Facts::default())) else { return };
    assert_eq!((&held["activities"], sums(&held).len()), (&1.into(), 0));
}

#[test]
fn places_stand_for_regions_of_the_standard_or_for_themselves() {
    let own = computed(settings(&[]), eventful());
    let text = pool_of(&own);
    assert!(text.contains("<recipient-region vocabulary=\"99\" code=\"202\""), "{text}");
    let places = "[iati.places]\n202 = \"289\"\nWORLD = \"998\"\n[iati.contact]";
    let mapped = computed(settings(&[("[iati.contact]", places)]), eventful());
    let text = pool_of(&mapped);
    assert!(text.contains("<recipient-region vocabulary=\"1\" code=\"289\""), "{text}");
    assert!(text.contains("<recipient-country code=\"MW\""), "{text}");
    let half = computed(settings(&[("[iati.contact]", "[iati.places]\n202 = \"289\"\n[iati.contact]")]), eventful());
    assert_eq!(keys(&half), ["iati.places.WORLD"], "regions stand in one vocabulary");
    published(&mapped);
}

/// The text of the pool's file.
pub fn pool_of(figures: &Figures) -> String {
    let folder = TempDir::new().unwrap();
    let target = folder.path().join("iati");
    publish(figures, &target, LARGEST_FILE).unwrap();
    fs::read_to_string(target.join("pool.xml")).unwrap()
}

#[test]
fn a_donors_own_identifiers_and_aid_types_stand_where_they_are_known() {
    let known = "[[iati.donor]]\ncode = \"B\"\nidentifier = \"XI-IATI-B\"\ntype = \"15\"\n\
                 [[iati.agreement]]\nreference = \"B-1\"\nactivity = \"XI-IATI-B-1\"\naid_type = \"C01\"\nmodality = \"J\"\n\
                 [iati.contact]";
    let figures = computed(settings(&[("[iati.contact]", known)]), eventful());
    let text = pool_of(&figures);
    let of_b = "<provider-org provider-activity-id=\"XI-IATI-B-1\" type=\"15\" ref=\"XI-IATI-B\">";
    let aid = "<aid-type code=\"C01\" vocabulary=\"1\"/>\n   <aid-type code=\"4\" vocabulary=\"2\"/>\n   \
               <aid-type code=\"J\" vocabulary=\"3\"/>";
    assert!(text.contains(of_b) && text.contains(aid), "{text}");
    // Of the other donor nothing is known but its type; before its amendment the agreement was softly earmarked.
    assert!(text.contains("<provider-org type=\"10\">") && text.contains("<aid-type code=\"E\" vocabulary=\"3\"/>"));
    assert!(text.contains("<aid-type code=\"3\" vocabulary=\"2\"/>"), "and afterwards earmarked");
    assert!(!text.contains("=\"\""), "{text}");
    published(&figures);
}

#[test]
fn identifiers_hold_no_slash_and_are_told_apart() {
    let slash = "[geography]\n[[geography.area]]\ncode = \"X/1\"\nname = \"One\"\n\
                 [[geography.area]]\ncode = \"X.1\"\nname = \"Other\"\n[iati.contact]";
    let fund = settings(&[("[iati.contact]", slash), ("children = \"country\"", "children = \"cell\"")]);
    let mut facts = eventful();
    let half = Period::parse("2024-07-01/2024-12-31").unwrap();
    facts.priorities.extend([
        priority("X/1", "T01", 1_000),
        priority("X.1", "T01", 1_000),
        Priority { period: half, ..priority("X.1", "T02", 1_000) },
    ]);
    let figures = computed(fund, facts);
    let folder = TempDir::new().unwrap();
    let target = folder.path().join("iati");
    let small = publish(&figures, &target, 2_000).unwrap();
    assert!(small.files.len() > 4, "{:?}", small.files);
    let activities = fs::read_to_string(target.join("pool.xml")).unwrap();
    for part in ["R.X_2f_1.T01.2021-2025", "R.X_2e_1.T01.2021-2025", "R.X_2e_1.T02.20240701-20241231", "MW.T01"] {
        assert!(activities.contains(&format!("XI-IATI-TEST-FUND-{part}")), "{part}");
    }
    fs::write(target.join("notes.txt"), "ours").unwrap();
    fs::write(target.join("activities-2.xml"), "changed by hand").unwrap();
    let again = publish(&figures, &target, LARGEST_FILE).unwrap();
    assert_eq!(fs::read_to_string(target.join("notes.txt")).unwrap(), "ours");
    assert_eq!(fs::read_to_string(target.join("activities-2.xml")).unwrap(), "changed by hand", "nor is that lost");
    assert!(!target.join("activities-3.xml").exists() && again.files.len() == 3, "what is ours goes: {again:?}");
    let small = publish(&figures, &folder.path().join("small"), 2_000).unwrap();
    let target = folder.path().join("small");
    // In many small files or in one: the same, each identifier once.
    let Some(held) = held(&target, &small) else { return };
    assert_eq!(Some(held), published(&figures));
}

/// The keys of what is missing or wrong.
fn keys(figures: &Figures) -> Vec<String> {
    iati::faults(figures).into_iter().map(|fault| fault.key).collect()
}

#[test]
fn what_cannot_stand_is_named_by_its_key() {
    for (before, after, key) in [
        ("identifier = \"XI-IATI-TEST\"", "identifier = \"XI IATI\"", "iati.organisation.identifier"),
        ("prefix = \"XI-IATI-TEST-FUND\"", "prefix = \"XI-IATI-OTHER\"", "iati.prefix"),
        ("prefix = \"XI-IATI-TEST-FUND\"", "prefix = \"XI-IATI-TEST-A/B\"", "iati.prefix"),
        ("type = \"40\"", "type = \"41\"", "iati.organisation.type"),
        ("aid_type = \"B032\"", "aid_type = \"B99\"", "iati.aid_type"),
        ("aid_type = \"B032\"", "aid_type = \"B032\"\nflow_type = \"1\"", "iati.flow_type"),
        ("aid_type = \"B032\"", "aid_type = \"B032\"\nsdg_targets = [\"1.9\"]", "iati.sdg_targets"),
        ("aid_type = \"B032\"", "aid_type = \"B032\"\ntheme_targets = { T09 = [\"1.3\"] }", "iati.theme_targets.T09"),
        ("aid_type = \"B032\"", "aid_type = \"B032\"\npolicy_markers = { 1 = \"5\" }", "iati.policy_markers.1"),
        ("2 = \"E\"", "2 = \"G\"", "iati.modalities.2"),
        ("3 = \"H\", ", "", "iati.modalities.3"),
        ("sector = \"12220\"", "", "theme T01: sector"),
        ("sector = \"12220\"", "sector = \"99999\"", "theme T01: sector"),
        ("fund@organisation.example", "nobody", "iati.contact.email"),
        ("[iati.contact]", "[[iati.donor]]\ncode = \"Z\"\n[iati.contact]", "iati.donor Z"),
        ("[iati.contact]", "[[iati.agreement]]\nreference = \"Z\"\n[iati.contact]", "iati.agreement Z"),
        (
            "[iati.contact]",
            "[[iati.agreement]]\nreference = \"B-1\"\nmodality = \"A\"\n[iati.contact]",
            "iati.agreement B-1: modality",
        ),
    ] {
        let figures = computed(settings(&[(before, after)]), eventful());
        assert!(keys(&figures).iter().any(|found| found == key), "{after:?}: {:?}", keys(&figures));
        let folder = TempDir::new().unwrap();
        assert!(publish(&figures, &folder.path().join("iati"), LARGEST_FILE).is_err());
        assert_eq!(files(folder.path()).len(), 0, "nothing is written");
    }
}

#[test]
fn check_and_the_command_name_what_is_missing_and_a_month_needs_none_of_it() {
    let fund = SmallFund::new();
    let as_of = ["--as-of", "2025-09-30"];
    let told = fund.refuses(&[&["iati"][..], &as_of].concat(), 1);
    for key in ["iati.organisation.identifier", "iati.prefix", "iati.children", "iati.aid_type", "iati.modalities.1"] {
        assert!(told.contains(&format!("{key}: found nothing")), "{key}: {told}");
    }
    assert!(told.contains("Write in [iati.organisation]: identifier = "), "{told}");
    assert!(!fund.works(&[&["check"][..], &as_of].concat()).contains("iati."), "the fund writes no such files");
    fund.set("[programme]", "[iati]\nprefix = \"x\"\n[programme]");
    let told = fund.works(&[&["check"][..], &as_of].concat());
    assert!(told.contains("what the files for IATI lack") && told.contains("iati.prefix: found \"x\""), "{told}");
    fund.works(&[&["run"][..], &as_of].concat());
    fund.set("prefix = \"x\"", "prefixes = \"x\"");
    assert!(fund.refuses(&[&["check"][..], &as_of].concat(), 1).contains("prefixes"), "no key is ignored");
}

/// The sample fund in a folder of its own.
fn sample() -> TempDir {
    let folder = TempDir::new().unwrap();
    copy_sample(folder.path());
    folder
}

fn poolfund(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_poolfund"));
    let output = command.current_dir(folder).args(arguments).args(["--as-of", AS_OF]).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A line of the fund's statement in all years, in cents; the first of that name.
fn stated(statement: &calamine::Range<Data>, line: &str) -> Money {
    let row = statement.rows().find(|row| row.first().is_some_and(|cell| *cell == *line));
    let row = row.unwrap_or_else(|| panic!("no line {line:?}"));
    let amounts = row.iter().filter_map(|cell| match cell {
        Data::Float(amount) => Some(*amount),
        Data::Int(amount) => Some(*amount as f64),
        _ => None,
    });
    let amounts: Vec<f64> = amounts.collect();
    // In the table by year the last column is all years; a line of the position has its share of what was paid beside it.
    let amount = if line.starts_with("Pending") { amounts[0] } else { amounts[amounts.len() - 1] };
    Money::from_minor((amount * 100.0).round() as i64)
}

#[test]
fn the_sample_is_valid_and_equal_to_its_statement() {
    let folder = sample();
    poolfund(folder.path(), &["iati"]);
    let target = folder.path().join("reports/iati/2025-10");
    let before = files(&target);
    poolfund(folder.path(), &["run"]);
    poolfund(folder.path(), &["iati"]);
    assert!(before == files(&target), "the same bytes, whether the month was run or not");
    let names: Vec<String> =
        before.iter().map(|(path, _)| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(names, ["activities-1.xml", "files.sha256", "organisation.xml", "pool.xml"]);
    let xml = names.into_iter().filter(|name| name.ends_with(".xml")).collect();
    let Some(held) = held(&target, &Published { files: xml, ..Published::default() }) else { return };
    let sums = sums(&held);
    let workbook = folder.path().join("reports/2025-10/fund-2025-10.xlsx");
    let mut workbook: Xlsx<_> = open_workbook(workbook).unwrap();
    let statement = workbook.worksheet_range("Sources and uses").unwrap();
    let line = |name: &str| stated(&statement, name);
    assert_eq!(sums["1/1"], line("Total sources"));
    let pending = line("Pending expenditure (not yet charged to an agreement)");
    assert_eq!(sums["1/4"] + sums["2/4"], line("Total uses") + pending);
    assert_eq!(sums["2/4"], line("Expenditure charged") + pending);
    let costs = ["Administrative agent fee", "Coordination levy", "Programme support (indirect) cost", "Bank charges"];
    assert_eq!(sums["1/4"], costs.into_iter().map(line).sum());
}
