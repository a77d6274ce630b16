//! A random fund's lines, and finance's extract of them without a difference.

use chrono::{Datelike, Days, NaiveDate};
use poolfund::domain::facts::{FinanceDonor, FinanceKind, FinanceLine, Rate};
use poolfund::domain::source::SourceSheet;
use poolfund::domain::{
    AgreementRef, Currency, DonorCode, GeographyCode, Money, OriginalAmount, Percent, Source, ThemeCode,
};
use poolfund::ledger::RateTable;
use poolfund::reconcile::{Line, Written};
use rust_decimal::Decimal;

use super::random::Random;

/// How finance writes its extract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// It keeps our numbers.
    OurNumbers,
    /// It has numbers of its own and quotes ours beside them.
    QuotedNumbers,
    /// It has numbers of its own and names our agreements and projects.
    OurReferences,
    /// It has numbers of its own and names neither.
    NoReferences,
}

impl Mode {
    /// All of them.
    pub const ALL: [Mode; 4] = [Self::OurNumbers, Self::QuotedNumbers, Self::OurReferences, Self::NoReferences];

    /// The least share of right causes, in per cent.
    pub fn bar(self) -> usize {
        match self {
            Self::OurNumbers | Self::QuotedNumbers => 98,
            Self::OurReferences => 95,
            Self::NoReferences => 85,
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::OurNumbers => "our numbers",
            Self::QuotedNumbers => "own numbers, ours quoted",
            Self::OurReferences => "own numbers, our references",
            Self::NoReferences => "own numbers, no references",
        }
    }
}

/// An agreement.
pub struct Agreement {
    pub reference: AgreementRef,
    pub donor: DonorCode,
    pub currency: Currency,
}

/// A project.
pub struct Project {
    pub code: String,
    pub geography: GeographyCode,
    pub theme: ThemeCode,
}

/// Both sides, line by line the same.
pub struct Fund {
    pub mode: Mode,
    pub as_of: NaiveDate,
    pub rates: RateTable,
    pub usual_charges: [(FinanceKind, Percent); 1],
    pub agreements: Vec<Agreement>,
    pub projects: Vec<Project>,
    pub ours: Vec<Line>,
    pub theirs: Vec<FinanceLine>,
}

/// The first day of the fund.
pub const FIRST: &str = "2021-02-01";
/// The day to which the two sides are compared.
pub const AS_OF: &str = "2025-10-31";
const CURRENCIES: [(&str, &str); 6] =
    [("EUR", "0.90"), ("GBP", "0.78"), ("CHF", "0.92"), ("NOK", "9.8"), ("SEK", "10.1"), ("JPY", "128")];

/// A day of the text.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl Fund {
    /// A fund of about 12,500 lines.
    pub fn random(mode: Mode, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let agreements = agreements(&mut random);
        let projects = projects(&mut random);
        let rates = RateTable::new(&rates(&mut random), Currency::USD);
        let usual_charges = [(FinanceKind::Fee, Percent::parse("1%").unwrap())];
        let (ours, theirs) = (vec![], vec![]);
        let mut fund = Self { mode, as_of: day(AS_OF), rates, usual_charges, agreements, projects, ours, theirs };
        fund.receive(&mut random);
        fund.charge(&mut random);
        fund.spend(&mut random);
        fund.extract(&mut random);
        fund
    }

    /// The base value of an amount at the rate of a day.
    pub fn value(&self, original: OriginalAmount, date: NaiveDate) -> Money {
        self.rates.value(original, date, &Source::default()).unwrap()
    }

    fn receive(&mut self, random: &mut Random) {
        for number in 0..1_260_u32 {
            let agreement = &self.agreements[random.below(self.agreements.len())];
            let date = date(random, false);
            let round = random.one_in(2);
            let units = if round { 5_000 * random.between(1, 200) } else { random.between(2_000, 900_000) };
            let cents = if round || agreement.currency.minor_units() == 0 { 0 } else { random.between(0, 99) };
            let amount = Decimal::new(units * 100 + cents, 2) * factor(agreement.currency);
            let original = OriginalAmount { amount: agreement.currency.round(amount), currency: agreement.currency };
            let mut base = self.value(original, date);
            if original.currency != Currency::USD && random.one_in(3) {
                base = base.scaled(100_000 + random.between(-400, 400), 100_000);
            }
            let kind = if number % 21 == 20 { FinanceKind::Refund } else { FinanceKind::Deposit };
            let mut line = Line::new(kind, &format!("R-{}-{number:04}", date.year()), date, base);
            let fee = Percent::parse("1%").unwrap().of(base);
            line.edit(|said| {
                said.original = Some(original);
                said.agreement = Some(agreement.reference.clone());
                said.donor = Some(agreement.donor.clone());
            });
            if kind == FinanceKind::Deposit {
                let said = line.all();
                let number = format!("{}/fee", said.number);
                let said = Written { quotes: vec![said.number], number, original: None, ..line.all() };
                self.ours.push(Line::written(FinanceKind::Fee, date, fee, said));
                line.edit(|said| said.charges = vec![(FinanceKind::Fee, fee)]);
            }
            self.ours.push(line);
        }
    }

    /// Interest by quarter, and charges of the bank now and then.
    fn charge(&mut self, random: &mut Random) {
        for number in 0..90_u32 {
            let date = date(random, false);
            let interest = number % 4 == 0;
            let kind = if interest { FinanceKind::Interest } else { FinanceKind::BankCharge };
            let cents = if interest { random.between(100_000, 2_500_000) } else { random.between(500, 9_000) };
            self.ours.push(Line::new(kind, &format!("C-{}-{number:03}", date.year()), date, Money::from_minor(cents)));
        }
    }

    fn spend(&mut self, random: &mut Random) {
        let mut number = 0;
        while number < 11_000 {
            let project = &self.projects[random.below(self.projects.len())];
            let foreign = random.one_in(3);
            let (code, _) = CURRENCIES[random.below(CURRENCIES.len())];
            let currency = if foreign { Currency::parse(code).unwrap() } else { Currency::USD };
            // Salaries and rents come every month with the same amount.
            let months = if random.one_in(60) { random.between(6, 24) } else { 1 };
            let cents = spread(random);
            let amount = currency.round(Decimal::new(cents, 2) * factor(currency));
            let first = date(random, true);
            for month in 0..months {
                let Some(date) = first.checked_add_days(Days::new(30 * month as u64)) else { continue };
                if date > self.as_of {
                    continue;
                }
                let original = OriginalAmount { amount, currency };
                let mut base = self.value(original, date);
                if random.one_in(50) {
                    base = -base;
                }
                let mut line =
                    Line::new(FinanceKind::Expenditure, &format!("EV-{}-{number:05}", date.year()), date, base);
                line.edit(|said| {
                    said.original = Some(original);
                    said.project = Some(project.code.clone());
                    said.geography = Some(project.geography.clone());
                    said.theme = Some(project.theme.clone());
                });
                self.ours.push(line);
                number += 1;
            }
        }
    }

    /// Finance's view of every line: posted up to three days later in the same month.
    fn extract(&mut self, random: &mut Random) {
        let mut number = 1_900_000_001_u64;
        for line in self.ours.iter().filter(|line| line.kind != FinanceKind::Fee) {
            number += random.between(1, 9) as u64;
            let mut posted = line.date;
            if random.one_in(3) {
                let later = line.date.checked_add_days(Days::new(random.between(1, 3) as u64)).unwrap();
                posted = if later.month() == line.date.month() { later } else { posted };
            }
            let agreement = line.agreement().map(|agreement| agreement.to_string());
            let named = agreement.or(line.project().map(str::to_owned));
            let reference = match self.mode {
                Mode::OurNumbers | Mode::OurReferences => named,
                Mode::QuotedNumbers => Some(format!("{}; {}", line.number(), named.unwrap_or_default())),
                Mode::NoReferences => None,
            };
            let code = line.donor().cloned();
            let donor = code.map(|code| Box::new(FinanceDonor { written: code.to_string(), code: Some(code) }));
            self.theirs.push(FinanceLine {
                document: if self.mode == Mode::OurNumbers { line.number().into_owned() } else { number.to_string() },
                kind: line.kind,
                date: posted,
                donor,
                reference,
                geography: line.geography().cloned(),
                theme: line.theme().cloned(),
                agreement: None,
                project: None,
                total_of: None,
                amount: line.amount,
                original: None,
                source: sheet(0),
            });
        }
    }
}

/// A row of the extract.
pub fn sheet(row: u32) -> Source {
    let sheet = SourceSheet { file: "extract.xlsx".into(), sha256: String::new(), sheet: "Extract".into() };
    Source { sheet: std::sync::Arc::new(sheet), row }
}

fn agreements(random: &mut Random) -> Vec<Agreement> {
    let mut agreements = Vec::new();
    for donor in 0..25 {
        let code = DonorCode::new(&format!("D{donor:02}"));
        let (currency, _) = CURRENCIES[random.below(CURRENCIES.len())];
        let currency = if random.one_in(3) { Currency::USD } else { Currency::parse(currency).unwrap() };
        for number in 0..random.between(2, 9) {
            let reference = AgreementRef::new(&format!("D{donor:02}-{}-{number:02}", 2021 + number % 5));
            agreements.push(Agreement { reference, donor: code.clone(), currency });
        }
    }
    agreements
}

fn projects(random: &mut Random) -> Vec<Project> {
    let project = |number: i64, random: &mut Random| Project {
        code: format!("PRJ-{:02}-{number:03}", 21 + number % 5),
        geography: GeographyCode::new(&format!("C{:02}", random.below(50))),
        theme: ThemeCode::new(&format!("T{:02}", random.below(16))),
    };
    (0..150).map(|number| project(number, random)).collect()
}

/// Monthly rates that wander.
fn rates(random: &mut Random) -> Vec<Rate> {
    let mut rates = Vec::new();
    for (code, start) in CURRENCIES {
        let mut units: Decimal = start.parse().unwrap();
        let mut month = day("2021-01-01");
        while month <= day("2026-01-01") {
            let currency = Currency::parse(code).unwrap();
            rates.push(Rate {
                currency,
                units_per_base: units.round_dp(4),
                effective_on: month,
                published_on: None,
                source: Source::default(),
            });
            units *= Decimal::ONE + Decimal::new(random.between(-200, 200), 4);
            month = month.checked_add_months(chrono::Months::new(1)).unwrap();
        }
    }
    rates
}

fn factor(currency: Currency) -> Decimal {
    if currency.minor_units() == 0 { Decimal::from(100) } else { Decimal::ONE }
}

fn date(random: &mut Random, weekdays: bool) -> NaiveDate {
    let span = day(AS_OF).signed_duration_since(day(FIRST)).num_days();
    loop {
        let date = day(FIRST).checked_add_days(Days::new(random.between(0, span) as u64)).unwrap();
        if !weekdays || date.weekday().number_from_monday() < 6 {
            return date;
        }
    }
}

/// Cents between about 100 and 100,000 dollars, evenly in their logarithm; one in eight is round.
fn spread(random: &mut Random) -> i64 {
    let scale = 10_i64.pow(4 + random.below(3) as u32);
    let cents = random.between(scale, 10 * scale - 1);
    if random.one_in(8) { cents / 5_000 * 5_000 + 5_000 } else { cents }
}
