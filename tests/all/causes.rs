//! Why priorities lack money where people decide: causes that add up and are never below nothing, one reason everywhere, and
//! what a return of money that is not there does. Worked out by hand, and in random funds.

use std::collections::BTreeSet;

use calamine::{Reader, Xlsx, open_workbook};
use poolfund::attribute::live;
use poolfund::attribute::outcome::{DecisionState, Over, OverCause};
use poolfund::attribute::run::{Action, Before as Frozen, Cause};
use poolfund::books::{self, AsOf};
use poolfund::config::Mode;
use poolfund::domain::{GeographyCode, Language, Money, Month};
use poolfund::month::{self, Before, Figures, Inputs, MonthError};
use poolfund::report::page::contract::FiguresFile;
use poolfund::report::view::Why;
use poolfund::report::{Provenance, View, concept, page};

use crate::builder::{FUND, day};
use crate::facts_of_run::{facts, fund};
use crate::life_funds::{START, World};
use crate::small_fund::SmallFund;

const DECISIONS: &str = "Decision,Date,Body,Status,Action,Agreement,From cell,To cell,Amount,Ends decision,Reason\n";
const RECEIPTS: &str = "Receipt,Agreement,Date,Kind,Currency,Amount\nR-1,BEL-1,2025-08-10,deposit,USD,1000.00\n";
const OCTOBER: &str = "2025-10-31";

/// A fund without charges whose 1,000.00 may go anywhere; Togo needs 600.00, and Viet Nam what is given.
fn small(mode: &str, viet_nam: &str) -> SmallFund {
    let fund = SmallFund::new();
    let mut settings = FUND.replace("2021-2025", "2021-2026");
    for charge in ["administrative_fee = \"1%\"", "support_cost = \"13%\"", "levy = \"1%\""] {
        settings = settings.replace(charge, &format!("{} = \"0%\"", charge.split(' ').next().unwrap()));
    }
    settings.push_str(&format!("\n[allocation]\nmode = \"{mode}\"\n"));
    for kind in ["donors", "agreements", "receipts", "priorities", "decisions"] {
        settings.push_str(&format!("\n[[input]]\nkind = \"{kind}\"\nfile = \"{kind}.csv\"\n"));
    }
    fund.write("fund.toml", &settings);
    fund.write(
        "agreements.csv",
        "Agreement,Donor,Stage,Signed on,Currency,Amount\nBEL-1,BEL,commitment,2024-01-15,USD,2000.00\n",
    );
    fund.write("receipts.csv", RECEIPTS);
    let needs = format!("TGO,T01,2021-2026,600.00\nVNM,T01,2021-2026,{viet_nam}\n");
    fund.write("priorities.csv", &format!("Country,Theme,Period,Need\n{needs}"));
    fund.write("decisions.csv", DECISIONS);
    fund
}

fn decide(fund: &SmallFund, rows: &str) {
    fund.write("decisions.csv", &format!("{DECISIONS}{rows}"));
}

fn closes(fund: &SmallFund, as_of: &str) {
    fund.works(&["run", "--as-of", as_of, "--verify"]);
    let accepted = ["compared", "over-allocated", "restatements"].map(|item| ["--accept", item]).concat();
    fund.works(&[&["close", &as_of[..7], "--as", "Ann", "--reason", "known"][..], &accepted].concat());
}

fn read(fund: &SmallFund, as_of: &str) -> Figures {
    books::read(fund.path(), AsOf::Day(day(as_of)), &|_| ()).unwrap().figures
}

/// Short of money, locked by earmarks, locked by limits, lapsed, and kept by decisions, in whole dollars.
fn causes(figures: &Figures) -> [i64; 5] {
    figures.gap.causes.parts().map(|amount| amount.minor() / 100)
}

fn of_page(figures: &Figures) -> FiguresFile {
    page::figures(&View::new(figures, Provenance::default()).unwrap()).unwrap()
}

/// All texts of the gap tracker's list of priorities that lack money.
fn listed(fund: &SmallFund) -> String {
    let mut found: Xlsx<_> = open_workbook(fund.reports("2025-10").join("gap-2025-10.xlsx")).unwrap();
    let range = found.worksheet_range("Priorities").unwrap();
    range.rows().flatten().map(|cell| format!("{cell}\n")).collect()
}

/// The note about Togo.
fn note(figures: &Figures, of_public: &FiguresFile) -> String {
    let view = View::new(figures, Provenance::default()).unwrap();
    let book = concept::book(&view, of_public, &GeographyCode::new("TGO"), Language::English);
    format!("{:?}", book.sheets.iter().map(|sheet| &sheet.rows).collect::<Vec<_>>())
}

/// Where Togo lacks money, everything says the same reason: the workbook, the page, the note and `explain`.
fn said_everywhere(fund: &SmallFund, why: Why, sentence: &str) -> FiguresFile {
    fund.works(&["run", "--as-of", OCTOBER, "--verify"]);
    let figures = read(fund, OCTOBER);
    let (own, public) = (of_page(&figures), page::public(of_page(&figures)));
    for edition in [&own, &public] {
        let togo = edition.cells.iter().find(|cell| cell.place == "TGO").unwrap();
        assert_eq!(togo.why, why);
    }
    let explained = fund.works(&["explain", "TGO/T01", "--as-of", OCTOBER]);
    for said in [listed(fund), note(&figures, &public), explained] {
        assert!(said.contains(sentence), "{sentence}: {said}");
    }
    own
}

#[test]
fn money_that_decisions_hold_is_the_reason_everywhere() {
    let fund = small("automatic", "500.00");
    decide(&fund, "D1,2025-08-01,Board,adopted,hold,BEL-1,,,,,Until the audit\n");
    let own = said_everywhere(&fund, Why::Held, "Decisions hold the only unallocated funds that are eligible here");
    assert!(own.cells.iter().all(|cell| cell.held == [0] && cell.waits.is_zero()), "{:?}", own.cells);
    assert!(page::public(own).cells.iter().all(|cell| cell.held.is_empty()), "who is held is the fund's own");
    // Of 1,100.00 that are needed, 100.00 are not there.
    assert_eq!(causes(&read(&fund, OCTOBER)), [100, 0, 0, 0, 1000]);
    let explained = fund.works(&["explain", "--as-of", OCTOBER]);
    assert!(
        explained.contains("1,000.00  Held by decisions") && explained.contains("100.00  Short of money"),
        "{explained}"
    );
}

#[test]
fn a_priority_that_is_closed_before_it_has_anything_says_so_everywhere() {
    let fund = small("automatic", "500.00");
    decide(&fund, "D1,2025-08-01,Board,adopted,hold,,,TGO/T01,,,Until the election\n");
    // The workbook and `explain` name the decision; whoever else reads is told that there is one.
    fund.works(&["run", "--as-of", OCTOBER, "--verify"]);
    for said in [listed(&fund), fund.works(&["explain", "TGO/T01", "--as-of", OCTOBER])] {
        assert!(said.contains("Decision D1 (Board, 1 August 2025) holds"), "{said}");
    }
    let figures = read(&fund, OCTOBER);
    let own = of_page(&figures);
    assert_eq!(own.cells.iter().map(|cell| cell.why).collect::<Vec<_>>(), [Why::Decided, Why::Funded]);
    assert!(note(&figures, &page::public(own)).contains("A decision closes this priority or took funds from it."));
    // 500.00 are with Viet Nam; of Togo's 600.00 the decision keeps 500.00 away, and 100.00 are not there.
    assert_eq!(causes(&figures), [100, 0, 0, 0, 500]);
}

#[test]
fn where_people_decide_what_waits_is_the_reason_everywhere() {
    let fund = small("decided", "300.00");
    let own = said_everywhere(&fund, Why::Waits, "Funds for it wait for a decision.");
    assert_eq!(own.cells.iter().map(|cell| cell.waits.minor()).collect::<Vec<_>>(), [60_000, 30_000]);
    assert_eq!(causes(&read(&fund, OCTOBER)), [0, 0, 0, 0, 900]);
    // With a larger need there is money for a part of it.
    fund.write("priorities.csv", "Country,Theme,Period,Need\nTGO,T01,2021-2026,1600.00\n");
    let own =
        said_everywhere(&fund, Why::LeftToPeople, "No funds are left but what decisions hold, or what waits for one.");
    assert_eq!(own.cells[0].waits.minor(), 100_000);
    let explained = fund.works(&["explain", "TGO/T01", "--as-of", OCTOBER]);
    assert!(explained.contains("Funds for a part of it wait for a decision."), "{explained}");
    assert_eq!(causes(&read(&fund, OCTOBER)), [600, 0, 0, 0, 1000]);
}

/// Of 1,000.00, people have adopted 400.00 for Togo and rejected the rest: what is not allocated is said to wait, not to be used.
#[test]
fn what_people_have_not_decided_is_never_said_to_be_used() {
    let fund = small("decided", "300.00");
    fund.write("priorities.csv", "Country,Theme,Period,Need\nTGO,T01,2021-2026,1600.00\n");
    decide(
        &fund,
        "D1,2025-10-20,Board,adopted,allocate,BEL-1,,TGO/T01,400.00,,First\n\
         D2,2025-10-20,Board,rejected,allocate,BEL-1,,TGO/T01,600.00,,Not ready\n",
    );
    fund.works(&["run", "--as-of", OCTOBER, "--verify"]);
    let explained = fund.works(&["explain", "BEL-1", "--as-of", OCTOBER]);
    assert!(explained.contains("600.00 is recommended and waits for a decision."), "{explained}");
    assert!(!explained.contains("All of it is used"), "{explained}");
    let explained = fund.works(&["explain", "TGO / T01", "--as-of", OCTOBER]);
    assert!(explained.contains("Not adopted: D2."), "{explained}");
    let donors = std::fs::read_dir(fund.reports("2025-10").join("donors")).unwrap();
    let workbook =
        donors.map(|file| file.unwrap().path()).find(|file| file.extension().is_some_and(|end| end == "xlsx"));
    let mut book: Xlsx<_> = open_workbook(workbook.unwrap()).unwrap();
    let sheet = book.worksheet_range("Contributions").unwrap();
    let said: String = sheet.rows().flatten().map(|cell| format!("{cell}\n")).collect();
    let sentence = "The allocation is within the earmark (1 eligible priority); some money is left. 600.00 is recommended and waits for a decision.";
    assert!(said.contains(sentence) && !said.contains("All funds were allocated"), "{said}");
}

/// An earmark that is narrowed after money was allocated: in mode decided that money is named and waits, and a close asks.
#[test]
fn where_people_decide_money_that_an_earmark_no_longer_allows_is_named_until_they_move_it() {
    let fund = small("decided", "300.00");
    decide(&fund, "D1,2025-09-20,Board,adopted,allocate,BEL-1,,TGO/T01,600.00,,First\n");
    closes(&fund, "2025-09-30");
    let narrowed = "Agreement,Donor,Stage,Signed on,Currency,Amount,Countries\n\
                    BEL-1,BEL,commitment,2024-01-15,USD,2000.00,Viet Nam\n";
    fund.write("agreements.csv", narrowed);
    let ran = fund.works(&["run", "--as-of", OCTOBER, "--verify"]);
    assert!(ran.contains("Over-allocated") && ran.contains("600.00"), "{ran}");
    let figures = read(&fund, OCTOBER);
    assert_eq!(figures.book.total(|amounts| amounts.over_allocated), Money::ZERO, "the money itself is there");
    let [Over::Agreement { amount, cause: OverCause::Earmark, cells, .. }] = figures.book.over.as_slice() else {
        panic!("{:?}", figures.book.over)
    };
    assert_eq!((amount.minor(), cells.len()), (60_000, 1));
    let sentence =
        "600.00 is still allocated to priorities that the earmark no longer allows, and waits for a decision.";
    let explained = fund.works(&["explain", "BEL-1", "--as-of", OCTOBER]);
    assert!(explained.contains(sentence) && !explained.contains("All of it is used"), "{explained}");
    let refused = fund.refuses(&["close", "2025-10", "--as", "Ann", "--reason", "known", "--accept", "compared"], 1);
    assert!(refused.contains("over-allocated") && refused.contains("earmark"), "{refused}");
    // Once they have moved it, nothing is named any more.
    decide(
        &fund,
        "D1,2025-09-20,Board,adopted,allocate,BEL-1,,TGO/T01,600.00,,First\n\
         D2,2025-10-20,Board,adopted,move,BEL-1,TGO/T01,VNM/T01,300.00,,Narrowed\n\
         D3,2025-10-20,Board,adopted,return,BEL-1,TGO/T01,,300.00,,Narrowed\n",
    );
    assert_eq!(read(&fund, OCTOBER).book.over, []);
}

/// All money is placed, then every priority is held: the rest is short of money, and nothing is both missing and locked.
#[test]
fn a_fund_whose_priorities_are_all_held_is_only_short_of_money() {
    let fund = small("automatic", "500.00");
    closes(&fund, "2025-09-30");
    decide(
        &fund,
        "D1,2025-10-01,Board,adopted,hold,,,TGO/T01,,,As it is\nD2,2025-10-01,Board,adopted,hold,,,VNM/T01,,,As it is\n",
    );
    assert_eq!(causes(&read(&fund, OCTOBER)), [100, 0, 0, 0, 0]);
    // With 60.00 more there is money that the decisions keep away.
    fund.write("receipts.csv", &format!("{RECEIPTS}R-2,BEL-1,2025-10-10,deposit,USD,60.00\n"));
    assert_eq!(causes(&read(&fund, OCTOBER)), [40, 0, 0, 0, 60]);
}

/// 300.00 of 1,000.00 allocated are refunded. People take 400.00 back from Viet Nam: 300.00 make good what was not there, and
/// 100.00 are held. When 300.00 come again they are free; Viet Nam stays as low as people left it, until a release.
#[test]
fn of_money_that_is_not_there_a_return_holds_nothing_and_lowers_the_need_until_a_release() {
    let fund = small("automatic", "400.00");
    closes(&fund, "2025-09-30");
    let refund = format!("{RECEIPTS}R-2,BEL-1,2025-10-05,refund,USD,300.00\n");
    fund.write("receipts.csv", &refund);
    let returned = "D1,2025-10-10,Board,adopted,return,BEL-1,VNM/T01,,400.00,,Viet Nam can wait\n";
    decide(&fund, returned);
    let stands = |as_of: &str| {
        let figures = read(&fund, as_of);
        let of = |place: &str| -> i64 {
            let here = figures.placements().iter();
            let here = here.filter(|placed| figures.ledger.cells[placed.cell].geography.as_str() == place);
            here.map(|placed| placed.amount.minor()).sum()
        };
        let unallocated = figures.book.total(|amounts| amounts.unallocated).minor();
        let held = figures.book.total(|amounts| amounts.held).minor();
        [of("TGO"), of("VNM"), unallocated, held].map(|amount| amount / 100)
    };
    assert_eq!(stands(OCTOBER), [600, 0, 100, 100]);
    closes(&fund, OCTOBER);
    fund.write("receipts.csv", &format!("{refund}R-3,BEL-1,2025-11-03,deposit,USD,300.00\n"));
    assert_eq!(stands("2025-11-30"), [600, 0, 400, 100]);
    decide(&fund, &format!("{returned}D2,2025-11-20,Board,adopted,release,,,,,D1,It starts\n"));
    assert_eq!(stands("2025-11-30"), [600, 400, 0, 0]);
}

/// 1,300.00 of 1,600.00 that are needed; 300.00 of them are for Togo alone, and lapse on the day of the next allocation, which
/// counts them still: Togo is left behind, and the list and `explain` say why.
#[test]
fn what_lapses_on_the_day_of_the_allocation_is_said_where_it_leaves_a_priority_behind() {
    let fund = small("automatic", "1000.00");
    fund.write(
        "agreements.csv",
        "Agreement,Donor,Stage,Signed on,Currency,Amount,Countries or regions,Valid to\n\
         BEL-1,BEL,commitment,2024-01-15,USD,1000.00,,\nBEL-2,BEL,commitment,2024-01-15,USD,300.00,TGO,2025-10-31\n",
    );
    fund.write("receipts.csv", &format!("{RECEIPTS}R-2,BEL-2,2025-08-10,deposit,USD,300.00\n"));
    closes(&fund, "2025-09-30");
    fund.works(&["run", "--as-of", OCTOBER, "--verify"]);
    let togo = fund.works(&["explain", "TGO/T01", "--as-of", OCTOBER]);
    for said in [listed(&fund), togo] {
        assert!(said.contains("no money left to allocate. Money of it lapsed at the end of this month"), "{said}");
    }
    let viet_nam = fund.works(&["explain", "VNM/T01", "--as-of", OCTOBER]);
    assert!(viet_nam.contains("no money left") && !viet_nam.contains("lapsed"), "{viet_nam}");
}

/// What is said of each cell is so: of what waits, is held, is closed, lapsed, or is not there.
fn reasons_hold(figures: &Figures, place: &str) -> BTreeSet<Why> {
    let own = of_page(figures);
    let (book, ledger) = (&figures.book, &figures.ledger);
    let free: Money = book.total(|amounts| amounts.unallocated - amounts.held);
    let waits: Money = own.cells.iter().map(|cell| cell.waits).sum();
    for (index, cell) in own.cells.iter().enumerate() {
        let said = format!("{place}: {cell:?}");
        assert_eq!(cell.why == Why::Funded, cell.lacking.is_zero(), "{said}");
        assert!(
            cell.waits <= cell.lacking
                && (cell.why == Why::Waits) == (cell.waits == cell.lacking && !cell.waits.is_zero())
        );
        assert!(cell.held.iter().all(|agreement| !book.amounts[*agreement].held.is_zero()), "{said}");
        let id = ledger.cells[index].id();
        match cell.why {
            Why::NoMoney => assert!(free.is_zero() && waits.is_zero() && cell.held.is_empty(), "{free:?} {said}"),
            Why::LeftToPeople => assert!(free <= waits, "{free:?} {waits:?} {said}"),
            Why::Held => assert!(!cell.held.is_empty(), "{said}"),
            Why::Lapsed => {
                let lapses = |entry: &&poolfund::attribute::BookLine| {
                    entry.cause == Cause::Lapse && entry.date == ledger.as_of && entry.cell as usize == index
                };
                assert!(book.entries.iter().any(|entry| lapses(&entry)), "{said}");
            }
            Why::Decided => {
                let about = |acted: &&poolfund::attribute::outcome::DecisionOf| {
                    let named = [&acted.decision.from_cell, &acted.decision.to_cell].into_iter().flatten();
                    acted.state == DecisionState::InForce && named.into_iter().any(|cell| cell.as_str() == id)
                };
                assert!(book.decisions.iter().any(|acted| about(&acted)), "{said}");
            }
            Why::Ceiling => assert!(cell.ceiling < cell.need, "{said}"),
            Why::Funded | Why::Waits | Why::Pending | Why::Earmarks | Why::Limits => {}
        }
    }
    own.cells.iter().map(|cell| cell.why).collect()
}

#[test]
fn no_cause_of_a_gap_is_below_nothing_and_every_reason_is_so() {
    let (mut kept, mut said, mut decided) = (0, BTreeSet::new(), BTreeSet::new());
    for seed in 4_000..4_040 {
        let (mut world, mut before) = (World::new(seed), None::<Before>);
        let mut from = START;
        for _ in 0..4 {
            let to = Month::of(from).last_day();
            world.live(from, to);
            world.run.as_of = to;
            let frozen = before.as_ref().map_or_else(Frozen::default, |before| before.frozen.clone());
            let refused =
                |world: &World| live(&world.run, &frozen, &[], &poolfund::allocate::allocate).unwrap().refused;
            for one in refused(&world) {
                world.run.decisions.retain(|decision| decision.number != one.number);
            }
            for mode in [Mode::Decided, Mode::Automatic] {
                let mut fund = fund(&world.run);
                fund.allocation.mode = mode;
                let inputs = Inputs { fund, facts: facts(&world.run), as_of: to, before: before.as_ref() };
                let place = format!("fund {seed} on {to}, {mode:?}");
                let figures = match month::compute(inputs) {
                    Ok(figures) => figures,
                    Err(MonthError::Decisions(_)) => continue,
                    Err(error) => panic!("{place}: {error}"),
                };
                let parts = figures.gap.causes.parts();
                assert!(parts.iter().all(|part| *part >= Money::ZERO), "{place}: {:?}", figures.gap.causes);
                assert_eq!(parts.into_iter().sum::<Money>(), figures.gap.priorities.lacking, "{place}");
                let acted = figures.book.decisions.iter().filter(|acted| acted.state == DecisionState::InForce);
                let actions: Vec<Action> = acted.map(|acted| acted.decision.action).collect();
                if mode == Mode::Automatic && actions.is_empty() {
                    assert!(figures.gap.causes.decided.is_zero(), "{place}: {:?}", figures.gap.causes);
                }
                kept += i32::from(mode == Mode::Automatic && !figures.gap.causes.decided.is_zero());
                decided.extend(actions);
                said.extend(reasons_hold(&figures, &place));
                if mode == Mode::Automatic && world.random.once_in(2) {
                    let frozen = month::freeze((&figures.fund, &facts(&world.run)), to, before.as_ref()).unwrap();
                    let standing = figures.standing.clone();
                    before = Some(Before { frozen, standing, ..Before::default() });
                }
            }
            let frozen = before.as_ref().map_or_else(Frozen::default, |before| before.frozen.clone());
            if frozen.closed_on != Some(to) {
                let run = world.run.clone();
                let life = live(&run, &frozen, &[], &poolfund::allocate::allocate).unwrap();
                world.decide(&life, to.succ_opt().unwrap());
            }
            from = to.succ_opt().unwrap();
        }
    }
    assert!(kept > 5 && decided.len() > 3, "{kept} {decided:?}");
    let all = [Why::Funded, Why::Decided, Why::Waits, Why::NoMoney, Why::LeftToPeople, Why::Held, Why::Earmarks];
    assert!(all.iter().all(|why| said.contains(why)), "{said:?}");
}
