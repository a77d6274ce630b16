//! Expenditure against allocation: by country, theme, category and year.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::facts::ExpenditureCategory;
use crate::domain::{GeographyCode, Money, ThemeCode};

use super::super::grid::{Bar, Cell, Sheet, Style, Table, TablePlace, column_name};
use super::super::origin::What;
use super::sums::Delivery;
use super::{Context, share, sums};

/// The sheet and its table by country: column 1 placed, 2 spent, 3 open obligations.
pub(in super::super) fn sheet(context: &mut Context<'_>) -> (Sheet, TablePlace) {
    let years = sums::by_year(context.view, &context.belongings).into_keys().collect();
    let mut sheet = context.sheet("sheet-expenditure", "title-expenditure", &widths(&years));
    sheet.print.landscape = false;
    sheet.freeze = Some((0, 1));
    let language = context.texts.language();
    let view = context.view;
    let by_country = named(sums::delivery(view, &context.belongings, |cell| {
        (context.place_in_order(&cell.geography), cell.geography.clone())
    }))
    .into_iter()
    .map(|(((_, name), place), delivery)| (name, delivery, Part::Place(place)))
    .collect();
    let by_theme = named(sums::delivery(view, &context.belongings, |cell| cell.theme.clone()))
        .into_iter()
        .map(|(theme, delivery)| (view.theme(&theme, language), delivery, Part::Theme(theme)))
        .collect();
    let by_pillar =
        named(sums::delivery(view, &context.belongings, |cell| view.fund.themes.pillar(&cell.theme).clone()))
            .into_iter()
            .map(|(pillar, delivery)| (view.theme(&pillar, language), delivery, Part::Theme(pillar)))
            .collect();
    let by_region =
        named(sums::delivery(view, &context.belongings, |cell| view.fund.geography.region(&cell.geography).clone()))
            .into_iter()
            .map(|(region, delivery)| (view.place(&region, language), delivery, Part::Place(region)))
            .collect();
    let countries =
        deliveries(context, &mut sheet, ("DeliveryByCountry", "section-by-country", "h-country"), by_country);
    deliveries(context, &mut sheet, ("DeliveryByRegion", "section-by-region", "h-region"), by_region);
    let themes = deliveries(context, &mut sheet, ("DeliveryByTheme", "section-by-theme", "h-theme"), by_theme);
    deliveries(context, &mut sheet, ("DeliveryByPillar", "section-by-pillar", "h-pillar"), by_pillar);
    let categories = categories(context, &mut sheet, &years);
    sheet.skip(1);
    sheet.paragraph(context.text("note-expenditure"), Style::Note);
    let spent = sums::Totals::of(&context.belongings).spent;
    context.check_equal("check-spent-theme", (&countries.total_of(2), spent), (&themes.total_of(2), spent));
    context.check_equal("check-spent-category", (&countries.total_of(2), spent), (&categories, spent));
    (sheet, countries)
}

/// A part of the programme.
enum Part {
    Place(GeographyCode),
    Theme(ThemeCode),
}

fn named<K: Ord>(sums: BTreeMap<K, Delivery>) -> Vec<(K, Delivery)> {
    sums.into_iter().collect()
}

fn deliveries(
    context: &Context<'_>,
    sheet: &mut Sheet,
    (name, section, header): (&'static str, &str, &str),
    rows: Vec<(String, Delivery, Part)>,
) -> TablePlace {
    sheet.section(context.text(section));
    let headers = context.texts([header, "h-placed", "h-spent", "h-obligated", "h-left", "h-delivery"]);
    let mut table = Table::new(name, headers, context.text("none-placed"));
    let mut sum = Delivery::default();
    for (label, delivery, part) in rows {
        let from = |what| match &part {
            Part::Place(place) => context.origin(what).place(place),
            Part::Theme(theme) => context.origin(what).theme(theme),
        };
        sum.placed += delivery.placed;
        sum.spent += delivery.spent;
        table.row(vec![
            Cell::text(label),
            Cell::money(delivery.placed).from(from(What::Placed)),
            Cell::money(delivery.spent).from(from(What::Spent)),
            Cell::money(delivery.obligated).from(from(What::Obligated)),
            Cell::money(delivery.placed - delivery.spent).formula("B{row}-C{row}"),
            share(delivery.spent, delivery.placed, "C{row}", "B{row}"),
        ]);
    }
    let rate = share(sum.spent, sum.placed, "C{total}", "B{total}");
    let place = table.totals(context.text("total"), &[1, 2, 3, 4], vec![(5, rate)]).place(sheet);
    sheet.bars(&place, 5, Bar::Progress);
    place
}

/// As many columns as the table of years needs.
fn widths(years: &BTreeSet<i32>) -> Vec<u16> {
    let mut widths = vec![30];
    widths.extend(std::iter::repeat_n(13, (years.len() + 2).max(5)));
    widths
}

/// Spent by category and year; gives where the sum of all stands.
fn categories(context: &Context<'_>, sheet: &mut Sheet, years: &BTreeSet<i32>) -> String {
    sheet.section(context.text("section-by-category"));
    let spent = sums::by_category_and_year(&context.belongings);
    let of = |category, year| spent.get(&(category, year)).copied().unwrap_or_default();
    let total: Money = spent.values().copied().sum();
    let mut headers = vec![context.text("h-category")];
    headers.extend(years.iter().map(i32::to_string));
    headers.extend(context.texts(["h-cumulative", "h-share"]));
    let all = u16::try_from(years.len() + 1).unwrap_or(u16::MAX);
    let (last, sum) = (column_name(all - 1), column_name(all));
    let mut table = Table::new("SpentByCategory", headers, "");
    for &category in ExpenditureCategory::ALL {
        let from = || context.origin(What::Spent).category(category);
        let here: Money = years.iter().map(|year| of(category, *year)).sum();
        let mut cells = vec![Cell::text(context.category(category))];
        cells.extend(years.iter().map(|year| Cell::money(of(category, *year)).from(from().year(*year))));
        cells.push(Cell::money(here).formula(format!("SUM(B{{row}}:{last}{{row}})")));
        cells.push(share(here, total, &format!("{sum}{{row}}"), &format!("{sum}${{total}}")));
        table.row(cells);
    }
    let columns: Vec<u16> = (1..=all).collect();
    let whole = share(total, total, &format!("{sum}{{total}}"), &format!("{sum}{{total}}"));
    let place = table.totals(context.text("total"), &columns, vec![(all + 1, whole)]).place(sheet);
    place.total_of(all)
}
