//! Three years of months: each difference that ever stood is found again, with when it was seen, who settled what, and how
//! it went.

use chrono::{Datelike, Months, NaiveDate};
use poolfund::domain::facts::{FinanceKind, Resolution, Settlement};
use poolfund::domain::{AgreementRef, Currency, Money};
use poolfund::ledger::RateTable;
use poolfund::ledger::store::{ClosedItems, OpenItem};
use poolfund::reconcile::{ItemTally, Known, Line, OpenItems, Roll, Rules, Went, compare, is_open};

use crate::builder::{cents, day, original, source};

/// How many months are closed.
const MONTHS: u32 = 36;
/// A cost that finance has is booked here so many months later; one that a correction was promised for, so many.
const HERE_LATER: u32 = 1;
const PROMISED: u32 = 4;
/// A wrong amount is corrected so many months later.
const CORRECTED: u32 = 2;

/// A day of a month, counted from the first.
fn on(month: u32, of_month: u32) -> NaiveDate {
    let first = day("2023-01-01").checked_add_months(Months::new(month)).unwrap();
    first.with_day(of_month).unwrap()
}

fn last_day(month: u32) -> NaiveDate {
    on(month + 1, 1).pred_opt().unwrap()
}

/// A deposit is booked by finance so many months late.
fn late(month: u32) -> u32 {
    1 + month % 3
}

fn line(kind: FinanceKind, number: String, date: NaiveDate, place: u32) -> Line {
    let month = u32::try_from(date.year()).unwrap() * 12 + date.month();
    let mut line = Line::new(kind, &number, date, cents(i64::from(200_000 + month * 9_973 + place * 61_237)));
    line.edit(|said| {
        said.source = Some(source(3));
        if kind == FinanceKind::Deposit {
            said.agreement = Some(AgreementRef::new(&format!("BEL-{place}")));
            said.original = Some(original("1000", if place == 1 { "EUR" } else { "USD" }));
        } else {
            said.project = Some(format!("PRJ-{place}"));
        }
    });
    line
}

fn dated(mut line: Line, date: NaiveDate) -> Line {
    line.date = date;
    line
}

/// Our lines and finance's, as they stand at the end of a month.
fn books(until: u32) -> [Vec<Line>; 2] {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for month in 0..=until {
        let passed = |months: u32| month + months <= until;
        for place in 0..4 {
            let deposit = line(FinanceKind::Deposit, format!("R{month}-{place}"), on(month, 5 + place), place);
            ours.push(deposit.clone());
            match place {
                0 if passed(late(month)) => theirs.push(dated(deposit, on(month + late(month), 8))),
                0 => {}
                1 => {
                    let mut wrong = deposit.clone();
                    wrong.amount -= cents(11_100);
                    theirs.push(wrong);
                    if passed(CORRECTED) {
                        let number = format!("C{month}");
                        let mut more = dated(deposit, on(month + CORRECTED, 9));
                        more.amount = cents(11_100);
                        more.edit(|said| said.quotes = vec![std::mem::replace(&mut said.number, number)]);
                        theirs.push(more);
                    }
                }
                _ => theirs.push(deposit),
            }
        }
        for place in 0..4 {
            let cost = line(FinanceKind::Expenditure, format!("V{month}-{place}"), on(month, 10 + place), place);
            ours.push(cost.clone());
            match place {
                // Never booked there: accepted.
                0 => {}
                // Twice there, until somebody strikes the second out.
                1 => {
                    let twin = line(FinanceKind::Expenditure, format!("D{month}"), cost.date, place);
                    theirs.extend([cost].into_iter().chain((until == month).then_some(twin)));
                }
                2 if passed(PROMISED) => theirs.push(dated(cost, on(month + PROMISED, 8))),
                2 => {}
                _ => theirs.push(cost),
            }
        }
        let unknown = line(FinanceKind::Expenditure, format!("X{month}"), on(month, 20), 9);
        if passed(HERE_LATER) {
            let mut booked = dated(unknown.clone(), on(month + HERE_LATER, 3));
            booked.edit(|said| said.quotes = vec![std::mem::replace(&mut said.number, format!("N{month}"))]);
            ours.push(booked);
        }
        theirs.push(unknown);
    }
    [ours, theirs]
}

/// What people decide after a month was closed: they accept what will never be booked, and promise to correct the rest.
fn decide(items: &OpenItems, month: u32) -> Vec<Settlement> {
    let decided = |item: &OpenItem| {
        let number = item.ours.first()?;
        let (resolution, by) = match (number.starts_with('V'), number.ends_with("-0")) {
            (true, true) => (Resolution::Accept, "Ann"),
            (true, false) => (Resolution::CorrectThere, "Ben"),
            (false, _) => return None,
        };
        Some(Settlement {
            item: item.id.clone(),
            resolution: Some(resolution),
            amount: Some(item.amount),
            reason: Some(format!("as {number} was agreed")),
            owner: Some("Eve".to_owned()),
            by: by.to_owned(),
            on: on(month + 1, 4),
            as_of: None,
            source: source(2),
        })
    };
    items.unsettled().filter_map(decided).collect()
}

fn known<'a>(closes: &'a [ClosedItems], settlements: &'a [Settlement], as_of: NaiveDate) -> Known<'a> {
    Known { closes, settlements, base: Currency::USD, as_of }
}

/// The rolls by everything that items are sorted by, with what counts of an item.
fn rolls(items: &OpenItems) -> Vec<(String, Roll)> {
    let effect = |item: &OpenItem| item.effect;
    let sorted = [
        items.rolls(|_| "all".to_owned(), effect),
        items.rolls(|item| format!("currency {}", item.currency), effect),
        items.rolls(|item| format!("agreement {:?}", item.agreement), effect),
        items.rolls(|item| format!("project {:?}", item.project), effect),
        items.rolls(|item| format!("kind {}", item.kind), |item| item.amount),
    ];
    sorted.into_iter().flatten().collect()
}

/// Three years, month after month: what each close kept.
fn three_years() -> Vec<ClosedItems> {
    let rates = RateTable::new(&[], Currency::USD);
    let (mut closes, mut settlements): (Vec<ClosedItems>, Vec<Settlement>) = (Vec::new(), Vec::new());
    let mut closing: Vec<(String, ItemTally)> = Vec::new();
    for month in 0..MONTHS {
        let (as_of, [ours, theirs]) = (last_day(month), books(month));
        let said = compare(ours, theirs, Rules { rates: &rates, usual_charges: &[], closes: &closes }, as_of);
        let decided = decide(&OpenItems::of(&said, known(&closes, &settlements, as_of)), month);
        settlements.extend(decided);
        let items = OpenItems::of(&said, known(&closes, &settlements, as_of));
        let rolls = rolls(&items);
        assert!(rolls.iter().all(|(_, roll)| roll.adds_up()), "{as_of}: {rolls:?}");
        let opening = rolls.iter().filter(|(_, roll)| roll.opening.items > 0);
        let opening: Vec<(String, ItemTally)> = opening.map(|(key, roll)| (key.clone(), roll.opening)).collect();
        assert_eq!(opening, closing, "{as_of}: a month opens with what the one before closed with");
        let left = rolls.iter().filter(|(_, roll)| roll.closing.items > 0);
        closing = left.map(|(key, roll)| (key.clone(), roll.closing)).collect();
        let open: Money =
            items.standing.iter().map(|(_, item)| item).filter(|item| is_open(item)).map(|item| item.effect).sum();
        let accepted: Money =
            items.standing.iter().map(|(_, item)| item).filter(|item| !is_open(item)).map(|item| item.effect).sum();
        assert_eq!(open + accepted, said.effect(), "{as_of}: the items are the differences");
        closes.push(ClosedItems { closed_on: as_of, items: items.kept() });
    }
    closes
}

#[test]
fn every_difference_of_three_years_is_found_with_when_it_was_seen_who_settled_it_and_how_it_went() {
    let closes = three_years();
    // How an item stood at each close that knew it.
    let history = |number: &str| -> Vec<(NaiveDate, &OpenItem)> {
        let of = |item: &&OpenItem| item.ours.first().or(item.theirs.first()).is_some_and(|first| first == number);
        closes.iter().flat_map(|close| close.items.iter().filter(of).map(|item| (close.closed_on, item))).collect()
    };
    let mut counted = 0;
    for month in 0..MONTHS {
        for (number, stays, went, by) in [
            (format!("R{month}-0"), Some(late(month)), Went::BookedLate, None),
            (format!("R{month}-1"), Some(CORRECTED), Went::BookedLate, None),
            (format!("V{month}-0"), None, Went::Matched, Some((Resolution::Accept, "Ann"))),
            (format!("D{month}"), Some(1), Went::Vanished, None),
            (format!("V{month}-2"), Some(PROMISED), Went::BookedLate, Some((Resolution::CorrectThere, "Ben"))),
            (format!("X{month}"), Some(HERE_LATER), Went::BookedLate, None),
        ] {
            let found = history(&number);
            let last = stays.map_or(MONTHS - 1, |stays| (month + stays).min(MONTHS - 1));
            let days: Vec<NaiveDate> = found.iter().map(|(closed_on, _)| *closed_on).collect();
            assert_eq!(
                days,
                (month..=last).map(last_day).collect::<Vec<_>>(),
                "{number} stands at each close until it goes"
            );
            let (_, at_last) = found.last().unwrap();
            let gone = stays.is_some_and(|stays| month + stays < MONTHS);
            assert_eq!(at_last.went.as_deref(), gone.then_some(went.word()), "{number}: {at_last:?}");
            for (_, item) in &found {
                assert_eq!((item.id.as_str(), item.first_seen), (found[0].1.id.as_str(), last_day(month)), "{number}");
                let settled = item.settled.as_ref().map(|settled| (settled.resolution, settled.by.as_str()));
                assert_eq!(settled, by, "{number}");
                let reason = item.settled.as_ref().and_then(|settled| settled.reason.clone());
                assert_eq!(reason, by.map(|_| format!("as {number} was agreed")), "{number}");
            }
            counted += found.len();
        }
    }
    let kept: usize = closes.iter().map(|close| close.items.len()).sum();
    assert_eq!(counted, kept, "nothing else was ever open");
}
