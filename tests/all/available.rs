//! Money available to decide, worked out by hand; a fund whose board meets six times.

use std::collections::BTreeMap;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use poolfund::books::{self, AsOf};
use poolfund::domain::Month;
use poolfund::month::Figures;

use crate::builder::FUND;
use crate::small_fund::SmallFund;

const DONORS: &str = "Code,Name,Type,Country\nBEL,Belgium,government,BEL\nJPN,Japan,government,JPN\n\
                      NOR,Norway,government,NOR\n";
const RATES: &str = "Currency,Units per USD,Effective date\nEUR,0.90,2024-01-01\n";
const DECISIONS: &str = "Decision,Date,Body,Status,Action,Agreement,From cell,To cell,Amount,Ends decision,Reason\n";
const COSTS: &str = "Date,Project,Country,Theme,Category,Currency,Amount,Document\n";

/// A fund of the settings and sheets that are given.
fn fund(settings: &str, sheets: &[(&str, String)]) -> SmallFund {
    let fund = SmallFund::new();
    let mut settings = settings.to_owned();
    let always = [("donors", DONORS.to_owned()), ("rates", RATES.to_owned())];
    for (kind, text) in always.iter().chain(sheets) {
        settings.push_str(&format!("\n[[input]]\nkind = \"{kind}\"\nfile = \"{kind}.csv\"\n"));
        fund.write(&format!("{kind}.csv"), text);
    }
    fund.write("fund.toml", &settings);
    fund
}

/// The amounts of a sheet by the text before them, in minor units.
fn amounts(fund: &SmallFund, month: &str, sheet: &str) -> BTreeMap<String, i64> {
    let mut found: Xlsx<_> = open_workbook(fund.reports(month).join(format!("fund-{month}.xlsx"))).unwrap();
    let range = found.worksheet_range(sheet).unwrap();
    let minor = |cell: &Data| cell.as_f64().map(|amount| (amount * 100.0).round() as i64);
    let rows = range.rows().filter_map(|row| Some((row[0].to_string(), minor(row.get(1)?)?)));
    rows.collect()
}

/// Fee 1%, support 13%, levy 1% where it is tightly earmarked.
///
/// BEL-1: 11,300.00 less the fee of 113.00 is 11,187.00; of it 1,130.00 are refunded: 10,057.00, of which 8,900.00 can be
/// programmed and 1,157.00 are the reserve. JPN-1, tightly earmarked: 11,300.00 - 113.00 - 113.00 = 11,074.00: 9,800.00
/// and 1,274.00. NOR-1 is over since June: 11,187.00: 9,900.00, all of it lapsed, and 1,287.00. Interest of 50.00 less
/// 5.00 of the bank is programmable as it is. Needs are 9,000.00, all of them met; 300.00 of Togo's go back by decision and
/// are held.
#[test]
fn what_is_available_is_as_worked_out_by_hand() {
    let agreements = "Agreement,Donor,Stage,Signed on,Currency,Amount,Category,Countries,Themes,Valid to\n\
                      BEL-1,BEL,signed,2025-01-15,USD,20000.00,1,World,All,\n\
                      JPN-1,JPN,signed,2025-01-15,USD,11300.00,4,VNM,T01,\n\
                      NOR-1,NOR,signed,2025-01-15,USD,11300.00,1,World,All,2025-06-30\n";
    let receipts = "Receipt,Agreement,Date,Kind,Currency,Amount\nR-1,BEL-1,2025-08-10,deposit,USD,11300.00\n\
                    R-2,JPN-1,2025-08-20,deposit,USD,11300.00\nR-3,NOR-1,2025-02-20,deposit,USD,11300.00\n\
                    R-4,BEL-1,2025-09-10,refund,USD,1130.00\nI-1,,2025-09-15,interest,USD,50.00\n\
                    B-1,,2025-09-20,bank charge,USD,5.00\n";
    let instalments = "Agreement,No.,Due date,Amount\nBEL-1,1,2025-08-10,11300.00\nBEL-1,2,2025-09-15,1130.00\n\
                       BEL-1,3,2026-02-15,3390.00\n";
    let needs = "Country,Theme,Period,Need\nTGO,T01,2021-2025,5000.00\nVNM,T01,2021-2025,4000.00\n";
    let decisions = "D1,2025-10-15,Board,adopted,return,BEL-1,TGO/T01,,300.00,,The project ends early\n\
                     D2,2025-10-20,Board,proposed,allocate,BEL-1,,VNM/T01,77.00,,To be decided in November\n";
    let sheets = [
        ("agreements", agreements.to_owned()),
        ("receipts", receipts.to_owned()),
        ("instalments", instalments.to_owned()),
        ("priorities", needs.to_owned()),
        ("decisions", DECISIONS.to_owned()),
    ];
    let fund = fund(&FUND.replace("[charges]", "[money]\ninterest = \"programmable\"\n[charges]"), &sheets);
    fund.works(&["run", "--as-of", "2025-09-30", "--verify"]);
    let accepted = ["--accept", "compared", "--accept", "lapsed", "--accept", "expiring", "--reason", "known"];
    fund.works(&[&["close", "2025-09", "--as", "Ann"][..], &accepted[..]].concat());
    fund.write("decisions.csv", &format!("{DECISIONS}{decisions}"));
    fund.works(&["run", "--as-of", "2025-10-31", "--verify"]);
    let lines = amounts(&fund, "2025-10", "Money available");
    let worked_out = [
        ("Contributions received", 3_390_000),
        ("Refunds to donors", -113_000),
        ("Interest made programmable, less bank charges", 4_500),
        ("Administrative agent fee", -33_900),
        ("Coordination levy", -11_300),
        ("Reserve for programme support", -371_800),
        ("Allocated", -870_000),
        ("Lapsed: to be returned or extended", -990_000),
        ("Held by decisions", -30_000),
        ("Available now", 974_500),
    ];
    for (text, amount) in worked_out {
        assert_eq!(lines.get(text), Some(&amount), "{text}: {lines:?}");
    }
    // Of 20,000.00 signed 8,700.00 are still to come: 1,130.00 are overdue, 3,390.00 come in February, the rest on no day
    // that is agreed.
    assert_eq!(lines["Overdue"], 113_000, "{lines:?}");
    assert_eq!(lines["Quarter 1 of 2026"], 339_000, "{lines:?}");
    assert_eq!(lines["No day is agreed"], 418_000, "{lines:?}");
    let proposed = lines.iter().find(|(name, _)| name.starts_with("D2")).map(|(_, amount)| *amount);
    assert_eq!(proposed, Some(7_700), "{lines:?}");
}

/// Allocated, charged, pending, held by decisions, and available.
fn stands(figures: &Figures) -> [i64; 5] {
    let book = &figures.book;
    let [unallocated, held] = [book.total(|amounts| amounts.unallocated), book.total(|amounts| amounts.held)];
    let attribution = &figures.attribution;
    [
        book.total(|amounts| amounts.allocated),
        attribution.total_charged(),
        attribution.total_pending(),
        held,
        unallocated - held,
    ]
    .map(poolfund::domain::Money::minor)
}

/// What a meeting of the board leaves.
struct Meeting {
    month: &'static str,
    /// Rows of the decisions' sheet.
    decisions: &'static str,
    /// Costs of the time since the meeting before.
    costs: &'static str,
    /// See [`stands`].
    leaves: [i64; 5],
}

/// A board with 600.00 meets six times; every month of a meeting is closed after it.
///
/// 1: it approves 400.00 for Togo. 2: 120.00 of it were paid out; it approves 150.00 for Viet Nam, whoever pays. 3: 100.00
/// and 50.00 were paid out; of Togo's 180.00 it takes 100.00 back, which are held. 4: it moves 30.00 of the 80.00 left to
/// Viet Nam. 5: a cost of 60.00 found only 50.00 in Togo, so that 10.00 wait; it releases what it took back. 6: it
/// approves 10.00 for Togo, which pay what waits, and 100.00 for Viet Nam; 40.00 are left.
#[test]
fn a_board_approves_pays_out_takes_back_moves_and_releases_over_six_meetings() {
    let meetings = [
        Meeting {
            month: "2024-02",
            decisions: "M1,2024-02-15,Board,adopted,allocate,BEL-1,,TGO/T01,400.00,,First meeting\n",
            costs: "",
            leaves: [40_000, 0, 0, 0, 20_000],
        },
        Meeting {
            month: "2024-04",
            decisions: "M2,2024-04-20,Board,adopted,allocate,,,VNM/T01,150.00,,Second meeting\n",
            costs: "2024-03-05,P-1,TGO,T01,travel,USD,120.00,C1\n",
            leaves: [55_000, 12_000, 0, 0, 5_000],
        },
        Meeting {
            month: "2024-06",
            decisions: "M3,2024-06-20,Board,adopted,return,BEL-1,TGO/T01,,100.00,,Third meeting\n",
            costs: "2024-05-10,P-1,TGO,T01,travel,USD,100.00,C2\n2024-05-12,P-2,VNM,T01,travel,USD,50.00,C3\n",
            leaves: [45_000, 27_000, 0, 10_000, 5_000],
        },
        Meeting {
            month: "2024-08",
            decisions: "M4,2024-08-15,Board,adopted,move,BEL-1,TGO/T01,VNM/T01,30.00,,Fourth meeting\n",
            costs: "",
            leaves: [45_000, 27_000, 0, 10_000, 5_000],
        },
        Meeting {
            month: "2024-10",
            decisions: "M5,2024-10-10,Board,adopted,release,,,,,M3,Fifth meeting\n",
            costs: "2024-09-05,P-1,TGO,T01,travel,USD,60.00,C4\n",
            leaves: [45_000, 32_000, 1_000, 0, 15_000],
        },
        Meeting {
            month: "2024-12",
            decisions: "M6/1,2024-12-10,Board,adopted,allocate,BEL-1,,TGO/T01,10.00,,Sixth meeting\n\
                        M6/2,2024-12-10,Board,adopted,allocate,BEL-1,,VNM/T01,100.00,,Sixth meeting\n",
            costs: "",
            leaves: [56_000, 33_000, 0, 0, 4_000],
        },
    ];
    let settings = FUND.replace("\"1%\"", "\"0%\"").replace("\"13%\"", "\"0%\"");
    let sheets = [
        (
            "agreements",
            "Agreement,Donor,Stage,Signed on,Currency,Amount\nBEL-1,BEL,signed,2024-01-02,USD,600.00\n".to_owned(),
        ),
        (
            "receipts",
            "Receipt,Agreement,Date,Kind,Currency,Amount\nR-1,BEL-1,2024-01-10,deposit,USD,600.00\n".to_owned(),
        ),
        ("priorities", "Country,Theme,Period,Need\nTGO,T01,2021-2025,1000.00\nVNM,T01,2021-2025,500.00\n".to_owned()),
        ("decisions", DECISIONS.to_owned()),
        ("expenditure", COSTS.to_owned()),
    ];
    let fund = fund(&settings.replace("[gap]", "[allocation]\nmode = \"decided\"\n[gap]"), &sheets);
    let (mut decisions, mut costs) = (DECISIONS.to_owned(), COSTS.to_owned());
    for Meeting { month, decisions: decided, costs: paid, leaves } in &meetings {
        decisions.push_str(decided);
        costs.push_str(paid);
        fund.write("decisions.csv", &decisions);
        fund.write("expenditure.csv", &costs);
        let month = Month::parse(month).unwrap();
        let as_of = month.last_day();
        let figures = books::read(fund.path(), AsOf::Day(as_of), &|_| ()).unwrap().figures;
        assert_eq!(stands(&figures), *leaves, "after the meeting of {month}");
        fund.works(&["run", "--as-of", &as_of.to_string(), "--verify"]);
        let accepted = ["--accept", "compared", "--accept", "pending", "--accept", "expiring", "--reason", "known"];
        fund.works(&[&["close", &month.to_string(), "--as", "Ann"][..], &accepted[..]].concat());
    }
    // Everything that it ever decided is shown, and the audit finds every month as it was.
    fund.works(&["run", "--as-of", "2025-01-31", "--verify"]);
    let mut workbook: Xlsx<_> = open_workbook(fund.reports("2025-01").join("fund-2025-01.xlsx")).unwrap();
    let shown = workbook.worksheet_range("Decisions").unwrap();
    for number in ["M1", "M2", "M3", "M4", "M5", "M6/1", "M6/2"] {
        assert!(shown.rows().any(|row| row.iter().any(|cell| *cell == number)), "{number}");
    }
    let audit = fund.works(&["audit"]);
    assert!(audit.contains("2024-12 computed again from the ledger"), "{audit}");
}
