//! A fund that lives: month after month deposits, refunds, costs, amendments and new needs come, rows come late and rows
//! of closed months change or go. Each month is run, closed and approved. Whatever comes, every report that was ever
//! closed is handed out again to the byte, each month comes out of the ledger alone to the same bytes, and what changes
//! after a close is a dated entry of the open month, with its reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use chrono::Days;
use poolfund::books::{self, Acceptance, Actor, AsOf, Books, Item, Ran, Wanted};
use poolfund::domain::{Money, Month, fingerprint};
use poolfund::intake::sandbox;
use poolfund::ledger::store::{Close, EventKind, Frozen, Sqlite, Store};
use poolfund::report::Extras;

use crate::builder::FUND;
use crate::life_funds::Random;
use crate::small_fund::{SmallFund, files};

const AGREEMENTS: &str = "Agreement,Donor,Stage,Signed on,Currency,Amount,Category,Countries,Themes,Eligible from,Valid to\n\
    BEL-1,BEL,signed,2021-12-01,EUR,250000.00,1,World,All,2021-12-01,\n\
    BEL-2,BEL,signed,2021-12-15,EUR,120000.00,3,TGO,All,2022-01-01,2022-09-30\n\
    JPN-1,JPN,signed,2021-11-15,JPY,40000000,2,World,T01,2022-01-01,2023-12-31\n\
    NOR-1,NOR,signed,2022-03-01,USD,150000.00,3,VNM,All,2022-03-01,\n";
const CURRENCIES: [(&str, &str); 4] = [("BEL-1", "EUR"), ("BEL-2", "EUR"), ("JPN-1", "JPY"), ("NOR-1", "USD")];
const CELLS: [(&str, &str); 4] = [("TGO", "T01"), ("TGO", "T02"), ("VNM", "T01"), ("VNM", "T02")];

/// A row of expenditure.
struct Cost {
    document: String,
    text: String,
    cents: i64,
    month: Month,
}

/// A fund, its inputs as they are, and what was closed.
struct House {
    fund: SmallFund,
    random: Random,
    count: u32,
    receipts: Vec<String>,
    costs: Vec<Cost>,
    amendments: Vec<String>,
    needs: Vec<String>,
    /// The closed editions, file by file.
    editions: BTreeMap<Month, BTreeMap<String, String>>,
}

fn somebody(name: &str, month: Month) -> Actor {
    let day = month.next().first_day() + Days::new(4);
    Actor::new(name, format!("{day}T09:00:00Z").parse().unwrap()).unwrap()
}

/// Everything that a close may accept.
fn accepted() -> Acceptance {
    let items = Item::ALL.into_iter().filter(|item| item.may_be_accepted()).collect();
    Acceptance::new(items, "known to everybody here").unwrap()
}

impl House {
    fn new(seed: u64) -> Self {
        sandbox::read_in(env!("CARGO_BIN_EXE_poolfund").into());
        let fund = SmallFund::new();
        let kinds = ["donors", "agreements", "amendments", "receipts", "priorities", "rates", "expenditure"];
        let inputs = kinds.map(|kind| format!("\n[[input]]\nkind = \"{kind}\"\nfile = \"{kind}.csv\"\n"));
        fund.write("fund.toml", &format!("{FUND}{}", inputs.concat()));
        fund.write(
            "donors.csv",
            "Code,Name,Type,Country\nBEL,Belgium,government,BEL\nJPN,Japan,government,JPN\nNOR,Norway,government,NOR\n",
        );
        fund.write("agreements.csv", AGREEMENTS);
        fund.write(
            "rates.csv",
            "Currency,Units per USD,Effective date\nEUR,0.90,2021-01-01\nJPY,150,2021-01-01\nEUR,0.80,2023-01-01\n",
        );
        let needs = CELLS.map(|(place, theme)| format!("{place},{theme},2021-2025,,20000.00"));
        let (receipts, costs, amendments) = (Vec::new(), Vec::new(), Vec::new());
        let (random, needs, editions) = (Random::new(seed), needs.to_vec(), BTreeMap::new());
        Self { fund, random, count: 0, receipts, costs, amendments, needs, editions }
    }

    fn number(&mut self, letter: &str) -> String {
        self.count += 1;
        format!("{letter}-{:04}", self.count)
    }

    fn day_in(&mut self, month: Month) -> String {
        (month.first_day() + Days::new(self.random.between(0, 27) as u64)).to_string()
    }

    fn receipt(&mut self, month: Month, kind: &str, units: i64) -> String {
        let (number, day) = (self.number("R"), self.day_in(month));
        let (agreement, currency) = CURRENCIES[self.random.between(0, 3) as usize];
        let (agreement, currency) =
            if matches!(kind, "interest" | "bank charge") { ("", "USD") } else { (agreement, currency) };
        let units = if currency == "JPY" { units * 100 } else { units };
        self.receipts.push(format!("{number},{agreement},{day},{kind},{currency},{units}"));
        number
    }

    fn cost(&mut self, month: Month) -> String {
        let (document, day) = (self.number("V"), self.day_in(month));
        let (place, theme) = CELLS[self.random.between(0, 3) as usize];
        let agreement = if self.random.once_in(4) { CURRENCIES[self.random.between(0, 3) as usize].0 } else { "" };
        let cents = self.random.between(2_000, 40_000) * if self.random.once_in(12) { -1 } else { 1 };
        let text = format!("{day},P-1,{place},{theme},travel,USD,{{}},{document},{agreement}");
        self.costs.push(Cost { document: document.clone(), text, cents, month });
        document
    }

    /// What happens in a month; gives the numbers of rows of closed months that changed, went or came late.
    fn happens(&mut self, month: Month) -> BTreeSet<String> {
        let mut of_closed = BTreeSet::new();
        let closed: Vec<Month> = self.editions.keys().copied().collect();
        for _ in 0..self.random.between(0, 3) {
            let units = self.random.between(2_000, 9_000);
            self.receipt(month, "deposit", units);
        }
        for _ in 0..self.random.between(2, 6) {
            self.cost(month);
        }
        for (kind, once_in) in [("refund", 9), ("interest", 3), ("bank charge", 4)] {
            if self.random.once_in(once_in) {
                let units = self.random.between(5, 90);
                self.receipt(month, kind, units);
            }
        }
        if self.random.once_in(4) {
            let number = self.amendments.len() + 1;
            let (agreement, changes) = match self.random.between(0, 2) {
                0 => ("BEL-2", ",,,2023-06-30"),
                1 => ("NOR-1", ",World,All,"),
                _ => ("BEL-1", "260000.00,,,"),
            };
            // It may hold from a month that is closed.
            let from = *closed.iter().rev().nth(self.random.between(0, 3) as usize).unwrap_or(&month);
            self.amendments.push(format!("{agreement},{number},{},{changes}", from.last_day()));
        }
        if self.random.once_in(4) {
            let (place, theme) = CELLS[self.random.between(0, 3) as usize];
            let need = self.random.between(5_000, 40_000);
            self.needs.retain(|row| !row.starts_with(&format!("{place},{theme},2021-2025,{}", month.first_day())));
            self.needs.push(format!("{place},{theme},2021-2025,{},{need}", month.first_day()));
        }
        if closed.is_empty() {
            return of_closed;
        }
        let before = closed[self.random.between(0, closed.len() as i64 - 1) as usize];
        if self.random.once_in(2) {
            of_closed.insert(self.cost(before));
        }
        if self.random.once_in(6) {
            let units = self.random.between(100, 900);
            of_closed.insert(self.receipt(before, "deposit", units));
        }
        let old: Vec<usize> = (0..self.costs.len())
            .filter(|&at| closed.contains(&self.costs[at].month) && !of_closed.contains(&self.costs[at].document))
            .collect();
        if !old.is_empty() && self.random.once_in(2) {
            let cost = &mut self.costs[old[self.random.between(0, old.len() as i64 - 1) as usize]];
            cost.cents += 1 + self.random.between(0, 5_000);
            of_closed.insert(cost.document.clone());
        } else if !old.is_empty() && self.random.once_in(4) {
            let gone = self.costs.remove(old[self.random.between(0, old.len() as i64 - 1) as usize]);
            of_closed.insert(gone.document);
        }
        of_closed
    }

    fn save(&self) {
        let rows = |header: &str, rows: &[String]| format!("{header}\n{}\n", rows.join("\n"));
        self.fund.write("receipts.csv", &rows("Receipt,Agreement,Date,Kind,Currency,Amount", &self.receipts));
        let header = "Agreement,Number,Effective date,New amount,Countries,Themes,Valid to";
        self.fund.write("amendments.csv", &rows(header, &self.amendments));
        self.fund.write("priorities.csv", &rows("Country,Theme,Period,Valid from,Need", &self.needs));
        let costs: Vec<String> = self
            .costs
            .iter()
            .map(|cost| {
                let sign = if cost.cents < 0 { "-" } else { "" };
                let amount = format!("{sign}{}.{:02}", cost.cents.abs() / 100, cost.cents.abs() % 100);
                cost.text.replace("{}", &amount)
            })
            .collect();
        let header = "Date,Project,Country,Theme,Category,Currency,Amount,Document,Agreement";
        self.fund.write("expenditure.csv", &rows(header, &costs));
    }

    /// The hashes of a month's reports on the disk.
    fn edition(&self, month: Month) -> BTreeMap<String, String> {
        let folder = self.fund.reports(&month.to_string());
        let named = files(&folder).into_iter();
        named
            .map(|(path, bytes)| {
                (path.strip_prefix(&folder).unwrap().display().to_string(), fingerprint::sha256(&bytes))
            })
            .collect()
    }

    /// Runs, closes and approves a month.
    fn closes(&mut self, month: Month) -> Ran {
        let mut books = Books::open(self.fund.path()).unwrap();
        let wanted = Wanted { as_of: AsOf::Day(month.last_day()), prove: true, extras: Extras::default() };
        let ann = somebody("Ann", month);
        let ran = books.run(wanted, &ann, &|_| {}).unwrap_or_else(|why| panic!("{month}: {why}"));
        let closed = books.close(month, &accepted(), &ann, &|_| {}).unwrap_or_else(|why| panic!("{month}: {why:?}"));
        assert!(closed.set_aside.is_empty() && books.take_repairs().is_empty());
        books.approve(month, &somebody("Ben", month), None).unwrap();
        drop(books);
        self.editions.insert(month, self.edition(month));
        ran
    }

    /// Takes the reports of a closed month away; they come back as they were.
    fn comes_back(&self, month: Month) {
        fs::remove_dir_all(self.fund.reports(&month.to_string())).unwrap();
        Books::open(self.fund.path()).unwrap().reprint(month, None).unwrap();
        assert_eq!(self.edition(month), self.editions[&month], "{month}");
    }
}

/// What the ledger alone says of the costs, close after close.
#[derive(Default)]
struct Accounts {
    /// Costs as they stand.
    costs: BTreeMap<String, Money>,
    /// By cost, what was charged of it, and what credits settled; less than nothing for a credit.
    charged: BTreeMap<String, Money>,
    settled: BTreeMap<String, Money>,
    /// How often a cost of a closed month was another amount, or gone, at a later close.
    corrections: usize,
}

impl Accounts {
    /// Takes in what a close adds. Of every cost that ever was, what is charged, settled and pending is its amount.
    fn close(&mut self, frozen: &Frozen, month: Month) {
        for cost in &frozen.costs {
            let was = self.costs.insert(cost.id.clone(), cost.base);
            self.corrections += usize::from(was.is_some_and(|was| was != cost.base));
        }
        for gone in &frozen.gone {
            self.costs.insert(gone.id.clone(), Money::ZERO).unwrap();
            self.corrections += 1;
        }
        for charge in &frozen.charges {
            *self.charged.entry(charge.cost.clone()).or_default() += charge.amount;
        }
        for netting in &frozen.netted {
            *self.settled.entry(netting.cost.clone()).or_default() += netting.amount;
            *self.settled.entry(netting.credit.clone()).or_default() -= netting.amount;
        }
        let mut pending: BTreeMap<&str, Money> = BTreeMap::new();
        for waits in &frozen.pending {
            *pending.entry(&waits.cost).or_default() += waits.amount;
        }
        let of = |sums: &BTreeMap<String, Money>, id: &str| sums.get(id).copied().unwrap_or_default();
        for (id, &base) in &self.costs {
            let waits = pending.get(id.as_str()).copied().unwrap_or_default();
            assert_eq!(of(&self.charged, id) + of(&self.settled, id) + waits, base, "{id} in {month}");
        }
        assert!(self.charged.keys().all(|id| self.costs.contains_key(id)), "{month}");
    }
}

/// What closes froze lies in their own months and has a cause, and adds up to the costs as they stand; what changed is in the
/// ledger with its reason.
fn dated_with_reasons(house: &House) {
    let store = Sqlite::open_to_read(house.fund.path()).unwrap().unwrap();
    let mut before = None;
    let mut accounts = Accounts::default();
    for event in store.events(Some(EventKind::Close)).unwrap() {
        let close: Close = event.read().unwrap();
        let month = Month::of(close.run.as_of);
        let frozen = close.frozen(&event, &store).unwrap();
        let is_open = |of: Month| of <= month && before.is_none_or(|before| of > before);
        for entry in &frozen.entries {
            assert!(is_open(Month::of(entry.date)) && !entry.cause.is_empty(), "{month}: {entry:?}");
        }
        for charge in &frozen.charges {
            assert!(
                is_open(charge.charged_in) && Month::of(charge.incurred) <= charge.charged_in,
                "{month}: {charge:?}"
            );
        }
        accounts.close(&frozen, month);
        assert!(frozen.pending.iter().all(|pending| !pending.cause.is_empty()));
        before = Some(month);
    }
    let months = house.editions.len();
    assert!(
        months < 12 || accounts.corrections > months / 6,
        "{} corrections in {months} months",
        accounts.corrections
    );
}

fn live(seed: u64, months: usize) {
    let mut house = House::new(seed);
    let mut month = Month::parse("2022-01").unwrap();
    let mut changes = 0;
    for _ in 0..months {
        let of_closed = house.happens(month);
        house.save();
        let ran = house.closes(month);
        let told: BTreeSet<String> = ran
            .restated
            .iter()
            .filter(|one| one.closed && matches!(one.kind.as_str(), "receipt" | "expenditure"))
            .map(|one| {
                assert!(one.entered_in == month.to_string() && !one.reason.is_empty(), "{one:?}");
                one.key.clone()
            })
            .collect();
        assert_eq!(told, of_closed, "seed {seed}, {month}: what is told of closed months is what changed in them");
        changes += of_closed.len();
        for (closed, edition) in &house.editions {
            assert_eq!(house.edition(*closed), *edition, "seed {seed}: {closed} after {month}");
        }
        let any = house.random.between(0, house.editions.len() as i64 - 1) as usize;
        house.comes_back(*house.editions.keys().nth(any).unwrap());
        month = month.next();
    }
    assert!(months < 6 || changes > 0, "seed {seed}: nothing changed after a close");
    house.editions.keys().for_each(|month| house.comes_back(*month));
    dated_with_reasons(&house);
    let faults: Vec<String> = books::audit(house.fund.path(), None, &|_| {})
        .unwrap()
        .into_iter()
        .flat_map(|finding| finding.faults)
        .map(|fault| fault.to_string())
        .collect();
    assert!(faults.is_empty(), "seed {seed}: {faults:?}");
}

#[test]
fn the_months_of_random_funds_come_out_of_the_ledger_as_they_were_closed() {
    for seed in 1..=3 {
        live(seed, 6);
    }
}

#[test]
#[ignore = "three funds for three years: some minutes"]
fn a_fund_lives_three_years_and_every_report_ever_closed_is_what_it_was() {
    for seed in 11..=13 {
        live(seed, 36);
    }
}
