//! The data of a workbook: the numbers that no formula makes, one thing a row, which the other sheets add up.
//!
//! What comes in: what agreements have and what moved in a year, what stands in each cell, what each cell needs. What
//! leaves: a sheet of three tables, and the formulas that add up what somebody asks for, by the names of tables and
//! columns. What it does not know: which sheet shows what.

mod amounts;
mod bridge;
mod cells;
mod needs;
mod own;
mod period;
mod results;

use std::sync::Arc;

use crate::attribute::Share;
use crate::domain::facts::{ExpenditureCategory, ResultKind};
use crate::domain::{AgreementRef, DonorCode, Month};

use super::super::grid::{Cell, Content, Formula, Handle, Sheet, Style, Table, TableArea};
use super::breakdown::Branch;
use super::period::Days;
use super::{Report, Whose};
pub(in super::super) use amounts::{Amount, Item};
pub(in super::super) use bridge::{BridgeAmounts, STRENGTHS};
pub(in super::super) use cells::Of;
pub(in super::super) use needs::{Need, all_sources, lacking_with};
pub(in super::super) use own::{OwnReceived, RATE_DECIMALS, RATE_SHOWN};
pub(in super::super) use period::DaysSlice;
pub(in super::super) use results::Counted;

/// What deposits less refunds of a year are made of.
pub(in super::super) const RECEIVED: [Item; 3] = ["statement-promised", "statement-exchange", "statement-refunds"];

/// The tables of data, and the sheet that they stand on.
pub(in super::super) struct Data {
    sheet: Sheet,
    amounts: amounts::Amounts,
    bridge: Option<bridge::Bridge>,
    cells: Option<cells::Cells>,
    own: Option<own::Own>,
    period: Option<period::Period>,
    needs: needs::Needs,
    results: Option<results::Results>,
}

/// Of which amounts a sum is; what is not said is not limited.
#[derive(Clone, Copy, Default)]
pub(in super::super) struct Slice<'s> {
    pub agreement: Option<&'s AgreementRef>,
    pub donor: Option<&'s DonorCode>,
    pub year: Option<i32>,
    pub category: Option<ExpenditureCategory>,
}

impl<'s> Slice<'s> {
    /// What an agreement has.
    pub fn of_agreement(agreement: &'s AgreementRef) -> Self {
        Self { agreement: Some(agreement), ..Self::default() }
    }

    /// What a donor's agreements have.
    pub fn of_donor(donor: &'s DonorCode) -> Self {
        Self { donor: Some(donor), ..Self::default() }
    }

    /// Of it, what came or went in a year.
    #[must_use]
    pub const fn in_year(self, year: i32) -> Self {
        Self { year: Some(year), ..self }
    }
}

/// What the data of a workbook holds beside what every one does.
#[derive(Default)]
pub(in super::super) struct More<'m> {
    /// Amounts that are no agreement's.
    pub amounts: Vec<Amount<'m>>,
    /// The year of which each cell shows what was charged in it, and each place what was reached in it.
    pub year: Option<i32>,
    /// The first month of a reporting period, where the book has its statement.
    pub period: Option<Month>,
    /// Whether every cell of the programme stands among the needs, with what it lacks.
    pub gap: bool,
    /// What lies between the gap and what the priorities lack, where the book has that.
    pub bridge: Vec<BridgeAmounts>,
    /// Whether nothing of agreements is there, but these amounts alone.
    pub alone: bool,
}

impl Data {
    /// The data of what a report is about.
    pub fn of(report: &Report<'_>, more: More<'_>) -> Self {
        let mut sheet = report.sheet("data");
        sheet.data = true;
        sheet.paragraph(report.text("note-data"), Style::Note);
        let together = |alone, together| report.text(if report.is_for_others() { together } else { alone });
        sheet.section(together("section-data-amounts", "section-data-amounts-together"));
        let amounts = amounts::put(report, &mut sheet, (more.amounts, more.alone));
        let bridge = (!more.bridge.is_empty()).then(|| {
            sheet.section(report.text("section-bridge"));
            bridge::put(report, &mut sheet, more.bridge)
        });
        let of_agreements = !more.alone;
        let period = more.period.map(|from| {
            sheet.section(report.text("section-data-period"));
            period::put(report, &mut sheet, from)
        });
        let cells = of_agreements.then(|| {
            sheet.section(together("section-data-cells", "section-data-cells-together"));
            cells::put(report, &mut sheet, more.year)
        });
        let own = (of_agreements && !report.is_for_others()).then(|| {
            sheet.section(report.text("section-data-own"));
            own::put(report, &mut sheet)
        });
        sheet.section(report.text("section-data-needs"));
        let needs = needs::put(report, &mut sheet, more.gap);
        let results = more.year.map(|year| {
            sheet.section(report.text("section-data-results"));
            results::put(report, &mut sheet, year)
        });
        Self { sheet, amounts, bridge, cells, own, period, needs, results }
    }

    /// The sheet.
    pub fn into_sheet(self) -> Sheet {
        self.sheet
    }

    /// An amount that is the sum of some items.
    pub fn amount(&self, report: &Report<'_>, cell: Cell, items: &[Item], slice: Slice<'_>) -> Content {
        Content::live(cell, self.amounts.sum(report, items, slice))
    }

    /// A line between the gap and what the priorities lack, at a strength of the pool.
    pub fn of_bridge(&self, report: &Report<'_>, cell: Cell, item: Item, strength: usize) -> Content {
        match &self.bridge {
            Some(bridge) => Content::live(cell, bridge.amount(report, item, strength)),
            None => cell.into(),
        }
    }

    /// The same as a formula, to go on with.
    pub fn sum(&self, report: &Report<'_>, items: &[Item], slice: Slice<'_>) -> Formula {
        self.amounts.sum(report, items, slice)
    }

    /// An item of the days before a reporting period, or of those in it.
    pub fn of_days(&self, report: &Report<'_>, cell: Cell, of: (Days, Item), part: DaysSlice<'_>) -> Content {
        match &self.period {
            Some(period) => Content::live(cell, period.sum(report, of, part)),
            None => cell.into(),
        }
    }

    /// An amount of a cell of the programme.
    pub fn of_cell(&self, cell: Cell, of: Of, id: &str) -> Content {
        self.in_cells(cell, |cells| cells.of_cell(of, id))
    }

    /// An amount of a branch of the programme.
    pub fn of_branch(&self, cell: Cell, of: Of, branch: &Branch) -> Content {
        self.in_cells(cell, |cells| cells.of_branch(of, branch))
    }

    /// An amount of a place and a theme.
    pub fn of_pair(&self, cell: Cell, of: Of, (place, theme): (&Branch, &Branch)) -> Content {
        self.in_cells(cell, |cells| cells.of_pair(of, place, theme))
    }

    /// An amount of an agreement.
    pub fn of_agreement(&self, cell: Cell, of: Of, agreement: &AgreementRef) -> Content {
        self.in_cells(cell, |cells| cells.of_agreement(of, agreement))
    }

    /// An amount of a donor, in a report that names donors.
    pub fn of_donor(&self, cell: Cell, of: Of, donor: &DonorCode) -> Content {
        self.in_cells(cell, |cells| cells.of_donor(of, donor))
    }

    /// What all cells of the report have together.
    pub fn of_all(&self, of: Of) -> Formula {
        self.cells.as_ref().map_or_else(Formula::nothing, |cells| cells.of_all(of))
    }

    fn in_cells(&self, cell: Cell, sum: impl FnOnce(&cells::Cells) -> Formula) -> Content {
        match &self.cells {
            Some(cells) => Content::live(cell, sum(cells)),
            None => cell.into(),
        }
    }

    /// The average rate of what was received of an agreement in its own currency.
    pub fn own_rate(&self, cell: Cell, agreement: &AgreementRef) -> Content {
        match &self.own {
            Some(own) => Content::live(cell, own.rate(agreement)),
            None => cell.into(),
        }
    }

    /// What a cell of the programme needs, or has beside the pool.
    pub fn need(&self, cell: Cell, need: Need, id: &str) -> Content {
        Content::live(cell, self.needs.of_cell(need, id))
    }

    /// Which share of the need of a cell all sources together fund, beside the column of that need.
    pub fn all_sources(&self, share: Cell, (need, id): (Handle, &str)) -> Content {
        let funded = self.needs.of_cell(Need::AllSources, id);
        let needs_nothing = Formula::same(need, Formula::nothing());
        Content::live(share, Formula::either(needs_nothing, Formula::nothing(), funded))
    }

    /// The same of a place and a theme.
    pub fn need_of_pair(&self, cell: Cell, need: Need, (place, theme): (&Branch, &Branch)) -> Content {
        Content::live(cell, self.needs.of_pair(need, place, theme))
    }

    /// What the report's agreements have allocated to a place and theme, as a share of what the cells need in which they have
    /// something there.
    pub fn share_of_need(&self, share: Cell, (place, theme): (&Branch, &Branch)) -> Content {
        let need = self.needs.of_pair(Need::Asked, place, theme);
        self.in_cells(share, |cells| Formula::share(cells.of_pair(Of::Allocated, place, theme), need))
    }

    /// The kinds of which there is a target or a result in a branch; none in a report that is about no year.
    pub fn kinds_of(&self, branch: &Branch) -> Vec<ResultKind> {
        self.results.as_ref().map_or_else(Vec::new, |results| results.kinds_of(branch))
    }

    /// Whether something is to be reached in a branch.
    pub fn has_targets(&self, branch: &Branch) -> bool {
        self.results.as_ref().is_some_and(|results| results.has_targets(branch))
    }

    /// What was counted of a kind in a branch.
    pub fn counted(&self, report: &Report<'_>, counted: Counted, of: (ResultKind, &Branch)) -> Content {
        let content = self.results.as_ref().map(|results| results.counted(report, counted, of));
        content.unwrap_or_else(|| Cell::blank().into())
    }

    /// The same of a branch of the programme.
    pub fn need_of(&self, cell: Cell, need: Need, branch: &Branch) -> Content {
        Content::live(cell, self.needs.of_branch(need, branch))
    }
}

/// The columns that say which part of the programme a cell belongs to: codes to add up by, and names to read.
struct Parts {
    id: Handle,
    place: Handle,
    region: Handle,
    theme: Handle,
    pillar: Handle,
}

impl Parts {
    /// The column of the codes of a branch, and its code.
    fn column<'b>(&self, branch: &'b Branch) -> (Handle, &'b str) {
        match branch {
            Branch::Place(code) => (self.place, code.as_str()),
            Branch::Region(code) => (self.region, code.as_str()),
            Branch::Theme(code) => (self.theme, code.as_str()),
            Branch::Pillar(code) => (self.pillar, code.as_str()),
        }
    }

    /// Adds up a column where the codes of branches stand.
    fn sum(&self, area: &TableArea, amount: Handle, branches: &[&Branch]) -> Formula {
        let columns: Vec<(Formula, &str)> = branches
            .iter()
            .map(|branch| {
                let (column, code) = self.column(branch);
                (area.by_name(column), code)
            })
            .collect();
        let conditions: Vec<(&Formula, Formula)> =
            columns.iter().map(|(column, code)| (column, Formula::words(code))).collect();
        Formula::sum_if(&area.by_name(amount), &conditions)
    }
}

/// Adds up a column where another holds a code.
fn sum_where(area: &TableArea, amount: Handle, column: Handle, code: &str) -> Formula {
    Formula::sum_if(&area.by_name(amount), &[(&area.by_name(column), Formula::words(code))])
}

/// Adds the columns of the parts of the programme, by the index of the cell that `of` finds in a row: their codes, and where
/// asked for their names.
fn parts<'a, R>(
    report: &'a Report<'_>,
    table: &mut Table<'a, R>,
    with_names: bool,
    of: impl Fn(&R) -> usize + Copy + 'a,
) -> Parts {
    let (fund, cells) = (report.view.fund, &report.view.ledger.cells);
    let place_of = move |row: &R| &cells[of(row)].geography;
    let theme_of = move |row: &R| &cells[of(row)].theme;
    let region_of = move |row: &R| fund.geography.region(place_of(row));
    let pillar_of = move |row: &R| fund.themes.pillar(theme_of(row));
    let id = table.column(report.head("h-cell-code", 22), move |row| report.cell_id(of(row)));
    let place = table.column(report.head("h-country-code", 10), move |row| Arc::<str>::from(place_of(row).clone()));
    if with_names {
        table.column(report.head("h-country", 24), move |row| report.place(place_of(row)));
    }
    let region = table.column(report.head("h-region-code", 10), move |row| Arc::<str>::from(region_of(row).clone()));
    if with_names {
        table.column(report.head("h-region", 20), move |row| report.place(region_of(row)));
    }
    let theme = table.column(report.head("h-theme-code", 10), move |row| Arc::<str>::from(theme_of(row).clone()));
    if with_names {
        table.column(report.head("h-theme", 30), move |row| report.theme(theme_of(row)));
    }
    let pillar = table.column(report.head("h-pillar-code", 10), move |row| Arc::<str>::from(pillar_of(row).clone()));
    if with_names {
        table.column(report.head("h-pillar", 24), move |row| report.theme(pillar_of(row)));
    }
    Parts { id, place, region, theme, pillar }
}

/// What is charged to the agreements of a report, share by share.
fn charged(report: &Report<'_>, take: impl FnMut(&Share)) {
    match report.whose {
        Whose::Donor(_) => report.holdings.charged.iter().copied().for_each(take),
        Whose::Fund => report.view.attribution.spent.iter().for_each(take),
    }
}

/// Adds the column of donors where a report names them.
fn donors<'a, R>(
    report: &'a Report<'_>,
    table: &mut Table<'a, R>,
    of: impl Fn(&R) -> Option<&DonorCode> + 'a,
) -> Option<Handle> {
    matches!(report.whose, Whose::Fund)
        .then(|| table.column(report.head("h-donor-code", 10), move |row| of(row).map(|code| report.donor_label(code))))
}
