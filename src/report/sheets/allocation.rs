//! Allocation: how each earmark was honoured, and where the money was placed.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{GeographyCode, Money, Period, ThemeCode};
use crate::ledger::AgreementPosition;

use super::super::grid::{Bar, Cell, Content, Figure, Formula, Head, Sheet, Style, Table, TableArea};
use super::super::origin::{Basis, Origin};
use super::flows::Delivery;
use super::position::{RULE_LAPSED, RULE_OVER};
use super::{Report, flows};

/// What other sheets show of the allocation.
pub(in super::super) struct Allocated {
    /// Fee and levy, below nothing.
    pub charges: Figure,
    /// The support reserve, below nothing.
    pub support: Figure,
    pub placed: Figure,
    pub waiting: Figure,
    /// Where there is something of it.
    pub lapsed: Option<Figure>,
    pub over: Option<Figure>,
    /// What is placed, as the cells add up to it.
    pub in_cells: Figure,
}

/// The sheet, and its main figures.
pub(in super::super) fn sheet(report: &mut Report<'_>) -> (Sheet, Allocated) {
    let mut sheet = report.sheet("allocation");
    sheet.section(report.text("section-earmarks"));
    let earmarks = earmarks(report, &mut sheet);
    sheet.section(report.text("section-cells"));
    let (cells, in_cells) = cells(report, &mut sheet);
    sheet.freeze = Some((0, 1));
    sheet.repeat(&cells);
    let Earmarks { charges, support, placed, waiting, lapsed, over } = earmarks;
    report.check_equal("check-placed", &placed, &in_cells);
    (sheet, Allocated { charges, support, placed, waiting, lapsed, over, in_cells })
}

/// The totals of the table of earmarks.
struct Earmarks {
    charges: Figure,
    support: Figure,
    placed: Figure,
    waiting: Figure,
    lapsed: Option<Figure>,
    over: Option<Figure>,
}

/// The table of agreements that money came from.
fn earmarks(report: &Report<'_>, sheet: &mut Sheet) -> Earmarks {
    let mut sums: BTreeMap<&str, Money> = BTreeMap::new();
    for placement in &report.holdings.placements {
        *sums.entry(placement.agreement.as_str()).or_default() += placement.amount;
    }
    let placed_of =
        |position: &AgreementPosition| sums.get(position.agreement.reference.as_str()).copied().unwrap_or_default();
    let from = |position: &AgreementPosition, basis| Origin::of(basis).agreement(&position.agreement.reference);
    let mut table: Table<'_, &AgreementPosition> =
        Table::new("Earmarks", report.text("none-deposits")).totals(report.text("total"));
    table.column(report.head("h-agreement", 22), |position| position.agreement.reference.as_str());
    table.column(report.head("h-earmark", 32), |position| report.earmark(&position.agreement.earmark));
    table.column(report.head("h-strictness", 14), |position| {
        report.earmark_category(position.agreement.earmark.category)
    });
    let paid = table.column(report.head("h-paid", 14).summed(), |position| {
        Cell::money(position.net_deposited().money()).from(from(position, Basis::Receipts))
    });
    let charges = table.column(report.head("h-charges", 14).summed(), |position| {
        Cell::money(-(position.fee + position.levy)).from(from(position, Basis::FeeAndLevy))
    });
    let support = table.column(report.head("h-support-kept", 14).summed(), |position| {
        let reserve = -position.support_reserve;
        let rule = "support reserve = received net of fee and levy - programmable";
        Cell::money(reserve).from(from(position, Basis::Receipts).by(rule, reserve))
    });
    let programmable = table.column(report.head("h-programmable", 14).summed(), |position| {
        let made = position.net_deposited().money() - position.fee - position.levy - position.support_reserve;
        if made == position.programmable {
            return Content::from(paid + charges + support);
        }
        let rule = "programmable = charged + (net - charged - support cost so far) / (1 + support rate)";
        Cell::money(position.programmable).from(from(position, Basis::Receipts).by(rule, position.programmable)).into()
    });
    let placed = table.column(report.head("h-placed", 14).summed(), |position| {
        Cell::money(placed_of(position)).from(from(position, Basis::Placed))
    });
    let amounts = |position: &AgreementPosition| report.view.amounts(&position.agreement.reference);
    let positions = report.holdings.positions.iter().copied();
    let with_money = |position: &&AgreementPosition| {
        !position.receipts.is_empty() || !amounts(position).programmable.is_zero() || !placed_of(position).is_zero()
    };
    let positions: Vec<&AgreementPosition> = positions.filter(with_money).collect();
    // What few agreements have stands where there is something of it.
    let lapsed = positions.iter().any(|position| !amounts(position).lapsed.is_zero()).then(|| {
        table.column(report.head("h-lapsed", 14).summed(), move |position| {
            let lapsed = amounts(position).lapsed;
            Cell::money(lapsed).from(from(position, Basis::Receipts).by(RULE_LAPSED, lapsed))
        })
    });
    let over = positions.iter().any(|position| !amounts(position).over_allocated.is_zero()).then(|| {
        table.column(report.head("h-over", 14).summed(), move |position| {
            let over = amounts(position).over_allocated;
            Cell::money(over).from(from(position, Basis::Placed).by(RULE_OVER, over))
        })
    });
    let rest = lapsed.map_or(programmable - placed, |lapsed| programmable - placed - lapsed);
    let rest = over.map_or(rest.clone(), |over| rest + over);
    let waiting = table.computed(report.head("h-waiting", 14).summed(), rest);
    // What takes more room beside each other leaves less for words, so that a page still holds all of it.
    let more = u16::from(lapsed.is_some()) + u16::from(over.is_some());
    table.column(report.head("h-honoured", 38 - 12 * more), |position| report.honoured(position, placed_of(position)));
    let area = table.put(sheet, positions);
    let total = |column| area.total(column);
    Earmarks {
        charges: total(charges),
        support: total(support),
        placed: total(placed),
        waiting: total(waiting),
        lapsed: lapsed.map(total),
        over: over.map(total),
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
fn cells(report: &Report<'_>, sheet: &mut Sheet) -> (TableArea, Figure) {
    let of_cell = |origin: Origin, row: &CellRow| origin.place(&row.place).theme(&row.theme).period(&row.period);
    let mut table = Table::new("Allocation", report.text("none-placed")).totals(report.text("total")).filtered();
    table.column(report.head("h-country", 22), |row: &CellRow| report.place(&row.place));
    table.column(report.head("h-theme", 32), |row| report.theme(&row.theme));
    table.column(report.head("h-period", 14), |row| {
        Period::parse(&row.period).map_or_else(|| row.period.clone(), |period| report.period(period))
    });
    let need = table.column(report.head("h-need", 14).summed(), |row| {
        Cell::money(row.need).from(of_cell(Origin::of(Basis::Needs), row))
    });
    let placed = table.column(report.head("h-placed", 14).summed(), |row| {
        Cell::money(row.delivery.placed).from(of_cell(report.origin(Basis::Placed), row))
    });
    table.share(report.head("h-share-of-need", 14), placed, need);
    let spent = table.column(report.head("h-spent", 14).summed(), |row| {
        Cell::money(row.delivery.spent).from(of_cell(report.origin(Basis::Spent), row))
    });
    table.share(report.head("h-delivery", 14).bars(Bar::Progress), spent, placed);
    let area = table.put(sheet, cell_rows(report));
    let placed = area.total(placed);
    (area, placed)
}

fn cell_rows(report: &Report<'_>) -> Vec<CellRow> {
    let mut needs: BTreeMap<(&GeographyCode, &ThemeCode, String), Money> = BTreeMap::new();
    for cell in &report.view.ledger.cells {
        *needs.entry((&cell.geography, &cell.theme, cell.period.to_string())).or_default() += cell.need;
    }
    let rows = flows::by_cell(report.view, &report.holdings).into_iter();
    let mut rows: Vec<CellRow> = rows
        .map(|((place, theme, period), delivery)| {
            let need = needs.get(&(&place, &theme, period.clone())).copied().unwrap_or_default();
            CellRow { place, theme, period, need, delivery }
        })
        .collect();
    rows.sort_by_cached_key(|row| (report.place_in_order(&row.place), row.theme.clone(), row.period.clone()));
    rows
}

/// What is placed, by country and theme.
type Matrix = BTreeMap<GeographyCode, BTreeMap<ThemeCode, Money>>;

/// The matrix of countries and themes, on a sheet of its own; it adds up to what is placed in cells.
pub(in super::super) fn matrix(report: &mut Report<'_>, in_cells: &Figure) -> Sheet {
    let by_cell = flows::by_cell(report.view, &report.holdings);
    let mut amounts = Matrix::new();
    for ((place, theme, _), delivery) in by_cell {
        *amounts.entry(place).or_default().entry(theme).or_default() += delivery.placed;
    }
    amounts.values_mut().for_each(|of_place| of_place.retain(|_, amount| !amount.is_zero()));
    amounts.retain(|_, of_place| !of_place.is_empty());
    let mut sheet = report.sheet("matrix");
    // Running text has room even where there are few themes.
    sheet.widen([26, 14, 14, 14, 14, 14, 14, 14]);
    sheet.skip(1);
    if amounts.is_empty() {
        sheet.paragraph(report.text("none-placed"), Style::Paragraph);
        return sheet;
    }
    let by_theme = matrix_table(report, &mut sheet, &amounts);
    report.check_equal("check-matrix", in_cells, &by_theme);
    sheet
}

/// The table of the matrix; gives the sum of its totals by theme.
fn matrix_table(report: &Report<'_>, sheet: &mut Sheet, amounts: &Matrix) -> Figure {
    let mut table = Table::new("Matrix", "").totals(report.text("total"));
    table.column(report.head("h-country", 26), |(place, _): &(&GeographyCode, &BTreeMap<ThemeCode, Money>)| {
        report.place(place)
    });
    let themes: BTreeSet<&ThemeCode> = amounts.values().flat_map(BTreeMap::keys).collect();
    let of_themes: Vec<_> = themes
        .into_iter()
        .map(|theme| {
            table.column(Head::new(&*report.theme(theme), 14).summed(), move |(place, amounts)| {
                let amount = amounts.get(theme).copied().unwrap_or_default();
                Cell::money(amount).from(report.origin(Basis::Placed).place(place).theme(theme))
            })
        })
        .collect();
    table.computed(report.head("total", 14).summed(), Formula::across(&of_themes));
    let mut rows: Vec<_> = amounts.iter().collect();
    rows.sort_by_cached_key(|(place, _)| report.place_in_order(place));
    let area = table.put(sheet, rows);
    sheet.lead_by(&area);
    area.sum_of_totals(&of_themes)
}
