//! Allocation: how each earmark was honoured, and where the money was placed.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{GeographyCode, Money, Period, ThemeCode};
use crate::ledger::AgreementPosition;

use super::super::grid::{Bar, Cell, Content, Figure, Formula, Head, Sheet, Style, Table, TableArea};
use super::super::origin::{Origin, What};
use super::sums::Delivery;
use super::{Context, sums};

/// What other sheets show of the allocation.
pub(in super::super) struct Allocated {
    /// Fee and levy, below nothing.
    pub charges: Figure,
    /// The support reserve, below nothing.
    pub support: Figure,
    pub placed: Figure,
    pub waiting: Figure,
    /// What is placed, as the cells add up to it.
    pub in_cells: Figure,
}

/// The sheet, and its main figures.
pub(in super::super) fn sheet(context: &mut Context<'_>) -> (Sheet, Allocated) {
    let mut sheet = context.sheet("allocation");
    sheet.section(context.text("section-earmarks"));
    let earmarks = earmarks(context, &mut sheet);
    sheet.section(context.text("section-cells"));
    let (cells, in_cells) = cells(context, &mut sheet);
    sheet.freeze = Some((0, 1));
    sheet.repeat(&cells);
    let Earmarks { charges, support, programmable, placed, waiting } = earmarks;
    context.check_equal("check-placed", &placed, &in_cells);
    context.check_equal("check-programmable", &programmable, &(placed.clone() + &waiting));
    (sheet, Allocated { charges, support, placed, waiting, in_cells })
}

/// The totals of the table of earmarks.
struct Earmarks {
    charges: Figure,
    support: Figure,
    programmable: Figure,
    placed: Figure,
    waiting: Figure,
}

/// The table of agreements that money came from.
fn earmarks(context: &Context<'_>, sheet: &mut Sheet) -> Earmarks {
    let mut sums: BTreeMap<&str, Money> = BTreeMap::new();
    for placement in &context.belongings.placements {
        *sums.entry(placement.agreement.as_str()).or_default() += placement.amount;
    }
    let placed_of =
        |position: &AgreementPosition| sums.get(position.agreement.reference.as_str()).copied().unwrap_or_default();
    let from = |position: &AgreementPosition, what| Origin::of(what).agreement(&position.agreement.reference);
    let mut table: Table<'_, &AgreementPosition> =
        Table::new("Earmarks", context.text("none-deposits")).totals(context.text("total"));
    table.column(context.head("h-agreement", 22), |position| position.agreement.reference.as_str());
    table.column(context.head("h-earmark", 32), |position| context.earmark(&position.agreement.earmark));
    table.column(context.head("h-strictness", 14), |position| {
        context.earmark_category(position.agreement.earmark.category)
    });
    let paid = table.column(context.head("h-paid", 14).summed(), |position| {
        Cell::money(position.net_deposited().money()).from(from(position, What::Receipts))
    });
    let charges = table.column(context.head("h-charges", 14).summed(), |position| {
        Cell::money(-(position.fee + position.levy)).from(from(position, What::Charges))
    });
    let support = table.column(context.head("h-support-kept", 14).summed(), |position| {
        Cell::money(-position.support_reserve).from(from(position, What::Charges))
    });
    let programmable = table.column(context.head("h-programmable", 14).summed(), |position| {
        let made = position.net_deposited().money() - position.fee - position.levy - position.support_reserve;
        if made == position.programmable {
            return Content::from(paid + charges + support);
        }
        Cell::money(position.programmable).from(from(position, What::Charges)).into()
    });
    let placed = table.column(context.head("h-placed", 14).summed(), |position| {
        Cell::money(placed_of(position)).from(from(position, What::Placed))
    });
    let waiting = table.computed(context.head("h-waiting", 14).summed(), programmable - placed);
    table.column(context.head("h-honoured", 38), |position| context.honoured(position, placed_of(position)));
    let positions = context.belongings.positions.iter().copied();
    let area = table.place(sheet, positions.filter(|position| !position.receipts.is_empty()));
    let total = |column| area.total(column);
    Earmarks {
        charges: total(charges),
        support: total(support),
        programmable: total(programmable),
        placed: total(placed),
        waiting: total(waiting),
    }
}

/// A cell of the programme that money was placed in.
struct CellRow {
    place: GeographyCode,
    theme: ThemeCode,
    period: String,
    need: Money,
    delivery: Delivery,
}

/// The table of cells, and the total of what is placed.
fn cells(context: &Context<'_>, sheet: &mut Sheet) -> (TableArea, Figure) {
    let of_cell = |origin: Origin, row: &CellRow| origin.place(&row.place).theme(&row.theme).period(&row.period);
    let mut table = Table::new("Allocation", context.text("none-placed")).totals(context.text("total")).filtered();
    table.column(context.head("h-country", 22), |row: &CellRow| context.place(&row.place));
    table.column(context.head("h-theme", 32), |row| context.theme(&row.theme));
    table.column(context.head("h-period", 14), |row| {
        Period::parse(&row.period).map_or_else(|| row.period.clone(), |period| context.period(period))
    });
    let need = table.column(context.head("h-need", 14).summed(), |row| {
        Cell::money(row.need).from(of_cell(Origin::of(What::Needs), row))
    });
    let placed = table.column(context.head("h-placed", 14).summed(), |row| {
        Cell::money(row.delivery.placed).from(of_cell(context.origin(What::Placed), row))
    });
    table.share(context.head("h-share-of-need", 14), placed, need);
    let spent = table.column(context.head("h-spent", 14).summed(), |row| {
        Cell::money(row.delivery.spent).from(of_cell(context.origin(What::Spent), row))
    });
    table.share(context.head("h-delivery", 14).bars(Bar::Progress), spent, placed);
    let area = table.place(sheet, cell_rows(context));
    let placed = area.total(placed);
    (area, placed)
}

fn cell_rows(context: &Context<'_>) -> Vec<CellRow> {
    let mut needs: BTreeMap<(&GeographyCode, &ThemeCode, String), Money> = BTreeMap::new();
    for cell in &context.view.ledger.cells {
        *needs.entry((&cell.geography, &cell.theme, cell.period.to_string())).or_default() += cell.need;
    }
    let rows = sums::by_cell(context.view, &context.belongings).into_iter();
    let mut rows: Vec<CellRow> = rows
        .map(|((place, theme, period), delivery)| {
            let need = needs.get(&(&place, &theme, period.clone())).copied().unwrap_or_default();
            CellRow { place, theme, period, need, delivery }
        })
        .collect();
    rows.sort_by_cached_key(|row| (context.place_in_order(&row.place), row.theme.clone(), row.period.clone()));
    rows
}

/// What is placed, by country and theme.
type Matrix = BTreeMap<GeographyCode, BTreeMap<ThemeCode, Money>>;

/// The matrix of countries and themes, on a sheet of its own.
pub(in super::super) fn matrix(context: &mut Context<'_>) -> Sheet {
    let by_cell = sums::by_cell(context.view, &context.belongings);
    let mut amounts = Matrix::new();
    for ((place, theme, _), delivery) in by_cell {
        *amounts.entry(place).or_default().entry(theme).or_default() += delivery.placed;
    }
    amounts.values_mut().for_each(|of_place| of_place.retain(|_, amount| !amount.is_zero()));
    amounts.retain(|_, of_place| !of_place.is_empty());
    let mut sheet = context.sheet("matrix");
    // Running text has room even where there are few themes.
    sheet.widen([26, 14, 14, 14, 14, 14, 14, 14]);
    sheet.skip(1);
    if amounts.is_empty() {
        sheet.paragraph(context.text("none-placed"), Style::Paragraph);
        return sheet;
    }
    let (all, by_theme) = matrix_table(context, &mut sheet, &amounts);
    context.check_equal("check-matrix", &all, &by_theme);
    sheet
}

/// The table of the matrix; gives its total by countries, and by themes.
fn matrix_table(context: &Context<'_>, sheet: &mut Sheet, amounts: &Matrix) -> (Figure, Figure) {
    let mut table = Table::new("Matrix", "").totals(context.text("total"));
    table.column(context.head("h-country", 26), |(place, _): &(&GeographyCode, &BTreeMap<ThemeCode, Money>)| {
        context.place(place)
    });
    let themes: BTreeSet<&ThemeCode> = amounts.values().flat_map(BTreeMap::keys).collect();
    let of_themes: Vec<_> = themes
        .into_iter()
        .map(|theme| {
            table.column(Head::new(&*context.theme(theme), 14).summed(), move |(place, amounts)| {
                let amount = amounts.get(theme).copied().unwrap_or_default();
                Cell::money(amount).from(context.origin(What::Placed).place(place).theme(theme))
            })
        })
        .collect();
    let all = table.computed(context.head("total", 14).summed(), Formula::across(&of_themes));
    let mut rows: Vec<_> = amounts.iter().collect();
    rows.sort_by_cached_key(|(place, _)| context.place_in_order(place));
    let area = table.place(sheet, rows);
    sheet.lead_by(&area);
    (area.total(all), area.sum_of_totals(&of_themes))
}
