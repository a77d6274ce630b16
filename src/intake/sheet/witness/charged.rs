//! Columns of numbers that are not read and say how much of the amount beside them counts, `Eligible amount`, or how much of it was
//! taken back, `Disallowed`.
//!
//! What comes in: the rows of a sheet of costs, receipts or finance's bookings, one by one. What leaves: a warning at the first row of
//! which a part alone may count. What it does not know: shares in per cent, and amounts in other currencies.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::words::{joined_words, words};
use super::{Tally, amount_of, filled, is_of_movements};
use crate::config::InputKind;
use crate::domain::FactKind;
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
    part: Part,
    /// Rows in which it is the amount itself.
    same: u64,
    /// The first number that says something else, and the rows that have one.
    first: Option<String>,
    rows: Tally,
}

/// What a column says of the amounts beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// What counts of them.
    Counts,
    /// What was taken back.
    Taken,
    /// What is left of a receipt, once its charges were taken off.
    Net,
}

impl Charged {
    pub fn new(judge: &Judge<'_>) -> Self {
        let moves = is_of_movements(judge);
        let headers = &judge.layout.headers;
        let unread = headers.iter().filter(|(position, _)| moves && judge.column_at(**position).is_none());
        let seen = |part: Part| Some(Seen { part, same: 0, first: None, rows: Tally::default() });
        let receipts = judge.mapping.kind == InputKind::Facts(FactKind::Receipt);
        let part = |header: &str| {
            let net = || (receipts && heads_net(header)).then_some(Part::Net);
            let charges = || (receipts && heads_charges(header)).then_some(Part::Taken);
            part_of(header).or_else(net).or_else(charges)
        };
        let columns = unread.filter_map(|(&position, header)| Some((position, seen(part(header)?))));
        // Where the amounts are one side of an account, the other side takes something back.
        let figure = judge.figure.map(|(position, _)| position);
        let side = figure.and_then(|position| debit_of(headers.get(&position)?)).filter(|_| moves);
        let free = |position: u32| {
            Some(position) != figure && matches!(judge.column_at(position), None | Some(Column::Debit | Column::Credit))
        };
        let others = headers.iter().filter(|(position, header)| {
            free(**position) && side.zip(debit_of(header)).is_some_and(|(one, other)| one != other)
        });
        let columns = columns.chain(others.map(|(&position, _)| (position, seen(Part::Taken))));
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
            let amount = amount_of(row, judge);
            let whole = amount == Some(number);
            found.same += u64::from(whole);
            if found.part == Part::Net && !whole && !amount.is_some_and(|amount| is_left_of(amount, number)) {
                *seen = None;
                continue;
            }
            let otherwise = if found.part == Part::Taken { !number.is_zero() } else { !whole };
            if otherwise {
                found.first.get_or_insert_with(|| cell.value.show().trim().to_owned());
                found.rows.add(row, judge);
            }
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        for (column, seen) in self.columns {
            // What differs in all rows may be in another currency.
            let Some(seen) = seen.filter(|seen| seen.part != Part::Counts || seen.same > 0 || !self.foreign) else {
                continue;
            };
            let Some(first) = &seen.first else { continue };
            let header = judge.layout.headers.get(&column).map_or("", |header| header.trim());
            let what = match seen.part {
                Part::Counts => "how much of an amount counts",
                Part::Taken => "how much of an amount was taken back",
                Part::Net => "how much of an amount came in",
            };
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

/// Parts of headers of what others pay of an amount, in their comparable form.
const OF_OTHERS: [&str; 15] = [
    "paidbypartner",
    "paidbyother",
    "paidbygovernment",
    "payeparlepartenaire",
    "pagadoporelsocio",
    "cofunding",
    "cofinanc",
    "owncontribution",
    "partnershare",
    "partnercontribution",
    "counterpart",
    "contrapartida",
    "contrepartie",
    "eigenanteil",
    "eigenmittel",
];

/// Words of headers that are of no amount, or of a share, in their comparable form.
const OTHERS: [&str; 13] =
    ["date", "from", "until", "to", "no", "number", "code", "id", "account", "rate", "percent", "by", "days"];

/// What a header is of: what was taken back of an amount, or what counts of it; nothing where it is of something else.
fn part_of(header: &str) -> Option<Part> {
    let plain = comparable(header);
    let parts: Vec<String> = words(header).flat_map(joined_words).map(comparable).collect();
    let any = |list: &[&str]| parts.iter().any(|part| list.contains(&part.as_str()));
    let of_fund = ["ofwhichfund", "ofwhichproject", "ofwhichgrant", "fundpart", "fundportion", "vatrefund"]
        .iter()
        .any(|words| plain.contains(words));
    if OF_OTHERS.iter().any(|words| plain.contains(words)) {
        return Some(Part::Taken);
    }
    if header.contains('%') || !plain.contains("charged") && !plain.contains("forfund") && any(&OTHERS) {
        return None;
    }
    let taken = any(&TAKEN) || plain.contains("vatrefund");
    taken.then_some(Part::Taken).or((any(&COUNTS) || of_fund).then_some(Part::Counts))
}

/// Whether a header is of the one side of an account, debit, or else of the other; nothing where it is of both or none.
fn debit_of(header: &str) -> Option<bool> {
    const DEBIT: [&str; 12] = [
        "debit",
        "debits",
        "dr",
        "debe",
        "debito",
        "debitos",
        "soll",
        "withdrawal",
        "withdrawals",
        "sorties",
        "salidas",
        "saidas",
    ];
    const CREDIT: [&str; 9] =
        ["credit", "credits", "cr", "haber", "credito", "creditos", "haben", "entrees", "entradas"];
    let parts: Vec<String> = words(header).flat_map(joined_words).map(comparable).collect();
    let any = |list: &[&str]| parts.iter().any(|part| list.contains(&part.as_str()));
    (any(&DEBIT) != any(&CREDIT)
        && !parts.iter().any(|part| matches!(part.as_str(), "card" | "note" | "no" | "account" | "date")))
    .then(|| any(&DEBIT))
}

/// Whether a header is of what is left of a receipt: `Net received`.
fn heads_net(header: &str) -> bool {
    const NET: [&str; 10] =
        ["net", "nett", "nets", "nette", "netto", "neto", "neta", "liquido", "liquida", "nettobetrag"];
    const OF: [&str; 26] = [
        "received",
        "amount",
        "amounts",
        "credited",
        "credit",
        "proceeds",
        "receipt",
        "receipts",
        "deposit",
        "value",
        "recu",
        "recus",
        "montant",
        "credite",
        "recibido",
        "importe",
        "monto",
        "acreditado",
        "recebido",
        "valor",
        "creditado",
        "betrag",
        "erhalten",
        "gutschrift",
        "banked",
        "paid",
    ];
    let parts: Vec<String> = words(header).flat_map(joined_words).map(comparable).collect();
    let net = parts.iter().any(|part| NET.contains(&part.as_str()));
    net && parts.iter().all(|part| NET.contains(&part.as_str()) || OF.contains(&part.as_str()) || part.len() <= 2)
}

/// Whether a header is of what a bank kept of a receipt: `Bank charges`.
fn heads_charges(header: &str) -> bool {
    const CHARGES: [&str; 15] = [
        "bankcharge",
        "bankfee",
        "bankcommission",
        "transferfee",
        "transfercharge",
        "wirefee",
        "fraisbancaire",
        "fraisdebanque",
        "gastosbancarios",
        "comisionbancaria",
        "comisionesbancarias",
        "despesasbancarias",
        "tarifasbancarias",
        "bankgebuhr",
        "bankspesen",
    ];
    let plain = comparable(header);
    CHARGES.iter().any(|charge| plain.starts_with(charge))
}

/// Whether a number may be what is left of an amount, and no amount in another currency.
fn is_left_of(amount: Decimal, number: Decimal) -> bool {
    let least = amount.checked_mul(Decimal::new(8, 1));
    amount.is_sign_positive() && number <= amount && least.is_some_and(|least| number >= least)
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
            assert!(part_of(header) == Some(Part::Counts), "{header}");
        }
        for header in [
            "Disallowed amount",
            "Recovered",
            "Less: VAT refund",
            "Ineligible costs",
            "Deducted",
            "Co-funding %",
            "Partner share",
        ] {
            assert!(part_of(header) == Some(Part::Taken), "{header}");
        }
        for header in
            ["Amount", "% eligible", "Eligible from", "Recovery account", "Charge code", "Deductible rate", ""]
        {
            assert!(part_of(header).is_none(), "{header}");
        }
        assert!(heads_net("Net received") && heads_net("Montant net reçu") && !heads_net("Net assets"));
        assert!(heads_charges("Bank charges") && heads_charges("Frais bancaires") && !heads_charges("Bank"));
    }
}
