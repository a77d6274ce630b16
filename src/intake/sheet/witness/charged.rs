//! Columns of numbers that are not read and say how much of the amount beside them counts, `Eligible amount`, or how much of it was
//! taken back, `Disallowed`.
//!
//! What comes in: the rows of a sheet of costs, receipts or finance's bookings, one by one. What leaves: a warning at the first row of
//! which a part alone may count. What it does not know: shares in per cent, and amounts in other currencies.

use std::collections::BTreeMap;

use super::words::{joined_words, words};
use super::{Tally, amount_of, filled, is_of_movements};
use crate::domain::text::comparable;
use crate::intake::file::workbook::Row;
use crate::intake::kinds::columns::Column;
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::judge::Judge;
use crate::intake::sheet::totals::addend;

/// What was seen in such columns, by position; nothing where something else than numbers stood there.
#[derive(Default)]
pub(super) struct Charged {
    columns: BTreeMap<u32, Option<Seen>>,
    /// Whether amounts may be in another currency than such a column.
    foreign: bool,
}

struct Seen {
    /// Whether it is what was taken back, and not what counts.
    taken: bool,
    /// Rows in which it is the amount itself.
    same: u64,
    /// The first number that says something else, and the rows that have one.
    first: Option<String>,
    rows: Tally,
}

impl Charged {
    pub fn new(judge: &Judge<'_>) -> Self {
        let moves = is_of_movements(judge);
        let unread = judge.layout.headers.iter().filter(|(position, _)| moves && judge.column_at(**position).is_none());
        let seen = |taken: bool| Some(Seen { taken, same: 0, first: None, rows: Tally::default() });
        let columns = unread.filter_map(|(&position, header)| Some((position, seen(takes_back(header)?))));
        let foreign = judge.layout.position(Column::Currency).is_some()
            || judge.mapping.currency.is_some()
            || judge.layout.units.values().any(|units| units.currency.is_some());
        Self { columns: columns.collect(), foreign }
    }

    pub fn see(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        for (position, seen) in &mut self.columns {
            let Some(found) = seen else { continue };
            let Some(cell) = filled(row, *position) else { continue };
            let Some(number) = addend(&cell.value, judge.mapping) else {
                *seen = None;
                continue;
            };
            let whole = amount_of(row, judge) == Some(number);
            found.same += u64::from(whole);
            let otherwise = if found.taken { !number.is_zero() } else { !whole };
            if otherwise {
                found.first.get_or_insert_with(|| cell.value.show().trim().to_owned());
                found.rows.add(row, judge);
            }
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        for (column, seen) in self.columns {
            // What differs in all rows may be in another currency.
            let Some(seen) = seen.filter(|seen| seen.taken || seen.same > 0 || !self.foreign) else { continue };
            let Some(first) = &seen.first else { continue };
            let header = judge.layout.headers.get(&column).map_or("", |header| header.trim());
            let what = if seen.taken { "how much of an amount was taken back" } else { "how much of an amount counts" };
            let found = format!(
                "{first:?} in the column {header:?}, which is not read and may say {what} ({})",
                seen.rows.show(judge)
            );
            let fix = "The amounts were read in full. If a part alone is the fund's, write that part into the column of amounts, or name \
                       the column that has it in fund.toml; if they count in full, nothing is to be done.";
            let location = judge.location(seen.rows.first, Some(column));
            let expected = "the part of each amount that counts";
            judge.problems.add(Problem::new(ProblemCode::StateNotRead, location, found, expected, fix));
        }
    }
}

/// Words for a part that counts, in their comparable form.
const COUNTS: [&str; 13] = [
    "charged",
    "chargeable",
    "eligible",
    "allowable",
    "allowed",
    "imputable",
    "impute",
    "imputado",
    "elegible",
    "elegivel",
    "admissible",
    "forderfahig",
    "anrechenbar",
];

/// Words for what was taken back, in their comparable form.
const TAKEN: [&str; 9] = [
    "disallowed",
    "ineligible",
    "recovered",
    "deducted",
    "inelegible",
    "ineligivel",
    "recouvre",
    "recuperado",
    "aberkannt",
];

/// Words of headers that are of no amount, or of a share, in their comparable form.
const OTHERS: [&str; 13] =
    ["date", "from", "until", "to", "no", "number", "code", "id", "account", "rate", "percent", "by", "days"];

/// Whether a header is of what was taken back of an amount, or else of what counts of it; nothing where it is of something else.
fn takes_back(header: &str) -> Option<bool> {
    let plain = comparable(header);
    let parts: Vec<String> = words(header).flat_map(joined_words).map(comparable).collect();
    let any = |list: &[&str]| parts.iter().any(|part| list.contains(&part.as_str()));
    let of_fund = ["ofwhichfund", "ofwhichproject", "ofwhichgrant", "fundpart", "fundportion", "vatrefund"]
        .iter()
        .any(|words| plain.contains(words));
    if header.contains('%') || !plain.contains("charged") && !plain.contains("forfund") && any(&OTHERS) {
        return None;
    }
    (any(&TAKEN) || plain.contains("vatrefund")).then_some(true).or((any(&COUNTS) || of_fund).then_some(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_what_counts_of_an_amount_and_of_what_was_taken_back() {
        for header in [
            "Charged amount",
            "Amount to be charged",
            "Eligible amount",
            "of which fund",
            "Montant imputé",
            "Chargeable",
        ] {
            assert_eq!(takes_back(header), Some(false), "{header}");
        }
        for header in ["Disallowed amount", "Recovered", "Less: VAT refund", "Ineligible costs", "Deducted"] {
            assert_eq!(takes_back(header), Some(true), "{header}");
        }
        for header in
            ["Amount", "% eligible", "Eligible from", "Recovery account", "Charge code", "Deductible rate", ""]
        {
            assert_eq!(takes_back(header), None, "{header}");
        }
    }
}
