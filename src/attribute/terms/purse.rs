//! What an agreement can program on a day, and its support cost (docs/domain.md, section 1, "Money and its words").
//!
//! What comes in: receipts, the terms of their days, and what was charged month by month. What leaves: received,
//! refunded, moved, fee, levy, programmable money and support cost to a day; and how much of it stays there up to the
//! as-of day. What it does not know: cells.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::{AgreementRef, Money, Percent};

use super::calendar::Calendar;
use super::numbers::Numbers;
use crate::attribute::LifeError;
use crate::attribute::run::{Flow, INTEREST, InterestUse, SupportCost};

/// What came and went up to a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flows {
    pub received: i64,
    pub refunded: i64,
    pub transferred_in: i64,
    pub transferred_out: i64,
    pub fee: i64,
    pub levy: i64,
}

impl Flows {
    /// What is left of it, support reserve included; below nothing when more went than came.
    pub fn net(&self) -> i64 {
        self.received - self.refunded + self.transferred_in - self.transferred_out - self.fee - self.levy
    }

    fn add(&mut self, other: &Self) {
        self.received += other.received;
        self.refunded += other.refunded;
        self.transferred_in += other.transferred_in;
        self.transferred_out += other.transferred_out;
        self.fee += other.fee;
        self.levy += other.levy;
    }
}

/// A day from which another support rate holds.
#[derive(Clone, Copy, Debug)]
struct Change {
    day: NaiveDate,
    rate: Percent,
    /// Charged and support cost on the eve: while that is to come, as they were when the current month began.
    eve: (i64, i64),
    /// Whether the eve is past.
    past: bool,
}

/// The money of one agreement through time.
pub struct Purse {
    /// What came and went up to each day on which something did, oldest first.
    flows: Vec<(NaiveDate, Flows)>,
    /// The least net from each of those days to the as-of day.
    lows: Vec<i64>,
    rate: Percent,
    changes: Vec<Change>,
    /// Direct expenditure charged so far.
    charged: i64,
    /// That of the current month.
    of_month: i64,
    /// Support cost of the months before, not rounded.
    support: Decimal,
    /// The rate of the current month's last day.
    month_rate: Percent,
    /// Booked support cost paid so far; `None` where it is computed.
    booked: Option<i64>,
    /// Programmable money that a scenario expects, beside what is there.
    to_come: i64,
}

/// A purse for each agreement, by rank.
///
/// # Errors
/// When a receipt names an agreement that there is not.
pub fn purses(numbers: &Numbers<'_>, as_of: NaiveDate) -> Result<Vec<Purse>, LifeError> {
    let rules = &numbers.run.fund;
    let mut days: Vec<Vec<(NaiveDate, Flows)>> = vec![Vec::new(); numbers.holders.len()];
    let find = |reference: Option<&AgreementRef>, receipt: &str| {
        let unknown = || LifeError::UnknownAgreement { receipt: receipt.to_owned() };
        reference.and_then(|reference| numbers.agreement(reference.as_str())).ok_or_else(unknown)
    };
    for receipt in numbers.run.receipts.iter().filter(|receipt| receipt.date <= as_of) {
        let amount = receipt.base.minor();
        let mut flow = Flows::default();
        let agreement = match receipt.kind {
            Flow::WriteOff => continue,
            Flow::Interest | Flow::BankCharge if rules.interest != InterestUse::Programmable => continue,
            Flow::Interest | Flow::BankCharge => {
                flow.received = if receipt.kind == Flow::Interest { amount } else { -amount };
                numbers
                    .agreement(INTEREST)
                    .ok_or_else(|| LifeError::UnknownAgreement { receipt: receipt.number.clone() })?
            }
            Flow::Deposit => {
                let agreement = find(receipt.agreement.as_ref(), &receipt.number)?;
                let terms = numbers.holders[agreement as usize].calendar.on(receipt.date);
                flow.received = amount;
                flow.fee = terms.fee.of(receipt.base).minor();
                flow.levy = terms.levy.of(receipt.base).minor();
                agreement
            }
            Flow::Refund => {
                flow.refunded = amount;
                find(receipt.agreement.as_ref(), &receipt.number)?
            }
            Flow::Transfer => {
                let to = find(receipt.to_agreement.as_ref(), &receipt.number)?;
                days[to as usize].push((receipt.date, Flows { transferred_in: amount, ..Flows::default() }));
                flow.transferred_out = amount;
                find(receipt.agreement.as_ref(), &receipt.number)?
            }
        };
        days[agreement as usize].push((receipt.date, flow));
    }
    let purses = numbers.holders.iter().zip(days);
    Ok(purses.map(|(holder, days)| Purse::new(&holder.calendar, days, rules.support_cost)).collect())
}

impl Purse {
    fn new(calendar: &Calendar<'_>, mut days: Vec<(NaiveDate, Flows)>, support: SupportCost) -> Self {
        days.sort_by_key(|(day, _)| *day);
        let mut flows: Vec<(NaiveDate, Flows)> = Vec::new();
        let mut sum = Flows::default();
        for (day, flow) in days {
            sum.add(&flow);
            match flows.last_mut() {
                Some(last) if last.0 == day => last.1 = sum,
                Some(_) | None => flows.push((day, sum)),
            }
        }
        let mut lows: Vec<i64> = flows.iter().map(|(_, flows)| flows.net()).collect();
        for index in (1..lows.len()).rev() {
            lows[index - 1] = lows[index - 1].min(lows[index]);
        }
        let versions = calendar.versions();
        let changes = versions.windows(2).filter(|pair| pair[0].support != pair[1].support);
        let changes = changes.filter_map(|pair| {
            Some(Change { day: pair[1].effective?, rate: pair[1].support, eve: (0, 0), past: false })
        });
        Self {
            flows,
            lows,
            rate: versions.first().map_or(Percent::ZERO, |terms| terms.support),
            changes: changes.collect(),
            charged: 0,
            of_month: 0,
            support: Decimal::ZERO,
            month_rate: Percent::ZERO,
            booked: (support == SupportCost::Booked).then_some(0),
            to_come: 0,
        }
    }

    /// What came and went up to a day.
    pub fn flows_on(&self, day: NaiveDate) -> Flows {
        let past = self.flows.partition_point(|(of, _)| *of <= day);
        past.checked_sub(1).map_or(Flows::default(), |index| self.flows[index].1)
    }

    /// The days on which something came or went.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        self.flows.iter().map(|(day, _)| *day)
    }

    /// A month begins whose step is made on `day` and whose last day has a rate of its own: what was charged on the eve
    /// of every change of the rate up to then is fixed.
    pub fn begin(&mut self, day: NaiveDate, rate_of_last_day: Percent) {
        self.month_rate = rate_of_last_day;
        for index in 0..self.changes.len() {
            let change = self.changes[index];
            if !change.past {
                let eve = change.day.pred_opt().unwrap_or(change.day);
                self.changes[index].eve = (self.charged, self.support_on(eve));
                self.changes[index].past = change.day <= day;
            }
        }
    }

    /// Direct expenditure is charged, or taken back, in the current month.
    pub fn charge(&mut self, amount: i64) {
        self.charged += amount;
        self.of_month += amount;
    }

    /// The reserve pays a line of indirect support, or gets it back.
    pub fn pay_support(&mut self, amount: i64) {
        if let Some(booked) = &mut self.booked {
            *booked += amount;
        }
    }

    /// The current month is over.
    pub fn end(&mut self) {
        self.support += self.month_rate.fraction() * Decimal::from(self.of_month);
        self.of_month = 0;
    }

    /// Programmable money on a day, by what is charged so far: 0 where the net is below nothing.
    pub fn programmable_on(&self, day: NaiveDate) -> i64 {
        self.programmable(self.flows_on(day).net(), day)
    }

    /// By how much refunds made since a day lower the programmable money of another: what would be there without them, less
    /// what is.
    pub fn taken_by_refunds(&self, since: NaiveDate, day: NaiveDate) -> i64 {
        let before = since.pred_opt().map_or(0, |eve| self.flows_on(eve).refunded);
        let flows = self.flows_on(day);
        self.programmable(flows.net() + flows.refunded - before, day) - self.programmable(flows.net(), day)
    }

    /// Adds programmable money that a scenario expects, from every day on.
    pub fn expect(&mut self, amount: i64) {
        self.to_come += amount;
    }

    fn programmable(&self, net: i64, day: NaiveDate) -> i64 {
        if net < 0 {
            return (self.to_come + net).max(0);
        }
        self.to_come + self.programmable_now(net, day)
    }

    fn programmable_now(&self, net: i64, day: NaiveDate) -> i64 {
        let past = self.changes.iter().rposition(|change| change.day <= day);
        let Some(index) = past else { return taken_out(self.rate, net) };
        let Change { rate, eve: (charged, support), .. } = self.changes[index];
        // Money that is missing bears no support: no more than the net can be programmed.
        (charged + taken_out(rate, net - charged - support)).min(net)
    }

    /// The least programmable money on any day from one to the as-of day: what may be entered on that day.
    pub fn lasting(&self, day: NaiveDate, as_of: NaiveDate) -> i64 {
        let later = self.flows.partition_point(|(of, _)| *of <= day);
        let now = self.flows_on(day).net();
        if self.changes.iter().all(|change| change.day <= day || change.day > as_of) {
            let low = self.lows.get(later).map_or(now, |low| now.min(*low));
            return self.programmable(low, day);
        }
        let of_flows = self.flows[later..].iter().map(|(day, _)| *day);
        let of_changes = self.changes.iter().map(|change| change.day).filter(|of| *of > day && *of <= as_of);
        let days = of_flows.chain(of_changes).chain([day]);
        days.map(|day| self.programmable_on(day)).min().unwrap_or_default()
    }

    /// What is kept back for support on a day.
    pub fn reserve_on(&self, day: NaiveDate) -> i64 {
        let net = self.flows_on(day).net();
        net.max(0) - self.programmable(net, day)
    }

    /// The least reserve on any day from one to the as-of day.
    pub fn lasting_reserve(&self, day: NaiveDate, as_of: NaiveDate) -> i64 {
        let of_flows = self.flows.iter().map(|(day, _)| *day).filter(|of| *of > day);
        let of_changes = self.changes.iter().map(|change| change.day).filter(|of| *of > day && *of <= as_of);
        of_flows.chain(of_changes).chain([day]).map(|day| self.reserve_on(day)).min().unwrap_or_default()
    }

    /// Support cost to a day, by what is charged so far.
    pub fn support_on(&self, day: NaiveDate) -> i64 {
        if let Some(booked) = self.booked {
            return booked;
        }
        let net = self.flows_on(day).net();
        let programmable = self.programmable(net, day);
        let reserve = net.max(0) - programmable;
        if self.charged > 0 && self.charged >= programmable {
            return reserve;
        }
        let exact = self.support + self.month_rate.fraction() * Decimal::from(self.of_month);
        Money::from_decimal(exact, 0).map_or(reserve, Money::minor).clamp(0, reserve)
    }

    /// Booked support cost paid so far.
    pub fn booked(&self) -> i64 {
        self.booked.unwrap_or_default()
    }
}

fn taken_out(rate: Percent, net: i64) -> i64 {
    rate.taken_out_of(Money::from_minor(net)).minor()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::run::{FundEnd, Terms};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn purse(rates: &[(Option<&str>, &str)], days: &[(&str, i64, i64)]) -> Purse {
        let terms: Vec<Terms> = rates
            .iter()
            .map(|(effective, rate)| Terms {
                effective: effective.map(day),
                from: day("2024-01-01"),
                to: None,
                fee: Percent::ZERO,
                levy: Percent::ZERO,
                support: Percent::parse(rate).unwrap(),
                category: 1,
                include: vec![],
                exclude: vec![],
                limits: vec![],
            })
            .collect();
        let ends = [FundEnd { effective: None, to: day("2026-12-31") }];
        let calendar = Calendar::new(terms.iter().map(std::borrow::Cow::Borrowed), &ends).unwrap();
        let flows =
            days.iter().map(|&(of, received, refunded)| (day(of), Flows { received, refunded, ..Flows::default() }));
        Purse::new(&calendar, flows.collect(), SupportCost::Computed)
    }

    #[test]
    fn a_refund_between_two_deposits_leaves_little_to_enter_before_it() {
        let purse = purse(&[(None, "0")], &[("2024-01-10", 100, 0), ("2024-02-10", 0, 90), ("2024-03-10", 100, 0)]);
        let as_of = day("2024-03-31");
        assert_eq!(purse.programmable_on(day("2024-01-31")), 100);
        assert_eq!(purse.lasting(day("2024-01-31"), as_of), 10);
        assert_eq!(purse.lasting(day("2024-02-29"), as_of), 10);
        assert_eq!(purse.lasting(as_of, as_of), 110);
        assert_eq!(purse.lasting(day("2023-12-31"), as_of), 0);
    }

    #[test]
    fn more_refunded_than_received_gives_nothing_to_program_and_a_net_below_nothing() {
        let purse = purse(&[(None, "0.13")], &[("2024-01-10", 100, 0), ("2024-02-10", 0, 130)]);
        assert_eq!((purse.programmable_on(day("2024-02-29")), purse.flows_on(day("2024-02-29")).net()), (0, -30));
        assert_eq!(purse.reserve_on(day("2024-02-29")), 0);
    }

    #[test]
    fn after_a_change_of_the_rate_what_was_charged_keeps_the_old_one() {
        let mut purse = purse(&[(None, "0.10"), (Some("2024-03-01"), "0.20")], &[("2024-01-10", 1_100, 0)]);
        purse.begin(day("2024-02-29"), Percent::parse("0.10").unwrap());
        assert_eq!(purse.programmable_on(day("2024-02-29")), 1_000);
        purse.charge(500);
        purse.end();
        purse.begin(day("2024-03-31"), Percent::parse("0.20").unwrap());
        // 500 and its support of 50 are spent; the other 550 make 458.33 at 20%.
        assert_eq!(purse.programmable_on(day("2024-03-31")), 958);
        purse.charge(458);
        assert_eq!(purse.support_on(day("2024-03-31")), 142);
        assert_eq!(purse.reserve_on(day("2024-03-31")), 142);
    }

    #[test]
    fn after_a_change_of_the_rate_no_more_can_be_programmed_than_there_is() {
        let rates = [(None, "0"), (Some("2024-03-01"), "0.07")];
        let mut purse = purse(&rates, &[("2024-01-10", 1_600, 0), ("2024-03-10", 0, 600)]);
        purse.begin(day("2024-01-31"), Percent::ZERO);
        purse.charge(1_600);
        purse.end();
        purse.begin(day("2024-03-31"), Percent::parse("0.07").unwrap());
        assert_eq!(purse.programmable_on(day("2024-03-31")), 1_000);
        assert_eq!((purse.reserve_on(day("2024-03-31")), purse.support_on(day("2024-03-31"))), (0, 0));
    }

    #[test]
    fn support_cost_is_rounded_once_and_the_whole_reserve_at_the_end() {
        let mut purse = purse(&[(None, "0.07")], &[("2024-01-10", 107_007, 0)]);
        let (mut to_date, rate) = (vec![], Percent::parse("0.07").unwrap());
        let programmable = purse.programmable_on(day("2024-01-31"));
        assert_eq!((programmable, purse.reserve_on(day("2024-01-31"))), (100_007, 7_000));
        for month in 0..3 {
            purse.begin(day("2024-01-31"), rate);
            purse.charge(if month == 2 { 100_007 - 66_670 } else { 33_335 });
            to_date.push(purse.support_on(day("2024-01-31")));
            purse.end();
        }
        assert_eq!(to_date, [2_333, 4_667, 7_000]);
    }
}
