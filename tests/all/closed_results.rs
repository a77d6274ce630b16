//! Results that a closed month reported stay, with those to whom they were credited; what changes of them afterwards, or comes
//! late, counts in the open month.

use std::collections::BTreeMap;

use calamine::{DataType, Reader, Xlsx, open_workbook};
use chrono::{Days, NaiveDate};
use poolfund::attribute::BookedResult;
use poolfund::books::{self, AsOf};
use poolfund::domain::facts::{ResultFact, ResultKind};
use poolfund::domain::{GeographyCode, Month, Source, ThemeCode};
use poolfund::month::Figures;
use serde_json::{Value, json};

use crate::builder::day;
use crate::life_funds::{Random, World};
use crate::month_life::with_results;
use crate::small_fund::SmallFund;

const RECEIPTS: &str = "Receipt,Agreement,Date,Kind,Currency,Amount\nR-1,BEL-1,2024-08-10,deposit,EUR,450.00\n\
                        R-2,JPN-1,2024-09-20,deposit,JPY,30000\n";

const COSTS: &str = "Date,Project,Country,Theme,Category,Currency,Amount,Document,Agreement\n\
                     2024-12-02,P-1,TGO,T01,travel,USD,30.00,V-1,BEL-1\n\
                     2024-12-03,P-1,TGO,T01,travel,USD,10.00,V-2,JPN-1\n\
                     2025-01-05,P-1,TGO,T01,travel,USD,40.00,V-3,JPN-1\n";

const RESULTS: &str = "Country,Theme,Date,Kind,Number,Description\n";

/// What is booked: month, day, kind and number, and the parts.
fn booked(figures: &Figures) -> Vec<Value> {
    let parts = |result: &BookedResult| -> Vec<String> {
        result.parts.iter().map(|(agreement, part)| format!("{agreement} {part}")).collect()
    };
    let results = figures.attribution.results.iter();
    let mut rows: Vec<Value> = results
        .map(|one| json!([one.month.to_string(), one.date, one.kind.name(), one.number, parts(one).join(", ")]))
        .collect();
    rows.sort_by_key(Value::to_string);
    rows
}

fn sorted(mut rows: Vec<Value>) -> Vec<Value> {
    rows.sort_by_key(Value::to_string);
    rows
}

fn computed(fund: &SmallFund, as_of: &str) -> Vec<Value> {
    booked(&books::read(fund.path(), AsOf::Day(day(as_of)), &|_| ()).unwrap().figures)
}

/// The rows of a table on a sheet that begins with the heading of a column, by what stands below some headings.
fn rows(fund: &SmallFund, file: &str, sheet: &str, columns: &[&str]) -> Vec<Vec<String>> {
    let mut workbook: Xlsx<_> = open_workbook(fund.reports("2025-01").join(file)).unwrap();
    let range = workbook.worksheet_range(sheet).unwrap();
    let all: Vec<_> = range.rows().collect();
    let has = |row: &[calamine::Data]| columns.iter().all(|name| row.iter().any(|cell| cell == name));
    let head = all.iter().rposition(|row| has(row)).unwrap_or_else(|| panic!("{columns:?} in {all:?}"));
    let places: Vec<usize> =
        columns.iter().map(|name| all[head].iter().position(|cell| cell == name).unwrap()).collect();
    let below = all[head + 1..].iter().take_while(|row| !row[places[0]].is_empty());
    below.map(|row| places.iter().map(|&place| row[place].to_string()).collect()).collect()
}

/// Of costs of December Belgium paid 30 and Japan 10, so that results of December are theirs as 3 to 1. Of costs to the
/// tenth of January Belgium paid 30 and Japan 50.
fn fund() -> SmallFund {
    let fund = SmallFund::new();
    for kind in ["expenditure", "results"] {
        let input = format!("[[input]]\nkind = \"{kind}\"\nfile = \"{kind}.csv\"\n\n[[input]]");
        fund.set("[[input]]", &input);
    }
    fund.write("receipts.csv", RECEIPTS);
    fund.write("expenditure.csv", COSTS);
    let december = "TGO,T01,2024-12-20,effective coverage,100,Clinics\nTGO,T01,2024-12-21,institutional change,1,Act\n\
                    TGO,T01,2024-12-22,adequacy,12,Pensioners\n";
    fund.write("results.csv", &format!("{RESULTS}{december}"));
    fund
}

fn december() -> Vec<Value> {
    vec![
        json!(["2024-12", "2024-12-20", "effective coverage", 100, "BEL-1 75, JPN-1 25"]),
        json!(["2024-12", "2024-12-21", "institutional change", 1, "BEL-1 75, JPN-1 25"]),
        json!(["2024-12", "2024-12-22", "adequacy", 12, "BEL-1 9, JPN-1 3"]),
    ]
}

#[test]
fn a_changed_a_gone_and_a_late_result_of_a_closed_month_are_differences_of_the_open_month() {
    let fund = fund();
    assert_eq!(computed(&fund, "2024-12-31"), sorted(december()));
    fund.works(&["run", "--as-of", "2024-12-31", "--verify"]);
    fund.closes("2024-12");
    // Of the hundred forty were counted twice, the act was not passed, eight more come late; the pensioners are the same in
    // other words. Forty are new in January.
    let now = "TGO,T01,2024-12-20,effective coverage,60,Clinics\nTGO,T01,2024-12-22,adequacy,12,Old-age pensioners\n\
               TGO,T01,2024-12-28,legal coverage,8,Late\nTGO,T01,2025-01-10,effective coverage,40,Clinics\n";
    fund.write("results.csv", &format!("{RESULTS}{now}"));
    let mut january = december();
    january.extend([
        // Sixty as 3 to 1 are 45 and 15.
        json!(["2025-01", "2024-12-20", "effective coverage", -40, "BEL-1 -30, JPN-1 -10"]),
        json!(["2025-01", "2024-12-21", "institutional change", -1, "BEL-1 -75, JPN-1 -25"]),
        // By who had paid for costs to the 28th of December: 3 to 1.
        json!(["2025-01", "2024-12-28", "legal coverage", 8, "BEL-1 6, JPN-1 2"]),
        json!(["2025-01", "2025-01-10", "effective coverage", 40, "BEL-1 15, JPN-1 25"]),
    ]);
    assert_eq!(computed(&fund, "2025-01-31"), sorted(january.clone()));
    let said = fund.works(&["run", "--as-of", "2025-01-31", "--verify", "--annual", "2024"]);
    assert!(said.contains("of a closed month: result: number was 100, is 60"), "{said}");
    // Belgium's workbook: what December said, and the differences in January.
    let columns = ["Date", "Counted in", "Result"];
    let listed = rows(&fund, "donors/bel-belgium-2025-01.xlsx", "Results", &columns);
    assert_eq!(listed.iter().filter(|row| row[1] == "2024-12").count(), 3, "{listed:?}");
    assert_eq!(listed.iter().filter(|row| row[1] == "2025-01").count(), 4, "{listed:?}");
    // What was reached in the year that is over is what it was when that was closed.
    let year = rows(&fund, "annual-2024.xlsx", "Results", &["Date", "Result"]);
    assert_eq!(year.len(), 3, "{year:?}");
    let accepted = ["--accept", "compared", "--accept", "restatements", "--reason", "known"];
    fund.works(&[&["close", "2025-01", "--as", "Ann"][..], &accepted[..]].concat());
    // The hundred were right: a difference of February, and both closed months stay.
    fund.write("results.csv", &format!("{RESULTS}{}", now.replace("coverage,60", "coverage,100")));
    january.push(json!(["2025-02", "2024-12-20", "effective coverage", 40, "BEL-1 30, JPN-1 10"]));
    assert_eq!(computed(&fund, "2025-02-28"), sorted(january));
    fund.works(&["run", "--as-of", "2025-02-28", "--verify"]);
    let audit = fund.works(&["audit"]);
    assert!(audit.contains("2025-01 computed again from the ledger"), "{audit}");
}

/// A result that nobody had paid for at the close falls to those who pay later, in the month in which they do.
#[test]
fn a_result_of_a_closed_month_that_was_nobodys_is_credited_in_the_month_of_the_first_payment() {
    let fund = fund();
    // The cost of December names an agreement whose money comes in January.
    fund.write("receipts.csv", &RECEIPTS.replace("2024-09-20", "2025-01-20"));
    fund.write("expenditure.csv", &COSTS.replace("30.00,V-1,BEL-1", "30.00,V-1,JPN-1"));
    fund.works(&["run", "--as-of", "2024-12-31", "--verify"]);
    let accepted = ["--accept", "compared", "--accept", "pending", "--reason", "known"];
    fund.works(&[&["close", "2024-12", "--as", "Ann"][..], &accepted[..]].concat());
    let nobodys = |kind: &str, date: &str, number: i64| json!(["2024-12", date, kind, number, ""]);
    let late = |kind: &str, date: &str, parts: &str| json!(["2025-01", date, kind, 0, parts]);
    let expected = vec![
        nobodys("effective coverage", "2024-12-20", 100),
        nobodys("institutional change", "2024-12-21", 1),
        nobodys("adequacy", "2024-12-22", 12),
        late("effective coverage", "2024-12-20", "JPN-1 100"),
        late("institutional change", "2024-12-21", "JPN-1 100"),
        late("adequacy", "2024-12-22", "JPN-1 12"),
    ];
    assert_eq!(computed(&fund, "2025-01-31"), sorted(expected));
    fund.works(&["run", "--as-of", "2025-01-31", "--verify"]);
}

/// Results that come, change, go and are described anew, also of months that are over.
struct Reported {
    random: Random,
    results: Vec<ResultFact>,
}

impl Reported {
    fn new(seed: u64) -> Self {
        Self { random: Random::new(seed), results: Vec::new() }
    }

    fn report(&mut self, world: &World, from: NaiveDate, to: NaiveDate) -> Vec<ResultFact> {
        for _ in 0..self.random.between(0, 4) {
            // Some of long ago.
            let late = if self.random.once_in(4) { 200 } else { 0 };
            let days = self.random.between(-late, (to - from).num_days());
            let date = if days < 0 { from - Days::new(days.unsigned_abs()) } else { from + Days::new(days as u64) };
            let cells = &world.run.cells;
            let cell = (!cells.is_empty()).then(|| &cells[self.random.between(0, cells.len() as i64 - 1) as usize]);
            let (place, theme) = cell.map_or(("MWI", "T9"), |cell| (&cell.geography, &cell.theme));
            self.results.push(ResultFact {
                geography: GeographyCode::new(place),
                theme: ThemeCode::new(theme),
                date,
                kind: ResultKind::ALL[self.random.between(0, 3) as usize],
                number: self.random.between(1, 500) as u64,
                description: self.random.once_in(2).then(|| "Some".to_owned()),
                source: Source::default(),
            });
        }
        for _ in 0..self.random.between(0, 2).min(self.results.len() as i64) {
            let at = self.random.between(0, self.results.len() as i64 - 1) as usize;
            match self.random.between(0, 3) {
                0 => drop(self.results.remove(at)),
                1 => self.results[at].description = Some("Others".to_owned()),
                _ => self.results[at].number = self.random.between(1, 500) as u64,
            }
        }
        self.results.clone()
    }
}

/// What is booked to a month, without where it stands.
fn to(figures: &Figures, day: NaiveDate) -> Vec<BookedResult> {
    let booked = figures.attribution.results.iter().filter(|result| result.month <= Month::of(day));
    booked.map(|one| BookedResult { source: Source::default(), ..one.clone() }).collect()
}

/// Numbers by what was achieved.
fn numbers<'r>(results: impl Iterator<Item = (&'r BookedResult, i64)>) -> BTreeMap<String, i64> {
    let mut sums = BTreeMap::new();
    for (one, number) in results {
        let by = json!([one.geography, one.theme, one.date, one.kind.name()]);
        *sums.entry(by.to_string()).or_default() += number;
    }
    sums.retain(|_, number| *number != 0);
    sums
}

#[test]
fn what_closed_months_reported_stays_and_all_that_is_reported_is_booked_and_falls_to_who_paid() {
    let (mut frozen, mut late, mut shared) = (0, 0, 0);
    for seed in 6_000..6_060 {
        let mut reported = Reported::new(seed);
        let mut last: Option<(NaiveDate, Vec<BookedResult>)> = None;
        let mut closes = Vec::new();
        with_results(
            seed,
            |world, from, to| reported.report(world, from, to),
            |_, before, figures, place| {
                let closed_on = before.and_then(|before| before.frozen.closed_on);
                closes.extend(last.take().filter(|(day, _)| closed_on == Some(*day)));
                for (day, then) in &closes {
                    assert_eq!(to(figures, *day), *then, "results to {day}: {place}");
                    frozen += then.len();
                }
                let booked = &figures.attribution.results;
                late += booked.iter().filter(|one| one.is_late()).count();
                // Together they are what is reported now.
                let counted = figures.facts.results.iter().filter(|fact| fact.date <= figures.ledger.as_of);
                let mut said: BTreeMap<String, i64> = BTreeMap::new();
                for fact in counted {
                    let by = json!([fact.geography, fact.theme, fact.date, fact.kind.name()]);
                    *said.entry(by.to_string()).or_default() += fact.number as i64;
                }
                assert_eq!(numbers(booked.iter().map(|one| (one, one.number))), said, "{place}");
                shared += falls_to_who_paid(figures, place);
                let day = figures.ledger.as_of;
                last = Some((day, to(figures, day)));
            },
        );
    }
    assert!(frozen > 200 && late > 100 && shared > 100, "{frozen} {late} {shared}");
}

/// Parts of what was achieved add up to it, or to nothing; nobody has a part in what was achieved before anything that it
/// paid for was done there. How many parts there are.
fn falls_to_who_paid(figures: &Figures, place: &str) -> usize {
    let booked = &figures.attribution.results;
    let units = |one: &BookedResult| one.number * 10_i64.pow(one.kind.decimals());
    let numbers_of = numbers(booked.iter().map(|one| (one, units(one))));
    let parts_of = numbers(booked.iter().map(|one| (one, one.parts.iter().map(|(_, part)| part).sum())));
    for (event, parts) in &parts_of {
        let whole = numbers_of.get(event).copied().unwrap_or_default();
        assert!(*parts > 0 && *parts <= whole, "{parts} of {whole}: {event}, {place}");
    }
    let mut shared = 0;
    for one in booked {
        for (agreement, _) in one.parts.iter().filter(|(_, part)| *part > 0) {
            let paid = figures.attribution.spent.iter().any(|share| {
                let (fact, cell) = (&figures.ledger.spending[share.line()].fact, &figures.ledger.cells[share.cell()]);
                figures.ledger.agreements[share.agreement()].agreement.reference == *agreement
                    && (&cell.geography, &cell.theme) == (&one.geography, &one.theme)
                    && (fact.date <= one.date || fact.document.is_none())
            });
            assert!(paid, "{agreement} has a part of {one:?}: {place}");
            shared += 1;
        }
    }
    shared
}
