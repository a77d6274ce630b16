//! The activities below the pool: a country or a cell each, with what is allocated, spent and achieved there.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::attribute::CellIndex;
use crate::config::Children;
use crate::domain::{GeographyCode, Money, Month, Period, ThemeCode, placement};

use super::faults::FORBIDDEN;
use super::outcomes::Outcomes;
use super::pool;
use super::settings::{AidTypes, Publisher, Recipient};
use super::shares::{Budget, add_by_year};

/// Which activity: a place, and where activities are cells a theme and the period of its need. What is spent without a
/// cell has no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key<'a> {
    pub(super) place: &'a GeographyCode,
    pub(super) theme: Option<&'a ThemeCode>,
    pub(super) period: Option<Period>,
}

/// An activity below the pool.
#[derive(Clone, Debug, Default)]
pub(super) struct Child<'a> {
    /// What is allocated by theme; nothing for a theme that is only named.
    pub(super) themes: BTreeMap<&'a ThemeCode, Money>,
    /// From the first day of a need to the last.
    pub(super) period: Option<Period>,
    /// What is allocated, by year.
    pub(super) budgets: BTreeMap<i32, Budget>,
    /// What is charged and pending, by month and types of aid.
    pub(super) spent: BTreeMap<(Month, AidTypes<'a>), Money>,
    pub(super) outcomes: Outcomes,
}

impl Child<'_> {
    fn is_empty(&self) -> bool {
        self.budgets.is_empty() && self.spent.is_empty() && self.outcomes.is_empty()
    }

    /// All that is allocated.
    pub(super) fn allocated(&self) -> Money {
        self.themes.values().copied().sum()
    }
}

/// The activities by key; places with a need and nothing else are none yet.
pub(super) fn children<'a>(publisher: &Publisher<'a>) -> BTreeMap<Key<'a>, Child<'a>> {
    let mut children = BTreeMap::new();
    allocated(publisher, &mut children);
    spent(publisher, &mut children);
    pending(publisher, &mut children);
    achieved(publisher, &mut children);
    children.retain(|_, child| !child.is_empty());
    children
}

type ByKey<'a> = BTreeMap<Key<'a>, Child<'a>>;

fn key<'a>(
    publisher: &Publisher<'a>,
    place: &'a GeographyCode,
    theme: &'a ThemeCode,
    period: Option<Period>,
) -> Key<'a> {
    match publisher.children {
        Children::Country => Key { place, theme: None, period: None },
        Children::Cell => Key { place, theme: Some(theme), period },
    }
}

fn cell_key<'a>(publisher: &Publisher<'a>, cell: usize) -> Key<'a> {
    let cell = &publisher.ledger().cells[cell];
    key(publisher, &cell.geography, &cell.theme, Some(cell.period))
}

/// What stands in the allocation book.
fn allocated<'a>(publisher: &Publisher<'a>, children: &mut ByKey<'a>) {
    let cells = &publisher.ledger().cells;
    let amounts = placement::by_cell(cells.len(), publisher.figures.placements());
    for (number, (cell, amount)) in cells.iter().zip(amounts).enumerate() {
        let child = children.entry(cell_key(publisher, number)).or_default();
        *child.themes.entry(&cell.theme).or_default() += amount;
        let period = within(publisher, cell.period);
        child.period = Some(
            child
                .period
                .map_or(period, |before| Period { from: before.from.min(period.from), to: before.to.max(period.to) }),
        );
        if !amount.is_zero() {
            add_by_year(&mut child.budgets, amount, period);
        }
    }
}

/// The part of a cell's period that lies in the fund's; the fund's where none does.
fn within(publisher: &Publisher<'_>, period: Period) -> Period {
    let (fund, period) = (publisher.period(), publisher.fund().period_of_need(period, publisher.as_of()));
    Period::new(period.from.max(fund.from), period.to.min(fund.to)).unwrap_or(fund)
}

/// What is charged in cells.
fn spent<'a>(publisher: &Publisher<'a>, children: &mut ByKey<'a>) {
    let ledger = publisher.ledger();
    for share in &publisher.figures.attribution.spent {
        let day = publisher.as_of().min(share.charged_in.last_day());
        let aid = publisher.spending_aid(&ledger.agreements[share.agreement()], day);
        let child = children.entry(cell_key(publisher, share.cell())).or_default();
        *child.spent.entry((share.charged_in, aid)).or_default() += share.amount;
    }
}

/// What is spent and charged to nobody yet.
fn pending<'a>(publisher: &Publisher<'a>, children: &mut ByKey<'a>) {
    for pending in &publisher.figures.attribution.pending {
        let line = &publisher.ledger().spending[pending.line as usize];
        if pool::is_of_the_fund(publisher, line) {
            continue;
        }
        let fact = &line.fact;
        let key = match pending.cell {
            Some(cell) => cell_key(publisher, cell as usize),
            None => key(publisher, &fact.geography, &fact.theme, None),
        };
        let child = children.entry(key).or_default();
        child.themes.entry(&fact.theme).or_default();
        *child.spent.entry((Month::of(fact.date), publisher.pending_aid())).or_default() += pending.amount;
    }
}

/// Results, where they were achieved.
fn achieved<'a>(publisher: &Publisher<'a>, children: &mut ByKey<'a>) {
    let figures = publisher.figures;
    let index = CellIndex::new(&publisher.ledger().cells, publisher.fund(), publisher.as_of());
    for fact in &figures.attribution.results {
        let key = match index.find(&fact.geography, &fact.theme, fact.date) {
            Some(cell) => cell_key(publisher, cell),
            None => key(publisher, &fact.geography, &fact.theme, None),
        };
        let child = children.entry(key).or_default();
        child.themes.entry(&fact.theme).or_default();
        child.outcomes.add(fact);
    }
}

impl<'a> Key<'a> {
    /// The identifier of the activity: the pool's, a hyphen, then its parts with points between. Countries are alpha-2;
    /// no two keys have one identifier.
    pub(super) fn identifier(
        &self,
        publisher: &Publisher<'a>,
        alpha2: &BTreeMap<GeographyCode, &'static str>,
    ) -> String {
        let mut identifier = format!("{}-", publisher.settings.prefix);
        match alpha2.get(self.place) {
            Some(alpha2) => identifier.push_str(alpha2),
            None => identifier.push_str(&format!("R.{}", plain(self.place.as_str()))),
        }
        if let Some(theme) = self.theme {
            identifier.push_str(&format!(".{}", plain(theme.as_str())));
        }
        if let Some(period) = self.period {
            let day = |day: NaiveDate| day.format("%Y%m%d").to_string();
            let shown = match period.is_whole_years() {
                true => period.to_string(),
                false => format!("{}-{}", day(period.from), day(period.to)),
            };
            identifier.push_str(&format!(".{shown}"));
        }
        identifier
    }

    /// What people call it, in the fund's language.
    pub(super) fn title(&self, publisher: &Publisher<'a>) -> String {
        let mut title = format!("{}: {}", publisher.fund().name, publisher.place(self.place));
        if let Some(theme) = self.theme {
            title.push_str(&format!(", {}", publisher.theme(theme)));
        }
        if let Some(period) = self.period {
            title.push_str(&format!(", {period}"));
        }
        title
    }

    pub(super) fn recipient(&self, publisher: &Publisher<'a>) -> Recipient<'a> {
        publisher.recipient(self.place)
    }
}

/// A code with other signs for those that an identifier cannot hold, or that stand between its parts.
fn plain(code: &str) -> String {
    let mut plain = String::with_capacity(code.len());
    for sign in code.chars() {
        if FORBIDDEN.contains(&sign) || sign.is_whitespace() || sign.is_control() || matches!(sign, '.' | '_') {
            plain.push_str(&format!("_{:x}_", u32::from(sign)));
        } else {
            plain.push(sign);
        }
    }
    plain
}
