//! Lines of expenditure in the order in which they are taken, and what became of those of closed months.
//!
//! What comes in: the run's costs and those that the last close froze. What leaves: every line that plays a part, in the
//! order of day, document, amount, project, category and id, each with the month in which it enters. What it does not
//! know: who pays.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::Month;

use super::LifeError;
use super::numbers::Numbers;
use super::run::{Before, Cost, INDIRECT_SUPPORT, SupportCost};

/// A line, as a version of a cost: a changed cost has two.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    pub cost: &'a Cost<'a>,
    /// Its cell, where the fund has one.
    pub cell: Option<u32>,
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
}

/// Whom a line names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// No agreement.
    Nobody,
    /// An agreement.
    Agreement(u32),
    /// One that there is not.
    Unknown,
}

/// What became of a line since the last close.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
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
pub(super) struct Lines<'a> {
    pub all: Vec<Line<'a>>,
    /// By id: the line of a closed month.
    pub frozen: HashMap<&'a str, u32>,
    /// The lines that stand for [`Fate::Former`], in the order of what was pending.
    pub former: Vec<u32>,
}

/// The days between which the months are open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    /// Costs dated by then are inside the opening balances.
    pub opened_on: Option<NaiveDate>,
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
        let obligations = obligation_days(&run.obligations);
        let counts = |cost: &&Cost<'_>| cost.date <= span.as_of && span.opened_on.is_none_or(|day| cost.date > day);
        let mut present: HashMap<&str, &Cost<'_>> = HashMap::with_capacity(run.costs.len());
        for cost in run.costs.iter().filter(counts) {
            if present.insert(&cost.id, cost).is_some() {
                return Err(LifeError::Twice { name: cost.id.to_string() });
            }
        }
        let mut made: Vec<(&'a Cost<'a>, Made)> = Vec::with_capacity(run.costs.len());
        for cost in &before.costs {
            match present.remove(&*cost.id) {
                Some(now) if stands(numbers, cost, now) => {
                    let keeps_cell = now.cell.is_none() && cost.cell.is_some();
                    made.push((if keeps_cell { cost } else { now }, Made::Frozen(Fate::Stands)));
                }
                Some(now) => {
                    let moved = rebooked(numbers, cost, now);
                    made.push((cost, Made::Frozen(if moved { Fate::Rebooked(0) } else { Fate::Gone })));
                    made.push((now, Made::Now(if moved { Fate::Moved } else { span.enters(now) })));
                }
                None => made.push((cost, Made::Frozen(Fate::Gone))),
            }
        }
        made.extend(present.into_values().map(|cost| (cost, Made::Now(span.enters(cost)))));
        let former = before.pending.iter().filter_map(|pending| pending.former.as_ref());
        made.extend(former.zip(0..).map(|(cost, place)| (cost, Made::Former(place))));
        made.sort_by(|(one, made), (other, as_other)| order(one).cmp(&order(other)).then(made.cmp(as_other)));
        let mut lines = Self { all: Vec::with_capacity(made.len()), frozen: HashMap::new(), former: Vec::new() };
        let mut moved: HashMap<&str, u32> = HashMap::new();
        let mut former: Vec<(usize, u32)> = Vec::new();
        for (number, (cost, made)) in (0_u32..).zip(made) {
            let fate = match made {
                Made::Frozen(fate) => {
                    lines.frozen.insert(&cost.id, number);
                    fate
                }
                Made::Now(Fate::Moved) => {
                    moved.insert(&cost.id, number);
                    Fate::Moved
                }
                Made::Now(fate) => fate,
                Made::Former(place) => {
                    former.push((place, number));
                    Fate::Former
                }
            };
            lines.all.push(line(numbers, cost, fate, &obligations));
        }
        for line in &mut lines.all {
            if let Fate::Rebooked(to) = &mut line.fate {
                *to = moved.get(&*line.cost.id).copied().unwrap_or_default();
            }
        }
        former.sort_unstable();
        lines.former = former.into_iter().map(|(_, number)| number).collect();
        Ok(lines)
    }
}

/// Where a line comes from; the order breaks ties between versions of one cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Made {
    Former(usize),
    Frozen(Fate),
    Now(Fate),
}

impl Span {
    /// A cost enters in the month in which it was incurred, or in the first that is open.
    fn enters(&self, cost: &Cost<'_>) -> Fate {
        Fate::Enters(Month::of(cost.date).number().max(self.open))
    }
}

pub(super) fn order<'c>(cost: &'c Cost<'_>) -> (NaiveDate, &'c str, crate::domain::Money, &'c str, &'c str, &'c str) {
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

/// A cost in numbers. A cell that the run does not list counts only where the past put the line there.
fn line<'a>(
    numbers: &Numbers<'_>,
    cost: &'a Cost<'a>,
    fate: Fate,
    obligations: &HashMap<&str, NaiveDate>,
) -> Line<'a> {
    let named = match &cost.agreement {
        None => Named::Nobody,
        Some(reference) => numbers.agreement(reference).map_or(Named::Unknown, Named::Agreement),
    };
    let past = !matches!(fate, Fate::Enters(_));
    let cell = cost.cell.as_ref().and_then(|cell| numbers.cell(cell));
    Line {
        cost,
        cell: cell.filter(|cell| past || numbers.cells[*cell as usize].listed),
        named,
        indirect: numbers.run.fund.support_cost == SupportCost::Booked && indirect(cost),
        obligation: cost.obligation.as_ref().and_then(|document| obligations.get(&**document).copied()),
        month: Month::of(cost.date).number(),
        fate,
    }
}
