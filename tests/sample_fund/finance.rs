//! The finance system's extract: the same bookings as seen there, with a dozen planted differences.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::agreements::AGREEMENTS;
use super::book::{Entry, Outcome, cents, text};
use super::donors::name_of;
use super::places::place_name;
use super::rates::Rates;
use super::receipts::{Receipt, day};
use super::spending::Line;

/// A booking there.
#[derive(Clone)]
struct Booking {
    document: String,
    kind: &'static str,
    date: NaiveDate,
    donor: String,
    reference: String,
    place: &'static str,
    theme: &'static str,
    amount: i64,
}

/// The columns of the extract.
pub const COLUMNS: &[&str] = &["Document", "Kind", "Date", "Donor", "Reference", "Country", "Theme", "Amount"];

/// The rows of the extract, with what was planted in words.
pub fn rows(receipts: &[Receipt], lines: &[Line], rates: &Rates) -> Outcome<(Vec<Vec<Entry>>, Vec<String>)> {
    let cash = receipts.iter().filter(|receipt| ["deposit", "refund"].contains(&receipt.kind));
    let mut bookings: Vec<Booking> = cash.map(of_receipt).collect();
    bookings.extend(lines.iter().filter(|line| !line.is_obligation).map(of_line));
    let mut planted = Vec::new();
    deposits(&mut bookings, receipts, rates, &mut planted)?;
    expenditure(&mut bookings, lines, rates, &mut planted)?;
    bookings
        .sort_by(|one, other| (one.date, &one.document, one.amount).cmp(&(other.date, &other.document, other.amount)));
    let row = |booking: &Booking| {
        let place = if booking.place.is_empty() { "" } else { place_name(booking.place) };
        vec![
            text(&booking.document),
            text(booking.kind),
            Entry::Date(booking.date),
            text(&booking.donor),
            text(&booking.reference),
            text(place),
            text(booking.theme),
            cents(booking.amount),
        ]
    };
    Ok((bookings.iter().map(row).collect(), planted))
}

fn of_receipt(receipt: &Receipt) -> Booking {
    let donor = AGREEMENTS.iter().find(|one| one.reference == receipt.agreement).map_or("", |one| one.donor());
    Booking {
        document: receipt.number.clone(),
        kind: receipt.kind,
        date: receipt.date,
        donor: name_of(donor),
        reference: receipt.agreement.to_owned(),
        place: "",
        theme: "",
        amount: receipt.base,
    }
}

fn of_line(line: &Line) -> Booking {
    Booking {
        document: line.document.clone(),
        kind: "expenditure",
        date: line.date,
        donor: String::new(),
        reference: line.project.clone(),
        place: line.place,
        theme: line.theme,
        amount: line.base,
    }
}

fn booking<'a>(bookings: &'a mut [Booking], document: &str) -> Outcome<&'a mut Booking> {
    bookings.iter_mut().find(|booking| booking.document == document).ok_or_else(|| format!("no {document}").into())
}

fn remove(bookings: &mut Vec<Booking>, document: &str) {
    bookings.retain(|booking| booking.document != document);
}

/// Swaps the first two neighbouring digits that differ, behind the first digit.
fn transposed(amount: i64) -> i64 {
    let mut digits: Vec<char> = amount.to_string().chars().collect();
    let place = (1..digits.len().saturating_sub(1)).find(|&place| digits.get(place) != digits.get(place + 1));
    if let Some(place) = place {
        digits.swap(place, place + 1);
    }
    digits.iter().collect::<String>().parse().unwrap_or(amount)
}

/// Cents as people read them.
fn shown(amount: i64) -> Decimal {
    Decimal::new(amount, 2)
}

/// Plants differences among the deposits.
fn deposits(
    bookings: &mut Vec<Booking>,
    receipts: &[Receipt],
    rates: &Rates,
    planted: &mut Vec<String>,
) -> Outcome<()> {
    let find = |agreement: &str, currency: &str, part: &str, later: bool| {
        let fits = |one: &&Receipt| {
            one.kind == "deposit" && (agreement.is_empty() || one.agreement == agreement) && one.currency == currency
        };
        let mut found = receipts.iter().filter(fits).filter(|one| part.is_empty() || one.notes == part);
        let one = if later { found.next_back() } else { found.next() };
        one.ok_or_else(|| format!("no deposit of {agreement} in {currency}"))
    };
    let missing = find("FIN-2023-02", "EUR", "", false)?;
    remove(bookings, &missing.number);
    planted.push(format!("missing there: {} of {}, {}", missing.number, missing.date, shown(missing.base)));

    let stray = Booking {
        document: "SA-2024-0871".to_owned(),
        kind: "deposit",
        date: day("2024-03-14")?,
        donor: "France".to_owned(),
        reference: "FRA-2021-01".to_owned(),
        place: "",
        theme: "",
        amount: 15_000_000,
    };
    planted.push(format!("missing here: {} of {}, {}", stray.document, stray.date, shown(stray.amount)));
    bookings.push(stray);

    let wrong = find("SDGF-2022-02", "USD", "", true)?;
    let there = booking(bookings, &wrong.number)?;
    there.amount = transposed(wrong.base);
    planted.push(format!("amount: {}, {} here, {} there", wrong.number, shown(wrong.base), shown(there.amount)));

    let by_table = receipts.iter().filter(|one| one.kind == "deposit" && one.booked.is_none() && one.currency != "USD");
    let rated = by_table.clone().nth(3).ok_or("no deposit by the table")?;
    let there = booking(bookings, &rated.number)?;
    there.amount = rates.cents(rated.amount, rated.currency, rated.date - Days::new(31))?;
    planted.push(format!("exchange rate: {}, {} here, {} there", rated.number, shown(rated.base), shown(there.amount)));

    let early = receipts.iter().filter(|one| one.kind == "deposit").find(|one| {
        let day = one.date.format("%d").to_string();
        day.as_str() >= "26" && one.agreement != "FIN-2023-02"
    });
    let early = early.ok_or("no deposit at the end of a month")?;
    let there = booking(bookings, &early.number)?;
    there.date = early.date + Days::new(7);
    planted.push(format!("timing: {}, {} here, {} there", early.number, early.date, there.date));

    let unknown = find("GBR-2022-02", "GBP", "", false)?;
    booking(bookings, &unknown.number)?.donor = "FCDO London GBP a/c".to_owned();
    planted.push(format!("alias: {}, written \"FCDO London GBP a/c\"", unknown.number));
    let other = find("NOR-2024-02", "NOK", "", false)?;
    booking(bookings, &other.number)?.donor = "Sweden".to_owned();
    planted.push(format!("alias: {}, booked under Sweden", other.number));
    Ok(())
}

/// Plants differences among the expenditure.
fn expenditure(bookings: &mut Vec<Booking>, lines: &[Line], rates: &Rates, planted: &mut Vec<String>) -> Outcome<()> {
    let spent: Vec<&Line> = lines.iter().filter(|line| !line.is_obligation).collect();
    let line = |from: usize, fits: fn(&Line) -> bool| {
        let found = spent.iter().skip(from).find(|line| fits(line));
        found.copied().ok_or("no such line of expenditure")
    };
    let plain = |line: &Line| line.currency == "USD" && line.base > 300_000 && transposed(line.base) != line.base;

    let missing = line(900, plain)?;
    remove(bookings, &missing.document);
    planted.push(format!("missing there: {} of {}, {}", missing.document, missing.date, shown(missing.base)));

    let stray = Booking { document: "EV-2023-99017".to_owned(), amount: 1_234_567, ..of_line(line(1700, plain)?) };
    planted.push(format!("missing here: {} of {}, {}", stray.document, stray.date, shown(stray.amount)));
    bookings.push(stray);

    let wrong = line(1400, plain)?;
    let there = booking(bookings, &wrong.document)?;
    there.amount = transposed(wrong.base);
    planted.push(format!("amount: {}, {} here, {} there", wrong.document, shown(wrong.base), shown(there.amount)));

    let cent = line(2100, plain)?;
    booking(bookings, &cent.document)?.amount -= 2;
    planted.push(format!("rounding: {}, {} here, 0.02 less there", cent.document, shown(cent.base)));

    let twice = line(2600, plain)?;
    let copy = booking(bookings, &twice.document)?.clone();
    bookings.push(copy);
    planted.push(format!("duplicate: {} of {}, {}", twice.document, twice.date, shown(twice.base)));

    let credit = line(1000, |line| line.base < -20_000)?;
    booking(bookings, &credit.document)?.amount = -credit.base;
    planted.push(format!("sign: {}, {} here, {} there", credit.document, shown(credit.base), shown(-credit.base)));

    let rated = line(3200, |line| line.currency == "EUR" && line.base > 200_000)?;
    let there = booking(bookings, &rated.document)?;
    there.amount = rates.cents(rated.amount, rated.currency, rated.date - Days::new(31))?;
    planted.push(format!(
        "exchange rate: {}, {} here, {} there",
        rated.document,
        shown(rated.base),
        shown(there.amount)
    ));

    let late = spent.iter().rev().find(|line| line.base > 400_000 && line.currency == "USD").ok_or("no last line")?;
    remove(bookings, &late.document);
    planted.push(format!("timing: {} of {}, {}, not yet there", late.document, late.date, shown(late.base)));
    Ok(())
}
