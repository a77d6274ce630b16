//! The state of the money while it lives, and what the day of a step says: terms, needs, ends, caps.
//!
//! What comes in: the border's numbers and the frozen past. What leaves: one state that each step of a month changes, by
//! [`Living::enter`] and [`Living::charge`] only. What it does not know: the order of the steps (that is `life`).

use chrono::NaiveDate;

use super::acts::Acts;
use super::book::{Book, Booked, Charged, RESERVE};
use crate::attribute::LifeError;
use crate::attribute::costs::eligible::Sets;
use crate::attribute::costs::lines::{Line, Lines, Span};
use crate::attribute::run::{Before, Cause, Mode, Need};
use crate::attribute::terms::numbers::{Bound, Numbers, WHOLE};
use crate::attribute::terms::purse::{Purse, purses};
use crate::domain::Money;

/// The state.
pub struct Living<'n, 'a> {
    pub numbers: &'n Numbers<'a>,
    pub lines: Vec<Line<'a>>,
    pub sets: Sets,
    pub span: Span,
    pub purses: Vec<Purse>,
    pub book: Book,
    /// By line: what is neither charged nor settled by a credit; below zero for a credit.
    pub open: Vec<i64>,
    /// Ids and versions of lines that closed months charged, and nothing of which is open or settled any more.
    pub ghosts: Vec<(&'a str, u32)>,
    /// By cell, in the order of lines: costs that went through the costs of a month and are not all charged.
    pub waiting: Vec<Vec<u32>>,
    /// By cell: credits that are not all used.
    pub credits: Vec<Vec<u32>>,
    /// Costs of cells that entered in this step.
    pub fresh: Vec<u32>,
    /// Credits of cells that entered in this step.
    pub fresh_credits: Vec<u32>,
    /// Lines of booked indirect support that are in play, in the order of lines.
    pub indirect: Vec<u32>,
    /// Lines in play that have no cell.
    pub homeless: Vec<u32>,
    /// Credits that settled pending costs: credit, cost, amount.
    pub netted: Vec<(u32, u32, i64)>,
    /// Decisions that acted.
    pub acts: Acts,
    pub today: Today,
}

/// What the day of a step says.
pub struct Today {
    /// The number of the month.
    pub month: i32,
    /// The day of the step: the month's last, or the as-of day.
    pub day: NaiveDate,
    /// By agreement: the version of its terms.
    pub versions: Vec<usize>,
    /// By agreement: its end.
    pub ends: Vec<NaiveDate>,
    /// By agreement: where it stands among all by (end, reference).
    pub turns: Vec<u32>,
    /// By cell: what it needs.
    pub needs: Vec<Need>,
    /// By agreement: the most that its limits let it have in the cells of each.
    pub limits: Vec<Vec<i64>>,
    /// By agreement: what it has in the cells of each limit.
    pub in_limits: Vec<Vec<i64>>,
    /// The most outside countries, by the share of the pool's programmable money.
    pub most_outside: Option<i64>,
}

impl<'n, 'a> Living<'n, 'a> {
    /// The state on the day of the last close.
    ///
    /// # Errors
    /// When a receipt names an agreement that there is not.
    pub fn new(
        numbers: &'n Numbers<'a>,
        lines: Lines<'a>,
        before: &'a Before<'a>,
        span: Span,
    ) -> Result<Self, LifeError> {
        let sets = Sets::new(numbers, &lines.all);
        let cells = numbers.cells.len();
        let mut living = Self {
            numbers,
            sets,
            span,
            purses: purses(numbers, span.as_of)?,
            book: Book::new(numbers),
            open: vec![0; lines.all.len()],
            ghosts: Vec::new(),
            waiting: vec![Vec::new(); cells],
            credits: vec![Vec::new(); cells],
            fresh: Vec::new(),
            fresh_credits: Vec::new(),
            indirect: Vec::new(),
            homeless: Vec::new(),
            netted: Vec::new(),
            acts: Acts::new(numbers.holders.len(), cells),
            today: Today::blank(),
            lines: lines.all,
        };
        super::past::load(&mut living, before, &lines.index)?;
        Ok(living)
    }

    /// A step begins.
    pub fn begin(&mut self, month: i32, day: NaiveDate, last_day: NaiveDate) {
        let numbers = self.numbers;
        for (holder, purse) in numbers.holders.iter().zip(&mut self.purses) {
            purse.begin(day, holder.calendar.on(last_day).support);
        }
        let versions: Vec<usize> = numbers.holders.iter().map(|holder| holder.calendar.version_on(day)).collect();
        let ends: Vec<NaiveDate> = numbers.holders.iter().map(|holder| holder.calendar.end_on(day)).collect();
        let mut order: Vec<u32> = (0..numbers.holders.len() as u32).collect();
        order.sort_by_key(|&agreement| (ends[agreement as usize], agreement));
        let mut turns = vec![0; order.len()];
        for (turn, agreement) in (0..).zip(order) {
            turns[agreement as usize] = turn;
        }
        let needs = numbers.cells.iter().map(|cell| cell.need_on(day)).collect();
        self.today = Today { month, day, versions, ends, turns, needs, ..Today::blank() };
        self.measure();
    }

    /// Works out again what limits and the country share allow, as programmable money has it now.
    pub fn measure(&mut self) {
        let day = self.today.day;
        let (mut limits, mut in_limits) = (Vec::new(), Vec::new());
        let mut pool = 0;
        for (agreement, holder) in (0_u32..).zip(&self.numbers.holders) {
            let programmable = self.purses[agreement as usize].programmable_on(day).max(0);
            pool += programmable;
            let bounds = &holder.versions[self.today.versions[agreement as usize]].limits;
            limits.push(bounds.iter().map(|bound| share(programmable, bound.share_ppm)).collect());
            let cells = self.book.cells_of(agreement);
            let inside = |bound: &Bound| {
                let counted = cells.iter().filter(|cell| bound.cells[**cell as usize]);
                counted.map(|&cell| self.book.at(agreement, cell).allocated).sum()
            };
            in_limits.push(bounds.iter().map(inside).collect());
        }
        let country = self.numbers.run.fund.country_share_ppm;
        self.today.most_outside = country.map(|country| share(pool, WHOLE - country));
        (self.today.limits, self.today.in_limits) = (limits, in_limits);
    }

    /// Makes an entry on the day of the step.
    pub fn enter(&mut self, agreement: u32, cell: u32, amount: i64, cause: Cause, reference: u32) {
        self.enter_booked(Booked { date: self.today.day, agreement, cell, cause, reference, amount });
    }

    /// Makes an entry, on its own day.
    pub fn enter_booked(&mut self, entry: Booked) {
        let Booked { agreement, cell, amount, .. } = entry;
        self.book.enter(entry);
        let version = self.today.versions[agreement as usize];
        let bounds = &self.numbers.holders[agreement as usize].versions[version].limits;
        for (bound, used) in bounds.iter().zip(&mut self.today.in_limits[agreement as usize]) {
            if bound.cells[cell as usize] {
                *used += amount;
            }
        }
    }

    /// Charges a part of a line, in the month of the step.
    pub fn charge(&mut self, line: u32, agreement: u32, cell: u32, amount: i64) {
        self.open[line as usize] -= amount;
        self.recharge(line, agreement, cell, amount);
    }

    /// Charges without a change of what is open of the line.
    pub fn recharge(&mut self, line: u32, agreement: u32, cell: u32, amount: i64) {
        self.book.charge(Charged { line, agreement, cell, month: self.today.month, amount });
        self.purses[agreement as usize].charge(amount);
    }

    /// The reserve of an agreement pays a part of a line, or gets it back.
    pub fn pay_support(&mut self, line: u32, agreement: u32, amount: i64) {
        self.open[line as usize] -= amount;
        self.book.charge(Charged { line, agreement, cell: RESERVE, month: self.today.month, amount });
        self.purses[agreement as usize].pay_support(amount);
    }

    /// Unspent money of an agreement in a cell that can be charged. Where people decide, nothing takes back what is not
    /// there any more: it is not charged either.
    pub fn payable(&self, agreement: u32, cell: u32) -> i64 {
        let unspent = self.book.at(agreement, cell).unspent();
        match self.numbers.run.fund.mode {
            Mode::Automatic | Mode::Asked => unspent,
            Mode::Decided => {
                let programmable = self.purses[agreement as usize].programmable_on(self.today.day);
                unspent.min(programmable - self.book.of_agreement(agreement).charged).max(0)
            }
        }
    }

    /// Whether an agreement's time is over on the day of the step.
    pub fn ended(&self, agreement: u32) -> bool {
        self.today.ends[agreement as usize] <= self.today.day
    }

    /// Money that the program may enter on the day of the step: never more than what stays to the as-of day, and not
    /// what decisions keep for people.
    pub fn free(&self, agreement: u32) -> i64 {
        let free = Money::from_minor(self.free_on(agreement, self.today.day));
        (free - self.kept_for_people(agreement, free)).minor()
    }

    /// A line comes into play in this step.
    pub fn arrive(&mut self, line: u32) {
        let Line { indirect, cell, .. } = self.lines[line as usize];
        match (self.open[line as usize], indirect, cell) {
            (0, ..) => {}
            (1.., false, Some(_)) => self.fresh.push(line),
            (_, false, Some(_)) => self.fresh_credits.push(line),
            (_, true, _) | (_, false, None) => self.park(line),
        }
    }

    /// Puts a line that is in play where the steps look for it.
    pub fn park(&mut self, line: u32) {
        let Line { indirect, cell, .. } = self.lines[line as usize];
        let list = match (self.open[line as usize], indirect, cell) {
            (0, ..) => return,
            (_, true, _) => &mut self.indirect,
            (_, false, None) => &mut self.homeless,
            (1.., false, Some(cell)) => &mut self.waiting[cell as usize],
            (_, false, Some(cell)) => &mut self.credits[cell as usize],
        };
        match list.last() {
            Some(last) if *last >= line => {
                if let Err(index) = list.binary_search(&line) {
                    list.insert(index, line);
                }
            }
            Some(_) | None => list.push(line),
        }
    }

    /// A number for charges of a version of a cost that is no line any more.
    pub fn ghost(&mut self, id: &'a str, version: u32) -> u32 {
        let index = self.ghosts.iter().rposition(|known| *known == (id, version)).unwrap_or_else(|| {
            self.ghosts.push((id, version));
            self.ghosts.len() - 1
        });
        u32::try_from(self.lines.len() + index).unwrap_or(u32::MAX)
    }
}

/// A share of an amount in millionths, rounded down.
pub fn share(amount: i64, ppm: i64) -> i64 {
    let exact = i128::from(amount) * i128::from(ppm);
    i64::try_from(exact.div_euclid(i128::from(WHOLE))).unwrap_or(i64::MAX)
}

impl Today {
    fn blank() -> Self {
        Self {
            month: 0,
            day: NaiveDate::MIN,
            versions: Vec::new(),
            ends: Vec::new(),
            turns: Vec::new(),
            needs: Vec::new(),
            limits: Vec::new(),
            in_limits: Vec::new(),
            most_outside: None,
        }
    }
}
