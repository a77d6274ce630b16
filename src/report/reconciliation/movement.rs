//! From the open items of the last close to those of the month: opening + new - resolved = closing, by kind, currency,
//! agreement, project and in all; how the open ones stand by cause and by age; and how each went that is gone.

use std::collections::BTreeMap;

use crate::domain::Money;
use crate::domain::text::sentence_case;
use crate::ledger::store::OpenItem;
use crate::reconcile::{Cause, ItemTally, Roll, Went, age};
use crate::report::grid::{Cell, Figure, Formula, Sheet, Style, Table, Value};
use crate::report::origin::{Basis, Origin};
use crate::report::sheets::Report;

use super::items::{self, Listed, age_classes, age_words, documents};
use super::words::{cause_words, kind_words, went_words};

/// The rule of a tally of items.
const OF_ROW: &str = "the items of this row, by their state at the two closes";

pub(super) fn sheet(report: &mut Report<'_>, listed: &Listed) -> Sheet {
    let mut sheet = report.sheet("movement");
    standing(report, &mut sheet, listed);
    sheet.skip(1);
    sheet.paragraph(report.text("note-movement"), Style::Paragraph);
    let open = &report.view.reconciliation.open;
    let none = || report.text("roll-none");
    let all = open.rolls(|_| report.text("roll-all"), |item| item.effect);
    let currencies = open.rolls(|item| item.currency.code().to_owned(), |item| item.effect);
    let agreements =
        open.rolls(|item| item.agreement.as_ref().map_or_else(none, ToString::to_string), |item| item.effect);
    let projects = open.rolls(|item| item.project.clone().unwrap_or_else(none), |item| item.effect);
    let kinds = open.rolls(|item| kind_words(report, item.kind), |item| item.amount);
    let tables = [
        ("RollAll", "section-roll-all", "h-what", all),
        ("RollKinds", "section-roll-kinds", "h-what", kinds),
        ("RollCurrencies", "section-roll-currencies", "h-currency", currencies),
        ("RollAgreements", "section-roll-agreements", "h-agreement", agreements),
        ("RollProjects", "section-roll-projects", "h-project", projects),
    ];
    for (name, section, head, rows) in tables {
        // Amounts of kinds are no effects: income and cost are not added up.
        let effects = name != "RollKinds";
        let closing = roll(report, &mut sheet, (name, section, head), effects, rows);
        if effects {
            let words = report.phrases.with("check-roll", &[("table", &report.text(section))]);
            report.check_that(words, &closing, &listed.total);
        }
    }
    gone(report, &mut sheet);
    sheet
}

/// The open items by cause, and by age.
fn standing(report: &mut Report<'_>, sheet: &mut Sheet, listed: &Listed) {
    let as_of = report.view.ledger.as_of;
    let rows = items::sorted(report);
    type Row = (String, usize, Money);
    let by_cause: Vec<Row> = Cause::ALL
        .into_iter()
        .map(|cause| {
            let of = rows.iter().filter(|(_, difference)| difference.cause() == cause).map(|(item, _)| *item);
            let (count, sum) = items::counted(of);
            (cause_words(report, cause), count, sum)
        })
        .filter(|(_, count, _)| *count > 0)
        .collect();
    let by_age: Vec<Row> = age_classes()
        .map(|day| {
            let words = age_words(report, day);
            let of = rows.iter().map(|(item, _)| *item).filter(|item| age_words(report, age(item, as_of)) == words);
            let (count, sum) = items::counted(of);
            (words, count, sum)
        })
        .collect();
    let tables = [
        ("ItemCauses", "section-item-causes", "h-cause", &listed.causes, by_cause),
        ("ItemAges", "section-item-ages", "h-age", &listed.ages, by_age),
    ];
    for (name, section, head, neighbours, rows) in tables {
        sheet.section(report.text(section));
        let mut table = Table::new(name, report.text("none-differences")).totals(report.text("total"));
        let like = table.column(report.head(head, 34), |(words, ..): &Row| words.clone());
        table.column(report.head("h-items", 10).summed(), |(_, count, _)| {
            Cell::whole(*count).from(Origin::of(Basis::OpenItems).counting(OF_ROW))
        });
        let sum = table.column(report.head("h-open-effect", 18).summed(), |(.., sum)| {
            Figure::new(Value::Money(*sum), Formula::sum_where(neighbours, like, &listed.open))
        });
        let total = table.put(sheet, rows).total(sum);
        let words = report.phrases.with("check-roll", &[("table", &report.text(section))]);
        report.check_that(words, &total, &listed.total);
    }
}

/// A table of rolls, of effects with their totals; gives its closing total.
fn roll(
    report: &Report<'_>,
    sheet: &mut Sheet,
    (name, section, head): (&'static str, &str, &str),
    effects: bool,
    rows: BTreeMap<String, Roll>,
) -> Figure {
    type Row = (String, Roll);
    sheet.section(report.text(section));
    let table = Table::new(name, report.text("none-differences"));
    // Of amounts that are not added up there is no total.
    let mut table = if effects { table.totals(report.text("total")) } else { table };
    table.column(report.head(head, 34), |(words, _): &Row| words.clone());
    let sum = |key: &str| if effects { report.head(key, 18).summed() } else { report.head(key, 18) };
    let items = |tally: ItemTally| Cell::whole(tally.items).from(Origin::of(Basis::OpenItems).counting(OF_ROW));
    let money = |tally: ItemTally| Cell::money(tally.sum).from(Origin::of(Basis::OpenItems).by(OF_ROW, tally.sum));
    let opening_items = table.column(report.head("h-opening-items", 10).summed(), move |(_, roll)| items(roll.opening));
    let opening = table.column(sum("h-opening"), move |(_, roll)| money(roll.opening));
    let new_items = table.column(report.head("h-new-items", 10).summed(), move |(_, roll)| items(roll.new));
    let new = table.column(sum("h-new"), move |(_, roll)| money(roll.new));
    let gone_items = table.column(report.head("h-resolved-items", 10).summed(), move |(_, roll)| items(roll.resolved));
    let resolved = table.column(sum("h-resolved"), move |(_, roll)| money(roll.resolved));
    table.computed(report.head("h-closing-items", 10).summed(), opening_items + new_items - gone_items);
    let closing = table.computed(sum("h-closing"), opening + new - resolved);
    table.put(sheet, rows).total(closing)
}

/// What went since the last close, and how.
fn gone(report: &Report<'_>, sheet: &mut Sheet) {
    let open = &report.view.reconciliation.open;
    sheet.section(report.text("section-gone"));
    let mut table = Table::new("GoneItems", report.text("none-gone"));
    table.column(report.head("h-item", 34), |item: &&OpenItem| item.id.as_str());
    table.column(report.head("h-first-seen", 12), |item| item.first_seen);
    table.column(report.head("h-amount", 18), |item| {
        Cell::money(item.amount).from(Origin::of(Basis::OpenItems).by("the difference as it was closed", item.amount))
    });
    table.column(report.head("h-what", 14), |item| kind_words(report, item.kind));
    table.column(report.head("h-document", 18), |item| documents(report, item));
    table.column(report.head("h-cause", 14), |item| {
        Cause::parse(&item.cause).map_or_else(|| item.cause.clone(), |cause| cause_words(report, cause))
    });
    table.column(report.head("h-went", 18), |item| {
        let went = item.went.as_deref().and_then(Went::parse);
        went.map(|went| sentence_case(&went_words(report, went, item)))
    });
    table.put(sheet, &open.gone);
}
