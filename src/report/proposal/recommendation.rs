//! What the program recommends, a row for each priority, with columns to decide in; and what would pay the costs of past
//! months, which is decided in one.

use crate::attribute::run::Action;
use crate::domain::facts::DecisionStatus;
use crate::domain::text::comparable;
use crate::domain::{CellId, Money};
use crate::month::Proposed;

use super::super::grid::{Cell, Content, Figure, Formula, Handle, Head, Sheet, Style, Table, TableArea, Value};
use super::super::origin::{Basis, Origin};
use super::super::sheets::Report;
use super::super::sheets::decisions::{action_key, status_key};
use super::Decided;

/// The columns as the settings name them, each with the key of its heading.
pub(super) const COLUMNS: [(&str, &str); 11] = [
    ("Decision", "h-number"),
    ("Date", "h-acts-on"),
    ("Action", "h-action"),
    ("From cell", "h-from-priority"),
    ("To cell", "h-to-priority"),
    ("Recommended", "h-recommended"),
    ("Amount", "h-decided"),
    ("Status", "h-status"),
    ("Notes", "h-remark"),
    ("Paid by", "h-paid-by"),
    ("Reason", "h-reason"),
];

/// The sheet of what acts on the as-of day, and what it decides.
pub(super) fn sheet(report: &Report<'_>, best: &Report<'_>, rows: &[&Proposed], automatic: bool) -> (Sheet, Decided) {
    let mut sheet = report.sheet("recommendation");
    sheet.paragraph(report.text("note-recommendation"), Style::Paragraph);
    // Where nothing is entered without people, what they give less stands without a word.
    if automatic {
        sheet.paragraph(report.text("note-less"), Style::Paragraph);
    }
    let means = report.actions_mean(rows.iter().map(|row| row.action));
    if !means.is_empty() {
        sheet.paragraph(means, Style::Note);
    }
    sheet.paragraph(report.text("note-paid-by"), Style::Note);
    let decided = table(report, best, &mut sheet, (rows, None));
    (sheet, decided)
}

/// The sheet of what acts in months before, which pays their costs: it stands or falls as `status` says.
pub(super) fn past(report: &Report<'_>, best: &Report<'_>, rows: &[&Proposed], status: &Figure) -> (Sheet, Decided) {
    let mut sheet = report.sheet("past-costs");
    // The paper says them in one line: thousands of rows are there to be looked up.
    sheet.data = true;
    sheet.paragraph(report.text("note-past-costs"), Style::Paragraph);
    let decided = table(report, best, &mut sheet, (rows, Some(status)));
    (sheet, decided)
}

/// The rows, and what they decide; of all in one where their status is given.
fn table(
    report: &Report<'_>,
    best: &Report<'_>,
    sheet: &mut Sheet,
    (rows, common): (&[&Proposed], Option<&Figure>),
) -> Decided {
    sheet.skip(1);
    let rows = in_order(report, rows);
    let fill_in = |head: Head, words: Vec<String>| if common.is_some() { head } else { head.filled_in(words) };
    let adopted = Formula::words(&report.text(status_key(DecisionStatus::Adopted)));
    let name_of = if common.is_some() { "PastCosts" } else { "Recommendation" };
    let none = report.text(if common.is_some() { "none-past-costs" } else { "none-recommended" });
    let mut table = totalled(report, Table::new(name_of, none), &rows);
    table.column(report.head("h-number", 12), |row: &&Proposed| row.number.clone());
    let action = table.column(report.head("h-action", 10), |row| report.text(action_key(row.action)));
    let to = table.column(report.head("h-to-priority", 28), |row| name(report, row.to.as_ref()));
    // The column is read back, and takes little room where nothing is moved.
    let width = if rows.iter().any(|row| row.from.is_some()) { 19 } else { 7 };
    let from = table.column(report.head("h-from-priority", width), |row| name(report, row.from.as_ref()));
    let recommended =
        table.column(report.head("h-recommended", 15).summed(), |row| Cell::money(row.amount()).from(paid([row])));
    let status = table.column(fill_in(report.head("h-status", 11), statuses(report)), |_| match common {
        Some(status) => Content::from(status.clone()),
        None => report.text(status_key(DecisionStatus::Adopted)).into(),
    });
    let decided = fill_in(report.head("h-decided", 15), Vec::new());
    let decided = table.column(decided, |row| Cell::money(row.amount()).from(paid([row])));
    let remark = table.column(fill_in(report.head("h-remark", 18), Vec::new()), |_| Cell::blank());
    let stands = || Formula::every([Formula::same(recommended, decided), Formula::same(status, adopted.clone())]);
    let marks = common.is_none().then(|| table.column(report.head("h-changed", 9), |_| mark(report, stands(), remark)));
    table.column(report.head("h-paid-by", 22), |row| paid_by(row, report.view.fund.exponent()));
    table.column(report.head("h-reason", 24), |row| reason(best, row));
    table.column(report.head("h-acts-on", 14), |row| row.date);
    let area = table.put(sheet, rows.iter().copied());
    sheet.lead_by(&area);
    let count = |which: fn(&&&Proposed) -> bool| rows.iter().filter(which).count();
    let (healing, lapsed) = (count(|row| row.heals), count(|row| row.is_of_lapsed));
    // What some rows come to: what is adopted of it, and all that is recommended.
    let sums = |rows: TableArea| {
        let adopted = Formula::sum_if(&rows.figures(decided), &[(&rows.figures(status), adopted.clone())]);
        (adopted, Formula::sum_of(&rows.figures(recommended)))
    };
    let healed = (healing > 0).then(|| sums(area.clone().first_rows(healing)));
    let healed = healed.map(|(adopted, all)| (Formula::smaller(adopted, all.clone()), all));
    let of_lapsed = (lapsed > 0).then(|| sums(area.clone().first_rows(healing + lapsed).without_first(healing)));
    let of_lapsed = of_lapsed.map(|sums| {
        let amount: Money = rows.iter().filter(|row| row.is_of_lapsed).map(|row| row.amount()).sum();
        <[Formula; 2]>::from(sums).map(|formula| Figure::new(Value::Money(amount), formula))
    });
    let (actions, status) = (area.figures(action), area.figures(status));
    // What is returned comes back where it is there; what is moved was allocated before.
    let taken = net_of(rows.iter().filter(|row| !row.heals));
    let takes = |amounts: &Formula, only: &[(&Formula, Formula)], healed: Option<Formula>| {
        let sum = |action| {
            let action = (&actions, Formula::words(&report.text(action_key(action))));
            Formula::sum_if(amounts, &[only, &[action]].concat())
        };
        let takes = sum(Action::Allocate) - sum(Action::Return);
        Figure::new(Value::Money(taken), healed.into_iter().fold(takes, |takes, healed| takes + healed))
    };
    let only = [(&status, adopted.clone())];
    let net = takes(&area.figures(decided), &only, None);
    let unexplained = |marks| Formula::count_of(&area.figures(marks), &report.text("mark-remark"));
    Decided {
        to: area.figures(to),
        from: area.figures(from),
        amounts: area.figures(decided),
        adopted: Some((status.clone(), adopted.clone())),
        taken: takes(&area.figures(decided), &only, healed.as_ref().map(|(decided, _)| decided.clone())),
        recommended: Some(takes(&area.figures(recommended), &[], healed.as_ref().map(|(_, all)| all.clone()))),
        net: Figure::new(Value::Money(net_of(&rows)), net.into()),
        of_lapsed,
        healed: Figure::new(
            Value::Money(rows.iter().filter(|row| row.heals).map(|row| row.amount()).sum()),
            healed.map_or_else(Formula::nothing, |(decided, _)| decided),
        ),
        by_action: by_action(report, &rows, [&actions, &area.figures(recommended), &area.figures(decided), &status]),
        unexplained: marks.map(|marks| Figure::new(Value::Whole(0), unexplained(marks))),
    }
}

/// With a total where all rows do the same: money that is allocated and money that is returned do not add up, and the first page
/// has the sum of each.
fn totalled<'t, 'p>(
    report: &Report<'_>,
    table: Table<'t, &'p Proposed>,
    rows: &[&Proposed],
) -> Table<'t, &'p Proposed> {
    if differ(rows) { table } else { table.totals(report.text("total")) }
}

/// Whether rows differ in what they do.
fn differ(rows: &[&Proposed]) -> bool {
    rows.iter().any(|row| row.action != rows[0].action)
}

/// Each action of rows that differ, with what is recommended of it and what is adopted. The formulas are their cells: actions,
/// amounts, decided amounts and statuses.
fn by_action(
    report: &Report<'_>,
    rows: &[&Proposed],
    [actions, recommended, decided, statuses]: [&Formula; 4],
) -> Vec<(Action, [Figure; 2])> {
    if !differ(rows) {
        return Vec::new();
    }
    let adopted = Formula::words(&report.text(status_key(DecisionStatus::Adopted)));
    let sum = |of: Action| {
        let amount = Value::Money(Proposed::sum_of(rows.iter().copied(), of));
        let named = (actions, Formula::words(&report.text(action_key(of))));
        let all = Formula::sum_if(recommended, std::slice::from_ref(&named));
        let decided = Formula::sum_if(decided, &[named, (statuses, adopted.clone())]);
        (of, [all, decided].map(|formula| Figure::new(amount.clone(), formula)))
    };
    let done = Action::ALL.iter().copied().filter(|action| rows.iter().any(|row| row.action == *action));
    done.map(sum).collect()
}

/// What heals and what lapsed money pays stand together, so that formulas can name them; else as people look them up.
fn in_order<'p>(report: &Report<'_>, rows: &[&'p Proposed]) -> Vec<&'p Proposed> {
    let mut rows = rows.to_vec();
    rows.sort_by_cached_key(|row| {
        let of = |cell: &Option<CellId>| name(report, cell.as_ref()).map(|name| by_parts(&name));
        (!row.heals, !row.is_of_lapsed, std::cmp::Reverse(row.date), of(&row.to), of(&row.from))
    });
    rows
}

/// A name of a place and a theme in such an order that Niger comes before Nigeria, whatever the theme.
pub(super) fn by_parts(name: &str) -> Vec<String> {
    name.split(" / ").map(comparable).collect()
}

/// Where an amount that is recommended comes from: from the agreements that would pay it.
pub(super) fn paid<'r>(rows: impl IntoIterator<Item = &'r &'r Proposed>) -> Origin {
    Origin::of(Basis::Setting("allocation")).made_of(rows.into_iter().flat_map(|row| shares(row)))
}

/// Who pays a recommendation, and how much.
pub(super) fn shares(row: &Proposed) -> impl Iterator<Item = (String, Money)> {
    row.shares.iter().map(|(agreement, amount)| (format!("{}: {agreement}", row.number), *amount))
}

/// The words that a status may be.
pub(super) fn statuses(report: &Report<'_>) -> Vec<String> {
    DecisionStatus::ALL.iter().map(|status| report.text(status_key(*status))).collect()
}

/// What the rows bring to priorities, less what they take from them.
fn net_of<'r>(rows: impl IntoIterator<Item = &'r &'r Proposed>) -> Money {
    let brings = rows.into_iter().map(|row| match row.action {
        Action::Allocate => row.amount(),
        Action::Return => -row.amount(),
        Action::Move | Action::Hold | Action::Release | Action::Succeed | Action::Uncharge => Money::ZERO,
    });
    brings.sum()
}

/// A cell as decisions name it.
pub(super) fn name(report: &Report<'_>, id: Option<&CellId>) -> Option<String> {
    let id = id?;
    let cell = report.view.ledger.cells.iter().find(|cell| cell.id() == id.as_str());
    Some(cell.map_or_else(|| id.to_string(), |cell| report.decided_name(cell)))
}

/// Whether the recommendation was changed, or that a remark is missing where it was.
fn mark(report: &Report<'_>, stands: Formula, remark: Handle) -> Figure {
    let missing = Formula::same(remark, Formula::words(""));
    let changed = Formula::choice(missing, &report.text("mark-remark"), &report.text("mark-changed"));
    let no = report.text("mark-unchanged");
    Figure::new(Value::Text(no.as_str().into()), Formula::either(stands, Formula::words(&no), changed))
}

/// Who pays, and how much, in such a way that it is read back in every language.
fn paid_by(row: &Proposed, exponent: u32) -> String {
    let share = |amount: Money| amount.format(exponent).replace(',', "\u{a0}");
    let shares = row.shares.iter().map(|(agreement, amount)| format!("{agreement} = {}", share(*amount)));
    shares.collect::<Vec<_>>().join("; ")
}

/// Why it is recommended, by the month with all that is.
fn reason(best: &Report<'_>, row: &Proposed) -> String {
    let costs = || best.phrases.with("why-costs", &[("amount", &best.minor(row.for_costs.minor()))]);
    match row.action {
        Action::Move => best.text("why-move"),
        Action::Return if row.heals => best.text("why-return-money"),
        Action::Return => best.text("why-return"),
        Action::Allocate | Action::Hold | Action::Release | Action::Succeed | Action::Uncharge => {
            match (row.for_costs.is_zero(), row.for_costs == row.amount()) {
                (true, _) => funded(best, row.to.as_ref()),
                (false, true) => costs(),
                (false, false) => format!("{} {}", costs(), funded(best, row.to.as_ref())),
            }
        }
    }
}

/// How far the whole recommendation would bring a priority.
fn funded(best: &Report<'_>, id: Option<&CellId>) -> String {
    let cells = best.view.ledger.cells.iter().enumerate();
    let Some((index, cell)) = cells.into_iter().find(|(_, cell)| id.is_some_and(|id| id.as_str() == cell.id())) else {
        return String::new();
    };
    let placed = best.view.placements.iter().filter(|placement| placement.cell == index);
    let funded = cell.outside + placed.map(|placement| placement.amount).sum();
    let (share, need) = (best.phrases.percent(funded, cell.need), best.minor(cell.need.minor()));
    best.phrases.with("why-best", &[("share", &share), ("need", &need)])
}
