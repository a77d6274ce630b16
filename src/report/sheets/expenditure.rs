//! Expenditure against allocation: by country, theme, region and pillar; and by category and year.

use std::collections::BTreeSet;

use crate::domain::Money;
use crate::domain::facts::ExpenditureCategory;
use crate::domain::text::comparable;

use super::super::grid::{Bar, Cell, Figure, Formula, Head, Sheet, Style, Table};
use super::super::origin::Basis;
use super::breakdown::{Branch, Breakdown};
use super::data::{Data, Of, Slice};
use super::flows::Delivery;
use super::statement::{LABEL, YEAR};
use super::{Report, flows, obligations};

/// What other sheets show of delivery: what is placed, and what is spent of it.
pub(in super::super) struct Delivered {
    pub placed: Figure,
    pub spent: Figure,
}

/// The sheet, and its main figures.
pub(in super::super) fn sheet(report: &mut Report<'_>, data: &Data) -> (Sheet, Delivered) {
    let mut sheet = report.sheet("expenditure");
    sheet.print.landscape = false;
    sheet.freeze = Some((0, 1));
    // A sheet on which nothing stands takes no page.
    sheet.data = has_nothing(report);
    let by_country = delivery(report, data, &mut sheet, Breakdown::Country);
    let by_theme = delivery(report, data, &mut sheet, Breakdown::Theme);
    for breakdown in [Breakdown::Region, Breakdown::Pillar] {
        let spent = delivery(report, data, &mut sheet, breakdown).spent;
        let words = report.phrases.with("check-overview", &[("part", &report.text(breakdown.section()))]);
        report.check_that(words, &spent, &by_country.spent);
    }
    sheet.skip(1);
    sheet.paragraph(report.text("note-expenditure"), Style::Note);
    if let Some(note) = report.note_on_delivery() {
        sheet.paragraph(note, Style::Note);
    }
    if obligations::has_uncovered(report) {
        let list = report.text("sheet-uncovered");
        sheet.paragraph(report.phrases.with("note-uncovered-elsewhere", &[("sheet", &list)]), Style::Note);
    }
    report.check_equal("check-spent-theme", &by_country.spent, &by_theme.spent);
    (sheet, by_country)
}

/// Whether nothing is allocated or charged, so that tables of it would be empty.
pub(super) fn has_nothing(report: &Report<'_>) -> bool {
    report.holdings.placements.is_empty() && report.holdings.spent.is_empty()
}

fn delivery(report: &Report<'_>, data: &Data, sheet: &mut Sheet, breakdown: Breakdown) -> Delivered {
    let live = |branch: &Branch, amount, basis, of| {
        data.of_branch(Cell::money(amount).from(branch.of(report.origin(basis))), of, branch)
    };
    sheet.section(report.text(breakdown.section()));
    let name = match breakdown {
        Breakdown::Country => "DeliveryByCountry",
        Breakdown::Region => "DeliveryByRegion",
        Breakdown::Theme => "DeliveryByTheme",
        Breakdown::Pillar => "DeliveryByPillar",
    };
    let mut table = Table::new(name, report.text("none-placed")).totals(report.text("total"));
    table.column(breakdown.head(report, 28), |(branch, _): &(Branch, Delivery)| branch.name(report));
    let placed = table.column(report.head("h-placed", 13).summed(), |(branch, delivery)| {
        live(branch, delivery.placed, Basis::Placed, Of::Allocated)
    });
    let spent = table.column(report.head("h-spent", 13).summed(), |(branch, delivery)| {
        live(branch, delivery.spent, Basis::Spent, Of::Charged)
    });
    table.column(report.head("h-obligated", 13).summed(), |(branch, delivery)| {
        live(branch, delivery.obligated, Basis::Obligated, Of::Obligated)
    });
    table.computed(report.head("h-left", 13).summed(), placed - spent);
    table.share(report.head("h-delivery", 13).bars(Bar::Progress), spent, placed);
    let view = report.view;
    let sums = flows::delivery(view, &report.holdings, |cell| breakdown.branch(view.fund, cell));
    let mut rows: Vec<(Branch, Delivery)> = sums.into_iter().collect();
    if breakdown == Breakdown::Country {
        rows.sort_by_cached_key(|(branch, _)| {
            let name = branch.name(report);
            (comparable(&name), name, branch.clone())
        });
    }
    let area = table.put(sheet, rows);
    Delivered { placed: area.total(placed), spent: area.total(spent) }
}

/// Adds what was spent by category and year to a sheet of years; gives the sum of all.
pub(super) fn categories(report: &Report<'_>, data: &Data, sheet: &mut Sheet) -> Figure {
    sheet.section(report.text("section-by-category"));
    let years: BTreeSet<i32> = flows::by_year(report.view, &report.holdings).into_keys().collect();
    let amounts = &flows::by_category_and_year(&report.holdings);
    let mut table = Table::new("SpentByCategory", "").totals(report.text("total"));
    table.column(report.head("h-category", LABEL), |category: &ExpenditureCategory| report.category(*category));
    let of_years: Vec<_> = years
        .into_iter()
        .map(|year| {
            table.column(Head::new(report.year_words(year), YEAR).summed(), move |category| {
                let amount = amounts.get(&(*category, year)).copied().unwrap_or_default();
                let cell = Cell::money(amount).from(report.origin(Basis::Spent).category(*category).year(year));
                let slice = Slice { category: Some(*category), year: Some(year), ..Slice::default() };
                data.amount(report, cell, &["statement-spent"], slice)
            })
        })
        .collect();
    let spent = table.computed(report.head("h-cumulative", YEAR).summed(), Formula::across(&of_years));
    table.share(report.head("h-share", YEAR), spent, spent.total());
    // Two categories are those of some funds only, and would say beside a support cost that there is none.
    let of_some = |category| matches!(category, ExpenditureCategory::IndirectSupport | ExpenditureCategory::Opening);
    let charged: BTreeSet<ExpenditureCategory> = amounts.keys().map(|(category, _)| *category).collect();
    let shown = ExpenditureCategory::ALL.iter().copied();
    let area = table.put(sheet, shown.filter(|category| !of_some(*category) || charged.contains(category)));
    if amounts.values().any(|amount| *amount < Money::ZERO) {
        sheet.paragraph(report.text("note-corrections"), Style::Note);
    }
    area.total(spent)
}
