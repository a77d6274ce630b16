//! Allocation: how each earmark was honoured, and where the money was placed.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{GeographyCode, Money, Period, ThemeCode};

use super::super::grid::{Bar, Cell, Sheet, Style, Table, TablePlace, column_name};
use super::super::origin::{Origin, What};
use super::{Context, share, sums};

/// The sheet, its table of earmarks (column 6 programmable, 7 placed, 8 waiting) and its table of cells (column 4
/// placed, 6 spent).
pub(in super::super) fn sheet(context: &mut Context<'_>) -> (Sheet, TablePlace, TablePlace) {
    let widths = [22, 32, 14, 14, 14, 14, 14, 14, 14, 38];
    let mut sheet = context.sheet("sheet-allocation", "title-allocation", &widths);
    sheet.section(context.text("section-earmarks"));
    let earmarks = earmarks(context).place(&mut sheet);
    sheet.section(context.text("section-cells"));
    let cells = cells(context).place(&mut sheet);
    sheet.bars(&cells, 7, Bar::Progress);
    sheet.freeze = Some((0, 1));
    sheet.print.repeat = Some((cells.header, cells.header));
    let totals = sums::Totals::of(&context.belongings);
    context.check_equal("check-placed", (&earmarks.total_of(7), totals.placed), (&cells.total_of(4), totals.placed));
    context.check_equal(
        "check-programmable",
        (&earmarks.total_of(6), totals.programmable),
        (&format!("{}+{}", earmarks.total_of(7), earmarks.total_of(8)), totals.programmable),
    );
    (sheet, earmarks, cells)
}

fn earmarks(context: &Context<'_>) -> Table {
    let headers = context.texts([
        "h-agreement",
        "h-earmark",
        "h-strictness",
        "h-paid",
        "h-charges",
        "h-support-kept",
        "h-programmable",
        "h-placed",
        "h-waiting",
        "h-honoured",
    ]);
    let mut table = Table::new("Earmarks", headers, context.text("none-deposits"));
    let mut placed: BTreeMap<&str, Money> = BTreeMap::new();
    for placement in &context.belongings.placements {
        *placed.entry(placement.agreement.as_str()).or_default() += placement.amount;
    }
    for position in &context.belongings.positions {
        let net = position.net_deposited().money();
        if position.receipts.is_empty() {
            continue;
        }
        let charges = position.fee + position.levy;
        let here = placed.get(position.agreement.reference.as_str()).copied().unwrap_or_default();
        let from = |what| Origin::of(what).agreement(&position.agreement.reference);
        let programmable = Cell::money(position.programmable).from(from(What::Charges));
        let ties = net - charges - position.support_reserve == position.programmable;
        table.row(vec![
            Cell::text(position.agreement.reference.as_str()),
            Cell::text(context.earmark(&position.agreement.earmark)),
            Cell::text(context.earmark_category(position.agreement.earmark.category)),
            Cell::money(net).from(from(What::Receipts)),
            Cell::money(-charges).from(from(What::Charges)),
            Cell::money(-position.support_reserve).from(from(What::Charges)),
            if ties { programmable.formula("D{row}+E{row}+F{row}") } else { programmable },
            Cell::money(here).from(from(What::Placed)),
            Cell::money(position.programmable - here).formula("G{row}-H{row}"),
            Cell::text(context.honoured(position, here)),
        ]);
    }
    table.totals(context.text("total"), &[3, 4, 5, 6, 7, 8], vec![])
}

fn cells(context: &Context<'_>) -> Table {
    let headers = context.texts([
        "h-country",
        "h-theme",
        "h-period",
        "h-need",
        "h-placed",
        "h-share-of-need",
        "h-spent",
        "h-delivery",
    ]);
    let mut table = Table::new("Allocation", headers, context.text("none-placed"));
    let mut needs: BTreeMap<(&GeographyCode, &ThemeCode, String), Money> = BTreeMap::new();
    for cell in &context.view.ledger.cells {
        *needs.entry((&cell.geography, &cell.theme, cell.period.to_string())).or_default() += cell.need;
    }
    let language = context.texts.language();
    let (mut placed, mut spent, mut needed) = (Money::ZERO, Money::ZERO, Money::ZERO);
    let mut rows: Vec<_> = sums::by_cell(context.view, &context.belongings).into_iter().collect();
    rows.sort_by_cached_key(|((place, theme, period), _)| {
        (context.place_in_order(place), theme.clone(), period.clone())
    });
    for ((place, theme, period), delivery) in rows {
        let need = needs.get(&(&place, &theme, period.clone())).copied().unwrap_or_default();
        placed += delivery.placed;
        spent += delivery.spent;
        needed += need;
        let from = |what| context.origin(what).place(&place).theme(&theme).period(&period);
        let needs = Origin::of(What::Needs).place(&place).theme(&theme).period(&period);
        table.row(vec![
            Cell::text(context.view.place(&place, language)),
            Cell::text(context.view.theme(&theme, language)),
            Cell::text(Period::parse(&period).map_or_else(|| period.clone(), |period| context.period(period))),
            Cell::money(need).from(needs),
            Cell::money(delivery.placed).from(from(What::Placed)),
            share(delivery.placed, need, "E{row}", "D{row}"),
            Cell::money(delivery.spent).from(from(What::Spent)),
            share(delivery.spent, delivery.placed, "G{row}", "E{row}"),
        ]);
    }
    let others =
        vec![(5, share(placed, needed, "E{total}", "D{total}")), (7, share(spent, placed, "G{total}", "E{total}"))];
    table.filtered().totals(context.text("total"), &[3, 4, 6], others)
}

/// The matrix of countries and themes, on a sheet of its own.
pub(in super::super) fn matrix(context: &mut Context<'_>) -> Sheet {
    let by_cell = sums::by_cell(context.view, &context.belongings);
    let mut amounts: BTreeMap<(GeographyCode, ThemeCode), Money> = BTreeMap::new();
    for ((place, theme, _), delivery) in by_cell {
        *amounts.entry((place, theme)).or_default() += delivery.placed;
    }
    amounts.retain(|_, amount| !amount.is_zero());
    let mut places: Vec<&GeographyCode> = amounts.keys().map(|(place, _)| place).collect();
    places.dedup();
    places.sort_by_cached_key(|place| context.place_in_order(place));
    let themes: BTreeSet<&ThemeCode> = amounts.keys().map(|(_, theme)| theme).collect();
    let total: Money = amounts.values().copied().sum();
    let mut widths = vec![26];
    widths.extend(std::iter::repeat_n(14, themes.len().max(6) + 1));
    let mut sheet = context.sheet("sheet-matrix", "title-matrix", &widths);
    let language = context.texts.language();
    sheet.skip(1);
    if amounts.is_empty() {
        sheet.paragraph(context.text("none-placed"), Style::Paragraph);
        return sheet;
    }
    let mut headers = vec![context.text("h-country")];
    headers.extend(themes.iter().map(|theme| context.view.theme(theme, language)));
    headers.push(context.text("total"));
    let last = u16::try_from(themes.len()).unwrap_or(u16::MAX);
    let mut table = Table::new("Matrix", headers, "");
    for place in &places {
        let row: Vec<Money> = themes
            .iter()
            .map(|theme| amounts.get(&((*place).clone(), (*theme).clone())).copied().unwrap_or_default())
            .collect();
        let sum: Money = row.iter().copied().sum();
        let mut cells = vec![Cell::text(context.view.place(place, language))];
        cells.extend(
            row.into_iter().zip(&themes).map(|(amount, theme)| {
                Cell::money(amount).from(context.origin(What::Placed).place(place).theme(theme))
            }),
        );
        cells.push(Cell::money(sum).formula(format!("SUM(B{{row}}:{}{{row}})", column_name(last))));
        table.row(cells);
    }
    let columns: Vec<u16> = (1..=last + 1).collect();
    let place = table.totals(context.text("total"), &columns, vec![]).place(&mut sheet);
    let row = place.total.map_or(place.last, |total| total) + 1;
    let across = format!("SUM({}!$B${row}:${}${row})", super::super::grid::quoted(&sheet.name), column_name(last));
    context.check_equal("check-matrix", (&place.total_of(last + 1), total), (&across, total));
    sheet.lead_by(&place);
    sheet
}
