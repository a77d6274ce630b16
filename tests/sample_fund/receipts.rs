//! Instalments of agreements, and the cash that came in and went back.

use chrono::{Datelike, Days, Months, NaiveDate};
use rust_decimal::Decimal;

use super::agreements::{AGREEMENTS, Agreement};
use super::book::{Entry, Outcome, cents, grouped, text};
use super::random::{Random, split};
use super::rates::{Rates, decimals};

/// A payment that an agreement foresees.
pub struct Instalment {
    /// Of which agreement.
    pub agreement: &'static Agreement,
    /// Its number.
    pub number: i64,
    /// When it is due.
    pub due: NaiveDate,
    /// How much.
    pub amount: Decimal,
}

/// A line of the receipts.
pub struct Receipt {
    /// Its number.
    pub number: String,
    /// The agreement's number; blank for the fund's own.
    pub agreement: &'static str,
    /// When it was booked.
    pub date: NaiveDate,
    /// What it is.
    pub kind: &'static str,
    /// The currency.
    pub currency: &'static str,
    /// How much.
    pub amount: Decimal,
    /// What the bank booked, in cents.
    pub booked: Option<i64>,
    /// What the ledger makes of it, in cents.
    pub base: i64,
    /// Remarks.
    pub notes: &'static str,
}

/// Agreements whose last instalment that is due has not come.
const OVERDUE: [&str; 4] = ["GBR-2024-03", "NLD-2021-01", "SWE-2023-02", "CHN-2022-01"];
/// The instalment that came in two parts.
const IN_TWO_PARTS: (&str, i64) = ("CHE-2021-01", 2);

/// The last day that the books know.
pub fn last_day() -> Outcome<NaiveDate> {
    Ok(NaiveDate::from_ymd_opt(2025, 10, 31).ok_or("a day")?)
}

/// A day, from `2021-03-15`.
pub fn day(text: &str) -> Outcome<NaiveDate> {
    Ok(NaiveDate::parse_from_str(text, "%Y-%m-%d")?)
}

/// All instalments of signed agreements: a month after signature, then every thirteen to eighteen months.
pub fn instalments() -> Outcome<Vec<Instalment>> {
    let mut all = Vec::new();
    for agreement in AGREEMENTS.iter().filter(|agreement| agreement.is_signed) {
        let unit = 10_i64.pow(decimals(agreement.currency));
        let count = usize::try_from(agreement.instalments)?;
        let apart = match agreement.instalments {
            4.. => 18,
            3 => 16,
            _ => 13,
        };
        let thousands = split(agreement.amount / 1000, &vec![1; count]);
        for (place, part) in thousands.into_iter().enumerate() {
            let months = Months::new(1 + apart * u32::try_from(place)?);
            let due = day(agreement.signed)?.checked_add_months(months).ok_or("a date")?;
            let amount = Decimal::new(part * 1000 * unit, decimals(agreement.currency));
            all.push(Instalment { agreement, number: i64::try_from(place)? + 1, due, amount });
        }
    }
    Ok(all)
}

/// The cash book.
pub fn receipts(instalments: &[Instalment], rates: &Rates) -> Outcome<Vec<Receipt>> {
    let mut random = Random::new(23);
    let mut all = Vec::new();
    let last = last_day()?;
    for instalment in instalments {
        let of_agreement = instalments.iter().filter(|one| one.agreement.reference == instalment.agreement.reference);
        let Some(newest) = of_agreement.filter(|one| one.due <= last).map(|one| one.number).max() else { continue };
        let late = Days::new(u64::try_from(random.between(2, 24))?);
        let date = instalment.due.checked_add_days(late).ok_or("a date")?;
        let overdue = OVERDUE.contains(&instalment.agreement.reference) && newest == instalment.number;
        if date > last || overdue {
            continue;
        }
        let parts = if (instalment.agreement.reference, instalment.number) == IN_TWO_PARTS {
            let first = instalment.amount.checked_mul(Decimal::new(6, 1)).ok_or("an amount")?;
            vec![(first, date, "First part"), (instalment.amount - first, date + Days::new(34), "Second part")]
        } else {
            vec![(instalment.amount, date, "")]
        };
        for (amount, date, notes) in parts {
            let agreement = instalment.agreement;
            let moved = (agreement.reference, agreement.currency, "deposit");
            all.push(receipt(moved, date, amount, rates, &mut random, notes)?);
        }
    }
    extras(&mut all, rates, &mut random)?;
    all.sort_by(|one, other| (one.date, one.agreement, &one.notes).cmp(&(other.date, other.agreement, &other.notes)));
    let mut year = (0, 0);
    for receipt in &mut all {
        year = if year.0 == receipt.date.year() { (year.0, year.1 + 1) } else { (receipt.date.year(), 1) };
        receipt.number = format!("R-{}-{:03}", year.0, year.1);
    }
    Ok(all)
}

/// A refund, a write-off, interest and bank charges.
fn extras(all: &mut Vec<Receipt>, rates: &Rates, random: &mut Random) -> Outcome<()> {
    let refund = ("GATES-2021-01", "USD", "refund");
    all.push(receipt(
        refund,
        day("2024-11-19")?,
        Decimal::from(85_000),
        rates,
        random,
        "Unspent balance of component 2",
    )?);
    let given_up = ("NLD-2021-01", "EUR", "write-off");
    let amount = Decimal::from(250_000);
    all.push(receipt(
        given_up,
        day("2025-06-12")?,
        amount,
        rates,
        random,
        "Last instalment will not come: letter of 2 June",
    )?);
    for quarter in 0..19_u32 {
        let start = day("2021-03-31")?.checked_add_months(Months::new(3 * quarter)).ok_or("a date")?;
        let date = start.with_day(28).ok_or("a day")?;
        let interest = Decimal::new(random.between(600_000, 4_200_000), 2);
        all.push(receipt(("", "USD", "interest"), date, interest, rates, random, "Quarterly interest")?);
        if quarter % 2 == 1 {
            let charge = Decimal::new(random.between(42_000, 138_000), 2);
            all.push(receipt(("", "USD", "bank charge"), date, charge, rates, random, "Half-year charges")?);
        }
    }
    Ok(())
}

fn receipt(
    (agreement, currency, kind): (&'static str, &'static str, &'static str),
    date: NaiveDate,
    amount: Decimal,
    rates: &Rates,
    random: &mut Random,
    notes: &'static str,
) -> Outcome<Receipt> {
    let table = rates.cents(amount, currency, date)?;
    let booked = match (currency, kind) {
        ("USD", _) | (_, "write-off") => None,
        _ if random.between(1, 100) <= 35 => None,
        _ => Some(table + table * random.between(-60, 60) / 10_000),
    };
    let base = booked.unwrap_or(table);
    Ok(Receipt { number: String::new(), agreement, date, kind, currency, amount, booked, base, notes })
}

/// The columns of the sheet of receipts.
pub const COLUMNS: &[&str] = &["Receipt", "Agreement", "Date", "Kind", "Currency", "Amount", "Base amount", "Notes"];

/// The rows of the sheet of receipts: some dates and amounts are text, as typed.
pub fn rows(receipts: &[Receipt]) -> Vec<Vec<Entry>> {
    let mut random = Random::new(29);
    let row = |receipt: &Receipt| {
        let date = match random.between(1, 12) {
            1 => text(&receipt.date.format("%d/%m/%Y").to_string()),
            2 => text(&receipt.date.format("%Y-%m-%d").to_string()),
            _ => Entry::Date(receipt.date),
        };
        let several = receipt.amount >= Decimal::from(1_000_000);
        let amount = if several && random.once_in(4) { grouped(receipt.amount) } else { Entry::Number(receipt.amount) };
        let kind = if receipt.kind == "deposit" && random.once_in(3) { "" } else { receipt.kind };
        vec![
            text(&receipt.number),
            text(receipt.agreement),
            date,
            text(kind),
            text(receipt.currency),
            amount,
            receipt.booked.map_or(Entry::Blank, cents),
            text(receipt.notes),
        ]
    };
    receipts.iter().map(row).collect()
}
