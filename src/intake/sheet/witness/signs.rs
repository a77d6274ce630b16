//! Columns that are not read and may say the sign of the amounts beside them: `D/C` with D and C, `S/H`, `Sign` with + and -.
//!
//! What comes in: the rows of a sheet of costs, receipts or finance's bookings, one by one. What leaves: a warning at the first row that
//! may be turned round. What it does not know: columns for debit and credit, which are read.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{Tally, amount_of, is_of_movements};
use crate::domain::text::comparable;
use crate::intake::file::workbook::{Row, Value};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::judge::Judge;

/// How many kinds of rows are told apart.
const MOST_KINDS: usize = 50;

/// What was seen in columns that are not read, by position; nothing where something else than signs stood.
#[derive(Default)]
pub(super) struct Signs {
    asked: bool,
    columns: BTreeMap<u32, Option<Seen>>,
    /// Positions of the keys by which systems of finance post.
    keys: BTreeSet<u32>,
    /// Whether amounts have signs of their own.
    signed: bool,
}

#[derive(Default)]
struct Seen {
    /// The kinds of rows of each side: rows of another kind may be on the other side by their nature.
    debit: BTreeSet<String>,
    credit: BTreeSet<String>,
    words: [Option<String>; 2],
    rows: Tally,
}

impl Signs {
    pub fn new(judge: &Judge<'_>) -> Self {
        let has = |column| judge.layout.position(column).is_some();
        let keys = judge.layout.headers.iter().filter(|(_, header)| heads_keys(header)).map(|(&position, _)| position);
        Self {
            asked: is_of_movements(judge) && !has(Column::Debit) && !has(Column::Credit),
            keys: keys.collect(),
            ..Self::default()
        }
    }

    pub fn see(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        if !self.asked {
            return;
        }
        self.signed |= amount_of(row, judge).is_some_and(|amount| amount.is_sign_negative() && !amount.is_zero());
        let kind = judge.layout.position(Column::Kind).unwrap_or(u32::MAX);
        let unread = |column: u32| judge.layout.is_near(column) && judge.column_at(column).is_none();
        for cell in row.cells.iter().filter(|cell| unread(cell.column)) {
            let seen = self.columns.entry(cell.column).or_insert_with(|| Some(Seen::default()));
            let Some(found) = seen else { continue };
            let said = if self.keys.contains(&cell.column) { key_side(&cell.value) } else { side(&cell.value) };
            let Some(credit) = said else {
                *seen = None;
                continue;
            };
            let kind = row.cells.iter().find(|cell| cell.column == kind).map(|cell| comparable(&cell.value.show()));
            let kinds = if credit { &mut found.credit } else { &mut found.debit };
            if kinds.len() < MOST_KINDS {
                kinds.insert(kind.unwrap_or_default());
            }
            if let Some(word) = found.words.get_mut(usize::from(credit)) {
                word.get_or_insert_with(|| cell.value.show().trim().to_owned());
            }
            if credit {
                found.rows.add(row, judge);
            }
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        if self.signed {
            return;
        }
        for (column, seen) in self.columns {
            let Some(seen) = seen.filter(|seen| seen.debit.intersection(&seen.credit).next().is_some()) else {
                continue;
            };
            let [Some(debit), Some(credit)] = &seen.words else { continue };
            let header = judge.layout.headers.get(&column).map_or("", |header| header.trim());
            let found = format!(
                "{credit:?} beside {debit:?} in the column {header:?}, which is not read and may turn amounts round ({})",
                seen.rows.show(judge)
            );
            let fix = "The amounts were read as they stand. Write a minus before those that were taken back; or give debits and \
                       credits a column each, headed Debit and Credit.";
            let location = judge.location(seen.rows.first, Some(column));
            judge.problems.add(Problem::new(
                ProblemCode::StateNotRead,
                location,
                found,
                "amounts with their signs",
                fix,
            ));
        }
    }
}

/// Whether a header is of the keys by which systems of finance post.
fn heads_keys(header: &str) -> bool {
    const KEYS: [&str; 11] = [
        "postingkey",
        "postkey",
        "pk",
        "pstky",
        "bschl",
        "buchungsschlussel",
        "clecomptabilisation",
        "cledecomptabilisation",
        "clavedecontabilizacion",
        "clavecontabilizacion",
        "chavedelancamento",
    ];
    KEYS.contains(&comparable(header).as_str())
}

/// Whether a key by which systems of finance post says credit, or debit.
fn key_side(value: &Value<'_>) -> Option<bool> {
    match value.show().trim().parse::<u32>().ok()? {
        1..=9 | 21..=29 | 40 | 70 | 80..=89 => Some(false),
        11..=19 | 31..=39 | 50 | 75 | 90..=99 => Some(true),
        _ => None,
    }
}

/// Whether a value says credit, or debit; nothing where it says something else.
fn side(value: &Value<'_>) -> Option<bool> {
    const DEBITS: [&str; 24] = [
        "1", "payment", "paiement", "pago", "d", "dr", "db", "s", "p", "soll", "debit", "debe", "debito", "cargo",
        "plus", "out", "invoice", "inv", "facture", "rechnung", "factura", "fatura", "expense", "positive",
    ];
    const CREDITS: [&str; 23] = [
        "refund",
        "reimbursement",
        "remboursement",
        "reembolso",
        "erstattung",
        "c",
        "cr",
        "h",
        "n",
        "haben",
        "credit",
        "haber",
        "credito",
        "abono",
        "minus",
        "k",
        "in",
        "creditnote",
        "crn",
        "avoir",
        "gutschrift",
        "notadecredito",
        "negative",
    ];
    let text = match value {
        Value::Text(text) => text,
        Value::Number(number) if *number == Decimal::ONE => return Some(false),
        Value::Number(number) if *number == Decimal::NEGATIVE_ONE => return Some(true),
        Value::Number(_) | Value::Date(_) | Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside => {
            return None;
        }
    };
    match text.trim() {
        "+" => return Some(false),
        "-" | "–" | "−" | "-1" | "−1" => return Some(true),
        text if text.len() > 20 => return None,
        _ => {}
    }
    // A letter with a mark in it is two where its marks are taken apart.
    let plain: String = comparable(text).chars().filter(char::is_ascii).collect();
    let is_in = |words: &[&str]| words.contains(&plain.as_str());
    is_in(&CREDITS).then_some(true).or_else(|| is_in(&DEBITS).then_some(false))
}
