//! What takes the place of what is over: a new period, and the cells of a country that leaves. Worked out by hand.

use std::collections::BTreeMap;

use poolfund::books::{self, AsOf};
use poolfund::month::Figures;

use crate::builder::{FUND, day};
use crate::small_fund::SmallFund;

const SHEETS: [(&str, &str); 5] = [
    ("receipts", "Receipt,Agreement,Date,Kind,Currency,Amount\n"),
    ("priorities", "Country,Theme,Period,Need\n"),
    ("expenditure", "Date,Project,Country,Theme,Category,Currency,Amount,Document\n"),
    ("decisions", "Decision,Date,Body,Status,Action,Agreement,From cell,To cell,Amount,Ends decision,Reason\n"),
    ("agreements", "Agreement,Donor,Stage,Signed on,Currency,Amount,Category,Countries,Themes\n"),
];

/// A fund without charges, in dollars, to the end of 2027.
fn fund() -> SmallFund {
    let fund = SmallFund::new();
    let mut settings = FUND.replace("2021-2025", "2024-2027");
    for charge in ["administrative_fee = \"1%\"", "support_cost = \"13%\"", "levy = \"1%\""] {
        let name = charge.split(' ').next().unwrap();
        assert!(settings.contains(charge));
        settings = settings.replace(charge, &format!("{name} = \"0%\""));
    }
    for kind in ["donors", "agreements", "receipts", "priorities", "rates", "expenditure", "decisions"] {
        settings.push_str(&format!("\n[[input]]\nkind = \"{kind}\"\nfile = \"{kind}.csv\"\n"));
    }
    fund.write("fund.toml", &settings);
    SHEETS.iter().for_each(|(kind, _)| write(&fund, kind, ""));
    fund
}

fn write(fund: &SmallFund, kind: &str, rows: &str) {
    let (_, header) = SHEETS.iter().find(|(sheet, _)| *sheet == kind).unwrap();
    fund.write(&format!("{kind}.csv"), &format!("{header}{rows}"));
}

fn figures(fund: &SmallFund, as_of: &str) -> Figures {
    books::read(fund.path(), AsOf::Day(day(as_of)), &|_| ()).unwrap().figures
}

/// By cell, what is allocated and what is charged, in whole dollars.
fn cells(figures: &Figures) -> BTreeMap<String, (i64, i64)> {
    let mut cells: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for placement in figures.placements() {
        cells.entry(figures.ledger.cells[placement.cell].id()).or_default().0 += placement.amount.minor() / 100;
    }
    for share in &figures.attribution.spent {
        cells.entry(figures.ledger.cells[share.cell()].id()).or_default().1 += share.amount.minor() / 100;
    }
    cells
}

fn expected(cells: &[(&str, i64, i64)]) -> BTreeMap<String, (i64, i64)> {
    cells.iter().map(|(cell, allocated, charged)| ((*cell).to_owned(), (*allocated, *charged))).collect()
}

/// Runs a month with all its checks and closes it, whatever is on the list.
fn closes(fund: &SmallFund, as_of: &str) {
    fund.works(&["run", "--as-of", as_of, "--verify"]);
    let mut close = vec!["close", &as_of[..7], "--as", "Ann", "--reason", "known"];
    for item in ["compared", "restatements", "pending", "expiring"] {
        close.extend(["--accept", item]);
    }
    fund.works(&close);
}

fn unallocated(figures: &Figures) -> i64 {
    figures.book.total(|amounts| amounts.unallocated).minor() / 100
}

/// A thousand are there for 600 in Togo and 400 in Viet Nam, 250 and 400 are spent. The board puts the next period in the place
/// of this one: Togo's 350 go there, Viet Nam has nothing left. Of 300 that come then, the new cells take 150 and 100, which is
/// all that they need; the old cell in Togo, which would need 350, takes nothing, and 50 wait.
#[test]
fn a_new_period_takes_what_is_left_of_the_old_one_and_its_late_costs() {
    let fund = fund();
    write(&fund, "agreements", "BEL-1,BEL,signed,2024-01-15,USD,2000,1,World,All\n");
    write(&fund, "receipts", "R-1,BEL-1,2024-02-01,deposit,USD,1000\n");
    let old = "TGO,T01,2024-2025,600\nVNM,T01,2024-2025,400\n";
    write(&fund, "priorities", old);
    let spent = "2025-11-10,P,TGO,T01,travel,USD,250,V-1\n2025-11-12,P,VNM,T01,travel,USD,400,V-2\n";
    write(&fund, "expenditure", spent);
    closes(&fund, "2025-11-30");
    let november = figures(&fund, "2025-11-30");
    assert_eq!(cells(&november), expected(&[("TGO/T01/2024-2025", 600, 250), ("VNM/T01/2024-2025", 400, 400)]));
    let new = "TGO,T01,2026-2027,500\nVNM,T01,2026-2027,100\n";
    write(&fund, "priorities", &format!("{old}{new}"));
    write(&fund, "receipts", "R-1,BEL-1,2024-02-01,deposit,USD,1000\nR-2,BEL-1,2025-12-22,deposit,USD,300\n");
    write(&fund, "decisions", "S1,2025-12-20,Board,adopted,succeed,,2024-2025,2026-2027,,,The next period begins\n");
    // A cost of the old period that is not charged yet is one of the new.
    let december = format!("{spent}2025-12-28,P,TGO,T01,travel,USD,40,V-3\n");
    write(&fund, "expenditure", &december);
    let lived = figures(&fund, "2025-12-31");
    let stands = [
        ("TGO/T01/2024-2025", 250, 250),
        ("VNM/T01/2024-2025", 400, 400),
        ("TGO/T01/2026-2027", 500, 40),
        ("VNM/T01/2026-2027", 100, 0),
    ];
    assert_eq!(cells(&lived), expected(&stands));
    assert_eq!(unallocated(&lived), 50);
    let entered: Vec<(String, i64)> = lived
        .book
        .entries
        .iter()
        .filter(|entry| entry.reference.starts_with("S1"))
        .map(|entry| (lived.ledger.cells[entry.cell as usize].id(), entry.amount.minor() / 100))
        .collect();
    assert_eq!(entered, [("TGO/T01/2024-2025".to_owned(), -350), ("TGO/T01/2026-2027".to_owned(), 350)]);
    let why = fund.works(&["explain", "TGO/T01", "--as-of", "2025-12-31"]);
    assert!(why.contains("S1: succeed") && why.contains("The next period begins"), "{why}");
    closes(&fund, "2025-12-31");
    // The rows of the old period are gone. A cost of October that comes now, of the old period, is one of the new too.
    write(&fund, "priorities", new);
    let january = "2026-01-15,P,VNM,T01,travel,USD,30,V-4\n2025-10-05,P,TGO,T01,travel,USD,20,V-5\n";
    write(&fund, "expenditure", &format!("{december}{january}"));
    let lived = figures(&fund, "2026-01-31");
    let stands = [
        ("TGO/T01/2024-2025", 250, 250),
        ("VNM/T01/2024-2025", 400, 400),
        ("TGO/T01/2026-2027", 500, 60),
        ("VNM/T01/2026-2027", 100, 30),
    ];
    assert_eq!(cells(&lived), expected(&stands));
    assert_eq!((unallocated(&lived), lived.attribution.total_pending().minor()), (50, 0));
    closes(&fund, "2026-01-31");
    assert!(fund.works(&["audit"]).contains("2025-12 computed again from the ledger"));
}

/// Togo leaves, and Benin takes its place. Of Togo's 500 two donors gave 300 and 200; 100 are spent, which the first pays: both
/// may pay for one cell, and its reference is the lower. It may pay anywhere, so its 200 go to Benin; the second gave for Togo
/// alone, so its 200 wait when the row of Togo is gone, and so does what it gives more.
#[test]
fn of_a_country_that_leaves_money_goes_where_its_earmark_lets_it() {
    let fund = fund();
    let agreements =
        "BEL-1,BEL,signed,2024-01-15,USD,1000,1,World,All\nJPN-1,JPN,signed,2024-01-15,USD,1000,3,TGO,All\n";
    write(&fund, "agreements", agreements);
    let received = "R-1,BEL-1,2024-02-01,deposit,USD,300\nR-2,JPN-1,2024-02-01,deposit,USD,200\n";
    write(&fund, "receipts", received);
    write(&fund, "priorities", "TGO,T01,2024-2027,500\n");
    let spent = "2025-10-10,P,TGO,T01,travel,USD,100,V-1\n";
    write(&fund, "expenditure", spent);
    let allocated = "D1,2025-10-05,Board,adopted,allocate,BEL-1,,TGO/T01,50,,The first of it\n";
    write(&fund, "decisions", allocated);
    closes(&fund, "2025-10-31");
    assert_eq!(cells(&figures(&fund, "2025-10-31")), expected(&[("TGO/T01/2024-2027", 500, 100)]));
    // Its row is gone at once; a cost of Togo that comes now falls to Benin. What was decided about it before stays as it is.
    write(&fund, "priorities", "BEN,T01,2024-2027,450\n");
    assert!(fund.refuses(&["run", "--as-of", "2025-11-30"], 1).contains("E408"), "nothing takes its place");
    let succeeds = "S1,2025-11-05,Board,adopted,succeed,,TGO,BEN,,,Togo leaves\n";
    let later = allocated.replace("D1,2025-10-05", "D2,2025-11-06");
    write(&fund, "decisions", &format!("{allocated}{succeeds}{later}"));
    assert!(fund.refuses(&["run", "--as-of", "2025-11-30"], 1).contains("E408"), "nothing goes there any more");
    write(&fund, "decisions", &format!("{allocated}{succeeds}"));
    write(&fund, "expenditure", &format!("{spent}2025-11-10,P,TGO,T01,travel,USD,60,V-2\n"));
    write(&fund, "receipts", &format!("{received}R-3,JPN-1,2025-11-20,deposit,USD,70\n"));
    let lived = figures(&fund, "2025-11-30");
    // Corrections take from a cell that is gone what is not spent there: 200 of Japan's wait with the 70.
    assert_eq!(cells(&lived), expected(&[("TGO/T01/2024-2027", 100, 100), ("BEN/T01/2024-2027", 200, 60)]));
    assert_eq!(unallocated(&lived), 270);
    closes(&fund, "2025-11-30");
    // Were its row there again, no money would go there.
    write(&fund, "priorities", "BEN,T01,2024-2027,450\nTGO,T01,2024-2027,500\n");
    let lived = figures(&fund, "2025-12-31");
    assert_eq!(cells(&lived), expected(&[("TGO/T01/2024-2027", 100, 100), ("BEN/T01/2024-2027", 200, 60)]));
    assert_eq!(unallocated(&lived), 270);
    let why = fund.works(&["explain", "TGO/T01", "--as-of", "2025-12-31"]);
    assert!(why.contains("Decision S1"), "{why}");
    // Japan gives its agreement back.
    write(
        &fund,
        "receipts",
        &format!("{received}R-3,JPN-1,2025-11-20,deposit,USD,70\nR-4,JPN-1,2025-12-15,refund,USD,270\n"),
    );
    assert_eq!(unallocated(&figures(&fund, "2025-12-31")), 0);
    closes(&fund, "2025-12-31");
}
