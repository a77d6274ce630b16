//! What the life of the money tells beside book and charges, by hand: the certificate against every way to charge, what
//! is above its money or a bound, what lapsed, interest that goes back, shares of results, scenarios.

use std::borrow::Cow;

use chrono::NaiveDate;
use poolfund::allocate::allocate;
use poolfund::allocate::instance::{GroupSpec, LimitSpec, LimitSpecKind, NodeSpec, PeriodSpec, Spread};
use poolfund::attribute::outcome::{Beyond, BoundOf, Life, Over, OverCause, ToCome};
use poolfund::attribute::run::{
    Agreement, Before, Cell, Cost, Flow, FundEnd, FundRules, InterestUse, Mode, Need, Receipt, Run, SupportCost, Terms,
};
use poolfund::attribute::{ResultShares, live};
use poolfund::domain::{AgreementRef, CellId, DonorCode, Money, Month, Percent};

use crate::life_funds::Random;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn money(minor: i64) -> Money {
    Money::from_minor(minor)
}

fn node(code: &str, parent: Option<&str>) -> NodeSpec {
    NodeSpec { code: code.into(), parent: parent.map(Into::into), also_in: vec![] }
}

/// A fund with places MWI, TGO (countries) and AFR (not), one theme, and nothing in it.
fn fund(as_of: &str) -> Run<'static> {
    Run {
        as_of: day(as_of),
        fund: FundRules {
            from: day("2024-01-01"),
            ends: vec![FundEnd { effective: None, to: day("2025-12-31") }],
            support_cost: SupportCost::Computed,
            interest: InterestUse::Held,
            country_share_ppm: None,
            mode: Mode::Automatic,
            spread: Spread::Few,
            minimum: Money::ZERO,
        },
        geographies: vec![
            node("WORLD", None),
            node("AFR", Some("WORLD")),
            node("MWI", Some("AFR")),
            node("TGO", Some("AFR")),
        ],
        themes: vec![node("ALL", None), node("T1", Some("ALL"))],
        groups: vec![],
        agreements: vec![],
        receipts: vec![],
        cells: vec![],
        costs: vec![],
        obligations: vec![],
        openings: vec![],
        decisions: vec![],
    }
}

fn agreement(reference: &str, donor: &str, place: &str, to: Option<&str>, support: &str) -> Agreement {
    let none = Percent::ZERO;
    let terms = Terms {
        effective: None,
        from: day("2024-01-01"),
        to: to.map(day),
        fee: none,
        levy: none,
        support: Percent::parse(support).unwrap(),
        category: 1,
        include: vec![(place.into(), "ALL".into())],
        exclude: vec![],
        limits: vec![],
    };
    Agreement { reference: AgreementRef::new(reference), donor: DonorCode::new(donor), terms: vec![terms] }
}

fn receipt(kind: Flow, agreement: Option<&str>, date: &str, base: i64) -> Receipt {
    let number = format!("{date} {base}");
    let agreement = agreement.map(AgreementRef::new);
    Receipt { number, kind, agreement, to_agreement: None, date: day(date), base: money(base) }
}

fn cell(id: &str, place: &str, ceiling: i64) -> Cell {
    let need = Need {
        valid_from: None,
        need: money(ceiling),
        weight_milli: 1000,
        floor: Money::ZERO,
        ceiling: money(ceiling),
        outside: Money::ZERO,
    };
    let period = PeriodSpec { from: day("2024-01-01"), to: day("2025-12-31") };
    let id = CellId::new(id);
    Cell { id, geography: place.into(), theme: "T1".into(), period, country: place != "AFR", versions: vec![need] }
}

fn cost(id: &str, date: &str, cell: &str, named: Option<&str>, base: i64) -> Cost<'static> {
    let own = |text: &str| Cow::Owned(text.to_owned());
    Cost {
        id: own(id),
        date: day(date),
        document: own(id),
        project: own("P"),
        category: own("travel"),
        cell: Some(CellId::new(cell)),
        geography: None,
        theme: None,
        agreement: named.map(own),
        obligation: None,
        base: money(base),
    }
}

fn lived<'a>(run: &'a Run<'a>, before: &'a Before<'a>) -> Life<'a> {
    live(run, before, &[], &allocate).unwrap()
}

/// A tiny fund of a few cents: agreements that may pay for one place or all, caps, a limit, a country share.
fn tiny(random: &mut Random) -> Run<'static> {
    let mut run = fund("2024-01-31");
    let places = ["MWI", "TGO", "AFR"];
    for number in 0..random.between(1, 3) {
        let place = ["WORLD", "AFR", "MWI", "TGO"][random.between(0, 3) as usize];
        let reference = format!("A{number}");
        run.agreements.push(agreement(&reference, "D", place, None, "0"));
        run.receipts.push(receipt(Flow::Deposit, Some(&reference), "2024-01-02", random.between(1, 4)));
    }
    for place in places {
        run.cells.push(cell(place, place, random.between(0, 4)));
    }
    for number in 0..random.between(1, 4) {
        let place = places[random.between(0, 2) as usize];
        let named = random.once_in(3).then(|| format!("A{}", random.between(0, 3)));
        let id = format!("C{number}");
        run.costs.push(cost(&id, "2024-01-15", place, named.as_deref(), random.between(1, 2)));
    }
    if random.once_in(3) {
        let scope = vec![("MWI".into(), "ALL".into())];
        let kind = LimitSpecKind::AtMost;
        let limit = LimitSpec { kind, share_ppm: 500_000, scope, outside_countries: false, elsewhere: false };
        run.agreements[0].terms[0].limits.push(limit);
    }
    match random.between(1, 3) {
        1 => run.fund.country_share_ppm = Some(500_000),
        2 => {
            let scope = vec![("MWI".into(), "ALL".into()), ("TGO".into(), "ALL".into())];
            run.groups.push(GroupSpec { id: "G".into(), scope, floor: 0, cap: Some(random.between(0, 5)) });
        }
        _ => {}
    }
    run
}

/// The most that can be charged, by trying every payer for every cent.
fn most(run: &Run<'_>) -> i64 {
    let cents: Vec<(&str, Option<&str>)> = run
        .costs
        .iter()
        .flat_map(|cost| vec![(cost.cell_code().unwrap(), cost.agreement.as_deref()); cost.base.minor() as usize])
        .collect();
    let has: Vec<i64> = run
        .agreements
        .iter()
        .map(|agreement| {
            let own = run.receipts.iter().filter(|receipt| receipt.agreement.as_ref() == Some(&agreement.reference));
            own.map(|receipt| receipt.base.minor()).sum()
        })
        .collect();
    let mut payers: Vec<Option<usize>> = vec![None; cents.len()];
    let mut best = 0;
    loop {
        if allowed(run, &cents, &payers, &has) {
            best = best.max(payers.iter().flatten().count() as i64);
        }
        // The next way: payers count up as digits do, none before the first.
        let Some(place) = (0..payers.len()).find(|&place| payers[place] != Some(run.agreements.len() - 1)) else {
            return best;
        };
        payers[place] = Some(payers[place].map_or(0, |payer| payer + 1));
        payers[..place].fill(None);
    }
}

fn allowed(run: &Run<'_>, cents: &[(&str, Option<&str>)], payers: &[Option<usize>], has: &[i64]) -> bool {
    let paid = |counts: &dyn Fn(usize, &str) -> bool| {
        let pairs = payers.iter().zip(cents).filter_map(|(payer, (cell, _))| Some((((*payer)?), *cell)));
        pairs.filter(|(payer, cell)| counts(*payer, cell)).count() as i64
    };
    let covers = |payer: usize, cell: &str| {
        let place = &run.agreements[payer].terms[0].include[0].0;
        place == "WORLD" || place == "AFR" || place == cell
    };
    let named = payers.iter().zip(cents).all(|(payer, (cell, named))| {
        payer.is_none_or(|payer| {
            covers(payer, cell) && named.is_none_or(|named| named == run.agreements[payer].reference.as_str())
        })
    });
    let money = (0..has.len()).all(|payer| paid(&|one, _| one == payer) <= has[payer]);
    let ceilings =
        run.cells.iter().all(|cell| paid(&|_, id| id == cell.id.as_str()) <= cell.versions[0].ceiling.minor());
    let caps = run.groups.iter().all(|group| paid(&|_, id| id != "AFR") <= group.cap.unwrap());
    let limits = (0..has.len()).all(|payer| {
        let limited = !run.agreements[payer].terms[0].limits.is_empty();
        !limited || paid(&|one, id| one == payer && id == "MWI") <= has[payer] / 2
    });
    let pool: i64 = has.iter().sum();
    let share = run.fund.country_share_ppm.is_none_or(|_| paid(&|_, id| id == "AFR") <= pool / 2);
    named && money && ceilings && caps && limits && share
}

#[test]
fn the_certificate_is_the_most_that_any_way_to_charge_comes_to() {
    let (mut charged, mut short) = (0, 0);
    for seed in 0..600 {
        let run = tiny(&mut Random::new(seed));
        let before = Before::default();
        let life = lived(&run, &before);
        assert_eq!(life.certificate.most.minor(), most(&run), "fund {seed}: {run:?}");
        charged += i32::from(life.certificate.charged > Money::ZERO);
        short += i32::from(life.certificate.most < run.costs.iter().map(|cost| cost.base).sum());
    }
    assert!(charged > 400 && short > 200, "{charged} {short}");
}

#[test]
fn more_refunded_than_free_is_named_with_its_cause_and_cells_and_a_lower_need_too() {
    let mut run = fund("2024-02-29");
    run.agreements = vec![agreement("A", "D", "WORLD", None, "0"), agreement("B", "D", "WORLD", None, "0")];
    run.receipts =
        vec![receipt(Flow::Deposit, Some("A"), "2024-01-02", 100), receipt(Flow::Deposit, Some("B"), "2024-01-03", 50)];
    run.cells = vec![cell("K1", "MWI", 100), cell("K2", "TGO", 60)];
    run.costs = vec![cost("C1", "2024-01-10", "K1", Some("A"), 80), cost("C2", "2024-01-11", "K2", Some("B"), 50)];
    run.as_of = day("2024-01-31");
    let before = Before::default();
    let closed = lived(&run, &before).close();
    run.as_of = day("2024-02-29");
    run.receipts.push(receipt(Flow::Refund, Some("A"), "2024-02-10", 70));
    run.cells[1].versions[0].ceiling = money(30);
    run.cells[1].versions[0].need = money(30);
    let life = lived(&run, &closed);
    let expected = [
        // 80 is charged, 30 is there; of K2's 50, all charged, 20 lie above its need.
        Over::Agreement { agreement: 0, amount: money(50), cause: OverCause::Refund, cells: vec![0] },
        Over::Cell { cell: 1, amount: money(20), cause: OverCause::LowerNeed, agreements: vec![1] },
    ];
    assert_eq!(life.over, expected);
    assert_eq!(life.amounts()[0].overdrawn, money(50));
}

#[test]
fn what_stands_above_a_cap_or_the_country_share_is_listed() {
    let mut run = fund("2024-01-31");
    run.agreements = vec![agreement("A", "D", "WORLD", None, "0")];
    run.receipts = vec![receipt(Flow::Deposit, Some("A"), "2024-01-02", 100)];
    run.cells = vec![cell("K1", "MWI", 100), cell("K2", "AFR", 100)];
    run.costs = vec![cost("C1", "2024-01-10", "K1", None, 60), cost("C2", "2024-01-10", "K2", None, 40)];
    let before = Before::default();
    let closed = lived(&run, &before).close();
    run.as_of = day("2024-02-29");
    run.groups = vec![GroupSpec { id: "G".into(), scope: vec![("MWI".into(), "ALL".into())], floor: 0, cap: Some(45) }];
    run.fund.country_share_ppm = Some(700_000);
    let life = lived(&run, &closed);
    let expected = [
        Beyond { bound: BoundOf::Group(0), amount: money(15) },
        // 30% of the 100 that are allocated may lie outside countries.
        Beyond { bound: BoundOf::CountryShare, amount: money(10) },
    ];
    assert_eq!(life.beyond, expected);
}

#[test]
fn an_ended_agreement_owes_what_lapsed_with_the_reserve_on_it() {
    let mut run = fund("2024-03-31");
    run.agreements = vec![agreement("A", "D", "WORLD", Some("2024-02-29"), "0.10")];
    run.receipts = vec![receipt(Flow::Deposit, Some("A"), "2024-01-02", 1_100)];
    run.cells = vec![cell("K1", "MWI", 5_000)];
    run.costs = vec![cost("C1", "2024-01-10", "K1", None, 400)];
    let mut bound = cost("O1", "2024-02-10", "K1", None, 100);
    bound.document = "PO-1".into();
    run.obligations = vec![bound];
    // February is closed first, so that something was allocated that the obligation keeps.
    run.as_of = day("2024-01-31");
    let before = Before::default();
    let closed = lived(&run, &before).close();
    run.as_of = day("2024-03-31");
    let life = lived(&run, &closed);
    let [lapse] = life.lapses[..] else { panic!("{:?}", life.lapses) };
    // 1,000 programmable: 400 charged, 100 kept, 500 lapsed; of the reserve of 100, 40 were used and 10 will be.
    assert_eq!((lapse.lapsed, lapse.kept, lapse.reserve), (money(500), money(100), money(50)));
    assert_eq!(lapse.ended_on, day("2024-02-29"));
}

#[test]
fn interest_goes_back_by_positive_balances_and_once() {
    let mut run = fund("2024-01-31");
    run.fund.interest = InterestUse::Returned;
    run.agreements = vec![agreement("A", "D1", "WORLD", None, "0"), agreement("B", "D2", "WORLD", None, "0")];
    run.receipts = vec![
        receipt(Flow::Deposit, Some("A"), "2024-01-02", 200),
        receipt(Flow::Deposit, Some("B"), "2024-01-03", 100),
        receipt(Flow::Interest, None, "2024-01-20", 33),
        receipt(Flow::BankCharge, None, "2024-01-21", 3),
    ];
    let before = Before::default();
    let first = lived(&run, &before);
    let of = |life: &Life<'_>| -> Vec<(Month, String, i64)> {
        life.returned.iter().map(|back| (back.month, back.donor.to_string(), back.amount.minor())).collect()
    };
    let january = Month::of(day("2024-01-01"));
    assert_eq!(of(&first), [(january, "D1".to_owned(), 20), (january, "D2".to_owned(), 10)]);
    let closed = first.close();
    run.as_of = day("2024-02-29");
    run.receipts.push(receipt(Flow::Interest, None, "2024-01-25", 9));
    let late = lived(&run, &closed);
    let february = Month::of(day("2024-02-01"));
    assert_eq!(of(&late)[2..], [(february, "D1".to_owned(), 6), (february, "D2".to_owned(), 3)]);
}

#[test]
fn a_result_falls_to_those_who_were_charged_for_costs_up_to_its_day() {
    let mut run = fund("2024-03-31");
    run.agreements = vec![agreement("A", "D", "WORLD", None, "0"), agreement("B", "D", "WORLD", None, "0")];
    run.receipts = vec![
        receipt(Flow::Deposit, Some("A"), "2024-01-02", 100),
        receipt(Flow::Deposit, Some("B"), "2024-02-02", 300),
    ];
    run.cells = vec![cell("K1", "MWI", 500), cell("K2", "TGO", 500)];
    run.costs = vec![
        cost("C1", "2024-01-10", "K1", Some("A"), 60),
        cost("C2", "2024-02-10", "K1", Some("B"), 180),
        cost("C3", "2024-01-05", "K2", Some("B"), 40),
    ];
    let before = Before::default();
    let life = lived(&run, &before);
    let shares = ResultShares::new(&life);
    assert_eq!(shares.of(0, day("2024-01-31")), [(0, 60)]);
    assert_eq!(shares.of(0, day("2024-02-15")), [(0, 60), (1, 180)]);
    // Nobody was charged in January for the cost of January: the first who were, in February, get the result.
    assert_eq!(shares.of(1, day("2024-01-31")), [(1, 40)]);
    assert_eq!(shares.of(1, day("2024-01-04")), []);
}

#[test]
fn a_scenario_adds_money_to_come_and_leaves_the_book_as_it_is() {
    let mut run = fund("2024-01-31");
    run.agreements = vec![agreement("A", "D", "WORLD", None, "0"), agreement("B", "D", "TGO", None, "0")];
    run.receipts = vec![receipt(Flow::Deposit, Some("A"), "2024-01-02", 100)];
    run.cells = vec![cell("K1", "MWI", 100), cell("K2", "TGO", 100)];
    run.costs = vec![cost("C1", "2024-01-10", "K1", None, 30)];
    let to_come =
        |reference: &str, minor: i64| ToCome { agreement: AgreementRef::new(reference), programmable: money(minor) };
    let scenarios = [vec![to_come("B", 40)], vec![to_come("A", 20), to_come("B", 500)]];
    let before = Before::default();
    let life = live(&run, &before, &scenarios, &allocate).unwrap();
    let alone = lived(&run, &before);
    assert_eq!((&life.entries, &life.charges), (&alone.entries, &alone.charges));
    // What stands (50 and 50 of A) is kept; B's 40 go to TGO, and of 500 no more than its need; A's 20 to Malawi.
    assert_eq!(life.outlooks[0].placements, [(0, 0, money(50)), (0, 1, money(50)), (1, 1, money(40))]);
    assert_eq!(life.outlooks[1].placements, [(0, 0, money(70)), (0, 1, money(50)), (1, 1, money(50))]);
}

#[test]
fn booked_support_that_a_refund_leaves_without_a_reserve_is_overdrawn() {
    let mut run = fund("2024-01-31");
    run.fund.support_cost = SupportCost::Booked;
    run.agreements = vec![agreement("A", "D", "WORLD", None, "0.10")];
    run.receipts = vec![receipt(Flow::Deposit, Some("A"), "2024-01-02", 1_100)];
    run.cells = vec![cell("K1", "MWI", 5_000)];
    let mut support = cost("S1", "2024-01-20", "K1", None, 90);
    (support.category, support.cell) = ("indirect support".into(), None);
    run.costs = vec![cost("C1", "2024-01-10", "K1", None, 200), support];
    let before = Before::default();
    let closed = lived(&run, &before).close();
    run.as_of = day("2024-02-29");
    run.receipts.push(receipt(Flow::Refund, Some("A"), "2024-02-10", 550));
    let life = lived(&run, &closed);
    // 550 are left: 500 to program, 50 of reserve, of which 90 were paid.
    assert_eq!((life.amounts()[0].reserve, life.amounts()[0].support_cost), (money(50), money(90)));
    assert_eq!(life.amounts()[0].overdrawn, money(40));
}
