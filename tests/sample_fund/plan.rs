//! The invented figures: cells, receipts, expenditure, rates, results and finance's extract.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use poolfund::domain::{Money, apportion};
use rust_decimal::Decimal;

use crate::chance::Chance;

pub const AGREEMENTS: &str = include_str!("agreements.tsv");
pub const DONORS: &str = include_str!("donors.tsv");

pub const COUNTRIES: [(&str, &[&str]); 5] = [
    (
        "AFRICA",
        &[
            "AGO", "BFA", "CPV", "TCD", "CIV", "ETH", "GHA", "GNB", "KEN", "MDG", "MWI", "MOZ", "NGA", "RWA", "STP",
            "SEN", "TZA", "TGO", "UGA", "ZMB",
        ],
    ),
    ("AMERICAS", &["BRB", "COL", "DMA", "ECU", "GTM", "HND", "PRY", "PER"]),
    ("ARAB", &["IRQ", "JOR", "LBN", "OMN", "PSE"]),
    ("ASIA", &["BGD", "KHM", "IND", "IDN", "LAO", "MMR", "NPL", "PAK", "PHL", "LKA", "THA", "TLS", "VNM"]),
    ("EUROPE", &["KGZ", "MDA", "TJK", "UZB"]),
];
const IN_COUNTRY: [&str; 11] = ["T01", "T02", "T03", "T04", "T05", "T06", "T07", "T08", "T09", "T10", "T14"];
const THEMATIC: [&str; 5] = ["T11", "T12", "T13", "T15", "T16"];
/// Cells that some agreement needs, whatever chance gives a country.
const WANTED: [(&str, &str); 14] = [
    ("THA", "T11"),
    ("THA", "T13"),
    ("MWI", "T14"),
    ("MWI", "T04"),
    ("COL", "T09"),
    ("PRY", "T02"),
    ("JOR", "T09"),
    ("LBN", "T09"),
    ("SEN", "T13"),
    ("CPV", "T13"),
    ("LKA", "T08"),
    ("BGD", "T08"),
    ("KEN", "T13"),
    ("ETH", "T16"),
];
const UNITS_PER_DOLLAR: [(&str, i64, u32); 9] = [
    ("EUR", 9200, 4),
    ("CHF", 9000, 4),
    ("GBP", 7900, 4),
    ("JPY", 14000, 2),
    ("THB", 3450, 2),
    ("CNY", 7000, 3),
    ("NOK", 10200, 3),
    ("KRW", 129_000, 2),
    ("SEK", 10300, 3),
];
pub const CATEGORIES: [&str; 7] = [
    "staff",
    "supplies",
    "equipment",
    "contractual services",
    "travel",
    "transfers and grants",
    "general operating",
];

pub struct Agreement {
    pub fields: Vec<&'static str>,
    pub signed: NaiveDate,
    pub amount: i64,
    pub paid_percent: i64,
}

impl Agreement {
    pub fn reference(&self) -> &'static str {
        self.fields[0]
    }
    pub fn donor(&self) -> &'static str {
        self.fields[0].split('-').next().unwrap_or_default()
    }
    pub fn currency(&self) -> &'static str {
        self.fields[3]
    }
    pub fn is_signed(&self) -> bool {
        self.fields[1] == "commitment"
    }
}

#[derive(Clone)]
pub struct CellPlan {
    pub place: &'static str,
    pub theme: &'static str,
    pub need: Money,
    pub outside: Money,
}

#[derive(Clone)]
pub struct ReceiptPlan {
    pub number: String,
    pub agreement: Option<&'static str>,
    pub date: NaiveDate,
    pub kind: &'static str,
    pub currency: &'static str,
    pub amount: Decimal,
    pub booked: Option<Money>,
    pub note: &'static str,
}

pub struct InstalmentPlan {
    pub agreement: &'static str,
    pub number: usize,
    pub due: NaiveDate,
    pub amount: i64,
}

#[derive(Clone)]
pub struct SpendingPlan {
    pub date: NaiveDate,
    pub project: String,
    pub place: &'static str,
    pub theme: &'static str,
    pub category: &'static str,
    pub amount: Money,
    pub agreement: Option<&'static str>,
    pub obligation: bool,
    pub document: String,
}

pub fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date of the sample")
}

pub fn agreements() -> Vec<Agreement> {
    AGREEMENTS
        .lines()
        .map(|line| {
            let fields: Vec<&'static str> = line.split('\t').collect();
            Agreement {
                signed: fields[2].parse().expect("a date"),
                amount: fields[4].parse().expect("an amount"),
                paid_percent: fields[13].parse().expect("a percentage"),
                fields,
            }
        })
        .collect()
}

/// About 350 cells that need 160 million and have 85 million from outside, to the cent.
pub fn cells(chance: &mut Chance) -> Vec<CellPlan> {
    let mut targets: Vec<(&'static str, &'static str, u64)> = Vec::new();
    for (region, countries) in COUNTRIES {
        for country in countries {
            let size = chance.between(60, 180);
            for theme in IN_COUNTRY {
                if chance.below(100) < 56 || WANTED.contains(&(country, theme)) {
                    targets.push((country, theme, size * chance.between(40, 140)));
                }
            }
            for (_, theme) in WANTED.iter().filter(|(place, theme)| place == country && !IN_COUNTRY.contains(theme)) {
                targets.push((country, theme, size * 30));
            }
        }
        for theme in THEMATIC {
            targets.push((region, theme, chance.between(14_000, 22_000)));
        }
    }
    for theme in THEMATIC {
        targets.push(("WORLD", theme, chance.between(60_000, 90_000)));
    }
    let weights: Vec<u64> = targets.iter().map(|target| target.2).collect();
    // Needs in hundreds of dollars, as people plan; the last cell of the list is as exact as any.
    let needs = apportion(Money::from_minor(1_600_000), &weights).expect("weights");
    let shares: Vec<u64> =
        needs.iter().map(|need| need.minor().unsigned_abs() * chance.between(44, 60)).collect();
    let outside = apportion(Money::from_minor(8_500_000_000), &shares).expect("weights");
    targets
        .into_iter()
        .zip(needs.iter().zip(outside))
        .map(|((place, theme, _), (need, outside))| CellPlan {
            place,
            theme,
            need: Money::from_minor(need.minor() * 10_000),
            outside,
        })
        .collect()
}

/// Monthly rates from January 2021, as (currency, month, units per dollar).
pub fn rates(chance: &mut Chance) -> Vec<(&'static str, NaiveDate, Decimal)> {
    let mut rates = Vec::new();
    for (currency, start, decimals) in UNITS_PER_DOLLAR {
        let mut units = start;
        let mut month = date(2021, 1, 1);
        while month <= date(2025, 10, 1) {
            rates.push((currency, month, Decimal::new(units, decimals)));
            units += start * (chance.between(0, 40) as i64 - 20) / 1000 + (start - units) / 12;
            month = month + Months::new(1);
        }
    }
    rates
}

pub fn instalments(agreements: &[Agreement]) -> Vec<InstalmentPlan> {
    let mut plans = Vec::new();
    for agreement in agreements.iter().filter(|agreement| agreement.is_signed()) {
        let number = if agreement.paid_percent == 100 { 2 } else { 3 };
        let share = agreement.amount / number;
        for place in 0..number {
            let amount = if place == 0 { agreement.amount - share * (number - 1) } else { share };
            let due = agreement.signed + Months::new(2 + 9 * place as u32);
            plans.push(InstalmentPlan { agreement: agreement.reference(), number: place as usize + 1, due, amount });
        }
    }
    plans
}

pub fn receipts(agreements: &[Agreement], rates: &[(&str, NaiveDate, Decimal)], chance: &mut Chance) -> Vec<ReceiptPlan> {
    let mut plans = Vec::new();
    let last = date(2025, 10, 28);
    for agreement in agreements.iter().filter(|agreement| agreement.paid_percent > 0) {
        let paid = agreement.amount * agreement.paid_percent / 100;
        let parts = if agreement.paid_percent == 100 { 2 } else { 1 + (agreement.paid_percent > 55) as i64 };
        for part in 0..parts {
            let amount = if part == 0 { paid - paid / parts * (parts - 1) } else { paid / parts };
            let wanted = agreement.signed + Months::new(2 + 9 * part as u32) + Days::new(chance.between(0, 40));
            let date = wanted.min(last - Days::new(chance.between(0, 90)));
            plans.push((agreement, date, amount));
        }
    }
    plans.sort_by_key(|(agreement, date, _)| (*date, agreement.reference()));
    let mut receipts: Vec<ReceiptPlan> = plans
        .into_iter()
        .enumerate()
        .map(|(place, (agreement, date, amount))| {
            let amount = Decimal::from(amount);
            // The bank books at its own rate, a little beside the table's; one receipt in five is left to the table.
            let table = rate_on(rates, agreement.currency(), date);
            let bank = table * (Decimal::ONE + Decimal::new(chance.between(0, 60) as i64 - 30, 4));
            let booked = (agreement.currency() != "USD" && place % 5 != 0)
                .then(|| Money::from_decimal(amount / bank, 2).expect("an amount"));
            ReceiptPlan {
                number: format!("RC-{}-{:04}", date.year(), place + 1),
                agreement: Some(agreement.reference()),
                date,
                kind: "deposit",
                currency: agreement.currency(),
                amount,
                booked,
                note: "",
            }
        })
        .collect();
    let mut extra = |number: &str, agreement, date, kind, currency, amount: i64, note| {
        receipts.push(ReceiptPlan {
            number: number.to_owned(),
            agreement,
            date,
            kind,
            currency,
            amount: Decimal::new(amount, 2),
            booked: None,
            note,
        });
    };
    extra("RC-2025-0901", Some("JSDG-01"), date(2025, 3, 14), "refund", "USD", 12_500_000, "Unspent balance returned at closure");
    extra("RC-2025-0902", Some("CHE-03"), date(2025, 6, 30), "write-off", "CHF", 5_000_000, "Reduction agreed by exchange of letters");
    for year in 2021..=2025 {
        let interest = 4_215_037 + i64::from(year - 2021) * 1_107_113;
        let month = if year == 2025 { 9 } else { 12 };
        extra(&format!("INT-{year}"), None, date(year, month, 30), "interest", "USD", interest, "Interest income of the year");
        extra(&format!("BNK-{year}"), None, date(year, month, 30), "bank charge", "USD", 84_250 + i64::from(year) % 7 * 1111, "");
    }
    receipts
}

pub fn rate_on(rates: &[(&str, NaiveDate, Decimal)], currency: &str, day: NaiveDate) -> Decimal {
    let known = rates.iter().filter(|(code, from, _)| *code == currency && *from <= day);
    known.last().map_or(Decimal::ONE, |(_, _, units)| *units)
}

/// About 5,000 lines: a quarter of what each cell needs from the pool, two cells overspent on purpose.
pub fn spending(cells: &[CellPlan], agreements: &[Agreement], chance: &mut Chance) -> Vec<SpendingPlan> {
    let named: BTreeMap<(&str, &str), &str> = agreements
        .iter()
        .filter(|agreement| agreement.fields[5] == "4")
        .map(|agreement| ((country_code(agreement.fields[6]), agreement.fields[7]), agreement.reference()))
        .collect();
    let mut lines = Vec::new();
    for (place, cell) in cells.iter().enumerate() {
        let open = cell.need - cell.outside;
        let overspent = [("HND", IN_COUNTRY[2]), ("UZB", IN_COUNTRY[0])].contains(&(cell.place, cell.theme));
        let percent = if overspent { 95 } else { chance.between(17, 27) as i64 };
        let number = chance.between(11, 21) as usize;
        let weights: Vec<u64> = (0..number).map(|_| chance.between(20, 400)).collect();
        let amounts = apportion(open.scaled(percent, 100), &weights).expect("weights");
        let owner = named.get(&(cell.place, cell.theme)).copied();
        for amount in amounts {
            let obligation = chance.below(100) < 3;
            let day = date(2021, 7, 1) + Days::new(chance.below(1580));
            let credit = !obligation && chance.below(120) == 0;
            lines.push(SpendingPlan {
                date: if obligation { day.max(date(2025, 4, 1)).min(date(2025, 10, 31)) } else { day.min(date(2025, 10, 31)) },
                project: format!("{}/{}/{:03}", cell.place, cell.theme, place % 97 + 1),
                place: cell.place,
                theme: cell.theme,
                category: CATEGORIES[chance.below(7) as usize],
                amount: if credit { -amount.scaled(1, 10) } else { amount },
                agreement: owner.filter(|_| chance.below(100) < 60),
                obligation,
                document: String::new(),
            });
        }
    }
    lines.sort_by_key(|line| (line.date, line.place, line.theme, line.amount));
    for (place, line) in lines.iter_mut().enumerate() {
        line.document = format!("EX{:06}", 100_001 + place * 7);
    }
    if let Some(last) = lines.last_mut() {
        last.date = date(2025, 10, 31);
    }
    lines
}

fn country_code(name: &str) -> &'static str {
    match name {
        "Thailand" => "THA",
        "Malawi" => "MWI",
        "Colombia" => "COL",
        "Paraguay" => "PRY",
        _ => "WORLD",
    }
}
