//! What somebody has to do: instalments that are late or come next, and money whose time is over or nearly so.
//!
//! What comes in: the agreements of a report. What leaves: one item for each thing to be done, with its age and who is to act.
//! What it does not know: costs that are pending, and decisions.

use std::cmp::Ordering;

use chrono::{Days, NaiveDate};

use crate::domain::{Money, Source};
use crate::ledger::{AgreementPosition, InstalmentPosition, InstalmentStatus};

use super::super::grid::{Cell, Sheet, Table};
use super::super::origin::{Basis, Origin};
use super::{Report, Whose};

/// What kind of thing is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Need {
    /// An instalment is late.
    Overdue,
    /// Money has lapsed.
    Lapsed,
    /// Money will lapse soon.
    Lapsing,
    /// An instalment comes next.
    Next,
    /// An instalment is due when its agreement has ended.
    AfterEnd,
}

/// Something to be done about an agreement.
pub(in super::super) struct Attention<'a> {
    pub need: Need,
    pub position: &'a AgreementPosition,
    /// The day on which it was, or will be, due.
    pub day: NaiveDate,
    pub amount: Sum<'a>,
}

/// Whether money that comes into an agreement now can still be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Room {
    /// Its end is further away than the fund's notice.
    Open,
    /// It ends so soon that what comes now will hardly be used without an extension.
    Ending,
    /// It has ended: what comes pays late costs, else it lapses.
    Ended,
}

/// How much it is about.
#[derive(Clone, Copy)]
pub(in super::super) enum Sum<'a> {
    /// What is open of an instalment, in the currency of its agreement.
    Instalment(&'a InstalmentPosition),
    /// Base money, and what it is made of.
    Base([(&'static str, Money); 3]),
}

/// An amount by what it is made of.
pub(in super::super) fn total(parts: &[(&str, Money)]) -> Money {
    parts.iter().map(|(_, part)| *part).sum()
}

impl<'a> Report<'a> {
    /// What is to be done, by day: late instalments, lapsed money, money that lapses within the fund's notice, instalments due after the
    /// end of their agreement, and the next one of each agreement before it.
    pub fn attention(&self) -> Vec<Attention<'a>> {
        let mut found: Vec<Attention<'a>> = self
            .lapses()
            .into_iter()
            .map(|(position, lapse)| Attention {
                need: Need::Lapsed,
                position,
                day: lapse.ended_on,
                amount: Sum::Base([
                    ("lapsed", lapse.lapsed),
                    ("the support reserve on it", lapse.reserve),
                    ("unallocated", Money::ZERO),
                ]),
            })
            .collect();
        for position in self.holdings.positions.iter().copied() {
            let due = position.instalments.iter();
            let overdue = due.clone().filter(|due| due.status == InstalmentStatus::Overdue);
            let coming = due.clone().filter(|due| due.status == InstalmentStatus::Coming);
            let (after, before): (Vec<_>, Vec<_>) = coming.partition(|due| self.is_due_after_end(position, due));
            let open = |need, due: &'a InstalmentPosition| {
                let (day, amount) = (due.instalment.due_on, Sum::Instalment(due));
                Attention { need, position, day, amount }
            };
            found.extend(overdue.map(|due| open(Need::Overdue, due)));
            found.extend(after.into_iter().map(|due| open(Need::AfterEnd, due)));
            found.extend(before.first().map(|due| open(Need::Next, due)));
            found.extend(self.lapsing(position));
        }
        found.sort_by(|one, other| {
            let key = |item: &Attention<'a>| (item.day, item.need);
            key(one)
                .cmp(&key(other))
                .then_with(|| one.position.agreement.reference.cmp(&other.position.agreement.reference))
        });
        found
    }

    /// Whether money that comes into an agreement now can still be used.
    pub fn room_of(&self, position: &AgreementPosition) -> Room {
        let (as_of, end) = (self.view.ledger.as_of, self.end_of(position));
        let notice = Days::new(self.view.fund.allocation.expiry_notice_days.into());
        if end <= as_of {
            Room::Ended
        } else if as_of.checked_add_days(notice).is_some_and(|last| end <= last) {
            Room::Ending
        } else {
            Room::Open
        }
    }

    /// Money of an agreement that ends within the fund's notice, and that nobody was charged with yet.
    fn lapsing(&self, position: &'a AgreementPosition) -> Option<Attention<'a>> {
        let day = self.end_of(position);
        let amounts = self.view.amounts(&position.agreement.reference);
        let left = amounts.unspent() + amounts.unallocated;
        // As with what has lapsed, the reserve that is left goes with it.
        let parts = [
            ("allocated less charged", amounts.unspent()),
            ("unallocated", amounts.unallocated),
            ("the support reserve on it", (amounts.reserve - amounts.support_cost).or_zero()),
        ];
        (self.room_of(position) == Room::Ending && left > Money::ZERO).then_some(Attention {
            need: Need::Lapsing,
            position,
            day,
            amount: Sum::Base(parts),
        })
    }

    /// The last day of which an agreement, by its terms of today, may pay costs.
    pub fn end_of(&self, position: &AgreementPosition) -> NaiveDate {
        let as_of = self.view.ledger.as_of;
        position.terms.on(as_of).to().unwrap_or_else(|| self.view.fund.end_on(as_of))
    }

    /// Whether an instalment is still to come when its agreement has ended.
    pub fn is_due_after_end(&self, position: &AgreementPosition, due: &InstalmentPosition) -> bool {
        due.status == InstalmentStatus::Coming && due.instalment.due_on > self.end_of(position)
    }

    /// How many days ago something was due; below nothing where it is to come.
    pub fn days_since(&self, day: NaiveDate) -> i64 {
        self.view.ledger.as_of.signed_duration_since(day).num_days()
    }

    /// How long ago a day was, or when it will be, in words.
    pub fn days_from(&self, day: NaiveDate) -> String {
        let since = self.days_since(day);
        let counted = |key| self.phrases.counted(key, usize::try_from(since.unsigned_abs()).unwrap_or(usize::MAX));
        match since.cmp(&0) {
            Ordering::Greater => counted("days-ago"),
            Ordering::Equal => self.text("days-today"),
            Ordering::Less => counted("days-to-go"),
        }
    }
}

/// Adds what a donor has to do to a sheet, below a heading; nothing where there is nothing to do.
pub(super) fn part(report: &Report<'_>, sheet: &mut Sheet) {
    let items = report.attention();
    if items.is_empty() || matches!(report.whose, Whose::Fund) {
        return;
    }
    let section = [Some(report.text("section-attention")), report.whom_to_ask()];
    sheet.section(section.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    table(report, sheet, items);
}

fn table(report: &Report<'_>, sheet: &mut Sheet, items: Vec<Attention<'_>>) {
    let mut table = Table::new("Attention", report.text("none-attention"));
    table.column(report.head("h-attention", 64), |item: &Attention<'_>| matter(report, item));
    table.column(report.head("h-amount", 18), |item| amount(item));
    table.column(report.head("h-currency-days", 24), |item| {
        format!("{} · {}", currency(report, item), report.days_from(item.day))
    });
    table.column(report.head("h-to-do", 98), |item| report.text(to_do(report, item)));
    table.put(sheet, items);
}

/// What it is about, in words.
pub(super) fn matter(report: &Report<'_>, item: &Attention<'_>) -> String {
    let reference = item.position.agreement.reference.as_str();
    let day = report.phrases.day(item.day);
    report.phrases.with(words(item.need), &[("agreement", reference), ("day", &day)])
}

/// How much it is about, in its currency.
pub(super) fn amount(item: &Attention<'_>) -> Cell {
    match item.amount {
        Sum::Base(parts) => {
            let origin = of(item, Basis::Receipts).made_of(parts.map(|(what, part)| (what.to_owned(), part)));
            Cell::money(total(&parts)).from(origin)
        }
        Sum::Instalment(due) => {
            Cell::decimal(due.open(), due.instalment.amount.decimals()).from(Origin::Row(due.instalment.source.clone()))
        }
    }
}

/// The row that says the day of something that was due: of money, the last that set when its agreement ends.
pub(super) fn row_of_day<'a>(report: &Report<'a>, item: &Attention<'a>) -> &'a Source {
    if let Sum::Instalment(due) = item.amount {
        return &due.instalment.source;
    }
    let agreement = &item.position.agreement;
    let amendments = report.view.facts.amendments.iter();
    let set = amendments.filter(|of| of.agreement == agreement.reference && of.valid_to == Some(item.day));
    set.max_by_key(|of| of.effective_on).map_or(&agreement.source, |of| &of.source)
}

/// The currency of that.
pub(super) fn currency(report: &Report<'_>, item: &Attention<'_>) -> &'static str {
    match item.amount {
        Sum::Base(_) => report.currency(),
        Sum::Instalment(due) => due.instalment.amount.currency.code(),
    }
}

fn of(item: &Attention<'_>, basis: Basis) -> Origin {
    Origin::of(basis).agreement(&item.position.agreement.reference)
}

const fn words(need: Need) -> &'static str {
    match need {
        Need::Overdue => "attention-overdue",
        Need::Lapsed => "attention-lapsed",
        Need::Lapsing => "attention-lapsing",
        Need::AfterEnd => "attention-after-end",
        Need::Next => "attention-next",
    }
}

/// What a donor is asked to do.
fn to_do(report: &Report<'_>, item: &Attention<'_>) -> &'static str {
    match item.need {
        Need::Overdue => match report.room_of(item.position) {
            Room::Open => "to-do-overdue",
            Room::Ending => "to-do-overdue-ending",
            Room::Ended => "to-do-overdue-ended",
        },
        Need::Lapsed => "to-do-lapsed",
        Need::Lapsing => "to-do-lapsing",
        Need::AfterEnd => "to-do-after-end",
        Need::Next => "to-do-next",
    }
}
