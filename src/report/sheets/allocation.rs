//! Allocation: where the money was placed.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::facts::cell_id;
use crate::domain::{GeographyCode, Money, Percentage, Period, ThemeCode};

use super::super::grid::{Bar, Cell, Figure, Formula, Head, Sheet, Style, Table, TableArea, Value};
use super::super::origin::{Basis, Origin};
use super::breakdown::Branch;
use super::data::{Data, Need, Of, all_sources};
use super::flows::Delivery;
use super::{Report, Whose, flows};

/// A matrix of which less than one cell in so many is filled is not printed.
const SPARSE: usize = 3;

/// The sheet, and what is placed, as the cells add up to it.
pub(in super::super) fn sheet(report: &mut Report<'_>, data: &Data, placed: &Figure) -> (Sheet, Figure) {
    let mut sheet = report.sheet("allocation");
    sheet.print.landscape = false;
    // Of all donors together, the list is there for filters; on paper stand the sums by country and theme.
    let is_list = matches!(report.whose, Whose::Fund);
    // Nor does a sheet on which nothing stands take a page.
    sheet.data = is_list || report.holdings.placements.is_empty();
    if is_list {
        sheet.paragraph(report.text("note-list"), Style::Note);
    }
    let (cells, in_cells) = cells(report, data, &mut sheet);
    sheet.lead_by(&cells);
    report.check_equal("check-placed", placed, &in_cells);
    (sheet, in_cells)
}

/// A cell of the programme that money was placed in.
struct CellRow {
    place: GeographyCode,
    theme: ThemeCode,
    period: Period,
    need: Money,
    /// What of the need all sources together fund.
    all_sources: Option<Percentage>,
    delivery: Delivery,
}

/// The table of cells, and the total of what is placed.
fn cells(report: &Report<'_>, data: &Data, sheet: &mut Sheet) -> (TableArea, Figure) {
    let of_cell = |origin: Origin, row: &CellRow| origin.place(&row.place).theme(&row.theme).period(row.period);
    let id = |row: &CellRow| cell_id(&row.place, &row.theme, row.period);
    let mut table = Table::new("Allocation", report.text("none-placed")).totals(report.text("total")).filtered();
    let rows = cell_rows(report);
    let alone = rows.first().filter(|first| rows.iter().all(|row| row.period == first.period));
    if let Some(first) = alone {
        let words = report.phrases.labelled(&report.text("h-period"), &report.period(first.period));
        sheet.paragraph(words, Style::Paragraph);
    } else {
        sheet.skip(1);
    }
    table.column(report.head("h-country", 26), |row: &CellRow| report.place(&row.place));
    table.column(report.head("h-theme", 34), |row| report.theme(&row.theme));
    if alone.is_none() && !rows.is_empty() {
        table.column(report.head("h-period", 11), |row| report.period(row.period));
    }
    let need = table.column(report.head("h-need", 13).summed(), |row| {
        data.need(Cell::money(row.need).from(of_cell(Origin::of(Basis::Needs), row)), Need::Asked, &id(row))
    });
    let placed = table.column(report.head("h-placed", 13).summed(), |row| {
        let cell = Cell::money(row.delivery.placed).from(of_cell(report.origin(Basis::Placed), row));
        data.of_cell(cell, Of::Allocated, &id(row))
    });
    let is_list = matches!(report.whose, Whose::Fund);
    table.share(report.head(if is_list { "h-share-of-need" } else { "h-own-share-of-need" }, 12), placed, need);
    // A donor reads beside its own share that others fund the rest.
    if !is_list {
        table.column(report.head("h-funded-all", 17), |row| match row.all_sources {
            Some(funded) => {
                let share = Value::Share(funded.minor, 100 * 10_i64.pow(funded.decimals));
                data.all_sources(Cell::new(share), (need, &id(row)))
            }
            None => Cell::blank().into(),
        });
    }
    let spent = table.column(report.head("h-spent", 13).summed(), |row| {
        let cell = Cell::money(row.delivery.spent).from(of_cell(report.origin(Basis::Spent), row));
        data.of_cell(cell, Of::Charged, &id(row))
    });
    table.share(report.head("h-delivery", 13).bars(Bar::Progress), spent, placed);
    let area = table.put(sheet, rows);
    let placed = area.total(placed);
    (area, placed)
}

fn cell_rows(report: &Report<'_>) -> Vec<CellRow> {
    type Needed = (Money, Option<Percentage>);
    let mut needs: BTreeMap<(&GeographyCode, &ThemeCode, Period), Needed> = BTreeMap::new();
    for (cell, funded) in report.view.ledger.cells.iter().zip(all_sources(report)) {
        needs.insert((&cell.geography, &cell.theme, cell.period), (cell.need, funded));
    }
    let rows = flows::by_cell(report.view, &report.holdings).into_iter();
    let mut rows: Vec<CellRow> = rows
        .map(|((place, theme, period), delivery)| {
            let (need, all_sources) = needs.get(&(&place, &theme, period)).copied().unwrap_or_default();
            CellRow { place, theme, period, need, all_sources, delivery }
        })
        .collect();
    rows.sort_by_cached_key(|row| (report.place_in_order(&row.place), row.theme.clone(), row.period));
    rows
}

/// What is placed, by country and theme.
type Matrix = BTreeMap<GeographyCode, BTreeMap<ThemeCode, Money>>;

/// The matrix of countries and themes, on a sheet of its own; it adds up to what is placed in cells. None where it has a row only.
pub(in super::super) fn matrix(report: &mut Report<'_>, data: &Data, in_cells: &Figure) -> Option<Sheet> {
    let by_cell = flows::by_cell(report.view, &report.holdings);
    let mut amounts = Matrix::new();
    for ((place, theme, _), delivery) in by_cell {
        *amounts.entry(place).or_default().entry(theme).or_default() += delivery.placed;
    }
    amounts.values_mut().for_each(|of_place| of_place.retain(|_, amount| !amount.is_zero()));
    amounts.retain(|_, of_place| !of_place.is_empty());
    if amounts.len() < 2 {
        return None;
    }
    let mut sheet = report.sheet("matrix");
    sheet.data = matches!(report.whose, Whose::Donor(_)) && is_sparse(&amounts);
    // Running text has room even where there are few themes.
    sheet.widen([24, 12, 12, 12, 12, 12, 12, 12, 12]);
    sheet.skip(1);
    let by_theme = matrix_table(report, data, &mut sheet, &amounts);
    report.check_equal("check-matrix", in_cells, &by_theme);
    Some(sheet)
}

/// Whether so few cells of a matrix are filled that the list of them says it better on paper.
fn is_sparse(amounts: &Matrix) -> bool {
    let themes: BTreeSet<&ThemeCode> = amounts.values().flat_map(BTreeMap::keys).collect();
    let filled: usize = amounts.values().map(BTreeMap::len).sum();
    filled * SPARSE < amounts.len() * themes.len()
}

/// The table of the matrix; gives the sum of its totals by theme.
fn matrix_table(report: &Report<'_>, data: &Data, sheet: &mut Sheet, amounts: &Matrix) -> Figure {
    let mut table = Table::new("Matrix", "").totals(report.text("total"));
    table.column(report.head("h-country", 24), |(place, _): &(&GeographyCode, &BTreeMap<ThemeCode, Money>)| {
        report.place_alone(place)
    });
    let themes: BTreeSet<&ThemeCode> = amounts.values().flat_map(BTreeMap::keys).collect();
    let of_themes: Vec<_> = themes
        .into_iter()
        .map(|theme| {
            table.column(Head::new(&*report.theme(theme), 12).summed(), move |(place, amounts)| {
                let amount = amounts.get(theme).copied().unwrap_or_default();
                let cell = Cell::money(amount).from(report.origin(Basis::Placed).place(place).theme(theme));
                let pair = (Branch::Place((*place).clone()), Branch::Theme(theme.clone()));
                data.of_pair(cell, Of::Allocated, (&pair.0, &pair.1))
            })
        })
        .collect();
    table.computed(report.head("total", 12).summed(), Formula::across(&of_themes));
    let mut rows: Vec<_> = amounts.iter().collect();
    rows.sort_by_cached_key(|(place, _)| report.place_in_order(place));
    let area = table.put(sheet, rows);
    sheet.lead_by(&area);
    area.sum_of_totals(&of_themes)
}
