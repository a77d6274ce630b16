//! Results and targets: one place, theme and kind a row.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::facts::ResultKind;
use crate::domain::{GeographyCode, ThemeCode};

use super::super::super::grid::{Cell, Content, Formula, Handle, Head, Sheet, Table, TableArea, Value};
use super::super::super::origin::{Basis, Origin};
use super::super::Report;
use super::super::breakdown::Branch;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super::super) enum Counted {
    Target,
    InYear,
    Reached,
}

impl Counted {
    /// Where a number comes from; `year` is that of the report.
    fn origin(self, kind: ResultKind, year: i32) -> Origin {
        match self {
            Self::Target => Origin::of(Basis::Targets).result(kind),
            Self::InYear => Origin::of(Basis::Results).result(kind).year(year),
            Self::Reached => Origin::of(Basis::Results).result(kind),
        }
    }
}

/// What is to be reached, and what was.
#[derive(Clone, Copy, Default)]
struct Numbers {
    target: i64,
    in_year: i64,
    reached: i64,
}

impl Numbers {
    const fn of(&self, counted: Counted) -> i64 {
        match counted {
            Counted::Target => self.target,
            Counted::InYear => self.in_year,
            Counted::Reached => self.reached,
        }
    }
}

type Key = (GeographyCode, ThemeCode, ResultKind);

/// The table, as formulas name it, and what stands in it.
pub(super) struct Results {
    rows: BTreeMap<Key, Numbers>,
    year: i32,
    area: TableArea,
    place: Handle,
    theme: Handle,
    kind: Handle,
    numbers: [Handle; 3],
}

impl Results {
    /// The kinds of which there is a target or a result in a branch.
    pub fn kinds_of(&self, branch: &Branch) -> Vec<ResultKind> {
        let kinds = self.rows.keys().filter(|key| is_in(key, branch)).map(|(.., kind)| *kind);
        kinds.collect::<BTreeSet<ResultKind>>().into_iter().collect()
    }

    /// Whether something is to be reached in a branch.
    pub fn has_targets(&self, branch: &Branch) -> bool {
        self.rows.iter().any(|(key, numbers)| is_in(key, branch) && numbers.target != 0)
    }

    /// The numbers of a kind in a branch added up.
    pub fn counted(&self, report: &Report<'_>, counted: Counted, (kind, branch): (ResultKind, &Branch)) -> Content {
        let own = self.rows.iter().filter(|(key, _)| key.2 == kind && is_in(key, branch));
        let sum = own.map(|(_, numbers)| numbers.of(counted)).fold(0, i64::saturating_add);
        let [target, in_year, reached] = self.numbers;
        let amount = match counted {
            Counted::Target => target,
            Counted::InYear => in_year,
            Counted::Reached => reached,
        };
        let (column, code) = match branch {
            Branch::Place(code) | Branch::Region(code) => (self.place, code.as_str()),
            Branch::Theme(code) | Branch::Pillar(code) => (self.theme, code.as_str()),
        };
        let (branches, kinds) = (self.area.by_name(column), self.area.by_name(self.kind));
        let conditions = [(&branches, Formula::words(code)), (&kinds, Formula::words(&report.result_kind(kind)))];
        let origin = branch.of(counted.origin(kind, self.year));
        Content::live(whole(sum).from(origin), Formula::sum_if(&self.area.by_name(amount), &conditions))
    }
}

fn is_in((place, theme, _): &Key, branch: &Branch) -> bool {
    match branch {
        Branch::Place(code) | Branch::Region(code) => place == code,
        Branch::Theme(code) | Branch::Pillar(code) => theme == code,
    }
}

fn whole(number: i64) -> Cell {
    Cell::new(Value::Whole(number))
}

/// Adds the table; results up to the day of the report.
pub(super) fn put(report: &Report<'_>, sheet: &mut Sheet, year: i32) -> Results {
    let rows = numbers(report, year);
    let mut table = Table::new("ResultsByPlace", report.text("none-data")).filtered();
    let place = table.column(report.head("h-country-code", 22), |(key, _): &(Key, Numbers)| key.0.as_str().to_owned());
    table.column(report.head("h-country", 24), |(key, _)| report.place(&key.0));
    let theme = table.column(report.head("h-theme-code", 10), |(key, _)| key.1.as_str().to_owned());
    table.column(report.head("h-theme", 30), |(key, _)| report.theme(&key.1));
    let kind = table.column(report.head("h-result", 24), |(key, _)| report.result_kind(key.2));
    let in_year = report.phrases.with("h-reached-in", &[("year", &year.to_string())]);
    let heads = [
        (Counted::Target, report.head("h-target", 15)),
        (Counted::InYear, Head::new(in_year, 15)),
        (Counted::Reached, report.head("h-reached", 15)),
    ];
    let numbers = heads.map(|(counted, head)| {
        table.column(head, move |(key, numbers): &(Key, Numbers)| {
            let origin = counted.origin(key.2, year).place(&key.0).theme(&key.1);
            whole(numbers.of(counted)).from(origin)
        })
    });
    let area = table.put(sheet, rows.iter().map(|(key, numbers)| (key.clone(), *numbers)));
    Results { rows, year, area, place, theme, kind, numbers }
}

fn numbers(report: &Report<'_>, year: i32) -> BTreeMap<Key, Numbers> {
    let mut rows: BTreeMap<Key, Numbers> = BTreeMap::new();
    for target in &report.view.facts.targets {
        let row = rows.entry((target.geography.clone(), target.theme.clone(), target.kind)).or_default();
        row.target = row.target.saturating_add_unsigned(target.number);
    }
    for result in &report.view.attribution.results {
        let row = rows.entry((result.geography.clone(), result.theme.clone(), result.kind)).or_default();
        row.reached = row.reached.saturating_add(result.number);
        if result.month.year() == year {
            row.in_year = row.in_year.saturating_add(result.number);
        }
    }
    rows
}
