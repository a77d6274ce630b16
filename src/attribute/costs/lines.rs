//! Lines of expenditure in the order in which they are taken, and what became of those of closed months.
//!
//! What comes in: the run's costs and those that the last close froze. What leaves: every line that plays a part, in the
//! order of day, document, amount, project, category and id, each with the month in which it enters. What it does not
//! know: who pays.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::Month;

use crate::attribute::LifeError;
use crate::attribute::run::{Action, Before, Cost, DecisionStatus, INDIRECT_SUPPORT, Run, SupportCost};
use crate::attribute::terms::numbers::Numbers;

/// A line, as a version of a cost: a changed cost has two.
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
    /// Of a closed month, and no longer there, or changed into another line.
    Gone,
    /// Of a closed month, and now in another cell, as another line.
    Rebooked(u32),
    /// What is left of a version that went earlier.
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
    /// Earlier versions of which something is open or settled.
    former: HashMap<(&'a str, u32), u32>,
}

impl Index<'_> {
    /// The line of a version of a cost; `None` where nothing of it is open or settled any more.
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
        let mut present: HashMap<&str, &Cost<'_>> = HashMap::with_capacity(run.costs.len());
        for cost in run.costs.iter().filter(counts) {
            if present.insert(&cost.id, cost).is_some() {
                return Err(LifeError::Twice { name: cost.id.to_string() });
            }
        }
        let versions: HashMap<&str, u32> = before
            .versions
            .iter()
            .filter(|version| version.former.is_none())
            .map(|version| (&*version.cost, version.version))
            .collect();
        let mut made: Vec<Made<'a>> = Vec::with_capacity(run.costs.len());
        for cost in &before.costs {
            let version = versions.get(&*cost.id).copied().unwrap_or_default();
            let frozen = |cost: &'a Cost<'a>, fate: Fate| Made { cost, fate, version };
            match present.remove(&*cost.id) {
                Some(now) if stands(numbers, cost, now) => {
                    let keeps_cell = now.cell.is_none() && cost.cell.is_some();
                    made.push(frozen(if keeps_cell { cost } else { now }, Fate::Stands));
                }
                Some(now) => {
                    let moved = rebooked(numbers, cost, now);
                    made.push(frozen(cost, if moved { Fate::Rebooked(0) } else { Fate::Gone }));
                    let fate = if moved { Fate::Moved } else { span.enters(now) };
                    made.push(Made { cost: now, fate, version: version + 1 });
                }
                None => made.push(frozen(cost, Fate::Gone)),
            }
        }
        made.extend(present.into_values().map(|cost| Made { cost, fate: span.enters(cost), version: 0 }));
        let former = before.versions.iter().filter_map(|version| Some((version.former.as_ref()?, version.version)));
        made.extend(former.map(|(cost, version)| Made { cost, fate: Fate::Former, version }));
        made.sort_by(|one, other| order(one.cost).cmp(&order(other.cost)).then(one.version.cmp(&other.version)));
        Ok(Self::numbered(numbers, made))
    }

    fn numbered(numbers: &Numbers<'a>, made: Vec<Made<'a>>) -> Self {
        let obligations = obligation_days(&numbers.run.obligations);
        let successions = successions(numbers.run);
        let mut lines = Self { all: Vec::with_capacity(made.len()), index: Index::default() };
        let mut moved: HashMap<&str, u32> = HashMap::new();
        for (number, made) in (0_u32..).zip(made) {
            let id = &*made.cost.id;
            match made.fate {
                Fate::Stands | Fate::Gone | Fate::Rebooked(_) => {
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
            lines.all.push(line(numbers, &made, &obligations, &successions));
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
}

impl Span {
    /// A cost enters in the month in which it was incurred, or in the first that is open.
    fn enters(&self, cost: &Cost<'_>) -> Fate {
        Fate::Enters(Month::of(cost.date).number().max(self.open))
    }
}

pub fn order<'c>(cost: &'c Cost<'_>) -> (NaiveDate, &'c str, crate::domain::Money, &'c str, &'c str, &'c str) {
    (cost.date, &cost.document, cost.base, &cost.project, &cost.category, &cost.id)
}

/// Whether a cost of a closed month is what it was, as far as money goes. One whose cell the fund gave up stays there.
fn stands(numbers: &Numbers<'_>, was: &Cost<'_>, is: &Cost<'_>) -> bool {
    let given_up = is.cell.is_none() && was.cell.as_ref().is_some_and(|cell| !listed(numbers, cell));
    like(was, is) && (was.cell == is.cell || given_up)
}

/// Whether only the cell differs, and both are known.
fn rebooked(numbers: &Numbers<'_>, was: &Cost<'_>, is: &Cost<'_>) -> bool {
    let known = |cell: &Option<std::borrow::Cow<'_, str>>| cell.as_ref().is_some_and(|cell| listed(numbers, cell));
    like(was, is) && was.base > crate::domain::Money::ZERO && known(&was.cell) && known(&is.cell) && !indirect(was)
}

fn like(was: &Cost<'_>, is: &Cost<'_>) -> bool {
    was.date == is.date && was.base == is.base && was.agreement == is.agreement && indirect(was) == indirect(is)
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
    let &Made { cost, fate, version } = made;
    let named = match &cost.agreement {
        None => Named::Nobody,
        Some(reference) => numbers.agreement(reference).map_or(Named::Unknown, Named::Agreement),
    };
    let past = !matches!(fate, Fate::Enters(_));
    let cell = cost.cell.as_ref().and_then(|cell| numbers.cell(cell));
    let counts = |cell: &u32| past || numbers.cells[*cell as usize].listed;
    let successor = || cost.cell.as_ref().and_then(|cell| numbers.cell(successions.get(&**cell)?));
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
    }
}
