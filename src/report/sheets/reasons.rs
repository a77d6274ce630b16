//! Why the gap is open: its causes, the money that waits, the earmarks that would close most, and each cell that lacks.

use std::collections::{BTreeMap, HashMap};

use crate::allocate::reasons::Relaxation;
use crate::attribute::outcome::Amounts;
use crate::domain::facts::Priority;
use crate::domain::{AgreementRef, Money, placement};
use crate::ledger::AgreementPosition;

use super::super::grid::{Cell, Figure, Formula, Handle, Sheet, Style, Table, TableArea, Value};
use super::super::origin::{Basis, Origin};
use super::super::reasons::Detail;
use super::super::view::Lacks;
use super::Report;
use super::breakdown::{Branch, Breakdown};
use super::earmarks::grouped;
use super::position::HeldFrom;

/// The sheet, the list of priorities that lack money, each with its reason, and the sum of the causes.
pub(in super::super) fn sheets(report: &Report<'_>) -> ([Sheet; 2], Figure) {
    let cells = lacking_cells(report);
    let reasons = reasons(&cells);
    let (list, listed) = list(report, &cells, &reasons);
    let mut sheet = report.sheet("reasons");
    // Four small tables: upright, two of them have room on a page.
    sheet.print.landscape = false;
    sheet.section(report.text("section-gap-causes"));
    let causes = causes(report, &mut sheet);
    sheet.section(report.text("section-money-waits"));
    waiting(report, &mut sheet);
    sheet.section(report.text("section-loosened"));
    sheet.paragraph(report.text("note-loosened"), Style::Note);
    loosened(report, &mut sheet);
    sheet.section(report.text("section-cells-lack"));
    sheet.paragraph(report.text("note-most-first"), Style::Note);
    by_reason(report, &mut sheet, (&cells, &reasons), &listed);
    sheet.freeze = Some((0, 1));
    ([sheet, list], causes)
}

fn causes(report: &Report<'_>, sheet: &mut Sheet) -> Figure {
    let mut table = Table::new("GapCauses", "").totals(report.text("total"));
    table.column(report.head("h-cause", 20), |(key, _): &(&str, i64)| report.text(key));
    table.column(report.head("h-meaning", 44), |(key, _)| report.text(&format!("{key}-means")));
    let amount = table.column(report.head("h-amount", 15).summed(), |(_, amount)| {
        let amount = Money::from_minor(*amount);
        Cell::money(amount)
            .from(Origin::of(Basis::Gap).by("by the largest flow without earmarks, and without limits", amount))
    });
    table.put(sheet, report.causes()).total(amount)
}

/// Agreements with unallocated money, the most first, with the day on which it can no longer be used.
fn waiting(report: &Report<'_>, sheet: &mut Sheet) {
    /// An agreement, and what it has.
    type Row<'a> = (&'a AgreementPosition, Amounts);
    let of_agreements = report.view.ledger.agreements.iter().zip(report.view.book.amounts.iter().copied());
    let mut rows: Vec<Row<'_>> = of_agreements.filter(|(_, amounts)| !amounts.unallocated.is_zero()).collect();
    rows.sort_by(|(one, of_one), (two, of_two)| {
        let by_reference = || one.agreement.reference.cmp(&two.agreement.reference);
        of_two.unallocated.cmp(&of_one.unallocated).then_with(by_reference)
    });
    if rows.is_empty() {
        sheet.paragraph(report.text("none-waits"), Style::Paragraph);
        return;
    }
    let mut table = Table::new("Waiting", "").totals(report.text("total"));
    table.column(report.head("h-agreement", 20), |(position, _): &Row<'_>| position.agreement.reference.to_string());
    table.column(report.head("h-donor", 44), |(position, _)| report.donor_of(&position.agreement.reference));
    table.column(report.head("h-waiting", 15).summed(), |(position, amounts)| {
        Cell::money(amounts.unallocated).from(HeldFrom::of(position, amounts).unallocated)
    });
    if rows.iter().any(|(_, amounts)| !amounts.held.is_zero()) {
        table.column(report.head("h-held", 15).summed(), |(position, amounts)| {
            // In the words of what is available, which names each agreement.
            let reference = &position.agreement.reference;
            let rule = format!("{reference}: held by decisions");
            Cell::money(amounts.held).from(Origin::of(Basis::Held).agreement(reference).by(rule, amounts.held))
        });
    }
    table.column(report.head("h-usable-until", 26), |(position, _)| {
        report.view.allocation.usable_until(&position.agreement.reference)
    });
    let why = rows.iter().map(|(position, _)| {
        let reference = &position.agreement.reference;
        let why = [report.waits(reference), report.expires(reference)];
        (reference.to_string(), why.into_iter().flatten().collect::<Vec<_>>().join(" "))
    });
    let why = grouped(&report.phrases, why);
    table.put(sheet, rows);
    for words in why {
        sheet.paragraph(words, Style::Paragraph);
    }
}

fn loosened(report: &Report<'_>, sheet: &mut Sheet) {
    let relaxations = &report.view.allocation.reasons.relaxations;
    if relaxations.is_empty() {
        sheet.paragraph(report.text("none-loosened"), Style::Paragraph);
        return;
    }
    let mut table = Table::new("Loosened", "");
    table.column(report.head("h-agreement", 20), |relaxation: &&Relaxation| relaxation.lot.clone());
    table.column(report.head("h-donor", 44), |relaxation| report.donor_of(&AgreementRef::new(&relaxation.lot)));
    table.column(report.head("h-would-place", 15), |relaxation| {
        let origin = Origin::of(Basis::Receipts).agreement(&AgreementRef::new(&relaxation.lot));
        let more = Money::from_minor(relaxation.closes);
        Cell::money(more).from(origin.by("by the largest flow with this earmark one level wider", more))
    });
    table.column(report.head("h-loosened", 26), |relaxation| report.loosened(relaxation.loosened));
    table.put(sheet, relaxations);
}

/// A cell that lacks money.
#[derive(Clone)]
struct Lacking<'a> {
    shortfall: Money,
    /// Why.
    reason: String,
    /// The same, said of several cells.
    of_several: String,
    cell: &'a Priority,
}

impl Lacking<'_> {
    /// Its reason, said of as many cells.
    fn said(&self, cells: usize) -> &str {
        if cells > 1 { &self.of_several } else { &self.reason }
    }
}

/// The reasons of cells, each once, that of which most money lacks first.
fn reasons(cells: &[Lacking<'_>]) -> Vec<(String, usize, Money)> {
    let mut reasons: HashMap<&str, (usize, Money)> = HashMap::new();
    for cell in cells {
        let sum = reasons.entry(&cell.reason).or_default();
        *sum = (sum.0 + 1, sum.1 + cell.shortfall);
    }
    let reasons = reasons.into_iter().map(|(reason, (count, sum))| (reason.to_owned(), count, sum));
    let mut reasons: Vec<(String, usize, Money)> = reasons.collect();
    reasons.sort_by(|one, other| other.2.cmp(&one.2).then_with(|| one.0.cmp(&other.0)));
    reasons
}

/// How many reasons are given of a place or a theme.
const MOST: usize = 3;
/// How many of the themes or countries that have a reason are named.
const NAMED: usize = 4;

/// Why money is missing in each place and each theme: the reasons, that of which most is missing first.
pub(in super::super) fn by_branch(report: &Report<'_>) -> BTreeMap<Branch, Vec<String>> {
    let mut cells: BTreeMap<Branch, Vec<Lacking<'_>>> = BTreeMap::new();
    for cell in lacking_cells(report) {
        for breakdown in [Breakdown::Country, Breakdown::Theme] {
            let branch = breakdown.branch(report.view.fund, cell.cell);
            cells.entry(branch).or_default().push(cell.clone());
        }
    }
    let most = |branch: &Branch, cells: &[Lacking<'_>]| {
        let reasons = reasons(cells);
        let several = reasons.len() > 1;
        let said = reasons.iter().take(MOST).map(|(reason, ..)| of_cells(report, branch, cells, (reason, several)));
        said.collect()
    };
    cells.into_iter().map(|(branch, cells)| (branch.clone(), most(&branch, &cells))).collect()
}

/// A reason of some cells of a branch, in the form for as many as have it; where others have another, they are named.
fn of_cells(report: &Report<'_>, branch: &Branch, cells: &[Lacking<'_>], (reason, several): (&str, bool)) -> String {
    let of: Vec<&Lacking<'_>> = cells.iter().filter(|cell| cell.reason == reason).collect();
    let Some(first) = of.first() else { return reason.to_owned() };
    let said = first.said(of.len());
    if !several {
        return said.to_owned();
    }
    let of_place = matches!(branch, Branch::Place(_) | Branch::Region(_));
    let others = if of_place { "concept-other-themes" } else { "other-countries-listed" };
    let mut names: Vec<String> = Vec::new();
    for Lacking { cell, .. } in &of {
        let name = if of_place { report.theme(&cell.theme) } else { report.place(&cell.geography) };
        if !names.iter().any(|known| **known == *name) {
            names.push(name.to_string());
        }
    }
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    if more > 0 {
        names.push(report.phrases.counted(others, more));
    }
    report.phrases.labelled(&report.phrases.listed(&names), &uncapitalised(said))
}

/// A sentence that goes on behind a colon: its first letter is small, unless the next one is not.
fn uncapitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(next)) if !next.is_uppercase() && !next.is_ascii_digit() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => sentence.to_owned(),
    }
}

/// The list of cells that lack money, as the table of reasons refers to it.
struct Listed {
    area: TableArea,
    numbers: Handle,
    missing: Handle,
}

/// Cells that lack money, the most first, each with the number of its reason and the reason.
fn list(report: &Report<'_>, cells: &[Lacking<'_>], reasons: &[(String, usize, Money)]) -> (Sheet, Listed) {
    let mut sheet = report.sheet("lacking");
    sheet.data = true;
    sheet.paragraph(report.text("note-list"), Style::Note);
    sheet.paragraph(report.text("note-most-first"), Style::Note);
    sheet.skip(1);
    let number = |row: &Lacking<'_>| reasons.iter().position(|(reason, ..)| *reason == row.reason).unwrap_or(0) + 1;
    let from = |row: &Lacking<'_>, basis| {
        let Priority { geography, theme, period, .. } = row.cell;
        Origin::of(basis).place(geography).theme(theme).period(*period)
    };
    let mut table = Table::new("Lacking", report.text("none-lacks")).totals(report.text("total")).filtered();
    table.column(report.head("h-country", 24), |row: &&Lacking<'_>| report.place(&row.cell.geography));
    table.column(report.head("h-theme", 36), |row| report.theme(&row.cell.theme));
    table.column(report.head("h-need", 15).summed(), |row| Cell::money(row.cell.need).from(from(row, Basis::Needs)));
    let missing = table.column(report.head("h-missing", 15).summed(), |row| {
        Cell::money(row.shortfall).from(from(row, Basis::Gap).by("need - other funding - allocated", row.shortfall))
    });
    let numbers = table.column(report.head("h-reason-number", 10), |row| {
        Cell::whole(number(row)).from(from(row, Basis::Order).counting("the number of its reason among all reasons"))
    });
    table.column(report.head("h-why", 80), |row| row.reason.clone());
    let area = table.put(&mut sheet, cells);
    sheet.lead_by(&area);
    (sheet, Listed { area, numbers, missing })
}

/// Each reason once: of how many priorities, and how much they lack, by formulas over their list.
fn by_reason(
    report: &Report<'_>,
    sheet: &mut Sheet,
    (cells, reasons): (&[Lacking<'_>], &[(String, usize, Money)]),
    listed: &Listed,
) {
    type Row<'a> = (usize, &'a (String, usize, Money));
    let (numbers, missing) = (listed.area.figures(listed.numbers), listed.area.figures(listed.missing));
    let mut table = Table::new("LackingByReason", report.text("none-lacks")).totals(report.text("total"));
    let number = table.column(report.head("h-reason-number", 20), |(number, _): &Row<'_>| {
        Cell::whole(*number).from(Origin::of(Basis::Order).counting("the number of the reason among all reasons"))
    });
    table.column(report.head("h-why", 44), |(_, (reason, count, _))| {
        let first = cells.iter().find(|cell| cell.reason == *reason);
        first.map_or_else(|| reason.clone(), |cell| cell.said(*count).to_owned())
    });
    let counted = numbers.clone();
    table.column(report.head("h-priorities", 15).summed(), move |(_, (_, count, _))| {
        Figure::new(Value::count(*count), Formula::count_where(&counted, number))
    });
    table.column(report.head("h-missing", 26).summed(), move |(_, (.., sum))| {
        Figure::new(Value::Money(*sum), Formula::sum_where(&numbers, number, &missing))
    });
    table.put(sheet, (1..).zip(reasons));
}

fn lacking_cells<'a>(report: &Report<'a>) -> Vec<Lacking<'a>> {
    let view = report.view;
    let lacks = Lacks::new(view);
    let placed = placement::by_cell(view.ledger.cells.len(), view.placements);
    let cells = view.ledger.cells.iter().zip(placed).enumerate();
    let mut rows: Vec<(String, Lacking<'_>)> = cells
        .map(|(index, (cell, placed))| (index, cell, cell.lacks(placed)))
        .filter_map(|(index, cell, shortfall)| {
            let lack = lacks.of(index, shortfall);
            let (reason, of_several) = (report.lacks(&lack, Detail::Short)?, report.lacks(&lack, Detail::Several)?);
            Some((cell.id(), Lacking { shortfall, reason, of_several, cell }))
        })
        .collect();
    rows.sort_by(|(one_id, one), (two_id, two)| two.shortfall.cmp(&one.shortfall).then_with(|| one_id.cmp(two_id)));
    rows.into_iter().map(|(_, row)| row).collect()
}

impl Report<'_> {
    /// The donor of an agreement, by name.
    fn donor_of(&self, reference: &AgreementRef) -> String {
        let position = self.view.ledger.agreement(reference);
        position.map_or_else(String::new, |position| self.donor_name(&position.agreement.donor))
    }
}
