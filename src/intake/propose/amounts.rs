//! Which of several columns of amounts is in which currency: a column of currencies is that of one of them alone.
//!
//! What comes in: the ways to take the columns of a table. What leaves: those of them that may stand together. What it does
//! not know: rows.

use super::assign::{Assignment, Headed};
use super::claims::Claim;
use super::likeness::Likeness;
use super::marks::Mark;
use super::values::Fit;
use crate::config::InputKind;
use crate::domain::currency_name::SharedName;
use crate::domain::text::comparable;
use crate::domain::{Currency, FactKind};
use crate::intake::kinds::SheetSpec;
use crate::intake::kinds::columns::{Column, ColumnSpec, Form};
use crate::intake::sheet::units;

/// In whose currency the amounts of a column are, by its header.
#[derive(Clone, Copy, PartialEq, Eq)]
enum In {
    Books,
    Place,
    Document,
    Unsaid,
}

fn said(column: &Headed, kind: &SheetSpec, base: Currency) -> In {
    let units = column.told.units;
    // The original amount of an agreement is that before its amendments.
    let name = || comparable(&units::of_header(&column.header).0);
    let first = || kind.kind == InputKind::Facts(FactKind::Agreement) && name() == "originalamount";
    match units.currency {
        Some(currency) if currency == base => In::Books,
        Some(_) => In::Document,
        // A franc is none of a fund in dollars; a local currency may be.
        None if !units.allows(base) && !matches!(units.shared, Some(SharedName::Local | SharedName::Several)) => {
            In::Document
        }
        None if column.told.marks.has(Mark::OfBooks) => In::Books,
        None if column.told.marks.has(Mark::OfPlace) => In::Place,
        None if column.told.marks.has(Mark::OfDocument) && !first() => In::Document,
        None => In::Unsaid,
    }
}

/// The only one of some columns that is so.
fn only(columns: &[u32], is: impl Fn(&u32) -> bool) -> Option<u32> {
    let mut found = columns.iter().copied().filter(is);
    found.next().filter(|_| found.next().is_none())
}

/// Positions of the columns that are one for certain.
fn sure(claims: &[Claim], wanted: Column) -> Vec<u32> {
    let likely = |claim: &&Claim| claim.likeness >= Likeness::Likely && claim.fit == Fit::Yes;
    claims.iter().filter(likely).filter(|claim| claim.spec.column == wanted).map(|claim| claim.position).collect()
}

/// The columns of currencies, of which only that of the amounts is left.
fn currencies(claims: &mut Vec<Claim>, kind: &SheetSpec, table: &[Headed], base: Currency) -> Vec<u32> {
    let found = sure(claims, Column::Currency);
    let column = |position: &u32| table.iter().find(|column| column.position == *position);
    let foreign = |position: &u32| column(position).is_some_and(|column| !column.values.are_all(base));
    let of_document = |position: &u32| {
        column(position)
            .is_some_and(|column| column.told.marks.has(Mark::OfDocument) && !column.told.marks.has(Mark::OfBooks))
    };
    if found.len() > 1 {
        let Some(one) = only(&found, foreign).or_else(|| only(&found, of_document)) else { return found };
        claims.retain(|claim| claim.spec.column != Column::Currency || claim.position == one);
        return vec![one];
    }
    let spec = kind.columns.iter().find(|spec| spec.column == Column::Currency).filter(|_| found.is_empty());
    let Some(spec) = spec else { return found };
    table.iter().filter(|column| column.values.shows(spec)).map(|column| column.position).collect()
}

/// Leaves of the amounts that one which the column of currencies is of, and of the columns of currencies that of the amount; what
/// was booked is the base amount. An amount in the fund's currency beside other currencies is none of theirs.
pub(super) fn pair_amounts(claims: &mut Vec<Claim>, kind: &'static SheetSpec, table: &[Headed], base: Currency) {
    let column = |position: u32| table.iter().find(|column| column.position == position);
    let currencies = currencies(claims, kind, table, base);
    let foreign = |position: &u32| column(*position).is_some_and(|column| !column.values.are_all(base));
    let abroad = currencies.iter().any(foreign);
    let said = |position: u32| column(position).map_or(In::Unsaid, |column| said(column, kind, base));
    pair_sides(claims, said, abroad);
    let amounts = sure(claims, Column::Amount);
    // Headers may name the currencies, too: `Montant FCFA` beside `Montant USD`.
    if currencies.is_empty() && !amounts.iter().any(|position| said(*position) == In::Document) {
        return;
    }
    let any_other = amounts.iter().any(|position| matches!(said(*position), In::Document | In::Unsaid));
    let those = |wanted: In| -> Vec<u32> {
        let is = |position: &u32| match said(*position) {
            In::Place => wanted == if any_other { In::Books } else { In::Document },
            said @ (In::Books | In::Document | In::Unsaid) => said == wanted,
        };
        amounts.iter().copied().filter(is).collect()
    };
    let (books, document, unsaid) = (those(In::Books), those(In::Document), those(In::Unsaid));
    let (amount, booked) = match (document.as_slice(), unsaid.as_slice(), books.as_slice()) {
        ([one], [], [booked]) | ([one], [booked], []) | ([], [one], [booked]) => (*one, Some(*booked)),
        // In which of several currencies of the books an amount was booked is not known.
        ([one], [], [_, _, ..]) if abroad => (*one, None),
        ([], [], [_]) if abroad => {
            claims.retain(|claim| claim.spec.column != Column::Amount || claim.likeness < Likeness::Likely);
            return;
        }
        _ => return,
    };
    claims.retain(|claim| {
        let is = |column: Column| claim.spec.column == column;
        let elsewhere = is(Column::Amount) && claim.position != amount && claim.likeness >= Likeness::Likely;
        let is_the_amount = is(Column::BaseAmount) && claim.position == amount;
        !elsewhere && !is_the_amount
    });
    let base_amount = kind.columns.iter().find(|spec| spec.column == Column::BaseAmount);
    let base_amount = base_amount.filter(|_| sure(claims, Column::BaseAmount).is_empty());
    claims.extend(base_amount.zip(booked).map(|(spec, position)| Claim::likely(spec, position)));
}

/// Of two columns of debits, or of credits, leaves those of one currency: that of the rows where they name foreign ones, else that of
/// the books.
fn pair_sides(claims: &mut Vec<Claim>, said: impl Fn(u32) -> In, abroad: bool) {
    let those = |wanted: Column| -> Vec<u32> {
        let likely = |claim: &&Claim| claim.spec.column == wanted && claim.likeness >= Likeness::Likely;
        claims.iter().filter(likely).map(|claim| claim.position).collect()
    };
    let (debits, credits) = (those(Column::Debit), those(Column::Credit));
    if debits.len() < 2 && credits.len() < 2 {
        return;
    }
    let order = [In::Document, In::Unsaid, In::Place, In::Books];
    let pair = |wanted: In| {
        let is = |position: &u32| said(*position) == wanted;
        only(&debits, is).zip(only(&credits, is))
    };
    let found = if abroad { order.into_iter().find_map(pair) } else { order.into_iter().rev().find_map(pair) };
    let Some((debit, credit)) = found else { return };
    claims.retain(|claim| {
        let other = |column: Column, position: u32| claim.spec.column == column && claim.position != position;
        !other(Column::Debit, debit) && !other(Column::Credit, credit)
    });
}

/// Whether a column of currencies is not that of the rates: all are the fund's own, or another column has currencies too, so that
/// nothing says of which a rate is the price.
pub(super) fn is_other_currency(
    column: &Headed,
    spec: &ColumnSpec,
    kind: &SheetSpec,
    table: &[Headed],
    base: Currency,
) -> bool {
    let rate = kind.kind == InputKind::Facts(FactKind::Rate) && spec.column == Column::Currency;
    let foreign = |other: &Headed| other.values.shows(spec) && !other.values.are_all(base);
    let beside = |other: &Headed| other.position != column.position && foreign(other);
    rate && (column.values.are_all(base) || table.iter().any(beside))
}

/// Whether a header says of amounts in the fund's currency, or of what rates are per, that it is another.
pub(super) fn is_in_other_currency(column: &Headed, spec: &ColumnSpec, base: Currency) -> bool {
    let said = || column.told.units.currency;
    let amount = spec.column == Column::BaseAmount && said().is_some_and(|currency| currency != base);
    // `Units per EUR` in a fund in dollars.
    let quoted = || units::quotation(&column.header);
    let other = |(before, after): (String, String)| units::of_another(&before, &after, base).is_some();
    amount || spec.column == Column::UnitsPerBase && quoted().is_some_and(other)
}

/// The currency that rows of units say of the amount, where no column and no header has one.
pub(super) fn currency_below(found: &Assignment, kind: &SheetSpec, table: &[Headed]) -> Option<Currency> {
    let currency = kind.columns.iter().find(|spec| spec.column == Column::Currency)?;
    let amount = |spec: &&ColumnSpec| spec.form == Form::Amount && spec.column != Column::BaseAmount;
    let taken = kind.columns.iter().filter(amount).filter_map(|spec| found.taken.get(&spec.column));
    let mut columns = taken.filter_map(|(position, _)| table.iter().find(|column| column.position == *position));
    let column = columns.next().filter(|_| !found.taken.contains_key(&currency.column))?;
    let said = column.currency.filter(|_| column.told.units.currency.is_none())?;
    columns.all(|other| other.currency == Some(said)).then_some(said)
}
