//! What is known of a place: its money by theme, who funds it, its results, and what contributions would do there.

use std::collections::BTreeMap;

use crate::domain::facts::ResultKind;
use crate::domain::{DonorCode, GeographyCode, Money, ThemeCode};

use super::super::page::contract::{Cell, Contribution, Disclosure, FiguresFile, Reached};
use super::super::sheets::Report;
use super::super::view::Why;

/// So many themes have a row of their own; what is left of more stands in one row.
const MOST_THEMES: usize = 16;

/// Money by theme, or of all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub need: Money,
    pub outside: Money,
    pub allocated: Money,
    pub lacking: Money,
    pub charged: Money,
}

impl Sums {
    /// What there is of the need: nothing above it counts.
    pub fn funded(&self) -> Money {
        self.need - self.lacking
    }

    fn add(&mut self, other: &Self) {
        self.need += other.need;
        self.outside += other.outside;
        self.allocated += other.allocated;
        self.lacking += other.lacking;
        self.charged += other.charged;
    }
}

/// The money of a theme, or of several that have no row of their own.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The theme; none of several.
    pub themes: Vec<ThemeCode>,
    pub sums: Sums,
}

/// Who funds something in a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Funder {
    Public(DonorCode),
    /// All others together: one by itself would show what it gave.
    Others,
}

/// A place, with what is known of it.
pub(super) struct PlaceFigures<'a> {
    pub place: GeographyCode,
    pub figures: &'a FiguresFile,
    pub all: Sums,
    /// By theme, those that lack most first.
    pub rows: Vec<Row>,
    /// What is missing by reason, with the themes that lack it.
    pub why: BTreeMap<Why, (Money, Vec<ThemeCode>)>,
    /// What each has allocated there.
    pub funders: Vec<(Funder, Money)>,
    /// Whether a part of what public donors have is told together with others.
    pub several_have_of_named: bool,
    /// What was to be reached there, and what was.
    pub results: BTreeMap<ResultKind, (u64, i64)>,
    /// What contributions would do, the smallest first.
    pub contributions: Vec<&'a Contribution>,
    /// What people reached have cost there, where there are enough results to say so.
    pub reached: Vec<&'a Reached>,
}

impl<'a> PlaceFigures<'a> {
    pub fn of(report: &Report<'_>, figures: &'a FiguresFile, place: &GeographyCode) -> Self {
        let fund = report.view.fund;
        let inside = |code: &str| fund.geography.covers(place, &GeographyCode::new(code));
        let cells: Vec<(usize, &Cell)> =
            figures.cells.iter().enumerate().filter(|(_, cell)| inside(&cell.place)).collect();
        let (mut all, mut by_theme) = (Sums::default(), BTreeMap::<&str, Sums>::new());
        let mut why: BTreeMap<Why, (Money, Vec<ThemeCode>)> = BTreeMap::new();
        for (_, cell) in &cells {
            let sums = Sums {
                need: cell.need,
                outside: cell.outside,
                allocated: cell.allocated,
                lacking: cell.lacking,
                charged: cell.charged,
            };
            all.add(&sums);
            by_theme.entry(&cell.theme).or_default().add(&sums);
            if cell.lacking > Money::ZERO {
                for (why_so, part) in [(Why::Waits, cell.waits), (cell.why, cell.lacking - cell.waits)] {
                    if part.is_zero() {
                        continue;
                    }
                    let (amount, themes) = why.entry(why_so).or_default();
                    *amount += part;
                    let theme = ThemeCode::new(&cell.theme);
                    if !themes.contains(&theme) {
                        themes.push(theme);
                    }
                }
            }
        }
        let whole = fund.themes.root().as_str();
        let of_place = |code: &str, theme: &str| code == place.as_str() && theme == whole;
        let contributions = figures.opportunities.iter().filter(|one| of_place(&one.place, &one.theme));
        let reached = figures.basis.iter().filter(|one| of_place(&one.place, &one.theme));
        Self {
            place: place.clone(),
            figures,
            all,
            rows: rows(by_theme),
            why,
            funders: funders(figures, &cells),
            several_have_of_named: several_have_of_named(figures),
            results: results(report, inside),
            contributions: contributions.map(|one| &one.would).collect(),
            reached: reached.map(|one| &one.reached).filter(|one| one.charged > Money::ZERO).collect(),
        }
    }

    /// What a contribution would add in themes.
    pub fn added(&self, would: &Contribution, themes: &[ThemeCode]) -> Money {
        let within = |cell: &usize| themes.iter().any(|theme| theme.as_str() == self.figures.cells[*cell].theme);
        would.cells.iter().filter(|(cell, _)| within(cell)).map(|(_, amount)| *amount).sum()
    }
}

/// A row for each theme, those that lack most first; what is beyond so many rows stands in one.
fn rows(by_theme: BTreeMap<&str, Sums>) -> Vec<Row> {
    let row = |(theme, sums): (&str, Sums)| Row { themes: vec![ThemeCode::new(theme)], sums };
    let mut rows: Vec<Row> = by_theme.into_iter().map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.sums.lacking));
    if rows.len() > MOST_THEMES {
        let mut others = Row { themes: Vec::new(), sums: Sums::default() };
        for row in rows.split_off(MOST_THEMES - 1) {
            others.themes.extend(row.themes);
            others.sums.add(&row.sums);
        }
        rows.push(others);
    }
    rows
}

fn funders(figures: &FiguresFile, cells: &[(usize, &Cell)]) -> Vec<(Funder, Money)> {
    let mut sums: BTreeMap<Funder, Money> = BTreeMap::new();
    for holding in &figures.holdings {
        let donor = &figures.donors[holding.donor];
        let funder = match donor.disclosure {
            Disclosure::Public => Funder::Public(DonorCode::new(&donor.code)),
            Disclosure::Totals | Disclosure::Anonymous | Disclosure::Internal | Disclosure::Several => Funder::Others,
        };
        let here = holding.cells.iter().filter(|held| cells.iter().any(|(index, _)| *index == held.0));
        let amount: Money = here.map(|held| held.1).sum();
        if !amount.is_zero() {
            *sums.entry(funder).or_default() += amount;
        }
    }
    let mut funders: Vec<(Funder, Money)> = sums.into_iter().collect();
    // Donors that are named come first, the largest before all.
    funders.sort_by(|(one, less), (other, more)| {
        let is_named = |funder: &Funder| matches!(funder, Funder::Public(_));
        is_named(other).cmp(&is_named(one)).then(more.cmp(less)).then_with(|| one.cmp(other))
    });
    funders
}

/// Whether public donors have more allocated than stands by their names.
fn several_have_of_named(figures: &FiguresFile) -> bool {
    let of_public = |index: usize| figures.donors[index].disclosure == Disclosure::Public;
    let by_name = figures.holdings.iter().filter(|holding| of_public(holding.donor));
    let by_name: Money = by_name.flat_map(|holding| &holding.cells).map(|held| held.1).sum();
    let in_all = figures.donors.iter().filter(|donor| donor.disclosure == Disclosure::Public);
    in_all.map(|donor| donor.sums.allocated).sum::<Money>() > by_name
}

fn results(report: &Report<'_>, inside: impl Fn(&str) -> bool) -> BTreeMap<ResultKind, (u64, i64)> {
    let mut results: BTreeMap<ResultKind, (u64, i64)> = BTreeMap::new();
    for target in report.view.facts.targets.iter().filter(|target| inside(target.geography.as_str())) {
        results.entry(target.kind).or_default().0 += target.number;
    }
    let reached = report.view.attribution.results.iter().filter(|result| inside(result.geography.as_str()));
    for result in reached.filter(|result| result.number != 0) {
        results.entry(result.kind).or_default().1 += result.number;
    }
    results
}
