//! The life of the money in the figures of a month: the scenarios that were worked out by hand, and what holds in every
//! month of random funds, with closes in between.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::{Months, NaiveDate};
use poolfund::attribute::run::{self, Run};
use poolfund::domain::facts::{ExpenditureType, Facts, ResultFact};
use poolfund::domain::{Money, Month};
use poolfund::gap::Strengths;
use poolfund::ledger::Ledger;
use poolfund::month::{self, Before, Figures, Inputs};
use poolfund::report::View;
use serde_json::{Value, json};

use crate::facts_of_run::{cell_name, facts, fund};
use crate::life_funds::{START, World};
use crate::support::root;

fn compute(run: &Run<'_>, facts: Facts, before: Option<&Before>) -> Figures {
    month::compute(Inputs { fund: fund(run), facts, as_of: run.as_of, before }).unwrap()
}

/// What a close of the month leaves to the months after it.
fn closed(run: &Run<'_>, figures: &Figures, before: Option<&Before>) -> Before {
    let frozen = month::freeze((&figures.fund, &facts(run)), run.as_of, before).unwrap();
    // What a close froze goes through the ledger as text.
    let frozen: run::Before<'static> = serde_json::from_str(&serde_json::to_string(&frozen).unwrap()).unwrap();
    Before { frozen, standing: figures.standing.clone(), items: Vec::new(), support: BTreeMap::new() }
}

/// Amounts by what they are of.
type Sums = BTreeMap<String, i64>;

fn add(sums: &mut Sums, key: Value, amount: Money) {
    *sums.entry(key.to_string()).or_default() += amount.minor();
}

fn reference(figures: &Figures, agreement: usize) -> &str {
    figures.ledger.agreements[agreement].agreement.reference.as_str()
}

fn document(figures: &Figures, line: usize) -> String {
    figures.ledger.spending[line].fact.document.clone().unwrap_or_else(|| "opening".to_owned())
}

/// The entries, the charges and what is pending, by name; all to a day.
fn rows_to(figures: &Figures, day: NaiveDate) -> [Sums; 3] {
    let [mut entries, mut charges, mut pending] = [Sums::new(), Sums::new(), Sums::new()];
    for entry in figures.book.entries.iter().filter(|entry| entry.date <= day) {
        let cell = figures.ledger.cells[entry.cell as usize].id();
        let key = json!([entry.date, reference(figures, entry.agreement as usize), cell, entry.cause]);
        add(&mut entries, key, entry.amount);
    }
    for share in figures.attribution.spent.iter().filter(|share| share.charged_in <= Month::of(day)) {
        let cell = figures.ledger.cells[share.cell()].id();
        let (cost, payer) = (document(figures, share.line()), reference(figures, share.agreement()));
        add(&mut charges, json!([cost, payer, cell, share.charged_in.to_string()]), share.amount);
    }
    for waits in &figures.attribution.pending {
        add(&mut pending, json!([document(figures, waits.line as usize), waits.cause.word()]), waits.amount);
    }
    let mut rows = [entries, charges, pending];
    rows.iter_mut().for_each(|sums| sums.retain(|_, amount| *amount != 0));
    rows
}

/// What was charged to a day, by all that figures show it by.
fn shown_to(figures: &Figures, day: NaiveDate) -> Sums {
    let mut shown = Sums::new();
    for share in figures.attribution.spent.iter().filter(|share| share.charged_in <= Month::of(day)) {
        let fact = &figures.ledger.spending[share.line()].fact;
        let agreement = &figures.ledger.agreements[share.agreement()].agreement;
        let by = json!([
            agreement.donor,
            agreement.reference,
            figures.ledger.cells[share.cell()].id(),
            fact.project,
            (&fact.geography, &fact.theme),
            fact.category.name(),
            fact.date.to_string(),
            share.charged_in.to_string(),
        ]);
        add(&mut shown, by, share.amount);
    }
    shown.extend(booked_to(figures, day));
    shown.retain(|_, amount| *amount != 0);
    shown
}

/// What came and went to a day, by the month in which it is booked: its amount, and what was taken of it.
fn booked_to(figures: &Figures, day: NaiveDate) -> Sums {
    let mut sums = Sums::new();
    for row in figures.standing.booked.iter().flatten().filter(|row| row.month <= Month::of(day)) {
        let key = |what: &str| json!([row.agreement, row.kind, row.month, what]);
        for (what, amount) in [("base", row.base), ("exchange", row.exchange), ("fee", row.fee), ("levy", row.levy)] {
            add(&mut sums, key(what), amount);
        }
    }
    sums
}

/// The same as it was worked out, by the names that the facts have.
fn expected(answer: &Value, run: &Run<'_>) -> [Sums; 3] {
    let cell = |name: &Value| {
        let found = run.cells.iter().find(|cell| name.as_str() == Some(cell.id.as_str()));
        found.map_or_else(|| name.as_str().unwrap_or_default().to_owned(), cell_name)
    };
    let cost = |name: &Value| {
        let found = run.costs.iter().find(|cost| name.as_str() == Some(&*cost.id));
        found.map_or_else(|| format!("DOC-{}", name.as_str().unwrap()), |cost| cost.document.to_string())
    };
    let cost = |name: &Value| if name == "opening" { "opening".to_owned() } else { cost(name) };
    let list = |part: &str| answer[part].as_array().unwrap().clone();
    let amount = |row: &Value| Money::from_minor(row["amount"].as_i64().unwrap());
    let mut rows = [Sums::new(), Sums::new(), Sums::new()];
    for row in list("entries") {
        add(&mut rows[0], json!([row["date"], row["agreement"], cell(&row["cell"]), row["cause"]]), amount(&row));
    }
    // What reserves pay of booked support is in no cell; it is held against the amounts of the agreements.
    for row in list("charges").iter().filter(|row| !row["cell"].is_null()) {
        let key = json!([cost(&row["cost"]), row["agreement"], cell(&row["cell"]), row["charged_in"]]);
        add(&mut rows[1], key, amount(row));
    }
    for row in list("pending") {
        add(&mut rows[2], json!([cost(&row["cost"]), row["cause"]]), amount(&row));
    }
    rows.iter_mut().for_each(|sums| sums.retain(|_, amount| *amount != 0));
    rows
}

/// Runs a scenario of the oracle's folder through the month.
fn scenario(file: &Path) {
    let scenario: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let runs = scenario["document"]["runs"].as_array().unwrap();
    let mut before: Option<Before> = None;
    for (made, answer) in runs.iter().zip(scenario["expected"].as_array().unwrap()) {
        let run: Run<'static> = serde_json::from_value(made.clone()).unwrap();
        let figures = compute(&run, facts(&run), before.as_ref());
        let place = format!("{} on {}", file.display(), run.as_of);
        let names = ["entries", "charges", "pending"];
        for ((name, found), wanted) in names.iter().zip(rows_to(&figures, run.as_of)).zip(expected(answer, &run)) {
            assert_eq!(found, wanted, "{name} of {place}");
        }
        for wanted in answer["agreements"].as_array().unwrap() {
            let number = (0..figures.ledger.agreements.len())
                .find(|&number| wanted["reference"] == reference(&figures, number))
                .unwrap();
            let amounts = serde_json::to_value(figures.book.amounts[number]).unwrap();
            for (name, value) in wanted.as_object().unwrap().iter().filter(|(name, _)| *name != "reference") {
                assert_eq!(&amounts[name], value, "{name} of {} in {place}", wanted["reference"]);
            }
        }
        holds(&figures, &place);
        if made["close"] == true {
            before = Some(closed(&run, &figures, before.as_ref()));
        }
    }
}

/// A test for each scenario, by its name.
macro_rules! scenarios {
    ($($name:ident = $file:literal,)+) => {
        $(#[test]
        fn $name() {
            scenario(&root().join("tests/oracle/scenarios").join(concat!($file, ".json")));
        })+
    };
}

scenarios! {
    refund_after_a_close_with_money_spent = "01-refund-after-close",
    re_earmarked_after_a_part_was_spent = "02-re-earmarked",
    need_below_what_is_charged = "03-need-below-charged",
    deposit_corrected_up_in_a_closed_month = "04-deposit-corrected",
    agreement_split_in_two = "05-split",
    amendment_effective_in_a_closed_month = "06-amended-in-closed-month",
    credit_above_what_was_charged = "07-credit-above-charged",
    cost_re_booked_to_another_country = "08-re-booked",
    cost_of_a_closed_month_restated_after_its_payer_lapsed = "09-restated-after-lapse",
    extension_recorded_late = "10-extension-recorded-late",
    deposit_after_the_end = "11-deposit-after-end",
    refund_between_two_deposits = "12-refund-between-deposits",
    refund_between_two_deposits_of_closed_months = "12-refund-between-deposits-closed",
    support_reserve_exactly_used_up = "13-reserve-used-up",
    the_funds_last_month_and_the_month_after = "14-last-month",
    amount_of_a_cost_corrected_and_where_it_was_spent = "28-amount-corrected",
    amounts_of_a_cost_and_its_credit_corrected = "29-credit-corrected",
}

/// What holds in the figures of every month.
fn holds(figures: &Figures, place: &str) {
    let Figures { ledger, book, attribution, gap, .. } = figures;
    let own = ledger.spending.iter().filter(|line| line.fact.expenditure_type == ExpenditureType::Expenditure);
    let spent: Money = own.map(|line| line.base).sum();
    let booked = figures.fund.support_cost == poolfund::config::SupportCost::Booked;
    let support = if booked { book.total(|amounts| amounts.support_cost) } else { Money::ZERO };
    assert_eq!(attribution.total_charged() + support + attribution.total_pending(), spent, "{place}");
    assert_eq!(attribution.total_support_cost(), book.total(|amounts| amounts.support_cost), "{place}");
    // All bridges of the gap, to the cent: at each strength of the pool from its gap to what the priorities lack then.
    let lacking = |of: fn(&Strengths) -> Money| gap.by_geography.iter().map(|row| of(&row.gap)).sum::<Money>();
    for (bridge, from, to) in [
        (gap.priorities, gap.total.deposits, lacking(|of| of.deposits)),
        (gap.priorities_signed, gap.total.commitments, lacking(|of| of.commitments)),
        (gap.priorities_outlook, gap.total.outlook, lacking(|of| of.outlook)),
    ] {
        let [lines @ .., (_, lacking)] = bridge.lines();
        assert_eq!(lines.iter().map(|(_, amount)| *amount).sum::<Money>(), lacking, "{place}");
        assert_eq!((bridge.gap, lacking), (from, to), "{place}");
        assert!(bridge.held <= bridge.unallocated, "{place}");
    }
    let raising = gap.raising;
    assert_eq!(raising.gap, raising.to_raise - raising.received + raising.refunded, "{place}");
    assert_eq!(raising.gap, gap.total.deposits, "{place}");
    // What is charged in a cell is allocated there, by every agreement.
    let mut unspent: BTreeMap<(usize, &str), Money> = BTreeMap::new();
    for placement in &book.placements {
        *unspent.entry((placement.cell, placement.agreement.as_str())).or_default() += placement.amount;
    }
    for share in &attribution.spent {
        *unspent.entry((share.cell(), reference(figures, share.agreement()))).or_default() -= share.amount;
    }
    for ((cell, agreement), amount) in unspent {
        assert!(amount >= Money::ZERO, "{agreement} has {amount:?} in {}, {place}", ledger.cells[cell].id());
    }
    for (position, amounts) in ledger.agreements.iter().zip(&book.amounts) {
        let reference = &position.agreement.reference;
        let free = amounts.unallocated + amounts.lapsed - amounts.over_allocated;
        assert_eq!(amounts.programmable, amounts.allocated + free, "{reference}, {place}");
        assert!(amounts.overdrawn > Money::ZERO || amounts.charged <= amounts.programmable, "{reference}, {place}");
    }
}

/// No new charge outside the eligibility of the day incurred, none before the cost, none before the money.
fn charged_as_the_terms_allow(figures: &Figures, facts: &Facts, closed_on: Option<NaiveDate>, place: &str) -> usize {
    let Figures { fund, ledger, attribution, .. } = figures;
    let is_open = |month: Month| closed_on.is_none_or(|day| month > Month::of(day));
    let mut checked = 0;
    let mut by_month: BTreeMap<(Month, usize), Money> = BTreeMap::new();
    for share in &attribution.spent {
        *by_month.entry((share.charged_in, share.agreement())).or_default() += share.amount;
        let (fact, cell) = (&ledger.spending[share.line()].fact, &ledger.cells[share.cell()]);
        let position = &ledger.agreements[share.agreement()];
        let taken_back = share.amount.is_negative() || fact.obligation.is_some();
        let interest = position.agreement.reference.as_str() == "INTEREST";
        if !is_open(share.charged_in) || taken_back || interest || fact.source.row == 0 {
            continue;
        }
        let terms = position.terms.on(fact.date);
        let until = terms.to().unwrap_or_else(|| fund.end_on(fact.date));
        let eligible = terms.from() <= fact.date && fact.date <= until;
        let (places, themes) = (&fund.geography, &fund.themes);
        let covers = |target: &poolfund::domain::Target| target.covers(&cell.geography, &cell.theme, places, themes);
        let allowed = terms.earmark.include.iter().any(covers) && !terms.earmark.exclude.iter().any(covers);
        assert!(eligible && allowed, "{} charged to {}, {place}", fact.date, position.agreement.reference);
        assert!(Month::of(fact.date) <= share.charged_in, "{place}");
        checked += 1;
    }
    // At the end of each open month no more is charged in it than there was money, whatever came later.
    let mut reached: BTreeMap<usize, Money> = BTreeMap::new();
    for ((month, agreement), amount) in by_month {
        let so_far = reached.entry(agreement).or_default();
        *so_far += amount;
        if !is_open(month) || amount <= Money::ZERO {
            continue;
        }
        let day = month.last_day().min(ledger.as_of);
        let then = Ledger::build(facts, fund, day).unwrap();
        let name = &ledger.agreements[agreement].agreement.reference;
        if let Some(position) = then.agreement(name) {
            let net = position.net_deposited().money() + position.transferred_in - position.transferred_out;
            assert!(*so_far <= net.or_zero(), "{name} paid {so_far:?} of {net:?} by {day}, {place}");
        }
    }
    checked
}

/// Lives through a random fund with closes in between; `each` sees every month that is run.
pub fn in_every_month(seed: u64, each: impl FnMut(&mut World, Option<&Before>, &Figures, &str)) {
    with_results(seed, |_, _, _| Vec::new(), each);
}

/// The same of a fund that reports results: `report` says which, by the first and the last day of what is new.
pub fn with_results(
    seed: u64,
    mut report: impl FnMut(&World, NaiveDate, NaiveDate) -> Vec<ResultFact>,
    mut each: impl FnMut(&mut World, Option<&Before>, &Figures, &str),
) {
    let mut world = World::new(seed);
    let mut before: Option<Before> = None;
    let mut from = START;
    for _ in 0..world.random.between(2, 6) {
        let last = from + Months::new(world.random.between(0, 5) as u32);
        let whole = !world.random.once_in(4);
        let to = if whole { Month::of(last).last_day() } else { last };
        world.live(from, to);
        world.run.as_of = to;
        let run = world.run.clone();
        let place = format!("fund {seed} on {to}");
        let facts = Facts { results: report(&world, from, to), ..facts(&run) };
        let figures = compute(&run, facts, before.as_ref());
        each(&mut world, before.as_ref(), &figures, &place);
        if whole && world.random.once_in(2) {
            before = Some(closed(&run, &figures, before.as_ref()));
        }
        from = to.succ_opt().unwrap();
    }
}

#[test]
fn what_must_hold_holds_in_the_figures_of_every_month() {
    let (mut checked, mut pending, mut lapsed) = (0, 0, 0);
    for seed in 1_000..1_060 {
        in_every_month(seed, |world, before, figures, place| {
            holds(figures, place);
            let closed_on = before.and_then(|before| before.frozen.closed_on);
            checked += charged_as_the_terms_allow(figures, &facts(&world.run), closed_on, place);
            pending += figures.attribution.pending.len();
            lapsed += figures.book.lapses.len();
        });
    }
    assert!(checked > 150 && pending > 500 && lapsed > 50, "{checked} {pending} {lapsed}");
}

#[test]
fn the_figures_of_a_closed_month_are_the_same_after_any_later_input() {
    let mut frozen = 0;
    for seed in 2_000..2_050 {
        let mut last: Option<(NaiveDate, [Sums; 3], Sums)> = None;
        let mut closes = Vec::new();
        in_every_month(seed, |_, before, figures, place| {
            let closed_on = before.and_then(|before| before.frozen.closed_on);
            closes.extend(last.take().filter(|(day, ..)| closed_on == Some(*day)));
            for (day, rows, shown) in &closes {
                let now = rows_to(figures, *day);
                assert_eq!((&now[0], &now[1]), (&rows[0], &rows[1]), "what stood on {day}: {place}");
                assert_eq!(shown_to(figures, *day), *shown, "by what it is shown, on {day}: {place}");
                frozen += rows[0].len() + rows[1].len();
            }
            let day = figures.ledger.as_of;
            last = Some((day, rows_to(figures, day), shown_to(figures, day)));
        });
    }
    assert!(frozen > 300, "{frozen}");
}

#[test]
fn the_order_of_rows_changes_no_figure_of_a_month() {
    for seed in 3_000..3_030 {
        in_every_month(seed, |world, before, figures, place| {
            let shuffled = world.shuffled();
            let other = compute(&shuffled, facts(&shuffled), before);
            assert_eq!(rows_to(figures, figures.ledger.as_of), rows_to(&other, other.ledger.as_of), "{place}");
            assert_eq!(figures.standing, other.standing, "{place}");
        });
    }
}

#[test]
fn the_checks_of_every_workbook_hold_in_every_month() {
    let mut seen = 0;
    for seed in 4_000..4_012 {
        in_every_month(seed, |_, _, figures, place| {
            let view = View::new(figures, poolfund::report::Provenance::default()).unwrap();
            for (name, workbook) in poolfund::report::Workbook::of_month(&view, Some(2021)) {
                let book = workbook.build(&view);
                let sheet = book.sheets.last().unwrap();
                for row in &sheet.rows {
                    let fails = row.iter().any(|cell| cell.value == poolfund::report::grid::Value::Truth(false));
                    assert!(!fails, "{:?} in {name}, {place}", row.first().map(|cell| &cell.value));
                }
                seen += sheet.rows.len();
            }
        });
    }
    assert!(seen > 1_000, "{seen}");
}
