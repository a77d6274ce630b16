//! How decisions of people act (docs/domain.md, section 3).
//!
//! What comes in: adopted decisions, in the order of their days. What leaves: entries on the day on which each acts, or
//! why it cannot act. One of a closed month acts on the first open day; one that a close froze and that is no longer so
//! is taken back there. What acts on the day of the step itself comes where the program makes the same: what is returned
//! with the corrections, what is allocated and moved with the costs (see `docket`).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::{Money, Month};

use crate::attribute::costs::lines::{Fate, Line};
use crate::attribute::outcome::{Refusal, Refused};
use crate::attribute::run::{Action, Cause, Decision, DecisionStatus};
use crate::attribute::state::acts::{Act, Bar, Made};
use crate::attribute::state::book::{Booked, OPENED, RESERVE};
use crate::attribute::state::living::Living;
use crate::attribute::state::room::By;

/// A decision that is to act.
#[derive(Clone, Copy)]
pub struct Due<'a> {
    /// The number of the month.
    pub month: i32,
    pub on: NaiveDate,
    pub decision: &'a Decision,
}

/// Money of an agreement for a decision.
#[derive(Clone, Copy, Debug)]
pub struct Giving {
    pub agreement: u32,
    pub amount: i64,
    /// How much of it leaves the cell that the decision names; the rest was not allocated.
    pub unspent: i64,
}

/// Takes back what a close froze and is decided no longer, and gives what is to act, in its order.
pub fn due<'a>(living: &mut Living<'_, 'a>) -> Vec<Due<'a>> {
    let run = living.numbers.run;
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for decision in &run.decisions {
        *seen.entry(&decision.number).or_default() += 1;
    }
    let as_of = living.span.as_of;
    let adopted = run.decisions.iter().filter(|decision| {
        decision.status == DecisionStatus::Adopted && decision.date <= as_of && !decision.number.is_empty()
    });
    let mut standing: Vec<&str> = Vec::new();
    for index in 0..living.acts.all.len() {
        let was = &living.acts.all[index].decision;
        match adopted.clone().find(|is| is.number == was.number && same(was, is)) {
            Some(is) => standing.push(&is.number),
            None => take_back(living, index),
        }
    }
    for index in 0..living.acts.all.len() {
        let act = &living.acts.all[index];
        let succeeds = act.decision.action == Action::Succeed && !act.reversed;
        if let Some((from, to)) = act.from.zip(act.to).filter(|_| succeeds) {
            living.relocate(from, to);
        }
    }
    let first = Month::numbered(living.span.open).map_or(living.span.as_of, Month::first_day);
    let mut due = Vec::new();
    for decision in adopted.filter(|decision| !standing.contains(&&*decision.number)) {
        if seen.get(&*decision.number).is_some_and(|times| *times > 1) {
            living.acts.refused.push(Refused { number: decision.number.clone(), why: Refusal::NumberTwice });
            continue;
        }
        let on = decision.date.max(first);
        due.push(Due { month: Month::of(on).number(), on, decision });
    }
    due.sort_by(|one, other| {
        let key = |due: &Due<'a>| (due.on, due.decision.date, &due.decision.number);
        key(one).cmp(&key(other))
    });
    living.heed();
    due
}

/// Whether a decision does what it did; its day, once it acted, changes nothing.
fn same(was: &Decision, is: &Decision) -> bool {
    Decision { date: is.date, ..was.clone() } == *is
}

/// Takes back what a decision entered, as far as it is unspent: first out of where it put money, then back to where it
/// took it from, with what came out and what is not allocated.
fn take_back(living: &mut Living<'_, '_>, index: usize) {
    living.acts.all[index].reversed = true;
    living.heed();
    let mut nets: BTreeMap<u32, BTreeMap<u32, i64>> = BTreeMap::new();
    for made in living.acts.entries.iter().filter(|made| made.act == index) {
        *nets.entry(made.agreement).or_default().entry(made.cell).or_default() += made.amount;
    }
    let on = Month::numbered(living.span.open).map_or(living.span.as_of, Month::first_day);
    for (agreement, cells) in nets {
        for (&cell, &net) in cells.iter().filter(|(_, net)| **net > 0) {
            let back = net.min(living.book.at(agreement, cell).unspent()).max(0);
            living.enter_decided(Made { act: index, on, agreement, cell, amount: -back });
        }
        for (&cell, &net) in cells.iter().filter(|(_, net)| **net < 0) {
            if living.may_lie(agreement, cell, on) {
                let there = living.free_on(agreement, on).min(living.room_to_decide(agreement, cell, None));
                let amount = there.min(-net).max(0);
                living.enter_decided(Made { act: index, on, agreement, cell, amount });
            }
        }
    }
}

/// Acts, or says why that cannot be.
pub fn act(living: &mut Living<'_, '_>, due: Due<'_>) {
    let acted = match due.decision.action {
        Action::Allocate | Action::Move | Action::Return => pay(living, due),
        Action::Hold => hold(living, due),
        Action::Release => release(living, due),
        Action::Succeed => succeed(living, due),
        Action::Uncharge => uncharge(living, due),
    };
    if let Err(why) = acted {
        living.acts.refused.push(Refused { number: due.decision.number.clone(), why });
    }
    living.heed();
}

/// The decision in numbers, with what it names.
pub fn named(living: &Living<'_, '_>, due: Due<'_>) -> Result<Act, Refusal> {
    let decision = due.decision;
    let cell = |id: &Option<crate::domain::CellId>| match id {
        None => Ok(None),
        Some(id) => match living.numbers.cell(id.as_str()) {
            Some(cell) => Ok(Some(cell)),
            None => Err(Refusal::UnknownCell { cell: id.clone() }),
        },
    };
    let agreement = match &decision.agreement {
        None => None,
        Some(reference) => {
            let known = living.numbers.agreement(reference.as_str());
            Some(known.ok_or_else(|| Refusal::UnknownAgreement { agreement: reference.clone() })?)
        }
    };
    let (from, to) = (cell(&decision.from_cell)?, cell(&decision.to_cell)?);
    let listed = |cell: u32| living.numbers.cells[cell as usize].listed;
    if let Some((id, _)) = decision.to_cell.as_ref().zip(to).filter(|(_, cell)| !listed(*cell)) {
        return Err(Refusal::UnknownCell { cell: id.clone() });
    }
    let (decision, on) = (decision.clone(), due.on);
    Ok(Act { decision, on, from, to, agreement, parts: vec![], reversed: false, in_force: true })
}

fn pay(living: &mut Living<'_, '_>, due: Due<'_>) -> Result<(), Refusal> {
    let mut act = named(living, due)?;
    let givings = givers(living, &act, None)?;
    act.parts = givings.iter().map(|giving| (giving.agreement, giving.amount)).collect();
    let (from, to, on) = (act.from, act.to, act.on);
    let index = living.acts.add(act);
    for Giving { agreement, amount, unspent } in givings {
        if let Some(cell) = from {
            living.enter_decided(Made { act: index, on, agreement, cell, amount: -unspent });
        }
        if let Some(cell) = to {
            living.enter_decided(Made { act: index, on, agreement, cell, amount });
        }
    }
    Ok(())
}

/// What decisions of the day of the step were promised already and have not taken yet.
#[derive(Default)]
pub struct Reserved {
    /// By agreement: of what is not allocated.
    pub free: BTreeMap<u32, i64>,
    /// By agreement and cell: of what is unspent.
    pub unspent: BTreeMap<(u32, u32), i64>,
    /// By cell: of its room; below nothing where decisions of the day make room.
    pub room: BTreeMap<u32, i64>,
}

/// Who gives how much for a decision that allocates, moves or returns. Money of a decision of the step's day (`reserved`
/// says what others of that day take) may pay costs where it may not stand.
pub fn givers(living: &Living<'_, '_>, act: &Act, reserved: Option<&Reserved>) -> Result<Vec<Giving>, Refusal> {
    let needs = match act.decision.action {
        Action::Allocate => (false, true),
        Action::Move => (true, true),
        Action::Return => (true, false),
        Action::Hold | Action::Release | Action::Succeed | Action::Uncharge => return Ok(vec![]),
    };
    let amount = act.decision.amount.minor();
    if needs != (act.from.is_some(), act.to.is_some()) || amount <= 0 || act.from == act.to {
        return Err(Refusal::Incomplete);
    }
    let may_pay = |agreement: u32| act.to.is_none_or(|cell| living.may_lie(agreement, cell, act.on));
    let mut asked: Vec<u32> = match act.agreement {
        Some(agreement) if reserved.is_some() || may_pay(agreement) => vec![agreement],
        Some(_) => return Err(Refusal::NotAllowed),
        None => (0..living.numbers.holders.len() as u32).filter(|agreement| may_pay(*agreement)).collect(),
    };
    living.in_turn(&mut asked, act.to);
    let nothing = Reserved::default();
    let reserved = reserved.unwrap_or(&nothing);
    let held = |of: Option<&i64>| of.copied().unwrap_or_default();
    let (mut givings, mut rest, mut entered) = (Vec::new(), amount, 0);
    let mut short_of_room = None;
    for &agreement in &asked {
        let unspent = act.from.map_or(0, |cell| {
            let promised = held(reserved.unspent.get(&(agreement, cell)));
            (living.book.at(agreement, cell).unspent() - promised).max(0)
        });
        // What no recommendation could allocate yet is moved as if it had.
        let with_free = act.from.is_none() || living.span.first;
        let free = match with_free {
            true => (living.free_on(agreement, act.on) - held(reserved.free.get(&agreement))).max(0),
            false => 0,
        };
        let room = act.to.map_or(i64::MAX, |cell| {
            let promised = entered + held(reserved.room.get(&cell));
            let shared = living.room_of_cell(cell, By::People) - promised;
            shared.min(living.own_room(agreement, cell, act.from)).max(0)
        });
        let gives = rest.min(unspent + free);
        if gives > room {
            short_of_room.get_or_insert(amount - rest + room);
        }
        let gives = gives.min(room);
        if gives > 0 {
            givings.push(Giving { agreement, amount: gives, unspent: gives.min(unspent) });
            (rest, entered) = (rest - gives, entered + gives);
        }
    }
    match (rest, short_of_room) {
        (0, _) => Ok(givings),
        (_, Some(room)) => Err(Refusal::NoRoom { room: Money::from_minor(room) }),
        (_, None) => {
            let all_there = living.comes_later(&asked, act.on, rest);
            Err(Refusal::NotThere { there: Money::from_minor(amount - rest), on: act.on, all_there })
        }
    }
}

fn hold(living: &mut Living<'_, '_>, due: Due<'_>) -> Result<(), Refusal> {
    let act = named(living, due)?;
    if act.agreement.is_none() && act.from.is_none() && act.to.is_none() {
        return Err(Refusal::Incomplete);
    }
    living.acts.add(act);
    Ok(())
}

fn release(living: &mut Living<'_, '_>, due: Due<'_>) -> Result<(), Refusal> {
    let act = named(living, due)?;
    // The newest of that number: earlier ones were taken back.
    let ended = living.acts.all.iter().rfind(|other| Some(&other.decision.number) == act.decision.ends.as_ref());
    let endable = ended
        .is_some_and(|ended| ended.in_force && !matches!(ended.decision.action, Action::Release | Action::Succeed));
    if !endable {
        return Err(Refusal::NothingToEnd);
    }
    living.acts.add(act);
    Ok(())
}

/// The unspent money of a cell goes to the one that succeeds it, and so do costs that are not charged yet.
fn succeed(living: &mut Living<'_, '_>, due: Due<'_>) -> Result<(), Refusal> {
    let mut act = named(living, due)?;
    let (Some(from), Some(to)) = (act.from, act.to.filter(|to| Some(*to) != act.from)) else {
        return Err(Refusal::Incomplete);
    };
    let positions = living.book.positions(from).iter().filter(|position| position.unspent() > 0);
    let moved = positions.map(|position| (position.agreement, position.unspent()));
    act.parts = moved.filter(|(agreement, _)| living.may_lie(*agreement, to, act.on)).collect();
    let room = living.room_of_cell(to, By::People);
    if act.parts.iter().map(|(_, amount)| amount).sum::<i64>() > room {
        return Err(Refusal::NoRoom { room: Money::from_minor(room.max(0)) });
    }
    let (on, parts) = (act.on, act.parts.clone());
    let index = living.acts.add(act);
    for (agreement, amount) in parts {
        living.enter_decided(Made { act: index, on, agreement, cell: from, amount: -amount });
        living.enter_decided(Made { act: index, on, agreement, cell: to, amount });
    }
    living.relocate(from, to);
    Ok(())
}

/// Takes back the newest charges of an agreement, which is not charged with these costs again.
fn uncharge(living: &mut Living<'_, '_>, due: Due<'_>) -> Result<(), Refusal> {
    let mut act = named(living, due)?;
    let amount = act.decision.amount.minor();
    let Some(agreement) = act.agreement.filter(|_| amount > 0) else { return Err(Refusal::Incomplete) };
    let mut nets: BTreeMap<(u32, u32), (i32, i64)> = BTreeMap::new();
    let charges = living.book.charges.iter().filter(|charge| charge.agreement == agreement && charge.cell != RESERVE);
    for charge in charges.filter(|charge| charge.line != OPENED) {
        let net = nets.entry((charge.line, charge.cell)).or_default();
        *net = (net.0.max(charge.month), net.1 + charge.amount);
    }
    // What is no line of today cannot wait to be charged again.
    nets.retain(|(line, _), (_, net)| *net > 0 && living.lines.get(*line as usize).is_some_and(is_of_today));
    let mut newest: Vec<(i32, u32, u32, i64)> =
        nets.into_iter().map(|((line, cell), (month, net))| (month, line, cell, net)).collect();
    newest.sort_unstable_by(|one, other| other.cmp(one));
    // Credits may have taken a part of it back already.
    let mut charged: BTreeMap<u32, i64> = BTreeMap::new();
    for (_, _, cell, net) in &mut newest {
        let left = charged.entry(*cell).or_insert_with(|| living.book.at(agreement, *cell).charged);
        *net = (*net).min(*left);
        *left -= *net;
    }
    let there: i64 = newest.iter().map(|(.., net)| net).sum();
    if there < amount {
        return Err(Refusal::NotThere { there: Money::from_minor(there), on: act.on, all_there: None });
    }
    act.parts = vec![(agreement, amount)];
    let index = living.acts.add(act);
    let mut rest = amount;
    for (_, line, cell, net) in newest {
        let back = net.min(rest);
        if back > 0 {
            living.charge(line, agreement, cell, -back);
            living.park(line);
            living.acts.bars.push(Bar::new(index, line, agreement));
            rest -= back;
        }
    }
    Ok(())
}

fn is_of_today(line: &Line<'_>) -> bool {
    match line.fate {
        Fate::Enters(_) | Fate::Stands | Fate::Adjusted(_) | Fate::Moved => {
            line.cost.base > Money::ZERO && line.cell.is_some()
        }
        Fate::Gone | Fate::Rebooked(_) | Fate::Former => false,
    }
}

impl Living<'_, '_> {
    /// Makes an entry of a decision.
    pub fn enter_decided(&mut self, made: Made) {
        let Made { act, on, agreement, cell, amount } = made;
        if amount != 0 {
            let reference = self.book.reference(&self.acts.all[act].decision.number);
            self.enter_booked(Booked { date: on, agreement, cell, cause: Cause::Decision, reference, amount });
            self.acts.entries.push(made);
        }
    }

    /// Money that people may allocate on a day: all that is not allocated and stays.
    pub fn free_on(&self, agreement: u32, day: NaiveDate) -> i64 {
        let lasting = self.purses[agreement as usize].lasting(day, self.span.as_of);
        (lasting - self.book.of_agreement(agreement).allocated).max(0)
    }

    /// The first day after one on which so much more of agreements is not allocated.
    fn comes_later(&self, agreements: &[u32], day: NaiveDate, more: i64) -> Option<NaiveDate> {
        let free = |on: NaiveDate| agreements.iter().map(|agreement| self.free_on(*agreement, on)).sum::<i64>();
        let days = agreements.iter().flat_map(|agreement| self.purses[*agreement as usize].days());
        let days: BTreeSet<NaiveDate> = days.filter(|later| *later > day && *later <= self.span.as_of).collect();
        let now = free(day);
        days.into_iter().find(|later| free(*later) - now >= more)
    }

    /// Whether people may put an agreement's money into a cell on a day.
    pub fn may_lie(&self, agreement: u32, cell: u32, on: NaiveDate) -> bool {
        on <= self.today.ends[agreement as usize] && self.numbers.allowed(agreement, cell, self.today.day)
    }

    /// Orders agreements as they are asked: the one that ends soonest, one that pays for the cell already, the one that
    /// may pay for fewest cells, the lower reference.
    fn in_turn(&self, agreements: &mut [u32], cell: Option<u32>) {
        agreements.sort_by_key(|&agreement| {
            let pays = cell.is_some_and(|cell| self.book.at(agreement, cell).allocated > 0);
            let version = self.today.versions[agreement as usize];
            let reach = self.numbers.holders[agreement as usize].versions[version].reach;
            (self.today.ends[agreement as usize], !pays, reach, agreement)
        });
    }

    /// Costs of a cell that are not charged yet are costs of the cell that succeeds it. Credits stay with what they
    /// credit.
    pub fn relocate(&mut self, from: u32, to: u32) {
        let waits = |open: i64, line: &Line<'_>| match line.fate {
            Fate::Enters(month) => open > 0 || month >= self.today.month,
            Fate::Stands | Fate::Adjusted(_) | Fate::Former | Fate::Moved => open > 0,
            Fate::Gone | Fate::Rebooked(_) => false,
        };
        let moved: Vec<u32> = (0_u32..)
            .zip(&self.lines)
            .filter(|(number, line)| {
                let open = self.open[*number as usize];
                line.cell == Some(from) && line.cost.base > Money::ZERO && waits(open, line)
            })
            .map(|(number, _)| number)
            .collect();
        let waiting = std::mem::take(&mut self.waiting[from as usize]);
        for &line in &moved {
            self.lines[line as usize].formerly = Some(from);
            self.lines[line as usize].cell = Some(to);
        }
        for line in waiting {
            self.park(line);
        }
        self.renew_payers(moved);
    }
}
