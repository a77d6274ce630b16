//! Earmarks: what each agreement may pay for, what of its money priorities can get and got, and whether
//! that is as its donor wants it.

use std::collections::BTreeMap;

use crate::domain::Money;
use crate::ledger::AgreementPosition;

use super::super::grid::{Cell, Content, Figure, Formula, Handle, Sheet, Style, Table, TableArea};
use super::super::origin::{Basis, Origin};
use super::super::phrasebook::Phrasebook;
use super::Report;
use super::data::{Data, Item, Of, Slice};
use super::position::HeldFrom;

/// The totals of the table.
pub(in super::super) struct Earmarks {
    /// Fee and levy, below nothing.
    pub charges: Figure,
    /// The support reserve, below nothing.
    pub support: Figure,
    pub placed: Figure,
    pub waiting: Figure,
    /// Where there is something of it.
    pub lapsed: Option<Figure>,
    pub over: Option<Figure>,
}

type Agreements<'a> = Table<'a, &'a AgreementPosition>;

fn from(position: &AgreementPosition, basis: Basis) -> Origin {
    Origin::of(basis).agreement(&position.agreement.reference)
}

/// Adds the table of agreements that are signed or that money came from, and above it how their earmarks were honoured.
pub(super) fn part(report: &Report<'_>, data: &Data, sheet: &mut Sheet) -> (Earmarks, TableArea) {
    let placed = placed_by_agreement(report);
    let placed_of =
        |position: &AgreementPosition| placed.get(position.agreement.reference.as_str()).copied().unwrap_or_default();
    let amounts = |position: &AgreementPosition| report.view.amounts(&position.agreement.reference);
    let has_money = |position: &AgreementPosition| {
        !position.receipts.is_empty() || !amounts(position).programmable.is_zero() || !placed_of(position).is_zero()
    };
    // What is signed has an earmark from then on.
    let positions = report.holdings.positions.iter().copied();
    let positions: Vec<&AgreementPosition> =
        positions.filter(|position| position.is_signed() || has_money(position)).collect();
    let mut table = Agreements::new("Earmarks", report.text("none-deposits")).totals(report.text("total"));
    table.column(report.head("h-agreement", 14), |position| position.agreement.reference.as_str());
    table.column(report.head("h-earmark", earmark_width(report, &positions)), |position| {
        report.earmark(&position.agreement.earmark)
    });
    table.column(report.head("h-strictness", 14), |position| {
        report.earmark_category(position.agreement.earmark.category)
    });
    let columns = columns(report, data, &mut table, (&positions, placed_of));
    let with_money = positions.iter().filter(|position| has_money(position));
    if !positions.is_empty() && with_money.clone().next().is_none() {
        sheet.paragraph(report.text("none-deposits"), Style::Paragraph);
    }
    let honoured = with_money.map(|position| (*position, report.honoured(position, placed_of(position))));
    let honoured = honoured.map(|(position, words)| (position.agreement.reference.to_string(), words));
    for words in grouped(&report.phrases, honoured) {
        sheet.paragraph(words, Style::Paragraph);
    }
    let area = table.put(sheet, positions.iter().copied());
    (columns.totals(&area), area)
}

/// How wide the column of earmarks may be beside those of what few agreements have.
fn earmark_width(report: &Report<'_>, positions: &[&AgreementPosition]) -> u16 {
    let some = |of: &dyn Fn(&AgreementPosition) -> Money| positions.iter().any(|position| !of(position).is_zero());
    let amounts = |position: &AgreementPosition| report.view.amounts(&position.agreement.reference);
    let seldom = [
        some(&|position| position.moved()),
        some(&|position| amounts(position).lapsed),
        some(&|position| amounts(position).over_allocated),
    ];
    let more = seldom.iter().filter(|there| **there).count();
    [44, 44, 34, 22][more]
}

/// What each agreement of the report placed.
fn placed_by_agreement<'a>(report: &'a Report<'_>) -> BTreeMap<&'a str, Money> {
    let mut sums: BTreeMap<&str, Money> = BTreeMap::new();
    for placement in &report.holdings.placements {
        *sums.entry(placement.agreement.as_str()).or_default() += placement.amount;
    }
    sums
}

/// The columns of amounts.
struct Columns {
    charges: Handle,
    support: Handle,
    placed: Handle,
    waiting: Handle,
    lapsed: Option<Handle>,
    over: Option<Handle>,
}

impl Columns {
    fn totals(&self, area: &TableArea) -> Earmarks {
        let total = |column| area.total(column);
        Earmarks {
            charges: total(self.charges),
            support: total(self.support),
            placed: total(self.placed),
            waiting: total(self.waiting),
            lapsed: self.lapsed.map(total),
            over: self.over.map(total),
        }
    }
}

/// From what was received to what is unallocated. What few agreements have stands where there is something of it.
fn columns<'a>(
    report: &'a Report<'_>,
    data: &'a Data,
    table: &mut Agreements<'a>,
    (positions, placed_of): (&[&'a AgreementPosition], impl Fn(&AgreementPosition) -> Money + 'a),
) -> Columns {
    let live = move |position: &AgreementPosition, item: Item, amount: Money, origin: Origin| -> Content {
        let slice = Slice::of_agreement(&position.agreement.reference);
        data.amount(report, Cell::money(amount).from(origin), &[item], slice)
    };
    let amounts = |position: &AgreementPosition| report.view.amounts(&position.agreement.reference);
    let held_from = move |position: &AgreementPosition| HeldFrom::of(position, &amounts(position));
    let paid = table.column(report.head("h-paid", 15).summed(), move |position| {
        live(position, "h-paid", position.net_deposited().money(), from(position, Basis::Receipts))
    });
    let moved = positions.iter().any(|position| !position.moved().is_zero()).then(|| {
        table.column(report.head("h-transferred", 15).summed(), move |position| {
            live(position, "h-transferred", position.moved(), from(position, Basis::Transfers))
        })
    });
    let charges = table.column(report.head("h-charges", 15).summed(), move |position| {
        live(position, "h-charges", -(position.fee + position.levy), from(position, Basis::FeeAndLevy))
    });
    let support = table.column(report.head("h-support-kept", 15).summed(), move |position| {
        live(position, "h-support-kept", -position.support_reserve, held_from(position).kept)
    });
    let net = Formula::from(paid) + charges + support;
    let net = moved.map_or(net.clone(), |moved| net + moved);
    let programmable = table.column(report.head("h-programmable", 15).summed(), move |position| {
        let made = position.net_deposited().money() + position.moved();
        if made - position.fee - position.levy - position.support_reserve == position.programmable {
            return Content::from(net.clone());
        }
        live(position, "h-programmable", position.programmable, held_from(position).programmable)
    });
    let placed = table.column(report.head("h-placed", 15).summed(), move |position| {
        let cell = Cell::money(placed_of(position)).from(from(position, Basis::Placed));
        data.of_agreement(cell, Of::Allocated, &position.agreement.reference)
    });
    let lapsed = positions.iter().any(|position| !amounts(position).lapsed.is_zero()).then(|| {
        table.column(report.head("h-lapsed", 15).summed(), move |position| {
            live(position, "h-lapsed", amounts(position).lapsed, held_from(position).lapsed)
        })
    });
    let over = positions.iter().any(|position| !amounts(position).over_allocated.is_zero()).then(|| {
        table.column(report.head("h-over", 15).summed(), move |position| {
            live(position, "h-over", amounts(position).over_allocated, held_from(position).over)
        })
    });
    let rest = lapsed.map_or(programmable - placed, |lapsed| programmable - placed - lapsed);
    let rest = over.map_or(rest.clone(), |over| rest + over);
    let waiting = table.computed(report.head("h-waiting", 15).summed(), rest);
    Columns { charges, support, placed, waiting, lapsed, over }
}

/// What is said of several agreements, once, behind their references; in the order in which it is said first.
pub(in super::super) fn grouped(phrases: &Phrasebook, said: impl IntoIterator<Item = (String, String)>) -> Vec<String> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for (reference, words) in said.into_iter().filter(|(_, words)| !words.is_empty()) {
        match groups.iter_mut().find(|(of_group, _)| *of_group == words) {
            Some((_, references)) => references.push(reference),
            None => groups.push((words, vec![reference])),
        }
    }
    groups.into_iter().map(|(words, references)| phrases.labelled(&references.join(", "), &words)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::phrasebook::Phrasebook;
    use super::grouped;
    use crate::domain::Language;

    #[test]
    fn what_is_said_of_several_is_said_once() {
        let said = [("A", "full"), ("B", ""), ("C", "waits"), ("D", "full")];
        let said = said.map(|(reference, words)| (reference.to_owned(), words.to_owned()));
        let in_language = |language| grouped(&Phrasebook::new(language), said.clone());
        assert_eq!(in_language(Language::English), ["A, D: full", "C: waits"]);
        assert_eq!(in_language(Language::French), ["A, D\u{a0}: full", "C\u{a0}: waits"]);
    }
}
