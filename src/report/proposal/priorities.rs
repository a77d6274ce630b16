//! Every priority before and after what is decided.

use std::collections::HashMap;

use crate::domain::Money;
use crate::domain::facts::{DecisionStatus, Priority};
use crate::domain::placement::by_cell;
use crate::month::Proposed;

use super::super::grid::{Bar, Cell, Figure, Formula, Handle, Sheet, Style, Table, Value};
use super::super::numbered::Numbered;
use super::super::origin::{Basis, Origin};
use super::super::reasons::Detail;
use super::super::sheets::Report;
use super::super::sheets::decisions::status_key;
use super::super::view::Lacks;
use super::Decided;
use super::recommendation::shares;

/// A priority, and what it has.
struct Row<'a> {
    cell: &'a Priority,
    allocated: Money,
    /// What is recommended for it on balance.
    recommended: Money,
    /// What of that pays costs of past months, by recommendation and who pays.
    past: Vec<(String, Money)>,
    /// What of it lapses again: it was given back by costs of the past after its agreement had ended.
    lapses: Money,
    /// Why it will still lack money, then the number of that reason; empty where it lacks none.
    why: String,
}

/// The sheet, and what priorities get on balance of what is decided. `past` is the status of what pays costs of past months,
/// where anything does.
pub(super) fn sheet(
    report: &Report<'_>,
    best: &Report<'_>,
    proposed: &[Proposed],
    decided: &[&Decided],
    past: Option<&Figure>,
) -> (Sheet, Figure) {
    let mut rows = rows(report, best, proposed);
    let reasons = numbered(&mut rows);
    let mut sheet = report.sheet("priorities-after");
    sheet.paragraph(report.text("note-priorities-after"), Style::Paragraph);
    let lapses = past.filter(|_| rows.iter().any(|row| !row.lapses.is_zero()));
    if lapses.is_some() {
        sheet.paragraph(report.text("note-lapses-again"), Style::Paragraph);
    }
    sheet.skip(1);
    let mut table = Table::new("Priorities", report.text("none-lacks")).totals(report.text("total")).filtered();
    let name = table.column(report.head("h-priority", 38), |row: &Row<'_>| report.decided_name(row.cell));
    let of = |row: &Row<'_>, amount: Money, basis| Cell::money(amount).from(from(row.cell, basis));
    let need = table.column(report.head("h-need", 14).summed(), move |row| of(row, row.cell.need, Basis::Needs));
    let outside =
        table.column(report.head("h-outside", 14).summed(), move |row| of(row, row.cell.outside, Basis::Outside));
    let allocated =
        table.column(report.head("h-placed", 14).summed(), move |row| of(row, row.allocated, Basis::Placed));
    let more = table.column(report.head("h-recommended", 14).summed(), |row| {
        let parts = [
            ("allocated with all that is recommended", row.allocated + row.recommended - row.lapses),
            ("allocated", -row.allocated),
            ("lapses again", row.lapses),
        ];
        let recommended = from(row.cell, Basis::Setting("allocation")).by_parts("recommended", row.recommended, parts);
        Cell::money(row.recommended).from(recommended)
    });
    if past.is_some() {
        table.column(report.head("h-of-it-past", 14).summed(), |row| {
            let amount = row.past.iter().map(|(_, amount)| *amount).sum();
            Cell::money(amount).from(Origin::of(Basis::Setting("allocation")).made_of(row.past.clone()))
        });
    }
    let changed = table.column(report.head("h-decided", 14).summed(), |row| {
        Figure::new(Value::Money(row.recommended), changes(decided, name))
    });
    let lapses = lapses.map(|status| {
        table.column(report.head("h-lapses-again", 14).summed(), |row| lapsing(report, row.lapses, status))
    });
    let with = |what: Formula| lapses.into_iter().fold(what, |sum, lapses| sum + lapses);
    table.share(report.head("h-share-recommended", 11), with(outside + allocated + more), need);
    let funded = with(outside + allocated + changed);
    table.share(report.head("h-share-decided", 11).bars(Bar::Progress), funded, need);
    table.column(report.head("h-reason-number", 9), |row| row.why.clone());
    let area = table.put(&mut sheet, rows);
    sheet.lead_by(&area);
    if !reasons.is_empty() {
        sheet.section(report.text("h-why-still"));
    }
    for (number, reason) in reasons.iter() {
        sheet.paragraph(format!("{number}. {reason}"), Style::Paragraph);
    }
    (sheet, area.total(changed))
}

/// Puts the number of its reason in the place of each reason; gives the reasons, each once: hundreds of rows have one of a few.
fn numbered(rows: &mut [Row<'_>]) -> Numbered {
    let mut reasons = Numbered::default();
    for row in rows.iter_mut().filter(|row| !row.why.is_empty()) {
        row.why = reasons.number(std::mem::take(&mut row.why)).to_string();
    }
    reasons
}

/// What lapses again of a priority's money once the costs of past months are adopted.
fn lapsing(report: &Report<'_>, amount: Money, status: &Figure) -> Figure {
    let adopted = Formula::words(&report.text(status_key(DecisionStatus::Adopted)));
    let lapses = Figure::constant(-amount, report.view.fund.exponent());
    let formula = Formula::either(Formula::same(status, adopted), &lapses, Formula::nothing());
    Figure::new(Value::Money(-amount), formula)
}

/// Where a figure of a priority comes from.
fn from(cell: &Priority, basis: Basis) -> Origin {
    Origin::of(basis).place(&cell.geography).theme(&cell.theme).period(cell.period)
}

/// What decisions bring to the priority of the own row, less what they take from it.
fn changes(decided: &[&Decided], name: Handle) -> Formula {
    let sum = |cells: fn(&Decided) -> &Formula| {
        let of = move |decided: &&Decided| {
            let mut wanted = vec![(cells(decided), Formula::from(name))];
            wanted.extend(decided.adopted.as_ref().map(|(status, adopted)| (status, adopted.clone())));
            Formula::sum_if(&decided.amounts, &wanted)
        };
        decided.iter().map(of)
    };
    let to = sum(|decided| &decided.to).reduce(|sum, more| sum + more);
    let from = sum(|decided| &decided.from);
    from.fold(to.unwrap_or_else(Formula::nothing), |left, less| left - less)
}

/// What is recommended for a priority on balance, and what of that acts before the as-of day, by who pays.
type Sums = (Money, Vec<(String, Money)>);

fn by_priority<'p>(report: &Report<'_>, proposed: &'p [Proposed]) -> HashMap<&'p str, Sums> {
    let mut sums: HashMap<&str, Sums> = HashMap::new();
    for row in proposed {
        let cells = row.to.iter().map(|cell| (cell, false)).chain(row.from.iter().map(|cell| (cell, true)));
        for (cell, leaves) in cells {
            let (sum, past) = sums.entry(cell.as_str()).or_default();
            let signed = |amount: Money| if leaves { -amount } else { amount };
            *sum += signed(row.amount());
            if row.date != report.view.ledger.as_of {
                past.extend(shares(row).map(|(payer, amount)| (payer, signed(amount))));
            }
        }
    }
    sums
}

/// The priorities that need something or have something, by place and theme, with what the whole recommendation brings.
fn rows<'a>(report: &Report<'a>, best: &Report<'a>, proposed: &[Proposed]) -> Vec<Row<'a>> {
    let mut sums = by_priority(report, proposed);
    let lacks = Lacks::new(best.view);
    let cells = &report.view.ledger.cells;
    let (now, then) = (by_cell(cells.len(), report.view.placements), by_cell(cells.len(), best.view.placements));
    let mut rows: Vec<Row<'a>> = Vec::new();
    for (index, (cell, (now, then))) in cells.iter().zip(now.into_iter().zip(then)).enumerate() {
        if !cell.need.is_zero() || !then.is_zero() || !now.is_zero() {
            let lack = lacks.of(index, cell.lacks(then));
            let why = best.lacks(&lack, Detail::Short).unwrap_or_default();
            let (recommended, past) = sums.remove(cell.id().as_str()).unwrap_or_default();
            rows.push(Row { cell, allocated: now, recommended, past, lapses: recommended - (then - now), why });
        }
    }
    rows.sort_by_cached_key(|row| {
        (report.place_in_order(&row.cell.geography), row.cell.theme.clone(), row.cell.period.to_string())
    });
    rows
}
