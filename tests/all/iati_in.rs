//! Activity files of IATI as a fund's inputs: what donors publish of their gifts, and what nobody should believe.

use poolfund::domain::facts::{AgreementStage, Receipt, ReceiptKind};
use poolfund::intake::{self, Intake, Options, ProblemCode, settings};

use crate::sheets::isolated;
use crate::small_fund::SmallFund;
use crate::support::real_data;

/// A donor's activity BEL-1 with transactions on 10 August 2025, each with its type, amount in euros and receiver.
pub fn activity(transactions: &[(&str, &str, &str)]) -> String {
    let transaction = |(code, amount, receiver): &(&str, &str, &str)| {
        let receiver = if receiver.is_empty() { String::new() } else { format!("<receiver-org ref=\"{receiver}\"/>") };
        format!(
            "<transaction><transaction-type code=\"{code}\"/><transaction-date iso-date=\"2025-08-10\"/>\
             <value value-date=\"2025-08-10\">{amount}</value>{receiver}</transaction>"
        )
    };
    file(&transactions.iter().map(transaction).collect::<String>())
}

/// A donor's activity BEL-1 with these transactions.
fn file(transactions: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<iati-activities version=\"2.03\"><iati-activity default-currency=\"EUR\">\
         <iati-identifier> BEL-1 </iati-identifier><reporting-org ref=\"BE-1\"><narrative>Belgium</narrative>\
         <narrative xml:lang=\"fr\">Belgique</narrative></reporting-org><title><narrative>A gift &amp; more</narrative>\
         <narrative xml:lang=\"fr\">Un don</narrative></title>{transactions}</iati-activity></iati-activities>\n"
    )
}

/// What a small fund reads whose receipts, and agreements too where it says so, come from a file of IATI.
fn read(bytes: &[u8], with_agreements: bool, more: &str) -> Intake {
    let fund = SmallFund::new();
    std::fs::write(fund.path().join("inputs/gifts.xml"), bytes).unwrap();
    fund.set("file = \"receipts.csv\"\n", &format!("file = \"gifts.xml\"\n{more}\n"));
    if with_agreements {
        fund.set("file = \"agreements.csv\"\n", &format!("file = \"gifts.xml\"\n{more}\n"));
    }
    let inputs = fund.path().join("inputs");
    let settings = settings::load(&inputs).unwrap();
    let options = Options { isolation: isolated(), ..Options::default() };
    intake::read_with(&inputs, &settings, &options, None)
}

fn codes(read: &Intake) -> Vec<ProblemCode> {
    read.problems.iter().filter(|problem| problem.is_error()).map(|problem| problem.code).collect()
}

/// A receipt as number, agreement, day, kind, currency and amount.
fn told(read: &Intake) -> Vec<String> {
    let receipt = |receipt: &Receipt| {
        let agreement = receipt.agreement.as_ref().unwrap();
        let (amount, currency) = (receipt.amount.amount.normalize(), receipt.amount.currency);
        format!("{}: {agreement} {} {} {currency} {amount}", receipt.number, receipt.date, receipt.kind)
    };
    read.facts.receipts.iter().map(receipt).collect()
}

/// What a donor publishes: a commitment in two parts, a pledge that it became, payments, one that went back, and cost.
const PUBLISHED: &str = "\
<transaction><transaction-type code=\"12\"/><transaction-date iso-date=\"2024-01-01\"/><value>900</value></transaction>
<transaction><transaction-type code=\"2\"/><transaction-date iso-date=\"2024-03-01\"/><value>400.00</value></transaction>
<transaction><transaction-type code=\"2\"/><transaction-date iso-date=\"2024-01-15Z\"/><value>600.00</value></transaction>
<transaction ref=\"P-1\"><transaction-type code=\"3\"/><transaction-date iso-date=\"2025-08-10\"/><value>450.00</value>\
<description><narrative>First half</narrative><narrative xml:lang=\"fr\">Moitié</narrative></description></transaction>
<transaction><transaction-type code=\"3\"/><transaction-date iso-date=\"2025-09-20\"/><value currency=\"USD\">+10.5</value></transaction>
<transaction><transaction-type code=\"3\"/><transaction-date iso-date=\"2025-09-20\"/><value currency=\"USD\">+10.5</value></transaction>
<transaction><transaction-type code=\"3\"/><transaction-date iso-date=\"2025-10-05\"/><value>-80<!-- back --></value></transaction>
<transaction><transaction-type code=\"4\"/><transaction-date iso-date=\"2025-10-05\"/><value>7</value></transaction>";

#[test]
fn a_donor_s_activity_is_an_agreement_and_its_payments() {
    let read = read(file(PUBLISHED).as_bytes(), true, "");
    assert_eq!(codes(&read), [], "{:?}", read.problems);
    let [agreement] = read.facts.agreements.as_slice() else { panic!("{:?}", read.facts.agreements) };
    assert_eq!((agreement.reference.as_str(), agreement.donor.as_str()), ("BEL-1", "BEL"));
    assert_eq!((agreement.stage, agreement.signed_on.to_string().as_str()), (AgreementStage::Signed, "2024-01-15"));
    assert_eq!(agreement.amount.amount, 1_000.into(), "what was committed, and not what was pledged before");
    assert_eq!(agreement.title.as_deref(), Some("A gift & more"));
    let payments = [
        "P-1: BEL-1 2025-08-10 deposit EUR 450",
        "BEL-1 2025-09-20 +10.5: BEL-1 2025-09-20 deposit USD 10.5",
        "BEL-1 2025-09-20 +10.5 #2: BEL-1 2025-09-20 deposit USD 10.5",
        "BEL-1 2025-10-05 -80: BEL-1 2025-10-05 refund EUR 80",
    ];
    assert_eq!(told(&read), payments);
    assert_eq!(read.facts.receipts[0].notes.as_deref(), Some("First half"), "one language");
    assert_eq!(read.facts.receipts[3].kind, ReceiptKind::Refund);
    let note = read.problems.iter().find(|problem| problem.found.starts_with("IATI 2.03")).unwrap();
    assert!(note.found.contains("which are not read, 1"), "{}", note.found);
    let pledged = "<transaction><transaction-type code=\"12\"/><transaction-date iso-date=\"2025-01-01\"/><value>9</value></transaction>";
    let read = self::read(file(pledged).as_bytes(), true, "");
    assert_eq!(read.facts.agreements[0].stage, AgreementStage::Pledged, "{:?}", read.problems);
}

#[test]
fn a_month_of_a_file_of_iati_is_that_of_the_same_sheets() {
    let fund = SmallFund::new();
    let typed = fund.works(&["run", "--as-of", "2025-10-31"]);
    let payment = |number: &str, day: &str, currency: &str, amount: &str| {
        format!(
            "<transaction ref=\"{number}\"><transaction-type code=\"3\"/><transaction-date iso-date=\"{day}\"/>\
             <value currency=\"{currency}\">{amount}</value></transaction>"
        )
    };
    let belgium = payment("R-1", "2025-08-10", "EUR", "450") + &payment("R-3", "2025-10-05", "EUR", "80");
    let japan = file(&payment("R-2", "2025-09-20", "JPY", "30000")).replace(" BEL-1 ", "JP-8-2024");
    let both = file(&belgium).replace("</iati-activities>\n", "") + japan.split_once("version=\"2.03\">").unwrap().1;
    fund.write("gifts.xml", &both);
    fund.set("file = \"receipts.csv\"", "file = \"gifts.xml\"");
    let unknown = fund.refuses(&["run", "--as-of", "2025-10-31"], 1);
    assert!(unknown.contains("(//transaction)[3]/../iati-identifier"), "the element is named: {unknown}");
    let path = fund.path().join("inputs/fund.toml");
    let settings = std::fs::read_to_string(&path).unwrap()
        + "\n[iati]\n[[iati.agreement]]\nreference = \"JPN-1\"\nactivity = \"JP-8-2024\"\n";
    std::fs::write(path, settings).unwrap();
    let read = fund.works(&["run", "--as-of", "2025-10-31"]);
    let figures = |said: &str| -> Vec<String> {
        let lines =
            said.lines().filter(|line| line.contains("Received") || line.contains("Gap") || line.contains("Signed"));
        lines.map(str::to_owned).collect()
    };
    assert!(!figures(&typed).is_empty());
    assert_eq!(figures(&read), figures(&typed));
}

#[test]
fn map_proposes_a_file_of_iati_and_asks_who_the_fund_is() {
    let fund = SmallFund::new();
    let path = fund.path().join("inputs/fund.toml");
    let settings = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, settings.replace("\n[[input]]\nkind = \"receipts\"\nfile = \"receipts.csv\"\n", "")).unwrap();
    let gifts = fund.path().join("gifts.xml");
    std::fs::write(&gifts, activity(&[("3", "450.00", "XM-1"), ("3", "200.00", "XM-2")])).unwrap();
    let file = gifts.display().to_string();
    let asked = fund.refuses(&["map", &file, "--sheet", "Receipts", "--yes"], 2);
    assert!(asked.contains("Which of them is the fund?") && asked.contains("where.Receiver"), "{asked}");
    fund.works(&["map", &file, "--sheet", "Receipts", "--yes", "--set", "where.Receiver=XM-1"]);
    let inputs = fund.path().join("inputs");
    let options = Options { isolation: isolated(), ..Options::default() };
    let read = intake::read_with(&inputs, &settings::load(&inputs).unwrap(), &options, None);
    assert_eq!(codes(&read), [], "{:?}", read.problems);
    assert_eq!(told(&read), ["BEL-1 2025-08-10 450.00: BEL-1 2025-08-10 deposit EUR 450"]);
    // Where no amount is one, its column is known all the same, and the amount is what is wrong.
    std::fs::write(&gifts, activity(&[("3", "12O.00", "")])).unwrap();
    let proposed = intake::propose(&gifts, &settings::load(&inputs).unwrap(), &options).unwrap();
    assert!(proposed.iter().any(|sheet| sheet.sheet == "Receipts" && sheet.is_sure()), "{proposed:?}");
}

#[test]
fn money_of_others_is_no_money_of_the_fund_unless_it_says_so() {
    let several: &[(&str, &str, &str)] = &[("3", "450.00", "XM-1"), ("3", "200.00", "XM-2")];
    assert_eq!(codes(&read(activity(several).as_bytes(), false, "")), [ProblemCode::SeveralReceivers]);
    let some: &[(&str, &str, &str)] = &[("3", "450.00", "XM-1"), ("3", "200.00", "")];
    assert_eq!(codes(&read(activity(some).as_bytes(), false, "")), [ProblemCode::SeveralReceivers]);
    let one = read(activity(several).as_bytes(), false, "where = { Receiver = \"XM-2\" }");
    assert_eq!((codes(&one), told(&one).len()), (vec![], 1), "{:?}", one.problems);
    for nobody_else in
        [&[("3", "450.00", "XM-1"), ("3", "200.00", "XM-1")], &[("3", "450.00", ""), ("3", "200.00", "")]]
    {
        let read = read(activity(nobody_else).as_bytes(), false, "");
        assert_eq!((codes(&read), told(&read).len()), (vec![], 2), "{:?}", read.problems);
    }
}

#[test]
fn what_is_no_valid_activity_file_is_refused_or_named_by_its_element() {
    let good = activity(&[("3", "450.00", "")]);
    let refused: [(&str, String, ProblemCode); 14] = [
        ("cut off", good[..good.len() - 30].to_owned(), ProblemCode::Damaged),
        ("ends crossed", good.replace("</value></transaction>", "</transaction></value>"), ProblemCode::Damaged),
        ("a lone ampersand", good.replace("450.00", "4&50"), ProblemCode::Damaged),
        ("two documents", format!("{good}<more/>"), ProblemCode::Damaged),
        ("two amounts", good.replace("</value>", "</value><value>7</value>"), ProblemCode::Damaged),
        ("an amount in parts", good.replace("450.00", "4<b>5</b>0"), ProblemCode::Damaged),
        (
            "two types",
            good.replace("<transaction-date", "<transaction-type code=\"4\"/><transaction-date"),
            ProblemCode::Damaged,
        ),
        (
            "an entity",
            good.replace("450.00", "&worth;").replace("?>\n", "?>\n<!DOCTYPE x [<!ENTITY worth \"9\">]>"),
            ProblemCode::Damaged,
        ),
        ("IATI 1", good.replace("2.03", "1.05"), ProblemCode::WrongType),
        ("organisations", good.replace("iati-activities", "iati-organisations"), ProblemCode::WrongType),
        ("no amount", good.replace("450.00", ""), ProblemCode::Blank),
        ("no number", good.replace("450.00", "a lot"), ProblemCode::NotANumber),
        ("no day", good.replace("2025-08-10", "2025-13-10"), ProblemCode::NotADate),
        ("no currency", good.replace(" default-currency=\"EUR\"", ""), ProblemCode::Blank),
    ];
    for (what, text, code) in refused {
        let read = read(text.as_bytes(), false, "");
        assert_eq!(codes(&read), [code], "{what}: {:?}", read.problems);
    }
    let day = read(good.replace("iso-date=\"2025-08-10\"", "iso-date=\"soon\"").as_bytes(), false, "");
    let location = day.problems.iter().find(|problem| problem.is_error()).unwrap().location.to_string();
    assert_eq!(location, "gifts.xml, Receipts, (//transaction)[1]/transaction-date/@iso-date");
    // In another encoding it is the same file, and elements of others are none of its own.
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(good.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(told(&read(&wide, false, "")).len(), 1);
    let foreign = good.replace("</transaction>", "<x:value xmlns:x=\"urn:x\">7</x:value></transaction>");
    assert_eq!(told(&read(foreign.as_bytes(), false, "")), told(&read(good.as_bytes(), false, "")));
}

#[test]
fn a_hostile_file_ends_within_its_bounds() {
    let deep = format!("<iati-activities version=\"2.03\">{}", "<a>".repeat(200_000));
    let many = file(&"<transaction/>".repeat(300_000));
    let wide = activity(&[("3", &"9".repeat(2 << 20), "")]);
    let bomb = (1..20).fold("<!ENTITY a0 \"lol\">".to_owned(), |all, level| {
        format!("{all}<!ENTITY a{level} \"&a{0};&a{0};&a{0};&a{0};&a{0};&a{0};&a{0};&a{0};&a{0};&a{0};\">", level - 1)
    });
    let bomb = activity(&[("3", "&a19;", "")]).replace("?>\n", &format!("?>\n<!DOCTYPE x [{bomb}]>"));
    let outside = activity(&[("3", "&secret;", "")])
        .replace("?>\n", "?>\n<!DOCTYPE x [<!ENTITY secret SYSTEM \"file:///etc/passwd\">]>");
    for (what, text) in [("deep", deep), ("wide", wide), ("bomb", bomb), ("outside", outside)] {
        let read = read(text.as_bytes(), false, "");
        assert!(!codes(&read).is_empty(), "{what}");
        assert!(
            read.facts.receipts.is_empty() && read.problems.iter().all(|problem| !problem.found.contains("root:")),
            "{what}"
        );
    }
    assert!(
        read(many.as_bytes(), false, "").facts.receipts.is_empty(),
        "transactions without a type are none that are read"
    );
}

#[test]
fn the_standard_s_own_test_files_all_end() {
    let Some(folder) = real_data("iati") else { return };
    let fund = SmallFund::new();
    let mut files = 0;
    for entry in ["activity-tests/should-pass", "activity-tests/should-fail", "rule-tests"] {
        for file in std::fs::read_dir(folder.join(entry)).unwrap() {
            let file = file.unwrap().path();
            if file.extension().is_some_and(|extension| extension == "xml") {
                let settings = settings::load(&fund.path().join("inputs")).unwrap();
                let options = Options { isolation: isolated(), ..Options::default() };
                // What is no activity file is refused; nothing else can come of any of them.
                let _ = intake::propose(&file, &settings, &options);
                files += 1;
            }
        }
    }
    assert!(files > 120, "{files}");
}
