//! The life of the money: scenarios worked out by hand, an independent replay, and what holds in every random fund.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use chrono::{Datelike, Months, NaiveDate};
use poolfund::allocate::allocate;
use poolfund::attribute::life::answer::{Answer, Document, answers};
use poolfund::attribute::outcome::Life;
use poolfund::attribute::run::input;
use poolfund::attribute::run::{Before, Run, SupportCost, Terms};
use poolfund::attribute::{LifeError, live};
use poolfund::domain::{Money, Month};
use poolfund::intake::{self, Options, settings};
use poolfund::ledger::Ledger;
use serde_json::Value;
use tempfile::TempDir;

use crate::life_funds::{PLACES, START, THEMES, World};
use crate::sheets::isolated;
use crate::support::{program, root};

fn sorted(rows: &Value) -> Vec<String> {
    let mut rows: Vec<String> = rows.as_array().unwrap().iter().map(Value::to_string).collect();
    rows.sort();
    rows
}

/// Every scenario of the oracle's folder: entries, charges and pending costs in full, the figures that were worked out.
#[test]
fn scenarios_by_hand_come_out_as_they_were_worked_out() {
    let folder = root().join("tests/oracle/scenarios");
    let mut seen = 0;
    for file in fs::read_dir(folder).unwrap() {
        let file = file.unwrap().path();
        let scenario: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let document: Document = serde_json::from_value(scenario["document"].clone()).unwrap();
        for (answer, expected) in answers(&document).into_iter().zip(scenario["expected"].as_array().unwrap()) {
            let answer = serde_json::to_value(answer.unwrap()).unwrap();
            for part in ["entries", "charges", "pending"] {
                assert_eq!(sorted(&answer[part]), sorted(&expected[part]), "{part} of {}", file.display());
            }
            for wanted in expected["agreements"].as_array().unwrap() {
                let mut found = answer["agreements"].as_array().unwrap().iter();
                let found = found.find(|row| row["reference"] == wanted["reference"]).unwrap();
                for (name, value) in wanted.as_object().unwrap() {
                    assert_eq!(&found[name], value, "{name} of {} in {}", wanted["reference"], file.display());
                }
            }
            seen += 1;
        }
    }
    assert!(seen >= 14, "only {seen} runs");
}

#[test]
fn two_hundred_random_funds_agree_with_the_independent_replay() {
    let Some(_) = program("python3") else { return };
    let python = |arguments: &[&str]| {
        let mut python = Command::new("python3");
        python.current_dir(root().join("tests/oracle")).env("PYTHONDONTWRITEBYTECODE", "1");
        python.args(arguments).output().unwrap()
    };
    let folder = TempDir::new().unwrap();
    let (documents, answered) = (folder.path().join("documents.jsonl"), folder.path().join("answers.jsonl"));
    let made = python(&["funds.py", "200", "20261125"]);
    fs::write(&documents, &made.stdout).unwrap();
    let engine = Command::new(env!("CARGO_BIN_EXE_poolfund"))
        .arg("replay")
        .stdin(fs::File::open(&documents).unwrap())
        .output()
        .unwrap();
    fs::write(&answered, &engine.stdout).unwrap();
    let compared = python(&["compare_replay.py", documents.to_str().unwrap(), answered.to_str().unwrap()]);
    let shown = String::from_utf8_lossy(&compared.stdout);
    assert!(compared.status.success(), "{shown}{}", String::from_utf8_lossy(&compared.stderr));
    assert!(shown.contains("200 of 200"), "{shown}");
}

/// The sample as of October 2025 with all months open, against figures that were computed apart from this program, from
/// the same sheets: what is charged by the year in which it was incurred, and what is pending.
#[test]
fn the_sample_is_charged_as_an_independent_computation_says() {
    let inputs = root().join("inputs");
    let fund = settings::load(&inputs).unwrap();
    let options = Options { isolation: isolated(), ..Options::of(&fund) };
    let facts = intake::read_with(&inputs, &fund, &options, None).facts;
    let ledger = Ledger::build(&facts, &fund, NaiveDate::from_ymd_opt(2025, 10, 31).unwrap()).unwrap();
    let before = Before::default();
    let run = input::run(&fund, &facts, &ledger, &ledger.spending, &before);
    let life = live(&run, &before, &[], &allocate).unwrap();
    let mut by_year: BTreeMap<i32, i64> = BTreeMap::new();
    for charge in life.charges.iter().filter(|charge| charge.cell.is_some()) {
        let incurred = life.lines[charge.line as usize].cost.unwrap().date;
        assert!(Month::of(incurred) <= charge.charged_in, "no cost is charged before it was incurred");
        *by_year.entry(incurred.year()).or_default() += charge.amount.minor();
    }
    let by_year: Vec<(i32, i64)> = by_year.into_iter().collect();
    let expected =
        [(2021, 84_203_595), (2022, 287_865_979), (2023, 519_828_893), (2024, 680_638_183), (2025, 765_684_945)];
    assert_eq!(by_year, expected);
    assert_eq!(life.pending.iter().map(|pending| pending.amount.minor()).sum::<i64>(), 13_598_426);
    let lapsed: Money = life.amounts().iter().map(|amounts| amounts.lapsed).sum();
    assert_eq!(lapsed.minor(), 64_367_384);
}

/// A random fund, run month after month with closes in between; `each` sees every run.
pub fn in_every_run(seed: u64, mut each: impl FnMut(&mut World, &Before<'static>, &Life<'_>)) {
    let mut world = World::new(seed);
    let mut before = Before::default();
    let mut from = START;
    if world.random.once_in(6) {
        let as_at = START + Months::new(world.random.between(1, 4) as u32);
        world.open(as_at.pred_opt().unwrap());
        from = as_at;
    }
    for _ in 0..world.random.between(2, 9) {
        let last = from + Months::new(world.random.between(0, 5) as u32);
        let whole = !world.random.once_in(4);
        let to = if whole { Month::of(last).last_day() } else { last };
        world.live(from, to);
        world.run.as_of = to;
        let run = world.run.clone();
        let life = live(&run, &before, &[], &allocate).unwrap_or_else(|error| panic!("fund {seed} on {to}: {error}"));
        each(&mut world, &before, &life);
        world.decide(&life, to.succ_opt().unwrap());
        if whole && world.random.once_in(2) {
            // What a close froze goes through the ledger as text.
            let text = serde_json::to_string(&life.close()).unwrap();
            before = serde_json::from_str(&text).unwrap();
        }
        from = to.succ_opt().unwrap();
    }
}

fn covers(terms: &Terms, geography: &str, theme: &str) -> bool {
    let above = |tree: &[(&'static str, Option<&'static str>)], code: &str, wanted: &str| {
        let mut at = Some(code.to_owned());
        while let Some(code) = at {
            if code == wanted {
                return true;
            }
            at = tree.iter().find(|(name, _)| *name == code).and_then(|(_, parent)| parent.map(str::to_owned));
        }
        false
    };
    let under = |pairs: &[(String, String)]| {
        pairs.iter().any(|(place, part)| above(&PLACES, geography, place) && above(&THEMES, theme, part))
    };
    under(&terms.include) && !under(&terms.exclude)
}

/// Whether an agreement could pay on a day, by its terms of the day.
fn eligible(run: &Run<'_>, reference: &str, day: NaiveDate, geography: &str, theme: &str) -> bool {
    if reference == "INTEREST" {
        return run.fund.from <= day;
    }
    let agreement = run.agreements.iter().find(|agreement| agreement.reference.as_str() == reference).unwrap();
    let in_force = agreement.terms.iter().filter(|terms| terms.effective.is_none_or(|from| from <= day));
    let terms = in_force.max_by_key(|terms| terms.effective).unwrap();
    let ends = run.fund.ends.iter().filter(|end| end.effective.is_none_or(|from| from <= day));
    let end = terms.to.unwrap_or_else(|| ends.max_by_key(|end| end.effective).unwrap().to);
    terms.from <= day && day <= end && covers(terms, geography, theme)
}

#[test]
fn what_must_hold_holds_in_every_month_of_random_funds() {
    let (mut charged, mut over, mut lapsed, mut pending) = (0, 0, 0, 0);
    for seed in 0..250 {
        in_every_run(seed, |world, before, life| {
            let run = &world.run;
            for charge in life.charges.iter().filter(|charge| charge.amount > Money::ZERO) {
                let (Some(cost), Some(cell)) = (life.lines[charge.line as usize].cost, charge.cell) else { continue };
                let closed = before.closed_on.is_some_and(|day| charge.charged_in <= Month::of(day));
                let Some(cell) = run.cells.iter().find(|other| other.id == life.cells[cell as usize]) else { continue };
                if closed || cost.obligation.is_some() {
                    continue;
                }
                let payer = life.agreements[charge.agreement as usize].reference.as_str();
                assert!(
                    eligible(run, payer, cost.date, &cell.geography, &cell.theme),
                    "fund {seed}: {cost:?} by {payer}"
                );
                assert!(Month::of(cost.date) <= charge.charged_in, "fund {seed}: charged before it was incurred");
                charged += 1;
            }
            for month in &life.months {
                for amounts in &month.amounts {
                    let free = amounts.unallocated + amounts.lapsed - amounts.over_allocated;
                    assert_eq!(amounts.programmable, amounts.allocated + free, "fund {seed} on {}", month.day);
                    assert!(amounts.charged >= Money::ZERO && amounts.unspent() >= Money::ZERO);
                    assert!(amounts.overdrawn > Money::ZERO || amounts.charged <= amounts.programmable);
                    let computed = run.fund.support_cost == SupportCost::Computed;
                    assert!(amounts.support_cost >= Money::ZERO && amounts.reserve >= Money::ZERO);
                    assert!(amounts.support_cost <= amounts.reserve || !computed, "fund {seed} on {}", month.day);
                    over += i32::from(amounts.over_allocated > Money::ZERO);
                    lapsed += i32::from(amounts.lapsed > Money::ZERO);
                }
            }
            let opened_on = run.openings.iter().map(|opening| opening.as_at).max();
            let counts = |date: NaiveDate| date <= run.as_of && opened_on.is_none_or(|day| date > day);
            let spent: i64 = run.costs.iter().filter(|cost| counts(cost.date)).map(|cost| cost.base.minor()).sum();
            let of_costs = life.charges.iter().filter(|charge| life.lines[charge.line as usize].id != "opening");
            let paid: i64 = of_costs.map(|charge| charge.amount.minor()).sum();
            let waiting: i64 = life.pending.iter().map(|pending| pending.amount.minor()).sum();
            assert_eq!(paid + waiting, spent, "fund {seed} on {}", run.as_of);
            pending += life.pending.len();
        });
    }
    // The funds are no idle ones.
    assert!(charged > 1_500 && over > 200 && lapsed > 200 && pending > 500, "{charged} {over} {lapsed} {pending}");
}

/// Entries and charges to a day, by their names.
fn rows_to(life: &Life<'_>, day: NaiveDate) -> Vec<String> {
    let payer = |number: u32| &life.agreements[number as usize].reference;
    let cell = |number: u32| life.cells[number as usize].as_str();
    let entries = life.entries.iter().filter(|entry| entry.date <= day).map(|entry| {
        let (payer, cell) = (payer(entry.agreement), cell(entry.cell));
        format!("{} {payer} {cell} {:?} {:?}", entry.date, entry.cause, entry.amount)
    });
    let charges = life.charges.iter().filter(|charge| charge.charged_in <= Month::of(day)).map(|charge| {
        let (id, payer) = (life.lines[charge.line as usize].id, payer(charge.agreement));
        format!("{} {id} {payer} {} {:?}", charge.charged_in, charge.cell.map_or("", cell), charge.amount)
    });
    let mut rows: Vec<String> = entries.chain(charges).collect();
    rows.sort();
    rows
}

#[test]
fn what_a_close_froze_stays_whatever_comes_later() {
    let mut frozen = 0;
    for seed in 200..280 {
        let mut last: Option<(NaiveDate, Vec<String>)> = None;
        in_every_run(seed, |_, before, life| {
            if let Some((day, rows)) = last.take().filter(|(day, _)| before.closed_on.is_some_and(|on| on >= *day)) {
                assert_eq!(rows, rows_to(life, day), "fund {seed}: what stood on {day}");
                frozen += rows.len();
            }
            last = Some((life.as_of, rows_to(life, life.as_of)));
        });
    }
    assert!(frozen > 500, "{frozen}");
}

#[test]
fn the_order_of_rows_changes_nothing() {
    for seed in 400..460 {
        in_every_run(seed, |world, before, life| {
            let shuffled = world.shuffled();
            let other = live(&shuffled, before, &[], &allocate).unwrap();
            assert_eq!(Answer::new(life), Answer::new(&other), "fund {seed} on {}", life.as_of);
        });
    }
}

#[test]
fn nothing_is_no_error_and_nothing_panics() {
    let empty = |as_of: NaiveDate| Run { as_of, ..World::new(1).run };
    let bare =
        |run: &Run<'static>| Run { agreements: vec![], cells: vec![], receipts: vec![], costs: vec![], ..run.clone() };
    for as_of in [START, START + Months::new(12 * 979), START - Months::new(12)] {
        let run = empty(as_of);
        live(&run, &Before::default(), &[], &allocate).unwrap();
        live(&bare(&run), &Before::default(), &[], &allocate).unwrap();
    }
    let mut world = World::new(3);
    world.live(START, START + Months::new(3));
    world.run.as_of = START + Months::new(4);
    world.run.costs.iter_mut().for_each(|cost| cost.base = Money::from_minor(i64::MAX / 3));
    let error = live(&world.run, &Before::default(), &[], &allocate).unwrap_err();
    assert!(matches!(&error, LifeError::TooMuch { name } if name.starts_with('C')), "{error}");
}
