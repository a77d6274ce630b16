//! Expenditure and open obligations of the sample fund, within what an allocation can plausibly give.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use rust_decimal::Decimal;

use super::agreements::NAMED;
use super::book::{Entry, Outcome, cents, grouped, text};
use super::cells::{Cell, NO_CELL};
use super::places::{is_country, place_name, region_of, theme_name};
use super::random::{Random, split};
use super::rates::{Rates, decimals};
use super::receipts::{Receipt, day, last_day};

/// A line.
#[derive(Clone)]
pub struct Line {
    /// When it was booked.
    pub date: NaiveDate,
    /// The project.
    pub project: String,
    /// The place's code.
    pub place: &'static str,
    /// The theme's code.
    pub theme: &'static str,
    /// The category.
    pub category: &'static str,
    /// The currency.
    pub currency: &'static str,
    /// How much, in that currency.
    pub amount: Decimal,
    /// The same in cents.
    pub base: i64,
    /// The agreement it names.
    pub agreement: &'static str,
    /// Whether it is an open obligation.
    pub is_obligation: bool,
    /// The voucher's number.
    pub document: String,
    /// What it was for.
    pub description: &'static str,
}

/// Share, category and what it was for.
const CATEGORIES: &[(i64, (&str, [&str; 3]))] = &[
    (34, ("staff", ["National coordinator", "Technical specialist", "Project assistant"])),
    (23, ("contractual services", ["Legal review", "Actuarial consultancy", "Software development"])),
    (13, ("travel", ["Technical mission", "Study visit", "Steering committee"])),
    (
        17,
        ("transfers and grants", ["Grant to the social security institute", "Grant to the ministry", "Union training"]),
    ),
    (5, ("equipment", ["Servers", "Tablets for enrolment", "Network equipment"])),
    (4, ("supplies", ["Enrolment forms", "Training material", "Office supplies"])),
    (4, ("general operating", ["Office rent", "Interpretation", "Communications"])),
];
/// Cells that spend more than they can get, with the amount in dollars.
const OVERSPENT: &[(&str, &str, i64)] = &[("TGO", "T03", 195_000), ("ECU", "T06", 180_000), ("IDN", "T15", 125_000)];
/// The level, in thousandths of its need, up to which a cell is counted on being funded.
const LEVEL: i64 = 670;
/// The part of that, in hundredths, which is spent.
const SPENT: i64 = 92;

/// Everything that was spent or bound, by date.
pub fn lines(cells: &[Cell], receipts: &[Receipt], rates: &Rates) -> Outcome<Vec<Line>> {
    let mut maker = Maker { random: Random::new(41), rates, lines: Vec::new() };
    for cell in cells {
        let named = maker.named(cell, receipts)?;
        let total = target(cell);
        maker.spread(cell, (total - named).max(0), "", day("2021-02-01")?)?;
        if !cell.period.starts_with("2021") && maker.random.once_in(3) {
            maker.obligation(cell, total / 8)?;
        }
    }
    maker.line(NO_CELL, day("2024-08-21")?, 648_000, "", false)?;
    maker.line(("VNM", "T02"), last_day()?, 721_540, "", false)?;
    let mut lines = maker.lines;
    lines.sort_by(|one, other| {
        let key = |line: &Line| (line.date, line.place, line.theme, line.base, line.category);
        key(one).cmp(&key(other))
    });
    let mut year = (0, 0);
    for line in &mut lines {
        year = if year.0 == line.date.year() { (year.0, year.1 + 1) } else { (line.date.year(), 1) };
        let kind = if line.is_obligation { "PO" } else { "EV" };
        line.document = format!("{kind}-{}-{:05}", year.0, year.1);
    }
    Ok(lines)
}

/// What a cell spends, in cents.
fn target(cell: &Cell) -> i64 {
    if let Some((.., dollars)) = OVERSPENT.iter().find(|(place, theme, _)| cell.is_of(place, theme)) {
        return dollars * 100;
    }
    let level = cell.need / 1000 * LEVEL / 10 * cell.weight;
    let expected = (level - cell.outside).clamp(0, cell.room());
    let share = if is_country(cell.place) { SPENT } else { SPENT * 3 / 4 };
    expected / 100 * share
}

struct Maker<'a> {
    random: Random,
    rates: &'a Rates,
    lines: Vec<Line>,
}

impl Maker<'_> {
    /// Expenditure that names the narrow agreement of a cell; returns its sum in cents.
    fn named(&mut self, cell: &Cell, receipts: &[Receipt]) -> Outcome<i64> {
        let Some((agreement, ..)) = NAMED.iter().find(|(_, place, theme)| cell.is_of(place, theme)) else {
            return Ok(0);
        };
        let of_agreement = || receipts.iter().filter(|one| one.agreement == *agreement && one.kind == "deposit");
        let deposits: i64 = of_agreement().map(|one| one.base).sum();
        let Some(first) = of_agreement().map(|one| one.date).min() else { return Ok(0) };
        let cells = i64::try_from(NAMED.iter().filter(|(other, ..)| other == agreement).count())?;
        let amount = (deposits * 80 / 100 / cells).min(cell.room()) / 4;
        self.spread(cell, amount, agreement, first + Days::new(20))?;
        Ok(amount)
    }

    /// Spends an amount in a cell in lines of about 5,000 dollars, between a day and the last one.
    fn spread(&mut self, cell: &Cell, amount: i64, agreement: &'static str, from: NaiveDate) -> Outcome<()> {
        if amount < 60_000 {
            return Ok(());
        }
        let (from, to) = match cell.period {
            "2021-2023" => (from, day("2023-12-20")?),
            "2024-2025" => (from.max(day("2024-01-08")?), last_day()?),
            _ => (from, day("2025-10-30")?),
        };
        let span = (to - from).num_days();
        let count = usize::try_from((amount / 465_000).clamp(3, 90))?;
        let weights: Vec<i64> = (0..count).map(|_| self.random.between(15, 190)).collect();
        for part in split(amount, &weights) {
            // The later of two days: spending grows with time.
            let late = self.random.between(0, span).max(self.random.between(0, span));
            let date = working_day(from + Days::new(u64::try_from(late)?), to);
            self.line((cell.place, cell.theme), date, part, agreement, false)?;
            if self.random.once_in(140) {
                let later = working_day(date + Days::new(11), to);
                self.line((cell.place, cell.theme), later, -part / 3, agreement, false)?;
            }
        }
        Ok(())
    }

    fn obligation(&mut self, cell: &Cell, amount: i64) -> Outcome<()> {
        if amount < 100_000 {
            return Ok(());
        }
        let late = u64::try_from(self.random.between(0, 120))?;
        let date = working_day(day("2025-07-01")? + Days::new(late), day("2025-10-30")?);
        self.line((cell.place, cell.theme), date, amount / 10_000 * 10_000, "", true)
    }

    fn line(
        &mut self,
        (place, theme): (&'static str, &'static str),
        date: NaiveDate,
        dollars: i64,
        agreement: &'static str,
        is_obligation: bool,
    ) -> Outcome<()> {
        let categories: &[(i64, (&str, [&str; 3]))] = if is_obligation { &CATEGORIES[1..4] } else { CATEGORIES };
        let (category, descriptions) = self.random.weighted(categories).ok_or("there are categories")?;
        let description = self.random.pick(descriptions).ok_or("there are descriptions")?;
        let currency = if self.random.once_in(9) { local_currency(place) } else { "USD" };
        let (amount, base) = if currency == "USD" {
            (Decimal::new(dollars, 2), dollars)
        } else {
            let units = Decimal::new(dollars, 2).checked_mul(self.rates.on(currency, date)).ok_or("an amount")?;
            let amount = units.round_dp(decimals(currency));
            (amount, self.rates.cents(amount, currency, date)?)
        };
        let project = project(place, theme, agreement);
        let document = String::new();
        let line = Line {
            date,
            project,
            place,
            theme,
            category,
            currency,
            amount,
            base,
            agreement,
            is_obligation,
            document,
            description,
        };
        self.lines.push(line);
        Ok(())
    }
}

/// The day, or the Friday before a weekend; never after the last one.
fn working_day(date: NaiveDate, last: NaiveDate) -> NaiveDate {
    let date = date.min(last);
    date - Days::new(u64::from(date.weekday().num_days_from_monday().saturating_sub(4)))
}

fn local_currency(place: &str) -> &'static str {
    match (place, region_of(place)) {
        ("SEN" | "BFA" | "TGO" | "CIV" | "NER" | "GNB", _) => "XOF",
        ("KEN", _) => "KES",
        ("THA", _) => "THB",
        ("WORLD", _) => "CHF",
        (_, "AFRICA" | "EUROPECA") => "EUR",
        _ => "USD",
    }
}

fn project(place: &str, theme: &str, agreement: &str) -> String {
    let short = if is_country(place) { place } else { place.get(..3).unwrap_or(place) };
    match agreement.split_once('-') {
        Some((donor, rest)) => format!("{short}-{donor}-{}", rest.get(2..4).unwrap_or("00")),
        None if theme < "T10" => format!("{short}-21-01"),
        None => format!("{short}-22-02"),
    }
}

/// The columns of each year's sheet.
#[rustfmt::skip]
pub const COLUMNS: &[&str] = &[
    "Date", "Project", "Country", "Theme", "Category", "Currency", "Amount", "Base amount", "Agreement", "Type", "Document",
    "Description",
];

/// The rows of each year's sheet. In 2021 what was booked in dollars was not yet kept for other currencies.
pub fn rows(lines: &[Line]) -> BTreeMap<i32, Vec<Vec<Entry>>> {
    let mut random = Random::new(43);
    let mut years: BTreeMap<i32, Vec<Vec<Entry>>> = BTreeMap::new();
    for line in lines {
        let year = line.date.year();
        let date = match random.between(1, 60) {
            1 => text(&line.date.format("%Y-%m-%d").to_string()),
            2 => text(&line.date.format("%-d %b %Y").to_string()),
            _ => Entry::Date(line.date),
        };
        let place = match line.place {
            "LAO" if random.once_in(2) => "Lao PDR",
            "TZA" if random.once_in(4) => "Tanzania (mainland)",
            "PSE" if random.once_in(2) => "Occupied Palestinian Territory",
            code if random.once_in(90) => code,
            code => place_name(code),
        };
        let theme = match line.theme {
            "T01" if random.once_in(12) => "SHP",
            code if random.once_in(60) => code,
            code => theme_name(code),
        };
        let is_typed = line.amount.scale() == 2 && line.amount >= Decimal::ONE_THOUSAND && random.once_in(50);
        let booked = if year == 2021 && line.currency != "USD" { Entry::Blank } else { cents(line.base) };
        let currency = if line.currency == "USD" && random.once_in(3) { "" } else { line.currency };
        years.entry(year).or_default().push(vec![
            date,
            text(&line.project),
            text(place),
            text(theme),
            text(line.category),
            text(currency),
            if is_typed { grouped(line.amount) } else { Entry::Number(line.amount) },
            booked,
            text(line.agreement),
            text(if line.is_obligation { "obligation" } else { "" }),
            text(&line.document),
            text(line.description),
        ]);
    }
    years
}
