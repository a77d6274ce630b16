//! Which of several columns of amounts is in which currency: a column of currencies is that of one of them alone.
//!
//! What comes in: the ways to take the columns of a table. What leaves: those of them that may stand together. What it does
//! not know: rows.

use super::assign::{Claim, Headed};
use super::evidence::Fit;
use super::likeness::{Likeness, has_word};
use crate::config::InputKind;
use crate::domain::{Currency, FactKind};
use crate::intake::kinds::SheetSpec;
use crate::intake::kinds::columns::Column;
use crate::intake::sheet::units;

/// Words of a header that say that its amounts are in the currency of the document.
const OF_DOCUMENT: [&str; 13] = [
    "foreign",
    "currency",
    "dc",
    "tc",
    "fc",
    "fw",
    "oc",
    "document",
    "devise",
    "divisa",
    "moeda",
    "moneda",
    "belegwahrung",
];

/// Words that say that they are in the currency of the place: that of the books beside amounts in that of the document.
const OF_PLACE: [&str; 8] = ["local", "locale", "lokal", "lokale", "lcy", "loc", "landeswahrung", "lw"];

/// Words that say that they are in the currency of the books.
const OF_BOOKS: [&str; 9] =
    ["base", "monetary", "functional", "lc", "hauswahrung", "contravalor", "gegenwert", "equivalent", "equivalente"];

/// In whose currency the amounts of a column are, by its header.
#[derive(Clone, Copy, PartialEq, Eq)]
enum In {
    Books,
    Place,
    Document,
    Unsaid,
}

fn said(header: &str, kind: &SheetSpec, base: Currency) -> In {
    // The original amount of an agreement is that before its amendments.
    let original = kind.kind != InputKind::Facts(FactKind::Agreement) && has_word(header, &["original"]);
    match units::of_header(header).1.currency {
        Some(currency) if currency == base => In::Books,
        Some(_) => In::Document,
        None if has_word(header, &OF_BOOKS) => In::Books,
        None if has_word(header, &OF_PLACE) => In::Place,
        None if original || has_word(header, &OF_DOCUMENT) => In::Document,
        None => In::Unsaid,
    }
}

/// The only one of some columns that is so.
fn only(columns: &[u32], is: impl Fn(&u32) -> bool) -> Option<u32> {
    let mut found = columns.iter().copied().filter(is);
    found.next().filter(|_| found.next().is_none())
}

/// Leaves of the amounts that one which the column of currencies is of, and of the columns of currencies that of the amount; what
/// was booked is the base amount. An amount in the fund's currency beside other currencies is none of theirs.
pub(super) fn pair_amounts(claims: &mut Vec<Claim>, kind: &'static SheetSpec, table: &[Headed], base: Currency) {
    let column = |position: u32| table.iter().find(|column| column.position == position);
    let header = |position: u32| column(position).map_or("", |column| column.header.as_str());
    let of = |claims: &[Claim], wanted: Column| -> Vec<u32> {
        let sure = claims
            .iter()
            .filter(|claim| claim.spec.column == wanted && claim.likeness >= Likeness::Likely && claim.fit == Fit::Yes);
        sure.map(|claim| claim.position).collect()
    };
    let mut currencies = of(claims, Column::Currency);
    let foreign = |position: &u32| column(*position).is_some_and(|column| !column.values.are_all(base));
    if currencies.len() > 1 {
        let of_document =
            |position: &u32| has_word(header(*position), &["foreign", "document", "transaction", "original"]);
        if let Some(one) = only(&currencies, foreign).or_else(|| only(&currencies, of_document)) {
            claims.retain(|claim| claim.spec.column != Column::Currency || claim.position == one);
            currencies = vec![one];
        }
    }
    if let Some(spec) =
        kind.columns.iter().find(|spec| spec.column == Column::Currency).filter(|_| currencies.is_empty())
    {
        let shown = table.iter().filter(|column| column.values.shows(spec));
        currencies = shown.map(|column| column.position).collect();
    }
    if currencies.is_empty() {
        return;
    }
    let amounts = of(claims, Column::Amount);
    let other = |position: &u32| matches!(said(header(*position), kind, base), In::Document | In::Unsaid);
    let any_other = amounts.iter().any(other);
    let those = |wanted: In| -> Vec<u32> {
        let is = |position: &u32| match said(header(*position), kind, base) {
            In::Place => wanted == if any_other { In::Books } else { In::Document },
            said @ (In::Books | In::Document | In::Unsaid) => said == wanted,
        };
        amounts.iter().copied().filter(is).collect()
    };
    let (books, document, unsaid) = (those(In::Books), those(In::Document), those(In::Unsaid));
    let (amount, booked) = match (document.as_slice(), unsaid.as_slice(), books.as_slice()) {
        ([one], [], [booked]) | ([one], [booked], []) | ([], [one], [booked]) => (*one, *booked),
        ([], [], [_]) if currencies.iter().any(foreign) => {
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
    if let Some(spec) = base_amount.filter(|_| of(claims, Column::BaseAmount).is_empty()) {
        let claim = Claim {
            likeness: Likeness::Likely,
            fit: Fit::Yes,
            whole: None,
            rank: usize::MAX,
            any_number: false,
            coded: false,
            booked: false,
            position: booked,
            spec,
        };
        claims.push(claim);
    }
}
