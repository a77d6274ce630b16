//! Expenditure against allocation: by country, theme, category and year.

use std::collections::BTreeSet;

use crate::domain::facts::ExpenditureCategory;
use crate::domain::text::comparable;

use super::super::grid::{Bar, Cell, Figure, Formula, Head, Sheet, Style, Table};
use super::super::origin::What;
use super::breakdown::{Branch, Breakdown};
use super::sums::Delivery;
use super::{Context, sums};

/// What other sheets show of delivery: what is placed, and what is spent of it.
pub(in super::super) struct Delivered {
    pub placed: Figure,
    pub spent: Figure,
}

/// The sheet, and its main figures.
pub(in super::super) fn sheet(context: &mut Context<'_>) -> (Sheet, Delivered) {
    let mut sheet = context.sheet("expenditure");
    sheet.print.landscape = false;
    sheet.freeze = Some((0, 1));
    let by_country = delivery(context, &mut sheet, Breakdown::Country);
    delivery(context, &mut sheet, Breakdown::Region);
    let by_theme = delivery(context, &mut sheet, Breakdown::Theme);
    delivery(context, &mut sheet, Breakdown::Pillar);
    let by_category = categories(context, &mut sheet);
    sheet.skip(1);
    sheet.paragraph(context.text("note-expenditure"), Style::Note);
    context.check_equal("check-spent-theme", &by_country.spent, &by_theme.spent);
    context.check_equal("check-spent-category", &by_country.spent, &by_category);
    (sheet, by_country)
}

fn delivery(context: &Context<'_>, sheet: &mut Sheet, breakdown: Breakdown) -> Delivered {
    sheet.section(context.text(breakdown.section()));
    let name = match breakdown {
        Breakdown::Country => "DeliveryByCountry",
        Breakdown::Region => "DeliveryByRegion",
        Breakdown::Theme => "DeliveryByTheme",
        Breakdown::Pillar => "DeliveryByPillar",
    };
    let mut table = Table::new(name, context.text("none-placed")).totals(context.text("total"));
    table.column(breakdown.head(context, 30), |(branch, _): &(Branch, Delivery)| branch.name(context));
    let placed = table.column(context.head("h-placed", 13).summed(), |(branch, delivery)| {
        Cell::money(delivery.placed).from(branch.of(context.origin(What::Placed)))
    });
    let spent = table.column(context.head("h-spent", 13).summed(), |(branch, delivery)| {
        Cell::money(delivery.spent).from(branch.of(context.origin(What::Spent)))
    });
    table.column(context.head("h-obligated", 13).summed(), |(branch, delivery)| {
        Cell::money(delivery.obligated).from(branch.of(context.origin(What::Obligated)))
    });
    table.computed(context.head("h-left", 13).summed(), placed - spent);
    table.share(context.head("h-delivery", 13).bars(Bar::Progress), spent, placed);
    let view = context.view;
    let sums = sums::delivery(view, &context.belongings, |cell| breakdown.branch(view.fund, cell));
    let mut rows: Vec<(Branch, Delivery)> = sums.into_iter().collect();
    if breakdown == Breakdown::Country {
        rows.sort_by_cached_key(|(branch, _)| {
            let name = branch.name(context);
            (comparable(&name), name, branch.clone())
        });
    }
    let area = table.place(sheet, rows);
    Delivered { placed: area.total(placed), spent: area.total(spent) }
}

/// Spent by category and year; gives the sum of all.
fn categories(context: &Context<'_>, sheet: &mut Sheet) -> Figure {
    sheet.section(context.text("section-by-category"));
    let years: BTreeSet<i32> = sums::by_year(context.view, &context.belongings).into_keys().collect();
    let amounts = &sums::by_category_and_year(&context.belongings);
    let mut table = Table::new("SpentByCategory", "").totals(context.text("total"));
    table.column(context.head("h-category", 30), |category: &ExpenditureCategory| context.category(*category));
    let of_years: Vec<_> = years
        .into_iter()
        .map(|year| {
            table.column(Head::new(year.to_string(), 13).summed(), move |category| {
                let amount = amounts.get(&(*category, year)).copied().unwrap_or_default();
                Cell::money(amount).from(context.origin(What::Spent).category(*category).year(year))
            })
        })
        .collect();
    let spent = table.computed(context.head("h-cumulative", 13).summed(), Formula::across(&of_years));
    table.share(context.head("h-share", 13), spent, spent.total());
    let area = table.place(sheet, ExpenditureCategory::ALL.iter().copied());
    area.total(spent)
}
