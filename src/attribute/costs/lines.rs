//! Lines of expenditure in the order in which they are taken, and what became of those of closed months.
//!
//! What comes in: the run's costs and those that the last close froze. What leaves: every line that plays a part, in the
//! order of day, document, amount, project, category and id, each with the month in which it enters. What it does not
//! know: who pays.

use std::collections::HashMap;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::domain::{Lookup, Money, Month};

use crate::attribute::LifeError;
use crate::attribute::run::{Action, Before, Cost, DecisionStatus, INDIRECT_SUPPORT, Run, SupportCost};
use crate::attribute::terms::numbers::Numbers;

/// A line, as a version of a cost: one that changed in what it is shown by has two.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    pub cost: &'a Cost<'a>,
    /// The day on which it was incurred.
    pub date: NaiveDate,
    /// Its cell, where the fund has one.
    pub cell: Option<u32>,
    /// The cell that it was in before another succeeded that.
    pub formerly: Option<u32>,
    /// The agreement that it names.
    pub named: Named,
    /// Whether it is indirect support that reserves pay.
    pub indirect: bool,
    /// The day of the obligation that it settles, where that is known.
    pub obligation: Option<NaiveDate>,
    /// The number of the month in which it was incurred.
    pub month: i32,
    /// What became of it.
    pub fate: Fate,
    /// Which version of its cost it is: the first is 0.
    pub version: u32,
    /// The cell in which it stays although the fund gave that up, and the row has none any more.
    pub stays_in: Option<&'a str>,
}

impl Line<'_> {
    /// Whether whoever pays for another may pay for this: it was incurred on the same day, in the same cell.
    pub fn is_paid_alike(&self, other: &Self) -> bool {
        self.date == other.date && self.cell == other.cell
    }
}

/// Whom a line names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// No agreement.
    Nobody,
    /// An agreement.
    Agreement(u32),
    /// One that there is not.
    Unknown,
}

/// What became of a line since the last close.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// New: it enters in this month.
    Enters(i32),
    /// Of a closed month, and as it was.
    Stands,
    /// Of a closed month, and the same but for its amount, which was another.
    Adjusted(Money),
    /// Of a closed month, and no longer there, or changed into another line.
    Gone,
    /// Of a closed month, and now in another cell or category, or of another day, as another line.
    Rebooked(u32),
    /// A version that went earlier.
    Former,
    /// The other version of one that was rebooked: the old one brings it in.
    Moved,
}

/// All lines, and how the past finds them.
pub struct Lines<'a> {
    pub all: Vec<Line<'a>>,
    pub index: Index<'a>,
}

/// The lines of closed months, by id and version.
#[derive(Default)]
pub struct Index<'a> {
    /// As the last close froze them: line and version.
    frozen: HashMap<&'a str, (u32, u32)>,
    /// Earlier versions that something was charged of, or is open or settled of.
    former: HashMap<(&'a str, u32), u32>,
}

impl Index<'_> {
    /// The line of a version of a cost; `None` where the last close does not know it.
    pub fn find(&self, id: &str, version: u32) -> Option<u32> {
        let frozen = self.frozen.get(id).filter(|(_, of)| *of == version).map(|(line, _)| *line);
        frozen.or_else(|| self.former.get(&(id, version)).copied())
    }
}

/// The days between which the months are open.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// Costs dated by then are inside the opening balances.
    pub opened_on: Option<NaiveDate>,
    /// Whether nothing was closed yet, nor opened.
    pub first: bool,
    /// The number of the first open month.
    pub open: i32,
    /// The last day that counts.
    pub as_of: NaiveDate,
}

impl<'a> Lines<'a> {
    /// Matches the run's costs with those of the last close, by id.
    ///
    /// # Errors
    /// When an id stands twice.
    pub fn new(numbers: &Numbers<'a>, before: &'a Before<'a>, span: Span) -> Result<Self, LifeError> {
        let run = numbers.run;
        let counts = |cost: &&Cost<'_>| cost.date <= span.as_of && span.opened_on.is_none_or(|day| cost.date > day);
        let mut present: Lookup<&str, &Cost<'_>> =
            Lookup::with_capacity_and_hasher(run.costs.len(), Default::default());
        for cost in run.costs.iter().filter(counts) {
            if present.insert(&cost.id, cost).is_some() {
                return Err(LifeError::Twice { name: cost.id.to_string() });
            }
        }
        let versions = Versions::new(before);
        let mut made: Vec<Made<'a>> = Vec::with_capacity(run.costs.len());
        for cost in &before.costs {
            let version = versions.of(&cost.id);
            let Some(now) = present.remove(&*cost.id) else {
                made.push(Made { cost, fate: Fate::Gone, version, stays_in: None });
                continue;
            };
            let stays_in = cost.cell_code().filter(|cell| now.cell.is_none() && !listed(numbers, cell));
            let became = |fate: Fate, version: u32| Made { cost: now, fate, version, stays_in };
            match change(numbers, (cost, now), stays_in, span.open) {
                Change::None => made.push(became(Fate::Stands, version)),
                Change::Amount => made.push(became(Fate::Adjusted(cost.base), version)),
                Change::Place => {
                    made.push(Made { cost, fate: Fate::Rebooked(0), version, stays_in: None });
                    made.push(became(Fate::Moved, version + 1));
                }
                Change::Line => {
                    made.push(Made { cost, fate: Fate::Gone, version, stays_in: None });
                    made.push(Made { stays_in: None, ..became(span.enters(now), version + 1) });
                }
            }
        }
        let new = |cost: &'a Cost<'a>| Made {
            cost,
            fate: span.enters(cost),
            version: versions.next(&cost.id),
            stays_in: None,
        };
        let is_new = |cost: &&Cost<'_>| before.costs.is_empty() || present.contains_key(&*cost.id);
        made.extend(run.costs.iter().filter(counts).filter(is_new).map(new));
        let former = before.versions.iter().filter_map(|version| Some((version.former.as_ref()?, version.version)));
        made.extend(former.map(|(cost, version)| Made { cost, fate: Fate::Former, version, stays_in: None }));
        let turns = turns(&made);
        Ok(Self::numbered(numbers, turns.into_iter().map(|turn| &made[turn as usize])))
    }

    fn numbered<'m>(numbers: &Numbers<'a>, made: impl ExactSizeIterator<Item = &'m Made<'a>>) -> Self
    where
        'a: 'm,
    {
        let obligations = obligation_days(&numbers.run.obligations);
        let successions = successions(numbers.run);
        let mut lines = Self { all: Vec::with_capacity(made.len()), index: Index::default() };
        let mut moved: HashMap<&str, u32> = HashMap::new();
        for (number, made) in (0_u32..).zip(made) {
            let id = &*made.cost.id;
            match made.fate {
                Fate::Stands | Fate::Adjusted(_) | Fate::Gone | Fate::Rebooked(_) => {
                    lines.index.frozen.insert(id, (number, made.version));
                }
                Fate::Former => {
                    lines.index.former.insert((id, made.version), number);
                }
                Fate::Moved => {
                    moved.insert(id, number);
                }
                Fate::Enters(_) => {}
            }
            lines.all.push(line(numbers, made, &obligations, &successions));
        }
        for line in &mut lines.all {
            if let Fate::Rebooked(to) = &mut line.fate {
                *to = moved.get(&*line.cost.id).copied().unwrap_or_default();
            }
        }
        lines
    }
}

/// A line to be numbered.
struct Made<'a> {
    cost: &'a Cost<'a>,
    fate: Fate,
    version: u32,
    stays_in: Option<&'a str>,
}

/// The numbers of the versions that closes know.
struct Versions<'a> {
    /// Of costs that stand, where it is not the first.
    current: HashMap<&'a str, u32>,
    /// The highest of those that went.
    former: HashMap<&'a str, u32>,
}

impl<'a> Versions<'a> {
    fn new(before: &'a Before<'a>) -> Self {
        let (mut current, mut former) = (HashMap::new(), HashMap::new());
        for version in &before.versions {
            let of = if version.former.is_none() { &mut current } else { &mut former };
            let number = of.entry(&*version.cost).or_insert(version.version);
            *number = (*number).max(version.version);
        }
        Self { current, former }
    }

    /// That of a cost that stands.
    fn of(&self, id: &str) -> u32 {
        self.current.get(id).copied().unwrap_or_default()
    }

    /// That of a cost that is new: one that went may have had its name.
    fn next(&self, id: &str) -> u32 {
        self.former.get(id).map_or(0, |former| former + 1)
    }
}

impl Span {
    /// A cost enters in the month in which it was incurred, or in the first that is open.
    fn enters(&self, cost: &Cost<'_>) -> Fate {
        Fate::Enters(Month::of(cost.date).number().max(self.open))
    }
}

/// The order in which lines are taken, as places in a list. Most differ by their day or the beginning of their document, which
/// stand in the key itself: a look at both costs, each elsewhere in memory, is seldom needed.
fn turns(made: &[Made<'_>]) -> Vec<u32> {
    let mut keys: Vec<(NaiveDate, u128, u32)> =
        (0_u32..).zip(made).map(|(at, made)| (made.cost.date, beginning(&made.cost.document), at)).collect();
    keys.par_sort_by(|one, other| {
        (one.0, one.1).cmp(&(other.0, other.1)).then_with(|| {
            let [one, other] = [one, other].map(|key| &made[key.2 as usize]);
            order(one.cost).cmp(&order(other.cost)).then(one.version.cmp(&other.version))
        })
    });
    keys.into_iter().map(|(.., at)| at).collect()
}

/// The first bytes of a text as a number: of two texts whose numbers differ, the order is that of the numbers.
fn beginning(text: &str) -> u128 {
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(text.bytes()).for_each(|(byte, of)| *byte = of);
    u128::from_be_bytes(bytes)
}

pub fn order<'c>(cost: &'c Cost<'_>) -> (NaiveDate, &'c str, Money, &'c str, &'c str, &'c str) {
    (cost.date, &cost.document, cost.base, &cost.project, &cost.category, &cost.id)
}

/// How a cost of a closed month differs from what it was.
enum Change {
    /// In nothing that a figure shows.
    None,
    /// Only in its amount: those who pay for it go on.
    Amount,
    /// In what it is shown by (cell, own place and theme, project, category, day), and perhaps in its amount: another
    /// version, of the same payers.
    Place,
    /// In who is to pay for it, or altogether: it gives back what was charged, and comes as a new one.
    Line,
}

/// `open` is the first open month, in which the difference is made: who pays for what comes later is not known then.
fn change(numbers: &Numbers<'_>, (was, is): (&Cost<'_>, &Cost<'_>), stays_in: Option<&str>, open: i32) -> Change {
    let same_side = was.base.is_negative() == is.base.is_negative() || was.base.is_zero() || is.base.is_zero();
    if was.agreement != is.agreement || indirect(was) != indirect(is) || !same_side {
        return Change::Line;
    }
    let cell = stays_in.or(is.cell_code());
    let same_cell = was.cell_code() == cell;
    if same_cell && was.date == is.date && was.category == is.category && is_shown_alike(was, is) {
        return if was.base == is.base { Change::None } else { Change::Amount };
    }
    let known = |cell: Option<&str>| cell.is_some_and(|cell| listed(numbers, cell));
    let moves = was.base > Money::ZERO && known(was.cell_code()) && known(cell);
    let direct = was.cell.is_some() && !indirect(was) && !was.base.is_zero() && !is.base.is_zero();
    let direct = direct && Month::of(is.date).number() <= open;
    if direct && (same_cell || moves) { Change::Place } else { Change::Line }
}

/// Whether a line of one cell is of the same project and of the same place and theme there. What no cell pays is shown by
/// neither, and what a close did not record is as it is.
fn is_shown_alike(was: &Cost<'_>, is: &Cost<'_>) -> bool {
    fn known<T: PartialEq>(was: Option<&T>, is: Option<&T>) -> bool {
        was.is_none() || was == is
    }
    let same_place =
        known(was.geography.as_ref(), is.geography.as_ref()) && known(was.theme.as_ref(), is.theme.as_ref());
    was.cell.is_none() || (was.project == is.project && same_place)
}

fn listed(numbers: &Numbers<'_>, cell: &str) -> bool {
    numbers.cell(cell).is_some_and(|cell| numbers.cells[cell as usize].listed)
}

fn indirect(cost: &Cost<'_>) -> bool {
    cost.category == INDIRECT_SUPPORT
}

/// The earliest day of each obligation, by its document.
fn obligation_days<'a>(obligations: &'a [Cost<'a>]) -> HashMap<&'a str, NaiveDate> {
    let mut days: HashMap<&str, NaiveDate> = HashMap::new();
    for obligation in obligations {
        let day = days.entry(&obligation.document).or_insert(obligation.date);
        *day = (*day).min(obligation.date);
    }
    days
}

/// Cells that others succeed by decision, by their codes.
fn successions<'a>(run: &'a Run<'_>) -> HashMap<&'a str, &'a str> {
    let adopted = run.decisions.iter().filter(|decision| {
        decision.action == Action::Succeed && decision.status == DecisionStatus::Adopted && decision.date <= run.as_of
    });
    adopted
        .filter_map(|decision| Some((decision.from_cell.as_ref()?.as_str(), decision.to_cell.as_ref()?.as_str())))
        .collect()
}

/// A cost in numbers. A cell that the run does not list counts where the past put the line there; else the one that
/// succeeds it does.
fn line<'a>(
    numbers: &Numbers<'_>,
    made: &Made<'a>,
    obligations: &HashMap<&str, NaiveDate>,
    successions: &HashMap<&str, &str>,
) -> Line<'a> {
    let &Made { cost, fate, version, stays_in } = made;
    let named = match &cost.agreement {
        None => Named::Nobody,
        Some(reference) => numbers.agreement(reference).map_or(Named::Unknown, Named::Agreement),
    };
    let past = !matches!(fate, Fate::Enters(_));
    let cell = stays_in.or(cost.cell_code()).and_then(|cell| numbers.cell(cell));
    let counts = |cell: &u32| past || numbers.cells[*cell as usize].listed;
    let successor = || cost.cell.as_ref().and_then(|cell| numbers.cell(successions.get(cell.as_str())?));
    Line {
        cost,
        date: cost.date,
        cell: cell.filter(counts).or_else(|| successor().filter(counts)),
        formerly: None,
        named,
        indirect: numbers.run.fund.support_cost == SupportCost::Booked && indirect(cost),
        obligation: cost.obligation.as_ref().and_then(|document| obligations.get(&**document).copied()),
        month: Month::of(cost.date).number(),
        fate,
        version,
        stays_in,
    }
}
