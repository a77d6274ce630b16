//! What the committee of the sample fund decided: a cell on hold, money moved, money returned, and a motion that failed. All
//! invented.

use super::book::{Entry, Outcome, cents, text};
use super::cells::Cell;
use super::places::{place_name, theme_name};
use super::receipts::day;

/// A decision: number, day, status, action, agreement, from where, to where, cents, and why.
type Decided = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    i64,
    &'static str,
);

const DECISIONS: [Decided; 4] = [
    (
        "2025-06/1",
        "2025-06-19",
        "adopted",
        "hold",
        "",
        "Cameroon / Adaptive protection, climate and fragile contexts",
        "",
        0,
        "Until an implementing partner is found",
    ),
    (
        "2025-10/1",
        "2025-10-16",
        "adopted",
        "move",
        "EC-2021-01",
        "Lao People's Democratic Republic / Financing and public finance management",
        "Togo / Actuarial valuation",
        1_200_000,
        "Togo needs a valuation before its pension law is debated",
    ),
    (
        "2025-10/2",
        "2025-10-16",
        "adopted",
        "return",
        "DEU-2021-01",
        "Nepal / Employment injury",
        "",
        2_000_000,
        "The implementing partner withdrew",
    ),
    (
        "2025-10/3",
        "2025-10-16",
        "rejected",
        "move",
        "EC-2021-01",
        "Nigeria / Actuarial valuation",
        "Ghana / Actuarial valuation",
        4_000_000,
        "No majority: the law of Nigeria is before parliament",
    ),
];

/// The columns of the sheet of decisions.
#[rustfmt::skip]
pub const COLUMNS: &[&str] = &[
    "Decision", "Date", "Body", "Status", "Action", "Agreement", "From cell", "To cell", "Amount", "Ends decision", "Recipient",
    "Reason",
];

/// The rows of the sheet of decisions.
pub fn rows() -> Outcome<Vec<Vec<Entry>>> {
    let row = |&(number, on, status, action, agreement, from, to, amount, reason): &Decided| {
        Ok(vec![
            text(number),
            Entry::Date(day(on)?),
            text("Steering committee"),
            text(status),
            text(action),
            text(agreement),
            text(from),
            text(to),
            if amount > 0 { cents(amount) } else { Entry::Blank },
            Entry::Blank,
            Entry::Blank,
            text(&format!("{reason} (illustrative)")),
        ])
    };
    DECISIONS.iter().map(row).collect()
}

/// A cell as decisions name it: by place and theme, and by its period where it has one of its own.
pub fn called(cell: &Cell) -> String {
    let name = format!("{} / {}", place_name(cell.place), theme_name(cell.theme));
    if cell.period.is_empty() { name } else { format!("{name} / {}", cell.period) }
}
